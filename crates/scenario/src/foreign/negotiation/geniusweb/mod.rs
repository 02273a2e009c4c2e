//! The JSON of GeniusWeb.
//!
//! ```text
//! domain   { "name", "issuesValues": { issue: { "values": [..] } | { "range": [low, high, step] } } }
//! profile  { "LinearAdditiveUtilitySpace": { "name", "domain", "issueWeights", "issueUtilities",
//!            "reservationBid" } }
//!          { "SumOfGroupsUtilitySpace": { "name", "domain", "partUtilities", "reservationBid" } }
//! ```
//!
//! The first adds up weight times utility over issues, the second the utilities of groups of issues,
//! which have one for each combination of their values. What no deal is worth is the worth of a bid; if
//! the bid is partial, the issues that it lacks are worth nothing.

mod groups;

use std::collections::HashSet;

use super::Reader;
use super::document::{Item, Scalar, Value};
use super::exact::{difference, one, product, quotient, quotient_below, sum};
use super::files::SPACES;
use super::model::{Domain, Issue, Kind, Line, NoDeal, Profile, Region};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::number::Decimal;
use crate::tree::shortened;

/// To how many places a quotient is worked out.
const PLACES: i64 = 24;

/// What is negotiated about.
pub(super) fn domain(root: &Item, reader: &mut Reader<'_>) -> Option<Domain> {
    let issues = reader.needed(root, "issuesValues", "a domain")?;
    let entries = reader.table(issues, "a table with issues for keys")?;
    if !reader.allows_issues(entries.len(), Some(issues.head())) {
        return None;
    }
    let issues = entries.iter().filter_map(|(key, item)| issue(key.as_text()?, item, reader));
    let issues = issues.collect();
    let name = root.get("name").and_then(Item::as_text).map(str::to_owned);
    Some(Domain::new(name, issues))
}

/// The domain that a profile holds.
pub(super) fn domain_of<'i>(root: &'i Item, reader: &mut Reader<'_>) -> Option<&'i Item> {
    let space = SPACES.iter().find_map(|space| root.get(space))?;
    let domain = space.given("domain");
    if domain.is_none() {
        let message =
            "none of the files says what is negotiated about, and neither does this profile";
        let help = "add the file of the domain, which has `issuesValues`";
        reader.add(Diagnostic::new(Code::E681, space.head(), message).help(help));
    }
    domain
}

fn issue(name: &str, item: &Item, reader: &mut Reader<'_>) -> Option<Issue> {
    if let Some(range) = item.given("range") {
        let part = |name: &str, at: usize| match &range.value {
            Value::List(items) => items.get(at),
            _ => range.given(name),
        };
        let parts = [part("low", 0), part("high", 1), part("step", 2)];
        let [Some(low), Some(high), Some(step)] = parts else {
            reader.wrong_kind(range, "the lowest and the highest value and the step between two");
            return None;
        };
        let (low, high, step) = (number(low, reader), number(high, reader), number(step, reader));
        return reader.range_issue(name, (low?, high?), step?, range.head());
    }
    let values = reader.needed(item, "values", "an issue")?;
    let mut seen: HashSet<Scalar> = HashSet::new();
    let mut listed = Vec::new();
    for value in reader.list(values, "a list of values")? {
        let Some(scalar) = scalar(value) else {
            reader.wrong_kind(value, "a value");
            continue;
        };
        if seen.insert(scalar.clone()) {
            listed.push(scalar);
        } else {
            let message = format!("{} is a value of the issue already", value.describe());
            reader.add(Diagnostic::new(Code::W695, value.span, message));
        }
    }
    reader.listed_issue(name, listed, values.head())
}

/// A number, or a text that is one.
fn number(item: &Item, reader: &mut Reader<'_>) -> Option<Decimal> {
    match item.as_text() {
        Some(text) => reader.number(text, item.span),
        None => reader.decimal(item),
    }
}

/// A value of an issue as GeniusWeb tells values apart: by their words.
fn scalar(item: &Item) -> Option<Scalar> {
    match &item.value {
        Value::Text(text) | Value::Name(text) => Some(Scalar::Text(text.clone())),
        Value::Number(text) => Some(Scalar::Text(text.clone())),
        Value::Boolean(truth) => Some(Scalar::Text(truth.to_string())),
        _ => None,
    }
}

