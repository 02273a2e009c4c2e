//! The definitions against the published tables, without any of the engine.

mod common;
#[path = "common/last_mover.rs"]
mod last_mover;
#[path = "common/move_rich.rs"]
mod move_rich;
#[path = "common/option_form.rs"]
mod option_form;
#[path = "common/published.rs"]
mod published;
#[path = "common/random.rs"]
mod random;

use common::scenario;
use detente_scenario::{Concept, Scenario};
use fastrand::Rng;
use last_mover::{
    Arcs, Graph, Joint, Mover, Parties, alone, any_sequences, everywhere, members, subsets,
};
use move_rich::{RICH, file};
use option_form::OptionForm;
use published::{
    CASES, ELMIRA, ELMIRA_COALITIONS, ELMIRA_EVERY_COALITION, elmira_graph, elmira_number,
    elmira_text,
};

/// The published numbers of the states in `column`, ascending.
fn numbers(column: &[bool], number: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..column.len()).filter(|&s| column[s]).map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn sorted(numbers: &[usize]) -> Vec<usize> {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers
}

#[test]
fn small_cases_have_their_published_equilibria() {
    for case in &CASES {
        let stable = case.graph().stable();
        for (concept, expected) in case.equilibria {
            let found = numbers(&everywhere(&stable[concept]), |s| case.numbers[s]);
            assert_eq!(found, sorted(expected), "{} {concept:?}", case.title);
        }
    }
}

#[test]
fn files_of_small_cases_describe_the_same_graphs() {
    for case in &CASES {
        let scenario = scenario(&case.text());
        let form = OptionForm::of(&scenario);
        let drawn = case.graph();
        assert_eq!(form.packages.len(), drawn.states);
        let stable = form.graph.stable();
        let drawn = drawn.stable();
        let states: Vec<usize> =
            case.numbers.iter().map(|&n| form.state(&case.package(n)).expect("possible")).collect();
        for concept in Concept::ALL {
            for (party, column) in stable[&concept].iter().enumerate() {
                let by_number: Vec<bool> = states.iter().map(|&s| column[s]).collect();
                assert_eq!(by_number, drawn[&concept][party], "{} {concept:?}", case.title);
            }
        }
        if let Some(expected) = case.simultaneous {
            let all = |&s: &usize| {
                (0..form.graph.utilities.len()).all(|i| form.simultaneously_stable(i, s))
            };
            let found: Vec<bool> = states.iter().map(all).collect();
            assert_eq!(numbers(&found, |s| case.numbers[s]), sorted(expected), "{}", case.title);
        }
    }
}

fn check_elmira(graph: &Graph, number: impl Fn(usize) -> usize) {
    let stable = graph.stable();
    let numbers = |column: &[bool]| {
        // Packages that stand for one published state agree.
        for s in 0..column.len() {
            let same = (0..column.len()).filter(|&t| number(t) == number(s));
            assert!(same.into_iter().all(|t| column[t] == column[s]));
        }
        numbers(column, &number)
    };
    for (concept, expected) in ELMIRA {
        for (party, expected) in expected[..3].iter().enumerate() {
            assert_eq!(numbers(&stable[&concept][party]), *expected, "{concept:?} {party}");
        }
        assert_eq!(numbers(&everywhere(&stable[&concept])), expected[3], "{concept:?}");
    }
    let coalitions = graph.coalitions();
    let column_of = |concept| match concept {
        Joint::Cr => 0,
        Joint::Cgmr | Joint::Csmr => 1,
        Joint::Cseq => 2,
    };
    for concept in Joint::ALL {
        for (members, expected) in ELMIRA_COALITIONS {
            let h = members.iter().fold(0, |all, &party| all | alone(party));
            let found = numbers(&coalitions.stable(h, concept));
            assert_eq!(found, expected[column_of(concept)], "{concept:?} {members:?}");
        }
        let found = numbers(&coalitions.stable_for_all(concept));
        assert_eq!(found, ELMIRA_EVERY_COALITION[column_of(concept)], "{concept:?}");
    }
}

#[test]
fn elmira_as_drawn() {
    check_elmira(&elmira_graph(), |state| state + 1);
}

#[test]
fn elmira_as_a_file() {
    let scenario = scenario(&elmira_text());
    let form = OptionForm::of(&scenario);
    assert_eq!(form.packages.len(), 12);
    check_elmira(&form.graph, |state| elmira_number(&form.packages[state]));
}

