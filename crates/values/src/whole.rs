//! Whole numbers of any size and fractions of them: what parameters at which a choice changes are
//! written in.

use std::cmp::Ordering;

/// A whole number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Whole {
    /// Below zero; never for zero.
    negative: bool,
    /// 32 bits each, the least first, no leading zero.
    limbs: Vec<u32>,
}

impl From<i128> for Whole {
    fn from(number: i128) -> Self {
        let mut left = number.unsigned_abs();
        let mut limbs = Vec::new();
        while left > 0 {
            limbs.push(left as u32);
            left >>= 32;
        }
        Self { negative: number < 0, limbs }
    }
}

impl From<i64> for Whole {
    fn from(number: i64) -> Self {
        i128::from(number).into()
    }
}

impl Ord for Whole {
    fn cmp(&self, other: &Self) -> Ordering {
        let sizes = compare(&self.limbs, &other.limbs);
        match (self.negative, other.negative) {
            (false, false) => sizes,
            (true, true) => sizes.reverse(),
            (negative, _) => {
                if negative {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        }
    }
}

impl PartialOrd for Whole {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Which of two sizes is larger.
fn compare(a: &[u32], b: &[u32]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

fn trim(limbs: &mut Vec<u32>) {
    while limbs.last() == Some(&0) {
        limbs.pop();
    }
}

/// The sum of two sizes.
fn sum(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let mut limbs = Vec::with_capacity(long.len() + 1);
    let mut carry = 0;
    for (i, &limb) in long.iter().enumerate() {
        let sum = u64::from(limb) + u64::from(short.get(i).copied().unwrap_or(0)) + carry;
        limbs.push(sum as u32);
        carry = sum >> 32;
    }
    if carry > 0 {
        limbs.push(carry as u32);
    }
    limbs
}

/// Subtracts a size that is not larger.
fn subtract(a: &mut Vec<u32>, b: &[u32]) {
    let mut borrow = false;
    for (i, limb) in a.iter_mut().enumerate() {
        let (first, one) = limb.overflowing_sub(b.get(i).copied().unwrap_or(0));
        let (second, two) = first.overflowing_sub(u32::from(borrow));
        *limb = second;
        borrow = one || two;
    }
    trim(a);
}

impl Whole {
    pub(crate) fn is_zero(&self) -> bool {
        self.limbs.is_empty()
    }

    pub(crate) fn is_positive(&self) -> bool {
        !self.negative && !self.is_zero()
    }

    pub(crate) const fn is_negative(&self) -> bool {
        self.negative
    }

    pub(crate) fn negated(&self) -> Self {
        Self { negative: !self.negative && !self.is_zero(), limbs: self.limbs.clone() }
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        if self.negative == other.negative {
            return Self { negative: self.negative, limbs: sum(&self.limbs, &other.limbs) };
        }
        let (large, small) = match compare(&self.limbs, &other.limbs) {
            Ordering::Less => (other, self),
            Ordering::Equal => return Self::default(),
            Ordering::Greater => (self, other),
        };
        let mut limbs = large.limbs.clone();
        subtract(&mut limbs, &small.limbs);
        Self { negative: large.negative, limbs }
    }

    pub(crate) fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        let mut limbs = vec![0; self.limbs.len() + other.limbs.len()];
        for (i, &a) in self.limbs.iter().enumerate() {
            let mut carry = 0;
            for (j, &b) in other.limbs.iter().enumerate() {
                let wide = u64::from(limbs[i + j]) + u64::from(a) * u64::from(b) + carry;
                limbs[i + j] = wide as u32;
                carry = wide >> 32;
            }
            limbs[i + other.limbs.len()] = carry as u32;
        }
        trim(&mut limbs);
        Self { negative: self.negative != other.negative && !limbs.is_empty(), limbs }
    }

    fn bits(&self) -> usize {
        self.limbs.last().map_or(0, |last| 32 * self.limbs.len() - last.leading_zeros() as usize)
    }

    fn bit(&self, n: usize) -> bool {
        self.limbs.get(n / 32).is_some_and(|limb| limb >> (n % 32) & 1 == 1)
    }

    /// The largest whole number whose product with `divisor`, which is positive, is not larger.
    fn over(&self, divisor: &Self) -> Self {
        let mut rest = Self::default();
        let mut quotient = vec![0; self.limbs.len()];
        for n in (0..self.bits()).rev() {
            rest.limbs = sum(&rest.limbs, &rest.limbs);
            if self.bit(n) {
                rest.limbs = sum(&rest.limbs, &[1]);
            }
            trim(&mut rest.limbs);
            if compare(&rest.limbs, &divisor.limbs).is_ge() {
                subtract(&mut rest.limbs, &divisor.limbs);
                quotient[n / 32] |= 1 << (n % 32);
            }
        }
        trim(&mut quotient);
        let quotient = Self { negative: false, limbs: quotient };
        match (self.negative, rest.is_zero()) {
            (false, _) => quotient,
            (true, true) => quotient.negated(),
            (true, false) => quotient.plus(&Self::from(1_i64)).negated(),
        }
    }

    /// The number, if it is that small.
    fn small(&self) -> Option<i128> {
        let size = self.limbs.iter().rev().try_fold(0_u128, |sum, &limb| {
            (sum >> 96 == 0).then(|| sum << 32 | u128::from(limb))
        })?;
        let size = i128::try_from(size).ok()?;
        Some(if self.negative { -size } else { size })
    }
}

/// The largest number that divides both, of which one is not zero (Euclid).
fn common(a: &Whole, b: &Whole) -> Whole {
    let (mut a, mut b) = (a.clone(), b.clone());
    (a.negative, b.negative) = (false, false);
    while !b.is_zero() {
        let rest = a.minus(&a.over(&b).times(&b));
        (a, b) = (b, rest);
    }
    a
}

/// A fraction, exactly.
#[derive(Clone, Debug)]
pub struct Ratio {
    above: Whole,
    /// Positive.
    below: Whole,
}

impl Ratio {
    /// `above / below`, where `below` is not zero.
    pub(crate) fn new(above: &Whole, below: &Whole) -> Self {
        if below.is_negative() {
            return Self { above: above.negated(), below: below.negated() };
        }
        Self { above: above.clone(), below: below.clone() }
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self { above: number.into(), below: 1_i64.into() }
    }

    /// In lowest terms, the lower part positive; nothing if a part has more than 127 bits.
    #[must_use]
    pub fn fraction(&self) -> Option<(i128, i128)> {
        let common = common(&self.above, &self.below);
        Some((self.above.over(&common).small()?, self.below.over(&common).small()?))
    }

    /// The largest whole number that is not above `times` this, for decimal places; nothing if it has more than
    /// 127 bits.
    #[must_use]
    pub fn floor(&self, times: i64) -> Option<i128> {
        self.above.times(&times.into()).over(&self.below).small()
    }

    pub(crate) fn negated(&self) -> Self {
        Self { above: self.above.negated(), below: self.below.clone() }
    }

    /// `at + slope × this`, times a positive number that depends on this only.
    pub(crate) fn line(&self, at: &Whole, slope: &Whole) -> Whole {
        at.times(&self.below).plus(&slope.times(&self.above))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        self.above.times(&other.below).cmp(&other.above.times(&self.below))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ratio {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_calculate() {
        let mut random = fastrand::Rng::with_seed(1);
        let mut number = |bits: u32| random.i128(-(1 << bits)..=1 << bits);
        for round in 0..20_000 {
            let bits = round % 62;
            let (a, b) = (number(bits), number(61 - bits));
            let (x, y) = (Whole::from(a), Whole::from(b));
            assert_eq!(x.plus(&y).small(), Some(a + b));
            assert_eq!(x.minus(&y).small(), Some(a - b));
            assert_eq!(x.times(&y).small(), Some(a * b));
            assert_eq!(x.cmp(&y), a.cmp(&b));
            if b > 0 {
                assert_eq!(x.over(&y).small(), Some(a.div_euclid(b)));
                let ratio = Ratio::new(&x.times(&y), &y.times(&y));
                let (above, below) = ratio.fraction().unwrap();
                assert!(below > 0 && above * b == a * below);
                assert_eq!(ratio.floor(10), Some((10 * a).div_euclid(b)));
            }
            // What does not fit comes back by division.
            let large = x.times(&x).times(&y).times(&y).plus(&x);
            if b != 0 && a.abs() < a * a {
                let square = y.times(&y);
                assert!(large.minus(&x).over(&square).minus(&x.times(&x)).is_zero());
            }
        }
        assert_eq!(Whole::from(i128::MAX).plus(&Whole::from(1_i64)).small(), None);
        assert!(Ratio::whole(-1) < Ratio::whole(0));
    }
}
