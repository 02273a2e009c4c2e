//! Whole numbers of any size, and fractions of them: what a product of gains is compared in.
//!
//! Only what the solutions need: products, comparison, doubling, decimal digits. `Rough` is the same
//! number as a floating mantissa and an exponent, for estimates that [`Natural`] then confirms. It adds,
//! multiplies and divides and calls no function of the platform, so that it is the same on all of them.

use std::cmp::Ordering;
use std::fmt;

/// A whole number, not negative: limbs of 64 bits, the least first, no leading zero limb.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Natural(Vec<u64>);

impl Natural {
    /// The number one.
    #[must_use]
    pub fn one() -> Self {
        Self(vec![1])
    }

    /// The nearest number of double precision, infinite where it is too large.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.iter().rev().fold(0.0, |sum, &limb| sum * 18_446_744_073_709_551_616.0 + limb as f64)
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// The product with a small number.
    pub fn multiply(&mut self, factor: u64) {
        if factor == 0 {
            self.0.clear();
            return;
        }
        let mut carry = 0_u64;
        for limb in &mut self.0 {
            let wide = u128::from(*limb) * u128::from(factor) + u128::from(carry);
            *limb = wide as u64;
            carry = (wide >> 64) as u64;
        }
        if carry > 0 {
            self.0.push(carry);
        }
    }

    /// One more.
    pub fn increase(&mut self) {
        for limb in &mut self.0 {
            *limb = limb.wrapping_add(1);
            if *limb != 0 {
                return;
            }
        }
        self.0.push(1);
    }

    /// The product of two numbers.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        let mut limbs = vec![0_u64; self.0.len() + other.0.len()];
        for (i, &a) in self.0.iter().enumerate() {
            let mut carry = 0_u64;
            for (j, &b) in other.0.iter().enumerate() {
                let wide =
                    u128::from(a) * u128::from(b) + u128::from(limbs[i + j]) + u128::from(carry);
                limbs[i + j] = wide as u64;
                carry = (wide >> 64) as u64;
            }
            limbs[i + other.0.len()] = carry;
        }
        Self::trimmed(limbs)
    }

    /// The number multiplied with itself, `exponent` factors in all.
    #[must_use]
    pub fn power(&self, mut exponent: u32) -> Self {
        let (mut result, mut square) = (Self::one(), self.clone());
        loop {
            if exponent & 1 == 1 {
                result = result.times(&square);
            }
            exponent >>= 1;
            if exponent == 0 {
                return result;
            }
            square = square.times(&square);
        }
    }

    /// The number times two to the power of `bits`.
    #[must_use]
    pub fn shifted(&self, bits: u32) -> Self {
        let mut limbs = vec![0; bits as usize / 64];
        limbs.extend_from_slice(&self.0);
        let mut shifted = Self::trimmed(limbs);
        shifted.multiply(1 << (bits % 64));
        shifted
    }

    fn trimmed(mut limbs: Vec<u64>) -> Self {
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        Self(limbs)
    }

    /// Divides by a small number, not zero, and returns the remainder.
    fn divide(&mut self, divisor: u64) -> u64 {
        let mut rest = 0_u64;
        for limb in self.0.iter_mut().rev() {
            let wide = u128::from(rest) << 64 | u128::from(*limb);
            *limb = (wide / u128::from(divisor)) as u64;
            rest = (wide % u128::from(divisor)) as u64;
        }
        *self = Self::trimmed(std::mem::take(&mut self.0));
        rest
    }
}

impl From<u64> for Natural {
    fn from(value: u64) -> Self {
        Self::trimmed(vec![value])
    }
}

impl From<u128> for Natural {
    fn from(value: u128) -> Self {
        Self::trimmed(vec![value as u64, (value >> 64) as u64])
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let digits = || self.0.iter().rev().cmp(other.0.iter().rev());
        self.0.len().cmp(&other.0.len()).then_with(digits)
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Natural {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const GROUP: u64 = 10_000_000_000_000_000_000;
        let mut rest = self.clone();
        let mut groups = Vec::new();
        while !rest.is_zero() {
            groups.push(rest.divide(GROUP));
        }
        let mut digits = groups.pop().unwrap_or(0).to_string();
        for group in groups.iter().rev() {
            digits += &format!("{group:019}");
        }
        f.pad_integral(true, "", &digits)
    }
}

/// About how large a positive number is: `mantissa` × 2^`exponent` with a mantissa from 1 to below 2.
/// Every operation is off by at most one part in 2^52.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rough {
    mantissa: f64,
    exponent: i64,
}

impl Rough {
    pub(super) const ONE: Self = Self { mantissa: 1.0, exponent: 0 };

    /// `value` must be positive and finite.
    pub(super) fn of(value: f64) -> Self {
        let bits = value.to_bits();
        let exponent = (bits >> 52 & 0x7ff) as i64;
        if exponent == 0 {
            // A number below the normal range.
            let Self { mantissa, exponent } = Self::of(value * (1_u64 << 60) as f64);
            return Self { mantissa, exponent: exponent - 60 };
        }
        let mantissa = f64::from_bits(bits & !(0x7ff << 52) | 1023 << 52);
        Self { mantissa, exponent: exponent - 1023 }
    }

    pub(super) fn times(self, other: Self) -> Self {
        let product = Self::of(self.mantissa * other.mantissa);
        Self { exponent: self.exponent + other.exponent + product.exponent, ..product }
    }