/// The published way from the status quo: the local government insists, and then the ministry and
/// Uniroyal move together to what both prefer.
#[test]
fn elmira_moves_on_from_state_5() {
    let graph = elmira_graph();
    assert!(graph.improvements(published::LOCAL, 0).contains(&4));
    let pair = alone(published::MOE) | alone(published::UNIROYAL);
    let arcs: Vec<Arcs> =
        graph.movers_within(pair).into_iter().map(|mover| mover.arcs.clone()).collect();
    let arcs: Vec<&Arcs> = arcs.iter().collect();
    let reach = last_mover::legal_sequences(&arcs, 4, 9);
    assert!(reach.contains(&7) && graph.all_prefer(pair, 7, 4));
}

/// A move that cannot be followed by another of the same party: the rule bites on graphs that are
/// not transitive, and that is why it is part of the definition.
#[test]
fn nobody_moves_twice_in_succession() {
    let chain: Arcs = vec![vec![1], vec![2], vec![]];
    let still: Arcs = vec![vec![], vec![], vec![]];
    assert_eq!(last_mover::legal_sequences(&[&chain, &still], 0, 3), [1]);
    assert_eq!(any_sequences(&[&chain, &still], 0, 3), [1, 2]);
    // A move of somebody else in between makes the second one legal.
    let other: Arcs = vec![vec![], vec![1], vec![]];
    assert_eq!(last_mover::legal_sequences(&[&chain, &other], 0, 3), [1, 2]);
    // There and back is two moves of one party.
    let back: Arcs = vec![vec![1], vec![0]];
    assert_eq!(last_mover::legal_sequences(&[&back], 0, 2), [1]);
}

/// A graph drawn at random; the moves of a file are always transitive.
fn random_graph(random: &mut Rng, transitive: bool) -> Graph {
    let states = random.usize(2..=9);
    let parties = random.usize(2..=4);
    let levels = random.i64(2..=9);
    let density = random.f64() * 0.6;
    let mut arcs = || -> Arcs {
        let any: Arcs = (0..states)
            .map(|s| (0..states).filter(|&t| t != s && random.f64() < density).collect())
            .collect();
        if !transitive {
            return any;
        }
        let beyond = |s: usize| any_sequences(&[&any], s, states);
        (0..states).map(|s| beyond(s).into_iter().filter(|&t| t != s).collect()).collect()
    };
    let movers = (0..parties).map(|p| Mover { parties: alone(p), arcs: arcs() }).collect();
    let utilities =
        (0..parties).map(|_| (0..states).map(|_| random.i64(..levels)).collect()).collect();
    Graph { states, deciders: (1 << parties) - 1, movers, utilities }
}

/// The matrix form (Xu, Hipel & Kilgour 2007), written out in Boolean matrices: another way to the
/// same answers.
struct Matrices<'g> {
    graph: &'g Graph,
}

type Matrix = Vec<Vec<bool>>;

fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let n = a.len();
    let cell = |s: usize, t: usize| (0..n).any(|k| a[s][k] && b[k][t]);
    (0..n).map(|s| (0..n).map(|t| cell(s, t)).collect()).collect()
}

fn cells(a: &Matrix, b: &Matrix, f: impl Fn(bool, bool) -> bool) -> Matrix {
    a.iter().zip(b).map(|(a, b)| a.iter().zip(b).map(|(a, b)| f(*a, *b)).collect()).collect()
}

fn transposed(a: &Matrix) -> Matrix {
    (0..a.len()).map(|s| (0..a.len()).map(|t| a[t][s]).collect()).collect()
}

impl Matrices<'_> {
    fn all(&self, cell: impl Fn(usize, usize) -> bool) -> Matrix {
        let n = self.graph.states;
        (0..n).map(|s| (0..n).map(|t| cell(s, t)).collect()).collect()
    }

    /// J_i.
    fn moves(&self, i: usize) -> Matrix {
        self.all(|s, t| self.graph.movers[i].arcs[s].contains(&t))
    }

    /// P_i⁺.
    fn better(&self, i: usize) -> Matrix {
        self.all(|s, t| self.graph.utilities[i][t] > self.graph.utilities[i][s])
    }

    /// M_H = OR over t of M_H^(i,t), M_H^(i,t) = sign[(OR_{j∈H∖i} M_H^(j,t−1)) · J_i].
    fn joint(&self, steps: &[Matrix]) -> Matrix {
        let nothing = self.all(|_, _| false);
        let mut last: Vec<Matrix> = steps.to_vec();
        let mut sum = nothing.clone();
        for _ in 0..self.graph.states * steps.len() * 2 {
            for step in &last {
                sum = cells(&sum, step, |a, b| a || b);
            }
            last = (0..steps.len())
                .map(|i| {
                    let others = (0..steps.len()).filter(|&j| j != i);
                    let before =
                        others.fold(nothing.clone(), |all, j| cells(&all, &last[j], |a, b| a || b));
                    product(&before, &steps[i])
                })
                .collect();
        }
        sum
    }

    fn stable(&self, i: usize, concept: Concept) -> Vec<bool> {
        let others: Vec<usize> = (0..self.graph.movers.len()).filter(|&j| j != i).collect();
        let both = |a, b| a && b;
        let improving = |j: usize| cells(&self.moves(j), &self.better(j), both);
        let replies: Vec<Matrix> = match concept {
            Concept::R => Vec::new(),
            Concept::Gmr | Concept::Smr => others.iter().map(|&j| self.moves(j)).collect(),
            Concept::Seq | Concept::Sseq => others.iter().map(|&j| improving(j)).collect(),
        };
        let no_gain = self.all(|s, t| !self.better(i)[s][t]);
        let lasting = match concept {
            Concept::Smr | Concept::Sseq => {
                let escape = product(&self.moves(i), &transposed(&self.better(i)));
                cells(&transposed(&no_gain), &escape, |bad, escape| bad && !escape)
            }
            _ => transposed(&no_gain),
        };
        let sanctioned = product(&self.joint(&replies), &lasting);
        let unstable = product(&improving(i), &cells(&sanctioned, &sanctioned, |a, _| !a));
        (0..self.graph.states).map(|s| !unstable[s][s]).collect()
    }
}

