//! The only place that knows about threads.
//!
//! Work is cut into pieces by its size alone, never by the number of threads, and results come back
//! in the order of the pieces: the answer is the same for any number of threads, and without them.

/// `f` of every one of `pieces`, in their order.
#[cfg(feature = "parallel")]
pub(crate) fn map<P: Sync, T: Send>(pieces: &[P], f: impl Fn(&P) -> T + Sync + Send) -> Vec<T> {
    use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
    match pieces {
        [one] => vec![f(one)],
        _ => pieces.par_iter().map(f).collect(),
    }
}

/// `f` of every one of `pieces`, in their order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<P: Sync, T: Send>(pieces: &[P], f: impl Fn(&P) -> T + Sync + Send) -> Vec<T> {
    pieces.iter().map(f).collect()
}
