//! What files say of parties: the published numbers, random files against the definition, roadmaps type by type.

use super::*;
use crate::hold::valued::valued;
use crate::hold::{Wanted, roadmaps};
use crate::limits::Limits;
use crate::table::PackageTable;
use detente_hold::Ratio;
use detente_hold::belief::joined::Joined;
use detente_hold::belief::sources::Report;
use detente_hold::belief::turning::Input;
use detente_hold::exact::{fraction, ratio, whole};
use detente_hold::roadmap::none::Existence;
use detente_scenario::{Scenario, load};
use num_traits::{One, Zero};
use std::fmt::Write;

const HEAD: &str = r#"
[scenario]
title = "Types"
as_of = "latest"

[party]
north = { signs = true }
south = { signs = true }

[[term]]
id = "gate"
by = "north"
options = ["shut", "open"]
now = "shut"

[[term]]
id = "toll"
by = "south"
options = ["none", "paid"]
now = "none"
"#;

const TYPES: &str = r#"
[[type.north]]
id = "sincere"
prior = 0.5

[[type.north]]
id = "hedging"
prior = 0.3

[[type.north]]
id = "deceptive"
prior = 0.2
"#;

/// hold.md 3.1.
const EVENTS: &str = r#"
[[event]]
id = "monitoring"
date = 2020-03-01
about = "north"
likelihood = { sincere = 0.9, hedging = 0.7, deceptive = 0.4 }

[[event]]
id = "declaration"
date = 2020-01-01
about = "north"
likelihood = { sincere = 0.9, hedging = 0.6, deceptive = 0.5 }

[[event]]
id = "refusal"
date = 2020-02-01
about = "north"
likelihood = { sincere = 0.05, hedging = 0.3, deceptive = 0.5 }
"#;

