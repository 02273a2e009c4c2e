//! Merging what nobody can tell apart.
//!
//! Two ways for a player to settle its own terms are *duplicates* if, whatever the others settle, both
//! are possible or neither is, everyone ranks both alike, and the player may go back and forth between
//! them. Replacing one by the other changes no verdict of any concept, so it is enough to judge one
//! package of each kind. The same for the terms that nobody can move.
//!
//! Duplicates are found by one number per setting that stands for all that is possible with it and how
//! everyone ranks that; settings with the same number are then compared row by row, so what is merged is
//! a duplicate for certain. Whether the search is worth beginning is judged by a few packages and what
//! can be reached from them. Cost: a few look-ups per setting; if it is worth it, two looks at every row
//! and player.

use super::{Freedom, Groups, Members, Mover, Moves};
use crate::bits::Bits;
use crate::parallel;
use crate::space::Rows;
use detente_scenario::{PartyId, Scenario, TermId};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A table with one row of each kind.
pub(crate) struct Condensed {
    /// Per row the kind it is of.
    kind: Vec<u32>,
    /// Per player its groups, ranks and rows by group, of the rows that stand.
    pub(crate) players: Vec<Condensate>,
    /// The rows that stand for their kind.
    stands: Vec<u32>,
    together: Vec<OnceLock<Option<Groups>>>,
}

/// What a player has in a condensed table.
pub(crate) struct Condensate {
    pub(crate) groups: Groups,
    pub(crate) ranks: Vec<u32>,
    pub(crate) members: Members,
}

impl Condensed {
    /// The condensed table; nothing unless it has at most half as many rows. `ranks` are those of the
    /// players in order.
    pub(crate) fn of(
        scenario: &Scenario,
        rows: &Rows,
        moves: &Moves,
        ranks: &[&[u32]],
    ) -> Option<Self> {
        let players = moves.players();
        // What a player alone may change; what it controls and cannot change is as good as idle.
        let own = |party: PartyId| -> Vec<TermId> {
            let terms = moves.mover(party).terms();
            terms.filter(|&id| scenario.term(id).by == [party]).collect()
        };
        let moved =
            |term: TermId| players.iter().any(|&p| moves.mover(p).terms().any(|t| t == term));
        let idle = scenario.term_ids().filter(|&term| !moved(term)).collect();
        let mut sides: Vec<Vec<TermId>> = players.iter().map(|&party| own(party)).collect();
        sides.push(idle);
        let savings: Vec<f64> =
            sides.iter().map(|terms| saving(scenario, rows, terms, ranks)).collect();
        if savings.iter().product::<f64>() < 2.0 {
            return None;
        }
        let seen = marks(rows.len(), ranks);
        let mut standing: Option<Vec<u32>> = None;
        // Where every setting that was looked at differs from all others, hardly any will be alike.
        let sides = sides.iter().enumerate().filter(|&(at, _)| savings[at] > 1.0);
        for (at, terms) in sides {
            let free = players.get(at).map(|&party| moves.mover(party));
            let Some(next) = duplicates(scenario, rows, terms, free, ranks, &seen) else {
                continue;
            };
            standing = Some(match standing {
                None => next,
                Some(before) => before.into_iter().map(|row| next[row as usize]).collect(),
            });
        }
        drop(seen);
        let standing = standing?;
        let mut kinds = vec![u32::MAX; rows.len()];
        let mut stands: Vec<u32> = Vec::new();
        for (row, &by) in standing.iter().enumerate() {
            if row == by as usize {
                kinds[row] = stands.len() as u32;
                stands.push(by);
            }
        }
        if stands.len() * 2 > rows.len() {
            return None;
        }
        let kind = standing.iter().map(|&by| kinds[by as usize]).collect();
        let condensate = |(&party, &ranks): (&PartyId, &&[u32])| {
            let groups = moves.groups(rows, party).only(&stands);
            let ranks: Vec<u32> = stands.iter().map(|&row| ranks[row as usize]).collect();
            Condensate { members: Members::sorted(&groups, &ranks), groups, ranks }
        };
        Some(Self {
            kind,
            players: players.iter().zip(ranks).map(condensate).collect(),
            together: players.iter().map(|_| OnceLock::new()).collect(),
            stands,
        })
    }

    /// The column of all rows in which every row is what the one that stands for it is in `stands`.
    pub(crate) fn expand(&self, stands: &Bits) -> Bits {
        Bits::from_fn(self.kind.len(), |row| stands.get(self.kind[row] as usize))
    }

    /// What the others than the player at position `at` reach from each other, if they can take back
    /// every move.
    pub(crate) fn together(&self, rows: &Rows, moves: &Moves, at: usize) -> Option<&Groups> {
        let party = moves.players()[at];
        let of = || Some(moves.others_together(rows, party)?.only(&self.stands));
        self.together[at].get_or_init(of).as_ref()
    }
}

/// Packages by which it is judged whether there are duplicates.
const SAMPLE: usize = 8;

/// Most settings that are compared for that.
const SETTINGS: usize = 1 << 12;

