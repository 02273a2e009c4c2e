//! Whether a claim restates the input, against the definition spelled out: every option combination,
//! every way in which what the lines leave open may fall.

mod common;
#[path = "common/random.rs"]
mod random;

use common::{query, scenario};
use detente_engine::Case;
use detente_engine::ask::{Restates, restates};
use detente_engine::empty::{empty_for, genuine};
use detente_engine::moves::Mover;
use detente_scenario::model::{Expectation, Line};
use detente_scenario::{
    Concept, Expr, OptionId, Package, PartyId, Predicate, Quantifier, Query, RuleId, Scenario,
    Standing,
};
use fastrand::Rng;
use random::{Shape, condition, question, scenario_text};
use std::cmp::Ordering;

/// A fact that lines may leave open: a party's comparison with no deal, or another predicate.
#[derive(Clone, PartialEq)]
enum Fact {
    Order(PartyId),
    Other(Predicate),
}

struct Definition<'c, 's> {
    case: &'c Case<'s>,
    query: Query,
    expect: Option<u64>,
    facts: Vec<Fact>,
    combinations: Vec<Package>,
}

impl<'c, 's> Definition<'c, 's> {
    fn new(case: &'c Case<'s>, query: &Query, expect: Option<u64>) -> Self {
        let mut facts = Vec::new();
        let mut add = |fact: Fact| {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        };
        for expr in [&query.with, &query.has] {
            expr.walk(&mut |part| match part {
                Expr::Predicate(Predicate::Deal | Predicate::Zopa) => {
                    case.signers.iter().for_each(|&p| add(Fact::Order(p)));
                }
                Expr::Predicate(Predicate::Stands(standing, p)) => match standing {
                    Standing::Better | Standing::Same | Standing::Worse | Standing::Acceptable => {
                        add(Fact::Order(*p));
                    }
                    _ => add(Fact::Other(Predicate::Stands(*standing, *p))),
                },
                Expr::Predicate(
                    p @ (Predicate::Efficient
                    | Predicate::Prefers(..)
                    | Predicate::Stable(..)
                    | Predicate::Equilibrium(_)),
                ) => {
                    add(Fact::Other(p.clone()));
                }
                _ => {}
            });
        }
        let mut combinations: Vec<Package> = vec![Vec::new()];
        for term in &case.scenario.terms {
            combinations = combinations
                .iter()
                .flat_map(|start| {
                    (0..term.options.len()).map(|o| [&start[..], &[OptionId::new(o)]].concat())
                })
                .collect();
        }
        Self { case, query: query.clone(), expect, facts, combinations }
    }

    /// The statements of `party` among `lines`, in file order, with their red lines.
    fn statements(&self, lines: &[Line], party: PartyId) -> Vec<(Expr, bool)> {
        let preference = self.case.preference(party);
        if preference.is_ranking() {
            return Vec::new();
        }
        (0..preference.lines.len())
            .filter(|&k| {
                let line = preference.lines[k].line;
                lines.contains(&Line::Priority { party, line })
            })
            .map(|k| (preference.condition(self.case.scenario, k), preference.lines[k].red_line))
            .collect()
    }

    /// The values that `lines` leave possible for a fact about `package`: for an order −1, 0, 1,
    /// for another predicate 0 or 1.
    fn values(&self, lines: &[Line], fact: &Fact, package: &[OptionId]) -> Vec<i32> {
        let scenario = self.case.scenario;
        let deltas = |party: PartyId, a: &[OptionId], b: &[OptionId]| -> Vec<(i32, bool)> {
            let holds = |expr: &Expr, p: &[OptionId]| scenario.holds(expr, p) as i32;
            let statements = self.statements(lines, party);
            statements.iter().map(|(expr, red)| (holds(expr, a) - holds(expr, b), *red)).collect()
        };
        match fact {
            Fact::Order(party) => {
                let deltas = deltas(*party, package, &scenario.no_deal(*party));
                match deltas.iter().find(|(delta, _)| *delta != 0) {
                    Some((delta, _)) => vec![*delta],
                    None => vec![-1, 0, 1],
                }
            }
            Fact::Other(Predicate::Stands(standing, party)) => {
                let (mut sum, mut up, mut down, mut stopped) = (0, false, false, false);
                for (delta, red) in deltas(*party, package, &scenario.no_deal(*party)) {
                    sum += delta;
                    up |= sum > 0;
                    down |= sum < 0;
                    stopped = red && sum != 0;
                    if stopped {
                        break;
                    }
                }
                // Sums that go on may still rise and fall.
                let ends: Vec<(bool, bool)> = if stopped {
                    vec![(up, down)]
                } else {
                    vec![(up, down), (true, down), (up, true), (true, true)]
                };
                let value = |(up, down): &(bool, bool)| match standing {
                    Standing::SurelyBetter => *up && !*down,
                    Standing::PossiblyBetter => *up,
                    Standing::SurelyWorse => *down && !*up,
                    _ => *down,
                };
                let mut values: Vec<i32> = ends.iter().map(value).map(i32::from).collect();
                values.sort_unstable();
                values.dedup();
                values
            }
            Fact::Other(Predicate::Prefers(party, a, b)) => {
                let (a, b) = (&scenario.named(*a).package, &scenario.named(*b).package);
                match deltas(*party, a, b).iter().find(|(delta, _)| *delta != 0) {
                    Some((delta, _)) => vec![i32::from(*delta > 0)],
                    None if a == b => vec![0],
                    None => vec![0, 1],
                }
            }
            Fact::Other(Predicate::Stable(party, concept)) => {
                let stays = self.stays(lines, *party, package);
                match stays {
                    Some(true) => vec![1],
                    Some(false) if *concept == Concept::R => vec![0],
                    _ => vec![0, 1],
                }
            }
            Fact::Other(Predicate::Equilibrium(concept)) => {
                let all: Vec<Option<bool>> =
                    scenario.party_ids().map(|party| self.stays(lines, party, package)).collect();
                if all.iter().all(|stays| *stays == Some(true)) {
                    vec![1]
                } else if *concept == Concept::R && all.contains(&Some(false)) {
                    vec![0]
                } else {
                    vec![0, 1]
                }
            }
            Fact::Other(_) => vec![0, 1],
        }
    }

