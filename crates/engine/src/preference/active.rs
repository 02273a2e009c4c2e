//! The statements of one party that are in force, most important first.

use crate::case::Case;
use crate::preference::{Verdict, compare_in_order};
use crate::worth::Worths;
use detente_scenario::model::{Preference, Priority, PriorityLine, RankedSet};
use detente_scenario::{Concept, Expr, OptionId, PartyId, Predicate, Scenario};
use std::cmp::Ordering;
use std::sync::Arc;

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
    /// How it was given.
    pub form: Form,
    /// The lines in force: of priorities the statements, most important first; of values in file order.
    /// For a ranking, statement `k` says that the package is in one of the first `k + 1` groups, so that
    /// the order of statements is the ranking.
    pub lines: Vec<ActiveLine>,
}

/// How a preference was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// As statements in order of importance, or not at all.
    Priorities,
    /// As a ranking: both readings are the same.
    Ranking,
    /// As values: worths are compared as numbers, and there are no statements.
    Values(Arc<Worths>),
}

/// The binary digits of a worth, the highest first, stand for the statements of a party with values:
/// comparing them in order compares the worths.
const DIGITS: usize = 64;

/// A worth as a number without a sign, in the same order.
pub(crate) const fn unsigned(worth: i64) -> u64 {
    worth.cast_unsigned() ^ (1 << 63)
}

impl ActivePreference {
    /// Whether it is a list of priorities, with two readings and lines that can be swapped.
    #[must_use]
    pub fn is_list(&self) -> bool {
        self.form == Form::Priorities
    }

    /// Whether it is a ranking given outright.
    #[must_use]
    pub fn is_ranking(&self) -> bool {
        self.form == Form::Ranking
    }

    /// What packages are worth, if that is how it was given.
    #[must_use]
    pub fn worths(&self) -> Option<&Worths> {
        match &self.form {
            Form::Values(worths) => Some(worths),
            Form::Priorities | Form::Ranking => None,
        }
    }

    /// Whether *surely* and *possibly* say more than better and worse: with statements, and with values of
    /// which some are ranges.
    #[must_use]
    pub fn has_readings(&self) -> bool {
        match &self.form {
            Form::Priorities => !self.lines.is_empty(),
            Form::Ranking => false,
            Form::Values(worths) => worths.ranged,
        }
    }

    /// The line of the statement at `position`; none of a ranking or of values.
    #[must_use]
    pub fn line_at(&self, position: usize) -> Option<&ActiveLine> {
        if self.is_list() { self.lines.get(position) } else { None }
    }

    /// Which of the statements, as [`ActivePreference::truths`] has them, are red lines.
    #[must_use]
    pub fn red_lines(&self) -> Vec<bool> {
        match self.form {
            Form::Values(_) => vec![false; DIGITS],
            _ => self.lines.iter().map(|line| line.red_line).collect(),
        }
    }

    /// Whether this party copies lines of `other`.
    #[must_use]
    pub fn copies(&self, other: PartyId) -> bool {
        other != self.party
            && self.worths().is_some_and(|w| w.lines.iter().any(|line| line.owner == other))
    }

    /// The statement at `position` as a condition on the package.
    #[must_use]
    pub fn condition(&self, scenario: &Scenario, position: usize) -> Expr {
        let line = self.lines[position];
        match &scenario.party(self.party).preference {
            Preference::Indifferent | Preference::Values(_) => Expr::Const(true),
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

    /// Every statement in force as a condition, most important first; none of values.
    #[must_use]
    pub fn conditions(&self, scenario: &Scenario) -> Vec<Expr> {
        if self.worths().is_some() {
            return Vec::new();
        }
        (0..self.lines.len()).map(|position| self.condition(scenario, position)).collect()
    }

    /// For each statement its position among those of `other`; nothing if one is not among them.
    #[must_use]
    pub fn positions_in(&self, other: &Self) -> Option<Vec<usize>> {
        if self.worths().is_some() {
            return (self == other).then(|| (0..DIGITS).collect());
        }
        let position = |line| other.lines.iter().position(|theirs| theirs == line);
        self.lines.iter().map(position).collect()
    }

    /// Which statements `package` meets, most important first; of values the binary digits of the worth.
    #[must_use]
    pub fn truths(&self, scenario: &Scenario, package: &[OptionId]) -> Vec<bool> {
        if let Some(worths) = self.worths() {
            return digits(worths.worth(scenario, package));
        }
        self.conditions(scenario).iter().map(|expr| scenario.holds(expr, package)).collect()
    }
}

impl ActivePreference {
    /// How the party compares `package` with its no deal, straight from the definition.
    #[must_use]
    pub fn verdict(&self, scenario: &Scenario, package: &[OptionId]) -> Verdict {
        if let Some(worths) = self.worths() {
            return worths.verdict(scenario, package, &scenario.no_deal(self.party));
        }
        let (no_deal, truths) = (self.no_deal_truths(scenario), self.truths(scenario, package));
        Verdict::of(|k| truths[k], &no_deal, |k| self.lines[k].red_line, !self.is_list())
    }

    /// How the party compares two packages, and the line of its list that decides: of priorities the first
    /// on which they differ, of values the one that says most for it; of a ranking the group.
    #[must_use]
    pub fn compare(
        &self,
        scenario: &Scenario,
        a: &[OptionId],
        b: &[OptionId],
    ) -> (Ordering, Option<ActiveLine>) {
        let (order, position) =
            compare_in_order(&self.truths(scenario, a), &self.truths(scenario, b));
        match self.worths() {
            Some(worths) => (order, worths.deciding(scenario, a, b)),
            None => (order, position.and_then(|k| self.lines.get(k)).copied()),
        }
    }

    /// Which statements the no deal of the party meets, most important first; of values the binary digits
    /// of what it is worth.
    #[must_use]
    pub fn no_deal_truths(&self, scenario: &Scenario) -> Vec<bool> {
        match self.worths().and_then(|worths| worths.no_deal) {
            Some(number) => digits(number.middle),
            None => self.truths(scenario, &scenario.no_deal(self.party)),
        }
    }
}

/// The binary digits of a worth, the highest first.
pub(crate) fn digits(worth: i64) -> Vec<bool> {
    let number = unsigned(worth);
    (0..DIGITS).rev().map(|digit| number >> digit & 1 == 1).collect()
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
