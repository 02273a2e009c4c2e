//! A zopa that is too large to be counted: even draws from it, and what they say.
//!
//! A random package takes an option the less often, the more it costs the parties: with weight
//! exp(-sum of rates × losses). The rates are such that on average a draw costs each party just what it can lose
//! (exponential tilting; Siegmund 1976), so that a fair part of all draws is in the zopa, however
//! small a part of all packages it is. What the tilt does to the odds is known exactly, a draw in the zopa counts by
//! what it was less likely than others, and kept with the chance exp(sum of rates × (losses - what can be lost)) it is an even draw.

use super::gate::Gate;
use super::many::{Many, exp, growth};
use crate::parallel;
use crate::stream::Stream;
use crate::{Budget, Watch};

/// Draws in one piece of work.
const PIECE: u64 = 1 << 11;

/// Draws at most, and the error of the count (a share of it) at which they end.
const DRAWS: u64 = 1 << 18;
const ERROR: f64 = 0.005;

/// Draws for one even draw, at most.
const TRIES: usize = 1 << 14;

/// Arcs looked at for rates, about.
const STEPS: usize = 1 << 22;

/// What random packages are drawn by.
pub(super) struct Sampler {
    rates: Vec<f64>,
    /// Per stage, contexts × classes: the weight of an arc with all that follows it.
    weights: Vec<Vec<f64>>,
    /// Packages by weight, as a share of all combinations.
    whole: f64,
}

/// What draws add up to.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    pub(super) draws: u64,
    pub(super) hits: u64,
    /// Sum and sum of squares of the counts of draws in the zopa, each at most 1.
    pub(super) sum: f64,
    pub(super) square: f64,
    /// The same per stage and class.
    pub(super) options: Vec<Vec<(f64, f64)>>,
}

impl Tally {
    fn new(gate: &Gate) -> Self {
        let stages = 0..gate.chain.len();
        let options = stages.map(|i| vec![(0.0, 0.0); gate.chain.classes(i).len()]).collect();
        Self { draws: 0, hits: 0, sum: 0.0, square: 0.0, options }
    }

    fn add(&mut self, other: &Self) {
        self.draws += other.draws;
        self.hits += other.hits;
        self.sum += other.sum;
        self.square += other.square;
        for (own, other) in self.options.iter_mut().zip(&other.options) {
            for (own, other) in own.iter_mut().zip(other) {
                *own = (own.0 + other.0, own.1 + other.1);
            }
        }
    }

    /// The standard error of the sum, as a share of it.
    pub(super) fn error(&self) -> f64 {
        let draws = self.draws as f64;
        if self.hits == 0 {
            return f64::INFINITY;
        }
        // Where all draws count alike they may all have missed something that is as rare as one of them.
        (self.square / (self.sum * self.sum) - 1.0 / draws).max(0.0).sqrt().max(1.0 / draws)
    }

    /// The share of an option of a class in the zopa, and its standard error.
    pub(super) fn share(&self, i: usize, class: usize, members: usize) -> (f64, f64) {
        if self.hits == 0 {
            return (0.0, f64::INFINITY);
        }
        let (sum, square) = self.options[i][class];
        let share = sum / self.sum;
        let spread = square * (1.0 - 2.0 * share) + share * share * self.square;
        let members = members as f64;
        (share / members, spread.max(0.0).sqrt() / self.sum / members)
    }
}

impl Sampler {
    pub(super) fn new(gate: &Gate) -> Self {
        let chain = &gate.chain;
        let mut sampler =
            Self { rates: vec![0.0; gate.margins.len()], weights: Vec::new(), whole: 0.0 };
        let arcs: usize =
            (0..chain.len()).map(|i| chain.contexts(i) * chain.classes(i).len()).sum();
        for _ in 0..(STEPS / arcs.max(1)).clamp(4, 60) {
            sampler.weigh(gate);
            sampler.adjust(gate);
        }
        sampler.weigh(gate);
        sampler
    }

    fn weigh(&mut self, gate: &Gate) {
        let chain = &gate.chain;
        let mut losses = vec![0; self.rates.len()];
        let mut rest = vec![1.0];
        let mut all = Vec::with_capacity(chain.len());
        for i in (0..chain.len()).rev() {
            let size = chain.size(i) as f64;
            let mut weights = Vec::with_capacity(chain.contexts(i) * chain.classes(i).len());
            let mut sums = Vec::with_capacity(chain.contexts(i));
            for context in 0..chain.contexts(i) {
                let mut sum = 0.0;
                for (class, members) in chain.classes(i).iter().enumerate() {
                    let weight = gate.loss(i, context, class, &mut losses).map_or(0.0, |next| {
                        exp(-self.cost(&losses)) * members.len() as f64 / size * rest[next]
                    });
                    weights.push(weight);
                    sum += weight;
                }
                sums.push(sum);
            }
            rest = sums;
            all.push(weights);
        }
        all.reverse();
        (self.weights, self.whole) = (all, rest[0]);
    }

    fn cost(&self, losses: &[i64]) -> f64 {
        losses.iter().zip(&self.rates).map(|(&loss, rate)| loss as f64 * rate).sum()
    }

