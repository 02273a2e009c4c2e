//! The largest product of gains.
//!
//! The means bound it ([`super::mean`]): weights near those of the best lottery make the bound nearly as small as
//! that lottery's product. Where nobody can be better together with all others, a search that looks at nothing but
//! who gains finds the maximal sets of parties that can.

use super::answer::{Answer, Found, Gainers, Objective, Refusal};
use super::bargaining::{Bargaining, Feasible, Survivors};
use super::bars::Bars;
use super::definition::{self, product};
use super::descent::Criterion;
use super::hull::{self, Cut, Hull, Mixture, Program, Vertex};
use super::mean::Mean;
use super::natural::{Natural, Rough};
use super::net::Net;
use crate::frontier::Halt;

/// Sum of the weights of the parties, in lowest terms.
const MOST_POWER: u32 = 1000;

/// The product of gains, each to its power.
struct Product<'a> {
    no_deal: &'a [i64],
    powers: &'a [u32],
    /// Per party a unit of its gain.
    scale: &'a [i64],
    cuts: &'a [Cut],
}

impl Criterion for Product<'_> {
    type Value = Natural;

    fn value(&self, worth: &[i64]) -> Natural {
        product(&definition::gains(worth, self.no_deal), self.powers)
    }

    fn allows(&self, worth: &[i64]) -> bool {
        worth.iter().zip(self.no_deal).all(|(worth, no_deal)| worth > no_deal)
    }

    fn bound(&self, cut: &Cut) -> Option<Natural> {
        let mean = Mean::of(&cut.weights, self.powers)?;
        Some(mean.most_product(cut.over(self.no_deal)))
    }

    fn height(&self, worth: &[i64]) -> [f64; 2] {
        let (mut least, mut product) = (0.0_f64, 1.0);
        for (p, &power) in self.powers.iter().enumerate() {
            let gain = (worth[p] - self.no_deal[p]) as f64 / self.scale[p] as f64;
            least = least.min(gain);
            // A few factors tell enough.
            for _ in 0..power.min(8) {
                product *= gain.max(0.0);
            }
        }
        [least, product]
    }

    fn between(&self, high: &Natural, low: &Natural, part: f64) -> Natural {
        let high = Rough::from(high);
        let far = 1.0 - Rough::from(low).over(high).float();
        let left = 1.0 - (far * part).max(1e-12);
        if left > 0.0 { high.times(Rough::of(left)).ceil() } else { low.clone() }
    }

    fn below(&self, target: Natural) -> Natural {
        target
    }

    fn above(&self, mut value: Natural) -> Option<Natural> {
        value.increase();
        Some(value)
    }

    fn survivors(
        &self,
        on: &Bargaining<'_>,
        net: &Net,
        target: &Natural,
        _: &Natural,
        work: u64,
    ) -> Result<Survivors, Halt> {
        let no_deal = self.no_deal;
        let center = self.cuts.iter().find(|cut| net.weightings().first() == Some(&cut.weights));
        let center = center.and_then(|cut| Some((Mean::of(&cut.weights, self.powers)?, cut)));
        let least = |p: usize| {
            center.as_ref().map_or(1, |(mean, cut)| mean.least_gain(p, cut.over(no_deal), target))
        };
        let bars: Bars<'_, false> = Bars {
            ranges: &on.ranges,
            floors: (0..no_deal.len()).map(|p| no_deal[p] + least(p)).collect(),
            needs: net.needs(|weights| {
                let mean = Mean::of(weights, self.powers)?;
                Some(mean.need(target).saturating_add(Cut::at(weights, no_deal)))
            }),
            net,
            ceilings: Vec::new(),
            order: None,
        };
        on.search(&bars, work)
    }

    fn best(&self, survivors: &Survivors) -> Vec<usize> {
        definition::nash(survivors.points(self.no_deal), self.powers)
    }
}

