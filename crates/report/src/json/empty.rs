//! `empty`

use super::envelope::Envelope;
use super::parts::Parts;
use crate::page::Page;
use crate::text::has_capability;
use detente_engine::empty::{Change, Empty, PackageFacts, SeenFact, SideFacts};
use detente_scenario::model::{Kind, Undo};
use serde_json::{Map, Value, json};

/// The answer to *genuine or illusion?* as JSON.
#[must_use]
pub fn empty(page: &Page<'_>, answer: &Empty) -> String {
    let mut envelope = Envelope::new(page);
    let value = value(page, answer, &mut envelope, "answer");
    envelope.finish("empty", value)
}

pub(super) fn value(
    page: &Page<'_>,
    answer: &Empty,
    envelope: &mut Envelope<'_>,
    path: &str,
) -> Value {
    let parts = Parts::new(page);
    for (list, smallest) in [("deal", &answer.smallest), ("genuine", &answer.smallest_genuine)] {
        let list = format!("{path}.{list}.smallest.packages");
        envelope.listed(&list, smallest.packages.len(), smallest.count);
    }
    let empty_for: Map<String, Value> = answer
        .empty_for
        .iter()
        .map(|&(party, count)| (parts.party(party).to_owned(), json!({ "count": count })))
        .collect();
    let packages: Vec<Value> = answer
        .packages
        .iter()
        .map(|(named, facts)| {
            let mut value = json!({ "id": parts.named(*named) });
            if let (Some(value), Value::Object(facts)) =
                (value.as_object_mut(), package_facts(page, &parts, facts))
            {
                value.extend(facts);
            }
            value
        })
        .collect();
    json!({
        "deal": {
            "count": answer.deals,
            "sure_count": answer.sure.0,
            "smallest": parts.smallest(&answer.smallest),
        },
        "illusion": { "count": answer.illusions, "sure_count": answer.sure.1 },
        "genuine": {
            "count": answer.deals.saturating_sub(answer.illusions),
            "sure_count": answer.sure.0.saturating_sub(answer.sure.1),
            "smallest": parts.smallest(&answer.smallest_genuine),
        },
        "empty_for": empty_for,
        "packages": packages,
    })
}

/// The three facts for each side of a package.
pub(super) fn package_facts(page: &Page<'_>, parts: &Parts<'_>, facts: &PackageFacts) -> Value {
    let sides: Vec<Value> = facts.sides.iter().map(|of| side(page, parts, of)).collect();
    json!({ "genuine": has_capability(page).then_some(facts.genuine), "sides": sides })
}

fn side(page: &Page<'_>, parts: &Parts<'_>, side: &SideFacts) -> Value {
    let changes = |changes: &[Change]| -> Vec<Value> {
        changes.iter().map(|of| change(page, parts, of)).collect()
    };
    let hard_value: Map<String, Value> = side
        .hard_value
        .iter()
        .map(|&(party, verdict)| (parts.party(party).to_owned(), parts.verdict(verdict)))
        .collect();
    json!({
        "party": parts.party(side.party),
        "empty": has_capability(page).then_some(side.empty),
        "gives": changes(&side.gives),
        "gets": changes(&side.gets),
        "hard_value": hard_value,
    })
}

/// Who sees a breach, in a word.
pub(crate) const fn seen(seen: SeenFact) -> &'static str {
    match seen {
        SeenFact::Outside => "outside",
        SeenFact::Inspector => "inspector",
        SeenFact::NotInThisPackage => "not in this package",
        SeenFact::Nobody => "nobody",
        SeenFact::NotStated => "not stated",
    }
}

fn change(page: &Page<'_>, parts: &Parts<'_>, change: &Change) -> Value {
    let term = page.scenario().term(change.term);
    let option = &term.options[change.to.index()];
    json!({
        "term": term.id,
        "to": option.id,
        "kind": change.kind.map(Kind::name),
        "seen": seen(change.seen),
        "seen_if": parts.seen_if(option.seen.as_ref()),
        "undo": change.undo.map(Undo::name),
        "counts": change.counts,
    })
}
