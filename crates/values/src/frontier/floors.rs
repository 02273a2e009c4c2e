//! What may still be at least a floor for every party.

use super::keep::{Keep, Place};
use super::plan::Plan;
use super::rest::Rest;
use crate::problem::Problem;

/// Keeps what may still be at least a floor for every party: for each by itself, with exact bounds, and
/// for some mixtures of parties, since what is best for one is not best for another.
#[derive(Clone, Debug)]
pub struct Floors {
    floors: Vec<(usize, i64, Rest<i64>)>,
    mixtures: Vec<Mixture>,
}

/// What all parties with a floor must get together.
#[derive(Clone, Debug)]
struct Mixture {
    weights: Vec<i64>,
    need: i128,
    rest: Rest<i128>,
}

/// Mixtures tried, and those used.
const TRIED: usize = 16;
const USED: usize = 3;

impl Floors {
    /// `floors` per party; `None` for a party that takes anything.
    #[must_use]
    pub fn of(plan: &Plan, floors: &[Option<i64>]) -> Self {
        let floors = floors.iter().enumerate().filter_map(|(p, floor)| Some((p, (*floor)?)));
        let floors = floors.map(|(p, d)| (p, d, plan.rest(|values| values[p]))).collect();
        Self { floors, mixtures: Vec::new() }
    }

    /// The same with mixtures: those in which the best package exceeds the floors least.
    #[must_use]
    pub fn with_mixtures(plan: &Plan, problem: &Problem, floors: &[Option<i64>]) -> Self {
        let mut own = Self::of(plan, floors);
        if own.floors.len() < 2 {
            return own;
        }
        let Some(ranges) = ranges(plan, problem, floors) else { return own };
        // Shares in 1,024ths; a party that the best package leaves below its floor gets a larger one.
        let mut shares: Vec<i64> =
            ranges.iter().map(|&range| if range > 0 { 1 << 10 } else { 0 }).collect();
        let mut found: Vec<(f64, Vec<i64>)> = Vec::new();
        for _ in 0..TRIED {
            let weights: Vec<i64> = shares
                .iter()
                .zip(&ranges)
                .map(|(&share, &range)| if share > 0 { (share << 40) / range.max(1) } else { 0 })
                .collect();
            // Too fine or too coarse to be counted.
            let most = weights.iter().zip(&ranges).map(|(&w, &range)| w as f64 * range as f64);
            let whole = most.sum::<f64>();
            if whole <= 0.0 {
                break;
            }
            let Some((best, package)) = plan.best(|values| weighted(values, &weights)) else {
                break;
            };
            found.push(((best - need(&weights, floors)) as f64 / whole, weights));
            let values = problem.worth(&package);
            for ((share, value), floor) in shares.iter_mut().zip(&values).zip(floors) {
                if let Some(floor) = floor {
                    let next = if value < floor { *share * 3 / 2 } else { *share * 3 / 4 };
                    *share = next.clamp(i64::from(*share > 0), 1 << 20);
                }
            }
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.dedup_by(|a, b| a.1 == b.1);
        own.mixtures.extend(found.into_iter().take(USED).map(|(_, weights)| Mixture {
            need: need(&weights, floors),
            rest: plan.rest(|values| weighted(values, &weights)),
            weights,
        }));
        own
    }
}

/// Per party with a floor how much the packages that are best for one differ for it; `None` if no package
/// is possible.
fn ranges(plan: &Plan, problem: &Problem, floors: &[Option<i64>]) -> Option<Vec<i64>> {
    let mut best = Vec::new();
    for p in 0..floors.len() {
        best.push(problem.worth(&plan.best(|values| values[p])?.1));
    }
    let range = |p: usize| {
        let own = best.iter().map(|values| values[p]);
        own.clone().max().unwrap_or(0) - own.min().unwrap_or(0)
    };
    Some(floors.iter().enumerate().map(|(p, d)| if d.is_some() { range(p) } else { 0 }).collect())
}

fn need(weights: &[i64], floors: &[Option<i64>]) -> i128 {
    let floors: Vec<i64> = floors.iter().map(|floor| floor.unwrap_or(0)).collect();
    weighted(&floors, weights)
}

fn weighted(values: &[i64], weights: &[i64]) -> i128 {
    let products = values.iter().zip(weights);
    products.map(|(&value, &weight)| i128::from(value) * i128::from(weight)).sum()
}

impl Keep for Floors {
    fn keep(&self, place: Place, values: &[i64]) -> bool {
        self.floors.iter().all(|(p, floor, rest)| {
            let most = rest.at(place);
            most > i64::MIN && values[*p] + most >= *floor
        }) && self.mixtures.iter().all(|mixture| {
            // Where no completion is possible, somebody's floor has said so.
            weighted(values, &mixture.weights) + mixture.rest.at(place) >= mixture.need
        })
    }
}
