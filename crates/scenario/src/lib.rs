//! The scenario file of Détente.
//!
//! One hand-written file describes a conflict: who is in it, what is on the table, what each side
//! wants, and how anyone knows. This crate reads it ([`load()`]), reports every mistake in one run
//! with its place ([`Diagnostic`]), and hands on a validated [`Scenario`]. It never prints, opens
//! no file and knows nothing of how anything is shown.

pub mod codes;
pub mod date;
pub mod diagnostic;
pub mod expression;
pub mod foreign;
pub mod format;
pub mod ids;
pub mod load;
pub mod model;
pub mod nearest;
pub mod notation;
pub mod number;
mod places;
pub mod quotation;
pub mod redact;
pub mod roadmap;
#[cfg(test)]
mod sample;
pub mod span;
pub mod tree;
pub mod variant;
pub mod write;

pub use codes::Code;
pub use date::{AsOf, Date};
pub use diagnostic::{Diagnostic, Severity};
pub use expression::{
    Comparison, Concept, Condition, Expr, Names, Origin, Predicate, Printer, Quantifier, Query,
    Standing, parse_condition, parse_query,
};
pub use format::format;
pub use ids::{
    ClaimId, DefinitionId, NamedId, OptionId, PartyId, RuleId, SourceId, StepId, TermId, TextId,
    TypeId,
};
pub use load::{Loaded, load};
pub use model::{Package, Scenario};
pub use nearest::nearest;
pub use number::{Amount, Decimal};
pub use quotation::{QuotationReport, check_text};
pub use redact::redacted;
pub use span::Span;
pub use variant::parse_variant;
pub use write::{to_json, to_toml, tree_of, tree_of_valuation};
