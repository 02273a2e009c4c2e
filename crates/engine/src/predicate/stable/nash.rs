//! R: no improvement at all.
//!
//! **Definition.** s is R stable for i iff no move of i leads from s to a package better for i (Nash
//! 1950). T(s) is the best rank among what i can reach. Cost: two passes over the rows; with one-way
//! moves a few per group besides.

use super::{Player, extreme};

/// Per group the best rank to which the party can move from it, or which it has there.
pub(crate) fn best(own: Player<'_>) -> Vec<u32> {
    let ranks =
        |start: usize, out: &mut [u32]| out.copy_from_slice(&own.ranks[start..start + out.len()]);
    let mut best = extreme(own.ranks.len(), own.groups, true, ranks);
    own.groups.raise(&mut best);
    best
}
