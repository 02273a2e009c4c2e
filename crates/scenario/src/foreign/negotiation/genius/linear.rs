//! Profiles that add up over issues: weight times evaluation.
//!
//! ```text
//! u(x) = min(1, Σ weight_i · e_i(x_i))
//! discrete:  e = evaluation / largest evaluation of the issue; 0 if that is below 0.00001
//! integer:   e = offset + slope · (v - lowerbound), cut at 0 and 1
//! real:      e = parameter0 + parameter1 · v, cut at 0 and 1 (linear); parameter0 (constant);
//!            0 at parameter0 and at parameter1, 1 at parameter2, straight lines between (triangular)
//! ```

use std::collections::HashMap;

use super::{Reader, Sort, is_numeric, issue_at};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::negotiation::document::Scalar;
use crate::foreign::negotiation::exact::{difference, one, product, sum};
use crate::foreign::negotiation::model::{Domain, Issue, Line};
use crate::foreign::negotiation::shapes::Trapezoid;
use crate::foreign::negotiation::xml::Element;
use crate::nearest::nearest;
use crate::number::Decimal;
use crate::span::Span;
use crate::tree::shortened;

/// What each issue is worth.
pub(super) fn lines(root: &Element, domain: &Domain, reader: &mut Reader<'_>) -> Option<Vec<Line>> {
    let mut found: HashMap<usize, (Option<Line>, Span)> = HashMap::new();
    for objective in root.all("objective") {
        collect(objective, domain, &mut found, reader);
    }
    let mut lines = Vec::with_capacity(domain.issues.len());
    for (at, issue) in domain.issues.iter().enumerate() {
        match found.remove(&at) {
            Some((line, _)) => lines.extend(line),
            None => {
                let message = format!(
                    "the profile does not say what the values of `{}` are worth",
                    shortened(&issue.name)
                );
                reader.add(Diagnostic::new(Code::E685, root.span, message));
            }
        }
    }
    Some(lines)
}

/// Reads the issues of an objective with the weights beside them. A weight belongs to the issue with
/// its index; the weights of objectives have no effect.
fn collect(
    objective: &Element,
    domain: &Domain,
    found: &mut HashMap<usize, (Option<Line>, Span)>,
    reader: &mut Reader<'_>,
) {
    let mut weights: HashMap<i64, (Option<Decimal>, Span, bool)> = HashMap::new();
    for element in objective.all("weight") {
        let index = reader.index(element);
        let weight = reader.number_of(element, "value", "a weight");
        let Some(index) = index else { continue };
        if let Some((_, first, _)) = weights.get(&index) {
            let message = format!("the issue with the index {index} has a second weight");
            let finding = Diagnostic::new(Code::E690, element.span, message);
            reader.add(finding.related(*first, "the first"));
            continue;
        }
        weights.insert(index, (weight, element.span, false));
    }
    for child in &objective.children {
        let index = child.attribute("index").and_then(|index| index.value.trim().parse().ok());
        let weight = index.and_then(|index: i64| weights.get_mut(&index));
        match child.name.as_str() {
            "issue" => {
                let weight = weight.map(|weight| {
                    weight.2 = true;
                    weight.0
                });
                let Some(at) = issue_at(child, domain, reader) else { continue };
                if let Some((_, first)) = found.get(&at) {
                    let message = format!(
                        "the issue `{}` stands here for the second time",
                        shortened(&domain.issues[at].name)
                    );
                    let finding = Diagnostic::new(Code::E690, child.span, message);
                    reader.add(finding.related(*first, "the first time"));
                    continue;
                }
                let line = line(child, at, weight, domain, reader);
                found.insert(at, (line, child.span));
            }
            "objective" => {
                if let Some(weight) = weight {
                    weight.2 = true;
                }
                collect(child, domain, found, reader);
            }
            _ => {}
        }
    }
    let mut idle: Vec<(i64, Span)> = weights
        .into_iter()
        .filter(|(_, (_, _, is_used))| !is_used)
        .map(|(index, (_, span, _))| (index, span))
        .collect();
    idle.sort_unstable();
    for (index, span) in idle {
        let message =
            format!("no issue beside this weight has the index {index}; it has no effect");
        reader.add(Diagnostic::new(Code::W695, span, message));
    }
}

