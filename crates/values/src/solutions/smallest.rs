//! The largest smallest gain, in units of each party: the egalitarian and the Kalai–Smorodinsky solution.
//!
//! That a smallest share reaches a target is a floor for every party, so for a target the question is whether
//! some package keeps these floors, and everything above them is worth nothing. Targets fall from the bound of the
//! lotteries until some package is found; the best one then has the largest smallest share. Of the
//! packages that attain it, one last search without ceilings finds all that no other beats at the second smallest
//! share, the third and so on.

use super::answer::{Answer, Found, Objective, Ties};
use super::bargaining::{Bargaining, Feasible, growth};
use super::bars::Bars;
use super::definition::{self, Points, Share};
use super::hull::{Cut, Hull, Mixture, Program, Support, Vertex};
use super::net::Net;
use crate::problem::MOST;
use std::cmp::Ordering;

/// Who takes part, and in which unit: gains are shares of `whole`.
#[derive(Clone, Debug)]
struct Measure {
    parties: Vec<usize>,
    /// Per party; one for those that take no part.
    whole: Vec<i64>,
}

impl Measure {
    /// The smallest share at a worth.
    fn smallest(&self, worth: &[i64], no_deal: &[i64]) -> Share {
        let share = |&p: &usize| Share { part: worth[p] - no_deal[p], whole: self.whole[p] };
        self.parties.iter().map(share).min().unwrap_or(Share { part: 0, whole: 1 })
    }

    /// All shares, smallest first.
    fn shares(&self, worth: &[i64], no_deal: &[i64]) -> Vec<Share> {
        let share = |&p: &usize| Share { part: worth[p] - no_deal[p], whole: self.whole[p] };
        let mut shares: Vec<Share> = self.parties.iter().map(share).collect();
        shares.sort();
        shares
    }

    /// The least worths at which every share is at least `target`, which is not negative.
    fn floors(&self, target: Share, no_deal: &[i64]) -> Vec<i64> {
        let mut floors = no_deal.to_vec();
        for &p in &self.parties {
            let product = i128::from(target.part) * i128::from(self.whole[p]);
            let whole = i128::from(target.whole);
            let gain = product.div_euclid(whole) + i128::from(product.rem_euclid(whole) > 0);
            floors[p] += i64::try_from(gain).unwrap_or(i64::MAX / 4);
        }
        floors
    }

    /// At most what the smallest share is, by one cut: a fraction rounded up to 2^-48.
    fn bound(&self, cut: &Cut, no_deal: &[i64]) -> Option<Share> {
        let mut most = cut.over(no_deal);
        let mut sum: i128 = 0;
        for (p, &weight) in cut.weights.iter().enumerate() {
            if self.parties.contains(&p) {
                sum += i128::from(weight) * i128::from(self.whole[p]);
            } else if weight > 0 {
                return None;
            }
        }
        if sum <= 0 {
            return None;
        }
        if most < 0 {
            return Some(Share { part: -1, whole: 1 });
        }
        if self.is_whole() {
            return Some(Share { part: i64::try_from(most / sum).ok()?, whole: 1 });
        }
        // No share is above one.
        if most >= sum {
            return Some(Share { part: 1, whole: 1 });
        }
        // So that the fraction times 2^48 can be taken: both lose the same low bits.
        while sum >= 1 << 76 {
            most = (most >> 8) + 1;
            sum >>= 8;
        }
        let part = (most << FINE) / sum + 1;
        Some(Share { part: i64::try_from(part).ok()?.min(1 << FINE), whole: 1 << FINE })
    }
}

/// Bits of targets that are fractions.
const FINE: u32 = 48;

/// Targets and how they follow each other: whole gains, or fractions in steps of 2^-48.
impl Measure {
    fn is_whole(&self) -> bool {
        self.parties.iter().all(|&p| self.whole[p] == 1)
    }

    fn steps_per_unit(&self) -> i64 {
        if self.is_whole() { 1 } else { 1 << FINE }
    }

    /// How many steps `share` is, rounded up.
    fn steps(&self, share: Share) -> i64 {
        let product = i128::from(share.part) * i128::from(self.steps_per_unit());
        let whole = i128::from(share.whole);
        let steps = product.div_euclid(whole) + i128::from(product.rem_euclid(whole) > 0);
        i64::try_from(steps).unwrap_or(i64::MAX / 4)
    }

    fn fraction(&self, steps: i64) -> Share {
        Share { part: steps, whole: self.steps_per_unit() }
    }

    /// What is known of all shares where none reaches `target`.
    fn below(&self, target: Share) -> Share {
        if self.is_whole() { Share { part: target.part - 1, whole: 1 } } else { target }
    }

