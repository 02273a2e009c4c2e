//! The named packages whose carrying out matters, each with the order that is judged.
//!
//! A package matters if no rule forbids it, every signer accepts it, and it takes more than one step; those that take most steps
//! come first, of equals those that stand first in the file.

use super::audit::{Audit, audit};
use super::valued::{Depth, Valued, valued_to};
use super::way::Way;
use super::worths::Undefined;
use super::{OfNamed, Roadmaps};
use crate::limits::Limits;
use crate::parallel;
use crate::table::PackageTable;
use detente_scenario::{NamedId, PartyId, Standing};
use std::cmp::Reverse;

/// A named package with the order of its steps that is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// Which package.
    pub named: NamedId,
    /// The order by ranks.
    pub audit: Audit,
    /// The same by what things are worth, or why that says nothing.
    pub valued: Result<Valued, Undefined>,
}

/// The named packages that matter, with their steps.
///
/// Cost: packages × (signers × statements + rules).
#[must_use]
pub fn accepted(table: &PackageTable<'_>) -> Vec<(NamedId, Way)> {
    let (scenario, case) = (table.scenario(), table.case());
    let worse = |party: &PartyId, package: &[_]| table.verdict(*party, package).is(Standing::Worse);
    let way = |named: NamedId| {
        let package = &scenario.named(named).package;
        let is_accepted = !case.signers.is_empty()
            && crate::deals::broken_rules(table, package).is_empty()
            && !case.signers.iter().any(|party| worse(party, package));
        let way = is_accepted.then(|| Way::to(scenario, package)).flatten()?;
        (way.steps.len() > 1).then_some((named, way))
    };
    let mut found: Vec<(NamedId, Way)> =
        (0..scenario.packages.len()).map(NamedId::new).filter_map(way).collect();
    found.sort_by_key(|(_, way)| Reverse(way.steps.len()));
    found
}

/// The first `most` packages that matter and whose orders are among `found`, with what `depth` asks of their worths.
///
/// Cost: that of [`valued_to`] and [`audit`] for each.
#[must_use]
pub fn carried(
    table: &PackageTable<'_>,
    found: &[OfNamed],
    most: usize,
    depth: Depth,
    limits: &Limits,
) -> Vec<Carried> {
    let counted = |named: NamedId| {
        let (_, answer) = found.iter().find(|(other, _)| *other == named)?;
        answer.as_ref().ok().filter(|answer| answer.orders.is_some())
    };
    let shown = accepted(table).into_iter().filter_map(|(named, _)| Some((named, counted(named)?)));
    let of = |(named, answer): (NamedId, &Roadmaps)| {
        let valued = valued_to(table.case(), &answer.way, None, limits.memory, depth);
        let audit = audit(table.case(), &answer.way, &order_to_judge(answer, &valued));
        Carried { named, audit, valued }
    };
    let shown: Vec<(NamedId, &Roadmaps)> = shown.take(most).collect();
    parallel::map(shown.len(), |at| of(shown[at]))
}

/// The order to judge where none is asked for: the best by worths, otherwise a safe one by ranks, otherwise the steps one by one.
#[must_use]
pub fn order_to_judge(found: &Roadmaps, valued: &Result<Valued, Undefined>) -> Vec<u32> {
    let judged = || Some(valued.as_ref().ok()?.judged.as_ref()?.stages.clone());
    let best = || found.orders.as_ref()?.best.first().map(|audit| audit.stages.clone());
    // One by one shows where it fails first.
    judged().or_else(best).unwrap_or_else(|| found.way.in_turn())
}
