//! The largest weighted sum of worths where every party gets at least a floor: the utilitarian solutions, and
//! the largest gain of each party.
//!
//! With multipliers μ >= 0 on the floors f, every package that keeps them has
//! c · u <= (c + μ) · u - μ · f <= h(c + μ) - μ · f. The linear program over lotteries finds the multipliers where
//! that is least.

use super::answer::{Answer, Found, Objective, Ties};
use super::bargaining::{Bargaining, Feasible, Survivors};
use super::bars::{Bars, Gauge};
use super::definition::{self, Points};
use super::hull::{Cut, Hull, Mixture, Program, Support, Vertex};
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

impl Bargaining<'_> {
    /// The largest sum over the parties.
    #[must_use]
    pub fn utilitarian(&self, among: Among) -> Answer {
        let feasible = self.feasible();
        let (floors, start) = match (among, feasible) {
            (Among::All, _) => match self.peaks.first() {
                Some(peak) => (None, peak.clone()),
                None => return Answer::Empty,
            },
            (Among::Acceptable, Feasible::Yes(vertex)) => (Some(&self.no_deal[..]), vertex),
            (Among::Acceptable, Feasible::No) => return Answer::Empty,
            (Among::Acceptable, Feasible::Unknown) => return Answer::Unknown { bound: None },
        };
        let aim = vec![1; self.parties()];
        let most = self.most(&aim, floors, &start);
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

    /// The largest `aim` · worth over the packages that are worth at least `floors`, of which `start` is one.
    /// Aims are not negative, and one is positive.
    pub(super) fn most(&self, aim: &[i64], floors: Option<&[i64]>, start: &Vertex) -> Most {
        // Without floors so low that they are always kept.
        let least = floors.map_or_else(|| vec![-MOST; aim.len()], <[i64]>::to_vec);
        let scale: Vec<i64> = (0..least.len())
            .map(|p| self.peaks[p].worth[p].saturating_sub(least[p]).max(1))
            .collect();
        let mut support = self.support();
        let hull = if floors.is_some() {
            let program = Program { weights: Some(aim), base: &least, scale: &scale };
            program.solve(&mut support, self.rounds())
        } else {
            // Then the support function is the answer.
            let (most, vertex) = support.best(aim);
            let mixture = Mixture { parts: vec![(1.0, vertex)] };
            Hull { cuts: vec![Cut { weights: aim.to_vec(), most }], mixture }
        };
        let gauges = self.gauges(&hull.cuts, |cut| bound(cut, aim, &least));
        let mut best = Incumbent { value: Cut::at(aim, &start.worth), vertex: start.clone() };
        for vertex in hull.mixture.parts.iter().map(|part| &part.1).chain([start]) {
            self.ascend(aim, &least, &scale, vertex, &mut best);
        }
        let peaks = aim.iter().zip(&self.peaks).enumerate();
        let peaks =
            peaks.map(|(p, (&aim, peak))| i128::from(aim) * i128::from(peak.worth[p])).sum();
        let mut most = hull
            .cuts
            .iter()
            .filter_map(|cut| bound(cut, aim, &least))
            .fold(peaks, i128::min)
            .max(best.value);
        let mut gap = ((most - best.value) / 256).max(1);
        let mut ties = None;
        loop {
            let target = (most - gap).max(best.value);
            match self.above(aim, &least, &gauges, target) {
                Ok(survivors) => {
                    let found = tied(&survivors, aim, &least);
                    let value = found
                        .first()
                        .map(|&at| Cut::at(aim, &survivors.vertex(at, least.len()).worth));
                    if let Some(value) = value.filter(|&value| value >= target) {
                        let own = self.ties(&survivors, found);
                        let first = &own.listed[0];
                        let vertex =
                            Vertex { worth: first.worth.clone(), package: first.options.clone() };
                        best = Incumbent { value, vertex };
                        ties = Some(own);
                        most = value;
                        break;
                    }
                    most = most.min((target - 1).max(best.value));
                    gap *= 2;
                }
                Err(Halt::Points { .. }) if target == best.value && most > best.value => {
                    // Perhaps only too many tie.
                    if let Ok(survivors) = self.above(aim, &least, &gauges, target + 1) {
                        let found = tied(&survivors, aim, &least);
                        if let Some(&at) = found.first() {
                            let vertex = survivors.vertex(at, least.len());
                            best = Incumbent { value: Cut::at(aim, &vertex.worth), vertex };
                            ties = Some(self.ties(&survivors, found));
                        }
                        most = best.value;
                    }
                    break;
                }
                Err(_) => break,
            }
        }
        let ties = ties.unwrap_or_else(|| self.alone(&best.vertex));
        Most { vertex: best.vertex, value: best.value, bound: most, ties, mixture: hull.mixture }
    }

    /// What is worth at least `floors` and sums to at least `target`.
    fn above(
        &self,
        aim: &[i64],
        floors: &[i64],
        gauges: &[Gauge],
        target: i128,
    ) -> Result<Survivors, Halt> {
        let need = |gauge: &Gauge| {
            let times = multiple(&gauge.cut.weights, aim)?;
            let rest: Vec<i64> = rest(&gauge.cut.weights, aim, times);
            Some(i128::from(times) * target + Cut::at(&rest, floors))
        };
        let needs = gauges.iter().filter_map(|gauge| Some((gauge, need(gauge)?))).collect();
        let floors = floors.to_vec();
        // Whoever is not aimed at needs no more than its floor.
        let ceilings: Vec<Option<i64>> =
            aim.iter().zip(&floors).map(|(&aim, &floor)| (aim == 0).then_some(floor)).collect();
        if ceilings.iter().all(Option::is_none) {
            let bars: Bars<'_, false> =
                Bars { ranges: &self.ranges, floors, needs, ceilings, order: None };
            self.search(&bars)
        } else {
            let bars: Bars<'_, true> =
                Bars { ranges: &self.ranges, floors, needs, ceilings, order: None };
            self.search(&bars)
        }
    }

    /// Climbs from `from`, first to the floors, then to larger sums.
    fn ascend(
        &self,
        aim: &[i64],
        floors: &[i64],
        scale: &[i64],
        from: &Vertex,
        best: &mut Incumbent,
    ) {
        let height = |worth: &[i64]| {
            let short = |p: usize| (worth[p].saturating_sub(floors[p])) as f64 / scale[p] as f64;
            let least = (0..worth.len()).map(short).fold(0.0, f64::min);
            [least, Cut::at(aim, worth) as f64]
        };
        let vertex = self.climber.climb(self.problem, from, height);
        let value = Cut::at(aim, &vertex.worth);
        if value > best.value
            && vertex.worth.iter().zip(floors).all(|(worth, floor)| worth >= floor)
        {
            *best = Incumbent { value, vertex };
        }
    }
}

