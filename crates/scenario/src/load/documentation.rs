//! The reference `docs/scenario-file.md` and the loader agree.

use crate::codes::Code;
use crate::diagnostic::Severity;
use crate::load::load;
use crate::load::schema::{INSPECT, Layout, SECTIONS, Table, UNUSED};
use crate::tree::parse;

const REFERENCE: &str = include_str!("../../../../docs/scenario-file.md");

/// The part of the reference under the heading that begins with `heading`.
fn part(heading: &str) -> &'static str {
    let start = REFERENCE.find(&format!("\n## {heading}")).expect(heading);
    let rest = &REFERENCE[start + 1..];
    rest.find("\n## ").map_or(rest, |end| &rest[..end])
}

/// The examples in the notation `language`.
fn examples(language: &str) -> impl Iterator<Item = &'static str> {
    REFERENCE
        .split("```")
        .skip(1)
        .step_by(2)
        .filter_map(move |block| block.strip_prefix(language).filter(|rest| rest.starts_with('\n')))
}

#[test]
fn every_section_and_key_is_explained() {
    let check = |part: &str, table: &Table| {
        for key in table.names() {
            assert!(
                part.contains(&format!("`{key}`")),
                "`{key}` of {} is not explained",
                table.what
            );
        }
        for key in table.required {
            let row = part.lines().find(|line| line.starts_with(&format!("| `{key}` |")));
            let said = row.is_some_and(|row| row.contains("required"))
                || part.contains(&format!("`{key}` (required)"));
            assert!(said, "`{key}` of {} is required, which is not said", table.what);
        }
    };
    for (name, layout) in SECTIONS {
        match layout {
            Layout::One(table) | Layout::Named(table) => check(part(&format!("`[{name}]`")), table),
            Layout::Blocks(table) => check(part(&format!("`[[{name}]]`")), table),
            Layout::PartyBlocks(table) => check(part(&format!("`[[{name}.PARTY]]`")), table),
            Layout::PartyTable(table) => check(part(&format!("`[{name}.PARTY]`")), table),
            Layout::Conditions => assert!(!part(&format!("`[{name}]`")).is_empty()),
        }
    }
    check(part("`[[text]]`"), &UNUSED);
    check(part("`[[step]]`"), &INSPECT);
}

#[test]
fn the_examples_are_what_they_say() {
    let mut complete = 0;
    for example in examples("toml").chain(examples("json")) {
        let parsed = parse(example.as_bytes());
        assert!(parsed.diagnostics.is_empty(), "{example}\n{:?}", parsed.diagnostics);
        let loaded = load(example.as_bytes());
        if parsed.root.is_some_and(|root| root.get("scenario").is_some()) {
            complete += 1;
            assert!(loaded.scenario.is_some(), "{example}\n{:?}", loaded.diagnostics);
        }
        // A fragment may use names that it does not define, and nothing else may be wrong with it.
        for finding in loaded.diagnostics {
            let about_the_whole = finding.span.is_none();
            let unknown = matches!(
                finding.code,
                Code::E210
                    | Code::E211
                    | Code::E212
                    | Code::E213
                    | Code::E214
                    | Code::E215
                    | Code::E216
                    | Code::E217
                    | Code::E312
                    | Code::E313
                    | Code::E323
                    | Code::E341
            );
            assert!(about_the_whole || unknown, "{example}\n{finding:?}");
        }
    }
    assert!(complete >= 2, "one in TOML and one in JSON");
}

#[test]
fn every_code_is_explained() {
    for code in Code::ALL {
        let explanation = code.explanation();
        assert!(explanation.chars().count() >= 60, "{}: {explanation}", code.id());
        let letter = if code.severity() == Severity::Error { 'E' } else { 'W' };
        assert!(code.id().starts_with(letter), "{}", code.id());
        assert!(!code.title().is_empty() && !code.title().ends_with('.'), "{}", code.id());
    }
    assert!(Code::ALL.is_sorted_by_key(|code| code.id()[1..].to_owned()), "not in order");
}

#[test]
fn limits_are_stated() {
    let limits = part("Limits");
    for limit in
        ["16 MiB", "| 32 |", "60,000", "| 255 |", "| 100 |", "| 128 |", "64 levels", "1,000"]
    {
        assert!(limits.contains(limit), "{limit}");
    }
    assert_eq!(super::sections::MAX_ENTRIES, 60_000);
    assert_eq!(super::known::MAX_OPTIONS, 255);
    assert_eq!(super::ids::MAX_NAME, 100);
    assert_eq!(super::report::MAX_FINDINGS, 1000);
    assert_eq!(crate::tree::MAX_DEPTH, 32);
    assert_eq!(crate::expression::MAX_DEPTH, 128);
}
