//! A roadmap: stage by stage who takes which step, what that leaves everybody to lose, who is exposed, where inspection belongs, and
//! where it breaks.
//!
//! By worths where there are any: how much more each party has to lose than it needs. Otherwise by ranks: who would rather finish
//! and who would rather stop. The numbers and signs are those of the table.

mod drawing;
mod signs;

use crate::catalogue::say;
use crate::document::{Cell, Column, Figure, Row, Table, Tone};
use crate::page::Page;
use crate::roadmaps::{Subject, step_name};
use crate::text::foot_line;
use crate::text::roadmap::{fault, remarks, state_words, verdict};
use crate::text::worths::{check, leaving, number, slack};
use detente_engine::hold::valued::{Checked, Judged, Valued};
use detente_engine::hold::{Carried, Stand, Visit, Way, members};
use detente_hold::Ratio;
use detente_hold::roadmap::{Check, Slack, Stage};
use detente_scenario::PartyId;
use std::cmp::Ordering;

/// What the pictures of up to three packages are called.
pub const NAMES: [&str; 3] = ["roadmap", "roadmap-2", "roadmap-3"];

/// Parties with a row of their own before the rest is only counted.
const MOST_ROWS: usize = 8;

/// What is drawn.
struct Plan<'a> {
    page: &'a Page<'a>,
    way: &'a Way,
    stages: Vec<Taken>,
    /// The parties with a row each, and how many have none.
    rows: Vec<RowOf>,
    rest: usize,
    /// The first state that is not safe, with why.
    failure: Option<(usize, String)>,
    /// Per step what is known of how a sham of it is found.
    found: Vec<Found>,
    is_by_worths: bool,
}

/// A stage.
struct Taken {
    steps: Vec<usize>,
    /// Whether somebody outside releases all of its steps or none.
    is_escrow: bool,
}

/// What one party has at each state.
struct RowOf {
    party: PartyId,
    marks: Vec<Mark>,
    /// Whether a breakdown leaves it worse off than never having started, or below no deal.
    is_exposed: Vec<bool>,
    /// From which state on leaving always costs it more than never having begun.
    no_return: Option<usize>,
}

/// What one party has at one state.
#[derive(Clone, Debug, PartialEq)]
enum Mark {
    /// Its stake less what it needs, by worths.
    Slack(Slack),
    /// It has a step left and compares finishing with stopping here: greater if it would rather stop.
    Rather(Ordering),
    /// Nothing is asked of it.
    Nothing,
    /// A rule forbids the state, so nobody compares it.
    Impossible,
}

/// What is known of how a sham of a step is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    /// It tempts nobody, or nothing is said of it.
    Nothing,
    /// There is something to inspect, but no number that it is compared with.
    Inspected,
    /// Whether detection is enough in the middle of all ranges.
    Enough(bool),
}

/// The picture of how a package is carried out, with its table.
#[must_use]
pub fn figure(page: &Page<'_>, name: &'static str, way: &Way, carried: &Carried) -> Figure {
    let package = page.scenario().named(carried.named).package.as_slice();
    let subject = Subject { named: Some(carried.named), package };
    let plan = Plan::of(page, way, carried);
    let title = match carried.valued.as_ref().ok().and_then(judged) {
        Some((valued, judged)) => title(page, way, &subject, valued, judged),
        None => verdict(page, &subject, way, &carried.audit),
    };
    let key = if plan.is_by_worths { "roadmap-reading-worths" } else { "roadmap-reading-ranks" };
    let reading = page.word(key);
    let mut caption = format!("{reading} {}", foot_line(page));
    if plan.is_by_worths {
        caption = format!("{reading} {} {}", page.word("roadmap-assumed"), foot_line(page));
    }
    let (width, height, shapes) = drawing::draw(&plan);
    let picture =
        crate::picture::Picture { name, width, height, title, description: reading, shapes };
    Figure { picture, caption, table: Some(table(&plan, carried)) }
}

/// The order that worths judge.
fn judged(valued: &Valued) -> Option<(&Valued, &Judged)> {
    Some((valued, valued.judged.as_ref()?))
}

