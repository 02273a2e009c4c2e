//! The inequality of the means: from what weighted gains sum to at most, to what their product is at most.
//!
//! With weights w and powers a (A = Σ a), the product of gains P = Π g^a satisfies
//! P · A^A · Π w^a <= (w · g)^A · Π a^a: equal means are largest. Read one way it bounds the product by the
//! support function, read the other it says how large w · g must be for a product to reach a target, and what
//! a single gain must be if the others are as large as the bound on the sum lets them be.
//! Estimates are floating and confirmed in whole numbers before anybody relies on them.

use super::natural::{Natural, Rough};

/// The inequality for some weights, none of them zero.
#[derive(Clone, Debug)]
pub(super) struct Mean {
    weights: Vec<i64>,
    powers: Vec<u32>,
    /// A.
    total: u32,
    /// A^A · Π w^a.
    left: Natural,
    /// Π a^a.
    right: Natural,
}

fn power_product(pairs: impl Iterator<Item = (u64, u32)>) -> Natural {
    let mut product = Natural::one();
    for (base, exponent) in pairs {
        match exponent {
            0 => {}
            1 => product.multiply(base),
            _ => product = product.times(&Natural::from(base).power(exponent)),
        }
    }
    product
}

impl Mean {
    /// Nothing if a weight is zero: then the sum says nothing about that party's gain.
    pub(super) fn of(weights: &[i64], powers: &[u32]) -> Option<Self> {
        let base: Vec<u64> = weights
            .iter()
            .map(|&weight| u64::try_from(weight).ok().filter(|&weight| weight > 0))
            .collect::<Option<_>>()?;
        let total = powers.iter().sum();
        let whole = (u64::from(total), total);
        Some(Self {
            left: power_product(base.into_iter().zip(powers.iter().copied()).chain([whole])),
            right: power_product(powers.iter().map(|&power| (u64::from(power), power))),
            weights: weights.to_vec(),
            powers: powers.to_vec(),
            total,
        })
    }

    /// A whole number that no product exceeds where the weighted gains sum to at most `most`.
    pub(super) fn most_product(&self, most: i128) -> Natural {
        let Some(most) = u128::try_from(most).ok().filter(|&most| most > 0) else {
            return Natural::default();
        };
        let most = Natural::from(most);
        let bound = Rough::from(&most)
            .power(self.total)
            .times(Rough::from(&self.right))
            .over(Rough::from(&self.left));
        // The estimate is off by a few parts in 10^13 for powers up to a thousand; usually the first try is
        // confirmed.
        let right = most.power(self.total).times(&self.right);
        let mut margin = 1e-12;
        loop {
            let candidate = bound.times(Rough::of(1.0 + margin)).ceil();
            if candidate.times(&self.left) >= right {
                return candidate;
            }
            margin *= 4.0;
        }
    }

    /// What the weighted gains must sum to for their product to reach `target`, as far as that can be said.
    pub(super) fn need(&self, target: &Natural) -> i128 {
        let left = target.times(&self.left);
        let estimate = Rough::from(&left).over(Rough::from(&self.right)).root(self.total);
        let mut margin = 1e-12;
        while margin < 0.5 {
            let below = estimate.times(Rough::of(1.0 - margin)).floor();
            if Natural::from(below).power(self.total).times(&self.right) < left {
                return i128::try_from(below).map_or(i128::MAX, |below| below.saturating_add(1));
            }
            margin *= 4.0;
        }
        0
    }

    /// The least gain of party `p` in a product that reaches `target`, where the weighted gains sum to at
    /// most `most`, as far as that can be said.
    pub(super) fn least_gain(&self, p: usize, most: i128, target: &Natural) -> i64 {
        let Ok(most) = u128::try_from(most) else { return 1 };
        let weight = u128::from(self.weights[p].unsigned_abs());
        let (power, others) = (self.powers[p], self.total - self.powers[p]);
        let (right, left) = (self.right_without(p), target.times(&self.left_without(p)));
        // The product is largest where this party gets a part of the sum like its power, and falls
        // on the way down to nothing.
        let middle = most / u128::from(self.total) * u128::from(power) / weight;
        let mut high = i64::try_from(middle).unwrap_or(i64::MAX);
        let enough = Rough::from(&left).over(Rough::from(&right));
        let reaches = |gain: i64| {
            let own = u128::from(gain.unsigned_abs()) * weight;
            let rest = Rough::of(most.saturating_sub(own).max(1) as f64);
            Rough::of(own.max(1) as f64).power(power).times(rest.power(others)) >= enough
        };
        // Gains up to `low` are too little, by the estimate.
        let mut low = 0;
        for _ in 0..24 {
            if high - low <= 1 {
                break;
            }
            let middle = low + (high - low) / 2;
            if reaches(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        let low = low - (low >> 40);
        let own = u128::from(low.unsigned_abs()) * weight;
        let product = Natural::from(own)
            .power(power)
            .times(&Natural::from(most.saturating_sub(own)).power(others))
            .times(&right);
        if product < left { low + 1 } else { 1 }
    }

    /// Π over the others of a^a.
    fn right_without(&self, p: usize) -> Natural {
        let others = self.powers.iter().enumerate().filter(|&(q, _)| q != p);
        power_product(others.map(|(_, &power)| (u64::from(power), power)))
    }

    /// (A - a)^(A - a) · Π w^a.
    fn left_without(&self, p: usize) -> Natural {
        let rest = self.total - self.powers[p];
        let weights = self.weights.iter().map(|weight| weight.unsigned_abs());
        power_product(weights.zip(self.powers.iter().copied()).chain([(u64::from(rest), rest)]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::definition::product;
    use super::*;

    #[test]
    fn what_the_sums_say_about_products_is_true_and_close() {
        let mut rng = fastrand::Rng::with_seed(6);
        let mut tight = 0;
        for _ in 0..3_000 {
            let k = rng.usize(1..6);
            let most = [5, 1_000, 1 << 40][rng.usize(..3)];
            let gains: Vec<i64> = (0..k).map(|_| rng.i64(1..=most)).collect();
            let powers: Vec<u32> = (0..k).map(|_| [1, 1, rng.u32(1..5)][rng.usize(..3)]).collect();
            // Near the weights where the inequality is an equation.
            let weights: Vec<i64> = gains
                .iter()
                .zip(&powers)
                .map(|(gain, &a)| {
                    ((1_i64 << 50) / gain * i64::from(a)).max(1) / rng.i64(1..3).max(1)
                })
                .map(|weight| weight.max(1))
                .collect();
            let mean = Mean::of(&weights, &powers).expect("positive weights");
            let sum: i128 =
                weights.iter().zip(&gains).map(|(&w, &g)| i128::from(w) * i128::from(g)).sum();
            let product = product(&gains, &powers);
            let bound = mean.most_product(sum);
            assert!(bound >= product);
            assert!(mean.need(&product) <= sum);
            let mut above = bound;
            above.multiply(2);
            assert!(mean.need(&above) > sum, "{} {sum}", mean.need(&above));
            for p in 0..k {
                let least = mean.least_gain(p, sum, &product);
                assert!(least <= gains[p], "{least} {gains:?} {p}");
                tight += i32::from(least > gains[p] / 4);
            }
        }
        assert!(tight > 2_000, "{tight}");
        assert!(Mean::of(&[1, 0], &[1, 1]).is_none());
    }
}
