//! What happened to the steps of a way up to a day.
//!
//! Events count in the order of their dates, those of one day in the order of the file; the last one about a step says
//! how it stands. Cost: events × steps.

use super::super::members;
use super::super::way::Way;
use detente_scenario::model::Progress;
use detente_scenario::{Date, Scenario, StepId};

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It was never taken.
    Open,
    /// It was taken, and nobody has found it in order since.
    Done,
    /// It was found in order.
    Inspected,
    /// It was found to be a sham.
    Failed,
    /// It was taken back.
    Undone,
}

impl Standing {
    /// Whether the step is in force.
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::Done | Self::Inspected)
    }

    const fn after(progress: Progress) -> Self {
        match progress {
            Progress::Done => Self::Done,
            Progress::Inspected => Self::Inspected,
            Progress::Failed => Self::Failed,
            Progress::Undone => Self::Undone,
        }
    }
}

/// What a step has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepStatus {
    /// How it stands.
    pub standing: Standing,
    /// The event that says so, by its position in the file; absent if it is open.
    pub event: Option<usize>,
    /// The event by which it last came into force; absent if it never did, or was only claimed.
    pub taken: Option<usize>,
    /// The day by which it is to be done.
    pub due: Option<Date>,
    /// How many days after that it was first taken; absent if it was not, or in time.
    pub late: Option<i64>,
    /// How many days it has been due and was never taken; a sham does not count. Absent if it is not overdue.
    pub overdue: Option<i64>,
    /// How many days are left until it is due; absent if it was taken, or is overdue, or has no such day.
    pub left: Option<i64>,
}

/// What an event did to a step of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Did {
    /// Which.
    pub step: usize,
    /// How it stood before.
    pub before: Standing,
    /// How it stands after.
    pub after: Standing,
    /// The steps that had to come before it and were not in force at the end of that day, if it was taken.
    pub early: u32,
    /// What was in force after the event.
    pub in_force: u32,
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The event, by its position in the file.
    pub event: usize,
    /// What it did; absent if it did nothing to a step of the way.
    pub did: Option<Did>,
    /// The step that it is about, if that is not on the way.
    pub elsewhere: Option<StepId>,
}

/// What happened up to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Per step of the way.
    pub steps: Vec<StepStatus>,
    /// The events up to the day, in their order.
    pub events: Vec<Happening>,
    /// How many events are later, and were not used.
    pub later: usize,
    /// What is in force.
    pub in_force: u32,
    /// What was ever in force, and was not found to be a sham.
    pub ever: u32,
    /// The steps that are not in the file: no event can be about them.
    pub unnamed: u32,
}

/// The events of the file up to `on`, in the order in which they count.
fn events(scenario: &Scenario, on: Date) -> Vec<usize> {
    let mut events: Vec<usize> =
        (0..scenario.events.len()).filter(|&at| scenario.events[at].date <= on).collect();
    events.sort_by_key(|&at| scenario.events[at].date);
    events
}

/// The steps of which events up to `on` speak, in file order.
pub(super) fn spoken(scenario: &Scenario, on: Date) -> Vec<StepId> {
    let events = events(scenario, on);
    let mut steps: Vec<StepId> =
        events.iter().filter_map(|&at| Some(scenario.events[at].progress?.0)).collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}

