//! A scale for values: from where to where it goes, and round numbers on the way.

/// Room beyond the outermost values, as a part of what lies between them.
const MARGIN: f64 = 0.05;

/// How many steps a scale has, at most.
const STEPS: f64 = 6.0;

/// By how much of itself a scale is stretched, on each side, for what need not be on it.
const STRETCH: f64 = 1.0;

/// From this power of ten on numbers are written in units of one.
const LARGE: i32 = 7;

/// Below this power of ten, too.
const SMALL: i32 = -4;

/// A scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    /// A step is so many times the power of ten.
    times: i64,
    exponent: i32,
    power: f64,
}

/// A number on a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tick {
    /// How many steps it is from zero.
    pub steps: i64,
    /// The number in units of the scale, as programs write it.
    pub label: String,
}

impl Scale {
    /// A scale on which all of `needed` are, and those of `wished` that are not far from them.
    pub(super) fn of(
        needed: impl IntoIterator<Item = f64>,
        wished: impl IntoIterator<Item = f64>,
    ) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in needed {
            (low, high) = (low.min(value), high.max(value));
        }
        if low > high {
            (low, high) = (0.0, 0.0);
        }
        let reach = (high - low) * STRETCH;
        let (least, most) = (low - reach, high + reach);
        for value in wished.into_iter().filter(|value| (least..=most).contains(value)) {
            (low, high) = (low.min(value), high.max(value));
        }
        let room = match high - low {
            between if between > 0.0 => between * MARGIN,
            // Where all is worth the same, a scale around it.
            _ if low != 0.0 => low.abs() * 0.1,
            _ => 1.0,
        };
        let (low, high) = (low - room, high + room);
        let (times, exponent, power) = step((high - low) / STEPS);
        Self { low, high, times, exponent, power }
    }

    /// Where `value` is: 0 at the lower end, 1 at the upper.
    pub(super) fn part(&self, value: f64) -> f64 {
        let part = (value - self.low) / (self.high - self.low);
        if part.is_finite() { part } else { 0.5 }
    }

    /// Whether `value` is on it.
    pub(super) fn has(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    fn step(&self) -> f64 {
        self.times as f64 * self.power
    }

    /// The value at a tick.
    pub(super) fn value(&self, tick: &Tick) -> f64 {
        tick.steps as f64 * self.step()
    }

    /// The multiples of the step that are on it.
    fn multiples(&self) -> Vec<i64> {
        let first = (self.low / self.step()).ceil() as i64;
        let multiples = (0..=STEPS as i64 + 1).map(|more| first.saturating_add(more));
        multiples.filter(|&steps| self.has(steps as f64 * self.step())).collect()
    }

    /// The power of ten in units of which numbers are written; 0 where they are written as they are.
    pub(super) fn unit(&self) -> i32 {
        let most = self.multiples().iter().map(|n| n.unsigned_abs()).max().unwrap_or(0);
        let digits = most.saturating_mul(self.times.unsigned_abs()).checked_ilog10().unwrap_or(0);
        let largest = self.exponent.saturating_add(digits as i32);
        let plain = largest < LARGE && self.exponent >= SMALL;
        if plain { 0 } else { largest }
    }

    /// The round numbers on it, ascending.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        let places = self.exponent.saturating_sub(self.unit());
        let tick = |steps: i64| {
            let label = decimal(i128::from(steps) * i128::from(self.times), places);
            Tick { steps, label }
        };
        self.multiples().into_iter().map(tick).collect()
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that is at least `least`, which is positive.
fn step(least: f64) -> (i64, i32, f64) {
    let (mut exponent, mut power) = (0, 1.0_f64);
    while power * 10.0 <= least && exponent < 300 {
        power *= 10.0;
        exponent += 1;
    }
    while power > least && exponent > -300 {
        power /= 10.0;
        exponent -= 1;
    }
    let fits = [1, 2, 5].into_iter().find(|&times| times as f64 * power >= least);
    match fits {
        Some(times) => (times, exponent, power),
        None => (1, exponent + 1, power * 10.0),
    }
}

/// `number` times ten to the power of `places`, in digits.
fn decimal(number: i128, places: i32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = number.unsigned_abs().to_string();
    if number == 0 && places >= 0 {
        return digits;
    }
    if places >= 0 {
        return format!("{sign}{digits}{}", "0".repeat(places as usize));
    }
    let behind = places.unsigned_abs() as usize;
    let digits = format!("{digits:0>width$}", width = behind + 1);
    let (whole, part) = digits.split_at(digits.len() - behind);
    format!("{sign}{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64) -> (Vec<String>, i32) {
        let scale = Scale::of([low, high], []);
        (scale.ticks().into_iter().map(|tick| tick.label).collect(), scale.unit())
    }

    #[test]
    fn numbers_are_round_and_few() {
        assert_eq!(labels(32.5, 100.0).0, ["40", "60", "80", "100"]);
        assert_eq!(labels(-1.0, 1.0).0, ["-1.0", "-0.5", "0.0", "0.5", "1.0"]);
        assert_eq!(
            labels(0.0, 0.001).0,
            ["0.0000", "0.0002", "0.0004", "0.0006", "0.0008", "0.0010"]
        );
        assert_eq!(
            labels(0.0, 5e12),
            (["0", "1", "2", "3", "4", "5"].map(String::from).to_vec(), 12)
        );
        let (tiny, unit) = labels(0.0, 5e-9);
        assert_eq!((tiny.last().map(String::as_str), unit), (Some("5"), -9));
    }

    #[test]
    fn every_scale_has_what_it_needs_and_a_few_ticks() {
        let mut state = 5_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((state >> 11) as f64 / (1_u64 << 53) as f64 - 0.5) * 2.0
        };
        for round in 0..2000 {
            let size = 10_f64.powi(round % 40 - 20);
            let values = [next() * size, next() * size, next() * size];
            let scale = Scale::of(values, []);
            for value in values {
                assert!(scale.has(value) && (0.0..=1.0).contains(&scale.part(value)));
            }
            let ticks = scale.ticks();
            assert!((2..=7).contains(&ticks.len()), "{values:?}: {ticks:?}");
            for tick in &ticks {
                let value: f64 = tick.label.parse::<f64>().unwrap() * 10_f64.powi(scale.unit());
                assert!((value - scale.value(tick)).abs() <= 1e-9 * size, "{values:?}: {ticks:?}");
                assert!(tick.label.len() <= 9, "{ticks:?}");
            }
        }
    }

    #[test]
    fn one_value_alone_and_none_at_all_have_a_scale() {
        for values in [vec![], vec![0.0], vec![7.0], vec![-1e12], vec![1e-12]] {
            let scale = Scale::of(values.clone(), []);
            assert!(scale.ticks().len() >= 2, "{values:?}: {scale:?}");
            for value in values {
                assert!((scale.part(value) - 0.5).abs() < 1e-9, "{value}: {scale:?}");
            }
        }
    }

    #[test]
    fn what_lies_far_off_does_not_squeeze_the_rest() {
        let scale = Scale::of([10.0, 20.0], [5.0, -1000.0]);
        assert!(scale.has(5.0) && !scale.has(-1000.0));
    }
}
