//! More detection where it costs least.
//!
//! A sham of a step by itself does not pay if p ≥ (κ + α Λ') / (Λ' + κ + k), with the stake Λ' just after it; without false
//! alarms p ≥ κ / (κ + Λ(X)). How much a step needs depends on what has been done, so the cheapest inspection is a shortest
//! path through the states. Detection inside bundles stays as it is.
//!
//! Exact up to [`EXACT`] states. Beyond, the path is found in floating numbers and its cost is then exact, but another
//! order might cost less by a rounding error. Cost: n 2ⁿ.

use super::Mended;
use crate::deal::Deal;
use crate::exact::{Ratio, float};
use crate::roadmap::scale::{Line, Number, Scaled, Sums, Table, on};
use crate::roadmap::search::{follow, stages, states};
use crate::roadmap::{Kind, Limits, Refusal, Setting, Stage};
use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};
use std::cmp::Ordering;

/// Up to so many states costs are compared as fractions.
pub const EXACT: usize = 1 << 14;

/// The least inspection that makes an order hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// What it costs: Σ weight × (detection needed − detection now).
    pub cost: Ratio,
    /// Per step the detection then; absent if it cannot be shammed.
    pub detection: Vec<Option<Ratio>>,
    /// Whether the cost is the least exactly.
    pub is_exact: bool,
    /// The deal with that detection, and an order of it that holds.
    pub mended: Mended,
}

/// With what one more unit of detection of each step costs, 0 or more. `None` if no inspection helps, or there are
/// too many states.
///
/// # Errors
///
/// If the mended deal is refused, which a deal that was not refused is not.
pub fn inspection(
    setting: &Setting<'_>,
    weights: &[Ratio],
    limits: &Limits,
) -> Result<Option<Inspection>, Refusal> {
    // Shams of single steps are asked about here, with the detection that they need.
    let mut open = setting.clone();
    for taken in &mut open.stages {
        if matches!(taken.stage, Stage::Step(_)) {
            taken.demands.retain(|demand| !matches!(demand.kind, Kind::Sham(_)));
        }
    }
    let order = on!(&Scaled::of(&open), table => {
        let size = if table.steps < 15 { 256 } else { 16 };
        let Some(sets) = states(table, limits, size) else { return Ok(None) };
        if sets.len() <= EXACT {
            cheapest::<_, Ratio>(setting, table, weights, sets).map(|order| (order, true))
        } else {
            cheapest::<_, f64>(setting, table, weights, sets).map(|order| (order, false))
        }
    });
    let Some((order, is_exact)) = order else { return Ok(None) };
    let mut deal = setting.deal.clone();
    let mut cost = Ratio::zero();
    let mut done: Vec<usize> = Vec::new();
    for &stage in &order {
        if let Stage::Step(s) = stage {
            let needed = needed(setting, s, |i| setting.stakes.stake(i, done.iter().copied()));
            raise(&mut deal, &mut cost, weights, s, needed);
        }
        done.extend(setting.stage(stage).map_or(&[][..], |taken| &taken.steps));
    }
    let detection = deal.steps.iter().map(|step| step.detection.clone()).collect();
    let mended = Mended::of(deal, setting.punishment, order)?;
    Ok(mended.map(|mended| Inspection { cost, detection, is_exact, mended }))
}

fn raise(deal: &mut Deal, cost: &mut Ratio, weights: &[Ratio], s: usize, needed: Option<Ratio>) {
    let now = deal.steps[s].detection.clone();
    if let (Some(now), Some(needed)) = (now, needed)
        && needed > now
    {
        *cost += weights.get(s).unwrap_or(&Ratio::one()) * (&needed - &now);
        deal.steps[s].detection = Some(needed);
    }
}

