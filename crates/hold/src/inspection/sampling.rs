//! Counting: is any of the declared items false?
//!
//! Of N items d are false. Whoever inspects n of them, drawn without replacement, misses all with probability
//! C(N − d, n) / C(N, n). An instrument that recognises a false item in the sample only with probability q, each by
//! itself, misses with Σ C(d, j) C(N − d, n − j) / C(N, n) (1 − q)^j over the j false items drawn ([`drawn`]).
//!
//! Cost: a product of min(n, d) factors, or a sum of as many terms by halves. The least sample is guessed with
//! floating numbers and then proved with whole numbers, in two or three evaluations. The usual approximations,
//! N (1 − β^(1/d)) and the better one of Jaech with N − (d − 1)/2 for N, are never too small and often too large; only
//! the tests use them.
//!
//! Source: Avenhaus and Canty, *Compliance Quantified* (1996). Refuses more than [`MOST_ITEMS`] items.

use super::Unsound;
use super::powers::{Power, falling, first, ln, product, signed};
use crate::exact::{Ratio, is_probability};
use num_bigint::BigUint;
use num_traits::{One, ToPrimitive, Zero};

/// The largest number of items that is answered.
pub const MOST_ITEMS: u32 = 10_000_000;

/// From how many factors on a fraction is reduced by the primes in it rather than by a common divisor.
const MANY: u32 = 256;

/// Items of one kind of which some are false, and the instrument that looks at each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    items: u32,
    falsified: u32,
    catch: Ratio,
}

/// How many items must be false to make up a goal quantity: ⌈M / x⌉ with x in each item. Absent if x is not
/// positive or the number is too large.
#[must_use]
pub fn falsified(goal: &Ratio, content: &Ratio) -> Option<u32> {
    if *content <= Ratio::zero() {
        return None;
    }
    (goal / content).ceil().to_integer().max(0.into()).to_u32()
}

/// The probability that a sample of `inspected` out of `items` holds exactly `found` of the `falsified`:
/// the definition, C(d, j) C(N − d, n − j) / C(N, n).
#[must_use]
pub fn drawn(items: u32, falsified: u32, inspected: u32, found: u32) -> Ratio {
    if falsified > items || inspected > items || found > inspected || found > falsified {
        return Ratio::zero();
    }
    let choose = |n: u32, k: u32| falling(n, k) / falling(k, k);
    let ways = choose(falsified, found) * choose(items - falsified, inspected - found);
    Ratio::new(signed(ways), signed(choose(items, inspected)))
}

impl Stratum {
    /// `falsified` of `items`, each recognised with probability `catch` if it is looked at.
    ///
    /// # Errors
    /// More false items than items, too many items, or `catch` is no probability.
    pub fn new(items: u32, falsified: u32, catch: Ratio) -> Result<Self, Unsound> {
        if items > MOST_ITEMS {
            Err(Unsound("more than ten million items"))
        } else if falsified > items {
            Err(Unsound("more false items than items"))
        } else if !is_probability(&catch) {
            Err(Unsound("the probability that a false item is recognised is not between 0 and 1"))
        } else {
            Ok(Self { items, falsified, catch })
        }
    }

    /// With as many false items as make up a goal quantity.
    ///
    /// # Errors
    /// As [`Self::new`]; also if the items cannot make up the goal.
    pub fn with_goal(
        items: u32,
        goal: &Ratio,
        content: &Ratio,
        catch: Ratio,
    ) -> Result<Self, Unsound> {
        let falsified =
            falsified(goal, content).ok_or(Unsound("an item holds nothing, or too little"))?;
        Self::new(items, falsified, catch)
    }

    /// How many items there are: N.
    #[must_use]
    pub fn items(&self) -> u32 {
        self.items
    }

    /// How many are false: d.
    #[must_use]
    pub fn falsified(&self) -> u32 {
        self.falsified
    }

    /// The probability that a false item is recognised when it is looked at: q.
    #[must_use]
    pub fn catch(&self) -> &Ratio {
        &self.catch
    }

