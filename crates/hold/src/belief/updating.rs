//! How events change what to think of a party, and when to stop gathering them.
//!
//! Types k have a prior π, and each event e a likelihood L for every type: the probability that a party of that type
//! brings it about. The posterior is in proportion to π Π L. Events count as independent given the type; reports of one
//! origin must be grouped before ([`super::sources`]).
//!
//! All exact; logarithms are for show. Cost: events × types fractions.
//! Sources: Good, *Probability and the Weighing of Evidence* (1950); Wald, "Sequential tests of statistical
//! hypotheses" (1945).

use super::Fault;
use crate::exact::{Ratio, is_probability};
use crate::inspection::powers::ln;
use num_traits::{One, Signed, Zero};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Per type the probability of it, seen directly or by an informed source.
    pub informed: Vec<Ratio>,
    /// How it came to be known; absent if it was seen directly.
    pub channel: Option<Channel>,
}

/// A source that may know nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The probability that it is informed: r.
    pub reliability: Ratio,
    /// The probability that it says this if it is not, whatever is true: u.
    pub base: Ratio,
}

impl Event {
    /// Seen directly, with a likelihood per type.
    #[must_use]
    pub fn seen(likelihoods: Vec<Ratio>) -> Self {
        Self { informed: likelihoods, channel: None }
    }

    /// The likelihood for a type: L, or r L + (1 − r) u.
    #[must_use]
    pub fn likelihood(&self, kind: usize) -> Ratio {
        let informed = &self.informed[kind];
        match &self.channel {
            None => informed.clone(),
            Some(Channel { reliability, base }) => {
                reliability * informed + (Ratio::one() - reliability) * base
            }
        }
    }
}

/// What was thought before, and what happened since, in the order of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub(super) prior: Vec<Ratio>,
    pub(super) events: Vec<Event>,
}

impl Record {
    /// With a prior over types and events in the order of dates.
    ///
    /// # Errors
    /// No types, a prior that does not sum to 1, an event without a likelihood for every type, or a number that is no
    /// probability.
    pub fn new(prior: Vec<Ratio>, events: Vec<Event>) -> Result<Self, Fault> {
        if !prior.iter().all(is_probability) || !prior.iter().sum::<Ratio>().is_one() {
            return Err(Fault::Unsound("the prior probabilities of the types do not sum to 1"));
        }
        for event in &events {
            if event.informed.len() != prior.len() {
                return Err(Fault::Unsound("an event does not have one likelihood for every type"));
            }
            let channel =
                event.channel.iter().flat_map(|channel| [&channel.reliability, &channel.base]);
            if !event.informed.iter().chain(channel).all(is_probability) {
                return Err(Fault::Unsound(
                    "a likelihood, reliability or base rate is not between 0 and 1",
                ));
            }
        }
        Ok(Self { prior, events })
    }

    /// What was thought before.
    #[must_use]
    pub fn prior(&self) -> &[Ratio] {
        &self.prior
    }

    /// What happened.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The probabilities of the types before all events and after each: one list more than there are events.
    ///
    /// # Errors
    /// From some event on no type is possible.
    ///
    /// ```
    /// use detente_hold::belief::updating::{Event, Record};
    /// use detente_hold::exact::ratio;
    ///
    /// let filed = Event::seen(vec![ratio(9, 10), ratio(3, 5), ratio(1, 2)]);
    /// let record = Record::new(vec![ratio(1, 2), ratio(3, 10), ratio(1, 5)], vec![filed])?;
    /// assert_eq!(record.over_time()?[1], [ratio(45, 73), ratio(18, 73), ratio(10, 73)]);
    /// # Ok::<(), detente_hold::belief::Fault>(())
    /// ```
    pub fn over_time(&self) -> Result<Vec<Vec<Ratio>>, Fault> {
        let mut path = vec![self.prior.clone()];
        let mut now = self.prior.clone();
        for (i, event) in self.events.iter().enumerate() {
            for (kind, weight) in now.iter_mut().enumerate() {
                *weight *= event.likelihood(kind);
            }
            now = shares(&now).ok_or(Fault::Impossible { event: i })?;
            path.push(now.clone());
        }
        Ok(path)
    }

