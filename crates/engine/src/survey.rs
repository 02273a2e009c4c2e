//! Everything that a printed report needs, in one go.
//!
//! A report shows the screen of `analyze`, the answer of `stable` in full, the transition graph, why the
//! status quo stands or falls, and how sure that is. Asked one by one these read the same columns; here
//! every column is computed once, and what is independent runs side by side.
//!
//! **Cost.** That of [`analyze`](crate::analyze::analyze) and [`stability`] together, less what they
//! share: mostly the columns of five concepts, what every set of decision makers reaches (four bytes a
//! row and set, up to 2^n sets of n of them), and the rows around the status quo in every one-line
//! variant. On two cores: docs/performance.md.

use crate::analyze::{Analysis, analyze_with, prepare};
use crate::deals::{Plane, plane, two_parties};
use crate::hold::valued::Depth;
use crate::hold::{Carried, carried};
use crate::limits::{Limits, Refusal};
use crate::moves::{Mover, decision_makers};
use crate::parallel;
use crate::robust::{Bearing, Moves, bearings_beside, moves};
use crate::stability::coalitions::ALL_COALITIONS;
use crate::stability::{
    CONCEPTS, Graph, Narration, Stability, Where, graph, narrations_of_now, stability,
};
use crate::table::PackageTable;

/// The most packages whose carrying out a report shows.
pub const MOST_CARRIED: usize = 3;

/// All that a report tells of one reading of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Every question as the screen has it; its `stability` is the outlook.
    pub analysis: Analysis,
    /// Would anyone move, in full: five concepts, ways, coalitions, all named packages.
    pub stability: Stability,
    /// The transition graph around what that names.
    pub graph: Graph,
    /// Why the status quo stands or falls under SEQ, for every party that could gain by a move.
    pub narrations: Vec<Narration>,
    /// How sure the answer to *would anyone move?* is, for the status quo.
    pub moves: Moves,
    /// The named packages whose carrying out matters most, at most [`MOST_CARRIED`], with the order that is judged.
    pub carried: Vec<Carried>,
    /// Which numbers of the file could turn the verdict on their orders within their own ranges.
    pub bearings: Vec<Bearing>,
    /// All packages in the eyes of two parties; absent where fewer want anything.
    pub plane: Option<Plane>,
}

/// Answers everything that a report needs.
///
/// # Errors
/// [`Refusal`] if a variant's table would be too large, or if the full answer on stability takes more
/// memory than `limits` allow ([`memory`]).
pub fn survey<'t>(table: &'t PackageTable<'t>, limits: &Limits) -> Result<Survey, Refusal> {
    let bytes = memory(table);
    if bytes > u128::from(limits.memory) {
        let packages = table.rows().len() as u128;
        return Err(Refusal::Memory { packages, bytes, limit: limits.memory });
    }
    prepare(table, &CONCEPTS);
    table.joint();
    let full = || {
        let stability = stability(table);
        let graph = graph(table, &stability);
        let narrations = narrations_of_now(table, &stability);
        (stability, graph, narrations)
    };
    let plane = || two_parties(table).and_then(|parties| plane(table, parties));
    let outlook = || crate::stability::outlook(table);
    let ((stability, graph, narrations), (analysis, rest)) = parallel::both(full, || {
        parallel::both(
            || analyze_with(table, outlook, limits),
            || parallel::both(|| moves(table, &[Where::StatusQuo], limits), plane),
        )
    });
    let (moves, plane) = rest;
    let analysis = analysis?;
    let carried = carried(table, &analysis.roadmaps, MOST_CARRIED, Depth::Everything, limits);
    let bearings = bearings_beside(table, &carried, limits);
    let moves = moves?;
    Ok(Survey { analysis, stability, graph, narrations, moves, carried, bearings, plane })
}

/// Bytes per row for two walks, some forty bit columns, and what comes and goes while they are found.
const WORKING: u128 = 96;

/// About how many bytes a survey holds at a time, the table's own included; measured a little less.
#[must_use]
pub fn memory(table: &PackageTable<'_>) -> u128 {
    let scenario = table.scenario();
    let (parties, makers) = (scenario.parties.len() as u128, decision_makers(scenario).len());
    let players = table.moves().players().len() as u128;
    let sets: u128 =
        if makers <= ALL_COALITIONS { 1 << makers } else { (makers * (makers - 1) + 2) as u128 };
    // Ranks of the table and of two dates at a time; groups, their rows in order and those of the kinds,
    // per party and per set that moves together; components with their rows, per set of parties.
    let joint = Mover::joint(scenario).len() as u128;
    let per_row = 12 * parties + 28 * players + 12 * joint + 8 * sets + WORKING;
    per_row * table.rows().len() as u128
}
