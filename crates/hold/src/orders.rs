//! Orders of steps, counted: which of all orders pass only through states that are safe.
//!
//! A *state* is a set of steps that are done, as a mask: bit s stands for step s. A *stage* is a set of steps that
//! are taken at the same moment. An order is a list of stages that do each step once; it *visits* the states before,
//! between and after its stages. Whether a state is safe is for the caller to say: a test that depends on what is done
//! and not on how it came about makes the 2^n states stand for the n! orders.

/// The most steps: as many as a mask has bits, but for one. 31! fits into 128 bits.
pub const MOST_STEPS: usize = 31;

/// Steps and what must be in force for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lattice {
    /// Per step which must come before it, or with it in one stage.
    after: Vec<u32>,
}

impl Lattice {
    /// `after[s]` is the set of steps that must come before step s, or with it; without circles, and at most
    /// [`MOST_STEPS`] of them.
    #[must_use]
    pub fn new(after: Vec<u32>) -> Self {
        debug_assert!(after.len() <= MOST_STEPS);
        Self { after }
    }

    /// How many steps there are.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.after.len()
    }

    /// The state in which all is done.
    #[must_use]
    pub fn whole(&self) -> u32 {
        (1_u32 << self.steps()) - 1
    }

    /// Every step alone.
    #[must_use]
    pub fn singles(&self) -> Vec<u32> {
        (0..self.steps()).map(|s| 1 << s).collect()
    }

    /// Whether everything in `state` has what it needs.
    #[must_use]
    pub fn is_closed(&self, state: u32) -> bool {
        members(state).all(|s| self.after[s] & !state == 0)
    }

    /// Per state whether an order may visit it: `is_safe` where the state has what it needs. Cost: 2^n calls.
    #[must_use]
    pub fn visitable(&self, is_safe: impl FnMut(u32) -> bool) -> Vec<bool> {
        self.visitable_from(0, is_safe)
    }

    /// The same of the states to which a way on from `start` leads. However `start` came about: what should have come before a
    /// step of it may still come. Cost: 2^n, and a call for each of these states.
    #[must_use]
    pub fn visitable_from(&self, start: u32, mut is_safe: impl FnMut(u32) -> bool) -> Vec<bool> {
        let is_closed = |state: u32| {
            start & !state == 0 && members(state & !start).all(|s| self.after[s] & !state == 0)
        };
        (0..=self.whole()).map(|state| is_closed(state) && is_safe(state)).collect()
    }

    /// Per state the number of orders from nothing to it that visit only states of `may` and have only `stages`.
    /// Cost: 2^n × stages, 16 · 2^n bytes.
    #[must_use]
    pub fn ways_to(&self, stages: &[u32], may: &[bool]) -> Vec<u128> {
        self.ways_between(0, stages, may)
    }

    /// The same of the ways on from `start`.
    fn ways_between(&self, start: u32, stages: &[u32], may: &[bool]) -> Vec<u128> {
        let mut ways = vec![0; may.len()];
        ways[start as usize] = u128::from(may[start as usize]);
        for state in start + 1..=self.whole() {
            if may[state as usize] {
                let within = stages.iter().filter(|&&stage| stage & !state == 0);
                ways[state as usize] = within.map(|stage| ways[(state & !stage) as usize]).sum();
            }
        }
        ways
    }

    /// Per state the number of orders from it to the whole that visit only states of `may` and have only `stages`.
    /// Cost: as [`Self::ways_to`].
    #[must_use]
    pub fn ways_from(&self, stages: &[u32], may: &[bool]) -> Vec<u128> {
        let mut ways = vec![0; may.len()];
        let whole = self.whole();
        ways[whole as usize] = u128::from(may[whole as usize]);
        for state in (0..whole).rev() {
            if may[state as usize] {
                let free = stages.iter().filter(|&&stage| stage & state == 0);
                ways[state as usize] = free.map(|stage| ways[(state | stage) as usize]).sum();
            }
        }
        ways
    }

    /// The number of orders of `stages` that visit only states of `may`.
    #[must_use]
    pub fn count(&self, stages: &[u32], may: &[bool]) -> u128 {
        self.ways_to(stages, may)[self.whole() as usize]
    }

    /// The number of ways on from `start` to the whole, of `stages`, that visit only states of `may`.
    #[must_use]
    pub fn count_from(&self, start: u32, stages: &[u32], may: &[bool]) -> u128 {
        self.ways_from(stages, may)[start as usize]
    }

    /// The first `most` of these orders: at each stage those with the earlier entry of `stages` come first.
    #[must_use]
    pub fn first(&self, stages: &[u32], may: &[bool], most: usize) -> Vec<Vec<u32>> {
        self.first_from(0, stages, may, most)
    }

    /// The first `most` of the ways on from `start`.
    #[must_use]
    pub fn first_from(
        &self,
        start: u32,
        stages: &[u32],
        may: &[bool],
        most: usize,
    ) -> Vec<Vec<u32>> {
        let left = self.ways_from(stages, may);
        let mut orders = Vec::new();
        let mut taken: Vec<u32> = Vec::new();
        self.walk(stages, &left, start, &mut taken, most, &mut orders);
        orders
    }

    fn walk(
        &self,
        stages: &[u32],
        left: &[u128],
        state: u32,
        taken: &mut Vec<u32>,
        most: usize,
        orders: &mut Vec<Vec<u32>>,
    ) {
        if left[state as usize] == 0 || orders.len() >= most {
            return;
        }
        if state == self.whole() {
            orders.push(taken.clone());
            return;
        }
        for &stage in stages.iter().filter(|&&stage| stage & state == 0) {
            taken.push(stage);
            self.walk(stages, left, state | stage, taken, most, orders);
            taken.pop();
        }
    }

    /// Where orders of `stages` first visit a state that is not of `may`, with how many do so there, most first, then by state.
    /// What comes after does not count, but the stages that are left must be able to finish. Cost: as [`Self::ways_to`].
    #[must_use]
    pub fn first_failures(&self, stages: &[u32], may: &[bool]) -> Vec<(u32, u128)> {
        self.first_failures_from(0, stages, may)
    }

    /// The same of the ways on from `start`.
    #[must_use]
    pub fn first_failures_from(
        &self,
        start: u32,
        stages: &[u32],
        may: &[bool],
    ) -> Vec<(u32, u128)> {
        let closed = self.visitable_from(start, |_| true);
        let to = self.ways_between(start, stages, may);
        let from = self.ways_from(stages, &closed);
        let mut failures = Vec::new();
        for state in start..=self.whole() {
            let at = state as usize;
            if may[at] || !closed[at] || from[at] == 0 {
                continue;
            }
            let within = stages.iter().filter(|&&stage| stage & !state == 0);
            let reached = match state == start {
                true => 1,
                false => within.map(|stage| to[(state & !stage) as usize]).sum::<u128>(),
            };
            if reached > 0 {
                failures.push((state, reached * from[at]));
            }
        }
        failures.sort_by_key(|&(state, orders)| (std::cmp::Reverse(orders), state));
        failures
    }

    /// The smallest sets of steps that, taken at the same moment once, make an order of single steps visit only
    /// states of `may`: their size, how many there are, and the first `most`. Nothing if no single bundle does; of
    /// size 0 if none is needed. Cost: 2^n × n to find the size, and the pairs of states at that distance to list.
    #[must_use]
    pub fn smallest_bundles(&self, may: &[bool], most: usize) -> Option<Smallest> {
        let singles = self.singles();
        let (to, from) = (self.ways_to(&singles, may), self.ways_from(&singles, may));
        // The largest state below (or at) each from which the bundle could start.
        let mut start: Vec<Option<u32>> = Vec::with_capacity(may.len());
        let mut size: Option<u32> = None;
        for state in 0..=self.whole() {
            let below = members(state).filter_map(|s| start[(state & !(1 << s)) as usize]);
            let own = (to[state as usize] > 0).then_some(state.count_ones());
            start.push(own.max(below.max()));
            if from[state as usize] > 0
                && let Some(before) = start[state as usize]
            {
                let taken = state.count_ones() - before;
                size = Some(size.map_or(taken, |size| size.min(taken)));
            }
        }
        let size = size?;
        let mut bundles: Vec<u32> = Vec::new();
        if size > 0 {
            for end in (0..=self.whole()).filter(|&end| from[end as usize] > 0) {
                if start[end as usize].is_some_and(|before| end.count_ones() - before == size) {
                    subsets(end, size, &mut |bundle| {
                        if to[(end & !bundle) as usize] > 0 {
                            bundles.push(bundle);
                        }
                    });
                }
            }
            bundles.sort_unstable();
            bundles.dedup();
        }
        let count = bundles.len();
        bundles.truncate(most);
        Some(Smallest { size, count, bundles })
    }

    /// The least k such that some order whose stages have at most k steps visits only states of `may`, with the
    /// first such order; nothing if even all at once will not do. Cost: 2^n × n for each k that is tried.
    #[must_use]
    pub fn least_stage(&self, may: &[bool]) -> Option<(u32, Vec<u32>)> {
        if !may[0] || !may[self.whole() as usize] {
            return None;
        }
        (1..=self.steps().max(1) as u32).find_map(|most| Some((most, self.within(most, may)?)))
    }

    /// An order whose stages have at most `most` steps.
    fn within(&self, most: u32, may: &[bool]) -> Option<Vec<u32>> {
        // Per state the fewest steps since a state that was visited, along some chain of single steps.
        let mut since: Vec<u32> = vec![u32::MAX; may.len()];
        since[0] = 0;
        for state in 1..=self.whole() {
            let before = members(state).map(|s| since[(state & !(1 << s)) as usize]);
            let taken = before.min().unwrap_or(u32::MAX).saturating_add(1);
            let is_visited = may[state as usize] && taken <= most;
            since[state as usize] = match is_visited {
                true => 0,
                false if taken <= most => taken,
                false => u32::MAX,
            };
        }
        if since[self.whole() as usize] != 0 {
            return None;
        }
        self.backwards(most, may, &since)
    }

    /// The stages of an order through visited states, found from its end.
    fn backwards(&self, most: u32, may: &[bool], since: &[u32]) -> Option<Vec<u32>> {
        let mut stages = Vec::new();
        let mut state = self.whole();
        while state != 0 {
            let mut found = None;
            for size in 1..=most.min(state.count_ones()) {
                subsets(state, size, &mut |stage| {
                    let before = (state & !stage) as usize;
                    if found.is_none() && may[before] && since[before] == 0 {
                        found = Some(stage);
                    }
                });
                if found.is_some() {
                    break;
                }
            }
            let stage = found?;
            stages.push(stage);
            state &= !stage;
        }
        stages.reverse();
        Some(stages)
    }

    /// The number of orders whose stages are any sets of at most `most` steps and that visit only states of `may`.
    /// Cost: 2^n × the sets of at most that size.
    #[must_use]
    pub fn count_within(&self, most: u32, may: &[bool]) -> u128 {
        let mut ways: Vec<u128> = vec![0; may.len()];
        ways[0] = u128::from(may[0]);
        for state in 1..=self.whole() {
            if may[state as usize] {
                let mut sum = 0;
                for size in 1..=most.min(state.count_ones()) {
                    subsets(state, size, &mut |stage| sum += ways[(state & !stage) as usize]);
                }
                ways[state as usize] = sum;
            }
        }
        ways[self.whole() as usize]
    }
}

