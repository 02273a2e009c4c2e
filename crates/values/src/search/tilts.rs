//! Bounds on what a search can reach, from weighing parties against each other.
//!
//! For weights w >= 0 of goals that add up to one and any l >= 0 of floors, the smallest goal of a package
//! that meets the floors is at most sum of w (u - from) over goals + sum of l (u - floor) over floors, and the best of that
//! over all packages is a search of its own for a single number (Lagrange multipliers). Good weights
//! are found step by step (subgradients; Polyak 1969) in floating point and then rounded: every
//! weighing gives a bound, exactly.

use super::Roles;
use crate::chain::Chain;

/// The sum of the weights of the goals.
pub(super) const WHOLE: i128 = 1 << 40;

/// The bound that [`WHOLE`] times a bound stands for.
pub(super) fn unscaled(bound: i128) -> i64 {
    bound.div_euclid(WHOLE).clamp(i64::MIN.into(), i64::MAX.into()) as i64
}

/// Weight beyond which none goes.
const HEAVIEST: f64 = (1_u64 << 58) as f64;

/// Weighings kept.
const KEPT: usize = 8;

/// Steps without much progress after which hope is lowered.
const PATIENCE: usize = 8;

/// One weighing.
pub(super) struct Tilt {
    /// Per coordinate.
    pub(super) weights: Vec<i128>,
    /// What is subtracted.
    pub(super) constant: i128,
    /// Per stage and context the most of the rest.
    pub(super) rest: Vec<Vec<i128>>,
}

impl Tilt {
    fn new(chain: &Chain, roles: &Roles, goals: &[f64], floors: &[f64]) -> Self {
        let mut weights: Vec<i128> =
            goals.iter().map(|w| ((w * WHOLE as f64) as i128).clamp(0, WHOLE)).collect();
        // Rounding goes to the heaviest goal, so that the sum is exact.
        let sum: i128 = weights.iter().sum();
        if let Some(heaviest) = (0..weights.len()).max_by_key(|&q| weights[q]) {
            weights[heaviest] += WHOLE - sum;
        }
        let mut constant = 0;
        for (q, weight) in weights.iter_mut().enumerate() {
            constant += *weight * i128::from(roles.goals[q].unwrap_or(0));
            if let Some(floor) = roles.floors[q] {
                let own = (floors[q] * WHOLE as f64).min(HEAVIEST) as i128;
                constant += own * i128::from(floor);
                *weight += own;
            }
        }
        let rest = chain.weighted(&weights);
        Self { weights, constant, rest }
    }

    /// [`WHOLE`] times the bound for a state with these sums.
    pub(super) fn bound(&self, i: usize, context: usize, sums: &[i64]) -> i128 {
        let own: i128 = sums.iter().zip(&self.weights).map(|(&s, w)| i128::from(s) * w).sum();
        own + self.rest[i][context] - self.constant
    }

    /// Classes of a package that reaches the bound (as far as tables tell), and its sums.
    fn path(&self, chain: &Chain) -> Option<(Vec<usize>, Vec<i64>)> {
        let (mut digits, mut sums) = (chain.start(), chain.base.clone());
        let mut classes = Vec::with_capacity(chain.len());
        let mut gains = vec![0; chain.parties];
        let mut best_gains = gains.clone();
        for i in 0..chain.len() {
            let mut after = vec![0; chain.digits(i + 1)];
            let mut best_after = after.clone();
            let mut best: Option<(i128, usize)> = None;
            for class in 0..chain.classes(i).len() {
                let Some(next) = chain.step(i, &digits, class, &mut after, &mut gains) else {
                    continue;
                };
                let own: i128 =
                    gains.iter().zip(&self.weights).map(|(&g, w)| i128::from(g) * w).sum();
                let value = own + self.rest[i + 1][next];
                if best.is_none_or(|(old, _)| value > old) {
                    best = Some((value, class));
                    best_after.copy_from_slice(&after);
                    best_gains.copy_from_slice(&gains);
                }
            }
            classes.push(best?.1);
            digits = best_after;
            sums.iter_mut().zip(&best_gains).for_each(|(sum, own)| *sum += own);
        }
        Some((classes, sums))
    }
}

/// Weighings, the best last, and how to find better ones.
pub(super) struct Tilts {
    pub(super) kept: Vec<Tilt>,
    /// The best: per coordinate its weight as a goal and as a floor, times its spread.
    best: (Vec<f64>, Vec<f64>),
    bound: i128,
    spreads: Vec<f64>,
}

