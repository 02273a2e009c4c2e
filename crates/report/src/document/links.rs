//! Labels in a text (`trump 2`, `C7`, `E26`) that lead to what tells of them.

use std::collections::HashMap;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Plain(&'a str),
    /// A label.
    Link {
        /// The label as it stands in the text.
        text: &'a str,
        /// The anchor it leads to.
        to: &'a str,
    },
}

/// The labels of a document, ready to be looked for.
#[derive(Clone, Debug)]
pub struct Links<'d> {
    /// By the first word of the label; the longest labels first.
    by_word: HashMap<&'d str, Vec<(&'d str, &'d str)>>,
}

impl<'d> Links<'d> {
    /// `links` are labels with their anchors; of equal labels the first counts.
    #[must_use]
    pub fn new(links: &'d [(String, String)]) -> Self {
        let mut by_word: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
        for (label, to) in links {
            let word = first_word(label);
            if !word.is_empty() {
                by_word.entry(word).or_default().push((label, to));
            }
        }
        for labels in by_word.values_mut() {
            labels.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
        }
        Self { by_word }
    }

    /// The pieces of `text`, in order. A label counts only where no letter, digit, `_` or `-` stands
    /// before or behind it.
    ///
    /// Cost: one look-up per word, and one comparison per label that begins with it.
    #[must_use]
    pub fn pieces<'a>(&'a self, text: &'a str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let (mut done, mut at) = (0, 0);
        while at < text.len() {
            let word = first_word(&text[at..]);
            if word.is_empty() {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let here = &text[at..];
            let fits = |label: &&(&str, &str)| {
                here.starts_with(label.0)
                    && !here[label.0.len()..].starts_with(|c: char| is_of_word(c))
            };
            match self.by_word.get(word).and_then(|labels| labels.iter().find(fits)) {
                Some(&(label, to)) => {
                    if done < at {
                        pieces.push(Piece::Plain(&text[done..at]));
                    }
                    at += label.len();
                    pieces.push(Piece::Link { text: &text[at - label.len()..at], to });
                    done = at;
                }
                None => at += word.len(),
            }
        }
        if done < text.len() {
            pieces.push(Piece::Plain(&text[done..]));
        }
        pieces
    }
}

/// The letters, digits, `_` and `-` with which `text` begins.
fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !is_of_word(c)).unwrap_or(text.len());
    &text[..end]
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(labels: &[&str]) -> Vec<(String, String)> {
        labels.iter().map(|label| ((*label).to_owned(), format!("to-{label}"))).collect()
    }

    fn found(text: &str, labels: &[&str]) -> Vec<String> {
        let links = links(labels);
        let links = Links::new(&links);
        let pieces = links.pieces(text);
        let whole: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Plain(text) | Piece::Link { text, .. } => *text,
            })
            .collect();
        assert_eq!(whole, text, "nothing is lost");
        pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Link { text, .. } => Some((*text).to_owned()),
                Piece::Plain(_) => None,
            })
            .collect()
    }

    #[test]
    fn labels_are_found_between_other_words_only() {
        let labels = ["trump\u{a0}2", "trump\u{a0}21", "C1", "Hanoi-ask"];
        let text = "C1, (trump\u{a0}21) and trump\u{a0}2; not C12, nor Hanoi-ask-2, but Hanoi-ask.";
        assert_eq!(found(text, &labels), ["C1", "trump\u{a0}21", "trump\u{a0}2", "Hanoi-ask"]);
    }

    #[test]
    fn any_text_is_cut_without_loss() {
        assert!(found("", &["a"]).is_empty());
        assert!(found("é漢\u{2068}x\u{2069} – …", &["a", ""]).is_empty());
        assert_eq!(found("ééa é a", &["a", "é"]), ["é", "a"]);
    }
}
