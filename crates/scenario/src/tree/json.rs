//! JSON to tree.

use std::collections::HashMap;

use jsonc_parser::ast::{ObjectProp, ObjectPropName, Value as Json};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{
    Key, MAX_DEPTH, MAX_TOKENS, Node, Other, Parsed, Refusal, Text, Value, in_small_letters,
    shortened, too_deep, too_many_tokens,
};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// JSON as the standard has it: no comments, no trailing commas.
pub(crate) const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub(super) fn parse(text: &str) -> Parsed {
    if let Err(refusal) = check_limits(text) {
        return Parsed::refused(text.to_owned(), *refusal);
    }
    let offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let result = parse_to_ast(&text[offset..], &CollectOptions::default(), &STRICT);
    match result {
        Ok(parsed) => {
            let mut reader = Reader { text, offset, diagnostics: Vec::new() };
            let root = parsed.value.map(|value| reader.node(&value));
            let diagnostics = reader.diagnostics;
            Parsed { root, text: text.to_owned(), diagnostics, damaged: Vec::new() }
        }
        Err(error) => {
            let range = error.range();
            let span = Span::new(range.start + offset, range.end + offset);
            let message = in_small_letters(&error.kind().to_string());
            let diagnostic = Diagnostic::new(Code::E002, span, message)
                .help("nothing after this place was looked at");
            Parsed::refused(text.to_owned(), diagnostic)
        }
    }
}

/// Counts signs and nesting without building anything.
pub(crate) fn check_limits(text: &str) -> Result<(), Refusal> {
    let (mut depth, mut signs) = (0_usize, 0_usize);
    let (mut in_string, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                0..0x20 => {
                    return Err(control_character(byte, at));
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' | b':' => {}
            _ => continue,
        }
        signs += 1;
        if depth > MAX_DEPTH {
            return Err(too_deep(Span::new(at, at + 1)));
        }
        if signs > MAX_TOKENS {
            return Err(too_many_tokens(at));
        }
    }
    Ok(())
}

fn control_character(byte: u8, at: usize) -> Refusal {
    let message = format!("control character {byte:#04x} inside a string");
    let help = "write a line end as \\n; nothing after this place was looked at";
    Box::new(Diagnostic::new(Code::E002, Span::new(at, at + 1), message).help(help))
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn span(&self, range: jsonc_parser::common::Range) -> Span {
        Span::new(range.start + self.offset, range.end + self.offset)
    }

    /// The recursion is as deep as the nesting, which [`check_limits`] has bounded.
    fn node(&mut self, json: &Json<'_>) -> Node {
        use jsonc_parser::common::Ranged as _;
        let span = self.span(json.range());
        let value = match json {
            Json::StringLit(literal) => Value::Text(self.text(&literal.value, span)),
            Json::NumberLit(number) => number.value.parse().map_or_else(
                |_| Value::Other(Other::Number, number.value.to_owned()),
                Value::Integer,
            ),
            Json::BooleanLit(literal) => Value::Boolean(literal.value),
            Json::NullKeyword(_) => Value::Other(Other::Null, "null".to_owned()),
            Json::Array(array) => {
                Value::List(array.elements.iter().map(|element| self.node(element)).collect())
            }
            Json::Object(object) => Value::Table(self.entries(&object.properties)),
        };
        Node { value, span }
    }

    fn entries(&mut self, properties: &[ObjectProp<'_>]) -> Vec<(Key, Node)> {
        let mut entries: Vec<(Key, Node)> = Vec::with_capacity(properties.len());
        let mut first_places: HashMap<String, Span> = HashMap::new();
        for property in properties {
            let (name, range) = match &property.name {
                ObjectPropName::String(literal) => (literal.value.as_ref(), literal.range),
                ObjectPropName::Word(word) => (word.value, word.range),
            };
            let span = self.span(range);
            let value = self.node(&property.value);
            if let Some(&first) = first_places.get(name) {
                let message = format!("`{}` stands here for the second time", shortened(name));
                self.diagnostics.push(
                    Diagnostic::new(Code::E006, span, message).related(first, "the first time"),
                );
            } else {
                first_places.insert(name.to_owned(), span);
                entries.push((Key { name: name.to_owned(), span }, value));
            }
        }
        entries
    }

    fn text(&self, content: &str, span: Span) -> Text {
        let inner = self.text.get(span.start + 1..span.end.saturating_sub(1));
        let verbatim = (inner == Some(content)).then_some(span.start + 1);
        Text { content: content.to_owned(), verbatim }
    }
}
