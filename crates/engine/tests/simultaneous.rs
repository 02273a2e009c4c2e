//! Stability when all move at once against the definition, on random scenarios and on small games.

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
use detente_engine::Case;
use detente_engine::stability::simultaneous::stable_for;
use fastrand::Rng;
use move_rich::{RICH, Shape, file};
use option_form::OptionForm;
use published::CASES;

/// How many packages are left under R and kept because others move as well, and how many are left.
#[derive(Default)]
struct Seen {
    deterred: usize,
    left: usize,
}

fn check(text: &str, seen: &mut Seen) {
    let scenario = scenario(text);
    let table = table(Case::of(&scenario));
    let form = OptionForm::of(&scenario);
    for party in scenario.party_ids() {
        let found = stable_for(&table, party);
        assert_eq!(found.len(), form.packages.len());
        for (s, package) in form.packages.iter().enumerate() {
            let expected = form.simultaneously_stable(party.index(), s);
            let row = table.rows().row(package).expect("possible");
            assert_eq!(found.get(row), expected, "{party:?} {package:?} in\n{text}");
            if !form.graph.improvements(party.index(), s).is_empty() {
                seen.deterred += usize::from(expected);
                seen.left += usize::from(!expected);
            }
        }
    }
}

fn check_files(seed: u64, count: usize, shape: Shape) {
    let mut random = Rng::with_seed(seed);
    let mut seen = Seen::default();
    for _ in 0..count {
        check(&file(&mut random, shape).text(), &mut seen);
    }
    assert!(seen.deterred > count && seen.left > count, "{} {}", seen.deterred, seen.left);
}

#[test]
fn models_agree_with_the_definition() {
    check_files(1, 4_000, Shape { combinations: 48, ..RICH });
}

#[test]
fn plain_models_agree_with_the_definition() {
    let plain = Shape { rules: 0, one_way: false, joint: false, unowned: false, ..RICH };
    check_files(2, 300, Shape { combinations: 48, ..plain });
    // Withdrawals overlap: two parties may fall back on the same option at once.
    check_files(3, 300, Shape { combinations: 48, joint: true, ..plain });
    check_files(4, 300, Shape { combinations: 48, rules: 4, ..plain });
}

#[test]
fn small_games() {
    for case in &CASES {
        let Some(expected) = case.simultaneous else { continue };
        let scenario = scenario(&case.text());
        let table = table(Case::of(&scenario));
        for &number in case.numbers {
            let row = table.rows().row(&case.package(number)).expect("possible");
            let all = scenario.party_ids().all(|party| stable_for(&table, party).get(row));
            assert_eq!(all, expected.contains(&number), "{} {number}", case.title);
        }
        check(&case.text(), &mut Seen::default());
    }
}
