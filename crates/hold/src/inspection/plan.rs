//! The cheapest inspection that is enough: from what a step tempts to, to the detection it needs, to the plan that
//! buys it and its cost; and back, from a budget to the detection.
//!
//! A party that gains κ by a sham and has a stake Λ to lose complies if p ≥ κ / (κ + Λ) ([`required`]). If honest steps
//! are called shams with probability α, and Λ' is the stake just after the step and h what is hostage on it, it
//! complies if (p − α) Λ' ≥ κ + p h ([`Tempted`]): what counts is p − α.
//!
//! A plan looks at n items in each of d rounds, each round drawn afresh, and finds a breach with probability
//! 1 − (1 − p)^d. Waiting is a means like looking: d rounds are the time the next step has to wait.
//!
//! The search goes through the numbers of rounds and finds the least sample of each; ln (1 − p) is concave in the
//! sample (Newton's inequalities for the polynomial (1 + (1 − q) x)^d (1 + x)^(N − d)), and so more rounds never save
//! items by more than rounding up does, which bounds the search. All exact. Cost: at most one least sample per number
//! of rounds.
//!
//! Source: Avenhaus, von Stengel and Zamir, "Inspection games", Handbook of Game Theory 3 (2002): deterrence holds if
//! the detection exceeds the threshold, so that finding the best test separates from valuing outcomes.

use super::Unsound;
use super::powers::{Power, first, ln};
use super::sampling::Stratum;
use crate::exact::{Ratio, float, is_probability, power};
use num_traits::{One, Signed, ToPrimitive, Zero};

/// The detection that keeps a party honest which gains `cost` (κ) by a sham and loses `stake` (Λ) if caught:
/// κ / (κ + Λ). It rises with the cost of complying and falls with the stake. 0 if complying costs nothing; absent if the
/// stake is negative, for then no detection is enough.
///
/// ```
/// use detente_hold::exact::{ratio, whole};
/// use detente_hold::inspection::plan::required;
///
/// assert_eq!(required(&whole(3), &whole(5)), Some(ratio(3, 8)));
/// ```
#[must_use]
pub fn required(cost: &Ratio, stake: &Ratio) -> Option<Ratio> {
    if !cost.is_positive() {
        Some(Ratio::zero())
    } else if stake.is_negative() {
        None
    } else {
        Some(cost / (cost + stake))
    }
}

/// The least and the most detection required, where cost and stake are known only between bounds (low, high): the
/// least at the low cost and the high stake, the most at the high cost and the low stake.
#[must_use]
pub fn required_between(
    cost: (&Ratio, &Ratio),
    stake: (&Ratio, &Ratio),
) -> (Option<Ratio>, Option<Ratio>) {
    (required(cost.0, stake.1), required(cost.1, stake.0))
}

/// A party before a step that it could sham, where honest steps may be called shams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tempted {
    /// What complying costs it: κ.
    pub cost: Ratio,
    /// Its stake just after the step: Λ'.
    pub stake_after: Ratio,
    /// What it loses on this step in a breakdown: h; 0 if the step cannot be undone, negative for a concession that
    /// it could take back.
    pub hostage: Ratio,
}

impl Tempted {
    /// By how much honesty is better than a sham: (p − α) Λ' − κ − p h. It complies if this is not negative.
    #[must_use]
    pub fn slack(&self, detection: &Ratio, false_alarm: &Ratio) -> Ratio {
        (detection - false_alarm) * &self.stake_after - &self.cost - detection * &self.hostage
    }

    /// The least detection with which it complies: (κ + α Λ') / (Λ' − h). It rises with κ, h and (for a stake that is not
    /// negative) α, and falls with Λ' as long as κ + α h is positive: over ranges, κ, h and α low and Λ' high give the
    /// least, the other ends the most. Absent if none is enough.
    #[must_use]
    pub fn required(&self, false_alarm: &Ratio) -> Option<Ratio> {
        if self.cost.is_positive() && self.stake_after.is_negative() {
            return None;
        }
        let least = &self.cost + false_alarm * &self.stake_after;
        let gain = &self.stake_after - &self.hostage;
        if !least.is_positive() {
            Some(Ratio::zero())
        } else if !gain.is_positive() {
            None
        } else {
            Some(least / gain).filter(is_probability)
        }
    }

