//! What no parser sees: rules that contradict each other, statements that never decide, claims that
//! restate the input.
//!
//! Rules and statements are tested on decision diagrams, which need no table; what needs ranks is
//! tested where there is a table.

mod rules;
mod values;

use crate::ask::{ClaimAnswer, Outcome, Restates, answer_claims};
use crate::case::{Case, OffReason};
use crate::limits::{Limits, Refusal};
use crate::space::{Diagrams, FALSE, Space};
use crate::table::PackageTable;
use detente_scenario::model::{Basis, Expectation, Kind, Line, Preference, Statement};
use detente_scenario::{Code, Diagnostic, Printer, Scenario, SourceId, Span};
use std::collections::BTreeSet;

/// Everything worth saying about a file that was read without an error, in the order of its lines.
///
/// # Errors
/// [`Refusal`] if the rules hang together too much or a claim's variant needs too large a table.
pub fn check<'t>(
    case: &Case<'_>,
    table: Option<&'t PackageTable<'t>>,
    limits: &Limits,
) -> Result<Vec<Diagnostic>, Refusal> {
    let scenario = case.scenario;
    let space = Space::new(scenario)?;
    let mut diagrams = Diagrams::new(scenario, &space, limits.diagram_nodes);
    let mut found = Vec::new();
    let possible = rules::check(case, &mut diagrams, &mut found)?;
    if possible != FALSE {
        statements(case, &mut diagrams, possible, &mut found)?;
    }
    if let Some(table) = table.filter(|table| !table.rows().is_empty()) {
        deciding(table, &mut found);
        unranked(table, &mut found);
        values::check(table, limits, &mut found);
        for answer in answer_claims(table, limits)? {
            claim(case, &answer, &mut found);
        }
    }
    parties(case, &mut found);
    observability(scenario, &mut found);
    evidence(case, &mut found);
    found.sort_by_key(|finding| {
        (std::cmp::Reverse(finding.severity()), finding.span.unwrap_or_default(), finding.code)
    });
    Ok(found)
}

/// Where a line of the file stands.
#[must_use]
pub fn place(scenario: &Scenario, line: Line, version: usize) -> Span {
    match line {
        Line::Rule(rule) => scenario.rule(rule).basis.span,
        Line::Priority { party, line } => match &scenario.party(party).preference {
            Preference::Ranking(ranking) => ranking.span,
            other => {
                other.basis(line, version).map_or(scenario.party(party).span, |basis| basis.span)
            }
        },
    }
}

/// What a line of the file is called: `trump 2`, `rule 3`.
#[must_use]
pub fn line_name(scenario: &Scenario, line: Line) -> String {
    Printer::new(scenario).line(line)
}

/// Statements that are true of every, or of no, possible package.
fn statements(
    case: &Case<'_>,
    diagrams: &mut Diagrams<'_>,
    possible: u32,
    found: &mut Vec<Diagnostic>,
) -> Result<(), Refusal> {
    for preference in case.preferences.iter().filter(|preference| preference.is_list()) {
        for (position, active) in preference.lines.iter().enumerate() {
            let line = Line::Priority { party: preference.party, line: active.line };
            let span = condition_place(case.scenario, line, active.version);
            let name = line_name(case.scenario, line);
            let holds = diagrams.condition(&preference.condition(case.scenario, position))?;
            let met = diagrams.and(possible, holds)?;
            if met == possible {
                found.push(Diagnostic::new(
                    Code::W504,
                    span,
                    format!("`{name}` is true of every possible package"),
                ));
            } else if met == FALSE {
                found.push(Diagnostic::new(
                    Code::W505,
                    span,
                    format!("`{name}` is true of no possible package"),
                ));
            }
        }
    }
    Ok(())
}

/// Where the condition of a line stands.
fn condition_place(scenario: &Scenario, line: Line, version: usize) -> Span {
    let Line::Priority { party, line: number } = line else {
        return place(scenario, line, version);
    };
    match &scenario.party(party).preference {
        Preference::Priorities(lines) => match &lines[number].versions[version].statement {
            Statement::Wants(condition) | Statement::Refuses(condition) => condition.span,
            Statement::Gives { gives, .. } => gives.span,
        },
        _ => place(scenario, line, version),
    }
}

