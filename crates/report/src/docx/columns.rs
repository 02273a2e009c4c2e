//! How wide the columns of a table are, and what is done with a table that is too wide.
//!
//! Each column needs at least its longest word and at most its longest text on one line. What is left
//! beyond the least is shared by what columns would like to have, of which one long text may ask only so much that it does
//! not starve the others; heads may take several lines and ask for little. A table that does not fit loses the columns that only repeat others;
//! then it is laid on a page on its side; then it is cut into tables that each begin with the heads of
//! the rows.

use super::styles::{CELL_MARGIN, CELL_SIZE};
use crate::document::Table;
use crate::picture::measure::width;

/// Twentieths of a point in a pixel.
pub const PIXEL: f64 = 15.0;
/// The letters of cells in pixels.
const LETTERS: f64 = CELL_SIZE as f64 / 2.0 * 20.0 / PIXEL;
/// No word needs more than this; a longer one is broken.
const LONGEST_WORD: u32 = 2300;
/// No text gets more than this for being long.
const LONGEST_TEXT: u32 = 9_000;
/// Nor does a small picture.
const STRIP: (u32, u32) = (1100, 4000);
/// Lines that the head of a column may take without asking for more room.
const HEAD_LINES: u32 = 3;
/// How much narrower than the least a column may become, where there is no other page to go to.
const SQUEEZED: f64 = 0.7;

/// What a column needs at least, and what it would take, in twentieths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    least: u32,
    most: u32,
}

/// How a table is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Whether it takes a page on its side.
    pub landscape: bool,
    /// The tables that it becomes, mostly one: for each the columns with their widths.
    pub parts: Vec<Vec<(usize, u32)>>,
}

/// Columns of `table`, with those that only cells tell of.
#[must_use]
pub fn count(table: &Table) -> usize {
    table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(table.columns.len())
}

/// How `table` is laid out in `room`, or on a page on its side, which may be none.
#[must_use]
pub fn plan(table: &Table, room: u32, side: Option<u32>) -> Plan {
    let needs = needs(table);
    let all: Vec<usize> = (0..needs.len()).collect();
    let minor = |at: &usize| *at > 0 && table.columns.get(*at).is_some_and(|column| column.minor);
    let major: Vec<usize> = all.iter().copied().filter(|at| !minor(at)).collect();
    let rooms = [(Some(room), false), (side, true)];
    for (room, landscape) in rooms {
        let Some(room) = room else { continue };
        for columns in [&all, &major] {
            if least(&needs, columns) <= room {
                return Plan { landscape, parts: vec![shared(&needs, columns, room)] };
            }
        }
    }
    let landscape = side.is_some();
    let room = side.unwrap_or(room);
    if f64::from(least(&needs, &major)) * SQUEEZED <= f64::from(room) {
        return Plan { landscape, parts: vec![shared(&needs, &major, room)] };
    }
    let parts = cut(&needs, &major, room).iter().map(|part| shared(&needs, part, room)).collect();
    Plan { landscape, parts }
}

/// What every column of `table` needs.
fn needs(table: &Table) -> Vec<Need> {
    let none = Need { least: 2 * CELL_MARGIN + 100, most: 2 * CELL_MARGIN + 100 };
    let mut needs = vec![none; count(table)];
    for (need, column) in needs.iter_mut().zip(&table.columns) {
        need.take(&column.head, true, HEAD_LINES);
    }
    for row in &table.rows {
        for (at, (need, cell)) in needs.iter_mut().zip(&row.cells).enumerate() {
            for text in &cell.texts {
                need.take(text, at == 0, 1);
            }
            if let Some(strip) = &cell.strip {
                let natural = ((strip.width * PIXEL) as u32).min(STRIP.1) + 2 * CELL_MARGIN;
                need.least = need.least.max(natural.min(STRIP.0));
                need.most = need.most.max(natural);
            }
        }
    }
    needs
}

impl Need {
    fn take(&mut self, text: &str, bold: bool, lines: u32) {
        let margins = 2 * CELL_MARGIN + 20;
        let units = |text: &str| (width(text, LETTERS, bold) * PIXEL) as u32;
        self.most = self.most.max(units(text).min(LONGEST_TEXT) / lines + margins);
        let longest = text.split([' ', '\n', '-']).map(units).max().unwrap_or(0);
        self.least = self.least.max(longest.min(LONGEST_WORD) + margins);
        self.most = self.most.max(self.least);
    }
}

fn least(needs: &[Need], columns: &[usize]) -> u32 {
    columns.iter().map(|at| needs[*at].least).sum()
}

