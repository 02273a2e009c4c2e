//! What packages are worth to a party with values: the lines in force as whole numbers.
//!
//! **Definition.** The worth of a package is the sum of what its lines in force say of it: weight times
//! points for a term, the worth of a condition if the package meets it. Where the file gives a range,
//! comparisons use its middle; *surely* and *possibly* mean under every, or some, choice of numbers
//! from the ranges, each independent of the others. What a line says alike of two packages cancels in
//! their comparison, whatever its range.
//!
//! **Exactness.** All numbers are decimals, so their worths have a common denominator: everything is
//! scaled to whole numbers, and ties are ties. Where the numbers do not fit (more than about 18 digits
//! between the smallest difference and the largest sum), they are rounded and [`Worths::exact`] is false.

mod fraction;
mod number;
mod problem;
pub(crate) mod rows;

pub use fraction::Fraction;
pub use problem::{Reading, Scaled, TooWide, problem, split};

use crate::preference::{ActiveLine, Verdict};
use crate::table::function::support;
use detente_scenario::model::{Points, Preference, Scale, Valuation, Worth};
use detente_scenario::{Amount, Expr, OptionId, PartyId, Scenario, TermId};
use detente_values::problem::MOST;
use number::{Number, Range};

/// Most settings of a condition's terms that are tabulated; the condition of a wider line is evaluated
/// package by package.
pub(crate) const SETTINGS: usize = 1 << 20;

/// A number known up to a range, in whole units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// The least it may be.
    pub low: i64,
    /// The middle.
    pub middle: i64,
    /// The most it may be.
    pub high: i64,
}

/// What packages are worth to one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worths {
    /// The lines in force, in file order; copied ones last.
    pub lines: Vec<LineWorth>,
    /// What one whole unit is worth on the party's own scale.
    pub unit: Fraction,
    /// Whether the whole numbers are exactly what the file says.
    pub exact: bool,
    /// What no deal is worth, where that is said as a number.
    pub no_deal: Option<Interval>,
    /// Whether some number is a range.
    pub ranged: bool,
}

/// What one line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineWorth {
    /// In whose list it stands: another party's, if it is copied.
    pub owner: PartyId,
    /// Which line of that list, and which version.
    pub line: ActiveLine,
    /// The line of the party's own list: the same, or the one that copies it.
    pub own: ActiveLine,
    /// What it says of packages.
    pub says: Says<OptionWorth, Interval>,
}

/// What a line says of packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says<O, W> {
    /// Something of each option of a term.
    Options(TermId, Vec<O>),
    /// This much of what meets a condition, which reads these terms, ascending.
    When(Expr, Vec<TermId>, W),
}

/// What an option is worth. If its weight is a range, both ends of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OptionWorth {
    /// In the middle of all ranges.
    pub middle: i64,
    /// Under the least weight: with the fewest and the most points.
    pub least: (i64, i64),
    /// Under the largest weight: with the fewest and the most points.
    pub most: (i64, i64),
}

impl OptionWorth {
    /// The whole range.
    #[must_use]
    pub fn range(self) -> Interval {
        Interval {
            low: self.least.0.min(self.most.0),
            middle: self.middle,
            high: self.least.1.max(self.most.1),
        }
    }

    /// The least and the most by which it may be worth more than `other`, another option.
    pub(crate) fn over(self, other: Self) -> (i64, i64) {
        let least = (self.least.0 - other.least.1, self.least.1 - other.least.0);
        let most = (self.most.0 - other.most.1, self.most.1 - other.most.0);
        (least.0.min(most.0), least.1.max(most.1))
    }
}

impl Worths {
    /// The worths by `lines`, each with the party in whose list it stands.
    pub(crate) fn compile(scenario: &Scenario, party: PartyId, lines: &[Stands]) -> Self {
        let no_deal = scenario.party(party).no_deal_worth;
        let exactly = drafts::<Fraction>(scenario, lines, no_deal).and_then(scaled);
        exactly.unwrap_or_else(|| drafts(scenario, lines, no_deal).map_or_else(Self::none, rounded))
    }

    /// Nothing is worth anything.
    fn none() -> Self {
        Self { lines: Vec::new(), unit: Fraction::ONE, exact: false, no_deal: None, ranged: false }
    }

    /// What `package` is worth, in the middle of all ranges.
    #[must_use]
    pub fn worth(&self, scenario: &Scenario, package: &[OptionId]) -> i64 {
        self.lines.iter().map(|line| line.worth(scenario, package).middle).sum()
    }

