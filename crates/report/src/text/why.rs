//! Why: the chain from what was printed to the line that decides, and from there to its source.

use super::ask::{example, sentence};
use super::claims::{expectation, remarks, verdict};
use super::empty;
use super::frame::{foot, head};
use super::narration::{narration, overtaking};
use super::robust::claim_sensitivity;
use super::show::mark_with_line;
use super::why_line::{evidence, line, party, source};
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use detente_engine::deals::Comparison;
use detente_engine::stability::Narration;
use detente_engine::why::{Why, WhyClaim, WhyComparison, WhyMoves, WhyPackage};
use detente_scenario::Standing;
use detente_scenario::model::Line;
use std::cmp::Ordering;

/// Lines quoted behind moves before the rest is left to `why`.
const GAINING: usize = 6;

/// The chain behind something that was printed, as text.
#[must_use]
pub fn why(page: &Page<'_>, answer: &Why) -> String {
    let mut layout = head(page);
    match answer {
        Why::Claim(answer) => claim(page, answer, &mut layout),
        Why::Package(answer) => package(page, answer, &mut layout),
        Why::Comparison(answer) => comparison(page, answer, &mut layout),
        Why::Line(answer) => line(page, answer, &mut layout),
        Why::Party(answer) => party(page, answer, &mut layout),
        Why::Source(answer) => source(page, answer, &mut layout),
        Why::Moves(answer) => moves(page, answer, &mut layout),
    }
    foot(page, layout)
}

fn claim(page: &Page<'_>, answer: &WhyClaim, layout: &mut Layout) {
    let names = page.names();
    let id = answer.answer.claim;
    let claim = page.scenario().claim(id);
    layout.heading(&say!(page, "why-claim", claim = names.claim(id)));
    layout.hang(2, &page.word("label-says"), 14, &page.sheet.quote(&claim.says));
    layout.hang(2, &page.word("label-asks"), 14, &page.sheet.quote(&claim.ask.text));
    if let Some(expect) = claim.expect {
        layout.hang(2, &page.word("label-expects"), 14, &expectation(page, expect));
    }
    layout.hang(
        2,
        &page.word("label-answer"),
        14,
        &sentence(page, &claim.ask, &answer.answer.asked),
    );
    if answer.answer.as_expected == Some(false) {
        layout.paragraph(14, &verdict(page, &answer.answer));
    }
    for remark in remarks(page, claim, &answer.answer) {
        layout.paragraph(14, &remark);
    }
    if let Some(note) = &claim.note {
        layout.hang(2, &page.word("label-note"), 14, &page.sheet.quote(note));
    }
    if let Some((package, views)) = &answer.example {
        layout.blank();
        layout.paragraph(0, &example(page, &claim.ask, package));
        for view in views {
            view_with_evidence(page, view, layout);
        }
    }
    if !answer.moves.is_empty() {
        layout.blank();
        layout.heading(&page.word("question-narrate"));
        told(page, &answer.moves, layout);
    }
    if let Some(verdict) = &answer.sensitivity {
        layout.blank();
        layout.heading(&page.word("question-turns"));
        layout.paragraph(2, &claim_sensitivity(page, verdict));
        for pillar in verdict.pillars().into_iter().take(3) {
            line_with_evidence(page, pillar, layout);
        }
    }
    if !claim.sources.is_empty() {
        layout.blank();
        layout.heading(&page.word("question-claim-sources"));
        for &source in &claim.sources {
            evidence(page, source, 2, layout);
        }
    }
}

/// Why a package stands or falls, and what it would take.
fn moves(page: &Page<'_>, answer: &WhyMoves, layout: &mut Layout) {
    let package = page.position_name(answer.what);
    layout.heading(&say!(page, "why-moves", package = &package, concept = answer.concept.name()));
    if !answer.broken.is_empty() {
        let rules: Vec<Line> = answer.broken.iter().map(|&rule| Line::Rule(rule)).collect();
        let rules = page.names().lines(&rules, 5);
        return layout
            .paragraph(0, &say!(page, "named-impossible", package = package, rules = rules));
    }
    told(page, &answer.narrations, layout);
    if let Some(text) = answer.inverse.as_ref().and_then(|needed| overtaking(page, needed)) {
        layout.blank();
        layout.heading(&page.word("question-inverse"));
        layout.item(2, &text);
    }
}

/// Why packages stand or fall, then the lines by which anyone gains, with what they rest on.
fn told(page: &Page<'_>, narrations: &[Narration], layout: &mut Layout) {
    narration(page, layout, narrations);
    for line in gaining_lines(narrations).into_iter().take(GAINING) {
        line_with_evidence(page, line, layout);
    }
}

/// The lines by which those who move gain, in the order in which they are told of.
fn gaining_lines(narrations: &[Narration]) -> Vec<Line> {
    let mut lines = Vec::new();
    for told in narrations {
        let answers = told.sanction.iter().flat_map(|s| s.moves.iter().chain(&s.counter));
        for (_, outcome, line) in told.temptation.iter().chain(answers).flat_map(|m| &m.gains) {
            let new = line.filter(|line| *outcome == Ordering::Greater && !lines.contains(line));
            lines.extend(new);
        }
    }
    lines
}

/// How a party compares a package, by which line, resting on what.
fn view_with_evidence(page: &Page<'_>, view: &Comparison, layout: &mut Layout) {
    let names = page.names();
    layout.blank();
    layout.paragraph(2, &view_sentence(page, view));
    if let Some((line, version)) = view.deciding {
        let line = Line::Priority { party: view.party, line };
        if !names.is_ranked(view.party) {
            layout.paragraph(4, &names.says(line, version));
        }
        sources_of(page, line, version, layout);
    }
}

