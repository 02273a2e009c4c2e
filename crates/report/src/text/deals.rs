//! Could they sign?

use super::frame::{foot, head};
use super::show::{legend, package_tables, smallest};
use super::valued::valued;
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use detente_engine::deals::Deals;
use detente_engine::deals::valued::{Undefined, Valued};
use detente_scenario::PartyId;
use detente_scenario::model::Line;

/// The answer to *could they sign?* as text.
#[must_use]
pub fn deals(
    page: &Page<'_>,
    listed: Option<&Deals>,
    values: &Result<Valued, Undefined>,
) -> String {
    let mut layout = head(page);
    layout.heading(&page.word("question-deals"));
    if let Some(listed) = listed {
        layout.paragraph(0, &headline(page, listed));
        support(page, listed, &mut layout);
    }
    valued(page, values, &mut layout);
    if let Some(listed) = listed {
        counts(page, listed, &mut layout);
        named(page, listed, &mut layout);
    }
    foot(page, layout)
}

/// Who else gains, and the smallest deals.
pub(crate) fn counts(page: &Page<'_>, answer: &Deals, layout: &mut Layout) {
    who_gains(page, answer, layout);
    agency(page, answer, layout);
    least(page, answer, layout);
}

/// In which reading the headline holds, and what is acceptable and efficient.
pub(crate) fn support(page: &Page<'_>, answer: &Deals, layout: &mut Layout) {
    if answer.deals > 0 && !only_rankings(page) {
        let case = page.table.case();
        let valued = |signer: &PartyId| case.preference(*signer).worths().is_some();
        let key = match case.signers.iter().filter(|signer| valued(signer)).count() {
            0 => "deals-readings",
            all if all == case.signers.len() => "deals-readings-values",
            _ => "deals-readings-mixed",
        };
        layout.paragraph(0, &page.say(key, &[("sure", answer.sure_deals.into())]));
    }
    if answer.deals > 0 {
        layout.paragraph(0, &say!(page, "deals-zopa", zopa = answer.zopa));
    }
    if answer.possible > 0 && !page.table.case().signers.is_empty() {
        let (efficient, both) = (answer.efficient, answer.efficient_deals);
        let text = say!(page, "deals-efficient", efficient = efficient, both = both);
        layout.paragraph(0, &text);
    }
}

/// The answer in a sentence, with both readings.
pub(crate) fn headline(page: &Page<'_>, answer: &Deals) -> String {
    let signers = page.table.case().signers.len();
    if answer.possible == 0 {
        return page.word("deals-impossible");
    }
    if signers == 0 {
        return say!(page, "deals-no-signers", possible = answer.possible);
    }
    if answer.deals == 0 {
        return say!(
            page,
            "deals-none",
            signers = signers,
            names = page.signers(),
            possible = answer.possible,
            zopa = answer.zopa,
        );
    }
    say!(
        page,
        "deals-some",
        signers = signers,
        names = page.signers(),
        deals = answer.deals,
        possible = answer.possible,
    )
}

/// Whether every signer gives a ranking, values without ranges, or nothing: then the two readings cannot
/// differ.
pub(crate) fn only_rankings(page: &Page<'_>) -> bool {
    let case = page.table.case();
    case.signers.iter().all(|&signer| {
        let preference = case.preference(signer);
        !preference.has_readings()
    })
}

fn who_gains(page: &Page<'_>, answer: &Deals, layout: &mut Layout) {
    if answer.shared.is_empty() || answer.deals == 0 {
        return;
    }
    let names = page.names();
    layout.blank();
    layout.heading(&page.word("question-shared"));
    let mut table = Table::new(&[Align::Left, Align::Right, Align::Right]).head(vec![
        page.word("column-gain"),
        page.word("column-in-order"),
        page.word("column-any-weights"),
    ]);
    let mut row = |who, deals, sure| {
        table.row(vec![who, page.number(deals), page.number(sure)]);
    };
    row(page.signers(), answer.deals, answer.sure_deals);
    for shared in &answer.shared {
        let who = say!(page, "shared-and", names = names.parties(&shared.with));
        row(who, shared.deals, shared.sure_deals);
    }
    layout.table(2, &table);
}

fn agency(page: &Page<'_>, answer: &Deals, layout: &mut Layout) {
    let Some(agency) = &answer.agency else { return };
    let names = page.names();
    layout.blank();
    layout.heading(&page.word("question-agency"));
    let pairs: Vec<String> = agency
        .pairs
        .iter()
        .map(|&(agent, principal)| {
            say!(
                page,
                "agency-pair",
                agent = names.party(agent),
                principal = names.party(principal),
            )
        })
        .collect();
    layout.paragraph(0, &say!(page, "agency-pairs", pairs = page.sheet.semicolons(&pairs)));
    let mut table = Table::new(&[Align::Left, Align::Right]);
    for (label, count) in [
        (page.word("agency-both"), agency.both),
        (page.word("agency-agents"), agency.agents_only),
        (page.word("agency-principals"), agency.principals_only),
    ] {
        table.row(vec![label, page.number(count)]);
    }
    layout.table(2, &table);
}

fn least(page: &Page<'_>, answer: &Deals, layout: &mut Layout) {
    if answer.smallest.count == 0 {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-least"));
    layout.paragraph(
        0,
        &say!(
            page,
            "least-count",
            changes = answer.smallest.changes,
            count = answer.smallest.count,
        ),
    );
    smallest(page, layout, &answer.smallest, !only_rankings(page));
}

fn named(page: &Page<'_>, answer: &Deals, layout: &mut Layout) {
    if answer.packages.is_empty() {
        return;
    }
    let names = page.names();
    layout.blank();
    layout.heading(&page.word("question-named"));
    layout.paragraph(0, &legend(page));
    let mut parties: Vec<PartyId> = page.outsiders();
    parties.extend(&page.table.case().signers);
    layout.blank();
    package_tables(page, layout, &answer.packages, &parties);
    for package in answer.packages.iter().filter(|package| package.row.is_none()) {
        let rules: Vec<Line> = package.breaks.iter().map(|&rule| Line::Rule(rule)).collect();
        let text = say!(
            page,
            "named-impossible",
            package = names.named(package.named),
            rules = names.lines(&rules, 5),
        );
        layout.item(2, &text);
    }
    layout.blank();
    for package in &answer.packages {
        let changes = names.package(&page.scenario().named(package.named).package);
        layout.hang(2, &names.named(package.named), 24, &changes);
    }
}
