//! The bargaining solutions of a list of points: their definitions.
//!
//! A *point* is what a package is worth to each party, and its *gain* for a party is that minus what no
//! deal is worth. Over points that are acceptable to all (no gain is negative):
//!
//! - **Nash** (1950): the largest product of gains, each to the power of its party's weight (Kalai 1977
//!   for weights that differ). Where no point is better for all, every product is zero; then the maximal sets of
//!   parties that can gain together say what is left.
//! - **Kalai–Smorodinsky** (1975; Imai 1983 for more than two parties): the largest smallest share, of the
//!   points with the same smallest share the largest second smallest, and so on. A *share* is the gain over
//!   the largest gain of the party at any acceptable point. A party that can gain nothing has no share and is left out.
//! - **Egalitarian** (Kalai 1977): the same with gains instead of shares.
//! - **Utilitarian**: the largest sum.
//!
//! The last two compare across parties, so the worths of all parties must be in one unit. Each function
//! returns all points that it singles out, and is what the searches are tested against.

use super::natural::{Natural, Rough};
use std::cmp::Ordering;

/// A fraction of two whole numbers, the second positive, that compares by value.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// The part.
    pub part: i64,
    /// The whole.
    pub whole: i64,
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |a: &Self, b: &Self| i128::from(a.part) * i128::from(b.whole);
        cross(self, other).cmp(&cross(other, self))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Share {}

/// Points of `no_deal.len()` parties each, one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Points<'a> {
    /// What each point is worth to each party.
    pub worths: &'a [i64],
    /// What no deal is worth to each party.
    pub no_deal: &'a [i64],
}

impl<'a> Points<'a> {
    /// The points in order.
    pub fn iter(self) -> impl Iterator<Item = &'a [i64]> {
        self.worths.chunks_exact(self.no_deal.len())
    }

    /// The largest worth per party; nothing if there is no point.
    #[must_use]
    pub fn ideal(self) -> Option<Vec<i64>> {
        let mut points = self.iter();
        let mut ideal = points.next()?.to_vec();
        for point in points {
            ideal.iter_mut().zip(point).for_each(|(ideal, &worth)| *ideal = worth.max(*ideal));
        }
        Some(ideal)
    }

    /// The points where `key` is largest.
    pub(super) fn largest<K: Ord>(self, key: impl Fn(&[i64]) -> K) -> Vec<usize> {
        let mut best: Option<K> = None;
        let mut found = Vec::new();
        for (at, point) in self.iter().enumerate() {
            let key = key(point);
            match best.as_ref().map_or(Ordering::Greater, |best| key.cmp(best)) {
                Ordering::Less => continue,
                Ordering::Equal => {}
                Ordering::Greater => {
                    found.clear();
                    best = Some(key);
                }
            }
            found.push(at);
        }
        found
    }
}

/// What a point adds to no deal, per party.
#[must_use]
pub fn gains(point: &[i64], no_deal: &[i64]) -> Vec<i64> {
    point.iter().zip(no_deal).map(|(worth, no_deal)| worth - no_deal).collect()
}

/// The product of gains, each to the power of its weight; zero if a gain is not positive.
#[must_use]
pub fn product(gains: &[i64], weights: &[u32]) -> Natural {
    let mut product = Natural::one();
    for (&gain, &weight) in gains.iter().zip(weights) {
        let gain = u64::try_from(gain).unwrap_or(0);
        if weight == 1 {
            product.multiply(gain);
        } else {
            product = product.times(&Natural::from(gain).power(weight));
        }
    }
    product
}

/// About the product; nothing if a gain is not positive.
pub(super) fn rough_product(gains: impl Iterator<Item = i64>, weights: &[u32]) -> Option<Rough> {
    let mut product = Rough::ONE;
    for (gain, &weight) in gains.zip(weights) {
        if gain <= 0 {
            return None;
        }
        product = product.times(Rough::of(gain as f64).power(weight));
    }
    Some(product)
}

/// The points with the largest product, if it is positive.
#[must_use]
pub fn nash(points: Points<'_>, weights: &[u32]) -> Vec<usize> {
    // Most points are far below; only the near ones are multiplied out.
    let rough = |point: &[i64]| {
        rough_product(
            point.iter().zip(points.no_deal).map(|(worth, no_deal)| worth - no_deal),
            weights,
        )
    };
    let largest = points.iter().filter_map(rough).reduce(|a, b| if b > a { b } else { a });
    let Some(largest) = largest else { return Vec::new() };
    let near = largest.times(Rough::of(1.0 - 1e-9));
    points.largest(|point| {
        let is_near = rough(point).is_some_and(|rough| rough >= near);
        is_near.then(|| product(&gains(point, points.no_deal), weights))
    })
}

