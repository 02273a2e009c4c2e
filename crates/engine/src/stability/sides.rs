//! What several parties reach together, once for all coalitions that ask for it.
//!
//! Inside a coalition, among all outside it, and for every coalition among those, the same sets of
//! parties come up again and again. Where every move can be taken back, what a set reaches are
//! *components* of the rows, four bytes a row and set.

use super::coalitions::{ALL_COALITIONS, ONE_BY_ONE};
use super::reach::Steps;
use crate::bits::Bits;
use crate::moves::{Groups, components, decision_makers};
use crate::parallel;
use crate::table::PackageTable;
use detente_scenario::PartyId;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

/// A coalition that may answer, with what it reaches.
pub(super) struct Class<'t> {
    pub(super) ranks: Vec<&'t [u32]>,
    pub(super) side: Arc<Side<'t>>,
    /// Per row what is reached from it, where not every move can be taken back.
    pub(super) reached: Vec<Bits>,
}

impl<'t> Class<'t> {
    /// Nothing if what it reaches would be too much to write down.
    pub(super) fn of(side: Arc<Side<'t>>, ranks: Vec<&'t [u32]>, rows: usize) -> Option<Self> {
        if side.components.is_some() {
            return Some(Self { ranks, side, reached: Vec::new() });
        }
        let from = |row| {
            let mut reached = Bits::zeros(rows);
            let walk = side.steps.walk(row, false, |_| false);
            walk.order.iter().for_each(|&to| reached.set(to as usize));
            reached
        };
        (rows <= ONE_BY_ONE).then(|| parallel::map(rows, from)).map(|reached| Self {
            ranks,
            side: Arc::clone(&side),
            reached,
        })
    }

    /// Calls `f` with every row to which the class improves from `row`, until it says so; returns how
    /// many rows were looked at.
    pub(super) fn improvements(
        &self,
        row: usize,
        mut f: impl FnMut(usize) -> ControlFlow<()>,
    ) -> usize {
        let gains = |to: usize| self.ranks.iter().all(|ranks| ranks[to] > ranks[row]);
        let mut looked_at = 0;
        let mut look = |to: usize| {
            looked_at += 1;
            if gains(to) { f(to) } else { ControlFlow::Continue(()) }
        };
        // Whoever breaks off has found what it wanted.
        let _ = match &self.side.components {
            Some(components) => components.around(row).iter().try_for_each(|&to| look(to as usize)),
            None => self.reached[row].ones_iter().try_for_each(look),
        };
        looked_at
    }
}

/// What several movers reach from each other, if they can take back every move.
pub(super) struct Components {
    pub(super) of: Groups,
    /// The rows of each, one after the other, where somebody asks for them.
    listed: OnceLock<(Vec<u32>, Vec<u32>)>,
    rows: usize,
}

impl Components {
    pub(super) fn rows_of(&self, component: usize) -> &[u32] {
        let (first, rows) = self.listed.get_or_init(|| self.of.list(self.rows));
        &rows[first[component] as usize..first[component + 1] as usize]
    }

    /// The rows of the component in which `row` lies.
    fn around(&self, row: usize) -> &[u32] {
        self.rows_of(self.of.of_row(row))
    }
}

/// The movers on one side, with the components of the rows if they can take back every move.
pub(super) struct Side<'t> {
    pub(super) steps: Steps<'t>,
    pub(super) components: Option<Components>,
}

impl<'t> Side<'t> {
    fn new(steps: Steps<'t>, rows: usize) -> Self {
        let components = steps.is_reversible().then(|| Components {
            of: components(rows, &steps.groups()),
            listed: OnceLock::new(),
            rows,
        });
        Self { steps, components }
    }

    /// The rows reached from `row`, itself included.
    pub(super) fn reach(&self, row: usize) -> Vec<usize> {
        let walk;
        let reached = match &self.components {
            Some(components) => components.around(row),
            None => {
                walk = self.steps.walk(row, false, |_| false);
                &walk.order
            }
        };
        reached.iter().map(|&to| to as usize).collect()
    }
}

/// The sides of several coalitions: what the same parties reach is found once.
pub(super) struct Sides<'t> {
    table: &'t PackageTable<'t>,
    known: BTreeMap<Vec<PartyId>, Arc<Side<'t>>>,
}

impl<'t> Sides<'t> {
    pub(super) fn of(table: &'t PackageTable<'t>, coalitions: &[Vec<PartyId>]) -> Self {
        let everyone = decision_makers(table.scenario());
        // What uses both cores itself, or is looked up by all, comes first.
        Steps::inside(table, &everyone);
        let mut needed: BTreeSet<Vec<PartyId>> = BTreeSet::new();
        for members in coalitions {
            let others = others(&everyone, members);
            needed.extend(classes(&others).unwrap_or_default());
            needed.extend([members.clone(), others]);
        }
        let needed: Vec<Vec<PartyId>> = needed.into_iter().collect();
        let rows = table.rows().len();
        let sides = parallel::map(needed.len(), |at| {
            Arc::new(Side::new(Steps::inside(table, &needed[at]), rows))
        });
        Self { table, known: needed.into_iter().zip(sides).collect() }
    }

    pub(super) const fn table(&self) -> &'t PackageTable<'t> {
        self.table
    }

    pub(super) fn get(&self, parties: &[PartyId]) -> Arc<Side<'t>> {
        self.known.get(parties).map_or_else(
            || {
                let steps = Steps::inside(self.table, parties);
                Arc::new(Side::new(steps, self.table.rows().len()))
            },
            Arc::clone,
        )
    }
}

/// The rest of `everyone`.
pub(super) fn others(everyone: &[PartyId], members: &[PartyId]) -> Vec<PartyId> {
    everyone.iter().copied().filter(|party| !members.contains(party)).collect()
}

/// The coalitions among `others`; nothing if they are too many.
pub(super) fn classes(others: &[PartyId]) -> Option<Vec<Vec<PartyId>>> {
    (others.len() <= ALL_COALITIONS).then(|| subsets(others))
}

/// The nonempty subsets of `parties`.
pub(super) fn subsets(parties: &[PartyId]) -> Vec<Vec<PartyId>> {
    let members = |set: usize| {
        let chosen = parties.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1);
        chosen.map(|(_, &party)| party).collect()
    };
    (1..1usize << parties.len()).map(members).collect()
}
