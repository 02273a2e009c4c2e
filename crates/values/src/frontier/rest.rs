//! What the rest can still add: for every place of an elimination the best completion, and the best
//! package, for one weighted sum of what the parties get.

use super::keep::Place;
use super::plan::{Bucket, Kind, Plan, Row};

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
    amounts: Vec<T>,
}

impl<T: Amount> Rest<T> {
    /// The best completion of a point at `place`.
    #[must_use]
    pub fn at(&self, place: Place) -> T {
        self.amounts[place.index]
    }
}

fn raise<T: Amount>(most: &mut T, amount: T) {
    if amount > *most {
        *most = amount;
    }
}

impl Plan {
    /// The best completions for one weighted sum.
    ///
    /// `weigh` is linear: it is called with parts of what a package is worth, and the results are added.
    /// With weights of at least 0 this is the maximum over all possible packages. With others it is one
    /// over the packages that an elimination looks at, which leaves out dominated options.
    #[must_use]
    pub fn rest<T: Amount>(&self, weigh: impl Fn(&[i64]) -> T) -> Rest<T> {
        let inside = self.inside(&weigh);
        let mut outside = vec![T::NONE; inside.len()];
        if let Some(last) = outside.last_mut() {
            *last = weigh(&self.constant);
        }
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
                    let alone = self.alone(bucket, &weigh);
                    let mut parts = vec![T::ZERO; bucket.children.len()];
                    self.visit(bucket, 0, stage.slots, |row| {
                        let own = outside[stage.first + row.slot];
                        for (c, &alone) in alone.iter().enumerate().filter(|&(c, _)| row.allowed[c])
                        {
                            let own = own.plus(alone).plus(weigh(self.class(&row, c)));
                            for ((part, &child), base) in
                                parts.iter_mut().zip(&bucket.children).zip(row.bases)
                            {
                                *part = inside[self.stages[child].first + base + c];
                            }
                            for (i, (&child, base)) in
                                bucket.children.iter().zip(row.bases).enumerate()
                            {
                                let others = parts.iter().enumerate().filter(|&(j, _)| j != i);
                                let all = others.fold(own, |sum, (_, &part)| sum.plus(part));
                                raise(&mut outside[self.stages[child].first + base + c], all);
                            }
                        }
                    });
                }
            }
        }
        Rest { amounts: outside }
    }

    /// A possible package with the largest weighted sum and that sum; `weigh` as for [`Plan::rest`],
    /// with weights of at least 0. `None` if no package is possible.
    #[must_use]
    pub fn best<T: Amount>(&self, weigh: impl Fn(&[i64]) -> T) -> Option<(T, Vec<usize>)> {
        let inside = self.inside(&weigh);
        let most = *inside.last()?;
        if most == T::NONE {
            return None;
        }
        let mut package = vec![0; self.terms];
        let mut open = vec![(self.stages.len() - 1, 0)];
        while let Some((s, slot)) = open.pop() {
            match &self.stages[s].kind {
                Kind::Unit => {}
                Kind::Join { left, right } => open.extend([(*left, 0), (*right, 0)]),
                Kind::Bucket(bucket) => {
                    let alone = self.alone(bucket, &weigh);
                    self.visit(bucket, slot, slot + 1, |row| {
                        let mut best: Option<(T, usize)> = None;
                        for c in (0..alone.len()).filter(|&c| row.allowed[c]) {
                            let sum = self.within(bucket, &row, c, alone[c], &inside, &weigh);
                            if best.is_none_or(|(known, _)| sum > known) {
                                best = Some((sum, c));
                            }
                        }
                        let Some((_, c)) = best else { return };
                        let class = &bucket.classes[c];
                        let mut first = (weigh(class.at(0)), 0);
                        for i in 1..class.len() {
                            let sum = weigh(class.at(i));
                            if sum > first.0 {
                                first = (sum, i);
                            }
                        }
                        package[bucket.term] = class.back(first.1)[0] as usize;
                        let children = bucket.children.iter().zip(row.bases);
                        open.extend(children.map(|(&child, base)| (child, base + c)));
                    });
                }
            }
        }
        Some((most.plus(weigh(&self.constant)), package))
    }

    /// Per slot of all stages the best of what is eliminated there and before.
    fn inside<T: Amount>(&self, weigh: &impl Fn(&[i64]) -> T) -> Vec<T> {
        let mut inside: Vec<T> = Vec::with_capacity(self.slots());
        for stage in &self.stages {
            match &stage.kind {
                Kind::Unit => inside.push(T::ZERO),
                Kind::Join { left, right } => {
                    let [left, right] = [*left, *right].map(|s| inside[self.stages[s].first]);
                    inside.push(left.plus(right));
                }
                Kind::Bucket(bucket) => {
                    let alone = self.alone(bucket, weigh);
                    self.visit(bucket, 0, stage.slots, |row| {
                        let mut most = T::NONE;
                        for c in (0..alone.len()).filter(|&c| row.allowed[c]) {
                            raise(
                                &mut most,
                                self.within(bucket, &row, c, alone[c], &inside, weigh),
                            );
                        }
                        inside.push(most);
                    });
                }
            }
        }
        inside
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

    fn class<'a>(&self, row: &Row<'a>, c: usize) -> &'a [i64] {
        &row.values[c * self.parties..][..self.parties]
    }

    fn within<T: Amount>(
        &self,
        bucket: &Bucket,
        row: &Row<'_>,
        c: usize,
        alone: T,
        inside: &[T],
        weigh: &impl Fn(&[i64]) -> T,
    ) -> T {
        let children = bucket.children.iter().zip(row.bases);
        let own = alone.plus(weigh(self.class(row, c)));
        children
            .fold(own, |sum, (&child, base)| sum.plus(inside[self.stages[child].first + base + c]))
    }

    fn visit(&self, bucket: &Bucket, from: usize, to: usize, mut f: impl FnMut(Row<'_>)) {
        let result: Result<(), std::convert::Infallible> =
            bucket.rows(self.parties, from, to, |row| {
                f(row);
                Ok(())
            });
        let Ok(()) = result;
    }
}
