//! Who is hurt: every party under the deals the signers would sign, first of all those outside.
//!
//! **Definition.** A party is hurt by a deal if it prefers its own no deal, in order; surely hurt if
//! it does so under any weights. The line that hurts is the first on which the two differ.

use crate::bits::Bits;
use crate::deals::{LISTED, Smallest, column, smallest};
use crate::table::PackageTable;
use detente_scenario::{Expr, NamedId, PartyId, Predicate, Standing};

/// The answer to *who is hurt?*
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Harm {
    /// The deals that are looked at.
    pub deals: u64,
    /// The parties that do not sign, then the signers; among the first the affected lead.
    pub parties: Vec<Hurt>,
    /// Deals in which no party that does not sign is worse off.
    pub harmless: u64,
    /// The smallest of them.
    pub smallest_harmless: Smallest,
}

/// What the deals do to one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hurt {
    /// Who.
    pub party: PartyId,
    /// Whether it neither signs, nor controls a term, nor is a principal.
    pub affected: bool,
    /// Whether it signs.
    pub signs: bool,
    /// Deals in which it is worse off, in order.
    pub worse: u64,
    /// Deals in which it is worse off under any weights.
    pub surely_worse: u64,
    /// Deals that it ranks with no deal.
    pub same: u64,
    /// Deals in which it gains, in order.
    pub better: u64,
    /// The lines (from 0) that make it worse off, each with the number of deals in which it is the
    /// first, most frequent first, then in file order.
    pub by: Vec<(usize, u64)>,
    /// The named packages that make it worse off.
    pub packages: Vec<NamedId>,
}

/// Answers *who is hurt?* Cost: the ranks of all parties and one pass over the deals per party.
#[must_use]
pub fn harm(table: &PackageTable<'_>) -> Harm {
    let case = table.case();
    let scenario = table.scenario();
    let deal = column(table, &Expr::Predicate(Predicate::Deal));
    let mut order: Vec<PartyId> = scenario.party_ids().collect();
    order.sort_by_key(|&p| (case.signers.contains(&p), !scenario.is_affected(p), p));

    let mut harmless = deal.clone();
    for party in order.iter().filter(|p| !case.signers.contains(p)) {
        let worse = Expr::Predicate(Predicate::Stands(Standing::Worse, *party));
        harmless.and_not(&column(table, &worse));
    }
    Harm {
        deals: deal.count() as u64,
        parties: order.into_iter().map(|party| hurt(table, party, &deal)).collect(),
        harmless: harmless.count() as u64,
        smallest_harmless: smallest(table, &harmless, LISTED),
    }
}

fn hurt(table: &PackageTable<'_>, party: PartyId, deal: &Bits) -> Hurt {
    let scenario = table.scenario();
    let preference = table.case().preference(party);
    let ranks = table.ranks(party);
    let standings = table.standings(party);
    let no_deal = preference.truths(scenario, &scenario.no_deal(party));
    let mut hurt = Hurt {
        party,
        affected: scenario.is_affected(party),
        signs: table.case().signers.contains(&party),
        worse: 0,
        surely_worse: 0,
        same: 0,
        better: 0,
        by: Vec::new(),
        packages: Vec::new(),
    };
    let mut by = vec![0u64; preference.lines.len()];
    for (level, count) in ranks.histogram(deal).into_iter().enumerate().filter(|(_, n)| *n > 0) {
        let verdict = standings.get(level as u32);
        if verdict.is(Standing::Worse) {
            hurt.worse += count;
            if let Some(k) = (0..no_deal.len()).find(|&k| ranks.meets(level, k) != no_deal[k]) {
                by[k] += count;
            }
        } else if verdict.is(Standing::Same) {
            hurt.same += count;
        } else {
            hurt.better += count;
        }
        if verdict.is(Standing::SurelyWorse) {
            hurt.surely_worse += count;
        }
    }
    hurt.by = by
        .into_iter()
        .enumerate()
        .filter(|(_, count)| *count > 0)
        .map(|(k, count)| (preference.lines[k].line, count))
        .collect();
    hurt.by.sort_by_key(|&(line, count)| (std::cmp::Reverse(count), line));
    hurt.packages = (0..scenario.packages.len())
        .map(NamedId::new)
        .filter(|&named| table.verdict(party, &scenario.named(named).package).is(Standing::Worse))
        .collect();
    hurt
}
