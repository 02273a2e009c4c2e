//! The languages of the answers, and the direction in which each is written.
//!
//! A language is one file of messages and one line in `FILES`; docs/languages.md says how to add
//! one. No file is read before somebody asks for its language.

use std::fmt;
use std::str::FromStr;

/// Every language that is shipped: its BCP 47 tag and its messages.
#[rustfmt::skip]
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("../messages/en.ftl")),
    ("fr", include_str!("../messages/fr.ftl")),
];

/// A language that answers can be given in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Language(usize);

impl Language {
    /// English, in which everything is written first.
    pub const ENGLISH: Self = Self(0);

    /// All languages, English first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..FILES.len()).map(Self)
    }

    /// The language of a BCP 47 tag. A tag that says more, such as `fr-CA` or `fr_CA`, gets the
    /// language of its first part; capitals make no difference.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::all().find(|language| language.tag().eq_ignore_ascii_case(first))
    }

    /// Its BCP 47 tag: `fr`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        FILES[self.0].0
    }

    /// Its messages: the text of a Fluent file.
    #[must_use]
    pub fn messages(self) -> &'static str {
        FILES[self.0].1
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = String;

    /// # Errors
    /// What is known instead, if the tag is not.
    fn from_str(tag: &str) -> Result<Self, String> {
        Self::of(tag).ok_or_else(|| {
            let tags = || Self::all().map(Self::tag);
            match detente_scenario::nearest(tag, tags()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the languages are {}", tags().collect::<Vec<_>>().join(", ")),
            }
        })
    }
}

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// As English is.
    #[default]
    LeftToRight,
    /// As Arabic and Hebrew are.
    RightToLeft,
}

impl Direction {
    /// The direction as HTML and the message files write it: `ltr`, `rtl`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }

    /// The direction called `ltr` or `rtl`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::LeftToRight, Self::RightToLeft].into_iter().find(|of| of.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_with_regions_find_their_language() {
        let french = Language::of("fr");
        assert!(french.is_some_and(|french| french != Language::ENGLISH));
        for tag in ["FR", "fr-CA", "fr_FR", " fr "] {
            assert_eq!(Language::of(tag), french, "{tag}");
        }
        for tag in ["", "-", "frr", "x_fr", "français"] {
            assert_eq!(Language::of(tag), None, "{tag}");
        }
    }

    #[test]
    fn a_wrong_tag_is_told_what_is_known() {
        assert_eq!("fre".parse::<Language>(), Err("did you mean `fr`?".to_owned()));
        assert!("deutsch".parse::<Language>().is_err_and(|told| told.contains("en, fr")));
    }
}
