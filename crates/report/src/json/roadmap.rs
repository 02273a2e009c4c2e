//! `order` and `hold`

use super::envelope::Envelope;
use super::parts::{Parts, ordering};
use super::{evidence, worths};
use crate::page::Page;
use crate::roadmaps::{OfSubject, Subject, WithWhom, step_id};
use detente_engine::hold::{
    Audit, Count, Failure, Fault, Holding, Orders, Refused, Roadmaps, Stand, Visit, Way, members,
};
use detente_engine::preference::ActiveLine;
use detente_scenario::PartyId;
use detente_scenario::model::Line;
use serde_json::{Map, Value, json};

/// The orders of the steps of one package as JSON.
#[must_use]
pub fn order(page: &Page<'_>, subject: &Subject<'_>, answer: &Roadmaps) -> String {
    let mut envelope = Envelope::new(page);
    assume(&mut envelope);
    let value = roadmaps(page, subject, answer, &mut envelope, "answer");
    envelope.finish("order", value)
}

/// The orders of the steps of every named package as JSON.
#[must_use]
pub fn orders(page: &Page<'_>, answers: &[OfSubject<'_>]) -> String {
    let mut envelope = Envelope::new(page);
    assume(&mut envelope);
    let value = packages(page, answers, &mut envelope, "answer.packages");
    envelope.finish("order", json!({ "packages": value }))
}

/// The roadmaps of packages, one after another.
pub(super) fn packages(
    page: &Page<'_>,
    answers: &[OfSubject<'_>],
    envelope: &mut Envelope<'_>,
    path: &str,
) -> Value {
    let mut values = Vec::with_capacity(answers.len());
    for (at, (subject, answer)) in answers.iter().enumerate() {
        values.push(match answer {
            Ok(answer) => roadmaps(page, subject, answer, envelope, &format!("{path}[{at}]")),
            Err(refused) => refusal(page, subject, refused),
        });
    }
    Value::Array(values)
}

pub(super) fn assume(envelope: &mut Envelope<'_>) {
    envelope.assumes("breakdown", "assume-breakdown");
    envelope.assumes("roadmap_ties", "assume-roadmap-ties");
}

fn refusal(page: &Page<'_>, subject: &Subject<'_>, refused: &Refused) -> Value {
    let parts = Parts::new(page);
    json!({
        "id": subject.named.map(|named| parts.named(named)),
        "package": parts.package(subject.package),
        "refused": why_refused(refused),
    })
}

/// Why orders were not counted.
fn why_refused(refused: &Refused) -> Value {
    match *refused {
        Refused::Steps { most } => json!({ "kind": "steps", "most": most }),
        Refused::Memory { steps, bytes, limit } => {
            json!({ "kind": "memory", "steps": steps, "bytes": bytes, "limit": limit })
        }
    }
}

pub(super) fn roadmaps(
    page: &Page<'_>,
    subject: &Subject<'_>,
    answer: &Roadmaps,
    envelope: &mut Envelope<'_>,
    path: &str,
) -> Value {
    let mut writer = Writer { page, parts: Parts::new(page), way: &answer.way, envelope };
    let mut value = writer.way(subject, answer);
    if let Some(orders) = &answer.orders {
        writer.orders(orders, &mut value, path);
    }
    value
}

/// Whether a package holds, as JSON, with all orders.
#[must_use]
pub fn hold(
    page: &Page<'_>,
    subject: &Subject<'_>,
    answer: &Holding,
    types: Option<&WithWhom>,
) -> String {
    let mut envelope = Envelope::new(page);
    assume(&mut envelope);
    let mut value = roadmaps(page, subject, &answer.roadmaps, &mut envelope, "answer");
    let way = &answer.roadmaps.way;
    let mut writer = Writer { page, parts: Parts::new(page), way, envelope: &mut envelope };
    value["roadmap"] = writer.audit(&answer.audit);
    value["worths"] = worths::value(page, way, &answer.worths);
    value["refused"] = answer.refused.as_ref().map_or(Value::Null, why_refused);
    value["types"] = evidence::types(page, types);
    envelope.finish("hold", value)
}

/// Pieces of an answer about one way.
pub(super) struct Writer<'w, 'p, 'e> {
    pub(super) page: &'w Page<'p>,
    pub(super) parts: Parts<'p>,
    pub(super) way: &'w Way,
    pub(super) envelope: &'w mut Envelope<'e>,
}

/// A number of orders: a number as long as most readers of JSON can hold it, otherwise its digits.
pub(super) fn number(count: u128) -> Value {
    u64::try_from(count).map_or_else(|_| json!(count.to_string()), |count| json!(count))
}

pub(super) fn counted(count: &Count) -> Value {
    json!({
        "total": number(count.total),
        "quit_proof": number(count.quit_proof),
        "safe": number(count.safe),
    })
}

