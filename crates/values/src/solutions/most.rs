//! The largest weighted sum of worths where every party gets at least a floor: the utilitarian solutions, and
//! the largest gain of each party.
//!
//! With multipliers μ >= 0 on the floors f, every package that keeps them has
//! c · u <= (c + μ) · u - μ · f <= h(c + μ) - μ · f. The linear program over lotteries finds the multipliers where
//! that is least.

use super::answer::{Answer, Found, Objective};
use super::bargaining::{Bargaining, Feasible, Survivors};
use super::bars::Bars;
use super::definition;
use super::descent::{Criterion, Descent};
use super::hull::{Cut, Hull, Mixture, Program, Support, Vertex};
use super::net::Net;
use crate::frontier::Halt;
use crate::problem::MOST;

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
    /// Per party the unit of what it lacks.
    scale: &'a [i64],
}

impl Aim<'_> {
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
}

impl Criterion for Aim<'_> {
    type Value = i128;

    fn value(&self, worth: &[i64]) -> i128 {
        Cut::at(self.weights, worth)
    }

    fn allows(&self, worth: &[i64]) -> bool {
        worth.iter().zip(self.floors).all(|(worth, floor)| worth >= floor)
    }

    fn bound(&self, cut: &Cut) -> Option<i128> {
        let times = self.multiple(&cut.weights)?;
        Some((cut.most - self.rest(&cut.weights, times)).div_euclid(i128::from(times)))
    }

    fn height(&self, worth: &[i64]) -> [f64; 2] {
        let lack = |p: usize| worth[p].saturating_sub(self.floors[p]) as f64 / self.scale[p] as f64;
        let lack = (0..worth.len()).map(lack).fold(0.0, f64::min);
        [lack, self.value(worth) as f64]
    }

    fn between(&self, high: &i128, low: &i128, part: f64) -> i128 {
        high - (((high - low) as f64 * part) as i128).max(1)
    }

    fn below(&self, target: i128) -> i128 {
        target - 1
    }

    fn above(&self, value: i128) -> Option<i128> {
        Some(value + 1)
    }

    fn fixed(&self, weights: &[i64]) -> Vec<i64> {
        let times = self.multiple(weights).unwrap_or(0);
        self.weights.iter().map(|weight| weight * times).collect()
    }

    fn survivors(
        &self,
        on: &Bargaining<'_>,
        net: &Net,
        target: &i128,
        _: &i128,
        work: u64,
    ) -> Result<Survivors, Halt> {
        let needs = net.needs(|weights| {
            let times = self.multiple(weights)?;
            Some(i128::from(times) * target + self.rest(weights, times))
        });
        let (ranges, floors) = (&on.ranges, self.floors.to_vec());
        if self.weights.iter().all(|&weight| weight > 0) {
            let ceilings = Vec::new();
            on.search(&Bars::<false> { ranges, floors, net, needs, ceilings, order: None }, work)
        } else {
            // Whoever is not aimed at needs no more than its floor.
            let ceiling = |(&weight, &floor): (&i64, &i64)| (weight == 0).then_some(floor);
            let ceilings = self.weights.iter().zip(self.floors).map(ceiling).collect();
            on.search(&Bars::<true> { ranges, floors, net, needs, ceilings, order: None }, work)
        }
    }

    fn best(&self, survivors: &Survivors) -> Vec<usize> {
        let mut best = survivors
            .points(self.floors)
            .largest(|point| self.allows(point).then(|| self.value(point)));
        best.retain(|&at| self.allows(survivors.worth(at)));
        best
    }
}

impl Bargaining<'_> {
    /// The largest sum over the parties.
    #[must_use]
    pub fn utilitarian(&self, among: Among) -> Answer {
        if self.peaks.is_empty() {
            return Answer::Empty;
        }
        let aim = vec![1; self.parties()];
        let floors = match among {
            Among::All => None,
            Among::Acceptable => Some(&self.no_deal[..]),
        };
        let start = match (among, self.peaks.iter().find_map(|peak| self.real(peak))) {
            (Among::All, Some(peak)) => peak,
            _ => match self.feasible() {
                Feasible::Yes(start) => start,
                Feasible::No if among == Among::Acceptable => return Answer::Empty,
                Feasible::No | Feasible::Unknown => {
                    let floored = Floored::of(self, &aim, floors);
                    let bounds = floored.hull.cuts.iter();
                    let bound = bounds.filter_map(|cut| floored.aim(&aim).bound(cut)).min();
                    return Answer::Unknown { bound: bound.map(Objective::Sum) };
                }
            },
        };
        let (most, mixture) = self.most(&aim, floors, &start);
        let proved = most.is_proved();
        let (ties, best) = self.ties(most.best, most.proof);
        Answer::Found(Box::new(Found {
            value: Objective::Sum(most.value),
            bound: Objective::Sum(most.bound),
            proved,
            gains: definition::gains(&best.worth, &self.no_deal),
            package: self.package(&best),
            ties,
            largest_gains: Vec::new(),
            left_out: Vec::new(),
            lottery: self.lottery(&mixture),
        }))
    }

    /// The largest `weights` · worth over the packages that are worth at least `floors`, of which `start`
    /// is one. Weights are not negative, and one is positive.
    pub(super) fn most(
        &self,
        weights: &[i64],
        floors: Option<&[i64]>,
        start: &Vertex,
    ) -> (Descent<i128>, Mixture) {
        let floored = Floored::of(self, weights, floors);
        let aim = floored.aim(weights);
        let peaks = self.peaks.iter().enumerate().map(|(p, peak)| peak.worth[p]);
        let most = aim.value(&peaks.collect::<Vec<i64>>());
        let parts = floored.hull.mixture.parts.iter().map(|part| &part.1);
        let starts: Vec<&Vertex> = [start].into_iter().chain(parts).collect();
        let is_enough = floors.is_some() && weights.contains(&0);
        let descent = self.descend(&aim, &starts, &floored.hull.cuts, most, is_enough);
        (descent, floored.hull.mixture)
    }
}

/// The bounds over lotteries where floors are kept.
struct Floored {
    floors: Vec<i64>,
    scale: Vec<i64>,
    hull: Hull,
}

impl Floored {
    fn of(on: &Bargaining<'_>, weights: &[i64], floors: Option<&[i64]>) -> Self {
        let mut support = on.support();
        // Without floors so low that they are always kept.
        let least = floors.map_or_else(|| vec![-MOST; weights.len()], <[i64]>::to_vec);
        let above = |(p, peak): (usize, &Vertex)| (peak.worth[p] - least[p]).max(1);
        let scale: Vec<i64> = on.peaks.iter().enumerate().map(above).collect();
        let hull = if floors.is_some() {
            let program = Program { weights: Some(weights), base: &least, scale: &scale };
            program.solve(&mut support, on.rounds())
        } else {
            // Then the support function is the answer.
            let (most, vertex) = support.best(weights);
            let mixture = Mixture { parts: vec![(1.0, vertex)] };
            Hull { cuts: vec![Cut { weights: weights.to_vec(), most }], mixture }
        };
        Self { floors: least, scale, hull }
    }

    fn aim<'a>(&'a self, weights: &'a [i64]) -> Aim<'a> {
        Aim { weights, floors: &self.floors, scale: &self.scale }
    }
}