/// What the values of one issue are worth; `weight` is absent if there is none, and holds nothing if
/// it cannot be read.
fn line(
    element: &Element,
    at: usize,
    weight: Option<Option<Decimal>>,
    domain: &Domain,
    reader: &mut Reader<'_>,
) -> Option<Line> {
    let issue = &domain.issues[at];
    let evaluations = match reader.sort(element)? {
        Sort::Discrete => discrete(element, issue, reader),
        Sort::Integer => integer(element, issue, reader),
        Sort::Real => real(element, issue, reader),
    };
    if weight.is_none() {
        let message = format!(
            "`{}` has no weight, so its values count nothing; Genius itself stops here",
            shortened(&issue.name)
        );
        reader.add(Diagnostic::new(Code::W695, element.span, message));
    }
    let weight = weight.unwrap_or(Some(Decimal::default()));
    let (points, out_of) = evaluations?;
    Some(Line::of_issue(at, points, weight?, out_of))
}

/// Points and what they are out of.
type Evaluations = (Vec<Decimal>, Decimal);

/// What is smaller than this counts as nothing.
const SMALLEST: &str = "0.00001";

fn discrete(element: &Element, issue: &Issue, reader: &mut Reader<'_>) -> Option<Evaluations> {
    if is_numeric(issue) {
        let message = format!(
            "`{}` is a range of numbers in the domain, and a list here",
            shortened(&issue.name)
        );
        reader.add(Diagnostic::new(Code::E691, element.span, message));
        return None;
    }
    let mut points: Vec<Option<Decimal>> = vec![None; issue.values.len()];
    let mut largest: Option<Decimal> = None;
    let mut is_complete = true;
    // Values that the domain does not have.
    let mut strangers: Vec<&str> = Vec::new();
    for item in element.all("item") {
        let Some(value) = reader.attribute(item, "value", "a value of an issue") else {
            is_complete = false;
            continue;
        };
        let position = issue.position(&Scalar::Text(value.value.clone()));
        let evaluation = item.attribute("evaluation").filter(|text| text.value != "null");
        let Some(evaluation) = evaluation else { continue };
        let Some(evaluation) = reader.number(&evaluation.value, evaluation.span) else {
            is_complete = false;
            continue;
        };
        let Some(position) = position else {
            let message = format!(
                "`{}` is no value of `{}`; only its evaluation counts, if it is the largest",
                shortened(&value.value),
                shortened(&issue.name)
            );
            reader.add(Diagnostic::new(Code::W695, value.span, message));
            strangers.push(&value.value);
            largest = largest.max(Some(evaluation));
            continue;
        };
        // Of repeated values the last counts.
        points[position] = Some(evaluation);
    }
    if !is_complete {
        return None;
    }
    if let Some(at) = points.iter().position(Option::is_none) {
        let label = issue.label(at);
        let message =
            format!("`{}` of `{}` has no evaluation", shortened(&label), shortened(&issue.name));
        let finding = Diagnostic::new(Code::E685, element.span, message);
        let near = nearest(&label, strangers.iter().copied());
        reader.add(match near {
            Some(near) => finding.help(format!("is it what is called `{}` here?", shortened(near))),
            None => finding,
        });
        return None;
    }
    let points: Vec<Decimal> = points.into_iter().flatten().collect();
    let largest = points.iter().copied().chain(largest).max()?;
    if Decimal::parse(SMALLEST).is_ok_and(|smallest| largest < smallest) {
        let message = format!(
            "no value of `{}` has an evaluation of {SMALLEST} or more, so the issue counts nothing",
            shortened(&issue.name)
        );
        reader.add(Diagnostic::new(Code::W695, element.span, message));
        return Some((vec![Decimal::default(); points.len()], one()));
    }
    Some((points, largest))
}

