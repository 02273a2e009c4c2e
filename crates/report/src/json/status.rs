//! `status`

use super::envelope::Envelope;
use super::parts::Parts;
use super::roadmap::{Writer, assume, counted};
use super::worths::{band, checked, number, slack, undefined};
use crate::clean::clean;
use crate::page::Page;
use crate::roadmaps::{leaves, step_id};
use detente_engine::hold::status::{
    Ahead, Amounts, Breach, Happening, Inspection, Leaving, Next, Standing, Status, Tested,
};
use detente_engine::hold::{Fault, Refused, Visit};
use detente_hold::roadmap::Slack;
use detente_hold::roadmap::none::Existence;
use detente_hold::{Answered, Ratio};
use detente_scenario::model::Line;
use detente_scenario::{Date, SourceId};
use serde_json::{Map, Value, json};

/// Where a deal stands as JSON.
#[must_use]
pub fn status(page: &Page<'_>, found: &Status) -> String {
    let mut envelope = Envelope::new(page);
    assume(&mut envelope);
    let mut writer = Of {
        found,
        of: Writer { page, parts: Parts::new(page), way: &found.way, envelope: &mut envelope },
    };
    let value = writer.value();
    envelope.finish("status", value)
}

struct Of<'w, 'p, 'e> {
    found: &'w Status,
    of: Writer<'w, 'p, 'e>,
}

/// The word of the file for how a step stands.
pub(crate) const fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "open",
        Standing::Done => "done",
        Standing::Inspected => "inspected",
        Standing::Failed => "failed",
        Standing::Undone => "undone",
    }
}

