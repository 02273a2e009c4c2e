//! A condition on terms as the table of its truth over the few terms that it reads.

use detente_scenario::{Expr, OptionId, Scenario, TermId};

/// Most entries of one function's table. Conditions that read more are split at their connectives.
const ENTRIES: usize = 1 << 12;

/// The truth of a condition for every setting of the terms it reads.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    /// The terms it reads, ascending, each with its weight in the table's index.
    pub(crate) support: Vec<(TermId, usize)>,
    pub(crate) table: Vec<bool>,
}

impl Function {
    /// Tabulates `expr`, a condition on terms; `None` if it reads the table's predicates or too
    /// many terms. Cost: one evaluation per entry.
    pub(crate) fn tabulate(scenario: &Scenario, expr: &Expr) -> Option<Self> {
        let terms = support(scenario, expr)?;
        let mut entries = 1usize;
        for &term in &terms {
            entries = entries.checked_mul(scenario.term(term).options.len())?;
            if entries > ENTRIES {
                return None;
            }
        }
        let mut weighted = Vec::with_capacity(terms.len());
        let mut weight = entries;
        for &term in &terms {
            weight /= scenario.term(term).options.len();
            weighted.push((term, weight));
        }
        let mut package = vec![OptionId(0); scenario.terms.len()];
        let table = (0..entries)
            .map(|entry| {
                for &(term, weight) in &weighted {
                    let options = scenario.term(term).options.len();
                    package[term.index()] = OptionId::new(entry / weight % options);
                }
                scenario.holds(expr, &package)
            })
            .collect();
        Some(Self { support: weighted, table })
    }
}

/// The terms that a condition reads, ascending, definitions followed; `None` if it reads a
/// predicate over the table.
pub(crate) fn support(scenario: &Scenario, expr: &Expr) -> Option<Vec<TermId>> {
    fn collect(scenario: &Scenario, expr: &Expr, terms: &mut Vec<TermId>) -> bool {
        let mut local = true;
        expr.walk(&mut |part| match part {
            Expr::Compare(term, ..) | Expr::In(term, _) => terms.push(*term),
            Expr::Defined(id) => {
                local &= collect(scenario, &scenario.definition(*id).condition.expr, terms);
            }
            Expr::Predicate(_) => local = false,
            _ => {}
        });
        local
    }
    let mut terms = Vec::new();
    let local = collect(scenario, expr, &mut terms);
    terms.sort_unstable();
    terms.dedup();
    local.then_some(terms)
}
