//! A column of verdicts: one bit for every row.

use crate::parallel;

/// One bit for every row of the table. Bits beyond the last row are zero.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// A column of `len` zeros.
    #[must_use]
    pub fn zeros(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// A column of `len` ones.
    #[must_use]
    pub fn ones(len: usize) -> Self {
        let mut bits = Self { words: vec![u64::MAX; len.div_ceil(64)], len };
        bits.clear_tail();
        bits
    }

    /// A column of `len` bits, `bit(row)` each. Cost: one call a row, both cores.
    #[must_use]
    pub fn from_fn(len: usize, bit: impl Fn(usize) -> bool + Sync + Send) -> Self {
        let mut bits = Self::zeros(len);
        bits.fill_words(|start, words| {
            for (w, word) in words.iter_mut().enumerate() {
                let first = start + w * 64;
                let last = len.min(first + 64);
                *word =
                    (first..last).fold(0, |acc, row| acc | u64::from(bit(row)) << (row - first));
            }
        });
        bits
    }

    /// Hands out the words piece by piece as `f(first row, words)`; `f` leaves the tail zero.
    pub(crate) fn fill_words(&mut self, f: impl Fn(usize, &mut [u64]) + Sync + Send) {
        parallel::for_parts(&mut self.words, parallel::PIECE / 64, |start, words| {
            f(start * 64, words);
        });
    }

    fn clear_tail(&mut self) {
        if !self.len.is_multiple_of(64)
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << (self.len % 64)) - 1;
        }
    }

    /// Number of rows.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bit of `row`.
    #[must_use]
    pub fn get(&self, row: usize) -> bool {
        self.words[row / 64] >> (row % 64) & 1 == 1
    }

    /// Sets the bit of `row`.
    pub fn set(&mut self, row: usize) {
        debug_assert!(row < self.len);
        self.words[row / 64] |= 1 << (row % 64);
    }

    /// Clears the bit of `row`.
    pub fn clear(&mut self, row: usize) {
        self.words[row / 64] &= !(1 << (row % 64));
    }

    /// Number of ones.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Number of rows with a one in both columns.
    #[must_use]
    pub fn count_and(&self, other: &Self) -> usize {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// Whether any bit is one.
    #[must_use]
    pub fn any(&self) -> bool {
        self.words.iter().any(|&word| word != 0)
    }

    /// The rows with a one, ascending.
    pub fn ones_iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(w, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    w * 64 + bit
                })
            })
        })
    }

    /// Keeps the ones that `other` has too.
    pub fn and(&mut self, other: &Self) -> &mut Self {
        self.combine(other, |a, b| a & b)
    }

    /// Adds the ones of `other`.
    pub fn or(&mut self, other: &Self) -> &mut Self {
        self.combine(other, |a, b| a | b)
    }

    /// Drops the ones of `other`.
    pub fn and_not(&mut self, other: &Self) -> &mut Self {
        self.combine(other, |a, b| a & !b)
    }

    /// Ones where both columns agree.
    pub fn iff(&mut self, other: &Self) -> &mut Self {
        self.combine(other, |a, b| !(a ^ b))
    }

    /// Turns every bit over.
    pub fn not(&mut self) -> &mut Self {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.clear_tail();
        self
    }

    fn combine(&mut self, other: &Self, f: impl Fn(u64, u64) -> u64) -> &mut Self {
        debug_assert_eq!(self.len, other.len);
        for (a, &b) in self.words.iter_mut().zip(&other.words) {
            *a = f(*a, b);
        }
        self.clear_tail();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_algebra_agrees_with_booleans() {
        let mut random = fastrand::Rng::with_seed(7);
        for len in [0, 1, 63, 64, 65, 200, 70_000] {
            let a: Vec<bool> = (0..len).map(|_| random.bool()).collect();
            let b: Vec<bool> = (0..len).map(|_| random.bool()).collect();
            let (x, y) = (Bits::from_fn(len, |i| a[i]), Bits::from_fn(len, |i| b[i]));
            let check = |bits: &Bits, f: &dyn Fn(bool, bool) -> bool| {
                let expected: Vec<usize> = (0..len).filter(|&i| f(a[i], b[i])).collect();
                assert_eq!(bits.ones_iter().collect::<Vec<_>>(), expected);
                assert_eq!(bits.count(), expected.len());
                assert!((0..len).all(|i| bits.get(i) == f(a[i], b[i])));
            };
            check(x.clone().and(&y), &|a, b| a && b);
            check(x.clone().or(&y), &|a, b| a || b);
            check(x.clone().and_not(&y), &|a, b| a && !b);
            check(x.clone().iff(&y), &|a, b| a == b);
            check(x.clone().not(), &|a, _| !a);
            check(&Bits::ones(len), &|_, _| true);
            assert_eq!(x.count_and(&y), x.clone().and(&y).count());
        }
    }
}
