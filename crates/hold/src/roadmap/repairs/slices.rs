//! One step in several equal parts, with what others do in between.
//!
//! A part costs and brings its share of everything, can be shammed and taken back as the whole can, and follows the
//! part before; what waits for the step waits for its last part. Cost: a search per number of parts.

use super::Mended;
use crate::deal::{Bundle, Deal, Step};
use crate::exact::{Ratio, whole};
use crate::roadmap::{Limits, Refusal, STEPS, Setting, search};
use crate::stakes::Punishment;

/// The fewest equal parts of a step that make an order hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Slices {
    /// Which step.
    pub step: usize,
    /// How many parts.
    pub parts: usize,
    /// The deal, in which the first part has the step's position and the others come last, and the order.
    pub mended: Mended,
}

/// In at most `most` parts; absent if that does not help or the search is not complete.
///
/// # Errors
///
/// If the deal is refused.
pub fn slices(
    deal: &Deal,
    punishment: Punishment,
    limits: &Limits,
    step: usize,
    most: usize,
) -> Result<Option<Slices>, Refusal> {
    for parts in 1..=most.min(STEPS + 1 - deal.steps.len().min(STEPS)) {
        let cut = sliced(deal, step, parts);
        let setting = Setting::of(&cut, punishment)?;
        if let Some(plan) = search(&setting, limits).best.filter(|plan| plan.slack.holds()) {
            return Ok(Some(Slices { step, parts, mended: Mended { deal: cut, plan } }));
        }
    }
    Ok(None)
}

/// The deal with one step in so many parts. Bundles that contain it are left out.
#[must_use]
pub fn sliced(deal: &Deal, step: usize, parts: usize) -> Deal {
    let mut cut = deal.clone();
    if parts < 2 {
        return cut;
    }
    let by = whole(i64::try_from(parts).unwrap_or(i64::MAX));
    let share = |all: &[Ratio]| -> Vec<Ratio> { all.iter().map(|one| one / &by).collect() };
    let of = &deal.steps[step];
    let (once, lasting, rebuild) = (share(&of.once), share(&of.lasting), share(&of.rebuild));
    let part = Step { once, lasting, rebuild, ..of.clone() };
    let last = deal.steps.len() + parts - 2;
    for other in &mut cut.steps {
        for after in other.after.iter_mut().filter(|after| **after == step) {
            *after = last;
        }
    }
    cut.steps[step] = part.clone();
    for position in deal.steps.len()..=last {
        let before = if position == deal.steps.len() { step } else { position - 1 };
        cut.steps.push(Step { after: vec![before], ..part.clone() });
    }
    cut.bundles.retain(|bundle: &Bundle| !bundle.steps.contains(&step));
    cut
}
