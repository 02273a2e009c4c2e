//! Layers with levels of labels between them, and every edge as a chain through all it passes.

use super::{Size, Sketch};

/// Room that a line needs that passes a level.
const LINE: f64 = 6.0;

/// What stands in a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A node.
    Node,
    /// The label of an edge.
    Label,
    /// A line that passes.
    Line,
}

/// A place in the order of a level.
#[derive(Clone, Copy, Debug)]
pub struct Vertex {
    /// What stands there.
    pub what: What,
    /// In which level; layers have the even ones.
    pub level: usize,
    /// Its size.
    pub size: Size,
}

/// A piece of an edge: from a vertex to one in the next level.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The vertex in the earlier level.
    pub upper: usize,
    /// The vertex in the later one.
    pub lower: usize,
}

/// The levels of a layout.
#[derive(Clone, Debug)]
pub struct Levels {
    /// The vertices: nodes first, in their order.
    pub vertices: Vec<Vertex>,
    /// The pieces of all edges.
    pub links: Vec<Link>,
    /// Per vertex the links to the level before.
    pub above: Vec<Vec<usize>>,
    /// Per vertex the links to the level after.
    pub below: Vec<Vec<usize>>,
    /// Per edge its links, from the earlier layer to the later one.
    pub chains: Vec<Vec<usize>>,
    /// Per level its vertices, in order.
    pub order: Vec<Vec<usize>>,
    /// Per vertex its position in the order of its level.
    pub position: Vec<usize>,
}

impl Levels {
    /// The levels of `sketch` with its nodes in `layers`; the edges in `back` lead to earlier ones. A
    /// label stands next to the node that its edge leaves.
    pub fn of(sketch: &Sketch, layers: &[usize], back: &[bool]) -> Self {
        let nodes = sketch.nodes.iter().zip(layers);
        let vertices: Vec<Vertex> = nodes
            .map(|(&size, &layer)| Vertex { what: What::Node, level: 2 * layer, size })
            .collect();
        let count = layers.iter().max().map_or(0, |last| 2 * last + 1);
        let mut levels = Self {
            above: vec![Vec::new(); vertices.len()],
            below: vec![Vec::new(); vertices.len()],
            vertices,
            links: Vec::new(),
            chains: Vec::with_capacity(sketch.edges.len()),
            order: vec![Vec::new(); count],
            position: Vec::new(),
        };
        for (edge, &back) in sketch.edges.iter().zip(back) {
            let (upper, lower) = if back { (edge.to, edge.from) } else { (edge.from, edge.to) };
            let (first, last) = (2 * layers[upper], 2 * layers[lower]);
            let labelled = if back { last.saturating_sub(1) } else { first + 1 };
            let mut chain = Vec::new();
            let mut at = upper;
            // Nothing for an edge from a node to itself.
            for level in first + 1..last {
                let vertex = if level == labelled {
                    Vertex { what: What::Label, level, size: edge.label }
                } else {
                    Vertex { what: What::Line, level, size: Size { along: 0.0, across: LINE } }
                };
                let next = levels.add(vertex);
                chain.push(levels.link(at, next));
                at = next;
            }
            if first < last {
                chain.push(levels.link(at, lower));
            }
            levels.chains.push(chain);
        }
        levels.first_order();
        levels
    }

    fn add(&mut self, vertex: Vertex) -> usize {
        self.vertices.push(vertex);
        self.above.push(Vec::new());
        self.below.push(Vec::new());
        self.vertices.len() - 1
    }

    fn link(&mut self, upper: usize, lower: usize) -> usize {
        let link = self.links.len();
        self.links.push(Link { upper, lower });
        self.below[upper].push(link);
        self.above[lower].push(link);
        link
    }

    /// The order in which a search finds the vertices, so that what belongs together begins together.
    fn first_order(&mut self) {
        let mut seen = vec![false; self.vertices.len()];
        for start in 0..self.vertices.len() {
            let mut open = vec![start];
            while let Some(vertex) = open.pop() {
                if std::mem::replace(&mut seen[vertex], true) {
                    continue;
                }
                self.order[self.vertices[vertex].level].push(vertex);
                let above = self.above[vertex].iter().map(|&link| self.links[link].upper);
                let below = self.below[vertex].iter().map(|&link| self.links[link].lower);
                let next: Vec<usize> = below.chain(above).filter(|&other| !seen[other]).collect();
                open.extend(next.into_iter().rev());
            }
        }
        self.number();
    }

    /// Sets every position from the order.
    pub fn number(&mut self) {
        self.position = vec![0; self.vertices.len()];
        for level in &self.order {
            for (position, &vertex) in level.iter().enumerate() {
                self.position[vertex] = position;
            }
        }
    }
}
