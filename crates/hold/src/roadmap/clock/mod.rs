//! The same questions with a clock: stages take time, what is to come counts less, alarms can be false.
//!
//! Stage B takes T periods, the longest of its steps. With δ the discount factor of party i, counted at the start of the
//! stage, going on is worth
//!
//! V(X) = c(B) + (1 − δᵀ) F(X∪B) + δᵀ ( σ V(X∪B) + (1 − σ) E ), V(S) = F(S),
//!
//! where σ = Π (1 − α) over B is the probability that nobody is called a cheat wrongly and E what a breakdown then leaves
//! the party: caused by itself if it owns some of B, otherwise by the first owner of B. The stake is Λ(X) = V(X) − b(X).
//! Refusals and revocations need what they need without a clock; a sham of D is found, or not, when the stage ends:
//! with the stake Λ' then, honesty brings more by
//!
//! c(D) + (1 − δᵀ) F(D) + δᵀ ( (σ − σ(D)) Λ' + σ(D) F(D) + (1 − σ(D)) b(D) ).
//!
//! The stake at a state depends on the order of what remains, so the widest path is no longer exact: the search
//! without a clock proposes, [`timed`] judges, [`is_refuted`] proves by what is best for each party separately
//! that there is none, and [`labels`] closes the gap for few steps.
//!
//! A party whose discount factor was not said does not mind waiting. What a cheat keeps is counted as if no false alarm
//! could end the deal later, which errs on the safe side: a failing order is proved to fail only without false alarms.

mod labels;
mod late;

pub use labels::{Found, LABELLED, LABELS, hurry, is_refuted, labels};
pub use late::{Covert, covert, dwell, later};

use super::walk::{Check, Misstep, left_by, path};
use super::{Kind, Setting, Slack, Stage, Taken};
use crate::exact::{Ratio, power};
use num_traits::{One, Signed, Zero};

/// What there is to say of an order with a clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// All checks, as in [`Walk::checks`](super::Walk::checks). The stake of a sham is that after the stage.
    pub checks: Vec<Check>,
    /// The least slack.
    pub slack: Slack,
    /// Which check is tightest, the first of equals.
    pub tightest: Option<usize>,
    /// How many stages are taken before the first check that fails.
    pub breaks_at: Option<usize>,
    /// Per state and party what going on is worth from then on.
    pub values: Vec<Vec<Ratio>>,
    /// The probability that honest parties come to the end: no alarm is false.
    pub survival: Ratio,
    /// Periods from the first stage to the end of the last.
    pub periods: u64,
    /// Whether failing checks prove that somebody gains by leaving.
    pub is_exact: bool,
}

/// Judges `order`. Cost: stages × (parties × steps + demands) fractions, and all sets of shams in bundles.
///
/// # Errors
///
/// If it is no order of the deal.
pub fn timed(setting: &Setting<'_>, order: &[Stage]) -> Result<Timed, Misstep> {
    let path = path(setting, order)?;
    let clock = Clock { setting };
    let mut states = vec![vec![false; setting.deal.steps.len()]];
    for taken in &path {
        let mut next = states[states.len() - 1].clone();
        taken.steps.iter().for_each(|&s| next[s] = true);
        states.push(next);
    }
    let mut values = vec![clock.finished()];
    for (taken, done) in path.iter().zip(&states).rev() {
        let next = &values[values.len() - 1];
        values.push(
            (0..setting.deal.parties).map(|i| clock.before(taken, done, i, &next[i])).collect(),
        );
    }
    values.reverse();
    let mut checks = Vec::new();
    for (at, done) in states.iter().enumerate() {
        clock.kept(at, done, &values[at], &mut checks);
        if let Some(taken) = path.get(at) {
            clock.taken(at, taken, done, [&values[at], &values[at + 1]], &mut checks);
        }
    }
    let tightest = (0..checks.len()).min_by_key(|&c| &checks[c].slack);
    let quiet = |taken: &&Taken| clock.quiet(taken);
    Ok(Timed {
        slack: tightest.map_or(Slack::Free, |tightest| checks[tightest].slack.clone()),
        tightest,
        breaks_at: checks.iter().find(|check| !check.slack.holds()).map(|check| check.at),
        checks,
        values,
        survival: path.iter().map(quiet).product(),
        periods: path.iter().map(|taken| u64::from(clock.periods(taken))).sum(),
        is_exact: is_exact(setting),
    })
}

