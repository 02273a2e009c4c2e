//! Which states of a way are safe, by ranks alone.
//!
//! A *breakdown* leaves the visited package in force, but for steps that are undone by themselves. The *quit test*: no owner of
//! a remaining step prefers that to the finished deal. The *exposure test*: it leaves no signer worse than its no deal; where nothing
//! is done yet, nobody is exposed. Ties pass. Every visited package, and what a breakdown leaves of it, is possible.

use super::judge::Judge;
use super::way::Way;
use detente_hold::orders::{members, set};
use detente_scenario::{OptionId, PartyId, Scenario};

/// Why a state is not safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// A rule forbids the package that is reached, or what a breakdown leaves of it.
    Impossible,
    /// A party that still has a step to take would rather have it break down than finish.
    Quit(PartyId),
    /// A breakdown would leave a signer worse than no deal.
    Exposed(PartyId),
}

/// Tests the states of one way.
pub(crate) struct Tests<'w, J: Judge> {
    scenario: &'w Scenario,
    way: &'w Way,
    judge: &'w J,
    signers: &'w [PartyId],
    /// Per party that owns a step how it likes the finished deal; nothing if that is impossible.
    finished: Vec<(PartyId, Option<J::Level>)>,
    /// Per party that owns a step its steps.
    own: Vec<u32>,
    lasting: u32,
    status_quo: Vec<OptionId>,
}

impl<'w, J: Judge> Tests<'w, J> {
    pub(crate) fn new(
        scenario: &'w Scenario,
        way: &'w Way,
        judge: &'w J,
        signers: &'w [PartyId],
    ) -> Self {
        let owners = way.owners_of_the_rest(0);
        let is_possible = judge.is_possible(&way.package);
        let level = |party| is_possible.then(|| judge.level(party, &way.package));
        let own = |party: &PartyId| {
            let own = way.steps.iter().enumerate().filter(|(_, step)| step.by.contains(party));
            set(own.map(|(s, _)| s))
        };
        Self {
            scenario,
            way,
            judge,
            signers,
            own: owners.iter().map(own).collect(),
            finished: owners.into_iter().map(|party| (party, level(party))).collect(),
            lasting: way.lasting(),
            status_quo: scenario.status_quo(),
        }
    }

    /// What a breakdown leaves in force in the state `done`; nothing if that or the package that is reached
    /// is impossible. Of the status quo, which is there, it is not asked.
    pub(super) fn breakdown(&self, done: u32) -> Option<Vec<OptionId>> {
        let mut package = self.status_quo.clone();
        if done == 0 {
            return Some(package);
        }
        self.way.apply(self.scenario, done & self.lasting, &mut package);
        let is_left = done & self.lasting == 0 || self.judge.is_possible(&package);
        if is_left && done & !self.lasting != 0 {
            let mut reached = self.status_quo.clone();
            self.way.apply(self.scenario, done, &mut reached);
            return self.judge.is_possible(&reached).then_some(package);
        }
        is_left.then_some(package)
    }

    /// The first owner of a remaining step, in file order, that would rather have a breakdown leave `package` than finish.
    fn quitter(&self, done: u32, package: &[OptionId]) -> Option<PartyId> {
        let remaining = |at: usize| self.own[at] & !done != 0;
        let mut owners = self.finished.iter().enumerate().filter(|(at, _)| remaining(*at));
        // The status quo may be forbidden; then nobody can compare it.
        if done & self.lasting == 0 && !self.judge.is_possible(package) {
            return None;
        }
        let prefers = |party: PartyId, finished: &Option<J::Level>| {
            finished.as_ref().is_none_or(|level| self.judge.level(party, package) > *level)
        };
        owners.find(|(_, (party, level))| prefers(*party, level)).map(|(_, (party, _))| *party)
    }

    /// The first signer, in file order, that a breakdown which leaves `package` makes worse off than no deal.
    fn exposed(&self, done: u32, package: &[OptionId]) -> Option<PartyId> {
        let is_nothing = done & self.lasting == 0;
        if done == 0 || (is_nothing && !self.judge.is_possible(package)) {
            return None;
        }
        self.signers.iter().copied().find(|&party| self.judge.is_worse(party, package))
    }

    /// What makes the state `done` unsafe, if anything does.
    pub(crate) fn fault(&self, done: u32) -> Option<Fault> {
        let Some(package) = self.breakdown(done) else { return Some(Fault::Impossible) };
        let quit = self.quitter(done, &package).map(Fault::Quit);
        quit.or_else(|| self.exposed(done, &package).map(Fault::Exposed))
    }

    /// Whether `party` alone makes the state `done` unsafe, in which a breakdown leaves `package`; both are possible.
    pub(super) fn is_against(&self, party: PartyId, done: u32, package: &[OptionId]) -> bool {
        let owner = self.finished.iter().position(|(owner, _)| *owner == party);
        let quits = |at: usize| {
            let level = &self.finished[at].1;
            self.own[at] & !done != 0
                && level.as_ref().is_none_or(|level| self.judge.level(party, package) > *level)
        };
        owner.is_some_and(quits)
            || (done != 0 && self.signers.contains(&party) && self.judge.is_worse(party, package))
    }

    /// Whether some order of the steps, alone or in the bundles of the file, visits only safe states.
    /// Cost: that of [`reaches`].
    pub(crate) fn holds(&self) -> bool {
        reaches(self.way, |state| self.fault(state).is_none())
    }
}

/// Whether some order of the steps, alone or in the bundles of the file, visits only states that are safe.
/// Cost: at most 2^n states are looked at, in the order of a depth-first search, and 2^n bits are kept.
pub(super) fn reaches(way: &Way, is_safe: impl Fn(u32) -> bool) -> bool {
    let whole = way.whole();
    // The ends come first: nearly all that fails fails there.
    if !is_safe(whole) || !is_safe(0) {
        return false;
    }
    let mut is_known = vec![0_u64; (whole as usize >> 6) + 1];
    let singles = (0..way.steps.len()).map(|s| 1_u32 << s);
    let stages: Vec<u32> = way.bundles.iter().map(|bundle| bundle.steps).chain(singles).collect();
    let has_all = |state: u32| members(state).all(|s| way.steps[s].after & !state == 0);
    let mut open = vec![0_u32];
    while let Some(state) = open.pop() {
        if state == whole {
            return true;
        }
        for &stage in stages.iter().filter(|&&stage| stage & state == 0) {
            let next = state | stage;
            let (word, bit) = (next as usize >> 6, 1_u64 << (next & 63));
            if is_known[word] & bit == 0 {
                is_known[word] |= bit;
                if has_all(next) && (next == whole || is_safe(next)) {
                    open.push(next);
                }
            }
        }
    }
    false
}
