//! What is asked of a zopa, answered by whatever way of holding it fits.

use super::gate::Gate;
use super::halves::Halves;
use super::list::{Listing, Rest, list};
use super::many::Many;
use super::measure::Measure;
use super::sampled::{Sampler, Tally};
use crate::chain::ENTRIES;
use crate::parallel;
use crate::search::{Aim, End, best};
use crate::stream::Stream;
use crate::{Budget, Problem, Rule, Watch};

/// All possible packages that are acceptable to every party.
pub struct Zopa<'a> {
    problem: &'a Problem,
    gate: Gate,
    held: Held,
    budget: Budget,
    seed: u64,
}

/// How it is held.
enum Held {
    /// There is none.
    Empty,
    /// Exactly.
    Exact(Halves<u128>),
    /// Exactly but for rounding: there are more packages than whole numbers hold.
    Rounded(Halves<f64>),
    /// By draws.
    Sampled(Sampler, Tally),
}

/// How many packages there are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Count {
    /// Exactly so many.
    Exact(u128),
    /// So many but for rounding, which changes less than one in 10^10.
    Rounded(Many),
    /// About so many, as far as draws tell.
    Sampled {
        /// The estimate.
        packages: Many,
        /// Its standard error, as a share of it; infinite if no draw met a package of the zopa.
        error: f64,
        /// Draws made.
        draws: u64,
        /// Draws in the zopa.
        hits: u64,
        /// The seed of the draws.
        seed: u64,
    },
}

/// How often an option occurs in a zopa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// In this share of its packages; 0 if there are none.
    pub share: f64,
    /// In so many packages, where they are counted.
    pub packages: Option<u128>,
    /// The standard error of the share: 0 where packages are counted.
    pub error: f64,
    /// Whether it occurs at all.
    pub reach: Reach,
}

/// Whether something can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The budget ended before that was known.
    Unknown,
}

/// Even draws from a zopa.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draws {
    /// The packages drawn, all different, in the order of the draws.
    pub packages: Vec<Vec<usize>>,
    /// Whether these are all packages there are.
    pub all: bool,
    /// The seed of the draws.
    pub seed: u64,
}

/// Zopas of up to so many packages are listed to draw from them.
const LISTED: u128 = 1 << 16;

/// What one search for an option may cost, where packages are not counted.
const SEARCHED: u64 = 1 << 22;

impl<'a> Zopa<'a> {
    /// The zopa of `problem`. `seed` is that of all draws from it.
    #[must_use]
    pub fn new(problem: &'a Problem, budget: Budget, seed: u64, watch: &dyn Watch) -> Self {
        let gate = Gate::new(problem, false, ENTRIES.min(budget.points));
        let exact = if gate.closed {
            Some(Held::Empty)
        } else if problem.combinations() < u128::MAX {
            Halves::new(&gate, budget, watch).map(Held::Exact)
        } else {
            Halves::new(&gate, budget, watch).map(Held::Rounded)
        };
        let held = exact.unwrap_or_else(|| sampled(problem, &gate, budget, seed, watch));
        Self { problem, gate, held, budget, seed }
    }

    /// How many packages there are.
    #[must_use]
    pub fn count(&self) -> Count {
        match &self.held {
            Held::Empty => Count::Exact(0),
            Held::Exact(halves) => Count::Exact(halves.whole()),
            Held::Rounded(halves) if halves.whole() <= 0.0 => Count::Exact(0),
            Held::Rounded(halves) => {
                Count::Rounded(Many::product(&self.problem.sizes).times(halves.whole()))
            }
            Held::Sampled(sampler, tally) => Count::Sampled {
                packages: sampler.many(&self.gate, tally),
                error: tally.error(),
                draws: tally.draws,
                hits: tally.hits,
                seed: self.seed,
            },
        }
    }

    /// Partial packages held for the count: what it took.
    #[must_use]
    pub fn points(&self) -> usize {
        match &self.held {
            Held::Exact(halves) => halves.points(),
            Held::Rounded(halves) => halves.points(),
            Held::Empty | Held::Sampled(..) => 0,
        }
    }

    /// Per term and option how often it occurs; nothing if somebody says stop.
    #[must_use]
    pub fn options(&self, watch: &dyn Watch) -> Option<Vec<Vec<Share>>> {
        let shares = match &self.held {
            Held::Empty => self.by_option(|_, _, _, _| counted(0_u128, 0)),
            Held::Exact(halves) => {
                let counts = halves.options(&self.gate, watch)?;
                self.by_option(|i, class, _, _| counted(counts[i][class], halves.whole()))
            }
            Held::Rounded(halves) => {
                let counts = halves.options(&self.gate, watch)?;
                self.by_option(|i, class, _, _| counted(counts[i][class], halves.whole()))
            }
            Held::Sampled(_, tally) => self.by_option(|i, class, term, members| {
                let (share, error) = tally.share(i, class, members.len());
                let reach =
                    if share > 0.0 { Reach::Yes } else { self.reach(term, members[0], watch) };
                Share { share, packages: None, error, reach }
            }),
        };
        Some(shares)
    }

