//! Claims about the stability of many packages, tried again in every variant.
//!
//! **Definition.** Build the edited table, ask the claim ([`crate::ask::ask`]).
//!
//! **Shorter, exactly the same.** `some` stays true as long as one package shows it, and `every` and `no`
//! stay false as long as one package refutes them. So a few packages that show the answer now are looked
//! at first ([`View`]); only where none of them still does, columns are computed.

use super::party_of;
use crate::ask::{Outcome, outcome};
use crate::bits::Bits;
use crate::limits::{Limits, Refusal};
use crate::parallel;
use crate::preference::reads_party;
use crate::stability::View;
use crate::table::PackageTable;
use detente_scenario::model::Edit;
use detente_scenario::{Expr, Package, Quantifier, Query};

/// Packages that are looked at before a column is computed.
const SHOWN: usize = 12;

/// Rows that may be looked at for each of them.
const BUDGET: usize = 20_000;

/// Per edit how many packages `query` speaks of, and how many of them have what it says: exactly, or,
/// where an example shows that the answer stays, the numbers as they are now.
///
/// # Errors
/// [`Refusal`] if a dropped rule allows too many packages.
pub(super) fn recount_by_example(
    table: &PackageTable<'_>,
    query: &Query,
    edits: &[Edit],
    limits: &Limits,
) -> Result<Vec<(u64, u64)>, Refusal> {
    let both = Expr::all(vec![query.with.clone(), query.has.clone()]);
    table.prepare([&both]);
    let count = |table: &PackageTable<'_>, expr: &Expr| {
        table.column(expr).map_or(0, |column| column.count()) as u64
    };
    let now = (count(table, &query.with), count(table, &both));
    let examples = examples(table, query, now);
    let bears =
        |edit: Edit| party_of(edit).is_none_or(|party| reads_party(&both, party, table.case()));
    let counts = parallel::map(edits.len(), |v| {
        if !bears(edits[v]) {
            return Ok(now);
        }
        let case = table.case().varied(&[edits[v]]);
        if let Some(view) = View::varied(table, &case)
            && examples.still_shown(&view)
        {
            return Ok(now);
        }
        let edited = table.variant(case, limits)?;
        if examples.still_shown(&View::of_few(&edited)) {
            return Ok(now);
        }
        Ok((count(&edited, &query.with), count(&edited, &both)))
    });
    counts.into_iter().collect()
}

/// Packages that show the answer as it is now.
struct Examples {
    packages: Vec<Package>,
    /// What is true of them.
    shows: Expr,
}

fn examples(table: &PackageTable<'_>, query: &Query, (with, both): (u64, u64)) -> Examples {
    let has = match (query.quantifier, outcome(query, with, both)) {
        (Quantifier::Some, Outcome::Yes) | (Quantifier::No, Outcome::No) => query.has.clone(),
        (Quantifier::Every, Outcome::No) => query.has.clone().negated(),
        _ => Expr::Const(false),
    };
    let shows = Expr::all(vec![query.with.clone(), has]);
    let column = table.column(&shows).map_or_else(|_| Bits::zeros(0), |column| (*column).clone());
    // Evenly over the table, so that one change does not strike them all.
    let stride = column.count().div_ceil(SHOWN).max(1);
    let packages = column.ones_iter().step_by(stride).map(|row| table.rows().package(row));
    Examples { packages: packages.collect(), shows }
}

impl Examples {
    fn still_shown(&self, view: &View<'_>) -> bool {
        self.packages.iter().any(|package| {
            let mut budget = BUDGET;
            let row = view.table().rows().row(package);
            row.is_some_and(|row| view.holds(&self.shows, row, &mut budget) == Some(true))
        })
    }
}