/// `Japan is worse off than without a deal, by japan 1.`
fn view_sentence(page: &Page<'_>, view: &Comparison) -> String {
    let names = page.names();
    let Some((line, _)) = view.deciding else {
        return say!(page, "view-same", party = names.party(view.party));
    };
    say!(
        page,
        "view-sentence",
        party = names.party(view.party),
        standing = match view.verdict.in_order {
            Ordering::Less => "worse",
            _ => "better",
        },
        line = names.priority(view.party, line),
        sure =
            page.word(if names.is_ranked(view.party) { "reading-ranked" } else { reading(view) }),
    )
}

/// What the any-weights reading says of a view that is not a tie.
fn reading(view: &Comparison) -> &'static str {
    let verdict = view.verdict;
    if verdict.is(Standing::SurelyBetter) || verdict.is(Standing::SurelyWorse) {
        "reading-sure"
    } else {
        "reading-open"
    }
}

/// A line, what it says, and what it rests on.
fn line_with_evidence(page: &Page<'_>, line: Line, layout: &mut Layout) {
    let names = page.names();
    let version = page.version_in_force(line);
    layout.blank();
    layout.hang(2, &names.line(line), 14, &names.says(line, version));
    sources_of(page, line, version, layout);
}

/// The sources of a line; that it has none is worth saying, too.
pub(super) fn sources_of(page: &Page<'_>, line: Line, version: usize, layout: &mut Layout) {
    let scenario = page.scenario();
    let sources = match line {
        Line::Rule(rule) => &scenario.rule(rule).basis.sources,
        Line::Priority { party, .. } => match page.names().basis(line, version) {
            Some(basis) => &basis.sources,
            None => match &scenario.party(party).preference {
                detente_scenario::model::Preference::Ranking(ranking) => &ranking.sources,
                _ => return,
            },
        },
    };
    if sources.is_empty() {
        layout.paragraph(4, &page.word("line-unsourced"));
    }
    for &source in sources {
        evidence(page, source, 4, layout);
    }
}

fn package(page: &Page<'_>, answer: &WhyPackage, layout: &mut Layout) {
    let names = page.names();
    let named = answer.answer.named;
    empty::package(page, named, &answer.facts, layout);
    layout.blank();
    if answer.answer.row.is_none() {
        let rules: Vec<Line> = answer.answer.breaks.iter().map(|&r| Line::Rule(r)).collect();
        layout.heading(&say!(
            page,
            "named-impossible",
            package = names.named(named),
            rules = names.lines(&rules, 5),
        ));
        for &rule in &answer.answer.breaks {
            line_with_evidence(page, Line::Rule(rule), layout);
        }
        layout.blank();
    }
    layout.heading(&page.word("question-views"));
    let mut order = page.outsiders();
    order.extend(&page.table.case().signers);
    for party in order {
        let Some(view) = answer.answer.parties.get(party.index()) else { continue };
        view_with_evidence(page, view, layout);
    }
    let package = page.scenario().named(named);
    if let Some(note) = &package.note {
        layout.blank();
        layout.hang(0, &page.word("label-note"), 14, &page.sheet.quote(note));
    }
    if !package.sources.is_empty() {
        layout.blank();
        layout.heading(&page.word("question-package-sources"));
        for &source in &package.sources {
            evidence(page, source, 2, layout);
        }
    }
}

fn comparison(page: &Page<'_>, answer: &WhyComparison, layout: &mut Layout) {
    let names = page.names();
    let view = &answer.comparison;
    layout.heading(&say!(
        page,
        "why-comparison",
        package = names.named(answer.named),
        party = names.party(view.party),
    ));
    layout.paragraph(2, &names.package(&page.scenario().named(answer.named).package));
    view_with_evidence(page, view, layout);
    layout.blank();
    if names.is_ranked(view.party) {
        layout.paragraph(0, &page.word("comparison-ranked"));
    } else if !answer.differences.is_empty() {
        layout.heading(&page.word("question-differences"));
        layout.paragraph(0, &page.word("differences-meaning"));
        layout.blank();
        let columns = [Align::Fixed, Align::Fixed, Align::Right, Align::Left];
        let mut table = Table::new(&columns).head(vec![
            page.word("column-line"),
            page.word("column-change"),
            page.word("column-sum"),
            page.word("column-says"),
        ]);
        for difference in &answer.differences {
            let line = Line::Priority { party: view.party, line: difference.line };
            let mut says = names.says(line, difference.version);
            if difference.stops {
                says = say!(page, "difference-stops", text = says);
            }
            table.row(vec![
                names.line(line),
                page.word(if difference.gained { "difference-gained" } else { "difference-lost" }),
                page.sheet.style.signs(signed(difference.sum)),
                says,
            ]);
        }
        layout.table(2, &table);
        layout.blank();
        layout.paragraph(0, &page.word(sum_key(view)));
    }
    if !answer.on_dates.is_empty() {
        layout.blank();
        layout.heading(&page.word("question-other-dates"));
        for (as_of, view) in &answer.on_dates {
            let text = format!("{}  {}", mark_with_line(page, view), view_sentence(page, view));
            layout.hang(2, &names.as_of(*as_of), 24, &text);
        }
    }
}

/// What the running sums come to.
fn sum_key(view: &Comparison) -> &'static str {
    let verdict = view.verdict;
    if verdict.is(Standing::SurelyBetter) {
        "sums-better"
    } else if verdict.is(Standing::SurelyWorse) {
        "sums-worse"
    } else {
        "sums-open"
    }
}

/// A sum with its sign.
fn signed(sum: i32) -> String {
    match sum {
        0 => "0".to_owned(),
        1.. => format!("+{sum}"),
        _ => format!("−{}", sum.unsigned_abs()),
    }
}
