//! Why a package is stable for a party, or is not: the move, the sanction, the counter-move.

use super::answer::{Stability, Where};
use super::change::{Move, distances};
use super::reach::Steps;
use super::view::View;
use crate::parallel;
use crate::predicate::stable::{Base, sanctions};
use crate::table::PackageTable;
use detente_scenario::{Concept, PartyId};
use std::cmp::{Ordering, Reverse};

/// Why a package is stable for a party under a concept, or is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narration {
    /// The package's row.
    pub row: usize,
    /// The party.
    pub party: PartyId,
    /// The concept.
    pub concept: Concept,
    /// Whether it is stable.
    pub stable: bool,
    /// How many improvements the party has.
    pub improvements: u64,
    /// How many of them nothing deters.
    pub unsanctioned: u64,
    /// Of an unstable package the improvement that leaves the party best off whatever the others do;
    /// of a stable one its most tempting improvement. Absent if there is none. Ties: fewest changes,
    /// then listed order.
    pub temptation: Option<Move>,
    /// What the others may do after the temptation, at worst. Absent for R, and where they cannot or
    /// would not do anything that leaves the party worse off than it then is.
    pub sanction: Option<Sanction>,
    /// How many ranks the package stands above what would make it unstable (0: just stable), or below
    /// (negative). Absent if the party has no improvement, for then nothing tempts it.
    pub margin: Option<i64>,
}

/// What the others may do after a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sanction {
    /// Their moves, first to last.
    pub moves: Vec<Move>,
    /// How the party then compares what is reached with the package it left: `Greater` if the party is
    /// still better off (the sanction does not deter), `Equal` or `Less` if it deters.
    pub outcome: Ordering,
    /// Under SMR and SSEQ the best counter-move of the party after the sanction, if it gains by one;
    /// `outcome` then compares what that leads to.
    pub counter: Option<Move>,
}

/// Tells why the package in `row` is stable for `party` under `concept`, or why not.
///
/// Cost: for R the party's moves from the row; else as much as the party's whole stability column.
#[must_use]
pub fn narrate(
    table: &PackageTable<'_>,
    row: usize,
    party: PartyId,
    concept: Concept,
) -> Narration {
    let ranks = table.ranks(party).as_slice();
    let tempting = View::of(table).improvements(party, row);
    // Per row the worst that the others can do from there.
    let worst = (concept != Concept::R).then(|| {
        let opponents = table.opponents(party, concept);
        sanctions(concept, table.player(party), &opponents)
    });
    let left_with = |to: usize| match &worst {
        None => ranks[to],
        Some((_, worst)) => ranks[to].min(worst[to]),
    };
    let threshold = tempting.iter().map(|&to| left_with(to)).max();
    let stable = threshold.is_none_or(|threshold| threshold <= ranks[row]);
    let distance = distances(table, row);
    let choice = |&to: &usize| {
        let value = if stable { ranks[to] } else { left_with(to) };
        (Reverse(value), distance(to), to)
    };
    let temptation = tempting.iter().copied().min_by_key(choice);
    let sanction = match (&worst, temptation) {
        (Some((base, worst)), Some(to)) => sanction(table, row, party, concept, to, base, worst),
        _ => None,
    };
    Narration {
        row,
        party,
        concept,
        stable,
        improvements: tempting.len() as u64,
        unsanctioned: tempting.iter().filter(|&&to| left_with(to) > ranks[row]).count() as u64,
        temptation: temptation.map(|to| View::of(table).step(&[party], row, to)),
        sanction,
        margin: threshold.map(|threshold| i64::from(ranks[row]) - i64::from(threshold)),
    }
}

/// Why the status quo stands or falls under SEQ, for every party that could gain by a move; `answer` is
/// what is known of `table`.
#[must_use]
pub fn narrations_of_now(table: &PackageTable<'_>, answer: &Stability) -> Vec<Narration> {
    let now = answer.positions.iter().find(|position| position.what == Where::StatusQuo);
    let Some((now, row)) = now.and_then(|now| Some((now, now.row?))) else { return Vec::new() };
    let tempted: Vec<PartyId> =
        now.parties.iter().filter(|view| view.improvements > 0).map(|view| view.party).collect();
    for &party in &tempted {
        // What uses both cores itself, or is looked up by all, comes first.
        table.opponents(party, Concept::Seq);
    }
    parallel::map(tempted.len(), |at| narrate(table, row, tempted[at], Concept::Seq))
}

/// The shortest of the worst that the others can do at `to`, where `party` went from `row`.
fn sanction<'t>(
    table: &'t PackageTable<'t>,
    row: usize,
    party: PartyId,
    concept: Concept,
    to: usize,
    base: &Base<'_>,
    worst: &[u32],
) -> Option<Sanction> {
    let others: Vec<PartyId> =
        table.moves().players().into_iter().filter(|&other| other != party).collect();
    let gaining = matches!(concept, Concept::Seq | Concept::Sseq);
    let steps = Steps::alone(table, &others);
    let walk = steps.walk(to, gaining, |at| base.get(at) == worst[to]);
    let end = walk.stopped?;
    if end == to {
        return None;
    }
    let counter = match concept {
        Concept::Smr | Concept::Sseq => View::of(table).best_reply(party, end),
        _ => None,
    };
    Some(Sanction {
        moves: walk.way(table, end)?,
        outcome: base.get(end).cmp(&table.ranks(party).get(row)),
        counter,
    })
}
