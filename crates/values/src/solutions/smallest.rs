//! The largest smallest gain, in units of each party: the egalitarian and the Kalai–Smorodinsky solution.
//!
//! That a smallest share reaches a target is a floor for every party, so for a target the question is whether
//! some package keeps these floors, and everything above the bound is worth nothing. Of the packages that
//! attain the largest smallest share, one last search without ceilings finds all that no other beats at the
//! second smallest share, the third and so on.

use super::answer::{Answer, Found, Objective, Ties};
use super::bargaining::{Bargaining, Feasible, Survivors};
use super::bars::Bars;
use super::definition::{self, Share};
use super::descent::{Criterion, Descent};
use super::hull::{Cut, Hull, Mixture, Program, Support, Vertex};
use super::net::Net;
use crate::frontier::Halt;
use crate::problem::MOST;
use std::cmp::Ordering;

/// Who takes part, and in which unit: gains are shares of `whole`.
#[derive(Clone, Debug)]
struct Measure<'a> {
    no_deal: &'a [i64],
    parties: Vec<usize>,
    /// Per party; one for those that take no part.
    whole: Vec<i64>,
}

/// Bits of targets that are fractions.
const FINE: u32 = 48;

impl Measure<'_> {
    /// All shares at a worth, smallest first.
    fn shares(&self, worth: &[i64]) -> Vec<Share> {
        let share = |&p: &usize| Share { part: worth[p] - self.no_deal[p], whole: self.whole[p] };
        let mut shares: Vec<Share> = self.parties.iter().map(share).collect();
        shares.sort();
        shares
    }

    /// The least worths at which every share is at least `target`.
    fn floors(&self, target: Share) -> Vec<i64> {
        let mut floors = self.no_deal.to_vec();
        for &p in &self.parties {
            let gain = round_up(target, self.whole[p]);
            floors[p] += i64::try_from(gain).unwrap_or(MOST).clamp(0, MOST);
        }
        floors
    }

    /// Whether shares are gains, in whole numbers.
    fn is_whole(&self) -> bool {
        self.parties.iter().all(|&p| self.whole[p] == 1)
    }

    /// Targets are whole numbers of this.
    fn step(&self) -> i64 {
        if self.is_whole() { 1 } else { 1 << FINE }
    }

    /// More than any share is.
    fn unbounded(&self) -> Share {
        if self.is_whole() { Share { part: MOST, whole: 1 } } else { Share { part: 1, whole: 1 } }
    }
}

/// `share` of `whole`, rounded up.
fn round_up(share: Share, whole: i64) -> i128 {
    let product = i128::from(share.part) * i128::from(whole);
    let unit = i128::from(share.whole);
    product.div_euclid(unit) + i128::from(product.rem_euclid(unit) > 0)
}

