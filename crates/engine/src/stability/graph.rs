//! The transition graph around what matters: paths, named packages, equilibria near them.

use super::paths::Move;
use detente_scenario::{Concept, NamedId};

/// A part of the transition graph, as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// The packages shown, ascending by row.
    pub nodes: Vec<Node>,
    /// The moves between them that lie on the shown paths, and every single improvement between two
    /// of them; ascending by rows, then movers.
    pub arcs: Vec<Arc>,
    /// Packages that were left out because there are too many.
    pub left_out: u64,
}

/// A package in the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its row.
    pub row: usize,
    /// Whether it is the status quo.
    pub status_quo: bool,
    /// Its names.
    pub named: Vec<NamedId>,
    /// The concepts under which it is an equilibrium.
    pub equilibrium: Vec<Concept>,
}

/// A move in the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The move.
    pub step: Move,
    /// Whether all who make it gain.
    pub improvement: bool,
    /// Whether it lies on the resting path from the status quo.
    pub on_path: bool,
}
