//! How much one party's mind may change before an order that holds breaks, and where it then breaks.
//!
//! Elections, and what third powers build meanwhile, have broken more deals than a bad order of steps has. For each
//! party: the least change of what one step is worth to it, once or lasting, with which somebody gains by leaving;
//! all else as it is. Found among the ends of [`ranges`](super::ranges). Cost: those of all steps.

use super::Stage;
use super::ranges::{Fault, Input, Range, range};
use super::walk::Check;
use crate::deal::Deal;
use crate::exact::Ratio;
use crate::stakes::Punishment;
use num_traits::Signed;

/// The least change of one party's mind that breaks an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Whose, of which step: [`Input::Once`] or [`Input::Lasting`].
    pub input: Input,
    /// By how much: the greatest change that the order bears, or, if it does not bear that, the least that breaks it.
    pub by: Ratio,
    /// Whether more of it means more worth: by may be 0.
    pub is_rise: bool,
    /// Whether the order still holds with exactly this change.
    pub is_borne: bool,
    /// The check that fails beyond: with whom and where it breaks.
    pub check: Option<Check>,
}

/// Per party the least change; absent if no change of one step breaks the order. Nothing for an order that does not
/// hold.
///
/// # Errors
///
/// If the deal is refused or the order is none.
pub fn stress(
    deal: &Deal,
    punishment: Punishment,
    order: &[Stage],
) -> Result<Option<Vec<Option<Change>>>, Fault> {
    let setting = super::Setting::of(deal, punishment).map_err(Fault::Refused)?;
    if !super::walk(&setting, order).map_err(Fault::Misstep)?.holds() {
        return Ok(None);
    }
    let worths = (0..deal.steps.len()).flat_map(|step| {
        let of = move |party| [Input::Once { step, party }, Input::Lasting { step, party }];
        (0..deal.parties).flat_map(of)
    });
    let ranges = worths.map(|input| range(deal, punishment, order, input));
    let ranges: Vec<Range> = ranges.collect::<Result<_, _>>()?;
    Ok(Some(least_changes(&ranges, deal.parties)))
}

/// Per party the least change among `ranges` of an order that holds; absent if no change of one step breaks it. Cost: their
/// number.
#[must_use]
pub fn least_changes(ranges: &[Range], parties: usize) -> Vec<Option<Change>> {
    let mut least: Vec<Option<Change>> = vec![None; parties];
    for range in ranges {
        let (Input::Once { party, .. } | Input::Lasting { party, .. }) = range.input else {
            continue;
        };
        for (is_rise, end) in [(false, &range.low), (true, &range.high)] {
            let Some(at) = &end.at else { continue };
            let by = at - &range.now;
            // Of equal changes the one that is not borne is the lesser.
            let is_less =
                |least: &Change| (by.abs(), end.is_attained) < (least.by.abs(), least.is_borne);
            if least[party].as_ref().is_none_or(is_less) {
                let (is_borne, check) = (end.is_attained, end.check.clone());
                least[party] = Some(Change { input: range.input, by, is_rise, is_borne, check });
            }
        }
    }
    least
}
