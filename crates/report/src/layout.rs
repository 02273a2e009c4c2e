//! Lines of text that never exceed a width: paragraphs, hanging labels, tables.
//!
//! Widths are columns of a terminal, so wide characters count as two. U+00A0 keeps words together
//! while lines are broken and becomes an ordinary space at the end; U+202F keeps them together and
//! stays. The signs of isolates take no room, and no line ends inside one.
//!
//! A layout also keeps what it was told, as the [`Block`]s of a document, so that an answer is put
//! into words once for terminals and pages alike.

use crate::direction::{OPEN, balance, closing, is_sign, left_open};
use crate::document::block::{Block, Column, Fact, Row, Table as BlockTable};
use crate::page::Style;
use textwrap::core::display_width;
use textwrap::{Options, WordSplitter, wrap};

/// Lines in the making.
#[derive(Clone, Debug)]
pub struct Layout {
    style: Style,
    lines: Vec<Line>,
    blocks: Vec<Block>,
    /// The column at which the text of the last label begins: what is set there belongs to it.
    hanging: Option<usize>,
}

#[derive(Clone, Debug, Default)]
struct Line {
    text: String,
    /// Bytes at the beginning that are bold.
    bold: usize,
    dim: bool,
}

impl Line {
    fn of(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl Layout {
    /// No lines yet.
    #[must_use]
    pub fn new(style: Style) -> Self {
        let style = Style { width: style.width.max(40), ..style };
        Self { style, lines: Vec::new(), blocks: Vec::new(), hanging: None }
    }

    /// Columns that no line exceeds.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.style.width
    }

    /// Lines so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is no line yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// An empty line, unless there is one already or nothing stands above.
    pub fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.text.is_empty()) {
            self.lines.push(Line::default());
        }
    }

    /// What it was told, for a document: headings, paragraphs, labels, lists, tables.
    #[must_use]
    pub fn blocks(self) -> Vec<Block> {
        self.blocks
    }

    /// A heading of its own.
    pub fn heading(&mut self, text: &str) {
        self.record(Block::Heading(text.to_owned()));
        for text in wrapped(text, self.width()) {
            self.lines.push(Line { bold: text.len(), text, dim: false });
        }
    }

    /// A paragraph whose lines all begin at `indent`.
    pub fn paragraph(&mut self, indent: usize, text: &str) {
        match self.blocks.last_mut() {
            Some(Block::Facts(facts)) if self.hanging == Some(indent) => {
                if let Some(fact) = facts.last_mut() {
                    fact.texts.push(text.to_owned());
                }
            }
            _ => self.record(Block::Paragraph(text.to_owned())),
        }
        self.hang_lines(indent, "", indent, text, usize::MAX);
    }

    /// A list entry: two columns in, its further lines two columns deeper.
    pub fn item(&mut self, indent: usize, text: &str) {
        let entry = (indent / 2, text.to_owned());
        match self.blocks.last_mut() {
            Some(Block::List(list)) => list.push(entry),
            _ => self.record(Block::List(vec![entry])),
        }
        let mut lines = wrapped(text, self.width().saturating_sub(indent + 2)).into_iter();
        let first = lines.next().unwrap_or_default();
        self.lines.push(Line::of(format!("{}{first}", spaces(indent))));
        self.lines.extend(lines.map(|line| Line::of(format!("{}{line}", spaces(indent + 2)))));
    }

    /// `label` at `indent`, then `text` from column `at` on, all its lines.
    pub fn hang(&mut self, indent: usize, label: &str, at: usize, text: &str) {
        self.hang_at_most(indent, label, at, text, usize::MAX);
    }

    /// The same with at most `most` lines of text, the last one cut where it must be.
    pub fn hang_at_most(&mut self, indent: usize, label: &str, at: usize, text: &str, most: usize) {
        if label.is_empty() {
            self.record(Block::Paragraph(text.to_owned()));
        } else {
            let fact = Fact { label: label.to_owned(), texts: vec![text.to_owned()] };
            match self.blocks.last_mut() {
                Some(Block::Facts(facts)) if self.hanging.is_some() => facts.push(fact),
                _ => self.record(Block::Facts(vec![fact])),
            }
            self.hanging = Some(at);
        }
        self.hang_lines(indent, label, at, text, most);
    }

    fn hang_lines(&mut self, indent: usize, label: &str, at: usize, text: &str, most: usize) {
        let room = self.width().saturating_sub(at).max(8);
        let mut label = format!("{}{label}", spaces(indent));
        if display_width(&label) >= at && at > indent {
            // The label needs a line of its own.
            self.lines.push(Line::of(self.clip(&label, self.width())));
            label.clear();
        }
        let mut lines = wrapped(text, room);
        if lines.len() > most {
            let rest = lines.split_off(most.saturating_sub(1)).join(" ");
            lines.push(clip_words(&rest, room, self.style.plain));
        }
        for line in lines {
            let text = format!("{}{line}", pad(&label, at));
            self.lines.push(Line::of(text));
            label.clear();
        }
    }

    /// `heading` in bold at the left, `text` from column `at` on.
    pub fn question(&mut self, heading: &str, at: usize, text: &str, most: usize) {
        let from = self.lines.len();
        self.hang_lines(0, heading, at, text, most);
        if let Some(line) = self.lines.get_mut(from) {
            line.bold = heading.len().min(line.text.len());
        }
    }

    /// `left` and `right` at the two ends of a line; below each other if they do not fit.
    pub fn ends(&mut self, left: &str, right: &str) {
        let width = self.width();
        let taken = display_width(left) + display_width(right) + 3;
        if taken <= width {
            let gap = spaces(width - taken + 3);
            self.lines.push(Line::of(format!("{left}{gap}{right}")));
        } else {
            self.lines.push(Line::of(self.clip(left, width)));
            for line in wrapped(right, width) {
                self.lines.push(Line::of(line));
            }
        }
    }

    /// One line, cut where it must be.
    pub fn line(&mut self, text: &str) {
        self.lines.push(Line::of(self.clip(text, self.width())));
    }

    /// A dim line.
    pub fn dim(&mut self, text: &str) {
        let text = self.clip(text, self.width());
        self.lines.push(Line { text, bold: 0, dim: true });
    }

    /// The rows of `table`, `indent` columns in.
    pub fn table(&mut self, indent: usize, table: &Table) {
        self.record(Block::Table(table.block()));
        let room = self.width().saturating_sub(indent);
        for (row, text) in table.render(room, |text, width| self.clip(text, width)) {
            let text = format!("{}{text}", spaces(indent));
            let bold = if row == 0 && !table.head.is_empty() { text.len() } else { 0 };
            self.lines.push(Line { text, bold, dim: false });
        }
    }

    /// Everything that `other` holds.
    pub fn append(&mut self, mut other: Self) {
        self.lines.append(&mut other.lines);
        self.blocks.append(&mut other.blocks);
        self.hanging = other.hanging;
    }

    /// Keeps `block`; nothing that follows belongs to a label above.
    fn record(&mut self, block: Block) {
        self.hanging = None;
        self.blocks.push(block);
    }

    /// Leaves out empty lines from the last one up until at most `most` lines stand.
    pub fn squeeze(&mut self, most: usize) {
        while self.lines.len() > most {
            let Some(at) = self.lines.iter().rposition(|line| line.text.is_empty()) else {
                break;
            };
            self.lines.remove(at);
        }
    }

    /// `text` cut to `width` columns, with a sign where something is missing.
    #[must_use]
    pub fn clip(&self, text: &str, width: usize) -> String {
        clip(text, width, self.style.plain)
    }

    /// The text, every line ended.
    #[must_use]
    pub fn finish(self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            let cut = self.clip(&line.text, self.style.width);
            let trimmed = cut.trim_end();
            let bold = line.bold.min(trimmed.len());
            let bold = if trimmed.is_char_boundary(bold) { bold } else { 0 };
            match (self.style.ansi && !trimmed.is_empty(), bold, line.dim) {
                (true, _, true) => text.push_str(&format!("\u{1b}[2m{trimmed}\u{1b}[0m")),
                (true, 1.., _) => {
                    let (head, rest) = trimmed.split_at(bold);
                    text.push_str(&format!("\u{1b}[1m{head}\u{1b}[0m{rest}"));
                }
                _ => text.push_str(trimmed),
            }
            text.push('\n');
        }
        text.replace('\u{a0}', " ")
    }
}

