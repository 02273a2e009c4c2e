//! Is the file sound: what is in it, and what deserves a second look.

use super::frame::{date_and_off, not_modelled, origin, reading, title, when_of};
use crate::catalogue::say;
use crate::diagnostics::{self, Checked, CheckedText, Snippets};
use crate::layout::Layout;
use crate::names::Names;
use crate::page::Sheet;
use detente_scenario::model::{Basis, Preference, Term};
use detente_scenario::quotation::{Coverage, Sentence};
use detente_scenario::{PartyId, Scenario};

/// The summary of a file that could be read, with the findings about it.
#[must_use]
pub fn check(sheet: &Sheet<'_>, scenario: &Scenario, checked: &Checked<'_>) -> String {
    let mut layout = Layout::new(sheet.style);
    let names = Names::new(*sheet, scenario);
    let when = when_of(sheet, checked.case.map_or(scenario.as_of, |case| case.as_of));
    title(sheet, scenario, &when, &mut layout);
    if let Some(case) = checked.case {
        reading(&names, case, &mut layout);
    }
    layout.blank();
    layout.heading(&sheet.word("question-contents"));
    parties(&names, &mut layout);
    rest(&names, checked, &mut layout);
    if let Some(missing) = not_modelled(&names) {
        layout.paragraph(2, &missing);
    }
    for text in checked.quotations {
        quotations(&names, text, checked.snippets, &mut layout);
    }
    layout.blank();
    layout.heading(&sheet.word("question-findings"));
    let mut text = layout.finish();
    text.push_str(&diagnostics::text(sheet, checked.findings, checked.source, checked.snippets));
    let mut foot = Layout::new(sheet.style);
    let parts = checked.case.map_or_else(|| vec![when], |case| date_and_off(&names, case));
    foot.dim(&origin(sheet, scenario, parts));
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
pub(crate) fn role(names: &Names<'_>, id: PartyId) -> String {
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
        lines @ (Preference::Priorities(_) | Preference::Values(_)) => {
            say!(sheet, "party-lines", count = lines.versions().len())
        }
        Preference::Ranking(ranking) => {
            say!(sheet, "party-groups", count = ranking.best_first.len())
        }
    };
    let roles = sheet.commas(&roles);
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
        Some(possible) => (possible, "yes"),
        None => (0, "no"),
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
        let preference = &party.preference;
        for (line, versions) in preference.versions().into_iter().enumerate() {
            (0..versions).filter_map(|version| preference.basis(line, version)).for_each(&mut add);
        }
    }
    scenario.rules.iter().for_each(|rule| add(&rule.basis));
    counts
}

/// What became of the quotations of one text, and which of its sentences nobody uses.
fn quotations(names: &Names<'_>, of: &CheckedText, snippets: Snippets, layout: &mut Layout) {
    let (sheet, report) = (&names.sheet, &of.report);
    let counts = report.counts();
    layout.blank();
    layout.heading(&sheet.word("question-quotations"));
    let text = report.text.and_then(|id| names.scenario.texts.get(id.index()));
    if let Some(text) = text {
        layout.paragraph(2, &sheet.quote(&text.title));
    }
    if snippets == Snippets::Shown {
        layout.paragraph(2, &say!(sheet, "quotations-digest", digest = report.digest.as_str()));
    }
    match report.digest_matches {
        Some(true) => layout.paragraph(2, &sheet.word("quotations-same-text")),
        Some(false) => layout.paragraph(2, &sheet.word("quotations-other-text")),
        None => {}
    }
    let missing = counts.quotations - counts.found;
    layout.paragraph(2, &say!(sheet, "quotations-found", found = counts.found, missing = missing));
    for quotation in &report.quotations {
        let (passage, source) = (&quotation.passage, names.source(quotation.source));
        let place = match passage.places.first() {
            Some(place) => say!(
                sheet,
                "quotations-place",
                line = place.line,
                offset = place.range.start,
                count = passage.count,
            ),
            None => sheet.word("quotations-nowhere"),
        };
        let words = names.scenario.source(quotation.source).quotes.get(quotation.index);
        let words =
            words.map(|quote| say!(sheet, "source-quote", words = sheet.quote(&quote.words)));
        let text = [place, words.unwrap_or_default()].join("  ");
        layout.hang(4, &source, 12, text.trim_end());
    }
    layout.paragraph(
        2,
        &say!(
            sheet,
            "quotations-coverage",
            used = counts.used,
            sentences = sheet.number(counts.sentences as u64),
            unused = counts.unused,
            left = counts.nothing,
        ),
    );
    if snippets == Snippets::Redacted {
        return;
    }
    let words = |sentence: &Sentence| {
        let words = of.text.get(sentence.place.range.clone()).unwrap_or_default();
        say!(sheet, "source-quote", words = sheet.quote(words.trim()))
    };
    for sentence in &report.sentences {
        let note = match &sentence.coverage {
            Coverage::Used(_) => continue,
            Coverage::Nothing => sheet.word("quotations-unread"),
            Coverage::Unused(index) => {
                let why = text.and_then(|text| text.unused.get(*index)?.why.as_deref());
                say!(sheet, "quotations-unused", why = sheet.quote(why.unwrap_or("-")))
            }
        };
        let line = say!(sheet, "quotations-line", line = sentence.place.line);
        layout.hang(
            4,
            &line,
            14,
            &say!(sheet, "quotations-noted", note = note, words = words(sentence)),
        );
    }
}
