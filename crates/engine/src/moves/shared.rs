//! What all tables with the same rows know of moves.

use super::{Groups, Mover, components};
use crate::space::Rows;
use detente_scenario::{PartyId, Scenario};
use std::sync::OnceLock;

/// The movers of a file and their groups of rows, computed once, when somebody asks for them.
pub(crate) struct Moves {
    /// Per party what it may change alone.
    movers: Vec<Mover>,
    groups: Vec<OnceLock<Groups>>,
    together: Vec<OnceLock<Option<Groups>>>,
}

impl Moves {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let parties = scenario.parties.len();
        Self {
            movers: scenario.party_ids().map(|party| Mover::alone(scenario, party)).collect(),
            groups: (0..parties).map(|_| OnceLock::new()).collect(),
            together: (0..parties).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The parties that can change something alone, in file order.
    pub(crate) fn players(&self) -> Vec<PartyId> {
        let players = self.movers.iter().filter(|mover| mover.can_move());
        players.flat_map(|mover| mover.parties.iter().copied()).collect()
    }

    /// What `party` may change alone.
    pub(crate) fn mover(&self, party: PartyId) -> &Mover {
        &self.movers[party.index()]
    }

    /// The groups of `party`.
    pub(crate) fn groups(&self, rows: &Rows, party: PartyId) -> &Groups {
        self.groups[party.index()].get_or_init(|| Groups::of(rows, self.mover(party)))
    }

    /// What all other players reach from each other, if they can take back every move.
    pub(crate) fn others_together(&self, rows: &Rows, party: PartyId) -> Option<&Groups> {
        let together = self.together[party.index()].get_or_init(|| {
            let mut others = self.players();
            others.retain(|&other| other != party);
            others.iter().all(|&other| self.mover(other).is_reversible()).then(|| {
                if rows.is_box() {
                    let freedoms = others.iter().flat_map(|&other| &self.mover(other).freedoms);
                    return Groups::new(rows, &freedoms.collect::<Vec<_>>());
                }
                let groups: Vec<&Groups> =
                    others.iter().map(|&other| self.groups(rows, other)).collect();
                components(rows.len(), &groups)
            })
        });
        together.as_ref()
    }
}
