//! The published cases of `catalog/` that list what is stable for coalitions.

#[path = "common/catalog.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod catalog;
mod common;

use catalog::{Published, States};
use detente_engine::PackageTable;
use detente_engine::stability::coalitions::{CoalitionConcept, stable_for};
use detente_scenario::PartyId;

const CONCEPTS: [(&str, CoalitionConcept); 4] = [
    ("CR", CoalitionConcept::Cr),
    ("CGMR", CoalitionConcept::Cgmr),
    ("CSMR", CoalitionConcept::Csmr),
    ("CSEQ", CoalitionConcept::Cseq),
];

const CASES: [&str; 1] = ["hipel-fang-kilgour-haight-1993/elmira"];

#[test]
fn every_case_with_coalitions_has_a_test() {
    let with: Vec<String> = catalog::all()
        .into_iter()
        .filter(|name| Published::open(name).answers.get("coalition").is_some())
        .collect();
    assert_eq!(with, CASES);
}

#[test]
fn elmira() {
    reproduce(CASES[0]);
}

/// Every nonempty set of the parties that control a term.
fn coalitions(case: &Published) -> Vec<Vec<PartyId>> {
    let movers: Vec<PartyId> =
        (case.scenario.party_ids()).filter(|&party| case.scenario.controls_a_term(party)).collect();
    (1_u32..1 << movers.len())
        .map(|set| (0..movers.len()).filter(|i| set >> i & 1 == 1).map(|i| movers[i]).collect())
        .collect()
}

fn stable(
    case: &Published,
    table: &PackageTable<'_>,
    members: &[PartyId],
    concept: CoalitionConcept,
) -> States {
    let column = stable_for(table, members, concept).expect("small enough");
    case.found(table, &column)
}

fn reproduce(name: &str) {
    let case = Published::open(name);
    let table = case.table();
    let mut differences = Vec::new();
    let mut listed = Vec::new();
    for row in case.answers.get("coalition").into_iter().flat_map(|list| list.items()) {
        let of: Vec<&str> =
            row.get("of").expect("members").items().iter().filter_map(|m| m.as_text()).collect();
        let mut members: Vec<PartyId> = of.iter().map(|party| case.party(party)).collect();
        members.sort_unstable();
        for (concept_name, concept) in CONCEPTS {
            let answer = row.get(concept_name).expect("an answer for every concept");
            let found = stable(&case, &table, &members, concept);
            let what = format!("stable for the coalition {} under {concept_name}", of.join(" + "));
            case.compare(&what, answer, &found, &mut differences);
        }
        listed.push(members);
    }
    let mut all = coalitions(&case);
    all.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, all, "{name}: a table for every coalition, once");
    let every = case.answers.get("every_coalition").expect("every coalition");
    for (concept_name, concept) in CONCEPTS {
        let found = all
            .iter()
            .map(|members| stable(&case, &table, members, concept))
            .reduce(|a, b| &a & &b)
            .expect("somebody moves");
        let answer = every.get(concept_name).expect("an answer for every concept");
        let what = format!("stable for every coalition under {concept_name}");
        case.compare(&what, answer, &found, &mut differences);
    }
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}
