//! Between which ends a probability lies if the numbers that somebody judged lie between theirs.
//!
//! The probability that the party is of one of some types is w / (w + v), where w and v are the weights π Π L of these and of the other
//! types. It rises with the priors and hits of the first and falls with those of the second, so these stand at the end that
//! helps. A reliability or base rate moves both; in each of them the probability only rises or only falls, so its
//! extremes lie at ends, and all ends are tried. Where that would be too many ([`MOST_ENDS`]), the likelihood of every origin
//! may be as it suits each type, which gives bounds that are true and may be too wide.
//!
//! Where all weights are 0 nothing is thought, and such points count for nothing. Exact. Cost: 2^m × types for m ranges of
//! channels, at most [`MOST_ENDS`], and reports × types.

use crate::exact::Ratio;
use num_traits::{One, Zero};

/// The most ranges of reliabilities and base rates whose ends are all tried.
pub const MOST_ENDS: u32 = 10;

/// From the least to the most that a number may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least.
    pub low: Ratio,
    /// The most, not below it.
    pub high: Ratio,
}

impl Interval {
    /// Exactly this number.
    #[must_use]
    pub fn exactly(number: Ratio) -> Self {
        Self { low: number.clone(), high: number }
    }

    /// Whether it is more than one number.
    #[must_use]
    pub fn is_range(&self) -> bool {
        self.low != self.high
    }

    fn ends(&self) -> Vec<&Ratio> {
        if self.is_range() { vec![&self.low, &self.high] } else { vec![&self.low] }
    }
}

/// A channel that repeats itself, as in [`Origin`](super::sources::Origin).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The probability that it is informed.
    pub reliability: Interval,
    /// The probability of its reports, all together, if it is not.
    pub base: Interval,
}

/// The reports of one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// How they came to be known; absent if they were seen directly.
    pub channel: Option<Channel>,
    /// Per report and type the probability that the informed source gives it.
    pub hits: Vec<Vec<Interval>>,
}

/// What was thought before and what happened since, all of it known up to ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranges {
    /// Per type how likely it was, beside the others: shares of their sum.
    pub prior: Vec<Interval>,
    /// The reports, origin by origin.
    pub groups: Vec<Group>,
}

/// Between which ends a probability lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The ends.
    pub interval: Interval,
    /// Whether both are reached; otherwise it lies between them, and they may be too far apart.
    pub is_exact: bool,
}

/// The likelihoods of a group at one end of its channel: for the types in question and for the others.
type End = (Ratio, Ratio);

impl Ranges {
    /// Between which ends the probability lies that the party is of one of the types for which `is_so`. Absent if no type
    /// is possible whatever the numbers are.
    ///
    /// Numbers are taken for probabilities, and `is_so` for one answer per type.
    #[must_use]
    pub fn bounds(&self, is_so: &[bool]) -> Option<Bounds> {
        let of = |channel: &Channel| {
            u32::from(channel.reliability.is_range()) + u32::from(channel.base.is_range())
        };
        let channels = self.groups.iter().filter_map(|group| group.channel.as_ref());
        let is_exact = channels.map(of).sum::<u32>() <= MOST_ENDS;
        let high = self.extreme(is_so, is_exact)?;
        let others: Vec<bool> = is_so.iter().map(|is_so| !is_so).collect();
        let low = Ratio::one() - self.extreme(&others, is_exact)?;
        Some(Bounds { interval: Interval { low, high }, is_exact })
    }

    /// The most that the probability can be; absent if nothing is ever possible.
    fn extreme(&self, is_so: &[bool], is_exact: bool) -> Option<Ratio> {
        // Per group its ends; per end and type the least and the most likelihood.
        let groups: Vec<Vec<Vec<End>>> = self
            .groups
            .iter()
            .map(|group| {
                let ends = group.ends(is_so.len());
                if is_exact || ends.len() == 1 { ends } else { vec![widest(&ends)] }
            })
            .collect();
        let mut weights: Vec<End> =
            self.prior.iter().map(|prior| (prior.low.clone(), prior.high.clone())).collect();
        let (fixed, varying): (Vec<_>, Vec<_>) = groups.iter().partition(|ends| ends.len() == 1);
        fixed.iter().filter_map(|ends| ends.first()).for_each(|end| multiply(&mut weights, end));
        let mut most = None;
        descend(&varying, &weights, is_so, &mut most);
        most
    }
}

