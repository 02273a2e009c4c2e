//! What the clock adds to a roadmap: time that counts, alarms that are false, shams that are found late.
//!
//! Without a clock a roadmap is short against the life of the deal. Where the file says what the next period counts, or
//! that an honest step can be called a sham, the order that is judged is judged once more with both; if it then fails,
//! another is sought that does not. Sets of shams are tried together, since one discovery ends them all.

use detente_hold::exact::fraction;
use detente_hold::roadmap::clock::{Covert, Found, Timed, covert, dwell, hurry, timed};
use detente_hold::roadmap::{Limits, Setting, Stage, Verdict};
use detente_hold::{Deal, Ratio};

/// What the clock says of the order that is judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clocked {
    /// The order with time and false alarms; absent if the file says nothing of either.
    pub timed: Option<Timed>,
    /// Whether another order holds with the clock, where this one does not.
    pub instead: Option<Found>,
    /// Per party the set of its shams that tempts it most, where a sham that is not found at once can be found later, or
    /// it can sham several steps; only those that pay.
    pub covert: Vec<Covert>,
}

/// Judges `order` with the clock. Cost: that of [`timed`] and [`covert`]; of [`hurry`] if the order fails.
#[must_use]
pub fn clocked(setting: &Setting<'_>, order: &[Stage], limits: &Limits) -> Clocked {
    let timed = has_clock(setting.deal).then(|| timed(setting, order).ok()).flatten();
    let fails = timed.as_ref().is_some_and(|timed| !timed.slack.holds());
    let zero = fraction(0, 1);
    let pays = |covert: &Covert| covert.gain > zero;
    let covert = covert(setting, order).unwrap_or_default();
    Clocked {
        instead: fails.then(|| hurry(setting, limits)),
        covert: covert.into_iter().filter(pays).collect(),
        timed,
    }
}

/// Whether the file says anything that only a clock can use.
fn has_clock(deal: &Deal) -> bool {
    let zero = fraction(0, 1);
    deal.discount.iter().any(Option::is_some)
        || deal.steps.iter().any(|step| step.false_alarm != zero)
}

impl Clocked {
    /// Whether the clock says otherwise than the order without one, that `holds` or not.
    #[must_use]
    pub fn differs(&self, holds: bool) -> bool {
        self.timed.as_ref().is_some_and(|timed| timed.slack.holds() != holds)
    }

    /// The order that holds with the clock where the one that is judged does not.
    #[must_use]
    pub fn other(&self) -> Option<&[Stage]> {
        let found = self.instead.as_ref()?;
        found.order.as_deref().filter(|_| found.verdict == Verdict::Holds)
    }
}

/// How many periods to wait after a step, so that its sham, found at once with probability `detection` and in each period
/// with `hazard`, is found with probability `needed` before the next: what is still missing is 1 − (1 − needed)/(1 − detection).
/// Absent if no wait is long enough.
#[must_use]
pub fn wait(needed: &Ratio, detection: &Ratio, hazard: &Ratio) -> Option<u32> {
    let one = fraction(1, 1);
    if needed <= detection {
        return Some(0);
    }
    let missed = &one - detection;
    dwell(&(&one - (&one - needed) / missed), hazard)
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_hold::exact::ratio;

    /// Found at least as probably as needed, and not a period earlier.
    #[test]
    fn a_wait_is_just_long_enough() {
        let mut random = fastrand::Rng::with_seed(71);
        for _ in 0..2_000 {
            let mut part = || ratio(random.i64(0..20), 20);
            let (needed, detection, hazard) = (part(), part(), part());
            let one = ratio(1, 1);
            let found = |periods: u32| {
                let missed = (0..periods).map(|_| &one - &hazard).product::<Ratio>();
                &one - (&one - &detection) * missed
            };
            match wait(&needed, &detection, &hazard) {
                Some(0) => assert!(detection >= needed),
                Some(periods) => {
                    assert!(found(periods) >= needed && found(periods - 1) < needed);
                }
                None => assert!(found(400) < needed && hazard == ratio(0, 1)),
            }
        }
    }
}
