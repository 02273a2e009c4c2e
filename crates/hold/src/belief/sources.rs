//! Reports: what they say if their source may know nothing, and if several come from one origin.
//!
//! With probability r a source is informed and reports with a probability h that depends on the type; otherwise it says
//! the same with a base rate u, whatever is true. So a report is worth (r h + (1 − r) u) / (r f + (1 − r) u) for a type
//! with h against one with f: 1 if r is 0, not less.
//!
//! *Common origin*: reports that go back to one source share one draw of whether it is informed. If it is not, it repeats
//! itself (all its reports come together with probability u) or reports at random (each by itself). Group them before
//! multiplying: ten identical reports of a source that repeats itself can say less than one, for they point to a
//! broken channel.
//!
//! *Silence* is evidence: a report that does not come has likelihood 1 − L.
//!
//! Grades of sources (A to F) and contents (1 to 6) as in NATO's doctrine AJP-2.1 have no official probabilities;
//! [`Grades`] is a table to be edited, and its default a judgement. F and 6, "cannot be judged", mean no information
//! and not bad information.
//!
//! All exact, one product per type and report.

use super::Fault;
use super::updating::{Channel, Event};
use crate::exact::{Ratio, is_probability, power, ratio};
use num_traits::{One, Zero};

/// How a source and what it says are graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grade {
    /// 0 to 5 for A (completely reliable) to E (unreliable) and F (cannot be judged).
    source: usize,
    /// 0 to 5 for 1 (confirmed) to 5 (improbable) and 6 (cannot be judged).
    content: usize,
}

impl Grade {
    /// From a letter and a digit, such as `B2`; absent if it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut characters = text.trim().chars();
        let (letter, digit) = (characters.next()?, characters.next()?);
        let source = "ABCDEF".find(letter.to_ascii_uppercase())?;
        let content = "123456".find(digit)?;
        characters.next().is_none().then_some(Self { source, content })
    }

    /// Whether either cannot be judged.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.source == 5 || self.content == 5
    }
}

/// The reliability for each grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grades {
    table: [[Ratio; 6]; 6],
}

impl Grades {
    /// A table with a row for each of A to F and a column for each of 1 to 6.
    ///
    /// # Errors
    /// A number is no probability, or F or 6 is given any reliability.
    pub fn new(table: [[Ratio; 6]; 6]) -> Result<Self, Fault> {
        if !table.iter().flatten().all(is_probability) {
            return Err(Fault::Unsound("a reliability is not between 0 and 1"));
        }
        let open = table[5].iter().chain(table.iter().map(|row| &row[5]));
        if !open.into_iter().all(Ratio::is_zero) {
            return Err(Fault::Unsound(
                "what cannot be judged (F or 6) says nothing: its reliability is 0",
            ));
        }
        Ok(Self { table })
    }

    /// From one scale for A to E and one for 1 to 5: the lesser of the two, for both go wrong together more often than
    /// by chance.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn of_scales(source: &[Ratio; 5], content: &[Ratio; 5]) -> Result<Self, Fault> {
        let entry = |row: usize, column: usize| match (source.get(row), content.get(column)) {
            (Some(source), Some(content)) => source.min(content).clone(),
            _ => Ratio::zero(),
        };
        Self::new(std::array::from_fn(|row| std::array::from_fn(|column| entry(row, column))))
    }

    /// What a grade is taken to mean.
    #[must_use]
    pub fn reliability(&self, grade: Grade) -> &Ratio {
        &self.table[grade.source][grade.content]
    }

    /// Another meaning for one grade.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with(mut self, grade: Grade, reliability: Ratio) -> Result<Self, Fault> {
        self.table[grade.source][grade.content] = reliability;
        Self::new(self.table)
    }
}

impl Default for Grades {
    /// 19/20, 4/5, 3/5, 2/5 and 1/5 on both scales: a judgement.
    fn default() -> Self {
        let scale = [ratio(19, 20), ratio(4, 5), ratio(3, 5), ratio(2, 5), ratio(1, 5)];
        let entry = |row: usize, column: usize| match (scale.get(row), scale.get(column)) {
            (Some(source), Some(content)) => source.min(content).clone(),
            _ => Ratio::zero(),
        };
        Self { table: std::array::from_fn(|row| std::array::from_fn(|column| entry(row, column))) }
    }
}

