//! JSON to [`Item`]s: as the standard has it, with the numbers `Infinity` and `NaN` that Python writes.

use jsonc_parser::ast::{ObjectPropName, Value as Json};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::document::{Item, Value, without_repeated_keys};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::tree;

/// The file as a tree; what is wrong with it goes to `report`. `text` has no byte-order mark.
pub(super) fn parse(text: &str, report: &mut impl FnMut(Diagnostic)) -> Option<Item> {
    if let Err(refusal) = tree::check_json_limits(text) {
        report(*refusal);
        return None;
    }
    let options = ParseOptions { allow_non_finite_numbers: true, ..tree::STRICT_JSON };
    match parse_to_ast(text, &CollectOptions::default(), &options) {
        Ok(parsed) => parsed.value.map(|value| item(&value, report)),
        Err(error) => {
            let range = error.range();
            let message = tree::in_small_letters(&error.kind().to_string());
            let finding = Diagnostic::new(Code::E682, Span::new(range.start, range.end), message);
            report(finding.help("nothing after this place was looked at"));
            None
        }
    }
}

/// The recursion is as deep as the nesting, which is bounded.
fn item(json: &Json<'_>, report: &mut impl FnMut(Diagnostic)) -> Item {
    let span = place(json.range());
    let value = match json {
        Json::StringLit(literal) => Value::Text(literal.value.to_string()),
        Json::NumberLit(number) if number.value.contains(['I', 'N']) => {
            Value::NotFinite(number.value.to_owned())
        }
        Json::NumberLit(number) => Value::Number(number.value.to_owned()),
        Json::BooleanLit(literal) => Value::Boolean(literal.value),
        Json::NullKeyword(_) => Value::Null,
        Json::Array(array) => {
            Value::List(array.elements.iter().map(|element| item(element, report)).collect())
        }
        Json::Object(object) => {
            let mut entries = Vec::with_capacity(object.properties.len());
            for property in &object.properties {
                let (name, range) = match &property.name {
                    ObjectPropName::String(literal) => (literal.value.as_ref(), literal.range),
                    ObjectPropName::Word(word) => (word.value, word.range),
                };
                let key = Item { value: Value::Name(name.to_owned()), span: place(range) };
                entries.push((key, item(&property.value, report)));
            }
            Value::Table(without_repeated_keys(entries, report))
        }
    };
    Item { value, span }
}

const fn place(range: jsonc_parser::common::Range) -> Span {
    Span::new(range.start, range.end)
}
