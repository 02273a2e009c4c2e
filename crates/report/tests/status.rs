//! Golden screens of where a deal stands, on several days of one truce, in every language.

// A test may fail loudly.
#![allow(clippy::unwrap_used)]

mod common;

use common::{golden, here, scenario, sheet};
use detente_engine::hold::Wanted;
use detente_engine::hold::status::{Asked, Status, status};
use detente_engine::{Case, Limits, PackageTable};
use detente_report::{Catalogue, Language, Page, Style, csv, json, text};
use detente_scenario::date::parse_date;
use detente_scenario::{AsOf, Scenario};

/// Before anything, on the way, overdue, at the end of the events; the last without a day of its own.
const DAYS: [Option<&str>; 5] =
    [Some("2030-03-01"), Some("2030-04-20"), Some("2030-05-20"), Some("2030-06-20"), None];

fn truce() -> Scenario {
    scenario(&here().join("tests/scenarios/status/carried.toml"))
}

/// Where it stands on a day, read as of that day.
fn on<'s>(scenario: &'s Scenario, day: Option<&str>) -> (PackageTable<'s>, Asked) {
    let on = day.map(|day| parse_date(day).unwrap());
    let as_of = on.map_or(scenario.as_of, AsOf::On);
    let case = Case::new(scenario, as_of, scenario.signers(), Vec::new());
    let package = day.is_none().then(|| scenario.packages[1].package.clone());
    (PackageTable::build(case, &Limits::default()).unwrap(), Asked { package, on })
}

fn found(table: &PackageTable<'_>, asked: &Asked) -> Status {
    status(table, asked, &Wanted::default(), &Limits::default()).unwrap()
}

/// What `write` says of every day.
fn days(catalogue: &Catalogue, style: Style, write: fn(&Page<'_>, &Status) -> String) -> String {
    let scenario = truce();
    let mut all = String::new();
    for day in DAYS {
        let (table, asked) = on(&scenario, day);
        let page = Page::new(&table, sheet(catalogue, "carried.toml", style));
        all.push_str(&format!("=== {}\n", day.unwrap_or("of the last event")));
        all.push_str(&write(&page, &found(&table, &asked)));
        all.push('\n');
    }
    all
}

#[test]
fn where_a_deal_stands_is_told_as_before() {
    let english = Catalogue::english();
    golden("status.txt", &days(&english, Style::default(), text::status));
    golden("status-plain.txt", &days(&english, Style::plain(), text::status));
    golden("status.json.txt", &days(&english, Style::default(), json::status));
    golden("status.csv.txt", &days(&english, Style::default(), csv::status));
    for language in Language::all().filter(|&language| language != Language::ENGLISH) {
        let catalogue = Catalogue::of(language);
        golden(
            &format!("status-{language}.txt"),
            &days(&catalogue, Style::default(), text::status),
        );
    }
}

#[test]
fn no_line_is_too_long_and_plain_is_plain() {
    let plain = days(&Catalogue::english(), Style::plain(), text::status);
    assert!(plain.is_ascii(), "{plain}");
    for language in Language::all() {
        let text = days(&Catalogue::of(language), Style::default(), text::status);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

#[test]
fn json_and_csv_tell_the_same_steps() {
    let scenario = truce();
    for day in DAYS {
        let (table, asked) = on(&scenario, day);
        let english = Catalogue::english();
        let page = Page::new(&table, sheet(&english, "carried.toml", Style::default()));
        let found = found(&table, &asked);
        let answer: serde_json::Value = serde_json::from_str(&json::status(&page, &found)).unwrap();
        let steps = answer["answer"]["steps"].as_array().unwrap();
        let rows = csv::status(&page, &found);
        let rows: Vec<Vec<&str>> =
            rows.lines().skip(1).map(|row| row.split(',').collect()).collect();
        assert_eq!((steps.len(), rows.len()), (found.way.steps.len(), steps.len()));
        for (step, row) in steps.iter().zip(&rows) {
            assert_eq!(step["id"].as_str(), Some(row[0]));
            assert_eq!(step["is"].as_str(), Some(row[2]));
            assert_eq!(step["due"].as_str().unwrap_or(""), row[6]);
            let overdue = step["days_overdue"].as_i64().map(|days| days.to_string());
            assert_eq!(overdue.unwrap_or_default(), row[8]);
        }
        assert_eq!(answer["verb"], "status");
    }
}
