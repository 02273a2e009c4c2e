//! Better packages by changing one term at a time: where a search starts, and what is left when it ends early.

use super::hull::Vertex;
use crate::problem::Problem;

/// The tables of a problem by the terms that they read.
#[derive(Clone, Debug)]
pub(super) struct Climber {
    /// Per term its worths and its rules.
    worths: Vec<Vec<usize>>,
    rules: Vec<Vec<usize>>,
}

/// Sweeps over all terms before a climb ends.
const SWEEPS: usize = 20;

impl Climber {
    pub(super) fn of(problem: &Problem) -> Self {
        let none = vec![Vec::new(); problem.sizes.len()];
        let mut climber = Self { worths: none.clone(), rules: none };
        for (at, worth) in problem.worths.iter().enumerate() {
            worth.terms.iter().for_each(|&t| climber.worths[t].push(at));
        }
        for (at, rule) in problem.rules.iter().enumerate() {
            rule.terms.iter().for_each(|&t| climber.rules[t].push(at));
        }
        climber
    }

    /// Changes options of a possible package while `height` rises.
    pub(super) fn climb(
        &self,
        problem: &Problem,
        from: &Vertex,
        height: impl Fn(&[i64]) -> [f64; 2],
    ) -> Vertex {
        let Vertex { mut worth, mut package } = from.clone();
        let mut top = height(&worth);
        let mut changed = vec![0; worth.len()];
        for _ in 0..SWEEPS {
            let before = top;
            for t in 0..package.len() {
                let old = package[t];
                let mut best: Option<(usize, [f64; 2], Vec<i64>)> = None;
                for option in (0..problem.sizes[t]).filter(|&option| option != old) {
                    changed.copy_from_slice(&worth);
                    package[t] = old;
                    self.add(problem, t, &package, -1, &mut changed);
                    package[t] = option;
                    self.add(problem, t, &package, 1, &mut changed);
                    let height = height(&changed);
                    if is_above(height, best.as_ref().map_or(top, |best| best.1))
                        && self.is_possible(problem, t, &package)
                    {
                        best = Some((option, height, changed.clone()));
                    }
                }
                package[t] = old;
                if let Some((option, height, changed)) = best {
                    (package[t], top, worth) = (option, height, changed);
                }
            }
            if !is_above(top, before) {
                break;
            }
        }
        Vertex { worth, package }
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
