//! Where the deal stands by worths: who gains by leaving now, what each stage that can come next needs, the best way on.
//!
//! Every check is a sum in which a party's own worths all pull the same way: the more things are worth to it, the more it has
//! to lose. So with all others in the middle, a check is tightest at the low ends of its ranges and loosest at the high ends.

use super::super::valued::{Checked, checked};
use super::super::way::Way;
use super::super::worths::{Band, StepWorths, Undefined};
use super::super::{members, set};
use crate::case::Case;
use crate::limits::Limits;
use detente_hold::roadmap::none::{Existence, existence_from};
use detente_hold::roadmap::{
    Check, Count, Kind, Setting, Slack, Stage, Standing, Walk, count_from, search_from, standing,
    walk_from,
};
use detente_hold::{Deal, Punishment, Ratio};
use detente_scenario::PartyId;

/// What worths say of where the deal stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Amounts {
    /// What the steps are worth.
    pub worths: StepWorths,
    /// What is in force.
    pub done: u32,
    /// Per party of the deal what it has at stake.
    pub stakes: Vec<Band>,
    /// What keeps parties from taking back what is in force.
    pub keep: Vec<Tested>,
    /// What each stage that can come next needs.
    pub next: Vec<NextChecks>,
    /// Who gains by leaving at once.
    pub leaving: Vec<Leaving>,
    /// Parties that own a step and that leaving at once, with everything taken back that pays, would leave with no less than never
    /// having started.
    pub returns: Vec<PartyId>,
    /// The way on that is best with reactions that can be believed; absent if nothing is left to do, or every way meets a
    /// check that no stake passes.
    pub best: Option<WayOn>,
    /// Whether some way on holds, under which reactions to a breakdown.
    pub existence: Existence,
    /// How many ways on hold with reactions that can be believed; absent if they are too many to count.
    pub count: Option<Count>,
}

/// A check over the ranges of the party's own worths.
#[derive(Clone, Debug, PartialEq)]
pub struct Tested {
    /// Who could leave.
    pub party: PartyId,
    /// In the middle; at the low ends where only those tempt the party.
    pub check: Check,
    /// The slack at the low ends, in the middle, at the high ends.
    pub slack: [Slack; 3],
}

/// A stage that can come next.
#[derive(Clone, Debug, PartialEq)]
pub struct NextChecks {
    /// The stage.
    pub stage: Stage,
    /// Its steps.
    pub steps: u32,
    /// Per owner whether it would refuse, and whether it would sham.
    pub checks: Vec<Tested>,
    /// What its steps that can be shammed need.
    pub needs: Vec<Checked>,
}

/// A party that gains by leaving at once, somewhere in its ranges.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaving {
    /// Who.
    pub party: PartyId,
    /// What it gains: at the low ends of its ranges, in the middle, at the high ends; absent where it does not.
    pub gain: [Option<Ratio>; 3],
}

/// A way on.
#[derive(Clone, Debug, PartialEq)]
pub struct WayOn {
    /// The stages, as masks of steps.
    pub stages: Vec<u32>,
    /// Every check.
    pub walk: Walk,
}

/// What `worths` say with the steps of `done` in force.
///
/// Cost: two settings per party, and up to five searches of 2^n states for n steps that are left.
///
/// # Errors
/// [`Undefined`] if the deal cannot be judged.
pub(super) fn amounts(
    case: &Case<'_>,
    way: &Way,
    worths: StepWorths,
    done: u32,
    limits: &Limits,
) -> Result<Amounts, Undefined> {
    let refused = |_| Undefined::Refused;
    let deal = worths.deal.clone();
    let limits = detente_hold::roadmap::Limits { bytes: limits.memory.min(1 << 30) };
    let setting = Setting::of(&deal, Punishment::Credible).map_err(refused)?;
    let (start, is_whole) = (u64::from(done), done == way.whole());
    let middle = standing(&setting, start);
    let mut ends = Vec::with_capacity(deal.parties);
    for i in 0..deal.parties {
        let at = |end: fn(&Band) -> &Ratio| {
            let deal = at_end(&worths, i, end);
            let setting = Setting::of(&deal, Punishment::Credible).map_err(refused)?;
            Ok(standing(&setting, start))
        };
        ends.push([at(|band| &band.low)?, at(|band| &band.high)?]);
    }
    let all = All { worths: &worths, middle: &middle, ends: &ends };
    let best = match is_whole {
        true => None,
        false => search_from(&setting, start, &limits).best,
    };
    let best = best.map(|plan| {
        let walk = walk_from(&setting, start, &plan.order).map_err(|_| Undefined::Refused)?;
        let stages = plan.order.iter().map(|stage| set(stage.steps(&deal))).collect();
        Ok(WayOn { stages, walk })
    });
    let few = deal.steps.len() <= 20;
    let owns = |i: &usize| deal.steps.iter().any(|step| step.owners.contains(i));
    let returns = (0..deal.parties).filter(|i| middle.returns[*i] && owns(i));
    Ok(Amounts {
        stakes: (0..deal.parties).map(|i| all.stake(i)).collect(),
        keep: all.keep(),
        next: all.next(case, way, done),
        leaving: (0..deal.parties).filter_map(|i| all.leaving(i)).collect(),
        returns: returns.map(|i| worths.parties[i]).collect(),
        best: best.transpose()?,
        existence: existence_from(&deal, start, &limits).map_err(refused)?,
        count: few.then(|| count_from(&setting, start, &limits)).flatten(),
        done,
        worths,
    })
}

