//! Where everything lies: as near to what it is linked to as its order within the level allows.
//!
//! Across the levels the weighted sum of squared distances between the ends of links is made small,
//! level by level, in sweeps; links of lines weigh more, so that long edges become straight. For one
//! level the best places are an isotonic regression (pooling of adjacent violators), exact in one
//! pass: neighbours keep their distance, and nothing leaves the room that the widest level needs.
//! At last whole lines are moved between their neighbours so that they bend as seldom as they can.

use super::levels::{Levels, What};
use super::{Size, Spot};

/// Sweeps over all levels.
const SWEEPS: usize = 60;

/// Rounds in which lines are straightened.
const ROUNDS: usize = 8;

/// Room between a layer and its lines for arrowheads.
const STUB: f64 = 13.0;

/// Least and most room between two levels for lines to go across.
const GAP: [f64; 2] = [14.0, 54.0];

/// How much of that room a line needs for each unit that it goes across.
const SLOPE: f64 = 0.12;

/// Most distance between two lines at a node.
const PORT: f64 = 22.0;

/// Everything in its place.
pub struct Placed {
    /// Per vertex its middle across.
    across: Vec<f64>,
    /// Per link how far from the middle of its upper and its lower end it is fixed.
    ports: Vec<[f64; 2]>,
    /// Per level where it begins and ends along.
    along: Vec<[f64; 2]>,
    /// The size of the whole.
    pub size: Size,
}

/// Finds places for what has an order.
pub fn place(levels: &Levels) -> Placed {
    let ports = ports(levels);
    let needs: Vec<Vec<f64>> = levels.order.iter().map(|level| offsets(levels, level)).collect();
    let need = |(level, offsets): (&Vec<usize>, &Vec<f64>)| {
        let last = level.last().zip(offsets.last());
        last.map_or(0.0, |(&vertex, offset)| offset + half(levels, vertex))
    };
    let room = levels.order.iter().zip(&needs).map(need).fold(0.0, f64::max);
    let mut across = vec![0.0; levels.vertices.len()];
    for (level, offsets) in levels.order.iter().zip(&needs) {
        let free = room - need((level, offsets));
        for (&vertex, offset) in level.iter().zip(offsets) {
            across[vertex] = offset + free / 2.0;
        }
    }
    for sweep in 0..SWEEPS {
        for step in 0..levels.order.len() {
            let at = if sweep % 2 == 0 { step } else { levels.order.len() - 1 - step };
            let (level, offsets) = (&levels.order[at], &needs[at]);
            let free = room - need((level, offsets));
            let wanted: Vec<(f64, f64)> = level
                .iter()
                .zip(offsets)
                .map(|(&vertex, offset)| {
                    let (target, weight) = target(levels, &ports, &across, vertex);
                    (target - offset, weight)
                })
                .collect();
            for ((&vertex, offset), value) in level.iter().zip(offsets).zip(ascending(&wanted)) {
                across[vertex] = offset + value.clamp(0.0, free);
            }
        }
    }
    let free = Free { levels, needs: &needs, room };
    for _ in 0..ROUNDS {
        for edge in 0..levels.chains.len() {
            free.straighten(&ports, &mut across, edge);
        }
        for vertex in 0..across.len() {
            if levels.vertices[vertex].what == What::Node {
                free.align(&ports, &mut across, vertex);
            }
        }
    }
    let along = along(levels, &ports, &across);
    let size = Size { along: along.last().map_or(0.0, |level| level[1]), across: room };
    Placed { across, ports, along, size }
}

fn half(levels: &Levels, vertex: usize) -> f64 {
    levels.vertices[vertex].size.across / 2.0
}

/// Room before and after a level for arrowheads: layers have the even levels.
const fn stub(level: usize) -> f64 {
    if level.is_multiple_of(2) { STUB } else { 0.0 }
}

/// Least distance from the edge of a vertex to that of a neighbour of its kind.
const fn distance(what: What) -> f64 {
    match what {
        What::Node => 18.0,
        What::Label => 5.0,
        What::Line => 8.0,
    }
}

/// The middles of the vertices of `level` if they stand as close as they may.
fn offsets(levels: &Levels, level: &[usize]) -> Vec<f64> {
    let mut offsets: Vec<f64> = Vec::with_capacity(level.len());
    for (place, &vertex) in level.iter().enumerate() {
        let offset = match place.checked_sub(1).map(|before| (before, level[before])) {
            None => half(levels, vertex),
            Some((before, other)) => {
                let kinds = [other, vertex].map(|v| distance(levels.vertices[v].what));
                let apart = (kinds[0] + kinds[1]) / 2.0;
                offsets[before] + half(levels, other) + apart + half(levels, vertex)
            }
        };
        offsets.push(offset);
    }
    offsets
}

