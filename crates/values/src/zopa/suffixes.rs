//! What the rest of a chain can cost, context by context: every combination of losses once.

use super::gate::Gate;
use super::measure::Measure;
use std::cmp::Ordering;

/// The ways to go on from one stage. Only for exact chains.
pub(super) struct Suffixes<M> {
    width: usize,
    /// Per context, and behind the last, where its entries begin.
    starts: Vec<usize>,
    /// Per entry its losses, ascending in a context.
    pub(super) losses: Vec<i64>,
    /// Per entry the packages that cost so much.
    pub(super) weights: Vec<M>,
}

/// Sorted losses with weights.
type List<M> = (Vec<i64>, Vec<M>);

impl<M: Measure> Suffixes<M> {
    /// Behind the last stage: nothing, at no cost.
    pub(super) fn last(gate: &Gate) -> Self {
        let width = gate.margins.len();
        Self { width, starts: vec![0, 1], losses: vec![0; width], weights: vec![M::of(1, 1)] }
    }

    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    /// The entries of a context.
    pub(super) fn of(&self, context: usize) -> std::ops::Range<usize> {
        self.starts[context]..self.starts[context + 1]
    }

    pub(super) fn loss(&self, entry: usize) -> &[i64] {
        &self.losses[entry * self.width..(entry + 1) * self.width]
    }

    /// The entry of a context with these losses.
    pub(super) fn find(&self, context: usize, losses: &[i64]) -> Option<usize> {
        let range = self.of(context);
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = low.midpoint(high);
            match self.loss(middle).cmp(losses) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// The ways to go on from stage `i`, which comes before these; nothing if there are more than
    /// `most`. Adds the entries made to `work`.
    pub(super) fn precede(
        &self,
        gate: &Gate,
        i: usize,
        most: usize,
        work: &mut u64,
    ) -> Option<Self> {
        let size = gate.chain.size(i);
        let mut before =
            Self { width: self.width, starts: vec![0], losses: Vec::new(), weights: Vec::new() };
        let mut losses = vec![0; self.width];
        for context in 0..gate.chain.contexts(i) {
            let mut lists: Vec<List<M>> = Vec::new();
            let mut many = 0;
            for (class, members) in gate.chain.classes(i).iter().enumerate() {
                if let Some(next) = gate.loss(i, context, class, &mut losses) {
                    let factor = M::of(members.len(), size);
                    let list = self.shifted(next, &losses, &gate.margins, factor);
                    *work += list.1.len() as u64;
                    many += list.1.len();
                    lists.push(list);
                    if before.len() + many / 64 > most {
                        return None;
                    }
                }
            }
            while lists.len() > 1 {
                let mut merged = Vec::with_capacity(lists.len().div_ceil(2));
                let mut rest = lists.into_iter();
                while let Some(list) = rest.next() {
                    merged.push(match rest.next() {
                        Some(other) => merge(self.width, list, other),
                        None => list,
                    });
                }
                lists = merged;
            }
            if let Some((losses, weights)) = lists.pop() {
                before.losses.extend(losses);
                before.weights.extend(weights);
            }
            before.starts.push(before.len());
            if before.len() > most {
                return None;
            }
        }
        Some(before)
    }

    /// The entries of a context with `losses` added, those that are affordable from the start.
    fn shifted(&self, context: usize, losses: &[i64], margins: &[i64], factor: M) -> List<M> {
        let mut list = (Vec::new(), Vec::new());
        for entry in self.of(context) {
            let own = self.loss(entry).iter().zip(losses).map(|(a, b)| a + b);
            if own.clone().zip(margins).all(|(loss, margin)| loss <= *margin) {
                list.0.extend(own);
                list.1.push(self.weights[entry] * factor);
            }
        }
        list
    }
}

/// One list of two, equal losses once.
fn merge<M: Measure>(width: usize, a: List<M>, b: List<M>) -> List<M> {
    let mut both =
        (Vec::with_capacity(a.0.len() + b.0.len()), Vec::with_capacity(a.1.len() + b.1.len()));
    let row = |list: &List<M>, n: usize| -> std::ops::Range<usize> {
        debug_assert!(n < list.1.len());
        n * width..(n + 1) * width
    };
    let (mut i, mut j) = (0, 0);
    while i < a.1.len() || j < b.1.len() {
        let order = if i == a.1.len() {
            Ordering::Greater
        } else if j == b.1.len() {
            Ordering::Less
        } else {
            a.0[row(&a, i)].cmp(&b.0[row(&b, j)])
        };
        let mut weight = M::default();
        if order.is_le() {
            weight += a.1[i];
        }
        if order.is_ge() {
            weight += b.1[j];
        }
        both.0.extend_from_slice(if order.is_le() { &a.0[row(&a, i)] } else { &b.0[row(&b, j)] });
        both.1.push(weight);
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    both
}
