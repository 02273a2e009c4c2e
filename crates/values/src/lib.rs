//! Deals with values: what every party gets is a sum over small groups of terms.
//!
//! A [`Problem`] says which packages are possible and what each is worth to each party, in whole
//! numbers. This crate answers questions about all packages without listing them: which worths are
//! efficient, which deals the bargaining solutions single out, how many packages are acceptable to all.
//! It knows no names and no files.

pub mod break_even;
pub mod certificate;
mod chain;
pub mod draws;
pub mod frontier;
mod parallel;
pub mod problem;
pub mod search;
pub mod solutions;
mod stream;
pub mod sure;
#[cfg(test)]
mod testing;
pub mod watch;
mod whole;
pub mod zopa;

pub use problem::{Problem, Rule, Worth};
pub use watch::{Budget, Unwatched, Watch};
