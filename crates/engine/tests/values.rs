//! Values against their definitions: sums of a case, the frontier and the solutions against the table's rows.

mod common;
#[path = "common/random.rs"]
mod random;
#[path = "common/worths.rs"]
mod worths;

use common::scenario;
use detente_engine::deals::valued::{Answer, Count, Effort, Exactness, Name, Unwatched, valued};
use detente_engine::worth::{Reading, problem, split};
use detente_engine::{Case, Limits, PackageTable};
use detente_scenario::model::{Basis, Line};
use detente_scenario::{AsOf, Expr, OptionId, PartyId, Predicate, Scenario};
use fastrand::Rng;
use random::{Shape, scenario_text};
use std::collections::BTreeSet;
use worths::Valued;

fn in_force(scenario: &Scenario, basis: &Basis) -> bool {
    let date = scenario.as_of;
    let begun = basis.from.is_none_or(|from| date >= AsOf::On(from));
    let over = basis.until.is_some_and(|until| date > AsOf::On(until));
    let known = basis.sources.is_empty()
        || basis.sources.iter().any(|&s| AsOf::On(scenario.source(s).date) <= date);
    begun && !over && known
}

/// Whole numbers of the definition, in 4096ths, and those of a problem in its unit.
fn in_parts(unit: f64, units: i64) -> i64 {
    (units as f64 * unit * 4096.0).round() as i64
}

fn positions(package: &[OptionId]) -> Vec<usize> {
    package.iter().map(|option| option.index()).collect()
}

/// Random files of which all signers give values.
fn each_scenario(count: usize, mut test: impl FnMut(&Scenario)) {
    let mut random = Rng::with_seed(11);
    let shape = Shape { combinations: 96, priorities: 3, values: 1 };
    for _ in 0..count {
        test(&scenario(&scenario_text(&mut random, shape)));
    }
}

#[test]
fn sums_are_what_the_file_says() {
    let mut ranges = 0;
    each_scenario(400, |scenario| {
        let table = PackageTable::build(Case::of(scenario), &Limits::default()).expect("small");
        let case = table.case();
        let parties = case.signers.clone();
        let sums = |reading| problem(case, &parties, reading).expect("few terms");
        let (middle, least, most) =
            (sums(Reading::Middle), sums(Reading::Least(None)), sums(Reading::Most(None)));
        assert!(middle.exact && middle.problem.is_sound());
        let of = |scaled: &detente_engine::worth::Scaled, at: usize, package: &[usize]| {
            let unit = scaled.unit.to_f64();
            let worth = scaled.problem.worth(package)[at];
            let no_deal = scaled.problem.no_deal[at].expect("stated");
            (in_parts(unit, worth), in_parts(unit, worth - no_deal))
        };
        for (at, &party) in parties.iter().enumerate() {
            let Some(definition) = Valued::of(scenario, party) else { continue };
            for row in 0..table.rows().len() {
                let package = table.rows().package(row);
                let options = positions(&package);
                assert!(middle.problem.is_possible(&options));
                assert_eq!(of(&middle, at, &options).0, definition.worth(&package));
                let (low, high) = definition.gains(&package);
                ranges += usize::from(low < high);
                assert_eq!(of(&least, at, &options).1, low, "{party:?} {package:?}");
                assert_eq!(of(&most, at, &options).1, high, "{party:?} {package:?}");
            }
        }
        // A draw lies between the ends.
        for draw in 0..3 {
            let drawn = sums(Reading::Draw(draw));
            for row in (0..table.rows().len()).step_by(7) {
                let options = positions(&table.rows().package(row));
                for at in 0..parties.len() {
                    let gain = of(&drawn, at, &options).1;
                    let ends = (of(&least, at, &options).1, of(&most, at, &options).1);
                    assert!(ends.0 - 4 <= gain && gain <= ends.1 + 4, "{gain} in {ends:?}");
                }
            }
        }
    });
    assert!(ranges > 1000, "only {ranges} packages of uncertain worth");
}

