//! What coalitions let stand against the definitions, on random scenarios and on Elmira.

mod common;
#[path = "common/last_mover.rs"]
mod last_mover;
#[path = "common/move_rich.rs"]
mod move_rich;
#[path = "common/option_form.rs"]
mod option_form;
#[path = "common/published.rs"]
mod published;
#[path = "common/random.rs"]
mod random;

use common::{scenario, table};
use detente_engine::stability::coalitions::{CoalitionConcept, stable_for};
use detente_engine::{Bits, Case, PackageTable};
use detente_scenario::{Concept, Expr, PartyId, Predicate};
use fastrand::Rng;
use last_mover::{Joint, Parties, alone, members, subsets};
use move_rich::{RICH, Shape, file};
use option_form::OptionForm;
use published::{ELMIRA_COALITIONS, ELMIRA_EVERY_COALITION, elmira_number, elmira_text};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The tables here are all small enough for every concept.
const SMALL: &str = "a small table";

/// The engine's names of the concepts.
const CONCEPTS: [(Joint, CoalitionConcept); 4] = [
    (Joint::Cr, CoalitionConcept::Cr),
    (Joint::Cgmr, CoalitionConcept::Cgmr),
    (Joint::Csmr, CoalitionConcept::Csmr),
    (Joint::Cseq, CoalitionConcept::Cseq),
];

fn ids(h: Parties) -> Vec<PartyId> {
    members(h).map(PartyId::new).collect()
}

/// Per concept, how many states coalitions of two or more find stable that they leave under CR.
type Deterred = BTreeMap<&'static str, usize>;

fn check(text: &str, sizes: RangeInclusive<usize>, deterred: &mut Deterred) -> bool {
    let scenario = scenario(text);
    let table = table(Case::of(&scenario));
    if !sizes.contains(&table.rows().len()) {
        return false;
    }
    let form = OptionForm::of(&scenario);
    let rows: Vec<usize> =
        form.packages.iter().map(|package| table.rows().row(package).expect("possible")).collect();
    let coalitions = form.graph.coalitions();
    for h in subsets(form.graph.deciders) {
        let mut columns = Vec::new();
        for (concept, engine) in CONCEPTS {
            let expected = coalitions.stable(h, concept);
            let found = stable_for(&table, &ids(h), engine).expect(SMALL);
            assert_eq!(found.len(), expected.len());
            for (s, &expected) in expected.iter().enumerate() {
                let package = &form.packages[s];
                let what = format!("{concept:?} for {:?} of {package:?} in\n{text}", ids(h));
                assert_eq!(found.get(rows[s]), expected, "{what}");
            }
            columns.push(expected);
        }
        if h.count_ones() > 1 {
            let names = [("CR", 0, 3), ("CGMR", 1, 2), ("CSMR", 2, 0), ("CSEQ", 3, 0)];
            for (name, column, than) in names {
                let apart = columns[column].iter().zip(&columns[than]).filter(|(a, b)| **a && !**b);
                *deterred.entry(name).or_default() += apart.count();
            }
        }
    }
    true
}

fn check_files(seed: u64, count: usize, shape: Shape, sizes: RangeInclusive<usize>) -> Deterred {
    let mut random = Rng::with_seed(seed);
    let mut deterred = Deterred::new();
    let mut checked = 0;
    while checked < count {
        checked +=
            usize::from(check(&file(&mut random, shape).text(), sizes.clone(), &mut deterred));
    }
    deterred
}

/// Models were such that sanctions by others decided, that a counter-move mattered, and that
/// outsiders' interests did.
fn tells_apart(deterred: &Deterred, times: usize) {
    assert_eq!(deterred["CR"], 0, "stable under CR is stable under CSEQ");
    for concept in ["CGMR", "CSMR", "CSEQ"] {
        assert!(deterred[concept] >= times, "{deterred:?}");
    }
}

#[test]
fn coalitions_agree_with_the_definitions() {
    tells_apart(&check_files(1, 2_000, RICH, 0..=48), 200);
}

#[test]
fn coalitions_in_plain_models_agree_with_the_definitions() {
    let plain = Shape { rules: 0, one_way: false, joint: false, unowned: false, ..RICH };
    tells_apart(&check_files(2, 200, plain, 0..=48), 50);
    tells_apart(&check_files(3, 200, Shape { joint: true, ..plain }, 0..=48), 50);
    tells_apart(&check_files(4, 200, Shape { rules: 3, ..plain }, 0..=48), 50);
}