impl Group {
    /// At every end of its channel the least and the most likelihood per type.
    fn ends(&self, kinds: usize) -> Vec<Vec<End>> {
        let product = |kind: usize, end: fn(&Interval) -> &Ratio| -> Ratio {
            self.hits.iter().map(|hits| end(&hits[kind])).product()
        };
        let hits: Vec<End> = (0..kinds)
            .map(|kind| (product(kind, |hit| &hit.low), product(kind, |hit| &hit.high)))
            .collect();
        let Some(Channel { reliability, base }) = &self.channel else { return vec![hits] };
        let mut ends = Vec::new();
        for r in reliability.ends() {
            for u in base.ends() {
                let blind = (Ratio::one() - r) * u;
                let of = |(low, high): &End| (r * low + &blind, r * high + &blind);
                ends.push(hits.iter().map(of).collect());
            }
        }
        ends
    }
}

/// The least and the most per type over all ends.
fn widest(ends: &[Vec<End>]) -> Vec<End> {
    let mut widest = ends.first().cloned().unwrap_or_default();
    for end in ends {
        for (wide, (low, high)) in widest.iter_mut().zip(end) {
            wide.0 = wide.0.clone().min(low.clone());
            wide.1 = wide.1.clone().max(high.clone());
        }
    }
    widest
}

fn multiply(weights: &mut [End], by: &[End]) {
    for (weight, (low, high)) in weights.iter_mut().zip(by) {
        weight.0 *= low;
        weight.1 *= high;
    }
}

/// Tries all ends of the groups that are left.
fn descend(left: &[&Vec<Vec<End>>], weights: &[End], is_so: &[bool], most: &mut Option<Ratio>) {
    let Some((first, rest)) = left.split_first() else {
        if let Some(found) = corner(weights, is_so)
            && most.as_ref().is_none_or(|most| found > *most)
        {
            *most = Some(found);
        }
        return;
    };
    for end in *first {
        let mut weights = weights.to_vec();
        multiply(&mut weights, end);
        descend(rest, &weights, is_so, most);
    }
}

