//! Elimination against the definition, on small random problems.

use super::{
    All, Exactness, Floor, Floors, Halt, Hopeful, Keep, Place, Plan, Rest, Way, eliminate, random,
};
use crate::problem::{Problem, Worth};
use crate::watch::{Budget, Unwatched, Watch};
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
        let floors = Floors::with_mixtures(&plan, &problem, &problem.no_deal);
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
        let weigh = |values: &[i64]| weighted(values, &weights);
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

/// Keeps what may still reach a weighted sum.
struct Enough {
    weights: Vec<i64>,
    need: i128,
    rest: Rest<i128>,
}

fn weighted(values: &[i64], weights: &[i64]) -> i128 {
    values.iter().zip(weights).map(|(v, w)| i128::from(*v) * i128::from(*w)).sum()
}

impl Keep for Enough {
    fn keep(&self, place: Place, values: &[i64]) -> bool {
        weighted(values, &self.weights).saturating_add(self.rest.at(place)) >= self.need
    }
}

#[test]
fn what_reaches_a_weighted_sum_is_all_that_is_kept() {
    let mut random = fastrand::Rng::with_seed(15);
    for round in 0..2000 {
        let problem = random::problem(&mut random);
        let plan = Plan::of(&problem, &Budget::default()).unwrap();
        let mut wanted = random::frontier(&problem);
        let weights: Vec<i64> = (0..problem.parties).map(|_| random.i64(0..4)).collect();
        let most = wanted.keys().map(|values| weighted(values, &weights)).max().unwrap_or(0);
        let need = most - i128::from(random.i64(0..5));
        let rest = plan.rest(|values| weighted(values, &weights));
        wanted.retain(|values, _| weighted(values, &weights) >= need);
        let keep = Enough { weights, need, rest };
        assert_eq!(frontier(&problem, &plan, &keep), wanted, "round {round}: {problem:?}");
    }
}