    /// The probabilities of the types after all events. That of a type rises with its own prior and likelihoods and
    /// falls with those of the others; in a reliability or base rate it only rises or only falls. So over ranges of
    /// inputs its extremes lie where every input is at one end of its range.
    ///
    /// # Errors
    /// As [`Self::over_time`].
    pub fn posterior(&self) -> Result<Vec<Ratio>, Fault> {
        let mut path = self.over_time()?;
        Ok(path.pop().unwrap_or_default())
    }

    /// The same without one event, if there is one at that position.
    #[must_use]
    pub fn without(&self, event: usize) -> Self {
        let kept = self.events.iter().enumerate().filter(|&(i, _)| i != event);
        Self { prior: self.prior.clone(), events: kept.map(|(_, event)| event.clone()).collect() }
    }

    /// What the probabilities would be without each event in turn.
    ///
    /// # Errors
    /// As [`Self::over_time`].
    pub fn leaving_one_out(&self) -> Result<Vec<Vec<Ratio>>, Fault> {
        self.posterior()?;
        let (weights, others) = (self.weights(), self.others());
        let of = |event: &Vec<Ratio>| shares(event).unwrap_or_else(|| weights.clone());
        Ok(others.iter().map(of).collect())
    }

    /// By which factor each event, in its place, changed the odds of a type against all others together. Absent where
    /// it ruled out all others, or they were ruled out before.
    ///
    /// # Errors
    /// As [`Self::over_time`]; also if there is no such type.
    pub fn factors(&self, kind: usize) -> Result<Vec<Option<Ratio>>, Fault> {
        if kind >= self.prior.len() {
            return Err(Fault::Unsound("there is no such type"));
        }
        let path = self.over_time()?;
        let factor = |(event, before): (&Event, &Vec<Ratio>)| {
            let others = || (0..before.len()).filter(|&other| other != kind);
            let rest: Ratio = others().map(|other| &before[other]).sum();
            let after: Ratio = others().map(|other| &before[other] * event.likelihood(other)).sum();
            (!after.is_zero()).then(|| event.likelihood(kind) * rest / after)
        };
        Ok(self.events.iter().zip(&path).map(factor).collect())
    }

    /// Which type is more probable than every other; absent if several lead together.
    ///
    /// # Errors
    /// As [`Self::over_time`].
    pub fn leading(&self) -> Result<Option<usize>, Fault> {
        let posterior = self.posterior()?;
        let best = posterior.iter().max();
        let mut leading = (0..posterior.len()).filter(|&kind| Some(&posterior[kind]) == best);
        let first = leading.next();
        Ok(first.filter(|_| leading.next().is_none()))
    }

    /// Per type π Π L over all events.
    pub(super) fn weights(&self) -> Vec<Ratio> {
        let weight = |(kind, prior): (usize, &Ratio)| {
            self.events.iter().fold(prior.clone(), |weight, event| weight * event.likelihood(kind))
        };
        self.prior.iter().enumerate().map(weight).collect()
    }

    /// Per event and type π Π L over all other events.
    pub(super) fn others(&self) -> Vec<Vec<Ratio>> {
        let mut others = Vec::with_capacity(self.events.len());
        let mut before = self.prior.clone();
        for event in &self.events {
            others.push(before.clone());
            for (kind, weight) in before.iter_mut().enumerate() {
                *weight *= event.likelihood(kind);
            }
        }
        let mut after = vec![Ratio::one(); self.prior.len()];
        for (event, weights) in self.events.iter().zip(&mut others).rev() {
            for (kind, (weight, after)) in weights.iter_mut().zip(&mut after).enumerate() {
                *weight *= &*after;
                *after *= event.likelihood(kind);
            }
        }
        others
    }
}

