//! The two pages for the envoy: the screen of sixty seconds, then the named packages and the claims.
//!
//! Both are bounded, whatever the scenario: what does not fit is counted, and the annex has it.

use super::{Block, Cell, Column, Row, Table, Tone};
use crate::catalogue::say;
use crate::earned::restated;
use crate::figures::gains;
use crate::figures::strip::Strips;
use crate::page::Page;
use crate::text;
use crate::text::analyze::{
    can_it_be_carried_out, could_they_sign, genuine, how_sure, who_is_hurt, would_anyone_move,
};
use crate::text::frame::not_modelled_items;
use crate::text::screen::column;
use crate::text::show::losers;
use detente_engine::analyze::Analysis;
use detente_engine::ask::{ClaimAnswer, Outcome, Restates};

/// Named packages on the second page.
const PACKAGES: usize = 10;

/// Claims on the second page.
const CLAIMS: usize = 16;

/// Letters of what a package changes, and of what a claim says, on the second page.
const LETTERS: usize = 125;

/// The first page: a question, its answer, its support, five times; six times where a named package can be carried out.
#[must_use]
pub fn first(page: &Page<'_>, analysis: &Analysis) -> Vec<Block> {
    let at = column(page);
    let stability = &analysis.stability;
    let answers = [
        ("question-deals", "deals", could_they_sign(page, analysis, at)),
        ("question-empty", "empty", genuine(page, analysis, at)),
        ("question-harm", "harm", who_is_hurt(page, analysis, at)),
        ("question-stable", "stable", would_anyone_move(page, stability, &analysis.rests, at)),
        ("section-roadmap", "roadmap", can_it_be_carried_out(page, analysis, at)),
        ("question-robust", "sure", how_sure(page, analysis, &analysis.dates, at)),
    ];
    let mut blocks: Vec<Block> = answers
        .into_iter()
        .filter(|(_, _, answer)| !answer.is_empty())
        .map(|(question, more, answer)| Block::Answer(answer.told(page.word(question), more)))
        .collect();
    let missing = not_modelled_items(&page.names());
    if !missing.is_empty() {
        let list = page.names().all(missing, 8);
        blocks.push(Block::Note(say!(page, "not-modelled", list = list)));
    }
    blocks
}

/// The second page: the named packages, and whether what is claimed is so.
#[must_use]
pub fn second(page: &Page<'_>, analysis: &Analysis) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !analysis.claims.is_empty() {
        blocks.push(Block::Heading(page.word("question-claims")));
        blocks.push(Block::Table(claims(page, &analysis.claims)));
        rest(page, &mut blocks, analysis.claims.len(), CLAIMS);
    }
    if !analysis.deals.packages.is_empty() {
        blocks.push(Block::Heading(page.word("question-named")));
        blocks.push(Block::Table(packages(page, analysis)));
        rest(page, &mut blocks, analysis.deals.packages.len(), PACKAGES);
    }
    let line = page.scenario().party_ids().find_map(|party| {
        let lines = &page.table.case().preference(party).lines;
        let line = lines.first().filter(|_| !page.names().is_ranked(party))?.line;
        Some(page.names().priority(party, line))
    });
    let named = if line.is_some() { "yes" } else { "no" };
    blocks.push(Block::Note(say!(
        page,
        "envoy-how",
        named = named,
        line = line.unwrap_or_default(),
    )));
    blocks
}

fn rest(page: &Page<'_>, blocks: &mut Vec<Block>, all: usize, shown: usize) {
    if all > shown {
        blocks.push(Block::Note(say!(page, "envoy-rest", count = all - shown)));
    }
}

fn claims(page: &Page<'_>, answers: &[ClaimAnswer]) -> Table {
    let columns = vec![
        Column::words(""),
        Column::words(page.word("column-claimed")),
        Column::words(page.word("column-so")),
    ];
    let mut table = Table::new(page.word("question-claims"), columns);
    for answer in answers.iter().take(CLAIMS) {
        let claim = page.scenario().claim(answer.claim);
        let (outcome, tone) = outcome(page, answer);
        let mut cell = Cell::toned(outcome, tone);
        cell.texts.extend(remark(page, answer));
        let says = crate::layout::clip(&page.sheet.quote(&claim.says), LETTERS, false);
        table.rows.push(Row {
            cells: vec![Cell::of(page.names().claim(answer.claim)), Cell::of(says), cell],
            ..Row::default()
        });
    }
    table
}

/// The answer to a claim in a word, and whether it is what its author expects.
pub(super) fn outcome(page: &Page<'_>, answer: &ClaimAnswer) -> (String, Tone) {
    let word = text::ask::outcome(page, &answer.asked.outcome);
    let tone = match (&answer.asked.outcome, answer.as_expected) {
        (Outcome::NotYetAnswerable(_), _) => Tone::Plain,
        (_, Some(false)) => Tone::Alert,
        _ => Tone::Plain,
    };
    (word, tone)
}

/// What qualifies the answer, in few words: not as expected, or put in by hand.
fn remark(page: &Page<'_>, answer: &ClaimAnswer) -> Option<String> {
    if answer.as_expected == Some(false) {
        return Some(page.word("claim-not-expected"));
    }
    match restated(answer) {
        Restates::Lines(lines) if !lines.is_empty() => {
            Some(say!(page, "claim-restates", lines = page.names().lines(lines, 2)))
        }
        _ => None,
    }
}

fn packages(page: &Page<'_>, analysis: &Analysis) -> Table {
    let names = page.names();
    let strips = Strips::of(page.scenario());
    let outside = page.outsiders();
    let known = text::has_capability(page);
    let mut columns = vec![
        Column::words(page.word("column-package")),
        Column::words(page.word("column-would-sign")),
    ];
    if known {
        columns.push(Column::words(page.word("column-genuine")));
    }
    if !outside.is_empty() {
        columns.push(Column::words(page.word("column-worse-by")));
    }
    let mut table = Table::new(page.word("question-named"), columns);
    for answer in analysis.deals.packages.iter().take(PACKAGES) {
        let package = &page.scenario().named(answer.named).package;
        let mut head = Cell::of(names.named(answer.named));
        head.strip = Some(strips.picture(&names, package));
        head.texts.push(crate::layout::clip(&names.package(package), LETTERS, false));
        let mut cells = vec![head, gains::signed(page, answer)];
        if known {
            let facts = analysis.empty.packages.iter().find(|(named, _)| *named == answer.named);
            cells.push(match facts {
                Some((_, facts)) if facts.genuine => {
                    Cell::toned(page.word("verdict-genuine"), Tone::Good)
                }
                _ => Cell::toned(page.word("verdict-illusion"), Tone::Bad),
            });
        }
        if !outside.is_empty() {
            let losers = losers(page, answer, &outside);
            cells.push(match (answer.row.is_none(), losers.is_empty()) {
                (true, _) => Cell::default(),
                (_, true) => Cell::toned(page.word("nobody-word"), Tone::Good),
                _ => Cell::toned(names.all(losers, 4), Tone::Bad),
            });
        }
        table.rows.push(Row { key: gains::key(answer.named), cells, ..Row::default() });
    }
    table
}
