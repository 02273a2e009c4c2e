//! What lotteries over packages reach: upper bounds of what packages reach, and the value of randomising.
//!
//! The *support function* of weights w is the largest w · u over the worths u of all possible packages,
//! h(w). Worths add up over groups of terms, so it is found term by term. It says everything about the convex hull of
//! the worths, and whoever maximises over that hull gets an upper bound of every package, a lottery that attains it,
//! and the weights that prove it:
//!
//! - smallest scaled gain: min over p of (u - d)[p] / s[p] <= (h(w) - w · d) / (w · s) for all w >= 0;
//! - objective c under the condition that all gains be at least f: c · u <= h(c + w) - w · (d + f);
//! - product of gains: Π g[p]^a[p] <= ((h(w) - w · d) / A)^A Π (a[p] / w[p])^a[p] with A = Σ a, by the inequality of
//!   the means.
//!
//! The first two are linear programs with a column for every package: the simplex method with the columns that
//! the support function finds (Dantzig & Wolfe 1960), a handful of rows. The third is by pairwise steps
//! between such columns (Frank & Wolfe 1956; Lacoste-Julien & Jaggi 2015). They run on floating numbers and only *propose* weights:
//! weights are rounded to whole numbers, and whoever prunes or proves by them computes with those.

/// A package that is best for some weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Vertex {
    pub(super) worth: Vec<i64>,
    pub(super) package: Vec<usize>,
}

/// Finds the best package for weights, none of them negative.
pub(super) trait Support {
    /// What `weights` · worth is at most, and a package where it is. (Of a relaxation: a combination.)
    fn best(&mut self, weights: &[i64]) -> (i128, Vertex);

    /// Whether somebody wants an end.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Packages with the probabilities in which they are mixed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mixture {
    pub(super) parts: Vec<(f64, Vertex)>,
}

impl Mixture {
    /// What the mixture is worth per party above `base`.
    pub(super) fn gains(&self, base: &[i64]) -> Vec<f64> {
        let mut gains = vec![0.0; base.len()];
        for (share, vertex) in &self.parts {
            for ((gain, &worth), &base) in gains.iter_mut().zip(&vertex.worth).zip(base) {
                *gain += share * (worth - base) as f64;
            }
        }
        gains
    }
}

/// Weights with what they say: h(weights).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) weights: Vec<i64>,
    pub(super) most: i128,
}

impl Cut {
    /// `weights` · `worth`.
    pub(super) fn at(weights: &[i64], worth: &[i64]) -> i128 {
        weights.iter().zip(worth).map(|(&w, &u)| i128::from(w) * i128::from(u)).sum()
    }

    /// At most what the weighted gains over `base` are at any package.
    pub(super) fn over(&self, base: &[i64]) -> i128 {
        self.most - Self::at(&self.weights, base)
    }
}

/// Bits to which weights are rounded: they are exact as floating numbers, too, and worths below 2^60 times weights,
/// summed over thousands of parties, are exact in `i128`.
const BITS: u32 = 52;

/// Weights in whole numbers, the largest as large as is safe.
pub(super) fn whole(weights: &[f64]) -> Vec<i64> {
    let most = weights.iter().copied().fold(0.0, f64::max);
    if most <= 0.0 || !most.is_finite() {
        return vec![1; weights.len()];
    }
    let factor = (1_u64 << BITS) as f64 / most;
    weights.iter().map(|weight| (weight.max(0.0) * factor) as i64).collect()
}

/// What is maximised over the hull, and what gains count from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Program<'a> {
    /// What these times worth is maximised, where no gain may be negative; without it the smallest gain is.
    pub(super) weights: Option<&'a [i64]>,
    pub(super) base: &'a [i64],
    /// Per party the unit of its gain, positive.
    pub(super) scale: &'a [i64],
}

/// The weights that were asked for, and the best mixture.
#[derive(Clone, Debug, Default)]
pub(super) struct Hull {
    pub(super) cuts: Vec<Cut>,
    pub(super) mixture: Mixture,
}

/// A column of the linear program.
#[derive(Clone, Debug)]
enum Column {
    /// How much of a package.
    Vertex(Vertex),
    /// By how much the gain of a party is above what is asked.
    Slack(usize),
    /// By how much less is asked of every party.
    Level,
}

/// What it costs, against an objective of about one, to ask less of the parties.
const PENALTY: f64 = 1e3;

/// What counts as nothing.
const NOTHING: f64 = 1e-11;

