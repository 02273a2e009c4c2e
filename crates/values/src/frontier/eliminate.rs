//! The frontier by elimination of one term after another.
//!
//! A stage maps every assignment of its separator to the non-dominated worths of what is eliminated so
//! far. That is enough: for a fixed separator whatever is added later is the same for all, and adding
//! the same keeps dominance. Equal worths are one point that counts its packages; the count is exact,
//! because all parts of an efficient package are non-dominated. Of a stage that is done only back rows
//! remain: per point one number for the option and one per stage joined.
//!
//! Cost: the entries of all tables, and for every entry the sums of the points that meet there.
//! Bertelè and Brioschi (1972); with several objectives Rollón and Larrosa (2006).

use super::keep::{All, Keep, Place};
use super::merge::{Merger, Room, Run};
use super::plan::{Bucket, Kind, Plan, Row};
use super::points::Points;
use crate::parallel;
use crate::watch::{Budget, Watch};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Why an elimination ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Somebody said stop.
    Stopped,
    /// More than [`Budget::points`] points would be held at the same time.
    Points {
        /// The bound.
        most: usize,
    },
    /// More than [`Budget::work`] points would be made.
    Work {
        /// The bound.
        most: u64,
    },
    /// Too many terms hang together: some table would have too many entries.
    Table {
        /// Its entries; [`u128::MAX`] stands for "at least that many".
        entries: u128,
        /// How many terms its entries depend on beside the one eliminated.
        width: usize,
        /// The bound.
        most: u128,
    },
}

/// The points of whole packages, and how to get from a point to a package.
#[derive(Clone, Debug)]
pub struct Eliminated {
    points: Points,
    terms: usize,
    traces: Vec<Trace>,
    /// Points made in all.
    pub work: u64,
    /// The most points held at the same time.
    pub peak: usize,
}

/// The back rows of a stage.
#[derive(Clone, Debug)]
enum Trace {
    Unit,
    /// First the point of one stage, then that of the other.
    Join(usize, usize, Vec<u32>),
    /// The option of the term, then a point per stage.
    Bucket(usize, Vec<usize>, Vec<u32>),
}

impl Eliminated {
    /// How many points there are, in lexicographically descending order.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What point `i` is worth to each party.
    #[must_use]
    pub fn values(&self, i: usize) -> &[i64] {
        self.points.at(i)
    }

    /// How many packages reach point `i`; [`u128::MAX`] stands for "at least that many".
    #[must_use]
    pub fn count(&self, i: usize) -> u128 {
        self.points.counts[i]
    }

    /// A package that reaches point `i`.
    #[must_use]
    pub fn package(&self, i: usize) -> Vec<usize> {
        let mut package = vec![0; self.terms];
        let mut open = vec![(self.traces.len().wrapping_sub(1), i)];
        while let Some((stage, i)) = open.pop() {
            match self.traces.get(stage) {
                None | Some(Trace::Unit) => {}
                Some(Trace::Join(first, second, back)) => {
                    open.push((*first, back[2 * i] as usize));
                    open.push((*second, back[2 * i + 1] as usize));
                }
                Some(Trace::Bucket(term, children, back)) => {
                    let row = &back[(children.len() + 1) * i..][..children.len() + 1];
                    package[*term] = row[0] as usize;
                    open.extend(children.iter().zip(&row[1..]).map(|(&s, &i)| (s, i as usize)));
                }
            }
        }
        package
    }
}

/// What a stage hands on.
#[derive(Debug, Default)]
pub(super) struct Message {
    pub(super) points: Points,
    /// Where the points of every slot start, and the end of the last.
    pub(super) starts: Vec<u32>,
}

/// Eliminates all terms and keeps what `keep` keeps.
///
/// # Errors
/// When a bound of `budget` is hit, or somebody said stop.
pub fn eliminate<K: Keep>(
    plan: &Plan,
    keep: &K,
    budget: &Budget,
    watch: &dyn Watch,
) -> Result<Eliminated, Halt> {
    let mut run = Elimination::new(plan, keep, budget, watch);
    for stage in 0..plan.stages.len() {
        run.stage(stage)?;
    }
    Ok(run.finish())
}

/// An elimination under way.
pub(super) struct Elimination<'a, K> {
    plan: &'a Plan,
    keep: &'a K,
    budget: Budget,
    watch: &'a dyn Watch,
    messages: Vec<Message>,
    traces: Vec<Trace>,
    work: u64,
    held: usize,
    peak: usize,
    merger: Merger,
}

/// Pieces between two looks at the budget.
const WAVE: usize = 64;

impl<'a, K: Keep> Elimination<'a, K> {
    pub(super) fn new(plan: &'a Plan, keep: &'a K, budget: &Budget, watch: &'a dyn Watch) -> Self {
        // Back rows hold numbers of 32 bits.
        let points = budget.points.min(u32::MAX as usize >> 1);
        Self {
            plan,
            keep,
            budget: Budget { points, ..*budget },
            watch,
            messages: Vec::with_capacity(plan.stages.len()),
            traces: Vec::with_capacity(plan.stages.len()),
            work: 0,
            held: 0,
            peak: 0,
            merger: Merger::default(),
        }
    }

