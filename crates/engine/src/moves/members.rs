//! The rows of every group, worst for the mover first.

use super::Groups;
use crate::parallel;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, Ordering};

/// Per group of a mover its rows in ascending order of the mover's rank, and per row how many of its
/// own group rank strictly below it: these come first, so the improvements that lead to a row come
/// from a prefix of its group.
#[derive(Debug)]
pub(crate) struct Members {
    /// Per group where its rows begin, and the end.
    first: Vec<u32>,
    rows: Vec<u32>,
    below: Counts,
}

/// One count per row, in the smallest integers that fit the largest group.
#[derive(Debug)]
enum Counts {
    Byte(Vec<AtomicU8>),
    Short(Vec<AtomicU16>),
    Long(Vec<AtomicU32>),
}

/// How many rows about one piece of work sorts.
const PIECE: usize = 1 << 16;

impl Members {
    /// Sorts the rows of `groups` by `ranks`. Cost: one pass over the rows, then a sort within every
    /// group; both cores.
    pub(crate) fn sorted(groups: &Groups, ranks: &[u32]) -> Self {
        let mut first = vec![0u32; groups.count() + 1];
        groups.for_each(0..ranks.len(), |_, group| first[group + 1] += 1);
        let mut largest = 0;
        for group in 0..groups.count() {
            largest = largest.max(first[group + 1]);
            first[group + 1] += first[group];
        }
        let mut next = first.clone();
        let mut rows = vec![0u32; ranks.len()];
        groups.for_each(0..ranks.len(), |row, group| {
            rows[next[group] as usize] = row as u32;
            next[group] += 1;
        });
        drop(next);
        let below = Counts::new(ranks.len(), largest as usize);
        // Pieces of whole groups, cut by their sizes alone.
        let mut pieces = Vec::new();
        let (mut rest, mut group) = (rows.as_mut_slice(), 0);
        while !rest.is_empty() {
            let start = first[group] as usize;
            let from = group;
            while group < groups.count() && first[group] as usize - start < PIECE {
                group += 1;
            }
            let (piece, others) = rest.split_at_mut(first[group] as usize - start);
            pieces.push((&first[from..=group], piece));
            rest = others;
        }
        parallel::for_each(pieces, |(first, piece)| {
            let mut keyed: Vec<u64> = Vec::new();
            for bounds in first.windows(2) {
                let group = (bounds[0] - first[0]) as usize..(bounds[1] - first[0]) as usize;
                let rows = &mut piece[group];
                keyed.clear();
                keyed.extend(
                    rows.iter().map(|&row| u64::from(ranks[row as usize]) << 32 | u64::from(row)),
                );
                keyed.sort_unstable();
                let mut tied = 0;
                for (at, (&key, row)) in keyed.iter().zip(rows).enumerate() {
                    if key >> 32 != keyed[tied] >> 32 {
                        tied = at;
                    }
                    *row = key as u32;
                    below.set(key as u32 as usize, tied);
                }
            }
        });
        Self { first, rows, below }
    }

    /// Where the rows of every group begin.
    pub(crate) fn starts(&self) -> &[u32] {
        &self.first[..self.first.len() - 1]
    }

    /// Where the rows of `group` end.
    pub(crate) fn end(&self, group: usize) -> u32 {
        self.first[group + 1]
    }

    /// Where the rows of `group` that rank strictly below `row`, one of its own, end.
    pub(crate) fn end_below(&self, group: usize, row: usize) -> u32 {
        self.first[group] + self.below.get(row)
    }

    /// The row at a place.
    pub(crate) fn row(&self, place: u32) -> usize {
        self.rows[place as usize] as usize
    }

    /// The rows of `group`, worst first.
    pub(crate) fn rows(&self, group: usize) -> &[u32] {
        &self.rows[self.first[group] as usize..self.first[group + 1] as usize]
    }
}

impl Counts {
    fn new(rows: usize, largest: usize) -> Self {
        match largest {
            ..=0x100 => Self::Byte((0..rows).map(|_| AtomicU8::new(0)).collect()),
            ..=0x1_0000 => Self::Short((0..rows).map(|_| AtomicU16::new(0)).collect()),
            _ => Self::Long((0..rows).map(|_| AtomicU32::new(0)).collect()),
        }
    }

    /// Every row is set once, by whoever sorts its group.
    fn set(&self, row: usize, count: usize) {
        match self {
            Self::Byte(counts) => counts[row].store(count as u8, Ordering::Relaxed),
            Self::Short(counts) => counts[row].store(count as u16, Ordering::Relaxed),
            Self::Long(counts) => counts[row].store(count as u32, Ordering::Relaxed),
        }
    }

    fn get(&self, row: usize) -> u32 {
        match self {
            Self::Byte(counts) => u32::from(counts[row].load(Ordering::Relaxed)),
            Self::Short(counts) => u32::from(counts[row].load(Ordering::Relaxed)),
            Self::Long(counts) => counts[row].load(Ordering::Relaxed),
        }
    }
}
