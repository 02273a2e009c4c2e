//! The transition graph around what matters: paths, named packages, equilibria near them.

use super::answer::{CONCEPTS, Stability, Where};
use super::change::Move;
use super::paths::{Rest, Way};
use super::view::View;
use crate::moves::Mover;
use crate::table::PackageTable;
use detente_scenario::{Concept, Expr, NamedId, PartyId, Predicate};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Most packages shown.
pub const SHOWN: usize = 60;

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

/// The transition graph around what `answer` names: the status quo, the paths along which it comes to
/// rest, the named packages, the nearest equilibria of every concept and the ways to them.
///
/// Cost: one comparison per pair of shown packages and mover.
#[must_use]
pub fn graph<'t>(table: &'t PackageTable<'t>, answer: &Stability) -> Graph {
    let mut wanted: Vec<usize> = Vec::new();
    let paths: Vec<&Rest> = answer
        .rest
        .iter()
        .chain(answer.orders.iter().flat_map(|orders| orders.ends.iter().map(|(.., rest)| rest)))
        .collect();
    wanted.extend(table.rows().row(&table.scenario().status_quo()));
    wanted.extend(paths.iter().flat_map(|rest| rest.moves.iter().map(|step| step.to)));
    wanted.extend(answer.positions.iter().filter_map(|position| position.row));
    let ways: Vec<&Way> = answer
        .equilibria
        .iter()
        .flat_map(|equilibria| &equilibria.ways)
        .flat_map(|(moves, improvements)| improvements.as_ref().or(moves.as_ref()))
        .collect();
    wanted.extend(ways.iter().flat_map(|way| way.moves.iter().map(|step| step.to)));
    let mut rows = BTreeSet::new();
    let mut left_out = BTreeSet::new();
    for row in wanted {
        if rows.len() < SHOWN || rows.contains(&row) {
            rows.insert(row);
        } else {
            left_out.insert(row);
        }
    }
    let nodes = rows.iter().map(|&row| node(table, answer, row)).collect();
    let moved =
        ways.iter().flat_map(|way| &way.moves).chain(paths.iter().flat_map(|rest| &rest.moves));
    let mut arcs: Vec<Arc> = Vec::new();
    let steps = moved
        .filter(|step| rows.contains(&step.from) && rows.contains(&step.to))
        .cloned()
        .chain(improvements_between(table, &rows));
    for step in steps {
        if !arcs.iter().any(|arc| arc.step == step) {
            let on_path = answer.rest.iter().any(|rest| rest.moves.contains(&step));
            let improvement = step.gains.iter().all(|&(_, order, _)| order == Ordering::Greater);
            arcs.push(Arc { improvement, on_path, step });
        }
    }
    arcs.sort_by(|a, b| {
        (a.step.from, a.step.to, &a.step.by).cmp(&(b.step.from, b.step.to, &b.step.by))
    });
    Graph { nodes, arcs, left_out: left_out.len() as u64 }
}

fn node(table: &PackageTable<'_>, answer: &Stability, row: usize) -> Node {
    let here = |what: &dyn Fn(Where) -> bool| {
        answer.positions.iter().filter(|p| p.row == Some(row)).any(|p| what(p.what))
    };
    let named = (0..table.scenario().packages.len()).map(NamedId::new);
    let equilibrium = CONCEPTS.into_iter().filter(|&concept| {
        let predicate = Expr::Predicate(Predicate::Equilibrium(concept));
        table.column(&predicate).is_ok_and(|column| column.get(row))
    });
    Node {
        row,
        status_quo: here(&|what| what == Where::StatusQuo),
        named: named.filter(|&id| here(&|what| what == Where::Named(id))).collect(),
        equilibrium: equilibrium.collect(),
    }
}

/// The single improvements between two of `rows`.
fn improvements_between<'t>(table: &'t PackageTable<'t>, rows: &BTreeSet<usize>) -> Vec<Move> {
    let parties: Vec<PartyId> = table.scenario().party_ids().collect();
    let movers = Mover::inside(table.scenario(), &parties);
    let view = View::of(table);
    let mut found = Vec::new();
    for &from in rows {
        let before = table.rows().package(from);
        for &to in rows {
            let after = table.rows().package(to);
            for mover in movers.iter().filter(|mover| mover.may_move(&before, &after)) {
                let gains = |&party: &PartyId| {
                    let ranks = table.ranks(party);
                    ranks.get(to) > ranks.get(from)
                };
                if mover.parties.iter().all(gains) {
                    found.push(view.step(&mover.parties, from, to));
                }
            }
        }
    }
    found
}
