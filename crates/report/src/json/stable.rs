//! `stable`

use super::envelope::{Envelope, as_of};
use super::parts::{Parts, ordering};
use super::robust::sensitivity;
use crate::page::Page;
use detente_engine::robust::{Moves, Sensitivity, Value as Verdict};
use detente_engine::stability::{
    CoalitionView, Equilibria, Move, Narration, Overtaking, PartyView, Position, Reached, Rest,
    Stability, Stands, Way, Where,
};
use detente_engine::why::STATUS_QUO;
use detente_scenario::{AsOf, Concept, OptionId};
use serde_json::{Map, Value, json};

/// The answer to *would anyone move?* as JSON, how sure the path of the status quo is, and why some
/// packages stand or fall.
#[must_use]
pub fn stable(page: &Page<'_>, answer: &Stability, moves: &Moves, told: &[Narration]) -> String {
    let mut envelope = Envelope::new(page);
    assume(&mut envelope);
    let mut value = value(page, answer, &mut envelope, "answer");
    value["sure"] = sure(page, answer, moves, &mut envelope);
    value["narrations"] = self::told(page, told, &mut envelope);
    envelope.finish("stable", value)
}

/// How packages stand, why they are stable for parties, or are not, and what it would take: as JSON.
#[must_use]
pub fn narrations(
    page: &Page<'_>,
    positions: &[Position],
    told: &[Narration],
    needed: &[Overtaking],
) -> String {
    let mut envelope = Envelope::new(page);
    assume(&mut envelope);
    let mut writer = Writer::new(page, &mut envelope);
    let positions: Value = positions.iter().map(|position| writer.position(position)).collect();
    let narrations = self::told(page, told, &mut envelope);
    let mut writer = Writer::new(page, &mut envelope);
    let inverse: Value = needed
        .iter()
        .map(|needed| {
            let package = writer.package(needed.row);
            json!({ "package": package, "needs": writer.overtaking(needed) })
        })
        .collect();
    let answer = json!({ "positions": positions, "narrations": narrations, "inverse": inverse });
    envelope.finish("stable", answer)
}

/// Why packages are stable for parties, or are not.
pub(super) fn told(page: &Page<'_>, told: &[Narration], envelope: &mut Envelope<'_>) -> Value {
    let mut writer = Writer::new(page, envelope);
    told.iter().map(|narration| writer.narration(narration)).collect()
}

/// Where the status quo comes to rest on other dates and after changes of one line, and what turns
/// whether it stands.
fn sure(page: &Page<'_>, answer: &Stability, moves: &Moves, envelope: &mut Envelope<'_>) -> Value {
    let dates = dates(page, answer, &moves.on_dates, envelope);
    let mut writer = Writer::new(page, envelope);
    let turns: Value = moves
        .turns
        .iter()
        .map(|(edit, rest)| {
            let rest = rest.as_ref().map(|rest| writer.rest(rest));
            json!({ "variant": writer.parts.edit(*edit), "rest": rest })
        })
        .collect();
    json!({
        "dates": dates,
        "tried": moves.tried,
        "turns": turns,
        "equilibria": equilibria(page, moves),
    })
}

/// Where the status quo comes to rest on each of the dates compared.
pub(super) fn dates(
    page: &Page<'_>,
    answer: &Stability,
    dates: &[(AsOf, Option<Rest>)],
    envelope: &mut Envelope<'_>,
) -> Value {
    let mut writer = Writer::new(page, envelope);
    let date = |(date, then): &(AsOf, Option<Rest>)| {
        let same = match (&answer.rest, then) {
            (Some(rest), Some(then)) => rest.ends_alike(then, page.scenario()),
            (rest, then) => rest.is_none() && then.is_none(),
        };
        let rest = then.as_ref().map(|then| writer.rest(then));
        json!({ "as_of": as_of(*date), "same_end": same, "rest": rest })
    };
    dates.iter().map(date).collect()
}

/// Whether packages stand, with what turns that.
pub(super) fn equilibria(page: &Page<'_>, moves: &Moves) -> Value {
    let parts = Parts::new(page);
    let verdict = |verdict: &Sensitivity<(Where, Concept), Verdict>| {
        let (what, concept) = verdict.subject;
        let package = match what {
            Where::StatusQuo => STATUS_QUO,
            Where::Named(named) => parts.named(named),
        };
        let subject = json!({ "package": package, "concept": concept.name() });
        sensitivity(&parts, subject, verdict)
    };
    moves.equilibria.iter().map(verdict).collect()
}

