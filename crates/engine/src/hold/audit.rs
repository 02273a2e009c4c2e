//! One order, stage by stage: who would rather stop, who is exposed, and by which line of the file.

use super::ordinal::Fault;
use super::way::Way;
use crate::case::Case;
use crate::deals::broken_rules_of;
use crate::preference::{ActiveLine, Verdict};
use detente_scenario::{Package, PartyId, RuleId};
use std::cmp::Ordering;

/// One order of the steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Its stages, as masks of steps on the way.
    pub stages: Vec<u32>,
    /// The states that it visits, from nothing to all.
    pub visits: Vec<Visit>,
    /// The first state that is not safe, with why; nothing if all are.
    pub failure: Option<(usize, Fault)>,
}

/// A state on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// What is done.
    pub done: u32,
    /// What is in force.
    pub reached: Package,
    /// What a breakdown leaves in force.
    pub left: Package,
    /// The rules in force that one of the two breaks.
    pub broken: Vec<RuleId>,
    /// How each party sees what is left, in file order; empty if a rule is broken.
    pub parties: Vec<Stand>,
}

/// How a party sees what a breakdown leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Who.
    pub party: PartyId,
    /// Whether it has a step left to take.
    pub has_steps: bool,
    /// What is left beside the finished deal: greater if it would rather stop here.
    pub beside_finish: Ordering,
    /// The line that decides this; absent if they tie.
    pub by: Option<ActiveLine>,
    /// What is left beside no deal.
    pub verdict: Verdict,
    /// The line that decides that; absent if they tie, or no deal is a number.
    pub below_by: Option<ActiveLine>,
}

/// Follows `stages` from nothing to all.
///
/// Cost: stages × parties × statements.
#[must_use]
pub fn audit(case: &Case<'_>, way: &Way, stages: &[u32]) -> Audit {
    let mut done = 0;
    let mut visits = vec![visit(case, way, 0)];
    for stage in stages {
        done |= stage;
        visits.push(visit(case, way, done));
    }
    let fault = |visit: &Visit| fault_at(case, visit);
    let failure =
        visits.iter().enumerate().find_map(|(at, visit)| fault(visit).map(|fault| (at, fault)));
    Audit { stages: stages.to_vec(), visits, failure }
}

/// Why a state is not safe, from everyone's view of it.
pub(super) fn fault_at(case: &Case<'_>, visit: &Visit) -> Option<Fault> {
    if visit.done != 0 && !visit.broken.is_empty() {
        return Some(Fault::Impossible);
    }
    let stops = |stand: &&Stand| stand.has_steps && stand.beside_finish == Ordering::Greater;
    let quits = visit.parties.iter().find(stops).map(|stand| Fault::Quit(stand.party));
    let below = |stand: &&Stand| {
        case.signers.contains(&stand.party) && stand.verdict.in_order == Ordering::Less
    };
    let exposed = || visit.parties.iter().find(below).map(|stand| Fault::Exposed(stand.party));
    quits.or_else(|| (visit.done != 0).then(exposed).flatten())
}

/// The state `done`, with everyone's view of it.
#[must_use]
pub fn visit(case: &Case<'_>, way: &Way, done: u32) -> Visit {
    let scenario = case.scenario;
    let reached = way.package(scenario, done);
    let left = way.package(scenario, done & way.lasting());
    let mut broken = broken_rules_of(case, &reached);
    broken.extend(broken_rules_of(case, &left));
    broken.sort_unstable();
    broken.dedup();
    let rest = way.owners_of_the_rest(done);
    let stand = |party: PartyId| {
        let preference = case.preference(party);
        let (beside_finish, by) = preference.compare(scenario, &left, &way.package);
        let no_deal = scenario.party(party).no_deal_worth.is_none();
        let below = no_deal
            .then(|| preference.compare(scenario, &left, &scenario.no_deal(party)).1)
            .flatten();
        Stand {
            party,
            has_steps: rest.contains(&party),
            beside_finish,
            by,
            verdict: preference.verdict(scenario, &left),
            below_by: below,
        }
    };
    let parties = match broken.is_empty() {
        true => scenario.party_ids().map(stand).collect(),
        false => Vec::new(),
    };
    Visit { done, reached, left, broken, parties }
}
