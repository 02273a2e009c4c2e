//! The message file and the sources name the same keys, and use the same arguments.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

use detente_report::Catalogue;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Strings of the shape of a key that are none.
const OTHER_STRINGS: [&str; 1] = ["no-such-key"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every string in the sources that has the shape of a key: lower-case words joined by hyphens.
fn used() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut keys = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        for piece in text.split('"') {
            let shaped = piece.contains('-')
                && piece.starts_with(|c: char| c.is_ascii_lowercase())
                && !piece.ends_with('-')
                && piece.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if shaped && !OTHER_STRINGS.contains(&piece) {
                keys.insert(piece.to_owned());
            }
        }
    }
    keys
}

/// Every key of the message file, with the arguments it uses.
fn written() -> BTreeMap<String, BTreeSet<String>> {
    let text = include_str!("../messages/en.ftl");
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            key = line.split(" =").next().unwrap().to_owned();
            assert!(!keys.contains_key(&key), "{key} stands twice");
            assert!(key.contains('-'), "{key} needs a hyphen, or no test finds it in the sources");
            keys.insert(key.clone(), BTreeSet::new());
        }
        for argument in line.split('$').skip(1) {
            let name: String = argument.chars().take_while(char::is_ascii_alphanumeric).collect();
            keys.entry(key.clone()).or_default().insert(name);
        }
    }
    keys
}

#[test]
fn every_key_in_use_is_written_and_every_key_written_is_in_use() {
    let used = used();
    let written: BTreeSet<String> = written().into_keys().collect();
    let missing: Vec<_> = used.difference(&written).collect();
    let unused: Vec<_> = written.difference(&used).collect();
    assert!(missing.is_empty() && unused.is_empty(), "missing {missing:?}, unused {unused:?}");
}

#[test]
fn the_file_can_be_read_to_the_last_message() {
    let catalogue = Catalogue::english();
    for key in written().keys() {
        assert!(catalogue.has(key), "{key} cannot be read");
    }
}

#[test]
fn arguments_given_are_arguments_used() {
    let written = written();
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let code = |line: &&str| !line.trim_start().starts_with("//");
        let text = text.lines().filter(code).collect::<Vec<_>>().join("\n");
        for call in text.split("say!(").skip(1) {
            let call = &call[..call.find(';').unwrap_or(call.len())];
            let mut strings = call.split('"');
            let (Some(_), Some(key)) = (strings.next(), strings.next()) else { continue };
            let Some(used) = written.get(key) else { continue };
            for argument in used {
                let given = call.contains(&format!("{argument} ="));
                assert!(given, "{}: {key} needs {argument}", file.display());
            }
        }
    }
}

#[test]
fn the_tool_never_says_what_anyone_should_do() {
    let text = include_str!("../messages/en.ftl").to_lowercase();
    let messages = text.lines().filter(|line| !line.starts_with('#'));
    for word in messages.flat_map(|line| line.split(|c: char| !c.is_alphabetic())) {
        assert!(!["should", "must", "ought", "recommend"].contains(&word), "{word}");
    }
}