fn title(
    page: &Page<'_>,
    way: &Way,
    subject: &Subject<'_>,
    valued: &Valued,
    judged: &Judged,
) -> String {
    let what = subject.name(page);
    let failing = judged.walk.checks.iter().find(|check| !check.slack.holds());
    match failing {
        Some(check) => {
            let (state, done) = state_words(page, way, &judged.stages, check.at);
            let who = leaving(page, way, valued, check.party, &check.kind);
            say!(page, "roadmap-title-breaks", what = what, state = state, done = done, who = who)
        }
        None => say!(
            page,
            "roadmap-title-holds",
            what = what,
            asked = if judged.walk.slack == Slack::Free { "no" } else { "yes" },
            slack = slack(page, &judged.walk.slack),
        ),
    }
}

impl<'a> Plan<'a> {
    fn of(page: &'a Page<'a>, way: &'a Way, carried: &'a Carried) -> Self {
        let audit = &carried.audit;
        let by_worths = carried.valued.as_ref().ok().and_then(judged);
        let escrow = |at: usize, stage: u32| match by_worths {
            Some((valued, judged)) => match judged.order[at] {
                Stage::Bundle(bundle) => valued.worths.deal.bundles[bundle].escrow,
                Stage::Step(_) => false,
            },
            None => way.bundles.iter().any(|bundle| bundle.steps == stage && bundle.escrow),
        };
        let stages = audit.stages.iter().enumerate().map(|(at, &stage)| Taken {
            steps: members(stage).collect(),
            is_escrow: escrow(at, stage),
        });
        let mut rows = match by_worths {
            Some((valued, judged)) => rows_by_worths(page, valued, judged),
            None => rows_by_ranks(page, way, &audit.visits),
        };
        let rest = rows.len().saturating_sub(MOST_ROWS);
        rows.truncate(MOST_ROWS);
        let failure = match by_worths {
            Some((valued, judged)) => {
                let failing = judged.walk.checks.iter().find(|check| !check.slack.holds());
                failing.map(|at| {
                    let why = check(page, way, valued, at);
                    let (state, done) = state_words(page, way, &audit.stages, at.at);
                    (at.at, say!(page, "roadmap-fails", state = state, done = done, why = why))
                })
            }
            None => audit.failure.map(|(at, fault)| {
                let why = self::fault(page, &audit.visits[at], fault);
                let (state, done) = state_words(page, way, &audit.stages, at);
                (at, say!(page, "roadmap-fails", state = state, done = done, why = why))
            }),
        };
        let checks = carried.valued.as_ref().ok().map(|valued| valued.checks.as_slice());
        let found = (0..way.steps.len()).map(|step| found(page, way, checks, step)).collect();
        let is_by_worths = by_worths.is_some();
        Self { page, way, stages: stages.collect(), rows, rest, failure, found, is_by_worths }
    }

    /// The parties that take a step of their own, those of the first side last; steps that several take together have a lane
    /// just above the last.
    fn lanes(&self) -> Vec<Lane> {
        let mut owners: Vec<PartyId> = Vec::new();
        let mut shared = Vec::new();
        for step in &self.way.steps {
            match step.by.as_slice() {
                [owner] => owners.push(*owner),
                [] => shared.push(Lane::Nobody),
                _ => shared.push(Lane::Several),
            }
        }
        owners.sort_unstable();
        owners.dedup();
        shared.sort_unstable();
        shared.dedup();
        let mut lanes: Vec<Lane> = owners.into_iter().rev().map(Lane::Of).collect();
        let last = lanes.len().saturating_sub(1);
        lanes.splice(last..last, shared);
        lanes
    }

    fn lane(&self, step: usize) -> Lane {
        match self.way.steps[step].by.as_slice() {
            [owner] => Lane::Of(*owner),
            [] => Lane::Nobody,
            _ => Lane::Several,
        }
    }
}

/// Whose steps stand in a row of the upper part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lane {
    /// Of several parties together.
    Several,
    /// Of nobody.
    Nobody,
    /// Of one party.
    Of(PartyId),
}

fn rows_by_worths(page: &Page<'_>, valued: &Valued, judged: &Judged) -> Vec<RowOf> {
    let walk = &judged.walk;
    let states = walk.stakes.len();
    let row = |(i, &party): (usize, &PartyId)| {
        let least = |at: usize| {
            let of = walk.checks.iter().filter(|check| check.party == i && check.at == at);
            of.map(|check| &check.slack).min().map_or(Mark::Nothing, |s| Mark::Slack(s.clone()))
        };
        let nothing = Ratio::from_integer(0.into());
        let negative =
            |at: usize| walk.exposure[at][i].as_ref().is_some_and(|left| *left < nothing);
        RowOf {
            party,
            marks: (0..states).map(least).collect(),
            is_exposed: (0..states).map(negative).collect(),
            no_return: walk.no_return[i],
        }
    };
    // Who signs nothing and is asked for nothing puts nothing at risk.
    let signers = &page.table.case().signers;
    let matters = |row: &RowOf| {
        signers.contains(&row.party) || row.marks.iter().any(|mark| *mark != Mark::Nothing)
    };
    valued.worths.parties.iter().enumerate().map(row).filter(matters).collect()
}

