//! The same problem in an order that is good to search, and the way back to its packages.
//!
//! Terms with the largest differences come first: when they are decided, what is left can change little, and
//! bounds on it are sharp. Where too many terms hang together for tables, packages are listed and become the
//! options of a single term, if they are few; otherwise bounds come from a relaxation.

use super::relax::relax;
use crate::frontier::{Halt, Plan};
use crate::problem::{Problem, Worth};
use crate::watch::Budget;
use std::collections::BTreeMap;

/// Packages that are listed where tables are too large.
const LISTED: u128 = 1 << 19;

/// Entries of tables of a relaxation, as powers of two: the next if the order of elimination is unlucky.
const RELAXED: [u32; 3] = [16, 13, 10];

/// A problem to search instead of another.
#[derive(Clone, Debug)]
pub(super) struct Arranged {
    pub(super) problem: Problem,
    /// Of [`Arranged::problem`], or of a relaxation that has further terms after its own.
    pub(super) plan: Plan,
    /// Whose plan it is, if it is a relaxation's.
    pub(super) relaxed: Option<Problem>,
    back: Back,
}

#[derive(Clone, Debug)]
enum Back {
    /// Per term of the search which term it is.
    Terms(Vec<usize>),
    /// Per option of the only term which package it is.
    Packages(Vec<Vec<usize>>),
}

impl Arranged {
    /// # Errors
    /// If a single table is too large, and packages are too many to list.
    pub(super) fn of(problem: &Problem, budget: &Budget) -> Result<Self, Halt> {
        let order = by_spread(problem);
        let sorted = permuted(problem, &order);
        let halt = match Plan::of(&sorted, budget) {
            Ok(plan) => {
                return Ok(Self { problem: sorted, plan, relaxed: None, back: Back::Terms(order) });
            }
            Err(halt) => halt,
        };
        if problem.combinations() <= LISTED {
            let (problem, packages) = listed(problem);
            let plan = Plan::of(&problem, budget)?;
            return Ok(Self { problem, plan, relaxed: None, back: Back::Packages(packages) });
        }
        RELAXED
            .into_iter()
            .find_map(|bits| Self::relaxed(&sorted, &order, 1 << bits, budget))
            .ok_or(halt)
    }

    /// With the bounds of a relaxation whose tables have at most about `most` entries. `sorted` is the
    /// problem in that order.
    fn relaxed(sorted: &Problem, order: &[usize], most: u128, budget: &Budget) -> Option<Self> {
        let relaxed = relax(sorted, most)?;
        let plan = Plan::of(&relaxed, budget).ok()?;
        let back = Back::Terms(order.to_vec());
        Some(Self { problem: sorted.clone(), plan, relaxed: Some(relaxed), back })
    }

    /// A relaxation, needed or not.
    #[cfg(test)]
    pub(super) fn relaxed_anyway(problem: &Problem, most: u128) -> Option<Self> {
        let order = by_spread(problem);
        Self::relaxed(&permuted(problem, &order), &order, most, &Budget::default())
    }

    /// The package of the original problem.
    pub(super) fn package(&self, package: &[usize]) -> Vec<usize> {
        match &self.back {
            Back::Terms(order) => {
                let mut original = vec![0; package.len()];
                order.iter().zip(package).for_each(|(&t, &option)| original[t] = option);
                original
            }
            Back::Packages(packages) => {
                package.first().map_or_else(Vec::new, |&option| packages[option].clone())
            }
        }
    }
}

/// The terms, those with the largest differences first, where each party's sum to the same.
fn by_spread(problem: &Problem) -> Vec<usize> {
    let k = problem.parties;
    let mut spreads = vec![vec![0.0; k]; problem.sizes.len()];
    let mut sums = vec![0.0; k];
    for worth in &problem.worths {
        for (p, sum) in sums.iter_mut().enumerate() {
            let own = || worth.entries.iter().skip(p).step_by(k).copied();
            let spread = own().max().unwrap_or(0) as f64 - own().min().unwrap_or(0) as f64;
            *sum += spread;
            worth.terms.iter().for_each(|&t| spreads[t][p] += spread);
        }
    }
    let share = |t: usize| -> f64 {
        spreads[t].iter().zip(&sums).map(|(spread, sum)| spread / sum.max(1.0)).sum()
    };
    let mut order: Vec<(f64, usize)> = (0..spreads.len()).map(|t| (-share(t), t)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    order.into_iter().map(|(_, t)| t).collect()
}

/// The problem with its terms in another order.
fn permuted(problem: &Problem, order: &[usize]) -> Problem {
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &t)| place[t] = at);
    let mut sorted = problem.clone();
    sorted.sizes = order.iter().map(|&t| problem.sizes[t]).collect();
    for worth in &mut sorted.worths {
        let turned = turned(problem, &worth.terms, &place, problem.parties, &worth.entries);
        (worth.terms, worth.entries) = turned;
    }
    for rule in &mut sorted.rules {
        (rule.terms, rule.allowed) = turned(problem, &rule.terms, &place, 1, &rule.allowed);
    }
    sorted
}

/// A table with its terms in ascending order of their new places.
pub(super) fn turned<T: Copy>(
    problem: &Problem,
    terms: &[usize],
    place: &[usize],
    wide: usize,
    entries: &[T],
) -> (Vec<usize>, Vec<T>) {
    let mut axes: Vec<usize> = (0..terms.len()).collect();
    axes.sort_unstable_by_key(|&axis| place[terms[axis]]);
    let places = axes.iter().map(|&axis| place[terms[axis]]).collect();
    if axes.is_sorted() {
        return (places, entries.to_vec());
    }
    let sizes: Vec<usize> = terms.iter().map(|&t| problem.sizes[t]).collect();
    let stride = |axis: usize| wide * sizes[axis + 1..].iter().product::<usize>();
    let strides: Vec<usize> = axes.iter().map(|&axis| stride(axis)).collect();
    let mut at = vec![0; axes.len()];
    let mut turned = Vec::with_capacity(entries.len());
    for _ in 0..entries.len() / wide {
        let from: usize = at.iter().zip(&strides).map(|(c, stride)| c * stride).sum();
        turned.extend_from_slice(&entries[from..from + wide]);
        for d in (0..at.len()).rev() {
            at[d] += 1;
            if at[d] < sizes[axes[d]] {
                break;
            }
            at[d] = 0;
        }
    }
    (places, turned)
}

/// One term whose options are the possible packages, one for each worth.
fn listed(problem: &Problem) -> (Problem, Vec<Vec<usize>>) {
    let mut packages: BTreeMap<Vec<i64>, Vec<usize>> = BTreeMap::new();
    for package in problem.packages().filter(|package| problem.is_possible(package)) {
        packages.entry(problem.worth(&package)).or_insert(package);
    }
    let entries = packages.keys().flatten().copied().collect();
    let packages: Vec<Vec<usize>> = packages.into_values().collect();
    let mut listed = Problem {
        sizes: vec![packages.len().max(1)],
        parties: problem.parties,
        worths: vec![Worth { terms: vec![0], entries }],
        rules: Vec::new(),
        no_deal: problem.no_deal.clone(),
    };
    if packages.is_empty() {
        // Nothing is possible, which one rule says.
        listed.worths.clear();
        listed.rules.push(crate::problem::Rule { terms: Vec::new(), allowed: vec![false] });
    }
    (listed, packages)
}