impl Of<'_, '_, '_> {
    fn step(&self, step: usize) -> String {
        step_id(self.of.page, &self.of.way.steps[step])
    }

    fn date(date: Date) -> Value {
        json!(date.to_string())
    }

    fn sources(&self, sources: &[SourceId]) -> Value {
        let scenario = self.of.page.scenario();
        json!(sources.iter().map(|&source| &scenario.source(source).id).collect::<Vec<_>>())
    }

    fn value(&mut self) -> Value {
        let found = self.found;
        let chosen = &found.chosen;
        let breaks: Vec<Line> = found.broken.iter().map(|&rule| Line::Rule(rule)).collect();
        let others: Vec<&str> =
            chosen.others.iter().map(|&named| self.of.parts.named(named)).collect();
        let record = &found.record;
        let mut value = json!({
            "id": chosen.named.map(|named| self.of.parts.named(named)),
            "package": self.of.parts.package(&found.way.package),
            "given": chosen.is_given,
            "other_packages": others,
            "possible": found.broken.is_empty(),
            "breaks": self.of.parts.lines(&breaks),
            "on": Self::date(found.on),
            "on_last_event": found.is_last_event,
            "in_force": self.of.ids(record.in_force),
            "overdue": self.of.ids(record.overdue()),
            "due_next": self.of.ids(record.due_next()),
            "fallen": self.of.ids(record.fallen()),
        });
        value["steps"] = (0..found.way.steps.len()).map(|step| self.step_status(step)).collect();
        value["events"] = record.events.iter().map(|event| self.happening(event)).collect();
        value["later_events"] = json!(record.later);
        value["breach"] = found.breach.as_ref().map_or(Value::Null, |breach| self.breach(breach));
        value["here"] = self.state(&found.here, found.fault);
        value["ahead"] = match &found.ahead {
            Ok(ahead) => self.ahead(ahead),
            Err(refused) => refusal(refused),
        };
        value["worths"] = match &found.amounts {
            Ok(amounts) => self.amounts(amounts),
            Err(why) => json!({ "undefined": undefined(self.of.page, self.of.way, why) }),
        };
        value["inspections"] = found.inspections.iter().map(|due| self.inspection(due)).collect();
        value["survival"] = json!(found.survival.as_ref().map(|survival| json!({
            "so_far": band(&survival.so_far),
            "ahead": band(&survival.ahead),
            "steps": self.of.ids(survival.steps),
        })));
        value
    }

    fn step_status(&self, step: usize) -> Value {
        let scenario = self.of.page.scenario();
        let (of, own) = (&self.found.record.steps[step], &self.of.way.steps[step]);
        let event = |at: usize| {
            let event = &scenario.events[at];
            json!({ "id": event.id, "date": Self::date(event.date), "sources": self.sources(&event.sources) })
        };
        json!({
            "id": self.step(step),
            "in_file": own.step.is_some(),
            "by": self.of.parts.parties(&own.by),
            "is": standing_name(of.standing),
            "event": of.event.map(event),
            "taken": of.taken.map(event),
            "due": of.due.map(Self::date),
            "days_late": of.late,
            "days_overdue": of.overdue,
            "days_left": of.left,
        })
    }

    fn happening(&self, happening: &Happening) -> Value {
        let scenario = self.of.page.scenario();
        let event = &scenario.events[happening.event];
        let step = happening
            .did
            .map(|did| self.step(did.step))
            .or_else(|| happening.elsewhere.map(|step| scenario.step(step).id.clone()));
        json!({
            "id": event.id,
            "date": Self::date(event.date),
            "says": event.says.as_deref().map(clean),
            "step": step,
            "on_the_way": happening.did.is_some(),
            "before": happening.did.map(|did| standing_name(did.before)),
            "after": happening.did.map(|did| standing_name(did.after)),
            "early": happening.did.map(|did| self.of.ids(did.early)),
            "in_force": happening.did.map(|did| self.of.ids(did.in_force)),
            "sources": self.sources(&event.sources),
        })
    }

    /// A state with everyone's view, and why it is not safe.
    fn state(&mut self, visit: &Visit, fault: Option<Fault>) -> Value {
        let mut value = self.of.visit(visit);
        value["safe"] = json!(fault.is_none());
        value["fails"] = Value::Null;
        if let Some(fault) = fault {
            let mut fails = json!({});
            self.of.fault(visit, fault, &mut fails);
            value["fails"] = fails;
        }
        value
    }

    fn breach(&mut self, breach: &Breach) -> Value {
        let scenario = self.of.page.scenario();
        let record = &self.found.record;
        let event = |at: usize| scenario.events[record.events[at].event].id.clone();
        let mut value = json!({
            "event": event(breach.at),
            "step": self.step(breach.step),
            "is": if breach.is_sham { "failed" } else { "undone" },
            "by": self.of.parts.parties(&breach.by),
            "in_force": self.of.ids(breach.before),
            "falls_back": self.of.ids(breach.before & !self.of.way.lasting()),
            "since": breach.since.iter().map(|&at| event(at)).collect::<Vec<_>>(),
        });
        value["left"] = self.of.visit(&breach.visit);
        value["worths"] = Value::Null;
        if let (Ok(amounts), Some(breakdown)) = (&self.found.amounts, &breach.breakdown) {
            let party = |i: usize| self.of.parts.party(amounts.worths.parties[i]);
            let answer = |(step, answer): &(usize, Answered)| {
                let by: Vec<&str> = match answer {
                    Answered::Automatic => Vec::new(),
                    Answered::By(owners) => owners.iter().map(|&i| party(i)).collect(),
                };
                json!({
                    "step": self.step(*step),
                    "auto": *answer == Answered::Automatic,
                    "by": by,
                    "lag": amounts.worths.deal.steps[*step].lag,
                })
            };
            let parties: Map<String, Value> = (0..breakdown.left.len())
                .map(|i| {
                    let (left, loss) = (&breakdown.left[i], &breach.loss[i]);
                    let value = json!({ "left": number(left), "loss": band(loss) });
                    (party(i).to_owned(), value)
                })
                .collect();
            value["worths"] = json!({
                "revoked": breakdown.revoked.iter().map(|&s| self.step(s)).collect::<Vec<_>>(),
                "answers": breakdown.answers.iter().map(answer).collect::<Vec<_>>(),
                "parties": parties,
            });
        }
        value
    }

    fn ahead(&mut self, ahead: &Ahead) -> Value {
        let scenario = self.of.page.scenario();
        let next = |of: &mut Self, next: &Next| {
            let mut value = json!({
                "steps": of.of.ids(next.steps),
                "bundle": next.bundle.map(|bundle| &scenario.bundles[bundle].id),
            });
            value["state"] = of.state(&next.visit, next.fault);
            value
        };
        let stages: Vec<Value> = ahead.next.iter().map(|stage| next(self, stage)).collect();
        self.of.envelope.listed(
            "answer.ahead.failures",
            ahead.failures.len(),
            ahead.failing_states as u64,
        );
        let failures: Vec<Value> =
            ahead.failures.iter().map(|failure| self.of.failure(failure)).collect();
        json!({
            "next": stages,
            "orders": { "single": counted(&ahead.single), "mixed": ahead.mixed.as_ref().map(counted) },
            "best": ahead.best.iter().map(|order| self.of.stages(order)).collect::<Vec<_>>(),
            "failures": failures,
        })
    }

    fn amounts(&self, amounts: &Amounts) -> Value {
        let parties = &amounts.worths.parties;
        let stakes: Map<String, Value> = parties
            .iter()
            .zip(&amounts.stakes)
            .map(|(&party, stake)| (self.of.parts.party(party).to_owned(), band(stake)))
            .collect();
        let next: Vec<Value> = amounts
            .next
            .iter()
            .map(|next| {
                let needs = next.needs.iter().map(|of| checked(self.of.page, self.of.way, of));
                json!({
                    "steps": self.of.ids(next.steps),
                    "checks": next.checks.iter().map(|of| self.tested(of)).collect::<Vec<_>>(),
                    "needs": needs.collect::<Vec<_>>(),
                })
            })
            .collect();
        let leaving = |leaving: &Leaving| {
            let [low, middle, high] = &leaving.gain;
            let gain = |gain: &Option<Ratio>| json!(gain.as_ref().map(number));
            json!({
                "party": self.of.parts.party(leaving.party),
                "gain": { "low": gain(low), "middle": gain(middle), "high": gain(high) },
            })
        };
        let (kind, least) = match &amounts.existence {
            Existence::Holds(plan) => ("holds", Some(&plan.slack)),
            Existence::IfAutomatic(plan) => ("if automatic", Some(&plan.slack)),
            Existence::IfArranged(plan) => ("if arranged", Some(&plan.slack)),
            Existence::None(_) => ("none", None),
            Existence::Undecided(_) => ("undecided", None),
        };
        json!({
            "exact": amounts.worths.is_exact,
            "stakes": stakes,
            "keep": amounts.keep.iter().map(|of| self.tested(of)).collect::<Vec<_>>(),
            "next": next,
            "leaving": amounts.leaving.iter().map(leaving).collect::<Vec<_>>(),
            "can_return": self.of.parts.parties(&amounts.returns),
            "existence": { "kind": kind, "slack": least.map(slack) },
            "orders": amounts.count.as_ref().map(|count| json!({
                "holding": count.orders.to_string(),
                "capped": count.is_capped,
            })),
            "best": amounts.best.as_ref().map(|best| json!({
                "stages": self.of.stages(&best.stages),
                "holds": best.walk.holds(),
                "slack": slack(&best.walk.slack),
            })),
        })
    }

    fn tested(&self, tested: &Tested) -> Value {
        let kind = &tested.check.kind;
        let [low, middle, high]: [Value; 3] = tested.slack.each_ref().map(slack);
        json!({
            "party": self.of.parts.party(tested.party),
            "kind": leaves(kind),
            "steps": kind.steps().iter().map(|&step| self.step(step)).collect::<Vec<_>>(),
            "stake": number(&tested.check.stake),
            "need": tested.check.need.as_ref().map(number),
            "slack": { "low": low, "middle": middle, "high": high },
            "holds": tested.slack.iter().all(Slack::holds),
        })
    }

    fn inspection(&self, due: &Inspection) -> Value {
        let checks = due.checks.iter().map(|of| checked(self.of.page, self.of.way, of));
        json!({
            "step": self.step(due.step),
            "since": Self::date(due.since),
            "days": due.since.days_until(self.found.on),
            "checks": checks.collect::<Vec<_>>(),
        })
    }
}

fn refusal(refused: &Refused) -> Value {
    match *refused {
        Refused::Steps { most } => json!({ "refused": { "kind": "steps", "most": most } }),
        Refused::Memory { steps, bytes, limit } => json!({
            "refused": { "kind": "memory", "steps": steps, "bytes": bytes, "limit": limit }
        }),
    }
}
