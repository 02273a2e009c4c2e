//! The rows of the table: every possible package, in ascending order of its number.

use super::{Diagrams, Space};
use crate::limits::{Limits, Refusal};
use detente_scenario::{Expr, OptionId, Package, Scenario};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Every possible package, in ascending order of its number, without a word of memory per row:
/// packages with the same high part form a block, and blocks with the same low parts share a list.
#[derive(Clone, Debug)]
pub struct Rows {
    space: Space,
    blocks: Vec<Block>,
    /// Ascending low parts; blocks point here.
    lows: Vec<Box<[u16]>>,
    len: usize,
}

#[derive(Clone, Copy, Debug)]
struct Block {
    high: u64,
    first: usize,
    lows: u32,
}

/// Consecutive rows that share their high part.
pub(crate) struct Run<'a> {
    pub(crate) high: u64,
    pub(crate) rows: Range<usize>,
    pub(crate) lows: &'a [u16],
}

impl Rows {
    /// Lists the packages of `scenario` that meet all of `rules`. `bytes_per_row` is what the
    /// columns to come will take; it is used to refuse a table that would not fit before it is begun.
    ///
    /// # Errors
    /// [`Refusal`] with the number that is too large.
    ///
    /// Cost: the rules' diagram, then one step per block and per distinct list.
    pub fn list<'e>(
        scenario: &Scenario,
        rules: impl IntoIterator<Item = &'e Expr>,
        bytes_per_row: u64,
        limits: &Limits,
    ) -> Result<Self, Refusal> {
        let space = Space::new(scenario)?;
        let mut diagrams = Diagrams::new(scenario, &space, limits.diagram_nodes);
        let root = diagrams.all(rules)?;
        let (terms, split) = (space.terms(), space.split());

        let packages = diagrams.count(root, 0, terms);
        let blocks = diagrams.count(root, 0, split);
        let bytes = packages
            .saturating_mul(u128::from(bytes_per_row))
            .saturating_add(blocks.saturating_mul(size_of::<Block>() as u128));
        if bytes > u128::from(limits.memory) || packages > 1 << 30 {
            return Err(Refusal::Memory { packages, bytes, limit: limits.memory });
        }

        let mut lists = FxHashMap::default();
        let mut lows: Vec<Box<[u16]>> = Vec::new();
        let mut list = Vec::with_capacity(blocks as usize);
        let mut len = 0;
        diagrams.walk(root, 0, split, &mut |high, node| {
            let index = *lists.entry(node).or_insert_with(|| {
                let mut found = Vec::new();
                diagrams.walk(node, split, terms, &mut |low, _| found.push(low as u16));
                lows.push(found.into());
                lows.len() - 1
            });
            list.push(Block { high, first: len, lows: index as u32 });
            len += lows[index].len();
        });
        drop(diagrams);
        Ok(Self { space, blocks: list, lows, len })
    }

    /// No row at all, whatever is possible: for questions that are answered without rows.
    pub(crate) fn unlisted(scenario: &Scenario) -> Self {
        Self { space: Space::unlisted(scenario), blocks: Vec::new(), lows: Vec::new(), len: 0 }
    }

    /// Number of possible packages.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether the rules allow no package at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether every combination of options is possible.
    #[must_use]
    pub fn is_box(&self) -> bool {
        self.len as u128 == self.space.combinations()
    }

    /// How packages are numbered.
    #[must_use]
    pub const fn space(&self) -> &Space {
        &self.space
    }

    /// The package in `row`. Cost: a binary search.
    #[must_use]
    pub fn package(&self, row: usize) -> Package {
        let block = self.blocks[self.blocks.partition_point(|block| block.first <= row) - 1];
        self.space.package(block.high, self.lows[block.lows as usize][row - block.first])
    }

    /// In how many terms the package in `row` differs from `other`.
    pub(crate) fn distance(&self, row: usize, other: &[OptionId]) -> usize {
        let block = self.blocks[self.blocks.partition_point(|block| block.first <= row) - 1];
        let low = self.lows[block.lows as usize][row - block.first];
        let (split, mut high) = (self.space.split(), block.high);
        let mut differ = 0;
        for term in (0..split).rev() {
            let radix = self.space.radix(term) as u64;
            differ += usize::from(high % radix != u64::from(other[term].0));
            high /= radix;
        }
        let low = self.space.low_digits(usize::from(low)).iter().zip(&other[split..]);
        differ + low.filter(|(digit, other)| **digit != other.0).count()
    }

    /// The row of `package`; `None` if a rule forbids it. Cost: two binary searches.
    #[must_use]
    pub fn row(&self, package: &[OptionId]) -> Option<usize> {
        let (high, low) = self.space.number(package);
        let block = self.blocks.binary_search_by_key(&high, |block| block.high).ok()?;
        let block = self.blocks[block];
        let position = self.lows[block.lows as usize].binary_search(&low).ok()?;
        Some(block.first + position)
    }

    /// The rows `range`, cut where the high part changes.
    pub(crate) fn runs(&self, range: Range<usize>) -> impl Iterator<Item = Run<'_>> {
        let first = self.blocks.partition_point(|block| block.first <= range.start).max(1) - 1;
        self.blocks[first..].iter().take_while(move |block| block.first < range.end).filter_map(
            move |block| {
                let lows = &self.lows[block.lows as usize];
                let start = range.start.max(block.first);
                let end = range.end.min(block.first + lows.len());
                (start < end).then(|| Run {
                    high: block.high,
                    rows: start..end,
                    lows: &lows[start - block.first..end - block.first],
                })
            },
        )
    }
}