#[test]
fn the_matrix_form_agrees_on_random_graphs() {
    let mut random = Rng::with_seed(11);
    let mut differing = 0;
    for round in 0..600 {
        let graph = random_graph(&mut random, round % 2 == 0);
        let stable = graph.stable();
        let matrices = Matrices { graph: &graph };
        for concept in Concept::ALL {
            for (i, column) in stable[&concept].iter().enumerate() {
                assert_eq!(matrices.stable(i, concept), *column, "{concept:?} {i} {graph:#?}");
            }
        }
        differing += usize::from(stable[&Concept::Gmr] != stable[&Concept::Smr]);
        differing += usize::from(stable[&Concept::Seq] != stable[&Concept::Sseq]);
    }
    assert!(differing > 300, "graphs on which all concepts agree test little: {differing}");
}

/// min over `states` of `value`; more than everything if there are none.
fn least(states: &[usize], value: impl Fn(usize) -> i64) -> i64 {
    states.iter().map(|&t| value(t)).min().unwrap_or(i64::MAX)
}

/// T_i(s) = max over s1 ∈ R_i(s) of min(u_i(s1), σ_i(s1)); s is unstable iff T_i(s) > u_i(s).
#[test]
fn the_threshold_theorem_holds_on_random_graphs() {
    let mut random = Rng::with_seed(12);
    for round in 0..2_000 {
        let graph = random_graph(&mut random, round % 2 == 0);
        for i in 0..graph.utilities.len() {
            let u = |s: usize| graph.utilities[i][s];
            let moves = graph.moves(i);
            let w = |t: usize| moves[t].iter().map(|&v| u(v)).max().unwrap_or(u(t)).max(u(t));
            let others = graph.single_movers(graph.deciders & !alone(i));
            let reach = |improving: bool, s1: usize| {
                let arcs: Vec<Arcs> = others
                    .iter()
                    .map(|mover| {
                        let keep = |s: usize, t: &usize| {
                            !improving || graph.all_prefer(mover.parties, *t, s)
                        };
                        let arcs = mover.arcs.iter().enumerate();
                        arcs.map(|(s, ts)| ts.iter().copied().filter(|t| keep(s, t)).collect())
                            .collect()
                    })
                    .collect();
                last_mover::legal_sequences(&arcs.iter().collect::<Vec<_>>(), s1, graph.states)
            };
            let sigma = |concept: Concept, s1: usize| match concept {
                Concept::R => i64::MAX,
                Concept::Gmr => least(&reach(false, s1), u),
                Concept::Smr => least(&reach(false, s1), w),
                Concept::Seq => least(&reach(true, s1), u),
                Concept::Sseq => least(&reach(true, s1), w),
            };
            let focus = graph.focus(i);
            for concept in Concept::ALL {
                for (s, moves) in moves.iter().enumerate() {
                    let threshold = moves.iter().map(|&s1| u(s1).min(sigma(concept, s1))).max();
                    let unstable = threshold.is_some_and(|threshold| threshold > u(s));
                    assert_eq!(focus.stable(concept, s), !unstable, "{concept:?}");
                }
            }
        }
    }
}

