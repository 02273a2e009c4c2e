mod clock;
mod none;
mod ranges;
mod repairs;
mod standing;

use super::blocks::widest;
use super::scale::{Number, Scaled, Table};
use super::testing::{Draw, deal, declaration, orders};
use super::*;
use crate::deal::{Bundle, Deal, Step};
use crate::exact::{ratio, whole};
use crate::stakes::Punishment;
use num_traits::{One, Zero};
use std::collections::BTreeSet;

fn setting(deal: &Deal) -> Setting<'_> {
    Setting::of(deal, Punishment::Credible).unwrap()
}

fn by_name(order: &[Stage]) -> String {
    let name = |stage: &Stage| match stage {
        Stage::Step(s) => ["D", "W", "r", "s"][*s],
        Stage::Bundle(_) => "?",
    };
    order.iter().map(name).collect::<Vec<_>>().join(" ")
}

fn steps(order: &[usize]) -> Vec<Stage> {
    order.iter().map(|&s| Stage::Step(s)).collect()
}

/// hold.md E4.
#[test]
fn a_declaration_is_cheapest_to_verify_while_most_is_still_to_come() {
    let deal = declaration(ratio(1, 4));
    let judged = setting(&deal);
    assert_eq!(judged.stakes.gain, [whole(5), whole(8)]);
    assert_eq!(orders(&judged).len(), 12);
    // Least detection of D with the given steps done: κ / (κ + Λ).
    for (done, least) in [
        (vec![], ratio(3, 8)),
        (vec![1], ratio(3, 10)),
        (vec![1, 2], ratio(1, 2)),
        (vec![2], ratio(3, 4)),
    ] {
        let stake = judged.stakes.stake(0, done.iter().copied());
        assert_eq!(whole(3) / (whole(3) + stake), least);
        let rest = (0..4).filter(|s| !done.contains(s) && *s != 0);
        let order: Vec<usize> = done.iter().copied().chain([0]).chain(rest).collect();
        for (seen, holds) in [(least.clone(), true), (least - ratio(1, 1000), false)] {
            let deal = declaration(seen);
            let walk = walk(&setting(&deal), &steps(&order)).unwrap();
            let sham = |check: &&Check| check.kind == Kind::Sham(vec![0]);
            let check = walk.checks.iter().find(sham).unwrap();
            assert_eq!(check.slack.holds(), holds);
            assert!(!holds || check.slack == Slack::By(Ratio::zero()));
        }
    }
    // Both cheap ways are blocked by party 1, which would have banked both before it pays.
    for order in [[0, 1, 2, 3], [1, 0, 2, 3]] {
        let deal = declaration(Ratio::one());
        let walk = walk(&setting(&deal), &steps(&order)).unwrap();
        let tightest = &walk.checks[walk.tightest.unwrap()];
        assert_eq!((tightest.party, tightest.at), (1, 2));
        assert_eq!((&tightest.kind, &tightest.stake), (&Kind::Refuse(vec![2]), &whole(-1)));
    }
    for (seen, holding, slack) in [
        (ratio(1, 10), 0, None),
        (ratio(1, 4), 0, Some(whole(-2))),
        (ratio(3, 8), 2, Some(whole(0))),
        (ratio(1, 2), 7, Some(whole(1))),
        (ratio(3, 4), 10, Some(whole(1))),
    ] {
        let deal = declaration(seen);
        let judged = setting(&deal);
        assert_eq!(count(&judged, &Limits::default()).unwrap().orders, holding);
        let best = search(&judged, &Limits::default());
        assert_eq!(best.verdict == Verdict::Holds, holding > 0);
        let best = best.best.unwrap();
        if let Some(slack) = slack {
            assert_eq!(best.slack, Slack::By(slack));
        }
        let found = orders(&judged).into_iter().filter(|o| walk(&judged, o).unwrap().holds());
        let found: BTreeSet<String> = found.map(|order| by_name(&order)).collect();
        assert_eq!(found.len() as u128, holding);
        if holding == 2 {
            assert_eq!(found, BTreeSet::from(["D r W s".to_owned(), "D r s W".to_owned()]));
        }
    }
    let best = search(&judged, &Limits::default()).best.unwrap();
    assert_eq!(by_name(&best.order), "W D r s");
}

