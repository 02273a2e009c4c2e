//! All numbers of a deal as whole numbers of one unit, in the smallest kind that holds every sum exactly.
//!
//! The unit is one over the common denominator of all gains, banked worths, needs and costs of revocation. No stake
//! and no slack is greater than the sum of their magnitudes; if that is below 2²⁴ every one of them is exact as an
//! `f32`, below 2⁵³ as an `f64`, below 2¹²⁵ as an `i128`. Floating numbers are used because a processor compares several
//! of them at once; on whole numbers of this size they are exact.

use super::{Setting, Slack};
use crate::exact::Ratio;
use crate::orders::members;
use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// A kind of number in which slacks are compared.
pub(crate) trait Number: Clone + PartialOrd + Send + Sync {
    /// Below every slack.
    fn never() -> Self;
    /// Above every slack.
    fn free() -> Self;
    /// A whole number that is small enough for it.
    fn of(whole: &BigInt) -> Self;
    /// Back; absent for [`Self::never`] and [`Self::free`].
    fn whole(&self) -> Option<BigInt>;
    /// The sum; free plus anything is free.
    fn plus(&self, other: &Self) -> Self;
    /// The difference of two numbers proper.
    fn minus(&self, other: &Self) -> Self;
    /// The lesser.
    fn least(self, other: Self) -> Self {
        if other < self { other } else { self }
    }
    /// The greater.
    fn most(self, other: Self) -> Self {
        if self < other { other } else { self }
    }
}

macro_rules! floating {
    ($kind:ty, $back:ident) => {
        impl Number for $kind {
            fn never() -> Self {
                Self::NEG_INFINITY
            }
            fn free() -> Self {
                Self::INFINITY
            }
            fn of(whole: &BigInt) -> Self {
                whole.$back().unwrap_or(Self::NAN)
            }
            fn whole(&self) -> Option<BigInt> {
                self.is_finite().then(|| BigInt::from(*self as i64))
            }
            #[inline]
            fn plus(&self, other: &Self) -> Self {
                self + other
            }
            #[inline]
            fn minus(&self, other: &Self) -> Self {
                self - other
            }
        }
    };
}

floating!(f32, to_f32);
floating!(f64, to_f64);

/// Half of what `i128` could hold is left to the sum of a number and [`Number::free`].
impl Number for i128 {
    fn never() -> Self {
        Self::MIN / 4
    }
    fn free() -> Self {
        Self::MAX / 4
    }
    fn of(whole: &BigInt) -> Self {
        whole.to_i128().unwrap_or(0)
    }
    fn whole(&self) -> Option<BigInt> {
        (self.unsigned_abs() < 1 << 125).then(|| BigInt::from(*self))
    }
    fn plus(&self, other: &Self) -> Self {
        if *self == Self::free() || *other == Self::free() { Self::free() } else { self + other }
    }
    fn minus(&self, other: &Self) -> Self {
        self - other
    }
}

/// A whole number of any size.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(crate) enum Large {
    Never,
    Of(BigInt),
    Free,
}

impl Number for Large {
    fn never() -> Self {
        Self::Never
    }
    fn free() -> Self {
        Self::Free
    }
    fn of(whole: &BigInt) -> Self {
        Self::Of(whole.clone())
    }
    fn whole(&self) -> Option<BigInt> {
        match self {
            Self::Of(whole) => Some(whole.clone()),
            Self::Never | Self::Free => None,
        }
    }
    fn plus(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Of(a), Self::Of(b)) => Self::Of(a + b),
            _ => Self::Free,
        }
    }
    fn minus(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Of(a), Self::Of(b)) => Self::Of(a - b),
            _ => Self::Never,
        }
    }
}

/// A stage as the search sees it.
#[derive(Clone, Debug)]
pub(crate) struct Line<N> {
    /// Its position in [`Setting::stages`].
    pub(crate) stage: usize,
    /// Its steps.
    pub(crate) steps: u64,
    /// What must be done before.
    pub(crate) after: u64,
    /// Whether it is an escrow.
    pub(crate) is_escrow: bool,
    /// Per owner the greater of its needs.
    pub(crate) needs: Vec<(usize, N)>,
}

/// A setting in whole numbers.
#[derive(Clone, Debug)]
pub(crate) struct Table<N> {
    /// How many steps.
    pub(crate) steps: usize,
    /// Per party the whole gain.
    pub(crate) gain: Vec<N>,
    /// Per party and step what it banks.
    pub(crate) banked: Vec<Vec<N>>,
    /// Per party and step the net cost of revoking it; free if it cannot.
    pub(crate) revoking: Vec<Vec<N>>,
    /// Per party the least cost of revoking what was in force at the start; free if it cannot.
    pub(crate) held: Vec<N>,
    /// Per step what must be done before.
    pub(crate) after: Vec<u64>,
    /// The stages that some stake allows and whose prerequisites can be met.
    pub(crate) lines: Vec<Line<N>>,
    /// The unit: 1 / scale.
    pub(crate) scale: BigInt,
}