    /// The most false alarms with which it complies at a detection: p − (κ + p h) / Λ', at most 1. Absent if it does
    /// not even comply without, or has no positive stake.
    #[must_use]
    pub fn tolerated(&self, detection: &Ratio) -> Option<Ratio> {
        if !self.stake_after.is_positive() {
            return None;
        }
        let most = self.slack(detection, &Ratio::zero()) / &self.stake_after;
        (!most.is_negative()).then(|| most.min(Ratio::one()))
    }
}

/// With which probability honest play survives all gates: Π (1 − α).
#[must_use]
pub fn survival<'a>(false_alarms: impl IntoIterator<Item = &'a Ratio>) -> Ratio {
    false_alarms.into_iter().map(|alarm| Ratio::one() - alarm).product()
}

/// The detection of several rounds, each with detection `each`: 1 − (1 − p)^d. It rises with both.
#[must_use]
pub fn over_rounds(each: &Ratio, rounds: u32) -> Ratio {
    let missed = power(&(Ratio::one() - each), rounds);
    // In lowest terms already: a common divisor would be one of the missed share.
    let (missed, of) = missed.into_raw();
    Ratio::new_raw(&of - missed, of)
}

/// How many rounds with detection `each` it takes until `required` is reached: the dwell before the next step. It
/// rises with what is required and falls with `each`. Absent if no number does, or none below 2³².
///
/// # Errors
/// One of them is no probability.
pub fn rounds(each: &Ratio, required: &Ratio) -> Result<Option<u32>, Unsound> {
    if !is_probability(each) || !is_probability(required) {
        return Err(Unsound("a detection is not between 0 and 1"));
    }
    if required.is_zero() || each.is_zero() {
        return Ok(required.is_zero().then_some(0));
    }
    let (missed, allowed) = (Ratio::one() - each, Ratio::one() - required);
    if allowed.is_zero() {
        return Ok(missed.is_zero().then_some(1));
    }
    let guess = (ln(&allowed) / libm::log1p(-float(each))).ceil();
    let allowed = Power::of(&allowed, 1);
    let is_enough = |rounds: u32| Power::of(&missed, rounds).compare(&allowed).is_le();
    Ok(first(0, u32::MAX, guess.to_u32().unwrap_or(u32::MAX), is_enough))
}

/// How a step can be inspected and what that costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Means {
    /// The items, how many a sham falsifies, and the instrument.
    pub stratum: Stratum,
    /// What looking at one item costs.
    pub item_cost: Ratio,
    /// What each round costs besides.
    pub round_cost: Ratio,
    /// The most items that can be looked at in a round.
    pub most_items: u32,
    /// The most rounds that there is time for.
    pub most_rounds: u32,
    /// With which probability a round calls an honest step a sham.
    pub false_alarm: Ratio,
}

impl Means {
    /// Whether it has a meaning.
    fn check(&self) -> Result<(), Unsound> {
        if self.item_cost.is_negative() || self.round_cost.is_negative() {
            Err(Unsound("inspecting has a negative cost"))
        } else if !is_probability(&self.false_alarm) {
            Err(Unsound("the probability of a false alarm is not between 0 and 1"))
        } else {
            Ok(())
        }
    }

    /// What a plan costs.
    fn cost(&self, inspected: u32, rounds: u32) -> Ratio {
        let each = &self.round_cost + &self.item_cost * Ratio::from_integer(inspected.into());
        each * Ratio::from_integer(rounds.into())
    }

    /// The plan in full.
    fn plan(&self, inspected: u32, rounds: u32) -> Plan {
        let each = self.stratum.detection(inspected);
        Plan {
            inspected,
            rounds,
            detection: over_rounds(&each, rounds),
            each,
            false_alarm: over_rounds(&self.false_alarm, rounds),
            cost: self.cost(inspected, rounds),
        }
    }

