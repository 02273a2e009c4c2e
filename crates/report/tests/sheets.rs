//! Sheets with results: what they say, and that a redacted one says no name.

#![allow(clippy::unwrap_used)]

mod common;

use common::{examples, scenarios, sheet, table};
use detente_engine::ask::answer_claims;
use detente_engine::{Limits, deals, empty, harm};
use detente_report::sheets::{Answers, no_results, results};
use detente_report::{Catalogue, Page, Sheet as Paper, Style};
use detente_scenario::Scenario;
use detente_scenario::foreign::sheets::{Cell, RESULTS, Sheet};
use detente_scenario::foreign::xlsx;
use detente_scenario::redact::redacted;

fn sheets_of(scenario: &Scenario, paper: Paper<'_>) -> Vec<Sheet> {
    let table = table(scenario);
    let page = Page::new(&table, paper);
    let answers = Answers {
        deals: &deals::deals(&table),
        empty: &empty::empty(&table),
        harm: &harm::harm(&table),
        claims: &answer_claims(&table, &Limits::default()).unwrap(),
    };
    results(&page, &answers)
}

/// Every text of the sheets, and the texts of numbers.
fn texts(sheets: &[Sheet]) -> Vec<String> {
    let heads = sheets.iter().flat_map(|sheet| sheet.columns.iter().map(|c| c.head.clone()));
    let cells = sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
    let cells = cells.filter_map(|cell| match cell {
        Cell::Text(text) => Some(text.clone()),
        Cell::Number(number) => Some(number.to_string()),
        Cell::Decimal(number) => Some(number.to_string()),
        Cell::Empty => None,
    });
    heads.chain(cells).collect()
}

#[test]
fn results_say_what_the_answers_say() {
    let catalogue = Catalogue::english();
    let (_, scenario) = examples().into_iter().find(|(name, _)| name == "hanoi-2019").unwrap();
    let sheets = sheets_of(&scenario, sheet(&catalogue, "hanoi-2019.toml", Style::default()));
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, RESULTS);
    let texts = texts(&sheets);
    for expected in ["28274", "15322", "no: kim 1", "C14", "liaison offices (however weighted)"] {
        assert!(texts.iter().any(|text| text == expected), "{expected}");
    }
    for sheet in &sheets {
        assert!(sheet.rows.iter().all(|row| row.len() <= sheet.columns.len()), "{}", sheet.name);
        let origin = [&scenario.digest[..8], "25 Jan 2019", "detente 0.1.0"];
        let told = |row: &Vec<Cell>| {
            row.iter().any(
                |cell| matches!(cell, Cell::Text(text) if origin.iter().all(|o| text.contains(o))),
            )
        };
        assert!(sheet.rows.iter().any(told), "{} does not say what it rests on", sheet.name);
    }
}

#[test]
fn results_of_every_scenario_go_into_a_workbook() {
    let catalogue = Catalogue::english();
    for (name, scenario) in examples().into_iter().chain(scenarios()) {
        let file = format!("{name}.toml");
        let sheets = sheets_of(&scenario, sheet(&catalogue, &file, Style::default()));
        let bytes =
            xlsx::export(&scenario, sheets).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert!(xlsx::import(&bytes).scenario.is_some(), "{name}");
    }
}

#[test]
fn redacted_results_say_no_name() {
    let catalogue = Catalogue::english();
    for (name, scenario) in examples() {
        let letters = redacted(&scenario);
        let paper = Paper {
            file: None,
            version: "0.1.0",
            catalogue: &catalogue,
            style: Style::default(),
            redacted: true,
        };
        let texts = texts(&sheets_of(&letters, paper)).join("\n");
        let options = scenario.terms.iter().flat_map(|term| &term.options);
        let names = scenario
            .parties
            .iter()
            .map(|party| &party.name)
            .chain(scenario.terms.iter().map(|term| &term.name))
            .chain(options.map(|option| &option.name))
            .chain(scenario.claims.iter().map(|claim| &claim.says))
            .filter(|name| name.len() > 8);
        for secret in names {
            assert!(!texts.contains(secret.as_str()), "{secret} of {name}");
        }
        assert!(!texts.contains(&scenario.digest[..8]));
    }
}

#[test]
fn a_reason_stands_where_results_would() {
    let catalogue = Catalogue::english();
    let paper = sheet(&catalogue, "x.toml", Style::default());
    let sheet = no_results(&paper, "too many packages");
    assert_eq!(sheet.name, RESULTS[0]);
    assert!(texts(&[sheet]).iter().any(|text| text.contains("too many packages")));
}
