//! What an expression can refer to, and where in the file it stands.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::expression::Predicate;
use crate::ids::{DefinitionId, NamedId, OptionId, PartyId, RuleId, TermId};
use crate::model::{Preference, Scenario};
use crate::span::Span;

/// The words of the language of expressions. None of them can be the name of anything.
pub const RESERVED: [&str; 18] = [
    "and", "or", "not", "implies", "iff", "in", "true", "false", "package", "packages", "with",
    "has", "have", "every", "some", "no", "most", "count",
];

/// The reserved words that may follow an option. All others may name an option: after a comparison
/// `no` or `some` cannot be taken for the beginning of a question.
pub(crate) const CONNECTING: [&str; 9] =
    ["and", "or", "implies", "iff", "not", "in", "with", "has", "have"];

/// Whether `character` may stand in a name: a letter of any script, a digit, `_` or `-`.
///
/// Marks that belong to the letter before them (accents, vowel signs) count as letters, because
/// several scripts cannot be written without them.
#[must_use]
pub fn is_name_character(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_' || character == '-';
    }
    if character.is_alphanumeric() {
        return true;
    }
    // Joiners, variation selectors and tags cannot be seen; a name must not hang on them.
    if matches!(character, '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..) {
        return false;
    }
    let mut buffer = [0_u8; 5];
    buffer[0] = b'a';
    let length = 1 + character.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..length]).is_ok_and(|text| text.graphemes(true).count() == 1)
}

/// Whether `text` can be the name of something: one or more [`is_name_character`], no word of
/// [`RESERVED`].
#[must_use]
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_name_character) && !RESERVED.contains(&text)
}

/// A term and its options, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermNames {
    /// The term.
    pub id: String,
    /// Its options, in listed order; none if they could not be read, and then any name passes for
    /// one, so that a mistake in a term makes no noise where the term is used.
    pub options: Vec<String>,
}

/// Every name that an expression, a question or a variant can use, in file order.
///
/// A loader fills it section by section: conditions need `terms` and `definitions`, questions also
/// `parties` and `packages`, variants also `rules` and `lines`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The parties.
    pub parties: Vec<String>,
    /// The terms.
    pub terms: Vec<TermNames>,
    /// The definitions.
    pub definitions: Vec<String>,
    /// The named packages.
    pub packages: Vec<String>,
    /// The rules; not all have a name.
    pub rules: Vec<Option<String>>,
    /// For each party the number of versions of each of its lines.
    pub lines: Vec<Vec<usize>>,
    /// For each party whether its lines have no order; not at all if all have.
    pub unordered: Vec<bool>,
    /// Where each name stands; made at the first look-up, after which the lists must not change.
    pub(crate) index: LazyIndex,
}

/// An index of names that takes no part in comparisons.
#[derive(Clone, Debug, Default)]
pub(crate) struct LazyIndex(OnceLock<Index>);

impl PartialEq for LazyIndex {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for LazyIndex {}

/// The first position of each name, so that reading a file takes time linear in its length.
#[derive(Clone, Debug, Default)]
struct Index {
    parties: HashMap<String, usize>,
    terms: HashMap<String, usize>,
    definitions: HashMap<String, usize>,
    packages: HashMap<String, usize>,
    rules: HashMap<String, usize>,
}

fn positions<'n>(names: impl Iterator<Item = Option<&'n str>>) -> HashMap<String, usize> {
    let mut positions = HashMap::new();
    for (position, name) in names.enumerate() {
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            positions.entry(name.to_owned()).or_insert(position);
        }
    }
    positions
}

