//! What the events say of one party: how probable each of its types is, event by event.

use super::MOST_WORK;
use crate::hold::worths::Band;
use detente_hold::Ratio;
use detente_hold::belief::bounds::{self, Bounds, Group, Interval, Ranges};
use detente_hold::belief::joined::Joined;
use detente_hold::belief::sources::{Grade, Grades, Origin, Report};
use detente_hold::belief::turning::{Turn, Verdict};
use detente_hold::belief::{Fault, turning};
use detente_hold::exact::fraction;
use detente_scenario::model::{Event, Sign};
use detente_scenario::{AsOf, Date, PartyId, Scenario, SourceId, TypeId};
use num_traits::{One, Zero};

/// What the events say of a party.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief {
    /// The party.
    pub party: PartyId,
    /// What it may be, in file order.
    pub types: Vec<TypeId>,
    /// Per type the prior as the file has it.
    pub stated: Vec<Band>,
    /// Per type its share of the sum, in the middle; empty if all are 0.
    pub prior: Vec<Ratio>,
    /// The events that count, in the order of their dates.
    pub events: Vec<Seen>,
    /// The events about the party that are later than the day, by their place in the file, in the order of their dates.
    pub later: Vec<usize>,
    /// The probabilities before all events and after each, as far as some type is possible.
    pub path: Vec<Vec<Ratio>>,
    /// Why there is no last word, if there is none.
    pub trouble: Option<Trouble>,
    /// What lies behind the last word; absent if there is none.
    pub details: Option<Details>,
    /// Everything as numbers, in the middle: what other verdicts are asked of. Absent if all priors are 0.
    pub joined: Option<Joined>,
    /// Everything as ranges.
    pub ranges: Ranges,
}

/// Why nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// All priors are 0.
    NoPrior,
    /// From this event on, a position among those that count, no type is possible.
    Impossible(usize),
}

/// An event that counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Its place in the file.
    pub event: usize,
    /// When.
    pub date: Date,
    /// Per type how likely it was.
    pub likelihood: Vec<Band>,
    /// How it came to be known; absent if it was seen directly.
    pub channel: Option<Channel>,
    /// The other events that count and are of the same origin, as positions among those that count.
    pub together: Vec<usize>,
}

/// How an event came to be known.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// The probability that the report carries information.
    pub reliability: Band,
    /// Where that comes from.
    pub because: Reliability,
    /// How likely such a report is when it carries none.
    pub noise: Band,
    /// Whether the file says so.
    pub is_noise_given: bool,
    /// The event whose channel it is, by its place in the file: another one of the same origin may be less reliable.
    pub of: usize,
}

/// Where a reliability comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reliability {
    /// The file says it.
    Given,
    /// From the grade of this source, the best graded of the event.
    Graded(SourceId),
    /// Of an origin with other reports: this one was seen directly.
    Direct,
}

/// What lies behind the last word.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// Per type between which ends its probability lies; absent where no numbers in the ranges make any type possible.
    pub bounds: Vec<Option<Bounds>>,
    /// The type that is more probable than every other; absent if several lead together.
    pub leading: Option<usize>,
    /// The type whose odds are weighed: the leading one, or the first of those that lead together.
    pub weighed: usize,
    /// Per event by which factor it changed these odds; absent where nothing but that type was left. Empty if there is too much to weigh.
    pub factors: Vec<Option<Ratio>>,
    /// Per event what would be thought without it. Empty if there is too much to weigh.
    pub without: Vec<Away>,
    /// What would turn the verdict which type leads, the smallest change first. Empty if several lead together or there
    /// is too much to weigh.
    pub turns: Vec<Turn>,
    /// Whether there is too much to weigh.
    pub is_cut: bool,
}

/// What would be thought without an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Away {
    /// The probabilities.
    pub posterior: Vec<Ratio>,
    /// Which type then leads alone.
    pub leading: Option<usize>,
}

impl Belief {
    /// The last word; absent if there is none.
    #[must_use]
    pub fn posterior(&self) -> Option<&[Ratio]> {
        self.details.as_ref()?;
        self.path.last().map(Vec::as_slice)
    }

    /// What would turn whether something has at least a probability that is so with the given probability for each
    /// type; nothing where there is too much to weigh.
    #[must_use]
    pub fn turns(&self, shares: &[Ratio], threshold: &Ratio) -> Vec<Turn> {
        let (Some(joined), Some(details)) = (&self.joined, &self.details) else {
            return Vec::new();
        };
        if details.is_cut {
            return Vec::new();
        }
        let verdict = Verdict::AtLeast { shares: shares.to_vec(), threshold: threshold.clone() };
        joined.turns(&verdict).unwrap_or_default()
    }

