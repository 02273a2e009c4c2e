//! The efficient packages: no possible package is at least as good for all signers and better for
//! one (Pareto 1906).
//!
//! For two signers one pass and a running maximum over the ranks. For more, packages dominated by
//! the front of a sample are dropped first, again and again while that helps; the rest is visited
//! by descending weighted sum of ranks, so that a package can only be dominated by one visited before, and
//! the front found so far is searched in blocks that are skipped by their upper bounds.
//! Cost: linear for up to two signers; else rows × (small part of the front).

use crate::bits::Bits;
use crate::parallel;
use crate::preference::Ranks;

/// Whether `a` is at least as good in every rank and better in one: the definition.
#[must_use]
pub fn dominates(a: &[u32], b: &[u32]) -> bool {
    a.iter().zip(b).all(|(a, b)| a >= b) && a != b
}

/// The rows that no other row dominates in the ranks given, which all have `rows` rows.
#[must_use]
pub fn efficient(rows: usize, ranks: &[&Ranks]) -> Bits {
    match ranks {
        [] => Bits::ones(rows),
        [only] => {
            let last = only.levels().saturating_sub(1);
            only.column(&(0..only.levels()).map(|level| level == last).collect::<Vec<_>>())
        }
        [first, second] => for_two(first, second),
        _ => for_many(rows, ranks),
    }
}

fn for_two(first: &Ranks, second: &Ranks) -> Bits {
    let (first, second) =
        if first.levels() <= second.levels() { (first, second) } else { (second, first) };
    // Best second rank at each first rank, as rank + 1; 0 is none.
    let mut best = vec![0u32; first.levels()];
    for (&a, &b) in first.as_slice().iter().zip(second.as_slice()) {
        let best = &mut best[a as usize];
        *best = (*best).max(b + 1);
    }
    // A row is efficient iff it has the best second rank at its first rank, and that is above all
    // at higher first ranks.
    let mut above = 0;
    for best in best.iter_mut().rev() {
        if *best > above {
            above = *best;
        } else {
            *best = 0;
        }
    }
    let (a, b) = (first.as_slice(), second.as_slice());
    Bits::from_fn(a.len(), |row| best[a[row] as usize] == b[row] + 1)
}

/// Rows in a sample, and the number of candidates below which sampling no longer pays.
const SAMPLE: usize = 1 << 12;

fn for_many(rows: usize, ranks: &[&Ranks]) -> Bits {
    let width = ranks.len();
    let vector = |row: usize, out: &mut Vec<u32>| {
        out.clear();
        out.extend(ranks.iter().map(|ranks| ranks.get(row)));
    };
    let front_of = |sorted: &[u32]| {
        let mut front = Front::new(width);
        let mut point = Vec::with_capacity(width);
        for &row in sorted {
            vector(row as usize, &mut point);
            front.add(&point);
        }
        front
    };
    // Every rank counts as much as any other, however many levels it has: the package with the
    // largest sum is then good all round and dominates much.
    let weights: Vec<u64> = ranks.iter().map(|r| (1 << 32) / r.levels().max(1) as u64).collect();
    let sum = |row: u32| -> u64 {
        ranks.iter().zip(&weights).map(|(r, w)| u64::from(r.get(row as usize)) * w).sum()
    };
    let sort = |rows: &mut Vec<u32>| {
        rows.sort_by_cached_key(|&row| (std::cmp::Reverse(sum(row)), row));
    };

    // Round 0 filters all rows, later rounds what is left.
    let mut candidates: Option<Vec<u32>> = None;
    loop {
        let count = candidates.as_ref().map_or(rows, Vec::len);
        if count <= 2 * SAMPLE {
            break;
        }
        let at = |i: usize| candidates.as_ref().map_or(i as u32, |rows| rows[i]);
        let stride = count.div_ceil(SAMPLE);
        let mut sample: Vec<u32> = (0..count).step_by(stride).map(at).collect();
        sort(&mut sample);
        let front = front_of(&sample);
        let ranges = parallel::pieces(count);
        let kept: Vec<Vec<u32>> = parallel::map(parallel::piece_count(count), |piece| {
            let mut point = Vec::with_capacity(width);
            let mut hint = 0;
            let undominated = |&row: &u32| {
                vector(row as usize, &mut point);
                !front.dominates(&point, &mut hint)
            };
            ranges(piece).map(at).filter(undominated).collect()
        });
        let kept = kept.concat();
        let stalled = kept.len() * 2 > count;
        candidates = Some(kept);
        if stalled {
            break;
        }
    }
    let mut candidates = candidates.unwrap_or_else(|| (0..rows as u32).collect());
    sort(&mut candidates);

    let mut efficient = Bits::zeros(rows);
    let mut front = Front::new(width);
    let mut point = Vec::with_capacity(width);
    for row in candidates {
        vector(row as usize, &mut point);
        if front.add(&point) {
            efficient.set(row as usize);
        }
    }
    efficient
}

/// Points of which none dominates another, in blocks with their upper bounds.
struct Front {
    width: usize,
    points: Vec<u32>,
    /// Componentwise maximum of every [`BLOCK`] points.
    bounds: Vec<u32>,
}

const BLOCK: usize = 32;

impl Front {
    fn new(width: usize) -> Self {
        Self { width, points: Vec::new(), bounds: Vec::new() }
    }

    /// Whether some point dominates `point`. `hint` remembers the block that dominated last.
    fn dominates(&self, point: &[u32], hint: &mut usize) -> bool {
        let block_dominates = |block: usize| {
            let bound = &self.bounds[block * self.width..(block + 1) * self.width];
            bound.iter().zip(point).all(|(b, p)| b >= p)
                && self.points[block * BLOCK * self.width..]
                    .chunks_exact(self.width)
                    .take(BLOCK)
                    .any(|other| dominates(other, point))
        };
        let blocks = self.bounds.len() / self.width;
        if *hint < blocks && block_dominates(*hint) {
            return true;
        }
        match (0..blocks).find(|&block| block_dominates(block)) {
            Some(block) => {
                *hint = block;
                true
            }
            None => false,
        }
    }

    /// Adds `point` unless some point dominates it; says whether none does. Points must come by
    /// descending weighted sum.
    fn add(&mut self, point: &[u32]) -> bool {
        if self.dominates(point, &mut 0) {
            return false;
        }
        // A point equal to the last one is efficient with it and need not be kept twice.
        if self.points.ends_with(point) && !self.points.is_empty() {
            return true;
        }
        if self.points.len().is_multiple_of(BLOCK * self.width) {
            self.bounds.extend_from_slice(point);
        } else {
            let last = self.bounds.len() - self.width;
            for (bound, &p) in self.bounds[last..].iter_mut().zip(point) {
                *bound = (*bound).max(p);
            }
        }
        self.points.extend_from_slice(point);
        true
    }
}