/// What [`super::frontier`] lists, with packages checked.
fn listed(problem: &Problem, found: &super::Frontier) -> BTreeMap<Vec<i64>, u128> {
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
fn known_packages_prune_nothing_that_is_efficient() {
    let mut random = fastrand::Rng::with_seed(10);
    for round in 0..3000 {
        let problem = random::problem(&mut random);
        let all = random::frontier(&problem);
        let mut acceptable = all.clone();
        acceptable.retain(|values, _| problem.is_acceptable(values));
        for (floor, wanted) in [(Floor::None, &all), (Floor::NoDeal, &acceptable)] {
            let found = super::frontier(&problem, floor, &Budget::default(), &Unwatched);
            assert_eq!(found.exactness, Exactness::Exact);
            assert_eq!(&listed(&problem, &found), wanted, "round {round}: {problem:?}");
        }
        let plan = Plan::of(&problem, &Budget::default()).unwrap();
        let keep = Hopeful::of(&plan, &problem, &problem.no_deal);
        assert_eq!(frontier(&problem, &plan, &keep), acceptable, "round {round}: {problem:?}");
    }
}

#[test]
fn trimmed_frontiers_are_within_the_error_they_state() {
    let mut random = fastrand::Rng::with_seed(11);
    let (mut trimmed, mut floored) = (0, 0);
    for round in 0..8000 {
        let problem = random::problem(&mut random);
        let floor = if round % 4 == 0 { Floor::NoDeal } else { Floor::None };
        let mut all = random::frontier(&problem);
        if floor == Floor::NoDeal {
            all.retain(|values, _| problem.is_acceptable(values));
        }
        let budget = Budget { points: random.usize(1..60), work: random.u64(1..20_000) };
        let found = super::frontier(&problem, floor, &budget, &Unwatched);
        let own = listed(&problem, &found);
        assert!(floor == Floor::None || own.keys().all(|values| problem.is_acceptable(values)));
        for (values, count) in &own {
            let same = |package: &Vec<usize>| {
                problem.is_possible(package) && problem.worth(package) == *values
            };
            assert!(problem.packages().filter(same).count() as u128 >= *count);
        }
        match &found.exactness {
            Exactness::Exact => assert_eq!(own, all, "round {round}: {problem:?}"),
            Exactness::Trimmed { error } => {
                trimmed += 1;
                assert!(found.peak <= budget.points, "round {round}");
                let is_near = |values: &Vec<i64>, other: &Vec<i64>| {
                    other.iter().zip(values).zip(error).all(|((o, v), e)| *o >= v - e)
                };
                let exceeds = |values: &Vec<i64>| {
                    let less: Vec<i64> = values.iter().zip(error).map(|(v, e)| v - e).collect();
                    floor == Floor::None || problem.is_acceptable(&less)
                };
                for values in all.keys().filter(|values| exceeds(values)) {
                    floored += usize::from(floor == Floor::NoDeal);
                    assert!(own.keys().any(|other| is_near(values, other)), "round {round}");
                }
            }
            Exactness::Stopped { why } => assert!(!matches!(why, Halt::Stopped)),
        }
    }
    assert!(trimmed > 500 && floored > 100, "{trimmed} {floored}");
}

/// Says stop at a certain look.
struct Impatient {
    looks: std::sync::atomic::AtomicUsize,
}

impl Watch for Impatient {
    fn is_stopped(&self) -> bool {
        let order = std::sync::atomic::Ordering::Relaxed;
        self.looks.fetch_update(order, order, |left| Some(left.saturating_sub(1))) == Ok(0)
    }

    fn progress(&self, _: &'static str, _: usize, _: usize, _: usize) {}
}

#[test]
fn a_stop_leaves_real_packages() {
    let mut random = fastrand::Rng::with_seed(12);
    let mut stopped = 0;
    for _ in 0..1000 {
        let problem = random::problem(&mut random);
        let all = random::frontier(&problem);
        let watch = Impatient { looks: random.usize(0..20).into() };
        let found = super::frontier(&problem, Floor::None, &Budget::default(), &watch);
        let own = listed(&problem, &found);
        if found.exactness == (Exactness::Stopped { why: Halt::Stopped }) {
            stopped += 1;
            let is_matched = |values: &Vec<i64>| {
                all.keys().any(|other| other.iter().zip(values).all(|(o, v)| o >= v))
            };
            assert!(own.keys().all(is_matched));
        } else {
            assert_eq!(own, all);
        }
    }
    assert!(stopped > 300, "{stopped}");
}

fn pair(a: usize, b: usize, parties: usize, random: &mut fastrand::Rng) -> Worth {
    Worth { terms: vec![a, b], entries: (0..4 * parties).map(|_| random.i64(0..9)).collect() }
}

#[test]
fn sizes_that_are_too_much_are_told_with_their_numbers() {
    let mut random = fastrand::Rng::with_seed(13);
    // Every two of 60 terms hang together: 2^60 packages and no small table.
    let mut knot = Problem { sizes: vec![2; 60], parties: 2, ..Problem::default() };
    knot.no_deal = vec![None; 2];
    for a in 0..60 {
        for b in a + 1..60 {
            knot.worths.push(pair(a, b, 2, &mut random));
        }
    }
    let budget = Budget { points: 1000, work: 100_000 };
    let found = super::frontier(&knot, Floor::None, &budget, &Unwatched);
    assert_eq!(found.way, Way::Listed);
    let Exactness::Stopped { why: Halt::Table { entries, width, most } } = found.exactness else {
        panic!("{:?}", found.exactness);
    };
    assert!(entries > most && width >= 9 && most <= 100_000, "{entries} {width} {most}");
    assert!(!found.is_empty());
    // A chain of 3,000 terms is no trouble for two parties and few values.
    let mut chain = Problem { sizes: vec![2; 3000], parties: 1, ..Problem::default() };
    chain.no_deal = vec![None];
    for a in 0..2999 {
        chain.worths.push(pair(a, a + 1, 1, &mut random));
    }
    let found = super::frontier(&chain, Floor::None, &Budget::default(), &Unwatched);
    assert_eq!(found.way, Way::Elimination { width: 1 });
    assert_eq!((found.exactness.clone(), found.len()), (Exactness::Exact, 1));
    assert_eq!(chain.worth(&found.package(0)), found.values(0));
    // A term nobody cares about multiplies the packages; too many to count are "at least so many".
    let mut idle = Problem { sizes: vec![1000; 100], parties: 2, ..Problem::default() };
    idle.no_deal = vec![None; 2];
    let found = super::frontier(&idle, Floor::None, &Budget::default(), &Unwatched);
    assert_eq!((found.len(), found.count(0), found.way), (1, u128::MAX, Way::Additive));
    // Six parties and fine values: more points than the budget holds are trimmed, and it is told.
    let mut many = Problem { sizes: vec![5; 12], parties: 6, ..Problem::default() };
    many.no_deal = vec![None; 6];
    for t in 0..12 {
        let entries = (0..30).map(|_| random.i64(0..1_000_000)).collect();
        many.worths.push(Worth { terms: vec![t], entries });
    }
    let budget = Budget { points: 4000, work: 20_000_000 };
    let found = super::frontier(&many, Floor::None, &budget, &Unwatched);
    let Exactness::Trimmed { error } = &found.exactness else { panic!("{:?}", found.exactness) };
    assert!(error[0] == 0 && error[1..].iter().all(|&e| e < 6_000_000), "{error:?}");
    assert!(found.peak <= 4000 && found.work <= 20_000_000 && found.len() > 100);
    // What all want together is more than there is: seen at once.
    many.no_deal = (0..6)
        .map(|p| {
            let most = |worth: &Worth| worth.entries.iter().skip(p).step_by(6).max().copied();
            Some(many.worths.iter().filter_map(most).sum::<i64>() * 9 / 10)
        })
        .collect();
    let found = super::frontier(&many, Floor::NoDeal, &budget, &Unwatched);
    assert!(found.is_empty() && found.exactness == Exactness::Exact && found.work < 1000);
}

#[cfg(feature = "parallel")]
#[test]
fn the_answer_does_not_depend_on_threads() {
    let mut random = fastrand::Rng::with_seed(14);
    let mut chain = Problem { sizes: vec![4; 16], parties: 3, ..Problem::default() };
    chain.no_deal = vec![None; 3];
    for t in 0..12 {
        let entries = (0..3 << 10).map(|_| random.i64(0..30)).collect();
        chain.worths.push(Worth { terms: (t..t + 5).collect(), entries });
    }
    let mut sums = Problem { sizes: vec![6; 9], parties: 4, ..Problem::default() };
    sums.no_deal = vec![None; 4];
    for t in 0..9 {
        let entries = (0..24).map(|_| random.i64(0..1000)).collect();
        sums.worths.push(Worth { terms: vec![t], entries });
    }
    for problem in [chain, sums] {
        for points in [200, 2000, 1 << 20] {
            let budget = Budget { points, work: 1 << 40 };
            let [one, four] = [1, 4].map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                let all =
                    pool.install(|| super::frontier(&problem, Floor::None, &budget, &Unwatched));
                let packages: Vec<Vec<usize>> = (0..all.len()).map(|i| all.package(i)).collect();
                (all.exactness.clone(), all.work, all.peak, listed(&problem, &all), packages)
            });
            assert_eq!(one, four);
        }
    }
}
