//! Names in a condition, and what to say of the ones that are wrong.

use std::ops::Range;

use crate::codes::Code;
use crate::expression::lexer::{Kind, Token};
use crate::expression::parser::{Node, Parser, Place};
use crate::expression::{Expr, Predicate};
use crate::ids::TermId;
use crate::nearest::nearest;

/// How many names a sentence lists before it only counts them.
const MAX_LISTED: usize = 12;

/// `text` as a sentence quotes it; cut off where it is endless.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// "`a`, `b` and `c`"; of a long list the beginning and a count.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let shown = if names.len() > MAX_LISTED { MAX_LISTED - 1 } else { names.len() };
    let mut parts: Vec<String> = names[..shown].iter().map(|name| quoted(name)).collect();
    if shown < names.len() {
        parts.push(format!("{} more", names.len() - shown));
    }
    match parts.pop() {
        None => "none".to_owned(),
        Some(only) if parts.is_empty() => only,
        Some(last) => format!("{} and {last}", parts.join(", ")),
    }
}

/// "did you mean `x`?", or what can be written instead.
pub(crate) fn did_you_mean<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    what: &str,
) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(name, known.iter().copied()) {
        Some(meant) => format!("did you mean {}?", quoted(meant)),
        None if known.is_empty() => format!("the file declares no {what}"),
        None => format!("the {what} of the file: {}", listed(known)),
    }
}

