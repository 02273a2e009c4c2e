//! What the rest can still add: for every place of an elimination the best completion, and the best
//! package, for one weighted sum of what the parties get.

use super::bucket::{Bucket, Row};
use super::keep::Place;
use super::plan::{Kind, Plan};
use crate::parallel;
use crate::watch::{Unwatched, Watch};

/// Numbers in which a weighted sum is counted: whole ones exactly, floating ones with rounding.
pub trait Amount: Copy + PartialOrd + Send + Sync {
    /// No completion is possible.
    const NONE: Self;
    /// Nothing.
    const ZERO: Self;
    /// The sum; [`Amount::NONE`] if either is.
    #[must_use]
    fn plus(self, other: Self) -> Self;
}

macro_rules! whole_amount {
    ($number:ty) => {
        impl Amount for $number {
            const NONE: Self = <$number>::MIN;
            const ZERO: Self = 0;
            fn plus(self, other: Self) -> Self {
                if self == Self::NONE || other == Self::NONE { Self::NONE } else { self + other }
            }
        }
    };
}
whole_amount!(i64);
whole_amount!(i128);

impl Amount for f64 {
    const NONE: Self = Self::NEG_INFINITY;
    const ZERO: Self = 0.0;
    fn plus(self, other: Self) -> Self {
        self + other
    }
}

/// Per [`Place`] the largest weighted sum that the undecided terms can add to a point there, together
/// with what every package is worth; [`Amount::NONE`] where no possible package has the place's options.
#[derive(Clone, Debug)]
pub struct Rest<T> {
    pub(super) amounts: Vec<T>,
}

impl<T: Amount> Rest<T> {
    /// The best completion of a point at `place`.
    #[must_use]
    pub fn at(&self, place: Place) -> T {
        self.amounts[place.index]
    }

    /// The best completions at all places, by [`Place::index`].
    pub(crate) fn amounts(&self) -> &[T] {
        &self.amounts
    }
}

fn raise<T: Amount>(most: &mut T, amount: T) {
    if amount > *most {
        *most = amount;
    }
}

/// Raises `to` to `from` where that is more, one by one.
fn raise_all<T: Amount>(to: &mut [T], from: &[T]) {
    to.iter_mut().zip(from).for_each(|(to, &from)| raise(to, from));
}

fn add_all<T: Amount>(to: &mut [T], from: &[T]) {
    to.iter_mut().zip(from).for_each(|(to, &from)| *to = to.plus(from));
}

/// Slots that one piece of work has.
const PIECE: usize = 1 << 12;

impl Plan {
    /// The best completions for one weighted sum.
    ///
    /// `weigh` is linear: it is called with parts of what a package is worth, and the results are added.
    /// With weights of at least 0 this is the maximum over all possible packages. With others it is one
    /// over the packages that an elimination looks at, which leaves out dominated options.
    #[must_use]
    pub fn rest<T: Amount>(&self, weigh: impl Fn(&[i64]) -> T + Sync) -> Rest<T> {
        let inside = self.inside(&weigh, &Unwatched);
        Rest { amounts: self.outside(&inside, &weigh, &Unwatched) }
    }

    /// A possible package with the largest weighted sum and that sum; `weigh` as for [`Plan::rest`],
    /// with weights of at least 0. `None` if no package is possible.
    #[must_use]
    pub fn best<T: Amount>(&self, weigh: impl Fn(&[i64]) -> T + Sync) -> Option<(T, Vec<usize>)> {
        self.best_unless(&weigh, &Unwatched)
    }

    /// The same, if nobody says stop.
    pub(super) fn best_unless<T: Amount>(
        &self,
        weigh: &(impl Fn(&[i64]) -> T + Sync),
        watch: &dyn Watch,
    ) -> Option<(T, Vec<usize>)> {
        let inside = self.inside(weigh, watch);
        if watch.is_stopped() {
            return None;
        }
        let package = self.package(&inside, weigh)?;
        Some((inside.last()?.plus(weigh(&self.constant)), package))
    }

    /// Per slot of all stages the best of what is eliminated there and before; nonsense after a stop.
    pub(super) fn inside<T: Amount>(
        &self,
        weigh: &(impl Fn(&[i64]) -> T + Sync),
        watch: &dyn Watch,
    ) -> Vec<T> {
        let mut inside: Vec<T> = Vec::with_capacity(self.slots());
        for stage in &self.stages {
            match &stage.kind {
                Kind::Unit => inside.push(T::ZERO),
                Kind::Join { left, right } => {
                    let [left, right] = [*left, *right].map(|s| inside[self.stages[s].first]);
                    inside.push(left.plus(right));
                }
                Kind::Bucket(bucket) if stage.slots == 1 && bucket.children.is_empty() => {
                    let most = self.alone(bucket, weigh).into_iter();
                    inside.push(
                        most.fold(T::NONE, |most, alone| if alone > most { alone } else { most }),
                    );
                }
                Kind::Bucket(bucket) => {
                    let alone = self.alone(bucket, weigh);
                    let pieces = parallel::map(stage.slots.div_ceil(PIECE), |piece| {
                        let (from, to) = (piece * PIECE, stage.slots.min((piece + 1) * PIECE));
                        let mut own = Vec::with_capacity(to - from);
                        let mut sums = Vec::new();
                        self.visit(bucket, from, to, watch, |row| {
                            self.sums(&row, &alone, weigh, &mut sums);
                            for (&child, base) in bucket.children.iter().zip(row.bases) {
                                add_all(&mut sums, &inside[self.stages[child].first + base..]);
                            }
                            let mut most = T::NONE;
                            sums.iter().for_each(|&sum| raise(&mut most, sum));
                            own.push(most);
                        });
                        own.resize(to - from, T::NONE);
                        own
                    });
                    pieces.into_iter().for_each(|own| inside.extend(own));
                }
            }
        }
        inside
    }