#[test]
fn coalitions_in_sparse_models_agree_with_the_definitions() {
    let sparse = Shape { combinations: 2_000, rules: 14, ..RICH };
    tells_apart(&check_files(5, 100, sparse, 40..=120), 5);
}

/// A joint term and members that withdraw from it: one package at a time, by hand.
#[test]
fn together_forward_alone_only_back() {
    let text = r#"
[scenario]
title = "a treaty"

[party]
a = {}
b = {}

[[term]]
id = "treaty"
by = ["a", "b"]
options = ["none", "signed"]
now = "none"
fallback = "none"

[[priority.a]]
wants = 'treaty = signed'

[[priority.b]]
wants = 'treaty = signed'
"#;
    let scenario = scenario(text);
    let table = table(Case::of(&scenario));
    let both = ids(0b11);
    for (_, concept) in CONCEPTS {
        let bits = stable_for(&table, &both, concept).expect(SMALL);
        assert_eq!(bits.ones_iter().collect::<Vec<_>>(), [1], "{concept:?}");
        for party in both.iter().copied() {
            let bits = stable_for(&table, &[party], concept).expect(SMALL);
            assert_eq!(bits.count(), 2, "{concept:?}");
        }
    }
    assert!(check(text, 2..=2, &mut Deterred::new()));
}

/// A coalition of one is a party, as long as the others cannot move anything together.
#[test]
fn a_coalition_of_one_is_a_party() {
    let mut random = Rng::with_seed(6);
    let mut pairs = 0;
    let unilateral = |table: &PackageTable<'_>, party: PartyId, concept: Concept| -> Bits {
        let column = table.column(&Expr::Predicate(Predicate::Stable(party, concept)));
        (*column.expect("answerable")).clone()
    };
    for round in 0..600 {
        // Two parties may share terms; more may not: here a third would see them act as one.
        let shape = Shape { joint: false, ..RICH };
        let shape = if round % 2 == 0 { shape } else { RICH };
        let scenario = scenario(&file(&mut random, shape).text());
        let deciders: Vec<PartyId> =
            scenario.party_ids().filter(|&party| scenario.controls_a_term(party)).collect();
        if deciders.len() > 2 && scenario.terms.iter().any(|term| term.by.len() > 1) {
            continue;
        }
        let table = table(Case::of(&scenario));
        for &party in &deciders {
            for (joint, single) in [
                (CoalitionConcept::Cr, Concept::R),
                (CoalitionConcept::Cgmr, Concept::Gmr),
                (CoalitionConcept::Csmr, Concept::Smr),
            ] {
                let found = stable_for(&table, &[party], joint).expect(SMALL);
                assert_eq!(found, unilateral(&table, party, single), "{single:?}");
            }
            if deciders.len() == 2 {
                let found = stable_for(&table, &[party], CoalitionConcept::Cseq).expect(SMALL);
                assert_eq!(found, unilateral(&table, party, Concept::Seq));
                pairs += 1;
            }
        }
    }
    assert!(pairs > 100, "{pairs}");
}

#[test]
fn elmira() {
    let scenario = scenario(&elmira_text());
    let table = table(Case::of(&scenario));
    let numbers = |bits: &Bits| -> BTreeSet<usize> {
        bits.ones_iter().map(|row| elmira_number(&table.rows().package(row))).collect()
    };
    for (_, concept) in CONCEPTS {
        let which = match concept {
            CoalitionConcept::Cr => 0,
            CoalitionConcept::Cgmr | CoalitionConcept::Csmr => 1,
            CoalitionConcept::Cseq => 2,
        };
        for (coalition, expected) in ELMIRA_COALITIONS {
            let h = coalition.iter().fold(0, |all, &party| all | alone(party));
            let found = numbers(&stable_for(&table, &ids(h), concept).expect(SMALL));
            assert!(found.iter().eq(expected[which]), "{concept:?} {coalition:?}: {found:?}");
        }
        let mut all = Bits::ones(table.rows().len());
        for h in subsets(0b111) {
            all.and(&stable_for(&table, &ids(h), concept).expect(SMALL));
        }
        let found = numbers(&all);
        assert!(found.iter().eq(ELMIRA_EVERY_COALITION[which]), "{concept:?}: {found:?}");
    }
}
