//! Text as runs: one per direction, so that names in Hebrew or Arabic letters stand right inside Latin
//! sentences, and the other way round.
//!
//! Word lays out letters by the direction of their run (`w:rtl`). Isolates (U+2066 … U+2069) tell where
//! a name begins and ends; they are resolved here and left out. What has no direction, such as spaces
//! and digits, goes with the letters around it if both sides agree, else with the sentence or isolate
//! it stands in. One pass over the text, whatever is nested in it.

use super::order::Properties;
use crate::direction::is_right_to_left;
use crate::markup::escaped;
use crate::picture::Ink;
use unicode_width::UnicodeWidthChar;

/// A text without isolates, and where its runs begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directed {
    /// The text.
    pub text: String,
    /// Where a run begins, in bytes, and whether it is written from right to left.
    pub starts: Vec<(usize, bool)>,
}

/// `text` in a document that is written from right to left or not.
#[must_use]
pub fn directed(text: &str, right_to_left: bool) -> Directed {
    let mut resolved = Resolved::default();
    let isolates = isolates(text, right_to_left);
    let mut isolates = isolates.into_iter();
    // The direction of what the place stands in, and of the last letter in it.
    let mut stack: Vec<(bool, Option<bool>)> = Vec::new();
    let (mut base, mut last) = (right_to_left, None);
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => {
                resolved.settle(base);
                stack.push((base, last));
                (base, last) = (isolates.next().unwrap_or(base), None);
            }
            '\u{2069}' => {
                resolved.settle(base);
                if let Some(outer) = stack.pop() {
                    (base, last) = outer;
                }
            }
            c => match strong(c).or_else(|| last.filter(|_| is_mark(c))) {
                Some(direction) => {
                    let between = if last == Some(direction) { direction } else { base };
                    resolved.settle(between);
                    resolved.push(c, direction);
                    last = Some(direction);
                }
                None => resolved.wait(c),
            },
        }
    }
    resolved.settle(base);
    Directed { text: resolved.text, starts: resolved.starts }
}

/// The direction of every isolate in the order of their openings: what its sign says, or its first
/// letter that stands in no isolate within it.
fn isolates(text: &str, right_to_left: bool) -> Vec<bool> {
    let mut found: Vec<Option<bool>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => {
                open.push(found.len());
                found.push(match c {
                    '\u{2066}' => Some(false),
                    '\u{2067}' => Some(true),
                    _ => None,
                });
            }
            '\u{2069}' => {
                open.pop();
            }
            c => {
                if let (Some(&innermost), Some(direction)) = (open.last(), strong(c)) {
                    found[innermost].get_or_insert(direction);
                }
            }
        }
    }
    found.into_iter().map(|direction| direction.unwrap_or(right_to_left)).collect()
}

/// A text whose runs are known up to what waits for the next letter.
#[derive(Default)]
struct Resolved {
    text: String,
    starts: Vec<(usize, bool)>,
    waiting: String,
}

impl Resolved {
    fn wait(&mut self, c: char) {
        self.waiting.push(c);
    }

    fn settle(&mut self, direction: bool) {
        if !self.waiting.is_empty() {
            self.start(direction);
            self.text.push_str(&self.waiting);
            self.waiting.clear();
        }
    }

    fn push(&mut self, c: char, direction: bool) {
        self.start(direction);
        self.text.push(c);
    }

    fn start(&mut self, direction: bool) {
        if self.starts.last().is_none_or(|(_, last)| *last != direction) {
            self.starts.push((self.text.len(), direction));
        }
    }
}

/// The direction of a letter; none for what has no direction of its own.
fn strong(c: char) -> Option<bool> {
    if is_right_to_left(c) {
        Some(true)
    } else if c.is_alphabetic() {
        Some(false)
    } else {
        None
    }
}

/// Whether `c` stands above or below the letter before it, and so belongs to its run.
fn is_mark(c: char) -> bool {
    !c.is_control() && UnicodeWidthChar::width(c) == Some(0)
}

/// `text` without isolates, where only words are asked for.
#[must_use]
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

