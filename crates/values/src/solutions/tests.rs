//! Every solution against its definition over all packages of small random problems.

use super::definition::{self, Points};
use super::*;
use crate::frontier::random::problem;
use crate::problem::Problem;
use crate::watch::Unwatched;
use std::collections::BTreeSet;

/// What all packages are worth, and what those are that are acceptable to all.
struct Listed {
    no_deal: Vec<i64>,
    all: Vec<i64>,
    acceptable: Vec<i64>,
}

impl Listed {
    fn of(problem: &Problem) -> Self {
        let worths: BTreeSet<Vec<i64>> = problem
            .packages()
            .filter(|package| problem.is_possible(package))
            .map(|package| problem.worth(&package))
            .collect();
        let acceptable = worths.iter().filter(|worth| problem.is_acceptable(worth));
        Self {
            acceptable: acceptable.flatten().copied().collect(),
            all: worths.iter().flatten().copied().collect(),
            no_deal: problem.no_deal.iter().map(|d| d.expect("a value")).collect(),
        }
    }

    fn points(&self) -> Points<'_> {
        Points { worths: &self.acceptable, no_deal: &self.no_deal }
    }

    /// The worths at some places.
    fn worths(&self, points: Points<'_>, at: &[usize]) -> BTreeSet<Vec<i64>> {
        let k = self.no_deal.len();
        at.iter().map(|&at| points.worths[at * k..(at + 1) * k].to_vec()).collect()
    }
}

/// A random problem where no deal is worth about what some package is, so that some have a zopa.
fn random(rng: &mut fastrand::Rng) -> Problem {
    let mut problem = problem(rng);
    let k = problem.parties;
    let package: Vec<usize> = problem.sizes.iter().map(|&size| rng.usize(..size)).collect();
    let worth = problem.worth(&package);
    let spread = problem.worths.iter().flat_map(|w| &w.entries).map(|v| v.abs()).max().unwrap_or(1);
    let low = [0, 0, spread / 2, spread, 4 * spread][rng.usize(..5)];
    problem.no_deal = (0..k).map(|p| Some(worth[p] - rng.i64(-low / 8..=low))).collect();
    problem
}

fn check(found: &Found, problem: &Problem, expected: &BTreeSet<Vec<i64>>, name: &str) {
    assert!(found.proved, "{name}: not proved: {found:?}");
    assert_eq!(found.value, found.bound, "{name}");
    assert!(problem.is_possible(&found.package.options), "{name}");
    assert_eq!(problem.worth(&found.package.options), found.package.worth, "{name}");
    assert!(expected.contains(&found.package.worth), "{name}: {found:?} {expected:?}");
    let ties: BTreeSet<Vec<i64>> = found.ties.listed.iter().map(|tie| tie.worth.clone()).collect();
    assert!(found.ties.is_complete && found.ties.listed.len() == ties.len(), "{name}");
    assert_eq!(found.ties.count, expected.len(), "{name}: {ties:?} {expected:?}");
    assert!(ties.is_subset(expected), "{name}");
    for tie in &found.ties.listed {
        assert!(problem.is_possible(&tie.options) && problem.worth(&tie.options) == tie.worth);
    }
    let gains: Vec<i64> = (0..problem.parties)
        .map(|p| found.package.worth[p] - problem.no_deal[p].expect("a value"))
        .collect();
    assert_eq!(found.gains, gains);
}

fn found(answer: &Answer) -> &Found {
    match answer {
        Answer::Found(found) => found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_solution_is_its_definition() {
    let mut rng = fastrand::Rng::with_seed(11);
    let mut counts = [0; 4];
    for round in 0..4_000 {
        let problem = random(&mut rng);
        let listed = Listed::of(&problem);
        let k = problem.parties;
        let settings = Settings { listed: 4, ..Settings::default() };
        let bargaining = Bargaining::of(&problem, settings, &Unwatched).expect("small");
        let powers: Vec<u32> = match rng.u8(..3) {
            0 => (0..k).map(|_| rng.u32(1..5)).collect(),
            _ => vec![1; k],
        };
        let nash = bargaining.nash(&powers).expect("weights");
        let kalai_smorodinsky = bargaining.kalai_smorodinsky();
        let egalitarian = bargaining.egalitarian();
        let all = bargaining.utilitarian(Among::All);
        let acceptable = bargaining.utilitarian(Among::Acceptable);
        let everything = Points { worths: &listed.all, no_deal: &listed.no_deal };
        if listed.all.is_empty() {
            assert_eq!(all, Answer::Empty);
        } else {
            let expected = listed.worths(everything, &definition::utilitarian(everything));
            check(found(&all), &problem, &expected, "utilitarian");
        }
        let points = listed.points();
        let Some(ideal) = points.ideal() else {
            counts[0] += 1;
            for answer in [nash, kalai_smorodinsky, egalitarian, acceptable] {
                assert_eq!(answer, Answer::Empty, "{round}: {problem:?}");
            }
            continue;
        };
        let expected = listed.worths(points, &definition::utilitarian(points));
        check(found(&acceptable), &problem, &expected, "utilitarian among acceptable");
        let expected = listed.worths(points, &definition::egalitarian(points));
        check(found(&egalitarian), &problem, &expected, "egalitarian");
        let best = definition::kalai_smorodinsky(points, &ideal);
        let expected = listed.worths(points, &best);
        let own = found(&kalai_smorodinsky);
        check(own, &problem, &expected, "Kalai-Smorodinsky");
        assert_eq!(own.largest_gains, definition::gains(&ideal, &listed.no_deal));
        let left_out: Vec<usize> = (0..k).filter(|&p| ideal[p] == listed.no_deal[p]).collect();
        assert_eq!(own.left_out, left_out);
        let best = definition::nash(points, &powers);
        if best.is_empty() {
            counts[1] += 1;
            let Answer::NoneBetter { gainers, is_complete: true } = &nash else {
                panic!("{nash:?}")
            };
            let sets: Vec<Vec<usize>> = gainers.iter().map(|g| g.parties.clone()).collect();
            let expected: Vec<Vec<usize>> =
                definition::gainers(points).into_iter().map(|(set, _)| set).collect();
            assert_eq!(sets, expected);
            for own in gainers {
                let worth = &own.package.worth;
                assert_eq!(problem.worth(&own.package.options), *worth);
                let gain = |p: usize| worth[p] - listed.no_deal[p];
                assert!((0..k).all(|p| gain(p) >= i64::from(own.parties.contains(&p))));
                assert!(!points.iter().any(|other| {
                    other != worth && other.iter().zip(worth).all(|(o, w)| o >= w)
                }));
            }
        } else {
            counts[2] += 1;
            counts[3] += usize::from(best.len() > 1);
            let expected = listed.worths(points, &best);
            check(found(&nash), &problem, &expected, "Nash");
        }
    }
    assert!(counts[..3].iter().all(|&count| count > 500) && counts[3] > 10, "{counts:?}");
}
