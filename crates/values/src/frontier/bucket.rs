//! One term's elimination as tables: what they add and allow at every slot.

use super::compact::{Compact, Table};
use super::order::Turn;
use super::points::Points;
use std::collections::BTreeSet;

/// What eliminates one term.
#[derive(Clone, Debug)]
pub(super) struct Bucket {
    pub(super) term: usize,
    /// Per class what the term is worth by itself.
    pub(super) classes: Vec<Points>,
    /// Classes per term of the separator; the last varies fastest in slots.
    pub(super) separator: Vec<usize>,
    pub(super) worths: Vec<Part<i64>>,
    pub(super) rules: Vec<Part<bool>>,
    /// Stages whose messages go in here; their fastest term is the one eliminated.
    pub(super) children: Vec<usize>,
    /// Per child and term of the separator what one class more moves in its slots.
    pub(super) strides: Vec<Vec<usize>>,
}

/// A table as a bucket reads it: the term eliminated varies fastest.
#[derive(Clone, Debug)]
pub(super) struct Part<T> {
    /// How many terms of the separator must be known.
    level: usize,
    /// Per term read its place in the separator and where each of its classes starts.
    starts: Vec<(usize, Vec<usize>)>,
    entries: Vec<T>,
}

impl<T: Copy> Part<T> {
    fn of(table: &Table<T>, wide: usize, turn: &Turn, compact: &Compact) -> Self {
        let own = table.terms.iter().position(|&t| t == turn.term).unwrap_or(0);
        // Global classes only split local ones: any option of a class tells.
        let local = |d: usize| -> Vec<usize> {
            let t = table.terms[d];
            compact.classes[t]
                .iter()
                .map(|class| table.maps[d][class.back[0] as usize] as usize)
                .collect()
        };
        let stride = |d: usize| table.sizes[d + 1..].iter().product::<usize>();
        let fast = local(own);
        let others: Vec<usize> = (0..table.terms.len()).filter(|&d| d != own).collect();
        let mut entries = Vec::new();
        let mut at = vec![0; others.len()];
        let rows: usize = others.iter().map(|&d| table.sizes[d]).product();
        for _ in 0..rows {
            let base: usize = others.iter().zip(&at).map(|(&d, c)| c * stride(d)).sum();
            for &class in &fast {
                let entry = base + class * stride(own);
                entries.extend_from_slice(&table.entries[entry * wide..][..wide]);
            }
            for i in (0..at.len()).rev() {
                at[i] += 1;
                if at[i] < table.sizes[others[i]] {
                    break;
                }
                at[i] = 0;
            }
        }
        let mut level = 0;
        let mut starts = Vec::with_capacity(others.len());
        let mut step = fast.len() * wide;
        for &d in others.iter().rev() {
            if let Some(place) = turn.separator.iter().position(|&t| t == table.terms[d]) {
                level = level.max(place + 1);
                starts.push((place, local(d).iter().map(|class| class * step).collect()));
            }
            step *= table.sizes[d];
        }
        Self { level, starts, entries }
    }

    /// One table over `places` for several.
    fn combined(
        places: &BTreeSet<usize>,
        parts: &[Self],
        row: usize,
        separator: &[usize],
        combine: impl Fn(&mut T, T) + Copy,
    ) -> Self {
        let mut at = vec![0; separator.len()];
        let count: usize = places.iter().map(|&place| separator[place]).product();
        let mut entries = Vec::with_capacity(count * row);
        for _ in 0..count {
            let start = entries.len();
            for (i, part) in parts.iter().enumerate() {
                let values = part.row(&at, row);
                if i == 0 {
                    entries.extend_from_slice(values);
                } else {
                    let own = entries[start..].iter_mut().zip(values);
                    own.for_each(|(own, &value)| combine(own, value));
                }
            }
            for &place in places.iter().rev() {
                at[place] += 1;
                if at[place] < separator[place] {
                    break;
                }
                at[place] = 0;
            }
        }
        let mut step = row;
        let mut starts = Vec::with_capacity(places.len());
        for &place in places.iter().rev() {
            starts.push((place, (0..separator[place]).map(|c| c * step).collect()));
            step *= separator[place];
        }
        Self { level: places.last().map_or(0, |place| place + 1), starts, entries }
    }

    fn row(&self, at: &[usize], len: usize) -> &[T] {
        let start: usize = self.starts.iter().map(|(place, starts)| starts[at[*place]]).sum();
        &self.entries[start..start + len]
    }
}

/// Entries that a table made of several may always have, and the most that stay near the processor.
const SMALL: usize = 1 << 12;
const LARGE: usize = 1 << 16;