/// Scaled so that they sum to 1; absent if all are 0.
fn shares(weights: &[Ratio]) -> Option<Vec<Ratio>> {
    let sum: Ratio = weights.iter().sum();
    (!sum.is_zero()).then(|| weights.iter().map(|weight| weight / &sum).collect())
}

/// Ten times the decimal logarithm of odds or of a factor, for show: 10 decibans are ten to one. −∞ of 0.
#[must_use]
pub fn decibans(odds: &Ratio) -> f64 {
    10.0 * log_odds(odds) / std::f64::consts::LN_10
}

/// The natural logarithm of odds or of a factor, for show; −∞ of 0.
#[must_use]
pub fn log_odds(odds: &Ratio) -> f64 {
    if odds.is_negative() { f64::NAN } else { ln(odds) }
}

/// The odds of a probability, p / (1 − p); absent of 1.
#[must_use]
pub fn odds(probability: &Ratio) -> Option<Ratio> {
    let rest = Ratio::one() - probability;
    (!rest.is_zero()).then(|| probability / rest)
}

/// When to stop gathering evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopRule {
    /// Odds from which on one acts as if the first type were true: (1 − β) / α.
    pub upper: Ratio,
    /// Odds up to which one acts as if the second were: β / (1 − α).
    pub lower: Ratio,
}

/// What a stop rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Act as if the first type were true.
    First,
    /// Act as if the second were.
    Second,
}

impl StopRule {
    /// With the share α of errors that may be made if the second type is true, and β if the first is.
    ///
    /// # Errors
    /// They are not positive, or not below 1 together.
    pub fn of(alpha: &Ratio, beta: &Ratio) -> Result<Self, Fault> {
        if !alpha.is_positive() || !beta.is_positive() || alpha + beta >= Ratio::one() {
            return Err(Fault::Unsound(
                "the two shares of errors are not positive and below 1 together",
            ));
        }
        Ok(Self { upper: (Ratio::one() - beta) / alpha, lower: beta / (Ratio::one() - alpha) })
    }

    /// What to do with weights for the first and the second type; absent to go on.
    #[must_use]
    pub fn decide(&self, first: &Ratio, second: &Ratio) -> Option<Decision> {
        if first.is_zero() && second.is_zero() {
            None
        } else if *first >= &self.upper * second {
            Some(Decision::First)
        } else if *first <= &self.lower * second {
            Some(Decision::Second)
        } else {
            None
        }
    }
}

