//! Comparing powers of fractions without writing them out, products of many factors, and logarithms for first guesses.
//!
//! A power with a large exponent is enclosed between two binary fractions with a fixed number of places; if the
//! enclosures of both sides do not meet, the order is proved. If they meet, the places are quadrupled, and where as
//! many places would be needed as the power itself has, it is written out. So the answer is always exact.

use crate::exact::Ratio;
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{One, Pow, ToPrimitive, Zero};
use std::cmp::Ordering;

/// `of / by`, between 0 and 1, to a power; it need not be in lowest terms.
#[derive(Clone, Debug)]
pub(crate) struct Power {
    /// Above the line.
    pub of: BigUint,
    /// Below the line, not zero.
    pub by: BigUint,
    /// How many times.
    pub exponent: u32,
}

impl Power {
    /// A probability to a power.
    pub(crate) fn of(base: &Ratio, exponent: u32) -> Self {
        Self {
            of: base.numer().magnitude().clone(),
            by: base.denom().magnitude().clone(),
            exponent,
        }
    }

    /// Written out.
    fn written(&self) -> (BigUint, BigUint) {
        (Pow::pow(&self.of, self.exponent), Pow::pow(&self.by, self.exponent))
    }

    /// Bits of the written power.
    fn bits(&self) -> u64 {
        self.by.bits().saturating_mul(u64::from(self.exponent.max(1)))
    }

    /// Two whole numbers between which the power times 2^`places` lies.
    fn enclosed(&self, places: u64) -> (BigUint, BigUint) {
        let one = BigUint::one() << places;
        let mut square = (&self.of << places) / &self.by;
        let mut square_above = (&square + 1u32).min(one.clone());
        let (mut low, mut high) = (one.clone(), one.clone());
        let mut exponent = self.exponent;
        while exponent > 0 {
            if exponent & 1 == 1 {
                low = (&low * &square) >> places;
                high = (((&high * &square_above) >> places) + 1u32).min(one.clone());
            }
            square = (&square * &square) >> places;
            square_above = (((&square_above * &square_above) >> places) + 1u32).min(one.clone());
            exponent >>= 1;
        }
        (low, high)
    }

    /// Where the power is 0 or 1 for certain, which.
    fn plain(&self) -> Option<u32> {
        if self.exponent == 0 || self.of == self.by {
            Some(1)
        } else {
            self.of.is_zero().then_some(0)
        }
    }

    /// The order of two powers, exactly.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        match (self.plain(), other.plain()) {
            (Some(a), Some(b)) => return a.cmp(&b),
            (Some(0), None) | (None, Some(1)) => return Ordering::Less,
            (Some(_), None) | (None, Some(_)) => return Ordering::Greater,
            (None, None) => {}
        }
        let most = self.bits().max(other.bits());
        let mut places = 128;
        while places < most {
            let ((low, high), (other_low, other_high)) =
                (self.enclosed(places), other.enclosed(places));
            if high < other_low {
                return Ordering::Less;
            }
            if low > other_high {
                return Ordering::Greater;
            }
            places *= 4;
        }
        let ((of, by), (other_of, other_by)) = (self.written(), other.written());
        (of * other_by).cmp(&(other_of * by))
    }
}

/// The product of all numbers, halves first, so that large factors meet large ones.
pub(crate) fn product(numbers: &[BigUint]) -> BigUint {
    match numbers {
        [] => BigUint::one(),
        [one] => one.clone(),
        _ => {
            let (left, right) = numbers.split_at(numbers.len() / 2);
            product(left) * product(right)
        }
    }
}

/// `from` (`from` − 1) … with `count` factors; 0 if it runs past 0.
pub(crate) fn falling(from: u32, count: u32) -> BigUint {
    if count > from {
        return BigUint::zero();
    }
    // As many factors at a time as fit into one machine word.
    let mut numbers = Vec::new();
    let mut word = 1u64;
    for factor in (from - count + 1)..=from {
        match word.checked_mul(u64::from(factor)) {
            Some(next) => word = next,
            None => {
                numbers.push(BigUint::from(word));
                word = u64::from(factor);
            }
        }
    }
    numbers.push(BigUint::from(word));
    product(&numbers)
}

