//! The rows cut into groups within which a mover may go back and forth.
//!
//! Rows that agree on everything a mover cannot change form a *coset*; within a coset, rows whose
//! options lie in the same classes form a *group*. A reversible mover has one group per coset;
//! otherwise the groups of a coset are ordered by where one-way moves lead.
//!
//! Where every combination of options is possible a row's group is one addition of two small tables;
//! elsewhere it is listed, four bytes a row.

use super::{Freedom, Mover};
use crate::classes::Classes;
use crate::parallel;
use crate::space::Rows;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Most class vectors whose relation is kept as a table of lists.
const LISTED_CLASSES: u128 = 1 << 8;

/// The groups of one mover.
#[derive(Clone, Debug)]
pub(crate) struct Groups {
    ids: Ids,
    count: usize,
    /// Absent if every move can be taken back.
    order: Option<Order>,
}

/// The group of every row.
#[derive(Clone, Debug)]
enum Ids {
    /// Every combination is possible: row = block × low + low part.
    Split { base: Vec<u32>, low: Vec<u32> },
    /// One entry per row.
    Listed(Vec<u32>),
}

/// How the groups of each coset lead to each other.
#[derive(Clone, Debug)]
struct Order {
    /// Number of class vectors.
    classes: u128,
    /// The freedoms with more than one class.
    axes: Vec<Axis>,
    cosets: usize,
    places: Places,
    /// Per class vector those that lead to it, where they are few enough to list.
    below: Option<Vec<Box<[u32]>>>,
}

/// Which groups are those of a coset, and which class vectors are theirs.
#[derive(Clone, Debug)]
enum Places {
    /// Every class vector in every coset: group = coset × class vectors + class vector.
    All,
    /// The first group of every coset and the end, and per group its coset and its class vector.
    Some { first: Vec<u32>, of: Vec<(u32, u128)> },
}

/// A term in which there are one-way moves, and its stride in the number of a class vector.
#[derive(Clone, Debug)]
struct Axis {
    stride: u128,
    freedom: Freedom,
}

impl Axis {
    fn digit(&self, class: u128) -> usize {
        (class / self.stride % self.freedom.classes() as u128) as usize
    }
}

/// What every option of every term adds to the number of a coset and of a class vector.
struct Keys {
    coset: Vec<Vec<u128>>,
    class: Vec<Vec<u128>>,
    classes: u128,
}

impl Keys {
    fn new(rows: &Rows, freedoms: &[&Freedom]) -> Self {
        let space = rows.space();
        let (mut cosets, mut classes) = (1u128, 1u128);
        let (mut coset, mut class) = (Vec::new(), Vec::new());
        for term in 0..space.terms() {
            let radix = space.radix(term);
            let free = freedoms.iter().find(|freedom| freedom.term.index() == term);
            let weight = if free.is_some() { 0 } else { cosets };
            coset.push((0..radix).map(|option| option as u128 * weight).collect());
            let weight = classes;
            let of = |option| free.map_or(0, |freedom| freedom.class(option) as u128 * weight);
            class.push((0..radix).map(of).collect());
            match free {
                Some(freedom) => classes *= freedom.classes() as u128,
                None => cosets *= radix as u128,
            }
        }
        Self { coset, class, classes }
    }

    fn low(rows: &Rows, of: &[Vec<u128>]) -> Vec<u128> {
        let space = rows.space();
        let sum = |low| {
            let digits = space.low_digits(low).iter().zip(&of[space.split()..]);
            digits.map(|(&digit, of)| of[usize::from(digit)]).sum()
        };
        (0..space.low()).map(sum).collect()
    }

    fn high(of: &[Vec<u128>], digits: &[u8]) -> u128 {
        digits.iter().zip(of).map(|(&digit, of)| of[usize::from(digit)]).sum()
    }
}

impl Groups {
    /// The groups of `mover`.
    pub(crate) fn of(rows: &Rows, mover: &Mover) -> Self {
        Self::new(rows, &mover.freedoms.iter().collect::<Vec<_>>())
    }

    /// The groups of whoever has all these freedoms; no two of them in the same term.
    ///
    /// Cost: one pass over the rows, or over the blocks where every combination is possible.
    pub(crate) fn new(rows: &Rows, freedoms: &[&Freedom]) -> Self {
        let keys = Keys::new(rows, freedoms);
        if rows.is_box() {
            Self::split(rows, freedoms, &keys)
        } else {
            Self::listed(rows, freedoms, &keys)
        }
    }

