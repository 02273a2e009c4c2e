//! Every solution against its definition over all packages of small random problems.

use super::definition::{self, Points};
use super::*;
use crate::frontier::random::problem;
use crate::frontier::{Floor, Halt, frontier};
use crate::problem::{Problem, Rule, Worth};
use crate::watch::{Budget, Unwatched, Watch};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// All five questions.
fn answers(bargaining: &Bargaining<'_>, powers: &[u32]) -> [(&'static str, Answer); 5] {
    [
        ("Nash", bargaining.nash(powers).expect("weights")),
        ("Kalai-Smorodinsky", bargaining.kalai_smorodinsky()),
        ("egalitarian", bargaining.egalitarian()),
        ("utilitarian", bargaining.utilitarian(Among::All)),
        ("utilitarian among acceptable", bargaining.utilitarian(Among::Acceptable)),
    ]
}

/// What the definitions single out, in the same order, and what it attains; nothing where nothing is acceptable,
/// or where the Nash products are zero.
fn definitions(listed: &Listed, powers: &[u32]) -> [Option<(BTreeSet<Vec<i64>>, Objective)>; 5] {
    let points = listed.points();
    let all = Points { worths: &listed.all, no_deal: &listed.no_deal };
    let ideal = points.ideal();
    let chosen = [
        (points, definition::nash(points, powers)),
        (points, ideal.iter().flat_map(|i| definition::kalai_smorodinsky(points, i)).collect()),
        (points, definition::egalitarian(points)),
        (all, definition::utilitarian(all)),
        (points, definition::utilitarian(points)),
    ];
    let mut name = 0;
    chosen.map(|(points, chosen)| {
        name += 1;
        let worths = listed.worths(points, &chosen);
        let first = worths.first()?;
        let gains = definition::gains(first, &listed.no_deal);
        let share = || {
            let shares = definition::shares(first, &listed.no_deal, ideal.as_deref()?);
            Some(shares.first().copied().unwrap_or(Share { part: 0, whole: 1 }))
        };
        let value = match name {
            1 => Objective::Product(definition::product(&gains, powers)),
            2 => Objective::Share(share()?),
            3 => Objective::Gain(*gains.iter().min()?),
            _ => Objective::Sum(definition::sum(first)),
        };
        Some((worths, value))
    })
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

fn check_lottery(found: &Found, problem: &Problem) {
    let Some(lottery) = &found.lottery else { return };
    if lottery.parts.is_empty() {
        return;
    }
    let sum: f64 = lottery.parts.iter().map(|part| part.0).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    let mut worth = vec![0.0; problem.parties];
    for (share, package) in &lottery.parts {
        assert!(*share > 0.0 && problem.is_possible(&package.options));
        assert_eq!(problem.worth(&package.options), package.worth);
        worth.iter_mut().zip(&package.worth).for_each(|(sum, &w)| *sum += share * w as f64);
    }
    let no_deal = problem.no_deal.iter().map(|d| d.expect("a value") as f64);
    let size = 1.0 + found.package.worth.iter().map(|w| w.unsigned_abs()).max().unwrap_or(0) as f64;
    let gains: Vec<f64> = worth.iter().zip(no_deal).map(|(w, d)| (w - d) / size).collect();
    assert!(worth.iter().zip(&lottery.worth).all(|(a, b)| (a - b).abs() < 1e-6 * size));
    // A package is a lottery, too.
    let own: Vec<f64> = found.gains.iter().map(|&gain| gain as f64 / size).collect();
    match found.value {
        Objective::Gain(_) => {
            let least = |gains: &[f64]| gains.iter().copied().fold(f64::MAX, f64::min);
            assert!(least(&gains) > least(&own) - 1e-7, "{gains:?} {own:?}");
        }
        Objective::Sum(_) => {
            assert!(gains.iter().sum::<f64>() > own.iter().sum::<f64>() - 1e-7);
        }
        Objective::Product(_) | Objective::Share(_) => {}
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
            0 => (0..k).map(|p| if p == 0 { 1 } else { rng.u32(1..5) }).collect(),
            _ => vec![1; k],
        };
        let expected = definitions(&listed, &powers);
        for ((name, answer), expected) in answers(&bargaining, &powers).iter().zip(&expected) {
            match (answer, expected) {
                (Answer::Found(found), Some((worths, value))) => {
                    assert_eq!(found.value, *value, "{round}: {name}");
                    check(found, &problem, worths, name);
                    check_lottery(found, &problem);
                    counts[0] += 1;
                    counts[1] += usize::from(worths.len() > 1);
                }
                (Answer::Empty, None) => counts[2] += 1,
                (Answer::NoneBetter { gainers, is_complete: true }, None) => {
                    counts[3] += 1;
                    check_gainers(gainers, &problem, &listed);
                }
                _ => panic!("{round}: {name}: {answer:?} {expected:?} {problem:?}"),
            }
        }
        let Some(ideal) = listed.points().ideal() else {
            assert_eq!(bargaining.nash(&powers), Ok(Answer::Empty));
            continue;
        };
        let own = bargaining.kalai_smorodinsky();
        assert_eq!(found(&own).largest_gains, definition::gains(&ideal, &listed.no_deal));
        let cannot = (0..k).filter(|&p| ideal[p] == listed.no_deal[p]);
        assert_eq!(found(&own).left_out, cannot.collect::<Vec<usize>>());
    }
    assert!(counts.iter().all(|&count| count > 500), "{counts:?}");
}

