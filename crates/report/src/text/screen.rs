//! The room on one screen: where answers begin, and what gives way where a language needs more words.

use crate::catalogue::say;
use crate::document::{Answer, Fact};
use crate::layout::{Layout, wrapped};
use crate::page::Page;
use textwrap::core::display_width;

/// The column in which answers begin, at the least.
const AT: usize = 22;

/// The same at the most, however long a language's headings are.
const AT_MOST: usize = 28;

/// Lines of an answer.
const ANSWER: usize = 3;

/// Lines of an answer where there is little room.
const SHORT_ANSWER: usize = 2;

/// The column in which answers begin: behind the longest heading of the language.
pub(crate) fn column(page: &Page<'_>) -> usize {
    let headings = [
        page.word("screen-deals"),
        page.word("screen-empty"),
        page.word("screen-named"),
        page.word("screen-harm"),
        page.word("screen-stable"),
        page.word("screen-carried-out"),
        page.word("screen-robust"),
        page.word("screen-claims"),
    ];
    let longest = headings.iter().map(|heading| display_width(heading)).max().unwrap_or(0);
    (longest + 2).clamp(AT, AT_MOST)
}

/// A question with its answer and what supports it.
pub(crate) struct Block<'p> {
    page: &'p Page<'p>,
    /// The column in which the answer begins.
    at: usize,
    parts: Vec<Part>,
}

/// An answer behind its heading, or a support behind its label.
struct Part {
    heading: bool,
    /// What it is about and what is said of it, wherever the two stand on the screen.
    fact: Fact,
    label: String,
    text: String,
    /// The lines of the text if none is cut.
    lines: Vec<String>,
    /// Lines that it gets.
    most: usize,
    /// Lines that it gets however little room there is.
    least: usize,
}

impl Part {
    /// Lines that it takes; a heading that reaches into the answers has one of its own.
    fn taken(&self, at: usize) -> usize {
        self.most + usize::from(self.heading && display_width(&self.label) >= at)
    }

    /// Columns on the line that it loses next.
    fn loses(&self) -> usize {
        self.lines.get(self.most.saturating_sub(1)).map_or(0, |line| display_width(line))
    }
}

impl<'p> Block<'p> {
    /// Nothing yet; answers begin in column `at`.
    pub(super) const fn new(page: &'p Page<'p>, at: usize) -> Self {
        Self { page, at, parts: Vec::new() }
    }

    /// Columns of an answer.
    pub(crate) fn columns(&self) -> usize {
        Layout::new(self.page.sheet.style).width().saturating_sub(self.at).max(8)
    }

    fn part(&mut self, heading: bool, label: &str, text: String, most: usize, least: usize) {
        let fact = Fact { label: label.to_owned(), texts: vec![text.clone()] };
        let lines = wrapped(&text, self.columns());
        let most = most.min(lines.len());
        let label = label.to_owned();
        self.parts.push(Part { heading, fact, label, text, lines, most, least });
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The answer behind its heading.
    pub(super) fn answer(&mut self, heading: &str, text: String) {
        self.part(true, heading, text, ANSWER, SHORT_ANSWER);
    }

    /// The answer behind its heading, which gives way to nothing.
    pub(super) fn whole_answer(&mut self, heading: &str, text: String, most: usize) {
        self.part(true, heading, text, most, most);
    }

    /// A support in at most `most` lines, in one where there is little room.
    pub(super) fn support(&mut self, label: &str, text: String, most: usize) {
        if display_width(label) > self.at - 4 {
            // A label that is too long opens the sentence, so that no line's name is cut.
            let fact = Fact { label: label.to_owned(), texts: vec![text.clone()] };
            let text = say!(self.page, "label-text", label = label, text = text);
            self.part(false, "", text, most, 1);
            if let Some(part) = self.parts.last_mut() {
                part.fact = fact;
            }
            return;
        }
        self.part(false, label, text, most, 1);
    }

    /// The same for a document, in which nothing is cut; `question` stands for its heading, and
    /// `more` is the section that tells more.
    pub(crate) fn told(self, question: String, more: &'static str) -> Answer {
        let (headings, support): (Vec<Part>, Vec<Part>) =
            self.parts.into_iter().partition(|part| part.heading);
        let sentence = headings.into_iter().next().map(|part| part.text).unwrap_or_default();
        let support = support.into_iter().map(|part| part.fact).collect();
        Answer { question, sentence, support, more: Some(more) }
    }

    /// Its lines.
    pub(super) fn layout(&self) -> Layout {
        let mut layout = Layout::new(self.page.sheet.style);
        for part in &self.parts {
            match part.heading {
                true => layout.question(&part.label, self.at, &part.text, part.most),
                false => layout.hang_at_most(3, &part.label, self.at, &part.text, part.most),
            }
        }
        layout
    }
}

/// Takes lines away until `blocks` have at most `most` together, or as few as they can do with. Supports
/// give way before answers; of them the one with least on the line that it loses, of such the last.
pub(super) fn fit(blocks: &mut [Block<'_>], most: usize) {
    let lines = |block: &Block<'_>| block.parts.iter().map(|p| p.taken(block.at)).sum::<usize>();
    let mut taken: usize = blocks.iter().map(lines).sum();
    while taken > most {
        let parts = blocks.iter_mut().flat_map(|block| &mut block.parts).rev();
        let loose = parts.filter(|part| part.most > part.least);
        let Some(part) = loose.min_by_key(|part| (part.heading, part.loses())) else { break };
        part.most -= 1;
        taken -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(heading: bool, lines: &[&str], least: usize) -> Part {
        let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        Part {
            heading,
            fact: Fact::default(),
            label: String::new(),
            text: lines.join(" "),
            most: lines.len(),
            lines,
            least,
        }
    }

    #[test]
    fn a_heading_that_is_too_long_takes_a_line() {
        let mut long = part(true, &["one", "two"], 2);
        long.label = "H".repeat(AT);
        assert_eq!((long.taken(AT), long.taken(AT + 1)), (3, 2));
    }

    #[test]
    fn what_loses_least_gives_way_first() {
        let short = part(false, &["a long line", "short"], 1);
        let long = part(false, &["a long line", "another long line"], 1);
        assert!(short.loses() < long.loses());
        let empty = part(false, &[], 1);
        assert_eq!(empty.loses(), 0);
    }
}