impl Writer<'_, '_, '_> {
    pub(super) fn ids(&self, set: u32) -> Value {
        let ids = members(set).map(|s| step_id(self.page, &self.way.steps[s]));
        json!(ids.collect::<Vec<_>>())
    }

    pub(super) fn stages(&self, order: &[u32]) -> Value {
        order.iter().map(|&stage| self.ids(stage)).collect()
    }

    fn way(&self, subject: &Subject<'_>, answer: &Roadmaps) -> Value {
        let breaks: Vec<Line> = answer.broken.iter().map(|&rule| Line::Rule(rule)).collect();
        let scenario = self.page.scenario();
        let step = |step: &detente_engine::hold::WayStep| {
            let change: Map<String, Value> = step
                .change
                .iter()
                .map(|&(term, option)| {
                    let term = scenario.term(term);
                    (term.id.clone(), json!(term.options[option.index()].id))
                })
                .collect();
            json!({
                "id": step_id(self.page, step),
                "in_file": step.step.is_some(),
                "by": self.parts.parties(&step.by),
                "change": change,
                "auto": step.auto,
                "after": self.ids(step.after),
            })
        };
        let bundle = |bundle: &detente_engine::hold::WayBundle| {
            json!({
                "id": scenario.bundles[bundle.bundle].id,
                "steps": self.ids(bundle.steps),
                "escrow": bundle.escrow,
            })
        };
        json!({
            "id": subject.named.map(|named| self.parts.named(named)),
            "package": self.parts.package(subject.package),
            "possible": answer.orders.is_some(),
            "breaks": self.parts.lines(&breaks),
            "steps": self.way.steps.iter().map(step).collect::<Vec<_>>(),
            "bundles": self.way.bundles.iter().map(bundle).collect::<Vec<_>>(),
        })
    }

    fn orders(&mut self, orders: &Orders, value: &mut Value, path: &str) {
        value["orders"] = json!({
            "single": counted(&orders.single),
            "bundled": orders.bundled.as_ref().map(counted),
            "mixed": orders.mixed.as_ref().map(counted),
            "any": { "largest": orders.any.largest, "safe": number(orders.any.safe) },
        });
        value["smallest_bundles"] = match &orders.smallest {
            None => Value::Null,
            Some(smallest) => {
                let list = format!("{path}.smallest_bundles.bundles");
                self.envelope.listed(&list, smallest.bundles.len(), smallest.count as u64);
                json!({
                    "size": smallest.size,
                    "count": smallest.count,
                    "bundles": self.stages(&smallest.bundles),
                })
            }
        };
        value["least_stage"] = json!(
            orders
                .least_stage
                .as_ref()
                .map(|(size, order)| { json!({ "size": size, "stages": self.stages(order) }) })
        );
        value["best"] = orders.best.iter().map(|audit| self.stages(&audit.stages)).collect();
        let list = format!("{path}.failures");
        self.envelope.listed(&list, orders.failures.len(), orders.failing_states as u64);
        value["failures"] = orders.failures.iter().map(|failure| self.failure(failure)).collect();
    }

    pub(super) fn failure(&mut self, failure: &Failure) -> Value {
        let mut value = json!({ "orders": number(failure.orders) });
        value["done"] = self.ids(failure.visit.done);
        self.fault(&failure.visit, failure.fault, &mut value);
        value
    }

    pub(super) fn fault(&mut self, visit: &Visit, fault: Fault, value: &mut Value) {
        let (kind, party) = match fault {
            Fault::Impossible => ("impossible", None),
            Fault::Quit(party) => ("quit", Some(party)),
            Fault::Exposed(party) => ("exposed", Some(party)),
        };
        let stand = |party: PartyId| visit.parties.iter().find(|stand| stand.party == party);
        let by = party.and_then(stand).and_then(|stand| match fault {
            Fault::Exposed(_) => stand.below_by,
            _ => stand.by,
        });
        value["test"] = json!(kind);
        value["party"] = json!(party.map(|party| self.parts.party(party)));
        value["line"] = party.map_or(Value::Null, |party| self.line(party, by));
        let breaks: Vec<Line> = visit.broken.iter().map(|&rule| Line::Rule(rule)).collect();
        value["breaks"] = self.parts.lines(&breaks);
    }

    /// A line that decides; a ranking has none.
    fn line(&mut self, party: PartyId, by: Option<ActiveLine>) -> Value {
        let by = by.filter(|_| !self.parts.names().is_ranked(party));
        let Some(by) = by else { return Value::Null };
        let line = Line::Priority { party, line: by.line };
        self.envelope.names(line);
        json!(self.parts.line(line))
    }

    fn audit(&mut self, audit: &Audit) -> Value {
        let mut value = json!({
            "stages": self.stages(&audit.stages),
            "safe": audit.failure.is_none(),
            "fails": null,
        });
        if let Some((at, fault)) = audit.failure {
            let mut fails = json!({ "stage": at });
            self.fault(&audit.visits[at], fault, &mut fails);
            value["fails"] = fails;
        }
        let visits: Vec<Value> = audit.visits.iter().map(|visit| self.visit(visit)).collect();
        value["visits"] = Value::Array(visits);
        value
    }

    pub(super) fn visit(&mut self, visit: &Visit) -> Value {
        let breaks: Vec<Line> = visit.broken.iter().map(|&rule| Line::Rule(rule)).collect();
        let parties: Map<String, Value> = visit
            .parties
            .iter()
            .map(|stand| (self.parts.party(stand.party).to_owned(), self.stand(stand)))
            .collect();
        json!({
            "done": self.ids(visit.done),
            "reached": self.parts.package(&visit.reached),
            "left": self.parts.package(&visit.left),
            "breaks": self.parts.lines(&breaks),
            "parties": parties,
        })
    }

    fn stand(&mut self, stand: &Stand) -> Value {
        let by = self.line(stand.party, stand.by);
        let below = self.line(stand.party, stand.below_by);
        json!({
            "has_steps": stand.has_steps,
            "beside_finish": { "verdict": ordering(stand.beside_finish), "line": by },
            "beside_no_deal": { "verdict": ordering(stand.verdict.in_order), "line": below },
        })
    }
}
