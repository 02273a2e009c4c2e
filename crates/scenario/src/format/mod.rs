//! The same file, tidied.
//!
//! Comments, order, quotation marks and line breaks inside lists are the author's. Tidied are: the
//! spaces around `=`, after commas and inside brackets, the indentation of lists, blank lines (one
//! before each table, never two in a row), the spaces inside expressions, trailing blanks and the
//! end of the file. Nothing is aligned. It works on the tokens of the file, so whatever it does
//! not understand it passes on as it is, and at the end it compares what both files say; in the
//! event of a difference the file stays as it was.

mod layout;
mod tokens;

use crate::diagnostic::Diagnostic;
use crate::expression::respaced;
use crate::tree::{Node, Value, parse};
use crate::write::to_json;

/// `text` tidied; a JSON file is laid out as [`to_json`] does.
///
/// Formatting twice changes nothing more. The scenario stays the same but for places, the digest
/// and the spaces in the texts of its conditions.
///
/// # Errors
/// What is wrong with the notation. A file that is sound TOML or JSON but no scenario is formatted.
///
/// ```
/// let text = "[scenario]\ntitle   =  \"Peace\"\n[define]\na='b  =  c'";
/// let tidy = "[scenario]\ntitle = \"Peace\"\n\n[define]\na = 'b = c'\n";
/// assert_eq!(detente_scenario::format(text).as_deref(), Ok(tidy));
/// ```
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let parsed = parse(text.as_bytes());
    let Some(before) = parsed.root.filter(|_| parsed.diagnostics.is_empty()) else {
        return Err(parsed.diagnostics);
    };
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tidied = if body.trim_start().starts_with('{') {
        to_json(&before)
    } else {
        let first_line = body.split_inclusive('\n').next().unwrap_or_default();
        let newline = if first_line.ends_with("\r\n") { "\r\n" } else { "\n" };
        layout::arranged(&tokens::lines(body, newline), newline)
    };
    let says_the_same = parse(tidied.as_bytes()).root.is_some_and(|after| same(&before, &after));
    Ok(if says_the_same { tidied } else { text.to_owned() })
}

/// How many lines of a file have a comment: none of a JSON file.
#[must_use]
pub fn comment_lines(text: &str) -> usize {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    if body.trim_start().starts_with('{') { 0 } else { tokens::comments(body) }
}

/// Whether two trees are equal but for places and the spaces in expressions.
fn same(before: &Node, after: &Node) -> bool {
    match (&before.value, &after.value) {
        (Value::Table(a), Value::Table(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|((key_a, a), (key_b, b))| key_a.name == key_b.name && same(a, b))
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Text(a), Value::Text(b)) => {
            a.content == b.content || spaced(&a.content) == spaced(&b.content)
        }
        // JSON has no dates.
        (Value::Date(a), Value::Text(b)) => a.to_string() == b.content,
        (a, b) => a == b,
    }
}

/// An expression or a move with the spaces that it should have.
pub(crate) fn spaced(text: &str) -> String {
    let trimmed = text.trim();
    if let Some((from, to)) = trimmed.split_once("->") {
        return format!("{} -> {}", from.trim(), to.trim());
    }
    respaced(trimmed).unwrap_or_else(|| trimmed.to_owned())
}