    /// Shares by stage, class, term and members of the class, put in their places.
    fn by_option(
        &self,
        mut share: impl FnMut(usize, usize, usize, &[usize]) -> Share,
    ) -> Vec<Vec<Share>> {
        let nothing = Share { share: 0.0, packages: Some(0), error: 0.0, reach: Reach::No };
        let mut shares: Vec<Vec<Share>> =
            self.problem.sizes.iter().map(|&size| vec![nothing; size]).collect();
        let chain = &self.gate.chain;
        for i in 0..chain.len() {
            for (class, members) in chain.classes(i).iter().enumerate() {
                let own = share(i, class, chain.term(i), members);
                for &option in members {
                    shares[chain.term(i)][option] = own;
                }
            }
        }
        shares
    }

    /// Whether some package has this option, by a search of its own.
    fn reach(&self, term: usize, option: usize, watch: &dyn Watch) -> Reach {
        let mut problem = self.problem.clone();
        let allowed = (0..problem.sizes[term]).map(|other| other == option).collect();
        problem.rules.push(Rule { terms: vec![term], allowed });
        let budget = Budget { work: self.budget.work.min(SEARCHED), ..self.budget };
        let found = best(&problem, &Aim::reach(problem.no_deal.clone()), budget, watch);
        match found.package {
            Some(_) => Reach::Yes,
            None if found.end == End::Proved => Reach::No,
            None => Reach::Unknown,
        }
    }

    /// Up to `most` different packages, drawn evenly: draw number n has a stream of its own, and draws
    /// of what was drawn before are passed over.
    #[must_use]
    pub fn draw(&self, most: usize, watch: &dyn Watch) -> Draws {
        let few = match self.count() {
            Count::Exact(count) if count <= LISTED => count as usize,
            _ => usize::MAX,
        };
        if few < most.saturating_mul(2) {
            let listing = list(self.problem, few, self.budget, watch);
            if listing.rest == Rest::None {
                return self.draw_from(listing.packages, most);
            }
        }
        let mut packages: Vec<Vec<usize>> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        let mut first = 0;
        // Half of what there is, at most, is drawn: twice as many draws and a few are enough.
        let end = most.saturating_mul(4).saturating_add(64);
        while packages.len() < most && first < end && !watch.is_stopped() {
            let many = (most - packages.len()).clamp(1, 1 << 12).min(end - first);
            let drawn = parallel::map(many, |n| {
                let mut stream = Stream::new(self.seed, (first + n) as u64);
                match &self.held {
                    Held::Empty => None,
                    Held::Exact(halves) => {
                        (halves.whole() > 0).then(|| halves.draw(&self.gate, &mut stream))
                    }
                    Held::Rounded(halves) => {
                        (halves.whole() > 0.0).then(|| halves.draw(&self.gate, &mut stream))
                    }
                    Held::Sampled(sampler, _) => sampler.even(&self.gate, &mut stream),
                }
            });
            if drawn.iter().all(Option::is_none) {
                break;
            }
            for package in drawn.into_iter().flatten() {
                if known.insert(package.clone()) {
                    packages.push(package);
                }
            }
            first += many;
        }
        let all = self.count() == Count::Exact(packages.len() as u128);
        Draws { packages, all, seed: self.seed }
    }

    /// Some of a few (Fisher & Yates).
    fn draw_from(&self, mut packages: Vec<Vec<usize>>, most: usize) -> Draws {
        let all = packages.len() <= most;
        if !all {
            for n in 0..most {
                let left = (packages.len() - n) as u128;
                let other = Stream::new(self.seed, n as u64).below(left) as usize;
                packages.swap(n, n + other);
            }
            packages.truncate(most);
        }
        Draws { packages, all, seed: self.seed }
    }

    /// The first `most` packages in listed order.
    #[must_use]
    pub fn list(&self, most: usize, watch: &dyn Watch) -> Listing {
        list(self.problem, most, self.budget, watch)
    }
}

fn counted<M: Measure>(own: M, whole: M) -> Share {
    let some = own > M::default();
    Share {
        share: if some { own.share(whole) } else { 0.0 },
        packages: own.exact(),
        error: 0.0,
        reach: if some { Reach::Yes } else { Reach::No },
    }
}

/// The zopa by draws; none if a search says so.
fn sampled(problem: &Problem, gate: &Gate, budget: Budget, seed: u64, watch: &dyn Watch) -> Held {
    let sampler = Sampler::new(gate);
    let tally = sampler.tally(gate, seed, budget, watch);
    if tally.hits == 0 {
        let budget = Budget { work: budget.work.min(SEARCHED), ..budget };
        let found = best(problem, &Aim::reach(problem.no_deal.clone()), budget, watch);
        if found.package.is_none() && found.end == End::Proved {
            return Held::Empty;
        }
    }
    Held::Sampled(sampler, tally)
}