    /// Rates at which draws cost on average more nearly what can be lost (Newton, a party at a time).
    fn adjust(&mut self, gate: &Gate) {
        let chain = &gate.chain;
        let parties = self.rates.len();
        let mut losses = vec![0; parties];
        let (mut mean, mut variance) = (vec![0.0; parties], vec![0.0; parties]);
        let mut here = vec![1.0];
        for i in 0..chain.len() {
            let classes = chain.classes(i).len();
            let mut next = vec![0.0; chain.contexts(i + 1)];
            let (mut own, mut squares) = (vec![0.0; parties], vec![0.0; parties]);
            for (context, &chance) in here.iter().enumerate() {
                let weights = &self.weights[i][context * classes..(context + 1) * classes];
                let sum: f64 = weights.iter().sum();
                if chance <= 0.0 || sum <= 0.0 {
                    continue;
                }
                for (class, weight) in weights.iter().enumerate() {
                    if let Some(following) = gate.loss(i, context, class, &mut losses) {
                        let chance = chance * weight / sum;
                        next[following] += chance;
                        for (q, &loss) in losses.iter().enumerate() {
                            own[q] += chance * loss as f64;
                            squares[q] += chance * loss as f64 * loss as f64;
                        }
                    }
                }
            }
            for q in 0..parties {
                mean[q] += own[q];
                variance[q] += (squares[q] - own[q] * own[q]).max(0.0);
            }
            here = next;
        }
        for q in 0..parties {
            if variance[q] > 0.0 {
                let deviation = variance[q].sqrt();
                let excess = (mean[q] - gate.margins[q] as f64) / deviation / parties as f64;
                self.rates[q] = (self.rates[q] + excess.clamp(-1.0, 1.0) / deviation).max(0.0);
            }
        }
    }

    /// One draw: its classes, and, if it is in the zopa, what it counts: at most 1.
    fn draw(&self, gate: &Gate, stream: &mut Stream, classes: &mut Vec<usize>) -> f64 {
        let chain = &gate.chain;
        classes.clear();
        let (mut context, mut row) = (0, gate.start());
        let mut losses = vec![0; self.rates.len()];
        let mut cost =
            self.rates.iter().zip(&gate.margins).map(|(r, &m)| -r * m as f64).sum::<f64>();
        let mut passes = true;
        for i in 0..chain.len() {
            let many = chain.classes(i).len();
            let weights = &self.weights[i][context * many..(context + 1) * many];
            let mut left = stream.unit() * weights.iter().sum::<f64>();
            let mut class = None;
            for (n, &weight) in weights.iter().enumerate() {
                if weight > 0.0 {
                    class = Some(n);
                    if left < weight {
                        break;
                    }
                    left -= weight;
                }
            }
            let Some(class) = class else { return 0.0 };
            classes.push(class);
            let Some(next) = gate.loss(i, context, class, &mut losses) else { return 0.0 };
            context = next;
            cost += self.cost(&losses);
            let mut after = vec![0; gate.width(i + 1)];
            passes = passes && gate.step(i, &row, class, &mut after);
            if !passes {
                return 0.0;
            }
            row = after;
        }
        exp(cost.min(0.0))
    }

    /// Draws until the count is known well enough, or the budget ends.
    pub(super) fn tally(&self, gate: &Gate, seed: u64, budget: Budget, watch: &dyn Watch) -> Tally {
        let mut tally = Tally::new(gate);
        let piece = |first: u64| {
            let mut own = Tally::new(gate);
            let mut classes = Vec::with_capacity(gate.chain.len());
            for draw in first..first + PIECE {
                let count = self.draw(gate, &mut Stream::new(seed, draw), &mut classes);
                own.draws += 1;
                if count > 0.0 {
                    own.hits += 1;
                    own.sum += count;
                    own.square += count * count;
                    for (options, &class) in own.options.iter_mut().zip(&classes) {
                        options[class].0 += count;
                        options[class].1 += count * count;
                    }
                }
            }
            own
        };
        let most = (budget.work / (gate.chain.len() as u64 + 1)).clamp(PIECE, DRAWS);
        while tally.draws < most && tally.error() > ERROR && !watch.is_stopped() {
            let pieces = (tally.draws.max(4 * PIECE).min(most - tally.draws) / PIECE).max(1);
            let first = tally.draws;
            let own = parallel::map(pieces as usize, |n| piece(first + n as u64 * PIECE));
            own.iter().for_each(|own| tally.add(own));
            watch.progress("draws", tally.draws as usize, most as usize, tally.hits as usize);
        }
        tally
    }

    /// The number of packages that a tally stands for.
    pub(super) fn many(&self, gate: &Gate, tally: &Tally) -> Many {
        let sizes: Vec<usize> = (0..gate.chain.len()).map(|i| gate.chain.size(i)).collect();
        let lost: f64 = self.rates.iter().zip(&gate.margins).map(|(r, &m)| r * m as f64).sum();
        let raised = growth(lost);
        let mut many = Many::product(&sizes).times(self.whole).times(raised.digits);
        many.tens = many.tens.saturating_add(raised.tens);
        many.times(tally.sum / tally.draws.max(1) as f64)
    }

    /// An even draw from the zopa; nothing if none was met in many tries.
    pub(super) fn even(&self, gate: &Gate, stream: &mut Stream) -> Option<Vec<usize>> {
        let mut classes = Vec::with_capacity(gate.chain.len());
        for _ in 0..TRIES {
            let count = self.draw(gate, stream, &mut classes);
            if count > 0.0 && stream.unit() < count {
                let mut package = vec![0; classes.len()];
                for (i, &class) in classes.iter().enumerate() {
                    let members = &gate.chain.classes(i)[class];
                    package[gate.chain.term(i)] =
                        members[stream.below(members.len() as u128) as usize];
                }
                return Some(package);
            }
        }
        None
    }
}
