//! What can be said for certain of one proposed package.
//!
//! **What it decides.** Whether it is possible, who accepts it and what each gains over no deal; whether it is *efficient* (no
//! possible package is worth at least as much to every party and more to one), or which package
//! dominates it: one that changes the fewest terms, and one that is itself efficient; which changes of one or two terms
//! are improvements for somebody and losses for nobody; and what every part of the values gives and takes.
//!
//! **How.** Changes of few terms are tried one by one. Whether anything dominates is a [search](crate::search): the largest sum
//! of worths among packages that are at least as good for each, whose best is efficient; the fewest
//! changes are a search with the number of changes as a goal.

use crate::search::{Aim, End, best};
use crate::{Budget, Problem, Watch, Worth};

/// All about one package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Rules that do not allow it, by index: it is possible if there are none.
    pub broken: Vec<usize>,
    /// What it is worth to each party.
    pub worth: Vec<i64>,
    /// Per party that can refuse anything what it gains over no deal; it accepts what is not a loss.
    pub gains: Vec<Option<i64>>,
    /// Whether anything dominates it.
    pub efficiency: Efficiency,
    /// Dominating packages that differ in few terms.
    pub swaps: Swaps,
    /// Per worth of the problem what it gives and takes.
    pub items: Vec<Item>,
}

/// Whether a package is efficient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Efficiency {
    /// Nothing dominates it.
    Efficient,
    /// These dominate it.
    Dominated {
        /// A dominating package with the fewest changes that are known.
        nearest: Better,
        /// Whether none has fewer changes.
        is_nearest: bool,
        /// A dominating package that nothing dominates, if the search for it ended.
        efficient: Option<Better>,
    },
    /// The budget ended before that was known.
    Unknown(End),
}

/// A package that dominates another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Better {
    /// The package.
    pub package: Vec<usize>,
    /// The terms in which it differs, ascending.
    pub changes: Vec<usize>,
    /// What each party gains: nobody less than 0, somebody more.
    pub gains: Vec<i64>,
}

/// Dominating packages that differ in few terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swaps {
    /// The first ones: fewer changes first, then in the order of terms and options.
    pub packages: Vec<Better>,
    /// From one change on how many there are with so many changes.
    pub counts: Vec<u64>,
    /// Whether the last count is complete; those before it are.
    pub complete: bool,
}

/// What one worth of a problem gives and takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its terms.
    pub terms: Vec<usize>,
    /// What it gives to each party in the package.
    pub own: Vec<i64>,
    /// What it can give to each party at most, and at least, whatever else that does.
    pub most: Vec<i64>,
    /// See `most`.
    pub least: Vec<i64>,
    /// What it gives in the package that was named for comparison.
    pub reference: Option<Vec<i64>>,
}

/// How far to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Terms changed at once.
    pub changes: usize,
    /// Swaps kept; all are counted.
    pub kept: usize,
    /// Packages looked at.
    pub packages: u64,
}

impl Default for Reach {
    fn default() -> Self {
        Self { changes: 2, kept: 20, packages: 1 << 24 }
    }
}

/// The certificate of `package`, compared term by term with `reference`.
#[must_use]
pub fn certificate(
    problem: &Problem,
    package: &[usize],
    reference: Option<&[usize]>,
    reach: Reach,
    budget: Budget,
    watch: &dyn Watch,
) -> Certificate {
    let worth = problem.worth(package);
    let allows = |rule: &crate::Rule| rule.allowed[problem.entry(&rule.terms, package)];
    let broken = (0..problem.rules.len()).filter(|&r| !allows(&problem.rules[r])).collect();
    let gains = worth.iter().zip(&problem.no_deal).map(|(worth, d)| d.map(|d| worth - d)).collect();
    let swaps = swaps(problem, package, reach, watch);
    let efficiency = efficiency(problem, package, &swaps, budget, watch);
    let items = problem.worths.iter().map(|worth| item(problem, worth, package, reference));
    let items = items.collect();
    Certificate { broken, worth, gains, efficiency, swaps, items }
}

fn item(problem: &Problem, worth: &Worth, package: &[usize], reference: Option<&[usize]>) -> Item {
    let parties = problem.parties;
    let at = |package: &[usize]| {
        let entry = problem.entry(&worth.terms, package);
        worth.entries[entry * parties..(entry + 1) * parties].to_vec()
    };
    let column = |p: usize| worth.entries.iter().skip(p).step_by(parties).copied();
    Item {
        terms: worth.terms.clone(),
        own: at(package),
        most: (0..parties).filter_map(|p| column(p).max()).collect(),
        least: (0..parties).filter_map(|p| column(p).min()).collect(),
        reference: reference.map(at),
    }
}

