//! A few inspections over many periods.
//!
//! *Dresher's game*: n periods, m inspections, at most one violation; both sides see what each period brought. The
//! inspector has 1 from a violation that is caught, −1 from one that is not, 0 if all is legal to the end. Each period is a
//! game of two rows and two columns, whose solution is
//! v(n, m) = (v(n−1, m) + v(n−1, m−1)) / (v(n−1, m) + 2 − v(n−1, m−1)), and in closed form
//! v(n, m) = −C(n−1, m) / Σ C(n, i) over i ≤ m.
//!
//! Where both sides dislike a caught violation, the inspectee loses b by it and the inspector a (a missed one is 1 and
//! −1), and an inspector that announces its mixing and keeps to it (*leadership*) loses only what the inspectee
//! expects, while the inspectee behaves legally as long as inspections are left.
//!
//! A *hidden* quota, m dates drawn in secret, deters with far fewer inspections than one that the violator can count
//! down.
//!
//! All exact. Cost: m terms for the closed forms; n · m stage games with imperfect inspection, whose fractions grow
//! with n. Sources: Dresher 1962; Maschler 1966; Avenhaus, von Stengel and Zamir, "Inspection games", Handbook of Game
//! Theory 3 (2002); von Stengel, "Recursive inspection games" (2016).

use super::Unsound;
use crate::exact::{Ratio, is_probability, whole};
use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// C(n−1, m) / Σ C(n, i) `factor`^(m−i) over i ≤ m: the common form of all values.
fn closed(periods: u32, inspections: u32, factor: &Ratio) -> Ratio {
    if inspections >= periods {
        return Ratio::zero();
    }
    let (over, under) = (factor.numer(), factor.denom());
    // The sum times under^m, and the last C(n, i + 1) and under^(i + 1).
    let (mut sum, mut choose, mut scale) = (BigInt::zero(), BigInt::one(), BigInt::one());
    for i in 0..=inspections {
        sum = sum * over + &choose * &scale;
        choose = choose * (periods - i) / (i + 1);
        if i < inspections {
            scale *= under;
        }
    }
    // C(n, m + 1) = C(n − 1, m) n / (m + 1).
    Ratio::new(choose * (inspections + 1) * scale, sum * periods)
}

/// What the inspector expects in Dresher's game: v(n, m), from −1 without inspections to 0 with one a period. It falls
/// with the periods and rises with the inspections.
///
/// ```
/// use detente_hold::exact::ratio;
/// use detente_hold::inspection::timing::{first_inspection, value};
///
/// assert_eq!(value(6, 3), ratio(-5, 21));
/// // How often to inspect in the first of these periods.
/// assert_eq!(first_inspection(6, 3), ratio(8, 21));
/// ```
#[must_use]
pub fn value(periods: u32, inspections: u32) -> Ratio {
    -closed(periods, inspections, &Ratio::one())
}

/// With which probability the inspector looks in the first period: (b + 1) / (b + 2 − a), where a and b are the values
/// that are left after an inspection and after none; the least that deters where there is an inspection for every
/// period. 0 without periods or inspections.
#[must_use]
pub fn first_inspection(periods: u32, inspections: u32) -> Ratio {
    if periods == 0 || inspections == 0 {
        return Ratio::zero();
    }
    let inspected = value(periods - 1, inspections - 1);
    let not = value(periods - 1, inspections);
    (&not + Ratio::one()) / (not + whole(2) - inspected)
}

/// What the inspectee expects if a caught violation costs it `loss` (b > 0) and a missed one brings it 1: w(n, m),
/// whether the inspector leads or not. It rises with the periods, falls with the inspections and with the loss.
///
/// # Errors
/// The loss is not positive.
pub fn inspectee(periods: u32, inspections: u32, loss: &Ratio) -> Result<Ratio, Unsound> {
    if loss.is_positive() {
        Ok(closed(periods, inspections, loss))
    } else {
        Err(Unsound("a caught violation costs the inspectee nothing"))
    }
}