    /// Computes stage `s`, all before being done.
    pub(super) fn stage(&mut self, s: usize) -> Result<(), Halt> {
        if self.watch.is_stopped() {
            return Err(Halt::Stopped);
        }
        let stage = &self.plan.stages[s];
        let (message, done) = match &stage.kind {
            Kind::Unit => {
                let mut points = Points::new(self.plan.parties, 0);
                let mut values = vec![0; self.plan.parties];
                let place = self.place(s, 0);
                if self.keep.keep(place, &values) {
                    self.keep.cap(place, &mut values);
                    points.push(&values, 1, &[]);
                }
                self.traces.push(Trace::Unit);
                let starts = vec![0, points.len() as u32];
                (Message { points, starts }, Vec::new())
            }
            Kind::Join { left, right } => {
                let message = self.join(s, *left, *right)?;
                (message, vec![*left, *right])
            }
            Kind::Bucket(bucket) => {
                let message = self.bucket(s, bucket)?;
                // The last to be added comes first in back rows.
                let children = bucket.children.iter().rev().copied().collect();
                self.traces.push(Trace::Bucket(bucket.term, children, Vec::new()));
                (message, bucket.children.clone())
            }
        };
        self.held += message.points.len();
        self.peak = self.peak.max(self.held);
        for s in done {
            self.retire(s);
        }
        self.watch.progress("eliminate", s + 1, self.plan.stages.len(), self.held);
        self.messages.push(message);
        Ok(())
    }

    /// Forgets what the points of stage `s` are worth.
    fn retire(&mut self, s: usize) {
        let message = std::mem::take(&mut self.messages[s]);
        self.held -= message.points.len();
        let mut back = message.points.back;
        back.shrink_to_fit();
        match &mut self.traces[s] {
            Trace::Unit => {}
            Trace::Join(_, _, own) | Trace::Bucket(_, _, own) => *own = back,
        }
    }

    pub(super) fn finish(mut self) -> Eliminated {
        let mut points = Points::new(self.plan.parties, 0);
        if let Some(last) = self.messages.pop() {
            points = last.points;
            let back = std::mem::take(&mut points.back);
            match self.traces.last_mut() {
                Some(Trace::Join(_, _, own) | Trace::Bucket(_, _, own)) => *own = back,
                Some(Trace::Unit) | None => {}
            }
            for values in points.values.chunks_exact_mut(self.plan.parties) {
                values.iter_mut().zip(&self.plan.constant).for_each(|(value, c)| *value += c);
            }
        }
        Eliminated {
            points,
            terms: self.plan.terms,
            traces: self.traces,
            work: self.work,
            peak: self.peak,
        }
    }

    fn place(&self, stage: usize, slot: usize) -> Place {
        Place { stage, slot, index: self.plan.stages[stage].first + slot }
    }