impl Program<'_> {
    /// Maximises, with at most `rounds` questions to `support`.
    pub(super) fn solve(&self, support: &mut impl Support, rounds: usize) -> Hull {
        let k = self.base.len();
        let unit = self.unit();
        let inverse: Vec<f64> = self.scale.iter().map(|&scale| 1.0 / scale as f64).collect();
        let start: Vec<f64> = (0..k).map(|p| inverse[p] + self.cost(p) / unit).collect();
        let weights = whole(&start);
        let (most, vertex) = support.best(&weights);
        let mut cuts = vec![Cut { weights, most }];
        let mut basis = self.start(vertex);
        let mut tableau = Tableau::default();
        let mut asked_for = 1;
        for _ in 0..8 * rounds {
            let columns: Vec<Vec<f64>> = basis.iter().map(|column| self.column(column)).collect();
            // Inverting a handful of rows anew each time costs little and keeps errors from adding up.
            if !tableau.invert(&columns) {
                break;
            }
            let costs: Vec<f64> = basis.iter().map(|column| self.value(column, unit)).collect();
            let prices = tableau.prices(&costs);
            let asked: f64 = prices[..k].iter().sum();
            let is_out = |wanted: fn(&Column) -> bool| !basis.iter().any(wanted);
            let (entering, mut reduced) = (0..k)
                .map(|p| (Column::Slack(p), prices[p]))
                .max_by(|a, b| a.1.total_cmp(&b.1))
                .unwrap_or((Column::Level, 0.0));
            let mut entering = Some(entering);
            if self.weights.is_some() && is_out(|column| matches!(column, Column::Level)) {
                let level = -PENALTY - asked;
                if level > reduced {
                    (entering, reduced) = (Some(Column::Level), level);
                }
            }
            if reduced <= NOTHING {
                if asked_for == rounds || support.is_stopped() {
                    break;
                }
                asked_for += 1;
                let weights: Vec<f64> = (0..k)
                    .map(|p| self.cost(p) / unit + (-prices[p]).max(0.0) * inverse[p])
                    .collect();
                let weights = whole(&weights);
                let (most, vertex) = support.best(&weights);
                if cuts.iter().all(|cut| cut.weights != weights) {
                    cuts.push(Cut { weights, most });
                }
                let column = Column::Vertex(vertex);
                let gained: f64 =
                    self.column(&column).iter().zip(&prices).map(|(a, price)| a * price).sum();
                reduced = self.value(&column, unit) - gained;
                entering = Some(column).filter(|_| reduced > 1e-10);
            }
            let Some(entering) = entering else { break };
            let step = tableau.times(&self.column(&entering));
            let amounts = tableau.amounts();
            let leaving = (0..=k)
                .filter(|&row| step[row] > NOTHING)
                .filter(|&row| self.weights.is_some() || !matches!(basis[row], Column::Level))
                .min_by(|&a, &b| {
                    let ratio = |row: usize| amounts[row].max(0.0) / step[row];
                    ratio(a).total_cmp(&ratio(b)).then(step[b].total_cmp(&step[a]))
                });
            let Some(leaving) = leaving else { break };
            basis[leaving] = entering;
        }
        let amounts = tableau.amounts();
        let parts = basis.into_iter().zip(amounts).filter_map(|(column, amount)| match column {
            Column::Vertex(vertex) if amount > NOTHING => Some((amount, vertex)),
            _ => None,
        });
        let mut mixture = Mixture { parts: parts.collect() };
        mixture.normalise();
        Hull { cuts, mixture }
    }

    fn cost(&self, p: usize) -> f64 {
        self.weights.map_or(0.0, |weights| weights[p] as f64)
    }

    /// What the objective is measured in, so that it is about one.
    fn unit(&self) -> f64 {
        let most = (0..self.base.len()).map(|p| self.cost(p) * self.scale[p] as f64);
        most.fold(0.0, f64::max).max(1.0)
    }

    /// One package, and what else makes it satisfy the rows.
    fn start(&self, vertex: Vertex) -> Vec<Column> {
        let vertex = Column::Vertex(vertex);
        let gains = self.column(&vertex);
        let k = self.base.len();
        let least = (0..k).min_by(|&a, &b| gains[a].total_cmp(&gains[b])).unwrap_or(0);
        let needs_level = self.weights.is_none() || gains[least] < 0.0;
        let slack = |p| if needs_level && p == least { Column::Level } else { Column::Slack(p) };
        (0..k).map(slack).chain([vertex]).collect()
    }

    /// One number per party, then whether it is a package.
    fn column(&self, column: &Column) -> Vec<f64> {
        let k = self.base.len();
        match column {
            Column::Vertex(vertex) => (0..k)
                .map(|p| (vertex.worth[p] - self.base[p]) as f64 / self.scale[p] as f64)
                .chain([1.0])
                .collect(),
            Column::Slack(slack) => (0..=k).map(|p| if p == *slack { -1.0 } else { 0.0 }).collect(),
            Column::Level => (0..=k).map(|p| if p < k { 1.0 } else { 0.0 }).collect(),
        }
    }

    /// What a unit of a column adds to the objective.
    fn value(&self, column: &Column, unit: f64) -> f64 {
        match column {
            Column::Vertex(vertex) => {
                (0..self.base.len())
                    .map(|p| self.cost(p) * (vertex.worth[p] - self.base[p]) as f64)
                    .sum::<f64>()
                    / unit
            }
            Column::Slack(_) => 0.0,
            Column::Level if self.weights.is_some() => -PENALTY,
            Column::Level => -1.0,
        }
    }
}

