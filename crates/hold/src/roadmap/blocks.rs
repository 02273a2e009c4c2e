//! The widest order through all subsets, in blocks that the processor likes.
//!
//! M(S) = kept(S); M(X) = min( kept(X), max over stages B that may follow of min( taken(X, B), M(X ∪ B) ) ), where
//! `kept` is the least slack of what keeps X in force and `taken` the least slack of taking B: a path whose
//! narrowest point is widest. 2ⁿ numbers, n 2ⁿ⁻¹ comparisons and as many per bundle.
//!
//! A block is all states that agree on all steps but the first few. Within it the numbers of all states lie side by
//! side, so that one step leads from a run of them to a run of another block, which is compared as one. Blocks with
//! as many further steps done do not depend on each other.

use super::scale::{Line, Number, Table};
use crate::orders::members;
use crate::parallel::map;
use num_bigint::BigInt;
use num_traits::Zero;

/// So many steps are inside a block: its numbers, its stakes and another block fit in the nearest memory.
const INNER: usize = 10;

/// Per state the least slack on the best way on from there.
#[derive(Debug)]
pub(crate) struct Widest<N> {
    inner: usize,
    /// Per set of outer steps; empty if no state of it can be visited.
    blocks: Vec<Vec<N>>,
}

impl<N: Number> Widest<N> {
    /// With `done` done.
    pub(crate) fn at(&self, done: u64) -> N {
        let block = &self.blocks[(done >> self.inner) as usize];
        block.get((done & ((1 << self.inner) - 1)) as usize).cloned().unwrap_or_else(N::never)
    }
}

/// How many bytes the numbers of all subsets of `steps` steps take if each takes `size`.
#[must_use]
pub fn memory_needed(steps: usize, size: usize) -> u128 {
    (size as u128) << steps.min(120)
}

/// Of a table of at most 40 steps. Memory: [`memory_needed`].
pub(crate) fn widest<N: Number + Copy>(table: &Table<N>) -> Widest<N> {
    let inner = table.steps.min(INNER);
    let outer = table.steps - inner;
    let frame = Frame::of(table, inner);
    let mut blocks: Vec<Vec<N>> = vec![Vec::new(); 1 << outer];
    let mut layers: Vec<Vec<usize>> = vec![Vec::new(); outer + 1];
    for done in 0..blocks.len() {
        layers[done.count_ones() as usize].push(done);
    }
    for layer in layers.iter().rev() {
        for (&done, block) in layer.iter().zip(map(layer, |&done| frame.block(done, &blocks))) {
            blocks[done] = block;
        }
    }
    Widest { inner, blocks }
}

/// What all blocks share.
struct Frame<'a, N> {
    table: &'a Table<N>,
    inner: usize,
    /// Per party and set of inner steps, what it banks.
    banked: Vec<Vec<N>>,
    /// Per party that can revoke something, and per set of inner steps, the least cost of revoking one of them.
    cheapest: Vec<(usize, Vec<N>)>,
    /// Per set of inner steps, whether it has all prerequisites that are inner steps too; empty if there are none.
    is_closed: Vec<bool>,
    /// Stages with an outer step.
    across: Vec<&'a Line<N>>,
    /// Stages without, by the last of their steps.
    within: Vec<Vec<&'a Line<N>>>,
}

impl<'a, N: Number + Copy> Frame<'a, N> {
    fn of(table: &'a Table<N>, inner: usize) -> Self {
        let zero = N::of(&BigInt::zero());
        let over = |first: N, row: &[N], join: &dyn Fn(N, N) -> N| {
            let mut all = vec![first];
            for &of in &row[..inner] {
                for at in 0..all.len() {
                    all.push(join(all[at], of));
                }
            }
            all
        };
        let banked = table.banked.iter().map(|row| over(zero, row, &|a, b| a.plus(&b))).collect();
        let revokes = |i: usize, row: &[N]| {
            table.held[i] < N::free() || row.iter().any(|cost| *cost < N::free())
        };
        let costs = table.revoking.iter().enumerate().filter(|(i, row)| revokes(*i, row));
        let cheapest = costs.map(|(i, row)| (i, over(table.held[i], row, &N::least))).collect();
        let has_prerequisites = table.after.iter().any(|&after| after != 0);
        let is_closed =
            |done: u64| members(done).all(|s| table.after[s] & mask(inner) & !done == 0);
        let closed = if has_prerequisites { 0..1_u64 << inner } else { 0..0 };
        let mut within = vec![Vec::new(); inner];
        let (inside, across): (Vec<_>, Vec<_>) =
            table.lines.iter().partition(|line| line.steps >> inner == 0);
        for line in inside {
            within[line.steps.ilog2() as usize].push(line);
        }
        Self {
            table,
            inner,
            banked,
            cheapest,
            is_closed: closed.map(is_closed).collect(),
            across,
            within,
        }
    }

