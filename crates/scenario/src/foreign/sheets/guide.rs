//! The sheet that says how the others are to be filled in.

use super::plan::GUIDE;
use super::{Cell, Column, Sheet};

const LINES: [&str; 16] = [
    "This workbook is a scenario of Détente: who is in a conflict, what can be settled, what each side wants, and how anyone knows. \
     Fill in the sheets, save as .xlsx, and read it with: detente import WORKBOOK.xlsx -o scenario.toml",
    "The first row of each sheet names its columns. Columns and sheets may stand in any order; blank rows, and sheets that are not \
     needed, may be left out. What stands under a head that begins with # is a remark of yours and is not read.",
    "An id is the name in conditions: letters, digits, _ and -, no blanks. A name is what sentences say. \
     Several ids in one cell are separated by commas: us, kim.",
    "Dates are written 2019-01-25; 2019-03 means the last day of that month. Dates as the spreadsheet has them are read, too.",
    "Scenario: a row for each key. Several things that are not modelled have a row each.",
    "Terms: a row for each option, in the order that < and >= follow. What concerns the whole term (id, name, by, kind, now, fallback, cannot, \
     note) stands in its first row only; the id is left blank in the others. seen: outside, nobody, or a condition. by: (nobody) if no party controls it.",
    "Definitions, Rules, Priorities: conditions such as  tests = off and inspection >= site . A rule has either require or forbid.",
    "Priorities: for each party the most important first. Each row has wants, or refuses, or gives together with only_for. \
     A row with from that follows one with until is the next version of the same line.",
    "Rankings: instead of priorities. Rank 1 is best; the same rank twice means equally good. An entry is the id of a package or a condition.",
    "Values: instead of priorities. A line begins with a row that has term, when or like; further options of the same term stand in the rows below it, \
     with points (a number or a range such as 30..50) or with a rank, 1 for the best.",
    "Packages: a column for each term of the sheet Terms, with the option it changes to; blank means as it is now. \
     order is filled in only where the changes are to be told in another order than that of the columns.",
    "Steps: as packages, with who takes the step.",
    "Claims: a question such as  every package with deal has better(kim) , and the answer expected: yes, no, or a number.",
    "Texts, Sources: further quotations of a source stand in the rows below it, with the other cells left blank; \
     so do further passages of a text that were read and not used.",
    "Sheets whose names begin with Results are written by Détente and not read. They are as old as the workbook.",
    "Everything else is told in docs/spreadsheets.md and docs/scenario-file.md.",
];

/// The guide, with the marking of the scenario above it.
pub(super) fn guide(marking: Option<&str>) -> Sheet {
    let lines = marking.into_iter().chain(LINES);
    Sheet {
        name: GUIDE.to_owned(),
        columns: vec![Column::new("How to fill in this workbook", 110)],
        rows: lines.map(|line| vec![Cell::text(line)]).collect(),
    }
}
