//! The file as a tree: ordered tables, lists and plain values, each with its place.
//!
//! TOML and its JSON twin have a front end each; what the loader reads is the same tree. A front
//! end reports everything that is wrong with the notation and still hands on what it could read:
//! a value that it could not read is [`Value::Broken`], and whoever meets one stays silent.
//!
//! No input makes a front end panic, run out of stack or take more than time and memory
//! proportional to its length: size, nesting, number of tokens and number of syntax errors are
//! bounded before a parser sees the text.

mod json;
mod repair;
mod toml;

pub(crate) use json::{STRICT as STRICT_JSON, check_limits as check_json_limits};

use crate::codes::Code;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 16 << 20;

/// How deep tables and lists may nest. The format itself needs five levels.
pub const MAX_DEPTH: usize = 32;

/// The largest number of tokens (names, values, brackets, commas, line ends) in a file.
pub const MAX_TOKENS: usize = 4 << 20;

/// How many syntax errors are listed; the text after them is not looked at.
pub const MAX_SYNTAX_ERRORS: usize = 200;

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands; of a table under a TOML header, where the header stands.
    pub span: Span,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Names with values, in the order of the file; no name twice.
    Table(Vec<(Key, Node)>),
    /// Values in order.
    List(Vec<Node>),
    /// A string.
    Text(Text),
    /// A whole number.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
    /// A TOML date without a time.
    Date(Date),
    /// Something that no key of a scenario takes, as it is written: for the message only.
    Other(Other, String),
    /// Something that could not be read and was reported.
    Broken,
}

/// The kinds of values that TOML or JSON can write and no key of a scenario takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// A number with a fraction, or too large for 64 bits.
    Number,
    /// A time, with or without a date.
    Time,
    /// JSON's `null`.
    Null,
}

/// A name in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The name, without quotation marks.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// A string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its content.
    pub content: String,
    /// Offset of its first byte in the file, if the content stands there word for word; absent if
    /// escapes or line ends were decoded, so that offsets into it mean nothing in the file.
    pub verbatim: Option<usize>,
}

impl Node {
    /// A value that stands in no file.
    #[must_use]
    pub const fn new(value: Value) -> Self {
        Self { value, span: Span { start: 0, end: 0 } }
    }

    /// A string that stands in no file.
    #[must_use]
    pub fn text(content: impl Into<String>) -> Self {
        Self::new(Value::Text(Text { content: content.into(), verbatim: None }))
    }

    /// A list that stands in no file.
    #[must_use]
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Value::List(items.into_iter().collect()))
    }

    /// A table that stands in no file.
    #[must_use]
    pub fn table<N: Into<String>>(entries: impl IntoIterator<Item = (N, Self)>) -> Self {
        let entry =
            |(name, node): (N, Self)| (Key { name: name.into(), span: Span::default() }, node);
        Self::new(Value::Table(entries.into_iter().map(entry).collect()))
    }

    /// The value under `name`, if this is a table that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match &self.value {
            Value::Table(entries) => {
                entries.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// The entries, if this is a table.
    #[must_use]
    pub fn entries(&self) -> &[(Key, Self)] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items, if this is a list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The content, if this is a string.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(&text.content),
            _ => None,
        }
    }

    /// Whether it could not be read.
    #[must_use]
    pub const fn is_broken(&self) -> bool {
        matches!(self.value, Value::Broken)
    }

    /// A few words on what it is, for "expected …, found …".
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Table(_) => "a table".to_owned(),
            Value::List(_) => "a list".to_owned(),
            Value::Text(_) => "a text".to_owned(),
            Value::Integer(number) => format!("the number {number}"),
            Value::Boolean(truth) => format!("`{truth}`"),
            Value::Date(date) => format!("the date {date}"),
            Value::Other(Other::Number, text) => format!("the number {}", shortened(text)),
            Value::Other(Other::Time, text) => format!("the time {}", shortened(text)),
            Value::Other(Other::Null, _) => "`null`".to_owned(),
            Value::Broken => "something unreadable".to_owned(),
        }
    }
}

/// A file as a tree, with all that is wrong with its notation.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree; absent if there is nothing to look at.
    pub root: Option<Node>,
    /// The text that spans point into: the file, with a replacement character for each byte
    /// sequence that is not UTF-8 (then there is no tree).
    pub text: String,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The parts of the text in which something could not be read. What seems to be missing
    /// elsewhere may be in there.
    pub damaged: Vec<Span>,
}

impl Parsed {
    fn refused(text: String, diagnostic: Diagnostic) -> Self {
        let damaged = vec![Span::new(0, text.len())];
        Self { root: None, text, diagnostics: vec![diagnostic], damaged }
    }
}

/// Reads the bytes of a file: as JSON if the first character is `{`, otherwise as TOML.
#[must_use]
pub fn parse(bytes: &[u8]) -> Parsed {
    if bytes.len() > MAX_BYTES {
        let message =
            format!("the file has {} bytes; the limit is {MAX_BYTES} bytes (16 MiB)", bytes.len());
        return Parsed::refused(String::new(), Diagnostic::of_file(Code::E004, message));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return not_utf8(bytes, error.valid_up_to()),
    };
    let start = text.strip_prefix('\u{feff}').unwrap_or(text).trim_start();
    if start.starts_with('{') { json::parse(text) } else { toml::parse(text) }
}

pub(crate) fn not_utf8(bytes: &[u8], at: usize) -> Parsed {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let byte = bytes.get(at).copied().unwrap_or_default();
    let mut diagnostic = Diagnostic::new(
        Code::E005,
        Span::new(at, at + '\u{fffd}'.len_utf8()),
        format!("the file is not UTF-8: byte {byte:#04x} at offset {at}"),
    );
    diagnostic =
        diagnostic.help(if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            "this looks like UTF-16; save the file with the encoding UTF-8"
        } else if crate::foreign::xlsx::is_workbook(bytes) {
            "this looks like a workbook; `detente import FILE -o FILE.toml` makes a scenario file of it"
        } else {
            "save the file with the encoding UTF-8"
        });
    Parsed::refused(text, diagnostic)
}

/// Why a file is not looked at at all. Boxed, for it is large and rare.
pub(crate) type Refusal = Box<Diagnostic>;

fn too_deep(span: Span) -> Refusal {
    let message = format!("tables and lists are nested more than {MAX_DEPTH} deep here");
    let help = "no key of a scenario needs more than five levels";
    Box::new(Diagnostic::new(Code::E003, span, message).help(help))
}

fn too_many_tokens(at: usize) -> Refusal {
    let message = format!("the file has more than {MAX_TOKENS} names, values and signs");
    Box::new(Diagnostic::new(Code::E004, Span::new(at, at), message))
}

/// A parser's message as our messages begin.
#[must_use]
pub(crate) fn in_small_letters(message: &str) -> String {
    let mut message = message.to_owned();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    message
}

/// `text`, cut after 60 characters: messages quote what stands in the file, and a file may contain
/// a name of a million characters.
#[must_use]
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
