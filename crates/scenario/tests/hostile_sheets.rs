//! Workbooks as people and others make them: mistakes are told with their cells, all in one run;
//! and whatever the bytes are, there is no panic, no hang and no memory without bounds.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod common;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use common::{Raw, packed, scenario_files, sheet_part, t, unpacked, workbook, workbook_parts};
use detente_scenario::foreign::sheets::{Imported, workbook_of};
use detente_scenario::foreign::xlsx;
use detente_scenario::model::Preference;
use detente_scenario::{Diagnostic, Severity, load};

/// `Parties!B3 E659 message`, with label, related cells and help on lines of their own.
fn rendered(imported: &Imported) -> String {
    let mut out = String::new();
    let place = |span: detente_scenario::Span| {
        let place = imported.cells.at(span.start).expect("a cell");
        assert!(span.end <= place.start + place.content.len(), "{span:?} leaves its cell");
        let at = &place.content[span.start - place.start..span.end - place.start];
        format!("{} `{at}`", place.name())
    };
    for finding in &imported.diagnostics {
        let at = finding.span.map_or("-".to_owned(), place);
        writeln!(out, "{at} {} {}", finding.code.id(), finding.message).unwrap();
        if let Some(label) = &finding.label {
            writeln!(out, "    label: {label}").unwrap();
        }
        for (span, label) in &finding.related {
            writeln!(out, "    {}: {label}", place(*span)).unwrap();
        }
    }
    out
}

fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.code.id()).collect()
}

fn sheet(rows: &[&[Raw]]) -> String {
    let rows: Vec<Vec<Raw>> = rows.iter().map(|row| row.to_vec()).collect();
    sheet_part(&rows, "")
}

const N: Raw = Raw::None;

fn head() -> String {
    sheet(&[&[t("key"), t("value")], &[t("title"), t("A pause")]])
}

fn parties() -> String {
    sheet(&[&[t("id"), t("signs")], &[t("us"), t("yes")], &[t("kim"), t("x")]])
}

fn terms() -> String {
    sheet(&[
        &[t("id"), t("by"), t("option"), t("now"), t("seen")],
        &[t("tests"), t("kim"), t("on"), t("on"), N],
        &[N, N, t("off"), N, t("outside")],
        &[t("sanctions"), t("us"), t("kept"), t("kept"), N],
        &[N, N, t("waiver"), N, N],
    ])
}

#[test]
fn a_workbook_written_by_hand_is_read() {
    let bytes = workbook(&[
        ("Scenario", head()),
        ("parties ", parties()),
        ("TERMS", terms()),
        (
            "priorities",
            sheet(&[
                &[N, N],
                &[t(" Wants "), t("PARTY"), t("Red line"), t("# mine"), t("from"), t("until")],
                &[t("tests = off"), t("us"), Raw::Xml("t=\"b\"><v>1</v></c>"), t("not read"), N, N],
                &[N, N, t("   "), N],
                // 25 January 2019, as a spreadsheet has it.
                &[
                    t("sanctions = kept  "),
                    t("us "),
                    t("No"),
                    N,
                    N,
                    Raw::Xml("s=\"1\"><v>43490</v></c>"),
                ],
                &[t("sanctions != kept"), t("us"), N, N, Raw::Xml("s=\"1\"><v>43491</v></c>"), N],
            ]),
        ),
        ("Guide", sheet(&[&[t("whatever")]])),
        ("Results packages", sheet(&[&[t("=1")], &[t("x"), t("y")]])),
        ("# my notes", sheet(&[&[t("x")]])),
        ("Sheet1", sheet(&[])),
    ]);
    let imported = xlsx::import(&bytes);
    assert_eq!(rendered(&imported), "");
    let scenario = imported.scenario.unwrap();
    assert_eq!(scenario.title, "A pause");
    assert!(scenario.parties.iter().all(|party| party.signs));
    let Preference::Priorities(lines) = &scenario.parties[0].preference else { panic!() };
    let versions: Vec<usize> = lines.iter().map(|line| line.versions.len()).collect();
    assert_eq!(versions, [1, 2]);
    assert!(lines[0].versions[0].red_line);
    assert_eq!(lines[1].versions[0].basis.until.unwrap().to_string(), "2019-01-25");
    assert_eq!(lines[1].versions[1].basis.from.unwrap().to_string(), "2019-01-26");
}

