//! What the tests of this crate share: scenarios, their answers, golden files.

#![allow(dead_code)]

use detente_engine::{Case, Limits, PackageTable};
use detente_engine::{analyze, ask, deals, empty, harm, robust, why};
use detente_report::{Catalogue, Page, Sheet, Style, csv, json, text};
use detente_scenario::{Names, Origin, Scenario, load, parse_query};
use std::path::{Path, PathBuf};

/// The folder of this crate.
pub fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A scenario file that must be readable.
pub fn scenario(path: &Path) -> Scenario {
    let bytes = std::fs::read(path).unwrap();
    let loaded = load(&bytes);
    loaded.scenario.unwrap_or_else(|| panic!("{}: {:#?}", path.display(), loaded.diagnostics))
}

/// Every scenario of the tests, by name.
pub fn scenarios() -> Vec<(String, Scenario)> {
    files(&here().join("tests/scenarios"))
}

/// Every example of the repository, by name.
pub fn examples() -> Vec<(String, Scenario)> {
    files(&here().join("../../examples"))
}

fn files(folder: &Path) -> Vec<(String, Scenario)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), scenario(path)))
        .collect()
}

/// The table of `scenario` as it stands.
pub fn table(scenario: &Scenario) -> PackageTable<'_> {
    PackageTable::build(Case::of(scenario), &Limits::default()).unwrap()
}

/// A sheet for the file `name`.
pub fn sheet<'a>(catalogue: &'a Catalogue, file: &'a str, style: Style) -> Sheet<'a> {
    Sheet { file: Some(file), version: "0.1.0", catalogue, style }
}

/// Every answer about `scenario` as text, by verb.
pub fn texts(name: &str, scenario: &Scenario, style: Style) -> Vec<(String, String)> {
    let catalogue = Catalogue::english();
    let file = format!("{name}.toml");
    let table = table(scenario);
    let limits = Limits::default();
    let page = Page::new(&table, sheet(&catalogue, &file, style));
    let mut texts = vec![
        ("analyze", text::analyze(&page, &analyze::analyze(&table, &limits).unwrap())),
        ("deals", text::deals(&page, &deals::deals(&table))),
        ("harm", text::harm(&page, &harm::harm(&table))),
        ("empty", text::empty(&page, &empty::empty(&table))),
        ("claims", text::claims(&page, &ask::answer_claims(&table, &limits).unwrap())),
        (
            "robust",
            text::robust(
                &page,
                &robust::robust(&table, &limits).unwrap(),
                &robust::compare_dates(&table, &limits).unwrap(),
            ),
        ),
    ]
    .into_iter()
    .map(|(verb, text)| (verb.to_owned(), text))
    .collect::<Vec<_>>();
    for (label, topic) in topics(scenario) {
        let answer = why::why(&table, topic, &limits).unwrap();
        texts.push((format!("why {label}"), text::why(&page, &answer)));
    }
    for question in ["every package with deal has genuine", "some package with deal", "count packages"]
    {
        let query = query(scenario, question);
        let answer = ask::ask(&table, &query);
        texts.push((format!("ask {question}"), text::ask(&page, &query, &answer)));
    }
    texts
}

/// Every answer about `scenario` as JSON, by verb.
pub fn jsons(name: &str, scenario: &Scenario) -> Vec<(String, String)> {
    let catalogue = Catalogue::english();
    let file = format!("{name}.toml");
    let table = table(scenario);
    let limits = Limits::default();
    let page = Page::new(&table, sheet(&catalogue, &file, Style::default()));
    let query = query(scenario, "every package with deal has genuine");
    let mut jsons: Vec<(String, String)> = [
        ("analyze", json::analyze(&page, &analyze::analyze(&table, &limits).unwrap())),
        ("deals", json::deals(&page, &deals::deals(&table))),
        ("harm", json::harm(&page, &harm::harm(&table))),
        ("empty", json::empty(&page, &empty::empty(&table))),
        ("claims", json::claims(&page, &ask::answer_claims(&table, &limits).unwrap())),
        ("ask", json::ask(&page, &query, &ask::ask(&table, &query))),
        (
            "robust",
            json::robust(
                &page,
                &robust::robust(&table, &limits).unwrap(),
                &robust::compare_dates(&table, &limits).unwrap(),
            ),
        ),
    ]
    .into_iter()
    .map(|(verb, text)| (verb.to_owned(), text))
    .collect();
    for (label, topic) in topics(scenario) {
        let answer = why::why(&table, topic, &limits).unwrap();
        jsons.push((format!("why {label}"), json::why(&page, &answer)));
    }
    jsons
}

/// Every answer about `scenario` that has rows, as CSV.
pub fn csvs(scenario: &Scenario) -> Vec<(String, String)> {
    let catalogue = Catalogue::english();
    let table = table(scenario);
    let limits = Limits::default();
    let page = Page::new(&table, sheet(&catalogue, "file.toml", Style::default()));
    let deals = deals::deals(&table);
    [
        ("packages", csv::packages(&page, &deals.packages)),
        ("smallest", csv::smallest(&page, &deals.smallest)),
        ("flips", csv::flips(&page, &robust::robust(&table, &limits).unwrap())),
        ("claims", csv::claims(&page, &ask::answer_claims(&table, &limits).unwrap())),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text))
    .collect()
}

/// A question about `scenario` that must be readable.
pub fn query(scenario: &Scenario, question: &str) -> detente_scenario::Query {
    let mut found = Vec::new();
    let names = Names::of(scenario);
    parse_query(question, &Origin::exact(0), &names, &mut found)
        .unwrap_or_else(|| panic!("{found:#?}"))
}

/// One topic of each kind, as far as the scenario has them.
fn topics(scenario: &Scenario) -> Vec<(String, why::Topic)> {
    let mut words: Vec<Vec<String>> = Vec::new();
    let party = |at: usize| scenario.parties.get(at).map(|party| party.id.clone());
    words.extend(scenario.claims.first().map(|claim| vec![claim.id.clone()]));
    words.extend(scenario.packages.first().map(|package| vec![package.id.clone()]));
    words.extend(
        scenario.packages.first().zip(party(1)).map(|(package, id)| vec![package.id.clone(), id]),
    );
    words.extend(party(0).map(|id| vec![id]));
    words.extend(party(0).map(|id| vec![id, "1".to_owned()]));
    words.extend(party(2).map(|id| vec![id, "1".to_owned()]));
    words.extend(scenario.rules.first().map(|_| vec!["rule".to_owned(), "1".to_owned()]));
    words.extend(scenario.sources.last().map(|source| vec![source.id.clone()]));
    words
        .into_iter()
        .filter_map(|words| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            Some((words.join(" "), why::topic(scenario, &words).ok()?))
        })
        .collect()
}

/// Compares `text` with the golden file `name`, or writes it if `DETENTE_BLESS` is set.
pub fn golden(name: &str, text: &str) {
    let path = here().join("tests/golden").join(name);
    if std::env::var_os("DETENTE_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == text,
        "{name} differs; run with DETENTE_BLESS=1 if the new text is better\n--- now\n{text}"
    );
}
