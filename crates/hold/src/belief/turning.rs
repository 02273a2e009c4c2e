//! How little would have to be otherwise for another verdict.
//!
//! A *turn* is the nearest value of one single input (a likelihood, a prior, a reliability or a base rate) at which a
//! verdict stands on the edge, all others kept; a changed prior rescales the other priors. Every weight π Π L is linear
//! in each input, and so the turn is the nearest root of linear equations.
//!
//! All exact. Cost: for each input, types fractions; events × types inputs.

use super::Fault;
use super::updating::{Channel, Record};
use crate::exact::{Ratio, is_probability};
use num_traits::{One, Signed, Zero};

/// What is concluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Which type is more probable than every other.
    Leading,
    /// Whether something has at least some probability that is so with a given probability for each type: Σ π s ≥ t. Of
    /// a set of types, 1 for those in it and 0 for the others.
    AtLeast {
        /// Per type how probable it is if the party is of that type.
        shares: Vec<Ratio>,
        /// The probability.
        threshold: Ratio,
    },
}

impl Verdict {
    /// Whether the party is, with at least some probability, of one of the types for which `is_so`.
    #[must_use]
    pub fn one_of(is_so: &[bool], threshold: Ratio) -> Self {
        let share = |&is_so: &bool| if is_so { Ratio::one() } else { Ratio::zero() };
        Self::AtLeast { shares: is_so.iter().map(share).collect(), threshold }
    }

    /// Whether it can be asked of so many types.
    pub(super) fn check(&self, kinds: usize) -> Result<(), Fault> {
        match self {
            Self::Leading => Ok(()),
            Self::AtLeast { shares, threshold }
                if shares.len() == kinds
                    && shares.iter().chain([threshold]).all(is_probability) =>
            {
                Ok(())
            }
            Self::AtLeast { .. } => Err(Fault::Unsound(
                "there is not one probability for every type, or the threshold is none",
            )),
        }
    }
}

/// One number that somebody judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// The likelihood of an event for a type; of a report, as an informed source would give it.
    Likelihood {
        /// The event.
        event: usize,
        /// The type.
        kind: usize,
    },
    /// The prior of a type.
    Prior {
        /// The type.
        kind: usize,
    },
    /// The reliability of the channel of an event.
    Reliability {
        /// The event.
        event: usize,
    },
    /// The base rate of the channel of an event.
    Base {
        /// The event.
        event: usize,
    },
}

/// A value of one input at which the verdict stands on the edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which.
    pub input: Input,
    /// What it is.
    pub from: Ratio,
    /// What it would have to be: two types lead together, or the threshold is met exactly.
    pub to: Ratio,
}

impl Turn {
    /// By how much it would have to change.
    #[must_use]
    pub fn change(&self) -> Ratio {
        (&self.to - &self.from).abs()
    }
}

impl Record {
    /// Every input that can turn a verdict by itself, with the nearest value that does, the smallest change first.
    /// Empty if several types lead together and the verdict is which one does. A type with prior 1 leaves the other
    /// priors without a proportion, and so its own prior cannot be varied.
    ///
    /// # Errors
    /// As [`Self::over_time`]; also if there is not one probability for every type, or the threshold is none.
    ///
    /// ```
    /// use detente_hold::belief::turning::{Input, Verdict};
    /// use detente_hold::belief::updating::{Event, Record};
    /// use detente_hold::exact::ratio;
    ///
    /// // Sincere or not, evenly; access is refused.
    /// let refused = Event::seen(vec![ratio(1, 20), ratio(3, 10)]);
    /// let record = Record::new(vec![ratio(1, 2), ratio(1, 2)], vec![refused])?;
    /// let turns = record.turns(&Verdict::Leading)?;
    /// // If as many of the sincere refused, or the prior were 6/7, both would be as probable.
    /// assert_eq!((turns[0].input, &turns[0].to), (Input::Likelihood { event: 0, kind: 0 }, &ratio(3, 10)));
    /// assert!(turns.iter().any(|turn| turn.input == Input::Prior { kind: 0 } && turn.to == ratio(6, 7)));
    /// # Ok::<(), detente_hold::belief::Fault>(())
    /// ```
    pub fn turns(&self, verdict: &Verdict) -> Result<Vec<Turn>, Fault> {
        let leading = self.leading()?;
        let kinds = self.prior.len();
        verdict.check(kinds)?;
        let (weights, others) = (self.weights(), self.others());
        let mut inputs: Vec<Input> = (0..kinds).map(|kind| Input::Prior { kind }).collect();
        for (event, what) in self.events.iter().enumerate() {
            inputs.extend((0..kinds).map(|kind| Input::Likelihood { event, kind }));
            if what.channel.is_some() {
                inputs.extend([Input::Reliability { event }, Input::Base { event }]);
            }
        }
        let mut turns: Vec<Turn> = inputs
            .into_iter()
            .filter_map(|input| {
                let lines = self.lines(input, &weights, &others)?;
                let to = lines.edge(verdict, leading)?;
                Some(Turn { input, from: lines.now, to })
            })
            .collect();
        turns.sort_by_cached_key(Turn::change);
        Ok(turns)
    }

