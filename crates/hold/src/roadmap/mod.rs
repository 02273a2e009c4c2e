//! In which order of steps nobody ever gains by stopping, shamming or taking back.
//!
//! An order is *self-enforcing* if at every state it visits, for every party that may move there, the stake
//! ([`Stakes`]) covers what leaving would bring at once: see [`checks`]. Because what a check needs depends only on
//! the state and on the stage that comes next, the best order is a path through the lattice of subsets whose
//! narrowest point is widest: see [`search`](mod@search).
//!
//! Papers: A. Compte, P. Jehiel, "Gradualism in bargaining and contribution games" (Review of Economic Studies 2004):
//! what has been conceded is banked; J. Watson, "Starting small and commitment" (Games and Economic Behavior 2002);
//! R. Powell, "War as a commitment problem" (International Organization 2006); D. Abreu, "On the theory of
//! infinitely repeated games with discounting" (Econometrica 1988): existence is proved with reactions that can be
//! believed, non-existence with the harshest.
//!
//! What the model leaves out: a roadmap is short against the life of the deal, so that waiting during it counts for
//! nothing; a breakdown is total and for ever; worths of steps add up; everybody knows them.

mod blocks;
pub mod checks;
pub mod clock;
mod far;
pub mod none;
pub mod ranges;
pub mod repairs;
mod scale;
pub mod search;
mod sets;
pub mod standing;
pub mod stress;
pub mod walk;

pub use blocks::memory_needed;
pub use checks::{Demand, Kind, Refusal, STEPS, Setting, Taken};
pub use search::{
    Answer, Count, Escrows, Limits, Plan, Verdict, Why, count, count_from, fewest_escrows, search,
    search_from,
};
pub use standing::{Breakdown, Standing, breakdown, standing};
pub use walk::{Check, Misstep, Walk, walk, walk_from};

use crate::deal::Deal;
use crate::exact::Ratio;

#[cfg(doc)]
use crate::stakes::Stakes;

/// What is taken at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// One step, by its position.
    Step(usize),
    /// A declared bundle, by its position.
    Bundle(usize),
}

impl Stage {
    /// Its steps in `deal`, ascending.
    #[must_use]
    pub fn steps(self, deal: &Deal) -> Vec<usize> {
        match self {
            Self::Step(step) => vec![step],
            Self::Bundle(bundle) => deal.bundles[bundle].steps.clone(),
        }
    }
}

/// How much more a party has to lose than it needs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slack {
    /// No stake would be enough.
    Never,
    /// The stake less what is needed, in units of worth.
    By(Ratio),
    /// Nothing is asked of anybody.
    Free,
}

impl Slack {
    /// Whether the stake is enough; ties are.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self {
            Self::Never => false,
            Self::By(by) => *by >= num_traits::Zero::zero(),
            Self::Free => true,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn by(&self) -> Option<&Ratio> {
        match self {
            Self::By(by) => Some(by),
            Self::Never | Self::Free => None,
        }
    }
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
