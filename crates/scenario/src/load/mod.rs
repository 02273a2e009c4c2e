//! From the bytes of a file to a validated [`Scenario`], or to everything that is wrong with it.
//!
//! Three passes: the notation becomes a tree ([`crate::tree`]); every name is collected, readable
//! entry or not; every entry is read with all names known. So one run reports all mistakes, in
//! whatever order the file has its sections, and a mistake in one entry makes no noise elsewhere.
//! Cost: linear in the length of the file, but for the search for the nearest of many names.

mod claims;
mod conditions;
mod definitions;
#[cfg(test)]
mod documentation;
mod events;
mod evidence;
mod fields;
mod ids;
mod known;
mod packages;
mod parties;
mod preferences;
mod report;
mod roadmap;
mod rules;
pub(crate) mod schema;
mod sections;
mod terms;
mod values;

use crate::codes::Code;
use crate::date::AsOf;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::fields::{Fields, as_of, items, not_one_of, one_or_more, words};
use crate::load::ids::Ids;
use crate::load::known::Known;
pub(crate) use crate::load::known::MAX_OPTIONS;
use crate::load::report::Report;
pub(crate) use crate::load::report::listed;
use crate::load::sections::Sections;
use crate::model::{Notation, Scenario};
use crate::quotation::digest;
use crate::span::Span;
use crate::tree::{self, Node, Parsed};

/// What a file turned out to be.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The scenario; present if and only if no diagnostic is an error.
    pub scenario: Option<Scenario>,
    /// What is wrong, in the order of the places in the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The text that the places are offsets into: the file itself, unless it is not UTF-8 (then
    /// replacement characters stand for what is not) or too large (then it is empty).
    pub text: String,
}

/// Reads a scenario file: TOML, or its JSON twin if the first character is `{`.
///
/// ```
/// let file = r#"
/// [scenario]
/// title = "A pause in tests"
/// [party]
/// us = { signs = true }
/// [[term]]
/// id = "tests"
/// by = "us"
/// options = ["on", "off"]
/// now = "onn"
/// "#;
/// let loaded = detente_scenario::load(file.as_bytes());
/// assert!(loaded.scenario.is_none());
/// let diagnostic = &loaded.diagnostics[0];
/// assert_eq!(diagnostic.message, "`tests` has no option `onn`");
/// assert_eq!(diagnostic.help.as_deref(), Some("did you mean `on`?"));
/// ```
#[must_use]
pub fn load(bytes: &[u8]) -> Loaded {
    let parsed = tree::parse(bytes);
    let (scenario, diagnostics) = load_tree(&parsed, digest(bytes));
    debug_assert!(
        scenario.is_some() || diagnostics.iter().any(|f| f.severity() == Severity::Error),
        "a scenario was lost without a word"
    );
    Loaded { scenario, diagnostics, text: parsed.text }
}

/// Reads a tree, wherever it comes from; what is found besides what was found before.
pub(crate) fn load_tree(parsed: &Parsed, digest: String) -> (Option<Scenario>, Vec<Diagnostic>) {
    let mut report = Report::new(parsed);
    let scenario = read(parsed, digest, &mut report);
    let diagnostics = report.finish();
    let is_usable = diagnostics.iter().all(|finding| finding.severity() != Severity::Error);
    (scenario.filter(|_| is_usable), diagnostics)
}

/// Reads what there is to read. What is returned counts only if nothing was reported.
fn read(parsed: &Parsed, digest: String, report: &mut Report<'_>) -> Option<Scenario> {
    let root = parsed.root.as_ref()?;
    if root.entries().is_empty() && !report.is_damaged() {
        let help = "docs/scenario-file.md shows what a scenario looks like";
        report.add(Diagnostic::of_file(Code::E108, "the file says nothing").help(help));
        return None;
    }
    let sections = Sections::of(root, report);
    let known = Known::of(&sections, report);
    let head = Head::of(&sections, report);
    report_emptiness(&sections, report);
    if let Some((notation, place)) = head.notation {
        check_notation(notation, place, &known, report);
    }
    let terms = terms::read(&sections, &known, report);
    let status_quo: Option<Vec<_>> =
        terms.iter().map(|term| term.as_ref().map(|t| t.now)).collect();
    let preferences = preferences::read(&sections, &known, report);
    Some(Scenario {
        digest,
        title: head.title,
        about: head.about,
        as_of: head.as_of,
        compare: head.compare,
        marking: head.marking,
        not_modelled: head.not_modelled,
        period: head.period,
        notation: head.notation.map(|(notation, _)| notation),
        parties: parties::read(&sections, &known, preferences, report),
        definitions: definitions::read(&sections, &known, report),
        rules: rules::read(&sections, &known, report),
        packages: packages::read(&sections, &known, &status_quo.unwrap_or_default(), report),
        steps: roadmap::read_steps(&sections, &known, &terms, report),
        bundles: roadmap::read_bundles(&sections, &known, report),
        types: events::read_types(&sections, &known, report),
        events: events::read(&sections, &known, report),
        claims: claims::read(&sections, &known, report),
        texts: evidence::read_texts(&sections, &known, report),
        sources: evidence::read_sources(&sections, &known, report),
        terms: terms.into_iter().flatten().collect(),
    })
}

