//! States as a list: all subsets, or only those that have their prerequisites, if these are few.

use super::scale::all;
use crate::orders::members;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The states that orders can visit. A state comes after all that are part of it.
#[derive(Debug)]
pub(crate) enum Sets {
    /// All subsets of so many steps; those without their prerequisites are skipped.
    All { steps: usize, after: Vec<u64> },
    /// Those with their prerequisites, ascending, and where each is.
    Closed { sets: Vec<u64>, position: HashMap<u64, u32, BuildHasherDefault<Multiply>> },
}

impl Sets {
    /// The states of steps with prerequisites `after`; absent if there are more than `limit`. The closed ones are
    /// listed if they are at most a sixteenth of all.
    pub(crate) fn of(after: &[u64], limit: usize) -> Option<Self> {
        let steps = after.len();
        let count = if steps < 60 { 1_usize << steps } else { usize::MAX };
        let is_free = after.iter().all(|&after| after == 0);
        if !is_free && let Some(sets) = closed(after, limit.min(count / 16)) {
            let position = (0..).zip(&sets).map(|(at, &set)| (set, at)).collect();
            return Some(Self::Closed { sets, position });
        }
        (count <= limit).then(|| Self::All { steps, after: after.to_vec() })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::All { steps, .. } => 1 << steps,
            Self::Closed { sets, .. } => sets.len(),
        }
    }

    fn set(&self, position: usize) -> Option<u64> {
        match self {
            Self::All { after, .. } => {
                let set = position as u64;
                members(set).all(|s| after[s] & !set == 0).then_some(set)
            }
            Self::Closed { sets, .. } => sets.get(position).copied(),
        }
    }

    fn position(&self, set: u64) -> usize {
        match self {
            Self::All { .. } => set as usize,
            Self::Closed { position, .. } => position.get(&set).map_or(0, |&at| at as usize),
        }
    }

    /// The same value at every state.
    pub(crate) fn fill<V: Clone>(self, value: V) -> Values<V> {
        Values { values: vec![value; self.len()], sets: self }
    }

    /// One value per state, from all done down to nothing done: `f` of the state and of the values of states that
    /// contain it.
    pub(crate) fn fold<V: Clone>(
        self,
        dead: V,
        mut f: impl FnMut(u64, &Values<V>) -> V,
    ) -> Values<V> {
        let mut values = Values { values: vec![dead; self.len()], sets: self };
        for at in (0..values.values.len()).rev() {
            if let Some(set) = values.sets.set(at) {
                values.values[at] = f(set, &values);
            }
        }
        values
    }
}

/// A value per state.
#[derive(Debug)]
pub(crate) struct Values<V> {
    sets: Sets,
    values: Vec<V>,
}

impl<V> Values<V> {
    /// Of a state with its prerequisites.
    pub(crate) fn at(&self, set: u64) -> &V {
        &self.values[self.sets.position(set)]
    }

    /// Of a state with its prerequisites.
    pub(crate) fn at_mut(&mut self, set: u64) -> &mut V {
        let at = self.sets.position(set);
        &mut self.values[at]
    }

    /// How many positions there are.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The state at a position, ascending; absent if it lacks a prerequisite.
    pub(crate) fn set(&self, position: usize) -> Option<u64> {
        self.sets.set(position)
    }
}

/// All sets with their prerequisites, ascending; absent if there are more than `limit`.
fn closed(after: &[u64], limit: usize) -> Option<Vec<u64>> {
    let mut layer = vec![0_u64];
    let mut found = Vec::new();
    while !layer.is_empty() {
        found.extend(&layer);
        if found.len() > limit {
            return None;
        }
        let mut next = Vec::new();
        for &set in &layer {
            let ready = members(all(after.len()) & !set).filter(|&s| after[s] & !set == 0);
            next.extend(ready.map(|s| set | 1 << s));
        }
        next.sort_unstable();
        next.dedup();
        layer = next;
    }
    found.sort_unstable();
    Some(found)
}

/// Hashes a word by one multiplication.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Multiply(u64);

impl Hasher for Multiply {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }
}
