//! An elimination under way, stage by stage.

use super::bucket::{Bucket, Row};
use super::eliminate::{Eliminated, Halt, Trace};
use super::keep::{All, Keep, Place};
use super::merge::{Merger, Room, Run};
use super::plan::{Kind, Plan};
use super::points::{Points, View};
use crate::parallel;
use crate::watch::{Budget, Watch};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a stage hands on.
#[derive(Debug, Default)]
struct Message {
    points: Points,
    /// Where the points of every slot start, and the end of the last.
    starts: Vec<u32>,
    /// Per party by how much some point that was dropped may exceed all that are here.
    loss: Vec<i64>,
}

impl Message {
    fn new(parties: usize, width: usize) -> Self {
        Self { points: Points::new(parties, width), starts: vec![0], loss: vec![0; parties] }
    }

    fn slot(&self, slot: usize) -> View<'_> {
        self.points.view(self.starts[slot] as usize, self.starts[slot + 1] as usize)
    }
}

/// Stages done, and what they cost.
pub(super) struct Elimination<'a, K> {
    plan: &'a Plan,
    keep: &'a K,
    budget: Budget,
    watch: &'a dyn Watch,
    messages: Vec<Message>,
    traces: Vec<Trace>,
    /// Points made and compared so far.
    pub(super) work: u64,
    held: usize,
    /// Numbers in the back rows of stages done.
    traced: usize,
    pub(super) peak: usize,
    merger: Merger,
    /// Per stage the options of the terms after it.
    later: Vec<u64>,
    /// Work per candidate, lately.
    price: u64,
    /// Per party what the packages found may fall short of efficient ones, so far.
    pub(super) loss: Vec<i64>,
}

/// Numbers in back rows per point that may be held.
const TRACED: usize = 32;

/// Pieces between two looks at the budget.
const WAVE: usize = 64;

