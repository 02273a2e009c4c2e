//! The steps by which a package is carried out.
//!
//! A step of the file belongs to a package if every change that it makes lies between what is in force now and what
//! the package settles. A term that no such step settles changes in a step of its own, taken by those who control it.
//! Of several steps that change the same term the larger change stands, in whichever order they come.

use detente_hold::orders::{MOST_STEPS, members, set};
use detente_scenario::model::Bundle;
use detente_scenario::{OptionId, Package, PartyId, Scenario, StepId, TermId};

/// How a package is carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What is carried out.
    pub package: Package,
    /// The steps: those of the file in its order, then those of single terms in the order of the terms.
    pub steps: Vec<WayStep>,
    /// The bundles of the file that have at least two of these steps, as far as they do.
    pub bundles: Vec<WayBundle>,
}

/// A step on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayStep {
    /// Which step of the file; absent if it settles a term that no step of the file does.
    pub step: Option<StepId>,
    /// Who takes it.
    pub by: Vec<PartyId>,
    /// What it changes.
    pub change: Vec<(TermId, OptionId)>,
    /// Whether it falls back by itself when the deal breaks down.
    pub auto: bool,
    /// The steps that must come before it, or with it in one bundle, as a mask of positions on the way.
    pub after: u32,
}

/// A bundle on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayBundle {
    /// Its position in the file.
    pub bundle: usize,
    /// Its steps, as a mask of positions on the way.
    pub steps: u32,
    /// Whether somebody outside releases all of them or none.
    pub escrow: bool,
}

impl Way {
    /// The steps to `package`. Nothing if there are more than [`MOST_STEPS`]. Cost: the steps of the file.
    #[must_use]
    pub fn to(scenario: &Scenario, package: &[OptionId]) -> Option<Self> {
        let lies_between = |&(term, option): &(TermId, OptionId)| {
            let (now, then) = (scenario.term(term).now, package[term.index()]);
            (now < option && option <= then) || (then <= option && option < now)
        };
        let mut steps: Vec<WayStep> = Vec::new();
        // Per step of the file its position on the way.
        let mut places: Vec<Option<usize>> = Vec::with_capacity(scenario.steps.len());
        for (position, step) in scenario.steps.iter().enumerate() {
            let belongs = !step.change.is_empty() && step.change.iter().all(lies_between);
            places.push(belongs.then_some(steps.len()));
            if belongs {
                steps.push(WayStep {
                    step: Some(StepId::new(position)),
                    by: step.by.clone(),
                    change: step.change.clone(),
                    auto: step.auto,
                    after: 0,
                });
            }
        }
        for term in scenario.changes(package) {
            let change = (term, package[term.index()]);
            if !steps.iter().any(|step| step.change.contains(&change)) {
                steps.push(WayStep {
                    step: None,
                    by: scenario.term(term).by.clone(),
                    change: vec![change],
                    auto: false,
                    after: 0,
                });
            }
        }
        if steps.len() > MOST_STEPS {
            return None;
        }
        let place = |step: &StepId| places[step.index()];
        for step in &mut steps {
            if let Some(id) = step.step {
                let before = scenario.step(id).after.iter().filter_map(place);
                step.after = set(before);
            }
        }
        let on_the_way = |(position, bundle): (usize, &Bundle)| {
            let steps = set(bundle.steps.iter().filter_map(place));
            (steps.count_ones() >= 2).then_some(WayBundle {
                bundle: position,
                steps,
                escrow: bundle.escrow,
            })
        };
        let bundles = scenario.bundles.iter().enumerate().filter_map(on_the_way).collect();
        Some(Self { package: package.to_vec(), steps, bundles })
    }

    /// Every step by itself, what must come before another before it, otherwise as they stand.
    #[must_use]
    pub fn in_turn(&self) -> Vec<u32> {
        let (mut done, mut stages) = (0_u32, Vec::with_capacity(self.steps.len()));
        let may_follow =
            |s: &usize, done: u32| done & (1 << s) == 0 && self.steps[*s].after & !done == 0;
        while let Some(next) = (0..self.steps.len()).find(|s| may_follow(s, done)) {
            done |= 1 << next;
            stages.push(1 << next);
        }
        stages
    }

    /// The state in which all is done.
    #[must_use]
    pub fn whole(&self) -> u32 {
        set(0..self.steps.len())
    }

    /// The steps that are not undone by themselves in a breakdown.
    #[must_use]
    pub fn lasting(&self) -> u32 {
        let lasting = self.steps.iter().enumerate().filter(|(_, step)| !step.auto);
        set(lasting.map(|(s, _)| s))
    }

    /// The package that is in force once the steps of `done` are taken.
    #[must_use]
    pub fn package(&self, scenario: &Scenario, done: u32) -> Package {
        let mut package = scenario.status_quo();
        self.apply(scenario, done, &mut package);
        package
    }

    /// Writes into `package`, the status quo, what the steps of `done` change.
    pub(super) fn apply(&self, scenario: &Scenario, done: u32, package: &mut [OptionId]) {
        for s in members(done) {
            for &(term, option) in &self.steps[s].change {
                let now = scenario.term(term).now.0;
                let stands = &mut package[term.index()];
                if option.0.abs_diff(now) > stands.0.abs_diff(now) {
                    *stands = option;
                }
            }
        }
    }

    /// The owners of the steps that are not of `done`, in file order.
    #[must_use]
    pub fn owners_of_the_rest(&self, done: u32) -> Vec<PartyId> {
        let rest = self.steps.iter().enumerate().filter(|(s, _)| done & (1 << s) == 0);
        let mut owners: Vec<PartyId> = rest.flat_map(|(_, step)| step.by.iter().copied()).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }
}
