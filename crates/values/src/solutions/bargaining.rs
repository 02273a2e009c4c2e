//! What the solutions of one problem share: its plan, its bounds, acceptable packages.

use super::answer::{Lottery, Package, Refusal, Ties};
use super::bars::{Bars, Gauge, Ranges};
use super::climb::Climber;
use super::hull::{Cut, Mixture, Program, Support, Vertex};
use crate::frontier::{Eliminated, Halt, Plan, eliminate};
use crate::problem::Problem;
use crate::watch::{Budget, Watch};
use std::cell::{Cell, OnceCell};

/// How far to go, and how much to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// For all questions to one [`Bargaining`] together.
    pub budget: Budget,
    /// Worths listed of those that tie.
    pub listed: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { budget: Budget::default(), listed: 16 }
    }
}

/// The bargaining solutions of a problem.
pub struct Bargaining<'a> {
    pub(super) problem: &'a Problem,
    pub(super) plan: Plan,
    pub(super) no_deal: Vec<i64>,
    pub(super) settings: Settings,
    pub(super) watch: &'a dyn Watch,
    pub(super) ranges: Ranges,
    pub(super) climber: Climber,
    /// Per party the possible package that is best for it.
    pub(super) peaks: Vec<Vertex>,
    /// What is left of the work.
    work: Cell<u64>,
    feasible: OnceCell<Feasible>,
}

/// Whether some package is acceptable to all.
#[derive(Clone, Debug)]
pub(super) enum Feasible {
    /// This one is.
    Yes(Vertex),
    /// None is.
    No,
    /// The budget ended.
    Unknown,
}

/// What survived a search, with true worths.
#[derive(Debug)]
pub(super) struct Survivors {
    pub(super) worths: Vec<i64>,
    eliminated: Eliminated,
}

impl Survivors {
    pub(super) fn vertex(&self, at: usize, parties: usize) -> Vertex {
        Vertex {
            worth: self.worths[at * parties..(at + 1) * parties].to_vec(),
            package: self.eliminated.package(at),
        }
    }
}

/// Weights that a search is pruned by.
const GAUGES: usize = 16;

impl<'a> Bargaining<'a> {
    /// Prepares.
    ///
    /// # Errors
    /// If the problem is not sound, a party does not say what no deal is worth, or too many terms
    /// hang together.
    pub fn of(
        problem: &'a Problem,
        settings: Settings,
        watch: &'a dyn Watch,
    ) -> Result<Self, Refusal> {
        if !problem.is_sound() {
            return Err(Refusal::Unsound);
        }
        let silent: Vec<usize> =
            (0..problem.parties).filter(|&p| problem.no_deal[p].is_none()).collect();
        if !silent.is_empty() {
            return Err(Refusal::NoDeal(silent));
        }
        let plan = Plan::of(problem, &settings.budget).map_err(Refusal::Table)?;
        let ranges = Ranges::of(&plan, problem.parties);
        let mut bargaining = Self {
            no_deal: problem.no_deal.iter().map(|no_deal| no_deal.unwrap_or(0)).collect(),
            climber: Climber::of(problem),
            peaks: Vec::new(),
            work: Cell::new(settings.budget.work),
            feasible: OnceCell::new(),
            problem,
            plan,
            settings,
            watch,
            ranges,
        };
        for p in 0..problem.parties {
            let weights: Vec<i64> = (0..problem.parties).map(|q| i64::from(p == q)).collect();
            match bargaining.plan.best(|values| Cut::at(&weights, values)) {
                Some((_, package)) => {
                    let worth = problem.worth(&package);
                    bargaining.peaks.push(Vertex { worth, package });
                }
                None => break,
            }
        }
        Ok(bargaining)
    }

    pub(super) fn parties(&self) -> usize {
        self.no_deal.len()
    }

