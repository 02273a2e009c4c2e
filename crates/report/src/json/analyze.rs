//! `analyze`

use super::envelope::Envelope;
use super::{ask, deals, empty, harm, roadmap, robust, stable};
use crate::page::Page;
use crate::roadmaps::subjects;
use detente_engine::analyze::Analysis;
use serde_json::json;

/// Every answer as JSON.
#[must_use]
pub fn analyze(page: &Page<'_>, answer: &Analysis) -> String {
    let mut envelope = Envelope::new(page);
    let mut stable = stable::value(page, &answer.stability, &mut envelope, "answer.stable");
    let dates = stable::dates(page, &answer.stability, &answer.rests, &mut envelope);
    stable["sure"] = json!({ "dates": dates });
    let value = json!({
        "deals": deals::value(page, &answer.deals, &mut envelope, "answer.deals"),
        "empty": empty::value(page, &answer.empty, &mut envelope, "answer.empty"),
        "harm": harm::value(page, &answer.harm, &mut envelope, "answer.harm"),
        "stable": stable,
        "order": { "packages": roadmap::packages(page, &subjects(page.scenario(), &answer.roadmaps), &mut envelope, "answer.order.packages") },
        "robust": robust::value(page, &answer.robust, &mut envelope),
        "claims": ask::value(page, &answer.claims, &mut envelope),
    });
    envelope.finish("analyze", value)
}