/// Whether failing checks prove that somebody gains by leaving.
fn is_exact(setting: &Setting<'_>) -> bool {
    setting.is_exact() && setting.deal.steps.iter().all(|step| step.false_alarm.is_zero())
}

/// The formulas of this file.
struct Clock<'a> {
    setting: &'a Setting<'a>,
}

impl Clock<'_> {
    fn periods(&self, taken: &Taken) -> u32 {
        taken.steps.iter().map(|&s| self.setting.deal.steps[s].periods).max().unwrap_or(0)
    }

    /// What the end of a stage counts at its start: δᵀ.
    fn weight(&self, taken: &Taken, i: usize) -> Ratio {
        let discount = self.setting.deal.discount[i].as_ref();
        discount.map_or_else(Ratio::one, |d| power(d, self.periods(taken)))
    }

    /// The probability of no false alarm: σ. In an escrow nobody is watched.
    fn quiet(&self, taken: &Taken) -> Ratio {
        if taken.is_escrow {
            return Ratio::one();
        }
        taken
            .steps
            .iter()
            .map(|&s| Ratio::one() - &self.setting.deal.steps[s].false_alarm)
            .product()
    }

    fn finished(&self) -> Vec<Ratio> {
        let steps = &self.setting.deal.steps;
        (0..self.setting.deal.parties).map(|i| steps.iter().map(|s| &s.lasting[i]).sum()).collect()
    }

    /// What is left from now on if party `i` breaks the deal: b.
    fn broken(&self, done: &[bool], i: usize) -> Ratio {
        (0..done.len()).filter(|&s| done[s]).map(|s| self.left(s, i)).sum()
    }

    fn left(&self, s: usize, i: usize) -> Ratio {
        &self.setting.stakes.banked[i][s] - &self.setting.deal.steps[s].once[i]
    }

    /// V before a stage from V after it.
    fn before(&self, taken: &Taken, done: &[bool], i: usize, after: &Ratio) -> Ratio {
        let steps = &self.setting.deal.steps;
        let weight = self.weight(taken, i);
        let mut next = done.to_vec();
        taken.steps.iter().for_each(|&s| next[s] = true);
        let running: Ratio =
            (0..next.len()).filter(|&s| next[s]).map(|s| &steps[s].lasting[i]).sum();
        let quiet = self.quiet(taken);
        let mut later = &quiet * after;
        if !quiet.is_one() {
            let owns = taken.steps.iter().any(|&s| steps[s].owners.contains(&i));
            let breaker = if owns { i } else { steps[taken.steps[0]].owners[0] };
            let all = (0..next.len()).filter(|&s| next[s]);
            let left: Ratio =
                all.map(|s| left_by(self.setting, s, i, breaker) - &steps[s].once[i]).sum();
            later += (Ratio::one() - &quiet) * left;
        }
        let once: Ratio = taken.steps.iter().map(|&s| &steps[s].once[i]).sum();
        once + (Ratio::one() - &weight) * running + weight * later
    }

    /// The checks that keep `done` in force.
    fn kept(&self, at: usize, done: &[bool], values: &[Ratio], checks: &mut Vec<Check>) {
        for (i, value) in values.iter().enumerate() {
            if let Some((step, cost)) = self.setting.cheapest(i, done) {
                let stake = value - self.broken(done, i);
                let kind = Kind::Revoke(step);
                checks.push(check(at, None, i, kind, stake, Some(-cost)));
            }
        }
    }

    /// The checks of a stage, with what going on is worth before and after it.
    fn taken(
        &self,
        at: usize,
        taken: &Taken,
        done: &[bool],
        values: [&[Ratio]; 2],
        checks: &mut Vec<Check>,
    ) {
        let stage = Some(taken.stage);
        let mut next = done.to_vec();
        taken.steps.iter().for_each(|&s| next[s] = true);
        for demand in &taken.demands {
            let i = demand.party;
            if let Kind::Refuse(_) = &demand.kind {
                let stake = &values[0][i] - self.broken(done, i);
                checks.push(check(at, stage, i, demand.kind.clone(), stake, demand.need.clone()));
                let stake = &values[1][i] - self.broken(&next, i);
                if let Some((need, shams)) = self.sham(taken, i) {
                    checks.push(check(at, stage, i, Kind::Sham(shams), stake, need));
                }
            }
        }
    }

    /// The set of shams that needs the greatest stake after the stage, and that stake.
    fn sham(&self, taken: &Taken, i: usize) -> Option<(Option<Ratio>, Vec<usize>)> {
        let steps = &self.setting.deal.steps;
        let is_open = |&s: &usize| {
            let is_own = steps[s].owners.contains(&i) && steps[s].detection.is_some();
            is_own && self.setting.cost(i, s).is_positive()
        };
        let can: Vec<usize> = taken.steps.iter().copied().filter(is_open).collect();
        if taken.is_escrow || can.len() > super::checks::SHAMS {
            return None;
        }
        let mut worst: Option<(Option<Ratio>, Vec<usize>)> = None;
        for set in 1..1_u32 << can.len() {
            let shams: Vec<usize> =
                (0..can.len()).filter(|at| set >> at & 1 == 1).map(|at| can[at]).collect();
            let Some(need) = self.need(taken, i, &shams) else { continue };
            let is_worse = match (&worst, &need) {
                (None, _) => true,
                (Some((None, _)), _) => false,
                (Some(_), None) => true,
                (Some((Some(most), _)), Some(need)) => need > most,
            };
            if is_worse {
                worst = Some((need, shams));
            }
        }
        worst
    }

    /// The stake after the stage at which honesty brings as much as shams: absent if every stake will do, `Some(None)`
    /// if none will.
    fn need(&self, taken: &Taken, i: usize, shams: &[usize]) -> Option<Option<Ratio>> {
        let steps = &self.setting.deal.steps;
        let sum = |f: &dyn Fn(usize) -> Ratio| shams.iter().map(|&s| f(s)).sum::<Ratio>();
        let one = Ratio::one();
        let (weight, quiet) = (self.weight(taken, i), self.quiet(taken));
        let missed = |s: usize| match &steps[s].detection {
            Some(seen) if shams.contains(&s) => &one - seen,
            _ => &one - &steps[s].false_alarm,
        };
        let unseen: Ratio = taken.steps.iter().map(|&s| missed(s)).product();
        let kept = |s: usize| {
            let (lasting, left) = (steps[s].lasting[i].clone(), self.left(s, i));
            if self.setting.is_lenient() { lasting } else { lasting.min(left) }
        };
        let now = sum(&|s| &steps[s].once[i] + (&one - &weight) * &steps[s].lasting[i]);
        let later = &unseen * sum(&kept) + (&one - &unseen) * sum(&|s| self.left(s, i));
        let lost = -(now + &weight * later);
        let telling = weight * (&quiet - &unseen);
        if telling.is_positive() {
            return Some(Some(lost / telling));
        }
        let is_free = !lost.is_positive() || (self.setting.is_lenient() && !quiet.is_one());
        if is_free { None } else { Some(None) }
    }
}

fn check(
    at: usize,
    stage: Option<Stage>,
    party: usize,
    kind: Kind,
    stake: Ratio,
    need: Option<Ratio>,
) -> Check {
    let slack = need.as_ref().map_or(Slack::Never, |need| Slack::By(&stake - need));
    Check { at, stage, party, kind, stake, need, slack }
}

/// Whether all pass.
fn holds(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.slack.holds())
}

/// The steps of a set, one flag each.
fn flags(set: u64, steps: usize) -> Vec<bool> {
    (0..steps).map(|s| set >> s & 1 == 1).collect()
}
