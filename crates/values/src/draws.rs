//! Answers under many drawn values: how often they come out one way.
//!
//! **What it decides.** Over draws of the values: in what share a given package is acceptable to all, in what share the zopa is
//! empty, and, per option of each term, in what share of the draws in which a solution chooses a package that package has it.
//! Every share comes with its counts, its standard error and its interval (Wilson 1927).
//!
//! Draw number n is whatever the caller makes of n, from a stream of its own, so that the answer is
//! the same for any number of threads.

use crate::{Problem, Watch, parallel};

/// What a solver says of one draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Solved {
    /// The zopa is empty.
    Empty,
    /// It is not, and this package is chosen.
    Chosen(Vec<usize>),
    /// It is not, and nothing is chosen: no package is better for all.
    Undefined,
    /// The budget ended.
    Unknown,
}

/// How often something came out one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frequency {
    /// So often.
    pub hits: u64,
    /// Of so many draws.
    pub of: u64,
}

impl Frequency {
    /// As a share; 0 of no draws.
    #[must_use]
    pub fn share(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.hits as f64 / self.of as f64 }
    }

    /// The standard error of the share. It is 0 where all draws came out alike, so that only [`Self::interval`] says what that is worth.
    #[must_use]
    pub fn error(self) -> f64 {
        let share = self.share();
        if self.of == 0 { 0.0 } else { (share * (1.0 - share) / self.of as f64).sqrt() }
    }

    /// Where the share of all possible draws lies with 95 % confidence (Wilson).
    #[must_use]
    pub fn interval(self) -> [f64; 2] {
        if self.of == 0 {
            return [0.0, 1.0];
        }
        // The square of the 97.5 % point of the normal distribution.
        let square = 3.841_458_820_694_124;
        let (share, of) = (self.share(), self.of as f64);
        let middle = (share + square / (2.0 * of)) / (1.0 + square / of);
        let spread = share * (1.0 - share) / of + square / (4.0 * of * of);
        let half = (square * spread).sqrt() / (1.0 + square / of);
        let low = if self.hits == 0 { 0.0 } else { (middle - half).max(0.0) };
        let high = if self.hits == self.of { 1.0 } else { (middle + half).min(1.0) };
        [low, high]
    }
}

/// What draws say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Draws made: fewer than asked for if somebody said stop.
    pub draws: u64,
    /// In how many the package in question was possible and acceptable to all.
    pub acceptable: Option<Frequency>,
    /// In how many, of those that were solved, the zopa was empty.
    pub empty: Frequency,
    /// In how many, of those that were solved, the zopa was not empty and nothing was chosen.
    pub undefined: Frequency,
    /// Draws that were not solved.
    pub unknown: u64,
    /// Per term and option, in how many of the chosen packages it is.
    pub options: Vec<Vec<Frequency>>,
}

/// Draws in one piece of work.
const PIECE: u64 = 32;

/// Draws `draws` problems over terms with so many options and solves each.
#[must_use]
pub fn draw(
    draws: u64,
    sizes: &[usize],
    package: Option<&[usize]>,
    problem: impl Fn(u64) -> Problem + Sync + Send,
    solve: impl Fn(&Problem) -> Solved + Sync + Send,
    watch: &dyn Watch,
) -> Drawn {
    let one = |tally: &mut Tally, n: u64| {
        let problem = problem(n);
        tally.draws += 1;
        tally.acceptable +=
            u64::from(package.is_some_and(|x| {
                problem.is_possible(x) && problem.is_acceptable(&problem.worth(x))
            }));
        match solve(&problem) {
            Solved::Empty => tally.empty += 1,
            Solved::Undefined => tally.undefined += 1,
            Solved::Unknown => tally.unknown += 1,
            Solved::Chosen(chosen) => {
                tally.chosen += 1;
                for (options, option) in tally.options.iter_mut().zip(chosen) {
                    options[option] += 1;
                }
            }
        }
    };
    let piece = |piece: usize| {
        let first = piece as u64 * PIECE;
        let mut tally = Tally::new(sizes);
        if !watch.is_stopped() {
            (first..draws.min(first + PIECE)).for_each(|n| one(&mut tally, n));
        }
        tally
    };
    let mut whole = Tally::new(sizes);
    // Some pieces at a time, so that their tallies need not all be held.
    let (pieces, mut done) = (draws.div_ceil(PIECE) as usize, 0);
    while done < pieces && !watch.is_stopped() {
        let many = (pieces - done).min(256);
        parallel::map(many, |n| piece(done + n)).iter().for_each(|tally| whole.add(tally));
        done += many;
        watch.progress("draws", done, pieces, 0);
    }
    whole.drawn(package.is_some())
}

