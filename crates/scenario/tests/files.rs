//! Every file under `tests/scenarios`: the valid ones load without a word, and each invalid one has
//! its findings next to it, which are exactly what loading it finds.
//!
//! `DETENTE_BLESS=1 cargo test -p detente-scenario --test files` writes the findings anew; read the
//! difference before you commit it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use detente_scenario::tree::parse;
use detente_scenario::{Diagnostic, Scenario, Span, format, load, to_json, to_toml};

fn files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml" || e == "json"))
        .collect();
    files.sort();
    files
}

/// `3:12 E211 message`, with related places and help on lines of their own.
fn rendered(diagnostics: &[Diagnostic], text: &str) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        match diagnostic.span {
            Some(span) => write!(out, "{} ", place(span, text)).unwrap(),
            None => out.push_str("- "),
        }
        writeln!(out, "{} {}", diagnostic.code.id(), diagnostic.message).unwrap();
        if let Some(label) = &diagnostic.label {
            writeln!(out, "    label: {label}").unwrap();
        }
        for (span, label) in &diagnostic.related {
            writeln!(out, "    {}: {label}", place(*span, text)).unwrap();
        }
        if let Some(help) = &diagnostic.help {
            writeln!(out, "    help: {help}").unwrap();
        }
    }
    out
}

fn place(span: Span, text: &str) -> String {
    assert!(span.start <= span.end && span.end <= text.len(), "{span:?} is outside the text");
    assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}");
    let before = &text[..span.start];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{line}:{column}")
}

#[test]
fn valid_files_load_without_a_word() {
    let files = files("valid");
    assert!(files.len() >= 2);
    for path in files {
        let loaded = load(&std::fs::read(&path).unwrap());
        let found = rendered(&loaded.diagnostics, &loaded.text);
        assert!(found.is_empty(), "{}:\n{found}", path.display());
        assert!(loaded.scenario.is_some(), "{}", path.display());
    }
}

#[test]
fn the_catalog_loads_without_a_word_and_is_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    let mut cases = 0;
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        if !folder.is_dir() {
            continue;
        }
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(format(&text).as_ref(), Ok(&text), "{}: not tidy", path.display());
            if path.to_str().unwrap().ends_with(".answers.toml") {
                continue;
            }
            let loaded = load(text.as_bytes());
            let found = rendered(&loaded.diagnostics, &loaded.text);
            assert!(found.is_empty(), "{}:\n{found}", path.display());
            cases += 1;
        }
    }
    assert!(cases >= 10, "only {cases} cases");
}

#[test]
fn invalid_files_are_told_what_is_wrong() {
    let bless = std::env::var_os("DETENTE_BLESS").is_some();
    let mut failures = String::new();
    for path in files("invalid") {
        let loaded = load(&std::fs::read(&path).unwrap());
        let found = rendered(&loaded.diagnostics, &loaded.text);
        let beside = path.with_extension("stderr");
        if bless {
            std::fs::write(&beside, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        if found != expected {
            writeln!(failures, "{}:\nfound\n{found}\nexpected\n{expected}", path.display())
                .unwrap();
        }
        assert!(!found.is_empty(), "nothing is wrong with {}", path.display());
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Loads what a writer made of a file and checks that nothing of the scenario has changed.
fn assert_same_scenario(path: &Path, written: &str) {
    let original = load(&std::fs::read(path).unwrap()).scenario.unwrap();
    let loaded = load(written.as_bytes());
    let found = rendered(&loaded.diagnostics, &loaded.text);
    assert!(found.is_empty(), "{}:\n{written}\n{found}", path.display());
    let again = loaded.scenario.unwrap();
    assert_eq!(original.without_places(), again.without_places(), "{}:\n{written}", path.display());
}

#[test]
fn the_twins_say_the_same() {
    for path in files("valid") {
        let root = parse(&std::fs::read(&path).unwrap()).root.unwrap();
        let (json, toml) = (to_json(&root), to_toml(&root));
        assert_same_scenario(&path, &json);
        assert_same_scenario(&path, &toml);
        // Written once more from what was written, each is what it was.
        assert_eq!(to_json(&parse(json.as_bytes()).root.unwrap()), json, "{}", path.display());
        assert_eq!(to_toml(&parse(toml.as_bytes()).root.unwrap()), toml, "{}", path.display());
        assert!(toml.lines().all(|line| line.trim_end() == line || line.contains('"')), "{toml}");
    }
}

#[test]
fn formatting_changes_nothing_that_counts() {
    for path in files("valid") {
        let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
        let tidy = format(&text).unwrap();
        assert_eq!(format(&tidy).as_deref(), Ok(tidy.as_str()), "{}: not settled", path.display());
        let (before, after) = (load(text.as_bytes()), load(tidy.as_bytes()));
        // Conditions keep their text as it was written, so only the blanks in it may differ.
        let said = |scenario: Option<Scenario>| -> String {
            let all = format!("{:?}", scenario.unwrap().without_places());
            all.chars().filter(|character| !character.is_whitespace()).collect()
        };
        assert_eq!(said(before.scenario), said(after.scenario), "{}:\n{tidy}", path.display());
        if path.extension().is_some_and(|extension| extension == "toml") {
            assert_eq!(comments(&text), comments(&tidy), "{}", path.display());
            assert!(!tidy.contains("\n\n\n") && !tidy.contains("\r\n\r\n\r\n"));
        }
        let expected = path.with_extension("formatted");
        if expected.exists() {
            if std::env::var_os("DETENTE_BLESS").is_some() {
                std::fs::write(&expected, &tidy).unwrap();
            }
            assert_eq!(std::fs::read_to_string(&expected).unwrap(), tidy, "{}", path.display());
        }
    }
}

/// The comments of a file in which `#` stands in no string.
fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.find('#').map(|at| line[at..].trim_end())).collect()
}
