//! Numbers that count packages.

use crate::stream::Stream;
use std::fmt::Debug;
use std::ops::{Add, AddAssign, Mul, Sub};

/// How packages are counted: one by one, or, where there are more than a whole number holds, as their share of all
/// combinations of options.
pub(super) trait Measure:
    Copy
    + Default
    + Debug
    + PartialOrd
    + Send
    + Sync
    + Add<Output = Self>
    + AddAssign
    + Mul<Output = Self>
    + Sub<Output = Self>
{
    /// One package of a term with so many options.
    fn one(size: usize) -> Self;
    /// So many of them.
    fn of(many: usize, size: usize) -> Self;
    /// What this is [`one`](Self::one) of.
    fn whole(self, size: usize) -> Self;
    /// How often `unit`, which is not nothing, goes into this, and what remains.
    fn split(self, unit: Self) -> (usize, Self);
    /// Evenly from nothing (included) to `self` (excluded), which is not nothing.
    fn draw(self, stream: &mut Stream) -> Self;
    /// As a share of `whole`.
    fn share(self, whole: Self) -> f64;
    /// The number, if packages are counted one by one.
    fn exact(self) -> Option<u128>;
}

impl Measure for u128 {
    fn one(_: usize) -> Self {
        1
    }

    fn of(many: usize, _: usize) -> Self {
        many as Self
    }

    fn whole(self, _: usize) -> Self {
        self
    }

    fn split(self, unit: Self) -> (usize, Self) {
        ((self / unit) as usize, self % unit)
    }

    fn draw(self, stream: &mut Stream) -> Self {
        stream.below(self)
    }

    fn share(self, whole: Self) -> f64 {
        self as f64 / whole as f64
    }

    fn exact(self) -> Option<u128> {
        Some(self)
    }
}

impl Measure for f64 {
    fn one(size: usize) -> Self {
        1.0 / size as Self
    }

    fn of(many: usize, size: usize) -> Self {
        many as Self / size as Self
    }

    fn whole(self, size: usize) -> Self {
        self * size as Self
    }

    fn split(self, unit: Self) -> (usize, Self) {
        let times = (self / unit).floor();
        (times as usize, (self - times * unit).max(0.0))
    }

    fn draw(self, stream: &mut Stream) -> Self {
        stream.unit() * self
    }

    fn share(self, whole: Self) -> f64 {
        self / whole
    }

    fn exact(self) -> Option<u128> {
        None
    }
}
