//! One package that is best in one respect and good enough in others, exactly.
//!
//! **What it decides.** Among the possible packages whose worth to each party is at least its *floor*, one
//! for which the smallest of the *goals*, the worth to a party minus a number, is largest: whether a
//! zopa is empty, how far apart parties are, what one can get at most, whether a package is dominated.
//!
//! **How.** Terms are settled one after the other along a chain. Of partial packages with the same
//! context only those stay that no other matches in everything (worth beyond what can still matter
//! is cut off first), that can still reach every floor, and that can, by the bounds of a few
//! weighings of the parties, still be better than the best package found. Per stage only the most
//! promising stay, in several rounds with more of them each time. A round that had to leave nothing out proves its
//! result; otherwise the best of what was left out bounds it.
//!
//! **Cost.** Memory by [`Budget::points`], time by [`Budget::work`]; then the answer says so.

mod antichain;
mod layers;
mod tilts;

use crate::chain::{Chain, ENTRIES, order};
use crate::{Budget, Problem, Watch};
use layers::Round;
use tilts::Tilts;

/// What is looked for. An entry per party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aim {
    /// What a package is worth at least to a party.
    pub floors: Vec<Option<i64>>,
    /// Parties whose worth, minus the number, is a goal. The value of a package is the smallest goal; 0 if
    /// there is none.
    pub goals: Vec<Option<i64>>,
    /// Only values from here on are of interest.
    pub least: Option<i64>,
    /// A package of this value ends the search.
    pub enough: Option<i64>,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Best {
    /// The best package found, if one of interest was.
    pub package: Option<Vec<usize>>,
    /// Its value.
    pub value: Option<i64>,
    /// No package that meets the floors has a larger value; `None`: no package of interest exists.
    pub bound: Option<i64>,
    /// Why it ended.
    pub end: End,
    /// Partial packages made.
    pub work: u64,
}

/// Why a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The answer is proved.
    Proved,
    /// A package of the value that is enough was found.
    Enough,
    /// More partial packages would have to be held than the budget allows.
    Points,
    /// More partial packages would have to be made than the budget allows.
    Work,
    /// Somebody said stop.
    Stopped,
}

impl End {
    /// Whether the answer to the question is certain.
    #[must_use]
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::Proved | Self::Enough)
    }
}

impl Aim {
    /// Some package whose worth to each party is at least its floor.
    #[must_use]
    pub fn reach(floors: Vec<Option<i64>>) -> Self {
        Self { goals: floors.clone(), floors, least: Some(0), enough: Some(0) }
    }

    /// The most for one party under floors.
    #[must_use]
    pub fn most_for(party: usize, floors: Vec<Option<i64>>) -> Self {
        let goals = (0..floors.len()).map(|p| (p == party).then_some(0)).collect();
        Self { goals, floors, least: None, enough: None }
    }

    /// The value of what is worth `values`; nothing if it misses a floor.
    #[must_use]
    pub fn value(&self, values: &[i64]) -> Option<i64> {
        let meets = values.iter().zip(&self.floors).all(|(v, floor)| floor.is_none_or(|f| *v >= f));
        let goals =
            values.iter().zip(&self.goals).filter_map(|(v, goal)| goal.map(|from| v - from));
        meets
            .then(|| goals.min().unwrap_or(0))
            .filter(|value| self.least.is_none_or(|l| *value >= l))
    }
}

/// Before the round of this width a package that meets the floors is looked for, if there is none, and
/// better weighings.
const THEN_CLOSER: usize = 4096;

/// What is between the best found and the bound is looked at from above; its upper 2^-6 first.
const CLOSEST: u32 = 6;

/// Arcs looked at for weighings, about.
const STEPS: usize = 1 << 20;

/// Aims in the order of a problem's remaining coordinates.
pub(crate) struct Roles {
    floors: Vec<Option<i64>>,
    goals: Vec<Option<i64>>,
}

/// `problem` with these parties only, in this order.
pub(crate) fn only(problem: &Problem, parties: &[usize]) -> Problem {
    let worths = problem.worths.iter().map(|worth| {
        let rows = worth.entries.chunks_exact(problem.parties);
        let entries = rows.flat_map(|row| parties.iter().map(|&p| row[p])).collect();
        crate::Worth { terms: worth.terms.clone(), entries }
    });
    Problem {
        sizes: problem.sizes.clone(),
        parties: parties.len(),
        worths: worths.collect(),
        rules: problem.rules.clone(),
        no_deal: parties.iter().map(|&p| problem.no_deal[p]).collect(),
    }
}

/// The best package found, and how good any can be.
struct Hunt<'a> {
    problem: &'a Problem,
    aim: &'a Aim,
    package: Option<Vec<usize>>,
    value: Option<i64>,
    /// No value is larger.
    top: i64,
    /// Partial packages made, and still allowed.
    made: u64,
    left: u64,
}