/// By which factor a report changes the odds of a type with probability `hit` of being reported against one with
/// `false_alarm`: (r h + (1 − r) u) / (r f + (1 − r) u). It moves away from 1 as the reliability rises. Absent if the second
/// is never reported.
///
/// ```
/// use detente_hold::belief::sources::report_ratio;
/// use detente_hold::exact::{ratio, whole};
///
/// let worth = |reliability| report_ratio(&reliability, &ratio(4, 5), &ratio(1, 10), &ratio(1, 2));
/// assert_eq!(worth(whole(1)), Some(whole(8)));
/// assert_eq!(worth(ratio(1, 2)), Some(ratio(13, 6)));
/// assert_eq!(worth(whole(0)), Some(whole(1)));
/// ```
#[must_use]
pub fn report_ratio(
    reliability: &Ratio,
    hit: &Ratio,
    false_alarm: &Ratio,
    base: &Ratio,
) -> Option<Ratio> {
    let blind = (Ratio::one() - reliability) * base;
    let against = reliability * false_alarm + &blind;
    (!against.is_zero()).then(|| (reliability * hit + blind) / against)
}

/// By which factor the absence of a report changes the odds: (1 − h) / (1 − f). Absent if the second type is always
/// reported.
#[must_use]
pub fn silence_ratio(hit: &Ratio, false_alarm: &Ratio) -> Option<Ratio> {
    let against = Ratio::one() - false_alarm;
    (!against.is_zero()).then(|| (Ratio::one() - hit) / against)
}

/// That an event which could have come did not: 1 − L for every type.
#[must_use]
pub fn silence(event: &Event) -> Event {
    let not = |p: &Ratio| Ratio::one() - p;
    let channel = event.channel.as_ref();
    Event {
        informed: event.informed.iter().map(not).collect(),
        channel: channel
            .map(|c| Channel { reliability: c.reliability.clone(), base: not(&c.base) }),
    }
}

/// Where reports come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The probability that it is informed, for all its reports together.
    pub reliability: Ratio,
    /// The probability of a report if it is not.
    pub base: Ratio,
    /// Whether it then repeats itself; otherwise each report comes by itself.
    pub repeats: bool,
}

impl Origin {
    /// The probability of so many reports if it is not informed.
    fn blind(&self, reports: u32) -> Ratio {
        match reports {
            0 => Ratio::one(),
            _ if self.repeats => self.base.clone(),
            _ => power(&self.base, reports),
        }
    }

    /// Several reports of this origin as one event. Each has, per type, the probability that the informed source
    /// gives it; the informed source gives each by itself.
    ///
    /// # Errors
    /// No reports, or reports about different numbers of types.
    pub fn event(&self, reports: &[&[Ratio]]) -> Result<Event, Fault> {
        let Some(kinds) = reports.first().map(|report| report.len()) else {
            return Err(Fault::Unsound("an origin without a report"));
        };
        if reports.iter().any(|report| report.len() != kinds) {
            return Err(Fault::Unsound("reports do not have one probability for every type"));
        }
        let informed = (0..kinds).map(|kind| reports.iter().map(|report| &report[kind]).product());
        let base = self.blind(u32::try_from(reports.len()).unwrap_or(u32::MAX));
        let channel = Some(Channel { reliability: self.reliability.clone(), base });
        Ok(Event { informed: informed.collect(), channel })
    }
}

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its origin, a position in a list.
    pub origin: usize,
    /// Per type the probability that the informed source gives it.
    pub hits: Vec<Ratio>,
}