impl Record {
    /// After which event a stop rule decides between two types, and how: on the odds with the prior, which with even
    /// priors is Wald's test. Position 0 is before all events. Absent if it never does.
    ///
    /// # Errors
    /// As [`Self::over_time`]; also if there is no such type.
    pub fn stops(
        &self,
        first: usize,
        second: usize,
        rule: &StopRule,
    ) -> Result<Option<(usize, Decision)>, Fault> {
        if first.max(second) >= self.prior.len() {
            return Err(Fault::Unsound("there is no such type"));
        }
        let path = self.over_time()?;
        let decision = |now: &Vec<Ratio>| rule.decide(&now[first], &now[second]);
        Ok(path.iter().enumerate().find_map(|(i, now)| decision(now).map(|what| (i, what))))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::exact::{ratio, whole};

    pub(in crate::belief) fn fractions(parts: &[i64]) -> Vec<Ratio> {
        let sum = parts.iter().sum();
        parts.iter().map(|&part| ratio(part, sum)).collect()
    }

    /// hold.md 3.1.
    pub(in crate::belief) fn three_events() -> Record {
        let events =
            [[(9, 10), (3, 5), (1, 2)], [(1, 20), (3, 10), (1, 2)], [(9, 10), (7, 10), (2, 5)]];
        let event = |of: [(i64, i64); 3]| Event::seen(of.map(|(of, by)| ratio(of, by)).to_vec());
        Record::new(fractions(&[5, 3, 2]), events.map(event).to_vec()).unwrap()
    }

    #[test]
    fn three_events_and_three_types() {
        let record = three_events();
        let path = record.over_time().unwrap();
        assert_eq!(path[1], fractions(&[45, 18, 10]));
        assert_eq!(path[2], fractions(&[45, 108, 100]));
        assert_eq!(path[3], fractions(&[405, 756, 400]));
        assert_eq!(record.leading(), Ok(Some(1)));
        // Without the refusal it would be the sincere type.
        let without = record.leaving_one_out().unwrap();
        assert_eq!(without[1], fractions(&[405, 126, 40]));
        assert_eq!(without[1], record.without(1).posterior().unwrap());
        let factors = record.factors(0).unwrap();
        assert_eq!(factors[0], Some(ratio(45, 28)));
        assert_eq!(factors[1], Some(ratio(45, 208) / ratio(45, 28)));
        assert!((decibans(&whole(1000)) - 30.0).abs() < 1e-12);
        assert_eq!(odds(&ratio(3, 4)), Some(whole(3)));
    }

    /// The posterior from the joint distribution of type, reliabilities and events: the definition. Every event happens
    /// or not; every channel is informed or not.
    pub(in crate::belief) fn by_enumeration(record: &Record) -> Option<Vec<Ratio>> {
        let events = record.events.len();
        let mut weights = vec![Ratio::zero(); record.prior.len()];
        for (kind, weight) in weights.iter_mut().enumerate() {
            for informed in 0u32..1 << events {
                let mut joint = record.prior[kind].clone();
                for (i, event) in record.events.iter().enumerate() {
                    let is_informed = informed >> i & 1 == 1;
                    joint *= match (&event.channel, is_informed) {
                        (None, true) => event.informed[kind].clone(),
                        (None, false) => Ratio::zero(),
                        (Some(c), true) => &c.reliability * &event.informed[kind],
                        (Some(c), false) => (whole(1) - &c.reliability) * &c.base,
                    };
                }
                *weight += joint;
            }
        }
        let sum: Ratio = weights.iter().sum();
        (!sum.is_zero()).then(|| weights.iter().map(|w| w / &sum).collect())
    }

    pub(in crate::belief) fn random(rng: &mut fastrand::Rng) -> Record {
        let kinds = rng.usize(1..5);
        let chance = |rng: &mut fastrand::Rng| ratio(rng.i64(0..=8), 8);
        let prior: Vec<i64> = (0..kinds).map(|_| rng.i64(0..5)).collect();
        let prior = if prior.iter().all(|&p| p == 0) { vec![1; kinds] } else { prior };
        let events = (0..rng.usize(0..5))
            .map(|_| Event {
                informed: (0..kinds).map(|_| chance(rng)).collect(),
                channel: rng
                    .bool()
                    .then(|| Channel { reliability: chance(rng), base: chance(rng) }),
            })
            .collect();
        Record::new(fractions(&prior), events).unwrap()
    }

    #[test]
    fn posteriors_follow_the_joint_distribution() {
        let mut rng = fastrand::Rng::with_seed(21);
        let mut impossible = 0;
        for _ in 0..3000 {
            let record = random(&mut rng);
            match by_enumeration(&record) {
                None => {
                    impossible += 1;
                    let Err(Fault::Impossible { event }) = record.posterior() else { panic!() };
                    let mut before = record.clone();
                    before.events.truncate(event);
                    assert!(before.posterior().is_ok());
                    before.events.push(record.events[event].clone());
                    assert_eq!(before.posterior(), Err(Fault::Impossible { event }));
                }
                Some(posterior) => {
                    assert_eq!(record.posterior(), Ok(posterior.clone()));
                    let left = record.leaving_one_out().unwrap();
                    for (event, left) in left.iter().enumerate() {
                        assert_eq!(Some(left), by_enumeration(&record.without(event)).as_ref());
                    }
                    // The factors lead from the prior odds to the posterior odds.
                    for (kind, posterior) in posterior.iter().enumerate() {
                        let factors = record.factors(kind).unwrap();
                        let Some(product) = factors.into_iter().collect::<Option<Vec<_>>>() else {
                            continue;
                        };
                        let after =
                            product.into_iter().fold(odds(&record.prior[kind]), |odds, factor| {
                                odds.map(|odds| odds * factor)
                            });
                        if after.is_some() {
                            assert_eq!(odds(posterior), after);
                        }
                    }
                }
            }
        }
        assert!(impossible > 30);
    }

    #[test]
    fn stopping() {
        let rule = StopRule::of(&ratio(1, 20), &ratio(1, 20)).unwrap();
        assert!((log_odds(&rule.upper) - 2.944).abs() < 5e-4);
        assert!((log_odds(&rule.lower) + 2.944).abs() < 5e-4);
        let event = || Event::seen(vec![ratio(4, 5), ratio(1, 10)]);
        let record = Record::new(fractions(&[1, 1]), vec![event(), event()]).unwrap();
        // 8 to one is not 19 to one; 64 to one is.
        assert_eq!(record.stops(0, 1, &rule), Ok(Some((2, Decision::First))));
        assert_eq!(record.stops(1, 0, &rule), Ok(Some((2, Decision::Second))));
        assert_eq!(record.without(0).stops(0, 1, &rule), Ok(None));
        let certain = Record::new(fractions(&[1, 0]), vec![]).unwrap();
        assert_eq!(certain.stops(0, 1, &rule), Ok(Some((0, Decision::First))));
        assert!(record.stops(0, 2, &rule).is_err());
        assert!(StopRule::of(&ratio(1, 2), &ratio(1, 2)).is_err());
        // Errors of both kinds are as rare as was asked, on all sequences of ten events of which each speaks for one
        // of the types.
        let rule = StopRule::of(&ratio(1, 5), &ratio(1, 10)).unwrap();
        let (mut wrong_first, mut wrong_second) = (whole(0), whole(0));
        for sequence in 0u32..1 << 10 {
            let said = |i: u32| sequence >> i & 1 == 1;
            let chance = |i: u32, kind: usize| {
                if said(i) == (kind == 0) { ratio(3, 4) } else { ratio(1, 4) }
            };
            let events = (0..10).map(|i| Event::seen(vec![chance(i, 0), chance(i, 1)])).collect();
            let record = Record::new(fractions(&[1, 1]), events).unwrap();
            let joint = |kind| (0..10).map(|i| chance(i, kind)).product::<Ratio>();
            match record.stops(0, 1, &rule).unwrap() {
                Some((_, Decision::First)) => wrong_first += joint(1),
                Some((_, Decision::Second)) => wrong_second += joint(0),
                None => {}
            }
        }
        assert!(wrong_first.is_positive() && wrong_first <= ratio(1, 1) / &rule.upper);
        assert!(wrong_second.is_positive() && wrong_second <= rule.lower);
    }

    #[test]
    fn refusals() {
        let prior = || fractions(&[1, 1]);
        assert!(Record::new(vec![], vec![]).is_err());
        assert!(Record::new(vec![ratio(1, 2)], vec![]).is_err());
        assert!(Record::new(prior(), vec![Event::seen(vec![whole(1)])]).is_err());
        assert!(Record::new(prior(), vec![Event::seen(vec![whole(1), whole(2)])]).is_err());
        let channel = Some(Channel { reliability: whole(2), base: whole(0) });
        assert!(
            Record::new(prior(), vec![Event { informed: vec![whole(1), whole(1)], channel }])
                .is_err()
        );
        let record = Record::new(prior(), vec![]).unwrap();
        assert_eq!(record.posterior(), Ok(prior()));
        assert!(record.factors(2).is_err());
        assert_eq!((odds(&whole(1)), decibans(&whole(0))), (None, f64::NEG_INFINITY));
    }
}
