//! States with some steps in force, against orders that are followed one by one.

use super::super::none::{Existence, existence_from};
use super::super::scale::{Number, Scaled, all};
use super::super::testing::{Draw, deal, orders};
use super::super::walk::left_by;
use super::*;
use crate::orders::members;
use crate::stakes::{Answered, answer};

/// Deals with and without bundles, several owners and prerequisites.
fn draw(random: &mut fastrand::Rng, case: usize) -> Deal {
    let draw = Draw {
        steps: 4 + case % 2,
        bundles: case % 3,
        shared: if case.is_multiple_of(4) { 40 } else { 0 },
        after: if case.is_multiple_of(5) { 60 } else { 15 },
        gain: 7 + (case % 3) as i64,
        ..Draw::USUAL
    };
    let mut deal = deal(random, draw);
    for step in &mut deal.steps {
        if random.u8(..4) == 0 {
            step.false_alarm = ratio(random.i64(0..=1), 10);
        }
    }
    deal
}

/// Every way on from `start`: each other step once, after those of its prerequisites that are not in force.
fn ways_on(setting: &Setting<'_>, start: u64) -> Vec<Vec<Stage>> {
    let mut ways = Vec::new();
    let mut open = vec![(start, Vec::new())];
    while let Some((done, way)) = open.pop() {
        if done == all(setting.deal.steps.len()) {
            ways.push(way);
            continue;
        }
        for taken in &setting.stages {
            let is_done = |s: usize| done & (1 << s) != 0;
            let is_ready = |s: &usize| {
                !is_done(*s) && setting.deal.steps[*s].after.iter().all(|&before| is_done(before))
            };
            if taken.steps.iter().all(is_ready) {
                let steps = taken.steps.iter().fold(0, |set, s| set | 1_u64 << s);
                let longer: Vec<Stage> = way.iter().copied().chain([taken.stage]).collect();
                open.push((done | steps, longer));
            }
        }
    }
    ways
}

#[test]
fn the_checks_of_a_state_are_those_of_any_order_through_it() {
    let mut random = fastrand::Rng::with_seed(71);
    let (mut states, mut gains) = (0, 0);
    for case in 0..120 {
        let deal = draw(&mut random, case);
        let judged = setting(&deal);
        for order in orders(&judged).into_iter().take(40) {
            let walk = walk(&judged, &order).unwrap();
            let mut done = 0_u64;
            for at in 0..=order.len() {
                let here = standing(&judged, done);
                assert_eq!(here.stakes, walk.stakes[at]);
                let there: Vec<Check> =
                    walk.checks.iter().filter(|c| c.at == at).cloned().collect();
                let next = order.get(at).and_then(|stage| {
                    here.next.iter().find(|(next, _)| next == stage).map(|(_, checks)| checks)
                });
                assert_eq!(next.is_some(), at < order.len());
                let found: Vec<Check> = here
                    .keep
                    .iter()
                    .chain(next.into_iter().flatten())
                    .map(|check| Check { at, ..check.clone() })
                    .collect();
                assert_eq!(found, there);
                // Whoever gains by leaving at once fails a check here: it takes something back, or refuses alone.
                for (i, leaving) in here.leaving.iter().enumerate() {
                    let owns = |s: usize| deal.steps[s].owners.contains(&i);
                    let left = members(all(deal.steps.len()) & !done).any(owns);
                    let keeps = here.keep.iter().find(|check| check.party == i);
                    let fails = keeps.is_some_and(|check| !check.slack.holds())
                        || (left && here.stakes[i] < Ratio::zero());
                    assert_eq!(leaving.is_some(), fails);
                    gains += usize::from(fails);
                }
                for (i, returns) in here.returns.iter().enumerate() {
                    let banked: Ratio = members(done).map(|s| &judged.stakes.banked[i][s]).sum();
                    assert_eq!(*returns, banked >= Ratio::zero());
                }
                states += 1;
                let steps = order.get(at).map(|stage| stage.steps(&deal)).unwrap_or_default();
                done = steps.into_iter().fold(done, |done, s| done | 1 << s);
            }
        }
    }
    assert!(states > 8000 && gains > 2000, "{states} {gains}");
}

