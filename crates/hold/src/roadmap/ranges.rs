//! How far each number of a deal may move, all others as they are, before the verdict on a given order changes.
//!
//! Between a few breakpoints (where an owner comes to gain or no longer to gain by revoking, where a step becomes
//! revocable) every check is linear in a worth, in a reversal and in a detection probability, if it is written as what
//! honesty brings over leaving. The least of them is concave, so an order holds on one interval between two
//! breakpoints, and its ends are zeros of single checks: each is found exactly by going from where the order fails to
//! the zero of a failing check, until nothing fails (Newton's method on a concave function with finitely many pieces).
//!
//! A discount factor enters through powers; there the end is found by bisection in steps of 1/64, within
//! [`TOLERANCE`], and changes that are undone within one step are not seen.
//!
//! Cost: a few walks per number.

use super::walk::{Check, Misstep, checks, path};
use super::{Kind, Refusal, Setting, Stage};
use crate::deal::Deal;
use crate::exact::{Ratio, power, ratio, whole};
use crate::stakes::Punishment;
use num_traits::{One, Signed, Zero};

/// How close a bisected end is, as one over this.
pub const TOLERANCE: i64 = 1 << 30;

/// A number that an order was judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// What a step is worth once to a party.
    Once {
        /// The step.
        step: usize,
        /// The party.
        party: usize,
    },
    /// What a step in force is worth to a party.
    Lasting {
        /// The step.
        step: usize,
        /// The party.
        party: usize,
    },
    /// The probability that a sham of the step is found.
    Detection(usize),
    /// Which part of the step's lasting worth its owner takes back.
    Reversal(usize),
    /// What the next period counts for a party.
    Discount(usize),
}

impl Input {
    /// `deal` with another number.
    #[must_use]
    pub fn put(self, deal: &Deal, number: &Ratio) -> Deal {
        let mut deal = deal.clone();
        self.set(&mut deal, number.clone());
        deal
    }

    /// Gives `deal` another number.
    pub fn set(self, deal: &mut Deal, number: Ratio) {
        match self {
            Self::Once { step, party } => deal.steps[step].once[party] = number,
            Self::Lasting { step, party } => deal.steps[step].lasting[party] = number,
            Self::Detection(step) => deal.steps[step].detection = Some(number),
            Self::Reversal(step) => deal.steps[step].reversal = number,
            Self::Discount(party) => deal.discount[party] = Some(number),
        }
    }
}

/// How far a number may go in one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// The last number before the verdict changes; absent if it stands as far as the number can go, or, for a worth, at
    /// least to a trillion times all worths together.
    pub at: Option<Ratio>,
    /// Whether the verdict still stands at the end itself.
    pub is_attained: bool,
    /// Whether the end is exact.
    pub is_exact: bool,
    /// The check that decides there: the one that fails beyond, or that failed last.
    pub check: Option<Check>,
}

/// Where the verdict on an order stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Which number.
    pub input: Input,
    /// What it is.
    pub now: Ratio,
    /// How low it may be.
    pub low: End,
    /// How high.
    pub high: End,
}

/// Why there are no ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The deal is refused.
    Refused(Refusal),
    /// The list is no order of it.
    Misstep(Misstep),
}

/// Of all inputs that can matter: worths of all parties, detection and reversal of every step that has them, discount
/// factors of parties if some step has a lag.
///
/// # Errors
///
/// If the deal is refused or the order is none.
pub fn ranges(deal: &Deal, punishment: Punishment, order: &[Stage]) -> Result<Vec<Range>, Fault> {
    inputs(deal).into_iter().map(|input| range(deal, punishment, order, input)).collect()
}

/// All numbers of a deal that can matter.
#[must_use]
pub fn inputs(deal: &Deal) -> Vec<Input> {
    let mut all = Vec::new();
    for (step, of) in deal.steps.iter().enumerate() {
        for party in 0..deal.parties {
            all.push(Input::Once { step, party });
            all.push(Input::Lasting { step, party });
        }
        all.extend(of.detection.as_ref().map(|_| Input::Detection(step)));
        all.extend(of.is_revocable().then_some(Input::Reversal(step)));
    }
    if deal.steps.iter().any(|step| step.lag > 0 && step.is_revocable()) {
        all.extend((0..deal.parties).map(Input::Discount));
    }
    all
}