/// What the inspector expects if a caught violation still costs it `loss` (0 < a < 1), a missed one 1, and both choose
/// at the same time. It does not depend on what the inspectee loses.
///
/// # Errors
/// The loss is not between 0 and 1.
pub fn inspector(periods: u32, inspections: u32, loss: &Ratio) -> Result<Ratio, Unsound> {
    if loss.is_positive() && *loss < Ratio::one() {
        Ok(-closed(periods, inspections, &-loss))
    } else {
        Err(Unsound("what a caught violation costs the inspector is not between 0 and 1"))
    }
}

/// What the inspector expects if it announces its mixing and keeps to it: −w(n, m), with the `loss` of the inspectee.
/// Never less than without leadership, and the inspectee is no worse off.
///
/// # Errors
/// As [`inspectee`].
pub fn leader(periods: u32, inspections: u32, loss: &Ratio) -> Result<Ratio, Unsound> {
    inspectee(periods, inspections, loss).map(|expected| -expected)
}

/// The value of a game of two rows (which maximise) and two columns, and how often the first row is played.
fn solved(game: [[&Ratio; 2]; 2]) -> (Ratio, Ratio) {
    let [[a, b], [c, d]] = game;
    let (low, high) = (a.min(b).max(c.min(d)), a.max(c).min(b.max(d)));
    if low == high {
        // A pure choice is best for both.
        let is_first = a.min(b) >= c.min(d);
        return (low.clone(), if is_first { Ratio::one() } else { Ratio::zero() });
    }
    let whole = a + d - b - c;
    ((a * d - b * c) / &whole, (d - c) / whole)
}

/// Dresher's game where an inspection finds a violation only with probability `detection`, and one that is not found
/// counts as missed.
#[derive(Clone, Debug, PartialEq)]
pub struct Imperfect {
    /// What the inspector expects.
    pub value: Ratio,
    /// A probability with which it can look in the first period.
    pub first_inspection: Ratio,
}

/// The solution by stage games. It rises with the detection. Cost: periods × inspections fractions.
///
/// # Errors
/// `detection` is no probability.
pub fn imperfect(periods: u32, inspections: u32, detection: &Ratio) -> Result<Imperfect, Unsound> {
    if !is_probability(detection) {
        return Err(Unsound("the probability of detection is not between 0 and 1"));
    }
    let caught = whole(2) * detection - Ratio::one();
    let missed = whole(-1);
    let most = inspections.min(periods) as usize;
    // Per number of inspections left, the solution with the periods so far.
    let mut left = vec![(Ratio::zero(), Ratio::zero()); most + 1];
    for _ in 0..periods {
        for m in (1..=most).rev() {
            left[m] = solved([[&caught, &left[m - 1].0], [&missed, &left[m].0]]);
        }
        left[0].0 = missed.clone();
    }
    let (value, first_inspection) = left.swap_remove(most);
    Ok(Imperfect { value, first_inspection })
}

/// What a violator expects of `inspections` over `periods`, if it can count them and if it cannot.
#[derive(Clone, Debug, PartialEq)]
pub struct Quota {
    /// If the dates are drawn in secret: (n − (1 + b) D m) / n, or 0 if it is deterred.
    pub hidden: Ratio,
    /// If it sees each inspection and how many are left: w(n, m), positive for every m below n.
    pub observed: Ratio,
    /// The least number that deters if hidden: m ≥ n / ((1 + b) D); absent if even one a period does not.
    pub least_hidden: Option<u32>,
    /// The least number that deters if observed: all n of them.
    pub least_observed: u32,
}

/// Hidden against observed, with inspections that find every violation. A caught violation costs `loss` (b), a missed one
/// brings 1, legal behaviour 0. What is hidden is whether and when inspections came, so that the violator cannot reckon
/// how many are left.
///
/// # Errors
/// The loss is not positive.
pub fn quota(periods: u32, inspections: u32, loss: &Ratio) -> Result<Quota, Unsound> {
    Ok(Quota {
        hidden: hidden(periods, inspections, loss, &Ratio::one())?,
        observed: inspectee(periods, inspections, loss)?,
        least_hidden: least_hidden(periods, loss, &Ratio::one())?,
        least_observed: periods,
    })
}

