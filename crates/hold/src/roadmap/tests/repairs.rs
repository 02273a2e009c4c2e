use super::super::repairs::{
    Reversed, bond, escrow, inspection, least_transfers, revocability, sliced, slices, transfers,
};
use super::*;

fn limits() -> Limits {
    Limits::default()
}

fn holds(deal: &Deal) -> bool {
    search(&setting(deal), &limits()).verdict == Verdict::Holds
}

fn draw(random: &mut fastrand::Rng, steps: usize) -> Deal {
    deal(random, Draw { steps, ..Draw::USUAL })
}

/// hold.md E4, with p = 1/4: each repair picks an order of its own.
#[test]
fn the_declaration_is_mended_in_different_ways() {
    let deal = declaration(ratio(1, 4));
    let judged = setting(&deal);
    let found = bond(&judged, &limits()).unwrap();
    assert_eq!((&found.uniform, found.is_least), (&whole(2), true));
    assert_eq!(by_name(&found.plan.order), "W D r s");
    for (seen, cost) in [(ratio(1, 4), ratio(1, 8)), (ratio(1, 10), ratio(11, 40))] {
        let deal = declaration(seen);
        let found = inspection(&setting(&deal), &[], &limits()).unwrap().unwrap();
        assert_eq!((found.cost, found.is_exact), (cost, true));
        assert_eq!(found.detection[0], Some(ratio(3, 8)));
        assert_eq!(by_name(&found.mended.plan.order), "D r W s");
    }
}

/// hold.md E3: a dismantlement that can be undone can be answered.
#[test]
fn the_least_reversal_is_the_threshold() {
    let dismantle = Step {
        lasting: vec![whole(-5), whole(10)],
        reversal: ratio(3, 10),
        rebuild: vec![whole(-1), whole(0)],
        ..Step::of(0, 2)
    };
    let relief = Step { lasting: vec![whole(9), whole(-6)], reversal: whole(1), ..Step::of(1, 2) };
    let steps = vec![dismantle, relief];
    let deal = Deal { parties: 2, steps, discount: vec![None; 2], ..Deal::default() };
    let found = revocability(&deal, Punishment::Credible, &limits()).unwrap();
    let [first, ..] = &found[..] else { panic!() };
    assert_eq!((first.step, &first.change), (0, &Reversed::Part(ratio(3, 5))));
    assert!(holds(&first.mended.deal));
}

#[test]
fn a_bond_makes_exactly_the_best_orders_hold() {
    let mut random = fastrand::Rng::with_seed(51);
    let mut mended = 0;
    for _ in 0..300 {
        let deal = draw(&mut random, 4);
        let judged = setting(&deal);
        let Some(found) = bond(&judged, &limits()) else { continue };
        for (bonds, is_uniform) in
            [(vec![found.uniform.clone(); 3], true), (found.each.clone(), false)]
        {
            let mut bound = judged.clone();
            for (gain, bond) in bound.stakes.gain.iter_mut().zip(&bonds) {
                *gain += bond;
            }
            assert!(walk(&bound, &found.plan.order).unwrap().holds());
            if is_uniform && found.uniform > Ratio::zero() {
                assert!(bonds.iter().zip(&found.each).all(|(most, bond)| bond <= most));
                let best = &found.plan.slack;
                for order in orders(&judged) {
                    let is_best = walk(&judged, &order).unwrap().slack == *best;
                    assert_eq!(walk(&bound, &order).unwrap().holds(), is_best);
                }
                mended += 1;
            }
        }
    }
    assert!(mended > 150, "{mended}");
}

