//! Orders of steps judged by playing them out.
//!
//! Every plan of every party is played on an explicit time path: refuse any part of a stage, sham any set of its own
//! steps, again and again, take back any of its own steps at any state. Nothing here knows of stakes, of what is
//! banked or held hostage, of needs: only who gets what, when.

#![allow(clippy::unwrap_used, reason = "a test")]

use detente_hold::roadmap::{Kind, Setting, Slack, Stage, Verdict, search, walk};
use detente_hold::{Bundle, Deal, Punishment, Ratio, Step};
use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::collections::BTreeSet;

type Short = num_rational::Ratio<i128>;

fn short(of: &Ratio) -> Short {
    Short::new(of.numer().to_i128().unwrap(), of.denom().to_i128().unwrap())
}

fn long(of: Short) -> Ratio {
    Ratio::new(BigInt::from(*of.numer()), BigInt::from(*of.denom()))
}

/// A deal in numbers that are quick to add.
struct Game {
    parties: usize,
    steps: Vec<Move>,
    discount: Vec<Short>,
    punishment: Punishment,
}

struct Move {
    owners: Vec<usize>,
    once: Vec<Short>,
    lasting: Vec<Short>,
    rebuild: Vec<Short>,
    reversal: Short,
    lag: u32,
    auto: bool,
    detection: Option<Short>,
}

impl Game {
    fn of(deal: &Deal, punishment: Punishment) -> Self {
        let row = |row: &[Ratio]| row.iter().map(short).collect();
        let step = |step: &Step| Move {
            owners: step.owners.clone(),
            once: row(&step.once),
            lasting: row(&step.lasting),
            rebuild: row(&step.rebuild),
            reversal: short(&step.reversal),
            lag: step.lag,
            auto: step.auto,
            detection: step.detection.as_ref().map(short),
        };
        Self {
            parties: deal.parties,
            steps: deal.steps.iter().map(step).collect(),
            discount: deal
                .discount
                .iter()
                .map(|d| d.as_ref().map_or(Short::one(), short))
                .collect(),
            punishment,
        }
    }

    /// From now on, party `i` has a step in force for `periods` periods, then it is revoked.
    fn revoked_after(&self, i: usize, s: usize, periods: u32) -> Short {
        let step = &self.steps[s];
        let discount = self.discount[i];
        // The flow is (1 − δ) F a period for ever.
        let flow = step.lasting[i] * (Short::one() - discount);
        let (mut sum, mut weight) = (Short::zero(), Short::one());
        for _ in 0..periods {
            sum += weight * flow;
            weight *= discount;
        }
        sum + weight * (step.rebuild[i] + (Short::one() - step.reversal) * step.lasting[i])
    }

    fn is_revocable(&self, s: usize) -> bool {
        !self.steps[s].reversal.is_zero()
    }

    /// Whether an owner other than the breaker revokes the step.
    fn is_answered(&self, s: usize, breaker: usize) -> bool {
        let step = &self.steps[s];
        let others: Vec<usize> = step.owners.iter().copied().filter(|&o| o != breaker).collect();
        self.is_revocable(s)
            && !others.is_empty()
            && match self.punishment {
                Punishment::Automatic => true,
                Punishment::Credible => {
                    step.auto
                        || others.iter().any(|&o| self.revoked_after(o, s, 0) > step.lasting[o])
                }
            }
    }

    /// What the breaker has, in all, if the deal breaks down with `done` really done and it revokes `revoked` at once.
    fn broken(&self, breaker: usize, done: &BTreeSet<usize>, revoked: &[usize]) -> Short {
        let left = |&s: &usize| {
            let step = &self.steps[s];
            let lasting = if revoked.contains(&s) {
                self.revoked_after(breaker, s, 0)
            } else if self.is_answered(s, breaker) {
                self.revoked_after(breaker, s, step.lag)
            } else {
                step.lasting[breaker]
            };
            step.once[breaker] + lasting
        };
        done.iter().map(left).sum()
    }

    fn own_revocable(&self, i: usize, done: &BTreeSet<usize>) -> Vec<usize> {
        let is_own = |&s: &usize| self.is_revocable(s) && self.steps[s].owners.contains(&i);
        done.iter().copied().filter(is_own).collect()
    }