#[test]
fn the_best_way_on_is_the_best_of_all_ways_on() {
    let mut random = fastrand::Rng::with_seed(72);
    let (mut holding, mut failing, mut odd, mut none) = (0, 0, 0, 0);
    for case in 0..1200 {
        let deal = draw(&mut random, case);
        let judged = setting(&deal);
        // Whatever is in force, in an order that was allowed or not.
        let start = random.u64(0..=all(deal.steps.len()));
        let lacks = |s: usize| deal.steps[s].after.iter().any(|&before| start & (1 << before) == 0);
        odd += usize::from(members(start).any(lacks));
        let ways = ways_on(&judged, start);
        let slacks: Vec<Slack> =
            ways.iter().map(|way| walk_from(&judged, start, way).unwrap().slack).collect();
        let best = slacks.iter().max().cloned().unwrap_or(Slack::Never);
        for limits in [Limits::default(), Limits { bytes: 1 << 8 }] {
            let found = search_from(&judged, start, &limits);
            if !found.is_best {
                continue;
            }
            match &found.best {
                Some(plan) => {
                    assert_eq!(plan.slack, best, "{deal:?} {start:b}");
                    assert_eq!(walk_from(&judged, start, &plan.order).unwrap().slack, best);
                }
                None => assert_eq!(best, Slack::Never, "{deal:?} {start:b}"),
            }
            assert_eq!(found.verdict == Verdict::Holds, best.holds());
        }
        let existence = existence_from(&deal, start, &Limits::default()).unwrap();
        assert_eq!(matches!(existence, Existence::Holds(_)), best.holds());
        if let Existence::None(_) = existence {
            // Then none holds with reactions that fall back by themselves either.
            let automatic = Setting::of(&deal, Punishment::Automatic).unwrap();
            let holds = |way: &Vec<Stage>| walk_from(&automatic, start, way).unwrap().holds();
            assert!(!ways.iter().any(holds));
            none += 1;
        }
        let count = count_from(&judged, start, &Limits::default()).unwrap();
        let holds = slacks.iter().filter(|slack| slack.holds()).count();
        assert_eq!(count, Count { orders: holds as u128, is_capped: false });
        holding += usize::from(holds > 0);
        failing += usize::from(holds == 0);
    }
    assert!(
        holding > 100 && failing > 300 && odd > 100 && none > 100,
        "{holding} {failing} {odd} {none}"
    );
}

#[test]
fn blocks_know_what_is_held_from_the_start() {
    let mut random = fastrand::Rng::with_seed(73);
    let mut held = 0;
    for case in 0..30 {
        let draw = Draw { steps: 13, after: 15 * (case % 2), bundles: 2, ..Draw::USUAL };
        let deal = deal(&mut random, draw);
        let table = Scaled::of(&setting(&deal)).from(random.u64(1..1 << 3));
        let Scaled::Short(table) = table else { panic!("small numbers") };
        assert!(table.steps < 13 && table.steps >= 10);
        held += usize::from(table.held.iter().any(|cost| *cost < f32::free()));
        compare_blocks(&table);
    }
    assert!(held > 10, "{held}");
}

