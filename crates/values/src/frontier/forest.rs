//! Whether some stored point is at least another everywhere, for three or more coordinates.
//!
//! Points come one by one. The last few are scanned; the others stand in k-d trees of doubling sizes,
//! which are rebuilt together when a new one is due, so that every point is moved about log n times. A
//! node knows the largest and smallest coordinates below it: a point above the largest anywhere has
//! nothing to find there, one below the smallest everywhere has found.
//!
//! Coordinates are padded with zeros to a power of two, so that all are compared at once; where the
//! ranges allow, they are numbers of 32 bits.

use super::sieve::Sieve;

/// Points that are scanned before they become a tree.
const BUFFER: usize = 128;
/// Points per leaf.
const LEAF: usize = 16;

/// Numbers that a forest compares.
pub(super) trait Coordinate: Copy + Ord + Default + Send + std::fmt::Debug {
    /// Less than all others, and more.
    const ENDS: (Self, Self);
    /// The number, or the nearest there is.
    fn near(value: i64) -> Self;
    /// As it was.
    fn whole(self) -> i64;
}

impl Coordinate for i32 {
    const ENDS: (Self, Self) = (Self::MIN, Self::MAX);
    fn near(value: i64) -> Self {
        value.clamp(Self::MIN.into(), Self::MAX.into()) as Self
    }
    fn whole(self) -> i64 {
        self.into()
    }
}

impl Coordinate for i64 {
    const ENDS: (Self, Self) = (Self::MIN, Self::MAX);
    fn near(value: i64) -> Self {
        value
    }
    fn whole(self) -> i64 {
        self
    }
}

/// Rests that passed, of up to `L` coordinates.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest<T, const L: usize> {
    /// Subtracted from every coordinate.
    low: Vec<i64>,
    /// Fewer than [`BUFFER`] points.
    buffer: Vec<[T; L]>,
    /// Tree i holds `BUFFER << i` points or none.
    trees: Vec<Tree<T, L>>,
    /// Nodes visited and points moved since somebody asked.
    effort: u64,
}

/// A complete binary tree over groups of [`LEAF`] points.
#[derive(Clone, Debug, Default)]
struct Tree<T, const L: usize> {
    points: Vec<[T; L]>,
    /// Per node, the root being 1 and the children of n being 2n and 2n + 1, the largest and the smallest
    /// coordinates.
    boxes: Vec<([T; L], [T; L])>,
}

impl<T: Coordinate, const L: usize> Tree<T, L> {
    fn build(mut points: Vec<[T; L]>) -> Self {
        let leaves = points.len() / LEAF;
        let mut boxes = vec![([T::ENDS.0; L], [T::ENDS.1; L]); 2 * leaves];
        split(&mut boxes, &mut points, 1);
        for n in (1..leaves).rev() {
            for d in 0..L {
                boxes[n].0[d] = boxes[2 * n].0[d].max(boxes[2 * n + 1].0[d]);
                boxes[n].1[d] = boxes[2 * n].1[d].min(boxes[2 * n + 1].1[d]);
            }
        }
        Self { points, boxes }
    }

    /// A stored point that is at least `rest` everywhere.
    fn find(&self, rest: &[T; L], effort: &mut u64) -> Option<&[T; L]> {
        let leaves = self.boxes.len() / 2;
        let mut open = [0_u32; 64];
        open[0] = 1;
        let mut depth = 1;
        while depth > 0 {
            depth -= 1;
            *effort += 1;
            let n = open[depth] as usize;
            let (most, least) = &self.boxes[n];
            if !covers(most, rest) {
                continue;
            }
            if n >= leaves {
                let leaf = &self.points[(n - leaves) * LEAF..][..LEAF];
                if let Some(found) = leaf.iter().find(|point| covers(point, rest)) {
                    return Some(found);
                }
            } else if covers(least, rest) {
                return self.any(n);
            } else {
                open[depth] = 2 * n as u32 + 1;
                open[depth + 1] = 2 * n as u32;
                depth += 2;
            }
        }
        None
    }

    /// The first point below node `n`.
    fn any(&self, mut n: usize) -> Option<&[T; L]> {
        let leaves = self.boxes.len() / 2;
        while n < leaves {
            n *= 2;
        }
        self.points.get((n - leaves) * LEAF)
    }
}

