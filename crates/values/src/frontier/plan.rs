//! How a problem will be solved: which term is eliminated when, over which tables.
//!
//! A *bucket* eliminates one term. For every assignment of its *separator* (the later terms that its
//! tables mention) it joins what earlier buckets found and takes the best over the classes of the term.
//! A *join* adds two groups of terms that no table couples. Where nothing is coupled, every separator is
//! empty and the plan is one sum after another.

use super::bucket::{Bucket, parts};
use super::compact::{Compact, Table};
use super::eliminate::Halt;
use super::order::{Group, Turn, order};
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
    /// Numbers in a back row of its points.
    pub(super) fn width(&self) -> usize {
        match &self.kind {
            Kind::Unit => 1,
            Kind::Join { .. } => 2,
            Kind::Bucket(bucket) => bucket.children.len() + 1,
        }
    }

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
        // A slot may take a few numbers per party before it has any point.
        let most = (budget.points as u128 * 4 / self.parties as u128).max(1 << 16);
        if slots.saturating_add(self.slots as u128) > most {
            return Err(Halt::Table { entries: slots, width: separator.len(), most });
        }
        let (worths, rules, children) = waiting.take(turn.term);
        let k = self.parties;
        let bucket = Bucket {
            term: turn.term,
            classes: compact.classes[turn.term].clone(),
            worths: parts(&worths, k, turn, compact, &separator, |sum, value| *sum += value),
            rules: parts(&rules, 1, turn, compact, &separator, |all, one| *all &= one),
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
