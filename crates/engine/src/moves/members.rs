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
    rows: Listing,
    below: Counts,
}

/// The rows, group by group.
#[derive(Debug)]
enum Listing {
    Rows(Vec<u32>),
    /// Where all groups have the same shape: per group its first row, per position in a group how far
    /// from it that is, and the positions in order.
    Byte(Shape, Vec<u8>),
    Short(Shape, Vec<u16>),
}

#[derive(Debug)]
struct Shape {
    first_row: Vec<u32>,
    offset: Vec<u32>,
}

/// One count per row, in the smallest integers that fit the largest group.
#[derive(Debug)]
enum Counts {
    Byte(Vec<AtomicU8>),
    Short(Vec<AtomicU16>),
    Long(Vec<AtomicU32>),
}

/// Rows of a group whose positions fit one byte, and two.
const BYTE: usize = 1 << 8;
const SHORT: usize = 1 << 16;

/// How many rows about one piece of work sorts.
const PIECE: usize = 1 << 16;

impl Members {
    /// Sorts the rows of `groups` by `ranks`. Cost: one pass over the rows, then a sort within every
    /// group; both cores.
    pub(crate) fn sorted(groups: &Groups, ranks: &[u32]) -> Self {
        if groups.are_alike() { Self::alike(groups, ranks) } else { Self::listed(groups, ranks) }
    }

    fn alike(groups: &Groups, ranks: &[u32]) -> Self {
        let size = ranks.len() / groups.count().max(1);
        if size > SHORT {
            return Self::listed(groups, ranks);
        }
        let first = (0..=groups.count()).map(|group| (group * size) as u32).collect();
        let mut shape =
            Shape { first_row: vec![u32::MAX; groups.count()], offset: Vec::with_capacity(size) };
        groups.for_each(0..ranks.len(), |row, group| {
            if shape.first_row[group] == u32::MAX {
                shape.first_row[group] = row as u32;
            }
            if group == 0 {
                shape.offset.push(row as u32 - shape.first_row[0]);
            }
        });
        let below = Counts::new(ranks.len(), size);
        let rows = if size <= BYTE {
            let order = shape.sorted(ranks, &below, |position| position as u8);
            Listing::Byte(shape, order)
        } else {
            let order = shape.sorted(ranks, &below, |position| position as u16);
            Listing::Short(shape, order)
        };
        Self { first, rows, below }
    }

    fn listed(groups: &Groups, ranks: &[u32]) -> Self {
        let (first, mut rows) = groups.list(ranks.len());
        let largest = first.windows(2).map(|ends| ends[1] - ends[0]).max().unwrap_or(0);
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
                sort(&mut keyed, |at, row, tied| {
                    rows[at] = row;
                    below.set(row as usize, tied);
                });
            }
        });
        Self { first, rows: Listing::Rows(rows), below }
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

    /// The row of `group` at a place.
    pub(crate) fn row(&self, group: usize, place: u32) -> usize {
        let mut row = 0;
        self.for_places(group, place, place + 1, |at| row = at);
        row as usize
    }

    /// Calls `f` with the rows of `group` from one place to another.
    pub(crate) fn for_places(&self, group: usize, from: u32, to: u32, f: impl FnMut(u32)) {
        let places = from as usize..to as usize;
        match &self.rows {
            Listing::Rows(rows) => rows[places].iter().copied().for_each(f),
            Listing::Byte(shape, order) => shape.for_each(group, &order[places], f),
            Listing::Short(shape, order) => shape.for_each(group, &order[places], f),
        }
    }

    /// Calls `f` with the rows of `group`, worst first.
    pub(crate) fn for_each(&self, group: usize, f: impl FnMut(u32)) {
        self.for_places(group, self.first[group], self.first[group + 1], f);
    }

    /// The rows of `group`, worst first.
    pub(crate) fn rows(&self, group: usize) -> Vec<u32> {
        let mut rows = Vec::new();
        self.for_each(group, |row| rows.push(row));
        rows
    }
}

impl Shape {
    fn for_each<T: Copy + Into<u32>>(&self, group: usize, positions: &[T], mut f: impl FnMut(u32)) {
        let first = self.first_row[group];
        for &position in positions {
            let position: u32 = position.into();
            f(first + self.offset[position as usize]);
        }
    }

    /// Per group the positions in order of rank.
    fn sorted<T: Copy + Default + Send>(
        &self,
        ranks: &[u32],
        below: &Counts,
        narrow: impl Fn(u32) -> T + Sync + Send,
    ) -> Vec<T> {
        let size = self.offset.len();
        let mut order = vec![T::default(); ranks.len()];
        let groups_at_a_time = (PIECE / size.max(1)).max(1);
        parallel::for_parts(&mut order, groups_at_a_time * size.max(1), |start, part| {
            let mut keyed: Vec<u64> = Vec::new();
            for (group, order) in (start / size..).zip(part.chunks_mut(size)) {
                let first = self.first_row[group];
                let row = |position: u32| (first + self.offset[position as usize]) as usize;
                keyed.clear();
                keyed.extend(
                    (0..size as u32).map(|position| {
                        u64::from(ranks[row(position)]) << 32 | u64::from(position)
                    }),
                );
                sort(&mut keyed, |at, position, tied| {
                    order[at] = narrow(position);
                    below.set(row(position), tied);
                });
            }
        });
        order
    }
}

/// Sorts keys of a rank and a name; calls `place(at, name, how many rank strictly below)` for each.
fn sort(keyed: &mut [u64], mut place: impl FnMut(usize, u32, usize)) {
    keyed.sort_unstable();
    let mut tied = 0;
    for (at, &key) in keyed.iter().enumerate() {
        if key >> 32 != keyed[tied] >> 32 {
            tied = at;
        }
        place(at, key as u32, tied);
    }
}

impl Counts {
    fn new(rows: usize, largest: usize) -> Self {
        if largest <= BYTE {
            Self::Byte((0..rows).map(|_| AtomicU8::new(0)).collect())
        } else if largest <= SHORT {
            Self::Short((0..rows).map(|_| AtomicU16::new(0)).collect())
        } else {
            Self::Long((0..rows).map(|_| AtomicU32::new(0)).collect())
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
