//! What do the events say of a party's sincerity, and what follows for carrying out a deal?
//!
//! A party may be of several types (`[[type.PARTY]]`), each with a prior, and every `[[event]]` about it has a likelihood per type.
//! The posterior is in proportion to π Π L over the events up to a day. Events count as independent given the type, unless
//! they share an `origin`: then they are right or wrong together.
//!
//! **How an event came to be known.** Its `reliability`, if the file says it; otherwise that of the best graded of its
//! sources, by the table of [`Grades`]; without a graded source it counts as seen directly. Reports of one origin have one
//! channel: that of the least reliable among them, the first of equals. A report that carries nothing comes with probability `noise`, 1/2 if not said.
//!
//! Ranges: the answer is in the middle of them, with the ends that they allow ([`bounds`](detente_hold::belief::bounds)).
//!
//! Everything is exact. Cost: events × types fractions, and for what turns the verdict types times as many, up to
//! [`MOST_WORK`]. Sources: Good, *Probability and the Weighing of Evidence* (1950); NATO AJP-2.1 for the grades.

mod answer;
mod chance;
mod roadmap;
#[cfg(test)]
mod tests;
mod types;

pub use answer::{
    Combined, Found, Level, OfPackage, OrderOf, Point, Prospects, Sort, Stop, Unasked, Walked, Went,
};
pub use chance::Chance;
pub use roadmap::{MOST_COMBINATIONS, MOST_STEPS, prospects};
pub use types::{Away, Belief, Channel, Details, Reliability, Seen, Trouble};

use crate::case::Case;
use detente_hold::belief::sources::Grades;
use detente_scenario::{AsOf, PartyId, TypeId};

/// Events × types² beyond which only the path of the probabilities is computed.
pub const MOST_WORK: usize = 20_000;

/// What the events up to a day say of every party that may be of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Beliefs {
    /// The day.
    pub on: AsOf,
    /// Per party with types, in file order.
    pub parties: Vec<Belief>,
}

/// The types of `party`, in file order.
#[must_use]
pub fn types_of(case: &Case<'_>, party: PartyId) -> Vec<TypeId> {
    let types = case.scenario.types.iter().enumerate();
    types.filter(|(_, kind)| kind.party == party).map(|(at, _)| TypeId::new(at)).collect()
}

/// What the events up to `on` say.
///
/// Cost: see the module; nothing where the file has no types.
#[must_use]
pub fn beliefs(case: &Case<'_>, on: AsOf) -> Beliefs {
    let grades = Grades::default();
    let parties = case.scenario.party_ids().filter_map(|party| {
        let types = types_of(case, party);
        (!types.is_empty()).then(|| types::belief(case.scenario, party, types, on, &grades))
    });
    Beliefs { on, parties: parties.collect() }
}
