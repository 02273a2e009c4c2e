//! `[[priority.PARTY]]` and `[ranking.PARTY]`.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::is_name;
use crate::load::conditions::{condition, condition_of};
use crate::load::evidence::sources;
use crate::load::fields::{Fields, items, words, wrong_type};
use crate::load::known::{Known, overlap};
use crate::load::report::{Report, listed};
use crate::load::rules::basis;
use crate::load::schema;
use crate::load::sections::Sections;
use crate::load::values;
use crate::load::{Span, empty_list};
use crate::model::{Preference, Priority, PriorityLine, RankedSet, Ranking, Statement};
use crate::tree::{Key, Node, Value};

/// What each party wants, in the order of the parties.
pub(super) fn read(
    sections: &Sections<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<Preference> {
    let mut preferences = vec![Preference::Indifferent; known.parties.len()];
    let mut stated: Vec<Option<Span>> = vec![None; known.parties.len()];
    for (key, entries) in &sections.priorities {
        let party = party_of(key, known, report);
        let entries: Vec<(&Node, Option<Priority>)> =
            entries.items.iter().map(|node| (*node, priority(node, known, report))).collect();
        let Some(party) = party else { continue };
        report_overlaps(&known.lines[party], &entries, report);
        let lines = known.lines[party].iter().map(|versions| PriorityLine {
            versions: versions.iter().filter_map(|&at| entries.get(at)?.1.clone()).collect(),
        });
        let lines: Vec<PriorityLine> = lines.collect();
        if !lines.is_empty() {
            preferences[party] = Preference::Priorities(lines);
            stated[party] = Some(key.span);
        }
    }
    for (key, node) in &sections.rankings.items {
        let party = party_of(key, known, report);
        let ranking = ranking(node, known, report);
        let Some(party) = party else { continue };
        if let Some(priorities) = stated[party] {
            let message = format!("`{}` has priorities and a ranking", key.name);
            let finding = Diagnostic::new(Code::E106, key.span, message);
            report.add(finding.related(priorities, "the priorities").help("leave out one of them"));
        }
        if let Some(ranking) = ranking {
            preferences[party] = Preference::Ranking(ranking);
            stated[party].get_or_insert(key.span);
        }
    }
    for (key, section) in &sections.values {
        let party = party_of(key, known, report);
        let values = values::read(party, section, known, report);
        let Some(party) = party else { continue };
        if let Some(other) = stated[party] {
            let message = format!("`{}` has values and priorities or a ranking", key.name);
            let finding = Diagnostic::new(Code::E106, key.span, message);
            report.add(finding.related(other, "the others").help("leave out one of them"));
        }
        if let Some(values) = values {
            preferences[party] = values;
        }
    }
    values::check_copies(&preferences, &sections.values, known, report);
    preferences
}

/// The party after which a section is named.
fn party_of(key: &Key, known: &Known, report: &mut Report<'_>) -> Option<usize> {
    known.parties.find(&key.name, key.span, Code::E210, None, report)
}

fn priority(node: &Node, known: &Known, report: &mut Report<'_>) -> Option<Priority> {
    let fields = Fields::open(node, &schema::PRIORITY, report)?;
    let basis = basis(&fields, known, report);
    let red_line = fields.flag("red_line", report);
    let statement = statement(&fields, known, report)?;
    let expr = match &statement {
        Statement::Wants(wanted) => wanted.expr.clone(),
        Statement::Refuses(refused) => refused.expr.clone().negated(),
        Statement::Gives { gives, only_for } => gives.expr.clone().implies(only_for.expr.clone()),
    };
    Some(Priority { expr, statement, red_line, basis })
}

fn statement(fields: &Fields<'_>, known: &Known, report: &mut Report<'_>) -> Option<Statement> {
    let present: Vec<(&str, Span)> = ["wants", "refuses", "gives"]
        .into_iter()
        .filter_map(|key| fields.get(key).map(|node| (key, node.span)))
        .collect();
    // All of them are read, so that a mistake in any is reported.
    let wants = condition(fields, "wants", known, report).map(Statement::Wants);
    let refuses = condition(fields, "refuses", known, report).map(Statement::Refuses);
    let gives = condition(fields, "gives", known, report);
    let only_for = condition(fields, "only_for", known, report);
    match present.as_slice() {
        [] => match fields.get("only_for") {
            Some(node) => half(node.span, "`only_for` needs `gives`", report),
            None => {
                let what = "one of `wants`, `refuses` and `gives`";
                fields.report_none_of(&["wants", "refuses", "gives"], what, report);
            }
        },
        [("gives", place)] if fields.get("only_for").is_none() => {
            if !report.is_table_damaged(fields.place.start) {
                half(*place, "`gives` needs `only_for`", report);
            }
        }
        [(key, _)] if *key != "gives" => {
            if let Some(node) = fields.get("only_for") {
                half(node.span, &format!("`only_for` goes with `gives`, not with `{key}`"), report);
            }
        }
        [_] => {}
        [(first, first_place), (second, place), ..] => {
            let message = format!("a priority has either `{first}` or `{second}`");
            let finding = Diagnostic::new(Code::E106, *place, message);
            report
                .add(finding.related(*first_place, format!("`{first}`")).help("make it two lines"));
        }
    }
    let gives = gives.zip(only_for).map(|(gives, only_for)| Statement::Gives { gives, only_for });
    wants.or(refuses).or(gives)
}

fn half(place: Span, message: &str, report: &mut Report<'_>) {
    report.add(Diagnostic::new(Code::E107, place, message));
}

pub(super) fn report_overlaps<T>(
    lines: &[Vec<usize>],
    entries: &[(&Node, Option<T>)],
    report: &mut Report<'_>,
) {
    for versions in lines {
        for pair in versions.windows(2) {
            let (Some((before, _)), Some((after, _))) =
                (entries.get(pair[0]), entries.get(pair[1]))
            else {
                continue;
            };
            if overlap(before, after) {
                let place = after.get("from").map_or(after.span, |node| node.span);
                let message = "this version begins before the one above it has ended";
                let mut finding = Diagnostic::new(Code::E404, place, message);
                if let Some(until) = before.get("until") {
                    finding = finding.related(until.span, "it ends here");
                }
                report.add(finding);
            }
        }
    }
}

fn ranking(node: &Node, known: &Known, report: &mut Report<'_>) -> Option<Ranking> {
    let fields = Fields::open(node, &schema::RANKING, report)?;
    let sources = sources(&fields, "source", known, report);
    let groups = items(fields.get("best_first")?, "packages or conditions", report)?;
    if groups.is_empty() {
        empty_list(fields.get("best_first")?.span, "a package or a condition", report);
    }
    let mut best_first = Vec::with_capacity(groups.len());
    for group in groups {
        best_first.push(match &group.value {
            Value::Text(_) => entry(group, known, report).into_iter().collect(),
            Value::List(tied) => {
                if tied.is_empty() {
                    empty_list(group.span, "a package or a condition", report);
                }
                tied.iter().filter_map(|item| entry(item, known, report)).collect()
            }
            _ => {
                wrong_type(group, "a package, a condition or a list of them", report);
                Vec::new()
            }
        });
    }
    report_repetitions(&best_first, known, report);
    Some(Ranking { best_first, sources, span: fields.place })
}

/// The name of a package or a condition; a name that is both is the package's.
fn entry(node: &Node, known: &Known, report: &mut Report<'_>) -> Option<RankedSet> {
    let words = words(node, report)?;
    let is_known = known.definitions.position(words.text).is_some()
        || known.terms.position(words.text).is_some();
    if known.packages.position(words.text).is_none() && (is_known || !is_name(words.text)) {
        return condition_of(words, known, report).map(RankedSet::Condition);
    }
    known.package(words, report).map(|package| RankedSet::Package(package, words.span))
}

/// A package stands in one place of a ranking.
fn report_repetitions(best_first: &[Vec<RankedSet>], known: &Known, report: &mut Report<'_>) {
    let mut places: Vec<Option<Span>> = vec![None; known.packages.len()];
    for set in best_first.iter().flatten() {
        if let RankedSet::Package(id, place) = set
            && let Some(first) = places.get_mut(id.index())
        {
            match *first {
                Some(first) => {
                    let name = known.packages.name(id.index());
                    let message = format!("{} stands in this ranking twice", listed(&[&name]));
                    let finding = Diagnostic::new(Code::E204, *place, message);
                    report.add(finding.related(first, "the first time"));
                }
                None => *first = Some(*place),
            }
        }
    }
}
