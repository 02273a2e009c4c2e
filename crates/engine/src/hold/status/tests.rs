//! Where deals stand, against their definitions on random scenarios, and on the examples.

use super::super::audit::fault_at;
use super::super::set;
use super::*;
use detente_hold::roadmap::{Check, Setting, Slack, Stage, standing, walk, walk_from};
use detente_hold::{Punishment, Ratio};
use detente_scenario::model::Progress;
use detente_scenario::{PartyId, load};
use std::fmt::Write;

fn read(file: &str) -> Scenario {
    let loaded = load(file.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{file}\n{:?}", loaded.diagnostics))
}

fn example(name: &str) -> Scenario {
    let path = format!("{}/../../examples/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let loaded = load(&std::fs::read(path).unwrap());
    loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn day(text: &str) -> Date {
    detente_scenario::date::parse_date(text).unwrap()
}

fn asked(on: Date) -> Asked {
    Asked { package: None, on: Some(on) }
}

fn found(table: &PackageTable<'_>, asked: &Asked) -> Result<Status, Unclear> {
    status(table, asked, &Wanted::default(), &Limits::default())
}

/// Deals of five steps, each a term of its own, with events within one month. With `values` two parties sign and say what
/// things are worth in ranges; otherwise they have priorities.
fn drawn(random: &mut fastrand::Rng, values: bool) -> Scenario {
    let mut file = "[scenario]\ntitle = \"t\"\n[party]\na = { signs = true, discount = 0.9 }\nb = { signs = true, discount = 0.8 }\n".to_owned();
    let by = |random: &mut fastrand::Rng| {
        ["\"a\"", "\"a\"", "\"b\"", "\"b\"", "[\"a\", \"b\"]"][random.usize(..5)]
    };
    for at in 0..5 {
        let by = by(random);
        writeln!(
            file,
            "[[term]]\nid = \"t{at}\"\nby = {by}\noptions = [\"no\", \"yes\"]\nnow = \"no\""
        )
        .unwrap();
        writeln!(
            file,
            "[[step]]\nid = \"s{at}\"\nby = {by}\nchange = {{ t{at} = \"yes\" }}\nauto = {}",
            random.u8(..4) == 0
        )
        .unwrap();
        if random.bool() {
            writeln!(file, "due = 2020-05-{:02}", random.u8(1..=28)).unwrap();
        }
        if random.bool() {
            writeln!(
                file,
                "detect = [0.{}, 0.9]\nfalse_alarm = 0.0{}",
                random.u8(1..9),
                random.u8(..3)
            )
            .unwrap();
        }
        if random.bool() {
            writeln!(file, "reversal = 0.{}\nlag = {}", random.u8(1..9), random.u8(..3)).unwrap();
        }
        if at > 0 && random.u8(..3) == 0 {
            writeln!(file, "after = \"s{}\"", random.usize(..at)).unwrap();
        }
    }
    if random.bool() {
        let first = random.usize(..4);
        writeln!(
            file,
            "[[bundle]]\nid = \"both\"\nsteps = [\"s{first}\", \"s{}\"]\nescrow = {}",
            first + 1,
            random.bool()
        )
        .unwrap();
    }
    for party in ["a", "b"] {
        for term in 0..5 {
            if values {
                let (low, once) = (random.i8(-4..7), random.u8(..4) == 0);
                let high = low + random.i8(0..3);
                writeln!(file, "[[value.{party}]]\nterm = \"t{term}\"\noptions = {{ yes = [{low}, {high}] }}\nonce = {once}").unwrap();
            } else if random.bool() {
                let (one, other) = (random.usize(..5), random.usize(..5));
                let wants = if random.u8(..6) == 0 { "no" } else { "yes" };
                writeln!(
                    file,
                    "[[priority.{party}]]\nwants = \'t{one} = yes implies t{other} = {wants}\'"
                )
                .unwrap();
            }
        }
    }
    if !values && random.u8(..3) == 0 {
        writeln!(file, "[[rule]]\nrequire = \'t0 = yes implies t1 = yes or t2 = yes\'").unwrap();
    }
    writeln!(file, "[[package]]\nid = \"all\"\nchange = {{ t0 = \"yes\", t1 = \"yes\", t2 = \"yes\", t3 = \"yes\", t4 = \"yes\" }}").unwrap();
    for at in 0..random.usize(1..10) {
        let is = ["done", "done", "inspected", "failed", "undone"][random.usize(..5)];
        writeln!(
            file,
            "[[event]]\nid = \"e{at}\"\ndate = 2020-05-{:02}\nstep = \"s{}\"\nis = \"{is}\"",
            random.u8(1..=15),
            random.usize(..5)
        )
        .unwrap();
    }
    read(&file)
}

/// The last event of a step up to `on`: of the latest day, and of that day the last in the file.
fn last(scenario: &Scenario, step: usize, on: Date) -> Option<&detente_scenario::model::Event> {
    let of = |event: &&detente_scenario::model::Event| {
        event.date <= on && event.progress.is_some_and(|(id, _)| id.index() == step)
    };
    scenario.events.iter().filter(of).max_by_key(|event| event.date)
}

#[test]
fn steps_stand_as_their_last_event_says() {
    let mut random = fastrand::Rng::with_seed(21);
    let (mut overdue, mut late, mut early, mut breaches) = (0, 0, 0, 0);
    for _ in 0..1500 {
        let scenario = drawn(&mut random, true);
        let on = Date::new(2020, 5, random.u8(1..=20)).unwrap();
        let table = PackageTable::build(Case::of(&scenario), &Limits::default()).unwrap();
        let status = found(&table, &asked(on)).unwrap();
        let record = &status.record;
        let up_to: Vec<_> = scenario.events.iter().filter(|event| event.date <= on).collect();
        assert_eq!(record.events.len(), up_to.len());
        assert_eq!(record.later, scenario.events.len() - up_to.len());
        for (step, of) in record.steps.iter().enumerate() {
            let last = last(&scenario, step, on);
            let standing = match last.and_then(|event| event.progress).map(|(_, is)| is) {
                None => Standing::Open,
                Some(Progress::Done) => Standing::Done,
                Some(Progress::Inspected) => Standing::Inspected,
                Some(Progress::Failed) => Standing::Failed,
                Some(Progress::Undone) => Standing::Undone,
            };
            assert_eq!(of.standing, standing);
            assert_eq!(of.event.map(|at| &scenario.events[at].id), last.map(|event| &event.id));
            let is_in_force = matches!(standing, Standing::Done | Standing::Inspected);
            assert_eq!(record.in_force & (1 << step) != 0, is_in_force);
            // It was first taken after the last time it was found to be a sham.
            let own: Vec<(Date, usize, Progress)> = {
                let of = |(at, event): (usize, &detente_scenario::model::Event)| {
                    let (id, is) = event.progress?;
                    (id.index() == step && event.date <= on).then_some((event.date, at, is))
                };
                let mut own: Vec<_> = scenario.events.iter().enumerate().filter_map(of).collect();
                own.sort();
                own
            };
            let sham = own.iter().rposition(|(_, _, is)| *is == Progress::Failed);
            let mut since = own[sham.map_or(0, |at| at + 1)..].iter();
            let taken = since.find(|(_, _, is)| matches!(is, Progress::Done | Progress::Inspected));
            let due = scenario.steps[step].due;
            let days = |due: Date, then: Date| i64::from(then.day()) - i64::from(due.day());
            let after = |then: Date| due.map(|due| days(due, then));
            assert_eq!(of.late, taken.and_then(|taken| after(taken.0)).filter(|days| *days > 0));
            let open = if taken.is_none() { after(on) } else { None };
            assert_eq!(of.overdue, open.filter(|days| *days > 0));
            assert_eq!(of.left, open.filter(|days| *days <= 0).map(|days| -days));
            overdue += usize::from(of.overdue.is_some());
            late += usize::from(of.late.is_some());
        }
        for (at, happening) in record.events.iter().enumerate() {
            let (event, did) = (&scenario.events[happening.event], happening.did.unwrap());
            assert!(at == 0 || scenario.events[record.events[at - 1].event].date <= event.date);
            let comes = did.after.is_in_force() && !did.before.is_in_force();
            // What had to come first was not in force at the end of the day.
            let missing = scenario.steps[did.step].after.iter().filter(|before| {
                let then = record::record(&scenario, &status.way, event.date).in_force;
                then & (1 << before.index()) == 0
            });
            let missing = set(missing.map(|before| before.index()));
            assert_eq!(did.early, if comes { missing } else { 0 });
            early += usize::from(did.early != 0);
        }
        // The first event that put a step out of force for good.
        let fallen = |step: usize| {
            matches!(record.steps[step].standing, Standing::Failed | Standing::Undone)
        };
        assert_eq!(status.breach.is_some(), (0..5).any(fallen));
        if let Some(breach) = &status.breach {
            let did = record.events[breach.at].did.unwrap();
            assert!(fallen(breach.step) && did.step == breach.step);
            assert_eq!(breach.by, status.way.steps[breach.step].by);
            for (step, of) in record.steps.iter().enumerate().filter(|(step, _)| fallen(*step)) {
                let own = |happening: &Happening| {
                    happening.did.is_some_and(|did| did.step == step && did.after.is_in_force())
                };
                let back = record.events.iter().rposition(own);
                assert!(back.is_none_or(|back| back < record.events.len()) && of.event.is_some());
                assert!(breach.at <= back.map_or(breach.at, |back| breach.at.max(back + 1)));
            }
            breaches += 1;
        }
        for due in &status.inspections {
            assert_eq!(record.steps[due.step].standing, Standing::Done);
            assert!(scenario.steps[due.step].checking.detect.is_some());
        }
    }
    let seen = [overdue, late, early, breaches];
    assert!(seen.iter().all(|count| *count > 200), "{seen:?}");
}

/// Every way on from `done`, as masks, with what had to come first only asked of what is still to come.
fn ways_on(way: &Way, done: u32, stages: &[u32]) -> Vec<Vec<u32>> {
    if done == way.whole() {
        return vec![Vec::new()];
    }
    let mut ways = Vec::new();
    for &stage in stages.iter().filter(|&&stage| stage & done == 0) {
        if members(stage).all(|s| way.steps[s].after & !(done | stage) == 0) {
            for rest in ways_on(way, done | stage, stages) {
                ways.push([vec![stage], rest].concat());
            }
        }
    }
    ways
}

#[test]
fn ways_on_by_ranks_are_those_of_all_orders_followed_one_by_one() {
    let mut random = fastrand::Rng::with_seed(22);
    let (mut some, mut none, mut bundled, mut unsafe_here) = (0, 0, 0, 0);
    for _ in 0..600 {
        let scenario = drawn(&mut random, false);
        let on = Date::new(2020, 5, random.u8(5..=20)).unwrap();
        let table = PackageTable::build(Case::of(&scenario), &Limits::default()).unwrap();
        let Ok(status) = found(&table, &asked(on)) else { panic!("five steps in one package") };
        let (case, way, done) = (table.case(), &status.way, status.record.in_force);
        let fault = |state: u32| fault_at(case, &visit(case, way, state));
        assert_eq!(status.fault, fault(done));
        unsafe_here += usize::from(status.fault.is_some());
        let ahead = status.ahead.unwrap();
        let states = |order: &[u32]| -> Vec<u32> {
            let mut state = done;
            order
                .iter()
                .map(|stage| {
                    state |= stage;
                    state
                })
                .collect()
        };
        let singles: Vec<u32> = (0..5).map(|s| 1 << s).collect();
        let bundles = way.bundles.iter().map(|bundle| bundle.steps);
        let mixed: Vec<u32> = bundles.chain(singles.iter().copied()).collect();
        let count = |all: &[Vec<u32>]| {
            let passes = |exposed: bool| {
                let fine = |state: u32| match fault(state) {
                    None => true,
                    Some(Fault::Exposed(_)) => exposed,
                    Some(_) => false,
                };
                all.iter().filter(|order| states(order).into_iter().all(fine)).count() as u128
            };
            super::super::Count {
                total: all.len() as u128,
                quit_proof: passes(true),
                safe: passes(false),
            }
        };
        let (one, both) = (ways_on(way, done, &singles), ways_on(way, done, &mixed));
        assert_eq!(ahead.single, count(&one), "{scenario:?}");
        let left = way.bundles.iter().any(|bundle| bundle.steps & done == 0);
        assert_eq!(ahead.mixed.is_some(), left);
        assert_eq!(ahead.mixed.unwrap_or(ahead.single), count(&both));
        for order in &ahead.best {
            assert!(both.contains(order));
            assert!(states(order).into_iter().all(|state| fault(state).is_none()));
        }
        assert_eq!(ahead.best.is_empty(), count(&both).safe == 0);
        for failure in &ahead.failures {
            assert_eq!(Some(failure.fault), fault(failure.visit.done));
            let first = |order: &&Vec<u32>| {
                states(order).into_iter().find(|&state| fault(state).is_some())
                    == Some(failure.visit.done)
            };
            let from = if count(&both).safe == 0 && left { &both } else { &one };
            assert_eq!(failure.orders, from.iter().filter(first).count() as u128);
        }
        // What can come next is what some way on begins with.
        let mut next: Vec<u32> = ahead.next.iter().map(|next| next.steps).collect();
        for next in &ahead.next {
            assert_eq!(next.fault, fault(done | next.steps));
        }
        next.sort_unstable();
        let mut begins: Vec<u32> = both.iter().filter_map(|order| order.first().copied()).collect();
        begins.sort_unstable();
        begins.dedup();
        assert_eq!(next, begins);
        some += usize::from(ahead.single.safe > 0 && done != way.whole());
        none += usize::from(count(&both).safe == 0);
        bundled += usize::from(count(&both).safe > ahead.single.safe);
    }
    let seen = [some, none, bundled, unsafe_here];
    assert!(seen.iter().all(|count| *count > 20), "{seen:?}");
}

#[test]
fn checks_by_worths_are_those_of_an_order_through_the_state() {
    let mut random = fastrand::Rng::with_seed(23);
    let (mut compared, mut ranged, mut leaving) = (0, 0, 0);
    for _ in 0..500 {
        let scenario = drawn(&mut random, true);
        let on = Date::new(2020, 5, random.u8(3..=20)).unwrap();
        let table = PackageTable::build(Case::of(&scenario), &Limits::default()).unwrap();
        let status = found(&table, &asked(on)).unwrap();
        let (way, done) = (&status.way, status.record.in_force);
        let amounts = status.amounts.unwrap();
        let deal = &amounts.worths.deal;
        let setting = Setting::of(deal, Punishment::Credible).unwrap();
        let checks: Vec<Check> = amounts
            .keep
            .iter()
            .chain(amounts.next.iter().flat_map(|next| &next.checks))
            // What tempts at the low ends only is no check in the middle.
            .filter(|tested| tested.slack[1] != Slack::Free)
            .map(|tested| tested.check.clone())
            .collect();
        leaving += amounts.leaving.len();
        // An order that passes through the state, where there is one.
        let is_closed = members(done).all(|s| way.steps[s].after & !done == 0);
        let singles: Vec<u32> = (0..5).map(|s| 1 << s).collect();
        if is_closed && done != way.whole() {
            let mut order: Vec<Stage> = Vec::new();
            let mut taken = 0_u32;
            while taken != way.whole() {
                let within = if done & !taken == 0 { way.whole() } else { done };
                let ready: Vec<usize> = members(within & !taken)
                    .filter(|&s| deal.steps[s].after.iter().all(|&b| taken & (1 << b) != 0))
                    .collect();
                let step = ready[random.usize(..ready.len())];
                order.push(Stage::Step(step));
                taken |= 1 << step;
            }
            let at = members(done).count();
            let walk = walk(&setting, &order).unwrap();
            for (i, stake) in walk.stakes[at].iter().enumerate() {
                assert_eq!(amounts.stakes[i].middle, *stake);
            }
            let there = walk.checks.iter().filter(|check| check.at == at);
            for check in there {
                assert!(checks.contains(&Check { at: 0, ..check.clone() }), "{check:?}");
            }
            compared += 1;
        }
        // No way on has more slack than the best, and they are as many as hold.
        let all: Vec<u32> =
            deal.bundles.iter().map(|b| set(b.steps.iter().copied())).chain(singles).collect();
        let stage = |mask: &u32| match members(*mask).collect::<Vec<_>>().as_slice() {
            [step] => Stage::Step(*step),
            steps => Stage::Bundle(deal.bundles.iter().position(|b| b.steps == steps).unwrap()),
        };
        let follow = |order: &Vec<u32>| {
            let order: Vec<Stage> = order.iter().map(stage).collect();
            walk_from(&setting, u64::from(done), &order).ok()
        };
        let slacks: Vec<Slack> =
            ways_on(way, done, &all).iter().filter_map(follow).map(|walk| walk.slack).collect();
        let holding = slacks.iter().filter(|slack| slack.holds()).count();
        assert_eq!(amounts.count.unwrap().orders, holding as u128);
        match (&amounts.best, slacks.iter().max()) {
            (Some(best), Some(most)) => assert_eq!(best.walk.slack, *most),
            (None, most) => assert!(done == way.whole() || most == Some(&Slack::Never)),
            (best, most) => panic!("{best:?} {most:?}"),
        }
        ranged += within_the_ranges(&mut random, &amounts, done);
    }
    let seen = [compared, ranged, leaving];
    assert!(seen.iter().all(|count| *count > 100), "{seen:?}");
}

/// Draws worths of one party within its ranges: its checks lie between the ends. How many checks were compared.
fn within_the_ranges(random: &mut fastrand::Rng, amounts: &Amounts, done: u32) -> usize {
    let worths = &amounts.worths;
    let i = random.usize(..worths.parties.len());
    let mut deal = worths.deal.clone();
    for (s, step) in deal.steps.iter_mut().enumerate() {
        let mut draw = |band: &Band| {
            let part = Ratio::new(random.i32(0..=4).into(), 4.into());
            &band.low + part * (&band.high - &band.low)
        };
        step.once[i] = draw(&worths.once[s][i]);
        step.lasting[i] = draw(&worths.lasting[s][i]);
    }
    let setting = Setting::of(&deal, Punishment::Credible).unwrap();
    let here = standing(&setting, u64::from(done));
    let stake = &amounts.stakes[i];
    assert!(stake.low <= here.stakes[i] && here.stakes[i] <= stake.high);
    let checks = here.keep.iter().chain(here.next.iter().flat_map(|(_, checks)| checks));
    let mut compared = 0;
    for check in checks.filter(|check| check.party == i) {
        let of = match check.stage {
            None => &amounts.keep,
            Some(stage) => &amounts.next.iter().find(|next| next.stage == stage).unwrap().checks,
        };
        let alike = |tested: &&Tested| {
            let kinds = (&tested.check.kind, &check.kind);
            tested.party == worths.parties[i]
                && std::mem::discriminant(kinds.0) == std::mem::discriminant(kinds.1)
        };
        let tested = of.iter().find(alike).unwrap();
        assert!(tested.slack[0] <= check.slack && check.slack <= tested.slack[2], "{check:?}");
        compared += 1;
    }
    compared
}

#[test]
fn the_deal_of_2015_on_three_days() {
    let scenario = example("iran-2015");
    let on = |day: Date| {
        let signers = scenario.signers();
        let case = Case::new(&scenario, AsOf::On(day), signers, Vec::new());
        assert_eq!(case.off, [], "a line that rests on nothing known then");
        let table = PackageTable::build(case, &Limits::default()).unwrap();
        found(&table, &asked(day)).unwrap()
    };
    let party = |id: &str| scenario.parties.iter().position(|p| p.id == id).map(PartyId::new);
    let name = |status: &Status, step: usize| {
        scenario.step(status.way.steps[step].step.unwrap()).id.clone()
    };
    let first = on(day("2016-01-16"));
    assert_eq!((first.record.done(), first.way.steps.len()), (7, 7));
    assert_eq!(first.inspections.len(), 1);
    assert_eq!(name(&first, first.inspections[0].step), "open-sites");
    assert!(first.breach.is_none() && first.fault.is_none());
    assert!(first.amounts.unwrap().leaving.iter().all(|leaving| !leaving.is_in_the_middle()));
    // The step that was taken back, what falls back by itself, and who would answer.
    let second = on(day("2018-05-08"));
    assert_eq!(second.record.done(), 6);
    let breach = second.breach.clone().unwrap();
    assert_eq!(name(&second, breach.step), "waive-us-sanctions");
    assert_eq!(breach.by, [party("us").unwrap()]);
    let automatic = breach.before & !second.way.lasting();
    assert_eq!(
        members(automatic).map(|s| name(&second, s)).collect::<Vec<_>>(),
        ["end-un-sanctions"]
    );
    let answers = breach.breakdown.unwrap().answers;
    let answers: Vec<String> = answers.iter().map(|(step, _)| name(&second, *step)).collect();
    assert!(answers.contains(&"open-sites".to_owned()), "{answers:?}");
    assert!(!answers.contains(&"fill-arak".to_owned()), "{answers:?}");
    assert!(breach.since.is_empty());
    let third = on(day("2019-11-06"));
    let since: Vec<String> = third
        .breach
        .as_ref()
        .unwrap()
        .since
        .iter()
        .map(|&at| {
            let did = third.record.events[at].did.unwrap();
            name(&third, did.step)
        })
        .collect();
    assert_eq!(since, ["ship-stock", "store-centrifuges"]);
}

#[test]
fn what_is_due_and_was_never_done() {
    let scenario = example("six-party-2007");
    let table = PackageTable::build(Case::of(&scenario), &Limits::default()).unwrap();
    let status = found(&table, &asked(day("2008-03-01"))).unwrap();
    let of = |id: &str| {
        let is = |step: &crate::hold::WayStep| {
            step.step.is_some_and(|step| scenario.step(step).id == id)
        };
        status.record.steps[status.way.steps.iter().position(is).unwrap()]
    };
    assert_eq!(of("declare").overdue, Some(61));
    assert_eq!(of("shut-down").late, Some(91));
    assert_eq!(of("free-accounts").late, Some(102));
    assert_eq!(of("delist").left, Some(163));
    assert_eq!(status.record.due_next().count_ones(), 1);
}

/// Two packages on the way to each other.
const TWO: &str = "[scenario]\ntitle = \"t\"\n[party]\na = { signs = true }\nb = { signs = true }\n\
    [[term]]\nid = \"x\"\nby = \"a\"\noptions = [\"no\", \"yes\"]\nnow = \"no\"\n\
    [[term]]\nid = \"y\"\nby = \"b\"\noptions = [\"no\", \"yes\"]\nnow = \"no\"\n\
    [[term]]\nid = \"z\"\nby = \"b\"\noptions = [\"no\", \"yes\"]\nnow = \"no\"\n\
    [[priority.a]]\nwants = \'y = yes\'\n[[priority.b]]\nwants = \'x = yes\'\n\
    [[step]]\nid = \"sx\"\nby = \"a\"\nchange = { x = \"yes\" }\n\
    [[step]]\nid = \"sy\"\nby = \"b\"\nchange = { y = \"yes\" }\nauto = true\n\
    [[step]]\nid = \"sz\"\nby = \"b\"\nchange = { z = \"yes\" }\n";

#[test]
fn the_package_is_the_one_with_every_step_that_events_speak_of() {
    let packages = "[[package]]\nid = \"wide\"\nchange = { x = \"yes\", y = \"yes\" }\n[[package]]\nid = \"small\"\nchange = { x = \"yes\" }\n";
    let event = |step: &str, date: &str| {
        format!("[[event]]\nid = \"e-{step}\"\ndate = {date}\nstep = \"{step}\"\nis = \"done\"\n")
    };
    let of = |more: String, asked: &Asked| {
        let scenario = read(&format!("{TWO}{more}"));
        let table = PackageTable::build(Case::of(&scenario), &Limits::default()).unwrap();
        found(&table, asked)
    };
    let named = |status: Result<Status, Unclear>| {
        let chosen = status.unwrap().chosen;
        (chosen.named.map(NamedId::index), chosen.others.len(), chosen.is_given)
    };
    let last = Asked::default();
    assert_eq!(of(packages.to_owned(), &last), Err(Unclear::NoEvent));
    // Both have the step: the one with fewer steps, and the other is told.
    let one = format!("{packages}{}", event("sx", "2020-05-01"));
    assert_eq!(named(of(one.clone(), &last)), (Some(1), 1, false));
    let two = format!("{one}{}", event("sy", "2020-05-02"));
    let status = of(two.clone(), &last).unwrap();
    assert_eq!((status.on, status.is_last_event), (day("2020-05-02"), true));
    assert_eq!(named(Ok(status)), (Some(0), 0, false));
    // What happens later is not used.
    assert_eq!(named(of(two.clone(), &asked(day("2020-05-01")))), (Some(1), 1, false));
    let stray = format!("{two}{}", event("sz", "2020-05-03"));
    assert_eq!(of(stray.clone(), &last), Err(Unclear::Stray(StepId::new(2))));
    let apart = format!("{stray}[[package]]\nid = \"other\"\nchange = {{ z = \"yes\" }}\n");
    assert_eq!(of(apart, &last), Err(Unclear::Apart(NamedId::new(0), StepId::new(2))));
    assert_eq!(of(event("sx", "2020-05-01"), &last), Err(Unclear::NoPackage));
    // A package that is said need not have all of them; what is elsewhere is told.
    let yes = detente_scenario::OptionId(1);
    let no = detente_scenario::OptionId(0);
    let given = Asked { package: Some(vec![yes, no, no]), on: None };
    let status = of(stray, &given).unwrap();
    assert_eq!((status.way.steps.len(), status.record.done()), (1, 1));
    let elsewhere = status.record.events.iter().filter(|event| event.elsewhere.is_some());
    assert_eq!(elsewhere.count(), 2);
    assert_eq!(named(Ok(status)), (Some(1), 0, true));
}

#[test]
fn a_sham_by_ranks() {
    let more = "[[package]]\nid = \"wide\"\nchange = { x = \"yes\", y = \"yes\" }\n\
        [[event]]\nid = \"one\"\ndate = 2020-05-01\nstep = \"sy\"\nis = \"done\"\n\
        [[event]]\nid = \"two\"\ndate = 2020-05-02\nstep = \"sx\"\nis = \"done\"\n\
        [[event]]\nid = \"three\"\ndate = 2020-05-02\nstep = \"sx\"\nis = \"failed\"\n";
    let scenario = read(&format!("{TWO}{more}"));
    let table = PackageTable::build(Case::of(&scenario), &Limits::default()).unwrap();
    let status = found(&table, &Asked::default()).unwrap();
    let breach = status.breach.unwrap();
    assert!(breach.is_sham && breach.breakdown.is_none() && breach.loss.is_empty());
    assert_eq!((breach.by.len(), breach.before, breach.at), (1, 0b10, 2));
    // The other step falls back by itself, so nothing is left.
    assert_eq!(breach.visit.left, scenario.status_quo());
    assert_eq!(status.record.ever, 0b10);
    // Taken at last, it is no breach any more.
    let again = "[[event]]\nid = \"four\"\ndate = 2020-05-02\nstep = \"sx\"\nis = \"done\"\n";
    let scenario = read(&format!("{TWO}{more}{again}"));
    let table = PackageTable::build(Case::of(&scenario), &Limits::default()).unwrap();
    let status = found(&table, &Asked::default()).unwrap();
    assert!(status.breach.is_none());
    assert_eq!(status.record.done(), 2);
}

#[test]
fn nothing_is_known_before_it_happened() {
    let scenario = read(&format!(
        "{TWO}[[package]]\nid = \"small\"\nchange = {{ x = \"yes\" }}\n[[event]]\nid = \"e\"\ndate = 2020-05-04\nstep = \"sx\"\nis = \"done\"\n"
    ));
    let early = AsOf::On(day("2020-05-03"));
    let case = Case::new(&scenario, early, scenario.signers(), Vec::new());
    let table = PackageTable::build(case, &Limits::default()).unwrap();
    assert_eq!(
        found(&table, &Asked::default()),
        Err(Unclear::NothingYet(early, day("2020-05-04")))
    );
    let status = found(&table, &asked(day("2020-05-03"))).unwrap();
    assert_eq!((status.record.done(), status.record.later), (0, 1));
}
