//! What the engine's tests share.
#![allow(dead_code, reason = "each test file uses its own part")]

use detente_engine::ask::{Asked, Outcome, ask};
use detente_engine::{Case, Limits, PackageTable};
use detente_scenario::date::parse_as_of;
use detente_scenario::{Names, Origin, Query, Scenario, load, parse_query};

/// The scenario that `text` describes.
pub fn scenario(text: &str) -> Scenario {
    let loaded = load(text.as_bytes());
    let Some(scenario) = loaded.scenario else { panic!("{:#?}", loaded.diagnostics) };
    scenario
}

/// The scenario in the examples' file `name`.
pub fn example(name: &str) -> Scenario {
    let path = format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"));
    scenario(&std::fs::read_to_string(path).expect("the example is there"))
}

/// The question `text`.
pub fn query(scenario: &Scenario, text: &str) -> Query {
    let mut diagnostics = Vec::new();
    let query = parse_query(text, &Origin::exact(0), &Names::of(scenario), &mut diagnostics);
    query.unwrap_or_else(|| panic!("{text}: {diagnostics:#?}"))
}

/// `scenario` read as of `date`.
pub fn case<'s>(scenario: &'s Scenario, date: &str) -> Case<'s> {
    Case::of(scenario).on(parse_as_of(date).expect("a date"))
}

/// The table of `case`.
pub fn table(case: Case<'_>) -> PackageTable<'_> {
    PackageTable::build(case, &Limits::default()).expect("within limits")
}

/// The answer to the question `text`.
pub fn answer(table: &PackageTable<'_>, text: &str) -> Asked {
    ask(table, &query(table.scenario(), text))
}

/// The number that the question `text` counts.
pub fn count(table: &PackageTable<'_>, text: &str) -> u64 {
    match answer(table, text).outcome {
        Outcome::Count(count) => count,
        other => panic!("{text}: {other:?}"),
    }
}