    fn split(rows: &Rows, freedoms: &[&Freedom], keys: &Keys) -> Self {
        // Cosets times class vectors: at most the number of rows.
        let classes = keys.classes;
        let both = |coset: u128, class: u128| (coset * classes + class) as u32;
        let (coset, class) = (Keys::low(rows, &keys.coset), Keys::low(rows, &keys.class));
        let low = coset.iter().zip(&class).map(|(&coset, &class)| both(coset, class)).collect();
        let space = rows.space();
        let mut digits = vec![0; space.split()];
        let base: Vec<u32> = (0..rows.len() / space.low())
            .map(|high| {
                space.high_digits(high as u64, &mut digits);
                both(Keys::high(&keys.coset, &digits), Keys::high(&keys.class, &digits))
            })
            .collect();
        let fixed = |term: usize| !freedoms.iter().any(|freedom| freedom.term.index() == term);
        let cosets: usize =
            (0..space.terms()).filter(|&term| fixed(term)).map(|term| space.radix(term)).product();
        let order = (classes > 1).then(|| Order::new(freedoms, classes, cosets, Places::All));
        Self { ids: Ids::Split { base, low }, count: cosets * classes as usize, order }
    }

    fn listed(rows: &Rows, freedoms: &[&Freedom], keys: &Keys) -> Self {
        let space = rows.space();
        let (low_cosets, low_coset) = number(&Keys::low(rows, &keys.coset));
        let low_class = Keys::low(rows, &keys.class);
        // The high part of the coset, numbered in the order in which blocks bring it up.
        let mut digits = vec![0; space.split()];
        let mut known = FxHashMap::default();
        let mut high = Vec::new();
        for run in rows.runs(0..rows.len()) {
            space.high_digits(run.high, &mut digits);
            let next = known.len();
            let coset = *known.entry(Keys::high(&keys.coset, &digits)).or_insert(next);
            high.push((run.rows, coset, Keys::high(&keys.class, &digits)));
        }
        // Calls `f(row, block of the row, low part)` for every row of a piece.
        let each = |range: Range<usize>, f: &mut dyn FnMut(usize, usize, usize)| {
            let first = high.partition_point(|(rows, ..)| rows.end <= range.start);
            for (block, run) in (first..).zip(rows.runs(range)) {
                for (row, &low) in run.rows.zip(run.lows) {
                    f(row, block, usize::from(low));
                }
            }
        };
        let (cosets, coset_of) =
            densify(rows.len(), (known.len() * low_cosets) as u128, |range, out| {
                let start = range.start;
                each(range, &mut |row, block, low| {
                    out[row - start] = (high[block].1 * low_cosets + low_coset[low]) as u128;
                });
            });
        if keys.classes == 1 {
            return Self { ids: Ids::Listed(coset_of), count: cosets, order: None };
        }
        let raw = |row: usize, block: usize, low: usize| {
            u128::from(coset_of[row]) * keys.classes + high[block].2 + low_class[low]
        };
        let (count, ids) = densify(rows.len(), cosets as u128 * keys.classes, |range, out| {
            let start = range.start;
            each(range, &mut |row, block, low| out[row - start] = raw(row, block, low));
        });
        let mut of = vec![(0, 0); count];
        each(0..rows.len(), &mut |row, block, low| {
            of[ids[row] as usize] = (coset_of[row], high[block].2 + low_class[low]);
        });
        let mut first = vec![count as u32; cosets + 1];
        for (group, &(coset, _)) in of.iter().enumerate().rev() {
            first[coset as usize] = group as u32;
        }
        let order = Order::new(freedoms, keys.classes, cosets, Places::Some { first, of });
        Self { ids: Ids::Listed(ids), count, order: Some(order) }
    }

    /// Number of groups.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// The same groups of some of the rows, which are numbered anew in that order.
    pub(crate) fn only(&self, rows: &[u32]) -> Self {
        let ids = rows.iter().map(|&row| self.of_row(row as usize) as u32).collect();
        Self { ids: Ids::Listed(ids), count: self.count, order: self.order.clone() }
    }

    /// Whether every move can be taken back.
    pub(crate) const fn is_reversible(&self) -> bool {
        self.order.is_none()
    }

    /// Whether all groups have the same number of rows at the same distances.
    pub(crate) const fn are_alike(&self) -> bool {
        matches!(self.ids, Ids::Split { .. }) && self.order.is_none()
    }

    /// The group of `row`.
    pub(crate) fn of_row(&self, row: usize) -> usize {
        match &self.ids {
            Ids::Split { base, low } => (base[row / low.len()] + low[row % low.len()]) as usize,
            Ids::Listed(ids) => ids[row] as usize,
        }
    }

