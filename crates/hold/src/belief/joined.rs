//! A prior and reports, of which some are seen directly and some go back to one origin: what they say report by report,
//! without one of them, and what would turn it.
//!
//! Reports of one origin share the draw of whether it is informed, so that they are one event
//! ([`grouped`]); over time each counts with the likelihood that it has after the earlier ones of its
//! origin ([`dated`]). With hits h, reliability r and base rate u an origin that repeats itself has the
//! likelihood r Π h + (1 − r) u, which is linear in each of them: so turns are roots of linear equations, as in [`turning`](super::turning).
//!
//! All exact. Cost: reports × types fractions; for turns types times as many.

use super::Fault;
use super::sources::{Origin, Report, dated, grouped};
use super::turning::{Input, Lines, Turn, Verdict};
use super::updating::Record;
use crate::exact::{Ratio, power, ratio};
use num_traits::{One, Zero};

/// What was thought before, and reports in the order of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    prior: Vec<Ratio>,
    origins: Vec<Option<Origin>>,
    reports: Vec<Report>,
}

impl Joined {
    /// With a prior over types; an origin is absent where what it reports is seen directly.
    ///
    /// # Errors
    /// As [`Record::new`] and [`grouped`].
    pub fn new(
        prior: Vec<Ratio>,
        origins: Vec<Option<Origin>>,
        reports: Vec<Report>,
    ) -> Result<Self, Fault> {
        let joined = Self { prior, origins, reports };
        joined.grouped()?;
        Ok(joined)
    }

    /// What was thought before.
    #[must_use]
    pub fn prior(&self) -> &[Ratio] {
        &self.prior
    }

