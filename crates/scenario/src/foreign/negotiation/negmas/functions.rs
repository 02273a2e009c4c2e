//! Functions of the values of one issue, and what they add up to.

use super::{Reader, bias, per_issue, refuse, scalar, type_of};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::negotiation::document::{Item, Scalar, Value};
use crate::foreign::negotiation::exact::{one, product, sum};
use crate::foreign::negotiation::model::{Domain, Issue, Line};
use crate::foreign::negotiation::shapes::Trapezoid;
use crate::nearest::nearest;
use crate::number::Decimal;
use crate::tree::shortened;

/// The highest power of a polynomial.
const MAX_POWER: usize = 20;

/// Words that YAML takes for truth values.
const TRUTHS: [&str; 6] = ["yes", "no", "on", "off", "true", "false"];

/// Functions whose values are exact numbers.
const KNOWN: [&str; 9] = [
    "TableFun",
    "IdentityFun",
    "LinearFun",
    "AffineFun",
    "ConstFun",
    "QuadraticFun",
    "PolynomialFun",
    "TriangularFun",
    "TrapezoidalFun",
];

/// Weight times function for each issue, and a bias.
pub(super) fn additive(
    function: &Item,
    domain: &Domain,
    reader: &mut Reader<'_>,
) -> Option<Vec<Line>> {
    let values = reader.needed(function, "values", "an additive function")?;
    let values = per_issue(values, "functions", domain, reader);
    let weights = weights(function, domain, reader);
    let bias = bias(function, reader);
    let mut lines: Vec<Option<Line>> = Vec::new();
    let (values, weights) = (values?, weights?);
    for (at, (item, weight)) in values.into_iter().zip(weights).enumerate() {
        let points = points(item, &domain.issues[at], reader);
        lines.push(points.map(|(points, out_of)| Line::of_issue(at, points, weight, out_of)));
    }
    let mut lines = lines.into_iter().collect::<Option<Vec<Line>>>()?;
    lines.extend(bias?);
    Some(lines)
}

/// Weight times the value itself for each issue, and a bias.
pub(super) fn affine(
    function: &Item,
    domain: &Domain,
    reader: &mut Reader<'_>,
) -> Option<Vec<Line>> {
    if function.given("weights").is_none() {
        reader.needed(function, "weights", "a linear function");
        return None;
    }
    let weights = weights(function, domain, reader);
    let bias = bias(function, reader);
    let mut lines = Vec::new();
    for (at, (issue, weight)) in domain.issues.iter().zip(weights?).enumerate() {
        let numbers = numbers(function, issue, reader)?;
        lines.push(Line::of_issue(at, numbers, weight, one()));
    }
    lines.extend(bias?);
    Some(lines)
}

/// The weights of the issues, which are 1 if they are not given.
fn weights(function: &Item, domain: &Domain, reader: &mut Reader<'_>) -> Option<Vec<Decimal>> {
    let Some(item) = function.given("weights") else {
        return Some(vec![one(); domain.issues.len()]);
    };
    let items = per_issue(item, "weights", domain, reader)?;
    let found: Vec<Option<Decimal>> = items.into_iter().map(|item| reader.decimal(item)).collect();
    found.into_iter().collect()
}

/// The values of an issue as numbers; nothing if they are none, which is reported.
fn numbers(place: &Item, issue: &Issue, reader: &mut Reader<'_>) -> Option<Vec<Decimal>> {
    let numbers = issue.numbers();
    if numbers.is_none() {
        let message = format!("the values of `{}` are no numbers", shortened(&issue.name));
        let help = "a function can be computed of numbers only; use a `TableFun`";
        reader.add(Diagnostic::new(Code::E691, place.head(), message).help(help));
    }
    numbers
}

/// The points of the values of an issue, and what they are out of.
fn points(item: &Item, issue: &Issue, reader: &mut Reader<'_>) -> Option<(Vec<Decimal>, Decimal)> {
    reader.table(item, "a function of the values of an issue")?;
    let Some((kind, span)) = type_of(item) else {
        // A table by itself.
        return table(item, issue, reader);
    };
    match kind {
        "TableFun" => {
            let mapping = reader.needed(item, "mapping", "a table of values")?;
            return table(mapping, issue, reader);
        }
        "TriangularFun" | "TrapezoidalFun" => return shape(kind, item, issue, reader),
        _ => {}
    }
    let coefficients = match kind {
        "IdentityFun" => vec![Decimal::default(), one()],
        "ConstFun" => vec![reader.decimal_under(item, "bias", kind)?],
        "LinearFun" => {
            vec![Decimal::default(), reader.decimal_under(item, "slope", kind)?]
        }
        "AffineFun" => {
            let bias = reader.decimal_or(item, "bias", 0);
            vec![bias?, reader.decimal_under(item, "slope", kind)?]
        }
        "QuadraticFun" => {
            let bias = reader.decimal_or(item, "bias", 0);
            let first = reader.decimal_under(item, "a1", kind);
            let second = reader.decimal_under(item, "a2", kind);
            vec![bias?, first?, second?]
        }
        "PolynomialFun" => {
            let bias = reader.decimal_or(item, "bias", 0)?;
            let list = reader.needed(item, "coefficients", kind)?;
            let items = reader.list(list, "a list of coefficients")?;
            if items.len() > MAX_POWER {
                let message = format!(
                    "a polynomial with {} coefficients; the limit is {MAX_POWER}",
                    items.len()
                );
                reader.add(Diagnostic::new(Code::E688, list.head(), message));
                return None;
            }
            let found: Vec<Option<Decimal>> =
                items.iter().map(|item| reader.decimal(item)).collect();
            let mut coefficients = vec![bias];
            coefficients.extend(found.into_iter().collect::<Option<Vec<Decimal>>>()?);
            coefficients
        }
        _ => {
            refuse("a function", kind, span, &KNOWN, reader);
            return None;
        }
    };
    let is_constant = coefficients.len() == 1;
    if is_constant {
        return Some((vec![coefficients[0]; issue.values.len()], one()));
    }
    let mut points = Vec::with_capacity(issue.values.len());
    for number in numbers(item, issue, reader)? {
        let point = coefficients.iter().rev().try_fold(Decimal::default(), |total, coefficient| {
            sum(product(total, number)?, *coefficient)
        });
        points.push(reader.result(point, "the worth of a value", item.head())?);
    }
    Some((points, one()))
}

