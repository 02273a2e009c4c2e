//! The same problem in fewer options and smaller tables.
//!
//! What no table can tell apart is one: options of a term that every rule and every worth of several
//! terms treats alike form a *class*, and within a class only the non-dominated worths of the term by
//! itself matter. A worth of several terms is first cleaned of what its terms are worth by themselves
//! (the difference against the first option of every other term), so that options whose entries differ
//! by a constant fall into one class, and a sum written as one table falls apart into its parts.
//! A term that no table couples to another has one class.

use super::points::Points;
use super::prune::prune;
use crate::problem::{MOST, Problem};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A table over the local classes of its terms, at least two terms with at least two classes each.
#[derive(Clone, Debug)]
pub(super) struct Table<T> {
    /// The terms, ascending.
    pub(super) terms: Vec<usize>,
    /// Per term and option its local class; an impossible option has any.
    pub(super) maps: Vec<Vec<u32>>,
    /// Per term its number of local classes.
    pub(super) sizes: Vec<usize>,
    /// `wide` numbers per entry, the last term fastest.
    pub(super) entries: Vec<T>,
}

/// A problem whose options are classes.
#[derive(Clone, Debug)]
pub(super) struct Compact {
    /// What every package is worth beside the rest, per party.
    pub(super) constant: Vec<i64>,
    /// Per term and class the non-dominated worths of its options; the back row is the option.
    pub(super) classes: Vec<Vec<Points>>,
    /// What several terms are worth together; one number per party and entry.
    pub(super) worths: Vec<Table<i64>>,
    /// What makes combinations impossible.
    pub(super) rules: Vec<Table<bool>>,
}

impl<T: Copy + PartialEq> Table<T> {
    /// The whole of `entries` over `terms`, classes not yet merged.
    fn plain(terms: &[usize], sizes: &[usize], entries: &[T]) -> Self {
        let sizes: Vec<usize> = terms.iter().map(|&t| sizes[t]).collect();
        let maps = sizes.iter().map(|&size| (0..size as u32).collect()).collect();
        Self { terms: terms.to_vec(), maps, sizes, entries: entries.to_vec() }
    }

    /// Merges local classes with equal slices, drops those without a possible option, then drops terms
    /// with a single class.
    fn reduce(&mut self, wide: usize, possible: &[Vec<bool>]) {
        let mut outer = 1;
        for d in 0..self.terms.len() {
            let size = self.sizes[d];
            let inner = wide * self.sizes[d + 1..].iter().product::<usize>();
            let mut is_used = vec![false; size];
            for (&class, &possible) in self.maps[d].iter().zip(&possible[self.terms[d]]) {
                is_used[class as usize] |= possible;
            }
            let slice =
                |class: usize, o: usize| &self.entries[(o * size + class) * inner..][..inner];
            let mut leaders: Vec<usize> = Vec::new();
            let mut merged = vec![0_u32; size];
            for class in (0..size).filter(|&class| is_used[class]) {
                let is_like =
                    |&leader: &usize| (0..outer).all(|o| slice(leader, o) == slice(class, o));
                let found = leaders.iter().position(is_like);
                merged[class] = found.unwrap_or(leaders.len()) as u32;
                if found.is_none() {
                    leaders.push(class);
                }
            }
            if leaders.len() < size {
                let mut entries = Vec::with_capacity(outer * leaders.len() * inner);
                for o in 0..outer {
                    for &leader in &leaders {
                        entries.extend_from_slice(slice(leader, o));
                    }
                }
                self.entries = entries;
                self.sizes[d] = leaders.len();
                for class in &mut self.maps[d] {
                    *class = merged[*class as usize];
                }
            }
            outer *= leaders.len();
        }
        let mut keep = self.sizes.iter().map(|&size| size > 1);
        self.terms.retain(|_| keep.next().unwrap_or(true));
        let mut keep = self.sizes.iter().map(|&size| size > 1);
        self.maps.retain(|_| keep.next().unwrap_or(true));
        self.sizes.retain(|&size| size > 1);
    }

