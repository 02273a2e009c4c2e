//! The frontier by listing: where too many terms hang together for tables, but packages are few.
//!
//! Depth first through the options in listed order. A rule is asked as soon as its last term is settled,
//! so a package that breaks it is never completed.

use super::eliminate::Halt;
use super::points::Points;
use super::prune::prune_with;
use super::sieve::Sieves;
use crate::problem::Problem;
use crate::watch::{Budget, Watch};

/// Non-dominated worths with the first package of each, and why the list ended early if it did.
pub(super) struct Listed {
    pub(super) points: Points,
    pub(super) work: u64,
    pub(super) peak: usize,
    pub(super) halt: Option<Halt>,
}

/// Steps between two looks at the watch.
const LOOK: u64 = 1 << 12;

/// Lists the possible packages that are worth at least `floors`.
pub(super) fn list(
    problem: &Problem,
    floors: &[Option<i64>],
    budget: &Budget,
    watch: &dyn Watch,
) -> Listed {
    let (k, terms) = (problem.parties, problem.sizes.len());
    // What is decided once the first so many terms are settled.
    let level = |scope: &[usize]| scope.last().map_or(0, |&t| t + 1);
    let mut worths = vec![Vec::new(); terms + 1];
    let mut rules = vec![Vec::new(); terms + 1];
    problem.worths.iter().for_each(|worth| worths[level(&worth.terms)].push(worth));
    problem.rules.iter().for_each(|rule| rules[level(&rule.terms)].push(rule));

    let mut listed = Listed { points: Points::new(k, terms), work: 0, peak: 0, halt: None };
    let mut sieves = Sieves::default();
    let mut pruned = 0;
    let mut package = vec![0; terms];
    let mut row = vec![0_u32; terms];
    // Sums of what is decided at every depth.
    let mut sums = vec![0_i64; (terms + 1) * k];
    let mut depth = 0;
    let mut steps = 0_u64;
    loop {
        listed.work += 1 + (rules[depth].len() + worths[depth].len()) as u64;
        steps += 1;
        if steps.is_multiple_of(LOOK) {
            watch.progress("list", 0, 0, listed.points.len());
            if watch.is_stopped() {
                listed.halt = Some(Halt::Stopped);
                break;
            }
        }
        if listed.work > budget.work {
            listed.halt = Some(Halt::Work { most: budget.work });
            break;
        }
        let is_allowed = |rule: &&crate::Rule| rule.allowed[problem.entry(&rule.terms, &package)];
        let mut goes_on = rules[depth].iter().all(is_allowed);
        if goes_on {
            let (before, own) = sums.split_at_mut(depth * k);
            let own = &mut own[..k];
            match depth {
                0 => own.fill(0),
                _ => own.copy_from_slice(&before[(depth - 1) * k..]),
            }
            for worth in &worths[depth] {
                let entry = problem.entry(&worth.terms, &package);
                own.iter_mut().zip(&worth.entries[entry * k..]).for_each(|(sum, v)| *sum += v);
            }
            if depth == terms {
                let is_enough =
                    |(value, floor): (&i64, &Option<i64>)| floor.is_none_or(|d| *value >= d);
                if own.iter().zip(floors).all(is_enough) {
                    row.iter_mut().zip(&package).for_each(|(row, &option)| *row = option as u32);
                    listed.points.push(own, 1, &row);
                    listed.peak = listed.peak.max(listed.points.len());
                    let most = budget.points.max(2);
                    if listed.points.len() >= most.min(2 * pruned + (1 << 14)) {
                        prune_with(&mut listed.points, &mut sieves);
                        pruned = listed.points.len();
                        if pruned > most / 2 {
                            listed.halt = Some(Halt::Points { most: budget.points });
                            break;
                        }
                    }
                }
                goes_on = false;
            }
        }
        if goes_on {
            // The next term begins with its first option.
            package[depth] = 0;
            depth += 1;
            continue;
        }
        // The last term settled that has another option takes it.
        while depth > 0 && package[depth - 1] + 1 == problem.sizes[depth - 1] {
            package[depth - 1] = 0;
            depth -= 1;
        }
        if depth == 0 {
            break;
        }
        package[depth - 1] += 1;
    }
    prune_with(&mut listed.points, &mut sieves);
    listed
}
