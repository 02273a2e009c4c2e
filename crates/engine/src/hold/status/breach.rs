//! The breach that stands: the first step that was found to be a sham or taken back, and has not been taken again since.
//!
//! It is measured as a breakdown from what was in force just before it: by ranks against what falls back by itself, by worths
//! against what each owner takes back ([`breakdown`]). What was taken back later is told beside it.

use super::super::audit::{Visit, visit};
use super::super::way::Way;
use super::amounts::Amounts;
use super::record::{Record, Standing};
use crate::case::Case;
use detente_hold::roadmap::{Breakdown, Setting, breakdown};
use detente_hold::{Punishment, Ratio};
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
    /// What it comes to by worths; absent where they are not defined.
    pub breakdown: Option<Breakdown>,
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
    Some(Breach {
        at,
        step: did.step,
        is_sham: did.after == Standing::Failed,
        before,
        visit: visit(case, way, before),
        breakdown: amounts.and_then(|amounts| {
            // A sham was never in force.
            let taken = if did.after == Standing::Failed { 0 } else { 1_u32 << did.step };
            measured(amounts, before, taken, &by)
        }),
        since: since.collect(),
        by,
    })
}

fn measured(amounts: &Amounts, before: u32, taken: u32, by: &[PartyId]) -> Option<Breakdown> {
    let worths = &amounts.worths;
    let setting = Setting::of(&worths.deal, Punishment::Credible).ok()?;
    let place = |party: &PartyId| worths.parties.iter().position(|own| own == party);
    let breakers: Vec<usize> = by.iter().filter_map(place).collect();
    (!breakers.is_empty())
        .then(|| breakdown(&setting, u64::from(before | taken), u64::from(taken), &breakers))
}

impl Breach {
    /// What a party of the deal loses by it, against honest play to the end; below zero if it gains.
    #[must_use]
    pub fn loss(&self, i: usize) -> Option<Ratio> {
        self.breakdown.as_ref().map(|found| -&found.change[i])
    }
}
