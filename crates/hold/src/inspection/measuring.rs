//! Measuring: how much is missing from a stock?
//!
//! *Material unaccounted for* is what a stock began with and took in, less what it ended with and gave out. Measured, it
//! is a normal variable with a known standard deviation σ about what is truly missing. A test that calls at most the
//! share α of honest balances a loss finds the loss of M with probability Φ(M/σ − z), where z is the 1 − α quantile.
//! Where a false alarm costs as much as a miss, what counts is p − α, and the best threshold is M/2.
//!
//! Floating: Φ to about 15 digits by the complementary error function; its inverse to 10⁻¹² and better for
//! probabilities between 10⁻³⁰⁰ and 1 − 10⁻¹⁶. Constant cost. Masses in any one unit.
//!
//! Source: Avenhaus and Canty, *Compliance Quantified* (1996). Splitting the year into periods and testing the sequence
//! finds an abrupt loss sooner and a slow one less well; that is not done here.

use std::f64::consts::{PI, SQRT_2};

/// The standard normal distribution Φ.
#[must_use]
pub fn normal(z: f64) -> f64 {
    libm::erfc(-z / SQRT_2) / 2.0
}

/// The number below which a standard normal variable lies with probability `p`, by Newton steps from a rational first
/// guess; −∞ and ∞ for 0 and 1, no number outside.
#[must_use]
pub fn quantile(p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 || p.is_nan() {
        return match p {
            0.0 => f64::NEG_INFINITY,
            1.0 => f64::INFINITY,
            _ => f64::NAN,
        };
    }
    if p > 0.5 {
        // 1 − p is exact there, and the lower tail keeps all its digits.
        return -quantile(1.0 - p);
    }
    // Hastings' guess for the lower tail, within 5 · 10⁻⁴.
    let t = libm::sqrt(-2.0 * libm::log(p));
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = above / below - t;
    for _ in 0..4 {
        // Halley's correction of Newton's step, on the relative error, so that far tails converge as well.
        let density = libm::exp(-z * z / 2.0) / libm::sqrt(2.0 * PI);
        let step = (normal(z) - p) / density;
        z -= step / (1.0 + z * step / 2.0);
    }
    z
}

/// The probability that a loss of `lost` is found, with standard deviation `sigma` and false alarms `false_alarm`:
/// Φ(M/σ − z). It rises with the loss and with false alarms and falls with σ. Absent unless σ is positive and
/// α is between 0 and 1.
///
/// ```
/// use detente_hold::inspection::measuring::detection;
///
/// let found = detection(8.0, 2.0, 0.05).unwrap();
/// assert!((found - 0.990742).abs() < 1e-6);
/// ```
#[must_use]
pub fn detection(lost: f64, sigma: f64, false_alarm: f64) -> Option<f64> {
    let found = normal(lost / sigma + quantile(false_alarm));
    (sigma > 0.0 && !found.is_nan()).then_some(found)
}

/// How many standard deviations a loss must have to be found with probability `detection` at false alarms
/// `false_alarm`: z(1 − α) + z(p). Absent unless both are between 0 and 1, without the ends.
#[must_use]
pub fn spread(detection: f64, false_alarm: f64) -> Option<f64> {
    let spread = quantile(detection) - quantile(false_alarm);
    spread.is_finite().then_some(spread)
}

/// The loss that is found with probability `detection`: (z(1 − α) + z(p)) σ. At 5 % misses and 5 % false alarms
/// 3.29 σ. Absent as [`spread`], or if σ is not positive.
#[must_use]
pub fn detectable(sigma: f64, detection: f64, false_alarm: f64) -> Option<f64> {
    spread(detection, false_alarm).filter(|_| sigma > 0.0).map(|spread| spread * sigma)
}

/// The largest standard deviation with which a loss of `lost` is found with probability `detection`. It rises with
/// the loss. Absent as [`spread`]; also if detection does not exceed false alarms, for then every σ does.
#[must_use]
pub fn sigma(lost: f64, detection: f64, false_alarm: f64) -> Option<f64> {
    spread(detection, false_alarm)
        .filter(|&spread| spread > 0.0 && lost > 0.0)
        .map(|spread| lost / spread)
}

/// A test that calls a balance a loss from a threshold on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// From which measured loss on it alarms.
    pub threshold: f64,
    /// How often it finds the loss: p.
    pub detection: f64,
    /// How often it alarms without one: α.
    pub false_alarm: f64,
}

impl Test {
    /// With a given threshold. Absent unless σ is positive.
    #[must_use]
    pub fn at(threshold: f64, lost: f64, sigma: f64) -> Option<Self> {
        (sigma > 0.0).then(|| Self {
            threshold,
            detection: normal((lost - threshold) / sigma),
            false_alarm: normal(-threshold / sigma),
        })
    }

    /// The one with the largest p − α: it alarms from half the loss on, and p − α = 2Φ(M/2σ) − 1.
    #[must_use]
    pub fn best(lost: f64, sigma: f64) -> Option<Self> {
        Self::at(lost / 2.0, lost, sigma)
    }

    /// What deters: p − α.
    #[must_use]
    pub fn net(&self) -> f64 {
        self.detection - self.false_alarm
    }
}

/// A kind of nuclear material as safeguards tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Material {
    /// Plutonium with less than 80 % plutonium-238.
    Plutonium,
    /// Uranium-233.
    Uranium233,
    /// Uranium with at least 20 % uranium-235; the mass is that of uranium-235.
    HighlyEnriched,
    /// Uranium with less than 20 % uranium-235, natural and depleted uranium among it; the mass is that of uranium-235.
    LowEnriched,
    /// Thorium.
    Thorium,
}