    /// Calls `f(row, group)` for every row of `range`, ascending.
    pub(crate) fn for_each(&self, range: Range<usize>, mut f: impl FnMut(usize, usize)) {
        match &self.ids {
            Ids::Listed(ids) => {
                for (row, &group) in range.clone().zip(&ids[range]) {
                    f(row, group as usize);
                }
            }
            Ids::Split { base, low } => {
                let mut row = range.start;
                while row < range.end {
                    let (block, at) = (row / low.len(), row % low.len());
                    let here = base[block];
                    let end = range.end.min(row + low.len() - at);
                    for (row, &low) in (row..end).zip(&low[at..]) {
                        f(row, (here + low) as usize);
                    }
                    row = end;
                }
            }
        }
    }

    /// All rows group by group, ascending within each, and where each group begins, and the end.
    pub(crate) fn list(&self, rows: usize) -> (Vec<u32>, Vec<u32>) {
        let mut first = vec![0u32; self.count + 1];
        self.for_each(0..rows, |_, group| first[group + 1] += 1);
        for group in 0..self.count {
            first[group + 1] += first[group];
        }
        let mut next = first.clone();
        let mut listed = vec![0u32; rows];
        self.for_each(0..rows, |row, group| {
            listed[next[group] as usize] = row as u32;
            next[group] += 1;
        });
        (first, listed)
    }

    /// Per group the largest of `best` over the groups to which one move leads, itself included.
    pub(crate) fn raise(&self, best: &mut [u32]) {
        if let Some(order) = &self.order {
            order.raise(best);
        }
    }

    /// Calls `f` for every group from which one move may lead to `group`, itself included.
    pub(crate) fn for_below(&self, group: usize, mut f: impl FnMut(usize)) {
        match &self.order {
            None => f(group),
            Some(order) => order.for_below(group, f),
        }
    }

    /// Calls `f` for every group to which one move may lead from `group`, itself included.
    pub(crate) fn for_above(&self, group: usize, mut f: impl FnMut(usize)) {
        match &self.order {
            None => f(group),
            Some(order) => order.for_above(group, f),
        }
    }
}

impl Order {
    fn new(freedoms: &[&Freedom], classes: u128, cosets: usize, places: Places) -> Self {
        let mut axes = Vec::new();
        let mut stride = 1;
        let mut sorted = freedoms.to_vec();
        sorted.sort_unstable_by_key(|freedom| freedom.term);
        for freedom in sorted.into_iter().filter(|freedom| freedom.classes() > 1) {
            axes.push(Axis { stride, freedom: freedom.clone() });
            stride *= freedom.classes() as u128;
        }
        let mut order = Self { classes, axes, cosets, places, below: None };
        if classes <= LISTED_CLASSES {
            let below = |to| {
                let from = (0..classes).filter(|&from| order.leads(from, to));
                from.map(|class| class as u32).collect()
            };
            order.below = Some((0..classes).map(below).collect());
        }
        order
    }

    /// Whether class vector `from` leads to `to`.
    fn leads(&self, from: u128, to: u128) -> bool {
        self.axes.iter().all(|axis| axis.freedom.leads(axis.digit(from), axis.digit(to)))
    }

    /// The coset and the class vector of `group`.
    fn place(&self, group: usize) -> (usize, u128) {
        match &self.places {
            Places::All => (group / self.classes as usize, group as u128 % self.classes),
            Places::Some { of, .. } => (of[group].0 as usize, of[group].1),
        }
    }

    fn groups(&self, coset: usize) -> Range<usize> {
        match &self.places {
            Places::All => coset * self.classes as usize..(coset + 1) * self.classes as usize,
            Places::Some { first, .. } => first[coset] as usize..first[coset + 1] as usize,
        }
    }

    fn for_below(&self, group: usize, mut f: impl FnMut(usize)) {
        let (coset, class) = self.place(group);
        let range = self.groups(coset);
        match &self.below {
            Some(below) if range.len() as u128 == self.classes => {
                below[class as usize].iter().for_each(|&class| f(range.start + class as usize));
            }
            _ => range.filter(|&other| self.leads(self.place(other).1, class)).for_each(f),
        }
    }

    fn for_above(&self, group: usize, f: impl FnMut(usize)) {
        let (coset, class) = self.place(group);
        self.groups(coset).filter(|&other| self.leads(class, self.place(other).1)).for_each(f);
    }

    /// Per coset a maximum along every axis in turn, in a box of all its class vectors; where few of
    /// them occur, by pairs.
    fn raise(&self, best: &mut [u32]) {
        let mut scratch = Vec::new();
        for coset in 0..self.cosets {
            let range = self.groups(coset);
            scratch.clear();
            if self.classes > 16 * range.len() as u128 {
                scratch.extend_from_slice(&best[range.clone()]);
                for group in range.clone() {
                    self.for_above(group, |to| {
                        best[group] = best[group].max(scratch[to - range.start])
                    });
                }
                continue;
            }
            // Zero is the smallest rank: what does not occur changes no maximum.
            scratch.resize(self.classes as usize, 0);
            for group in range.clone() {
                scratch[self.place(group).1 as usize] = best[group];
            }
            self.axes.iter().for_each(|axis| axis.raise(&mut scratch));
            for group in range {
                best[group] = scratch[self.place(group).1 as usize];
            }
        }
    }
}

