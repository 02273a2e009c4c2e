//! Every example in `docs/json.md` is part of a real answer.

mod common;

use common::{here, query, scenario, sheet, table};
use detente_engine::belief::{OfPackage, beliefs, prospects};
use detente_engine::stability::{Where, inverse, narrate, places, stability};
use detente_engine::{Limits, analyze, ask, check, robust, why};
use detente_report::diagnostics::{Checked, Snippets};
use detente_report::roadmaps::subjects;
use detente_report::{Catalogue, Page, Style, json};
use detente_scenario::{Concept, NamedId};
use serde_json::Value;

/// Whether `part` is what `whole` says where it says anything: entries of objects may be left out,
/// and so may elements of arrays.
fn is_part(part: &Value, whole: &Value) -> Result<(), String> {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => part.iter().try_for_each(|(key, value)| {
            let found = whole.get(key).ok_or_else(|| format!("no {key}"))?;
            is_part(value, found).map_err(|error| format!("{key}: {error}"))
        }),
        (Value::Array(part), Value::Array(whole)) => {
            let mut rest = whole.iter();
            part.iter().try_for_each(|value| {
                match rest.any(|found| is_part(value, found).is_ok()) {
                    true => Ok(()),
                    false => Err(format!("no element like {value}")),
                }
            })
        }
        _ if part == whole => Ok(()),
        _ => Err(format!("{part} is {whole}")),
    }
}

#[test]
fn the_examples_of_the_json_are_real() {
    let text = std::fs::read_to_string(here().join("../../docs/json.md")).unwrap();
    let scenario = scenario(&here().join("tests/scenarios/pause.toml"));
    let table = table(&scenario);
    let catalogue = Catalogue::english();
    let sheet = sheet(&catalogue, "pause.toml", Style::default());
    let page = Page::new(&table, sheet);
    let limits = Limits::default();
    let all = analyze::analyze(&table, &limits).unwrap();
    let mut examples = 0;
    for block in text.split("```json ").skip(1) {
        let (verb, rest) = block.split_once('\n').unwrap();
        let (example, _) = rest.split_once("```").unwrap();
        let words: Vec<&str> = verb.split(' ').collect();
        let real = match words[0] {
            "deals" => json::deals(&page, Some(&all.deals), &all.valued, None),
            "harm" => json::harm(&page, &all.harm),
            "empty" => json::empty(&page, &all.empty),
            "claims" => json::claims(&page, &all.claims),
            "stable" => {
                let stability = stability(&table);
                let named = words.get(1).map(|id| {
                    let package = scenario.packages.iter().find(|p| p.id == *id).unwrap();
                    table.rows().row(&package.package).unwrap()
                });
                match named {
                    None => {
                        let moves = robust::moves(&table, &[Where::StatusQuo], &limits).unwrap();
                        json::stable(&page, &stability, &moves, &[])
                    }
                    Some(row) => {
                        let tell = |&party| narrate(&table, row, party, Concept::Seq);
                        let told: Vec<_> = stability.players.iter().map(tell).collect();
                        let there = stability.positions.iter().filter(|p| p.row == Some(row));
                        let there: Vec<_> = there.cloned().collect();
                        let needed = [inverse(&table, row, Concept::Seq)];
                        json::narrations(&page, &there, &told, &needed)
                    }
                }
            }
            "order" => json::orders(&page, &subjects(&scenario, &all.roadmaps)),
            "evidence" => {
                let toll = common::scenario(&here().join("tests/evidence/toll.toml"));
                let table = common::table(&toll);
                let page = Page::new(&table, page.sheet);
                let found = beliefs(table.case(), table.case().as_of);
                let packages: Vec<OfPackage> = toll
                    .packages
                    .iter()
                    .enumerate()
                    .map(|(at, named)| OfPackage {
                        named: Some(NamedId::new(at)),
                        package: named.package.clone(),
                        answer: prospects(table.case(), &found, &named.package, 1 << 28),
                    })
                    .collect();
                json::evidence(&page, &found, &packages)
            }
            "robust" => {
                let dates = robust::compare_dates(&table, &limits).unwrap();
                let moves = robust::moves(&table, &places(&scenario), &limits).unwrap();
                json::robust(&page, &all.robust, &moves, &dates)
            }
            "ask" => {
                let query = query(&scenario, &words[1..].join(" "));
                json::ask(&page, &query, &ask::ask(&table, &query))
            }
            "why" => {
                let topic = why::topic(&scenario, &words[1..]).unwrap();
                json::why(&page, &why::why(&table, topic, &limits).unwrap())
            }
            "check" => {
                let findings = check::check(table.case(), Some(&table), &limits).unwrap();
                let checked = Checked {
                    case: Some(table.case()),
                    findings: &findings,
                    source: "",
                    snippets: Snippets::Shown,
                    possible: Some(table.rows().len() as u64),
                    quotations: &[],
                };
                json::check(&sheet, Some(&scenario), &checked)
            }
            other => panic!("no answer for {other}"),
        };
        let example: Value = serde_json::from_str(example).unwrap();
        let real: Value = serde_json::from_str(&real).unwrap();
        is_part(&example, &real).unwrap_or_else(|error| panic!("{verb}: {error}"));
        examples += 1;
    }
    assert!(examples >= 10, "{examples} examples");
}
