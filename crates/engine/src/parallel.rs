//! The only place that knows about threads.
//!
//! Work is cut into pieces by its size alone, never by the number of threads, and results come back
//! in the order of the pieces: the answer is the same for any number of threads, and without them.

/// `f(0), f(1), …, f(count - 1)`, in that order.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Send>(count: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    (0..count).into_par_iter().map(f).collect()
}

/// `f(0), f(1), …, f(count - 1)`, in that order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T: Send>(count: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    (0..count).map(f).collect()
}

/// What `a` and `b` return.
#[cfg(feature = "parallel")]
pub(crate) fn both<A: Send, B: Send>(
    a: impl FnOnce() -> A + Send,
    b: impl FnOnce() -> B + Send,
) -> (A, B) {
    rayon::join(a, b)
}

/// What `a` and `b` return.
#[cfg(not(feature = "parallel"))]
pub(crate) fn both<A, B>(a: impl FnOnce() -> A, b: impl FnOnce() -> B) -> (A, B) {
    (a(), b())
}

/// Calls `f(start, part)` for every part of `size` elements (the last may be shorter).
#[cfg(feature = "parallel")]
pub(crate) fn for_parts<T: Send>(
    slice: &mut [T],
    size: usize,
    f: impl Fn(usize, &mut [T]) + Sync + Send,
) {
    use rayon::iter::{IndexedParallelIterator, ParallelIterator};
    use rayon::slice::ParallelSliceMut;
    slice.par_chunks_mut(size).enumerate().for_each(|(i, part)| f(i * size, part));
}

/// Calls `f(start, part)` for every part of `size` elements (the last may be shorter).
#[cfg(not(feature = "parallel"))]
pub(crate) fn for_parts<T: Send>(
    slice: &mut [T],
    size: usize,
    f: impl Fn(usize, &mut [T]) + Sync + Send,
) {
    for (i, part) in slice.chunks_mut(size).enumerate() {
        f(i * size, part);
    }
}

/// Calls `f` with every one of `pieces`.
#[cfg(feature = "parallel")]
pub(crate) fn for_each<T: Send>(pieces: Vec<T>, f: impl Fn(T) + Sync + Send) {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    pieces.into_par_iter().for_each(f);
}

/// Calls `f` with every one of `pieces`.
#[cfg(not(feature = "parallel"))]
pub(crate) fn for_each<T: Send>(pieces: Vec<T>, f: impl Fn(T) + Sync + Send) {
    pieces.into_iter().for_each(f);
}

/// How many rows one piece of work has: a multiple of 64, so that no two pieces share a word of a
/// bit column.
pub(crate) const PIECE: usize = 1 << 15;

/// The ranges of rows that make up `0..rows`, [`PIECE`] rows each.
pub(crate) fn pieces(rows: usize) -> impl Fn(usize) -> std::ops::Range<usize> + Sync + Send {
    move |piece| piece * PIECE..rows.min((piece + 1) * PIECE)
}

/// How many pieces [`pieces`] cuts `rows` into.
pub(crate) const fn piece_count(rows: usize) -> usize {
    rows.div_ceil(PIECE)
}
