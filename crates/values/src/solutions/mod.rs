//! The bargaining solutions, with proofs.
//!
//! **What they decide.** Among the packages that are acceptable to all, which one each solution singles
//! out; [`definition`] has the definitions as short functions over a list. Here the packages are not listed.
//! Every answer carries the best value found and an upper bound of it; if they meet, it is proved.
//!
//! **How.** The support function of the worths gives upper bounds, tightened by convex optimisation over
//! lotteries of packages (`hull`). Then a target just below the bound is set and everything that can still reach
//! the target survives an elimination (`crate::frontier`) pruned by those bounds (`bars`). What survives
//! contains every package at or above the target, so if one is there the best of them is the optimum; otherwise the
//! bound falls to the target and the gap widens. Where a smallest gain or share is maximised, what exceeds the
//! bound is worth nothing and is cut off, which makes most partial packages equal.
//!
//! **Cost.** That of a frontier of the few packages near the optimum: the more terms, the smaller the gap between lotteries
//! and packages. A budget bounds it; what is proved until then is told. The method is Geoffrion's Lagrangian bound (1974) in
//! several dimensions; that the gap is small is Shapley and Folkman's lemma (Starr 1969).
//!
//! Where too many terms hang together for tables, packages come from climbing and bounds from a relaxation.
//!
//! **What it refuses.** Parties that do not say what no deal is worth.

mod answer;
mod arrange;
mod bargaining;
mod bars;
mod climb;
pub mod definition;
mod descent;
mod hull;
mod known;
mod mean;
mod most;
mod nash;
pub mod natural;
mod net;
pub mod peers;
mod relax;
mod smallest;
mod support;

pub use answer::{Answer, Found, Gainers, Lottery, Objective, Package, Refusal, Ties};
pub use bargaining::{Bargaining, Settings};
pub use definition::Share;
pub use known::Known;
pub use most::Among;
pub use natural::Natural;

#[cfg(test)]
mod tests;