/// Of one input.
///
/// # Errors
///
/// If the deal is refused or the order is none.
pub fn range(
    deal: &Deal,
    punishment: Punishment,
    order: &[Stage],
    input: Input,
) -> Result<Range, Fault> {
    let probe = Probe { deal, punishment, order, input };
    let holds = probe.failing(None)?.is_none();
    let now = now(deal, input);
    Ok(Range {
        input,
        low: probe.end(&now, holds, false)?,
        high: probe.end(&now, holds, true)?,
        now,
    })
}

struct Probe<'a> {
    deal: &'a Deal,
    punishment: Punishment,
    order: &'a [Stage],
    input: Input,
}

/// A check that fails and by how much leaving is better there.
struct Failing {
    check: Check,
    margin: Ratio,
}

impl Probe<'_> {
    /// The check of the order that fails most with another number; `None` if it holds.
    fn failing(&self, number: Option<&Ratio>) -> Result<Option<Failing>, Fault> {
        let with = number.map(|number| self.input.put(self.deal, number));
        let deal = with.as_ref().unwrap_or(self.deal);
        let setting = Setting::of(deal, self.punishment).map_err(Fault::Refused)?;
        let path = path(&setting, self.order).map_err(Fault::Misstep)?;
        let failing = checks(&setting, &path).into_iter().filter(|check| !check.slack.holds());
        let failing =
            failing.map(|check| Failing { margin: margin(&setting, self.order, &check), check });
        Ok(failing.reduce(|most, next| if next.margin < most.margin { next } else { most }))
    }

    /// What honesty brings over leaving, as in `check`, with another number.
    fn margin(&self, number: &Ratio, check: &Check) -> Result<Ratio, Fault> {
        let deal = self.input.put(self.deal, number);
        let setting = Setting::of(&deal, self.punishment).map_err(Fault::Refused)?;
        Ok(margin(&setting, self.order, check))
    }

    /// How far the number can go.
    fn limit(&self, is_up: bool) -> Ratio {
        match self.input {
            Input::Once { .. } | Input::Lasting { .. } => {
                let all = self.deal.steps.iter().flat_map(|step| {
                    step.once.iter().chain(&step.lasting).chain(&step.rebuild).map(Signed::abs)
                });
                let far = (all.sum::<Ratio>() + Ratio::one()) * whole(1_000_000_000_000);
                if is_up { far } else { -far }
            }
            Input::Detection(_) | Input::Reversal(_) => whole(i64::from(is_up)),
            Input::Discount(_) if is_up => ratio(TOLERANCE - 1, TOLERANCE),
            Input::Discount(_) => ratio(1, TOLERANCE),
        }
    }

    /// Where checks stop being linear.
    fn breakpoints(&self) -> Vec<Ratio> {
        match self.input {
            Input::Lasting { step, party } => {
                let step = &self.deal.steps[step];
                let is_own = step.owners.contains(&party) && step.is_revocable();
                is_own.then(|| &step.rebuild[party] / &step.reversal).into_iter().collect()
            }
            Input::Reversal(step) => {
                let step = &self.deal.steps[step];
                let owners = step.owners.iter().filter(|&&i| !step.lasting[i].is_zero());
                let turn = |&i: &usize| &step.rebuild[i] / &step.lasting[i];
                owners.map(turn).chain([Ratio::zero()]).collect()
            }
            Input::Once { .. } | Input::Detection(_) | Input::Discount(_) => Vec::new(),
        }
    }

    fn end(&self, now: &Ratio, holds: bool, is_up: bool) -> Result<End, Fault> {
        let limit = self.limit(is_up);
        let is_ahead = |a: &Ratio, b: &Ratio| if is_up { a > b } else { a < b };
        if matches!(self.input, Input::Discount(_)) {
            return self.bisected(now, holds, &limit);
        }
        let mut stops = self.breakpoints();
        stops.retain(|stop| is_ahead(stop, now) && is_ahead(&limit, stop));
        stops.extend(is_ahead(&limit, now).then(|| limit.clone()));
        stops.sort();
        stops.dedup();
        if !is_up {
            stops.reverse();
        }
        let mut from = now.clone();
        for stop in stops {
            let open = match holds {
                true => self.loses(&from, &stop)?,
                false => self.gains(&from, &stop)?,
            };
            if let Some(end) = open {
                return Ok(end);
            }
            let there = self.failing(Some(&stop))?;
            if there.is_none() != holds {
                return self.close(stop, false, there.map(|failing| failing.check));
            }
            from = stop;
        }
        Ok(End::none(true))
    }

    /// The line of a check in a piece: its value at `from`, and its rise.
    fn line(&self, from: &Ratio, stop: &Ratio, check: &Check) -> Result<(Ratio, Ratio), Fault> {
        let third = (stop - from) / whole(3);
        let near = self.margin(&(from + &third), check)?;
        let rise = (self.margin(&(stop - &third), check)? - &near) / &third;
        Ok((near - &rise * third, rise))
    }

    /// Points ever closer to `end`, on the way to it from `start`; the end itself if nothing jumps there.
    fn towards(&self, start: &Ratio, end: &Ratio) -> Vec<Ratio> {
        if !self.breakpoints().contains(end) {
            return vec![end.clone()];
        }
        let short = |bits: u32| power(&ratio(1, 1 << 20), bits);
        (1..=4).map(|times| end + (start - end) * short(times)).collect()
    }

    /// Between `from`, where the order holds, and `stop`, both left out: where it ceases to.
    fn loses(&self, from: &Ratio, stop: &Ratio) -> Result<Option<End>, Fault> {
        let points = self.towards(from, stop);
        let mut at = points.last().unwrap_or(stop).clone();
        for point in points {
            if self.failing(Some(&point))?.is_some() {
                at = point;
                break;
            }
        }
        // From where it fails to the zero of what fails, until nothing fails.
        let mut last: Option<Check> = None;
        loop {
            let Some(failing) = self.failing(Some(&at))? else {
                if let Some(check) = last {
                    return self.close(at, true, Some(check)).map(Some);
                }
                match self.crossing(from, stop, &at, stop)? {
                    Some((zero, check)) => (at, last) = (zero, Some(check)),
                    None => return Ok(None),
                }
                continue;
            };
            let (start, rise) = self.line(from, stop, &failing.check)?;
            if start.is_negative() || !failing.margin.is_negative() {
                // It fails from the start of the piece.
                let end = self.close(from.clone(), true, Some(failing.check))?;
                return Ok(Some(End { is_exact: failing.margin.is_negative(), ..end }));
            }
            at = from - start / rise;
            last = Some(failing.check);
        }
    }

    /// Between `from`, where the order fails, and `stop`, both left out: where it begins to hold.
    fn gains(&self, from: &Ratio, stop: &Ratio) -> Result<Option<End>, Fault> {
        let points = self.towards(stop, from);
        let mut at = points.last().unwrap_or(from).clone();
        for point in points {
            if self.failing(Some(&point))?.is_some() {
                at = point;
                break;
            }
        }
        let mut last: Option<Check> = None;
        while let Some(failing) = self.failing(Some(&at))? {
            let (start, rise) = self.line(from, stop, &failing.check)?;
            let is_better = (&start + &rise * (stop - from)).is_positive();
            if !is_better || !failing.margin.is_negative() {
                return Ok(None);
            }
            at = from - start / rise;
            last = Some(failing.check);
        }
        if last.is_none() {
            let crossing = self.crossing(from, stop, &at, from)?;
            if let Some((zero, check)) = crossing {
                (at, last) = (zero, Some(check));
            }
        }
        // Otherwise it holds from the start of the piece, though not at the start itself.
        let is_start = last.is_none();
        self.close(if is_start { from.clone() } else { at }, is_start, last).map(Some)
    }

    /// The end at `at`, with the numbers of the check there.
    fn close(&self, at: Ratio, is_attained: bool, check: Option<Check>) -> Result<End, Fault> {
        let deal = self.input.put(self.deal, &at);
        let setting = Setting::of(&deal, self.punishment).map_err(Fault::Refused)?;
        let path = path(&setting, self.order).map_err(Fault::Misstep)?;
        let is_same = |a: &Check, b: &Check| {
            (a.at, a.stage, a.party) == (b.at, b.stage, b.party)
                && std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
        };
        let check = check.map(|check| {
            let there = checks(&setting, &path).into_iter().find(|there| is_same(there, &check));
            there.unwrap_or(check)
        });
        Ok(End { at: Some(at), is_attained, is_exact: true, check })
    }

    /// Between `at`, where the order holds, and an end of the piece: the nearest zero of a check.
    fn crossing(
        &self,
        from: &Ratio,
        stop: &Ratio,
        at: &Ratio,
        end: &Ratio,
    ) -> Result<Option<(Ratio, Check)>, Fault> {
        let deal = self.input.put(self.deal, at);
        let setting = Setting::of(&deal, self.punishment).map_err(Fault::Refused)?;
        let path = path(&setting, self.order).map_err(Fault::Misstep)?;
        let mut nearest: Option<(Ratio, Check)> = None;
        for check in checks(&setting, &path) {
            let (start, rise) = self.line(from, stop, &check)?;
            if (&start + &rise * (end - from)).is_negative() {
                let zero = from - start / rise;
                let is_nearer = |best: &Ratio| (&zero - at).abs() < (best - at).abs();
                if nearest.as_ref().is_none_or(|(best, _)| is_nearer(best)) {
                    nearest = Some((zero, check));
                }
            }
        }
        Ok(nearest)
    }

    fn bisected(&self, now: &Ratio, holds: bool, limit: &Ratio) -> Result<End, Fault> {
        let stands = |at: &Ratio| Ok(self.failing(Some(at))?.is_none() == holds);
        let mut good = now.clone();
        for part in 1..=64 {
            let next = now + (limit - now) * ratio(part, 64);
            if stands(&next)? {
                good = next;
                continue;
            }
            let mut bad = next;
            while (&bad - &good).abs() > ratio(1, TOLERANCE) {
                let middle = (&bad + &good) / whole(2);
                // Short fractions: the exact middle would grow a digit each time.
                let middle = (middle * whole(4 * TOLERANCE)).round() / whole(4 * TOLERANCE);
                if stands(&middle)? { good = middle } else { bad = middle }
            }
            let decides = self.failing(Some(if holds { &bad } else { &good }))?;
            let check = decides.map(|failing| failing.check);
            return Ok(End { at: Some(good), is_attained: true, is_exact: false, check });
        }
        Ok(End::none(false))
    }
}

