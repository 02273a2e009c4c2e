//! Elimination against the definition, on small random problems.

use super::{All, Floors, Keep, Place, Plan, Rest, eliminate, random};
use crate::problem::Problem;
use crate::watch::{Budget, Unwatched};
use std::collections::BTreeMap;

fn frontier<K: Keep>(problem: &Problem, plan: &Plan, keep: &K) -> BTreeMap<Vec<i64>, u128> {
    let found = eliminate(plan, keep, &Budget::default(), &Unwatched).unwrap();
    (0..found.len())
        .map(|i| {
            let package = found.package(i);
            assert!(problem.is_possible(&package));
            assert_eq!(problem.worth(&package), found.values(i));
            (found.values(i).to_vec(), found.count(i))
        })
        .collect()
}

#[test]
fn elimination_finds_the_frontier_and_counts_it() {
    let mut random = fastrand::Rng::with_seed(7);
    let (mut coupled, mut impossible) = (0, 0);
    for round in 0..4000 {
        let problem = random::problem(&mut random);
        let plan = Plan::of(&problem, &Budget::default()).unwrap();
        let all = random::frontier(&problem);
        coupled += usize::from(plan.width() > 0);
        impossible += usize::from(all.is_empty());
        assert_eq!(frontier(&problem, &plan, &All), all, "round {round}: {problem:?}");
        let floors = Floors::of(&plan, &problem.no_deal);
        let mut acceptable = all.clone();
        acceptable.retain(|values, _| problem.is_acceptable(values));
        assert_eq!(frontier(&problem, &plan, &floors), acceptable, "round {round}: {problem:?}");
    }
    assert!(coupled > 1000 && impossible > 50, "{coupled} {impossible}");
}

#[test]
fn the_best_package_is_the_best() {
    let mut random = fastrand::Rng::with_seed(8);
    for _ in 0..2000 {
        let problem = random::problem(&mut random);
        let plan = Plan::of(&problem, &Budget::default()).unwrap();
        let weights: Vec<i64> = (0..problem.parties).map(|_| random.i64(0..4)).collect();
        let weigh = |values: &[i64]| values.iter().zip(&weights).map(|(v, w)| v * w).sum::<i64>();
        let possible = problem.packages().filter(|package| problem.is_possible(package));
        let most = possible.map(|package| weigh(&problem.worth(&package))).max();
        match plan.best(weigh) {
            None => assert_eq!(most, None),
            Some((sum, package)) => {
                assert_eq!(most, Some(sum));
                assert!(problem.is_possible(&package));
                assert_eq!(weigh(&problem.worth(&package)), sum);
            }
        }
    }
}

/// Caps what the first party gets, which must not lose what it gets up to there.
struct Capped {
    target: i64,
    least: Rest<i64>,
}

impl Keep for Capped {
    const CAPS: bool = true;

    fn cap(&self, place: Place, values: &mut [i64]) {
        let least = self.least.at(place);
        if least > i64::MIN {
            // `least` bounds minus the rest from above.
            values[0] = values[0].min(self.target + least);
        }
    }
}

#[test]
fn caps_keep_what_reaches_the_target() {
    let mut random = fastrand::Rng::with_seed(9);
    for round in 0..2000 {
        let problem = random::problem(&mut random);
        let plan = Plan::of(&problem, &Budget::default()).unwrap();
        let all = random::frontier(&problem);
        let target = all.keys().map(|values| values[0]).max().unwrap_or(0) - random.i64(0..4);
        let least = plan.rest(|values| -values[0]);
        let found =
            eliminate(&plan, &Capped { target, least }, &Budget::default(), &Unwatched).unwrap();
        let capped = |values: &[i64]| {
            let mut values = values.to_vec();
            values[0] = values[0].min(target);
            values
        };
        let wanted: Vec<i64> = all.keys().flat_map(|values| capped(values)).collect();
        let wanted = super::prune::non_dominated(problem.parties, &wanted);
        let reached: Vec<i64> = (0..found.len())
            .flat_map(|i| {
                let package = found.package(i);
                assert!(problem.is_possible(&package));
                capped(&problem.worth(&package))
            })
            .collect();
        assert_eq!(super::prune::non_dominated(problem.parties, &reached), wanted, "{round}");
    }
}
