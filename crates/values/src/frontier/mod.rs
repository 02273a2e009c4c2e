//! The frontier: distinct worths that no possible package is at least as good as for everybody and better
//! for somebody.

mod compact;
mod eliminate;
mod forest;
mod keep;
mod merge;
mod order;
mod plan;
mod points;
mod prune;
mod rest;
mod sieve;
mod spine;

pub use eliminate::{Eliminated, Halt, eliminate};
pub use keep::{All, Floors, Keep, Place};
pub use plan::Plan;
pub use rest::{Amount, Rest};

#[cfg(test)]
pub(crate) mod random;
#[cfg(test)]
mod tests;
