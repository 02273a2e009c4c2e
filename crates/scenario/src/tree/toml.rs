//! TOML to tree.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::repair::{Repaired, repair};
use super::{Key, MAX_SYNTAX_ERRORS, Node, Other, Parsed, Text, Value};
use crate::codes::Code;
use crate::date::parse_date;
use crate::diagnostic::Diagnostic;
use crate::expression::is_name_character;
use crate::span::Span;

pub(super) fn parse(text: &str) -> Parsed {
    let repaired = match repair(text) {
        Ok(repaired) => repaired,
        Err(refusal) => return Parsed::refused(text.to_owned(), *refusal),
    };
    let Repaired { text: readable, mut diagnostics, mut damaged } = repaired;
    let (table, errors) = DeTable::parse_recoverable(&readable);

    let mut duplicates = Vec::new();
    for error in errors {
        let span = Span::from(inside(text, error.span().unwrap_or_default()));
        if error.message() == "duplicate key" {
            duplicates.push(span);
        } else {
            diagnostics.push(Diagnostic::new(Code::E001, span, plain(error.message())));
        }
    }
    // One slip often makes several errors; the first on a line says it.
    let lines = Lines::of(text);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics.dedup_by_key(|diagnostic| lines.number(diagnostic.span.unwrap_or_default().start));
    damaged.extend(diagnostics.iter().filter_map(|d| Some(lines.around(d.span?))));
    for diagnostic in &mut diagnostics {
        if let (Some(span), None) = (diagnostic.span, &diagnostic.help) {
            let line = &text[inside(text, lines.around(span).range())];
            diagnostic.help = slip(line, &text[inside(text, span.range())]).map(str::to_owned);
        }
    }
    damaged.sort_unstable();
    damaged.dedup();

    let marks: Vec<usize> =
        diagnostics.iter().filter_map(|diagnostic| Some(diagnostic.span?.start)).collect();
    let reader = Reader { text: &readable, marks: &marks };
    let root = reader.table(table.get_ref(), Span::default());
    report_duplicates(text, &lines, &root, &duplicates, &mut diagnostics);
    Parsed { root: Some(root), text: text.to_owned(), diagnostics, damaged }
}

/// The parser's message, in our words where it often comes up.
fn plain(message: &str) -> &str {
    match message {
        "invalid basic string, expected `\"`" => "this text is never closed: expected `\"`",
        "invalid literal string, expected `'`" => "this text is never closed: expected `'`",
        "string values must be quoted, expected literal string" => {
            "a text stands between quotation marks"
        }
        other => other,
    }
}

/// What to do about a slip that is recognised by its `line` and the `words` that were found wrong.
fn slip(line: &str, words: &str) -> Option<&'static str> {
    let key_and_colon = |line: &str| {
        let key = line.trim_start().split(':').next().unwrap_or_default();
        key.len() < line.trim_start().len() && key.trim_end().chars().all(is_name_character)
    };
    let words = words.trim();
    if ["yes", "no", "on", "off", "true", "false"].iter().any(|w| words.eq_ignore_ascii_case(w)) {
        Some("write `true` or `false`, in small letters")
    } else if line.contains(['“', '”', '„', '‘', '’', '«', '»']) {
        Some("quotation marks are straight: `\"…\"` or `'…'`")
    } else if key_and_colon(line) {
        Some("between a key and its value stands `=`, not `:`")
    } else if line.matches('\'').count() >= 3 && line.matches('\'').count() % 2 == 1 {
        Some("an apostrophe ends a text that began with one; put the text between `\"` instead")
    } else if !words.is_empty() && words.chars().all(|c| is_name_character(c) || c == ' ') {
        Some("put it between quotation marks: `\"…\"`")
    } else {
        None
    }
}

/// A range inside `text`, on character boundaries.
fn inside(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// Where the lines of a text begin.
struct Lines {
    starts: Vec<usize>,
    end: usize,
}

impl Lines {
    fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Self { starts, end: text.len() }
    }

    /// The number of the line in which `at` stands, from 1.
    fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at)
    }

    /// The whole lines over which `span` extends.
    fn around(&self, span: Span) -> Span {
        let first = self.number(span.start).saturating_sub(1);
        let start = self.starts.get(first).copied().unwrap_or_default();
        let next = self.starts.get(self.number(span.end)).copied();
        Span::new(start, next.map_or(self.end, |next| next.saturating_sub(1)))
    }
}

struct Reader<'t> {
    text: &'t str,
    /// Where the syntax errors are, ascending.
    marks: &'t [usize],
}

