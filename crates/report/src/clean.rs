//! What stands in a scenario file may be anything; what reaches a terminal may not.
//!
//! Control characters could move the cursor, change colours or overwrite what was printed before;
//! the controls of bidirectional text could make a line read other than it is stored. Neither is
//! ever needed in a name.

/// `text` on one line: runs of white space become one space, controls become `U+FFFD`, and the
/// invisible controls of bidirectional text are left out.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            // U+00A0 keeps words together in layouts; in a name it is a space like any other.
            if !cleaned.is_empty() && !cleaned.ends_with(' ') {
                cleaned.push(' ');
            }
        } else if c.is_control() {
            cleaned.push('\u{fffd}');
        } else if !is_invisible(c) {
            cleaned.push(c);
        }
    }
    if cleaned.ends_with(' ') {
        cleaned.pop();
    }
    cleaned
}

/// Characters that take no room and steer the direction of text, join what belongs apart, or hide.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `text` with typographic signs in ASCII. Letters stay as they are; U+202F becomes U+00A0, which keeps
/// words together until a layout is finished.
#[must_use]
pub fn ascii_signs(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{202f}' => plain.push('\u{a0}'),
            '·' | '•' | '–' | '—' | '−' | '‑' => plain.push('-'),
            '…' => plain.push_str("..."),
            '‘' | '’' | '‚' => plain.push('\''),
            '“' | '”' | '„' => plain.push('"'),
            '«' => plain.push_str("<<"),
            '»' => plain.push_str(">>"),
            '→' => plain.push_str("->"),
            '←' => plain.push_str("<-"),
            '×' => plain.push('x'),
            '≥' => plain.push_str(">="),
            '≤' => plain.push_str("<="),
            '≠' => plain.push_str("!="),
            '│' => plain.push('|'),
            '✓' => plain.push('y'),
            '✗' => plain.push('n'),
            '\u{fffd}' => plain.push('?'),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_direction_controls_do_not_pass() {
        assert_eq!(clean("\u{1b}[31mred\u{7}"), "\u{fffd}[31mred\u{fffd}");
        assert_eq!(clean("a\u{202e}b\u{2066}c\u{200f}"), "abc");
        assert_eq!(clean("  two\n\tlines\u{a0}here "), "two lines here");
        assert_eq!(clean("שלום"), "שלום");
        assert_eq!(clean("\u{9b}31m"), "\u{fffd}31m");
    }

    #[test]
    fn plain_keeps_letters_and_loses_signs() {
        assert_eq!(ascii_signs("Détente – a · b …"), "Détente - a - b ...");
    }
}
