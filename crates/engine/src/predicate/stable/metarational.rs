//! GMR and SMR: what the others could do to a party that moves, whether they would gain or not.
//!
//! Where every move can be taken back, what the others reach is one group for all of them together:
//! σ is one number per such group, and a threshold one per group of the party's own; on a full space
//! that nobody else owns, the single numbers max min and min max (Howard 1971). Otherwise σ comes from
//! [`worst`].

use super::{Base, Opponents, Player, base, extreme, worst};
use crate::moves::Groups;
use detente_scenario::Concept;

pub(super) fn thresholds(concept: Concept, own: Player<'_>, opponents: &Opponents<'_>) -> Vec<u32> {
    match opponents.together {
        Some(together) => over_groups(concept, own, together),
        None => worst::thresholds(own, &base(concept, own), &opponents.replies(false)),
    }
}

/// Per group of what the others reach from each other the worst that they can do there.
pub(super) fn sanctions(base: &Base<'_>, rows: usize, together: &Groups) -> Vec<u32> {
    extreme(rows, together, false, |start, out| match base {
        Base::Rows(values) => out.copy_from_slice(&values[start..start + out.len()]),
        Base::Groups(groups, values) => {
            groups
                .for_each(start..start + out.len(), |row, group| out[row - start] = values[group]);
        }
    })
}

fn over_groups(concept: Concept, own: Player<'_>, together: &Groups) -> Vec<u32> {
    let rows = own.ranks.len();
    let sanctions = sanctions(&base(concept, own), rows, together);
    extreme(rows, own.groups, true, |start, out| {
        together.for_each(start..start + out.len(), |row, group| {
            out[row - start] = sanctions[group].min(own.ranks[row]);
        });
    })
}
