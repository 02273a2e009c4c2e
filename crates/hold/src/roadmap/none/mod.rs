//! Why no order holds: certificates, from the cheapest to the strongest.
//!
//! "None" is said only if orders fail with the harshest reactions that could be arranged
//! ([`Setting::harshest`]): what others are not believed to do today they might bind themselves to do (D. Abreu,
//! "On the theory of infinitely repeated games with discounting", Econometrica 1988). Certificates are of that
//! setting.
//!
//! 1. *surplus*: the deal is worse than nothing to an owner;
//! 2. *end*: the finished deal is broken by somebody;
//! 3. *never*: a step that is refused or shammed at every state;
//! 4. *circle*: each step of a circle is refused once the next has been taken: A waits for B, B for C, C for A
//!    (R. Powell, "War as a commitment problem", International Organization 2006, for two);
//! 5. *cut*: all states that can be reached and kept, and how each way on fails;
//! 6. *conflict*: demands of which none can be left out: without any one of them an order holds.
//!
//! The first four take polynomial time and are sound, not complete; the last two need the search.

mod closure;
mod conflict;
mod cut;
mod waiting;

#[cfg(test)]
pub(crate) use conflict::with;
pub use conflict::{Asked, conflict};
pub use cut::{Cut, Exit, SHOWN, cut};
pub use waiting::{Block, Forced, Reason};

use super::{Kind, Limits, Plan, Refusal, Setting, Stage, Verdict, Why, search_from};
use crate::deal::Deal;
use crate::exact::Ratio;
use crate::stakes::Punishment;
use num_traits::{Signed, Zero};

/// A reason why no order holds. Shortfalls are positive.
#[derive(Clone, Debug, PartialEq)]
pub enum Certificate {
    /// The whole deal is worth less than nothing to an owner, and nothing that others do before its first step
    /// would cost it anything.
    Surplus {
        /// Whom.
        party: usize,
        /// By how much.
        shortfall: Ratio,
    },
    /// When all is done, somebody takes something back.
    End {
        /// Who.
        party: usize,
        /// Which of its steps.
        step: usize,
        /// What it gains by that.
        shortfall: Ratio,
    },
    /// A step that is not taken at any state: every stage that contains it fails.
    Never {
        /// Which.
        step: usize,
        /// Per stage that contains it, who lacks the stake at its best state, and how much.
        blocks: Vec<Block>,
    },
    /// Each step must be taken no later than the next, the last no later than the first, and they are no bundle.
    Circle(Vec<Forced>),
}

/// Whether there is an order, under what reactions to a breakdown.
#[derive(Clone, Debug, PartialEq)]
pub enum Existence {
    /// There is, with reactions that can be believed.
    Holds(Plan),
    /// There is if all that is revocable is revoked by itself.
    IfAutomatic(Plan),
    /// There is if reactions are arranged for each party that may break the deal, as in [`Setting::harshest`].
    IfArranged(Plan),
    /// There is none, whatever is arranged; with what shows it, which may be nothing but the search.
    None(Vec<Certificate>),
    /// Nobody knows.
    Undecided(Why),
}

/// Asks for an order under ever harsher reactions. Cost: three searches.
///
/// # Errors
///
/// If the deal is refused.
pub fn existence(deal: &Deal, limits: &Limits) -> Result<Existence, Refusal> {
    existence_from(deal, 0, limits)
}

/// The same of a way on once the steps of `start` are in force; certificates are only sought from nothing.
///
/// # Errors
///
/// If the deal is refused.
pub fn existence_from(deal: &Deal, start: u64, limits: &Limits) -> Result<Existence, Refusal> {
    let credible = Setting::of(deal, Punishment::Credible)?;
    let automatic = Setting::of(deal, Punishment::Automatic)?;
    let harshest = Setting::harshest(deal)?;
    let plan = |setting: &Setting<'_>| {
        let answer = search_from(setting, start, limits);
        (answer.verdict, answer.best.filter(|plan| plan.slack.holds()))
    };
    if let (_, Some(plan)) = plan(&credible) {
        return Ok(Existence::Holds(plan));
    }
    if let (_, Some(plan)) = plan(&automatic) {
        return Ok(Existence::IfAutomatic(plan));
    }
    // What is cheap may decide what the search cannot.
    let found = if start == 0 { certificates(&harshest) } else { Vec::new() };
    if !found.is_empty() {
        return Ok(Existence::None(found));
    }
    Ok(match plan(&harshest) {
        (_, Some(plan)) => Existence::IfArranged(plan),
        (Verdict::Fails, None) => Existence::None(Vec::new()),
        (Verdict::Undecided(why), None) => Existence::Undecided(why),
        (Verdict::Holds, None) => Existence::Undecided(Why::States),
    })
}

/// The polynomial certificates that apply: proofs only if the setting is exact ([`Setting::is_exact`]).
/// Cost: steps² minimum cuts.
#[must_use]
pub fn certificates(setting: &Setting<'_>) -> Vec<Certificate> {
    if !setting.is_exact() {
        return Vec::new();
    }
    let mut found = surplus(setting);
    found.extend(end(setting));
    found.extend(waiting::never(setting));
    found.extend(waiting::circle(setting));
    found
}

/// Parties with a negative gain that own a step, and to which others' steps are never banked at a loss.
fn surplus(setting: &Setting<'_>) -> Vec<Certificate> {
    let harmed = |&i: &usize| {
        let is_others = |s: usize| !setting.deal.steps[s].owners.contains(&i);
        let mut others = (0..setting.deal.steps.len()).filter(|&s| is_others(s));
        setting.stakes.gain[i].is_negative()
            && setting.is_owner(i)
            && others.all(|s| !setting.stakes.banked[i][s].is_negative())
    };
    let of = |party: usize| {
        let shortfall = -&setting.stakes.gain[party];
        Certificate::Surplus { party, shortfall }
    };
    (0..setting.deal.parties).filter(harmed).map(of).collect()
}

/// Parties that break the finished deal.
fn end(setting: &Setting<'_>) -> Vec<Certificate> {
    let all = vec![true; setting.deal.steps.len()];
    let of = |party: usize| {
        let (step, cost) = setting.cheapest(party, &all)?;
        let shortfall = -(setting.stakes.stake(party, 0..all.len()) + cost);
        shortfall.is_positive().then_some(Certificate::End { party, step, shortfall })
    };
    (0..setting.deal.parties).filter_map(of).collect()
}

/// Whether somebody lacks what a demand asks.
fn lacks(slack: Option<Ratio>) -> Option<Ratio> {
    slack.filter(|slack| *slack < Ratio::zero()).map(|slack| -slack)
}
