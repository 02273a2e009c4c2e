//! What a question can say of a package beyond its options: as conditions, or as columns of ranks.
//!
//! The table knows these; the questions are built on the table.

pub mod efficient;
pub mod empty;
pub(crate) mod stable;

use detente_scenario::{Expr, PartyId, Predicate, Standing};

/// The condition that every one of `parties` has that `standing`.
#[must_use]
pub fn all_stand(standing: Standing, parties: &[PartyId]) -> Expr {
    let stands = |&party| Expr::Predicate(Predicate::Stands(standing, party));
    Expr::all(parties.iter().map(stands).collect())
}

/// The condition that every signer has that `standing`. Where nobody signs there is nothing to sign.
#[must_use]
pub fn signers_stand(standing: Standing, signers: &[PartyId]) -> Expr {
    if signers.is_empty() { Expr::Const(false) } else { all_stand(standing, signers) }
}
