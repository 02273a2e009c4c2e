//! The graph of a scenario file, straight from what the file says: its packages, who can change
//! what, who prefers what. Shares nothing with the engine but the parsed file.
#![allow(dead_code, reason = "each test file uses its own part")]

use super::last_mover::{Arcs, Graph, Mover, Parties, alone, members};
use detente_scenario::model::{Basis, Line, Preference, RankedSet, Term};
use detente_scenario::{AsOf, Expr, OptionId, Package, PartyId, RuleId, Scenario};
use std::collections::BTreeSet;

/// A scenario as a graph whose states are packages.
pub struct OptionForm<'s> {
    pub scenario: &'s Scenario,
    pub packages: Vec<Package>,
    pub graph: Graph,
}

impl<'s> OptionForm<'s> {
    pub fn of(scenario: &'s Scenario) -> Self {
        Self::on(scenario, scenario.as_of, &[])
    }

    /// The scenario as of a date, without the lines `dropped`.
    pub fn on(scenario: &'s Scenario, date: AsOf, dropped: &[Line]) -> Self {
        let packages = possible_packages(scenario, date, dropped);
        let mut teams: BTreeSet<Parties> = scenario
            .party_ids()
            .filter(|&party| scenario.terms.iter().any(|term| term.by.contains(&party)))
            .map(|party| alone(party.index()))
            .collect();
        let deciders = teams.iter().fold(0, |all, one| all | one);
        teams.extend(scenario.terms.iter().map(controllers).filter(|by| by.count_ones() > 1));
        let movers = teams
            .into_iter()
            .map(|parties| Mover { parties, arcs: arcs(scenario, &packages, parties) })
            .collect();
        let utilities = scenario
            .party_ids()
            .map(|party| utilities(scenario, party, &packages, date, dropped))
            .collect();
        let graph = Graph { states: packages.len(), deciders, movers, utilities };
        Self { scenario, packages, graph }
    }

    pub fn state(&self, package: &[OptionId]) -> Option<usize> {
        self.packages.iter().position(|known| known == package)
    }

    /// Whether every improvement of i from s is met by an improvement that some of the others make
    /// from s at the same moment, so that all of it together is possible and no gain for i.
    pub fn simultaneously_stable(&self, i: usize, s: usize) -> bool {
        let graph = &self.graph;
        graph.improvements(i, s).into_iter().all(|s1| {
            let others = members(graph.deciders & !alone(i));
            let replies: Vec<Vec<usize>> = others.map(|j| graph.improvements(j, s)).collect();
            let together = self.together(s, s1, &replies);
            together.iter().filter_map(|t| self.state(t)).any(|t| !graph.prefers(i, t, s))
        })
    }

    /// The packages, possible or not, that come about if `s1` is moved to from `s` while at least one
    /// of the others makes one of its `replies` from `s`.
    fn together(&self, s: usize, s1: usize, replies: &[Vec<usize>]) -> BTreeSet<Package> {
        let mut met: BTreeSet<Package> = BTreeSet::new();
        for replies in replies {
            let mut more = met.clone();
            for &reply in replies {
                for package in met.iter().chain([&self.packages[s1]]) {
                    more.insert(self.with_changes(package, s, reply));
                }
            }
            met = more;
        }
        met
    }

    /// `package` with whatever differs between `from` and `to`.
    fn with_changes(&self, package: &[OptionId], from: usize, to: usize) -> Package {
        let (from, to) = (&self.packages[from], &self.packages[to]);
        (0..package.len()).map(|t| if from[t] == to[t] { package[t] } else { to[t] }).collect()
    }
}

fn controllers(term: &Term) -> Parties {
    term.by.iter().fold(0, |all, party| all | alone(party.index()))
}

/// Whether `movers` together can change `term` from one option to another: what they alone control
/// as `cannot` allows; one of several controllers may withdraw to the fallback.
fn can_change(term: &Term, movers: Parties, from: OptionId, to: OptionId) -> bool {
    let allowed = !term.cannot.contains(&(from, to));
    let by = controllers(term);
    let withdraws = movers.count_ones() == 1 && by & movers != 0 && term.fallback == Some(to);
    allowed && (by == movers || withdraws)
}

