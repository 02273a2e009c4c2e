//! Taking keys out of the file's objects. What is of no use is reported and left out.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::gmcr::Findings;
use crate::nearest::nearest;
use crate::span::Span;
use crate::tree::{Node, Value, shortened};

/// A kind of object.
pub(super) struct Table {
    /// With its article, for messages.
    pub(super) what: &'static str,
    pub(super) keys: &'static [&'static str],
    /// Those without which GMCR+ does not open the file.
    pub(super) required: &'static [&'static str],
}

/// Checks the keys of `node`; nothing if it is no object.
pub(super) fn open(node: &Node, table: &Table, findings: &mut Findings) -> Option<()> {
    let Value::Table(entries) = &node.value else {
        wrong_type(node, &format!("an object ({})", table.what), findings);
        return None;
    };
    let mut slips = Vec::new();
    for (key, _) in entries {
        if table.keys.contains(&key.name.as_str()) || findings.only_counts() {
            continue;
        }
        let near = nearest(&key.name, table.keys.iter().copied());
        let message = format!("{} has no key `{}`", table.what, shortened(&key.name));
        let mut finding = Diagnostic::new(Code::W621, key.span, message);
        if let Some(near) = near {
            finding = finding.label(format!("did you mean `{near}`?"));
            slips.push(near);
        }
        findings.add(finding.help("GMCR+ does not read it, and neither does this import"));
    }
    for key in table.required {
        if node.get(key).is_none() && !findings.only_counts() {
            let place = Span::new(node.span.start, (node.span.start + 1).min(node.span.end));
            let message = format!("{} needs `{key}`", table.what);
            let mut finding = Diagnostic::new(Code::E602, place, message);
            if slips.contains(key) {
                finding = finding.help("there is a key under a slightly different name");
            }
            findings.add(finding);
        }
    }
    Some(())
}

/// The items of a list.
pub(super) fn items<'n>(node: &'n Node, of: &str, findings: &mut Findings) -> Option<&'n [Node]> {
    if let Value::List(items) = &node.value {
        return Some(items);
    }
    wrong_type(node, &format!("a list of {of}"), findings);
    None
}

/// The text under `key`, without blanks at its ends.
pub(super) fn text(node: &Node, key: &str, findings: &mut Findings) -> Option<String> {
    let node = node.get(key)?;
    let text = node.as_text().map(|text| text.trim().to_owned());
    if text.is_none() {
        wrong_type(node, "a text", findings);
    }
    text
}

/// The truth under `key`, and its place.
pub(super) fn flag(node: &Node, key: &str, findings: &mut Findings) -> (Option<bool>, Span) {
    match node.get(key) {
        None => (None, Span::default()),
        Some(Node { value: Value::Boolean(truth), span }) => (Some(*truth), *span),
        Some(node) => {
            wrong_type(node, "`true` or `false`", findings);
            (None, node.span)
        }
    }
}

/// A whole number.
pub(super) fn number(node: &Node, what: &str, findings: &mut Findings) -> Option<i64> {
    if let Value::Integer(number) = node.value {
        return Some(number);
    }
    wrong_type(node, what, findings);
    None
}

/// Reports a value of another kind than expected.
pub(super) fn wrong_type(node: &Node, expected: &str, findings: &mut Findings) {
    if !node.is_broken() && !findings.only_counts() {
        let end = match node.value {
            Value::Table(_) | Value::List(_) => (node.span.start + 1).min(node.span.end),
            _ => node.span.end,
        };
        let message = format!("expected {expected}, found {}", node.describe());
        findings.add(Diagnostic::new(Code::E603, Span::new(node.span.start, end), message));
    }
}
