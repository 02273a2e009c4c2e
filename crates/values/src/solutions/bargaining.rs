//! What the solutions of one problem share: its order, its bounds, acceptable packages.

use super::answer::{Lottery, Package, Refusal, Ties};
use super::arrange::Arranged;
use super::bars::{Bars, Ranges};
use super::climb::{Climber, Height};
use super::definition::{self, Points};
use super::hull::{Cut, Mixture, Program, Support, Vertex, whole};
use super::net::{Net, around};
use super::support::{Packages, Uncoupled};
use crate::frontier::{Eliminated, Halt, eliminate};
use crate::problem::Problem;
use crate::watch::{Budget, Watch};
use std::cell::{Cell, OnceCell};

/// How far to go, and how much to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// For all questions to one [`Bargaining`] together.
    pub budget: Budget,
    /// Worths listed of those that tie; at least one is.
    pub listed: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { budget: Budget::default(), listed: 16 }
    }
}

/// The bargaining solutions of a problem.
pub struct Bargaining<'a> {
    arranged: Arranged,
    uncoupled: Option<Uncoupled>,
    climber: Climber,
    settings: Settings,
    watch: &'a dyn Watch,
    pub(super) no_deal: Vec<i64>,
    /// Per party the possible package that is best for it, or the one of the relaxation; none if no package is
    /// possible.
    pub(super) peaks: Vec<Vertex>,
    pub(super) ranges: Ranges,
    /// What is left of the work.
    work: Cell<u64>,
    feasible: OnceCell<Feasible>,
}

/// Whether some package reaches what is asked.
#[derive(Clone, Debug)]
pub(super) enum Feasible {
    /// This one does.
    Yes(Vertex),
    /// None does.
    No,
    /// The budget ended.
    Unknown,
}

/// What survived a search, with true worths.
#[derive(Debug)]
pub(super) struct Survivors {
    worths: Vec<i64>,
    parties: usize,
    eliminated: Eliminated,
}

impl Survivors {
    pub(super) fn worth(&self, at: usize) -> &[i64] {
        &self.worths[at * self.parties..(at + 1) * self.parties]
    }

    pub(super) fn vertex(&self, at: usize) -> Vertex {
        Vertex { worth: self.worth(at).to_vec(), package: self.eliminated.package(at) }
    }

    pub(super) fn points<'a>(&'a self, no_deal: &'a [i64]) -> Points<'a> {
        Points { worths: &self.worths, no_deal }
    }
}

/// Weightings that a search starts with.
const FEW: usize = 16;

/// Points that could be made in the time that a question to the support function takes, per slot of the plan.
const LOOK: u64 = 16;

/// Work from which on more weightings pay for themselves, and how many per party.
const WIDER: [(u64, usize); 2] = [(1 << 11, 24), (1 << 17, 64)];

/// Work from which on it pays to look for better packages by climbing.
const CLIMB: u64 = 1 << 12;

/// Work that climbing stands for where nothing else can be done, at most; and which part of what is left.
const LONG: (u64, u64) = (1 << 20, 1 << 10);

/// Heights that a climb may be taken for each point that a search made.
const STEPS: u64 = 8;

impl<'a> Bargaining<'a> {
    /// Prepares.
    ///
    /// # Errors
    /// If the problem is not sound, a party does not say what no deal is worth, or too many terms
    /// hang together.
    pub fn of(
        problem: &Problem,
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
        let arranged = Arranged::of(problem, &settings.budget).map_err(Refusal::Table)?;
        Ok(Self::on(arranged, settings, watch))
    }

    /// On a sound problem where all parties say what no deal is worth.
    pub(super) fn on(arranged: Arranged, settings: Settings, watch: &'a dyn Watch) -> Self {
        let plan = &arranged.plan;
        let problem = arranged.relaxed.as_ref().unwrap_or(&arranged.problem);
        let peaks: Option<Vec<Vertex>> = (0..problem.parties)
            .map(|p| {
                let (_, package) = plan.best(|values| values[p])?;
                Some(Vertex { worth: problem.worth(&package), package })
            })
            .collect();
        let no_deal: Vec<i64> =
            problem.no_deal.iter().map(|no_deal| no_deal.unwrap_or(0)).collect();
        let most: Vec<i64> = match &peaks {
            Some(peaks) => peaks.iter().enumerate().map(|(p, peak)| peak.worth[p]).collect(),
            None => no_deal.clone(),
        };
        Self {
            ranges: Ranges::of(plan, &most, &no_deal),
            uncoupled: Uncoupled::of(problem),
            climber: Climber::of(&arranged.problem),
            peaks: peaks.unwrap_or_default(),
            no_deal,
            work: Cell::new(settings.budget.work),
            feasible: OnceCell::new(),
            arranged,
            settings,
            watch,
        }
    }

