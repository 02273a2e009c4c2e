//! Merging what nobody can tell apart.
//!
//! Two ways for a player to settle its own terms are *duplicates* if, whatever the others settle, both
//! are possible or neither is, everyone ranks both alike, and the player may go back and forth between
//! them. Replacing one by the other changes no verdict of any concept, so it is enough to judge one
//! package of each kind. The same for the terms that nobody can move.
//!
//! Duplicates are found by refining: all settings of a player begin in one class, and wherever the rest
//! is settled alike, those that are possible and ranked alike stay together; so what is left together
//! at the end is a duplicate for certain. Whether the search is worth beginning is judged by a few
//! packages and what can be reached from them. Cost: a few look-ups per setting; if it is worth it, one
//! look at every row and player.

use super::{Freedom, Groups, Members, Mover, Moves};
use crate::bits::Bits;
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
        let mut standing: Option<Vec<u32>> = None;
        // Where every setting that was looked at differs from all others, hardly any will be alike.
        let sides = sides.iter().enumerate().filter(|&(at, _)| savings[at] > 1.0);
        for (at, terms) in sides {
            let free = players.get(at).map(|&party| moves.mover(party));
            let Some(next) = duplicates(scenario, rows, terms, free, ranks) else { continue };
            standing = Some(match standing {
                None => next,
                Some(before) => before.into_iter().map(|row| next[row as usize]).collect(),
            });
        }
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
/// nothing if there are no duplicates. `mover` is who settles them, if anybody.
fn duplicates(
    scenario: &Scenario,
    rows: &Rows,
    terms: &[TermId],
    mover: Option<&Mover>,
    ranks: &[&[u32]],
) -> Option<Vec<u32>> {
    // Rows that agree on everything but `terms`, and rows that agree on `terms`.
    let whole = |id: TermId| Freedom::whole(id, scenario.term(id).options.len());
    let (inside, outside): (Vec<_>, Vec<_>) =
        scenario.term_ids().map(whole).partition(|freedom| terms.contains(&freedom.term));
    let rest = Groups::new(rows, &inside.iter().collect::<Vec<_>>());
    let setting = Groups::new(rows, &outside.iter().collect::<Vec<_>>());
    let (first, order) = rest.list(rows.len());
    let groups = || first.windows(2).map(|ends| &order[ends[0] as usize..ends[1] as usize]);

    let mut class = first_classes(rows, terms, mover, &setting);
    let mut classes: FxHashMap<u32, u32> = FxHashMap::default();
    class.iter().for_each(|&class| *classes.entry(class).or_default() += 1);
    let mut fresh = setting.count() as u32;
    let mut finer: FxHashMap<(u32, Vec<u32>), u32> = FxHashMap::default();
    for group in groups() {
        if classes.len() == setting.count() {
            return None;
        }
        finer.clear();
        // Who is alone already stays so.
        let together = |&&row: &&u32| classes[&class[setting.of_row(row as usize)]] > 1;
        let split: Vec<u32> = group.iter().filter(together).copied().collect();
        for row in split {
            let at = setting.of_row(row as usize);
            let seen = ranks.iter().map(|ranks| ranks[row as usize]).collect();
            let new = *finer.entry((class[at], seen)).or_insert_with(|| {
                fresh += 1;
                fresh
            });
            if let Some(left) = classes.get_mut(&class[at]) {
                *left -= 1;
                if *left == 0 {
                    classes.remove(&class[at]);
                }
            }
            *classes.entry(new).or_default() += 1;
            class[at] = new;
        }
    }
    if classes.len() == setting.count() {
        return None;
    }
    let mut leading: FxHashMap<u32, u32> = FxHashMap::default();
    let by: Vec<u32> =
        (0..).zip(&class).map(|(at, &class)| *leading.entry(class).or_insert(at)).collect();
    let mut standing = vec![0u32; rows.len()];
    let mut row_of = vec![0u32; setting.count()];
    for group in groups() {
        group.iter().for_each(|&row| row_of[setting.of_row(row as usize)] = row);
        for &row in group {
            standing[row as usize] = row_of[by[setting.of_row(row as usize)] as usize];
        }
    }
    Some(standing)
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
