//! Worths of every row of a table.
//!
//! A sum over lines of which each reads few terms. What a line reads of the high part is constant over a
//! block, so per block the sum is one number plus, per line that reads the low part too, one look-up.

use super::{LineWorth, Says, Worths};
use crate::bits::Bits;
use crate::parallel;
use crate::space::Rows;
use crate::table::function::Function;
use detente_scenario::{Expr, OptionId, Scenario};
use std::sync::Arc;

/// One part of a sum.
pub(crate) enum Part {
    /// An entry of a table for every setting of some terms, by their places and weights in its index.
    Table(Vec<(usize, usize)>, Vec<i64>),
    /// A number where a condition is met, another where not.
    Column(Arc<Bits>, i64, i64),
}

/// What to say of an option, and of meeting a condition, in a sum over lines.
pub(crate) trait Sum {
    /// What the option at `option` of the line's term adds.
    fn option(&self, line: &LineWorth, option: usize) -> i64;
    /// What meeting the line's condition adds, and what not meeting it does.
    fn when(&self, line: &LineWorth) -> (i64, i64);
}

/// The worths in the middle of all ranges.
pub(crate) struct Middles;

impl Sum for Middles {
    fn option(&self, line: &LineWorth, option: usize) -> i64 {
        match &line.says {
            Says::Options(_, options) => options[option].middle,
            Says::When(..) => 0,
        }
    }

    fn when(&self, line: &LineWorth) -> (i64, i64) {
        match &line.says {
            Says::When(_, _, worth) => (worth.middle, 0),
            Says::Options(..) => (0, 0),
        }
    }
}

/// The least, or the largest, gains over a package, or over a number that no deal is worth.
pub(crate) struct Gains<'g> {
    pub(crate) scenario: &'g Scenario,
    pub(crate) least: bool,
    pub(crate) over: Option<&'g [OptionId]>,
}

impl Sum for Gains<'_> {
    fn option(&self, line: &LineWorth, option: usize) -> i64 {
        let Says::Options(term, options) = &line.says else { return 0 };
        let (low, high) = match self.over.map(|package| package[term.index()].index()) {
            Some(own) if own == option => (0, 0),
            Some(own) => options[option].over(options[own]),
            None => {
                let range = options[option].range();
                (range.low, range.high)
            }
        };
        if self.least { low } else { high }
    }

    fn when(&self, line: &LineWorth) -> (i64, i64) {
        let Says::When(condition, _, worth) = &line.says else { return (0, 0) };
        let own = self.over.is_some_and(|package| self.scenario.holds(condition, package));
        let end = |met| {
            let (low, high) = super::when_gain(*worth, met, own);
            if self.least { low } else { high }
        };
        (end(true), end(false))
    }
}

/// The parts of the sum that `sum` makes of `worths`; `column` evaluates conditions that are too wide
/// for a table.
pub(crate) fn parts(
    scenario: &Scenario,
    worths: &Worths,
    sum: &impl Sum,
    column: impl Fn(&Expr) -> Arc<Bits>,
) -> Vec<Part> {
    let part = |line: &LineWorth| match &line.says {
        Says::Options(term, options) => {
            let entries = (0..options.len()).map(|option| sum.option(line, option)).collect();
            Part::Table(vec![(term.index(), 1)], entries)
        }
        Says::When(condition, ..) => {
            let (met, unmet) = sum.when(line);
            match Function::tabulate(scenario, condition) {
                Some(function) => Part::Table(
                    function.support.iter().map(|(term, weight)| (term.index(), *weight)).collect(),
                    function.table.iter().map(|&truth| if truth { met } else { unmet }).collect(),
                ),
                None => Part::Column(column(condition), met, unmet),
            }
        }
    };
    worths.lines.iter().map(part).collect()
}

/// The sum of `parts` for every row. Cost: one look-up per row and part that reads the low part of packages.
pub(crate) fn sums(rows: &Rows, parts: &[Part]) -> Vec<i64> {
    let space = rows.space();
    let split = space.split();
    // Per table the index as far as the low part makes it; nothing if it makes none.
    let offsets: Vec<Option<Vec<u32>>> = parts
        .iter()
        .map(|part| {
            let Part::Table(index, _) = part else { return None };
            index.iter().any(|(term, _)| *term >= split).then(|| {
                let offset = |low: usize| {
                    let digits = space.low_digits(low);
                    let own = index.iter().filter(|(term, _)| *term >= split);
                    own.map(|(term, weight)| usize::from(digits[term - split]) * weight)
                        .sum::<usize>()
                };
                (0..space.low()).map(|low| offset(low) as u32).collect()
            })
        })
        .collect();
    let mut sums = vec![0; rows.len()];
    parallel::for_parts(&mut sums, parallel::PIECE, |start, sums| {
        let mut digits = vec![0; split];
        for run in rows.runs(start..start + sums.len()) {
            space.high_digits(run.high, &mut digits);
            let own = &mut sums[run.rows.start - start..run.rows.end - start];
            for (part, offsets) in parts.iter().zip(&offsets) {
                match part {
                    Part::Table(index, entries) => {
                        let high = index.iter().filter(|(term, _)| *term < split);
                        let base: usize =
                            high.map(|(term, weight)| usize::from(digits[*term]) * weight).sum();
                        match offsets {
                            None => own.iter_mut().for_each(|sum| *sum += entries[base]),
                            Some(offsets) => {
                                for (sum, &low) in own.iter_mut().zip(run.lows) {
                                    *sum += entries[base + offsets[usize::from(low)] as usize];
                                }
                            }
                        }
                    }
                    Part::Column(column, met, unmet) => {
                        for (sum, row) in own.iter_mut().zip(run.rows.clone()) {
                            *sum += if column.get(row) { *met } else { *unmet };
                        }
                    }
                }
            }
        }
    });
    sums
}
