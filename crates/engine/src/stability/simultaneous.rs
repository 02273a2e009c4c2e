//! SIM: simultaneous sanctioning, for comparison with published cases.
//!
//! **Definition.** An improvement of party i from s is sanctioned if some of the others, each by one of
//! its own improvements at s, all at the same moment as i, bring about a possible package that is not
//! better than s for i (Fraser & Hipel 1984). s is SIM stable for i if every improvement is.
//!
//! The concept looks only one move ahead and combines moves that may not fit together, so unlike the
//! others it has no threshold form here; it is decided package by package. Cost: per package the
//! product of the numbers of improvements.

use super::view::View;
use crate::bits::Bits;
use crate::parallel;
use crate::table::PackageTable;
use detente_scenario::{OptionId, PartyId};

/// The packages that are SIM stable for `party`.
#[must_use]
pub fn stable_for<'t>(table: &'t PackageTable<'t>, party: PartyId) -> Bits {
    let mut others = table.moves().players();
    others.retain(|&other| other != party);
    for &player in others.iter().chain([&party]) {
        table.ranks(player);
    }
    let (rows, view) = (table.rows().len(), View::of(table));
    let stable = parallel::map(rows, |row| is_stable(&view, party, &others, row));
    Bits::from_fn(rows, |row| stable[row])
}

fn is_stable(view: &View<'_>, party: PartyId, others: &[PartyId], row: usize) -> bool {
    let table = view.table;
    let package = |row| table.rows().package(row);
    let here = package(row);
    let tempting = view.improvements(party, row);
    if tempting.is_empty() {
        return true;
    }
    // Per other party the packages that its improvements alone would lead to.
    let answers: Vec<Vec<Vec<OptionId>>> = others
        .iter()
        .map(|&other| view.improvements(other, row).into_iter().map(package).collect())
        .collect();
    tempting.into_iter().all(|to| {
        let mut joint = package(to);
        sanctioned(table, party, row, &here, &answers, &mut joint, false)
    })
}

/// Whether some choice of the answers left, on top of `joint`, sanctions; `joined` tells whether
/// somebody has answered already.
fn sanctioned(
    table: &PackageTable<'_>,
    party: PartyId,
    row: usize,
    here: &[OptionId],
    answers: &[Vec<Vec<OptionId>>],
    joint: &mut Vec<OptionId>,
    joined: bool,
) -> bool {
    let Some((first, rest)) = answers.split_first() else {
        let ranks = table.ranks(party);
        return joined && table.rows().row(joint).is_some_and(|to| ranks.get(to) <= ranks.get(row));
    };
    if sanctioned(table, party, row, here, rest, joint, joined) {
        return true;
    }
    first.iter().any(|answer| {
        let mut together = joint.clone();
        for (term, (&after, &before)) in answer.iter().zip(here).enumerate() {
            if after != before {
                together[term] = after;
            }
        }
        sanctioned(table, party, row, here, rest, &mut together, true)
    })
}
