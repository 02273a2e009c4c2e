//! The stability columns against the definitions, on random scenarios with much to move.

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

use common::{count, scenario, table};
use detente_engine::{Bits, Case, Limits, PackageTable};
use detente_scenario::date::parse_as_of;
use detente_scenario::model::{Edit, Line};
use detente_scenario::{AsOf, Concept, Expr, PartyId, Predicate, RuleId, Scenario};
use fastrand::Rng;
use last_mover::everywhere;
use move_rich::{RICH, Shape, file};
use option_form::OptionForm;
use published::{CASES, ELMIRA, elmira_number, elmira_text};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

fn column(table: &PackageTable<'_>, predicate: Predicate) -> Arc<Bits> {
    table.column(&Expr::Predicate(predicate)).expect("answerable")
}

/// How often a party finds a package stable under one concept but not under another.
#[derive(Default)]
struct Seen {
    stable: BTreeMap<Concept, usize>,
    apart: BTreeMap<(Concept, Concept), usize>,
    rows: usize,
}

impl Seen {
    fn add(&mut self, stable: &BTreeMap<Concept, Vec<Vec<bool>>>) {
        for (&a, of_a) in stable {
            for (&b, of_b) in stable {
                let pairs = of_a.iter().flatten().zip(of_b.iter().flatten());
                *self.apart.entry((a, b)).or_default() +=
                    pairs.filter(|(a, b)| **a && !**b).count();
            }
            *self.stable.entry(a).or_default() += of_a.iter().flatten().filter(|s| **s).count();
        }
        self.rows += stable[&Concept::R].iter().flatten().count();
    }

    /// Whether models were such that every two concepts could be told apart, often.
    fn tells_apart(&self, times: usize) {
        for (weak, strong) in [
            (Concept::Sseq, Concept::R),
            (Concept::Seq, Concept::Sseq),
            (Concept::Gmr, Concept::Seq),
            (Concept::Smr, Concept::Sseq),
            (Concept::Gmr, Concept::Smr),
            (Concept::Smr, Concept::Seq),
            (Concept::Seq, Concept::Smr),
        ] {
            let apart = self.apart[&(weak, strong)];
            assert!(apart >= times, "{weak:?} without {strong:?}: {apart}");
        }
        let unstable = self.rows - self.stable[&Concept::Gmr];
        assert!(unstable >= times, "unstable under every concept: {unstable}");
    }
}

/// Every column of `table` against the definitions.
fn check(table: &PackageTable<'_>, form: &OptionForm<'_>, seen: &mut Seen) {
    let rows = table.rows();
    assert_eq!(rows.len(), form.packages.len());
    let row: Vec<usize> =
        form.packages.iter().map(|package| rows.row(package).expect("possible")).collect();
    let same = |bits: &Bits, expected: &[bool], what: &str| {
        assert_eq!(bits.len(), expected.len());
        for (s, &expected) in expected.iter().enumerate() {
            assert_eq!(bits.get(row[s]), expected, "{what} of {:?}", form.packages[s]);
        }
    };
    let stable = form.graph.stable();
    for (&concept, columns) in &stable {
        for (party, expected) in columns.iter().enumerate() {
            let bits = column(table, Predicate::Stable(PartyId::new(party), concept));
            same(&bits, expected, &format!("{concept:?} for party {party}"));
        }
        let bits = column(table, Predicate::Equilibrium(concept));
        same(&bits, &everywhere(columns), &format!("{concept:?} for all"));
    }
    seen.add(&stable);
}

fn check_files(seed: u64, count: usize, shape: Shape, sizes: RangeInclusive<usize>) -> Seen {
    let mut random = Rng::with_seed(seed);
    let mut seen = Seen::default();
    let mut checked = 0;
    while checked < count {
        let text = file(&mut random, shape).text();
        let scenario = scenario(&text);
        let table = table(Case::of(&scenario));
        if !sizes.contains(&table.rows().len()) {
            continue;
        }
        let form = OptionForm::of(&scenario);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            check(&table, &form, &mut seen);
        }));
        assert!(outcome.is_ok(), "in this file:\n{text}");
        checked += 1;
    }
    seen
}

