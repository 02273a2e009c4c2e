//! A case as a problem of sums: what `detente-values` calculates with.

use super::{Fraction, Interval, LineWorth, OptionWorth, Says, Worths};
use crate::case::Case;
use crate::draws::Stream;
use crate::table::function::support;
use detente_scenario::model::Line;
use detente_scenario::{Expr, OptionId, PartyId, RuleId, Scenario, TermId};
use detente_values::{Problem, Rule, Worth};
use rustc_hash::FxHashMap;

/// Most entries of all tables together.
const ENTRIES: usize = 1 << 24;

/// A line that reads too many terms for a table of its settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooWide {
    /// Which line.
    pub line: Line,
    /// How many terms it reads.
    pub terms: usize,
    /// How many settings of them a table may have.
    pub limit: usize,
}

/// Which numbers of the ranges count.
#[derive(Clone, Copy, Debug)]
pub enum Reading<'p> {
    /// The middle of each.
    Middle,
    /// The least gain over a package; over no deal if there is none.
    Least(Option<&'p [OptionId]>),
    /// The largest gain over a package; over no deal if there is none.
    Most(Option<&'p [OptionId]>),
    /// Numbers drawn evenly from all ranges, by the number of the draw.
    Draw(u64),
}

/// A problem in whole units that all parties have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaled {
    /// The problem.
    pub problem: Problem,
    /// What one unit is worth on every party's scale.
    pub unit: Fraction,
    /// Whether the whole numbers are exactly what the file says.
    pub exact: bool,
}

impl Scaled {
    /// A number of whole units as a value.
    #[must_use]
    pub fn value(&self, units: i64) -> Fraction {
        let units = Fraction::new(i128::from(units), 1);
        units.and_then(|units| units.times(self.unit)).unwrap_or(Fraction::ZERO)
    }
}

/// The packages of `case` and what they are worth to `parties`, all of which give values, in their order.
///
/// Under [`Reading::Middle`] and [`Reading::Draw`] worths are those of the packages. Under the others they
/// are gains over the reference, and no deal is worth nothing unless it is a number.
///
/// # Errors
/// [`TooWide`] names a rule or line whose table would be too large. Cost: the sizes of the tables.
pub fn problem(
    case: &Case<'_>,
    parties: &[PartyId],
    reading: Reading<'_>,
) -> Result<Scaled, TooWide> {
    let scenario = case.scenario;
    let common = Common::of(case, parties, matches!(reading, Reading::Draw(_)));
    let mut builder = Builder {
        scenario,
        parties: parties.len(),
        entries: 0,
        worths: Vec::new(),
        places: FxHashMap::default(),
    };
    let mut no_deal = Vec::with_capacity(parties.len());
    for (at, &party) in parties.iter().enumerate() {
        // Whoever asks has seen to it that all of them give values.
        let Some(worths) = case.preference(party).worths() else {
            no_deal.push(None);
            continue;
        };
        let own = scenario.no_deal(party);
        let reference = match reading {
            Reading::Middle => Reference { how: How::Middle, package: &own },
            Reading::Least(package) => {
                Reference { how: How::Least, package: package.unwrap_or(&own) }
            }
            Reading::Most(package) => {
                Reference { how: How::Most, package: package.unwrap_or(&own) }
            }
            Reading::Draw(draw) => {
                let bits = common.draw_bits;
                Reference { how: How::Draw { draw, party, bits }, package: &own }
            }
        };
        // A number that no deal is worth has no options in which a package could be like it.
        let against_number = worths.no_deal.filter(|_| match reading {
            Reading::Least(package) | Reading::Most(package) => package.is_none(),
            Reading::Middle | Reading::Draw(_) => true,
        });
        let mut base = 0;
        for (number, line) in worths.lines.iter().enumerate() {
            let how = reference.line(number, against_number.is_some());
            base += builder.line(at, line, &how, &own, &common.factors[at])?;
        }
        no_deal.push(Some(match against_number {
            Some(number) => common.factors[at].apply(reference.number(number)),
            None => base,
        }));
    }
    let rules = rules(case)?;
    let sizes = scenario.terms.iter().map(|term| term.options.len()).collect();
    let problem = Problem { sizes, parties: parties.len(), worths: builder.worths, rules, no_deal };
    debug_assert!(problem.is_sound());
    Ok(Scaled { problem, unit: common.unit, exact: common.exact })
}

