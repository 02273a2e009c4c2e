//! The YAML or JSON of NegMAS: a file for the outcome space and one for each utility function.
//!
//! ```text
//! u = bias + Σ weight_i · f_i(v_i)                           LinearAdditiveUtilityFunction
//! u = bias + Σ weight_i · v_i                                Linear-, AffineUtilityFunction
//! u = value                                                  ConstUtilityFunction
//! u = bias + Σ weight_r · utility_r over rectangles r met    HyperRectangleUtilityFunction
//! ```
//!
//! Nothing is normalised. A discounted function wraps another, whose reserved value counts.

mod functions;
mod rectangles;

use super::exact::one;
use std::collections::HashSet;

use super::Reader;
use super::document::{Item, Scalar, Value};
use super::model::{Domain, Issue, Line, NoDeal, Profile, Region};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::number::Decimal;
use crate::span::Span;
use crate::tree::shortened;

/// What is negotiated about.
pub(super) fn domain(root: &Item, reader: &mut Reader<'_>) -> Option<Domain> {
    let Some(issues) = root.given("issues") else {
        let message = "an outcome space without `issues` cannot be read";
        let help = "a list of outcomes says nothing of what they consist of";
        reader.add(Diagnostic::new(Code::E689, root.head(), message).help(help));
        return None;
    };
    refuse_constraints(root, reader);
    let items = reader.list(issues, "a list of issues")?;
    if !reader.allows_issues(items.len(), Some(issues.head())) {
        return None;
    }
    // An issue that cannot be read was reported; profiles are not looked at then.
    let found: Vec<Option<Issue>> =
        items.iter().enumerate().map(|(at, item)| issue(at, item, reader)).collect();
    let issues = found.into_iter().collect::<Option<Vec<Issue>>>()?;
    let name = root.given("name").and_then(Item::as_text).map(str::to_owned);
    Some(Domain::new(name, issues))
}

/// Reports conditions on outcomes, which are code.
fn refuse_constraints(root: &Item, reader: &mut Reader<'_>) {
    let Some(constraints) = root.given("constraints") else { return };
    if matches!(&constraints.value, Value::List(items) if items.is_empty()) {
        return;
    }
    let message = "`constraints` are code of a program, which is not read from a file";
    reader.add(Diagnostic::new(Code::E689, constraints.head(), message));
}

/// The type of a thing, without the modules that it lives in.
fn type_of(item: &Item) -> Option<(&str, Span)> {
    let found = item.given("type")?;
    let name = found.as_text()?;
    Some((name.rsplit('.').next().unwrap_or(name), found.span))
}

fn issue(position: usize, item: &Item, reader: &mut Reader<'_>) -> Option<Issue> {
    reader.table(item, "a table that describes an issue")?;
    let name = match item.given("name").and_then(scalar) {
        Some(name) => super::model::label(&name),
        None => format!("issue {}", position + 1),
    };
    let values = reader.needed(item, "values", "an issue")?;
    let (kind, span) = type_of(item).unwrap_or(("CategoricalIssue", item.head()));
    match kind {
        "ContiguousIssue" => {
            let bounds = bounds(values, reader)?;
            reader.range_issue(&name, bounds, one(), values.head())
        }
        "ContinuousIssue" => {
            let bounds = bounds(values, reader)?;
            reader.grid_issue(&name, bounds, values.head())
        }
        "CategoricalIssue"
        | "DiscreteIssue"
        | "DiscreteCardinalIssue"
        | "DiscreteOrdinalIssue"
        | "CardinalIssue"
        | "OrdinalIssue" => {
            let items = reader.list(values, "a list of values")?;
            let mut seen = HashSet::new();
            let mut listed = Vec::with_capacity(items.len());
            for item in items {
                let Some(value) = scalar(item) else {
                    reader.wrong_kind(item, "a value");
                    return None;
                };
                if seen.insert(value.clone()) {
                    listed.push(value);
                } else {
                    let message = format!("{} is a value of the issue already", item.describe());
                    reader.add(Diagnostic::new(Code::W695, item.span, message));
                }
            }
            reader.listed_issue(&name, listed, values.head())
        }
        _ => {
            let known = [
                "CategoricalIssue",
                "ContiguousIssue",
                "ContinuousIssue",
                "DiscreteCardinalIssue",
                "DiscreteOrdinalIssue",
            ];
            refuse("an issue", kind, span, &known, reader);
            None
        }
    }
}

