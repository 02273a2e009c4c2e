//! From a scenario to a `.gmcr` file, or to every reason against it.

mod encoding;
mod json;
mod preferences;

use std::collections::HashSet;

use self::encoding::{Encoding, encodings};
use self::json::file;
use super::conflict::{Condition, Conflict, Maker};
use super::cubes::{MAX_CUBES, Multiplier, TooLarge};
use super::{Exported, Findings, InForce};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::expression::Expr;
use crate::ids::PartyId;
use crate::model::{NamedPackage, Preference, Scenario};
use crate::span::Span;
use crate::tree::shortened;

/// Writes `scenario` as a `.gmcr` file, with what of it is `in_force`; `version` is that of the
/// program that writes it.
///
/// A term with two options becomes one option, whose `Y` is the second; a term with more becomes one
/// option for each but the first, of which at most one is taken, or one for each, of which exactly
/// one is taken, if only that can say which moves are impossible. Rankings are written as rankings
/// if every party has one or is indifferent, otherwise as statements that order the packages in
/// the same way. Cost: bounded by the number of parts of each condition once multiplied out
/// (refused above 4,096) and, with rankings, of possible packages (65,536).
#[must_use]
pub fn export(scenario: &Scenario, in_force: &InForce, version: &str) -> Exported {
    let mut findings = Findings::default();
    let conflict = conflict(scenario, in_force, &mut findings);
    let file = (!findings.has_error()).then(|| file(&conflict, version));
    let mut diagnostics = findings.finish();
    if file.is_none() {
        // What would have been left out of a file that is not written is of no interest.
        diagnostics.retain(|finding| finding.severity() == Severity::Error);
    }
    Exported { file, diagnostics }
}

/// The conflict; it counts only if no error was found.
fn conflict(scenario: &Scenario, in_force: &InForce, findings: &mut Findings) -> Conflict {
    for term in scenario.terms.iter().filter(|term| term.by.len() > 1) {
        let controllers = term.by.iter().map(|&party| format!("`{}`", scenario.party(party).id));
        let controllers: Vec<String> = controllers.collect();
        let message = format!(
            "`{}` is controlled by {} together, and an option of GMCR+ by one decision maker",
            term.id,
            controllers.join(" and ")
        );
        let help =
            "leave the term to the one party whose decision it is in the end, if there is one";
        findings.add(Diagnostic::new(Code::E641, term.span, message).help(help));
    }
    let encodings = encodings(scenario, findings);
    let moves = |party: &PartyId| {
        let mut terms = scenario.terms.iter().zip(&encodings);
        terms.any(|(term, encoding)| term.by.contains(party) && !encoding.is_fixed)
    };
    let makers: Vec<PartyId> = scenario.party_ids().filter(moves).collect();
    if makers.is_empty() {
        let message = "nobody controls a term that can be moved, and a conflict of GMCR+ has at least one decision maker";
        findings.add(Diagnostic::of_file(Code::E641, message));
    }
    note_omissions(scenario, &makers, findings);
    let mut writer = Writer { scenario, encodings, multiplier: Multiplier::new(scenario) };
    let mut infeasibles: Vec<Condition> =
        writer.encodings.iter().flat_map(Encoding::exclusions).collect();
    for &rule in &in_force.rules {
        let rule = scenario.rule(rule);
        let broken = writer.condition(&rule.require, false, "this rule", rule.basis.span, findings);
        infeasibles.extend(broken.into_iter().flat_map(writable));
    }
    let mut options: Vec<_> = scenario
        .terms
        .iter()
        .zip(&writer.encodings)
        .flat_map(|(term, encoding)| encoding.choices(term))
        .collect();
    options.sort_by_key(|(number, _)| *number);
    let mut conflict = Conflict {
        options: options.into_iter().map(|(_, choice)| choice).collect(),
        infeasibles: distinct(infeasibles),
        makers: makers.iter().map(|&party| writer.maker(party)).collect(),
        ..Conflict::default()
    };
    writer.prefer(&mut conflict, &makers, in_force, findings);
    conflict
}

/// What a scenario is translated with.
struct Writer<'s> {
    scenario: &'s Scenario,
    encodings: Vec<Encoding>,
    multiplier: Multiplier<'s>,
}

