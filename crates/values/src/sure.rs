//! Worths that are known as ranges: how sure it is that a package is efficient.
//!
//! Every number lies between a lower and an upper end, each by itself; together they are a *profile*. Compared with one package x,
//! what every other is worth more than x is at its least a sum again, and at its most: two ordinary problems. A package
//! y **possibly dominates** x if it does under some profile: its gains over x are at best not negative, and one is
//! positive. It **surely** dominates x if it does under every profile. x is *surely efficient* if nothing
//! possibly dominates it: then it is efficient under every profile, and the other way round. If something surely
//! dominates it, it is efficient under none; otherwise it may be, but different packages may dominate it under
//! different profiles, so that this is only what cannot be excluded.

use crate::certificate::summit;
use crate::search::End;
#[cfg(test)]
use crate::stream::Stream;
use crate::{Budget, Problem, Watch};
#[cfg(test)]
use crate::{Rule, Worth};

/// Packages whose worths are ranges: for tests.
#[cfg(test)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranged {
    /// See [`Problem::sizes`].
    pub sizes: Vec<usize>,
    /// See [`Problem::parties`].
    pub parties: usize,
    /// What packages are worth.
    pub worths: Vec<RangedWorth>,
    /// See [`Problem::rules`].
    pub rules: Vec<Rule>,
    /// Per party its no deal.
    pub no_deal: Vec<NoDeal>,
}

/// See [`Worth`].
#[cfg(test)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangedWorth {
    /// The terms.
    pub terms: Vec<usize>,
    /// The lower ends of the entries.
    pub low: Vec<i64>,
    /// The upper ends.
    pub high: Vec<i64>,
}

/// What a party falls back on.
#[cfg(test)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoDeal {
    /// Every package is acceptable to it.
    Anything,
    /// Something worth this, from the first to the second.
    Worth(i64, i64),
    /// This package.
    Package(Vec<usize>),
}

/// How sure something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Under no profile.
    No,
    /// Under some.
    Possible,
    /// Under every profile.
    Sure,
}

/// Whether a package is efficient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Efficient {
    /// A package that possibly dominates it.
    pub possibly_dominated: Option<Vec<usize>>,
    /// A package that surely dominates it.
    pub surely_dominated: Option<Vec<usize>>,
    /// Why the two searches ended: what was not found does not exist if they are proved.
    pub ends: [End; 2],
}

impl Efficient {
    /// Sure: under every profile. No: under none. Possible: neither is certain. Nothing: the budget
    /// ended too early.
    #[must_use]
    pub const fn certainty(&self) -> Option<Certainty> {
        match (&self.possibly_dominated, &self.surely_dominated) {
            (_, Some(_)) => Some(Certainty::No),
            (None, None) if self.ends[0].is_certain() => Some(Certainty::Sure),
            (Some(_), None) if self.ends[1].is_certain() => Some(Certainty::Possible),
            _ => None,
        }
    }
}

/// How sure it is that `package` is efficient; `low` and `high` are what packages are worth more than it, at their least
/// and at their most.
#[must_use]
pub fn efficient(
    low: &Problem,
    high: &Problem,
    package: &[usize],
    budget: Budget,
    watch: &dyn Watch,
) -> Efficient {
    let (possibly_dominated, first) = summit(high, package, budget, watch);
    let (surely_dominated, second) = match &possibly_dominated {
        None => (None, first),
        Some(_) => summit(low, package, budget, watch),
    };
    Efficient { possibly_dominated, surely_dominated, ends: [first, second] }
}

/// Which end.
#[cfg(test)]
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Low,
    High,
}

