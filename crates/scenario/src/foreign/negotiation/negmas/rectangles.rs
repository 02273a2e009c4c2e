//! Hyper-rectangles: parallel lists of regions, utilities and weights.
//!
//! A region is a table with positions of issues, from 0, for keys. Two numbers in a list are a range,
//! both ends inside; any other list holds alternatives, each a value or a range. What NegMAS says and
//! what it does differ at the ends of ranges: see the code W699.

use super::functions::{is_number, position};
use super::{Reader, bias};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::negotiation::document::{Item, Scalar, Value};
use crate::foreign::negotiation::exact::{one, product};
use crate::foreign::negotiation::model::{Domain, Issue, Line, Region};
use crate::number::Decimal;
use crate::span::Span;
use crate::tree::shortened;

/// What each rectangle is worth, and a bias.
pub(super) fn lines(
    function: &Item,
    domain: &Domain,
    reader: &mut Reader<'_>,
) -> Option<Vec<Line>> {
    let ranges = reader.needed(function, "outcome_ranges", "a function of hyper-rectangles");
    let utilities = reader.needed(function, "utilities", "a function of hyper-rectangles");
    let bias = bias(function, reader);
    let (ranges, utilities) = (ranges?, utilities?);
    let regions = reader.list(ranges, "a list of regions")?;
    let worths = parallel(utilities, regions.len(), "utilities", reader)?;
    let weights = match function.given("weights") {
        Some(weights) => parallel(weights, regions.len(), "weights", reader)?,
        None => vec![Some(one()); regions.len()],
    };
    let mut lines = Vec::with_capacity(regions.len());
    let mut is_complete = true;
    // Where a bound is a value of the issue, which NegMAS and its documentation read differently.
    let mut on_bound: Option<Span> = None;
    for ((item, worth), weight) in regions.iter().zip(worths).zip(weights) {
        if !reader.count_region(item.head()) {
            return None;
        }
        let region = region(item, domain, &mut on_bound, reader);
        let worth = worth.zip(weight).map(|(worth, weight)| product(worth, weight));
        let worth =
            worth.and_then(|worth| reader.result(worth, "the worth of a rectangle", item.head()));
        match region.zip(worth) {
            Some((region, worth)) => lines.push(Line::Region { region, worth, out_of: one() }),
            None => is_complete = false,
        }
    }
    if let Some(span) = on_bound {
        let message = "a value lies on a bound, which is read as inside; NegMAS leaves it out when it computes";
        reader.add(Diagnostic::new(Code::W699, span, message));
    }
    lines.extend(bias?);
    is_complete.then_some(lines)
}

/// The numbers of a list that runs beside the regions.
fn parallel(
    item: &Item,
    count: usize,
    what: &str,
    reader: &mut Reader<'_>,
) -> Option<Vec<Option<Decimal>>> {
    let items = reader.list(item, "a list of numbers")?;
    if items.len() != count {
        let message = format!("{} {what} for {count} regions", items.len());
        reader.add(Diagnostic::new(Code::E691, item.head(), message));
        return None;
    }
    Some(items.iter().map(|item| reader.decimal(item)).collect())
}

fn region(
    item: &Item,
    domain: &Domain,
    on_bound: &mut Option<Span>,
    reader: &mut Reader<'_>,
) -> Option<Region> {
    let mut region = Region::everything();
    if matches!(item.value, Value::Null) {
        return Some(region);
    }
    let mut is_complete = true;
    for (key, item) in reader.table(item, "a table with numbers of issues for keys")? {
        let number = match &key.value {
            Value::Number(text) | Value::Text(text) => text.parse::<usize>().ok(),
            _ => None,
        };
        let Some((at, issue)) = number.and_then(|at| Some((at, domain.issues.get(at)?))) else {
            let message = format!("{} is no number of an issue", key.describe());
            let help = match domain.issues.len() {
                1 => "there is one issue, which is number 0".to_owned(),
                count => format!("there are {count} issues, numbered 0 to {}", count - 1),
            };
            reader.add(Diagnostic::new(Code::E686, key.head(), message).help(help));
            is_complete = false;
            continue;
        };
        match allowed(item, issue, on_bound, reader) {
            Some(mut values) => {
                values.sort_unstable();
                values.dedup();
                region.restrict(at, values);
            }
            None => is_complete = false,
        }
    }
    is_complete.then_some(region)
}

/// The positions of the values that a bound allows.
fn allowed(
    item: &Item,
    issue: &Issue,
    on_bound: &mut Option<Span>,
    reader: &mut Reader<'_>,
) -> Option<Vec<usize>> {
    match &item.value {
        Value::Null => {
            let message = format!(
                "no bound for `{}`: NegMAS says that this allows every value, and allows none",
                shortened(&issue.name)
            );
            let help = "leave the issue out of the region";
            reader.add(Diagnostic::new(Code::E690, item.span, message).help(help));
            None
        }
        Value::List(items) => {
            if let [low, high] = &items[..]
                && is_number(low)
                && is_number(high)
            {
                let (low, high) = (reader.decimal(low)?, reader.decimal(high)?);
                let found = issue.between(low, high);
                let mut ends = found.first().into_iter().chain(found.last());
                let mut is_end = |at: &usize| {
                    [low, high].iter().any(|end| issue.values[*at] == Scalar::Number(*end))
                };
                if on_bound.is_none() && issue.has_numbers() && ends.any(&mut is_end) {
                    on_bound.get_or_insert(item.span);
                }
                return reader.count_values(found.len(), item.span).then_some(found);
            }
            let mut all = Vec::new();
            for item in items {
                all.extend(allowed(item, issue, on_bound, reader)?);
            }
            Some(all)
        }
        Value::Number(_) if issue.has_numbers() => {
            // A number that the issue does not have allows nothing.
            let number = reader.decimal(item)?;
            Some(issue.between(number, number))
        }
        _ => position(item, issue, reader).map(|at| vec![at]),
    }
}
