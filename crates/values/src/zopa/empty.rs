//! Why a zopa is empty, and what would open it.
//!
//! **How far apart.** The largest, over all possible packages, of the smallest gain over no deal: how much
//! better than its no deal the worst off would have to be treated, if it is negative.
//!
//! **Who blocks.** The smallest groups of parties to which no possible package is acceptable together; all others
//! of the group can agree. Found group by group, smallest first; a package acceptable to some answers for
//! every group among them (and is looked for among as many as can be), and a blocking group for every larger one.
//!
//! **What would open it.** Per party the most that it can get in a package acceptable to all others: if its no
//! deal were worth that much instead, the zopa would not be empty.

use crate::search::{Aim, Best, End, best};
use crate::{Budget, Problem, Watch};

/// Groups of parties that block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocking {
    /// The smallest groups to which nothing is acceptable together, smaller ones first. An empty group: nothing is
    /// possible at all.
    pub groups: Vec<Vec<usize>>,
    /// Groups of which the budget did not say whether they block. A group in `groups` that contains one may
    /// not be smallest.
    pub undecided: Vec<Vec<usize>>,
    /// Where there are too many groups: only those of up to so many parties were looked at.
    pub up_to: Option<usize>,
}

/// What would make a party's agreement possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The party.
    pub party: usize,
    /// The package that is best for it among those acceptable to all others. Without a package and
    /// proved: the others cannot agree, however little it asks for.
    pub best: Best,
    /// By how much its no deal must drop at least; nothing where there is no such package.
    pub drop: Option<i64>,
}

/// Parties whose groups are all looked at, and groups looked at otherwise.
const PARTIES: usize = 16;
const GROUPS: usize = 1 << 12;

/// What one search for a group may cost.
const SEARCHED: u64 = 1 << 22;

/// The package in which the worst off gains most over no deal, or loses least. The value is that gain.
#[must_use]
pub fn apart(problem: &Problem, budget: Budget, watch: &dyn Watch) -> Best {
    let floors = vec![None; problem.parties];
    let aim = Aim { floors, goals: problem.no_deal.clone(), least: None, enough: None };
    best(problem, &aim, budget, watch)
}

/// Per party that can refuse anything what would open the zopa.
#[must_use]
pub fn openings(problem: &Problem, budget: Budget, watch: &dyn Watch) -> Vec<Opening> {
    let of = |party: usize, no_deal: i64| {
        let mut floors = problem.no_deal.clone();
        floors[party] = None;
        let best = best(problem, &Aim::most_for(party, floors), budget, watch);
        let drop = best.value.map(|value| (no_deal - value).max(0));
        Opening { party, best, drop }
    };
    (0..problem.parties).filter_map(|p| problem.no_deal[p].map(|no_deal| of(p, no_deal))).collect()
}

/// A group as bits.
type Group = u128;

/// The groups that block.
#[must_use]
pub fn blocking(problem: &Problem, budget: Budget, watch: &dyn Watch) -> Blocking {
    let parties: Vec<usize> =
        (0..problem.parties).filter(|&p| problem.no_deal[p].is_some()).take(128).collect();
    let mut inquiry = Inquiry { problem, parties: &parties, budget, watch, agreeing: Vec::new() };
    let whole: Group = if parties.len() == 128 { !0 } else { (1 << parties.len()) - 1 };
    let first = apart(problem, inquiry.one(), watch);
    inquiry.budget.work = budget.work.saturating_sub(first.work);
    if let Some(package) = first.package {
        inquiry.meet(&package);
    }
    let (mut blocking, mut undecided): (Vec<Group>, Vec<Group>) = (Vec::new(), Vec::new());
    let mut looked_at = 0;
    let mut up_to =
        (parties.len() < problem.no_deal.iter().flatten().count()).then_some(parties.len());
    'sizes: for size in 0..=parties.len() {
        let mut next = Some((0..size).collect::<Vec<usize>>());
        while let Some(members) = next {
            let group = members.iter().fold(0, |group: Group, m| group | 1 << m);
            looked_at += 1;
            if parties.len() > PARTIES && looked_at > GROUPS {
                up_to = Some(size - 1);
                break 'sizes;
            }
            if !blocking.iter().any(|smaller| group & smaller == *smaller) {
                match inquiry.can_agree(group, whole) {
                    Some(true) => {}
                    Some(false) => blocking.push(group),
                    None => undecided.push(group),
                }
            }
            next = following(members, parties.len());
        }
    }
    let listed = |groups: Vec<Group>| -> Vec<Vec<usize>> {
        let members = |group: Group| (0..parties.len()).filter(move |m| group >> m & 1 == 1);
        groups.into_iter().map(|group| members(group).map(|m| parties[m]).collect()).collect()
    };
    Blocking { groups: listed(blocking), undecided: listed(undecided), up_to }
}

/// The next of the ascending choices from `0..of`.
fn following(mut members: Vec<usize>, of: usize) -> Option<Vec<usize>> {
    let size = members.len();
    let at = (0..size).rev().find(|&at| members[at] < of - size + at)?;
    members[at] += 1;
    for later in at + 1..size {
        members[later] = members[later - 1] + 1;
    }
    Some(members)
}

/// What is known of groups.
struct Inquiry<'a> {
    problem: &'a Problem,
    parties: &'a [usize],
    budget: Budget,
    watch: &'a dyn Watch,
    /// Groups that can agree, none within another.
    agreeing: Vec<Group>,
}

