//! Steps that are never taken, and steps that wait for each other.

use super::closure::least;
use super::{Certificate, Kind, Stage, lacks};
use crate::exact::Ratio;
use crate::roadmap::{Demand, Setting, Taken};
use std::collections::VecDeque;

/// A stage that fails at every state of some kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The stage.
    pub stage: Stage,
    /// Who lacks the stake.
    pub party: usize,
    /// What it would do instead.
    pub kind: Kind,
    /// How much is missing where least is; absent if no stake is enough, or no state allows the stage.
    pub shortfall: Option<Ratio>,
}

/// A step that must be taken no later than another.
#[derive(Clone, Debug, PartialEq)]
pub struct Forced {
    /// The one that cannot wait.
    pub step: usize,
    /// The one that must not come before.
    pub before: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a step must be taken no later than another.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The other has it as a prerequisite.
    Prerequisite,
    /// Once the other has been taken, every stage that contains it fails.
    Refused(Vec<Block>),
    /// Without it, a party takes the other back.
    Revoked {
        /// Which party.
        party: usize,
        /// How much is missing where least is.
        shortfall: Ratio,
    },
}

/// Steps that are not taken at any state.
pub(super) fn never(setting: &Setting<'_>) -> Vec<Certificate> {
    let of = |step: usize| {
        let blocks = blocks(setting, step, &[])?;
        Some(Certificate::Never { step, blocks })
    };
    (0..setting.deal.steps.len()).filter_map(of).collect()
}

/// A shortest circle of steps that must each be taken no later than the next.
pub(super) fn circle(setting: &Setting<'_>) -> Option<Certificate> {
    let count = setting.deal.steps.len();
    let mut forced: Vec<Vec<Option<Forced>>> = vec![vec![None; count]; count];
    for (step, row) in forced.iter_mut().enumerate() {
        for (before, entry) in row.iter_mut().enumerate() {
            if step != before {
                let reason = reason(setting, step, before);
                *entry = reason.map(|reason| Forced { step, before, reason });
            }
        }
    }
    let circles = (0..count).filter_map(|start| shortest(&forced, start));
    let is_bundle = |circle: &Vec<usize>| {
        setting.deal.bundles.iter().any(|bundle| circle.iter().all(|s| bundle.steps.contains(s)))
    };
    let circle = circles.filter(|circle| !is_bundle(circle)).min_by_key(Vec::len)?;
    let next = circle.iter().cycle().skip(1);
    let links = circle.iter().zip(next).filter_map(|(&step, &before)| forced[step][before].clone());
    Some(Certificate::Circle(links.collect()))
}

/// The steps of a shortest circle through `start`.
fn shortest(forced: &[Vec<Option<Forced>>], start: usize) -> Option<Vec<usize>> {
    let mut from = vec![usize::MAX; forced.len()];
    let mut open = VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        for (to, link) in forced[at].iter().enumerate() {
            if link.is_none() {
                continue;
            }
            if to == start {
                let back = |&at: &usize| (at != start).then(|| from[at]);
                let mut circle: Vec<usize> = std::iter::successors(Some(at), back).collect();
                circle.reverse();
                return Some(circle);
            }
            if from[to] == usize::MAX {
                from[to] = at;
                open.push_back(to);
            }
        }
    }
    None
}

/// Why `step` cannot be taken after `before`.
fn reason(setting: &Setting<'_>, step: usize, before: usize) -> Option<Reason> {
    if setting.deal.steps[before].after.contains(&step) {
        return Some(Reason::Prerequisite);
    }
    // A state with the one and without the other may not exist at all; then other links say why.
    least(setting.deal, &setting.stakes.banked[0], &[before], &[step])?;
    for (party, costs) in setting.revoking.iter().enumerate() {
        let Some(cost) = &costs[before] else { continue };
        let stake = best_stake(setting, party, &[before], &[step])?;
        if let Some(shortfall) = lacks(Some(stake + cost)) {
            return Some(Reason::Revoked { party, shortfall });
        }
    }
    blocks(setting, step, &[before]).map(Reason::Refused)
}

/// Per stage that contains `step`, a demand that is missed at every state that contains `done`; absent if some
/// stage is not blocked.
fn blocks(setting: &Setting<'_>, step: usize, done: &[usize]) -> Option<Vec<Block>> {
    let stages = setting.stages.iter().filter(|taken| taken.steps.contains(&step));
    stages.map(|taken| blocked(setting, taken, done)).collect()
}

fn blocked(setting: &Setting<'_>, taken: &Taken, done: &[usize]) -> Option<Block> {
    let after = taken.steps.iter().flat_map(|&s| &setting.deal.steps[s].after);
    let must: Vec<usize> = done.iter().chain(after).copied().collect();
    let block = |demand: &Demand, shortfall: Option<Ratio>| Block {
        stage: taken.stage,
        party: demand.party,
        kind: demand.kind.clone(),
        shortfall,
    };
    let missed = |demand: &Demand| {
        let Some(need) = &demand.need else { return Some(block(demand, None)) };
        let Some(stake) = best_stake(setting, demand.party, &must, &taken.steps) else {
            return Some(block(demand, None));
        };
        lacks(Some(stake - need)).map(|shortfall| block(demand, Some(shortfall)))
    };
    let blocks = taken.demands.iter().filter_map(missed);
    // The greatest shortfall says most; one that nothing can mend, more.
    blocks.max_by(|a, b| match (&a.shortfall, &b.shortfall) {
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    })
}

/// The greatest stake of party `i` at states with `must` and without `barred`.
fn best_stake(setting: &Setting<'_>, i: usize, must: &[usize], barred: &[usize]) -> Option<Ratio> {
    let banked = least(setting.deal, &setting.stakes.banked[i], must, barred)?;
    Some(&setting.stakes.gain[i] - banked)
}