/// The least detection of a step, with stakes before it; absent if none is enough, 0 if it cannot be shammed.
fn needed(setting: &Setting<'_>, s: usize, stake: impl Fn(usize) -> Ratio) -> Option<Ratio> {
    let mut most = Ratio::zero();
    let step = &setting.deal.steps[s];
    for &i in &step.owners {
        let cost = setting.cost(i, s);
        if step.detection.is_none() || !cost.is_positive() {
            continue;
        }
        let banked = &setting.stakes.banked[i][s];
        let after = stake(i) - banked;
        let lost = &after + &cost + banked;
        if !lost.is_positive() {
            return None;
        }
        let least = (&cost + &step.false_alarm * after) / lost;
        // No more than certainty can be asked for, and an alarm must be likelier with a sham than without.
        let is_telling =
            least > step.false_alarm || step.detection.as_ref() > Some(&step.false_alarm);
        if least > Ratio::one() || !is_telling {
            return None;
        }
        most = most.max(least);
    }
    Some(most)
}

/// What paths are compared by.
trait Cost: Clone {
    fn of(ratio: &Ratio) -> Self;
    fn plus(&self, other: &Self) -> Self;
    fn against(&self, other: &Self) -> Ordering;
}

impl Cost for Ratio {
    fn of(ratio: &Ratio) -> Self {
        ratio.clone()
    }
    fn plus(&self, other: &Self) -> Self {
        self + other
    }
    fn against(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

impl Cost for f64 {
    fn of(ratio: &Ratio) -> Self {
        float(ratio)
    }
    fn plus(&self, other: &Self) -> Self {
        self + other
    }
    fn against(&self, other: &Self) -> Ordering {
        self.total_cmp(other)
    }
}

/// A shortest path; absent if there is none.
fn cheapest<N: Number, C: Cost>(
    setting: &Setting<'_>,
    table: &Table<N>,
    weights: &[Ratio],
    sets: crate::roadmap::sets::Sets,
) -> Option<Vec<Stage>> {
    let sums = Sums::of(table);
    let zero = table.zero();
    let one = Ratio::one();
    let stake = |i: usize, done: u64| {
        let whole = sums.stake(i, done).whole().unwrap_or_else(BigInt::zero);
        Ratio::new(whole, table.scale.clone())
    };
    let cost = |line: &Line<N>, done: u64| -> Option<C> {
        match setting.stages[line.stage].stage {
            Stage::Bundle(_) => (sums.taken(line, done) >= zero).then(|| C::of(&Ratio::zero())),
            Stage::Step(s) => {
                if sums.taken(line, done) < zero {
                    return None;
                }
                let needed = needed(setting, s, |i| stake(i, done))?;
                let now = setting.deal.steps[s].detection.as_ref().unwrap_or(&needed);
                let more = (&needed - now).max(Ratio::zero());
                Some(C::of(&(weights.get(s).unwrap_or(&one) * more)))
            }
        }
    };
    let lesser = |a: Option<C>, b: Option<C>| match (a, b) {
        (Some(a), Some(b)) => Some(if b.against(&a) == Ordering::Less { b } else { a }),
        (a, b) => a.or(b),
    };
    let through = |line: &Line<N>, done: u64, next: &Option<C>| {
        let next = next.as_ref()?;
        Some(cost(line, done)?.plus(next))
    };
    let least = sets.fold(None, |done, next| {
        if sums.kept(done) < zero {
            return None;
        }
        if done == table.all() {
            return Some(C::of(&Ratio::zero()));
        }
        let on = table.lines.iter().filter(|line| line.may_follow(done));
        on.map(|line| through(line, done, next.at(done | line.steps))).fold(None, lesser)
    });
    least.at(0).as_ref()?;
    let value = |line: &Line<N>, done: u64| Dear(through(line, done, least.at(done | line.steps)));
    follow(table, value).map(|lines| stages(setting, &lines))
}

/// Greater is cheaper.
struct Dear<C>(Option<C>);

impl<C: Cost> PartialEq for Dear<C> {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl<C: Cost> PartialOrd for Dear<C> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(match (&self.0, &other.0) {
            (Some(a), Some(b)) => b.against(a),
            (a, b) => a.is_some().cmp(&b.is_some()),
        })
    }
}