    /// The numbers of all states with exactly `outer` of the outer steps done.
    fn block(&self, outer: usize, blocks: &[Vec<N>]) -> Vec<N> {
        let table = self.table;
        let base = (outer as u64) << self.inner;
        let is_here = |after: u64| after >> self.inner & !(outer as u64) == 0;
        if !members(base).all(|s| is_here(table.after[s])) {
            return Vec::new();
        }
        let mut stakes = Vec::with_capacity(self.banked.len());
        for (row, (gain, banked)) in self.banked.iter().zip(table.gain.iter().zip(&table.banked)) {
            let start = members(base).fold(*gain, |stake, s| stake.minus(&banked[s]));
            stakes.push(row.iter().map(|banked| start.minus(banked)).collect::<Vec<N>>());
        }
        let ceiling = self.ceiling(base, &stakes);
        let mut best = vec![N::never(); 1 << self.inner];
        if base | mask(self.inner) == table.all() {
            best[(1 << self.inner) - 1] = N::free();
        }
        for line in &self.across {
            let target = line.steps >> self.inner;
            if line.steps & base != 0 || !is_here(line.after) {
                continue;
            }
            let next = &blocks[outer | target as usize];
            if !next.is_empty() {
                let steps = (line.steps & mask(self.inner)) as usize;
                improve(&mut best, next, &stakes, 0, steps, &line.needs);
            }
        }
        self.settle(&mut best, &ceiling, &stakes, 0);
        best
    }

    /// The least slack of what keeps each state of a block in force; never for those that cannot be visited.
    fn ceiling(&self, base: u64, stakes: &[Vec<N>]) -> Vec<N> {
        let mut ceiling = vec![N::free(); 1 << self.inner];
        for (i, cheapest) in &self.cheapest {
            let costs = &self.table.revoking[*i];
            let outer = members(base).map(|s| costs[s]).fold(N::free(), N::least);
            for (most, (stake, cost)) in ceiling.iter_mut().zip(stakes[*i].iter().zip(cheapest)) {
                *most = most.least(stake.plus(&outer.least(*cost)));
            }
        }
        if !self.is_closed.is_empty() {
            let needed = members(base).fold(0, |all, s| all | self.table.after[s]);
            let lacks = |s: usize| self.table.after[s] & !(base | mask(self.inner)) != 0;
            let barred = (0..self.inner).filter(|&s| lacks(s)).fold(0_u64, |all, s| all | 1 << s);
            let needed = needed & mask(self.inner);
            for (x, most) in ceiling.iter_mut().enumerate() {
                let x = x as u64;
                if !self.is_closed[x as usize] || x & barred != 0 || needed & !x != 0 {
                    *most = N::never();
                }
            }
        }
        ceiling
    }

    /// Adds the stages inside a block to the numbers of the run of states that starts at `from`: first the half that
    /// has the last step done, then the other half, which may lead to the first.
    fn settle(&self, best: &mut [N], ceiling: &[N], stakes: &[Vec<N>], from: usize) {
        if best.len() == 1 {
            best[0] = best[0].least(ceiling[0]);
            return;
        }
        let half = best.len() / 2;
        let (without, with) = best.split_at_mut(half);
        let (low, high) = ceiling.split_at(half);
        self.settle(with, high, stakes, from + half);
        for line in &self.within[half.ilog2() as usize] {
            let steps = line.steps as usize & (half - 1);
            improve(without, with, stakes, from, steps, &line.needs);
        }
        self.settle(without, low, stakes, from);
    }
}

/// Raises every state of a run that starts at `from` by a stage that leads to `next` and does, within the run, `steps`.
fn improve<N: Number + Copy>(
    best: &mut [N],
    next: &[N],
    stakes: &[Vec<N>],
    from: usize,
    steps: usize,
    needs: &[(usize, N)],
) {
    let to = from + best.len();
    match needs {
        [(owner, need)] if steps == 0 => {
            let stakes = &stakes[*owner][from..to];
            for (best, (next, stake)) in best.iter_mut().zip(next.iter().zip(stakes)) {
                *best = best.most(stake.minus(need).least(*next));
            }
        }
        _ => {
            for x in (0..best.len()).filter(|x| x & steps == 0) {
                let slack = |(i, need): &(usize, N)| stakes[*i][from + x].minus(need);
                let slack = needs.iter().map(slack).fold(next[x | steps], N::least);
                best[x] = best[x].most(slack);
            }
        }
    }
}

/// The set of the first `count` steps.
fn mask(count: usize) -> u64 {
    super::scale::all(count)
}
