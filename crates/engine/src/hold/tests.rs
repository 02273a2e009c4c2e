//! Roadmaps by ranks: the counts of the example, and every order tried on random scenarios.

use super::*;
use crate::table::PackageTable;
use detente_scenario::{AsOf, Scenario, load};

fn hanoi() -> Scenario {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/hanoi-2019.toml");
    let loaded = load(&std::fs::read(path).unwrap());
    loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn masks(way: &Way, scenario: &Scenario, names: &[&str]) -> u32 {
    let place = |name: &str| {
        let is = |step: &WayStep| step.step.is_some_and(|id| scenario.step(id).id == name);
        way.steps.iter().position(is).unwrap_or_else(|| panic!("{name}"))
    };
    set(names.iter().map(|name| place(name)))
}

#[test]
fn the_middle_way_needs_a_bundle() {
    let scenario = hanoi();
    let case = Case::new(&scenario, AsOf::Latest, scenario.signers(), Vec::new());
    let table = PackageTable::build(case, &Limits::default()).unwrap();
    let middle = &scenario.packages.iter().find(|p| p.id == "middle").unwrap().package;
    let found = roadmaps(&table, middle, &Wanted::default(), &Limits::default()).unwrap();
    let (way, orders) = (&found.way, found.orders.unwrap());
    assert_eq!(way.steps.len(), 8);
    assert_eq!((orders.single.quit_proof, orders.single.safe), (672, 0));
    let bundled = orders.bundled.unwrap();
    assert_eq!((bundled.total, bundled.safe), (24, 16));
    assert_eq!(orders.mixed.unwrap().safe, 61);
    let smallest = orders.smallest.unwrap();
    let expected =
        masks(way, &scenario, &["close-yongbyon", "freeze-second-site", "civilian-relief"]);
    assert_eq!((smallest.size, smallest.bundles), (3, vec![expected]));
    // Dropping the steps of the file, each of the ten terms changes by itself.
    let mut bare = scenario.clone();
    (bare.steps, bare.bundles) = (Vec::new(), Vec::new());
    let case = Case::new(&bare, AsOf::Latest, bare.signers(), Vec::new());
    let table = PackageTable::build(case, &Limits::default()).unwrap();
    let found = roadmaps(&table, middle, &Wanted::default(), &Limits::default()).unwrap();
    let orders = found.orders.unwrap();
    assert_eq!((orders.single.quit_proof, orders.single.safe), (7220, 0));
    assert_eq!(orders.bundled, None);
}

/// A scenario of four terms, with priorities drawn by `random`.
fn drawn(random: &mut fastrand::Rng) -> Scenario {
    use std::fmt::Write;
    let mut file =
        "[scenario]\ntitle = \"t\"\n[party]\na = { signs = true }\nb = { signs = true }\nc = {}\n"
            .to_owned();
    for (at, by) in ["\"a\"", "\"b\"", "[\"a\", \"c\"]", "\"c\""].iter().enumerate() {
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
    if random.u8(..3) == 0 {
        let (a, b) = (condition(random), condition(random));
        writeln!(file, "[[rule]]\nrequire = '{a} or {b} or t0 = x'").unwrap();
    }
    for party in ["a", "b", "c"] {
        for _ in 0..random.usize(1..4) {
            let (a, b) = (condition(random), condition(random));
            writeln!(file, "[[priority.{party}]]\nwants = '{a} implies {b}'").unwrap();
        }
    }
    for at in 0..random.usize(..3) {
        let auto = random.bool();
        let (term, other) = (random.usize(..4), random.usize(..4));
        let change = match term == other {
            true => format!("t{term} = \"y\""),
            false => format!("t{term} = \"y\", t{other} = \"z\""),
        };
        let after = if at > 0 && random.bool() { "after = \"s0\"\n" } else { "" };
        writeln!(file, "[[step]]\nid = \"s{at}\"\nby = [\"a\", \"b\", \"c\"]\nchange = {{ {change} }}\nauto = {auto}\n{after}").unwrap();
        if at == 1 {
            file.push_str("[[bundle]]\nid = \"both\"\nsteps = [\"s0\", \"s1\"]\n");
        }
    }
    let loaded = load(file.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{file}\n{:?}", loaded.diagnostics))
}

/// Every order of single steps and bundles that respects what comes before what.
fn all_orders(way: &Way, stages: &[u32]) -> Vec<Vec<u32>> {
    fn go(way: &Way, stages: &[u32], done: u32, taken: &mut Vec<u32>, all: &mut Vec<Vec<u32>>) {
        if done == way.whole() {
            all.push(taken.clone());
            return;
        }
        for &stage in stages.iter().filter(|&&stage| stage & done == 0) {
            let then = done | stage;
            let ready = |s: usize| then & (1 << s) == 0 || way.steps[s].after & !then == 0;
            if (0..way.steps.len()).all(ready) {
                taken.push(stage);
                go(way, stages, then, taken, all);
                taken.pop();
            }
        }
    }
    let mut all = Vec::new();
    go(way, stages, 0, &mut Vec::new(), &mut all);
    all
}

#[test]
fn counts_and_columns_are_those_of_all_orders_followed_one_by_one() {
    let mut random = fastrand::Rng::with_seed(11);
    let (mut safe, mut unsafe_, mut bundled) = (0, 0, 0);
    for _ in 0..300 {
        let scenario = drawn(&mut random);
        let case = Case::of(&scenario);
        let table = PackageTable::build(case.clone(), &Limits::default()).unwrap();
        let column =
            table.column(&detente_scenario::Expr::Predicate(detente_scenario::Predicate::Holds));
        let column = column.unwrap();
        for _ in 0..4 {
            let row = random.usize(..table.rows().len());
            let package = table.rows().package(row);
            let found = roadmaps(&table, &package, &Wanted::default(), &Limits::default()).unwrap();
            let (way, orders) = (&found.way, found.orders.unwrap());
            let singles: Vec<u32> = (0..way.steps.len()).map(|s| 1 << s).collect();
            let passes = |order: &Vec<u32>| audit(&case, way, order).failure.is_none();
            let never_quits = |order: &Vec<u32>| {
                let visits = audit(&case, way, order).visits;
                visits.iter().all(|visit| {
                    let stops = |stand: &Stand| {
                        stand.has_steps && stand.beside_finish == std::cmp::Ordering::Greater
                    };
                    (visit.done == 0 || visit.broken.is_empty()) && !visit.parties.iter().any(stops)
                })
            };
            let all = all_orders(way, &singles);
            let count = |all: &[Vec<u32>]| Count {
                total: all.len() as u128,
                quit_proof: all.iter().filter(|order| never_quits(order)).count() as u128,
                safe: all.iter().filter(|order| passes(order)).count() as u128,
            };
            assert_eq!(orders.single, count(&all), "{scenario:?} {package:?}");
            let bundles = way.bundles.iter().map(|bundle| bundle.steps);
            let mixed: Vec<u32> = bundles.chain(singles).collect();
            let mixed = count(&all_orders(way, &mixed));
            assert_eq!(orders.mixed.unwrap_or(orders.single), mixed);
            assert_eq!(column.get(row), mixed.safe > 0, "{scenario:?} {package:?}");
            safe += usize::from(orders.single.safe > 0 && way.steps.len() > 1);
            unsafe_ += usize::from(orders.single.safe == 0);
            bundled += usize::from(mixed.safe > orders.single.safe);
        }
    }
    assert!(safe > 50 && unsafe_ > 200 && bundled > 3, "{safe} {unsafe_} {bundled}");
}

/// The worked example of a declaration early or late, as a file: A declares and hands over, B gives aid and trade.
fn early_or_late(detect: &str) -> Scenario {
    let file = format!(
        "[scenario]\ntitle = \"t\"\n[party]\na = {{ signs = true, discount = 0.9 }}\nb = {{ signs = true, discount = 0.9 }}\n{}\n\
         [[value.a]]\nterm = \"d\"\noptions = {{ yes = -3 }}\n[[value.a]]\nterm = \"w\"\noptions = {{ yes = -2 }}\n\
         [[value.a]]\nterm = \"r\"\noptions = {{ yes = 4 }}\n[[value.a]]\nterm = \"s\"\noptions = {{ yes = 6 }}\n\
         [[value.b]]\nterm = \"d\"\noptions = {{ yes = 5 }}\n[[value.b]]\nterm = \"w\"\noptions = {{ yes = 4 }}\n\
         [[value.b]]\nterm = \"r\"\noptions = {{ yes = -2 }}\n[[value.b]]\nterm = \"s\"\noptions = {{ yes = 1 }}\n\
         [[step]]\nid = \"D\"\nby = \"a\"\nchange = {{ d = \"yes\" }}\nreversal = 0\ndetect = {detect}\n\
         inspect = {{ items = 100, falsified = 5, rounds = 2 }}\n\
         [[step]]\nid = \"W\"\nby = \"a\"\nchange = {{ w = \"yes\" }}\nreversal = 0\n\
         [[step]]\nid = \"r\"\nby = \"b\"\nchange = {{ r = \"yes\" }}\nreversal = 0\n\
         [[step]]\nid = \"s\"\nby = \"b\"\nchange = {{ s = \"yes\" }}\nreversal = 1\nauto = true\nafter = \"r\"\n\
         [[package]]\nid = \"all\"\nchange = {{ d = \"yes\", w = \"yes\", r = \"yes\", s = \"yes\" }}\n",
        ["d", "w", "r", "s"]
            .map(|id| {
                let by = if id == "d" || id == "w" { "a" } else { "b" };
                format!("[[term]]\nid = \"{id}\"\nby = \"{by}\"\noptions = [\"no\", \"yes\"]\nnow = \"no\"\n")
            })
            .concat(),
    );
    let loaded = load(file.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{file}\n{:?}", loaded.diagnostics))
}

#[test]
fn a_declaration_early_or_late() {
    use detente_hold::exact::{ratio, whole};
    use detente_hold::roadmap::Slack;
    use detente_hold::roadmap::none::Existence;
    for (detect, holding, slack) in [
        ("0.25", 0, whole(-2)),
        ("0.375", 2, whole(0)),
        ("0.5", 7, whole(1)),
        ("0.75", 10, whole(1)),
    ] {
        let scenario = early_or_late(detect);
        let case = Case::of(&scenario);
        let way = Way::to(&scenario, &scenario.packages[0].package).unwrap();
        let found = valued::valued(&case, &way, None, 1 << 30).unwrap();
        assert_eq!(matches!(found.existence, Existence::Holds(_)), holding > 0);
        let judged = found.judged.unwrap();
        assert_eq!(judged.walk.slack, Slack::By(slack), "{detect}");
        let count = found.count.unwrap();
        assert_eq!(count.orders, holding, "{detect}");
        if holding == 0 {
            // D W r s would need 3/8 of a declaration that comes first: an eighth more.
            let inspection = found.repairs.unwrap().inspection.unwrap();
            assert_eq!(inspection.cost, ratio(1, 8));
        }
    }
    // What the declaration needs hangs on when it comes; five of a hundred items falsified, looked at in two rounds.
    let scenario = early_or_late("0.375");
    let way = Way::to(&scenario, &scenario.packages[0].package).unwrap();
    let needed = |order: &[u32]| {
        let found = valued::valued(&Case::of(&scenario), &way, Some(order), 1 << 30).unwrap();
        let check = found.checks.into_iter().find(|check| check.step == 0).unwrap();
        (check.needed[1].clone().unwrap(), check.plan)
    };
    assert_eq!(needed(&[1, 2, 4, 8]).0, ratio(3, 8));
    assert_eq!(needed(&[2, 1, 4, 8]).0, ratio(3, 10));
    assert_eq!(needed(&[2, 4, 1, 8]).0, ratio(1, 2));
    assert_eq!(needed(&[4, 1, 2, 8]).0, ratio(3, 4));
    let plan = needed(&[1, 2, 4, 8]).1.unwrap().middle.unwrap();
    let detente_hold::inspection::plan::Answer::Enough(plan) = plan else { panic!("{plan:?}") };
    assert!(plan.detection >= ratio(3, 8) && plan.rounds <= 2);
}
