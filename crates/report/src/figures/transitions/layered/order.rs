//! The order of the vertices within each level: sweeps by barycentre, then exchanges of neighbours.
//!
//! Level by level, down and up in turn, the vertices are sorted by the mean position of those that
//! they are linked to in the level before; then neighbours change places wherever this saves a
//! crossing. This is done from four beginnings, and the best order seen is kept. (To find the fewest
//! crossings is NP-hard even for two levels.)

use super::levels::Levels;
use std::cmp::Ordering;

/// Sweeps at most.
const SWEEPS: usize = 24;

/// Sweeps without a gain after which no more is tried.
const PATIENCE: usize = 6;

/// Rounds of exchanges after a sweep at most.
const ROUNDS: usize = 8;

/// Puts the vertices into an order with few crossings: how many there were before, and are now.
pub fn untangle(levels: &mut Levels) -> [u64; 2] {
    let before = crossings(levels);
    let first = levels.order.clone();
    let (mut best, mut least) = (first.clone(), before);
    // From either end, and with the first order from either side.
    for start in 0..4 {
        levels.order.clone_from(&first);
        if start / 2 == 1 {
            levels.order.iter_mut().for_each(|level| level.reverse());
        }
        levels.number();
        let mut idle = 0;
        for sweep in 0..SWEEPS {
            if least == 0 || idle == PATIENCE {
                break;
            }
            sort(levels, (sweep + start) % 2 == 0, sweep % 4 > 1);
            exchange(levels, sweep % 3 == 2);
            let now = crossings(levels);
            idle += 1;
            if now < least {
                (best, least, idle) = (levels.order.clone(), now, 0);
            }
        }
    }
    levels.order = best;
    levels.number();
    [before, least]
}

/// How many pairs of links cross.
pub fn crossings(levels: &Levels) -> u64 {
    let of_level = |level: &Vec<usize>| {
        let below = level.iter().flat_map(|&vertex| &levels.below[vertex]);
        let mut ends: Vec<(usize, usize)> = below
            .map(|&link| levels.links[link])
            .map(|link| (levels.position[link.upper], levels.position[link.lower]))
            .collect();
        inversions(&mut ends)
    };
    levels.order.iter().map(of_level).sum()
}

/// How many pairs of `ends` are in one order above and in the other below. Cost: n log n.
pub fn inversions(ends: &mut [(usize, usize)]) -> u64 {
    ends.sort_unstable();
    let places = ends.iter().map(|&(_, lower)| lower + 1).max().unwrap_or(0);
    // A tree of counts: how many so far lie at or before a place.
    let mut tree = vec![0_u64; places + 1];
    let mut crossed = 0;
    for (seen, &(_, lower)) in (0_u64..).zip(ends.iter()) {
        let mut at = lower + 1;
        let mut not_after = 0;
        while at > 0 {
            not_after += tree[at];
            at &= at - 1;
        }
        crossed += seen - not_after;
        let mut at = lower + 1;
        while at <= places {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    crossed
}

/// Sorts every level by the mean position of what its vertices are linked to in the one before, going
/// `down` or up. Vertices with the same mean keep their order, or are `turned` round.
fn sort(levels: &mut Levels, down: bool, turned: bool) {
    let count = levels.order.len();
    for step in 1..count {
        let level = if down { step } else { count - 1 - step };
        let mut keyed: Vec<(f64, usize, usize)> = levels.order[level]
            .iter()
            .enumerate()
            .map(|(place, &vertex)| {
                let others = neighbours(levels, vertex, down);
                let mean = match others.len() {
                    0 => place as f64,
                    n => others.iter().sum::<usize>() as f64 / n as f64,
                };
                (mean, if turned { usize::MAX - place } else { place }, vertex)
            })
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let order: Vec<usize> = keyed.into_iter().map(|(.., vertex)| vertex).collect();
        for (place, &vertex) in order.iter().enumerate() {
            levels.position[vertex] = place;
        }
        levels.order[level] = order;
    }
}

/// The positions of what `vertex` is linked to in the level before or after, ascending.
fn neighbours(levels: &Levels, vertex: usize, before: bool) -> Vec<usize> {
    let mut found: Vec<usize> = if before {
        levels.above[vertex].iter().map(|&l| levels.position[levels.links[l].upper]).collect()
    } else {
        levels.below[vertex].iter().map(|&l| levels.position[levels.links[l].lower]).collect()
    };
    found.sort_unstable();
    found
}

/// Lets neighbours change places wherever this saves a crossing; in the first round, if `free`, also
/// where it saves none, for this may open the way to something better.
fn exchange(levels: &mut Levels, free: bool) {
    for round in 0..ROUNDS {
        let mut gained = false;
        for level in 0..levels.order.len() {
            // What a vertex is linked to does not move while its own level does.
            let of = |&vertex: &usize| [true, false].map(|b| neighbours(levels, vertex, b));
            let mut near: Vec<[Vec<usize>; 2]> = levels.order[level].iter().map(of).collect();
            for place in 1..near.len() {
                let (a, b) = (&near[place - 1], &near[place]);
                let saved: i64 = a.iter().zip(b).map(|(a, b)| crossed(a, b) - crossed(b, a)).sum();
                if saved > 0 || (saved == 0 && free && round == 0) {
                    let order = &mut levels.order[level];
                    levels.position.swap(order[place - 1], order[place]);
                    order.swap(place - 1, place);
                    near.swap(place - 1, place);
                    gained |= saved > 0;
                }
            }
        }
        if !gained {
            return;
        }
    }
}

/// How many links of a vertex cross those of the next one, given what each is linked to, ascending.
fn crossed(first: &[usize], second: &[usize]) -> i64 {
    let mut count = 0;
    let mut before = 0;
    for a in first {
        while second.get(before).map(|b| b.cmp(a)) == Some(Ordering::Less) {
            before += 1;
        }
        count += before as i64;
    }
    count
}
