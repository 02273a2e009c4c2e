//! The possible packages on a plane: how high two parties rank each of them.
//!
//! **Definition.** With N possible packages, b of them worse for a party and e of them as good, the
//! package stands at the percentile 100 · (b + e / 2) / N of that party: 0 is worst, 100 best, ties
//! share their middle. The plane has a square for every pair of [`SIDE`] equal steps of the two
//! percentiles; per square the packages are counted exactly. The frontier is that of the two
//! parties among all possible packages (Pareto 1906).
//!
//! Cost: one pass over the rows, whatever the number of parties; see [`bargain`](super::bargain) for
//! the bargaining points.

use super::bargain::{Bargain, bargain};
use super::column;
use crate::bits::Bits;
use crate::parallel;
use crate::predicate::{efficient, signers_stand};
use crate::preference::Ranks;
use crate::table::PackageTable;
use detente_scenario::{Expr, NamedId, OptionId, PartyId, Predicate, Standing};
use std::cmp::Ordering;

/// Squares along each side of the plane.
pub const SIDE: usize = 60;

/// The packages on the plane of two parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plane {
    /// Whose percentiles: to the right, and up.
    pub parties: [PartyId; 2],
    /// Possible packages.
    pub possible: u64,
    /// The squares in which there is a possible package, from the lower left, row by row.
    pub squares: Vec<Square>,
    /// The status quo, possible or not.
    pub status_quo: Place,
    /// What each of the two falls back on, possible or not.
    pub no_deals: [Place; 2],
    /// The named packages with their rows, if they are possible; in file order.
    pub named: Vec<(NamedId, Option<usize>, Place)>,
    /// Where the packages stand that are efficient for the two, from the upper left on; no two alike.
    pub frontier: Vec<Place>,
    /// The bargaining points of the two.
    pub bargain: Bargain,
}

/// A square of the plane, with how many packages of each kind stand in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Square {
    /// Its column, from 0 at the left.
    pub x: usize,
    /// Its line, from 0 at the bottom.
    pub y: usize,
    /// Possible packages.
    pub possible: u64,
    /// Acceptable to every signer.
    pub zopa: u64,
    /// Better for every signer, in order.
    pub deals: u64,
    /// Better for every signer under any weights.
    pub sure_deals: u64,
    /// Possible packages in which somebody who does not sign is worse off.
    pub hurting: u64,
    /// Deals in which somebody who does not sign is worse off.
    pub hurting_deals: u64,
    /// Efficient for all signers, among all possible packages.
    pub efficient: u64,
}

/// Where a package stands in the order of one party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rung {
    /// Possible packages that are worse.
    pub below: u64,
    /// Possible packages that are as good, itself among them if it is possible.
    pub same: u64,
}

/// Where a package stands in the order of each of the two.
pub type Place = [Rung; 2];

impl Rung {
    /// Twice the packages below and half of those beside it: out of twice all possible packages.
    #[must_use]
    pub const fn height(self) -> u64 {
        2 * self.below + self.same
    }

    /// The percentile, of `possible` packages.
    #[must_use]
    pub fn percentile(self, possible: u64) -> f64 {
        self.height() as f64 * 50.0 / possible.max(1) as f64
    }

    /// Possible packages that are better.
    #[must_use]
    pub const fn above(self, possible: u64) -> u64 {
        possible - self.below - self.same
    }
}

/// The order of one party, level by level.
pub(super) struct Scale<'t> {
    ranks: &'t Ranks,
    /// Packages below each level, and at the end all of them.
    below: Vec<u64>,
}

impl<'t> Scale<'t> {
    fn of(table: &'t PackageTable<'_>, party: PartyId) -> Self {
        let ranks = table.ranks(party);
        let mut below = vec![0; ranks.levels() + 1];
        for &rank in ranks.as_slice() {
            below[rank as usize + 1] += 1;
        }
        for level in 0..ranks.levels() {
            below[level + 1] += below[level];
        }
        Self { ranks, below }
    }

