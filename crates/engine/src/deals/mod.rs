//! Could they sign: what every signer prefers to no deal, what of it is efficient, what is smallest.
//!
//! **Definitions.** *zopa*: acceptable to every signer; *deal*: better for every signer; *surely a
//! deal*: better for every signer under any decreasing weights of its priorities; *efficient*: see
//! [`efficient`]. An agent signs for its principal, so the deals are also counted with each agent
//! replaced by its principal (*principals only*) and with both.

mod bargain;
mod packages;
mod plane;
pub mod uncertain;
pub mod valued;

pub use crate::predicate::{all_stand, efficient, signers_stand};
pub use bargain::{Bargain, Choice, Chosen, Cloud, DRAWS, Point, SEED, Solution};
pub(crate) use packages::broken_rules_of;
pub use packages::{Comparison, PackageAnswer, broken_rules, compare, package_answers};
pub use plane::{Place, Plane, Rung, SIDE, Square, plane, two_parties};

use crate::bits::Bits;
use crate::table::PackageTable;
use detente_scenario::{Expr, Package, PartyId, Predicate, Scenario, Standing};

/// How many packages an answer lists before it only counts.
pub const LISTED: usize = 10;

/// The answer to *could they sign?*
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deals {
    /// Possible packages.
    pub possible: u64,
    /// Acceptable to every signer.
    pub zopa: u64,
    /// Better for every signer, in order.
    pub deals: u64,
    /// Better for every signer under any weights.
    pub sure_deals: u64,
    /// Efficient for the signers, among all possible packages.
    pub efficient: u64,
    /// Efficient and better for every signer.
    pub efficient_deals: u64,
    /// Deals that one more group of parties prefers too, group by group.
    pub shared: Vec<Shared>,
    /// The same with principals in their agents' place; absent if no signer is an agent.
    pub agency: Option<Agency>,
    /// The smallest deals.
    pub smallest: Smallest,
    /// The named packages, in file order.
    pub packages: Vec<PackageAnswer>,
}

/// Deals that other parties prefer too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Who was added to the signers and all groups before.
    pub with: Vec<PartyId>,
    /// In order.
    pub deals: u64,
    /// Under any weights.
    pub sure_deals: u64,
}

/// Deals by who gains: the agents who sign, or the principals they sign for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The agents among the signers, each with its principal.
    pub pairs: Vec<(PartyId, PartyId)>,
    /// All agents and all principals gain.
    pub both: u64,
    /// The agents gain, some principal does not.
    pub agents_only: u64,
    /// The principals gain, some agent does not.
    pub principals_only: u64,
}

/// The packages of a set that change the fewest terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smallest {
    /// Terms they change; 0 if the set is empty.
    pub changes: u32,
    /// How many there are.
    pub count: u64,
    /// The first of them in listed order, at most [`LISTED`].
    pub packages: Vec<SmallPackage>,
}

/// One of the smallest packages of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallPackage {
    /// Its row.
    pub row: usize,
    /// Its options.
    pub package: Package,
    /// Whether every signer gains under any weights.
    pub sure: bool,
}

/// A question of the table that is answered by columns this crate knows: it cannot be refused.
pub(crate) fn column(table: &PackageTable<'_>, expr: &Expr) -> Bits {
    table.column(expr).map_or_else(|_| Bits::zeros(table.rows().len()), |column| (*column).clone())
}

/// The groups of parties beside the signers, in the order in which a reader asks for them: the
/// signers' principals, then other parties that control a term, then the affected.
#[must_use]
pub fn groups(scenario: &Scenario, signers: &[PartyId]) -> Vec<Vec<PartyId>> {
    let outside: Vec<PartyId> = scenario.party_ids().filter(|p| !signers.contains(p)).collect();
    let is_principal = |p: &PartyId| {
        signers.iter().any(|&signer| scenario.party(signer).negotiates_for == Some(*p))
    };
    let (principals, others): (Vec<_>, Vec<_>) = outside.into_iter().partition(is_principal);
    let (neighbours, affected): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|&p| scenario.controls_a_term(p) || scenario.is_principal(p));
    [principals, neighbours, affected].into_iter().filter(|group| !group.is_empty()).collect()
}

/// Answers *could they sign?* Cost: the ranks of all parties, the efficient set, a few passes.
#[must_use]
pub fn deals(table: &PackageTable<'_>) -> Deals {
    let case = table.case();
    let scenario = table.scenario();
    let predicate = |predicate| column(table, &Expr::Predicate(predicate));
    let deal = predicate(Predicate::Deal);
    let sure = column(table, &signers_stand(Standing::SurelyBetter, &case.signers));
    let efficient = predicate(Predicate::Efficient);

    let (mut in_order, mut any_weights) = (deal.clone(), sure.clone());
    let shared = groups(scenario, &case.signers)
        .into_iter()
        .map(|with| {
            in_order.and(&column(table, &all_stand(Standing::Better, &with)));
            any_weights.and(&column(table, &all_stand(Standing::SurelyBetter, &with)));
            Shared { with, deals: in_order.count() as u64, sure_deals: any_weights.count() as u64 }
        })
        .collect();

    Deals {
        possible: table.rows().len() as u64,
        zopa: predicate(Predicate::Zopa).count() as u64,
        deals: deal.count() as u64,
        sure_deals: sure.count() as u64,
        efficient: efficient.count() as u64,
        efficient_deals: efficient.count_and(&deal) as u64,
        shared,
        agency: agency(table, &deal),
        smallest: smallest(table, &deal, LISTED),
        packages: package_answers(table),
    }
}

fn agency(table: &PackageTable<'_>, deal: &Bits) -> Option<Agency> {
    let signers = &table.case().signers;
    let principal = |p: PartyId| table.scenario().party(p).negotiates_for;
    let pairs: Vec<(PartyId, PartyId)> =
        signers.iter().filter_map(|&agent| Some((agent, principal(agent)?))).collect();
    if pairs.is_empty() {
        return None;
    }
    let principals: Vec<PartyId> = signers.iter().map(|&p| principal(p).unwrap_or(p)).collect();
    let principals = column(table, &all_stand(Standing::Better, &principals));
    let both = deal.count_and(&principals);
    Some(Agency {
        pairs,
        both: both as u64,
        agents_only: (deal.count() - both) as u64,
        principals_only: (principals.count() - both) as u64,
    })
}

/// The packages of `set` that change the fewest terms, `listed` of them in full.
#[must_use]
pub fn smallest(table: &PackageTable<'_>, set: &Bits, listed: usize) -> Smallest {
    let changes = table.changes();
    let fewest = set.ones_iter().map(|row| changes[row]).min();
    let rows: Vec<usize> = set.ones_iter().filter(|&row| Some(changes[row]) == fewest).collect();
    let packages = rows
        .iter()
        .take(listed)
        .map(|&row| {
            let package = table.rows().package(row);
            let sure = table
                .case()
                .signers
                .iter()
                .all(|&signer| table.verdict(signer, &package).is(Standing::SurelyBetter));
            SmallPackage { row, package, sure }
        })
        .collect();
    Smallest { changes: u32::from(fewest.unwrap_or(0)), count: rows.len() as u64, packages }
}
