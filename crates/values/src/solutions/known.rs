//! The solutions where the whole frontier is known: every one of them singles out an efficient worth, so
//! the definitions over the list of efficient worths are all there is to do.

use super::answer::{Answer, Found, Gainers, Lottery, Objective, Package, Ties};
use super::definition::{self, Points, Share, gains, product};
use super::hull::{self, Mixture, Support, Vertex};
use std::cmp::Reverse;

/// A frontier of which nothing is missing.
pub struct Known<'a> {
    /// All efficient worths.
    pub points: Points<'a>,
    /// A package that reaches a point.
    pub package: &'a dyn Fn(usize) -> Vec<usize>,
    /// Worths listed of those that tie.
    pub listed: usize,
}

/// Steps towards the best lottery.
const ROUNDS: usize = 400;

impl Known<'_> {
    fn parties(&self) -> usize {
        self.points.no_deal.len()
    }

    fn worth(&self, at: usize) -> &[i64] {
        &self.points.worths[at * self.parties()..(at + 1) * self.parties()]
    }

    fn at(&self, at: usize) -> Package {
        Package { options: (self.package)(at), worth: self.worth(at).to_vec() }
    }

    /// The points that are acceptable to all.
    fn inside(&self) -> Vec<usize> {
        let acceptable = |at: &usize| {
            self.worth(*at).iter().zip(self.points.no_deal).all(|(worth, no_deal)| worth >= no_deal)
        };
        (0..self.points.iter().count()).filter(acceptable).collect()
    }

    /// The Nash solution. Cost: a product per point.
    #[must_use]
    pub fn nash(&self, weights: &[u32]) -> Answer {
        self.among_acceptable(|points, inside| {
            let best = definition::nash(points, weights);
            if best.is_empty() {
                let sets = definition::gainers(points).into_iter();
                let gainers =
                    sets.map(|(parties, at)| Gainers { parties, package: self.at(inside[at]) });
                return Answer::NoneBetter { gainers: gainers.collect(), is_complete: true };
            }
            let value = |at: usize| product(&gains(self.worth(at), points.no_deal), weights);
            let mut found = self.found(&best, inside, |at| Objective::Product(value(at)));
            found.lottery = Some(self.lottery(&found.package, weights));
            Answer::Found(Box::new(found))
        })
    }

    /// The Kalai–Smorodinsky solution.
    #[must_use]
    pub fn kalai_smorodinsky(&self) -> Answer {
        self.among_acceptable(|points, inside| {
            let Some(ideal) = points.ideal() else { return Answer::Empty };
            let best = definition::kalai_smorodinsky(points, &ideal);
            let left_out: Vec<usize> =
                (0..ideal.len()).filter(|&p| ideal[p] <= points.no_deal[p]).collect();
            let smallest = |at: usize| {
                let shares = definition::shares(self.worth(at), points.no_deal, &ideal);
                Objective::Share(shares.first().copied().unwrap_or(Share { part: 0, whole: 1 }))
            };
            let found = Found {
                largest_gains: gains(&ideal, points.no_deal),
                left_out,
                ..self.found(&best, inside, smallest)
            };
            Answer::Found(Box::new(found))
        })
    }

    /// The egalitarian solution.
    #[must_use]
    pub fn egalitarian(&self) -> Answer {
        self.among_acceptable(|points, inside| {
            let smallest = |at: usize| {
                let gains = gains(self.worth(at), points.no_deal);
                Objective::Gain(gains.into_iter().min().unwrap_or(0))
            };
            Answer::Found(Box::new(self.found(&definition::egalitarian(points), inside, smallest)))
        })
    }

    /// The utilitarian solution over all possible packages.
    #[must_use]
    pub fn utilitarian(&self) -> Answer {
        let all: Vec<usize> = (0..self.points.iter().count()).collect();
        if all.is_empty() {
            return Answer::Empty;
        }
        let sum = |at: usize| Objective::Sum(definition::sum(self.worth(at)));
        Answer::Found(Box::new(self.found(&definition::utilitarian(self.points), &all, sum)))
    }

    fn among_acceptable(&self, answer: impl FnOnce(Points<'_>, &[usize]) -> Answer) -> Answer {
        let inside = self.inside();
        if inside.is_empty() {
            return Answer::Empty;
        }
        let worths: Vec<i64> = inside.iter().flat_map(|&at| self.worth(at)).copied().collect();
        answer(Points { worths: &worths, no_deal: self.points.no_deal }, &inside)
    }

    /// What ties for best, as positions in `inside`; the preferred one first.
    fn found(&self, best: &[usize], inside: &[usize], value: impl Fn(usize) -> Objective) -> Found {
        let mut best: Vec<usize> = best.iter().map(|&at| inside[at]).collect();
        best.sort_by_cached_key(|&at| {
            let mut gains = gains(self.worth(at), self.points.no_deal);
            gains.sort_unstable();
            Reverse((gains, self.worth(at).to_vec()))
        });
        let package = self.at(best[0]);
        let listed = best.iter().take(self.listed.max(1)).map(|&at| self.at(at)).collect();
        Found {
            value: value(best[0]),
            bound: value(best[0]),
            proved: true,
            gains: gains(&package.worth, self.points.no_deal),
            package,
            ties: Ties { count: best.len(), is_complete: true, listed },
            largest_gains: Vec::new(),
            left_out: Vec::new(),
            lottery: None,
        }
    }

    /// The largest product over lotteries, from the best package.
    fn lottery(&self, best: &Package, weights: &[u32]) -> Lottery {
        let mut list = List(self);
        let vertex = Vertex { worth: best.worth.clone(), package: best.options.clone() };
        let start = Mixture { parts: vec![(1.0, vertex)] };
        let no_deal = self.points.no_deal;
        let mixture = hull::nash(&mut list, no_deal, weights, start, ROUNDS).mixture;
        let part = |(share, vertex): &(f64, Vertex)| {
            let worth = vertex.worth.clone();
            (*share, Package { options: vertex.package.clone(), worth })
        };
        let zero = vec![0; self.parties()];
        Lottery { worth: mixture.gains(&zero), parts: mixture.parts.iter().map(part).collect() }
    }
}

