//! The only place that knows about threads.
//!
//! Work is cut into pieces by its size alone, never by the number of threads, and results come back
//! in the order of the pieces: the answer is the same for any number of threads, and without them.

/// `f(0), f(1), …, f(count - 1)`, in that order.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Send>(count: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    if count == 1 {
        return vec![f(0)];
    }
    (0..count).into_par_iter().map(f).collect()
}

/// `f(0), f(1), …, f(count - 1)`, in that order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T: Send>(count: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    (0..count).map(f).collect()
}
