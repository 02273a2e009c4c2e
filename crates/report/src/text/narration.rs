//! Why a package is stable for a party, or is not: move, sanction, counter-move, in plain words.

use super::frame::{foot, head};
use super::position;
use crate::catalogue::say;
use crate::layout::Layout;
use crate::page::Page;
use detente_engine::stability::{Narration, Overtaking, Position, Raise, Sanction};
use detente_scenario::Concept;
use std::cmp::Ordering;

/// How packages stand, why they are stable for parties, or are not, and what it would take: as text.
#[must_use]
pub fn narrations(
    page: &Page<'_>,
    positions: &[Position],
    answers: &[Narration],
    needed: &[Overtaking],
) -> String {
    let mut layout = head(page);
    if !positions.is_empty() {
        layout.heading(&page.word("question-positions"));
        position::positions(page, positions, &mut layout);
        layout.blank();
    }
    layout.heading(&page.word("question-narrate"));
    narration(page, &mut layout, answers);
    if needed.iter().any(|needed| !needed.raises.is_empty()) {
        layout.blank();
        layout.heading(&page.word("question-inverse"));
        for needed in needed {
            if let Some(text) = overtaking(page, needed) {
                layout.item(2, &text);
            }
        }
    }
    foot(page, layout)
}

/// One paragraph per narration; concepts under which the same happens share one.
pub fn narration(page: &Page<'_>, layout: &mut Layout, answers: &[Narration]) {
    let mut rest = answers;
    let mut last = None;
    while let Some(first) = rest.first() {
        let alike = rest.iter().take_while(|other| is_alike(first, other)).count();
        let concepts: Vec<Concept> = rest[..alike].iter().map(|answer| answer.concept).collect();
        rest = &rest[alike..];
        if last != Some(first.row) {
            if last.is_some() {
                layout.blank();
            }
            layout.paragraph(0, &page.package_label(first.row));
        }
        last = Some(first.row);
        layout.item(2, &in_words(page, first, &concepts));
    }
}

/// Whether two narrations tell the same of two concepts.
fn is_alike(one: &Narration, other: &Narration) -> bool {
    one.row == other.row
        && one.party == other.party
        && one.stable == other.stable
        && one.temptation == other.temptation
        && one.sanction == other.sanction
        && one.margin == other.margin
        && (one.temptation.is_none() || answers_of(one.concept) == answers_of(other.concept))
}

/// What the others may answer with, as an argument of messages.
const fn answers_of(concept: Concept) -> &'static str {
    match concept {
        Concept::R => "none",
        Concept::Sseq | Concept::Seq => "gain",
        Concept::Smr | Concept::Gmr => "any",
    }
}

fn in_words(page: &Page<'_>, answer: &Narration, concepts: &[Concept]) -> String {
    let names = page.names();
    let party = || names.party(answer.party);
    let concepts = page.concepts(concepts);
    let package = page.package_name(answer.row);
    let Some(temptation) = &answer.temptation else {
        return say!(
            page,
            "narrate-content",
            concepts = concepts,
            package = package,
            party = party(),
        );
    };
    let mut sentences = vec![say!(
        page,
        "narrate-verdict",
        concepts = concepts,
        package = package,
        party = party(),
        stable = if answer.stable { "yes" } else { "no" },
    )];
    let step = page.change_because(temptation, answer.party);
    let (count, free) = (answer.improvements, answer.unsanctioned);
    sentences.push(match answer.stable {
        true => say!(page, "narrate-tempting", count = count, step = step),
        false => {
            let kind = match answer.concept {
                Concept::R => "alone",
                _ if free == count => "all",
                _ => "some",
            };
            say!(page, "narrate-free", kind = kind, count = count, free = free, step = step)
        }
    });
    match &answer.sanction {
        Some(sanction) => reply(page, answer, sanction, &mut sentences),
        None if answer.concept == Concept::R => {}
        None => sentences.push(say!(page, "narrate-no-answer", cost = answers_of(answer.concept),)),
    }
    if let Some(margin) = answer.margin.filter(|_| answer.concept != Concept::R) {
        let ranks = margin.unsigned_abs();
        sentences.push(match margin.cmp(&0) {
            Ordering::Equal => page.word("narrate-just"),
            Ordering::Greater => say!(page, "narrate-margin", ranks = ranks, party = party()),
            Ordering::Less => say!(page, "narrate-short", ranks = ranks, party = party()),
        });
    }
    page.sheet.sentences(&sentences)
}

fn reply(page: &Page<'_>, answer: &Narration, sanction: &Sanction, sentences: &mut Vec<String>) {
    let party = || page.names().party(answer.party);
    sentences.push(say!(
        page,
        "narrate-answer",
        moves = page.moves_in_words(&sanction.moves),
        cost = answers_of(answer.concept),
    ));
    if let Some(counter) = &sanction.counter {
        let step = page.move_alone(counter);
        sentences.push(say!(page, "narrate-counter", party = party(), changes = step));
    }
    sentences.push(match sanction.outcome {
        Ordering::Greater => say!(page, "narrate-still-better", party = party()),
        Ordering::Equal => say!(page, "narrate-level", party = party()),
        Ordering::Less => say!(page, "narrate-worse", party = party()),
    });
}

/// What would make a package an equilibrium; nothing if it is one.
pub(super) fn overtaking(page: &Page<'_>, needed: &Overtaking) -> Option<String> {
    if needed.raises.is_empty() {
        return None;
    }
    let raises: Vec<String> =
        needed.raises.iter().map(|raise| raised(page, needed.row, raise)).collect();
    Some(say!(
        page,
        "inverse-if",
        package = page.package_name(needed.row),
        concept = needed.concept.name(),
        list = page.names().all(raises, 6),
    ))
}

fn raised(page: &Page<'_>, row: usize, raise: &Raise) -> String {
    let party = page.names().party(raise.party);
    let other = page.difference(row, raise.level_with);
    let overtakes = raise.overtakes;
    match page.decider(raise.party, raise.line) {
        Some(line) => say!(
            page,
            "inverse-raise",
            party = party,
            package = other,
            line = line,
            overtakes = overtakes,
        ),
        None => {
            say!(
                page,
                "inverse-raise-unsaid",
                party = party,
                package = other,
                overtakes = overtakes
            )
        }
    }
}