/// What a violator expects of a hidden quota whose inspections find a violation with probability `detection`: 0 if it
/// is deterred.
///
/// # Errors
/// The loss is not positive or `detection` is no probability.
pub fn hidden(
    periods: u32,
    inspections: u32,
    loss: &Ratio,
    detection: &Ratio,
) -> Result<Ratio, Unsound> {
    is_quota(loss, detection)?;
    if periods == 0 {
        return Ok(Ratio::zero());
    }
    let share = Ratio::new(inspections.min(periods).into(), periods.into());
    let expected = Ratio::one() - (Ratio::one() + loss) * detection * share;
    Ok(expected.max(Ratio::zero()))
}

/// The least hidden quota that deters; absent if even one inspection a period does not. It falls as loss and detection
/// rise.
///
/// # Errors
/// As [`hidden`].
pub fn least_hidden(periods: u32, loss: &Ratio, detection: &Ratio) -> Result<Option<u32>, Unsound> {
    is_quota(loss, detection)?;
    if periods == 0 {
        return Ok(Some(0));
    }
    if detection.is_zero() {
        return Ok(None);
    }
    let least = Ratio::from_integer(periods.into()) / ((Ratio::one() + loss) * detection);
    Ok(least.ceil().to_integer().to_u32().filter(|&least| least <= periods))
}

