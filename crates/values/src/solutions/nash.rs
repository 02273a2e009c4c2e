//! The largest product of gains.
//!
//! The means bound it ([`super::mean`]): weights near those of the best lottery make the bound nearly as small as
//! that lottery's product. Where nobody can be better together with all others, a search that looks at nothing but
//! who gains finds the maximal sets of parties that can.

use super::answer::{Answer, Found, Gainers, Objective, Refusal};
use super::bargaining::{Bargaining, Feasible, Survivors, growth};
use super::bars::Bars;
use super::definition::{self, Points, product};
use super::hull::{self, Cut, Hull, Mixture, Program, Vertex};
use super::mean::Mean;
use super::natural::{Natural, Rough};
use super::net::Net;
use crate::frontier::Halt;

/// Sum of the weights of the parties, in lowest terms.
const MOST_POWER: u32 = 1000;

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
            Feasible::No => match self.feasible() {
                Feasible::Yes(_) => self.gainers(),
                Feasible::No => Answer::Empty,
                Feasible::Unknown => Answer::Unknown { bound: None },
            },
            Feasible::Unknown => Answer::Unknown { bound: None },
        })
    }

    /// The largest product where `start` is better for all.
    fn product(&self, powers: &[u32], start: &Vertex) -> Found {
        let no_deal = &self.no_deal;
        let scale = self.scale();
        let hull = self.product_hull(powers, &scale, start);
        let most = |cut: &Cut| {
            Mean::of(&cut.weights, powers).map(|mean| mean.most_product(cut.over(no_deal)))
        };
        let mut net = self.net(&hull.cuts, most);
        let value = |vertex: &Vertex| product(&definition::gains(&vertex.worth, no_deal), powers);
        let height = |worth: &[i64]| {
            let (mut least, mut product) = (0.0_f64, 1.0);
            for (p, &power) in powers.iter().enumerate() {
                let gain = (worth[p] - no_deal[p]) as f64 / scale[p] as f64;
                least = least.min(gain);
                // A few factors tell enough.
                for _ in 0..power.min(8) {
                    product *= gain.max(0.0);
                }
            }
            [least, product]
        };
        let mut best = start.clone();
        let rise = |vertex: Vertex, best: &mut Vertex| {
            if value(&vertex) > value(best) {
                *best = vertex;
            }
        };
        for vertex in hull.mixture.parts.iter().map(|part| &part.1).chain([start]) {
            rise(self.climb(vertex, &height), &mut best);
        }
        let peak: Vec<i64> = (0..powers.len()).map(|p| self.peaks[p].worth[p]).collect();
        let mut bound = hull
            .cuts
            .iter()
            .filter_map(most)
            .min()
            .unwrap_or_else(|| product(&definition::gains(&peak, no_deal), powers))
            .max(value(&best));
        let first = Rough::from(&bound);
        // How far the target is below the first bound, as a part of it.
        let mut gap = (1.0 - Rough::from(&value(&best)).over(first).float()).max(1e-12) / 64.0;
        let mut ties = None;
        loop {
            let part = 1.0 - gap;
            let target =
                if part > 0.0 { first.times(Rough::of(part)).ceil() } else { Natural::one() };
            let target = target.max(value(&best));
            let left = self.work_left();
            match self.with_product(&hull.cuts, &net, powers, &target) {
                Ok(survivors) => {
                    let found = self.ties(&survivors, self.largest_product(&survivors, powers));
                    if let Some((own, vertex)) = found.filter(|(_, first)| value(first) >= target) {
                        bound = value(&vertex);
                        (best, ties) = (vertex, Some(own));
                        break;
                    }
                    // Nothing reaches the target, which therefore is above what is known.
                    bound = bound.min(target);
                    let work = self.work_since(left);
                    self.widen(&mut net, &vec![0; powers.len()], work);
                    rise(self.climb_long(&best, &height, work), &mut best);
                    gap *= growth(work);
                }
                Err(Halt::Points { .. }) if target == value(&best) && bound > target => {
                    // Perhaps only too many tie.
                    let mut above = target;
                    above.increase();
                    if let Ok(survivors) = self.with_product(&hull.cuts, &net, powers, &above) {
                        let found = self.ties(&survivors, self.largest_product(&survivors, powers));
                        if let Some((own, vertex)) = found {
                            (best, ties) = (vertex, Some(own));
                        }
                        bound = value(&best);
                    }
                    break;
                }
                Err(_) => break,
            }
        }
        let ties = ties.unwrap_or_else(|| self.alone(&best));
        let value = value(&best);
        Found {
            proved: value == bound,
            value: Objective::Product(value),
            bound: Objective::Product(bound),
            gains: definition::gains(&best.worth, no_deal),
            package: self.package(&best),
            ties,
            largest_gains: Vec::new(),
            left_out: Vec::new(),
            lottery: Some(self.lottery(&hull.mixture)),
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
            from.parts.push((0.0, start.clone()));
            if from.gains(no_deal).iter().any(|&gain| gain <= 0.0) {
                from = Mixture { parts: vec![(1.0, start.clone())] };
            }
        }
        let mut hull = hull::nash(&mut support, no_deal, powers, from, 2 * self.rounds());
        hull.cuts.extend(cuts);
        hull
    }

    /// What may have a product of at least `target`.
    fn with_product(
        &self,
        cuts: &[Cut],
        net: &Net,
        powers: &[u32],
        target: &Natural,
    ) -> Result<Survivors, Halt> {
        let no_deal = &self.no_deal;
        let center = cuts.iter().find(|cut| net.weightings().first() == Some(&cut.weights));
        let center = center.and_then(|cut| Some((Mean::of(&cut.weights, powers)?, cut)));
        let least = |p: usize| {
            center.as_ref().map_or(1, |(mean, cut)| mean.least_gain(p, cut.over(no_deal), target))
        };
        self.search(&Bars::<false> {
            ranges: &self.ranges,
            floors: (0..no_deal.len()).map(|p| no_deal[p] + least(p)).collect(),
            needs: net.needs(|weights| {
                let mean = Mean::of(weights, powers)?;
                Some(mean.need(target).saturating_add(Cut::at(weights, no_deal)))
            }),
            net,
            ceilings: Vec::new(),
            order: None,
        })
    }

    fn largest_product(&self, survivors: &Survivors, powers: &[u32]) -> Vec<usize> {
        definition::nash(Points { worths: &survivors.worths, no_deal: &self.no_deal }, powers)
    }

    /// Who can gain with whom, where not all can together.
    fn gainers(&self) -> Answer {
        let no_deal = &self.no_deal;
        let net = self.net(&[], |_| None::<f64>);
        let bars: Bars<'_, true> = Bars {
            ranges: &self.ranges,
            floors: no_deal.clone(),
            needs: net.needs(|_| None),
            net: &net,
            ceilings: no_deal.iter().map(|no_deal| Some(no_deal + 1)).collect(),
            order: None,
        };
        let Ok(survivors) = self.search(&bars) else {
            return Answer::NoneBetter { gainers: Vec::new(), is_complete: false };
        };
        let points = Points { worths: &survivors.worths, no_deal };
        let sets = definition::gainers(points);
        let efficient = |at: usize| {
            let vertex = survivors.vertex(at);
            let most = self.most(&vec![1; no_deal.len()], Some(&vertex.worth), &vertex);
            self.package(&most.vertex)
        };
        let gainers =
            sets.into_iter().map(|(parties, at)| Gainers { parties, package: efficient(at) });
        Answer::NoneBetter { gainers: gainers.collect(), is_complete: true }
    }
}

fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}
