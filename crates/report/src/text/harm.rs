//! Who is hurt?

use super::deals::only_rankings;
use super::frame::{foot, head};
use super::show::smallest;
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use detente_engine::harm::{Harm, Hurt};
use detente_scenario::model::Line;

/// Lines listed for one party before the rest is only counted.
const LINES: usize = 4;

/// The answer to *who is hurt?* as text.
#[must_use]
pub fn harm(page: &Page<'_>, answer: &Harm) -> String {
    let mut layout = head(page);
    layout.heading(&page.word("question-harm"));
    layout.paragraph(0, &headline(page, answer));
    body(page, answer, &mut layout);
    foot(page, layout)
}

/// What supports the headline: every party, by which lines, which named packages, what hurts nobody.
pub(crate) fn body(page: &Page<'_>, answer: &Harm, layout: &mut Layout) {
    if answer.deals > 0 {
        overview(page, answer, layout);
        reasons(page, answer, layout);
    }
    packages(page, answer, layout);
    if answer.smallest_harmless.count > 0 && !page.outsiders().is_empty() {
        layout.blank();
        layout.heading(&page.word("question-harmless"));
        layout.paragraph(
            0,
            &say!(
                page,
                "harmless-smallest",
                count = answer.smallest_harmless.count,
                changes = answer.smallest_harmless.changes,
            ),
        );
        smallest(page, layout, &answer.smallest_harmless, !only_rankings(page));
    }
}

/// The answer in a sentence: the outsider that loses most often.
pub(crate) fn headline(page: &Page<'_>, answer: &Harm) -> String {
    if answer.deals == 0 {
        return page.word("harm-no-deals");
    }
    let outside = || answer.parties.iter().filter(|hurt| !hurt.signs);
    if outside().next().is_none() {
        return page.word("harm-nobody-outside");
    }
    // Among those outside the affected stand first, so ties go to them.
    let worst = outside().rev().max_by_key(|hurt| hurt.worse).filter(|hurt| hurt.worse > 0);
    let Some(worst) = worst else {
        return say!(page, "harm-none", deals = answer.deals);
    };
    say!(
        page,
        "harm-worst",
        party = page.names().party(worst.party),
        worse = worst.worse,
        deals = answer.deals,
        percent = share(page, worst.worse, answer.deals),
        sure = page.number(worst.surely_worse),
        weighted = if page.names().is_ranked(worst.party) { "no" } else { "yes" },
        affected = if worst.affected { "yes" } else { "no" },
    )
}

/// `86 %`
pub(crate) fn share(page: &Page<'_>, part: u64, whole: u64) -> String {
    page.sheet.percent(part, whole)
}

/// The line that hurts `hurt` first most often, if it has lines.
pub(crate) fn first_line(page: &Page<'_>, hurt: &Hurt) -> Option<(Line, u64)> {
    let &(line, count) = hurt.by.first()?;
    (!page.names().is_ranked(hurt.party))
        .then_some((Line::Priority { party: hurt.party, line }, count))
}

fn overview(page: &Page<'_>, answer: &Harm, layout: &mut Layout) {
    let names = page.names();
    layout.blank();
    let columns =
        [Align::Left, Align::Right, Align::Right, Align::Right, Align::Right, Align::Right];
    let mut table = Table::new(&columns).head(vec![
        page.word("column-party"),
        page.word("column-worse"),
        String::new(),
        page.word("column-surely"),
        page.word("column-same"),
        page.word("column-better"),
    ]);
    for hurt in &answer.parties {
        let name = names.party(hurt.party);
        let name = match (hurt.signs, hurt.affected) {
            (true, _) => say!(page, "party-signs", party = name),
            (_, true) => say!(page, "party-affected", party = name),
            _ => name,
        };
        table.row(vec![
            name,
            page.number(hurt.worse),
            share(page, hurt.worse, answer.deals),
            page.number(hurt.surely_worse),
            page.number(hurt.same),
            page.number(hurt.better),
        ]);
    }
    layout.table(2, &table);
}

fn reasons(page: &Page<'_>, answer: &Harm, layout: &mut Layout) {
    let names = page.names();
    let hurt: Vec<&Hurt> = answer.parties.iter().filter(|hurt| hurt.worse > 0).collect();
    if hurt.is_empty() {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-hurt-by"));
    for hurt in hurt {
        layout.paragraph(
            0,
            &say!(page, "hurt-by", party = names.party(hurt.party), worse = hurt.worse),
        );
        if names.is_ranked(hurt.party) {
            layout.item(2, &page.word("statement-ranking"));
            continue;
        }
        for &(line, count) in hurt.by.iter().take(LINES) {
            let line = Line::Priority { party: hurt.party, line };
            let text = say!(
                page,
                "hurt-by-line",
                count = count,
                percent = share(page, count, hurt.worse),
                line = page.line_with_words(line),
            );
            layout.item(2, &text);
        }
        let rest: u64 = hurt.by.iter().skip(LINES).map(|(_, count)| count).sum();
        if rest > 0 {
            let lines = hurt.by.len().saturating_sub(LINES);
            layout.item(2, &say!(page, "hurt-by-rest", lines = lines, count = page.number(rest)));
        }
    }
}

fn packages(page: &Page<'_>, answer: &Harm, layout: &mut Layout) {
    let hurting = || answer.parties.iter().filter(|hurt| !hurt.packages.is_empty());
    if hurting().next().is_none() {
        return;
    }
    let names = page.names();
    layout.blank();
    layout.heading(&page.word("question-hurt-named"));
    for hurt in hurting() {
        let list: Vec<String> = hurt.packages.iter().map(|&named| names.named(named)).collect();
        layout.hang(2, &names.party(hurt.party), 24, &page.sheet.commas(&list));
    }
}