/// The same deal, as whole numbers of every kind.
#[test]
fn numbers_of_every_kind_give_the_same_answer() {
    let mut random = fastrand::Rng::with_seed(11);
    let huge = i64::MAX / 1024;
    let mut seen = [0; 4];
    for unit in [1, 1009, 1_000_003, huge, 0] {
        for _ in 0..40 {
            let draw = Draw { unit: unit.max(1), steps: 4, bundles: 1, shared: 10, ..Draw::USUAL };
            let mut deal = deal(&mut random, draw);
            if unit == 0 {
                // Periods so long that no fixed number of digits holds the discounted worths.
                deal.steps.iter_mut().for_each(|step| step.lag *= 40);
            }
            let judged = setting(&deal);
            let scaled = Scaled::of(&judged);
            let kind = match &scaled {
                Scaled::Short(_) => 0,
                Scaled::Double(_) => 1,
                Scaled::Long(_) => 2,
                Scaled::Large(_) => 3,
            };
            seen[kind] += 1;
            let best = search(&judged, &Limits::default());
            let all = orders(&judged);
            let brute = all.iter().map(|order| walk(&judged, order).unwrap().slack).max().unwrap();
            match best.best {
                Some(plan) => assert_eq!(plan.slack, brute),
                None => assert_eq!(brute, Slack::Never),
            }
        }
    }
    assert!(seen.iter().all(|&count| count >= 10), "{seen:?}");
}

fn compare_blocks<N: Number + Copy + std::fmt::Debug>(table: &Table<N>) {
    let blocks = widest(table);
    let listed = search::listed(table, &Limits::default(), 1).unwrap();
    for done in 0..1_u64 << table.steps {
        assert!(blocks.at(done) == *listed.at(done), "{done:b}");
    }
}

/// Deals with more steps than a block has, state by state against the definition.
#[test]
fn blocks_agree_with_the_definition_at_every_state() {
    let mut random = fastrand::Rng::with_seed(12);
    for (case, unit) in [1, 1009, 1_000_003_000_007_000].into_iter().cycle().take(60).enumerate() {
        let steps = 11 + case % 3;
        let after = if case % 2 == 0 { 0 } else { 15 };
        let draw = Draw { steps, bundles: 3, shared: 10, unit, after, ..Draw::USUAL };
        let deal = deal(&mut random, draw);
        match &Scaled::of(&setting(&deal)) {
            Scaled::Short(table) => compare_blocks(table),
            Scaled::Double(table) => compare_blocks(table),
            Scaled::Long(table) => compare_blocks(table),
            Scaled::Large(_) => panic!("larger than meant"),
        }
    }
}

#[test]
fn listed_closed_states_agree_with_all_states() {
    let mut random = fastrand::Rng::with_seed(13);
    let mut listed = 0;
    for _ in 0..40 {
        let draw = Draw { steps: 12, after: 90, bundles: 2, ..Draw::USUAL };
        let deal = deal(&mut random, draw);
        let judged = setting(&deal);
        let few = search(&judged, &Limits::default());
        let Scaled::Short(table) = Scaled::of(&judged) else { panic!("small numbers") };
        let closed = sets::Sets::of(&table.after, 1 << 20).unwrap();
        listed += usize::from(matches!(closed, sets::Sets::Closed { .. }));
        let slack = table.slack(&widest(&table).at(0));
        assert_eq!(few.best.map_or(Slack::Never, |plan| plan.slack), slack);
    }
    assert!(listed > 10, "{listed}");
}

#[test]
fn orders_are_counted_and_escrows_are_few() {
    let mut random = fastrand::Rng::with_seed(14);
    let (mut holding, mut with_escrow) = (0, 0);
    for _ in 0..300 {
        let draw = Draw { steps: 4, bundles: 2, gain: 9, ..Draw::USUAL };
        let deal = deal(&mut random, draw);
        let judged = setting(&deal);
        let all = orders(&judged).into_iter().filter(|o| walk(&judged, o).unwrap().holds());
        let all: Vec<Vec<Stage>> = all.collect();
        let counted = count(&judged, &Limits::default()).unwrap();
        assert_eq!((counted.orders, counted.is_capped), (all.len() as u128, false));
        let escrows = |order: &Vec<Stage>| {
            order.iter().filter(|stage| judged.stage(**stage).unwrap().is_escrow).count()
        };
        let fewest = fewest_escrows(&judged, &Limits::default()).unwrap();
        assert_eq!(fewest.as_ref().map(|found| found.escrows), all.iter().map(escrows).min());
        if let Some(found) = fewest {
            assert!(walk(&judged, &found.order).unwrap().holds());
            assert_eq!(escrows(&found.order), found.escrows);
            holding += 1;
            with_escrow += usize::from(found.escrows > 0);
        }
    }
    assert!(holding > 50 && with_escrow > 5, "{holding} {with_escrow}");
}

