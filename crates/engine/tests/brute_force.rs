//! Every column and every answer against the definitions, on random scenarios.
//!
//! The definitions here share nothing with the engine but the parsed file: packages are listed by
//! counting, rules and statements are evaluated on the expression tree, packages are compared as
//! lists of truths.

mod common;
#[path = "common/random.rs"]
mod random;
#[path = "common/worths.rs"]
mod worths;

use common::{query, scenario};
use detente_engine::ask::{Outcome, ask};
use detente_engine::deals::{compare, deals};
use detente_engine::harm::harm;
use detente_engine::robust::{count_in_variant, recount, variants};
use detente_engine::{Case, Limits, PackageTable};
use detente_scenario::model::{Basis, Kind, Preference, Seen};
use detente_scenario::{
    AsOf, Expr, OptionId, Package, PartyId, Predicate, Quantifier, Query, Scenario, Standing,
};
use fastrand::Rng;
use random::{Shape, moves_question, question, scenario_text};
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;
use worths::Valued;

/// The definitions, on the parsed file alone.
struct Brute<'s> {
    scenario: &'s Scenario,
    packages: Vec<Package>,
    statements: Vec<Vec<(Expr, bool)>>,
    ranking: Vec<bool>,
    worths: Vec<Option<Valued<'s>>>,
    /// Gains that were asked for: every range is opened for each.
    gains: RefCell<HashMap<(PartyId, Package), (i64, i64)>>,
}

fn in_force(scenario: &Scenario, basis: &Basis) -> bool {
    let date = scenario.as_of;
    let begun = basis.from.is_none_or(|from| date >= AsOf::On(from));
    let over = basis.until.is_some_and(|until| date > AsOf::On(until));
    let known = basis.sources.is_empty()
        || basis.sources.iter().any(|&s| AsOf::On(scenario.source(s).date) <= date);
    begun && !over && known
}

impl<'s> Brute<'s> {
    fn new(scenario: &'s Scenario) -> Self {
        let mut packages: Vec<Package> = vec![Vec::new()];
        for term in &scenario.terms {
            let extend = |package: &Package| {
                let package = package.clone();
                (0..term.options.len()).map(move |o| {
                    let mut longer = package.clone();
                    longer.push(OptionId::new(o));
                    longer
                })
            };
            packages = packages.iter().flat_map(extend).collect();
        }
        packages.retain(|package| {
            let meets = |rule: &detente_scenario::model::Rule| {
                !in_force(scenario, &rule.basis) || scenario.holds(&rule.require, package)
            };
            scenario.rules.iter().all(meets)
        });
        let statements = scenario
            .parties
            .iter()
            .map(|party| match &party.preference {
                Preference::Priorities(lines) => lines
                    .iter()
                    .flat_map(|line| line.versions.iter().filter(|v| in_force(scenario, &v.basis)))
                    .map(|version| (version.expr.clone(), version.red_line))
                    .collect(),
                _ => Vec::new(),
            })
            .collect();
        let ranking = scenario
            .parties
            .iter()
            .map(|p| matches!(p.preference, Preference::Ranking(_)))
            .collect();
        let worths = scenario.party_ids().map(|party| Valued::of(scenario, party)).collect();
        Self { scenario, packages, statements, ranking, worths, gains: RefCell::default() }
    }

    /// What a party compares packages by; larger is better, first entry first.
    fn key(&self, party: PartyId, package: &[OptionId]) -> Vec<i64> {
        if let Preference::Ranking(ranking) = &self.scenario.party(party).preference {
            let group = ranking.best_first.iter().position(|group| {
                group.iter().any(|set| match set {
                    detente_scenario::model::RankedSet::Condition(c) => {
                        self.scenario.holds(&c.expr, package)
                    }
                    detente_scenario::model::RankedSet::Package(named, _) => {
                        self.scenario.named(*named).package == package
                    }
                })
            });
            return vec![-(group.unwrap_or(usize::MAX >> 1) as i64)];
        }
        if let Some(valued) = &self.worths[party.index()] {
            return vec![valued.worth(package)];
        }
        let truths = self.statements[party.index()].iter();
        truths.map(|(expr, _)| i64::from(self.scenario.holds(expr, package))).collect()
    }

