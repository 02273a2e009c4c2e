//! What is worth keeping given packages that are known already.

use super::climb::Climber;
use super::keep::{Keep, Place};
use super::plan::Plan;
use super::points::Points;
use super::prune::prune;
use super::rest::{Amount, Rest};
use crate::parallel;
use crate::problem::Problem;
use crate::watch::{Unwatched, Watch};

/// Keeps what may still become acceptable, and no worse than packages that are known already.
///
/// With what the rest can add to every party at most, a point says what it may become at best. Below a
/// floor, or dominated by a known package even so, it is of no use; and where that is so for the best
/// of all points at a place, none is computed there. The known packages are those best for one party and
/// one that is good for all, and what a few changes of those lead to.
#[derive(Clone, Debug)]
pub struct Hopeful {
    floors: Vec<i64>,
    /// Worths of known packages, whose options are in the back rows.
    known: Points,
    rests: Vec<Rest<i64>>,
    /// Per slot of all stages whether there is hope for anything.
    open: Vec<bool>,
}

impl Hopeful {
    /// `floors` per party, `None` for a party that takes anything. Costs one look at every table per
    /// party, and one more.
    #[must_use]
    pub fn of(plan: &Plan, problem: &Problem, floors: &[Option<i64>]) -> Self {
        Self::of_watched(plan, problem, floors, &Unwatched)
    }

    /// The same; after a stop, hope is where there is none.
    pub(super) fn of_watched(
        plan: &Plan,
        problem: &Problem,
        floors: &[Option<i64>],
        watch: &dyn Watch,
    ) -> Self {
        let k = problem.parties;
        let sides = parallel::map(k, |p| {
            let weigh = |values: &[i64]| values[p];
            let inside = plan.inside(&weigh, watch);
            let rest = Rest { amounts: plan.outside(&inside, &weigh, watch) };
            let is_whole = !watch.is_stopped();
            (is_whole.then(|| plan.package(&inside, &weigh)).flatten(), inside, rest)
        });
        let mut known = Points::new(k, problem.sizes.len());
        let mut packages: Vec<Vec<usize>> =
            sides.iter().filter_map(|(package, ..)| package.clone()).collect();
        if packages.len() == k {
            let best: Vec<Vec<i64>> = packages.iter().map(|own| problem.worth(own)).collect();
            let even = even(&best);
            packages
                .extend(plan.best(|values| weighted(values, &even)).map(|(_, package)| package));
            // Cheap beside the tables: from every package towards every mixture.
            let mut climber = Climber::new(problem, plan.slots() as u64);
            let starts = packages.clone();
            for weights in mixtures(&even) {
                for mut package in starts.clone() {
                    climber.climb(&mut package, &weights);
                    packages.push(package);
                }
            }
        }
        packages.iter().for_each(|package| add(&mut known, problem, package));
        prune(&mut known);
        let floors = floors.iter().map(|floor| floor.unwrap_or(i64::MIN)).collect();
        let mut hopeful = Self { floors, known, rests: Vec::with_capacity(k), open: Vec::new() };
        let mut hope = vec![0; k];
        hopeful.open = (0..plan.slots())
            .map(|slot| {
                for (hope, (_, inside, rest)) in hope.iter_mut().zip(&sides) {
                    *hope = inside[slot].plus(rest.amounts[slot]);
                }
                hopeful.has_hope(&hope)
            })
            .collect();
        hopeful.rests.extend(sides.into_iter().map(|(.., rest)| rest));
        hopeful
    }

    /// The known packages that are acceptable.
    pub(super) fn known(&self) -> Points {
        let mut points = Points::new(self.known.parties, self.known.width);
        for i in (0..self.known.len()).filter(|&i| self.is_enough(self.known.at(i))) {
            points.push(self.known.at(i), 1, self.known.back(i));
        }
        points
    }

    fn is_enough(&self, values: &[i64]) -> bool {
        values.iter().zip(&self.floors).all(|(value, floor)| value >= floor)
    }

    /// Whether something that is worth `hope` at best may be wanted.
    fn has_hope(&self, hope: &[i64]) -> bool {
        // A known package that is at least the best there can be, and is not that.
        let covers = |known: &[i64]| known != hope && known.iter().zip(hope).all(|(k, h)| k >= h);
        !hope.contains(&i64::NONE)
            && self.is_enough(hope)
            && !self.known.values.chunks_exact(hope.len()).any(covers)
    }
}

