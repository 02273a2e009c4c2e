//! The canonical text of expressions, questions and variants.
//!
//! Parentheses stand only where the text would read as something else without them. A conjunction
//! inside a conjunction keeps its parentheses, so reading the text again gives the same tree:
//! `parse(print(e)) == e` for every tree that a parser can return. Trees that only a program can
//! build (a conjunction of fewer than two parts, an empty or repeating list of options,
//! `changes < 0`, names that the scenario does not have) are printed as what they mean, or as `?`.

use std::fmt::Write as _;

use crate::expression::names::Names;
use crate::expression::{Expr, Predicate, Quantifier, Query};
use crate::ids::{DefinitionId, NamedId, OptionId, PartyId, TermId};
use crate::model::{Edit, Line, Scenario};

/// Prints expressions with the names of one scenario.
#[derive(Clone, Copy, Debug)]
pub struct Printer<'a>(Book<'a>);

/// Where the names come from.
#[derive(Clone, Copy, Debug)]
enum Book<'a> {
    Names(&'a Names),
    Scenario(&'a Scenario),
}

/// How strongly an expression holds together: what stands inside something stronger needs
/// parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Iff,
    Implies,
    Or,
    And,
    Not,
}

impl<'a> Printer<'a> {
    /// With the names of a finished scenario.
    #[must_use]
    pub const fn new(scenario: &'a Scenario) -> Self {
        Self(Book::Scenario(scenario))
    }

    /// With these names.
    #[must_use]
    pub const fn with_names(names: &'a Names) -> Self {
        Self(Book::Names(names))
    }

    /// `yongbyon >= frozen and not disarmed`
    #[must_use]
    pub fn expr(&self, expr: &Expr) -> String {
        let mut text = String::new();
        self.write(&mut text, expr, Strength::Iff);
        text
    }

    /// `every package with deal has better(us)`
    #[must_use]
    pub fn query(&self, query: &Query) -> String {
        let (noun, verb) = match query.quantifier {
            Quantifier::Every | Quantifier::Some | Quantifier::No => ("package", "has"),
            Quantifier::Most | Quantifier::Count => ("packages", "have"),
        };
        let mut text = format!("{} {noun}", query.quantifier.word());
        if query.with != Expr::Const(true) {
            text.push_str(" with ");
            self.write(&mut text, &query.with, Strength::Iff);
        }
        let needed = matches!(query.quantifier, Quantifier::Every | Quantifier::Most);
        if needed || query.has != Expr::Const(true) {
            text.push(' ');
            text.push_str(verb);
            text.push(' ');
            self.write(&mut text, &query.has, Strength::Iff);
        }
        text
    }

    /// `better(us)`, `changes <= 3`
    #[must_use]
    pub fn predicate(&self, predicate: &Predicate) -> String {
        let name = predicate.name();
        match predicate {
            Predicate::Stands(_, party) | Predicate::Empty(party) => {
                format!("{name}({})", self.party(*party))
            }
            Predicate::Zopa
            | Predicate::Deal
            | Predicate::Efficient
            | Predicate::Genuine
            | Predicate::Holds => name.to_owned(),
            Predicate::Changes(comparison, number) => {
                format!("{name} {} {number}", comparison.symbol())
            }
            Predicate::Is(package) => format!("{name}({})", self.package(*package)),
            Predicate::Prefers(party, first, second) => format!(
                "{name}({}, {}, {})",
                self.party(*party),
                self.package(*first),
                self.package(*second)
            ),
            Predicate::Stable(party, concept) => {
                format!("{name}({}, {})", self.party(*party), concept.name())
            }
            Predicate::Equilibrium(concept) => format!("{name}({})", concept.name()),
        }
    }

    /// `kim 4`, `rule 3`: how variants and answers name a line of the file. Rules go by number.
    #[must_use]
    pub fn line(&self, line: Line) -> String {
        match line {
            Line::Priority { party, line } => format!("{} {}", self.party(party), line + 1),
            Line::Rule(rule) => format!("rule {}", rule.index() + 1),
        }
    }

    /// `drop kim 7`, `swap japan 4 5`, `version kim 4 2`
    #[must_use]
    pub fn edit(&self, edit: Edit) -> String {
        match edit {
            Edit::Drop(line) => format!("drop {}", self.line(line)),
            Edit::Swap { party, first, second } => {
                format!("swap {} {} {}", self.party(party), first + 1, second + 1)
            }
            Edit::Version { party, line, version } => {
                format!("version {} {} {}", self.party(party), line + 1, version + 1)
            }
        }
    }