impl Inquiry<'_> {
    fn one(&self) -> Budget {
        Budget { work: self.budget.work.min(SEARCHED), ..self.budget }
    }

    /// Remembers who accepts `package`.
    fn meet(&mut self, package: &[usize]) -> Group {
        let worth = self.problem.worth(package);
        let accepts = |p: usize| self.problem.no_deal[p].is_none_or(|d| worth[p] >= d);
        let group = (0..self.parties.len())
            .filter(|&m| accepts(self.parties[m]))
            .fold(0, |group: Group, m| group | 1 << m);
        if !self.agreeing.iter().any(|larger| group & larger == group) {
            self.agreeing.retain(|smaller| smaller & group != *smaller);
            self.agreeing.push(group);
        }
        group
    }

    /// Whether some package is acceptable to all of the group. If so, as many others as
    /// possible join it, one after the other.
    fn can_agree(&mut self, group: Group, whole: Group) -> Option<bool> {
        if self.agreeing.iter().any(|larger| group & larger == group) {
            return Some(true);
        }
        let mut agreed = match self.search(group) {
            Ok(agreed) => agreed,
            Err(end) => return (end == End::Proved).then_some(false),
        };
        for m in 0..self.parties.len() {
            let more = agreed | 1 << m;
            if more != agreed
                && more & whole == more
                && let Ok(joined) = self.search(more)
            {
                agreed = joined;
            }
        }
        Some(true)
    }

    fn search(&mut self, group: Group) -> Result<Group, End> {
        let mut floors = vec![None; self.problem.parties];
        for (m, &p) in self.parties.iter().enumerate() {
            if group >> m & 1 == 1 {
                floors[p] = self.problem.no_deal[p];
            }
        }
        let found = best(self.problem, &Aim::reach(floors), self.one(), self.watch);
        self.budget.work = self.budget.work.saturating_sub(found.work);
        found.package.map(|package| self.meet(&package)).ok_or(found.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unwatched;
    use crate::testing::{Kind, problem};
    use fastrand::Rng;

    fn possible(problem: &Problem) -> Vec<Vec<i64>> {
        problem.packages().filter(|x| problem.is_possible(x)).map(|x| problem.worth(&x)).collect()
    }

    #[test]
    fn what_blocks_and_what_opens_is_what_the_definitions_say() {
        let mut random = Rng::with_seed(1);
        let (mut blocked, mut opened) = (0, 0);
        for _ in 0..2000 {
            let kind = Kind { parties: random.usize(1..6), ..Kind::small(&mut random) };
            let mut problem = problem(&mut random, kind);
            for no_deal in problem.no_deal.iter_mut().flatten() {
                *no_deal += random.i64(0..=kind.most * 2);
            }
            let possible = possible(&problem);
            let accepts =
                |p: usize, worth: &[i64]| problem.no_deal[p].is_none_or(|d| worth[p] >= d);
            let found = blocking(&problem, Budget::default(), &Unwatched);
            assert!(found.undecided.is_empty() && found.up_to.is_none());
            let who: Vec<usize> =
                (0..kind.parties).filter(|&p| problem.no_deal[p].is_some()).collect();
            let blocks = |group: &[usize]| {
                !possible.iter().any(|worth| group.iter().all(|&p| accepts(p, worth)))
            };
            let mut expected: Vec<Vec<usize>> = Vec::new();
            for bits in 0..1_u32 << who.len() {
                let group: Vec<usize> =
                    (0..who.len()).filter(|m| bits >> m & 1 == 1).map(|m| who[m]).collect();
                let smaller_agree = (0..group.len()).all(|without| {
                    let mut rest = group.clone();
                    rest.remove(without);
                    !blocks(&rest)
                });
                if blocks(&group) && smaller_agree {
                    expected.push(group);
                }
            }
            expected.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
            blocked += usize::from(expected.iter().any(|group| group.len() > 1));
            assert_eq!(found.groups, expected);

            let gain = |worth: &Vec<i64>| {
                (0..kind.parties).filter_map(|p| problem.no_deal[p].map(|d| worth[p] - d)).min()
            };
            let nearest = apart(&problem, Budget::default(), &Unwatched);
            assert_eq!(nearest.value, possible.iter().map(|w| gain(w).unwrap_or(0)).max());
            for opening in openings(&problem, Budget::default(), &Unwatched) {
                let p = opening.party;
                let others = |worth: &&Vec<i64>| {
                    (0..kind.parties).all(|other| other == p || accepts(other, worth))
                };
                let most = possible.iter().filter(others).map(|worth| worth[p]).max();
                assert_eq!(opening.best.value, most);
                assert_eq!(opening.drop, most.map(|m| (problem.no_deal[p].unwrap() - m).max(0)));
                if let Some(drop) = opening.drop.filter(|&drop| drop > 0) {
                    opened += 1;
                    let mut lower = problem.clone();
                    lower.no_deal[p] = problem.no_deal[p].map(|d| d - drop);
                    assert!(!crate::testing::zopa(&lower).is_empty());
                    lower.no_deal[p] = problem.no_deal[p].map(|d| d - drop + 1);
                    assert!(crate::testing::zopa(&lower).is_empty());
                }
            }
        }
        assert!(blocked > 200 && opened > 200, "{blocked} {opened}");
    }

    #[test]
    fn many_parties_are_looked_at_as_far_as_it_says() {
        // Twenty parties of which each wants an option of its own, and the first two the same.
        let parties = 20;
        let mut entries = vec![0; parties * parties];
        for p in 0..parties {
            entries[p.max(1) * parties + p] = 1;
        }
        let problem = Problem {
            sizes: vec![parties],
            parties,
            worths: vec![crate::Worth { terms: vec![0], entries }],
            rules: Vec::new(),
            no_deal: vec![Some(1); parties],
        };
        let found = blocking(&problem, Budget::default(), &Unwatched);
        // Every pair but the first.
        assert_eq!(found.groups.len(), parties * (parties - 1) / 2 - 1);
        assert_eq!(found.up_to, Some(3));
    }
}
