//! Whether a package has a safe order, in many readings that each change what a few parties want.
//!
//! **Definition.** [`Tests::holds`] in the reading that is changed. **Shorter, exactly the same.** A state is unsafe because it is
//! impossible or because some party is against it, and each party is so for itself: for those whose lines stay, that is found
//! once; the others are asked only at states to which nobody else objects.
//!
//! Cost: once 2^n states × parties; then per reading at most 2^n states × the parties that change.

use super::judge::{Columns, Judge};
use super::ordinal::{Tests, reaches};
use super::way::Way;
use crate::case::Case;
use crate::table::PackageTable;
use detente_scenario::{Package, PartyId};

/// Who is against each state of a way.
pub(crate) struct Objections<'w> {
    way: &'w Way,
    /// Those who sign or take a step.
    parties: Vec<PartyId>,
    /// Per state what a breakdown leaves, and whether each of these is against it; nothing if it is impossible.
    states: Vec<Option<(Package, Vec<bool>)>>,
    /// Whether the status quo is possible; if not, nobody compares it.
    is_now_possible: bool,
}

impl<'w> Objections<'w> {
    /// Asks everybody about every state.
    pub(crate) fn of(table: &PackageTable<'_>, way: &'w Way) -> Self {
        match table.is_listed() {
            true => Self::judged(table.case(), way, &Columns::of(table)),
            false => Self::judged(table.case(), way, table.case()),
        }
    }

    fn judged<J: Judge>(case: &Case<'_>, way: &'w Way, judge: &J) -> Self {
        let scenario = case.scenario;
        let tests = Tests::new(scenario, way, judge, &case.signers);
        let mut parties = way.owners_of_the_rest(0);
        parties.extend(&case.signers);
        parties.sort_unstable();
        parties.dedup();
        let is_now_possible = judge.is_possible(&scenario.status_quo());
        let state = |done: u32| {
            let left = tests.breakdown(done)?;
            let is_asked = is_now_possible || done & way.lasting() != 0;
            let against = |&party: &PartyId| is_asked && tests.is_against(party, done, &left);
            let against = parties.iter().map(against).collect();
            Some((left, against))
        };
        let states = (0..=way.whole()).map(state).collect();
        Self { way, states, is_now_possible, parties }
    }

    /// Whether some order of the steps, alone or in the bundles of the file, is safe.
    pub(crate) fn hold(&self) -> bool {
        let is_safe = |state: &Option<(Package, Vec<bool>)>| {
            state.as_ref().is_some_and(|(_, against)| !against.contains(&true))
        };
        reaches(self.way, |done| is_safe(&self.states[done as usize]))
    }

    /// The same in `case`, in which the same rules are in force and at most `changed` want something else.
    pub(crate) fn hold_in(&self, case: &Case<'_>, changed: &[PartyId]) -> bool {
        let tests = Tests::new(case.scenario, self.way, case, &case.signers);
        reaches(self.way, |done| {
            let Some((left, against)) = &self.states[done as usize] else { return false };
            let is_asked = self.is_now_possible || done & self.way.lasting() != 0;
            let mut others = self.parties.iter().zip(against);
            if others.any(|(party, &against)| against && !changed.contains(party)) {
                return false;
            }
            !is_asked || !changed.iter().any(|&party| tests.is_against(party, done, left))
        })
    }
}
