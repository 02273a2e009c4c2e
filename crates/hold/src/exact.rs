//! Exact fractions.

use num_bigint::BigInt;
use num_traits::{One, Pow, ToPrimitive, Zero};

/// A fraction of whole numbers of any size.
pub type Ratio = num_rational::BigRational;

/// `of / by`; `by` is not zero.
#[must_use]
pub fn ratio(of: i64, by: i64) -> Ratio {
    Ratio::new(BigInt::from(of), BigInt::from(by))
}

/// `of / by`; `by` is not zero.
#[must_use]
pub fn fraction(of: i128, by: i128) -> Ratio {
    Ratio::new(BigInt::from(of), BigInt::from(by))
}

/// A whole number.
#[must_use]
pub fn whole(of: i64) -> Ratio {
    Ratio::from_integer(BigInt::from(of))
}

/// `base` to a power.
#[must_use]
pub fn power(base: &Ratio, exponent: u32) -> Ratio {
    Pow::pow(base, exponent)
}

/// Whether it is a probability.
#[must_use]
pub fn is_probability(number: &Ratio) -> bool {
    *number >= Ratio::zero() && *number <= Ratio::one()
}

/// The nearest floating number, for what is drawn.
#[must_use]
pub fn float(number: &Ratio) -> f64 {
    number.to_f64().unwrap_or(f64::NAN)
}
