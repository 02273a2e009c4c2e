//! `evidence`

use super::envelope::{Envelope, as_of};
use super::parts::Parts;
use crate::beliefs::{event_id, type_id};
use crate::page::Page;
use crate::roadmaps::{WithWhom, step_id};
use detente_engine::belief::{
    Belief, Beliefs, Chance, Channel, Combined, Details, Found, Level, OfPackage, OrderOf, Point,
    Prospects, Reliability, Seen, Sort, Stop, Trouble, Unasked, Walked,
};
use detente_engine::hold::members;
use detente_engine::hold::worths::Band;
use detente_hold::Ratio;
use detente_hold::belief::turning::{Input, Turn};
use detente_hold::belief::updating::decibans;
use detente_hold::exact::float;
use detente_hold::roadmap::Slack;
use detente_scenario::PartyId;
use detente_scenario::model::Line;
use serde_json::{Map, Value, json};

/// What the events say, and with whom packages would hold, as JSON.
#[must_use]
pub fn evidence(page: &Page<'_>, beliefs: &Beliefs, packages: &[OfPackage]) -> String {
    let mut envelope = Envelope::new(page);
    envelope.assumes("independence", "assume-independence");
    envelope.assumes("judgements", "assume-judgements");
    let writer = Writer { page, parts: Parts::new(page), beliefs };
    for of in packages {
        if let Ok(found) = &of.answer {
            writer.lines(found).into_iter().for_each(|line| envelope.names(line));
        }
    }
    let value = json!({
        "on": as_of(beliefs.on),
        "parties": beliefs.parties.iter().map(|belief| writer.belief(belief)).collect::<Vec<_>>(),
        "packages": packages.iter().map(|of| writer.package(of)).collect::<Vec<_>>(),
    });
    envelope.finish("evidence", value)
}

/// With whom a package would hold, for `hold`; nothing where the file has no types.
pub(super) fn types(page: &Page<'_>, types: Option<&WithWhom>) -> Value {
    let Some((beliefs, answer)) = types else { return Value::Null };
    let writer = Writer { page, parts: Parts::new(page), beliefs };
    match answer {
        Ok(found) => writer.prospects(found),
        Err(why) => json!({ "refused": writer.unasked(why) }),
    }
}

/// A number exactly and nearly: `{ "exact": "3/8", "value": 0.375 }`.
fn number(number: &Ratio) -> Value {
    json!({ "exact": number.to_string(), "value": float(number) })
}

fn band(band: &Band) -> Value {
    json!({ "low": number(&band.low), "middle": number(&band.middle), "high": number(&band.high) })
}

struct Writer<'w, 'p> {
    page: &'w Page<'p>,
    parts: Parts<'p>,
    beliefs: &'w Beliefs,
}

impl Writer<'_, '_> {
    fn by_type(&self, belief: &Belief, values: impl Iterator<Item = Value>) -> Value {
        let ids = (0..belief.types.len()).map(|kind| type_id(self.page, belief, kind).to_owned());
        Value::Object(ids.zip(values).collect())
    }

    fn numbers(&self, belief: &Belief, numbers: &[Ratio]) -> Value {
        self.by_type(belief, numbers.iter().map(number))
    }

    fn kind(&self, belief: &Belief, kind: Option<usize>) -> Value {
        json!(kind.map(|kind| type_id(self.page, belief, kind)))
    }

    fn kinds(&self, belief: &Belief, kinds: &[usize]) -> Value {
        json!(kinds.iter().map(|&kind| type_id(self.page, belief, kind)).collect::<Vec<_>>())
    }

