//! `holds` as a column: which packages have an order of their steps that nobody gains by leaving.
//!
//! By what things are worth where everybody who signs or takes a step says so, with reactions that can be believed, otherwise by ranks,
//! as `hold` answers. In either case no signer may lose by the finished deal.

use super::judge::{Columns, Judge};
use super::ordinal::Tests;
use super::valued;
use super::way::Way;
use crate::bits::Bits;
use crate::case::Case;
use crate::parallel;
use crate::table::PackageTable;
use detente_scenario::{OptionId, PartyId, Scenario, Standing};

/// The most states that a column looks at: Σ 2^n over the packages that everyone who signs accepts.
const MOST_STATES: u64 = 1 << 34;

/// How much more a state costs if worths are counted there, as a power of two.
const VALUED: u32 = 7;

/// Memory for the search of a package.
const BYTES: u64 = 1 << 30;

/// The most steps of a package whose states are all tried.
const MOST_AT_ONCE: usize = 24;

/// So few rows are looked at one by one.
const FEW_ROWS: usize = 256;

/// So few states are compared straight from the statements; for more, whole columns are ranked.
const FEW_STATES: u64 = 1 << 12;

/// That there are more states than will be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooMuch;

/// How many states the steps to `package` make; nothing if they cannot be told apart.
pub(crate) fn states_to(scenario: &Scenario, package: &[OptionId]) -> Option<usize> {
    Way::to(scenario, package).map(|way| 1 << way.steps.len())
}

/// Whether `package`, which is possible, has an order of its steps that holds, alone or in the bundles of the file, and no signer
/// loses by it; nothing if it has too many steps to try.
///
/// Cost: at most 2^n states for n steps.
pub(crate) fn holds<J: Judge>(case: &Case<'_>, judge: &J, package: &[OptionId]) -> Option<bool> {
    let way = Way::to(case.scenario, package)?;
    if way.steps.len() > MOST_AT_ONCE {
        return None;
    }
    if says_worths(case)
        && let Ok(holds) = valued::holds(case, &way, BYTES)
    {
        let loses = case.signers.iter().any(|&party| judge.is_worse(party, package));
        return if loses { Some(false) } else { holds };
    }
    Some(is_safe(case, judge, &way))
}

/// Whether some order of `way`, alone or in the bundles of the file, is safe by ranks. Cost: at most 2^n states for n steps.
pub(crate) fn is_safe<J: Judge>(case: &Case<'_>, judge: &J, way: &Way) -> bool {
    Tests::new(case.scenario, way, judge, &case.signers).holds()
}

/// Whether everybody who signs says what things are worth.
fn says_worths(case: &Case<'_>) -> bool {
    let mut signers = case.signers.iter();
    !case.signers.is_empty() && signers.all(|&party| case.preference(party).worths().is_some())
}

/// The rows of `among`, or of all, that have an order of their steps that holds.
///
/// Cost: at most 2^n states for each package that every signer accepts. The packages are shared out among the threads.
///
/// # Errors
/// [`TooMuch`] if a package has too many steps, or all together.
pub(crate) fn holding(table: &PackageTable<'_>, among: Option<&Bits>) -> Result<Bits, TooMuch> {
    let (case, rows) = (table.case(), table.rows());
    let open = acceptable(table, among);
    let mut states = 0_u64;
    let most = if says_worths(case) { MOST_STATES >> VALUED } else { MOST_STATES };
    for &row in &open {
        let more = states_to(case.scenario, &rows.package(row)).ok_or(TooMuch)?;
        states = states.saturating_add(more as u64);
        if more > 1 << MOST_AT_ONCE || states > most {
            return Err(TooMuch);
        }
    }
    let found: Vec<Option<bool>> = if states <= FEW_STATES {
        open.iter().map(|&row| holds(case, case, &rows.package(row))).collect()
    } else {
        let judge = Columns::of(table);
        parallel::map(open.len(), |at| holds(case, &judge, &rows.package(open[at])))
    };
    let mut bits = Bits::zeros(rows.len());
    for (row, found) in open.into_iter().zip(found) {
        if found.ok_or(TooMuch)? {
            bits.set(row);
        }
    }
    Ok(bits)
}

/// The rows in which no signer loses: elsewhere the finished deal is not safe.
fn acceptable(table: &PackageTable<'_>, among: Option<&Bits>) -> Vec<usize> {
    let (case, rows) = (table.case(), table.rows());
    if let Some(among) = among.filter(|among| among.count() <= FEW_ROWS) {
        let loses = |row: usize| {
            let package = rows.package(row);
            case.signers.iter().any(|&party| case.is_worse(party, &package))
        };
        return among.ones_iter().filter(|&row| !loses(row)).collect();
    }
    let accepts = |&party: &PartyId| {
        let accepted = table.standings(party).having(Standing::Acceptable);
        table.ranks(party).column(&accepted)
    };
    let mut open = among.cloned().unwrap_or_else(|| Bits::ones(rows.len()));
    for accepts in case.signers.iter().map(accepts) {
        open.and(&accepts);
    }
    open.ones_iter().collect()
}
