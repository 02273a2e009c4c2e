//! A layered layout of a directed graph: the method of Sugiyama, Tagawa & Toda (1981).
//!
//! 1. Edges that close a circle are turned round for the layout, and marked (`cycles`).
//! 2. Every node gets a layer; every edge leads to a later one (`layers`).
//! 3. Between two layers lies a level of labels. An edge is a chain of vertices, one per level, and
//!    one of them is its label; so no label, line or node can come to lie on another (`levels`).
//! 4. The vertices of each level are put into an order with few crossings (`order`).
//! 5. Places are found that keep this order and draw long edges straight (`place`).
//!
//! *Along* is the direction from layer to layer, *across* that within a layer; which of them is down
//! the page is left to those who draw. Everything is done in a fixed order: same graph, same plan.
//!
//! Cost: for n nodes and m edges at most 2 n levels and 2 n m vertices; a bounded number of passes over
//! them, each with one sort per level.

mod cycles;
mod layers;
mod levels;
mod order;
mod place;

#[cfg(test)]
mod tests;

use levels::Levels;

/// An extent in both directions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// From layer to layer.
    pub along: f64,
    /// Within a layer.
    pub across: f64,
}

/// A place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// From layer to layer.
    pub along: f64,
    /// Within a layer.
    pub across: f64,
}

/// An edge with room for its label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The node it leaves.
    pub from: usize,
    /// The node it leads to.
    pub to: usize,
    /// The size of its label.
    pub label: Size,
}

/// A graph to be laid out. What comes first among nodes and edges is placed first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// The sizes of the nodes.
    pub nodes: Vec<Size>,
    /// The edges between them.
    pub edges: Vec<Edge>,
    /// The node with which the layout begins: edges that lead to it are turned round.
    pub root: usize,
    /// Most nodes in a layer.
    pub most: usize,
}

/// Where everything lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The middles of the nodes.
    pub nodes: Vec<Spot>,
    /// The layers of the nodes, from 0.
    pub layers: Vec<usize>,
    /// The ways of the edges.
    pub routes: Vec<Route>,
    /// The size of the whole; everything lies between 0 and this.
    pub size: Size,
    /// How many pairs of lines crossed between two levels at first, and how many do now.
    pub crossings: [u64; 2],
}

/// The way of an edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// Where it passes, from its start to its end. It runs along at each of these places, so it is
    /// drawn as curves from one to the next that begin and end in that direction. Empty for an edge
    /// from a node to itself.
    pub knots: Vec<Spot>,
    /// The middle of its label.
    pub label: Spot,
    /// Whether it leads back, from a later layer to an earlier one.
    pub back: bool,
}

/// Lays `sketch` out.
#[must_use]
pub fn plan(sketch: &Sketch) -> Plan {
    let count = sketch.nodes.len();
    let ends: Vec<(usize, usize)> = sketch.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let back = cycles::back(count, &ends, sketch.root);
    let forward: Vec<(usize, usize)> = ends
        .iter()
        .zip(&back)
        .map(|(&(from, to), &back)| if back { (to, from) } else { (from, to) })
        .collect();
    let layers = layers::layers(count, &forward, sketch.root, sketch.most);
    let mut levels = Levels::of(sketch, &layers, &back);
    let crossings = order::untangle(&mut levels);
    let placed = place::place(&levels);
    let routes = back
        .into_iter()
        .enumerate()
        .map(|(edge, back)| {
            let (mut knots, label) = placed.route(&levels, edge);
            if back {
                knots.reverse();
            }
            Route { knots, label, back }
        })
        .collect();
    let nodes = (0..count).map(|node| placed.spot(&levels, node)).collect();
    Plan { nodes, layers, routes, size: placed.size, crossings }
}
