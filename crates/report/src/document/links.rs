//! Where a text speaks of something told of elsewhere in the document.
//!
//! [`Document::links`](super::Document::links) says which labels stand for what; a text is cut into
//! pieces, some of which lead somewhere. At each place the longest label is taken, and only if it
//! stands there as words of its own: `trump 2` is not part of `trump 21`, of `donald-trump 2` or of
//! `trump 2.5`. A space of a label may be one that does not break in the text.
//!
//! The time is linear in the text: labels stand in a tree of letters whose depth is bounded.

use std::collections::BTreeMap;
use unicode_width::UnicodeWidthChar;

/// Letters of a label. Longer ones are no labels but sentences, and are not searched for.
const LONGEST: usize = 120;

/// The labels, ready to be found.
#[derive(Clone, Debug)]
pub struct Links<'d> {
    /// A tree of letters; its root is the first node.
    nodes: Vec<Node<'d>>,
}

#[derive(Clone, Debug, Default)]
struct Node<'d> {
    next: BTreeMap<char, usize>,
    /// The anchor of the label that ends here.
    anchor: Option<&'d str>,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t, 'd> {
    /// Its words.
    pub text: &'t str,
    /// The anchor that it leads to.
    pub anchor: Option<&'d str>,
}

impl<'d> Links<'d> {
    /// The labels with their anchors. Of two equal labels the first one counts.
    #[must_use]
    pub fn new(links: &'d [(String, String)]) -> Self {
        let mut nodes = vec![Node::default()];
        for (label, anchor) in links {
            if label.is_empty() || label.chars().nth(LONGEST).is_some() {
                continue;
            }
            let mut at = 0;
            for c in label.chars().map(plain) {
                let fresh = nodes.len();
                let next = *nodes[at].next.entry(c).or_insert(fresh);
                if next == fresh {
                    nodes.push(Node::default());
                }
                at = next;
            }
            nodes[at].anchor.get_or_insert(anchor);
        }
        Self { nodes }
    }

    /// `text` in pieces which, put together, are the text.
    #[must_use]
    pub fn cut<'t>(&self, text: &'t str) -> Vec<Piece<'t, 'd>> {
        let mut pieces = Vec::new();
        // What is not yet in a piece begins at `from`; nothing is searched before `at`.
        let (mut from, mut at) = (0, 0);
        for (place, _) in text.char_indices() {
            if place < at || !begins(text, place) {
                continue;
            }
            if let Some((length, anchor)) = self.longest(text, place) {
                let end = place + length;
                if from < place {
                    pieces.push(Piece { text: &text[from..place], anchor: None });
                }
                pieces.push(Piece { text: &text[place..end], anchor: Some(anchor) });
                (from, at) = (end, end);
            }
        }
        if from < text.len() {
            pieces.push(Piece { text: &text[from..], anchor: None });
        }
        pieces
    }

    /// The longest label at `place`, in bytes, and where it leads.
    fn longest(&self, text: &str, place: usize) -> Option<(usize, &'d str)> {
        let mut found = None;
        let mut node = &self.nodes[0];
        for (offset, c) in text[place..].char_indices() {
            let Some(&next) = node.next.get(&plain(c)) else { break };
            node = &self.nodes[next];
            let length = offset + c.len_utf8();
            if let Some(anchor) = node.anchor
                && ends(text, place + length)
            {
                found = Some((length, anchor));
            }
        }
        found
    }
}

/// Every space is the same space.
const fn plain(c: char) -> char {
    match c {
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    }
}

/// Whether `c` belongs to a word: letters, digits, and the marks above and below them.
fn in_word(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || (UnicodeWidthChar::width(c) == Some(0) && !matches!(c, '\u{2066}'..='\u{2069}'))
}

/// Whether `sign`, between two characters of words, holds them together.
fn joins(one: char, sign: char, other: char) -> bool {
    match sign {
        '-' | '\u{2010}' | '\u{2011}' => in_word(one) && in_word(other),
        '.' | ',' => one.is_numeric() && other.is_numeric(),
        _ => false,
    }
}

/// Whether words may begin at `place`.
fn begins(text: &str, place: usize) -> bool {
    let mut before = text[..place].chars().rev();
    let first = text[place..].chars().next();
    apart(first, before.next(), before.next())
}

/// Whether words may end before `place`.
fn ends(text: &str, place: usize) -> bool {
    let mut after = text[place..].chars();
    let last = text[..place].chars().next_back();
    apart(last, after.next(), after.next())
}

/// Whether `here` belongs to another word than what is `beside` it and `beyond` that.
fn apart(here: Option<char>, beside: Option<char>, beyond: Option<char>) -> bool {
    let (Some(here), Some(beside)) = (here, beside) else { return true };
    let one_word = in_word(here) && in_word(beside);
    !one_word && !beyond.is_some_and(|beyond| joins(here, beside, beyond))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(list: &[&str]) -> Vec<(String, String)> {
        list.iter().map(|label| ((*label).to_owned(), format!("to {label}"))).collect()
    }

    /// The text with what leads somewhere in brackets.
    fn marked(list: &[(String, String)], text: &str) -> String {
        let pieces = Links::new(list).cut(text);
        let whole: String = pieces.iter().map(|piece| piece.text).collect();
        assert_eq!(whole, text);
        pieces
            .iter()
            .map(|piece| match piece.anchor {
                Some(_) => format!("[{}]", piece.text),
                None => piece.text.to_owned(),
            })
            .collect()
    }

    #[test]
    fn labels_are_found_as_words_of_their_own() {
        let list = labels(&["trump 21", "trump 2", "C7", "E26", "été"]);
        for (text, found) in [
            ("trump 2", "[trump 2]"),
            ("It rests on trump\u{a0}2 (C7).", "It rests on [trump\u{a0}2] ([C7])."),
            ("trump 21, trump 2, trump 212", "[trump 21], [trump 2], trump 212"),
            ("donald-trump 2 and xtrump 2", "donald-trump 2 and xtrump 2"),
            ("trump 2.5 trump 2.", "trump 2.5 [trump 2]."),
            ("C7-b C7b bC7 C7_ C7's C7–C7", "C7-b C7b bC7 C7_ [C7]'s [C7]–[C7]"),
            ("c7 C70 EC7 C7\u{301}", "c7 C70 EC7 C7\u{301}"),
            ("étés été", "étés [été]"),
            ("– C7 -C7", "– [C7] -[C7]"),
            ("", ""),
        ] {
            assert_eq!(marked(&list, text), found);
        }
    }

    #[test]
    fn the_first_of_equal_labels_counts_and_sentences_are_none() {
        let list = [
            ("C1".to_owned(), "a".to_owned()),
            ("C1".to_owned(), "b".to_owned()),
            (String::new(), "c".to_owned()),
            ("x".repeat(500), "d".to_owned()),
        ];
        let links = Links::new(&list);
        assert_eq!(links.cut("C1"), [Piece { text: "C1", anchor: Some("a") }]);
        let long = "x".repeat(500);
        assert_eq!(links.cut(&long), [Piece { text: &long, anchor: None }]);
        assert!(links.cut("").is_empty());
    }

    #[test]
    fn long_texts_take_no_time() {
        let list = labels(&["a a a a a a a a a a a a b", "a"]);
        let text = "a ".repeat(200_000);
        assert_eq!(Links::new(&list).cut(&text).len(), 400_000);
    }
}
