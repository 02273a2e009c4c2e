//! Why: lines of the file, parties and sources.

use super::show::{legend, mark_with_line};
use super::why::sources_of;
use crate::catalogue::say;
use crate::layout::Layout;
use crate::names::grade_text;
use crate::page::Page;
use detente_engine::OffReason;
use detente_engine::why::{WhyLine, WhyParty, WhySource};
use detente_scenario::SourceId;
use detente_scenario::model::{Basis, Line, Preference};

/// Behind a line: what it says in each version, whether it is in force, what it does.
pub(super) fn line(page: &Page<'_>, answer: &WhyLine, layout: &mut Layout) {
    let names = page.names();
    layout.heading(&say!(page, "why-line", line = names.line(answer.line)));
    let scenario = page.scenario();
    match answer.line {
        Line::Rule(rule) => {
            let rule = scenario.rule(rule);
            if let Some(id) = &rule.id {
                layout.hang(2, &page.word("label-name"), 14, &names.id(id));
            }
            wording(page, answer.line, 0, &rule.basis, layout);
            if let Some(why) = &rule.why {
                layout.hang(2, &page.word("label-because"), 14, &page.sheet.quote(why));
            }
        }
        Line::Priority { party, line } => {
            let preference = &scenario.party(party).preference;
            if let Some(&versions) = preference.versions().get(line) {
                for version in 0..versions {
                    let Some(basis) = preference.basis(line, version) else { continue };
                    if versions > 1 {
                        let key = if answer.version == Some(version) { "yes" } else { "no" };
                        layout.blank();
                        layout.paragraph(
                            2,
                            &say!(page, "line-version", number = version + 1, inforce = key,),
                        );
                    }
                    wording(page, answer.line, version, basis, layout);
                }
            }
        }
    }
    layout.blank();
    layout.paragraph(2, &force(page, answer.off));
    effect(page, answer, layout);
}

/// What a line says, as it is written, when it holds and what it rests on.
fn wording(page: &Page<'_>, line: Line, version: usize, basis: &Basis, layout: &mut Layout) {
    let names = page.names();
    layout.hang(2, &page.word("label-says"), 14, &names.says(line, version));
    if let Some(written) = names.written(line, version) {
        layout.hang(2, &page.word("label-written"), 14, &page.sheet.quote(&written));
    }
    if let Some(from) = basis.from {
        layout.hang(2, &page.word("label-from"), 14, &names.date(from));
    }
    if let Some(until) = basis.until {
        layout.hang(2, &page.word("label-until"), 14, &names.date(until));
    }
    if let Some(note) = &basis.note {
        layout.hang(2, &page.word("label-note"), 14, &page.sheet.quote(note));
    }
    sources_of(page, line, version, layout);
}

/// `In force.` or why not.
fn force(page: &Page<'_>, off: Option<OffReason>) -> String {
    match off {
        None => page.word("line-in-force"),
        Some(reason) => say!(page, "line-off", reason = page.names().off_reason(reason)),
    }
}

fn effect(page: &Page<'_>, answer: &WhyLine, layout: &mut Layout) {
    let names = page.names();
    if let Some((gained, lost)) = answer.decides {
        layout.paragraph(2, &say!(page, "line-decides", gained = gained, lost = page.number(lost)));
    }
    if matches!(answer.line, Line::Rule(_)) {
        let broken: Vec<String> =
            answer.broken_by.iter().map(|&named| names.named(named)).collect();
        let text = if broken.is_empty() {
            page.word("rule-unbroken")
        } else {
            say!(page, "rule-broken", packages = names.all(broken, 8))
        };
        layout.paragraph(2, &text);
    }
    if answer.off.is_none() {
        let turns: Vec<String> = answer.turns.iter().map(|&claim| names.claim(claim)).collect();
        let text = if turns.is_empty() {
            page.word("line-turns-none")
        } else {
            say!(page, "line-turns", count = turns.len(), claims = names.all(turns, 8))
        };
        layout.paragraph(2, &text);
    }
}

/// Behind a party: its part, its lines, its view of the named packages.
pub(super) fn party(page: &Page<'_>, answer: &WhyParty, layout: &mut Layout) {
    let names = page.names();
    let scenario = page.scenario();
    let party = scenario.party(answer.party);
    layout.heading(&say!(
        page,
        "why-party",
        party = names.party(answer.party),
        named = if party.name == party.id { "no" } else { "yes" },
        id = names.party_id(answer.party),
    ));
    layout.paragraph(2, &roles(page, answer));
    if let Some(named) = party.no_deal {
        layout.paragraph(2, &say!(page, "party-no-deal", package = names.named(named)));
    }
    if let Some(worth) = party.no_deal_worth {
        layout.paragraph(2, &say!(page, "party-values", worth = names.amount(worth)));
    }
    if let Some(note) = &party.note {
        layout.paragraph(2, &page.sheet.quote(note));
    }
    layout.blank();
    match &party.preference {
        Preference::Indifferent => layout.paragraph(0, &page.word("party-indifferent")),
        Preference::Ranking(ranking) => {
            layout.paragraph(0, &say!(page, "party-ranking", count = ranking.best_first.len()))
        }
        Preference::Priorities(_) => layout.heading(&page.word("question-party-lines")),
        Preference::Values(_) => layout.heading(&page.word("question-party-values")),
    }
    for &(line, off) in &answer.lines {
        let mut text = names.says(line, page.version_in_force(line));
        if let Some(reason) = off {
            let reason = names.off_reason(reason);
            text = say!(page, "line-says-off", text = text, reason = reason);
        }
        layout.hang(2, &names.line(line), 16, &text);
    }
    if !answer.packages.is_empty() {
        layout.blank();
        layout.heading(&page.word("question-party-packages"));
        layout.paragraph(0, &legend(page));
        for (named, comparison) in &answer.packages {
            layout.hang(2, &names.named(*named), 24, &mark_with_line(page, comparison));
        }
    }
}

