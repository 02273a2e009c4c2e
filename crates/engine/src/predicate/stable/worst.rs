//! The worst that the others can do from every row: the least of a value over all that they can reach.
//!
//! **Definition.** `worst(s) = min { base(t) : t = s or t reached from s by moves of the others }`.
//!
//! **Algorithm.** Rows are taken in ascending order of `base`; from each that is not yet settled, all
//! rows from which it can be reached are settled at its value, walking moves backwards. What leads to
//! a row in one move is, per opponent and group below, a prefix of the group in the opponent's order;
//! prefixes only grow, so one place per group suffices and every row is passed once per opponent.
//!
//! Cost: rows × opponents steps, four bytes a row for the order besides what [`Members`] keep.

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

/// Per group of `own` the most of min(rank, worst of `base`) over its rows.
pub(super) fn thresholds(own: Player<'_>, base: &[u32], replies: &[Reply<'_>]) -> Vec<u32> {
    let mut thresholds = vec![0; own.groups.count()];
    worst(base, own.levels, replies, |row, value| {
        let threshold = &mut thresholds[own.groups.of_row(row)];
        *threshold = value.min(own.ranks[row]).max(*threshold);
    });
    thresholds
}

/// Calls `settle(row, worst)` once for every row, in ascending order of the worst. `levels` is more
/// than any of `base`.
pub(crate) fn worst(
    base: &[u32],
    levels: usize,
    replies: &[Reply<'_>],
    mut settle: impl FnMut(usize, u32),
) {
    let mut settled = Bits::zeros(base.len());
    let mut places: Vec<Vec<u32>> =
        replies.iter().map(|reply| reply.members.starts().to_vec()).collect();
    let mut waiting: Vec<u32> = Vec::new();
    for row in ascending(base, levels) {
        if settled.get(row as usize) {
            continue;
        }
        let value = base[row as usize];
        settled.set(row as usize);
        waiting.push(row);
        while let Some(row) = waiting.pop() {
            let row = row as usize;
            settle(row, value);
            for (reply, places) in replies.iter().zip(&mut places) {
                let group = reply.groups.of_row(row);
                reply.groups.for_below(group, |below| {
                    let place = &mut places[below];
                    let mut pass = |to: usize| {
                        if !settled.get(to) {
                            settled.set(to);
                            waiting.push(to as u32);
                        }
                    };
                    match reply.gaining {
                        Some(ranks) if below != group => {
                            let end = reply.members.end(below);
                            while *place < end && ranks[reply.members.row(*place)] < ranks[row] {
                                pass(reply.members.row(*place));
                                *place += 1;
                            }
                        }
                        gaining => {
                            let end = match gaining {
                                Some(_) => reply.members.end_below(group, row),
                                None => reply.members.end(below),
                            };
                            while *place < end {
                                pass(reply.members.row(*place));
                                *place += 1;
                            }
                        }
                    }
                });
            }
        }
    }
}

/// The rows in ascending order of their value, by counting.
fn ascending(values: &[u32], levels: usize) -> Vec<u32> {
    let mut next = vec![0u32; levels + 1];
    for &value in values {
        next[value as usize + 1] += 1;
    }
    for level in 0..levels {
        next[level + 1] += next[level];
    }
    let mut rows = vec![0; values.len()];
    for (row, &value) in (0..).zip(values) {
        let place = &mut next[value as usize];
        rows[*place as usize] = row;
        *place += 1;
    }
    rows
}
