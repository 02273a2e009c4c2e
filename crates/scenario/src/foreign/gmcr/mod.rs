//! The save file of GMCR+, the program of the Graph Model for Conflict Resolution.
//!
//! A `.gmcr` file is one JSON object: options that are taken or not (`Y`, `N`), decision makers who
//! control some of them, conditions that make states infeasible, and what each decision maker wants,
//! either as statements in order of importance or as a ranking of the states by number. Reading it
//! ([`import`]) gives a scenario file with one term for each option; writing ([`export`]) takes any
//! scenario whose terms, moves and conditions the format can express and refuses the others with
//! all reasons. What maps to what is told in `docs/gmcr.md`.
//!
//! Source: the format as GMCR+ 0.3 reads and writes it; the reading rules that matter (the order
//! into which options are brought, duplicates, ties) are at the functions that follow them.

mod conflict;
mod cubes;

mod read;
mod scenario;
mod states;
mod write;

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::expression::Expr;
use crate::foreign::findings::Findings;
use crate::ids::RuleId;
use crate::load::load;
use crate::span::Span;
use crate::tree::parse;

/// What a `.gmcr` file turned out to be.
#[derive(Clone, Debug)]
pub struct Imported {
    /// A scenario file in TOML that loads without an error; present if and only if no diagnostic is
    /// an error.
    pub scenario: Option<String>,
    /// What is wrong with the file, what of it has no counterpart, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
    /// The text that the places are offsets into.
    pub text: String,
}

/// Reads the bytes of a `.gmcr` file; `title` is what the scenario will be called, for the format
/// has no title.
///
/// The terms of the scenario stand in the order into which GMCR+ brings the options, so patterns,
/// decimals and ordered numbers are the same in both programs. Cost: linear in the length of the
/// file but for the feasible states, which are listed (up to a limit) where numbers of states
/// have to be understood.
///
/// ```
/// let file = br#"{
///   "options": [{ "name": "Pause", "permittedDirection": "both" }],
///   "decisionMakers": [{ "name": "North", "options": [0], "preferences": [[[0, "N"]]] }],
///   "infeasibles": [],
///   "useManualPreferenceRanking": false
/// }"#;
/// let imported = detente_scenario::foreign::gmcr::import(file, "A pause");
/// let scenario = imported.scenario.unwrap();
/// assert!(scenario.contains("[[priority.north]]\nwants = 'pause = no'"));
/// ```
#[must_use]
pub fn import(bytes: &[u8], title: &str) -> Imported {
    let mut findings = Findings::default();
    let json = std::str::from_utf8(bytes)
        .is_ok_and(|text| text.trim_start_matches('\u{feff}').trim_start().starts_with('{'));
    if !json && std::str::from_utf8(bytes).is_ok() && bytes.len() <= crate::tree::MAX_BYTES {
        let message = "a file of GMCR+ is one JSON object and begins with `{`";
        findings.add(Diagnostic::of_file(Code::E601, message));
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Imported { scenario: None, diagnostics: findings.finish(), text };
    }
    let parsed = parse(bytes);
    parsed.diagnostics.into_iter().for_each(|finding| findings.add(finding));
    let conflict = parsed.root.as_ref().and_then(|root| read::conflict(root, &mut findings));
    let scenario = conflict
        .filter(|_| !findings.has_error())
        .and_then(|conflict| scenario::written(&conflict, title, &mut findings));
    if let Some(text) = &scenario {
        let mut errors = load(text.as_bytes()).diagnostics.into_iter();
        if let Some(error) = errors.find(|finding| finding.severity() == Severity::Error) {
            let message = format!("the scenario would be more than can be read: {}", error.message);
            findings.add(Diagnostic::of_file(Code::E609, message));
        }
    }
    let scenario = scenario.filter(|_| !findings.has_error());
    Imported { scenario, diagnostics: findings.finish(), text: parsed.text }
}

/// What of a scenario is in force: which lines count on a day and in a variant is decided elsewhere.
#[derive(Clone, Debug, Default)]
pub struct InForce {
    /// The rules, in file order.
    pub rules: Vec<RuleId>,
    /// What each party wants, in file order of the parties.
    pub wishes: Vec<Wishes>,
}

/// What a party wants.
#[derive(Clone, Debug)]
pub enum Wishes {
    /// Statements, most important first, each with the place of its line; none: indifferent.
    Statements(Vec<(Expr, Span)>),
    /// The ranking that the scenario gives for the party.
    Ranking,
}

/// What became of a scenario that was to be written as a `.gmcr` file.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The file; present if and only if no diagnostic is an error.
    pub file: Option<String>,
    /// Every reason for which the scenario cannot be written, or what was left out.
    pub diagnostics: Vec<Diagnostic>,
}

pub use write::export;
