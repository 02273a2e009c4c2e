//! Profiles with hyper-rectangles: what lies inside all bounds of a rectangle, or outside of them, gets
//! its utility.
//!
//! ```text
//! u(x) = min(1, Σ utility_r over rectangles r that x meets / maxutility)
//! INCLUDES: x meets r if min <= x_i <= max for every bound
//! EXCLUDES: x meets r if it is not so for some bound
//! ```
//!
//! The maximum in the file may be less than what some package really gets.

use super::{Reader, is_numeric, issue_at};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::negotiation::exact::{one, product};
use crate::foreign::negotiation::model::{Domain, Line, Region};
use crate::foreign::negotiation::xml::Element;
use crate::number::Decimal;
use crate::tree::shortened;

/// What each rectangle is worth.
pub(super) fn lines(
    utility: &Element,
    domain: &Domain,
    reader: &mut Reader<'_>,
) -> Option<Vec<Line>> {
    let out_of = reader.number_of(utility, "maxutility", "`utility`");
    if let Some(most) = out_of
        && (most.is_zero() || most.is_negative())
    {
        let message = format!("`maxutility` is {most}, and everything is divided by it");
        let help = "it is the largest utility of a package, a number greater than zero";
        reader.add(Diagnostic::new(Code::E691, utility.span, message).help(help));
        return None;
    }
    let mut functions = utility.all("ufun");
    let Some(function) = functions.next() else {
        let message = "`utility` needs an element `ufun` with the rectangles";
        reader.add(Diagnostic::new(Code::E685, utility.span, message));
        return None;
    };
    for other in functions {
        let message = "Genius reads the first `ufun` only; this one has no effect";
        reader.add(Diagnostic::new(Code::W695, other.span, message));
    }
    let mut lines = Vec::new();
    collect(function, one(), out_of.unwrap_or(one()), domain, &mut lines, reader);
    out_of.map(|_| lines)
}

/// Adds the rectangles of a function and of those inside it, all times `weight`.
fn collect(
    function: &Element,
    weight: Decimal,
    out_of: Decimal,
    domain: &Domain,
    lines: &mut Vec<Line>,
    reader: &mut Reader<'_>,
) {
    let parts = function.children.iter().filter(|c| c.name == "hyperRectangle" || c.name == "ufun");
    let aggregation = function.attribute("aggregation");
    let is_sum = aggregation.is_none_or(|word| word.value.eq_ignore_ascii_case("sum"));
    if let (Some(word), false) = (aggregation, is_sum)
        && parts.clone().count() != 1
    {
        let message = format!("`{}` over parts is no sum", shortened(&word.value));
        let help = "in a scenario the worth of a package is a sum over lines";
        reader.add(Diagnostic::new(Code::E689, word.span, message).help(help));
    }
    let Some(weight) = weighted(function, weight, reader) else { return };
    for part in parts {
        if part.name == "ufun" {
            collect(part, weight, out_of, domain, lines, reader);
        } else if !reader.count_region(part.span) {
            return;
        } else if let Some(line) = rectangle(part, weight, out_of, domain, reader) {
            lines.push(line);
        }
    }
}

/// `weight` times that of an element, if it has one.
fn weighted(element: &Element, weight: Decimal, reader: &mut Reader<'_>) -> Option<Decimal> {
    let Some(attribute) = element.attribute("weight") else { return Some(weight) };
    let own = reader.number(&attribute.value, attribute.span)?;
    reader.result(product(weight, own), "the product of the weights", attribute.span)
}

fn rectangle(
    element: &Element,
    weight: Decimal,
    out_of: Decimal,
    domain: &Domain,
    reader: &mut Reader<'_>,
) -> Option<Line> {
    let utility = reader.number_of(element, "utility", "a hyper-rectangle");
    let weight = weighted(element, weight, reader);
    let region = region(element, domain, reader);
    let worth = product(utility?, weight?);
    let worth = reader.result(worth, "the worth of this rectangle", element.span)?;
    Some(Line::Region { region: region?, worth, out_of })
}

fn region(element: &Element, domain: &Domain, reader: &mut Reader<'_>) -> Option<Region> {
    let is_outside = element.first("EXCLUDES").is_some();
    if let (true, Some(bound)) = (is_outside, element.first("INCLUDES")) {
        let message = "a hyper-rectangle either includes or excludes";
        let finding = Diagnostic::new(Code::E690, element.span, message);
        reader.add(finding.related(bound.span, "this bound includes"));
        return None;
    }
    let mut region = Region { bounds: Vec::new(), is_outside };
    let mut is_complete = true;
    for bound in element.all(if is_outside { "EXCLUDES" } else { "INCLUDES" }) {
        let issue = issue_at(bound, domain, reader);
        let low = reader.number_of(bound, "min", "a bound");
        let high = reader.number_of(bound, "max", "a bound");
        let (Some(issue), Some(low), Some(high)) = (issue, low, high) else {
            is_complete = false;
            continue;
        };
        if !is_numeric(&domain.issues[issue]) {
            let name = shortened(&domain.issues[issue].name);
            let message =
                format!("`{name}` is a list of words, which no bound can be compared with");
            reader.add(Diagnostic::new(Code::E691, bound.span, message));
            is_complete = false;
            continue;
        }
        let values = domain.issues[issue].between(low, high);
        is_complete &= reader.count_values(values.len(), bound.span);
        if is_complete {
            region.restrict(issue, values);
        }
    }
    is_complete.then_some(region)
}
