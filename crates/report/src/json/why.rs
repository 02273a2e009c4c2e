//! `why`

use super::envelope::{Envelope, as_of};
use super::parts::{Parts, off_reason};
use super::{ask, empty, robust, stable};
use crate::page::Page;
use detente_engine::OffReason;
use detente_engine::stability::Where;
use detente_engine::why::{
    Why, WhyClaim, WhyComparison, WhyLine, WhyMoves, WhyPackage, WhyParty, WhySource,
};
use detente_scenario::model::{Line, Preference};
use detente_scenario::{ClaimId, NamedId};
use serde_json::{Map, Value, json};

/// The chain behind something that was printed, as JSON.
#[must_use]
pub fn why(page: &Page<'_>, answer: &Why) -> String {
    let mut envelope = Envelope::new(page);
    let parts = Parts::new(page);
    let value = match answer {
        Why::Claim(of) => claim(page, &parts, of, &mut envelope),
        Why::Package(of) => package(page, &parts, of, &mut envelope),
        Why::Comparison(of) => comparison(&parts, of, &mut envelope),
        Why::Line(of) => line(page, &parts, of, &mut envelope),
        Why::Party(of) => party(page, &parts, of, &mut envelope),
        Why::Source(of) => source(page, &parts, of, &mut envelope),
        Why::Moves(of) => moves(page, &parts, of, &mut envelope),
    };
    envelope.finish("why", value)
}

fn claim(
    page: &Page<'_>,
    parts: &Parts<'_>,
    answer: &WhyClaim,
    envelope: &mut Envelope<'_>,
) -> Value {
    let id = answer.answer.claim;
    let claim = page.scenario().claim(id);
    let mut value = json!({ "topic": "claim" });
    ask::fill(&mut value, &ask::claim(page, parts, &answer.answer, envelope));
    if let Some((package, views)) = &answer.example {
        value["example"] = parts.package(package);
        let views: Map<String, Value> = views
            .iter()
            .map(|view| {
                parts.deciding(view).into_iter().for_each(|line| envelope.names(line));
                (parts.party(view.party).to_owned(), parts.comparison(view))
            })
            .collect();
        value["example_views"] = Value::Object(views);
    }
    value["narrations"] = stable::told(page, &answer.moves, envelope);
    value["sensitivity"] = match &answer.sensitivity {
        None => Value::Null,
        Some(verdict) => {
            verdict.pillars().into_iter().for_each(|line| envelope.names(line));
            robust::sensitivity(parts, json!({}), verdict)
        }
    };
    value["note"] = json!(claim.note);
    value["sources"] = claim.sources.iter().map(|&source| parts.source(source)).collect();
    value
}

fn moves(
    page: &Page<'_>,
    parts: &Parts<'_>,
    answer: &WhyMoves,
    envelope: &mut Envelope<'_>,
) -> Value {
    let rules: Vec<Line> = answer.broken.iter().map(|&rule| Line::Rule(rule)).collect();
    rules.iter().for_each(|&rule| envelope.names(rule));
    let named = match answer.what {
        Where::StatusQuo => Value::Null,
        Where::Named(named) => json!(parts.named(named)),
    };
    let narrations = stable::told(page, &answer.narrations, envelope);
    let inverse = answer.inverse.as_ref().map(|needed| stable::overtaking(page, needed, envelope));
    json!({
        "topic": "stability",
        "package": named,
        "concept": answer.concept.name(),
        "possible": rules.is_empty(),
        "breaks": parts.lines(&rules),
        "narrations": narrations,
        "inverse": inverse,
    })
}

fn package(
    page: &Page<'_>,
    parts: &Parts<'_>,
    answer: &WhyPackage,
    envelope: &mut Envelope<'_>,
) -> Value {
    let named = page.scenario().named(answer.answer.named);
    for view in &answer.answer.parties {
        parts.deciding(view).into_iter().for_each(|line| envelope.names(line));
    }
    answer.answer.breaks.iter().for_each(|&rule| envelope.names(Line::Rule(rule)));
    let mut value = json!({ "topic": "package" });
    ask::fill(&mut value, &parts.package_answer(&answer.answer));
    ask::fill(&mut value, &empty::package_facts(page, parts, &answer.facts));
    value["note"] = json!(named.note);
    value["sources"] = named.sources.iter().map(|&source| parts.source(source)).collect();
    value
}

fn comparison(parts: &Parts<'_>, answer: &WhyComparison, envelope: &mut Envelope<'_>) -> Value {
    let party = answer.comparison.party;
    let ranked = parts.names().is_ranked(party);
    let differences: Vec<Value> = answer
        .differences
        .iter()
        .filter(|_| !ranked)
        .map(|difference| {
            let line = Line::Priority { party, line: difference.line };
            envelope.names(line);
            json!({
                "line": parts.line(line),
                "version": difference.version + 1,
                "gained": difference.gained,
                "sum": difference.sum,
                "stops": difference.stops,
            })
        })
        .collect();
    let dates: Vec<Value> = answer
        .on_dates
        .iter()
        .map(|(date, view)| {
            let mut value = json!({ "as_of": as_of(*date) });
            ask::fill(&mut value, &parts.comparison(view));
            value
        })
        .collect();
    let mut value = json!({
        "topic": "comparison",
        "package": parts.named(answer.named),
        "party": parts.party(party),
    });
    ask::fill(&mut value, &parts.comparison(&answer.comparison));
    value["differences"] = Value::Array(differences);
    value["dates"] = Value::Array(dates);
    value
}

