//! Deals between signers who all say what things are worth: the frontier, the bargaining solutions and the
//! zopa, without listing packages.
//!
//! **Definitions** (over the possible packages, u what they are worth to the signers, d their no deals).
//! *Zopa*: u ≥ d for all. *Frontier*: the distinct u that no package is at least as good as for all and better for
//! one; its part in the zopa is the frontier of the zopa. *Nash* (1950): the largest product of gains u − d over the zopa.
//! *Kalai–Smorodinsky* (1975): lexicographically the largest smallest (u − d) / (I − d), I the best that each signer can
//! have within the zopa. *Egalitarian* (Kalai 1977): lexicographically the largest smallest gain. *Utilitarian*: the
//! largest sum of u over all possible packages. Egalitarian and utilitarian compare numbers of different parties, so they
//! mean something only if the scales of the parties do.
//!
//! The algorithms are those of `detente-values`; here scenarios become sums and answers get names.

use super::uncertain::{Uncertain, uncertain};
use crate::case::Case;
use crate::draws::SEED;
use crate::limits::Limits;
use crate::worth::{Fraction, Reading, Scaled, TooWide, problem};
use detente_scenario::{OptionId, Package, PartyId, TermId};
use detente_values::frontier::{Floor, frontier};
use detente_values::solutions::definition::Points;
use detente_values::solutions::{Among, Bargaining, Known, Settings, peers};
use detente_values::{Budget, Problem};
pub use detente_values::{Unwatched, Watch};

pub use detente_values::certificate::{Better, Certificate, Efficiency};
use detente_values::certificate::{Reach as Search, certificate};
pub use detente_values::frontier::{
    Exactness, Frontier, Halt, Representatives, Way, representatives,
};
pub use detente_values::search::Best;
pub use detente_values::solutions::{Answer, Found, Lottery, Objective};
pub use detente_values::zopa::{Blocking, Count, Many, Opening, Reach, Share};
use detente_values::zopa::{Zopa as Packages, apart, blocking, openings};

/// How many points of a frontier an answer lists; of more, those that stand for the others.
pub const POINTS: usize = 200;

/// How far the search for one answer goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Points held and made for the frontier.
    pub frontier: Budget,
    /// Points held and made for the solutions together.
    pub solutions: Budget,
    /// Worths held and made for the zopa.
    pub zopa: Budget,
    /// Draws from the ranges; if none, nothing is said of how sure the answers are.
    pub draws: u64,
}

impl Effort {
    /// What fits into `limits` and some ten seconds.
    #[must_use]
    pub fn within(limits: &Limits) -> Self {
        // A point takes some hundred bytes with its way back.
        let points = usize::try_from(limits.memory / 4 / 128).unwrap_or(usize::MAX);
        let budget = |most: usize, work| Budget { points: points.min(most), work };
        Self {
            frontier: budget(1 << 21, 1_000_000_000),
            solutions: budget(1 << 20, 300_000_000),
            zopa: budget(1 << 22, 300_000_000),
            draws: 200,
        }
    }

    /// What fits into a screen that shall be there at once.
    #[must_use]
    pub fn quick(limits: &Limits) -> Self {
        let most = Self::within(limits);
        let less = |budget: Budget| Budget {
            points: budget.points.min(1 << 18),
            work: budget.work.min(30_000_000),
        };
        Self {
            frontier: less(most.frontier),
            solutions: less(most.solutions),
            zopa: less(most.zopa),
            draws: 0,
        }
    }
}

/// Deals between signers with values.
#[derive(Clone, Debug, PartialEq)]
pub struct Valued {
    /// The signers, in file order.
    pub parties: Vec<PartyId>,
    /// What packages are worth to them.
    pub scaled: Scaled,
    /// What no deal is worth to each.
    pub no_deal: Vec<i64>,
    /// All efficient worths.
    pub frontier: Frontier,
    /// Those of the zopa, if the whole frontier is not known exactly.
    pub acceptable: Option<Frontier>,
    /// The solutions, in the order of the definitions.
    pub solutions: Vec<(Name, Answer)>,
    /// How many packages are possible.
    pub possible: Count,
    /// What is acceptable to all.
    pub zopa: Zopa,
    /// What can be said for certain of the named packages, in file order.
    pub certificates: Vec<Certificate>,
    /// How sure all that is, if that was asked for.
    pub uncertain: Option<Uncertain>,
    /// What other programs call so, where the frontier is exact.
    pub elsewhere: Vec<(Elsewhere, Vec<usize>)>,
}

