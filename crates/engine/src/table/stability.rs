//! The stability columns of the table: what [`crate::predicate::stable`] needs, prepared once.

use super::PackageTable;
use crate::bits::Bits;
use crate::moves::{Condensed, Groups, Members, Mover, Moves};
use crate::parallel;
use crate::predicate::stable::{Opponents, Player, stable, thresholds};
use detente_scenario::{Concept, Expr, PartyId, Predicate};
use std::sync::Arc;

/// Several parties that move together what they control jointly.
pub(crate) struct Joint {
    pub(crate) parties: Vec<PartyId>,
    pub(crate) groups: Groups,
    /// In the order of the first party; what the others think is asked row by row.
    pub(crate) members: Members,
}

impl<'t> PackageTable<'t> {
    /// Those that move jointly controlled terms.
    pub(crate) fn joint(&self) -> &[Joint] {
        self.joint.get_or_init(|| {
            let joint = Mover::joint(self.scenario()).into_iter().map(|mover| {
                let groups = Groups::of(self.rows(), &mover);
                let members = Members::sorted(&groups, self.ranks(mover.parties[0]).as_slice());
                Joint { parties: mover.parties, groups, members }
            });
            joint.collect()
        })
    }

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

    /// The groups of `party` with their rows, if somebody has asked for them already.
    pub(crate) fn members_known(&self, party: PartyId) -> Option<(&Groups, &Members)> {
        let members = match (self.members[party.index()].get(), self.base) {
            (Some(members), _) => members,
            (None, Some(base)) if !self.differs(party) => base.members[party.index()].get()?,
            _ => return None,
        };
        Some((self.moves.groups(self.rows(), party), members))
    }