/// The least number in `low..=high` from which on `holds` holds, searched outward from a guess; absent if it holds
/// nowhere there. `holds` must not stop holding.
pub(crate) fn first(
    low: u32,
    high: u32,
    guess: u32,
    mut holds: impl FnMut(u32) -> bool,
) -> Option<u32> {
    if low > high {
        return None;
    }
    let guess = guess.clamp(low, high);
    let mut step = 1u32;
    // `fails` and `succeeds` close in on the answer; both are one beyond what was tried at first.
    let (mut fails, mut succeeds) = (i64::from(low) - 1, i64::from(high) + 1);
    let mut next = guess;
    if holds(guess) {
        succeeds = i64::from(guess);
        while i64::from(next) > fails + 1 {
            next = next.saturating_sub(step).max(low);
            step = step.saturating_mul(2);
            if holds(next) {
                succeeds = i64::from(next);
            } else {
                fails = i64::from(next);
            }
        }
    } else {
        fails = i64::from(guess);
        while succeeds > i64::from(next) + 1 {
            next = next.saturating_add(step).min(high);
            step = step.saturating_mul(2);
            if holds(next) {
                succeeds = i64::from(next);
            } else {
                fails = i64::from(next);
            }
        }
    }
    while succeeds - fails > 1 {
        let middle = fails + (succeeds - fails) / 2;
        if holds(u32::try_from(middle).unwrap_or(high)) {
            succeeds = middle;
        } else {
            fails = middle;
        }
    }
    u32::try_from(succeeds).ok().filter(|&found| found <= high)
}

/// The natural logarithm of a positive number of any size, to about 15 digits; −∞ of zero.
pub(crate) fn logarithm(number: &BigUint) -> f64 {
    let shift = number.bits().saturating_sub(64);
    let head = (number >> shift).to_f64().unwrap_or(f64::NAN);
    libm::log(head) + shift as f64 * std::f64::consts::LN_2
}

/// The natural logarithm of a fraction that is not negative; −∞ of zero.
pub(crate) fn ln(number: &Ratio) -> f64 {
    logarithm(number.numer().magnitude()) - logarithm(number.denom().magnitude())
}

/// A whole number that is not negative.
pub(crate) fn signed(number: BigUint) -> BigInt {
    BigInt::from_biguint(Sign::Plus, number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{power, ratio};

    #[test]
    fn powers_are_compared_as_if_written() {
        let mut rng = fastrand::Rng::with_seed(12);
        let mut equal = 0;
        for _ in 0..4000 {
            let by = rng.i64(1..9);
            let draw = |rng: &mut fastrand::Rng| (ratio(rng.i64(0..=by), by), rng.u32(0..60));
            let ((a, e), (b, f)) = (draw(&mut rng), draw(&mut rng));
            let expected = power(&a, e).cmp(&power(&b, f));
            equal += u32::from(expected.is_eq());
            assert_eq!(Power::of(&a, e).compare(&Power::of(&b, f)), expected, "{a} {e} {b} {f}");
        }
        assert!(equal > 100);
        // Equal powers of different numbers, and a near miss far beyond floating numbers.
        assert!(Power::of(&ratio(1, 4), 500).compare(&Power::of(&ratio(1, 2), 1000)).is_eq());
        let near = Ratio::new(1i64.into(), 2.into()) + power(&ratio(1, i64::MAX), 20);
        assert!(Power::of(&near, 700).compare(&Power::of(&ratio(1, 2), 700)).is_gt());
        assert!(
            (logarithm(&BigUint::from(10u32).pow(1000u32)) / 1000.0 - std::f64::consts::LN_10)
                .abs()
                < 1e-12
        );
    }

    #[test]
    fn the_first_is_found_from_any_guess() {
        for low in 0..4 {
            for high in low..12 {
                for guess in 0..14 {
                    for from in 0..14 {
                        let found = first(low, high, guess, |n| {
                            assert!((low..=high).contains(&n));
                            n >= from
                        });
                        assert_eq!(found, (low..=high).find(|&n| n >= from));
                    }
                }
            }
        }
        assert_eq!(first(3, 2, 0, |_| true), None);
        assert_eq!(first(0, u32::MAX, 5, |n| n >= 4_000_000_000), Some(4_000_000_000));
    }

    #[test]
    fn falling_products() {
        for from in 0..12u32 {
            for count in 0..14u32 {
                let by_factors: u64 =
                    (0..count).map(|i| u64::from(from.saturating_sub(i))).product();
                assert_eq!(falling(from, count), BigUint::from(by_factors));
            }
        }
    }
}