/// The packages that are acceptable to all.
#[derive(Clone, Debug, PartialEq)]
pub struct Zopa {
    /// How many there are.
    pub count: Count,
    /// Per term and option in which share of them it occurs; absent if somebody said stop.
    pub options: Option<Vec<Vec<Share>>>,
    /// Some of them, drawn evenly.
    pub samples: Vec<Package>,
    /// Why there are none, if there are none.
    pub empty: Option<NoZopa>,
}

/// Why a zopa is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoZopa {
    /// The package in which the worst off loses least against no deal; its value is that gain, not positive.
    pub apart: Best,
    /// The smallest groups of signers to which nothing is acceptable together, as positions among the
    /// signers.
    pub blocking: Blocking,
    /// Per signer the least drop of its no deal that would open the zopa.
    pub openings: Vec<Opening>,
}

/// A bargaining solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Name {
    /// The largest product of gains.
    Nash,
    /// The same with each gain to the power of its party's weight; only if weights were asked for.
    WeightedNash,
    /// The largest smallest share of the largest gain.
    KalaiSmorodinsky,
    /// The largest smallest gain.
    Egalitarian,
    /// The largest sum over all possible packages.
    Utilitarian,
}

impl Name {
    /// The way answers write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nash => "nash",
            Self::WeightedNash => "weighted_nash",
            Self::KalaiSmorodinsky => "kalai_smorodinsky",
            Self::Egalitarian => "egalitarian",
            Self::Utilitarian => "utilitarian",
        }
    }
}

/// What other programs report under such names, by their own definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Elsewhere {
    /// NegMAS: Nash.
    NegmasNash,
    /// NegMAS: Kalai.
    NegmasKalai,
    /// NegMAS: Kalai–Smorodinsky.
    NegmasKs,
    /// Genius: Nash.
    GeniusNash,
    /// Genius: Kalai–Smorodinsky.
    GeniusKs,
}

impl Elsewhere {
    /// The way answers write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NegmasNash => "negmas_nash",
            Self::NegmasKalai => "negmas_kalai",
            Self::NegmasKs => "negmas_ks",
            Self::GeniusNash => "genius_nash",
            Self::GeniusKs => "genius_ks",
        }
    }
}

/// Why there is no such answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Nobody signs.
    NoSigners,
    /// These signers do not say what things are worth.
    NoValues(Vec<PartyId>),
    /// A line reads too many terms.
    TooWide(TooWide),
    /// The terms hang together too much.
    Tangled(Halt),
}

/// The signers of `case`, if all of them give values.
///
/// # Errors
/// [`Undefined`] names those who do not.
pub fn valued_signers(case: &Case<'_>) -> Result<Vec<PartyId>, Undefined> {
    let silent: Vec<PartyId> =
        case.signers.iter().copied().filter(|&p| case.preference(p).worths().is_none()).collect();
    match (case.signers.is_empty(), silent.is_empty()) {
        (true, _) => Err(Undefined::NoSigners),
        (false, false) => Err(Undefined::NoValues(silent)),
        (false, true) => Ok(case.signers.clone()),
    }
}

