//! Where all orders fail: how far they come, and which demands cannot be met together.

use super::valued::MOST_REPAIRED;
use detente_hold::roadmap::none::{Asked, Cut, Existence, conflict, cut};
use detente_hold::roadmap::repairs::{Slices, slices};
use detente_hold::roadmap::{Limits, Refusal, Setting};
use detente_hold::{Deal, Punishment};

/// The most steps that all states are gone through for.
const MOST_CUT: usize = 20;

/// The most equal parts of a step that are tried.
const MOST_PARTS: usize = 4;

/// Why no order holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Failing {
    /// Whether this is with whatever reactions could be arranged; otherwise with those that can be believed.
    pub is_harshest: bool,
    /// How far orders come, and the ways on that are nearest to success; absent if there are too many steps.
    pub cut: Option<Cut>,
    /// Demands that no order meets together, none of which can be left out; absent likewise.
    pub conflict: Option<Vec<Asked>>,
}

/// Why no order holds; absent if one does, or nobody knows. Cost: two passes over all states, and a search per demand.
///
/// # Errors
/// If the deal is refused.
pub fn failing(
    deal: &Deal,
    existence: &Existence,
    limits: &Limits,
) -> Result<Option<Failing>, Refusal> {
    let setting = match existence {
        Existence::Holds(_) | Existence::Undecided(_) => return Ok(None),
        Existence::None(_) => Setting::harshest(deal)?,
        Existence::IfAutomatic(_) | Existence::IfArranged(_) => {
            Setting::of(deal, Punishment::Credible)?
        }
    };
    let steps = deal.steps.len();
    Ok(Some(Failing {
        is_harshest: matches!(existence, Existence::None(_)),
        cut: (steps <= MOST_CUT).then(|| cut(&setting, limits)).flatten(),
        conflict: (steps <= MOST_REPAIRED).then(|| conflict(&setting, limits)).flatten(),
    }))
}

/// The steps that, taken in a few equal parts, make an order hold, each with the fewest parts. Cost: searches of up to
/// three more steps, per step.
///
/// # Errors
/// If the deal is refused.
pub fn in_parts(deal: &Deal, limits: &Limits) -> Result<Vec<Slices>, Refusal> {
    let cut = |step| slices(deal, Punishment::Credible, limits, step, MOST_PARTS).transpose();
    (0..deal.steps.len()).filter_map(cut).collect()
}
