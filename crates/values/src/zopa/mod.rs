//! The zopa as an object: all possible packages that are acceptable to every party, which need not be
//! few enough to be listed.
//!
//! **What it decides.** How many there are, in what share of them a term has an option, whether an option occurs at all;
//! even draws from them; the first of them in listed order. The definition is
//! [`Problem::is_possible`](crate::Problem::is_possible) and [`Problem::is_acceptable`](crate::Problem::is_acceptable) for every package.
//!
//! **How.** Exactly where the states of the terms settled so far (what each party can still lose, and the
//! options on which worths and rules to come depend) and the costs of the terms to come, met where both
//! together are fewest, fit into the budget: a decision diagram of both halves. Beyond that
//! sampled, with standard error and seed: draws tilted towards the zopa, so that it may be small.
//!
//! **Cost.** Exactly: the states, at most [`Budget::points`](crate::Budget::points), about 100 bytes each; log^(k-1) of them each to meet,
//! for k parties. Sampled: at most 2^18 draws.

mod count;
mod dominance;
mod empty;
mod gate;
mod halves;
mod layers;
mod list;
mod many;
mod measure;
mod sampled;
mod suffixes;

pub use count::{Count, Draws, Reach, Share, Zopa};
pub use empty::{Blocking, Opening, apart, blocking, openings};
pub use list::{Listing, Rest, list};
pub use many::Many;

#[cfg(test)]
mod tests;
