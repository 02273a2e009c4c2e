//! How far to go, and who may say stop.

/// Bounds on what one search may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Points (worths of partial packages) that may be held at the same time.
    pub points: usize,
    /// Points that may be made and compared in all: what bounds the time.
    pub work: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { points: 4 << 20, work: 2_000_000_000 }
    }
}

/// Somebody who looks on while a search runs.
pub trait Watch: Sync {
    /// Whether to stop now with the best answer so far.
    fn is_stopped(&self) -> bool;
    /// Hears how far a long search is: `done` of `whole` stages, and points held now.
    fn progress(&self, what: &'static str, done: usize, whole: usize, points: usize);
}

/// Nobody looks on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn is_stopped(&self) -> bool {
        false
    }

    fn progress(&self, _: &'static str, _: usize, _: usize, _: usize) {}
}