impl Better {
    /// `other`, where it dominates `package`.
    fn new(problem: &Problem, package: &[usize], other: Vec<usize>) -> Self {
        let changes = (0..package.len()).filter(|&t| package[t] != other[t]).collect();
        let (from, to) = (problem.worth(package), problem.worth(&other));
        let gains = to.iter().zip(from).map(|(to, from)| to - from).collect();
        Self { package: other, changes, gains }
    }
}

/// The possible packages that dominate `package` by changes of few terms.
#[must_use]
pub fn swaps(problem: &Problem, package: &[usize], reach: Reach, watch: &dyn Watch) -> Swaps {
    let mut walk = Walk::new(problem, package, reach, watch);
    let mut swaps = Swaps { packages: Vec::new(), counts: Vec::new(), complete: true };
    for changes in 1..=reach.changes.min(package.len()) {
        swaps.counts.push(0);
        if !walk.change(0, changes, &mut swaps) {
            swaps.complete = false;
            break;
        }
    }
    swaps
}

/// A package that is changed and changed back.
struct Walk<'a> {
    problem: &'a Problem,
    from: &'a [usize],
    package: Vec<usize>,
    gains: Vec<i64>,
    broken: usize,
    /// Per term the worths and rules that read it.
    worths: Vec<Vec<usize>>,
    rules: Vec<Vec<usize>>,
    kept: usize,
    left: u64,
    watch: &'a dyn Watch,
}

impl<'a> Walk<'a> {
    fn new(problem: &'a Problem, from: &'a [usize], reach: Reach, watch: &'a dyn Watch) -> Self {
        let mut worths = vec![Vec::new(); from.len()];
        for (w, worth) in problem.worths.iter().enumerate() {
            worth.terms.iter().for_each(|&t| worths[t].push(w));
        }
        let mut rules = vec![Vec::new(); from.len()];
        let mut broken = 0;
        for (r, rule) in problem.rules.iter().enumerate() {
            rule.terms.iter().for_each(|&t| rules[t].push(r));
            broken += usize::from(!rule.allowed[problem.entry(&rule.terms, from)]);
        }
        Self {
            problem,
            from,
            package: from.to_vec(),
            gains: vec![0; problem.parties],
            broken,
            worths,
            rules,
            kept: reach.kept,
            left: reach.packages,
            watch,
        }
    }

    fn set(&mut self, term: usize, option: usize) {
        self.read(term, -1);
        self.package[term] = option;
        self.read(term, 1);
    }

    /// Adds what reads `term`, or subtracts it.
    fn read(&mut self, term: usize, sign: i64) {
        for &w in &self.worths[term] {
            let worth = &self.problem.worths[w];
            let entry = self.problem.entry(&worth.terms, &self.package) * self.problem.parties;
            let own = &worth.entries[entry..];
            self.gains.iter_mut().zip(own).for_each(|(gain, own)| *gain += sign * own);
        }
        for &r in &self.rules[term] {
            let rule = &self.problem.rules[r];
            if !rule.allowed[self.problem.entry(&rule.terms, &self.package)] {
                self.broken = if sign > 0 { self.broken + 1 } else { self.broken - 1 };
            }
        }
    }

    /// Changes so many terms from `first` on; false if there is no more time.
    fn change(&mut self, first: usize, changes: usize, swaps: &mut Swaps) -> bool {
        if changes == 0 {
            if self.left == 0 || (self.left.is_multiple_of(1 << 14) && self.watch.is_stopped()) {
                return false;
            }
            self.left -= 1;
            let dominates = self.broken == 0
                && self.gains.iter().all(|&gain| gain >= 0)
                && self.gains.iter().any(|&gain| gain > 0);
            if dominates {
                if let Some(count) = swaps.counts.last_mut() {
                    *count += 1;
                }
                if swaps.packages.len() < self.kept {
                    let better = Better::new(self.problem, self.from, self.package.clone());
                    swaps.packages.push(better);
                }
            }
            return true;
        }
        for term in first..=self.package.len() - changes {
            for option in (0..self.problem.sizes[term]).filter(|&o| o != self.from[term]) {
                self.set(term, option);
                if !self.change(term + 1, changes - 1, swaps) {
                    return false;
                }
            }
            self.set(term, self.from[term]);
        }
        true
    }
}

