//! Fewer points with a guarantee.
//!
//! Where a stage finds too many points, some give way to others that are nearly as good: a point passes
//! only if none before it is within the *slack* of every party's share. What a point lost by that, as it
//! happened, is added up over stages, so every efficient worth is within the sum of a listed one; and
//! what is listed are worths of real packages. Points come with the first party's share descending, so
//! that party never loses anything. The slack is the same part of every party's range and goes up until
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

    /// Raises the slack until at most three quarters of `most` points are left in `out` from `start` on.
    pub(super) fn thin(
        &mut self,
        sieve: &mut impl Sieve,
        out: &mut Points,
        start: usize,
        most: usize,
    ) {
        self.settle();
        let unit = self.unit(out, start, most);
        let wanted = (most - most.div_ceil(4)).max(1);
        // In quarters of the unit. Losses of every pass add up, so passes are only counted until the
        // slack is found.
        let mut quarters: i64 = 4 + i64::from(self.is_on);
        self.is_on = true;
        loop {
            for (slack, unit) in self.slack.iter_mut().zip(&unit) {
                *slack = (unit.saturating_mul(quarters) / 4).min(MOST_SLACK);
            }
            if self.pass(sieve, out, start, None) <= wanted {
                break;
            }
            quarters = quarters.saturating_mul(3) / 2;
        }
        self.since.fill(0);
        let mut kept = Vec::with_capacity(wanted);
        self.pass(sieve, out, start, Some(&mut kept));
        for (to, &from) in kept.iter().enumerate() {
            out.relocate(from, start + to);
        }
        out.truncate(start + kept.len());
    }

    /// The slack from which to go up: what it was, or a part of every party's range that leaves too many.
    fn unit(&self, out: &Points, start: usize, most: usize) -> Vec<i64> {
        let k = out.parties;
        // With this part of the ranges, and one point per cell, there would be no more than `most`.
        let enough = most.max(1).ilog2() / (k.max(2) - 1) as u32;
        let range = |p: usize| {
            let own = out.values[start * k..].iter().skip(p).step_by(k);
            let least = own.clone().min().copied().unwrap_or(0);
            own.max().map_or(0, |most| most - least)
        };
        (0..k)
            .map(|p| match range(p) {
                _ if p == 0 => 0,
                0 => 0,
                range => (range >> (enough + 3).min(62)).max(1).max(self.slack[p]),
            })
            .collect()
    }

    /// Sends the points of `out` from `start` on through the sieve again; how many pass, and which.
    fn pass(
        &mut self,
        sieve: &mut impl Sieve,
        out: &Points,
        start: usize,
        mut kept: Option<&mut Vec<usize>>,
    ) -> usize {
        sieve.clear();
        let mut count = 0;
        for i in start..out.len() {
            if self.admits(sieve, &out.at(i)[1..]) {
                count += 1;
                if let Some(kept) = &mut kept {
                    kept.push(i);
                }
            }
        }
        count
    }

    fn settle(&mut self) {
        for (before, since) in self.before.iter_mut().zip(&mut self.since) {
            *before = before.saturating_add(std::mem::take(since));
        }
    }

    /// Ends a merge that left `count` of at most `most` points: adds what was lost to `loss`, and says
    /// which slack should do next time.
    pub(super) fn finish(&mut self, loss: &mut [i64], count: usize, most: usize) {
        if !self.is_on {
            return;
        }
        self.settle();
        loss.iter_mut().zip(&self.before).for_each(|(loss, before)| *loss = *before);
        // The number of points goes with the slack to the power of minus the parties but one.
        let power = loss.len().max(2) as f64 - 1.0;
        let full = count as f64 / most.max(1) as f64;
        let factor = 1.0 + (full / FULL - 1.0) / power;
        self.last.clear();
        let next = |&slack: &i64| ((slack as f64 * factor) as i64).min(MOST_SLACK);
        self.last.extend(self.slack.iter().map(next));
    }
}

/// More than any range, and small enough to subtract.
const MOST_SLACK: i64 = 1 << 62;

/// The part of the points allowed that a merge should leave, so that it need not thin them.
const FULL: f64 = 0.75;