    /// The least, middle and most that `package` may be worth.
    #[must_use]
    pub fn range(&self, scenario: &Scenario, package: &[OptionId]) -> Interval {
        self.lines.iter().map(|line| line.worth(scenario, package)).fold(
            Interval::default(),
            |sum, worth| Interval {
                low: sum.low + worth.low,
                middle: sum.middle + worth.middle,
                high: sum.high + worth.high,
            },
        )
    }

    /// The least and the most by which `package` may be worth more than `reference`.
    #[must_use]
    pub fn gain(
        &self,
        scenario: &Scenario,
        package: &[OptionId],
        reference: &[OptionId],
    ) -> (i64, i64) {
        let gains = self.lines.iter().map(|line| line.gain(scenario, package, reference));
        gains.fold((0, 0), |(low, high), gain| (low + gain.0, high + gain.1))
    }

    /// How the party compares `package` with `reference`, or with what no deal is worth where that is a
    /// number.
    #[must_use]
    pub fn verdict(
        &self,
        scenario: &Scenario,
        package: &[OptionId],
        no_deal: &[OptionId],
    ) -> Verdict {
        let (in_order, low, high) = match self.no_deal {
            Some(number) => {
                let worth = self.range(scenario, package);
                let (low, high) = (worth.low - number.high, worth.high - number.low);
                (worth.middle.cmp(&number.middle), low, high)
            }
            None => {
                let (low, high) = self.gain(scenario, package, no_deal);
                let worth = |package| self.worth(scenario, package);
                (worth(package).cmp(&worth(no_deal)), low, high)
            }
        };
        Verdict { in_order, possibly_better: high > 0, possibly_worse: low < 0 }
    }

    /// The line of the own list that says most for the way in which two packages compare; nothing if they
    /// are worth the same.
    #[must_use]
    pub fn deciding(
        &self,
        scenario: &Scenario,
        package: &[OptionId],
        reference: &[OptionId],
    ) -> Option<ActiveLine> {
        let says = |line: &LineWorth, package| line.worth(scenario, package).middle;
        let differences: Vec<i64> =
            self.lines.iter().map(|line| says(line, package) - says(line, reference)).collect();
        let sign = differences.iter().sum::<i64>().signum();
        // Of several that say the same, the first.
        let most = differences.iter().map(|difference| difference * sign).max()?;
        let at = differences.iter().position(|difference| difference * sign == most)?;
        (sign != 0).then(|| self.lines[at].own)
    }

    /// The largest magnitude that a sum over the lines, with what no deal is worth, can have.
    fn most(&self) -> u64 {
        let number = self.no_deal.map_or(0, |w| w.low.unsigned_abs().max(w.high.unsigned_abs()));
        self.lines.iter().fold(number, |most, line| most.saturating_add(line.most()))
    }

    /// Whether sums times `factor` keep within bounds. Gains over no deal are differences, so half of what
    /// sums may be is kept free.
    fn fits(&self, factor: u64) -> bool {
        self.most().checked_mul(factor).is_some_and(|most| most <= MOST.unsigned_abs() / 2)
    }

    /// By how many binary digits whole units times `factor` could be refined without a sum that overflows.
    fn spare_bits_beyond(&self, factor: u64) -> u32 {
        let most = self.most().saturating_mul(factor);
        (MOST.unsigned_abs() / 2 / most.max(1)).max(1).ilog2()
    }

    /// A number of whole units on the party's own scale.
    #[must_use]
    pub fn value(&self, units: i64) -> Fraction {
        let units = Fraction::new(i128::from(units), 1);
        units.and_then(|units| units.times(self.unit)).unwrap_or(Fraction::ZERO)
    }
}

impl LineWorth {
    /// What it says of `package`.
    #[must_use]
    pub fn worth(&self, scenario: &Scenario, package: &[OptionId]) -> Interval {
        match &self.says {
            Says::Options(term, options) => options[package[term.index()].index()].range(),
            Says::When(condition, _, worth) if scenario.holds(condition, package) => *worth,
            Says::When(..) => Interval::default(),
        }
    }

    /// The least and the most by which it may say more of `package` than of `reference`.
    #[must_use]
    pub fn gain(
        &self,
        scenario: &Scenario,
        package: &[OptionId],
        reference: &[OptionId],
    ) -> (i64, i64) {
        match &self.says {
            Says::Options(term, options) => {
                let (option, other) = (package[term.index()], reference[term.index()]);
                if option == other {
                    return (0, 0);
                }
                options[option.index()].over(options[other.index()])
            }
            Says::When(condition, _, worth) => when_gain(
                *worth,
                scenario.holds(condition, package),
                scenario.holds(condition, reference),
            ),
        }
    }