impl Axis {
    fn raise(&self, values: &mut [u32]) {
        let classes = self.freedom.classes();
        let mut line = vec![0; classes];
        let stride = self.stride as usize;
        for first in (0..values.len()).filter(|&class| self.digit(class as u128) == 0) {
            for (class, value) in line.iter_mut().enumerate() {
                *value = values[first + class * stride];
            }
            for from in 0..classes {
                let reached = (0..classes).filter(|&to| self.freedom.leads(from, to));
                values[first + from * stride] = reached.map(|to| line[to]).max().unwrap_or(0);
            }
        }
    }
}

/// The values numbered densely in ascending order.
fn number(values: &[u128]) -> (usize, Vec<usize>) {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let place = |value| sorted.partition_point(|other| other < value);
    (sorted.len(), values.iter().map(place).collect())
}

/// The values of all rows, which `write` gives piece by piece and which are below `bound`, numbered
/// densely in ascending order; also how many there are. Cost: two passes, or a sort where `bound` is
/// out of proportion to the rows.
fn densify(
    rows: usize,
    bound: u128,
    write: impl Fn(Range<usize>, &mut [u128]) + Sync + Send,
) -> (usize, Vec<u32>) {
    let mut ids = vec![0u32; rows];
    if bound <= 64 * rows as u128 + (1 << 20) {
        let classes = Classes::new(bound as usize);
        let raw = |start: usize, len: usize| {
            let mut raw = vec![0; len];
            write(start..start + len, &mut raw);
            raw
        };
        parallel::for_parts(&mut ids, parallel::PIECE, |start, part| {
            raw(start, part.len()).into_iter().for_each(|value| classes.mark(value as usize));
        });
        let (count, before) = classes.number();
        parallel::for_parts(&mut ids, parallel::PIECE, |start, part| {
            let values = raw(start, part.len());
            for (id, value) in part.iter_mut().zip(values) {
                *id = classes.rank(&before, value as usize);
            }
        });
        return (count, ids);
    }
    let mut values = vec![0; rows];
    parallel::for_parts(&mut values, parallel::PIECE, |start, part| {
        write(start..start + part.len(), part);
    });
    let mut sorted = values.clone();
    sorted.sort_unstable();
    sorted.dedup();
    parallel::for_parts(&mut ids, parallel::PIECE, |start, part| {
        for (id, value) in part.iter_mut().zip(&values[start..]) {
            *id = sorted.partition_point(|other| other < value) as u32;
        }
    });
    (sorted.len(), ids)
}

/// The rows cut into what several reversible movers together may reach from each other: connected
/// components of the union of their groups.
///
/// Cost: one union per row and further mover.
pub(crate) fn components(rows: usize, movers: &[&Groups]) -> Groups {
    let Some((first, others)) = movers.split_first() else {
        let ids = Ids::Listed((0..rows as u32).collect());
        return Groups { ids, count: rows, order: None };
    };
    let mut parent: Vec<u32> = (0..first.count() as u32).collect();
    for groups in others {
        // Per group of this mover a group of the first one that it meets.
        let mut met = vec![u32::MAX; groups.count()];
        for row in 0..rows {
            let (mine, theirs) = (first.of_row(row) as u32, groups.of_row(row));
            if met[theirs] == u32::MAX {
                met[theirs] = mine;
            } else {
                unite(&mut parent, met[theirs], mine);
            }
        }
    }
    let mut number = vec![u32::MAX; first.count()];
    let mut count = 0;
    let mut ids = vec![0; rows];
    first.for_each(0..rows, |row, group| {
        let root = find(&mut parent, group as u32) as usize;
        if number[root] == u32::MAX {
            number[root] = count;
            count += 1;
        }
        ids[row] = number[root];
    });
    Groups { ids: Ids::Listed(ids), count: count as usize, order: None }
}

fn find(parent: &mut [u32], mut node: u32) -> u32 {
    while parent[node as usize] != node {
        let above = parent[parent[node as usize] as usize];
        parent[node as usize] = above;
        node = above;
    }
    node
}

fn unite(parent: &mut [u32], a: u32, b: u32) {
    let (a, b) = (find(parent, a), find(parent, b));
    if a != b {
        // The smaller number stays root, so that the result does not depend on the order of unions.
        parent[a.max(b) as usize] = a.min(b);
    }
}