    /// The probability that a sample of `inspected` items (all, if that is more) finds something false. It rises with
    /// the sample, with the false items and with the instrument.
    ///
    /// Cost: that of writing the fraction in lowest terms; for more than some ten thousand of both false and
    /// inspected items with an imperfect instrument that is long.
    ///
    /// ```
    /// use detente_hold::exact::{ratio, whole};
    /// use detente_hold::inspection::sampling::Stratum;
    ///
    /// let stores = Stratum::new(10, 2, whole(1))?;
    /// assert_eq!(stores.detection(3), ratio(8, 15));
    /// // Nine times out of ten, and the sample for it.
    /// assert_eq!(Stratum::new(10, 1, whole(1))?.least(&ratio(1, 10)), Some(9));
    /// # Ok::<(), detente_hold::inspection::Unsound>(())
    /// ```
    #[must_use]
    pub fn detection(&self, inspected: u32) -> Ratio {
        let inspected = inspected.min(self.items);
        if self.catch.is_one() && inspected.min(self.falsified) > MANY {
            let (missed, of) = self.missed_by_primes(inspected);
            // Both have no common factor, and so neither have the difference and the second.
            return Ratio::new_raw(signed(&of - missed), signed(of));
        }
        let (missed, of) = self.missed(inspected);
        Ratio::new(signed(&of - missed), signed(of))
    }

    /// Whether a sample misses everything with at most probability `missed`: exactly, without reducing fractions.
    #[must_use]
    pub fn reaches(&self, inspected: u32, missed: &Ratio) -> bool {
        self.reaches_in(inspected, 1, missed)
    }

    /// Whether that many rounds, each with a sample drawn afresh, all miss with at most probability `missed`.
    #[must_use]
    pub fn reaches_in(&self, inspected: u32, rounds: u32, missed: &Ratio) -> bool {
        if *missed >= Ratio::one() {
            return true;
        }
        if *missed < Ratio::zero() {
            return false;
        }
        self.missed_in(inspected, rounds).compare(&Power::of(missed, 1)).is_le()
    }

    /// The least sample that misses with at most probability `missed` (β); absent if even all items do not do. It
    /// falls as `missed` rises.
    #[must_use]
    pub fn least(&self, missed: &Ratio) -> Option<u32> {
        self.least_in(1, self.items, missed)
    }

    /// The least sample of at most `most` that, drawn afresh in that many rounds, misses with at most probability
    /// `missed`.
    #[must_use]
    pub fn least_in(&self, rounds: u32, most: u32, missed: &Ratio) -> Option<u32> {
        let most = most.min(self.items);
        if *missed < Ratio::zero() || rounds == 0 {
            return (*missed >= Ratio::one()).then_some(0);
        }
        let goal = ln(missed) / f64::from(rounds);
        let guess = first(0, most, most / 2, |n| self.logarithm_missed(n) <= goal).unwrap_or(most);
        first(0, most, guess, |n| self.reaches_in(n, rounds, missed))
    }

    /// The probability that all rounds miss, as a power that is not written out.
    pub(crate) fn missed_in(&self, inspected: u32, rounds: u32) -> Power {
        let (of, by) = self.missed(inspected.min(self.items));
        Power { of, by, exponent: rounds }
    }

    /// The probability that a sample of at most N misses everything, not in lowest terms.
    fn missed(&self, inspected: u32) -> (BigUint, BigUint) {
        let (items, falsified) = (self.items, self.falsified);
        let (few, many) = (inspected.min(falsified), inspected.max(falsified));
        if self.catch.is_one() {
            return (falling(items - many, few), falling(items, few));
        }
        let pass = Ratio::one() - &self.catch;
        let (pass, of) = (pass.numer().magnitude(), pass.denom().magnitude());
        // The first term, with the fewest false items that the sample can hold.
        let least = (inspected + falsified).saturating_sub(items);
        let (start, start_by) = if least == 0 {
            (falling(items - many, few), falling(items, few))
        } else {
            let outside = items - inspected;
            let ways = falling(falsified, least) * falling(outside, outside);
            let by = falling(least, least) * falling(items, outside);
            (ways * pass.pow(least), by * of.pow(least))
        };
        let step = |j: u32| {
            let up = u64::from(falsified - j) * u64::from(inspected - j);
            let down = u64::from(j + 1) * u64::from(items + j + 1 - falsified - inspected);
            (pass * up, of * down)
        };
        let series = Series::of(least, few, &step);
        (start * (&series.down + series.sum), start_by * series.down)
    }

    /// As [`Self::missed`] for an instrument that recognises everything, in lowest terms: by the powers of every
    /// prime in (N − d)! (N − n)! / ((N − d − n)! N!).
    fn missed_by_primes(&self, inspected: u32) -> (BigUint, BigUint) {
        let (n, d) = (inspected, self.falsified);
        let Some(rest) = self.items.checked_sub(d + n) else {
            return (BigUint::zero(), BigUint::one());
        };
        let (mut above, mut below) = (Vec::new(), Vec::new());
        for prime in primes(self.items) {
            let times = |mut of: u32| {
                let mut sum = 0i64;
                while of > 0 {
                    of /= prime;
                    sum += i64::from(of);
                }
                sum
            };
            let net =
                times(self.items - d) + times(self.items - n) - times(rest) - times(self.items);
            let power = BigUint::from(prime).pow(net.unsigned_abs() as u32);
            if net > 0 {
                above.push(power);
            } else if net < 0 {
                below.push(power);
            }
        }
        (product(&above), product(&below))
    }