fn check_gainers(gainers: &[Gainers], problem: &Problem, listed: &Listed) {
    let points = listed.points();
    let sets: Vec<Vec<usize>> = gainers.iter().map(|g| g.parties.clone()).collect();
    let expected: Vec<Vec<usize>> =
        definition::gainers(points).into_iter().map(|(set, _)| set).collect();
    assert_eq!(sets, expected);
    for own in gainers {
        let worth = &own.package.worth;
        assert!(problem.is_possible(&own.package.options));
        assert_eq!(problem.worth(&own.package.options), *worth);
        let gain = |p: usize| worth[p] - listed.no_deal[p];
        let gains = |p: usize| i64::from(own.parties.contains(&p));
        assert!((0..problem.parties).all(|p| gain(p) >= gains(p)));
        assert!(
            !points
                .iter()
                .any(|other| other != worth && other.iter().zip(worth).all(|(o, w)| o >= w))
        );
    }
}

/// Somebody who says stop after so many looks.
struct Impatient(AtomicUsize);

impl Watch for Impatient {
    fn is_stopped(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_err()
    }

    fn progress(&self, _: &'static str, _: usize, _: usize, _: usize) {}
}

#[test]
fn whatever_ends_a_search_early_what_it_says_is_true() {
    let mut rng = fastrand::Rng::with_seed(12);
    let mut counts = [0; 4];
    for round in 0..3_000 {
        let problem = random(&mut rng);
        let listed = Listed::of(&problem);
        let powers = vec![1; problem.parties];
        let mut settings = Settings::default();
        let mut patience = usize::MAX;
        match rng.u8(..3) {
            0 => settings.budget.work = 1 << rng.u32(..10),
            1 => settings.budget.points = rng.usize(1..100),
            _ => patience = rng.usize(..60),
        }
        let watch = Impatient(AtomicUsize::new(patience));
        let bargaining = match Bargaining::of(&problem, settings, &watch) {
            Ok(bargaining) => bargaining,
            Err(refusal) => {
                assert!(matches!(refusal, Refusal::Table(Halt::Table { .. })));
                continue;
            }
        };
        let expected = definitions(&listed, &powers);
        for ((name, answer), expected) in answers(&bargaining, &powers).iter().zip(&expected) {
            match (answer, expected) {
                (Answer::Found(found), Some((worths, value))) => {
                    counts[usize::from(found.proved)] += 1;
                    assert!(found.bound >= *value, "{round}: {name}: {found:?} {value:?}");
                    assert!(found.value <= found.bound, "{round}: {name}: {found:?}");
                    let package = &found.package;
                    assert!(problem.is_possible(&package.options), "{round}");
                    assert_eq!(problem.worth(&package.options), package.worth, "{round}");
                    let is_for_all = *name != "utilitarian";
                    assert!(!is_for_all || problem.is_acceptable(&package.worth), "{round}");
                    if found.proved {
                        assert!(worths.contains(&package.worth), "{round}: {name}");
                        assert_eq!(found.value, *value, "{round}: {name}");
                        let count = found.ties.count;
                        assert!(!found.ties.is_complete || count == worths.len(), "{round}");
                        assert!(count <= worths.len(), "{round}");
                    } else if *name != "Kalai-Smorodinsky" {
                        // Whose shares are of what is not proved, either.
                        assert!(found.value <= *value, "{round}: {name}");
                    }
                }
                (Answer::Unknown { bound }, expected) => {
                    counts[2] += 1;
                    if let (Some(bound), Some((_, value))) = (bound, expected) {
                        assert!(bound >= value, "{round}: {name}");
                    }
                }
                (Answer::Empty | Answer::NoneBetter { .. }, None) => counts[3] += 1,
                _ => panic!("{round}: {name}: {answer:?} {expected:?}"),
            }
        }
    }
    assert!(counts.iter().all(|&count| count > 50), "{counts:?}");
}

/// Many terms that only add up, a rule and an interaction among the first ones.
fn larger(rng: &mut fastrand::Rng, parties: usize, terms: usize, most: i64) -> Problem {
    let mut problem =
        Problem { sizes: vec![3; terms], parties, no_deal: vec![], ..Problem::default() };
    for t in 0..terms {
        let entries = (0..3 * parties).map(|_| rng.i64(0..=most)).collect();
        problem.worths.push(Worth { terms: vec![t], entries });
    }
    let entries = (0..9 * parties).map(|_| rng.i64(-most..=most)).collect();
    problem.worths.push(Worth { terms: vec![1, 3], entries });
    let allowed = (0..9).map(|_| rng.u8(..4) > 0).collect();
    problem.rules.push(Rule { terms: vec![0, 3], allowed });
    let share = rng.i64(0..6);
    let no_deal = (0..parties).map(|_| Some(share * terms as i64 * (most / 10).max(1)));
    problem.no_deal = no_deal.collect();
    problem
}

#[test]
fn where_packages_are_too_many_to_list_the_frontier_tells() {
    let mut rng = fastrand::Rng::with_seed(13);
    let mut found = 0;
    for round in 0..60 {
        let parties = rng.usize(2..5);
        let most = [9, 1000, 1 << 50][rng.usize(..3)];
        let problem = larger(&mut rng, parties, 14 - 2 * parties, most);
        let efficient = frontier(&problem, Floor::NoDeal, &Budget::default(), &Unwatched);
        let whole = frontier(&problem, Floor::None, &Budget::default(), &Unwatched);
        let listed = Listed {
            no_deal: problem.no_deal.iter().map(|d| d.expect("a value")).collect(),
            all: whole.all_values().to_vec(),
            acceptable: efficient.all_values().to_vec(),
        };
        let powers: Vec<u32> =
            (0..parties).map(|p| if p == 0 { 1 } else { rng.u32(1..4) }).collect();
        let bargaining = Bargaining::of(&problem, Settings::default(), &Unwatched).expect("narrow");
        let expected = definitions(&listed, &powers);
        for ((name, answer), expected) in answers(&bargaining, &powers).iter().zip(&expected) {
            match (answer, expected) {
                (Answer::Found(own), Some((worths, value))) => {
                    found += 1;
                    assert_eq!(own.value, *value, "{round}: {name}");
                    assert!(own.proved && own.ties.count == worths.len(), "{round}: {name}");
                    assert!(worths.contains(&own.package.worth), "{round}: {name}");
                    check_lottery(own, &problem);
                }
                (Answer::Empty | Answer::NoneBetter { .. }, None) => {}
                _ => panic!("{round}: {name}: {answer:?}"),
            }
        }
    }
    assert!(found > 150, "{found}");
}

#[test]
fn where_tables_are_too_large_few_packages_are_listed() {
    let mut rng = fastrand::Rng::with_seed(14);
    let mut problem = larger(&mut rng, 2, 8, 100);
    let allowed = (0..3_usize.pow(8)).map(|_| rng.u8(..3) > 0).collect();
    problem.rules.push(Rule { terms: (0..8).collect(), allowed });
    problem.no_deal = vec![Some(0); 2];
    let listed = Listed::of(&problem);
    let budget = Budget { points: 1000, ..Budget::default() };
    let settings = Settings { budget, ..Settings::default() };
    let bargaining = Bargaining::of(&problem, settings, &Unwatched).expect("few packages");
    let powers = [1, 1];
    let expected = definitions(&listed, &powers);
    for ((name, answer), expected) in answers(&bargaining, &powers).iter().zip(&expected) {
        let (worths, _) = expected.as_ref().expect("a zopa");
        check(found(answer), &problem, worths, name);
    }
}

#[test]
fn a_relaxation_bounds_and_climbing_finds() {
    let mut rng = fastrand::Rng::with_seed(16);
    let (mut met, mut open) = (0, 0);
    for round in 0..1_000 {
        let problem = random(&mut rng);
        let most = relax::widest(&problem) * [1, 4][rng.usize(..2)];
        let Some(arranged) = arrange::Arranged::relaxed_anyway(&problem, most) else {
            continue;
        };
        let listed = Listed::of(&problem);
        let powers = vec![1; problem.parties];
        let budget = Budget { work: 1 << 23, ..Budget::default() };
        let settings = Settings { budget, ..Settings::default() };
        let bargaining = Bargaining::on(arranged, settings, &Unwatched);
        let expected = definitions(&listed, &powers);
        for ((name, answer), expected) in answers(&bargaining, &powers).iter().zip(&expected) {
            match (answer, expected) {
                (Answer::Found(found), Some((_, value))) => {
                    assert!(found.bound >= *value && found.value <= found.bound, "{round}: {name}");
                    if found.value == *value {
                        met += 1;
                    } else {
                        open += 1;
                        assert!(!found.proved, "{round}: {name}");
                    }
                    let package = &found.package;
                    assert!(problem.is_possible(&package.options), "{round}: {name}");
                    assert_eq!(problem.worth(&package.options), package.worth, "{round}");
                    assert!(*name == "utilitarian" || problem.is_acceptable(&package.worth));
                    assert_eq!(found.lottery, None);
                }
                (Answer::Unknown { bound }, expected) => {
                    open += 1;
                    if let (Some(bound), Some((_, value))) = (bound, expected) {
                        assert!(bound >= value, "{round}: {name}");
                    }
                }
                (Answer::Empty | Answer::NoneBetter { .. }, None) => {}
                _ => panic!("{round}: {name}: {answer:?} {expected:?}"),
            }
        }
    }
    assert!(met > 4 * open && open > 20, "{met} {open}");
}

#[test]
fn what_cannot_be_answered_is_refused() {
    let mut rng = fastrand::Rng::with_seed(15);
    let mut problem = larger(&mut rng, 3, 6, 100);
    problem.no_deal = vec![Some(0); 3];
    let settings = Settings::default();
    {
        let bargaining = Bargaining::of(&problem, settings, &Unwatched).expect("narrow");
        for weights in [&[1, 1][..], &[1, 0, 1], &[500, 499, 2], &[u32::MAX, u32::MAX, 1]] {
            assert_eq!(bargaining.nash(weights), Err(Refusal::Weights));
        }
        // What divides all weights changes nothing.
        assert_eq!(bargaining.nash(&[2_000, 4_000, 2_000]), bargaining.nash(&[1, 2, 1]));
    }
    problem.no_deal = vec![None, Some(0), None];
    let refusal = Bargaining::of(&problem, settings, &Unwatched).err();
    assert_eq!(refusal, Some(Refusal::NoDeal(vec![0, 2])));
    problem.sizes[0] = 0;
    assert_eq!(Bargaining::of(&problem, settings, &Unwatched).err(), Some(Refusal::Unsound));
}
