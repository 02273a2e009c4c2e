//! A conflict in option form, as GMCR+ holds it in memory.

/// Decision makers, options, infeasible states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Conflict {
    /// In the order into which GMCR+ brings them; patterns, decimals and ordered numbers follow it.
    pub(super) options: Vec<Choice>,
    /// In file order.
    pub(super) makers: Vec<Maker>,
    /// A state that meets one of them is infeasible.
    pub(super) infeasibles: Vec<Condition>,
    /// Groups of two or more decision makers that the file treats as one.
    pub(super) coalitions: Vec<Vec<usize>>,
    /// What wrote the file, with its version.
    pub(super) program: Option<String>,
    /// Whether the options stood in another order in the file.
    pub(super) reordered: bool,
}

/// An option: taken (`Y`) or not (`N`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) direction: Direction,
}

/// `permittedDirection`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Taken and dropped again.
    Both,
    /// Only from `N` to `Y`.
    Forward,
    /// Only from `Y` to `N`.
    Back,
}

impl Direction {
    pub(super) const ALL: [Self; 3] = [Self::Both, Self::Forward, Self::Back];

    /// The way the file writes it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Forward => "fwd",
            Self::Back => "back",
        }
    }
}

/// A decision maker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Maker {
    pub(super) name: String,
    /// What it controls, in its own order.
    pub(super) options: Vec<usize>,
    /// Statements, most important first. With a ranking they stand beside it and do not count.
    pub(super) statements: Vec<Condition>,
    /// The ranking that counts instead, best first: groups of equally good feasible states, each
    /// by its position from 0 in ascending order of decimals.
    pub(super) ranking: Option<Vec<Vec<usize>>>,
    /// States that it does not perceive.
    pub(super) misperceptions: Vec<Condition>,
}

/// A state: which options are taken.
pub(super) type State = Vec<bool>;

/// A condition: true if all options of one member are as it says. Without members it is never true;
/// a member that says nothing is always true.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Condition {
    /// For each member options with whether they are taken, ascending, none twice.
    pub(super) members: Vec<Vec<(usize, bool)>>,
}

impl Condition {
    pub(super) fn holds(&self, state: &[bool]) -> bool {
        self.members.iter().any(|member| member.iter().all(|&(at, taken)| state[at] == taken))
    }
}

/// The order into which GMCR+ brings `count` options after loading: for each place, which option of
/// the file stands there.
///
/// Going through the decision makers and each one's options in its own order, the c-th owned
/// option (c = 1, 2, …; repetitions skipped) is taken out of the list and put back at place c,
/// counted from 0. If every option is owned that is simply one decision maker after the other;
/// with options that nobody owns it is not, and it need not be the same after a second time.
pub(super) fn reordered(count: usize, owned: &[Vec<usize>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut moved = vec![false; count];
    let mut place = 0;
    for &option in owned.iter().flatten() {
        let Some(from) = order.iter().position(|&other| other == option) else { continue };
        if std::mem::replace(&mut moved[option], true) {
            continue;
        }
        place += 1;
        order.remove(from);
        order.insert(place.min(order.len()), option);
    }
    order
}

/// An order of `count` options that [`reordered`] leaves as it is: the first option that nobody
/// owns, then those that somebody owns, then the others.
pub(super) fn settled(count: usize, owned: &[Vec<usize>]) -> Vec<usize> {
    let mut is_owned = vec![false; count];
    for &option in owned.iter().flatten() {
        is_owned[option] = true;
    }
    let mut unowned = (0..count).filter(|&option| !is_owned[option]);
    let first: Vec<usize> = unowned.by_ref().take(1).collect();
    first.into_iter().chain(owned.iter().flatten().copied()).chain(unowned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(options: &str, owners: &[&str]) -> String {
        let place = |name: char| options.chars().position(|other| other == name).unwrap();
        let owned: Vec<Vec<usize>> =
            owners.iter().map(|names| names.chars().map(place).collect()).collect();
        let order = reordered(options.len(), &owned);
        order.iter().map(|&at| options.chars().nth(at).unwrap()).collect()
    }

    #[test]
    fn options_are_brought_into_the_order_of_their_owners() {
        assert_eq!(order("xyab", &["a", "b"]), "xaby");
        assert_eq!(order("bxayz", &["a", "b"]), "axbyz");
        assert_eq!(order("abcd", &["cd", "ab"]), "cdab");
        assert_eq!(order("abcd", &["dc", "ba"]), "dcba");
        assert_eq!(order("ab", &[]), "ab");
        assert_eq!(order("abc", &["aa", "a"]), "bac");
    }

    #[test]
    fn a_second_time_changes_more_and_a_settled_order_nothing() {
        assert_eq!(order("axbyz", &["a", "b"]), "xabyz");
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..500 {
            let count = random.usize(1..8);
            let makers = random.usize(1..4);
            let mut owned = vec![Vec::new(); makers];
            for option in 0..count {
                if let Some(list) = owned.get_mut(random.usize(0..=makers)) {
                    list.push(option);
                }
            }
            let order = settled(count, &owned);
            let place = |option: &usize| order.iter().position(|other| other == option).unwrap();
            let moved: Vec<Vec<usize>> =
                owned.iter().map(|list| list.iter().map(place).collect()).collect();
            let same: Vec<usize> = (0..count).collect();
            assert_eq!(reordered(count, &moved), same, "{owned:?}");
        }
    }
}