/// The problem of `scaled`, made for these `parties`, with what line `number` of the party at position `at` says taken
/// from that party and given to one more, behind all others; nothing if the line is too wide. What no deal owes to the line
/// is the no deal of that party; nothing if no deal is a number.
#[must_use]
pub fn split(
    case: &Case<'_>,
    parties: &[PartyId],
    scaled: &Scaled,
    at: usize,
    number: usize,
) -> Option<Problem> {
    let common = Common::of(case, parties, false);
    let worths = case.preference(parties[at]).worths()?;
    let own = case.scenario.no_deal(parties[at]);
    let all = parties.len() + 1;
    let mut builder = Builder {
        scenario: case.scenario,
        parties: all,
        entries: 0,
        worths: Vec::new(),
        places: FxHashMap::default(),
    };
    let how = OfLine { how: How::Middle, over: None, number };
    let line = worths.lines.get(number)?;
    let no_deal = builder.line(all - 1, line, &how, &own, &common.factors[at]).ok()?;
    for worth in &mut builder.worths {
        for entry in worth.entries.chunks_exact_mut(all) {
            entry[at] = -entry[all - 1];
        }
    }
    let widened = scaled.problem.worths.iter().map(|worth| Worth {
        terms: worth.terms.clone(),
        entries: worth
            .entries
            .chunks_exact(all - 1)
            .flat_map(|entry| entry.iter().copied().chain([0]))
            .collect(),
    });
    let mut no_deals = scaled.problem.no_deal.clone();
    no_deals.push(worths.no_deal.is_none().then_some(no_deal));
    Some(Problem {
        sizes: scaled.problem.sizes.clone(),
        parties: all,
        worths: widened.chain(builder.worths).collect(),
        rules: scaled.problem.rules.clone(),
        no_deal: no_deals,
    })
}

/// What the whole numbers of each party are multiplied with, so that all are in the same unit: gains of
/// different parties are compared and added by some solutions.
struct Common {
    unit: Fraction,
    factors: Vec<Factor>,
    exact: bool,
    /// By how many binary digits a draw is finer.
    draw_bits: u32,
}

#[derive(Clone, Copy)]
enum Factor {
    Whole(i64),
    Rounded(f64),
}

impl Factor {
    fn apply(self, number: i64) -> i64 {
        match self {
            Self::Whole(factor) => number * factor,
            Self::Rounded(factor) => (number as f64 * factor).round() as i64,
        }
    }
}

impl Common {
    fn of(case: &Case<'_>, parties: &[PartyId], drawn: bool) -> Self {
        let worths: Vec<&Worths> =
            parties.iter().filter_map(|&party| case.preference(party).worths()).collect();
        let exact = worths.iter().all(|worths| worths.exact);
        let whole = Self::whole(&worths).map(|(unit, factors)| {
            let factors = factors.into_iter().map(Factor::Whole).collect();
            Self { unit, factors, exact, draw_bits: 0 }
        });
        let mut common = whole.unwrap_or_else(|| Self::rounded(&worths));
        if drawn && worths.iter().any(|worths| worths.ranged) {
            // Draws lie between whole units, so those are made finer as far as sums allow.
            let spare = worths.iter().zip(&common.factors).map(|(worths, factor)| {
                worths.spare_bits_beyond(match factor {
                    Factor::Whole(factor) => factor.unsigned_abs(),
                    Factor::Rounded(factor) => factor.abs().ceil() as u64,
                })
            });
            common.draw_bits = spare.min().unwrap_or(0).min(20);
            let finer = Fraction::new(1, 1 << common.draw_bits);
            common.unit = finer.and_then(|finer| common.unit.times(finer)).unwrap_or(common.unit);
        }
        common
    }

