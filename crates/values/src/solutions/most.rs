//! The largest weighted sum of worths where every party gets at least a floor: the utilitarian solutions, and
//! the largest gain of each party.
//!
//! With multipliers μ >= 0 on the floors f, every package that keeps them has
//! c · u <= (c + μ) · u - μ · f <= h(c + μ) - μ · f. The linear program over lotteries finds the multipliers where
//! that is least.

use super::answer::{Answer, Found, Objective, Ties};
use super::bargaining::{Bargaining, Feasible, Survivors, growth};
use super::bars::Bars;
use super::definition::{self, Points};
use super::hull::{Cut, Hull, Mixture, Program, Support, Vertex};
use super::net::Net;
use crate::frontier::Halt;
use crate::problem::MOST;

/// The package with the largest sum.
#[derive(Clone, Debug)]
pub(super) struct Most {
    pub(super) vertex: Vertex,
    pub(super) value: i128,
    pub(super) bound: i128,
    pub(super) ties: Ties,
    pub(super) mixture: Mixture,
}

impl Most {
    pub(super) fn is_proved(&self) -> bool {
        self.value == self.bound
    }
}

/// Over whom the sum is largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// All possible packages.
    All,
    /// Packages that are acceptable to all.
    Acceptable,
}

/// The largest of what.
#[derive(Clone, Copy, Debug)]
struct Aim<'a> {
    /// Not negative, and one is positive.
    weights: &'a [i64],
    floors: &'a [i64],
}

impl Aim<'_> {
    fn value(self, vertex: &Vertex) -> i128 {
        Cut::at(self.weights, &vertex.worth)
    }

    /// How often the aim goes into `weights`; nothing if not even once.
    fn multiple(self, weights: &[i64]) -> Option<i64> {
        let times = |(&weight, &aim): (&i64, &i64)| (aim > 0).then(|| weight / aim);
        weights.iter().zip(self.weights).filter_map(times).min().filter(|&times| times > 0)
    }

    /// What the floors contribute under the multipliers that remain.
    fn rest(self, weights: &[i64], times: i64) -> i128 {
        let rest: Vec<i64> =
            weights.iter().zip(self.weights).map(|(weight, aim)| weight - times * aim).collect();
        Cut::at(&rest, self.floors)
    }

    /// What no sum exceeds where all floors are kept.
    fn bound(self, cut: &Cut) -> Option<i128> {
        let times = self.multiple(&cut.weights)?;
        Some((cut.most - self.rest(&cut.weights, times)).div_euclid(i128::from(times)))
    }

    /// What the weighted worths of a package sum to that keeps the floors and reaches `target`.
    fn need(self, weights: &[i64], target: i128) -> Option<i128> {
        let times = self.multiple(weights)?;
        Some(i128::from(times) * target + self.rest(weights, times))
    }
}