#[test]
fn a_better_worth_of_its_own_never_makes_a_check_tighter() {
    let mut random = fastrand::Rng::with_seed(74);
    let mut looser = 0;
    for case in 0..400 {
        let deal = draw(&mut random, case);
        let i = random.usize(0..deal.parties);
        let mut better = deal.clone();
        for step in &mut better.steps {
            step.once[i] += ratio(random.i64(0..=2), 2);
            step.lasting[i] += ratio(random.i64(0..=2), 2);
        }
        let (low, high) = (setting(&deal), setting(&better));
        for done in 0..=all(deal.steps.len()) {
            let (low, high) = (standing(&low, done), standing(&high, done));
            let kept = |standing: &Standing| {
                standing.keep.iter().filter(|c| c.party == i).map(|c| c.slack.clone()).min()
            };
            assert!(kept(&low) <= kept(&high), "{deal:?} {i} {done:b}");
            let j = (i + 1) % deal.parties;
            for by in [i, j] {
                let loss = |deal: &Deal| -&breakdown(&setting(deal), done, 0, &[by]).change[i];
                assert!(loss(&deal) <= loss(&better), "{deal:?} {i} {by} {done:b}");
            }
            for ((_, low), (_, high)) in low.next.iter().zip(&high.next) {
                let least = |checks: &[Check]| {
                    let own = checks.iter().filter(|check| check.party == i);
                    own.map(|check| check.slack.clone()).min()
                };
                let (low, high) = (least(low), least(high));
                assert!(low <= high, "{deal:?} {i} {done:b} {low:?} {high:?}");
                looser += usize::from(low < high);
            }
        }
    }
    assert!(looser > 1000, "{looser}");
}

#[test]
fn a_breakdown_leaves_what_is_not_taken_back() {
    let mut random = fastrand::Rng::with_seed(75);
    let (mut answered, mut lost) = (0, 0);
    for case in 0..400 {
        let deal = draw(&mut random, case);
        let judged = setting(&deal);
        let done = random.u64(0..=all(deal.steps.len()));
        let j = random.usize(0..deal.parties);
        let found = breakdown(&judged, done, 0, &[j]);
        // Taking back what pays is what a breakdown does anyhow; taking back anything else costs.
        let own = |s: &usize| deal.steps[*s].owners == [j] && deal.steps[*s].is_revocable();
        let paying = found.revoked.iter().fold(0, |set, s| set | 1_u64 << s);
        let own: u64 = members(done).filter(own).fold(0, |set, s| set | 1 << s);
        assert_eq!(breakdown(&judged, done, paying & own, &[j]).left, found.left);
        let forced = breakdown(&judged, done, own, &[j]);
        assert!(forced.left[j] <= found.left[j]);
        for i in 0..deal.parties {
            let back = |s: usize| &deal.steps[s].once[i] + deal.steps[s].revoked(i);
            let rest: Ratio = members(done & !own).map(|s| left_by(&judged, s, i, j)).sum();
            assert_eq!(forced.left[i], rest + members(own).map(back).sum::<Ratio>());
        }
        for i in 0..deal.parties {
            let left: Ratio = members(done).map(|s| left_by(&judged, s, i, j)).sum();
            assert_eq!(found.left[i], left);
            assert_eq!(found.change[i], left - &judged.stakes.gain[i]);
            lost += usize::from(found.change[i] < Ratio::zero());
        }
        // The breaker's loss is its stake.
        assert_eq!(-&found.change[j], judged.stakes.stake(j, members(done)));
        for s in members(done) {
            let step = &deal.steps[s];
            let taken_back = found.revoked.contains(&s)
                || found.answers.iter().any(|(answered, _)| *answered == s);
            // Nobody but its owners takes a step back, and only what can be.
            assert!(!taken_back || step.is_revocable());
            if !taken_back {
                for i in (0..deal.parties).filter(|i| !step.owners.contains(i)) {
                    assert_eq!(left_by(&judged, s, i, j), step.worth(i));
                }
            }
            if let Some((_, Answered::By(by))) = found.answers.iter().find(|(of, _)| *of == s) {
                assert!(by.iter().all(|i| *i != j && step.revoked(*i) > step.lasting[*i]));
                answered += 1;
            }
            assert!(answer(step, &step.owners, Punishment::Credible).is_none());
        }
    }
    assert!(answered > 50 && lost > 100, "{answered} {lost}");
}
