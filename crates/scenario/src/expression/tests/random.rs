//! What holds of every expression, tried on many.

use std::collections::BTreeSet;

use super::{compare, condition, is, names, query};
use crate::Span;
use crate::codes::Code;
use crate::expression::lexer::MAX_FINDINGS;
use crate::expression::*;
use crate::ids::{DefinitionId, NamedId, OptionId, PartyId, TermId};

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn comparison(&mut self) -> Comparison {
        use Comparison as C;
        self.pick(&[C::Equal, C::NotEqual, C::Less, C::AtMost, C::Greater, C::AtLeast])
    }

    fn predicate(&mut self) -> Predicate {
        let party = PartyId::new(self.below(3));
        let package = NamedId::new(self.below(2));
        match self.below(12) {
            0 => Predicate::Zopa,
            1 => Predicate::Deal,
            2 => Predicate::Efficient,
            3 => Predicate::Genuine,
            4 => Predicate::Holds,
            5 => Predicate::Changes(self.comparison(), 1 + self.below(1000) as u32),
            6 => Predicate::Is(package),
            7 => Predicate::Prefers(party, package, NamedId::new(self.below(2))),
            8 => Predicate::Stable(party, self.pick(&Concept::ALL)),
            9 => Predicate::Equilibrium(self.pick(&Concept::ALL)),
            10 => Predicate::Empty(party),
            _ => Predicate::Stands(self.pick(&Standing::ALL), party),
        }
    }

    /// An expression at most `height` high, predicates allowed if `question`.
    fn expr(&mut self, height: usize, question: bool) -> Expr {
        let names = names();
        if height <= 1 || self.below(5) == 0 {
            let term = self.below(names.terms.len());
            let options = names.terms[term].options.len();
            return match self.below(if question { 5 } else { 4 }) {
                0 => Expr::Const(self.below(2) == 0),
                1 => Expr::Defined(DefinitionId::new(self.below(2))),
                2 => {
                    let mut listed: Vec<OptionId> =
                        (0..options).filter(|_| self.below(2) == 0).map(OptionId::new).collect();
                    if listed.is_empty() {
                        listed.push(OptionId::new(options - 1));
                    }
                    if self.below(2) == 0 {
                        listed.reverse();
                    }
                    Expr::In(TermId::new(term), listed)
                }
                3 => compare(term, self.comparison(), self.below(options)),
                _ => Expr::Predicate(self.predicate()),
            };
        }
        let part = |this: &mut Self| this.expr(height - 1, question);
        match self.below(5) {
            0 => Expr::Not(Box::new(part(self))),
            1 => Expr::And((0..2 + self.below(3)).map(|_| part(self)).collect()),
            2 => Expr::Or((0..2 + self.below(3)).map(|_| part(self)).collect()),
            3 => Expr::Implies(Box::new(part(self)), Box::new(part(self))),
            _ => Expr::Iff(Box::new(part(self)), Box::new(part(self))),
        }
    }
}

#[test]
fn what_is_printed_reads_as_the_same_tree() {
    let names = names();
    let printer = Printer::with_names(&names);
    let mut random = Random(1);
    for _ in 0..5_000 {
        let height = 1 + random.below(6);
        let tree = random.expr(height, false);
        let text = printer.expr(&tree);
        assert_eq!(condition(&text), Ok(tree), "{text}");
        // Canonical: printing what was read changes nothing.
        assert_eq!(printer.expr(&condition(&text).unwrap()), text);
    }
    for _ in 0..5_000 {
        let quantifier = random.pick(&Quantifier::ALL);
        let with = random.expr(4, true);
        let counts = quantifier == Quantifier::Count;
        let has = if counts { Expr::Const(true) } else { random.expr(4, true) };
        let asked = Query { quantifier, with, has, text: String::new(), span: Span::default() };
        let text = printer.query(&asked);
        let read = query(&text).unwrap();
        assert_eq!((read.quantifier, &read.with, &read.has), (quantifier, &asked.with, &asked.has));
        assert_eq!(printer.query(&read), text);
    }
}

#[test]
fn parentheses_are_minimal() {
    // Removing any pair of parentheses from the canonical text changes its meaning or its shape.
    let names = names();
    let printer = Printer::with_names(&names);
    let mut random = Random(2);
    for _ in 0..2_000 {
        let tree = random.expr(4, false);
        let text = printer.expr(&tree);
        let mut open = Vec::new();
        for (at, character) in text.char_indices() {
            if character == '(' {
                open.push(at);
            } else if character == ')' {
                let start = open.pop().unwrap();
                let mut without = text.clone();
                without.replace_range(at..=at, " ");
                without.replace_range(start..=start, " ");
                assert_ne!(condition(&without).unwrap(), tree, "{text}");
            }
        }
    }
}

