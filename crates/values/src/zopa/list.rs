//! The packages of a zopa one by one, in listed order.
//!
//! Depth first, an option at a time; what no completion can save is not entered. The bounds are each party's
//! own, so that several parties together can still fail further down; such states are remembered, and
//! none is entered twice.

use super::gate::Gate;
use super::layers::Register;
use crate::chain::ENTRIES;
use crate::{Budget, Problem, Watch};

/// Packages of a zopa.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The first ones, in listed order (the last term fastest).
    pub packages: Vec<Vec<usize>>,
    /// What comes after them.
    pub rest: Rest,
}

/// Whether a listing is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// There are no others.
    None,
    /// There is at least one more than were asked for.
    More,
    /// There may be others: the budget ended.
    Unknown,
}

/// States between two looks at the clock of others.
const LOOK: u64 = 1 << 14;

/// The first `most` packages of the zopa of `problem`.
#[must_use]
pub fn list(problem: &Problem, most: usize, budget: Budget, watch: &dyn Watch) -> Listing {
    let gate = Gate::new(problem, true, ENTRIES.min(budget.points));
    let mut packages = Vec::new();
    if gate.closed {
        return Listing { packages, rest: Rest::None };
    }
    let chain = &gate.chain;
    let class_of: Vec<Vec<usize>> = (0..chain.len())
        .map(|i| {
            let mut class_of = vec![0; chain.size(i)];
            for (class, members) in chain.classes(i).iter().enumerate() {
                members.iter().for_each(|&option| class_of[option] = class);
            }
            class_of
        })
        .collect();
    let mut dead: Vec<Register> = (0..=chain.len()).map(|i| Register::new(gate.width(i))).collect();
    let mut remembered = 0;
    let mut rows: Vec<Vec<i64>> = (0..=chain.len()).map(|i| vec![0; gate.width(i)]).collect();
    rows[0] = gate.start();
    // Per stage the next option to try, and how many packages were known when it was entered.
    let (mut next, mut known) = (vec![0; chain.len() + 1], vec![0; chain.len() + 1]);
    let (mut i, mut work) = (0, 0);
    loop {
        if i == chain.len() {
            if packages.len() == most {
                return Listing { packages, rest: Rest::More };
            }
            packages.push(next[..i].iter().map(|option| option - 1).collect());
        }
        if i == chain.len() || next[i] == class_of[i].len() {
            if packages.len() == known[i] && remembered < budget.points {
                dead[i].number(&rows[i]);
                remembered += 1;
            }
            if i == 0 {
                return Listing { packages, rest: Rest::None };
            }
            i -= 1;
            continue;
        }
        work += 1;
        if work > budget.work || (work.is_multiple_of(LOOK) && watch.is_stopped()) {
            return Listing { packages, rest: Rest::Unknown };
        }
        let class = class_of[i][next[i]];
        next[i] += 1;
        let (before, after) = rows.split_at_mut(i + 1);
        if gate.step(i, &before[i], class, &mut after[0]) && !dead[i + 1].knows(&after[0]) {
            i += 1;
            if i < chain.len() {
                next[i] = 0;
            }
            known[i] = packages.len();
        }
    }
}
