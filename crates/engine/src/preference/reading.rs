//! The two readings of a list of priorities: *in order* and *any weights*.
//!
//! With δ_k = [statement k true of the package] − [true of no deal], *in order* the first δ_k other
//! than zero decides. With P_j = Σ_{k≤j} δ_k a package is surely better iff no P_j is negative and
//! one is positive (better under every decreasing weighting of the statements, by Abel summation),
//! possibly better iff some P_j is positive, and the same for worse. At a red line the sums stop if
//! they are not zero there: nothing below can outweigh it.

use super::Ranks;
use detente_scenario::Standing;
use std::cmp::Ordering;

/// Compares two packages by the statements they meet, most important first; also says which
/// statement decides. This is the definition of *in order*.
#[must_use]
pub fn compare_in_order(a: &[bool], b: &[bool]) -> (Ordering, Option<usize>) {
    match a.iter().zip(b).position(|(x, y)| x != y) {
        None => (Ordering::Equal, None),
        Some(k) => (a[k].cmp(&b[k]), Some(k)),
    }
}

/// How something stands to no deal, in both readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// In order.
    pub in_order: Ordering,
    /// Some partial sum is positive.
    pub possibly_better: bool,
    /// Some partial sum is negative.
    pub possibly_worse: bool,
}

impl Verdict {
    /// The verdict on a package that meets the statements `package` when no deal meets `no_deal`;
    /// `red_line[k]` marks statement k. A `ranking` has no weights: both readings agree.
    #[must_use]
    pub fn of(
        package: impl Fn(usize) -> bool,
        no_deal: &[bool],
        red_line: impl Fn(usize) -> bool,
        ranking: bool,
    ) -> Self {
        let mut verdict =
            Self { in_order: Ordering::Equal, possibly_better: false, possibly_worse: false };
        let mut sum = 0i32;
        for (k, &before) in no_deal.iter().enumerate() {
            let delta = package(k).cmp(&before);
            if verdict.in_order == Ordering::Equal {
                verdict.in_order = delta;
            }
            sum += delta as i32;
            verdict.possibly_better |= sum > 0;
            verdict.possibly_worse |= sum < 0;
            let settled = ranking && verdict.in_order != Ordering::Equal;
            if settled || (red_line(k) && sum != 0) {
                break;
            }
        }
        verdict
    }

    /// Whether the verdict is that `standing`.
    #[must_use]
    pub fn is(self, standing: Standing) -> bool {
        match standing {
            Standing::Better => self.in_order == Ordering::Greater,
            Standing::Same => self.in_order == Ordering::Equal,
            Standing::Worse => self.in_order == Ordering::Less,
            Standing::Acceptable => self.in_order != Ordering::Less,
            Standing::SurelyBetter => self.possibly_better && !self.possibly_worse,
            Standing::PossiblyBetter => self.possibly_better,
            Standing::SurelyWorse => self.possibly_worse && !self.possibly_better,
            Standing::PossiblyWorse => self.possibly_worse,
        }
    }
}

/// Levels that [`judge_short`] takes at a time, so that what it counts stays in the first-level cache.
const BLOCK: usize = 256;

/// [`Verdict::of`] for keys of one word and statements without a red line: statement by statement
/// over many levels at once, so that the compiler can count several levels in one instruction. Per
/// statement in force: its place in the key, and its truth of no deal.
fn judge_short(keys: &[u64], places: &[(u32, i16)]) -> Vec<Verdict> {
    let mut verdicts = Vec::with_capacity(keys.len());
    for keys in keys.chunks(BLOCK) {
        let (mut sum, mut most, mut least) = ([0i16; BLOCK], [0i16; BLOCK], [0i16; BLOCK]);
        let mut first = [0i16; BLOCK];
        for &(place, before) in places {
            for (i, &key) in keys.iter().enumerate() {
                let delta = (key >> place & 1) as i16 - before;
                // The first difference stays: later ones are masked out.
                first[i] |= delta & -i16::from(first[i] == 0);
                sum[i] += delta;
                most[i] = most[i].max(sum[i]);
                least[i] = least[i].min(sum[i]);
            }
        }
        verdicts.extend((0..keys.len()).map(|i| Verdict {
            in_order: first[i].cmp(&0),
            possibly_better: most[i] > 0,
            possibly_worse: least[i] < 0,
        }));
    }
    verdicts
}

/// The verdict on every level of a rank column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standings {
    levels: Vec<Verdict>,
}

impl Standings {
    /// Judges every level of `ranks` against a no deal that meets the statements `no_deal`, where
    /// statement k in force is the one that `ranks` knows as number `order[k]`.
    #[must_use]
    pub fn judge(
        ranks: &Ranks,
        order: &[usize],
        no_deal: &[bool],
        red_line: &[bool],
        ranking: bool,
    ) -> Self {
        let plain = !ranking && !red_line.contains(&true);
        if let Some(keys) = ranks.short_keys().filter(|_| plain) {
            let places: Vec<(u32, i16)> = order
                .iter()
                .zip(no_deal)
                .map(|(&k, &before)| (ranks.short_place(k), i16::from(before)))
                .collect();
            return Self { levels: judge_short(keys, &places) };
        }
        let judge = |level: usize| {
            Verdict::of(|k| ranks.meets(level, order[k]), no_deal, |k| red_line[k], ranking)
        };
        Self { levels: (0..ranks.levels()).map(judge).collect() }
    }

    /// The verdict on `level`.
    #[must_use]
    pub fn get(&self, level: u32) -> Verdict {
        self.levels[level as usize]
    }

    /// The verdict on every level.
    pub(crate) fn into_levels(self) -> Vec<Verdict> {
        self.levels
    }

    /// Whether each level has that `standing`.
    #[must_use]
    pub fn having(&self, standing: Standing) -> Vec<bool> {
        self.levels.iter().map(|verdict| verdict.is(standing)).collect()
    }
}
