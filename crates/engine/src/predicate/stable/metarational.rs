//! GMR and SMR: what the others could do to a party that moves, whether they would gain or not.
//!
//! Where every move can be taken back, what the others reach is one group for all of them together:
//! σ is one number per such group, and a threshold one per group of the party's own; on a full space
//! that nobody else owns, the single numbers max min and min max (Howard 1971). Otherwise σ comes from
//! [`worst`].

use super::{Opponents, Player, base, best, extreme, worst};
use crate::moves::Groups;
use detente_scenario::Concept;

pub(super) fn thresholds(concept: Concept, own: Player<'_>, opponents: &Opponents<'_>) -> Vec<u32> {
    match opponents.together {
        Some(together) => over_groups(concept, own, together),
        None => worst::thresholds(own, &base(concept, own), &opponents.replies(false)),
    }
}

fn over_groups(concept: Concept, own: Player<'_>, together: &Groups) -> Vec<u32> {
    let rows = own.ranks.len();
    let safe = (concept == Concept::Smr).then(|| best(own));
    let sanction = extreme(rows, together, false, |start, out| match &safe {
        None => out.copy_from_slice(&own.ranks[start..start + out.len()]),
        Some(safe) => {
            own.groups
                .for_each(start..start + out.len(), |row, group| out[row - start] = safe[group]);
        }
    });
    extreme(rows, own.groups, true, |start, out| {
        together.for_each(start..start + out.len(), |row, group| {
            out[row - start] = sanction[group].min(own.ranks[row]);
        });
    })
}