impl Parser<'_, '_, '_> {
    /// What begins with a name: a comparison, a definition or a predicate.
    pub(super) fn name(&mut self) -> Node {
        let Some(name) = self.next() else { return Node::broken() };
        if let Some(term) = self.names.term(name.text) {
            return self.comparison(term, &name);
        }
        if let Some(definition) = self.names.definition(name.text) {
            if matches!(self.kind(), Some(Kind::Compare(_))) || self.at_keyword("in") {
                self.findings.add(
                    Code::E317,
                    name.range.clone(),
                    format!("{} is true or false and has no options", quoted(name.text)),
                    |f| f.help(format!("write `{0}` or `not {0}`", name.text)),
                );
                self.skip_comparison();
                return Node::broken();
            }
            return Node::leaf(Expr::Defined(definition));
        }
        if Predicate::NAMES.contains(&name.text) {
            return self.predicate(&name);
        }
        self.unknown_name(&name);
        Node::broken()
    }

    /// Skips `= option` or `in { … }` after something that cannot be compared.
    fn skip_comparison(&mut self) {
        if self.eat_keyword("in") {
            while matches!(
                self.kind(),
                Some(Kind::OpenBrace | Kind::OpenBracket | Kind::Word | Kind::Comma)
            ) && !self.at_keyword_connecting()
            {
                self.next();
            }
            if matches!(self.kind(), Some(Kind::CloseBrace | Kind::CloseBracket)) {
                self.next();
            }
        }
        while matches!(self.kind(), Some(Kind::Compare(_) | Kind::FatArrow)) {
            self.next();
            if self.kind() == Some(Kind::Word) && !self.at_keyword_connecting() {
                self.next();
            }
        }
    }

    fn unknown_name(&mut self, name: &Token<'_>) {
        match self.kind() {
            Some(Kind::Compare(_)) => {
                if !self.wrong_way_round(name) {
                    self.unknown_term(name);
                }
                self.skip_comparison();
            }
            Some(Kind::FatArrow) => {
                self.unknown_term(name);
                self.skip_comparison();
            }
            Some(Kind::Word) if self.at_keyword("in") => {
                self.unknown_term(name);
                self.skip_comparison();
            }
            Some(Kind::Open) if self.is_a_call() => {
                let message = format!("no predicate is called {}", quoted(name.text));
                let help = match nearest(name.text, Predicate::NAMES) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("the predicates are {}", listed(Predicate::NAMES)),
                };
                self.findings.add(Code::E321, name.range.clone(), message, |f| f.help(help));
                self.skip_parenthesis();
            }
            _ => self.unknown_condition(name),
        }
    }

    /// Whether the parenthesis that comes next holds arguments rather than a condition.
    fn is_a_call(&self) -> bool {
        let argument = self.ahead(1).is_none_or(|t| matches!(t.kind, Kind::Word | Kind::Close));
        argument && self.ahead(2).is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Close))
    }

    fn unknown_term(&mut self, name: &Token<'_>) {
        let help = match self.names.sort_of(name.text) {
            Some(sort @ ("a party" | "a package")) => format!("{} is {sort}", quoted(name.text)),
            _ => {
                let terms = self.names.terms.iter().map(|term| term.id.as_str());
                did_you_mean(name.text, terms, "terms")
            }
        };
        let message = format!("no term is called {}", quoted(name.text));
        self.findings.add(Code::E312, name.range.clone(), message, |f| f.help(help));
    }

    /// Reports `frozen <= yongbyon` and `3 >= changes`; false if it is neither.
    fn wrong_way_round(&mut self, name: &Token<'_>) -> bool {
        use crate::expression::Comparison as C;
        let (Some(sign), Some(right)) = (self.peek().cloned(), self.ahead(1).cloned()) else {
            return false;
        };
        let Kind::Compare(comparison) = sign.kind else { return false };
        let term = self.names.term(right.text);
        let number = right.text == "changes" && name.text.bytes().all(|b| b.is_ascii_digit());
        if !number && term.is_none_or(|term| self.names.option(term, name.text).is_none()) {
            return false;
        }
        let turned = match comparison {
            C::Less => C::Greater,
            C::AtMost => C::AtLeast,
            C::Greater => C::Less,
            C::AtLeast => C::AtMost,
            C::Equal | C::NotEqual => comparison,
        };
        let help = format!("write `{} {} {}`", right.text, turned.symbol(), name.text);
        let range = name.range.start..right.range.end;
        let message = "this comparison is the wrong way round";
        self.findings.add(Code::E316, range, message, |f| f.help(help));
        true
    }

    /// A name that stands by itself and is neither a definition nor anything else.
    fn unknown_condition(&mut self, name: &Token<'_>) {
        let text = name.text;
        let terms: Vec<&str> = self.names.terms_with(text).collect();
        if let Some(term) = terms.first() {
            let help = format!(
                "write `{term} = {text}`; several options of one term are written \
                 `{term} in {{ …, {text} }}`"
            );
            let of = format!("{} is an option of {}", quoted(text), listed(terms));
            let message = format!("{of}, not a condition");
            self.findings.add(Code::E311, name.range.clone(), message, |f| f.help(help));
            return;
        }
        let (message, help) = match self.names.sort_of(text) {
            Some(sort) => (
                format!("{} is {sort}, not a condition", quoted(text)),
                if sort == "a party" {
                    format!("in a question, write what it should be of it: `better({text})`")
                } else {
                    format!("in a question, write `is({text})`")
                },
            ),
            None => {
                let predicates =
                    if self.place == Place::Question { &Predicate::NAMES[..] } else { &[] };
                let known = (self.names.definitions.iter().map(String::as_str))
                    .chain(self.names.terms.iter().map(|term| term.id.as_str()))
                    .chain(predicates.iter().copied());
                let help = did_you_mean(text, known, "definitions and terms");
                (format!("nothing is called {}", quoted(text)), help)
            }
        };
        self.findings.add(Code::E312, name.range.clone(), message, |f| f.help(help));
    }

    /// A term that is not compared with anything.
    pub(super) fn bare_term(&mut self, term: TermId, name: &Token<'_>) -> Node {
        let text = name.text;
        let mut range = name.range.clone();
        let mut help = None;
        if let Some(next) = self.peek().cloned().filter(|next| next.kind == Kind::Word) {
            let word = next.text;
            if self.names.option(term, word).is_some() {
                self.extend(&mut range);
                help = Some(format!("write `{text} = {word}`"));
            } else if matches!(word, "is" | "equals" | "be" | "are") {
                self.extend(&mut range);
                let sign = if self.eat_keyword("not") { "!=" } else { "=" };
                let option = self.peek().filter(|t| self.names.option(term, t.text).is_some());
                help = Some(match option.map(|token| token.text) {
                    Some(option) => {
                        let help = format!("write `{text} {sign} {option}`");
                        self.extend(&mut range);
                        help
                    }
                    None => format!("write `{text} {sign} …`"),
                });
            } else if word == "not" && self.ahead(1).is_some_and(|token| token.text == "in") {
                self.extend(&mut range);
                self.extend(&mut range);
                self.skip_list_of_options();
                help = Some(format!("write `not {text} in {{ … }}`"));
            }
        }
        let help = help.unwrap_or_else(|| {
            let example = self.names.terms.get(term.index()).and_then(|known| known.options.last());
            let example = example.map_or("…", String::as_str);
            format!("compare it, as in `{text} = {example}`; {}", self.options_of(term))
        });
        let message = format!("the term {} by itself is neither true nor false", quoted(text));
        self.findings.add(Code::E310, range, message, |f| f.help(help));
        Node::broken()
    }

    /// Takes the next token into `range`.
    fn extend(&mut self, range: &mut Range<usize>) {
        if let Some(token) = self.next() {
            range.end = token.range.end;
        }
    }

    fn skip_list_of_options(&mut self) {
        if self.kind() == Some(Kind::OpenBrace) {
            while matches!(self.kind(), Some(Kind::OpenBrace | Kind::Word | Kind::Comma)) {
                self.next();
            }
            self.eat(Kind::CloseBrace);
        }
    }

    /// An option that the term does not have; `reads` is what stands before it.
    pub(super) fn unknown_option(&mut self, term: TermId, token: &Token<'_>, reads: &str) {
        let Some(known) = self.names.terms.get(term.index()) else { return };
        let (id, text) = (quoted(&known.id), token.text);
        let options = self.options_of(term);
        let range = token.range.clone();
        if text == "not" {
            let negated = self.peek().filter(|next| self.names.option(term, next.text).is_some());
            let help = match negated.map(|next| next.text) {
                Some(option) => {
                    self.next();
                    format!("write `not {reads} {option}`")
                }
                None => format!("write `not` before the comparison: `not {reads} …`"),
            };
            let message = "`not` stands before a comparison, not inside it";
            self.findings.add(Code::E313, range, message, |f| f.help(help));
            return;
        }
        if self.names.term(text).is_some() {
            let message =
                format!("{} is a term; {id} is compared with its own options", quoted(text));
            self.findings.add(Code::E315, range, message, |f| f.help(options));
            return;
        }
        let others: Vec<&str> = self.names.terms_with(text).collect();
        if !others.is_empty() {
            let message =
                format!("{} is an option of {}, not of {id}", quoted(text), listed(others));
            self.findings.add(Code::E314, range, message, |f| f.help(options));
            return;
        }
        let message = format!("{id} has no option {}", quoted(text));
        let help = match nearest(text, known.options.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean {}?", quoted(meant)),
            None => options,
        };
        self.findings.add(Code::E313, range, message, |f| f.help(help));
    }
}
