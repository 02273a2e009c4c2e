//! Conditions as hyper-rectangles: regions that do not overlap, each with some values for some terms.

use std::collections::BTreeSet;

use super::super::model::Region;
use crate::expression::Expr;
use crate::ids::{OptionId, TermId};
use crate::model::Scenario;

/// The largest number of regions that a condition may come to.
pub(super) const MAX_BOXES: u64 = 10_000;

/// The regions of the packages that meet `expr`, no package in two of them; the number of settings of its
/// terms if they are too many.
pub(super) fn boxes(scenario: &Scenario, expr: &Expr) -> Result<Vec<Region>, u64> {
    if let Some(region) = one_box(scenario, expr) {
        return Ok(vec![region]);
    }
    if let Some(region) = one_box(scenario, &expr.clone().negated()) {
        return Ok(vec![Region { is_outside: true, ..region }]);
    }
    let mut terms = BTreeSet::new();
    collect_terms(scenario, expr, &mut terms);
    let mut terms: Vec<TermId> = terms.into_iter().collect();
    // The options of the last term stand in one region together.
    let count = |term: &TermId| scenario.term(*term).options.len();
    terms.sort_by_key(|term| (count(term), term.index()));
    let Some((last, others)) = terms.split_last() else {
        let is_true = scenario.holds(expr, &scenario.status_quo());
        return Ok(if is_true { vec![Region::everything()] } else { Vec::new() });
    };
    let settings =
        others.iter().try_fold(1_u64, |product, term| product.checked_mul(count(term) as u64));
    let settings = settings.unwrap_or(u64::MAX);
    if settings > MAX_BOXES {
        return Err(settings);
    }
    let mut package = scenario.status_quo();
    let mut regions = Vec::new();
    for setting in 0..settings {
        let mut rest = setting as usize;
        let mut region = Region::everything();
        for term in others {
            let option = rest % count(term);
            rest /= count(term);
            package[term.index()] = OptionId::new(option);
            region.restrict(term.index(), vec![option]);
        }
        let meets = |option: &usize| {
            package[last.index()] = OptionId::new(*option);
            scenario.holds(expr, &package)
        };
        let values: Vec<usize> = (0..count(last)).filter(meets).collect();
        if !values.is_empty() {
            region.restrict(last.index(), values);
            regions.push(region);
        }
    }
    Ok(regions)
}

fn collect_terms(scenario: &Scenario, expr: &Expr, terms: &mut BTreeSet<TermId>) {
    expr.walk(&mut |part| match part {
        Expr::Compare(term, ..) | Expr::In(term, _) => {
            terms.insert(*term);
        }
        Expr::Defined(id) => {
            collect_terms(scenario, &scenario.definition(*id).condition.expr, terms);
        }
        _ => {}
    });
}

/// The condition as one region, if that is plain from how it is written.
fn one_box(scenario: &Scenario, expr: &Expr) -> Option<Region> {
    let one_term = |term: TermId, meets: &dyn Fn(OptionId) -> bool| {
        let count = scenario.term(term).options.len();
        let values = (0..count).filter(|&option| meets(OptionId::new(option))).collect();
        let mut region = Region::everything();
        region.restrict(term.index(), values);
        region
    };
    match expr {
        Expr::Const(true) => Some(Region::everything()),
        Expr::Compare(term, comparison, option) => {
            Some(one_term(*term, &|other| comparison.holds(other, *option)))
        }
        Expr::In(term, options) => Some(one_term(*term, &|other| options.contains(&other))),
        Expr::Not(inner) => match &**inner {
            Expr::Compare(term, comparison, option) => {
                Some(one_term(*term, &|other| !comparison.holds(other, *option)))
            }
            Expr::In(term, options) => Some(one_term(*term, &|other| !options.contains(&other))),
            Expr::Not(inner) => one_box(scenario, inner),
            _ => None,
        },
        Expr::And(parts) => {
            let mut region = Region::everything();
            for part in parts {
                for (issue, values) in one_box(scenario, part)?.bounds {
                    region.restrict(issue, values);
                }
            }
            Some(region)
        }
        Expr::Defined(id) => one_box(scenario, &scenario.definition(*id).condition.expr),
        _ => None,
    }
}
