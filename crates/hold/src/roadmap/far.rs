//! Orders of deals that have more states than memory: with what fits, from the start.
//!
//! Layer by layer the states that can be reached, each with the widest way there; where a layer has more than fit,
//! only the widest are kept (a beam search; exact as long as nothing is dropped). The order found is then
//! improved by moving one stage at a time while that widens it. If it still fails, the polynomial certificates may show
//! that all do.

use super::none::certificates;
use super::scale::{Line, Number, Sums, Table};
use super::search::{Answer, Limits, Plan, Verdict, Why, stages};
use super::walk::walk_from;
use super::{Setting, Slack, Stage};
use std::cmp::Ordering;

/// A state on the way.
struct Reached<N> {
    done: u64,
    /// The least slack on the way there.
    slack: N,
    /// Where it came from, a position in the list of its layer, and by which line.
    from: (usize, usize),
}

/// At most so many states per layer, whatever the memory.
const WIDTH: u64 = 1 << 14;

/// Looks for an order that holds, from where the steps of `start` are in force and `table` begins.
pub(super) fn search<N: Number>(
    setting: &Setting<'_>,
    table: &Table<N>,
    start: u64,
    limits: &Limits,
) -> Answer {
    let width = (limits.bytes / 128 / (table.steps as u64 + 1)).clamp(1, WIDTH);
    let (order, is_whole) = beam(table, usize::try_from(width).unwrap_or(1));
    let Some(lines) = order else {
        let verdict = match (is_whole, setting.is_exact()) {
            (true, true) => Verdict::Fails,
            (true, false) => Verdict::Undecided(Why::Inexact),
            (false, _) => Verdict::Undecided(Why::States),
        };
        return Answer { verdict, best: None, is_best: is_whole };
    };
    let mut plan = Plan { order: stages(setting, &lines), slack: Slack::Never };
    plan.slack = slack(setting, start, &plan.order);
    if !is_whole {
        improve(setting, start, &mut plan);
    }
    let verdict = match plan.slack.holds() {
        true => Verdict::Holds,
        // The certificates are about orders from nothing.
        false if !is_whole && start == 0 && !certificates(setting).is_empty() => Verdict::Fails,
        false if is_whole && setting.is_exact() => Verdict::Fails,
        false if is_whole => Verdict::Undecided(Why::Inexact),
        false => Verdict::Undecided(Why::States),
    };
    Answer { verdict, best: Some(plan), is_best: is_whole }
}

fn slack(setting: &Setting<'_>, start: u64, order: &[Stage]) -> Slack {
    walk_from(setting, start, order).map_or(Slack::Never, |walk| walk.slack)
}

/// The widest order among states of which at most `width` are kept per layer, and whether these are all.
fn beam<N: Number>(table: &Table<N>, width: usize) -> (Option<Vec<&Line<N>>>, bool) {
    let sums = Sums::of(table);
    let start = Reached { done: 0, slack: sums.kept(0), from: (0, 0) };
    // A bundle leads several layers on, so states wait in the layer of their count of steps.
    let mut layers: Vec<Vec<Reached<N>>> = (0..=table.steps).map(|_| Vec::new()).collect();
    layers[0].push(start);
    let mut is_whole = true;
    for count in 0..table.steps {
        is_whole &= thin(&mut layers[count], width);
        let (past, coming) = layers.split_at_mut(count + 1);
        for (from, state) in past[count].iter().enumerate() {
            let next =
                table.lines.iter().enumerate().filter(|(_, line)| line.may_follow(state.done));
            for (by, line) in next {
                let done = state.done | line.steps;
                let slack = state.slack.clone().least(sums.taken(line, state.done));
                let slack = slack.least(sums.kept(done));
                if slack > N::never() {
                    let further = line.steps.count_ones() as usize - 1;
                    coming[further].push(Reached { done, slack, from: (from, by) });
                }
            }
        }
    }
    is_whole &= thin(&mut layers[table.steps], width);
    let Some(mut at) = layers[table.steps].first() else { return (None, is_whole) };
    let mut lines = Vec::new();
    while at.done != 0 {
        let line = &table.lines[at.from.1];
        lines.push(line);
        let before = at.done & !line.steps;
        at = &layers[before.count_ones() as usize][at.from.0];
    }
    lines.reverse();
    (Some(lines), is_whole)
}

/// Keeps the widest way to each state, and of these the widest; whether none was dropped.
fn thin<N: Number>(layer: &mut Vec<Reached<N>>, width: usize) -> bool {
    let wider =
        |a: &Reached<N>, b: &Reached<N>| b.slack.partial_cmp(&a.slack).unwrap_or(Ordering::Equal);
    layer.sort_by(|a, b| a.done.cmp(&b.done).then(wider(a, b)).then(a.from.cmp(&b.from)));
    layer.dedup_by_key(|state| state.done);
    let fits = layer.len() <= width;
    if !fits {
        layer.sort_by(|a, b| wider(a, b).then(a.done.cmp(&b.done)));
        layer.truncate(width);
    }
    fits
}

/// Moves one stage elsewhere as long as that widens the order.
fn improve(setting: &Setting<'_>, start: u64, plan: &mut Plan) {
    let mut is_better = true;
    while is_better {
        is_better = false;
        for from in 0..plan.order.len() {
            for to in (0..plan.order.len()).filter(|&to| to != from) {
                let mut order = plan.order.clone();
                let stage = order.remove(from);
                order.insert(to, stage);
                let slack = slack(setting, start, &order);
                if slack > plan.slack {
                    *plan = Plan { order, slack };
                    is_better = true;
                }
            }
        }
    }
}