    /// The largest unit of which the units of all are multiples, if sums in it do not overflow.
    fn whole(worths: &[&Worths]) -> Option<(Fraction, Vec<i64>)> {
        let mut unit: Option<Fraction> = None;
        for worths in worths {
            unit = Some(match unit {
                None => worths.unit,
                Some(unit) => unit.common(worths.unit)?,
            });
        }
        let unit = unit.unwrap_or(Fraction::ONE);
        let factor = |worths: &&Worths| {
            let factor = i64::try_from(worths.unit.over(unit)?.numerator()).ok()?;
            worths.fits(factor.unsigned_abs()).then_some(factor)
        };
        Some((unit, worths.iter().map(factor).collect::<Option<_>>()?))
    }

    /// A decimal unit in which the largest sum has some fifteen digits.
    fn rounded(worths: &[&Worths]) -> Self {
        let largest = worths.iter().map(|w| w.unit.to_f64() * w.most() as f64).fold(0.0, f64::max);
        let digits = (14.0 - largest.max(f64::MIN_POSITIVE).log10()).floor().clamp(-30.0, 30.0);
        let power = 10_i128.pow(digits.abs() as u32);
        let unit = if digits >= 0.0 { Fraction::new(1, power) } else { Fraction::new(power, 1) };
        let unit = unit.unwrap_or(Fraction::ONE);
        let factor = |w: &&Worths| Factor::Rounded(w.unit.to_f64() / unit.to_f64());
        Self { unit, factors: worths.iter().map(factor).collect(), exact: false, draw_bits: 0 }
    }
}

#[derive(Clone, Copy)]
enum How {
    Middle,
    Least,
    Most,
    Draw { draw: u64, party: PartyId, bits: u32 },
}

struct Reference<'p> {
    how: How,
    package: &'p [OptionId],
}

/// How to read one line.
struct OfLine<'p> {
    how: How,
    /// Gains are over this package, unless no deal is a number.
    over: Option<&'p [OptionId]>,
    number: usize,
}

impl Reference<'_> {
    fn line(&self, number: usize, against_number: bool) -> OfLine<'_> {
        let gains = matches!(self.how, How::Least | How::Most) && !against_number;
        OfLine { how: self.how, over: gains.then_some(self.package), number }
    }

    /// What no deal is worth, where it is a number.
    fn number(&self, number: Interval) -> i64 {
        match self.how {
            How::Middle => number.middle,
            // Against a package that is worth little, no deal is worth much.
            How::Least => number.high,
            How::Most => number.low,
            How::Draw { draw, party, bits } => {
                let mut stream = Stream::of(draw, party, usize::MAX);
                between(number.low, number.high, stream.part(), bits)
            }
        }
    }
}

/// The number at `part` (of 2^32) of the way from `low` to `high`, in 2^`bits`-ths.
fn between(low: i64, high: i64, part: u64, bits: u32) -> i64 {
    let wide = i128::from(high - low) * i128::from(part);
    (i128::from(low) << bits) as i64 + ((wide << bits) >> 32) as i64
}

