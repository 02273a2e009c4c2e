//! Stability: would a party move away from a package the next day?
//!
//! **Definition.** A package s is stable for a party i iff every improvement s1 that i could move to
//! is *sanctioned*. What counts as a sanction makes the concept:
//!
//! | concept | s1 is sanctioned iff |
//! |---|---|
//! | R (Nash 1950) | never |
//! | GMR (Howard 1971) | the others can move on from s1 to a package t that is not better than s for i |
//! | SMR (Howard 1971) | … and from t no move of i leads to a package better than s for i |
//! | SEQ (Fraser & Hipel 1979) | as GMR, where each of the others' moves is an improvement for its mover |
//! | SSEQ (Rêgo & Vieira 2015) | as SMR, likewise |
//!
//! The others may move several times, in any order; a tie counts as a sanction; s itself may be the
//! package to which the others return.
//!
//! **Threshold form.** Let σ(s1) be the worst that can be done to i after it arrives at s1: the least
//! of `base` over what the others can reach, where `base` is i's rank (GMR, SEQ) or the best rank that
//! i could still move to (SMR, SSEQ); infinite for R. Then s is unstable iff T(s) > rank(s) with
//! T(s) = max over what i can reach of min(rank, σ). T is the same for all packages between which i
//! can go back and forth, so it is one number per group ([`Groups`]). Including s or s1 itself in the
//! maximum or minimum changes nothing. Every concept here is checked against the definition with
//! last-mover sets on random models.
//!
//! **Cost.** R: two passes over the rows. GMR, SMR: two more, where moves can be taken back. SEQ and
//! SSEQ, and GMR and SMR with one-way moves: every row is touched once per opponent ([`worst`]).

mod metarational;
mod nash;
mod sequential;
mod worst;

use nash::best;
pub(crate) use worst::{Base, Reply, worst};

use crate::bits::Bits;
use crate::moves::{Groups, Members};
use crate::parallel;
use detente_scenario::Concept;
use std::sync::atomic::{AtomicU32, Ordering};

/// A party that moves: its groups of rows and its rank column.
#[derive(Clone, Copy)]
pub(crate) struct Player<'a> {
    pub(crate) groups: &'a Groups,
    pub(crate) ranks: &'a [u32],
    /// Number of its ranks.
    pub(crate) levels: usize,
}

/// Those who answer a move: all other players, with their rows sorted.
pub(crate) struct Opponents<'a> {
    pub(crate) players: Vec<Player<'a>>,
    /// Per player its rows by group; only where they are needed.
    pub(crate) members: Vec<&'a Members>,
    /// What they can reach from each other, where every move can be taken back.
    pub(crate) together: Option<&'a Groups>,
}

impl<'a> Opponents<'a> {
    /// How they answer; only by moves that they gain from, if `gaining`.
    pub(crate) fn replies(&self, gaining: bool) -> Vec<Reply<'a>> {
        let reply = |(player, members): (&Player<'a>, &&'a Members)| Reply {
            groups: player.groups,
            members,
            gaining: gaining.then_some(player.ranks),
        };
        self.players.iter().zip(&self.members).map(reply).collect()
    }
}

/// Per group of `own` the threshold T: the party's packages in it that rank below are unstable.
pub(crate) fn thresholds(concept: Concept, own: Player<'_>, opponents: &Opponents<'_>) -> Vec<u32> {
    let mut thresholds = match concept {
        Concept::R => return best(own),
        Concept::Gmr | Concept::Smr => metarational::thresholds(concept, own, opponents),
        Concept::Seq | Concept::Sseq => sequential::thresholds(concept, own, opponents),
    };
    own.groups.raise(&mut thresholds);
    thresholds
}

/// What a sanction leaves the party with at a row: its rank or, where it may answer, the best rank to
/// which it can still move.
pub(crate) fn base<'a>(concept: Concept, own: Player<'a>) -> Base<'a> {
    match concept {
        Concept::Smr | Concept::Sseq => Base::Groups(own.groups, best(own)),
        Concept::R | Concept::Gmr | Concept::Seq => Base::Rows(own.ranks),
    }
}

/// Per group the least of `values` over its rows.
pub(crate) fn least_in_groups(values: &[u32], groups: &Groups) -> Vec<u32> {
    extreme(values.len(), groups, false, |start, out| {
        out.copy_from_slice(&values[start..start + out.len()]);
    })
}

/// Per row what a sanction leaves the party with there, and the worst σ that the others can do from
/// there, or what the row itself leaves it with if they can do nothing worse.
pub(crate) fn sanctions<'a>(
    concept: Concept,
    own: Player<'a>,
    opponents: &Opponents<'_>,
) -> (Base<'a>, Vec<u32>) {
    let base = base(concept, own);
    let rows = own.ranks.len();
    let mut found = vec![0; rows];
    match opponents.together {
        Some(together) => {
            let least = metarational::sanctions(&base, rows, together);
            together.for_each(0..rows, |row, group| found[row] = least[group]);
        }
        None => {
            let gaining = matches!(concept, Concept::Seq | Concept::Sseq);
            let replies = opponents.replies(gaining);
            worst(rows, &base, own.levels, &replies, |row, value| found[row] = value);
        }
    }
    (base, found)
}

/// The stable packages: those that do not rank below their group's threshold.
pub(crate) fn stable(own: Player<'_>, thresholds: &[u32]) -> Bits {
    let rows = own.ranks.len();
    let mut bits = Bits::zeros(rows);
    bits.fill_words(|start, words| {
        let end = rows.min(start + words.len() * 64);
        own.groups.for_each(start..end, |row, group| {
            let stands = u64::from(thresholds[group] <= own.ranks[row]);
            words[(row - start) / 64] |= stands << (row % 64);
        });
    });
    bits
}

/// Per group the most (or least) of what `value` says of its rows, piece by piece: `value(start, out)`
/// writes the values of the rows from `start` on.
fn extreme(
    rows: usize,
    groups: &Groups,
    most: bool,
    value: impl Fn(usize, &mut [u32]) + Sync + Send,
) -> Vec<u32> {
    let neutral = if most { 0 } else { u32::MAX };
    let found: Vec<AtomicU32> = (0..groups.count()).map(|_| AtomicU32::new(neutral)).collect();
    parallel::map(parallel::piece_count(rows), |piece| {
        let range = parallel::pieces(rows)(piece);
        let mut values = [0; STRETCH];
        let mut start = range.start;
        while start < range.end {
            let end = range.end.min(start + STRETCH);
            let values = &mut values[..end - start];
            value(start, values);
            groups.for_each(start..end, |row, group| {
                let (slot, value) = (&found[group], values[row - start]);
                // Nearly always no news: a plain load then saves the locked instruction.
                let known = slot.load(Ordering::Relaxed);
                if most && value > known {
                    slot.fetch_max(value, Ordering::Relaxed);
                } else if !most && value < known {
                    slot.fetch_min(value, Ordering::Relaxed);
                }
            });
            start = end;
        }
    });
    found.into_iter().map(AtomicU32::into_inner).collect()
}

/// Rows that are handled at a time: their values stay in the first-level cache.
const STRETCH: usize = 1024;
