//! Conditions: from tokens to a resolved [`Expr`], reporting every mistake on the way.
//!
//! The parser descends by precedence and calls itself only for parentheses, at most [`MAX_DEPTH`]
//! deep; it never builds a tree deeper than that either. After a mistake it goes on with a
//! placeholder, so that the next mistake is found too; an expression with a mistake is never
//! handed on. Cost: linear in the text times the number of known names.

use std::ops::Range;

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::lexer::{Findings, Kind, Token, tokens};
use crate::expression::names::{Names, Origin, RESERVED};
use crate::expression::slips::quoted;
use crate::expression::{Condition, Expr, MAX_DEPTH, Quantifier};

/// Reads a condition on terms and definitions.
///
/// `text` is the whole expression, `origin` where it stands in the file. `a and b and c` becomes
/// one conjunction of three parts; parentheses survive as a nested conjunction, so that printing
/// and reading again gives the same tree.
///
/// # Errors
/// None is returned if anything is wrong with it; everything that is wrong is added to `out`, in
/// the order of the text (at most some twenty findings). A predicate is a mistake here.
pub fn parse_condition(
    text: &str,
    origin: &Origin,
    names: &Names,
    out: &mut Vec<Diagnostic>,
) -> Option<Condition> {
    let mut parser = Parser::new(text, origin, names, Place::Condition);
    let expr = parser.whole();
    let usable = parser.findings.hand_over(out);
    let span = origin.span(0..text.len());
    usable.then(|| Condition { expr, text: text.to_owned(), span })
}

/// Where an expression is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a rule, a priority, a definition: on terms only.
    Condition,
    /// In a question: predicates too.
    Question,
}

/// What was read and how deep it nests.
#[derive(Debug)]
pub(super) struct Node {
    expr: Expr,
    height: usize,
    /// Whether it stands for something that could not be read.
    pub(super) broken: bool,
}

impl Node {
    pub(super) const fn leaf(expr: Expr) -> Self {
        Self { expr, height: 1, broken: false }
    }

    pub(super) const fn broken() -> Self {
        Self { expr: Expr::Const(false), height: 1, broken: true }
    }
}

/// The state of reading one expression.
#[derive(Debug)]
pub(super) struct Parser<'t, 'n, 'o> {
    tokens: Vec<Token<'t>>,
    at: usize,
    depth: usize,
    end: usize,
    pub(super) names: &'n Names,
    pub(super) place: Place,
    pub(super) findings: Findings<'o>,
}

impl<'t, 'n, 'o> Parser<'t, 'n, 'o> {
    pub(super) fn new(text: &'t str, origin: &'o Origin, names: &'n Names, place: Place) -> Self {
        let mut findings = Findings::new(origin);
        let tokens = tokens(text, &mut findings);
        Self { tokens, at: 0, depth: 0, end: text.len(), names, place, findings }
    }

    // Tokens.

    pub(super) fn peek(&self) -> Option<&Token<'t>> {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, by: usize) -> Option<&Token<'t>> {
        if self.findings.full() { None } else { self.tokens.get(self.at + by) }
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        self.peek().map(|token| token.kind)
    }