#[test]
fn coalitions_of_one_are_parties_and_relations_hold_on_random_graphs() {
    let mut random = Rng::with_seed(13);
    let implies = |a: &[bool], b: &[bool]| a.iter().zip(b).all(|(a, b)| !a || *b);
    let mut beyond_cgmr = 0;
    for round in 0..600 {
        let graph = random_graph(&mut random, round % 2 == 0);
        let stable = graph.stable();
        let coalitions = graph.coalitions();
        for i in members(graph.deciders) {
            let of = |concept: Concept| &stable[&concept][i];
            assert!(implies(of(Concept::R), of(Concept::Sseq)));
            assert!(implies(of(Concept::Sseq), of(Concept::Seq)));
            assert!(implies(of(Concept::Seq), of(Concept::Gmr)));
            assert!(implies(of(Concept::Sseq), of(Concept::Smr)));
            assert!(implies(of(Concept::Smr), of(Concept::Gmr)));
            assert_eq!(coalitions.stable(alone(i), Joint::Cr), *of(Concept::R));
            assert_eq!(coalitions.stable(alone(i), Joint::Cgmr), *of(Concept::Gmr));
            assert_eq!(coalitions.stable(alone(i), Joint::Csmr), *of(Concept::Smr));
            if graph.deciders.count_ones() == 2 {
                assert_eq!(coalitions.stable(alone(i), Joint::Cseq), *of(Concept::Seq));
            }
        }
        for h in subsets(graph.deciders) {
            let [cr, cgmr, csmr, cseq] = Joint::ALL.map(|concept| coalitions.stable(h, concept));
            assert!(implies(&cr, &cseq) && implies(&cr, &csmr));
            assert!(implies(&csmr, &cgmr));
            // Where moves are not transitive, two coalition improvements one after the other may
            // make a party move twice in succession, and then no legal sequence goes there.
            assert!(round % 2 == 1 || implies(&cseq, &cgmr));
            beyond_cgmr += usize::from(!implies(&cseq, &cgmr));
        }
    }
    assert!(beyond_cgmr > 0);
}

#[test]
fn sets_of_parties() {
    let none: [Parties; 0] = [];
    assert_eq!(subsets(0), none);
    assert_eq!(subsets(0b101), [0b001, 0b100, 0b101]);
    assert!(last_mover::is_within(0b100, 0b101) && !last_mover::is_within(0b110, 0b101));
}

/// In a file all moves are transitive, so that who moved last does not matter: a legal sequence leads
/// wherever any sequence leads, but perhaps back to its beginning.
#[test]
fn in_files_the_last_mover_does_not_matter() {
    let mut random = Rng::with_seed(14);
    for _ in 0..300 {
        let scenario = scenario(&file(&mut random, RICH).text());
        let graph = OptionForm::of(&scenario).graph;
        for h in subsets(graph.deciders) {
            for movers in [graph.single_movers(h), graph.movers_within(h)] {
                let arcs: Vec<&Arcs> = movers.iter().map(|mover| &mover.arcs).collect();
                for s in 0..graph.states {
                    let elsewhere = |states: Vec<usize>| -> Vec<usize> {
                        states.into_iter().filter(|&t| t != s).collect()
                    };
                    let legal = elsewhere(last_mover::legal_sequences(&arcs, s, graph.states));
                    assert_eq!(legal, elsewhere(any_sequences(&arcs, s, graph.states)));
                }
            }
        }
    }
}

/// How many of `count` random files have other stable packages, for a party or a coalition, once
/// `change` is made.
fn sensitive(change: impl Fn(&mut Scenario), count: usize) -> usize {
    let mut random = Rng::with_seed(15);
    let mut differing = 0;
    for _ in 0..count {
        let before = scenario(&file(&mut random, RICH).text());
        let mut after = before.clone();
        change(&mut after);
        let [before, after] = [&before, &after].map(|scenario| {
            let graph = OptionForm::of(scenario).graph;
            let joint = Joint::ALL.map(|concept| graph.coalitions().stable_for_all(concept));
            (graph.stable(), joint)
        });
        differing += usize::from(before != after);
    }
    differing
}

/// What makes the random files hard makes a difference: an engine that overlooks it is found out.
#[test]
fn random_files_exercise_what_they_contain() {
    let enough = |differing: usize| assert!(differing > 20, "{differing} of 300");
    enough(sensitive(|file| file.terms.iter_mut().for_each(|term| term.cannot.clear()), 300));
    enough(sensitive(|file| file.terms.iter_mut().for_each(|term| term.fallback = None), 300));
    enough(sensitive(|file| file.terms.iter_mut().for_each(|term| term.by.truncate(1)), 300));
    let unowned = |file: &mut Scenario| {
        let terms = file.terms.iter_mut().filter(|term| term.by.is_empty());
        terms.for_each(|term| term.by.push(detente_scenario::PartyId::new(0)));
    };
    enough(sensitive(unowned, 300));
}
