//! `[[package]]` and `[[step]]`.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::ids::{OptionId, TermId};
use crate::load::evidence::sources;
use crate::load::fields::{Fields, words, wrong_type};
use crate::load::known::Known;
use crate::load::report::Report;
use crate::load::schema;
use crate::load::sections::Sections;
use crate::load::terms::parties;
use crate::model::{NamedPackage, Package, Step, Term};
use crate::span::Span;
use crate::tree::{Key, Node, Value};

/// Reads every named package; `status_quo` is empty if it could not be read.
pub(super) fn read(
    sections: &Sections<'_>,
    known: &Known,
    status_quo: &[OptionId],
    report: &mut Report<'_>,
) -> Vec<NamedPackage> {
    let mut packages = Vec::new();
    for (position, node) in sections.packages.items.iter().enumerate() {
        packages.extend(package(position, node, known, status_quo, report));
    }
    packages
}

fn package(
    position: usize,
    node: &Node,
    known: &Known,
    status_quo: &[OptionId],
    report: &mut Report<'_>,
) -> Option<NamedPackage> {
    let fields = Fields::open(node, &schema::PACKAGE, report)?;
    let id = known.packages.name(position);
    let change = without_places(fields.get("change"), known, report);
    let mut package: Package = status_quo.to_vec();
    for (term, option) in &change {
        if let Some(place) = package.get_mut(term.index()) {
            *place = *option;
        }
    }
    Some(NamedPackage {
        name: fields.text("name", report).unwrap_or_else(|| id.clone()),
        span: known.packages.place(position, fields.place),
        id,
        package,
        change,
        sources: sources(&fields, "source", known, report),
        note: fields.text("note", report),
    })
}

/// Reads every step.
pub(super) fn read_steps(
    sections: &Sections<'_>,
    known: &Known,
    terms: &[Option<Term>],
    report: &mut Report<'_>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for (position, node) in sections.steps.items.iter().enumerate() {
        steps.extend(step(position, node, known, terms, report));
    }
    steps
}

fn step(
    position: usize,
    node: &Node,
    known: &Known,
    terms: &[Option<Term>],
    report: &mut Report<'_>,
) -> Option<Step> {
    let fields = Fields::open(node, &schema::STEP, report)?;
    let by = parties(&fields, known, report);
    let changes = fields.get("change").map(|node| (node, changes(node, known, report)));
    if let Some((node, _)) = &changes
        && matches!(&node.value, Value::Table(entries) if entries.is_empty())
    {
        report.add(Diagnostic::new(Code::E412, node.span, "a step changes at least one term"));
    }
    let changes = changes.map(|(_, changes)| changes).unwrap_or_default();
    for (key, term, _) in &changes {
        let (Some(Some(term)), Some(by)) = (terms.get(term.index()), &by) else { continue };
        if !term.by.iter().any(|controller| by.contains(controller)) {
            report_powerless(key, term, known, report);
        }
    }
    Some(Step {
        id: known.steps.name(position),
        change: changes.into_iter().map(|(_, term, option)| (term, option)).collect(),
        auto: fields.flag("auto", report),
        sources: sources(&fields, "source", known, report),
        note: fields.text("note", report),
        span: known.steps.place(position, fields.place),
        by: by?,
    })
}

fn report_powerless(key: &Key, term: &Term, known: &Known, report: &mut Report<'_>) {
    let controllers: Vec<String> =
        term.by.iter().map(|party| format!("`{}`", known.parties.name(party.index()))).collect();
    let who = if controllers.is_empty() { "nobody".to_owned() } else { controllers.join(" and ") };
    let message = format!("no party that takes this step controls `{}`", term.id);
    let finding = Diagnostic::new(Code::W420, key.span, message)
        .related(term.span, format!("controlled by {who}"));
    report.add(finding);
}

fn without_places(
    node: Option<&Node>,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<(TermId, OptionId)> {
    let changes = node.map_or_else(Vec::new, |node| changes(node, known, report));
    changes.into_iter().map(|(_, term, option)| (term, option)).collect()
}

/// The terms that `node` lists with their options, in its order.
fn changes<'n>(
    node: &'n Node,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<(&'n Key, TermId, OptionId)> {
    let Value::Table(entries) = &node.value else {
        wrong_type(node, "a table such as { term = \"option\" }", report);
        return Vec::new();
    };
    let mut changes = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let term = known.term(key, report);
        let words = words(value, report);
        let (Some(term), Some(words)) = (term, words) else { continue };
        let place: Span = words.span;
        if let Some(option) = known.option(term, words.text, place, report) {
            changes.push((key, term, option));
        }
    }
    changes
}
