//! Can a breach be seen? How much looking finds it, where and when to look, and what that costs.
//!
//! A party that faces a covert gain κ and loses a stake Λ when it is caught complies if the probability of being
//! caught is at least κ / (κ + Λ) ([`plan::required`]). The rest of the folder is about buying that probability:
//! counting items ([`sampling`]), measuring what is missing ([`measuring`]), a few inspections over many periods
//! ([`timing`]), one budget over many sites ([`sites`]), and the cheapest plan that is enough ([`plan`]).

use std::fmt;

pub mod measuring;
pub mod plan;
pub(crate) mod powers;
pub mod sampling;
pub mod sites;
pub mod timing;

/// An input that has no meaning, with the reason in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsound(pub &'static str);

impl fmt::Display for Unsound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Unsound {}
