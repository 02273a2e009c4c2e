//! Answers as further sheets of a workbook: what the scenario came to when it was written.
//!
//! They stand behind the sheets of the scenario and are not read again. Each says in its first rows
//! on which date, of which file and by which version it was computed.

use crate::catalogue::say;
use crate::page::{Page, Sheet as Paper};
use crate::text::{
    careful, counts, deals_headline, empty_headline, foot_line, harm_headline, has_capability,
    legend, mark_with_line, not_modelled_items, off_summary, only_rankings, remarks, verdict,
    would_sign,
};
use detente_engine::ask::ClaimAnswer;
use detente_engine::deals::{Deals, Smallest};
use detente_engine::empty::Empty;
use detente_engine::harm::Harm;
use detente_scenario::foreign::sheets::{Cell, Column, RESULTS, Sheet};

/// The answers that a workbook shows.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    /// Could they sign?
    pub deals: &'a Deals,
    /// Genuine or illusion?
    pub empty: &'a Empty,
    /// Who is hurt?
    pub harm: &'a Harm,
    /// The claims.
    pub claims: &'a [ClaimAnswer],
}

/// The sheets with answers: headlines, named packages, claims; those of which the file has none are
/// left out.
#[must_use]
pub fn results(page: &Page<'_>, answers: &Answers<'_>) -> Vec<Sheet> {
    let mut sheets = vec![headlines(page, answers)];
    if !answers.deals.packages.is_empty() {
        sheets.push(packages(page, answers));
    }
    if !answers.claims.is_empty() {
        sheets.push(claims(page, answers.claims));
    }
    sheets
}

/// A sheet that says why there are no answers.
#[must_use]
pub fn no_results(paper: &Paper<'_>, reason: &str) -> Sheet {
    let mut sheet = Sheet {
        name: RESULTS[0].to_owned(),
        columns: vec![Column::new(paper.word("sheet-results"), 100)],
        rows: Vec::new(),
    };
    sheet.rows.push(vec![text(&say!(paper, "sheet-no-results", reason = reason.to_owned()))]);
    sheet
}

/// A text in which nothing holds words together: cells break lines by themselves.
fn text(text: &str) -> Cell {
    Cell::text(text.replace('\u{a0}', " "))
}

/// What an answer rests on: date, lines off, digest, version, and what is unusual in the reading.
fn origin(page: &Page<'_>) -> Vec<String> {
    let (names, case) = (page.names(), page.table.case());
    let mut lines = vec![foot_line(page)];
    if !case.variant.is_empty() {
        lines.push(say!(page, "head-variant", variant = names.variant(&case.variant)));
    }
    if case.signers != page.scenario().signers() {
        lines.push(say!(page, "head-signers", names = names.parties(&case.signers)));
    }
    lines.extend(off_summary(page));
    lines
}

