//! Which points of an elimination are worth keeping: the hook for everything that looks for less than the
//! whole frontier.

use super::plan::Plan;
use super::rest::Rest;

/// Where a point of an elimination is: a stage, and there an assignment of its separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The stage.
    pub stage: usize,
    /// The slot in the stage.
    pub slot: usize,
    /// The slot counted over all stages.
    pub(super) index: usize,
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

/// Keeps what may still be at least a floor for every party, with exact bounds.
#[derive(Clone, Debug)]
pub struct Floors {
    floors: Vec<(usize, i64, Rest<i64>)>,
}

impl Floors {
    /// `floors` per party; `None` for a party that takes anything.
    #[must_use]
    pub fn of(plan: &Plan, floors: &[Option<i64>]) -> Self {
        let floors = floors.iter().enumerate().filter_map(|(p, floor)| Some((p, (*floor)?)));
        Self { floors: floors.map(|(p, d)| (p, d, plan.rest(|values| values[p]))).collect() }
    }
}

impl Keep for Floors {
    fn keep(&self, place: Place, values: &[i64]) -> bool {
        self.floors.iter().all(|(p, floor, rest)| {
            let most = rest.at(place);
            most > i64::MIN && values[*p] + most >= *floor
        })
    }
}

/// Keeps what may still become acceptable, and no worse than packages that are known already.
///
/// With what the rest can add to every party at most, a point says what it may become at best. Below a
/// floor, or dominated by a known package even so, it is of no use.
#[derive(Clone, Debug)]
pub struct Hopeful {
    floors: Vec<i64>,
    /// Worths of known packages, one number per party each.
    known: Vec<i64>,
    rests: Vec<Rest<i64>>,
}

impl Hopeful {
    /// `floors` per party, `None` for a party that takes anything; `known` worths of possible packages,
    /// which may be none.
    #[must_use]
    pub fn of(plan: &Plan, floors: &[Option<i64>], known: &[Vec<i64>]) -> Self {
        Self {
            floors: floors.iter().map(|floor| floor.unwrap_or(i64::MIN)).collect(),
            known: known.concat(),
            rests: (0..plan.parties()).map(|p| plan.rest(|values| values[p])).collect(),
        }
    }
}

impl Keep for Hopeful {
    fn keep(&self, place: Place, values: &[i64]) -> bool {
        // Sums of at most three parts of at most 2^61, or no completion at all.
        let hope = |p: usize| match self.rests[p].at(place) {
            i64::MIN => i64::MIN,
            rest => values[p] + rest,
        };
        let parties = values.len();
        (0..parties).all(|p| hope(p) > i64::MIN && hope(p) >= self.floors[p])
            && !self.known.chunks_exact(parties).any(|known| {
                let mut is_better = false;
                (0..parties).all(|p| {
                    let hope = hope(p);
                    is_better |= known[p] > hope;
                    known[p] >= hope
                }) && is_better
            })
    }
}