/// The maximal sets of parties that gain together at a point, in order, with the first such point.
#[must_use]
pub fn gainers(points: Points<'_>) -> Vec<(Vec<usize>, usize)> {
    let mut sets: Vec<(Vec<usize>, usize)> = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let set: Vec<usize> = (0..point.len()).filter(|&p| point[p] > points.no_deal[p]).collect();
        let within = |a: &[usize], b: &[usize]| a.iter().all(|p| b.contains(p));
        if sets.iter().any(|(other, _)| within(&set, other)) {
            continue;
        }
        sets.retain(|(other, _)| !within(other, &set));
        sets.push((set, at));
    }
    sets.sort();
    sets
}

/// The shares of a point in `ideal`, smallest first, without the parties that cannot gain.
#[must_use]
pub fn shares(point: &[i64], no_deal: &[i64], ideal: &[i64]) -> Vec<Share> {
    let mut shares: Vec<Share> = (0..point.len())
        .filter(|&p| ideal[p] > no_deal[p])
        .map(|p| Share { part: point[p] - no_deal[p], whole: ideal[p] - no_deal[p] })
        .collect();
    shares.sort();
    shares
}

/// The points with the largest smallest share of `ideal`, then second smallest, and so on.
#[must_use]
pub fn kalai_smorodinsky(points: Points<'_>, ideal: &[i64]) -> Vec<usize> {
    points.largest(|point| shares(point, points.no_deal, ideal))
}

/// The points with the largest smallest gain, then second smallest, and so on.
#[must_use]
pub fn egalitarian(points: Points<'_>) -> Vec<usize> {
    points.largest(|point| {
        let mut gains = gains(point, points.no_deal);
        gains.sort_unstable();
        gains
    })
}

/// The sum over the parties.
#[must_use]
pub fn sum(point: &[i64]) -> i128 {
    point.iter().map(|&worth| i128::from(worth)).sum()
}

/// The points with the largest sum.
#[must_use]
pub fn utilitarian(points: Points<'_>) -> Vec<usize> {
    points.largest(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worths to two parties; no deal is worth 1 and 0.
    const LIST: [i64; 10] = [1, 9, 3, 6, 4, 4, 7, 2, 9, 0];

    fn points(worths: &[i64]) -> Points<'_> {
        Points { worths, no_deal: &[1, 0] }
    }

    #[test]
    fn each_solution_picks_its_point() {
        let points = points(&LIST);
        let ideal = points.ideal().expect("points");
        assert_eq!(ideal, [9, 9]);
        // Products 0, 12, 12, 12, 0.
        assert_eq!(nash(points, &[1, 1]), [1, 2, 3]);
        // 2·36, 3·16, 6·4.
        assert_eq!(nash(points, &[1, 2]), [1]);
        assert_eq!(nash(points, &[2, 1]), [3]);
        // Shares 2/8 and 6/9; 3/8 and 4/9; 6/8 and 2/9.
        assert_eq!(kalai_smorodinsky(points, &ideal), [2]);
        assert_eq!(egalitarian(points), [2]);
        assert_eq!(utilitarian(points), [0]);
    }

    #[test]
    fn where_nobody_can_gain_with_all_the_sets_say_who_can() {
        let split = points(&[1, 5, 1, 0, 4, 0, 1, 7]);
        assert_eq!(nash(split, &[1, 1]), [0; 0]);
        assert_eq!(gainers(split), [(vec![0], 2), (vec![1], 0)]);
        // The second party alone has a share.
        assert_eq!(kalai_smorodinsky(points(&[1, 5, 1, 7]), &[1, 7]), [1]);
        assert_eq!(gainers(points(&[1, 0])), [(vec![], 0)]);
    }

    #[test]
    fn shares_compare_by_value() {
        let share = |part, whole| Share { part, whole };
        assert_eq!(share(1, 2), share(3, 6));
        assert!(share(-1, 2) < share(0, 7) && share(i64::MAX - 1, i64::MAX) < share(1, 1));
    }
}
