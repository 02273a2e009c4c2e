//! After signature: at which step are we, what is overdue, who gains by leaving now, which inspection is due, what can
//! come next.
//!
//! The *state* on a day is the set of steps in force then: those whose last event is that they were taken or found in
//! order. Everything said of it is what roadmaps say of a state, however it came about: the tests by ranks
//! ([`ordinal`](super::ordinal)), the checks by worths (`detente_hold::roadmap::standing`), the ways on. What happened later
//! is not used.

mod ahead;
mod amounts;
mod breach;
mod record;

pub use ahead::{Ahead, Next};
pub use amounts::{Amounts, Leaving, NextChecks, Tested, WayOn};
pub use breach::Breach;
pub use record::{Did, Happening, Record, Standing, StepStatus};

use super::audit::{Visit, visit};
use super::ordinal::{Fault, Tests};
use super::valued::{Checked, checked};
use super::way::Way;
use super::worths::{Band, Undefined, step_worths};
use super::{MOST_STEPS, Refused, Wanted, members};
use crate::case::Case;
use crate::limits::Limits;
use crate::table::PackageTable;
use detente_hold::exact::fraction;
use detente_scenario::{AsOf, Date, NamedId, Package, RuleId, Scenario, StepId};
use record::{record, spoken};

/// What is asked about a deal that is being carried out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Asked {
    /// What is carried out; found from the events if absent.
    pub package: Option<Package>,
    /// The last day whose events count; the day of the last event that was known if absent.
    pub on: Option<Date>,
}

/// Which package is carried out, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Its name in the file, if it has one.
    pub named: Option<NamedId>,
    /// Whether it was said, rather than found.
    pub is_given: bool,
    /// The other named packages that have every step that the events speak of, in file order.
    pub others: Vec<NamedId>,
}

/// A deal that is being carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// Which.
    pub chosen: Chosen,
    /// Its steps.
    pub way: Way,
    /// The day.
    pub on: Date,
    /// Whether that is only the day of the last event.
    pub is_last_event: bool,
    /// What happened, and what each step came to.
    pub record: Record,
    /// The rules in force that forbid the finished deal.
    pub broken: Vec<RuleId>,
    /// What is in force, and how each party sees what a breakdown now would leave of it.
    pub here: Visit,
    /// Why that is not safe, if it is not.
    pub fault: Option<Fault>,
    /// What can come next, and the ways on, by ranks.
    pub ahead: Result<Ahead, Refused>,
    /// The same by worths.
    pub amounts: Result<Amounts, Undefined>,
    /// The breach that stands, if one does.
    pub breach: Option<Breach>,
    /// The steps in force that can be shammed and have not been found in order.
    pub inspections: Vec<Inspection>,
    /// How likely honest play is not broken by a false alarm; absent if no step has any.
    pub survival: Option<Survival>,
}

/// An inspection that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// Of which step.
    pub step: usize,
    /// Since when the step has been in force.
    pub since: Date,
    /// What it needs with all else that is in force, per owner that a sham tempts; empty where worths are not defined.
    pub checks: Vec<Checked>,
}

/// The probability that honest play is not broken by a false alarm: Π (1 − α).
#[derive(Clone, Debug, PartialEq)]
pub struct Survival {
    /// Over the steps taken so far, now in force or not.
    pub so_far: Band,
    /// Over those that are not in force and are to be taken.
    pub ahead: Band,
    /// The steps that have false alarms.
    pub steps: u32,
}

/// Why there is no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// The file names no package.
    NoPackage,
    /// No event of the file says what happened to a step.
    NoEvent,
    /// No event that was known on this day does; the first is of the other.
    NothingYet(AsOf, Date),
    /// This step, of which an event speaks, belongs to no named package.
    Stray(StepId),
    /// No named package has all the steps of which events speak: the nearest lacks this one.
    Apart(NamedId, StepId),
    /// There are more steps than can be told apart.
    Steps {
        /// The most.
        most: usize,
    },
}

/// Where the deal stands.
///
/// Cost: as [`roadmaps`](super::roadmaps) of its package, and two searches of 2^n states per kind of reaction by worths.
///
/// # Errors
/// [`Unclear`] if it is not clear which deal is carried out, or nothing happened.
pub fn status(
    table: &PackageTable<'_>,
    asked: &Asked,
    wanted: &Wanted,
    limits: &Limits,
) -> Result<Status, Unclear> {
    let case = table.case();
    let scenario = case.scenario;
    let (on, is_last_event) = match asked.on {
        Some(on) => (on, false),
        None => (last_event(scenario, case.as_of)?, true),
    };
    let (chosen, package) = match &asked.package {
        Some(package) => given(scenario, package),
        None => found(scenario, on)?,
    };
    let way = Way::to(scenario, &package).ok_or(Unclear::Steps { most: MOST_STEPS })?;
    let record = record(scenario, &way, on);
    let (done, broken) = (record.in_force, crate::deals::broken_rules(table, &package));
    let here = visit(case, &way, done);
    let fault = Tests::new(scenario, &way, case, &case.signers).fault(done);
    let amounts = step_worths(case, &way)
        .and_then(|worths| amounts::amounts(case, &way, worths, done, limits));
    let breach = breach::breach(case, &way, &record, amounts.as_ref().ok());
    Ok(Status {
        chosen,
        on,
        is_last_event,
        broken,
        here,
        fault,
        ahead: ahead::ahead(table, &way, done, wanted, limits),
        inspections: inspections(case, &way, &record, amounts.as_ref().ok()),
        survival: survival(scenario, &way, &record),
        breach,
        amounts,
        record,
        way,
    })
}

