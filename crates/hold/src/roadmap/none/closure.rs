//! The least sum over sets of steps with all their prerequisites.
//!
//! A minimum cut (J.-C. Picard, "Maximal closure of a graph and applications to combinatorial problems", Management
//! Science 1976), by shortest augmenting paths.

use crate::deal::Deal;
use crate::exact::Ratio;
use num_traits::{Signed, Zero};
use std::collections::VecDeque;

/// The least sum of `weights` over the sets that contain `must`, nothing of `barred`, and the prerequisites of all
/// they contain; absent if there is no such set.
pub(super) fn least(
    deal: &Deal,
    weights: &[Ratio],
    must: &[usize],
    barred: &[usize],
) -> Option<Ratio> {
    let count = deal.steps.len();
    let mut is_in = vec![false; count];
    let mut open: Vec<usize> = must.to_vec();
    while let Some(s) = open.pop() {
        if !std::mem::replace(&mut is_in[s], true) {
            open.extend(&deal.steps[s].after);
        }
    }
    let mut is_out = vec![false; count];
    barred.iter().for_each(|&s| is_out[s] = true);
    let needs_out = |s: usize, is_out: &[bool]| {
        !is_out[s] && deal.steps[s].after.iter().any(|&other| is_out[other])
    };
    while let Some(next) = (0..count).find(|&s| needs_out(s, &is_out)) {
        is_out[next] = true;
    }
    if (0..count).any(|s| is_in[s] && is_out[s]) {
        return None;
    }
    let fixed: Ratio = (0..count).filter(|&s| is_in[s]).map(|s| &weights[s]).sum();
    let free: Vec<usize> = (0..count).filter(|&s| !is_in[s] && !is_out[s]).collect();
    let gains: Ratio = free.iter().map(|&s| &weights[s]).filter(|w| w.is_negative()).sum();
    Some(fixed + gains + cut(deal, weights, &free))
}

/// What of the negative weights must be given up, or paid for in positive ones.
fn cut(deal: &Deal, weights: &[Ratio], free: &[usize]) -> Ratio {
    let is_waiting = |s: &usize| deal.steps[*s].after.iter().any(|other| free.contains(other));
    if !free.iter().any(is_waiting) {
        return Ratio::zero();
    }
    let (source, sink) = (free.len(), free.len() + 1);
    let is_needed = |a: usize, b: usize| {
        a < free.len() && b < free.len() && deal.steps[free[a]].after.contains(&free[b])
    };
    let mut room = vec![vec![Ratio::zero(); free.len() + 2]; free.len() + 2];
    for (at, &s) in free.iter().enumerate() {
        if weights[s].is_negative() {
            room[source][at] = -&weights[s];
        } else {
            room[at][sink] = weights[s].clone();
        }
    }
    let mut flow = Ratio::zero();
    loop {
        let mut from = vec![usize::MAX; free.len() + 2];
        let mut open = VecDeque::from([source]);
        while let Some(at) = open.pop_front() {
            for to in 0..from.len() {
                let is_open = room[at][to].is_positive() || is_needed(at, to);
                if to != source && from[to] == usize::MAX && is_open {
                    from[to] = at;
                    open.push_back(to);
                }
            }
        }
        if from[sink] == usize::MAX {
            return flow;
        }
        let steps = std::iter::successors(Some(sink), |&at| (at != source).then(|| from[at]));
        let path: Vec<(usize, usize)> =
            steps.filter(|&at| at != source).map(|at| (from[at], at)).collect();
        let limited = path.iter().filter(|&&(a, b)| !is_needed(a, b));
        let Some(most) = limited.map(|&(a, b)| room[a][b].clone()).min() else { return flow };
        for (a, b) in path {
            if !is_needed(a, b) {
                room[a][b] -= &most;
            }
            room[b][a] += &most;
        }
        flow += most;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::whole;
    use crate::roadmap::testing::{Draw, deal};

    #[test]
    fn the_cut_finds_the_least_sum() {
        let mut random = fastrand::Rng::with_seed(31);
        let mut paid = 0;
        for _ in 0..600 {
            let steps = random.usize(1..8);
            let deal = deal(&mut random, Draw { steps, after: 70, ..Draw::USUAL });
            let weights: Vec<Ratio> = (0..steps).map(|_| whole(random.i64(-6..=6))).collect();
            let some: Vec<usize> = (0..steps).filter(|_| random.u32(0..4) == 0).collect();
            let (must, barred) = some.split_at(random.usize(0..=some.len()));
            let is_in = |set: u32, s: usize| set >> s & 1 == 1;
            let is_fit = |set: &u32| {
                (0..steps).all(|s| {
                    !is_in(*set, s) || deal.steps[s].after.iter().all(|&other| is_in(*set, other))
                }) && must.iter().all(|&s| is_in(*set, s))
                    && !barred.iter().any(|&s| is_in(*set, s))
            };
            let sum = |set: u32| -> Ratio {
                (0..steps).filter(|&s| is_in(set, s)).map(|s| &weights[s]).sum()
            };
            let brute = (0..1_u32 << steps).filter(is_fit).map(sum).min();
            assert_eq!(least(&deal, &weights, must, barred), brute);
            let all: Vec<usize> = (0..steps).collect();
            paid += usize::from(cut(&deal, &weights, &all) > Ratio::zero());
        }
        assert!(paid > 100, "{paid}");
    }
}