impl<'a, K: Keep> Elimination<'a, K> {
    pub(super) fn new(plan: &'a Plan, keep: &'a K, budget: &Budget, watch: &'a dyn Watch) -> Self {
        let mut later = vec![0_u64; plan.stages.len()];
        for s in (1..later.len()).rev() {
            later[s - 1] = later[s].saturating_add(plan.stages[s].options());
        }
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
            traced: 0,
            peak: 0,
            merger: Merger::default(),
            later,
            price: 1,
            loss: vec![0; plan.parties],
        }
    }

    /// Computes stage `s`, all before being done. With `trim`, no slot keeps more points than that:
    /// some give way to others that are nearly as good.
    ///
    /// # Errors
    /// When a bound is hit or somebody said stop; the stage may be tried again.
    pub(super) fn stage(&mut self, s: usize, trim: Option<usize>) -> Result<(), Halt> {
        if self.watch.is_stopped() {
            return Err(Halt::Stopped);
        }
        let stage = &self.plan.stages[s];
        let room = Room {
            points: self.free().min(self.untraced() / stage.width()),
            work: self.budget.work.saturating_sub(self.work),
            budget: self.budget,
            trim,
            watch: self.watch,
        };
        let (mut message, trace, done) = match &stage.kind {
            Kind::Unit => (self.unit(s), Trace::Unit, Vec::new()),
            Kind::Join { left, right } => {
                let (message, trace) = self.join(s, *left, *right, room)?;
                (message, trace, vec![*left, *right])
            }
            Kind::Bucket(bucket) => {
                // The last child to be added comes first in back rows.
                let children = bucket.children.iter().rev().copied().collect();
                let trace = Trace::Bucket(bucket.term, children, Vec::new());
                (self.bucket(s, bucket, room)?, trace, bucket.children.clone())
            }
        };
        self.held += message.points.len();
        self.peak = self.peak.max(self.held);
        self.traced += message.points.back.len();
        for s in done {
            add(&mut message.loss, &self.messages[s].loss);
            self.retire(s);
        }
        self.loss.clone_from(&message.loss);
        self.traces.push(trace);
        self.messages.push(message);
        self.watch.progress("eliminate", s + 1, self.plan.stages.len(), self.held);
        Ok(())
    }

    /// Computes stage `s` exactly if the budget allows, and else with fewer points.
    ///
    /// # Errors
    /// When somebody said stop, or even few points are too many.
    pub(super) fn stage_within(&mut self, s: usize) -> Result<(), Halt> {
        let stage = &self.plan.stages[s];
        if stage.slots == 1 {
            return self.stage(s, Some(self.allowance(s)));
        }
        match self.stage(s, None) {
            Err(Halt::Points { .. }) => {
                let free = self.free().min(self.untraced() / stage.width());
                self.stage(s, Some((free / 2 / stage.slots).max(1)))
            }
            result => result,
        }
    }

    /// How many points stage `s` may keep so that those after it get by with what is left.
    fn allowance(&self, s: usize) -> usize {
        let left = self.plan.stages.len() - s;
        let free = self.free().min((self.untraced() / left).max(1 << 10) / 2);
        // Every point is added to every option of a later term, at the price it had lately.
        let options = self.later[s];
        let work = self.budget.work.saturating_sub(self.work);
        let affordable = work / 2 / self.price.saturating_mul(options).max(1);
        let affordable = usize::try_from(affordable).unwrap_or(usize::MAX);
        if left == 1 {
            return free.max(1);
        }
        free.min(self.budget.points / 2).min(affordable).max(1)
    }

    /// Points that may be held beside those held now.
    fn free(&self) -> usize {
        self.budget.points.saturating_sub(self.held)
    }

    /// Numbers that may still stay in back rows: they are smaller than points and stay to the end.
    fn untraced(&self) -> usize {
        self.budget.points.saturating_mul(TRACED).max(1 << 16).saturating_sub(self.traced)
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
                add(values, &self.plan.constant);
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

    fn unit(&self, s: usize) -> Message {
        let mut message = Message::new(self.plan.parties, 0);
        let mut values = vec![0; self.plan.parties];
        let place = self.place(s, 0);
        if self.keep.keep(place, &values) {
            self.keep.cap(place, &mut values);
            message.points.push(&values, 1, &[]);
        }
        message.starts.push(message.points.len() as u32);
        message
    }

    fn join(
        &mut self,
        s: usize,
        left: usize,
        right: usize,
        room: Room<'a>,
    ) -> Result<(Message, Trace), Halt> {
        // One list per point of the smaller.
        let (few, many) = if self.messages[left].points.len() < self.messages[right].points.len() {
            (left, right)
        } else {
            (right, left)
        };
        let place = self.place(s, 0);
        let (one, list) = (&self.messages[few].points, self.messages[many].slot(0));
        let runs: Vec<Run<'_>> = (0..one.len())
            .map(|i| Run { tag: Some(i as u32), count: one.counts[i], list })
            .collect();
        let mut message = Message::new(self.plan.parties, 2);
        self.merger.work = 0;
        let result =
            self.merger.merge(&runs, &one.values, self.keep, place, room, &mut message.points);
        self.work += self.merger.work;
        let candidates = one.len() as u64 * list.len() as u64;
        if candidates > 1 << 12 {
            self.price = (self.merger.work / candidates).max(1);
        }
        result?;
        message.loss.clone_from(&self.merger.loss);
        message.starts.push(message.points.len() as u32);
        Ok((message, Trace::Join(few, many, Vec::new())))
    }

    /// Slots are cut into pieces that are computed side by side. Whether a bound is hit does not depend
    /// on who is faster: the points of a wave are counted together, work piece by piece.
    fn bucket(&mut self, s: usize, bucket: &Bucket, room: Room<'a>) -> Result<Message, Halt> {
        let slots = self.plan.stages[s].slots;
        let size =
            if slots * bucket.classes.len() < 1 << 10 { slots } else { (slots / 256).max(16) };
        let pieces = slots.div_ceil(size);
        let mut all = Message::new(self.plan.parties, bucket.children.len() + 1);
        let mut wave = 0;
        while wave < pieces {
            let count = WAVE.min(pieces - wave);
            let work = self.budget.work.saturating_sub(self.work);
            let room = Room { points: room.points.saturating_sub(all.points.len()), work, ..room };
            let made = AtomicUsize::new(0);
            let results = parallel::map(count, |i| {
                let from = (wave + i) * size;
                self.piece(s, bucket, from, slots.min(from + size), room, &made)
            });
            let halts = results.iter().filter_map(|(message, _)| message.as_ref().err().copied());
            if let Some(halt) = halts.min_by_key(Halt::precedence) {
                return Err(halt);
            }
            // A wave that was cut short did more or less depending on who was faster: it does not count.
            self.work += results.iter().map(|(_, work)| work).sum::<u64>();
            if self.work > self.budget.work {
                return Err(Halt::Work { most: self.budget.work });
            }
            for message in results.into_iter().filter_map(|(message, _)| message.ok()) {
                let before = all.points.len() as u32;
                all.points.append(&message.points);
                all.starts.extend(message.starts[1..].iter().map(|start| before + start));
                raise(&mut all.loss, &message.loss);
            }
            wave += count;
        }
        Ok(all)
    }

    /// The slots `from..to` of a bucket, and the work they took.
    fn piece(
        &self,
        s: usize,
        bucket: &Bucket,
        from: usize,
        to: usize,
        room: Room<'a>,
        made: &AtomicUsize,
    ) -> (Result<Message, Halt>, u64) {
        let mut message = Message::new(self.plan.parties, bucket.children.len() + 1);
        let mut merger = Merger::default();
        let mut scratch = Scratch::default();
        let is_open = |slot| self.keep.is_open(self.place(s, slot));
        let result = bucket.rows(self.plan.parties, from, to, is_open, |row| {
            let before = message.points.len();
            let place = self.place(s, row.slot);
            if bucket.children.len() > 1 {
                self.meet(bucket, &row, place, &mut merger, room, &mut message)?;
            } else {
                let child = bucket.children.first().map(|&child| &self.messages[child]);
                let list = |c: usize| child.map(|message| message.slot(row.bases[0] + c));
                runs(bucket, &row, list, &mut scratch);
                let (runs, shifts) = (&scratch.runs, &scratch.shifts);
                merger.merge(runs, shifts, self.keep, place, room, &mut message.points)?;
                raise(&mut message.loss, &merger.loss);
            }
            let own = message.points.len() - before;
            if made.fetch_add(own, Ordering::Relaxed) + own > room.points {
                return Err(Halt::Points { most: self.budget.points });
            }
            message.starts.push(message.points.len() as u32);
            if row.slot % 1024 == 0 && self.watch.is_stopped() {
                return Err(Halt::Stopped);
            }
            Ok(())
        });
        (result.map(|()| message), merger.work)
    }

    /// A slot where several stages meet: they are added up first, class by class.
    fn meet(
        &self,
        bucket: &Bucket,
        row: &Row<'_>,
        place: Place,
        merger: &mut Merger,
        room: Room<'a>,
        message: &mut Message,
    ) -> Result<(), Halt> {
        let k = self.plan.parties;
        let list = |i: usize, c: usize| self.messages[bucket.children[i]].slot(row.bases[i] + c);
        let mut sums: Vec<Points> = Vec::new();
        sums.resize_with(bucket.classes.len(), || Points::new(k, bucket.children.len()));
        let mut loss = vec![0; k];
        for c in (0..bucket.classes.len()).filter(|&c| row.allowed[c]) {
            let mut sum = list(0, c).to_points(k, 1);
            let mut own = vec![0; k];
            for i in 1..bucket.children.len() {
                let other = list(i, c);
                let runs: Vec<Run<'_>> = (0..other.len())
                    .map(|j| Run {
                        tag: Some(other.first_back(j)),
                        count: other.counts[j],
                        list: sum.whole(),
                    })
                    .collect();
                let mut next = Points::new(k, i + 1);
                merger.merge(&runs, other.values, &All, place, room, &mut next)?;
                add(&mut own, &merger.loss);
                sum = next;
            }
            raise(&mut loss, &own);
            sums[c] = sum;
        }
        let mut scratch = Scratch::default();
        runs(bucket, row, |c| Some(sums[c].whole()), &mut scratch);
        let (runs, shifts) = (&scratch.runs, &scratch.shifts);
        merger.merge(runs, shifts, self.keep, place, room, &mut message.points)?;
        add(&mut loss, &merger.loss);
        raise(&mut message.loss, &loss);
        Ok(())
    }
}