    /// The best breakdown for the breaker that revokes at least `least` steps.
    fn best_break(&self, breaker: usize, done: &BTreeSet<usize>, least: usize) -> Option<Short> {
        let own = self.own_revocable(breaker, done);
        let plans = subsets(&own).into_iter().filter(|plan| plan.len() >= least);
        plans.map(|plan| self.broken(breaker, done, &plan)).max()
    }

    fn honest(&self, i: usize) -> Short {
        self.steps.iter().map(|step| step.once[i] + step.lasting[i]).sum()
    }
}

/// An order being played by one party that may deviate.
struct Play<'a> {
    game: &'a Game,
    stages: &'a [(Vec<usize>, bool)],
    party: usize,
    /// The least of (honest − deviating) / weight over first deviations after which it plays honestly or breaks, where
    /// a sham's weight is how much likelier an alarm is with it; absent if there is none, `Err` if none is enough.
    tightest: Option<Result<Short, ()>>,
}

impl Play<'_> {
    fn note(&mut self, slack: Result<Short, ()>) {
        self.tightest = Some(match (self.tightest.take(), slack) {
            (Some(Err(())), _) | (_, Err(())) => Err(()),
            (Some(Ok(a)), Ok(b)) => Ok(a.min(b)),
            (None, b) => b,
        });
    }

    /// The most that the party gets in all, from stage `at` on, if the others believe that all of the stages before
    /// were taken but it shammed `shams`.
    fn best(&mut self, at: usize, shams: &BTreeSet<usize>) -> Short {
        let i = self.party;
        let before: BTreeSet<usize> =
            self.stages[..at].iter().flat_map(|(steps, _)| steps.iter().copied()).collect();
        let done: BTreeSet<usize> = before.difference(shams).copied().collect();
        let worth = |s: &usize| self.game.steps[*s].once[i] + self.game.steps[*s].lasting[i];
        let honest = self.game.honest(i) - shams.iter().map(worth).sum::<Short>();
        let mut best = honest;
        if let Some(broken) = self.game.best_break(i, &done, 1) {
            best = best.max(broken);
            if shams.is_empty() {
                self.note(Ok(honest - broken));
            }
        }
        let Some((steps, is_escrow)) = self.stages.get(at).cloned() else { return best };
        let own: Vec<usize> =
            steps.iter().copied().filter(|&s| self.game.steps[s].owners.contains(&i)).collect();
        best = best.max(self.best(at + 1, shams));
        for refused in subsets(&own).into_iter().filter(|refused| !refused.is_empty()) {
            let mut reached = done.clone();
            if !is_escrow {
                reached.extend(steps.iter().filter(|s| !refused.contains(s)));
            }
            let broken = self.game.best_break(i, &reached, 0).unwrap();
            best = best.max(broken);
            if shams.is_empty() {
                self.note(Ok(honest - broken));
            }
        }
        if is_escrow {
            return best;
        }
        let can_sham = |&s: &usize| self.game.steps[s].detection.is_some();
        let can: Vec<usize> = own.into_iter().filter(can_sham).collect();
        for shammed in subsets(&can).into_iter().filter(|shammed| !shammed.is_empty()) {
            let missed =
                shammed.iter().map(|&s| Short::one() - self.game.steps[s].detection.unwrap());
            let missed: Short = missed.fold(Short::one(), |all, p| all * p);
            let mut reached = done.clone();
            reached.extend(steps.iter().filter(|s| !shammed.contains(s)));
            let caught = self.game.best_break(i, &reached, 0).unwrap();
            let mut with = shams.clone();
            with.extend(&shammed);
            let later = self.best(at + 1, &with);
            best = best.max(missed * later + (Short::one() - missed) * caught);
            if shams.is_empty() {
                let kept = -shammed.iter().map(worth).sum::<Short>();
                let lost = missed * (honest + kept) + (Short::one() - missed) * caught;
                if missed.is_one() && lost > honest {
                    self.note(Err(()));
                } else if kept.is_positive() && !missed.is_one() {
                    self.note(Ok((honest - lost) / (Short::one() - missed)));
                }
            }
        }
        best
    }
}