/// Whether a quota can be asked about.
fn is_quota(loss: &Ratio, detection: &Ratio) -> Result<(), Unsound> {
    if !loss.is_positive() {
        Err(Unsound("a caught violation costs the inspectee nothing"))
    } else if !is_probability(detection) {
        Err(Unsound("the probability of detection is not between 0 and 1"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    /// hold.md 1.3, the table: per number of periods from 2 on, the values with 1, 2, … inspections.
    const VALUES: [&[(i64, i64)]; 7] = [
        &[(-1, 3), (0, 1)],
        &[(-1, 2), (-1, 7), (0, 1)],
        &[(-3, 5), (-3, 11), (-1, 15), (0, 1)],
        &[(-2, 3), (-3, 8), (-2, 13), (-1, 31), (0, 1)],
        &[(-5, 7), (-5, 11), (-5, 21), (-5, 57), (-1, 63)],
        &[(-3, 4), (-15, 29), (-5, 16), (-5, 33), (-1, 20)],
        &[(-7, 9), (-21, 37), (-35, 93), (-35, 163), (-7, 73)],
    ];

    #[test]
    fn published_values() {
        for (row, n) in VALUES.iter().zip(2..) {
            for (&(of, by), m) in row.iter().zip(1..) {
                assert_eq!(value(n, m), ratio(of, by), "{n} {m}");
            }
        }
        for (n, m, expected) in [
            (2, 1, ratio(1, 3)),
            (3, 1, ratio(1, 4)),
            (3, 2, ratio(3, 7)),
            (4, 2, ratio(4, 11)),
            (5, 2, ratio(5, 16)),
            (6, 3, ratio(8, 21)),
        ] {
            assert_eq!(first_inspection(n, m), expected);
        }
        for (n, m, expected) in [
            (2, 1, ratio(1, 5)),
            (3, 1, ratio(1, 3)),
            (3, 2, ratio(1, 21)),
            (4, 2, ratio(1, 9)),
            (5, 2, ratio(3, 17)),
            (5, 3, ratio(1, 28)),
        ] {
            assert_eq!(inspectee(n, m, &whole(3)), Ok(expected.clone()));
            assert_eq!(leader(n, m, &whole(3)), Ok(-expected));
        }
        for (n, m, expected) in [
            (2, 1, ratio(-2, 3)),
            (3, 1, ratio(-4, 5)),
            (3, 2, ratio(-4, 7)),
            (4, 2, ratio(-12, 17)),
            (5, 3, ratio(-32, 49)),
        ] {
            assert_eq!(inspector(n, m, &ratio(1, 2)), Ok(expected));
        }
        for (detection, n, m, expected) in [
            (ratio(9, 10), 2, 1, ratio(-5, 14)),
            (ratio(9, 10), 3, 1, ratio(-10, 19)),
            (ratio(9, 10), 3, 2, ratio(-25, 151)),
            (ratio(1, 2), 2, 1, ratio(-1, 2)),
            (ratio(1, 2), 3, 1, ratio(-2, 3)),
            (ratio(1, 2), 3, 2, ratio(-1, 3)),
        ] {
            assert_eq!(imperfect(n, m, &detection).unwrap().value, expected);
        }
    }

    /// The value of a two-by-two game from its meaning: the inspector's best mixing against the better column for the
    /// other side, which lies at an end or where the columns meet.
    fn by_mixing(game: [[Ratio; 2]; 2]) -> Ratio {
        let [[a, b], [c, d]] = &game;
        let against = |p: &Ratio| {
            let column = |x: &Ratio, y: &Ratio| p * x + (Ratio::one() - p) * y;
            column(a, c).min(column(b, d))
        };
        let mut mixings = vec![Ratio::zero(), Ratio::one()];
        let slope = a - c - b + d;
        if !slope.is_zero() {
            mixings.push((d - c) / slope);
        }
        mixings.iter().filter(|p| is_probability(p)).map(against).max().unwrap()
    }

    /// Dresher's game by its stages.
    fn by_stages(periods: u32, inspections: u32, detection: &Ratio) -> Ratio {
        match (periods, inspections) {
            (0, _) => Ratio::zero(),
            (_, 0) => whole(-1),
            (n, m) => by_mixing([
                [whole(2) * detection - whole(1), by_stages(n - 1, m - 1, detection)],
                [whole(-1), by_stages(n - 1, m, detection)],
            ]),
        }
    }

    #[test]
    fn closed_forms_follow_the_stages() {
        for n in 0..=9 {
            for m in 0..=n + 1 {
                assert_eq!(value(n, m), by_stages(n, m, &whole(1)), "{n} {m}");
                for detection in [whole(0), ratio(1, 3), ratio(1, 2), ratio(7, 9), whole(1)] {
                    let solved = imperfect(n, m, &detection).unwrap();
                    assert_eq!(solved.value, by_stages(n, m, &detection), "{n} {m} {detection}");
                    if n > m && m > 0 && detection.is_one() {
                        assert_eq!(solved.first_inspection, first_inspection(n, m));
                    }
                }
            }
        }
        // The recursion of the paper, further than the stages are worth solving.
        for n in 1..=40 {
            for m in 1..n {
                let (not, inspected) = (value(n - 1, m), value(n - 1, m - 1));
                assert_eq!(value(n, m), (&not + &inspected) / (&not + whole(2) - &inspected));
            }
        }
    }

    /// What both expect in equilibrium, stage by stage: each side mixes so that the other does not care, which is an
    /// equilibrium if both mixings are probabilities.
    fn both(n: u32, m: u32, inspector: &Ratio, inspectee: &Ratio) -> (Ratio, Ratio) {
        match (n, m) {
            (0, _) => (whole(0), whole(0)),
            (_, 0) => (whole(-1), whole(1)),
            // One inspection a period: legal behaviour is best, whatever else.
            (n, m) if m >= n => (whole(0), whole(0)),
            (n, m) => {
                let (looked, looked_other) = both(n - 1, m - 1, inspector, inspectee);
                let (not, not_other) = both(n - 1, m, inspector, inspectee);
                // p(−b) + (1 − p) = p w' + (1 − p) w''.
                let p =
                    (whole(1) - &not_other) / (whole(1) - &not_other + inspectee + &looked_other);
                // q(−a) + (1 − q) v' = −q + (1 − q) v''.
                let q = (&not - &looked) / (whole(1) - inspector + &not - &looked);
                assert!(is_probability(&p) && is_probability(&q));
                let value = &q * -inspector + (whole(1) - &q) * looked;
                let other = &p * -inspectee + (whole(1) - p);
                (value, other)
            }
        }
    }

    /// What a leader expects: it mixes as above, and the inspectee, which does not care, behaves legally.
    fn led(n: u32, m: u32, loss: &Ratio) -> (Ratio, Ratio) {
        match (n, m) {
            (0, _) => (whole(0), whole(0)),
            (_, 0) => (whole(-1), whole(1)),
            (n, m) if m >= n => (whole(0), whole(0)),
            (n, m) => {
                let (looked, looked_other) = led(n - 1, m - 1, loss);
                let (not, not_other) = led(n - 1, m, loss);
                let p = (whole(1) - &not_other) / (whole(1) - &not_other + loss + &looked_other);
                let rest = whole(1) - &p;
                (&p * looked + &rest * not, &p * looked_other + rest * not_other)
            }
        }
    }

    #[test]
    fn values_of_both_sides_follow_the_stages() {
        for a in [ratio(1, 2), ratio(1, 10), ratio(9, 10)] {
            for b in [whole(3), ratio(1, 3), whole(1)] {
                for n in 0..=8 {
                    for m in 0..=n + 1 {
                        let (value, other) = both(n, m, &a, &b);
                        assert_eq!(inspector(n, m, &a), Ok(value.clone()), "{n} {m} {a} {b}");
                        assert_eq!(inspectee(n, m, &b), Ok(other.clone()));
                        let (led, legal) = led(n, m, &b);
                        assert_eq!(leader(n, m, &b), Ok(led.clone()));
                        assert_eq!(legal, other);
                        assert!(led >= value);
                    }
                }
            }
        }
        assert!(inspectee(3, 1, &whole(0)).is_err());
        assert!(inspector(3, 1, &whole(1)).is_err());
        assert!(imperfect(3, 1, &whole(2)).is_err());
    }

    /// hold.md 1.3, last paragraph.
    #[test]
    fn two_hidden_inspections_deter_where_seven_observed_do_not() {
        let quota = quota(8, 2, &whole(3)).unwrap();
        assert_eq!(quota.observed, ratio(21, 61));
        assert_eq!((quota.hidden, quota.least_hidden), (whole(0), Some(2)));
        assert_eq!(quota.least_observed, 8);
        assert!(inspectee(8, 7, &whole(3)).unwrap().is_positive());
        assert!(inspectee(8, 8, &whole(3)).unwrap().is_zero());
    }

    #[test]
    fn a_hidden_quota_is_what_drawing_dates_gives() {
        for n in 1..=7u32 {
            for b in [whole(3), ratio(1, 2), whole(1)] {
                for detection in [whole(1), ratio(2, 3), ratio(1, 10)] {
                    let expected = |m: u32| {
                        // Over all sets of m dates; the violation comes in the first period, as good as any.
                        let sets = (0u32..1 << n).filter(|dates| dates.count_ones() == m);
                        let (mut sum, mut count) = (whole(0), 0);
                        for dates in sets {
                            let found = if dates & 1 == 1 { detection.clone() } else { whole(0) };
                            sum += &found * -&b + (whole(1) - &found);
                            count += 1;
                        }
                        (sum / whole(count)).max(whole(0))
                    };
                    for m in 0..=n {
                        assert_eq!(hidden(n, m, &b, &detection), Ok(expected(m)));
                    }
                    let least = (0..=n).find(|&m| expected(m).is_zero());
                    assert_eq!(least_hidden(n, &b, &detection), Ok(least));
                }
            }
        }
        assert_eq!(hidden(0, 0, &whole(1), &whole(1)), Ok(whole(0)));
        assert_eq!(least_hidden(5, &whole(1), &whole(0)), Ok(None));
        assert!(hidden(5, 1, &whole(1), &whole(2)).is_err());
        assert!(quota(5, 1, &whole(0)).is_err());
    }
}
