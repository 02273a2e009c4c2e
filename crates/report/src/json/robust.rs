//! `robust`

use super::ask::outcome;
use super::deals::shared;
use super::envelope::{Envelope, as_of};
use super::parts::{Parts, ordering};
use super::robust_roadmaps;
use super::stable::equilibria;
use crate::page::Page;
use detente_engine::robust::{
    Bearing, CountRange, Dated, Headline, Moves, Robust, Sensitivity, Value as Verdict,
};
use detente_scenario::model::Edit;
use serde_json::{Value, json};

/// The answer to *how sure?* as JSON, with the dates that the file compares.
#[must_use]
pub fn robust(
    page: &Page<'_>,
    answer: &Robust,
    moves: &Moves,
    bearings: &[Bearing],
    dates: &[Dated],
) -> String {
    let mut envelope = Envelope::new(page);
    let parts = Parts::new(page);
    let mut value = value(page, answer, &mut envelope);
    value["equilibria"] = equilibria(page, moves);
    value["roadmaps"]["numbers"] =
        bearings.iter().map(|bearing| robust_roadmaps::bearing(page, &parts, bearing)).collect();
    value["dates"] = dates.iter().map(|of| dated(page, &parts, of)).collect();
    envelope.finish("robust", value)
}

pub(super) fn value(page: &Page<'_>, answer: &Robust, envelope: &mut Envelope<'_>) -> Value {
    let parts = Parts::new(page);
    let claims: Vec<Value> = answer
        .claims
        .iter()
        .map(|verdict| {
            verdict.pillars().into_iter().for_each(|line| envelope.names(line));
            let id = &page.scenario().claim(verdict.subject).id;
            sensitivity(&parts, json!({ "claim": id }), verdict)
        })
        .collect();
    let packages: Vec<Value> = answer
        .packages
        .iter()
        .map(|verdict| {
            let (named, party) = verdict.subject;
            let subject = json!({ "package": parts.named(named), "party": parts.party(party) });
            sensitivity(&parts, subject, verdict)
        })
        .collect();
    json!({
        "variants": {
            "count": answer.variants.len(),
            "list": answer.variants.iter().map(|&edit| parts.edit(edit)).collect::<Vec<_>>(),
        },
        "claims": claims,
        "packages": packages,
        "roadmaps": robust_roadmaps::roadmaps(&parts, &answer.roadmaps),
        "counts": answer.counts.iter().map(|range| count(&parts, range)).collect::<Vec<_>>(),
        "untried": answer
            .untried
            .iter()
            .map(|&claim| &page.scenario().claim(claim).id)
            .collect::<Vec<_>>(),
    })
}

/// A verdict, and every variant that turns it.
pub(super) fn sensitivity<S>(
    parts: &Parts<'_>,
    mut value: Value,
    verdict: &Sensitivity<S, Verdict>,
) -> Value {
    let flips: Vec<Value> = verdict
        .flips
        .iter()
        .map(|&(edit, turned)| json!({ "variant": parts.edit(edit), "verdict": word(turned) }))
        .collect();
    value["verdict"] = json!(word(verdict.value));
    value["tried"] = json!(verdict.tried);
    value["single_point"] = json!(verdict.single_point());
    value["flips"] = Value::Array(flips);
    value
}

/// A verdict in a word.
pub(super) const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Truth(true) => "yes",
        Verdict::Truth(false) => "no",
        Verdict::NoSuchPackage => "no such package",
        Verdict::Standing(standing) => ordering(standing),
    }
}

fn count(parts: &Parts<'_>, range: &CountRange) -> Value {
    let bound = |(count, edit): (u64, Option<Edit>)| json!({ "count": count, "variant": edit.map(|edit| parts.edit(edit)) });
    let flips: Vec<Value> =
        range.flips.iter().map(|&(edit, count)| bound((count, Some(edit)))).collect();
    json!({
        "headline": headline(range.headline),
        "count": range.count,
        "least": bound(range.least),
        "most": bound(range.most),
        "flips": flips,
    })
}

/// What a headline counts, in the words of the other answers.
pub(super) const fn headline(headline: Headline) -> &'static str {
    match headline {
        Headline::Deals => "deal",
        Headline::GenuineDeals => "genuine",
        Headline::HarmlessDeals => "harmless",
        Headline::EveryoneGains => "everyone",
    }
}

fn dated(page: &Page<'_>, parts: &Parts<'_>, dated: &Dated) -> Value {
    let deals = &dated.deals;
    let groups: Vec<Value> = deals.shared.iter().map(|group| shared(parts, group)).collect();
    let claims: Vec<Value> = dated
        .claims
        .iter()
        .map(|answer| {
            json!({
                "claim": page.scenario().claim(answer.claim).id,
                "outcome": outcome(&answer.asked.outcome),
                "count": answer.asked.has,
                "of": answer.asked.with,
            })
        })
        .collect();
    json!({
        "as_of": as_of(dated.as_of),
        "off": dated.off.iter().map(|off| parts.off(off)).collect::<Vec<_>>(),
        "deal": { "count": deals.deals, "sure_count": deals.sure_deals },
        "genuine": { "count": dated.genuine.0, "sure_count": dated.sure_genuine.0 },
        "illusion": { "count": dated.genuine.1, "sure_count": dated.sure_genuine.1 },
        "shared": groups,
        "claims": claims,
    })
}
