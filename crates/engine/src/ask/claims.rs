//! Claims: questions in the file, each as of its own date and in its own variant.

use super::{Asked, Outcome, Restates, ask, restates};
use crate::case::Case;
use crate::limits::{Limits, Refusal};
use crate::table::PackageTable;
use detente_scenario::model::{Claim, Expectation};
use detente_scenario::{AsOf, ClaimId};

/// What the table says of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimAnswer {
    /// Which claim.
    pub claim: ClaimId,
    /// The date as of which it was asked.
    pub as_of: AsOf,
    /// The answer.
    pub asked: Asked,
    /// Whether the answer is the one that its author expects; absent if none is expected or the
    /// question is not yet answerable.
    pub as_expected: Option<bool>,
    /// Whether it only restates one or two lines of the file.
    pub restates: Restates,
}

impl ClaimAnswer {
    /// Whether the claim may stand in a headline: answered, and no restatement of the input.
    #[must_use]
    pub fn earned(&self) -> bool {
        self.restates == Restates::Nothing
            && !matches!(self.asked.outcome, Outcome::NotYetAnswerable(_) | Outcome::NoSuchPackage)
    }
}

/// The reading in which `claim` is asked when the file is read as `case`: its own date if it names
/// one, and its own edits on top.
#[must_use]
pub fn case_of<'s>(case: &Case<'s>, claim: &Claim) -> Case<'s> {
    let mut reading = case.clone();
    if let Some(as_of) = claim.as_of {
        reading = reading.on(as_of);
    }
    if claim.variant.is_empty() { reading } else { reading.varied(&claim.variant) }
}

/// Asks every claim of the file.
///
/// # Errors
/// [`Refusal`] if a claim's variant drops a rule and the table it needs is too large.
pub fn answer_claims<'t>(
    table: &'t PackageTable<'t>,
    limits: &Limits,
) -> Result<Vec<ClaimAnswer>, Refusal> {
    let scenario = table.scenario();
    let claims = (0..scenario.claims.len()).map(ClaimId::new);
    claims
        .map(|id| {
            let claim = scenario.claim(id);
            let case = case_of(table.case(), claim);
            let as_of = case.as_of;
            let own = claim.as_of.is_some() || !claim.variant.is_empty();
            let asked = if own {
                ask(&table.variant(case.clone(), limits)?, &claim.ask)
            } else {
                ask(table, &claim.ask)
            };
            let as_expected = claim.expect.and_then(|expect| meets(&asked.outcome, expect));
            // Lines that would make the claim true, were they first, do not if it is false.
            let restates = match asked.outcome {
                Outcome::Yes | Outcome::Count(_) => restates(&case, &claim.ask, claim.expect),
                _ => Restates::Nothing,
            };
            Ok(ClaimAnswer { claim: id, as_of, asked, as_expected, restates })
        })
        .collect()
}

/// Whether `outcome` is what was expected; nothing if the question is not yet answerable.
#[must_use]
pub fn meets(outcome: &Outcome, expect: Expectation) -> Option<bool> {
    match (outcome, expect) {
        (Outcome::NotYetAnswerable(_), _) => None,
        (Outcome::Yes, Expectation::Truth(expected)) => Some(expected),
        (Outcome::No, Expectation::Truth(expected)) => Some(!expected),
        (Outcome::Count(count), Expectation::Count(expected)) => Some(*count == expected),
        _ => Some(false),
    }
}
