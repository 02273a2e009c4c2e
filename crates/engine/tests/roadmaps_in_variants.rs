//! Roadmaps in every one-line variant: the definition against what is found faster, on random scenarios.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

use detente_engine::hold::valued::{Depth, valued_to};
use detente_engine::hold::{Wanted, Way, accepted, carried, of_named, order_to_judge, roadmaps};
use detente_engine::robust::{Effort, Level, Value, bearings, party_of, robust, variants};
use detente_engine::{Case, Limits, PackageTable};
use detente_hold::Punishment;
use detente_hold::roadmap::none::Existence;
use detente_hold::roadmap::ranges::Input;
use detente_hold::roadmap::{Setting, walk};
use detente_scenario::{NamedId, Scenario, load};
use std::fmt::Write;

/// A scenario of four terms, some with steps and bundles; the parties have priorities, or say what things are worth.
fn drawn(random: &mut fastrand::Rng, has_values: bool) -> Scenario {
    let mut file =
        "[scenario]\ntitle = \"t\"\n[party]\na = { signs = true }\nb = { signs = true }\nc = {}\n"
            .to_owned();
    for (at, by) in ["\"a\"", "\"b\"", "[\"a\", \"b\"]", "\"b\""].iter().enumerate() {
        writeln!(
            file,
            "[[term]]\nid = \"t{at}\"\nby = {by}\noptions = [\"x\", \"y\", \"z\"]\nnow = \"x\""
        )
        .unwrap();
    }
    let condition = |random: &mut fastrand::Rng| {
        let comparison = ["=", ">=", "<", "!="][random.usize(..4)];
        let option = ["x", "y", "z"][random.usize(..3)];
        format!("t{} {comparison} {option}", random.usize(..4))
    };
    if random.bool() {
        let (a, b) = (condition(random), condition(random));
        writeln!(file, "[[rule]]\nrequire = '{a} or {b} or t0 = x'").unwrap();
    }
    for party in ["a", "b", "c"] {
        for at in 0..random.usize(2..5) {
            if has_values {
                let (low, more) = (random.i32(-6..7), random.i32(0..4));
                let option = ["y", "z"][random.usize(..2)];
                writeln!(
                    file,
                    "[[value.{party}]]\nwhen = 't{at} = {option}'\nworth = [{low}, {}]",
                    low + more,
                    at = at % 4,
                )
                .unwrap();
            } else {
                let (a, b) = (condition(random), condition(random));
                writeln!(file, "[[priority.{party}]]\nwants = '{a} implies {b}'").unwrap();
            }
        }
    }
    for (at, by) in [(0, "a"), (1, "b")].into_iter().take(random.usize(..3)) {
        let auto = random.bool();
        writeln!(
            file,
            "[[step]]\nid = \"s{at}\"\nby = \"{by}\"\nchange = {{ t{at} = \"y\" }}\nauto = {auto}\ndetect = [0.5, 0.9]"
        )
        .unwrap();
        if at == 1 {
            file.push_str("[[bundle]]\nid = \"both\"\nsteps = [\"s0\", \"s1\"]\n");
        }
    }
    for at in 0..4 {
        let change = |term: usize| {
            let option = ["x", "y", "z", "y"][random.usize(..4)];
            (option != "x").then(|| format!("t{term} = \"{option}\""))
        };
        let changes: Vec<String> = (0..4).filter_map(change).collect();
        writeln!(file, "[[package]]\nid = \"p{at}\"\nchange = {{ {} }}", changes.join(", "))
            .unwrap();
    }
    let loaded = load(file.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{file}\n{:?}", loaded.diagnostics))
}

/// Whether some order is safe by ranks: the definition, in the table of the variant.
fn is_safe(table: &PackageTable<'_>, named: NamedId) -> bool {
    let package = &table.scenario().named(named).package;
    let found = roadmaps(table, package, &Wanted::default(), &Limits::default()).unwrap();
    found.orders.is_some_and(|orders| {
        orders.single.safe > 0 || orders.mixed.is_some_and(|mixed| mixed.safe > 0)
    })
}

/// Whether some order holds by worths; nothing if they say nothing.
fn holds(case: &Case<'_>, way: &Way) -> Option<bool> {
    let valued = valued_to(case, way, None, Limits::default().memory, Depth::Verdict).ok()?;
    Some(matches!(valued.existence, Existence::Holds(_)))
}

#[test]
fn verdicts_in_variants_are_those_of_the_variants() {
    let limits = Limits::default();
    let mut random = fastrand::Rng::with_seed(23);
    let (mut compared, mut turned) = ([0, 0], [0, 0]);
    for round in 0..160 {
        let scenario = drawn(&mut random, round % 2 == 0);
        let table = PackageTable::build(Case::of(&scenario), &limits).unwrap();
        let found = robust(&table, &limits, Effort::Quick).unwrap().roadmaps;
        let edits = variants(table.case());
        let tried: Vec<(NamedId, Way)> = accepted(&table);
        assert!(found.untried.is_empty(), "few packages of few steps");
        for (named, way) in &tried {
            let verdict = |level: Level| {
                found.verdicts.iter().find(|verdict| verdict.subject == (*named, level))
            };
            let by_ranks = verdict(Level::Ranks).unwrap();
            assert_eq!(by_ranks.value, Value::Truth(is_safe(&table, *named)));
            let now = holds(table.case(), way);
            let by_worths = verdict(Level::Worths);
            assert_eq!(by_worths.map(|verdict| verdict.value), now.map(Value::Truth));
            for &edit in &edits {
                let varied = table.edited(&[edit], &limits).unwrap();
                let turns = |flips: &[(_, Value)]| {
                    flips.iter().find(|(by, _)| *by == edit).map(|(_, value)| *value)
                };
                let then = Value::Truth(is_safe(&varied, *named));
                let flip = turns(&by_ranks.flips);
                assert_eq!(flip.unwrap_or(by_ranks.value), then, "{edit:?}");
                compared[0] += 1;
                turned[0] += usize::from(flip.is_some());
                if let (Some(by_worths), Some(then)) = (by_worths, holds(varied.case(), way)) {
                    let flip = turns(&by_worths.flips);
                    assert_eq!(flip.unwrap_or(by_worths.value), Value::Truth(then), "{edit:?}");
                    compared[1] += 1;
                    turned[1] += usize::from(flip.is_some());
                }
            }
        }
    }
    assert!(compared[0] > 500 && compared[1] > 200, "{compared:?}");
    assert!(turned[0] > 20 && turned[1] > 20, "{turned:?}");
}

#[test]
fn rules_and_strangers_turn_no_amounts() {
    let limits = Limits::default();
    let mut random = fastrand::Rng::with_seed(29);
    let mut seen = 0;
    for _ in 0..60 {
        let scenario = drawn(&mut random, true);
        let table = PackageTable::build(Case::of(&scenario), &limits).unwrap();
        let found = robust(&table, &limits, Effort::Quick).unwrap().roadmaps;
        let stranger = scenario.party_ids().nth(2);
        let amounts = found.verdicts.iter().filter(|verdict| verdict.subject.1 == Level::Worths);
        for (edit, _) in amounts.flat_map(|verdict| &verdict.flips) {
            let party = party_of(*edit);
            assert!(party.is_some() && party != stranger, "{edit:?}");
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen}");
}

/// A number that turns the verdict within its own range does so when it is put at the end of that range; one that does not, does not.
#[test]
fn numbers_that_reach_beyond_turn_the_order() {
    let limits = Limits::default();
    let mut random = fastrand::Rng::with_seed(31);
    let (mut reaching, mut staying) = (0, 0);
    for _ in 0..150 {
        let scenario = drawn(&mut random, true);
        let table = PackageTable::build(Case::of(&scenario), &limits).unwrap();
        for bearing in bearings(&table, &limits) {
            let valued = &bearing.valued;
            let (worths, judged) = (&valued.worths, valued.judged.as_ref().unwrap());
            let now = judged.walk.holds();
            let holds = |deal: &detente_hold::Deal| {
                let setting = Setting::of(deal, Punishment::Credible).unwrap();
                walk(&setting, &judged.order).unwrap().holds()
            };
            assert_eq!(holds(&worths.deal), now);
            for step in 0..worths.deal.steps.len() {
                for (i, &party) in worths.parties.iter().enumerate() {
                    let band = &worths.lasting[step][i];
                    if band.low == band.high {
                        continue;
                    }
                    let turns = [&band.low, &band.high].into_iter().any(|end| {
                        let mut deal = worths.deal.clone();
                        deal.steps[step].lasting[i] = end.clone();
                        holds(&deal) != now
                    });
                    let number = Input::Lasting { step, party: i };
                    let said = judged.doubts.turning().any(|doubt| doubt.input == number);
                    // Between the ends a verdict may turn and turn back; then only the range says so.
                    assert!(said || !turns, "{step} {party:?}");
                    reaching += usize::from(turns);
                    staying += usize::from(!said);
                }
            }
        }
    }
    assert!(reaching > 20 && staying > 100, "{reaching} {staying}");
}

#[test]
fn the_order_that_is_judged_respects_what_comes_before_what() {
    let limits = Limits::default();
    let mut random = fastrand::Rng::with_seed(37);
    let mut judged = 0;
    for round in 0..100 {
        let scenario = drawn(&mut random, round % 2 == 0);
        let table = PackageTable::build(Case::of(&scenario), &limits).unwrap();
        let found = of_named(&table, &Wanted::default(), &limits);
        let shown = carried(&table, &found, 3, Depth::Everything, &limits);
        let steps: Vec<usize> = accepted(&table).iter().map(|(_, way)| way.steps.len()).collect();
        assert!(steps.is_sorted_by(|a, b| a >= b), "most steps first");
        assert_eq!(shown.len(), steps.len().min(3));
        for of in &shown {
            let (_, answer) = found.iter().find(|(named, _)| *named == of.named).unwrap();
            let answer = answer.as_ref().unwrap();
            let stages = order_to_judge(answer, &of.valued);
            assert_eq!(stages, of.audit.stages);
            let mut done = 0;
            for stage in stages {
                assert_eq!(done & stage, 0);
                done |= stage;
                for (s, step) in answer.way.steps.iter().enumerate() {
                    assert!(done & (1 << s) == 0 || step.after & !done == 0);
                }
            }
            assert_eq!(done, answer.way.whole());
            judged += 1;
        }
    }
    assert!(judged > 50, "{judged}");
}