/// From every possible package to every other that `movers` can reach by changing any of the terms
/// that are theirs to change, all at once.
fn arcs(scenario: &Scenario, packages: &[Package], movers: Parties) -> Arcs {
    let moves = |from: &Package, to: &Package| {
        from != to
            && scenario
                .terms
                .iter()
                .zip(from.iter().zip(to))
                .all(|(term, (&from, &to))| from == to || can_change(term, movers, from, to))
    };
    let targets = |from| (0..packages.len()).filter(|&to| moves(from, &packages[to])).collect();
    packages.iter().map(targets).collect()
}

fn in_force(scenario: &Scenario, basis: &Basis, date: AsOf) -> bool {
    let begun = basis.from.is_none_or(|from| date >= AsOf::On(from));
    let over = basis.until.is_some_and(|until| date > AsOf::On(until));
    let known = basis.sources.is_empty()
        || basis.sources.iter().any(|&s| AsOf::On(scenario.source(s).date) <= date);
    begun && !over && known
}

/// Every combination of options that meets the rules in force, the last term changing fastest.
fn possible_packages(scenario: &Scenario, date: AsOf, dropped: &[Line]) -> Vec<Package> {
    let mut packages: Vec<Package> = vec![Vec::new()];
    for term in &scenario.terms {
        let longer = |package: Package| {
            (0..term.options.len()).map(move |option| {
                let mut package = package.clone();
                package.push(OptionId::new(option));
                package
            })
        };
        packages = packages.into_iter().flat_map(longer).collect();
    }
    for (r, rule) in scenario.rules.iter().enumerate() {
        if in_force(scenario, &rule.basis, date) && !dropped.contains(&Line::Rule(RuleId::new(r))) {
            packages.retain(|package| scenario.holds(&rule.require, package));
        }
    }
    packages
}

/// The place of every package in the order of one party: truths of its statements in force compared
/// as words in a dictionary, or the place in its ranking.
fn utilities(
    scenario: &Scenario,
    party: PartyId,
    packages: &[Package],
    date: AsOf,
    dropped: &[Line],
) -> Vec<i64> {
    let keys: Vec<Vec<i64>> = match &scenario.party(party).preference {
        Preference::Indifferent | Preference::Values(_) => vec![Vec::new(); packages.len()],
        Preference::Priorities(lines) => {
            let is_dropped = |line: usize| dropped.contains(&Line::Priority { party, line });
            let statements: Vec<&Expr> = lines
                .iter()
                .enumerate()
                .filter(|(l, _)| !is_dropped(*l))
                .flat_map(|(_, line)| &line.versions)
                .filter(|version| in_force(scenario, &version.basis, date))
                .map(|version| &version.expr)
                .collect();
            let truth = |expr: &Expr, package| i64::from(scenario.holds(expr, package));
            packages
                .iter()
                .map(|package| statements.iter().map(|expr| truth(expr, package)).collect())
                .collect()
        }
        Preference::Ranking(ranking) => {
            let meets = |package: &Package, entry: &RankedSet| match entry {
                RankedSet::Package(named, _) => scenario.named(*named).package == *package,
                RankedSet::Condition(condition) => scenario.holds(&condition.expr, package),
            };
            let groups = &ranking.best_first;
            let place = |package: &Package| {
                let of = |group: &Vec<RankedSet>| group.iter().any(|entry| meets(package, entry));
                groups.iter().position(of).unwrap_or(groups.len())
            };
            packages.iter().map(|package| vec![-(place(package) as i64)]).collect()
        }
    };
    let mut levels = keys.clone();
    levels.sort_unstable();
    levels.dedup();
    keys.iter().map(|key| levels.iter().take_while(|level| *level < key).count() as i64).collect()
}
