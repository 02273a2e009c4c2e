//! Orders with a clock: what refutes all, and what finds one among few steps.
//!
//! All checks are easier with greater values of going on. So with every party's best value at every state, each
//! by itself, some order passes if any does: if none passes, none exists. And of two ways on from a state the one
//! that is worth no more to anybody can be forgotten: the values that remain are the *labels* of the state.
//!
//! Cost: 2ⁿ × labels × n; without labels, one per state.

use super::{Clock, flags, holds, is_exact, timed};
use crate::exact::Ratio;
use crate::roadmap::scale::{all, set};
use crate::roadmap::{Limits, Setting, Stage, Taken, Verdict, Why, search};

/// At most so many labels per state.
pub const LABELS: usize = 4096;

/// At most so many steps.
pub const LABELLED: usize = 12;

/// An order that holds with a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whether there is one.
    pub verdict: Verdict,
    /// It, if so.
    pub order: Option<Vec<Stage>>,
}

/// Whether an order holds with a clock: the best without one, then the bound, then labels.
#[must_use]
pub fn hurry(setting: &Setting<'_>, limits: &Limits) -> Found {
    let best = search(setting, limits).best;
    if let Some(plan) = best
        && timed(setting, &plan.order).is_ok_and(|timed| timed.slack.holds())
    {
        return Found { verdict: Verdict::Holds, order: Some(plan.order) };
    }
    if setting.deal.steps.len() > LABELLED {
        let verdict = Verdict::Undecided(Why::States);
        return Found { verdict, order: None };
    }
    if is_exact(setting) && is_refuted(setting) {
        return Found { verdict: Verdict::Fails, order: None };
    }
    labels(setting)
}

/// Whether no order holds with a clock even if every party had its best value at every state; a proof if
/// [`Timed::is_exact`](super::Timed::is_exact) would be true. False for more than [`LABELLED`] steps.
#[must_use]
pub fn is_refuted(setting: &Setting<'_>) -> bool {
    let steps = setting.deal.steps.len();
    if steps > LABELLED {
        return false;
    }
    let clock = Clock { setting };
    let stages = stages(setting);
    let mut best: Vec<Option<Vec<Ratio>>> = vec![None; 1 << steps];
    for done in (0..=all(steps)).rev() {
        let is_done = flags(done, steps);
        let mut values: Option<Vec<Ratio>> = (done == all(steps)).then(|| clock.finished());
        for &(taken, own, after) in &stages {
            if own & done != 0 || after & !done != 0 {
                continue;
            }
            let Some(next) = &best[(done | own) as usize] else { continue };
            let Some(through) = through(&clock, taken, &is_done, next) else { continue };
            values = Some(match values {
                None => through,
                Some(values) => values.into_iter().zip(through).map(|(a, b)| a.max(b)).collect(),
            });
        }
        best[done as usize] = values.filter(|values| is_kept(&clock, &is_done, values));
    }
    best[0].is_none()
}

/// Looks through all labels; undecided if there are more than [`LABELLED`] steps or [`LABELS`] labels at a state.
#[must_use]
pub fn labels(setting: &Setting<'_>) -> Found {
    let steps = setting.deal.steps.len();
    let open = Found { verdict: Verdict::Undecided(Why::States), order: None };
    if steps > LABELLED {
        return open;
    }
    let clock = Clock { setting };
    let stages = stages(setting);
    let mut labels: Vec<Vec<Label>> = vec![Vec::new(); 1 << steps];
    for done in (0..=all(steps)).rev() {
        let is_done = flags(done, steps);
        let mut here: Vec<Label> = Vec::new();
        if done == all(steps) {
            here.push(Label { values: clock.finished(), by: 0, next: 0 });
        }
        for (by, &(taken, own, after)) in stages.iter().enumerate() {
            if own & done != 0 || after & !done != 0 {
                continue;
            }
            for (next, label) in labels[(done | own) as usize].iter().enumerate() {
                if let Some(values) = through(&clock, taken, &is_done, &label.values) {
                    insert(&mut here, Label { values, by, next });
                }
            }
            if here.len() > LABELS {
                return open;
            }
        }
        here.retain(|label| is_kept(&clock, &is_done, &label.values));
        labels[done as usize] = here;
    }
    if labels[0].is_empty() {
        let verdict = match is_exact(setting) {
            true => Verdict::Fails,
            false => Verdict::Undecided(Why::Inexact),
        };
        return Found { verdict, order: None };
    }
    let (mut done, mut at) = (0_u64, 0);
    let mut order = Vec::new();
    while done != all(steps) {
        let label = &labels[done as usize][at];
        let (taken, own, _) = stages[label.by];
        order.push(taken.stage);
        done |= own;
        at = label.next;
    }
    Found { verdict: Verdict::Holds, order: Some(order) }
}

/// What going on along some way is worth to each party.
#[derive(Clone, Debug)]
struct Label {
    values: Vec<Ratio>,
    /// The stage that comes next, and the label after it.
    by: usize,
    next: usize,
}

/// Keeps a label unless another is worth as much to everybody, and drops those of which it is.
fn insert(labels: &mut Vec<Label>, new: Label) {
    let covers = |a: &Label, b: &Label| a.values.iter().zip(&b.values).all(|(a, b)| a >= b);
    if !labels.iter().any(|label| covers(label, &new)) {
        labels.retain(|label| !covers(&new, label));
        labels.push(new);
    }
}

/// The values before a stage, if it is taken.
fn through(clock: &Clock<'_>, taken: &Taken, done: &[bool], next: &[Ratio]) -> Option<Vec<Ratio>> {
    let parties = 0..clock.setting.deal.parties;
    let values: Vec<Ratio> = parties.map(|i| clock.before(taken, done, i, &next[i])).collect();
    let mut checks = Vec::new();
    clock.taken(0, taken, done, [&values, next], &mut checks);
    holds(&checks).then_some(values)
}

fn is_kept(clock: &Clock<'_>, done: &[bool], values: &[Ratio]) -> bool {
    let mut checks = Vec::new();
    clock.kept(0, done, values, &mut checks);
    holds(&checks)
}

/// Stages with their steps and what must come before, as sets.
fn stages<'a>(setting: &'a Setting<'_>) -> Vec<(&'a Taken, u64, u64)> {
    let of = |taken: &'a Taken| {
        let own = set(&taken.steps);
        let after = taken.steps.iter().fold(0, |all, &s| all | set(&setting.deal.steps[s].after));
        (taken, own, after)
    };
    setting.stages.iter().map(of).filter(|(_, own, after)| own & after == 0).collect()
}