/// What happened to the steps of `way` up to `on`.
pub(super) fn record(scenario: &Scenario, way: &Way, on: Date) -> Record {
    let place = |id: StepId| way.steps.iter().position(|step| step.step == Some(id));
    let due = |step: usize| scenario.step(way.steps[step].step?).due;
    let mut steps: Vec<StepStatus> = (0..way.steps.len())
        .map(|step| StepStatus {
            standing: Standing::Open,
            event: None,
            taken: None,
            due: due(step),
            late: None,
            overdue: None,
            left: None,
        })
        .collect();
    // Per step when it was first taken, not counting what was found to be a sham.
    let mut first: Vec<Option<Date>> = vec![None; steps.len()];
    let (mut in_force, mut ever) = (0_u32, 0_u32);
    let order = events(scenario, on);
    let mut happened = Vec::with_capacity(order.len());
    for &at in &order {
        let event = &scenario.events[at];
        let Some((id, progress)) = event.progress else {
            happened.push(Happening { event: at, did: None, elsewhere: None });
            continue;
        };
        let Some(step) = place(id) else {
            happened.push(Happening { event: at, did: None, elsewhere: Some(id) });
            continue;
        };
        let (of, bit) = (&mut steps[step], 1_u32 << step);
        let (before, after) = (of.standing, Standing::after(progress));
        of.standing = after;
        of.event = Some(at);
        if after.is_in_force() {
            in_force |= bit;
            ever |= bit;
            first[step] = first[step].or(Some(event.date));
            if !before.is_in_force() {
                of.taken = Some(at);
            }
        } else {
            in_force &= !bit;
        }
        if after == Standing::Failed {
            (of.taken, first[step]) = (None, None);
            ever &= !bit;
        }
        let did = Did { step, before, after, early: 0, in_force };
        happened.push(Happening { event: at, did: Some(did), elsewhere: None });
    }
    mark_early(scenario, way, &mut happened);
    for (step, of) in steps.iter_mut().enumerate() {
        let Some(due) = of.due else { continue };
        let days = due.days_until(first[step].unwrap_or(on));
        match first[step] {
            Some(_) => of.late = (days > 0).then_some(days),
            None => {
                of.overdue = (days > 0).then_some(days);
                of.left = (days <= 0).then_some(-days);
            }
        }
    }
    Record {
        steps,
        later: scenario.events.len() - order.len(),
        events: happened,
        in_force,
        ever,
        unnamed: super::super::set(
            (0..way.steps.len()).filter(|&step| way.steps[step].step.is_none()),
        ),
    }
}

/// Remarks the steps that were taken before one that had to come first. What happens on one day may be at the same moment.
fn mark_early(scenario: &Scenario, way: &Way, happened: &mut [Happening]) {
    let date = |happening: &Happening| scenario.events[happening.event].date;
    let (mut at_end, mut day) = (0_u32, None);
    for at in (0..happened.len()).rev() {
        if day != Some(date(&happened[at])) {
            day = Some(date(&happened[at]));
            let did = happened[..=at].iter().rev().find_map(|happening| happening.did);
            at_end = did.map_or(0, |did| did.in_force);
        }
        if let Some(did) = &mut happened[at].did
            && did.after.is_in_force()
            && !did.before.is_in_force()
        {
            did.early = way.steps[did.step].after & !at_end;
        }
    }
}

impl Record {
    /// How many steps stand like that.
    #[must_use]
    pub fn count(&self, is: impl Fn(&StepStatus) -> bool) -> usize {
        self.steps.iter().filter(|step| is(step)).count()
    }

    /// The steps that are overdue.
    #[must_use]
    pub fn overdue(&self) -> u32 {
        super::super::set((0..self.steps.len()).filter(|&step| self.steps[step].overdue.is_some()))
    }

    /// The steps that are due next: the earliest day that is still to come.
    #[must_use]
    pub fn due_next(&self) -> u32 {
        let next = self.steps.iter().filter_map(|step| step.left).min();
        let is_next = |&step: &usize| next.is_some() && self.steps[step].left == next;
        super::super::set((0..self.steps.len()).filter(is_next))
    }

    /// The steps that were found to be shams or taken back, and have not been taken since.
    #[must_use]
    pub fn fallen(&self) -> u32 {
        let is_fallen = |&step: &usize| {
            matches!(self.steps[step].standing, Standing::Failed | Standing::Undone)
        };
        super::super::set((0..self.steps.len()).filter(is_fallen))
    }

    /// What was in force before the event at that position of [`Self::events`].
    #[must_use]
    pub fn before(&self, at: usize) -> u32 {
        let did = self.events[..at].iter().rev().find_map(|happening| happening.did);
        did.map_or(0, |did| did.in_force)
    }

    /// How many steps are in force.
    #[must_use]
    pub fn done(&self) -> usize {
        members(self.in_force).count()
    }
}
