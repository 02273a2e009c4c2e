//! What would make an order hold, and which.
//!
//! Different repairs make different orders possible; they are alternatives, each with its own roadmap:
//!
//! - [`bond`]: a sum that each party forfeits if it breaks the deal (O. Williamson, "Credible commitments: using
//!   hostages to support exchange", American Economic Review 1983);
//! - [`inspection`]: more detection where it costs least;
//! - [`escrow`]: as few exchanges through somebody outside as possible;
//! - [`revocability`]: one step that can be taken back further, or is by itself;
//! - [`transfers`]: payments that are released step by step (J. Levin, "Relational incentive contracts", American
//!   Economic Review 2003: with side payments only the joint stake counts);
//! - [`slices`]: one step in several equal parts (T. Schelling, *The Strategy of Conflict*, 1960).
//!
//! A repair of a deal that holds is no change. Each is checked by walking the order that it returns.

mod bond;
mod escrow;
mod inspection;
mod revocability;
mod slices;
mod transfers;

pub use bond::{Bond, bond};
pub use escrow::{Exchanges, escrow};
pub use inspection::{Inspection, inspection};
pub use revocability::{Reversed, Revocability, revocability};
pub use slices::{Slices, sliced, slices};
pub use transfers::{Transfers, least_transfers, transfers};

use super::{Plan, Refusal, Setting, Slack, Stage, walk};
use crate::deal::Deal;
use crate::stakes::Punishment;

/// A deal that was changed so that an order holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Mended {
    /// The changed deal.
    pub deal: Deal,
    /// An order of it that holds.
    pub plan: Plan,
}

impl Mended {
    /// If the order holds in the changed deal.
    fn of(deal: Deal, punishment: Punishment, order: Vec<Stage>) -> Result<Option<Self>, Refusal> {
        let setting = Setting::of(&deal, punishment)?;
        let slack = walk(&setting, &order).map_or(Slack::Never, |walk| walk.slack);
        let plan = Plan { order, slack };
        Ok(plan.slack.holds().then_some(Self { deal, plan }))
    }
}