/// What a party wants.
pub(super) fn profile(root: &Item, domain: &Domain, reader: &mut Reader<'_>) -> Option<Profile> {
    let name = SPACES.into_iter().find(|space| root.get(space).is_some())?;
    let space = root.get(name)?;
    reader.table(space, "a table that says what packages are worth")?;
    let known = ["name", "domain", "reservationBid"];
    let lines = match name {
        "LinearAdditiveUtilitySpace" => {
            let own = ["issueUtilities", "issueWeights"];
            reader.warn_of_unknown_keys(space, &[&known[..], &own[..]].concat(), "this profile");
            linear(space, domain, reader)
        }
        "SumOfGroupsUtilitySpace" => {
            let own = ["partUtilities"];
            reader.warn_of_unknown_keys(space, &[&known[..], &own[..]].concat(), "this profile");
            groups::lines(space, domain, reader)
        }
        _ => {
            let message = "this profile only says which bids are better than others";
            let help =
                "a scenario needs to know what every value is worth, or how all packages rank";
            reader.add(Diagnostic::new(Code::E689, space.head(), message).help(help));
            return None;
        }
    };
    let lines = lines?;
    let no_deal = no_deal(space, domain, &lines, reader)?;
    let name = space.get("name").and_then(Item::as_text).unwrap_or_default().to_owned();
    Some(Profile { name, no_deal: NoDeal::Worth(no_deal), lines, ceiling: None, discount: None })
}

/// The position of the issue that `key` names; if there is none, that is reported.
fn issue_at(key: &Item, domain: &Domain, reader: &mut Reader<'_>) -> Option<usize> {
    let name = reader.words(key, "the name of an issue")?;
    let found = domain.named(name);
    if found.is_none() && !reader.findings.only_counts() {
        let message = format!("the domain has no issue `{}`", shortened(name));
        let mut finding = Diagnostic::new(Code::E686, key.span, message);
        if let Some(near) = domain.nearest(name) {
            finding = finding.help(format!("did you mean `{}`?", shortened(near)));
        }
        reader.add(finding);
    }
    found
}

/// The position of a value of an issue; if there is none, that is reported.
fn value_at(item: &Item, issue: &Issue, reader: &mut Reader<'_>) -> Option<usize> {
    let found = if issue.kind == Kind::Range {
        issue.position(&Scalar::Number(number(item, reader)?))
    } else {
        scalar(item).and_then(|scalar| issue.position(&scalar))
    };
    if found.is_none() && !reader.findings.only_counts() {
        let message = format!("`{}` has no value {}", shortened(&issue.name), item.describe());
        let mut finding = Diagnostic::new(Code::E686, item.head(), message);
        let labels: Vec<String> = (0..issue.values.len()).map(|at| issue.label(at)).collect();
        let near = item.as_text().and_then(|text| nearest(text, labels.iter().map(String::as_str)));
        if let Some(near) = near {
            finding = finding.help(format!("did you mean `{}`?", shortened(near)));
        }
        reader.add(finding);
    }
    found
}

/// Weight times utility for each issue.
fn linear(space: &Item, domain: &Domain, reader: &mut Reader<'_>) -> Option<Vec<Line>> {
    let utilities = reader.needed(space, "issueUtilities", "a profile");
    let weights = reader.needed(space, "issueWeights", "a profile");
    let (utilities, weights) = (utilities?, weights?);
    let mut all_weights: Vec<Option<Option<Decimal>>> = vec![None; domain.issues.len()];
    for (key, item) in reader.table(weights, "a table with issues for keys")? {
        if let Some(at) = issue_at(key, domain, reader) {
            all_weights[at] = Some(reader.decimal(item));
        }
    }
    let mut lines: Vec<Option<Line>> = vec![None; domain.issues.len()];
    let mut is_listed = vec![false; domain.issues.len()];
    for (key, item) in reader.table(utilities, "a table with issues for keys")? {
        let Some(at) = issue_at(key, domain, reader) else { continue };
        is_listed[at] = true;
        let points = points(item, &domain.issues[at], reader);
        if let (Some((points, out_of)), Some(Some(weight))) = (points, all_weights[at]) {
            lines[at] = Some(Line::of_issue(at, points, weight, out_of));
        }
    }
    for (at, issue) in domain.issues.iter().enumerate() {
        for (is_missing, place, what) in [
            (!is_listed[at], utilities, "does not say what the values of"),
            (all_weights[at].is_none(), weights, "has no weight for"),
        ] {
            if is_missing {
                let message = format!("the profile {what} `{}`", shortened(&issue.name));
                reader.add(Diagnostic::new(Code::E685, place.head(), message));
            }
        }
    }
    Some(lines.into_iter().flatten().collect())
}