/// The inverse of the columns in the basis.
#[derive(Clone, Debug, Default)]
struct Tableau {
    size: usize,
    inverse: Vec<f64>,
    work: Vec<f64>,
}

impl Tableau {
    /// By Gauss and Jordan with row exchange; whether there is one. Otherwise the last one stays.
    fn invert(&mut self, columns: &[Vec<f64>]) -> bool {
        let n = columns.len();
        let wide = 2 * n;
        self.work.clear();
        self.work.resize(n * wide, 0.0);
        for (c, column) in columns.iter().enumerate() {
            for (r, &value) in column.iter().enumerate() {
                self.work[r * wide + c] = value;
            }
            self.work[c * wide + n + c] = 1.0;
        }
        for c in 0..n {
            let size = |r: usize| self.work[r * wide + c].abs();
            let Some(pivot) = (c..n).max_by(|&a, &b| size(a).total_cmp(&size(b))) else { break };
            if size(pivot) < 1e-13 {
                return false;
            }
            for i in 0..wide {
                self.work.swap(pivot * wide + i, c * wide + i);
            }
            let factor = 1.0 / self.work[c * wide + c];
            self.work[c * wide..(c + 1) * wide].iter_mut().for_each(|value| *value *= factor);
            for r in (0..n).filter(|&r| r != c) {
                let factor = self.work[r * wide + c];
                if factor != 0.0 {
                    for i in c..wide {
                        self.work[r * wide + i] -= factor * self.work[c * wide + i];
                    }
                }
            }
        }
        self.size = n;
        self.inverse.clear();
        for row in self.work.chunks_exact(wide) {
            self.inverse.extend_from_slice(&row[n..]);
        }
        true
    }

    /// What a unit of each row is worth.
    fn prices(&self, costs: &[f64]) -> Vec<f64> {
        let mut prices = vec![0.0; self.size];
        for (row, cost) in self.inverse.chunks_exact(self.size.max(1)).zip(costs) {
            prices.iter_mut().zip(row).for_each(|(price, value)| *price += cost * value);
        }
        prices
    }

    fn times(&self, column: &[f64]) -> Vec<f64> {
        let dot = |row: &[f64]| row.iter().zip(column).map(|(a, b)| a * b).sum();
        self.inverse.chunks_exact(self.size.max(1)).map(dot).collect()
    }

    /// How much of each column there is.
    fn amounts(&self) -> Vec<f64> {
        self.inverse.chunks_exact(self.size.max(1)).map(|row| row[self.size - 1]).collect()
    }
}

impl Mixture {
    fn normalise(&mut self) {
        let sum: f64 = self.parts.iter().map(|part| part.0).sum();
        self.parts.iter_mut().for_each(|part| part.0 /= sum);
    }
}

/// The largest product of gains, each to the power of its weight, over the hull. Starts at a mixture where
/// all gains are positive.
pub(super) fn nash(
    support: &mut impl Support,
    base: &[i64],
    powers: &[u32],
    start: Mixture,
    rounds: usize,
) -> Hull {
    let whole_power: f64 = powers.iter().map(|&power| f64::from(power)).sum();
    let mut mixture = start;
    let mut cuts: Vec<Cut> = Vec::new();
    let mut rows: Vec<Vec<f64>> = mixture.parts.iter().map(|part| above(&part.1, base)).collect();
    for _ in 0..rounds {
        let gains = mixture.gains(base);
        let slope: Vec<f64> =
            gains.iter().zip(powers).map(|(gain, &power)| f64::from(power) / gain).collect();
        if gains.iter().any(|&gain| gain <= 0.0) || support.is_stopped() {
            break;
        }
        let weights = whole(&slope);
        let (most, vertex) = support.best(&weights);
        let row = above(&vertex, base);
        let gap = dot(&slope, &row) / whole_power - 1.0;
        if cuts.iter().all(|cut| cut.weights != weights) {
            cuts.push(Cut { weights, most });
        }
        if gap <= 1e-10 {
            break;
        }
        if !mixture.parts.iter().any(|part| part.1.worth == vertex.worth) {
            mixture.parts.push((0.0, vertex));
            rows.push(row);
        }
        for _ in 0..64 {
            if !pairwise(&mut mixture, &rows, base, powers, gap * 0.05) {
                break;
            }
        }
        // What was given up for good would only be looked at again and again.
        let mut keep = mixture.parts.iter().map(|part| part.0 > 0.0);
        rows.retain(|_| keep.next().unwrap_or(true));
        mixture.parts.retain(|part| part.0 > 0.0);
        mixture.normalise();
    }
    Hull { cuts, mixture }
}

