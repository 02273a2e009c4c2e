//! What is done to a TOML text before the TOML parser sees it.
//!
//! A parser that meets `[` without `]` reads the rest of the file as one list, and one that meets a
//! key without `=` may lose all that follows. Hand-written files are full of such slips, and each
//! should cost its author one message and one line, not the rest of the file. So a pass over the
//! tokens finds them, reports them, and blanks the lines concerned, byte for byte, so that places
//! stay what they are.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::{MAX_DEPTH, MAX_SYNTAX_ERRORS, MAX_TOKENS, Refusal, too_deep, too_many_tokens};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// More names than this joined by dots are refused: each opens a table inside a table.
const MAX_DOTS: usize = 8;

/// A text that the TOML parser can be trusted with.
pub(super) struct Repaired {
    /// As long as the original; what was in the way is blank.
    pub(super) text: String,
    /// The slips that were found.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Where something was blanked.
    pub(super) damaged: Vec<Span>,
}

/// Repairs `text`, or says why it cannot be read at all.
pub(super) fn repair(text: &str) -> Result<Repaired, Refusal> {
    let tokens = lex(text)?;
    let mut pass =
        Pass { text, tokens: &tokens, repairs: Vec::new(), diagnostics: Vec::new(), end: None };
    pass.document()?;
    let Pass { repairs, mut diagnostics, end, .. } = pass;
    drop(tokens);
    let mut bytes = text.as_bytes().to_vec();
    for repair in &repairs {
        blank(&mut bytes, repair);
    }
    // Blanking replaces whole characters by spaces, so this cannot fail; if it did, an empty text
    // would be read, and the diagnostics above would still be shown.
    let mut text = String::from_utf8(bytes).unwrap_or_default();
    let mut damaged: Vec<Span> = repairs.iter().map(|repair| repair.span).collect();
    if let Some(end) = end.or_else(|| end_of_patience(&text)) {
        damaged.push(Span::new(end, text.len()));
        text.truncate(end);
        diagnostics.push(
            Diagnostic::new(
                Code::E007,
                Span::new(end, end),
                format!("more than {MAX_SYNTAX_ERRORS} syntax errors stand before this place"),
            )
            .help("what follows was not looked at"),
        );
    }
    Ok(Repaired { text, diagnostics, damaged })
}

fn lex(text: &str) -> Result<Vec<Token>, Refusal> {
    let source = Source::new(text);
    // Counted before they are kept: sixteen million brackets are a small file and a large vector.
    let mut tokens = Vec::new();
    for token in source.lex() {
        if tokens.len() == MAX_TOKENS {
            return Err(too_many_tokens(token.span().start()));
        }
        tokens.push(token);
    }
    Ok(tokens)
}

/// A range to be blanked; `placeholder` is written at its first byte.
struct Repair {
    span: Span,
    placeholder: Option<u8>,
}

fn blank(bytes: &mut [u8], repair: &Repair) {
    for byte in &mut bytes[repair.span.range()] {
        if *byte != b'\n' && *byte != b'\r' {
            *byte = b' ';
        }
    }
    if let (Some(placeholder), Some(first)) = (repair.placeholder, bytes.get_mut(repair.span.start))
    {
        *first = placeholder;
    }
}

struct Pass<'t> {
    text: &'t str,
    tokens: &'t [Token],
    repairs: Vec<Repair>,
    diagnostics: Vec<Diagnostic>,
    /// Where looking on was given up.
    end: Option<usize>,
}

