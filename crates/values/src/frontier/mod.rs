//! The frontier: distinct worths such that no possible package is at least as good for everybody and better
//! for somebody.
//!
//! [`frontier`] says how it was found and how exact it is. Below it, [`Plan`] is the order of elimination
//! and its tables, [`eliminate`] runs it with a hook, [`Keep`], for whoever looks for less than the whole
//! frontier, and [`Plan::rest`] bounds what may still come.

mod bucket;
mod climb;
mod compact;
mod eliminate;
mod floors;
mod forest;
mod hopeful;
mod keep;
mod listed;
mod merge;
mod order;
mod plan;
mod points;
mod prune;
mod rest;
mod sieve;
mod spine;
mod stages;
mod subset;
mod trim;

pub use eliminate::{Eliminated, Halt, eliminate};
pub use floors::Floors;
pub use hopeful::Hopeful;
pub use keep::{All, Keep, Place};
pub use plan::Plan;
pub use rest::{Amount, Rest};
pub use subset::{Representatives, representatives};

use crate::problem::Problem;
use crate::watch::{Budget, Watch};
use points::Points;
use stages::Elimination;

/// Which packages count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Floor {
    /// All possible ones.
    None,
    /// Those acceptable to every party: worth at least its no deal.
    NoDeal,
}

/// How a frontier was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Package by package.
    Listed,
    /// Term by term: nothing couples them.
    Additive,
    /// Term by term, over tables of the terms that hang together.
    Elimination {
        /// How many terms a table depends on beside the one eliminated, at most.
        width: usize,
    },
}

/// What a frontier leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// Nothing.
    Exact,
    /// For every efficient worth there is a listed one that gives no party less by more than this. What
    /// is listed is real; some of it may be dominated by packages that are not listed. Counts are "at
    /// least". With a floor this holds for worths that exceed the floor by the error; others may be
    /// missing.
    Trimmed {
        /// Per party, in its own unit.
        error: Vec<i64>,
    },
    /// A bound was hit, or somebody said stop. What is listed is real and not dominated by anything else
    /// listed; nothing is said about the rest. Counts are "at least".
    Stopped {
        /// Why.
        why: Halt,
    },
}

/// The frontier of a problem, in lexicographically descending order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    /// How it was found.
    pub way: Way,
    /// What it leaves out.
    pub exactness: Exactness,
    /// Points made and compared.
    pub work: u64,
    /// The most points held at the same time.
    pub peak: usize,
    source: Source,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// Packages are put together when asked for.
    Eliminated(Eliminated),
    /// Back rows are packages.
    Packages(Points),
    /// Back rows say which point of the one, or if there are no more, of the other.
    Both(Points, Eliminated, Points),
}

impl Frontier {
    fn points(&self) -> &Points {
        match &self.source {
            Source::Eliminated(found) => &found.points,
            Source::Packages(points) | Source::Both(points, ..) => points,
        }
    }

    /// How many distinct worths are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points().len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What point `i` is worth to each party.
    #[must_use]
    pub fn values(&self, i: usize) -> &[i64] {
        self.points().at(i)
    }

    /// All worths, one after another.
    #[must_use]
    pub fn all_values(&self) -> &[i64] {
        &self.points().values
    }

    /// How many packages are worth that; [`u128::MAX`] stands for "at least that many".
    #[must_use]
    pub fn count(&self, i: usize) -> u128 {
        self.points().counts[i]
    }

    /// A package that is worth that, the same one every time.
    #[must_use]
    pub fn package(&self, i: usize) -> Vec<usize> {
        let package = |points: &Points, i| points.back(i).iter().map(|&o| o as usize).collect();
        match &self.source {
            Source::Eliminated(found) => found.package(i),
            Source::Packages(points) => package(points, i),
            Source::Both(points, found, known) => match points.back(i)[0] as usize {
                i if i < found.len() => found.package(i),
                i => package(known, i - found.len()),
            },
        }
    }
}

