//! Where a package comes to rest, and how the equilibria are reached.
//!
//! **Resting path.** The parties take turns, in file order; at its turn a party makes its best move if
//! it gains by one (ties: fewest changes, then listed order), otherwise it passes; the path rests when
//! all have passed in a row. Only moves that a party can make alone count here.
//!
//! **Ways.** Shortest ways use the moves of single parties and, for jointly controlled terms, of all
//! their controllers together; an improvement then is one for all who make it. Shortest ways never let
//! the same mover move twice in a row, since its two moves would be one.

use super::change::Move;
use super::reach::{Steps, Walk};
use super::view::View;
use crate::parallel;
use crate::table::PackageTable;
use detente_scenario::{Package, PartyId, Scenario};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Most moves that a path is followed for.
const MOST_MOVES: usize = 1000;

/// Most parties all of whose orders are tried.
const ALL_ORDERS: usize = 6;

/// Where everyone's best moves in turn lead from a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// The order in which the parties take their turns.
    pub order: Vec<PartyId>,
    /// The moves, first to last.
    pub moves: Vec<Move>,
    /// The row reached; the first one that comes round again if the moves go in a circle.
    pub end: usize,
    /// The moves from this position on go round for ever; absent if the path comes to rest.
    pub circle: Option<usize>,
    /// Whether the path was followed no further, after a thousand moves.
    pub cut: bool,
}

impl Rest {
    /// The package at its end, if the path begins at the status quo.
    #[must_use]
    pub fn package(&self, scenario: &Scenario) -> Package {
        let mut package = scenario.status_quo();
        for &(term, _, to) in self.moves.iter().flat_map(|step| &step.changes) {
            package[term.index()] = to;
        }
        package
    }

    /// Whether two paths from the status quo, perhaps in tables with other rows, end alike.
    #[must_use]
    pub fn ends_alike(&self, other: &Self, scenario: &Scenario) -> bool {
        let rests = |rest: &Self| rest.circle.is_none() && !rest.cut;
        rests(self) == rests(other) && self.package(scenario) == other.package(scenario)
    }
}

/// Best replies that are known already.
type Replies = FxHashMap<(PartyId, usize), Option<Move>>;

/// Follows the best moves of the parties in `order`, in turn, from `row`.
#[must_use]
pub fn resting_path<'t>(table: &'t PackageTable<'t>, order: &[PartyId], row: usize) -> Rest {
    rest_of(&View::of(table), order, row)
}

/// The same in another reading.
pub(crate) fn rest_of(view: &View<'_>, order: &[PartyId], row: usize) -> Rest {
    rest_in(view, order, row, &mut Replies::default())
}

/// The same with the best replies known so far.
fn rest_in(view: &View<'_>, order: &[PartyId], row: usize, known: &mut Replies) -> Rest {
    let mut rest =
        Rest { order: order.to_vec(), moves: Vec::new(), end: row, circle: None, cut: false };
    let mut been = FxHashMap::default();
    let (mut turn, mut passed) = (0, 0);
    while passed < order.len() {
        let party = order[turn % order.len()];
        let reply = known
            .entry((party, rest.end))
            .or_insert_with(|| view.best_reply(party, rest.end))
            .clone();
        match reply {
            None => passed += 1,
            Some(reply) => {
                if let Some(&start) = been.get(&(rest.end, turn % order.len())) {
                    rest.circle = Some(start);
                    return rest;
                }
                if rest.moves.len() == MOST_MOVES {
                    rest.cut = true;
                    return rest;
                }
                been.insert((rest.end, turn % order.len()), rest.moves.len());
                rest.end = reply.to;
                rest.moves.push(reply);
                passed = 0;
            }
        }
        turn += 1;
    }
    rest
}

/// Where the path ends when the parties take their turns in other orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orders {
    /// How many orders were tried: all, or, for more than six parties, those that let another party
    /// begin.
    pub tried: usize,
    /// Whether these are all orders.
    pub all: bool,
    /// Per end its row (absent for those that never rest), how many orders lead there, and the path of
    /// the first of them; most orders first.
    pub ends: Vec<(Option<usize>, usize, Rest)>,
}