    /// The rank column.
    pub(super) const fn ranks(&self) -> &'t Ranks {
        self.ranks
    }

    /// Where the packages of `level` stand.
    pub(super) fn level(&self, level: u32) -> Rung {
        let below = self.below[level as usize];
        Rung { below, same: self.below[level as usize + 1] - below }
    }

    /// Where a package that meets the statements `truths` stands, possible or not.
    fn truths(&self, truths: &[bool]) -> Rung {
        // Levels ascend as lists of truths do.
        let order = |level: usize| {
            let first = truths.iter().enumerate().find(|&(k, &t)| self.ranks.meets(level, k) != t);
            first.map_or(Ordering::Equal, |(_, &truth)| (!truth).cmp(&truth))
        };
        let (mut low, mut high) = (0, self.ranks.levels());
        while low < high {
            let middle = low + (high - low) / 2;
            match order(middle) {
                Ordering::Equal => return self.level(middle as u32),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        Rung { below: self.below[low], same: 0 }
    }

    fn no_deal(&self, table: &PackageTable<'_>, party: PartyId) -> Rung {
        self.truths(&table.case().preference(party).no_deal_truths(table.scenario()))
    }

    fn package(&self, table: &PackageTable<'_>, party: PartyId, package: &[OptionId]) -> Rung {
        self.truths(&table.case().preference(party).truths(table.scenario(), package))
    }
}

/// The two parties that a plane shows unless somebody asks for others: the first two signers; a
/// single signer and its principal, or the first other party. Nothing if there is no such pair.
#[must_use]
pub fn two_parties(table: &PackageTable<'_>) -> Option<[PartyId; 2]> {
    let scenario = table.scenario();
    match *table.case().signers.as_slice() {
        [] => None,
        [only] => {
            let principal = scenario.party(only).negotiates_for;
            let other = principal.or_else(|| scenario.party_ids().find(|&party| party != only))?;
            Some([only, other])
        }
        [first, second, ..] => Some([first, second]),
    }
}

/// The plane of `parties`; nothing if nothing is possible.
#[must_use]
pub fn plane(table: &PackageTable<'_>, parties: [PartyId; 2]) -> Option<Plane> {
    let possible = table.rows().len() as u64;
    if possible == 0 {
        return None;
    }
    let scenario = table.scenario();
    let scales = parties.map(|party| Scale::of(table, party));
    let place = |package: &[OptionId]| -> Place {
        [0, 1].map(|side| scales[side].package(table, parties[side], package))
    };
    let named = (0..scenario.packages.len()).map(NamedId::new).map(|named| {
        let package = &scenario.named(named).package;
        (named, table.rows().row(package), place(package))
    });
    // What a number stands for is no package: the other party sees the status quo in its place.
    let no_deals = [0, 1].map(|own: usize| {
        let mut place = place(&scenario.no_deal(parties[own]));
        place[own] = scales[own].no_deal(table, parties[own]);
        place
    });
    let deals = column(table, &Expr::Predicate(Predicate::Deal));
    Some(Plane {
        parties,
        possible,
        squares: squares(table, &scales, &deals),
        status_quo: place(&scenario.status_quo()),
        no_deals,
        named: named.collect(),
        frontier: frontier(&scales),
        bargain: bargain(table, parties, &scales, &deals, [no_deals[0][0], no_deals[1][1]]),
    })
}

/// Where the packages stand that are efficient for the two.
fn frontier(scales: &[Scale<'_>; 2]) -> Vec<Place> {
    let [first, second] = [&scales[0].ranks, &scales[1].ranks];
    let rows = first.as_slice().len();
    let efficient = efficient::efficient(rows, &[first, second]);
    let mut pairs: Vec<(u32, u32)> =
        efficient.ones_iter().map(|row| (first.get(row), second.get(row))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|(a, b)| [scales[0].level(a), scales[1].level(b)]).collect()
}

/// What a square counts of one row: the fields of [`Square`] in their order.
const KINDS: usize = 7;

/// Parts that the rows are cut into at most, each with counts of its own.
const PARTS: usize = 32;

fn squares(table: &PackageTable<'_>, scales: &[Scale<'_>; 2], deals: &Bits) -> Vec<Square> {
    let scenario = table.scenario();
    let signers = &table.case().signers;
    let rows = table.rows().len();
    let predicate = |predicate| column(table, &Expr::Predicate(predicate));
    let outside = scenario.party_ids().filter(|party| !signers.contains(party));
    let mut hurting = Bits::zeros(rows);
    for party in outside {
        hurting.or(&predicate(Predicate::Stands(Standing::Worse, party)));
    }
    let mut hurting_deals = hurting.clone();
    hurting_deals.and(deals);
    let kinds: [Bits; KINDS - 1] = [
        predicate(Predicate::Zopa),
        deals.clone(),
        column(table, &signers_stand(Standing::SurelyBetter, signers)),
        hurting,
        hurting_deals,
        predicate(Predicate::Efficient),
    ];
    // Per level the step of its percentile.
    let steps = [0, 1].map(|side: usize| -> Vec<u32> {
        let scale = &scales[side];
        let step = |level: usize| {
            let height = u128::from(scale.level(level as u32).height());
            (height * SIDE as u128 / (2 * rows as u128)) as u32
        };
        (0..scale.ranks.levels()).map(step).collect()
    });
    let [first, second] = [0, 1].map(|side: usize| scales[side].ranks.as_slice());
    // A part has a multiple of 64 rows, however many threads there are.
    let part = rows.div_ceil(PARTS).next_multiple_of(64).max(parallel::PIECE);
    let counted = parallel::map(rows.div_ceil(part), |at| {
        let mut counts = vec![[0_u64; KINDS]; SIDE * SIDE];
        for row in at * part..rows.min((at + 1) * part) {
            let [x, y] = [steps[0][first[row] as usize], steps[1][second[row] as usize]];
            let counts = &mut counts[y as usize * SIDE + x as usize];
            counts[0] += 1;
            for (count, kind) in counts[1..].iter_mut().zip(&kinds) {
                *count += u64::from(kind.get(row));
            }
        }
        counts
    });
    let sum = |square: usize| {
        counted.iter().fold([0; KINDS], |mut sum, counts| {
            sum.iter_mut().zip(&counts[square]).for_each(|(sum, count)| *sum += count);
            sum
        })
    };
    let square = |at: usize| {
        let [possible, zopa, deals, sure_deals, hurting, hurting_deals, efficient] = sum(at);
        let (x, y) = (at % SIDE, at / SIDE);
        Square { x, y, possible, zopa, deals, sure_deals, hurting, hurting_deals, efficient }
    };
    (0..SIDE * SIDE).map(square).filter(|square| square.possible > 0).collect()
}
