//! Many bounds at once: what weighted worths can still sum to, side by side for many weights.
//!
//! A single weighting sees a partial package that lacks something for one party only as well as one that
//! lacks it for another. A *net* of weightings around the best one tells them apart, and each costs a few
//! multiplications. They are floating numbers that the processor takes several at a time; what rounding can do is
//! bounded and added to what is asked for, so nothing is dropped that whole numbers would keep.

use super::bars::Ranges;
use super::hull::Cut;
use crate::frontier::{Place, Plan};

/// Weightings taken together.
const LANES: usize = 8;

/// Numbers that a net may hold: weightings times slots of the plan.
const MOST: usize = 1 << 25;

/// Weightings with what can still be added everywhere.
#[derive(Clone, Debug)]
pub(super) struct Net {
    /// Per weighting one weight per party.
    weightings: Vec<Vec<i64>>,
    /// Their number, filled up to whole lanes.
    lanes: usize,
    /// Per party and lane.
    weights: Vec<f64>,
    /// Per place and lane the best completion.
    rests: Vec<f64>,
    /// Per lane how far off a sum can be.
    blurs: Vec<f64>,
}

impl Net {
    /// As many of `weightings` as there is room for, the first ones first.
    pub(super) fn of(plan: &Plan, ranges: &Ranges, mut weightings: Vec<Vec<i64>>) -> Self {
        let parties = ranges.parties();
        let places = ranges.places();
        weightings.truncate((MOST / places.max(1)).max(LANES));
        let lanes = weightings.len().next_multiple_of(LANES);
        let mut net = Self {
            lanes,
            weights: vec![0.0; parties * lanes],
            rests: vec![0.0; places * lanes],
            blurs: vec![0.0; lanes],
            weightings,
        };
        for (lane, weighting) in net.weightings.iter().enumerate() {
            let mut sizes = 0.0;
            for (p, &weight) in weighting.iter().enumerate() {
                net.weights[p * lanes + lane] = weight as f64;
                sizes += weight as f64 * ranges.size(p);
            }
            let rest = plan.rest(|values| Cut::at(weighting, values));
            let mut most = 0.0_f64;
            for (place, &amount) in rest.amounts().iter().enumerate() {
                let amount = if amount == i128::MIN { f64::NEG_INFINITY } else { amount as f64 };
                net.rests[place * lanes + lane] = amount;
                most = most.max(if amount.is_finite() { amount.abs() } else { 0.0 });
            }
            // Each product and each sum is off by at most one part in 2^53 of what is summed.
            net.blurs[lane] = (sizes * (parties + 3) as f64 + 2.0 * most) * f64::EPSILON;
        }
        net
    }

    pub(super) fn weightings(&self) -> &[Vec<i64>] {
        &self.weightings
    }

    /// Per lane what the sum of a wanted package is at least, less what rounding can do.
    pub(super) fn needs(&self, need: impl Fn(&[i64]) -> Option<i128>) -> Vec<f64> {
        let mut needs = vec![f64::NEG_INFINITY; self.lanes];
        for ((own, weighting), blur) in needs.iter_mut().zip(&self.weightings).zip(&self.blurs) {
            if let Some(need) = need(weighting) {
                let need = need as f64;
                *own = need - need.abs() * f64::EPSILON - blur;
            }
        }
        needs
    }

    /// Whether a point at `place` can still meet all `needs`.
    pub(super) fn clears(&self, needs: &[f64], place: Place, values: &[i64]) -> bool {
        let rests = &self.rests[place.index * self.lanes..][..self.lanes];
        for ((at, rests), needs) in
            (0..).step_by(LANES).zip(rests.chunks_exact(LANES)).zip(needs.chunks_exact(LANES))
        {
            let mut sums = [0.0; LANES];
            sums.copy_from_slice(rests);
            for (p, &value) in values.iter().enumerate() {
                let weights = &self.weights[p * self.lanes + at..][..LANES];
                let value = value as f64;
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight * value);
            }
            if sums.iter().zip(needs).any(|(sum, need)| sum < need) {
                return false;
            }
        }
        true
    }
}

/// Weightings around `center`, the same ones every time. `units` says per party by which size of its worths
/// weights are compared; of `fixed`, what no weighting may fall below, only what goes beyond is varied.
pub(super) fn around(center: &[i64], fixed: &[i64], units: &[i64], count: usize) -> Vec<Vec<f64>> {
    let over: Vec<f64> = center.iter().zip(fixed).map(|(c, f)| (c - f) as f64).collect();
    let sizes: Vec<f64> = over.iter().zip(units).map(|(&over, &unit)| over * unit as f64).collect();
    let mean = sizes.iter().sum::<f64>() / sizes.len().max(1) as f64;
    let mut draw = Draw(0);
    (0..count)
        .map(|_| {
            // Near ones and far ones: what is decided late needs far ones.
            let reach = [0.1, 0.2, 0.4, 0.8, 1.6][draw.below(5)];
            over.iter()
                .zip(units)
                .zip(fixed)
                .map(|((&over, &unit), &fixed)| {
                    // Who has hardly any weight gets some, sometimes.
                    let least = if draw.below(4) == 0 { 0.1 * mean / unit as f64 } else { 0.0 };
                    let by = 1.0 + reach * (draw.part() + draw.part());
                    let over = over.max(least);
                    fixed as f64 + if draw.below(2) == 0 { over * by } else { over / by }
                })
                .collect()
        })
        .collect()
}

/// A stream of numbers that look random (SplitMix64; Steele, Lea & Flood 2014).
pub(super) struct Draw(pub(super) u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below `count`, which is small.
    pub(super) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.next()) * count as u128) >> 64) as usize
    }

    /// From 0 to below 1.
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
