//! Evaluating several conditions for every row at memory speed.
//!
//! Each condition reads few terms. What it reads of the high part is constant over a block, so per
//! block it is one bit (if it reads nothing of the low part) or one of a few vectors over the low
//! part. Vectors of several conditions are merged while their number stays small; a row then costs
//! one load and one OR per merged group.

use super::function::Function;
use crate::bits::Bits;
use crate::space::Rows;
use detente_scenario::TermId;
use std::ops::Range;
use std::sync::Arc;

/// Most vectors of a group of conditions that are evaluated together.
const VECTORS: usize = 64;
/// Most entries of the vectors of one condition; beyond, its table is read row by row.
const ENTRIES: usize = 1 << 18;

/// A condition to evaluate.
pub(crate) enum Input {
    /// From the options of the package.
    Function(Function),
    /// From a column that exists already.
    Column(Arc<Bits>),
}

/// Up to 32 conditions, evaluated together: bit `b` of a row's word is input `b`.
pub(crate) struct Sweep<'r> {
    rows: &'r Rows,
    /// Bits that are the same in every row.
    constant: u32,
    /// Conditions on the high part alone.
    scalars: Vec<Scalar>,
    groups: Vec<Group>,
    direct: Vec<Direct>,
    columns: Vec<(Arc<Bits>, u32)>,
}

/// Terms of the high part with their weights in an index.
type Index = Vec<(usize, usize)>;

/// A condition and its bit in the word.
type Member = (Function, u32);

struct Scalar {
    index: Index,
    words: Vec<u32>,
}

struct Group {
    index: Index,
    /// One vector over the low part for every setting of the terms in `index`.
    vectors: Vec<u32>,
}

/// A condition whose vectors would be too many.
struct Direct {
    index: Index,
    /// Offset of every low part.
    offsets: Vec<u32>,
    table: Vec<bool>,
    bit: u32,
}

impl<'r> Sweep<'r> {
    /// Prepares the evaluation of `inputs`, at most 32.
    pub(crate) fn new(rows: &'r Rows, inputs: impl IntoIterator<Item = Input>) -> Self {
        let mut sweep = Self {
            rows,
            constant: 0,
            scalars: Vec::new(),
            groups: Vec::new(),
            direct: Vec::new(),
            columns: Vec::new(),
        };
        let mut mixed: Vec<Member> = Vec::new();
        for (bit, input) in (0u32..).zip(inputs) {
            match input {
                Input::Column(column) => sweep.columns.push((column, bit)),
                Input::Function(function) => {
                    let high = function.support.iter().filter(|(t, _)| rows.space().is_high(*t));
                    if function.support.is_empty() {
                        sweep.constant |= u32::from(function.table[0]) << bit;
                    } else if high.count() == function.support.len() {
                        sweep.scalars.push(Scalar::new(&function, bit));
                    } else {
                        mixed.push((function, bit));
                    }
                }
            }
        }
        sweep.merge(mixed);
        sweep
    }

    /// Sorts conditions on both parts into groups, greedily in the order given.
    fn merge(&mut self, mixed: Vec<Member>) {
        let space = self.rows.space();
        let vectors =
            |terms: &[TermId]| terms.iter().map(|t| space.radix(t.index())).product::<usize>();
        let mut groups: Vec<(Vec<TermId>, Vec<Member>)> = Vec::new();
        for (function, bit) in mixed {
            let high: Vec<TermId> =
                function.support.iter().map(|&(t, _)| t).filter(|&t| space.is_high(t)).collect();
            if vectors(&high) * space.low() > ENTRIES {
                self.direct.push(Direct::new(self.rows, &function, bit));
                continue;
            }
            let union = |terms: &[TermId]| {
                let mut union = [terms, &high].concat();
                union.sort_unstable();
                union.dedup();
                union
            };
            match groups.iter_mut().find(|(terms, _)| vectors(&union(terms)) <= VECTORS) {
                Some((terms, members)) => {
                    *terms = union(terms);
                    members.push((function, bit));
                }
                None => groups.push((high, vec![(function, bit)])),
            }
        }
        self.groups =
            groups.iter().map(|(terms, members)| Group::new(self.rows, terms, members)).collect();
    }

