//! Numbers drawn from ranges: a stream of its own for every draw, party and line, so that a draw is the
//! same whatever else is drawn.

use detente_scenario::PartyId;

/// The seed of all draws.
pub const SEED: u64 = 1;

/// SplitMix64 (Steele, Lea & Flood 2014).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stream(u64);

impl Stream {
    /// The stream of a line of a party in a draw.
    pub(crate) fn of(draw: u64, party: PartyId, line: usize) -> Self {
        let place = (party.index() as u64) << 32 | (line as u64 & 0xffff_ffff);
        Self(mixed(SEED ^ mixed(draw ^ mixed(place))))
    }

    /// The beginning of a stream for one of two sides.
    pub(crate) const fn of_side(draw: u64, side: u64) -> Self {
        Self(mixed(SEED ^ mixed(2 * draw + side)))
    }

    /// The next number.
    pub(crate) const fn next(&mut self) -> u64 {
        let number = mixed(self.0);
        self.0 = self.0.wrapping_add(GAMMA);
        number
    }

    /// The next number from 0 to 2^32, both included.
    pub(crate) const fn part(&mut self) -> u64 {
        // 2^32 + 1 equal parts.
        ((self.next() as u128 * ((1_u128 << 32) + 1)) >> 64) as u64
    }
}

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// SplitMix64's mixing of one number.
const fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(GAMMA);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
