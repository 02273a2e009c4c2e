//! Why a package is stable for a party, or is not: the move, the sanction, the counter-move.

use super::paths::Move;
use detente_scenario::{Concept, PartyId};

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
    /// Of an unstable package the unsanctioned improvement that leaves the party best off whatever the
    /// others do; of a stable one its most tempting improvement. Absent if there is none.
    pub temptation: Option<Move>,
    /// What the others may do after the temptation, at worst. Absent for R, and where they cannot or
    /// would not do anything that concerns the party.
    pub sanction: Option<Sanction>,
    /// How many ranks the package stands above what makes it unstable (0: just stable), or below
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
    pub outcome: std::cmp::Ordering,
    /// Under SMR and SSEQ the best counter-move of the party after the sanction, if it has any that it
    /// gains by; `outcome` then compares what that leads to.
    pub counter: Option<Move>,
}
