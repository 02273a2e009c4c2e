//! A scenario as read on a day, by given signers, in a variant: which lines are in force.

use crate::preference::{ActiveLine, ActivePreference};
use detente_scenario::model::{Basis, Edit, Line, Preference, PriorityLine, Variant};
use detente_scenario::{AsOf, Date, Expr, PartyId, RuleId, Scenario};

/// A scenario as read on a day, by given signers, in a variant.
#[derive(Clone, Debug)]
pub struct Case<'s> {
    /// The file.
    pub scenario: &'s Scenario,
    /// The date as of which it is read.
    pub as_of: AsOf,
    /// The parties without which no deal comes about, in file order.
    pub signers: Vec<PartyId>,
    /// What is changed.
    pub variant: Variant,
    /// What each party wants, as far as it is in force, in file order of the parties.
    pub preferences: Vec<ActivePreference>,
    /// The rules in force, in file order.
    pub rules: Vec<RuleId>,
    /// The lines not in force, in file order: priorities by party, then rules.
    pub off: Vec<Off>,
}

/// A line that is not in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Off {
    /// Which.
    pub line: Line,
    /// Why.
    pub reason: OffReason,
}

/// Why a line is not in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OffReason {
    /// All its evidence is later; the earliest is of this day.
    LaterEvidence(Date),
    /// It comes into force on this day.
    NotYet(Date),
    /// It was last in force on this day.
    Over(Date),
    /// The variant drops it.
    Dropped,
}

impl<'s> Case<'s> {
    /// Reads `scenario` as of its own date, by its own signers, unchanged.
    #[must_use]
    pub fn of(scenario: &'s Scenario) -> Self {
        Self::new(scenario, scenario.as_of, scenario.signers(), Variant::new())
    }

    /// Reads `scenario` as of `as_of`, by `signers`, with the edits of `variant`.
    #[must_use]
    pub fn new(
        scenario: &'s Scenario,
        as_of: AsOf,
        mut signers: Vec<PartyId>,
        variant: Variant,
    ) -> Self {
        signers.sort_unstable();
        signers.dedup();
        let mut off = Vec::new();
        let preferences = scenario
            .party_ids()
            .map(|party| active_preference(scenario, as_of, party, &variant, &mut off))
            .collect();
        let mut rules = Vec::new();
        for rule in (0..scenario.rules.len()).map(RuleId::new) {
            let line = Line::Rule(rule);
            let reason = if variant.contains(&Edit::Drop(line)) {
                Some(OffReason::Dropped)
            } else {
                off_reason(scenario, as_of, &scenario.rule(rule).basis)
            };
            match reason {
                Some(reason) => off.push(Off { line, reason }),
                None => rules.push(rule),
            }
        }
        Self { scenario, as_of, signers, variant, preferences, rules, off }
    }

    /// The same reading with other edits on top.
    #[must_use]
    pub fn varied(&self, edits: &[Edit]) -> Self {
        let variant = [self.variant.as_slice(), edits].concat();
        Self::new(self.scenario, self.as_of, self.signers.clone(), variant)
    }

    /// The same signers and variant on another day.
    #[must_use]
    pub fn on(&self, as_of: AsOf) -> Self {
        Self::new(self.scenario, as_of, self.signers.clone(), self.variant.clone())
    }

    /// What `party` wants, as far as it is in force.
    #[must_use]
    pub fn preference(&self, party: PartyId) -> &ActivePreference {
        &self.preferences[party.index()]
    }

    /// The conditions of the rules in force.
    pub fn requirements(&self) -> impl Iterator<Item = &'s Expr> + '_ {
        self.rules.iter().map(|&rule| &self.scenario.rule(rule).require)
    }
}

/// Why a line with that basis is not in force, or nothing if it is.
fn off_reason(scenario: &Scenario, as_of: AsOf, basis: &Basis) -> Option<OffReason> {
    if let Some(from) = basis.from.filter(|&from| !as_of.knows(from)) {
        return Some(OffReason::NotYet(from));
    }
    if let Some(until) = basis.until.filter(|&until| as_of > AsOf::On(until)) {
        return Some(OffReason::Over(until));
    }
    let earliest = basis.sources.iter().map(|&source| scenario.source(source).date).min()?;
    (!as_of.knows(earliest)).then_some(OffReason::LaterEvidence(earliest))
}

fn active_preference(
    scenario: &Scenario,
    as_of: AsOf,
    party: PartyId,
    variant: &[Edit],
    off: &mut Vec<Off>,
) -> ActivePreference {
    let mut active = ActivePreference { party, ranking: false, lines: Vec::new() };
    let lines = match &scenario.party(party).preference {
        Preference::Indifferent => return active,
        Preference::Ranking(ranking) => {
            active.ranking = true;
            active.lines = (0..ranking.best_first.len())
                .map(|line| ActiveLine { line, version: 0, red_line: false })
                .collect();
            return active;
        }
        Preference::Priorities(lines) => lines,
    };
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let mut forced = vec![None; lines.len()];
    let mut dropped = vec![false; lines.len()];
    for edit in variant {
        match *edit {
            Edit::Drop(Line::Priority { party: whose, line }) if whose == party => {
                dropped[line] = true;
            }
            Edit::Swap { party: whose, first, second } if whose == party => {
                let place = |line| order.iter().position(|&l| l == line);
                if let (Some(a), Some(b)) = (place(first), place(second)) {
                    order.swap(a, b);
                }
            }
            Edit::Version { party: whose, line, version } if whose == party => {
                forced[line] = Some(version);
            }
            _ => {}
        }
    }
    let mut mine = Vec::new();
    for line in order {
        let reason = if dropped[line] {
            Err(OffReason::Dropped)
        } else if let Some(version) = forced[line] {
            Ok(version)
        } else {
            version_in_force(scenario, as_of, &lines[line])
        };
        match reason {
            Ok(version) => {
                let red_line = lines[line].versions[version].red_line;
                active.lines.push(ActiveLine { line, version, red_line });
            }
            Err(reason) => mine.push(Off { line: Line::Priority { party, line }, reason }),
        }
    }
    mine.sort_unstable_by_key(|off| off.line);
    off.append(&mut mine);
    active
}

/// The version of `line` that is in force, or why none is: the reason of the version nearest to
/// being in force, which is the last one whose time has come.
fn version_in_force(
    scenario: &Scenario,
    as_of: AsOf,
    line: &PriorityLine,
) -> Result<usize, OffReason> {
    let reasons: Vec<Option<OffReason>> =
        line.versions.iter().map(|v| off_reason(scenario, as_of, &v.basis)).collect();
    if let Some(version) = reasons.iter().position(Option::is_none) {
        return Ok(version);
    }
    let mut reasons = reasons.into_iter().flatten();
    let mut best = reasons.next().unwrap_or(OffReason::Dropped);
    for reason in reasons {
        if !matches!(reason, OffReason::NotYet(_)) {
            best = reason;
        }
    }
    Err(best)
}
