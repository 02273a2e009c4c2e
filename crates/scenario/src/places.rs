//! Forgetting where things stand, so that scenarios from different files can be compared.

use crate::expression::Condition;
use crate::model::{Preference, RankedSet, Scenario, Seen, Statement, Worth};
use crate::span::Span;

impl Scenario {
    /// The same scenario with every span and the digest empty. Two files that say the same in the
    /// same order give equal scenarios, whatever their notation, spacing and comments.
    #[must_use]
    pub fn without_places(&self) -> Self {
        let mut scenario = self.clone();
        scenario.digest.clear();
        for party in &mut scenario.parties {
            party.span = Span::default();
            forget_in_preference(&mut party.preference);
        }
        for term in &mut scenario.terms {
            term.span = Span::default();
            for option in &mut term.options {
                if let Some(Seen::If(condition)) = &mut option.seen {
                    forget(condition);
                }
            }
        }
        for definition in &mut scenario.definitions {
            forget(&mut definition.condition);
        }
        for rule in &mut scenario.rules {
            forget(&mut rule.condition);
            rule.basis.span = Span::default();
        }
        for package in &mut scenario.packages {
            package.span = Span::default();
        }
        for step in &mut scenario.steps {
            step.span = Span::default();
        }
        for bundle in &mut scenario.bundles {
            bundle.span = Span::default();
        }
        for kind in &mut scenario.types {
            kind.span = Span::default();
        }
        for event in &mut scenario.events {
            event.span = Span::default();
        }
        for claim in &mut scenario.claims {
            claim.span = Span::default();
            claim.ask.span = Span::default();
        }
        for text in &mut scenario.texts {
            text.span = Span::default();
            for passage in &mut text.unused {
                passage.span = Span::default();
            }
        }
        for source in &mut scenario.sources {
            source.span = Span::default();
            for quote in &mut source.quotes {
                quote.span = Span::default();
            }
        }
        scenario
    }
}

fn forget(condition: &mut Condition) {
    condition.span = Span::default();
}

fn forget_in_preference(preference: &mut Preference) {
    match preference {
        Preference::Indifferent => {}
        Preference::Priorities(lines) => {
            for priority in lines.iter_mut().flat_map(|line| &mut line.versions) {
                priority.basis.span = Span::default();
                match &mut priority.statement {
                    Statement::Wants(condition) | Statement::Refuses(condition) => {
                        forget(condition);
                    }
                    Statement::Gives { gives, only_for } => {
                        forget(gives);
                        forget(only_for);
                    }
                }
            }
        }
        Preference::Values(lines) => {
            for valuation in lines.iter_mut().flat_map(|line| &mut line.versions) {
                valuation.basis.span = Span::default();
                if let Worth::When { condition, .. } = &mut valuation.worth {
                    forget(condition);
                }
            }
        }
        Preference::Ranking(ranking) => {
            ranking.span = Span::default();
            for set in ranking.best_first.iter_mut().flatten() {
                match set {
                    RankedSet::Package(_, span) => *span = Span::default(),
                    RankedSet::Condition(condition) => forget(condition),
                }
            }
        }
    }
}
