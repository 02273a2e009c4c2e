//! Fewer points with a guarantee.
//!
//! Where a stage finds too many points, some give way to others that are nearly as good: a point passes
//! only if none before it is within the *slack* of every party's share. What a point lost by that, as it
//! happened, is added up over stages, so every efficient worth is within the sum of a listed one; and
//! what is listed are worths of real packages. Points come with the first party's share descending, so
//! that party never loses anything. The slack is the same part of every party's range; it doubles until
//! few enough points are left. Grids of cells give the same bound on their number (Papadimitriou and
//! Yannakakis 2000) and lose more.

use super::points::Points;
use super::sieve::Sieve;

/// How much points may fall short, and did.
#[derive(Clone, Debug, Default)]
pub(super) struct Trim {
    is_on: bool,
    slack: Vec<i64>,
    /// Lost before the slack was last raised.
    before: Vec<i64>,
    /// Lost since.
    since: Vec<i64>,
    /// The slack that the last large merge needed.
    last: Vec<i64>,
}

impl Trim {
    /// Begins a merge; a large one begins with the slack that the one before needed.
    pub(super) fn start(&mut self, parties: usize, is_large: bool) {
        for loss in [&mut self.before, &mut self.since] {
            loss.clear();
            loss.resize(parties, 0);
        }
        self.slack.clear();
        if is_large {
            self.slack.extend_from_slice(&self.last);
        }
        self.slack.resize(parties, 0);
        self.is_on = self.slack.iter().any(|&slack| slack > 0);
    }

    /// Whether a point passes.
    pub(super) fn admits(&mut self, sieve: &mut impl Sieve, rest: &[i64]) -> bool {
        if self.is_on {
            sieve.admits_beyond(rest, &self.slack[1..], &mut self.since[1..])
        } else {
            sieve.admits(rest)
        }
    }

    /// Raises the slack until at most half of `most` points are left in `out` from `start` on.
    pub(super) fn thin(
        &mut self,
        sieve: &mut impl Sieve,
        out: &mut Points,
        start: usize,
        most: usize,
    ) {
        let k = out.parties;
        let ranges: Vec<i64> = (0..k)
            .map(|p| {
                let own = out.values[start * k..].iter().skip(p).step_by(k);
                let most = own.clone().max().copied().unwrap_or(0);
                most - own.min().copied().unwrap_or(0)
            })
            .collect();
        // With this part of the ranges, and one point per cell, there would be no more than `most`.
        let enough = most.max(1).ilog2() / (k.max(2) - 1) as u32;
        let mut part = (enough + 3).min(62);
        while out.len() - start > (most / 2).max(1) {
            self.settle();
            for (slack, range) in self.slack.iter_mut().zip(&ranges).skip(1) {
                *slack = slack.saturating_mul(2).max(range >> part).min(i64::MAX >> 2);
                if part == 0 {
                    *slack = (*slack).max(1);
                }
            }
            part = part.saturating_sub(1);
            self.is_on = true;
            sieve.clear(k);
            let mut kept = start;
            for i in start..out.len() {
                if self.admits(sieve, &out.values[i * k + 1..(i + 1) * k]) {
                    out.relocate(i, kept);
                    kept += 1;
                }
            }
            out.truncate(kept);
        }
    }

    fn settle(&mut self) {
        for (before, since) in self.before.iter_mut().zip(&mut self.since) {
            *before = before.saturating_add(std::mem::take(since));
        }
    }

    /// Ends a merge: adds what was lost to `loss`. A merge that ended with few points says that less
    /// slack would have done.
    pub(super) fn finish(&mut self, loss: &mut [i64], has_few: bool) {
        if self.is_on {
            self.settle();
            loss.iter_mut().zip(&self.before).for_each(|(loss, before)| *loss = *before);
            self.last.clone_from(&self.slack);
            if has_few {
                self.last.iter_mut().for_each(|slack| *slack /= 2);
            }
        }
    }
}
