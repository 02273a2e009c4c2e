//! Straight lines up and down again, without a division.

use super::exact::{difference, one, product};
use crate::number::Decimal;

/// 0 before `start`, up to 1 at `rise_end`, 1 until `fall_start`, down to 0 at `end`, 0 after it: as
/// points out of the product of the widths of both slopes.
pub(super) struct Trapezoid {
    pub(super) start: Decimal,
    pub(super) rise_end: Decimal,
    pub(super) fall_start: Decimal,
    pub(super) end: Decimal,
}

impl Trapezoid {
    /// A trapezoid whose top is a point.
    pub(super) const fn triangle(start: Decimal, top: Decimal, end: Decimal) -> Self {
        Self { start, rise_end: top, fall_start: top, end }
    }

    /// Whether the corners stand in order.
    pub(super) fn is_ordered(&self) -> bool {
        [self.start, self.rise_end, self.fall_start, self.end].is_sorted()
    }

    /// The widths of the slopes; 1 for one that is none.
    fn slopes(&self) -> Option<(Decimal, Decimal)> {
        let width = |from: Decimal, to: Decimal| {
            if from == to { Some(one()) } else { difference(to, from) }
        };
        Some((width(self.start, self.rise_end)?, width(self.fall_start, self.end)?))
    }

    pub(super) fn out_of(&self) -> Option<Decimal> {
        let (up, down) = self.slopes()?;
        product(up, down)
    }

    pub(super) fn points(&self, number: Decimal) -> Option<Decimal> {
        let (up, down) = self.slopes()?;
        if number < self.start || number > self.end {
            Some(Decimal::default())
        } else if number < self.rise_end {
            product(difference(number, self.start)?, down)
        } else if number <= self.fall_start {
            product(up, down)
        } else {
            product(difference(self.end, number)?, up)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_are_straight() {
        let number = |text: &str| Decimal::parse(text).unwrap();
        let shape = Trapezoid {
            start: number("0"),
            rise_end: number("4"),
            fall_start: number("5"),
            end: number("7"),
        };
        let out_of = shape.out_of().unwrap();
        assert_eq!(out_of, number("8"));
        for (at, points) in [
            ("-1", "0"),
            ("0", "0"),
            ("1", "2"),
            ("4", "8"),
            ("5", "8"),
            ("6", "4"),
            ("7", "0"),
            ("8", "0"),
        ] {
            assert_eq!(shape.points(number(at)), Some(number(points)), "{at}");
        }
        let steep = Trapezoid::triangle(number("2"), number("2"), number("2"));
        assert_eq!(steep.points(number("2")), steep.out_of());
        assert!(steep.is_ordered());
    }
}
