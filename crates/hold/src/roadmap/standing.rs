//! Where a deal stands with some steps in force: who gains by leaving now, what each stage that can come next needs, and
//! what a breakdown leaves.
//!
//! The checks of a state are those of [`walk`](super::walk::walk) at that state, whichever order led there:
//!
//! - *keep*: Λ(X) + π ≥ 0 for whoever can revoke something in force;
//! - per stage that can come next, *refuse* and *sham*.
//!
//! With something left to do, party i gains by leaving at once if it owns a step that is left or can revoke one in force, and
//! Λ(X) < 0, or Λ(X) + π < 0 if it only can revoke. The way on is found by [`search_from`](super::search_from).

use super::walk::{in_force, kept, left_by, stakes_at, taking};
use super::{Check, Setting, Stage};
use crate::exact::Ratio;
use crate::orders::members;
use crate::stakes::{Answered, answer};
use num_traits::{Signed, Zero};

/// A deal with some steps in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Per party the stake: Λ.
    pub stakes: Vec<Ratio>,
    /// Per party that can revoke something in force, what keeps it from that.
    pub keep: Vec<Check>,
    /// The stages that can come next, with what each needs.
    pub next: Vec<(Stage, Vec<Check>)>,
    /// Per party what it gains by leaving at once, with everything taken back that pays; absent if nothing.
    pub leaving: Vec<Option<Ratio>>,
    /// Per party whether leaving at once leaves it with no less than never having started.
    pub returns: Vec<bool>,
}

/// The state in which the steps of `done` are in force, however that came about.
///
/// Cost: parties × steps, and the demands of the stages that can come next.
#[must_use]
pub fn standing(setting: &Setting<'_>, done: u64) -> Standing {
    let deal = setting.deal;
    let is_done = in_force(setting, done);
    let stakes = stakes_at(setting, done);
    let keep = kept(setting, 0, &is_done, &stakes);
    let may_follow = |steps: &[usize]| {
        let is_ready = |&s: &usize| deal.steps[s].after.iter().all(|&before| is_done[before]);
        steps.iter().all(|s| !is_done[*s] && is_ready(s))
    };
    let next = setting.stages.iter().filter(|taken| may_follow(&taken.steps));
    let next = next.map(|taken| (taken.stage, taking(taken, 0, &stakes))).collect();
    let leaving = |i: usize| {
        let is_left = |s: usize| !is_done[s] && deal.steps[s].owners.contains(&i);
        let revokes = setting.cheapest(i, &is_done).map(|(_, cost)| -&stakes[i] - cost);
        let stops = (0..is_done.len()).any(is_left).then(|| -&stakes[i]);
        revokes.into_iter().chain(stops).max().filter(Signed::is_positive)
    };
    let returns = |i: usize| !(&setting.stakes.gain[i] - &stakes[i]).is_negative();
    Standing {
        keep,
        next,
        leaving: (0..deal.parties).map(leaving).collect(),
        returns: (0..deal.parties).map(returns).collect(),
        stakes,
    }
}

/// What a breakdown leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// Per step that was in force and is taken back, how; what those who break the deal take back themselves is not here.
    pub answers: Vec<(usize, Answered)>,
    /// What those who break the deal take back, and what they would because it pays.
    pub revoked: Vec<usize>,
    /// Per party what it is left with, compared with never having started: the least over who of the breakers it was.
    pub left: Vec<Ratio>,
    /// Per party what it is left with less what going on honestly would have brought; below zero for whoever loses.
    pub change: Vec<Ratio>,
}

/// What happens if one of `breakers` breaks the deal with the steps of `done` in force, by the reactions of the setting, after
/// taking back those of `taken`, whether that pays or not.
///
/// Cost: parties × breakers × steps.
#[must_use]
pub fn breakdown(setting: &Setting<'_>, done: u64, taken: u64, breakers: &[usize]) -> Breakdown {
    let deal = setting.deal;
    let is_taken = |s: usize| taken & (1 << s) != 0;
    let done: Vec<usize> = members(done).filter(|&s| s < deal.steps.len()).collect();
    let pays = |s: &usize| {
        let step = &deal.steps[*s];
        let gains = |j: &usize| step.owners.contains(j) && step.revoked(*j) > step.lasting[*j];
        is_taken(*s) || (step.is_revocable() && breakers.iter().any(gains))
    };
    let (revoked, others): (Vec<usize>, Vec<usize>) = done.iter().copied().partition(pays);
    let answers = others.into_iter().filter_map(|s| {
        let how = answer(&deal.steps[s], breakers, setting.punishment)?;
        Some((s, how))
    });
    let left = |i: usize| -> Ratio {
        let of = |s: usize, j: usize| match is_taken(s) {
            true => &deal.steps[s].once[i] + deal.steps[s].revoked(i),
            false => left_by(setting, s, i, j),
        };
        let by = |j: &usize| done.iter().map(|&s| of(s, *j)).sum::<Ratio>();
        breakers.iter().map(by).min().unwrap_or_else(Ratio::zero)
    };
    let left: Vec<Ratio> = (0..deal.parties).map(left).collect();
    let change = left.iter().zip(&setting.stakes.gain).map(|(left, gain)| left - gain);
    Breakdown { answers: answers.collect(), revoked, change: change.collect(), left }
}
