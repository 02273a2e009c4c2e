//! YAML to [`Item`]s, as PyYAML understands it: `yes` and `off` are truth values unless they stand
//! between quotation marks.
//!
//! Aliases are followed, and what they come to is counted, so that a few lines cannot become millions
//! of values.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::document::{Item, MAX_ITEMS, Value, without_repeated_keys};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::tree::{MAX_DEPTH, in_small_letters, shortened};

/// The file as a tree; what is wrong with it goes to `report`. `text` has no byte-order mark.
pub(super) fn parse(text: &str, report: &mut impl FnMut(Diagnostic)) -> Option<Item> {
    let mut builder = Builder {
        places: Places::of(text),
        open: Vec::new(),
        root: None,
        anchors: HashMap::new(),
        count: 0,
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let outcome = match event {
            Ok((event, span)) => builder.take(event, span, report),
            Err(error) => {
                let at = builder.places.offset(error.marker().index());
                let message = in_small_letters(error.info());
                let finding = Diagnostic::new(Code::E682, Span::new(at, at), message);
                Err(finding.help("nothing after this place was looked at").into())
            }
        };
        if let Err(refusal) = outcome {
            report(*refusal);
            return None;
        }
    }
    builder.root
}

/// A list or a table that is not closed yet.
struct Open {
    kind: Kind,
    start: usize,
    anchor: usize,
    /// How many items there were before it.
    before: usize,
}

enum Kind {
    List(Vec<Item>),
    /// With the key whose value comes next.
    Table(Vec<(Item, Item)>, Option<Item>),
}

struct Builder<'t> {
    places: Places<'t>,
    open: Vec<Open>,
    root: Option<Item>,
    /// What has a name, with how many items it comes to; absent while it is not closed yet.
    anchors: HashMap<usize, (Item, usize)>,
    count: usize,
}

impl Builder<'_> {
    fn take(
        &mut self,
        event: Event<'_>,
        span: saphyr_parser::Span,
        report: &mut impl FnMut(Diagnostic),
    ) -> Result<(), Box<Diagnostic>> {
        let span = self.places.span(span);
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                let message = "a second document begins here, and a file has one";
                Err(Diagnostic::new(Code::E682, span, message).into())
            }
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(text, style, tag.as_deref())
                    .ok_or_else(|| unknown_tag(tag.as_deref(), span))?;
                self.count += 1;
                self.close(Item { value, span }, anchor, 1)
            }
            Event::Alias(anchor) => {
                let Some((item, size)) = self.anchors.get(&anchor) else {
                    let message = "this alias stands for something that contains it";
                    return Err(Diagnostic::new(Code::E682, span, message).into());
                };
                let size = *size;
                self.count += size;
                // Before anything is copied.
                self.check_count(span)?;
                let value = item.value.clone();
                self.close(Item { value, span }, 0, size)
            }
            Event::SequenceStart(anchor, tag) => {
                let known = ["seq", "python/tuple", "python/list"];
                check_tag(tag.as_deref(), &known, span)?;
                self.open(Kind::List(Vec::new()), anchor, span)
            }
            Event::MappingStart(anchor, tag) => {
                check_tag(tag.as_deref(), &["map", "python/dict", "omap"], span)?;
                self.open(Kind::Table(Vec::new(), None), anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(Open { kind, start, anchor, before }) = self.open.pop() else {
                    return Ok(());
                };
                let value = match kind {
                    Kind::List(items) => Value::List(items),
                    Kind::Table(entries, _) => Value::Table(without_repeated_keys(entries, report)),
                };
                let item = Item { value, span: Span::new(start, span.end.max(start)) };
                self.close(item, anchor, self.count - before)
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, kind: Kind, anchor: usize, span: Span) -> Result<(), Box<Diagnostic>> {
        if self.open.len() >= MAX_DEPTH {
            let message = format!("lists and tables are nested more than {MAX_DEPTH} deep here");
            return Err(Diagnostic::new(Code::E688, span, message).into());
        }
        let before = self.count;
        self.count += 1;
        self.open.push(Open { kind, start: span.start, anchor, before });
        self.check_count(span)
    }

    /// Puts a finished item where it belongs.
    fn close(&mut self, item: Item, anchor: usize, size: usize) -> Result<(), Box<Diagnostic>> {
        self.check_count(item.span)?;
        if anchor > 0 {
            self.count += size;
            self.check_count(item.span)?;
            self.anchors.insert(anchor, (item.clone(), size));
        }
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(item),
            Some(Kind::List(items)) => items.push(item),
            Some(Kind::Table(entries, key)) => match key.take() {
                None => *key = Some(item),
                Some(key) => entries.push((key, item)),
            },
        }
        Ok(())
    }

    fn check_count(&self, span: Span) -> Result<(), Box<Diagnostic>> {
        if self.count <= MAX_ITEMS {
            return Ok(());
        }
        let message = format!("up to here the file comes to more than {MAX_ITEMS} values");
        let help = "an alias counts as often as it is used";
        Err(Diagnostic::new(Code::E688, span, message).help(help).into())
    }
}

fn check_tag(tag: Option<&Tag>, known: &[&str], span: Span) -> Result<(), Box<Diagnostic>> {
    match tag {
        Some(tag) if !tag.is_yaml_core_schema() || !known.contains(&tag.suffix.as_str()) => {
            Err(unknown_tag(Some(tag), span))
        }
        _ => Ok(()),
    }
}

