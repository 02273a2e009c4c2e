//! Predicates: what a question can say of a package beyond its options.

use crate::codes::Code;
use crate::expression::lexer::{Kind, Token};
use crate::expression::names::RESERVED;
use crate::expression::parser::{Node, Parser, Place};
use crate::expression::slips::{did_you_mean, listed, quoted};
use crate::expression::{Comparison, Concept, Expr, Predicate, Standing};
use crate::ids::{NamedId, PartyId};
use crate::nearest::nearest;

/// What a predicate takes between its parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Argument {
    Party,
    Package,
    Concept,
}

impl Argument {
    const fn word(self) -> &'static str {
        match self {
            Self::Party => "PARTY",
            Self::Package => "PACKAGE",
            Self::Concept => "CONCEPT",
        }
    }
}

/// A predicate whose arguments have not been resolved.
#[derive(Clone, Copy, Debug)]
enum Head {
    Stands(Standing),
    Alone(fn() -> Predicate),
    Empty,
    Is,
    Prefers,
    Stable,
    Equilibrium,
}

impl Head {
    fn of(name: &str) -> Option<Self> {
        if let Some(standing) = Standing::ALL.into_iter().find(|s| s.name() == name) {
            return Some(Self::Stands(standing));
        }
        Some(match name {
            "zopa" => Self::Alone(|| Predicate::Zopa),
            "deal" => Self::Alone(|| Predicate::Deal),
            "efficient" => Self::Alone(|| Predicate::Efficient),
            "genuine" => Self::Alone(|| Predicate::Genuine),
            "holds" => Self::Alone(|| Predicate::Holds),
            "empty" => Self::Empty,
            "is" => Self::Is,
            "prefers" => Self::Prefers,
            "stable" => Self::Stable,
            "equilibrium" => Self::Equilibrium,
            _ => return None,
        })
    }

    const fn arguments(self) -> &'static [Argument] {
        match self {
            Self::Alone(_) => &[],
            Self::Stands(_) | Self::Empty => &[Argument::Party],
            Self::Is => &[Argument::Package],
            Self::Prefers => &[Argument::Party, Argument::Package, Argument::Package],
            Self::Stable => &[Argument::Party, Argument::Concept],
            Self::Equilibrium => &[Argument::Concept],
        }
    }

    /// The way it is written: `prefers(PARTY, PACKAGE, PACKAGE)`.
    fn written(self, name: &str) -> String {
        let words: Vec<&str> = self.arguments().iter().map(|argument| argument.word()).collect();
        if words.is_empty() { name.to_owned() } else { format!("{name}({})", words.join(", ")) }
    }
}

impl<'t> Parser<'t, '_, '_> {
    /// A predicate, its name already read.
    pub(super) fn predicate(&mut self, name: &Token<'t>) -> Node {
        if self.place == Place::Condition {
            return self.misplaced_predicate(name);
        }
        let node = if name.text == "changes" { self.changes(name) } else { self.call(name) };
        self.not_compared(node.map_or_else(Node::broken, |p| Node::leaf(Expr::Predicate(p))))
    }

    fn misplaced_predicate(&mut self, name: &Token<'t>) -> Node {
        let message = format!("the predicate {} can be used in questions only", quoted(name.text));
        self.findings.add(Code::E320, name.range.clone(), message, |finding| {
            finding.help("use it under `ask` in a [[claim]]; here, write a condition on terms")
        });
        if self.kind() == Some(Kind::Open) {
            self.skip_parenthesis();
        }
        self.not_compared(Node::broken())
    }

    /// Skips a parenthesis with everything in it.
    pub(super) fn skip_parenthesis(&mut self) {
        let mut open = 0_usize;
        while let Some(kind) = self.kind() {
            match kind {
                Kind::Open => open += 1,
                Kind::Close => open = open.saturating_sub(1),
                _ if self.at_part_of_question() => break,
                _ => {}
            }
            self.next();
            if open == 0 {
                break;
            }
        }
    }