/// The four independent facts about a party.
fn roles(page: &Page<'_>, answer: &WhyParty) -> String {
    let scenario = page.scenario();
    let names = page.names();
    let id = answer.party;
    let mut roles = Vec::new();
    if page.table.case().signers.contains(&id) {
        roles.push(page.word("role-signs"));
    }
    if let Some(principal) = scenario.party(id).negotiates_for {
        roles.push(say!(page, "role-agent", principal = names.party(principal)));
    }
    if scenario.controls_a_term(id) {
        let terms: Vec<String> = scenario
            .term_ids()
            .filter(|&term| scenario.term(term).by.contains(&id))
            .map(|term| names.term(term))
            .collect();
        roles.push(say!(page, "role-controls", terms = names.all(terms, 8)));
    }
    if scenario.is_principal(id) {
        roles.push(page.word("role-principal"));
    }
    if roles.is_empty() {
        roles.push(page.word("role-affected"));
    }
    say!(page, "party-roles", roles = page.sheet.semicolons(&roles))
}

/// Behind a source: what it says and what rests on it.
pub(super) fn source(page: &Page<'_>, answer: &WhySource, layout: &mut Layout) {
    let names = page.names();
    layout.heading(&say!(page, "why-source", source = names.source(answer.source)));
    evidence(page, answer.source, 2, layout);
    let source = page.scenario().source(answer.source);
    if let Some(note) = &source.note {
        layout.hang(2, &page.word("label-note"), 14, &page.sheet.quote(note));
    }
    if !answer.known {
        layout.paragraph(2, &page.word("source-later"));
    }
    layout.blank();
    layout.heading(&page.word("question-rests-on"));
    for &(line, off) in &answer.lines {
        let mut text = names.says(line, page.version_in_force(line));
        if let Some(reason) = off {
            let reason = names.off_reason(reason);
            text = say!(page, "line-says-off", text = text, reason = reason);
        }
        layout.hang(2, &names.line(line), 16, &text);
    }
    for &named in &answer.packages {
        let text = names.package(&page.scenario().named(named).package);
        layout.hang(2, &names.named(named), 16, &text);
    }
    for &claim in &answer.claims {
        let text = page.sheet.quote(&page.scenario().claim(claim).says);
        layout.hang(2, &names.claim(claim), 16, &text);
    }
    for step in answer.steps.iter().filter_map(|&step| page.scenario().steps.get(step)) {
        layout.hang(2, &names.id(&step.id), 16, &page.word("source-step"));
    }
    let packages = answer.packages.is_empty() && answer.claims.is_empty();
    if answer.lines.is_empty() && packages && answer.steps.is_empty() {
        layout.paragraph(2, &page.word("source-unused"));
    }
    if !answer.conflicts.is_empty() {
        layout.blank();
        layout.heading(&page.word("question-conflicts"));
        for &other in &answer.conflicts {
            evidence(page, other, 2, layout);
        }
    }
}

/// A source: date, grade, what it says, its own words, where they stand.
pub(super) fn evidence(page: &Page<'_>, id: SourceId, indent: usize, layout: &mut Layout) {
    let names = page.names();
    let source = page.scenario().source(id);
    let mut parts = vec![names.date(source.date)];
    if let Some(grade) = source.grade {
        parts.push(say!(page, "source-grade", grade = grade_text(grade)));
    }
    let published = source.title.as_deref().or_else(|| {
        source.text.and_then(|text| {
            page.scenario().texts.get(text.index()).map(|text| text.title.as_str())
        })
    });
    if let Some(title) = published {
        parts.push(page.sheet.quote(title));
    }
    if let Some(cited_as) = &source.cited_as {
        parts.push(say!(page, "source-cited-as", name = page.sheet.quote(cited_as)));
    }
    if !page.table.case().as_of.knows(source.date) {
        parts.push(page.word("source-not-yet-known"));
    }
    let at = indent + 12;
    layout.hang(indent, &names.source(id), at, &page.sheet.commas(&parts));
    if let Some(says) = &source.says {
        layout.paragraph(at, &page.sheet.quote(says));
    }
    for quote in &source.quotes {
        let words = page.sheet.quote(&quote.words);
        layout.paragraph(at, &say!(page, "source-quote", words = words));
    }
}
