//! The tree as a file: TOML as a person would write it, and its exact twin in JSON; and the model
//! as a tree.
//!
//! Whatever tree goes in, reading what comes out gives the same scenario, apart from places and the
//! digest. Comments are no part of the tree; [`crate::format()`] keeps them.

mod json;
mod model;
mod toml;

pub use json::to_json;
pub use model::{tree_of, tree_of_valuation};
pub use toml::to_toml;

/// Lines are broken, where they can be, before this many characters.
const WIDTH: usize = 120;

/// `text` between double quotation marks, escaped for TOML and JSON alike.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        escape(&mut out, character);
    }
    out.push('"');
    out
}

/// Writes `character` as it stands between double quotation marks.
fn escape(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{0}'..'\u{20}' | '\u{7f}' => {
            out.push_str(&format!("\\u{:04x}", u32::from(character)));
        }
        other => out.push(other),
    }
}
