//! A scenario as a workbook: sheets of cells, without a word on how they are stored.
//!
//! [`workbook_of`] lays a scenario out for people who keep their notes in a spreadsheet;
//! [`import`] reads what they made of it, or of an empty one. Cells become the tree that a scenario
//! file has, and the loader of that file reads it, so names, dates, conditions and messages are the
//! same. What is found wrong has its place in [`Cells`]: every cell that was read, one after the
//! other in one text, so that a place in that text is a place in a cell.
//!
//! What stands where is told in `docs/spreadsheets.md`; `plan` has it as data. Cost: linear in
//! the number and length of the cells.

mod cells;
mod grid;
mod guide;
mod heads;
mod plan;
mod read;
mod rows;
mod values;
mod write;

pub use cells::{Cells, Place};
pub use grid::{Content, Grid, GridSheet, GridValue};
pub use plan::{GUIDE, RESULTS};
pub use read::{Imported, import};
pub use write::workbook_of;

/// Sheets to be written, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// Stands in the head of every printed page.
    pub marking: Option<String>,
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet: a head with the names of the columns, and rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name, at most 31 characters.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with at most one cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub head: String,
    /// Its width in characters.
    pub width: u16,
    /// What its cells offer to choose from.
    pub offer: Offer,
}

impl Column {
    /// A column that offers nothing.
    #[must_use]
    pub fn new(head: impl Into<String>, width: u16) -> Self {
        Self { head: head.into(), width, offer: Offer::Free }
    }
}

/// What the cells of a column offer to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Nothing.
    Free,
    /// These words.
    Words(Vec<String>),
    /// Whatever stands in the first column of another sheet.
    FirstColumnOf(String),
}

/// A cell to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text; never a formula, whatever it begins with.
    Text(String),
    /// A count.
    Number(u64),
    /// A number that the cell holds exactly.
    Decimal(f64),
}

impl Cell {
    /// A text, or nothing.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}
