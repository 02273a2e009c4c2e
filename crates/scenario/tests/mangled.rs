//! Valid files with something cut out, doubled or overwritten: whatever comes out, nothing panics,
//! every place is inside the text, there is a scenario or an error, and formatting stays harmless.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::path::Path;

use detente_scenario::{Severity, format, load};

/// A small generator of numbers; the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

const PIECES: [&[u8]; 24] = [
    b"[",
    b"]",
    b"{",
    b"}",
    b"\"",
    b"'",
    b"=",
    b",",
    b"\n",
    b"#",
    b"[[",
    b"]]",
    b"'''",
    b"\"\"\"",
    b".",
    b"\\",
    b"\0",
    b"\xff",
    "\u{301}".as_bytes(),
    b" and ",
    b"(",
    b"99999999999999999999",
    b"[[term]]\n",
    b"id = \"x\"\n",
];

fn mangled(original: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(bytes.len());
        match numbers.below(5) {
            0 => {
                let end = (at + 1 + numbers.below(12)).min(bytes.len());
                bytes.drain(at..end);
            }
            1 => {
                let piece = PIECES[numbers.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            2 => {
                let piece = PIECES[numbers.below(PIECES.len())];
                let end = (at + 1).min(bytes.len());
                bytes.splice(at..end, piece.iter().copied());
            }
            3 => {
                let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
                let (gone, doubled) = (numbers.below(lines.len()), numbers.below(lines.len()));
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

fn check(bytes: &[u8]) {
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    let loaded = load(bytes);
    let errors = loaded.diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
    assert_eq!(loaded.scenario.is_some(), errors == 0, "{}", shown());
    for diagnostic in &loaded.diagnostics {
        let places = diagnostic.span.iter().chain(diagnostic.related.iter().map(|(span, _)| span));
        for span in places {
            assert!(loaded.text.get(span.range()).is_some(), "{diagnostic:?}\n{}", shown());
        }
        assert!(!diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'));
    }
    let starts: Vec<_> = loaded.diagnostics.iter().filter_map(|d| Some(d.span?.start)).collect();
    assert!(starts.is_sorted(), "{}", shown());
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(tidy) = format(text) else {
        assert!(errors > 0, "{}", shown());
        return;
    };
    assert_eq!(format(&tidy).as_deref(), Ok(tidy.as_str()), "not settled:\n{}", shown());
    assert_eq!(load(tidy.as_bytes()).scenario.is_some(), loaded.scenario.is_some(), "{}", shown());
}

#[test]
fn mangled_files_do_no_harm() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios/valid");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let rounds = if cfg!(debug_assertions) { 150 } else { 1500 };
    for (seed, path) in paths.iter().enumerate() {
        let original = std::fs::read(path).unwrap();
        let mut numbers = Numbers(seed as u64);
        for _ in 0..rounds {
            check(&mangled(&original, &mut numbers));
        }
    }
}
