//! Questions about the table of packages.
//!
//! ```text
//! question   = quantifier ( "package" | "packages" ) [ "with" condition ] [ ( "has" | "have" ) condition ]
//! quantifier = "every" | "some" | "no" | "most" | "count"
//! ```
//!
//! `every` and `most` need `has`; `count` takes none.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::lexer::Kind;
use crate::expression::names::{Names, Origin};
use crate::expression::parser::{Parser, Place};
use crate::expression::slips::quoted;
use crate::expression::{Expr, Quantifier, Query};

/// Reads a question, predicates included.
///
/// # Errors
/// None is returned if anything is wrong with it; everything that is wrong is added to `out`, in
/// the order of the text (at most some twenty findings).
pub fn parse_query(
    text: &str,
    origin: &Origin,
    names: &Names,
    out: &mut Vec<Diagnostic>,
) -> Option<Query> {
    let mut parser = Parser::new(text, origin, names, Place::Question);
    let parts = parser.question();
    let usable = parser.findings.hand_over(out);
    let (quantifier, with, has) = parts.filter(|_| usable)?;
    let span = origin.span(0..text.len());
    Some(Query { quantifier, with, has, text: text.to_owned(), span })
}

const FORM: &str = "write `every package with … has …`, `some package with …`, \
                    `no package with …`, `most packages with … have …` or `count packages with …`";

impl Parser<'_, '_, '_> {
    fn question(&mut self) -> Option<(Quantifier, Expr, Expr)> {
        if self.peek().is_none() {
            let range = self.here();
            self.findings.add(Code::E330, range, "a question is missing here", |f| f.help(FORM));
            return None;
        }
        let quantifier = self.quantifier();
        if quantifier.is_some() {
            self.package_word(quantifier);
        } else if !self.eat_keyword("packages") {
            self.eat_keyword("package");
        }
        let mut with = None;
        let mut has = None;
        if self.peek().is_some() && !self.at_part_of_question() {
            self.no_with(quantifier);
            with = Some(self.condition_to_end());
        }
        while self.peek().is_some() {
            let range = self.here();
            let is_with = self.eat_keyword("with");
            if !is_with && !self.eat_keyword("has") && !self.eat_keyword("have") {
                // A condition stops only at one of these words.
                break;
            }
            let misplaced = if is_with && with.is_none() && has.is_some() {
                Some((
                    "`with` stands before `has`",
                    "say first which packages, then what is asked of them: `… with A has B`",
                ))
            } else if if is_with { with.is_some() } else { has.is_some() } {
                Some((
                    "this part of the question stands twice",
                    "connect the two conditions with `and` in one part",
                ))
            } else {
                None
            };
            if let Some((message, help)) = misplaced {
                self.findings.add(Code::E333, range.clone(), message, |f| f.help(help));
            } else if !is_with && quantifier == Some(Quantifier::Count) {
                let message = "`count` counts packages; it asks nothing of them";
                self.findings.add(Code::E332, range.clone(), message, |finding| {
                    finding.help("put all conditions into `with`: `count packages with A and B`")
                });
            }
            let condition = self.part();
            if is_with {
                with = Some(condition);
            } else {
                has = Some(condition);
            }
        }
        let quantifier = quantifier?;
        if has.is_none() && matches!(quantifier, Quantifier::Every | Quantifier::Most) {
            let range = self.here();
            let word = quantifier.word();
            let message = format!("`{word}` needs `has`: what is asked of these packages");
            self.findings.add(Code::E331, range, message, |finding| {
                finding.help("add `has …`, or ask `some package …` whether there is one at all")
            });
        }
        Some((quantifier, with.unwrap_or(Expr::Const(true)), has.unwrap_or(Expr::Const(true))))
    }

    /// The condition of one part of a question.
    fn part(&mut self) -> Expr {
        if self.peek().is_none() || self.at_part_of_question() {
            let range = self.here();
            self.empty(range);
            return Expr::Const(true);
        }
        self.condition_to_end()
    }

    /// The word that a question begins with; absent, and reported, if it is none.
    fn quantifier(&mut self) -> Option<Quantifier> {
        for quantifier in Quantifier::ALL {
            if self.eat_keyword(quantifier.word()) {
                return Some(quantifier);
            }
        }
        let (range, shown) = (self.here(), self.shown());
        let word = self.peek().filter(|t| t.kind == Kind::Word).map_or("", |t| t.text);
        let meant = match word.to_lowercase().as_str() {
            "all" | "each" | "always" | "forall" => Some(Quantifier::Every),
            "any" | "exists" | "exist" | "a" | "an" | "is" | "there" => Some(Quantifier::Some),
            "none" | "never" | "not" => Some(Quantifier::No),
            "how" | "number" => Some(Quantifier::Count),
            _ => None,
        };
        let message =
            format!("a question begins with `every`, `some`, `no`, `most` or `count`, not {shown}");
        let help = match meant {
            Some(quantifier) => format!("did you mean `{}`?", quantifier.word()),
            None => FORM.to_owned(),
        };
        self.findings.add(Code::E330, range, message, |f| f.help(help));
        // A word before `package` stood for the quantifier; anything else belongs to a condition.
        let before_package =
            self.ahead(1).is_some_and(|next| matches!(next.text, "package" | "packages"));
        if before_package {
            self.next();
        }
        None
    }

    /// `package` or `packages`.
    fn package_word(&mut self, quantifier: Option<Quantifier>) {
        if self.eat_keyword("packages") || self.eat_keyword("package") {
            return;
        }
        let (range, shown) = (self.here(), self.shown());
        let word = quantifier.map_or("every", Quantifier::word);
        let noun = if matches!(quantifier, Some(Quantifier::Most | Quantifier::Count)) {
            "packages"
        } else {
            "package"
        };
        let instead = self.peek().filter(|token| token.kind == Kind::Word).map(|token| token.text);
        let ends_there = self
            .ahead(1)
            .is_none_or(|next| matches!(next.text, "with" | "has" | "have" | "where" | "that"));
        let message = format!("`{noun}` should stand after `{word}`, not {shown}");
        let help = match instead {
            Some("deal" | "deals") => format!("write `{word} {noun} with deal …`"),
            _ => format!("write `{word} {noun} …`"),
        };
        self.findings.add(Code::E330, range, message, |f| f.help(help));
        if instead.is_some() && ends_there && !self.at_part_of_question() {
            self.next();
        }
    }

    /// Something stands where `with` should.
    fn no_with(&mut self, quantifier: Option<Quantifier>) {
        // A text that does not even begin as a question was reported as such.
        if quantifier.is_none() {
            return;
        }
        let range = self.here();
        let Some(token) = self.peek().cloned() else { return };
        let synonym = matches!(
            token.text,
            "where" | "which" | "that" | "such" | "having" | "of" | "for" | "is"
        );
        let message = format!("`with` or `has` should stand here, not {}", quoted(token.text));
        self.findings.add(Code::E334, range, message, |finding| {
            finding.help("`with` says which packages, `has` what is asked of them")
        });
        if synonym {
            self.next();
            if token.text == "such" && self.peek().is_some_and(|next| next.text == "that") {
                self.next();
            }
        }
    }
}