impl Hunt<'_> {
    fn meet(&mut self, package: Vec<usize>) {
        if self.problem.is_possible(&package) {
            let value = self.aim.value(&self.problem.worth(&package));
            if value > self.value {
                (self.package, self.value) = (Some(package), value);
            }
        }
    }

    /// Counts work; false if there is no more to be done.
    const fn spend(&mut self, work: u64) -> bool {
        self.made = self.made.saturating_add(work);
        let enough = self.left >= work;
        self.left = self.left.saturating_sub(work);
        enough
    }

    /// The least value that would be news.
    fn target(&self) -> Option<i64> {
        self.value.map(|value| value + 1).max(self.aim.least)
    }

    /// The value beyond which more is of no use.
    fn useful(&self) -> i64 {
        self.aim.enough.map_or(self.top, |enough| {
            self.top.min(self.aim.least.map_or(enough, |l| enough.max(l)))
        })
    }

    /// Whether nothing better is to be found, or needed.
    fn is_over(&self) -> bool {
        self.target().is_some_and(|target| target > self.top) || self.has_enough()
    }

    fn has_enough(&self) -> bool {
        self.aim.enough.is_some_and(|enough| self.value.is_some_and(|value| value >= enough))
    }

    fn end(self, end: End) -> Best {
        let end = if self.has_enough() {
            End::Enough
        } else if self.target().is_some_and(|target| target > self.top) {
            End::Proved
        } else {
            end
        };
        let bound = if end == End::Proved { self.value } else { Some(self.top) };
        Best { package: self.package, value: self.value, bound, end, work: self.made }
    }
}

/// The best package for `aim`.
#[must_use]
pub fn best(problem: &Problem, aim: &Aim, budget: Budget, watch: &dyn Watch) -> Best {
    let nothing = |work| Best { package: None, value: None, bound: None, end: End::Proved, work };
    let used: Vec<usize> = (0..problem.parties)
        .filter(|&p| aim.floors[p].is_some() || aim.goals[p].is_some())
        .collect();
    let reduced = only(problem, &used);
    let roles = Roles {
        floors: used.iter().map(|&p| aim.floors[p]).collect(),
        goals: used.iter().map(|&p| aim.goals[p]).collect(),
    };
    let chain = Chain::new(&reduced, &order(&reduced), ENTRIES.min(budget.points));
    if !chain.is_possible() {
        return nothing(0);
    }
    let most = |q: usize| chain.base[q] + chain.most(0, 0)[q];
    if roles.floors.iter().enumerate().any(|(q, floor)| floor.is_some_and(|f| most(q) < f)) {
        return nothing(0);
    }
    let goals = roles.goals.iter().enumerate().filter_map(|(q, goal)| goal.map(|c| most(q) - c));
    let top = goals.min().unwrap_or(0);
    let mut hunt =
        Hunt { problem, aim, package: None, value: None, top, made: 0, left: budget.work };
    let mut tilts = Tilts::new(&chain, &roles);
    let arcs: usize = (0..chain.len()).map(|i| chain.contexts(i) * chain.classes(i).len()).sum();
    let steps = (STEPS / arcs.max(1)).clamp(8, 64);
    improve(&chain, &roles, &mut tilts, steps, &mut hunt, watch);
    if hunt.is_over() {
        return hunt.end(End::Proved);
    }
    let widest = (budget.points / (chain.len() + 1)).max(1);
    let mut width = 16;
    let mut closeness: Option<u32> = None;
    loop {
        if width == THEN_CLOSER {
            if hunt.value.is_none() && *aim != Aim::reach(aim.floors.clone()) {
                let feasible = Aim::reach(aim.floors.clone());
                let budget = Budget { work: hunt.left / 4, ..budget };
                let found = best(problem, &feasible, budget, watch);
                hunt.spend(found.work);
                match found.package {
                    Some(package) => hunt.meet(package),
                    None if found.end == End::Proved => return nothing(hunt.made),
                    None => {}
                }
            }
            improve(&chain, &roles, &mut tilts, 4 * steps, &mut hunt, watch);
            if hunt.is_over() {
                return hunt.end(End::Proved);
            }
        }
        let target = hunt.target();
        let guess = match (closeness, hunt.value) {
            (Some(closeness), Some(value)) => {
                let gap = (i128::from(hunt.top) - i128::from(value)) >> closeness;
                target.max(Some((i128::from(hunt.top) - gap) as i64))
            }
            _ => target,
        };
        let round = Round {
            chain: &chain,
            roles: &roles,
            tilts: &tilts.kept,
            width: width.min(widest),
            least: guess,
        };
        let left_out = match round.run(&mut hunt, watch) {
            Ok(left_out) => left_out,
            Err(end) => return hunt.end(end),
        };
        if hunt.has_enough() {
            return hunt.end(End::Enough);
        }
        // Nothing is better than the best found, what was left out, and what is below the guess.
        let below = if guess > target { guess.map(|guess| guess - 1) } else { None };
        match left_out.max(below).max(hunt.value) {
            None => return nothing(hunt.made),
            Some(bound) => hunt.top = hunt.top.min(bound),
        }
        if hunt.is_over() {
            return hunt.end(End::Proved);
        }
        match (left_out, closeness) {
            (None, Some(old)) => closeness = Some(old.saturating_sub(2)),
            (Some(_), None) if width < widest => width *= 16,
            (Some(_), None) if aim.enough.is_none() && hunt.value.is_some() => {
                // Close to the bound little can hide: there a round may be complete.
                closeness = Some(CLOSEST);
            }
            _ => return hunt.end(End::Points),
        }
    }
}

/// Better weighings, and what is found on the way.
fn improve(
    chain: &Chain,
    roles: &Roles,
    tilts: &mut Tilts,
    steps: usize,
    hunt: &mut Hunt<'_>,
    watch: &dyn Watch,
) {
    let value = hunt.value;
    tilts.improve(chain, roles, steps, value, |classes, bound| {
        hunt.meet(chain.package(classes));
        hunt.top = hunt.top.min(bound);
        hunt.is_over() || watch.is_stopped()
    });
}

#[cfg(test)]
mod tests;
