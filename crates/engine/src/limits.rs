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
                "{} possible packages need about {}, more than the {} allowed",
                grouped(*packages),
                size(*bytes),
                size(u128::from(*limit))
            ),
            Self::Combinations { combinations } => {
                let about = combinations.checked_ilog10().unwrap_or(0);
                write!(
                    f,
                    "the terms have more option combinations (over 10^{about}) than can be numbered; leave out terms, or settle some of them in files of their own"
                )
            }
            Self::Rules { limit } => write!(
                f,
                "the rules hang together too much: their diagram has more than {} nodes; put terms that share rules next to each other",
                grouped(*limit as u128)
            ),
        }
    }
}

/// A number with its thousands set apart.
fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of bytes in the largest unit of which there are at least ten, in binary steps.
fn size(bytes: u128) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
    let step = (0..units.len()).rev().find(|&step| bytes >= 10 << (10 * step)).unwrap_or(0);
    format!("{} {}", grouped(bytes >> (10 * step)), units[step])
}

impl std::error::Error for Refusal {}
