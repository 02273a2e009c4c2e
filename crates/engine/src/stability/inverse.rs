//! What the parties would have to think otherwise for a package to be an equilibrium.

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
