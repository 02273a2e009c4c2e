//! How sure: whether named packages can be carried out.

use super::roadmap::sequence;
use super::robust::sensitivity;
use super::worths::number;
use crate::catalogue::say;
use crate::layout::Layout;
use crate::page::Page;
use crate::roadmaps::step_name;
use detente_engine::robust::{Bearing, Beyond, Level, Number, Roadmaps, Value};
use detente_scenario::NamedId;

/// Numbers listed for one package before the rest is only counted.
const LISTED: usize = 8;

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
        let holds = if bearing.holds { "yes" } else { "no" };
        layout.paragraph(
            0,
            &match (bearing.ranged, bearing.beyond.len()) {
                (0, _) => say!(page, "bearing-exact", package = package),
                (ranged, 0) => {
                    say!(page, "bearing-none", package = package, holds = holds, ranged = ranged)
                }
                (ranged, count) => say!(
                    page,
                    "bearing-some",
                    package = package,
                    holds = holds,
                    count = count,
                    ranged = ranged,
                ),
            },
        );
        if bearing.beyond.is_empty() {
            continue;
        }
        layout.item(2, &sequence(page, &bearing.way, &bearing.stages));
        for beyond in bearing.beyond.iter().take(LISTED) {
            layout.item(2, &number_beyond(page, bearing, beyond));
        }
        let rest = bearing.beyond.len().saturating_sub(LISTED);
        if rest > 0 {
            layout.item(2, &say!(page, "list-rest", count = rest));
        }
    }
}

fn number_beyond(page: &Page<'_>, bearing: &Bearing, beyond: &Beyond) -> String {
    let names = page.names();
    let step = |step: usize| step_name(page, &bearing.way, step);
    let what = match beyond.number {
        Number::Once(s, party) => {
            say!(page, "number-once", step = step(s), party = names.party(party))
        }
        Number::Lasting(s, party) => {
            say!(page, "number-lasting", step = step(s), party = names.party(party))
        }
        Number::Detection(s) => say!(page, "number-detection", step = step(s)),
        Number::Reversal(s) => say!(page, "number-reversal", step = step(s)),
        Number::Discount(party) => say!(page, "number-discount", party = names.party(party)),
    };
    let end = |end: &Option<_>| end.as_ref().map(|end| number(page, end)).unwrap_or_default();
    let side = match (&beyond.from, &beyond.to) {
        (Some(_), Some(_)) => "both",
        (None, _) => "to",
        (_, None) => "from",
    };
    say!(
        page,
        "bearing-beyond",
        number = what,
        low = number(page, &beyond.said.low),
        high = number(page, &beyond.said.high),
        holds = if bearing.holds { "yes" } else { "no" },
        side = side,
        from = end(&beyond.from),
        to = end(&beyond.to),
    )
}
