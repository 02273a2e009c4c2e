//! Points of which none is at least as good as another in everything.
//!
//! Points come in descending order, so that a later one never dominates an earlier one; what is left to
//! ask is whether an earlier one dominates. One coordinate needs the first point, two the largest
//! second coordinate so far, more a forest of k-d trees whose sizes double (Bentley & Saxe 1980).

/// The points kept so far.
pub(super) struct Antichain {
    width: usize,
    /// The largest last coordinate so far, where there are at most two.
    best: Option<i64>,
    /// Points that are in no tree yet.
    recent: Vec<i64>,
    trees: Vec<Option<Tree>>,
}

/// Points beside each other in boxes: children of node n are 2n + 1 and 2n + 2.
struct Tree {
    points: Vec<i64>,
    /// Per node the largest coordinates in it.
    most: Vec<i64>,
}

/// Points in a leaf, and in no tree, at most about so many.
const LEAF: usize = 8;
const RECENT: usize = 32;

impl Antichain {
    pub(super) const fn new(width: usize) -> Self {
        Self { width, best: None, recent: Vec::new(), trees: Vec::new() }
    }

    pub(super) fn clear(&mut self) {
        self.best = None;
        self.recent.clear();
        self.trees.clear();
    }

    /// Whether `point`, not above any that came before in lexicographic order, is as good as none of
    /// them in everything. Then it is one of them.
    pub(super) fn admit(&mut self, point: &[i64]) -> bool {
        if self.width <= 2 {
            let own = if self.width == 2 { point[1] } else { 0 };
            let new = self.best.is_none_or(|best| own > best);
            if new {
                self.best = Some(own);
            }
            return new;
        }
        let covers = |other: &[i64]| other.iter().zip(point).all(|(a, b)| a >= b);
        if self.recent.chunks_exact(self.width).rev().any(covers)
            || self.trees.iter().flatten().any(|tree| tree.covers(self.width, point))
        {
            return false;
        }
        self.recent.extend_from_slice(point);
        if self.recent.len() >= RECENT * self.width {
            let mut points = std::mem::take(&mut self.recent);
            let mut at = 0;
            while let Some(tree) = self.trees.get_mut(at).and_then(Option::take) {
                points.extend(tree.points);
                at += 1;
            }
            if at == self.trees.len() {
                self.trees.push(None);
            }
            self.trees[at] = Some(Tree::new(self.width, points));
        }
        true
    }
}

impl Tree {
    fn new(width: usize, points: Vec<i64>) -> Self {
        let mut order: Vec<u32> = (0..(points.len() / width) as u32).collect();
        let mut most = Vec::new();
        divide(width, &points, &mut order, 0, &mut most);
        let at = |&n: &u32| points[n as usize * width..(n as usize + 1) * width].iter().copied();
        Self { points: order.iter().flat_map(at).collect(), most }
    }

    fn covers(&self, width: usize, point: &[i64]) -> bool {
        let mut left = vec![(0, 0, self.points.len() / width)];
        while let Some((node, from, to)) = left.pop() {
            let most = &self.most[node * width..(node + 1) * width];
            if most.iter().zip(point).any(|(most, own)| most < own) {
                continue;
            }
            if to - from <= LEAF {
                let mut leaf = self.points[from * width..to * width].chunks_exact(width);
                if leaf.any(|other| other.iter().zip(point).all(|(a, b)| a >= b)) {
                    return true;
                }
            } else {
                let middle = from.midpoint(to);
                left.push((2 * node + 1, from, middle));
                left.push((2 * node + 2, middle, to));
            }
        }
        false
    }
}

/// Puts `order` into the order of a tree, and the largest coordinates of its nodes into `most`.
fn divide(width: usize, points: &[i64], order: &mut [u32], node: usize, most: &mut Vec<i64>) {
    let value = |n: u32, d: usize| points[n as usize * width + d];
    if most.len() < (node + 1) * width {
        most.resize((node + 1) * width, i64::MIN);
    }
    let mut widest = (0, 0);
    for d in 0..width {
        let range = order.iter().map(|&n| value(n, d));
        let (low, high) = range.fold((i64::MAX, i64::MIN), |(a, b), v| (a.min(v), b.max(v)));
        most[node * width + d] = high;
        let spread = high.wrapping_sub(low) as u64;
        if spread > widest.0 {
            widest = (spread, d);
        }
    }
    if order.len() > LEAF {
        let middle = 0_usize.midpoint(order.len());
        order.select_nth_unstable_by_key(middle, |&n| value(n, widest.1));
        let (low, high) = order.split_at_mut(middle);
        divide(width, points, low, 2 * node + 1, most);
        divide(width, points, high, 2 * node + 2, most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_antichain_keeps_what_nothing_dominates() {
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..400 {
            let width = random.usize(1..5);
            let most = *[2, 9, 1000].get(random.usize(0..3)).unwrap();
            let mut points: Vec<Vec<i64>> = (0..random.usize(0..400))
                .map(|_| (0..width).map(|_| random.i64(-most..=most)).collect())
                .collect();
            points.sort_by(|a, b| b.cmp(a));
            let mut antichain = Antichain::new(width);
            let kept: Vec<_> = points.iter().filter(|p| antichain.admit(p)).cloned().collect();
            points.dedup();
            let covers = |a: &[i64], b: &[i64]| a.iter().zip(b).all(|(a, b)| a >= b);
            let expected: Vec<_> = points
                .iter()
                .filter(|p| !points.iter().any(|q| q != *p && covers(q, p)))
                .cloned()
                .collect();
            assert_eq!(kept, expected);
        }
    }
}
