//! What several tests of workbooks need.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod random;

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use detente_scenario::{Scenario, load};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Every scenario of the project that loads: examples, catalog, and those that tests are made of.
pub fn scenario_files() -> Vec<(String, Scenario)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![
        root.join("examples"),
        root.join("catalog"),
        root.join("tests/scenarios/valid"),
        root.join("tests/foreign/gmcr/valid"),
        root.join("crates/report/tests/scenarios"),
    ];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml" || e == "json") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let scenario = |path: PathBuf| {
        let scenario = load(&std::fs::read(&path).unwrap()).scenario?;
        Some((path.display().to_string(), scenario))
    };
    paths.into_iter().filter_map(scenario).collect()
}

/// The parts of a workbook.
pub fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for position in 0..archive.len() {
        let mut part = archive.by_index(position).unwrap();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        parts.push((part.name().unwrap().to_string(), content));
    }
    parts
}

/// A zip of these parts.
pub fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A cell as it stands in a sheet's part.
#[derive(Clone, Debug)]
pub enum Raw {
    /// A text.
    Text(&'static str),
    /// What stands in `<c r="…" HERE`, up to and with `</c>`.
    Xml(&'static str),
    /// Nothing.
    None,
}

pub fn t(text: &'static str) -> Raw {
    Raw::Text(text)
}

/// `A`, `B`, …
fn letter(column: usize) -> char {
    char::from(b'A' + u8::try_from(column).unwrap())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The part of a sheet with these rows, and what stands behind them.
pub fn sheet_part(rows: &[Vec<Raw>], behind: &str) -> String {
    let mut data = String::new();
    for (number, row) in (1..).zip(rows) {
        data.push_str(&format!("<row r=\"{number}\">"));
        for (column, cell) in row.iter().enumerate() {
            let at = format!("{}{number}", letter(column));
            match cell {
                Raw::None => {}
                Raw::Xml(rest) => data.push_str(&format!("<c r=\"{at}\" {rest}")),
                Raw::Text(text) => data.push_str(&format!(
                    "<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(text)
                )),
            }
        }
        data.push_str("</row>");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet \
         xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{data}</sheetData>{behind}</worksheet>"
    )
}

/// A workbook of these sheets, written by hand: name and part. The second style is a date.
pub fn workbook(sheets: &[(&str, String)]) -> Vec<u8> {
    packed(&workbook_parts(sheets))
}

/// The parts of [`workbook`].
pub fn workbook_parts(sheets: &[(&str, String)]) -> Vec<(String, String)> {
    let numbered = || (1..).zip(sheets);
    let list: String = numbered()
        .map(|(n, (name, _))| {
            format!("<sheet name=\"{}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>", escaped(name))
        })
        .collect();
    let relations: String = numbered()
        .map(|(n, _)| {
            format!(
                "<Relationship Id=\"rId{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
                 Target=\"worksheets/sheet{n}.xml\"/>"
            )
        })
        .collect();
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!("{head}<Types xmlns=\"{package}/content-types\"/>"),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "{head}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" \
                 Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "{head}<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{list}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "{head}<Relationships xmlns=\"{package}/relationships\">{relations}<Relationship Id=\"rIdS\" \
                 Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                "{head}<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
    ];
    parts.extend(
        numbered().map(|(n, (_, part))| (format!("xl/worksheets/sheet{n}.xml"), part.clone())),
    );
    parts
}
