//! What does the evidence say of a party? Types it could be of (sincere, hedging, deceptive, …), with a prior, and
//! what each event says for one and against another.
//!
//! Updating ([`updating`]) and what would turn the verdict ([`turning`]), reports that may be worthless or have one origin ([`sources`]),
//! all of it together ([`joined`]) and over ranges ([`bounds`]), and what a concession proves ([`signals`]). Types are positions in a list; everything is exact unless a name says
//! otherwise.

use std::fmt;

pub mod bounds;
pub mod joined;
pub mod signals;
pub mod sources;
pub mod turning;
pub mod updating;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An input has no meaning, with the reason in words.
    Unsound(&'static str),
    /// No type could have brought about the events up to this one (a position): the types or the likelihoods are
    /// wrong.
    Impossible {
        /// Which.
        event: usize,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsound(reason) => f.write_str(reason),
            Self::Impossible { event } => write!(
                f,
                "no type could have brought about event {} after those before it; give some type a likelihood above 0",
                event + 1
            ),
        }
    }
}

impl std::error::Error for Fault {}