    /// The logarithm of the probability that a sample misses, to about nine digits: for first guesses.
    fn logarithm_missed(&self, inspected: u32) -> f64 {
        let (items, falsified) = (self.items, self.falsified);
        let factorial = |n: u32| libm::lgamma(f64::from(n) + 1.0);
        let choose = |n: u32, k: u32| factorial(n) - factorial(k) - factorial(n - k);
        let least = (inspected + falsified).saturating_sub(items);
        if self.catch.is_one() {
            let outside = items - inspected;
            return if least > 0 {
                f64::NEG_INFINITY
            } else {
                choose(outside, falsified) - choose(items, falsified)
            };
        }
        let pass = ln(&(Ratio::one() - &self.catch));
        let first = choose(falsified, least) + choose(items - falsified, inspected - least)
            - choose(items, inspected);
        // Terms relative to the first, scaled down when they grow.
        let (mut term, mut sum, mut scale) = (1.0, 1.0, 0.0);
        for j in least..inspected.min(falsified) {
            let up = f64::from(falsified - j) * f64::from(inspected - j);
            let down = f64::from(j + 1) * f64::from(items + j + 1 - falsified - inspected);
            term *= up / down * libm::exp(pass);
            sum += term;
            if sum > 1e200 {
                (term, sum, scale) =
                    (term * 1e-200, sum * 1e-200, scale + 200.0 * std::f64::consts::LN_10);
            }
        }
        first + f64::from(least) * pass + libm::log(sum) + scale
    }
}

/// A stretch of a sum whose terms each are the one before times a fraction: the product of the fractions, above and
/// below the line, and the sum of the partial products times `down`.
struct Series {
    up: BigUint,
    down: BigUint,
    sum: BigUint,
}

impl Series {
    /// Over the steps `low..high`, by halves.
    fn of(low: u32, high: u32, step: &dyn Fn(u32) -> (BigUint, BigUint)) -> Self {
        match high.saturating_sub(low) {
            0 => Self { up: BigUint::one(), down: BigUint::one(), sum: BigUint::zero() },
            1 => {
                let (up, down) = step(low);
                Self { sum: up.clone(), up, down }
            }
            many => {
                let (left, right) =
                    (Self::of(low, low + many / 2, step), Self::of(low + many / 2, high, step));
                Self {
                    sum: left.sum * &right.down + &left.up * right.sum,
                    up: left.up * right.up,
                    down: left.down * right.down,
                }
            }
        }
    }
}

