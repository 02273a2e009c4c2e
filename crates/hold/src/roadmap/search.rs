//! The order of steps with the greatest least slack, how many orders hold, and the fewest escrows that one needs.
//!
//! The slack of a check depends only on what is done and what comes next, so the best order is the widest path through
//! the lattice of subsets, and its suffixes are best ways on from where they start (a maximin path; M. Pollack, "The
//! maximum capacity through a network", Operations Research 1960). Time n 2ⁿ, memory 2ⁿ numbers; where
//! prerequisites leave few states, only those. In general no method is fast: with two parties and no
//! prerequisites the question contains 3-Partition, so it is strongly NP-hard.
//!
//! Where that is too much, an order is looked for with what memory there is, and certificates that there is none
//! ([`none`](super::none)); the answer may be *undecided*, never rounded.

use super::blocks::{Widest, memory_needed, widest};
use super::far;
use super::scale::{Line, Number, Scaled, Sums, Table, on};
use super::sets::{Sets, Values};
use super::{Setting, Slack, Stage};
use std::mem::size_of;

/// What a search may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes for the numbers of all states.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 1 << 30 }
    }
}

/// An order and how tight it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The stages.
    pub order: Vec<Stage>,
    /// Its least slack.
    pub slack: Slack,
}

/// Whether there is an order that nobody gains by leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is.
    Holds,
    /// There is none with these reactions to a breakdown.
    Fails,
    /// Neither is shown.
    Undecided(Why),
}

/// Why a question stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There are too many states for the memory allowed.
    States,
    /// The best order fails a check that is sufficient but not necessary: see [`Setting::is_exact`].
    Inexact,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Whether there is an order.
    pub verdict: Verdict,
    /// The best order found, which may fail; absent if every order meets a check that no stake passes.
    pub best: Option<Plan>,
    /// Whether no order has more slack.
    pub is_best: bool,
}

/// Looks for the best order: the first in the order of [`Setting::stages`] among equally good next stages.
#[must_use]
pub fn search(setting: &Setting<'_>, limits: &Limits) -> Answer {
    search_from(setting, 0, limits)
}

/// The same of what is left once the steps of `start` are in force, however that came about: the best way on.
///
/// The slack is the least from there to the end; what should have come before a step in force may still come.
#[must_use]
pub fn search_from(setting: &Setting<'_>, start: u64, limits: &Limits) -> Answer {
    match &Scaled::of(setting).from(start) {
        Scaled::Short(table) => side_by_side(setting, table, start, limits),
        Scaled::Double(table) => side_by_side(setting, table, start, limits),
        Scaled::Long(table) => side_by_side(setting, table, start, limits),
        Scaled::Large(table) => match listed(table, limits, 256) {
            Some(best) => answer(setting, table, &Best::Listed(best)),
            None => far::search(setting, table, start, limits),
        },
    }
}

fn side_by_side<N: Number + Copy>(
    setting: &Setting<'_>,
    table: &Table<N>,
    start: u64,
    limits: &Limits,
) -> Answer {
    let has_prerequisites = table.after.iter().any(|&after| after != 0);
    let most = u128::from(limits.bytes);
    let fits = table.steps <= 40 && memory_needed(table.steps, size_of::<N>()) <= most;
    let few = has_prerequisites.then(|| listed(table, limits, 4 * size_of::<N>() + 16)).flatten();
    match few {
        Some(best) => answer(setting, table, &Best::Listed(best)),
        None if fits => answer(setting, table, &Best::Blocks(widest(table))),
        None => far::search(setting, table, start, limits),
    }
}

/// Per state the least slack on the best way on.
enum Best<N> {
    Blocks(Widest<N>),
    Listed(Values<N>),
}

impl<N: Number> Best<N> {
    fn at(&self, done: u64) -> N {
        match self {
            Self::Blocks(best) => best.at(done),
            Self::Listed(best) => best.at(done).clone(),
        }
    }
}

/// The definition of the search, on the states as they are listed, each of `size` bytes.
pub(super) fn listed<N: Number>(
    table: &Table<N>,
    limits: &Limits,
    size: usize,
) -> Option<Values<N>> {
    let sums = Sums::of(table);
    let sets = states(table, limits, size)?;
    Some(sets.fold(N::never(), |done, next| {
        let start = if done == table.all() { N::free() } else { N::never() };
        let on = table.lines.iter().filter(|line| line.may_follow(done));
        let on = on.map(|line| sums.taken(line, done).least(next.at(done | line.steps).clone()));
        sums.kept(done).least(on.fold(start, N::most))
    }))
}

pub(super) fn states<N>(table: &Table<N>, limits: &Limits, size: usize) -> Option<Sets> {
    Sets::of(&table.after, usize::try_from(limits.bytes).ok()? / size)
}

