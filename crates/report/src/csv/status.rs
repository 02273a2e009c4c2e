//! Where a deal stands, as rows.

use super::{table, yes};
use crate::json::standing_name;
use crate::page::Page;
use crate::roadmaps::step_id;
use detente_engine::hold::status::Status;

/// Where a deal stands, a row for each step.
#[must_use]
pub fn status(page: &Page<'_>, found: &Status) -> String {
    let scenario = page.scenario();
    let days = |days: Option<i64>| days.map(|days| days.to_string()).unwrap_or_default();
    let due = found.record.due_next();
    let rows =
        found.way.steps.iter().zip(&found.record.steps).enumerate().map(|(at, (own, of))| {
            let ids = |ids: Vec<&str>| ids.join(" ");
            let event = of.event.map(|event| &scenario.events[event]);
            let sources = event.map(|event| {
                ids(event
                    .sources
                    .iter()
                    .map(|&source| scenario.source(source).id.as_str())
                    .collect())
            });
            let inspect = found.inspections.iter().any(|inspection| inspection.step == at);
            vec![
                step_id(page, own),
                ids(own.by.iter().map(|&party| scenario.party(party).id.as_str()).collect()),
                standing_name(of.standing).to_owned(),
                event.map(|event| event.date.to_string()).unwrap_or_default(),
                event.map(|event| event.id.clone()).unwrap_or_default(),
                sources.unwrap_or_default(),
                of.due.map(|due| due.to_string()).unwrap_or_default(),
                days(of.late),
                days(of.overdue),
                yes(due & (1 << at) != 0),
                yes(inspect),
            ]
        });
    let head = [
        "step",
        "by",
        "is",
        "since",
        "event",
        "sources",
        "due",
        "days_late",
        "days_overdue",
        "due_next",
        "inspection_due",
    ];
    table(&head, rows.collect())
}
