//! The annex: a section per question with its picture, table and reasons, then what it all rests on.

use super::{Block, Section, claims, ledger, lines};
use crate::figures::{
    belief, cards, frontier, gains, harm, roadmap, space, stands, swings, timeline, transitions,
};
use crate::layout::Layout;
use crate::page::Page;
use crate::roadmaps::subjects;
use crate::text;
use detente_engine::survey::Survey;

/// Every section, in the order of the questions.
#[must_use]
pub fn sections(page: &Page<'_>, survey: &Survey) -> Vec<Section> {
    let mut sections =
        vec![deals(page, survey), empty(page, survey), harm(page, survey), stable(page, survey)];
    sections.extend(roadmap(page, survey));
    sections.push(sure(page, survey));
    if !survey.analysis.claims.is_empty() {
        let table = claims::table(page, &survey.analysis);
        sections.push(section(page, "claims", "question-claims", vec![Block::Table(table)]));
    }
    sections.push(section(page, "file", "section-file", lines::terms(page)));
    sections.push(section(page, "wishes", "section-wishes", lines::wishes(page)));
    let evidence = evidence(page);
    if !evidence.is_empty() {
        sections.push(section(page, "evidence", "section-evidence", evidence));
    }
    sections.push(section(page, "method", "section-method", method(page)));
    sections
}

fn section(page: &Page<'_>, id: &'static str, title: &str, blocks: Vec<Block>) -> Section {
    Section { id, title: page.word(title), blocks }
}

/// What `write` writes on a layout, as blocks.
fn told(page: &Page<'_>, write: impl FnOnce(&mut Layout)) -> Vec<Block> {
    let mut layout = Layout::new(page.sheet.style);
    write(&mut layout);
    layout.blocks()
}

fn deals(page: &Page<'_>, survey: &Survey) -> Section {
    let answer = &survey.analysis.deals;
    let mut blocks = vec![match &survey.plane {
        Some(plane) => Block::Figure(Box::new(space::figure(page, plane, answer))),
        None => Block::Lead(text::deals::headline(page, answer)),
    }];
    let values = &survey.analysis.valued;
    blocks.extend(told(page, |layout| {
        text::deals::support(page, answer, values.as_ref().ok(), layout);
        text::valued::valued(page, values, layout);
    }));
    if let Some(figure) = values.as_ref().ok().and_then(|valued| frontier::figure(page, valued)) {
        blocks.push(Block::Figure(Box::new(figure)));
    }
    blocks.extend(told(page, |layout| text::deals::counts(page, answer, layout)));
    if let Some(figure) = gains::figure(page, answer) {
        blocks.push(Block::Heading(page.word("question-named")));
        blocks.push(Block::Figure(Box::new(figure)));
    }
    section(page, "deals", "question-deals", blocks)
}

fn empty(page: &Page<'_>, survey: &Survey) -> Section {
    let answer = &survey.analysis.empty;
    let mut blocks = vec![Block::Lead(text::empty::headline(page, answer))];
    if let Some(figure) = cards::figure(page, answer) {
        blocks.push(Block::Figure(Box::new(figure)));
    }
    blocks.extend(told(page, |layout| text::empty::body(page, answer, layout)));
    section(page, "empty", "question-empty", blocks)
}

fn harm(page: &Page<'_>, survey: &Survey) -> Section {
    let answer = &survey.analysis.harm;
    let mut blocks = Vec::new();
    match harm::figure(page, answer) {
        Some(figure) => blocks.push(Block::Figure(Box::new(figure))),
        None => blocks.push(Block::Lead(text::harm::headline(page, answer))),
    }
    blocks.extend(told(page, |layout| text::harm::body(page, answer, layout)));
    section(page, "harm", "question-harm", blocks)
}

fn stable(page: &Page<'_>, survey: &Survey) -> Section {
    let answer = &survey.stability;
    let mut blocks = vec![Block::Lead(text::stable::headline(page, answer))];
    if answer.possible > 0 {
        let moves = transitions::figure(page, answer, &survey.graph);
        let stands = stands::figure(page, answer, &survey.narrations);
        blocks.extend([moves, stands].map(|figure| Block::Figure(Box::new(figure))));
    }
    blocks.extend(told(page, |layout| text::stable::body(page, answer, &survey.moves, layout)));
    if !survey.narrations.is_empty() {
        blocks.push(Block::Heading(page.word("question-narrate")));
        let told = told(page, |layout| {
            text::narration::narration(page, layout, &survey.narrations);
        });
        blocks.extend(told);
    }
    section(page, "stable", "question-stable", blocks)
}

