//! What every answer is written on: the catalogue, the style, and what the head and foot say.

use crate::catalogue::{Arg, Catalogue};
use crate::clean::{ascii_signs, clean};
use crate::direction::{isolated, runs_against};
use detente_engine::PackageTable;
use detente_scenario::Scenario;

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns that no line exceeds; 40 at least.
    pub width: usize,
    /// Headings in bold, the footer dim, by ANSI escapes.
    pub ansi: bool,
    /// ASCII signs only; letters in names stay as they are.
    pub plain: bool,
    /// Texts of the file that run against the direction of the language stand in isolates, U+2068 and
    /// U+2069. Not for terminals, which show them as signs.
    pub isolate: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, ansi: false, plain: false, isolate: false }
    }
}

impl Style {
    /// ASCII signs, no escapes.
    #[must_use]
    pub fn plain() -> Self {
        Self { plain: true, ..Self::default() }
    }

    /// Bold headings and a dim footer.
    #[must_use]
    pub fn styled() -> Self {
        Self { ansi: true, ..Self::default() }
    }

    /// For documents: names that run against the sentence stand apart.
    #[must_use]
    pub fn document() -> Self {
        Self { isolate: true, ..Self::default() }
    }

    /// `text` with the signs of this style.
    #[must_use]
    pub fn signs(&self, text: String) -> String {
        if self.plain { ascii_signs(&text) } else { text }
    }
}

/// What text needs that concerns no table.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The file's name as its user wrote it; absent if it came from standard input or is redacted.
    pub file: Option<&'a str>,
    /// The version of the program.
    pub version: &'a str,
    /// The messages.
    pub catalogue: &'a Catalogue,
    /// How text looks.
    pub style: Style,
    /// Whether letters stand for the names of the file.
    pub redacted: bool,
}

impl Sheet<'_> {
    /// The message `key`, in the signs of the style.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.style.signs(self.catalogue.say(key, args))
    }

    /// The message `key`, which has no arguments.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A number as readers write it.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        self.style.signs(self.catalogue.number(number))
    }

    /// A decimal number as readers write it.
    #[must_use]
    pub fn decimal(&self, text: &str) -> String {
        self.style.signs(self.catalogue.decimal(text))
    }

    /// A share as [`Catalogue::percent`] says it; nothing if there is no whole.
    #[must_use]
    pub fn percent(&self, part: u64, whole: u64) -> String {
        self.style.signs(self.catalogue.percent(part, whole).unwrap_or_default())
    }

    /// Text from a file, made safe and in the signs of the style.
    #[must_use]
    pub fn quote(&self, text: &str) -> String {
        self.isolate(self.style.signs(clean(text)))
    }

    /// `text`, which comes from a file and is clean, in an isolate if it runs against the language and
    /// the style asks for isolates.
    #[must_use]
    pub fn isolate(&self, text: String) -> String {
        match self.style.isolate && runs_against(&text, self.catalogue.direction()) {
            true => isolated(&text),
            false => text,
        }
    }

    /// How a reader would call the file on a command line; the word FILE where it has no name, or one
    /// that a shell would not take as it stands.
    #[must_use]
    pub fn file_or_placeholder(&self) -> String {
        let safe = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '\\' | ':');
        match self.file {
            Some(file) if file.chars().all(safe) && !file.starts_with('-') => self.quote(file),
            _ => self.word("file-placeholder"),
        }
    }
}

/// What an answer is written on: the table it comes from, and a [`Sheet`].
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The table that was asked.
    pub table: &'a PackageTable<'a>,
    /// The rest.
    pub sheet: Sheet<'a>,
}

impl<'a> Page<'a> {
    /// A page for answers of `table`.
    #[must_use]
    pub const fn new(table: &'a PackageTable<'a>, sheet: Sheet<'a>) -> Self {
        Self { table, sheet }
    }

    /// The file.
    #[must_use]
    pub fn scenario(&self) -> &'a Scenario {
        self.table.scenario()
    }

    /// As [`Sheet::say`].
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.sheet.say(key, args)
    }

    /// As [`Sheet::word`].
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.sheet.word(key)
    }

    /// As [`Sheet::number`].
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        self.sheet.number(number)
    }
}
