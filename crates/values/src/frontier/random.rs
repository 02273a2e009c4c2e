//! Small random problems, and the definition of their frontier.

use crate::problem::{Problem, Rule, Worth};
use std::collections::BTreeMap;

/// A problem of up to about 2,000 packages with everything that can be odd about one.
pub(crate) fn problem(random: &mut fastrand::Rng) -> Problem {
    let parties = random.usize(1..7);
    let mut sizes = Vec::new();
    let most = [40, 300, 2000][random.usize(0..3)];
    let mut combinations = 1;
    for _ in 0..random.usize(0..9) {
        let size = random.usize(1..6);
        if combinations * size <= most {
            combinations *= size;
            sizes.push(size);
        }
    }
    let mut problem = Problem { sizes, parties, ..Problem::default() };
    let high = [1, 3, 10, 1000, 1 << 55][random.usize(0..5)];
    for t in 0..problem.sizes.len() {
        if random.u8(0..10) > 0 {
            let entries =
                (0..problem.sizes[t] * parties).map(|_| random.i64(-high..=high)).collect();
            problem.worths.push(Worth { terms: vec![t], entries });
        }
    }
    for _ in 0..[0, 0, 1, 2, 5][random.usize(0..5)] {
        let terms = scope(random, problem.sizes.len(), 0..5);
        let count = terms.iter().map(|&t| problem.sizes[t]).product::<usize>();
        let entries = match random.u8(0..4) {
            0 => (0..count * parties).map(|_| random.i64(-high..=high)).collect(),
            1 => sum(random, &problem, &terms, high),
            _ => boxed(random, &problem, &terms, high),
        };
        problem.worths.push(Worth { terms, entries });
    }
    for _ in 0..[0, 0, 1, 2, 5][random.usize(0..5)] {
        let terms = scope(random, problem.sizes.len(), 0..5);
        let count = terms.iter().map(|&t| problem.sizes[t]).product::<usize>();
        let chance = random.u8(1..10);
        let allowed = (0..count).map(|_| random.u8(0..10) <= chance).collect();
        problem.rules.push(Rule { terms, allowed });
    }
    problem.no_deal =
        (0..parties).map(|_| random.bool().then(|| random.i64(-2 * high..=2 * high))).collect();
    assert!(problem.is_sound());
    problem
}

fn scope(random: &mut fastrand::Rng, terms: usize, arity: std::ops::Range<usize>) -> Vec<usize> {
    let mut all: Vec<usize> = (0..terms).collect();
    random.shuffle(&mut all);
    all.truncate(random.usize(arity));
    all.sort_unstable();
    all
}

/// Entries that are sums over pairs of neighbouring terms.
fn sum(random: &mut fastrand::Rng, problem: &Problem, terms: &[usize], high: i64) -> Vec<i64> {
    let sizes: Vec<usize> = terms.iter().map(|&t| problem.sizes[t]).collect();
    let part = Problem { sizes, parties: problem.parties, ..Problem::default() };
    let seed = random.u64(..);
    part.packages()
        .flat_map(|package| {
            (0..part.parties)
                .map(|p| {
                    let pairs = package.windows(2).enumerate();
                    pairs.fold(0, |sum, (i, pair)| {
                        let key = (seed, i, pair[0], pair[1], p);
                        sum + fastrand::Rng::with_seed(mix(key)).i64(-high..=high)
                    })
                })
                .collect::<Vec<i64>>()
        })
        .collect()
}

fn mix((seed, i, a, b, p): (u64, usize, usize, usize, usize)) -> u64 {
    [i, a, b, p].iter().fold(seed, |hash, &x| (hash ^ x as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// A hyper-rectangle that pays somebody.
fn boxed(random: &mut fastrand::Rng, problem: &Problem, terms: &[usize], high: i64) -> Vec<i64> {
    let sizes: Vec<usize> = terms.iter().map(|&t| problem.sizes[t]).collect();
    let bounds: Vec<(usize, usize)> = sizes
        .iter()
        .map(|&size| {
            let low = random.usize(0..size);
            (low, random.usize(low..size))
        })
        .collect();
    let pay: Vec<i64> = (0..problem.parties).map(|_| random.i64(-high..=high)).collect();
    let part = Problem { sizes, parties: problem.parties, ..Problem::default() };
    part.packages()
        .flat_map(|package| {
            let is_inside = package.iter().zip(&bounds).all(|(v, b)| b.0 <= *v && *v <= b.1);
            pay.iter().map(|&pay| if is_inside { pay } else { 0 }).collect::<Vec<i64>>()
        })
        .collect()
}

/// The definition: per non-dominated worth of a possible package how many packages reach it.
pub(super) fn frontier(problem: &Problem) -> BTreeMap<Vec<i64>, u128> {
    let mut counts: BTreeMap<Vec<i64>, u128> = BTreeMap::new();
    for package in problem.packages().filter(|package| problem.is_possible(package)) {
        *counts.entry(problem.worth(&package)).or_default() += 1;
    }
    let values: Vec<i64> = counts.keys().flatten().copied().collect();
    let efficient = super::prune::non_dominated(problem.parties, &values);
    efficient.into_iter().map(|values| (values.clone(), counts[&values])).collect()
}