impl Names {
    /// The names of a finished scenario. Copies them: cost linear in their length.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            parties: scenario.parties.iter().map(|party| party.id.clone()).collect(),
            terms: scenario
                .terms
                .iter()
                .map(|term| TermNames {
                    id: term.id.clone(),
                    options: term.options.iter().map(|option| option.id.clone()).collect(),
                })
                .collect(),
            definitions: scenario.definitions.iter().map(|d| d.id.clone()).collect(),
            packages: scenario.packages.iter().map(|package| package.id.clone()).collect(),
            rules: scenario.rules.iter().map(|rule| rule.id.clone()).collect(),
            lines: scenario.parties.iter().map(|party| party.preference.versions()).collect(),
            unordered: scenario
                .parties
                .iter()
                .map(|party| matches!(party.preference, Preference::Values(_)))
                .collect(),
            ..Self::default()
        }
    }

    fn index(&self) -> &Index {
        self.index.0.get_or_init(|| Index {
            parties: positions(self.parties.iter().map(|name| Some(name.as_str()))),
            terms: positions(self.terms.iter().map(|term| Some(term.id.as_str()))),
            definitions: positions(self.definitions.iter().map(|name| Some(name.as_str()))),
            packages: positions(self.packages.iter().map(|name| Some(name.as_str()))),
            rules: positions(self.rules.iter().map(Option::as_deref)),
        })
    }

    /// The party called `name`.
    #[must_use]
    pub fn party(&self, name: &str) -> Option<PartyId> {
        self.index().parties.get(name).copied().map(PartyId::new)
    }

    /// The term called `name`.
    #[must_use]
    pub fn term(&self, name: &str) -> Option<TermId> {
        self.index().terms.get(name).copied().map(TermId::new)
    }

    /// The option of `term` called `name`.
    #[must_use]
    pub fn option(&self, term: TermId, name: &str) -> Option<OptionId> {
        let options = &self.terms.get(term.index())?.options;
        if options.is_empty() && !CONNECTING.contains(&name) {
            return Some(OptionId::new(0));
        }
        options.iter().position(|known| known == name).map(OptionId::new)
    }

    /// The definition called `name`.
    #[must_use]
    pub fn definition(&self, name: &str) -> Option<DefinitionId> {
        self.index().definitions.get(name).copied().map(DefinitionId::new)
    }

    /// The named package called `name`.
    #[must_use]
    pub fn package(&self, name: &str) -> Option<NamedId> {
        self.index().packages.get(name).copied().map(NamedId::new)
    }

    /// The rule with that name.
    #[must_use]
    pub fn rule(&self, name: &str) -> Option<RuleId> {
        self.index().rules.get(name).copied().map(RuleId::new)
    }

    /// The terms that have an option called `option`, in file order.
    pub(super) fn terms_with<'n>(&'n self, option: &'n str) -> impl Iterator<Item = &'n str> {
        self.terms
            .iter()
            .filter(move |term| term.options.iter().any(|known| known == option))
            .map(|term| term.id.as_str())
    }

    /// What sort of thing `name` is, with its article, if it is anything: for "… is a package, not
    /// a party".
    pub(super) fn sort_of(&self, name: &str) -> Option<&'static str> {
        if self.term(name).is_some() {
            Some("a term")
        } else if self.definition(name).is_some() {
            Some("a definition")
        } else if self.party(name).is_some() {
            Some("a party")
        } else if self.package(name).is_some() {
            Some("a package")
        } else if Predicate::NAMES.contains(&name) {
            Some("a predicate")
        } else if self.terms_with(name).next().is_some() {
            Some("an option")
        } else {
            None
        }
    }
}

/// Where an expression stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    span: Span,
    verbatim: bool,
}

impl Origin {
    /// The text stands verbatim in the file, from the offset `start` on.
    #[must_use]
    pub const fn exact(start: usize) -> Self {
        Self { span: Span::new(start, start), verbatim: true }
    }

    /// The text is not verbatim in the file (it was escaped): every finding points at `span`.
    #[must_use]
    pub const fn whole(span: Span) -> Self {
        Self { span, verbatim: false }
    }

    /// The place in the file of a range of the expression's text.
    #[must_use]
    pub const fn span(&self, range: Range<usize>) -> Span {
        if self.verbatim {
            Span::new(self.span.start + range.start, self.span.start + range.end)
        } else {
            self.span
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_script() {
        for name in
            ["a", "_", "-", "7", "icbm-for-troops", "naïve", "nai\u{308}ve", "제재", "核", "सन्धि"]
        {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "a b", "and", "package", "a.b", "a\u{200b}b", "☮", "a=b", "a\u{fe0f}"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn places() {
        assert_eq!(Origin::exact(10).span(2..5), Span::new(12, 15));
        assert_eq!(Origin::whole(Span::new(3, 9)).span(2..5), Span::new(3, 9));
    }
}
