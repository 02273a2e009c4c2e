use super::{Aim, Best, End, best};
use crate::testing::{Kind, problem};
use crate::{Budget, Problem, Unwatched};
use fastrand::Rng;

/// The definition.
fn largest(problem: &Problem, aim: &Aim) -> Option<i64> {
    problem
        .packages()
        .filter(|x| problem.is_possible(x))
        .filter_map(|x| aim.value(&problem.worth(&x)))
        .max()
}

fn aim(random: &mut Rng, problem: &Problem) -> Aim {
    let near: Vec<i64> =
        problem.no_deal.iter().map(|d| d.unwrap_or_else(|| random.i64(-5..=5))).collect();
    let mut aim = Aim::default();
    for value in near {
        aim.floors.push(random.bool().then(|| value - random.i64(0..3)));
        aim.goals.push(random.bool().then(|| value + random.i64(-3..3)));
    }
    aim.least = random.bool().then(|| random.i64(-4..4));
    aim.enough = random.bool().then(|| random.i64(-4..4));
    aim
}

fn check(problem: &Problem, aim: &Aim, found: &Best) {
    let expected = largest(problem, aim);
    if let Some(package) = &found.package {
        assert!(problem.is_possible(package));
        assert_eq!(aim.value(&problem.worth(package)), found.value);
    } else {
        assert_eq!(found.value, None);
    }
    assert!(expected <= found.bound, "{expected:?} {found:?} {aim:?} {problem:?}");
    match found.end {
        End::Proved => assert_eq!((found.value, found.bound), (expected, expected)),
        End::Enough => assert!(found.value >= aim.enough),
        _ => {}
    }
}

#[test]
fn the_best_is_what_the_definition_says() {
    let mut random = Rng::with_seed(1);
    let mut proved = 0;
    for _ in 0..4000 {
        let kind = Kind::small(&mut random);
        let problem = problem(&mut random, kind);
        let aim = aim(&mut random, &problem);
        let found = best(&problem, &aim, Budget::default(), &Unwatched);
        assert!(found.end.is_certain(), "{found:?}");
        proved += usize::from(found.end == End::Proved && found.value.is_some());
        check(&problem, &aim, &found);
    }
    assert!(proved > 500, "{proved}");
}

#[test]
fn a_search_that_runs_out_of_something_says_so_and_bounds_the_rest() {
    let mut random = Rng::with_seed(2);
    let mut ends = [0; 3];
    for _ in 0..1000 {
        let kind = Kind { terms: 8, options: 3, parties: 5, most: 1000, entangled: 3 };
        let problem = problem(&mut random, kind);
        let aim = aim(&mut random, &problem);
        let budget = Budget { points: random.usize(0..100), work: random.u64(0..300) };
        let found = best(&problem, &aim, budget, &Unwatched);
        check(&problem, &aim, &found);
        ends[match found.end {
            End::Points => 0,
            End::Work => 1,
            _ => 2,
        }] += 1;
    }
    assert!(ends.iter().all(|&many| many > 20), "{ends:?}");
}

#[test]
fn reaching_a_floor_is_finding_any_package_that_does() {
    let mut random = Rng::with_seed(3);
    let mut empty = 0;
    for _ in 0..2000 {
        let kind = Kind::small(&mut random);
        let problem = problem(&mut random, kind);
        let aim = Aim::reach(problem.no_deal.clone());
        let found = best(&problem, &aim, Budget::default(), &Unwatched);
        assert!(found.end.is_certain());
        assert_eq!(found.package.is_none(), crate::testing::zopa(&problem).is_empty());
        empty += usize::from(found.package.is_none());
    }
    assert!(empty > 200, "{empty}");
}