fn read(text: &str) -> Scenario {
    let loaded = load(text.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{text}\n{:?}", loaded.diagnostics))
}

fn fractions(parts: &[i64]) -> Vec<Ratio> {
    parts.iter().map(|&part| ratio(part, parts.iter().sum())).collect()
}

fn on(text: &str) -> AsOf {
    detente_scenario::date::parse_as_of(text).unwrap()
}

#[test]
fn three_events_and_three_types_of_a_file() {
    let scenario = read(&[HEAD, TYPES, EVENTS].concat());
    let case = Case::of(&scenario);
    let found = beliefs(&case, AsOf::Latest);
    let [north] = found.parties.as_slice() else { panic!("{found:?}") };
    // In the order of dates, not of the file.
    assert_eq!(north.events.iter().map(|seen| seen.event).collect::<Vec<_>>(), [1, 2, 0]);
    assert_eq!(north.path[0], fractions(&[5, 3, 2]));
    assert_eq!(north.path[1], fractions(&[45, 18, 10]));
    assert_eq!(north.path[2], fractions(&[45, 108, 100]));
    assert_eq!(north.path[3], fractions(&[405, 756, 400]));
    let details = north.details.as_ref().unwrap();
    assert_eq!((details.leading, details.weighed, details.is_cut), (Some(1), 1, false));
    // The refusal is what counts against the sincere type: without it that one leads.
    let leading: Vec<_> = details.without.iter().map(|away| away.leading).collect();
    assert_eq!(leading, [Some(1), Some(0), Some(1)]);
    assert_eq!(details.without[1].posterior, fractions(&[405, 126, 40]));
    let turn = &details.turns[0];
    assert_eq!(turn.input, Input::Likelihood { event: 1, kind: 0 });
    assert_eq!((&turn.from, &turn.to), (&ratio(1, 20), &ratio(7, 75)));
    // Factors on the odds of the hedging type: 18 to 55 from 3 to 7, and so on.
    let odds = |own: i64, rest: i64| ratio(own, rest);
    let path = [odds(3, 7), odds(18, 55), odds(108, 145), odds(756, 805)];
    for (at, factor) in details.factors.iter().enumerate() {
        assert_eq!(factor.as_ref(), Some(&(&path[at + 1] / &path[at])));
    }
    for (bounds, posterior) in details.bounds.iter().zip(&north.path[3]) {
        let bounds = bounds.as_ref().unwrap();
        assert!(bounds.is_exact && bounds.interval.low == *posterior);
        assert_eq!(bounds.interval.low, bounds.interval.high);
    }
    // Earlier, the last event has not happened.
    let found = beliefs(&case, on("2020-02-15"));
    assert_eq!(found.parties[0].later, [0]);
    assert_eq!(found.parties[0].posterior(), Some(&fractions(&[45, 108, 100])[..]));
}

#[test]
fn reports_of_one_origin_in_a_file() {
    let event = |id: &str, day: u32, more: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\ndate = 2020-01-{day:02}\nabout = \"north\"\nlikelihood = {{ good = 0.8, bad = 0.1 }}\n{more}\n"
        )
    };
    let types =
        "[[type.north]]\nid = \"good\"\nprior = 1\n[[type.north]]\nid = \"bad\"\nprior = 1\n";
    let odds = |events: &[String]| {
        let scenario = read(&[HEAD, types, &events.concat()].concat());
        let found = beliefs(&Case::of(&scenario), AsOf::Latest);
        let posterior = found.parties[0].posterior().unwrap().to_vec();
        &posterior[0] / &posterior[1]
    };
    let half = "reliability = 0.5";
    let joined = "reliability = 0.5\norigin = \"wire\"";
    // hold.md 3.2.
    assert_eq!(odds(&[event("one", 1, half)]), ratio(13, 6));
    assert_eq!(odds(&[event("one", 1, half), event("two", 2, half)]), ratio(169, 36));
    assert_eq!(odds(&[event("one", 1, joined), event("two", 2, joined)]), ratio(38, 17));
    assert_eq!(odds(&[event("one", 1, "reliability = 0.8")]), ratio(37, 9));
    assert_eq!(odds(&[event("one", 1, "reliability = 0.2")]), ratio(4, 3));
    assert_eq!(odds(&[event("one", 1, "reliability = 0")]), whole(1));
    assert_eq!(odds(&[event("one", 1, "reliability = 0.5\nnoise = 0.1")]), ratio(9, 2));
    assert_eq!(odds(&[event("one", 1, "")]), whole(8));
    let ten: Vec<String> = (1..=10).map(|day| event(&format!("r{day}"), day, joined)).collect();
    assert!(odds(&ten) > ratio(12_145, 10_000) && odds(&ten) < ratio(12_155, 10_000));
    // Grades: the best graded source counts; those without a grade say nothing of it, and F6 means no information.
    let source = |id: &str, grade: &str| {
        let grade = if grade.is_empty() { String::new() } else { format!("grade = \"{grade}\"\n") };
        format!("[[source]]\nid = \"{id}\"\ndate = 2020-01-01\nsays = \"so\"\n{grade}")
    };
    let by = |sources: &str| event("one", 1, &format!("source = [{sources}]"));
    let all =
        [source("S1", "C3"), source("S2", "B2"), source("S3", ""), source("S4", "F6")].concat();
    let with = |sources: &str| odds(&[by(sources), all.clone()]);
    assert_eq!(with("\"S1\", \"S2\", \"S3\""), ratio(37, 9));
    assert_eq!(with("\"S3\""), whole(8));
    assert_eq!(with("\"S4\""), whole(1));
    assert_eq!(with("\"S1\""), odds(&[event("one", 1, "reliability = 0.6")]));
    // One origin has one channel, that of its least reliable report.
    let mixed = [event("one", 1, "origin = \"wire\""), event("two", 2, joined)];
    assert_eq!(odds(&mixed), ratio(38, 17));
    let scenario = read(&[HEAD, types, &mixed.concat()].concat());
    let found = beliefs(&Case::of(&scenario), on("2020-01-01"));
    // Also before that report came.
    let channel = found.parties[0].events[0].channel.as_ref().unwrap();
    assert_eq!((channel.of, &channel.reliability.middle), (1, &ratio(1, 2)));
    assert_eq!(found.parties[0].events[0].together, Vec::<usize>::new());
}

