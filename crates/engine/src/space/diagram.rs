//! Decision diagrams over the terms: what the rules allow, without trying every package.
//!
//! A node asks for one term's option and has one child per option; terms are asked in file order;
//! equal nodes are one node, and a node whose children are all the same is left out (the reduced
//! ordered multi-valued decision diagrams of Srinivasan, Kam, Malik & Brayton 1990). From the
//! diagram of all rules the possible packages are counted exactly before any is listed, and listed
//! without a dead end.
//!
//! Cost: the product of the operands' sizes for one operation, in practice their sum; bounded by a
//! number of nodes, beyond which the work is refused.

use super::Space;
use crate::limits::Refusal;
use detente_scenario::{DefinitionId, Expr, Scenario};
use rustc_hash::FxHashMap;

/// A node by its number.
pub(crate) type Node = u32;

/// The diagram of what never holds.
pub(crate) const FALSE: Node = 0;
/// The diagram of what always holds.
pub(crate) const TRUE: Node = 1;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Operation {
    And,
    Or,
}

/// A family of diagrams over the terms of one space that share their nodes.
pub(crate) struct Diagrams<'a> {
    scenario: &'a Scenario,
    space: &'a Space,
    /// Per node: the term asked for, and where its children begin. Terminals ask for no term.
    nodes: Vec<(u16, u32)>,
    children: Vec<Node>,
    unique: FxHashMap<(u16, Box<[Node]>), Node>,
    combined: FxHashMap<(Operation, Node, Node), Node>,
    negated: FxHashMap<Node, Node>,
    defined: FxHashMap<DefinitionId, Node>,
    limit: usize,
}

impl<'a> Diagrams<'a> {
    pub(crate) fn new(scenario: &'a Scenario, space: &'a Space, limit: usize) -> Self {
        let beyond = space.terms() as u16;
        Self {
            scenario,
            space,
            nodes: vec![(beyond, 0), (beyond, 0)],
            children: Vec::new(),
            unique: FxHashMap::default(),
            combined: FxHashMap::default(),
            negated: FxHashMap::default(),
            defined: FxHashMap::default(),
            limit,
        }
    }

    /// The term that `node` asks for; the number of terms for a terminal.
    pub(crate) fn level(&self, node: Node) -> usize {
        usize::from(self.nodes[node as usize].0)
    }

    /// The child of `node` if `term` has option `option`; `node` itself if it does not ask for it.
    pub(crate) fn child(&self, node: Node, term: usize, option: usize) -> Node {
        let (level, first) = self.nodes[node as usize];
        if usize::from(level) == term { self.children[first as usize + option] } else { node }
    }

    fn make(&mut self, term: usize, children: Box<[Node]>) -> Result<Node, Refusal> {
        if children.iter().all(|&child| child == children[0]) {
            return Ok(children[0]);
        }
        let key = (term as u16, children);
        if let Some(&node) = self.unique.get(&key) {
            return Ok(node);
        }
        if self.nodes.len() >= self.limit {
            return Err(Refusal::Rules { limit: self.limit });
        }
        let node = self.nodes.len() as Node;
        self.nodes.push((key.0, self.children.len() as u32));
        self.children.extend_from_slice(&key.1);
        self.unique.insert(key, node);
        Ok(node)
    }

    fn combine(&mut self, operation: Operation, a: Node, b: Node) -> Result<Node, Refusal> {
        let (absorbing, neutral) = match operation {
            Operation::And => (FALSE, TRUE),
            Operation::Or => (TRUE, FALSE),
        };
        if a == absorbing || b == absorbing {
            return Ok(absorbing);
        }
        if a == neutral || a == b {
            return Ok(b);
        }
        if b == neutral {
            return Ok(a);
        }
        let key = (operation, a.min(b), a.max(b));
        if let Some(&node) = self.combined.get(&key) {
            return Ok(node);
        }
        let term = self.level(a).min(self.level(b));
        let mut children = Vec::with_capacity(self.space.radix(term));
        for option in 0..self.space.radix(term) {
            let (x, y) = (self.child(a, term, option), self.child(b, term, option));
            children.push(self.combine(operation, x, y)?);
        }
        let node = self.make(term, children.into())?;
        self.combined.insert(key, node);
        Ok(node)
    }

    /// Where both hold.
    pub(crate) fn and(&mut self, a: Node, b: Node) -> Result<Node, Refusal> {
        self.combine(Operation::And, a, b)
    }

    /// Where either holds.
    pub(crate) fn or(&mut self, a: Node, b: Node) -> Result<Node, Refusal> {
        self.combine(Operation::Or, a, b)
    }

