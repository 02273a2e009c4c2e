//! Can it be carried out: in which order of steps does nobody gain by stopping or cheating?
//!
//! Two levels. With ranks alone a roadmap is tested at every package that it visits ([`ordinal`]). Where everyone who matters
//! says what things are worth, what each step moves is counted, and shams and inspections with it.
//! Sources: Schelling, *The Strategy of Conflict* (1960); Fearon, "Rationalist explanations for war" (1995).

mod audit;
mod carried;
pub mod clocked;
mod column;
pub mod doubts;
pub mod failing;
mod judge;
pub mod ordinal;
mod safe;
pub mod status;
pub mod valued;
mod varied;
pub mod watched;
mod way;
pub mod worths;

pub use audit::{Audit, Stand, Visit, audit, visit};
pub use carried::{Carried, accepted, carried, order_to_judge};
pub(crate) use column::{TooMuch, holding, holds, is_safe, states_to};
pub use detente_hold::orders::{MOST_STEPS, members, set};
pub use ordinal::Fault;
pub(crate) use safe::safe_order;
pub(crate) use varied::Objections;
pub use way::{Way, WayBundle, WayStep};

use crate::case::Case;
use crate::limits::Limits;
use crate::table::PackageTable;
use detente_hold::Lattice;
use detente_hold::orders::Smallest;
use detente_scenario::{NamedId, OptionId, RuleId};
use judge::{Columns, Judge};
use ordinal::Tests;
use valued::Valued;
use worths::Undefined;

/// What is asked of roadmaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The largest bundle to try where any steps may be taken together.
    pub largest_bundle: u32,
    /// How many orders, bundles and failures to list.
    pub most: usize,
    /// The most steps whose orders are counted.
    pub most_steps: usize,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { largest_bundle: 3, most: 6, most_steps: MOST_STEPS }
    }
}

/// The roadmaps of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roadmaps {
    /// Its steps.
    pub way: Way,
    /// The rules in force that forbid it; if any does, nothing else is said.
    pub broken: Vec<RuleId>,
    /// The orders; absent if the package is forbidden.
    pub orders: Option<Orders>,
}

/// Orders of the steps of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orders {
    /// Of single steps.
    pub single: Count,
    /// Of the bundles of the file and the steps in none; absent if the file has no bundle of these steps.
    pub bundled: Option<Count>,
    /// Of the bundles of the file and all single steps; absent likewise.
    pub mixed: Option<Count>,
    /// Of any sets of at most so many steps: the number of safe ones.
    pub any: Any,
    /// The smallest bundles that, used once among single steps, make a safe order.
    pub smallest: Option<Smallest>,
    /// The least size of stages with which there is a safe order, with the first one; absent if there is none.
    pub least_stage: Option<(u32, Vec<u32>)>,
    /// The first safe orders, of single steps if there are any, otherwise also with the bundles of the file.
    pub best: Vec<Audit>,
    /// Where orders of single steps first fail, with how many do, most first.
    pub failures: Vec<Failure>,
    /// How many such states there are.
    pub failing_states: usize,
}

/// How many orders there are, and how many pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// All that respect what must come before what.
    pub total: u128,
    /// Those in which every visited package is possible and nobody would rather quit.
    pub quit_proof: u128,
    /// Those that also leave no signer exposed.
    pub safe: u128,
}

/// Safe orders of any stages up to a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Any {
    /// The most steps in a stage.
    pub largest: u32,
    /// How many are safe.
    pub safe: u128,
}

/// Where orders first fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is done there, with everyone's view.
    pub visit: Visit,
    /// Why it is not safe.
    pub fault: Fault,
    /// How many orders first fail there.
    pub orders: u128,
}

/// Why orders were not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// More steps than can be told apart.
    Steps {
        /// The most.
        most: usize,
    },
    /// The states do not fit.
    Memory {
        /// How many steps there are.
        steps: usize,
        /// Bytes that the states need.
        bytes: u64,
        /// Bytes allowed.
        limit: u64,
    },
}

/// What a state takes: four counts of orders at a time, and what is known of it.
pub const BYTES_PER_STATE: u64 = 70;

/// The roadmaps to `package`, possible or not.
///
/// Cost: 2^n states for n steps, each tested once, and the sets of up to [`Wanted::largest_bundle`] steps from each; [`BYTES_PER_STATE`] · 2^n bytes.
///
/// # Errors
/// [`Refused`] if there are too many steps for that.
pub fn roadmaps(
    table: &PackageTable<'_>,
    package: &[OptionId],
    wanted: &Wanted,
    limits: &Limits,
) -> Result<Roadmaps, Refused> {
    let way = Way::to(table.scenario(), package).ok_or(Refused::Steps { most: MOST_STEPS })?;
    of_way(table, way, wanted, limits).map_err(|(_, refused)| refused)
}

