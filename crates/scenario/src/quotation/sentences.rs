//! Cutting a text into sentences.
//!
//! The cuts of Unicode's text segmentation (UAX 29) are the raw material. It knows no
//! abbreviations, so a piece that ends with one is joined to the next; and it ends a sentence with
//! every line, so lines that only wrap are joined first.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// Abbreviations that a sentence goes on after, whatever follows.
const TITLES: [&str; 34] = [
    "adm", "amb", "brig", "capt", "cmdr", "col", "cpl", "dr", "fr", "gen", "gov", "hon", "lt",
    "maj", "messrs", "mr", "mrs", "ms", "mt", "pres", "prof", "pvt", "rep", "reps", "rev", "sec",
    "sen", "sens", "sgt", "st", "vs", "cf", "viz", "approx",
];

/// Abbreviations that a sentence goes on after if a digit follows.
const BEFORE_NUMBERS: [&str; 28] = [
    "apr", "art", "arts", "aug", "ca", "ch", "dec", "feb", "fig", "figs", "jan", "jul", "jun",
    "mar", "no", "nos", "nov", "oct", "p", "para", "paras", "pp", "res", "sect", "sep", "sept",
    "vol", "vols",
];

/// Words that begin a sentence more often than they go on after an initial or `U.S.`.
const BEGINNINGS: [&str; 30] = [
    "A",
    "After",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "But",
    "For",
    "He",
    "However",
    "If",
    "In",
    "It",
    "Its",
    "Meanwhile",
    "Nor",
    "Now",
    "On",
    "She",
    "So",
    "That",
    "The",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "We",
    "When",
];

/// A line shorter than this that does not end a sentence is a heading, not a wrapped line.
const SHORTEST_WRAPPED: usize = 40;

/// The sentences of `text`, without the white space around them. Cost: linear.
///
/// A blank line always ends a sentence. A line break alone does not where the line before runs on:
/// it ends without a full stop and is long, or the next one begins with a small letter.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    for paragraph in paragraphs(text) {
        // Line breaks inside a paragraph are one byte each, so all places stay.
        let line = text[paragraph.clone()].replace(['\n', '\r'], " ");
        let mut open: Option<Range<usize>> = None;
        for (start, piece) in line.split_sentence_bound_indices() {
            let range = start..start + piece.len();
            match &mut open {
                Some(last) if goes_on(&line[last.clone()], piece) => last.end = range.end,
                last => sentences.extend(
                    last.replace(range)
                        .and_then(|r| trimmed(&line, r))
                        .map(|r| r.start + paragraph.start..r.end + paragraph.start),
                ),
            }
        }
        sentences.extend(
            open.and_then(|range| trimmed(&line, range))
                .map(|range| range.start + paragraph.start..range.end + paragraph.start),
        );
    }
    sentences
}

/// `range` without the white space at its ends; nothing if that is all there is.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let length = piece.trim().len();
    (length > 0).then(|| start..start + length)
}

/// Runs of lines that belong together.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut before: Option<&str> = None;
    for line in text.split_inclusive(['\n', '\u{85}', '\u{2028}', '\u{2029}']) {
        let range = start..start + line.len();
        start = range.end;
        let words = line.trim();
        match paragraphs.last_mut() {
            Some(last) if before.is_some_and(|before| wraps(before, words)) => last.end = range.end,
            _ if words.is_empty() => {}
            _ => paragraphs.push(range),
        }
        // Only the plain line break is one byte long, and only it wraps.
        before = (!words.is_empty() && line.ends_with('\n')).then_some(words);
    }
    paragraphs
}

/// Whether the line `before` runs on into the line `after`.
fn wraps(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().find(|c| c.is_alphanumeric()) else { return false };
    let end = before.trim_end_matches(is_closing);
    if end.ends_with(['.', '!', '?', ':', ';']) && !next.is_lowercase() {
        // An abbreviation at the end of a wrapped line.
        return before.chars().count() >= SHORTEST_WRAPPED && goes_on(before, after);
    }
    next.is_lowercase() || before.chars().count() >= SHORTEST_WRAPPED
}

fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']')
}

/// Whether a sentence that ends with the piece `before` goes on with the piece `after`.
fn goes_on(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().find(|c| c.is_alphanumeric()) else {
        // Marks alone belong to what they close.
        return true;
    };
    if next.is_lowercase() || !before.chars().any(char::is_alphabetic) {
        return true;
    }
    let Some(last) = before.split_whitespace().next_back() else { return false };
    let Some(stem) = last.strip_suffix('.') else { return false };
    let stem = stem.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = after.split_whitespace().next().unwrap_or_default();
    let first = first.trim_matches(|c: char| !c.is_alphanumeric());
    let folded = stem.to_lowercase();
    if TITLES.contains(&folded.as_str()) {
        return true;
    }
    if BEFORE_NUMBERS.contains(&folded.as_str()) && next.is_numeric() {
        return true;
    }
    // `U.S.`, and the initial of a name.
    let mut letters = stem.split('.').map(|part| {
        let mut characters = part.chars();
        (characters.next(), characters.next())
    });
    let initials = !stem.is_empty()
        && letters.all(|part| matches!(part, (Some(letter), None) if letter.is_alphabetic()));
    initials && !BEGINNINGS.contains(&first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        for whole in [
            "The 2019 U.S. Ballistic Missile Review notes it.",
            "Dr. No met Gen. Smith in St. Petersburg on Jan. 25, President included.",
            "It was J. R. Smith vs. Mr. Jones.",
            "See Res. 1718 and No. 7 of 2006.",
            "1. The first of them.",
            "“Why?” he asked.",
            "He said (see Fig. 3) that it holds.",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
    }

    #[test]
    fn sentences_end_where_they_end() {
        assert_eq!(
            cut("He left the U.S. The talks failed."),
            ["He left the U.S.", "The talks failed."]
        );
        assert_eq!(
            cut("He said no. Kim did not. Why? “Because.” It ended."),
            ["He said no.", "Kim did not.", "Why?", "“Because.”", "It ended."]
        );
        assert_eq!(
            cut("They must “remain vigilant.” Others do."),
            ["They must “remain vigilant.”", "Others do."]
        );
        assert_eq!(
            cut("They must \"remain vigilant.\"\n\nOthers do."),
            ["They must \"remain vigilant.\"", "Others do."]
        );
        assert!(cut("").is_empty());
        assert!(cut(" \n\n \t").is_empty());
    }

    #[test]
    fn wrapped_lines_run_on_and_headings_do_not() {
        let text = "THE SUMMIT\r\nThe two of them met in the capital, and it was said that\r\n\
                    Kim would bring a declaration with him to the U.S.\r\nEmbassy. Nothing\r\n\
                    came of it.\r\n\r\nThe end\r\n";
        assert_eq!(
            cut(text),
            [
                "THE SUMMIT",
                "The two of them met in the capital, and it was said that\r\n\
             Kim would bring a declaration with him to the U.S.\r\nEmbassy.",
                "Nothing\r\ncame of it.",
                "The end"
            ]
        );
        assert_eq!(cut("One line.\nAnother line."), ["One line.", "Another line."]);
    }

    #[test]
    fn any_bytes_are_cut_without_loss() {
        for text in ["\u{2029}a\u{2028}b.\u{85}c", ".", "...", "”. ”", "é. É. 核。 核", "a.\r.\nB"]
        {
            let mut end = 0;
            for range in sentences(text) {
                assert!(range.start >= end && range.end > range.start);
                assert!(text[end..range.start].trim().is_empty(), "{text}");
                end = range.end;
            }
            assert!(text[end..].trim().is_empty(), "{text}");
        }
    }
}
