//! The statements of one party that are in force, most important first.

use crate::case::Case;
use detente_scenario::model::{Preference, Priority, PriorityLine, RankedSet};
use detente_scenario::{Concept, Expr, OptionId, PartyId, Predicate, Scenario};

/// A statement in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ActiveLine {
    /// Which line of the party's list, from 0.
    pub line: usize,
    /// Which dated version of it, from 0.
    pub version: usize,
    /// Whether it outweighs all that follows in every reading.
    pub red_line: bool,
}

/// What one party wants, as far as it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivePreference {
    /// Whose.
    pub party: PartyId,
    /// Whether it was given as a ranking: then both readings are the same.
    pub ranking: bool,
    /// The statements in force, most important first. For a ranking, statement `k` says that the
    /// package is in one of the first `k + 1` groups, so that the order of statements is the ranking.
    pub lines: Vec<ActiveLine>,
}

impl ActivePreference {
    /// The statement at `position` as a condition on the package.
    #[must_use]
    pub fn condition(&self, scenario: &Scenario, position: usize) -> Expr {
        let line = self.lines[position];
        match &scenario.party(self.party).preference {
            Preference::Indifferent => Expr::Const(true),
            Preference::Priorities(lines) => version(lines, line).expr.clone(),
            Preference::Ranking(ranking) => {
                let sets = ranking.best_first[..=line.line].iter().flatten();
                Expr::any(
                    sets.map(|set| match set {
                        RankedSet::Condition(condition) => condition.expr.clone(),
                        RankedSet::Package(named, _) => {
                            is_package(scenario, &scenario.named(*named).package)
                        }
                    })
                    .collect(),
                )
            }
        }
    }

    /// Every statement in force as a condition, most important first.
    #[must_use]
    pub fn conditions(&self, scenario: &Scenario) -> Vec<Expr> {
        (0..self.lines.len()).map(|position| self.condition(scenario, position)).collect()
    }

    /// For each statement its position among those of `other`; nothing if one is not among them.
    #[must_use]
    pub fn positions_in(&self, other: &Self) -> Option<Vec<usize>> {
        let position = |line| other.lines.iter().position(|theirs| theirs == line);
        self.lines.iter().map(position).collect()
    }

    /// Which statements `package` meets, most important first.
    #[must_use]
    pub fn truths(&self, scenario: &Scenario, package: &[OptionId]) -> Vec<bool> {
        self.conditions(scenario).iter().map(|expr| scenario.holds(expr, package)).collect()
    }
}

fn version(lines: &[PriorityLine], line: ActiveLine) -> &Priority {
    &lines[line.line].versions[line.version]
}

/// The condition that singles out `package`.
pub(crate) fn is_package(scenario: &Scenario, package: &[OptionId]) -> Expr {
    Expr::all(
        scenario
            .term_ids()
            .map(|t| Expr::Compare(t, detente_scenario::Comparison::Equal, package[t.index()]))
            .collect(),
    )
}

/// Whether an expression reads the preferences of `party`, given who signs and who moves.
pub(crate) fn reads_party(expr: &Expr, party: PartyId, case: &Case<'_>) -> bool {
    let mut found = false;
    expr.walk(&mut |part| {
        if let Expr::Predicate(predicate) = part {
            found |= match predicate {
                Predicate::Stands(_, p) | Predicate::Prefers(p, ..) => *p == party,
                Predicate::Zopa | Predicate::Deal | Predicate::Efficient => {
                    case.signers.contains(&party)
                }
                // Whether the others would gain by what they do, these do not ask.
                Predicate::Stable(p, Concept::R | Concept::Gmr | Concept::Smr) => *p == party,
                Predicate::Stable(_, Concept::Seq | Concept::Sseq) | Predicate::Equilibrium(_) => {
                    case.scenario.controls_a_term(party)
                }
                Predicate::Holds => true,
                Predicate::Empty(_)
                | Predicate::Genuine
                | Predicate::Changes(..)
                | Predicate::Is(_) => false,
            };
        }
    });
    found
}
