//! How much every party can still lose.
//!
//! Along a chain, a party's *margin* is what its worth so far and the most of the rest exceed no deal by. Every
//! option costs some of it (the *loss*), and a package is in the zopa if no margin falls below zero. A margin
//! beyond all that the rest can lose is cut to that: states from which every completion passes for
//! a party are alike for it.

use crate::Problem;
use crate::chain::{Chain, order};
use crate::search::only;

/// A chain with the margins of those parties that can refuse anything.
pub(super) struct Gate {
    pub(super) chain: Chain,
    /// Before the first stage.
    pub(super) margins: Vec<i64>,
    /// Surely no package passes.
    pub(super) closed: bool,
}

impl Gate {
    /// `listed`: terms are settled in their own order.
    pub(super) fn new(problem: &Problem, listed: bool, entries: usize) -> Self {
        let mut parties: Vec<usize> =
            (0..problem.parties).filter(|&p| problem.no_deal[p].is_some()).collect();
        loop {
            let reduced = only(problem, &parties);
            let order = if listed { (0..problem.sizes.len()).collect() } else { order(&reduced) };
            let chain = Chain::new(&reduced, &order, entries);
            let closed = !chain.is_possible();
            let (most, least) = (chain.most(0, 0), chain.least(0, 0));
            let full: Vec<i64> = (0..parties.len())
                .map(|q| chain.base[q] + most[q] - reduced.no_deal[q].unwrap_or(i64::MIN / 2))
                .collect();
            let can_fail: Vec<bool> =
                (0..parties.len()).map(|q| full[q] < most[q] - least[q]).collect();
            if closed || can_fail.iter().all(|&can| can) {
                let closed = closed || full.iter().any(|&margin| margin < 0);
                return Self { chain, margins: full, closed };
            }
            parties =
                parties.iter().zip(can_fail).filter(|(_, can)| *can).map(|(&p, _)| p).collect();
        }
    }

    /// Numbers that describe a state before stage `i`: digits, then margins.
    pub(super) fn width(&self, i: usize) -> usize {
        self.chain.digits(i) + self.margins.len()
    }

    /// The state before the first stage.
    pub(super) fn start(&self) -> Vec<i64> {
        let mut row = self.chain.start();
        row.extend_from_slice(&self.margins);
        row
    }

    /// The state after an option of `class`; false if no completion of it passes.
    pub(super) fn step(&self, i: usize, row: &[i64], class: usize, after: &mut [i64]) -> bool {
        let chain = &self.chain;
        let (digits, margins) = row.split_at(chain.digits(i));
        let (next_digits, next_margins) = after.split_at_mut(chain.digits(i + 1));
        let Some(next) = chain.step(i, digits, class, next_digits, next_margins) else {
            return false;
        };
        let before = chain.most(i, chain.context(i, digits));
        let (most, least) = (chain.most(i + 1, next), chain.least(i + 1, next));
        for (q, own) in next_margins.iter_mut().enumerate() {
            *own += margins[q] - before[q] + most[q];
            if *own < 0 {
                return false;
            }
            *own = (*own).min(most[q] - least[q]);
        }
        true
    }

    /// What the arc of an exact table costs every party: the next context and the losses.
    pub(super) fn loss(
        &self,
        i: usize,
        context: usize,
        class: usize,
        losses: &mut [i64],
    ) -> Option<usize> {
        let (next, gains) = self.chain.arc(i, context, class)?;
        let (before, after) = (self.chain.most(i, context), self.chain.most(i + 1, next));
        for (q, loss) in losses.iter_mut().enumerate() {
            *loss = before[q] - gains[q] - after[q];
        }
        Some(next)
    }
}