    /// Per slot of all stages the best of everything else; nonsense after a stop.
    pub(super) fn outside<T: Amount>(
        &self,
        inside: &[T],
        weigh: &(impl Fn(&[i64]) -> T + Sync),
        watch: &dyn Watch,
    ) -> Vec<T> {
        let mut outside = vec![T::NONE; inside.len()];
        if let Some(last) = outside.last_mut() {
            *last = weigh(&self.constant);
        }
        let (mut sums, mut others) = (Vec::new(), Vec::new());
        for stage in self.stages.iter().rev() {
            match &stage.kind {
                Kind::Unit => {}
                Kind::Join { left, right } => {
                    let own = outside[stage.first];
                    let (left, right) = (self.stages[*left].first, self.stages[*right].first);
                    outside[left] = own.plus(inside[right]);
                    outside[right] = own.plus(inside[left]);
                }
                Kind::Bucket(bucket) if bucket.children.is_empty() => {}
                Kind::Bucket(bucket) => {
                    let alone = self.alone(bucket, weigh);
                    let (before, own) = outside.split_at_mut(stage.first);
                    let first = |child: usize| self.stages[child].first;
                    self.visit(bucket, 0, stage.slots, watch, |row| {
                        let own = own[row.slot];
                        if own == T::NONE {
                            return;
                        }
                        self.sums(&row, &alone, weigh, &mut sums);
                        sums.iter_mut().for_each(|sum| *sum = sum.plus(own));
                        for (i, (&child, base)) in bucket.children.iter().zip(row.bases).enumerate()
                        {
                            others.clone_from(&sums);
                            for (j, (&child, base)) in
                                bucket.children.iter().zip(row.bases).enumerate()
                            {
                                if j != i {
                                    add_all(&mut others, &inside[first(child) + base..]);
                                }
                            }
                            raise_all(&mut before[first(child) + base..], &others);
                        }
                    });
                }
            }
        }
        outside
    }

    /// A package that reaches what `inside` says of the last stage.
    pub(super) fn package<T: Amount>(
        &self,
        inside: &[T],
        weigh: &impl Fn(&[i64]) -> T,
    ) -> Option<Vec<usize>> {
        if *inside.last()? == T::NONE {
            return None;
        }
        let mut package = vec![0; self.terms];
        let mut sums = Vec::new();
        let mut open = vec![(self.stages.len() - 1, 0)];
        while let Some((s, slot)) = open.pop() {
            match &self.stages[s].kind {
                Kind::Unit => {}
                Kind::Join { left, right } => open.extend([(*left, 0), (*right, 0)]),
                Kind::Bucket(bucket) => {
                    let alone = self.alone(bucket, weigh);
                    self.visit(bucket, slot, slot + 1, &Unwatched, |row| {
                        self.sums(&row, &alone, weigh, &mut sums);
                        for (&child, base) in bucket.children.iter().zip(row.bases) {
                            add_all(&mut sums, &inside[self.stages[child].first + base..]);
                        }
                        let c = first_largest(sums.iter().copied());
                        let class = &bucket.classes[c];
                        let i = first_largest(class.values.chunks_exact(self.parties).map(weigh));
                        package[bucket.term] = class.back(i)[0] as usize;
                        let children = bucket.children.iter().zip(row.bases);
                        open.extend(children.map(|(&child, base)| (child, base + c)));
                    });
                }
            }
        }
        Some(package)
    }

    /// Per class of a bucket the best of its term by itself.
    fn alone<T: Amount>(&self, bucket: &Bucket, weigh: &impl Fn(&[i64]) -> T) -> Vec<T> {
        let best = |values: &[i64]| {
            values.chunks_exact(self.parties).map(weigh).fold(T::NONE, |mut most, amount| {
                raise(&mut most, amount);
                most
            })
        };
        bucket.classes.iter().map(|class| best(&class.values)).collect()
    }

    /// Per class what its term and the tables add; nothing is possible where the rules forbid it.
    fn sums<T: Amount>(
        &self,
        row: &Row<'_>,
        alone: &[T],
        weigh: &impl Fn(&[i64]) -> T,
        sums: &mut Vec<T>,
    ) {
        let values = row.values.chunks_exact(self.parties);
        sums.clear();
        sums.extend(values.zip(alone).zip(row.allowed).map(|((values, alone), allowed)| {
            if *allowed { alone.plus(weigh(values)) } else { T::NONE }
        }));
    }

    fn visit(
        &self,
        bucket: &Bucket,
        from: usize,
        to: usize,
        watch: &dyn Watch,
        mut f: impl FnMut(Row<'_>),
    ) {
        // A stop ends the visit early; whoever asked asks the watch as well.
        let _: Result<(), ()> = bucket.rows(
            self.parties,
            from,
            to,
            |_| true,
            |row| {
                if row.slot % PIECE == 0 && watch.is_stopped() {
                    return Err(());
                }
                f(row);
                Ok(())
            },
        );
    }
}

fn first_largest<T: Amount>(amounts: impl Iterator<Item = T>) -> usize {
    let mut best: Option<(T, usize)> = None;
    for (i, amount) in amounts.enumerate() {
        if best.is_none_or(|(most, _)| amount > most) {
            best = Some((amount, i));
        }
    }
    best.map_or(0, |(_, i)| i)
}