    /// The support function; call only where some package is possible.
    pub(super) fn support(&self) -> Packages<'_> {
        Packages { problem: self.problem, plan: &self.plan }
    }

    /// Per party the unit in which its gains are about as large as those of the others.
    pub(super) fn scale(&self) -> Vec<i64> {
        let gain = |(p, peak): (usize, &Vertex)| (peak.worth[p] - self.no_deal[p]).max(1);
        self.peaks.iter().enumerate().map(gain).collect()
    }

    /// Questions to the support function that a hull may ask.
    pub(super) fn rounds(&self) -> usize {
        60 + 20 * self.parties()
    }

    /// Everything that clears the bars.
    pub(super) fn search<const CAPS: bool>(
        &self,
        bars: &Bars<'_, CAPS>,
    ) -> Result<Survivors, Halt> {
        let budget = Budget { work: self.work.get(), ..self.settings.budget };
        let eliminated = eliminate(&self.plan, bars, &budget, self.watch);
        let eliminated = match eliminated {
            Ok(eliminated) => eliminated,
            Err(halt) => {
                if matches!(halt, Halt::Work { .. }) {
                    self.work.set(0);
                }
                return Err(halt);
            }
        };
        self.work.set(self.work.get().saturating_sub(eliminated.work));
        let mut worths = Vec::with_capacity(eliminated.len() * self.parties());
        for at in 0..eliminated.len() {
            if CAPS {
                worths.extend(self.problem.worth(&eliminated.package(at)));
            } else {
                worths.extend_from_slice(eliminated.values(at));
            }
        }
        Ok(Survivors { worths, eliminated })
    }

    /// The cuts that say most, smallest first by `bound`, ready to prune by.
    pub(super) fn gauges<T: PartialOrd>(
        &self,
        cuts: &[Cut],
        bound: impl Fn(&Cut) -> Option<T>,
    ) -> Vec<Gauge> {
        let mut rated: Vec<(T, &Cut)> =
            cuts.iter().filter_map(|cut| Some((bound(cut)?, cut))).collect();
        rated.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(std::cmp::Ordering::Equal));
        rated.truncate(GAUGES);
        rated.into_iter().map(|(_, cut)| Gauge::of(&self.plan, cut.clone())).collect()
    }

    pub(super) fn lottery(&self, mixture: &Mixture) -> Lottery {
        let zero = vec![0; self.parties()];
        let package = |vertex: &Vertex| self.package(vertex);
        Lottery {
            worth: mixture.gains(&zero),
            parts: mixture.parts.iter().map(|(share, vertex)| (*share, package(vertex))).collect(),
        }
    }

    pub(super) fn package(&self, vertex: &Vertex) -> Package {
        Package { options: vertex.package.clone(), worth: vertex.worth.clone() }
    }

    /// The survivors at `tied` in the order in which one of them is preferred, as far as they are listed.
    pub(super) fn ties(&self, survivors: &Survivors, mut tied: Vec<usize>) -> Ties {
        let k = self.parties();
        let worth = |at: usize| &survivors.worths[at * k..(at + 1) * k];
        tied.sort_by_cached_key(|&at| {
            let mut gains = super::definition::gains(worth(at), &self.no_deal);
            gains.sort_unstable();
            std::cmp::Reverse((gains, worth(at).to_vec()))
        });
        let listed = tied.iter().take(self.settings.listed.max(1));
        let listed = listed.map(|&at| self.package(&survivors.vertex(at, k))).collect();
        Ties { count: tied.len(), is_complete: true, listed }
    }

    /// One package that stands for others nobody looked for.
    pub(super) fn alone(&self, vertex: &Vertex) -> Ties {
        Ties { count: 1, is_complete: false, listed: vec![self.package(vertex)] }
    }

    /// A package that is acceptable to all.
    pub(super) fn feasible(&self) -> Feasible {
        self.feasible.get_or_init(|| self.reach(&self.no_deal)).clone()
    }

    /// A package worth at least `floors`: by climbing, or by a search where what exceeds them is nothing.
    pub(super) fn reach(&self, floors: &[i64]) -> Feasible {
        if self.peaks.len() < self.parties() {
            return Feasible::No;
        }
        if self.peaks.iter().enumerate().any(|(p, peak)| peak.worth[p] < floors[p]) {
            return Feasible::No;
        }
        let scale = self.scale();
        let program = Program { weights: None, base: floors, scale: &scale };
        let rounds = self.rounds();
        let hull = program.solve(&mut self.support(), rounds);
        if hull.cuts.iter().any(|cut| cut.over(floors) < 0) {
            return Feasible::No;
        }
        let height = |worth: &[i64]| {
            let gain = |p: usize| (worth[p] - floors[p]) as f64 / scale[p] as f64;
            let gains = (0..worth.len()).map(gain);
            [gains.clone().fold(f64::MAX, f64::min).min(0.0), gains.sum()]
        };
        for start in hull.mixture.parts.iter().map(|part| &part.1).chain(&self.peaks) {
            let vertex = self.climber.climb(self.problem, start, height);
            if vertex.worth.iter().zip(floors).all(|(worth, floor)| worth >= floor) {
                return Feasible::Yes(vertex);
            }
        }
        let gauges = self.gauges(&hull.cuts, |cut| {
            let sum = Cut::at(&cut.weights, &scale) as f64;
            (sum > 0.0).then(|| cut.over(floors) as f64 / sum)
        });
        let needs =
            gauges.iter().map(|gauge| (gauge, Cut::at(&gauge.cut.weights, floors))).collect();
        let bars: Bars<'_, true> = Bars {
            ranges: &self.ranges,
            floors: floors.to_vec(),
            needs,
            ceilings: floors.iter().map(|&floor| Some(floor)).collect(),
            order: None,
        };
        match self.search(&bars) {
            Ok(survivors) if survivors.worths.is_empty() => Feasible::No,
            Ok(survivors) => Feasible::Yes(survivors.vertex(0, floors.len())),
            Err(_) => Feasible::Unknown,
        }
    }
}

/// The possible packages of a problem.
pub(super) struct Packages<'a> {
    problem: &'a Problem,
    plan: &'a Plan,
}

impl Support for Packages<'_> {
    fn best(&mut self, weights: &[i64]) -> (i128, Vertex) {
        match self.plan.best(|values| Cut::at(weights, values)) {
            Some((most, package)) => {
                (most, Vertex { worth: self.problem.worth(&package), package })
            }
            // Nothing is possible; nobody asks then.
            None => (0, Vertex { worth: vec![0; weights.len()], package: Vec::new() }),
        }
    }
}