/// The pieces of a text, each with its direction. `within` is a part of `directed.text` that begins at
/// byte `from`.
pub fn pieces<'t>(
    directed: &'t Directed,
    from: usize,
    within: &'t str,
) -> impl Iterator<Item = (&'t str, bool)> {
    let end = from + within.len();
    let first = directed.starts.partition_point(|(start, _)| *start <= from).saturating_sub(1);
    let starts = &directed.starts[first..];
    starts.iter().enumerate().map_while(move |(at, (start, direction))| {
        let begin = (*start).max(from);
        let stop = starts.get(at + 1).map_or(end, |(next, _)| (*next).min(end));
        (begin < end).then(|| (&directed.text[begin..stop], *direction))
    })
}

/// How a run looks beyond what its paragraph says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether it is bold.
    pub bold: bool,
    /// Its colour.
    pub ink: Option<Ink>,
    /// Whether it leads somewhere.
    pub link: bool,
    /// The height of its letters in half points, where it is not that of the paragraph.
    pub size: Option<u32>,
}

/// One run.
pub fn run(out: &mut String, text: &str, look: Look, right_to_left: bool, document_is: bool) {
    let mut properties = Properties::new("w:rPr");
    if look.link {
        properties = properties.value("w:rStyle", "Hyperlink");
    }
    if look.bold {
        properties = properties.flag("w:b").flag("w:bCs");
    }
    if let Some(ink) = look.ink {
        properties = properties.value("w:color", colour(ink));
    }
    if let Some(size) = look.size {
        properties = properties.value("w:sz", size).value("w:szCs", size);
    }
    if right_to_left {
        properties = properties.flag("w:rtl");
        // A name in another script has a language of its own.
        if let Some(language) = (!document_is).then(|| language_of(text)).flatten() {
            properties = properties.with("w:lang", &format!("w:bidi=\"{language}\""));
        }
    }
    let properties = properties.xml();
    for (place, line) in text.split('\n').enumerate() {
        out.push_str("<w:r>");
        out.push_str(&properties);
        if place > 0 {
            out.push_str("<w:br/>");
        }
        if !line.is_empty() {
            out.push_str("<w:t xml:space=\"preserve\">");
            out.push_str(&escaped(line));
            out.push_str("</w:t>");
        }
        out.push_str("</w:r>");
    }
}

/// A colour as Word writes it.
#[must_use]
pub fn colour(ink: Ink) -> String {
    ink.light().trim_start_matches('#').to_ascii_uppercase()
}

/// The language to read a name aloud in, where its script tells.
fn language_of(text: &str) -> Option<&'static str> {
    text.chars().find_map(|c| match c {
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Some("he-IL"),
        '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => Some("ar-SA"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, right_to_left: bool) -> String {
        let directed = directed(text, right_to_left);
        pieces(&directed, 0, &directed.text)
            .map(|(piece, rtl)| format!("{}{piece}{}", if rtl { '<' } else { '[' }, '|'))
            .collect()
    }

    #[test]
    fn names_against_the_direction_get_runs_of_their_own() {
        for (text, left, right) in [
            ("plain", "[plain|", "[plain|"),
            ("a שלום עולם 1!", "[a |<שלום עולם|[ 1!|", "[a|< שלום עולם 1!|"),
            ("a \u{2068}שם 1\u{2069} 2", "[a |<שם 1|[ 2|", "[a|< שם 1 2|"),
            ("\u{2068}12\u{2069}", "[12|", "<12|"),
            ("\u{2067}a\u{2069}\u{2066}1\u{2069}", "[a1|", "[a1|"),
            ("\u{2069}\u{2069}x\u{2068}\u{2068}ש 1 \u{2069}y ", "[x|<ש 1 |[y |", "[x|<ש 1 |[y |"),
            ("", "", ""),
        ] {
            assert_eq!(shown(text, false), left, "{text:?}");
            assert_eq!(shown(text, true), right, "{text:?}");
        }
    }

    #[test]
    fn parts_of_a_text_keep_their_directions() {
        let directed = directed("ab שלום cd", false);
        let part = &directed.text[1..7];
        let found: Vec<_> = pieces(&directed, 1, part).collect();
        assert_eq!(found, [("b ", false), ("של", true)]);
        let part = &directed.text[12..];
        assert_eq!(pieces(&directed, 12, part).collect::<Vec<_>>(), [("cd", false)]);
        assert_eq!(pieces(&directed, 3, "").count(), 0);
    }

    #[test]
    fn deep_nesting_takes_no_time() {
        let text = format!("{}x", "\u{2068}".repeat(300_000));
        assert_eq!(directed(&text, false).text, "x");
    }
}
