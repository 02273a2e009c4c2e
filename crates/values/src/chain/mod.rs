//! A problem as a chain: terms are settled one after the other.
//!
//! What is left to decide depends on what was settled only through the *context*, the options of the
//! terms that share a worth or a rule with one that is not settled yet. So a stage is a table: per
//! context and option the gains of every party and the next context. From the last stage backwards
//! these tables give the most and the least that the rest can still be worth to each party, exactly.
//!
//! Where contexts are too many for a table, some open terms are forgotten in it: a table then says what
//! is possible, and worth at most and at least, for the best and worst of their options (mini-buckets;
//! Dechter & Rish 2003). Bounds stay bounds, and [`Chain::step`] goes on by the worths themselves.
//!
//! Options of a term that no worth and no rule tells apart are one *class*.

mod build;
mod order;

pub(crate) use order::order;

use crate::Problem;

/// The mark of an arc that leads nowhere.
const NOWHERE: u32 = u32::MAX;

/// How many numbers tables may have, unless somebody says otherwise.
pub(crate) const ENTRIES: usize = 1 << 22;

/// A problem whose terms are settled one after the other.
pub(crate) struct Chain {
    /// Parties of the problem.
    pub(crate) parties: usize,
    /// What worths over no terms add to every package.
    pub(crate) base: Vec<i64>,
    stages: Vec<Stage>,
    /// Per stage and one more, contexts × parties: what the rest is worth at most and at least.
    most: Vec<Vec<i64>>,
    least: Vec<Vec<i64>>,
    /// Per stage and one more, per context: whether the rest is possible.
    alive: Vec<Vec<bool>>,
    /// Where tables forget terms: the worths and rules themselves.
    wide: Option<Wide>,
}

/// One term and what its options add.
struct Stage {
    term: usize,
    /// The options by class, each ascending; classes by their first option.
    classes: Vec<Vec<usize>>,
    /// contexts × classes: the next context.
    next: Vec<u32>,
    /// contexts × classes × parties: what is added, at most.
    gains: Vec<i64>,
    /// The same at least; empty where it is the same.
    lower: Vec<i64>,
}

/// How states go on where tables forget.
struct Wide {
    problem: Problem,
    /// Per stage and one more: one digit per open term.
    open: Vec<Open>,
}

struct Open {
    /// Per open term what its class counts in the number of a table's context; 0 if it is forgotten.
    strides: Vec<usize>,
    /// Worths and rules that are settled by this stage.
    factors: Vec<Factor>,
    /// Per open term of the next stage its place among the open terms of this one; the place behind
    /// them is this stage's own term.
    carried: Vec<usize>,
}

struct Factor {
    is_rule: bool,
    index: usize,
    /// Places among the open terms (the one behind them is the stage's own term), and what one option
    /// counts in the number of an entry, per class.
    places: Vec<(usize, Vec<usize>)>,
}

impl Chain {
    /// The chain of `problem` in the given order of all its terms. Tables have about `entries` numbers
    /// at most; beyond that they forget.
    pub(crate) fn new(problem: &Problem, order: &[usize], entries: usize) -> Self {
        build::build(problem, order, entries)
    }

    /// How many terms there are.
    pub(crate) fn len(&self) -> usize {
        self.stages.len()
    }

    /// Whether every table is exact.
    pub(crate) fn is_exact(&self) -> bool {
        self.wide.is_none()
    }

    /// Whether there may be a possible package at all; exact if the chain is.
    pub(crate) fn is_possible(&self) -> bool {
        self.alive[0][0]
    }

    /// The classes of options of the term of stage `i`.
    pub(crate) fn classes(&self, i: usize) -> &[Vec<usize>] {
        &self.stages[i].classes
    }

    /// How many options the term of stage `i` has.
    pub(crate) fn size(&self, i: usize) -> usize {
        self.stages[i].classes.iter().map(Vec::len).sum()
    }

    /// The term that stage `i` settles.
    pub(crate) fn term(&self, i: usize) -> usize {
        self.stages[i].term
    }

    /// How many numbers describe a state before stage `i`, apart from worths.
    pub(crate) fn digits(&self, i: usize) -> usize {
        self.wide.as_ref().map_or(1, |wide| wide.open[i].strides.len())
    }