    /// The reports, in the order of dates.
    #[must_use]
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// One event per origin: for the posterior after all reports.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn grouped(&self) -> Result<Record, Fault> {
        Record::new(self.prior.clone(), grouped(&self.channels(), &self.reports)?)
    }

    /// One event per report: for the path of the posterior and the weight of each.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn dated(&self) -> Result<Record, Fault> {
        Record::new(self.prior.clone(), dated(&self.channels(), &self.reports)?)
    }

    /// Every origin with a channel: what is seen directly comes from a source that is always informed.
    fn channels(&self) -> Vec<Origin> {
        let direct = || Origin { reliability: Ratio::one(), base: ratio(1, 2), repeats: true };
        self.origins.iter().map(|origin| origin.clone().unwrap_or_else(direct)).collect()
    }

    /// The same without one report, if there is one at that position.
    #[must_use]
    pub fn without(&self, report: usize) -> Self {
        let kept = self.reports.iter().enumerate().filter(|&(at, _)| at != report);
        let reports = kept.map(|(_, report)| report.clone()).collect();
        Self { reports, ..self.clone() }
    }

    /// What the probabilities would be without each report in turn.
    ///
    /// # Errors
    /// No type is possible with all of them.
    pub fn leaving_one_out(&self) -> Result<Vec<Vec<Ratio>>, Fault> {
        self.grouped()?.posterior()?;
        let others = self.others();
        let without = |report: usize| {
            let origin = self.reports[report].origin;
            let rest = self.reports.iter().enumerate().filter(|&(at, _)| at != report);
            let rest: Vec<&Report> = rest.map(|(_, r)| r).filter(|r| r.origin == origin).collect();
            let weigh = |(kind, weight): (usize, &Ratio)| {
                weight * likelihood(self.origins[origin].as_ref(), &rest, kind)
            };
            let weights: Vec<Ratio> = others[origin].iter().enumerate().map(weigh).collect();
            let sum: Ratio = weights.iter().sum();
            weights.into_iter().map(|weight| weight / &sum).collect()
        };
        Ok((0..self.reports.len()).map(without).collect())
    }

    /// Every input that can turn a verdict by itself, with the nearest value that does, the smallest change first; as
    /// [`Record::turns`]. Of an [`Input`], `event` is a report; of a reliability or base rate the first report of its origin.
    ///
    /// # Errors
    /// As [`Record::turns`].
    pub fn turns(&self, verdict: &Verdict) -> Result<Vec<Turn>, Fault> {
        let leading = self.grouped()?.leading()?;
        verdict.check(self.prior.len())?;
        let others = self.others();
        let mut inputs: Vec<Input> =
            (0..self.prior.len()).map(|kind| Input::Prior { kind }).collect();
        for (event, report) in self.reports.iter().enumerate() {
            inputs.extend((0..self.prior.len()).map(|kind| Input::Likelihood { event, kind }));
            let Some(origin) = &self.origins[report.origin] else { continue };
            let own = self.reports.iter().filter(|other| other.origin == report.origin);
            let is_first = !self.reports[..event].iter().any(|other| other.origin == report.origin);
            if is_first {
                inputs.push(Input::Reliability { event });
                // Of several reports that come each by itself the base rate is no linear input.
                if origin.repeats || own.count() == 1 {
                    inputs.push(Input::Base { event });
                }
            }
        }
        let turn = |input: Input| {
            let lines = self.lines(input, &others)?;
            let to = lines.edge(verdict, leading)?;
            Some(Turn { input, from: lines.now, to })
        };
        let mut turns: Vec<Turn> = inputs.into_iter().filter_map(turn).collect();
        turns.sort_by_cached_key(Turn::change);
        Ok(turns)
    }

    /// The weights of the types as linear functions of one input; absent if it cannot be varied.
    fn lines(&self, input: Input, others: &[Vec<Ratio>]) -> Option<Lines> {
        let kinds = 0..self.prior.len();
        let (event, now) = match input {
            Input::Prior { kind } => {
                let now = self.prior[kind].clone();
                let rest = Ratio::one() - &now;
                if rest.is_zero() {
                    return None;
                }
                let evidence = |kind: usize| -> Ratio {
                    self.origins
                        .iter()
                        .enumerate()
                        .map(|(at, origin)| likelihood(origin.as_ref(), &self.of(at), kind))
                        .product()
                };
                let of = |other: usize| {
                    if other == kind {
                        return (Ratio::zero(), evidence(kind));
                    }
                    let share = &self.prior[other] * evidence(other) / &rest;
                    (share.clone(), -share)
                };
                return Some(Lines { at_zero: kinds.map(of).collect(), now });
            }
            Input::Likelihood { event, kind } => (event, self.reports[event].hits[kind].clone()),
            Input::Reliability { event } => {
                (event, self.origins[self.reports[event].origin].as_ref()?.reliability.clone())
            }
            Input::Base { event } => {
                (event, self.origins[self.reports[event].origin].as_ref()?.base.clone())
            }
        };
        let at = self.reports[event].origin;
        // Linear, so that two values tell all.
        let at_end = |end: &Ratio| -> Vec<Ratio> {
            let mut origin = self.origins[at].clone();
            let mut own: Vec<(usize, Report)> = Vec::new();
            let of_origin = |(_, report): &(usize, &Report)| report.origin == at;
            for (place, report) in self.reports.iter().enumerate().filter(of_origin) {
                own.push((place, report.clone()));
            }
            match (input, &mut origin) {
                (Input::Likelihood { kind, .. }, _) => {
                    for (_, report) in own.iter_mut().filter(|(place, _)| *place == event) {
                        report.hits[kind] = end.clone();
                    }
                }
                (Input::Reliability { .. }, Some(origin)) => origin.reliability = end.clone(),
                (Input::Base { .. }, Some(origin)) => origin.base = end.clone(),
                _ => {}
            }
            let own: Vec<&Report> = own.iter().map(|(_, report)| report).collect();
            let weight = |kind: usize| &others[at][kind] * likelihood(origin.as_ref(), &own, kind);
            kinds.clone().map(weight).collect()
        };
        let (zero, one) = (at_end(&Ratio::zero()), at_end(&Ratio::one()));
        let line = |(zero, one): (Ratio, Ratio)| {
            let slope = one - &zero;
            (zero, slope)
        };
        Some(Lines { at_zero: zero.into_iter().zip(one).map(line).collect(), now })
    }

    /// The reports of an origin.
    fn of(&self, origin: usize) -> Vec<&Report> {
        self.reports.iter().filter(|report| report.origin == origin).collect()
    }

    /// Per origin and type π Π L over all other origins.
    fn others(&self) -> Vec<Vec<Ratio>> {
        let likelihoods: Vec<Vec<Ratio>> = self
            .origins
            .iter()
            .enumerate()
            .map(|(at, origin)| {
                let own = self.of(at);
                (0..self.prior.len()).map(|kind| likelihood(origin.as_ref(), &own, kind)).collect()
            })
            .collect();
        let mut others = Vec::with_capacity(self.origins.len());
        let mut before = self.prior.clone();
        for own in &likelihoods {
            others.push(before.clone());
            before.iter_mut().zip(own).for_each(|(weight, own)| *weight *= own);
        }
        let mut after = vec![Ratio::one(); self.prior.len()];
        for (own, weights) in likelihoods.iter().zip(&mut others).rev() {
            for ((weight, after), own) in weights.iter_mut().zip(&mut after).zip(own) {
                *weight *= &*after;
                *after *= own;
            }
        }
        others
    }
}

