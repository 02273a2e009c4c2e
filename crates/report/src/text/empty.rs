//! Genuine or illusion?

use super::deals::only_rankings;
use super::frame::{foot, head};
use super::show::smallest;
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use crate::words::Words;
use detente_engine::empty::{Change, Empty, PackageFacts, SeenFact, SideFacts};
use detente_scenario::NamedId;
use detente_scenario::model::{Kind, Seen, TermOption};
use std::cmp::Ordering;

/// The answer to *genuine or illusion?* as text.
#[must_use]
pub fn empty(page: &Page<'_>, answer: &Empty) -> String {
    let mut layout = head(page);
    layout.heading(&page.word("question-empty"));
    layout.paragraph(0, &headline(page, answer));
    body(page, answer, &mut layout);
    foot(page, layout)
}

/// What supports the headline: what it means, for whom, the smallest, every named package.
pub(crate) fn body(page: &Page<'_>, answer: &Empty, layout: &mut Layout) {
    if answer.deals > 0 || !answer.packages.is_empty() {
        layout.paragraph(0, &page.word("empty-meaning"));
    }
    empty_for(page, answer, layout);
    smallest_of_both(page, answer, layout);
    if !answer.packages.is_empty() {
        layout.blank();
        layout.heading(&page.word("question-empty-named"));
    }
    for (named, facts) in &answer.packages {
        layout.blank();
        package(page, *named, facts, layout);
    }
}

/// The answer in a sentence.
pub(crate) fn headline(page: &Page<'_>, answer: &Empty) -> String {
    let genuine = answer.deals.saturating_sub(answer.illusions);
    if answer.deals == 0 {
        return page.word("empty-no-deals");
    }
    if !has_capability(page) {
        return page.word("empty-no-capability");
    }
    // The figure under any weights is of those that the last words of the sentence speak of.
    let sure_part = match (genuine, answer.illusions) {
        (_, 0) => answer.sure.0.saturating_sub(answer.sure.1),
        _ => answer.sure.1,
    };
    say!(
        page,
        "empty-counts",
        split = match (genuine, answer.illusions) {
            (0, _) => "illusions",
            (_, 0) => "genuine",
            _ => "both",
        },
        deals = answer.deals,
        genuine = genuine,
        illusions = answer.illusions,
        percent = page.sheet.percent(answer.illusions, answer.deals),
        readings = if only_rankings(page) || answer.sure.0 == 0 { "same" } else { "differ" },
        sure = page.number(sure_part),
        suredeals = page.number(answer.sure.0),
    )
}

/// Whether any term of the file is about capability at all.
pub(crate) fn has_capability(page: &Page<'_>) -> bool {
    page.scenario().terms.iter().any(|term| term.kind == Some(Kind::Capability))
}

fn empty_for(page: &Page<'_>, answer: &Empty, layout: &mut Layout) {
    if answer.deals == 0 || !has_capability(page) {
        return;
    }
    let names = page.names();
    let scenario = page.scenario();
    layout.blank();
    layout.heading(&page.word("question-empty-for"));
    let mut table = Table::new(&[Align::Left, Align::Right, Align::Right]);
    for &(party, count) in &answer.empty_for {
        // An agent's side is its principal's, so it would only repeat the number.
        if scenario.party(party).negotiates_for.is_none() {
            let percent = page.sheet.percent(count, answer.deals);
            table.row(vec![names.party(party), page.number(count), percent]);
        }
    }
    layout.table(2, &table);
}

fn smallest_of_both(page: &Page<'_>, answer: &Empty, layout: &mut Layout) {
    if answer.smallest.count > 0 {
        layout.blank();
        layout.heading(&page.word("question-least"));
        let smallest_deals = &answer.smallest;
        layout.paragraph(
            0,
            &say!(
                page,
                "least-count",
                changes = smallest_deals.changes,
                count = smallest_deals.count,
            ),
        );
        smallest(page, layout, smallest_deals, !only_rankings(page));
    }
    let genuine = &answer.smallest_genuine;
    if genuine.count > 0 {
        layout.blank();
        layout.heading(&page.word("question-least-genuine"));
        layout.paragraph(
            0,
            &say!(page, "least-count", changes = genuine.changes, count = genuine.count),
        );
        smallest(page, layout, genuine, !only_rankings(page));
    } else if answer.deals > 0 && has_capability(page) {
        layout.blank();
        layout.heading(&page.word("question-least-genuine"));
        layout.paragraph(0, &page.word("least-genuine-none"));
    }
}