    /// The terms that it reads, ascending.
    #[must_use]
    pub fn terms(&self) -> &[TermId] {
        match &self.says {
            Says::Options(term, _) => std::slice::from_ref(term),
            Says::When(_, terms, _) => terms,
        }
    }

    /// The largest magnitude that it can say.
    fn most(&self) -> u64 {
        let of = |worth: Interval| worth.low.unsigned_abs().max(worth.high.unsigned_abs());
        match &self.says {
            Says::Options(_, options) => options.iter().map(|o| of(o.range())).max().unwrap_or(0),
            Says::When(_, _, worth) => of(*worth),
        }
    }
}

/// The least and the most by which meeting a condition may be worth more, by whether it is met.
fn when_gain(worth: Interval, met: bool, met_by_reference: bool) -> (i64, i64) {
    match (met, met_by_reference) {
        (true, false) => (worth.low, worth.high),
        (false, true) => (-worth.high, -worth.low),
        _ => (0, 0),
    }
}

/// An option in numbers that are not scaled yet, in the order of [`OptionWorth`].
type Five<N> = [N; 5];

/// Where a line stands: in whose list, which line of it, and which line of the own list.
pub(crate) type Stands = (PartyId, ActiveLine, ActiveLine);

/// A line in numbers that are not scaled yet.
type DraftLine<N> = (Stands, Says<Five<N>, Range<N>>);

/// Lines, and what no deal is worth, in numbers that are not scaled yet.
struct Drafts<N> {
    lines: Vec<DraftLine<N>>,
    no_deal: Option<Range<N>>,
    ranged: bool,
}

fn drafts<N: Number>(
    scenario: &Scenario,
    lines: &[Stands],
    no_deal: Option<Amount>,
) -> Option<Drafts<N>> {
    let mut ranged = false;
    let mut drafted = Vec::with_capacity(lines.len());
    let mut range = |amount: Amount| -> Option<Range<N>> {
        ranged |= amount.is_range();
        Range::of(amount)
    };
    for &(owner, line, own) in lines {
        let Some(valuation) = valuation(scenario, owner, line) else { continue };
        let says = match &valuation.worth {
            Worth::Options { term, points, scale } => {
                let options = scenario.term(*term).options.len();
                Says::Options(*term, options_of(options, points, *scale, &mut range)?)
            }
            Worth::When { condition, worth, out_of } => {
                let terms = support(scenario, &condition.expr).unwrap_or_default();
                let mut worth = range(*worth)?;
                if let Some(out_of) = out_of {
                    worth = worth.over(N::of(*out_of)?)?;
                }
                Says::When(condition.expr.clone(), terms, worth)
            }
            Worth::Like(_) => continue,
        };
        drafted.push(((owner, line, own), says));
    }
    let no_deal = match no_deal {
        Some(amount) => Some(range(amount)?),
        None => None,
    };
    Some(Drafts { lines: drafted, no_deal, ranged })
}

/// The valuation that a line in force is.
pub(crate) fn valuation(
    scenario: &Scenario,
    owner: PartyId,
    line: ActiveLine,
) -> Option<&Valuation> {
    match &scenario.party(owner).preference {
        Preference::Values(lines) => lines.get(line.line)?.versions.get(line.version),
        _ => None,
    }
}

fn options_of<N: Number>(
    options: usize,
    points: &Points,
    scale: Scale,
    range: &mut impl FnMut(Amount) -> Option<Range<N>>,
) -> Option<Vec<Five<N>>> {
    let mut given = vec![Range::exactly(N::whole(0)); options];
    match points {
        Points::Given(list) => {
            for (option, amount) in list {
                given[option.index()] = range(*amount)?;
            }
        }
        Points::BestFirst(groups) => {
            // Options that are not listed are the last group.
            let listed: usize = groups.iter().map(Vec::len).sum();
            let steps = groups.len() - usize::from(listed == options);
            for (group, options) in groups.iter().enumerate() {
                let height =
                    N::whole((steps - group) as i64).over(N::whole(steps.max(1) as i64))?;
                for option in options {
                    given[option.index()] = Range::exactly(height);
                }
            }
        }
    }
    let weight = match scale {
        Scale::Weight { weight, out_of } => {
            let weight = range(weight)?;
            match out_of {
                None => weight,
                Some(out_of) => weight.over(N::of(out_of)?)?,
            }
        }
        Scale::Swing(swing) => {
            let middles = given.iter().map(|points| points.middle);
            let (mut least, mut most) = (given.first()?.middle, given.first()?.middle);
            for middle in middles {
                least = if middle < least { middle } else { least };
                most = if middle > most { middle } else { most };
            }
            for points in &mut given {
                *points = points.minus(least)?;
            }
            range(swing)?.over(most.minus(least)?)?
        }
    };
    let of = |points: &Range<N>| -> Option<Five<N>> {
        Some([
            points.middle.times(weight.middle)?,
            points.low.times(weight.low)?,
            points.high.times(weight.low)?,
            points.low.times(weight.high)?,
            points.high.times(weight.high)?,
        ])
    };
    given.iter().map(of).collect()
}

