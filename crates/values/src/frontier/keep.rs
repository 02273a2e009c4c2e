//! Which points of an elimination are worth keeping: the hook for everything that looks for less than the
//! whole frontier.

/// Where a point of an elimination is: a stage, and there an assignment of its separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The stage.
    pub stage: usize,
    /// The slot in the stage.
    pub slot: usize,
    /// The slot counted over all stages.
    pub(crate) index: usize,
}

/// Which points are worth keeping. What a package is worth in the end is `values` of its point at a
/// place plus what [`super::Rest`] bounds there.
pub trait Keep: Sync {
    /// Whether [`Keep::cap`] does anything; costs a sort.
    const CAPS: bool = false;

    /// Whether the point may become something wanted. Must hold for a point that dominates another for
    /// which it holds.
    fn keep(&self, place: Place, values: &[i64]) -> bool {
        let _ = (place, values);
        true
    }

    /// Whether any point there may become something wanted: asked before anything is computed.
    fn is_open(&self, place: Place) -> bool {
        let _ = place;
        true
    }

    /// Lowers coordinates to what is enough; must be monotone. With caps, counts and values of the
    /// result are those of capped points; its packages are real.
    fn cap(&self, place: Place, values: &mut [i64]) {
        let _ = (place, values);
    }
}

/// Keeps every point.
#[derive(Clone, Copy, Debug, Default)]
pub struct All;

impl Keep for All {}