fn above(vertex: &Vertex, base: &[i64]) -> Vec<f64> {
    vertex.worth.iter().zip(base).map(|(worth, base)| (worth - base) as f64).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Moves probability from the worst part to the best, as much as pays; whether it pays more than `least`.
fn pairwise(
    mixture: &mut Mixture,
    rows: &[Vec<f64>],
    base: &[i64],
    powers: &[u32],
    least: f64,
) -> bool {
    let gains = mixture.gains(base);
    let powers: Vec<f64> = powers.iter().map(|&power| f64::from(power)).collect();
    let slope: Vec<f64> = gains.iter().zip(&powers).map(|(gain, power)| power / gain).collect();
    let scores: Vec<f64> = rows.iter().map(|row| dot(&slope, row)).collect();
    let by_score = |&a: &usize, &b: &usize| scores[a].total_cmp(&scores[b]);
    let Some(best) = (0..rows.len()).max_by(by_score) else { return false };
    let has_share = |&at: &usize| mixture.parts[at].0 > 0.0;
    let Some(worst) = (0..rows.len()).filter(has_share).min_by(by_score) else { return false };
    let whole_power: f64 = powers.iter().sum();
    if scores[best] - scores[worst] <= least.max(1e-12) * whole_power {
        return false;
    }
    let direction: Vec<f64> = rows[best].iter().zip(&rows[worst]).map(|(a, b)| a - b).collect();
    let all = mixture.parts[worst].0;
    // The slope falls along the way; find where it is zero, between `low` and `high`.
    let slope_at = |step: f64| -> (f64, f64) {
        let (mut first, mut second) = (0.0, 0.0);
        for ((gain, change), power) in gains.iter().zip(&direction).zip(&powers) {
            let left = gain + step * change;
            if left <= 0.0 {
                return (f64::NEG_INFINITY, 0.0);
            }
            let relative = change / left;
            first += power * relative;
            second += power * relative * relative;
        }
        (first, second)
    };
    let (mut low, mut high, mut step) = (0.0, all, all);
    for _ in 0..40 {
        let (first, second) = slope_at(step);
        if first >= 0.0 {
            low = step;
            if step >= all {
                break;
            }
        } else {
            high = step;
        }
        if first.abs() <= 1e-13 * whole_power / all || high - low <= 1e-15 * all {
            break;
        }
        let newton = step + first / second;
        let is_inside = newton > low && newton < high;
        step = if is_inside { newton } else { (low + high) / 2.0 };
    }
    mixture.parts[best].0 += step;
    mixture.parts[worst].0 = if step >= all { 0.0 } else { all - step };
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of packages.
    struct Listed(Vec<Vec<i64>>);

    impl Support for Listed {
        fn best(&mut self, weights: &[i64]) -> (i128, Vertex) {
            let best = (0..self.0.len()).max_by_key(|&at| Cut::at(weights, &self.0[at])).unwrap();
            let vertex = Vertex { worth: self.0[best].clone(), package: vec![best] };
            (Cut::at(weights, &vertex.worth), vertex)
        }
    }

    fn random(rng: &mut fastrand::Rng, k: usize) -> Listed {
        let (count, most) = (rng.usize(1..40), [3, 100, 1_000_000][rng.usize(..3)]);
        Listed((0..count).map(|_| (0..k).map(|_| rng.i64(-most / 2..=most)).collect()).collect())
    }

    #[test]
    fn the_smallest_gain_of_the_mixture_meets_its_bound() {
        let mut rng = fastrand::Rng::with_seed(3);
        for round in 0..2_000 {
            let k = rng.usize(1..6);
            let mut list = random(&mut rng, k);
            let base: Vec<i64> = (0..k).map(|_| rng.i64(-2..3)).collect();
            let scale: Vec<i64> = (0..k).map(|_| rng.i64(1..5)).collect();
            let program = Program { weights: None, base: &base, scale: &scale };
            let hull = program.solve(&mut list, 200);
            let gains = hull.mixture.gains(&base);
            let least =
                gains.iter().zip(&scale).map(|(g, &s)| g / s as f64).fold(f64::MAX, f64::min);
            let bound = |cut: &Cut| cut.over(&base) as f64 / Cut::at(&cut.weights, &scale) as f64;
            let bound = hull.cuts.iter().map(bound).fold(f64::MAX, f64::min);
            let size = list.0.iter().flatten().map(|v| v.abs()).max().unwrap() as f64 + 1.0;
            assert!((bound - least).abs() < 1e-8 * size, "{round}: {bound} {least}");
        }
    }

    #[test]
    fn the_best_mixture_without_losses_meets_its_bound() {
        let mut rng = fastrand::Rng::with_seed(4);
        let mut feasible = 0;
        for round in 0..2_000 {
            let k = rng.usize(1..6);
            let mut list = random(&mut rng, k);
            let base: Vec<i64> = (0..k).map(|_| rng.i64(-2..3)).collect();
            let scale: Vec<i64> = vec![1; k];
            let aim: Vec<i64> = (0..k).map(|_| rng.i64(0..4)).collect();
            let program = Program { weights: Some(&aim), base: &base, scale: &scale };
            let hull = program.solve(&mut list, 200);
            let gains = hull.mixture.gains(&base);
            let size = list.0.iter().flatten().map(|v| v.abs()).max().unwrap() as f64 + 1.0;
            if gains.iter().any(|&gain| gain < -1e-8 * size) {
                let smallest = Program { weights: None, ..program }.solve(&mut list, 200);
                let least = smallest.mixture.gains(&base).into_iter().fold(f64::MAX, f64::min);
                assert!(least < 1e-3 * size, "{round}: {gains:?} {least}");
                continue;
            }
            feasible += 1;
            let reached: f64 = gains.iter().zip(&aim).map(|(g, &a)| g * a as f64).sum();
            // The weights are in some unit; the one of the aim cannot be told from the sum, so the
            // best unit is looked for.
            let bound = |cut: &Cut| {
                let units =
                    (0..k).filter(|&p| aim[p] > 0).map(|p| cut.weights[p] as f64 / aim[p] as f64);
                let unit = units.fold(f64::MAX, f64::min);
                cut.over(&base) as f64 / unit
            };
            if aim.iter().any(|&aim| aim > 0) && reached > 1e-6 {
                let bound = hull.cuts.iter().map(bound).fold(f64::MAX, f64::min);
                assert!(bound > reached * (1.0 - 1e-9), "{round}");
                assert!(
                    bound < reached + 1e-6 * size,
                    "{round}: {bound} {reached} {aim:?} {:?}",
                    list.0
                );
            }
        }
        assert!(feasible > 500, "{feasible}");
    }

    #[test]
    fn the_largest_product_meets_its_bound() {
        let mut rng = fastrand::Rng::with_seed(5);
        for round in 0..2_000 {
            let k = rng.usize(1..6);
            let mut list = random(&mut rng, k);
            let base: Vec<i64> = vec![0; k];
            let powers: Vec<u32> = (0..k).map(|_| rng.u32(1..4)).collect();
            let scale = vec![1; k];
            let start =
                Program { weights: None, base: &base, scale: &scale }.solve(&mut list, 200).mixture;
            if start.gains(&base).iter().any(|&gain| gain < 1e-6) {
                continue;
            }
            let hull = nash(&mut list, &base, &powers, start, 400);
            let gains = hull.mixture.gains(&base);
            let sum: u32 = powers.iter().sum();
            let product: f64 = gains.iter().zip(&powers).map(|(g, &a)| g.ln() * f64::from(a)).sum();
            let bound = |cut: &Cut| {
                let mean = (cut.over(&base) as f64 / f64::from(sum)).ln() * f64::from(sum);
                let ratio = |(&w, &a): (&i64, &u32)| (f64::from(a) / w as f64).ln() * f64::from(a);
                mean + cut.weights.iter().zip(&powers).map(ratio).sum::<f64>()
            };
            let bound = hull.cuts.iter().map(bound).fold(f64::MAX, f64::min);
            assert!(bound > product - 1e-9, "{round}: {bound} {product}");
            assert!(
                bound < product + 1e-7 * f64::from(sum),
                "{round}: {bound} {product} {list:?}",
                list = list.0
            );
        }
    }
}
