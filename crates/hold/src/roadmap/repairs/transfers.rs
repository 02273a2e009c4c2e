//! Payments that are held by somebody outside and released as stages are taken.
//!
//! Let R be what a party is still to receive (less what it is still to pay); over the owners of steps it sums to 0, and
//! nothing is left when all is done. A transfer raises a stake by R, so an order can be mended if and only if at every
//! state before the last the slacks of the owners sum to 0 or more, and the finished deal is kept as it is. The
//! slack of a party of which nothing is asked at a state is its stake, as far as that is positive: it must not pay what it
//! does not expect back. A path that is widest in these sums; the least transfers of an order are a flow of least cost
//! through its states.
//!
//! Without somebody who holds the payments the condition is only necessary: a payment is itself a step.

use crate::exact::{Ratio, whole};
use crate::orders::members;
use crate::roadmap::scale::{Line, Number, Scaled, Sums, Table, on};
use crate::roadmap::search::{follow, stages, states};
use crate::roadmap::walk::{path, visit};
use crate::roadmap::{Limits, Setting, Stage};
use num_traits::{Signed, Zero};

/// Payments that make an order hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Transfers {
    /// The order.
    pub order: Vec<Stage>,
    /// Per stage and party what it receives, or pays if negative, once the stage has been taken.
    pub paid: Vec<Vec<Ratio>>,
    /// How much changes hands in all: the least for this order.
    pub total: Ratio,
    /// The least sum of slacks on the way.
    pub slack: Ratio,
}

/// For the order whose least sum of slacks is greatest; absent if no payments help, or there are too many states.
///
/// Cost: a pass over all states, then a small flow.
#[must_use]
pub fn transfers(setting: &Setting<'_>, limits: &Limits) -> Option<Transfers> {
    let order = on!(&Scaled::of(setting), table => widest(setting, table, limits))?;
    least_transfers(setting, &order)
}

fn widest<N: Number>(
    setting: &Setting<'_>,
    table: &Table<N>,
    limits: &Limits,
) -> Option<Vec<Stage>> {
    let sums = Sums::of(table);
    let zero = table.zero();
    let owners: Vec<usize> = (0..setting.deal.parties).filter(|&i| setting.is_owner(i)).collect();
    let joint = |line: &Line<N>, done: u64| {
        let slack = |&i: &usize| {
            let stake = sums.stake(i, done);
            let cheapest = members(done).map(|s| table.revoking[i][s].clone()).reduce(N::least);
            let kept = cheapest.filter(|cost| *cost < N::free()).map(|cost| stake.plus(&cost));
            let need = line.needs.iter().find(|(party, _)| *party == i);
            let taken = need.map(|(_, need)| stake.minus(need));
            match (kept, taken) {
                (Some(kept), Some(taken)) => kept.least(taken),
                (kept, taken) => kept.or(taken).unwrap_or_else(|| stake.most(zero.clone())),
            }
        };
        owners.iter().map(slack).fold(zero.clone(), |sum, slack| sum.plus(&slack))
    };
    let best = states(table, limits, 32)?.fold(N::never(), |done, next| {
        if done == table.all() {
            return if sums.kept(done) < zero { N::never() } else { N::free() };
        }
        let on = table.lines.iter().filter(|line| line.may_follow(done));
        let on = on.map(|line| joint(line, done).least(next.at(done | line.steps).clone()));
        on.fold(N::never(), N::most)
    });
    if *best.at(0) < zero {
        return None;
    }
    let value =
        |line: &Line<N>, done: u64| joint(line, done).least(best.at(done | line.steps).clone());
    follow(table, value).map(|lines| stages(setting, &lines))
}

/// The least payments that make `order` hold; absent if none do or it is no order.
#[must_use]
pub fn least_transfers(setting: &Setting<'_>, order: &[Stage]) -> Option<Transfers> {
    let path = path(setting, order).ok()?;
    let owners: Vec<usize> = (0..setting.deal.parties).filter(|&i| setting.is_owner(i)).collect();
    // Per state but the last and owner: how much it could give up of what it is still to receive.
    let mut slacks: Vec<Vec<Ratio>> = Vec::new();
    let mut is_kept = true;
    visit(setting, &path, |at, done, stakes| {
        let slack = |i: usize| {
            let kept = setting.cheapest(i, done).map(|(_, cost)| &stakes[i] + cost);
            let taken = path.get(at).into_iter().flat_map(|taken| &taken.demands);
            let taken = taken.filter(|demand| demand.party == i);
            let taken = taken.filter_map(|d| d.need.as_ref().map(|need| &stakes[i] - need));
            let idle = (&stakes[i]).max(&Ratio::zero()).clone();
            kept.into_iter().chain(taken).min().unwrap_or(idle)
        };
        if at < path.len() {
            slacks.push(owners.iter().map(|&i| slack(i)).collect());
        } else {
            is_kept = owners.iter().all(|&i| {
                setting.cheapest(i, done).is_none_or(|(_, cost)| !(&stakes[i] + cost).is_negative())
            });
        }
    });
    let is_never = path.iter().any(|taken| taken.demands.iter().any(|d| d.need.is_none()));
    let sums = slacks.iter().map(|state| state.iter().sum::<Ratio>());
    let slack = sums.min().unwrap_or_else(Ratio::zero);
    if !is_kept || is_never || slack.is_negative() {
        return None;
    }
    let due = Flow::of(&slacks).least();
    let mut paid = vec![vec![Ratio::zero(); setting.deal.parties]; path.len()];
    let mut total = Ratio::zero();
    for at in 0..path.len() {
        for (own, &i) in owners.iter().enumerate() {
            let left = due.get(at + 1).map_or_else(Ratio::zero, |due| due[own].clone());
            paid[at][i] = &due[at][own] - left;
            total += paid[at][i].abs();
        }
    }
    Some(Transfers { order: order.to_vec(), paid, total: total / whole(2), slack })
}