    /// The most items of a round that it makes sense to look at.
    fn most(&self) -> u32 {
        self.most_items.min(self.stratum.items())
    }

    /// The most items a round that a budget pays for, in that many rounds; absent if it does not pay for the rounds.
    fn affordable(&self, rounds: u32, budget: &Ratio) -> Option<u32> {
        let left = budget / Ratio::from_integer(rounds.into()) - &self.round_cost;
        if left.is_negative() {
            None
        } else if self.item_cost.is_zero() {
            Some(self.most())
        } else {
            let items = (left / &self.item_cost).floor().to_integer();
            Some(items.to_u32().map_or(self.most(), |items| items.min(self.most())))
        }
    }
}

/// What an inspection has to reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// A probability of detection, whatever false alarms there are.
    Detection(Ratio),
    /// That somebody complies, who also fears false alarms.
    Compliance(Tempted),
}

impl Need {
    /// The detection that is needed with so many false alarms; absent if none is enough.
    #[must_use]
    pub fn detection(&self, false_alarm: &Ratio) -> Option<Ratio> {
        match self {
            Self::Detection(required) => Some(required.clone()),
            Self::Compliance(tempted) => tempted.required(false_alarm),
        }
    }

    /// By how much a plan exceeds it, or falls short.
    #[must_use]
    pub fn slack(&self, detection: &Ratio, false_alarm: &Ratio) -> Ratio {
        match self {
            Self::Detection(required) => detection - required,
            Self::Compliance(tempted) => tempted.slack(detection, false_alarm),
        }
    }

    /// Whether it has a meaning.
    fn check(&self) -> Result<(), Unsound> {
        match self {
            Self::Detection(required) if !is_probability(required) => {
                Err(Unsound("the required detection is not between 0 and 1"))
            }
            _ => Ok(()),
        }
    }
}

/// So many items in each of so many rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Items in each round: n.
    pub inspected: u32,
    /// Rounds, and so periods that the next step waits: d.
    pub rounds: u32,
    /// The detection of one round.
    pub each: Ratio,
    /// The detection of all rounds together.
    pub detection: Ratio,
    /// The false alarms of all rounds together.
    pub false_alarm: Ratio,
    /// What it costs.
    pub cost: Ratio,
}

/// Whether the means are enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The cheapest plan that is enough; of equally cheap ones that with the fewest rounds, then the fewest items.
    Enough(Plan),
    /// None is; this is the one that comes nearest.
    Short(Plan),
}

/// The cheapest plan that reaches a need. Its cost rises with the need: over a band of required detection the two ends
/// of the band give the two ends of the cost ([`cheapest_between`]).
///
/// # Errors
/// A cost is negative, or a probability is none.
///
/// ```
/// use detente_hold::exact::{ratio, whole};
/// use detente_hold::inspection::plan::{Answer, Means, Need, cheapest};
/// use detente_hold::inspection::sampling::Stratum;
///
/// let means = Means {
///     stratum: Stratum::new(60, 4, whole(1))?,
///     item_cost: whole(1),
///     round_cost: whole(5),
///     most_items: 12,
///     most_rounds: 6,
///     false_alarm: whole(0),
/// };
/// // Twenty items at once would do; with at most twelve a round it takes two rounds.
/// let Answer::Enough(plan) = cheapest(&means, &Need::Detection(ratio(4, 5)))? else { panic!() };
/// assert_eq!((plan.inspected, plan.rounds, plan.cost), (11, 2, whole(32)));
/// # Ok::<(), detente_hold::inspection::Unsound>(())
/// ```
pub fn cheapest(means: &Means, need: &Need) -> Result<Answer, Unsound> {
    means.check()?;
    need.check()?;
    let nearest = || Ok(Answer::Short(nearest(means, need, None)));
    let Some(least) = need.detection(&Ratio::zero()) else {
        return nearest();
    };
    if least.is_zero() {
        return Ok(Answer::Enough(means.plan(0, 0)));
    }
    let most = means.most();
    // With no more items a round than this, fewer rounds do not reach even what is needed without false alarms.
    let Some(fewest) = rounds(&means.stratum.detection(most), &least)? else {
        return nearest();
    };
    // No plan looks at fewer items in all than one round would need, if one round could do.
    let mut items = means
        .stratum
        .least(&(Ratio::one() - &least))
        .map_or_else(|| u64::from(means.stratum.items()) + 1, u64::from);
    let mut best: Option<(Ratio, u32, u32)> = None;
    for rounds in fewest..=means.most_rounds {
        let bound = &means.round_cost * Ratio::from_integer(rounds.into())
            + &means.item_cost * Ratio::from_integer(items.max(rounds.into()).into());
        if best.as_ref().is_some_and(|(cost, ..)| bound >= *cost) {
            break;
        }
        let Some(required) = need.detection(&over_rounds(&means.false_alarm, rounds)) else {
            // More rounds bring more false alarms, and so need even more.
            break;
        };
        let Some(inspected) = means.stratum.least_in(rounds, most, &(Ratio::one() - required))
        else {
            continue;
        };
        items = items.max(u64::from(rounds) * u64::from(inspected.saturating_sub(1)) + 1);
        let cost = means.cost(inspected, rounds);
        if best.as_ref().is_none_or(|(other, ..)| cost < *other) {
            best = Some((cost, inspected, rounds));
        }
    }
    match best {
        Some((_, inspected, rounds)) => Ok(Answer::Enough(means.plan(inspected, rounds))),
        None => nearest(),
    }
}

