//! How a problem will be solved: which term is eliminated when, over which tables.
//!
//! A *bucket* eliminates one term. For every assignment of its *separator* (the later terms that its
//! tables mention) it joins what earlier buckets found and takes the best over the classes of the term.
//! A *join* adds two groups of terms that no table couples. Where nothing is coupled, every separator is
//! empty and the plan is one sum after another.

use super::compact::{Compact, Table};
use super::eliminate::Halt;
use super::order::{Group, Turn, order};
use super::points::Points;
use crate::problem::Problem;
use crate::watch::Budget;

/// The stages of an elimination. The last one holds what whole packages are worth.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) parties: usize,
    pub(super) terms: usize,
    /// What every package is worth beside what the stages add up.
    pub(super) constant: Vec<i64>,
    /// Empty if no package is possible.
    pub(super) stages: Vec<Stage>,
    width: usize,
    slots: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Stage {
    pub(super) kind: Kind,
    /// Assignments of the separator, one for a join.
    pub(super) slots: usize,
    /// The slots of all stages before.
    pub(super) first: usize,
}

impl Stage {
    /// Points by which a later stage multiplies those before it, about.
    pub(super) fn options(&self) -> u64 {
        match &self.kind {
            Kind::Bucket(bucket) => bucket.classes.iter().map(|class| class.len() as u64).sum(),
            Kind::Unit | Kind::Join { .. } => 0,
        }
    }
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// The empty package, where there are no terms.
    Unit,
    /// The sums of two stages of one slot each.
    Join {
        left: usize,
        right: usize,
    },
    Bucket(Box<Bucket>),
}

/// What eliminates one term.
#[derive(Clone, Debug)]
pub(super) struct Bucket {
    pub(super) term: usize,
    /// Per class what the term is worth by itself.
    pub(super) classes: Vec<Points>,
    /// Classes per term of the separator; the last varies fastest in slots.
    separator: Vec<usize>,
    worths: Vec<Part<i64>>,
    rules: Vec<Part<bool>>,
    /// Stages whose messages go in here; their fastest term is the one eliminated.
    pub(super) children: Vec<usize>,
    /// Per child and term of the separator what one class more moves in its slots.
    strides: Vec<Vec<usize>>,
}

/// A table as a bucket reads it: the term eliminated varies fastest.
#[derive(Clone, Debug)]
struct Part<T> {
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

    fn row(&self, at: &[usize], len: usize) -> &[T] {
        let start: usize = self.starts.iter().map(|(place, starts)| starts[at[*place]]).sum();
        &self.entries[start..start + len]
    }
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
    /// Calls `f` for the slots `from..to`, in order.
    pub(super) fn rows<E>(
        &self,
        parties: usize,
        from: usize,
        to: usize,
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
        let mut bases = vec![0; self.children.len()];
        let mut changed = 0;
        for slot in from..to {
            for level in changed..=depth {
                let (before, own) = values.split_at_mut(level * wide);
                let own = &mut own[..wide];
                if level > 0 {
                    own.copy_from_slice(&before[(level - 1) * wide..]);
                }
                for part in self.worths.iter().filter(|part| part.level == level) {
                    own.iter_mut().zip(part.row(&at, wide)).for_each(|(sum, value)| *sum += value);
                }
                let (before, own) = allowed.split_at_mut(level * n);
                let own = &mut own[..n];
                if level > 0 {
                    own.copy_from_slice(&before[(level - 1) * n..]);
                }
                for part in self.rules.iter().filter(|part| part.level == level) {
                    own.iter_mut().zip(part.row(&at, n)).for_each(|(all, one)| *all &= one);
                }
            }
            for (base, strides) in bases.iter_mut().zip(&self.strides) {
                *base = at.iter().zip(strides).map(|(c, stride)| c * stride).sum();
            }
            f(Row {
                slot,
                values: &values[depth * wide..],
                allowed: &allowed[depth * n..],
                bases: &bases,
            })?;
            changed = depth;
            while changed > 0 {
                changed -= 1;
                at[changed] += 1;
                if at[changed] < self.separator[changed] {
                    break;
                }
                at[changed] = 0;
            }
            changed += 1;
        }
        Ok(())
    }
}