/// The tables of a bucket as it reads them, few instead of many: tables are combined while what they make
/// together stays well below all slots, so that it pays for itself.
pub(super) fn parts<T: Copy>(
    tables: &[&Table<T>],
    wide: usize,
    turn: &Turn,
    compact: &Compact,
    separator: &[usize],
    combine: impl Fn(&mut T, T) + Copy,
) -> Vec<Part<T>> {
    let mut parts: Vec<Part<T>> =
        tables.iter().map(|table| Part::of(table, wide, turn, compact)).collect();
    if parts.len() < 2 {
        return parts;
    }
    let size = |places: &BTreeSet<usize>| {
        places.iter().fold(1_usize, |product, &place| product.saturating_mul(separator[place]))
    };
    let slots = separator.iter().fold(1_usize, |product, &n| product.saturating_mul(n));
    let most = (slots / 8).clamp(SMALL, LARGE);
    let places = |part: &Part<T>| part.starts.iter().map(|start| start.0).collect::<BTreeSet<_>>();
    parts.sort_by_cached_key(|part| std::cmp::Reverse(size(&places(part))));
    let mut groups: Vec<(BTreeSet<usize>, Vec<Part<T>>)> = Vec::new();
    for part in parts {
        let own = places(&part);
        let joined = |group: &BTreeSet<usize>| size(&group.union(&own).copied().collect());
        let best = groups
            .iter_mut()
            .map(|group| (joined(&group.0), group))
            .filter(|(size, _)| *size <= most)
            .min_by_key(|(size, _)| *size);
        match best {
            Some((_, group)) => {
                group.0.extend(own);
                group.1.push(part);
            }
            None => groups.push((own, vec![part])),
        }
    }
    let row = wide * compact.classes[turn.term].len();
    groups
        .into_iter()
        .map(|(places, mut parts)| match parts.len() {
            1 => parts.remove(0),
            _ => Part::combined(&places, &parts, row, separator, combine),
        })
        .collect()
}

/// What a bucket knows at one slot.
pub(super) struct Row<'a> {
    pub(super) slot: usize,
    /// Per class of the term what the tables add, one number per party.
    pub(super) values: &'a [i64],
    /// Per class whether the rules allow it.
    pub(super) allowed: &'a [bool],
    /// Per child the slot of the first class.
    pub(super) bases: &'a [usize],
}

impl Bucket {
    /// Calls `f` for the slots `from..to`, in order. Where `is_open` says no, the row allows nothing.
    pub(super) fn rows<E>(
        &self,
        parties: usize,
        from: usize,
        to: usize,
        is_open: impl Fn(usize) -> bool,
        mut f: impl FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (n, depth) = (self.classes.len(), self.separator.len());
        let mut at = vec![0; depth];
        let mut rest = from;
        for (at, size) in at.iter_mut().zip(&self.separator).rev() {
            *at = rest % size;
            rest /= size;
        }
        // Level d adds up what the first d terms of the separator decide.
        let wide = n * parties;
        let mut values = vec![0; (depth + 1) * wide];
        let mut allowed = vec![true; (depth + 1) * n];
        let nothing = vec![false; n];
        let mut bases = vec![0; self.children.len()];
        // The first level that is not as the slot has it.
        let mut stale = 0;
        for slot in from..to {
            if is_open(slot) {
                for level in stale..=depth {
                    let own = next(&mut values, level, wide);
                    for part in self.worths.iter().filter(|part| part.level == level) {
                        let row = part.row(&at, wide).iter();
                        own.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
                    }
                    let own = next(&mut allowed, level, n);
                    for part in self.rules.iter().filter(|part| part.level == level) {
                        own.iter_mut().zip(part.row(&at, n)).for_each(|(all, one)| *all &= one);
                    }
                }
                stale = depth + 1;
                for (base, strides) in bases.iter_mut().zip(&self.strides) {
                    *base = at.iter().zip(strides).map(|(c, stride)| c * stride).sum();
                }
                let (values, allowed) = (&values[depth * wide..], &allowed[depth * n..]);
                f(Row { slot, values, allowed, bases: &bases })?;
            } else {
                let values = &values[depth * wide..];
                f(Row { slot, values, allowed: &nothing, bases: &bases })?;
            }
            let mut changed = depth;
            while changed > 0 {
                changed -= 1;
                at[changed] += 1;
                if at[changed] < self.separator[changed] {
                    break;
                }
                at[changed] = 0;
            }
            stale = stale.min(changed + 1);
        }
        Ok(())
    }
}

/// Level `level` of `levels`, begun as a copy of the one before.
fn next<T: Copy>(levels: &mut [T], level: usize, len: usize) -> &mut [T] {
    let (before, own) = levels.split_at_mut(level * len);
    if level > 0 {
        own[..len].copy_from_slice(&before[(level - 1) * len..]);
    }
    &mut own[..len]
}
