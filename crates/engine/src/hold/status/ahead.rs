//! What can come next, and the ways on, by ranks.
//!
//! Where the deal stands is taken as it is, safe or not: a way on is *safe* if every state after it is.

use super::super::audit::{Visit, visit};
use super::super::judge::{Columns, Judge};
use super::super::ordinal::{Fault, Tests};
use super::super::way::Way;
use super::super::{BYTES_PER_STATE, Count, Failure, Refused, Wanted};
use crate::case::Case;
use crate::limits::Limits;
use crate::table::PackageTable;
use detente_hold::Lattice;

/// What can come next, and the ways on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// The stages that can come next: single steps, then bundles of the file of which nothing is in force.
    pub next: Vec<Next>,
    /// The ways on by single steps.
    pub single: Count,
    /// By single steps and bundles of the file; absent if no bundle is left.
    pub mixed: Option<Count>,
    /// The first safe ways on: of single steps if there are any, otherwise with bundles.
    pub best: Vec<Vec<u32>>,
    /// Where ways on first fail, most first; of single steps if there are no safe ones with bundles.
    pub failures: Vec<Failure>,
    /// How many such states there are.
    pub failing_states: usize,
}

/// A stage that can come next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its steps.
    pub steps: u32,
    /// The bundle of the file, by its position there; absent for a single step.
    pub bundle: Option<usize>,
    /// The state after it.
    pub visit: Visit,
    /// Why that is not safe, if it is not.
    pub fault: Option<Fault>,
}

/// What can come after `done`. Cost: 2^n states for n steps, those after `done` tested once each.
///
/// # Errors
/// [`Refused`] if there are too many steps for that.
pub(super) fn ahead(
    table: &PackageTable<'_>,
    way: &Way,
    done: u32,
    wanted: &Wanted,
    limits: &Limits,
) -> Result<Ahead, Refused> {
    let steps = way.steps.len();
    if steps > wanted.most_steps {
        return Err(Refused::Steps { most: wanted.most_steps });
    }
    let bytes = BYTES_PER_STATE << steps;
    if bytes > limits.memory {
        return Err(Refused::Memory { steps, bytes, limit: limits.memory });
    }
    Ok(if table.is_listed() {
        found(table.case(), way, done, &Columns::of(table), wanted)
    } else {
        found(table.case(), way, done, table.case(), wanted)
    })
}

fn found<J: Judge>(case: &Case<'_>, way: &Way, done: u32, judge: &J, wanted: &Wanted) -> Ahead {
    let tests = Tests::new(case.scenario, way, judge, &case.signers);
    let lattice = Lattice::new(way.steps.iter().map(|step| step.after).collect());
    let all = lattice.visitable_from(done, |_| true);
    let faults: Vec<Option<Fault>> = (0..=lattice.whole())
        .map(|state| if all[state as usize] && state != done { tests.fault(state) } else { None })
        .collect();
    let passes = |is_fine: fn(Option<Fault>) -> bool| {
        lattice.visitable_from(done, |state| is_fine(faults[state as usize]))
    };
    let quit_proof = passes(|fault| matches!(fault, None | Some(Fault::Exposed(_))));
    let safe = passes(|fault| fault.is_none());
    let count = |stages: &[u32]| Count {
        total: lattice.count_from(done, stages, &all),
        quit_proof: lattice.count_from(done, stages, &quit_proof),
        safe: lattice.count_from(done, stages, &safe),
    };
    let singles: Vec<u32> =
        lattice.singles().into_iter().filter(|single| single & done == 0).collect();
    let left = way.bundles.iter().filter(|bundle| bundle.steps & done == 0);
    let mut mixed: Vec<u32> = left.clone().map(|bundle| bundle.steps).collect();
    mixed.dedup();
    let has_bundles = !mixed.is_empty();
    mixed.extend(&singles);
    let single = count(&singles);
    let both = has_bundles.then(|| count(&mixed));
    let stages = match (single.safe, &both) {
        (0, Some(_)) => &mixed,
        _ => &singles,
    };
    let next = |steps: u32, bundle: Option<usize>| {
        let then = done | steps;
        let visit = visit(case, way, then);
        all[then as usize].then(|| Next { steps, bundle, visit, fault: faults[then as usize] })
    };
    let bundles = left.filter_map(|bundle| next(bundle.steps, Some(bundle.bundle)));
    let next = singles.iter().filter_map(|&single| next(single, None)).chain(bundles).collect();
    let failing = match both.unwrap_or(single).safe {
        0 => lattice.first_failures_from(done, stages, &safe),
        _ => lattice.first_failures_from(done, &singles, &safe),
    };
    let failures = failing.iter().take(wanted.most).filter_map(|&(state, orders)| {
        let fault = faults[state as usize]?;
        Some(Failure { visit: visit(case, way, state), fault, orders })
    });
    Ahead {
        next,
        single,
        mixed: both,
        best: lattice.first_from(done, stages, &safe, wanted.most),
        failures: failures.collect(),
        failing_states: failing.len(),
    }
}
