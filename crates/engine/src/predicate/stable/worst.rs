//! The worst that the others can do from every row: the least of a value over all that they can reach.
//!
//! **Definition.** `worst(s) = min { base(t) : t = s or t reached from s by moves of the others }`.
//!
//! **Algorithm.** Rows are taken in ascending order of `base`; from each that is not yet settled, all
//! rows from which it can be reached are settled at its value, walking moves backwards. What leads to
//! a row in one move is, per opponent and group below, a prefix of the group in the opponent's order;
//! prefixes only grow, so one place per group suffices and every row is passed once per opponent.
//!
//! Two things keep it near what the memory gives. Rows wait in a stack and are taken from it by the
//! dozen, so that what is looked up for one does not wait for another. And only rows that are still
//! open are put in order, a growing share of the values at a time: mostly the first few settle nearly
//! all.
//!
//! Cost: rows × opponents steps; eight bytes a row besides what [`Members`] keep, if nothing settles
//! early.

use super::Player;
use crate::bits::Bits;
use crate::moves::{Groups, Members};

/// How one opponent answers.
#[derive(Clone, Copy)]
pub(crate) struct Reply<'a> {
    pub(crate) groups: &'a Groups,
    pub(crate) members: &'a Members,
    /// The opponent's ranks, if it only makes moves that it gains by.
    pub(crate) gaining: Option<&'a [u32]>,
}

/// Rows that are taken from the stack together.
const BATCH: usize = 32;

/// What counts as the value of a row.
pub(crate) enum Base<'a> {
    /// One value per row.
    Rows(&'a [u32]),
    /// One value per group.
    Groups(&'a Groups, Vec<u32>),
}

impl Base<'_> {
    /// The value of `row`.
    pub(crate) fn get(&self, row: usize) -> u32 {
        match self {
            Self::Rows(values) => values[row],
            Self::Groups(groups, values) => values[groups.of_row(row)],
        }
    }
}

/// Per group of `own` the most of min(rank, worst of `base`) over its rows.
pub(super) fn thresholds(own: Player<'_>, base: &Base<'_>, replies: &[Reply<'_>]) -> Vec<u32> {
    let (rows, mut thresholds) = (own.ranks.len(), vec![0; own.groups.count()]);
    match base {
        // The worst is never above the rank itself, and comes in ascending order.
        Base::Rows(_) => worst(rows, base, own.levels, replies, |row, value| {
            thresholds[own.groups.of_row(row)] = value;
        }),
        Base::Groups(..) => worst(rows, base, own.levels, replies, |row, value| {
            let threshold = &mut thresholds[own.groups.of_row(row)];
            *threshold = value.min(own.ranks[row]).max(*threshold);
        }),
    }
    thresholds
}

/// Calls `settle(row, worst)` once for every one of `rows` rows, in ascending order of the worst.
/// `levels` is more than any of `base`.
pub(crate) fn worst(
    rows: usize,
    base: &Base<'_>,
    levels: usize,
    replies: &[Reply<'_>],
    mut settle: impl FnMut(usize, u32),
) {
    let mut walk = Backwards::new(rows, replies);
    let (mut from, mut to) = (0, levels.div_ceil(256));
    let mut order: Vec<u64> = Vec::new();
    while from < levels {
        order.clear();
        walk.open.ones_iter().for_each(|row| {
            let value = base.get(row) as usize;
            if (from..to).contains(&value) {
                order.push((value as u64) << 32 | row as u64);
            }
        });
        order.sort_unstable();
        for &key in &order {
            let row = key as u32;
            if walk.open.get(row as usize) {
                walk.settle_from(row, replies, |row| settle(row, (key >> 32) as u32));
            }
        }
        (from, to) = (to, levels.min(to.saturating_mul(4)));
    }
}

/// Walking moves backwards, every row once.
struct Backwards {
    /// The rows not settled yet.
    open: Bits,
    /// Per opponent and group how far its rows have been passed.
    places: Vec<Vec<u32>>,
    waiting: Vec<u32>,
}

impl Backwards {
    fn new(rows: usize, replies: &[Reply<'_>]) -> Self {
        Self {
            open: Bits::ones(rows),
            places: replies.iter().map(|reply| reply.members.starts().to_vec()).collect(),
            waiting: Vec::new(),
        }
    }

    /// Settles `row` and all open rows from which it is reached.
    fn settle_from(&mut self, row: u32, replies: &[Reply<'_>], mut settle: impl FnMut(usize)) {
        self.open.clear(row as usize);
        self.waiting.push(row);
        let mut batch = [0u32; BATCH];
        while !self.waiting.is_empty() {
            let count = self.waiting.len().min(BATCH);
            let batch = &mut batch[..count];
            batch.copy_from_slice(&self.waiting[self.waiting.len() - count..]);
            self.waiting.truncate(self.waiting.len() - count);
            batch.iter().for_each(|&row| settle(row as usize));
            for (reply, places) in replies.iter().zip(&mut self.places) {
                if reply.groups.is_reversible() {
                    pass_prefixes(reply, places, batch, &mut self.open, &mut self.waiting);
                } else {
                    for &row in &*batch {
                        pass_below(reply, places, row as usize, &mut self.open, &mut self.waiting);
                    }
                }
            }
        }
    }
}

/// Passes what one move of a mover who can take it back leads from, to each row of `batch`.
fn pass_prefixes(
    reply: &Reply<'_>,
    places: &mut [u32],
    batch: &[u32],
    open: &mut Bits,
    waiting: &mut Vec<u32>,
) {
    // All look-ups first: none depends on another.
    let mut ends = [(0u32, 0u32); BATCH];
    for (end, &row) in ends.iter_mut().zip(batch) {
        let group = reply.groups.of_row(row as usize);
        let last = match reply.gaining {
            Some(_) => reply.members.end_below(group, row as usize),
            None => reply.members.end(group),
        };
        *end = (group as u32, last);
    }
    for &(group, end) in &ends[..batch.len()] {
        let place = &mut places[group as usize];
        if *place < end {
            reply.members.for_places(group as usize, *place, end, |from| {
                if open.get(from as usize) {
                    open.clear(from as usize);
                    waiting.push(from);
                }
            });
            *place = end;
        }
    }
}

/// The same with one-way moves: whole groups lie below, and of each a prefix is passed.
fn pass_below(
    reply: &Reply<'_>,
    places: &mut [u32],
    row: usize,
    open: &mut Bits,
    waiting: &mut Vec<u32>,
) {
    reply.groups.for_below(reply.groups.of_row(row), |below| {
        let (place, end) = (&mut places[below], reply.members.end(below));
        while *place < end {
            let from = reply.members.row(below, *place);
            if reply.gaining.is_some_and(|ranks| ranks[from] >= ranks[row]) {
                break;
            }
            *place += 1;
            if open.get(from) {
                open.clear(from);
                waiting.push(from as u32);
            }
        }
    });
}