    /// `changes <= 3`
    fn changes(&mut self, name: &Token<'t>) -> Option<Predicate> {
        let help =
            "`changes` counts the terms that differ from the status quo: write `changes <= 3`";
        let Some(Kind::Compare(comparison)) = self.kind() else {
            let message = "`changes` is compared with a number";
            self.findings.add(Code::E326, name.range.clone(), message, |f| f.help(help));
            if self.kind() == Some(Kind::Open) {
                self.skip_parenthesis();
            }
            return None;
        };
        self.next();
        let range = self.here();
        if self.kind() != Some(Kind::Word) || self.at_keyword_connecting() {
            let message = format!("a number should stand here, not {}", self.shown());
            self.findings.add(Code::E326, range, message, |f| f.help(help));
            return None;
        }
        let value = self.next()?;
        let digits = value.text.bytes().all(|byte| byte.is_ascii_digit());
        let Some(number) = value.text.parse::<u32>().ok().filter(|_| digits) else {
            let message = format!("{} is not a number of terms", quoted(value.text));
            self.findings.add(Code::E326, range, message, |finding| {
                finding.help("write a whole number, 0 or more, in digits")
            });
            return None;
        };
        let nothing_said = match (comparison, number) {
            (Comparison::Less, 0) => Some("never"),
            (Comparison::AtLeast, 0) => Some("always"),
            _ => None,
        };
        if let Some(when) = nothing_said {
            let message = format!("`changes {} 0` is {when} true", comparison.symbol());
            let range = name.range.start..range.end;
            self.findings.add(Code::E327, range, message, |finding| {
                finding.help(
                    "write `changes = 0` for the status quo, `changes > 0` for every other package",
                )
            });
        }
        Some(Predicate::Changes(comparison, number))
    }

    /// Every other predicate.
    fn call(&mut self, name: &Token<'t>) -> Option<Predicate> {
        let head = Head::of(name.text)?;
        let arguments = self.arguments(head, name)?;
        if arguments.len() != head.arguments().len() {
            self.wrong_number(head, name, &arguments);
            return None;
        }
        // Every argument is looked at before the first wrong one ends it.
        let mut parties = Vec::new();
        let mut packages = Vec::new();
        let mut concepts = Vec::new();
        for (argument, token) in head.arguments().iter().zip(&arguments) {
            match argument {
                Argument::Party => parties.extend(self.party(token)),
                Argument::Package => packages.extend(self.package(token)),
                Argument::Concept => concepts.extend(self.concept(token)),
            }
        }
        let party = parties.first().copied();
        let package = packages.first().copied();
        let concept = concepts.first().copied();
        match head {
            Head::Stands(standing) => Some(Predicate::Stands(standing, party?)),
            Head::Alone(predicate) => Some(predicate()),
            Head::Empty => Some(Predicate::Empty(party?)),
            Head::Is => Some(Predicate::Is(package?)),
            Head::Prefers => {
                let second = packages.get(1).copied();
                Some(Predicate::Prefers(party?, package?, second?))
            }
            Head::Stable => Some(Predicate::Stable(party?, concept?)),
            Head::Equilibrium => Some(Predicate::Equilibrium(concept?)),
        }
    }