impl<N: Number> Drafts<N> {
    /// Every number.
    fn numbers(&self) -> impl Iterator<Item = N> + '_ {
        let of_line = |(_, says): &DraftLine<N>| match says {
            Says::Options(_, options) => options.as_flattened().to_vec(),
            Says::When(_, _, worth) => worth.numbers().to_vec(),
        };
        let no_deal = self.no_deal.iter().flat_map(|range| range.numbers());
        self.lines.iter().flat_map(of_line).chain(no_deal)
    }

    /// The same in whole numbers; nothing if one has none, or if sums could overflow.
    fn whole(self, unit: Fraction, exact: bool, to: impl Fn(N) -> Option<i64>) -> Option<Worths> {
        let interval = |range: Range<N>| -> Option<Interval> {
            let [low, middle, high] = range.numbers().map(&to);
            Some(Interval { low: low?, middle: middle?, high: high? })
        };
        let option = |five: Five<N>| -> Option<OptionWorth> {
            let [middle, a, b, c, d] = five.map(&to);
            Some(OptionWorth { middle: middle?, least: (a?, b?), most: (c?, d?) })
        };
        let mut lines = Vec::with_capacity(self.lines.len());
        for ((owner, line, own), says) in self.lines {
            let says = match says {
                Says::Options(term, options) => {
                    Says::Options(term, options.into_iter().map(option).collect::<Option<_>>()?)
                }
                Says::When(condition, terms, worth) => {
                    Says::When(condition, terms, interval(worth)?)
                }
            };
            lines.push(LineWorth { owner, line, own, says });
        }
        let no_deal = match self.no_deal {
            Some(range) => Some(interval(range)?),
            None => None,
        };
        let worths = Worths { lines, unit, exact, no_deal, ranged: self.ranged };
        worths.fits(1).then_some(worths)
    }
}

/// The numbers times their common denominator, divided by what all of them have in common.
fn scaled(drafts: Drafts<Fraction>) -> Option<Worths> {
    let mut denominator = 1_i128;
    for number in drafts.numbers() {
        let common = fraction::gcd(denominator.unsigned_abs(), number.denominator().unsigned_abs());
        denominator = denominator.checked_mul(number.denominator() / common as i128)?;
    }
    let times =
        |number: Fraction| number.numerator().checked_mul(denominator / number.denominator());
    let mut divisor = 0_u128;
    for number in drafts.numbers() {
        let number = times(number)?.unsigned_abs();
        divisor = if divisor == 0 { number } else { fraction::gcd(divisor, number) };
    }
    let divisor = i128::try_from(divisor.max(1)).ok()?;
    let unit = Fraction::new(divisor, denominator)?;
    drafts.whole(unit, true, |number| i64::try_from(times(number)? / divisor).ok())
}

/// The numbers rounded to the last digit that a double-precision sum still holds.
fn rounded(drafts: Drafts<f64>) -> Worths {
    let most = drafts.numbers().fold(0.0_f64, |most, number| most.max(number.abs()));
    let all = most * (drafts.lines.len() + 1) as f64;
    // So that sums stay below 2^52.
    let digits = (52.0 * std::f64::consts::LOG10_2 - all.max(f64::MIN_POSITIVE).log10()).floor();
    let digits = digits.clamp(-37.0, 37.0) as i32;
    let power = 10_i128.pow(digits.unsigned_abs());
    let unit = if digits >= 0 { Fraction::new(1, power) } else { Fraction::new(power, 1) };
    let factor = 10_f64.powi(digits);
    let whole = |number: f64| Some((number * factor).round() as i64);
    let unit = unit.unwrap_or(Fraction::ONE);
    drafts.whole(unit, false, whole).unwrap_or_else(Worths::none)
}
