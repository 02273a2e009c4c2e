//! Conditions in words: `sanctions >= civilian` as "civilian sanctions relief or sanctions lifted".

use crate::direction::bare;
use crate::names::Names;
use detente_scenario::{Comparison, Expr, OptionId, Printer, TermId};
use std::borrow::Cow;

/// Definitions of at most this many comparisons are written out; longer ones go by their name.
const SPELT_OUT: usize = 3;

/// Conditions in the words of one scenario's names.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    names: Names<'a>,
}

impl<'a> Words<'a> {
    /// With these names.
    #[must_use]
    pub const fn new(names: Names<'a>) -> Self {
        Self { names }
    }

    /// The condition as part of a sentence.
    #[must_use]
    pub fn expr(&self, expr: &Expr) -> String {
        self.write(expr, Bond::Loose)
    }

    /// The condition as part of a sentence that has an "if" or an "only for" of its own.
    #[must_use]
    pub fn inside(&self, expr: &Expr) -> String {
        self.write(expr, Bond::Clause)
    }

    /// `bond` tells what the words stand in: what would read as something else there gets
    /// parentheses.
    fn write(&self, expr: &Expr, bond: Bond) -> String {
        let sheet = &self.names.sheet;
        let two = |key: &str, a: &Expr, b: &Expr| {
            let (a, b) = (self.write(a, Bond::Clause), self.write(b, Bond::Clause));
            sheet.say(key, &[("first", a.into()), ("second", b.into())])
        };
        let list = |key: &str, parts: &[Expr], bond: Bond| {
            let mut parts = parts.iter().map(|part| self.write(part, bond));
            let first = parts.next().unwrap_or_default();
            parts.fold(first, |all, part| {
                sheet.say(key, &[("first", all.into()), ("second", part.into())])
            })
        };
        let (text, own) = match expr {
            Expr::Const(true) => return sheet.word("words-anything"),
            Expr::Const(false) => return sheet.word("words-nothing"),
            Expr::Compare(term, comparison, option) => self.comparison(*term, *comparison, *option),
            Expr::In(term, options) => self.options(*term, options, false),
            Expr::Defined(id) => {
                let definition = self.names.scenario.definition(*id);
                return if comparisons(&definition.condition.expr) <= SPELT_OUT {
                    self.write(&definition.condition.expr, bond)
                } else {
                    self.names.id(&definition.id)
                };
            }
            Expr::Predicate(predicate) => {
                let text = Printer::new(self.names.scenario).predicate(predicate);
                return sheet.quote(&text);
            }
            Expr::Not(a) => {
                return sheet.say("words-not", &[("what", self.write(a, Bond::Tight).into())]);
            }
            Expr::And(parts) => (list("words-and", parts, Bond::And), Bond::And),
            Expr::Or(parts) => (list("words-or", parts, Bond::Or), Bond::Or),
            Expr::Implies(a, b) => (two("words-implies", a, b), Bond::Clause),
            Expr::Iff(a, b) => (two("words-iff", a, b), Bond::Clause),
        };
        let reads_on = match bond {
            Bond::Loose => true,
            Bond::Clause => own != Bond::Clause,
            Bond::Or => own == Bond::Or || own == Bond::Tight,
            Bond::And => own == Bond::And || own == Bond::Tight,
            Bond::Tight => own == Bond::Tight,
        };
        match reads_on {
            true => text,
            false => sheet.say("words-group", &[("what", text.into())]),
        }
    }

    fn comparison(&self, term: TermId, comparison: Comparison, option: OptionId) -> (String, Bond) {
        let all = (0..self.names.scenario.term(term).options.len()).map(OptionId::new);
        let options: Vec<OptionId> = all.filter(|&o| comparison.holds(o, option)).collect();
        self.options(term, &options, comparison == Comparison::NotEqual)
    }

    /// One of several options of a term. All but one are said by the one that is left out where that
    /// is shorter or what the author wrote.
    fn options(&self, term: TermId, options: &[OptionId], by_exclusion: bool) -> (String, Bond) {
        let sheet = &self.names.sheet;
        let count = self.names.scenario.term(term).options.len();
        let left_out: Vec<OptionId> =
            (0..count).map(OptionId::new).filter(|option| !options.contains(option)).collect();
        match (options, left_out.as_slice()) {
            ([], _) => (sheet.word("words-nothing"), Bond::Tight),
            (_, []) => (sheet.word("words-anything"), Bond::Tight),
            ([one], _) => (self.names.option(term, *one), Bond::Tight),
            (_, [other]) if by_exclusion || options.len() > 2 => {
                let other = self.names.option(term, *other);
                (sheet.say("words-not", &[("what", other.into())]), Bond::Tight)
            }
            _ => {
                let names: Vec<String> =
                    options.iter().map(|&option| self.names.option(term, option)).collect();
                (self.one_of(&names), Bond::Or)
            }
        }
    }

    /// `US troops reduced or withdrawn`: words that all names begin or end with are said once.
    fn one_of(&self, names: &[String]) -> String {
        // Words are cut off the names, so their isolates are made anew around what is left.
        let names: Vec<Cow<'_, str>> = names.iter().map(|name| bare(name)).collect();
        let words: Vec<Vec<&str>> = names.iter().map(|name| name.split(' ').collect()).collect();
        let shortest = words.iter().map(Vec::len).min().unwrap_or(0).saturating_sub(1);
        let alike = |place: &dyn Fn(&[&str], usize) -> usize| {
            let word = |name: &Vec<&str>, k| name[place(name, k)].to_owned();
            (0..shortest)
                .take_while(|&k| words.iter().all(|w| word(w, k) == word(&words[0], k)))
                .count()
        };
        let before = alike(&|_, k| k);
        let after = if before > 0 { 0 } else { alike(&|name, k| name.len() - 1 - k) };
        let last = words.len().saturating_sub(1);
        let mut parts: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let from = if at == 0 { 0 } else { before };
                let to = if at == last { name.len() } else { name.len() - after };
                self.names.sheet.isolate(name[from..to].join(" "))
            })
            .collect();
        let second = parts.pop().unwrap_or_default();
        let first = self.names.sheet.commas(&parts);
        self.names.sheet.say("words-or", &[("first", first.into()), ("second", second.into())])
    }
}

/// How strongly words hold together, and what they stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bond {
    /// A sentence of its own.
    Loose,
    /// A sentence with "if … then", or a part of one.
    Clause,
    /// Parts joined by "or".
    Or,
    /// Parts joined by "and".
    And,
    /// A single thing, or what stands behind "not".
    Tight,
}

/// Comparisons in an expression; a definition inside counts as one.
fn comparisons(expr: &Expr) -> usize {
    match expr {
        Expr::Const(_) => 0,
        Expr::Compare(..) | Expr::In(..) | Expr::Defined(_) | Expr::Predicate(_) => 1,
        _ => expr.parts().into_iter().map(comparisons).sum(),
    }
}
