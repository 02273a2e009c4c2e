//! What text, JSON and pictures say of roadmaps alike: names of packages and steps.

use crate::page::Page;
use detente_engine::belief::{Beliefs, Prospects, Unasked};
use detente_engine::hold::{OfNamed, Refused, Roadmaps, Way, WayStep};
use detente_hold::roadmap::Kind;
use detente_scenario::{NamedId, OptionId, Scenario};

/// The package that is carried out.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'p> {
    /// Its name in the file, if it has one.
    pub named: Option<NamedId>,
    /// The package.
    pub package: &'p [OptionId],
}

/// The answer about a package.
pub type OfSubject<'p> = (Subject<'p>, Result<&'p Roadmaps, &'p Refused>);

/// What the events say of parties with types, and with which the package would hold.
pub type WithWhom = (Beliefs, Result<Prospects, Unasked>);

/// The packages of a file with their answers.
#[must_use]
pub fn subjects<'p>(scenario: &'p Scenario, found: &'p [OfNamed]) -> Vec<OfSubject<'p>> {
    let subject = |named: NamedId| {
        let package = scenario.named(named).package.as_slice();
        Subject { named: Some(named), package }
    };
    found.iter().map(|(named, answer)| (subject(*named), answer.as_ref())).collect()
}

impl Subject<'_> {
    /// Its id in the file; empty if it has none.
    #[must_use]
    pub fn id<'s>(&self, scenario: &'s Scenario) -> &'s str {
        self.named.map_or("", |named| &scenario.named(named).id)
    }

    /// Its title where it has one, otherwise its id, otherwise its changes.
    pub(crate) fn name(&self, page: &Page<'_>) -> String {
        match self.named {
            Some(named) => {
                page.names().named_title(named).unwrap_or_else(|| page.names().named(named))
            }
            None => page.names().package(self.package),
        }
    }

    /// Its id, otherwise its changes.
    pub(crate) fn short(&self, page: &Page<'_>) -> String {
        self.named.map_or_else(|| page.names().package(self.package), |n| page.names().named(n))
    }
}

/// How somebody leaves, in a word that messages and JSON know.
pub(crate) const fn leaves(kind: &Kind) -> &'static str {
    match kind {
        Kind::Refuse(_) => "refuse",
        Kind::Sham(_) => "sham",
        Kind::Revoke(_) => "revoke",
    }
}

/// What a step is called: its id in the file, or what it changes.
pub(crate) fn step_name(page: &Page<'_>, way: &Way, step: usize) -> String {
    let step = &way.steps[step];
    match step.step {
        Some(id) => page.names().id(&page.scenario().step(id).id),
        None => {
            let names = page.names();
            let changes: Vec<String> =
                step.change.iter().map(|&(term, option)| names.option(term, option)).collect();
            names.joined(&changes)
        }
    }
}

/// What a step is called in JSON and on the command line: its id in the file, or `term=option`.
#[must_use]
pub fn step_id(page: &Page<'_>, step: &WayStep) -> String {
    step_id_in(page.scenario(), step)
}

/// The same of the steps of a scenario.
#[must_use]
pub fn step_id_in(scenario: &Scenario, step: &WayStep) -> String {
    if let Some(id) = step.step {
        return scenario.step(id).id.clone();
    }
    let change = |&(term, option): &(detente_scenario::TermId, OptionId)| {
        let term = scenario.term(term);
        format!("{}={}", term.id, term.options[option.index()].id)
    };
    step.change.iter().map(change).collect::<Vec<_>>().join(",")
}