/// Points of the values of an issue, and what they are out of.
fn points(item: &Item, issue: &Issue, reader: &mut Reader<'_>) -> Option<(Vec<Decimal>, Decimal)> {
    let by_value = ["discreteutils", "DiscreteValueSetUtilities"];
    if let Some(table) = by_value.iter().find_map(|key| item.given(key)) {
        let utilities = reader.needed(table, "valueUtilities", "a list of utilities")?;
        let mut points: Vec<Option<Decimal>> = vec![None; issue.values.len()];
        let mut is_complete = true;
        for (key, item) in reader.table(utilities, "a table with values for keys")? {
            let at = value_at(key, issue, reader);
            let utility = reader.decimal(item);
            is_complete &= at.is_some() && utility.is_some();
            if let Some(at) = at {
                points[at] = utility;
            }
        }
        if !is_complete {
            return None;
        }
        let missing = points.iter().position(Option::is_none);
        if let Some(at) = missing {
            let message = format!(
                "`{}` of `{}` has no utility",
                shortened(&issue.label(at)),
                shortened(&issue.name)
            );
            reader.add(Diagnostic::new(Code::E685, utilities.head(), message));
            return None;
        }
        return Some((points.into_iter().flatten().collect(), one()));
    }
    let by_number = ["numberutils", "NumberValueSetUtilities"];
    let Some(table) = by_number.iter().find_map(|key| item.given(key)) else {
        let message = format!(
            "the utilities of `{}` are of a kind that is not known",
            shortened(&issue.name)
        );
        let help = "known are `discreteutils` and `numberutils`";
        reader.add(Diagnostic::new(Code::E689, item.head(), message).help(help));
        return None;
    };
    straight(table, issue, reader)
}

/// A straight line from the lowest to the highest value, as points out of the width.
fn straight(
    table: &Item,
    issue: &Issue,
    reader: &mut Reader<'_>,
) -> Option<(Vec<Decimal>, Decimal)> {
    let what = "`numberutils`";
    let low = reader.decimal_under(table, "lowValue", what);
    let at_low = reader.decimal_under(table, "lowUtility", what);
    let high = reader.decimal_under(table, "highValue", what);
    let at_high = reader.decimal_under(table, "highUtility", what);
    let (low, at_low, high, at_high) = (low?, at_low?, high?, at_high?);
    let Some(numbers) = issue.numbers() else {
        let message = format!("the values of `{}` are no numbers", shortened(&issue.name));
        reader.add(Diagnostic::new(Code::E691, table.head(), message));
        return None;
    };
    if high <= low {
        let message = format!("the highest value, {high}, is not above the lowest, {low}");
        reader.add(Diagnostic::new(Code::E691, table.head(), message));
        return None;
    }
    let line = || {
        let width = difference(high, low)?;
        let rise = difference(at_high, at_low)?;
        let start = product(at_low, width)?;
        let point = |number: &Decimal| {
            // Outside of the line everything is worth nothing.
            if *number < low || *number > high {
                return Some(Decimal::default());
            }
            sum(start, product(rise, difference(*number, low)?)?)
        };
        Some((numbers.iter().map(point).collect::<Option<Vec<_>>>()?, width))
    };
    let line = line();
    if line.is_none() {
        reader.result(None, "the worth of a value", table.head());
    }
    line
}

/// The worth of the reservation bid; if it is no decimal, a little less, so that the bid itself stays
/// acceptable.
fn no_deal(
    space: &Item,
    domain: &Domain,
    lines: &[Line],
    reader: &mut Reader<'_>,
) -> Option<Decimal> {
    let Some(bid) = space.given("reservationBid") else {
        let message = "the profile has no reservation bid; no deal is worth 0";
        reader.add(Diagnostic::new(Code::W696, space.head(), message));
        return Some(Decimal::default());
    };
    let values = reader.needed(bid, "issuevalues", "a bid")?;
    let mut chosen: Vec<Option<usize>> = vec![None; domain.issues.len()];
    let mut is_complete = true;
    for (key, item) in reader.table(values, "a table with issues for keys")? {
        let issue = issue_at(key, domain, reader);
        let value = issue.and_then(|at| value_at(item, &domain.issues[at], reader));
        is_complete &= value.is_some();
        if let Some(at) = issue {
            chosen[at] = value;
        }
    }
    if !is_complete {
        return None;
    }
    let mut total = Some(Decimal::default());
    for line in lines {
        let worth = match line {
            Line::Issue { issue, points, weight, out_of } => match chosen[*issue] {
                Some(value) => product(points[value], *weight).and_then(|worth| {
                    quotient(worth, *out_of).or_else(|| quotient_below(worth, *out_of, PLACES))
                }),
                None => Some(Decimal::default()),
            },
            Line::Region { region, worth, .. } => {
                let is_met = |(issue, values): &(usize, Vec<usize>)| {
                    chosen[*issue].is_some_and(|value| values.contains(&value))
                };
                Some(if region.bounds.iter().all(is_met) { *worth } else { Decimal::default() })
            }
        };
        total = total.and_then(|total| sum(total, worth?));
    }
    reader.result(total, "the worth of the reservation bid", bid.head())
}

/// A region with one value for each of some issues.
fn point(values: &[(usize, usize)]) -> Region {
    let mut region = Region::everything();
    for &(issue, value) in values {
        region.restrict(issue, vec![value]);
    }
    region
}
