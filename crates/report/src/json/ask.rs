//! `ask`, and the claims of a file

use super::envelope::{Envelope, as_of};
use super::parts::Parts;
use crate::clean::clean;
use crate::earned::{earned, restated};
use crate::page::Page;
use detente_engine::ask::{Asked, ClaimAnswer, Outcome, Restates, case_of};
use detente_scenario::model::Expectation;
use detente_scenario::{Quantifier, Query};
use serde_json::{Value, json};

/// The answer to `query` as JSON.
#[must_use]
pub fn ask(page: &Page<'_>, query: &Query, answer: &Asked) -> String {
    let envelope = Envelope::new(page);
    let parts = Parts::new(page);
    let example = answer.example.map(|row| parts.package(&page.table.rows().package(row)));
    let mut value = json!({ "ask": clean(&query.text) });
    fill(&mut value, &asked(query, answer, example));
    envelope.finish("ask", value)
}

/// The claims with their answers as JSON.
#[must_use]
pub fn claims(page: &Page<'_>, answers: &[ClaimAnswer]) -> String {
    let mut envelope = Envelope::new(page);
    let value = value(page, answers, &mut envelope);
    envelope.finish("claims", json!({ "claims": value }))
}

pub(super) fn value(
    page: &Page<'_>,
    answers: &[ClaimAnswer],
    envelope: &mut Envelope<'_>,
) -> Value {
    let parts = Parts::new(page);
    Value::Array(answers.iter().map(|answer| claim(page, &parts, answer, envelope)).collect())
}

/// One claim with its answer.
pub(super) fn claim(
    page: &Page<'_>,
    parts: &Parts<'_>,
    answer: &ClaimAnswer,
    envelope: &mut Envelope<'_>,
) -> Value {
    let claim = page.scenario().claim(answer.claim);
    // A row number belongs to the table that was asked: where other rules hold there are other rows.
    let reading = case_of(page.table.case(), claim);
    let same_rows = reading.rules == page.table.case().rules;
    let example = answer.asked.example.filter(|_| same_rows);
    let example = example.map(|row| parts.package(&page.table.rows().package(row)));
    let mut value = json!({
        "claim": claim.id,
        "says": clean(&claim.says),
        "ask": clean(&claim.ask.text),
        "as_of": as_of(answer.as_of),
        "variant": claim.variant.iter().map(|&edit| parts.edit(edit)).collect::<Vec<_>>(),
    });
    fill(&mut value, &asked(&claim.ask, &answer.asked, example));
    value["expect"] = match claim.expect {
        None => Value::Null,
        Some(Expectation::Truth(truth)) => json!(truth),
        Some(Expectation::Count(count)) => json!(count),
    };
    value["as_expected"] = json!(answer.as_expected);
    value["restates"] = match restated(answer) {
        Restates::Nothing => Value::Null,
        Restates::NotTested => json!("not tested"),
        Restates::Lines(lines) => {
            lines.iter().for_each(|&line| envelope.names(line));
            parts.lines(lines)
        }
    };
    value["earned"] = json!(earned(answer));
    value
}

/// Outcome, counts, and the package that shows it.
pub(super) fn asked(query: &Query, answer: &Asked, example: Option<Value>) -> Value {
    let known = !matches!(answer.outcome, Outcome::NotYetAnswerable(_));
    let counter = matches!(query.quantifier, Quantifier::Every | Quantifier::No);
    let kind = example.is_some().then_some(if counter { "counterexample" } else { "witness" });
    let mut value = json!({
        "outcome": outcome(&answer.outcome),
        "count": known.then_some(answer.has),
        "of": known.then_some(answer.with),
        "example": example,
        "example_kind": kind,
    });
    if let Outcome::NotYetAnswerable(not_yet) = &answer.outcome {
        value["undecided"] = json!(not_yet.predicate);
    }
    value
}

/// An outcome in a word.
pub(super) const fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Yes => "yes",
        Outcome::No => "no",
        Outcome::Count(_) => "count",
        Outcome::NoSuchPackage => "no such package",
        Outcome::NotYetAnswerable(_) => "not yet answerable",
    }
}

/// Adds the entries of one object to another.
pub(super) fn fill(value: &mut Value, more: &Value) {
    if let (Some(value), Some(more)) = (value.as_object_mut(), more.as_object()) {
        value.extend(more.iter().map(|(key, entry)| (key.clone(), entry.clone())));
    }
}