/// The smallest bundles that suffice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smallest {
    /// How many steps each has; 0 if no bundle is needed.
    pub size: u32,
    /// How many there are.
    pub count: usize,
    /// The first of them, ascending.
    pub bundles: Vec<u32>,
}

/// The steps in a set, ascending.
pub fn members(set: impl Into<u64>) -> impl Iterator<Item = usize> {
    let mut set: u64 = set.into();
    std::iter::from_fn(move || {
        let next = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(next)
    })
}

/// The set of these steps.
pub fn set(steps: impl IntoIterator<Item = usize>) -> u32 {
    steps.into_iter().fold(0, |set, step| set | 1 << step)
}

/// Calls `visit` with every subset of `set` that has `size` members.
fn subsets(set: u32, size: u32, visit: &mut impl FnMut(u32)) {
    fn choose(rest: u32, size: u32, chosen: u32, visit: &mut impl FnMut(u32)) {
        if size == 0 {
            visit(chosen);
            return;
        }
        let mut rest = rest;
        while rest.count_ones() >= size {
            let first = rest & rest.wrapping_neg();
            rest &= !first;
            choose(rest, size - 1, chosen | first, visit);
        }
    }
    choose(set, size, 0, visit);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every order of `stages` with the states that it visits, from the definition.
    fn all_orders(lattice: &Lattice, stages: &[u32]) -> Vec<Vec<u32>> {
        fn go(
            whole: u32,
            stages: &[u32],
            state: u32,
            taken: &mut Vec<u32>,
            all: &mut Vec<Vec<u32>>,
        ) {
            if state == whole {
                all.push(taken.clone());
                return;
            }
            for &stage in stages.iter().filter(|&&stage| stage & state == 0) {
                taken.push(stage);
                go(whole, stages, state | stage, taken, all);
                taken.pop();
            }
        }
        let mut all = Vec::new();
        go(lattice.whole(), stages, 0, &mut Vec::new(), &mut all);
        all
    }

    fn states(order: &[u32]) -> Vec<u32> {
        let mut visited = vec![0];
        for stage in order {
            visited.push(visited[visited.len() - 1] | stage);
        }
        visited
    }

    fn random(random: &mut fastrand::Rng) -> (Lattice, Vec<bool>) {
        let n = random.usize(1..=5);
        let after = (0..n).map(|s| set((0..s).filter(|_| random.u8(..6) == 0))).collect();
        let lattice = Lattice::new(after);
        let odds = random.f64();
        let is_safe: Vec<bool> =
            (0..=lattice.whole()).map(|state| state == 0 || random.f64() > odds * 0.7).collect();
        let may = lattice.visitable(|state| is_safe[state as usize]);
        (lattice, may)
    }

    #[test]
    fn counts_are_those_of_all_orders() {
        let mut rng = fastrand::Rng::with_seed(6);
        let (mut some, mut bundled) = (0, 0);
        for _ in 0..1500 {
            let (lattice, may) = random(&mut rng);
            let mut stages = lattice.singles();
            for _ in 0..rng.usize(..3) {
                let stage = rng.u32(1..=lattice.whole());
                if !stages.contains(&stage) {
                    stages.push(stage);
                }
            }
            let passes = |order: &Vec<u32>| states(order).iter().all(|&s| may[s as usize]);
            let all = all_orders(&lattice, &stages);
            let safe: Vec<Vec<u32>> = all.iter().filter(|order| passes(order)).cloned().collect();
            assert_eq!(lattice.count(&stages, &may), safe.len() as u128);
            assert_eq!(lattice.ways_from(&stages, &may)[0], safe.len() as u128);
            assert_eq!(lattice.first(&stages, &may, 3), safe[..safe.len().min(3)]);
            some += usize::from(!safe.is_empty());
            // Orders that visit only closed states fail where they first leave what they may visit.
            let closed = lattice.visitable(|_| true);
            let mut failures = std::collections::BTreeMap::new();
            for order in all.iter().filter(|o| states(o).iter().all(|&s| closed[s as usize])) {
                if let Some(at) = states(order).into_iter().find(|&s| !may[s as usize]) {
                    *failures.entry(at).or_insert(0_u128) += 1;
                }
            }
            let mut found = lattice.first_failures(&stages, &may);
            found.sort_unstable();
            assert_eq!(found, failures.into_iter().collect::<Vec<_>>());
            let sets: Vec<u32> = (1..=lattice.whole()).collect();
            for most in 1..=3 {
                let small: Vec<u32> =
                    sets.iter().copied().filter(|set| set.count_ones() <= most).collect();
                let count = lattice.count(&small, &may);
                assert_eq!(lattice.count_within(most, &may), count);
                bundled += usize::from(count > 0 && safe.is_empty());
            }
        }
        assert!(some > 300 && bundled > 100, "{some} {bundled}");
    }

    #[test]
    fn ways_on_are_those_of_all_orders_from_a_state() {
        fn go(
            lattice: &Lattice,
            start: u32,
            stages: &[u32],
            state: u32,
            taken: &mut Vec<u32>,
            all: &mut Vec<Vec<u32>>,
        ) {
            if state == lattice.whole() {
                all.push(taken.clone());
                return;
            }
            for &stage in stages.iter().filter(|&&stage| stage & state == 0) {
                let then = state | stage;
                let is_ready = |s: usize| lattice.after[s] & !then == 0;
                if members(then & !start).all(is_ready) {
                    taken.push(stage);
                    go(lattice, start, stages, then, taken, all);
                    taken.pop();
                }
            }
        }
        let mut rng = fastrand::Rng::with_seed(8);
        let (mut some, mut none, mut odd) = (0, 0, 0);
        for _ in 0..1500 {
            let (lattice, safe) = random(&mut rng);
            let start = rng.u32(0..=lattice.whole());
            odd += usize::from(!lattice.is_closed(start));
            let is_safe: Vec<bool> = safe.iter().map(|safe| *safe || rng.u8(..3) == 0).collect();
            let may = lattice.visitable_from(start, |state| is_safe[state as usize]);
            let mut stages = lattice.singles();
            stages.extend((rng.bool()).then(|| rng.u32(1..=lattice.whole())));
            stages.dedup();
            let mut all = Vec::new();
            go(&lattice, start, &stages, start, &mut Vec::new(), &mut all);
            let visited = |order: &Vec<u32>| {
                let mut visited = vec![start];
                order.iter().for_each(|stage| visited.push(visited[visited.len() - 1] | stage));
                visited
            };
            let passes = |order: &&Vec<u32>| visited(order).iter().all(|&s| is_safe[s as usize]);
            let good: Vec<Vec<u32>> = all.iter().filter(passes).cloned().collect();
            assert_eq!(lattice.count_from(start, &stages, &may), good.len() as u128);
            assert_eq!(lattice.first_from(start, &stages, &may, 3), good[..good.len().min(3)]);
            let mut failures = std::collections::BTreeMap::new();
            for order in &all {
                if let Some(at) = visited(order).into_iter().find(|&s| !is_safe[s as usize]) {
                    *failures.entry(at).or_insert(0_u128) += 1;
                }
            }
            let mut found = lattice.first_failures_from(start, &stages, &may);
            found.sort_unstable();
            assert_eq!(found, failures.into_iter().collect::<Vec<_>>());
            some += usize::from(!good.is_empty());
            none += usize::from(good.is_empty());
        }
        assert!(some > 400 && none > 100 && odd > 100, "{some} {none} {odd}");
    }

    #[test]
    fn the_smallest_bundles_are_those_of_all_bundles() {
        let mut rng = fastrand::Rng::with_seed(7);
        let (mut found, mut none) = (0, 0);
        for _ in 0..1500 {
            let (lattice, may) = random(&mut rng);
            let singles = lattice.singles();
            let suffices = |bundle: u32| {
                let stages: Vec<u32> = singles.iter().copied().chain([bundle]).collect();
                lattice.count(&stages, &may) > 0
            };
            let expected = if lattice.count(&singles, &may) > 0 {
                Some((0, Vec::new()))
            } else {
                (2..=lattice.steps() as u32).find_map(|size| {
                    let bundles: Vec<u32> = (1..=lattice.whole())
                        .filter(|set| set.count_ones() == size && suffices(*set))
                        .collect();
                    (!bundles.is_empty()).then_some((size, bundles))
                })
            };
            let smallest = lattice.smallest_bundles(&may, usize::MAX);
            assert_eq!(smallest.map(|s| (s.size, s.bundles)), expected);
            let least = (1..=lattice.steps() as u32).find(|&k| lattice.count_within(k, &may) > 0);
            let stage = lattice.least_stage(&may);
            assert_eq!(stage.as_ref().map(|(size, _)| *size), least);
            if let Some((size, order)) = stage {
                assert!(order.iter().all(|stage| stage.count_ones() <= size));
                assert!(states(&order).iter().all(|&state| may[state as usize]));
                assert_eq!(states(&order).last(), Some(&lattice.whole()));
                found += usize::from(size > 1);
            } else {
                none += 1;
            }
        }
        assert!(found > 80 && none > 100, "{found} {none}");
    }
}