    /// More than any share is.
    fn unbounded(&self) -> Share {
        if self.is_whole() { Share { part: MOST, whole: 1 } } else { Share { part: 1, whole: 1 } }
    }
}

/// A package, whether it is proved, and the rest of an answer.
struct Best {
    vertex: Vertex,
    value: Share,
    bound: Share,
    is_refined: bool,
    ties: Ties,
    mixture: Mixture,
}

impl Bargaining<'_> {
    /// The egalitarian solution.
    #[must_use]
    pub fn egalitarian(&self) -> Answer {
        let start = match self.feasible() {
            Feasible::Yes(vertex) => vertex,
            Feasible::No => return Answer::Empty,
            Feasible::Unknown => return Answer::Unknown { bound: None },
        };
        let parties = self.parties();
        let measure = Measure { parties: (0..parties).collect(), whole: vec![1; parties] };
        let best = self.smallest(&measure, &start);
        self.answer(best, |share| Objective::Gain(share.part), Vec::new(), Vec::new(), true)
    }

    /// The Kalai–Smorodinsky solution, with the largest gains at packages that are acceptable to all.
    #[must_use]
    pub fn kalai_smorodinsky(&self) -> Answer {
        let start = match self.feasible() {
            Feasible::Yes(vertex) => vertex,
            Feasible::No => return Answer::Empty,
            Feasible::Unknown => return Answer::Unknown { bound: None },
        };
        let parties = self.parties();
        let mut ideal = Vec::with_capacity(parties);
        let mut is_proved = true;
        let mut best_start = start.clone();
        for p in 0..parties {
            let aim: Vec<i64> = (0..parties).map(|q| i64::from(p == q)).collect();
            let most = self.most(&aim, Some(&self.no_deal), &start);
            is_proved &= most.is_proved();
            ideal.push(most.vertex.worth[p]);
            best_start = most.vertex;
        }
        let whole: Vec<i64> = definition::gains(&ideal, &self.no_deal);
        let (with, without): (Vec<usize>, Vec<usize>) = (0..parties).partition(|&p| whole[p] > 0);
        let measure =
            Measure { parties: with, whole: whole.iter().map(|&gain| gain.max(1)).collect() };
        let better = measure.smallest(&best_start.worth, &self.no_deal)
            > measure.smallest(&start.worth, &self.no_deal);
        let best = self.smallest(&measure, if better { &best_start } else { &start });
        self.answer(best, Objective::Share, whole, without, is_proved)
    }

    fn answer(
        &self,
        best: Best,
        objective: impl Fn(Share) -> Objective,
        largest_gains: Vec<i64>,
        left_out: Vec<usize>,
        is_proved: bool,
    ) -> Answer {
        let is_met = best.value == best.bound;
        Answer::Found(Box::new(Found {
            value: objective(best.value),
            bound: objective(if is_met { best.value } else { best.bound }),
            proved: is_met && best.is_refined && is_proved,
            gains: definition::gains(&best.vertex.worth, &self.no_deal),
            package: self.package(&best.vertex),
            ties: best.ties,
            largest_gains,
            left_out,
            lottery: Some(self.lottery(&best.mixture)),
        }))
    }

    /// The package with the largest smallest share, refined; `start` is acceptable to all.
    fn smallest(&self, measure: &Measure, start: &Vertex) -> Best {
        let no_deal = &self.no_deal;
        let hull = self.hull(measure);
        let mut net = self.net(&hull.cuts, |cut| measure.bound(cut, no_deal));
        let height = |worth: &[i64]| {
            let share = |&p: &usize| (worth[p] - no_deal[p]) as f64 / measure.whole[p] as f64;
            let shares = measure.parties.iter().map(share);
            [shares.clone().fold(f64::MAX, f64::min), shares.sum()]
        };
        let mut best = start.clone();
        let rise = |vertex: Vertex, best: &mut Vertex| {
            let is_kept = vertex.worth.iter().zip(no_deal).all(|(worth, floor)| worth >= floor);
            if is_kept
                && measure.smallest(&vertex.worth, no_deal) > measure.smallest(&best.worth, no_deal)
            {
                *best = vertex;
            }
        };
        for vertex in hull.mixture.parts.iter().map(|part| &part.1).chain([start]) {
            rise(self.climb(vertex, &height), &mut best);
        }
        let mut value = measure.smallest(&best.worth, no_deal);
        let bounds = hull.cuts.iter().filter_map(|cut| measure.bound(cut, no_deal));
        let mut bound = bounds.min().unwrap_or(measure.unbounded()).max(value);
        let mut gap = measure.steps(bound) - measure.steps(value);
        gap = (gap / 32).max(1);
        while value < bound {
            let target = measure.fraction(measure.steps(bound) - gap).max(value);
            let left = self.work_left();
            let Ok(found) = self.reaching(measure, &net, target, bound) else { break };
            let work = self.work_since(left);
            let better = found.filter(|vertex| measure.smallest(&vertex.worth, no_deal) >= target);
            if let Some(vertex) = better {
                best = vertex;
                value = measure.smallest(&best.worth, no_deal);
                bound = value;
            } else {
                // Nothing reaches the target, which therefore is above what is known.
                bound = measure.below(target).max(value);
                self.widen(&mut net, &vec![0; no_deal.len()], work);
                rise(self.climb_long(&best, &height, work), &mut best);
                value = measure.smallest(&best.worth, no_deal);
                gap = (gap as f64 * growth(work)) as i64 + 1;
            }
        }
        let (ties, is_refined) = if value == bound {
            self.refine(measure, &net, &mut best)
        } else {
            (self.alone(&best), false)
        };
        Best { vertex: best, value, bound, is_refined, ties, mixture: hull.mixture }
    }

    /// Bounds over lotteries; parties that take no part have no say.
    fn hull(&self, measure: &Measure) -> Hull {
        let pick =
            |values: &[i64]| measure.parties.iter().map(|&p| values[p]).collect::<Vec<i64>>();
        let (base, scale) = (pick(&self.no_deal), pick(&measure.whole));
        if measure.parties.is_empty() {
            return Hull::default();
        }
        let program = Program { weights: None, base: &base, scale: &scale };
        let mut support = Picked { support: self.support(), measure, whole: Vec::new() };
        let mut hull = program.solve(&mut support, self.rounds());
        for cut in &mut hull.cuts {
            cut.weights = spread(&cut.weights, measure);
        }
        for part in &mut hull.mixture.parts {
            part.1.worth = self.worth(&part.1.package);
        }
        hull
    }

    /// Among the packages whose shares are at least `target`, one whose smallest share is largest; none is
    /// above `enough`. `Err` if the budget ended.
    fn reaching(
        &self,
        measure: &Measure,
        net: &Net,
        target: Share,
        enough: Share,
    ) -> Result<Option<Vertex>, ()> {
        let no_deal = &self.no_deal;
        let floors = measure.floors(target, no_deal);
        let ceilings = measure.floors(enough, no_deal);
        let bars: Bars<'_, true> = Bars {
            ranges: &self.ranges,
            needs: net.needs(|weights| Some(Cut::at(weights, &floors))),
            net,
            ceilings: ceilings.into_iter().map(Some).collect(),
            floors,
            order: None,
        };
        let survivors = self.search(&bars).map_err(|_| ())?;
        let points = Points { worths: &survivors.worths, no_deal };
        let best = points.largest(|point| measure.smallest(point, no_deal));
        Ok(best.first().map(|&at| survivors.vertex(at)))
    }

    /// All that is best at the second smallest share and so on, where `best` has the largest smallest one;
    /// whether that is sure.
    fn refine(&self, measure: &Measure, net: &Net, best: &mut Vertex) -> (Ties, bool) {
        let no_deal = &self.no_deal;
        let known = measure.shares(&best.worth, no_deal);
        let floors = match known.first() {
            Some(&smallest) => measure.floors(smallest, no_deal),
            None => no_deal.clone(),
        };
        let order = |reach: &[i64]| measure.shares(reach, no_deal).cmp(&known) != Ordering::Less;
        let bars: Bars<'_, false> = Bars {
            ranges: &self.ranges,
            needs: net.needs(|weights| Some(Cut::at(weights, &floors))),
            net,
            ceilings: Vec::new(),
            floors,
            order: Some(&order),
        };
        let Ok(survivors) = self.search(&bars) else { return (self.alone(best), false) };
        let points = Points { worths: &survivors.worths, no_deal };
        let tied = points.largest(|point| measure.shares(point, no_deal));
        match self.ties(&survivors, tied) {
            Some((ties, first)) => {
                *best = first;
                (ties, true)
            }
            None => (self.alone(best), false),
        }
    }
}

/// Weights of those that take part as weights of all.
fn spread(weights: &[i64], measure: &Measure) -> Vec<i64> {
    let mut all = vec![0; measure.whole.len()];
    measure.parties.iter().zip(weights).for_each(|(&p, &weight)| all[p] = weight);
    all
}

/// The support function as those see it that take part.
struct Picked<'a, S> {
    support: S,
    measure: &'a Measure,
    whole: Vec<i64>,
}

impl<S: Support> Support for Picked<'_, S> {
    fn best(&mut self, weights: &[i64]) -> (i128, Vertex) {
        self.whole = spread(weights, self.measure);
        let (most, mut vertex) = self.support.best(&self.whole);
        vertex.worth = self.measure.parties.iter().map(|&p| vertex.worth[p]).collect();
        (most, vertex)
    }
}
