//! `robust`: whether named packages can be carried out

use super::parts::Parts;
use super::robust::sensitivity;
use super::worths::number;
use crate::page::Page;
use crate::roadmaps::step_id;
use detente_engine::hold::members;
use detente_engine::robust::{Bearing, Beyond, Level, Number, Roadmaps};
use serde_json::{Value, json};

/// By what a roadmap is judged, in a word.
pub(crate) const fn level(level: Level) -> &'static str {
    match level {
        Level::Ranks => "ranks",
        Level::Worths => "worths",
    }
}

/// The verdicts with what turns them, and what was not tried.
pub(super) fn roadmaps(parts: &Parts<'_>, answer: &Roadmaps) -> Value {
    let verdicts: Vec<Value> = answer
        .verdicts
        .iter()
        .map(|verdict| {
            let (named, by) = verdict.subject;
            sensitivity(parts, json!({ "package": parts.named(named), "by": level(by) }), verdict)
        })
        .collect();
    let untried: Vec<Value> =
        answer.untried.iter().map(|&named| json!(parts.named(named))).collect();
    json!({ "verdicts": verdicts, "untried": untried })
}

/// How the numbers of the file bear on the best order of one package.
pub(super) fn bearing(page: &Page<'_>, parts: &Parts<'_>, bearing: &Bearing) -> Value {
    let step = |s: usize| step_id(page, &bearing.way.steps[s]);
    let stages: Vec<Vec<String>> =
        bearing.stages.iter().map(|&stage| members(stage).map(step).collect()).collect();
    let beyond = |beyond: &Beyond| {
        let (kind, of, party) = match beyond.number {
            Number::Once(s, party) => ("once", Some(s), Some(party)),
            Number::Lasting(s, party) => ("lasting", Some(s), Some(party)),
            Number::Detection(s) => ("detection", Some(s), None),
            Number::Reversal(s) => ("reversal", Some(s), None),
            Number::Discount(party) => ("discount", None, Some(party)),
        };
        json!({
            "number": kind,
            "step": of.map(step),
            "party": party.map(|party| parts.party(party)),
            "low": number(&beyond.said.low),
            "middle": number(&beyond.said.middle),
            "high": number(&beyond.said.high),
            "from": beyond.from.as_ref().map(number),
            "to": beyond.to.as_ref().map(number),
        })
    };
    json!({
        "package": parts.named(bearing.named),
        "stages": stages,
        "holds": bearing.holds,
        "ranged": bearing.ranged,
        "beyond": bearing.beyond.iter().map(beyond).collect::<Vec<_>>(),
    })
}
