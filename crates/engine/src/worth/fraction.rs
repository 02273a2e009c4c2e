//! Exact fractions, as far as 128 bits reach.

use detente_scenario::Decimal;
use std::cmp::Ordering;
use std::fmt;

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// Nought.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator`; nothing if the denominator is 0 or the numbers are too large.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        let common = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()) as i128;
        let sign = denominator.signum();
        Some(Self {
            numerator: sign * (numerator / common),
            denominator: denominator.abs() / common,
        })
    }

    /// A decimal as a fraction.
    #[must_use]
    pub fn of(number: Decimal) -> Option<Self> {
        let power = 10_i128.checked_pow(u32::from(number.places().unsigned_abs()))?;
        if number.places() >= 0 {
            Self::new(number.digits(), power)
        } else {
            Self::new(number.digits().checked_mul(power)?, 1)
        }
    }

    /// What stands above the line.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// What stands below it.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// The sum, if it fits.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let common = gcd(self.denominator.unsigned_abs(), other.denominator.unsigned_abs()) as i128;
        let (a, b) = (other.denominator / common, self.denominator / common);
        let sum = self.numerator.checked_mul(a)?.checked_add(other.numerator.checked_mul(b)?)?;
        Self::new(sum, self.denominator.checked_mul(a)?)
    }

    /// The difference, if it fits.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { numerator: other.numerator.checked_neg()?, ..other })
    }

    /// The product, if it fits.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        // Cancelling first keeps the numbers small.
        let a = Self::new(self.numerator, other.denominator)?;
        let b = Self::new(other.numerator, self.denominator)?;
        Self::new(a.numerator.checked_mul(b.numerator)?, a.denominator.checked_mul(b.denominator)?)
    }

    /// The quotient, if it fits; nothing if `other` is 0.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.denominator, other.numerator)?)
    }

    /// The largest fraction of which both positive ones are multiples, if it fits.
    #[must_use]
    pub fn common(self, other: Self) -> Option<Self> {
        let shared = gcd(self.denominator.unsigned_abs(), other.denominator.unsigned_abs()) as i128;
        let denominator = self.denominator.checked_mul(other.denominator / shared)?;
        let whole = |f: Self| f.numerator.checked_mul(denominator / f.denominator);
        let numerator = gcd(whole(self)?.unsigned_abs(), whole(other)?.unsigned_abs());
        Self::new(i128::try_from(numerator).ok()?, denominator)
    }

    /// The nearest number of double precision.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = self.numerator.signum().cmp(&other.numerator.signum());
        if sign != Ordering::Equal || self.numerator == 0 {
            return sign;
        }
        let magnitude = |f: &Self| (f.numerator.unsigned_abs(), f.denominator.unsigned_abs());
        let order = compare(magnitude(self), magnitude(other));
        if self.numerator < 0 { order.reverse() } else { order }
    }
}

/// Compares a/b with c/d by their continued fractions, which no product overflows.
fn compare((mut a, mut b): (u128, u128), (mut c, mut d): (u128, u128)) -> Ordering {
    loop {
        let (whole_1, rest_1) = (a / b, a % b);
        let (whole_2, rest_2) = (c / d, c % d);
        if whole_1 != whole_2 {
            return whole_1.cmp(&whole_2);
        }
        match (rest_1 == 0, rest_2 == 0) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            // The order of the rests is the reverse of that of their inverses.
            (false, false) => (a, b, c, d) = (d, rest_2, b, rest_1),
        }
    }
}

/// The greatest common divisor, 1 of two noughts.
pub(crate) fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl fmt::Display for Fraction {
    /// A decimal if it ends within twelve places; otherwise rounded to six, after a sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut power = 1_i128;
        for places in 0..=12_usize {
            if power % self.denominator == 0
                && let Some(scaled) = self.numerator.checked_mul(power / self.denominator)
            {
                let digits = format!("{:0>width$}", scaled.unsigned_abs(), width = places + 1);
                let (whole, part) = digits.split_at(digits.len() - places);
                let sign = if scaled < 0 { "-" } else { "" };
                return match places {
                    0 => write!(f, "{sign}{whole}"),
                    _ => write!(f, "{sign}{whole}.{part}"),
                };
            }
            power *= 10;
        }
        write!(f, "{:.6}", self.to_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn f(a: i128, b: i128) -> Fraction {
        Fraction::new(a, b).unwrap()
    }

    #[test]
    fn fractions_calculate_exactly() {
        assert_eq!(f(2, -4), f(-1, 2));
        assert_eq!(f(1, 6).plus(f(1, 10)), Some(f(4, 15)));
        assert_eq!(f(1, 6).minus(f(1, 6)), Some(Fraction::ZERO));
        assert_eq!(f(3, 4).times(f(8, 9)), Some(f(2, 3)));
        assert_eq!(f(3, 4).over(f(3, 8)), Some(f(2, 1)));
        assert_eq!(f(3, 4).over(Fraction::ZERO), None);
        assert_eq!(Fraction::new(1, 0), None);
        let large = f(i128::MAX, 1);
        assert_eq!(large.plus(Fraction::ONE), None);
        assert_eq!(large.times(f(1, i128::MAX)), Some(Fraction::ONE));
    }

    #[test]
    fn fractions_compare_without_overflow() {
        let large = i128::MAX;
        assert!(f(large, large - 1) > f(large - 1, large));
        assert!(f(-large, large - 1) < f(-(large - 1), large));
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..10_000 {
            let mut draw = || i128::from(random.i32(-40..40));
            let (a, b, c, d) = (draw(), draw(), draw(), draw());
            if let (Some(x), Some(y)) = (Fraction::new(a, b), Fraction::new(c, d)) {
                let cross =
                    (a * d * b.signum() * d.signum()).cmp(&(c * b * b.signum() * d.signum()));
                assert_eq!(x.cmp(&y), cross, "{x:?} {y:?}");
            }
        }
    }

    #[test]
    fn fractions_are_shown_as_decimals() {
        for (fraction, shown) in [
            (f(1, 2), "0.5"),
            (f(-5, 4), "-1.25"),
            (f(7, 1), "7"),
            (f(1, 3), "0.333333"),
            (f(-1, 1000), "-0.001"),
            (f(1, 1 << 12), "0.000244140625"),
            (f(1, 1 << 13), "0.000122"),
        ] {
            assert_eq!(fraction.to_string(), shown);
        }
    }
}
