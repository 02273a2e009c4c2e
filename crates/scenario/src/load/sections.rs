//! The sections of a file, each laid out as it should be, with the rest reported.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::load::fields::wrong_type;
use crate::load::report::{Report, listed};
use crate::load::schema::{SECTIONS, section};
use crate::span::Span;
use crate::tree::{Key, Node, Value, shortened};

/// How many entries a section may have: what the index types can number, and some to spare.
pub(super) const MAX_ENTRIES: usize = 60_000;

/// A list of things with a mark that it is known not to be whole.
#[derive(Debug)]
pub(super) struct Partial<T> {
    pub(super) items: Vec<T>,
    pub(super) incomplete: bool,
}

impl<T> Default for Partial<T> {
    fn default() -> Self {
        Self { items: Vec::new(), incomplete: false }
    }
}

impl<T> Partial<T> {
    fn add(&mut self, mut other: Self) {
        self.items.append(&mut other.items);
        self.incomplete |= other.incomplete;
    }
}

/// The sections of a file.
#[derive(Debug, Default)]
pub(super) struct Sections<'n> {
    pub(super) scenario: Option<&'n Node>,
    /// Its name is misspelt, so it is not missing.
    pub(super) has_misspelt_head: bool,
    pub(super) parties: Partial<&'n (Key, Node)>,
    pub(super) terms: Partial<&'n Node>,
    pub(super) definitions: Partial<&'n (Key, Node)>,
    pub(super) rules: Partial<&'n Node>,
    pub(super) priorities: Vec<(&'n Key, Partial<&'n Node>)>,
    pub(super) values: Vec<(&'n Key, Partial<&'n Node>)>,
    pub(super) rankings: Partial<&'n (Key, Node)>,
    pub(super) packages: Partial<&'n Node>,
    pub(super) steps: Partial<&'n Node>,
    pub(super) bundles: Partial<&'n Node>,
    pub(super) types: Vec<(&'n Key, Partial<&'n Node>)>,
    pub(super) events: Partial<&'n Node>,
    pub(super) claims: Partial<&'n Node>,
    pub(super) texts: Partial<&'n Node>,
    pub(super) sources: Partial<&'n Node>,
}

impl<'n> Sections<'n> {
    pub(super) fn of(root: &'n Node, report: &mut Report<'_>) -> Self {
        let mut sections = Self::default();
        for (key, node) in root.entries() {
            match key.name.as_str() {
                "scenario" => sections.scenario = Some(node),
                "party" => sections.parties.add(named(key, node, report)),
                "term" => sections.terms.add(blocks(key, node, report)),
                "define" => sections.definitions.add(named(key, node, report)),
                "rule" => sections.rules.add(blocks(key, node, report)),
                "priority" => {
                    sections.priorities.extend(party_blocks(key, node, report));
                }
                "value" => sections.values.extend(party_blocks(key, node, report)),
                "ranking" => sections.rankings.add(named(key, node, report)),
                "package" => sections.packages.add(blocks(key, node, report)),
                "step" => sections.steps.add(blocks(key, node, report)),
                "bundle" => sections.bundles.add(blocks(key, node, report)),
                "type" => sections.types.extend(party_blocks(key, node, report)),
                "event" => sections.events.add(blocks(key, node, report)),
                "claim" => sections.claims.add(blocks(key, node, report)),
                "text" => sections.texts.add(blocks(key, node, report)),
                "source" => sections.sources.add(blocks(key, node, report)),
                _ => match unknown(key, report) {
                    Some("party") => sections.parties.incomplete = true,
                    Some("term") => sections.terms.incomplete = true,
                    Some("define") => sections.definitions.incomplete = true,
                    Some("package") => sections.packages.incomplete = true,
                    Some("step") => sections.steps.incomplete = true,
                    Some("text") => sections.texts.incomplete = true,
                    Some("source") => sections.sources.incomplete = true,
                    Some("scenario") => sections.has_misspelt_head = true,
                    _ => {}
                },
            }
        }
        sections
    }
}

