//! The support function of a problem: the best package for weights.
//!
//! Where no table couples terms it is found term by term in one pass; otherwise by the plan.

use super::hull::{Cut, Support, Vertex};
use crate::frontier::Plan;
use crate::problem::Problem;
use crate::watch::Watch;

/// The possible packages of a problem, of which there is at least one.
#[derive(Clone, Copy)]
pub(super) struct Packages<'a> {
    /// Whose packages they are: for a relaxation it, not the problem.
    pub(super) problem: &'a Problem,
    pub(super) plan: &'a Plan,
    pub(super) uncoupled: Option<&'a Uncoupled>,
    pub(super) watch: &'a dyn Watch,
}

impl Support for Packages<'_> {
    fn best(&mut self, weights: &[i64]) -> (i128, Vertex) {
        if let Some(uncoupled) = self.uncoupled {
            return uncoupled.best(weights);
        }
        match self.plan.best(|values| Cut::at(weights, values)) {
            Some((most, package)) => {
                (most, Vertex { worth: self.problem.worth(&package), package })
            }
            // Nothing is possible; nobody asks then.
            None => (0, Vertex { worth: vec![0; weights.len()], package: Vec::new() }),
        }
    }

    fn is_stopped(&self) -> bool {
        self.watch.is_stopped()
    }
}

/// What terms are worth that nothing couples.
#[derive(Clone, Debug)]
pub(super) struct Uncoupled {
    constant: Vec<i64>,
    /// Per term and option one worth per party.
    terms: Vec<Vec<i64>>,
}

impl Uncoupled {
    /// Nothing if a table has several terms or there is a rule.
    pub(super) fn of(problem: &Problem) -> Option<Self> {
        let k = problem.parties;
        if !problem.rules.is_empty() {
            return None;
        }
        let mut uncoupled = Self {
            constant: vec![0; k],
            terms: problem.sizes.iter().map(|&size| vec![0; size * k]).collect(),
        };
        for worth in &problem.worths {
            let own = match worth.terms[..] {
                [] => &mut uncoupled.constant,
                [t] => &mut uncoupled.terms[t],
                _ => return None,
            };
            own.iter_mut().zip(&worth.entries).for_each(|(own, entry)| *own += entry);
        }
        Some(uncoupled)
    }

    fn best(&self, weights: &[i64]) -> (i128, Vertex) {
        let k = weights.len();
        let mut worth = self.constant.clone();
        let mut most = Cut::at(weights, &worth);
        let mut package = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let (mut best, mut first) = (i128::MIN, 0);
            for (option, values) in term.chunks_exact(k).enumerate() {
                let sum = Cut::at(weights, values);
                if sum > best {
                    (best, first) = (sum, option);
                }
            }
            most += best;
            worth.iter_mut().zip(&term[first * k..]).for_each(|(sum, value)| *sum += value);
            package.push(first);
        }
        (most, Vertex { worth, package })
    }
}
