//! A problem whose tables are small enough, with more freedom: where too many terms hang together.
//!
//! A term that holds too many tables together is split: some of them read a copy of it, which may have another
//! option. Every package of the problem is one of the relaxation, worth the same, with all copies alike; so bounds of
//! the relaxation are bounds of the problem. Which tables read which copy is decided as in mini-bucket elimination
//! (Dechter & Rish 2003): where a term's turn comes, tables are taken together as long as they fit.

use crate::problem::{Problem, Rule, Worth};
use std::collections::BTreeSet;

/// Something over terms, and the tables it came from: places in worths, then in rules.
#[derive(Clone, Debug)]
struct Factor {
    scope: BTreeSet<usize>,
    tables: Vec<usize>,
}

/// `problem` with copies of terms after its own, so that eliminating terms makes tables of at most `most`
/// entries. Nothing if a single table is larger.
pub(super) fn relax(problem: &Problem, most: u128) -> Option<Problem> {
    let mut sizes = problem.sizes.clone();
    let worths = problem.worths.iter().map(|worth| &worth.terms);
    let mut tables: Vec<Vec<usize>> =
        worths.chain(problem.rules.iter().map(|rule| &rule.terms)).cloned().collect();
    let mut factors: Vec<Factor> = tables
        .iter()
        .enumerate()
        .map(|(at, terms)| Factor { scope: terms.iter().copied().collect(), tables: vec![at] })
        .collect();
    if factors.iter().any(|factor| entries(&sizes, &factor.scope) > most) {
        return None;
    }
    let mut waiting: BTreeSet<usize> = (0..sizes.len()).collect();
    while let Some(t) = next(&sizes, &factors, &waiting) {
        waiting.remove(&t);
        let (mut own, rest): (Vec<Factor>, Vec<Factor>) =
            factors.into_iter().partition(|factor| factor.scope.contains(&t));
        factors = rest;
        // Large ones first, each to the first it fits with.
        own.sort_by_key(|factor| std::cmp::Reverse(entries(&sizes, &factor.scope)));
        let mut groups: Vec<Factor> = Vec::new();
        for factor in own {
            let fits = |group: &&mut Factor| {
                entries(&sizes, &group.scope.union(&factor.scope).copied().collect()) <= most
            };
            match groups.iter_mut().find(fits) {
                Some(group) => {
                    group.scope.extend(&factor.scope);
                    group.tables.extend(&factor.tables);
                }
                None => groups.push(factor),
            }
        }
        for (at, mut group) in groups.into_iter().enumerate() {
            if at > 0 {
                let copy = sizes.len();
                sizes.push(sizes[t]);
                for &table in &group.tables {
                    tables[table].iter_mut().filter(|own| **own == t).for_each(|own| *own = copy);
                }
            }
            group.scope.remove(&t);
            factors.push(group);
        }
    }
    let mut relaxed = Problem { sizes, ..problem.clone() };
    relaxed.worths.clear();
    relaxed.rules.clear();
    for (worth, terms) in problem.worths.iter().zip(&tables) {
        let (terms, entries) =
            sorted(terms, &worth.terms, problem, problem.parties, &worth.entries);
        relaxed.worths.push(Worth { terms, entries });
    }
    for (rule, terms) in problem.rules.iter().zip(&tables[problem.worths.len()..]) {
        let (terms, allowed) = sorted(terms, &rule.terms, problem, 1, &rule.allowed);
        relaxed.rules.push(Rule { terms, allowed });
    }
    Some(relaxed)
}

fn entries(sizes: &[usize], scope: &BTreeSet<usize>) -> u128 {
    scope.iter().fold(1, |product: u128, &t| product.saturating_mul(sizes[t] as u128))
}

/// The entries of the largest table.
#[cfg(test)]
pub(super) fn widest(problem: &Problem) -> u128 {
    let scopes = problem.worths.iter().map(|worth| &worth.terms);
    let scopes = scopes.chain(problem.rules.iter().map(|rule| &rule.terms));
    scopes.map(|terms| entries(&problem.sizes, &terms.iter().copied().collect())).max().unwrap_or(1)
}

/// The term whose turn makes the smallest table, the first of several.
fn next(sizes: &[usize], factors: &[Factor], waiting: &BTreeSet<usize>) -> Option<usize> {
    waiting.iter().copied().min_by_key(|t| {
        let own = factors.iter().filter(|factor| factor.scope.contains(t));
        entries(sizes, &own.flat_map(|factor| factor.scope.iter().copied()).collect())
    })
}

/// A table whose terms have new names, in ascending order of those.
fn sorted<T: Copy>(
    names: &[usize],
    terms: &[usize],
    problem: &Problem,
    wide: usize,
    entries: &[T],
) -> (Vec<usize>, Vec<T>) {
    let most = names.iter().max().map_or(0, |most| most + 1).max(problem.sizes.len());
    let mut place: Vec<usize> = (0..most).collect();
    terms.iter().zip(names).for_each(|(&t, &name)| place[t] = name);
    super::arrange::turned(problem, terms, &place, wide, entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontier::random::problem;

    /// Adds what pairs of terms are worth, so that they hang together.
    fn tie(problem: &mut Problem, rng: &mut fastrand::Rng) {
        let pairs = (0..problem.sizes.len()).flat_map(|t| (0..t).map(move |other| vec![other, t]));
        for terms in pairs.collect::<Vec<_>>() {
            let count = problem.sizes[terms[0]] * problem.sizes[terms[1]] * problem.parties;
            let entries = (0..count).map(|_| rng.i64(-9..=9)).collect();
            problem.worths.push(Worth { terms, entries });
        }
    }

    #[test]
    fn every_package_is_one_of_the_relaxation() {
        let mut rng = fastrand::Rng::with_seed(21);
        let mut split = 0;
        for _ in 0..500 {
            let mut problem = problem(&mut rng);
            tie(&mut problem, &mut rng);
            let most = widest(&problem) * [1, 2, 8, 1 << 20][rng.usize(..4)];
            let Some(relaxed) = relax(&problem, most) else { continue };
            let copies = relaxed.sizes.len() - problem.sizes.len();
            split += usize::from(copies > 0);
            assert!(most < 1 << 20 || copies == 0);
            // Which term a copy is of is told by the tables.
            let mut of: Vec<Option<usize>> = (0..problem.sizes.len()).map(Some).collect();
            of.resize(relaxed.sizes.len(), None);
            let pairs = problem.worths.iter().zip(&relaxed.worths);
            let pairs = pairs.map(|(a, b)| (&a.terms, &b.terms));
            let rules = problem.rules.iter().zip(&relaxed.rules);
            for (old, new) in pairs.chain(rules.map(|(a, b)| (&a.terms, &b.terms))) {
                let gone: Vec<usize> = old.iter().filter(|t| !new.contains(t)).copied().collect();
                let come: Vec<usize> = new.iter().filter(|t| !old.contains(t)).copied().collect();
                if let ([gone], [come]) = (&gone[..], &come[..]) {
                    of[*come] = Some(*gone);
                }
            }
            if of.contains(&None) {
                continue;
            }
            for package in problem.packages().take(50) {
                let copied: Vec<usize> = of.iter().map(|of| of.map_or(0, |t| package[t])).collect();
                assert_eq!(relaxed.worth(&copied), problem.worth(&package));
                assert_eq!(relaxed.is_possible(&copied), problem.is_possible(&package));
            }
        }
        assert!(split > 50, "{split}");
    }
}