/// Reports a section that scenarios do not have; returns the one that was probably meant.
fn unknown(key: &Key, report: &mut Report<'_>) -> Option<&'static str> {
    debug_assert!(section(&key.name).is_none(), "{} is in the schema, but not read", key.name);
    if report.only_counts() {
        return None;
    }
    let known: Vec<&'static str> = SECTIONS.iter().map(|(name, _)| *name).collect();
    let singular = key.name.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let name = singular.as_deref().unwrap_or(&key.name);
    let nearest = report.nearest(name, known.iter().copied());
    let message = format!("a scenario has no section `{}`", shortened(&key.name));
    let mut finding = Diagnostic::new(Code::E101, key.span, message);
    if let Some(nearest) = nearest {
        finding = finding.label(format!("did you mean `{nearest}`?"));
    }
    report.add(finding.help(format!("the sections are {}", listed(&known))));
    nearest
}

/// `[party]` with a line for each name.
fn named<'n>(key: &Key, node: &'n Node, report: &mut Report<'_>) -> Partial<&'n (Key, Node)> {
    let Value::Table(entries) = &node.value else {
        if let Value::List(_) = node.value {
            let message = format!("`{}` is a table with names, not a list of blocks", key.name);
            let help = format!("write [{}] with single brackets", key.name);
            report.add(Diagnostic::new(Code::E104, key.span, message).help(help));
        } else {
            wrong_type(node, "a table", report);
        }
        return Partial { items: Vec::new(), incomplete: true };
    };
    limited(key, entries.iter(), report)
}

/// `[[term]]`, once for each entry.
fn blocks<'n>(key: &Key, node: &'n Node, report: &mut Report<'_>) -> Partial<&'n Node> {
    let header = format!("[[{}]]", key.name);
    list(key, node, &header, report)
}

/// `[[priority.kim]]`, once for each line.
fn party_blocks<'n>(
    section: &Key,
    node: &'n Node,
    report: &mut Report<'_>,
) -> Vec<(&'n Key, Partial<&'n Node>)> {
    let parties = named(section, node, report).items.into_iter();
    let of = |(party, lines): &'n (Key, Node)| {
        let header = format!("[[{}.{}]]", section.name, shortened(&party.name));
        (party, list(party, lines, &header, report))
    };
    parties.map(of).collect()
}

fn list<'n>(key: &Key, node: &'n Node, header: &str, report: &mut Report<'_>) -> Partial<&'n Node> {
    let Value::List(items) = &node.value else {
        if let Value::Table(_) = node.value {
            let message =
                format!("`{}` is a list of blocks, not a single table", shortened(&key.name));
            let help = format!("write {header} with double brackets before each entry");
            report.add(Diagnostic::new(Code::E104, key.span, message).help(help));
        } else {
            wrong_type(node, "a list of tables", report);
        }
        return Partial { items: Vec::new(), incomplete: true };
    };
    limited(key, items.iter(), report)
}

fn limited<'n, T>(
    key: &Key,
    items: impl ExactSizeIterator<Item = &'n T>,
    report: &mut Report<'_>,
) -> Partial<&'n T> {
    let count = items.len();
    if count > MAX_ENTRIES {
        too_many(
            count,
            &format!("entries under `{}`", shortened(&key.name)),
            MAX_ENTRIES,
            key.span,
            report,
        );
    }
    Partial { items: items.take(MAX_ENTRIES).collect(), incomplete: count > MAX_ENTRIES }
}

/// Reports a list that is too long.
pub(super) fn too_many(
    count: usize,
    what: &str,
    limit: usize,
    place: Span,
    report: &mut Report<'_>,
) {
    let message = format!("{count} {what}; the limit is {limit}");
    report.add(Diagnostic::new(Code::E109, place, message));
}