/// Counts.
struct Tally {
    draws: u64,
    acceptable: u64,
    empty: u64,
    undefined: u64,
    unknown: u64,
    chosen: u64,
    options: Vec<Vec<u64>>,
}

impl Tally {
    fn new(sizes: &[usize]) -> Self {
        let options = sizes.iter().map(|&size| vec![0; size]).collect();
        Self { draws: 0, acceptable: 0, empty: 0, undefined: 0, unknown: 0, chosen: 0, options }
    }

    fn add(&mut self, other: &Self) {
        self.draws += other.draws;
        self.acceptable += other.acceptable;
        self.empty += other.empty;
        self.undefined += other.undefined;
        self.unknown += other.unknown;
        self.chosen += other.chosen;
        for (own, other) in self.options.iter_mut().zip(&other.options) {
            own.iter_mut().zip(other).for_each(|(own, other)| *own += other);
        }
    }

    fn drawn(self, with_package: bool) -> Drawn {
        let solved = self.draws - self.unknown;
        let of = |hits: u64, of: u64| Frequency { hits, of };
        let options = self
            .options
            .iter()
            .map(|options| options.iter().map(|&hits| of(hits, self.chosen)).collect());
        Drawn {
            draws: self.draws,
            acceptable: with_package.then(|| of(self.acceptable, self.draws)),
            empty: of(self.empty, solved),
            undefined: of(self.undefined, solved),
            unknown: self.unknown,
            options: options.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Aim, best};
    use crate::stream::Stream;
    use crate::{Budget, Unwatched, Worth};

    fn problem(draw: u64) -> Problem {
        let mut stream = Stream::new(3, draw);
        let mut number = || stream.below(21) as i64 - 10;
        Problem {
            sizes: vec![2, 3],
            parties: 2,
            worths: vec![
                Worth { terms: vec![0], entries: (0..4).map(|_| number()).collect() },
                Worth { terms: vec![1], entries: (0..6).map(|_| number()).collect() },
            ],
            rules: Vec::new(),
            no_deal: vec![Some(number()), Some(number())],
        }
    }

    fn solve(problem: &Problem) -> Solved {
        let aim = Aim {
            goals: problem.no_deal.clone(),
            least: Some(0),
            ..Aim::reach(problem.no_deal.clone())
        };
        match best(problem, &Aim { enough: None, ..aim }, Budget::default(), &Unwatched) {
            found if found.value == Some(0) => Solved::Undefined,
            found => found.package.map_or(Solved::Empty, Solved::Chosen),
        }
    }

    #[test]
    fn draws_are_counted() {
        let package = [1, 2];
        let found = draw(1000, &[2, 3], Some(&package), problem, solve, &Unwatched);
        let all: Vec<Problem> = (0..1000).map(problem).collect();
        let accepts = |p: &&Problem| p.is_acceptable(&p.worth(&package));
        let solved: Vec<Solved> = all.iter().map(solve).collect();
        let many = |wanted: &dyn Fn(&Solved) -> bool| {
            solved.iter().filter(|solved| wanted(solved)).count() as u64
        };
        let has = |solved: &Solved, term: usize, option: usize| match solved {
            Solved::Chosen(package) => package[term] == option,
            _ => false,
        };
        let of = |hits: u64, of: u64| Frequency { hits, of };
        let chosen = many(&|solved| matches!(solved, Solved::Chosen(_)));
        let options = |term: usize, size: usize| {
            (0..size).map(|o| of(many(&|solved| has(solved, term, o)), chosen)).collect()
        };
        let expected = Drawn {
            draws: 1000,
            acceptable: Some(of(all.iter().filter(accepts).count() as u64, 1000)),
            empty: of(many(&|solved| *solved == Solved::Empty), 1000),
            undefined: of(many(&|solved| *solved == Solved::Undefined), 1000),
            unknown: 0,
            options: vec![options(0, 2), options(1, 3)],
        };
        assert_eq!(found, expected);
        assert!(found.empty.hits > 50 && found.undefined.hits > 5 && chosen > 50);
    }

    #[test]
    fn intervals_are_those_of_wilson() {
        let of = |hits, of| Frequency { hits, of };
        let near = |a: [f64; 2], b: [f64; 2]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 5e-5);
        assert!(near(of(10, 100).interval(), [0.0552, 0.1744]));
        assert!(near(of(0, 10).interval(), [0.0, 0.2775]));
        assert!(near(of(10, 10).interval(), [0.7225, 1.0]));
        assert!((of(10, 100).error() - 0.03).abs() < 1e-12);
        assert_eq!((of(0, 0).share(), of(0, 0).interval()), (0.0, [0.0, 1.0]));
    }
}
