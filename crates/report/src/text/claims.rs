//! The claims of a file with their answers.

use super::ask::{counts, outcome};
use super::frame::{foot, head};
use crate::catalogue::say;
use crate::earned::restated;
use crate::page::Page;
use detente_engine::ask::{ClaimAnswer, Restates};
use detente_scenario::model::{Claim, Expectation};

/// Every claim with its answer as text.
#[must_use]
pub fn claims(page: &Page<'_>, answers: &[ClaimAnswer]) -> String {
    let mut layout = head(page);
    layout.heading(&page.word("question-claims"));
    if answers.is_empty() {
        layout.paragraph(0, &page.word("claims-none"));
    }
    let names = page.names();
    for answer in answers {
        let claim = page.scenario().claim(answer.claim);
        layout.blank();
        layout.hang(0, &names.claim(answer.claim), 6, &page.sheet.quote(&claim.says));
        layout.paragraph(6, &verdict(page, answer));
        if let Some(counts) = counts(page, &claim.ask, &answer.asked, None) {
            layout.paragraph(6, &counts);
        }
        for remark in remarks(page, claim, answer) {
            layout.paragraph(6, &remark);
        }
    }
    foot(page, layout)
}

/// `yes, as its author expects`
pub(crate) fn verdict(page: &Page<'_>, answer: &ClaimAnswer) -> String {
    let claim = page.scenario().claim(answer.claim);
    let outcome = outcome(page, &answer.asked.outcome);
    match (answer.as_expected, claim.expect) {
        (Some(true), _) => say!(page, "claim-as-expected", outcome = outcome),
        (Some(false), Some(expect)) => {
            let expected = expectation(page, expect);
            say!(page, "claim-unexpected", outcome = outcome, expected = expected)
        }
        _ => outcome,
    }
}

/// What an author expects: `yes`, `no` or a number.
pub(crate) fn expectation(page: &Page<'_>, expect: Expectation) -> String {
    match expect {
        Expectation::Truth(true) => page.word("outcome-yes"),
        Expectation::Truth(false) => page.word("outcome-no"),
        Expectation::Count(count) => page.number(count),
    }
}

/// What qualifies the answer: other date, variant, restatement.
pub(crate) fn remarks(page: &Page<'_>, claim: &Claim, answer: &ClaimAnswer) -> Vec<String> {
    let names = page.names();
    let mut remarks = Vec::new();
    if claim.as_of.is_some() && answer.as_of != page.table.case().as_of {
        remarks.push(say!(page, "claim-date", date = names.as_of(answer.as_of)));
    }
    if !claim.variant.is_empty() {
        remarks.push(say!(page, "claim-variant", variant = names.variant(&claim.variant)));
    }
    if let Some(restates) = restates(page, answer) {
        remarks.push(restates);
    }
    remarks
}

/// `restates japan 1`; nothing if the claim says more than the input.
fn restates(page: &Page<'_>, answer: &ClaimAnswer) -> Option<String> {
    let names = page.names();
    match restated(answer) {
        Restates::Nothing => None,
        Restates::NotTested => Some(page.word("claim-not-tested")),
        Restates::Lines(lines) if lines.is_empty() => Some(page.word("claim-restates-nothing")),
        Restates::Lines(lines) => Some(say!(page, "claim-restates", lines = names.lines(lines, 2))),
    }
}
