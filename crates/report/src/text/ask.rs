//! Any question.

use super::frame::foot;
use crate::catalogue::say;
use crate::layout::Layout;
use crate::page::Page;
use detente_engine::ask::{Asked, Outcome};
use detente_scenario::{Expr, Package, Quantifier, Query};

/// The answer to `query`: bare digits for a count, so that a program can read them; else a word, a
/// line with the counts, and the package that shows it.
#[must_use]
pub fn ask(page: &Page<'_>, query: &Query, answer: &Asked) -> String {
    if let Outcome::Count(count) = answer.outcome {
        return format!("{count}\n");
    }
    let mut layout = Layout::new(page.sheet.style);
    layout.heading(&outcome(page, &answer.outcome));
    if let Some(counts) = counts(page, query, answer, Some(page.table.rows().len() as u64)) {
        layout.paragraph(0, &counts);
    }
    if let Some(row) = answer.example {
        let package = page.table.rows().package(row);
        layout.paragraph(0, &example(page, query, &package));
    }
    foot(page, layout)
}

/// `yes: all 23,760 packages have it`
pub(crate) fn sentence(page: &Page<'_>, query: &Query, answer: &Asked) -> String {
    let outcome = outcome(page, &answer.outcome);
    match counts(page, query, answer, None) {
        Some(counts) => say!(page, "ask-sentence", outcome = outcome, counts = counts),
        None => outcome,
    }
}

/// `yes`, `no`, `no such package`, a number, or that no method decides it yet.
pub(crate) fn outcome(page: &Page<'_>, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Yes => page.word("outcome-yes"),
        Outcome::No => page.word("outcome-no"),
        Outcome::Count(count) => page.number(*count),
        Outcome::NoSuchPackage => page.word("outcome-no-such-package"),
        Outcome::NotYetAnswerable(_) => page.word("outcome-not-yet"),
    }
}

/// Whether it asks of packages only whether they exist: there is no `has`.
fn says_nothing(query: &Query) -> bool {
    query.has == Expr::Const(true)
}

/// How many packages of the kind there are, of how many `possible` ones if that is known.
fn such(page: &Page<'_>, with: u64, possible: Option<u64>) -> String {
    match possible {
        Some(possible) => {
            say!(page, "counts-such", with = with, possible = page.number(possible))
        }
        None => say!(page, "counts-such-alone", with = with),
    }
}

/// The counts behind a yes or a no, with the number of `possible` packages where it is that of the
/// table that was asked.
pub(crate) fn counts(
    page: &Page<'_>,
    query: &Query,
    answer: &Asked,
    possible: Option<u64>,
) -> Option<String> {
    let (with, has) = (answer.with, answer.has);
    let without = with.saturating_sub(has);
    let text = match &answer.outcome {
        Outcome::NotYetAnswerable(not_yet) => {
            say!(page, "counts-not-yet", predicate = not_yet.predicate)
        }
        Outcome::NoSuchPackage if says_nothing(query) => such(page, 0, possible),
        Outcome::NoSuchPackage => page.word("counts-no-such-package"),
        Outcome::Count(_) => return None,
        Outcome::Yes | Outcome::No => match query.quantifier {
            Quantifier::No | Quantifier::Some if says_nothing(query) => such(page, with, possible),
            Quantifier::Every if has == 0 && with == 1 => say!(page, "counts-none", with = with),
            Quantifier::Every if without == 0 => say!(page, "counts-all", with = with),
            Quantifier::Every => {
                say!(page, "counts-exceptions", without = without, with = page.number(with))
            }
            Quantifier::No | Quantifier::Some if has == 0 => {
                say!(page, "counts-none", with = with)
            }
            Quantifier::No | Quantifier::Some => {
                say!(page, "counts-some", has = has, with = page.number(with))
            }
            Quantifier::Most => say!(
                page,
                "counts-most",
                has = has,
                with = page.number(with),
                percent = page.sheet.percent(has, with),
            ),
            Quantifier::Count => return None,
        },
    };
    Some(text)
}

/// The package that shows it, as a counterexample or as an example.
pub(crate) fn example(page: &Page<'_>, query: &Query, package: &Package) -> String {
    let counter = matches!(query.quantifier, Quantifier::Every | Quantifier::No);
    say!(
        page,
        "ask-example",
        kind = if counter { "counter" } else { "witness" },
        package = page.names().package(package),
    )
}