/// Statements that are never the first to tell two possible packages apart. Those true of every or
/// of no package are named already.
fn deciding(table: &PackageTable<'_>, found: &mut Vec<Diagnostic>) {
    let case = table.case();
    for preference in case.preferences.iter().filter(|preference| preference.is_list()) {
        let decides = table.ranks(preference.party).deciding();
        for (active, _) in preference.lines.iter().zip(&decides).filter(|(_, decides)| !**decides) {
            let line = Line::Priority { party: preference.party, line: active.line };
            let span = condition_place(case.scenario, line, active.version);
            let constant = |other: &Diagnostic| {
                matches!(other.code, Code::W504 | Code::W505) && other.span == Some(span)
            };
            if !found.iter().any(constant) {
                let name = line_name(case.scenario, line);
                found.push(Diagnostic::new(
                    Code::W506,
                    span,
                    format!("`{name}` never decides between two possible packages"),
                ));
            }
        }
    }
}

/// Rankings that leave possible packages out.
fn unranked(table: &PackageTable<'_>, found: &mut Vec<Diagnostic>) {
    for preference in table.case().preferences.iter().filter(|preference| preference.is_ranking()) {
        let ranks = table.ranks(preference.party);
        let last = preference.lines.len().saturating_sub(1);
        let left_out =
            ranks.as_slice().iter().filter(|&&rank| rank == 0 && !ranks.meets(0, last)).count();
        if left_out > 0 {
            let party = table.scenario().party(preference.party);
            let span =
                place(table.scenario(), Line::Priority { party: preference.party, line: 0 }, 0);
            found.push(Diagnostic::new(
                Code::W513,
                span,
                format!("the ranking of `{}` leaves out {left_out} possible packages", party.id),
            ));
        }
    }
}

fn claim(case: &Case<'_>, answer: &ClaimAnswer, found: &mut Vec<Diagnostic>) {
    let claim = case.scenario.claim(answer.claim);
    let span = claim.ask.span;
    match &answer.restates {
        Restates::Lines(lines) if lines.is_empty() => found.push(Diagnostic::new(
            Code::W507,
            span,
            format!("claim `{}` is true whatever the file says", claim.id),
        )),
        Restates::Lines(lines) => {
            let names: Vec<String> =
                lines.iter().map(|&line| format!("`{}`", line_name(case.scenario, line))).collect();
            let mut finding = Diagnostic::new(
                Code::W507,
                span,
                format!("claim `{}` only restates {}", claim.id, names.join(" and ")),
            );
            for &line in lines {
                let name = line_name(case.scenario, line);
                finding = finding.related(place(case.scenario, line, 0), name);
            }
            found.push(finding);
        }
        Restates::Nothing | Restates::NotTested => {}
    }
    if answer.asked.outcome == Outcome::NoSuchPackage {
        found.push(Diagnostic::new(
            Code::W517,
            span,
            format!("claim `{}` speaks of no possible package", claim.id),
        ));
    } else if answer.as_expected == Some(false) {
        let expected = match claim.expect {
            Some(Expectation::Truth(true)) => "yes".to_owned(),
            Some(Expectation::Truth(false)) => "no".to_owned(),
            Some(Expectation::Count(count)) => count.to_string(),
            None => String::new(),
        };
        let answered = match answer.asked.outcome {
            Outcome::Yes => "yes".to_owned(),
            Outcome::Count(count) => count.to_string(),
            _ => "no".to_owned(),
        };
        found.push(Diagnostic::new(
            Code::W515,
            span,
            format!("claim `{}` comes out {answered}; its author expects {expected}", claim.id),
        ));
    }
}

fn parties(case: &Case<'_>, found: &mut Vec<Diagnostic>) {
    if case.signers.is_empty() {
        found.push(Diagnostic::of_file(Code::W510, "nobody signs, so there is no deal"));
    }
    for party in &case.scenario.parties {
        if party.preference == Preference::Indifferent {
            found.push(Diagnostic::new(
                Code::W511,
                party.span,
                format!("`{}` has no preferences: it never gains and is never hurt", party.id),
            ));
        }
    }
}

