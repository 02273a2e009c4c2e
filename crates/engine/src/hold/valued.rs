//! Roadmaps where everybody who matters says what things are worth: who gains by stopping, shamming or taking back, by how much
//! the tightest check is met, what inspection each step needs, and what would make an order where there is none.

use super::clocked::{Clocked, clocked, wait};
use super::doubts::{Doubts, doubts};
use super::failing::{Failing, failing, in_parts};
use super::watched::{Watched, watched};
use super::way::Way;
use super::worths::{Band, StepWorths, Undefined, exact, step_worths};
use crate::case::Case;
use detente_hold::exact::fraction;
use detente_hold::inspection::plan::{self, Means, Need, cheapest, within};
use detente_hold::inspection::sampling::Stratum;
use detente_hold::orders::{members, set};
use detente_hold::roadmap::none::{Existence, existence};
use detente_hold::roadmap::ranges::{Range, ranges};
use detente_hold::roadmap::repairs;
use detente_hold::roadmap::stress::{Change, least_changes};
use detente_hold::roadmap::{
    Count, Limits, Plan, Setting, Slack, Stage, Verdict, Walk, count, search, walk,
};
use detente_hold::{Bundle, Deal, Punishment, Ratio, Stakes, Step};
use detente_scenario::PartyId;
use detente_scenario::model::{Falsified, Inspection};

/// The most steps whose repairs are all tried: they search again for each step.
pub(super) const MOST_REPAIRED: usize = 14;

/// The most steps for which every number's range is sought.
const MOST_RANGED: usize = 16;

/// What worths say of the roadmaps of a package.
#[derive(Clone, Debug, PartialEq)]
pub struct Valued {
    /// What the steps are worth.
    pub worths: StepWorths,
    /// Whether an order holds, under which reactions to a breakdown.
    pub existence: Existence,
    /// How many orders hold with reactions that can be believed; absent if they are too many to count.
    pub count: Option<Count>,
    /// The order that is judged: the one asked for, or the best; absent if every order meets a check that no stake passes.
    pub judged: Option<Judged>,
    /// How steps are watched once all is done.
    pub watches: Vec<Watched>,
    /// Why no order holds.
    pub failing: Option<Failing>,
    /// What would make an order where none holds.
    pub repairs: Option<Repairs>,
    /// What each step that can be shammed needs in the order that is judged.
    pub checks: Vec<Checked>,
}

/// An order with what worths say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The stages, as positions of steps and of [`Valued::worths`]'s bundles.
    pub order: Vec<Stage>,
    /// The same as masks of steps on the way.
    pub stages: Vec<u32>,
    /// Whether it was asked for, rather than found.
    pub is_given: bool,
    /// Every check, with reactions to a breakdown that can be believed.
    pub walk: Walk,
    /// The least slack of the same order if all that can be taken back falls back by itself.
    pub automatic: Slack,
    /// Per number the range in which the verdict stands; empty for long roadmaps.
    pub ranges: Vec<Range>,
    /// What the ranges of the file do to the verdict.
    pub doubts: Doubts,
    /// Per party of the deal the least change of its mind that breaks it; absent if it does not hold.
    pub stress: Option<Vec<Option<Change>>>,
    /// The order with a clock.
    pub clocked: Clocked,
}

/// What would make an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Repairs {
    /// A bond that each party forfeits.
    pub bond: Option<repairs::Bond>,
    /// More detection.
    pub inspection: Option<repairs::Inspection>,
    /// Per step that this raises, how it is inspected; absent where the file does not say what can be.
    pub plans: Vec<(usize, Option<plan::Answer>)>,
    /// Exchanges in escrow.
    pub escrow: Option<repairs::Exchanges>,
    /// One step that can be taken back further, or is by itself.
    pub revocability: Vec<repairs::Revocability>,
    /// Payments, held by somebody outside and released as stages are taken.
    pub transfers: Option<repairs::Transfers>,
    /// Steps in a few equal parts.
    pub parts: Vec<repairs::Slices>,
}

/// What a step that can be shammed needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Which, by its position on the way.
    pub step: usize,
    /// Whom it tempts.
    pub party: PartyId,
    /// What honesty costs that party.
    pub cost: Band,
    /// The detection there is.
    pub detection: Ratio,
    /// The detection that is needed: at the least, in the middle, at the most of the party's ranges; absent where no detection is
    /// enough.
    pub needed: [Option<Ratio>; 3],
    /// How many periods to wait before the next step, so that later detection makes up for what is missing in the middle: 0 if
    /// nothing is; absent if no wait is long enough.
    pub wait: Option<u32>,
    /// How that is had; absent if the file does not say what can be inspected.
    pub plan: Option<Planned>,
}

