//! Expressions in the values of keys.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::{Condition, Query, parse_condition, parse_query};
use crate::load::fields::{Fields, Words, words};
use crate::load::known::Known;
use crate::load::report::Report;
use crate::model::Edit;
use crate::variant::parse_variant;

/// The condition under `key`.
pub(super) fn condition(
    fields: &Fields<'_>,
    key: &str,
    known: &Known,
    report: &mut Report<'_>,
) -> Option<Condition> {
    let words = words(fields.get(key)?, report)?;
    condition_of(words, known, report)
}

/// The condition that `words` are.
pub(super) fn condition_of(
    words: Words<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Option<Condition> {
    parsed(known, report, |out| parse_condition(words.text, &words.origin, &known.names, out))
}

/// The question that `words` are.
pub(super) fn question_of(
    words: Words<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Option<Query> {
    parsed(known, report, |out| parse_query(words.text, &words.origin, &known.names, out))
}

/// The change of the file that `words` are.
pub(super) fn edit_of(words: Words<'_>, known: &Known, report: &mut Report<'_>) -> Option<Edit> {
    parsed(known, report, |out| parse_variant(words.text, &words.origin, &known.names, out))
}

fn parsed<T>(
    known: &Known,
    report: &mut Report<'_>,
    parse: impl FnOnce(&mut Vec<Diagnostic>) -> Option<T>,
) -> Option<T> {
    if !report.affords_expression() {
        return None;
    }
    let mut findings = Vec::new();
    let result = parse(&mut findings);
    report.spend(findings.len().saturating_mul(known.number_of_names()));
    for finding in findings {
        if !is_excused(&finding, known, report) {
            report.add(finding);
        }
    }
    result
}

/// Whether a name is unknown most likely because its definition could not be read.
fn is_excused(finding: &Diagnostic, known: &Known, report: &Report<'_>) -> bool {
    let incomplete = match finding.code {
        Code::E312 => known.terms.incomplete || known.definitions.incomplete,
        Code::E323 => known.parties.incomplete,
        Code::E324 => known.packages.incomplete,
        _ => return false,
    };
    let is_a_slip = finding.help.as_ref().is_some_and(|help| help.starts_with("did you mean"));
    let name = finding.span.and_then(|span| report.text.get(span.range()));
    (incomplete && !is_a_slip) || name.is_some_and(|name| report.may_be_lost(name))
}
