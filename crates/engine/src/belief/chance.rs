//! How probable it is that a deal holds: Σ over types of the posterior of those for which it does.
//!
//! Parties are taken for independent: of several the posteriors multiply. The probability is linear in the
//! posterior of each party, and so what turns it is asked party by party, the others kept.

use super::types::Belief;
use detente_hold::Ratio;
use detente_hold::belief::bounds::Interval;
use detente_hold::belief::turning::Turn;
use detente_hold::exact::fraction;
use num_traits::{One, Zero};

/// How probable it is that a deal holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Chance {
    /// How probable, in the middle of all ranges.
    pub probability: Ratio,
    /// What is left open besides: the probability of types for which nobody knows.
    pub open: Ratio,
    /// Between which ends it lies over the ranges of what is known of the parties; what is left open is above the upper one at most.
    pub interval: Interval,
    /// Whether both ends are reached; otherwise they may be too far apart.
    pub is_exact: bool,
    /// What turns whether it is at least one half, by the position of the party among those with types, the smallest
    /// change first.
    pub turns: Vec<(usize, Turn)>,
}

/// With the parties that have types and, per combination of types, whether the deal holds, `None` where nobody knows.
/// Absent if of some party nothing can be said.
pub(super) fn chance(
    parties: &[(usize, &Belief)],
    found: &[(Vec<usize>, Option<bool>)],
) -> Option<Chance> {
    let posteriors: Vec<&[Ratio]> =
        parties.iter().map(|(_, belief)| belief.posterior()).collect::<Option<_>>()?;
    let weight = |kinds: &[usize], but: Option<usize>| -> Ratio {
        let each = kinds.iter().enumerate().filter(|&(party, _)| Some(party) != but);
        each.map(|(party, &kind)| &posteriors[party][kind]).product()
    };
    let sum = |is: Option<bool>| -> Ratio {
        found.iter().filter(|(_, holds)| *holds == is).map(|(kinds, _)| weight(kinds, None)).sum()
    };
    let probability = sum(Some(true));
    let half = fraction(1, 2);
    let mut turns = Vec::new();
    for (at, &(position, belief)) in parties.iter().enumerate() {
        let share = |kind: usize| -> Ratio {
            let of =
                found.iter().filter(|(kinds, holds)| kinds[at] == kind && *holds == Some(true));
            of.map(|(kinds, _)| weight(kinds, Some(at))).sum()
        };
        let shares: Vec<Ratio> = (0..belief.types.len()).map(share).collect();
        turns.extend(belief.turns(&shares, &half).into_iter().map(|turn| (position, turn)));
    }
    turns.sort_by_cached_key(|(_, turn)| turn.change());
    let (interval, is_exact) = interval(parties, found)?;
    Some(Chance { probability, open: sum(None), interval, is_exact, turns })
}

/// Between which ends the probability lies. Of one party exactly; of several the products of ends, which may be too far apart.
fn interval(
    parties: &[(usize, &Belief)],
    found: &[(Vec<usize>, Option<bool>)],
) -> Option<(Interval, bool)> {
    let holds = |kinds: &[usize]| {
        found.iter().find(|(of, _)| of == kinds).is_some_and(|(_, holds)| *holds == Some(true))
    };
    if let [(_, belief)] = parties {
        let is_so: Vec<bool> = (0..belief.types.len()).map(|kind| holds(&[kind])).collect();
        let bounds = belief.ranges.bounds(&is_so)?;
        return Some((bounds.interval, bounds.is_exact));
    }
    let ends: Vec<Vec<Interval>> = parties
        .iter()
        .map(|(_, belief)| {
            let bounds = belief.details.as_ref()?.bounds.iter();
            bounds.map(|bounds| Some(bounds.as_ref()?.interval.clone())).collect()
        })
        .collect::<Option<_>>()?;
    let sum = |so: bool, end: fn(&Interval) -> &Ratio| -> Ratio {
        let of = found.iter().filter(|(kinds, _)| holds(kinds) == so);
        let product = |kinds: &[usize]| -> Ratio {
            kinds.iter().enumerate().map(|(party, &kind)| end(&ends[party][kind])).product()
        };
        of.map(|(kinds, _)| product(kinds)).sum()
    };
    let one = Ratio::one;
    let low = sum(true, |end| &end.low).max(one() - sum(false, |end| &end.high)).max(Ratio::zero());
    let high = sum(true, |end| &end.high).min(one() - sum(false, |end| &end.low)).min(one());
    let is_exact = ends.iter().flatten().all(|end| !end.is_range());
    Some((Interval { low, high }, is_exact))
}