impl Bargaining<'_> {
    /// The Nash solution; `weights` is one per party for the symmetric one.
    ///
    /// # Errors
    /// [`Refusal::Weights`] if there is not one positive weight per party, or they sum to more than 1000 after
    /// division by what divides all of them.
    pub fn nash(&self, weights: &[u32]) -> Result<Answer, Refusal> {
        let divisor = weights.iter().fold(0, |a, &b| common_divisor(a, b)).max(1);
        let powers: Vec<u32> = weights.iter().map(|weight| weight / divisor).collect();
        let total = powers.iter().try_fold(0_u32, |sum, &power| sum.checked_add(power));
        let is_small = total.is_some_and(|total| total <= MOST_POWER);
        if powers.len() != self.parties() || powers.contains(&0) || !is_small {
            return Err(Refusal::Weights);
        }
        let better: Vec<i64> = self.no_deal.iter().map(|no_deal| no_deal + 1).collect();
        Ok(match self.reach(&better) {
            Feasible::Yes(start) => {
                self.note_feasible(&start);
                Answer::Found(Box::new(self.product(&powers, &start)))
            }
            Feasible::Unknown => self.unknown_product(&powers),
            Feasible::No => match self.feasible() {
                Feasible::Yes(_) => self.gainers(),
                Feasible::No => Answer::Empty,
                Feasible::Unknown => Answer::Unknown { bound: None },
            },
        })
    }

    /// A bound, where no package was found that is better for all.
    fn unknown_product(&self, powers: &[u32]) -> Answer {
        let (no_deal, scale) = (&self.no_deal, &self.scale());
        let program = Program { weights: None, base: no_deal, scale };
        let hull = program.solve(&mut self.support(), self.rounds());
        let criterion = Product { no_deal, powers, scale, cuts: &hull.cuts };
        let bound = hull.cuts.iter().filter_map(|cut| criterion.bound(cut)).min();
        Answer::Unknown { bound: bound.map(Objective::Product) }
    }

    /// The largest product where `start` is better for all.
    fn product(&self, powers: &[u32], start: &Vertex) -> Found {
        let scale = self.scale();
        let hull = self.product_hull(powers, &scale, start);
        let criterion = Product { no_deal: &self.no_deal, powers, scale: &scale, cuts: &hull.cuts };
        let peaks = self.peaks.iter().enumerate().map(|(p, peak)| peak.worth[p]);
        let most = criterion.value(&peaks.collect::<Vec<i64>>());
        let starts: Vec<&Vertex> =
            [start].into_iter().chain(hull.mixture.parts.iter().map(|part| &part.1)).collect();
        let found = self.descend(&criterion, &starts, &hull.cuts, most, false);
        let proved = found.is_proved();
        let (ties, best) = self.ties(found.best, found.proof);
        Found {
            proved,
            value: Objective::Product(found.value),
            bound: Objective::Product(found.bound),
            gains: definition::gains(&best.worth, &self.no_deal),
            package: self.package(&best),
            ties,
            largest_gains: Vec::new(),
            left_out: Vec::new(),
            lottery: self.lottery(&hull.mixture),
        }
    }

    /// The largest product over lotteries, from a mixture where everybody gains.
    fn product_hull(&self, powers: &[u32], scale: &[i64], start: &Vertex) -> Hull {
        let no_deal = &self.no_deal;
        let mut support = self.support();
        let share = 1.0 / (self.peaks.len() + 1) as f64;
        let parts = self.peaks.iter().chain([start]).map(|vertex| (share, vertex.clone()));
        let mut from = Mixture { parts: parts.collect() };
        let mut cuts = Vec::new();
        if from.gains(no_deal).iter().zip(scale).any(|(gain, &scale)| *gain < 0.01 * scale as f64) {
            let program = Program { weights: None, base: no_deal, scale };
            let even = program.solve(&mut support, self.rounds());
            (from, cuts) = (even.mixture, even.cuts);
            if from.gains(no_deal).iter().any(|&gain| gain <= 0.0) {
                from = Mixture { parts: vec![(1.0, start.clone())] };
            }
        }
        let mut hull = hull::nash(&mut support, no_deal, powers, from, 2 * self.rounds());
        hull.cuts.extend(cuts);
        hull
    }

    /// Who can gain with whom, where not all can together.
    fn gainers(&self) -> Answer {
        let no_deal = &self.no_deal;
        let net = self.net(&[], |_| None::<i128>);
        let bars: Bars<'_, true> = Bars {
            ranges: &self.ranges,
            floors: no_deal.clone(),
            needs: net.needs(|_| None),
            net: &net,
            ceilings: no_deal.iter().map(|no_deal| Some(no_deal + 1)).collect(),
            order: None,
        };
        let Ok(survivors) = self.search(&bars, u64::MAX) else {
            return Answer::NoneBetter { gainers: Vec::new(), is_complete: false };
        };
        let sets = definition::gainers(survivors.points(no_deal));
        let efficient = |at: usize| {
            let vertex = survivors.vertex(at);
            let (most, _) = self.most(&vec![1; no_deal.len()], Some(&vertex.worth), &vertex);
            self.package(&most.best)
        };
        let gainers =
            sets.into_iter().map(|(parties, at)| Gainers { parties, package: efficient(at) });
        Answer::NoneBetter { gainers: gainers.collect(), is_complete: true }
    }
}

fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}
