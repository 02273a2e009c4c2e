//! Every file under `tests/scenarios`: the valid ones load without a word, and each invalid one has
//! its findings next to it, which are exactly what loading it finds.
//!
//! `BLESS=1 cargo test -p detente-scenario --test files` writes the findings anew; read the
//! difference before you commit it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use detente_scenario::{Diagnostic, Span, load};

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
fn invalid_files_are_told_what_is_wrong() {
    let bless = std::env::var_os("BLESS").is_some();
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
            writeln!(failures, "{}:\nfound\n{found}\nexpected\n{expected}", path.display()).unwrap();
        }
        assert!(!found.is_empty(), "nothing is wrong with {}", path.display());
    }
    assert!(failures.is_empty(), "{failures}");
}
