//! Rankings by ordered numbers, and what the tool has computed from them.

use super::fields::{items, number, wrong_type};
use super::{Draft, Numbers, head_of};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::gmcr::Findings;
use crate::foreign::gmcr::conflict::{Conflict, Maker};
use crate::foreign::gmcr::states::{End, States, pattern};
use crate::span::Span;
use crate::tree::{Node, Value, shortened};

/// How many feasible states are numbered.
const MAX_STATES: usize = 1 << 16;

/// Up to this number of feasible states the payoffs in the file are compared with what they should be.
const MAX_COMPARED: usize = 1 << 12;

/// The ranking of a decision maker under either name of the key: groups of ordered numbers with
/// their places, and the place of the whole.
pub(super) fn numbers(maker: &Node, findings: &mut Findings) -> Option<(Numbers, Span)> {
    let [new, old] = ["preferenceRanking", "preferenceVector"];
    let Some(node) = maker.get(new).or_else(|| maker.get(old)) else {
        let message = format!("a decision maker needs `{new}`, because the rankings count");
        let help = "or set `useManualPreferenceRanking` to `false` to let the statements count";
        findings.add(Diagnostic::new(Code::E602, head_of(maker), message).help(help));
        return None;
    };
    let mut groups = Vec::new();
    for item in items(node, "numbers of states", findings)? {
        let tied = match &item.value {
            Value::List(tied) => tied.iter().collect(),
            _ => vec![item],
        };
        let mut group = Vec::with_capacity(tied.len());
        for node in tied {
            match number(node, "the number of a state, or a list of them", findings) {
                Some(state) => group.push((state, node.span)),
                None => return None,
            }
        }
        // A tie of none ranks nothing.
        if !group.is_empty() {
            groups.push(group);
        }
    }
    if let (Some(a), Some(b)) = (maker.get(new), maker.get(old))
        && plain(a) != plain(b)
    {
        let message = format!("`{old}` says something else than `{new}`");
        let finding = Diagnostic::new(Code::E607, head_of(b), message);
        findings.add(finding.related(head_of(a), "here").help("leave out the wrong one"));
    }
    Some((groups, head_of(node)))
}

/// A ranking without places.
fn plain(node: &Node) -> Vec<Vec<Option<i64>>> {
    let number = |node: &Node| match node.value {
        Value::Integer(number) => Some(number),
        _ => None,
    };
    let group = |node: &Node| match &node.value {
        Value::List(tied) => tied.iter().map(number).collect(),
        _ => vec![number(node)],
    };
    node.items().iter().map(group).collect()
}

/// What the tool has computed for a decision maker.
pub(super) fn payoffs(maker: &Node, findings: &mut Findings) -> Option<(Vec<i64>, Span)> {
    let node = maker.get("payoffs")?;
    let Value::List(nodes) = &node.value else {
        // The tool writes `null` before it has computed anything.
        if !matches!(node.value, Value::Other(..)) {
            wrong_type(node, "a list of numbers", findings);
        }
        return None;
    };
    let number = |node: &Node| match node.value {
        Value::Integer(number) => Some(number),
        _ => None,
    };
    Some((nodes.iter().map(number).collect::<Option<_>>()?, head_of(node)))
}

/// Moves the decision makers into `conflict`, their rankings as positions among the feasible
/// states, and compares the payoffs in the file with what they should be.
pub(super) fn resolve(conflict: &mut Conflict, drafts: Vec<Draft>, findings: &mut Findings) {
    let numbered = drafts.iter().any(|draft| draft.ranking.is_some());
    let limit = match (numbered, drafts.iter().any(|draft| draft.payoffs.is_some())) {
        (true, _) => MAX_STATES,
        (false, true) => MAX_COMPARED,
        (false, false) => 0,
    };
    let states = conflict.feasible(limit);
    if numbered && states.end != End::Complete {
        let message = match states.end {
            End::Limit => format!("there are more than {MAX_STATES} feasible states to rank"),
            _ => "the feasible states cannot be listed in reasonable time".to_owned(),
        };
        let finding = Diagnostic::of_file(Code::E609, message);
        findings.add(finding.help("say what is preferred by statements instead of rankings"));
        return;
    }
    for mut draft in drafts {
        if let Some((groups, place)) = &draft.ranking {
            draft.maker.ranking = positions(groups, *place, &states, findings);
            if draft.maker.ranking.is_some() && !draft.maker.statements.is_empty() {
                let message = format!(
                    "the statements of `{}` do not count, because its ranking does",
                    shortened(&draft.maker.name)
                );
                let finding = Diagnostic::new(Code::W627, *place, message);
                findings.add(finding.help("they are kept in the note of the party"));
            }
        }
        if let Some((payoffs, place)) = &draft.payoffs
            && states.end == End::Complete
        {
            compare(&draft.maker, payoffs, *place, &states, findings);
        }
        conflict.makers.push(draft.maker);
    }
}