    /// The event that an input of a [`Turn`] speaks of, as a position among those that count.
    #[must_use]
    pub const fn event_of(input: turning::Input) -> Option<usize> {
        match input {
            turning::Input::Prior { .. } => None,
            turning::Input::Likelihood { event, .. }
            | turning::Input::Reliability { event }
            | turning::Input::Base { event } => Some(event),
        }
    }
}

/// What the events up to `on` say of `party`, which may be of `types`.
pub(super) fn belief(
    scenario: &Scenario,
    party: PartyId,
    types: Vec<TypeId>,
    on: AsOf,
    grades: &Grades,
) -> Belief {
    let stated: Vec<Band> =
        types.iter().map(|kind| Band::of(scenario.types[kind.index()].prior)).collect();
    let mut about: Vec<(usize, &Event, &Sign)> = scenario
        .events
        .iter()
        .enumerate()
        .filter_map(|(at, event)| Some((at, event, event.sign.as_ref()?)))
        .filter(|(_, _, sign)| sign.about == party)
        .collect();
    about.sort_by_key(|(at, event, _)| (event.date, *at));
    let is_known = |(_, event, _): &&(usize, &Event, &Sign)| on.knows(event.date);
    let known: Vec<_> = about.iter().filter(is_known).copied().collect();
    let later = about.iter().filter(|event| !is_known(event)).map(|(at, _, _)| *at).collect();
    let (groups, channels) = origins(scenario, &about, &known, grades);
    let events: Vec<Seen> = known
        .iter()
        .enumerate()
        .map(|(at, &(event, what, sign))| {
            let likelihood = |kind: &TypeId| {
                let said = sign.likelihood.iter().find(|(of, _)| of == kind);
                said.map_or_else(Band::nothing, |(_, amount)| Band::of(*amount))
            };
            let together = |&other: &usize| other != at && groups[other] == groups[at];
            Seen {
                event,
                date: what.date,
                likelihood: types.iter().map(likelihood).collect(),
                channel: channels[groups[at]].clone(),
                together: (0..known.len()).filter(together).collect(),
            }
        })
        .collect();
    let ranges = ranges(&stated, &events, &groups, &channels);
    let mut found = Belief {
        party,
        types,
        prior: Vec::new(),
        stated,
        events,
        later,
        path: Vec::new(),
        trouble: None,
        details: None,
        joined: None,
        ranges,
    };
    update(&mut found, &groups, &channels);
    found
}

/// Per known event the number of its origin, and per origin its channel, of all events about the party.
fn origins(
    scenario: &Scenario,
    about: &[(usize, &Event, &Sign)],
    known: &[(usize, &Event, &Sign)],
    grades: &Grades,
) -> (Vec<usize>, Vec<Option<Channel>>) {
    let mut names: Vec<Option<&str>> = Vec::new();
    let mut groups = Vec::with_capacity(known.len());
    let mut channels: Vec<Option<Channel>> = Vec::new();
    for &(at, event, sign) in known {
        let name = sign.origin.as_deref();
        let old = name.and_then(|_| names.iter().position(|&known| known == name));
        groups.push(old.unwrap_or(names.len()));
        if old.is_some() {
            continue;
        }
        names.push(name);
        // Also reports that are still to come tell how good their origin is.
        let of_origin = |(other, _, sign): &&(usize, &Event, &Sign)| {
            *other == at || (name.is_some() && sign.origin.as_deref() == name)
        };
        let least = about
            .iter()
            .filter(of_origin)
            .map(|&(at, event, sign)| channel(scenario, at, event, sign, grades))
            .min_by_key(|channel| channel.reliability.middle.clone());
        let direct = |channel: &Channel| channel.because == Reliability::Direct;
        channels.push(least.filter(|channel| !direct(channel)));
        let _ = event;
    }
    (groups, channels)
}

/// How an event came to be known, by itself.
fn channel(scenario: &Scenario, at: usize, event: &Event, sign: &Sign, grades: &Grades) -> Channel {
    let half = Band { low: fraction(1, 2), middle: fraction(1, 2), high: fraction(1, 2) };
    let graded = event.sources.iter().rev().filter_map(|&source| {
        let grade = scenario.source(source).grade?;
        let grade = Grade::parse(&format!("{}{}", grade.reliability, grade.credibility))?;
        Some((grades.reliability(grade).clone(), source))
    });
    let exactly =
        |number: Ratio| Band { low: number.clone(), middle: number.clone(), high: number };
    // The first of equals, which is the last of them in this order.
    let best = graded.max_by(|one, other| one.0.cmp(&other.0));
    let (reliability, because) = match (sign.reliability, best) {
        (Some(given), _) => (Band::of(given), Reliability::Given),
        (None, Some((reliability, source))) => (exactly(reliability), Reliability::Graded(source)),
        (None, None) => (exactly(Ratio::one()), Reliability::Direct),
    };
    let noise = sign.noise.map_or(half, Band::of);
    Channel { reliability, because, noise, is_noise_given: sign.noise.is_some(), of: at }
}