/// All primes up to `most`.
fn primes(most: u32) -> Vec<u32> {
    let mut is_composite = vec![false; most as usize + 1];
    let mut found = Vec::new();
    for number in 2..=most as usize {
        if !is_composite[number] {
            found.push(number as u32);
            for multiple in (number * number..=most as usize).step_by(number) {
                is_composite[multiple] = true;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{float, ratio, whole};

    fn perfect(items: u32, falsified: u32) -> Stratum {
        Stratum::new(items, falsified, whole(1)).unwrap()
    }

    /// By the definition, every number of false items in the sample by itself.
    fn by_definition(stratum: &Stratum, inspected: u32) -> Ratio {
        let pass = Ratio::one() - &stratum.catch;
        let missed = (0..=inspected).map(|found| {
            drawn(stratum.items, stratum.falsified, inspected, found) * pass.pow(found as i32)
        });
        Ratio::one() - missed.sum::<Ratio>()
    }

    /// By looking at every sample there is: `drawn` itself against the meaning of the words.
    fn by_listing(items: u32, falsified: u32, inspected: u32, catch: &Ratio) -> Ratio {
        let (mut samples, mut found) = (0, Ratio::zero());
        for sample in 0u32..1 << items {
            if sample.count_ones() == inspected {
                samples += 1;
                let hits = (sample & ((1 << falsified) - 1)).count_ones();
                found += Ratio::one() - (Ratio::one() - catch).pow(hits as i32);
            }
        }
        found / whole(samples)
    }

    fn plain(items: u32, falsified: u32, missed: f64) -> f64 {
        f64::from(items) * (1.0 - missed.powf(1.0 / f64::from(falsified)))
    }

    fn improved(items: u32, falsified: u32, missed: f64) -> f64 {
        let items = f64::from(items) - (f64::from(falsified) - 1.0) / 2.0;
        items * (1.0 - missed.powf(1.0 / f64::from(falsified)))
    }

    /// hold.md 1.1, first table.
    #[test]
    fn samples_that_find_a_share_with_nineteen_in_twenty() {
        for (items, expected) in [
            (100, [Some(45), Some(78), Some(95), None]),
            (200, [Some(51), Some(105), Some(155), Some(190)]),
            (300, [Some(54), Some(117), Some(189), None]),
            (400, [Some(55), Some(124), Some(211), Some(311)]),
            (500, [Some(56), Some(129), Some(225), None]),
            (1000, [Some(57), Some(138), Some(258), Some(450)]),
        ] {
            for (per_thousand, expected) in [50, 20, 10, 5].into_iter().zip(expected) {
                if let Some(expected) = expected {
                    let stratum = perfect(items, items * per_thousand / 1000);
                    assert_eq!(
                        stratum.least(&ratio(1, 20)),
                        Some(expected),
                        "{items} {per_thousand}"
                    );
                }
            }
        }
        for (per_thousand, missed, expected) in
            [(50, 20, 59), (100, 20, 29), (100, 10, 22), (10, 20, 299)]
        {
            let stratum = perfect(5_000_000, 5000 * per_thousand);
            assert_eq!(stratum.least(&ratio(1, missed)), Some(expected));
        }
    }

    /// hold.md 1.1, second table and the fractions below it.
    #[test]
    fn samples_and_what_they_detect() {
        for (items, falsified, missed, least, by_plain, by_improved, detection) in [
            (10, 1, 10, 9, 9.0, 9.0, 0.9),
            (100, 5, 20, 45, 45.072, 44.171, 0.953_794),
            (100, 5, 10, 37, 36.904, 36.166, 0.906_640),
            (100, 10, 20, 25, 25.887, 24.722, 0.952_113),
            (1000, 10, 20, 258, 258.866, 257.701, 0.950_204),
            (60, 4, 5, 20, 19.876, 19.379, 0.812_585),
            (500, 25, 10, 43, 43.995, 42.939, 0.900_399),
        ] {
            let stratum = perfect(items, falsified);
            let share = 1.0 / missed as f64;
            assert_eq!(stratum.least(&ratio(1, missed)), Some(least));
            assert!((plain(items, falsified, share) - by_plain).abs() < 6e-4);
            assert!((improved(items, falsified, share) - by_improved).abs() < 6e-4);
            assert!((float(&stratum.detection(least)) - detection).abs() < 6e-7);
        }
        assert_eq!(perfect(10, 2).detection(3), ratio(8, 15));
        assert_eq!(perfect(20, 3).detection(5), ratio(137, 228));
        let half = Stratum::new(20, 4, ratio(1, 2)).unwrap();
        assert_eq!(half.detection(8), ratio(23_357, 38_760));
        assert_eq!(perfect(1000, 50).least(&ratio(1, 20)), Some(57));
        assert_eq!(plain(1000, 50, 0.05).ceil(), 59.0);
    }

    #[test]
    fn the_definition_is_what_listing_all_samples_gives() {
        for items in 1..=9 {
            for falsified in 0..=items {
                for inspected in 0..=items {
                    for catch in [whole(1), ratio(1, 3)] {
                        let stratum = Stratum::new(items, falsified, catch.clone()).unwrap();
                        let listed = by_listing(items, falsified, inspected, &catch);
                        assert_eq!(by_definition(&stratum, inspected), listed);
                        assert_eq!(stratum.detection(inspected), listed);
                    }
                }
            }
        }
    }

    #[test]
    fn fast_forms_follow_the_definition() {
        let mut rng = fastrand::Rng::with_seed(11);
        for _ in 0..1500 {
            let items = rng.u32(1..120);
            let falsified = rng.u32(0..=items);
            let catch = [whole(1), whole(0), ratio(rng.i64(1..9), 9)][rng.usize(0..3)].clone();
            let stratum = Stratum::new(items, falsified, catch).unwrap();
            let inspected = rng.u32(0..=items);
            let detection = by_definition(&stratum, inspected);
            assert_eq!(stratum.detection(inspected), detection);
            let logarithm = stratum.logarithm_missed(inspected);
            let exact = ln(&(Ratio::one() - &detection));
            assert!(logarithm == exact || (logarithm - exact).abs() < 1e-9, "{logarithm} {exact}");
            if stratum.catch.is_one() {
                let (missed, of) = stratum.missed_by_primes(inspected);
                assert_eq!(
                    Ratio::new(signed(missed.clone()), signed(of.clone())).denom().magnitude(),
                    &of
                );
                assert_eq!(Ratio::one() - Ratio::new(signed(missed), signed(of)), detection);
            }
            // The least sample: one that reaches, where one fewer does not.
            let missed =
                if rng.bool() { Ratio::one() - detection } else { ratio(rng.i64(0..=40), 40) };
            let by_trying =
                (0..=items).find(|&n| Ratio::one() - by_definition(&stratum, n) <= missed);
            assert_eq!(stratum.least(&missed), by_trying, "{stratum:?} {missed}");
            let rounds = rng.u32(1..5);
            let most = rng.u32(0..=items);
            let by_trying = (0..=most).find(|&n| {
                (Ratio::one() - by_definition(&stratum, n)).pow(rounds as i32) <= missed
            });
            assert_eq!(stratum.least_in(rounds, most, &missed), by_trying);
        }
    }

    #[test]
    fn approximations_are_never_too_small() {
        let mut cases = 0;
        let (mut plain_wastes, mut improved_wastes) = (0, 0);
        for items in (1..=300).step_by(13) {
            for falsified in 1..=items.min(40) {
                for missed in [20, 10, 5] {
                    let least = perfect(items, falsified).least(&ratio(1, missed)).unwrap();
                    let share = 1.0 / missed as f64;
                    // A rounding error below a whole number must not look like a violation.
                    let up = |number: f64| (number - 1e-9).ceil() as u32;
                    let (plain, improved) =
                        (up(plain(items, falsified, share)), up(improved(items, falsified, share)));
                    assert!(least <= improved && improved <= plain, "{items} {falsified} {missed}");
                    cases += 1;
                    plain_wastes += u32::from(plain > least);
                    improved_wastes += u32::from(improved > least);
                }
            }
        }
        assert!(cases > 2000 && plain_wastes > cases / 2 && improved_wastes < cases / 10);
    }

    #[test]
    fn large_strata() {
        // Both sides of the least sample, in the reduced fraction.
        for (items, falsified) in
            [(1_000_000, 1), (1_000_000, 1_000), (1_000_000, 2_000), (999_983, 400_000)]
        {
            let stratum = perfect(items, falsified);
            let missed = ratio(1, 1_000_000);
            let least = stratum.least(&missed).unwrap();
            let detection = Ratio::one() - &missed;
            assert!(
                stratum.detection(least) >= detection && stratum.detection(least - 1) < detection
            );
        }
        let weak = Stratum::new(1_000_000, 3_000, ratio(1, 10)).unwrap();
        let least = weak.least(&ratio(1, 20)).unwrap();
        assert!(weak.reaches(least, &ratio(1, 20)) && !weak.reaches(least - 1, &ratio(1, 20)));
        let half = perfect(1_000_000, 500_000);
        assert!(half.reaches(20, &ratio(1, 1_000_000)));
        assert!(float(&half.detection(500_000)) > 0.999);
    }

    #[test]
    fn goals_and_refusals() {
        assert_eq!(falsified(&whole(8), &ratio(3, 2)), Some(6));
        assert_eq!(falsified(&whole(8), &whole(2)), Some(4));
        assert_eq!(falsified(&whole(8), &whole(0)), None);
        assert_eq!(Stratum::with_goal(60, &whole(8), &whole(2), whole(1)), Ok(perfect(60, 4)));
        assert!(Stratum::with_goal(3, &whole(8), &whole(2), whole(1)).is_err());
        assert!(Stratum::new(3, 4, whole(1)).is_err());
        assert!(Stratum::new(3, 2, whole(2)).is_err());
        assert!(Stratum::new(MOST_ITEMS + 1, 2, whole(1)).is_err());
        // A weak instrument cannot do with all items what was asked of it.
        let weak = Stratum::new(10, 2, ratio(1, 2)).unwrap();
        assert_eq!(weak.detection(10), ratio(3, 4));
        assert_eq!((weak.least(&ratio(1, 4)), weak.least(&ratio(1, 5))), (Some(10), None));
        assert_eq!(perfect(10, 0).least(&ratio(1, 5)), None);
        assert_eq!(perfect(10, 0).least(&whole(1)), Some(0));
        assert_eq!(perfect(0, 0).detection(5), Ratio::zero());
    }
}