/// The reports of each origin together, as one event each, in the order of first reports. For the posterior after all
/// of them, and for what would turn it.
///
/// # Errors
/// An origin that does not exist, or reports about different numbers of types.
pub fn grouped(origins: &[Origin], reports: &[Report]) -> Result<Vec<Event>, Fault> {
    check(origins, reports)?;
    let mut order: Vec<usize> = Vec::new();
    for report in reports {
        if !order.contains(&report.origin) {
            order.push(report.origin);
        }
    }
    let of = |&origin: &usize| {
        let own: Vec<&[Ratio]> =
            reports.iter().filter(|r| r.origin == origin).map(|r| r.hits.as_slice()).collect();
        origins[origin].event(&own)
    };
    order.iter().map(of).collect()
}

/// One event per report, in the order of dates, each with the likelihood that it has after the earlier reports of its
/// origin: for the path of the posterior. After all of them it is the same as with [`grouped`].
///
/// # Errors
/// As [`grouped`].
pub fn dated(origins: &[Origin], reports: &[Report]) -> Result<Vec<Event>, Fault> {
    check(origins, reports)?;
    // Per origin the number of reports so far and, per type, the product of hits and the likelihood.
    let mut so_far: Vec<(u32, Vec<Ratio>, Vec<Ratio>)> =
        vec![(0, Vec::new(), Vec::new()); origins.len()];
    let mut events = Vec::with_capacity(reports.len());
    for report in reports {
        let origin = &origins[report.origin];
        let (count, hits, likelihoods) = &mut so_far[report.origin];
        hits.resize(report.hits.len(), Ratio::one());
        likelihoods.resize(report.hits.len(), Ratio::one());
        *count += 1;
        let blind = (Ratio::one() - &origin.reliability) * origin.blind(*count);
        let mut conditional = Vec::with_capacity(report.hits.len());
        for ((hit, all), before) in report.hits.iter().zip(hits).zip(likelihoods) {
            *all *= hit;
            let now = &origin.reliability * &*all + &blind;
            // A type that is ruled out already stays so.
            conditional.push(if before.is_zero() { Ratio::zero() } else { &now / &*before });
            *before = now;
        }
        events.push(Event::seen(conditional));
    }
    Ok(events)
}

