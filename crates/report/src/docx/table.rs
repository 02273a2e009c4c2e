//! Tables: heads repeated on every page, rows in one piece, tones as surfaces.

use super::body::{Body, inks, shade};
use super::columns::{self, count};
use super::frame::Room;
use super::order::Properties;
use super::runs::{Look, bare, colour};
use super::styles::{CELL_SIZE, name};
use crate::document::{Cell, Row, Table};
use crate::markup::attribute;
use crate::picture::Ink;

/// A row is kept in one piece up to this part of a page; a higher one may break.
const IN_ONE_PIECE: f64 = 0.4;
/// Letters of what is said of a table to those who cannot see it.
const LONGEST_TITLE: usize = 250;

impl<'d> Body<'d> {
    /// `table` in `room`: one table, or several if it is too wide for one.
    pub(super) fn table(&mut self, table: &'d Table, room: Room) {
        if count(table) == 0 {
            return;
        }
        let side = room.landscape.then_some(room.width);
        for part in columns::plan(table, room.width, side).parts {
            self.part(table, &part, room);
        }
    }

    fn part(&mut self, table: &'d Table, part: &[(usize, u32)], room: Room) {
        let widths: Vec<u32> = part.iter().map(|(_, width)| *width).collect();
        self.open_table(name::TABLE, &table.title, &widths);
        let head = |at: usize| table.columns.get(at).map_or("", |column| column.head.as_str());
        let headed = part.iter().any(|(at, _)| !head(*at).is_empty());
        if headed {
            self.head(table, part, room);
        }
        for row in &table.rows {
            self.row(table, row, part, room);
        }
        if !headed && table.rows.is_empty() {
            // A table needs a row.
            self.row(table, &Row::default(), part, room);
        }
        self.close_table();
    }

    fn head(&mut self, table: &Table, part: &[(usize, u32)], room: Room) {
        let text = |at: usize| table.columns.get(at).map_or("", |column| column.head.as_str());
        let high = part.iter().map(|(at, width)| columns::lines(text(*at), *width, true)).max();
        let mut properties = Properties::new("w:trPr");
        if in_one_piece(high.unwrap_or(0), room) {
            properties = properties.flag("w:cantSplit").flag("w:tblHeader");
        }
        self.out.push_str("<w:tr>");
        self.out.push_str(&properties.xml());
        for (at, width) in part {
            let cell = Properties::new("w:tcPr").with("w:shd", &shade(Ink::Faint));
            self.open_cell(*width, cell.value("w:vAlign", "bottom"));
            let look = Look { size: self.cell_size(), ..Look::default() };
            let content = super::body::words_alone(text(*at), look, self.right_to_left());
            self.paragraph(name::TABLE_HEAD, aligned(table, *at), &content);
            self.close_cell(name::TABLE_HEAD);
        }
        self.out.push_str("</w:tr>");
    }

    fn row(&mut self, table: &Table, row: &Row, part: &[(usize, u32)], room: Room) {
        let high = part.iter().map(|(at, width)| height(row.cells.get(*at), *width)).max();
        let mut properties = Properties::new("w:trPr");
        if in_one_piece(high.unwrap_or(0), room) {
            properties = properties.flag("w:cantSplit");
        }
        self.out.push_str("<w:tr>");
        self.out.push_str(&properties.xml());
        for (at, width) in part {
            let none = Cell::default();
            let cell = row.cells.get(*at).unwrap_or(&none);
            let (ink, wash) = inks(cell.tone);
            let mut properties = Properties::new("w:tcPr");
            if let Some(wash) = wash {
                properties = properties.with("w:shd", &shade(wash));
            }
            if row.ruled {
                let ink = colour(Ink::Line);
                let line = format!("w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"{ink}\"");
                properties = properties.nested(Properties::new("w:tcBorders").with("w:top", &line));
            }
            self.open_cell(*width, properties);
            let style = if *at == 0 { name::ROW_HEAD } else { name::CELL };
            let (mut start, mut end) = match (*at, &row.anchor) {
                (0, Some(anchor)) => self.bookmark(anchor),
                _ => Default::default(),
            };
            // A strip stands behind the name, on the same line where there is room.
            let mut strip = cell.strip.as_ref().map(|strip| self.strip(strip, *width));
            let ink = if row.quiet { ink.or(Some(Ink::Muted)) } else { ink };
            let look = Look { ink, size: self.cell_size(), ..Look::default() };
            let texts: Vec<&str> = match cell.texts.as_slice() {
                [] => vec![""],
                texts => texts.iter().map(String::as_str).collect(),
            };
            // Where letters are small, room is scarce: a remark follows on the same line.
            let joined = (self.cell_size().is_some() && *at > 0).then(|| texts.join(" · "));
            let texts = joined.as_ref().map_or(texts, |text| vec![text.as_str()]);
            for (place, text) in texts.into_iter().enumerate() {
                // What follows the first text explains it, and stands back.
                let (style, look) = match place {
                    0 => (style, look),
                    _ => (name::CELL, Look { ink: look.ink.or(Some(Ink::Muted)), ..look }),
                };
                let words = self.words(text, look, row.anchor.as_deref());
                let strip = strip.take().unwrap_or_default();
                let content = format!(
                    "{}{words}{strip}{}",
                    std::mem::take(&mut start),
                    std::mem::take(&mut end)
                );
                self.paragraph(style, aligned(table, *at), &content);
            }
            self.close_cell(style);
        }
        self.out.push_str("</w:tr>");
    }

