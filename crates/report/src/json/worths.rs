//! What worths say of a roadmap.

use super::parts::Parts;
use crate::page::Page;
use crate::roadmaps::{leaves, step_id};
use detente_engine::hold::failing::Failing;
use detente_engine::hold::valued::{Checked, Judged, Planned, Repairs, Valued};
use detente_engine::hold::watched::Watched;
use detente_engine::hold::worths::{Band, Undefined};
use detente_engine::hold::{Way, members};
use detente_hold::Ratio;
use detente_hold::exact::float;
use detente_hold::inspection::plan::{Answer, Plan};
use detente_hold::inspection::sites::Allocation;
use detente_hold::roadmap::none::{Asked, Certificate, Existence, Exit};
use detente_hold::roadmap::ranges::{End, Input, Range};
use detente_hold::roadmap::repairs::{Reversed, Slices, Transfers};
use detente_hold::roadmap::stress::Change;
use detente_hold::roadmap::{Check, Kind, Slack, Stage, Verdict};
use detente_scenario::model::Line;
use serde_json::{Map, Value, json};

/// A number exactly and nearly: `{ "exact": "3/8", "value": 0.375 }`.
pub(super) fn number(number: &Ratio) -> Value {
    json!({ "exact": number.to_string(), "value": float(number) })
}