fn rows_by_ranks(page: &Page<'_>, way: &Way, visits: &[Visit]) -> Vec<RowOf> {
    let signers = &page.table.case().signers;
    let owners = way.owners_of_the_rest(0);
    let stand = |visit: &Visit, party: PartyId| -> Option<Stand> {
        visit.parties.iter().find(|stand| stand.party == party).copied()
    };
    let mark = |visit: &Visit, party: PartyId| match stand(visit, party) {
        None => Mark::Impossible,
        Some(stand) if stand.has_steps => Mark::Rather(stand.beside_finish),
        Some(_) => Mark::Nothing,
    };
    let exposed = |visit: &Visit, party: PartyId| {
        let below = stand(visit, party).map(|stand| stand.verdict.in_order == Ordering::Less);
        visit.done != 0 && below == Some(true)
    };
    let matters = |party: &PartyId| signers.contains(party) || owners.contains(party);
    let row = |party: PartyId| RowOf {
        party,
        marks: visits.iter().map(|visit| mark(visit, party)).collect(),
        is_exposed: visits.iter().map(|visit| exposed(visit, party)).collect(),
        no_return: None,
    };
    page.scenario().party_ids().filter(matters).map(row).collect()
}

/// By worths a step that tempts somebody is checked; without worths nobody knows whether it does.
fn found(page: &Page<'_>, way: &Way, checks: Option<&[Checked]>, step: usize) -> Found {
    let Some(checks) = checks else {
        let own = way.steps[step].step.map(|id| &page.scenario().step(id).checking);
        let is_inspected = own.is_some_and(|own| own.inspect.is_some());
        return if is_inspected { Found::Inspected } else { Found::Nothing };
    };
    let mut of = checks.iter().filter(|check| check.step == step).peekable();
    match of.peek() {
        Some(_) => Found::Enough(of.all(is_enough)),
        None => Found::Nothing,
    }
}

/// Whether the detection there is reaches what is needed in the middle of all ranges.
fn is_enough(check: &Checked) -> bool {
    check.needed[1].as_ref().is_some_and(|needed| check.detection >= *needed)
}

/// The same as a table: a row for the start, and one for each stage.
fn table(plan: &Plan<'_>, carried: &Carried) -> Table {
    let (page, way, names) = (plan.page, plan.way, plan.page.names());
    let mut columns = vec![
        Column::words(page.word("roadmap-column-stage")),
        Column::words(page.word("column-steps")),
        Column::words(page.word("roadmap-column-by")),
    ];
    columns.extend(plan.rows.iter().map(|row| Column::words(names.party_id(row.party))));
    columns.push(Column::words(page.word("roadmap-column-inspection")));
    columns.push(Column::words(page.word("roadmap-column-remark")));
    let mut table = Table::new(page.word("question-stages"), columns);
    for state in 0..=plan.stages.len() {
        let mut cells = match state.checked_sub(1) {
            None => {
                let nothing = Cell::of(page.word("stage-nothing"));
                vec![Cell::of(page.word("stage-start")), nothing, Cell::default()]
            }
            Some(before) => {
                let taken = &plan.stages[before];
                vec![
                    Cell::of(page.number(state as u64)),
                    steps(plan, taken),
                    several(taken.steps.iter().map(|&step| match way.steps[step].by.as_slice() {
                        [] => page.word("step-by-nobody"),
                        by => names.parties(by),
                    })),
                ]
            }
        };
        for row in &plan.rows {
            cells.push(mark_cell(page, &row.marks[state], row.is_exposed[state]));
        }
        cells.push(inspections(plan, carried, state));
        cells.push(several(remarks_at(plan, carried, state).into_iter()));
        table.rows.push(Row { cells, ..Row::default() });
    }
    table
}

/// The steps of a stage, with what binds them together.
fn steps(plan: &Plan<'_>, taken: &Taken) -> Cell {
    let mut cell = several(taken.steps.iter().map(|&step| step_name(plan.page, plan.way, step)));
    if let Some(bound) = bound(plan.page, taken) {
        cell.texts.push(bound);
    }
    cell
}