#[test]
fn files_that_leave_nothing_possible() {
    let types = TYPES.replace("0.5", "0").replace("0.3", "0").replace("0.2", "0");
    let scenario = read(&[HEAD, &types, EVENTS].concat());
    let found = beliefs(&Case::of(&scenario), AsOf::Latest);
    assert_eq!(found.parties[0].trouble, Some(Trouble::NoPrior));
    assert_eq!((found.parties[0].posterior(), found.parties[0].path.len()), (None, 0));
    let never =
        EVENTS.replace("0.05, hedging = 0.3, deceptive = 0.5", "0, hedging = 0, deceptive = 0");
    let scenario = read(&[HEAD, TYPES, &never].concat());
    let case = Case::of(&scenario);
    let found = beliefs(&case, AsOf::Latest);
    assert_eq!(found.parties[0].trouble, Some(Trouble::Impossible(1)));
    assert_eq!(found.parties[0].path, [fractions(&[5, 3, 2]), fractions(&[45, 18, 10])]);
    assert_eq!(found.parties[0].posterior(), None);
    assert!(found.parties[0].turns(&[whole(1), whole(0), whole(0)], &ratio(1, 2)).is_empty());
    // Without types there is nothing to say.
    let scenario = read(HEAD);
    assert!(beliefs(&Case::of(&scenario), AsOf::Latest).parties.is_empty());
}

fn hundredths(random: &mut fastrand::Rng) -> (String, Ratio) {
    let number = random.i64(0..=100);
    (format!("{}.{:02}", number / 100, number % 100), ratio(number, 100))
}

/// The posterior through the file is π Π L, with one reliability draw per origin.
#[test]
fn random_files_follow_the_definition() {
    let mut random = fastrand::Rng::with_seed(31);
    let (mut shared, mut ranged) = (0, 0);
    for _ in 0..300 {
        let kinds = random.usize(1..4);
        let mut file = HEAD.to_owned();
        let mut weights = Vec::new();
        for kind in 0..kinds {
            let (text, number) = hundredths(&mut random);
            writeln!(file, "[[type.north]]\nid = \"k{kind}\"\nprior = {text}").unwrap();
            weights.push(number);
        }
        // One channel per origin, so that it does not matter whose it is.
        let origins: Vec<[(String, Ratio); 2]> =
            (0..3).map(|_| [hundredths(&mut random), hundredths(&mut random)]).collect();
        // Per event its origin, if it has one, and its likelihoods and channel.
        type Drawn = (Option<usize>, Vec<Ratio>, Option<(Ratio, Ratio)>);
        let mut events: Vec<Drawn> = Vec::new();
        for event in 0..random.usize(0..6) {
            let day = 1 + random.u32(0..28);
            write!(
                file,
                "[[event]]\nid = \"e{event}\"\ndate = 2020-01-{day:02}\nabout = \"north\"\n"
            )
            .unwrap();
            let likelihoods: Vec<(String, Ratio)> =
                (0..kinds).map(|_| hundredths(&mut random)).collect();
            let texts: Vec<String> = likelihoods
                .iter()
                .enumerate()
                .map(|(kind, (text, _))| format!("k{kind} = {text}"))
                .collect();
            writeln!(file, "likelihood = {{ {} }}", texts.join(", ")).unwrap();
            let hits = likelihoods.into_iter().map(|(_, number)| number).collect();
            let origin = random.usize(0..5);
            if let Some([reliability, noise]) = origins.get(origin) {
                write!(
                    file,
                    "reliability = {}\nnoise = {}\norigin = \"o{origin}\"\n",
                    reliability.0, noise.0
                )
                .unwrap();
                events.push((Some(origin), hits, Some((reliability.1.clone(), noise.1.clone()))));
            } else {
                events.push((None, hits, None));
            }
        }
        // The definition: over who is informed, everything multiplied.
        for (kind, weight) in weights.iter_mut().enumerate() {
            for (_, hits, _) in events.iter().filter(|(origin, ..)| origin.is_none()) {
                *weight *= &hits[kind];
            }
            for origin in 0..3 {
                let own: Vec<&Drawn> =
                    events.iter().filter(|(of, ..)| *of == Some(origin)).collect();
                let Some((_, _, Some((r, u)))) = own.first() else { continue };
                shared += usize::from(own.len() > 1);
                let informed = own.iter().fold(r.clone(), |all, (_, hits, _)| all * &hits[kind]);
                *weight *= informed + (whole(1) - r) * u;
            }
        }
        let sum: Ratio = weights.iter().sum();
        let scenario = read(&file);
        let found = beliefs(&Case::of(&scenario), AsOf::Latest);
        let north = &found.parties[0];
        if sum.is_zero() {
            assert!(north.posterior().is_none() && north.trouble.is_some(), "{file}");
            continue;
        }
        let expected: Vec<Ratio> = weights.iter().map(|weight| weight / &sum).collect();
        assert_eq!(north.posterior(), Some(expected.as_slice()), "{file}");
        // Wider numbers, wider bounds around the same middle.
        let wide = file.replace("prior = 0.5", "prior = [0.5, 0.6] # ");
        if wide != file {
            ranged += 1;
            let scenario = read(&wide);
            let found = beliefs(&Case::of(&scenario), AsOf::Latest);
            let details = found.parties[0].details.as_ref().unwrap();
            for (bounds, now) in details.bounds.iter().zip(found.parties[0].posterior().unwrap()) {
                let bounds = bounds.as_ref().unwrap();
                assert!(bounds.interval.low <= *now && *now <= bounds.interval.high);
            }
        }
    }
    assert!(shared > 80 && ranged > 20, "{shared} {ranged}");
}