/// What it would take for a package to stand.
pub(super) fn overtaking(
    page: &Page<'_>,
    needed: &Overtaking,
    envelope: &mut Envelope<'_>,
) -> Value {
    Writer::new(page, envelope).overtaking(needed)
}

fn assume(envelope: &mut Envelope<'_>) {
    envelope.assumes("moves", "assume-moves");
    envelope.assumes("resting_path", "assume-resting-path");
    envelope.assumes("deterrence", "assume-deterrence");
}

pub(super) fn value(
    page: &Page<'_>,
    answer: &Stability,
    envelope: &mut Envelope<'_>,
    path: &str,
) -> Value {
    for of in &answer.equilibria {
        let list = format!("{path}.equilibria.{}.packages", of.concept.name());
        envelope.listed(&list, of.listed.len(), of.count);
    }
    let mut writer = Writer::new(page, envelope);
    let equilibria: Map<String, Value> = answer
        .equilibria
        .iter()
        .map(|of| (of.concept.name().to_owned(), writer.equilibria(of)))
        .collect();
    let mut positions: Vec<Value> =
        answer.positions.iter().map(|position| writer.position(position)).collect();
    let now = answer.positions.iter().position(|position| position.what == Where::StatusQuo);
    let status_quo = now.map(|at| positions.remove(at));
    let mut rest = answer.rest.as_ref().map(|rest| writer.rest(rest));
    if let (Some(rest), Some(stands)) = (&mut rest, &answer.rest_stands) {
        rest["equilibrium"] = concepts(stands);
    }
    let orders = answer.orders.as_ref().map(|orders| {
        let ends: Value = orders
            .ends
            .iter()
            .map(|(_, count, rest)| {
                let mut end = json!({ "count": count });
                if let (Value::Object(end), Value::Object(rest)) = (&mut end, writer.rest(rest)) {
                    end.extend(rest);
                }
                end
            })
            .collect();
        json!({ "tried": { "count": orders.tried }, "all": orders.all, "ends": ends })
    });
    json!({
        "players": writer.parts.parties(&answer.players),
        "decision_makers": writer.parts.parties(&answer.decision_makers),
        "possible": { "count": answer.possible },
        "equilibria": equilibria,
        "status_quo": status_quo,
        "packages": positions,
        "rest": rest,
        "orders": orders,
    })
}

/// `{ "R": true, … }`
fn concepts(stands: &Stands) -> Value {
    let entry = |(concept, stands): &(Concept, bool)| (concept.name().to_owned(), json!(stands));
    Value::Object(stands.iter().map(entry).collect())
}

/// Writes pieces of the answer and notes the lines that they name.
struct Writer<'w, 'p> {
    page: &'w Page<'w>,
    parts: Parts<'w>,
    envelope: &'w mut Envelope<'p>,
}

impl<'w, 'p> Writer<'w, 'p> {
    fn new(page: &'w Page<'w>, envelope: &'w mut Envelope<'p>) -> Self {
        Self { page, parts: Parts::new(page), envelope }
    }

    /// The package in `row` with its names.
    fn package(&self, row: usize) -> Value {
        self.package_of(&self.page.table.rows().package(row))
    }

    /// The same of a package that may be impossible here.
    fn package_of(&self, package: &[OptionId]) -> Value {
        let mut value = self.parts.package(package);
        let named = self.page.named_alike(package).into_iter();
        let named: Vec<&str> = named.map(|named| self.parts.named(named)).collect();
        value["named"] = json!(named);
        value
    }

    fn step(&mut self, step: &Move) -> Value {
        let scenario = self.page.scenario();
        let changes: Map<String, Value> = step
            .changes
            .iter()
            .map(|&(term, from, to)| {
                let term = scenario.term(term);
                let option = |at: OptionId| &term.options[at.index()].id;
                (term.id.clone(), json!({ "from": option(from), "to": option(to) }))
            })
            .collect();
        let mut gains = Map::new();
        for &(party, outcome, line) in &step.gains {
            if let Some(line) = line {
                self.envelope.names(line);
            }
            let line = line.map(|line| self.parts.line(line));
            gains.insert(
                self.parts.party(party).to_owned(),
                json!({ "outcome": ordering(outcome), "line": line }),
            );
        }
        json!({ "by": self.parts.parties(&step.by), "changes": changes, "gains": gains })
    }

    fn steps(&mut self, steps: &[Move]) -> Value {
        steps.iter().map(|step| self.step(step)).collect()
    }

    fn way(&mut self, way: Option<&Way>) -> Value {
        way.map_or(Value::Null, |way| self.steps(&way.moves))
    }