#[test]
fn numbers_are_names_where_names_are_meant() {
    let number = |n: &'static str| Raw::Xml(n);
    let bytes = workbook(&[
        ("Scenario", sheet(&[&[t("key"), t("value")], &[t("title"), number("><v>1979</v></c>")]])),
        ("Parties", sheet(&[&[t("id")], &[number("><v>7</v></c>")]])),
        (
            "Terms",
            sheet(&[
                &[t("id"), t("by"), t("option"), t("now")],
                &[
                    number("><v>2019</v></c>"),
                    number("><v>7</v></c>"),
                    number("t=\"n\"><v>1</v></c>"),
                    t("1"),
                ],
                &[N, N, number("t=\"b\"><v>1</v></c>"), N],
            ]),
        ),
        (
            "Packages",
            sheet(&[
                &[t("id"), number("><v>2019</v></c>")],
                &[number("><v>3</v></c>"), number("t=\"b\"><v>1</v></c>")],
            ]),
        ),
        (
            "Claims",
            sheet(&[
                &[t("id"), t("says"), t("ask"), t("expect")],
                &[t("C1"), t("two"), t("count packages"), number("><v>2</v></c>")],
                &[t("C2"), t("two"), t("count packages"), t("2")],
                &[
                    t("C3"),
                    t("some"),
                    t("some package with 2019 = 1"),
                    number("t=\"b\"><v>1</v></c>"),
                ],
                &[t("C4"), t("none"), t("no package with 2019 = 1"), t("NO")],
            ]),
        ),
    ]);
    let imported = xlsx::import(&bytes);
    assert_eq!(rendered(&imported), "");
    let scenario = imported.scenario.unwrap();
    assert_eq!((scenario.title.as_str(), scenario.parties[0].id.as_str()), ("1979", "7"));
    let options: Vec<&str> = scenario.terms[0].options.iter().map(|o| o.id.as_str()).collect();
    assert_eq!((scenario.terms[0].id.as_str(), options), ("2019", vec!["1", "true"]));
    assert_eq!(scenario.packages[0].change.len(), 1);
    let expected: Vec<String> =
        scenario.claims.iter().map(|claim| format!("{:?}", claim.expect.unwrap())).collect();
    assert_eq!(expected, ["Count(2)", "Count(2)", "Truth(true)", "Truth(false)"]);
}

