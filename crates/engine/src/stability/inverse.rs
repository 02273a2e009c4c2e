//! What the parties would have to think otherwise for a package to be an equilibrium.
//!
//! A package s is stable for a party iff it does not rank below the threshold T that hangs on the
//! party's other packages (see [`crate::predicate::stable`]). So the least change of one order is to
//! raise s to T, level with what tempts the party, and everything in between is overtaken. Under R, GMR
//! and SMR that settles each party alone. Under SEQ and SSEQ a raised package gives the others more to
//! hope for from each other, so thresholds are taken again until nothing changes; packages only rise, so
//! this ends, at the latest with s on top of everyone's order.

use super::change::nearest;
use super::view::View;
use crate::moves::Members;
use crate::predicate::stable::{Opponents, Player, thresholds};
use crate::table::PackageTable;
use detente_scenario::model::Line;
use detente_scenario::{Concept, PartyId};

/// The least change of everyone's order that makes a package an equilibrium.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overtaking {
    /// The package's row.
    pub row: usize,
    /// Under which concept.
    pub concept: Concept,
    /// Per party that would have to think otherwise what must be overtaken; empty if the package is an
    /// equilibrium already.
    pub raises: Vec<Raise>,
    /// How many rounds it took until raising the package for one party unsettled no other.
    pub rounds: usize,
}

/// How far a package must rise in one party's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raise {
    /// Whose order.
    pub party: PartyId,
    /// By how many of the party's ranks the package must rise to be level with what tempts it.
    pub ranks: u64,
    /// How many possible packages it must overtake or draw level with.
    pub overtakes: u64,
    /// The package it must draw level with: of that rank the one with the fewest changes from it.
    pub level_with: usize,
    /// The line that now puts that package above; none for a ranking.
    pub line: Option<Line>,
}

/// What must be overtaken for the package in `row` to be an equilibrium under `concept`.
///
/// Cost: for R the parties' moves from the row; else one stability column per party and round.
#[must_use]
pub fn inverse<'t>(table: &'t PackageTable<'t>, row: usize, concept: Concept) -> Overtaking {
    let players = table.moves().players();
    let (levels, rounds) = match concept {
        Concept::R => level_with_best(table, &players, row),
        _ => level_with_thresholds(table, &players, row, concept),
    };
    let raises = players.iter().zip(&levels).filter_map(|(&party, &to)| {
        let ranks = table.ranks(party).as_slice();
        let from = ranks[row];
        if to <= from {
            return None;
        }
        let level = (0..ranks.len()).filter(|&other| ranks[other] == to);
        let level_with = nearest(table, row, level)?;
        Some(Raise {
            party,
            ranks: u64::from(to - from),
            overtakes: ranks.iter().filter(|&&rank| rank > from && rank <= to).count() as u64,
            level_with,
            line: View::of(table).compare(party, level_with, row).1,
        })
    });
    Overtaking { row, concept, raises: raises.collect(), rounds }
}

/// Per player the best rank to which it can move from `row`, or that of `row`, and whether any is above.
fn level_with_best(table: &PackageTable<'_>, players: &[PartyId], row: usize) -> (Vec<u32>, usize) {
    let view = View::of(table);
    let best = |&party: &PartyId| {
        let ranks = table.ranks(party).as_slice();
        let better = view.improvements(party, row).into_iter().map(|to| ranks[to]);
        better.max().unwrap_or(ranks[row])
    };
    let levels: Vec<u32> = players.iter().map(best).collect();
    let above = |(&party, &level): (&PartyId, &u32)| level > table.ranks(party).get(row);
    let rounds = usize::from(players.iter().zip(&levels).any(above));
    (levels, rounds)
}

/// Per player the rank to which `row` must rise so that its threshold is not above it, and in how many
/// rounds: raising it for one moves the thresholds of others.
fn level_with_thresholds(
    table: &PackageTable<'_>,
    players: &[PartyId],
    row: usize,
    concept: Concept,
) -> (Vec<u32>, usize) {
    // Per player its order with the package raised so far.
    let mut orders: Vec<Vec<u32>> =
        players.iter().map(|&party| table.ranks(party).as_slice().to_vec()).collect();
    let mut rounds = 0;
    loop {
        let raised: Vec<u32> = (0..players.len())
            .map(|at| threshold_at(table, players, &orders, at, row, concept))
            .collect();
        let mut again = false;
        for (order, &to) in orders.iter_mut().zip(&raised) {
            if to > order[row] {
                order[row] = to;
                again = true;
            }
        }
        if !again {
            break;
        }
        rounds += 1;
        // Only under these concepts does one party's order bear on another's threshold.
        if !matches!(concept, Concept::Seq | Concept::Sseq) {
            break;
        }
    }
    (orders.iter().map(|order| order[row]).collect(), rounds)
}

/// The threshold of the group in which `row` lies, for the player at position `at`.
fn threshold_at(
    table: &PackageTable<'_>,
    players: &[PartyId],
    orders: &[Vec<u32>],
    at: usize,
    row: usize,
    concept: Concept,
) -> u32 {
    let player = |at: usize| Player { ranks: &orders[at], ..table.player(players[at]) };
    let own = player(at);
    let mut opponents = table.opponents(players[at], concept);
    let others: Vec<usize> = (0..players.len()).filter(|&other| other != at).collect();
    let sorted: Vec<Members>;
    if matches!(concept, Concept::Seq | Concept::Sseq) {
        let again = |&other: &usize| Members::sorted(player(other).groups, &orders[other]);
        sorted = others.iter().map(again).collect();
        opponents = Opponents {
            players: others.iter().map(|&other| player(other)).collect(),
            members: sorted.iter().collect(),
            together: None,
        };
    }
    thresholds(concept, own, &opponents)[own.groups.of_row(row)]
}