/// The most that the probability can be at one end of all channels.
fn corner(weights: &[End], is_so: &[bool]) -> Option<Ratio> {
    let sum = |so: bool, end: fn(&End) -> &Ratio| -> Ratio {
        weights.iter().zip(is_so).filter(|&(_, &is)| is == so).map(|(w, _)| end(w)).sum()
    };
    let (own, others) = (sum(true, |w| &w.1), sum(false, |w| &w.0));
    let whole = &own + others;
    if !whole.is_zero() {
        return Some(own / whole);
    }
    // The types in question are impossible throughout; are the others?
    (!sum(false, |w| &w.1).is_zero()).then(Ratio::zero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::belief::joined::Joined;
    use crate::belief::sources::{Origin, Report};
    use crate::exact::{ratio, whole};

    fn interval(rng: &mut fastrand::Rng) -> Interval {
        let (a, b) = (rng.i64(0..=4), rng.i64(0..=4));
        let b = if rng.bool() { a } else { b };
        Interval { low: ratio(a.min(b), 4), high: ratio(a.max(b), 4) }
    }

    fn random(rng: &mut fastrand::Rng) -> Ranges {
        let kinds = rng.usize(2..4);
        let group = |rng: &mut fastrand::Rng| Group {
            channel: rng
                .bool()
                .then(|| Channel { reliability: interval(rng), base: interval(rng) }),
            hits: (0..rng.usize(1..3))
                .map(|_| (0..kinds).map(|_| interval(rng)).collect())
                .collect(),
        };
        Ranges {
            groups: (0..rng.usize(0..3)).map(|_| group(rng)).collect(),
            prior: (0..kinds).map(|_| interval(rng)).collect(),
        }
    }

    /// Every range, with leave to set it.
    fn each(ranges: &mut Ranges) -> Vec<&mut Interval> {
        let mut all: Vec<&mut Interval> = ranges.prior.iter_mut().collect();
        for group in &mut ranges.groups {
            if let Some(channel) = &mut group.channel {
                all.extend([&mut channel.reliability, &mut channel.base]);
            }
            all.extend(group.hits.iter_mut().flatten());
        }
        all
    }

    /// The probability where every range is one number, by grouping and updating.
    fn at_point(ranges: &Ranges, is_so: &[bool]) -> Option<Ratio> {
        let sum: Ratio = ranges.prior.iter().map(|p| &p.low).sum();
        if sum.is_zero() {
            return None;
        }
        let prior = ranges.prior.iter().map(|p| &p.low / &sum).collect();
        let origin = |group: &Group| {
            group.channel.as_ref().map(|channel| Origin {
                reliability: channel.reliability.low.clone(),
                base: channel.base.low.clone(),
                repeats: true,
            })
        };
        let report = |(at, group): (usize, &Group)| {
            let hits = |of: &Vec<Interval>| of.iter().map(|hit| hit.low.clone()).collect();
            let report = move |of| Report { origin: at, hits: hits(of) };
            group.hits.iter().map(report).collect::<Vec<_>>()
        };
        let origins = ranges.groups.iter().map(origin).collect();
        let reports = ranges.groups.iter().enumerate().flat_map(report).collect();
        let joined = Joined::new(prior, origins, reports).unwrap();
        let posterior = joined.grouped().unwrap().posterior().ok()?;
        Some(posterior.iter().zip(is_so).filter(|&(_, &is)| is).map(|(p, _)| p).sum())
    }

    #[test]
    fn the_ends_are_those_of_all_ends() {
        let mut rng = fastrand::Rng::with_seed(29);
        let (mut compared, mut wide, mut nothing) = (0, 0, 0);
        for _ in 0..1500 {
            let mut ranges = random(&mut rng);
            let is_so: Vec<bool> = ranges.prior.iter().map(|_| rng.bool()).collect();
            // The definition: every range at either end.
            let many = each(&mut ranges).iter().filter(|range| range.is_range()).count();
            if many > 8 {
                continue;
            }
            let found = ranges.bounds(&is_so);
            let mut all: Vec<Ratio> = Vec::new();
            for ends in 0_u32..1 << many {
                let mut point = ranges.clone();
                let ranged = each(&mut point).into_iter().filter(|range| range.is_range());
                for (at, range) in ranged.enumerate() {
                    let end = if ends >> at & 1 == 1 { &range.high } else { &range.low };
                    *range = Interval::exactly(end.clone());
                }
                all.extend(at_point(&point, &is_so));
            }
            let expected = all.iter().min().cloned().zip(all.iter().max().cloned());
            let interval = found.as_ref().map(|found| {
                assert!(found.is_exact);
                (found.interval.low.clone(), found.interval.high.clone())
            });
            assert_eq!(interval, expected, "{ranges:?} {is_so:?}");
            let Some(found) = found else {
                nothing += 1;
                continue;
            };
            compared += 1;
            // Nothing inside lies outside.
            for _ in 0..6 {
                let mut point = ranges.clone();
                for range in each(&mut point) {
                    let part = ratio(rng.i64(1..8), 8);
                    let inside = &range.low + (&range.high - &range.low) * part;
                    *range = Interval::exactly(inside);
                }
                if let Some(p) = at_point(&point, &is_so) {
                    let Interval { low, high } = &found.interval;
                    assert!(*low <= p && p <= *high, "{ranges:?} {is_so:?}");
                }
            }
            // The bounds for too many channels are no tighter.
            let others: Vec<bool> = is_so.iter().map(|is| !is).collect();
            let high = ranges.extreme(&is_so, false).unwrap();
            let low = whole(1) - ranges.extreme(&others, false).unwrap();
            assert!(low <= found.interval.low && high >= found.interval.high);
            wide += u32::from(low < found.interval.low || high > found.interval.high);
        }
        assert!(compared > 600 && wide > 20 && nothing > 5, "{compared} {wide} {nothing}");
    }

    #[test]
    fn too_many_channels_are_bounded() {
        let unit = |low, high| Interval { low: ratio(low, 10), high: ratio(high, 10) };
        let group = || Group {
            channel: Some(Channel { reliability: unit(4, 6), base: unit(5, 5) }),
            hits: vec![vec![unit(8, 8), unit(1, 1)]],
        };
        let prior = vec![unit(5, 5), unit(5, 5)];
        let ranges = |count| Ranges { prior: prior.clone(), groups: vec![group(); count] };
        let most = MOST_ENDS as usize;
        assert!(ranges(most).bounds(&[true, false]).unwrap().is_exact);
        let found = ranges(most + 1).bounds(&[true, false]).unwrap();
        assert!(!found.is_exact);
        // All channels at their best: 0.68/0.26 each.
        let best = crate::exact::power(&ratio(68, 26), 11);
        assert!(found.interval.high >= &best / (whole(1) + &best));
    }
}
