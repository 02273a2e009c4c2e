//! For each of many points, the weight of the others that are at most as large in everything.
//!
//! Divide and conquer over coordinates (Bentley 1980): a coordinate in which all comparisons come out
//! alike is dropped; one is a merge of two sorted lists, two are a sweep with a Fenwick tree, of more one is
//! cut at the median. O(n log^(k-1) n) for k coordinates.

use super::measure::Measure;
use crate::Watch;

/// Points and the others, `width` coordinates each.
pub(super) struct Points<'a, M> {
    pub(super) width: usize,
    pub(super) points: &'a [i64],
    pub(super) others: &'a [i64],
    pub(super) weights: &'a [M],
    /// Once stopped, sums are not complete.
    pub(super) watch: &'a dyn Watch,
}

/// Pairs that are compared one by one.
const FEW: usize = 512;

/// Per point the sum of the weights of the others that are at most as large in every coordinate.
/// `points` and `others` say which take part.
pub(super) fn below<M: Measure>(
    all: &Points<'_, M>,
    points: &mut [u32],
    others: &mut [u32],
    sums: &mut [M],
) {
    let dimensions: Vec<usize> = (0..all.width).collect();
    all.add(&dimensions, points, others, sums);
}

impl<M: Measure> Points<'_, M> {
    fn point(&self, n: u32, d: usize) -> i64 {
        self.points[n as usize * self.width + d]
    }

    fn other(&self, n: u32, d: usize) -> i64 {
        self.others[n as usize * self.width + d]
    }

    fn add(&self, dimensions: &[usize], points: &mut [u32], others: &mut [u32], sums: &mut [M]) {
        if points.is_empty() || others.is_empty() || self.watch.is_stopped() {
            return;
        }
        let mut left: Vec<usize> = Vec::with_capacity(dimensions.len());
        for &d in dimensions {
            let ends = |values: &mut dyn Iterator<Item = i64>| {
                values.fold((i64::MAX, i64::MIN), |(a, b), v| (a.min(v), b.max(v)))
            };
            let own = ends(&mut points.iter().map(|&n| self.point(n, d)));
            let theirs = ends(&mut others.iter().map(|&n| self.other(n, d)));
            if theirs.0 > own.1 {
                return;
            }
            if theirs.1 > own.0 {
                left.push(d);
            }
        }
        if left.is_empty() {
            let mut sum = M::default();
            for &n in &*others {
                sum += self.weights[n as usize];
            }
            for &n in &*points {
                sums[n as usize] += sum;
            }
        } else if points.len().saturating_mul(others.len()) <= FEW {
            for &p in &*points {
                for &o in &*others {
                    if left.iter().all(|&d| self.other(o, d) <= self.point(p, d)) {
                        sums[p as usize] += self.weights[o as usize];
                    }
                }
            }
        } else if let [d] = left[..] {
            self.merge(d, points, others, sums);
        } else if let [d, e] = left[..] {
            self.sweep(d, e, points, others, sums);
        } else {
            self.cut(&left, points, others, sums);
        }
    }

    fn merge(&self, d: usize, points: &[u32], others: &[u32], sums: &mut [M]) {
        let points = sorted(points, |n| self.point(n, d));
        let others = sorted(others, |n| self.other(n, d));
        let (mut at, mut sum) = (0, M::default());
        for (value, p) in points {
            while at < others.len() && others[at].0 <= value {
                sum += self.weights[others[at].1 as usize];
                at += 1;
            }
            sums[p as usize] += sum;
        }
    }

    fn sweep(&self, d: usize, e: usize, points: &[u32], others: &[u32], sums: &mut [M]) {
        // Heights by rank, so that the tree is small: of a point, how many others are not above it.
        let by_height = sorted(others, |n| self.other(n, e));
        let mut others: Vec<(i64, u32, u32)> =
            (1..).zip(&by_height).map(|(rank, &(_, n))| (self.other(n, d), rank, n)).collect();
        others.sort_unstable();
        let mut rank = 0;
        let mut points: Vec<(i64, u32, u32)> = sorted(points, |n| self.point(n, e))
            .into_iter()
            .map(|(height, n)| {
                while rank < by_height.len() && by_height[rank].0 <= height {
                    rank += 1;
                }
                (self.point(n, d), rank as u32, n)
            })
            .collect();
        points.sort_unstable();
        let mut tree = vec![M::default(); by_height.len() + 1];
        let mut at = 0;
        for (value, rank, p) in points {
            while at < others.len() && others[at].0 <= value {
                let mut node = others[at].1 as usize;
                while node < tree.len() {
                    tree[node] += self.weights[others[at].2 as usize];
                    node += node & node.wrapping_neg();
                }
                at += 1;
            }
            let mut node = rank as usize;
            while node > 0 {
                sums[p as usize] += tree[node];
                node &= node - 1;
            }
        }
    }

    fn cut(&self, left: &[usize], points: &mut [u32], others: &mut [u32], sums: &mut [M]) {
        let d = left[left.len() - 1];
        // Without those that are above or below all of the other kind both parts get smaller.
        let most = points.iter().map(|&n| self.point(n, d)).max().unwrap_or(i64::MIN);
        let others = keep(others, |n| self.other(n, d) <= most);
        let least = others.iter().map(|&n| self.other(n, d)).min().unwrap_or(i64::MAX);
        let points = keep(points, |n| self.point(n, d) >= least);
        let mut values: Vec<i64> = points
            .iter()
            .map(|&n| self.point(n, d))
            .chain(others.iter().map(|&n| self.other(n, d)))
            .collect();
        let middle = values.len() / 2;
        let middle = *values.select_nth_unstable(middle).1;
        drop(values);
        let (low, high) = {
            let many = keep(others, |n| self.other(n, d) <= middle).len();
            others.split_at_mut(many)
        };
        let (upper, lower) = {
            let many = keep(points, |n| self.point(n, d) >= middle).len();
            points.split_at_mut(many)
        };
        self.add(left, lower, low, sums);
        self.add(left, upper, high, sums);
        self.add(&left[..left.len() - 1], upper, low, sums);
    }
}