impl OfLine<'_> {
    /// What each option says, and no deal's own among them.
    fn options(&self, term: TermId, options: &[OptionWorth]) -> Vec<i64> {
        match (self.how, self.over) {
            (How::Middle, _) => options.iter().map(|option| option.middle).collect(),
            (How::Draw { draw, party, bits }, _) => {
                let mut stream = Stream::of(draw, party, self.number);
                let weight = stream.part();
                let drawn = |option: &OptionWorth| {
                    let part = stream.part();
                    let least = between(option.least.0, option.least.1, part, bits);
                    let most = between(option.most.0, option.most.1, part, bits);
                    between(least, most, weight, 0)
                };
                options.iter().map(drawn).collect()
            }
            (how, Some(package)) => {
                let own = package[term.index()].index();
                let gain = |(at, option): (usize, &OptionWorth)| {
                    if at == own {
                        return 0;
                    }
                    let (least, most) = option.over(options[own]);
                    if matches!(how, How::Least) { least } else { most }
                };
                options.iter().enumerate().map(gain).collect()
            }
            (how, None) => {
                let end = |option: &OptionWorth| {
                    let range = option.range();
                    if matches!(how, How::Least) { range.low } else { range.high }
                };
                options.iter().map(end).collect()
            }
        }
    }

    /// What meeting a condition says, and what not meeting it does.
    fn when(&self, scenario: &Scenario, condition: &Expr, worth: Interval) -> (i64, i64) {
        match (self.how, self.over) {
            (How::Middle, _) => (worth.middle, 0),
            (How::Draw { draw, party, bits }, _) => {
                let mut stream = Stream::of(draw, party, self.number);
                (between(worth.low, worth.high, stream.part(), bits), 0)
            }
            (how, Some(package)) => {
                let own = scenario.holds(condition, package);
                let end = |met| {
                    let (least, most) = super::when_gain(worth, met, own);
                    if matches!(how, How::Least) { least } else { most }
                };
                (end(true), end(false))
            }
            (How::Least, None) => (worth.low, 0),
            (_, None) => (worth.high, 0),
        }
    }
}

struct Builder<'s> {
    scenario: &'s Scenario,
    parties: usize,
    entries: usize,
    worths: Vec<Worth>,
    /// Where the table over some terms stands.
    places: FxHashMap<Vec<usize>, usize>,
}

impl Builder<'_> {
    /// Adds what `line` says to the party at position `at`; what it says of `own`, its no deal.
    fn line(
        &mut self,
        at: usize,
        line: &LineWorth,
        how: &OfLine<'_>,
        own: &[OptionId],
        factor: &Factor,
    ) -> Result<i64, TooWide> {
        match &line.says {
            Says::Options(term, options) => {
                let values = how.options(*term, options).into_iter().map(|v| factor.apply(v));
                let values: Vec<i64> = values.collect();
                let parties = self.parties;
                let table = self.table(&[*term], values.len());
                for (option, value) in values.iter().enumerate() {
                    table[option * parties + at] += value;
                }
                Ok(values[own[term.index()].index()])
            }
            Says::When(condition, terms, worth) => {
                let (met, unmet) = how.when(self.scenario, condition, *worth);
                let (met, unmet) = (factor.apply(met), factor.apply(unmet));
                let settings = settings(self.scenario, terms)
                    .filter(|&settings| settings * self.parties + self.entries <= ENTRIES);
                let Some(settings) = settings else {
                    let line = Line::Priority { party: line.owner, line: line.line.line };
                    return Err(TooWide { line, terms: terms.len(), limit: super::SETTINGS });
                };
                let truths = truths(self.scenario, condition, terms);
                let parties = self.parties;
                let table = self.table(terms, settings);
                for (entry, truth) in truths.into_iter().enumerate() {
                    table[entry * parties + at] += if truth { met } else { unmet };
                }
                Ok(if self.scenario.holds(condition, own) { met } else { unmet })
            }
        }
    }

    /// The table over `terms`.
    fn table(&mut self, terms: &[TermId], settings: usize) -> &mut [i64] {
        let terms: Vec<usize> = terms.iter().map(|term| term.index()).collect();
        let at = *self.places.entry(terms).or_insert_with_key(|terms| {
            self.entries += settings * self.parties;
            let entries = vec![0; settings * self.parties];
            self.worths.push(Worth { terms: terms.clone(), entries });
            self.worths.len() - 1
        });
        &mut self.worths[at].entries
    }
}

/// How many settings `terms` have, if a table may have so many.
fn settings(scenario: &Scenario, terms: &[TermId]) -> Option<usize> {
    let sizes = terms.iter().map(|&term| scenario.term(term).options.len());
    sizes
        .into_iter()
        .try_fold(1_usize, |product, size| product.checked_mul(size))
        .filter(|&settings| settings <= super::SETTINGS)
}