impl Plan {
    /// How to solve `problem`, which is sound.
    ///
    /// # Errors
    /// [`Halt::Table`] if some table would be larger than `budget` allows.
    pub fn of(problem: &Problem, budget: &Budget) -> Result<Self, Halt> {
        let mut plan = Self {
            parties: problem.parties,
            terms: problem.sizes.len(),
            constant: vec![0; problem.parties],
            stages: Vec::new(),
            width: 0,
            slots: 0,
        };
        let Some(compact) = Compact::of(problem) else { return Ok(plan) };
        plan.constant.clone_from(&compact.constant);
        let sizes: Vec<usize> = compact.classes.iter().map(Vec::len).collect();
        let scopes = compact.worths.iter().map(|table| &table.terms[..]);
        let scopes = scopes.chain(compact.rules.iter().map(|table| &table.terms[..]));
        let most = u128::from(budget.work);
        let groups = order(&sizes, scopes, most).map_err(|wide| Halt::Table {
            entries: wide.entries,
            width: wide.width,
            most,
        })?;
        let mut group_of = vec![None; sizes.len()];
        for (g, group) in groups.iter().enumerate() {
            group.iter().for_each(|turn| group_of[turn.term] = Some(g));
        }
        let mut waiting = Waiting::of(&compact, &groups);
        let mut root = None;
        let mut is_done = vec![false; groups.len()];
        for (t, group) in group_of.into_iter().enumerate() {
            match group {
                None => {
                    let turn = Turn { term: t, separator: Vec::new() };
                    plan.bucket(&compact, &turn, &mut waiting, budget)?;
                }
                Some(g) if !is_done[g] => {
                    is_done[g] = true;
                    for turn in &groups[g] {
                        plan.bucket(&compact, turn, &mut waiting, budget)?;
                    }
                }
                Some(_) => continue,
            }
            let right = plan.stages.len() - 1;
            if let Some(left) = root {
                plan.push(Kind::Join { left, right }, 1);
            }
            root = Some(plan.stages.len() - 1);
        }
        if plan.stages.is_empty() {
            plan.push(Kind::Unit, 1);
        }
        Ok(plan)
    }

    /// For how many parties.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// Terms of the largest separator: 0 where worths only add up.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether any package is possible, as far as the rules tell one by one.
    #[must_use]
    pub fn may_be_possible(&self) -> bool {
        !self.stages.is_empty()
    }

    /// Slots of all stages.
    pub(super) fn slots(&self) -> usize {
        self.slots
    }

    fn push(&mut self, kind: Kind, slots: usize) {
        self.stages.push(Stage { kind, slots, first: self.slots });
        self.slots += slots;
    }

    fn bucket(
        &mut self,
        compact: &Compact,
        turn: &Turn,
        waiting: &mut Waiting<'_>,
        budget: &Budget,
    ) -> Result<(), Halt> {
        let separator: Vec<usize> =
            turn.separator.iter().map(|&t| compact.classes[t].len()).collect();
        let slots = separator.iter().fold(1, |product: u128, &n| product.saturating_mul(n as u128));
        let most = budget.points as u128;
        if slots.saturating_add(self.slots as u128) > most.max(1 << 16) {
            return Err(Halt::Table { entries: slots, width: separator.len(), most });
        }
        let (worths, rules, children) = waiting.take(turn.term);
        let k = self.parties;
        let bucket = Bucket {
            term: turn.term,
            classes: compact.classes[turn.term].clone(),
            worths: worths.iter().map(|table| Part::of(table, k, turn, compact)).collect(),
            rules: rules.iter().map(|table| Part::of(table, 1, turn, compact)).collect(),
            strides: children
                .iter()
                .map(|(_, other)| {
                    turn.separator.iter().map(|&t| stride(compact, other, t)).collect()
                })
                .collect(),
            children: children.into_iter().map(|(stage, _)| stage).collect(),
            separator,
        };
        self.width = self.width.max(turn.separator.len());
        if let Some(&parent) = turn.separator.last() {
            waiting.messages[parent].push((self.stages.len(), turn.separator.clone()));
        }
        self.push(Kind::Bucket(Box::new(bucket)), slots as usize);
        Ok(())
    }
}

/// What one class more of `term` moves in the slots of a separator.
fn stride(compact: &Compact, separator: &[usize], term: usize) -> usize {
    match separator.iter().position(|&t| t == term) {
        Some(place) => separator[place + 1..].iter().map(|&t| compact.classes[t].len()).product(),
        None => 0,
    }
}

/// Per term what its bucket will need.
struct Waiting<'a> {
    worths: Vec<Vec<&'a Table<i64>>>,
    rules: Vec<Vec<&'a Table<bool>>>,
    /// Stages with their separators.
    messages: Vec<Vec<(usize, Vec<usize>)>>,
}

type Needs<'a> = (Vec<&'a Table<i64>>, Vec<&'a Table<bool>>, Vec<(usize, Vec<usize>)>);

impl<'a> Waiting<'a> {
    /// Every table waits for the first of its terms to be eliminated.
    fn of(compact: &'a Compact, groups: &[Group]) -> Self {
        let terms = compact.classes.len();
        let mut position = vec![usize::MAX; terms];
        for (i, turn) in groups.iter().flatten().enumerate() {
            position[turn.term] = i;
        }
        let first =
            |scope: &[usize]| scope.iter().copied().min_by_key(|&t| position[t]).unwrap_or(0);
        let mut waiting = Self {
            worths: vec![Vec::new(); terms],
            rules: vec![Vec::new(); terms],
            messages: vec![Vec::new(); terms],
        };
        for table in &compact.worths {
            waiting.worths[first(&table.terms)].push(table);
        }
        for table in &compact.rules {
            waiting.rules[first(&table.terms)].push(table);
        }
        waiting
    }

    fn take(&mut self, term: usize) -> Needs<'a> {
        (
            std::mem::take(&mut self.worths[term]),
            std::mem::take(&mut self.rules[term]),
            std::mem::take(&mut self.messages[term]),
        )
    }
}