    fn belief(&self, belief: &Belief) -> Value {
        let details = belief.details.as_ref();
        let types: Vec<Value> =
            (0..belief.types.len()).map(|kind| self.kind_in_full(belief, kind)).collect();
        let trouble = match belief.trouble {
            None => Value::Null,
            Some(Trouble::NoPrior) => json!({ "kind": "no prior" }),
            Some(Trouble::Impossible(at)) => {
                let event = belief.events.get(at).map(|seen| event_id(self.page, seen.event));
                json!({ "kind": "impossible", "event": event })
            }
        };
        let events: Vec<Value> =
            (0..belief.events.len()).map(|at| self.event(belief, at)).collect();
        let later: Vec<&str> = belief.later.iter().map(|&at| event_id(self.page, at)).collect();
        let turns = details.map_or(&[][..], |details| &details.turns);
        json!({
            "party": self.parts.party(belief.party),
            "types": types,
            "leading": self.kind(belief, details.and_then(|details| details.leading)),
            "weighed": self.kind(belief, details.map(|details| details.weighed)),
            "trouble": trouble,
            "events": events,
            "later": later,
            "turns": turns.iter().map(|turn| self.turn(belief, turn)).collect::<Vec<_>>(),
            "cut": details.is_some_and(|details| details.is_cut),
        })
    }

    fn kind_in_full(&self, belief: &Belief, kind: usize) -> Value {
        let scenario = self.page.scenario();
        let variant = &scenario.types[belief.types[kind].index()].variant;
        let variant: Vec<String> = variant.iter().map(|&edit| self.parts.edit(edit)).collect();
        let posterior = belief.posterior().and_then(|posterior| posterior.get(kind));
        let bounds = belief.details.as_ref().and_then(|details| details.bounds[kind].as_ref());
        json!({
            "id": type_id(self.page, belief, kind),
            "variant": variant,
            "prior": band(&belief.stated[kind]),
            "before": belief.prior.get(kind).map(number),
            "now": posterior.map(number),
            "range": bounds.map(|bounds| json!({
                "low": number(&bounds.interval.low),
                "high": number(&bounds.interval.high),
                "exact": bounds.is_exact,
            })),
        })
    }

    fn event(&self, belief: &Belief, at: usize) -> Value {
        let seen: &Seen = &belief.events[at];
        let together: Vec<&str> = seen
            .together
            .iter()
            .map(|&other| event_id(self.page, belief.events[other].event))
            .collect();
        let after = belief.path.get(at + 1).map(|now| self.numbers(belief, now));
        let details: Option<&Details> = belief.details.as_ref();
        let factor = details.and_then(|details| details.factors.get(at)).and_then(Option::as_ref);
        let weight = factor.map(decibans).filter(|weight| weight.is_finite());
        let without = details.and_then(|details| details.without.get(at)).map(|away| {
            json!({
                "types": self.numbers(belief, &away.posterior),
                "leading": self.kind(belief, away.leading),
            })
        });
        json!({
            "id": event_id(self.page, seen.event),
            "date": seen.date.to_string(),
            "likelihood": self.by_type(belief, seen.likelihood.iter().map(band)),
            "channel": seen.channel.as_ref().map(|channel| self.channel(channel)),
            "together": together,
            "after": after,
            "factor": factor.map(number),
            "decibans": weight,
            "without": without,
        })
    }

    fn channel(&self, channel: &Channel) -> Value {
        let (because, source) = match channel.because {
            Reliability::Given => ("given", None),
            Reliability::Graded(source) => ("grade", Some(source)),
            Reliability::Direct => ("direct", None),
        };
        json!({
            "reliability": band(&channel.reliability),
            "because": because,
            "source": source.map(|source| self.page.scenario().source(source).id.as_str()),
            "noise": band(&channel.noise),
            "noise_given": channel.is_noise_given,
            "of": event_id(self.page, channel.of),
        })
    }

    fn turn(&self, belief: &Belief, turn: &Turn) -> Value {
        let (input, kind) = match turn.input {
            Input::Likelihood { kind, .. } => ("likelihood", Some(kind)),
            Input::Prior { kind } => ("prior", Some(kind)),
            Input::Reliability { .. } => ("reliability", None),
            Input::Base { .. } => ("noise", None),
        };
        let seen = Belief::event_of(turn.input).and_then(|at| belief.events.get(at));
        json!({
            "party": self.parts.party(belief.party),
            "input": input,
            "event": seen.map(|seen| event_id(self.page, seen.event)),
            "type": self.kind(belief, kind),
            "from": number(&turn.from),
            "to": number(&turn.to),
        })
    }