/// What is still due to each party at each state, at least −slack, in sum 0, from which the payments follow.
///
/// As a flow: what is due to a party runs from a state to the state before it, and money changes hands through a
/// counter at each state. A flow costs least if the remaining room has no circle of negative cost (M. Klein, "A
/// primal method for minimal cost flows", Management Science 1967).
struct Flow<'a> {
    slacks: &'a [Vec<Ratio>],
    due: Vec<Vec<Ratio>>,
}

impl<'a> Flow<'a> {
    /// Payments that suffice: each state, from the last to the first, leaves all as it is after it but what is missing,
    /// which the first that have something to spare give.
    fn of(slacks: &'a [Vec<Ratio>]) -> Self {
        let mut due: Vec<Vec<Ratio>> = Vec::new();
        let mut next = vec![Ratio::zero(); slacks.first().map_or(0, Vec::len)];
        for state in slacks.iter().rev() {
            let mut missing = Ratio::zero();
            for (due, slack) in next.iter_mut().zip(state) {
                let lacks = -slack - &*due;
                if lacks.is_positive() {
                    *due += &lacks;
                    missing += lacks;
                }
            }
            for (due, slack) in next.iter_mut().zip(state) {
                let given = (&*due + slack).min(missing.clone());
                if given.is_positive() {
                    *due -= &given;
                    missing -= given;
                }
            }
            due.push(next.clone());
        }
        due.reverse();
        Self { slacks, due }
    }

    /// What a payment at state `at` is now: positive if the party receives.
    fn paid(&self, at: usize, i: usize) -> Ratio {
        let left = self.due.get(at + 1).map_or_else(Ratio::zero, |due| due[i].clone());
        &self.due[at][i] - left
    }

    /// Cancels circles until none is left. Edges of the remaining room, from and to places (state, party or counter):
    /// raising or lowering what is due between two states, and receiving or paying at one.
    fn least(mut self) -> Vec<Vec<Ratio>> {
        let (states, parties) = (self.slacks.len(), self.slacks.first().map_or(0, Vec::len));
        let place = |at: usize, i: usize| at * (parties + 1) + i;
        while let Some(circle) = self.circle(states, parties, &place) {
            let rooms = circle.iter().filter_map(|edge| edge.room.clone());
            let Some(most) = rooms.min() else { break };
            for edge in &circle {
                if let Some((at, i, is_up)) = edge.due {
                    if is_up {
                        self.due[at][i] += &most;
                    } else {
                        self.due[at][i] -= &most;
                    }
                }
            }
        }
        self.due
    }

    fn edges(
        &self,
        states: usize,
        parties: usize,
        place: &impl Fn(usize, usize) -> usize,
    ) -> Vec<Edge> {
        let mut edges = Vec::new();
        for at in 0..states {
            for i in 0..parties {
                // What is due at `at` leaves the place there for the place one state earlier, or for nothing at all:
                // before the first state all that is due meets at one counter.
                let (here, before) =
                    (place(at, i), if at == 0 { place(states, 0) } else { place(at - 1, i) });
                let spare = &self.due[at][i] + &self.slacks[at][i];
                edges.push(Edge {
                    from: here,
                    to: before,
                    cost: 0,
                    room: None,
                    due: Some((at, i, true)),
                });
                if spare.is_positive() {
                    let due = Some((at, i, false));
                    edges.push(Edge { from: before, to: here, cost: 0, room: Some(spare), due });
                }
                let (counter, paid) = (place(at, parties), self.paid(at, i));
                // Receiving more costs, unless it means to pay less; then the other way round.
                let less = (!paid.is_zero()).then(|| paid.abs());
                let edge = |from: usize, to: usize, is_less: bool| Edge {
                    from,
                    to,
                    cost: if is_less { -1 } else { 1 },
                    room: less.clone().filter(|_| is_less),
                    due: None,
                };
                edges.push(edge(counter, here, paid.is_negative()));
                edges.push(edge(here, counter, paid.is_positive()));
            }
        }
        edges
    }

    /// A circle of negative cost, by relaxing all edges as often as there are places (Bellman, Ford).
    fn circle(
        &self,
        states: usize,
        parties: usize,
        place: &impl Fn(usize, usize) -> usize,
    ) -> Option<Vec<Edge>> {
        let edges = self.edges(states, parties, place);
        let places = place(states, 0) + 1;
        let mut cost = vec![0_i64; places];
        let mut by = vec![usize::MAX; places];
        let mut last = None;
        for _ in 0..places {
            last = None;
            for (e, edge) in edges.iter().enumerate() {
                if cost[edge.from] + edge.cost < cost[edge.to] {
                    cost[edge.to] = cost[edge.from] + edge.cost;
                    by[edge.to] = e;
                    last = Some(edge.to);
                }
            }
            last?;
        }
        let back = |at: usize| edges[by[at]].from;
        let start = (0..places).fold(last?, |at, _| back(at));
        let mut circle = vec![edges[by[start]].clone()];
        let mut at = back(start);
        while at != start {
            circle.push(edges[by[at]].clone());
            at = back(at);
        }
        Some(circle)
    }
}

#[derive(Clone, Debug)]
struct Edge {
    from: usize,
    to: usize,
    cost: i64,
    /// Absent if there is no limit.
    room: Option<Ratio>,
    /// What it changes: what is due at this state to this party, up or down.
    due: Option<(usize, usize, bool)>,
}
