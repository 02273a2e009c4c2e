//! A set of points from which those beyond a given point in every coordinate are taken, again and again.
//!
//! **Definition.** `take(floor)` reports every point left that exceeds `floor` in all coordinates, and
//! removes it.
//!
//! **Algorithm.** A balanced tree of boxes (k-d tree; Bentley 1975) that keeps per box the largest
//! coordinates of the points still in it; a box that does not exceed the floor somewhere is skipped.
//! Every point is reported once, so all calls together cost little more than building.

/// Points in a leaf.
const LEAF: usize = 8;

/// A set of points that shrinks.
pub(super) struct Peel {
    /// Number of coordinates.
    width: usize,
    /// The points' names, and their coordinates, in the order of the tree's leaves.
    names: Vec<u32>,
    at: Vec<u32>,
    taken: Vec<bool>,
    /// Per node the largest coordinates of what is left of it; all zero if nothing is left.
    most: Vec<u32>,
    nodes: Vec<Node>,
    /// Whether coordinates are turned round.
    below: bool,
}

#[derive(Clone, Copy)]
struct Node {
    from: u32,
    to: u32,
    /// The second child; the first comes right after its parent. Zero for a leaf.
    second: u32,
}

impl Peel {
    /// The points `names`, whose coordinates are `coordinates[k][name]`; takes those above a floor.
    pub(super) fn above(names: &[u32], coordinates: &[&[u32]]) -> Self {
        Self::new(names, coordinates, false)
    }

    /// The same; takes those below a ceiling.
    pub(super) fn below(names: &[u32], coordinates: &[&[u32]]) -> Self {
        Self::new(names, coordinates, true)
    }

    fn new(names: &[u32], coordinates: &[&[u32]], below: bool) -> Self {
        // One is added (or what is left of the largest number is taken), so that no coordinate is zero.
        let value = |name: u32, k: usize| turned(below, coordinates[k][name as usize]);
        let mut names = names.to_vec();
        let mut peel = Self {
            width: coordinates.len(),
            taken: vec![false; names.len()],
            at: Vec::new(),
            names: Vec::new(),
            most: Vec::new(),
            nodes: Vec::new(),
            below,
        };
        let end = names.len();
        peel.split(&mut names, 0, end, 0, &value);
        peel.at = names
            .iter()
            .flat_map(|&name| (0..coordinates.len()).map(move |k| (name, k)))
            .map(|(name, k)| value(name, k))
            .collect();
        peel.names = names;
        for node in (0..peel.nodes.len()).rev() {
            peel.refresh(node);
        }
        peel
    }

    fn split(
        &mut self,
        names: &mut [u32],
        from: usize,
        to: usize,
        axis: usize,
        value: &impl Fn(u32, usize) -> u32,
    ) {
        let node = self.nodes.len();
        self.nodes.push(Node { from: from as u32, to: to as u32, second: 0 });
        self.most.extend(std::iter::repeat_n(0, self.width));
        if to - from <= LEAF {
            return;
        }
        let middle = usize::midpoint(from, to);
        names[from..to]
            .select_nth_unstable_by_key(middle - from, |&name| (value(name, axis), name));
        let next = (axis + 1) % self.width;
        self.split(names, from, middle, next, value);
        self.nodes[node].second = self.nodes.len() as u32;
        self.split(names, middle, to, next, value);
    }

    /// Sets the largest coordinates of `node` anew.
    fn refresh(&mut self, node: usize) {
        let Node { from, to, second } = self.nodes[node];
        for k in 0..self.width {
            self.most[node * self.width + k] = if second == 0 {
                let left = (from as usize..to as usize).filter(|&point| !self.taken[point]);
                left.map(|point| self.at[point * self.width + k]).max().unwrap_or(0)
            } else {
                let children = [node + 1, second as usize];
                children
                    .map(|child| self.most[child * self.width + k])
                    .into_iter()
                    .max()
                    .unwrap_or(0)
            };
        }
    }

    /// Reports every point left that exceeds `bound` in all coordinates (or falls below it), and
    /// removes it.
    pub(super) fn take(&mut self, bound: &[u32], report: &mut impl FnMut(usize)) {
        let bound: Vec<u32> = bound.iter().map(|&value| turned(self.below, value)).collect();
        if !self.nodes.is_empty() {
            self.take_from(0, &bound, report);
        }
    }

    fn take_from(&mut self, node: usize, bound: &[u32], report: &mut impl FnMut(usize)) {
        let exceeds = |values: &[u32]| values.iter().zip(bound).all(|(value, bound)| value > bound);
        if !exceeds(&self.most[node * self.width..(node + 1) * self.width]) {
            return;
        }
        let Node { from, to, second } = self.nodes[node];
        if second == 0 {
            for point in from as usize..to as usize {
                if !self.taken[point]
                    && exceeds(&self.at[point * self.width..(point + 1) * self.width])
                {
                    self.taken[point] = true;
                    report(self.names[point] as usize);
                }
            }
        } else {
            self.take_from(node + 1, bound, report);
            self.take_from(second as usize, bound, report);
        }
        self.refresh(node);
    }
}

/// A coordinate, or what is left of the largest number; never zero.
const fn turned(below: bool, value: u32) -> u32 {
    if below { u32::MAX - value } else { value.saturating_add(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_what_is_beyond() {
        let mut random = fastrand::Rng::with_seed(7);
        for round in 0..300 {
            let (points, width) = (random.usize(..200), random.usize(1..5));
            let largest = random.u32(1..40);
            let coordinates: Vec<Vec<u32>> =
                (0..width).map(|_| (0..points).map(|_| random.u32(..largest)).collect()).collect();
            let slices: Vec<&[u32]> = coordinates.iter().map(Vec::as_slice).collect();
            let names: Vec<u32> = (0..points as u32).collect();
            let below = round % 2 == 0;
            let mut peel = Peel::new(&names, &slices, below);
            let mut left: Vec<usize> = (0..points).collect();
            for _ in 0..20 {
                let bound: Vec<u32> = (0..width).map(|_| random.u32(..largest)).collect();
                let beyond = |&point: &usize| {
                    (0..width).all(|k| {
                        let (value, bound) = (coordinates[k][point], bound[k]);
                        if below { value < bound } else { value > bound }
                    })
                };
                let expected: Vec<usize> = left.iter().copied().filter(beyond).collect();
                let mut found = Vec::new();
                peel.take(&bound, &mut |point| found.push(point));
                found.sort_unstable();
                assert_eq!(found, expected);
                left.retain(|point| !beyond(point));
            }
        }
    }
}