/// The cheapest plans for the two ends of a band of required detection.
///
/// # Errors
/// As [`cheapest`].
pub fn cheapest_between(
    means: &Means,
    low: &Ratio,
    high: &Ratio,
) -> Result<(Answer, Answer), Unsound> {
    let at = |end: &Ratio| cheapest(means, &Need::Detection(end.clone()));
    Ok((at(low)?, at(high)?))
}

/// The plan that exceeds a need by most, or falls short of it by least, within a budget: for a need of detection the
/// largest there is. Of equally good ones that with the fewest rounds. It rises with the budget.
///
/// # Errors
/// As [`cheapest`]; also a negative budget.
pub fn within(means: &Means, need: &Need, budget: &Ratio) -> Result<Plan, Unsound> {
    means.check()?;
    need.check()?;
    if budget.is_negative() {
        return Err(Unsound("a negative budget"));
    }
    Ok(nearest(means, need, Some(budget)))
}

/// The plan with the largest slack, of those that a budget pays for. Cost: one sample per number of rounds.
fn nearest(means: &Means, need: &Need, budget: Option<&Ratio>) -> Plan {
    // With more items a round the slack rises if detection is worth more than it costs, else none is wanted.
    let is_wanted = match need {
        Need::Detection(_) => true,
        Need::Compliance(tempted) => tempted.stake_after > tempted.hostage,
    };
    if !is_wanted {
        return means.plan(0, 0);
    }
    let affordable =
        |rounds: u32| budget.map_or(Some(means.most()), |budget| means.affordable(rounds, budget));
    let samples = (1..=means.most_rounds)
        .map_while(|rounds| affordable(rounds).filter(|&n| n > 0).map(|n| (n, rounds)));
    let has_alarms = matches!(need, Need::Compliance(_)) && !means.false_alarm.is_zero();
    let (inspected, rounds) = if has_alarms {
        balanced(means, need, samples)
    } else {
        let mut best = ((0, 0), Power::of(&Ratio::one(), 1));
        // Without a budget the last is best, or the first that is certain.
        let skipped = match budget {
            None if !means.stratum.reaches(means.most(), &Ratio::zero()) => {
                means.most_rounds.saturating_sub(1)
            }
            _ => 0,
        };
        for (inspected, rounds) in samples.skip(skipped as usize) {
            let missed = means.stratum.missed_in(inspected, rounds);
            if missed.compare(&best.1).is_lt() {
                best = ((inspected, rounds), missed);
            }
        }
        best.0
    };
    means.plan(inspected, rounds)
}