    /// Whether by `lines` alone no move of `party` is as good as staying, or some is better.
    fn stays(&self, lines: &[Line], party: PartyId, package: &[OptionId]) -> Option<bool> {
        let scenario = self.case.scenario;
        let mover = Mover::alone(scenario, party);
        let allowed = |package: &[OptionId]| {
            lines.iter().all(|line| match line {
                Line::Rule(rule) => scenario.holds(&scenario.rule(*rule).require, package),
                Line::Priority { .. } => true,
            })
        };
        let truths = |package: &[OptionId]| -> Vec<bool> {
            let statements = self.statements(lines, party);
            statements.iter().map(|(expr, _)| scenario.holds(expr, package)).collect()
        };
        let reached: Vec<Ordering> = self
            .combinations
            .iter()
            .filter(|to| mover.may_move(package, to) && allowed(to))
            .map(|to| truths(to).cmp(&truths(package)))
            .collect();
        if reached.contains(&Ordering::Greater) {
            return Some(false);
        }
        (!reached.contains(&Ordering::Equal)).then_some(true)
    }

    fn holds(&self, expr: &Expr, package: &[OptionId], values: &[i32]) -> bool {
        let scenario = self.case.scenario;
        let of = |fact: &Fact| self.facts.iter().position(|f| f == fact).map_or(0, |at| values[at]);
        expr.evaluate(&mut |leaf| match leaf {
            Expr::Predicate(predicate) => match predicate {
                Predicate::Stands(Standing::Better, p) => of(&Fact::Order(*p)) > 0,
                Predicate::Stands(Standing::Same, p) => of(&Fact::Order(*p)) == 0,
                Predicate::Stands(Standing::Worse, p) => of(&Fact::Order(*p)) < 0,
                Predicate::Stands(Standing::Acceptable, p) => of(&Fact::Order(*p)) >= 0,
                Predicate::Deal => self.case.signers.iter().all(|&p| of(&Fact::Order(p)) > 0),
                Predicate::Zopa => self.case.signers.iter().all(|&p| of(&Fact::Order(p)) >= 0),
                Predicate::Empty(party) => scenario.holds(&empty_for(scenario, *party), package),
                Predicate::Genuine => scenario.holds(&genuine(scenario), package),
                Predicate::Changes(comparison, count) => {
                    comparison.holds(scenario.changes(package).len() as u32, *count)
                }
                Predicate::Is(named) => scenario.named(*named).package == package,
                other => of(&Fact::Other(other.clone())) != 0,
            },
            other => scenario.holds(other, package),
        })
    }

    /// Whether the claim is true over all combinations, however what `lines` leave open falls.
    fn is_true(&self, lines: &[Line]) -> bool {
        let scenario = self.case.scenario;
        let rules: Vec<&Expr> = lines
            .iter()
            .filter_map(|line| match line {
                Line::Rule(rule) => Some(&scenario.rule(*rule).require),
                Line::Priority { .. } => None,
            })
            .collect();
        let (mut may_lack, mut may_have, mut must_have) = (0u64, 0u64, 0u64);
        for package in &self.combinations {
            if !rules.iter().all(|rule| scenario.holds(rule, package)) {
                continue;
            }
            let values: Vec<Vec<i32>> =
                self.facts.iter().map(|fact| self.values(lines, fact, package)).collect();
            let (mut lacks, mut has, mut silent) = (false, false, false);
            let choices: usize = values.iter().map(Vec::len).product();
            for mut choice in 0..choices {
                let chosen: Vec<i32> = values
                    .iter()
                    .map(|values| {
                        let value = values[choice % values.len()];
                        choice /= values.len();
                        value
                    })
                    .collect();
                match self.holds(&self.query.with, package, &chosen) {
                    false => silent = true,
                    true if self.holds(&self.query.has, package, &chosen) => has = true,
                    true => lacks = true,
                }
            }
            may_lack += u64::from(lacks);
            may_have += u64::from(has);
            must_have += u64::from(has && !lacks && !silent);
        }
        match self.query.quantifier {
            Quantifier::Every => may_lack == 0 && may_have > 0,
            Quantifier::No => may_have == 0,
            Quantifier::Some => must_have > 0,
            Quantifier::Most => must_have > may_lack,
            Quantifier::Count => must_have == may_have && Some(must_have) == self.expect,
        }
    }

