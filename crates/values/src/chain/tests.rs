use super::{Chain, ENTRIES, order};
use crate::Problem;
use crate::testing::{Kind, problem};
use fastrand::Rng;

/// The packages that `chain` reaches, with their worths, by walking it; checks the bounds on the way.
fn walk(problem: &Problem, chain: &Chain) -> Vec<(Vec<usize>, Vec<i64>)> {
    let mut states = vec![(chain.start(), chain.base.clone(), Vec::new())];
    if !chain.is_possible() {
        states.clear();
    }
    for i in 0..chain.len() {
        let mut following = Vec::new();
        for (digits, sum, classes) in &states {
            for class in 0..chain.classes(i).len() {
                let mut after = vec![0; chain.digits(i + 1)];
                let mut gains = vec![0; problem.parties];
                if let Some(next) = chain.step(i, digits, class, &mut after, &mut gains) {
                    assert_eq!(next, chain.context(i + 1, &after));
                    let sum: Vec<i64> = sum.iter().zip(&gains).map(|(a, b)| a + b).collect();
                    let mut classes: Vec<usize> = classes.clone();
                    classes.push(class);
                    following.push((after, sum, classes));
                }
            }
        }
        states = following;
    }
    let mut found = Vec::new();
    for (_, sum, classes) in states {
        // Every combination of members of the classes.
        let mut packages = vec![chain.package(&classes)];
        for (i, &class) in classes.iter().enumerate() {
            packages = packages
                .iter()
                .flat_map(|package| {
                    chain.classes(i)[class].iter().map(|&option| {
                        let mut package = package.clone();
                        package[chain.term(i)] = option;
                        package
                    })
                })
                .collect();
        }
        found.extend(packages.into_iter().map(|package| (package, sum.clone())));
    }
    found.sort();
    found
}

#[test]
fn a_chain_reaches_every_possible_package_and_bounds_it() {
    let mut random = Rng::with_seed(1);
    for round in 0..3000 {
        let kind = Kind::small(&mut random);
        let problem = problem(&mut random, kind);
        let order = order(&problem);
        for entries in [ENTRIES, random.usize(0..200)] {
            let chain = Chain::new(&problem, &order, entries);
            let expected: Vec<_> = problem
                .packages()
                .filter(|x| problem.is_possible(x))
                .map(|x| (x.clone(), problem.worth(&x)))
                .collect();
            assert_eq!(walk(&problem, &chain), expected, "round {round}");
            if expected.is_empty() {
                assert!(!chain.is_exact() || !chain.is_possible());
                continue;
            }
            let weights: Vec<i128> = (0..problem.parties).map(|_| random.i128(0..9)).collect();
            let value = |sum: &[i64]| -> i128 {
                sum.iter().zip(&weights).map(|(&s, w)| i128::from(s) * w).sum()
            };
            let best = expected.iter().map(|(_, sum)| value(sum)).max().unwrap();
            let bound = value(&chain.base) + chain.weighted(&weights)[0][0];
            assert!(best <= bound && (!chain.is_exact() || best == bound));
            for p in 0..problem.parties {
                let own = || expected.iter().map(|(_, sum)| sum[p] - chain.base[p]);
                let most = own().max().unwrap();
                let least = own().min().unwrap();
                assert!(most <= chain.most(0, 0)[p] && least >= chain.least(0, 0)[p]);
                if chain.is_exact() {
                    assert_eq!((most, least), (chain.most(0, 0)[p], chain.least(0, 0)[p]));
                }
            }
        }
    }
}

#[test]
fn some_chains_forget() {
    let mut random = Rng::with_seed(2);
    let (mut exact, mut forgetting) = (0, 0);
    for _ in 0..200 {
        let kind = Kind { terms: 5, options: 4, parties: 2, most: 9, entangled: 4 };
        let problem = problem(&mut random, kind);
        if Chain::new(&problem, &order(&problem), 40).is_exact() {
            exact += 1;
        } else {
            forgetting += 1;
        }
    }
    assert!(exact > 10 && forgetting > 10, "{exact} {forgetting}");
}
