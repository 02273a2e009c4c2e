//! How sure it is where the status quo comes to rest: other dates, and changes of one line.

use super::robust::sensitivity;
use crate::catalogue::say;
use crate::layout::Layout;
use crate::page::Page;
use detente_engine::robust::{Moves, Value};
use detente_engine::stability::{Rest, Stability};
use detente_scenario::model::Edit;
use detente_scenario::{AsOf, Concept};

/// Other ends told of before the rest is only counted.
const ENDS: usize = 4;

/// Changes that lead to the same end told of before the rest is only counted.
const EDITS: usize = 3;

/// Other dates, and changes of one line, by which the status quo comes to rest elsewhere.
pub(super) fn sure(page: &Page<'_>, answer: &Stability, moves: &Moves, layout: &mut Layout) {
    let Some(rest) = answer.rest.as_ref().filter(|_| !answer.players.is_empty()) else { return };
    let dates = on_dates(page, rest, &moves.on_dates);
    if dates.is_empty() && moves.tried == 0 {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-sure-path"));
    if !dates.is_empty() {
        layout.paragraph(0, &dates);
    }
    if moves.tried > 0 {
        turns(page, moves, layout);
        status_quo(page, moves, layout);
    }
}

/// Where it ends on the other dates that the file compares, in sentences; nothing if there are none.
pub(super) fn on_dates(page: &Page<'_>, rest: &Rest, dates: &[(AsOf, Option<Rest>)]) -> String {
    let here = page.table.case().as_of;
    let alike = |then: &Option<Rest>| ends_alike(page, rest, then.as_ref());
    let others = || dates.iter().filter(|(date, _)| *date != here);
    let same: Vec<AsOf> = others().filter(|(_, then)| alike(then)).map(|(date, _)| *date).collect();
    let other: Vec<&(AsOf, Option<Rest>)> = others().filter(|(_, then)| !alike(then)).collect();
    let mut told = Vec::new();
    if !same.is_empty() {
        let list = same.iter().map(|&date| page.date_label(date)).collect();
        told.push(say!(page, "sure-same", dates = page.names().all(list, 6)));
    }
    for (date, then) in &other {
        let end = end(page, then.as_ref());
        told.push(say!(page, "sure-differs", date = page.date_label(*date), package = end));
    }
    // What only hindsight shows is said to be hindsight.
    let sentence = match here {
        AsOf::Latest if !other.is_empty() => Some("sure-of-hindsight"),
        AsOf::Latest if !same.is_empty() => Some("sure-no-hindsight"),
        _ if other.iter().any(|(date, _)| *date == AsOf::Latest) => Some("sure-other-hindsight"),
        _ if same.contains(&AsOf::Latest) => Some("sure-no-hindsight"),
        _ => None,
    };
    told.extend(sentence.map(|key| page.word(key)));
    page.sheet.sentences(&told)
}

pub(super) fn ends_alike(page: &Page<'_>, rest: &Rest, then: Option<&Rest>) -> bool {
    then.is_some_and(|then| rest.ends_alike(then, page.scenario()))
}

/// The end of a path that may be one of another reading.
pub(super) fn end(page: &Page<'_>, rest: Option<&Rest>) -> String {
    match rest {
        None => page.word("sure-impossible"),
        Some(rest) if rest.circle.is_some() => page.word("sure-circle"),
        Some(rest) if rest.cut => page.word("sure-cut"),
        Some(rest) => page.label_of(&rest.package(page.scenario())),
    }
}

/// The changes of one line that make it end elsewhere, by where it then ends.
fn turns(page: &Page<'_>, moves: &Moves, layout: &mut Layout) {
    let count = moves.turns.len();
    layout.paragraph(0, &say!(page, "sure-turns", count = count, tried = moves.tried));
    let mut ends: Vec<(String, Vec<Edit>)> = Vec::new();
    for (edit, rest) in &moves.turns {
        let end = end(page, rest.as_ref());
        match ends.iter_mut().find(|(other, _)| *other == end) {
            Some((_, edits)) => edits.push(*edit),
            None => ends.push((end, vec![*edit])),
        }
    }
    // A line that is dropped says more than one that changes places.
    ends.sort_by_key(|(_, edits)| !edits.iter().any(|edit| matches!(edit, Edit::Drop(_))));
    for (end, edits) in ends.iter().take(ENDS) {
        let edits = edits.iter().map(|&edit| page.names().edit(edit)).collect();
        let edits = page.names().all(edits, EDITS);
        layout.item(2, &say!(page, "sure-turn", edits = edits, package = end));
    }
    let more: usize = ends.iter().skip(ENDS).map(|(_, edits)| edits.len()).sum();
    if more > 0 {
        layout.item(2, &say!(page, "sure-turns-rest", count = more));
    }
}

/// Whether a change of one line makes the status quo stand, or fall.
fn status_quo(page: &Page<'_>, moves: &Moves, layout: &mut Layout) {
    let firm = |value: bool| -> Vec<Concept> {
        let firm = moves
            .equilibria
            .iter()
            .filter(|verdict| !verdict.single_point() && verdict.value == Value::Truth(value));
        firm.map(|verdict| verdict.subject.1).collect()
    };
    for value in [true, false] {
        let concepts = firm(value);
        if !concepts.is_empty() {
            let concepts = page.concepts(&concepts);
            let stands = if value { "yes" } else { "no" };
            layout.paragraph(0, &say!(page, "sure-firm", concepts = concepts, stands = stands));
        }
    }
    for verdict in moves.equilibria.iter().filter(|verdict| verdict.single_point()) {
        let (what, concept) = verdict.subject;
        let package = page.position_name(what);
        let label = say!(page, "package-under", package = package, concept = concept.name());
        let text = sensitivity(page, verdict, &|value| stands(page, value));
        layout.paragraph(0, &say!(page, "sure-verdict", package = label, text = text));
    }
}

/// Whether a package stands, in a word.
pub(super) fn stands(page: &Page<'_>, value: Value) -> String {
    page.word(match value {
        Value::Truth(true) => "value-stands",
        Value::Truth(false) => "value-falls",
        _ => "outcome-no-such-package",
    })
}