impl Criterion for Measure<'_> {
    type Value = Share;

    fn value(&self, worth: &[i64]) -> Share {
        let share = |&p: &usize| Share { part: worth[p] - self.no_deal[p], whole: self.whole[p] };
        self.parties.iter().map(share).min().unwrap_or(Share { part: 0, whole: 1 })
    }

    fn allows(&self, worth: &[i64]) -> bool {
        worth.iter().zip(self.no_deal).all(|(worth, no_deal)| worth >= no_deal)
    }

    /// Of fractions one that is rounded up to 2^-48.
    fn bound(&self, cut: &Cut) -> Option<Share> {
        let mut most = cut.over(self.no_deal);
        let mut sum: i128 = 0;
        for &p in &self.parties {
            sum += i128::from(cut.weights[p]) * i128::from(self.whole[p]);
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

    fn height(&self, worth: &[i64]) -> [f64; 2] {
        let share = |&p: &usize| (worth[p] - self.no_deal[p]) as f64 / self.whole[p] as f64;
        let shares = self.parties.iter().map(share);
        [shares.clone().fold(f64::MAX, f64::min), shares.sum()]
    }

    fn between(&self, high: &Share, low: &Share, part: f64) -> Share {
        let [high, low] = [high, low].map(|&share| round_up(share, self.step()));
        let steps = high - (((high - low) as f64 * part) as i128).max(1);
        Share { part: i64::try_from(steps).unwrap_or(0), whole: self.step() }
    }

    fn below(&self, target: Share) -> Share {
        if self.is_whole() { Share { part: target.part - 1, whole: 1 } } else { target }
    }

    fn above(&self, _: Share) -> Option<Share> {
        // Those that tie are one point.
        None
    }

    fn survivors(
        &self,
        on: &Bargaining<'_>,
        net: &Net,
        target: &Share,
        bound: &Share,
        work: u64,
    ) -> Result<Survivors, Halt> {
        let floors = self.floors(*target);
        let bars: Bars<'_, true> = Bars {
            ranges: &on.ranges,
            needs: net.needs(|weights| Some(Cut::at(weights, &floors))),
            net,
            ceilings: self.floors(*bound).into_iter().map(Some).collect(),
            floors,
            order: None,
        };
        on.search(&bars, work)
    }

    fn best(&self, survivors: &Survivors) -> Vec<usize> {
        survivors.points(self.no_deal).largest(|point| self.value(point))
    }
}

/// What gains are shares of.
struct Wholes {
    largest_gains: Vec<i64>,
    left_out: Vec<usize>,
    is_proved: bool,
}

