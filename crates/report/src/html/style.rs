//! The style sheet: colours from the pictures' inks, the rest by hand; what stands on printed pages.

use crate::document::Document;
use crate::picture::Ink;
use std::fmt::Write;

const SHEET: &str = include_str!("style.css");

/// The whole style sheet of `document`.
pub(super) fn sheet(document: &Document) -> String {
    let mut out = String::new();
    let colours = |out: &mut String, colour: fn(Ink) -> &'static str| {
        for ink in Ink::all() {
            let _ = write!(out, "--{}:{};", ink.name(), colour(ink));
        }
    };
    out.push_str(":root{");
    colours(&mut out, Ink::light);
    out.push_str("}\n@media screen and (prefers-color-scheme:dark){:root{");
    colours(&mut out, Ink::dark);
    out.push_str("}}\n");
    for ink in Ink::all() {
        let name = ink.name();
        let _ = writeln!(out, ".f-{name}{{fill:var(--{name})}}.s-{name}{{stroke:var(--{name})}}");
    }
    out.push_str(SHEET);
    let marking = document.marking.as_deref().unwrap_or_default();
    let page = &document.words.page;
    let _ = writeln!(
        out,
        "@page{{@top-left{{content:{}}}@top-right{{content:{}}}@bottom-left{{content:{}}}\
         @bottom-right{{content:{}\" \"counter(page)\" / \"counter(pages)}}}}",
        string(marking),
        string(&document.title),
        string(&document.origin),
        string(page),
    );
    out
}

/// `text` as a string of a style sheet: everything but plain letters is written as its number, so
/// that nothing can end the string, or the style sheet.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\u{2068}' | '\u{2069}' => {}
            c if c.is_ascii_alphanumeric() => out.push(c),
            ' ' | '\u{a0}' => out.push(' '),
            c if c.is_control() => {}
            c => {
                // The space ends the number, and is no part of the string.
                let _ = write!(out, "\\{:x} ", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_string() {
        assert_eq!(string("Exercise 1"), "\"Exercise 1\"");
        let evil = string("\"} </style><script>\\\n\u{2068}é");
        assert_eq!(evil, "\"\\22 \\7d  \\3c \\2f style\\3e \\3c script\\3e \\5c \\e9 \"");
    }
}