impl Reader<'_> {
    fn table(&self, table: &DeTable<'_>, span: Span) -> Node {
        let mut entries: Vec<(Key, Node)> = table
            .iter()
            .map(|(key, value)| {
                let key_span = Span::from(inside(self.text, key.span()));
                (Key { name: key.get_ref().to_string(), span: key_span }, self.node(value))
            })
            .collect();
        // The parser's tables are sorted by name.
        entries.sort_by_key(|(key, _)| key.span);
        Node { value: Value::Table(entries), span }
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let range = inside(self.text, value.span());
        let span = Span::from(range.clone());
        let raw = &self.text[range];
        let value = match value.get_ref() {
            DeValue::Table(table) if !raw.starts_with('{') => return self.table(table, span),
            // Lists of tables under `[[…]]` have no syntax of their own that could be damaged.
            DeValue::Array(items)
                if raw.starts_with("[[") && is_header(items.first(), self.text) =>
            {
                Value::List(items.iter().map(|item| self.node(item)).collect())
            }
            _ if self.is_damaged(span) => Value::Broken,
            DeValue::Table(table) => return self.table(table, span),
            DeValue::Array(items) => {
                Value::List(items.iter().map(|item| self.node(item)).collect())
            }
            DeValue::String(content) => Value::Text(Text {
                verbatim: verbatim(raw, content, span.start),
                content: content.to_string(),
            }),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| Value::Other(Other::Number, raw.to_owned()), Value::Integer),
            DeValue::Float(_) => Value::Other(Other::Number, raw.to_owned()),
            DeValue::Boolean(truth) => Value::Boolean(*truth),
            DeValue::Datetime(_) => match parse_date(raw) {
                Ok(date) => Value::Date(date),
                Err(_) => Value::Other(Other::Time, raw.to_owned()),
            },
        };
        Node { value, span }
    }

    /// Whether a syntax error stands in the value, or the value is only a parser's guess.
    fn is_damaged(&self, span: Span) -> bool {
        let first = self.marks.partition_point(|&mark| mark < span.start);
        span.start == span.end || self.marks.get(first).is_some_and(|&mark| mark <= span.end)
    }
}

fn is_header(item: Option<&Spanned<DeValue<'_>>>, text: &str) -> bool {
    item.is_some_and(|item| {
        matches!(item.get_ref(), DeValue::Table(_))
            && text.get(item.span()).is_some_and(|raw| raw.starts_with("[["))
    })
}

/// Offset of the content of a string literal, if it stands there as it is.
fn verbatim(raw: &str, content: &str, start: usize) -> Option<usize> {
    let quotes = if raw.starts_with("'''") || raw.starts_with("\"\"\"") { 3 } else { 1 };
    let inner = raw.get(quotes..raw.len().checked_sub(quotes)?)?;
    let skipped = match inner.strip_prefix('\n').or_else(|| inner.strip_prefix("\r\n")) {
        Some(rest) if quotes == 3 => inner.len() - rest.len(),
        _ => 0,
    };
    (&inner[skipped..] == content).then_some(start + quotes + skipped)
}

/// Reports each key that stands twice, with the first place where one can be found.
fn report_duplicates(
    text: &str,
    lines: &Lines,
    root: &Node,
    places: &[Span],
    diagnostics: &mut Vec<Diagnostic>,
) {
    if places.is_empty() {
        return;
    }
    let mut keys = Vec::new();
    collect_keys(root, &mut keys);
    keys.sort_unstable();
    for &place in places.iter().take(MAX_SYNTAX_ERRORS) {
        let raw = &text[place.range()];
        let name = raw.trim_matches(['"', '\'']);
        let mut diagnostic = Diagnostic::new(
            Code::E006,
            place,
            format!("`{}` stands here for the second time", super::shortened(name)),
        );
        let first = keys.partition_point(|&(key, span)| (key, span) < (name, place));
        let first =
            first.checked_sub(1).and_then(|at| keys.get(at)).filter(|(key, _)| *key == name);
        let first = first
            .map(|(_, span)| *span)
            .or_else(|| header_before(&text[..lines.around(place).start], name));
        if let Some(span) = first {
            diagnostic = diagnostic.related(span, "the first time");
        }
        diagnostics.push(diagnostic);
    }
    if let Some(place) = places.get(MAX_SYNTAX_ERRORS) {
        let count = places.len() - MAX_SYNTAX_ERRORS;
        let message = format!("{count} more names stand for the second time, from here on");
        diagnostics.push(Diagnostic::new(Code::E007, *place, message));
    }
}

/// The line `[name]`, which the parser's tree has forgotten.
fn header_before(before: &str, name: &str) -> Option<Span> {
    let line = format!("[{name}]");
    let start = match before.find(&format!("\n{line}")) {
        Some(line_end) => line_end + 1,
        None if before.starts_with(&line) => 0,
        None => return None,
    };
    Some(Span::new(start + 1, start + 1 + name.len()))
}

fn collect_keys<'n>(node: &'n Node, keys: &mut Vec<(&'n str, Span)>) {
    for (key, value) in node.entries() {
        keys.push((&key.name, key.span));
        collect_keys(value, keys);
    }
    for item in node.items() {
        collect_keys(item, keys);
    }
}
