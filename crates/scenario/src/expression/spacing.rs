//! The spaces inside an expression, and nothing else of it.

use crate::expression::Predicate;
use crate::expression::lexer::{Findings, Kind, tokens};
use crate::expression::names::Origin;

/// `text` with single spaces between its words and signs, none inside parentheses; words, order
/// and parentheses are the author's. None if it holds anything that is no part of the language.
///
/// ```
/// use detente_scenario::expression::respaced;
/// let text = "a=x  and not( b in {y,z})";
/// assert_eq!(respaced(text).as_deref(), Some("a = x and not (b in { y, z })"));
/// assert_eq!(respaced("a == x"), None);
/// ```
#[must_use]
pub fn respaced(text: &str) -> Option<String> {
    let origin = Origin::exact(0);
    let mut findings = Findings::new(&origin);
    let tokens = tokens(text, &mut findings);
    let mut found = Vec::new();
    findings.hand_over(&mut found);
    if !found.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut before: Option<(Kind, &str)> = None;
    for token in &tokens {
        let close = match (before, token.kind) {
            (None, _) | (Some((Kind::Open, _)), _) => true,
            (Some((Kind::OpenBrace, _)), Kind::CloseBrace) => true,
            (_, Kind::Comma | Kind::Close) => true,
            (Some((Kind::Word, word)), Kind::Open) => Predicate::NAMES.contains(&word),
            _ => false,
        };
        if !close {
            out.push(' ');
        }
        out.push_str(token.text);
        before = Some((token.kind, token.text));
    }
    Some(out)
}