/// A scenario of two or three steps with worths and types of one or two parties.
fn drawn(random: &mut fastrand::Rng, by_worths: bool) -> Scenario {
    let mut file = "[scenario]\ntitle = \"t\"\nas_of = \"latest\"\n[party]\na = { signs = true, discount = 0.9 }\nb = { signs = true, discount = 0.9 }\n".to_owned();
    let terms = random.usize(2..5);
    for term in 0..terms {
        let by = ["a", "b"][term % 2];
        let undo = ["never", "days"][random.usize(0..2)];
        let seen = ["outside", "nobody"][random.usize(0..2)];
        write!(file, "[[term]]\nid = \"t{term}\"\nby = \"{by}\"\noptions = [\"x\", \"y\"]\nnow = \"x\"\nseen = \"{seen}\"\nundo = \"{undo}\"\n").unwrap();
    }
    let mut lines = [0, 0];
    for (party, name) in ["a", "b"].iter().enumerate() {
        for term in 0..terms {
            let worth = random.i64(-3..6);
            if worth != 0 && by_worths {
                let once = if random.bool() { "once = true\n" } else { "" };
                write!(
                    file,
                    "[[value.{name}]]\nterm = \"t{term}\"\noptions = {{ y = {worth} }}\n{once}"
                )
                .unwrap();
                lines[party] += 1;
            } else if !by_worths {
                let wants = if random.bool() { "wants" } else { "refuses" };
                write!(file, "[[priority.{name}]]\n{wants} = 't{term} = y'\n").unwrap();
                lines[party] += 1;
            }
        }
        if lines[party] == 0 && by_worths {
            write!(file, "[[value.{name}]]\nterm = \"t0\"\noptions = {{ y = 1 }}\n").unwrap();
            lines[party] += 1;
        }
    }
    let change: Vec<String> = (0..terms).map(|term| format!("t{term} = \"y\"")).collect();
    write!(file, "[[package]]\nid = \"all\"\nchange = {{ {} }}\n", change.join(", ")).unwrap();
    for (party, name) in ["a", "b"].iter().enumerate().take(random.usize(1..3)) {
        for kind in 0..random.usize(1..4) {
            let prior = random.i64(1..9);
            let drop = random.usize(0..=lines[party]);
            let variant = if drop == 0 || kind == 0 {
                String::new()
            } else {
                format!("variant = \"drop {name} {drop}\"\n")
            };
            write!(file, "[[type.{name}]]\nid = \"{name}{kind}\"\nprior = 0.{prior}\n{variant}")
                .unwrap();
        }
    }
    read(&file)
}

