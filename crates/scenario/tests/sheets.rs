//! Workbooks: what is written is read again as the same scenario, whatever the scenario.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod common;

use common::{random, scenario_files};
use detente_scenario::foreign::sheets::{Cell, workbook_of};
use detente_scenario::foreign::xlsx;
use detente_scenario::redact::redacted;
use detente_scenario::{Code, Scenario, Severity, load, to_toml, tree_of};

fn assert_toml_says_the_same(what: &str, scenario: &Scenario) {
    let text = to_toml(&tree_of(scenario));
    let loaded = load(text.as_bytes());
    let again =
        loaded.scenario.unwrap_or_else(|| panic!("{what}:\n{text}\n{:?}", loaded.diagnostics));
    assert_eq!(again.without_places(), scenario.without_places(), "{what}:\n{text}");
}

fn assert_workbook_says_the_same(what: &str, scenario: &Scenario) {
    let bytes =
        xlsx::bytes(&workbook_of(scenario)).unwrap_or_else(|error| panic!("{what}: {error:?}"));
    let imported = xlsx::import(&bytes);
    // What is unusual in the scenario itself is said of its file, too.
    let found = imported
        .diagnostics
        .iter()
        .filter(|f| f.severity() == Severity::Error || f.code >= Code::E651);
    assert_eq!(found.count(), 0, "{what}: {:?}", imported.diagnostics);
    let again = imported.scenario.unwrap();
    assert_eq!(again.without_places(), scenario.without_places(), "{what}");
}

#[test]
fn the_model_goes_back_to_a_file() {
    let files = scenario_files();
    assert!(files.len() >= 15, "only {} files", files.len());
    for (path, scenario) in files {
        assert_toml_says_the_same(&path, &scenario);
        assert_toml_says_the_same(&path, &redacted(&scenario));
    }
}

#[test]
fn a_workbook_loses_nothing() {
    for (path, scenario) in scenario_files() {
        assert_workbook_says_the_same(&path, &scenario);
        assert_workbook_says_the_same(&path, &redacted(&scenario));
    }
}

#[test]
fn random_scenarios_lose_nothing() {
    for seed in 0..400 {
        let text = random::scenario(seed);
        let loaded = load(text.as_bytes());
        let what = format!("seed {seed}");
        let scenario =
            loaded.scenario.unwrap_or_else(|| panic!("{what}\n{text}\n{:?}", loaded.diagnostics));
        assert_toml_says_the_same(&what, &scenario);
        assert_workbook_says_the_same(&what, &scenario);
        assert_toml_says_the_same(&what, &redacted(&scenario));
    }
}

#[test]
fn the_same_scenario_gives_the_same_bytes() {
    let (_, scenario) = scenario_files().remove(0);
    let once = xlsx::export(&scenario, Vec::new()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(xlsx::export(&scenario, Vec::new()).unwrap(), once);
}

#[test]
fn a_redacted_workbook_has_no_name_in_it() {
    let files = scenario_files();
    let (_, scenario) = files.iter().find(|(path, _)| path.contains("hanoi-2019")).unwrap();
    let letters = redacted(scenario);
    let bytes = xlsx::export(&letters, Vec::new()).unwrap();
    let parts = common::unpacked(&bytes);
    for (name, content) in &parts {
        for party in &scenario.parties {
            if party.name.len() > 3 {
                assert!(!content.contains(&party.name), "{} in {name}", party.name);
            }
        }
        for secret in [scenario.title.as_str(), "yongbyon", "hanoi", "Hanoi"] {
            assert!(!content.contains(secret), "{secret} in {name}");
        }
    }
    let everything: String = parts.into_iter().map(|(_, content)| content).collect();
    assert!(everything.contains("withheld"));
    // Where the marking is.
    assert_eq!(letters.marking, scenario.marking);
    if let Some(marking) = &scenario.marking {
        assert!(everything.contains(&format!("&amp;C{marking}")));
    }
}

#[test]
fn no_cell_is_a_formula() {
    let text = "[scenario]\ntitle = \"=1+1\"\nabout = \"@SUM(A1)\"\n[party]\nus = { signs = true, name = \"-2\" }\n\
        [[term]]\nid = \"t\"\nby = \"us\"\noptions = [\"1\", \"2019\"]\nnow = \"1\"\nnote = \"+1\"\n";
    let scenario = load(text.as_bytes()).scenario.unwrap();
    let workbook = workbook_of(&scenario);
    let cells = workbook.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
    assert!(cells.filter(|cell| matches!(cell, Cell::Text(text) if text == "1")).count() >= 2);
    let bytes = xlsx::export(&scenario, Vec::new()).unwrap();
    for (name, content) in common::unpacked(&bytes) {
        assert!(!content.contains("<f>"), "{name}");
        assert!(!name.starts_with("xl/worksheets") || !content.contains("externalLink"));
    }
}

#[test]
fn signs_that_xml_does_not_have_are_kept() {
    let title = "a\\u0001b\\u001f _x0041_ \\ufffe \\r\\n two  blanks \\t <&>\\\" 😀 é";
    let text = format!(
        "[scenario]\ntitle = \"{title}\"\n[party]\nus = {{ signs = true }}\n\
         [[term]]\nid = \"t\"\nby = []\noptions = [\"a\", \"b\"]\nnow = \"a\"\n"
    );
    let loaded = load(text.as_bytes());
    let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    assert_workbook_says_the_same("signs", &scenario);
}

#[test]
fn what_a_spreadsheet_cannot_hold_is_refused() {
    let text = |about: &str| {
        format!(
            "[scenario]\ntitle = \"t\"\nabout = \"{about}\"\n[party]\nus = {{ signs = true }}\n\
             [[term]]\nid = \"t\"\nby = \"us\"\noptions = [\"a\", \"b\"]\nnow = \"a\"\n"
        )
    };
    let export = |about: &str| {
        let scenario = load(text(about).as_bytes()).scenario.unwrap();
        xlsx::export(&scenario, Vec::new()).map_err(|finding| finding.code.id())
    };
    assert!(export(&"x".repeat(32_767)).is_ok());
    assert_eq!(export(&"x".repeat(32_768)), Err("E671"));
    assert_eq!(export(&"😀".repeat(16_384)), Err("E671"));
    // The library writes the first as the second, which spreadsheets read as a letter.
    assert_eq!(export("_x0041\\u0001"), Err("E672"));
}