impl Writer<'_> {
    fn maker(&self, party: PartyId) -> Maker {
        let terms = self.scenario.terms.iter().zip(&self.encodings);
        let mut options: Vec<usize> = terms
            .filter(|(term, encoding)| term.by.contains(&party) && !encoding.is_fixed)
            .flat_map(|(_, encoding)| encoding.numbers.clone())
            .collect();
        options.sort_unstable();
        Maker {
            name: self.scenario.party(party).name.clone(),
            options,
            statements: Vec::new(),
            ranking: None,
            misperceptions: Vec::new(),
        }
    }

    /// `expr`, or its contrary if it is not `wanted`, as a condition; one that is too large is
    /// reported as `what` at `span`.
    fn condition(
        &mut self,
        expr: &Expr,
        wanted: bool,
        what: &str,
        span: Span,
        findings: &mut Findings,
    ) -> Option<Condition> {
        let number = match self.members(expr, wanted) {
            Ok(members) => return Some(Condition { members }),
            Err(TooLarge::Cubes(u64::MAX)) => "more parts than can be counted".to_owned(),
            Err(TooLarge::Cubes(number)) => format!("up to {number} parts"),
            Err(TooLarge::Effort) => {
                "more than can be multiplied out in reasonable time".to_owned()
            }
        };
        if !findings.only_counts() {
            let message =
                format!("{what} comes to {number} when written out; the limit is {MAX_CUBES}");
            findings.add(Diagnostic::new(Code::E643, span, message));
        }
        None
    }

    fn members(&mut self, expr: &Expr, wanted: bool) -> Result<Vec<Vec<(usize, bool)>>, TooLarge> {
        let mut all: Vec<Vec<(usize, bool)>> = Vec::new();
        for cube in self.multiplier.cubes(expr, wanted)? {
            let mut members: Vec<Vec<(usize, bool)>> = vec![Vec::new()];
            for (term, allowed) in cube.terms() {
                let said = self.encodings[term.index()].said(&allowed);
                let number = (all.len() as u64)
                    .saturating_add((members.len() as u64).saturating_mul(said.len() as u64));
                if number > MAX_CUBES {
                    return Err(TooLarge::Cubes(number));
                }
                members = members
                    .iter()
                    .flat_map(|member| said.iter().map(|more| [&member[..], more].concat()))
                    .collect();
            }
            // What another member contains says nothing more; both are ascending.
            for mut member in members {
                member.sort_unstable();
                self.multiplier.spend(2 * all.len())?;
                if !all.iter().any(|other| is_part(other, &member)) {
                    all.retain(|other| !is_part(&member, other));
                    all.push(member);
                }
            }
        }
        Ok(all)
    }
}

/// Whether every literal of `part` is one of `whole`; both ascending.
fn is_part(part: &[(usize, bool)], whole: &[(usize, bool)]) -> bool {
    let mut rest = whole.iter();
    part.len() <= whole.len() && part.iter().all(|literal| rest.any(|other| other == literal))
}

/// The conditions in which GMCR+ can say that `condition` is infeasible: none if it is never true,
/// two that leave nothing if it always is.
fn writable(condition: Condition) -> Vec<Condition> {
    if condition.members.is_empty() {
        Vec::new()
    } else if condition.members.iter().any(Vec::is_empty) {
        [true, false].map(|taken| Condition { members: vec![vec![(0, taken)]] }).into()
    } else {
        vec![condition]
    }
}

/// The conditions without repetition, as GMCR+ keeps them.
fn distinct(conditions: Vec<Condition>) -> Vec<Condition> {
    let mut seen = HashSet::new();
    conditions.into_iter().filter(|condition| seen.insert(condition.clone())).collect()
}

/// Says what of the scenario the file does not say.
fn note_omissions(scenario: &Scenario, makers: &[PartyId], findings: &mut Findings) {
    for party in scenario.party_ids().filter(|party| !makers.contains(party)) {
        let party = scenario.party(party);
        let message = format!(
            "`{}` controls no term that can be moved and is left out",
            shortened(&party.id)
        );
        findings.add(Diagnostic::new(Code::W644, party.span, message));
    }
    for &party in makers {
        let party = scenario.party(party);
        if let Preference::Values(_) = party.preference {
            let message = format!(
                "`{}` says what things are worth to it, and the file has no place for numbers",
                shortened(&party.id)
            );
            let help = "give it a ranking or priorities that order the packages in the same way";
            findings.add(Diagnostic::new(Code::E641, party.span, message).help(help));
        }
    }
    let lines = scenario.parties.iter().filter_map(|party| match &party.preference {
        Preference::Priorities(lines) => Some(lines),
        _ => None,
    });
    let red_lines =
        lines.flatten().filter(|line| line.versions.iter().any(|version| version.red_line));
    // Names such as `s1` are given anew by every import.
    let packages = scenario.packages.iter().filter(|package| !is_numbered(package));
    let agents = scenario.parties.iter().filter(|party| party.negotiates_for.is_some());
    let counts = [
        (red_lines.count(), "red line", "red lines"),
        (agents.count(), "party that acts for another", "parties that act for another"),
        (packages.count(), "named package", "named packages"),
        (scenario.steps.len(), "step", "steps"),
        (scenario.claims.len(), "claim", "claims"),
        (scenario.sources.len(), "source", "sources"),
        (scenario.texts.len(), "text", "texts"),
        (scenario.not_modelled.len(), "thing not modelled", "things not modelled"),
    ];
    let parts: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, several)| format!("{count} {}", if *count == 1 { one } else { several }))
        .collect();
    if !parts.is_empty() {
        let message = format!("the file has no place for: {}", parts.join(", "));
        findings.add(Diagnostic::of_file(Code::W645, message));
    }
}

/// Whether a package is called `s` and a number.
fn is_numbered(package: &NamedPackage) -> bool {
    let digits = package.id.strip_prefix('s');
    digits.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}
