//! Several things in one text: lists, sentences, paths. What stands between them is the language's.

use crate::names::Names;
use crate::page::Sheet;

impl Names<'_> {
    /// Words as a list: `a, b and c`; of more than `most` all but the last, and how many more.
    #[must_use]
    pub fn all(&self, mut words: Vec<String>, most: usize) -> String {
        let more = words.len().saturating_sub(most.max(2));
        if more > 0 {
            words.truncate(most.max(2) - 1);
            return self.sheet.say(
                "list-more",
                &[("first", self.sheet.commas(&words).into()), ("count", (more + 1).into())],
            );
        }
        match words.pop() {
            None => self.sheet.word("list-none"),
            Some(last) if words.is_empty() => last,
            Some(last) => self.sheet.say(
                "list-and",
                &[("first", self.sheet.commas(&words).into()), ("last", last.into())],
            ),
        }
    }
}

impl Sheet<'_> {
    /// `a, b, c`
    #[must_use]
    pub fn commas(&self, parts: &[String]) -> String {
        parts.join(&self.word("list-comma"))
    }

    /// `a, b; c, d`: parts that may hold commas.
    #[must_use]
    pub fn semicolons(&self, parts: &[String]) -> String {
        parts.join(&self.word("list-semicolon"))
    }

    /// `a · b`: facts beside each other.
    #[must_use]
    pub fn dots(&self, parts: &[String]) -> String {
        parts.join(&self.word("list-dot"))
    }

    /// `a · b`: changes of one package. A line never begins with the dot between them.
    #[must_use]
    pub fn changes(&self, parts: &[String]) -> String {
        parts.join(&self.word("list-changes"))
    }

    /// `a → b`: one after the other.
    #[must_use]
    pub fn arrows(&self, parts: &[String]) -> String {
        parts.join(&self.word("list-arrow"))
    }

    /// Sentences, one after the other.
    #[must_use]
    pub fn sentences(&self, parts: &[String]) -> String {
        parts.join(&self.word("list-sentence"))
    }
}
