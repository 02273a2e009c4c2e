//! Targets that come down from a bound until some package reaches one: the search that all solutions share.
//!
//! What survives an elimination pruned by a target contains a best package if any reaches the target. So a
//! target that nothing reaches is a new bound, and one that something reaches ends the search. Near the
//! bound a search costs nearly nothing, and far below it anything: targets come down in steps that get smaller
//! the more a search costs, down to the best package known. Between searches more weightings join the net and better packages
//! are looked for, both in proportion to what the last search cost.

use super::bargaining::{Bargaining, Survivors};
use super::hull::{Cut, Vertex};
use super::net::Net;
use crate::frontier::Halt;

/// What a solution maximises.
pub(super) trait Criterion {
    /// What packages are compared by.
    type Value: Ord + Clone;

    /// What a package attains that is [`Criterion::allows`]ed.
    fn value(&self, worth: &[i64]) -> Self::Value;

    /// Whether a package may be singled out at all.
    fn allows(&self, worth: &[i64]) -> bool;

    /// A bound of all values, by one cut.
    fn bound(&self, cut: &Cut) -> Option<Self::Value>;

    /// About what is maximised, for climbing: first whether it is allowed.
    fn height(&self, worth: &[i64]) -> [f64; 2];

    /// The value that is `part` of the way from `high` down to `low`.
    fn between(&self, high: &Self::Value, low: &Self::Value, part: f64) -> Self::Value;

    /// A bound of all values below `target`.
    fn below(&self, target: Self::Value) -> Self::Value;

    /// The next target above `value`, where several packages may tie.
    fn above(&self, value: Self::Value) -> Option<Self::Value>;

    /// Per party what of a weighting is not to be varied.
    fn fixed(&self, weights: &[i64]) -> Vec<i64> {
        vec![0; weights.len()]
    }

    /// What may reach `target`, with at most `work`; nothing exceeds `bound`.
    fn survivors(
        &self,
        on: &Bargaining<'_>,
        net: &Net,
        target: &Self::Value,
        bound: &Self::Value,
        work: u64,
    ) -> Result<Survivors, Halt>;

    /// The best of them.
    fn best(&self, survivors: &Survivors) -> Vec<usize>;
}

/// Where a search stands.
#[derive(Debug)]
pub(super) struct Descent<V> {
    /// The best package known.
    pub(super) best: Vertex,
    pub(super) value: V,
    /// No package exceeds it.
    pub(super) bound: V,
    pub(super) net: Net,
    /// The search that found the best, and where in it are all that tie with it.
    pub(super) proof: Option<(Survivors, Vec<usize>)>,
}

/// Work that is risked to find that nothing is better than what is known, before targets come down.
const RISK: u64 = 1 << 11;

/// By how much the way down grows after a search that cost `work` and found nothing: the cost of the next
/// one grows by a much larger factor, the more so the nearer it is to finding something.
fn growth(work: u64) -> f64 {
    match work {
        0..500 => 2.0,
        500..5000 => 1.4,
        _ => 1.15,
    }
}

impl Bargaining<'_> {
    /// The best package by `criterion`, from `starts`, the first of which is a package and allowed, and `cuts` that
    /// bound all.
    /// `is_enough` ends the search where value and bound meet, whatever ties.
    pub(super) fn descend<C: Criterion>(
        &self,
        criterion: &C,
        starts: &[&Vertex],
        cuts: &[Cut],
        most: C::Value,
        is_enough: bool,
    ) -> Descent<C::Value> {
        let height = |worth: &[i64]| criterion.height(worth);
        let first = starts[0];
        let mut on = Descent {
            best: first.clone(),
            value: criterion.value(&first.worth),
            bound: cuts.iter().filter_map(|cut| criterion.bound(cut)).fold(most, C::Value::min),
            net: self.net(cuts, |cut| criterion.bound(cut)),
            proof: None,
        };
        for start in starts.iter().filter_map(|start| self.real(start)) {
            on.rise(criterion, self.climb(&start, &height));
        }
        if self.is_relaxed() && on.value < on.bound {
            on.rise(criterion, self.climb_long(&on.best, &height, self.long()));
        }
        on.bound = on.bound.max(on.value.clone());
        let (high, low) = (on.bound.clone(), on.value.clone());
        let mut risk = Some(RISK);
        let mut part = 1.0 / 32.0;
        while on.value < on.bound || !is_enough {
            let target = match risk {
                Some(_) => on.value.clone(),
                None if part < 1.0 => criterion.between(&high, &low, part).max(on.value.clone()),
                None => on.value.clone(),
            };
            let left = self.work_left();
            let work = risk.unwrap_or(u64::MAX);
            match criterion.survivors(self, &on.net, &target, &on.bound, work) {
                Ok(survivors) => {
                    if on.settle(criterion, survivors, &target) {
                        break;
                    }
                    // The best known would have survived, so the target is above it.
                    on.bound = criterion.below(target).min(on.bound).max(on.value.clone());
                    let work = left - self.work_left();
                    self.widen(&mut on.net, |weights| criterion.fixed(weights), work);
                    on.rise(criterion, self.climb_long(&on.best, &height, work));
                    part *= growth(work);
                }
                Err(Halt::Work { .. }) if self.work_left() > 0 && risk.take().is_some() => {}
                Err(Halt::Points { .. }) if target == on.value && target < on.bound => {
                    // Perhaps only too many tie.
                    let Some(above) = criterion.above(target) else { break };
                    let survivors = criterion.survivors(self, &on.net, &above, &on.bound, u64::MAX);
                    let Ok(survivors) = survivors else { break };
                    if !on.settle(criterion, survivors, &above) {
                        on.bound = on.value.clone();
                    }
                    break;
                }
                Err(_) => break,
            }
        }
        on
    }
}

impl<V: Ord + Clone> Descent<V> {
    /// Takes a package if it is allowed and better.
    fn rise<C: Criterion<Value = V>>(&mut self, criterion: &C, vertex: Vertex) {
        if criterion.allows(&vertex.worth) {
            let value = criterion.value(&vertex.worth);
            if value > self.value {
                (self.best, self.value) = (vertex, value);
            }
        }
    }

    /// Ends the search if one of the survivors reaches the target.
    fn settle<C: Criterion<Value = V>>(
        &mut self,
        criterion: &C,
        survivors: Survivors,
        target: &V,
    ) -> bool {
        let tied = criterion.best(&survivors);
        let Some(&first) = tied.first() else { return false };
        let value = criterion.value(survivors.worth(first));
        if value < *target {
            return false;
        }
        self.best = survivors.vertex(first);
        self.value = value.clone();
        self.bound = value;
        self.proof = Some((survivors, tied));
        true
    }

    pub(super) fn is_proved(&self) -> bool {
        self.value == self.bound
    }
}
