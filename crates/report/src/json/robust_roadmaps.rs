//! `robust`: whether named packages can be carried out

use super::parts::Parts;
use super::robust::sensitivity;
use super::worths;
use crate::page::Page;
use crate::roadmaps::step_id;
use detente_engine::hold::members;
use detente_engine::robust::{Bearing, Level, Roadmaps};
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
    let judged = bearing.valued.judged.as_ref();
    let stages = judged.map(|judged| {
        let stages = judged.stages.iter().map(|&stage| members(stage).map(step).collect());
        stages.collect::<Vec<Vec<String>>>()
    });
    json!({
        "package": parts.named(bearing.named),
        "stages": stages,
        "holds": judged.map(|judged| judged.walk.holds()),
        "ranges": worths::ranges(page, &bearing.way, &bearing.valued),
    })
}
