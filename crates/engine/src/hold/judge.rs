//! What a test of a state asks of a party: which of two packages it prefers, and whether one is worse than no deal.

use crate::case::Case;
use crate::preference::{Ranks, Standings};
use crate::table::PackageTable;
use detente_scenario::{OptionId, PartyId, Standing};

/// Whoever can say how parties like packages.
pub(crate) trait Judge {
    /// How much a party likes a package, to compare with others of its own.
    type Level: Ord;

    /// Whether no rule in force forbids the package.
    fn is_possible(&self, package: &[OptionId]) -> bool;

    /// How much `party` likes `package`, which is possible.
    fn level(&self, party: PartyId, package: &[OptionId]) -> Self::Level;

    /// Whether `party` likes `package`, which is possible, less than its no deal.
    fn is_worse(&self, party: PartyId, package: &[OptionId]) -> bool;
}

/// Straight from the statements. Cost of a level: the statements of the party.
impl Judge for Case<'_> {
    type Level = Vec<bool>;

    fn is_possible(&self, package: &[OptionId]) -> bool {
        self.requirements().all(|require| self.scenario.holds(require, package))
    }

    fn level(&self, party: PartyId, package: &[OptionId]) -> Vec<bool> {
        self.preference(party).truths(self.scenario, package)
    }

    fn is_worse(&self, party: PartyId, package: &[OptionId]) -> bool {
        self.preference(party).verdict(self.scenario, package).is(Standing::Worse)
    }
}

/// From the rank columns of a table. Cost of a level: a look-up.
pub(super) struct Columns<'t, 's> {
    table: &'t PackageTable<'s>,
    /// Per party.
    columns: Vec<(&'t Ranks, &'t Standings)>,
}

impl<'t, 's> Columns<'t, 's> {
    /// Ranks whatever is not ranked yet.
    pub(super) fn of(table: &'t PackageTable<'s>) -> Self {
        let columns = table.scenario().party_ids();
        let columns = columns.map(|party| (table.ranks(party), table.standings(party)));
        Self { table, columns: columns.collect() }
    }
}

impl Judge for Columns<'_, '_> {
    type Level = u32;

    fn is_possible(&self, package: &[OptionId]) -> bool {
        self.table.rows().row(package).is_some()
    }

    fn level(&self, party: PartyId, package: &[OptionId]) -> u32 {
        let row = self.table.rows().row(package);
        row.map_or(0, |row| self.columns[party.index()].0.get(row))
    }

    fn is_worse(&self, party: PartyId, package: &[OptionId]) -> bool {
        let Some(row) = self.table.rows().row(package) else { return false };
        let (ranks, standings) = self.columns[party.index()];
        standings.get(ranks.get(row)).is(Standing::Worse)
    }
}