    /// Where it does not hold.
    pub(crate) fn not(&mut self, a: Node) -> Result<Node, Refusal> {
        if a <= TRUE {
            return Ok(TRUE - a);
        }
        if let Some(&node) = self.negated.get(&a) {
            return Ok(node);
        }
        let term = self.level(a);
        let mut children = Vec::with_capacity(self.space.radix(term));
        for option in 0..self.space.radix(term) {
            children.push(self.not(self.child(a, term, option))?);
        }
        let node = self.make(term, children.into())?;
        self.negated.insert(a, node);
        Ok(node)
    }

    /// Where a condition on terms holds. A predicate over the table counts as false.
    pub(crate) fn condition(&mut self, expr: &Expr) -> Result<Node, Refusal> {
        let scenario = self.scenario;
        match expr {
            Expr::Const(value) => Ok(Node::from(*value)),
            Expr::Compare(term, comparison, option) => {
                let options = 0..self.space.radix(term.index());
                let children =
                    options.map(|o| Node::from(comparison.holds(o, option.index()))).collect();
                self.make(term.index(), children)
            }
            Expr::In(term, list) => {
                let options = 0..self.space.radix(term.index());
                let children = options
                    .map(|o| Node::from(list.iter().any(|option| option.index() == o)))
                    .collect();
                self.make(term.index(), children)
            }
            Expr::Defined(id) => {
                if let Some(&node) = self.defined.get(id) {
                    return Ok(node);
                }
                let node = self.condition(&scenario.definition(*id).condition.expr)?;
                self.defined.insert(*id, node);
                Ok(node)
            }
            Expr::Not(a) => {
                let a = self.condition(a)?;
                self.not(a)
            }
            Expr::And(parts) => parts.iter().try_fold(TRUE, |node, part| {
                let part = self.condition(part)?;
                self.and(node, part)
            }),
            Expr::Or(parts) => parts.iter().try_fold(FALSE, |node, part| {
                let part = self.condition(part)?;
                self.or(node, part)
            }),
            Expr::Implies(a, b) => {
                let a = self.condition(a)?;
                let (a, b) = (self.not(a)?, self.condition(b)?);
                self.or(a, b)
            }
            Expr::Iff(a, b) => {
                let (a, b) = (self.condition(a)?, self.condition(b)?);
                let both = self.and(a, b)?;
                let (a, b) = (self.not(a)?, self.not(b)?);
                let neither = self.and(a, b)?;
                self.or(both, neither)
            }
            Expr::Predicate(_) => Ok(FALSE),
        }
    }

    /// Where all of `conditions` hold.
    pub(crate) fn all<'e>(
        &mut self,
        conditions: impl IntoIterator<Item = &'e Expr>,
    ) -> Result<Node, Refusal> {
        conditions.into_iter().try_fold(TRUE, |node, condition| {
            let condition = self.condition(condition)?;
            self.and(node, condition)
        })
    }

    /// In how many ways the terms `from..to` can be set so that `node` is not yet [`FALSE`], where
    /// `node` asks for no term before `from`. Saturates at [`u128::MAX`].
    pub(crate) fn count(&self, node: Node, from: usize, to: usize) -> u128 {
        let mut memo = FxHashMap::default();
        self.count_into(node, from, to, &mut memo)
    }

    fn count_into(
        &self,
        node: Node,
        from: usize,
        to: usize,
        memo: &mut FxHashMap<Node, u128>,
    ) -> u128 {
        let free = |range: std::ops::Range<usize>| {
            range.fold(1u128, |n, term| n.saturating_mul(self.space.radix(term) as u128))
        };
        let level = self.level(node);
        if node == FALSE {
            return 0;
        }
        if level >= to {
            return free(from..to);
        }
        let below = match memo.get(&node) {
            Some(&below) => below,
            None => {
                let below = (0..self.space.radix(level)).fold(0u128, |sum, option| {
                    let child = self.child(node, level, option);
                    sum.saturating_add(self.count_into(child, level + 1, to, memo))
                });
                memo.insert(node, below);
                below
            }
        };
        below.saturating_mul(free(from..level))
    }

    /// Calls `visit(number, node)` for every way to set the terms `from..to` that leaves `node`
    /// other than [`FALSE`]: the number they make, ascending, and the node that is left.
    pub(crate) fn walk(
        &self,
        node: Node,
        from: usize,
        to: usize,
        visit: &mut impl FnMut(u64, Node),
    ) {
        self.walk_from(node, from, to, 0, visit);
    }

    fn walk_from(
        &self,
        node: Node,
        term: usize,
        to: usize,
        number: u64,
        visit: &mut impl FnMut(u64, Node),
    ) {
        if node == FALSE {
            return;
        }
        if term == to {
            visit(number, node);
            return;
        }
        let radix = self.space.radix(term);
        for option in 0..radix {
            let child = self.child(node, term, option);
            self.walk_from(child, term + 1, to, number * radix as u64 + option as u64, visit);
        }
    }
}