    /// Computes what the columns of `exprs` share, before several threads ask for it at once: a thread
    /// that waits for another's first look at a column must not be the one that the other waits for.
    pub(crate) fn prepare<'e>(&self, exprs: impl IntoIterator<Item = &'e Expr>) {
        let parties = self.scenario().parties.len();
        parallel::map(parties, |party| {
            self.ranks(PartyId::new(party));
        });
        let mut concepts: Vec<Concept> = Vec::new();
        for expr in exprs {
            expr.walk(&mut |part| {
                if let Expr::Predicate(
                    Predicate::Stable(_, concept) | Predicate::Equilibrium(concept),
                ) = part
                {
                    concepts.push(*concept);
                }
            });
        }
        if concepts.is_empty() {
            return;
        }
        let players = self.moves.players();
        parallel::map(players.len(), |at| {
            self.members(players[at]);
        });
        if concepts.iter().any(|concept| matches!(concept, Concept::Gmr | Concept::Smr)) {
            parallel::map(players.len(), |at| {
                self.moves.others_together(self.rows(), players[at]);
            });
        }
        if concepts.iter().any(|&concept| concept != Concept::R) {
            self.condensed();
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

    /// One row of each kind, if that is much less than all.
    fn condensed(&self) -> Option<&Condensed> {
        if let Some(base) = self.base {
            // Nothing hangs on the parties that do not move.
            let same = !self.moves.players().into_iter().any(|player| self.differs(player));
            // What does not pay in one reading does not in another.
            if same || base.condensed().is_none() {
                return base.condensed();
            }
        }
        let condensed = self.condensed.get_or_init(|| {
            let players = self.moves.players();
            let ranks: Vec<&[u32]> =
                players.iter().map(|&party| self.ranks(party).as_slice()).collect();
            Condensed::of(self.scenario(), self.rows(), &self.moves, &ranks)
        });
        condensed.as_ref()
    }

    /// The player at position `at` and those who answer it, on the rows that stand for their kind.
    fn condensed_game<'c>(
        &'c self,
        condensed: &'c Condensed,
        at: usize,
        concept: Concept,
    ) -> (Player<'c>, Opponents<'c>) {
        let players = self.moves.players();
        let player = |at: usize| Player {
            groups: &condensed.players[at].groups,
            ranks: &condensed.players[at].ranks,
            levels: self.ranks(players[at]).levels(),
        };
        let others: Vec<usize> = (0..players.len()).filter(|&other| other != at).collect();
        let opponents = Opponents {
            players: others.iter().map(|&other| player(other)).collect(),
            members: others.iter().map(|&other| &condensed.players[other].members).collect(),
            together: match concept {
                Concept::Gmr | Concept::Smr => condensed.together(self.rows(), &self.moves, at),
                Concept::R | Concept::Seq | Concept::Sseq => None,
            },
        };
        (player(at), opponents)
    }

    /// The packages that are stable for all of `parties`. A party that cannot move is content with
    /// everything.
    pub(super) fn stable(&self, parties: &[PartyId], concept: Concept) -> Arc<Bits> {
        let players = self.moves.players();
        let asked: Vec<PartyId> =
            parties.iter().copied().filter(|party| players.contains(party)).collect();
        let of = |party| Expr::Predicate(Predicate::Stable(party, concept));
        let mut found: Vec<Arc<Bits>> = Vec::new();
        let mut unknown = Vec::new();
        for party in asked {
            match self.known(&of(party)).or_else(|| self.of_base(&of(party))?.ok()) {
                Some(column) => found.push(column),
                None => unknown.push(party),
            }
        }
        let short = concept == Concept::R || unknown.is_empty();
        let condensed = if short { None } else { self.condensed() };
        // Everything that uses both cores itself, or is computed once for several, comes first.
        let prepared: Vec<(Player<'_>, Opponents<'_>)> = unknown
            .iter()
            .map(|&party| match condensed {
                Some(condensed) => {
                    let at = players.iter().position(|&player| player == party).unwrap_or(0);
                    self.condensed_game(condensed, at, concept)
                }
                None => (self.player(party), self.opponents(party, concept)),
            })
            .collect();
        let columns = parallel::map(prepared.len(), |at| {
            let (own, opponents) = &prepared[at];
            let stands = stable(*own, &thresholds(concept, *own, opponents));
            match condensed {
                Some(condensed) => condensed.expand(&stands),
                None => stands,
            }
        });
        for (party, column) in unknown.into_iter().zip(columns) {
            let column = Arc::new(column);
            self.keep(&of(party), &column);
            found.push(column);
        }
        found
            .into_iter()
            .reduce(|all, column| Arc::new((*all).clone().and(&column).clone()))
            .unwrap_or_else(|| self.constant(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, Limits};
    use detente_scenario::load;
    use std::fmt::Write;

    /// Three parties, of whose options some make no difference, one-way terms and rules among them.
    fn with_duplicates(random: &mut fastrand::Rng) -> String {
        let mut text =
            String::from("[scenario]\ntitle = \"t\"\n\n[party]\na = {}\nb = {}\nc = {}\n");
        for term in 0..5 {
            let by = ["a", "b", "c", "a", ""][term];
            let owners = if by.is_empty() { "[]".to_owned() } else { format!("\"{by}\"") };
            let _ = write!(
                text,
                "\n[[term]]\nid = \"t{term}\"\nby = {owners}\noptions = [\"o0\", \"o1\", \"o2\"]\nnow = \"o0\"\n"
            );
            if !by.is_empty() && random.usize(..4) == 0 {
                text.push_str("cannot = ['o2 -> o0', 'o2 -> o1']\n");
            }
        }
        // Only the first options of the first terms are ever told apart.
        let mut atom = || format!("t{} = o{}", random.usize(..4), random.usize(..2));
        let _ = write!(text, "\n[[rule]]\nforbid = '{} and {}'\n", atom(), atom());
        for party in ["a", "b", "c"] {
            for _ in 0..4 {
                let _ =
                    write!(text, "\n[[priority.{party}]]\nwants = '{} iff {}'\n", atom(), atom());
            }
        }
        text
    }

    #[test]
    fn one_of_each_kind_is_enough() {
        let mut random = fastrand::Rng::with_seed(11);
        let mut condensed_models = 0;
        for _ in 0..300 {
            let loaded = load(with_duplicates(&mut random).as_bytes());
            let Some(scenario) = loaded.scenario else { panic!("{:?}", loaded.diagnostics) };
            let table =
                PackageTable::build(Case::of(&scenario), &Limits::default()).expect("small");
            let Some(condensed) = table.condensed() else { continue };
            condensed_models += 1;
            for concept in Concept::ALL {
                for (at, party) in table.moves.players().into_iter().enumerate() {
                    let (own, opponents) = (table.player(party), table.opponents(party, concept));
                    let direct = stable(own, &thresholds(concept, own, &opponents));
                    let (own, opponents) = table.condensed_game(condensed, at, concept);
                    let stands = stable(own, &thresholds(concept, own, &opponents));
                    assert_eq!(condensed.expand(&stands), direct, "{concept:?} {at}");
                }
            }
        }
        assert!(condensed_models > 100, "{condensed_models}");
    }
}