/// Whether anything dominates `package`, given the swaps that do.
fn efficiency(
    problem: &Problem,
    package: &[usize],
    swaps: &Swaps,
    budget: Budget,
    watch: &dyn Watch,
) -> Efficiency {
    let (found, end) = summit(problem, package, budget, watch);
    let better = |package_: Vec<usize>| Better::new(problem, package, package_);
    let first = swaps.packages.first().cloned();
    match (first, found) {
        (None, None) if end == End::Proved => Efficiency::Efficient,
        (None, None) => Efficiency::Unknown(end),
        (Some(nearest), efficient) => {
            let changes = nearest.changes.len();
            // All packages with fewer changes were looked at.
            let is_nearest = swaps.complete || changes <= swaps.counts.len();
            let efficient = efficient.filter(|_| end == End::Proved).map(better);
            Efficiency::Dominated { nearest, is_nearest, efficient }
        }
        (None, Some(found)) => {
            let (nearest, is_nearest) = nearest(problem, package, budget, watch);
            let efficient = (end == End::Proved).then(|| better(found.clone()));
            let nearest = better(nearest.unwrap_or(found));
            Efficiency::Dominated { nearest, is_nearest, efficient }
        }
    }
}

/// Of the possible packages that are at least as good for each, one with the largest sum, if that is more than the
/// package's own. Proved, it is efficient.
pub(crate) fn summit(
    problem: &Problem,
    package: &[usize],
    budget: Budget,
    watch: &dyn Watch,
) -> (Option<Vec<usize>>, End) {
    let worth = problem.worth(package);
    if let Some(summed) = with_sum(problem) {
        let sum = worth.iter().sum::<i64>();
        let mut aim = Aim::most_for(problem.parties, floors(&worth, 1));
        aim.least = Some(sum + 1);
        let found = best(&summed, &aim, budget, watch);
        return (found.package, found.end);
    }
    // A sum would be too large: the most for the first, then for the second, and so on.
    let (mut floors, mut end) = (floors(&worth, 0), End::Proved);
    let mut reached = None;
    for p in 0..problem.parties {
        let found = best(problem, &Aim::most_for(p, floors.clone()), budget, watch);
        if found.end != End::Proved {
            end = found.end;
        }
        floors[p] = floors[p].max(found.value);
        reached = found.package.or(reached);
    }
    (reached.filter(|reached| problem.worth(reached) != worth), end)
}

/// Of the possible packages that dominate, one with the fewest changes, and whether that is proved.
fn nearest(
    problem: &Problem,
    package: &[usize],
    budget: Budget,
    watch: &dyn Watch,
) -> (Option<Vec<usize>>, bool) {
    let Some(mut counted) = with_sum(problem) else { return (None, false) };
    let worth = problem.worth(package);
    let (sum, changes) = (problem.parties, problem.parties + 1);
    widen(&mut counted, |_| 0);
    for (t, &size) in problem.sizes.iter().enumerate() {
        let row = |o: usize| {
            let own = -i64::from(o != package[t]);
            std::iter::repeat_n(0, changes).chain([own])
        };
        counted.worths.push(Worth { terms: vec![t], entries: (0..size).flat_map(row).collect() });
    }
    let mut floors = floors(&worth, 2);
    floors[sum] = Some(worth.iter().sum::<i64>() + 1);
    let aim = Aim { enough: Some(-1), ..Aim::most_for(changes, floors) };
    let found = best(&counted, &aim, budget, watch);
    (found.package, found.end.is_certain())
}

/// The worths as floors, with so many more parties.
fn floors(worth: &[i64], more: usize) -> Vec<Option<i64>> {
    worth.iter().map(|&w| Some(w)).chain(std::iter::repeat_n(None, more)).collect()
}

/// With one more party, to which a package is worth the sum of what it is to all; nothing if that may be too
/// large a number.
fn with_sum(problem: &Problem) -> Option<Problem> {
    let mut summed = problem.clone();
    let is_small = problem.worths.iter().flat_map(|worth| &worth.entries).all(|entry| {
        entry.unsigned_abs() <= crate::problem::MOST.unsigned_abs() / problem.parties as u64
    });
    if !is_small {
        return None;
    }
    widen(&mut summed, |row| row.iter().sum());
    summed.is_sound().then_some(summed)
}