    fn unasked(&self, why: &Unasked) -> Value {
        match why {
            Unasked::Nothing => json!({ "kind": "nothing" }),
            Unasked::Impossible(rules) => {
                let rules: Vec<Line> = rules.iter().map(|&rule| Line::Rule(rule)).collect();
                json!({ "kind": "impossible", "breaks": self.parts.lines(&rules) })
            }
            Unasked::Steps(most) => json!({ "kind": "steps", "most": most }),
            Unasked::Types(most) => json!({ "kind": "types", "most": most }),
        }
    }

    fn package(&self, of: &OfPackage) -> Value {
        let mut value = json!({
            "id": of.named.map(|named| self.parts.named(named)),
            "package": self.parts.package(&of.package),
        });
        match &of.answer {
            Err(why) => value["refused"] = self.unasked(why),
            Ok(found) => {
                if let (Value::Object(all), Value::Object(more)) =
                    (&mut value, self.prospects(found))
                {
                    all.extend(more);
                }
            }
        }
        value
    }

    fn prospects(&self, found: &Prospects) -> Value {
        let parties = &self.beliefs.parties;
        let by_party = |values: Vec<Value>| -> Value {
            let ids = parties.iter().map(|belief| self.parts.party(belief.party).to_owned());
            Value::Object(ids.zip(values).collect())
        };
        let alone = parties
            .iter()
            .zip(&found.alone)
            .map(|(belief, of)| self.by_type(belief, of.iter().map(|of| self.found(found, of))));
        let combinations: Vec<Value> = found
            .combinations
            .iter()
            .map(|(kinds, of)| {
                let kinds = parties.iter().zip(kinds);
                let kinds = kinds.map(|(belief, &kind)| self.kind(belief, Some(kind))).collect();
                json!({ "types": by_party(kinds), "holds": of.holds })
            })
            .collect();
        let chances: Vec<Value> = found
            .chances
            .iter()
            .enumerate()
            .map(|(at, chance)| {
                let party = (found.combined == Combined::Apart).then(|| parties[at].party);
                self.chance(party, chance.as_ref())
            })
            .collect();
        let (order_of, types) = match &found.order_of {
            OrderOf::File => ("file", None),
            OrderOf::Types(kinds) => {
                let kinds = parties.iter().zip(kinds);
                ("types", Some(kinds.map(|(belief, &kind)| self.kind(belief, kind)).collect()))
            }
            OrderOf::Best => ("best", None),
            OrderOf::Steps => ("steps", None),
        };
        let walked = parties.iter().zip(&found.walked);
        json!({
            "level": if found.level == Level::Worths { "worths" } else { "ranks" },
            "file": self.found(found, &found.own),
            "types": by_party(alone.collect()),
            "combined": match found.combined {
                Combined::One => "one",
                Combined::Together => "together",
                Combined::Apart => "apart",
            },
            "combinations": combinations,
            "chances": chances,
            "order": self.stages(found, &found.order),
            "order_of": { "kind": order_of, "types": types.map(by_party) },
            "walked": by_party(walked.map(|(belief, w)| self.walked(found, belief, w)).collect()),
        })
    }

    fn chance(&self, party: Option<PartyId>, chance: Option<&Chance>) -> Value {
        let party = party.map(|party| self.parts.party(party));
        let Some(chance) = chance else { return json!({ "party": party, "holds": null }) };
        let turns: Vec<Value> = chance
            .turns
            .iter()
            .map(|(at, turn)| self.turn(&self.beliefs.parties[*at], turn))
            .collect();
        json!({
            "party": party,
            "holds": number(&chance.probability),
            "open": number(&chance.open),
            "low": number(&chance.interval.low),
            "high": number(&chance.interval.high),
            "exact": chance.is_exact,
            "half": turns,
        })
    }

