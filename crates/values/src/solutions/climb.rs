//! Better packages by changing a few terms at a time: where a search starts, and what is left when it ends early.
//!
//! A *height* is what is climbed: two numbers, the second of which decides between equal first ones.

use super::hull::Vertex;
use super::net::Draw;
use crate::problem::Problem;

/// The tables of a problem by the terms that they read.
#[derive(Clone, Debug)]
pub(super) struct Climber {
    /// Per term its worths and its rules.
    worths: Vec<Vec<usize>>,
    rules: Vec<Vec<usize>>,
    /// Per term the others that share a table with it.
    partners: Vec<Vec<usize>>,
}

/// How high a worth is.
pub(super) type Height<'a> = &'a dyn Fn(&[i64]) -> [f64; 2];

/// Sweeps over all terms before a climb ends.
const SWEEPS: usize = 20;

/// Terms that a kick changes.
const KICK: usize = 4;

impl Climber {
    pub(super) fn of(problem: &Problem) -> Self {
        let none = vec![Vec::new(); problem.sizes.len()];
        let mut climber = Self { worths: none.clone(), rules: none.clone(), partners: none };
        let worths = problem.worths.iter().map(|worth| &worth.terms);
        let rules = problem.rules.iter().map(|rule| &rule.terms);
        for (at, terms) in worths.clone().enumerate() {
            terms.iter().for_each(|&t| climber.worths[t].push(at));
        }
        for (at, terms) in rules.clone().enumerate() {
            terms.iter().for_each(|&t| climber.rules[t].push(at));
        }
        for terms in worths.chain(rules).filter(|terms| terms.len() > 1) {
            for &t in terms {
                climber.partners[t].extend(terms.iter().filter(|&&s| s != t));
            }
        }
        for partners in &mut climber.partners {
            partners.sort_unstable();
            partners.dedup();
        }
        climber
    }

    /// Changes one option after another of a possible package while its height rises.
    pub(super) fn climb(&self, problem: &Problem, from: &Vertex, height: Height<'_>) -> Vertex {
        let Vertex { mut worth, mut package } = from.clone();
        let mut top = height(&worth);
        let mut changed = vec![0; worth.len()];
        let mut best_worth = worth.clone();
        for _ in 0..SWEEPS {
            let before = top;
            for t in 0..package.len() {
                let old = package[t];
                let mut best = None;
                // What stays when the term is taken away.
                changed.copy_from_slice(&worth);
                self.add(problem, t, &package, -1, &mut changed);
                let rest = changed.clone();
                for option in (0..problem.sizes[t]).filter(|&option| option != old) {
                    changed.copy_from_slice(&rest);
                    package[t] = option;
                    self.add(problem, t, &package, 1, &mut changed);
                    let height = height(&changed);
                    if is_above(height, top) && self.is_possible(problem, t, &package) {
                        (top, best) = (height, Some(option));
                        best_worth.copy_from_slice(&changed);
                    }
                }
                package[t] = best.unwrap_or(old);
                if best.is_some() {
                    worth.copy_from_slice(&best_worth);
                }
            }
            if !is_above(top, before) {
                break;
            }
        }
        Vertex { worth, package }
    }

    /// The same with two options at once, of terms that no table couples. `effort` is what heights may be
    /// taken; what is used is taken off.
    fn climb_pairs(
        &self,
        problem: &Problem,
        from: &Vertex,
        height: Height<'_>,
        effort: &mut u64,
    ) -> Vertex {
        let mut vertex = from.clone();
        let k = vertex.worth.len();
        let mut changed = vec![0; k];
        loop {
            vertex = self.climb(problem, &vertex, height);
            let (changes, differences) = self.changes(problem, &mut vertex);
            let pairs = changes.len() as u64 * changes.len() as u64 / 2;
            let Some(left) = effort.checked_sub(pairs + 8 * changes.len() as u64 + 1) else {
                return vertex;
            };
            *effort = left;
            let mut top = height(&vertex.worth);
            let mut best = None;
            for (i, &(t, _)) in changes.iter().enumerate() {
                for (j, &(s, _)) in changes[..i].iter().enumerate() {
                    if s == t || self.partners[t].contains(&s) {
                        continue;
                    }
                    let (one, other) = (&differences[i * k..][..k], &differences[j * k..][..k]);
                    for (p, changed) in changed.iter_mut().enumerate() {
                        *changed = vertex.worth[p] + one[p] + other[p];
                    }
                    let height = height(&changed);
                    if is_above(height, top) {
                        (top, best) = (height, Some((i, j)));
                    }
                }
            }
            let Some((i, j)) = best else { return vertex };
            for at in [i, j] {
                vertex.package[changes[at].0] = changes[at].1;
                let difference = &differences[at * k..][..k];
                vertex.worth.iter_mut().zip(difference).for_each(|(sum, value)| *sum += value);
            }
        }
    }

    /// The highest of many climbs from changed packages, the same ones every time.
    pub(super) fn search(
        &self,
        problem: &Problem,
        from: &Vertex,
        height: Height<'_>,
        mut effort: u64,
    ) -> Vertex {
        let mut best = self.climb_pairs(problem, from, height, &mut effort);
        let mut draw = Draw(1);
        while effort > 0 && !problem.sizes.is_empty() {
            let before = effort;
            let mut vertex = best.clone();
            for _ in 0..KICK {
                let t = draw.below(vertex.package.len());
                let old = std::mem::replace(&mut vertex.package[t], draw.below(problem.sizes[t]));
                if !self.is_possible(problem, t, &vertex.package) {
                    vertex.package[t] = old;
                }
            }
            vertex.worth = problem.worth(&vertex.package);
            let vertex = self.climb_pairs(problem, &vertex, height, &mut effort);
            if is_above(height(&vertex.worth), height(&best.worth)) {
                best = vertex;
            }
            if effort == before {
                break;
            }
        }
        best
    }

    /// All changes of one option, and what they add.
    fn changes(&self, problem: &Problem, vertex: &mut Vertex) -> (Vec<(usize, usize)>, Vec<i64>) {
        let mut changes = Vec::new();
        let mut differences = Vec::new();
        let mut difference = vec![0; vertex.worth.len()];
        for t in 0..vertex.package.len() {
            let old = vertex.package[t];
            for option in (0..problem.sizes[t]).filter(|&option| option != old) {
                difference.fill(0);
                self.add(problem, t, &vertex.package, -1, &mut difference);
                vertex.package[t] = option;
                self.add(problem, t, &vertex.package, 1, &mut difference);
                if self.is_possible(problem, t, &vertex.package) {
                    changes.push((t, option));
                    differences.extend_from_slice(&difference);
                }
                vertex.package[t] = old;
            }
        }
        (changes, differences)
    }

    /// Adds the entries of the tables that read term `t`.
    fn add(&self, problem: &Problem, t: usize, package: &[usize], sign: i64, sum: &mut [i64]) {
        for &at in &self.worths[t] {
            let worth = &problem.worths[at];
            let entry = problem.entry(&worth.terms, package) * sum.len();
            sum.iter_mut()
                .zip(&worth.entries[entry..])
                .for_each(|(sum, value)| *sum += sign * value);
        }
    }

    fn is_possible(&self, problem: &Problem, t: usize, package: &[usize]) -> bool {
        self.rules[t].iter().all(|&at| {
            let rule = &problem.rules[at];
            rule.allowed[problem.entry(&rule.terms, package)]
        })
    }
}

fn is_above(a: [f64; 2], b: [f64; 2]) -> bool {
    a[0] > b[0] || a[0] == b[0] && a[1] > b[1]
}