pub(super) fn slack(slack: &Slack) -> Value {
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

/// Why worths say nothing.
pub(super) fn undefined(page: &Page<'_>, way: &Way, undefined: &Undefined) -> Value {
    Writer { page, parts: Parts::new(page), way }.undefined(undefined)
}

/// What a step that can be shammed needs.
pub(super) fn checked(page: &Page<'_>, way: &Way, check: &Checked) -> Value {
    Writer { page, parts: Parts::new(page), way }.checked(check)
}

/// Per number of the order that is judged where the verdict stands, with the range of the file.
pub(super) fn ranges(page: &Page<'_>, way: &Way, valued: &Valued) -> Value {
    let writer = Writer { page, parts: Parts::new(page), way };
    valued.judged.as_ref().map_or(Value::Null, |judged| writer.ranges(valued, judged))
}

/// A number over ranges.
pub(super) fn band(band: &Band) -> Value {
    json!({ "low": number(&band.low), "middle": number(&band.middle), "high": number(&band.high) })
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
            "watched": valued.watches.iter().map(|w| self.watched(w)).collect::<Vec<_>>(),
            "failing": valued.failing.as_ref().map(|failing| self.failing(valued, failing)),
            "repairs": valued.repairs.as_ref().map(|repairs| self.repairs(valued, repairs)),
        })
    }

    /// How somebody leaves, by which steps.
    fn leaving(&self, kind: &Kind) -> (&'static str, Value) {
        (leaves(kind), self.steps(kind.steps().iter().copied()))
    }

    fn check(&self, valued: &Valued, judged: &Judged, check: &Check) -> Value {
        let (kind, steps) = self.leaving(&check.kind);
        json!({
            "done": self.steps(members(done(judged, check.at))),
            "party": self.parts.party(valued.worths.parties[check.party]),
            "kind": kind,
            "steps": steps,
            "stake": number(&check.stake),
            "need": check.need.as_ref().map(number),
            "slack": slack(&check.slack),
        })
    }

    fn judged(&self, valued: &Valued, judged: &Judged) -> Value {
        let check = |check: &Check| self.check(valued, judged, check);
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
                    "done": self.steps(members(done(judged, at))),
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
            "automatic": slack(&judged.automatic),
            "tightest": walk.tightest.and_then(|at| walk.checks.get(at)).map(check),
            "states": states,
            "no_return": by_party(&no_return),
            "clock": self.clock(valued, judged),
            "ranges": self.ranges(valued, judged),
            "stress": judged.stress.as_ref().map(|changes| {
                let changes = changes.iter().flatten();
                changes.map(|change| self.stress(valued, judged, change)).collect::<Vec<_>>()
            }),
        })
    }

    fn checked(&self, check: &Checked) -> Value {
        let [low, middle, high] = &check.needed;
        let needed = |needed: &Option<Ratio>| json!(needed.as_ref().map(number));
        json!({
            "step": self.step(check.step),
            "party": self.parts.party(check.party),
            "cost": band(&check.cost),
            "detection": number(&check.detection),
            "needed": { "low": needed(low), "middle": needed(middle), "high": needed(high) },
            "wait": check.wait,
            "plan": check.plan.as_ref().map(planned),
        })
    }

    fn watched(&self, watched: &Watched) -> Value {
        let visits = watched.visits.as_ref().map(|visits| {
            let [low, middle, high] = visits.needed;
            json!({
                "periods": visits.periods,
                "needed": { "low": low, "middle": middle, "high": high },
                "needed_observed": visits.needed_observed,
                "given": visits.given.as_ref().map(|given| json!({
                    "visits": given.visits,
                    "hidden": number(&given.hidden),
                    "observed": given.observed.as_ref().map(number),
                    "first": given.first.as_ref().map(number),
                })),
            })
        });
        let teams = watched.teams.as_ref().map(|teams| {
            let spread = |allocation: &Allocation| {
                let sites = teams.sites.iter().map(|(site, _)| site.clone());
                let coverage: Map<String, Value> =
                    sites.zip(allocation.coverage.iter().map(number)).collect();
                json!({
                    "teams": number(&allocation.spent),
                    "coverage": coverage,
                    "expected": number(&allocation.height),
                })
            };
            json!({
                "deterring": teams.deterring.as_ref().map(spread),
                "sure": teams.sure.as_ref().map(number),
                "given": teams.given.as_ref().map(spread),
            })
        });
        json!({
            "step": self.step(watched.step),
            "party": self.parts.party(watched.party),
            "gain": band(&watched.gain),
            "loss": band(&watched.loss),
            "visits": visits,
            "teams": teams,
        })
    }

    /// What a number is about.
    fn input(&self, valued: &Valued, input: Input) -> Value {
        let (kind, step, party) = match input {
            Input::Once { step, party } => ("once", Some(step), Some(party)),
            Input::Lasting { step, party } => ("lasting", Some(step), Some(party)),
            Input::Detection(step) => ("detection", Some(step), None),
            Input::Reversal(step) => ("reversal", Some(step), None),
            Input::Discount(party) => ("discount", None, Some(party)),
        };
        json!({
            "kind": kind,
            "step": step.map(|step| self.step(step)),
            "party": party.map(|i| self.parts.party(valued.worths.parties[i])),
        })
    }

    /// Per number where the verdict stands, with the range of the file.
    fn ranges(&self, valued: &Valued, judged: &Judged) -> Value {
        let doubts = &judged.doubts;
        let end = |end: &End| {
            json!({
                "at": end.at.as_ref().map(number),
                "attained": end.is_attained,
                "exact": end.is_exact,
            })
        };
        let of = |range: &Range| {
            let doubt = doubts.numbers.iter().find(|doubt| doubt.input == range.input);
            json!({
                "number": self.input(valued, range.input),
                "now": number(&range.now),
                "stands": { "low": end(&range.low), "high": end(&range.high) },
                "file": doubt.map(|doubt| json!({
                    "low": number(&doubt.file.low),
                    "high": number(&doubt.file.high),
                    "turns": !doubt.turns.is_empty(),
                })),
            })
        };
        let together = doubts.together.as_ref().map(|together| {
            let at = together.at.iter().map(
                |(input, at)| json!({ "number": self.input(valued, *input), "at": number(at) }),
            );
            json!({
                "turns": together.is_other,
                "slack": slack(&together.slack),
                "at": at.collect::<Vec<_>>(),
                "tightest": together.check.as_ref().map(|check| self.check(valued, judged, check)),
            })
        });
        json!({
            "numbers": judged.ranges.iter().map(of).collect::<Vec<_>>(),
            "together": together,
        })
    }

    fn stress(&self, valued: &Valued, judged: &Judged, change: &Change) -> Value {
        json!({
            "number": self.input(valued, change.input),
            "by": number(&change.by),
            "borne": change.is_borne,
            "breaks": change.check.as_ref().map(|check| self.check(valued, judged, check)),
        })
    }

    fn clock(&self, valued: &Valued, judged: &Judged) -> Value {
        let clocked = &judged.clocked;
        let timed = clocked.timed.as_ref().map(|timed| {
            let tightest = timed.tightest.and_then(|at| timed.checks.get(at));
            json!({
                "holds": timed.slack.holds(),
                "slack": slack(&timed.slack),
                "tightest": tightest.map(|check| self.check(valued, judged, check)),
                "periods": timed.periods,
                "survival": number(&timed.survival),
                "exact": timed.is_exact,
            })
        });
        let instead = clocked.instead.as_ref().map(|found| {
            json!({
                "kind": match found.verdict {
                    Verdict::Holds => "holds",
                    Verdict::Fails => "none",
                    Verdict::Undecided(_) => "undecided",
                },
                "stages": found.order.as_ref().map(|order| self.stages(valued, order)),
            })
        });
        let covert = clocked.covert.iter().map(|covert| {
            json!({
                "party": self.parts.party(valued.worths.parties[covert.party]),
                "steps": self.steps(covert.shams.iter().copied()),
                "kept": number(&covert.kept),
                "lost": number(&covert.lost),
                "factor": number(&covert.factor),
                "gain": number(&covert.gain),
            })
        });
        json!({ "timed": timed, "instead": instead, "covert": covert.collect::<Vec<_>>() })
    }

    fn failing(&self, valued: &Valued, failing: &Failing) -> Value {
        let party = |i: usize| self.parts.party(valued.worths.parties[i]);
        let exit = |exit: &Exit| {
            let (kind, steps) = self.leaving(&exit.kind);
            json!({
                "done": self.steps(exit.done.iter().copied()),
                "party": party(exit.party),
                "kind": kind,
                "steps": steps,
                "shortfall": exit.shortfall.as_ref().map(number),
            })
        };
        let asked = |asked: &Asked| match asked {
            Asked::Kept { party: i, step } => {
                json!({ "party": party(*i), "kind": "revoke", "steps": self.steps([*step]) })
            }
            Asked::Taken(_, demand) => {
                let (kind, steps) = self.leaving(&demand.kind);
                json!({ "party": party(demand.party), "kind": kind, "steps": steps })
            }
        };
        json!({
            "reactions": if failing.is_harshest { "arranged" } else { "believed" },
            "cut": failing.cut.as_ref().map(|cut| json!({
                "states": cut.states,
                "exits": cut.exits,
                "nearest": cut.nearest.iter().map(exit).collect::<Vec<_>>(),
            })),
            "conflict": failing.conflict.as_ref()
                .map(|conflict| conflict.iter().map(asked).collect::<Vec<_>>()),
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
            let plans: Map<String, Value> = repairs
                .plans
                .iter()
                .map(|(step, plan)| (self.step(*step), answer(plan.as_ref())))
                .collect();
            json!({
                "cost": number(&found.cost),
                "detection": detection,
                "plans": plans,
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
            "escrow": repairs.escrow.as_ref().map(|found| {
                let deal = &found.mended.deal;
                let order = found.mended.plan.order.iter();
                json!({
                    "exchanges": found.escrows,
                    "stages": order.map(|stage| self.steps(stage.steps(deal))).collect::<Value>(),
                })
            }),
            "revocability": revocability,
            "transfers": repairs.transfers.as_ref().map(|found| self.transfers(valued, found)),
            "parts": repairs.parts.iter().map(|found| self.sliced(found)).collect::<Vec<_>>(),
        })
    }

    fn transfers(&self, valued: &Valued, found: &Transfers) -> Value {
        let by_party = |paid: &Vec<Ratio>| -> Map<String, Value> {
            let ids = valued.worths.parties.iter().map(|&party| self.parts.party(party).to_owned());
            ids.zip(paid.iter().map(number)).collect()
        };
        json!({
            "total": number(&found.total),
            "stages": self.stages(valued, &found.order),
            "paid": found.paid.iter().map(by_party).collect::<Vec<_>>(),
        })
    }

    /// A step in parts: every part has the step's name.
    fn sliced(&self, found: &Slices) -> Value {
        let whole = self.way.steps.len();
        let name = |s: usize| self.step(if s < whole { s } else { found.step });
        let stages = found.mended.plan.order.iter().map(|stage| {
            let steps = stage.steps(&found.mended.deal);
            json!(steps.into_iter().map(name).collect::<Vec<_>>())
        });
        json!({
            "step": self.step(found.step),
            "parts": found.parts,
            "stages": stages.collect::<Vec<_>>(),
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

/// What is done before a state of an order.
fn done(judged: &Judged, at: usize) -> u32 {
    judged.stages.iter().take(at).fold(0, |done, stage| done | stage)
}

fn plan(plan: &Plan) -> Value {
    json!({
        "inspected": plan.inspected,
        "rounds": plan.rounds,
        "detection": number(&plan.detection),
        "cost": number(&plan.cost),
    })
}

fn answer(answer: Option<&Answer>) -> Value {
    match answer {
        Some(Answer::Enough(found)) => json!({ "enough": true, "plan": plan(found) }),
        Some(Answer::Short(found)) => json!({ "enough": false, "plan": plan(found) }),
        None => Value::Null,
    }
}

fn planned(planned: &Planned) -> Value {
    json!({
        "sure": answer(planned.sure.as_ref()),
        "middle": answer(planned.middle.as_ref()),
        "budget": planned.budget.as_ref().map(plan),
    })
}