    /// The weights of the types as linear functions of one input; absent if it cannot be varied.
    fn lines(&self, input: Input, weights: &[Ratio], others: &[Vec<Ratio>]) -> Option<Lines> {
        let kinds = 0..self.prior.len();
        match input {
            Input::Prior { kind } => {
                let now = self.prior[kind].clone();
                let rest = Ratio::one() - &now;
                if rest.is_zero() {
                    return None;
                }
                let of = |other: usize| {
                    if other == kind {
                        let likelihoods = self.events.iter().map(|event| event.likelihood(kind));
                        (Ratio::zero(), likelihoods.product())
                    } else {
                        let share = &weights[other] / &rest;
                        (share.clone(), -share)
                    }
                };
                Some(Lines { at_zero: kinds.map(of).collect(), now })
            }
            Input::Likelihood { event, kind } => {
                let what = &self.events[event];
                let of = |other: usize| {
                    if other != kind {
                        return (weights[other].clone(), Ratio::zero());
                    }
                    let rest = &others[event][kind];
                    match &what.channel {
                        None => (Ratio::zero(), rest.clone()),
                        Some(Channel { reliability, base }) => {
                            (rest * (Ratio::one() - reliability) * base, rest * reliability)
                        }
                    }
                };
                Some(Lines { at_zero: kinds.map(of).collect(), now: what.informed[kind].clone() })
            }
            Input::Reliability { event } => {
                let what = &self.events[event];
                let Channel { reliability, base } = what.channel.as_ref()?;
                let of = |kind: usize| {
                    let rest = &others[event][kind];
                    (rest * base, rest * (&what.informed[kind] - base))
                };
                Some(Lines { at_zero: kinds.map(of).collect(), now: reliability.clone() })
            }
            Input::Base { event } => {
                let what = &self.events[event];
                let Channel { reliability, base } = what.channel.as_ref()?;
                let of = |kind: usize| {
                    let rest = &others[event][kind];
                    (rest * reliability * &what.informed[kind], rest * (Ratio::one() - reliability))
                };
                Some(Lines { at_zero: kinds.map(of).collect(), now: base.clone() })
            }
        }
    }
}

/// The weights of the types as linear functions of one input between 0 and 1.
pub(super) struct Lines {
    /// Per type the weight at 0 and its slope.
    pub(super) at_zero: Vec<(Ratio, Ratio)>,
    /// The input as it is.
    pub(super) now: Ratio,
}

