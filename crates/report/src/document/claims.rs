//! The claims of a file with their answers, counts, and what they rest on: the annex's table.

use super::envoy::outcome;
use super::{Cell, Column, Row, Table, anchors};
use crate::catalogue::say;
use crate::earned::earned;
use crate::page::Page;
use crate::text;
use detente_engine::analyze::Analysis;
use detente_engine::ask::Outcome;

/// Every claim with its answer.
#[must_use]
pub fn table(page: &Page<'_>, analysis: &Analysis) -> Table {
    let names = page.names();
    let columns = ["", "column-claimed", "column-so", "column-firm"];
    let word = |key: &str| if key.is_empty() { String::new() } else { page.word(key) };
    let columns = columns.map(|key| Column::words(word(key))).to_vec();
    let mut table = Table::new(page.word("question-claims"), columns);
    for answer in &analysis.claims {
        let claim = page.scenario().claim(answer.claim);
        let mut said = Cell::of(page.sheet.quote(&claim.says));
        said.texts.push(page.sheet.quote(&claim.ask.text));
        if let Some(note) = &claim.note {
            said.texts.push(page.sheet.quote(note));
        }
        if !claim.sources.is_empty() {
            let sources = claim.sources.iter().map(|&source| names.source_dated(source));
            said.texts.push(names.all(sources.collect(), 6));
        }
        let (_, tone) = outcome(page, answer);
        let mut so = Cell::toned(text::claims::verdict(page, answer), tone);
        so.texts.extend(text::ask::counts(page, &claim.ask, &answer.asked, None));
        so.texts.extend(text::claims::remarks(page, claim, answer));
        let sure = analysis.robust.claims.iter().find(|sure| sure.subject == answer.claim);
        let firm = match sure {
            Some(sure) => text::robust::claim_sensitivity(page, sure),
            None if analysis.robust.untried.contains(&answer.claim) => {
                let file = page.sheet.file_or_placeholder();
                say!(page, "claim-untried", file = file)
            }
            None => String::new(),
        };
        let mut row = Row {
            anchor: Some(anchors::claim(answer.claim)),
            cells: vec![Cell::of(names.claim(answer.claim)), said, so, Cell::of(firm)],
            ..Row::default()
        };
        let open = matches!(answer.asked.outcome, Outcome::NotYetAnswerable(_));
        row.quiet = open;
        if earned(answer) {
            row.tags.push("earned");
        }
        if sure.is_some_and(detente_engine::robust::Sensitivity::single_point) {
            row.tags.push("single");
        }
        if answer.as_expected == Some(false) {
            row.tags.push("surprise");
        }
        table.rows.push(row);
    }
    for (tag, key) in
        [("earned", "filter-earned"), ("single", "filter-single"), ("surprise", "filter-surprise")]
    {
        if table.rows.iter().any(|row| row.tags.contains(&tag)) {
            table.filters.push((tag, page.word(key)));
        }
    }
    table
}
