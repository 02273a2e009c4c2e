use super::super::none::{
    Asked, Certificate, Existence, Reason, certificates, conflict, cut, existence,
};
use super::*;

fn limits() -> Limits {
    Limits::default()
}

#[test]
fn certificates_never_speak_against_a_deal_that_holds() {
    let mut random = fastrand::Rng::with_seed(41);
    let (mut holding, mut failing, mut explained) = (0, 0, 0);
    let mut kinds = [0; 4];
    for case in 0..1500 {
        let (bundles, shared) = if case % 3 == 0 { (1, 15) } else { (0, 0) };
        let gain = 5 + case % 6;
        let draw = Draw { steps: 4, bundles, shared, gain, after: 25, ..Draw::USUAL };
        let deal = deal(&mut random, draw);
        let credible = setting(&deal);
        let harshest = Setting::harshest(&deal).unwrap();
        for judged in [&credible, &harshest] {
            let found = certificates(judged);
            let all = orders(judged);
            let holds = all.iter().any(|order| walk(judged, order).unwrap().holds());
            if holds {
                assert!(found.is_empty(), "{found:?} {deal:?}");
                holding += 1;
            } else {
                failing += 1;
                explained += usize::from(!found.is_empty());
            }
            for certificate in &found {
                kinds[match certificate {
                    Certificate::Surplus { .. } => 0,
                    Certificate::End { .. } => 1,
                    Certificate::Never { .. } => 2,
                    Certificate::Circle(_) => 3,
                }] += 1;
            }
        }
    }
    println!("holding {holding}, failing {failing}, explained {explained}, {kinds:?}");
    assert!(holding > 200 && failing > 1000 && explained * 10 > failing * 8);
    assert!(kinds.iter().all(|&count| count > 20), "{kinds:?}");
}

/// Whatever holds with any reactions holds with the harshest, order by order.
#[test]
fn the_harshest_reactions_ask_least() {
    let mut random = fastrand::Rng::with_seed(42);
    let (mut compared, mut only) = (0, 0);
    for _ in 0..400 {
        let mut deal = deal(&mut random, Draw { steps: 4, bundles: 1, shared: 20, ..Draw::USUAL });
        if random.bool() {
            deal.steps[0].false_alarm = ratio(1, 5);
        }
        let harshest = Setting::harshest(&deal).unwrap();
        for punishment in [Punishment::Credible, Punishment::Automatic] {
            let judged = Setting::of(&deal, punishment).unwrap();
            for order in orders(&judged) {
                let (there, here) =
                    (walk(&judged, &order).unwrap(), walk(&harshest, &order).unwrap());
                if there.is_exact {
                    assert!(here.slack >= there.slack);
                }
                assert!(here.holds() || !there.holds());
                compared += 1;
                only += usize::from(here.holds() && !there.holds());
            }
        }
    }
    assert!(compared > 2000 && only > 50, "{compared} {only}");
}

#[test]
fn each_waits_for_the_other() {
    // Each would rather have the other's step and leave: neither can go first.
    let step = |owner: usize| Step {
        once: (0..2).map(|i| whole(if i == owner { -3 } else { 4 })).collect(),
        ..Step::of(owner, 2)
    };
    let steps = vec![step(0), step(1)];
    let mut deal = Deal { parties: 2, steps, bundles: Vec::new(), discount: vec![None; 2] };
    let found = certificates(&setting(&deal));
    let [Certificate::Circle(links)] = &found[..] else { panic!("{found:?}") };
    assert_eq!(links.len(), 2);
    for link in links {
        assert_eq!(link.step, 1 - link.before);
        let Reason::Refused(blocks) = &link.reason else { panic!("{link:?}") };
        assert_eq!((blocks[0].party, &blocks[0].shortfall), (link.step, &Some(whole(3))));
    }
    let Existence::None(_) = existence(&deal, &limits()).unwrap() else { panic!() };
    // At the same moment it is no better; released by somebody else, it is.
    deal.bundles.push(Bundle { steps: vec![0, 1], escrow: false });
    let Existence::None(_) = existence(&deal, &limits()).unwrap() else { panic!() };
    deal.bundles[0].escrow = true;
    let Existence::Holds(plan) = existence(&deal, &limits()).unwrap() else { panic!() };
    assert_eq!(plan.order, [Stage::Bundle(0)]);
    assert!(certificates(&setting(&deal)).is_empty());
}