/// A number for each value. In JSON every key is a text, so there a text may be a number.
fn table(item: &Item, issue: &Issue, reader: &mut Reader<'_>) -> Option<(Vec<Decimal>, Decimal)> {
    let mut points: Vec<Option<Decimal>> = vec![None; issue.values.len()];
    let mut is_complete = true;
    for (key, item) in reader.table(item, "a table with values for keys")? {
        let worth = reader.decimal(item);
        let at = position(key, issue, reader);
        is_complete &= worth.is_some() && at.is_some();
        if let Some(at) = at {
            points[at] = worth;
        }
    }
    if !is_complete {
        return None;
    }
    if let Some(at) = points.iter().position(Option::is_none) {
        let message = format!(
            "the table says nothing of `{}`, a value of `{}`",
            shortened(&issue.label(at)),
            shortened(&issue.name)
        );
        reader.add(Diagnostic::new(Code::E685, item.head(), message));
        return None;
    }
    Some((points.into_iter().flatten().collect(), one()))
}

/// The position of the value that `key` names; if there is none, that is reported.
pub(super) fn position(key: &Item, issue: &Issue, reader: &mut Reader<'_>) -> Option<usize> {
    let value = scalar(key);
    let exact = value.as_ref().and_then(|value| issue.position(value));
    let found = exact.or_else(|| {
        // JSON has no other keys than texts.
        let Value::Name(text) = &key.value else { return None };
        let number = Decimal::parse(text).ok().map(Scalar::Number);
        number.and_then(|number| issue.position(&number)).or_else(|| match text.as_str() {
            "true" => issue.position(&Scalar::Boolean(true)),
            "false" => issue.position(&Scalar::Boolean(false)),
            _ => None,
        })
    });
    if found.is_none() && !reader.findings.only_counts() {
        let message = format!("`{}` has no value {}", shortened(&issue.name), key.describe());
        let mut finding = Diagnostic::new(Code::E686, key.head(), message);
        let labels: Vec<String> = (0..issue.values.len()).map(|at| issue.label(at)).collect();
        let words =
            value.as_ref().map(crate::foreign::negotiation::model::label).unwrap_or_default();
        let is_truth = matches!(value, Some(Scalar::Boolean(_)));
        if is_truth && labels.iter().any(|label| TRUTHS.contains(&label.to_lowercase().as_str())) {
            let help =
                "`yes` and `no`, `on` and `off` are truth values; put quotation marks around them";
            finding = finding.help(help);
        } else if labels.contains(&words) {
            let help = "with quotation marks a value is a text, without them it may be a number or a truth value";
            finding = finding.help(help);
        } else if let Some(near) = nearest(&words, labels.iter().map(String::as_str)) {
            finding = finding.help(format!("did you mean `{}`?", shortened(near)));
        }
        reader.add(finding);
    }
    found
}

/// A triangle or a trapezoid of a given height on a bias.
fn shape(
    kind: &str,
    item: &Item,
    issue: &Issue,
    reader: &mut Reader<'_>,
) -> Option<(Vec<Decimal>, Decimal)> {
    let is_triangle = kind == "TriangularFun";
    let (rise, fall) = if is_triangle { ("middle", "middle") } else { ("rise_end", "fall_start") };
    let start = reader.decimal_under(item, "start", kind);
    let rise_end = reader.decimal_under(item, rise, kind);
    let fall_start = if is_triangle { rise_end } else { reader.decimal_under(item, fall, kind) };
    let end = reader.decimal_under(item, "end", kind);
    let bias = reader.decimal_or(item, "bias", 0);
    let scale = reader.decimal_or(item, "scale", 1);
    let numbers = numbers(item, issue, reader);
    let shape =
        Trapezoid { start: start?, rise_end: rise_end?, fall_start: fall_start?, end: end? };
    let (bias, scale) = (bias?, scale?);
    if !shape.is_ordered() {
        let message = format!("the corners of a `{kind}` stand in ascending order");
        reader.add(Diagnostic::new(Code::E691, item.head(), message));
        return None;
    }
    let points = || {
        let out_of = shape.out_of()?;
        let point = |number: &Decimal| {
            let is_corner = *number <= shape.start || *number >= shape.end;
            let height = if is_triangle && is_corner {
                Decimal::default()
            } else {
                shape.points(*number)?
            };
            sum(product(bias, out_of)?, product(scale, height)?)
        };
        Some((numbers.as_ref()?.iter().map(point).collect::<Option<Vec<_>>>()?, out_of))
    };
    let found = points();
    if found.is_none() && numbers.is_some() {
        reader.result(None, "the worth of a value", item.head());
    }
    found
}

/// Whether an item is a number, for a bound.
pub(super) const fn is_number(item: &Item) -> bool {
    matches!(item.value, Value::Number(_) | Value::NotFinite(_))
}
