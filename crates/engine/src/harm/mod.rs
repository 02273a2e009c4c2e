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

/// Of the packages in `rows` how many each line of a party with values decides, against its no deal.
/// Cost: one pass over the rows per line. Nothing if no deal is a number, with which no line compares.
pub(crate) fn deciding_lines(
    table: &PackageTable<'_>,
    party: PartyId,
    rows: &Bits,
) -> Vec<(usize, u64)> {
    let scenario = table.scenario();
    let preference = table.case().preference(party);
    let mut by = vec![0_u64; scenario.party(party).preference.versions().len()];
    if let Some(worths) = preference.worths().filter(|worths| worths.no_deal.is_none()) {
        let no_deal = scenario.no_deal(party);
        for row in rows.ones_iter() {
            let package = table.rows().package(row);
            if let Some(line) = worths.deciding(scenario, &package, &no_deal) {
                by[line.line] += 1;
            }
        }
    }
    by.into_iter().enumerate().filter(|(_, count)| *count > 0).collect()
}

fn hurt(table: &PackageTable<'_>, party: PartyId, deal: &Bits) -> Hurt {
    let scenario = table.scenario();
    let preference = table.case().preference(party);
    let ranks = table.ranks(party);
    let standings = table.standings(party);
    let no_deal = preference.no_deal_truths(scenario);
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
    let valued = preference.worths().is_some();
    let mut by = vec![0u64; if valued { 0 } else { preference.lines.len() }];
    for (level, count) in ranks.histogram(deal).into_iter().enumerate().filter(|(_, n)| *n > 0) {
        let verdict = standings.get(level as u32);
        if verdict.is(Standing::Worse) {
            hurt.worse += count;
            let decides = |&k: &usize| ranks.meets(level, k) != no_deal[k];
            if let Some(k) = (0..by.len()).find(decides) {
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
    if valued {
        let of = |standing| {
            let stands = Expr::Predicate(Predicate::Stands(standing, party));
            let mut rows = column(table, &stands);
            rows.and(deal);
            rows
        };
        // The ranks are those of the middle of ranges and do not tell.
        hurt.surely_worse = of(Standing::SurelyWorse).count() as u64;
        hurt.by = deciding_lines(table, party, &of(Standing::Worse));
    } else {
        let counted = by.into_iter().enumerate().filter(|(_, count)| *count > 0);
        hurt.by = counted.map(|(k, count)| (preference.lines[k].line, count)).collect();
    }
    hurt.by.sort_by_key(|&(line, count)| (std::cmp::Reverse(count), line));
    hurt.packages = (0..scenario.packages.len())
        .map(NamedId::new)
        .filter(|&named| table.verdict(party, &scenario.named(named).package).is(Standing::Worse))
        .collect();
    hurt
}
