//! The first pass: every name in the file, so that the second can resolve each where it is used.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::{Names, TermNames};
use crate::ids::{NamedId, OptionId, PartyId, SourceId, StepId, TermId, TextId, TypeId};
use crate::load::fields::{Words, quiet_date};
use crate::load::ids::{Ids, Sort, check_name, name};
use crate::load::report::Report;
use crate::load::sections::{Partial, Sections, too_many};
use crate::span::Span;
use crate::tree::{Key, Node, Value};

/// The largest number of options of a term.
pub(crate) const MAX_OPTIONS: usize = 255;

/// Every name of a file.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) parties: Ids,
    pub(super) terms: Ids,
    /// The options of each term; none of a term whose options could not be read.
    pub(super) options: Vec<Option<Ids>>,
    pub(super) definitions: Ids,
    pub(super) rules: Vec<Option<String>>,
    pub(super) packages: Ids,
    pub(super) steps: Ids,
    pub(super) bundles: Ids,
    /// The types under each header `[[type.PARTY]]`, in file order.
    pub(super) types: Vec<Types>,
    pub(super) events: Ids,
    pub(super) claims: Ids,
    pub(super) texts: Ids,
    pub(super) sources: Ids,
    /// For each party with priorities or values the lines, as the positions of their versions.
    pub(super) lines: Vec<Vec<Vec<usize>>>,
    /// For each party whether it gives values.
    pub(super) unordered: Vec<bool>,
    /// The same names, as expressions need them.
    pub(super) names: Names,
}

impl Known {
    pub(super) fn of(sections: &Sections<'_>, report: &mut Report<'_>) -> Self {
        let mut known = Self {
            parties: keys(("party", "parties"), &sections.parties, Sort::Party, report),
            terms: blocks(("term", "terms"), &sections.terms, Sort::Alone, report),
            options: Vec::new(),
            definitions: keys(
                ("definition", "definitions"),
                &sections.definitions,
                Sort::Alone,
                report,
            ),
            rules: rule_names(&sections.rules, report),
            packages: blocks(("package", "packages"), &sections.packages, Sort::Other, report),
            steps: blocks(("step", "steps"), &sections.steps, Sort::Other, report),
            bundles: blocks(("bundle", "bundles"), &sections.bundles, Sort::Other, report),
            types: Vec::new(),
            events: blocks(("event", "events"), &sections.events, Sort::Other, report),
            claims: blocks(("claim", "claims"), &sections.claims, Sort::Other, report),
            texts: blocks(("text", "texts"), &sections.texts, Sort::Other, report),
            sources: blocks(("source", "sources"), &sections.sources, Sort::Other, report),
            lines: Vec::new(),
            unordered: Vec::new(),
            names: Names::default(),
        };
        known.options = sections.terms.items.iter().map(|term| options(term, report)).collect();
        let mut first = 0;
        for (key, section) in &sections.types {
            let ids = blocks(("type", "types"), section, Sort::Other, report);
            let party = known.parties.position(&key.name);
            first += known.types.last().map_or(0, |types| types.ids.len());
            known.types.push(Types { party, first, ids });
        }
        known.report_shared_names(report);
        known.lines = vec![Vec::new(); known.parties.len()];
        known.unordered = vec![false; known.parties.len()];
        for (key, _) in &sections.values {
            if let Some(party) = known.parties.position(&key.name)
                && let Some(unordered) = known.unordered.get_mut(party)
            {
                *unordered = true;
            }
        }
        for (key, lines) in sections.priorities.iter().chain(&sections.values) {
            if let Some(party) = known.parties.position(&key.name)
                && let Some(versions) = known.lines.get_mut(party)
            {
                *versions = group_versions(&lines.items);
            }
        }
        known.names = known.for_expressions();
        known
    }

    /// How many names an expression could mean.
    pub(super) fn number_of_names(&self) -> usize {
        self.parties.len() + self.terms.len() + self.definitions.len() + self.packages.len()
    }

    fn for_expressions(&self) -> Names {
        let option_names = |ids: &Option<Ids>| match ids {
            Some(ids) => ids.names().to_vec(),
            None => Vec::new(),
        };
        Names {
            parties: self.parties.names().to_vec(),
            terms: (self.terms.names().iter().zip(&self.options))
                .map(|(id, options)| TermNames { id: id.clone(), options: option_names(options) })
                .collect(),
            definitions: self.definitions.names().to_vec(),
            packages: self.packages.names().to_vec(),
            rules: self.rules.clone(),
            lines: self.lines.iter().map(|lines| lines.iter().map(Vec::len).collect()).collect(),
            unordered: self.unordered.clone(),
            ..Names::default()
        }
    }

    fn report_shared_names(&self, report: &mut Report<'_>) {
        for (position, id) in self.definitions.names().iter().enumerate() {
            if let Some(term) = self.terms.position(id) {
                let place = self.definitions.place(position, Span::default());
                let message = format!("`{id}` is the name of a term and of a definition");
                let finding = Diagnostic::new(Code::E203, place, message)
                    .related(self.terms.place(term, place), "the term");
                report.add(finding);
            }
        }
    }

    pub(super) fn party(&self, words: Words<'_>, report: &mut Report<'_>) -> Option<PartyId> {
        let position = self.parties.find(words.text, words.span, Code::E210, None, report);
        position.map(PartyId::new)
    }