fn report_emptiness(sections: &Sections<'_>, report: &mut Report<'_>) {
    let parties = (&sections.parties.items.len(), sections.parties.incomplete, "party", "[party]");
    let terms = (&sections.terms.items.len(), sections.terms.incomplete, "term", "[[term]]");
    for (count, incomplete, what, header) in [parties, terms] {
        if *count == 0 && !incomplete && !report.is_damaged() {
            let message = format!("a scenario needs at least one {what}");
            let help = format!("add one under {header}");
            report.add(Diagnostic::of_file(Code::E108, message).help(help));
        }
    }
}

/// The section `[scenario]`.
struct Head {
    title: String,
    about: Option<String>,
    as_of: AsOf,
    compare: Vec<AsOf>,
    marking: Option<String>,
    not_modelled: Vec<String>,
    period: Option<String>,
    notation: Option<(Notation, Span)>,
}

impl Head {
    fn of(sections: &Sections<'_>, report: &mut Report<'_>) -> Self {
        let empty = Self {
            title: String::new(),
            about: None,
            as_of: AsOf::Latest,
            compare: vec![AsOf::Latest],
            marking: None,
            not_modelled: Vec::new(),
            period: None,
            notation: None,
        };
        let Some(node) = sections.scenario else {
            if !report.is_damaged() && !sections.has_misspelt_head {
                let message = "the file has no section `[scenario]`";
                let help = "begin with [scenario] and title = \"…\"";
                report.add(Diagnostic::of_file(Code::E103, message).help(help));
            }
            return empty;
        };
        let Some(fields) = Fields::open(node, &schema::SCENARIO, report) else { return empty };
        let as_of = fields.as_of("as_of", report).unwrap_or(AsOf::Latest);
        Self {
            title: fields.text("title", report).unwrap_or_default(),
            about: fields.text("about", report),
            as_of,
            compare: compare(fields.get("compare"), as_of, report),
            marking: fields.text("marking", report),
            not_modelled: fields
                .get("not_modelled")
                .map_or_else(Vec::new, |node| one_or_more(node, report))
                .into_iter()
                .map(|words| words.text.to_owned())
                .collect(),
            period: fields.text("period", report),
            notation: notation(fields.get("notation"), report),
        }
    }
}

fn notation(node: Option<&Node>, report: &mut Report<'_>) -> Option<(Notation, Span)> {
    let words = words(node?, report)?;
    let notation = Notation::ALL.into_iter().find(|notation| notation.name() == words.text);
    if notation.is_none() {
        not_one_of(words, "a notation", &Notation::ALL.map(Notation::name), report);
    }
    notation.map(|notation| (notation, words.span))
}

/// Reports a notation that cannot write every package.
fn check_notation(notation: Notation, place: Span, known: &Known, report: &mut Report<'_>) {
    let others: Vec<(usize, usize)> = known
        .options
        .iter()
        .map(|ids| ids.as_ref().map_or(2, Ids::len))
        .enumerate()
        .filter(|&(_, count)| count > 2)
        .collect();
    let Some(&(first, count)) = others.first() else { return };
    let what = match others.len() {
        1 => format!("the term `{}` has", known.terms.name(first)),
        more => format!("{more} terms have, the first of them `{}`,", known.terms.name(first)),
    };
    let message = format!(
        "the notation `{}` needs terms with two options each; {what} {count}",
        notation.name()
    );
    let finding = Diagnostic::new(Code::E413, place, message)
        .related(known.terms.place(first, place), format!("{count} options"))
        .help("leave the notation out, or make the term several terms with two options");
    report.add(finding);
}

fn compare(node: Option<&Node>, own: AsOf, report: &mut Report<'_>) -> Vec<AsOf> {
    let mut dates = Vec::new();
    match node {
        Some(node) => {
            let listed = items(node, "dates", report).unwrap_or_default();
            if listed.is_empty() && !node.is_broken() && node.as_text().is_none() {
                empty_list(node.span, "a date", report);
            }
            dates.extend(listed.iter().filter_map(|item| as_of(item, true, report)));
        }
        None => dates.extend([own, AsOf::Latest]),
    }
    let mut distinct: Vec<AsOf> = Vec::new();
    for date in dates {
        if !distinct.contains(&date) {
            distinct.push(date);
        }
    }
    distinct
}

/// Reports a list without items where one is needed.
fn empty_list(place: Span, of: &str, report: &mut Report<'_>) {
    let message = format!("this list is empty; it needs at least {of}");
    report.add(Diagnostic::new(Code::E105, place, message).help("or leave the key out"));
}