/// A setting in the smallest kind of number that is exact for it.
#[derive(Clone, Debug)]
pub(crate) enum Scaled {
    Short(Table<f32>),
    Double(Table<f64>),
    Long(Table<i128>),
    Large(Table<Large>),
}

/// Runs the same expression on whatever kind of table it is.
macro_rules! on {
    ($scaled:expr, $table:ident => $what:expr) => {
        match $scaled {
            $crate::roadmap::scale::Scaled::Short($table) => $what,
            $crate::roadmap::scale::Scaled::Double($table) => $what,
            $crate::roadmap::scale::Scaled::Long($table) => $what,
            $crate::roadmap::scale::Scaled::Large($table) => $what,
        }
    };
}
pub(crate) use on;

impl Scaled {
    /// Of a setting.
    pub(crate) fn of(setting: &Setting<'_>) -> Self {
        let scale = scale(setting);
        let whole = |ratio: &Ratio| ratio.numer() * (&scale / ratio.denom());
        let parties = 0..setting.deal.parties;
        let widest = |rows: &[Vec<Ratio>], i: usize| rows[i].iter().map(|k| whole(k).abs()).sum();
        let sums = parties.map(|i| {
            let all: BigInt = widest(&setting.stakes.banked, i);
            all + whole(&setting.stakes.gain[i]).abs()
        });
        let needs = setting.stages.iter().flat_map(|stage| &stage.demands);
        let needs = needs.filter_map(|demand| demand.need.as_ref());
        let costs = setting.revoking.iter().flatten().flatten();
        let most = |numbers: &mut dyn Iterator<Item = &Ratio>| {
            numbers.map(|number| whole(number).abs()).max().unwrap_or_default()
        };
        let bound: BigInt =
            sums.max().unwrap_or_default() + most(&mut { needs }) + most(&mut { costs });
        match bound.bits() {
            0..=23 => Self::Short(Table::of(setting, scale)),
            24..=52 => Self::Double(Table::of(setting, scale)),
            53..=124 => Self::Long(Table::of(setting, scale)),
            _ => Self::Large(Table::of(setting, scale)),
        }
    }
}

impl Scaled {
    /// What is left of it once the steps of `start` are in force.
    pub(crate) fn from(&self, start: u64) -> Self {
        match self {
            Self::Short(table) => Self::Short(table.from(start)),
            Self::Double(table) => Self::Double(table.from(start)),
            Self::Long(table) => Self::Long(table.from(start)),
            Self::Large(table) => Self::Large(table.from(start)),
        }
    }
}

/// The common denominator.
fn scale(setting: &Setting<'_>) -> BigInt {
    let stakes = &setting.stakes;
    let needs = setting.stages.iter().flat_map(|stage| &stage.demands);
    let needs = needs.filter_map(|demand| demand.need.as_ref());
    let costs = setting.revoking.iter().flatten().flatten();
    let numbers =
        stakes.gain.iter().chain(stakes.banked.iter().flatten()).chain(needs).chain(costs);
    numbers.fold(BigInt::one(), |scale, number| {
        let missing = Ratio::new(scale.clone(), number.denom().clone());
        scale * missing.denom()
    })
}

impl<N: Number> Table<N> {
    fn of(setting: &Setting<'_>, scale: BigInt) -> Self {
        let number = |ratio: &Ratio| N::of(&(ratio.numer() * (&scale / ratio.denom())));
        let rows = |rows: &[Vec<Ratio>]| -> Vec<Vec<N>> {
            rows.iter().map(|row| row.iter().map(number).collect()).collect()
        };
        let steps = &setting.deal.steps;
        let after: Vec<u64> = steps.iter().map(|step| set(&step.after)).collect();
        let line = |(stage, taken): (usize, &super::Taken)| {
            let mut needs: Vec<(usize, N)> = Vec::new();
            for demand in &taken.demands {
                let need = number(demand.need.as_ref()?);
                match needs.last_mut() {
                    Some((party, most)) if *party == demand.party => {
                        *most = most.clone().most(need);
                    }
                    _ => needs.push((demand.party, need)),
                }
            }
            let own = set(&taken.steps);
            let after = taken.steps.iter().fold(0, |all, &s| all | after[s]);
            let is_escrow = taken.is_escrow;
            (own & after == 0).then_some(Line { stage, steps: own, after, is_escrow, needs })
        };
        let lines = setting.stages.iter().enumerate().filter_map(line).collect();
        let cost = |cost: &Option<Ratio>| cost.as_ref().map_or_else(N::free, number);
        Self {
            steps: steps.len(),
            gain: setting.stakes.gain.iter().map(number).collect(),
            banked: rows(&setting.stakes.banked),
            revoking: setting.revoking.iter().map(|row| row.iter().map(cost).collect()).collect(),
            held: vec![N::free(); setting.deal.parties],
            after: after.clone(),
            lines,
            scale: scale.clone(),
        }
    }

