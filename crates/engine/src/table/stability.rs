//! The stability columns of the table: what [`crate::predicate::stable`] needs, prepared once.

use super::PackageTable;
use crate::bits::Bits;
use crate::moves::{Members, Moves};
use crate::parallel;
use crate::predicate::stable::{Opponents, Player, stable, thresholds};
use detente_scenario::{Concept, Expr, PartyId, Predicate};
use std::sync::Arc;

impl<'t> PackageTable<'t> {
    /// Who can change what.
    pub(crate) fn moves(&self) -> &Moves {
        &self.moves
    }

    /// `party` as one that moves.
    pub(crate) fn player(&self, party: PartyId) -> Player<'_> {
        let ranks = self.ranks(party);
        Player {
            groups: self.moves.groups(self.rows(), party),
            ranks: ranks.as_slice(),
            levels: ranks.levels(),
        }
    }

    /// The rows of every group of `party`, worst first.
    pub(crate) fn members(&self, party: PartyId) -> &Arc<Members> {
        self.members[party.index()].get_or_init(|| match self.base {
            Some(base) if !self.differs(party) => Arc::clone(base.members(party)),
            _ => {
                let player = self.player(party);
                Arc::new(Members::sorted(player.groups, player.ranks))
            }
        })
    }

    /// The same, if somebody has asked for them already.
    pub(crate) fn sorted_members(&self, party: PartyId) -> Option<&Members> {
        self.members[party.index()].get().map(|members| &**members)
    }

    /// Computes what the columns of `exprs` share, before several threads ask for it at once: a thread
    /// that waits for another's first look at a column must not be the one that the other waits for.
    pub(crate) fn prepare<'e>(&self, exprs: impl IntoIterator<Item = &'e Expr>) {
        for party in self.scenario().party_ids() {
            self.ranks(party);
        }
        let mut moves = false;
        for expr in exprs {
            expr.walk(&mut |part| {
                moves |= matches!(
                    part,
                    Expr::Predicate(Predicate::Stable(..) | Predicate::Equilibrium(_))
                );
            });
        }
        if moves {
            for player in self.moves.players() {
                self.members(player);
                self.moves.others_together(self.rows(), player);
            }
        }
    }

    /// Those who can answer `party` when it moves.
    pub(crate) fn opponents(&self, party: PartyId, concept: Concept) -> Opponents<'_> {
        let mut others = self.moves.players();
        others.retain(|&other| other != party);
        let together = match concept {
            Concept::Gmr | Concept::Smr => self.moves.others_together(self.rows(), party),
            Concept::R | Concept::Seq | Concept::Sseq => None,
        };
        let sorted = together.is_none() && concept != Concept::R;
        Opponents {
            players: others.iter().map(|&other| self.player(other)).collect(),
            members: if sorted {
                others.iter().map(|&other| &**self.members(other)).collect()
            } else {
                Vec::new()
            },
            together,
        }
    }

    /// The packages that are stable for all of `parties`. A party that cannot move is content with
    /// everything.
    pub(super) fn stable(&self, parties: &[PartyId], concept: Concept) -> Arc<Bits> {
        let players = self.moves.players();
        let asked: Vec<PartyId> =
            parties.iter().copied().filter(|party| players.contains(party)).collect();
        let of = |party| Expr::Predicate(Predicate::Stable(party, concept));
        let unknown: Vec<PartyId> =
            asked.iter().copied().filter(|&party| self.known(&of(party)).is_none()).collect();
        // Everything that uses both cores itself, or is computed once for several, comes first.
        let prepared: Vec<(Player<'_>, Opponents<'_>)> = unknown
            .iter()
            .map(|&party| (self.player(party), self.opponents(party, concept)))
            .collect();
        let columns = parallel::map(prepared.len(), |at| {
            let (own, opponents) = &prepared[at];
            stable(*own, &thresholds(concept, *own, opponents))
        });
        for (party, column) in unknown.into_iter().zip(columns) {
            self.keep(&of(party), &Arc::new(column));
        }
        let mut all: Option<Arc<Bits>> = None;
        for column in asked.iter().filter_map(|&party| self.known(&of(party))) {
            all = Some(match all {
                None => column,
                Some(all) => Arc::new((*all).clone().and(&column).clone()),
            });
        }
        all.unwrap_or_else(|| self.constant(true))
    }
}