    /// The state before the first stage.
    pub(crate) fn start(&self) -> Vec<i64> {
        vec![0; self.digits(0)]
    }

    /// How many contexts the table of stage `i` has.
    pub(crate) fn contexts(&self, i: usize) -> usize {
        self.alive[i].len()
    }

    /// The context of a state before stage `i`.
    pub(crate) fn context(&self, i: usize, digits: &[i64]) -> usize {
        match &self.wide {
            None => digits[0] as usize,
            Some(wide) => digits
                .iter()
                .zip(&wide.open[i].strides)
                .map(|(&d, stride)| d as usize * stride)
                .sum(),
        }
    }

    /// What the rest from stage `i` on is worth to each party at most.
    pub(crate) fn most(&self, i: usize, context: usize) -> &[i64] {
        &self.most[i][context * self.parties..(context + 1) * self.parties]
    }

    /// What the rest from stage `i` on is worth to each party at least.
    pub(crate) fn least(&self, i: usize, context: usize) -> &[i64] {
        &self.least[i][context * self.parties..(context + 1) * self.parties]
    }

    /// The arc of the table: the next context, and what is added at most.
    pub(crate) fn arc(&self, i: usize, context: usize, class: usize) -> Option<(usize, &[i64])> {
        let stage = &self.stages[i];
        let arc = context * stage.classes.len() + class;
        let next = stage.next[arc];
        (next != NOWHERE)
            .then(|| (next as usize, &stage.gains[arc * self.parties..(arc + 1) * self.parties]))
    }

    /// Settles the term of stage `i` by an option of `class`: fills in the state after it and what it
    /// adds, and returns the context after it; nothing if that is, or surely leads to what is, impossible.
    pub(crate) fn step(
        &self,
        i: usize,
        digits: &[i64],
        class: usize,
        after: &mut [i64],
        gains: &mut [i64],
    ) -> Option<usize> {
        let Some(wide) = &self.wide else {
            let (next, added) = self.arc(i, digits[0] as usize, class)?;
            after[0] = next as i64;
            gains.copy_from_slice(added);
            return Some(next);
        };
        self.arc(i, self.context(i, digits), class)?;
        let open = &wide.open[i];
        let digit = |place: usize| digits.get(place).map_or(class, |&d| d as usize);
        gains.fill(0);
        for factor in &open.factors {
            let entry: usize =
                factor.places.iter().map(|(place, counts)| counts[digit(*place)]).sum();
            if !factor.is_rule {
                let own = &wide.problem.worths[factor.index].entries[entry * self.parties..];
                gains.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
            } else if !wide.problem.rules[factor.index].allowed[entry] {
                return None;
            }
        }
        for (after, &place) in after.iter_mut().zip(&open.carried) {
            *after = digit(place) as i64;
        }
        let next = self.context(i + 1, after);
        self.alive[i + 1][next].then_some(next)
    }

    /// The package whose terms have these classes, stage by stage; of every class its first option.
    pub(crate) fn package(&self, classes: &[usize]) -> Vec<usize> {
        let mut package = vec![0; self.stages.len()];
        for (stage, &class) in self.stages.iter().zip(classes) {
            package[stage.term] = stage.classes[class][0];
        }
        package
    }

    /// Per stage and one more, per context, the best that the rest can be under `weights` of the parties,
    /// as far as tables tell.
    pub(crate) fn weighted(&self, weights: &[i128]) -> Vec<Vec<i128>> {
        let mut rest = vec![vec![0_i128]; self.len() + 1];
        for i in (0..self.len()).rev() {
            let mut own = vec![i128::MIN / 4; self.contexts(i)];
            for (context, own) in own.iter_mut().enumerate() {
                for class in 0..self.classes(i).len() {
                    if let Some((next, gains)) = self.arc(i, context, class) {
                        let gain: i128 =
                            gains.iter().zip(weights).map(|(&g, w)| i128::from(g) * w).sum();
                        *own = (*own).max(gain + rest[i + 1][next]);
                    }
                }
            }
            rest[i] = own;
        }
        rest
    }
}

#[cfg(test)]
mod tests;
