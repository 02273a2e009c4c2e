//! Questions about the packages, and the claims that ask them.

mod claims;
mod restates;

pub use claims::{ClaimAnswer, answer_claims, case_of, meets};
pub use restates::{Restates, restates};

use crate::bits::Bits;
use crate::table::{NotYetAnswerable, PackageTable};
use detente_scenario::{Expr, Quantifier, Query};

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
    let columns = table.column(&query.with).and_then(|with| {
        let has = table.within(&query.has, &with)?;
        Ok((with, has))
    });
    let (with, has) = match columns {
        Ok(columns) => columns,
        Err(not_yet) => {
            let outcome = Outcome::NotYetAnswerable(not_yet);
            return Asked { outcome, with: 0, has: 0, example: None };
        }
    };
    let (counted, both) = (with.count() as u64, with.count_and(&has) as u64);
    let outcome = outcome(query, counted, both);
    let example = match (query.quantifier, &outcome) {
        (Quantifier::Every, Outcome::No) => fewest_changes(table, (*with).clone().and_not(&has)),
        (Quantifier::Some, Outcome::Yes) | (Quantifier::No, Outcome::No) => {
            fewest_changes(table, (*with).clone().and(&has))
        }
        _ => None,
    };
    Asked { outcome, with: counted, has: both, example }
}

/// What `query` comes to if `with` packages are spoken of and `both` of them have what it says.
#[must_use]
pub fn outcome(query: &Query, with: u64, both: u64) -> Outcome {
    let says = query.has != Expr::Const(true);
    let answer = |yes: bool| if yes { Outcome::Yes } else { Outcome::No };
    match query.quantifier {
        Quantifier::Count => Outcome::Count(both),
        Quantifier::Some => answer(both > 0),
        Quantifier::No if with == 0 && says => Outcome::NoSuchPackage,
        Quantifier::No => answer(both == 0),
        Quantifier::Every | Quantifier::Most if with == 0 => Outcome::NoSuchPackage,
        Quantifier::Every => answer(both == with),
        Quantifier::Most => answer(2 * both > with),
    }
}

/// The row of `column` with the fewest changes from the status quo, the first listed among several.
#[must_use]
pub fn fewest_changes(table: &PackageTable<'_>, column: &Bits) -> Option<usize> {
    let changes = table.changes();
    column.ones_iter().min_by_key(|&row| changes[row])
}
