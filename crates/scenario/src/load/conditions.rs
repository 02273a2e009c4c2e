//! Expressions in the values of keys.

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
pub(super) fn question_of(words: Words<'_>, known: &Known, report: &mut Report<'_>) -> Option<Query> {
    parsed(known, report, |out| parse_query(words.text, &words.origin, &known.names, out))
}

/// The change of the file that `words` are.
pub(super) fn edit_of(words: Words<'_>, known: &Known, report: &mut Report<'_>) -> Option<Edit> {
    parsed(known, report, |out| parse_variant(words.text, &words.origin, &known.names, out))
}

fn parsed<T>(
    _known: &Known,
    report: &mut Report<'_>,
    parse: impl FnOnce(&mut Vec<Diagnostic>) -> Option<T>,
) -> Option<T> {
    // Nothing more would be listed, and looking up thousands of unknown names takes its time.
    if report.is_full() {
        return None;
    }
    let mut findings = Vec::new();
    let result = parse(&mut findings);
    for finding in findings {
        report.add(finding);
    }
    result
}
