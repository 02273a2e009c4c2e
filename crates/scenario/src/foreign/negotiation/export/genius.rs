//! Files of Genius: discrete issues with evaluations, or, if a party values terms together, issues of whole
//! numbers with hyper-rectangles.
//!
//! Genius divides evaluations by the largest of the issue and cuts what adds up to more than 1. So what is
//! below zero is moved up, no deal with it, and everything is divided by a power of ten if it has to be,
//! the same for all parties.

use std::fmt::Write as _;

use super::super::MAX_REGIONS;
use super::super::exact::{Ratio, difference, one, product, quotient, sum};
use super::super::model::{Domain, Kind, Region};
use super::boxes::MAX_BOXES;
use super::tables::{Column, Table, decimal};
use super::{file_names, labels};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::findings::Findings;
use crate::foreign::negotiation::document::Scalar;
use crate::number::Decimal;
use crate::tree::shortened;

/// The domain and the profiles.
pub(super) fn files(
    domain: &Domain,
    tables: &[Table],
    findings: &mut Findings,
) -> Option<Vec<(String, String)>> {
    let is_linear = tables.iter().all(|table| table.regions.is_empty());
    if !is_linear && !are_whole_numbers(domain, findings) {
        return None;
    }
    let drafts: Vec<Option<Draft>> =
        tables.iter().map(|table| draft(table, is_linear, findings)).collect();
    let drafts = drafts.into_iter().collect::<Option<Vec<Draft>>>()?;
    let Some(unit) = unit(drafts.iter().map(|draft| draft.most)) else {
        findings.add(Diagnostic::of_file(Code::E700, "packages are worth too much to be written"));
        return None;
    };
    if unit != one() {
        let message = format!(
            "everything is divided by {unit}, for Genius counts what is worth more than 1 as 1"
        );
        findings.add(Diagnostic::of_file(Code::W701, message));
    }
    let mut files = vec![("domain.xml".to_owned(), template(domain, is_linear))];
    for ((table, draft), name) in tables.iter().zip(&drafts).zip(file_names(tables, "xml")) {
        note_changes(table, draft, findings);
        let text = if is_linear {
            evaluations(domain, draft, unit)
        } else {
            rectangles(domain, draft, unit)
        };
        let Some(text) = text else {
            findings.add(too_long(table));
            continue;
        };
        files.push((name, text));
    }
    Some(files)
}

fn too_long(table: &Table) -> Diagnostic {
    let message = format!("the numbers of `{}` have too many digits", shortened(&table.name));
    Diagnostic::of_file(Code::E700, message)
}

/// By how much weights may add up to more than 1 because they were rounded.
const ROUNDING: &str = "0.000000001";

/// The smallest power of ten that is not below any of `numbers`, and not below 1.
fn unit(numbers: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let most = numbers.max().unwrap_or_default();
    let mut unit = one();
    if most <= sum(unit, Decimal::parse(ROUNDING).ok()?)? {
        return Some(unit);
    }
    while unit < most {
        unit = product(unit, Decimal::from(10))?;
    }
    Some(unit)
}

/// What is written of a party.
struct Draft {
    /// For each issue points that are not negative, and a weight; of a profile that adds up over issues.
    issues: Vec<(Vec<Decimal>, Decimal)>,
    /// Of a profile of rectangles, with what all their worths are divided by.
    regions: Vec<(Region, Decimal)>,
    divisor: Decimal,
    no_deal: Decimal,
    /// No package is worth more.
    most: Decimal,
    /// What was taken off every package and off no deal.
    moved: Decimal,
    is_exact: bool,
}

fn note_changes(table: &Table, draft: &Draft, findings: &mut Findings) {
    let name = shortened(&table.name);
    if !draft.moved.is_zero() {
        let message = format!(
            "{} is taken off everything of `{name}`, no deal with it, so that nothing is below zero and nothing counts in every package",
            draft.moved
        );
        findings.add(Diagnostic::of_file(Code::W701, message));
    }
    if !draft.is_exact {
        let message =
            format!("some numbers of `{name}` are no decimals; they are written to 20 places");
        findings.add(Diagnostic::of_file(Code::W701, message));
    }
}

/// What is written of a party; nothing if it cannot be, which is reported.
fn draft(table: &Table, is_linear: bool, findings: &mut Findings) -> Option<Draft> {
    let draft =
        if is_linear { linear(table) } else { nonlinear(table, in_boxes(table, findings)?) };
    if draft.is_none() {
        findings.add(too_long(table));
    }
    draft
}

