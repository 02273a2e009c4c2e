//! Profiles that add up over groups of issues: each combination of values of a group has a utility, and
//! those that are not listed have none.

use super::{Reader, issue_at, point, value_at};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::negotiation::document::{Item, Value};
use crate::foreign::negotiation::exact::one;
use crate::foreign::negotiation::model::{Domain, Line};
use crate::number::Decimal;
use crate::span::Span;
use crate::tree::shortened;

/// What the combinations of values are worth.
pub(super) fn lines(space: &Item, domain: &Domain, reader: &mut Reader<'_>) -> Option<Vec<Line>> {
    let parts = reader.needed(space, "partUtilities", "a profile")?;
    let mut owners: Vec<Option<Span>> = vec![None; domain.issues.len()];
    let mut lines = Vec::new();
    for (_, part) in reader.table(parts, "a table with groups of issues")? {
        let known = ["partsutils", "PartsUtilities"];
        let table = known.iter().find_map(|key| part.given(key)).unwrap_or(part);
        let issues = reader.needed(table, "issues", "a group of issues");
        let list = reader.needed(table, "utilslist", "a group of issues");
        let (Some(issues), Some(list)) = (issues, list) else { continue };
        let Some(names) = reader.list(issues, "a list of issues") else { continue };
        let group: Vec<Option<usize>> =
            names.iter().map(|name| issue_at(name, domain, reader)).collect();
        let mut is_first = true;
        for (at, name) in group.iter().zip(names) {
            let Some(at) = *at else { continue };
            if let Some(first) = owners[at] {
                is_first = false;
                let message =
                    format!("`{}` is in a second group", shortened(&domain.issues[at].name));
                let finding = Diagnostic::new(Code::E690, name.span, message);
                reader.add(finding.related(first, "the first"));
            }
            owners[at] = Some(name.span);
        }
        let Some(group) = group.into_iter().collect::<Option<Vec<usize>>>() else { continue };
        if !is_first {
            continue;
        }
        if let Some(combinations) = combinations(list, &group, domain, reader) {
            add(&group, combinations, domain, &mut lines);
        }
    }
    for (issue, owner) in domain.issues.iter().zip(&owners) {
        if owner.is_none() {
            let message =
                format!("`{}` is in no group, so it counts nothing", shortened(&issue.name));
            reader.add(Diagnostic::new(Code::W695, parts.head(), message));
        }
    }
    Some(lines)
}

/// The combinations of a group with their utilities.
type Combinations = Vec<(Vec<usize>, Decimal)>;

fn combinations(
    list: &Item,
    group: &[usize],
    domain: &Domain,
    reader: &mut Reader<'_>,
) -> Option<Combinations> {
    let mut combinations = Combinations::new();
    let mut is_complete = true;
    for entry in reader.list(list, "a list of combinations")? {
        if group.len() > 1 && !reader.count_region(entry.head()) {
            return None;
        }
        let values = reader.needed(entry, "values", "a combination");
        let utility = reader.decimal_under(entry, "util", "a combination");
        let items = values.and_then(|values| reader.list(values, "a list of values"));
        let (Some(items), Some(utility)) = (items, utility) else {
            is_complete = false;
            continue;
        };
        if items.len() != group.len() {
            let message =
                format!("a combination of {} values for {} issues", items.len(), group.len());
            reader.add(Diagnostic::new(Code::E691, entry.head(), message));
            is_complete = false;
            continue;
        }
        // A combination that lacks a value is that of a partial bid.
        if items.iter().any(|item| matches!(item.value, Value::Null)) {
            continue;
        }
        let found = items.iter().zip(group);
        let found: Vec<Option<usize>> =
            found.map(|(item, at)| value_at(item, &domain.issues[*at], reader)).collect();
        match found.into_iter().collect::<Option<Vec<usize>>>() {
            Some(values) => combinations.push((values, utility)),
            None => is_complete = false,
        }
    }
    if !is_complete {
        return None;
    }
    let mut seen = std::collections::HashMap::new();
    for (position, (values, _)) in combinations.iter().enumerate() {
        if let Some(first) = seen.insert(values, position) {
            let message = format!(
                "combination {} of this group is the same as combination {}, counted from 1",
                position + 1,
                first + 1
            );
            reader.add(Diagnostic::new(Code::E690, list.head(), message));
        }
    }
    Some(combinations)
}

/// The lines of a group: a line of its issue if it is one, a region for each combination if it is not.
fn add(group: &[usize], combinations: Combinations, domain: &Domain, lines: &mut Vec<Line>) {
    if let [issue] = *group {
        let mut points = vec![Decimal::default(); domain.issues[issue].values.len()];
        for (values, utility) in combinations {
            points[values[0]] = utility;
        }
        lines.push(Line::of_issue(issue, points, one(), one()));
        return;
    }
    for (values, worth) in combinations {
        let values: Vec<(usize, usize)> = group.iter().copied().zip(values).collect();
        let region = point(&values);
        lines.push(Line::Region { region, worth, out_of: one() });
    }
}
