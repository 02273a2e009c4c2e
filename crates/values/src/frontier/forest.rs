//! Whether some stored point is at least another everywhere, for three or more coordinates.
//!
//! Points come one by one. The last few are scanned; the others stand in k-d trees of doubling sizes,
//! which are rebuilt together when a new one is due, so that every point is moved about log n times. A
//! node knows the largest and smallest coordinates below it: a point above the largest anywhere has
//! nothing to find there, one below the smallest everywhere has found.

use super::sieve::Sieve;

/// Points that are scanned before they become a tree.
const BUFFER: usize = 128;
/// Points per leaf.
const LEAF: usize = 16;

/// Rests that passed.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    dims: usize,
    /// Fewer than [`BUFFER`] points.
    buffer: Vec<i64>,
    /// Tree i holds `BUFFER << i` points or none.
    trees: Vec<Tree>,
    /// Scratch of a rebuild.
    order: Vec<u32>,
    /// Nodes visited and points moved since somebody asked.
    effort: u64,
}

/// A complete binary tree over groups of [`LEAF`] points.
#[derive(Clone, Debug, Default)]
struct Tree {
    points: Vec<i64>,
    /// Per node, the root being 1 and the children of n being 2n and 2n + 1, the largest coordinates and
    /// then the smallest.
    boxes: Vec<i64>,
}

impl Tree {
    fn build(dims: usize, gathered: &[i64], order: &mut Vec<u32>) -> Self {
        let count = gathered.len() / dims;
        order.clear();
        order.extend(0..count as u32);
        let leaves = count / LEAF;
        let mut tree = Self {
            points: Vec::with_capacity(gathered.len()),
            boxes: vec![0; 2 * leaves * 2 * dims],
        };
        tree.split(dims, gathered, order, 1);
        for &i in order.iter() {
            tree.points.extend_from_slice(&gathered[i as usize * dims..][..dims]);
        }
        tree
    }

    /// Orders the points below node `n` and computes its boxes.
    fn split(&mut self, dims: usize, points: &[i64], order: &mut [u32], n: usize) {
        let at = |i: u32, d: usize| points[i as usize * dims + d];
        let mut widest = (0, 0);
        for d in 0..dims {
            let (mut most, mut least) = (i64::MIN, i64::MAX);
            for &i in order.iter() {
                most = most.max(at(i, d));
                least = least.min(at(i, d));
            }
            self.boxes[(2 * n) * dims + d] = most;
            self.boxes[(2 * n + 1) * dims + d] = least;
            widest = widest.max((most.abs_diff(least), d));
        }
        if order.len() > LEAF {
            let half = order.len() / 2;
            let d = widest.1;
            // The upper half first: it is where most is found.
            order.select_nth_unstable_by(half, |&a, &b| at(b, d).cmp(&at(a, d)).then(a.cmp(&b)));
            let (upper, lower) = order.split_at_mut(half);
            self.split(dims, points, upper, 2 * n);
            self.split(dims, points, lower, 2 * n + 1);
        }
    }

    /// A stored point that is at least `rest` everywhere.
    fn find<const D: usize>(&self, dims: usize, rest: &[i64], effort: &mut u64) -> Option<&[i64]> {
        let dims = if D == 0 { dims } else { D };
        let rest = &rest[..dims];
        let leaves = self.boxes.len() / (4 * dims);
        let mut open = [0_u32; 64];
        open[0] = 1;
        let mut depth = 1;
        while depth > 0 {
            depth -= 1;
            *effort += 1;
            let n = open[depth] as usize;
            let own = &self.boxes[2 * n * dims..][..2 * dims];
            let (most, least) = own.split_at(dims);
            if !covers(most, rest) {
                continue;
            }
            if n < leaves {
                if covers(least, rest) {
                    return self.any(dims, n);
                }
                open[depth] = 2 * n as u32 + 1;
                open[depth + 1] = 2 * n as u32;
                depth += 2;
            } else {
                let start = (n - leaves) * LEAF * dims;
                let leaf = &self.points[start..start + LEAF * dims];
                if let Some(found) = leaf.chunks_exact(dims).find(|point| covers(point, rest)) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// The first point below node `n`.
    fn any(&self, dims: usize, mut n: usize) -> Option<&[i64]> {
        let leaves = self.boxes.len() / (4 * dims);
        while n < leaves {
            n *= 2;
        }
        self.points.get((n - leaves) * LEAF * dims..)?.get(..dims)
    }
}

#[inline(always)]
fn covers(point: &[i64], rest: &[i64]) -> bool {
    let mut all = true;
    for (own, other) in point.iter().zip(rest) {
        all &= own >= other;
    }
    all
}

impl Forest {
    fn find<const D: usize>(&self, rest: &[i64], effort: &mut u64) -> Option<&[i64]> {
        let dims = if D == 0 { self.dims } else { D };
        let rest = &rest[..dims];
        if let Some(found) = self.buffer.chunks_exact(dims).rev().find(|point| covers(point, rest))
        {
            return Some(found);
        }
        let trees = self.trees.iter().rev().filter(|tree| !tree.points.is_empty());
        trees.filter_map(|tree| tree.find::<D>(dims, rest, effort)).next()
    }

    fn look(&self, rest: &[i64], effort: &mut u64) -> Option<&[i64]> {
        match self.dims {
            3 => self.find::<3>(rest, effort),
            4 => self.find::<4>(rest, effort),
            5 => self.find::<5>(rest, effort),
            _ => self.find::<0>(rest, effort),
        }
    }

    fn insert(&mut self, rest: &[i64]) {
        self.buffer.extend_from_slice(rest);
        if self.buffer.len() < BUFFER * self.dims {
            return;
        }
        let mut gathered = std::mem::take(&mut self.buffer);
        let mut i = 0;
        while let Some(tree) = self.trees.get_mut(i).filter(|tree| !tree.points.is_empty()) {
            gathered.extend_from_slice(&tree.points);
            *tree = Tree::default();
            i += 1;
        }
        if i == self.trees.len() {
            self.trees.push(Tree::default());
        }
        self.effort += (gathered.len() / self.dims) as u64;
        self.trees[i] = Tree::build(self.dims, &gathered, &mut self.order);
        gathered.clear();
        gathered.truncate(BUFFER * self.dims);
        self.buffer = gathered;
    }
}

impl Sieve for Forest {
    fn clear(&mut self, parties: usize) {
        self.dims = parties - 1;
        self.buffer.clear();
        self.trees.clear();
    }

    fn admits(&mut self, rest: &[i64]) -> bool {
        let mut effort = 0;
        let passes = self.look(rest, &mut effort).is_none();
        self.effort += effort;
        if passes {
            self.insert(rest);
        }
        passes
    }

    fn admits_beyond(&mut self, rest: &[i64], slack: &[i64], loss: &mut [i64]) -> bool {
        let lowered: Vec<i64> = rest.iter().zip(slack).map(|(rest, slack)| rest - slack).collect();
        let mut effort = 0;
        let passes = match self.look(&lowered, &mut effort) {
            Some(point) => {
                for ((loss, own), other) in loss.iter_mut().zip(point).zip(rest) {
                    *loss = (*loss).max(other - own);
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
