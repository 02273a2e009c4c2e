//! SEQ and SSEQ: what the others would do to a party that moves, each gaining at every move of its own.
//!
//! The improvements that lead to a row come, per opponent, from a prefix of the row's group in the
//! opponent's order. That makes [`worst`] linear.

use super::{Opponents, Player, base, worst};
use detente_scenario::Concept;

pub(super) fn thresholds(concept: Concept, own: Player<'_>, opponents: &Opponents<'_>) -> Vec<u32> {
    worst::thresholds(own, &base(concept, own), &opponents.replies(true))
}