    fn compare(&self, party: PartyId, package: &[OptionId]) -> Ordering {
        let number = self.worths[party.index()].as_ref().and_then(Valued::no_deal);
        let no_deal = number
            .map_or_else(|| self.key(party, &self.scenario.no_deal(party)), |number| vec![number]);
        self.key(party, package).cmp(&no_deal)
    }

    /// Partial sums of gains minus losses, cut at a red line where they are not zero.
    fn sums(&self, party: PartyId, package: &[OptionId]) -> Vec<i64> {
        if self.ranking[party.index()] {
            return vec![self.compare(party, package) as i64];
        }
        if let Some(valued) = &self.worths[party.index()] {
            // A sum over all lines whose sign can only be one way is surely that way.
            let mut known = self.gains.borrow_mut();
            let gains = known.entry((party, package.to_vec()));
            let (least, most) = *gains.or_insert_with(|| valued.gains(package));
            return vec![least, most];
        }
        let no_deal = self.key(party, &self.scenario.no_deal(party));
        let mut sums = Vec::new();
        let mut sum = 0;
        for (k, truth) in self.key(party, package).into_iter().enumerate() {
            sum += truth - no_deal[k];
            sums.push(sum);
            if self.statements[party.index()][k].1 && sum != 0 {
                break;
            }
        }
        sums
    }

    fn stands(&self, standing: Standing, party: PartyId, package: &[OptionId]) -> bool {
        let order = self.compare(party, package);
        let sums = self.sums(party, package);
        let (up, down) = (sums.iter().any(|&s| s > 0), sums.iter().any(|&s| s < 0));
        match standing {
            Standing::Better => order == Ordering::Greater,
            Standing::Same => order == Ordering::Equal,
            Standing::Worse => order == Ordering::Less,
            Standing::Acceptable => order != Ordering::Less,
            Standing::SurelyBetter => up && !down,
            Standing::PossiblyBetter => up,
            Standing::SurelyWorse => down && !up,
            Standing::PossiblyWorse => down,
        }
    }

    fn is_efficient(&self, package: &[OptionId], keys: &[Vec<Vec<i64>>]) -> bool {
        let signers = self.scenario.signers();
        let mine: Vec<Vec<i64>> = signers.iter().map(|&p| self.key(p, package)).collect();
        !keys.iter().any(|theirs| {
            theirs.iter().zip(&mine).all(|(a, b)| a >= b)
                && theirs.iter().zip(&mine).any(|(a, b)| a > b)
        })
    }

    /// Whether a change of that term in this package is of capability and can be seen.
    fn counts(&self, t: usize, package: &[OptionId]) -> bool {
        let term = &self.scenario.terms[t];
        let seen = match &term.options[package[t].index()].seen {
            Some(Seen::Outside) => true,
            Some(Seen::If(condition)) => self.scenario.holds(&condition.expr, package),
            Some(Seen::Nobody) | None => false,
        };
        package[t] != term.now && term.kind == Some(Kind::Capability) && seen
    }

    fn is_empty_for(&self, party: PartyId, package: &[OptionId]) -> bool {
        let principal = |p: PartyId| self.scenario.party(p).negotiates_for.unwrap_or(p);
        let own = |t: usize| {
            self.scenario.terms[t].by.iter().any(|&by| principal(by) == principal(party))
        };
        let terms = || 0..self.scenario.terms.len();
        let gives = terms().any(|t| own(t) && package[t] != self.scenario.terms[t].now);
        gives && !terms().any(|t| !own(t) && self.counts(t, package))
    }

    fn holds(&self, expr: &Expr, package: &[OptionId], keys: &[Vec<Vec<i64>>]) -> bool {
        let scenario = self.scenario;
        let signers = scenario.signers();
        expr.evaluate(&mut |leaf| match leaf {
            Expr::Predicate(predicate) => match predicate {
                Predicate::Stands(standing, party) => self.stands(*standing, *party, package),
                Predicate::Zopa => {
                    signers.iter().all(|&p| self.stands(Standing::Acceptable, p, package))
                }
                Predicate::Deal => {
                    signers.iter().all(|&p| self.stands(Standing::Better, p, package))
                }
                Predicate::Efficient => self.is_efficient(package, keys),
                Predicate::Empty(party) => self.is_empty_for(*party, package),
                Predicate::Genuine => (0..scenario.terms.len()).any(|t| self.counts(t, package)),
                Predicate::Changes(comparison, k) => {
                    let differ = |t: &usize| package[*t] != scenario.terms[*t].now;
                    comparison.holds((0..package.len()).filter(differ).count() as u32, *k)
                }
                Predicate::Is(named) => scenario.named(*named).package == package,
                Predicate::Prefers(party, a, b) => {
                    self.key(*party, &scenario.named(*a).package)
                        > self.key(*party, &scenario.named(*b).package)
                }
                other => panic!("{other:?}"),
            },
            other => scenario.holds(other, package),
        })
    }