/// Whether a column holds numbers or words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words: may be broken over several lines.
    Left,
    /// Numbers and signs: never broken.
    Right,
    /// Signs with words after them: never broken.
    Fixed,
}

/// A table of a few short columns.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<Align>,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Columns between two columns of a table.
const GAP: usize = 2;

impl Table {
    /// An empty table of these columns.
    #[must_use]
    pub fn new(columns: &[Align]) -> Self {
        Self { columns: columns.to_vec(), ..Self::default() }
    }

    /// With words on top.
    #[must_use]
    pub fn head(mut self, head: Vec<String>) -> Self {
        self.head = head;
        self
    }

    /// One more row.
    pub fn row(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    /// Whether it has no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The same for a document.
    fn block(&self) -> BlockTable {
        let columns = self.columns.iter().enumerate().map(|(at, align)| Column {
            head: self.head.get(at).cloned().unwrap_or_default(),
            numbers: *align == Align::Right,
            minor: false,
        });
        let rows = self.rows.iter();
        let rows = rows.map(|row| Row::of(row.iter().map(|cell| cell.trim().to_owned())));
        BlockTable { columns: columns.collect(), rows: rows.collect(), ..BlockTable::default() }
    }

    fn natural(&self, column: usize) -> usize {
        let cells = self.rows.iter().chain(std::iter::once(&self.head));
        cells.filter_map(|row| row.get(column)).map(|cell| display_width(cell)).max().unwrap_or(0)
    }

    /// The lines with the number of the row they belong to, the head being 0.
    fn render(&self, room: usize, clip: impl Fn(&str, usize) -> String) -> Vec<(usize, String)> {
        let mut widths: Vec<usize> = (0..self.columns.len()).map(|c| self.natural(c)).collect();
        let gaps = GAP * self.columns.len().saturating_sub(1);
        // Columns of words give way first, the widest of them first; then the others.
        while widths.iter().sum::<usize>() + gaps > room {
            let words = |c: &usize| self.columns[*c] == Align::Left && widths[*c] > 12;
            let any = |c: &usize| widths[*c] > 3;
            let widest = |keep: &dyn Fn(&usize) -> bool| {
                (0..widths.len()).filter(keep).max_by_key(|&c| (widths[c], std::cmp::Reverse(c)))
            };
            let Some(column) = widest(&words).or_else(|| widest(&any)) else { break };
            widths[column] -= 1;
        }
        let mut lines = Vec::new();
        let head = (!self.head.is_empty()).then_some(&self.head);
        for (at, row) in head.into_iter().chain(&self.rows).enumerate() {
            let row_number = if head.is_some() { at } else { at + 1 };
            let cells: Vec<Vec<String>> = widths
                .iter()
                .enumerate()
                .map(|(c, &width)| {
                    let cell = row.get(c).map_or("", String::as_str);
                    match self.columns[c] {
                        Align::Left => wrapped(cell, width.max(1)),
                        Align::Right | Align::Fixed => vec![clip(cell, width)],
                    }
                })
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            for part in 0..height {
                let mut text = String::new();
                for (c, cell) in cells.iter().enumerate() {
                    let cell = cell.get(part).map_or("", String::as_str);
                    let space = widths[c].saturating_sub(display_width(cell));
                    if c > 0 {
                        text.push_str(&spaces(GAP));
                    }
                    match self.columns[c] {
                        Align::Right => {
                            text.push_str(&spaces(space));
                            text.push_str(cell);
                        }
                        Align::Left | Align::Fixed => {
                            text.push_str(cell);
                            text.push_str(&spaces(space));
                        }
                    }
                }
                lines.push((row_number, text));
            }
        }
        lines
    }
}

/// `text` in lines of at most `width` columns; one empty line if there is none.
#[must_use]
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width.max(1)).word_splitter(WordSplitter::NoHyphenation);
    let lines = wrap(text, options).into_iter();
    let mut lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    if text.contains(is_sign) {
        balance(&mut lines);
    }
    lines
}

