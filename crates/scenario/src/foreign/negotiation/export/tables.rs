//! What is written: terms as issues, and for each party numbers in the middle of their ranges.

use super::super::MAX_REGIONS;
use super::super::document::Scalar;
use super::super::exact::{Ratio, difference, one, product, sum};
use super::super::model::{Domain, Issue, Kind, Region};
use super::boxes::{MAX_BOXES, boxes};
use super::{InForce, Stands, distinct};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::findings::Findings;
use crate::ids::{OptionId, PartyId, TermId};
use crate::model::{Points, Preference, Scale, Scenario, Term, Valuation, Worth};
use crate::number::{Amount, Decimal};
use crate::span::Span;
use crate::tree::shortened;

/// To how many places a number is written that is no decimal.
const PLACES: i64 = 20;

/// What one party wants.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) no_deal: Decimal,
    /// For each issue what its values are worth: weight times points divided by `out_of`; absent if nothing.
    pub(super) issues: Vec<Option<Column>>,
    /// What every package is worth besides.
    pub(super) constant: Ratio,
    /// What packages inside a region are worth besides.
    pub(super) regions: Vec<(Region, Ratio)>,
}

/// What the values of an issue are worth.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) points: Vec<Decimal>,
    /// Not negative.
    pub(super) weight: Decimal,
    /// Positive.
    pub(super) out_of: Decimal,
}

impl Column {
    /// The worth of each value.
    pub(super) fn worths(&self) -> Option<Vec<Ratio>> {
        let worth =
            |point: &Decimal| Some(Ratio { of: product(*point, self.weight)?, by: self.out_of });
        self.points.iter().map(worth).collect()
    }

    /// Two columns as one.
    fn plus(&self, other: &Self) -> Option<Self> {
        let worths = self.worths()?.into_iter().zip(other.worths()?);
        let worths: Vec<Ratio> = worths.map(|(a, b)| a.plus(b)).collect::<Option<_>>()?;
        let out_of = Ratio::common_divisor(worths.iter().copied())?;
        let points = worths.into_iter().map(|worth| worth.over(out_of)).collect::<Option<_>>()?;
        Some(Self { points, weight: one(), out_of })
    }
}

/// A ratio as it is written: as a decimal.
pub(super) fn decimal(ratio: Ratio, is_exact: &mut bool) -> Option<Decimal> {
    ratio.decimal(PLACES, is_exact)
}

/// The terms as issues.
pub(super) fn domain(scenario: &Scenario) -> Domain {
    let names = scenario.terms.iter().map(|term| term.name.clone()).collect();
    let names = distinct(names, || scenario.terms.iter().map(|term| term.id.clone()).collect());
    let issues = scenario.terms.iter().zip(names).map(|(term, name)| issue(term, name));
    Domain::new(Some(scenario.title.clone()), issues.collect())
}

/// A term as an issue: with numbers for values if its options are numbers as an import names them.
fn issue(term: &Term, name: String) -> Issue {
    let number = |option: &crate::model::TermOption| {
        let number = Decimal::parse(&option.name).ok()?;
        let is_plain = number.to_string() == option.name
            && option.id == format!("v{}", option.name.replace('.', "_"));
        is_plain.then_some(number)
    };
    let numbers: Option<Vec<Decimal>> = term.options.iter().map(number).collect();
    if let Some(numbers) = numbers.filter(|numbers| numbers.is_sorted_by(|a, b| a < b)) {
        let is_step = |pair: &[Decimal]| difference(pair[1], pair[0]) == Some(one());
        let is_range = numbers[0].places() <= 0 && numbers.windows(2).all(is_step);
        let kind = if is_range { Kind::Range } else { Kind::Grid };
        return Issue::new(name, kind, numbers.into_iter().map(Scalar::Number).collect());
    }
    let names = term.options.iter().map(|option| option.name.clone()).collect();
    let names = distinct(names, || term.options.iter().map(|option| option.id.clone()).collect());
    Issue::new(name, Kind::Listed, names.into_iter().map(Scalar::Text).collect())
}

