//! The conflict as the text of a file.

use crate::foreign::gmcr::conflict::{Condition, Conflict};
use crate::tree::{Node, Value};
use crate::write::to_json;

/// The file, with the keys in the order of the documentation.
pub(super) fn file(conflict: &Conflict, version: &str) -> String {
    let options = conflict.options.iter().map(|choice| {
        Node::table([
            ("name", Node::text(choice.name.clone())),
            ("permittedDirection", Node::text(choice.direction.name())),
        ])
    });
    let is_manual = conflict.makers.iter().any(|maker| maker.ranking.is_some());
    let makers = conflict.makers.iter().map(|maker| {
        let mut entries = vec![
            ("name", Node::text(maker.name.clone())),
            ("options", Node::list(maker.options.iter().map(|&option| number(option)))),
            ("preferences", Node::list(maker.statements.iter().map(condition))),
        ];
        if let Some(ranking) = &maker.ranking {
            let groups = ranking.iter().map(|group| match group.as_slice() {
                [one] => number(one + 1),
                several => Node::list(several.iter().map(|position| number(position + 1))),
            });
            entries.push(("preferenceRanking", Node::list(groups)));
        }
        Node::table(entries)
    });
    to_json(&Node::table([
        ("options", Node::list(options)),
        ("decisionMakers", Node::list(makers)),
        ("infeasibles", Node::list(conflict.infeasibles.iter().map(condition))),
        ("useManualPreferenceRanking", Node::new(Value::Boolean(is_manual))),
        ("program", Node::text("detente")),
        ("version", Node::text(version)),
    ]))
}

/// A simple condition, or a compound one of several members.
fn condition(condition: &Condition) -> Node {
    let simple = |literals: &Vec<(usize, bool)>| {
        Node::list(literals.iter().map(|&(option, taken)| {
            Node::list([number(option), Node::text(if taken { "Y" } else { "N" })])
        }))
    };
    match condition.members.as_slice() {
        [one] => simple(one),
        several => Node::table([
            ("compound", Node::new(Value::Boolean(true))),
            ("members", Node::list(several.iter().map(simple))),
        ]),
    }
}

/// Numbers of options and states are far below the largest integer.
fn number(number: usize) -> Node {
    Node::new(Value::Integer(i64::try_from(number).unwrap_or(i64::MAX)))
}
