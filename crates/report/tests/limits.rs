//! What holds of every answer about every scenario: width, length, nothing that steers a terminal.

mod common;

use common::{Answers, examples, scenarios, table};
use detente_report::text::LINES;
use detente_report::{Catalogue, Language, Style};
use textwrap::core::display_width;

/// Calls `check` with the name and the answers of every scenario.
fn for_all(mut check: impl FnMut(&str, &Answers<'_>)) {
    for (name, scenario) in scenarios().into_iter().chain(examples()) {
        let table = table(&scenario);
        check(&name, &Answers::of(&name, &table));
    }
}

fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[test]
fn text_keeps_to_its_page() {
    let catalogues: Vec<Catalogue> = Language::all().map(Catalogue::of).collect();
    for_all(|name, answers| {
        for catalogue in &catalogues {
            let name = format!("{name} ({})", catalogue.tag());
            for style in [Style::default(), Style::plain(), Style { width: 60, ..Style::default() }]
            {
                for (verb, text) in answers.texts_in(catalogue, style) {
                    keeps_to_its_page(&format!("{name} {verb}"), &text, style);
                    if verb.starts_with("analyze") && style.width == 80 {
                        let lines = text.lines().count();
                        assert!(lines <= LINES, "{name}: {lines} lines\n{text}");
                    }
                    if style.plain && name.starts_with("pause ") {
                        // Letters are no signs.
                        let plain = |c: char| c.is_ascii() || c.is_alphabetic();
                        assert!(text.chars().all(plain), "{name} {verb}: {text}");
                        let english = catalogue.tag() == Language::ENGLISH.tag();
                        assert!(!english || text.is_ascii(), "{verb}: {text}");
                    }
                }
            }
            for (verb, text) in answers.jsons_in(catalogue, Style::default()) {
                assert!(!text.contains(steers), "{name} {verb}: {text:?}");
            }
            for (verb, text) in answers.csvs_in(catalogue, Style::default()) {
                assert!(!text.replace("\r\n", "\n").contains(steers), "{name} {verb}: {text:?}");
            }
        }
    });
}

/// Width, ends of lines, nothing that steers a terminal, nothing that the catalogue could not say.
fn keeps_to_its_page(what: &str, text: &str, style: Style) {
    for line in text.lines() {
        assert!(display_width(line) <= style.width, "{what}: {line}");
        assert_eq!(line, line.trim_end(), "{what}");
    }
    assert!(text.ends_with('\n'), "{what}");
    assert!(!text.contains(steers), "{what}: {text:?}");
    // Fluent leaves `{$name}` where an argument is missing, the catalogue `{key}`.
    assert!(!text.contains("{$"), "{what}: {text}");
    let key = |rest: &str| {
        let key = rest.split('}').next().unwrap_or_default();
        key.contains('-') && key.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    };
    assert!(!text.split('{').skip(1).any(key), "{what}: {text}");
}

/// Reads the quoted strings of a graph as Graphviz does; what is left is its syntax.
fn syntax(line: &str) -> String {
    let mut left = String::new();
    let mut letters = line.chars();
    let mut inside = false;
    while let Some(c) = letters.next() {
        match (inside, c) {
            (true, '\\') => assert!(letters.next().is_some(), "{line}"),
            (_, '"') => {
                inside = !inside;
                left.push(c);
            }
            (true, _) => {}
            (false, c) => left.push(c),
        }
    }
    assert!(!inside, "a string without an end: {line}");
    left
}

#[test]
fn no_name_breaks_the_graph() {
    for_all(|name, answers| {
        let graph = answers.graph();
        assert!(!graph.contains(steers), "{name}: {graph:?}");
        let lines: Vec<&str> = graph.lines().collect();
        assert_eq!(lines.first(), Some(&"digraph stability {"), "{name}");
        assert_eq!(lines.last(), Some(&"}"), "{name}");
        for line in &lines[1..lines.len() - 1] {
            let syntax = syntax(line);
            let plain = |c: char| c.is_ascii_alphanumeric() || " =,;[]\"->".contains(c);
            assert!(syntax.chars().all(plain) && syntax.ends_with("];"), "{name}: {line}");
        }
    });
}

#[test]
fn quotation_marks_and_escapes_in_names_stay_names() {
    let source = r#"
        [scenario]
        title = 'a "title" \N'
        [party]
        p = { name = 'say "hello" \G'  }
        [[term]]
        id = "door"
        by = "p"
        options = ["shut", "open"]
        now = "shut"
        labels = { open = '"]; evil [label="\' }
        [[priority.p]]
        wants = 'door = open'
    "#;
    let loaded = detente_scenario::load(source.as_bytes());
    let scenario = loaded.scenario.unwrap();
    let table = table(&scenario);
    let graph = Answers::of("quoted", &table).graph();
    assert!(graph.contains(r#"label="a \"title\" \\N""#), "{graph}");
    assert!(graph.contains(r#"label="\"]; evil [label=\"\\\nR SSEQ SEQ SMR GMR""#), "{graph}");
    assert!(graph.contains(r#"p0 -> p1 [label="say \"hello\" \\G", style=bold]"#), "{graph}");
}

#[test]
fn json_can_be_read_and_has_the_envelope() {
    for_all(|name, answers| {
        for (verb, text) in answers.jsons() {
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
            let expected = [
                "version",
                "file",
                "redacted",
                "file_digest",
                "title",
                "marking",
                "as_of",
                "signers",
                "variant",
                "verb",
                "answer",
                "why",
                "assumptions",
                "exactness",
                "limits",
            ];
            assert_eq!(keys, expected, "{name} {verb}");
            assert_eq!(value["exactness"]["kind"], "exact");
        }
    });
}

/// A value without its sentences.
fn without_sentences(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(entries) => entries
            .into_iter()
            .map(|(key, value)| match key == "says" && value.is_string() {
                true => (key, Value::Null),
                false => (key, without_sentences(value)),
            })
            .collect(),
        Value::Array(entries) => entries.into_iter().map(without_sentences).collect(),
        other => other,
    }
}

#[test]
fn rows_and_words_of_programs_are_the_same_in_every_language() {
    for (name, scenario) in scenarios() {
        let table = table(&scenario);
        let answers = Answers::of(&name, &table);
        let style = Style::default();
        for catalogue in Language::all().map(Catalogue::of) {
            assert_eq!(answers.csvs(), answers.csvs_in(&catalogue, style), "{name}");
            for ((verb, english), (_, other)) in
                answers.jsons().iter().zip(&answers.jsons_in(&catalogue, style))
            {
                let value = |text: &str| without_sentences(serde_json::from_str(text).unwrap());
                assert_eq!(value(english), value(other), "{name} {verb}");
                let same = catalogue.tag() == Language::ENGLISH.tag();
                assert_eq!(english == other, same, "{name} {verb}");
            }
        }
    }
}

#[test]
fn the_same_twice_is_the_same_bytes() {
    for (name, scenario) in scenarios() {
        let (one, two) = (table(&scenario), table(&scenario));
        let (one, two) = (Answers::of(&name, &one), Answers::of(&name, &two));
        assert_eq!(one.jsons(), two.jsons());
        assert_eq!(one.texts(Style::default()), two.texts(Style::default()));
    }
}

#[test]
fn claims_that_restate_the_input_stay_out_of_the_headline() {
    let (name, scenario) = examples().into_iter().find(|(name, _)| name == "hanoi-2019").unwrap();
    let table = table(&scenario);
    let texts = Answers::of(&name, &table).texts(Style::default());
    let screen = texts[0].1.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, claims) = screen.split_once("CLAIMS").unwrap();
    let (earned, rest) = claims.split_once("restate the input").unwrap();
    for claim in ["C2", "C3", "C8"] {
        assert!(!earned.contains(claim) && rest.contains(&format!("{claim} yes (")), "{claims}");
    }
    assert!(earned.contains("C9") && earned.contains("no: C5, C6"), "{claims}");
    // Both readings stand in the headline, and the first number is known from elsewhere.
    for count in ["28,274", "15,322", "8,356", "1,872", "1,120", "228"] {
        assert!(screen.contains(count), "{count}: {screen}");
    }
}