/// One package: its changes, and for each side what it gets.
pub(crate) fn package(page: &Page<'_>, named: NamedId, facts: &PackageFacts, layout: &mut Layout) {
    let names = page.names();
    let title = match names.named_title(named) {
        Some(title) => say!(page, "package-titled", id = names.named(named), title = title),
        None => names.named(named),
    };
    layout.heading(&title);
    let package = &page.scenario().named(named).package;
    layout.paragraph(2, &names.package(package));
    let genuine = match (has_capability(page), facts.genuine) {
        (false, _) => "empty-no-capability",
        (true, true) => "package-genuine",
        (true, false) => "package-illusion",
    };
    layout.paragraph(2, &page.word(genuine));
    for side in facts.sides.iter().filter(|side| concerns(side)) {
        layout.blank();
        self::side(page, side, layout);
    }
}

/// Whether a side gives anything, or gets a change that it could care about.
fn concerns(side: &SideFacts) -> bool {
    !side.gives.is_empty()
}

fn side(page: &Page<'_>, side: &SideFacts, layout: &mut Layout) {
    let names = page.names();
    let party = names.party(side.party);
    let known = has_capability(page);
    let verdict = if !known {
        say!(page, "side-unknown", party = party)
    } else if side.empty {
        say!(page, "side-empty", party = party)
    } else {
        say!(page, "side-not-empty", party = party)
    };
    layout.paragraph(2, &verdict);
    if side.gets.is_empty() {
        layout.paragraph(4, &page.word("side-gets-nothing"));
    } else {
        let columns = [Align::Left, Align::Left, Align::Left, Align::Left];
        let mut table = Table::new(&columns).head(vec![
            page.word("column-gets"),
            page.word("column-capability"),
            page.word("column-seen"),
            page.word("column-undo"),
        ]);
        for change in &side.gets {
            table.row(vec![
                names.option(change.term, change.to),
                capability_of(page, change),
                seen_by(page, change),
                names.undo(change.undo),
            ]);
        }
        layout.table(4, &table);
    }
    if !known {
        return;
    }
    let hard: Vec<String> = side
        .hard_value
        .iter()
        .map(|&(party, verdict)| {
            let party = names.party(party);
            match verdict.in_order {
                Ordering::Greater => say!(page, "hard-better", party = party),
                Ordering::Equal => say!(page, "hard-same", party = party),
                Ordering::Less => say!(page, "hard-worse", party = party),
            }
        })
        .collect();
    layout.paragraph(4, &say!(page, "side-hard-value", values = page.sheet.commas(&hard)));
}

pub(crate) fn capability_of(page: &Page<'_>, change: &Change) -> String {
    page.word(match change.kind {
        Some(Kind::Capability) => "capability-yes",
        Some(Kind::Transparency) => "capability-transparency",
        Some(Kind::Relief) => "capability-relief",
        Some(Kind::Posture) => "capability-posture",
        Some(Kind::Words) => "capability-words",
        None => "capability-unstated",
    })
}

/// The word for a kind of term, in a message of its own.
pub(crate) const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Capability => "kind-capability",
        Kind::Transparency => "kind-transparency",
        Kind::Relief => "kind-relief",
        Kind::Posture => "kind-posture",
        Kind::Words => "kind-words",
    }
}

/// Who could see a breach of an option, whatever else is agreed.
pub(crate) fn seen_of(page: &Page<'_>, option: &TermOption) -> String {
    match &option.seen {
        Some(Seen::Outside) => page.word("seen-outside"),
        Some(Seen::Nobody) => page.word("seen-nobody"),
        Some(Seen::If(condition)) => {
            let clause = Words::new(page.names()).expr(&condition.expr);
            say!(page, "seen-inspector", clause = clause)
        }
        None => page.word("seen-unstated"),
    }
}

/// Who could see a breach, and the clause that says so.
pub(crate) fn seen_by(page: &Page<'_>, change: &Change) -> String {
    let option = &page.scenario().term(change.term).options[change.to.index()];
    let clause = match &option.seen {
        Some(Seen::If(condition)) => Words::new(page.names()).expr(&condition.expr),
        _ => String::new(),
    };
    match change.seen {
        SeenFact::Outside => page.word("seen-outside"),
        SeenFact::Nobody => page.word("seen-nobody"),
        SeenFact::NotStated => page.word("seen-unstated"),
        SeenFact::Inspector => say!(page, "seen-inspector", clause = clause),
        SeenFact::NotInThisPackage => say!(page, "seen-not-here", clause = clause),
    }
}
