//! `analyze`

use super::envelope::Envelope;
use super::{ask, deals, empty, harm, roadmap, robust, stable, worths};
use crate::page::Page;
use crate::roadmaps::subjects;
use detente_engine::analyze::Analysis;
use detente_engine::hold::OfNamed;
use serde_json::json;

/// Every answer as JSON.
#[must_use]
pub fn analyze(page: &Page<'_>, answer: &Analysis) -> String {
    let mut envelope = Envelope::new(page);
    let mut stable = stable::value(page, &answer.stability, &mut envelope, "answer.stable");
    let dates = stable::dates(page, &answer.stability, &answer.rests, &mut envelope);
    stable["sure"] = json!({ "dates": dates });
    let packages = roadmap::packages(
        page,
        &subjects(page.scenario(), &answer.roadmaps),
        &mut envelope,
        "answer.order.packages",
    );
    // Of the package that matters most what the screen says of amounts.
    let carried = answer.carried.as_ref().and_then(|carried| {
        let is_it = |of: &&OfNamed| of.0 == carried.named;
        let found = answer.roadmaps.iter().find(is_it)?.1.as_ref().ok()?;
        let package = &page.scenario().named(carried.named).id;
        let worths = worths::value(page, &found.way, &carried.valued);
        Some(json!({ "package": package, "worths": worths }))
    });
    let value = json!({
        "deals": deals::value(page, &answer.deals, &mut envelope, "answer.deals"),
        "empty": empty::value(page, &answer.empty, &mut envelope, "answer.empty"),
        "harm": harm::value(page, &answer.harm, &mut envelope, "answer.harm"),
        "stable": stable,
        "order": { "packages": packages, "carried": carried },
        "robust": robust::value(page, &answer.robust, &mut envelope),
        "claims": ask::value(page, &answer.claims, &mut envelope),
    });
    envelope.finish("analyze", value)
}