    /// How many parties there are.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.no_deal.len()
    }

    /// The support function; for a problem with a possible package.
    pub(super) fn support(&self) -> Packages<'_> {
        Packages {
            problem: self.arranged.relaxed.as_ref().unwrap_or(&self.arranged.problem),
            plan: &self.arranged.plan,
            uncoupled: self.uncoupled.as_ref(),
            watch: self.watch,
        }
    }

    /// Per party the unit in which its gains are about as large as those of the others.
    pub(super) fn scale(&self) -> Vec<i64> {
        let gain = |(p, peak): (usize, &Vertex)| (peak.worth[p] - self.no_deal[p]).max(1);
        self.peaks.iter().enumerate().map(gain).collect()
    }

    /// Questions to the support function that a hull may ask: fewer where each looks at large tables.
    pub(super) fn rounds(&self) -> usize {
        let affordable = self.settings.budget.work / (LOOK * self.ranges.places().max(1) as u64);
        (60 + 20 * self.parties()).min(usize::try_from(affordable).unwrap_or(usize::MAX).max(FEW))
    }

    /// Everything that clears the bars, with at most `most` work. A relaxation is not searched: what
    /// survives there need not be a package.
    pub(super) fn search<const CAPS: bool>(
        &self,
        bars: &Bars<'_, CAPS>,
        most: u64,
    ) -> Result<Survivors, Halt> {
        if self.is_relaxed() {
            return Err(Halt::Work { most: 0 });
        }
        let work = self.work.get().min(most);
        let budget = Budget { work, ..self.settings.budget };
        let eliminated = match eliminate(&self.arranged.plan, bars, &budget, self.watch) {
            Ok(eliminated) => eliminated,
            Err(halt) => {
                if matches!(halt, Halt::Work { .. }) {
                    self.work.set(self.work.get() - work);
                }
                return Err(halt);
            }
        };
        self.work.set(self.work.get().saturating_sub(eliminated.work));
        let mut worths = Vec::with_capacity(eliminated.len() * self.parties());
        for at in 0..eliminated.len() {
            if CAPS {
                worths.extend(self.arranged.problem.worth(&eliminated.package(at)));
            } else {
                worths.extend_from_slice(eliminated.values(at));
            }
        }
        Ok(Survivors { worths, parties: self.parties(), eliminated })
    }

    /// The weightings that say most, smallest first by `bound`, ready to prune by.
    pub(super) fn net<T: PartialOrd>(
        &self,
        cuts: &[Cut],
        bound: impl Fn(&Cut) -> Option<T>,
    ) -> Net {
        let mut rated: Vec<(T, &Cut)> =
            cuts.iter().filter_map(|cut| Some((bound(cut)?, cut))).collect();
        rated.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(std::cmp::Ordering::Equal));
        rated.truncate(if self.is_relaxed() { 0 } else { FEW });
        let weightings = rated.into_iter().map(|(_, cut)| cut.weights.clone()).collect();
        Net::of(&self.arranged.plan, &self.ranges, weightings)
    }

    /// A net with more weightings around the best, after a search that cost `work`.
    /// Of a weighting only what goes beyond `fixed` is varied.
    pub(super) fn widen(&self, net: &mut Net, fixed: impl Fn(&[i64]) -> Vec<i64>, work: u64) {
        let wanted = WIDER.iter().rev().find(|(from, _)| work >= *from);
        let Some((_, per_party)) = wanted else { return };
        let count = per_party * self.parties();
        let Some(center) = net.weightings().first().filter(|_| net.weightings().len() < count)
        else {
            return;
        };
        let more = around(center, &fixed(center), &self.scale(), count);
        let mut weightings = net.weightings().to_vec();
        weightings.truncate(FEW);
        weightings.extend(more.iter().map(|weights| whole(weights)));
        *net = Net::of(&self.arranged.plan, &self.ranges, weightings);
    }

    /// Whether bounds are those of a relaxation.
    pub(super) fn is_relaxed(&self) -> bool {
        self.arranged.relaxed.is_some()
    }

    /// The package that a vertex is, unless it is one of the relaxation only.
    pub(super) fn real(&self, vertex: &Vertex) -> Option<Vertex> {
        if !self.is_relaxed() {
            return Some(vertex.clone());
        }
        let problem = &self.arranged.problem;
        let package = vertex.package.get(..problem.sizes.len())?.to_vec();
        let is_possible = problem.is_possible(&package);
        is_possible.then(|| Vertex { worth: problem.worth(&package), package })
    }

    pub(super) fn work_left(&self) -> u64 {
        self.work.get()
    }

    /// The work that climbing stands for where nothing else can be done.
    pub(super) fn long(&self) -> u64 {
        LONG.0.min(self.work_left() / LONG.1)
    }

    pub(super) fn climb(&self, from: &Vertex, height: Height<'_>) -> Vertex {
        self.climber.climb(&self.arranged.problem, from, height)
    }

    /// A higher package, looked for as long as is in proportion to a search that cost `work`.
    pub(super) fn climb_long(&self, from: &Vertex, height: Height<'_>, work: u64) -> Vertex {
        if work < CLIMB {
            return from.clone();
        }
        self.climber.search(&self.arranged.problem, from, height, work * STEPS)
    }

    /// A package as the problem knows it.
    pub(super) fn package(&self, vertex: &Vertex) -> Package {
        Package { options: self.arranged.package(&vertex.package), worth: vertex.worth.clone() }
    }

    /// Nothing of a relaxation: it may mix what is no package.
    pub(super) fn lottery(&self, mixture: &Mixture) -> Option<Lottery> {
        if self.is_relaxed() {
            return None;
        }
        let zero = vec![0; self.parties()];
        let part = |(share, vertex): &(f64, Vertex)| (*share, self.package(vertex));
        Some(Lottery {
            worth: mixture.gains(&zero),
            parts: mixture.parts.iter().map(part).collect(),
        })
    }

    /// What ties, in the order in which one is preferred, and the first; `best` alone where no search
    /// proved anything.
    pub(super) fn ties(
        &self,
        best: Vertex,
        proof: Option<(Survivors, Vec<usize>)>,
    ) -> (Ties, Vertex) {
        let Some((survivors, mut tied)) = proof else {
            return (
                Ties { count: 1, is_complete: false, listed: vec![self.package(&best)] },
                best,
            );
        };
        tied.sort_by_cached_key(|&at| {
            let worth = survivors.worth(at);
            let mut gains = definition::gains(worth, &self.no_deal);
            gains.sort_unstable();
            std::cmp::Reverse((gains, worth.to_vec()))
        });
        let first = tied.first().map_or(best, |&at| survivors.vertex(at));
        let listed = tied.iter().take(self.settings.listed.max(1));
        let listed = listed.map(|&at| self.package(&survivors.vertex(at))).collect();
        (Ties { count: tied.len(), is_complete: true, listed }, first)
    }

    /// A package that is acceptable to all.
    pub(super) fn feasible(&self) -> Feasible {
        self.feasible.get_or_init(|| self.reach(&self.no_deal)).clone()
    }

    /// Somebody found one.
    pub(super) fn note_feasible(&self, vertex: &Vertex) {
        self.feasible.get_or_init(|| Feasible::Yes(vertex.clone()));
    }

    /// A package worth at least `floors`: by climbing, or by a search where what exceeds them is nothing.
    pub(super) fn reach(&self, floors: &[i64]) -> Feasible {
        let is_below = |(p, peak): (usize, &Vertex)| peak.worth[p] < floors[p];
        if self.peaks.is_empty() || self.peaks.iter().enumerate().any(is_below) {
            return Feasible::No;
        }
        let scale = self.scale();
        let height = |worth: &[i64]| {
            let gain = |p: usize| (worth[p] - floors[p]) as f64 / scale[p] as f64;
            let gains = (0..worth.len()).map(gain);
            [gains.clone().fold(f64::MAX, f64::min).min(0.0), gains.sum()]
        };
        let is_reached =
            |vertex: &Vertex| vertex.worth.iter().zip(floors).all(|(worth, floor)| worth >= floor);
        let even: Vec<f64> = scale.iter().map(|&scale| 1.0 / scale as f64).collect();
        let (_, middle) = self.support().best(&whole(&even));
        let mut best = self.real(&middle).map(|middle| self.climb(&middle, &height));
        if let Some(vertex) = best.as_ref().filter(|vertex| is_reached(vertex)) {
            return Feasible::Yes(vertex.clone());
        }
        let program = Program { weights: None, base: floors, scale: &scale };
        let hull = program.solve(&mut self.support(), self.rounds());
        if hull.cuts.iter().any(|cut| cut.over(floors) < 0) {
            return Feasible::No;
        }
        for start in hull.mixture.parts.iter().map(|part| &part.1).chain(&self.peaks) {
            let Some(start) = self.real(start) else { continue };
            let vertex = self.climb(&start, &height);
            if is_reached(&vertex) {
                return Feasible::Yes(vertex);
            }
            best.get_or_insert(vertex);
        }
        if let Some(vertex) = best {
            let effort = if self.is_relaxed() { self.long() } else { CLIMB };
            let vertex = self.climb_long(&vertex, &height, effort);
            if is_reached(&vertex) {
                return Feasible::Yes(vertex);
            }
        }
        let mut net = self.net(&hull.cuts, |cut| {
            let sum = Cut::at(&cut.weights, &scale) as f64;
            (sum > 0.0).then(|| cut.over(floors) as f64 / sum)
        });
        self.widen(&mut net, |weights| vec![0; weights.len()], WIDER[0].0);
        let bars: Bars<'_, true> = Bars {
            ranges: &self.ranges,
            floors: floors.to_vec(),
            needs: net.needs(|weights| Some(Cut::at(weights, floors))),
            net: &net,
            ceilings: floors.iter().map(|&floor| Some(floor)).collect(),
            order: None,
        };
        match self.search(&bars, u64::MAX) {
            Ok(survivors) if survivors.worths.is_empty() => Feasible::No,
            Ok(survivors) => Feasible::Yes(survivors.vertex(0)),
            Err(_) => Feasible::Unknown,
        }
    }
}