/// How inspection reaches what a step needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The cheapest plan that is enough whatever the worths in their ranges are.
    pub sure: Option<plan::Answer>,
    /// The cheapest plan that is enough in the middle.
    pub middle: Option<plan::Answer>,
    /// What the budget buys.
    pub budget: Option<plan::Plan>,
}

/// How much is asked of worths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Whether an order holds, and every check of one.
    Verdict,
    /// Also in which ranges it does, and whose change of mind breaks it.
    Ranges,
    /// Also how many hold, what the clock says, what inspection they need, and what would mend them.
    Everything,
}

/// What worths say of carrying out `way`: of `order`, as masks of its steps, or of the best one.
///
/// Cost: three searches of 2^n states for n steps; for repairs and ranges one per step and number, where steps are few.
///
/// # Errors
/// [`Undefined`] where worths do not exist or do not add up.
pub fn valued(
    case: &Case<'_>,
    way: &Way,
    order: Option<&[u32]>,
    memory: u64,
) -> Result<Valued, Undefined> {
    valued_to(case, way, order, memory, Depth::Everything)
}

/// The same as far as `depth` goes; what lies beyond it is absent.
///
/// Cost: of [`Depth::Verdict`] three searches of 2^n states for n steps.
///
/// # Errors
/// [`Undefined`] where worths do not exist or do not add up.
pub fn valued_to(
    case: &Case<'_>,
    way: &Way,
    order: Option<&[u32]>,
    memory: u64,
    depth: Depth,
) -> Result<Valued, Undefined> {
    let mut worths = step_worths(case, way)?;
    let limits = Limits { bytes: memory.min(1 << 30) };
    let order = order.map(|stages| stages_of(&mut worths, stages));
    let refused = |_| Undefined::Refused;
    let existence = existence(&worths.deal, &limits).map_err(refused)?;
    let setting = Setting::of(&worths.deal, Punishment::Credible).map_err(refused)?;
    let found = match (&order, &existence) {
        (Some(order), _) => Some(order.clone()),
        (None, Existence::Holds(Plan { order, .. })) => Some(order.clone()),
        (None, _) => search(&setting, &limits).best.map(|plan| plan.order),
    };
    let is_given = order.is_some();
    let judge = |order| judge(&worths, &setting, order, is_given, depth, &limits);
    let judged = found.map(judge).transpose()?;
    if depth < Depth::Everything {
        return Ok(Valued {
            existence,
            count: None,
            watches: Vec::new(),
            failing: None,
            repairs: None,
            checks: Vec::new(),
            judged,
            worths,
        });
    }
    let holds = matches!(existence, Existence::Holds(_));
    let few = worths.deal.steps.len() <= MOST_REPAIRED;
    let repairs =
        (!holds && few).then(|| mend(case, way, &worths, &setting, &limits)).transpose()?;
    let count = (worths.deal.steps.len() <= 20).then(|| count(&setting, &limits)).flatten();
    let checks = judged.as_ref().map(|judged| checks(case, way, &worths, judged));
    let watches = watched(case, way, &worths);
    let failing = failing(&worths.deal, &existence, &limits).map_err(refused)?;
    Ok(Valued {
        existence,
        count,
        watches,
        failing,
        repairs,
        checks: checks.unwrap_or_default(),
        judged,
        worths,
    })
}

/// Stages of the deal for masks of steps; steps taken together that are no bundle of the file become one.
pub(crate) fn stages_of(worths: &mut StepWorths, stages: &[u32]) -> Vec<Stage> {
    let deal = &mut worths.deal;
    let mut order = Vec::with_capacity(stages.len());
    for &stage in stages {
        let steps: Vec<usize> = members(stage).collect();
        if let [step] = steps.as_slice() {
            order.push(Stage::Step(*step));
            continue;
        }
        let known = deal.bundles.iter().position(|bundle| bundle.steps == steps);
        let bundle = known.unwrap_or_else(|| {
            deal.bundles.push(Bundle { steps, escrow: false });
            deal.bundles.len() - 1
        });
        order.push(Stage::Bundle(bundle));
    }
    order
}

