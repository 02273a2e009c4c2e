//! What a JSON or YAML file holds, with places: both say the same things, and so one reader is enough.

use std::collections::HashMap;

use super::Reader;
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::number::Decimal;
use crate::span::Span;
use crate::tree::shortened;

/// The largest number of values in a file, after aliases were followed.
pub(super) const MAX_ITEMS: usize = 1 << 20;

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) value: Value,
    pub(super) span: Span,
}

/// What an [`Item`] is.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Null,
    Boolean(bool),
    /// As it is written.
    Number(String),
    /// Infinite, or not a number at all, as it is written.
    NotFinite(String),
    Text(String),
    /// A key of JSON, which has no other keys than texts, whatever they stand for.
    Name(String),
    List(Vec<Item>),
    /// Entries in the order of the file; no key twice.
    Table(Vec<(Item, Item)>),
}

/// A value that can stand for one value of an issue. Texts and numbers are told apart: to the program
/// that wrote the file `'3'` and `3` are two things.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Scalar {
    Boolean(bool),
    Number(Decimal),
    Text(String),
}

impl Item {
    /// The entries, if this is a table.
    pub(super) fn entries(&self) -> &[(Self, Self)] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The value under the key `name`, if this is a table that has it.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        self.entries().iter().find(|(key, _)| key.is_text(name)).map(|(_, item)| item)
    }

    /// Like [`Self::get`], but nothing for `null`.
    pub(super) fn given(&self, name: &str) -> Option<&Self> {
        self.get(name).filter(|item| !matches!(item.value, Value::Null))
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Name(text) => Some(text),
            _ => None,
        }
    }

    fn is_text(&self, wanted: &str) -> bool {
        self.as_text() == Some(wanted)
    }

    pub(super) fn scalar(&self) -> Option<Scalar> {
        match &self.value {
            Value::Boolean(truth) => Some(Scalar::Boolean(*truth)),
            Value::Number(text) => Decimal::parse(text).ok().map(Scalar::Number),
            Value::Text(text) | Value::Name(text) => Some(Scalar::Text(text.clone())),
            _ => None,
        }
    }

    /// A few words on it, for "expected …, found …".
    pub(super) fn describe(&self) -> String {
        match &self.value {
            Value::Null => "nothing".to_owned(),
            Value::Boolean(truth) => format!("`{truth}`"),
            Value::Number(text) | Value::NotFinite(text) => {
                format!("the number {}", shortened(text))
            }
            Value::Text(text) | Value::Name(text) => format!("the text `{}`", shortened(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Table(_) => "a table".to_owned(),
        }
    }

    /// Where it begins: a list or a table may be as long as the file.
    pub(super) fn head(&self) -> Span {
        match &self.value {
            Value::List(_) | Value::Table(_) => Span::new(self.span.start, self.span.start),
            _ => self.span,
        }
    }
}

/// Reports each key that stands twice in a table; the first counts.
pub(super) fn without_repeated_keys(
    entries: Vec<(Item, Item)>,
    report: &mut impl FnMut(Diagnostic),
) -> Vec<(Item, Item)> {
    let mut places: HashMap<Scalar, Span> = HashMap::new();
    let mut kept = Vec::with_capacity(entries.len());
    for (key, item) in entries {
        if let Some(scalar) = key.scalar() {
            if let Some(&first) = places.get(&scalar) {
                let message = format!("{} stands here for the second time", key.describe());
                report(
                    Diagnostic::new(Code::E690, key.span, message).related(first, "the first time"),
                );
                continue;
            }
            places.insert(scalar, key.span);
        }
        kept.push((key, item));
    }
    kept
}

/// Reading with findings.
impl Reader<'_> {
    pub(super) fn wrong_kind(&mut self, item: &Item, expected: &str) {
        let message = format!("expected {expected}, found {}", item.describe());
        self.add(Diagnostic::new(Code::E691, item.head(), message));
    }

    /// The items of a list.
    pub(super) fn list<'i>(&mut self, item: &'i Item, expected: &str) -> Option<&'i [Item]> {
        if let Value::List(items) = &item.value {
            return Some(items);
        }
        self.wrong_kind(item, expected);
        None
    }

    /// The entries of a table.
    pub(super) fn table<'i>(
        &mut self,
        item: &'i Item,
        expected: &str,
    ) -> Option<&'i [(Item, Item)]> {
        if let Value::Table(entries) = &item.value {
            return Some(entries);
        }
        self.wrong_kind(item, expected);
        None
    }

    /// The value under a key that is needed.
    pub(super) fn needed<'i>(
        &mut self,
        table: &'i Item,
        key: &str,
        what: &str,
    ) -> Option<&'i Item> {
        let found = table.given(key);
        if found.is_none() {
            let known = table.entries().iter().filter_map(|(key, _)| key.as_text());
            let near = nearest(key, known).filter(|near| *near != key).map(str::to_owned);
            let message = format!("{what} needs `{key}`");
            let mut finding = Diagnostic::new(Code::E685, table.head(), message);
            if let Some(near) = near {
                finding = finding.help(format!("is `{}` meant?", shortened(&near)));
            }
            self.add(finding);
        }
        found
    }

    /// The text of an item, if it is one.
    pub(super) fn words<'i>(&mut self, item: &'i Item, expected: &str) -> Option<&'i str> {
        let words = item.as_text();
        if words.is_none() {
            self.wrong_kind(item, expected);
        }
        words
    }

    /// The number that an item is.
    pub(super) fn decimal(&mut self, item: &Item) -> Option<Decimal> {
        match &item.value {
            Value::Number(text) | Value::NotFinite(text) => self.number(text, item.span),
            _ => {
                self.wrong_kind(item, "a number");
                None
            }
        }
    }

    /// The number under `key`; `default` if there is none.
    pub(super) fn decimal_or(&mut self, table: &Item, key: &str, default: i64) -> Option<Decimal> {
        match table.given(key) {
            Some(item) => self.decimal(item),
            None => Some(Decimal::from(default)),
        }
    }

    /// The number under a key that is needed.
    pub(super) fn decimal_under(&mut self, table: &Item, key: &str, what: &str) -> Option<Decimal> {
        let item = self.needed(table, key, what)?;
        self.decimal(item)
    }

    /// Warns of keys that are not among `known`: what they say has no effect.
    pub(super) fn warn_of_unknown_keys(&mut self, table: &Item, known: &[&str], what: &str) {
        for (key, _) in table.entries() {
            let Some(name) = key.as_text() else { continue };
            if known.contains(&name) || self.findings.only_counts() {
                continue;
            }
            let message = format!("`{}` is no key of {what} and is not read", shortened(name));
            let mut finding = Diagnostic::new(Code::W695, key.span, message);
            if let Some(near) = nearest(name, known.iter().copied()) {
                finding = finding.help(format!("did you mean `{near}`?"));
            }
            self.add(finding);
        }
    }
}
