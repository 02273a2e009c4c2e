//! The message catalogue: every sentence that a reader sees, in one Fluent file per language.
//!
//! Each file says its own tag, direction and separators; [`Language`] lists the files. Only the one that
//! is asked for is read.
//!
//! Keys always contain a hyphen (`deals-yes`). A test takes every string of that shape in the
//! sources for a key and compares them with the file, both ways: a missing message and an unused
//! one cannot be shipped.

use crate::language::{Direction, Language};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::fmt;

/// What a message says of: a number, which takes part in plural forms, or text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A count. Exact up to 2^53, far beyond the rows of any table.
    Number(u64),
    /// Text, used as it is.
    Text(Cow<'a, str>),
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(u64::from(number))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

/// `say!(page, "deals-some", count = 3)`: a message with its arguments by name.
macro_rules! say {
    ($page:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $page.say($key, &[$((stringify!($name), $crate::catalogue::Arg::from($value))),*])
    };
}
pub(crate) use say;

/// All messages of one language.
pub struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    separator: char,
    tag: String,
    direction: Direction,
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue").field("locales", &self.bundle.locales).finish_non_exhaustive()
    }
}

impl Catalogue {
    /// The catalogue of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self::read(language.tag(), language.messages())
    }

    /// The English catalogue.
    #[must_use]
    pub fn english() -> Self {
        Self::of(Language::ENGLISH)
    }

    /// A catalogue from the text of a Fluent file. What cannot be read of it is left out; the tests
    /// of this crate read every file that it ships.
    #[must_use]
    pub fn read(language: &str, source: &str) -> Self {
        let resource = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let language = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        let mut catalogue =
            Self { bundle, separator: ',', tag: String::new(), direction: Direction::LeftToRight };
        catalogue.tag = catalogue.say("language-tag", &[]);
        catalogue.direction =
            Direction::named(&catalogue.say("text-direction", &[])).unwrap_or_default();
        // Fluent takes a function without surroundings, so there is one per separator in use.
        catalogue.separator = catalogue.say("number-separator", &[]).chars().next().unwrap_or(',');
        catalogue.bundle.set_formatter(Some(match catalogue.separator {
            '.' => format_number::<'.', _>,
            '\'' => format_number::<'\'', _>,
            '\u{a0}' | ' ' => format_number::<'\u{a0}', _>,
            '\u{202f}' => format_number::<'\u{202f}', _>,
            _ => format_number::<',', _>,
        }));
        catalogue
    }

    /// The message `key` with its arguments. A key that is not in the file comes back in braces.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("{{{key}}}");
        };
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            };
            given.set(*name, value);
        }
        let text = self.bundle.format_pattern(pattern, Some(&given), &mut Vec::new());
        // A message may run over several lines of the file; it is one paragraph all the same.
        text.replace('\n', " ")
    }

    /// The BCP 47 tag that the file gives itself, for the `lang` of HTML.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The direction in which the language is written, for the `dir` of HTML.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether there is a message `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A number as readers write it: 28,274.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        group(number, self.separator)
    }

    /// A decimal number, `-1234.5`, as readers write it: −1,234.5.
    #[must_use]
    pub fn decimal(&self, text: &str) -> String {
        let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("−", rest));
        let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
        let whole = grouped(whole, self.separator);
        let mark = if part.is_empty() { String::new() } else { self.say("decimal-mark", &[]) };
        format!("{sign}{whole}{mark}{part}")
    }

    /// A share without decimals that the counts cannot carry: `24 %`, `under 1 %`, `over 99 %`.
    /// Nothing if there is no whole.
    #[must_use]
    pub fn percent(&self, part: u64, whole: u64) -> Option<String> {
        if whole == 0 {
            return None;
        }
        let share = (u128::from(part) * 200 + u128::from(whole)) / (2 * u128::from(whole));
        let text = match share {
            0 if part > 0 => self.say("percent-under", &[]),
            100 if part < whole => self.say("percent-over", &[]),
            _ => self.say("percent-is", &[("value", (share as u64).into())]),
        };
        Some(crate::layout::glue(&text))
    }
}

/// Digits in groups of three.
fn group(number: u64, separator: char) -> String {
    grouped(&number.to_string(), separator)
}

fn grouped(digits: &str, separator: char) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

fn format_number<const SEPARATOR: char, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value >= 0.0 && number.value.fract() == 0.0 => {
            Some(group(number.value as u64, SEPARATOR))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (28_274, "28,274"), (1_234_567, "1,234,567")]
        {
            assert_eq!(group(number, ','), text);
        }
    }

    #[test]
    fn shares_carry_no_false_decimals() {
        let catalogue = Catalogue::english();
        let percent = |part, whole| catalogue.percent(part, whole).unwrap().replace('\u{a0}', " ");
        assert_eq!(percent(0, 7), "0 %");
        assert_eq!(percent(1, 1000), "under 1 %");
        assert_eq!(percent(999, 1000), "over 99 %");
        assert_eq!(percent(1000, 1000), "100 %");
        assert_eq!(percent(1, 3), "33 %");
        assert_eq!(percent(1, 200), "1 %");
        assert!(catalogue.percent(0, 0).is_none());
    }

    #[test]
    fn plural_forms_and_numbers_work_together() {
        let source = "packages = { $count ->\n    [one] one package\n   *[other] { $count } packages\n}\nnumber-separator = .\n";
        let catalogue = Catalogue::read("de", source);
        assert_eq!(catalogue.say("packages", &[("count", 1_u64.into())]), "one package");
        assert_eq!(catalogue.say("packages", &[("count", 28_274_u64.into())]), "28.274 packages");
        assert_eq!(catalogue.say("no-such-key", &[]), "{no-such-key}");
    }
}