fn unknown_tag(tag: Option<&Tag>, span: Span) -> Box<Diagnostic> {
    let name = tag.map(|tag| format!("{}{}", tag.handle, tag.suffix)).unwrap_or_default();
    let message = format!("a value with the tag `{}` cannot be read", shortened(&name));
    let help =
        "objects of a program are not read from files; write numbers, texts, lists and tables";
    Diagnostic::new(Code::E689, span, message).help(help).into()
}

/// What a scalar is; nothing if its tag is not known.
fn scalar(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Option<Value> {
    let kind = match tag {
        None => "",
        Some(tag) if tag.is_yaml_core_schema() => tag.suffix.as_str(),
        Some(_) => return None,
    };
    match kind {
        "" if style != ScalarStyle::Plain => Some(Value::Text(text.into_owned())),
        "str" | "python/str" => Some(Value::Text(text.into_owned())),
        "" | "int" | "float" | "bool" | "null" => Some(plain(&text)),
        _ => None,
    }
}

/// What a word without quotation marks is.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            return Value::Boolean(true);
        }
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            return Value::Boolean(false);
        }
        _ => {}
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN") {
        return Value::NotFinite(text.to_owned());
    }
    if is_number(unsigned) { Value::Number(text.to_owned()) } else { Value::Text(text.to_owned()) }
}

/// Whether a text without a sign is a decimal number. `010` is none: some readers take it for eight.
fn is_number(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)))
        }
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let has_digits = !whole.is_empty() || !fraction.is_empty();
    let is_octal = whole.len() > 1 && whole.starts_with('0') && !mantissa.contains('.');
    has_digits
        && !is_octal
        && is_digits(whole)
        && is_digits(fraction)
        && exponent.is_none_or(|digits| !digits.is_empty() && is_digits(digits))
}

/// From positions counted in characters, as the parser counts, to bytes.
struct Places<'t> {
    text: &'t str,
    /// The offset of every character whose number is a multiple of [`STRIDE`].
    marks: Vec<usize>,
}

const STRIDE: usize = 256;

impl<'t> Places<'t> {
    fn of(text: &'t str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).map(|(at, _)| at).collect()
        };
        Self { text, marks }
    }

    fn offset(&self, index: usize) -> usize {
        if self.marks.is_empty() {
            return index.min(self.text.len());
        }
        let start = self.marks.get(index / STRIDE).copied().unwrap_or(self.text.len());
        let mut rest = self.text[start..].char_indices().skip(index % STRIDE);
        rest.next().map_or(self.text.len(), |(at, _)| start + at)
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        let start = self.offset(span.start.index());
        Span::new(start, self.offset(span.end.index()).max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Item, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let item = parse(text, &mut |finding| findings.push(finding));
        item.filter(|_| findings.is_empty()).ok_or(findings)
    }

    fn kind(value: &Value) -> &'static str {
        match value {
            Value::Null => "null",
            Value::Boolean(_) => "truth",
            Value::Number(_) => "number",
            Value::NotFinite(_) => "not finite",
            Value::Text(_) | Value::Name(_) => "text",
            Value::List(_) => "list",
            Value::Table(_) => "table",
        }
    }

    #[test]
    fn words_are_what_python_takes_them_for() {
        for (text, expected) in [
            ("yes", "truth"),
            ("'yes'", "text"),
            ("3", "number"),
            ("'3'", "text"),
            ("-1.5e-3", "number"),
            (".5", "number"),
            ("010", "text"),
            ("0.10", "number"),
            ("1.2.3", "text"),
            ("-.inf", "not finite"),
            ("~", "null"),
            ("null", "null"),
            ("!!str 3", "text"),
            ("!!float 3", "number"),
            ("[a, b]", "list"),
            ("{a: b}", "table"),
            ("!!python/tuple [1, 2]", "list"),
        ] {
            assert_eq!(kind(&read(text).unwrap().value), expected, "{text}");
        }
    }

    #[test]
    fn places_are_bytes() {
        let text = "ä: ü\nb: [x, 'ß']\n";
        let root = read(text).unwrap();
        let shown: Vec<&str> = root
            .entries()
            .iter()
            .flat_map(|(key, item)| [&text[key.span.range()], &text[item.span.range()]])
            .collect();
        assert_eq!(shown, ["ä", "ü", "b", "[x, 'ß']"]);
        let long = format!("{}: ü", "ä".repeat(1000));
        let root = read(&long).unwrap();
        assert_eq!(&long[root.entries()[0].1.span.range()], "ü");
    }

    #[test]
    fn aliases_are_followed_and_counted() {
        let root = read("a: &x [1, 2]\nb: *x\n").unwrap();
        assert_eq!(kind(&root.get("b").unwrap().value), "list");
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let alias = format!("*a{}, ", level - 1).repeat(10);
            bomb.push_str(&format!("a{level}: &a{level} [{alias}]\n"));
        }
        assert_eq!(read(&bomb).unwrap_err()[0].code, Code::E688);
        assert_eq!(read("a: &x [*x]").unwrap_err()[0].code, Code::E682);
        assert_eq!(read("a: *nobody").unwrap_err()[0].code, Code::E682);
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for (text, code) in [
            ("a: 1\na: 2", Code::E690),
            ("a: 1\n---\nb: 2", Code::E682),
            ("a: [1", Code::E682),
            ("!!python/object:os.system x", Code::E689),
        ] {
            assert_eq!(read(text).unwrap_err()[0].code, code, "{text}");
        }
        let nested = |depth: usize| format!("{}x{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&nested(MAX_DEPTH)).is_ok());
        assert_eq!(read(&nested(MAX_DEPTH + 1)).unwrap_err()[0].code, Code::E688);
        assert!(read(&nested(100_000)).is_err());
    }
}