#[test]
fn small_models_agree_with_the_definitions() {
    check_files(1, 6_000, RICH, 0..=64).tells_apart(500);
}

#[test]
fn larger_models_agree_with_the_definitions() {
    check_files(2, 600, Shape { combinations: 200, ..RICH }, 0..=200).tells_apart(100);
}

#[test]
fn plain_models_agree_with_the_definitions() {
    // Nothing impossible, nothing one-way, nothing joint: where the shortest ways are taken.
    let plain = Shape { rules: 0, one_way: false, joint: false, unowned: false, ..RICH };
    check_files(3, 700, plain, 0..=64).tells_apart(100);
    // The same with either of the things that break them.
    check_files(4, 500, Shape { unowned: true, ..plain }, 0..=64).tells_apart(50);
    check_files(5, 500, Shape { rules: 3, ..plain }, 0..=64).tells_apart(50);
    check_files(6, 500, Shape { one_way: true, ..plain }, 0..=64).tells_apart(50);
    check_files(7, 500, Shape { joint: true, ..plain }, 0..=64).tells_apart(50);
}

#[test]
fn sparse_models_agree_with_the_definitions() {
    // Few possible packages among many combinations, so that rows come in several blocks.
    let sparse = Shape { combinations: 12_000, rules: 12, ..RICH };
    check_files(8, 250, sparse, 100..=500).tells_apart(5);
}

/// A table that shares columns with another must not share the wrong ones.
#[test]
fn variants_agree_with_the_definitions() {
    let mut random = Rng::with_seed(9);
    let mut seen = Seen::default();
    let limits = Limits::default();
    for _ in 0..400 {
        let scenario = scenario(&file(&mut random, Shape { combinations: 32, ..RICH }).text());
        let base = table(Case::of(&scenario));
        check(&base, &OptionForm::of(&scenario), &mut seen);
        for line in some_lines(&mut random, &scenario) {
            let varied = base.edited(&[Edit::Drop(line)], &limits).expect("within limits");
            let form = OptionForm::on(&scenario, scenario.as_of, &[line]);
            check(&varied, &form, &mut seen);
        }
        for date in ["2020-01-15", "2020-02-15", "latest"] {
            let date: AsOf = parse_as_of(date).expect("a date");
            let varied = base.variant(base.case().on(date), &limits).expect("within limits");
            check(&varied, &OptionForm::on(&scenario, date, &[]), &mut seen);
        }
    }
    seen.tells_apart(100);
}

fn some_lines(random: &mut Rng, scenario: &Scenario) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for party in scenario.party_ids() {
        if let detente_scenario::model::Preference::Priorities(priorities) =
            &scenario.party(party).preference
        {
            lines.extend((0..priorities.len()).map(|line| Line::Priority { party, line }));
        }
    }
    lines.extend((0..scenario.rules.len()).map(|rule| Line::Rule(RuleId::new(rule))));
    random.shuffle(&mut lines);
    lines.truncate(4);
    lines
}

#[test]
fn published_cases() {
    for case in &CASES {
        let scenario = scenario(&case.text());
        let table = table(Case::of(&scenario));
        for (concept, expected) in case.equilibria {
            let bits = column(&table, Predicate::Equilibrium(*concept));
            for &number in case.numbers {
                let row = table.rows().row(&case.package(number)).expect("possible");
                let (found, expected) = (bits.get(row), expected.contains(&number));
                assert_eq!(found, expected, "{} {concept:?} {number}", case.title);
            }
            let question = format!("count packages with equilibrium({})", concept.name());
            assert_eq!(count(&table, &question), expected.len() as u64);
        }
    }
}

#[test]
fn elmira() {
    let scenario = scenario(&elmira_text());
    let table = table(Case::of(&scenario));
    for (concept, expected) in ELMIRA {
        for (which, expected) in expected.iter().enumerate() {
            let bits = column(
                &table,
                match which {
                    3 => Predicate::Equilibrium(concept),
                    party => Predicate::Stable(PartyId::new(party), concept),
                },
            );
            for row in 0..table.rows().len() {
                let number = elmira_number(&table.rows().package(row));
                assert_eq!(bits.get(row), expected.contains(&number), "{concept:?} {number}");
            }
        }
    }
}
