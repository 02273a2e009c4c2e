//! Conditions on a package: the short expressions that rules, priorities and questions are made of.
//!
//! ```text
//! condition = implication { "iff" implication }
//! implication = disjunction [ "implies" implication ]
//! disjunction = conjunction { "or" conjunction }
//! conjunction = negation { "and" negation }
//! negation  = "not" negation | atom
//! atom      = "(" condition ")" | "true" | "false"
//!           | TERM ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) OPTION
//!           | TERM "in" "{" OPTION { "," OPTION } "}"
//!           | DEFINITION | predicate
//! ```
//!
//! `<` and `>=` follow the order in which the term lists its options. Predicates (`better(us)`,
//! `deal`, `changes <= 3`, …) are allowed in questions only; see [`Predicate`].
//!
//! Reading ([`parse_condition`], [`parse_query`]) resolves every name and reports every mistake;
//! [`Printer`] writes the canonical text, and reading that gives the same tree.

mod comparison;
mod lexer;
pub(crate) mod names;
mod parser;
mod predicate;
mod print;
mod query;
mod slips;
mod spacing;
#[cfg(test)]
mod tests;

pub use names::{Names, Origin, RESERVED, TermNames, is_name, is_name_character};
pub use parser::parse_condition;
pub use print::Printer;
pub use query::parse_query;
pub use spacing::respaced;

pub(crate) use lexer::Findings;
pub(crate) use slips::{did_you_mean, quoted};

use crate::ids::{DefinitionId, NamedId, OptionId, PartyId, TermId};
use crate::span::Span;

/// How deep an expression may nest; deeper ones are refused so that no recursion runs out of stack.
pub const MAX_DEPTH: usize = 128;

/// A comparison of a term's option with a listed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`: listed before.
    Less,
    /// `<=`
    AtMost,
    /// `>`: listed after.
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// Whether `left` stands in this relation to `right`.
    #[must_use]
    pub fn holds<T: Ord>(self, left: T, right: T) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Greater => left > right,
            Self::AtLeast => left >= right,
        }
    }

    /// The way the file writes it.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// The stability concepts of the graph model. They are part of the language of questions; the
/// engine answers those it knows and says so of the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Concept {
    /// Nash stability.
    R,
    /// General metarationality.
    Gmr,
    /// Symmetric metarationality.
    Smr,
    /// Sequential stability.
    Seq,
    /// Symmetric sequential stability.
    Sseq,
}

impl Concept {
    /// Every concept, in the order in which the field lists them.
    pub const ALL: [Self; 5] = [Self::R, Self::Gmr, Self::Smr, Self::Seq, Self::Sseq];

    /// The field's abbreviation, which is also how the file writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::R => "R",
            Self::Gmr => "GMR",
            Self::Smr => "SMR",
            Self::Seq => "SEQ",
            Self::Sseq => "SSEQ",
        }
    }
}

/// How a package stands to a party's own no deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// `better(p)`: preferred to no deal, in order.
    Better,
    /// `same(p)`: ranked with no deal.
    Same,
    /// `worse(p)`: no deal is preferred.
    Worse,
    /// `acceptable(p)`: not worse.
    Acceptable,
    /// `surely_better(p)`: better under every decreasing weighting of the party's priorities.
    SurelyBetter,
    /// `possibly_better(p)`: better under some decreasing weighting.
    PossiblyBetter,
    /// `surely_worse(p)`: worse under every decreasing weighting.
    SurelyWorse,
    /// `possibly_worse(p)`: worse under some decreasing weighting.
    PossiblyWorse,
}

impl Standing {
    /// Every standing, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Better,
        Self::Same,
        Self::Worse,
        Self::Acceptable,
        Self::SurelyBetter,
        Self::PossiblyBetter,
        Self::SurelyWorse,
        Self::PossiblyWorse,
    ];

    /// The predicate's name in a question.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Same => "same",
            Self::Worse => "worse",
            Self::Acceptable => "acceptable",
            Self::SurelyBetter => "surely_better",
            Self::PossiblyBetter => "possibly_better",
            Self::SurelyWorse => "surely_worse",
            Self::PossiblyWorse => "possibly_worse",
        }
    }
}

/// What a question can say of a package beyond its options.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Predicate {
    /// `better(p)` and its kin.
    Stands(Standing, PartyId),
    /// `zopa`: acceptable to every signer.
    Zopa,
    /// `deal`: better for every signer.
    Deal,
    /// `efficient`: no possible package is at least as good for all signers and better for one.
    Efficient,
    /// `empty(p)`: p gives, and gets no change of capability that this package lets anyone see.
    Empty(PartyId),
    /// `genuine`: some change of capability that this package lets someone see.
    Genuine,
    /// `changes <= k` and its kin: number of terms that differ from the status quo.
    Changes(Comparison, u32),
    /// `is(package)`.
    Is(NamedId),
    /// `prefers(p, a, b)`: p ranks package a above package b.
    Prefers(PartyId, NamedId, NamedId),
    /// `stable(p, SEQ)`.
    Stable(PartyId, Concept),
    /// `equilibrium(SEQ)`.
    Equilibrium(Concept),
    /// `holds`: nobody gains by leaving some roadmap to the package.
    Holds,
}