impl Tilts {
    /// All goals alike, no floor.
    pub(super) fn new(chain: &Chain, roles: &Roles) -> Self {
        let many = roles.goals.iter().flatten().count().max(1) as f64;
        let spreads: Vec<f64> = (0..chain.parties)
            .map(|q| (chain.most(0, 0)[q] - chain.least(0, 0)[q]).max(1) as f64)
            .collect();
        let weight = |(goal, spread): (&Option<i64>, &f64)| goal.map_or(0.0, |_| spread / many);
        let goals = roles.goals.iter().zip(&spreads).map(weight).collect();
        let floors = vec![0.0; spreads.len()];
        Self { kept: Vec::new(), best: (goals, floors), bound: i128::MAX, spreads }
    }

    /// Takes `steps` steps. `found` hears of every package met on the way and of the bound, and says
    /// whether to stop.
    pub(super) fn improve(
        &mut self,
        chain: &Chain,
        roles: &Roles,
        steps: usize,
        value: Option<i64>,
        mut found: impl FnMut(&[usize], i64) -> bool,
    ) {
        if roles.goals.iter().flatten().next().is_none() {
            return;
        }
        let (mut goals, mut floors) = self.best.clone();
        let is_goal = |q: usize| roles.goals[q].is_some();
        let at_stake =
            (0..goals.len()).filter(|&q| is_goal(q)).map(|q| self.spreads[q]).fold(1.0, f64::max);
        // How far below the best bound the next is hoped to be.
        let mut hope = at_stake / 4.0;
        let mut in_vain = 0;
        for _ in 0..steps {
            let shares = |weights: &[f64]| -> Vec<f64> {
                weights.iter().zip(&self.spreads).map(|(w, spread)| w / spread).collect()
            };
            let tilt = Tilt::new(chain, roles, &shares(&goals), &shares(&floors));
            let bound = tilt.bound(0, 0, &chain.base);
            let path = tilt.path(chain);
            if self.kept.is_empty() || bound < self.bound {
                let progress = self.bound.saturating_sub(bound) as f64 / WHOLE as f64;
                in_vain = if progress > hope / 8.0 { 0 } else { in_vain + 1 };
                self.bound = bound;
                self.best = (goals.clone(), floors.clone());
                if self.kept.len() == KEPT {
                    self.kept.remove(0);
                }
                self.kept.push(tilt);
            } else {
                in_vain += 1;
            }
            let Some((classes, sums)) = path else { break };
            if found(&classes, unscaled(self.bound)) {
                break;
            }
            if let Some(value) = value {
                hope = hope.min((self.bound as f64 / WHOLE as f64 - value as f64).max(1e-6));
            }
            if in_vain > PATIENCE {
                in_vain = 0;
                hope /= 2.0;
                (goals, floors) = self.best.clone();
                continue;
            }
            let excess = (bound - self.bound) as f64 / WHOLE as f64 + hope;
            self.step(roles, &sums, excess, &mut goals, &mut floors);
        }
    }

    /// One step of Polyak's: towards weights whose bound is `excess` smaller.
    fn step(
        &self,
        roles: &Roles,
        sums: &[i64],
        excess: f64,
        goals: &mut [f64],
        floors: &mut [f64],
    ) {
        let slope = |from: Option<i64>, q: usize| {
            from.map_or(0.0, |from| (sums[q] - from) as f64 / self.spreads[q])
        };
        let mut up: Vec<f64> = (0..sums.len()).map(|q| slope(roles.goals[q], q)).collect();
        let mut down: Vec<f64> = (0..sums.len()).map(|q| slope(roles.floors[q], q)).collect();
        // Weights of goals keep their sum: only what is at right angles to it counts.
        let normal = |q: usize| roles.goals[q].map_or(0.0, |_| 1.0 / self.spreads[q]);
        let (mut along, mut length) = (0.0, 0.0);
        for (q, up) in up.iter().enumerate() {
            along += up * normal(q);
            length += normal(q) * normal(q);
        }
        for (q, up) in up.iter_mut().enumerate() {
            *up -= along / length * normal(q);
        }
        for (weight, down) in floors.iter().zip(&mut down) {
            if *weight == 0.0 && *down > 0.0 {
                *down = 0.0;
            }
        }
        let square: f64 = up.iter().chain(&down).map(|g| g * g).sum();
        if square <= 0.0 {
            return;
        }
        let reach = excess / square;
        for (weight, slope) in goals.iter_mut().zip(&up).chain(floors.iter_mut().zip(&down)) {
            *weight = (*weight - reach * slope).max(0.0);
        }
        let sum: f64 = goals.iter().enumerate().map(|(q, weight)| weight * normal(q)).sum();
        if sum > 0.0 {
            goals.iter_mut().for_each(|weight| *weight /= sum);
        } else {
            goals.clone_from_slice(&self.best.0);
        }
    }
}
