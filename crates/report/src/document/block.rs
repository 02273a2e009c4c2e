//! What a document is made of, without a word on how it is shown.

use crate::picture::Picture;

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading below that of its section.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that stands back: how to read what is above, what is assumed.
    Note(String),
    /// What the answer is in a sentence: the first thing to be read.
    Lead(String),
    /// Labels, each with what is said of it.
    Facts(Vec<Fact>),
    /// Entries with their depth, from 0.
    List(Vec<(usize, String)>),
    /// A question of the screen with its answer.
    Answer(Answer),
    /// A table.
    Table(Table),
    /// A picture with its table.
    Figure(Box<Figure>),
}

/// A label and what is said of it, paragraph by paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// What is spoken of.
    pub label: String,
    /// What is said.
    pub texts: Vec<String>,
}

/// A question, its answer in a sentence, and what supports it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// The answer.
    pub sentence: String,
    /// Labels, each with one text.
    pub support: Vec<Fact>,
    /// The section that tells more.
    pub more: Option<&'static str>,
}

/// A picture, what it says, how it was made, and the same as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The picture; its title is the answer that it shows.
    pub picture: Picture,
    /// How to read it, what it assumes.
    pub caption: String,
    /// The same as a table; absent where the picture stands in one.
    pub table: Option<Table>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows, for those who cannot see what stands around it.
    pub title: String,
    /// What can be filtered by: a tag of [`Row::tags`] with its words. Empty: no filters.
    pub filters: Vec<(&'static str, String)>,
    /// Per column how it is set, and the words on top.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The words on top.
    pub head: String,
    /// Whether it holds numbers, which stand at the right.
    pub numbers: bool,
    /// Whether it may be left out where there is little room, for it repeats what others say.
    pub minor: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(head: impl Into<String>) -> Self {
        Self { head: head.into(), ..Self::default() }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(head: impl Into<String>) -> Self {
        Self { head: head.into(), numbers: true, ..Self::default() }
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What links lead to; unique in the document.
    pub anchor: Option<String>,
    /// What it can be filtered by.
    pub tags: Vec<&'static str>,
    /// What pictures call it; empty if no picture shows it.
    pub key: String,
    /// Whether it stands back: off, not known yet.
    pub quiet: bool,
    /// Whether a line stands above it.
    pub ruled: bool,
    /// The cells, the first one the row's head.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The paragraphs in it.
    pub texts: Vec<String>,
    /// Whether what it says is good news.
    pub tone: Tone,
    /// A small picture above the words.
    pub strip: Option<Picture>,
}

/// Whether something is good news for those it concerns. Never the only sign of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither, or nobody asks.
    #[default]
    Plain,
    /// Good news.
    Good,
    /// Bad news.
    Bad,
    /// Worth attention.
    Alert,
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn of(text: impl Into<String>) -> Self {
        let text = text.into();
        let texts = if text.is_empty() { Vec::new() } else { vec![text] };
        Self { texts, ..Self::default() }
    }

    /// Words with a tone.
    #[must_use]
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self { tone, ..Self::of(text) }
    }
}

impl Row {
    /// A row of words.
    #[must_use]
    pub fn of(cells: impl IntoIterator<Item = String>) -> Self {
        Self { cells: cells.into_iter().map(Cell::of).collect(), ..Self::default() }
    }
}

impl Table {
    /// An empty table of these columns.
    #[must_use]
    pub fn new(title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { title: title.into(), columns, ..Self::default() }
    }
}
