//! Is the file sound: what is in it, and what deserves a second look.

use super::frame::{not_modelled, origin, title};
use crate::catalogue::say;
use crate::diagnostics::{self, Checked};
use crate::layout::Layout;
use crate::names::Names;
use crate::page::Sheet;
use crate::quotations::Quotations;
use detente_scenario::model::{Basis, Preference, Term};
use detente_scenario::{AsOf, PartyId, Scenario};

/// The summary of a file that could be read, with the findings about it.
#[must_use]
pub fn check(sheet: &Sheet<'_>, scenario: &Scenario, checked: &Checked<'_>) -> String {
    let mut layout = Layout::new(sheet.style);
    let names = Names::new(*sheet, scenario);
    let when = match scenario.as_of {
        AsOf::On(date) => say!(sheet, "head-as-of", date = sheet.date(date)),
        AsOf::Latest => sheet.word("head-latest"),
    };
    title(sheet, scenario, &when, &mut layout);
    layout.blank();
    layout.heading(&sheet.word("question-contents"));
    parties(&names, &mut layout);
    rest(&names, checked, &mut layout);
    if let Some(missing) = not_modelled(&names) {
        layout.paragraph(2, &missing);
    }
    for report in checked.quotations {
        quotations(&names, report, &mut layout);
    }
    layout.blank();
    layout.heading(&sheet.word("question-findings"));
    let mut text = layout.finish();
    text.push_str(&diagnostics::text(sheet, checked.findings, checked.source, checked.snippets));
    let mut foot = Layout::new(sheet.style);
    foot.dim(&origin(sheet, scenario, vec![when]));
    text.push_str(&foot.finish());
    text
}

fn parties(names: &Names<'_>, layout: &mut Layout) {
    let scenario = names.scenario;
    let (sheet, count) = (&names.sheet, scenario.parties.len());
    layout.paragraph(2, &say!(sheet, "contents-parties", count = count));
    for party in scenario.party_ids() {
        layout.hang(4, &names.party_id(party), 16, &role(names, party));
    }
}

/// A party's name, its part, and how many lines it has.
fn role(names: &Names<'_>, id: PartyId) -> String {
    let scenario = names.scenario;
    let sheet = &names.sheet;
    let party = scenario.party(id);
    let mut roles = Vec::new();
    if party.signs {
        roles.push(sheet.word("role-signs"));
    }
    if let Some(principal) = party.negotiates_for {
        roles.push(say!(sheet, "role-agent", principal = names.party(principal)));
    }
    let terms = scenario.terms.iter().filter(|term| term.by.contains(&id)).count();
    if terms > 0 {
        roles.push(say!(sheet, "role-controls-count", count = terms));
    }
    if scenario.is_principal(id) {
        roles.push(sheet.word("role-principal"));
    }
    if scenario.is_affected(id) {
        roles.push(sheet.word("role-affected"));
    }
    let lines = match &party.preference {
        Preference::Indifferent => sheet.word("party-indifferent-short"),
        Preference::Priorities(lines) => say!(sheet, "party-lines", count = lines.len()),
        Preference::Ranking(ranking) => {
            say!(sheet, "party-groups", count = ranking.best_first.len())
        }
    };
    let roles = roles.join(", ");
    say!(sheet, "party-roles-short", party = names.party(id), roles = roles, lines = lines)
}

fn rest(names: &Names<'_>, checked: &Checked<'_>, layout: &mut Layout) {
    let scenario = names.scenario;
    let sheet = &names.sheet;
    let all = scenario
        .terms
        .iter()
        .try_fold(1_u64, |product, term: &Term| product.checked_mul(term.options.len() as u64));
    let combinations = all.map_or_else(|| sheet.word("count-huge"), |all| sheet.number(all));
    layout.paragraph(
        2,
        &say!(sheet, "contents-terms", count = scenario.terms.len(), combinations = combinations),
    );
    let (possible, known) = match checked.possible {
        Some(possible) => (sheet.number(possible), "yes"),
        None => (String::new(), "no"),
    };
    layout.paragraph(
        2,
        &say!(
            sheet,
            "contents-rules",
            count = scenario.rules.len(),
            known = known,
            possible = possible,
        ),
    );
    let (sourced, unsourced) = lines(scenario);
    layout.paragraph(
        2,
        &say!(
            sheet,
            "contents-lines",
            count = sourced + unsourced,
            sourced = sheet.number(sourced as u64),
            unsourced = unsourced,
        ),
    );
    layout.paragraph(
        2,
        &say!(
            sheet,
            "contents-rest",
            packages = scenario.packages.len(),
            claims = scenario.claims.len(),
            sources = scenario.sources.len(),
            steps = scenario.steps.len(),
        ),
    );
}

/// Priorities and rules with and without a source.
fn lines(scenario: &Scenario) -> (usize, usize) {
    let mut counts = (0, 0);
    let mut add = |basis: &Basis| match basis.sources.is_empty() {
        true => counts.1 += 1,
        false => counts.0 += 1,
    };
    for party in &scenario.parties {
        if let Preference::Priorities(lines) = &party.preference {
            lines.iter().flat_map(|line| &line.versions).for_each(|version| add(&version.basis));
        }
    }
    scenario.rules.iter().for_each(|rule| add(&rule.basis));
    counts
}

fn quotations(names: &Names<'_>, report: &Quotations, layout: &mut Layout) {
    let sheet = &names.sheet;
    layout.blank();
    layout.heading(&sheet.word("question-quotations"));
    let title = names.scenario.texts.get(report.text.index()).map_or("", |text| &text.title);
    layout.paragraph(2, &sheet.quote(title));
    if report.digest_matches == Some(false) {
        layout.paragraph(2, &sheet.word("quotations-other-text"));
    }
    layout.paragraph(
        2,
        &say!(sheet, "quotations-found", found = report.found, missing = report.missing.len(),),
    );
    for (source, words) in &report.missing {
        let words = say!(sheet, "source-quote", words = sheet.quote(words));
        layout.hang(4, &names.source(*source), 16, &words);
    }
    let covered = report.used + report.unused;
    layout.paragraph(
        2,
        &say!(
            sheet,
            "quotations-coverage",
            used = report.used,
            sentences = sheet.number(report.sentences as u64),
            unused = report.unused,
            left = report.sentences.saturating_sub(covered),
        ),
    );
}