#[test]
fn frontier_and_solutions_are_those_of_the_rows() {
    let mut found = 0;
    let limits = Limits::default();
    each_scenario(400, |scenario| {
        let table = PackageTable::build(Case::of(scenario), &limits).expect("small");
        let case = table.case();
        let answer = valued(case, &Effort::within(&limits), &Unwatched).expect("all give values");
        let worths = |row: usize| -> Vec<i64> {
            answer.scaled.problem.worth(&positions(&table.rows().package(row)))
        };
        let column = |predicate| table.column(&Expr::Predicate(predicate)).expect("answerable");
        let efficient = column(Predicate::Efficient);
        let rows: BTreeSet<Vec<i64>> = efficient.ones_iter().map(worths).collect();
        let points: BTreeSet<Vec<i64>> =
            (0..answer.frontier.len()).map(|i| answer.frontier.values(i).to_vec()).collect();
        assert_eq!(answer.frontier.exactness, Exactness::Exact);
        assert_eq!(rows, points);
        let packages: u128 = (0..answer.frontier.len()).map(|i| answer.frontier.count(i)).sum();
        assert_eq!(packages, efficient.count() as u128);
        let zopa = column(Predicate::Zopa);
        let all = column(Predicate::Deal);
        for (name, solution) in &answer.solutions {
            let Answer::Found(solution) = solution else {
                match (name, solution) {
                    (Name::Nash, Answer::NoneBetter { .. }) => assert_eq!(all.count(), 0),
                    (Name::Utilitarian, Answer::Empty) => assert_eq!(table.rows().len(), 0),
                    (_, Answer::Empty) => assert_eq!(zopa.count(), 0),
                    other => panic!("{other:?}"),
                }
                continue;
            };
            found += 1;
            assert!(solution.proved, "{name:?}");
            let gains = |row: usize| -> Vec<i128> {
                let worths = worths(row);
                let gains = worths.iter().zip(&answer.no_deal);
                gains.map(|(worth, no_deal)| i128::from(worth - no_deal)).collect()
            };
            let own: Vec<i128> = solution.gains.iter().map(|&gain| i128::from(gain)).collect();
            let score = |gains: &[i128]| match name {
                Name::Nash => gains.iter().product::<i128>(),
                Name::Egalitarian => gains.iter().copied().min().unwrap_or(0),
                Name::Utilitarian => gains.iter().sum(),
                Name::KalaiSmorodinsky | Name::WeightedNash => 0,
            };
            let rows: Vec<usize> = match name {
                Name::Utilitarian => (0..table.rows().len()).collect(),
                _ => zopa.ones_iter().collect(),
            };
            let best = rows.iter().map(|&row| score(&gains(row))).max();
            assert_eq!(Some(score(&own)), best, "{name:?}");
        }
    });
    assert!(found > 500, "only {found} solutions");
}

#[test]
fn whoever_gives_no_values_is_named() {
    let text = "[scenario]\ntitle = \"t\"\n[party]\na = { signs = true }\nb = { signs = true }\n\
        [[term]]\nid = \"t\"\nby = \"a\"\noptions = [\"x\", \"y\"]\nnow = \"x\"\n\
        [[value.a]]\nterm = \"t\"\noptions = { y = 1 }\n[[priority.b]]\nwants = 't = y'\n";
    let scenario = scenario(text);
    let limits = Limits::default();
    let answer = valued(&Case::of(&scenario), &Effort::within(&limits), &Unwatched);
    let undefined = detente_engine::deals::valued::Undefined::NoValues(vec![PartyId::new(1)]);
    assert_eq!(answer.err(), Some(undefined));
}

#[test]
fn numbers_that_do_not_fit_are_rounded_and_said_to_be() {
    let digits = "0.12345678901234567890123456789012345";
    let text = format!(
        "[scenario]\ntitle = \"t\"\n[party]\na = {{ signs = true, no_deal = 0.05 }}\n\
        b = {{ signs = true, no_deal = 0 }}\n\
        [[term]]\nid = \"t\"\nby = \"a\"\noptions = [\"x\", \"y\", \"z\"]\nnow = \"x\"\n\
        [[value.a]]\nterm = \"t\"\noptions = {{ x = {digits}, y = 1 }}\nout_of = 0.99999999999999999999999999\n\
        [[value.b]]\nterm = \"t\"\noptions = {{ z = 1000000000000 }}\n"
    );
    let scenario = scenario(&text);
    let case = Case::of(&scenario);
    let scaled = problem(&case, &case.signers, Reading::Middle).expect("one term");
    assert!(!scaled.exact);
    let value = |units: i64| scaled.value(units).to_f64();
    let worth = scaled.problem.worth(&[0]);
    assert!((value(worth[0]) - 0.123_456_789).abs() < 1e-2, "{worth:?}");
    assert!((value(scaled.problem.worth(&[2])[1]) - 1e12).abs() < 1.0);
}

