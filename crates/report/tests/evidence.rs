//! What events say of parties, as text, JSON, CSV and picture: in both languages, and for files of every kind.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

mod common;

use common::sound::is_sound;
use common::{examples, golden, here, scenario, scenarios, sheet, table};
use detente_engine::PackageTable;
use detente_engine::belief::{Beliefs, OfPackage, beliefs, prospects};
use detente_report::figures::belief;
use detente_report::picture::svg;
use detente_report::{Catalogue, Language, Page, Style, csv, json, text};
use detente_scenario::date::parse_as_of;
use detente_scenario::{AsOf, NamedId, Scenario, load};

/// A file about a gate and a toll, with two parties of several types.
const TOLL: &str = include_str!("evidence/toll.toml");

fn toll() -> Scenario {
    let loaded = load(TOLL.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

/// The answer about every named package.
fn ask(table: &PackageTable<'_>, on: AsOf) -> (Beliefs, Vec<OfPackage>) {
    let case = table.case();
    let found = beliefs(case, on);
    let named = table.scenario().packages.iter().enumerate();
    let packages = named.map(|(at, named)| OfPackage {
        named: Some(NamedId::new(at)),
        package: named.package.clone(),
        answer: prospects(case, &found, &named.package, 1 << 28),
    });
    let packages = packages.collect();
    (found, packages)
}

#[test]
fn answers_are_as_before() {
    let scenario = toll();
    let table = table(&scenario);
    for language in Language::all() {
        let catalogue = Catalogue::of(language);
        let page = Page::new(&table, sheet(&catalogue, "toll.toml", Style::default()));
        let mut out = String::new();
        for on in ["latest", "2020-02-01", "2019-01-01"] {
            let (found, packages) = ask(&table, parse_as_of(on).unwrap());
            out.push_str(&format!("=== {on}\n{}\n", text::evidence(&page, &found, &packages)));
            if on == "latest" {
                for of in &packages {
                    let one = std::slice::from_ref(of);
                    let text = text::evidence(&page, &found, one);
                    out.push_str(&format!("=== {on}, one package\n{text}\n"));
                }
            }
        }
        golden(&format!("toll-{language}.txt"), &out);
        let (found, packages) = ask(&table, AsOf::Latest);
        if language == Language::ENGLISH {
            golden("toll.json.txt", &json::evidence(&page, &found, &packages));
            golden("toll.csv.txt", &csv::events(&page, &found));
        }
        let figure = belief::figure(&page, &found).unwrap();
        golden(&format!("toll-belief-{language}.svg"), &svg::file(&figure.picture));
    }
}

#[test]
fn plain_text_is_ascii_but_for_names() {
    let scenario = toll();
    let table = table(&scenario);
    let catalogue = Catalogue::english();
    let page = Page::new(&table, sheet(&catalogue, "toll.toml", Style::plain()));
    let (found, packages) = ask(&table, AsOf::Latest);
    let text = text::evidence(&page, &found, &packages);
    assert!(text.is_ascii(), "{text}");
    assert!(text.lines().all(|line| line.len() <= 80));
}

/// A file with so many types and events, half of them later than the middle of the month.
fn made(kinds: usize, events: usize) -> Scenario {
    let mut text = "[scenario]\ntitle = 'Made'\nas_of = 2020-01-15\n[party]\na = { signs = true }\n[[term]]\nid = 't'\nby = 'a'\noptions = ['x', 'y']\nnow = 'x'\n".to_owned();
    for kind in 0..kinds {
        text.push_str(&format!("[[type.a]]\nid = 'kind-{kind}'\nprior = [0.{}, 0.9]\n", kind % 9));
    }
    for event in 0..events {
        let likelihood: Vec<String> =
            (0..kinds).map(|kind| format!("kind-{kind} = 0.{}", 1 + (kind + event) % 9)).collect();
        text.push_str(&format!(
            "[[event]]\nid = 'something-long-happened-{event}'\ndate = 2020-01-{:02}\nabout = 'a'\nlikelihood = {{ {} }}\n",
            1 + event % 28,
            likelihood.join(", ")
        ));
    }
    let loaded = load(text.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

#[test]
fn everything_lies_inside_the_picture_and_every_row_in_the_table() {
    let made = [(1, 1), (2, 7), (3, 8), (4, 14), (7, 40), (12, 60), (2, 0), (3, 15)]
        .map(|(kinds, events)| (format!("{kinds}-{events}"), made(kinds, events)));
    let mut drawn = 0;
    for (name, scenario) in scenarios().into_iter().chain(examples()).chain(made) {
        let table = table(&scenario);
        let catalogue = Catalogue::english();
        let page = Page::new(&table, sheet(&catalogue, "file.toml", Style::document()));
        for on in ["2020-01-01", "2020-01-15", "latest"] {
            let found = beliefs(table.case(), parse_as_of(on).unwrap());
            let Some(figure) = belief::figure(&page, &found) else {
                assert!(found.parties.iter().all(|b| b.events.len() + b.later.len() == 0));
                continue;
            };
            drawn += 1;
            is_sound(&format!("{name} {on}"), &figure.picture);
            let rows = figure.table.as_ref().unwrap().rows.len();
            let shown = found.parties.iter().filter(|b| b.events.len() + b.later.len() > 0);
            let expected: usize = shown.map(|b| 1 + b.events.len() + b.later.len()).sum();
            assert_eq!(rows, expected);
        }
    }
    assert!(drawn > 20, "{drawn}");
}

/// The Six-Party plan: what the page on evidence says.
#[test]
fn the_six_party_plan_parts_types() {
    let scenario = scenario(&here().join("../../examples/six-party-2007.toml"));
    let table = table(&scenario);
    let (found, packages) = ask(&table, AsOf::Latest);
    let north = &found.parties[0];
    assert_eq!((north.events.len(), north.details.as_ref().unwrap().leading), (6, Some(1)));
    let answer = packages[0].answer.as_ref().unwrap();
    let holds: Vec<_> = answer.alone[0].iter().map(|of| of.holds).collect();
    assert_eq!(holds, [Some(true), Some(false), Some(false)]);
    let partings = answer.walked[0].partings.as_ref().unwrap();
    let name = |stage: usize| {
        let step = answer.stage(partings[stage].step)[0];
        scenario.step(answer.way.steps[step].step.unwrap()).id.as_str()
    };
    assert_eq!((name(0), name(1)), ("shut-down", "declare"));
    let chance = answer.chances[0].as_ref().unwrap();
    assert_eq!(chance.probability, north.posterior().unwrap()[0]);
    // Every type takes part in what happened: the file says that both steps were taken.
    assert!(answer.walked[0].taken.iter().all(Option::is_some));
}
