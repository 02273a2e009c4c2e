use super::super::ranges::{Fault, Input, TOLERANCE, range, ranges};
use super::super::stress::stress;
use super::*;

fn verdict(deal: &Deal, order: &[Stage]) -> bool {
    walk(&setting(deal), order).unwrap().holds()
}

#[test]
fn the_range_of_a_detection_is_the_threshold() {
    let deal = declaration(ratio(1, 2));
    let order = steps(&[0, 2, 1, 3]);
    let found = range(&deal, Punishment::Credible, &order, Input::Detection(0)).unwrap();
    assert_eq!((found.now, found.low.at, found.high.at), (ratio(1, 2), Some(ratio(3, 8)), None));
    assert!(found.low.is_exact && found.low.is_attained);
    assert_eq!(found.low.check.unwrap().kind, Kind::Sham(vec![0]));
    // With less than that it fails, until there is as much.
    let deal = declaration(ratio(1, 8));
    let found = range(&deal, Punishment::Credible, &order, Input::Detection(0)).unwrap();
    assert_eq!((found.low.at, found.high.at), (None, Some(ratio(3, 8))));
    assert!(!found.high.is_attained);
}

#[test]
fn verdicts_change_at_the_ends_of_ranges_and_not_before() {
    let mut random = fastrand::Rng::with_seed(21);
    let (mut exact, mut bisected, mut jumps, mut endless) = (0, 0, 0, 0);
    for case in 0..260 {
        let draw = Draw { steps: 4, bundles: 1, shared: 15, gain: 9, ..Draw::USUAL };
        let deal = deal(&mut random, draw);
        let judged = setting(&deal);
        let Some(plan) = search(&judged, &Limits::default()).best else { continue };
        let holds = plan.slack.holds();
        for range in ranges(&deal, Punishment::Credible, &plan.order).unwrap() {
            assert_eq!(range.now, super::super::ranges::now(&deal, range.input));
            let at = |number: &Ratio| verdict(&range.input.put(&deal, number), &plan.order);
            let is_open = matches!(range.input, Input::Once { .. } | Input::Lasting { .. });
            for (end, sign) in [(&range.low, -1), (&range.high, 1)] {
                let Some(stop) = &end.at else {
                    endless += 1;
                    if is_open {
                        let far = &range.now + whole(sign * random.i64(1..1000));
                        assert_eq!(at(&far), holds, "{case} {range:?}");
                    }
                    continue;
                };
                let between = &range.now + (stop - &range.now) * ratio(random.i64(0..1000), 1000);
                assert_eq!(at(&between), holds, "{case} {range:?} {between}");
                let step = ratio(sign, if end.is_exact { 1 << 50 } else { TOLERANCE });
                if end.is_exact {
                    assert_eq!(at(stop), holds == end.is_attained, "{case} {range:?}");
                    exact += 1;
                } else {
                    assert_eq!(at(stop), holds);
                    bisected += 1;
                }
                if end.is_attained {
                    assert_eq!(at(&(stop + &step)), !holds, "{case} {range:?} {plan:?}");
                } else if stop != &range.now {
                    assert_eq!(at(&(stop - &step)), holds, "{case} {range:?}");
                    jumps += usize::from(holds);
                }
            }
        }
    }
    println!("exact {exact}, bisected {bisected}, jumps {jumps}, endless {endless}");
    assert!(exact > 1000 && bisected > 20 && jumps > 5 && endless > 1000);
}

#[test]
fn the_least_change_of_mind_breaks_the_order_where_it_says() {
    let mut random = fastrand::Rng::with_seed(22);
    let mut found = 0;
    for _ in 0..480 {
        let deal = deal(&mut random, Draw { steps: 3, gain: 9, ..Draw::USUAL });
        let judged = setting(&deal);
        let Some(plan) = search(&judged, &Limits::default()).best else { continue };
        let all = stress(&deal, Punishment::Credible, &plan.order).unwrap();
        assert_eq!(all.is_some(), plan.slack.holds());
        for (party, change) in all.into_iter().flatten().enumerate() {
            let Some(change) = change else { continue };
            let now = super::super::ranges::now(&deal, change.input);
            let sign = if change.is_rise { 1 } else { -1 };
            let beyond = if change.is_borne { ratio(sign, 1 << 40) } else { Ratio::zero() };
            let broken = change.input.put(&deal, &(&now + &change.by + beyond));
            let broken = walk(&setting(&broken), &plan.order).unwrap();
            assert!(!broken.holds(), "{change:?} {plan:?} {deal:?}");
            let check = change.check.unwrap();
            let is_it = |c: &&Check| !c.slack.holds() && (c.at, c.party) == (check.at, check.party);
            assert!(broken.checks.iter().any(|c| is_it(&c)));
            // No smaller change of this party breaks it, of those tried.
            for _ in 0..5 {
                let (step, part) = (random.usize(0..3), ratio(random.i64(-999..=999), 1000));
                let input = match random.bool() {
                    true => Input::Once { step, party },
                    false => Input::Lasting { step, party },
                };
                let now = super::super::ranges::now(&deal, input);
                assert!(verdict(&input.put(&deal, &(now + &change.by * part)), &plan.order));
            }
            found += 1;
        }
    }
    assert!(found > 150, "{found}");
}

#[test]
fn ranges_of_no_order_are_refused() {
    let deal = declaration(ratio(1, 2));
    let wrong = ranges(&deal, Punishment::Credible, &steps(&[0]));
    assert_eq!(wrong, Err(Fault::Misstep(Misstep::Missing(1))));
}
