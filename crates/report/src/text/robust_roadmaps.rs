//! How sure: whether named packages can be carried out.

use super::roadmap::sequence;
use super::robust::sensitivity;
use super::worths;
use crate::catalogue::say;
use crate::layout::Layout;
use crate::page::Page;
use detente_engine::robust::{Bearing, Level, Roadmaps, Value};
use detente_scenario::NamedId;

/// `middle by ranks`
pub(crate) fn roadmap_level(page: &Page<'_>, (named, level): (NamedId, Level)) -> String {
    say!(page, "roadmap-level", package = page.names().named(named), level = word(level))
}

const fn word(level: Level) -> &'static str {
    match level {
        Level::Ranks => "ranks",
        Level::Worths => "worths",
    }
}

/// The verdicts that one line turns, and what was not tried.
pub(super) fn roadmaps(page: &Page<'_>, answer: &Roadmaps, layout: &mut Layout) {
    if answer.verdicts.is_empty() && answer.untried.is_empty() {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-robust-roadmaps"));
    if !answer.verdicts.is_empty() {
        let turned = answer.verdicts.iter().filter(|verdict| verdict.single_point()).count();
        let verdicts = answer.verdicts.len();
        layout.paragraph(0, &say!(page, "robust-roadmaps", turned = turned, verdicts = verdicts));
    }
    for verdict in &answer.verdicts {
        let (_, level) = verdict.subject;
        let can = |value: Value| {
            let key = match value {
                Value::Truth(true) => "roadmap-can",
                _ => "roadmap-cannot",
            };
            page.say(key, &[("level", word(level).into())])
        };
        let text = sensitivity(page, verdict, &can);
        layout.hang(2, &roadmap_level(page, verdict.subject), 28, &text);
    }
    if !answer.untried.is_empty() {
        let list = answer.untried.iter().map(|&named| page.names().named(named)).collect();
        let list = page.names().all(list, 8);
        layout.paragraph(2, &say!(page, "robust-roadmaps-untried", list = list));
    }
}

/// Which numbers could turn the verdict on the best order within their own ranges.
pub(super) fn bearings(page: &Page<'_>, found: &[Bearing], layout: &mut Layout) {
    if found.is_empty() {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-bearings"));
    for bearing in found {
        let package = page.names().named(bearing.named);
        let Some(judged) = &bearing.valued.judged else { continue };
        let holds = if judged.walk.holds() { "yes" } else { "no" };
        let order = sequence(page, &bearing.way, &judged.stages);
        layout.paragraph(
            0,
            &say!(page, "bearing-order", package = package, holds = holds, order = order),
        );
        if judged.doubts.numbers.is_empty() {
            layout.paragraph(0, &page.word("bearing-exact"));
        } else {
            worths::numbers(page, &bearing.way, &bearing.valued, layout);
        }
    }
}
