//! One round of a search: from the first stage to the last, with so many partial packages at most.

use super::antichain::Antichain;
use super::tilts::{Tilt, WHOLE, unscaled};
use super::{End, Hunt, Roles};
use crate::Watch;
use crate::chain::Chain;
use std::cmp::Reverse;

/// What one round works with.
pub(super) struct Round<'a> {
    pub(super) chain: &'a Chain,
    pub(super) roles: &'a Roles,
    pub(super) tilts: &'a [Tilt],
    /// Partial packages per stage, at most.
    pub(super) width: usize,
    /// Only values from here on are looked for.
    pub(super) least: Option<i64>,
}

/// Partial packages up to one stage.
#[derive(Default)]
struct Layer {
    /// Digits and sums of each.
    rows: Vec<i64>,
    /// [`WHOLE`] times what each can reach.
    ranks: Vec<i128>,
    /// Which one of the layer before it goes on, and by which class.
    back: Vec<(u32, u32)>,
}

/// Candidates between two looks at the clock of others.
const LOOK: usize = 1 << 14;

impl Round<'_> {
    /// Improves `hunt`. Returns a bound on the values of what was left out, if something was.
    pub(super) fn run(&self, hunt: &mut Hunt<'_>, watch: &dyn Watch) -> Result<Option<i64>, End> {
        let (chain, coordinates) = (self.chain, self.chain.parties);
        let mut left_out: Option<i128> = None;
        let mut backs: Vec<Vec<(u32, u32)>> = Vec::with_capacity(chain.len());
        let mut layer = Layer { rows: chain.start(), ..Layer::default() };
        layer.rows.extend_from_slice(&chain.base);
        let mut states = 1;
        for i in 0..chain.len() {
            watch.progress("search", i, chain.len(), states);
            let mut next = self.expand(i, &layer, states, hunt, watch)?;
            let width = chain.digits(i + 1) + coordinates;
            let mut kept = self.undominated(i + 1, &next);
            if kept.len() > self.width {
                kept.sort_by_key(|&n| (Reverse(next.ranks[n as usize]), n));
                left_out = left_out.max(Some(next.ranks[kept[self.width] as usize]));
                kept.truncate(self.width);
                kept.sort_unstable();
            }
            states = kept.len();
            let take = |n: &u32| next.rows[*n as usize * width..][..width].iter().copied();
            let rows = kept.iter().flat_map(take).collect();
            let ranks = kept.iter().map(|&n| next.ranks[n as usize]).collect();
            backs.push(kept.iter().map(|&n| next.back[n as usize]).collect());
            next.back.clear();
            layer = Layer { rows, ranks, back: Vec::new() };
        }
        let best = (0..states).max_by_key(|&n| (layer.ranks.get(n).copied(), Reverse(n)));
        if let Some(mut at) = best {
            let mut classes = vec![0; chain.len()];
            for (back, class) in backs.iter().zip(&mut classes).rev() {
                let (before, own) = back[at];
                (at, *class) = (before as usize, own as usize);
            }
            hunt.meet(chain.package(&classes));
        }
        // Worth beyond what is enough was cut off, so that nothing is known of values beyond it.
        let known = |bound: i64| if bound < hunt.useful() { bound } else { hunt.top };
        Ok(left_out.map(|scaled| known(unscaled(scaled))))
    }

    /// Everything that one more stage makes of `layer` and that can still be news.
    fn expand(
        &self,
        i: usize,
        layer: &Layer,
        states: usize,
        hunt: &mut Hunt<'_>,
        watch: &dyn Watch,
    ) -> Result<Layer, End> {
        let (chain, coordinates) = (self.chain, self.chain.parties);
        let digits = chain.digits(i);
        let width = digits + coordinates;
        let next_digits = chain.digits(i + 1);
        let target = self.least.map_or(i128::MIN, |target| i128::from(target) * WHOLE);
        let top = hunt.useful();
        let mut next = Layer::default();
        let mut after = vec![0; next_digits];
        let mut sums = vec![0; coordinates];
        for state in 0..states {
            let row = &layer.rows[state * width..(state + 1) * width];
            let (own_digits, own_sums) = row.split_at(digits);
            if !hunt.spend(chain.classes(i).len() as u64) {
                return Err(End::Work);
            }
            for class in 0..chain.classes(i).len() {
                let Some(context) = chain.step(i, own_digits, class, &mut after, &mut sums) else {
                    continue;
                };
                sums.iter_mut().zip(own_sums).for_each(|(sum, own)| *sum += own);
                if let Some(rank) = self.rank(i + 1, context, &mut sums, top)
                    && rank >= target
                {
                    next.rows.extend_from_slice(&after);
                    next.rows.extend_from_slice(&sums);
                    next.ranks.push(rank);
                    next.back.push((state as u32, class as u32));
                    if next.ranks.len().is_multiple_of(LOOK) && watch.is_stopped() {
                        return Err(End::Stopped);
                    }
                }
            }
        }
        if watch.is_stopped() { Err(End::Stopped) } else { Ok(next) }
    }

    /// Cuts off what cannot matter any more, and returns [`WHOLE`] times what can be reached; nothing
    /// if that misses a floor.
    fn rank(&self, i: usize, context: usize, sums: &mut [i64], top: i64) -> Option<i128> {
        let (most, least) = (self.chain.most(i, context), self.chain.least(i, context));
        let mut rank = i128::MAX;
        for (q, sum) in sums.iter_mut().enumerate() {
            let (floor, goal) = (self.roles.floors[q], self.roles.goals[q]);
            if floor.is_some_and(|floor| *sum + most[q] < floor) {
                return None;
            }
            let needed = floor.max(goal.map(|from| from + top)).unwrap_or(i64::MIN / 2);
            *sum = (*sum).min(needed - least[q]);
            if let Some(from) = goal {
                rank = rank.min(i128::from(*sum + most[q] - from) * WHOLE);
            }
        }
        for tilt in self.tilts {
            rank = rank.min(tilt.bound(i, context, sums));
        }
        Some(if rank == i128::MAX { 0 } else { rank })
    }

    /// Which of `layer` no other in the same context matches in everything, in a fixed order.
    fn undominated(&self, i: usize, layer: &Layer) -> Vec<u32> {
        let (digits, coordinates) = (self.chain.digits(i), self.chain.parties);
        let width = digits + coordinates;
        let row = |n: u32| &layer.rows[n as usize * width..(n as usize + 1) * width];
        let mut order: Vec<u32> = (0..layer.ranks.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| {
            let (x, y) = (row(a), row(b));
            x[..digits]
                .cmp(&y[..digits])
                .then_with(|| y[digits..].cmp(&x[digits..]))
                .then_with(|| a.cmp(&b))
        });
        let mut antichain = Antichain::new(coordinates);
        let mut group: Option<&[i64]> = None;
        order.retain(|&n| {
            let (own, sums) = row(n).split_at(digits);
            if group != Some(own) {
                antichain.clear();
                group = Some(own);
            }
            antichain.admit(sums)
        });
        order
    }
}
