//! Numbers too large to be written out, and powers that are the same on every machine.

/// `digits` times ten to the power of `tens`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Many {
    /// From 1 (included) to 10 (excluded); 0 for nothing.
    pub digits: f64,
    /// The power of ten.
    pub tens: i32,
}

impl Many {
    /// A number that is not negative.
    #[must_use]
    pub fn new(number: f64) -> Self {
        Self { digits: number, tens: 0 }.normal()
    }

    /// The product of all option numbers, whatever its size.
    #[must_use]
    pub fn product(sizes: &[usize]) -> Self {
        sizes.iter().fold(Self::new(1.0), |product, &size| product.times(size as f64))
    }

    /// This times a number that is not negative.
    #[must_use]
    pub fn times(self, number: f64) -> Self {
        let number = Self::new(number);
        Self { digits: self.digits * number.digits, tens: self.tens.saturating_add(number.tens) }
            .normal()
    }

    /// The number, infinite if it is too large.
    #[must_use]
    pub fn number(self) -> f64 {
        let mut number = self.digits;
        for _ in 0..self.tens.unsigned_abs().min(700) {
            number = if self.tens > 0 { number * 10.0 } else { number / 10.0 };
        }
        number
    }

    fn normal(mut self) -> Self {
        if self.digits <= 0.0 || !self.digits.is_finite() {
            return Self { digits: 0.0, tens: 0 };
        }
        while self.digits >= 10.0 {
            self = Self { digits: self.digits / 10.0, tens: self.tens.saturating_add(1) };
        }
        while self.digits < 1.0 {
            self = Self { digits: self.digits * 10.0, tens: self.tens.saturating_sub(1) };
        }
        self
    }
}

/// e to the power of `x`, which is at most 0. Only sums and products, so that every machine gets the same.
pub(super) fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let twos = (x * std::f64::consts::LOG2_E).round();
    let rest = x - twos * std::f64::consts::LN_2;
    let mut sum = 1.0;
    for n in (1..=14).rev() {
        sum = 1.0 + sum * rest / f64::from(n);
    }
    sum * f64::from_bits(((1023.0 + twos) as u64) << 52)
}

/// e to the power of `x`, which is not negative.
pub(super) fn growth(x: f64) -> Many {
    let mut left = x.min(1e6);
    let mut product = Many::new(1.0);
    while left > 0.0 {
        let part = left.min(600.0);
        product = product.times(1.0 / exp(-part));
        left -= part;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_and_products_are_near_enough() {
        for n in 0..2000 {
            let x = -f64::from(n) / 3.0;
            assert!((exp(x) - x.exp()).abs() <= 1e-12 * x.exp());
        }
        let large = growth(1000.0);
        assert!((large.digits - 1.970_071_114_017).abs() < 1e-9 && large.tens == 434, "{large:?}");
        assert_eq!(Many::product(&[10; 400]), Many { digits: 1.0, tens: 400 });
        assert_eq!(Many::new(0.0).times(5.0).number(), 0.0);
        assert!((Many::new(1234.5).number() - 1234.5).abs() < 1e-9);
        assert!((Many::new(0.000_12).number() - 0.000_12).abs() < 1e-15);
    }
}
