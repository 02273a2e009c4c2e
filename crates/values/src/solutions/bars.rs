//! What a partial package must still be able to reach: the pruning of a search for one solution.
//!
//! A *bar* says that weighted worths of a wanted package sum to at least so much. A partial package that
//! cannot clear it, however it is completed, is dropped; many bars at once are a [`Net`]. A *floor* is the
//! bar of one party. A *ceiling* is what is enough for a party: what exceeds it even in the worst completion
//! is cut off, so that partial packages that differ only in excess become one.

use super::net::Net;
use crate::frontier::{Keep, Place, Plan};

/// Per party the best and the worst completions.
#[derive(Clone, Debug)]
pub(super) struct Ranges {
    parties: usize,
    /// Per place and party; the least number where nothing is possible.
    best: Vec<i64>,
    worst: Vec<i64>,
    /// Per stage whether excess may be cut off there.
    spine: Vec<bool>,
    /// Per party a bound on worths of partial packages and ceilings.
    sizes: Vec<f64>,
}

impl Ranges {
    /// `peaks` is the largest worth per party of any package, and `no_deal` what ceilings are above.
    pub(super) fn of(plan: &Plan, peaks: &[i64], no_deal: &[i64]) -> Self {
        let parties = no_deal.len();
        let mut ranges = Self {
            parties,
            best: Vec::new(),
            worst: Vec::new(),
            spine: plan.spine(),
            sizes: Vec::with_capacity(parties),
        };
        for p in 0..parties {
            let (best, worst) = (plan.rest(|values| values[p]), plan.rest(|values| -values[p]));
            let (best, worst) = (best.amounts(), worst.amounts());
            if p == 0 {
                ranges.best = vec![i64::MIN; parties * best.len()];
                ranges.worst = ranges.best.clone();
            }
            for (at, (&best, &worst)) in best.iter().zip(worst).enumerate() {
                ranges.best[at * parties + p] = best;
                ranges.worst[at * parties + p] = worst;
            }
            // A partial worth and its best completion are at most the peak, it and its worst completion at
            // least the pit.
            let size = |values: &[i64]| {
                let possible = values.iter().filter(|&&value| value > i64::MIN);
                possible.map(|value| value.unsigned_abs()).max().unwrap_or(0) as f64
            };
            let pit = plan.best(|values| -values[p]).map_or(0, |(most, _)| most);
            let ends = [peaks[p], pit, no_deal[p]].map(|end| end.unsigned_abs() as f64);
            ranges.sizes.push(ends.into_iter().fold(0.0, f64::max) + size(best) + size(worst));
        }
        ranges
    }

    pub(super) fn parties(&self) -> usize {
        self.parties
    }

    /// How many places there are.
    pub(super) fn places(&self) -> usize {
        self.best.len() / self.parties.max(1)
    }

    pub(super) fn size(&self, p: usize) -> f64 {
        self.sizes[p]
    }

    fn best(&self, place: Place) -> &[i64] {
        &self.best[place.index * self.parties..][..self.parties]
    }

    fn worst(&self, place: Place) -> &[i64] {
        &self.worst[place.index * self.parties..][..self.parties]
    }
}

/// What a wanted package reaches.
#[derive(Clone)]
pub(super) struct Bars<'a, const CAPS: bool> {
    pub(super) ranges: &'a Ranges,
    /// Per party.
    pub(super) floors: Vec<i64>,
    pub(super) net: &'a Net,
    /// Per lane of the net.
    pub(super) needs: Vec<f64>,
    /// Per party what is enough; not below its no deal.
    pub(super) ceilings: Vec<Option<i64>>,
    /// What is asked of the parties together, beside all that.
    pub(super) order: Option<Order<'a>>,
}

/// Somebody who looks at what the parties could reach at most, each by itself.
pub(super) type Order<'a> = &'a (dyn Fn(&[i64]) -> bool + Sync);

impl<const CAPS: bool> Keep for Bars<'_, CAPS> {
    const CAPS: bool = CAPS;

    fn keep(&self, place: Place, values: &[i64]) -> bool {
        let rests = self.ranges.best(place);
        let mut reaches = values.iter().zip(rests).zip(&self.floors);
        if !reaches.all(|((value, rest), floor)| value.saturating_add(*rest) >= *floor) {
            return false;
        }
        self.net.clears(&self.needs, place, values)
            && self.order.is_none_or(|order| {
                let reach =
                    values.iter().zip(rests).map(|(value, rest)| value.saturating_add(*rest));
                order(&reach.collect::<Vec<i64>>())
            })
    }

    fn is_open(&self, place: Place) -> bool {
        self.ranges.best(place).iter().all(|&rest| rest > i64::MIN)
    }

    fn cap(&self, place: Place, values: &mut [i64]) {
        if !self.ranges.spine[place.stage] {
            return;
        }
        for ((value, worst), ceiling) in
            values.iter_mut().zip(self.ranges.worst(place)).zip(&self.ceilings)
        {
            if let Some(ceiling) = ceiling {
                // At least this much is still to come.
                let coming = worst.saturating_neg();
                *value = (*value).min(ceiling.saturating_sub(coming));
            }
        }
    }
}
