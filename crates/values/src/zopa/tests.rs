use super::gate::Gate;
use super::halves::Halves;
use super::measure::Measure;
use super::{Count, Reach, Rest, Zopa, list};
use crate::chain::ENTRIES;
use crate::stream::Stream;
use crate::testing::{Kind, problem, zopa};
use crate::{Budget, Problem, Unwatched};
use fastrand::Rng;
use std::collections::BTreeMap;

fn halves<M: Measure>(problem: &Problem, entries: usize) -> Option<(Gate, Halves<M>)> {
    let gate = Gate::new(problem, false, entries);
    let halves = (!gate.closed).then(|| Halves::new(&gate, Budget::default(), &Unwatched))?;
    halves.map(|halves| (gate, halves))
}

#[test]
fn halves_count_what_the_definition_lists() {
    let mut random = Rng::with_seed(1);
    let mut some = 0;
    for _ in 0..3000 {
        let kind = Kind::small(&mut random);
        let problem = problem(&mut random, kind);
        let expected = zopa(&problem);
        for entries in [ENTRIES, random.usize(0..200)] {
            let found = halves::<u128>(&problem, entries);
            let count = found.as_ref().map_or(0, |(_, halves)| halves.whole());
            assert_eq!(count, expected.len() as u128);
            let Some((gate, halves)) = found else { continue };
            some += usize::from(count > 1);
            for (i, classes) in halves.options(&gate, &Unwatched).unwrap().iter().enumerate() {
                for (options, count) in gate.chain.classes(i).iter().zip(classes) {
                    for &option in options {
                        let own = expected.iter().filter(|x| x[gate.chain.term(i)] == option);
                        assert_eq!(own.count() as u128, *count);
                    }
                }
            }
            if count > 0 {
                for draw in 0..4 {
                    let package = halves.draw(&gate, &mut Stream::new(1, draw));
                    assert!(expected.contains(&package));
                }
            }
        }
        if let Some((gate, halves)) = halves::<f64>(&problem, ENTRIES) {
            let expected = expected.len() as f64 / problem.combinations() as f64;
            assert!((halves.whole() - expected).abs() < 1e-12);
            let _ = gate;
        }
    }
    assert!(some > 1000, "{some}");
}

fn evenly<M: Measure>(problem: &Problem) {
    let expected = zopa(problem);
    let Some((gate, halves)) = halves::<M>(problem, ENTRIES) else { return };
    if expected.is_empty() || expected.len() > 60 {
        return;
    }
    let mut counts: BTreeMap<Vec<usize>, f64> =
        expected.iter().cloned().map(|x| (x, 0.0)).collect();
    let each = 200;
    for draw in 0..(each * expected.len()) {
        *counts.get_mut(&halves.draw(&gate, &mut Stream::new(7, draw as u64))).unwrap() += 1.0;
    }
    let each = each as f64;
    let square: f64 = counts.values().map(|n| (n - each) * (n - each) / each).sum();
    // Chi-squared with one degree of freedom less than packages: six standard deviations.
    let free = expected.len() as f64 - 1.0;
    assert!(square <= free + 6.0 * (2.0 * free).sqrt(), "{square} {free}");
}

#[test]
fn draws_are_even() {
    let mut random = Rng::with_seed(2);
    for _ in 0..60 {
        let kind = Kind::small(&mut random);
        let problem = problem(&mut random, kind);
        evenly::<u128>(&problem);
        evenly::<f64>(&problem);
    }
}

#[test]
fn a_listing_is_the_definition() {
    let mut random = Rng::with_seed(3);
    for _ in 0..3000 {
        let kind = Kind::small(&mut random);
        let problem = problem(&mut random, kind);
        let expected = zopa(&problem);
        let most = random.usize(0..40);
        let budget = Budget { points: random.usize(0..1000), ..Budget::default() };
        let found = list(&problem, most, budget, &Unwatched);
        assert_eq!(found.packages, expected[..most.min(expected.len())]);
        assert_eq!(found.rest, if expected.len() > most { Rest::More } else { Rest::None });
    }
}

