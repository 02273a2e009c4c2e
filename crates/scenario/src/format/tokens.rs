//! A TOML text as lines: headers, entries, comments, blank lines, each tidy in itself.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::spaced;
use crate::load::schema::{Role, role_at};

/// A line of the file, or several where a value goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing.
    Blank,
    /// A comment on a line of its own.
    Comment(String),
    /// `[party]` or `[[term]]`, with the comment behind it.
    Header(String),
    /// `key = value`, with the comment behind it.
    Entry(String),
}

/// Cuts `text` into lines.
pub(super) fn lines(text: &str, newline: &str) -> Vec<Line> {
    let tokens = Source::new(text).lex().into_vec();
    let mut cutter = Cutter { text, newline, tokens: &tokens, at: 0, table: Vec::new() };
    let mut lines = Vec::new();
    while let Some(line) = cutter.line() {
        lines.push(line);
    }
    lines
}

/// How many comments `text` has; no line has two.
pub(super) fn comments(text: &str) -> usize {
    let tokens = Source::new(text).lex();
    tokens.filter(|token| token.kind() == TokenKind::Comment).count()
}

struct Cutter<'t> {
    text: &'t str,
    newline: &'t str,
    tokens: &'t [Token],
    at: usize,
    /// The names in the last header.
    table: Vec<&'t str>,
}

impl<'t> Cutter<'t> {
    fn kind(&self) -> TokenKind {
        self.tokens.get(self.at).map_or(TokenKind::Eof, Token::kind)
    }

    fn raw(&self) -> &'t str {
        let span = self.tokens.get(self.at).map(Token::span);
        span.and_then(|span| self.text.get(span.start()..span.end())).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        while self.kind() == TokenKind::Whitespace {
            self.at += 1;
        }
    }

    fn line(&mut self) -> Option<Line> {
        self.skip_space();
        let line = match self.kind() {
            TokenKind::Eof => return None,
            TokenKind::Newline => Line::Blank,
            TokenKind::Comment => {
                let comment = self.raw().trim_end().to_owned();
                self.at += 1;
                Line::Comment(comment)
            }
            TokenKind::LeftSquareBracket => self.header(),
            _ => self.entry(),
        };
        if self.kind() == TokenKind::Newline {
            self.at += 1;
        }
        Some(line)
    }

    /// The comment at the end of a line, and whatever else stands there.
    fn rest_of_line(&mut self, out: &mut String) {
        while !matches!(self.kind(), TokenKind::Newline | TokenKind::Eof) {
            match self.kind() {
                TokenKind::Whitespace => {}
                TokenKind::Comment => {
                    out.push_str("  ");
                    out.push_str(self.raw().trim_end());
                }
                _ => out.push_str(self.raw()),
            }
            self.at += 1;
        }
    }

    fn header(&mut self) -> Line {
        let mut out = String::new();
        self.table.clear();
        while !matches!(self.kind(), TokenKind::Newline | TokenKind::Eof | TokenKind::Comment) {
            match self.kind() {
                TokenKind::Whitespace => {}
                kind => {
                    if is_name(kind) {
                        self.table.push(name(self.raw()));
                    }
                    out.push_str(self.raw());
                }
            }
            self.at += 1;
        }
        self.rest_of_line(&mut out);
        Line::Header(out)
    }

    fn entry(&mut self) -> Line {
        let mut out = String::new();
        let mut path = self.table.clone();
        while !matches!(self.kind(), TokenKind::Equals | TokenKind::Newline | TokenKind::Eof) {
            match self.kind() {
                TokenKind::Whitespace => {}
                kind => {
                    if is_name(kind) {
                        path.push(name(self.raw()));
                    }
                    out.push_str(self.raw());
                }
            }
            self.at += 1;
        }
        if self.kind() == TokenKind::Equals {
            self.at += 1;
            out.push_str(" = ");
            self.value(&mut out, &mut path);
        }
        self.rest_of_line(&mut out);
        Line::Entry(out)
    }

    /// A value, on one line or on as many as the author gave it. `path` leads to it.
    fn value(&mut self, out: &mut String, path: &mut Vec<&'t str>) {
        self.skip_space();
        // For each open bracket the length of the path when it was opened.
        let mut open: Vec<usize> = Vec::new();
        let mut before = Before::Start;
        loop {
            let kind = self.kind();
            let closing =
                matches!(kind, TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket);
            match kind {
                TokenKind::Eof => return,
                TokenKind::Newline if open.is_empty() => return,
                TokenKind::Comment if open.is_empty() => return,
                TokenKind::Whitespace => {
                    self.at += 1;
                    // Of a date and a time with a blank between them.
                    if before == Before::Word && is_word(self.kind()) {
                        out.push(' ');
                    }
                    continue;
                }
                TokenKind::Newline => {
                    before = before.line_end();
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            if closing {
                path.truncate(open.pop().unwrap_or(path.len()));
            }
            before.space_before(kind, open.len(), self.newline, out);
            before = match kind {
                TokenKind::LeftSquareBracket => {
                    open.push(path.len());
                    Before::List
                }
                TokenKind::LeftCurlyBracket => {
                    open.push(path.len());
                    Before::Table
                }
                TokenKind::Comma => {
                    path.truncate(open.last().copied().unwrap_or(path.len()));
                    Before::Comma
                }
                TokenKind::Equals => Before::Equals,
                TokenKind::Dot => Before::Dot,
                TokenKind::Comment => Before::Comment,
                _ if closing => Before::Closed,
                _ => Before::Word,
            };
            self.piece(kind, out, path);
            self.at += 1;
            if open.is_empty() && matches!(before, Before::Closed) {
                return;
            }
        }
    }

    /// One token of a value. A name before `=` goes on the path, an expression is respaced.
    fn piece(&self, kind: TokenKind, out: &mut String, path: &mut Vec<&'t str>) {
        let raw = self.raw();
        if kind == TokenKind::Comment {
            out.push_str(raw.trim_end());
            return;
        }
        if is_name(kind) && self.is_key() {
            path.push(name(raw));
        } else if matches!(kind, TokenKind::LiteralString | TokenKind::BasicString)
            && is_expression(path)
            && raw.len() >= 2
            && !(kind == TokenKind::BasicString && raw.contains('\\'))
        {
            let quote = &raw[..1];
            out.push_str(&format!("{quote}{}{quote}", spaced(&raw[1..raw.len() - 1])));
            return;
        }
        out.push_str(raw);
    }

    /// Whether the token is followed by `=` or `.`, as keys in inline tables are.
    fn is_key(&self) -> bool {
        let next = self.tokens[self.at + 1..].iter().map(Token::kind);
        let next = next.into_iter().find(|kind| *kind != TokenKind::Whitespace);
        matches!(next, Some(TokenKind::Equals | TokenKind::Dot))
    }
}

/// What stands before a token of a value, as far as spaces are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Start,
    Word,
    Closed,
    /// `[`
    List,
    /// `{`
    Table,
    Comma,
    Equals,
    Dot,
    Comment,
    /// A line end.
    Line,
    /// A line end and blank lines.
    Lines,
}

