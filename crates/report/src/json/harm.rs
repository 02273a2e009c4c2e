//! `harm`

use super::envelope::Envelope;
use super::parts::Parts;
use crate::page::Page;
use detente_engine::harm::{Harm, Hurt};
use detente_scenario::model::Line;
use serde_json::{Value, json};

/// The answer to *who is hurt?* as JSON.
#[must_use]
pub fn harm(page: &Page<'_>, answer: &Harm) -> String {
    let mut envelope = Envelope::new(page);
    let value = value(page, answer, &mut envelope, "answer");
    envelope.finish("harm", value)
}

pub(super) fn value(
    page: &Page<'_>,
    answer: &Harm,
    envelope: &mut Envelope<'_>,
    path: &str,
) -> Value {
    let parts = Parts::new(page);
    let smallest = &answer.smallest_harmless;
    envelope.listed(
        &format!("{path}.harmless.smallest.packages"),
        smallest.packages.len(),
        smallest.count,
    );
    let parties: Vec<Value> = answer.parties.iter().map(|of| hurt(&parts, of, envelope)).collect();
    json!({
        "deal": { "count": answer.deals },
        "parties": parties,
        "harmless": { "count": answer.harmless, "smallest": parts.smallest(smallest) },
    })
}

fn hurt(parts: &Parts<'_>, hurt: &Hurt, envelope: &mut Envelope<'_>) -> Value {
    let ranked = parts.names().is_ranked(hurt.party);
    let by: Vec<Value> = hurt
        .by
        .iter()
        .filter(|_| !ranked)
        .map(|&(line, count)| {
            let line = Line::Priority { party: hurt.party, line };
            envelope.names(line);
            json!({ "line": parts.line(line), "count": count })
        })
        .collect();
    json!({
        "party": parts.party(hurt.party),
        "signs": hurt.signs,
        "affected": hurt.affected,
        "worse": { "count": hurt.worse, "sure_count": hurt.surely_worse },
        "same": { "count": hurt.same },
        "better": { "count": hurt.better },
        "by": by,
        "packages": hurt.packages.iter().map(|&named| parts.named(named)).collect::<Vec<_>>(),
    })
}
