//! What a loaded scenario carries besides its content: places, the digest, warnings.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use detente_scenario::model::{Preference, Statement};
use detente_scenario::{Code, load};

const FILE: &str = r#"[scenario]
title = "Places"

[party]
us = { signs = true }

[[term]]
id = "tests"
by = []
options = ["on", "off"]
now = "on"

[define]
quiet = '  tests = off '

[[priority.us]]
wants = "quiet and tests \u003d off"

[[step]]
id = "s"
by = "us"
change = { tests = "off" }
"#;

#[test]
fn places_point_at_what_they_name() {
    for (prefix, newline) in [("", "\n"), ("\u{feff}", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n")] {
        let file = format!("{prefix}{}", FILE.replace('\n', newline));
        let loaded = load(file.as_bytes());
        assert_eq!(loaded.text, file);
        let codes: Vec<Code> = loaded.diagnostics.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::W420], "a warning is no reason to refuse the file");
        let scenario = loaded.scenario.unwrap();
        let at = |span: detente_scenario::Span| &file[span.range()];
        assert_eq!(at(scenario.parties[0].span), "us");
        assert_eq!(at(scenario.terms[0].span), "\"tests\"");
        assert_eq!(at(scenario.steps[0].span), "\"s\"");
        let definition = &scenario.definitions[0].condition;
        assert_eq!((definition.text.as_str(), at(definition.span)), ("tests = off", "tests = off"));
        let Preference::Priorities(lines) = &scenario.parties[0].preference else { panic!() };
        let priority = &lines[0].versions[0];
        assert_eq!(at(priority.basis.span), "[[priority.us]]");
        let Statement::Wants(wanted) = &priority.statement else { panic!() };
        assert_eq!(wanted.text, "quiet and tests = off");
        // Escaped, so no part of it can be pointed at.
        assert_eq!(at(wanted.span), r#""quiet and tests \u003d off""#);
    }
}

#[test]
fn the_digest_is_that_of_the_bytes() {
    let scenario = load(FILE.as_bytes()).scenario.unwrap();
    assert_eq!(scenario.digest.len(), 64);
    assert!(scenario.digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
    let other = load(format!("{FILE}\n").as_bytes()).scenario.unwrap();
    assert_ne!(scenario.digest, other.digest);
    assert_eq!(scenario.without_places(), other.without_places());
}

#[test]
fn the_order_of_sections_does_not_matter() {
    let (head, body) = FILE.split_at(FILE.find("[[term]]").unwrap());
    let turned = load(format!("{body}{head}").as_bytes()).scenario.unwrap();
    let straight = load(FILE.as_bytes()).scenario.unwrap();
    assert_eq!(turned.without_places(), straight.without_places());
}
