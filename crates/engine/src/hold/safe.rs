//! One safe order of the steps of a way, by ranks alone, or where orders first fail.

use super::ordinal::{Fault, Tests};
use super::way::Way;
use crate::case::Case;
use detente_hold::Lattice;

/// The first safe order, of single steps if there is one, otherwise also with the bundles of the file.
///
/// Cost: 2^n states for n steps, each tested once, straight from the statements.
///
/// # Errors
/// Where most orders of single steps first fail, if no order is safe.
pub(crate) fn safe_order(case: &Case<'_>, way: &Way) -> Result<Vec<u32>, (u32, Fault)> {
    let tests = Tests::new(case.scenario, way, case, &case.signers);
    let lattice = Lattice::new(way.steps.iter().map(|step| step.after).collect());
    let faults: Vec<Option<Fault>> =
        (0..=lattice.whole()).map(|state| tests.fault(state)).collect();
    let safe = lattice.visitable(|state| faults[state as usize].is_none());
    let singles = lattice.singles();
    let mixed: Vec<u32> =
        way.bundles.iter().map(|bundle| bundle.steps).chain(singles.iter().copied()).collect();
    for stages in [&singles, &mixed] {
        if let Some(order) = lattice.first(stages, &safe, 1).into_iter().next() {
            return Ok(order);
        }
    }
    let first = lattice.first_failures(&singles, &safe).first().map_or(0, |&(state, _)| state);
    Err((first, faults[first as usize].unwrap_or(Fault::Impossible)))
}