    fn answer(&self) -> Restates {
        if self.query.quantifier == Quantifier::Count && self.expect.is_none() {
            return Restates::Nothing;
        }
        let mut lines: Vec<Line> = Vec::new();
        for preference in self.case.preferences.iter().filter(|p| p.is_list()) {
            let party = preference.party;
            lines.extend(preference.lines.iter().map(|l| Line::Priority { party, line: l.line }));
        }
        lines.extend(self.case.rules.iter().map(|&rule: &RuleId| Line::Rule(rule)));
        let mut sets: Vec<Vec<Line>> = vec![Vec::new()];
        sets.extend(lines.iter().map(|&line| vec![line]));
        for (i, &first) in lines.iter().enumerate() {
            sets.extend(lines[i + 1..].iter().map(|&second| vec![first, second]));
        }
        let found = sets.into_iter().find(|set| self.is_true(set));
        found.map_or(Restates::Nothing, Restates::Lines)
    }
}

#[test]
fn restatements_agree_with_the_definition() {
    let mut random = Rng::with_seed(6);
    let shape = Shape { combinations: 24, priorities: 4, values: 0 };
    let (mut restated, mut nothing, mut truisms) = (0, 0, 0);
    for _ in 0..500 {
        let scenario: Scenario = scenario(&scenario_text(&mut random, shape));
        let case = Case::of(&scenario);
        let radices: Vec<usize> = scenario.terms.iter().map(|term| term.options.len()).collect();
        for _ in 0..4 {
            let text = match random.bool() {
                true => question(&mut random, &radices, scenario.parties.len()),
                false => moves_claim(&mut random, &radices, scenario.parties.len()),
            };
            let query = query(&scenario, &text);
            let count = random.u64(..6);
            let expect = (query.quantifier == Quantifier::Count).then_some(count);
            let answer = restates(&case, &query, expect.map(Expectation::Count));
            assert_eq!(answer, Definition::new(&case, &query, expect).answer(), "{text}");
            match answer {
                Restates::Nothing => nothing += 1,
                Restates::Lines(lines) if lines.is_empty() => truisms += 1,
                Restates::Lines(_) => restated += 1,
                Restates::NotTested => panic!("{text}"),
            }
        }
    }
    // The comparison means something only if all three occur.
    assert!(restated > 50 && nothing > 50 && truisms > 50, "{restated} {nothing} {truisms}");
}

/// Two rules that together leave a party no move settle that it stays, whatever it wants.
#[test]
fn rules_can_settle_that_nobody_moves() {
    let scenario = scenario(
        r#"
[scenario]
title = "t"

[party]
a = {}

[[term]]
id = "x"
by = "a"
options = ["o0", "o1", "o2"]
now = "o0"

[[rule]]
require = 'x != o1'

[[rule]]
require = 'x != o2'

[[priority.a]]
wants = 'x = o2'

[[package]]
id = "here"
change = {}
"#,
    );
    let case = Case::of(&scenario);
    for text in [
        "some package with is(here) has stable(a, R)",
        "some package with is(here) has equilibrium(SEQ)",
    ] {
        let query = query(&scenario, text);
        let rules = [0, 1].map(|rule| Line::Rule(RuleId::new(rule)));
        assert_eq!(restates(&case, &query, None), Restates::Lines(rules.to_vec()), "{text}");
        assert_eq!(Definition::new(&case, &query, None).answer(), Restates::Lines(rules.to_vec()));
    }
}

/// A random claim about moves.
fn moves_claim(random: &mut Rng, radices: &[usize], parties: usize) -> String {
    let concept = ["R", "R", "SEQ", "GMR"][random.usize(..4)];
    let asked = match random.usize(..3) {
        0 => format!("equilibrium({concept})"),
        _ => format!("stable(p{}, {concept})", random.usize(..parties)),
    };
    let not = ["", "not "][random.usize(..2)];
    let with = match random.bool() {
        true => format!("is(k{})", random.usize(..3)),
        false => condition(random, radices, 1),
    };
    match random.usize(..3) {
        0 => format!("every package with {with} has {not}{asked}"),
        1 => format!("some package with {with} has {not}{asked}"),
        _ => format!("no package with {with} has {not}{asked}"),
    }
}
