//! The bargaining points of two parties, and how far they hang on what cannot be known.
//!
//! **Definitions.** Over the deals that are better for both, with the gains g, h of the two over no deal:
//! *Nash* (1950) has the largest product g · h; *Kalai–Smorodinsky* (1975) the largest min(g / G, h / H)
//! where G and H are the largest gains among these deals; *egalitarian* (Kalai 1977) the largest
//! min(g, h); *utilitarian* the largest g + h. Of several such deals the one whose smaller gain (for
//! Kalai–Smorodinsky the larger share, for egalitarian the larger gain) is largest, then the first.
//!
//! All four need gains that can be multiplied or added, and a list of priorities has none. So they are
//! computed twice. On *uniform rank* a gain is a difference of percentiles. In the *cloud* every
//! statement of a party has a weight; [`DRAWS`] times the weights are drawn, for both parties, evenly
//! from all that are not negative, do not increase from one statement to the next and sum to one
//! (the lengths of the pieces of a stick broken at random, longest first); what stands below a red
//! line is scaled down to weigh less than it together. A deal in order that is better under these
//! weights for both takes part.
//!
//! Everything is in integers. Draw number n of a party is a stream of its own (SplitMix64; Steele, Lea
//! & Flood 2014). Cost: one pass over the rows; per draw one pass over the distinct pairs of ranks and over
//! the statements of their levels. That is at most [`WORK`] in all, or fewer draws are made.

use super::plane::{Place, Rung, Scale};
use crate::bits::Bits;
pub use crate::draws::SEED;
use crate::draws::Stream;
use crate::parallel;
use crate::table::PackageTable;
use detente_scenario::PartyId;

/// Draws of weights for a cloud.
pub const DRAWS: usize = 200;

/// Pairs of ranks, and groups of statements, looked at in all draws of a cloud together.
pub const WORK: usize = 10_000_000;

/// Draws below which a cloud says too little.
const FEWEST: usize = 20;

/// Deals beyond which no cloud is drawn: they are sorted for it.
const MOST_DEALS: usize = 1 << 21;

/// Choices listed per point before the rest is only counted.
const LISTED: usize = 12;

/// The sum of the weights of a party.
const WHOLE: u64 = 1 << 31;

/// A rule by which a deal is singled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Solution {
    /// The largest product of gains.
    Nash,
    /// The largest smaller share of the largest gain.
    KalaiSmorodinsky,
    /// The largest smaller gain.
    Egalitarian,
    /// The largest sum of gains.
    Utilitarian,
}

impl Solution {
    /// All of them, in the order of the definitions.
    pub const ALL: [Self; 4] =
        [Self::Nash, Self::KalaiSmorodinsky, Self::Egalitarian, Self::Utilitarian];
}

/// The bargaining points of two parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bargain {
    /// Deals that are better for both, in order.
    pub deals: u64,
    /// On uniform rank: one for each of [`Solution::ALL`], or none if there is no such deal.
    pub points: Vec<Point>,
    /// Over drawn weights.
    pub cloud: Cloud,
}

/// The deal that a solution singles out on uniform rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// By which rule.
    pub solution: Solution,
    /// The first such deal.
    pub row: usize,
    /// Deals that both parties rank alike with it.
    pub alike: u64,
    /// Where it stands.
    pub place: Place,
}

/// The bargaining points over drawn weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cloud {
    /// It was drawn.
    Drawn {
        /// Draws made: [`DRAWS`], or fewer where there is much to look at.
        draws: usize,
        /// Draws under which no deal was better for both.
        without: usize,
        /// Per solution the deals it singled out, those first that it did most often.
        chosen: [Chosen; 4],
    },
    /// There is no deal that is better for both.
    NoDeal,
    /// These of the two give a ranking, which has no statements to weigh.
    Ranked(Vec<PartyId>),
    /// There are too many deals to draw often enough.
    TooLarge,
}

/// The deals that one solution singled out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The most frequent ones.
    pub choices: Vec<Choice>,
    /// How many others there were.
    pub others: usize,
}

/// A deal and how often it was singled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The first of the deals that both parties rank alike.
    pub row: usize,
    /// Where it stands.
    pub place: Place,
    /// In how many draws.
    pub draws: usize,
}