/// Where links are fixed at nodes: side by side, in the order in which they lead away.
fn ports(levels: &Levels) -> Vec<[f64; 2]> {
    let mut ports = vec![[0.0; 2]; levels.links.len()];
    for (vertex, of) in levels.vertices.iter().enumerate() {
        if of.what != What::Node {
            continue;
        }
        for (side, links) in [&levels.below[vertex], &levels.above[vertex]].into_iter().enumerate()
        {
            let mut links = links.clone();
            links.sort_by_key(|&link| {
                let Levels { links, position, .. } = levels;
                let other = [links[link].lower, links[link].upper][side];
                (position[other], link)
            });
            let steps = links.len().saturating_sub(1).max(1) as f64;
            let apart = PORT.min(of.size.across * 0.8 / steps);
            let first = -apart * links.len().saturating_sub(1) as f64 / 2.0;
            for (place, link) in links.into_iter().enumerate() {
                ports[link][side] = first + apart * place as f64;
            }
        }
    }
    ports
}

/// The mean place at which the links of `vertex` would be straight, and how much that weighs.
fn target(levels: &Levels, ports: &[[f64; 2]], across: &[f64], vertex: usize) -> (f64, f64) {
    let (mut sum, mut weights) = (0.0, 0.0);
    let mut pull = |other: usize, shift: f64| {
        let weight = match (levels.vertices[vertex].what, levels.vertices[other].what) {
            (What::Node, _) | (_, What::Node) => 1.0,
            _ => 6.0,
        };
        sum += weight * (across[other] + shift);
        weights += weight;
    };
    for &link in &levels.above[vertex] {
        pull(levels.links[link].upper, ports[link][0] - ports[link][1]);
    }
    for &link in &levels.below[vertex] {
        pull(levels.links[link].lower, ports[link][1] - ports[link][0]);
    }
    if weights == 0.0 {
        // Nothing pulls: it stays, and gives way to all others.
        return (across[vertex], 0.01);
    }
    (sum / weights, weights)
}

/// The ascending values nearest to `wanted`, by weighted squares: adjacent violators are pooled.
pub fn ascending(wanted: &[(f64, f64)]) -> Vec<f64> {
    // Pools: mean, weight, members.
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(wanted.len());
    for &(value, weight) in wanted {
        let mut pool = (value, weight, 1);
        while let Some(&(mean, heavy, members)) = pools.last()
            && mean > pool.0
        {
            pools.pop();
            let weight = heavy + pool.1;
            pool = ((mean * heavy + pool.0 * pool.1) / weight, weight, members + pool.2);
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(mean, _, members)| std::iter::repeat_n(mean, members)).collect()
}

/// What may move between its neighbours.
struct Free<'l> {
    levels: &'l Levels,
    needs: &'l [Vec<f64>],
    room: f64,
}

