//! Whether a claim's answer may stand in a headline.

use detente_engine::ask::{ClaimAnswer, Outcome, Restates};

/// What `answer` restates. A claim that comes out otherwise than the lines would have it, put first,
/// restates nothing: other lines overrule them.
#[must_use]
pub fn restated(answer: &ClaimAnswer) -> &Restates {
    let overruled = answer.as_expected == Some(false) || answer.asked.outcome == Outcome::No;
    if overruled { &Restates::Nothing } else { &answer.restates }
}

/// Whether the claim is answered and says more than the input.
#[must_use]
pub fn earned(answer: &ClaimAnswer) -> bool {
    *restated(answer) == Restates::Nothing
        && !matches!(answer.asked.outcome, Outcome::NotYetAnswerable(_) | Outcome::NoSuchPackage)
}