fn subsets(of: &[usize]) -> Vec<Vec<usize>> {
    let pick = |set: u32| (0..of.len()).filter(|at| set >> at & 1 == 1).map(|at| of[at]).collect();
    (0..1_u32 << of.len()).map(pick).collect()
}

/// All orders of the stages of a deal.
fn orders(setting: &Setting<'_>) -> Vec<Vec<Stage>> {
    fn grow(
        setting: &Setting<'_>,
        done: &mut BTreeSet<usize>,
        order: &mut Vec<Stage>,
        all: &mut Vec<Vec<Stage>>,
    ) {
        if done.len() == setting.deal.steps.len() {
            all.push(order.clone());
            return;
        }
        for taken in &setting.stages {
            let is_new = taken.steps.iter().all(|s| !done.contains(s));
            let is_ready =
                |&s: &usize| setting.deal.steps[s].after.iter().all(|other| done.contains(other));
            if is_new && taken.steps.iter().all(is_ready) {
                done.extend(&taken.steps);
                order.push(taken.stage);
                grow(setting, done, order, all);
                order.pop();
                taken.steps.iter().for_each(|s| {
                    done.remove(s);
                });
            }
        }
    }
    let mut all = Vec::new();
    grow(setting, &mut BTreeSet::new(), &mut Vec::new(), &mut all);
    all
}

/// How a random deal is drawn.
#[derive(Clone, Copy)]
struct Draw {
    parties: (usize, usize),
    steps: (usize, usize),
    bundles: usize,
    /// In a hundred, how often a step has a second owner.
    shared: u32,
}

fn number(of: i64, by: i64) -> Ratio {
    Ratio::new(BigInt::from(of), BigInt::from(by))
}

fn deal(random: &mut fastrand::Rng, draw: Draw) -> Deal {
    let parties = random.usize(draw.parties.0..=draw.parties.1);
    let steps = random.usize(draw.steps.0..=draw.steps.1);
    let has_discount = random.bool();
    let one = |random: &mut fastrand::Rng, s: usize| {
        let owner = random.usize(0..parties);
        let mut step = Step::of(owner, parties);
        if random.u32(0..100) < draw.shared {
            step.owners.push(random.usize(0..parties));
            step.owners.sort_unstable();
            step.owners.dedup();
        }
        for i in 0..parties {
            let is_own = step.owners.contains(&i);
            let (low, high) = if is_own { (-5, 1) } else { (-2, 6) };
            step.once[i] = number(random.i64(low..=high) * i64::from(random.bool()), 1);
            step.lasting[i] = number(random.i64(low..=high), random.i64(1..=2));
            step.rebuild[i] = number(-random.i64(0..=2) * i64::from(is_own), 1);
        }
        if random.u32(0..10) < 6 {
            step.reversal = number(random.i64(1..=2), 2);
            step.auto = random.u32(0..4) == 0;
            step.lag = if has_discount { random.u32(0..3) } else { 0 };
        }
        if random.bool() {
            step.detection = Some(number(random.i64(0..=4), 4));
        }
        if s > 0 && random.u32(0..4) == 0 {
            step.after.push(random.usize(0..s));
        }
        step
    };
    let steps: Vec<Step> = (0..steps).map(|s| one(random, s)).collect();
    let discount = (0..parties).map(|_| has_discount.then(|| number(random.i64(1..=9), 10)));
    let mut deal = Deal { parties, discount: discount.collect(), steps, bundles: Vec::new() };
    for _ in 0..draw.bundles {
        let mut all: Vec<usize> = (0..deal.steps.len()).collect();
        random.shuffle(&mut all);
        all.truncate(random.usize(2..=all.len().min(3)));
        all.sort_unstable();
        deal.bundles.push(Bundle { steps: all, escrow: random.bool() });
    }
    deal
}

#[derive(Debug, Default)]
struct Tally {
    deals: usize,
    orders: usize,
    holding: usize,
    exact: usize,
    feasible: usize,
}

