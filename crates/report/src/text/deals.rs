//! Could they sign?

use super::frame::{foot, head};
use super::show::{legend, package_tables, smallest};
use super::valued::{certified, proposed, valued};
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use detente_engine::deals::Deals;
use detente_engine::deals::valued::{Certificate, Undefined, Valued};
use detente_scenario::model::Line;
use detente_scenario::{OptionId, PartyId};

/// The answer to *could they sign?* as text; if there is a proposal, only what can be said of it.
#[must_use]
pub fn deals(
    page: &Page<'_>,
    listed: Option<&Deals>,
    values: &Result<Valued, Undefined>,
    proposal: Option<(&[OptionId], &Certificate)>,
) -> String {
    let mut layout = head(page);
    if let (Ok(values), Some((package, certificate))) = (values, proposal) {
        proposed(page, values, package, certificate, &mut layout);
        return foot(page, layout);
    }
    layout.heading(&page.word("question-deals"));
    if let Some(listed) = listed {
        layout.paragraph(0, &headline(page, listed));
        support(page, listed, values.as_ref().ok(), &mut layout);
    }
    valued(page, values, &mut layout);
    if let Some(listed) = listed {
        who_gains(page, listed, &mut layout);
        agency(page, listed, &mut layout);
        // Where there are solutions, they are what one would look at.
        if values.is_err() {
            least(page, listed, &mut layout);
        }
        named(page, listed, values.as_ref().ok(), &mut layout);
    }
    foot(page, layout)
}

/// Who else gains, and the smallest deals.
pub(crate) fn counts(page: &Page<'_>, answer: &Deals, layout: &mut Layout) {
    who_gains(page, answer, layout);
    agency(page, answer, layout);
    least(page, answer, layout);
}

/// In which reading the headline holds, what is acceptable and efficient, as far as the values do not tell it better.
pub(crate) fn support(
    page: &Page<'_>,
    answer: &Deals,
    values: Option<&Valued>,
    layout: &mut Layout,
) {
    let efficient = values.is_none();
    let told = values.and_then(|values| values.uncertain.as_ref()?.ranges.as_ref()).is_some();
    if answer.deals > 0 && !only_rankings(page) && !told {
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
    if efficient && answer.possible > 0 && !page.table.case().signers.is_empty() {
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

/// Whether the two readings differ only by ranges: every signer of whom they can differ gives values.
pub(crate) fn only_values(page: &Page<'_>) -> bool {
    let case = page.table.case();
    let mut open = case.signers.iter().map(|&p| case.preference(p)).filter(|p| p.has_readings());
    !only_rankings(page) && open.all(|preference| preference.worths().is_some())
}

/// What stands above counts that hold in the careful reading.
pub(crate) fn careful(page: &Page<'_>) -> String {
    page.word(if only_values(page) { "column-any-numbers" } else { "column-any-weights" })
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
        careful(page),
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

fn named(page: &Page<'_>, answer: &Deals, values: Option<&Valued>, layout: &mut Layout) {
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
        let name = names.named(package.named);
        let certificate =
            values.and_then(|v| Some((v, v.certificates.get(package.named.index())?)));
        match certificate {
            Some((valued, certificate)) => {
                let ranges = valued.uncertain.as_ref().and_then(|u| u.ranges.as_ref());
                let sure = ranges.and_then(|r| *r.efficient.get(package.named.index())?);
                layout.hang(2, &name, 24, &certified(page, valued, certificate, sure));
            }
            None => {
                let changes = names.package(&page.scenario().named(package.named).package);
                layout.hang(2, &name, 24, &changes);
            }
        }
    }
}
