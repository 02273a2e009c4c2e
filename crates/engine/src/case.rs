//! A scenario as read on a day, by given signers, in a variant: which lines are in force.

use crate::preference::{ActiveLine, ActivePreference, Form};
use crate::worth::{Stands, Worths, valuation};
use detente_scenario::model::{Basis, Edit, Line, Preference, Variant, Worth};
use detente_scenario::{AsOf, Date, Expr, PartyId, RuleId, Scenario};
use std::sync::Arc;

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
    let mut active = ActivePreference { party, form: Form::Priorities, lines: Vec::new() };
    let lines = match &scenario.party(party).preference {
        Preference::Indifferent => return active,
        Preference::Ranking(ranking) => {
            active.form = Form::Ranking;
            active.lines = (0..ranking.best_first.len())
                .map(|line| ActiveLine { line, version: 0, red_line: false })
                .collect();
            return active;
        }
        Preference::Priorities(lines) => lines.len(),
        Preference::Values(lines) => {
            active.lines = active_lines(scenario, as_of, party, lines.len(), variant, off);
            let worths = values(scenario, as_of, &active, variant);
            active.form = Form::Values(Arc::new(worths));
            return active;
        }
    };
    active.lines = active_lines(scenario, as_of, party, lines, variant, off);
    active
}

/// What packages are worth to a party whose own lines in force are `active`.
fn values(scenario: &Scenario, as_of: AsOf, active: &ActivePreference, variant: &[Edit]) -> Worths {
    let party = active.party;
    let own = active.lines.iter().map(|&line| (party, line, line));
    let says = |&(owner, line, _): &Stands| {
        valuation(scenario, owner, line).map(|valuation| &valuation.worth)
    };
    let (copies, mut lines): (Vec<_>, Vec<_>) =
        own.partition(|line| matches!(says(line), Some(Worth::Like(_))));
    let stated: Vec<_> = lines
        .iter()
        .filter_map(|line| match says(line) {
            Some(Worth::Options { term, .. }) => Some(*term),
            _ => None,
        })
        .collect();
    for copy in &copies {
        let Some(Worth::Like(model)) = says(copy) else { continue };
        let count = scenario.party(*model).preference.versions().len();
        // Of lines that are off it is said where they stand.
        let theirs = active_lines(scenario, as_of, *model, count, variant, &mut Vec::new());
        lines.extend(theirs.into_iter().map(|line| (*model, line, copy.1)).filter(
            |line| match says(line) {
                Some(Worth::Options { term, .. }) => !stated.contains(term),
                Some(Worth::When { .. }) => true,
                Some(Worth::Like(_)) | None => false,
            },
        ));
    }
    Worths::compile(scenario, party, &lines)
}

/// The lines of `party` in force, in order, of `count` in all.
fn active_lines(
    scenario: &Scenario,
    as_of: AsOf,
    party: PartyId,
    count: usize,
    variant: &[Edit],
    off: &mut Vec<Off>,
) -> Vec<ActiveLine> {
    let mut active = Vec::with_capacity(count);
    let mut order: Vec<usize> = (0..count).collect();
    let mut forced = vec![None; count];
    let mut dropped = vec![false; count];
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
            version_in_force(scenario, as_of, party, line)
        };
        match reason {
            Ok(version) => {
                let red_line = match &scenario.party(party).preference {
                    Preference::Priorities(lines) => lines[line].versions[version].red_line,
                    _ => false,
                };
                active.push(ActiveLine { line, version, red_line });
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
    party: PartyId,
    line: usize,
) -> Result<usize, OffReason> {
    let preference = &scenario.party(party).preference;
    let reasons: Vec<Option<OffReason>> = (0..)
        .map_while(|version| preference.basis(line, version))
        .map(|basis| off_reason(scenario, as_of, basis))
        .collect();
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