fn judge(
    worths: &StepWorths,
    setting: &Setting<'_>,
    order: Vec<Stage>,
    is_given: bool,
    depth: Depth,
    limits: &Limits,
) -> Result<Judged, Undefined> {
    let misstep = |_| Undefined::Refused;
    let automatic =
        Setting::of(&worths.deal, Punishment::Automatic).map_err(|_| Undefined::Refused)?;
    let automatic = walk(&automatic, &order).map_err(misstep)?.slack;
    let walk = walk(setting, &order).map_err(misstep)?;
    let stages = order.iter().map(|stage| set(stage.steps(&worths.deal)));
    let few = depth >= Depth::Ranges && worths.deal.steps.len() <= MOST_RANGED;
    let found = few.then(|| ranges(&worths.deal, Punishment::Credible, &order).ok()).flatten();
    let found = found.unwrap_or_default();
    let stress = (few && walk.holds()).then(|| least_changes(&found, worths.deal.parties));
    Ok(Judged {
        doubts: doubts(worths, &order, walk.holds(), &found),
        clocked: match depth {
            Depth::Verdict | Depth::Ranges => Clocked::default(),
            Depth::Everything => clocked(setting, &order, limits),
        },
        stages: stages.collect(),
        is_given,
        automatic,
        walk,
        ranges: found,
        stress,
        order,
    })
}

fn mend(
    case: &Case<'_>,
    way: &Way,
    worths: &StepWorths,
    setting: &Setting<'_>,
    limits: &Limits,
) -> Result<Repairs, Undefined> {
    let refused = |_| Undefined::Refused;
    let weights = vec![fraction(1, 1); worths.deal.steps.len()];
    let inspection = repairs::inspection(setting, &weights, limits).map_err(refused)?;
    let plan = |(s, needed): (usize, &Option<Ratio>)| {
        let step = &worths.deal.steps[s];
        let needed = needed.as_ref().filter(|&needed| step.detection.as_ref() < Some(needed))?;
        let own = way.steps[s].step.map(|id| case.scenario.step(id));
        let inspect = own.and_then(|step| step.checking.inspect);
        let means = inspect.and_then(|inspect| means(&inspect, step));
        let need = Need::Detection(needed.clone());
        Some((s, means.and_then(|means| cheapest(&means, &need).ok())))
    };
    let raised = inspection.iter().flat_map(|found| found.detection.iter().enumerate());
    Ok(Repairs {
        bond: repairs::bond(setting, limits),
        plans: raised.filter_map(plan).collect(),
        inspection,
        escrow: repairs::escrow(setting, limits).unwrap_or_default(),
        revocability: repairs::revocability(&worths.deal, Punishment::Credible, limits)
            .map_err(refused)?,
        transfers: repairs::transfers(setting, limits),
        parts: in_parts(&worths.deal, limits).map_err(refused)?,
    })
}

/// Whether some order of `way` holds by worths, with reactions to a breakdown that can be believed; absent where nobody knows.
///
/// Cost: one search of 2^n states for n steps.
///
/// # Errors
/// [`Undefined`] where worths do not exist or do not add up.
pub(crate) fn holds(case: &Case<'_>, way: &Way, memory: u64) -> Result<Option<bool>, Undefined> {
    let worths = step_worths(case, way)?;
    let refused = |_| Undefined::Refused;
    let setting = Setting::of(&worths.deal, Punishment::Credible).map_err(refused)?;
    Ok(match search(&setting, &Limits { bytes: memory.min(1 << 30) }).verdict {
        Verdict::Holds => Some(true),
        Verdict::Fails => Some(false),
        Verdict::Undecided(_) => None,
    })
}

/// What the steps that can be shammed need, in the order of `judged`.
fn checks(case: &Case<'_>, way: &Way, worths: &StepWorths, judged: &Judged) -> Vec<Checked> {
    let mut done = 0_u32;
    let mut checks = Vec::new();
    for (&stage, taken) in judged.stages.iter().zip(&judged.order) {
        let is_escrow = match *taken {
            Stage::Step(_) => false,
            Stage::Bundle(at) => worths.deal.bundles[at].escrow,
        };
        // What is released by somebody outside is not shammed.
        let tempting = if is_escrow { 0 } else { stage };
        for step in members(tempting) {
            // Where steps are taken together, the others are in force when the sham is found.
            checks.extend(checked(case, way, worths, step, done | (stage & !(1 << step))));
        }
        done |= stage;
    }
    checks
}