#[test]
fn nonsense_is_refused_without_panic_and_in_bounds() {
    const PIECES: [&str; 56] = [
        "yongbyon",
        "inspection",
        "frozen",
        "site",
        "disarmed",
        "weather",
        "us",
        "today",
        "7",
        "-1",
        "and",
        "or",
        "not",
        "implies",
        "iff",
        "in",
        "true",
        "false",
        "package",
        "packages",
        "with",
        "has",
        "have",
        "every",
        "some",
        "count",
        "AND",
        "changes",
        "better",
        "stable",
        "SEQ",
        "prefers",
        "deal",
        "=",
        "==",
        "!=",
        "<",
        "<=",
        "=>",
        "->",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ",",
        "!",
        "\"",
        "'",
        "“",
        "”",
        "제재",
        "☮",
        "\u{301}",
        ";",
    ];
    let mut random = Random(3);
    let names = names();
    for round in 0..20_000 {
        let mut text = String::new();
        for _ in 0..random.below(24) {
            text.push_str(random.pick(&PIECES));
            if random.below(3) > 0 {
                text.push(random.pick(&[' ', ' ', '\n', '\u{a0}']));
            }
        }
        let origin = if round % 2 == 0 {
            Origin::exact(5)
        } else {
            Origin::whole(Span::new(5, 5 + text.len()))
        };
        let mut out = Vec::new();
        let read = parse_condition(&text, &origin, &names, &mut out).is_some();
        let errors = out.iter().filter(|d| d.severity() == crate::Severity::Error).count();
        assert_eq!(read, errors == 0, "{text}: {out:?}");
        let asked = parse_query(&text, &origin, &names, &mut out).is_some();
        let more = out.iter().filter(|d| d.severity() == crate::Severity::Error).count();
        assert_eq!(asked, more == errors, "{text}: {out:?}");
        assert!(out.len() <= 2 * (MAX_FINDINGS + 1));
        for finding in &out {
            let span = finding.span.unwrap();
            assert!(span.start >= 5 && span.start <= span.end && span.end <= 5 + text.len());
            if round % 2 == 0 {
                assert!(text.get(span.start - 5..span.end - 5).is_some(), "{text}: {finding:?}");
            }
        }
        if let (true, Some(read)) = (read, parse_condition(&text, &origin, &names, &mut out)) {
            let printed = Printer::with_names(&names).expr(&read.expr);
            assert_eq!(condition(&printed), Ok(read.expr));
        }
    }
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = |n: usize| format!("{}disarmed{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(condition(&deep(MAX_DEPTH)), Ok(Expr::Defined(DefinitionId::new(0))));
    for text in [
        deep(MAX_DEPTH + 1),
        deep(100_000),
        "(".repeat(100_000),
        format!("{} disarmed", "not ".repeat(100_000)),
        vec!["disarmed"; 100_000].join(" implies "),
        vec!["disarmed"; 100_000].join(" iff "),
        format!("{} disarmed", "(not ".repeat(100_000)),
    ] {
        let found = condition(&text).unwrap_err();
        assert_eq!(found.len(), 1, "{:?}", &found[..2]);
        assert_eq!(found[0].code, Code::E303);
    }
    // Wide is fine.
    let wide = vec!["disarmed"; 100_000].join(" and ");
    assert!(matches!(condition(&wide), Ok(Expr::And(parts)) if parts.len() == 100_000));
    // A tree as deep as allowed is printed and read again.
    let mut random = Random(4);
    for _ in 0..200 {
        let mut tree = is(0, 0);
        for _ in 1..MAX_DEPTH {
            let other = is(1, 1);
            tree = match random.below(6) {
                0 => Expr::Not(Box::new(tree)),
                1 => Expr::And(vec![other, tree]),
                2 => Expr::Or(vec![tree, other]),
                3 => other.implies(tree),
                4 => tree.implies(other),
                _ => Expr::Iff(Box::new(other), Box::new(tree)),
            };
        }
        let names = names();
        assert_eq!(condition(&Printer::with_names(&names).expr(&tree)), Ok(tree));
    }
    // Mistakes are counted only so far.
    let found = condition(&"weather and ".repeat(1000)).unwrap_err();
    assert_eq!(found.len(), MAX_FINDINGS + 1);
    assert_eq!(found.last().map(|d| d.code), Some(Code::E329));
}

#[test]
fn every_predicate_has_one_name() {
    let mut random = Random(5);
    for _ in 0..1000 {
        let name = random.predicate();
        assert!(Predicate::NAMES.contains(&name.name()));
    }
    let names: BTreeSet<_> = Predicate::NAMES.into_iter().collect();
    assert_eq!(names.len(), Predicate::NAMES.len());
}