/// The truth of `condition` for every setting of `terms`, which are those that it reads.
///
/// The definition is [`Scenario::holds`] of each; here every part of the condition is evaluated for all
/// settings at once.
fn truths(scenario: &Scenario, condition: &Expr, terms: &[TermId]) -> Vec<bool> {
    let sizes: Vec<usize> = terms.iter().map(|&t| scenario.term(t).options.len()).collect();
    let settings = sizes.iter().product();
    let again = |part: &Expr| truths_of(scenario, part, terms, &sizes, settings);
    again(condition)
}

fn truths_of(
    scenario: &Scenario,
    part: &Expr,
    terms: &[TermId],
    sizes: &[usize],
    settings: usize,
) -> Vec<bool> {
    let again = |part: &Expr| truths_of(scenario, part, terms, sizes, settings);
    let of_term = |term: TermId, holds: &dyn Fn(OptionId) -> bool| {
        let Some(at) = terms.iter().position(|&t| t == term) else { return vec![false; settings] };
        let stride: usize = sizes[at + 1..].iter().product();
        let mut truths = Vec::with_capacity(settings);
        while truths.len() < settings {
            for option in 0..sizes[at] {
                let truth = holds(OptionId::new(option));
                truths.resize(truths.len() + stride, truth);
            }
        }
        truths
    };
    let merged = |parts: &[Expr], start: bool| {
        let mut all = vec![start; settings];
        for part in parts {
            for (all, own) in all.iter_mut().zip(again(part)) {
                *all = if start { *all & own } else { *all | own };
            }
        }
        all
    };
    match part {
        Expr::Const(value) => vec![*value; settings],
        Expr::Compare(term, comparison, option) => {
            of_term(*term, &|own| comparison.holds(own, *option))
        }
        Expr::In(term, options) => of_term(*term, &|own| options.contains(&own)),
        Expr::Defined(id) => again(&scenario.definition(*id).condition.expr),
        Expr::Not(inner) => again(inner).into_iter().map(|truth| !truth).collect(),
        Expr::And(parts) => merged(parts, true),
        Expr::Or(parts) => merged(parts, false),
        Expr::Implies(a, b) => again(a).into_iter().zip(again(b)).map(|(a, b)| !a | b).collect(),
        Expr::Iff(a, b) => again(a).into_iter().zip(again(b)).map(|(a, b)| a == b).collect(),
        // The loader lets no predicate into a condition on terms.
        Expr::Predicate(_) => vec![false; settings],
    }
}

/// The rules in force, taken apart at their conjunctions.
fn rules(case: &Case<'_>) -> Result<Vec<Rule>, TooWide> {
    fn parts<'e>(scenario: &'e Scenario, expr: &'e Expr, list: &mut Vec<&'e Expr>) {
        match expr {
            Expr::And(all) => all.iter().for_each(|part| parts(scenario, part, list)),
            Expr::Defined(id) => parts(scenario, &scenario.definition(*id).condition.expr, list),
            other => list.push(other),
        }
    }
    let scenario = case.scenario;
    let mut rules = Vec::new();
    for &rule in &case.rules {
        let mut list = Vec::new();
        parts(scenario, &scenario.rule(rule).require, &mut list);
        for part in list {
            rules.push(rule_of(scenario, rule, part)?);
        }
    }
    Ok(rules)
}

fn rule_of(scenario: &Scenario, rule: RuleId, part: &Expr) -> Result<Rule, TooWide> {
    let terms = support(scenario, part).unwrap_or_default();
    if settings(scenario, &terms).is_none() {
        let line = Line::Rule(rule);
        return Err(TooWide { line, terms: terms.len(), limit: super::SETTINGS });
    }
    let allowed = truths(scenario, part, &terms);
    Ok(Rule { terms: terms.iter().map(|term| term.index()).collect(), allowed })
}
