//! What the tests of this crate share: scenarios, their answers, golden files.

// Each test binary uses a part of this; a test may fail loudly.
#![allow(dead_code, clippy::unwrap_used)]

pub mod sound;

use detente_engine::hold::{Holding, Roadmaps, Wanted, hold};
use detente_engine::stability::{
    CONCEPTS, Narration, Overtaking, Position, Stability, Where, inverse, narrate, stability,
};
use detente_engine::{Case, Limits, PackageTable};
use detente_engine::{analyze, ask, robust, stability, why};
use detente_report::roadmaps::subjects;
use detente_report::{Catalogue, Page, Sheet, Style, csv, dot, json, text};
use detente_scenario::{Concept, Names, Origin, Query, Scenario, load, parse_query};
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
    Sheet { file: Some(file), version: "0.1.0", catalogue, style, redacted: false }
}

/// Questions put to every scenario.
const QUESTIONS: [&str; 3] =
    ["every package with deal has genuine", "some package with deal", "count packages"];

/// Every answer about one scenario.
pub struct Answers<'t> {
    table: &'t PackageTable<'t>,
    file: String,
    analysis: analyze::Analysis,
    dates: Vec<robust::Dated>,
    stability: Stability,
    moves: robust::Moves,
    bearings: Vec<robust::Bearing>,
    now: robust::Moves,
    told: Vec<Narration>,
    needed: Vec<Overtaking>,
    why: Vec<(String, why::Why)>,
    asked: Vec<(Query, ask::Asked)>,
}

impl<'t> Answers<'t> {
    /// Asks everything of `table`.
    pub fn of(name: &str, table: &'t PackageTable<'t>) -> Self {
        let limits = Limits::default();
        let scenario = table.scenario();
        let why = topics(scenario)
            .into_iter()
            .map(|(label, topic)| (label, why::why(table, topic, &limits).unwrap()))
            .collect();
        let asked = QUESTIONS
            .iter()
            .map(|question| {
                let query = query(scenario, question);
                let asked = ask::ask(table, &query);
                (query, asked)
            })
            .collect();
        let stability = stability(table);
        let rows: Vec<usize> = stability.positions.iter().filter_map(|p| p.row).collect();
        let told = rows
            .iter()
            .take(2)
            .flat_map(|&row| stability.players.iter().map(move |&party| (row, party)))
            .flat_map(|(row, party)| CONCEPTS.map(|concept| narrate(table, row, party, concept)))
            .collect();
        let needed = rows.iter().take(2).map(|&row| inverse(table, row, Concept::Seq)).collect();
        Self {
            table,
            stability,
            told,
            needed,
            bearings: robust::bearings(table, &limits),
            moves: robust::moves(table, &stability::places(scenario), &limits).unwrap(),
            now: robust::moves(table, &[Where::StatusQuo], &limits).unwrap(),
            file: format!("{name}.toml"),
            analysis: analyze::analyze(table, &limits).unwrap(),
            dates: robust::compare_dates(table, &limits).unwrap(),
            why,
            asked,
        }
    }

    /// Whether a package holds in `order`.
    fn hold(&self, found: &Roadmaps, order: Vec<u32>) -> Holding {
        let limits = Limits { memory: 1 << 28, ..Limits::default() };
        hold(self.table, found.way.clone(), Some(order), &Wanted::default(), &limits)
    }

    /// As English text, by verb.
    pub fn texts(&self, style: Style) -> Vec<(String, String)> {
        self.texts_in(&Catalogue::english(), style)
    }

    /// As text in the language of `catalogue`, by verb.
    pub fn texts_in(&self, catalogue: &Catalogue, style: Style) -> Vec<(String, String)> {
        let page = Page::new(self.table, sheet(catalogue, &self.file, style));
        let all = &self.analysis;
        let mut texts = named([
            ("analyze", text::analyze(&page, all)),
            ("analyze on dates", text::analyze_on_dates(&page, all, &self.dates)),
            ("deals", text::deals(&page, Some(&all.deals), &all.valued, None)),
            ("harm", text::harm(&page, &all.harm)),
            ("empty", text::empty(&page, &all.empty)),
            ("claims", text::claims(&page, &all.claims)),
            ("stable", text::stable(&page, &self.stability, &self.now)),
            ("stable of packages", text::narrations(&page, self.two(), &self.told, &self.needed)),
            ("order", text::orders(&page, &subjects(page.scenario(), &all.roadmaps))),
            ("robust", text::robust(&page, &all.robust, &self.moves, &self.bearings, &self.dates)),
        ]);
        for (subject, found) in subjects(page.scenario(), &all.roadmaps).into_iter().take(2) {
            let Ok(found) = found else { continue };
            texts.push((
                format!("order of {}", subject.id(page.scenario())),
                text::order(&page, &subject, found),
            ));
            let order = any_order(found);
            let text = text::hold(&page, &subject, &self.hold(found, order), None);
            texts.push((format!("hold of {}", subject.id(page.scenario())), text));
        }
        texts.extend(
            self.why
                .iter()
                .map(|(label, answer)| (format!("why {label}"), text::why(&page, answer))),
        );
        texts.extend(
            self.asked.iter().map(|(query, asked)| {
                (format!("ask {}", query.text), text::ask(&page, query, asked))
            }),
        );
        texts
    }

