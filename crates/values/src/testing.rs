//! Small random problems to compare with definitions.

use crate::{Problem, Rule, Worth};
use fastrand::Rng;

/// What kind of problem.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) terms: usize,
    pub(crate) options: usize,
    pub(crate) parties: usize,
    /// Worths lie in `-most..=most`.
    pub(crate) most: i64,
    /// Worths and rules over several terms.
    pub(crate) entangled: usize,
}

impl Kind {
    /// Something that a definition is done with at once.
    pub(crate) fn small(random: &mut Rng) -> Self {
        Self {
            terms: random.usize(0..6),
            options: 4,
            parties: random.usize(1..5),
            most: *random.choice([1, 3, 10, 1000].iter()).unwrap_or(&1),
            entangled: random.usize(0..5),
        }
    }
}

/// A random problem; what no deal is worth is often near what packages are worth.
pub(crate) fn problem(random: &mut Rng, kind: Kind) -> Problem {
    let sizes: Vec<usize> = (0..kind.terms).map(|_| random.usize(1..=kind.options)).collect();
    let scope = |random: &mut Rng| -> Vec<usize> {
        let many = random.usize(0..=3.min(kind.terms));
        let mut terms: Vec<usize> = (0..kind.terms).collect();
        random.shuffle(&mut terms);
        terms.truncate(many);
        terms.sort_unstable();
        terms
    };
    let entries = |terms: &[usize]| terms.iter().map(|&t| sizes[t]).product::<usize>();
    let mut scopes: Vec<Vec<usize>> = (0..kind.terms).map(|t| vec![t]).collect();
    scopes.retain(|_| random.u8(..) > 20);
    for _ in 0..kind.entangled {
        scopes.push(scope(random));
    }
    let worths: Vec<Worth> = scopes
        .into_iter()
        .map(|terms| {
            let many = entries(&terms) * kind.parties;
            let entries = (0..many).map(|_| random.i64(-kind.most..=kind.most)).collect();
            Worth { terms, entries }
        })
        .collect();
    let rules = (0..random.usize(0..=kind.entangled))
        .map(|_| {
            let terms = scope(random);
            let allowed = (0..entries(&terms)).map(|_| random.u8(..) > 60).collect();
            Rule { terms, allowed }
        })
        .collect();
    let mut problem = Problem { sizes, parties: kind.parties, worths, rules, no_deal: Vec::new() };
    let somewhere: Vec<usize> = problem.sizes.iter().map(|&size| random.usize(0..size)).collect();
    let near = problem.worth(&somewhere);
    problem.no_deal = near
        .into_iter()
        .map(|value| (random.u8(..) > 30).then(|| value + random.i64(-kind.most..=kind.most)))
        .collect();
    assert!(problem.is_sound());
    problem
}

/// Every package in the zopa, in listed order: the definition.
pub(crate) fn zopa(problem: &Problem) -> Vec<Vec<usize>> {
    problem
        .packages()
        .filter(|x| problem.is_possible(x) && problem.is_acceptable(&problem.worth(x)))
        .collect()
}
