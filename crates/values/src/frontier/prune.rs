//! Which of many points no other point is at least as good as for everybody.

use super::points::Points;
use super::sieve::{Sieve, Sieves, with_sieve};

/// The definition: which of `values`, `parties` numbers a point, are not dominated, equal ones once, in
/// lexicographically descending order.
#[cfg(test)]
pub(super) fn non_dominated(parties: usize, values: &[i64]) -> Vec<Vec<i64>> {
    let points: std::collections::BTreeSet<&[i64]> = values.chunks(parties).collect();
    let is_dominated = |point: &[i64]| {
        points.iter().any(|other| *other != point && other.iter().zip(point).all(|(o, p)| o >= p))
    };
    points.iter().rev().filter(|point| !is_dominated(point)).map(|point| point.to_vec()).collect()
}

/// Leaves the non-dominated points in lexicographically descending order; equal ones become one, which
/// keeps the back row of the first and counts for all.
pub(super) fn prune(points: &mut Points) {
    if points.len() > 1 {
        prune_with(points, &mut Sieves::default());
    }
}

/// The same with memory that is used again.
pub(super) fn prune_with(points: &mut Points, sieves: &mut Sieves) {
    let mut ranges = Ranges::new(points.parties);
    ranges.include(&[], &points.values);
    with_sieve!(sieves, points.parties, ranges.is_narrow(), |sieve| {
        sieve.begin(&ranges.low());
        through(points, sieve);
    });
}

/// From where to where values go, per party.
pub(super) struct Ranges {
    ends: Vec<(i64, i64)>,
}

impl Ranges {
    pub(super) fn new(parties: usize) -> Self {
        Self { ends: vec![(i64::MAX, i64::MIN); parties] }
    }

    /// Includes points moved by `shift`, or where they are.
    pub(super) fn include(&mut self, shift: &[i64], values: &[i64]) {
        let mut own = vec![(i64::MAX, i64::MIN); self.ends.len()];
        for point in values.chunks_exact(own.len()) {
            for (end, &value) in own.iter_mut().zip(point) {
                *end = (end.0.min(value), end.1.max(value));
            }
        }
        for (p, (end, own)) in
            self.ends.iter_mut().zip(own).enumerate().filter(|(_, (_, o))| o.0 <= o.1)
        {
            let by = shift.get(p).copied().unwrap_or(0);
            *end = (end.0.min(own.0 + by), end.1.max(own.1 + by));
        }
    }

    /// Whether no value is 2^31 or more above the smallest.
    pub(super) fn is_narrow(&self) -> bool {
        self.ends.iter().all(|(low, high)| low > high || high.abs_diff(*low) < 1 << 31)
    }

    /// The smallest per party.
    pub(super) fn low(&self) -> Vec<i64> {
        self.ends.iter().map(|&(low, high)| if low > high { 0 } else { low }).collect()
    }
}

fn through(points: &mut Points, sieve: &mut impl Sieve) {
    let k = points.parties;
    let order = descending(points);
    let mut kept = Points::new(k, points.width);
    for &i in &order {
        let values = points.at(i as usize);
        let last = kept.len().wrapping_sub(1);
        if kept.len() > 0 && kept.at(last) == values {
            kept.counts[last] = kept.counts[last].saturating_add(points.counts[i as usize]);
        } else if sieve.admits(&values[1..]) {
            kept.push(values, points.counts[i as usize], points.back(i as usize));
        }
    }
    *points = kept;
}

/// The points in lexicographically descending order, equal ones as they come.
fn descending(points: &Points) -> Vec<u32> {
    let k = points.parties;
    let mut keys: Vec<(std::cmp::Reverse<i64>, u32)> =
        (0..points.len()).map(|i| (std::cmp::Reverse(points.values[i * k]), i as u32)).collect();
    keys.sort_unstable();
    let mut order: Vec<u32> = keys.iter().map(|key| key.1).collect();
    let mut start = 0;
    while start < keys.len() {
        let len = keys[start..].iter().take_while(|key| key.0 == keys[start].0).count();
        if len > 1 && k > 1 {
            order[start..start + len].sort_unstable_by(|&a, &b| {
                points.at(b as usize)[1..].cmp(&points.at(a as usize)[1..]).then(a.cmp(&b))
            });
        }
        start += len;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_what_nothing_dominates() {
        let mut random = fastrand::Rng::with_seed(1);
        for round in 0..3000 {
            let k = random.usize(1..7);
            let n = if round % 100 == 0 { random.usize(1..1500) } else { random.usize(1..40) };
            let most = if random.bool() { 6 } else { 1000 };
            let mut points = Points::new(k, 1);
            for i in 0..n {
                let values: Vec<i64> = (0..k).map(|_| random.i64(-most..=most)).collect();
                points.push(&values, 1 + i as u128, &[i as u32]);
            }
            let all = points.clone();
            prune(&mut points);
            let left: Vec<&[i64]> = points.values.chunks(k).collect();
            assert_eq!(left, non_dominated(k, &all.values));
            for i in 0..points.len() {
                let equal: Vec<usize> = (0..n).filter(|&j| all.at(j) == points.at(i)).collect();
                assert_eq!(points.back(i), [equal[0] as u32]);
                assert_eq!(points.counts[i], equal.iter().map(|&j| 1 + j as u128).sum::<u128>());
            }
        }
    }
}
