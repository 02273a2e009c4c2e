//! The space of packages: how packages are numbered, which of them are possible.
//!
//! A package is a mixed-radix number over the terms, first term most significant. The number is
//! cut in two: the *low* part runs over the last few terms (at most 1,024 combinations), the
//! *high* part over the rest. Possible packages that share a high part form a block, so a row costs
//! no memory of its own and every column is computed block by block.

mod diagram;
mod rows;

pub(crate) use diagram::{Diagrams, FALSE};
pub use rows::Rows;

use crate::limits::Refusal;
use detente_scenario::{OptionId, Package, Scenario, TermId};

/// Most combinations in the low part: tables over it stay in the first-level cache.
pub(crate) const LOW: usize = 1024;

/// How the packages of a scenario are numbered.
#[derive(Clone, Debug)]
pub struct Space {
    radices: Vec<u8>,
    /// First term of the low part.
    split: usize,
    low: usize,
    /// Digits of the low part, `low × (terms - split)`, row by row.
    low_digits: Vec<u8>,
}

impl Space {
    /// The numbering of `scenario`'s packages.
    ///
    /// # Errors
    /// [`Refusal::Combinations`] if the high part has 2^64 combinations or more.
    pub fn new(scenario: &Scenario) -> Result<Self, Refusal> {
        let radices: Vec<u8> = scenario.terms.iter().map(|term| term.options.len() as u8).collect();
        let mut split = radices.len();
        let mut low = 1;
        while split > 0 && low * usize::from(radices[split - 1]) <= LOW {
            split -= 1;
            low *= usize::from(radices[split]);
        }
        let high = radices[..split]
            .iter()
            .try_fold(1u128, |product, &radix| product.checked_mul(u128::from(radix)));
        if high.is_none_or(|high| high > u128::from(u64::MAX)) {
            return Err(Refusal::Combinations { combinations: high.unwrap_or(u128::MAX) });
        }
        let width = radices.len() - split;
        let mut low_digits = vec![0; low * width];
        for index in 0..low {
            let mut rest = index;
            for term in (0..width).rev() {
                let radix = usize::from(radices[split + term]);
                low_digits[index * width + term] = (rest % radix) as u8;
                rest /= radix;
            }
        }
        Ok(Self { radices, split, low, low_digits })
    }

    /// The numbering of packages of which none will be listed: all terms are in the high part, whose
    /// numbers may then be too large.
    fn unlisted(scenario: &Scenario) -> Self {
        let radices: Vec<u8> = scenario.terms.iter().map(|term| term.options.len() as u8).collect();
        Self { split: radices.len(), radices, low: 1, low_digits: Vec::new() }
    }

    /// Number of terms.
    #[must_use]
    pub fn terms(&self) -> usize {
        self.radices.len()
    }

    /// Number of options of `term`.
    #[must_use]
    pub fn radix(&self, term: usize) -> usize {
        usize::from(self.radices[term])
    }

    /// First term of the low part.
    pub(crate) const fn split(&self) -> usize {
        self.split
    }

    /// Combinations in the low part.
    pub(crate) const fn low(&self) -> usize {
        self.low
    }

    /// Number of option combinations, possible or not; at least that many if it is [`u128::MAX`].
    #[must_use]
    pub fn combinations(&self) -> u128 {
        self.radices.iter().fold(1u128, |n, &radix| n.saturating_mul(u128::from(radix)))
    }

    /// Digits of the low part `low`, in the order of its terms.
    pub(crate) fn low_digits(&self, low: usize) -> &[u8] {
        let width = self.terms() - self.split;
        &self.low_digits[low * width..(low + 1) * width]
    }

    /// Writes the digits of the high part into `digits`.
    pub(crate) fn high_digits(&self, mut high: u64, digits: &mut [u8]) {
        for term in (0..self.split).rev() {
            let radix = u64::from(self.radices[term]);
            digits[term] = (high % radix) as u8;
            high /= radix;
        }
    }

    /// The two parts of a package's number.
    #[must_use]
    pub fn number(&self, package: &[OptionId]) -> (u64, u16) {
        let fold = |range: std::ops::Range<usize>| {
            range.fold(0u64, |n, t| n * u64::from(self.radices[t]) + u64::from(package[t].0))
        };
        (fold(0..self.split), fold(self.split..self.terms()) as u16)
    }

    /// The package with that number.
    #[must_use]
    pub fn package(&self, high: u64, low: u16) -> Package {
        let mut digits = vec![0; self.split];
        self.high_digits(high, &mut digits);
        digits.extend_from_slice(self.low_digits(usize::from(low)));
        digits.into_iter().map(OptionId).collect()
    }

    /// Terms of the high part.
    pub(crate) fn is_high(&self, term: TermId) -> bool {
        term.index() < self.split
    }
}
