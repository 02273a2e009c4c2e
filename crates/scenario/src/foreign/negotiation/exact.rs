//! Arithmetic with decimals that is exact or says that it is not.
//!
//! Every function returns nothing if the result has more digits than a scenario file keeps, so that no
//! digit is lost without a word.

use crate::number::Decimal;

/// 1.
pub(super) fn one() -> Decimal {
    Decimal::from(1)
}

/// `a + b`.
pub(super) fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    if a.is_zero() {
        return Some(b);
    }
    if b.is_zero() {
        return Some(a);
    }
    let places = a.places().max(b.places());
    let aligned = |number: Decimal| {
        let shift = u32::try_from(places - number.places()).ok()?;
        number.digits().checked_mul(10_i128.checked_pow(shift)?)
    };
    Decimal::new(aligned(a)?.checked_add(aligned(b)?)?, i64::from(places)).ok()
}

/// `-a`.
pub(super) fn negated(a: Decimal) -> Decimal {
    Decimal::new(-a.digits(), i64::from(a.places())).unwrap_or_default()
}

/// `a - b`.
pub(super) fn difference(a: Decimal, b: Decimal) -> Option<Decimal> {
    sum(a, negated(b))
}

/// `a · b`.
pub(super) fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    let digits = a.digits().checked_mul(b.digits())?;
    Decimal::new(digits, i64::from(a.places()) + i64::from(b.places())).ok()
}

/// `a / b`, if it is a decimal and `b` is not zero.
pub(super) fn quotient(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (digits, places, is_exact) = divided(a, b, i64::MAX)?;
    if is_exact { Decimal::new(digits, places).ok() } else { None }
}

/// The largest decimal with `places` places behind the point that is not above `a / b`, for a
/// positive `b`.
pub(super) fn quotient_below(a: Decimal, b: Decimal, places: i64) -> Option<Decimal> {
    let (digits, places, is_exact) = divided(a, b, places)?;
    let below = if a.is_negative() && !is_exact { digits.checked_sub(1)? } else { digits };
    Decimal::new(below, places).ok()
}

/// The largest decimal with `places` places behind the point that is not above `a`.
pub(super) fn rounded_down(a: Decimal, places: i64) -> Option<Decimal> {
    quotient_below(a, Decimal::from(1), places)
}

/// The smallest number that both `a` and `b`, which are positive, divide without a rest.
pub(super) fn common_multiple(a: Decimal, b: Decimal) -> Option<Decimal> {
    let places = a.places().max(b.places());
    let whole = |number: Decimal| {
        let shift = u32::try_from(places - number.places()).ok()?;
        number.digits().checked_mul(10_i128.checked_pow(shift)?)
    };
    let (a, b) = (whole(a)?, whole(b)?);
    let (mut divisor, mut rest) = (a, b);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    Decimal::new((a / divisor).checked_mul(b)?, i64::from(places)).ok()
}

/// A number divided by another, which need not be a decimal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ratio {
    pub(super) of: Decimal,
    /// Positive.
    pub(super) by: Decimal,
}

impl Ratio {
    /// A decimal.
    pub(super) fn whole(of: Decimal) -> Self {
        Self { of, by: one() }
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        if self.of.is_zero() {
            return Some(other);
        }
        if other.of.is_zero() {
            return Some(self);
        }
        let by = common_multiple(self.by, other.by)?;
        Some(Self { of: sum(self.over(by)?, other.over(by)?)?, by })
    }

    pub(super) fn negated(self) -> Self {
        Self { of: negated(self.of), ..self }
    }

    /// What is divided by `by` in the same ratio, if that is a multiple of what this is divided by.
    pub(super) fn over(self, by: Decimal) -> Option<Decimal> {
        if self.by == by { Some(self.of) } else { product(self.of, quotient(by, self.by)?) }
    }

    /// What all of `ratios` can be divided by, the smallest such number.
    pub(super) fn common_divisor(mut ratios: impl Iterator<Item = Self>) -> Option<Decimal> {
        ratios.try_fold(one(), |all, ratio| common_multiple(all, ratio.by))
    }