    fn write(&self, text: &mut String, expr: &Expr, outside: Strength) {
        let own = match expr {
            Expr::Iff(..) => Strength::Iff,
            Expr::Implies(..) => Strength::Implies,
            Expr::Or(parts) if parts.len() > 1 => Strength::Or,
            Expr::And(parts) if parts.len() > 1 => Strength::And,
            _ => Strength::Not,
        };
        let parentheses = own < outside;
        if parentheses {
            text.push('(');
        }
        match expr {
            Expr::Const(value) => text.push_str(if *value { "true" } else { "false" }),
            Expr::Compare(term, comparison, option) => {
                let (term, option) = (self.term(*term), self.option(*term, *option));
                // Writing to a string cannot fail.
                let _ = write!(text, "{term} {} {option}", comparison.symbol());
            }
            Expr::In(_, options) if options.is_empty() => text.push_str("false"),
            Expr::In(term, options) => {
                let listed: Vec<&str> = options.iter().map(|&o| self.option(*term, o)).collect();
                let _ = write!(text, "{} in {{ {} }}", self.term(*term), listed.join(", "));
            }
            Expr::Defined(id) => text.push_str(self.definition(*id)),
            Expr::Predicate(predicate) => text.push_str(&self.predicate(predicate)),
            Expr::Not(inner) => {
                text.push_str("not ");
                self.write(text, inner, Strength::Not);
            }
            Expr::And(parts) => self.join(text, parts, "and", Strength::Not),
            Expr::Or(parts) => self.join(text, parts, "or", Strength::And),
            Expr::Implies(left, right) => {
                self.write(text, left, Strength::Or);
                text.push_str(" implies ");
                self.write(text, right, Strength::Implies);
            }
            Expr::Iff(left, right) => {
                self.write(text, left, Strength::Iff);
                text.push_str(" iff ");
                self.write(text, right, Strength::Implies);
            }
        }
        if parentheses {
            text.push(')');
        }
    }

    fn join(&self, text: &mut String, parts: &[Expr], word: &str, inside: Strength) {
        match parts {
            [] => text.push_str(if word == "and" { "true" } else { "false" }),
            // Alone, a part stands for the whole, as strong as anything else without parts.
            [only] => self.write(text, only, Strength::Not),
            [first, rest @ ..] => {
                self.write(text, first, inside);
                for part in rest {
                    let _ = write!(text, " {word} ");
                    self.write(text, part, inside);
                }
            }
        }
    }

    fn party(&self, id: PartyId) -> &'a str {
        match self.0 {
            Book::Names(names) => names.parties.get(id.index()).map(String::as_str),
            Book::Scenario(scenario) => {
                scenario.parties.get(id.index()).map(|party| party.id.as_str())
            }
        }
        .unwrap_or("?")
    }

    fn term(&self, id: TermId) -> &'a str {
        match self.0 {
            Book::Names(names) => names.terms.get(id.index()).map(|term| term.id.as_str()),
            Book::Scenario(scenario) => scenario.terms.get(id.index()).map(|term| term.id.as_str()),
        }
        .unwrap_or("?")
    }

    fn option(&self, term: TermId, option: OptionId) -> &'a str {
        match self.0 {
            Book::Names(names) => names
                .terms
                .get(term.index())
                .and_then(|term| term.options.get(option.index()))
                .map(String::as_str),
            Book::Scenario(scenario) => scenario
                .terms
                .get(term.index())
                .and_then(|term| term.options.get(option.index()))
                .map(|option| option.id.as_str()),
        }
        .unwrap_or("?")
    }

    fn definition(&self, id: DefinitionId) -> &'a str {
        match self.0 {
            Book::Names(names) => names.definitions.get(id.index()).map(String::as_str),
            Book::Scenario(scenario) => scenario.definitions.get(id.index()).map(|d| d.id.as_str()),
        }
        .unwrap_or("?")
    }

    fn package(&self, id: NamedId) -> &'a str {
        match self.0 {
            Book::Names(names) => names.packages.get(id.index()).map(String::as_str),
            Book::Scenario(scenario) => {
                scenario.packages.get(id.index()).map(|package| package.id.as_str())
            }
        }
        .unwrap_or("?")
    }
}