    /// What is left of it once the steps of `start` are in force: a table of the others, in their order.
    ///
    /// Stakes begin at what they are there, and what is in force can still be revoked. What should have come before
    /// a step in force no longer can. Cost: the size of the table.
    pub(crate) fn from(&self, start: u64) -> Self {
        if start == 0 {
            return self.clone();
        }
        let rest: Vec<usize> = members(self.all() & !start).collect();
        let squeeze = |set: u64| {
            let places = rest.iter().enumerate().filter(|(_, s)| set & (1 << **s) != 0);
            places.fold(0_u64, |all, (place, _)| all | 1 << place)
        };
        let row = |row: &Vec<N>| -> Vec<N> { rest.iter().map(|&s| row[s].clone()).collect() };
        let stake = |(gain, banked): (&N, &Vec<N>)| {
            members(start).fold(gain.clone(), |stake, s| stake.minus(&banked[s]))
        };
        let held = |(held, costs): (&N, &Vec<N>)| {
            members(start).fold(held.clone(), |least, s| least.least(costs[s].clone()))
        };
        let line = |line: &Line<N>| Line {
            steps: squeeze(line.steps),
            after: squeeze(line.after),
            ..line.clone()
        };
        Self {
            steps: rest.len(),
            gain: self.gain.iter().zip(&self.banked).map(stake).collect(),
            banked: self.banked.iter().map(row).collect(),
            revoking: self.revoking.iter().map(row).collect(),
            held: self.held.iter().zip(&self.revoking).map(held).collect(),
            after: rest.iter().map(|&s| squeeze(self.after[s])).collect(),
            lines: self.lines.iter().filter(|line| line.steps & start == 0).map(line).collect(),
            scale: self.scale.clone(),
        }
    }

    /// A number of the search in units of worth.
    pub(crate) fn slack(&self, number: &N) -> Slack {
        match number.whole() {
            Some(whole) => Slack::By(Ratio::new(whole, self.scale.clone())),
            None if *number < N::of(&BigInt::zero()) => Slack::Never,
            None => Slack::Free,
        }
    }

    /// What a slack must not be below.
    pub(crate) fn zero(&self) -> N {
        N::of(&BigInt::zero())
    }

    /// Everything done.
    pub(crate) fn all(&self) -> u64 {
        all(self.steps)
    }
}

/// The set of the first `count` steps.
pub(crate) fn all(count: usize) -> u64 {
    if count >= 64 { u64::MAX } else { (1 << count) - 1 }
}

/// The set of these steps.
pub(crate) fn set(steps: &[usize]) -> u64 {
    steps.iter().fold(0, |all, &s| all | 1 << s)
}

/// The stakes of all parties at any state: a sum over a few tables of partial sums.
#[derive(Debug)]
pub(crate) struct Sums<'a, N> {
    table: &'a Table<N>,
    /// Per party and eight steps, per set of these: banked in all.
    parts: Vec<Vec<Vec<N>>>,
}

impl<'a, N: Number> Sums<'a, N> {
    /// Of a table. Cost: 256 sums per party and eight steps.
    pub(crate) fn of(table: &'a Table<N>) -> Self {
        let zero = N::of(&BigInt::zero());
        let part = |steps: &[N]| {
            let mut sums = vec![zero.clone()];
            for step in steps {
                let with: Vec<N> = sums.iter().map(|sum| sum.plus(step)).collect();
                sums.extend(with);
            }
            sums
        };
        let parts = table.banked.iter().map(|row| row.chunks(8).map(part).collect()).collect();
        Self { table, parts }
    }

    /// The stake of party `i` with `done` done.
    pub(crate) fn stake(&self, i: usize, done: u64) -> N {
        let mut stake = self.table.gain[i].clone();
        let mut left = done;
        for part in &self.parts[i] {
            stake = stake.minus(&part[(left & 0xff) as usize]);
            left >>= 8;
        }
        stake
    }

    /// The least slack of what keeps `done` in force.
    pub(crate) fn kept(&self, done: u64) -> N {
        let mut least = N::free();
        for (i, costs) in self.table.revoking.iter().enumerate() {
            let held = self.table.held[i].clone();
            let cheapest = members(done).map(|s| costs[s].clone()).fold(held, N::least);
            if cheapest < N::free() {
                least = least.least(self.stake(i, done).plus(&cheapest));
            }
        }
        least
    }

    /// The least slack of a stage with `done` done.
    pub(crate) fn taken(&self, line: &Line<N>, done: u64) -> N {
        let slacks = line.needs.iter().map(|(i, need)| self.stake(*i, done).minus(need));
        slacks.reduce(N::least).unwrap_or_else(N::free)
    }
}

impl<N> Line<N> {
    /// Whether it may come next.
    pub(crate) fn may_follow(&self, done: u64) -> bool {
        self.steps & done == 0 && self.after & !done == 0
    }
}
