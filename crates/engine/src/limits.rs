//! What is refused before it is begun, with the number that is too large.

use std::fmt;

/// Bounds on what one table may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that a table may take with all its columns.
    pub memory: u64,
    /// Nodes of the diagram that stands for the rules.
    pub diagram_nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 8 << 30, diagram_nodes: 1 << 22 }
    }
}

/// Why a table was not built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The table would not fit.
    Memory {
        /// Possible packages, exactly.
        packages: u128,
        /// Estimated bytes.
        bytes: u128,
        /// Bytes allowed.
        limit: u64,
    },
    /// Too many combinations of options to number the packages.
    Combinations {
        /// Combinations of the leading terms; [`u128::MAX`] stands for "at least that many".
        combinations: u128,
    },
    /// The rules hang together too much to list what they allow without trying everything.
    Rules {
        /// Nodes allowed.
        limit: usize,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory { packages, bytes, limit } => write!(
                f,
                "{packages} possible packages need about {} MB, more than the {} MB allowed",
                bytes / 1_000_000,
                limit / 1_000_000
            ),
            Self::Combinations { combinations } => write!(
                f,
                "{combinations} option combinations of the terms before the last few; at most 2^64 can be numbered"
            ),
            Self::Rules { limit } => write!(
                f,
                "the rules hang together too much: their diagram has more than {limit} nodes; put terms that share rules next to each other"
            ),
        }
    }
}

impl std::error::Error for Refusal {}
