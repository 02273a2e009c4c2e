//! `[[type.PARTY]]` and `[[event]]`.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::ids::PartyId;
use crate::load::conditions::edit_of;
use crate::load::evidence::sources;
use crate::load::fields::{Fields, not_one_of, probability, words, wrong_type};
use crate::load::known::Known;
use crate::load::report::Report;
use crate::load::schema;
use crate::load::sections::Sections;
use crate::model::{Event, PartyType, Progress, Sign};
use crate::tree::{Node, Value};

/// Reads every type, in file order.
pub(super) fn read_types(
    sections: &Sections<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<PartyType> {
    let mut types = Vec::new();
    for ((key, section), names) in sections.types.iter().zip(&known.types) {
        let party =
            known.parties.find(&key.name, key.span, Code::E210, None, report).map(PartyId::new);
        for (position, node) in section.items.iter().enumerate() {
            let Some(fields) = Fields::open(node, &schema::TYPE, report) else { continue };
            let prior = fields.get("prior").and_then(|node| probability(node, "a prior", report));
            let edits = fields.one_or_more("variant", report);
            let variant =
                edits.into_iter().filter_map(|words| edit_of(words, known, report)).collect();
            let note = fields.text("note", report);
            let (Some(party), Some(prior)) = (party, prior) else { continue };
            types.push(PartyType {
                id: names.ids.name(position),
                party,
                prior,
                variant,
                note,
                span: names.ids.place(position, fields.place),
            });
        }
    }
    types
}

/// Reads every event.
pub(super) fn read(sections: &Sections<'_>, known: &Known, report: &mut Report<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    for (position, node) in sections.events.items.iter().enumerate() {
        events.extend(event(position, node, known, report));
    }
    events
}

fn event(position: usize, node: &Node, known: &Known, report: &mut Report<'_>) -> Option<Event> {
    let fields = Fields::open(node, &schema::EVENT, report)?;
    let date = fields.date("date", report);
    let step = fields.get("step").and_then(|node| words(node, report));
    let step = step.and_then(|words| known.step(words, report));
    let is = progress(&fields, report);
    let sign = sign(&fields, known, report);
    let has = |key: &str| fields.get(key).is_some();
    if !has("about") && !has("step") && !has("says") {
        fields.report_none_of(&["about", "step", "says"], "`about`, `step` or `says`", report);
    }
    for (one, other) in [("about", "likelihood"), ("step", "is")] {
        for (present, missing) in [(one, other), (other, one)] {
            if let (Some(node), None) = (fields.get(present), fields.get(missing))
                && !report.is_table_damaged(fields.place.start)
            {
                let message = format!("`{present}` needs `{missing}`");
                report.add(Diagnostic::new(Code::E107, node.span, message));
            }
        }
    }
    for key in ["reliability", "noise", "origin"] {
        if let Some(node) = fields.get(key)
            && !has("about")
        {
            let message = format!("`{key}` goes with `about`");
            report.add(Diagnostic::new(Code::E107, node.span, message));
        }
    }
    Some(Event {
        id: known.events.name(position),
        says: fields.text("says", report),
        sign,
        progress: step.zip(is),
        sources: sources(&fields, "source", known, report),
        note: fields.text("note", report),
        span: known.events.place(position, fields.place),
        date: date?,
    })
}

fn progress(fields: &Fields<'_>, report: &mut Report<'_>) -> Option<Progress> {
    let words = words(fields.get("is")?, report)?;
    let progress = Progress::ALL.into_iter().find(|progress| progress.name() == words.text);
    if progress.is_none() {
        let possible = Progress::ALL.map(Progress::name);
        not_one_of(words, "what happens to a step", &possible, report);
    }
    progress
}

fn sign(fields: &Fields<'_>, known: &Known, report: &mut Report<'_>) -> Option<Sign> {
    let about = fields.get("about").and_then(|node| words(node, report));
    let about = about.and_then(|words| known.party(words, report));
    let share = |key: &str, what: &str, report: &mut Report<'_>| {
        fields.get(key).and_then(|node| probability(node, what, report))
    };
    let reliability = share("reliability", "a reliability", report);
    let noise = share("noise", "how often such a report comes without a reason", report);
    let origin = fields.text("origin", report);
    let node = fields.get("likelihood");
    let mut likelihood = Vec::new();
    if let Some(node) = node {
        let Value::Table(entries) = &node.value else {
            wrong_type(node, "a table with types for keys and numbers", report);
            return None;
        };
        for (key, node) in entries {
            let share = probability(node, "a likelihood", report);
            let Some(about) = about else { continue };
            let kind = known.type_of(about, &key.name, key.span, report);
            likelihood.extend(kind.zip(share));
        }
        if let Some(about) = about {
            report_missing(about, &likelihood, node, known, report);
        }
    }
    Some(Sign { about: about?, likelihood, reliability, noise, origin })
}

/// Reports types without a likelihood.
fn report_missing(
    about: PartyId,
    likelihood: &[(crate::ids::TypeId, crate::number::Amount)],
    node: &Node,
    known: &Known,
    report: &mut Report<'_>,
) {
    let Some(types) = known.types.iter().find(|types| types.party == Some(about.index())) else {
        return;
    };
    let Value::Table(entries) = &node.value else { return };
    let is_listed = |name: &str| entries.iter().any(|(key, _)| key.name == name);
    let missing: Vec<&str> = (types.ids.names().iter().map(String::as_str))
        .filter(|name| !name.is_empty() && !is_listed(name))
        .collect();
    if !missing.is_empty() && likelihood.len() == entries.len() {
        let message = format!(
            "the likelihood for {} is missing",
            missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        );
        let help = "how likely was the event if the party were of that type?";
        report.add(Diagnostic::new(Code::E103, node.span, message).help(help));
    }
}