/// Follows the best way.
fn answer<N: Number>(setting: &Setting<'_>, table: &Table<N>, best: &Best<N>) -> Answer {
    let slack = table.slack(&best.at(0));
    let verdict = match slack.holds() {
        true => Verdict::Holds,
        false if setting.is_exact() => Verdict::Fails,
        false => Verdict::Undecided(Why::Inexact),
    };
    let sums = Sums::of(table);
    let value =
        |line: &Line<N>, done: u64| sums.taken(line, done).least(best.at(done | line.steps));
    let order = (slack != Slack::Never).then(|| follow(table, value)).flatten();
    let order = order.map(|lines| stages(setting, &lines));
    Answer { verdict, best: order.map(|order| Plan { order, slack }), is_best: true }
}

/// The stages of lines.
pub(super) fn stages<N>(setting: &Setting<'_>, lines: &[&Line<N>]) -> Vec<Stage> {
    lines.iter().map(|line| setting.stages[line.stage].stage).collect()
}

/// From nothing done to all done, each time by the first of the lines that `value` puts highest.
pub(super) fn follow<N: Number, V: PartialOrd>(
    table: &Table<N>,
    value: impl Fn(&Line<N>, u64) -> V,
) -> Option<Vec<&Line<N>>> {
    let mut done = 0;
    let mut order = Vec::new();
    while done != table.all() {
        let next = table.lines.iter().filter(|line| line.may_follow(done));
        let next = next.map(|line| (value(line, done), line));
        let (_, line) = next.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        done |= line.steps;
        order.push(line);
    }
    Some(order)
}

/// How many orders hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many, at least if there are too many to count.
    pub orders: u128,
    /// Whether there are too many to count.
    pub is_capped: bool,
}

/// How many orders hold; absent if there are too many states. Bundles count as stages of their own.
///
/// Cost: n 2ⁿ, 32 bytes per state.
#[must_use]
pub fn count(setting: &Setting<'_>, limits: &Limits) -> Option<Count> {
    count_from(setting, 0, limits)
}

/// The same of the ways on once the steps of `start` are in force.
#[must_use]
pub fn count_from(setting: &Setting<'_>, start: u64, limits: &Limits) -> Option<Count> {
    on!(&Scaled::of(setting).from(start), table => {
        let sums = Sums::of(table);
        let zero = table.zero();
        let counts = states(table, limits, 32)?.fold((0_u128, false), |done, next| {
            if sums.kept(done) < zero {
                return (0, false);
            }
            if done == table.all() {
                return (1, false);
            }
            let mut sum = (0_u128, false);
            for line in table.lines.iter().filter(|line| line.may_follow(done)) {
                let (more, is_capped) = *next.at(done | line.steps);
                if more > 0 && sums.taken(line, done) >= zero {
                    let (total, is_over) = sum.0.overflowing_add(more);
                    sum = if is_over { (u128::MAX, true) } else { (total, sum.1 || is_capped) };
                }
            }
            sum
        });
        let (orders, is_capped) = *counts.at(0);
        Some(Count { orders, is_capped })
    })
}

/// An order that holds with as few escrows as possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escrows {
    /// How many.
    pub escrows: usize,
    /// The stages.
    pub order: Vec<Stage>,
}

/// The fewest escrows among orders that hold, a shortest path; `None` if no order holds.
///
/// Cost: (n + bundles) 2ⁿ, a byte per state.
///
/// # Errors
///
/// If there are too many states.
pub fn fewest_escrows(setting: &Setting<'_>, limits: &Limits) -> Result<Option<Escrows>, Why> {
    const FAR: u8 = u8::MAX;
    on!(&Scaled::of(setting), table => {
        let sums = Sums::of(table);
        let zero = table.zero();
        let sets = states(table, limits, 1).ok_or(Why::States)?;
        let cost = |line: &Line<_>, done: u64, on: u8| {
            let is_open = on != FAR && sums.taken(line, done) >= zero;
            if is_open { on + u8::from(line.is_escrow) } else { FAR }
        };
        let fewest = sets.fold(FAR, |done, next| {
            if sums.kept(done) < zero {
                return FAR;
            }
            let start = if done == table.all() { 0 } else { FAR };
            let on = table.lines.iter().filter(|line| line.may_follow(done));
            on.map(|line| cost(line, done, *next.at(done | line.steps))).fold(start, u8::min)
        });
        let escrows = usize::from(*fewest.at(0));
        if escrows == usize::from(FAR) {
            return Ok(None);
        }
        let value = |line: &Line<_>, done: u64| FAR - cost(line, done, *fewest.at(done | line.steps));
        let order = follow(table, value).map(|lines| stages(setting, &lines));
        Ok(order.map(|order| Escrows { escrows, order }))
    })
}
