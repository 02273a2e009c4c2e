//! The only place that knows about threads. Results come back in the order of the pieces, so that an
//! answer is the same for any number of threads, and without them.

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
