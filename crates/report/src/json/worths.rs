//! What worths say of a roadmap.

use super::parts::Parts;
use crate::page::Page;
use crate::roadmaps::step_id;
use detente_engine::hold::valued::{Checked, Judged, Planned, Repairs, Valued};
use detente_engine::hold::worths::{Band, Undefined};
use detente_engine::hold::{Way, members};
use detente_hold::Ratio;
use detente_hold::exact::float;
use detente_hold::inspection::plan::{Answer, Plan};
use detente_hold::roadmap::none::{Certificate, Existence};
use detente_hold::roadmap::repairs::Reversed;
use detente_hold::roadmap::{Check, Kind, Slack, Stage};
use detente_scenario::model::Line;
use serde_json::{Map, Value, json};

/// A number exactly and nearly: `{ "exact": "3/8", "value": 0.375 }`.
pub(super) fn number(number: &Ratio) -> Value {
    json!({ "exact": number.to_string(), "value": float(number) })
}

fn slack(slack: &Slack) -> Value {
    match slack {
        Slack::By(by) => number(by),
        Slack::Never => json!("never"),
        Slack::Free => Value::Null,
    }
}

/// What worths say, or why they say nothing.
pub(super) fn value(page: &Page<'_>, way: &Way, found: &Result<Valued, Undefined>) -> Value {
    let writer = Writer { page, parts: Parts::new(page), way };
    match found {
        Ok(valued) => writer.valued(valued),
        Err(undefined) => json!({ "undefined": writer.undefined(undefined) }),
    }
}

struct Writer<'w, 'p> {
    page: &'w Page<'p>,
    parts: Parts<'p>,
    way: &'w Way,
}

impl Writer<'_, '_> {
    fn undefined(&self, undefined: &Undefined) -> Value {
        match *undefined {
            Undefined::Unvalued(party) => {
                json!({ "kind": "unvalued", "party": self.parts.party(party) })
            }
            Undefined::Together(party, line) => {
                let line = self.parts.line(Line::Priority { party, line: line.line });
                json!({ "kind": "together", "line": line })
            }
            Undefined::Nobody(step) => json!({ "kind": "nobody", "step": self.step(step) }),
            Undefined::Undiscounted(party) => {
                json!({ "kind": "undiscounted", "party": self.parts.party(party) })
            }
            Undefined::Refused => json!({ "kind": "refused" }),
        }
    }

    fn step(&self, step: usize) -> String {
        step_id(self.page, &self.way.steps[step])
    }

    fn steps(&self, steps: impl IntoIterator<Item = usize>) -> Value {
        json!(steps.into_iter().map(|s| self.step(s)).collect::<Vec<_>>())
    }

    fn stages(&self, valued: &Valued, order: &[Stage]) -> Value {
        order.iter().map(|stage| self.steps(stage.steps(&valued.worths.deal))).collect()
    }

    fn valued(&self, valued: &Valued) -> Value {
        let (kind, plan) = match &valued.existence {
            Existence::Holds(plan) => ("holds", Some(plan)),
            Existence::IfAutomatic(plan) => ("if automatic", Some(plan)),
            Existence::IfArranged(plan) => ("if arranged", Some(plan)),
            Existence::None(_) => ("none", None),
            Existence::Undecided(_) => ("undecided", None),
        };
        let certificates = match &valued.existence {
            Existence::None(found) => found.iter().map(|c| self.certificate(valued, c)).collect(),
            _ => Value::Array(Vec::new()),
        };
        let parties: Vec<&str> =
            valued.worths.parties.iter().map(|&party| self.parts.party(party)).collect();
        json!({
            "parties": parties,
            "exact": valued.worths.is_exact,
            "existence": {
                "kind": kind,
                "slack": plan.map(|plan| slack(&plan.slack)),
                "stages": plan.map(|plan| self.stages(valued, &plan.order)),
                "certificates": certificates,
            },
            "orders": valued.count.as_ref().map(|count| json!({
                "holding": count.orders.to_string(),
                "capped": count.is_capped,
            })),
            "roadmap": valued.judged.as_ref().map(|judged| self.judged(valued, judged)),
            "checks": valued.checks.iter().map(|check| self.checked(check)).collect::<Vec<_>>(),
            "repairs": valued.repairs.as_ref().map(|repairs| self.repairs(valued, repairs)),
        })
    }

