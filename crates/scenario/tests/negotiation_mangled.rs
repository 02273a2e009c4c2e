//! Files of negotiations with something cut out, doubled or overwritten: whatever comes out, nothing
//! panics, every place is inside its text, and there is a scenario that loads or an error. What can be
//! written of a scenario can be read again.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::path::Path;

use detente_scenario::foreign::negotiation::{Format, InForce, export, import};
use detente_scenario::load;

const PIECES: [&[u8]; 42] = [
    b"<",
    b">",
    b"/>",
    b"\"",
    b"'",
    b"&",
    b"&amp;",
    b"&#0;",
    b"<!DOCTYPE x>",
    b"<![CDATA[",
    b"<!--",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"\n",
    b"  ",
    b"- ",
    b"? ",
    b"&a ",
    b"*a",
    b"!!str ",
    b"|\n",
    b"---\n",
    b"\t",
    b"\0",
    b"\xff",
    "\u{301}".as_bytes(),
    b"null",
    b".nan",
    b"-.inf",
    b"1e60",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"0.000000000000000000000000000001",
    b"true",
    b" weight=\"2\"",
    b"max",
    b"EXCLUDES",
];

fn mangled(original: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..random.usize(1..4) {
        let at = random.usize(..=bytes.len());
        match random.usize(..7) {
            0 => {
                let end = (at + random.usize(1..12)).min(bytes.len());
                bytes.drain(at.min(end)..end);
            }
            1 => {
                let piece = PIECES[random.usize(..PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            2 | 3 => {
                let piece = PIECES[random.usize(..PIECES.len())];
                let end = (at + random.usize(1..6)).min(bytes.len());
                bytes.splice(at.min(end)..end, piece.iter().copied());
            }
            4 | 5 => {
                let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
                if lines.is_empty() {
                    continue;
                }
                let (gone, doubled) = (random.usize(..lines.len()), random.usize(..lines.len()));
                let mut kept: Vec<&[u8]> = Vec::new();
                for (position, line) in lines.iter().enumerate() {
                    if position == doubled {
                        kept.push(line);
                    }
                    if position != gone {
                        kept.push(line);
                    }
                }
                bytes = kept.concat();
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}

fn check(files: &[(String, Vec<u8>)]) -> bool {
    let shown = || {
        let shown = files
            .iter()
            .map(|(name, bytes)| format!("=== {name}\n{}", String::from_utf8_lossy(bytes)));
        shown.collect::<String>()
    };
    let imported = import(files, "x", None);
    assert_eq!(imported.scenario.is_some(), !imported.has_error(), "{}", shown());
    for file in &imported.files {
        assert!(!file.diagnostics.is_empty());
        for diagnostic in &file.diagnostics {
            let places =
                diagnostic.span.iter().chain(diagnostic.related.iter().map(|(span, _)| span));
            for span in places {
                assert!(file.text.get(span.range()).is_some(), "{diagnostic:?}\n{}", shown());
            }
            assert!(!diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'));
        }
        let starts: Vec<_> = file.diagnostics.iter().filter_map(|d| Some(d.span?.start)).collect();
        assert!(starts.is_sorted(), "{}", shown());
    }
    if let Some(text) = &imported.scenario {
        let loaded = load(text.as_bytes()).scenario;
        let scenario = loaded.unwrap_or_else(|| panic!("{text}"));
        for format in [Format::Negmas, Format::Genius] {
            let exported = export(&scenario, &InForce::everything(&scenario), format);
            let Some(files) = exported.files else { continue };
            let files: Vec<_> =
                files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
            let again = import(&files, "again", None);
            assert!(again.scenario.is_some(), "{text}\n{:?}", again.files);
        }
    }
    imported.scenario.is_some()
}

#[test]
fn mangled_files_do_no_harm() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/negotiation");
    let mut folders: Vec<_> = ["valid", "invalid"]
        .iter()
        .flat_map(|sort| std::fs::read_dir(root.join(sort)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let mut scenarios = 0;
    for (seed, folder) in folders.iter().enumerate() {
        let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, std::fs::read(&path).unwrap())
            })
            .collect();
        files.sort();
        let mut random = fastrand::Rng::with_seed(seed as u64);
        for _ in 0..100 {
            let mut changed = files.clone();
            let at = random.usize(..changed.len());
            changed[at].1 = mangled(&changed[at].1, &mut random);
            scenarios += usize::from(check(&changed));
        }
    }
    // Some changes do no harm, and some do.
    assert!(scenarios > 100, "{scenarios}");
}