/// `text` cut to `width` columns, with a sign where something is missing.
#[must_use]
pub fn clip(text: &str, width: usize, plain: bool) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let sign = if plain { "..." } else { "…" };
    let room = width.saturating_sub(display_width(sign));
    let mut cut = String::new();
    let mut taken = 0;
    for c in text.chars() {
        let columns = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if taken + columns > room {
            break;
        }
        taken += columns;
        cut.push(c);
    }
    // An isolate of which only the beginning is left is none.
    let cut = cut.trim_end_matches(|c: char| c == OPEN || c.is_whitespace());
    format!("{cut}{sign}{}", closing(left_open(cut)))
}

/// The same, cut between words and never within parentheses where that leaves a third of the line.
fn clip_words(text: &str, width: usize, plain: bool) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let sign = if plain { " ..." } else { " …" };
    let fits = |cut: &&str| display_width(cut) + display_width(sign) <= width;
    let closed = |cut: &&str| cut.matches('(').count() == cut.matches(')').count();
    let cuts = || text.match_indices(' ').map(|(at, _)| &text[..at]).filter(fits);
    let enough = |cut: &&str| display_width(cut) * 3 >= width;
    let cut = cuts().filter(closed).rfind(enough).or_else(|| cuts().next_back());
    match cut {
        Some(cut) => {
            let cut = cut.trim_end_matches([' ', '\u{a0}', '\u{202f}', ',', ';', ':']);
            format!("{cut}{sign}{}", closing(left_open(cut)))
        }
        None => clip(text, width, plain),
    }
}

