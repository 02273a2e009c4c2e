//! The XML of Genius.
//!
//! A domain has the root `negotiation_template`, a profile `utility_space`; both hold objectives with
//! issues. Issues are recognised by their `index`, never by their position: the counting may begin
//! anywhere, for objectives have numbers, too.

mod linear;
mod nonlinear;

use super::exact::one;
use std::collections::{HashMap, HashSet};

use super::Reader;
use super::document::Scalar;
use super::model::{Domain, Issue, Kind, NoDeal, Profile};
use super::xml::{Attribute, Element};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::number::Decimal;
use crate::span::Span;
use crate::tree::shortened;

/// What is negotiated about.
pub(super) fn domain(root: &Element, reader: &mut Reader<'_>) -> Option<Domain> {
    let space = root.first("utility_space").unwrap_or(root);
    let elements = issues_of(space);
    if !reader.allows_issues(elements.len(), Some(space.span)) {
        return None;
    }
    let mut indices: HashMap<i64, Span> = HashMap::new();
    let mut issues = Vec::with_capacity(elements.len());
    for element in elements {
        let index = reader.index(element);
        let issue = issue(element, reader);
        if let Some(index) = index {
            if let Some(&first) = indices.get(&index) {
                let message = format!("two issues have the index {index}");
                let finding = Diagnostic::new(Code::E690, element.span, message);
                reader.add(finding.related(first, "the first"));
            }
            indices.insert(index, element.span);
        }
        if let (Some(index), Some(issue)) = (index, issue) {
            issues.push((index, issue));
        }
    }
    let name = space.first("objective").and_then(|root| root.attribute("name"));
    let name = name.map(|name| name.value.clone());
    let (indices, issues) = issues.into_iter().unzip();
    Some(Domain::new(name, issues).with_indices(indices))
}

/// The issues under an element, through all objectives, in the order of the file.
fn issues_of(element: &Element) -> Vec<&Element> {
    let mut issues = Vec::new();
    for child in &element.children {
        match child.name.as_str() {
            "issue" => issues.push(child),
            "objective" => issues.extend(issues_of(child)),
            _ => {}
        }
    }
    issues
}

/// What sort of values an issue of Genius has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Discrete,
    Integer,
    Real,
}

fn issue(element: &Element, reader: &mut Reader<'_>) -> Option<Issue> {
    let name = reader.attribute(element, "name", "an issue");
    let sort = reader.sort(element);
    let (name, sort) = (&name?.value, sort?);
    if sort == Sort::Discrete {
        let values = listed(element, name, reader);
        return reader.listed_issue(name, values, element.span);
    }
    let (bounds, span) = reader.bounds(element)?;
    if sort == Sort::Real {
        return reader.grid_issue(name, bounds, span);
    }
    let is_whole = |number: Decimal| number.places() <= 0;
    if !is_whole(bounds.0) || !is_whole(bounds.1) {
        let message = format!("`{}` is a range of whole numbers", shortened(name));
        reader.add(Diagnostic::new(Code::E691, span, message));
        return None;
    }
    reader.range_issue(name, bounds, one(), span)
}

/// The values of a discrete issue, without repetitions.
fn listed(element: &Element, name: &str, reader: &mut Reader<'_>) -> Vec<Scalar> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut values = Vec::new();
    for item in element.all("item") {
        let Some(value) = reader.attribute(item, "value", "a value of an issue") else { continue };
        if seen.insert(&value.value) {
            values.push(Scalar::Text(value.value.clone()));
        } else {
            let message = format!(
                "`{}` is a value of `{}` already; the repetition is left out",
                shortened(&value.value),
                shortened(name)
            );
            reader.add(Diagnostic::new(Code::W695, value.span, message));
        }
    }
    values
}

/// What a party wants.
pub(super) fn profile(root: &Element, domain: &Domain, reader: &mut Reader<'_>) -> Option<Profile> {
    let no_deal = match root.first("reservation") {
        Some(reservation) => reader.number_of(reservation, "value", "a reservation"),
        None => Some(Decimal::default()),
    };
    let discount = discount(root, reader);
    let nonlinear = root.all("objective").find_map(|objective| objective.first("utility"));
    let is_nonlinear = root.attribute("type").is_some_and(|kind| {
        kind.value.eq_ignore_ascii_case("nonlinear")
            || kind.value.eq_ignore_ascii_case("non-linear")
    });
    let lines = match nonlinear {
        Some(utility) => nonlinear::lines(utility, domain, reader),
        None if is_nonlinear => {
            let message = "a non-linear profile needs an element `utility`";
            reader.add(Diagnostic::new(Code::E685, root.span, message));
            return None;
        }
        None => linear::lines(root, domain, reader),
    };
    Some(Profile {
        // The objective is called by the domain, not by the party.
        name: String::new(),
        no_deal: NoDeal::Worth(no_deal?),
        lines: lines?,
        ceiling: Some(one()),
        discount,
    })
}