    pub(super) fn over(self, other: Self) -> Self {
        let quotient = Self::of(self.mantissa / other.mantissa);
        Self { exponent: self.exponent - other.exponent + quotient.exponent, ..quotient }
    }

    pub(super) fn power(self, exponent: u32) -> Self {
        let (mut result, mut square, mut exponent) = (Self::ONE, self, exponent);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = result.times(square);
            }
            square = square.times(square);
            exponent >>= 1;
        }
        result
    }

    /// The root of degree `degree`, which must be positive: near by bisection, then by Newton's method.
    pub(super) fn root(self, degree: u32) -> Self {
        let exponent = self.exponent.div_euclid(i64::from(degree));
        let rest = Self { exponent: self.exponent.rem_euclid(i64::from(degree)), ..self };
        let (mut low, mut high) = (1.0, 2.0);
        for _ in 0..11 {
            let middle = (low + high) / 2.0;
            if Self::of(middle).power(degree) <= rest {
                low = middle;
            } else {
                high = middle;
            }
        }
        // Of numbers up to 1000 such a start has at least six more digits right after every second step.
        let mut root = Self::of(low);
        for _ in 0..6 {
            let ratio = rest.over(root.power(degree)).float();
            let step = (ratio - 1.0) / f64::from(degree);
            root = root.times(Self::of(1.0 + step));
            if step.abs() < 1e-9 {
                break;
            }
        }
        Self { exponent: exponent + root.exponent, ..root }
    }

    /// The nearest number in the ordinary range; infinite or zero beyond it.
    pub(super) fn float(self) -> f64 {
        match self.exponent {
            -1022..=1023 => self.mantissa * f64::from_bits(((self.exponent + 1023) as u64) << 52),
            1024.. => f64::INFINITY,
            _ => 0.0,
        }
    }

    /// The whole part; at most [`u128::MAX`].
    pub(super) fn floor(self) -> u128 {
        self.float() as u128
    }

    /// The least whole number that is not smaller.
    pub(super) fn ceil(self) -> Natural {
        if self.exponent < 0 {
            return Natural::one();
        }
        if self.exponent < 63 {
            let float = self.float();
            let whole = float as u64;
            return Natural::from(whole + u64::from((whole as f64) < float));
        }
        let mantissa = (self.mantissa * (1_u64 << 52) as f64) as u64;
        Natural::from(mantissa).shifted((self.exponent - 52) as u32)
    }
}

impl PartialOrd for Rough {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let mantissas = self.mantissa.partial_cmp(&other.mantissa)?;
        Some(self.exponent.cmp(&other.exponent).then(mantissas))
    }
}

impl From<&Natural> for Rough {
    /// Of zero it is about one half, which every positive whole number is above.
    fn from(value: &Natural) -> Self {
        let Some(&top) = value.0.last() else { return Self { mantissa: 1.0, exponent: -1 } };
        let below = value.0.len().checked_sub(2).map_or(0, |i| value.0[i]);
        let float = top as f64 * 18_446_744_073_709_551_616.0 + below as f64;
        let rough = Self::of(float);
        Self { exponent: rough.exponent + 64 * (value.0.len() as i64 - 2), ..rough }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_agree_with_wide_integers() {
        let mut rng = fastrand::Rng::with_seed(1);
        for _ in 0..10_000 {
            let (a, b) = (rng.u64(..) >> rng.u32(0..64), rng.u64(..) >> rng.u32(0..64));
            let product = u128::from(a) * u128::from(b);
            let mut by = Natural::from(a);
            by.multiply(b);
            assert_eq!(by, Natural::from(product));
            assert_eq!(Natural::from(a).times(&Natural::from(b)), by);
            assert_eq!(by.to_string(), product.to_string());
            let other = rng.u128(..) >> rng.u32(0..128);
            assert_eq!(by.cmp(&Natural::from(other)), product.cmp(&other));
        }
        assert_eq!(Natural::from(10_u64).power(50).to_string(), format!("1{}", "0".repeat(50)));
        assert_eq!(
            Natural::from(3_u64).shifted(130),
            Natural::from(2_u64).power(130).times(&Natural::from(3_u64))
        );
        assert_eq!(Natural::from(7_u64).power(0), Natural::one());
        assert_eq!(Natural::default().to_string(), "0");
    }

    #[test]
    fn rough_numbers_are_near() {
        let mut rng = fastrand::Rng::with_seed(2);
        for _ in 0..500 {
            let degree = [rng.u32(1..40), rng.u32(1..1001)][rng.usize(..2)];
            let a = Natural::from((rng.u64(..) >> rng.u32(0..63)).max(1));
            let root = Rough::from(&a.power(degree)).root(degree).float();
            let exact = Rough::from(&a).float();
            assert!((root / exact - 1.0).abs() < 1e-13, "{root} {exact}");
            let quotient = Rough::from(&a).power(3).over(Rough::from(&a)).float();
            assert!((quotient / (exact * exact) - 1.0).abs() < 1e-13);
        }
        for value in [1e-320, 0.3, 1.0, 1.5, 7.25, 1e18, 1e25] {
            assert_eq!(Rough::of(value).ceil().to_string().parse::<f64>(), Ok(value.ceil()));
        }
        assert_eq!(Rough::from(&Natural::from(1_u64 << 40)).floor(), 1 << 40);
    }
}