    fn judged(&self, valued: &Valued, judged: &Judged) -> Value {
        let done =
            |at: usize| judged.stages.iter().take(at).fold(0_u32, |done, stage| done | stage);
        let check = |check: &Check| {
            let (kind, steps) = match &check.kind {
                Kind::Refuse(own) => ("refuse", self.steps(own.iter().copied())),
                Kind::Sham(own) => ("sham", self.steps(own.iter().copied())),
                Kind::Revoke(step) => ("revoke", self.steps([*step])),
            };
            json!({
                "done": self.steps(members(done(check.at))),
                "party": self.parts.party(valued.worths.parties[check.party]),
                "kind": kind,
                "steps": steps,
                "stake": number(&check.stake),
                "need": check.need.as_ref().map(number),
                "slack": slack(&check.slack),
            })
        };
        let walk = &judged.walk;
        let by_party = |values: &[Value]| -> Map<String, Value> {
            let ids = valued.worths.parties.iter().map(|&party| self.parts.party(party).to_owned());
            ids.zip(values.iter().cloned()).collect()
        };
        let states: Vec<Value> = walk
            .stakes
            .iter()
            .zip(&walk.exposure)
            .enumerate()
            .map(|(at, (stakes, exposure))| {
                let stakes: Vec<Value> = stakes.iter().map(number).collect();
                let exposure: Vec<Value> =
                    exposure.iter().map(|e| json!(e.as_ref().map(number))).collect();
                json!({
                    "done": self.steps(members(done(at))),
                    "stake": by_party(&stakes),
                    "exposure": by_party(&exposure),
                })
            })
            .collect();
        let no_return: Vec<Value> = walk.no_return.iter().map(|at| json!(at)).collect();
        json!({
            "stages": self.stages(valued, &judged.order),
            "holds": walk.holds(),
            "slack": slack(&walk.slack),
            "tightest": walk.tightest.and_then(|at| walk.checks.get(at)).map(check),
            "states": states,
            "no_return": by_party(&no_return),
        })
    }

    fn checked(&self, check: &Checked) -> Value {
        let band = |band: &Band| json!({ "low": number(&band.low), "middle": number(&band.middle), "high": number(&band.high) });
        let [low, middle, high] = &check.needed;
        let needed = |needed: &Option<Ratio>| json!(needed.as_ref().map(number));
        json!({
            "step": self.step(check.step),
            "party": self.parts.party(check.party),
            "cost": band(&check.cost),
            "detection": number(&check.detection),
            "needed": { "low": needed(low), "middle": needed(middle), "high": needed(high) },
            "plan": check.plan.as_ref().map(planned),
        })
    }

    fn repairs(&self, valued: &Valued, repairs: &Repairs) -> Value {
        let inspection = repairs.inspection.as_ref().map(|found| {
            let detection: Map<String, Value> = found
                .detection
                .iter()
                .enumerate()
                .filter_map(|(s, detection)| Some((self.step(s), number(detection.as_ref()?))))
                .collect();
            json!({
                "cost": number(&found.cost),
                "detection": detection,
                "stages": self.stages(valued, &found.mended.plan.order),
            })
        });
        let revocability: Vec<Value> = repairs
            .revocability
            .iter()
            .map(|found| {
                let reversal = match &found.change {
                    Reversed::Part(part) => number(part),
                    Reversed::Automatic => json!("auto"),
                };
                json!({
                    "step": self.step(found.step),
                    "reversal": reversal,
                    "stages": self.stages(valued, &found.mended.plan.order),
                })
            })
            .collect();
        json!({
            "bond": repairs.bond.as_ref().map(|found| json!({
                "uniform": number(&found.uniform),
                "stages": self.stages(valued, &found.plan.order),
            })),
            "inspection": inspection,
            "escrow": repairs.escrow.as_ref().map(|found| json!({ "exchanges": found.escrows })),
            "revocability": revocability,
        })
    }

    fn certificate(&self, valued: &Valued, found: &Certificate) -> Value {
        let party = |i: usize| self.parts.party(valued.worths.parties[i]);
        match found {
            Certificate::Surplus { party: i, shortfall } => {
                json!({ "kind": "surplus", "party": party(*i), "shortfall": number(shortfall) })
            }
            Certificate::End { party: i, step, shortfall } => json!({
                "kind": "end",
                "party": party(*i),
                "step": self.step(*step),
                "shortfall": number(shortfall),
            }),
            Certificate::Never { step, .. } => {
                json!({ "kind": "never", "step": self.step(*step) })
            }
            Certificate::Circle(forced) => json!({
                "kind": "circle",
                "steps": self.steps(forced.iter().map(|forced| forced.step)),
            }),
        }
    }
}

fn planned(planned: &Planned) -> Value {
    let plan = |plan: &Plan| {
        json!({
            "inspected": plan.inspected,
            "rounds": plan.rounds,
            "detection": number(&plan.detection),
            "cost": number(&plan.cost),
        })
    };
    let answer = |answer: &Option<Answer>| match answer {
        Some(Answer::Enough(found)) => json!({ "enough": true, "plan": plan(found) }),
        Some(Answer::Short(found)) => json!({ "enough": false, "plan": plan(found) }),
        None => Value::Null,
    };
    json!({
        "sure": answer(&planned.sure),
        "middle": answer(&planned.middle),
        "budget": planned.budget.as_ref().map(plan),
    })
}