#[cfg(test)]
impl Ranged {
    /// Whether lengths fit together, ends are in order, and no gain can be too large a number
    /// ([`Problem::is_sound`] of what is made of this).
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let fits = |package: &[usize]| {
            package.len() == self.sizes.len()
                && package.iter().zip(&self.sizes).all(|(option, size)| option < size)
        };
        let in_order = |worth: &RangedWorth| {
            worth.low.len() == worth.high.len()
                && worth.low.iter().zip(&worth.high).all(|(low, high)| low <= high)
        };
        let has_sense = |no_deal: &NoDeal| match no_deal {
            NoDeal::Anything => true,
            NoDeal::Worth(low, high) => low <= high,
            NoDeal::Package(package) => fits(package),
        };
        // Gains are differences of two ends: twice the largest magnitudes must still be sound.
        let doubled = |value: i64| value.checked_mul(2);
        let twice = |worth: &RangedWorth| -> Option<Worth> {
            let largest = |(low, high): (&i64, &i64)| {
                let far = if low.unsigned_abs() > high.unsigned_abs() { *low } else { *high };
                doubled(far)
            };
            let entries = worth.low.iter().zip(&worth.high).map(largest).collect::<Option<_>>()?;
            Some(Worth { terms: worth.terms.clone(), entries })
        };
        let no_deal = |no_deal: &NoDeal| match no_deal {
            NoDeal::Worth(low, high) => {
                let far = if low.unsigned_abs() > high.unsigned_abs() { low } else { high };
                doubled(*far).map(Some)
            }
            _ => Some(None),
        };
        let problem = || -> Option<Problem> {
            Some(Problem {
                sizes: self.sizes.clone(),
                parties: self.parties,
                worths: self.worths.iter().map(twice).collect::<Option<_>>()?,
                rules: self.rules.clone(),
                no_deal: self.no_deal.iter().map(no_deal).collect::<Option<_>>()?,
            })
        };
        self.worths.iter().all(in_order)
            && self.no_deal.iter().all(has_sense)
            && problem().is_some_and(|problem| problem.is_sound())
    }

    /// The problem in which an entry for a party is what `value` makes of both ends and of those of the entry that `reference` selects, if
    /// that is another one.
    fn problem(
        &self,
        reference: impl Fn(usize) -> Option<Vec<usize>>,
        value: impl Fn([i64; 2], Option<[i64; 2]>) -> i64,
        no_deal: impl Fn(usize) -> Option<i64>,
    ) -> Problem {
        let references: Vec<Option<Vec<usize>>> = (0..self.parties).map(reference).collect();
        let mut problem = Problem {
            sizes: self.sizes.clone(),
            parties: self.parties,
            worths: Vec::with_capacity(self.worths.len()),
            rules: self.rules.clone(),
            no_deal: (0..self.parties).map(no_deal).collect(),
        };
        for worth in &self.worths {
            let ends = |at: usize| [worth.low[at], worth.high[at]];
            let selected: Vec<Option<usize>> = references
                .iter()
                .map(|package| package.as_ref().map(|x| problem.entry(&worth.terms, x)))
                .collect();
            let entries = (0..worth.low.len()).map(|at| {
                let (entry, p) = (at / self.parties, at % self.parties);
                match selected[p] {
                    None => value(ends(at), None),
                    Some(same) if same == entry => 0,
                    Some(other) => value(ends(at), Some(ends(other * self.parties + p))),
                }
            });
            let entries = entries.collect();
            problem.worths.push(Worth { terms: worth.terms.clone(), entries });
        }
        problem
    }

    fn end(&self, side: Side, reference: impl Fn(usize) -> Option<Vec<usize>>) -> Problem {
        let no_deal = |p: usize| match (&self.no_deal[p], side) {
            (NoDeal::Anything, _) => None,
            (NoDeal::Package(_), _) => Some(0),
            // What is surely acceptable is worth the upper end of no deal even at its least.
            (NoDeal::Worth(_, high), Side::Low) => Some(*high),
            (NoDeal::Worth(low, _), Side::High) => Some(*low),
        };
        let value = |own: [i64; 2], other: Option<[i64; 2]>| match side {
            Side::Low => own[0] - other.map_or(0, |other| other[1]),
            Side::High => own[1] - other.map_or(0, |other| other[0]),
        };
        self.problem(reference, value, no_deal)
    }

    fn fallback(&self, party: usize) -> Option<Vec<usize>> {
        match &self.no_deal[party] {
            NoDeal::Package(package) => Some(package.clone()),
            NoDeal::Anything | NoDeal::Worth(..) => None,
        }
    }

    /// Every package at its least, compared with no deal: the zopa of this is the sure zopa.
    #[must_use]
    pub fn low(&self) -> Problem {
        self.end(Side::Low, |p| self.fallback(p))
    }

    /// Every package at its most, compared with no deal: the zopa of this is the possible zopa.
    #[must_use]
    pub fn high(&self) -> Problem {
        self.end(Side::High, |p| self.fallback(p))
    }

    /// What packages are worth more than `reference`, at their least and at their most. No deal is `reference`.
    #[must_use]
    pub fn relative(&self, reference: &[usize]) -> [Problem; 2] {
        let mut both =
            [Side::Low, Side::High].map(|side| self.end(side, |_| Some(reference.to_vec())));
        for problem in &mut both {
            problem.no_deal.fill(Some(0));
        }
        both
    }

    /// How sure it is that `package` is acceptable to each party.
    #[must_use]
    pub fn acceptable(&self, package: &[usize]) -> Vec<Certainty> {
        let (low, high) = (self.low(), self.high());
        let (least, most) = (low.worth(package), high.worth(package));
        let reaches = |worth: i64, d: Option<i64>| d.is_none_or(|d| worth >= d);
        (0..self.parties)
            .map(|p| {
                if reaches(least[p], low.no_deal[p]) {
                    Certainty::Sure
                } else if reaches(most[p], high.no_deal[p]) {
                    Certainty::Possible
                } else {
                    Certainty::No
                }
            })
            .collect()
    }

    /// How sure it is that `package` is efficient.
    #[must_use]
    pub fn efficient(&self, package: &[usize], budget: Budget, watch: &dyn Watch) -> Efficient {
        let [low, high] = self.relative(package);
        efficient(&low, &high, package, budget, watch)
    }

    /// A profile drawn evenly, every entry by itself: number `draw` of the stream of `seed`.
    #[must_use]
    pub fn draw(&self, seed: u64, draw: u64) -> Problem {
        let mut stream = Stream::new(seed, draw);
        let mut even = |low: i64, high: i64| {
            let width = high.wrapping_sub(low) as u64;
            low.wrapping_add_unsigned(stream.below(u128::from(width) + 1) as u64)
        };
        let worths = self.worths.iter().map(|worth| Worth {
            terms: worth.terms.clone(),
            entries: worth.low.iter().zip(&worth.high).map(|(&l, &h)| even(l, h)).collect(),
        });
        let worths = worths.collect();
        let no_deal: Vec<Option<i64>> = self
            .no_deal
            .iter()
            .map(|no_deal| match no_deal {
                NoDeal::Worth(low, high) => Some(even(*low, *high)),
                NoDeal::Anything | NoDeal::Package(_) => None,
            })
            .collect();
        let mut problem = Problem {
            sizes: self.sizes.clone(),
            parties: self.parties,
            worths,
            rules: self.rules.clone(),
            no_deal,
        };
        for p in 0..self.parties {
            if let Some(package) = self.fallback(p) {
                problem.no_deal[p] = Some(problem.worth(&package)[p]);
            }
        }
        problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unwatched;
    use crate::testing::{Kind, problem, zopa};
    use fastrand::Rng;

    /// So few entries that all profiles at the ends can be gone through.
    fn ranged(random: &mut Rng) -> Ranged {
        let kind = Kind {
            terms: random.usize(1..4),
            options: 2,
            parties: random.usize(1..3),
            most: 3,
            entangled: random.usize(0..2),
        };
        let problem = problem(random, kind);
        let mut wide = 8;
        let worths = problem.worths.iter().map(|worth| {
            let width = |random: &mut Rng| {
                let some = wide > 0 && random.bool();
                wide -= i32::from(some);
                if some { random.i64(1..4) } else { 0 }
            };
            let mut width = width;
            let high = worth.entries.iter().map(|low| low + width(random)).collect();
            RangedWorth { terms: worth.terms.clone(), low: worth.entries.clone(), high }
        });
        let worths = worths.collect();
        let no_deal = (0..kind.parties)
            .map(|p| match (random.u8(0..3), problem.no_deal[p]) {
                (0, Some(d)) => NoDeal::Worth(d, d + random.i64(0..2)),
                (1, _) => {
                    let option = |&size: &usize| random.usize(0..size);
                    NoDeal::Package(problem.sizes.iter().map(option).collect())
                }
                _ => NoDeal::Anything,
            })
            .collect();
        let ranged = Ranged {
            sizes: problem.sizes,
            parties: kind.parties,
            worths,
            rules: problem.rules,
            no_deal,
        };
        assert!(ranged.is_sound());
        ranged
    }

    /// Every profile of ends.
    fn profiles(ranged: &Ranged) -> Vec<Problem> {
        let mut all = vec![ranged.draw(0, 0)];
        for (w, worth) in ranged.worths.iter().enumerate() {
            for at in 0..worth.low.len() {
                let ends = [worth.low[at], worth.high[at]];
                let ends = if ends[0] == ends[1] { &ends[..1] } else { &ends[..] };
                let with = |problem: &Problem, end: i64| {
                    let mut problem = problem.clone();
                    problem.worths[w].entries[at] = end;
                    problem
                };
                all = all.iter().flat_map(|x| ends.iter().map(|&end| with(x, end))).collect();
            }
        }
        for p in 0..ranged.parties {
            let of = |problem: &Problem| match &ranged.no_deal[p] {
                NoDeal::Anything => vec![None],
                NoDeal::Worth(low, high) => vec![Some(*low), Some(*high)],
                NoDeal::Package(package) => vec![Some(problem.worth(package)[p])],
            };
            all = all
                .iter()
                .flat_map(|problem| {
                    of(problem).into_iter().map(|no_deal| {
                        let mut problem = problem.clone();
                        problem.no_deal[p] = no_deal;
                        problem
                    })
                })
                .collect();
        }
        all
    }

    fn dominates(problem: &Problem, y: &[usize], x: &[usize]) -> bool {
        let (a, b) = (problem.worth(y), problem.worth(x));
        problem.is_possible(y) && a != b && a.iter().zip(&b).all(|(a, b)| a >= b)
    }

    #[test]
    fn sure_and_possible_are_every_and_some_profile() {
        let mut random = Rng::with_seed(1);
        let mut kinds = [0; 3];
        for _ in 0..300 {
            let ranged = ranged(&mut random);
            let profiles = profiles(&ranged);
            let (sure, possible) = (zopa(&ranged.low()), zopa(&ranged.high()));
            let packages: Vec<Vec<usize>> = profiles[0].packages().collect();
            for x in &packages {
                let accepts = |problem: &Problem| {
                    problem.is_possible(x) && problem.is_acceptable(&problem.worth(x))
                };
                assert_eq!(sure.contains(x), profiles.iter().all(accepts));
                // The ends of different parties are independent, so that some profile is best for all.
                assert_eq!(possible.contains(x), profiles.iter().any(accepts));
                for (p, certainty) in ranged.acceptable(x).into_iter().enumerate() {
                    let accepts = |problem: &Problem| {
                        problem.no_deal[p].is_none_or(|d| problem.worth(x)[p] >= d)
                    };
                    let expected = match profiles.iter().filter(|x| accepts(x)).count() {
                        0 => Certainty::No,
                        many if many == profiles.len() => Certainty::Sure,
                        _ => Certainty::Possible,
                    };
                    assert_eq!(certainty, expected);
                }
                let found = ranged.efficient(x, Budget::default(), &Unwatched);
                let some = |y: &&Vec<usize>| profiles.iter().any(|p| dominates(p, y, x));
                let every = |y: &&Vec<usize>| profiles.iter().all(|p| dominates(p, y, x));
                assert_eq!(found.possibly_dominated.is_some(), packages.iter().any(|y| some(&y)));
                assert_eq!(found.surely_dominated.is_some(), packages.iter().any(|y| every(&y)));
                assert!(found.possibly_dominated.iter().all(|y| some(&y)));
                assert!(found.surely_dominated.iter().all(|y| every(&y)));
                let certainty = found.certainty().unwrap();
                let efficient =
                    |problem: &&Problem| !packages.iter().any(|y| dominates(problem, y, x));
                let many = profiles.iter().filter(efficient).count();
                assert_eq!(certainty == Certainty::Sure, many == profiles.len());
                assert!(certainty != Certainty::No || many == 0);
                kinds[certainty as usize] += 1;
            }
            for draw in 0..3 {
                let drawn = ranged.draw(9, draw);
                let zopa = zopa(&drawn);
                assert!(sure.iter().all(|x| zopa.contains(x)));
                assert!(zopa.iter().all(|x| possible.contains(x)));
                assert_eq!(drawn, ranged.draw(9, draw));
            }
        }
        assert!(kinds.iter().all(|&many| many > 50), "{kinds:?}");
    }

    #[test]
    fn what_could_overflow_is_not_sound() {
        let mut ranged = Ranged {
            sizes: vec![1],
            parties: 1,
            worths: vec![RangedWorth { terms: vec![0], low: vec![0], high: vec![1 << 59] }],
            rules: Vec::new(),
            no_deal: vec![NoDeal::Package(vec![0])],
        };
        assert!(ranged.is_sound());
        ranged.no_deal[0] = NoDeal::Package(vec![1]);
        assert!(!ranged.is_sound());
        ranged.no_deal[0] = NoDeal::Worth(1, 0);
        assert!(!ranged.is_sound());
        ranged.no_deal[0] = NoDeal::Anything;
        ranged.worths[0].high[0] += 1;
        assert!(!ranged.is_sound());
        ranged.worths[0] = RangedWorth { terms: vec![0], low: vec![1], high: vec![0] };
        assert!(!ranged.is_sound());
    }
}
