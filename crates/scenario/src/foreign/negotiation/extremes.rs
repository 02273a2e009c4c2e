//! The most and the least that packages are worth to a party, as far as the import has to know it.

use super::Reader;
use super::exact::{negated, one, product, quotient_below, rounded_down, sum};
use super::model::{Domain, Issue, Line, NoDeal, Profile, Region};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::number::Decimal;
use crate::span::Span;

/// To how many places quotients are worked out.
const PLACES: i64 = 24;

/// To how many places a quotient is told.
const SHOWN_PLACES: i64 = 6;

/// How many steps the searches for all parties may take together.
const MAX_STEPS: usize = 20_000_000;

/// How often a search may have to look at one bound with one value of its issue in mind.
const MAX_MEETINGS: usize = 2_000_000;

/// Puts a number to no deal where the file gives none, and says so where the program that the file is
/// for would cut something off that a scenario does not.
pub(super) fn settle(profile: &mut Profile, domain: &Domain, reader: &mut Reader<'_>) {
    if profile.no_deal == NoDeal::Least {
        let place = Span::default();
        let least = least(&profile.lines, domain, &mut reader.size.steps);
        if let Some((least, is_exact)) = least {
            let message = if is_exact {
                format!(
                    "no deal has no worth of its own; it is taken for {least}, the least that a package is worth"
                )
            } else {
                format!(
                    "no deal has no worth of its own; it is taken for {least}, and no package is worth less"
                )
            };
            reader.add(Diagnostic::of_file(Code::W696, message));
            profile.no_deal = NoDeal::Worth(least);
        } else {
            reader.result(None, "the least that a package is worth", place);
        }
    }
    if let Some(ceiling) = profile.ceiling {
        warn_of_cut(&profile.lines, ceiling, domain, reader);
    }
}

fn warn_of_cut(lines: &[Line], ceiling: Decimal, domain: &Domain, reader: &mut Reader<'_>) {
    let cut = format!("Genius counts everything above {ceiling} as {ceiling}");
    let message = match most(lines, ceiling, domain, &mut reader.size.steps) {
        Most::Exactly(most) if most > ceiling => {
            format!("packages are worth up to {most}, and {cut}")
        }
        Most::AtLeast(most) => format!("some packages are worth {most} or more, and {cut}"),
        Most::Unknown => format!("some packages may be worth more than {ceiling}, and {cut}"),
        Most::Exactly(_) => return,
    };
    reader.add(Diagnostic::of_file(Code::W694, message));
}

/// How much packages are worth.
#[derive(Debug)]
enum Most {
    /// This is the most; or none is worth more than the ceiling, and neither is this.
    Exactly(Decimal),
    /// Some package is worth so much, which is above the ceiling.
    AtLeast(Decimal),
    /// It was not found out whether one is worth more than the ceiling.
    Unknown,
}

/// The most that a package is worth. All lines are about issues, or all are about regions.
fn most(lines: &[Line], ceiling: Decimal, domain: &Domain, steps: &mut usize) -> Most {
    let total = lines.iter().try_fold(Decimal::default(), |total, line| match line {
        Line::Issue { points, weight, out_of, .. } => {
            let best = points.iter().max().copied().unwrap_or_default();
            sum(total, quotient_below(product(best, *weight)?, *out_of, PLACES)?)
        }
        Line::Region { .. } => Some(total),
    });
    match (total, Regions::of(lines, domain)) {
        (Some(total), Some(regions)) if regions.list.is_empty() => Most::Exactly(total),
        (Some(total), Some(regions)) if total.is_zero() => {
            most_in_regions(&regions, ceiling, domain, steps)
        }
        _ => Most::Unknown,
    }
}

fn most_in_regions(
    regions: &Regions,
    ceiling: Decimal,
    domain: &Domain,
    steps: &mut usize,
) -> Most {
    let limit = product(ceiling, regions.out_of).and_then(|limit| regions.scaled(limit));
    let Some(limit) = limit else { return Most::Unknown };
    let Some(search) = Search::run(regions, domain, Some(limit), steps) else {
        return Most::Unknown;
    };
    let Some(best) = search.best else {
        return if search.is_complete() {
            Most::Exactly(Decimal::default())
        } else {
            Most::Unknown
        };
    };
    let best = Decimal::new(best, i64::from(regions.places)).ok();
    match best.and_then(|best| quotient_below(best, regions.out_of, SHOWN_PLACES)) {
        // Above the ceiling by less than is shown.
        Some(most) if most <= ceiling => Most::Unknown,
        Some(most) if search.is_complete() => Most::Exactly(most),
        Some(most) => Most::AtLeast(most),
        None => Most::Unknown,
    }
}

