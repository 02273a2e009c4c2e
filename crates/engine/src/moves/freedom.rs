//! What one mover may do in one term.
//!
//! The options between which it may go back and forth form a class; between classes there are only
//! one-way moves. A reversible term has one class.

use detente_scenario::model::Term;
use detente_scenario::{OptionId, TermId};

/// A preorder over the options of one term: which changes a mover may make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Freedom {
    pub(crate) term: TermId,
    /// Per option its class.
    class_of: Vec<u8>,
    /// `classes × classes`: whether the first leads to the second.
    leads: Vec<bool>,
    classes: usize,
}

impl Freedom {
    /// What those who control `term` may do; nothing if they may not change it at all.
    pub(crate) fn of_controller(id: TermId, term: &Term) -> Option<Self> {
        Self::new(id, term.options.len(), |from, to| !term.cannot.contains(&(from, to)))
    }

    /// What one of several who control `term` may do alone: take it back to `fallback`.
    pub(crate) fn of_withdrawal(id: TermId, term: &Term, fallback: OptionId) -> Option<Self> {
        Self::new(id, term.options.len(), |from, to| {
            to == fallback && !term.cannot.contains(&(from, to))
        })
    }

    /// Any change at all.
    pub(crate) fn whole(term: TermId, options: usize) -> Self {
        Self { term, class_of: vec![0; options], leads: vec![true], classes: 1 }
    }

    /// `allows` must be transitive; it is not asked about staying.
    fn new(
        term: TermId,
        options: usize,
        allows: impl Fn(OptionId, OptionId) -> bool,
    ) -> Option<Self> {
        let allows = |from, to| from == to || allows(OptionId::new(from), OptionId::new(to));
        if !(0..options).any(|from| (0..options).any(|to| from != to && allows(from, to))) {
            return None;
        }
        let mut class_of: Vec<u8> = Vec::with_capacity(options);
        let mut first: Vec<usize> = Vec::new();
        for option in 0..options {
            let same = |&other: &usize| allows(option, other) && allows(other, option);
            let class = first.iter().position(same).unwrap_or_else(|| {
                first.push(option);
                first.len() - 1
            });
            class_of.push(class as u8);
        }
        let pairs = first.iter().flat_map(|&from| first.iter().map(move |&to| (from, to)));
        let leads = pairs.map(|(from, to)| allows(from, to)).collect();
        Some(Self { term, class_of, leads, classes: first.len() })
    }

    /// Number of classes.
    pub(crate) const fn classes(&self) -> usize {
        self.classes
    }

    /// The class of an option.
    pub(crate) fn class(&self, option: usize) -> usize {
        usize::from(self.class_of[option])
    }

    /// Whether class `from` leads to class `to`.
    pub(crate) fn leads(&self, from: usize, to: usize) -> bool {
        self.leads[from * self.classes + to]
    }

    /// The options to which the term may be changed from `from`, which it is among, as listed.
    pub(crate) fn options(&self, from: OptionId) -> impl Iterator<Item = OptionId> + '_ {
        let all = (0..self.class_of.len()).map(OptionId::new);
        all.filter(move |&to| self.allows(from, to))
    }

    /// Whether the term may be changed from `from` to `to`, or stays.
    pub(crate) fn allows(&self, from: OptionId, to: OptionId) -> bool {
        from == to || self.leads(self.class(from.index()), self.class(to.index()))
    }
}