fn linear(table: &Table) -> Option<Draft> {
    let mut draft = Draft {
        issues: Vec::with_capacity(table.issues.len()),
        regions: Vec::new(),
        divisor: one(),
        no_deal: table.no_deal,
        most: Decimal::default(),
        moved: Decimal::default(),
        is_exact: true,
    };
    let mut moved = table.constant;
    for column in &table.issues {
        let Some(Column { points, weight, out_of }) = column else {
            draft.issues.push((Vec::new(), Decimal::default()));
            continue;
        };
        let least = points.iter().min().copied()?.min(Decimal::default());
        let points: Option<Vec<Decimal>> =
            points.iter().map(|point| difference(*point, least)).collect();
        let points = points?;
        moved = moved.plus(Ratio { of: product(least, *weight)?, by: *out_of })?;
        let most = points.iter().max().copied()?;
        if most.is_zero() {
            draft.issues.push((Vec::new(), Decimal::default()));
            continue;
        }
        // Genius divides by the largest of the points itself.
        let weight = if most == *out_of {
            *weight
        } else {
            decimal(Ratio { of: product(most, *weight)?, by: *out_of }, &mut draft.is_exact)?
        };
        draft.most = sum(draft.most, weight)?;
        draft.issues.push((enlarged(points)?, weight));
    }
    draft.moved = decimal(moved, &mut draft.is_exact)?;
    draft.no_deal = difference(table.no_deal, draft.moved)?;
    Some(draft)
}

/// The points times a power of ten, if Genius would take them for nothing.
fn enlarged(points: Vec<Decimal>) -> Option<Vec<Decimal>> {
    let most = points.iter().max().copied().unwrap_or_default();
    let mut factor = one();
    let smallest = Decimal::parse("0.001").ok()?;
    while !most.is_zero() && product(most, factor)? < smallest {
        factor = product(factor, Decimal::from(10))?;
    }
    points.into_iter().map(|point| product(point, factor)).collect()
}

/// The regions of a party, each with bounds between two values only; nothing if they are too many, which
/// is reported.
fn in_boxes(table: &Table, findings: &mut Findings) -> Option<Vec<(Region, Ratio)>> {
    let mut boxes = Vec::with_capacity(table.regions.len());
    for (region, worth) in &table.regions {
        let parts = in_runs(region).filter(|parts| boxes.len() + parts.len() <= MAX_REGIONS);
        let Some(parts) = parts else {
            let message = format!(
                "the conditions of `{}` come to too many rectangles: the limits are {MAX_BOXES} for one of them and {MAX_REGIONS} for all",
                shortened(&table.name)
            );
            findings.add(Diagnostic::of_file(Code::E700, message));
            return None;
        };
        boxes.extend(parts.into_iter().map(|part| (part, *worth)));
    }
    Some(boxes)
}

fn nonlinear(table: &Table, boxes: Vec<(Region, Ratio)>) -> Option<Draft> {
    let mut regions = vec![(Region::everything(), table.constant)];
    for (at, column) in table.issues.iter().enumerate() {
        let Some(column) = column else { continue };
        for (value, worth) in column.worths()?.into_iter().enumerate() {
            let mut region = Region::everything();
            region.restrict(at, vec![value]);
            regions.push((region, worth));
        }
    }
    regions.extend(boxes);
    regions.retain(|(_, worth)| !worth.of.is_zero());
    let positive = regions.iter().map(|(_, worth)| *worth).filter(|w| !w.of.is_negative());
    let most = positive.clone().try_fold(Ratio::whole(Decimal::default()), Ratio::plus)?;
    let divisor = Ratio::common_divisor(regions.iter().map(|(_, worth)| *worth))?;
    let over = |(region, worth): (Region, Ratio)| Some((region, worth.over(divisor)?));
    Some(Draft {
        issues: Vec::new(),
        regions: regions.into_iter().map(over).collect::<Option<_>>()?,
        divisor,
        no_deal: table.no_deal,
        most: decimal(most, &mut true)?,
        moved: Decimal::default(),
        is_exact: true,
    })
}

/// A region as regions with values that follow each other.
fn in_runs(region: &Region) -> Option<Vec<Region>> {
    let mut parts = vec![Region::everything()];
    for (issue, values) in &region.bounds {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for &value in values {
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|last| last + 1 == value) => run.push(value),
                _ => runs.push(vec![value]),
            }
        }
        if (parts.len() as u64).saturating_mul(runs.len() as u64) > MAX_BOXES {
            return None;
        }
        parts = parts
            .iter()
            .flat_map(|part| {
                runs.iter().map(|run| {
                    let mut part = part.clone();
                    part.restrict(*issue, run.clone());
                    part
                })
            })
            .collect();
    }
    Some(parts)
}

/// Whether all issues are ranges of whole numbers; if not, that is reported.
fn are_whole_numbers(domain: &Domain, findings: &mut Findings) -> bool {
    let mut others = domain.issues.iter().filter(|issue| issue.kind != Kind::Range);
    let Some(first) = others.next() else { return true };
    let more = others.count();
    let others = match more {
        0 => String::new(),
        1 => " and one other are".to_owned(),
        more => format!(" and {more} others are"),
    };
    let verb = if more == 0 { " is" } else { "" };
    let message = format!(
        "Genius values issues together only if all are whole numbers, and `{}`{others}{verb} not",
        shortened(&first.name)
    );
    let help = "NegMAS can: write files for it instead";
    findings.add(Diagnostic::of_file(Code::E700, message).help(help));
    false
}

