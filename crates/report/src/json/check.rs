//! `check`, and diagnostics

use super::envelope::{as_of, beginning, print, reading};
use crate::clean::clean;
use crate::diagnostics::{Checked, CheckedText, Place, Snippets, places};
use crate::page::Sheet;
use detente_scenario::quotation::Coverage;
use detente_scenario::{Diagnostic, Scenario, Severity, Span};
use serde_json::{Map, Value, json};

/// What a check came to as JSON; `scenario` is absent if the file could not be read.
#[must_use]
pub fn check(sheet: &Sheet<'_>, scenario: Option<&Scenario>, checked: &Checked<'_>) -> String {
    let mut envelope = Map::new();
    match scenario {
        Some(scenario) => {
            beginning(sheet, scenario, &mut envelope);
            match checked.case {
                Some(case) => reading(case, &mut envelope),
                None => drop(envelope.insert("as_of".to_owned(), as_of(scenario.as_of))),
            }
        }
        None => {
            envelope.insert("version".to_owned(), json!(sheet.version));
            envelope.insert("file".to_owned(), json!(sheet.file));
            envelope.insert("redacted".to_owned(), json!(sheet.redacted));
        }
    }
    envelope.insert("verb".to_owned(), json!("check"));
    let count =
        |severity| checked.findings.iter().filter(|finding| finding.severity() == severity).count();
    let quotations: Option<Vec<Value>> =
        scenario.map(|s| checked.quotations.iter().map(|of| quotations(s, of, checked)).collect());
    let answer = json!({
        "usable": scenario.is_some(),
        "errors": { "count": count(Severity::Error) },
        "warnings": { "count": count(Severity::Warning) },
        "notes": { "count": count(Severity::Note) },
        "diagnostics": diagnostics(sheet, checked),
        "contents": scenario.map(|scenario| contents(scenario, checked)),
        "quotations": quotations,
    });
    envelope.insert("answer".to_owned(), answer);
    print(&Value::Object(envelope))
}

/// Findings as JSON: an array, in the order given.
#[must_use]
pub fn diagnostics(sheet: &Sheet<'_>, checked: &Checked<'_>) -> Value {
    let one = |finding: &Diagnostic| {
        let (start, end) = match finding.span {
            Some(span) => {
                let (start, end) = places(checked.source, span);
                (Some(start), Some(end))
            }
            None => (None, None),
        };
        let shown = checked.snippets == Snippets::Shown;
        let related: Vec<Value> = finding
            .related
            .iter()
            .map(|(span, label)| related(checked.source, *span, shown.then_some(label)))
            .collect();
        json!({
            "file": sheet.file,
            "line": start.map(|place| place.line),
            "column": start.map(|place| place.column),
            "end": end.map(position),
            "code": finding.code.id(),
            "severity": match finding.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            "title": finding.code.title(),
            "message": shown.then(|| clean(&finding.message)),
            "label": finding.label.as_deref().filter(|_| shown).map(clean),
            "help": finding.help.as_deref().filter(|_| shown).map(clean),
            "related": related,
        })
    };
    Value::Array(checked.findings.iter().map(one).collect())
}

fn related(source: &str, span: Span, label: Option<&String>) -> Value {
    let (start, end) = places(source, span);
    json!({
        "line": start.line,
        "column": start.column,
        "end": position(end),
        "label": label.map(|label| clean(label)),
    })
}

fn position(place: Place) -> Value {
    json!({ "line": place.line, "column": place.column })
}

fn contents(scenario: &Scenario, checked: &Checked<'_>) -> Value {
    let lines: usize = scenario.parties.iter().map(|party| party.preference.versions().len()).sum();
    json!({
        "parties": { "count": scenario.parties.len() },
        "terms": { "count": scenario.terms.len() },
        "rules": { "count": scenario.rules.len() },
        "lines": { "count": lines },
        "packages": { "count": scenario.packages.len() },
        "steps": { "count": scenario.steps.len() },
        "claims": { "count": scenario.claims.len() },
        "sources": { "count": scenario.sources.len() },
        "possible": checked.possible.map(|count| json!({ "count": count })),
    })
}

fn quotations(scenario: &Scenario, of: &CheckedText, checked: &Checked<'_>) -> Value {
    let report = &of.report;
    let shown = checked.snippets == Snippets::Shown;
    let counts = report.counts();
    let quoted: Vec<Value> = report
        .quotations
        .iter()
        .map(|quotation| {
            let source = scenario.source(quotation.source);
            let place = quotation.passage.places.first();
            json!({
                "source": source.id,
                "quote": source.quotes.get(quotation.index).map(|quote| clean(&quote.words)),
                "count": quotation.passage.count,
                "offset": place.map(|place| place.range.start),
                "end": place.map(|place| place.range.end),
                "line": place.map(|place| place.line),
            })
        })
        .collect();
    let sentences: Vec<Value> = report
        .sentences
        .iter()
        .map(|sentence| {
            let (coverage, sources) = match &sentence.coverage {
                Coverage::Used(sources) => {
                    ("used", sources.iter().map(|&s| scenario.source(s).id.as_str()).collect())
                }
                Coverage::Unused(_) => ("unused", Vec::new()),
                Coverage::Nothing => ("nothing", Vec::new()),
            };
            let words = of.text.get(sentence.place.range.clone()).filter(|_| shown);
            json!({
                "line": sentence.place.line,
                "offset": sentence.place.range.start,
                "coverage": coverage,
                "sources": sources,
                // Used sentences are found by their quotations; the text itself is not repeated.
                "words": words.filter(|_| coverage != "used").map(|words| clean(words.trim())),
            })
        })
        .collect();
    json!({
        "text": report.text.and_then(|id| scenario.texts.get(id.index())).map(|text| &text.id),
        "digest": shown.then_some(&report.digest),
        "digest_matches": report.digest_matches,
        "quotations": { "count": counts.quotations, "found": counts.found, "list": quoted },
        "sentences": {
            "count": counts.sentences,
            "used": counts.used,
            "unused": counts.unused,
            "nothing": counts.nothing,
            "list": sentences,
        },
    })
}