impl Predicate {
    /// The name of every predicate, in the order of the documentation. Terms and definitions
    /// cannot be called so.
    pub const NAMES: [&str; 19] = [
        "better",
        "same",
        "worse",
        "acceptable",
        "surely_better",
        "possibly_better",
        "surely_worse",
        "possibly_worse",
        "zopa",
        "deal",
        "efficient",
        "genuine",
        "changes",
        "is",
        "prefers",
        "empty",
        "stable",
        "equilibrium",
        "holds",
    ];

    /// The name in a question.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Stands(standing, _) => standing.name(),
            Self::Zopa => "zopa",
            Self::Deal => "deal",
            Self::Efficient => "efficient",
            Self::Empty(_) => "empty",
            Self::Genuine => "genuine",
            Self::Changes(..) => "changes",
            Self::Is(_) => "is",
            Self::Prefers(..) => "prefers",
            Self::Stable(..) => "stable",
            Self::Equilibrium(_) => "equilibrium",
            Self::Holds => "holds",
        }
    }
}

/// A resolved condition on a package.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Expr {
    /// `true`, `false`.
    Const(bool),
    /// `term >= option`.
    Compare(TermId, Comparison, OptionId),
    /// `term in { a, b }`.
    In(TermId, Vec<OptionId>),
    /// A defined condition, by name.
    Defined(DefinitionId),
    /// `not x`.
    Not(Box<Expr>),
    /// `x and y and …`, two or more.
    And(Vec<Expr>),
    /// `x or y or …`, two or more.
    Or(Vec<Expr>),
    /// `x implies y`.
    Implies(Box<Expr>, Box<Expr>),
    /// `x iff y`.
    Iff(Box<Expr>, Box<Expr>),
    /// A predicate over packages; in questions only.
    Predicate(Predicate),
}

impl Expr {
    /// `not self`.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Const(value) => Self::Const(!value),
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// The conjunction of `parts`; `true` of none.
    #[must_use]
    pub fn all(mut parts: Vec<Self>) -> Self {
        match parts.len() {
            0 => Self::Const(true),
            1 => parts.remove(0),
            _ => Self::And(parts),
        }
    }

    /// The disjunction of `parts`; `false` of none.
    #[must_use]
    pub fn any(mut parts: Vec<Self>) -> Self {
        match parts.len() {
            0 => Self::Const(false),
            1 => parts.remove(0),
            _ => Self::Or(parts),
        }
    }

    /// `self implies consequence`.
    #[must_use]
    pub fn implies(self, consequence: Self) -> Self {
        Self::Implies(Box::new(self), Box::new(consequence))
    }

    /// The parts that this expression directly consists of.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Not(a) => vec![a],
            Self::And(parts) | Self::Or(parts) => parts.iter().collect(),
            Self::Implies(a, b) | Self::Iff(a, b) => vec![a, b],
            Self::Const(_)
            | Self::Compare(..)
            | Self::In(..)
            | Self::Defined(_)
            | Self::Predicate(_) => Vec::new(),
        }
    }

    /// Calls `visit` on this expression and everything inside it, definitions not followed.
    pub fn walk<'e>(&'e self, visit: &mut impl FnMut(&'e Self)) {
        visit(self);
        for part in self.parts() {
            part.walk(visit);
        }
    }

    /// Truth of this expression, given the truth of its leaves: the definition that every faster
    /// way of evaluating is tested against.
    pub fn evaluate(&self, leaf: &mut impl FnMut(&Self) -> bool) -> bool {
        match self {
            Self::Const(value) => *value,
            Self::Not(a) => !a.evaluate(leaf),
            Self::And(parts) => parts.iter().all(|part| part.evaluate(leaf)),
            Self::Or(parts) => parts.iter().any(|part| part.evaluate(leaf)),
            Self::Implies(a, b) => !a.evaluate(leaf) || b.evaluate(leaf),
            Self::Iff(a, b) => a.evaluate(leaf) == b.evaluate(leaf),
            Self::Compare(..) | Self::In(..) | Self::Defined(_) | Self::Predicate(_) => leaf(self),
        }
    }
}

/// An expression as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What it says.
    pub expr: Expr,
    /// As its author wrote it.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The quantifier of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantifier {
    /// `every package with A has B`.
    Every,
    /// `some package with A has B`.
    Some,
    /// `no package with A has B`.
    No,
    /// `most packages with A have B`: more than half of them.
    Most,
    /// `count packages with A`.
    Count,
}

impl Quantifier {
    /// Every quantifier, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Every, Self::Some, Self::No, Self::Most, Self::Count];

    /// The word that a question begins with.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Every => "every",
            Self::Some => "some",
            Self::No => "no",
            Self::Most => "most",
            Self::Count => "count",
        }
    }
}

/// A question about the table of packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// How many of the packages it speaks of.
    pub quantifier: Quantifier,
    /// The packages it speaks of (`with`); all possible ones where it is absent.
    pub with: Expr,
    /// What it says of them (`has`); `true` where it is absent.
    pub has: Expr,
    /// As its author wrote it.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}
