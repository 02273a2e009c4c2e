//! The numbers in which worths are calculated: exact fractions, or rounded where those do not fit.

use super::Fraction;
use detente_scenario::{Amount, Decimal};

/// What can be calculated with; nothing where the result does not fit.
pub(super) trait Number: Copy + PartialOrd {
    fn of(number: Decimal) -> Option<Self>;
    fn whole(number: i64) -> Self;
    fn plus(self, other: Self) -> Option<Self>;
    fn minus(self, other: Self) -> Option<Self>;
    fn times(self, other: Self) -> Option<Self>;
    fn over(self, other: Self) -> Option<Self>;
}

impl Number for Fraction {
    fn of(number: Decimal) -> Option<Self> {
        Self::of(number)
    }

    fn whole(number: i64) -> Self {
        Self::new(i128::from(number), 1).unwrap_or(Self::ZERO)
    }

    fn plus(self, other: Self) -> Option<Self> {
        self.plus(other)
    }

    fn minus(self, other: Self) -> Option<Self> {
        self.minus(other)
    }

    fn times(self, other: Self) -> Option<Self> {
        self.times(other)
    }

    fn over(self, other: Self) -> Option<Self> {
        self.over(other)
    }
}

impl Number for f64 {
    fn of(number: Decimal) -> Option<Self> {
        Some(number.digits() as Self * Self::powi(10.0, -i32::from(number.places())))
    }

    fn whole(number: i64) -> Self {
        number as Self
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(self + other)
    }

    fn minus(self, other: Self) -> Option<Self> {
        Some(self - other)
    }

    fn times(self, other: Self) -> Option<Self> {
        Some(self * other)
    }

    fn over(self, other: Self) -> Option<Self> {
        (other != 0.0).then(|| self / other)
    }
}

/// A range with its middle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range<N> {
    pub(super) low: N,
    pub(super) middle: N,
    pub(super) high: N,
}

impl<N: Number> Range<N> {
    pub(super) fn of(amount: Amount) -> Option<Self> {
        let (low, high) = (N::of(amount.low)?, N::of(amount.high)?);
        let middle = if amount.is_range() { low.plus(high)?.over(N::whole(2))? } else { low };
        Some(Self { low, middle, high })
    }

    pub(super) const fn exactly(number: N) -> Self {
        Self { low: number, middle: number, high: number }
    }

    pub(super) const fn numbers(&self) -> [N; 3] {
        [self.low, self.middle, self.high]
    }

    /// All of it divided by a positive number.
    pub(super) fn over(self, divisor: N) -> Option<Self> {
        Some(Self {
            low: self.low.over(divisor)?,
            middle: self.middle.over(divisor)?,
            high: self.high.over(divisor)?,
        })
    }

    /// All of it less a number.
    pub(super) fn minus(self, less: N) -> Option<Self> {
        Some(Self {
            low: self.low.minus(less)?,
            middle: self.middle.minus(less)?,
            high: self.high.minus(less)?,
        })
    }
}
