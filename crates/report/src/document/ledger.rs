//! The evidence ledger: every source with what it says, how good it is, what rests on it.

use super::{Cell, Column, Row, Table, anchors};
use crate::catalogue::say;
use crate::names::{Names, grade_text};
use crate::page::Page;
use detente_engine::evidence::{Users, users};
use detente_scenario::SourceId;
use detente_scenario::model::{Grade, Source};

/// The ledger in file order; nothing if the file has no sources.
#[must_use]
pub fn table(page: &Page<'_>) -> Option<Table> {
    let scenario = page.scenario();
    if scenario.sources.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words(page.word("column-source")),
        Column::words(page.word("column-date")),
        Column::words(page.word("column-grade")),
        Column::words(page.word("column-says")),
        Column::words(page.word("column-published")),
        Column::words(page.word("column-used-by")),
        Column::words(page.word("column-contradicts")),
    ];
    let mut table = Table::new(page.word("ledger-table"), columns);
    table.filters = vec![
        (ON, page.word("timeline-on")),
        (OFF, page.word("timeline-off")),
        (UNUSED, page.word("ledger-unused")),
        (CONTRADICTED, page.word("ledger-contradicted")),
    ];
    let all = users(scenario);
    for ((id, source), users) in (0..).map(SourceId::new).zip(&scenario.sources).zip(&all) {
        table.rows.push(row(page, id, source, users));
    }
    Some(table)
}

const ON: &str = "on";
const OFF: &str = "off";
const UNUSED: &str = "unused";
const CONTRADICTED: &str = "contradicted";

fn row(page: &Page<'_>, id: SourceId, source: &Source, users: &Users) -> Row {
    let names = page.names();
    let known = page.table.case().as_of.knows(source.date);
    let mut tags = vec![if known { ON } else { OFF }];
    if users.count() == 0 {
        tags.push(UNUSED);
    }
    if !users.conflicts.is_empty() {
        tags.push(CONTRADICTED);
    }
    let mut date = Cell::of(names.date(source.date));
    if !known {
        date.texts.push(page.word("timeline-off"));
    }
    let mut says = Cell::default();
    says.texts.extend(source.says.as_deref().map(|says| page.sheet.quote(says)));
    says.texts.extend(
        source
            .quotes
            .iter()
            .map(|quote| say!(page, "source-quote", words = page.sheet.quote(&quote.words))),
    );
    says.texts.extend(
        source.note.as_deref().map(|note| say!(page, "ledger-note", note = page.sheet.quote(note))),
    );
    let conflicts: Vec<String> = users.conflicts.iter().map(|&other| names.source(other)).collect();
    Row {
        anchor: Some(anchors::source(id)),
        tags,
        key: format!("source-{}", id.index()),
        quiet: !known,
        ruled: false,
        cells: vec![
            Cell::of(names.source(id)),
            date,
            Cell::of(
                source.grade.map_or_else(
                    || page.word("timeline-ungraded"),
                    |grade| grade_words(page, grade),
                ),
            ),
            says,
            published(page, source),
            Cell { texts: used_by(page, &names, users), ..Cell::default() },
            Cell::of(list(&names, conflicts)),
        ],
    }
}

/// `B2: usually reliable; probably true`
#[must_use]
pub fn grade_words(page: &Page<'_>, grade: Grade) -> String {
    let reliability = match grade.reliability {
        'A' => "reliability-a",
        'B' => "reliability-b",
        'C' => "reliability-c",
        'D' => "reliability-d",
        'E' => "reliability-e",
        _ => "reliability-f",
    };
    let credibility = match grade.credibility {
        1 => "credibility-1",
        2 => "credibility-2",
        3 => "credibility-3",
        4 => "credibility-4",
        5 => "credibility-5",
        _ => "credibility-6",
    };
    say!(
        page,
        "ledger-grade",
        grade = grade_text(grade),
        reliability = page.word(reliability),
        credibility = page.word(credibility),
    )
}

fn list(names: &Names<'_>, words: Vec<String>) -> String {
    if words.is_empty() { String::new() } else { names.all(words, usize::MAX) }
}

/// Where it was published: its title, that of its text, and under which name the text cites it.
fn published(page: &Page<'_>, source: &Source) -> Cell {
    let scenario = page.scenario();
    let text = source.text.and_then(|text| scenario.texts.get(text.index()));
    let titles = [source.title.as_deref(), text.map(|text| text.title.as_str())];
    let mut texts: Vec<String> =
        titles.into_iter().flatten().map(|title| page.sheet.quote(title)).collect();
    texts.extend(
        source
            .cited_as
            .as_deref()
            .map(|name| say!(page, "source-cited-as", name = page.sheet.quote(name))),
    );
    Cell { texts, ..Cell::default() }
}

/// The lines, packages, claims and steps that cite it, a paragraph each.
fn used_by(page: &Page<'_>, names: &Names<'_>, users: &Users) -> Vec<String> {
    let lines: Vec<String> = users.lines.iter().map(|&line| names.line(line)).collect();
    let packages: Vec<String> = users.packages.iter().map(|&named| names.named(named)).collect();
    let claims: Vec<String> = users.claims.iter().map(|&claim| names.claim(claim)).collect();
    let step = |&step: &usize| page.scenario().steps.get(step).map(|step| names.id(&step.id));
    let steps: Vec<String> = users.steps.iter().filter_map(step).collect();
    let mut all = Vec::new();
    if !lines.is_empty() {
        all.push(say!(page, "ledger-lines", count = lines.len(), list = list(names, lines)));
    }
    if !packages.is_empty() {
        let count = packages.len();
        all.push(say!(page, "ledger-packages", count = count, list = list(names, packages)));
    }
    if !claims.is_empty() {
        all.push(say!(page, "ledger-claims", count = claims.len(), list = list(names, claims)));
    }
    if !steps.is_empty() {
        all.push(say!(page, "ledger-steps", count = steps.len(), list = list(names, steps)));
    }
    if all.is_empty() { vec![page.word("ledger-unused")] } else { all }
}