    pub(super) fn package(&self, words: Words<'_>, report: &mut Report<'_>) -> Option<NamedId> {
        let position = self.packages.find(words.text, words.span, Code::E213, None, report);
        position.map(NamedId::new)
    }

    pub(super) fn text(&self, words: Words<'_>, report: &mut Report<'_>) -> Option<TextId> {
        let position = self.texts.find(words.text, words.span, Code::E215, None, report);
        position.map(TextId::new)
    }

    pub(super) fn source(&self, words: Words<'_>, report: &mut Report<'_>) -> Option<SourceId> {
        let position = self.sources.find(words.text, words.span, Code::E214, None, report);
        position.map(SourceId::new)
    }

    pub(super) fn step(&self, words: Words<'_>, report: &mut Report<'_>) -> Option<StepId> {
        let position = self.steps.find(words.text, words.span, Code::E216, None, report);
        position.map(StepId::new)
    }

    /// The type of `party` called `name`; silent if nothing can be known of its types.
    pub(super) fn type_of(
        &self,
        party: PartyId,
        name: &str,
        place: Span,
        report: &mut Report<'_>,
    ) -> Option<TypeId> {
        let owner = self.parties.name(party.index());
        let Some(types) = self.types.iter().find(|types| types.party == Some(party.index())) else {
            let message = format!("`{owner}` has no types");
            let help = format!("add [[type.{owner}]] with an id and a prior");
            report.add(Diagnostic::new(Code::E217, place, message).help(help));
            return None;
        };
        let position = types.ids.find(name, place, Code::E217, Some(&owner), report)?;
        Some(TypeId::new(types.first + position))
    }

    pub(super) fn term(&self, key: &Key, report: &mut Report<'_>) -> Option<TermId> {
        self.terms.find(&key.name, key.span, Code::E211, None, report).map(TermId::new)
    }

    /// The option of `term` called `name`; silent if the term's options could not be read.
    pub(super) fn option(
        &self,
        term: TermId,
        name: &str,
        place: Span,
        report: &mut Report<'_>,
    ) -> Option<OptionId> {
        let options = self.options.get(term.index())?.as_ref()?;
        let owner = self.terms.names().get(term.index()).filter(|id| !id.is_empty());
        let owner = owner.map_or("the term", String::as_str);
        options.find(name, place, Code::E212, Some(owner), report).map(OptionId::new)
    }
}

/// The types of one party.
#[derive(Debug)]
pub(super) struct Types {
    /// Whose; nothing if no party has that name.
    pub(super) party: Option<usize>,
    /// How many types stand before them in the file.
    pub(super) first: usize,
    pub(super) ids: Ids,
}

/// The names of a section that is a table with names.
fn keys(
    what: (&'static str, &'static str),
    section: &Partial<&(Key, Node)>,
    sort: Sort,
    report: &mut Report<'_>,
) -> Ids {
    let mut ids = Ids::of(what.0, what.1, section.incomplete);
    for (key, _) in &section.items {
        let usable = check_name(&key.name, key.span, sort, report);
        ids.push(usable.then_some((key.name.as_str(), key.span)), report);
    }
    ids
}

/// The names of a section of blocks with `id`.
fn blocks(
    what: (&'static str, &'static str),
    section: &Partial<&Node>,
    sort: Sort,
    report: &mut Report<'_>,
) -> Ids {
    let mut ids = Ids::of(what.0, what.1, section.incomplete);
    for node in &section.items {
        let id = node.get("id").and_then(|node| name(node, sort, report));
        ids.push(id, report);
    }
    ids
}

/// The names of rules, which need not have any.
fn rule_names(section: &Partial<&Node>, report: &mut Report<'_>) -> Vec<Option<String>> {
    let mut ids = Ids::of("rule", "rules", false);
    let mut names = Vec::with_capacity(section.items.len());
    for node in &section.items {
        let id = node.get("id").and_then(|node| name(node, Sort::Other, report));
        if id.is_some() {
            ids.push(id, report);
        }
        names.push(id.map(|(name, _)| name.to_owned()));
    }
    names
}

/// The options of a term; nothing if they could not be read.
fn options(term: &Node, report: &mut Report<'_>) -> Option<Ids> {
    let node = term.get("options")?;
    let Value::List(items) = &node.value else { return None };
    if items.len() > MAX_OPTIONS {
        too_many(
            items.len(),
            "options",
            MAX_OPTIONS,
            super::fields::first_line(node.span, report.text),
            report,
        );
        return None;
    }
    let mut ids = Ids::of("option", "options", false);
    for item in items {
        ids.push(name(item, Sort::Option, report), report);
    }
    Some(ids)
}

/// The lines that a party's entries make: an entry with `from` that follows one with `until` is its
/// next version. Whether the versions overlap is checked where they are read.
fn group_versions(entries: &[&Node]) -> Vec<Vec<usize>> {
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for (position, entry) in entries.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|before| entries.get(before));
        let continues = entry.get("from").is_some()
            && before.is_some_and(|before| before.get("until").is_some());
        match lines.last_mut() {
            Some(line) if continues => line.push(position),
            _ => lines.push(vec![position]),
        }
    }
    lines
}

/// The dates of two entries of which the second continues the first, if they overlap.
pub(super) fn overlap(before: &Node, after: &Node) -> bool {
    let until = before.get("until").and_then(quiet_date);
    let from = after.get("from").and_then(quiet_date);
    until.zip(from).is_some_and(|(until, from)| from <= until)
}