/// Whether the reports belong together.
fn check(origins: &[Origin], reports: &[Report]) -> Result<(), Fault> {
    if reports.iter().any(|report| report.origin >= origins.len()) {
        return Err(Fault::Unsound("a report of an origin that does not exist"));
    }
    let mut kinds = reports.iter().map(|report| report.hits.len());
    let first = kinds.next();
    if kinds.any(|kinds| Some(kinds) != first) {
        return Err(Fault::Unsound("reports do not have one probability for every type"));
    }
    let probabilities = origins.iter().flat_map(|origin| [&origin.reliability, &origin.base]);
    if !probabilities.chain(reports.iter().flat_map(|report| &report.hits)).all(is_probability) {
        return Err(Fault::Unsound("a reliability, base rate or hit is not between 0 and 1"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::belief::updating::{Record, odds};
    use crate::exact::{float, whole};

    fn copies(reliability: Ratio) -> Origin {
        Origin { reliability, base: ratio(1, 2), repeats: true }
    }

    /// The factor of so many reports with hit 4/5 and false alarm 1/10.
    fn factor(origin: &Origin, reports: usize) -> Ratio {
        let report = [ratio(4, 5), ratio(1, 10)];
        let event = origin.event(&vec![report.as_slice(); reports]).unwrap();
        event.likelihood(0) / event.likelihood(1)
    }

    /// hold.md 3.2.
    #[test]
    fn unreliable_sources() {
        let (hit, alarm) = (ratio(4, 5), ratio(1, 10));
        for (reliability, even, as_alarm) in [
            (whole(1), whole(8), None),
            (ratio(4, 5), ratio(37, 9), Some(ratio(33, 5))),
            (ratio(1, 2), ratio(13, 6), Some(ratio(9, 2))),
            (ratio(1, 5), ratio(4, 3), Some(ratio(12, 5))),
            (whole(0), whole(1), None),
        ] {
            assert_eq!(report_ratio(&reliability, &hit, &alarm, &ratio(1, 2)), Some(even.clone()));
            assert_eq!(factor(&copies(reliability.clone()), 1), even);
            if let Some(expected) = as_alarm {
                assert_eq!(report_ratio(&reliability, &hit, &alarm, &alarm), Some(expected));
            }
        }
        assert_eq!(report_ratio(&whole(1), &hit, &whole(0), &ratio(1, 2)), None);
        assert_eq!(silence_ratio(&hit, &alarm), Some(ratio(2, 9)));
        assert_eq!(silence_ratio(&hit, &whole(1)), None);
    }

    #[test]
    fn reports_of_one_origin() {
        let origin = copies(ratio(1, 2));
        assert_eq!(factor(&origin, 2), ratio(38, 17));
        assert_eq!(power(&factor(&origin, 1), 2), ratio(169, 36));
        assert!((float(&factor(&origin, 10)) - 1.215).abs() < 5e-4);
        assert!((float(&power(&factor(&origin, 1), 10)) - 2280.0).abs() < 1.0);
        // A prior of 1/10 and one or two independent reports worth 8.
        let report = Event::seen(vec![ratio(4, 5), ratio(1, 10)]);
        let prior = || vec![ratio(1, 10), ratio(9, 10)];
        let posterior = |events| Record::new(prior(), events).unwrap().posterior().unwrap();
        assert_eq!(posterior(vec![report.clone()])[0], ratio(8, 17));
        assert_eq!(posterior(vec![report.clone(), report.clone()])[0], ratio(64, 73));
        let silent = posterior(vec![silence(&report)]);
        let factor = silence_ratio(&ratio(4, 5), &ratio(1, 10)).unwrap();
        assert_eq!(odds(&silent[0]), Some(ratio(1, 9) * factor));
    }

    /// What is thought after some reports came and others did not, from the joint distribution of the type, whether
    /// each origin is informed, and every report: the definition.
    fn by_enumeration(
        prior: &[Ratio],
        origins: &[Origin],
        reports: &[Report],
        came: impl Fn(u32) -> bool,
    ) -> Option<Vec<Ratio>> {
        let mut weights = vec![Ratio::zero(); prior.len()];
        for (kind, prior) in prior.iter().enumerate() {
            for informed in 0u32..1 << origins.len() {
                let is_informed = |origin: usize| informed >> origin & 1 == 1;
                for pattern in (0u32..1 << reports.len()).filter(|&pattern| came(pattern)) {
                    let is_given = |report: usize| pattern >> report & 1 == 1;
                    let mut joint = prior.clone();
                    for (o, origin) in origins.iter().enumerate() {
                        let own: Vec<usize> =
                            (0..reports.len()).filter(|&r| reports[r].origin == o).collect();
                        let each = |p: &Ratio, report: usize| {
                            if is_given(report) { p.clone() } else { whole(1) - p }
                        };
                        joint *= if is_informed(o) {
                            let given: Ratio =
                                own.iter().map(|&r| each(&reports[r].hits[kind], r)).product();
                            &origin.reliability * given
                        } else {
                            let rest = whole(1) - &origin.reliability;
                            rest * if own.is_empty() {
                                whole(1)
                            } else if !origin.repeats {
                                own.iter().map(|&r| each(&origin.base, r)).product()
                            } else if own.iter().all(|&r| is_given(r) == is_given(own[0])) {
                                each(&origin.base, own[0])
                            } else {
                                whole(0)
                            }
                        };
                    }
                    weights[kind] += joint;
                }
            }
        }
        let sum: Ratio = weights.iter().sum();
        (!sum.is_zero()).then(|| weights.iter().map(|w| w / &sum).collect())
    }

    #[test]
    fn groups_follow_the_joint_distribution() {
        let mut rng = fastrand::Rng::with_seed(23);
        let mut shared = 0;
        for _ in 0..800 {
            let chance = |rng: &mut fastrand::Rng| ratio(rng.i64(0..=6), 6);
            let kinds = rng.usize(1..4);
            let prior: Vec<i64> = (0..kinds).map(|_| rng.i64(1..5)).collect();
            let prior: Vec<Ratio> = prior.iter().map(|&p| ratio(p, prior.iter().sum())).collect();
            let origins: Vec<Origin> = (0..rng.usize(1..4))
                .map(|_| Origin {
                    reliability: chance(&mut rng),
                    base: chance(&mut rng),
                    repeats: rng.bool(),
                })
                .collect();
            let reports: Vec<Report> = (0..rng.usize(1..5))
                .map(|_| Report {
                    origin: rng.usize(0..origins.len()),
                    hits: (0..kinds).map(|_| chance(&mut rng)).collect(),
                })
                .collect();
            let all = (1u32 << reports.len()) - 1;
            let expected = by_enumeration(&prior, &origins, &reports, |pattern| pattern == all);
            let groups = grouped(&origins, &reports).unwrap();
            shared += u32::from(groups.len() < reports.len());
            let record = Record::new(prior.clone(), groups.clone()).unwrap();
            assert_eq!(record.posterior().ok(), expected);
            // Report by report.
            let record = Record::new(prior.clone(), dated(&origins, &reports).unwrap()).unwrap();
            let path = record.over_time();
            for count in 0..=reports.len() {
                let first = (1u32 << count) - 1;
                let expected =
                    by_enumeration(&prior, &origins, &reports, |pattern| pattern & first == first);
                match &path {
                    Ok(path) => assert_eq!(Some(&path[count]), expected.as_ref()),
                    Err(Fault::Impossible { event }) => {
                        assert_eq!(expected.is_none(), count > *event)
                    }
                    Err(fault) => panic!("{fault}"),
                }
            }
            // That the reports of the first origin did not all come, and the others did.
            let own = (0..reports.len()).filter(|&r| reports[r].origin == reports[0].origin);
            let own = own.fold(0u32, |own, report| own | 1 << report);
            let expected = by_enumeration(&prior, &origins, &reports, |pattern| {
                pattern & own != own && pattern & !own == all & !own
            });
            let events = std::iter::once(silence(&groups[0])).chain(groups[1..].iter().cloned());
            let record = Record::new(prior, events.collect()).unwrap();
            assert_eq!(record.posterior().ok(), expected);
        }
        assert!(shared > 200);
    }

    #[test]
    fn grades() {
        let grades = Grades::default();
        let at = |text| grades.reliability(Grade::parse(text).unwrap()).clone();
        assert_eq!(
            (at("A1"), at("B2"), at("b5"), at(" E1 ")),
            (ratio(19, 20), ratio(4, 5), ratio(1, 5), ratio(1, 5))
        );
        for text in ["F1", "A6", "F6"] {
            assert!(at(text).is_zero() && Grade::parse(text).unwrap().is_open());
            let worth = report_ratio(&at(text), &ratio(4, 5), &ratio(1, 10), &ratio(1, 2));
            assert_eq!(worth, Some(whole(1)));
        }
        for text in ["", "A", "G1", "A7", "A0", "A12", "1A"] {
            assert_eq!(Grade::parse(text), None, "{text}");
        }
        let scale = [ratio(19, 20), ratio(4, 5), ratio(3, 5), ratio(2, 5), ratio(1, 5)];
        assert_eq!(Grades::of_scales(&scale, &scale), Ok(grades.clone()));
        let edited = grades.clone().with(Grade::parse("C3").unwrap(), ratio(1, 2)).unwrap();
        assert_eq!(edited.reliability(Grade::parse("C3").unwrap()), &ratio(1, 2));
        assert!(grades.clone().with(Grade::parse("F3").unwrap(), ratio(1, 2)).is_err());
        assert!(grades.with(Grade::parse("C3").unwrap(), whole(2)).is_err());
    }

    #[test]
    fn refusals() {
        let origin = copies(ratio(1, 2));
        assert!(origin.event(&[]).is_err());
        let (one, two) = ([whole(1)], [whole(1), whole(0)]);
        assert!(origin.event(&[&one, &two]).is_err());
        let report = |origin, hits: &[Ratio]| Report { origin, hits: hits.to_vec() };
        let origins = [origin];
        assert!(grouped(&origins, &[report(1, &one)]).is_err());
        assert!(dated(&origins, &[report(0, &one), report(0, &two)]).is_err());
        assert!(dated(&[copies(whole(2))], &[report(0, &one)]).is_err());
        assert_eq!(grouped(&origins, &[]), Ok(vec![]));
    }
}
