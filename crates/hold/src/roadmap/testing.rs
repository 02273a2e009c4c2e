//! Deals for tests.

use super::{Setting, Stage};
use crate::deal::{Bundle, Deal, Step};
use crate::exact::{Ratio, ratio, whole};

/// How a random deal is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Draw {
    pub(crate) parties: usize,
    pub(crate) steps: usize,
    pub(crate) bundles: usize,
    /// In a hundred, how often a step has a second owner.
    pub(crate) shared: u32,
    /// In a hundred, how often a step has a prerequisite.
    pub(crate) after: u32,
    /// The denominator of all worths.
    pub(crate) unit: i64,
    /// What steps bring to others at most; their owners lose at most five.
    pub(crate) gain: i64,
}

impl Draw {
    pub(crate) const USUAL: Self =
        Self { parties: 3, steps: 5, bundles: 0, shared: 0, after: 15, unit: 1, gain: 7 };
}

/// A random deal.
pub(crate) fn deal(random: &mut fastrand::Rng, draw: Draw) -> Deal {
    let Draw { parties, unit, .. } = draw;
    let one = |random: &mut fastrand::Rng, s: usize| {
        let mut step = Step::of(random.usize(0..parties), parties);
        if random.u32(0..100) < draw.shared {
            step.owners.push(random.usize(0..parties));
            step.owners.sort_unstable();
            step.owners.dedup();
        }
        for i in 0..parties {
            let is_own = step.owners.contains(&i);
            let (low, high) = if is_own { (-5, 1) } else { (-1, draw.gain) };
            let mut near = |low: i64, high: i64| {
                ratio(random.i64(low..=high) * unit + random.i64(0..unit.min(9)), unit)
            };
            step.lasting[i] = near(low, high);
            step.rebuild[i] = near(-2 * i64::from(is_own), 0);
            step.once[i] = near(low, high) * whole(i64::from(random.bool()));
        }
        if random.u32(0..10) < 5 {
            step.reversal = ratio(random.i64(1..=2), 2);
            step.auto = random.u32(0..4) == 0;
            step.lag = random.u32(0..3);
        }
        if random.u32(0..10) < 4 {
            step.detection = Some(ratio(random.i64(1..=4), 4));
        }
        if s > 0 && random.u32(0..100) < draw.after {
            step.after.push(random.usize(0..s));
        }
        step
    };
    let steps: Vec<Step> = (0..draw.steps).map(|s| one(random, s)).collect();
    let discount = vec![Some(ratio(9, 10)); parties];
    let mut deal = Deal { parties, steps, bundles: Vec::new(), discount };
    for _ in 0..draw.bundles {
        let mut all: Vec<usize> = (0..draw.steps).collect();
        random.shuffle(&mut all);
        all.truncate(random.usize(2..=3.min(draw.steps)));
        all.sort_unstable();
        deal.bundles.push(Bundle { steps: all, escrow: random.bool() });
    }
    deal
}

/// All orders of the stages of a deal.
pub(crate) fn orders(setting: &Setting<'_>) -> Vec<Vec<Stage>> {
    let mut all = Vec::new();
    let mut open: Vec<(u64, Vec<Stage>)> = vec![(0, Vec::new())];
    while let Some((done, order)) = open.pop() {
        if done == super::scale::all(setting.deal.steps.len()) {
            all.push(order);
            continue;
        }
        for taken in &setting.stages {
            let steps = super::scale::set(&taken.steps);
            let after = taken.steps.iter().flat_map(|&s| &setting.deal.steps[s].after);
            if steps & done == 0 && after.fold(0, |all, s| all | 1 << s) & !done == 0 {
                let mut longer = order.clone();
                longer.push(taken.stage);
                open.push((done | steps, longer));
            }
        }
    }
    all
}

/// The declaration that comes early or late (a worked example): D declare and W hand over, both of party 0; r aid and
/// s trade, both of party 1, s after r. The declaration can be shammed and is seen through with probability `seen`.
pub(crate) fn declaration(seen: Ratio) -> Deal {
    let once = |owner: usize, first: i64, second: i64| Step {
        once: vec![whole(first), whole(second)],
        ..Step::of(owner, 2)
    };
    let declare = Step { detection: Some(seen), ..once(0, -3, 5) };
    let trade = Step {
        lasting: vec![whole(6), whole(1)],
        reversal: whole(1),
        auto: true,
        after: vec![2],
        ..Step::of(1, 2)
    };
    let steps = vec![declare, once(0, -2, 4), once(1, 4, -2), trade];
    Deal { parties: 2, steps, bundles: Vec::new(), discount: vec![Some(ratio(9, 10)); 2] }
}