impl Before {
    fn line_end(self) -> Self {
        match self {
            Self::Line | Self::Lines => Self::Lines,
            _ => Self::Line,
        }
    }

    /// Writes what belongs between this and a token of `kind` that stands in `depth` brackets.
    fn space_before(self, kind: TokenKind, depth: usize, newline: &str, out: &mut String) {
        let closing = matches!(kind, TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket);
        match self {
            Self::Line | Self::Lines => {
                // A blank line groups items; before the bracket that ends them it groups nothing.
                if self == Self::Lines && !closing {
                    out.push_str(newline);
                }
                out.push_str(newline);
                out.push_str(&"    ".repeat(depth));
            }
            Self::Comment => out.push_str(newline),
            _ if kind == TokenKind::Comment => out.push_str("  "),
            Self::Start | Self::Dot | Self::List => {}
            Self::Table => {
                if !closing {
                    out.push(' ');
                }
            }
            Self::Comma if closing => {
                // On one line the last item needs none; TOML 1.0 forbids it in inline tables.
                out.pop();
                if kind == TokenKind::RightCurlyBracket {
                    out.push(' ');
                }
            }
            Self::Comma => out.push(' '),
            Self::Equals => out.push(' '),
            Self::Word | Self::Closed => {
                if matches!(kind, TokenKind::Equals | TokenKind::RightCurlyBracket) {
                    out.push(' ');
                }
            }
        }
    }
}

const fn is_word(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Atom | TokenKind::Dot)
}

const fn is_name(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString)
}

/// A key without its quotation marks; escapes do not occur in the keys that matter.
fn name(raw: &str) -> &str {
    let inner = raw.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\'']));
    inner.unwrap_or(raw)
}

fn is_expression(path: &[&str]) -> bool {
    matches!(
        role_at(path),
        Some(Role::Condition | Role::Conditions | Role::Question | Role::Moves | Role::Seen)
    )
}