#[test]
fn what_is_sure_is_so_for_every_choice_of_numbers() {
    let (limits, mut open, mut turned) = (Limits::default(), 0, 0);
    each_scenario(150, |scenario| {
        let table = PackageTable::build(Case::of(scenario), &limits).expect("small");
        let case = table.case();
        let effort = Effort { draws: 20, ..Effort::within(&limits) };
        let answer = valued(case, &effort, &Unwatched).expect("all give values");
        let uncertain = answer.uncertain.as_ref().expect("asked for");
        let definitions: Vec<Valued<'_>> =
            case.signers.iter().filter_map(|&party| Valued::of(scenario, party)).collect();
        let count = |accepted: &dyn Fn((i64, i64)) -> bool| {
            let all = |row: &usize| {
                let package = table.rows().package(*row);
                definitions.iter().all(|definition| accepted(definition.gains(&package)))
            };
            Count::Exact((0..table.rows().len()).filter(all).count() as u128)
        };
        if let Some(ranges) = &uncertain.ranges {
            open += 1;
            assert_eq!(ranges.sure, count(&|(low, _)| low >= 0));
            assert_eq!(ranges.possible, count(&|(_, high)| high >= 0));
            assert_eq!(ranges.drawn.draws, 20);
        }
        assert_eq!(answer.zopa.count, {
            let zopa = table.column(&Expr::Predicate(Predicate::Zopa)).expect("answerable");
            Count::Exact(zopa.count() as u128)
        });
        turned += break_evens(&table, &answer);
    });
    assert!(open > 40 && turned > 60, "{open} with ranges, {turned} turns");
}

/// Checks that the Nash deal stays just before each break-even and is another one just beyond.
fn break_evens(table: &PackageTable<'_>, answer: &detente_engine::deals::valued::Valued) -> usize {
    let case = table.case();
    let nash = answer.solutions.iter().find_map(|(name, solution)| match (name, solution) {
        (Name::Nash, Answer::Found(found)) => Some(found.package.options.clone()),
        _ => None,
    });
    let (Some(nash), Some(uncertain)) = (nash, &answer.uncertain) else { return 0 };
    let packages: Vec<Vec<usize>> =
        (0..table.rows().len()).map(|row| positions(&table.rows().package(row))).collect();
    let mut turned = 0;
    for even in uncertain.break_evens.iter().flatten() {
        let at = answer.parties.iter().position(|&p| p == even.party).expect("a signer");
        let worths = case.preference(even.party).worths().expect("values");
        let Line::Priority { line, .. } = even.line else { panic!() };
        // A copied list has several lines under one number; which of them is meant is not said.
        let numbers: Vec<usize> =
            (0..worths.lines.len()).filter(|&n| worths.lines[n].own.line == line).collect();
        let [number] = numbers.as_slice() else { continue };
        let apart = split(case, &answer.parties, &answer.scaled, at, *number).expect("narrow");
        let last = answer.parties.len();
        // The product of gains if the line counts `factor` times; nothing if somebody loses.
        let product = |package: &[usize], factor: f64| -> Option<f64> {
            let worth = apart.worth(package);
            let owed = apart.no_deal[last].map_or(0.0, |owed| owed as f64);
            let gains: Vec<f64> = (0..last)
                .map(|p| {
                    let moved = if p == at { (factor - 1.0) * owed } else { 0.0 };
                    let own = if p == at { factor * worth[last] as f64 } else { 0.0 };
                    worth[p] as f64 + own - answer.no_deal[p] as f64 - moved
                })
                .collect();
            gains.iter().all(|&gain| gain >= 0.0).then(|| gains.iter().product())
        };
        let best = |factor: f64| {
            let all = packages.iter().filter_map(|package| product(package, factor));
            all.fold(0.0, f64::max)
        };
        for turn in [&even.from, &even.to].into_iter().flatten() {
            turned += 1;
            let factor = turn.factor.to_f64();
            let before = factor + (1.0 - factor) * 1e-4;
            let beyond = factor - (1.0 - factor) * 1e-4;
            let own = product(&nash, before).expect("still acceptable");
            assert!(own >= best(before) * (1.0 - 1e-9), "{even:?} before {factor}");
            // At 1 it ties already, and then any step beyond is one.
            let step = if factor == 1.0 { continue } else { beyond };
            let own = product(&nash, step).unwrap_or(0.0);
            assert!(own < best(step) || own == 0.0, "{even:?} beyond {factor}");
        }
    }
    turned
}
