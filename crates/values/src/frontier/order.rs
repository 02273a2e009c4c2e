//! In which order the terms are eliminated.
//!
//! Eliminating a term joins all its neighbours. Greedily the term goes next that adds the fewest new
//! neighbourhoods (*min-fill*), or whose table is smallest; both are tried and the order with the
//! smaller tables in all is taken.

use std::collections::{BTreeMap, BTreeSet};

/// One term's turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) term: usize,
    /// The neighbours at that time, those eliminated last first.
    pub(super) separator: Vec<usize>,
}

/// The terms of one group that tables hold together, in the order of their elimination.
pub(super) type Group = Vec<Turn>;

/// A table that no budget allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooWide {
    pub(super) entries: u128,
    pub(super) width: usize,
}

/// Orders the terms of every group; `sizes` are classes per term, `scopes` the terms of every table.
///
/// # Errors
/// If a table would have more than `most` entries in either order.
pub(super) fn order<'a>(
    sizes: &[usize],
    scopes: impl Iterator<Item = &'a [usize]> + Clone,
    most: u128,
) -> Result<Vec<Group>, TooWide> {
    let mut neighbours: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for scope in scopes {
        for &a in scope {
            neighbours.entry(a).or_default().extend(scope.iter().filter(|&&b| b != a));
        }
    }
    let mut best: Option<(u128, Vec<Turn>)> = None;
    let mut too_wide = TooWide { entries: u128::MAX, width: usize::MAX };
    for is_fill_first in [true, false] {
        match greedy(sizes, neighbours.clone(), most, is_fill_first) {
            Ok(turns) => {
                let cost = turns.iter().fold(0, |sum: u128, turn| {
                    sum.saturating_add(entries(sizes, turn.term, turn.separator.iter()))
                });
                if best.as_ref().is_none_or(|(known, _)| cost < *known) {
                    best = Some((cost, turns));
                }
            }
            Err(found) if found.entries < too_wide.entries => too_wide = found,
            Err(_) => {}
        }
    }
    match best {
        Some((_, turns)) => Ok(groups(turns)),
        None if neighbours.is_empty() => Ok(Vec::new()),
        None => Err(too_wide),
    }
}

fn entries<'a>(sizes: &[usize], term: usize, others: impl Iterator<Item = &'a usize>) -> u128 {
    others.fold(sizes[term] as u128, |product, &t| product.saturating_mul(sizes[t] as u128))
}

fn greedy(
    sizes: &[usize],
    mut neighbours: BTreeMap<usize, BTreeSet<usize>>,
    most: u128,
    is_fill_first: bool,
) -> Result<Vec<Turn>, TooWide> {
    let score = |neighbours: &BTreeMap<usize, BTreeSet<usize>>, t: usize| {
        let own = &neighbours[&t];
        let entries = entries(sizes, t, own.iter());
        let fill = if !is_fill_first || entries > most {
            // Not worth counting: too wide anyway, or not asked for.
            0
        } else {
            own.iter()
                .map(|a| own.range(a + 1..).filter(|b| !neighbours[a].contains(b)).count())
                .sum()
        };
        (entries > most, fill, entries, t)
    };
    let mut scores: BTreeMap<usize, (bool, usize, u128, usize)> =
        neighbours.keys().map(|&t| (t, score(&neighbours, t))).collect();
    let mut queue: BTreeSet<(bool, usize, u128, usize)> = scores.values().copied().collect();
    let mut turns: Vec<Turn> = Vec::with_capacity(neighbours.len());
    let mut position = BTreeMap::new();
    while let Some((is_too_wide, _, entries, t)) = queue.pop_first() {
        let own = neighbours.remove(&t).unwrap_or_default();
        if is_too_wide {
            return Err(TooWide { entries, width: own.len() });
        }
        let mut changed = own.clone();
        for &a in &own {
            if let Some(set) = neighbours.get_mut(&a) {
                set.remove(&t);
            }
        }
        for &a in &own {
            for &b in own.range(a + 1..) {
                if neighbours.get_mut(&a).is_some_and(|set| set.insert(b)) {
                    neighbours.entry(b).or_default().insert(a);
                    // Whoever knows both no longer has to introduce them.
                    let (few, many) = (&neighbours[&a], &neighbours[&b]);
                    let (few, many) =
                        if few.len() < many.len() { (few, many) } else { (many, few) };
                    changed.extend(few.intersection(many));
                }
            }
        }
        for t in changed {
            let new = score(&neighbours, t);
            if let Some(old) = scores.insert(t, new) {
                queue.remove(&old);
            }
            queue.insert(new);
        }
        position.insert(t, turns.len());
        turns.push(Turn { term: t, separator: own.into_iter().collect() });
    }
    for turn in &mut turns {
        turn.separator.sort_unstable_by_key(|t| std::cmp::Reverse(position[t]));
    }
    Ok(turns)
}

/// Cuts an order into groups that nothing holds together, in the order of their first terms.
fn groups(turns: Vec<Turn>) -> Vec<Group> {
    // From the last turn on: a turn belongs to the group of the first of its separator to be eliminated.
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut count = 0;
    for turn in turns.iter().rev() {
        let group = match turn.separator.last() {
            Some(parent) => group_of[parent],
            None => {
                count += 1;
                count - 1
            }
        };
        group_of.insert(turn.term, group);
    }
    let mut groups = vec![Group::new(); count];
    for turn in turns {
        groups[group_of[&turn.term]].push(turn);
    }
    groups.sort_by_key(|group| group.iter().map(|turn| turn.term).min());
    groups
}
