//! The names of one section.

use std::collections::HashMap;

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::Predicate;
use crate::expression::names::{CONNECTING, RESERVED, is_name_character};
use crate::load::fields::{Words, words};
use crate::load::report::{Report, listed};
use crate::span::Span;
use crate::tree::{Node, shortened};

/// The longest name, in characters.
pub(super) const MAX_NAME: usize = 100;

/// The names of the entries of one section (or the options of one term), by position.
#[derive(Debug)]
pub(super) struct Ids {
    /// What they are names of, one and several: "party", "parties".
    what: (&'static str, &'static str),
    names: Vec<String>,
    places: Vec<Span>,
    index: HashMap<String, usize>,
    /// Some name of the section could not be read, so that an unknown one may be it.
    pub(super) incomplete: bool,
}

/// What else a name must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// It stands alone in expressions: no predicate's name.
    Alone,
    /// It stands before numbers in variants: not `rule`.
    Party,
    /// It stands only after a comparison: any word but those that connect conditions.
    Option,
    /// No more than others.
    Other,
}

impl Ids {
    /// No names yet, of a section that may be known not to be whole.
    pub(super) fn of(one: &'static str, several: &'static str, incomplete: bool) -> Self {
        Self {
            what: (one, several),
            names: Vec::new(),
            places: Vec::new(),
            index: HashMap::new(),
            incomplete,
        }
    }

    /// Adds the name of the next entry; an entry whose name is of no use keeps its position.
    pub(super) fn push(&mut self, name: Option<(&str, Span)>, report: &mut Report<'_>) {
        let position = self.names.len();
        let (name, place) = name.unwrap_or_default();
        self.names.push(name.to_owned());
        self.places.push(place);
        if name.is_empty() {
            self.incomplete = true;
        } else if let Some(&first) = self.index.get(name) {
            let message = format!("two {} are called `{}`", self.what.1, shortened(name));
            let mut finding = Diagnostic::new(Code::E203, place, message).label("the second");
            if let Some(&first) = self.places.get(first) {
                finding = finding.related(first, "the first");
            }
            report.add(finding);
        } else {
            self.index.insert(name.to_owned(), position);
        }
    }

    /// The names in order; empty ones could not be read.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The name of entry `position`; empty if it could not be read.
    pub(super) fn name(&self, position: usize) -> String {
        self.names.get(position).cloned().unwrap_or_default()
    }

    /// Where the name of entry `position` stands; `otherwise` if it could not be read.
    pub(super) fn place(&self, position: usize, otherwise: Span) -> Span {
        match self.names.get(position).zip(self.places.get(position)) {
            Some((name, place)) if !name.is_empty() => *place,
            _ => otherwise,
        }
    }

    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// The position of a name that is used somewhere; if there is none, that is reported, with
    /// `code`. `owner` has the names as its options, if they are some.
    pub(super) fn find(
        &self,
        name: &str,
        place: Span,
        code: Code,
        owner: Option<&str>,
        report: &mut Report<'_>,
    ) -> Option<usize> {
        if let Some(position) = self.position(name) {
            return Some(position);
        }
        let nearest = report.nearest(name, self.names.iter().map(String::as_str));
        if self.is_excused(name, nearest, report) {
            return None;
        }
        let (one, several) = self.what;
        let name = shortened(name);
        let (message, all) = match owner {
            Some(owner) => (format!("`{owner}` has no {one} `{name}`"), format!("`{owner}` has")),
            None => (format!("no {one} is called `{name}`"), "the file has".to_owned()),
        };
        let mut finding = Diagnostic::new(code, place, message);
        let known: Vec<&str> = self
            .names
            .iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .take(13)
            .collect();
        finding = match (nearest, known.len()) {
            (Some(nearest), _) => finding.help(format!("did you mean `{nearest}`?")),
            (None, 0) => finding.help(format!("{all} no {several}")),
            (None, 1) => finding.help(format!("{all} the {one} {}", listed(&known))),
            (None, 2..=12) => finding.help(format!("{all} the {several} {}", listed(&known))),
            (None, _) => finding.help(format!("{all} {} {several}", self.names.len())),
        };
        report.add(finding);
        None
    }

    /// Whether an unknown name is most likely one that could not be read where it is defined.
    fn is_excused(&self, name: &str, nearest: Option<&str>, report: &Report<'_>) -> bool {
        report.may_be_lost(name) || (self.incomplete && nearest.is_none())
    }
}

/// The name that `node` gives to something; nothing if it cannot be one, which is reported.
pub(super) fn name<'n>(
    node: &'n Node,
    sort: Sort,
    report: &mut Report<'_>,
) -> Option<(&'n str, Span)> {
    let Words { text, span, .. } = words(node, report)?;
    check_name(text, span, sort, report).then_some((text, span))
}

/// Whether `text` can be the name of something; if not, that is reported.
pub(super) fn check_name(text: &str, place: Span, sort: Sort, report: &mut Report<'_>) -> bool {
    let length = text.chars().count();
    let mut reserved = match sort {
        Sort::Option => CONNECTING.contains(&text),
        _ => RESERVED.contains(&text),
    };
    let finding = if text.is_empty() {
        Diagnostic::new(Code::E201, place, "a name cannot be empty")
    } else if length > MAX_NAME {
        let message = format!("this name has {length} characters; the limit is {MAX_NAME}");
        Diagnostic::new(Code::E201, place, message)
    } else if let Some(wrong) = text.chars().find(|&c| !is_name_character(c)) {
        let message = format!("`{}` cannot be a name: it contains {wrong:?}", shortened(text));
        let help = "names consist of letters, digits, `_` and `-`";
        let fixed: String =
            text.chars().map(|c| if is_name_character(c) { c } else { '_' }).collect();
        Diagnostic::new(Code::E201, place, message)
            .help(format!("{help}, for example `{}`", shortened(&fixed)))
    } else {
        reserved |= sort == Sort::Alone && Predicate::NAMES.contains(&text);
        reserved |= sort == Sort::Party && text == "rule";
        if !reserved {
            return true;
        }
        let message = format!("`{text}` has a meaning of its own, so nothing can be called by it");
        Diagnostic::new(Code::E202, place, message).help("choose a longer name")
    };
    report.add(finding);
    false
}