/// Of every named package what it takes; of the few that matter most the roadmap, and what `hold` says. Nothing if the file names
/// none.
fn roadmap(page: &Page<'_>, survey: &Survey) -> Option<Section> {
    let answers = subjects(page.scenario(), &survey.analysis.roadmaps);
    if answers.is_empty() {
        return None;
    }
    let first = survey.analysis.carried.as_ref();
    let short = first.and_then(|first| text::roadmap::in_short(page, &answers, first));
    let lead = short.map_or_else(|| page.word("roadmap-none"), |(text, ..)| text);
    let mut blocks = vec![Block::Lead(lead)];
    blocks.extend(told(page, |layout| text::roadmap::overview(page, &answers, layout)));
    for (carried, &name) in survey.carried.iter().zip(&roadmap::NAMES) {
        let of = answers.iter().find(|(subject, _)| subject.named == Some(carried.named));
        let Some((subject, Ok(answer))) = of else { continue };
        blocks.push(Block::Heading(subject.name(page)));
        blocks.push(Block::Figure(Box::new(roadmap::figure(page, name, &answer.way, carried))));
        blocks.extend(told(page, |layout| {
            layout.paragraph(0, &text::roadmap::headline(page, subject, answer));
            text::roadmap::body(page, answer, layout);
            text::worths::section(page, subject, &answer.way, &carried.valued, layout);
        }));
    }
    Some(section(page, "roadmap", "section-roadmap", blocks))
}

fn sure(page: &Page<'_>, survey: &Survey) -> Section {
    let (answer, dates) = (&survey.analysis.robust, &survey.analysis.dates);
    let mut blocks = vec![Block::Lead(text::robust::headline(page, answer))];
    if let Some(figure) = swings::figure(page, answer) {
        blocks.push(Block::Figure(Box::new(figure)));
    }
    blocks.extend(told(page, |layout| {
        text::robust::body(page, answer, &survey.moves, &survey.bearings, dates, layout);
    }));
    section(page, "sure", "question-robust", blocks)
}

/// The evidence by date, then the ledger; nothing if the file has none.
fn evidence(page: &Page<'_>) -> Vec<Block> {
    let figure = timeline::figure(page).map(|figure| Block::Figure(Box::new(figure)));
    let blocks = beliefs(page).into_iter().chain(figure);
    blocks.chain(ledger::table(page).map(Block::Table)).collect()
}

/// What the events say of parties with types: the picture, and what lies behind it.
fn beliefs(page: &Page<'_>) -> Vec<Block> {
    let case = page.table.case();
    let found = detente_engine::belief::beliefs(case, case.as_of);
    let mut blocks = Vec::new();
    if let Some(figure) = belief::figure(page, &found) {
        blocks.push(Block::Figure(Box::new(figure)));
    }
    for belief in &found.parties {
        blocks.push(Block::Heading(text::evidence::question(page, belief)));
        blocks.push(Block::Lead(text::evidence::headline(page, found.on, belief)));
        blocks.extend(told(page, |layout| text::evidence::body(page, belief, layout)));
    }
    blocks
}

/// What every answer takes for granted, what is not modelled, how exact it is.
fn method(page: &Page<'_>) -> Vec<Block> {
    let assumed = [
        "assume-no-deal",
        "assume-readings",
        "assume-ties",
        "assume-signers",
        "assume-off",
        "assume-moves",
        "assume-resting-path",
        "assume-deterrence",
    ];
    let entries = assumed.iter().map(|key| (0, page.word(key))).collect();
    let mut blocks = vec![
        Block::Paragraph(page.word("method-exact")),
        Block::Heading(page.word("method-assumed")),
        Block::List(entries),
    ];
    let missing = text::frame::not_modelled_items(&page.names());
    if !missing.is_empty() {
        blocks.push(Block::Heading(page.word("method-missing")));
        blocks.push(Block::List(missing.into_iter().map(|item| (0, item)).collect()));
    }
    blocks
}
