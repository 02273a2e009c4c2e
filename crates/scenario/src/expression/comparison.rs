//! Comparisons of a term with its options.

use crate::codes::Code;
use crate::expression::lexer::{Kind, Token};
use crate::expression::parser::{Node, Parser};
use crate::expression::slips::listed;
use crate::expression::{Comparison, Expr};
use crate::ids::{OptionId, TermId};

impl<'t> Parser<'t, '_, '_> {
    /// What follows a term's name: a comparison or `in`.
    pub(super) fn comparison(&mut self, term: TermId, name: &Token<'t>) -> Node {
        let sign = self.here();
        match self.kind() {
            Some(Kind::Compare(comparison)) => {
                self.next();
                self.compared(term, name, comparison)
            }
            Some(Kind::FatArrow) => {
                self.next();
                self.findings.add(Code::E305, sign, "`=>` is not part of the language", |f| {
                    f.help("write `>=` for \"at least\", `implies` for a consequence")
                });
                self.compared(term, name, Comparison::AtLeast)
            }
            Some(Kind::Word) if self.eat_keyword("in") => self.membership(term, name),
            _ => self.bare_term(term, name),
        }
    }

    /// The option on the right of a comparison.
    fn compared(&mut self, term: TermId, name: &Token<'t>, comparison: Comparison) -> Node {
        let reads = format!("{} {}", name.text, comparison.symbol());
        let node = match self.option(term, name.text, &reads) {
            Some(option) => Node::leaf(Expr::Compare(term, comparison, option)),
            None => Node::broken(),
        };
        self.chained(name, node)
    }

    /// Reports `a = b = c` and `a = b < c`.
    fn chained(&mut self, name: &Token<'t>, mut node: Node) -> Node {
        while let Some(Kind::Compare(_)) = self.kind() {
            if !node.broken {
                let range = name.range.start..self.here().end;
                let message = "comparisons cannot be chained";
                self.findings.add(Code::E309, range, message, |finding| {
                    finding.help(format!("write both in full: `{0} … and {0} …`", name.text))
                });
            }
            node.broken = true;
            self.next();
            if self.kind() == Some(Kind::Word) && !self.at_keyword_connecting() {
                self.next();
            }
        }
        node
    }

    /// An option of `term`; `reads` is the comparison up to here, for advice.
    fn option(&mut self, term: TermId, term_name: &str, reads: &str) -> Option<OptionId> {
        let range = self.here();
        if self.kind() != Some(Kind::Word) || self.at_keyword_connecting() {
            let message =
                format!("an option of `{term_name}` should stand here, not {}", self.shown());
            let options = self.options_of(term);
            self.findings.add(Code::E301, range, message, |f| f.help(options));
            // Keep what another rule of the grammar is waiting for.
            if matches!(self.kind(), Some(Kind::OpenBrace | Kind::OpenBracket)) {
                self.next();
                self.skip_list();
            }
            return None;
        }
        let token = self.next()?;
        let found = self.names.option(term, token.text);
        if found.is_none() {
            self.unknown_option(term, &token, reads);
        }
        found
    }

    /// What follows `term in`.
    fn membership(&mut self, term: TermId, name: &Token<'t>) -> Node {
        let open = self.here();
        let write = format!("write `{} in {{ option, option }}`", name.text);
        let close = match self.kind() {
            Some(Kind::OpenBrace) => Kind::CloseBrace,
            Some(Kind::OpenBracket) => Kind::CloseBracket,
            Some(Kind::Open) => Kind::Close,
            _ => {
                let message = format!("a list of options should stand here, not {}", self.shown());
                self.findings.add(Code::E318, open, message, |f| f.help(write));
                while self.kind() == Some(Kind::Word) && !self.at_keyword_connecting() {
                    self.next();
                    if !self.eat(Kind::Comma) {
                        break;
                    }
                }
                return Node::broken();
            }
        };
        self.next();
        if close != Kind::CloseBrace {
            let message = "options are listed in braces";
            self.findings.add(Code::E318, open.clone(), message, |f| f.help(write));
        }
        let mut options = Vec::new();
        let mut broken = close != Kind::CloseBrace;
        if self.kind() == Some(close) {
            let range = open.start..self.here().end;
            let message = "a list of options needs at least one";
            let of_term = self.options_of(term);
            self.findings.add(Code::E318, range, message, |f| f.help(of_term));
            broken = true;
        }
        let mut more = self.kind() != Some(close);
        while more {
            let before = self.here();
            let reads = format!("{} =", name.text);
            match self.option(term, name.text, &reads) {
                Some(option) if options.contains(&option) => {
                    self.findings.add(Code::W351, before, "this option is listed twice", |f| f);
                }
                Some(option) => options.push(option),
                None => broken = true,
            }
            more = self.eat(Kind::Comma);
            if !more && self.kind() == Some(Kind::Word) && !self.at_keyword_connecting() {
                let range = self.here();
                let message = "options are separated by commas";
                self.findings
                    .add(Code::E318, range, message, |f| f.help("write `,` before this one"));
                (more, broken) = (true, true);
            }
        }
        if !self.eat(close) {
            broken = true;
            let message = "this list of options is never closed";
            self.findings
                .add(Code::E304, open, message, |f| f.help("add `}` after the last option"));
        }
        let node = if broken { Node::broken() } else { Node::leaf(Expr::In(term, options)) };
        self.not_compared(node)
    }

    /// Skips the rest of a list, its closing mark included.
    pub(super) fn skip_list(&mut self) {
        while matches!(self.kind(), Some(Kind::Word | Kind::Comma)) && !self.at_keyword_connecting()
        {
            self.next();
        }
        if matches!(self.kind(), Some(Kind::CloseBrace | Kind::CloseBracket)) {
            self.next();
        }
    }

    /// The options of a term, as a sentence.
    pub(super) fn options_of(&self, term: TermId) -> String {
        self.names.terms.get(term.index()).map_or_else(String::new, |known| {
            if known.options.is_empty() {
                return format!("name an option of `{}`", known.id);
            }
            let options = known.options.iter().map(String::as_str);
            format!("`{}` has the options {}", known.id, listed(options))
        })
    }
}