#[test]
fn existence_says_under_what_reactions() {
    let mut random = fastrand::Rng::with_seed(43);
    let mut seen = [0; 4];
    for _ in 0..800 {
        let deal = deal(&mut random, Draw { steps: 4, ..Draw::USUAL });
        let automatic = Setting::of(&deal, Punishment::Automatic).unwrap();
        let harshest = Setting::harshest(&deal).unwrap();
        let any = |judged: &Setting<'_>| {
            orders(judged).iter().any(|order| walk(judged, order).unwrap().holds())
        };
        let truth = [&setting(&deal), &automatic, &harshest].map(any);
        let (at, plan) = match existence(&deal, &limits()).unwrap() {
            Existence::Holds(plan) => (0, Some((setting(&deal), plan))),
            Existence::IfAutomatic(plan) => (1, Some((automatic, plan))),
            Existence::IfArranged(plan) => (2, Some((harshest, plan))),
            Existence::None(_) => (3, None),
            Existence::Undecided(why) => panic!("{why:?}"),
        };
        assert_eq!(truth.iter().position(|&holds| holds).unwrap_or(3), at);
        if let Some((judged, plan)) = plan {
            assert!(walk(&judged, &plan.order).unwrap().holds());
        }
        seen[at] += 1;
    }
    println!("{seen:?}");
    assert!(seen.iter().all(|&count| count > 3), "{seen:?}");
}

#[test]
fn the_cut_is_all_that_can_be_reached() {
    let mut random = fastrand::Rng::with_seed(44);
    let mut cuts = 0;
    for _ in 0..300 {
        let deal = deal(&mut random, Draw { steps: 5, bundles: 1, ..Draw::USUAL });
        let judged = setting(&deal);
        let answer = search(&judged, &limits());
        let Some(cut) = cut(&judged, &limits()) else {
            assert_eq!(answer.verdict, Verdict::Holds);
            continue;
        };
        assert_eq!(answer.verdict, Verdict::Fails);
        // By walking all orders up to where each breaks.
        let mut reached = BTreeSet::new();
        for order in orders(&judged) {
            let walk = walk(&judged, &order).unwrap();
            let last = walk.breaks_at.unwrap();
            let kept = |at: usize| {
                let kept = walk.checks.iter().filter(|c| c.at == at && c.stage.is_none());
                kept.into_iter().all(|c| c.slack.holds())
            };
            for at in (0..=last).filter(|&at| kept(at)) {
                let steps =
                    order[..at].iter().flat_map(|&s| judged.stage(s).unwrap().steps.clone());
                reached.insert(steps.collect::<BTreeSet<usize>>());
            }
        }
        assert_eq!(cut.states, reached.len());
        assert!(cut.nearest.len() == cut.exits.min(10));
        let Some(first) = cut.nearest.first() else { continue };
        let slack = answer.best.map_or(Slack::Never, |plan| plan.slack);
        assert_eq!(first.slack, slack);
        for exit in &cut.nearest {
            assert!(exit.shortfall.as_ref().unwrap() > &Ratio::zero());
            assert!(exit.slack <= first.slack);
            if let Slack::By(slack) = &exit.slack {
                assert!(-slack >= exit.shortfall.clone().unwrap());
            }
        }
        cuts += 1;
    }
    assert!(cuts > 100, "{cuts}");
}

#[test]
fn of_a_conflict_nothing_can_be_left_out() {
    let mut random = fastrand::Rng::with_seed(45);
    let mut conflicts = 0;
    for _ in 0..120 {
        let deal = deal(&mut random, Draw { steps: 4, bundles: 1, ..Draw::USUAL });
        let judged = setting(&deal);
        let fails = |asked: &[Asked]| {
            let judged = super::super::none::with(&judged, asked);
            !orders(&judged).iter().any(|order| walk(&judged, order).unwrap().holds())
        };
        let Some(conflict) = conflict(&judged, &limits()) else {
            assert_eq!(search(&judged, &limits()).verdict, Verdict::Holds);
            continue;
        };
        assert!(fails(&conflict) && !conflict.is_empty());
        for left_out in 0..conflict.len() {
            let mut fewer = conflict.clone();
            fewer.remove(left_out);
            assert!(!fails(&fewer));
        }
        conflicts += 1;
    }
    assert!(conflicts > 40, "{conflicts}");
}
