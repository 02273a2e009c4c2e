//! The bytes of a workbook into cells.

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxCellReader, XlsxError};
use zip::ZipArchive;

use crate::codes::Code;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::foreign::sheets::{Content, Grid, GridSheet, GridValue};
use crate::tree::{MAX_BYTES, shortened};

/// How many bytes may be packed in a workbook.
const MAX_UNPACKED: u64 = 64 << 20;

/// How many parts a workbook may have.
const MAX_PARTS: usize = 10_000;

/// How many sheets are looked at.
const MAX_SHEETS: usize = 1_000;

/// How many cells that are not empty may be in all sheets.
const MAX_CELLS: usize = 1_000_000;

/// How many cells of a sheet may be unreadable before it is given up.
const MAX_UNREADABLE: usize = 100;

/// The largest number that is a date: 31 December 9999.
const LAST_DAY: f64 = 2_958_465.0;

/// A reason for which a workbook is not read. Boxed, for it is large and rare.
type Refusal = Box<Diagnostic>;

fn refusal(message: impl Into<String>, help: &str) -> Refusal {
    Box::new(Diagnostic::of_file(Code::E651, message).help(help))
}

fn too_large(message: String) -> Refusal {
    let help = "remove pictures and what is no part of the scenario, and save it again";
    Box::new(Diagnostic::of_file(Code::E652, message).help(help))
}

/// Whether the bytes are those of a compound file: an old or an encrypted document.
pub(super) fn is_old(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}

/// The cells of a workbook, and what of it could not be read.
///
/// What is packed in it is counted before anything is looked at; cells are read one by one, so a
/// sheet that claims to be large costs nothing.
///
/// # Errors
/// Why it is not looked at.
pub fn grid(bytes: &[u8]) -> Result<(Grid, Vec<Diagnostic>), Refusal> {
    check(bytes)?;
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheets: Vec<(String, SheetType)> =
        file.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.typ)).collect();
    if sheets.len() > MAX_SHEETS {
        let count = sheets.len();
        return Err(too_large(format!(
            "the workbook has {count} sheets; the limit is {MAX_SHEETS}"
        )));
    }
    let mut grid = Grid::default();
    let mut findings = Vec::new();
    let mut budget = Budget { cells: MAX_CELLS, bytes: MAX_BYTES };
    let mut seen = HashSet::new();
    for (name, kind) in sheets {
        // Charts have no cells. Two sheets of one name are one and the same for the library.
        if kind != SheetType::WorkSheet || !seen.insert(name.clone()) {
            continue;
        }
        let mut sheet = GridSheet { name, ..GridSheet::default() };
        let result = match file.worksheet_cells_reader(&sheet.name) {
            Ok(reader) => cells(reader, &mut sheet, &mut budget, &mut findings)?,
            Err(error) => Err(error),
        };
        if let Err(error) = result {
            let message = format!("the sheet `{}` cannot be read: {error}", shortened(&sheet.name));
            findings.push(Diagnostic::of_file(Code::E651, message).help(SAVE_AGAIN));
        }
        if let Ok(merged) = file.merge_cells_by_sheet_name(&sheet.name) {
            sheet.merged = merged.iter().map(|range| [range.start, range.end]).collect();
        }
        grid.sheets.push(sheet);
    }
    Ok((grid, findings))
}

const SAVE_AGAIN: &str = "open it with a spreadsheet program and save it again as .xlsx";

fn unreadable(error: XlsxError) -> Refusal {
    let message = format!("this workbook cannot be read: {}", shortened(&error.to_string()));
    refusal(message, SAVE_AGAIN)
}

/// What is refused before a parser sees it.
fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if is_old(bytes) {
        let encrypted: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Err(if bytes.windows(encrypted.len()).any(|part| part == encrypted) {
            refusal(
                "this workbook is encrypted",
                "save it without a password, and keep the file safe otherwise",
            )
        } else {
            refusal("this is a document of the old kind (.xls)", "save it as .xlsx")
        });
    }
    if bytes.len() > MAX_BYTES {
        let message =
            format!("the file has {} bytes; the limit is {MAX_BYTES} bytes (16 MiB)", bytes.len());
        return Err(too_large(message));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
        let message = format!("this workbook is damaged: {}", shortened(&error.to_string()));
        refusal(message, "copy it again, or open and save it with a spreadsheet program")
    })?;
    if archive.len() > MAX_PARTS {
        let count = archive.len();
        return Err(too_large(format!("the file has {count} parts; the limit is {MAX_PARTS}")));
    }
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let has = |name: &str| names.iter().any(|other| other.eq_ignore_ascii_case(name));
    if has("content.xml") && has("mimetype") {
        return Err(refusal("this is an OpenDocument file (.ods)", "save it as .xlsx"));
    }
    if has("xl/workbook.bin") {
        return Err(refusal("this is a binary workbook (.xlsb)", "save it as .xlsx"));
    }
    let mut unpacked = 0_u64;
    let mut buffer = vec![0; 1 << 16];
    for position in 0..archive.len() {
        // What the file says of its sizes is not believed: the bytes are counted.
        let damaged = |what: String| {
            let message = format!("this workbook is damaged: {}", shortened(&what));
            refusal(message, "copy it again, or open and save it with a spreadsheet program")
        };
        let mut part = archive.by_index(position).map_err(|error| damaged(error.to_string()))?;
        loop {
            let count = part.read(&mut buffer).map_err(|error| damaged(error.to_string()))?;
            if count == 0 {
                break;
            }
            unpacked += count as u64;
            if unpacked > MAX_UNPACKED {
                let message = format!(
                    "more than {MAX_UNPACKED} bytes (64 MiB) are packed in this workbook, which is the limit"
                );
                return Err(too_large(message));
            }
        }
    }
    let is_workbook = names.iter().any(|name| name.to_ascii_lowercase().ends_with("workbook.xml"));
    if !is_workbook {
        let message = "this file has no workbook in it";
        let help = "a workbook is saved by a spreadsheet program as .xlsx; a scenario file is text";
        return Err(refusal(message, help));
    }
    Ok(())
}