/// Compares every order of `cases` random deals, and the best of them, with what playing says.
fn compare(seed: u64, cases: usize, draw: Draw) -> Tally {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut tally = Tally::default();
    for case in 0..cases {
        let deal = deal(&mut random, draw);
        assert!(deal.is_sound());
        let punishment = if case % 4 == 3 { Punishment::Automatic } else { Punishment::Credible };
        let setting = Setting::of(&deal, punishment).unwrap();
        let game = Game::of(&deal, punishment);
        let mut best: Option<Slack> = None;
        for order in orders(&setting) {
            let stages: Vec<(Vec<usize>, bool)> = order
                .iter()
                .map(|&stage| match stage {
                    Stage::Step(s) => (vec![s], false),
                    Stage::Bundle(b) => (deal.bundles[b].steps.clone(), deal.bundles[b].escrow),
                })
                .collect();
            let mut holds = true;
            let mut slack = Slack::Free;
            for party in 0..game.parties {
                let mut play = Play { game: &game, stages: &stages, party, tightest: None };
                holds &= play.best(0, &BTreeSet::new()) <= game.honest(party);
                slack = slack.min(match play.tightest {
                    None => Slack::Free,
                    Some(Err(())) => Slack::Never,
                    Some(Ok(by)) => Slack::By(long(by)),
                });
            }
            let walk = walk(&setting, &order).unwrap();
            if walk.is_exact {
                assert_eq!(walk.holds(), holds, "{deal:?} {order:?} {walk:?}");
                assert_eq!(walk.slack, slack, "{deal:?} {order:?} {walk:?}");
                tally.exact += 1;
            } else {
                assert!(!walk.holds() || holds, "{deal:?} {order:?} {walk:?}");
                assert!(walk.slack <= slack);
            }
            assert_eq!(walk.breaks_at.is_none(), walk.holds());
            tally.orders += 1;
            tally.holding += usize::from(holds);
            best = best.max(Some(walk.slack));
        }
        let found = search(&setting, &Default::default());
        let best = best.unwrap();
        assert!(found.is_best);
        match &found.best {
            None => assert_eq!(best, Slack::Never),
            Some(plan) => {
                assert_eq!(plan.slack, best);
                assert_eq!(walk(&setting, &plan.order).unwrap().slack, best);
            }
        }
        assert_eq!(found.verdict == Verdict::Holds, best.holds());
        tally.feasible += usize::from(best.holds());
        tally.deals += 1;
    }
    tally
}

#[test]
fn every_order_is_judged_as_playing_it_out_does() {
    let draw = Draw { parties: (2, 3), steps: (2, 4), bundles: 0, shared: 0 };
    let small = compare(1, 2400, draw);
    let large = compare(2, 150, Draw { steps: (5, 5), ..draw });
    println!("{small:?} {large:?}");
    assert_eq!((small.exact, large.exact), (small.orders, large.orders));
    assert!(small.feasible > 100 && small.feasible < small.deals - 100);
    assert!(small.holding > 100 && large.holding > 20);
}

#[test]
fn so_are_bundles() {
    let draw = Draw { parties: (2, 3), steps: (2, 4), bundles: 2, shared: 0 };
    let tally = compare(3, 1000, draw);
    println!("{tally:?}");
    assert_eq!(tally.exact, tally.orders);
    assert!(tally.holding > 100);
}

#[test]
fn so_are_steps_with_several_owners() {
    let draw = Draw { parties: (2, 3), steps: (2, 4), bundles: 1, shared: 40 };
    let tally = compare(4, 1000, draw);
    println!("{tally:?}");
    assert!(tally.exact > 1000 && tally.exact < tally.orders);
    assert!(tally.holding > 100);
}

#[test]
fn kinds_name_own_steps() {
    let mut random = fastrand::Rng::with_seed(5);
    let draw = Draw { parties: (2, 3), steps: (2, 4), bundles: 2, shared: 20 };
    for _ in 0..200 {
        let deal = deal(&mut random, draw);
        let setting = Setting::of(&deal, Punishment::Credible).unwrap();
        for taken in &setting.stages {
            for demand in &taken.demands {
                let (Kind::Refuse(steps) | Kind::Sham(steps)) = &demand.kind else {
                    panic!("a stage asks for nothing to be kept")
                };
                assert!(!steps.is_empty());
                for s in steps {
                    assert!(taken.steps.contains(s));
                    assert!(deal.steps[*s].owners.contains(&demand.party));
                }
            }
        }
    }
}