fn interval(band: &Band) -> Interval {
    Interval { low: band.low.clone(), high: band.high.clone() }
}

fn ranges(
    stated: &[Band],
    events: &[Seen],
    groups: &[usize],
    channels: &[Option<Channel>],
) -> Ranges {
    let group = |(at, channel): (usize, &Option<Channel>)| {
        let own = events.iter().zip(groups).filter(|&(_, &group)| group == at);
        Group {
            channel: channel.as_ref().map(|channel| bounds::Channel {
                reliability: interval(&channel.reliability),
                base: interval(&channel.noise),
            }),
            hits: own.map(|(event, _)| event.likelihood.iter().map(interval).collect()).collect(),
        }
    };
    Ranges {
        prior: stated.iter().map(interval).collect(),
        groups: channels.iter().enumerate().map(group).collect(),
    }
}

/// Everything that follows from prior and events.
fn update(found: &mut Belief, groups: &[usize], channels: &[Option<Channel>]) {
    let sum: Ratio = found.stated.iter().map(|band| &band.middle).sum();
    if sum.is_zero() {
        found.trouble = Some(Trouble::NoPrior);
        return;
    }
    found.prior = found.stated.iter().map(|band| &band.middle / &sum).collect();
    let origin = |channel: &Option<Channel>| {
        channel.as_ref().map(|channel| Origin {
            reliability: channel.reliability.middle.clone(),
            base: channel.noise.middle.clone(),
            repeats: true,
        })
    };
    let report = |(event, &origin): (&Seen, &usize)| Report {
        origin,
        hits: event.likelihood.iter().map(|band| band.middle.clone()).collect(),
    };
    let origins = channels.iter().map(origin).collect();
    let reports = found.events.iter().zip(groups).map(report).collect();
    let Ok(joined) = Joined::new(found.prior.clone(), origins, reports) else {
        // Numbers of a file are probabilities, and every event has one for every type.
        found.trouble = Some(Trouble::NoPrior);
        return;
    };
    match joined.dated().and_then(|record| record.over_time()) {
        Ok(path) => {
            found.details = details(&joined, &found.ranges, &path);
            found.path = path;
        }
        Err(Fault::Impossible { event }) => {
            found.trouble = Some(Trouble::Impossible(event));
            let mut short = joined.clone();
            for last in (event..joined.reports().len()).rev() {
                short = short.without(last);
            }
            found.path = short.dated().and_then(|record| record.over_time()).unwrap_or_default();
        }
        Err(Fault::Unsound(_)) => found.trouble = Some(Trouble::NoPrior),
    }
    found.joined = Some(joined);
}

/// The type that is more probable than every other.
fn leading(probabilities: &[Ratio]) -> Option<usize> {
    let most = probabilities.iter().max()?;
    let mut best = (0..probabilities.len()).filter(|&kind| probabilities[kind] == *most);
    best.next().filter(|_| best.next().is_none())
}

fn details(joined: &Joined, ranges: &Ranges, path: &[Vec<Ratio>]) -> Option<Details> {
    let posterior = path.last()?;
    let kinds = posterior.len();
    let lead = leading(posterior);
    let most = posterior.iter().max()?;
    let weighed = lead.or_else(|| posterior.iter().position(|p| p == most))?;
    let only = |kind: usize| (0..kinds).map(|other| other == kind).collect::<Vec<bool>>();
    let is_cut = joined.reports().len().saturating_mul(kinds).saturating_mul(kinds) > MOST_WORK;
    let away = |posterior: Vec<Ratio>| Away { leading: leading(&posterior), posterior };
    let (factors, without, turns) = if is_cut {
        (Vec::new(), Vec::new(), Vec::new())
    } else {
        let factors = joined.dated().and_then(|record| record.factors(weighed));
        let without = joined.leaving_one_out().unwrap_or_default();
        (
            factors.unwrap_or_default(),
            without.into_iter().map(away).collect(),
            joined.turns(&Verdict::Leading).unwrap_or_default(),
        )
    };
    Some(Details {
        bounds: (0..kinds).map(|kind| ranges.bounds(&only(kind))).collect(),
        leading: lead,
        weighed,
        factors,
        without,
        turns,
        is_cut,
    })
}