    /// The ratio as a decimal, a little less with `places` places if it is none, which is noted.
    pub(super) fn decimal(self, places: i64, is_exact: &mut bool) -> Option<Decimal> {
        quotient(self.of, self.by).or_else(|| {
            *is_exact = false;
            quotient_below(self.of, self.by, places)
        })
    }
}

/// Long division until nothing is left or the result has `places` places behind the point: its digits
/// (cut off towards zero), its places, and whether nothing is left.
fn divided(a: Decimal, b: Decimal, places: i64) -> Option<(i128, i64, bool)> {
    if b.is_zero() {
        return None;
    }
    let (numerator, divisor) = (a.digits(), b.digits());
    let mut digits = numerator / divisor;
    let mut rest = numerator % divisor;
    let mut found = i64::from(a.places()) - i64::from(b.places());
    while rest != 0 && found < places {
        rest = rest.checked_mul(10)?;
        digits = digits.checked_mul(10)?.checked_add(rest / divisor)?;
        rest %= divisor;
        found += 1;
    }
    // More places than were asked for.
    let mut is_exact = rest == 0;
    while found > places {
        is_exact &= digits % 10 == 0;
        digits /= 10;
        found -= 1;
    }
    Some((digits, found, is_exact))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn shown(result: Option<Decimal>) -> String {
        result.map_or_else(|| "-".to_owned(), |number| number.to_string())
    }

    #[test]
    fn results_are_exact_or_absent() {
        assert_eq!(shown(sum(number("0.1"), number("0.2"))), "0.3");
        assert_eq!(shown(sum(number("1e30"), number("-1e30"))), "0");
        assert_eq!(shown(sum(number("1e30"), number("1e-30"))), "-");
        assert_eq!(shown(difference(number("1"), number("0.999"))), "0.001");
        assert_eq!(shown(product(number("0.35"), number("-4e3"))), "-1400");
        let long = number("123456789012345678901234567890123456");
        assert_eq!(shown(product(long, long)), "-");
        assert_eq!(shown(common_multiple(number("6"), number("4"))), "12");
        assert_eq!(shown(common_multiple(number("1.5"), number("10"))), "30");
        assert_eq!(shown(common_multiple(number("1"), number("662"))), "662");
        assert_eq!(shown(quotient(number("1"), number("8"))), "0.125");
        assert_eq!(shown(quotient(number("-30"), number("25"))), "-1.2");
        assert_eq!(shown(quotient(number("1"), number("3"))), "-");
        assert_eq!(shown(quotient(number("1"), number("0"))), "-");
        assert_eq!(shown(quotient(number("1e40"), number("1e20"))), "100000000000000000000");
    }

    #[test]
    fn rounding_goes_where_it_is_said_to_go() {
        for (a, b, places, below) in [
            ("1", "3", 4, "0.3333"),
            ("-1", "3", 4, "-0.3334"),
            ("2", "3", 4, "0.6666"),
            ("1", "8", 2, "0.12"),
            ("-1", "8", 2, "-0.13"),
            ("1", "8", 3, "0.125"),
            ("0.00001", "1", 3, "0"),
            ("-0.00001", "1", 3, "-0.001"),
            ("1200", "1", 2, "1200"),
        ] {
            let (a, b) = (number(a), number(b));
            assert_eq!(shown(quotient_below(a, b, places)), below, "{a} / {b}");
        }
    }

    #[test]
    fn random_sums_and_products_agree_with_whole_numbers() {
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..2000 {
            let (a, b) = (random.i64(-999..1000), random.i64(-999..1000));
            let (p, q) = (random.i64(0..4), random.i64(0..4));
            let x = Decimal::new(i128::from(a), p).unwrap();
            let y = Decimal::new(i128::from(b), q).unwrap();
            let scaled = i128::from(a) * 10_i128.pow(3 - p.min(3) as u32)
                + i128::from(b) * 10_i128.pow(3 - q.min(3) as u32);
            assert_eq!(sum(x, y), Decimal::new(scaled, 3).ok());
            assert_eq!(product(x, y), Decimal::new(i128::from(a * b), p + q).ok());
            if b != 0 {
                let back = quotient(product(x, y).unwrap(), y);
                assert_eq!(back, Some(x), "{x} · {y}");
            }
        }
    }
}
