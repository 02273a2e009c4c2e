//! An answer to everything as a document: two pages for the envoy, then the annex.
//!
//! A document is data: blocks of words, tables and pictures ([`block`]). What it looks like is said
//! elsewhere, by [`crate::html`] for pages and by [`crate::docx`] for office programs, so that all of
//! them say the same.

pub mod block;
pub mod links;

pub use block::{Answer, Block, Card, Cell, Column, Fact, Figure, Row, Table, Tone};

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The language of its sentences, as BCP 47 writes it.
    pub language: String,
    /// Whether that language is written from right to left.
    pub right_to_left: bool,
    /// What it is called: the scenario's title.
    pub title: String,
    /// Stands on every page.
    pub marking: Option<String>,
    /// Below the title: date, counts, variant, what is off.
    pub standing: Vec<String>,
    /// Two pages that can be read alone.
    pub envoy: [Vec<Block>; 2],
    /// The rest, a section per question.
    pub annex: Vec<Section>,
    /// At the end and at the foot of every page: date, file, digest, version.
    pub origin: String,
    /// The words that the frame of a document needs.
    pub words: Words,
    /// Labels that stand for something told of elsewhere in the document (`trump 2`, `C7`, `E26`),
    /// with the anchor of the row that tells of it; the longest labels first.
    pub links: Vec<(String, String)>,
}

/// A section of the annex.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its anchor.
    pub id: &'static str,
    /// Its heading, a question.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The words of a document's frame, in its language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Above the list of sections.
    pub contents: String,
    /// What the first two pages are called.
    pub envoy: String,
    /// What the rest is called.
    pub annex: String,
    /// Skips to the answers, for those who use a keyboard.
    pub skip: String,
    /// Opens the table of a picture.
    pub as_table: String,
    /// Leads from an answer to its section.
    pub more: String,
    /// Above the filters of a table.
    pub filter: String,
    /// Before the words that rows must contain.
    pub search: String,
    /// How many rows are shown: `{shown}` and `{all}` stand for the numbers.
    pub shown: String,
    /// Before the number of a page.
    pub page: String,
}

impl Document {
    /// Every picture in it that has a name, in the order of the document.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let blocks = self.envoy.iter().flatten();
        let blocks = blocks.chain(self.annex.iter().flat_map(|section| &section.blocks));
        blocks.filter_map(|block| match block {
            Block::Figure(figure) => Some(figure.as_ref()),
            _ => None,
        })
    }
}