/// How the steps of a stage are bound together, if there are several.
fn bound(page: &Page<'_>, taken: &Taken) -> Option<String> {
    (taken.steps.len() > 1)
        .then(|| page.word(if taken.is_escrow { "roadmap-escrow" } else { "roadmap-together" }))
}

/// A paragraph for each text, the same one only once.
fn several(texts: impl Iterator<Item = String>) -> Cell {
    let mut cell = Cell::default();
    for text in texts {
        if !cell.texts.contains(&text) {
            cell.texts.push(text);
        }
    }
    cell
}

fn mark_cell(page: &Page<'_>, mark: &Mark, is_exposed: bool) -> Cell {
    let (text, is_bad) = match mark {
        Mark::Slack(slack) => (self::slack(page, slack), !slack.holds()),
        Mark::Rather(Ordering::Greater) => (page.word("roadmap-stop"), true),
        Mark::Rather(Ordering::Equal) => (page.word("roadmap-tie"), false),
        Mark::Rather(Ordering::Less) => (page.word("roadmap-finish"), false),
        Mark::Nothing => (page.word("roadmap-nothing"), false),
        Mark::Impossible => (page.word("order-impossible-short"), true),
    };
    let tone = match (is_bad, is_exposed) {
        (true, _) => Tone::Bad,
        (false, true) => Tone::Alert,
        (false, false) => Tone::Plain,
    };
    let mut cell = Cell::toned(text, tone);
    if is_exposed {
        cell.texts.push(page.word("roadmap-exposed"));
    }
    cell
}

/// What the steps of the stage that leads to `state` need of inspection.
fn inspections(plan: &Plan<'_>, carried: &Carried, state: usize) -> Cell {
    let Some(taken) = state.checked_sub(1).map(|before| &plan.stages[before]) else {
        return Cell::default();
    };
    let page = plan.page;
    let checks = carried.valued.as_ref().map_or(&[][..], |valued| &valued.checks);
    let mut cell = Cell::default();
    for &step in &taken.steps {
        let name = step_name(page, plan.way, step);
        for check in checks.iter().filter(|check| check.step == step) {
            cell.texts.push(say!(
                page,
                "roadmap-inspection",
                step = &name,
                needed = match &check.needed[1] {
                    Some(needed) => number(page, needed),
                    None => page.word("detection-never"),
                },
                has = number(page, &check.detection),
                enough = if is_enough(check) { "yes" } else { "no" },
            ));
            if !is_enough(check) {
                cell.tone = Tone::Bad;
            }
        }
        if plan.found[step] == Found::Inspected {
            cell.texts.push(say!(page, "roadmap-inspectable", step = name));
        }
    }
    cell
}

/// What is to be said of a state: where it breaks, who cannot return, who would rather stop by ranks, what falls back by itself.
fn remarks_at(plan: &Plan<'_>, carried: &Carried, state: usize) -> Vec<String> {
    let (page, way) = (plan.page, plan.way);
    let mut texts = Vec::new();
    if let Some((valued, judged)) = carried.valued.as_ref().ok().and_then(judged) {
        let failing = |check: &&Check| check.at == state && !check.slack.holds();
        let failing = judged.walk.checks.iter().filter(failing);
        texts.extend(failing.map(|check| {
            let who = leaving(page, way, valued, check.party, &check.kind);
            say!(page, "roadmap-fails-here", who = who, slack = slack(page, &check.slack))
        }));
        let there = judged.walk.no_return.iter().enumerate();
        let there = there.filter(|(_, at)| **at == Some(state));
        texts.extend(there.map(|(i, _)| {
            let party = page.names().party(valued.worths.parties[i]);
            say!(page, "roadmap-no-return", party = party)
        }));
    }
    let by_ranks = remarks(page, &carried.audit.visits[state], &page.table.case().signers);
    texts.extend(by_ranks.into_iter().map(|text| match plan.is_by_worths {
        true => say!(page, "roadmap-by-ranks", text = text),
        false => text,
    }));
    let taken = state.checked_sub(1).map(|before| &plan.stages[before]);
    for &step in taken.iter().flat_map(|taken| &taken.steps) {
        if way.steps[step].auto {
            let step = step_name(page, way, step);
            texts.push(say!(page, "roadmap-auto", step = step));
        }
    }
    texts
}