/// The discount factor, if it is one: Genius takes a number that is none for no discounting.
fn discount(root: &Element, reader: &mut Reader<'_>) -> Option<String> {
    let element = root.first("discount_factor")?;
    let factor = reader.number_of(element, "value", "a discount factor")?;
    if factor.is_zero() || factor.is_negative() || factor >= one() {
        return None;
    }
    let message =
        format!("the discount factor {factor} is not read; all values are those at the start");
    reader.add(Diagnostic::new(Code::W692, element.span, message));
    Some(format!("Genius discounts its values by the factor {factor} until the end"))
}

/// The issue of the domain that an element speaks of; nothing if there is none, which is reported.
fn issue_at(element: &Element, domain: &Domain, reader: &mut Reader<'_>) -> Option<usize> {
    let index = reader.index(element)?;
    let name = element.attribute("name");
    let at = domain.numbered(index);
    let by_name = name.and_then(|name| domain.named(&name.value));
    match (at, by_name) {
        (Some(at), Some(other))
            if at != other && domain.issues[at].name != domain.issues[other].name =>
        {
            let message = format!(
                "the issue with the index {index} is `{}`, not `{}`",
                shortened(&domain.issues[at].name),
                shortened(&domain.issues[other].name)
            );
            let place = name.map_or(element.span, |name| name.span);
            reader.add(Diagnostic::new(Code::E690, place, message));
            None
        }
        (Some(at), _) | (None, Some(at)) => Some(at),
        (None, None) if reader.findings.only_counts() => None,
        (None, None) => {
            let message = format!("the domain has no issue with the index {index}");
            let mut finding = Diagnostic::new(Code::E686, element.span, message);
            if let Some(near) = name.and_then(|name| domain.nearest(&name.value)) {
                finding = finding.help(format!("is `{}` meant?", shortened(near)));
            }
            reader.add(finding);
            None
        }
    }
}

/// Reading attributes.
impl Reader<'_> {
    /// An attribute that is needed.
    fn attribute<'e>(
        &mut self,
        element: &'e Element,
        name: &str,
        what: &str,
    ) -> Option<&'e Attribute> {
        let found = element.attribute(name);
        if found.is_none() && !self.findings.only_counts() {
            let message = format!("{what} needs `{name}`");
            self.add(Diagnostic::new(Code::E685, element.span, message));
        }
        found
    }

    fn number_of(&mut self, element: &Element, name: &str, what: &str) -> Option<Decimal> {
        let attribute = self.attribute(element, name, what)?;
        self.number(&attribute.value, attribute.span)
    }

    /// The number of an issue.
    fn index(&mut self, element: &Element) -> Option<i64> {
        let attribute = self.attribute(element, "index", "an issue")?;
        let index = attribute.value.trim().parse().ok();
        if index.is_none() {
            let message = format!("`{}` is not a whole number", shortened(&attribute.value));
            self.add(Diagnostic::new(Code::E687, attribute.span, message));
        }
        index
    }

    fn sort(&mut self, element: &Element) -> Option<Sort> {
        let attribute = ["type", "etype", "vtype"].iter().find_map(|name| element.attribute(name));
        let Some(attribute) = attribute else { return Some(Sort::Discrete) };
        let sort = match attribute.value.trim().to_lowercase().as_str() {
            "discrete" => Some(Sort::Discrete),
            "integer" => Some(Sort::Integer),
            "real" => Some(Sort::Real),
            _ => None,
        };
        if sort.is_none() {
            let message = format!("`{}` is no type of an issue", shortened(&attribute.value));
            let help = "the types are `discrete`, `integer` and `real`";
            self.add(Diagnostic::new(Code::E691, attribute.span, message).help(help));
        }
        sort
    }

    /// The bounds of a range, which stand at the issue or at a child `range`.
    fn bounds(&mut self, issue: &Element) -> Option<((Decimal, Decimal), Span)> {
        let holder = match issue.first("range") {
            Some(range) if issue.attribute("lowerbound").is_none() => range,
            _ => issue,
        };
        let low = self.number_of(holder, "lowerbound", "a range of numbers");
        let high = self.number_of(holder, "upperbound", "a range of numbers");
        Some(((low?, high?), holder.span))
    }
}

/// Whether the values of an issue are numbers.
fn is_numeric(issue: &Issue) -> bool {
    matches!(issue.kind, Kind::Range | Kind::Grid)
}