/// The best package so far.
struct Incumbent {
    value: i128,
    vertex: Vertex,
}

/// How often `aim` goes into `weights`; nothing if not even once.
fn multiple(weights: &[i64], aim: &[i64]) -> Option<i64> {
    let times = |(&weight, &aim): (&i64, &i64)| (aim > 0).then(|| weight / aim);
    weights.iter().zip(aim).filter_map(times).min().filter(|&times| times > 0)
}

/// The multipliers that remain.
fn rest(weights: &[i64], aim: &[i64], times: i64) -> Vec<i64> {
    weights.iter().zip(aim).map(|(weight, aim)| weight - times * aim).collect()
}

/// What no sum exceeds where all floors are kept, by one cut.
fn bound(cut: &Cut, aim: &[i64], floors: &[i64]) -> Option<i128> {
    let times = multiple(&cut.weights, aim)?;
    let most = cut.most - Cut::at(&rest(&cut.weights, aim, times), floors);
    Some(most.div_euclid(i128::from(times)))
}

/// The survivors that keep the floors and have the largest sum.
fn tied(survivors: &Survivors, aim: &[i64], floors: &[i64]) -> Vec<usize> {
    let points = Points { worths: &survivors.worths, no_deal: floors };
    points
        .largest(|point| {
            let is_kept = point.iter().zip(floors).all(|(worth, floor)| worth >= floor);
            is_kept.then(|| Cut::at(aim, point))
        })
        .into_iter()
        .filter(|&at| {
            let point = &survivors.worths[at * floors.len()..(at + 1) * floors.len()];
            point.iter().zip(floors).all(|(worth, floor)| worth >= floor)
        })
        .collect()
}