/// The numbers of an issue that is a range, for which `element` has an evaluator.
fn numbers(element: &Element, issue: &Issue, reader: &mut Reader<'_>) -> Option<Vec<Decimal>> {
    let numbers = issue.numbers().filter(|_| is_numeric(issue));
    if numbers.is_none() {
        let message = format!(
            "`{}` is a list in the domain, and a range of numbers here",
            shortened(&issue.name)
        );
        reader.add(Diagnostic::new(Code::E691, element.span, message));
    }
    numbers
}

fn integer(element: &Element, issue: &Issue, reader: &mut Reader<'_>) -> Option<Evaluations> {
    let numbers = numbers(element, issue, reader)?;
    let ((low, _), span) = reader.bounds(element)?;
    if numbers.first() != Some(&low) {
        let message = format!(
            "`{}` begins at {low} here, and not as in the domain; its worth is counted from {low}",
            shortened(&issue.name)
        );
        reader.add(Diagnostic::new(Code::W695, span, message));
    }
    let Some(evaluator) = element.first("evaluator") else {
        // Slope and offset are 0.
        return Some((vec![Decimal::default(); numbers.len()], one()));
    };
    let slope = reader.number_of(evaluator, "slope", "an evaluator of whole numbers");
    let offset = reader.number_of(evaluator, "offset", "an evaluator of whole numbers");
    let (slope, offset) = (slope?, offset?);
    let mut points = Vec::with_capacity(numbers.len());
    for number in numbers {
        let point = difference(number, low)
            .and_then(|steps| product(slope, steps))
            .and_then(|rise| sum(offset, rise));
        points.push(cut(reader.result(point, "the worth of a value", evaluator.span)?));
    }
    Some((points, one()))
}

/// A number cut at 0 and 1.
fn cut(number: Decimal) -> Decimal {
    number.clamp(Decimal::default(), one())
}

fn real(element: &Element, issue: &Issue, reader: &mut Reader<'_>) -> Option<Evaluations> {
    let numbers = numbers(element, issue, reader)?;
    let Some(evaluator) = element.first("evaluator") else {
        let message = format!(
            "`{}` needs an `evaluator`, which says what it is worth",
            shortened(&issue.name)
        );
        reader.add(Diagnostic::new(Code::E685, element.span, message));
        return None;
    };
    let kind = reader.attribute(evaluator, "ftype", "an evaluator")?;
    let mut parameter = |number: usize| {
        let name = format!("parameter{number}");
        reader.number_of(evaluator, &name, "this evaluator")
    };
    match kind.value.to_lowercase().as_str() {
        "linear" => {
            let (offset, slope) = (parameter(0), parameter(1));
            let (offset, slope) = (offset?, slope?);
            let mut points = Vec::with_capacity(numbers.len());
            for number in numbers {
                let point = product(slope, number).and_then(|rise| sum(offset, rise));
                points.push(cut(reader.result(point, "the worth of a value", evaluator.span)?));
            }
            Some((points, one()))
        }
        "constant" => Some((vec![parameter(0)?; numbers.len()], one())),
        "triangular" => {
            let (start, end, top) = (parameter(0), parameter(1), parameter(2));
            let shape = Trapezoid::triangle(start?, top?, end?);
            if !shape.is_ordered() {
                let message = "the top of a triangle lies between its ends";
                reader.add(Diagnostic::new(Code::E691, evaluator.span, message));
                return None;
            }
            let point = |number: &Decimal| {
                if *number < shape.end { shape.points(*number) } else { Some(Decimal::default()) }
            };
            let points: Option<Vec<Decimal>> = numbers.iter().map(point).collect();
            let both = points.zip(shape.out_of());
            if both.is_none() {
                reader.result(None, "the worth of a value", evaluator.span);
            }
            both
        }
        _ => {
            let message = format!("`{}` is no evaluator that can be read", shortened(&kind.value));
            let help = "evaluators of real numbers are `linear`, `constant` and `triangular`";
            reader.add(Diagnostic::new(Code::E689, kind.span, message).help(help));
            None
        }
    }
}