/// How much may still be read.
struct Budget {
    cells: usize,
    bytes: usize,
}

/// Reads the cells of a sheet; gives up with the sheet as far as it was read.
fn cells(
    mut reader: XlsxCellReader<'_, Cursor<&[u8]>>,
    sheet: &mut GridSheet,
    budget: &mut Budget,
    findings: &mut Vec<Diagnostic>,
) -> Result<Result<(), XlsxError>, Refusal> {
    let mut found: BTreeMap<(u32, u32), GridValue> = BTreeMap::new();
    let mut unreadable = 0;
    let result = loop {
        let record = match reader.next_cell_with_formula_metadata() {
            Ok(Some(record)) => record,
            Ok(None) => break Ok(()),
            // The cell cannot be read, and the reader stands behind it.
            Err(
                error @ (XlsxError::CellTAttribute(_)
                | XlsxError::CellError(_)
                | XlsxError::ParseFloat(_)
                | XlsxError::Unexpected(_)
                | XlsxError::Unrecognized { .. }),
            ) if unreadable < MAX_UNREADABLE => {
                unreadable += 1;
                let message = format!(
                    "a cell of `{}` cannot be read: {}",
                    shortened(&sheet.name),
                    shortened(&error.to_string())
                );
                findings.push(Diagnostic::of_file(Code::E658, message).help(SAVE_AGAIN));
                continue;
            }
            Err(error) => break Err(error),
        };
        let is_formula = record.formula.is_some();
        let content = content(&record.value);
        if content == Content::Nothing && !is_formula {
            continue;
        }
        budget.bytes = match budget.bytes.checked_sub(content.typed().len()) {
            Some(rest) => rest,
            None => {
                let message = format!(
                    "the cells hold more than {MAX_BYTES} bytes (16 MiB) of text, which is the limit"
                );
                return Err(too_large(message));
            }
        };
        budget.cells = match budget.cells.checked_sub(1) {
            Some(rest) => rest,
            None => {
                let message =
                    format!("the workbook has more than {MAX_CELLS} cells, which is the limit");
                return Err(too_large(message));
            }
        };
        found.entry(record.pos).or_insert(GridValue { content, is_formula });
    };
    sheet.cells = found.into_iter().collect();
    Ok(result)
}

fn content(value: &DataRef<'_>) -> Content {
    match value {
        DataRef::Empty => Content::Nothing,
        DataRef::String(text) | DataRef::DurationIso(text) => Content::Text(text.clone()),
        DataRef::SharedString(text) => Content::Text((*text).to_owned()),
        DataRef::Int(number) => Content::Number(*number as f64),
        DataRef::Float(number) => Content::Number(*number),
        DataRef::Bool(truth) => Content::Boolean(*truth),
        DataRef::DateTime(date) => day(date),
        DataRef::DateTimeIso(text) => match crate::date::parse_date(text) {
            Ok(date) if text.len() == "2019-01-25".len() => Content::Date(date),
            _ => Content::Time(text.clone()),
        },
        DataRef::Error(error) => Content::Error(error.to_string()),
    }
}

/// A number that is shown as a date.
fn day(date: &ExcelDateTime) -> Content {
    let number = date.as_f64();
    if !date.is_datetime() || !(0.0..=LAST_DAY).contains(&number) {
        return Content::Number(number);
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    match Date::new(year, month, day) {
        Some(date) if (hour, minute, second, milli) == (0, 0, 0, 0) && number >= 1.0 => {
            Content::Date(date)
        }
        Some(date) if number >= 1.0 => {
            Content::Time(format!("{date} {hour:02}:{minute:02}:{second:02}"))
        }
        _ => Content::Time(format!("{hour:02}:{minute:02}:{second:02}")),
    }
}