#[test]
fn free_steps_can_be_taken_in_any_order() {
    let draw = |n: usize| Deal {
        parties: 1,
        steps: vec![Step::of(0, 1); n],
        discount: vec![None],
        ..Deal::default()
    };
    for n in [0, 1, 5, 11] {
        let deal = draw(n);
        let judged = setting(&deal);
        let orders = (1..=n as u128).product::<u128>();
        assert_eq!(count(&judged, &Limits::default()), Some(Count { orders, is_capped: false }));
        let best = search(&judged, &Limits::default()).best.unwrap();
        assert_eq!(best.order, steps(&(0..n).collect::<Vec<_>>()));
        assert_eq!(best.slack, if n == 0 { Slack::Free } else { Slack::By(whole(0)) });
    }
}

#[test]
fn counts_that_are_too_large_say_so() {
    // Forty steps in two chains of one and the rest after each other: few states, so that they can be listed; then
    // many more orders than states.
    let mut deal = Deal {
        parties: 1,
        steps: vec![Step::of(0, 1); 44],
        discount: vec![None],
        ..Deal::default()
    };
    for s in 0..44 {
        if s % 11 != 0 {
            deal.steps[s].after.push(s - 1);
        }
    }
    let judged = setting(&deal);
    let counted = count(&judged, &Limits::default()).unwrap();
    // 44! / (11!)⁴.
    let multinomial = |parts: u32, of: u128| {
        let mut all = 1_u128;
        let mut top = 0;
        for _ in 0..parts {
            for step in 1..=of {
                top += 1;
                all = all * top / step;
            }
        }
        all
    };
    assert_eq!(counted, Count { orders: multinomial(4, 11), is_capped: false });
    assert!(search(&judged, &Limits::default()).best.is_some());
}

#[test]
fn two_parties_gain_nothing_from_moving_together_but_from_escrow() {
    let mut random = fastrand::Rng::with_seed(15);
    let mut found = [0; 3];
    for _ in 0..3000 {
        // Others' steps are banked at k ≥ 0, own ones at k ≤ 0.
        let mut plain =
            Deal { parties: 2, discount: vec![Some(ratio(1, 2)); 2], ..Deal::default() };
        for s in 0..4 {
            let owner = s % 2;
            let mut step = Step::of(owner, 2);
            step.once[owner] = whole(-random.i64(0..=6));
            step.once[1 - owner] = whole(random.i64(0..=8));
            if random.u32(0..3) == 0 {
                step.lasting[1 - owner] = whole(random.i64(0..=8));
                step.lasting[owner] = whole(-random.i64(0..=4));
                step.reversal = Ratio::one();
                step.lag = random.u32(0..2);
            }
            if random.u32(0..3) == 0 {
                step.detection = Some(ratio(random.i64(1..=3), 4));
            }
            plain.steps.push(step);
        }
        let stakes = setting(&plain).stakes;
        let is_meant = |i: usize, s: usize| {
            let banked = &stakes.banked[i][s];
            if s % 2 == i { *banked <= Ratio::zero() } else { *banked >= Ratio::zero() }
        };
        if !(0..2).all(|i| (0..4).all(|s| is_meant(i, s))) {
            continue;
        }
        let with = |escrow: bool| {
            let pairs = [0, 2].into_iter().flat_map(|a| [1, 3].map(|b| vec![a.min(b), a.max(b)]));
            let bundles = pairs.map(|steps| Bundle { steps, escrow }).collect();
            Deal { bundles, ..plain.clone() }
        };
        let holds = |deal: &Deal| {
            usize::from(search(&setting(deal), &Limits::default()).verdict == Verdict::Holds)
        };
        let now = [holds(&plain), holds(&with(false)), holds(&with(true))];
        assert_eq!(now[0], now[1]);
        assert!(now[2] >= now[0]);
        for (sum, now) in found.iter_mut().zip(now) {
            *sum += now;
        }
    }
    println!("alone, together, in escrow: {found:?}");
    assert!(found[0] > 50 && found[2] > found[0] + 20, "{found:?}");
}

