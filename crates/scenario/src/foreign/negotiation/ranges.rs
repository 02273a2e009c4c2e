//! The values of issues that are ranges of numbers.

use super::Reader;
use super::document::Scalar;
use super::exact::{difference, one, product, quotient, quotient_below, sum};
use super::model::{Issue, Kind};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::load::MAX_OPTIONS;
use crate::number::Decimal;
use crate::span::Span;
use crate::tree::shortened;

/// Into how many steps a continuous range is divided at most.
const MAX_STEPS: i64 = 30;

impl Reader<'_> {
    /// An issue with the listed values; nothing if they are too many or too few.
    pub(super) fn listed_issue(
        &mut self,
        name: &str,
        values: Vec<Scalar>,
        span: Span,
    ) -> Option<Issue> {
        if values.is_empty() {
            let message = format!("the issue `{}` has no value", shortened(name));
            self.add(Diagnostic::new(Code::E685, span, message));
            return None;
        }
        if values.len() > MAX_OPTIONS {
            self.too_many_values(name, &values.len().to_string(), span);
            return None;
        }
        Some(Issue::new(name.to_owned(), Kind::Listed, values))
    }

    /// An issue whose values are `low`, `low + step`, … as far as `high`.
    pub(super) fn range_issue(
        &mut self,
        name: &str,
        (low, high): (Decimal, Decimal),
        step: Decimal,
        span: Span,
    ) -> Option<Issue> {
        if !self.is_range(name, low, high, span) {
            return None;
        }
        if step.is_zero() || step.is_negative() {
            let message = format!("the values of `{}` are {step} apart", shortened(name));
            let help = "the step from one value to the next is greater than zero";
            self.add(Diagnostic::new(Code::E691, span, message).help(help));
            return None;
        }
        let steps = difference(high, low).and_then(|width| quotient_below(width, step, 0));
        let steps = self.result(steps, "the number of values", span)?;
        let most = Decimal::from(i64::try_from(MAX_OPTIONS).unwrap_or(i64::MAX) - 1);
        if steps > most {
            let count = sum(steps, one()).unwrap_or(steps);
            self.too_many_values(name, &count.to_string(), span);
            return None;
        }
        let mut values = Vec::new();
        let mut value = low;
        while value <= high {
            values.push(Scalar::Number(value));
            value = self.result(sum(value, step), "a value", span)?;
        }
        Some(Issue::new(name.to_owned(), Kind::Range, values))
    }

    /// An issue that may have any value from `low` to `high`: as a grid of at most 31 of them, both ends
    /// among them, as many as have a distance that is a decimal.
    pub(super) fn grid_issue(
        &mut self,
        name: &str,
        (low, high): (Decimal, Decimal),
        span: Span,
    ) -> Option<Issue> {
        if !self.is_range(name, low, high, span) {
            return None;
        }
        let width = self.result(difference(high, low), "the width of the range", span)?;
        let mut values = vec![Scalar::Number(low)];
        let step = (1..=MAX_STEPS).rev().find_map(|steps| {
            let step = quotient(width, Decimal::from(steps))?;
            let mut grid = Vec::new();
            for number in 1..=steps {
                grid.push(Scalar::Number(sum(low, product(step, Decimal::from(number))?)?));
            }
            Some((step, grid))
        });
        let message = match step {
            Some((step, grid)) if !width.is_zero() => {
                values.extend(grid);
                format!(
                    "`{}` may have any value from {low} to {high}; it is read as the {} values {low}, {}, … {high}, which are {step} apart",
                    shortened(name),
                    values.len(),
                    super::model::label(&values[1]),
                )
            }
            _ => format!("`{}` may only have the value {low}", shortened(name)),
        };
        self.add(Diagnostic::new(Code::W693, span, message));
        Some(Issue::new(name.to_owned(), Kind::Grid, values))
    }

    fn is_range(&mut self, name: &str, low: Decimal, high: Decimal, span: Span) -> bool {
        if low > high {
            let message =
                format!("the range of `{}` begins at {low} and ends at {high}", shortened(name));
            self.add(Diagnostic::new(Code::E691, span, message));
        }
        low <= high
    }

    fn too_many_values(&mut self, name: &str, count: &str, span: Span) {
        let message = format!(
            "the issue `{}` has {count} values; a term has at most {MAX_OPTIONS} options",
            shortened(name)
        );
        self.add(Diagnostic::new(Code::E688, span, message));
    }
}
