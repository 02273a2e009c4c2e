//! `deals`

use super::envelope::Envelope;
use super::parts::Parts;
use super::valued;
use crate::page::Page;
use detente_engine::deals::valued::{Certificate, Undefined, Valued};
use detente_engine::deals::{Agency, Deals, Shared};
use detente_scenario::OptionId;
use serde_json::{Value, json};

/// The answer to *could they sign?* as JSON.
#[must_use]
pub fn deals(
    page: &Page<'_>,
    listed: Option<&Deals>,
    values: &Result<Valued, Undefined>,
    proposal: Option<(&[OptionId], &Certificate)>,
) -> String {
    let mut envelope = Envelope::new(page);
    let mut whole = match listed {
        Some(listed) => value(page, listed, &mut envelope, "answer"),
        None => json!({}),
    };
    valued::fill(page, values, &mut envelope, "answer", &mut whole);
    if let (Ok(values), Some((package, certificate))) = (values, proposal) {
        whole["proposal"] = valued::proposal(page, values, package, certificate);
    }
    envelope.finish("deals", whole)
}

pub(super) fn value(
    page: &Page<'_>,
    answer: &Deals,
    envelope: &mut Envelope<'_>,
    path: &str,
) -> Value {
    let parts = Parts::new(page);
    let smallest = &answer.smallest;
    envelope.listed(
        &format!("{path}.deal.smallest.packages"),
        smallest.packages.len(),
        smallest.count,
    );
    for package in &answer.packages {
        let deciding = package.parties.iter().filter_map(|view| parts.deciding(view));
        deciding.for_each(|line| envelope.names(line));
    }
    json!({
        "possible": { "count": answer.possible },
        "zopa": { "count": answer.zopa },
        "deal": {
            "count": answer.deals,
            "sure_count": answer.sure_deals,
            "smallest": parts.smallest(smallest),
        },
        "efficient": { "count": answer.efficient, "deal_count": answer.efficient_deals },
        "shared": answer.shared.iter().map(|group| shared(&parts, group)).collect::<Vec<_>>(),
        "agency": answer.agency.as_ref().map(|of| agency(&parts, of)),
        "packages": answer.packages.iter().map(|p| parts.package_answer(p)).collect::<Vec<_>>(),
    })
}

/// Deals that one more group gains from.
pub(super) fn shared(parts: &Parts<'_>, shared: &Shared) -> Value {
    json!({
        "with": parts.parties(&shared.with),
        "deal": { "count": shared.deals, "sure_count": shared.sure_deals },
    })
}

fn agency(parts: &Parts<'_>, agency: &Agency) -> Value {
    let pairs: Vec<Value> = agency
        .pairs
        .iter()
        .map(|&(agent, principal)| {
            json!({ "agent": parts.party(agent), "principal": parts.party(principal) })
        })
        .collect();
    json!({
        "pairs": pairs,
        "both": { "count": agency.both },
        "agents_only": { "count": agency.agents_only },
        "principals_only": { "count": agency.principals_only },
    })
}