/// What an input is now; zero or one where it was not said.
pub(crate) fn now(deal: &Deal, input: Input) -> Ratio {
    match input {
        Input::Once { step, party } => deal.steps[step].once[party].clone(),
        Input::Lasting { step, party } => deal.steps[step].lasting[party].clone(),
        Input::Detection(step) => deal.steps[step].detection.clone().unwrap_or_else(Ratio::zero),
        Input::Reversal(step) => deal.steps[step].reversal.clone(),
        Input::Discount(party) => deal.discount[party].clone().unwrap_or_else(Ratio::one),
    }
}

impl End {
    fn none(is_exact: bool) -> Self {
        Self { at: None, is_attained: false, is_exact, check: None }
    }
}

/// What honesty brings over leaving as in `check`, in a setting in which that need not be the best way to leave.
fn margin(setting: &Setting<'_>, order: &[Stage], check: &Check) -> Ratio {
    let steps = |stage: &Stage| setting.stage(*stage).map_or(&[][..], |taken| &taken.steps);
    let done = order[..check.at].iter().flat_map(steps).copied();
    let stake = setting.stakes.stake(check.party, done);
    let banked = |s: &usize| setting.stakes.banked[check.party][*s].clone();
    let taken = check.stage.and_then(|stage| setting.stage(stage));
    let (steps, is_escrow) =
        taken.map_or((&[][..], false), |taken| (&taken.steps[..], taken.is_escrow));
    match &check.kind {
        Kind::Refuse(_) if is_escrow => stake,
        Kind::Refuse(refused) => {
            stake - steps.iter().filter(|s| !refused.contains(s)).map(banked).sum::<Ratio>()
        }
        Kind::Sham(shams) => {
            let after = stake - steps.iter().map(banked).sum::<Ratio>();
            setting.gate(check.party, steps, shams).honesty(&after)
        }
        Kind::Revoke(step) => {
            let cost = setting.revoking[check.party][*step].as_ref();
            cost.map_or_else(|| stake.clone(), |cost| &stake + cost)
        }
    }
}