#[test]
fn types_carry_out_what_their_files_say() {
    let mut random = fastrand::Rng::with_seed(32);
    let (mut held, mut failed, mut parted, mut together, mut turned) = (0, 0, 0, 0, 0);
    for round in 0..400 {
        let by_worths = round % 2 == 0;
        let scenario = drawn(&mut random, by_worths);
        let case = Case::of(&scenario);
        let found = beliefs(&case, AsOf::Latest);
        let package = &scenario.packages[0].package;
        let answer = prospects(&case, &found, package, 1 << 28).unwrap();
        assert_eq!(answer.level == Level::Worths, by_worths);
        // What the same verb says of the file as changed.
        let holds = |edits: &[detente_scenario::model::Edit]| {
            let case = case.varied(edits);
            if by_worths {
                let valued = valued(&case, &answer.way, None, 1 << 28).unwrap();
                return matches!(valued.existence, Existence::Holds(_));
            }
            let table = PackageTable::build(case, &Limits::default()).unwrap();
            let found = roadmaps(&table, package, &Wanted::default(), &Limits::default()).unwrap();
            found.orders.unwrap().single.safe > 0
        };
        let variant = |party: usize, kind: usize| {
            scenario.types[found.parties[party].types[kind].index()].variant.clone()
        };
        for (party, of) in answer.alone.iter().enumerate() {
            for (kind, of) in of.iter().enumerate() {
                let expected = holds(&variant(party, kind));
                assert_eq!(of.holds, Some(expected));
                held += usize::from(expected);
                failed += usize::from(!expected);
                assert!(expected || !by_worths || of.point.is_some() || of.order.is_none());
            }
        }
        // The probability is the sum over all combinations.
        let posterior = |party: usize| found.parties[party].posterior().unwrap();
        let mut sum = whole(0);
        let firsts = 0..found.parties[0].types.len();
        for first in firsts {
            match found.parties.get(1) {
                None => {
                    if holds(&variant(0, first)) {
                        sum += &posterior(0)[first];
                    }
                }
                Some(other) => {
                    together += 1;
                    for second in 0..other.types.len() {
                        if holds(&[variant(0, first), variant(1, second)].concat()) {
                            sum += &posterior(0)[first] * &posterior(1)[second];
                        }
                    }
                }
            }
        }
        let [Some(chance)] = answer.chances.as_slice() else { panic!("{answer:?}") };
        assert_eq!(chance.probability, sum);
        assert!(chance.open.is_zero() && chance.is_exact);
        assert_eq!((&chance.interval.low, &chance.interval.high), (&sum, &sum));
        // At the turn it is one half exactly.
        for (party, turn) in &chance.turns {
            let Input::Prior { kind } = turn.input else { panic!("{turn:?}") };
            turned += 1;
            let prior = found.parties[*party].prior.clone();
            let scale = (Ratio::one() - &turn.to) / (Ratio::one() - &prior[kind]);
            let changed = |(other, prior): (usize, &Ratio)| {
                if other == kind { turn.to.clone() } else { prior * &scale }
            };
            let changed: Vec<Ratio> = prior.iter().enumerate().map(changed).collect();
            let mut sum = whole(0);
            for (kinds, of) in &answer.combinations {
                if of.holds == Some(true) {
                    let each = kinds.iter().enumerate().map(|(at, &kind)| {
                        if at == *party { &changed[kind] } else { &posterior(at)[kind] }
                    });
                    sum += each.product::<Ratio>();
                }
            }
            assert_eq!(sum, fraction(1, 2));
        }
        // How far each type goes: the first failing check of its own in the same order.
        for (party, walked) in answer.walked.iter().enumerate() {
            let who = found.parties[party].party;
            for (kind, went) in walked.went.iter().enumerate() {
                let case = case.varied(&variant(party, kind));
                let expected = if by_worths {
                    let valued = valued(&case, &answer.way, Some(&answer.order), 1 << 28).unwrap();
                    let own = valued.worths.parties.iter().position(|&p| p == who).unwrap();
                    let checks = valued.judged.unwrap().walk.checks;
                    let mut failing = checks.iter().filter(|check| !check.slack.holds());
                    failing.find(|check| check.party == own).map(|check| check.at)
                } else {
                    let visits = crate::hold::audit(&case, &answer.way, &answer.order).visits;
                    visits.iter().position(|visit| {
                        let stops = |stand: &crate::hold::Stand| {
                            stand.party == who
                                && stand.has_steps
                                && stand.beside_finish == std::cmp::Ordering::Greater
                        };
                        visit.parties.iter().any(stops)
                    })
                };
                assert_eq!(went.stop.as_ref().map(|stop| stop.at), expected);
                assert_eq!(went.taken, expected.unwrap_or(answer.order.len()));
            }
            let partings = walked.partings.as_ref().unwrap();
            parted += usize::from(!partings.is_empty());
            assert_eq!(partings.len(), walked.holds_after.len());
            let far: Vec<usize> = walked.went.iter().map(|went| went.taken).collect();
            assert_eq!(partings.is_empty(), far.iter().all(|&taken| taken == far[0]));
        }
    }
    assert!(
        held > 150 && failed > 150 && parted > 30 && together > 100 && turned > 30,
        "{held} {failed} {parted} {together} {turned}"
    );
}

