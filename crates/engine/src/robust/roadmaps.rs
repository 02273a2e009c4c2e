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
use crate::case::Case;
use crate::hold::valued::{Depth, Valued, valued_to};
use crate::hold::worths::{Band, Undefined};
use crate::hold::{Objections, Way, accepted, holds, valued};
use crate::limits::Limits;
use crate::parallel;
use crate::table::PackageTable;
use detente_hold::roadmap::ranges::{End, Input, Range, range};
use detente_hold::{Punishment, Ratio};
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
            None => holds(&case, &case, &way.package),
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

/// How the numbers of the file bear on the order that is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Bearing {
    /// Of which package.
    pub named: NamedId,
    /// Its steps.
    pub way: Way,
    /// The order, as masks of these.
    pub stages: Vec<u32>,
    /// Whether it holds in the middle of all ranges.
    pub holds: bool,
    /// How many numbers that bear on it the file gives as ranges.
    pub ranged: usize,
    /// Those whose own range reaches beyond where the verdict stands, all others in the middle of theirs.
    pub beyond: Vec<Beyond>,
}

/// A number that could turn the verdict within its own range.
#[derive(Clone, Debug, PartialEq)]
pub struct Beyond {
    /// Which number.
    pub number: Number,
    /// What the file says.
    pub said: Band,
    /// From where on the verdict stands; absent if as low as the number can go.
    pub from: Option<Ratio>,
    /// Up to where; absent if as high as it can go.
    pub to: Option<Ratio>,
}

/// A number of the file that a roadmap is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// What a step is worth to a party, once.
    Once(usize, PartyId),
    /// What a step is worth to a party for as long as it is in force.
    Lasting(usize, PartyId),
    /// The probability that a sham of a step is found.
    Detection(usize),
    /// Which part of a step can be taken back.
    Reversal(usize),
    /// What the next period counts for a party.
    Discount(PartyId),
}

/// Of the packages whose roadmaps are tried, those with worths: which numbers could turn the verdict on the best order.
///
/// Cost: a few walks per number with a range.
#[must_use]
pub fn bearings(table: &PackageTable<'_>, limits: &Limits) -> Vec<Bearing> {
    let few = accepted(table).into_iter().take(MOST_ROADMAPS).collect::<Vec<_>>();
    let of = |at: usize| {
        let (named, way) = few[at].clone();
        bearing(table.case(), named, way, limits.memory).ok().flatten()
    };
    parallel::map(few.len(), of).into_iter().flatten().collect()
}

fn bearing(
    case: &Case<'_>,
    named: NamedId,
    way: Way,
    memory: u64,
) -> Result<Option<Bearing>, Undefined> {
    let valued = valued_to(case, &way, None, memory, Depth::Verdict)?;
    let Some(judged) = &valued.judged else { return Ok(None) };
    let numbers = numbers(case, &way, &valued);
    let deal = &valued.worths.deal;
    let beyond = |(number, input, said): &(Number, Input, Band)| {
        let found = range(deal, Punishment::Credible, &judged.order, *input).ok()?;
        reaches_beyond(said, &found).then(|| Beyond {
            number: *number,
            said: said.clone(),
            from: found.low.at,
            to: found.high.at,
        })
    };
    let beyond = numbers.iter().filter_map(beyond).collect();
    let (stages, holds) = (judged.stages.clone(), judged.walk.holds());
    Ok(Some(Bearing { named, stages, holds, ranged: numbers.len(), beyond, way }))
}

/// The numbers that the file gives as ranges.
fn numbers(case: &Case<'_>, way: &Way, valued: &Valued) -> Vec<(Number, Input, Band)> {
    let (scenario, worths) = (case.scenario, &valued.worths);
    let mut found = Vec::new();
    let mut add = |number: Number, input: Input, band: Band| {
        if band.low != band.high {
            found.push((number, input, band));
        }
    };
    for (step, of) in worths.deal.steps.iter().enumerate() {
        for (party, &who) in worths.parties.iter().enumerate() {
            let (once, lasting) = (Input::Once { step, party }, Input::Lasting { step, party });
            add(Number::Once(step, who), once, worths.once[step][party].clone());
            add(Number::Lasting(step, who), lasting, worths.lasting[step][party].clone());
        }
        let Some(own) = way.steps[step].step.map(|id| scenario.step(id)) else { continue };
        if let Some(detect) = own.checking.detect.filter(|_| of.detection.is_some()) {
            add(Number::Detection(step), Input::Detection(step), Band::of(detect));
        }
        if let Some(reversal) = own.undoing.reversal {
            add(Number::Reversal(step), Input::Reversal(step), Band::of(reversal));
        }
    }
    // Time counts only where an answer to a breakdown comes late.
    if worths.deal.steps.iter().any(|step| step.lag > 0) {
        for (party, &who) in worths.parties.iter().enumerate() {
            if let Some(discount) = scenario.party(who).discount {
                add(Number::Discount(who), Input::Discount(party), Band::of(discount));
            }
        }
    }
    found
}

/// Whether some number in `said` lies where the verdict has changed.
fn reaches_beyond(said: &Band, found: &Range) -> bool {
    let beyond = |end: &End, is_less: bool, reach: &Ratio| {
        end.at.as_ref().is_some_and(|at| match is_less {
            true => reach < at || (reach == at && !end.is_attained),
            false => reach > at || (reach == at && !end.is_attained),
        })
    };
    beyond(&found.low, true, &said.low) || beyond(&found.high, false, &said.high)
}