/// The support function of a list.
struct List<'a, 'b>(&'a Known<'b>);

impl Support for List<'_, '_> {
    fn best(&mut self, weights: &[i64]) -> (i128, Vertex) {
        let value = |worth: &[i64]| -> i128 {
            worth.iter().zip(weights).map(|(&worth, &w)| i128::from(worth) * i128::from(w)).sum()
        };
        let mut best: Option<(i128, usize)> = None;
        for (at, worth) in self.0.points.iter().enumerate() {
            let value = value(worth);
            if best.is_none_or(|(most, _)| value > most) {
                best = Some((value, at));
            }
        }
        // A list that somebody found a best package in is not empty.
        let (most, at) = best.unwrap_or_default();
        let package = self.0.at(at);
        (most, Vertex { worth: package.worth, package: package.options })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontier::{Exactness, Floor, frontier, random};
    use crate::solutions::{Among, Bargaining, Settings};
    use crate::{Budget, Unwatched};

    #[test]
    fn the_frontier_singles_out_what_searches_find() {
        let mut random = fastrand::Rng::with_seed(17);
        let mut found = 0;
        for _ in 0..600 {
            let mut problem = random::problem(&mut random);
            for (p, no_deal) in problem.no_deal.iter_mut().enumerate() {
                no_deal.get_or_insert(p as i64);
            }
            let no_deal: Vec<i64> = problem.no_deal.iter().flatten().copied().collect();
            let all = frontier(&problem, Floor::None, &Budget::default(), &Unwatched);
            assert_eq!(all.exactness, Exactness::Exact);
            let points = Points { worths: all.all_values(), no_deal: &no_deal };
            let known = Known { points, package: &|at| all.package(at), listed: 16 };
            let searched =
                Bargaining::of(&problem, Settings::default(), &Unwatched).expect("small");
            let even = vec![1; problem.parties];
            let pairs = [
                (known.nash(&even), searched.nash(&even).expect("weights")),
                (known.kalai_smorodinsky(), searched.kalai_smorodinsky()),
                (known.egalitarian(), searched.egalitarian()),
                (known.utilitarian(), searched.utilitarian(Among::All)),
            ];
            for (known, searched) in pairs {
                match (known, searched) {
                    (Answer::Found(known), Answer::Found(searched)) => {
                        found += 1;
                        assert!(searched.proved);
                        assert_eq!(known.value, searched.value);
                        assert_eq!(known.package.worth, searched.package.worth);
                        assert_eq!(known.ties.count, searched.ties.count);
                        assert_eq!(known.largest_gains, searched.largest_gains);
                        assert_eq!(problem.worth(&known.package.options), known.package.worth);
                        if let (Some(a), Some(b)) = (known.lottery, searched.lottery) {
                            let product = |lottery: &Lottery| -> f64 {
                                let gains = lottery.worth.iter().zip(&no_deal);
                                gains.map(|(worth, &d)| worth - d as f64).product()
                            };
                            let (a, b) = (product(&a), product(&b));
                            assert!((a - b).abs() <= 0.02 * a.max(b).max(1.0), "{a} and {b}");
                        }
                    }
                    (
                        Answer::NoneBetter { gainers: known, .. },
                        Answer::NoneBetter { gainers: searched, .. },
                    ) => {
                        let sets = |g: &[Gainers]| -> Vec<Vec<usize>> {
                            g.iter().map(|set| set.parties.clone()).collect()
                        };
                        assert_eq!(sets(&known), sets(&searched));
                    }
                    (known, searched) => assert_eq!(known, searched),
                }
            }
        }
        assert!(found > 800, "only {found} solutions");
    }
}
