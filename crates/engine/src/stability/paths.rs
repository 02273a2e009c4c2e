//! Where a package comes to rest, and how the equilibria are reached.

use detente_scenario::model::Line;
use detente_scenario::{OptionId, PartyId, TermId};

/// One change, made by one party or by all that control a joint term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Who makes it, in file order.
    pub by: Vec<PartyId>,
    /// The row it leaves.
    pub from: usize,
    /// The row it leads to.
    pub to: usize,
    /// The terms that change, each with the option before and after, in file order.
    pub changes: Vec<(TermId, OptionId, OptionId)>,
    /// Per mover whether it gains, and the line that decides; no line for a ranking or a tie.
    pub gains: Vec<(PartyId, std::cmp::Ordering, Option<Line>)>,
}

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