/// The roadmaps of a way. Cost: as [`roadmaps`].
///
/// # Errors
/// [`Refused`] if there are too many steps for that, with the way.
fn of_way(
    table: &PackageTable<'_>,
    way: Way,
    wanted: &Wanted,
    limits: &Limits,
) -> Result<Roadmaps, (Way, Refused)> {
    let case = table.case();
    let steps = way.steps.len();
    if steps > wanted.most_steps {
        return Err((way, Refused::Steps { most: wanted.most_steps }));
    }
    let bytes = BYTES_PER_STATE << steps;
    if bytes > limits.memory {
        return Err((way, Refused::Memory { steps, bytes, limit: limits.memory }));
    }
    let broken = crate::deals::broken_rules(table, &way.package);
    if !broken.is_empty() {
        return Ok(Roadmaps { way, broken, orders: None });
    }
    let orders = if table.is_listed() {
        orders(case, &way, &Columns::of(table), wanted)
    } else {
        orders(case, &way, case, wanted)
    };
    Ok(Roadmaps { way, broken, orders: Some(orders) })
}

/// Whether a package holds once it is signed, in one order of its steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    /// Its steps, and all orders by ranks, if they could be counted.
    pub roadmaps: Roadmaps,
    /// Why they could not.
    pub refused: Option<Refused>,
    /// The order that is judged, by ranks.
    pub audit: Audit,
    /// What worths say of it, or why they say nothing.
    pub worths: Result<Valued, Undefined>,
}

/// Whether the package of `way` holds in `order`, as masks of its steps; in the best order where none is given: by worths,
/// by ranks if worths say nothing, of single steps if no order is safe.
///
/// Cost: as [`roadmaps`] and [`valued::valued`]. Where orders cannot all be counted, worths still answer with bounds.
#[must_use]
pub fn hold(
    table: &PackageTable<'_>,
    way: Way,
    order: Option<Vec<u32>>,
    wanted: &Wanted,
    limits: &Limits,
) -> Holding {
    let (roadmaps, refused) = match of_way(table, way, wanted, limits) {
        Ok(roadmaps) => (roadmaps, None),
        Err((way, refused)) => {
            let broken = crate::deals::broken_rules(table, &way.package);
            (Roadmaps { way, broken, orders: None }, Some(refused))
        }
    };
    let way = &roadmaps.way;
    let worths = valued::valued(table.case(), way, order.as_deref(), limits.memory);
    let stages = order.unwrap_or_else(|| order_to_judge(&roadmaps, &worths));
    let audit = audit(table.case(), way, &stages);
    Holding { audit, worths, refused, roadmaps }
}

/// What was asked of a package of the file, with the answer.
pub type OfNamed = (NamedId, Result<Roadmaps, Refused>);

/// The roadmaps of every package that the file names, in its order.
///
/// Cost: as [`roadmaps`], for each.
#[must_use]
pub fn of_named(table: &PackageTable<'_>, wanted: &Wanted, limits: &Limits) -> Vec<OfNamed> {
    let scenario = table.scenario();
    let answer =
        |named: NamedId| (named, roadmaps(table, &scenario.named(named).package, wanted, limits));
    (0..scenario.packages.len()).map(NamedId::new).map(answer).collect()
}

fn orders<J: Judge>(case: &Case<'_>, way: &Way, judge: &J, wanted: &Wanted) -> Orders {
    let tests = Tests::new(case.scenario, way, judge, &case.signers);
    let lattice = Lattice::new(way.steps.iter().map(|step| step.after).collect());
    let closed = lattice.visitable(|_| true);
    let faults: Vec<Option<Fault>> =
        (0..=lattice.whole()).map(|state| tests.fault(state)).collect();
    let fault = |state: u32| faults[state as usize];
    let quit_proof =
        lattice.visitable(|state| matches!(fault(state), None | Some(Fault::Exposed(_))));
    let safe = lattice.visitable(|state| fault(state).is_none());
    let count = |stages: &[u32]| Count {
        total: lattice.count(stages, &closed),
        quit_proof: lattice.count(stages, &quit_proof),
        safe: lattice.count(stages, &safe),
    };
    let singles = lattice.singles();
    let mut bundles: Vec<u32> = way.bundles.iter().map(|bundle| bundle.steps).collect();
    bundles.dedup();
    let bound = bundles.iter().fold(0, |all, bundle| all | bundle);
    let free = singles.iter().copied().filter(|single| single & bound == 0);
    let exactly: Vec<u32> = bundles.iter().copied().chain(free).collect();
    let mixed: Vec<u32> = bundles.iter().copied().chain(singles.iter().copied()).collect();
    let single = count(&singles);
    let has_bundles = !bundles.is_empty();
    let bundled = has_bundles.then(|| count(&exactly));
    let stages = match (single.safe, &bundled) {
        (0, Some(bundled)) if bundled.safe > 0 => &exactly,
        (0, Some(_)) => &mixed,
        _ => &singles,
    };
    let best = lattice.first(stages, &safe, wanted.most);
    let failing = lattice.first_failures(&singles, &safe);
    let failures = failing.iter().take(wanted.most).filter_map(|&(state, orders)| {
        Some(Failure { visit: visit(case, way, state), fault: fault(state)?, orders })
    });
    let largest = wanted.largest_bundle;
    Orders {
        bundled,
        mixed: has_bundles.then(|| count(&mixed)),
        any: Any { largest, safe: lattice.count_within(largest, &safe) },
        smallest: lattice.smallest_bundles(&safe, wanted.most),
        least_stage: lattice.least_stage(&safe),
        best: best.iter().map(|stages| audit(case, way, stages)).collect(),
        failures: failures.collect(),
        failing_states: failing.len(),
        single,
    }
}

#[cfg(test)]
mod tests;