/// The two ends of a range; a single number `n` stands for 0 to n - 1.
fn bounds(values: &Item, reader: &mut Reader<'_>) -> Option<(Decimal, Decimal)> {
    match &values.value {
        Value::Number(_) => {
            let count = reader.decimal(values)?;
            let high = super::exact::difference(count, one());
            Some((Decimal::default(), reader.result(high, "the range", values.span)?))
        }
        Value::List(items) if items.len() == 2 => {
            let (low, high) = (reader.decimal(&items[0]), reader.decimal(&items[1]));
            Some((low?, high?))
        }
        _ => {
            reader.wrong_kind(values, "the lowest and the highest value");
            None
        }
    }
}

/// A value of an issue.
fn scalar(item: &Item) -> Option<Scalar> {
    item.scalar()
}

/// Says that things of a type are not read.
fn refuse(what: &str, kind: &str, span: Span, known: &[&str], reader: &mut Reader<'_>) {
    let message = format!("{what} of the type `{}` cannot be read", shortened(kind));
    let help = format!("what can be read: {}", known.join(", "));
    reader.add(Diagnostic::new(Code::E689, span, message).help(help));
}

/// The keys that every utility function may have; none of the last few says anything of packages.
const COMMON: [&str; 11] = [
    "type",
    "name",
    "reserved_value",
    "reserved_outcome",
    "constraints",
    "id",
    "path",
    "stability",
    "outcome_space",
    "issues",
    "dynamic_reservation",
];

/// The utility functions that can be read.
const FUNCTIONS: [&str; 7] = [
    "LinearAdditiveUtilityFunction",
    "LinearUtilityFunction",
    "AffineUtilityFunction",
    "ConstUtilityFunction",
    "HyperRectangleUtilityFunction",
    "ExpDiscountedUFun",
    "LinDiscountedUFun",
];

/// What a party wants.
pub(super) fn profile(root: &Item, domain: &Domain, reader: &mut Reader<'_>) -> Option<Profile> {
    let name = name_of(root);
    let mut function = root;
    let mut discount = None;
    while let Some((kind @ ("ExpDiscountedUFun" | "LinDiscountedUFun"), span)) = type_of(function) {
        refuse_constraints(function, reader);
        let is_discounting = match (kind, function.given("discount")) {
            ("ExpDiscountedUFun", None) => false,
            ("ExpDiscountedUFun", Some(factor)) => reader.decimal(factor)? != one(),
            _ => true,
        };
        if is_discounting {
            let message = format!("what `{kind}` takes off over time is not read");
            reader.add(Diagnostic::new(Code::W692, span, message));
            discount = Some("NegMAS discounts its values over time".to_owned());
        }
        function = reader.needed(function, "ufun", "a discounted function")?;
        reader.table(function, "a utility function")?;
    }
    refuse_constraints(function, reader);
    let Some((kind, span)) = type_of(function) else {
        reader.needed(function, "type", "a utility function");
        return None;
    };
    let (own, lines): (&[&str], _) = match kind {
        "LinearAdditiveUtilityFunction" | "LinearUtilityAggregationFunction" => {
            (&["values", "weights", "bias"], functions::additive(function, domain, reader))
        }
        "LinearUtilityFunction" | "AffineUtilityFunction" => {
            (&["weights", "bias"], functions::affine(function, domain, reader))
        }
        "ConstUtilityFunction" => {
            let value = reader.decimal_under(function, "value", "a constant function");
            (&["value"], value.map(|value| vec![constant(value)]))
        }
        "HyperRectangleUtilityFunction" => (
            &[
                "outcome_ranges",
                "utilities",
                "weights",
                "bias",
                "ignore_issues_not_in_input",
                "ignore_failing_range_utilities",
            ],
            rectangles::lines(function, domain, reader),
        ),
        _ => {
            refuse("a utility function", kind, span, &FUNCTIONS, reader);
            return None;
        }
    };
    reader.warn_of_unknown_keys(function, &[&COMMON[..], own].concat(), "this function");
    let no_deal = no_deal(function, reader);
    Some(Profile { name, no_deal: no_deal?, lines: lines?, ceiling: None, discount })
}