/// hold.md 2.6: p = 4/5, Λ' = 5, κ = 3.
#[test]
fn what_counts_at_a_gate_is_detection_less_false_alarms() {
    for (alarm, honesty) in
        [(ratio(1, 10), ratio(1, 2)), (ratio(1, 4), ratio(-1, 4)), (ratio(1, 5), whole(0))]
    {
        let comply = Step {
            once: vec![whole(-3), whole(0)],
            detection: Some(ratio(4, 5)),
            false_alarm: alarm.clone(),
            ..Step::of(0, 2)
        };
        let relief = Step { once: vec![whole(5), whole(-1)], ..Step::of(1, 2) };
        let deal = Deal {
            parties: 2,
            steps: vec![comply, relief],
            discount: vec![None; 2],
            ..Deal::default()
        };
        let judged = setting(&deal);
        let gate = judged.gate(0, &[0], &[0]);
        assert_eq!(gate.honesty(&whole(5)), honesty);
        let walk = walk(&judged, &steps(&[0, 1])).unwrap();
        let check = walk.checks.iter().find(|check| check.kind == Kind::Sham(vec![0])).unwrap();
        assert_eq!(check.slack, Slack::By(honesty / (ratio(4, 5) - alarm)));
    }
}

/// The inequality of the gate against what the two plans are expected to bring, where nothing follows the gate.
#[test]
fn false_alarms_count_as_played_out() {
    let mut random = fastrand::Rng::with_seed(16);
    let (mut failing, mut holding) = (0, 0);
    for _ in 0..5000 {
        let mut deal =
            deal(&mut random, Draw { parties: 2, steps: 3, after: 0, gain: 14, ..Draw::USUAL });
        let last = 2;
        let own = deal.steps[last].owners[0];
        deal.steps[last].detection = Some(ratio(random.i64(3..=6), 6));
        deal.steps[last].false_alarm = ratio(random.i64(0..=2), 6);
        let judged = setting(&deal);
        let worth = |s: usize| judged.stakes.worth[own][s].clone();
        if worth(last) >= Ratio::zero() || judged.gate(own, &[last], &[last]).need().is_none() {
            continue;
        }
        let kept = |steps: &[usize]| -> Ratio {
            steps.iter().map(|&s| judged.stakes.banked[own][s].clone()).sum()
        };
        let (p, alarm) =
            (deal.steps[last].detection.clone().unwrap(), &deal.steps[last].false_alarm);
        let one = Ratio::one();
        let all: Ratio = (0..3).map(worth).sum();
        let honest = (&one - alarm) * &all + alarm * kept(&[0, 1, 2]);
        let sham = (&one - &p) * (all - worth(last)) + &p * kept(&[0, 1]);
        let walk = walk(&judged, &steps(&[0, 1, 2])).unwrap();
        let is_sham = |check: &&Check| check.at == 2 && check.kind == Kind::Sham(vec![last]);
        let check = walk.checks.iter().find(is_sham).unwrap();
        assert_eq!(check.slack, Slack::By((honest - sham) / (p - alarm)));
        if check.slack.holds() { holding += 1 } else { failing += 1 }
    }
    assert!(holding > 200 && failing > 200, "{holding} {failing}");
}

#[test]
fn refusals_and_shams_of_bundles_are_the_worst_of_all() {
    let mut random = fastrand::Rng::with_seed(17);
    for _ in 0..500 {
        let deal = deal(&mut random, Draw { bundles: 1, shared: 20, ..Draw::USUAL });
        let judged = setting(&deal);
        let taken = judged.stages.last().unwrap();
        for demand in taken.demands.iter().filter(|_| !taken.is_escrow) {
            let i = demand.party;
            let banked = &judged.stakes.banked[i];
            let own: Vec<usize> = taken
                .steps
                .iter()
                .copied()
                .filter(|&s| deal.steps[s].owners.contains(&i))
                .collect();
            let sets = (1..1_u32 << own.len()).map(|set| -> Vec<usize> {
                (0..own.len()).filter(|at| set >> at & 1 == 1).map(|at| own[at]).collect()
            });
            let kept = |left: &Vec<usize>| -> Ratio {
                taken.steps.iter().filter(|s| !left.contains(s)).map(|&s| &banked[s]).sum()
            };
            if let Kind::Refuse(refused) = &demand.kind {
                assert_eq!(demand.need, Some(kept(refused)));
                assert_eq!(demand.need, sets.map(|set| kept(&set)).max());
            }
        }
    }
}