#[test]
fn every_mistake_is_told_with_its_cell() {
    let bytes = workbook(&[
        (
            "Scenario",
            sheet(&[
                &[t("key"), t("value")],
                &[t("title"), t("A pause")],
                &[t("titel"), t("x")],
                &[t("Title"), t("x")],
                &[N, t("lost")],
                &[t("as of"), t("25 January 2019")],
                &[t("about"), N],
            ]),
        ),
        (
            "Parties",
            sheet(&[
                &[t("id"), t("sings"), t("note"), N, t("ID")],
                &[t("us"), t("yes"), N, N, N],
                &[t("kim"), t("perhaps"), N, t("stray"), N],
                &[t("us"), t("no"), N, N, N],
                &[N, N, t("whose?"), N, N],
            ]),
        ),
        (
            "Terms",
            sheet(&[
                &[t("id"), t("by"), t("option"), t("now"), t("label"), t("undo")],
                &[t("tests"), t("kim, nobody"), t("on"), t("onn"), N, N],
                &[N, N, t("off"), N, N, t("wekes")],
                &[N, N, N, N, t("of what?"), N],
                &[t("sanctions"), N, t("kept"), t("kept"), N, N],
                &[N, N, Raw::Xml("t=\"e\"><v>#REF!</v></c>"), N, N, N],
                &[N, N, t("waiver"), N, N, N],
            ]),
        ),
        (
            "Priorities",
            sheet(&[
                &[t("party"), t("wants"), t("gives"), t("only_for"), t("from")],
                &[t("us"), t("tests = off and\n  sanctions = keptt"), N, N, N],
                &[t("kim"), N, t("tests = off"), N, N],
                &[t("kimm"), t("tests = on"), N, N, Raw::Xml("s=\"1\"><v>43490.5</v></c>")],
                &[t("us"), Raw::Xml("t=\"str\"><f>A1&amp;B1</f><v>tests = on</v></c>"), N, N, N],
                &[t("us"), Raw::Xml("><f>A1</f></c>"), N, N, N],
            ]),
        ),
        (
            "Rankings",
            sheet(&[
                &[t("party"), t("rank"), t("entry")],
                &[t("kim"), t("first"), t("tests = on")],
                &[t("kim"), N, t("tests = off")],
                &[t("kim"), t("2"), N],
            ]),
        ),
        (
            "Packages",
            sheet(&[
                &[t("id"), t("test"), t("sanctions"), t("source"), t("order"), t("term:weather")],
                &[t("p"), t("of"), t("kept"), t("E1"), t("sanctions, tests, note"), t("x")],
            ]),
        ),
        ("Claim", sheet(&[&[t("id")]])),
        ("Budget", sheet(&[&[t("x")]])),
        ("rules", sheet(&[&[t("require")], &[t("tests = on")]])),
        ("Rules", sheet(&[&[t("require")]])),
        ("Definitions", sheet(&[&[t("condition")], &[t("tests = on")]])),
    ]);
    let imported = xlsx::import(&bytes);
    assert!(imported.scenario.is_none());
    let beside =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/mistakes.stderr");
    let found = rendered(&imported);
    if std::env::var_os("DETENTE_BLESS").is_some() {
        std::fs::write(&beside, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&beside).unwrap();
    assert_eq!(found, expected);
}

#[test]
fn merged_cells_hold_for_their_rows() {
    let rows = [
        vec![t("party"), t("wants")],
        vec![t("us"), t("tests = off")],
        vec![N, t("sanctions = kept")],
        vec![t("kim"), t("sanctions = waiver")],
    ];
    let merged = "<mergeCells count=\"2\"><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"A2:XFD1048576\"/></mergeCells>";
    let bytes = workbook(&[
        ("Scenario", head()),
        ("Parties", parties()),
        ("Terms", terms()),
        ("Priorities", sheet_part(&rows, merged)),
    ]);
    let imported = xlsx::import(&bytes);
    assert_eq!(codes(&imported.diagnostics), ["W663"], "{}", rendered(&imported));
    assert!(imported.diagnostics[0].message.contains("A2:A3 and one more range"));
    let scenario = imported.scenario.unwrap();
    let Preference::Priorities(lines) = &scenario.parties[0].preference else { panic!() };
    assert_eq!(lines.len(), 2);
}

/// What is said of bytes that are refused as a whole.
fn refused(bytes: &[u8]) -> String {
    let imported = xlsx::import(bytes);
    assert!(imported.scenario.is_none());
    assert_eq!(imported.diagnostics.len(), 1, "{:?}", imported.diagnostics);
    let finding = &imported.diagnostics[0];
    assert!(finding.help.is_some(), "{finding:?}");
    format!("{} {}", finding.code.id(), finding.message)
}

#[test]
fn other_files_are_told_what_to_do() {
    let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    assert_eq!(
        refused(&[&old[..], &[0; 600]].concat()),
        "E651 this is a document of the old kind (.xls)"
    );
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = [&old[..], &[0; 600], &name].concat();
    assert_eq!(refused(&encrypted), "E651 this workbook is encrypted");
    let part = |name: &str| (name.to_owned(), "x".to_owned());
    let ods = packed(&[part("mimetype"), part("content.xml")]);
    assert_eq!(refused(&ods), "E651 this is an OpenDocument file (.ods)");
    let xlsb = packed(&[part("xl/workbook.bin")]);
    assert_eq!(refused(&xlsb), "E651 this is a binary workbook (.xlsb)");
    let docx = packed(&[part("word/document.xml")]);
    assert_eq!(refused(&docx), "E651 this file has no workbook in it");
    assert!(refused(b"PK\x03\x04").starts_with("E651 this workbook is damaged"));
    assert!(refused(b"PK\x05\x06 and so on").starts_with("E651 this workbook is damaged"));
    let foreign = workbook(&[("Budget", sheet(&[&[t("x")]]))]);
    let imported = xlsx::import(&foreign);
    assert_eq!(codes(&imported.diagnostics), ["E651", "W661"], "{:?}", imported.diagnostics);
    let empty = workbook(&[]);
    assert_eq!(codes(&xlsx::import(&empty).diagnostics), ["E651"]);
}

#[test]
fn bombs_are_refused_with_the_number() {
    let begun = Instant::now();
    let mut parts = workbook_parts(&[("Scenario", head())]);
    parts.push(("xl/media/image1.png".to_owned(), "\0".repeat(65 << 20)));
    let bytes = packed(&parts);
    assert!(bytes.len() < 1 << 20);
    assert!(refused(&bytes).starts_with("E652 more than 67108864 bytes (64 MiB)"));
    // One long text that many cells share.
    let text = "x".repeat(30_000);
    let cells: String = (1..700)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let mut parts = workbook_parts(&[(
        "Scenario",
        sheet_part(&[], "").replace("<sheetData>", &format!("<sheetData>{cells}")),
    )]);
    parts.push((
        "xl/sharedStrings.xml".to_owned(),
        format!("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{text}</t></si></sst>"),
    ));
    assert!(refused(&packed(&parts)).starts_with("E652 the cells hold more than 16777216 bytes"));
    // Very many cells.
    let row: String = (0..20).map(|_| "<c><v>1</v></c>").collect();
    let rows = format!("<row>{row}</row>").repeat(60_000);
    let many = sheet_part(&[], "").replace("<sheetData>", &format!("<sheetData>{rows}"));
    assert!(
        refused(&workbook(&[("Scenario", many)]))
            .starts_with("E652 the workbook has more than 1000000 cells")
    );
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}

#[test]
fn sheets_that_claim_to_be_large_cost_nothing() {
    let begun = Instant::now();
    let data = "<dimension ref=\"A1:XFD1048576\"/><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>key</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>value</t></is></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let part = sheet_part(&[], "").replace("<sheetData>", data);
    let imported =
        xlsx::import(&workbook(&[("Scenario", part), ("Parties", parties()), ("Terms", terms())]));
    let found = rendered(&imported);
    assert!(found.contains("Scenario!XFD1048576 `1` E657"), "{found}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn cells_that_cannot_be_read_do_not_hide_the_others() {
    let bytes = workbook(&[
        (
            "Scenario",
            sheet(&[
                &[t("key"), t("value")],
                &[t("title"), t("A pause")],
                &[t("note"), Raw::Xml("t=\"e\"><v>#NONSENSE!</v></c>")],
                &[t("x"), Raw::Xml("t=\"n\"><v>+1e</v></c>")],
                &[t("x"), Raw::Xml("t=\"b\"><v>banana</v></c>")],
                &[t("x"), Raw::Xml("t=\"s\"><v>99</v></c>")],
                &[t("x"), Raw::Xml("t=\"zz\"><v>99</v></c>")],
            ]),
        ),
        ("Parties", parties()),
        ("Terms", terms()),
    ]);
    let imported = xlsx::import(&bytes);
    let found = codes(&imported.diagnostics);
    assert!(
        found.iter().filter(|code| **code == "E658").count() >= 4,
        "{:?}",
        imported.diagnostics
    );
}

#[test]
fn damaged_workbooks_do_no_harm() {
    let (_, scenario) = scenario_files()
        .into_iter()
        .find(|(path, _)| path.ends_with("sample.toml") || path.ends_with("ceasefire.toml"))
        .unwrap();
    let good = xlsx::bytes(&workbook_of(&scenario)).unwrap();
    let mut random = fastrand::Rng::with_seed(2019);
    // The container.
    for _ in 0..300 {
        let mut bytes = good.clone();
        match random.usize(..3) {
            0 => bytes.truncate(random.usize(4..bytes.len())),
            1 => {
                for _ in 0..random.usize(1..20) {
                    let at = random.usize(4..bytes.len());
                    bytes[at] = random.u8(..);
                }
            }
            _ => {
                let at = random.usize(4..bytes.len());
                let end = random.usize(at..bytes.len());
                bytes.drain(at..end);
            }
        }
        check(&xlsx::import(&bytes));
    }
    // What is in it.
    let parts = unpacked(&good);
    let pieces = [
        "<c>",
        "</c>",
        "<v>",
        "</row>",
        "<f t=\"shared\" si=\"4294967295\">",
        "r=\"XFD9999999\"",
        "r=\"A0\"",
        "t=\"e\"",
        "t=\"d\"",
        "t=\"n\"",
        "s=\"99\"",
        "&#x0;",
        "&unknown;",
        "]]>",
        "<!--",
        "1e999",
        "-1",
        "NaN",
        "\u{0}",
        "<mergeCells><mergeCell ref=\"A1:A0\"/></mergeCells>",
        "r:id=\"\"",
        "Target=\"/\"",
        "+1",
        "inf",
    ];
    for _ in 0..1500 {
        let mut parts = parts.clone();
        for _ in 0..random.usize(1..4) {
            let at = random.usize(..parts.len());
            let content = &mut parts[at].1;
            let mut place = random.usize(..content.len());
            while !content.is_char_boundary(place) {
                place -= 1;
            }
            if random.bool() {
                // Behind the next sign at which something can begin.
                place =
                    content[place..].find(['>', '"', ' ']).map_or(place, |next| place + next + 1);
            }
            let mut end = (place + random.usize(..12)).min(content.len());
            while !content.is_char_boundary(end) {
                end -= 1;
            }
            let end = if random.bool() { place } else { end.max(place) };
            content.replace_range(place..end, pieces[random.usize(..pieces.len())]);
        }
        if random.usize(..8) == 0 {
            let at = random.usize(..parts.len());
            parts.remove(at);
        }
        check(&xlsx::import(&packed(&parts)));
    }
}

/// What holds of every import.
fn check(imported: &Imported) {
    let errors = imported.diagnostics.iter().filter(|f| f.severity() == Severity::Error).count();
    assert_eq!(imported.scenario.is_some(), errors == 0, "{:?}", imported.diagnostics);
    let text = imported.cells.text();
    for finding in &imported.diagnostics {
        for span in finding.span.into_iter().chain(finding.related.iter().map(|(span, _)| *span)) {
            assert!(span.start <= span.end && span.end <= text.len(), "{finding:?}");
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        }
    }
    if let Some(scenario) = &imported.scenario {
        let text = detente_scenario::to_toml(&detente_scenario::tree_of(scenario));
        assert!(load(text.as_bytes()).scenario.is_some(), "{text}");
    }
}
