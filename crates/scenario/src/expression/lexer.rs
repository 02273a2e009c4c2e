//! From text to tokens. Whatever is unmistakable in another language (`==`, `&&`, `≥`, `"frozen"`)
//! is reported and read as what it was meant to be, so that the parser finds the other mistakes.

use std::ops::Range;

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::Comparison;
use crate::expression::names::{Origin, is_name_character};

/// How many mistakes of one expression are reported before the rest of it is skipped.
pub(crate) const MAX_FINDINGS: usize = 20;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name, a number or a word of the language.
    Word,
    /// A comparison.
    Compare(Comparison),
    /// `=>`: reported by the parser, which knows whether `>=` or `implies` was meant.
    FatArrow,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `[`: reported by the parser.
    OpenBracket,
    /// `]`: reported by the parser.
    CloseBracket,
    /// `,`
    Comma,
}

/// A piece of an expression.
#[derive(Clone, Debug)]
pub(crate) struct Token<'t> {
    /// What it is.
    pub kind: Kind,
    /// Its text; for a word in another language, the word it was read as.
    pub text: &'t str,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The findings of one expression: bounded in number, handed over in the order of the text.
#[derive(Debug)]
pub(crate) struct Findings<'o> {
    origin: &'o Origin,
    list: Vec<(usize, Diagnostic)>,
    full: bool,
}

impl<'o> Findings<'o> {
    /// None yet.
    pub fn new(origin: &'o Origin) -> Self {
        Self { origin, list: Vec::new(), full: false }
    }

    /// Adds a finding at `range`, completed by `with`. Past [`MAX_FINDINGS`], says once that there
    /// are more.
    pub fn add(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        with: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        if self.full {
            return;
        }
        let (code, message) = if self.list.len() < MAX_FINDINGS {
            (code, message.into())
        } else {
            self.full = true;
            let message = "this expression has more mistakes; the rest of it is not looked at";
            (Code::E329, message.to_owned())
        };
        let diagnostic = Diagnostic::new(code, self.origin.span(range.clone()), message);
        let diagnostic = if self.full { diagnostic } else { with(diagnostic) };
        self.list.push((range.start, diagnostic));
    }

    /// Whether so many mistakes were found that looking further is no use.
    pub const fn full(&self) -> bool {
        self.full
    }

    /// Makes this finding the last: what follows it makes no sense.
    pub const fn stop(&mut self) {
        self.full = true;
    }

    /// Hands the findings over; true if the expression can be used.
    pub fn hand_over(mut self, out: &mut Vec<Diagnostic>) -> bool {
        use crate::diagnostic::Severity::Error;
        self.list.sort_by_key(|&(start, _)| start);
        let usable = self.list.iter().all(|(_, diagnostic)| diagnostic.severity() != Error);
        out.extend(self.list.into_iter().map(|(_, diagnostic)| diagnostic));
        usable
    }
}

/// Symbols of the language, longest first.
const SYMBOLS: &[(&str, Kind)] = &[
    ("=>", Kind::FatArrow),
    ("!=", Kind::Compare(Comparison::NotEqual)),
    ("<=", Kind::Compare(Comparison::AtMost)),
    (">=", Kind::Compare(Comparison::AtLeast)),
    ("=", Kind::Compare(Comparison::Equal)),
    ("<", Kind::Compare(Comparison::Less)),
    (">", Kind::Compare(Comparison::Greater)),
    ("(", Kind::Open),
    (")", Kind::Close),
    ("{", Kind::OpenBrace),
    ("}", Kind::CloseBrace),
    ("[", Kind::OpenBracket),
    ("]", Kind::CloseBracket),
    (",", Kind::Comma),
];

/// Symbols of other languages, longest first, each with what it is read as.
const FOREIGN: &[(&str, Kind, &str)] = &[
    ("<=>", Kind::Word, "iff"),
    ("==>", Kind::Word, "implies"),
    ("<->", Kind::Word, "iff"),
    ("<==", Kind::Compare(Comparison::AtMost), "<="),
    ("===", Kind::Compare(Comparison::Equal), "="),
    ("!==", Kind::Compare(Comparison::NotEqual), "!="),
    ("==", Kind::Compare(Comparison::Equal), "="),
    ("=<", Kind::Compare(Comparison::AtMost), "<="),
    ("<>", Kind::Compare(Comparison::NotEqual), "!="),
    ("->", Kind::Word, "implies"),
    ("&&", Kind::Word, "and"),
    ("||", Kind::Word, "or"),
    ("&", Kind::Word, "and"),
    ("|", Kind::Word, "or"),
    ("~", Kind::Word, "not"),
    ("≥", Kind::Compare(Comparison::AtLeast), ">="),
    ("≤", Kind::Compare(Comparison::AtMost), "<="),
    ("≠", Kind::Compare(Comparison::NotEqual), "!="),
    ("¬", Kind::Word, "not"),
    ("∧", Kind::Word, "and"),
    ("∨", Kind::Word, "or"),
    ("→", Kind::Word, "implies"),
    ("⇒", Kind::Word, "implies"),
    ("↔", Kind::Word, "iff"),
    ("⇔", Kind::Word, "iff"),
    ("∈", Kind::Word, "in"),
];

