//! The conditions behind *genuine* and *empty*.
//!
//! **Definition.** A change *counts* if its term is of kind `capability` and the option it settles on
//! is `seen` in this very package. `empty(p)`: of the changes in terms that p's side does not
//! control, none counts, while p's side gives a change. `genuine`: some change counts, whoever makes
//! it. Undo time is reported and never used to strike. A principal acts through its agents: their
//! terms are its side's terms.

use detente_scenario::model::{Kind, Seen, Term};
use detente_scenario::{Comparison, Expr, OptionId, PartyId, Scenario, TermId};

/// The condition that `term` is settled otherwise than now.
fn changed(scenario: &Scenario, term: TermId) -> Expr {
    Expr::Compare(term, Comparison::NotEqual, scenario.term(term).now)
}

/// Whether a member of `party`'s side controls `term`, alone or with others.
#[must_use]
pub fn controls(scenario: &Scenario, party: PartyId, term: TermId) -> bool {
    let side = scenario.side(party);
    scenario.term(term).by.iter().any(|by| side.contains(by))
}

/// The condition that `term` is changed in capability in a way that this package lets someone see.
fn counts(scenario: &Scenario, id: TermId) -> Expr {
    let term: &Term = scenario.term(id);
    if term.kind != Some(Kind::Capability) {
        return Expr::Const(false);
    }
    let options = (0..term.options.len()).map(OptionId::new).filter(|&option| option != term.now);
    let seen_changes = options.filter_map(|option| {
        let settled = Expr::Compare(id, Comparison::Equal, option);
        match &term.options[option.index()].seen {
            Some(Seen::Outside) => Some(settled),
            Some(Seen::If(condition)) => Some(Expr::all(vec![settled, condition.expr.clone()])),
            Some(Seen::Nobody) | None => None,
        }
    });
    Expr::any(seen_changes.collect())
}

/// `empty(party)` as a condition on the package.
#[must_use]
pub fn empty_for(scenario: &Scenario, party: PartyId) -> Expr {
    let (own, others): (Vec<TermId>, Vec<TermId>) =
        scenario.term_ids().partition(|&term| controls(scenario, party, term));
    let gives = Expr::any(own.into_iter().map(|term| changed(scenario, term)).collect());
    let gets = Expr::any(others.into_iter().map(|term| counts(scenario, term)).collect());
    Expr::all(vec![gives, gets.negated()])
}

/// `genuine` as a condition on the package.
#[must_use]
pub fn genuine(scenario: &Scenario) -> Expr {
    Expr::any(scenario.term_ids().map(|term| counts(scenario, term)).collect())
}