/// Follows the best moves from `row` with `players` in every order.
#[must_use]
pub fn orders<'t>(table: &'t PackageTable<'t>, players: &[PartyId], row: usize) -> Orders {
    let view = View::of(table);
    let all = players.len() <= ALL_ORDERS;
    let tried = if all { permutations(players) } else { rotations(players) };
    let mut known = Replies::default();
    let mut ends: Vec<(Option<usize>, usize, Rest)> = Vec::new();
    for order in &tried {
        let rest = rest_in(&view, order, row, &mut known);
        let end = (rest.circle.is_none() && !rest.cut).then_some(rest.end);
        match ends.iter_mut().find(|(other, ..)| *other == end) {
            Some((_, count, _)) => *count += 1,
            None => ends.push((end, 1, rest)),
        }
    }
    ends.sort_by_key(|&(_, count, _)| Reverse(count));
    Orders { tried: tried.len(), all, ends }
}

/// All orders of `players`, the given one first.
fn permutations(players: &[PartyId]) -> Vec<Vec<PartyId>> {
    let mut found = vec![Vec::new()];
    for place in 0..players.len() {
        found = found
            .into_iter()
            .flat_map(|begun: Vec<PartyId>| {
                let left = players.iter().filter(|party| !begun.contains(party));
                left.map(|&party| [begun.as_slice(), &[party]].concat()).collect::<Vec<_>>()
            })
            .collect();
        debug_assert!(found.iter().all(|order| order.len() == place + 1));
    }
    found
}

fn rotations(players: &[PartyId]) -> Vec<Vec<PartyId>> {
    let turned = |first| [&players[first..], &players[..first]].concat();
    (0..players.len()).map(turned).collect()
}

/// A shortest way from one package to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The moves, first to last.
    pub moves: Vec<Move>,
}

/// How many of some packages can be reached, and how soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// How many there are.
    pub of: u64,
    /// Per number of moves, from 0, how many are reached in that many and no fewer.
    pub by_moves: Vec<u64>,
    /// The same if every move must be an improvement for all who make it.
    pub by_improvements: Vec<u64>,
}

/// Everything that can be reached from one row, by moves and by improvements.
pub struct Ways {
    moves: Walk,
    improvements: Walk,
}

/// Walks from `row`. Cost: each row is passed once per mover, both cores.
#[must_use]
pub fn ways<'t>(table: &'t PackageTable<'t>, row: usize) -> Ways {
    let members: Vec<PartyId> = table.scenario().party_ids().collect();
    let steps = Steps::inside(table, &members);
    let mut walks = parallel::map(2, |which| steps.walk(row, which == 1, |_| false));
    let improvements = walks.pop().unwrap_or_default();
    Ways { moves: walks.pop().unwrap_or_default(), improvements }
}

impl Ways {
    /// A shortest way to `row` by moves, and by improvements only.
    #[must_use]
    pub fn to<'t>(&self, table: &'t PackageTable<'t>, row: usize) -> (Option<Way>, Option<Way>) {
        let way = |walk: &Walk| Some(Way { moves: walk.way(table, row)? });
        (way(&self.moves), way(&self.improvements))
    }

    /// How soon the rows of `wanted` are reached.
    #[must_use]
    pub fn reached(&self, wanted: &crate::Bits) -> Reached {
        let count = |walk: &Walk| {
            let mut counts = Vec::new();
            for row in wanted.ones_iter() {
                if let Some(steps) = walk.steps(row) {
                    counts.resize(counts.len().max(steps + 1), 0);
                    counts[steps] += 1;
                }
            }
            counts
        };
        Reached {
            of: wanted.count() as u64,
            by_moves: count(&self.moves),
            by_improvements: count(&self.improvements),
        }
    }
}