/// A number that no package is below, and whether some package is worth just that.
fn least(lines: &[Line], domain: &Domain, steps: &mut usize) -> Option<(Decimal, bool)> {
    let mut total = Decimal::default();
    let mut is_exact = true;
    for line in lines {
        let Line::Issue { points, weight, out_of, .. } = line else { continue };
        let least = points.iter().min().copied().unwrap_or_default();
        let worth = product(least, *weight)?;
        let worth = if *out_of == one() {
            worth
        } else {
            let below = quotient_below(worth, *out_of, PLACES)?;
            is_exact &= product(below, *out_of) == Some(worth);
            below
        };
        total = match sum(total, worth) {
            Some(total) => total,
            None => {
                is_exact = false;
                sum(rounded_down(total, PLACES)?, rounded_down(worth, PLACES)?)?
            }
        };
    }
    let regions = Regions::of(lines, domain)?;
    if regions.list.is_empty() {
        return Some((total, is_exact));
    }
    let mirrored = regions.mirrored();
    let search = Search::run(&mirrored, domain, None, steps);
    let found = search.filter(Search::is_complete).and_then(|search| search.best);
    is_exact &= found.is_some();
    let highest = found.unwrap_or_else(|| mirrored.bound());
    let worth = negated(Decimal::new(highest, i64::from(regions.places)).ok()?);
    Some((sum(total, worth)?, is_exact))
}

/// Regions with what they are worth in whole numbers.
struct Regions {
    list: Vec<(Region, i128)>,
    /// The places that were cut off the whole numbers.
    places: i16,
    out_of: Decimal,
}

impl Regions {
    /// The regions among `lines`; nothing if they cannot be compared in whole numbers.
    fn of(lines: &[Line], domain: &Domain) -> Option<Self> {
        let mut found = Vec::new();
        let mut out_of = None;
        for line in lines {
            let Line::Region { region, worth, out_of: divisor } = line else { continue };
            if *out_of.get_or_insert(*divisor) != *divisor {
                return None;
            }
            if let Some(region) = region.clone().simplified(domain) {
                found.push((region, *worth));
            }
        }
        let places = found.iter().map(|(_, worth)| worth.places()).max().unwrap_or_default().max(0);
        let mut regions =
            Self { list: Vec::with_capacity(found.len()), places, out_of: out_of.unwrap_or(one()) };
        let mut size = 0_i128;
        for (region, worth) in found {
            let worth = regions.scaled(worth)?;
            size = size.checked_add(worth.checked_abs()?)?;
            regions.list.push((region, worth));
        }
        Some(regions)
    }

    fn scaled(&self, number: Decimal) -> Option<i128> {
        let shift = u32::try_from(self.places - number.places()).ok()?;
        number.digits().checked_mul(10_i128.checked_pow(shift)?)
    }

    fn mirrored(&self) -> Self {
        let list = self.list.iter().map(|(region, worth)| (region.clone(), -worth)).collect();
        Self { list, ..*self }
    }

    /// A number that no package is above.
    fn bound(&self) -> i128 {
        self.list.iter().map(|(_, worth)| (*worth).max(0)).sum()
    }
}

/// How it stands with a region while issues are settled one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// So many of its bounds are still to be decided, and all before were met.
    Open(usize),
    /// The package lies inside all bounds.
    Inside,
    /// The package lies outside of one.
    Outside,
}

/// A search for the package that is worth most, issue by issue, leaving every branch that cannot come
/// above what was found.
struct Search<'r> {
    regions: &'r Regions,
    /// For each issue, for each choice that makes a difference: the regions with a bound there, and
    /// whether the choice meets it.
    choices: Vec<Vec<Vec<(usize, bool)>>>,
    states: Vec<State>,
    /// What is settled, and what can still be added to it.
    settled: i128,
    open: i128,
    floor: Option<i128>,
    best: Option<i128>,
    steps: &'r mut usize,
}

impl<'r> Search<'r> {
    /// Searches; nothing if there is too much to search.
    fn run(
        regions: &'r Regions,
        domain: &Domain,
        floor: Option<i128>,
        steps: &'r mut usize,
    ) -> Option<Self> {
        let mut by_issue: Vec<Vec<(usize, &[usize])>> = vec![Vec::new(); domain.issues.len()];
        for (at, (region, _)) in regions.list.iter().enumerate() {
            for (issue, values) in &region.bounds {
                by_issue[*issue].push((at, values));
            }
        }
        let meetings = |(issue, bounds): (&Issue, &Vec<_>)| issue.values.len() * bounds.len();
        if domain.issues.iter().zip(&by_issue).map(meetings).sum::<usize>() > MAX_MEETINGS {
            return None;
        }
        let mut choices: Vec<Vec<Vec<(usize, bool)>>> = Vec::new();
        for (issue, bounds) in domain.issues.iter().zip(by_issue) {
            if bounds.is_empty() {
                continue;
            }
            let mut distinct = Vec::new();
            for value in 0..issue.values.len() {
                let meets = |values: &[usize]| values.binary_search(&value).is_ok();
                let choice: Vec<(usize, bool)> =
                    bounds.iter().map(|(at, values)| (*at, meets(values))).collect();
                if !distinct.contains(&choice) {
                    distinct.push(choice);
                }
            }
            choices.push(distinct);
        }
        // Issues on which most hangs first.
        choices.sort_by_key(|choices| std::cmp::Reverse(choices.first().map_or(0, Vec::len)));
        let mut search = Self {
            regions,
            choices,
            states: Vec::with_capacity(regions.list.len()),
            settled: 0,
            open: 0,
            floor,
            best: None,
            steps,
        };
        for (at, (region, worth)) in regions.list.iter().enumerate() {
            search.states.push(State::Open(region.bounds.len()));
            search.open += (*worth).max(0);
            if region.bounds.is_empty() {
                search.enter(at, State::Inside);
            }
        }
        search.settle(0);
        Some(search)
    }

