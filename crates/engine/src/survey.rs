//! Everything a printed report needs, in one go.

use crate::analyze::{Analysis, analyze};
use crate::limits::{Limits, Refusal};
use crate::robust::{Moves, moves};
use crate::stability::{Graph, Stability, Where, graph, stability};
use crate::table::PackageTable;

/// Everything a printed report needs.
#[derive(Clone, Debug)]
pub struct Survey {
    /// What every question comes to.
    pub analysis: Analysis,
    /// Would anyone move, in full.
    pub stability: Stability,
    /// The moves around what is named.
    pub graph: Graph,
    /// How sure it is where the status quo comes to rest.
    pub moves: Moves,
}

/// Answers everything.
///
/// # Errors
/// [`Refusal`] if a variant's table would be too large.
pub fn survey<'t>(table: &'t PackageTable<'t>, limits: &Limits) -> Result<Survey, Refusal> {
    let stability = stability(table);
    Ok(Survey {
        analysis: analyze(table, limits)?,
        graph: graph(table, &stability),
        moves: moves(table, &[Where::StatusQuo], limits)?,
        stability,
    })
}