pub(super) fn bargain(
    table: &PackageTable<'_>,
    parties: [PartyId; 2],
    scales: &[Scale<'_>; 2],
    deals: &Bits,
    no_deal: [Rung; 2],
) -> Bargain {
    let better = [0, 1].map(|side: usize| -> Vec<bool> {
        let scale = &scales[side];
        let least = no_deal[side].below + no_deal[side].same;
        (0..scale.ranks().levels()).map(|level| scale.level(level as u32).below >= least).collect()
    });
    let mut better_for_both = deals.clone();
    for side in [0, 1] {
        better_for_both.and(&scales[side].ranks().column(&better[side]));
    }
    Bargain {
        deals: better_for_both.count() as u64,
        points: on_uniform_rank(scales, &better_for_both, no_deal),
        cloud: cloud(table, parties, scales, &better_for_both),
    }
}

/// The four points where a gain is a difference of percentiles.
fn on_uniform_rank(scales: &[Scale<'_>; 2], deals: &Bits, no_deal: [Rung; 2]) -> Vec<Point> {
    let [first, second] = [scales[0].ranks(), scales[1].ranks()];
    // Per rank of the first party the best rank of the second, with the first such deal and their
    // number: no solution takes less for one party if the other gains nothing by it.
    let mut best: Vec<Option<(u32, usize, u64)>> = vec![None; first.levels()];
    for row in deals.ones_iter() {
        let rank = second.get(row);
        match &mut best[first.get(row) as usize] {
            Some((old, _, alike)) if *old == rank => *alike += 1,
            Some((old, ..)) if *old > rank => {}
            best => *best = Some((rank, row, 1)),
        }
    }
    let gain = |side: usize, rank: u32| {
        scales[side].level(rank).height().saturating_sub(no_deal[side].height())
    };
    let found: Vec<(u32, u32, usize, u64)> = (0..)
        .zip(best)
        .filter_map(|(a, best)| best.map(|(b, row, alike)| (a, b, row, alike)))
        .collect();
    let gains: Vec<[u64; 2]> = found.iter().map(|&(a, b, ..)| [gain(0, a), gain(1, b)]).collect();
    let Some(chosen) = solve(gains.iter().copied().enumerate()) else { return Vec::new() };
    Solution::ALL
        .into_iter()
        .zip(chosen)
        .map(|(solution, at)| {
            let (a, b, row, alike) = found[at];
            Point { solution, row, alike, place: [scales[0].level(a), scales[1].level(b)] }
        })
        .collect()
}

/// The deal that each of [`Solution::ALL`] singles out, by the label that it comes with: the
/// definitions. Gains are positive, and below 2^40.
fn solve(deals: impl Iterator<Item = (usize, [u64; 2])> + Clone) -> Option<[usize; 4]> {
    let (mut most, mut found) = ([0, 0], false);
    for (_, [g, h]) in deals.clone() {
        most = [most[0].max(g), most[1].max(h)];
        found = true;
    }
    if !found {
        return None;
    }
    let wide = u128::from;
    let mut best: [Option<((u128, u128), usize)>; 4] = [None; 4];
    for (label, [g, h]) in deals {
        let shares = [wide(g) * wide(most[1]), wide(h) * wide(most[0])];
        let values = [
            (wide(g) * wide(h), wide(g.min(h))),
            (shares[0].min(shares[1]), shares[0].max(shares[1])),
            (wide(g.min(h)), wide(g.max(h))),
            (wide(g) + wide(h), wide(g.min(h))),
        ];
        for (best, value) in best.iter_mut().zip(values) {
            if best.is_none_or(|(old, _)| value > old) {
                *best = Some((value, label));
            }
        }
    }
    let mut chosen = [0; 4];
    for (chosen, best) in chosen.iter_mut().zip(best) {
        *chosen = best?.1;
    }
    Some(chosen)
}

/// One side of a cloud: the levels at which there are deals, by their statements.
struct Side {
    levels: Vec<u32>,
    /// Per level, statement by statement in groups of eight.
    keys: Vec<u8>,
    groups: usize,
    no_deal: Vec<bool>,
    red_lines: Vec<bool>,
}

impl Side {
    /// Nothing if there are too many levels with too many statements.
    fn of(
        table: &PackageTable<'_>,
        party: PartyId,
        scale: &Scale<'_>,
        deals: &Bits,
    ) -> Option<Self> {
        let ranks = scale.ranks();
        let preference = table.case().preference(party);
        let counts = ranks.histogram(deals);
        let levels: Vec<u32> =
            (0..ranks.levels()).filter(|&level| counts[level] > 0).map(|l| l as u32).collect();
        let groups = ranks.statements().div_ceil(8);
        if levels.len().saturating_mul(groups) > WORK {
            return None;
        }
        let mut keys = vec![0; levels.len() * groups];
        for (key, &level) in keys.chunks_exact_mut(groups.max(1)).zip(&levels) {
            for statement in 0..ranks.statements() {
                key[statement / 8] |=
                    u8::from(ranks.meets(level as usize, statement)) << (statement % 8);
            }
        }
        Some(Self {
            levels,
            keys,
            groups,
            no_deal: preference.truths(table.scenario(), &table.scenario().no_deal(party)),
            red_lines: preference.lines.iter().map(|line| line.red_line).collect(),
        })
    }

    /// Per level what it is worth more than no deal under `weights`; 0 if it is not.
    fn gains(&self, weights: &[u64]) -> Vec<u64> {
        let no_deal: u64 =
            weights.iter().zip(&self.no_deal).map(|(w, &met)| w * u64::from(met)).sum();
        // Per group of eight statements the sum for each of their 256 patterns.
        let mut sums = vec![[0_u64; 256]; self.groups];
        for (group, sums) in sums.iter_mut().enumerate() {
            for pattern in 1..256_usize {
                let lowest = pattern.trailing_zeros() as usize;
                let weight = weights.get(group * 8 + lowest).copied().unwrap_or(0);
                sums[pattern] = sums[pattern & (pattern - 1)] + weight;
            }
        }
        self.keys
            .chunks_exact(self.groups.max(1))
            .map(|key| {
                let worth: u64 = key.iter().zip(&sums).map(|(&k, sums)| sums[usize::from(k)]).sum();
                worth.saturating_sub(no_deal)
            })
            .collect()
    }
}

/// Deals that both parties rank alike: where among the levels of each side, and the first of them.
struct Pair {
    at: [u32; 2],
    row: u32,
}

fn cloud(
    table: &PackageTable<'_>,
    parties: [PartyId; 2],
    scales: &[Scale<'_>; 2],
    deals: &Bits,
) -> Cloud {
    let count = deals.count();
    if count == 0 {
        return Cloud::NoDeal;
    }
    let ranked: Vec<PartyId> =
        parties.into_iter().filter(|&party| !table.case().preference(party).is_list()).collect();
    if !ranked.is_empty() {
        return Cloud::Ranked(ranked);
    }
    if count > MOST_DEALS {
        return Cloud::TooLarge;
    }
    let side = |side: usize| Side::of(table, parties[side], &scales[side], deals);
    let (Some(first), Some(second)) = (side(0), side(1)) else { return Cloud::TooLarge };
    let sides = [first, second];
    let pairs = pairs(scales, &sides, deals);
    let draws =
        DRAWS.min(WORK / (pairs.len() + sides.iter().map(|side| side.keys.len()).sum::<usize>()));
    if draws < FEWEST {
        return Cloud::TooLarge;
    }
    let chosen = parallel::map(draws, |draw| {
        let [first, second] = [0, 1].map(|side: usize| {
            let red_lines = &sides[side].red_lines;
            sides[side].gains(&weights(Stream::of_side(draw as u64, side as u64), red_lines))
        });
        let gains =
            pairs.iter().map(|pair| [first[pair.at[0] as usize], second[pair.at[1] as usize]]);
        solve(gains.enumerate().filter(|(_, [g, h])| *g > 0 && *h > 0))
    });
    let without = chosen.iter().filter(|chosen| chosen.is_none()).count();
    let of = |solution: usize| {
        let mut labels: Vec<usize> =
            chosen.iter().flatten().map(|chosen| chosen[solution]).collect();
        labels.sort_unstable();
        let mut choices: Vec<Choice> = labels
            .chunk_by(|a, b| a == b)
            .map(|same| {
                let pair = &pairs[same[0]];
                let level = |side: usize| sides[side].levels[pair.at[side] as usize];
                let place = [0, 1].map(|side: usize| scales[side].level(level(side)));
                Choice { row: pair.row as usize, place, draws: same.len() }
            })
            .collect();
        choices.sort_by_key(|choice| std::cmp::Reverse(choice.draws));
        let others = choices.len().saturating_sub(LISTED);
        choices.truncate(LISTED);
        Chosen { choices, others }
    };
    Cloud::Drawn { draws, without, chosen: [0, 1, 2, 3].map(of) }
}

fn pairs(scales: &[Scale<'_>; 2], sides: &[Side; 2], deals: &Bits) -> Vec<Pair> {
    let places = [0, 1].map(|side: usize| {
        let mut places = vec![0_u32; scales[side].ranks().levels()];
        for (place, &level) in (0..).zip(&sides[side].levels) {
            places[level as usize] = place;
        }
        places
    });
    let at = |row: usize, side: usize| places[side][scales[side].ranks().get(row) as usize];
    let mut pairs: Vec<Pair> = deals
        .ones_iter()
        .map(|row| Pair { at: [at(row, 0), at(row, 1)], row: row as u32 })
        .collect();
    pairs.sort_unstable_by_key(|pair| (pair.at, pair.row));
    pairs.dedup_by_key(|pair| pair.at);
    pairs
}

/// Weights for statements of which `red_lines` are: the pieces of a stick of length [`WHOLE`] broken
/// at random places, longest first.
fn weights(mut stream: Stream, red_lines: &[bool]) -> Vec<u64> {
    let mut cuts: Vec<u64> = (1..red_lines.len()).map(|_| stream.next() >> 33).collect();
    cuts.push(WHOLE);
    cuts.sort_unstable();
    let mut last = 0;
    let mut weights: Vec<u64> =
        cuts.into_iter().map(|cut| cut - std::mem::replace(&mut last, cut)).collect();
    weights.truncate(red_lines.len());
    weights.sort_unstable_by_key(|&weight| std::cmp::Reverse(weight));
    for line in 0..weights.len() {
        let below: u64 = weights[line + 1..].iter().sum();
        if red_lines[line] && below >= weights[line] {
            let whole = u128::from(weights[line]);
            for weight in &mut weights[line + 1..] {
                *weight = (u128::from(*weight) * whole / u128::from(below + 1)) as u64;
            }
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_decrease_and_sum_to_one() {
        for draw in 0..100 {
            for count in [1, 2, 5, 40] {
                let weights = weights(Stream::of_side(draw, 0), &vec![false; count]);
                assert_eq!(weights.iter().sum::<u64>(), WHOLE);
                assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
            }
        }
        assert!(weights(Stream::of_side(0, 0), &[]).is_empty());
    }

    #[test]
    fn nothing_below_a_red_line_outweighs_it() {
        for draw in 0..100 {
            let red_lines = [false, true, false, false, true, false, false];
            let weights = weights(Stream::of_side(draw, 1), &red_lines);
            assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
            for line in [1, 4] {
                let below: u64 = weights[line + 1..].iter().sum();
                assert!(below < weights[line] || weights[line] == 0, "{weights:?}");
            }
        }
    }

    #[test]
    fn the_pieces_of_a_stick_are_as_long_as_they_ought_to_be() {
        // The longest of n pieces has the mean (1 + 1/2 + … + 1/n) / n.
        let draws = 4000_u64;
        let sum: u64 =
            (0..draws).map(|draw| weights(Stream::of_side(draw, 0), &[false; 4])[0]).sum();
        let mean = sum as f64 / (draws * WHOLE) as f64;
        let expected = (1.0 + 0.5 + 1.0 / 3.0 + 0.25) / 4.0;
        assert!((mean - expected).abs() < 0.01, "{mean} and not {expected}");
    }

    #[test]
    fn the_points_are_those_of_a_textbook() {
        // On the line from (0, 12) to (6, 0): Nash halfway, Kalai–Smorodinsky too; equal gains at
        // (4, 4); the largest sum at the upper end.
        let deals = [[1, 10], [2, 8], [3, 6], [4, 4], [5, 2], [6, 1]];
        let chosen = solve(deals.into_iter().enumerate()).unwrap();
        assert_eq!(chosen, [2, 2, 3, 0]);
        assert!(solve(std::iter::empty()).is_none());
    }
}