/// How many settings of `terms` there seem to be for one that differs from all others.
fn saving(scenario: &Scenario, rows: &Rows, terms: &[TermId], ranks: &[&[u32]]) -> f64 {
    let freedoms: Vec<Freedom> =
        terms.iter().map(|&id| Freedom::whole(id, scenario.term(id).options.len())).collect();
    let settings = terms
        .iter()
        .try_fold(1usize, |n, &id| n.checked_mul(scenario.term(id).options.len()))
        .filter(|&n| n <= SETTINGS);
    if settings.is_none() || rows.is_empty() {
        // Not to be judged by a few look-ups: worth a search.
        return 2.0;
    }
    let mover = Mover { parties: Vec::new(), freedoms };
    let mut seen: FxHashMap<Vec<usize>, Vec<(usize, Vec<u32>)>> = FxHashMap::default();
    for sample in 0..SAMPLE {
        let row = sample * (rows.len() - 1) / (SAMPLE - 1);
        let mut reached = mover.reach(rows, &rows.package(row));
        reached.push(row);
        for row in reached {
            let package = rows.package(row);
            let setting = terms.iter().map(|term| package[term.index()].index()).collect();
            let ranked = ranks.iter().map(|ranks| ranks[row]).collect();
            seen.entry(setting).or_default().push((sample, ranked));
        }
    }
    let mut kinds: Vec<_> = seen.values().collect();
    kinds.sort_unstable();
    kinds.dedup();
    seen.len() as f64 / kinds.len() as f64
}

/// Per row the row in which `terms` are settled by the first duplicate of how they are settled in it;
/// nothing if there are no duplicates. `mover` is who settles them, if anybody; `seen` is [`marks`].
fn duplicates(
    scenario: &Scenario,
    rows: &Rows,
    terms: &[TermId],
    mover: Option<&Mover>,
    ranks: &[&[u32]],
    seen: &[u64],
) -> Option<Vec<u32>> {
    // Rows that agree on everything but `terms`, and rows that agree on `terms`.
    let whole = |id: TermId| Freedom::whole(id, scenario.term(id).options.len());
    let (inside, outside): (Vec<_>, Vec<_>) =
        scenario.term_ids().map(whole).partition(|freedom| terms.contains(&freedom.term));
    let rest = Groups::new(rows, &inside.iter().collect::<Vec<_>>());
    let setting = Groups::new(rows, &outside.iter().collect::<Vec<_>>());
    // The rows of a setting in the order of what the rest is: the same for all settings.
    let (first, order) = setting.list(rows.len());
    let of = |at: usize| &order[first[at] as usize..first[at + 1] as usize];
    let classes = first_classes(rows, terms, mover, &setting);
    let sums = parallel::map(setting.count(), |at| {
        let add = |sum, &row: &u32| {
            mixed(mixed(sum, rest.of_row(row as usize) as u64), seen[row as usize])
        };
        of(at).iter().fold(u64::from(classes[at]), add)
    });
    // The sum is only where to look: what is merged is compared row by row.
    let alike = |at: usize, other: usize| {
        let (mine, theirs) = (of(at), of(other));
        classes[at] == classes[other]
            && mine.len() == theirs.len()
            && mine.iter().zip(theirs).all(|(&a, &b)| {
                let (a, b) = (a as usize, b as usize);
                rest.of_row(a) == rest.of_row(b) && ranks.iter().all(|ranks| ranks[a] == ranks[b])
            })
    };
    let mut leading: FxHashMap<u64, usize> = FxHashMap::default();
    let by: Vec<usize> =
        sums.iter().enumerate().map(|(at, &sum)| *leading.entry(sum).or_insert(at)).collect();
    if leading.len() == setting.count() {
        return None;
    }
    let mut standing: Vec<u32> = (0..rows.len() as u32).collect();
    for (at, &by) in by.iter().enumerate().filter(|&(at, &by)| by != at && alike(at, by)) {
        of(at).iter().zip(of(by)).for_each(|(&row, &stands)| standing[row as usize] = stands);
    }
    Some(standing)
}

/// Per row a number for what everyone ranks it; rows that are ranked alike have the same.
fn marks(rows: usize, ranks: &[&[u32]]) -> Vec<u64> {
    let mut marks = vec![0; rows];
    parallel::for_parts(&mut marks, parallel::PIECE, |start, part| {
        for ranks in ranks {
            for (mark, &rank) in part.iter_mut().zip(&ranks[start..]) {
                *mark = mixed(*mark, u64::from(rank));
            }
        }
    });
    marks
}

/// `sum` with `next` mixed in, so that different sequences hardly ever come to the same.
const fn mixed(sum: u64, next: u64) -> u64 {
    let sum = (sum ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    sum ^ sum >> 29
}

/// Per setting of `terms` a number that is the same where `mover` may go back and forth.
fn first_classes(
    rows: &Rows,
    terms: &[TermId],
    mover: Option<&Mover>,
    setting: &Groups,
) -> Vec<u32> {
    let mut class = vec![0u32; setting.count()];
    let bound: Vec<&Freedom> = mover.map_or_else(Vec::new, |mover| {
        let one_way = |freedom: &&Freedom| freedom.classes() > 1 && terms.contains(&freedom.term);
        mover.freedoms.iter().filter(one_way).collect()
    });
    if bound.is_empty() {
        return class;
    }
    let mut seen = vec![false; setting.count()];
    let mut numbers: FxHashMap<Vec<usize>, u32> = FxHashMap::default();
    setting.for_each(0..rows.len(), |row, at| {
        if std::mem::replace(&mut seen[at], true) {
            return;
        }
        let package = rows.package(row);
        let of = |freedom: &&Freedom| freedom.class(package[freedom.term.index()].index());
        let key = bound.iter().map(of).collect();
        let next = numbers.len() as u32;
        class[at] = *numbers.entry(key).or_insert(next);
    });
    class
}