fn headlines(page: &Page<'_>, answers: &Answers<'_>) -> Sheet {
    let names = page.names();
    let &Answers { deals, empty, harm, .. } = answers;
    let columns = vec![
        Column::new(page.word("sheet-question"), 28),
        Column::new(page.word("sheet-answer"), 80),
        Column::new(page.word("column-in-order"), 14),
        Column::new(careful(page), 14),
    ];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row = |cells: Vec<Cell>| rows.push(cells);
    let mut label = text(&page.word("sheet-origin"));
    for line in origin(page) {
        row(vec![std::mem::take(&mut label), text(&line)]);
    }
    // Without weights, and without deals, there is one reading.
    let sure = |count: u64| {
        if only_rankings(page) { Cell::Empty } else { Cell::Number(count) }
    };
    row(vec![
        text(&page.word("question-deals")),
        text(&deals_headline(page, deals)),
        Cell::Number(deals.deals),
        sure(deals.sure_deals),
    ]);
    for shared in &deals.shared {
        let who = say!(page, "shared-and", names = names.parties(&shared.with));
        row(vec![Cell::Empty, text(&who), Cell::Number(shared.deals), sure(shared.sure_deals)]);
    }
    let smallest = |question: String, smallest: &Smallest, row: &mut dyn FnMut(Vec<Cell>)| {
        let mut question = text(&question);
        for small in &smallest.packages {
            let package = names.package(&small.package);
            let package = match small.sure && !only_rankings(page) {
                true => say!(page, "small-sure", package = package),
                false => package,
            };
            row(vec![std::mem::take(&mut question), text(&package)]);
        }
        let more = smallest.count.saturating_sub(smallest.packages.len() as u64);
        if more > 0 {
            row(vec![Cell::Empty, text(&say!(page, "list-rest", count = more))]);
        }
    };
    smallest(page.word("question-least"), &deals.smallest, &mut row);
    let genuine = deals.deals > 0 && has_capability(page);
    row(vec![
        text(&page.word("question-empty")),
        text(&empty_headline(page, empty)),
        if genuine { Cell::Number(empty.deals - empty.illusions) } else { Cell::Empty },
        if genuine { sure(empty.sure.0 - empty.sure.1) } else { Cell::Empty },
    ]);
    if genuine {
        smallest(page.word("question-least-genuine"), &empty.smallest_genuine, &mut row);
    }
    row(vec![text(&page.word("question-harm")), text(&harm_headline(page, harm))]);
    if harm.deals > 0 {
        for hurt in &harm.parties {
            let party = names.party(hurt.party);
            let what = say!(page, "sheet-worse", party = party);
            let surely = match names.is_ranked(hurt.party) {
                true => Cell::Empty,
                false => Cell::Number(hurt.surely_worse),
            };
            row(vec![Cell::Empty, text(&what), Cell::Number(hurt.worse), surely]);
        }
    }
    let mut missing = text(&page.word("sheet-not-modelled"));
    for item in not_modelled_items(&names) {
        row(vec![std::mem::take(&mut missing), text(&item)]);
    }
    Sheet { name: RESULTS[0].to_owned(), columns, rows }
}

fn packages(page: &Page<'_>, answers: &Answers<'_>) -> Sheet {
    let names = page.names();
    let scenario = page.scenario();
    let mut columns = vec![
        Column::new(page.word("sheet-package"), 22),
        Column::new(page.word("sheet-changes"), 50),
        Column::new(page.word("column-would-sign"), 22),
        Column::new(page.word("sheet-genuine"), 12),
    ];
    let party = |at| Column::new(names.party_id(at).replace('\u{a0}', " "), 12);
    columns.extend(scenario.party_ids().map(party));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (answer, (_, facts)) in answers.deals.packages.iter().zip(&answers.empty.packages) {
        let genuine = match (has_capability(page), facts.genuine) {
            (false, _) => "sheet-cannot-tell",
            (true, true) => "sheet-is-genuine",
            (true, false) => "sheet-is-illusion",
        };
        let mut row = vec![
            text(&names.named(answer.named)),
            text(&names.package(&scenario.named(answer.named).package)),
            text(&would_sign(page, answer)),
            text(&page.word(genuine)),
        ];
        row.extend(answer.parties.iter().map(|view| text(&mark_with_line(page, view))));
        rows.push(row);
    }
    rows.push(Vec::new());
    rows.push(vec![Cell::Empty, text(&legend(page))]);
    let mut label = text(&page.word("sheet-origin"));
    rows.extend(origin(page).iter().map(|line| vec![std::mem::take(&mut label), text(line)]));
    Sheet { name: RESULTS[1].to_owned(), columns, rows }
}

fn claims(page: &Page<'_>, answers: &[ClaimAnswer]) -> Sheet {
    let names = page.names();
    let columns = vec![
        Column::new(page.word("sheet-claim"), 10),
        Column::new(page.word("column-says"), 60),
        Column::new(page.word("sheet-answer"), 30),
        Column::new(page.word("sheet-counts"), 40),
        Column::new(page.word("sheet-remarks"), 40),
    ];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for answer in answers {
        let claim = page.scenario().claim(answer.claim);
        let counts = counts(page, &claim.ask, &answer.asked, None);
        rows.push(vec![
            text(&names.claim(answer.claim)),
            text(&page.sheet.quote(&claim.says)),
            text(&verdict(page, answer)),
            counts.map(|counts| text(&counts)).unwrap_or_default(),
            text(&remarks(page, claim, answer).join(" ")),
        ]);
    }
    rows.push(Vec::new());
    let mut label = text(&page.word("sheet-origin"));
    rows.extend(origin(page).iter().map(|line| vec![std::mem::take(&mut label), text(line)]));
    Sheet { name: RESULTS[2].to_owned(), columns, rows }
}
