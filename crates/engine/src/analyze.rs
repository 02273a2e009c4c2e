//! All questions at once, for the sixty-second screen.
//!
//! The questions share columns, so what most of them read is computed first; then they are answered side
//! by side.

use crate::ask::{ClaimAnswer, answer_claims};
use crate::deals::valued::{Effort as Search, Undefined, Unwatched, Valued, valued};
use crate::deals::{Deals, deals};
use crate::empty::{Empty, empty};
use crate::harm::{Harm, harm};
use crate::hold::valued::Depth;
use crate::hold::{Carried, OfNamed, Wanted, carried, of_named};
use crate::limits::{Limits, Refusal};
use crate::parallel;
use crate::robust::{
    Dated, Effort, Robust, on_dates, other_dates, prepare_claims, robust, with_own_date,
};
use crate::stability::{Rest, Stability, outlook};
use crate::table::PackageTable;
use detente_scenario::{AsOf, Concept, Expr, Predicate};

/// The most steps of a package whose orders are counted for one screen.
const STEPS_AT_ONCE: usize = 16;

/// What every question comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Could they sign?
    pub deals: Deals,
    /// What the values of the signers tell of that, or why they tell nothing.
    pub valued: Result<Valued, Undefined>,
    /// Genuine or illusion?
    pub empty: Empty,
    /// Who is hurt?
    pub harm: Harm,
    /// Would anyone move?
    pub stability: Stability,
    /// Can it be carried out? Of every package that the file names.
    pub roadmaps: Vec<OfNamed>,
    /// The package of these that matters most, with the order that is judged.
    pub carried: Option<Carried>,
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
    prepare(table, &[Concept::R, Concept::Seq]);
    analyze_with(table, || outlook(table), limits)
}

/// Computes what the answers share, before several threads ask for it at once.
pub(crate) fn prepare(table: &PackageTable<'_>, concepts: &[Concept]) {
    let equilibria: Vec<Expr> =
        concepts.iter().map(|&concept| Expr::Predicate(Predicate::Equilibrium(concept))).collect();
    prepare_claims(table);
    table.prepare(&equilibria);
    table.changes();
    // Kept by the table; what cannot be answered yet is said where it is asked.
    for expr in &equilibria {
        let _ = table.column(expr);
    }
    for claim in &table.scenario().claims {
        // Roadmaps are sought only where the claim speaks of them.
        let _ = table.column(&claim.ask.with).and_then(|with| table.within(&claim.ask.has, &with));
    }
}

/// The same with what `stability` says of the moves, once the table is prepared.
pub(crate) fn analyze_with<'t>(
    table: &'t PackageTable<'t>,
    stability: impl FnOnce() -> Stability + Send,
    limits: &Limits,
) -> Result<Analysis, Refusal> {
    let now = || {
        let claims = answer_claims(table, limits)?;
        Ok((deals(table), empty(table), harm(table), claims))
    };
    let values = || valued(table.case(), &Search::quick(limits), &Unwatched);
    let moves = || {
        let stability = stability();
        let rests = on_dates(table, &stability.players, limits)?;
        let wanted = Wanted { most_steps: STEPS_AT_ONCE, ..Wanted::default() };
        let roadmaps = of_named(table, &wanted, limits);
        let carried = carried(table, &roadmaps, 1, Depth::Verdict, limits).pop();
        Ok((stability, rests, roadmaps, carried))
    };
    let ((now, moves), ((robust, valued), dates)) = parallel::both(
        || parallel::both(now, moves),
        || {
            parallel::both(
                || parallel::both(|| robust(table, limits, Effort::Quick), values),
                || other_dates(table, limits),
            )
        },
    );
    let (deals, empty, harm, claims) = now?;
    let (stability, rests, roadmaps, carried) = moves?;
    Ok(Analysis {
        valued,
        stability,
        roadmaps,
        carried,
        robust: robust?,
        dates: with_own_date(table, dates?, &deals, &claims),
        deals,
        empty,
        harm,
        claims,
        rests,
    })
}