/// The numbers of a range, as they are written.
fn ends(domain: &Domain, issue: usize) -> (String, String) {
    let labels = labels(domain, issue);
    let last = labels.last().cloned().unwrap_or_default();
    (labels.into_iter().next().unwrap_or_default(), last)
}

fn template(domain: &Domain, is_linear: bool) -> String {
    let name = escaped(domain.name.as_deref().unwrap_or("domain"));
    let count = domain.issues.len();
    let mut text = format!(
        "<negotiation_template>\n<utility_space number_of_issues=\"{count}\">\n{}",
        objective(&name)
    );
    for (at, issue) in domain.issues.iter().enumerate() {
        let (index, name) = (at + 1, escaped(&issue.name));
        if is_linear {
            let _ = writeln!(text, "{}", discrete(index, &name));
            for (position, label) in labels(domain, at).iter().enumerate() {
                let label = escaped(label);
                let _ = writeln!(text, "<item index=\"{}\" value=\"{label}\"/>", position + 1);
            }
            text.push_str("</issue>\n");
        } else {
            let _ = writeln!(text, "{}", integer(domain, at));
        }
    }
    text.push_str("</objective>\n</utility_space>\n</negotiation_template>\n");
    text
}

fn objective(name: &str) -> String {
    format!(
        "<objective index=\"0\" etype=\"objective\" type=\"objective\" description=\"\" name=\"{name}\">\n"
    )
}

fn discrete(index: usize, name: &str) -> String {
    format!(
        "<issue index=\"{index}\" etype=\"discrete\" type=\"discrete\" vtype=\"discrete\" name=\"{name}\">"
    )
}

fn integer(domain: &Domain, at: usize) -> String {
    let (low, high) = ends(domain, at);
    let name = escaped(&domain.issues[at].name);
    format!(
        "<issue index=\"{}\" etype=\"integer\" type=\"integer\" vtype=\"integer\" name=\"{name}\" lowerbound=\"{low}\" upperbound=\"{high}\"/>",
        at + 1
    )
}

fn foot(no_deal: Decimal, unit: Decimal) -> Option<String> {
    let no_deal = quotient(no_deal, unit)?;
    Some(format!(
        "<discount_factor value=\"1.0\"/>\n<reservation value=\"{no_deal}\"/>\n</utility_space>\n"
    ))
}

fn evaluations(domain: &Domain, draft: &Draft, unit: Decimal) -> Option<String> {
    let name = escaped(domain.name.as_deref().unwrap_or("domain"));
    let mut text = format!(
        "<utility_space number_of_issues=\"{}\">\n{}",
        domain.issues.len(),
        objective(&name)
    );
    for (at, (_, weight)) in draft.issues.iter().enumerate() {
        let weight = quotient(*weight, unit)?;
        let _ = writeln!(text, "<weight index=\"{}\" value=\"{weight}\"/>", at + 1);
    }
    for (at, (points, _)) in draft.issues.iter().enumerate() {
        let _ = writeln!(text, "{}", discrete(at + 1, &escaped(&domain.issues[at].name)));
        for (position, label) in labels(domain, at).iter().enumerate() {
            // What counts nothing has evaluations, too.
            let point = points.get(position).copied().unwrap_or(one());
            let label = escaped(label);
            let _ = writeln!(
                text,
                "<item index=\"{}\" value=\"{label}\" evaluation=\"{point}\"/>",
                position + 1
            );
        }
        text.push_str("</issue>\n");
    }
    text.push_str("</objective>\n");
    text.push_str(&foot(draft.no_deal, unit)?);
    Some(text)
}

fn rectangles(domain: &Domain, draft: &Draft, unit: Decimal) -> Option<String> {
    let name = escaped(domain.name.as_deref().unwrap_or("domain"));
    let mut text = format!("<utility_space type=\"nonlinear\">\n{}", objective(&name));
    for at in 0..domain.issues.len() {
        let _ = writeln!(text, "{}", integer(domain, at));
    }
    let _ = writeln!(
        text,
        "<utility maxutility=\"{}\">\n<ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"sum\">",
        product(draft.divisor, unit)?
    );
    for (region, worth) in &draft.regions {
        let _ = writeln!(text, "<hyperRectangle utility=\"{worth}\">");
        for (issue, values) in &region.bounds {
            let number = |position: Option<&usize>| match position {
                Some(&at) => match &domain.issues[*issue].values[at] {
                    Scalar::Number(number) => number.to_string(),
                    _ => String::new(),
                },
                None => String::new(),
            };
            let _ = writeln!(
                text,
                "<INCLUDES index=\"{}\" min=\"{}\" max=\"{}\"/>",
                issue + 1,
                number(values.first()),
                number(values.last())
            );
        }
        text.push_str("</hyperRectangle>\n");
    }
    text.push_str("</ufun>\n</utility>\n</objective>\n");
    text.push_str(&foot(draft.no_deal, unit)?);
    Some(text)
}

/// A text between double quotation marks in XML, which has no control characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => {
                let _ = write!(out, "&#{};", u32::from(character));
            }
            '\u{0}'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
