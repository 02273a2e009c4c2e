//! The feasible states in ascending order of their decimals, within bounds.

use super::conflict::{Condition, Conflict, State};

/// How many options of states are looked at in search of feasible ones. Infeasible states can be
/// arranged so that finding a feasible one takes exponentially long.
const MAX_EFFORT: usize = 50_000_000;

/// Feasible states, from the one with the smallest decimal on.
#[derive(Clone, Debug)]
pub(super) struct States {
    pub(super) list: Vec<State>,
    pub(super) end: End,
}

/// Why the list ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// There are no more.
    Complete,
    /// There are more than were asked for.
    Limit,
    /// Finding the next one takes too long.
    Effort,
}

impl Conflict {
    /// The feasible states, at most `limit` of them.
    ///
    /// Options are decided from the most significant one down, `N` first, and a part of the states
    /// is left as soon as a condition rules it out as a whole.
    pub(super) fn feasible(&self, limit: usize) -> States {
        let count = self.options.len();
        let members = decided_at(&self.infeasibles, count);
        let mut states = States { list: Vec::new(), end: End::Complete };
        if self.infeasibles.iter().flat_map(|condition| &condition.members).any(Vec::is_empty) {
            return states;
        }
        let mut effort = 0_usize;
        let mut state = vec![false; count];
        // The option to be decided, counted down; all below it are still open.
        let mut open = count;
        let mut is_return = false;
        loop {
            if is_return {
                // The lowest option that is decided and not taken is taken now.
                while open < count && state[open] {
                    state[open] = false;
                    open += 1;
                }
                if open == count {
                    return states;
                }
                state[open] = true;
            } else if open == 0 {
                if states.list.len() == limit {
                    states.end = End::Limit;
                    return states;
                }
                states.list.push(state.clone());
                effort += count;
                is_return = true;
                continue;
            } else {
                open -= 1;
            }
            let mut is_ruled_out = false;
            for member in &members[open] {
                effort += member.len();
                is_ruled_out |= member.iter().all(|&(at, taken)| state[at] == taken);
            }
            effort += 1;
            if effort > MAX_EFFORT {
                states.end = End::Effort;
                return states;
            }
            is_return = is_ruled_out;
        }
    }
}

/// For each option the members that are decided once it is: those of which it is the lowest.
fn decided_at(conditions: &[Condition], count: usize) -> Vec<Vec<&[(usize, bool)]>> {
    let mut decided = vec![Vec::new(); count];
    for member in conditions.iter().flat_map(|condition| &condition.members) {
        if let Some(&(lowest, _)) = member.first() {
            decided[lowest].push(member.as_slice());
        }
    }
    decided
}

/// The pattern of a state, such as `YNN`.
pub(super) fn pattern(state: &[bool]) -> String {
    state.iter().map(|&taken| if taken { 'Y' } else { 'N' }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::conflict::{Choice, Direction};
    use super::*;

    #[test]
    fn the_search_finds_what_the_definition_finds() {
        let mut random = fastrand::Rng::with_seed(11);
        for _ in 0..300 {
            let count = random.usize(1..8);
            let option = Choice { name: String::new(), direction: Direction::Both };
            let conflict = Conflict {
                options: vec![option; count],
                infeasibles: (0..random.usize(0..6))
                    .map(|_| Condition {
                        members: (0..random.usize(0..3))
                            .map(|_| {
                                let literals = (0..count).filter(|_| random.u8(0..3) == 0);
                                let literals: Vec<usize> = literals.collect();
                                literals.into_iter().map(|at| (at, random.bool())).collect()
                            })
                            .collect(),
                    })
                    .collect(),
                ..Conflict::default()
            };
            let states: Vec<State> = (0..1_usize << count)
                .map(|decimal| (0..count).map(|bit| decimal >> bit & 1 == 1).collect())
                .filter(|state: &State| !conflict.infeasibles.iter().any(|c| c.holds(state)))
                .collect();
            let found = conflict.feasible(1 << count);
            assert_eq!((found.list, found.end), (states.clone(), End::Complete));
            if let Some(less) = states.len().checked_sub(1) {
                let found = conflict.feasible(less);
                assert_eq!((&found.list[..], found.end), (&states[..less], End::Limit));
            }
        }
    }
}
