//! Files of NegMAS: an outcome space, and for each party an additive function or, if it values terms
//! together, one of hyper-rectangles.

use std::fmt::Write as _;

use super::super::exact::{one, quotient};
use super::super::model::{Domain, Kind, Region};
use super::tables::{Column, Table, decimal};
use super::{file_names, labels};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::findings::Findings;
use crate::number::Decimal;
use crate::tree::shortened;
use crate::write::quoted;

/// The domain and the profiles.
pub(super) fn files(
    domain: &Domain,
    tables: &[Table],
    findings: &mut Findings,
) -> Option<Vec<(String, String)>> {
    let mut files = vec![("domain.yml".to_owned(), space(domain))];
    for (table, name) in tables.iter().zip(file_names(tables, "yml")) {
        let mut is_exact = true;
        let text = if table.regions.is_empty() {
            additive(domain, table, &mut is_exact)
        } else {
            rectangles(domain, table, &mut is_exact)
        };
        let Some(text) = text else {
            let message =
                format!("the numbers of `{}` have too many digits", shortened(&table.name));
            findings.add(Diagnostic::of_file(Code::E700, message));
            continue;
        };
        if !is_exact {
            let message = format!(
                "some numbers of `{}` are no decimals; they are written to 20 places",
                shortened(&table.name)
            );
            findings.add(Diagnostic::of_file(Code::W701, message));
        }
        files.push((name, text));
    }
    (files.len() == tables.len() + 1).then_some(files)
}

fn space(domain: &Domain) -> String {
    let mut text = String::from("issues:\n");
    for (at, issue) in domain.issues.iter().enumerate() {
        let kind = match issue.kind {
            Kind::Range => "ContiguousIssue",
            Kind::Grid => "DiscreteCardinalIssue",
            Kind::Listed => "CategoricalIssue",
        };
        let _ = writeln!(text, "- name: {}\n  type: {kind}\n  values:", quoted(&issue.name));
        let values = values(domain, at);
        let count = values.len();
        for (position, value) in values.into_iter().enumerate() {
            // Of a range the ends.
            if issue.kind != Kind::Range || position == 0 || position + 1 == count {
                let _ = writeln!(text, "  - {value}");
            }
        }
    }
    let name = domain.name.as_deref().unwrap_or("domain");
    let _ = writeln!(text, "name: {}\ntype: DiscreteCartesianOutcomeSpace", quoted(name));
    text
}

/// The values of an issue as YAML: texts between quotation marks, numbers without, all of them whole or all
/// with a point, for NegMAS wants numbers of one kind.
fn values(domain: &Domain, issue: usize) -> Vec<String> {
    let texts = labels(domain, issue);
    if domain.issues[issue].kind == Kind::Listed {
        return texts.iter().map(|text| quoted(text)).collect();
    }
    let have_points = texts.iter().any(|text| text.contains('.'));
    let number = |text: String| {
        if have_points && !text.contains('.') { format!("{text}.0") } else { text }
    };
    texts.into_iter().map(number).collect()
}

fn head(table: &Table, kind: &str) -> String {
    format!(
        "name: {}\nreserved_outcome: null\nreserved_value: {}\ntype: {kind}\n",
        quoted(&table.name),
        table.no_deal
    )
}

fn additive(domain: &Domain, table: &Table, is_exact: &mut bool) -> Option<String> {
    let mut text = head(table, "LinearAdditiveUtilityFunction");
    if !table.constant.of.is_zero() {
        let _ = writeln!(text, "bias: {}", decimal(table.constant, is_exact)?);
    }
    text.push_str("values:\n");
    let mut weights = Vec::with_capacity(domain.issues.len());
    for (at, column) in table.issues.iter().enumerate() {
        let (points, weight) = match column {
            Some(column) => weighted(column, is_exact)?,
            None => (vec![Decimal::default(); domain.issues[at].values.len()], one()),
        };
        text.push_str("- mapping:\n");
        for (value, point) in values(domain, at).into_iter().zip(points) {
            let _ = writeln!(text, "    {value}: {point}");
        }
        text.push_str("  type: TableFun\n");
        weights.push(weight);
    }
    text.push_str("weights:\n");
    for weight in weights {
        let _ = writeln!(text, "- {weight}");
    }
    Some(text)
}

/// Points and a weight that need no division.
fn weighted(column: &Column, is_exact: &mut bool) -> Option<(Vec<Decimal>, Decimal)> {
    let points = column.points.iter().map(|point| quotient(*point, column.out_of));
    if let Some(points) = points.collect::<Option<Vec<Decimal>>>() {
        return Some((points, column.weight));
    }
    if let Some(weight) = quotient(column.weight, column.out_of) {
        return Some((column.points.clone(), weight));
    }
    let worths = column.worths()?.into_iter().map(|worth| decimal(worth, is_exact));
    Some((worths.collect::<Option<_>>()?, one()))
}

fn rectangles(domain: &Domain, table: &Table, is_exact: &mut bool) -> Option<String> {
    let mut regions = table.regions.clone();
    for (at, column) in table.issues.iter().enumerate() {
        let Some(column) = column else { continue };
        for (value, worth) in column.worths()?.into_iter().enumerate() {
            if !worth.of.is_zero() {
                let mut region = Region::everything();
                region.restrict(at, vec![value]);
                regions.push((region, worth));
            }
        }
    }
    let mut text = head(table, "HyperRectangleUtilityFunction");
    let _ = writeln!(text, "bias: {}\noutcome_ranges:", decimal(table.constant, is_exact)?);
    for (region, _) in &regions {
        let bounds: Vec<String> = region
            .bounds
            .iter()
            .map(|(issue, allowed)| {
                let values = values(domain, *issue);
                format!("{issue}: {}", alternatives(allowed.iter().map(|&at| values[at].as_str())))
            })
            .collect();
        let _ = writeln!(text, "- {{{}}}", bounds.join(", "));
    }
    text.push_str("utilities:\n");
    for (_, worth) in &regions {
        let _ = writeln!(text, "- {}", decimal(*worth, is_exact)?);
    }
    Some(text)
}

/// Some values of an issue. A list of two numbers would be a range, whose ends NegMAS leaves out; so one of
/// two stands twice.
fn alternatives<'v>(values: impl Iterator<Item = &'v str>) -> String {
    let mut values: Vec<&str> = values.collect();
    if let [_, last] = values[..] {
        values.push(last);
    }
    format!("[{}]", values.join(", "))
}