/// What the parties want; a party that cannot be written is reported.
pub(super) fn tables(
    scenario: &Scenario,
    in_force: &InForce,
    domain: &Domain,
    findings: &mut Findings,
) -> Vec<Table> {
    if in_force.parties.is_empty() {
        let message = "no party signs or has values, so nobody negotiates";
        findings.add(Diagnostic::of_file(Code::E700, message));
    }
    let mut tables = Vec::new();
    let mut regions = 0;
    for (party, lines) in &in_force.parties {
        if let Preference::Values(_) = scenario.party(*party).preference {
            let regions = &mut regions;
            let mut builder =
                Builder { scenario, domain, party: *party, findings, middles: 0, regions };
            tables.extend(builder.table(lines));
        } else {
            let party = scenario.party(*party);
            let message = format!(
                "`{}` signs and has no values; these files say what everything is worth in numbers",
                shortened(&party.id)
            );
            let help = "say it under [[value.PARTY]]";
            findings.add(Diagnostic::new(Code::E700, party.span, message).help(help));
        }
    }
    tables
}

struct Builder<'s, 'f> {
    scenario: &'s Scenario,
    domain: &'s Domain,
    party: PartyId,
    findings: &'f mut Findings,
    /// How many ranges were replaced by their middles.
    middles: usize,
    /// How many rectangles there are, of all parties.
    regions: &'f mut usize,
}

impl Builder<'_, '_> {
    fn table(&mut self, lines: &[Stands]) -> Option<Table> {
        let party = self.scenario.party(self.party);
        let mut table = Table {
            name: party.name.clone(),
            no_deal: Decimal::default(),
            issues: vec![None; self.domain.issues.len()],
            constant: Ratio::whole(Decimal::default()),
            regions: Vec::new(),
        };
        let mut is_complete = true;
        for stands in lines {
            let Some(valuation) = valuation(self.scenario, *stands) else { continue };
            is_complete &= self.add(valuation, &mut table).is_some();
        }
        let no_deal = is_complete.then(|| self.no_deal(&table)).flatten();
        if self.middles > 0 {
            let what = if self.middles == 1 { "a range" } else { "ranges" };
            let message = format!(
                "{what} of `{}` ({} in all) became the middle; these files have no ranges",
                shortened(&party.id),
                self.middles
            );
            self.findings.add(Diagnostic::new(Code::W701, party.span, message));
        }
        table.no_deal = no_deal?;
        Some(table)
    }

    /// The result of a calculation; nothing if it has too many digits, which is reported.
    fn result<T>(&mut self, result: Option<T>, span: Span) -> Option<T> {
        if result.is_none() {
            let message = "what this comes to has too many digits to be written";
            self.findings.add(Diagnostic::new(Code::E700, span, message));
        }
        result
    }

    fn middle(&mut self, amount: Amount) -> Option<Decimal> {
        if !amount.is_range() {
            return Some(amount.low);
        }
        self.middles += 1;
        product(sum(amount.low, amount.high)?, Decimal::parse("0.5").ok()?)
    }

    fn add(&mut self, valuation: &Valuation, table: &mut Table) -> Option<()> {
        let span = valuation.basis.span;
        match &valuation.worth {
            Worth::Options { term, points, scale } => {
                let column = self.column(*term, points, *scale);
                let column = self.result(column, span)?;
                let issue = &mut table.issues[term.index()];
                *issue = match issue.take() {
                    None => Some(column),
                    Some(other) => Some(self.result(other.plus(&column), span)?),
                };
            }
            // That is reported.
            Worth::When { .. } if *self.regions > MAX_REGIONS => return None,
            Worth::When { condition, worth, out_of } => {
                let worth = self.middle(*worth);
                let worth = self.result(worth, span)?;
                let worth = Ratio { of: worth, by: out_of.unwrap_or(one()) };
                match boxes(self.scenario, &condition.expr) {
                    Ok(regions) => {
                        *self.regions += regions.len();
                        if *self.regions > MAX_REGIONS {
                            let message = format!(
                                "up to here the conditions come to more than {MAX_REGIONS} rectangles"
                            );
                            self.findings.add(Diagnostic::new(Code::E700, span, message));
                            return None;
                        }
                        for region in regions {
                            let total = add_region(region, worth, self.domain, table);
                            self.result(total, span)?;
                        }
                    }
                    Err(settings) => {
                        let message = format!(
                            "this condition comes to {settings} rectangles; the limit is {MAX_BOXES}"
                        );
                        let help = "value fewer terms together";
                        self.findings.add(Diagnostic::new(Code::E700, span, message).help(help));
                        return None;
                    }
                }
            }
            Worth::Like(_) => {}
        }
        Some(())
    }