    fn steps(&self, found: &Prospects, steps: impl IntoIterator<Item = usize>) -> Value {
        let id = |s: usize| step_id(self.page, &found.way.steps[s]);
        json!(steps.into_iter().map(id).collect::<Vec<_>>())
    }

    fn stages(&self, found: &Prospects, order: &[u32]) -> Value {
        order.iter().map(|&stage| self.steps(found, members(stage))).collect()
    }

    fn found(&self, found: &Prospects, of: &Found) -> Value {
        json!({
            "holds": of.holds,
            "stages": of.order.as_ref().map(|order| self.stages(found, order)),
            "point": of.point.as_ref().map(|point| self.point(found, point)),
        })
    }

    fn point(&self, found: &Prospects, point: &Point) -> Value {
        let slack = match &point.slack {
            Some(Slack::By(by)) => number(by),
            Some(Slack::Never) => json!("never"),
            Some(Slack::Free) | None => Value::Null,
        };
        let breaks: Vec<Line> = point.broken.iter().map(|&rule| Line::Rule(rule)).collect();
        json!({
            "done": self.steps(found, members(point.done)),
            "party": point.party.map(|party| self.parts.party(party)),
            "kind": match point.sort {
                Sort::Refuse => "refuse",
                Sort::Sham => "sham",
                Sort::Revoke => "revoke",
                Sort::Quit => "quit",
                Sort::Exposed => "exposed",
                Sort::Impossible => "impossible",
            },
            "steps": self.steps(found, point.steps.iter().copied()),
            "slack": slack,
            "line": self.line(point).map(|line| self.parts.line(line)),
            "breaks": self.parts.lines(&breaks),
        })
    }

    /// A line that decides; a ranking has none.
    fn line(&self, point: &Point) -> Option<Line> {
        let (party, line) = point.party.zip(point.line)?;
        let is_ranked = self.page.names().is_ranked(party);
        (!is_ranked).then_some(Line::Priority { party, line: line.line })
    }

    /// Every line that an answer about a package names.
    fn lines(&self, found: &Prospects) -> Vec<Line> {
        let alone = found.alone.iter().flatten().chain([&found.own]);
        let points = alone.filter_map(|of| of.point.as_ref());
        let went = found.walked.iter().flat_map(|walked| &walked.went);
        let stops = went.flat_map(|went| went.stop.iter().chain(&went.others));
        let points = points.chain(stops.map(|stop| &stop.point));
        points
            .flat_map(|point| {
                let rules = point.broken.iter().map(|&rule| Line::Rule(rule));
                rules.chain(self.line(point)).collect::<Vec<_>>()
            })
            .collect()
    }

    fn walked(&self, found: &Prospects, belief: &Belief, walked: &Walked) -> Value {
        let stop = |stop: &Option<Stop>| match stop {
            None => Value::Null,
            Some(stop) => {
                let mut value = Map::new();
                value.insert("after".to_owned(), json!(stop.at));
                if let Value::Object(point) = self.point(found, &stop.point) {
                    value.extend(point);
                }
                Value::Object(value)
            }
        };
        let went = walked.went.iter().map(|went| {
            json!({ "taken": went.taken, "stop": stop(&went.stop), "others": stop(&went.others) })
        });
        let partings: Option<Vec<Value>> = walked.partings.as_ref().map(|partings| {
            let each = partings.iter().enumerate().map(|(at, parting)| {
                let holds = walked.holds_after.get(at).and_then(Option::as_ref);
                json!({
                    "stage": parting.step,
                    "steps": self.steps(found, found.stage(parting.step)),
                    "stop": self.kinds(belief, &parting.stop),
                    "go_on": self.kinds(belief, &parting.go_on),
                    "after": self.numbers(belief, &parting.after),
                    "holds": holds.map(number),
                    "taken": walked.taken.get(at).copied().flatten().map(|event| event_id(self.page, event)),
                })
            });
            each.collect()
        });
        json!({ "types": self.by_type(belief, went), "partings": partings })
    }
}
