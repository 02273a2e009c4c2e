//! As few exchanges through somebody outside as possible.
//!
//! Every two steps of different owners may be released together. Cost: a shortest path with n² more stages.

use super::Mended;
use crate::deal::Bundle;
use crate::roadmap::{Limits, Refusal, Setting, Stage, Why, fewest_escrows};

/// The fewest exchanges that make an order hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchanges {
    /// How many escrows the order uses, those that the deal declares included.
    pub escrows: usize,
    /// The deal with the pairs that are used, and the order.
    pub mended: Mended,
}

/// With escrows for pairs; `None` if no order holds even so.
///
/// # Errors
///
/// If there are too many states.
pub fn escrow(setting: &Setting<'_>, limits: &Limits) -> Result<Option<Exchanges>, Why> {
    let steps = &setting.deal.steps;
    let declared = setting.deal.bundles.len();
    let mut wide = setting.deal.clone();
    for b in 0..steps.len() {
        for a in 0..b {
            let is_alone = steps[a].owners == steps[b].owners && steps[a].owners.len() == 1;
            let bundle = Bundle { steps: vec![a, b], escrow: true };
            if !is_alone && !setting.deal.bundles.contains(&bundle) {
                wide.bundles.push(bundle);
            }
        }
    }
    let refused = |_: Refusal| Why::States;
    let offered = Setting::of(&wide, setting.punishment).map_err(refused)?;
    let Some(found) = fewest_escrows(&offered, limits)? else { return Ok(None) };
    let mut deal = setting.deal.clone();
    let renamed = found.order.iter().map(|&stage| match stage {
        Stage::Bundle(b) if b >= declared => {
            deal.bundles.push(wide.bundles[b].clone());
            Stage::Bundle(deal.bundles.len() - 1)
        }
        other => other,
    });
    let order: Vec<Stage> = renamed.collect();
    let mended = Mended::of(deal, setting.punishment, order).map_err(refused)?;
    Ok(mended.map(|mended| Exchanges { escrows: found.escrows, mended }))
}
