//! A change from one package to another, and how far it goes.

use crate::table::PackageTable;
use detente_scenario::model::Line;
use detente_scenario::{OptionId, PartyId, TermId};
use std::cmp::Ordering;

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
    pub gains: Vec<(PartyId, Ordering, Option<Line>)>,
}

/// In how many terms each row that is asked about differs from `row`.
pub(super) fn distances<'t>(
    table: &'t PackageTable<'_>,
    row: usize,
) -> impl Fn(usize) -> usize + 't {
    let package = table.rows().package(row);
    move |other| table.rows().distance(other, &package)
}

/// Of `rows` the one with the fewest changes from `from`, the first listed among several.
pub(super) fn nearest(
    table: &PackageTable<'_>,
    from: usize,
    rows: impl IntoIterator<Item = usize>,
) -> Option<usize> {
    let distance = distances(table, from);
    rows.into_iter().min_by_key(|&row| (distance(row), row))
}