    /// Writes the words of the rows `range` into `out`.
    pub(crate) fn write(&self, range: Range<usize>, out: &mut [u32]) {
        let space = self.rows.space();
        let mut digits = vec![0u8; space.split()];
        let start = range.start;
        for run in self.rows.runs(range) {
            space.high_digits(run.high, &mut digits);
            let out = &mut out[run.rows.start - start..run.rows.end - start];
            let constant = self.scalars.iter().fold(self.constant, |word, scalar| {
                word | scalar.words[position(&scalar.index, &digits)]
            });
            let mut groups = self.groups.iter();
            match groups.next() {
                None => out.fill(constant),
                Some(group) => {
                    let vector = group.vector(&digits, space.low());
                    for (word, &low) in out.iter_mut().zip(run.lows) {
                        *word = constant | vector[usize::from(low)];
                    }
                }
            }
            for group in groups {
                let vector = group.vector(&digits, space.low());
                for (word, &low) in out.iter_mut().zip(run.lows) {
                    *word |= vector[usize::from(low)];
                }
            }
            for direct in &self.direct {
                let base = position(&direct.index, &digits);
                for (word, &low) in out.iter_mut().zip(run.lows) {
                    let entry = base + direct.offsets[usize::from(low)] as usize;
                    *word |= u32::from(direct.table[entry]) << direct.bit;
                }
            }
            for (column, bit) in &self.columns {
                for (word, row) in out.iter_mut().zip(run.rows.clone()) {
                    *word |= u32::from(column.get(row)) << bit;
                }
            }
        }
    }

    /// The column of input 0.
    pub(crate) fn column(&self) -> Bits {
        let rows = self.rows.len();
        let mut bits = Bits::zeros(rows);
        bits.fill_words(|start, words| {
            let end = rows.min(start + words.len() * 64);
            let mut buffer = vec![0; end - start];
            self.write(start..end, &mut buffer);
            for (word, bits) in words.iter_mut().zip(buffer.chunks(64)) {
                *word = (0..).zip(bits).fold(0, |acc, (i, &bit)| acc | u64::from(bit & 1) << i);
            }
        });
        bits
    }
}

/// The index that `digits` make.
fn position(index: &Index, digits: &[u8]) -> usize {
    index.iter().map(|&(term, weight)| usize::from(digits[term]) * weight).sum()
}

impl Scalar {
    fn new(function: &Function, bit: u32) -> Self {
        let index = function.support.iter().map(|&(t, weight)| (t.index(), weight)).collect();
        Self { index, words: function.table.iter().map(|&b| u32::from(b) << bit).collect() }
    }
}

impl Group {
    fn new(rows: &Rows, terms: &[TermId], members: &[Member]) -> Self {
        let space = rows.space();
        let count: usize = terms.iter().map(|t| space.radix(t.index())).product();
        let mut index = Vec::new();
        let mut weight = count;
        for term in terms {
            weight /= space.radix(term.index());
            index.push((term.index(), weight));
        }
        let mut vectors = vec![0; count * space.low()];
        for (function, bit) in members {
            let offsets = low_offsets(rows, function);
            for setting in 0..count {
                let base: usize = function
                    .support
                    .iter()
                    .filter_map(|&(t, w)| {
                        let &(term, stride) = index.iter().find(|(term, _)| *term == t.index())?;
                        Some(setting / stride % space.radix(term) * w)
                    })
                    .sum();
                let vector = &mut vectors[setting * space.low()..(setting + 1) * space.low()];
                for (word, &offset) in vector.iter_mut().zip(&offsets) {
                    *word |= u32::from(function.table[base + offset as usize]) << bit;
                }
            }
        }
        Self { index, vectors }
    }

    fn vector(&self, digits: &[u8], low: usize) -> &[u32] {
        let setting = position(&self.index, digits);
        &self.vectors[setting * low..(setting + 1) * low]
    }
}

impl Direct {
    fn new(rows: &Rows, function: &Function, bit: u32) -> Self {
        let index = function
            .support
            .iter()
            .filter(|(t, _)| rows.space().is_high(*t))
            .map(|&(t, weight)| (t.index(), weight))
            .collect();
        Self { index, offsets: low_offsets(rows, function), table: function.table.clone(), bit }
    }
}

/// What every low part adds to the index into `function`'s table.
fn low_offsets(rows: &Rows, function: &Function) -> Vec<u32> {
    let space = rows.space();
    (0..space.low())
        .map(|low| {
            let digits = space.low_digits(low);
            function
                .support
                .iter()
                .filter(|(t, _)| !space.is_high(*t))
                .map(|&(t, weight)| u32::from(digits[t.index() - space.split()]) * weight as u32)
                .sum()
        })
        .collect()
}