/// The name of a party: files that come from Genius have a path for one.
fn name_of(root: &Item) -> String {
    let name = root.given("name").and_then(scalar).map(|name| super::model::label(&name));
    let name = name.unwrap_or_default();
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.strip_suffix(".xml").unwrap_or(last).to_owned()
}

/// The reserved value; an infinitely small one and none say that any agreement is acceptable.
fn no_deal(function: &Item, reader: &mut Reader<'_>) -> Option<NoDeal> {
    if let Some(outcome) = function.given("reserved_outcome") {
        let message = "`reserved_outcome` is not read; what counts is `reserved_value`";
        reader.add(Diagnostic::new(Code::W695, outcome.head(), message));
    }
    let reserved = function.given("reserved_value");
    if let Some(item) = reserved
        && !matches!(&item.value, Value::NotFinite(text) if is_lowest(text))
    {
        return reader.decimal(item).map(NoDeal::Worth);
    }
    Some(NoDeal::Least)
}

fn is_lowest(text: &str) -> bool {
    text.starts_with('-') && !text.to_lowercase().contains("nan")
}

/// A line that every package meets.
fn constant(worth: Decimal) -> Line {
    let region = Region::everything();
    Line::Region { region, worth, out_of: one() }
}

/// The bias of a function as a line; none if it is 0.
fn bias(function: &Item, reader: &mut Reader<'_>) -> Option<Option<Line>> {
    let bias = reader.decimal_or(function, "bias", 0)?;
    Some((!bias.is_zero()).then(|| constant(bias)))
}

/// The parts of a list in the order of the issues, or of a table with issues for keys; nothing if there
/// are not as many as issues, which is reported.
fn per_issue<'i>(
    item: &'i Item,
    what: &str,
    domain: &Domain,
    reader: &mut Reader<'_>,
) -> Option<Vec<&'i Item>> {
    if let Value::List(items) = &item.value {
        if items.len() == domain.issues.len() {
            return Some(items.iter().collect());
        }
        let message = format!("{} {what} for {} issues", items.len(), domain.issues.len());
        reader.add(Diagnostic::new(Code::E691, item.head(), message));
        return None;
    }
    let entries = reader.table(item, "a list in the order of the issues")?;
    let mut found: Vec<Option<&Item>> = vec![None; domain.issues.len()];
    for (key, item) in entries {
        let name = scalar(key).map(|name| super::model::label(&name)).unwrap_or_default();
        if let Some(at) = domain.named(&name) {
            found[at] = Some(item);
        } else if !reader.findings.only_counts() {
            let message = format!("the domain has no issue `{}`", shortened(&name));
            let mut finding = Diagnostic::new(Code::E686, key.head(), message);
            if let Some(near) = domain.nearest(&name) {
                finding = finding.help(format!("did you mean `{}`?", shortened(near)));
            }
            reader.add(finding);
        }
    }
    for (issue, found) in domain.issues.iter().zip(&found) {
        if found.is_none() {
            let message =
                format!("there are {what} for issues, but not for `{}`", shortened(&issue.name));
            reader.add(Diagnostic::new(Code::E685, item.head(), message));
        }
    }
    found.into_iter().collect()
}