impl Pass<'_> {
    fn kind(&self, at: usize) -> TokenKind {
        self.tokens.get(at).map_or(TokenKind::Eof, Token::kind)
    }

    fn start(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(self.text.len(), |token| token.span().start())
    }

    fn skip_space(&self, mut at: usize) -> usize {
        while self.kind(at) == TokenKind::Whitespace {
            at += 1;
        }
        at
    }

    /// The next line end, or the end of the file.
    fn line_end(&self, mut at: usize) -> usize {
        while !matches!(self.kind(at), TokenKind::Newline | TokenKind::Eof) {
            at += 1;
        }
        at
    }

    fn document(&mut self) -> Result<(), Refusal> {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.skip_space(at);
            at = match self.kind(at) {
                TokenKind::Eof => break,
                TokenKind::Newline => at + 1,
                TokenKind::LeftSquareBracket => self.header(at)?,
                TokenKind::Comment => self.line_end(at),
                kind if is_name(kind) => self.key_and_value(at)?,
                _ => self.nameless(at),
            };
            if self.diagnostics.len() >= MAX_SYNTAX_ERRORS {
                self.end = Some(self.start(self.line_end(at)));
                break;
            }
        }
        Ok(())
    }

    /// A line that begins with neither a name nor a bracket.
    fn nameless(&mut self, at: usize) -> usize {
        let end = self.line_end(at);
        let span = Span::new(self.start(at), self.line_text_end(at));
        self.report(span, "expected `key = value`".to_owned());
        self.repairs
            .push(Repair { span: Span::new(span.start, self.start(end)), placeholder: None });
        end
    }

    fn header(&mut self, at: usize) -> Result<usize, Refusal> {
        let end = self.line_end(at);
        self.check_dots(at, end)?;
        let opening = if self.kind(at + 1) == TokenKind::LeftSquareBracket { 2 } else { 1 };
        let closing = (at..end).filter(|&i| self.kind(i) == TokenKind::RightSquareBracket).count();
        if closing >= opening {
            return Ok(end);
        }
        // Without its header, what follows would be taken for a part of the table before.
        let mut next = end;
        while next < self.tokens.len() {
            let first = self.skip_space(next + 1);
            if self.kind(first) == TokenKind::LeftSquareBracket {
                break;
            }
            next = self.line_end(first);
            if self.kind(next) == TokenKind::Eof {
                break;
            }
        }
        let bracket = "]".repeat(opening);
        self.report(
            Span::new(self.start(at), self.line_text_end(at)),
            format!("the name of a table has no closing `{bracket}`"),
        );
        self.repairs
            .push(Repair { span: Span::new(self.start(at), self.start(next)), placeholder: None });
        Ok(next)
    }

    fn key_and_value(&mut self, at: usize) -> Result<usize, Refusal> {
        let end = self.line_end(at);
        // Dots in numbers open nothing; those in the value are counted there, part by part.
        let equals = (at..end).find(|&i| self.kind(i) == TokenKind::Equals);
        self.check_dots(at, equals.unwrap_or(end))?;
        if let Some(equals) = self.end_of_key(at) {
            let value = self.skip_space(equals + 1);
            if !matches!(self.kind(value), TokenKind::Newline | TokenKind::Comment | TokenKind::Eof)
            {
                return self.value(value);
            }
            let after = self.start(equals) + 1;
            self.report(Span::new(after, after), "expected a value after `=`".to_owned());
            self.repairs.push(Repair { span: Span::new(self.start(at), after), placeholder: None });
            return Ok(end);
        }
        let span = Span::new(self.start(at), self.line_text_end(at));
        let equals = (at..end).find(|&i| self.kind(i) == TokenKind::Equals);
        let (message, after) = match equals {
            Some(equals) => {
                ("a name has no blanks in it: expected `key = value`", self.value(equals + 1)?)
            }
            None => ("expected `key = value`", end),
        };
        self.report(span, message.to_owned());
        self.repairs
            .push(Repair { span: Span::new(span.start, self.start(after)), placeholder: None });
        Ok(after)
    }

    /// The `=` after the name or the dotted names that begin at token `at`.
    fn end_of_key(&self, mut at: usize) -> Option<usize> {
        loop {
            if !is_name(self.kind(at)) {
                return None;
            }
            at = self.skip_space(at + 1);
            match self.kind(at) {
                TokenKind::Equals => return Some(at),
                TokenKind::Dot => at = self.skip_space(at + 1),
                _ => return None,
            }
        }
    }

    fn check_dots(&self, from: usize, to: usize) -> Result<(), Refusal> {
        let dots = (from..to).filter(|&i| self.kind(i) == TokenKind::Dot).count();
        if dots > MAX_DOTS {
            return Err(too_deep(Span::new(self.start(from), self.start(from) + 1)));
        }
        Ok(())
    }

    /// Follows the brackets of a value to its end, and finds those that are never closed.
    fn value(&mut self, from: usize) -> Result<usize, Refusal> {
        let mut open: Vec<usize> = Vec::new();
        let mut dots = 0;
        let mut at = from;
        let mut last_sign = TokenKind::Equals;
        loop {
            let kind = self.kind(at);
            match kind {
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                    if open.len() == MAX_DEPTH {
                        let start = self.start(at);
                        return Err(too_deep(Span::new(start, start + 1)));
                    }
                    open.push(at);
                    dots = 0;
                }
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    open.pop();
                }
                TokenKind::Dot => {
                    dots += 1;
                    if dots > MAX_DOTS {
                        let start = self.start(at);
                        return Err(too_deep(Span::new(start, start + 1)));
                    }
                }
                TokenKind::Comma | TokenKind::Equals => dots = 0,
                TokenKind::Atom if self.is_bare_word(at, open.last().copied(), last_sign) => {
                    at = self.bare_words(at);
                    last_sign = kind;
                    continue;
                }
                TokenKind::Eof | TokenKind::Newline => {
                    let Some((&first, &last)) = open.first().zip(open.last()) else {
                        return Ok(at);
                    };
                    if kind == TokenKind::Eof
                        || self.begins_something_else(at + 1, self.kind(last), last_sign)
                    {
                        self.unclosed(first, last, at);
                        return Ok(at);
                    }
                }
                _ => {}
            }
            if !matches!(kind, TokenKind::Whitespace | TokenKind::Comment | TokenKind::Newline) {
                last_sign = kind;
            }
            at += 1;
        }
    }

    /// Whether a word stands where a value belongs: a text without quotation marks.
    fn is_bare_word(&self, at: usize, bracket: Option<usize>, last_sign: TokenKind) -> bool {
        let in_list =
            bracket.is_some_and(|bracket| self.kind(bracket) == TokenKind::LeftSquareBracket);
        let begins_value = last_sign == TokenKind::Equals
            || (in_list && matches!(last_sign, TokenKind::Comma | TokenKind::LeftSquareBracket));
        let word = &self.text[self.start(at)..self.start(at + 1)];
        begins_value
            && word.starts_with(char::is_alphabetic)
            && !matches!(word, "true" | "false" | "inf" | "nan")
    }

    /// Reports a text without quotation marks; returns the token after it.
    fn bare_words(&mut self, from: usize) -> usize {
        let mut to = from + 1;
        while matches!(self.kind(to), TokenKind::Atom | TokenKind::Whitespace | TokenKind::Dot) {
            to += 1;
        }
        let start = self.start(from);
        let length = self.text[start..self.start(to)].trim_end().len();
        let span = Span::new(start, start + length);
        self.report(span, "a text stands between quotation marks".to_owned());
        self.repairs.push(Repair { span, placeholder: Some(b'0') });
        to
    }

    /// Whether the line from token `at` cannot belong to a value that is still open.
    fn begins_something_else(&self, at: usize, bracket: TokenKind, last_sign: TokenKind) -> bool {
        let first = self.skip_space(at);
        match self.kind(first) {
            kind if is_name(kind) => {
                let key = self.skip_space(first + 1);
                let has_key = matches!(self.kind(key), TokenKind::Equals | TokenKind::Dot);
                // A table may go on with a key, but only after a comma.
                has_key
                    && (bracket == TokenKind::LeftSquareBracket
                        || !matches!(last_sign, TokenKind::Comma | TokenKind::LeftCurlyBracket))
            }
            TokenKind::LeftSquareBracket => {
                // `[name]` and `[[name]]`: a list never holds a bare name.
                let mut inner = first + 1;
                if self.kind(inner) == TokenKind::LeftSquareBracket {
                    inner += 1;
                }
                let name = &self.text[self.start(inner)..self.start(inner + 1)];
                self.kind(inner) == TokenKind::Atom
                    && !matches!(name, "true" | "false" | "inf" | "nan")
                    && name.starts_with(char::is_alphabetic)
            }
            _ => false,
        }
    }

    fn unclosed(&mut self, first: usize, last: usize, end: usize) {
        let (sign, what) = match self.kind(last) {
            TokenKind::LeftCurlyBracket => ("}", "table"),
            _ => ("]", "list"),
        };
        let start = self.start(last);
        self.report(
            Span::new(start, start + 1),
            format!("this {what} is never closed: expected `{sign}`"),
        );
        self.repairs.push(Repair {
            span: Span::new(self.start(first), self.start(end)),
            placeholder: Some(b'0'),
        });
    }

    /// Where the text of the line of token `at` ends.
    fn line_text_end(&self, at: usize) -> usize {
        let start = self.start(at);
        let line = &self.text[start..self.start(self.line_end(at))];
        start + line.trim_end().len()
    }

    fn report(&mut self, span: Span, message: String) {
        if self.diagnostics.len() < MAX_SYNTAX_ERRORS {
            self.diagnostics.push(Diagnostic::new(Code::E001, span, message));
        }
    }
}

fn is_name(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString)
}

/// Where the line with one syntax error too many begins, if there is one. The TOML parser keeps all
/// errors, and a file can have more of them than fit in memory.
fn end_of_patience(text: &str) -> Option<usize> {
    let tokens = Source::new(text).lex().into_vec();
    let mut places = Vec::new();
    let mut count = |error: toml_parser::ParseError| {
        if places.len() <= MAX_SYNTAX_ERRORS {
            places.push(error.unexpected().map_or(0, |span| span.start()));
        }
    };
    toml_parser::parser::parse_document(&tokens, &mut (|_| ()), &mut count);
    if places.len() <= MAX_SYNTAX_ERRORS {
        return None;
    }
    places.sort_unstable();
    let last = places.last().copied().unwrap_or_default();
    text.get(..last).map(|before| before.rfind('\n').map_or(0, |line_end| line_end + 1))
}
