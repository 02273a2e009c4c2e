//! Whether named packages can be carried out, tried again in every variant; and whether the numbers of the file could move within
//! their own ranges so far that the order found no longer holds.
//!
//! **Definition.** Read the file with the edit; ask [`roadmaps`](crate::hold::roadmaps) whether an order of the steps, alone or in
//! the bundles of the file, is safe by ranks, and [`valued`](crate::hold::valued::valued) whether one holds by worths.
//!
//! **Shorter, exactly the same.** Which steps there are, no variant changes; a party's lines change only what it objects to itself
//! (`Objections`), and the search stops at the first safe order.
//!
//! Cost: per package and variant at most 2^n states for n steps.

use super::{Sensitivity, Value, party_of, sensitivity};
use crate::hold::valued::{Depth, Valued, valued_to};
use crate::hold::{Carried, Objections, Way, accepted, is_safe, valued};
use crate::limits::Limits;
use crate::parallel;
use crate::table::PackageTable;
use detente_scenario::model::Edit;
use detente_scenario::{NamedId, PartyId};

/// The most named packages whose roadmaps are tried: those that every signer accepts and that take most steps.
pub const MOST_ROADMAPS: usize = 5;

/// States of one package over all variants; where there are more it is not tried.
const MOST_STATES: usize = 1 << 21;

/// By what it is judged whether a package can be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// By ranks: whether some order of steps, alone or in the bundles of the file, is safe.
    Ranks,
    /// By worths: whether some order holds.
    Worths,
}

/// What turns the roadmaps of named packages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roadmaps {
    /// Whether each of at most [`MOST_ROADMAPS`] packages can be carried out, by ranks and, where worths exist, by these.
    pub verdicts: Vec<Sensitivity<(NamedId, Level), Value>>,
    /// Packages that were not tried, for they are too many or take too many steps.
    pub untried: Vec<NamedId>,
}

/// Tries every one-line variant on the roadmaps of the named packages that every signer accepts.
pub(super) fn roadmaps(table: &PackageTable<'_>, edits: &[Edit], limits: &Limits) -> Roadmaps {
    let fits = |way: &Way| (edits.len() + 1) << way.steps.len().min(32) <= MOST_STATES;
    let (mut tried, mut untried) = (Vec::new(), Vec::new());
    for (named, way) in accepted(table) {
        match tried.len() < MOST_ROADMAPS && fits(&way) {
            true => tried.push((named, way)),
            false => untried.push(named),
        }
    }
    let mut verdicts = Vec::new();
    for (named, way) in &tried {
        verdicts.push(by_ranks(table, *named, way, edits));
        verdicts.extend(by_worths(table, *named, way, edits, limits));
    }
    Roadmaps { verdicts, untried }
}

/// The parties that sign or take a step and want something else after `edit`.
fn changed(table: &PackageTable<'_>, way: &Way, edit: Edit) -> Vec<PartyId> {
    let case = table.case();
    let Some(edited) = party_of(edit) else { return Vec::new() };
    let changes = |p: &PartyId| *p == edited || case.preference(*p).copies(edited);
    let mut asked = way.owners_of_the_rest(0);
    asked.extend(&case.signers);
    asked.sort_unstable();
    asked.dedup();
    asked.retain(changes);
    asked
}

fn by_ranks(
    table: &PackageTable<'_>,
    named: NamedId,
    way: &Way,
    edits: &[Edit],
) -> Sensitivity<(NamedId, Level), Value> {
    let objections = Objections::of(table, way);
    let bears = |edit: Edit| party_of(edit).is_none() || !changed(table, way, edit).is_empty();
    let varied: Vec<Option<bool>> = parallel::map(edits.len(), |v| {
        let edit = edits[v];
        if !bears(edit) {
            return None;
        }
        let case = table.case().varied(&[edit]);
        match party_of(edit) {
            Some(_) => Some(objections.hold_in(&case, &changed(table, way, edit))),
            None => Some(is_safe(&case, &case, way)),
        }
    });
    let now = Value::Truth(objections.hold());
    let then = |v: usize| varied[v].map(Value::Truth);
    sensitivity((named, Level::Ranks), now, edits, bears, then)
}

fn by_worths(
    table: &PackageTable<'_>,
    named: NamedId,
    way: &Way,
    edits: &[Edit],
    limits: &Limits,
) -> Option<Sensitivity<(NamedId, Level), Value>> {
    let now = valued::holds(table.case(), way, limits.memory).ok()??;
    let varied: Vec<Option<bool>> = parallel::map(edits.len(), |v| {
        let edit = edits[v];
        let holds = || valued::holds(&table.case().varied(&[edit]), way, limits.memory).ok()?;
        (!changed(table, way, edit).is_empty()).then(holds).flatten()
    });
    // A variant in which worths do not add up says nothing.
    let is_tried = |edit: Edit| edits.iter().zip(&varied).any(|(e, v)| *e == edit && v.is_some());
    let then = |v: usize| varied[v].map(Value::Truth);
    Some(sensitivity((named, Level::Worths), Value::Truth(now), edits, is_tried, then))
}

/// How the numbers of the file bear on the best order of a package.
#[derive(Clone, Debug, PartialEq)]
pub struct Bearing {
    /// Of which package.
    pub named: NamedId,
    /// Its steps.
    pub way: Way,
    /// The order with what the ranges of the file do to it (at least [`Depth::Ranges`]).
    pub valued: Valued,
}

/// Of the packages whose roadmaps are tried, those with worths: which numbers could turn the verdict on the best order.
///
/// Cost: a few walks per number.
#[must_use]
pub fn bearings(table: &PackageTable<'_>, limits: &Limits) -> Vec<Bearing> {
    bearings_beside(table, &[], limits)
}

/// The same where of the packages in `known` everything has been found.
pub(crate) fn bearings_beside(
    table: &PackageTable<'_>,
    known: &[Carried],
    limits: &Limits,
) -> Vec<Bearing> {
    let few = accepted(table).into_iter().take(MOST_ROADMAPS).collect::<Vec<_>>();
    let of = |at: usize| {
        let (named, way) = few[at].clone();
        let valued = match known.iter().find(|carried| carried.named == named) {
            Some(carried) => carried.valued.clone(),
            None => valued_to(table.case(), &way, None, limits.memory, Depth::Ranges),
        };
        let valued = valued.ok()?;
        valued.judged.is_some().then_some(Bearing { named, way, valued })
    };
    parallel::map(few.len(), of).into_iter().flatten().collect()
}
