//! How far parties come: the states that can be reached and kept, and how each way on from there fails.

use crate::exact::Ratio;
use crate::orders::members;
use crate::roadmap::scale::{Number, Scaled, Sums, Table, on};
use crate::roadmap::search::{listed, states};
use crate::roadmap::{Kind, Limits, Setting, Slack, Stage};

/// At most so many ways on are listed.
pub const SHOWN: usize = 10;

/// All states that orders reach before somebody leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// How many states can be reached and kept.
    pub states: usize,
    /// How many ways on from there fail.
    pub exits: usize,
    /// The ways on nearest to success: those where least is missing from there to the end; at most [`SHOWN`].
    pub nearest: Vec<Exit>,
}

/// A way on that fails.
#[derive(Clone, Debug, PartialEq)]
pub struct Exit {
    /// What has been done.
    pub done: Vec<usize>,
    /// What would come next; absent if what is done cannot be kept.
    pub stage: Option<Stage>,
    /// Who leaves.
    pub party: usize,
    /// How.
    pub kind: Kind,
    /// How much is missing; absent if nothing is enough.
    pub shortfall: Option<Ratio>,
    /// The least slack from there to the end on the best way.
    pub slack: Slack,
}

/// The cut of a setting in which no order holds; absent if there are too many states, or an order holds.
///
/// Cost: two passes over all states.
#[must_use]
pub fn cut(setting: &Setting<'_>, limits: &Limits) -> Option<Cut> {
    on!(&Scaled::of(setting), table => of(setting, table, limits))
}

fn of<N: Number>(setting: &Setting<'_>, table: &Table<N>, limits: &Limits) -> Option<Cut> {
    let zero = table.zero();
    let sums = Sums::of(table);
    let best = listed(table, limits, 64)?;
    if *best.at(0) >= zero {
        return None;
    }
    // Upwards: a state is reached if one of those one stage below is reached and takes that stage.
    let mut reached = states(table, limits, 64)?.fill(false);
    let mut found = Cut { states: 0, exits: 0, nearest: Vec::new() };
    let mut exits: Vec<(N, u64, Option<usize>)> = Vec::new();
    if sums.kept(0) < zero {
        exits.push((best.at(0).clone(), 0, None));
    } else {
        *reached.at_mut(0) = true;
    }
    for at in 0..reached.len() {
        let Some(done) = reached.set(at).filter(|&done| *reached.at(done)) else { continue };
        found.states += 1;
        for (by, line) in table.lines.iter().enumerate() {
            if !line.may_follow(done) {
                continue;
            }
            let next = done | line.steps;
            let taken = sums.taken(line, done);
            if taken < zero {
                exits.push((taken.least(best.at(next).clone()), done, Some(by)));
            } else if sums.kept(next) < zero {
                exits.push((best.at(next).clone(), next, None));
            } else {
                *reached.at_mut(next) = true;
            }
        }
    }
    let wider = |a: &N, b: &N| b.partial_cmp(a).unwrap_or(std::cmp::Ordering::Equal);
    exits.sort_by(|a, b| wider(&a.0, &b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    exits.dedup_by_key(|exit| (exit.1, exit.2));
    found.exits = exits.len();
    let of = |(slack, done, by): &(N, u64, Option<usize>)| {
        exit(setting, table.slack(slack), *done, by.map(|by| table.lines[by].stage))
    };
    found.nearest = exits.iter().take(SHOWN).filter_map(of).collect();
    Some(found)
}

/// Who leaves, with the greatest shortfall.
fn exit(setting: &Setting<'_>, slack: Slack, done: u64, by: Option<usize>) -> Option<Exit> {
    let steps: Vec<usize> = members(done).collect();
    let stake = |i: usize| setting.stakes.stake(i, steps.iter().copied());
    let (shortfall, party, kind) = match by {
        Some(by) => {
            let demands = &setting.stages[by].demands;
            let lacking = |demand: &crate::roadmap::Demand| {
                let need = demand.need.as_ref()?;
                Some((need - stake(demand.party), demand.party, demand.kind.clone()))
            };
            demands.iter().filter_map(lacking).reduce(
                |most, next| {
                    if next.0 > most.0 { next } else { most }
                },
            )?
        }
        None => {
            let mut is_done = vec![false; setting.deal.steps.len()];
            steps.iter().for_each(|&s| is_done[s] = true);
            let lacking = |i: usize| {
                let (step, cost) = setting.cheapest(i, &is_done)?;
                Some((-(stake(i) + cost), i, Kind::Revoke(step)))
            };
            (0..setting.deal.parties)
                .filter_map(lacking)
                .reduce(|most, next| if next.0 > most.0 { next } else { most })?
        }
    };
    let stage = by.map(|by| setting.stages[by].stage);
    Some(Exit { done: steps, stage, party, kind, shortfall: Some(shortfall), slack })
}