    fn right_to_left(&self) -> bool {
        self.document.right_to_left
    }

    /// Opens a table of columns that are so wide; `title` is said to those who cannot see it.
    pub(super) fn open_table(&mut self, style: &str, title: &str, widths: &[u32]) {
        self.part_tables();
        let total: u32 = widths.iter().sum();
        let rows = style == name::TABLE;
        let look = format!(
            "w:val=\"{}\" w:firstRow=\"{}\" w:lastRow=\"0\" w:firstColumn=\"{}\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"",
            if rows { "06A0" } else { "0600" },
            u8::from(rows),
            u8::from(rows)
        );
        let mut properties = Properties::new("w:tblPr")
            .value("w:tblStyle", style)
            .with("w:tblW", &format!("w:w=\"{total}\" w:type=\"dxa\""))
            .with("w:tblLayout", "w:type=\"fixed\"")
            .with("w:tblLook", &look);
        if self.right_to_left() {
            properties = properties.flag("w:bidiVisual");
        }
        if !title.is_empty() {
            let title: String = bare(title).chars().take(LONGEST_TITLE).collect();
            properties = properties.value("w:tblCaption", attribute(&title));
        }
        self.out.push_str("<w:tbl>");
        self.out.push_str(&properties.xml());
        self.out.push_str("<w:tblGrid>");
        for width in widths {
            self.out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.out.push_str("</w:tblGrid>");
    }

    pub(super) fn close_table(&mut self) {
        self.out.push_str("</w:tbl>");
        self.after_table = true;
    }

    pub(super) fn open_cell(&mut self, width: u32, properties: Properties) {
        let properties = properties.with("w:tcW", &format!("w:w=\"{width}\" w:type=\"dxa\""));
        self.out.push_str("<w:tc>");
        self.out.push_str(&properties.xml());
    }

    /// Closes a cell, whose last part has to be a paragraph.
    pub(super) fn close_cell(&mut self, style: &str) {
        self.part_tables();
        if !self.out.ends_with("</w:p>") {
            self.paragraph(style, Properties::new("w:pPr"), "");
        }
        self.out.push_str("</w:tc>");
    }
}

/// The properties of a paragraph in a column: numbers stand at its end.
fn aligned(table: &Table, at: usize) -> Properties {
    let properties = Properties::new("w:pPr");
    match table.columns.get(at) {
        Some(column) if column.numbers => properties.value("w:jc", "right"),
        _ => properties,
    }
}

/// Lines that a cell takes in a column of `width`, about.
fn height(cell: Option<&Cell>, width: u32) -> u32 {
    let Some(cell) = cell else { return 0 };
    let strip = cell.strip.as_ref().map_or(0, |strip| (strip.height / 14.0) as u32 + 1);
    let lines = cell.texts.iter().map(|text| columns::lines(text, width, false));
    lines.fold(strip, u32::saturating_add)
}

/// Whether a row of so many lines is kept in one piece.
fn in_one_piece(lines: u32, room: Room) -> bool {
    // A line is a quarter higher than its letters; sizes are half points, rooms twentieths.
    let line = f64::from(CELL_SIZE) * 10.0 * 1.25;
    f64::from(lines) * line <= f64::from(room.height) * IN_ONE_PIECE
}