/// Answers for the signers of `case`, all of whom give values.
///
/// # Errors
/// [`Undefined`] says why there is no answer. Cost: see [`frontier`] and [`Bargaining`]; bounded by `effort`.
pub fn valued(case: &Case<'_>, effort: &Effort, watch: &dyn Watch) -> Result<Valued, Undefined> {
    let parties = valued_signers(case)?;
    let scaled = problem(case, &parties, Reading::Middle).map_err(Undefined::TooWide)?;
    let sums = &scaled.problem;
    let no_deal: Vec<i64> = sums.no_deal.iter().map(|d| d.unwrap_or(0)).collect();
    let all = frontier(sums, Floor::None, &effort.frontier, watch);
    let acceptable = (all.exactness != Exactness::Exact)
        .then(|| frontier(sums, Floor::NoDeal, &effort.frontier, watch));
    let solutions = if all.exactness == Exactness::Exact {
        known(&all, &no_deal)
    } else {
        solutions(sums, &effort.solutions, watch).map_err(Undefined::Tangled)?
    };
    let elsewhere = elsewhere(sums, &all, &no_deal, watch);
    let everything = Problem { no_deal: vec![None; sums.parties], ..sums.clone() };
    let possible = Packages::new(&everything, effort.zopa, SEED, watch).count();
    let zopa = zopa(sums, effort, watch);
    let certificates = case
        .scenario
        .packages
        .iter()
        .map(|named| certify(case, &scaled, &parties, &named.package, effort, watch))
        .collect();
    let mut valued = Valued {
        uncertain: None,
        parties,
        no_deal,
        frontier: all,
        acceptable,
        solutions,
        elsewhere,
        possible,
        zopa,
        certificates,
        scaled,
    };
    valued.uncertain = (effort.draws > 0).then(|| uncertain(case, &valued, effort, watch));
    Ok(valued)
}

/// Packages drawn from a zopa.
const SAMPLES: usize = 5;

fn zopa(problem: &Problem, effort: &Effort, watch: &dyn Watch) -> Zopa {
    let packages = Packages::new(problem, effort.zopa, SEED, watch);
    let count = packages.count();
    let empty = (count == Count::Exact(0)).then(|| NoZopa {
        apart: apart(problem, effort.zopa, watch),
        blocking: blocking(problem, effort.zopa, watch),
        openings: openings(problem, effort.zopa, watch),
    });
    let samples = packages.draw(SAMPLES, watch).packages;
    Zopa {
        count,
        options: packages.options(watch),
        samples: samples.iter().map(|options| package_of(options)).collect(),
        empty,
    }
}

/// What can be said for certain of `package`, term by term against the first signer's no deal.
#[must_use]
pub fn certify(
    case: &Case<'_>,
    scaled: &Scaled,
    parties: &[PartyId],
    package: &[OptionId],
    effort: &Effort,
    watch: &dyn Watch,
) -> Certificate {
    let positions =
        |package: &[OptionId]| package.iter().map(|o| o.index()).collect::<Vec<usize>>();
    let reference = parties.first().map(|&party| positions(&case.scenario.no_deal(party)));
    let reach = Search { packages: effort.zopa.work.min(1 << 22), ..Search::default() };
    certificate(
        &scaled.problem,
        &positions(package),
        reference.as_deref(),
        reach,
        effort.zopa,
        watch,
    )
}

/// The solutions where the frontier is known.
fn known(all: &Frontier, no_deal: &[i64]) -> Vec<(Name, Answer)> {
    let listed = Settings::default().listed;
    let points = Points { worths: all.all_values(), no_deal };
    let known = Known { points, package: &|at| all.package(at), listed };
    vec![
        (Name::Nash, known.nash(&vec![1; no_deal.len()])),
        (Name::KalaiSmorodinsky, known.kalai_smorodinsky()),
        (Name::Egalitarian, known.egalitarian()),
        (Name::Utilitarian, known.utilitarian()),
    ]
}

/// The solutions without the frontier.
fn solutions(
    problem: &Problem,
    budget: &Budget,
    watch: &dyn Watch,
) -> Result<Vec<(Name, Answer)>, Halt> {
    use detente_values::solutions::Refusal;
    let settings = Settings { budget: *budget, ..Settings::default() };
    let bargaining = Bargaining::of(problem, settings, watch).map_err(|refusal| match refusal {
        Refusal::Table(halt) => halt,
        // The problem is sound and everybody has a no deal.
        _ => Halt::Stopped,
    })?;
    let unknown = Answer::Unknown { bound: None };
    let even = vec![1; problem.parties];
    Ok(vec![
        (Name::Nash, bargaining.nash(&even).unwrap_or(unknown)),
        (Name::KalaiSmorodinsky, bargaining.kalai_smorodinsky()),
        (Name::Egalitarian, bargaining.egalitarian()),
        (Name::Utilitarian, bargaining.utilitarian(Among::All)),
    ])
}

