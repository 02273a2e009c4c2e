//! `[[claim]]`.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::Quantifier;
use crate::load::conditions::{edit_of, question_of};
use crate::load::evidence::sources;
use crate::load::fields::{Fields, words, wrong_type};
use crate::load::known::Known;
use crate::load::report::Report;
use crate::load::schema;
use crate::load::sections::Sections;
use crate::model::{Claim, Expectation};
use crate::tree::{Node, Value};

/// Reads every claim.
pub(super) fn read(sections: &Sections<'_>, known: &Known, report: &mut Report<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (position, node) in sections.claims.items.iter().enumerate() {
        claims.extend(claim(position, node, known, report));
    }
    claims
}

fn claim(position: usize, node: &Node, known: &Known, report: &mut Report<'_>) -> Option<Claim> {
    let fields = Fields::open(node, &schema::CLAIM, report)?;
    let says = fields.text("says", report);
    let ask = fields
        .get("ask")
        .and_then(|node| words(node, report))
        .and_then(|words| question_of(words, known, report));
    let expect = expectation(&fields, report);
    if let (Some(expect), Some(ask), Some(node)) = (expect, &ask, fields.get("expect")) {
        let message = match (ask.quantifier, expect) {
            (Quantifier::Count, Expectation::Truth(_)) => {
                Some("`count` is answered by a number, not by yes or no")
            }
            (Quantifier::Count, Expectation::Count(_)) | (_, Expectation::Truth(_)) => None,
            (_, Expectation::Count(_)) => {
                Some("this question is answered by yes or no, not by a number")
            }
        };
        if let Some(message) = message {
            let finding = Diagnostic::new(Code::E411, node.span, message);
            report.add(finding.related(ask.span, "the question"));
        }
    }
    let as_of = fields.as_of("as_of", report);
    let edits = fields.one_or_more("variant", report);
    let variant = edits.into_iter().filter_map(|words| edit_of(words, known, report)).collect();
    let sources = sources(&fields, "source", known, report);
    let note = fields.text("note", report);
    Some(Claim {
        id: known.claims.name(position),
        says: says?,
        ask: ask?,
        expect,
        as_of,
        variant,
        sources,
        note,
        span: known.claims.place(position, fields.place),
    })
}

fn expectation(fields: &Fields<'_>, report: &mut Report<'_>) -> Option<Expectation> {
    let node = fields.get("expect")?;
    match node.value {
        Value::Boolean(truth) => Some(Expectation::Truth(truth)),
        Value::Integer(number) => match u64::try_from(number) {
            Ok(count) => Some(Expectation::Count(count)),
            Err(_) => {
                let message = format!("a number of packages cannot be {number}");
                report.add(Diagnostic::new(Code::E411, node.span, message));
                None
            }
        },
        _ => {
            wrong_type(node, "`true`, `false` or a number", report);
            None
        }
    }
}
