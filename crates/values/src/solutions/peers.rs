//! The same names in other programs: what NegMAS and Genius report under them.
//!
//! They choose from a list that they enumerate, and so do these: each function says which list is enough.
//! Where theirs are fractions of floating numbers so are these, and points within 1e-12 tie, as there. For
//! comparison only; the definitions that Détente goes by are in [`super::definition`].
//!
//! NegMAS 0.16 drops what a party finds worse than its reserved value, takes the frontier of the rest and
//! counts gains from the reserved value, or from the party's worst package where that is worth more. Its ideal is the
//! party's best package, acceptable to the others or not. Genius takes the frontier of everything.

use super::definition::{Points, gains, product};
use std::cmp::Ordering;

/// What NegMAS counts from and to.
#[derive(Clone, Copy, Debug)]
pub struct Ranges<'a> {
    /// The least worth of any package per party.
    pub worst: &'a [i64],
    /// The largest.
    pub best: &'a [i64],
}

/// How far apart floating values may be and still tie.
const TIE: f64 = 1e-12;

impl Ranges<'_> {
    /// What gains count from, per party.
    fn base(self, no_deal: &[i64]) -> Vec<i64> {
        no_deal.iter().zip(self.worst).map(|(&no_deal, &worst)| no_deal.max(worst)).collect()
    }

    /// Where a party's range is a point, NegMAS singles out every point.
    fn is_degenerate(self, base: &[i64]) -> bool {
        base.iter().zip(self.best).any(|(base, best)| best <= base)
    }
}

fn all(points: Points<'_>) -> Vec<usize> {
    (0..points.iter().count()).collect()
}

/// The largest product of gains. Needs the frontier of the acceptable points, or all of them where one is
/// better for all.
#[must_use]
pub fn negmas_nash(acceptable: Points<'_>, ranges: Ranges<'_>) -> Vec<usize> {
    let base = ranges.base(acceptable.no_deal);
    if ranges.is_degenerate(&base) {
        return all(acceptable);
    }
    let key = |point: &[i64]| product(&gains(point, &base), &vec![1; base.len()]);
    acceptable.largest(key)
}

/// The largest smallest gain, ties not refined. Needs the frontier of the acceptable points.
#[must_use]
pub fn negmas_kalai(acceptable: Points<'_>, ranges: Ranges<'_>) -> Vec<usize> {
    let base = ranges.base(acceptable.no_deal);
    if ranges.is_degenerate(&base) {
        return all(acceptable);
    }
    acceptable.largest(|point| gains(point, &base).into_iter().min())
}

/// The least difference between the largest and the smallest share. Needs the frontier of the
/// acceptable points: a point that another one dominates may have shares that differ less.
#[must_use]
pub fn negmas_ks(acceptable: Points<'_>, ranges: Ranges<'_>) -> Vec<usize> {
    let base = ranges.base(acceptable.no_deal);
    if ranges.is_degenerate(&base) {
        return all(acceptable);
    }
    least(acceptable, |point| {
        let share = |p: usize| (point[p] - base[p]) as f64 / (ranges.best[p] - base[p]) as f64;
        let shares = (0..point.len()).map(share);
        shares.clone().fold(f64::MIN, f64::max) - shares.fold(f64::MAX, f64::min)
    })
}

/// The opposition level: how near an acceptable point comes to the best of everybody, in shares of what
/// the best package is worth. Needs the acceptable points; their frontier is enough where everybody's best is worth
/// more than nothing. Infinite if there is none.
#[must_use]
pub fn negmas_opposition(acceptable: Points<'_>, best: &[i64]) -> f64 {
    let distance = |point: &[i64]| -> f64 {
        let share = |(&worth, &best): (&i64, &i64)| {
            if best == 0 { worth as f64 } else { worth as f64 / best as f64 }
        };
        point.iter().zip(best).map(share).map(|share| (1.0 - share) * (1.0 - share)).sum()
    };
    acceptable.iter().map(distance).fold(f64::INFINITY, f64::min).sqrt()
}

/// The largest product of gains, where two losses make a product that is positive. Needs the frontier of
/// all points, acceptable or not.
#[must_use]
pub fn genius_nash(frontier: Points<'_>) -> Vec<usize> {
    frontier.largest(|point| {
        let gains = gains(point, frontier.no_deal);
        let sizes: Vec<i64> = gains.iter().map(|gain| gain.saturating_abs()).collect();
        let product = product(&sizes, &vec![1; sizes.len()]);
        let losses = gains.iter().filter(|&&gain| gain < 0).count();
        // Of two negative products the one nearer to zero is larger.
        if losses % 2 == 0 {
            (true, product, std::cmp::Reverse(super::natural::Natural::default()))
        } else {
            let positive = product.is_zero();
            (positive, super::natural::Natural::default(), std::cmp::Reverse(product))
        }
    })
}

/// What Genius calls Kalai–Smorodinsky: the least sum of differences between the worths of two parties.
/// Needs the frontier of all points, and one unit for all parties.
#[must_use]
pub fn genius_ks(frontier: Points<'_>) -> Vec<usize> {
    frontier.largest(|point| {
        let pairs = (0..point.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
        let differences = pairs.map(|(a, b)| i128::from(point[a].abs_diff(point[b])));
        -differences.sum::<i128>()
    })
}

/// The points where `key` is least, within [`TIE`].
fn least(points: Points<'_>, key: impl Fn(&[i64]) -> f64) -> Vec<usize> {
    let keys: Vec<f64> = points.iter().map(key).collect();
    let least = keys.iter().copied().min_by(f64::total_cmp).unwrap_or(0.0);
    let near = |&at: &usize| keys[at].total_cmp(&(least + TIE)) != Ordering::Greater;
    (0..keys.len()).filter(near).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negmas_counts_from_the_worst_package_where_no_deal_is_worse() {
        let no_deal = [-5, 2];
        let points = Points { worths: &[0, 9, 4, 5, 6, 2], no_deal: &no_deal };
        let ranges = Ranges { worst: &[0, 0], best: &[6, 10] };
        // Gains 0·7, 4·3, 6·0, from 0 and 2.
        assert_eq!(negmas_nash(points, ranges), [1]);
        assert_eq!(negmas_kalai(points, ranges), [1]);
        // Shares 0 and 7/8; 4/6 and 3/8; 1 and 0.
        assert_eq!(negmas_ks(points, ranges), [1]);
        assert_eq!(negmas_nash(points, Ranges { worst: &[0, 0], best: &[6, 2] }), [0, 1, 2]);
        let nearest = (1.0_f64 - 4.0 / 6.0).hypot(0.5);
        assert!((negmas_opposition(points, &[6, 10]) - nearest).abs() < 1e-15);
    }

    #[test]
    fn genius_takes_two_losses_for_a_gain() {
        let no_deal = [5, 5];
        let points = Points { worths: &[6, 6, 2, 3, 9, 4, 5, 0], no_deal: &no_deal };
        // Products 1, 6, -4, 0.
        assert_eq!(genius_nash(points), [1]);
        assert_eq!(genius_ks(points), [0]);
        let points = Points { worths: &[9, 4, 3, 8], no_deal: &no_deal };
        assert_eq!(genius_nash(points), [0]);
    }
}