#[test]
fn a_zopa_says_what_is_in_it() {
    let mut random = Rng::with_seed(4);
    let mut sampled = 0;
    for _ in 0..1500 {
        let kind = Kind::small(&mut random);
        let problem = problem(&mut random, kind);
        let expected = zopa(&problem);
        let points = if random.bool() { 1 << 20 } else { random.usize(0..20) };
        let budget = Budget { points, work: 1 << 14 };
        let zopa = Zopa::new(&problem, budget, 5, &Unwatched);
        let options = zopa.options(&Unwatched).unwrap();
        let many = |term: usize, option: usize| {
            expected.iter().filter(|x| x[term] == option).count() as u128
        };
        match zopa.count() {
            Count::Exact(count) => {
                assert_eq!(count, expected.len() as u128);
                for (term, shares) in options.iter().enumerate() {
                    for (option, share) in shares.iter().enumerate() {
                        assert_eq!(share.packages, Some(many(term, option)));
                        assert_eq!(share.reach == Reach::Yes, many(term, option) > 0);
                    }
                }
            }
            Count::Rounded(_) => panic!("there are few packages"),
            Count::Sampled { packages, error, hits, .. } => {
                sampled += 1;
                let count = expected.len() as f64;
                if hits > 50 {
                    let off = (packages.number() - count).abs();
                    assert!(off <= 6.0 * error * count + 1e-6, "{packages:?} {error} {count}");
                }
                for (term, shares) in options.iter().enumerate() {
                    for (option, share) in shares.iter().enumerate() {
                        assert!(share.reach != Reach::Yes || many(term, option) > 0);
                        assert!(share.reach != Reach::No || many(term, option) == 0);
                        let own = many(term, option) as f64 / count.max(1.0);
                        // An option that few draws met is known by them badly.
                        if hits > 1000 && share.error > 0.0 {
                            assert!((own - share.share).abs() <= 7.0 * share.error + 0.01);
                        }
                    }
                }
            }
        }
        let most = random.usize(0..12);
        let draws = zopa.draw(most, &Unwatched);
        assert!(draws.packages.iter().all(|x| expected.contains(x)));
        let mut different = draws.packages.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), draws.packages.len());
        if points > 20 {
            assert_eq!(draws.packages.len(), most.min(expected.len()));
            assert_eq!(draws.all, expected.len() <= most);
        }
        assert_eq!(draws, zopa.draw(most, &Unwatched));
    }
    assert!(sampled > 150, "{sampled}");
}

#[test]
fn tilted_draws_are_even_once_thinned() {
    let mut random = Rng::with_seed(6);
    let mut checked = 0;
    for _ in 0..200 {
        let kind = Kind::small(&mut random);
        let problem = problem(&mut random, kind);
        let expected = zopa(&problem);
        let gate = Gate::new(&problem, false, random.usize(0..60));
        if gate.closed || expected.is_empty() || expected.len() > 40 {
            continue;
        }
        checked += 1;
        let sampler = super::sampled::Sampler::new(&gate);
        let mut counts: BTreeMap<Vec<usize>, f64> =
            expected.iter().cloned().map(|x| (x, 0.0)).collect();
        let mut drawn = 0.0;
        for draw in 0..(100 * expected.len()) {
            if let Some(x) = sampler.even(&gate, &mut Stream::new(7, draw as u64)) {
                *counts.get_mut(&x).unwrap() += 1.0;
                drawn += 1.0;
            }
        }
        let each = drawn / expected.len() as f64;
        let square: f64 = counts.values().map(|n| (n - each) * (n - each) / each).sum();
        let free = expected.len() as f64 - 1.0;
        assert!(square <= free + 7.0 * (2.0 * free).sqrt(), "{square} {free}");
    }
    assert!(checked > 30, "{checked}");
}