/// `text` with its spaces made unbreakable.
#[must_use]
pub fn glue(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

fn spaces(count: usize) -> String {
    " ".repeat(count)
}

/// `text` filled up to `width` columns.
fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", spaces(width.saturating_sub(display_width(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(text: &str) -> Vec<usize> {
        text.lines().map(display_width).collect()
    }

    #[test]
    fn nothing_exceeds_the_width() {
        let mut layout = Layout::new(Style::default());
        let long = "a_word_of_more_than_a_hundred_columns_".repeat(4);
        layout.heading(&long);
        layout.paragraph(3, "漢字".repeat(60).as_str());
        layout.hang(2, "label", 24, &long);
        layout.hang(2, &long, 24, "text");
        layout.ends(&long, &long);
        layout.line(&long);
        let mut table = Table::new(&[Align::Left, Align::Right, Align::Left]).head(vec![
            "name".into(),
            "count".into(),
            long.clone(),
        ]);
        table.row(vec![long.clone(), "28,274".into(), "漢字 かな".repeat(20)]);
        layout.table(4, &table);
        let text = layout.finish();
        assert!(widths(&text).iter().all(|&width| width <= 80), "{text}");
    }

    #[test]
    fn labels_hang() {
        let mut layout = Layout::new(Style { width: 40, ..Style::default() });
        layout.question("WHO?", 10, "one two three four five six seven eight nine", 9);
        assert_eq!(
            layout.finish(),
            "WHO?      one two three four five six\n          seven eight nine\n"
        );
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(clip("abcdef", 4, false), "abc…");
        assert_eq!(clip("abcdef", 4, true), "a...");
        assert_eq!(clip("漢字漢字", 5, false), "漢字…");
        assert_eq!(clip("abcd", 4, false), "abcd");
    }

    #[test]
    fn no_number_and_no_name_of_a_line_is_cut() {
        let text = "with north 4,106 (any weights 1,914)";
        assert_eq!(clip_words(text, 33, false), "with north 4,106 …");
        assert_eq!(clip_words("from 12 without\u{a0}north\u{a0}1", 20, false), "from 12 …");
        assert_eq!(clip_words("12,345,678", 6, false), "12,34…");
    }

    #[test]
    fn isolates_take_no_room_and_are_closed_where_text_is_cut() {
        let name = "\u{2068}שלום\u{2069}";
        assert_eq!(display_width(name), 4);
        assert_eq!(clip(name, 4, false), name);
        assert_eq!(clip(&format!("a {name} b"), 5, false), "a \u{2068}של…\u{2069}");
        let words = "one \u{2068}שם ארוך מאד\u{2069} two";
        assert_eq!(clip_words(words, 12, false), "one \u{2068}שם …\u{2069}");
        assert_eq!(
            wrapped(words, 8),
            ["one \u{2068}שם\u{2069}", "\u{2068}ארוך מאד\u{2069}", "two"]
        );
        assert_eq!(glue(words), "one\u{a0}\u{2068}שם\u{a0}ארוך\u{a0}מאד\u{2069}\u{a0}two");
    }

    #[test]
    fn only_headings_are_bold() {
        let mut layout = Layout::new(Style::styled());
        layout.question("WHO?", 10, "one", 1);
        layout.dim("foot");
        assert_eq!(layout.finish(), "\u{1b}[1mWHO?\u{1b}[0m      one\n\u{1b}[2mfoot\u{1b}[0m\n");
    }
}