    /// Calls `f` with the classes of every entry and its index.
    fn for_entries(&self, mut f: impl FnMut(&[usize], usize)) {
        let mut at = vec![0; self.sizes.len()];
        for entry in 0..self.sizes.iter().product() {
            f(&at, entry);
            for d in (0..at.len()).rev() {
                at[d] += 1;
                if at[d] < self.sizes[d] {
                    break;
                }
                at[d] = 0;
            }
        }
    }
}

impl Compact {
    /// `None` where no package is possible.
    pub(super) fn of(problem: &Problem) -> Option<Self> {
        let (rules, possible) = rules(problem)?;
        let clean = Self::with(problem, &rules, &possible, true);
        Some(match clean {
            Some(compact) => compact,
            None => Self::with(problem, &rules, &possible, false)?,
        })
    }

    /// `None` if sums could overflow after cleaning, which the problem as it stands cannot.
    fn with(
        problem: &Problem,
        rules: &[Table<bool>],
        possible: &[Vec<bool>],
        clean: bool,
    ) -> Option<Self> {
        let k = problem.parties;
        let mut constant = vec![0_i64; k];
        let mut own: Vec<Vec<i64>> = problem.sizes.iter().map(|&size| vec![0; size * k]).collect();
        let mut worths = Vec::new();
        for worth in &problem.worths {
            match worth.terms[..] {
                [] => add(&mut constant, &worth.entries),
                [t] => add(&mut own[t], &worth.entries),
                _ => {
                    let mut table = Table::plain(&worth.terms, &problem.sizes, &worth.entries);
                    table.reduce(k, possible);
                    if clean {
                        worths.extend(split(table, k, possible, &mut constant, &mut own)?);
                    } else {
                        match table.terms[..] {
                            [] => add(&mut constant, &table.entries),
                            [t] => spread(&table, k, &mut own[t]),
                            _ => worths.push(table),
                        }
                    }
                }
            }
        }
        if clean && !is_bounded(k, &constant, &own, &worths) {
            return None;
        }
        let classes = classes(problem, possible, &own, &worths, rules);
        Some(Self { constant, classes, worths, rules: rules.to_vec() })
    }
}

fn add(sum: &mut [i64], other: &[i64]) {
    sum.iter_mut().zip(other).for_each(|(sum, other)| *sum += other);
}

/// Adds a table over one term to what its options are worth by themselves.
fn spread(table: &Table<i64>, k: usize, own: &mut [i64]) {
    for (own, &class) in own.chunks_exact_mut(k).zip(&table.maps[0]) {
        add(own, &table.entries[class as usize * k..][..k]);
    }
}

/// Per term and option whether it is possible.
type Possible = Vec<Vec<bool>>;