/// The deal with the worths of party `i` at an end of their ranges.
pub(super) fn at_end(worths: &StepWorths, i: usize, end: fn(&Band) -> &Ratio) -> Deal {
    let mut deal = worths.deal.clone();
    for (s, step) in deal.steps.iter_mut().enumerate() {
        step.once[i] = end(&worths.once[s][i]).clone();
        step.lasting[i] = end(&worths.lasting[s][i]).clone();
    }
    deal
}

/// The state in the middle of all ranges, and per party at the ends of its own.
struct All<'a> {
    worths: &'a StepWorths,
    middle: &'a Standing,
    ends: &'a [[Standing; 2]],
}

/// Whether two checks are about the same way to leave, whichever steps are best for it.
fn is_alike(one: &Kind, other: &Kind) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

impl All<'_> {
    fn stake(&self, i: usize) -> Band {
        let [low, high] = &self.ends[i];
        Band {
            low: low.stakes[i].clone(),
            middle: self.middle.stakes[i].clone(),
            high: high.stakes[i].clone(),
        }
    }

    fn keep(&self) -> Vec<Tested> {
        let all = |standing: &Standing| standing.keep.clone();
        let parties = 0..self.middle.stakes.len();
        parties.flat_map(|i| self.tested(i, all)).collect()
    }

    fn next(&self, case: &Case<'_>, way: &Way, done: u32) -> Vec<NextChecks> {
        let deal = &self.worths.deal;
        let of = |(at, (stage, _)): (usize, &(Stage, Vec<Check>))| {
            let steps = set(stage.steps(deal));
            let is_escrow = match *stage {
                Stage::Step(_) => false,
                Stage::Bundle(bundle) => deal.bundles[bundle].escrow,
            };
            let all = |standing: &Standing| standing.next[at].1.clone();
            let parties = 0..self.middle.stakes.len();
            let shammed = if is_escrow { 0 } else { steps };
            let needs = members(shammed).flat_map(|step| {
                checked(case, way, self.worths, step, done | (steps & !(1 << step)))
            });
            NextChecks {
                stage: *stage,
                steps,
                checks: parties.flat_map(|i| self.tested(i, all)).collect(),
                needs: needs.collect(),
            }
        };
        self.middle.next.iter().enumerate().map(of).collect()
    }

    /// The checks of party `i` among those that `list` gives, over its ranges.
    fn tested(&self, i: usize, list: impl Fn(&Standing) -> Vec<Check>) -> Vec<Tested> {
        let own = |standing: &Standing| -> Vec<Check> {
            list(standing).into_iter().filter(|check| check.party == i).collect()
        };
        let [low, high] = &self.ends[i];
        let (low, middle, high) = (own(low), own(self.middle), own(high));
        let find = |checks: &[Check], kind: &Kind| {
            checks.iter().find(|check| is_alike(&check.kind, kind)).cloned()
        };
        // What tempts in the middle tempts at the low ends.
        let only_low = low.iter().filter(|check| find(&middle, &check.kind).is_none());
        let checks: Vec<Check> = middle.iter().chain(only_low).cloned().collect();
        let slack = |checks: &[Check], kind: &Kind| {
            find(checks, kind).map_or(Slack::Free, |check| check.slack)
        };
        let tested = |check: Check| Tested {
            party: self.worths.parties[i],
            slack: [&low, &middle, &high].map(|checks| slack(checks, &check.kind)),
            check,
        };
        checks.into_iter().map(tested).collect()
    }

    fn leaving(&self, i: usize) -> Option<Leaving> {
        let [low, high] = &self.ends[i];
        let gain = [low, self.middle, high].map(|standing| standing.leaving[i].clone());
        let party = self.worths.parties[i];
        gain.iter().any(Option::is_some).then_some(Leaving { party, gain })
    }
}

impl Leaving {
    /// Whether it gains in the middle of its ranges.
    #[must_use]
    pub const fn is_in_the_middle(&self) -> bool {
        self.gain[1].is_some()
    }
}
