//! Conditions, and lists of them.

use std::collections::HashMap;

use super::fields::{items, wrong_type};
use super::{head_of, option_at};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::gmcr::Findings;
use crate::foreign::gmcr::conflict::Condition;
use crate::span::Span;
use crate::tree::{Node, Value, shortened};

/// The conditions of a list. One that says the same as an earlier one is left out with a note, as
/// GMCR+ does; that changes neither what is feasible nor which of two states a decision maker
/// prefers, for the first of two equal statements has decided.
pub(super) fn conditions(
    node: &Node,
    count: Option<usize>,
    list: &str,
    findings: &mut Findings,
) -> Vec<Condition> {
    let mut conditions = Vec::new();
    let mut first_places: HashMap<Condition, Span> = HashMap::new();
    for node in items(node, "conditions", findings).unwrap_or_default() {
        let Some(condition) = condition(node, count, findings) else { continue };
        if let Some(&first) = first_places.get(&condition) {
            if !findings.only_counts() {
                let message =
                    format!("this condition stands in `{list}` already; the second is left out");
                findings.add(
                    Diagnostic::new(Code::W625, head_of(node), message)
                        .related(first, "the first time"),
                );
            }
            continue;
        }
        first_places.insert(condition.clone(), head_of(node));
        conditions.push(condition);
    }
    conditions
}

/// A simple condition, or the compound of several.
pub(super) fn condition(
    node: &Node,
    count: Option<usize>,
    findings: &mut Findings,
) -> Option<Condition> {
    let members = match &node.value {
        Value::List(_) => vec![simple(node, count, findings)?],
        Value::Table(_) => {
            let Some(list) = node.get("members") else {
                let message = "a compound condition needs `members`";
                findings.add(Diagnostic::new(Code::E602, head_of(node), message));
                return None;
            };
            let nodes = items(list, "simple conditions", findings)?;
            let members: Vec<Option<_>> =
                nodes.iter().map(|node| simple(node, count, findings)).collect();
            members.into_iter().collect::<Option<Vec<_>>>()?
        }
        _ => {
            wrong_type(node, "a condition", findings);
            return None;
        }
    };
    let says_nothing = if members.is_empty() {
        Some("without members it is true of no state")
    } else if members.iter().any(Vec::is_empty) {
        Some("without options it is true of every state")
    } else {
        None
    };
    if let Some(what) = says_nothing
        && !findings.only_counts()
    {
        let message = format!("this condition says nothing: {what}");
        findings.add(Diagnostic::new(Code::W626, head_of(node), message));
    }
    Some(Condition { members })
}

/// `[[option, "Y"], …]`: all of them; ascending by option.
fn simple(
    node: &Node,
    count: Option<usize>,
    findings: &mut Findings,
) -> Option<Vec<(usize, bool)>> {
    let Value::List(nodes) = &node.value else {
        wrong_type(node, "a list of pairs such as `[0, \"Y\"]`", findings);
        return None;
    };
    let mut literals: Vec<(usize, bool)> = Vec::with_capacity(nodes.len());
    let mut places: HashMap<usize, (bool, Span)> = HashMap::new();
    let mut complete = true;
    for pair in nodes {
        let [option, letter] = match &pair.value {
            Value::List(parts) if parts.len() == 2 => [&parts[0], &parts[1]],
            _ => {
                wrong_type(pair, "a pair such as `[0, \"Y\"]`", findings);
                complete = false;
                continue;
            }
        };
        let (option_number, taken) = (option_at(option, count, findings), taken(letter, findings));
        let (Some(option_number), Some(taken)) = (option_number, taken) else {
            complete = false;
            continue;
        };
        if let Some(&(before, first)) = places.get(&option_number) {
            let message = if before == taken {
                format!("option {option_number} is named twice in one condition")
            } else {
                format!("option {option_number} is to be taken and not taken at once")
            };
            let help = "GMCR+ mixes up the letters of such a condition; name each option once";
            findings.add(
                Diagnostic::new(Code::E607, pair.span, message)
                    .related(first, "the first time")
                    .help(help),
            );
            complete = false;
            continue;
        }
        places.insert(option_number, (taken, pair.span));
        literals.push((option_number, taken));
    }
    literals.sort_unstable();
    complete.then_some(literals)
}

fn taken(node: &Node, findings: &mut Findings) -> Option<bool> {
    match node.as_text() {
        Some("Y") => Some(true),
        Some("N") => Some(false),
        found => {
            if !node.is_broken() && !findings.only_counts() {
                let found =
                    found.map_or_else(|| node.describe(), |text| format!("`{}`", shortened(text)));
                let message = format!("an option is taken, `Y`, or not, `N`; found {found}");
                let mut finding = Diagnostic::new(Code::E606, node.span, message);
                if let Some("y" | "n") = node.as_text() {
                    finding = finding.help("write it as a capital letter");
                }
                findings.add(finding);
            }
            None
        }
    }
}

impl Condition {
    /// The same condition after option i has moved to `place[i]`.
    pub(super) fn rearrange(&mut self, place: &[usize]) {
        for member in &mut self.members {
            for (option, _) in &mut *member {
                *option = place[*option];
            }
            member.sort_unstable();
        }
    }
}
