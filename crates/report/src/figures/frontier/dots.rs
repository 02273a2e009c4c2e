//! Which efficient worths are drawn, and where.

use crate::picture::Point;
use detente_engine::deals::valued::{Frontier, Valued, package_of};
use detente_scenario::Package;

/// Dots drawn on one plane before some are left out.
const DRAWN: usize = 400;

/// Sides of the cells of which one dot of each kind is drawn: the first one that leaves few enough.
const CELLS: [f64; 7] = [3.0, 4.5, 6.0, 8.0, 11.0, 15.0, 20.0];

/// An efficient worth.
#[derive(Clone, Copy)]
pub(super) struct Efficient<'a> {
    frontier: &'a Frontier,
    at: usize,
}

impl<'a> Efficient<'a> {
    /// What it is to each signer.
    pub(super) fn worth(self) -> &'a [i64] {
        self.frontier.values(self.at)
    }

    /// A package that is worth that.
    pub(super) fn package(self) -> Package {
        package_of(&self.frontier.package(self.at))
    }
}

/// The efficient worths of an answer, the best for the first signer first.
///
/// Where the whole frontier is not known exactly, its acceptable part is what was found of the frontier of the
/// zopa. For two signers none is worse than another for both.
pub(super) fn efficient(valued: &Valued) -> Vec<Efficient<'_>> {
    let of = |frontier, at| Efficient { frontier, at };
    let all = &valued.frontier;
    let mut dots: Vec<Efficient<'_>> = (0..all.len()).map(|at| of(all, at)).collect();
    if let Some(inside) = &valued.acceptable {
        dots.retain(|dot| !valued.scaled.problem.is_acceptable(dot.worth()));
        dots.extend(valued.acceptable_points().map(|at| of(inside, at)));
        dots.sort_by(|a, b| b.worth().cmp(a.worth()));
        if valued.parties.len() == 2 {
            let mut most = i64::MIN;
            dots.retain(|dot| {
                let own = dot.worth()[1];
                let better = own > most;
                most = most.max(own);
                better
            });
        }
    }
    dots
}

/// Where dots of two kinds stand: all of them if they are few; otherwise the first of each kind in each of so
/// many cells, and the ends.
pub(super) fn thinned(dots: Vec<(Point, bool)>) -> Vec<(Point, bool)> {
    if dots.len() <= DRAWN {
        return dots;
    }
    let mut thin = Vec::new();
    for cell in CELLS {
        thin = one_in_each(&dots, cell);
        if thin.len() <= DRAWN {
            break;
        }
    }
    thin
}

fn one_in_each(dots: &[(Point, bool)], cell: f64) -> Vec<(Point, bool)> {
    let most = |of: fn(&Point) -> f64| dots.iter().map(|(point, _)| of(point)).fold(0.0, f64::max);
    let place = |along: f64| (along.max(0.0) / cell) as usize;
    let (across, down) = (place(most(|point| point.x)) + 1, place(most(|point| point.y)) + 1);
    let mut seen = vec![false; across * down * 2];
    let mut is_new = |&(point, kind): &(Point, bool)| {
        let at = (place(point.y) * across + place(point.x)) * 2 + usize::from(kind);
        !std::mem::replace(&mut seen[at], true)
    };
    let last = dots.len().saturating_sub(1);
    let drawn = dots.iter().enumerate().filter(|(at, dot)| is_new(dot) || *at == last);
    drawn.map(|(_, dot)| *dot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::at;

    #[test]
    fn few_dots_stay_and_many_are_thinned_the_same_way_each_time() {
        let arc = |count: usize| -> Vec<(Point, bool)> {
            let part = |i: usize| i as f64 / count as f64;
            (0..count)
                .map(|i| (at(500.0 - 500.0 * part(i), 500.0 * (1.0 - part(i))), i % 2 == 0))
                .collect()
        };
        assert_eq!(thinned(arc(DRAWN)).len(), DRAWN);
        for count in [DRAWN + 1, 5_000, 100_000] {
            let (all, thin) = (arc(count), thinned(arc(count)));
            assert!((100..=DRAWN).contains(&thin.len()), "{count}: {}", thin.len());
            assert_eq!((thin[0], thin[thin.len() - 1]), (all[0], all[count - 1]));
            assert_eq!(thin, thinned(all.clone()));
            // Each dot that is left out has one of its kind near it.
            for (dot, kind) in all {
                let near = |(other, same): &(Point, bool)| {
                    *same == kind
                        && (other.x - dot.x).abs() <= 20.0
                        && (other.y - dot.y).abs() <= 20.0
                };
                assert!(thin.iter().any(near));
            }
        }
    }

    #[test]
    fn a_cloud_that_fills_the_plane_is_thinned_as_well() {
        let cloud =
            (0..200_000).map(|i| (at(f64::from(i % 510), f64::from(i / 510 % 280)), i % 3 == 0));
        let thin = thinned(cloud.collect());
        assert!(thin.len() <= 27 * 15 * 2, "{}", thin.len());
    }
}