/// The ranking as positions from 0; nothing unless every feasible state stands in it once.
fn positions(
    groups: &[Vec<(i64, Span)>],
    place: Span,
    states: &States,
    findings: &mut Findings,
) -> Option<Vec<Vec<usize>>> {
    let count = states.list.len();
    let mut places: Vec<Option<Span>> = vec![None; count];
    let mut ranking = Vec::with_capacity(groups.len());
    let mut complete = true;
    for group in groups {
        let mut tied = Vec::with_capacity(group.len());
        for &(number, span) in group {
            let position = number.checked_sub(1).and_then(|at| usize::try_from(at).ok());
            let Some(slot) = position.and_then(|at| places.get_mut(at)) else {
                if !findings.only_counts() {
                    let message = format!("there is no feasible state {number}");
                    let help = format!(
                        "{count} states are feasible, numbered from 1 in the order of their decimals"
                    );
                    findings.add(Diagnostic::new(Code::E608, span, message).help(help));
                }
                complete = false;
                continue;
            };
            if let Some(first) = *slot {
                if !findings.only_counts() {
                    let message = format!("state {number} stands in this ranking twice");
                    let finding = Diagnostic::new(Code::E608, span, message);
                    findings.add(finding.related(first, "the first time"));
                }
                complete = false;
                continue;
            }
            *slot = Some(span);
            tied.extend(position);
        }
        // The order inside a tie says nothing.
        tied.sort_unstable();
        ranking.push(tied);
    }
    let missing: Vec<usize> = (0..count).filter(|&at| places[at].is_none()).collect();
    if !missing.is_empty() {
        let shown: Vec<String> = missing
            .iter()
            .take(5)
            .map(|&at| format!("{} ({})", at + 1, shortened(&pattern(&states.list[at]))))
            .collect();
        let more = match missing.len().saturating_sub(shown.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let (states, are) = if missing.len() == 1 { ("state", "is") } else { ("states", "are") };
        let message = format!("{states} {}{more} {are} not in this ranking", shown.join(", "));
        let help =
            "every feasible state stands in it once; equally good ones in a list of their own";
        findings.add(Diagnostic::new(Code::E608, place, message).help(help));
    }
    (complete && missing.is_empty()).then_some(ranking)
}

/// Reports payoffs that order the states in another way than what is read.
fn compare(maker: &Maker, payoffs: &[i64], place: Span, states: &States, findings: &mut Findings) {
    let levels = maker.levels(&states.list);
    let message = if payoffs.len() == levels.len() {
        let mut order: Vec<usize> = (0..levels.len()).collect();
        order.sort_by_key(|&at| levels[at]);
        let differ = order.windows(2).find(|pair| {
            levels[pair[0]].cmp(&levels[pair[1]]) != payoffs[pair[0]].cmp(&payoffs[pair[1]])
        });
        let Some(pair) = differ else { return };
        let (low, high) = (pair[0].min(pair[1]) + 1, pair[0].max(pair[1]) + 1);
        format!("these payoffs order the states {low} and {high} otherwise than the preferences")
    } else {
        format!("{} payoffs for {} feasible states", payoffs.len(), levels.len())
    };
    let help = "GMCR+ computes them anew from the preferences when it opens the file, and so they \
                are not read; they may be left over from an earlier state of the file";
    findings.add(Diagnostic::new(Code::W624, place, message).help(help));
}

impl Maker {
    /// For each of `states` how good it is: larger is better, equal is tied.
    pub(in crate::foreign::gmcr) fn levels(&self, states: &[Vec<bool>]) -> Vec<usize> {
        let mut levels = vec![0; states.len()];
        if let Some(ranking) = &self.ranking {
            for (rank, group) in ranking.iter().rev().enumerate() {
                for &position in group {
                    levels[position] = rank;
                }
            }
            return levels;
        }
        let truths: Vec<Vec<bool>> = states
            .iter()
            .map(|state| self.statements.iter().map(|s| s.holds(state)).collect())
            .collect();
        let mut distinct: Vec<&Vec<bool>> = truths.iter().collect();
        distinct.sort_unstable();
        distinct.dedup();
        for (level, truth) in levels.iter_mut().zip(&truths) {
            *level = distinct.partition_point(|other| *other < truth);
        }
        levels
    }
}