#[test]
fn what_is_not_asked() {
    let scenario = read(&[HEAD, TYPES].concat());
    let case = Case::of(&scenario);
    let found = beliefs(&case, AsOf::Latest);
    let ask = |package: &[detente_scenario::OptionId]| prospects(&case, &found, package, 1 << 28);
    assert_eq!(ask(&scenario.status_quo()), Err(Unasked::Nothing));
    let open = vec![detente_scenario::OptionId::new(1); 2];
    assert!(ask(&open).is_ok());
    let rule = "[[rule]]\nforbid = 'gate = open'\nwhy = \"never\"\n";
    let scenario = read(&[HEAD, TYPES, rule].concat());
    let case = Case::of(&scenario);
    assert!(matches!(prospects(&case, &found, &open, 1 << 28), Err(Unasked::Impossible(_))));
    // Too many types to ask for each.
    let mut file = HEAD.to_owned();
    for kind in 0..=MOST_COMBINATIONS {
        write!(file, "[[type.north]]\nid = \"k{kind}\"\nprior = 1\n").unwrap();
    }
    let scenario = read(&file);
    let case = Case::of(&scenario);
    let found = beliefs(&case, AsOf::Latest);
    assert_eq!(prospects(&case, &found, &open, 1 << 28), Err(Unasked::Types(MOST_COMBINATIONS)));
}

#[test]
fn parties_with_many_types_are_looked_at_apart() {
    let mut file = HEAD.to_owned();
    for party in ["north", "south"] {
        for kind in 0..9 {
            write!(file, "[[type.{party}]]\nid = \"k{kind}\"\nprior = 1\n").unwrap();
        }
    }
    let scenario = read(&file);
    let case = Case::of(&scenario);
    let found = beliefs(&case, AsOf::Latest);
    let open = vec![detente_scenario::OptionId::new(1); 2];
    let answer = prospects(&case, &found, &open, 1 << 28).unwrap();
    assert_eq!(answer.combined, Combined::Apart);
    assert_eq!((answer.chances.len(), answer.combinations.len()), (2, 0));
    // Nobody wants anything, so that nobody would rather stop: it holds for certain.
    assert!(answer.chances.iter().flatten().all(|chance| chance.probability.is_one()));
    assert_eq!(answer.order_of, OrderOf::File);
}

/// Many events are counted and not weighed one by one.
#[test]
fn too_much_to_weigh() {
    let mut file = HEAD.to_owned();
    for kind in 0..8 {
        write!(file, "[[type.north]]\nid = \"k{kind}\"\nprior = 1\n").unwrap();
    }
    let likelihood: Vec<String> = (0..8).map(|kind| format!("k{kind} = 0.{}", kind + 1)).collect();
    for event in 0..=MOST_WORK / 64 {
        write!(
            file,
            "[[event]]\nid = \"e{event}\"\ndate = 2020-01-01\nabout = \"north\"\nlikelihood = {{ {} }}\n",
            likelihood.join(", ")
        )
        .unwrap();
    }
    let scenario = read(&file);
    let found = beliefs(&Case::of(&scenario), AsOf::Latest);
    let details = found.parties[0].details.as_ref().unwrap();
    assert!(details.is_cut && details.turns.is_empty() && details.without.is_empty());
    assert_eq!(details.leading, Some(7));
    // The numbers are those of the events joined by hand.
    let hits = (1..=8).map(|tenths| ratio(tenths, 10)).collect::<Vec<_>>();
    let reports = (0..=MOST_WORK / 64).map(|_| Report { origin: 0, hits: hits.clone() }).collect();
    let joined = Joined::new(vec![ratio(1, 8); 8], vec![None], reports).unwrap();
    let expected = joined.grouped().unwrap().posterior().unwrap();
    assert_eq!(found.parties[0].posterior(), Some(expected.as_slice()));
}
