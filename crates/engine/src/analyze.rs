//! All questions at once, for the sixty-second screen.

use crate::ask::{ClaimAnswer, answer_claims};
use crate::deals::{Deals, deals};
use crate::empty::{Empty, empty};
use crate::harm::{Harm, harm};
use crate::limits::{Limits, Refusal};
use crate::robust::{Dated, Effort, Robust, compare_dates_with, on_dates, robust};
use crate::stability::{Rest, Stability, outlook};
use crate::table::PackageTable;
use detente_scenario::AsOf;

/// What every question comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// Could they sign?
    pub deals: Deals,
    /// Genuine or illusion?
    pub empty: Empty,
    /// Who is hurt?
    pub harm: Harm,
    /// Would anyone move?
    pub stability: Stability,
    /// How sure?
    pub robust: Robust,
    /// The claims.
    pub claims: Vec<ClaimAnswer>,
    /// The same as of every date that the file compares.
    pub dates: Vec<Dated>,
    /// Per such date where the status quo comes to rest; no path where it is impossible.
    pub rests: Vec<(AsOf, Option<Rest>)>,
}

/// Answers every question.
///
/// # Errors
/// [`Refusal`] if a variant's table would be too large.
pub fn analyze<'t>(table: &'t PackageTable<'t>, limits: &Limits) -> Result<Analysis, Refusal> {
    let stability = outlook(table);
    let (deals, claims) = (deals(table), answer_claims(table, limits)?);
    Ok(Analysis {
        empty: empty(table),
        harm: harm(table),
        rests: on_dates(table, &stability.players, limits)?,
        stability,
        robust: robust(table, limits, Effort::Quick)?,
        dates: compare_dates_with(table, Some((&deals, &claims)), limits)?,
        deals,
        claims,
    })
}
