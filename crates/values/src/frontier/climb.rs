//! Packages that are good for a mixture of parties, found by changing one term after another.

use crate::problem::{Problem, Rule, Worth};

/// Improves packages; knows which tables a term is in.
pub(super) struct Climber<'a> {
    problem: &'a Problem,
    worths: Vec<Vec<&'a Worth>>,
    rules: Vec<Vec<&'a Rule>>,
    /// Table entries that may still be read.
    reads: u64,
}

impl<'a> Climber<'a> {
    /// A climber that reads about `reads` entries of tables and then stays where it is.
    pub(super) fn new(problem: &'a Problem, reads: u64) -> Self {
        let terms = problem.sizes.len();
        let mut climber = Self {
            problem,
            worths: vec![Vec::new(); terms],
            rules: vec![Vec::new(); terms],
            reads,
        };
        for worth in &problem.worths {
            worth.terms.iter().for_each(|&t| climber.worths[t].push(worth));
        }
        for rule in &problem.rules {
            rule.terms.iter().for_each(|&t| climber.rules[t].push(rule));
        }
        climber
    }

    /// Changes `package`, which is possible, term by term to whatever raises the weighted sum most,
    /// until nothing does.
    pub(super) fn climb(&mut self, package: &mut [usize], weights: &[i128]) {
        loop {
            let mut is_better = false;
            for t in 0..package.len() {
                let price = (self.worths[t].len() + self.rules[t].len()) * self.problem.sizes[t];
                match self.reads.checked_sub(price as u64) {
                    Some(reads) => self.reads = reads,
                    None => return,
                }
                let now = package[t];
                let mut best = (self.sum(t, package, weights), now);
                for option in (0..self.problem.sizes[t]).filter(|&option| option != now) {
                    package[t] = option;
                    let allows =
                        |rule: &&Rule| rule.allowed[self.problem.entry(&rule.terms, package)];
                    if self.rules[t].iter().all(allows) {
                        let sum = self.sum(t, package, weights);
                        if sum > best.0 {
                            best = (sum, option);
                        }
                    }
                }
                package[t] = best.1;
                is_better |= best.1 != now;
            }
            if !is_better {
                return;
            }
        }
    }

    /// What the tables of term `t` add to the weighted sum.
    fn sum(&self, t: usize, package: &[usize], weights: &[i128]) -> i128 {
        let k = self.problem.parties;
        let part = |worth: &&Worth| {
            let entry = self.problem.entry(&worth.terms, package);
            let values = worth.entries[entry * k..].iter().zip(weights);
            values.map(|(&value, weight)| i128::from(value) * weight).sum::<i128>()
        };
        self.worths[t].iter().map(part).sum()
    }
}