/// Orders the points below node `n` and computes the boxes of leaves.
fn split<T: Coordinate, const L: usize>(
    boxes: &mut [([T; L], [T; L])],
    points: &mut [[T; L]],
    n: usize,
) {
    let (mut most, mut least) = ([T::ENDS.0; L], [T::ENDS.1; L]);
    for point in points.iter() {
        for d in 0..L {
            most[d] = most[d].max(point[d]);
            least[d] = least[d].min(point[d]);
        }
    }
    if points.len() <= LEAF {
        boxes[n] = (most, least);
        return;
    }
    let width = |d: &usize| most[*d].whole().abs_diff(least[*d].whole());
    let widest = (0..L).max_by_key(width).unwrap_or(0);
    let half = points.len() / 2;
    // The upper half first: it is where most is found.
    points.select_nth_unstable_by(half, |a, b| b[widest].cmp(&a[widest]));
    let (upper, lower) = points.split_at_mut(half);
    split(boxes, upper, 2 * n);
    split(boxes, lower, 2 * n + 1);
}

#[inline(always)]
fn covers<T: Ord, const L: usize>(point: &[T; L], rest: &[T; L]) -> bool {
    let mut all = true;
    for d in 0..L {
        all &= point[d] >= rest[d];
    }
    all
}

impl<T: Coordinate, const L: usize> Forest<T, L> {
    fn pad(&self, rest: &[i64]) -> [T; L] {
        let mut padded = [T::default(); L];
        for ((padded, value), low) in padded.iter_mut().zip(rest).zip(&self.low) {
            *padded = T::near(value - low);
        }
        padded
    }

    fn find(&self, rest: &[T; L], effort: &mut u64) -> Option<&[T; L]> {
        if let Some(found) = self.buffer.iter().rev().find(|point| covers(point, rest)) {
            return Some(found);
        }
        let trees = self.trees.iter().rev().filter(|tree| !tree.points.is_empty());
        trees.filter_map(|tree| tree.find(rest, effort)).next()
    }

    fn insert(&mut self, rest: [T; L]) {
        self.buffer.push(rest);
        if self.buffer.len() < BUFFER {
            return;
        }
        let mut i = 0;
        let mut gathered = Vec::new();
        while let Some(tree) = self.trees.get_mut(i).filter(|tree| !tree.points.is_empty()) {
            if gathered.is_empty() {
                gathered.reserve_exact(2 * tree.points.len());
            }
            gathered.append(&mut tree.points);
            *tree = Tree::default();
            i += 1;
        }
        gathered.append(&mut self.buffer);
        if i == self.trees.len() {
            self.trees.push(Tree::default());
        }
        self.effort += gathered.len() as u64;
        self.trees[i] = Tree::build(gathered);
    }
}

impl<T: Coordinate, const L: usize> Sieve for Forest<T, L> {
    fn begin(&mut self, low: &[i64]) {
        self.low.clear();
        self.low.extend_from_slice(&low[1..]);
        self.clear();
    }

    fn clear(&mut self) {
        self.buffer.clear();
        self.trees.clear();
    }

    fn admits(&mut self, rest: &[i64]) -> bool {
        let rest = self.pad(rest);
        let mut effort = 0;
        let passes = self.find(&rest, &mut effort).is_none();
        self.effort += effort;
        if passes {
            self.insert(rest);
        }
        passes
    }

    fn admits_beyond(&mut self, rest: &[i64], slack: &[i64], loss: &mut [i64]) -> bool {
        let rest = self.pad(rest);
        let mut lowered = rest;
        for (lowered, slack) in lowered.iter_mut().zip(slack) {
            *lowered = T::near(lowered.whole() - slack);
        }
        let mut effort = 0;
        let passes = match self.find(&lowered, &mut effort) {
            Some(point) => {
                for ((loss, own), other) in loss.iter_mut().zip(point).zip(&rest) {
                    *loss = (*loss).max(other.whole() - own.whole());
                }
                false
            }
            None => true,
        };
        self.effort += effort;
        if passes {
            self.insert(rest);
        }
        passes
    }

    fn take_effort(&mut self) -> u64 {
        std::mem::take(&mut self.effort)
    }
}