/// With their values, by value.
fn sorted(all: &[u32], value: impl Fn(u32) -> i64) -> Vec<(i64, u32)> {
    let mut all: Vec<(i64, u32)> = all.iter().map(|&n| (value(n), n)).collect();
    all.sort_unstable();
    all
}

/// Moves those that `wanted` to the front and returns them.
fn keep(all: &mut [u32], wanted: impl Fn(u32) -> bool) -> &mut [u32] {
    let mut many = 0;
    for at in 0..all.len() {
        if wanted(all[at]) {
            all.swap(at, many);
            many += 1;
        }
    }
    &mut all[..many]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_below_are_what_the_definition_says() {
        let mut random = fastrand::Rng::with_seed(1);
        for round in 0..300 {
            let width = random.usize(0..5);
            let most = *[1, 5, 1000].get(random.usize(0..3)).unwrap();
            let mut some = |many: usize| -> Vec<i64> {
                (0..many * width).map(|_| random.i64(-most..=most)).collect()
            };
            let (n, m) = if round % 10 == 0 { (600, 500) } else { (40, 30) };
            let (points, others) = (some(n), some(m));
            let weights: Vec<u128> = (0..m).map(|_| random.u128(0..5)).collect();
            let all = Points {
                width,
                points: &points,
                others: &others,
                weights: &weights,
                watch: &crate::Unwatched,
            };
            let mut sums = vec![0; n];
            let mut own: Vec<u32> = (0..n as u32).collect();
            let mut theirs: Vec<u32> = (0..m as u32).collect();
            below(&all, &mut own, &mut theirs, &mut sums);
            for (p, sum) in sums.iter().enumerate() {
                let is_below =
                    |o: &usize| (0..width).all(|d| others[o * width + d] <= points[p * width + d]);
                let expected: u128 = (0..m).filter(is_below).map(|o| weights[o]).sum();
                assert_eq!(*sum, expected);
            }
        }
    }
}