impl Free<'_> {
    /// Between which places `vertex` may move while its neighbours stay.
    fn bounds(&self, across: &[f64], vertex: usize) -> [f64; 2] {
        let level = self.levels.vertices[vertex].level;
        let (order, needs) = (&self.levels.order[level], &self.needs[level]);
        let place = self.levels.position[vertex];
        let half = half(self.levels, vertex);
        let low = match place.checked_sub(1) {
            Some(before) => across[order[before]] + needs[place] - needs[before],
            None => half,
        };
        let high = match order.get(place + 1) {
            Some(&after) => across[after] - (needs[place + 1] - needs[place]),
            None => self.room - half,
        };
        // Sums may differ from themselves in the last digit.
        [low.min(across[vertex]), high.max(across[vertex])]
    }

    /// Draws an edge with as few bends as its neighbours allow: as far as it can go straight on, it
    /// does, in line with one of its ends if that is possible.
    fn straighten(&self, ports: &[[f64; 2]], across: &mut [f64], edge: usize) {
        let links = &self.levels.chains[edge];
        let ([first, ..], [.., last]) = (&links[..], &links[..]) else { return };
        let start = ends(self.levels, ports, across, *first)[0];
        let end = ends(self.levels, ports, across, *last)[1];
        let inner: Vec<usize> = links[1..].iter().map(|&l| self.levels.links[l].upper).collect();
        let mut from = 0;
        while from < inner.len() {
            let [mut low, mut high] = self.bounds(across, inner[from]);
            let mut to = from + 1;
            while let Some(&vertex) = inner.get(to) {
                let [l, h] = self.bounds(across, vertex);
                if low.max(l) > high.min(h) {
                    break;
                }
                (low, high) = (low.max(l), high.min(h));
                to += 1;
            }
            let run = &inner[from..to];
            let before = from.checked_sub(1).map_or(start, |at| across[inner[at]]);
            let after = inner.get(to).map_or(end, |&vertex| across[vertex]);
            let mean = run.iter().map(|&vertex| across[vertex]).sum::<f64>() / run.len() as f64;
            let mut in_line: Vec<f64> =
                [before, after].into_iter().filter(|x| (low..=high).contains(x)).collect();
            in_line.sort_by(|a, b| (a - mean).abs().total_cmp(&(b - mean).abs()));
            let place = in_line.first().copied().unwrap_or(mean.clamp(low, high));
            for &vertex in run {
                across[vertex] = place;
            }
            from = to;
        }
    }

    /// Moves a node so that about as many of its links lean to one side as to the other, and one is
    /// straight.
    fn align(&self, ports: &[[f64; 2]], across: &mut [f64], node: usize) {
        let Levels { links, above, below, .. } = self.levels;
        let up = above[node].iter().map(|&l| across[links[l].upper] + ports[l][0] - ports[l][1]);
        let down = below[node].iter().map(|&l| across[links[l].lower] + ports[l][1] - ports[l][0]);
        let mut wanted: Vec<f64> = up.chain(down).collect();
        wanted.sort_by(f64::total_cmp);
        let (Some(&low), Some(&high)) =
            (wanted.get(wanted.len().saturating_sub(1) / 2), wanted.get(wanted.len() / 2))
        else {
            return;
        };
        let [least, most] = self.bounds(across, node);
        // Anything between the two medians is as good; what is nearest to where it is, best.
        across[node] = across[node].clamp(low, high).clamp(least, most);
    }
}

/// Where each level begins and ends: room for its largest vertex, for arrowheads at layers, and for
/// lines that go far across.
fn along(levels: &Levels, ports: &[[f64; 2]], across: &[f64]) -> Vec<[f64; 2]> {
    let mut along: Vec<[f64; 2]> = Vec::with_capacity(levels.order.len());
    let mut at = 0.0;
    for (place, level) in levels.order.iter().enumerate() {
        if place > 0 {
            at += stub(place);
        }
        let sizes = level.iter().map(|&vertex| levels.vertices[vertex].size.along);
        let end = at + sizes.fold(0.0, f64::max);
        along.push([at, end]);
        let far = level
            .iter()
            .flat_map(|&vertex| &levels.below[vertex])
            .map(|&link| {
                let [upper, lower] = ends(levels, ports, across, link);
                (upper - lower).abs()
            })
            .fold(0.0, f64::max);
        at = end + stub(place) + (far * SLOPE).clamp(GAP[0], GAP[1]);
    }
    along
}

/// Where a link begins and ends across.
fn ends(levels: &Levels, ports: &[[f64; 2]], across: &[f64], link: usize) -> [f64; 2] {
    let of = levels.links[link];
    [across[of.upper] + ports[link][0], across[of.lower] + ports[link][1]]
}

impl Placed {
    /// The middle of a vertex.
    pub fn spot(&self, levels: &Levels, vertex: usize) -> Spot {
        let [start, end] = self.along[levels.vertices[vertex].level];
        Spot { along: (start + end) / 2.0, across: self.across[vertex] }
    }

    /// Where an edge passes, from the earlier layer to the later one, and the middle of its label.
    pub fn route(&self, levels: &Levels, edge: usize) -> (Vec<Spot>, Spot) {
        let mut knots: Vec<Spot> = Vec::new();
        let mut label = Spot::default();
        for &link in &levels.chains[edge] {
            let of = levels.links[link];
            let [from, to] = ends(levels, &self.ports, &self.across, link);
            let (upper, lower) = (levels.vertices[of.upper], levels.vertices[of.lower]);
            if upper.what == What::Node {
                let along = self.spot(levels, of.upper).along + upper.size.along / 2.0;
                knots.push(Spot { along, across: from });
            }
            let leaves = self.along[upper.level][1] + stub(upper.level);
            let enters = self.along[lower.level][0] - stub(lower.level);
            knots.push(Spot { along: leaves, across: from });
            knots.push(Spot { along: enters, across: to });
            if lower.what == What::Node {
                let along = self.spot(levels, of.lower).along - lower.size.along / 2.0;
                knots.push(Spot { along, across: to });
            }
            if lower.what == What::Label {
                label = self.spot(levels, of.lower);
            }
        }
        (knots, label)
    }
}