impl Keep for Hopeful {
    fn keep(&self, place: Place, values: &[i64]) -> bool {
        let mut few = [0; 8];
        let mut many = Vec::new();
        let hope = match few.get_mut(..values.len()) {
            Some(few) => few,
            None => {
                many.resize(values.len(), 0);
                &mut many[..]
            }
        };
        for ((hope, rest), &value) in hope.iter_mut().zip(&self.rests).zip(values) {
            *hope = rest.at(place).plus(value);
        }
        self.has_hope(hope)
    }

    fn is_open(&self, place: Place) -> bool {
        self.open[place.index]
    }
}

/// A few efficient packages that are worth at least `floors`: the best for every party, the best for all
/// together, and some between. Each maximises a sum in which everybody counts.
pub(super) fn efficient(plan: &Plan, problem: &Problem, floors: &[Option<i64>]) -> Points {
    let k = problem.parties;
    let mut points = Points::new(k, problem.sizes.len());
    let mut find = |weights: &[i128]| {
        let package = plan.best(|values| weighted(values, weights))?.1;
        let values = problem.worth(&package);
        if values.iter().zip(floors).all(|(value, floor)| floor.is_none_or(|d| *value >= d)) {
            add(&mut points, problem, &package);
        }
        Some(values)
    };
    // One party counts for nearly all, the others where it is the same for it.
    let own = |p: usize| (0..k).map(|q| if q == p { 1 << 62 } else { 1 }).collect::<Vec<i128>>();
    let best: Vec<Vec<i64>> = (0..k).filter_map(|p| find(&own(p))).collect();
    if best.len() == k {
        let even = even(&best);
        find(&even);
        for p in 0..k {
            let mut weights = even.clone();
            weights[p] *= 4;
            find(&weights);
        }
    }
    // One package each, however often it was found.
    prune(&mut points);
    points.counts.fill(1);
    points
}

/// Improves packages that are all that is known of a problem, towards every mixture of parties.
pub(super) fn climb(problem: &Problem, floors: &[Option<i64>], points: &mut Points) {
    if points.len() == 0 {
        return;
    }
    let k = problem.parties;
    let ranges: Vec<(i64, i64)> = (0..k)
        .map(|p| {
            let own = points.values.iter().skip(p).step_by(k);
            (own.clone().min().copied().unwrap_or(0), own.max().copied().unwrap_or(0))
        })
        .collect();
    let even: Vec<i128> = ranges.iter().map(|&(low, high)| counted_alike(low, high)).collect();
    let mut climber = Climber::new(problem, READS);
    let step = points.len().div_ceil(STARTS);
    let starts: Vec<Vec<u32>> =
        (0..points.len()).step_by(step).map(|i| points.back(i).to_vec()).collect();
    for weights in std::iter::once(even.clone()).chain(mixtures(&even)) {
        for start in &starts {
            let mut package: Vec<usize> = start.iter().map(|&option| option as usize).collect();
            climber.climb(&mut package, &weights);
            let values = problem.worth(&package);
            if values.iter().zip(floors).all(|(value, floor)| floor.is_none_or(|d| *value >= d)) {
                add(points, problem, &package);
            }
        }
    }
    prune(points);
    points.counts.fill(1);
}

/// Packages from which to climb, and table entries to read, where nothing else is known.
const STARTS: usize = 16;
const READS: u64 = 10_000_000;

/// A weight that is larger for a smaller range.
fn counted_alike(low: i64, high: i64) -> i128 {
    ((1 << 56) / i128::from(high.abs_diff(low).max(1))).max(1)
}

/// Weights that make everybody's range the same, given what is best for each.
fn even(best: &[Vec<i64>]) -> Vec<i128> {
    (0..best.len())
        .map(|p| counted_alike(best.iter().map(|own| own[p]).min().unwrap_or(0), best[p][p]))
        .collect()
}

/// Weights in which some party counts for more than the others, or for less.
fn mixtures(even: &[i128]) -> Vec<Vec<i128>> {
    let mut all = Vec::new();
    for (times, over) in [(3, 2), (3, 1), (8, 1)] {
        for p in 0..even.len() {
            for is_more in [true, false] {
                let (own, other) = if is_more { (times, over) } else { (over, times) };
                let weights = even.iter().enumerate();
                all.push(weights.map(|(q, w)| w * if q == p { own } else { other }).collect());
            }
        }
    }
    all
}

fn weighted(values: &[i64], weights: &[i128]) -> i128 {
    values.iter().zip(weights).map(|(&value, weight)| i128::from(value) * weight).sum()
}

fn add(points: &mut Points, problem: &Problem, package: &[usize]) {
    let row: Vec<u32> = package.iter().map(|&option| option as u32).collect();
    points.push(&problem.worth(package), 1, &row);
}
