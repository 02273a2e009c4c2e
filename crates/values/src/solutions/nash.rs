//! The largest product of gains.
//!
//! The means bound it ([`super::mean`]): weights near those of the best lottery make the bound nearly as small as
//! that lottery's product. Where nobody can be better together with all others, a search that looks at nothing but
//! who gains finds the maximal sets of parties that can.

use super::answer::{Answer, Found, Gainers, Objective, Refusal, Ties};
use super::bargaining::{Bargaining, Feasible, Survivors};
use super::bars::{Bars, Gauge};
use super::definition::{self, Points, product};
use super::hull::{self, Mixture, Program, Vertex};
use super::mean::Mean;
use super::natural::{Natural, Rough};
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
        match self.feasible() {
            Feasible::No => return Ok(Answer::Empty),
            Feasible::Unknown => return Ok(Answer::Unknown { bound: None }),
            Feasible::Yes(_) => {}
        }
        let better: Vec<i64> = self.no_deal.iter().map(|no_deal| no_deal + 1).collect();
        Ok(match self.reach(&better) {
            Feasible::Yes(start) => Answer::Found(Box::new(self.product(&powers, &start))),
            Feasible::No => self.gainers(),
            Feasible::Unknown => Answer::Unknown { bound: None },
        })
    }

    /// The largest product where `start` is better for all.
    fn product(&self, powers: &[u32], start: &Vertex) -> Found {
        let no_deal = &self.no_deal;
        let mut support = self.support();
        let scale = self.scale();
        let program = Program { weights: None, base: no_deal, scale: &scale };
        let even = program.solve(&mut support, self.rounds());
        let mut from = even.mixture;
        from.parts.push((0.0, start.clone()));
        if from.gains(no_deal).iter().any(|&gain| gain <= 0.0) {
            from = Mixture { parts: vec![(1.0, start.clone())] };
        }
        let mut hull = hull::nash(&mut support, no_deal, powers, from, 2 * self.rounds());
        hull.cuts.extend(even.cuts);
        let means = |cut: &hull::Cut| Mean::of(&cut.weights, powers);
        let gauges = self
            .gauges(&hull.cuts, |cut| means(cut).map(|mean| mean.most_product(cut.over(no_deal))));
        let means: Vec<(&Gauge, Mean)> =
            gauges.iter().filter_map(|gauge| Some((gauge, means(&gauge.cut)?))).collect();
        let mut best = start.clone();
        for vertex in hull.mixture.parts.iter().map(|part| &part.1).chain([start]) {
            self.gain(powers, &scale, vertex, &mut best);
        }
        let mut value = product(&definition::gains(&best.worth, no_deal), powers);
        let bounds = means.iter().map(|(gauge, mean)| mean.most_product(gauge.cut.over(no_deal)));
        let peak: Vec<i64> = (0..powers.len()).map(|p| self.peaks[p].worth[p]).collect();
        let mut bound = bounds
            .min()
            .unwrap_or_else(|| product(&definition::gains(&peak, no_deal), powers))
            .max(value.clone());
        let first = Rough::from(&bound);
        // How far the bound is from what is known, as a part of the bound.
        let mut gap = (1.0 - Rough::from(&value).over(first).float()).max(1e-12) / 64.0;
        let mut ties = None;
        loop {
            let target = match 1.0 - gap {
                part if part > 0.0 => first.times(Rough::of(part)).ceil().max(value.clone()),
                _ => value.clone(),
            };
            match self.with_product(&means, &target) {
                Ok(survivors) => {
                    let found = self.largest_product(&survivors, powers);
                    let reached = found.first().map(|&at| {
                        let vertex = survivors.vertex(at, powers.len());
                        product(&definition::gains(&vertex.worth, no_deal), powers)
                    });
                    if let Some(reached) = reached.filter(|reached| *reached >= target) {
                        let own = self.ties(&survivors, found);
                        best = first_of(&own, best);
                        ties = Some(own);
                        bound = reached.clone();
                        value = reached;
                        break;
                    }
                    // Nothing reaches the target, which therefore is not what is known.
                    bound = bound.min(target).max(value.clone());
                    gap *= 2.0;
                }
                Err(Halt::Points { .. }) if target == value && bound > value => {
                    // Perhaps only too many tie.
                    let mut above = value.clone();
                    above.increase();
                    if let Ok(survivors) = self.with_product(&means, &above) {
                        let found = self.largest_product(&survivors, powers);
                        if !found.is_empty() {
                            let own = self.ties(&survivors, found);
                            best = first_of(&own, best);
                            value = product(&definition::gains(&best.worth, no_deal), powers);
                            ties = Some(own);
                        }
                        bound = value.clone();
                    }
                    break;
                }
                Err(_) => break,
            }
        }
        let ties = ties.unwrap_or_else(|| self.alone(&best));
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

    /// What may have a product of at least `target`.
    fn with_product(&self, means: &[(&Gauge, Mean)], target: &Natural) -> Result<Survivors, Halt> {
        let no_deal = &self.no_deal;
        let least = |p: usize| {
            let by_mean = |(gauge, mean): &(&Gauge, Mean)| {
                mean.least_gain(p, gauge.cut.over(no_deal), target)
            };
            means.first().map_or(1, by_mean)
        };
        let bars: Bars<'_, false> = Bars {
            ranges: &self.ranges,
            floors: (0..no_deal.len()).map(|p| no_deal[p] + least(p)).collect(),
            needs: means
                .iter()
                .map(|(gauge, mean)| {
                    let base = hull::Cut::at(&gauge.cut.weights, no_deal);
                    (*gauge, mean.need(target).saturating_add(base))
                })
                .collect(),
            ceilings: Vec::new(),
            order: None,
        };
        self.search(&bars)
    }

    fn largest_product(&self, survivors: &Survivors, powers: &[u32]) -> Vec<usize> {
        definition::nash(Points { worths: &survivors.worths, no_deal: &self.no_deal }, powers)
    }

    /// Climbs to larger products from a package, where everybody gains before long.
    fn gain(&self, powers: &[u32], scale: &[i64], from: &Vertex, best: &mut Vertex) {
        let no_deal = &self.no_deal;
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
        let vertex = self.climber.climb(self.problem, from, height);
        let value = |vertex: &Vertex| product(&definition::gains(&vertex.worth, no_deal), powers);
        if value(&vertex) > value(best) {
            *best = vertex;
        }
    }

    /// Who can gain with whom, where not all can together.
    fn gainers(&self) -> Answer {
        let no_deal = &self.no_deal;
        let bars: Bars<'_, true> = Bars {
            ranges: &self.ranges,
            floors: no_deal.clone(),
            needs: Vec::new(),
            ceilings: no_deal.iter().map(|no_deal| Some(no_deal + 1)).collect(),
            order: None,
        };
        let Ok(survivors) = self.search(&bars) else {
            return Answer::NoneBetter { gainers: Vec::new(), is_complete: false };
        };
        let points = Points { worths: &survivors.worths, no_deal };
        let sets = definition::gainers(points);
        let efficient = |at: usize| {
            let vertex = survivors.vertex(at, no_deal.len());
            let most = self.most(&vec![1; no_deal.len()], Some(&vertex.worth), &vertex);
            self.package(&most.vertex)
        };
        let gainers =
            sets.into_iter().map(|(parties, at)| Gainers { parties, package: efficient(at) });
        Answer::NoneBetter { gainers: gainers.collect(), is_complete: true }
    }
}

fn first_of(ties: &Ties, otherwise: Vertex) -> Vertex {
    match ties.listed.first() {
        Some(first) => Vertex { worth: first.worth.clone(), package: first.options.clone() },
        None => otherwise,
    }
}

fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}
