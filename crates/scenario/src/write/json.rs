//! Tree to JSON.

use super::{WIDTH, quoted};
use crate::tree::{Node, Other, Value};

/// The tree as JSON: pretty, in its own order, with a line end at the end. Dates become strings;
/// what JSON cannot write (and no key of a scenario takes) becomes `null`.
#[must_use]
pub fn to_json(root: &Node) -> String {
    let mut out = String::new();
    write(&mut out, root, 0);
    out.push('\n');
    out
}

fn write(out: &mut String, node: &Node, level: usize) {
    match &node.value {
        Value::Table(entries) if entries.is_empty() => out.push_str("{}"),
        Value::Table(entries) => {
            out.push('{');
            for (position, (key, value)) in entries.iter().enumerate() {
                next_line(out, position, level + 1);
                out.push_str(&quoted(&key.name));
                out.push_str(": ");
                write(out, value, level + 1);
            }
            last_line(out, level);
            out.push('}');
        }
        Value::List(items) => list(out, items, level),
        Value::Text(text) => out.push_str(&quoted(&text.content)),
        Value::Integer(number) => out.push_str(&number.to_string()),
        Value::Boolean(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Date(date) => out.push_str(&quoted(&date.to_string())),
        Value::Other(Other::Number, text) if is_json_number(text) => out.push_str(text),
        Value::Other(Other::Time, text) => out.push_str(&quoted(text)),
        Value::Other(Other::Number | Other::Null, _) | Value::Broken => out.push_str("null"),
    }
}

/// On one line if it fits and holds no tables, otherwise one item on each.
fn list(out: &mut String, items: &[Node], level: usize) {
    if !items.iter().any(|item| matches!(item.value, Value::Table(_))) {
        let mut line = String::from("[");
        for (position, item) in items.iter().enumerate() {
            if position > 0 {
                line.push_str(", ");
            }
            write(&mut line, item, level + 1);
        }
        line.push(']');
        let begun = out.rsplit('\n').next().map_or(0, |line| line.chars().count());
        let fits = !line.contains('\n') && begun + line.chars().count() < WIDTH;
        if items.is_empty() || fits {
            out.push_str(&line);
            return;
        }
    }
    out.push('[');
    for (position, item) in items.iter().enumerate() {
        next_line(out, position, level + 1);
        write(out, item, level + 1);
    }
    last_line(out, level);
    out.push(']');
}

fn next_line(out: &mut String, position: usize, level: usize) {
    if position > 0 {
        out.push(',');
    }
    last_line(out, level);
}

fn last_line(out: &mut String, level: usize) {
    out.push('\n');
    out.push_str(&"  ".repeat(level));
}

/// Whether a number as TOML writes it is one in JSON, too: no `+`, `_`, `inf` or base.
fn is_json_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    let leading_zero = digits.len() > 1
        && digits.starts_with('0')
        && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    plain && digits.starts_with(|c: char| c.is_ascii_digit()) && !leading_zero
}