    /// Different keys of the signers, for efficiency.
    fn signers_keys(&self) -> Vec<Vec<Vec<i64>>> {
        let signers = self.scenario.signers();
        let mut keys: Vec<Vec<Vec<i64>>> = self
            .packages
            .iter()
            .map(|package| signers.iter().map(|&p| self.key(p, package)).collect())
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn answer(&self, query: &Query, keys: &[Vec<Vec<i64>>]) -> Outcome {
        let with: Vec<&Package> =
            self.packages.iter().filter(|p| self.holds(&query.with, p, keys)).collect();
        let has = with.iter().filter(|p| self.holds(&query.has, p, keys)).count();
        let yes = |yes: bool| if yes { Outcome::Yes } else { Outcome::No };
        match query.quantifier {
            Quantifier::Count => Outcome::Count(has as u64),
            Quantifier::Some => yes(has > 0),
            _ if with.is_empty() => Outcome::NoSuchPackage,
            Quantifier::Every => yes(has == with.len()),
            Quantifier::No => yes(has == 0),
            Quantifier::Most => yes(has > with.len() - has),
        }
    }
}

/// Scenarios that one test goes through; all tests together more than five thousand.
fn each_scenario(seed: u64, count: usize, shape: Shape, mut test: impl FnMut(&mut Rng, &Scenario)) {
    let mut random = Rng::with_seed(seed);
    for _ in 0..count {
        let text = scenario_text(&mut random, shape);
        test(&mut random, &scenario(&text));
    }
}

fn check_scenario(random: &mut Rng, scenario: &Scenario, questions: usize) {
    let brute = Brute::new(scenario);
    let limits = Limits::default();
    let table = PackageTable::build(Case::of(scenario), &limits).expect("within limits");
    let rows = table.rows();

    // Rows: the same packages in the same order, found again by their number.
    assert_eq!(rows.len(), brute.packages.len());
    for (row, package) in brute.packages.iter().enumerate() {
        assert_eq!(&rows.package(row), package);
        assert_eq!(rows.row(package), Some(row));
    }

    // Ranks: the same order, ties included, and dense. Readings: every standing.
    for party in scenario.party_ids() {
        let ranks = table.ranks(party);
        let mut keys: Vec<Vec<i64>> = brute.packages.iter().map(|p| brute.key(party, p)).collect();
        let of_rows = keys.clone();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(ranks.levels(), keys.len());
        for (row, key) in of_rows.iter().enumerate() {
            assert_eq!(Ok(ranks.get(row) as usize), keys.binary_search(key));
        }
        for standing in Standing::ALL {
            let column = table
                .column(&Expr::Predicate(Predicate::Stands(standing, party)))
                .expect("answerable");
            for (row, package) in brute.packages.iter().enumerate() {
                assert_eq!(column.get(row), brute.stands(standing, party, package), "{standing:?}");
            }
        }
        for named in &scenario.packages {
            let comparison = compare(&table, party, &named.package);
            assert_eq!(comparison.verdict.in_order, brute.compare(party, &named.package));
            let sure = brute.stands(Standing::SurelyBetter, party, &named.package);
            assert_eq!(comparison.verdict.is(Standing::SurelyBetter), sure);
        }
    }

    // Deals and harm: the counts.
    let signers = scenario.signers();
    let is_deal = |p: &&Package| signers.iter().all(|&s| brute.stands(Standing::Better, s, p));
    let is_sure =
        |p: &&Package| signers.iter().all(|&s| brute.stands(Standing::SurelyBetter, s, p));
    let deal: Vec<&Package> = brute.packages.iter().filter(is_deal).collect();
    let answer = deals(&table);
    assert_eq!(answer.deals, deal.len() as u64);
    assert_eq!(answer.sure_deals, brute.packages.iter().filter(is_sure).count() as u64);
    let changes = |p: &Package| scenario.changes(p).len();
    let fewest = deal.iter().map(|p| changes(p)).min();
    assert_eq!(answer.smallest.changes as usize, fewest.unwrap_or(0));
    let smallest: Vec<&&Package> = deal.iter().filter(|p| Some(changes(p)) == fewest).collect();
    assert_eq!(answer.smallest.count, smallest.len() as u64);
    for (listed, expected) in answer.smallest.packages.iter().zip(&smallest) {
        assert_eq!(&listed.package, **expected);
        assert_eq!(listed.sure, is_sure(&&listed.package));
    }
    for hurt in harm(&table).parties {
        let worse = deal.iter().filter(|p| brute.stands(Standing::Worse, hurt.party, p)).count();
        assert_eq!(hurt.worse, worse as u64);
        if scenario.party(hurt.party).no_deal_worth.is_none() {
            assert_eq!(hurt.by.iter().map(|(_, count)| count).sum::<u64>(), hurt.worse);
        }
        let surely = |p: &&&Package| brute.stands(Standing::SurelyWorse, hurt.party, p);
        assert_eq!(hurt.surely_worse, deal.iter().filter(surely).count() as u64);
        let same = deal.iter().filter(|p| brute.stands(Standing::Same, hurt.party, p)).count();
        assert_eq!(hurt.same, same as u64);
    }

    // Efficient, empty and all the rest, through questions.
    let keys = brute.signers_keys();
    let radices: Vec<usize> = scenario.terms.iter().map(|term| term.options.len()).collect();
    let mut texts = vec!["count packages with efficient".to_owned()];
    texts.extend(scenario.parties.iter().map(|p| format!("count packages with empty({})", p.id)));
    texts.extend((0..questions).map(|_| question(random, &radices, scenario.parties.len())));
    for text in texts {
        let query = query(scenario, &text);
        let asked = ask(&table, &query);
        assert_eq!(asked.outcome, brute.answer(&query, &keys), "{text}");
        if let Some(row) = asked.example {
            let package = rows.package(row);
            let has = brute.holds(&query.has, &package, &keys);
            assert!(brute.holds(&query.with, &package, &keys), "{text}");
            assert_eq!(has, query.quantifier != Quantifier::Every, "{text}");
        }
    }
}

#[test]
fn small_scenarios_agree_with_the_definitions() {
    let shape = Shape { combinations: 96, priorities: 7, values: 3 };
    each_scenario(1, 4_500, shape, |random, scenario| check_scenario(random, scenario, 6));
}

#[test]
fn wide_scenarios_agree_with_the_definitions() {
    // More combinations than the low part holds, so that there are several blocks.
    let shape = Shape { combinations: 6_000, priorities: 9, values: 3 };
    each_scenario(2, 450, shape, |random, scenario| check_scenario(random, scenario, 3));
}

#[test]
fn long_lists_agree_with_the_definitions() {
    // More statements than one chunk of the rank, and than one word of its keys.
    let shape = Shape { combinations: 200, priorities: 90, values: 3 };
    each_scenario(3, 120, shape, |random, scenario| check_scenario(random, scenario, 2));
}

#[test]
fn variants_agree_with_their_definition() {
    let shape = Shape { combinations: 64, priorities: 5, values: 3 };
    let limits = Limits::default();
    each_scenario(4, 400, shape, |random, scenario| {
        let table = PackageTable::build(Case::of(scenario), &limits).expect("within limits");
        let radices: Vec<usize> = scenario.terms.iter().map(|term| term.options.len()).collect();
        let mut texts: Vec<String> =
            (0..4).map(|_| question(random, &radices, scenario.parties.len())).collect();
        texts.extend((0..4).map(|_| moves_question(random, &radices, scenario.parties.len())));
        let exprs: Vec<Expr> = texts.iter().map(|text| query(scenario, text).with).collect();
        let edits = variants(table.case());
        let counts = recount(&table, &exprs, &edits, &limits).expect("within limits");
        for (expr, counts) in exprs.iter().zip(&counts) {
            for (&edit, &count) in edits.iter().zip(counts) {
                let expected = count_in_variant(&table, expr, edit, &limits);
                assert_eq!(Ok(count), expected, "{edit:?} {expr:?}");
                // The definition itself, without anything shared.
                let fresh = PackageTable::build(table.case().varied(&[edit]), &limits);
                let fresh = fresh.expect("within limits").column(expr).expect("answerable").count();
                assert_eq!(count, fresh as u64, "{edit:?} {expr:?}");
            }
        }
    });
}
