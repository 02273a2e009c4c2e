//! The frontier by elimination of one term after another.
//!
//! A stage maps every assignment of its separator to the non-dominated worths of what is eliminated so
//! far. That is enough: for a fixed separator whatever is added later is the same for all, and adding
//! the same keeps dominance. Equal worths are one point that counts its packages; the count is exact,
//! because all parts of an efficient package are non-dominated. Of a stage that is done only back rows
//! remain: per point one number for the option and one per stage joined.
//!
//! Cost: the entries of all tables, and for every entry the sums of the points that meet there.
//! Bertelè and Brioschi (1972); with several objectives Rollón and Larrosa (2006).

use super::keep::Keep;
use super::plan::Plan;
use super::points::Points;
use super::stages::Elimination;
use crate::watch::{Budget, Watch};

/// Why an elimination ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Somebody said stop.
    Stopped,
    /// More than [`Budget::points`] points would be held at the same time.
    Points {
        /// The bound.
        most: usize,
    },
    /// More than [`Budget::work`] points would be made.
    Work {
        /// The bound.
        most: u64,
    },
    /// Too many terms hang together: some table would have too many entries.
    Table {
        /// Its entries; [`u128::MAX`] stands for "at least that many".
        entries: u128,
        /// How many terms its entries depend on beside the one eliminated.
        width: usize,
        /// The bound.
        most: u128,
    },
}

/// The points of whole packages, and how to get from a point to a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eliminated {
    pub(super) points: Points,
    pub(super) terms: usize,
    pub(super) traces: Vec<Trace>,
    /// Points made in all.
    pub work: u64,
    /// The most points held at the same time.
    pub peak: usize,
}

/// The back rows of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trace {
    Unit,
    /// First the point of one stage, then that of the other.
    Join(usize, usize, Vec<u32>),
    /// The option of the term, then a point per stage.
    Bucket(usize, Vec<usize>, Vec<u32>),
}

impl Eliminated {
    /// How many points there are, in lexicographically descending order.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What point `i` is worth to each party.
    #[must_use]
    pub fn values(&self, i: usize) -> &[i64] {
        self.points.at(i)
    }

    /// How many packages reach point `i`; [`u128::MAX`] stands for "at least that many".
    #[must_use]
    pub fn count(&self, i: usize) -> u128 {
        self.points.counts[i]
    }

    /// A package that reaches point `i`.
    #[must_use]
    pub fn package(&self, i: usize) -> Vec<usize> {
        let mut package = vec![0; self.terms];
        let mut open = vec![(self.traces.len().wrapping_sub(1), i)];
        while let Some((stage, i)) = open.pop() {
            match self.traces.get(stage) {
                None | Some(Trace::Unit) => {}
                Some(Trace::Join(first, second, back)) => {
                    open.push((*first, back[2 * i] as usize));
                    open.push((*second, back[2 * i + 1] as usize));
                }
                Some(Trace::Bucket(term, children, back)) => {
                    let row = &back[(children.len() + 1) * i..][..children.len() + 1];
                    package[*term] = row[0] as usize;
                    open.extend(children.iter().zip(&row[1..]).map(|(&s, &i)| (s, i as usize)));
                }
            }
        }
        package
    }
}

/// Eliminates all terms and keeps what `keep` keeps.
///
/// # Errors
/// When a bound of `budget` is hit, or somebody said stop.
pub fn eliminate<K: Keep>(
    plan: &Plan,
    keep: &K,
    budget: &Budget,
    watch: &dyn Watch,
) -> Result<Eliminated, Halt> {
    let mut run = Elimination::new(plan, keep, budget, watch);
    for stage in 0..plan.stages.len() {
        run.stage(stage, None)?;
    }
    Ok(run.finish())
}

impl Halt {
    /// Which of several reasons in one wave is told: one that does not depend on who was faster.
    pub(super) fn precedence(&self) -> usize {
        match self {
            Self::Points { .. } => 0,
            Self::Table { .. } => 1,
            Self::Work { .. } => 2,
            Self::Stopped => 3,
        }
    }
}
