//! What holds of every answer about every scenario: width, length, nothing that steers a terminal.

mod common;

use common::{csvs, examples, jsons, scenarios, texts};
use detente_report::Style;
use textwrap::core::display_width;

fn all() -> Vec<(String, detente_scenario::Scenario)> {
    let mut all = scenarios();
    all.extend(examples());
    all
}

#[test]
fn no_line_is_wider_than_the_style_and_the_screen_fits() {
    for (name, scenario) in all() {
        for style in [Style::default(), Style::plain(), Style { width: 60, ..Style::default() }] {
            for (verb, text) in texts(&name, &scenario, style) {
                for line in text.lines() {
                    assert!(display_width(line) <= style.width, "{name} {verb}: {line}");
                    assert_eq!(line, line.trim_end(), "{name} {verb}");
                }
                if verb == "analyze" && style.width == 80 {
                    let lines = text.lines().count();
                    assert!(lines <= detente_report::text::LINES, "{name}: {lines} lines\n{text}");
                }
                assert!(text.ends_with('\n'), "{name} {verb}");
            }
        }
    }
}

#[test]
fn nothing_steers_the_terminal() {
    for (name, scenario) in all() {
        let answers = texts(&name, &scenario, Style::default())
            .into_iter()
            .chain(jsons(&name, &scenario))
            .chain(csvs(&scenario).into_iter().map(|(n, text)| (n, text.replace("\r\n", "\n"))));
        for (verb, text) in answers {
            let steers = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
            };
            assert!(!text.contains(steers), "{name} {verb}: {text:?}");
        }
    }
}

#[test]
fn every_message_is_complete() {
    for (name, scenario) in all() {
        for (verb, text) in texts(&name, &scenario, Style::default()) {
            // Fluent leaves `{$name}` where an argument is missing, the catalogue `{key}`.
            assert!(!text.contains("{$") && !text.contains("{-"), "{name} {verb}: {text}");
            let braces = text.split('{').skip(1).any(|rest| {
                rest.split('}').next().is_some_and(|key| {
                    key.contains('-') && key.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                })
            });
            assert!(!braces, "{name} {verb}: {text}");
        }
    }
}

#[test]
fn plain_text_has_no_signs_beyond_ascii() {
    let pause = scenarios().into_iter().find(|(name, _)| name == "pause").unwrap();
    for (verb, text) in texts(&pause.0, &pause.1, Style::plain()) {
        assert!(text.is_ascii(), "{verb}: {text}");
    }
}

#[test]
fn json_can_be_read_and_has_the_envelope() {
    for (name, scenario) in all() {
        for (verb, text) in jsons(&name, &scenario) {
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
            let expected = [
                "version", "file", "file_digest", "title", "marking", "as_of", "signers",
                "variant", "verb", "answer", "why", "assumptions", "exactness", "limits",
            ];
            assert_eq!(keys, expected, "{name} {verb}");
            assert_eq!(value["exactness"]["kind"], "exact");
        }
    }
}

#[test]
fn the_same_twice_is_the_same_bytes() {
    let (name, scenario) = scenarios().swap_remove(0);
    assert_eq!(jsons(&name, &scenario), jsons(&name, &scenario));
    assert_eq!(
        texts(&name, &scenario, Style::default()),
        texts(&name, &scenario, Style::default())
    );
}
