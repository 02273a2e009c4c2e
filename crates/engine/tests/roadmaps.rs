//! Numbers of roadmaps that can be checked by hand, through a scenario file.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

use detente_engine::hold::valued::{Valued, valued};
use detente_engine::hold::{Wanted, Way, hold};
use detente_engine::{Case, Limits, PackageTable};
use detente_hold::Ratio;
use detente_hold::exact::{ratio, whole};
use detente_hold::inspection::plan::Answer;
use detente_hold::roadmap::Slack;
use detente_hold::roadmap::none::{Certificate, Existence};
use detente_scenario::{AsOf, Scenario, load};

fn scenario(text: &str) -> Scenario {
    let loaded = load(text.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn example() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/declaration.toml");
    std::fs::read_to_string(path).unwrap()
}

fn answer(scenario: &Scenario) -> Valued {
    let case = Case::new(scenario, AsOf::Latest, scenario.signers(), Vec::new());
    let way = Way::to(scenario, &scenario.packages[0].package).unwrap();
    valued(&case, &way, None, 1 << 28).unwrap()
}

/// The declaration costs 3 and 5 is at stake: 3/8 is needed and 1/4 there. 8 of 60 items find 4 with 0.9 each with 0.408.
#[test]
fn the_list_needs_three_eighths() {
    let scenario = scenario(&example());
    let found = answer(&scenario);
    assert!(
        matches!(&found.existence, Existence::None(why) if matches!(why[0], Certificate::Never { step: 0, .. }))
    );
    let judged = found.judged.as_ref().unwrap();
    assert_eq!(judged.walk.slack, Slack::By(whole(5) - whole(3) * ratio(3, 4) / ratio(1, 4)));
    let check = &found.checks[0];
    assert_eq!(check.needed[1], Some(ratio(3, 8)));
    // 3/4 of the shams pass, of those 19/20 a month: (19/20)^3 > 5/6 > (19/20)^4.
    assert_eq!(check.wait, Some(4));
    let repairs = found.repairs.as_ref().unwrap();
    let raised = repairs.inspection.as_ref().unwrap();
    assert_eq!(raised.detection[0], Some(ratio(3, 8)));
    let [(0, Some(Answer::Enough(plan)))] = repairs.plans.as_slice() else {
        panic!("{:?}", repairs.plans)
    };
    assert_eq!((plan.inspected, plan.rounds), (8, 1));
    assert_eq!(repairs.bond.as_ref().unwrap().uniform, whole(4));
    assert_eq!(repairs.transfers.as_ref().unwrap().total, whole(4));
    assert_eq!(
        repairs.parts.iter().map(|parts| (parts.step, parts.parts)).collect::<Vec<_>>(),
        [(0, 2)]
    );
    let failing = found.failing.as_ref().unwrap();
    assert_eq!(failing.conflict.as_ref().unwrap().len(), 1);
}

/// A breach brings 2 and costs 6: b = 3 in 8 periods, and sites of 2, 3/2 and 1 against 6.
#[test]
fn a_plant_is_watched_over_time_and_place() {
    let scenario = scenario(&example());
    let found = answer(&scenario);
    let watched = &found.watches[0];
    assert_eq!((&watched.gain.middle, &watched.loss.middle), (&whole(2), &whole(6)));
    let visits = watched.visits.as_ref().unwrap();
    assert_eq!((visits.needed[1], visits.needed_observed), (Some(2), Some(8)));
    let given = visits.given.as_ref().unwrap();
    assert_eq!((&given.hidden, &given.observed), (&whole(0), &Some(ratio(21, 61) * whole(2))));
    // (8, 2) of Dresher's game: (v(7,2) + 1) / (v(7,2) + 2 − v(7,1)).
    let first = (ratio(-15, 29) + whole(1)) / (ratio(-15, 29) + whole(2) - ratio(-3, 4));
    assert_eq!(given.first, Some(first));
    let teams = watched.teams.as_ref().unwrap();
    let spread = teams.deterring.as_ref().unwrap();
    assert_eq!(spread.coverage, [ratio(2, 8), ratio(3, 15), ratio(1, 7)]);
    assert_eq!(spread.spent, spread.coverage.iter().sum::<Ratio>());
    assert!(teams.given.as_ref().unwrap().height < whole(0));
}

/// With what the inspection finds the list can be trusted, and the clock agrees.
#[test]
fn an_inspected_list_holds() {
    let text = example().replace("detect = 0.25", "detect = 0.5");
    let scenario = scenario(&text);
    let found = answer(&scenario);
    assert!(matches!(found.existence, Existence::Holds(_)));
    assert!(found.failing.is_none() && found.repairs.is_none());
    let judged = found.judged.as_ref().unwrap();
    let timed = judged.clocked.timed.as_ref().unwrap();
    assert!(timed.slack.holds() && !judged.clocked.differs(true));
    assert_eq!(timed.survival, whole(1));
    assert!(judged.stress.as_ref().unwrap().iter().flatten().all(|change| change.check.is_some()));
}

/// Where orders are too many to count by ranks, worths still answer, and say what is not decided.
#[test]
fn beyond_what_can_be_counted_worths_still_answer() {
    use std::fmt::Write;
    let file = |cost: i64| {
        let mut file =
            "[scenario]\ntitle = \"t\"\n[party]\na = { signs = true }\nb = { signs = true }\n"
                .to_owned();
        let mut change = Vec::new();
        for at in 0..28 {
            let (by, other) = if at % 2 == 0 { ("a", "b") } else { ("b", "a") };
            writeln!(
                file,
                "[[term]]\nid = \"t{at}\"\nby = \"{by}\"\noptions = [\"x\", \"y\"]\nnow = \"x\""
            )
            .unwrap();
            writeln!(file, "[[value.{by}]]\nterm = \"t{at}\"\noptions = {{ y = -{cost} }}")
                .unwrap();
            writeln!(
                file,
                "[[value.{other}]]\nterm = \"t{at}\"\noptions = {{ y = {} }}",
                2 + at % 3
            )
            .unwrap();
            change.push(format!("t{at} = \"y\""));
        }
        writeln!(file, "[[package]]\nid = \"all\"\nchange = {{ {} }}", change.join(", ")).unwrap();
        file
    };
    for (cost, holds) in [(1, true), (9, false)] {
        let scenario = scenario(&file(cost));
        let case = Case::new(&scenario, AsOf::Latest, scenario.signers(), Vec::new());
        let table = PackageTable::unlisted(case);
        let way = Way::to(&scenario, &scenario.packages[0].package).unwrap();
        let limits = Limits { memory: 1 << 26, ..Limits::default() };
        let found = hold(&table, way, None, &Wanted::default(), &limits);
        assert!(found.refused.is_some() && found.roadmaps.orders.is_none());
        let worths = found.worths.unwrap();
        match worths.existence {
            Existence::Holds(_) => assert!(holds),
            Existence::None(why) => assert!(!holds && !why.is_empty()),
            other => panic!("{other:?}"),
        }
    }
}

/// `holds` is what `hold` says of every package: by worths, in brute force over all orders of single steps and bundles.
#[test]
fn the_column_agrees_with_every_order_walked() {
    use detente_hold::roadmap::{Setting, Stage, walk};
    use detente_hold::{Deal, Punishment};
    use std::fmt::Write;
    fn some_order(setting: &Setting<'_>, taken: &mut Vec<Stage>, done: u32) -> bool {
        let deal: &Deal = setting.deal;
        if done.count_ones() as usize == deal.steps.len() {
            return walk(setting, taken).unwrap().holds();
        }
        let singles = (0..deal.steps.len()).map(Stage::Step);
        let stages = singles.chain((0..deal.bundles.len()).map(Stage::Bundle));
        stages.into_iter().any(|stage| {
            let steps = stage.steps(deal);
            let next = steps.iter().fold(done, |next, s| next | 1 << s);
            let is_free = steps.iter().all(|s| done & (1 << s) == 0);
            let is_ready =
                steps.iter().all(|&s| deal.steps[s].after.iter().all(|a| next & (1 << a) != 0));
            if !is_free || !is_ready {
                return false;
            }
            taken.push(stage);
            let found = some_order(setting, taken, next);
            taken.pop();
            found
        })
    }
    let mut random = fastrand::Rng::with_seed(77);
    let mut seen = [0; 2];
    for _ in 0..60 {
        let mut file =
            "[scenario]\ntitle = \"t\"\n[party]\na = { signs = true }\nb = { signs = true }\n"
                .to_owned();
        for at in 0..4 {
            let (by, other) = if at % 2 == 0 { ("a", "b") } else { ("b", "a") };
            writeln!(
                file,
                "[[term]]\nid = \"t{at}\"\nby = \"{by}\"\noptions = [\"x\", \"y\"]\nnow = \"x\""
            )
            .unwrap();
            writeln!(
                file,
                "[[value.{by}]]\nterm = \"t{at}\"\noptions = {{ y = -{} }}",
                random.u8(1..5)
            )
            .unwrap();
            writeln!(
                file,
                "[[value.{other}]]\nterm = \"t{at}\"\noptions = {{ y = {} }}",
                random.u8(1..7)
            )
            .unwrap();
            let (reversal, detect) = (random.u8(0..=4), random.u8(1..=4));
            write!(file, "[[step]]\nid = \"s{at}\"\nby = \"{by}\"\nchange = {{ t{at} = \"y\" }}\nreversal = 0.{}\n", reversal * 2).unwrap();
            if random.bool() {
                writeln!(file, "detect = 0.{}", detect * 2).unwrap();
            }
        }
        file.push_str("[[bundle]]\nid = \"both\"\nsteps = [\"s0\", \"s1\"]\n");
        let scenario = scenario(&file);
        let case = || Case::new(&scenario, AsOf::Latest, scenario.signers(), Vec::new());
        let table = PackageTable::build(case(), &Limits::default()).unwrap();
        let query = "count packages with holds";
        let mut found = Vec::new();
        let names = detente_scenario::Names::of(&scenario);
        let query = detente_scenario::parse_query(
            query,
            &detente_scenario::Origin::exact(0),
            &names,
            &mut found,
        )
        .unwrap();
        let holding = detente_engine::ask::ask(&table, &query);
        let mut count = 0_usize;
        for row in 0..table.rows().len() {
            let package = table.rows().package(row);
            let way = Way::to(&scenario, &package).unwrap();
            let loses = scenario
                .party_ids()
                .any(|party| table.verdict(party, &package).in_order == std::cmp::Ordering::Less);
            let worths = detente_engine::hold::worths::step_worths(table.case(), &way).unwrap();
            let setting = Setting::of(&worths.deal, Punishment::Credible).unwrap();
            let holds = !loses && some_order(&setting, &mut Vec::new(), 0);
            seen[usize::from(holds)] += 1;
            count += usize::from(holds);
        }
        assert_eq!(holding.outcome, detente_engine::ask::Outcome::Count(count as u64), "{file}");
    }
    assert!(seen.iter().all(|&seen| seen > 50), "{seen:?}");
}