/// The approximate amount from which the making of one nuclear explosive cannot be excluded, in kilograms.
///
/// Source: IAEA Safeguards Glossary, "significant quantity". For low enriched uranium the glossary also gives ten tonnes
/// of natural and twenty tonnes of depleted uranium.
pub const SIGNIFICANT_QUANTITIES: [(Material, f64); 5] = [
    (Material::Plutonium, 8.0),
    (Material::Uranium233, 8.0),
    (Material::HighlyEnriched, 25.0),
    (Material::LowEnriched, 75.0),
    (Material::Thorium, 20_000.0),
];

/// How soon a material can be turned into an explosive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Usable without further enrichment or breeding, and not irradiated.
    DirectUnirradiated,
    /// Usable without further enrichment or breeding, in irradiated fuel.
    DirectIrradiated,
    /// Only after enrichment or breeding.
    Indirect,
}

/// Within how many months a diversion is to be found. Source: IAEA Safeguards Glossary, "timeliness detection goal".
pub const TIMELINESS_MONTHS: [(Readiness, u32); 3] = [
    (Readiness::DirectUnirradiated, 1),
    (Readiness::DirectIrradiated, 3),
    (Readiness::Indirect, 12),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// hold.md 1.2.
    #[test]
    fn what_a_balance_finds() {
        assert!((spread(0.95, 0.05).unwrap() - 3.2897).abs() < 5e-5);
        assert!((detectable(2.0, 0.95, 0.05).unwrap() - 6.5794).abs() < 1e-4);
        assert!((sigma(8.0, 0.95, 0.05).unwrap() - 2.4318).abs() < 5e-5);
        for (lost, sigma, false_alarm, found) in
            [(8.0, 2.0, 0.05, 0.990_742), (8.0, 4.0, 0.05, 0.638_760), (8.0, 3.0, 0.01, 0.633_192)]
        {
            assert!((detection(lost, sigma, false_alarm).unwrap() - found).abs() < 6e-7);
        }
        for (lost, net) in [(1.0, 0.382_925), (2.0, 0.682_689), (3.0, 0.866_386)] {
            let test = Test::best(lost, 1.0).unwrap();
            assert!((test.net() - net).abs() < 6e-7);
            assert!((test.net() - (2.0 * normal(lost / 2.0) - 1.0)).abs() < 1e-15);
        }
    }

    /// Φ by Simpson's rule over the density: the definition.
    fn by_area(z: f64) -> f64 {
        let steps = 4000;
        let width = z / f64::from(steps);
        let density = |x: f64| (-x * x / 2.0).exp() / (2.0 * PI).sqrt();
        let sum: f64 = (0..=steps)
            .map(|i| {
                let weight = if i == 0 || i == steps {
                    1.0
                } else if i % 2 == 1 {
                    4.0
                } else {
                    2.0
                };
                weight * density(f64::from(i) * width)
            })
            .sum();
        0.5 + sum * width / 3.0
    }

    #[test]
    fn the_normal_distribution_is_the_area_under_its_density() {
        for i in -60..=60 {
            let z = f64::from(i) / 10.0;
            assert!((normal(z) - by_area(z)).abs() < 1e-13, "{z}");
        }
    }

    #[test]
    fn quantiles_undo_the_distribution() {
        // Known values, to all their digits.
        for (p, z) in [
            (0.95, 1.644_853_626_951_472_7),
            (0.975, 1.959_963_984_540_054),
            (0.99, 2.326_347_874_040_841),
            (0.5, 0.0),
            (1e-10, -6.361_340_902_404_056),
        ] {
            assert!((quantile(p) - z).abs() < 1e-12, "{p} {}", quantile(p));
        }
        for i in -370..=0 {
            let z = f64::from(i) / 10.0;
            assert!((quantile(normal(z)) - z).abs() < 1e-12, "{z} {}", quantile(normal(z)));
        }
        let mut rng = fastrand::Rng::with_seed(13);
        for _ in 0..10_000 {
            let p = rng.f64();
            assert!((normal(quantile(p)) - p).abs() < 1e-15);
        }
        assert_eq!((quantile(0.0), quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
        assert!(quantile(-0.1).is_nan() && quantile(1.1).is_nan() && quantile(f64::NAN).is_nan());
    }

    #[test]
    fn the_inputs_of_a_test_follow_from_each_other() {
        let mut rng = fastrand::Rng::with_seed(14);
        for _ in 0..1000 {
            let (spread, false_alarm) = (0.1 + 4.0 * rng.f64(), 0.001 + 0.5 * rng.f64());
            let lost = 0.5 + 20.0 * rng.f64();
            let wide = lost / spread;
            let found = detection(lost, wide, false_alarm).unwrap();
            assert!((detectable(wide, found, false_alarm).unwrap() - lost).abs() < 1e-7 * lost);
            assert!((sigma(lost, found, false_alarm).unwrap() - wide).abs() < 1e-7 * wide);
            let threshold = -quantile(false_alarm) * wide;
            let test = Test::at(threshold, lost, wide).unwrap();
            assert!((test.detection - found).abs() < 1e-12);
            assert!((test.false_alarm - false_alarm).abs() < 1e-12);
            // No other threshold does better than the best.
            assert!(test.net() <= Test::best(lost, wide).unwrap().net() + 1e-15);
        }
        assert_eq!(detection(8.0, 0.0, 0.05), None);
        assert_eq!(detection(8.0, -1.0, 0.05), None);
        assert_eq!(detection(8.0, 1.0, 1.5), None);
        assert_eq!(detection(8.0, 1.0, 0.0), Some(0.0));
        assert_eq!(spread(1.0, 0.05), None);
        assert_eq!(sigma(8.0, 0.05, 0.05), None);
        assert_eq!(Test::best(1.0, 0.0), None);
    }
}