#[test]
fn the_cheapest_inspection_is_that_of_the_best_order() {
    let mut random = fastrand::Rng::with_seed(52);
    let (mut mended, mut impossible) = (0, 0);
    for case in 0..500 {
        let mut deal =
            deal(&mut random, Draw { steps: 4, gain: 9, bundles: case % 2, ..Draw::USUAL });
        for step in &mut deal.steps {
            if random.bool() {
                step.detection = Some(ratio(random.i64(0..=2), 8));
                step.false_alarm = ratio(random.i64(0..=1), 10);
            }
        }
        let judged = setting(&deal);
        let weights: Vec<Ratio> = (0..4).map(|_| whole(random.i64(1..=3))).collect();
        // Per order: what each sham check asks of the detection, the others as they are.
        let cost = |order: &Vec<Stage>| -> Option<Ratio> {
            let mut cost = Ratio::zero();
            for check in walk(&judged, order).unwrap().checks {
                match (&check.kind, check.stage) {
                    (Kind::Sham(_), Some(Stage::Step(s))) if !check.slack.holds() => {
                        let (mut low, mut high) =
                            (deal.steps[s].detection.clone().unwrap(), whole(1));
                        let passes = |p: &Ratio| {
                            let mut deal = deal.clone();
                            deal.steps[s].detection = Some(p.clone());
                            let again = walk(&setting(&deal), order).unwrap();
                            let same = |c: &&Check| (c.at, c.party) == (check.at, check.party);
                            let shams = again.checks.iter().filter(same);
                            shams
                                .filter(|c| matches!(c.kind, Kind::Sham(_)))
                                .all(|c| c.slack.holds())
                        };
                        if !passes(&high) {
                            return None;
                        }
                        for _ in 0..30 {
                            let middle = (&low + &high) / whole(2);
                            if passes(&middle) { high = middle } else { low = middle }
                        }
                        cost += &weights[s] * (high - deal.steps[s].detection.as_ref().unwrap());
                    }
                    _ if !check.slack.holds() => return None,
                    _ => (),
                }
            }
            Some(cost)
        };
        let brute = if case < 150 { orders(&judged).iter().filter_map(cost).min() } else { None };
        let found = inspection(&judged, &weights, &limits()).unwrap();
        if case < 150 {
            assert_eq!(found.is_some(), brute.is_some());
        }
        let Some(found) = found else {
            impossible += 1;
            continue;
        };
        assert!(found.is_exact && found.mended.plan.slack.holds() && holds(&found.mended.deal));
        if let Some(brute) = brute {
            assert!(found.cost <= brute && &brute - &found.cost < ratio(1, 10_000_000));
        }
        mended += usize::from(found.cost > Ratio::zero());
        assert_eq!(found.cost.is_zero(), holds(&deal));
    }
    assert!(mended > 30 && impossible > 50, "{mended} {impossible}");
}

#[test]
fn floating_costs_pick_orders_as_cheap() {
    let mut random = fastrand::Rng::with_seed(53);
    let mut found = 0;
    for _ in 0..3 {
        let mut deal = deal(&mut random, Draw { steps: 15, gain: 9, after: 0, ..Draw::USUAL });
        for step in &mut deal.steps {
            step.reversal = Ratio::zero();
            step.once = step.once.iter().map(|once| once / whole(2)).collect();
            step.detection = step.detection.as_ref().map(|_| ratio(1, 10));
        }
        if let Some(inspected) = inspection(&setting(&deal), &[], &limits()).unwrap() {
            assert!(!inspected.is_exact && holds(&inspected.mended.deal));
            found += 1;
        }
    }
    assert!(found > 0);
}

