//! The published cases of `catalog/`: every equilibrium, every party's stable packages and every
//! claim, exactly as the answers beside them say. Coalitions have a file of their own.

#[path = "common/catalog.rs"]
mod catalog;
mod common;

use catalog::{Published, States};
use detente_engine::ask::answer_claims;
use detente_engine::{Limits, PackageTable};
use detente_scenario::tree::Node;
use detente_scenario::{Concept, Expr, Predicate};

/// One test for each case, and the list of them.
macro_rules! cases {
    ($($test:ident: $name:literal,)*) => {
        const CASES: &[&str] = &[$($name),*];
        $(#[test] fn $test() { reproduce($name); })*
    };
}

cases! {
    prisoners_dilemma: "fang-hipel-kilgour-1993/prisoners-dilemma",
    chicken: "fang-hipel-kilgour-1993/chicken",
    stag_hunt: "fang-hipel-kilgour-1993/stag-hunt",
    cuba_reversible: "fraser-hipel-1984/cuba-reversible",
    cuba_strike: "fraser-hipel-1984/cuba-strike",
    cuba_strike_withdraw: "fraser-hipel-1984/cuba-strike-withdraw",
    cuba_strike_escalate: "fraser-hipel-1984/cuba-strike-escalate",
    elmira: "hipel-fang-kilgour-haight-1993/elmira",
    elmira_gmcr_plus: "hipel-fang-kilgour-haight-1993/elmira-gmcr-plus",
    syria_iraq_1975: "hipel-kilgour-kinsara-2014/syria-iraq-1975",
}

#[test]
fn every_case_has_a_test() {
    let mut tested = CASES.to_vec();
    tested.sort_unstable();
    assert_eq!(tested, catalog::all());
}

/// The packages of which `predicate` is true.
fn states(case: &Published, table: &PackageTable<'_>, predicate: Predicate) -> States {
    match table.column(&Expr::Predicate(predicate)) {
        Ok(column) => case.found(table, &column),
        Err(not_yet) => panic!("{}: nothing answers {} yet", case.name, not_yet.predicate),
    }
}

fn reproduce(name: &str) {
    let case = Published::open(name);
    let table = case.table();
    let mut differences = Vec::new();
    let equilibria = case.answers.get("equilibria").expect("equilibria");
    for concept in Concept::ALL {
        let answer = equilibria.get(concept.name()).expect("an answer for every concept");
        let found = states(&case, &table, Predicate::Equilibrium(concept));
        let what = format!("equilibria under {}", concept.name());
        case.compare(&what, answer, &found, &mut differences);
    }
    for (party, stable) in case.answers.get("stable").into_iter().flat_map(|s| s.entries()) {
        for concept in Concept::ALL {
            let Some(answer) = stable.get(concept.name()) else { continue };
            let id = case.party(&party.name);
            let found = states(&case, &table, Predicate::Stable(id, concept));
            let what = format!("stable for {} under {}", party.name, concept.name());
            case.compare(&what, answer, &found, &mut differences);
        }
    }
    for answer in answer_claims(&table, &Limits::default()).expect("it is small") {
        if answer.as_expected != Some(true) {
            let claim = &case.scenario.claim(answer.claim).id;
            differences.push(format!("{name}: claim {claim}: {:?}", answer.asked.outcome));
        }
    }
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

/// What holds of every answer whoever computed it: an equilibrium is what is stable for every party
/// that controls a term, and what is stable under a concept is so under every weaker one.
#[test]
fn the_answers_agree_with_each_other() {
    const WEAKER: [(Concept, Concept); 5] = [
        (Concept::R, Concept::Sseq),
        (Concept::Sseq, Concept::Seq),
        (Concept::Sseq, Concept::Smr),
        (Concept::Seq, Concept::Gmr),
        (Concept::Smr, Concept::Gmr),
    ];
    for name in CASES {
        let case = Published::open(name);
        let listed = |path: &[&str]| {
            path.iter().try_fold(&case.answers, |node, key| node.get(key)).map(|n| case.listed(n))
        };
        let movers: Vec<&str> = (case.scenario.party_ids())
            .filter(|&party| case.scenario.controls_a_term(party))
            .map(|party| case.scenario.party(party).id.as_str())
            .collect();
        let mut columns: Vec<Vec<&str>> =
            movers.iter().map(|party| vec!["stable", *party]).collect();
        columns.push(vec!["equilibria"]);
        for concept in Concept::ALL.map(Concept::name) {
            let all: Option<Vec<States>> =
                movers.iter().map(|party| listed(&["stable", *party, concept])).collect();
            let all = all.unwrap_or_else(|| panic!("{name}: who is stable under {concept}?"));
            let common = all.into_iter().reduce(|a, b| &a & &b).expect("somebody moves");
            assert_eq!(Some(common), listed(&["equilibria", concept]), "{name}: {concept}");
        }
        for column in columns {
            for (stronger, weaker) in WEAKER {
                let of = |concept: Concept| listed(&[&column[..], &[concept.name()]].concat());
                let (strong, weak) = (of(stronger).expect("listed"), of(weaker).expect("listed"));
                assert!(strong.is_subset(&weak), "{name}: {column:?} {stronger:?} {weaker:?}");
            }
        }
    }
}

/// Nothing in a file of answers is a slip: known keys only, and every reference leads somewhere.
#[test]
fn the_answers_are_well_formed() {
    for name in CASES {
        let case = Published::open(name);
        let text = |key: &str| case.answers.get(key).and_then(|node| node.as_text());
        assert!(text("source").is_some(), "{name}: who says so?");
        for (key, _) in case.answers.entries() {
            let known = [
                "source",
                "where",
                "derived",
                "stands_for",
                "equilibria",
                "stable",
                "coalition",
                "every_coalition",
                "limited_moves",
                "differs",
            ];
            assert!(known.contains(&key.name.as_str()), "{name}: what is {}?", key.name);
        }
        for (party, stable) in case.answers.get("stable").into_iter().flat_map(|s| s.entries()) {
            assert!(case.scenario.controls_a_term(case.party(&party.name)), "{name}");
            assert_eq!(stable.entries().len(), Concept::ALL.len(), "{name}: {}", party.name);
        }
        for path in case.answers.get("derived").into_iter().flat_map(|list| list.items()) {
            let path = path.as_text().expect("a path");
            let part = path.split('.').try_fold(&case.answers, |node, key| node.get(key));
            assert!(part.is_some(), "{name}: derived {path}");
        }
        let folder = name.split_once('/').expect("a folder").0;
        for differs in case.answers.get("differs").into_iter().flat_map(|list| list.items()) {
            let other = differs.get("reading").and_then(|node| node.as_text()).expect("a reading");
            assert!(CASES.contains(&format!("{folder}/{other}").as_str()), "{name}: {other}");
            assert!(differs.get("how").is_some(), "{name}: how does it differ from {other}?");
        }
        for row in case.answers.get("limited_moves").into_iter().flat_map(|list| list.items()) {
            assert!(!row.get("horizon").expect("a horizon").items().is_empty(), "{name}");
            case.listed(row.get("stable").expect("stable packages"));
        }
    }
}

/// A case that is not reproduced is reported with its name, the concept and both lists.
#[test]
fn a_wrong_answer_is_told() {
    let case = Published::open("fang-hipel-kilgour-1993/chicken");
    let mut differences = Vec::new();
    let wrong = Node::list(["cc", "cd"].map(Node::text));
    case.compare("equilibria under R", &wrong, &States::from(["cd".to_owned()]), &mut differences);
    assert_eq!(
        differences,
        ["fang-hipel-kilgour-1993/chicken: equilibria under R\n  expected cc cd\n  found    cd"]
    );
}