/// Of several plans the one with the largest slack where false alarms count. Those that floating numbers cannot tell
/// from the best are compared exactly.
fn balanced(means: &Means, need: &Need, plans: impl Iterator<Item = (u32, u32)>) -> (u32, u32) {
    let Need::Compliance(tempted) = need else {
        return (0, 0);
    };
    let [stake, cost, hostage, alarm] =
        [&tempted.stake_after, &tempted.cost, &tempted.hostage, &means.false_alarm].map(float);
    let mut each = (0, 0.0);
    let mut rough: Vec<((u32, u32), f64)> = vec![((0, 0), -cost)];
    for (inspected, rounds) in plans {
        if each.0 != inspected {
            let missed = means.stratum.missed_in(inspected, 1);
            each = (
                inspected,
                super::powers::logarithm(&missed.of) - super::powers::logarithm(&missed.by),
            );
        }
        let detection = -libm::expm1(f64::from(rounds) * each.1);
        let alarm = -libm::expm1(f64::from(rounds) * libm::log1p(-alarm));
        rough.push(((inspected, rounds), (detection - alarm) * stake - cost - detection * hostage));
    }
    let best = rough.iter().map(|(_, slack)| *slack).fold(f64::NEG_INFINITY, f64::max);
    let tolerance = 1e-9 * (stake.abs() + cost.abs() + hostage.abs());
    let mut near =
        rough.iter().filter(|(_, slack)| *slack >= best - tolerance).map(|(plan, _)| *plan);
    let first = near.next().unwrap_or((0, 0));
    let exact = |(inspected, rounds): (u32, u32)| {
        let detection = over_rounds(&means.stratum.detection(inspected), rounds);
        need.slack(&detection, &over_rounds(&means.false_alarm, rounds))
    };
    let mut chosen = (first, None);
    for plan in near {
        let old = chosen.1.take().unwrap_or_else(|| exact(chosen.0));
        let new = exact(plan);
        chosen = if new > old { (plan, Some(new)) } else { (chosen.0, Some(old)) };
    }
    chosen.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{ratio, whole};

    /// hold.md 2.6 and 2.10.
    #[test]
    fn dwell_and_false_alarms() {
        assert_eq!(rounds(&ratio(1, 5), &ratio(3, 4)), Ok(Some(7)));
        let tempted = Tempted { cost: whole(3), stake_after: whole(5), hostage: whole(0) };
        assert_eq!(tempted.slack(&ratio(4, 5), &ratio(1, 10)), ratio(1, 2));
        assert_eq!(tempted.slack(&ratio(4, 5), &ratio(1, 4)), ratio(-1, 4));
        assert_eq!(tempted.required(&ratio(1, 5)), Some(ratio(4, 5)));
        assert_eq!(tempted.tolerated(&ratio(4, 5)), Some(ratio(1, 5)));
        let survived = float(&survival(&vec![ratio(1, 20); 8]));
        assert!((survived - 0.6634).abs() < 1e-4);
        // The declaration of E4: 3/8 with a stake of 5, 3/10 with 7, 1/2 with 3, 3/4 with 1.
        for (stake, expected) in
            [(5, ratio(3, 8)), (7, ratio(3, 10)), (3, ratio(1, 2)), (1, ratio(3, 4))]
        {
            assert_eq!(required(&whole(3), &whole(stake)), Some(expected));
        }
        let cost = (&whole(2), &whole(3));
        let stake = (&whole(1), &whole(6));
        assert_eq!(required_between(cost, stake), (Some(ratio(1, 4)), Some(ratio(3, 4))));
    }

    #[test]
    fn what_is_required_is_where_honesty_begins_to_pay() {
        let mut rng = fastrand::Rng::with_seed(17);
        let mut answers = [0; 3];
        for _ in 0..3000 {
            let draw = |rng: &mut fastrand::Rng| ratio(rng.i64(-6..20), 4);
            let (cost, stake, hostage) = (draw(&mut rng), draw(&mut rng), -draw(&mut rng).abs());
            // The two forms are one: the stake after an honest step is Λ + κ + h.
            let tempted =
                Tempted { cost: cost.clone(), stake_after: &stake + &cost + &hostage, hostage };
            let alarm = ratio(rng.i64(0..8), 8);
            if tempted.stake_after >= whole(0) {
                assert_eq!(tempted.required(&whole(0)), required(&cost, &stake));
            }
            let grid = || (0..=480).map(|i| ratio(i, 480));
            let complies = |p: &Ratio| !tempted.slack(p, &alarm).is_negative();
            match tempted.required(&alarm) {
                None => {
                    answers[0] += 1;
                    assert!(tempted.stake_after.is_negative() || !grid().any(|p| complies(&p)));
                }
                Some(least) => {
                    answers[if least.is_zero() { 1 } else { 2 }] += 1;
                    assert!(complies(&least));
                    assert!(grid().filter(|p| *p < least).all(|p| !complies(&p)));
                    if tempted.stake_after > tempted.hostage {
                        assert!(grid().filter(|p| *p >= least).all(|p| complies(&p)));
                    }
                }
            }
            let detection = ratio(rng.i64(0..=12), 12);
            if let Some(most) = tempted.tolerated(&detection) {
                assert!(!tempted.slack(&detection, &most).is_negative());
                assert!(
                    most.is_one()
                        || tempted.slack(&detection, &(most + ratio(1, 1000))).is_negative()
                );
            }
        }
        assert!(answers.iter().all(|&n| n > 100), "{answers:?}");
    }

    #[test]
    fn rounds_follow_their_definition() {
        let mut rng = fastrand::Rng::with_seed(18);
        for _ in 0..2000 {
            let (each, needed) = (ratio(rng.i64(0..=10), 10), ratio(rng.i64(0..=50), 50));
            let by_trying = (0..200).find(|&d| over_rounds(&each, d) >= needed);
            assert_eq!(rounds(&each, &needed), Ok(by_trying));
            let d = rng.u32(0..6);
            let rest = whole(1) - &each;
            let missed: Ratio = (0..d).map(|_| &rest).product();
            assert_eq!(over_rounds(&each, d), whole(1) - missed);
        }
        // Exactly reached, and a hazard so small that the power cannot be written out.
        assert_eq!(rounds(&ratio(1, 2), &ratio(1023, 1024)), Ok(Some(10)));
        assert_eq!(rounds(&ratio(1, 2), &ratio(1024, 1025)), Ok(Some(11)));
        assert_eq!(rounds(&ratio(1, 1_000_000_000), &ratio(1, 2)), Ok(Some(693_147_181)));
        assert_eq!(rounds(&ratio(1, 1_000_000_000_000), &ratio(1, 2)), Ok(None));
        assert!(rounds(&whole(2), &ratio(1, 2)).is_err());
    }

    fn random(rng: &mut fastrand::Rng) -> Means {
        let items = rng.u32(1..25);
        let catch = if rng.bool() { whole(1) } else { ratio(rng.i64(0..=6), 6) };
        Means {
            stratum: Stratum::new(items, rng.u32(0..=items.min(6)), catch).unwrap(),
            item_cost: ratio(rng.i64(0..6), 2),
            round_cost: ratio(rng.i64(0..12), 2),
            most_items: rng.u32(0..=items + 2),
            most_rounds: rng.u32(0..9),
            false_alarm: if rng.bool() { whole(0) } else { ratio(rng.i64(0..5), 40) },
        }
    }

    fn need(rng: &mut fastrand::Rng) -> Need {
        if rng.bool() {
            return Need::Detection(ratio(rng.i64(0..=20), 20));
        }
        Need::Compliance(Tempted {
            cost: ratio(rng.i64(-1..12), 4),
            stake_after: ratio(rng.i64(0..30), 3),
            hostage: ratio(rng.i64(-4..3), 2),
        })
    }

    /// Every plan there is.
    fn all(means: &Means) -> Vec<Plan> {
        let mut plans = vec![means.plan(0, 0)];
        for rounds in 1..=means.most_rounds {
            plans.extend((1..=means.most()).map(|n| means.plan(n, rounds)));
        }
        plans
    }

    #[test]
    fn the_cheapest_is_the_cheapest_of_all() {
        let mut rng = fastrand::Rng::with_seed(19);
        let (mut enough, mut short, mut several) = (0, 0, 0);
        for _ in 0..2500 {
            let (means, need) = (random(&mut rng), need(&mut rng));
            let plans = all(&means);
            let slack = |plan: &Plan| need.slack(&plan.detection, &plan.false_alarm);
            let reach = plans.iter().filter(|plan| !slack(plan).is_negative());
            let best = reach.min_by_key(|plan| (plan.cost.clone(), plan.rounds, plan.inspected));
            match (cheapest(&means, &need).unwrap(), best) {
                (Answer::Enough(plan), Some(best)) => {
                    assert_eq!(plan, *best, "{means:?} {need:?}");
                    enough += 1;
                    several += u32::from(plan.rounds > 1);
                    // Back from its cost.
                    let back = within(&means, &need, &plan.cost).unwrap();
                    assert!(slack(&back) >= slack(&plan) && back.cost <= plan.cost);
                }
                (Answer::Short(plan), None) => {
                    let nearest = plans.iter().map(slack).max().unwrap();
                    assert_eq!(slack(&plan), nearest, "{means:?} {need:?}");
                    short += 1;
                }
                (answer, best) => panic!("{answer:?} {best:?} {means:?} {need:?}"),
            }
            let budget = ratio(rng.i64(0..60), 2);
            let plan = within(&means, &need, &budget).unwrap();
            let paid = plans.iter().filter(|plan| plan.cost <= budget);
            let best =
                paid.max_by_key(|plan| (slack(plan), std::cmp::Reverse(plan.rounds))).unwrap();
            assert!(plan.cost <= budget);
            assert_eq!(
                (slack(&plan), plan.rounds),
                (slack(best), best.rounds),
                "{means:?} {need:?} {budget}"
            );
        }
        assert!(enough > 500 && short > 300 && several > 80, "{enough} {short} {several}");
    }

    #[test]
    fn a_large_store_over_a_year() {
        let means = Means {
            stratum: Stratum::new(1_000_000, 1_000, ratio(9, 10)).unwrap(),
            item_cost: whole(1),
            round_cost: whole(50),
            most_items: 200,
            most_rounds: 365,
            false_alarm: ratio(1, 10_000),
        };
        let Answer::Enough(plan) = cheapest(&means, &Need::Detection(ratio(19, 20))).unwrap()
        else {
            panic!();
        };
        // ln 20 / (0.9 · 0.001) items in all, in as few rounds as they fit into.
        assert_eq!((plan.rounds, plan.inspected), (17, 196));
        assert!(plan.detection >= ratio(19, 20));
        let fewer = over_rounds(&means.stratum.detection(195), 17);
        assert!(
            fewer < ratio(19, 20) && over_rounds(&means.stratum.detection(200), 16) < ratio(19, 20)
        );
        let (low, high) = cheapest_between(&means, &ratio(1, 2), &ratio(9, 10)).unwrap();
        let cost = |answer: Answer| match answer {
            Answer::Enough(plan) => plan.cost,
            Answer::Short(plan) => panic!("{}", plan.cost),
        };
        assert!(cost(low) < cost(high));
        let tempted = Tempted { cost: whole(3), stake_after: whole(5), hostage: whole(0) };
        assert!(matches!(cheapest(&means, &Need::Compliance(tempted)), Ok(Answer::Enough(_))));
    }

    #[test]
    fn refusals() {
        let means = random(&mut fastrand::Rng::with_seed(20));
        let need = Need::Detection(ratio(1, 2));
        assert!(cheapest(&means, &Need::Detection(whole(2))).is_err());
        assert!(within(&means, &need, &whole(-1)).is_err());
        let odd = Means { item_cost: whole(-1), ..means.clone() };
        assert!(cheapest(&odd, &need).is_err());
        let odd = Means { false_alarm: whole(2), ..means };
        assert!(within(&odd, &need, &whole(1)).is_err());
    }
}
