//! Every folder under `tests/negotiation`: the valid ones become the scenario and the findings beside
//! them, each invalid one has its findings beside it.
//!
//! `DETENTE_BLESS=1 cargo test -p detente-scenario --test negotiation` writes them anew; read the
//! difference before you commit it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use detente_scenario::foreign::negotiation::{FileFindings, import};
use detente_scenario::{Scenario, Severity, format, load};

type Files = Vec<(String, Vec<u8>)>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/negotiation")
}

fn folders(sort: &str) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join(sort))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

fn files(folder: &Path) -> Files {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(&path).unwrap())
        })
        .collect()
}

/// `domain.xml 3:12 E686 message`, with related places and help on lines of their own.
fn rendered(files: &[FileFindings]) -> String {
    let mut out = String::new();
    for FileFindings { name, text, diagnostics } in files {
        let place = |offset: usize| {
            let before = &text[..offset];
            let line = before.matches('\n').count() + 1;
            format!("{line}:{}", before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
        };
        for diagnostic in diagnostics {
            let name = if name.is_empty() { "*" } else { name };
            write!(out, "{name} ").unwrap();
            if let Some(span) = diagnostic.span {
                assert!(text.get(span.range()).is_some(), "{name}: {diagnostic:?}");
                write!(out, "{} ", place(span.start)).unwrap();
            }
            writeln!(out, "{} {}", diagnostic.code.id(), diagnostic.message).unwrap();
            for (span, label) in &diagnostic.related {
                writeln!(out, "    {}: {label}", place(span.start)).unwrap();
            }
            if let Some(help) = &diagnostic.help {
                writeln!(out, "    help: {help}").unwrap();
            }
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

fn loaded(text: &str) -> Scenario {
    let loaded = load(text.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{:?}\n{text}", loaded.diagnostics))
}

#[test]
fn valid_folders_become_scenarios() {
    let mut failures = String::new();
    for folder in folders("valid") {
        let imported = import(&files(&folder), "", None);
        let found = rendered(&imported.files);
        compare(&folder, "stderr", &found, &mut failures);
        assert!(!imported.has_error(), "{}:\n{found}", folder.display());
        let text = imported.scenario.unwrap_or_else(|| panic!("{}:\n{found}", folder.display()));
        compare(&folder, "toml", &text, &mut failures);
        let again = load(text.as_bytes());
        assert!(again.diagnostics.is_empty(), "{}: {:?}", folder.display(), again.diagnostics);
        let scenario = again.scenario.unwrap();
        assert_eq!(scenario.signers().len(), imported.profiles.len(), "{}", folder.display());
        assert_eq!(format(&text).as_ref(), Ok(&text), "{} is not tidy", folder.display());
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn invalid_folders_are_told_what_is_wrong() {
    let mut failures = String::new();
    for folder in folders("invalid") {
        let imported = import(&files(&folder), "x", None);
        let found = rendered(&imported.files);
        assert!(imported.scenario.is_none() && imported.has_error(), "{}", folder.display());
        compare(&folder, "stderr", &found, &mut failures);
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn profiles_are_chosen_by_number() {
    let files = files(&root().join("valid/negmas-yaml"));
    let all = import(&files, "x", None);
    assert_eq!(all.profiles, ["a.yml", "b.yaml", "c.yml", "d.yml"]);
    let chosen = import(&files, "x", Some(&[2, 0]));
    let parties = loaded(&chosen.scenario.unwrap()).parties;
    assert_eq!(parties.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["c", "ann"]);
    let wrong = import(&files, "x", Some(&[0, 4, 0]));
    assert_eq!(
        rendered(&wrong.files).lines().filter(|line| line.starts_with('*')).collect::<Vec<_>>(),
        ["* E684 there is no profile 4", "* E684 profile 0 is chosen twice"]
    );
    assert!(wrong.scenario.is_none());
    assert!(import(&files, "x", Some(&[])).has_error());
}

#[test]
fn what_is_wrong_with_a_profile_that_does_not_take_part_is_no_obstacle() {
    let mut files = files(&root().join("valid/negmas-json"));
    files.push(("z.yml".to_owned(), b"type: MappingUtilityFunction\nmapping: {}\n".to_vec()));
    assert!(import(&files, "x", None).has_error());
    assert!(!import(&files, "x", Some(&[1, 0])).has_error());
}

#[test]
fn hostile_files_are_refused() {
    let domain =
        || ("a.json".to_owned(), br#"{"issuesValues": {"x": {"values": ["a", "b"]}}}"#.to_vec());
    let deep = format!("{{\"issuesValues\": {}", "[".repeat(1 << 20));
    let xml = format!("<utility_space>{}", "<objective>".repeat(1 << 20));
    let wide = format!("<utility_space>{}</utility_space>", "<a b=''/>".repeat(1 << 20));
    let yaml = format!("type: XFun\na: {}", "[".repeat(1 << 20));
    let items = format!("type: XFun\na: [{}]", "1,".repeat(1 << 20));
    for (name, bytes) in [
        ("deep.json", deep.into_bytes()),
        ("deep.xml", xml.into_bytes()),
        ("wide.xml", wide.into_bytes()),
        ("deep.yml", yaml.into_bytes()),
        ("wide.yml", items.into_bytes()),
        ("large.xml", [b"<utility_space>".as_slice(), &vec![b' '; 20 << 20]].concat()),
        ("latin.xml", b"<utility_space><objective name=\"caf\xe9\"/></utility_space>".to_vec()),
        (
            "utf16.xml",
            "\u{feff}<utility_space/>".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        ("half.json", br#"{"issuesValues": {"x"#.to_vec()),
        ("half.yml", b"type: XFun\na: 'x".to_vec()),
        ("half.xml", b"<utility_space><objective name=\"x\">".to_vec()),
    ] {
        let imported = import(&[domain(), (name.to_owned(), bytes)], "x", None);
        assert!(imported.scenario.is_none());
        let found = imported.files.iter().find(|file| file.name == name).unwrap();
        assert!(
            found.diagnostics.iter().any(|d| d.severity() == Severity::Error),
            "{name}: {:?}",
            imported.files
        );
    }
    // What is none of ours is left out, however large.
    let imported = import(&[domain(), ("x.bin".to_owned(), vec![0; 40 << 20])], "x", None);
    assert_eq!(
        rendered(&imported.files),
        "* E684 none of the files is the profile of a party
    help: each party has a file that says what the values of the issues are worth to it
x.bin W698 the file is no part of a negotiation and was left out
"
    );
    assert!(import(&[("x".to_owned(), vec![0; 100 << 20])], "x", None).has_error());
    assert!(import(&[], "x", None).has_error());
    assert!(import(&[("empty.xml".to_owned(), Vec::new())], "x", None).has_error());
    let many: Files = (0..2000).map(|n| (n.to_string(), Vec::new())).collect();
    assert!(import(&many, "x", None).has_error());
}