/// The frontier of `problem`, which is sound, as exactly as `budget` allows.
pub fn frontier(problem: &Problem, floor: Floor, budget: &Budget, watch: &dyn Watch) -> Frontier {
    let floors = match floor {
        Floor::None => vec![None; problem.parties],
        Floor::NoDeal => problem.no_deal.clone(),
    };
    let plan = match Plan::of(problem, budget) {
        Ok(plan) => plan,
        Err(why) => return listed(problem, &floors, budget, watch, why),
    };
    let way = match plan.width() {
        0 => Way::Additive,
        width => Way::Elimination { width },
    };
    let known = || hopeful::efficient(&plan, problem, &floors);
    let has_floor = floors.iter().any(Option::is_some);
    if plan.slots() > plan.stages.len() + MANY || has_floor && plan.width() > 0 {
        let keep = Hopeful::of_watched(&plan, problem, &floors, watch);
        eliminated(&plan, &keep, budget, watch, way, || keep.known())
    } else if has_floor {
        let keep = Floors::with_mixtures(&plan, problem, &floors);
        eliminated(&plan, &keep, budget, watch, way, known)
    } else {
        eliminated(&plan, &All, budget, watch, way, known)
    }
}

/// From so many slots on it pays to know first what there is to hope for.
const MANY: usize = 1 << 12;

/// Lists packages where tables are too large. If that is too much as well, the tables are to blame.
fn listed(
    problem: &Problem,
    floors: &[Option<i64>],
    budget: &Budget,
    watch: &dyn Watch,
    table: Halt,
) -> Frontier {
    let found = listed::list(problem, floors, budget, watch);
    let exactness = match found.halt {
        None => Exactness::Exact,
        Some(Halt::Work { .. }) => Exactness::Stopped { why: table },
        Some(why) => Exactness::Stopped { why },
    };
    let mut points = found.points;
    if found.halt.is_some_and(|halt| halt != Halt::Stopped) {
        hopeful::climb(problem, floors, &mut points);
    }
    let source = Source::Packages(points);
    Frontier { way: Way::Listed, exactness, work: found.work, peak: found.peak, source }
}

/// Runs a plan; from the stage on that finds too many points, some give way.
fn eliminated<K: Keep>(
    plan: &Plan,
    keep: &K,
    budget: &Budget,
    watch: &dyn Watch,
    way: Way,
    known: impl FnOnce() -> Points,
) -> Frontier {
    let mut run = Elimination::new(plan, keep, budget, watch);
    for s in 0..plan.stages.len() {
        if let Err(why) = run.stage_within(s) {
            let exactness = Exactness::Stopped { why };
            let (work, peak) = (run.work, run.peak);
            return Frontier { way, exactness, work, peak, source: Source::Packages(known()) };
        }
    }
    let exactness = if run.loss.iter().any(|&loss| loss > 0) {
        Exactness::Trimmed { error: run.loss.clone() }
    } else {
        Exactness::Exact
    };
    let found = run.finish();
    let (work, peak) = (found.work, found.peak);
    let source = if exactness == Exactness::Exact {
        Source::Eliminated(found)
    } else {
        // A point may have given way to one that a known package then made superfluous.
        both(found, known())
    };
    Frontier { way, exactness, work, peak, source }
}

/// The non-dominated of both.
fn both(found: Eliminated, known: Points) -> Source {
    let mut points = Points::new(found.points.parties, 1);
    for (i, from) in (0..found.len()).map(|i| (i, &found.points)) {
        points.push(from.at(i), from.counts[i], &[i as u32]);
    }
    for i in 0..known.len() {
        // One package, which may be among those that were counted.
        points.push(known.at(i), 0, &[(found.len() + i) as u32]);
    }
    prune::prune(&mut points);
    points.counts.iter_mut().for_each(|count| *count = (*count).max(1));
    Source::Both(points, found, known)
}

#[cfg(test)]
pub(crate) mod random;
#[cfg(test)]
mod tests;