impl Lines {
    /// The value nearest to the present one at which the verdict stands on the edge.
    pub(super) fn edge(&self, verdict: &Verdict, leading: Option<usize>) -> Option<Ratio> {
        let lines = &self.at_zero;
        // Linear functions, one of which is 0 on the edge.
        let differences: Vec<(Ratio, Ratio)> = match verdict {
            Verdict::Leading => {
                let (first, slope) = &lines[leading?];
                let others = lines.iter().enumerate().filter(|&(kind, _)| Some(kind) != leading);
                others.map(|(_, (other, slant))| (first - other, slope - slant)).collect()
            }
            Verdict::AtLeast { shares, threshold } => {
                let sum = |part: fn(&(Ratio, Ratio)) -> &Ratio| -> Ratio {
                    let weighed = |(share, line): (&Ratio, _)| (share - threshold) * part(line);
                    shares.iter().zip(lines).map(weighed).sum()
                };
                vec![(sum(|line| &line.0), sum(|line| &line.1))]
            }
        };
        let is_possible = |at: &Ratio| {
            is_probability(at) && lines.iter().any(|(zero, slope)| !(zero + slope * at).is_zero())
        };
        let roots = differences
            .iter()
            .filter(|(_, slope)| !slope.is_zero())
            .map(|(zero, slope)| -zero / slope);
        roots.filter(is_possible).min_by_key(|at| (at - &self.now).abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::belief::updating::tests::{by_enumeration, fractions, random, three_events};
    use crate::exact::{ratio, whole};

    #[test]
    fn a_refusal_that_is_less_telling() {
        // The refusal is the weightiest event, and its likelihood for the sincere the most sensitive one: at
        // 7/75 instead of 1/20 the sincere and the hedging are level.
        let turns = three_events().turns(&Verdict::Leading).unwrap();
        assert_eq!(turns[0].input, Input::Likelihood { event: 1, kind: 0 });
        assert_eq!((&turns[0].from, &turns[0].to), (&ratio(1, 20), &ratio(7, 75)));
    }

    /// The record with one input set.
    fn changed(record: &Record, input: Input, to: &Ratio) -> Record {
        let mut record = record.clone();
        match input {
            Input::Likelihood { event, kind } => record.events[event].informed[kind] = to.clone(),
            Input::Reliability { event } => {
                record.events[event].channel.as_mut().unwrap().reliability = to.clone();
            }
            Input::Base { event } => {
                record.events[event].channel.as_mut().unwrap().base = to.clone()
            }
            Input::Prior { kind } => {
                let scale = (whole(1) - to) / (whole(1) - &record.prior[kind]);
                for (other, prior) in record.prior.iter_mut().enumerate() {
                    *prior = if other == kind { to.clone() } else { &*prior * &scale };
                }
            }
        }
        record
    }

    /// Which verdict, by the joint distribution: the leading type and whether the threshold is passed, met or missed.
    fn judged(record: &Record, verdict: &Verdict) -> Option<(Option<usize>, i32)> {
        let posterior = by_enumeration(record)?;
        match verdict {
            Verdict::Leading => {
                let most = posterior.iter().max()?;
                let mut leading = (0..posterior.len()).filter(|&kind| posterior[kind] == *most);
                Some((leading.next().filter(|_| leading.next().is_none()), 0))
            }
            Verdict::AtLeast { shares, threshold } => {
                let sum: Ratio = posterior.iter().zip(shares).map(|(p, share)| p * share).sum();
                Some((None, sum.cmp(threshold) as i32))
            }
        }
    }

    #[test]
    fn nothing_nearer_than_the_turn_turns_the_verdict() {
        let mut rng = fastrand::Rng::with_seed(22);
        let mut counts = [0; 4];
        for _ in 0..1000 {
            let record = random(&mut rng);
            let kinds = record.prior.len();
            let threshold = ratio(rng.i64(1..8), 8);
            let verdict = match rng.u8(0..4) {
                0 | 1 => Verdict::Leading,
                // A set of types, …
                2 => {
                    Verdict::one_of(&(0..kinds).map(|_| rng.bool()).collect::<Vec<_>>(), threshold)
                }
                // … and what is so for each with some probability.
                _ => {
                    let shares = (0..kinds).map(|_| ratio(rng.i64(0..=4), 4)).collect();
                    Verdict::AtLeast { shares, threshold }
                }
            };
            let Some(now) = judged(&record, &verdict) else {
                continue;
            };
            if verdict == Verdict::Leading && now.0.is_none()
                || verdict != Verdict::Leading && now.1 == 0
            {
                continue;
            }
            let turns = record.turns(&verdict).unwrap();
            assert!(turns.is_sorted_by_key(Turn::change));
            let mut inputs: Vec<Input> = (0..kinds).map(|kind| Input::Prior { kind }).collect();
            inputs.retain(
                |input| !matches!(*input, Input::Prior { kind } if record.prior[kind].is_one()),
            );
            for (event, what) in record.events.iter().enumerate() {
                inputs.extend((0..kinds).map(|kind| Input::Likelihood { event, kind }));
                if what.channel.is_some() {
                    inputs.extend([Input::Reliability { event }, Input::Base { event }]);
                }
            }
            for input in inputs {
                let turn = turns.iter().find(|turn| turn.input == input);
                let beyond =
                    |at: &Ratio| turn.is_some_and(|turn| (at - &turn.from).abs() >= turn.change());
                for at in (0..=12).map(|i| ratio(i, 12)) {
                    let then = judged(&changed(&record, input, &at), &verdict);
                    if !beyond(&at) {
                        assert!(
                            then.is_none() || then == Some(now),
                            "{record:?} {verdict:?} {input:?} {at}"
                        );
                    }
                }
                if let Some(turn) = turn {
                    counts[match input {
                        Input::Likelihood { .. } => 0,
                        Input::Prior { .. } => 1,
                        Input::Reliability { .. } => 2,
                        Input::Base { .. } => 3,
                    }] += 1;
                    assert_eq!(changed(&record, input, &turn.from), record);
                    // On the edge there, and another verdict a little further, if there is room.
                    let edge = judged(&changed(&record, input, &turn.to), &verdict).unwrap();
                    assert_eq!(edge, (None, 0));
                    let further = &turn.to + (&turn.to - &turn.from) * ratio(1, 1_000_000);
                    if is_probability(&further) {
                        let then = judged(&changed(&record, input, &further), &verdict).unwrap();
                        assert!(
                            then != now && (then.1 != 0 || verdict == Verdict::Leading),
                            "{record:?} {input:?} {further}"
                        );
                    }
                }
            }
        }
        assert!(counts.iter().all(|&n| n > 50), "{counts:?}");
    }

    #[test]
    fn refusals() {
        let record = Record::new(fractions(&[1, 1]), vec![]).unwrap();
        assert_eq!(record.turns(&Verdict::Leading), Ok(vec![]));
        let odd = Verdict::one_of(&[true], whole(0));
        assert!(record.turns(&odd).is_err());
        let odd = Verdict::one_of(&[false, true], whole(2));
        assert!(record.turns(&odd).is_err());
    }
}
