//! What a set of movers reaches from a row, breadth first.

use super::change::Move;
use super::peel::Peel;
use super::view::View;
use crate::bits::Bits;
use crate::moves::{Groups, Members, Mover};
use crate::predicate::stable::Reply;
use crate::table::PackageTable;
use detente_scenario::PartyId;

/// One mover with all that is needed to walk its moves.
pub(super) struct Step<'t> {
    pub(super) parties: Vec<PartyId>,
    pub(super) groups: &'t Groups,
    pub(super) members: &'t Members,
    /// Per party of the mover its ranks.
    pub(super) ranks: Vec<&'t [u32]>,
}

/// Several movers.
pub(super) struct Steps<'t> {
    pub(super) movers: Vec<Step<'t>>,
    rows: usize,
}

impl<'t> Steps<'t> {
    /// The movers inside a coalition: each member alone, and joint controllers among them.
    pub(super) fn inside(table: &'t PackageTable<'_>, members: &[PartyId]) -> Self {
        let movers = Mover::inside(table.scenario(), members);
        Self::of(table, movers)
    }

    /// Each of `parties` alone.
    pub(super) fn alone(table: &'t PackageTable<'_>, parties: &[PartyId]) -> Self {
        let movers = parties.iter().map(|&party| table.moves().mover(party).clone());
        Self::of(table, movers.filter(Mover::can_move).collect())
    }

    fn of(table: &'t PackageTable<'_>, movers: Vec<Mover>) -> Self {
        let step = |mover: Mover| {
            let ranks = mover.parties.iter().map(|&party| table.ranks(party).as_slice()).collect();
            let (groups, members) = match mover.parties.as_slice() {
                [party] => (table.moves().groups(table.rows(), *party), &**table.members(*party)),
                parties => {
                    let joint = table.joint().iter().find(|joint| joint.parties == parties)?;
                    (&joint.groups, &joint.members)
                }
            };
            Some(Step { parties: mover.parties, groups, members, ranks })
        };
        Self { movers: movers.into_iter().filter_map(step).collect(), rows: table.rows().len() }
    }

    /// Whether every move can be taken back.
    pub(super) fn is_reversible(&self) -> bool {
        self.movers.iter().all(|step| step.groups.is_reversible())
    }

    /// The movers' groups.
    pub(super) fn groups(&self) -> Vec<&Groups> {
        self.movers.iter().map(|step| step.groups).collect()
    }

    /// The movers as those who answer, by any move.
    pub(super) fn replies(&self) -> Vec<Reply<'_>> {
        fn reply<'s>(step: &Step<'s>) -> Reply<'s> {
            Reply { groups: step.groups, members: step.members, gaining: None }
        }
        self.movers.iter().map(reply).collect()
    }

    /// The rows from which some row of `set` is reached, `set` included. Cost: each row is passed once
    /// per mover.
    pub(super) fn back(&self, set: &Bits) -> Bits {
        let mut found = set.clone();
        let mut waiting: Vec<u32> = set.ones_iter().map(|row| row as u32).collect();
        let mut done: Vec<Vec<bool>> =
            self.movers.iter().map(|step| vec![false; step.groups.count()]).collect();
        while let Some(row) = waiting.pop() {
            for (step, done) in self.movers.iter().zip(&mut done) {
                let groups = step.groups;
                groups.for_below(groups.of_row(row as usize), |group| {
                    if std::mem::replace(&mut done[group], true) {
                        return;
                    }
                    step.members.for_each(group, |from| {
                        if !found.get(from as usize) {
                            found.set(from as usize);
                            waiting.push(from);
                        }
                    });
                });
            }
        }
        found
    }

    /// The first mover that can go from one row to another in one move.
    pub(super) fn in_one_move(&self, from: usize, to: usize) -> Option<&[PartyId]> {
        let mover = self.movers.iter().find(|step| {
            let mut leads = false;
            step.groups.for_above(step.groups.of_row(from), |group| {
                leads |= group == step.groups.of_row(to);
            });
            leads
        });
        mover.map(|step| step.parties.as_slice())
    }

    /// Everything reached from `start`, `start` included, shortest ways first; by improvements only, if
    /// `gaining`. Stops at the first row that `stop` accepts. Cost: each row is passed once per mover.
    pub(super) fn walk(&self, start: usize, gaining: bool, stop: impl Fn(usize) -> bool) -> Walk {
        let mut walk = Walk {
            start,
            parties: self.movers.iter().map(|step| step.parties.clone()).collect(),
            from: vec![u32::MAX; self.rows],
            by: vec![0; self.rows],
            steps: vec![u16::MAX; self.rows],
            order: vec![start as u32],
            stopped: stop(start).then_some(start),
        };
        walk.steps[start] = 0;
        let mut fronts: Vec<Front> =
            self.movers.iter().map(|step| Front::new(step, gaining)).collect();
        let mut next = 0;
        while walk.stopped.is_none() && next < walk.order.len() {
            let row = walk.order[next] as usize;
            next += 1;
            for (m, (step, front)) in self.movers.iter().zip(&mut fronts).enumerate() {
                front.pass(step, row, |to| walk.arrive(row, m, to, &stop));
            }
        }
        walk
    }
}

