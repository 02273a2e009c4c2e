//! Rules that contradict each other, forbid nothing, or forbid what is there.

use super::line_name;
use crate::case::Case;
use crate::limits::Refusal;
use crate::space::{Diagrams, FALSE};
use detente_scenario::model::Line;
use detente_scenario::{Code, Diagnostic, Expr, OptionId, RuleId};

/// Reports on the rules in force; returns the diagram of what they allow together.
pub(super) fn check(
    case: &Case<'_>,
    diagrams: &mut Diagrams<'_>,
    found: &mut Vec<Diagnostic>,
) -> Result<u32, Refusal> {
    let scenario = case.scenario;
    let require = |rule: RuleId| &scenario.rule(rule).require;
    let possible = diagrams.all(case.rules.iter().map(|&rule| require(rule)))?;
    if possible == FALSE {
        let conflict = smallest_conflict(case, diagrams)?;
        let names: Vec<String> = conflict
            .iter()
            .map(|&rule| format!("`{}`", line_name(scenario, Line::Rule(rule))))
            .collect();
        let span = conflict.first().map(|&rule| scenario.rule(rule).condition.span);
        let mut finding = Diagnostic::of_file(
            Code::W501,
            match names.as_slice() {
                [alone] => format!("no package is possible: {alone} allows nothing"),
                _ => format!("no package is possible: {} contradict each other", names.join(", ")),
            },
        );
        finding.span = span;
        for &rule in conflict.iter().skip(1) {
            finding = finding
                .related(scenario.rule(rule).condition.span, line_name(scenario, Line::Rule(rule)));
        }
        found.push(finding);
    } else {
        for &rule in &case.rules {
            let others = case.rules.iter().filter(|&&other| other != rule);
            let others = diagrams.all(others.map(|&other| require(other)))?;
            if others == possible {
                let name = line_name(scenario, Line::Rule(rule));
                let span = scenario.rule(rule).condition.span;
                found.push(Diagnostic::new(
                    Code::W514,
                    span,
                    format!("`{name}` forbids nothing that the other rules allow"),
                ));
            }
        }
    }
    broken(case, &scenario.status_quo(), Code::W502, "the status quo", found);
    for named in &scenario.packages {
        broken(case, &named.package, Code::W503, &format!("package `{}`", named.id), found);
    }
    Ok(possible)
}

fn broken(
    case: &Case<'_>,
    package: &[OptionId],
    code: Code,
    what: &str,
    found: &mut Vec<Diagnostic>,
) {
    let holds = |expr: &Expr| case.scenario.holds(expr, package);
    for &rule in &case.rules {
        let stands = case.scenario.rule(rule);
        if !holds(&stands.require) {
            let name = line_name(case.scenario, Line::Rule(rule));
            let mut finding =
                Diagnostic::new(code, stands.condition.span, format!("{what} breaks `{name}`"));
            if let Some(why) = &stands.why {
                finding = finding.help(format!("the rule's reason: {why}"));
            }
            found.push(finding);
        }
    }
}

/// A set of rules in force that allow nothing together and something without any one of them, by
/// dropping rules from the front as long as nothing becomes possible.
fn smallest_conflict(case: &Case<'_>, diagrams: &mut Diagrams<'_>) -> Result<Vec<RuleId>, Refusal> {
    let mut conflict = case.rules.clone();
    let mut at = 0;
    while at < conflict.len() {
        let mut rest = conflict.clone();
        rest.remove(at);
        let allowed = rest.iter().map(|&rule| &case.scenario.rule(rule).require);
        if diagrams.all(allowed)? == FALSE {
            conflict = rest;
        } else {
            at += 1;
        }
    }
    Ok(conflict)
}