impl Bargaining<'_> {
    /// The egalitarian solution.
    #[must_use]
    pub fn egalitarian(&self) -> Answer {
        let parties = self.parties();
        let (all, whole) = ((0..parties).collect(), vec![1; parties]);
        let measure = Measure { no_deal: &self.no_deal, parties: all, whole };
        let start = match self.feasible() {
            Feasible::Yes(vertex) => vertex,
            Feasible::No => return Answer::Empty,
            Feasible::Unknown => {
                let bounds = self.smallest_hull(&measure).cuts;
                let bound = bounds.iter().filter_map(|cut| measure.bound(cut)).min();
                return Answer::Unknown { bound: bound.map(|share| Objective::Gain(share.part)) };
            }
        };
        let wholes = Wholes { largest_gains: Vec::new(), left_out: Vec::new(), is_proved: true };
        self.smallest(&measure, &[&start], wholes, |share| Objective::Gain(share.part))
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
        let best: Vec<Descent<i128>> = (0..parties)
            .map(|p| {
                let aim: Vec<i64> = (0..parties).map(|q| i64::from(p == q)).collect();
                self.most(&aim, Some(&self.no_deal), &start).0
            })
            .collect();
        let gain = |(p, own): (usize, &Descent<i128>)| own.best.worth[p] - self.no_deal[p];
        let largest_gains: Vec<i64> = best.iter().enumerate().map(gain).collect();
        let (with, left_out): (Vec<usize>, Vec<usize>) =
            (0..parties).partition(|&p| largest_gains[p] > 0);
        let whole = largest_gains.iter().map(|&gain| gain.max(1)).collect();
        let measure = Measure { no_deal: &self.no_deal, parties: with, whole };
        let is_proved = best.iter().all(Descent::is_proved);
        let wholes = Wholes { largest_gains, left_out, is_proved };
        self.smallest(&measure, &[&start], wholes, Objective::Share)
    }

    /// The package with the largest smallest share, refined; the first of `starts` is acceptable to all.
    fn smallest(
        &self,
        measure: &Measure<'_>,
        starts: &[&Vertex],
        wholes: Wholes,
        objective: impl Fn(Share) -> Objective,
    ) -> Answer {
        let hull = self.smallest_hull(measure);
        let most = if measure.parties.is_empty() {
            Share { part: 0, whole: 1 }
        } else {
            measure.unbounded()
        };
        let parts = hull.mixture.parts.iter().map(|part| &part.1);
        let starts: Vec<&Vertex> = starts.iter().copied().chain(parts).collect();
        let found = self.descend(measure, &starts, &hull.cuts, most, true);
        let refined = found.is_proved().then(|| self.refine(measure, &found)).flatten();
        let is_refined = refined.is_some();
        let value = objective(found.value);
        let bound = if found.is_proved() { value.clone() } else { objective(found.bound) };
        let (ties, best) = refined.unwrap_or_else(|| self.ties(found.best, None));
        Answer::Found(Box::new(Found {
            value,
            bound,
            proved: is_refined && wholes.is_proved,
            gains: definition::gains(&best.worth, &self.no_deal),
            package: self.package(&best),
            ties,
            largest_gains: wholes.largest_gains,
            left_out: wholes.left_out,
            lottery: self.lottery(&hull.mixture),
        }))
    }

    /// Bounds over lotteries; parties that take no part have no say.
    fn smallest_hull(&self, measure: &Measure<'_>) -> Hull {
        if measure.parties.is_empty() {
            return Hull::default();
        }
        let pick =
            |values: &[i64]| measure.parties.iter().map(|&p| values[p]).collect::<Vec<i64>>();
        let (base, mut scale) = (pick(&self.no_deal), pick(&measure.whole));
        // The shares are the same up to a factor, but floating numbers need them to be about one.
        let largest = pick(&self.scale());
        let factor = largest.iter().zip(&scale).map(|(gain, whole)| gain / whole).max();
        scale
            .iter_mut()
            .for_each(|whole| *whole = whole.saturating_mul(factor.unwrap_or(1).max(1)));
        let program = Program { weights: None, base: &base, scale: &scale };
        let mut support = Picked { support: self.support(), measure };
        let mut hull = program.solve(&mut support, self.rounds());
        for cut in &mut hull.cuts {
            cut.weights = spread(&cut.weights, measure);
        }
        let parts = hull.mixture.parts.into_iter().map(|(share, vertex)| {
            let worth = self.support().problem.worth(&vertex.package);
            (share, Vertex { worth, ..vertex })
        });
        hull.mixture = Mixture { parts: parts.collect() };
        hull
    }

    /// All that is best at the second smallest share and so on, of what has the largest smallest one;
    /// nothing if the budget ended.
    fn refine(&self, measure: &Measure<'_>, found: &Descent<Share>) -> Option<(Ties, Vertex)> {
        let known = measure.shares(&found.best.worth);
        let floors = measure.floors(found.value);
        let order = |reach: &[i64]| measure.shares(reach).cmp(&known) != Ordering::Less;
        let bars: Bars<'_, false> = Bars {
            ranges: &self.ranges,
            needs: found.net.needs(|weights| Some(Cut::at(weights, &floors))),
            net: &found.net,
            ceilings: Vec::new(),
            floors,
            order: Some(&order),
        };
        let survivors = self.search(&bars, u64::MAX).ok()?;
        let tied = survivors.points(&self.no_deal).largest(|point| measure.shares(point));
        Some(self.ties(found.best.clone(), Some((survivors, tied))))
    }
}

/// Weights of those that take part as weights of all.
fn spread(weights: &[i64], measure: &Measure<'_>) -> Vec<i64> {
    let mut all = vec![0; measure.whole.len()];
    measure.parties.iter().zip(weights).for_each(|(&p, &weight)| all[p] = weight);
    all
}

/// The support function as those see it that take part.
struct Picked<'a, S> {
    support: S,
    measure: &'a Measure<'a>,
}

impl<S: Support> Support for Picked<'_, S> {
    fn best(&mut self, weights: &[i64]) -> (i128, Vertex) {
        let (most, mut vertex) = self.support.best(&spread(weights, self.measure));
        vertex.worth = self.measure.parties.iter().map(|&p| vertex.worth[p]).collect();
        (most, vertex)
    }

    fn is_stopped(&self) -> bool {
        self.support.is_stopped()
    }
}
