//! Decimal numbers, exactly as they are written, and ranges of them.

use std::cmp::Ordering;
use std::fmt;

/// The largest number of significant digits of a [`Decimal`].
pub const MAX_DIGITS: u32 = 36;

/// The largest number of places behind the point, and of zeros before it.
const MAX_PLACES: i64 = 60;

/// A decimal number: `digits · 10^-places`, without trailing zeros, so that equal numbers are equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    places: i16,
}

/// Why a text is no [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDecimal {
    /// It is not written like one.
    Syntax,
    /// It has more than [`MAX_DIGITS`] significant digits.
    Digits,
    /// It is too large or too small.
    Magnitude,
}

impl Decimal {
    /// The number `digits · 10^-places`.
    ///
    /// # Errors
    /// It has too many digits or is too large or too small.
    pub fn new(digits: i128, places: i64) -> Result<Self, NotDecimal> {
        let (mut digits, mut places) = (digits, places);
        if digits == 0 {
            return Ok(Self::default());
        }
        while digits % 10 == 0 {
            digits /= 10;
            places -= 1;
        }
        if digits.unsigned_abs().ilog10() >= MAX_DIGITS {
            return Err(NotDecimal::Digits);
        }
        if places.abs() > MAX_PLACES {
            return Err(NotDecimal::Magnitude);
        }
        Ok(Self { digits, places: places as i16 })
    }

    /// Reads `12`, `-0.5`, `+1e-3`, `.5`; an underscore between digits says nothing, as in TOML.
    ///
    /// # Errors
    /// See [`NotDecimal`]. Cost: linear in the text.
    pub fn parse(text: &str) -> Result<Self, NotDecimal> {
        let (is_negative, rest) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent_of(exponent)?),
            None => (rest, 0),
        };
        let (mut digits, mut places, mut seen, mut zeros) = (0_i128, 0_i64, 0_usize, 0_i64);
        let mut behind_point = false;
        for byte in mantissa.bytes() {
            match byte {
                b'0'..=b'9' => {
                    seen += 1;
                    places += i64::from(behind_point);
                    if byte == b'0' {
                        zeros += 1;
                        continue;
                    }
                    // Zeros count only once something stands behind them.
                    let skipped = if digits == 0 { 0 } else { zeros };
                    zeros = 0;
                    let digit = i128::from(byte - b'0');
                    if skipped > i64::from(MAX_DIGITS) {
                        return Err(NotDecimal::Digits);
                    }
                    for _ in 0..=skipped {
                        digits = digits.checked_mul(10).ok_or(NotDecimal::Digits)?;
                    }
                    digits = digits.checked_add(digit).ok_or(NotDecimal::Digits)?;
                    if digits.unsigned_abs().ilog10() >= MAX_DIGITS {
                        return Err(NotDecimal::Digits);
                    }
                }
                b'.' if !behind_point => behind_point = true,
                b'_' if seen > 0 => {}
                _ => return Err(NotDecimal::Syntax),
            }
        }
        if seen == 0 {
            return Err(NotDecimal::Syntax);
        }
        if digits == 0 {
            return Ok(Self::default());
        }
        let digits = if is_negative { -digits } else { digits };
        Self::new(digits, places - zeros - exponent)
    }

    /// The significant digits, with the sign, as a whole number without trailing zeros.
    #[must_use]
    pub const fn digits(self) -> i128 {
        self.digits
    }

    /// How many of the digits stand behind the point; negative if zeros follow them before it.
    #[must_use]
    pub const fn places(self) -> i16 {
        self.places
    }

    /// Whether it is less than zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Whether it is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.digits == 0
    }
}

