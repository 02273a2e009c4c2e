//! Which packages and moves are shown: those that matter most, in that order.

use crate::page::Page;
use detente_engine::moves::Mover;
use detente_engine::stability::{Arc, Graph, Move, Node, Stability};
use detente_scenario::PartyId;

/// Most packages shown.
pub(super) const MOST: usize = 40;

/// A part of the graph in the order of what matters: the status quo, what lies on its path to rest,
/// named packages, the equilibria nearest to it, what lies on other ways.
pub(super) struct Part<'a> {
    /// The packages.
    pub nodes: Vec<&'a Node>,
    /// The moves between them, those on the path first, then gains, then others.
    pub lines: Vec<Line<'a>>,
    /// Packages that are not shown.
    pub left_out: u64,
}

/// A move between two packages that are shown.
pub(super) struct Line<'a> {
    /// The place of the package that is left among those shown.
    pub from: usize,
    /// The place of the one that is reached.
    pub to: usize,
    /// The move.
    pub step: &'a Move,
    /// Whether all who make it gain.
    pub gain: bool,
    /// Its place on the path to rest, from 1; 0 if it is no part of it.
    pub path: usize,
    /// Whether those who make it could take it back by one move.
    pub back: bool,
}

impl<'a> Part<'a> {
    /// The part of `graph` that is shown.
    pub fn of(page: &Page<'_>, answer: &Stability, graph: &'a Graph) -> Self {
        let moves = answer.rest.as_ref().map_or(&[][..], |rest| &rest.moves);
        let near = |row: usize| {
            let mut listed = answer.equilibria.iter().flat_map(|of| &of.listed);
            listed.position(|&other| other == row).unwrap_or(usize::MAX)
        };
        let on_path = |row| moves.iter().position(|step| step.to == row).unwrap_or(usize::MAX);
        let mut nodes: Vec<&Node> = graph.nodes.iter().collect();
        nodes.sort_by_cached_key(|node| {
            let named = node.named.first().map_or(usize::MAX, |named| named.index());
            (!node.status_quo, on_path(node.row), named, near(node.row), node.row)
        });
        let left_out = graph.left_out + nodes.len().saturating_sub(MOST) as u64;
        nodes.truncate(MOST);
        let parties: Vec<PartyId> = page.scenario().party_ids().collect();
        let movers = Mover::inside(page.scenario(), &parties);
        let place = |row: usize| nodes.iter().position(|node| node.row == row);
        let line = |arc: &'a Arc| {
            let step = &arc.step;
            let rows = page.table.rows();
            let (before, after) = (rows.package(step.from), rows.package(step.to));
            let own = |mover: &&Mover| mover.parties == step.by;
            let back = movers.iter().filter(own).any(|mover| mover.may_move(&after, &before));
            let path = moves.iter().position(|on_path| on_path == step).map_or(0, |at| at + 1);
            let (from, to) = (place(step.from)?, place(step.to)?);
            Some(Line { from, to, step, gain: arc.improvement, path, back })
        };
        let mut lines: Vec<Line<'_>> = graph.arcs.iter().filter_map(line).collect();
        lines.sort_by_key(|line| {
            let path = if line.path == 0 { usize::MAX } else { line.path };
            (path, !line.gain, line.from, line.to)
        });
        Self { nodes, lines, left_out }
    }

    /// The moves in the order in which they may be left out of a picture, the last ones first: those
    /// stand at the end that the same mover can also make in two moves of its own that are shown.
    pub fn by_weight(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        let implied = |line: &Line<'_>| {
            let same = |other: &&Line<'_>| other.step.by == line.step.by && other.gain == line.gain;
            self.lines.iter().filter(same).filter(|first| first.from == line.from).any(|first| {
                let mut rest = self.lines.iter().filter(same);
                rest.any(|second| second.from == first.to && second.to == line.to)
            })
        };
        order.sort_by_cached_key(|&at| {
            let line = &self.lines[at];
            (line.path == 0, line.path == 0 && implied(line), at)
        });
        order
    }

    /// Whether a move leads to the package or away from it.
    pub fn is_linked(&self, node: usize, lines: &[usize]) -> bool {
        lines.iter().map(|&at| &self.lines[at]).any(|line| line.from == node || line.to == node)
    }
}
