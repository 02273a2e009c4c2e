//! Every cell that was read, one after the other in one text, so that places are offsets into it.

use crate::span::Span;

/// The cells of a workbook in one text, each on a line (or lines) of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    text: String,
    sheets: Vec<String>,
    cells: Vec<CellSpan>,
}

/// A cell and where its content stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CellSpan {
    sheet: usize,
    row: u32,
    column: u32,
    span: Span,
}

/// A cell of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'c> {
    /// The name of its sheet.
    pub sheet: &'c str,
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// What it holds, as people would type it.
    pub content: &'c str,
    /// Where its content begins in the text of all cells.
    pub start: usize,
}

impl Cells {
    /// The text that places are offsets into.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cell at `offset` of the text.
    #[must_use]
    pub fn at(&self, offset: usize) -> Option<Place<'_>> {
        let after = self.cells.partition_point(|cell| cell.span.start <= offset);
        let cell = self.cells.get(after.checked_sub(1)?)?;
        Some(Place {
            sheet: self.sheets.get(cell.sheet)?,
            row: cell.row,
            column: cell.column,
            content: self.text.get(cell.span.range())?,
            start: cell.span.start,
        })
    }

    /// Begins the cells of the next sheet.
    pub(super) fn begin(&mut self, sheet: &str) {
        self.sheets.push(sheet.to_owned());
    }

    /// Adds a cell of the sheet begun last; says where its content stands.
    pub(super) fn push(&mut self, row: u32, column: u32, content: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(content);
        let span = Span::new(start, self.text.len());
        self.text.push('\n');
        let sheet = self.sheets.len().saturating_sub(1);
        self.cells.push(CellSpan { sheet, row, column, span });
        span
    }
}

impl Place<'_> {
    /// `Priorities!C7`
    #[must_use]
    pub fn name(&self) -> String {
        let plain = |c: char| c.is_alphanumeric() || c == '_';
        let cell = format!("{}{}", letters(self.column), u64::from(self.row) + 1);
        if self.sheet.chars().all(plain) {
            format!("{}!{cell}", self.sheet)
        } else {
            format!("'{}'!{cell}", self.sheet.replace('\'', "''"))
        }
    }
}

/// `A` … `Z`, `AA` …: the name of a column, from 0.
#[must_use]
pub(super) fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from_u32('A' as u32 + column % 26).unwrap_or('?'));
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again() {
        let mut cells = Cells::default();
        cells.begin("Parties");
        let first = cells.push(0, 0, "id");
        let second = cells.push(6, 27, "two\nlines");
        cells.begin("My sheet's");
        let third = cells.push(1, 2, "ü");
        assert_eq!(cells.at(first.start).unwrap().name(), "Parties!A1");
        assert_eq!(cells.at(first.end).unwrap().name(), "Parties!A1");
        let place = cells.at(second.start + 5).unwrap();
        assert_eq!((place.name().as_str(), place.content), ("Parties!AB7", "two\nlines"));
        assert_eq!(cells.at(third.start).unwrap().name(), "'My sheet''s'!C2");
        assert_eq!(Cells::default().at(0), None);
    }
}