    /// As JSON with English sentences, by verb.
    pub fn jsons(&self) -> Vec<(String, String)> {
        self.jsons_in(&Catalogue::english(), Style::default())
    }

    /// As JSON with sentences in the language of `catalogue`, by verb.
    pub fn jsons_in(&self, catalogue: &Catalogue, style: Style) -> Vec<(String, String)> {
        let page = Page::new(self.table, sheet(catalogue, &self.file, style));
        let all = &self.analysis;
        let mut jsons = named([
            ("analyze", json::analyze(&page, all)),
            ("deals", json::deals(&page, Some(&all.deals), &all.valued, None)),
            ("harm", json::harm(&page, &all.harm)),
            ("empty", json::empty(&page, &all.empty)),
            ("claims", json::claims(&page, &all.claims)),
            ("stable", json::stable(&page, &self.stability, &self.now, &self.told)),
            ("stable of packages", json::narrations(&page, self.two(), &self.told, &self.needed)),
            ("order", json::orders(&page, &subjects(page.scenario(), &all.roadmaps))),
            ("robust", json::robust(&page, &all.robust, &self.moves, &self.bearings, &self.dates)),
        ]);
        for (subject, found) in subjects(page.scenario(), &all.roadmaps).into_iter().take(1) {
            let Ok(found) = found else { continue };
            let order = any_order(found);
            let text = json::hold(&page, &subject, &self.hold(found, order), None);
            jsons.push((format!("hold of {}", subject.id(page.scenario())), text));
        }
        jsons.extend(
            self.why
                .iter()
                .map(|(label, answer)| (format!("why {label}"), json::why(&page, answer))),
        );
        jsons.extend(
            self.asked.iter().map(|(query, asked)| {
                (format!("ask {}", query.text), json::ask(&page, query, asked))
            }),
        );
        jsons
    }

    /// As CSV, where there are rows.
    pub fn csvs(&self) -> Vec<(String, String)> {
        self.csvs_in(&Catalogue::english(), Style::default())
    }

    /// The same on a page in the language of `catalogue`.
    pub fn csvs_in(&self, catalogue: &Catalogue, style: Style) -> Vec<(String, String)> {
        let page = Page::new(self.table, sheet(catalogue, &self.file, style));
        let all = &self.analysis;
        named([
            ("packages", csv::packages(&page, &all.deals.packages)),
            ("smallest", csv::smallest(&page, &all.deals.smallest)),
            ("orders", csv::orders(&page, &subjects(page.scenario(), &all.roadmaps))),
            ("flips", csv::flips(&page, &all.robust, &self.moves)),
            ("claims", csv::claims(&page, &all.claims)),
            ("harm", csv::harm(&page, &all.harm)),
            ("empty", csv::facts(&page, &all.empty)),
            ("dates", csv::dates(&page, &self.dates)),
            ("equilibria", csv::equilibria(&page, &self.stability)),
            ("narrations", csv::narrations(&page, &self.told)),
        ])
    }

    /// The first two positions: the status quo and one more.
    fn two(&self) -> &[Position] {
        let all = &self.stability.positions;
        &all[..all.len().min(2)]
    }

    /// The transition graph, in English.
    pub fn graph(&self) -> String {
        self.graph_in(&Catalogue::english(), Style::default())
    }

    /// The transition graph in the language of `catalogue`.
    pub fn graph_in(&self, catalogue: &Catalogue, style: Style) -> String {
        let page = Page::new(self.table, sheet(catalogue, &self.file, style));
        dot::graph(&page, &stability::graph(self.table, &self.stability))
    }
}

/// The first safe order, or the steps one by one.
fn any_order(found: &Roadmaps) -> Vec<u32> {
    let best = found.orders.as_ref().and_then(|orders| orders.best.first());
    best.map_or_else(|| found.way.in_turn(), |best| best.stages.clone())
}

fn named<const N: usize>(answers: [(&str, String); N]) -> Vec<(String, String)> {
    answers.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

/// A question about `scenario` that must be readable.
pub fn query(scenario: &Scenario, question: &str) -> Query {
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
    words.extend(
        scenario.packages.first().map(|package| vec![package.id.clone(), "SEQ".to_owned()]),
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