/// What `step` needs with the steps of `others` in force, for each owner that a sham of it would tempt.
///
/// Cost: owners × steps fractions, and the plans of an inspection.
pub(super) fn checked(
    case: &Case<'_>,
    way: &Way,
    worths: &StepWorths,
    step: usize,
    others: u32,
) -> Vec<Checked> {
    let of = &worths.deal.steps[step];
    let Some(detection) = &of.detection else { return Vec::new() };
    let own = way.steps[step].step.map(|id| case.scenario.step(id));
    let inspect = own.and_then(|step| step.checking.inspect);
    let check = |&i: &usize| {
        let worth =
            |a: fn(&Band) -> &Ratio| -(a(&worths.once[step][i]) + a(&worths.lasting[step][i]));
        let cost =
            Band { low: worth(|b| &b.high), middle: worth(|b| &b.middle), high: worth(|b| &b.low) };
        if cost.high <= fraction(0, 1) {
            return None;
        }
        let rest = rest(worths, i, step, others);
        // The stake before the step, and what honesty costs, make up the rest.
        let needed = |cost: &Ratio, rest: &Ratio| {
            let zero = fraction(0, 1);
            if *cost <= zero {
                return Some(zero);
            }
            (rest >= cost).then(|| cost / rest)
        };
        let needed = [
            needed(&cost.low, &rest.high),
            needed(&cost.middle, &rest.middle),
            needed(&cost.high, &rest.low),
        ];
        let plan = inspect.and_then(|inspect| planned(&inspect, of, &needed));
        let party = worths.parties[i];
        let wait = needed[1].as_ref().and_then(|needed| wait(needed, detection, &of.hazard));
        Some(Checked { step, party, cost, detection: detection.clone(), needed, wait, plan })
    };
    of.owners.iter().filter_map(check).collect()
}

/// What party `i` has at stake with `done` done, but for what `step` itself is worth to it: over its own ranges, all others in the
/// middle. What each step adds is a sum of its own, so the ends of the sum are the sums of the ends.
pub(super) fn rest(worths: &StepWorths, i: usize, step: usize, done: u32) -> Band {
    let mut rest = Band::nothing();
    for other in (0..worths.deal.steps.len()).filter(|&other| other != step) {
        let (once, lasting) = (&worths.once[other][i], &worths.lasting[other][i]);
        // What a step adds hangs on no other step.
        let of = Step { after: Vec::new(), ..worths.deal.steps[other].clone() };
        let mut alone = Deal { steps: vec![of], bundles: Vec::new(), ..worths.deal.clone() };
        let mut at = |once: &Ratio, lasting: &Ratio| {
            alone.steps[0].once[i] = once.clone();
            alone.steps[0].lasting[i] = lasting.clone();
            let stakes = Stakes::of(&alone, Punishment::Credible);
            match done & (1 << other) {
                0 => stakes.worth[i][0].clone(),
                _ => stakes.hostage[i][0].clone(),
            }
        };
        let middle = at(&once.middle, &lasting.middle);
        let (mut low, mut high) = (middle.clone(), middle.clone());
        for once in [&once.low, &once.high] {
            for lasting in [&lasting.low, &lasting.high] {
                let end = at(once, lasting);
                low = low.min(end.clone());
                high = high.max(end);
            }
        }
        rest.add(&Band { low, middle, high });
    }
    rest
}

/// What there is to inspect a step with; absent if the numbers do not fit together.
fn means(inspect: &Inspection, step: &Step) -> Option<Means> {
    let catch = inspect.instrument.map_or_else(|| fraction(1, 1), |amount| Band::of(amount).low);
    let stratum = match inspect.falsified {
        Falsified::Items(falsified) => Stratum::new(inspect.items, falsified, catch),
        Falsified::Quantity { goal, item } => {
            Stratum::with_goal(inspect.items, &exact(goal), &exact(item), catch)
        }
    };
    Some(Means {
        stratum: stratum.ok()?,
        item_cost: inspect.cost.map_or_else(|| fraction(1, 1), exact),
        round_cost: inspect.visit.map_or_else(|| fraction(0, 1), exact),
        most_items: inspect.most.unwrap_or(inspect.items),
        most_rounds: inspect.rounds.unwrap_or(1),
        false_alarm: step.false_alarm.clone(),
    })
}

/// How inspection reaches what a step needs.
fn planned(inspect: &Inspection, step: &Step, needed: &[Option<Ratio>; 3]) -> Option<Planned> {
    let means = means(inspect, step)?;
    let plan = |needed: &Option<Ratio>| {
        let need = Need::Detection(needed.clone()?);
        cheapest(&means, &need).ok()
    };
    let budget = inspect.budget.map(exact).and_then(|budget| {
        let need = Need::Detection(needed[1].clone()?);
        within(&means, &need, &budget).ok()
    });
    Some(Planned { sure: plan(&needed[2]), middle: plan(&needed[1]), budget })
}
