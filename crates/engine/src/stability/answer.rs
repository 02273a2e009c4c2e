//! The answer to *would anyone move?*

use super::coalitions::CoalitionStands;
use super::inverse::Overtaking;
use super::paths::{Move, Orders, Reached, Rest, Way};
use detente_scenario::{Concept, NamedId, Package, PartyId};

/// The concepts in the order in which they are shown: from the least to the most foresight, GMR last
/// because on large tables nearly everything is stable under it.
pub const CONCEPTS: [Concept; 5] =
    [Concept::R, Concept::Sseq, Concept::Seq, Concept::Smr, Concept::Gmr];

/// Most equilibria listed per concept; the rest is counted.
pub const LISTED: usize = 50;

/// The answer to *would anyone move?*
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stability {
    /// The parties that can change something alone, in file order.
    pub players: Vec<PartyId>,
    /// The decision makers: players and those that control terms only with others.
    pub decision_makers: Vec<PartyId>,
    /// Possible packages.
    pub possible: u64,
    /// Per concept of [`CONCEPTS`] its equilibria.
    pub equilibria: Vec<Equilibria>,
    /// The status quo and the named packages, in file order.
    pub positions: Vec<Position>,
    /// Where the status quo comes to rest, parties in file order; absent if it is impossible.
    pub rest: Option<Rest>,
    /// What stands at the end of that path: per concept whether it is an equilibrium, in the order of
    /// [`CONCEPTS`]; absent with the path.
    pub rest_stands: Option<[bool; 5]>,
    /// The same path with the parties in other orders; absent with the path.
    pub orders: Option<Orders>,
}

/// The equilibria under one concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equilibria {
    /// The concept.
    pub concept: Concept,
    /// How many packages are stable for every party.
    pub count: u64,
    /// How many of these are deals.
    pub deals: u64,
    /// How many of these deals change a capability in a way that someone can see.
    pub genuine: u64,
    /// Per player how many packages are stable for it.
    pub stable: Vec<(PartyId, u64)>,
    /// How soon they are reached from the status quo; absent if that is impossible.
    pub reached: Option<Reached>,
    /// Rows of the first [`LISTED`], fewest changes from the status quo first, then in file order.
    pub listed: Vec<usize>,
    /// Per listed row a shortest way from the status quo by moves, and by improvements only; absent
    /// where there is none.
    pub ways: Vec<(Option<Way>, Option<Way>)>,
}

/// Which package a position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The status quo.
    StatusQuo,
    /// A named package.
    Named(NamedId),
}

/// How one package stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Which.
    pub what: Where,
    /// The package.
    pub package: Package,
    /// Its row; absent if a rule forbids it, and then nothing else is known.
    pub row: Option<usize>,
    /// Per concept of [`CONCEPTS`] whether it is an equilibrium.
    pub equilibrium: [bool; 5],
    /// Per player how it stands there.
    pub parties: Vec<PartyView>,
    /// Per coalition of two or more decision makers, smaller ones first, how it stands there.
    pub coalitions: Vec<CoalitionView>,
    /// What would have to be thought otherwise for it to be an equilibrium under R, the concept
    /// without foresight; absent if it is impossible.
    pub inverse: Option<Overtaking>,
}

/// How one party stands at a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyView {
    /// Who.
    pub party: PartyId,
    /// How many improvements it has there.
    pub improvements: u64,
    /// The best of them; ties by fewest changes, then listed order.
    pub best: Option<Move>,
    /// Per concept of [`CONCEPTS`] whether the package is stable for it.
    pub stable: [bool; 5],
}

/// How a coalition stands at a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoalitionView {
    /// Its members, in file order.
    pub members: Vec<PartyId>,
    /// How many packages it could reach that all its members prefer.
    pub improvements: u64,
    /// Of these the one with the fewest changes from the package, and the shortest way there.
    pub nearest: Option<(usize, Way)>,
    /// Whether the package is stable for it.
    pub stands: CoalitionStands,
}