    /// What stands between the parentheses; nothing where there are none and none are needed.
    fn arguments(&mut self, head: Head, name: &Token<'t>) -> Option<Vec<Token<'t>>> {
        let open = self.here();
        if !self.eat(Kind::Open) {
            if head.arguments().is_empty() {
                return Some(Vec::new());
            }
            self.no_parenthesis(head, name);
            return None;
        }
        let mut arguments = Vec::new();
        loop {
            let range = self.here();
            match self.kind() {
                Some(Kind::Close) => {
                    self.next();
                    break;
                }
                Some(Kind::Word) if self.peek().is_some_and(|t| !RESERVED.contains(&t.text)) => {
                    arguments.extend(self.next());
                    if !self.eat(Kind::Comma) && self.kind() == Some(Kind::Word) {
                        let message = "names are separated by commas";
                        let help = format!("write `{}`", head.written(name.text));
                        let range = self.here();
                        self.findings.add(Code::E322, range, message, |f| f.help(help));
                        self.rest_of_parenthesis();
                        return None;
                    }
                }
                None => {
                    self.findings.add(Code::E304, open, "this `(` is never closed", |f| {
                        f.help(format!("write `{}`", head.written(name.text)))
                    });
                    return None;
                }
                Some(_) => {
                    let message = format!(
                        "{} takes names between its parentheses, not {}",
                        quoted(name.text),
                        self.shown()
                    );
                    let help = format!("write `{}`", head.written(name.text));
                    self.findings.add(Code::E322, range, message, |f| f.help(help));
                    self.rest_of_parenthesis();
                    return None;
                }
            }
        }
        if arguments.is_empty() && head.arguments().is_empty() {
            self.wrong_number(head, name, &[]);
            return None;
        }
        Some(arguments)
    }

    /// Skips to the end of the parenthesis that is open.
    fn rest_of_parenthesis(&mut self) {
        while self.peek().is_some() && !self.at_part_of_question() {
            match self.kind() {
                Some(Kind::Open) => self.skip_parenthesis(),
                Some(Kind::Close) => {
                    self.next();
                    return;
                }
                _ => {
                    self.next();
                }
            }
        }
    }

    /// `better us`, or `better` alone.
    fn no_parenthesis(&mut self, head: Head, name: &Token<'t>) {
        let mut range = name.range.clone();
        let mut words = Vec::new();
        while words.len() < head.arguments().len()
            && self.kind() == Some(Kind::Word)
            && !self.at_keyword_connecting()
        {
            if let Some(token) = self.next() {
                range.end = token.range.end;
                words.push(token.text);
            }
            self.eat(Kind::Comma);
        }
        let help = if words.len() == head.arguments().len() {
            format!("write `{}({})`", name.text, words.join(", "))
        } else {
            format!("write `{}`", head.written(name.text))
        };
        let message = format!("{} needs a parenthesis", quoted(name.text));
        self.findings.add(Code::E322, range, message, |f| f.help(help));
    }

    fn wrong_number(&mut self, head: Head, name: &Token<'t>, arguments: &[Token<'t>]) {
        let text = name.text;
        let end = self.before();
        let wanted = head.arguments();
        let message = match wanted.len() {
            0 => format!("{} stands without a parenthesis", quoted(text)),
            count => format!(
                "{} takes {count} {}, not {}",
                quoted(text),
                if count == 1 { "name" } else { "names" },
                arguments.len()
            ),
        };
        let help = if matches!(wanted, [Argument::Party]) && arguments.len() > 1 {
            let each: Vec<String> =
                arguments.iter().map(|party| format!("{text}({})", party.text)).collect();
            format!("write one for each: `{}`", each.join(" and "))
        } else if let (0, [party]) = (wanted.len(), arguments) {
            match text {
                "deal" => {
                    format!("it speaks of all signers; of one party write `better({})`", party.text)
                }
                "zopa" => {
                    format!(
                        "it speaks of all signers; of one party write `acceptable({})`",
                        party.text
                    )
                }
                _ => format!("write `{text}`"),
            }
        } else {
            format!("write `{}`", head.written(text))
        };
        self.findings.add(Code::E322, name.range.start..end, message, |f| f.help(help));
    }

    fn party(&mut self, token: &Token<'t>) -> Option<PartyId> {
        let found = self.names.party(token.text);
        if found.is_none() {
            let known = self.names.parties.iter().map(String::as_str);
            let help = did_you_mean(token.text, known, "parties");
            self.unknown(Code::E323, token, "party", help);
        }
        found
    }

    fn package(&mut self, token: &Token<'t>) -> Option<NamedId> {
        let found = self.names.package(token.text);
        if found.is_none() {
            let known = self.names.packages.iter().map(String::as_str);
            let now = ["now", "status_quo", "status-quo", "statusquo", "no_deal", "no-deal"];
            let help = if now.contains(&token.text) {
                "to speak of the status quo, declare a [[package]] with `change = {}`".to_owned()
            } else {
                did_you_mean(token.text, known, "packages")
            };
            self.unknown(Code::E324, token, "package", help);
        }
        found
    }

    fn concept(&mut self, token: &Token<'t>) -> Option<Concept> {
        let found = Concept::ALL.into_iter().find(|concept| concept.name() == token.text);
        if found.is_none() {
            let names = Concept::ALL.map(Concept::name);
            let help = if token.text.eq_ignore_ascii_case("nash") {
                "Nash stability is called `R`".to_owned()
            } else {
                match nearest(token.text, names) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("the stability concepts are {}", listed(names)),
                }
            };
            self.unknown(Code::E325, token, "stability concept", help);
        }
        found
    }

    /// Reports an argument that is not what it should be.
    fn unknown(&mut self, code: Code, token: &Token<'t>, wanted: &str, help: String) {
        let text = quoted(token.text);
        let message = match self.names.sort_of(token.text) {
            Some(sort) => format!("{text} is {sort}, not a {wanted}"),
            None => format!("no {wanted} is called {text}"),
        };
        self.findings.add(code, token.range.clone(), message, |f| f.help(help));
    }
}