impl Bargaining<'_> {
    /// The largest sum over the parties.
    #[must_use]
    pub fn utilitarian(&self, among: Among) -> Answer {
        let Some(peak) = self.peaks.first() else { return Answer::Empty };
        let aim = vec![1; self.parties()];
        let most = match among {
            Among::All => self.most(&aim, None, peak),
            Among::Acceptable => match self.feasible() {
                Feasible::Yes(start) => self.most(&aim, Some(&self.no_deal), &start),
                Feasible::No => return Answer::Empty,
                Feasible::Unknown => return Answer::Unknown { bound: None },
            },
        };
        Answer::Found(Box::new(Found {
            value: Objective::Sum(most.value),
            bound: Objective::Sum(most.bound),
            proved: most.is_proved(),
            gains: definition::gains(&most.vertex.worth, &self.no_deal),
            package: self.package(&most.vertex),
            ties: most.ties,
            largest_gains: Vec::new(),
            left_out: Vec::new(),
            lottery: Some(self.lottery(&most.mixture)),
        }))
    }

    /// The largest `weights` · worth over the packages that are worth at least `floors`, of which `start`
    /// is one. Weights are not negative, and one is positive.
    pub(super) fn most(&self, weights: &[i64], floors: Option<&[i64]>, start: &Vertex) -> Most {
        // Without floors so low that they are always kept.
        let least = floors.map_or_else(|| vec![-MOST; weights.len()], <[i64]>::to_vec);
        let aim = Aim { weights, floors: &least };
        let scale: Vec<i64> = (0..least.len())
            .map(|p| self.peaks[p].worth[p].saturating_sub(least[p]).max(1))
            .collect();
        let mut support = self.support();
        let hull = if floors.is_some() {
            let program = Program { weights: Some(weights), base: &least, scale: &scale };
            program.solve(&mut support, self.rounds())
        } else {
            // Then the support function is the answer.
            let (most, vertex) = support.best(weights);
            let mixture = Mixture { parts: vec![(1.0, vertex)] };
            Hull { cuts: vec![Cut { weights: weights.to_vec(), most }], mixture }
        };
        let height = |worth: &[i64]| {
            let short = |p: usize| worth[p].saturating_sub(least[p]) as f64 / scale[p] as f64;
            let most = (0..worth.len()).map(short).fold(0.0, f64::min);
            [most, Cut::at(weights, worth) as f64]
        };
        let mut best = start.clone();
        let rise = |vertex: Vertex, best: &mut Vertex| {
            let is_kept = vertex.worth.iter().zip(&least).all(|(worth, floor)| worth >= floor);
            if is_kept && aim.value(&vertex) > aim.value(best) {
                *best = vertex;
            }
        };
        for vertex in hull.mixture.parts.iter().map(|part| &part.1).chain([start]) {
            rise(self.climb(vertex, &height), &mut best);
        }
        let peaks = weights.iter().zip(&self.peaks).enumerate();
        let peaks =
            peaks.map(|(p, (&weight, peak))| i128::from(weight) * i128::from(peak.worth[p])).sum();
        let bounds = hull.cuts.iter().filter_map(|cut| aim.bound(cut));
        let mut most = bounds.fold(peaks, i128::min).max(aim.value(&best));
        let mut net = self.net(&hull.cuts, |cut| aim.bound(cut));
        let mut gap = ((most - aim.value(&best)) / 256).max(1);
        let mut ties = None;
        loop {
            let target = (most - gap).max(aim.value(&best));
            let left = self.work_left();
            match self.above(aim, &net, target) {
                Ok(survivors) => {
                    let found = self.ties(&survivors, largest(&survivors, aim));
                    if let Some((own, vertex)) =
                        found.filter(|(_, first)| aim.value(first) >= target)
                    {
                        most = aim.value(&vertex);
                        (best, ties) = (vertex, Some(own));
                        break;
                    }
                    // The best known would have survived, so the target is above it.
                    most = (target - 1).max(aim.value(&best));
                    let work = self.work_since(left);
                    let times = net.weightings().first().and_then(|center| aim.multiple(center));
                    let fixed: Vec<i64> =
                        weights.iter().map(|weight| weight * times.unwrap_or(0)).collect();
                    self.widen(&mut net, &fixed, work);
                    rise(self.climb_long(&best, &height, work), &mut best);
                    gap = (gap as f64 * growth(work)) as i128 + 1;
                }
                Err(Halt::Points { .. }) if target == aim.value(&best) && most > target => {
                    // Perhaps only too many tie.
                    if let Ok(survivors) = self.above(aim, &net, target + 1) {
                        let found = self.ties(&survivors, largest(&survivors, aim));
                        if let Some((own, vertex)) = found {
                            (best, ties) = (vertex, Some(own));
                        }
                        most = aim.value(&best);
                    }
                    break;
                }
                Err(_) => break,
            }
        }
        let ties = ties.unwrap_or_else(|| self.alone(&best));
        Most { value: aim.value(&best), vertex: best, bound: most, ties, mixture: hull.mixture }
    }

    /// What may be worth at least the floors and sum to at least `target`.
    fn above(&self, aim: Aim<'_>, net: &Net, target: i128) -> Result<Survivors, Halt> {
        let needs = net.needs(|weights| aim.need(weights, target));
        let (ranges, floors) = (&self.ranges, aim.floors.to_vec());
        if aim.weights.iter().all(|&weight| weight > 0) {
            let ceilings = Vec::new();
            self.search(&Bars::<false> { ranges, floors, net, needs, ceilings, order: None })
        } else {
            // Whoever is not aimed at needs no more than its floor.
            let ceiling = |(&weight, &floor): (&i64, &i64)| (weight == 0).then_some(floor);
            let ceilings = aim.weights.iter().zip(aim.floors).map(ceiling).collect();
            self.search(&Bars::<true> { ranges, floors, net, needs, ceilings, order: None })
        }
    }
}

/// The survivors that keep the floors and have the largest sum.
fn largest(survivors: &Survivors, aim: Aim<'_>) -> Vec<usize> {
    let points = Points { worths: &survivors.worths, no_deal: aim.floors };
    let is_kept = |point: &[i64]| point.iter().zip(aim.floors).all(|(worth, floor)| worth >= floor);
    let mut found = points.largest(|point| is_kept(point).then(|| Cut::at(aim.weights, point)));
    found.retain(|&at| is_kept(survivors.vertex_worth(at)));
    found
}