fn line(
    page: &Page<'_>,
    parts: &Parts<'_>,
    answer: &WhyLine,
    envelope: &mut Envelope<'_>,
) -> Value {
    envelope.names(answer.line);
    let versions = match answer.line {
        Line::Rule(_) => 1,
        Line::Priority { party, line } => {
            let versions = page.scenario().party(party).preference.versions();
            versions.get(line).copied().unwrap_or(0)
        }
    };
    let versions: Vec<Value> =
        (0..versions).map(|version| parts.line_in_full(answer.line, Some(version))).collect();
    let (decides_for, decides_against) = answer.decides.unzip();
    json!({
        "topic": "line",
        "line": parts.line(answer.line),
        "in_force": answer.off.is_none(),
        "off": off(answer.off),
        "version_in_force": answer.version.map(|version| version + 1),
        "versions": versions,
        "decides_for": decides_for.map(|count| json!({ "count": count })),
        "decides_against": decides_against.map(|count| json!({ "count": count })),
        "broken_by": packages(parts, &answer.broken_by),
        "turns": claims(page, &answer.turns),
    })
}

fn party(
    page: &Page<'_>,
    parts: &Parts<'_>,
    answer: &WhyParty,
    envelope: &mut Envelope<'_>,
) -> Value {
    let scenario = page.scenario();
    let id = answer.party;
    let party = scenario.party(id);
    let lines: Vec<Value> = answer
        .lines
        .iter()
        .map(|&(line, reason)| {
            envelope.names(line);
            json!({ "line": parts.line(line), "in_force": reason.is_none(), "off": off(reason) })
        })
        .collect();
    let views: Map<String, Value> = answer
        .packages
        .iter()
        .map(|(named, view)| (parts.named(*named).to_owned(), parts.comparison(view)))
        .collect();
    let controls: Vec<&str> = scenario
        .terms
        .iter()
        .filter(|term| term.by.contains(&id))
        .map(|term| term.id.as_str())
        .collect();
    json!({
        "topic": "party",
        "party": party.id,
        "name": party.name,
        "signs": page.table.case().signers.contains(&id),
        "negotiates_for": party.negotiates_for.map(|principal| parts.party(principal)),
        "affected": scenario.is_affected(id),
        "controls": controls,
        "no_deal": party.no_deal.map(|named| parts.named(named)),
        "no_deal_worth": party.no_deal_worth.map(|worth| worth.to_string()),
        "stated_as": match &party.preference {
            Preference::Indifferent => "nothing",
            Preference::Priorities(_) => "priorities",
            Preference::Ranking(_) => "ranking",
            Preference::Values(_) => "values",
        },
        "lines": lines,
        "packages": views,
        "note": party.note,
    })
}

fn source(
    page: &Page<'_>,
    parts: &Parts<'_>,
    answer: &WhySource,
    envelope: &mut Envelope<'_>,
) -> Value {
    let lines: Vec<Value> = answer
        .lines
        .iter()
        .map(|&(line, reason)| {
            envelope.names(line);
            json!({ "line": parts.line(line), "in_force": reason.is_none(), "off": off(reason) })
        })
        .collect();
    let conflicts: Vec<Value> =
        answer.conflicts.iter().map(|&source| parts.source(source)).collect();
    let mut value = json!({ "topic": "source" });
    ask::fill(&mut value, &parts.source(answer.source));
    value["lines"] = Value::Array(lines);
    value["packages"] = packages(parts, &answer.packages);
    value["claims"] = claims(page, &answer.claims);
    let steps = answer.steps.iter().filter_map(|&step| page.scenario().steps.get(step));
    value["steps"] = steps.map(|step| json!(step.id)).collect();
    value["conflicts"] = Value::Array(conflicts);
    value["note"] = json!(page.scenario().source(answer.source).note);
    value
}

fn off(reason: Option<OffReason>) -> Value {
    match reason.map(off_reason) {
        None => Value::Null,
        Some((reason, date)) => json!({ "reason": reason, "date": date }),
    }
}

fn packages(parts: &Parts<'_>, packages: &[NamedId]) -> Value {
    json!(packages.iter().map(|&named| parts.named(named)).collect::<Vec<_>>())
}

fn claims(page: &Page<'_>, claims: &[ClaimId]) -> Value {
    json!(claims.iter().map(|&claim| &page.scenario().claim(claim).id).collect::<Vec<_>>())
}