fn exponent_of(text: &str) -> Result<i64, NotDecimal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') {
        return Err(NotDecimal::Syntax);
    }
    let number: i64 = digits.replace('_', "").parse().map_err(|_| NotDecimal::Magnitude)?;
    if number > 10_000 {
        return Err(NotDecimal::Magnitude);
    }
    Ok(if text.starts_with('-') { -number } else { number })
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        // At most 19 digits.
        Self::new(i128::from(number), 0).unwrap_or_default()
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| number.digits.signum();
        if sign(self) != sign(other) || self.is_zero() {
            return sign(self).cmp(&sign(other));
        }
        // How many digits stand before the point, then the digits themselves, padded to the same length.
        let length = |number: &Self| number.digits.unsigned_abs().ilog10() as i16 - number.places;
        let padded = |number: &Self| {
            let digits = number.digits.unsigned_abs();
            digits * 10_u128.pow(MAX_DIGITS - 1 - digits.ilog10())
        };
        let larger = length(self).cmp(&length(other)).then(padded(self).cmp(&padded(other)));
        if self.is_negative() { larger.reverse() } else { larger }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let digits = self.digits.unsigned_abs().to_string();
        if self.places <= 0 {
            let zeros = usize::from(self.places.unsigned_abs());
            return write!(f, "{sign}{digits}{}", "0".repeat(zeros));
        }
        let places = usize::from(self.places.unsigned_abs());
        if digits.len() > places {
            let (whole, part) = digits.split_at(digits.len() - places);
            write!(f, "{sign}{whole}.{part}")
        } else {
            write!(f, "{sign}0.{}{digits}", "0".repeat(places - digits.len()))
        }
    }
}

/// A number, or a range in which it lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The least that it may be.
    pub low: Decimal,
    /// The most that it may be; not below `low`.
    pub high: Decimal,
}

impl Amount {
    /// Exactly this number.
    #[must_use]
    pub const fn exactly(number: Decimal) -> Self {
        Self { low: number, high: number }
    }

    /// Whether it may be more than one number.
    #[must_use]
    pub fn is_range(self) -> bool {
        self.low != self.high
    }
}

impl From<i64> for Amount {
    fn from(number: i64) -> Self {
        Self::exactly(number.into())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_range() {
            write!(f, "[{}, {}]", self.low, self.high)
        } else {
            write!(f, "{}", self.low)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_they_are_written_as() {
        for (text, shown) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("12", "12"),
            ("-0.50", "-0.5"),
            ("+1e-3", "0.001"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1_000.25", "1000.25"),
            ("2E3", "2000"),
            ("100200", "100200"),
            ("1.005", "1.005"),
            ("0.12345678901234567890123456789012345", "0.12345678901234567890123456789012345"),
            ("1e60", "1000000000000000000000000000000000000000000000000000000000000"),
        ] {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()), Ok(shown.to_owned()), "{text}");
            let again = Decimal::parse(shown).unwrap();
            assert_eq!(Decimal::parse(text), Ok(again));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for (text, why) in [
            ("", NotDecimal::Syntax),
            (".", NotDecimal::Syntax),
            ("1.2.3", NotDecimal::Syntax),
            ("nan", NotDecimal::Syntax),
            ("inf", NotDecimal::Syntax),
            ("1e", NotDecimal::Syntax),
            ("0x10", NotDecimal::Syntax),
            ("1e61", NotDecimal::Magnitude),
            ("1e-61", NotDecimal::Magnitude),
            ("1e999999999999999999999", NotDecimal::Magnitude),
            ("1234567890123456789012345678901234567", NotDecimal::Digits),
        ] {
            assert_eq!(Decimal::parse(text), Err(why), "{text}");
        }
        let long = format!("0.{}1", "0".repeat(500));
        assert_eq!(Decimal::parse(&long), Err(NotDecimal::Magnitude));
        assert_eq!(Decimal::parse(&"9".repeat(400)), Err(NotDecimal::Digits));
        assert_eq!(Decimal::parse(&format!("1{}1", "0".repeat(400))), Err(NotDecimal::Digits));
        assert_eq!(Decimal::parse(&"0".repeat(400)), Ok(Decimal::default()));
    }

    #[test]
    fn numbers_compare_as_numbers() {
        let texts = [
            "-20", "-3", "-0.5", "-1e-60", "0", "1e-60", "0.049", "0.05", "0.5", "3", "20", "21",
            "1e60",
        ];
        let numbers: Vec<Decimal> = texts.iter().map(|t| Decimal::parse(t).unwrap()).collect();
        for (i, a) in numbers.iter().enumerate() {
            for (j, b) in numbers.iter().enumerate() {
                assert_eq!(a.cmp(b), i.cmp(&j), "{a} {b}");
            }
        }
    }
}
