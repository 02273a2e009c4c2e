//! The one inner loop: the non-dominated points of several lists, each moved by a constant.
//!
//! A sum of two frontiers is that, with one list per point of the smaller; a union over options too.
//! Lists are in lexicographically descending order and stay so when moved, so the candidates come out of
//! a heap in that order, one by one, and go through a [`Sieve`]: no candidate is ever stored.

use super::eliminate::Halt;
use super::keep::{Keep, Place};
use super::points::{Points, View};
use super::prune::{Ranges, prune_with};
use super::sieve::{Sieve, Sieves, with_sieve};
use super::trim::Trim;
use crate::watch::{Budget, Watch};

/// A list moved by a constant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'a> {
    /// What goes before the back row of every point, if anything.
    pub(super) tag: Option<u32>,
    /// Packages per package of the list.
    pub(super) count: u128,
    pub(super) list: View<'a>,
}

/// Memory that is used again, and what is counted.
#[derive(Debug, Default)]
pub(super) struct Merger {
    sieves: Sieves,
    /// The next point of every run.
    heads: Vec<i64>,
    /// Where every run is.
    at: Vec<usize>,
    heap: Vec<u32>,
    /// Candidates made and boxes compared so far.
    pub(super) work: u64,
    /// Per party the most by which a point that gave way exceeds the one it gave way to, in the last
    /// merge.
    pub(super) loss: Vec<i64>,
    trim: Trim,
}

/// How much room there is, and who may say stop.
#[derive(Clone, Copy)]
pub(super) struct Room<'a> {
    /// Points that the result may have.
    pub(super) points: usize,
    /// Candidates that may be made.
    pub(super) work: u64,
    /// Points that a result may have before some give way to others; without it, too many are an error.
    pub(super) trim: Option<usize>,
    /// What the caller was given, to be told when it is used up.
    pub(super) budget: Budget,
    pub(super) watch: &'a dyn Watch,
}

impl Room<'_> {
    /// Whether to go on after `work`.
    fn check(&self, work: u64) -> Result<(), Halt> {
        if self.watch.is_stopped() {
            Err(Halt::Stopped)
        } else if work > self.work {
            Err(Halt::Work { most: self.budget.work })
        } else {
            Ok(())
        }
    }
}

/// Candidates between two looks at the watch.
const LOOK: u64 = 1 << 14;

