//! What a partial package must still be able to reach: the pruning of a search for one solution.
//!
//! A *bar* says that weighted worths of a wanted package sum to at least so much. A partial package that
//! cannot clear it, however it is completed, is dropped: its own weighted worth and the best completion
//! are known exactly ([`Rest`]). A *floor* is the bar of one party. A *ceiling* is what is enough for a
//! party: what exceeds it even in the worst completion is cut off, so that partial packages that differ only in
//! excess become one.

use super::hull::Cut;
use crate::frontier::{Keep, Place, Plan, Rest};

/// Weights with the best completions under them.
#[derive(Clone, Debug)]
pub(super) struct Gauge {
    pub(super) cut: Cut,
    rest: Rest<i128>,
}

impl Gauge {
    pub(super) fn of(plan: &Plan, cut: Cut) -> Self {
        let rest = plan.rest(|values| Cut::at(&cut.weights, values));
        Self { cut, rest }
    }
}

/// Per party the best and the worst completions.
#[derive(Clone, Debug)]
pub(super) struct Ranges {
    best: Vec<Rest<i64>>,
    worst: Vec<Rest<i64>>,
    /// Per stage whether excess may be cut off there.
    spine: Vec<bool>,
}

impl Ranges {
    pub(super) fn of(plan: &Plan, parties: usize) -> Self {
        Self {
            best: (0..parties).map(|p| plan.rest(|values| values[p])).collect(),
            worst: (0..parties).map(|p| plan.rest(|values| -values[p])).collect(),
            spine: plan.spine(),
        }
    }
}

/// What a wanted package reaches.
#[derive(Clone)]
pub(super) struct Bars<'a, const CAPS: bool> {
    pub(super) ranges: &'a Ranges,
    /// Per party.
    pub(super) floors: Vec<i64>,
    /// Per gauge what weighted worths sum to at least.
    pub(super) needs: Vec<(&'a Gauge, i128)>,
    /// Per party what is enough.
    pub(super) ceilings: Vec<Option<i64>>,
    /// What is asked of the parties together, beside the floors.
    pub(super) order: Option<Order<'a>>,
}

/// Somebody who compares what the parties could reach at most, each by itself, with the best known.
pub(super) type Order<'a> = &'a (dyn Fn(&[i64]) -> bool + Sync);

impl<const CAPS: bool> Keep for Bars<'_, CAPS> {
    const CAPS: bool = CAPS;

    fn keep(&self, place: Place, values: &[i64]) -> bool {
        for ((rest, &floor), &value) in self.ranges.best.iter().zip(&self.floors).zip(values) {
            let rest = rest.at(place);
            if rest == i64::MIN || value + rest < floor {
                return false;
            }
        }
        for (gauge, need) in &self.needs {
            if Cut::at(&gauge.cut.weights, values) + gauge.rest.at(place) < *need {
                return false;
            }
        }
        self.order.is_none_or(|order| {
            let reach = self.ranges.best.iter().zip(values).map(|(rest, v)| v + rest.at(place));
            order(&reach.collect::<Vec<i64>>())
        })
    }

    fn cap(&self, place: Place, values: &mut [i64]) {
        if !self.ranges.spine[place.stage] {
            return;
        }
        for ((worst, ceiling), value) in self.ranges.worst.iter().zip(&self.ceilings).zip(values) {
            if let Some(ceiling) = ceiling {
                // At least this much is still to come. Where nothing can come nothing was kept.
                let coming = worst.at(place).saturating_neg();
                *value = (*value).min(ceiling.saturating_sub(coming));
            }
        }
    }
}
