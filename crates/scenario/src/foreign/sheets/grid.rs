//! A workbook as it was found: cells with values, whatever they are meant to say.

use crate::date::Date;

/// The sheets of a workbook, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The sheets.
    pub sheets: Vec<GridSheet>,
}

/// A sheet as it was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridSheet {
    /// Its name.
    pub name: String,
    /// The cells that are not empty, by row and column from 0, ascending.
    pub cells: Vec<((u32, u32), GridValue)>,
    /// Merged cells: the first and the last row, the first and the last column.
    pub merged: Vec<[(u32, u32); 2]>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub struct GridValue {
    /// The value.
    pub content: Content,
    /// Whether a formula gives it.
    pub is_formula: bool,
}

/// The value of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing: of a formula whose value is not stored.
    Nothing,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// `TRUE` or `FALSE`.
    Boolean(bool),
    /// A date without a time of the day.
    Date(Date),
    /// A date with a time, or a time, as people write it.
    Time(String),
    /// An error such as `#REF!`.
    Error(String),
}

impl Content {
    /// The value as people would type it.
    #[must_use]
    pub fn typed(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) | Self::Time(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Boolean(truth) => truth.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }
}
