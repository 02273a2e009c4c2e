//! One package through everyone's eyes: who gains, who loses, and by which line of the file.

use crate::case::Case;
use crate::preference::Verdict;
use crate::table::PackageTable;
use detente_scenario::{NamedId, OptionId, PartyId, RuleId};

/// What is known of a named package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageAnswer {
    /// Which.
    pub named: NamedId,
    /// Its row; absent if it is impossible.
    pub row: Option<usize>,
    /// The rules in force that it breaks.
    pub breaks: Vec<RuleId>,
    /// How every party compares it with its own no deal, in file order.
    pub parties: Vec<Comparison>,
}

/// How a party compares a package with its own no deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Who.
    pub party: PartyId,
    /// In both readings.
    pub verdict: Verdict,
    /// The line (from 0) of the party's list that decides in order, with its version in force;
    /// absent if the package ties with no deal.
    pub deciding: Option<(usize, usize)>,
}

/// Compares `package`, possible or not, with the no deal of `party`.
#[must_use]
pub fn compare(table: &PackageTable<'_>, party: PartyId, package: &[OptionId]) -> Comparison {
    let scenario = table.scenario();
    let preference = table.case().preference(party);
    // Against a number there is nothing to compare line by line.
    let package_of_no_deal = scenario.party(party).no_deal_worth.is_none();
    let deciding = package_of_no_deal
        .then(|| preference.compare(scenario, package, &scenario.no_deal(party)).1)
        .flatten()
        .map(|line| (line.line, line.version));
    Comparison { party, verdict: table.verdict(party, package), deciding }
}

/// The rules in force that `package` breaks.
#[must_use]
pub fn broken_rules(table: &PackageTable<'_>, package: &[OptionId]) -> Vec<RuleId> {
    broken_rules_of(table.case(), package)
}

/// The rules in force in `case` that `package` breaks.
pub(crate) fn broken_rules_of(case: &Case<'_>, package: &[OptionId]) -> Vec<RuleId> {
    let scenario = case.scenario;
    let broken = |rule: &RuleId| !scenario.holds(&scenario.rule(*rule).require, package);
    case.rules.iter().copied().filter(broken).collect()
}

/// What is known of every named package, in file order.
#[must_use]
pub fn package_answers(table: &PackageTable<'_>) -> Vec<PackageAnswer> {
    let scenario = table.scenario();
    (0..scenario.packages.len())
        .map(NamedId::new)
        .map(|named| {
            let package = &scenario.named(named).package;
            PackageAnswer {
                named,
                row: table.rows().row(package),
                breaks: broken_rules(table, package),
                parties: scenario.party_ids().map(|party| compare(table, party, package)).collect(),
            }
        })
        .collect()
}