    fn room(&self) -> Room<'a> {
        let points = self.budget.points.saturating_sub(self.held);
        let work = self.budget.work.saturating_sub(self.work);
        Room { points, work, budget: self.budget, watch: self.watch }
    }

    fn join(&mut self, s: usize, left: usize, right: usize) -> Result<Message, Halt> {
        // One list per point of the smaller.
        let (few, many) = if self.messages[left].points.len() < self.messages[right].points.len() {
            (left, right)
        } else {
            (right, left)
        };
        let (place, room) = (self.place(s, 0), self.room());
        let (one, other) = (&self.messages[few].points, &self.messages[many].points);
        let list = other.view(0, other.len());
        let runs: Vec<Run<'_>> = (0..one.len())
            .map(|i| Run { tag: Some(i as u32), count: one.counts[i], list })
            .collect();
        let mut points = Points::new(self.plan.parties, 2);
        self.merger.work = 0;
        self.merger.merge(&runs, &one.values, self.keep, place, room, &mut points)?;
        self.work += self.merger.work;
        self.traces.push(Trace::Join(few, many, Vec::new()));
        let starts = vec![0, points.len() as u32];
        Ok(Message { points, starts })
    }

    /// Slots are cut into pieces that are computed side by side. Whether a bound is hit does not depend
    /// on who is faster: the points of a wave are counted together, work piece by piece.
    fn bucket(&mut self, s: usize, bucket: &Bucket) -> Result<Message, Halt> {
        let slots = self.plan.stages[s].slots;
        let size =
            if slots * bucket.classes.len() < 1 << 10 { slots } else { (slots / 256).max(16) };
        let pieces = slots.div_ceil(size);
        let mut all = Message {
            points: Points::new(self.plan.parties, bucket.children.len() + 1),
            starts: Vec::with_capacity(slots + 1),
        };
        all.starts.push(0);
        let mut wave = 0;
        while wave < pieces {
            let count = WAVE.min(pieces - wave);
            let mut room = self.room();
            room.points = room.points.saturating_sub(all.points.len());
            let made = AtomicUsize::new(0);
            let results = parallel::map(count, |i| {
                let from = (wave + i) * size;
                let mut merger = Merger::default();
                let to = slots.min(from + size);
                let message = self.piece(s, bucket, from, to, &mut merger, room, &made);
                (message, merger.work)
            });
            let halts = results.iter().filter_map(|(message, _)| message.as_ref().err().copied());
            if let Some(halt) = halts.min_by_key(Halt::precedence) {
                return Err(halt);
            }
            for (message, work) in results {
                self.work += work;
                if let Ok(message) = message {
                    let before = all.points.len() as u32;
                    all.points.append(&message.points);
                    all.starts.extend(message.starts[1..].iter().map(|start| before + start));
                }
            }
            if self.work > self.budget.work {
                return Err(Halt::Work { most: self.budget.work });
            }
            wave += count;
        }
        Ok(all)
    }

    #[expect(clippy::too_many_arguments)]
    fn piece(
        &self,
        s: usize,
        bucket: &Bucket,
        from: usize,
        to: usize,
        merger: &mut Merger,
        room: Room<'a>,
        made: &AtomicUsize,
    ) -> Result<Message, Halt> {
        let k = self.plan.parties;
        let mut message = Message {
            points: Points::new(k, bucket.children.len() + 1),
            starts: Vec::with_capacity(to - from + 1),
        };
        message.starts.push(0);
        bucket.rows(k, from, to, |row| {
            let before = message.points.len();
            let place = self.place(s, row.slot);
            self.slot(bucket, &row, place, merger, room, &mut message.points)?;
            let own = message.points.len() - before;
            if made.fetch_add(own, Ordering::Relaxed) + own > room.points {
                return Err(Halt::Points { most: self.budget.points });
            }
            message.starts.push(message.points.len() as u32);
            if row.slot % 1024 == 0 && self.watch.is_stopped() {
                return Err(Halt::Stopped);
            }
            Ok(())
        })?;
        Ok(message)
    }

    fn slot(
        &self,
        bucket: &Bucket,
        row: &Row<'_>,
        place: Place,
        merger: &mut Merger,
        room: Room<'a>,
        out: &mut Points,
    ) -> Result<(), Halt> {
        let k = self.plan.parties;
        let slot_of = |i: usize, c: usize| {
            let message = &self.messages[bucket.children[i]];
            let slot = row.bases[i] + c;
            message.points.view(message.starts[slot] as usize, message.starts[slot + 1] as usize)
        };
        let mut runs: Vec<Run<'_>> = Vec::new();
        let mut shifts: Vec<i64> = Vec::new();
        // Where several stages meet, they are added up first, class by class.
        let mut sums: Vec<Points> = Vec::new();
        if bucket.children.len() > 1 {
            sums.resize_with(bucket.classes.len(), Points::default);
            for c in (0..bucket.classes.len()).filter(|&c| row.allowed[c]) {
                let mut sum = slot_of(0, c).to_points(k, 1);
                for i in 1..bucket.children.len() {
                    let list = slot_of(i, c);
                    let runs: Vec<Run<'_>> = (0..list.len())
                        .map(|j| Run {
                            tag: Some(list.first_back(j)),
                            count: list.counts[j],
                            list: sum.whole(),
                        })
                        .collect();
                    let mut next = Points::new(k, i + 1);
                    merger.merge(&runs, list.values, &All, place, room, &mut next)?;
                    sum = next;
                }
                sums[c] = sum;
            }
        }
        for (c, class) in bucket.classes.iter().enumerate().filter(|&(c, _)| row.allowed[c]) {
            let base = &row.values[c * k..][..k];
            match bucket.children.len() {
                0 => {
                    runs.push(Run { tag: None, count: 1, list: class.whole() });
                    shifts.extend_from_slice(base);
                }
                n => {
                    let list = if n == 1 { slot_of(0, c) } else { sums[c].whole() };
                    if list.len() == 0 {
                        continue;
                    }
                    for i in 0..class.len() {
                        let (tag, count) = (class.back(i)[0], class.counts[i]);
                        runs.push(Run { tag: Some(tag), count, list });
                        shifts.extend(base.iter().zip(class.at(i)).map(|(a, b)| a + b));
                    }
                }
            }
        }
        merger.merge(&runs, &shifts, self.keep, place, room, out)
    }
}

impl Halt {
    /// Which of several reasons in one wave is told: one that does not depend on who was faster.
    fn precedence(&self) -> usize {
        match self {
            Self::Points { .. } => 0,
            Self::Table { .. } => 1,
            Self::Work { .. } => 2,
            Self::Stopped => 3,
        }
    }
}