/// Rules of at least two terms that forbid something, and per term which options are possible under
/// every single rule. `None` where no package is.
fn rules(problem: &Problem) -> Option<(Vec<Table<bool>>, Possible)> {
    let mut possible: Possible = problem.sizes.iter().map(|&size| vec![true; size]).collect();
    let mut rules: Vec<Table<bool>> = Vec::new();
    for rule in &problem.rules {
        let mut table = Table::plain(&rule.terms, &problem.sizes, &rule.allowed);
        table.reduce(1, &possible);
        rules.push(table);
    }
    // An option without an allowed entry in some rule goes, which may empty others: rules wait to be
    // looked at again when an option of theirs has gone.
    let mut rules_of = vec![Vec::new(); problem.sizes.len()];
    for (r, rule) in problem.rules.iter().enumerate() {
        rule.terms.iter().for_each(|&t| rules_of[t].push(r));
    }
    let mut waiting: VecDeque<usize> = (0..rules.len()).collect();
    let mut is_waiting = vec![true; rules.len()];
    while let Some(r) = waiting.pop_front() {
        is_waiting[r] = false;
        let rule = &mut rules[r];
        rule.reduce(1, &possible);
        let mut is_supported: Vec<Vec<bool>> =
            rule.sizes.iter().map(|&size| vec![false; size]).collect();
        let entries = &rule.entries;
        let mut any = false;
        rule.for_entries(|at, entry| {
            if entries[entry] {
                any = true;
                at.iter().zip(&mut is_supported).for_each(|(&c, s)| s[c] = true);
            }
        });
        if !any {
            return None;
        }
        for ((&t, map), is_supported) in rule.terms.iter().zip(&rule.maps).zip(&is_supported) {
            let mut has_lost = false;
            for (possible, &class) in possible[t].iter_mut().zip(map) {
                has_lost |= *possible && !is_supported[class as usize];
                *possible &= is_supported[class as usize];
            }
            for &other in rules_of[t].iter().filter(|_| has_lost) {
                if !std::mem::replace(&mut is_waiting[other], true) {
                    waiting.push_back(other);
                }
            }
        }
    }
    if possible.iter().any(|possible| !possible.contains(&true)) {
        return None;
    }
    rules.retain(|rule| rule.entries.contains(&false));
    Some((rules, possible))
}

/// Takes what single terms and no term contribute out of `table`; returns the tables that remain, over
/// fewer terms where fewer do. `None` if numbers could grow too large.
fn split(
    mut table: Table<i64>,
    k: usize,
    possible: &[Vec<bool>],
    constant: &mut [i64],
    own: &mut [Vec<i64>],
) -> Option<Vec<Table<i64>>> {
    let arity = table.terms.len();
    let most = table.entries.iter().map(|value| value.unsigned_abs()).max().unwrap_or(0);
    if arity > 30 || most > MOST.unsigned_abs() >> arity {
        return None;
    }
    // Against the first class along every axis: afterwards an entry says what the terms that are not at
    // their first class contribute together.
    let mut inner = k;
    for d in (0..arity).rev() {
        let size = table.sizes[d];
        for block in table.entries.chunks_exact_mut(size * inner) {
            let (first, rest) = block.split_at_mut(inner);
            for slice in rest.chunks_exact_mut(inner) {
                slice.iter_mut().zip(&*first).for_each(|(value, first)| *value -= first);
            }
        }
        inner *= size;
    }
    let mut sets = BTreeSet::new();
    let mut last = 0_u32;
    table.for_entries(|at, entry| {
        let values = &table.entries[entry * k..][..k];
        if values.iter().any(|&value| value != 0) {
            let set = at.iter().enumerate().fold(0_u32, |set, (d, &c)| set | u32::from(c > 0) << d);
            if set != last {
                sets.insert(set);
                last = set;
            }
        }
    });
    // The empty set and single terms go where they belong.
    add(constant, &table.entries[..k]);
    for d in 0..arity {
        let stride = k * table.sizes[d + 1..].iter().product::<usize>();
        for (o, &class) in table.maps[d].iter().enumerate() {
            if class > 0 {
                let values = &table.entries[class as usize * stride..][..k];
                add(&mut own[table.terms[d]][o * k..][..k], values);
            }
        }
    }
    let several: Vec<u32> = sets.into_iter().filter(|set| set.count_ones() > 1).collect();
    let mut parts: Vec<u32> = if several.len() > 256 {
        vec![several.iter().fold(0, |all, set| all | set)]
    } else {
        let is_largest = |&set: &u32| !several.iter().any(|&s| s != set && s & set == set);
        several.iter().copied().filter(is_largest).collect()
    };
    parts.sort_unstable();
    Some(
        parts
            .iter()
            .enumerate()
            .map(|(i, &part)| {
                let mut own = project(&table, k, part, &parts[..i]);
                own.reduce(k, possible);
                own
            })
            .filter(|table| table.terms.len() > 1)
            .collect(),
    )
}

