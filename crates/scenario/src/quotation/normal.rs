//! The form in which words are compared: white space and typography make no difference.

use std::ops::Range;

/// A text in comparable form, with the way back to the bytes it came from.
///
/// Any run of white space is one space; typographic quotation marks, apostrophes and dashes are
/// the plain ones (a run of dashes is one); an ellipsis is three full stops; what cannot be seen is
/// left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Normal {
    /// The comparable form.
    pub text: String,
    /// For each of its bytes, the range of the original character it came from.
    origin: Vec<(usize, usize)>,
}

impl Normal {
    /// The comparable form of `text`; without capitals if `folded`.
    pub fn of(text: &str, folded: bool) -> Self {
        let mut normal = Self::default();
        for (start, character) in text.char_indices() {
            let range = (start, start + character.len_utf8());
            let plain = match character {
                '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => continue,
                c if c.is_whitespace() => ' ',
                '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
                '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' | 'ʼ' | '＇' => {
                    '\''
                }
                '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
                '…' => '.',
                c => c,
            };
            let times = if character == '…' { 3 } else { 1 };
            for _ in 0..times {
                if folded {
                    plain.to_lowercase().for_each(|c| normal.push(c, range));
                } else {
                    normal.push(plain, range);
                }
            }
        }
        normal
    }

    fn push(&mut self, character: char, range: (usize, usize)) {
        if (character == ' ' || character == '-') && self.text.ends_with(character) {
            // The run grows: its one character came from all of them.
            if let Some(last) = self.origin.last_mut() {
                last.1 = range.1;
            }
            return;
        }
        self.text.push(character);
        self.origin.extend(std::iter::repeat_n(range, character.len_utf8()));
    }

    /// Where in the original text the range of the comparable form stands.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.origin.get(range.start).map_or(0, |&(start, _)| start);
        let end = range.end.checked_sub(1).and_then(|last| self.origin.get(last));
        start..end.map_or(start, |&(_, end)| end)
    }

    /// Where `words` (in comparable form) stand as whole words, from left to right, not
    /// overlapping. Nothing for no words. Cost: linear.
    pub fn find<'a>(&'a self, words: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            while !words.is_empty() {
                let start = from + self.text.get(from..)?.find(words)?;
                let end = start + words.len();
                if self.whole_words(start, end) {
                    from = end;
                    return Some(start..end);
                }
                // Words that begin with a letter can begin nowhere else in this word.
                let rest = &self.text[start..];
                let skipped = rest.find(|c| !is_joining(c)).unwrap_or(rest.len());
                let one = rest.chars().next().map_or(1, char::len_utf8);
                from = start + skipped.max(one);
            }
            None
        })
    }

    /// Whether no word is cut at either end.
    fn whole_words(&self, start: usize, end: usize) -> bool {
        let joined = |left: Option<char>, right: Option<char>| {
            left.is_some_and(is_joining) && right.is_some_and(is_joining)
        };
        let text = &self.text;
        !joined(text[..start].chars().next_back(), text[start..].chars().next())
            && !joined(text[..end].chars().next_back(), text[end..].chars().next())
    }
}

/// Whether a word goes on from this character to the next: letters and digits, but not of scripts
/// that write words without spaces between them, or particles at their end.
fn is_joining(character: char) -> bool {
    character.is_alphanumeric()
        && !matches!(character,
            '\u{e00}'..='\u{eff}' // Thai, Lao
            | '\u{1000}'..='\u{109f}' // Burmese
            | '\u{1780}'..='\u{17ff}' // Khmer
            | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
            | '\u{20000}'.. // Chinese, Japanese, Korean
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_makes_no_difference() {
        for (written, plain) in [
            ("a \t\n b", "a b"),
            ("“a” ‘b’ c’s", "\"a\" 'b' c's"),
            ("a — b – c -- d‑e", "a - b - c - d-e"),
            ("so\u{ad}ft\u{200b}", "soft"),
            ("wait…", "wait..."),
            ("a\u{a0}b", "a b"),
        ] {
            assert_eq!(Normal::of(written, false).text, plain);
        }
        assert_eq!(Normal::of("ÀBC İ", true).text, "àbc i\u{307}");
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let text = "He  said “wait…”  — and\nleft";
        let normal = Normal::of(text, false);
        let found = |words: &str| -> Vec<&str> {
            normal.find(words).map(|range| &text[normal.original(&range)]).collect()
        };
        assert_eq!(found("\"wait...\" - and left"), ["“wait…”  — and\nleft"]);
        assert_eq!(found("He said"), ["He  said"]);
        assert_eq!(found("-"), ["—"]);
        assert!(found("").is_empty());
    }

    #[test]
    fn words_are_whole() {
        let normal = Normal::of("Trump trumps a trump; trump's trumpet", false);
        assert_eq!(normal.find("trump").count(), 2);
        assert_eq!(normal.find("rump").count(), 0);
        assert_eq!(Normal::of("aa aa aa", false).find("aa aa").count(), 1, "not overlapping");
        assert_eq!(Normal::of("aaab aaa", false).find("aaa").count(), 1);
        assert_eq!(Normal::of("김정은이 트럼프를", false).find("김정은").count(), 1);
        assert_eq!(Normal::of("朝鲜半岛无核化", false).find("半岛").count(), 1);
    }
}