/// What of one mover's moves has been walked already.
enum Front {
    /// Whole groups.
    Groups(Vec<bool>),
    /// Per group the place from which on all rows have been reached: the best ones.
    From(Vec<u32>),
    /// Per group what is left of it.
    Peel(Vec<Option<Peel>>),
}

impl Front {
    fn new(step: &Step<'_>, gaining: bool) -> Self {
        let groups = step.groups;
        if !gaining {
            Self::Groups(vec![false; groups.count()])
        } else if step.parties.len() == 1 {
            Self::From((0..groups.count()).map(|group| step.members.end(group)).collect())
        } else {
            Self::Peel((0..groups.count()).map(|_| None).collect())
        }
    }

    /// Calls `arrive` with what the mover reaches from `row`, as far as it was not reached before.
    fn pass(&mut self, step: &Step<'_>, row: usize, mut arrive: impl FnMut(usize)) {
        let groups = step.groups;
        groups.for_above(groups.of_row(row), |group| match self {
            Self::Groups(done) => {
                if !std::mem::replace(&mut done[group], true) {
                    step.members.for_each(group, |to| arrive(to as usize));
                }
            }
            Self::From(from) => {
                let (ranks, place) = (step.ranks[0], &mut from[group]);
                while *place > step.members.starts()[group]
                    && ranks[step.members.row(group, *place - 1)] > ranks[row]
                {
                    *place -= 1;
                    arrive(step.members.row(group, *place));
                }
            }
            Self::Peel(peels) => {
                let peel = peels[group]
                    .get_or_insert_with(|| Peel::above(&step.members.rows(group), &step.ranks));
                let floor: Vec<u32> = step.ranks.iter().map(|ranks| ranks[row]).collect();
                peel.take(&floor, &mut arrive);
            }
        });
    }
}

/// What was reached from a row, and how.
#[derive(Default)]
pub(super) struct Walk {
    start: usize,
    /// Per mover its parties.
    parties: Vec<Vec<PartyId>>,
    /// Per row the row before it on a shortest way, and the mover in between.
    from: Vec<u32>,
    by: Vec<u16>,
    /// Per row the number of moves; the largest number if it was not reached.
    steps: Vec<u16>,
    /// The rows reached, nearest first.
    pub(super) order: Vec<u32>,
    /// The row at which the walk was stopped.
    pub(super) stopped: Option<usize>,
}

impl Walk {
    fn arrive(&mut self, row: usize, mover: usize, to: usize, stop: &impl Fn(usize) -> bool) {
        if self.steps[to] != u16::MAX || self.stopped.is_some() {
            return;
        }
        self.from[to] = row as u32;
        self.by[to] = mover as u16;
        self.steps[to] = self.steps[row].saturating_add(1).min(u16::MAX - 1);
        self.order.push(to as u32);
        if stop(to) {
            self.stopped = Some(to);
        }
    }

    /// The number of moves to `row`; nothing if it was not reached.
    pub(super) fn steps(&self, row: usize) -> Option<usize> {
        self.steps.get(row).filter(|&&steps| steps != u16::MAX).map(|&steps| usize::from(steps))
    }

    /// The moves to `row`, first to last; nothing if it was not reached.
    pub(super) fn way<'t>(&self, table: &'t PackageTable<'t>, row: usize) -> Option<Vec<Move>> {
        self.steps(row)?;
        let view = View::of(table);
        let mut moves = Vec::new();
        let mut at = row;
        while at != self.start {
            let before = self.from[at] as usize;
            let by = &self.parties[usize::from(self.by[at])];
            moves.push(view.step(by, before, at));
            at = before;
        }
        moves.reverse();
        Some(moves)
    }
}