/// Changes of capability of which the file does not say who could see a breach.
fn observability(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for term in scenario.terms.iter().filter(|term| term.kind == Some(Kind::Capability)) {
        let silent: Vec<String> = term
            .options
            .iter()
            .enumerate()
            .filter(|(o, option)| *o != term.now.index() && option.seen.is_none())
            .map(|(_, option)| format!("`{}`", option.id))
            .collect();
        if !silent.is_empty() {
            found.push(Diagnostic::new(
                Code::W512,
                term.span,
                format!(
                    "`{}` does not say who could see a breach of {}; counted as nobody",
                    term.id,
                    silent.join(", ")
                ),
            ));
        }
    }
}

/// Every line of a party and every rule with its basis, in file order.
pub(crate) fn bases(scenario: &Scenario) -> Vec<(Line, &Basis)> {
    let mut bases = Vec::new();
    for party in scenario.party_ids() {
        let preference = &scenario.party(party).preference;
        for (line, versions) in preference.versions().into_iter().enumerate() {
            let versions = (0..versions).filter_map(|version| preference.basis(line, version));
            bases.extend(versions.map(|basis| (Line::Priority { party, line }, basis)));
        }
    }
    let rules = scenario.rules.iter().enumerate();
    let rule = |r| Line::Rule(detente_scenario::RuleId::new(r));
    bases.extend(rules.map(|(r, r_)| (rule(r), &r_.basis)));
    bases
}

fn evidence(case: &Case<'_>, found: &mut Vec<Diagnostic>) {
    let scenario = case.scenario;
    for off in &case.off {
        let name = line_name(scenario, off.line);
        let reason = match off.reason {
            OffReason::LaterEvidence(date) => format!("its evidence is of {date}"),
            OffReason::NotYet(date) => format!("it comes into force on {date}"),
            OffReason::Over(date) => format!("it was last in force on {date}"),
            OffReason::Dropped => "the variant drops it".to_owned(),
        };
        found.push(Diagnostic::new(
            Code::W508,
            place(scenario, off.line, 0),
            format!("`{name}` is off as of {}: {reason}", case.as_of),
        ));
    }
    let bases = bases(scenario);
    let unsourced: Vec<Line> =
        bases.iter().filter(|(_, basis)| basis.sources.is_empty()).map(|(line, _)| *line).collect();
    if !unsourced.is_empty() {
        let rules = unsourced.iter().filter(|line| matches!(line, Line::Rule(_))).count();
        found.push(Diagnostic::of_file(
            Code::W509,
            format!(
                "{} of {} priorities and {rules} of {} rules name no source",
                unsourced.len() - rules,
                bases.len() - scenario.rules.len(),
                scenario.rules.len()
            ),
        ));
    }
    unused_sources(scenario, &bases, found);
}

fn unused_sources(scenario: &Scenario, bases: &[(Line, &Basis)], found: &mut Vec<Diagnostic>) {
    let mut used: BTreeSet<SourceId> =
        bases.iter().flat_map(|(_, basis)| &basis.sources).copied().collect();
    used.extend(scenario.packages.iter().flat_map(|package| &package.sources));
    used.extend(scenario.steps.iter().flat_map(|step| &step.sources));
    used.extend(scenario.bundles.iter().flat_map(|bundle| &bundle.sources));
    used.extend(scenario.events.iter().flat_map(|event| &event.sources));
    used.extend(scenario.claims.iter().flat_map(|claim| &claim.sources));
    for party in &scenario.parties {
        if let Preference::Ranking(ranking) = &party.preference {
            used.extend(&ranking.sources);
        }
    }
    for source in &scenario.sources {
        used.extend(&source.contradicts);
    }
    let unused: Vec<&str> = (0..scenario.sources.len())
        .map(SourceId::new)
        .filter(|source| !used.contains(source))
        .map(|source| scenario.source(source).id.as_str())
        .collect();
    if !unused.is_empty() {
        let names: Vec<String> = unused.iter().take(10).map(|id| format!("`{id}`")).collect();
        let more = if unused.len() > 10 { ", …" } else { "" };
        found.push(Diagnostic::of_file(
            Code::W516,
            format!("nothing rests on {} sources: {}{more}", unused.len(), names.join(", ")),
        ));
    }
}