#[test]
fn as_few_escrows_as_possible() {
    let mut random = fastrand::Rng::with_seed(54);
    let (mut mended, mut impossible) = (0, 0);
    for _ in 0..200 {
        let deal = draw(&mut random, 4);
        let judged = setting(&deal);
        let mut wide = deal.clone();
        for (a, b) in (0..4).flat_map(|b| (0..b).map(move |a| (a, b))) {
            if deal.steps[a].owners != deal.steps[b].owners {
                wide.bundles.push(Bundle { steps: vec![a, b], escrow: true });
            }
        }
        let offered = setting(&wide);
        let bundles = |order: &Vec<Stage>| {
            order.iter().filter(|stage| matches!(stage, Stage::Bundle(_))).count()
        };
        let holding = orders(&offered).into_iter().filter(|o| walk(&offered, o).unwrap().holds());
        let brute = holding.map(|order| bundles(&order)).min();
        let found = escrow(&judged, &limits()).unwrap();
        assert_eq!(found.as_ref().map(|found| found.escrows), brute);
        match found {
            Some(found) => {
                assert_eq!(found.mended.deal.bundles.len(), found.escrows);
                let again = setting(&found.mended.deal);
                assert!(walk(&again, &found.mended.plan.order).unwrap().holds());
                mended += usize::from(found.escrows > 0);
            }
            None => impossible += 1,
        }
    }
    assert!(mended > 15 && impossible > 30, "{mended} {impossible}");
}

#[test]
fn one_step_that_can_be_taken_back() {
    let mut random = fastrand::Rng::with_seed(55);
    let (mut parts, mut automatic) = (0, 0);
    for _ in 0..250 {
        let deal = draw(&mut random, 4);
        if holds(&deal) {
            continue;
        }
        for found in revocability(&deal, Punishment::Credible, &limits()).unwrap() {
            assert!(holds(&found.mended.deal));
            let again = setting(&found.mended.deal);
            assert_eq!(
                walk(&again, &found.mended.plan.order).unwrap().slack,
                found.mended.plan.slack
            );
            match &found.change {
                Reversed::Part(part) => {
                    assert!(*part > deal.steps[found.step].reversal);
                    let mut less = deal.clone();
                    for part in [part * ratio(99, 100), part - ratio(1, 1 << 16)] {
                        if part > deal.steps[found.step].reversal {
                            less.steps[found.step].reversal = part;
                            assert!(!holds(&less));
                        }
                    }
                    parts += 1;
                }
                Reversed::Automatic => automatic += 1,
            }
        }
    }
    assert!(parts > 10 && automatic > 5, "{parts} {automatic}");
}

#[test]
fn transfers_mend_what_the_joint_stake_covers() {
    let mut random = fastrand::Rng::with_seed(56);
    let (mut mended, mut impossible, mut none) = (0, 0, 0);
    for case in 0..400 {
        let deal = deal(&mut random, Draw { steps: 4, bundles: case % 2, ..Draw::USUAL });
        let judged = setting(&deal);
        let of = |order: &Vec<Stage>| least_transfers(&judged, order).map(|found| found.slack);
        let brute = orders(&judged).iter().filter_map(of).max();
        let found = transfers(&judged, &limits());
        assert_eq!(found.as_ref().map(|found| &found.slack), brute.as_ref());
        let Some(found) = found else {
            impossible += 1;
            continue;
        };
        for paid in &found.paid {
            assert!(paid.iter().sum::<Ratio>().is_zero());
        }
        let due = |at: usize, i: usize| -> Ratio { found.paid[at..].iter().map(|p| &p[i]).sum() };
        for check in walk(&judged, &found.order).unwrap().checks {
            let Slack::By(slack) = check.slack else { panic!("no stake is enough") };
            assert!(slack + due(check.at, check.party) >= Ratio::zero());
        }
        if search(&judged, &limits()).verdict == Verdict::Holds {
            none += 1;
        } else {
            assert!(found.total > Ratio::zero());
            mended += 1;
        }
    }
    assert!(mended > 50 && impossible > 50 && none > 10, "{mended} {impossible} {none}");
}

