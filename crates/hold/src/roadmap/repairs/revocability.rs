//! One step that can be taken back further than now, or is by itself when the deal breaks down.
//!
//! Being able to take a step back makes its owner's word worth less and others' answer worth more, so that more is not
//! always better: it is tried in steps of one over [`GRID`], and before the first at which an order holds by bisection.
//! The value that is returned is exact for its order: the end of the order's range. A deal that holds only
//! within one step of the grid is not found.
//!
//! Cost: up to [`GRID`] + 20 searches per step.

use super::Mended;
use crate::deal::Deal;
use crate::exact::{Ratio, ratio, whole};
use crate::roadmap::ranges::{Input, range};
use crate::roadmap::{Limits, Plan, Refusal, Setting, search};
use crate::stakes::Punishment;

/// How finely reversals are tried.
pub const GRID: i64 = 32;

/// What is changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Reversed {
    /// The step's owner can take back this part of its lasting worth.
    Part(Ratio),
    /// It is taken back by itself.
    Automatic,
}

/// A change of one step that makes an order hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Revocability {
    /// Which step.
    pub step: usize,
    /// The change.
    pub change: Reversed,
    /// The changed deal, and the order.
    pub mended: Mended,
}

/// Per step the least greater reversal, and whether being automatic helps, as far as they do.
///
/// # Errors
///
/// If the deal is refused.
pub fn revocability(
    deal: &Deal,
    punishment: Punishment,
    limits: &Limits,
) -> Result<Vec<Revocability>, Refusal> {
    let mut found = Vec::new();
    for step in 0..deal.steps.len() {
        if let Some((part, mended)) = least_reversal(deal, punishment, limits, step)? {
            found.push(Revocability { step, change: Reversed::Part(part), mended });
        }
        let of = &deal.steps[step];
        if of.is_revocable() && !of.auto {
            let mut deal = deal.clone();
            deal.steps[step].auto = true;
            if let Some(plan) = holding(&deal, punishment, limits)? {
                let mended = Mended { deal, plan };
                found.push(Revocability { step, change: Reversed::Automatic, mended });
            }
        }
    }
    Ok(found)
}

fn holding(deal: &Deal, punishment: Punishment, limits: &Limits) -> Result<Option<Plan>, Refusal> {
    let setting = Setting::of(deal, punishment)?;
    Ok(search(&setting, limits).best.filter(|plan| plan.slack.holds()))
}

fn least_reversal(
    deal: &Deal,
    punishment: Punishment,
    limits: &Limits,
    step: usize,
) -> Result<Option<(Ratio, Mended)>, Refusal> {
    let with = |part: &Ratio| {
        let mut deal = deal.clone();
        deal.steps[step].reversal = part.clone();
        deal
    };
    let now = deal.steps[step].reversal.clone();
    let mut fails = now.clone();
    let mut best: Option<(Ratio, Plan)> = None;
    for part in (1..=GRID).map(|part| ratio(part, GRID)).filter(|part| *part > now) {
        if let Some(plan) = holding(&with(&part), punishment, limits)? {
            best = Some((part, plan));
            break;
        }
        fails = part;
    }
    let Some((mut part, mut plan)) = best else { return Ok(None) };
    for _ in 0..20 {
        // As low as this order goes, then ask whether another goes lower.
        let range = range(&with(&part), punishment, &plan.order, Input::Reversal(step));
        if let Ok(range) = range
            && let Some(low) = range.low.at
            && range.low.is_attained
            && low > fails
        {
            part = low;
        }
        let middle = (&part + &fails) / whole(2);
        let middle = (middle * whole(1 << 40)).round() / whole(1 << 40);
        if middle <= fails || middle >= part {
            break;
        }
        match holding(&with(&middle), punishment, limits)? {
            Some(lower) => (part, plan) = (middle, lower),
            None => fails = middle,
        }
    }
    let mended = Mended::of(with(&part), punishment, plan.order)?;
    Ok(mended.map(|mended| (part, mended)))
}