/// Adds a party to which an entry is worth what `value` makes of it.
fn widen(problem: &mut Problem, value: impl Fn(&[i64]) -> i64) {
    for worth in &mut problem.worths {
        let rows = worth.entries.chunks_exact(problem.parties);
        worth.entries = rows.flat_map(|row| row.iter().copied().chain([value(row)])).collect();
    }
    problem.parties += 1;
    problem.no_deal.push(None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unwatched;
    use crate::testing::{Kind, problem};
    use fastrand::Rng;

    fn dominates(a: &[i64], b: &[i64]) -> bool {
        a.iter().zip(b).all(|(a, b)| a >= b) && a != b
    }

    fn differences(a: &[usize], b: &[usize]) -> usize {
        a.iter().zip(b).filter(|(a, b)| a != b).count()
    }

    fn check(problem: &Problem, package: &[usize], reach: Reach, found: &Certificate) -> [bool; 3] {
        let worth = problem.worth(package);
        let possible = || problem.packages().filter(|x| problem.is_possible(x));
        let dominating: Vec<Vec<usize>> =
            possible().filter(|x| dominates(&problem.worth(x), &worth)).collect();
        assert_eq!(found.broken.is_empty(), problem.is_possible(package));
        assert_eq!(found.worth, worth);
        for (changes, count) in (1..).zip(&found.swaps.counts) {
            let own = dominating.iter().filter(|x| differences(x, package) == changes);
            assert_eq!(own.count() as u64, *count);
        }
        let all: u64 = found.swaps.counts.iter().sum();
        assert_eq!(found.swaps.packages.len() as u64, all.min(reach.kept as u64));
        for better in &found.swaps.packages {
            assert!(dominating.contains(&better.package));
            assert_eq!(better.changes.len(), differences(&better.package, package));
        }
        for (p, worth) in worth.iter().enumerate() {
            let constant: i64 = found.items.iter().map(|item| item.own[p]).sum();
            assert_eq!(constant, *worth);
        }
        match &found.efficiency {
            Efficiency::Efficient => assert!(dominating.is_empty()),
            Efficiency::Unknown(end) => panic!("{end:?}"),
            Efficiency::Dominated { nearest, is_nearest, efficient } => {
                assert!(dominating.contains(&nearest.package) && *is_nearest);
                let least = dominating.iter().map(|x| differences(x, package)).min().unwrap();
                assert_eq!(nearest.changes.len(), least);
                let efficient = efficient.as_ref().unwrap();
                assert!(dominating.contains(&efficient.package));
                let best = problem.worth(&efficient.package);
                assert!(!possible().any(|x| dominates(&problem.worth(&x), &best)));
                let gains: Vec<i64> = best.iter().zip(&worth).map(|(a, b)| a - b).collect();
                assert_eq!(efficient.gains, gains);
                return [false, true, nearest.changes.len() > reach.changes];
            }
        }
        [true, false, false]
    }

    #[test]
    fn a_certificate_says_what_the_definition_says() {
        let mut random = Rng::with_seed(1);
        let mut kinds = [0; 3];
        for round in 0..3000 {
            let kind = Kind::small(&mut random);
            let mut problem = problem(&mut random, kind);
            let package: Vec<usize> =
                problem.sizes.iter().map(|&size| random.usize(0..size)).collect();
            if round % 10 == 0 {
                // So large that nothing can be summed up.
                let most = problem.worths.len().max(1) as i64 + 1;
                let factor = (1 << 60) / most / kind.most / 2;
                let all = problem.worths.iter_mut().flat_map(|worth| &mut worth.entries);
                all.for_each(|entry| *entry *= factor);
                problem.no_deal.fill(None);
                assert!(problem.is_sound());
            }
            let reach = Reach { changes: random.usize(0..3), kept: 5, ..Reach::default() };
            let found = certificate(
                &problem,
                &package,
                Some(&package),
                reach,
                Budget::default(),
                &Unwatched,
            );
            if round % 10 == 0 && with_sum(&problem).is_none() {
                // Then the fewest changes are known from swaps only.
                assert!(!matches!(found.efficiency, Efficiency::Unknown(_)));
                continue;
            }
            for (sum, own) in kinds.iter_mut().zip(check(&problem, &package, reach, &found)) {
                *sum += usize::from(own);
            }
        }
        assert!(kinds.iter().all(|&many| many > 50), "{kinds:?}");
    }

    #[test]
    fn large_worths_are_compared_one_party_after_the_other() {
        let large = 1 << 59;
        let problem = Problem {
            sizes: vec![3],
            parties: 3,
            worths: vec![Worth {
                terms: vec![0],
                entries: vec![large, large, 0, large, large, 1, large - 1, large, 2],
            }],
            rules: Vec::new(),
            no_deal: vec![Some(0); 3],
        };
        assert!(problem.is_sound() && with_sum(&problem).is_none());
        let of = |option: usize| {
            let reach = Reach { changes: 0, ..Reach::default() };
            let budget = Budget::default();
            certificate(&problem, &[option], None, reach, budget, &Unwatched).efficiency
        };
        let Efficiency::Dominated { nearest, efficient, .. } = of(0) else { panic!() };
        assert_eq!((nearest.package, efficient.unwrap().gains), (vec![1], vec![0, 0, 1]));
        assert_eq!(of(1), Efficiency::Efficient);
        assert_eq!(of(2), Efficiency::Efficient);
    }
}