    fn column(&mut self, term: TermId, points: &Points, scale: Scale) -> Option<Column> {
        let count = self.scenario.term(term).options.len();
        let (points, own_out_of) = match points {
            Points::Given(given) => {
                let mut points = vec![Decimal::default(); count];
                for (option, amount) in given {
                    points[option.index()] = self.middle(*amount)?;
                }
                (points, one())
            }
            Points::BestFirst(groups) => ranks(groups, count),
        };
        match scale {
            Scale::Weight { weight, out_of } => Some(Column {
                points,
                weight: self.middle(weight)?,
                out_of: product(own_out_of, out_of.unwrap_or(one()))?,
            }),
            Scale::Swing(swing) => {
                let (least, most) = (*points.iter().min()?, *points.iter().max()?);
                let width = difference(most, least)?;
                let above = points.iter().map(|point| difference(*point, least));
                Some(Column {
                    points: above.collect::<Option<Vec<Decimal>>>()?,
                    weight: self.middle(swing)?,
                    out_of: if width.is_zero() { one() } else { width },
                })
            }
        }
    }

    /// What no deal is worth: a number of its own, or the worth of a package.
    fn no_deal(&mut self, table: &Table) -> Option<Decimal> {
        let party = self.scenario.party(self.party);
        if let Some(worth) = party.no_deal_worth {
            let middle = self.middle(worth);
            return self.result(middle, party.span);
        }
        let package = self.scenario.no_deal(self.party);
        let worth = worth_of(table, &package);
        let worth = self.result(worth, party.span)?;
        let what = match party.no_deal {
            Some(named) => format!("the package `{}`", self.scenario.named(named).id),
            None => "the status quo".to_owned(),
        };
        let message = format!(
            "no deal is {what} to `{}`; in the file it is a number, {worth}",
            shortened(&party.id)
        );
        self.findings.add(Diagnostic::new(Code::W701, party.span, message));
        Some(worth)
    }
}

/// The line that `stands` names.
fn valuation(scenario: &Scenario, stands: Stands) -> Option<&Valuation> {
    match &scenario.party(stands.owner).preference {
        Preference::Values(lines) => lines.get(stands.line)?.versions.get(stands.version),
        _ => None,
    }
}

/// Points of options in an order, from the number of steps at the best down to 0, and that number.
fn ranks(groups: &[Vec<OptionId>], count: usize) -> (Vec<Decimal>, Decimal) {
    // Options that are not listed are the last group.
    let listed: usize = groups.iter().map(Vec::len).sum();
    let steps = groups.len() - usize::from(listed == count && !groups.is_empty());
    let whole = |number: usize| Decimal::from(i64::try_from(number).unwrap_or(i64::MAX));
    let mut points = vec![Decimal::default(); count];
    for (position, group) in groups.iter().enumerate() {
        for option in group {
            points[option.index()] = whole(steps.saturating_sub(position));
        }
    }
    (points, whole(steps.max(1)))
}

/// Adds what a region is worth: what is outside of bounds is everything without what is inside, and what is
/// bounded by one issue is worth of that issue.
fn add_region(region: Region, worth: Ratio, domain: &Domain, table: &mut Table) -> Option<()> {
    let Some(region) = region.simplified(domain) else { return Some(()) };
    if region.is_outside || region.bounds.is_empty() {
        table.constant = table.constant.plus(worth)?;
    }
    let worth = if region.is_outside { worth.negated() } else { worth };
    match &region.bounds[..] {
        [] => {}
        [(issue, values)] => {
            let mut points = vec![Decimal::default(); domain.issues[*issue].values.len()];
            values.iter().for_each(|&value| points[value] = worth.of);
            let column = Column { points, weight: one(), out_of: worth.by };
            let issue = &mut table.issues[*issue];
            *issue = Some(match issue.take() {
                Some(other) => other.plus(&column)?,
                None => column,
            });
        }
        _ => table.regions.push((Region { is_outside: false, ..region }, worth)),
    }
    Some(())
}

/// What a package is worth, a little less if it is no decimal.
fn worth_of(table: &Table, package: &[OptionId]) -> Option<Decimal> {
    let mut total = table.constant;
    for (column, option) in table.issues.iter().zip(package) {
        let Some(column) = column else { continue };
        let of = product(column.points[option.index()], column.weight)?;
        total = total.plus(Ratio { of, by: column.out_of })?;
    }
    for (region, worth) in &table.regions {
        let is_inside =
            region.bounds.iter().all(|(issue, values)| values.contains(&package[*issue].index()));
        if is_inside {
            total = total.plus(*worth)?;
        }
    }
    decimal(total, &mut true)
}