impl Merger {
    /// Appends to `out` the non-dominated points of `runs`, where run r is moved by `shifts[r * parties..]`.
    ///
    /// # Errors
    /// When there is no more room, or somebody said stop.
    pub(super) fn merge<K: Keep>(
        &mut self,
        runs: &[Run<'_>],
        shifts: &[i64],
        keep: &K,
        place: Place,
        room: Room<'_>,
        out: &mut Points,
    ) -> Result<(), Halt> {
        let candidates: u64 = runs.iter().map(|run| run.list.len() as u64).sum();
        if self.work.saturating_add(candidates) > room.work {
            return Err(Halt::Work { most: room.budget.work });
        }
        self.loss.clear();
        self.loss.resize(out.parties, 0);
        if K::CAPS {
            return self.merge_capped(runs, shifts, keep, place, room, out);
        }
        let k = out.parties;
        let mut sieves = std::mem::take(&mut self.sieves);
        let (low, is_narrow) = ranges(k, candidates, runs, shifts);
        let result = with_sieve!(sieves, k, is_narrow, |sieve| {
            sieve.begin(&low);
            match k {
                1 => self.stream::<1, _, K>(sieve, runs, shifts, keep, place, room, out),
                2 => self.stream::<2, _, K>(sieve, runs, shifts, keep, place, room, out),
                3 => self.stream::<3, _, K>(sieve, runs, shifts, keep, place, room, out),
                4 => self.stream::<4, _, K>(sieve, runs, shifts, keep, place, room, out),
                5 => self.stream::<5, _, K>(sieve, runs, shifts, keep, place, room, out),
                _ => self.stream::<0, _, K>(sieve, runs, shifts, keep, place, room, out),
            }
        });
        self.sieves = sieves;
        result
    }

    /// `N` is the number of parties, or 0 where that is known only at run time.
    #[expect(clippy::too_many_arguments)]
    fn stream<const N: usize, S: Sieve, K: Keep>(
        &mut self,
        sieve: &mut S,
        runs: &[Run<'_>],
        shifts: &[i64],
        keep: &K,
        place: Place,
        room: Room<'_>,
        out: &mut Points,
    ) -> Result<(), Halt> {
        let k = if N == 0 { out.parties } else { N };
        let start = out.len();
        let most = room.trim.unwrap_or(room.points).min(room.points);
        let candidates: usize = runs.iter().map(|run| run.list.len()).sum();
        self.trim.start(k, room.trim.is_some() && candidates > most);
        self.heads.clear();
        self.at.clear();
        self.heap.clear();
        for (r, run) in runs.iter().enumerate() {
            self.at.push(0);
            if run.list.len() == 0 {
                self.heads.resize(self.heads.len() + k, 0);
            } else {
                let values = shifts[r * k..(r + 1) * k].iter().zip(&run.list.values[..k]);
                self.heads.extend(values.map(|(a, b)| a + b));
                self.heap.push(r as u32);
            }
        }
        for i in (0..self.heap.len() / 2).rev() {
            sift(&mut self.heap, &self.heads, k, i);
        }
        let mut looked = 0;
        while let Some(&top) = self.heap.first() {
            let r = top as usize;
            let run = &runs[r];
            let at = self.at[r];
            let head = &mut self.heads[r * k..(r + 1) * k];
            self.work += 1;
            looked += 1;
            if looked == LOOK {
                looked = 0;
                self.work += sieve.take_effort();
                room.check(self.work)?;
            }
            if keep.keep(place, head) {
                let last = out.len();
                if last > start && out.values[(last - 1) * k..] == *head {
                    let count = run.count.saturating_mul(run.list.counts[at]);
                    out.counts[last - 1] = out.counts[last - 1].saturating_add(count);
                } else if self.trim.admits(sieve, &head[1..]) {
                    out.values.extend_from_slice(head);
                    out.counts.push(run.count.saturating_mul(run.list.counts[at]));
                    out.back.extend(run.tag);
                    run.list.push_back(at, &mut out.back);
                    if last - start == most {
                        if room.trim.is_none() || most == 0 {
                            return Err(Halt::Points { most: room.budget.points });
                        }
                        self.trim.thin(sieve, out, start, most);
                    }
                }
            }
            let next = at + 1;
            self.at[r] = next;
            if next == run.list.len() {
                self.heap.swap_remove(0);
            } else {
                let shift = &shifts[r * k..(r + 1) * k];
                let values = &run.list.values[next * k..(next + 1) * k];
                for j in 0..k {
                    head[j] = shift[j] + values[j];
                }
            }
            sift(&mut self.heap, &self.heads, k, 0);
        }
        self.work += sieve.take_effort();
        self.trim.finish(&mut self.loss, out.len() - start, most);
        Ok(())
    }

    /// The same where caps disturb the order: candidates are collected and sorted.
    fn merge_capped<K: Keep>(
        &mut self,
        runs: &[Run<'_>],
        shifts: &[i64],
        keep: &K,
        place: Place,
        room: Room<'_>,
        out: &mut Points,
    ) -> Result<(), Halt> {
        let k = out.parties;
        let mut all = Points::new(k, out.width);
        let mut pruned = 0;
        let mut point = vec![0; k];
        for (r, run) in runs.iter().enumerate() {
            let shift = &shifts[r * k..(r + 1) * k];
            for i in 0..run.list.len() {
                self.work += 1;
                if self.work.is_multiple_of(LOOK) {
                    room.check(self.work)?;
                }
                let values = run.list.values[i * k..(i + 1) * k].iter();
                point.iter_mut().zip(shift).zip(values).for_each(|((p, a), b)| *p = a + b);
                if !keep.keep(place, &point) {
                    continue;
                }
                keep.cap(place, &mut point);
                all.values.extend_from_slice(&point);
                all.counts.push(run.count.saturating_mul(run.list.counts[i]));
                all.back.extend(run.tag);
                run.list.push_back(i, &mut all.back);
            }
            if all.len() > 2 * pruned + (1 << 16) {
                prune_with(&mut all, &mut self.sieves);
                pruned = all.len();
                if pruned > room.points {
                    return Err(Halt::Points { most: room.budget.points });
                }
            }
        }
        prune_with(&mut all, &mut self.sieves);
        if all.len() > room.points {
            return Err(Halt::Points { most: room.budget.points });
        }
        out.append(&all);
        Ok(())
    }
}

/// What sieves for many parties want to know, where it is worth the look.
fn ranges(k: usize, candidates: u64, runs: &[Run<'_>], shifts: &[i64]) -> (Vec<i64>, bool) {
    if k <= 3 || candidates < 1 << 10 {
        return (vec![0; k], false);
    }
    let mut ranges = Ranges::new(k);
    for (run, shift) in runs.iter().zip(shifts.chunks_exact(k)) {
        ranges.include(shift, run.list.values);
    }
    (ranges.low(), ranges.is_narrow())
}

/// Moves the run at `i` down to where no run below it comes first.
fn sift(heap: &mut [u32], heads: &[i64], k: usize, mut i: usize) {
    let is_before = |a: u32, b: u32| {
        let (x, y) = (&heads[a as usize * k..][..k], &heads[b as usize * k..][..k]);
        x[0] > y[0] || x[0] == y[0] && (x[1..] > y[1..] || x[1..] == y[1..] && a < b)
    };
    loop {
        let left = 2 * i + 1;
        if left >= heap.len() {
            return;
        }
        let right = left + 1;
        let first =
            if right < heap.len() && is_before(heap[right], heap[left]) { right } else { left };
        if !is_before(heap[first], heap[i]) {
            return;
        }
        heap.swap(i, first);
        i = first;
    }
}