/// The least transfers against all payments in whole numbers: with whole bounds the least are whole.
#[test]
fn no_transfers_are_smaller() {
    let mut random = fastrand::Rng::with_seed(57);
    let mut some = 0;
    for _ in 0..400 {
        // Irrevocable steps only, so that stakes are whole.
        let mut deal = deal(&mut random, Draw { steps: 3, gain: 5, ..Draw::USUAL });
        for step in &mut deal.steps {
            step.reversal = Ratio::zero();
            step.detection = None;
        }
        let judged = setting(&deal);
        let order = steps(&[0, 1, 2]);
        let Some(found) = least_transfers(&judged, &order) else { continue };
        if found.total > whole(7) {
            continue;
        }
        // What each owner could give up at each state, once more from the definition.
        let slack = |at: usize, i: usize| -> Option<i64> {
            let stake = judged.stakes.stake(i, 0..at);
            let slack = if deal.steps[at].owners == [i] { stake } else { stake.max(Ratio::zero()) };
            judged.is_owner(i).then(|| i64::try_from(slack.to_integer()).unwrap())
        };
        let owners: Vec<usize> = (0..3).filter(|&i| judged.is_owner(i)).collect();
        let mut best: std::collections::BTreeMap<Vec<i64>, i64> =
            [(vec![0; owners.len()], 0)].into();
        for at in (0..3).rev() {
            let mut before = std::collections::BTreeMap::new();
            for (next, cost) in &best {
                for a in -14..=14_i64 {
                    for b in -14..=14_i64 {
                        let mut due = vec![a, b, -a - b];
                        if owners.len() < 3 {
                            due = if owners.len() == 2 { vec![a, -a] } else { vec![0] };
                        }
                        let is_fit =
                            due.iter().zip(&owners).all(|(due, &i)| *due >= -slack(at, i).unwrap());
                        if is_fit {
                            let paid: i64 = due.iter().zip(next).map(|(a, b)| (a - b).abs()).sum();
                            let entry = before.entry(due).or_insert(i64::MAX);
                            *entry = (*entry).min(cost + paid);
                        }
                    }
                }
            }
            best = before;
        }
        let brute = best.values().min().unwrap();
        assert_eq!(found.total, ratio(*brute, 2));
        some += usize::from(*brute > 0);
    }
    assert!(some > 30, "{some}");
}

#[test]
fn slices_let_both_sides_move_in_turn() {
    // Each pays 6 for the other's 8, and both would lose a trade; whoever has all of the other's step leaves.
    let step = |owner: usize| Step {
        once: (0..2).map(|i| whole(if i == owner { -6 } else { 8 })).collect(),
        ..Step::of(owner, 2)
    };
    let trade = Step {
        owners: vec![0, 1],
        lasting: vec![whole(3); 2],
        reversal: whole(1),
        auto: true,
        ..Step::of(0, 2)
    };
    let steps = vec![step(0), step(1), trade];
    let deal = Deal { parties: 2, steps, bundles: Vec::new(), discount: vec![None; 2] };
    assert!(!holds(&deal));
    let found = slices(&deal, Punishment::Credible, &limits(), 0, 6).unwrap().unwrap();
    assert_eq!((found.parts, found.mended.deal.steps.len()), (2, 4));
    // Without the trade the last to move has nothing left to lose, in however many parts.
    let mut bare = deal;
    bare.steps.pop();
    assert_eq!(slices(&bare, Punishment::Credible, &limits(), 0, 6).unwrap(), None);
    let mut random = fastrand::Rng::with_seed(58);
    let mut cut = 0;
    for _ in 0..450 {
        let deal = draw(&mut random, 4);
        if holds(&deal) {
            continue;
        }
        for step in 0..4 {
            let whole_deal = sliced(&deal, step, 3);
            assert!(whole_deal.is_sound());
            for i in 0..3 {
                let sum = |deal: &Deal| -> Ratio { deal.steps.iter().map(|s| s.worth(i)).sum() };
                assert_eq!(sum(&whole_deal), sum(&deal));
            }
            if let Some(found) = slices(&deal, Punishment::Credible, &limits(), step, 4).unwrap() {
                assert!(found.parts > 1 && holds(&found.mended.deal));
                for fewer in 1..found.parts {
                    assert!(!holds(&sliced(&deal, step, fewer)));
                }
                cut += 1;
            }
        }
    }
    assert!(cut > 10, "{cut}");
}
