//! Counting again where few packages are asked about.
//!
//! Whether one package is stable hangs on the packages around it, not on a column. A question that
//! first singles out few packages by their options (`every package with is(middle) has …`) is therefore
//! answered in every variant by looking around these packages ([`View`]), and only where too much would
//! have to be looked at by the definition ([`count_in_variant`](super::count_in_variant)).

use crate::limits::{Limits, Refusal};
use crate::preference::reads_party;
use crate::stability::View;
use crate::table::PackageTable;
use detente_scenario::model::Edit;
use detente_scenario::{Expr, Predicate};

/// Most packages that are looked at one by one.
const FEW: usize = 64;

/// Rows that may be looked at per variant.
const BUDGET: usize = 50_000;

/// The part of a question that singles out its packages, where these are few.
pub(super) struct Nearby<'e> {
    expr: &'e Expr,
    among: Expr,
}

impl<'e> Nearby<'e> {
    /// Nothing if `expr` asks about no stability, or about too many packages.
    pub(super) fn of(table: &PackageTable<'_>, expr: &'e Expr) -> Option<Self> {
        let case = table.case();
        let settled = |part: &&Expr| {
            let mut compares = false;
            part.walk(&mut |part| {
                compares |=
                    matches!(part, Expr::Predicate(Predicate::Efficient | Predicate::Holds));
            });
            !compares && !table.scenario().party_ids().any(|party| reads_party(part, party, case))
        };
        let among = Expr::all(conjuncts(expr).into_iter().filter(settled).cloned().collect());
        let few = |among: &Expr| table.column(among).is_ok_and(|column| column.count() <= FEW);
        (asks_moves(expr) && few(&among)).then_some(Self { expr, among })
    }

    /// How many packages meet the question if `edit` is made.
    ///
    /// # Errors
    /// [`Refusal`] if the edited table is needed and too large.
    pub(super) fn count(
        &self,
        table: &PackageTable<'_>,
        edit: Edit,
        limits: &Limits,
    ) -> Result<u64, Refusal> {
        let case = table.case().varied(&[edit]);
        if let Some(view) = View::varied(table, &case)
            && let Some(count) = self.count_in(&view)
        {
            return Ok(count);
        }
        let edited = table.variant(case, limits)?;
        match self.count_in(&View::of_few(&edited)) {
            Some(count) => Ok(count),
            None => Ok(edited.column(self.expr).map_or(0, |column| column.count()) as u64),
        }
    }

    /// The same in one reading; nothing if too much would have to be looked at.
    pub(super) fn count_in(&self, view: &View<'_>) -> Option<u64> {
        let among = view.table().column(&self.among).ok().filter(|among| among.count() <= FEW)?;
        let mut budget = BUDGET;
        let mut count = 0;
        for row in among.ones_iter() {
            count += u64::from(view.holds(self.expr, row, &mut budget)?);
        }
        Some(count)
    }
}

/// Whether `expr` asks whether packages are stable, or can be carried out: what hangs on other packages.
pub(super) fn asks_moves(expr: &Expr) -> bool {
    let mut asks = false;
    expr.walk(&mut |part| {
        asks |= matches!(
            part,
            Expr::Predicate(Predicate::Stable(..) | Predicate::Equilibrium(_) | Predicate::Holds)
        );
    });
    asks
}

/// The parts of which all must be true.
fn conjuncts(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::And(parts) => parts.iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}