    const fn is_complete(&self) -> bool {
        *self.steps <= MAX_STEPS
    }

    /// The recursion is as deep as there are issues, which is bounded.
    fn settle(&mut self, level: usize) {
        let above = self.best.max(self.floor);
        if above.is_some_and(|above| self.settled + self.open <= above) || !self.is_complete() {
            return;
        }
        let Some(count) = self.choices.get(level).map(Vec::len) else {
            self.best = Some(self.settled);
            return;
        };
        for number in 0..count {
            let before = (self.settled, self.open);
            let mut undo = Vec::new();
            for position in 0..self.choices[level][number].len() {
                let (at, is_met) = self.choices[level][number][position];
                let state = self.states[at];
                let next = match state {
                    State::Open(1) if is_met => State::Inside,
                    State::Open(left) if is_met => State::Open(left - 1),
                    State::Open(_) => State::Outside,
                    _ => continue,
                };
                undo.push((at, state));
                self.enter(at, next);
            }
            *self.steps += 1 + self.choices[level][number].len();
            self.settle(level + 1);
            for (at, state) in undo {
                self.states[at] = state;
            }
            (self.settled, self.open) = before;
        }
    }

    fn enter(&mut self, at: usize, state: State) {
        self.states[at] = state;
        let (region, worth) = &self.regions.list[at];
        if let State::Open(_) = state {
            return;
        }
        self.open -= (*worth).max(0);
        if (state == State::Outside) == region.is_outside {
            self.settled += worth;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foreign::negotiation::document::Scalar;
    use crate::foreign::negotiation::model::Kind;

    #[test]
    fn the_search_finds_what_trying_everything_finds() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..300 {
            let sizes: Vec<usize> = (0..random.usize(1..4)).map(|_| random.usize(2..5)).collect();
            let issue = |size: &usize| {
                let values = (0..*size).map(|n| Scalar::Number(Decimal::from(n as i64))).collect();
                Issue::new("x".to_owned(), Kind::Range, values)
            };
            let domain = Domain::new(None, sizes.iter().map(issue).collect());
            let lines: Vec<Line> = (0..random.usize(1..7))
                .map(|_| {
                    let mut region = Region { bounds: Vec::new(), is_outside: random.bool() };
                    for (issue, size) in sizes.iter().enumerate() {
                        if random.bool() {
                            let values = (0..*size).filter(|_| random.bool()).collect();
                            region.restrict(issue, values);
                        }
                    }
                    let worth = Decimal::new(i128::from(random.i64(-50..100)), 1).unwrap();
                    Line::Region { region, worth, out_of: one() }
                })
                .collect();
            let mut packages = vec![Vec::new()];
            for size in &sizes {
                packages = packages
                    .iter()
                    .flat_map(|package: &Vec<usize>| {
                        (0..*size).map(move |value| [&package[..], &[value]].concat())
                    })
                    .collect();
            }
            let worth = |package: &Vec<usize>| {
                lines.iter().fold(Decimal::default(), |total, line| {
                    let Line::Region { region, worth, .. } = line else { unreachable!() };
                    let is_inside = region
                        .bounds
                        .iter()
                        .all(|(issue, values)| values.contains(&package[*issue]));
                    let worth =
                        if is_inside != region.is_outside { *worth } else { Decimal::default() };
                    sum(total, worth).unwrap()
                })
            };
            let worths: Vec<Decimal> = packages.iter().map(worth).collect();
            let (lowest, highest) = (worths.iter().min().unwrap(), worths.iter().max().unwrap());
            assert_eq!(least(&lines, &domain, &mut 0), Some((*lowest, true)));
            let ceiling = Decimal::from(random.i64(0..6));
            match most(&lines, ceiling, &domain, &mut 0) {
                Most::Exactly(found) if found > ceiling => assert_eq!(found, *highest),
                Most::Exactly(_) => assert!(*highest <= ceiling),
                other => panic!("{other:?}"),
            }
        }
    }
}