/// Per program and name the points of the frontier (in the order of the list) that it singles out.
fn elsewhere(
    problem: &Problem,
    all: &Frontier,
    no_deal: &[i64],
    watch: &dyn Watch,
) -> Vec<(Elsewhere, Vec<usize>)> {
    if all.exactness != Exactness::Exact || all.is_empty() {
        return Vec::new();
    }
    let everything = Points { worths: all.all_values(), no_deal };
    let mut list = vec![
        (Elsewhere::GeniusNash, peers::genius_nash(everything)),
        (Elsewhere::GeniusKs, peers::genius_ks(everything)),
    ];
    let inside: Vec<usize> =
        (0..all.len()).filter(|&i| problem.is_acceptable(all.values(i))).collect();
    let worths: Vec<i64> = inside.iter().flat_map(|&i| all.values(i)).copied().collect();
    let (Some(best), Some(worst)) = (ends(problem, 1, watch), ends(problem, -1, watch)) else {
        return list;
    };
    if !inside.is_empty() {
        let acceptable = Points { worths: &worths, no_deal };
        let ranges = peers::Ranges { worst: &worst, best: &best };
        let of = |chosen: Vec<usize>| chosen.into_iter().map(|at| inside[at]).collect::<Vec<_>>();
        list.extend([
            (Elsewhere::NegmasNash, of(peers::negmas_nash(acceptable, ranges))),
            (Elsewhere::NegmasKalai, of(peers::negmas_kalai(acceptable, ranges))),
            (Elsewhere::NegmasKs, of(peers::negmas_ks(acceptable, ranges))),
        ]);
    }
    list
}

/// Per party the most (`sign` 1) or the least (-1) that a possible package is worth.
fn ends(problem: &Problem, sign: i64, _watch: &dyn Watch) -> Option<Vec<i64>> {
    let plan = detente_values::frontier::Plan::of(problem, &Budget::default()).ok()?;
    (0..problem.parties)
        .map(|party| {
            let weigh = |values: &[i64]| values[party] * sign;
            plan.best::<i64>(weigh).map(|(value, _)| value * sign)
        })
        .collect()
}

impl Valued {
    /// Adds the Nash solution in which each gain counts to the power of its party's weight (Harsanyi and Selten 1972),
    /// one positive weight per signer.
    pub fn weigh(&mut self, weights: &[u32], effort: &Effort, watch: &dyn Watch) {
        let answer = if self.frontier.exactness == Exactness::Exact {
            let points = Points { worths: self.frontier.all_values(), no_deal: &self.no_deal };
            let package = |at: usize| self.frontier.package(at);
            let listed = Settings::default().listed;
            Known { points, package: &package, listed }.nash(weights)
        } else {
            let settings = Settings { budget: effort.solutions, ..Settings::default() };
            let bargaining = Bargaining::of(&self.scaled.problem, settings, watch);
            let answer = bargaining.and_then(|bargaining| bargaining.nash(weights));
            answer.unwrap_or(Answer::Unknown { bound: None })
        };
        self.solutions.insert(1.min(self.solutions.len()), (Name::WeightedNash, answer));
    }

    /// The frontier of the zopa: its own, or the acceptable part of the whole.
    #[must_use]
    pub fn acceptable(&self) -> &Frontier {
        self.acceptable.as_ref().unwrap_or(&self.frontier)
    }

    /// The points of the frontier of the zopa, as indices into [`Valued::acceptable`].
    pub fn acceptable_points(&self) -> impl Iterator<Item = usize> + '_ {
        let frontier = self.acceptable();
        (0..frontier.len()).filter(|&i| self.scaled.problem.is_acceptable(frontier.values(i)))
    }

    /// A number of whole units as a value.
    #[must_use]
    pub fn value(&self, units: i64) -> Fraction {
        self.scaled.value(units)
    }

    /// How the frontier was found.
    #[must_use]
    pub fn way(&self) -> Way {
        self.frontier.way
    }
}

/// A package by the positions of its options.
#[must_use]
pub fn package_of(options: &[usize]) -> Package {
    options.iter().map(|&option| OptionId::new(option)).collect()
}

/// A term by its position.
#[must_use]
pub fn term_of(position: usize) -> TermId {
    TermId::new(position)
}
