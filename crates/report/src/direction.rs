//! Names that run against the direction of the sentence they stand in.
//!
//! A Hebrew name inside an English sentence makes numbers and punctuation beside it jump to its other
//! side. Wrapped in the isolates of Unicode (U+2068 first strong isolate … U+2069 pop directional
//! isolate) it steers only itself. What is wrapped comes from [`clean`](crate::clean::clean), which
//! leaves no such sign in a text of the file, so that every isolate here is one of ours, and balanced.

use crate::language::Direction;
use std::borrow::Cow;

/// Opens an isolate: its direction is that of its first strong letter.
pub const OPEN: char = '\u{2068}';

/// Closes the innermost isolate.
pub const CLOSE: char = '\u{2069}';

/// Whether `c` is strongly right-to-left, by the blocks of Unicode set aside for such scripts: Hebrew,
/// Arabic, Syriac, Thaana, N’Ko, Samaritan, Mandaic, Arabic Extended, the presentation forms, and the
/// right-to-left blocks beyond the first plane. Digits and marks in those blocks count as well: nobody
/// is harmed by one isolate too many.
#[must_use]
pub const fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether a letter of `text` runs against `direction`.
#[must_use]
pub fn runs_against(text: &str, direction: Direction) -> bool {
    match direction {
        Direction::LeftToRight => !text.is_ascii() && text.chars().any(is_right_to_left),
        Direction::RightToLeft => text.chars().any(|c| c.is_alphabetic() && !is_right_to_left(c)),
    }
}

/// `text` in an isolate of its own.
#[must_use]
pub fn isolated(text: &str) -> String {
    format!("{OPEN}{text}{CLOSE}")
}

/// Whether `c` opens or closes an isolate.
#[must_use]
pub const fn is_sign(c: char) -> bool {
    matches!(c, OPEN | CLOSE)
}

/// `text` without isolates.
#[must_use]
pub fn bare(text: &str) -> Cow<'_, str> {
    match text.contains(is_sign) {
        true => Cow::Owned(text.replace(is_sign, "")),
        false => Cow::Borrowed(text),
    }
}

/// The isolates that `text` opens and does not close.
#[must_use]
pub fn left_open(text: &str) -> usize {
    text.chars().fold(0, |depth: usize, c| match c {
        OPEN => depth + 1,
        CLOSE => depth.saturating_sub(1),
        _ => depth,
    })
}

/// The end of a line that breaks off inside `count` isolates.
#[must_use]
pub fn closing(count: usize) -> String {
    String::from(CLOSE).repeat(count)
}

/// Closes at the end of each line what is open there, and opens it again on the next: every line is a
/// paragraph of its own to whoever lays out its letters.
pub fn balance(lines: &mut [String]) {
    let mut open = 0;
    for line in lines {
        if open > 0 {
            line.insert_str(0, &String::from(OPEN).repeat(open));
        }
        open = left_open(line);
        line.push_str(&closing(open));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_have_their_direction() {
        for c in "שאبяܐޘߒࠀࡀࡠࢠיּﷲﻼ𐠀𐤀𐨀𐬀𐴀𞤀𞸀".chars() {
            assert_eq!(is_right_to_left(c), c != 'я', "{c} U+{:04X}", c as u32);
        }
        for c in "Aé漢ñカ1 .,:;·„“ΩЖกा\u{2068}\u{feff}🙂".chars() {
            assert!(!is_right_to_left(c), "{c} U+{:04X}", c as u32);
        }
        for edge in ['\u{58f}', '\u{900}', '\u{fb1c}', '\u{fe00}', '\u{107ff}', '\u{11000}'] {
            assert!(!is_right_to_left(edge), "U+{:04X}", edge as u32);
        }
    }

    #[test]
    fn what_runs_against_a_sentence_depends_on_its_direction() {
        let (ltr, rtl) = (Direction::LeftToRight, Direction::RightToLeft);
        for (text, in_english, in_hebrew) in [
            ("Donald Trump", false, true),
            ("ירושלים", true, false),
            ("ירושלים (Jerusalem)", true, true),
            ("12 – 34", false, false),
            ("漢字", false, true),
            ("", false, false),
        ] {
            assert_eq!(runs_against(text, ltr), in_english, "{text}");
            assert_eq!(runs_against(text, rtl), in_hebrew, "{text}");
        }
    }

    #[test]
    fn broken_lines_are_closed_and_opened_again() {
        let mut lines = ["a \u{2068}שם".to_owned(), "ארוך".to_owned(), "מאד\u{2069} z".to_owned()];
        balance(&mut lines);
        assert_eq!(
            lines,
            ["a \u{2068}שם\u{2069}", "\u{2068}ארוך\u{2069}", "\u{2068}מאד\u{2069} z"]
        );
        assert!(lines.iter().all(|line| left_open(line) == 0));
    }
}