    pub(super) fn next(&mut self) -> Option<Token<'t>> {
        let token = self.peek().cloned();
        self.at += usize::from(token.is_some());
        token
    }

    pub(super) fn eat(&mut self, kind: Kind) -> bool {
        let found = self.kind() == Some(kind);
        self.at += usize::from(found);
        found
    }

    /// The place of the next token; at the end, the end.
    pub(super) fn here(&self) -> Range<usize> {
        self.peek().map_or(self.end..self.end, |token| token.range.clone())
    }

    /// Where the token before the next one ends.
    pub(super) fn before(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.range.end)
    }

    /// The next token as one names it in a sentence.
    pub(super) fn shown(&self) -> String {
        self.peek().map_or_else(|| "the end".to_owned(), |token| quoted(token.text))
    }

    /// Whether the next token is this word of the language. In capitals it is taken for it too,
    /// and reported, unless it is the name of something.
    pub(super) fn at_keyword(&mut self, keyword: &'static str) -> bool {
        let Some(token) = self.peek() else { return false };
        if token.kind != Kind::Word {
            return false;
        }
        let (text, range) = (token.text, token.range.clone());
        if text == keyword {
            return true;
        }
        if !text.eq_ignore_ascii_case(keyword) || self.names.sort_of(text).is_some() {
            return false;
        }
        let message = format!("`{text}` is written in small letters");
        self.findings.add(Code::E306, range, message, |f| f.help(format!("write `{keyword}`")));
        // Looked at again, it is in small letters.
        self.tokens[self.at].text = keyword;
        true
    }

    pub(super) fn eat_keyword(&mut self, keyword: &'static str) -> bool {
        let found = self.at_keyword(keyword);
        self.at += usize::from(found);
        found
    }

    /// Whether a question's `with`, `has` or `have` comes next, which ends a condition.
    pub(super) fn at_part_of_question(&mut self) -> bool {
        self.place == Place::Question
            && ["with", "has", "have"].into_iter().any(|word| self.at_keyword(word))
    }

    // Conditions.

    /// A condition that is all there is.
    fn whole(&mut self) -> Expr {
        if self.tokens.is_empty() {
            self.empty(0..self.end);
            return Expr::Const(false);
        }
        let is_question = self.ahead(1).is_some_and(|t| matches!(t.text, "package" | "packages"))
            && Quantifier::ALL.into_iter().any(|quantifier| self.at_keyword(quantifier.word()));
        if is_question {
            let message = "a condition should stand here, not a question";
            self.findings.add(Code::E335, 0..self.end, message, |finding| {
                finding.help("questions stand under `ask` in a [[claim]]; here, write what is true of a package")
            });
            self.findings.stop();
        }
        self.condition_to_end()
    }

    /// Reports that a condition is missing at `range`, unless something else was reported there.
    pub(super) fn empty(&mut self, range: Range<usize>) {
        self.findings.add(Code::E302, range, "a condition is missing here", |finding| {
            finding.help("write a condition such as `term = option`, or `true`")
        });
    }

    /// A condition up to the end, or up to the next part of a question.
    pub(super) fn condition_to_end(&mut self) -> Expr {
        let node = self.condition();
        while self.peek().is_some() && !self.at_part_of_question() {
            self.stray();
            if self.peek().is_some() && !self.at_part_of_question() {
                self.condition();
            }
        }
        node.expr
    }

    /// Reports a token that no condition goes on with, and skips it and what leads on from it.
    fn stray(&mut self) {
        let (range, shown) = (self.here(), self.shown());
        match self.next().map(|token| token.kind) {
            Some(Kind::Close) => {
                self.findings.add(Code::E304, range, "this `)` closes nothing", |f| {
                    f.help("remove it, or add the `(` that belongs to it")
                });
            }
            Some(Kind::Compare(_)) => {
                self.findings.add(
                    Code::E309,
                    range,
                    format!("{shown} after what is already a condition"),
                    |f| f.help("a comparison has one term on its left and one option on its right"),
                );
                // What it was compared with is no condition of its own.
                if self.kind() == Some(Kind::Word) {
                    self.next();
                }
            }
            Some(Kind::Comma) => {
                self.findings.add(Code::E301, range, "a comma does not connect conditions", |f| {
                    f.help("write `and` or `or`")
                });
            }
            _ => {
                let message = format!("{shown} has no meaning here");
                self.findings.add(Code::E301, range, message, |f| f);
            }
        }
        let _ = ["and", "or", "implies", "iff"].into_iter().any(|word| self.eat_keyword(word));
    }

    /// `implication { "iff" implication }`
    pub(super) fn condition(&mut self) -> Node {
        let mut left = self.implication();
        while self.at_keyword("iff") {
            let range = self.here();
            self.next();
            let right = self.implication();
            left = self.joined(range, left, right, |a, b| Expr::Iff(Box::new(a), Box::new(b)));
        }
        left
    }

    /// `disjunction [ "implies" implication ]`, without calling itself.
    fn implication(&mut self) -> Node {
        let mut operands = vec![self.disjunction()];
        let mut arrows = Vec::new();
        loop {
            let range = self.here();
            if self.eat(Kind::FatArrow) {
                self.findings.add(
                    Code::E305,
                    range.clone(),
                    "`=>` is not part of the language",
                    |f| f.help("write `implies` for a consequence, `>=` for \"at least\""),
                );
            } else if !self.eat_keyword("implies") {
                break;
            }
            arrows.push(range);
            operands.push(self.disjunction());
        }
        let mut right = operands.pop().unwrap_or_else(Node::broken);
        while let (Some(left), Some(range)) = (operands.pop(), arrows.pop()) {
            right = self.joined(range, left, right, Expr::implies);
        }
        right
    }

    /// Two operands under one operator at `range`.
    fn joined(
        &mut self,
        range: Range<usize>,
        left: Node,
        right: Node,
        join: impl FnOnce(Expr, Expr) -> Expr,
    ) -> Node {
        let height = 1 + left.height.max(right.height);
        let broken = left.broken || right.broken;
        self.bounded(range, Node { expr: join(left.expr, right.expr), height, broken })
    }

    /// `node`, unless it is too deep; then the rest of the expression is skipped.
    fn bounded(&mut self, range: Range<usize>, node: Node) -> Node {
        if node.height <= MAX_DEPTH {
            return node;
        }
        self.too_deep(range);
        Node::broken()
    }

    fn too_deep(&mut self, range: Range<usize>) {
        let message = format!("an expression nests at most {MAX_DEPTH} deep");
        self.findings.add(Code::E303, range, message, |finding| {
            finding.help("give a part of it a name under [define] and use the name")
        });
        self.findings.stop();
    }

    fn disjunction(&mut self) -> Node {
        let start = self.here();
        let mut parts = vec![self.conjunction()];
        while self.eat_keyword("or") {
            parts.push(self.conjunction());
        }
        self.flat(start, parts, Expr::any)
    }

    fn conjunction(&mut self) -> Node {
        let start = self.here();
        let mut parts = vec![self.negation()];
        loop {
            if self.eat_keyword("and") {
                parts.push(self.negation());
            } else if self.at_operand() {
                let broken = parts.last().is_some_and(|part| part.broken);
                if !broken {
                    self.unconnected();
                }
                parts.push(self.negation());
            } else {
                break;
            }
        }
        self.flat(start, parts, Expr::all)
    }

    /// Several operands under one operator.
    fn flat(&mut self, start: Range<usize>, parts: Vec<Node>, join: fn(Vec<Expr>) -> Expr) -> Node {
        let several = usize::from(parts.len() > 1);
        let height = several + parts.iter().map(|part| part.height).max().unwrap_or(1);
        let broken = parts.iter().any(|part| part.broken);
        let expr = join(parts.into_iter().map(|part| part.expr).collect());
        self.bounded(start, Node { expr, height, broken })
    }

    /// Whether the next token begins a condition.
    fn at_operand(&mut self) -> bool {
        match self.kind() {
            Some(Kind::Open) => true,
            Some(Kind::Word) => {
                !self.at_keyword_connecting()
                    && self.peek().is_some_and(|token| {
                        matches!(token.text, "not" | "true" | "false")
                            || !RESERVED.contains(&token.text)
                    })
            }
            _ => false,
        }
    }

    fn unconnected(&mut self) {
        let range = self.here();
        self.findings.add(Code::E308, range, "two conditions need a word between them", |f| {
            f.help("write `and`, `or`, `implies` or `iff` before this one")
        });
    }

    /// `{ "not" } atom`
    fn negation(&mut self) -> Node {
        let start = self.here();
        let mut count = 0;
        while self.eat_keyword("not") {
            count += 1;
        }
        let Node { mut expr, height, broken } = self.atom();
        if height + count > MAX_DEPTH {
            self.too_deep(start);
            return Node::broken();
        }
        for _ in 0..count {
            expr = Expr::Not(Box::new(expr));
        }
        Node { expr, height: height + count, broken }
    }

    fn atom(&mut self) -> Node {
        if self.eat_keyword("true") {
            return self.not_compared(Node::leaf(Expr::Const(true)));
        }
        if self.eat_keyword("false") {
            return self.not_compared(Node::leaf(Expr::Const(false)));
        }
        match self.kind() {
            Some(Kind::Open) => self.parenthesis(),
            Some(Kind::Word) if !self.at_keyword_of_any() => self.name(),
            _ => self.missing_operand(),
        }
    }

    /// Whether the next word is one of the language rather than a name.
    fn at_keyword_of_any(&mut self) -> bool {
        self.at_keyword_connecting()
            || self.peek().is_some_and(|token| RESERVED.contains(&token.text))
    }

    /// Where a condition should begin and none does.
    fn missing_operand(&mut self) -> Node {
        let (range, shown) = (self.here(), self.shown());
        let Some(token) = self.peek() else {
            self.empty(range);
            return Node::broken();
        };
        let (text, kind) = (token.text, token.kind);
        let message = format!("a condition should stand here, not {shown}");
        self.findings.add(Code::E301, range, message, |finding| match (kind, text) {
            (Kind::Compare(_), _) => finding.help("a term should stand on the left of it"),
            (Kind::OpenBrace | Kind::OpenBracket, _) => finding
                .help("conditions are grouped with `(` and `)`; options are listed after `in`"),
            (_, "with" | "has" | "have" | "package" | "packages") => {
                finding.help("whole questions stand only under `ask`")
            }
            _ => finding,
        });
        // Connecting words and closing marks belong to whoever is waiting for them.
        let waited_for = matches!(text, "and" | "or" | "implies" | "iff")
            || matches!(kind, Kind::Close | Kind::FatArrow)
            || (self.place == Place::Question && matches!(text, "with" | "has" | "have"));
        if !waited_for {
            self.next();
            // `{ a, b }` without `term in`: all of it.
            if matches!(kind, Kind::OpenBrace | Kind::OpenBracket) {
                self.skip_list();
            } else if matches!(kind, Kind::Compare(_)) && self.kind() == Some(Kind::Word) {
                self.next();
            }
        }
        Node::broken()
    }

    fn parenthesis(&mut self) -> Node {
        let open = self.here();
        if self.depth >= MAX_DEPTH {
            self.too_deep(open);
            return Node::broken();
        }
        self.next();
        self.depth += 1;
        let mut node = if self.kind() == Some(Kind::Close) {
            let range = open.start..self.here().end;
            self.empty(range);
            Node::broken()
        } else {
            self.condition()
        };
        self.depth -= 1;
        if self.eat(Kind::Close) {
            return self.not_compared(node);
        }
        if self.peek().is_some() && !self.at_part_of_question() {
            self.stray();
            node.broken = true;
            // Whatever follows is read with the part in the parenthesis.
            while self.peek().is_some() && self.kind() != Some(Kind::Close) {
                if self.at_part_of_question() {
                    break;
                }
                self.next();
            }
            if self.eat(Kind::Close) {
                return node;
            }
        }
        self.findings.add(Code::E304, open, "this `(` is never closed", |f| {
            f.help("add the `)` that belongs to it")
        });
        node.broken = true;
        node
    }

    /// Reports a comparison after what is true or false already: `a = b = c`, `deal = true`.
    pub(super) fn not_compared(&mut self, mut node: Node) -> Node {
        while let Some(Kind::Compare(_)) = self.kind() {
            if !node.broken {
                let (range, shown) = (self.here(), self.shown());
                let message = format!("{shown} after what is already true or false");
                self.findings.add(Code::E309, range, message, |finding| {
                    finding.help(
                        "to negate it write `not` before it; to compare two conditions write `iff`",
                    )
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

    pub(super) fn at_keyword_connecting(&mut self) -> bool {
        ["and", "or", "implies", "iff"].into_iter().any(|word| self.at_keyword(word))
            || self.at_part_of_question()
    }
}
