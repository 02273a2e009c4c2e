//! What parties want: statements, or rankings of the feasible states.

use std::collections::HashMap;

use super::{Writer, distinct};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::expression::{Comparison, Expr};
use crate::foreign::gmcr::conflict::{Condition, Conflict};
use crate::foreign::gmcr::read::MAX_STATEMENTS;
use crate::foreign::gmcr::states::End;
use crate::foreign::gmcr::{Findings, InForce, Wishes};
use crate::ids::PartyId;
use crate::model::{Preference, RankedSet, Ranking};
use crate::span::Span;
use crate::tree::shortened;

/// Above this number of feasible states rankings become statements.
const MAX_STATES: usize = 1 << 16;

/// How many options of states are looked at to rank them.
const MAX_EFFORT: usize = 1 << 30;

impl Writer<'_> {
    /// Gives every decision maker what it wants: rankings if nobody has statements and the feasible
    /// states can be listed, for then GMCR+ takes rankings; otherwise statements.
    pub(super) fn prefer(
        &mut self,
        conflict: &mut Conflict,
        makers: &[PartyId],
        in_force: &InForce,
        findings: &mut Findings,
    ) {
        let is_ranked = |party: &PartyId| self.ranking(*party, in_force).is_some();
        let is_silent = |party: &PartyId| match in_force.wishes.get(party.index()) {
            None => true,
            Some(Wishes::Statements(statements)) => statements.is_empty(),
            Some(Wishes::Ranking) => false,
        };
        let all = makers.iter().all(|party| is_ranked(party) || is_silent(party));
        if all
            && makers.iter().any(is_ranked)
            && !findings.has_error()
            && self.rank(conflict, makers, in_force)
        {
            return;
        }
        self.state(conflict, makers, in_force, findings);
    }

    /// The ranking that counts for `party`.
    fn ranking(&self, party: PartyId, in_force: &InForce) -> Option<&Ranking> {
        match (in_force.wishes.get(party.index()), &self.scenario.party(party).preference) {
            (Some(Wishes::Ranking), Preference::Ranking(ranking)) => Some(ranking),
            _ => None,
        }
    }

    /// Ranks the feasible states for every decision maker; not if they are too many.
    fn rank(&mut self, conflict: &mut Conflict, makers: &[PartyId], in_force: &InForce) -> bool {
        let states = conflict.feasible(MAX_STATES);
        if states.end != End::Complete || states.list.is_empty() {
            return false;
        }
        let mut effort = 0_usize;
        let mut rankings = Vec::with_capacity(makers.len());
        for &party in makers {
            let ranking = self.ranking(party, in_force).cloned();
            let groups = ranking.map_or_else(Vec::new, |ranking| ranking.best_first);
            let mut named: HashMap<Vec<bool>, usize> = HashMap::new();
            let mut conditions: Vec<(usize, Condition)> = Vec::new();
            for (number, set) in
                groups.iter().enumerate().flat_map(|(n, sets)| sets.iter().map(move |set| (n, set)))
            {
                match set {
                    RankedSet::Package(id, _) => {
                        let mut state = vec![false; conflict.options.len()];
                        let package = &self.scenario.named(*id).package;
                        for (encoding, option) in self.encodings.iter().zip(package) {
                            for (number, taken) in encoding.said(&[option.index()]).concat() {
                                state[number] = taken;
                            }
                        }
                        named.entry(state).or_insert(number);
                    }
                    RankedSet::Condition(condition) => {
                        let Ok(members) = self.members(&condition.expr, true) else { return false };
                        let literals: usize = members.iter().map(|member| member.len() + 1).sum();
                        let all = literals.saturating_mul(states.list.len());
                        effort = effort.saturating_add(all);
                        if effort > MAX_EFFORT {
                            return false;
                        }
                        conditions.push((number, Condition { members }));
                    }
                }
            }
            // Those that meet no entry tie below all groups.
            let mut ranking = vec![Vec::new(); groups.len() + 1];
            for (position, state) in states.list.iter().enumerate() {
                let met = conditions.iter().find(|(_, condition)| condition.holds(state));
                let met = met.map_or(groups.len(), |(number, _)| *number);
                let group = named.get(state).map_or(met, |&number| number.min(met));
                ranking[group].push(position);
            }
            ranking.retain(|group| !group.is_empty());
            rankings.push(ranking);
        }
        for (maker, ranking) in conflict.makers.iter_mut().zip(rankings) {
            maker.ranking = Some(ranking);
        }
        true
    }

    /// Gives every decision maker its statements.
    fn state(
        &mut self,
        conflict: &mut Conflict,
        makers: &[PartyId],
        in_force: &InForce,
        findings: &mut Findings,
    ) {
        for (maker, &party) in conflict.makers.iter_mut().zip(makers) {
            let mut statements = Vec::new();
            let id = shortened(&self.scenario.party(party).id);
            let stated = self.statements(party, in_force, findings);
            for (number, (expr, span)) in stated.iter().enumerate() {
                let what = format!("statement {} of `{id}`", number + 1);
                statements.extend(self.condition(expr, true, &what, *span, findings));
            }
            // What is true of every state or of none tells no two states apart.
            statements.retain(|condition| {
                !condition.members.is_empty() && !condition.members.iter().any(Vec::is_empty)
            });
            maker.statements = distinct(statements);
            let number = maker.statements.len();
            if number > MAX_STATEMENTS {
                let message =
                    format!("`{id}` has {number} statements; GMCR+ adds up {MAX_STATEMENTS}");
                let help = "give every party that controls a term a ranking instead";
                let span = self.scenario.party(party).span;
                findings.add(Diagnostic::new(Code::E609, span, message).help(help));
            }
        }
    }

    /// What `party` wants, most important first. Of a ranking the k-th statement says that the
    /// package is in one of the first k groups: so of two packages the first that meets one alone is
    /// in the better group.
    fn statements(
        &self,
        party: PartyId,
        in_force: &InForce,
        findings: &mut Findings,
    ) -> Vec<(Expr, Span)> {
        if let Some(Wishes::Statements(statements)) = in_force.wishes.get(party.index()) {
            return statements.clone();
        }
        let Some(ranking) = self.ranking(party, in_force) else { return Vec::new() };
        let groups = &ranking.best_first;
        if groups.len() > MAX_STATEMENTS {
            let message = format!(
                "the ranking of `{}` has {} groups; as statements GMCR+ takes {MAX_STATEMENTS}",
                shortened(&self.scenario.party(party).id),
                groups.len(),
            );
            let help = "it stays a ranking if every party that controls a term has one, and at most \
                        65,536 packages are possible";
            findings.add(Diagnostic::new(Code::E609, ranking.span, message).help(help));
            return Vec::new();
        }
        let mut sets = Vec::new();
        let mut statements = Vec::with_capacity(groups.len());
        for group in groups {
            sets.extend(group.iter().map(|set| self.ranked(set)));
            statements.push((Expr::any(sets.clone()), ranking.span));
        }
        statements
    }

    /// What singles out an entry of a ranking.
    fn ranked(&self, set: &RankedSet) -> Expr {
        match set {
            RankedSet::Condition(condition) => condition.expr.clone(),
            RankedSet::Package(named, _) => {
                let package = &self.scenario.named(*named).package;
                let term =
                    |t: crate::ids::TermId| Expr::Compare(t, Comparison::Equal, package[t.index()]);
                Expr::all(self.scenario.term_ids().map(term).collect())
            }
        }
    }
}
