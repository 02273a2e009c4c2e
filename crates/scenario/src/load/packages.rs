//! `[[package]]`.

use crate::ids::{OptionId, TermId};
use crate::load::evidence::sources;
use crate::load::fields::{Fields, words, wrong_type};
use crate::load::known::Known;
use crate::load::report::Report;
use crate::load::schema;
use crate::load::sections::Sections;
use crate::model::{NamedPackage, Package};
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

fn without_places(
    node: Option<&Node>,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<(TermId, OptionId)> {
    let changes = node.map_or_else(Vec::new, |node| changes(node, known, report));
    changes.into_iter().map(|(_, term, option)| (term, option)).collect()
}

/// The terms that `node` lists with their options, in its order.
pub(super) fn changes<'n>(
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