/// The sum of what the sets within `part`, and within none of `before`, contribute, as a table over
/// `part`.
fn project(table: &Table<i64>, k: usize, part: u32, before: &[u32]) -> Table<i64> {
    let axes: Vec<usize> = (0..table.terms.len()).filter(|d| part >> d & 1 == 1).collect();
    let mut own = Table {
        terms: axes.iter().map(|&d| table.terms[d]).collect(),
        maps: axes.iter().map(|&d| table.maps[d].clone()).collect(),
        sizes: axes.iter().map(|&d| table.sizes[d]).collect(),
        entries: Vec::new(),
    };
    let strides: Vec<usize> =
        axes.iter().map(|&d| table.sizes[d + 1..].iter().product::<usize>()).collect();
    let mut entries = Vec::with_capacity(own.sizes.iter().product::<usize>() * k);
    own.for_entries(|at, _| {
        let set = axes.iter().zip(at).fold(0_u32, |set, (&d, &c)| set | u32::from(c > 0) << d);
        let from: usize = at.iter().zip(&strides).map(|(c, stride)| c * stride).sum();
        let is_mine = set.count_ones() > 1 && !before.iter().any(|b| b & set == set);
        let values = table.entries[from * k..][..k].iter();
        entries.extend(values.map(|&value| if is_mine { value } else { 0 }));
    });
    // Back from contributions to sums, along every axis.
    let mut inner = k;
    for &size in own.sizes.iter().rev() {
        for block in entries.chunks_exact_mut(size * inner) {
            let (first, rest) = block.split_at_mut(inner);
            for slice in rest.chunks_exact_mut(inner) {
                add(slice, first);
            }
        }
        inner *= size;
    }
    own.entries = entries;
    own
}

/// Whether no sum of parts can come near the ends of the numbers.
fn is_bounded(k: usize, constant: &[i64], own: &[Vec<i64>], worths: &[Table<i64>]) -> bool {
    (0..k).all(|p| {
        let most = |values: &[i64]| {
            values
                .iter()
                .skip(p)
                .step_by(k)
                .map(|v| u128::from(v.unsigned_abs()))
                .max()
                .unwrap_or(0)
        };
        let sum = own.iter().map(|own| most(own)).sum::<u128>()
            + worths.iter().map(|worth| most(&worth.entries)).sum::<u128>();
        sum + u128::from(constant[p].unsigned_abs()) <= u128::from(MOST.unsigned_abs()) << 1
    })
}

/// Per term and class the frontier of its options by themselves.
fn classes(
    problem: &Problem,
    possible: &[Vec<bool>],
    own: &[Vec<i64>],
    worths: &[Table<i64>],
    rules: &[Table<bool>],
) -> Vec<Vec<Points>> {
    let k = problem.parties;
    let mut maps: Vec<Vec<&[u32]>> = vec![Vec::new(); problem.sizes.len()];
    for (terms, own) in worths
        .iter()
        .map(|table| (&table.terms, &table.maps))
        .chain(rules.iter().map(|table| (&table.terms, &table.maps)))
    {
        terms.iter().zip(own).for_each(|(&t, map)| maps[t].push(map));
    }
    let mut classes = Vec::with_capacity(maps.len());
    for (t, maps) in maps.iter().enumerate() {
        let mut members: Vec<Points> = Vec::new();
        let mut known: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
        for o in (0..problem.sizes[t]).filter(|&o| possible[t][o]) {
            let class = if maps.is_empty() {
                0
            } else {
                let next = known.len();
                *known.entry(maps.iter().map(|map| map[o]).collect()).or_insert(next)
            };
            if members.len() <= class {
                members.push(Points::new(k, 1));
            }
            members[class].push(&own[t][o * k..][..k], 1, &[o as u32]);
        }
        members.iter_mut().for_each(prune);
        classes.push(members);
    }
    classes
}
