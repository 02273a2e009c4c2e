//! Conditions in words: `sanctions >= civilian` as "civilian sanctions relief or sanctions lifted".

use crate::names::Names;
use detente_scenario::{Comparison, Expr, OptionId, Printer, TermId};

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
        self.write(expr, false)
    }

    /// The condition as part of another one: in parentheses where it consists of several.
    #[must_use]
    pub fn inside(&self, expr: &Expr) -> String {
        self.write(expr, true)
    }

    fn write(&self, expr: &Expr, inside: bool) -> String {
        let sheet = &self.names.sheet;
        let two = |key: &str, a: &Expr, b: &Expr| {
            sheet.say(
                key,
                &[("first", self.write(a, true).into()), ("second", self.write(b, true).into())],
            )
        };
        let list = |key: &str, parts: &[Expr]| {
            let mut parts = parts.iter().map(|part| self.write(part, true));
            let first = parts.next().unwrap_or_default();
            parts.fold(first, |all, part| {
                sheet.say(key, &[("first", all.into()), ("second", part.into())])
            })
        };
        let text = match expr {
            Expr::Const(true) => return sheet.word("words-anything"),
            Expr::Const(false) => return sheet.word("words-nothing"),
            Expr::Compare(term, comparison, option) => {
                return self.comparison(*term, *comparison, *option);
            }
            Expr::In(term, options) => return self.options(*term, options, false),
            Expr::Defined(id) => {
                let definition = self.names.scenario.definition(*id);
                return if comparisons(&definition.condition.expr) <= SPELT_OUT {
                    self.write(&definition.condition.expr, inside)
                } else {
                    self.names.id(&definition.id)
                };
            }
            Expr::Predicate(predicate) => {
                let text = Printer::new(self.names.scenario).predicate(predicate);
                return sheet.quote(&text);
            }
            Expr::Not(a) => {
                return sheet.say("words-not", &[("what", self.write(a, true).into())]);
            }
            Expr::And(parts) => list("words-and", parts),
            Expr::Or(parts) => list("words-or", parts),
            Expr::Implies(a, b) => two("words-implies", a, b),
            Expr::Iff(a, b) => two("words-iff", a, b),
        };
        if inside { format!("({text})") } else { text }
    }

    fn comparison(&self, term: TermId, comparison: Comparison, option: OptionId) -> String {
        let all = (0..self.names.scenario.term(term).options.len()).map(OptionId::new);
        let options: Vec<OptionId> = all.filter(|&o| comparison.holds(o, option)).collect();
        self.options(term, &options, comparison == Comparison::NotEqual)
    }

    /// One of several options of a term. All but one are said by the one that is left out where that
    /// is shorter or what the author wrote.
    fn options(&self, term: TermId, options: &[OptionId], by_exclusion: bool) -> String {
        let sheet = &self.names.sheet;
        let count = self.names.scenario.term(term).options.len();
        let left_out: Vec<OptionId> =
            (0..count).map(OptionId::new).filter(|option| !options.contains(option)).collect();
        match (options, left_out.as_slice()) {
            ([], _) => sheet.word("words-nothing"),
            (_, []) => sheet.word("words-anything"),
            ([one], _) => self.names.option(term, *one),
            (_, [other]) if by_exclusion || options.len() > 2 => {
                sheet.say("words-not", &[("what", self.names.option(term, *other).into())])
            }
            _ => {
                let names = options.iter().map(|&option| self.names.option(term, option));
                let mut names: Vec<String> = names.collect();
                let last = names.pop().unwrap_or_default();
                let first = names.join(", ");
                sheet.say("words-or", &[("first", first.into()), ("second", last.into())])
            }
        }
    }
}

/// Comparisons in an expression; a definition inside counts as one.
fn comparisons(expr: &Expr) -> usize {
    match expr {
        Expr::Const(_) => 0,
        Expr::Compare(..) | Expr::In(..) | Expr::Defined(_) | Expr::Predicate(_) => 1,
        _ => expr.parts().into_iter().map(comparisons).sum(),
    }
}
