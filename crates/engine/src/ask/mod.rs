//! Questions about the packages, and the claims that ask them.

mod claims;
mod restates;

pub use claims::{ClaimAnswer, answer_claims, case_of, meets};
pub use restates::{Restates, restates};

use crate::bits::Bits;
use crate::table::{NotYetAnswerable, PackageTable};
use detente_scenario::{Quantifier, Query};

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it comes to.
    pub outcome: Outcome,
    /// Packages that the question speaks of (`with`).
    pub with: u64,
    /// Those of them that have what it says (`has`).
    pub has: u64,
    /// A package that shows it, with the fewest changes from the status quo, first listed among
    /// those: a counterexample to `every` and `no`, a witness of `some`.
    pub example: Option<usize>,
}

/// What a question comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// So many packages.
    Count(u64),
    /// It speaks of all, or of none, or of most, of no package at all.
    NoSuchPackage,
    /// No method decides it yet.
    NotYetAnswerable(NotYetAnswerable),
}

/// Asks `query` of `table`. Cost: the columns that it reads, once; then one pass over their bits.
#[must_use]
pub fn ask(table: &PackageTable<'_>, query: &Query) -> Asked {
    let columns = table.column(&query.with).and_then(|with| Ok((with, table.column(&query.has)?)));
    let (with, has) = match columns {
        Ok(columns) => columns,
        Err(not_yet) => {
            let outcome = Outcome::NotYetAnswerable(not_yet);
            return Asked { outcome, with: 0, has: 0, example: None };
        }
    };
    let both = with.count_and(&has);
    let (outcome, shows) = decide(query, with.count(), both);
    let example = shows.then(|| {
        let mut shown = (*with).clone();
        match query.quantifier {
            Quantifier::Every => shown.and_not(&has),
            _ => shown.and(&has),
        };
        fewest_changes(table, &shown)
    });
    Asked { outcome, with: with.count() as u64, has: both as u64, example: example.flatten() }
}

/// The outcome of `query`, and whether a single package shows it.
fn decide(query: &Query, with: usize, both: usize) -> (Outcome, bool) {
    let says = query.has != detente_scenario::Expr::Const(true);
    let answer = |yes: bool| if yes { Outcome::Yes } else { Outcome::No };
    match query.quantifier {
        Quantifier::Count => (Outcome::Count(both as u64), false),
        Quantifier::Some => (answer(both > 0), both > 0),
        Quantifier::No if with == 0 && says => (Outcome::NoSuchPackage, false),
        Quantifier::No => (answer(both == 0), both > 0),
        Quantifier::Every | Quantifier::Most if with == 0 => (Outcome::NoSuchPackage, false),
        Quantifier::Every => (answer(both == with), both < with),
        Quantifier::Most => (answer(2 * both > with), false),
    }
}

/// The row of `column` with the fewest changes from the status quo, the first listed among several.
#[must_use]
pub fn fewest_changes(table: &PackageTable<'_>, column: &Bits) -> Option<usize> {
    let changes = table.changes();
    column.ones_iter().min_by_key(|&row| changes[row])
}
