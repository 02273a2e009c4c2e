//! Who can change what: the moves of the graph model, over rows.
//!
//! A *mover* is a party that moves alone, or several parties that move together a term that they
//! control jointly. In one move a mover changes any of its terms at once, from possible package to
//! possible package, except what `cannot` forbids; a party may besides withdraw a joint term to its
//! `fallback`. What a mover may do in one term is a preorder over the term's options, so its moves
//! are transitive, and a sequence of moves in which nobody moves twice in a row reaches exactly what
//! any sequence reaches (Fang, Hipel & Kilgour 1993; checked against that definition in the tests).

mod condense;
mod freedom;
mod groups;
mod members;
mod shared;

pub(crate) use condense::Condensed;
pub(crate) use freedom::Freedom;
pub(crate) use groups::{Groups, components};
pub(crate) use members::Members;
pub(crate) use shared::Moves;

use crate::space::Rows;
use detente_scenario::{OptionId, PartyId, Scenario, TermId};

/// One party, or several that move together, and what they may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mover {
    /// Who moves, in file order: one party, or all that control a joint term.
    pub parties: Vec<PartyId>,
    /// The terms in which there is something to move, in file order.
    pub(crate) freedoms: Vec<Freedom>,
}

impl Mover {
    /// What `party` may change alone: its own terms, and joint terms back to their fallback.
    #[must_use]
    pub fn alone(scenario: &Scenario, party: PartyId) -> Self {
        let freedoms = scenario.term_ids().filter_map(|id| {
            let term = scenario.term(id);
            match (term.by.as_slice(), term.fallback) {
                ([by], _) if *by == party => Freedom::of_controller(id, term),
                (by, Some(fallback)) if by.len() > 1 && by.contains(&party) => {
                    Freedom::of_withdrawal(id, term, fallback)
                }
                _ => None,
            }
        });
        Self { parties: vec![party], freedoms: freedoms.collect() }
    }

    /// Every set of parties that controls a term jointly, with the terms of exactly that set; in file
    /// order of the terms.
    #[must_use]
    pub fn joint(scenario: &Scenario) -> Vec<Self> {
        let mut movers: Vec<Self> = Vec::new();
        for id in scenario.term_ids() {
            let term = scenario.term(id);
            if term.by.len() < 2 {
                continue;
            }
            let mut parties = term.by.clone();
            parties.sort_unstable();
            let Some(freedom) = Freedom::of_controller(id, term) else { continue };
            match movers.iter_mut().find(|mover| mover.parties == parties) {
                Some(mover) => mover.freedoms.push(freedom),
                None => movers.push(Self { parties, freedoms: vec![freedom] }),
            }
        }
        movers
    }

    /// The movers inside a coalition: each member alone, then the sets of members that control a term
    /// jointly; those that can move nothing are left out.
    #[must_use]
    pub fn inside(scenario: &Scenario, members: &[PartyId]) -> Vec<Self> {
        let alone = members.iter().map(|&party| Self::alone(scenario, party));
        let joint = Self::joint(scenario)
            .into_iter()
            .filter(|mover| mover.parties.iter().all(|party| members.contains(party)));
        alone.chain(joint).filter(|mover| !mover.freedoms.is_empty()).collect()
    }

    /// Whether there is anything that it could change.
    #[must_use]
    pub fn can_move(&self) -> bool {
        !self.freedoms.is_empty()
    }

    /// The terms in which there is something to move.
    pub fn terms(&self) -> impl Iterator<Item = TermId> + '_ {
        self.freedoms.iter().map(|freedom| freedom.term)
    }

    /// Whether every move can be taken back.
    #[must_use]
    pub fn is_reversible(&self) -> bool {
        self.freedoms.iter().all(|freedom| freedom.classes() == 1)
    }

    /// Whether one move, possible or not, leads from `from` to `to`: the definition.
    #[must_use]
    pub fn may_move(&self, from: &[OptionId], to: &[OptionId]) -> bool {
        let free = |term: usize| self.freedoms.iter().find(|f| f.term.index() == term);
        from != to
            && (0..from.len()).all(|term| {
                from[term] == to[term]
                    || free(term).is_some_and(|freedom| freedom.allows(from[term], to[term]))
            })
    }
}

/// The parties that control a term, alone or with others, in file order: the decision makers.
#[must_use]
pub fn decision_makers(scenario: &Scenario) -> Vec<PartyId> {
    scenario.party_ids().filter(|&party| scenario.controls_a_term(party)).collect()
}

impl Mover {
    /// The rows to which one move leads from `from`, ascending. Cost: one look-up per combination of
    /// the mover's options, or one pass over the rows where these are fewer.
    #[must_use]
    pub fn reach(&self, rows: &Rows, from: &[OptionId]) -> Vec<usize> {
        let combinations = self.freedoms.iter().try_fold(1usize, |n, freedom| {
            n.checked_mul(freedom.options(from[freedom.term.index()]).count())
        });
        let mut found = Vec::new();
        if combinations.is_none_or(|n| n > rows.len()) {
            let packages = (0..rows.len()).map(|row| (row, rows.package(row)));
            found.extend(packages.filter(|(_, to)| self.may_move(from, to)).map(|(row, _)| row));
            return found;
        }
        self.for_each_in(
            from,
            |_| true,
            |to| {
                if to != from {
                    found.extend(rows.row(to));
                }
            },
        );
        found
    }

    /// Calls `visit` with every package, possible or not, to which the mover's terms that `wanted`
    /// accepts can be changed from `from`, `from` itself included, in the order of the numbering.
    pub(crate) fn for_each_in(
        &self,
        from: &[OptionId],
        wanted: impl Fn(TermId) -> bool,
        mut visit: impl FnMut(&[OptionId]),
    ) {
        let free: Vec<(usize, Vec<OptionId>)> = self
            .freedoms
            .iter()
            .filter(|freedom| wanted(freedom.term))
            .map(|freedom| {
                let term = freedom.term.index();
                (term, freedom.options(from[term]).collect())
            })
            .collect();
        let mut package = from.to_vec();
        let mut digits = vec![0; free.len()];
        loop {
            for ((term, options), &digit) in free.iter().zip(&digits) {
                package[*term] = options[digit];
            }
            visit(&package);
            // The next combination, last term fastest.
            let more = |&d: &usize| digits[d] + 1 < free[d].1.len();
            let Some(next) = (0..digits.len()).rev().find(more) else { return };
            digits[next] += 1;
            digits[next + 1..].fill(0);
        }
    }
}