/// `columns` with widths that fill `room`, or less if they need less.
fn shared(needs: &[Need], columns: &[usize], room: u32) -> Vec<(usize, u32)> {
    let most: u32 = columns.iter().map(|at| needs[*at].most).sum();
    if most <= room {
        return columns.iter().map(|at| (*at, needs[*at].most)).collect();
    }
    let least = least(needs, columns);
    if least >= room {
        let scale = f64::from(room) / f64::from(least);
        return columns
            .iter()
            .map(|at| (*at, ((f64::from(needs[*at].least) * scale) as u32).max(1)))
            .collect();
    }
    // Nobody gets more than it would take; what that leaves goes round again among the others.
    let mut widths: Vec<(usize, u32)> = columns.iter().map(|at| (*at, needs[*at].least)).collect();
    let mut left = room - least;
    loop {
        let wish = |(at, width): &(usize, u32)| f64::from(needs[*at].most.saturating_sub(*width));
        let wishes: f64 = widths.iter().map(wish).sum();
        if left < columns.len() as u32 || wishes <= 0.0 {
            return widths;
        }
        let shares: Vec<u32> = widths
            .iter()
            .map(|column| {
                let share = (f64::from(left) * wish(column) / wishes) as u32;
                share.min(needs[column.0].most - column.1)
            })
            .collect();
        let given: u32 = shares.iter().sum();
        if given == 0 {
            return widths;
        }
        for ((_, width), share) in widths.iter_mut().zip(shares) {
            *width += share;
        }
        left -= given;
    }
}

/// `columns` in tables that fit, each beginning with the heads of the rows.
fn cut(needs: &[Need], columns: &[usize], room: u32) -> Vec<Vec<usize>> {
    let Some((&head, rest)) = columns.split_first() else { return Vec::new() };
    let mut parts = vec![vec![head]];
    for &at in rest {
        let part = parts.last_mut().map(std::mem::take).unwrap_or_default();
        let longer: Vec<usize> = part.iter().copied().chain([at]).collect();
        let fits = part.len() < 2 || least(needs, &longer) <= room;
        let last = parts.len() - 1;
        if fits {
            parts[last] = longer;
        } else {
            parts[last] = part;
            parts.push(vec![head, at]);
        }
    }
    parts
}

/// Lines that `text` takes in a column of `width`, about.
#[must_use]
pub fn lines(text: &str, column: u32, bold: bool) -> u32 {
    let room = f64::from(column.saturating_sub(2 * CELL_MARGIN).max(100)) / PIXEL;
    (width(text, LETTERS, bold) / room).ceil().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, Row};

    fn table(columns: usize, text: &str) -> Table {
        let heads = (0..columns).map(|at| Column::words(format!("head {at}"))).collect();
        let mut table = Table::new("t", heads);
        table.rows.push(Row::of(vec![text.to_owned(); columns]));
        table
    }

    fn total(part: &[(usize, u32)]) -> u32 {
        part.iter().map(|(_, width)| width).sum()
    }

    #[test]
    fn a_small_table_takes_what_it_needs() {
        let plan = plan(&table(3, "yes"), 9000, Some(14_000));
        assert!(!plan.landscape);
        assert!(total(&plan.parts[0]) < 4000, "{plan:?}");
    }

    #[test]
    fn long_texts_fill_the_room_and_starve_nobody() {
        let mut table = table(3, "word");
        table.rows[0].cells[1].texts = vec!["many words ".repeat(200)];
        table.rows[0].cells[2].texts = vec!["a few words that would take some room".to_owned()];
        let plan = plan(&table, 9000, Some(14_000));
        assert!(!plan.landscape);
        let part = &plan.parts[0];
        assert!(total(part) <= 9000 && total(part) > 8990, "{part:?}");
        assert!(part[2].1 > 1400 && part[1].1 > part[2].1, "{part:?}");
    }

    #[test]
    fn a_wide_table_loses_what_repeats_then_turns_then_is_cut() {
        let mut wide = table(10, "unbreakable");
        for column in &mut wide.columns[4..] {
            column.minor = true;
        }
        let narrow = plan(&wide, 9000, Some(14_000));
        assert_eq!((narrow.landscape, narrow.parts[0].len()), (false, 4));
        let turned = plan(&table(10, "unbreakable"), 9000, Some(14_000));
        assert_eq!((turned.landscape, turned.parts.len()), (true, 1));
        let cut = plan(&table(40, "unbreakable"), 9000, Some(14_000));
        assert!(cut.parts.len() > 2);
        for part in &cut.parts {
            assert_eq!(part[0].0, 0, "each begins with the heads of the rows");
            assert!(total(part) <= 14_000);
        }
        let mut shown: Vec<usize> = cut.parts.iter().flatten().map(|(at, _)| *at).collect();
        shown.sort_unstable();
        shown.dedup();
        assert_eq!(shown, (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_asked_of_an_empty_table() {
        let plan = plan(&Table::default(), 9000, None);
        assert!(plan.parts.iter().all(Vec::is_empty));
    }
}