#[test]
fn a_list_that_is_no_order_is_refused() {
    let mut deal = declaration(ratio(1, 2));
    deal.bundles.push(Bundle { steps: vec![0, 1], escrow: true });
    let judged = setting(&deal);
    let refused = |order: &[Stage]| walk(&judged, order).unwrap_err();
    assert_eq!(refused(&steps(&[0, 1, 2])), Misstep::Missing(3));
    assert_eq!(refused(&steps(&[3, 2, 1, 0])), Misstep::Early(Stage::Step(3)));
    assert_eq!(refused(&steps(&[2, 2, 1, 0])), Misstep::Again(Stage::Step(2)));
    assert_eq!(refused(&[Stage::Step(1), Stage::Bundle(0)]), Misstep::Again(Stage::Bundle(0)));
    assert_eq!(refused(&[Stage::Bundle(1)]), Misstep::Unknown(Stage::Bundle(1)));
    let order = [Stage::Bundle(0), Stage::Step(2), Stage::Step(3)];
    let walk = walk(&judged, &order).unwrap();
    assert_eq!(walk.breaks_at, Some(1));
}

#[test]
fn exposure_and_the_point_of_no_return() {
    let deal = declaration(ratio(1, 2));
    let judged = setting(&deal);
    let walk = walk(&judged, &steps(&[0, 2, 1, 3])).unwrap();
    // Party 1 leaves: party 0 has paid for D, then has the aid, then has paid for W as well.
    let of = |i: usize| -> Vec<Ratio> {
        walk.exposure.iter().map(|state| state[i].clone().unwrap()).collect()
    };
    assert_eq!(of(0), [0, -3, 1, -1, 5].map(whole));
    assert_eq!(of(1), [0, 5, 3, 7, 7].map(whole));
    // Once it has handed over, leaving never brings party 0 back to where it was: the trade is gone at once.
    assert_eq!(walk.no_return, [Some(3), None]);
}

#[test]
fn a_small_memory_leaves_questions_open_but_not_wrong() {
    let mut random = fastrand::Rng::with_seed(18);
    let (mut decided, mut open, mut agreed) = (0, 0, 0);
    for case in 0..400 {
        let steps = 6 + case % 4;
        let deal = deal(&mut random, Draw { steps, bundles: 1, gain: 8, after: 30, ..Draw::USUAL });
        let judged = setting(&deal);
        let whole = search(&judged, &Limits::default());
        let bytes = if case % 2 == 0 { 60_000 } else { 1 };
        let little = search(&judged, &Limits { bytes });
        match little.verdict {
            Verdict::Undecided(why) => {
                assert_eq!(why, Why::States);
                open += 1;
            }
            verdict => {
                assert_eq!(verdict, whole.verdict);
                decided += 1;
            }
        }
        let slack =
            |answer: &Answer| answer.best.as_ref().map_or(Slack::Never, |p| p.slack.clone());
        if let Some(plan) = &little.best {
            assert_eq!(walk(&judged, &plan.order).unwrap().slack, plan.slack);
        }
        assert!(slack(&little) <= slack(&whole));
        if little.is_best {
            assert_eq!(slack(&little), slack(&whole));
            agreed += 1;
        }
    }
    assert!(decided > 200 && open > 3 && agreed > 100, "{decided} {open} {agreed}");
}

#[cfg(feature = "parallel")]
#[test]
fn any_number_of_threads_gives_the_same_answer() {
    let mut random = fastrand::Rng::with_seed(19);
    for _ in 0..5 {
        let deal = deal(&mut random, Draw { steps: 15, bundles: 2, after: 5, ..Draw::USUAL });
        let judged = setting(&deal);
        let answers = [1, 2, 5].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| search(&judged, &Limits::default()))
        });
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0], answers[2]);
    }
}