fn add(sum: &mut [i64], other: &[i64]) {
    sum.iter_mut().zip(other).for_each(|(sum, other)| *sum = sum.saturating_add(*other));
}

fn raise(most: &mut [i64], other: &[i64]) {
    most.iter_mut().zip(other).for_each(|(most, other)| *most = (*most).max(*other));
}

/// Lists to merge.
#[derive(Default)]
struct Scratch<'a> {
    runs: Vec<Run<'a>>,
    shifts: Vec<i64>,
}

/// What the options of the term add to the points of `list`, which has one list per class; without any,
/// the options by themselves.
fn runs<'a>(
    bucket: &'a Bucket,
    row: &Row<'_>,
    list: impl Fn(usize) -> Option<View<'a>>,
    scratch: &mut Scratch<'a>,
) {
    scratch.runs.clear();
    scratch.shifts.clear();
    for (c, class) in bucket.classes.iter().enumerate().filter(|&(c, _)| row.allowed[c]) {
        let k = class.parties;
        let base = &row.values[c * k..][..k];
        match list(c) {
            None => {
                scratch.runs.push(Run { tag: None, count: 1, list: class.whole() });
                scratch.shifts.extend_from_slice(base);
            }
            Some(list) if list.len() == 0 => {}
            Some(list) => {
                for i in 0..class.len() {
                    let (tag, count) = (Some(class.back(i)[0]), class.counts[i]);
                    scratch.runs.push(Run { tag, count, list });
                    scratch.shifts.extend(base.iter().zip(class.at(i)).map(|(a, b)| a + b));
                }
            }
        }
    }
}
