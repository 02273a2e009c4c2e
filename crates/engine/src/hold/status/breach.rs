//! The breach that stands: the first step that was found to be a sham or taken back, and has not been taken again since.
//!
//! It is measured as a breakdown from what was in force just before it: by ranks against what falls back by itself, by worths
//! against what each owner takes back ([`breakdown`]). What was taken back later is told beside it.

use super::super::audit::{Visit, visit};
use super::super::way::Way;
use super::super::worths::{Band, StepWorths};
use super::amounts::{Amounts, at_end};
use super::record::{Record, Standing};
use crate::case::Case;
use detente_hold::roadmap::{Breakdown, Setting, breakdown};
use detente_hold::{Deal, Punishment, Ratio};
use detente_scenario::PartyId;

/// A breach.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// Where it stands in [`Record::events`].
    pub at: usize,
    /// Which step.
    pub step: usize,
    /// Whether it was found to be a sham; otherwise it was taken back.
    pub is_sham: bool,
    /// Who broke the deal: whom the event is about if that party owns the step, otherwise all owners, of whom it is not known
    /// which.
    pub by: Vec<PartyId>,
    /// What was in force just before, without the step itself.
    pub before: u32,
    /// What a breakdown there leaves, with everyone's view.
    pub visit: Visit,
    /// What it comes to by worths, in the middle of the ranges; absent where they are not defined.
    pub breakdown: Option<Breakdown>,
    /// Per party of the deal what it loses by that against honest play to the end, over its own ranges; below zero if it gains.
    /// Empty where worths are not defined.
    pub loss: Vec<Band>,
    /// What was taken back since, by which events, as positions in [`Record::events`].
    pub since: Vec<usize>,
}

/// The breach that stands at the end of `record`.
pub(super) fn breach(
    case: &Case<'_>,
    way: &Way,
    record: &Record,
    amounts: Option<&Amounts>,
) -> Option<Breach> {
    let is_fallen = |standing: Standing| matches!(standing, Standing::Failed | Standing::Undone);
    // The event from which on a step has been out of force.
    let stands = |at: usize| {
        let did = record.events[at].did?;
        let again = || record.events[at + 1..].iter().filter_map(|other| other.did);
        let is_out = is_fallen(did.after)
            && again().filter(|other| other.step == did.step).all(|other| is_fallen(other.after));
        is_out.then_some(did)
    };
    let (at, did) = (0..record.events.len()).find_map(|at| Some((at, stands(at)?)))?;
    let event = &case.scenario.events[record.events[at].event];
    let owners = &way.steps[did.step].by;
    let about = event.sign.as_ref().map(|sign| sign.about).filter(|about| owners.contains(about));
    let by = about.map_or_else(|| owners.clone(), |about| vec![about]);
    let before = record.before(at) & !(1 << did.step);
    let since = (at + 1..record.events.len()).filter(|&other| {
        let later = record.events[other].did;
        later.is_some_and(|later| later.step != did.step) && stands(other).is_some()
    });
    // A sham was never in force.
    let is_sham = did.after == Standing::Failed;
    let taken = if is_sham { 0 } else { 1_u32 << did.step };
    let measured = amounts.and_then(|amounts| measured(&amounts.worths, before, taken, &by));
    let (breakdown, loss) = measured.unzip();
    Some(Breach {
        at,
        step: did.step,
        is_sham,
        before,
        visit: visit(case, way, before),
        breakdown,
        loss: loss.unwrap_or_default(),
        since: since.collect(),
        by,
    })
}

/// The breakdown in the middle, and what each party loses by it. The more things are worth to a party, the more it loses.
fn measured(
    worths: &StepWorths,
    before: u32,
    taken: u32,
    by: &[PartyId],
) -> Option<(Breakdown, Vec<Band>)> {
    let place = |party: &PartyId| worths.parties.iter().position(|own| own == party);
    let breakers: Vec<usize> = by.iter().filter_map(place).collect();
    let of = |deal: &Deal| {
        let setting = Setting::of(deal, Punishment::Credible).ok()?;
        Some(breakdown(&setting, u64::from(before | taken), u64::from(taken), &breakers))
    };
    let middle = of(&worths.deal)?;
    let loss = |i: usize| {
        let at = |end: fn(&Band) -> &Ratio| Some(-&of(&at_end(worths, i, end))?.change[i]);
        let (low, high) = (at(|band| &band.low)?, at(|band| &band.high)?);
        Some(Band { low, middle: -&middle.change[i], high })
    };
    let loss = (0..worths.parties.len()).map(loss).collect::<Option<Vec<Band>>>()?;
    Some((middle, loss)).filter(|_| !breakers.is_empty())
}