/// The likelihood of the reports of one origin for a type; 1 of none.
fn likelihood(origin: Option<&Origin>, reports: &[&Report], kind: usize) -> Ratio {
    if reports.is_empty() {
        return Ratio::one();
    }
    let informed: Ratio = reports.iter().map(|report| &report.hits[kind]).product();
    let Some(Origin { reliability, base, repeats }) = origin else { return informed };
    let count = u32::try_from(reports.len()).unwrap_or(u32::MAX);
    let blind = if *repeats { base.clone() } else { power(base, count) };
    reliability * informed + (Ratio::one() - reliability) * blind
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::belief::updating::tests::fractions;
    use crate::exact::{is_probability, whole};
    use num_traits::Signed;

    pub(super) fn random(rng: &mut fastrand::Rng) -> Joined {
        let chance = |rng: &mut fastrand::Rng| ratio(rng.i64(0..=6), 6);
        let kinds = rng.usize(1..4);
        let prior: Vec<i64> = (0..kinds).map(|_| rng.i64(0..5)).collect();
        let prior = if prior.iter().all(|&p| p == 0) { vec![1; kinds] } else { prior };
        let origin = |rng: &mut fastrand::Rng| Origin {
            reliability: chance(rng),
            base: chance(rng),
            repeats: rng.u8(0..4) > 0,
        };
        let origins: Vec<Option<Origin>> =
            (0..rng.usize(1..4)).map(|_| (rng.u8(0..3) > 0).then(|| origin(rng))).collect();
        let reports = (0..rng.usize(0..5))
            .map(|_| Report {
                origin: rng.usize(0..origins.len()),
                hits: (0..kinds).map(|_| chance(rng)).collect(),
            })
            .collect();
        Joined::new(fractions(&prior), origins, reports).unwrap()
    }

    /// From the joint distribution of the type and of who is informed, when all reports came: the definition.
    fn by_enumeration(joined: &Joined) -> Option<Vec<Ratio>> {
        let mut weights = joined.prior.clone();
        for (kind, weight) in weights.iter_mut().enumerate() {
            for (at, origin) in joined.origins.iter().enumerate() {
                let own: Vec<&Report> = joined.reports.iter().filter(|r| r.origin == at).collect();
                let mut sum = whole(0);
                for is_informed in [true, false] {
                    sum += match (origin, is_informed) {
                        _ if own.is_empty() => ratio(1, 2),
                        (None, true) => own.iter().map(|r| &r.hits[kind]).product(),
                        (None, false) => whole(0),
                        (Some(o), true) => {
                            own.iter().fold(o.reliability.clone(), |p, r| p * &r.hits[kind])
                        }
                        (Some(o), false) => {
                            let times = if o.repeats { 1 } else { own.len() };
                            (0..times).fold(whole(1) - &o.reliability, |p, _| p * &o.base)
                        }
                    };
                }
                *weight *= sum;
            }
        }
        let sum: Ratio = weights.iter().sum();
        (!sum.is_zero()).then(|| weights.iter().map(|w| w / &sum).collect())
    }

    fn changed(joined: &Joined, input: Input, to: &Ratio) -> Joined {
        let mut joined = joined.clone();
        let origin = |joined: &Joined, event: usize| joined.reports[event].origin;
        match input {
            Input::Likelihood { event, kind } => joined.reports[event].hits[kind] = to.clone(),
            Input::Reliability { event } => {
                let at = origin(&joined, event);
                joined.origins[at].as_mut().unwrap().reliability = to.clone();
            }
            Input::Base { event } => {
                let at = origin(&joined, event);
                joined.origins[at].as_mut().unwrap().base = to.clone();
            }
            Input::Prior { kind } => {
                let scale = (whole(1) - to) / (whole(1) - &joined.prior[kind]);
                for (other, prior) in joined.prior.iter_mut().enumerate() {
                    *prior = if other == kind { to.clone() } else { &*prior * &scale };
                }
            }
        }
        joined
    }

    /// Above, on or below the edge: the leading type, or the sign of what is left of the threshold.
    fn judged(joined: &Joined, verdict: &Verdict) -> Option<(Option<usize>, i32)> {
        let posterior = by_enumeration(joined)?;
        Some(match verdict {
            Verdict::Leading => {
                let most = posterior.iter().max()?;
                let mut leading = (0..posterior.len()).filter(|&kind| posterior[kind] == *most);
                (leading.next().filter(|_| leading.next().is_none()), 0)
            }
            Verdict::AtLeast { shares, threshold } => {
                let sum: Ratio = posterior.iter().zip(shares).map(|(p, s)| p * s).sum();
                (None, sum.cmp(threshold) as i32)
            }
        })
    }

    #[test]
    fn joined_reports_follow_the_joint_distribution() {
        let mut rng = fastrand::Rng::with_seed(27);
        let (mut impossible, mut shared) = (0, 0);
        for _ in 0..2000 {
            let joined = random(&mut rng);
            let Some(posterior) = by_enumeration(&joined) else {
                impossible += 1;
                assert!(joined.grouped().unwrap().posterior().is_err());
                assert!(joined.leaving_one_out().is_err());
                continue;
            };
            assert_eq!(joined.grouped().unwrap().posterior(), Ok(posterior.clone()));
            let path = joined.dated().unwrap().over_time().unwrap();
            assert_eq!(path.last(), Some(&posterior));
            for (count, now) in path.iter().enumerate() {
                let mut short = joined.clone();
                short.reports.truncate(count);
                assert_eq!(Some(now), by_enumeration(&short).as_ref());
            }
            let left = joined.leaving_one_out().unwrap();
            for (report, left) in left.iter().enumerate() {
                assert_eq!(Some(left), by_enumeration(&joined.without(report)).as_ref());
                let origin = joined.reports[report].origin;
                shared += u32::from(joined.of(origin).len() > 1);
            }
        }
        assert!(impossible > 30 && shared > 200, "{impossible} {shared}");
    }

    #[test]
    fn nothing_nearer_than_the_turn_turns_the_verdict() {
        let mut rng = fastrand::Rng::with_seed(28);
        let (mut found, mut of_groups) = (0, 0);
        for _ in 0..700 {
            let joined = random(&mut rng);
            let kinds = joined.prior.len();
            let threshold = ratio(rng.i64(1..8), 8);
            let verdict = match rng.bool() {
                true => Verdict::Leading,
                false => {
                    let is_so: Vec<bool> = (0..kinds).map(|_| rng.bool()).collect();
                    Verdict::one_of(&is_so, threshold)
                }
            };
            let Some(now) = judged(&joined, &verdict) else { continue };
            if now == (None, 0) {
                continue;
            }
            let turns = joined.turns(&verdict).unwrap();
            assert!(turns.is_sorted_by_key(Turn::change));
            let mut inputs: Vec<Input> = (0..kinds)
                .filter(|&kind| !joined.prior[kind].is_one())
                .map(|kind| Input::Prior { kind })
                .collect();
            for event in 0..joined.reports.len() {
                inputs.extend((0..kinds).map(|kind| Input::Likelihood { event, kind }));
                let at = joined.reports[event].origin;
                let is_first = joined.reports[..event].iter().all(|other| other.origin != at);
                if let (true, Some(origin)) = (is_first, &joined.origins[at]) {
                    inputs.push(Input::Reliability { event });
                    if origin.repeats {
                        inputs.push(Input::Base { event });
                    }
                }
            }
            for input in inputs {
                let turn = turns.iter().find(|turn| turn.input == input);
                for at in (0..=12).map(|i| ratio(i, 12)) {
                    let is_beyond = turn.is_some_and(|t| (&at - &t.from).abs() >= t.change());
                    if !is_beyond {
                        let then = judged(&changed(&joined, input, &at), &verdict);
                        assert!(then.is_none() || then == Some(now), "{joined:?} {input:?} {at}");
                    }
                }
                let Some(turn) = turn else { continue };
                found += 1;
                if let Input::Likelihood { event, .. } = input {
                    of_groups += u32::from(joined.of(joined.reports[event].origin).len() > 1);
                }
                assert_eq!(changed(&joined, input, &turn.from), joined);
                let edge = judged(&changed(&joined, input, &turn.to), &verdict);
                assert_eq!(edge, Some((None, 0)));
                let further = &turn.to + (&turn.to - &turn.from) * ratio(1, 1_000_000);
                if is_probability(&further) {
                    assert_ne!(judged(&changed(&joined, input, &further), &verdict), Some(now));
                }
            }
        }
        assert!(found > 1000 && of_groups > 100, "{found} {of_groups}");
    }

    #[test]
    fn without_origins_it_is_a_record() {
        let record = crate::belief::updating::tests::three_events();
        let reports = record.events().iter().enumerate();
        let reports: Vec<Report> = reports
            .map(|(origin, event)| Report { origin, hits: event.informed.clone() })
            .collect();
        let joined = Joined::new(record.prior().to_vec(), vec![None; 3], reports).unwrap();
        assert_eq!(joined.leaving_one_out(), record.leaving_one_out());
        assert_eq!(joined.turns(&Verdict::Leading), record.turns(&Verdict::Leading));
        assert!(joined.turns(&Verdict::one_of(&[true], whole(1))).is_err());
        assert!(Joined::new(vec![ratio(1, 2)], vec![], vec![]).is_err());
        let stray = Report { origin: 0, hits: vec![whole(1)] };
        assert!(Joined::new(vec![whole(1)], vec![], vec![stray]).is_err());
    }
}
