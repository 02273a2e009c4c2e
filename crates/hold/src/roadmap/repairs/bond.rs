//! How much each party would have to forfeit.
//!
//! A bond raises a party's stake by the same amount at every state, so the least bond that is the same for all is what
//! the best order lacks, and it makes exactly the best orders hold. For one order, each party needs only what it
//! lacks itself. Cost: a search.

use crate::exact::Ratio;
use crate::roadmap::{Limits, Plan, Setting, Slack, search, walk};
use num_traits::Zero;

/// Sums that are forfeited by whoever breaks the deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Bond {
    /// The least bond for everybody: 0 if an order holds already.
    pub uniform: Ratio,
    /// Per party what it would have to put up for this order.
    pub each: Vec<Ratio>,
    /// Whether no smaller uniform bond will do: the search was complete.
    pub is_least: bool,
    /// The order, with its slack without the bond.
    pub plan: Plan,
}

/// The least bond; absent if every order found meets a check that no stake passes.
#[must_use]
pub fn bond(setting: &Setting<'_>, limits: &Limits) -> Option<Bond> {
    let answer = search(setting, limits);
    let plan = answer.best?;
    let lack = |slack: &Slack| match slack {
        Slack::By(by) => Some((-by).max(Ratio::zero())),
        Slack::Free => Some(Ratio::zero()),
        Slack::Never => None,
    };
    let uniform = lack(&plan.slack)?;
    let mut each = vec![Ratio::zero(); setting.deal.parties];
    for check in walk(setting, &plan.order).ok()?.checks {
        let lack = lack(&check.slack)?;
        if lack > each[check.party] {
            each[check.party] = lack;
        }
    }
    Some(Bond { uniform, each, is_least: answer.is_best && setting.is_exact(), plan })
}
