//! Every file under `tests/foreign/gmcr`: the valid ones become the scenario and the warnings next
//! to them, and each invalid one has its findings next to it; what is written again says the same.
//!
//! `DETENTE_BLESS=1 cargo test -p detente-scenario --test gmcr` writes them anew; read the
//! difference before you commit it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use detente_scenario::foreign::gmcr::import;
use detente_scenario::model::Notation;
use detente_scenario::{Diagnostic, format, load};

fn files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/foreign/gmcr").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "gmcr"))
        .collect();
    files.sort();
    files
}

/// `3:12 E604 message`, with related places and help on lines of their own.
fn rendered(diagnostics: &[Diagnostic], text: &str) -> String {
    let place = |offset: usize| {
        let before = &text[..offset];
        let line = before.matches('\n').count() + 1;
        format!("{line}:{}", before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        match diagnostic.span {
            Some(span) => {
                assert!(span.start <= span.end && span.end <= text.len(), "{diagnostic:?}");
                write!(out, "{} ", place(span.start)).unwrap();
            }
            None => out.push_str("- "),
        }
        writeln!(out, "{} {}", diagnostic.code.id(), diagnostic.message).unwrap();
        if let Some(label) = &diagnostic.label {
            writeln!(out, "    label: {label}").unwrap();
        }
        for (span, label) in &diagnostic.related {
            writeln!(out, "    {}: {label}", place(span.start)).unwrap();
        }
        if let Some(help) = &diagnostic.help {
            writeln!(out, "    help: {help}").unwrap();
        }
    }
    out
}

/// Compares `found` with the file beside `path`, or writes it.
fn compare(path: &Path, extension: &str, found: &str, failures: &mut String) {
    let beside = path.with_extension(extension);
    if std::env::var_os("DETENTE_BLESS").is_some() {
        if found.is_empty() {
            let _ = std::fs::remove_file(&beside);
        } else {
            std::fs::write(&beside, found).unwrap();
        }
    }
    let expected = std::fs::read_to_string(&beside).unwrap_or_default();
    if found != expected {
        writeln!(failures, "{}:\nfound\n{found}\nexpected\n{expected}", beside.display()).unwrap();
    }
}

#[test]
fn valid_files_become_scenarios() {
    let mut failures = String::new();
    for path in files("valid") {
        let title = path.file_stem().unwrap().to_string_lossy().into_owned();
        let imported = import(&std::fs::read(&path).unwrap(), &title);
        let found = rendered(&imported.diagnostics, &imported.text);
        compare(&path, "stderr", &found, &mut failures);
        let text = imported.scenario.unwrap_or_else(|| panic!("{}:\n{found}", path.display()));
        compare(&path, "toml", &text, &mut failures);
        let loaded = load(text.as_bytes());
        assert!(loaded.diagnostics.is_empty(), "{}: {:?}", path.display(), loaded.diagnostics);
        assert_eq!(loaded.scenario.unwrap().notation, Some(Notation::Gmcr));
        assert_eq!(format(&text).as_ref(), Ok(&text), "{} is not tidy", path.display());
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn invalid_files_are_told_what_is_wrong() {
    let mut failures = String::new();
    for path in files("invalid") {
        let imported = import(&std::fs::read(&path).unwrap(), "x");
        assert!(imported.scenario.is_none(), "{}", path.display());
        let found = rendered(&imported.diagnostics, &imported.text);
        assert!(!found.is_empty(), "nothing is wrong with {}", path.display());
        compare(&path, "stderr", &found, &mut failures);
    }
    assert!(failures.is_empty(), "{failures}");
}
