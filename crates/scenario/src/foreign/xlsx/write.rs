//! Sheets of cells into the bytes of a workbook.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook as File, Worksheet, XlsxError,
};

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::sheets::{Cell, GUIDE, Offer, RESULTS, Sheet, Workbook};

/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// The largest number of columns.
const COLUMNS: usize = 16_384;

/// The largest number of rows.
const ROWS: usize = 1_048_576;

/// How many rows below the head of a column offer something to choose from.
const OFFERED_ROWS: u32 = 2_000;

/// The height of a line of text, in points.
const LINE_HEIGHT: f64 = 15.0;

/// The height of the highest row, in points.
const HIGHEST: f64 = 405.0;

/// The longest text that stands in a cell for typed text, in bytes.
const LONGEST_TYPED: usize = 250;

/// The longest list of words that a cell can offer, with a comma between them.
const LONGEST_OFFER: usize = 255;

/// The bytes of a workbook; the same for the same workbook.
///
/// # Errors
/// What of it is larger than a spreadsheet can be.
pub fn bytes(workbook: &Workbook) -> Result<Vec<u8>, Box<Diagnostic>> {
    for sheet in &workbook.sheets {
        check(sheet)?;
    }
    written(workbook).map_err(|error| {
        let message = format!("the workbook cannot be written: {error}");
        Box::new(Diagnostic::of_file(Code::E671, message))
    })
}

/// What a spreadsheet cannot hold.
fn check(sheet: &Sheet) -> Result<(), Box<Diagnostic>> {
    let too_large = |what: String, help: &str| {
        let message = format!("the sheet `{}` would have {what}", sheet.name);
        Err(Box::new(Diagnostic::of_file(Code::E671, message).help(help)))
    };
    let (columns, rows) = (sheet.columns.len(), sheet.rows.len());
    if columns > COLUMNS {
        let what = format!("{columns} columns; a spreadsheet has at most {COLUMNS}");
        return too_large(what, "each term has a column");
    }
    if rows >= ROWS {
        let what = format!("{rows} rows; a spreadsheet has at most {ROWS}");
        return too_large(what, "a file in TOML or JSON has no such limit");
    }
    for (row, cells) in sheet.rows.iter().enumerate() {
        for cell in cells {
            let Cell::Text(text) = cell else { continue };
            let length = text.encode_utf16().count();
            if length > LONGEST {
                let what = format!(
                    "a text of {length} characters in row {}; a cell holds at most {LONGEST}",
                    row + 2
                );
                return too_large(what, "shorten it, or split it where several are allowed");
            }
        }
    }
    Ok(())
}

fn written(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = File::new();
    // A fixed date, and no word on who wrote it where.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    file.set_properties(&DocProperties::new().set_creation_datetime(&date));
    for sheet in &workbook.sheets {
        let page = file.add_worksheet();
        page.set_name(&sheet.name)?;
        fill(page, sheet, workbook)?;
    }
    file.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet, workbook: &Workbook) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin);
    // `@`: what is typed stays as it was typed, so that 2019-03 does not become a day in March.
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    // Some programs show a long text in a cell of this kind as #### instead.
    let long = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let fraction = Format::new().set_align(FormatAlign::Top);
    let number = Format::new()
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_num_format("#,##0");
    for (at, column) in (0..).zip(&sheet.columns) {
        page.set_column_width(at, f64::from(column.width))?;
        page.set_column_format(at, &text)?;
        page.write_string_with_format(0, at, &column.head, &head)?;
        if let Some(offer) = validation(&column.offer, workbook) {
            page.add_data_validation(1, at, OFFERED_ROWS, at, &offer)?;
        }
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        let lines = lines(sheet, cells);
        if lines > 1 {
            page.set_row_height(row, (f64::from(lines) * LINE_HEIGHT).min(HIGHEST))?;
        }
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                // An empty text would be a cell that says nothing and is not blank.
                Cell::Text(content) if content.is_empty() => {}
                Cell::Text(content) => {
                    let format = if content.len() > LONGEST_TYPED { &long } else { &text };
                    page.write_string_with_format(row, column, content, format)?;
                }
                Cell::Number(content) => {
                    // Whoever makes the cell sees to it that the number is exact.
                    page.write_number_with_format(row, column, *content as f64, &number)?;
                }
                Cell::Decimal(content) => {
                    page.write_number_with_format(row, column, *content, &fraction)?;
                }
            }
        }
    }
    let is_read = sheet.name != GUIDE && !RESULTS.contains(&sheet.name.as_str());
    page.set_freeze_panes(1, u16::from(is_read && sheet.columns.len() > 2))?;
    page.set_repeat_rows(0, 0)?;
    page.set_landscape();
    page.set_paper_size(9);
    page.set_print_fit_to_pages(1, 0);
    if let Some(marking) = &workbook.marking {
        page.set_header(format!("&C{}", for_header(marking)));
    }
    page.set_footer("&L&A&R&P / &N");
    Ok(())
}

/// In how many lines the fullest cell of a row is broken. Spreadsheet programs do not all find out by
/// themselves when they open a file. A guess: letters differ in width, and words are not cut.
fn lines(sheet: &Sheet, cells: &[Cell]) -> u32 {
    let of = |cell: &Cell, width: u16| {
        let Cell::Text(text) = cell else { return 1 };
        let width = u32::from(width.max(1));
        let lines = text.split('\n').map(|line| {
            let wide: u32 = line.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum();
            wide.div_ceil(width).max(1)
        });
        lines.fold(0, u32::saturating_add)
    };
    cells.iter().zip(&sheet.columns).map(|(cell, column)| of(cell, column.width)).max().unwrap_or(1)
}

/// The marking as the head of a page takes it, which has 255 characters.
fn for_header(marking: &str) -> String {
    let line: String = marking.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let short: String = line.chars().take(100).collect();
    let cut = if short.len() < line.len() { "…" } else { "" };
    format!("{}{cut}", short.replace('&', "&&"))
}

/// A list to choose from. It advises: what is not in it can be typed all the same.
fn validation(offer: &Offer, workbook: &Workbook) -> Option<DataValidation> {
    let list = match offer {
        Offer::Free => return None,
        Offer::Words(words) => {
            let length: usize = words.iter().map(|word| word.encode_utf16().count() + 1).sum();
            if words.is_empty() || length > LONGEST_OFFER {
                return None;
            }
            DataValidation::new().allow_list_strings(words).ok()?
        }
        Offer::FirstColumnOf(sheet) => {
            workbook.sheets.iter().find(|other| other.name == *sheet)?;
            let range = format!("={sheet}!$A$2:$A${}", OFFERED_ROWS + 1);
            DataValidation::new().allow_list_formula(Formula::new(range))
        }
    };
    Some(list.set_error_style(DataValidationErrorStyle::Information))
}