/// The day of the last event about a step that was known.
fn last_event(scenario: &Scenario, as_of: AsOf) -> Result<Date, Unclear> {
    let of_steps = || scenario.events.iter().filter(|event| event.progress.is_some());
    let dates = of_steps().map(|event| event.date);
    let first = dates.clone().min().ok_or(Unclear::NoEvent)?;
    dates.filter(|&date| as_of.knows(date)).max().ok_or(Unclear::NothingYet(as_of, first))
}

fn given(scenario: &Scenario, package: &Package) -> (Chosen, Package) {
    let named = scenario.packages.iter().position(|named| named.package == *package);
    let chosen = Chosen { named: named.map(NamedId::new), is_given: true, others: Vec::new() };
    (chosen, package.clone())
}

/// The named package with the fewest steps among those that have every step that events up to `on` speak of; the first of equals.
fn found(scenario: &Scenario, on: Date) -> Result<(Chosen, Package), Unclear> {
    let steps = spoken(scenario, on);
    let way = |at: usize| Way::to(scenario, &scenario.packages[at].package);
    let ways: Vec<(NamedId, Option<Way>)> =
        (0..scenario.packages.len()).map(|at| (NamedId::new(at), way(at))).collect();
    if ways.is_empty() {
        return Err(Unclear::NoPackage);
    }
    let has = |way: &Way, step: StepId| way.steps.iter().any(|own| own.step == Some(step));
    let mut fitting: Vec<(usize, NamedId)> = Vec::new();
    for (named, way) in &ways {
        if let Some(way) = way.as_ref().filter(|way| !way.steps.is_empty())
            && steps.iter().all(|&step| has(way, step))
        {
            fitting.push((way.steps.len(), *named));
        }
    }
    if let Some(&(_, named)) = fitting.iter().min_by_key(|(steps, _)| *steps) {
        let others = fitting.iter().map(|(_, other)| *other).filter(|other| *other != named);
        let chosen = Chosen { named: Some(named), is_given: false, others: others.collect() };
        return Ok((chosen, scenario.named(named).package.clone()));
    }
    let known = || ways.iter().filter_map(|(named, way)| Some((*named, way.as_ref()?)));
    if let Some(&stray) = steps.iter().find(|&&step| !known().any(|(_, way)| has(way, step))) {
        return Err(match ways.iter().any(|(_, way)| way.is_none()) {
            true => Unclear::Steps { most: MOST_STEPS },
            false => Unclear::Stray(stray),
        });
    }
    // Every step belongs somewhere, so a package that lacks one is nearest.
    let lacks =
        |way: &Way| steps.iter().copied().filter(|&step| !has(way, step)).collect::<Vec<_>>();
    let nearest = known().map(|(named, way)| (named, lacks(way))).min_by_key(|(_, l)| l.len());
    match nearest {
        Some((named, lacking)) if !lacking.is_empty() => Err(Unclear::Apart(named, lacking[0])),
        _ => Err(Unclear::NoPackage),
    }
}

/// The steps in force that can be shammed and have not been found in order since they were taken.
fn inspections(
    case: &Case<'_>,
    way: &Way,
    record: &Record,
    amounts: Option<&Amounts>,
) -> Vec<Inspection> {
    let due = |step: usize| {
        let of = &record.steps[step];
        let checking = &case.scenario.step(way.steps[step].step?).checking;
        let is_open = of.standing == Standing::Done
            && (checking.detect.is_some() || checking.inspect.is_some());
        let since = of.taken.filter(|_| is_open)?;
        let others = record.in_force & !(1 << step);
        let checks = amounts.map(|found| checked(case, way, &found.worths, step, others));
        Some(Inspection {
            step,
            since: case.scenario.events[since].date,
            checks: checks.unwrap_or_default(),
        })
    };
    (0..way.steps.len()).filter_map(due).collect()
}

fn survival(scenario: &Scenario, way: &Way, record: &Record) -> Option<Survival> {
    let alarm = |step: usize| {
        let amount = scenario.step(way.steps[step].step?).checking.false_alarm?;
        let alarm = Band::of(amount);
        (alarm.high > fraction(0, 1)).then_some(alarm)
    };
    let product = |steps: u32| {
        let one = || fraction(1, 1);
        let mut quiet = Band { low: one(), middle: one(), high: one() };
        for alarm in members(steps).filter_map(alarm) {
            quiet.low *= one() - alarm.high;
            quiet.middle *= one() - alarm.middle;
            quiet.high *= one() - alarm.low;
        }
        quiet
    };
    let steps = super::set((0..way.steps.len()).filter(|&step| alarm(step).is_some()));
    (steps != 0).then(|| Survival {
        so_far: product(record.ever),
        ahead: product(way.whole() & !record.in_force),
        steps,
    })
}

#[cfg(test)]
mod tests;