/// Quotation marks with their partners.
const QUOTES: [(char, char); 7] =
    [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('«', '»'), ('„', '“')];

/// Cuts `text` into tokens. Cost linear in its length.
pub(crate) fn tokens<'t>(text: &'t str, findings: &mut Findings<'_>) -> Vec<Token<'t>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        if findings.full() {
            break;
        }
        let (length, token) = foreign(rest, at, findings)
            .or_else(|| symbol(rest))
            .or_else(|| word(rest))
            .or_else(|| quoted(rest, first, at, findings))
            .unwrap_or_else(|| (stranger(rest, at, findings), None));
        if let Some((kind, text)) = token {
            tokens.push(Token { kind, text, range: at..at + length });
        }
        at += length;
    }
    tokens
}

/// The length of a piece and the token that it makes, if any.
type Piece<'t> = (usize, Option<(Kind, &'t str)>);

fn foreign<'t>(rest: &'t str, at: usize, findings: &mut Findings<'_>) -> Option<Piece<'t>> {
    // `!` alone is `not`, but `!=` is ours.
    let lone = rest.starts_with('!') && !rest.starts_with("!=");
    let &(symbol, kind, meant) = if lone {
        &("!", Kind::Word, "not")
    } else {
        FOREIGN.iter().find(|(symbol, ..)| rest.starts_with(symbol))?
    };
    findings.add(
        Code::E305,
        at..at + symbol.len(),
        format!("`{symbol}` is not part of the language"),
        |finding| finding.help(format!("write `{meant}`")),
    );
    Some((symbol.len(), Some((kind, meant))))
}

fn symbol(rest: &str) -> Option<Piece<'_>> {
    let &(symbol, kind) = SYMBOLS.iter().find(|(symbol, _)| rest.starts_with(symbol))?;
    Some((symbol.len(), Some((kind, &rest[..symbol.len()]))))
}

fn word(rest: &str) -> Option<Piece<'_>> {
    let stranger = |&(at, character): &(usize, char)| {
        !is_name_character(character) || rest[at..].starts_with("->")
    };
    let length = rest.char_indices().find(stranger).map_or(rest.len(), |(at, _)| at);
    (length > 0).then(|| (length, Some((Kind::Word, &rest[..length]))))
}

fn quoted<'t>(
    rest: &'t str,
    first: char,
    at: usize,
    findings: &mut Findings<'_>,
) -> Option<Piece<'t>> {
    let &(_, close) = QUOTES.iter().find(|(open, _)| *open == first)?;
    let inside = &rest[first.len_utf8()..];
    let end = inside.find(|c: char| !is_name_character(c) && c != ' ')?;
    let inside = inside[end..].starts_with(close).then(|| &inside[..end])?;
    let length = first.len_utf8() + end + close.len_utf8();
    let name = inside.trim();
    findings.add(Code::E307, at..at + length, "names stand without quotation marks", |finding| {
        if name.contains(' ') || name.is_empty() {
            finding.help("write the name as it is declared, without quotation marks")
        } else {
            finding.help(format!("write `{name}`"))
        }
    });
    Some((length, Some((Kind::Word, name))))
}

/// Reports a run of characters that mean nothing, and says how long it is.
fn stranger(rest: &str, at: usize, findings: &mut Findings<'_>) -> usize {
    let known = |character: char| {
        character.is_whitespace()
            || is_name_character(character)
            || "=<>!(){}[],".contains(character)
    };
    let mut ends = rest.char_indices().skip(1).filter(|&(_, c)| known(c)).map(|(at, _)| at);
    let length = ends.next().unwrap_or(rest.len());
    let shown: String = rest[..length].chars().take(8).collect();
    let last = rest[length..].trim().is_empty();
    findings.add(
        Code::E301,
        at..at + length,
        format!("`{}` has no meaning here", shown.escape_debug()),
        |finding| {
            if last && matches!(shown.as_str(), "." | "?" | ";") {
                finding.help("an expression ends without a full stop or question mark")
            } else {
                finding.help(
                    "names consist of letters, digits, `_` and `-`; comparisons are \
                     `=` `!=` `<` `<=` `>` `>=` and `in { … }`; the words `and` `or` `not` \
                     `implies` `iff` connect them",
                )
            }
        },
    );
    length
}