    fn equilibria(&mut self, of: &Equilibria) -> Value {
        let stable: Map<String, Value> = of
            .stable
            .iter()
            .map(|&(party, count)| (self.parts.party(party).to_owned(), json!({ "count": count })))
            .collect();
        let packages: Value = of
            .listed
            .iter()
            .enumerate()
            .map(|(at, &row)| {
                let mut package = self.package(row);
                if let Some((moves, improvements)) = of.ways.get(at) {
                    package["way"] = self.way(moves.as_ref());
                    package["way_by_improvements"] = self.way(improvements.as_ref());
                }
                package
            })
            .collect();
        json!({
            "count": of.count,
            "deal": { "count": of.deals },
            "genuine": { "count": of.genuine },
            "stable": stable,
            "reached": of.reached.as_ref().map(reached),
            "packages": packages,
        })
    }

    fn position(&mut self, position: &Position) -> Value {
        let mut value = match position.what {
            Where::StatusQuo => json!({ "id": STATUS_QUO, "name": null }),
            Where::Named(named) => {
                let named = self.page.scenario().named(named);
                json!({ "id": named.id, "name": named.name })
            }
        };
        value["package"] = self.parts.package(&position.package);
        value["possible"] = json!(position.row.is_some());
        if position.row.is_none() {
            return value;
        }
        value["equilibrium"] = concepts(&position.equilibrium);
        let parties: Map<String, Value> = position
            .parties
            .iter()
            .map(|view| (self.parts.party(view.party).to_owned(), self.party(view)))
            .collect();
        value["parties"] = Value::Object(parties);
        // An outlook looks at neither.
        if let Some(needed) = &position.inverse {
            value["coalitions"] =
                position.coalitions.iter().map(|view| self.coalition(view)).collect();
            value["inverse"] = self.overtaking(needed);
        }
        value
    }

    fn party(&mut self, view: &PartyView) -> Value {
        let best = view.best.as_ref().map(|best| self.step(best));
        json!({
            "improvements": { "count": view.improvements },
            "best": best,
            "stable": concepts(&view.stable),
        })
    }

    fn coalition(&mut self, view: &CoalitionView) -> Value {
        let nearest = view.nearest.as_ref().map(|(row, way)| {
            let package = self.package(*row);
            json!({ "package": package, "way": self.steps(&way.moves) })
        });
        let stands = &view.stands;
        json!({
            "members": self.parts.parties(&view.members),
            "improvements": { "count": view.improvements },
            "nearest": nearest,
            "stable": {
                "CR": stands.cr,
                "CSEQ": stands.cseq,
                "CSMR": stands.csmr,
                "CGMR": stands.cgmr,
            },
        })
    }

    fn overtaking(&mut self, needed: &Overtaking) -> Value {
        let raises: Value = needed
            .raises
            .iter()
            .map(|raise| {
                if let Some(line) = raise.line {
                    self.envelope.names(line);
                }
                json!({
                    "party": self.parts.party(raise.party),
                    "ranks": raise.ranks,
                    "overtakes": { "count": raise.overtakes },
                    "level_with": self.package(raise.level_with),
                    "line": raise.line.map(|line| self.parts.line(line)),
                })
            })
            .collect();
        json!({ "concept": needed.concept.name(), "raises": raises, "rounds": needed.rounds })
    }

    fn rest(&mut self, rest: &Rest) -> Value {
        json!({
            "order": self.parts.parties(&rest.order),
            "moves": self.steps(&rest.moves),
            "end": self.package_of(&rest.package(self.page.scenario())),
            "circle_from": rest.circle.map(|from| from + 1),
            "cut": rest.cut,
        })
    }

    fn narration(&mut self, told: &Narration) -> Value {
        let temptation = told.temptation.as_ref().map(|step| self.step(step));
        let sanction = told.sanction.as_ref().map(|sanction| {
            let counter = sanction.counter.as_ref().map(|step| self.step(step));
            json!({
                "moves": self.steps(&sanction.moves),
                "counter": counter,
                "outcome": ordering(sanction.outcome),
            })
        });
        json!({
            "package": self.package(told.row),
            "party": self.parts.party(told.party),
            "concept": told.concept.name(),
            "stable": told.stable,
            "improvements": { "count": told.improvements },
            "unsanctioned": { "count": told.unsanctioned },
            "temptation": temptation,
            "sanction": sanction,
            "margin": told.margin,
        })
    }
}

fn reached(reached: &Reached) -> Value {
    json!({
        "by_moves": reached.by_moves,
        "by_improvements": reached.by_improvements,
    })
}
