//! `holds` as a column: which packages have a safe order of their steps.

use super::judge::{Columns, Judge};
use super::ordinal::Tests;
use super::way::{MOST_STEPS, Way};
use crate::bits::Bits;
use crate::case::Case;
use crate::parallel;
use crate::table::PackageTable;
use detente_scenario::OptionId;

/// The most states that a column looks at: Σ 2^n over the packages that everyone who signs accepts.
const MOST_STATES: u64 = 1 << 34;

/// That there are more states than will be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooMuch;

/// Whether `package`, which is possible, has a safe order of its steps, alone or in the bundles of the file; nothing if it has
/// too many steps to try.
///
/// Cost: at most 2^n states for n steps.
pub(crate) fn holds<J: Judge>(case: &Case<'_>, judge: &J, package: &[OptionId]) -> Option<bool> {
    let way = Way::to(case.scenario, package)?;
    (way.steps.len() <= MOST_AT_ONCE)
        .then(|| Tests::new(case.scenario, &way, judge, &case.signers).holds())
}

/// The most steps of a package whose states are all tried.
const MOST_AT_ONCE: usize = 24;

/// The rows that have a safe order of their steps.
///
/// Cost: one sweep, and at most 2^n states for each package that every signer accepts. The packages are shared out among
/// the threads.
///
/// # Errors
/// [`TooMuch`] if that could be more than [`MOST_STATES`], or a package has more than [`MOST_STEPS`] steps.
pub(crate) fn holding(table: &PackageTable<'_>, among: Option<&Bits>) -> Result<Bits, TooMuch> {
    let (case, rows) = (table.case(), table.rows());
    let judge = Columns::of(table);
    let is_asked = |row: usize| among.is_none_or(|among| among.get(row));
    // Where a signer loses, the end is not safe.
    let is_open =
        |row: &usize| is_asked(*row) && !case.signers.iter().any(|&p| judge.is_worse_in(p, *row));
    let open: Vec<usize> = (0..rows.len()).filter(is_open).collect();
    let mut states = 0_u64;
    for &row in &open {
        let way = Way::to(case.scenario, &rows.package(row)).ok_or(TooMuch)?;
        let steps = way.steps.len();
        states = states.saturating_add(1 << steps);
        if steps > MOST_AT_ONCE.min(MOST_STEPS) || states > MOST_STATES {
            return Err(TooMuch);
        }
    }
    let found = parallel::map(open.len(), |at| holds(case, &judge, &rows.package(open[at])));
    let mut bits = Bits::zeros(rows.len());
    for (row, found) in open.into_iter().zip(found) {
        if found.ok_or(TooMuch)? {
            bits.set(row);
        }
    }
    Ok(bits)
}
