//! `[define]`, and the circles that definitions may make.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::{Condition, Expr};
use crate::ids::DefinitionId;
use crate::load::conditions::condition_of;
use crate::load::fields::words;
use crate::load::known::Known;
use crate::load::report::Report;
use crate::load::sections::Sections;
use crate::model::Definition;
use crate::span::Span;

/// How many definitions may stand inside each other.
const MAX_LEVELS: usize = 64;

/// How many parts a definition may have when all those in it are written out.
const MAX_PARTS: usize = 100_000;

/// Reads every definition.
pub(super) fn read(
    sections: &Sections<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<Definition> {
    let conditions: Vec<Option<Condition>> = sections
        .definitions
        .items
        .iter()
        .map(|(_, node)| condition_of(words(node, report)?, known, report))
        .collect();
    check_nesting(&conditions, known, report);
    conditions
        .into_iter()
        .enumerate()
        .filter_map(|(position, condition)| {
            Some(Definition { id: known.definitions.name(position), condition: condition? })
        })
        .collect()
}

/// What is known of a definition while the circles are searched.
#[derive(Clone, Copy)]
enum State {
    Untouched,
    /// It is being followed.
    Open,
    /// It was followed to its ends.
    Done {
        levels: usize,
        parts: usize,
    },
    /// It is too large or in a circle, or something in it is, which was reported.
    Blamed,
}

/// Depth-first through the definitions, with an explicit stack: a chain may be as long as the file.
fn check_nesting(conditions: &[Option<Condition>], known: &Known, report: &mut Report<'_>) {
    let uses: Vec<(usize, Vec<usize>)> = conditions.iter().map(|c| used(c.as_ref())).collect();
    let mut states = vec![State::Untouched; conditions.len()];
    for start in 0..conditions.len() {
        if !matches!(states[start], State::Untouched) {
            continue;
        }
        // Each definition that is open, with the number of its uses already followed.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        states[start] = State::Open;
        while let Some((at, followed)) = path.last_mut() {
            let at = *at;
            let Some(&next) = uses[at].1.get(*followed) else {
                states[at] = finished(at, &uses[at], &states, known, report);
                path.pop();
                continue;
            };
            *followed += 1;
            match states.get(next) {
                Some(State::Untouched) => {
                    states[next] = State::Open;
                    path.push((next, 0));
                }
                Some(State::Open) => {
                    let from = path.iter().position(|&(at, _)| at == next).unwrap_or_default();
                    let circle: Vec<usize> = path[from..].iter().map(|&(at, _)| at).collect();
                    report_circle(&circle, known, report);
                }
                Some(State::Done { .. } | State::Blamed) | None => {}
            }
        }
    }
}

/// The size of a condition and the definitions in it, one entry for each use.
fn used(condition: Option<&Condition>) -> (usize, Vec<usize>) {
    let (mut parts, mut uses) = (0, Vec::new());
    if let Some(condition) = condition {
        condition.expr.walk(&mut |expr| {
            parts += 1;
            if let Expr::Defined(id) = expr {
                uses.push(DefinitionId::index(*id));
            }
        });
    }
    (parts, uses)
}

fn finished(
    at: usize,
    (own_parts, uses): &(usize, Vec<usize>),
    states: &[State],
    known: &Known,
    report: &mut Report<'_>,
) -> State {
    let (mut levels, mut parts) = (1_usize, *own_parts);
    for &used in uses {
        match states.get(used) {
            Some(State::Done { levels: inner, parts: further }) => {
                levels = levels.max(inner.saturating_add(1));
                parts = parts.saturating_add(*further);
            }
            Some(State::Open | State::Blamed) => return State::Blamed,
            Some(State::Untouched) | None => {}
        }
    }
    if levels > MAX_LEVELS || parts > MAX_PARTS {
        let place = known.definitions.place(at, Span::default());
        let name = known.definitions.name(at);
        let message = if levels > MAX_LEVELS {
            format!("definitions stand inside `{name}` more than {MAX_LEVELS} levels deep")
        } else {
            format!("`{name}` has more than {MAX_PARTS} parts when written out")
        };
        report.add(Diagnostic::new(Code::E231, place, message));
        return State::Blamed;
    }
    State::Done { levels, parts }
}

/// Says a circle from its first member in the file on.
fn report_circle(circle: &[usize], known: &Known, report: &mut Report<'_>) {
    let first = circle.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(turn, _)| turn);
    let mut names: Vec<String> = circle
        .iter()
        .cycle()
        .skip(first)
        .take(circle.len())
        .map(|&at| known.definitions.name(at))
        .collect();
    let (start, second) = (circle.get(first), circle.get((first + 1) % circle.len().max(1)));
    let place =
        start.map_or_else(Span::default, |&at| known.definitions.place(at, Span::default()));
    names.extend(names.first().cloned());
    let shown = if names.len() > 12 {
        format!("{} -> … -> {}", names[..10].join(" -> "), names[names.len() - 1])
    } else {
        names.join(" -> ")
    };
    let message = if circle.len() == 1 {
        format!("`{}` is defined by itself", names[0])
    } else {
        format!("these definitions go in a circle: {shown}")
    };
    let mut finding = Diagnostic::new(Code::E230, place, message);
    if let (Some(&second), true) = (second, circle.len() > 1) {
        finding = finding.related(known.definitions.place(second, place), "through this one");
    }
    report.add(finding.help("write one of them out in terms of the options that it means"));
}
