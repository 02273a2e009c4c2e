//! Which range of the values to narrow first.
//!
//! Every range of a signer's values is set to its lower and to its upper end, with the others in the middle, and
//! the deals are counted. Where that makes the largest difference, a comparison is worth the most.

use super::place;
use crate::case::Case;
use crate::limits::Limits;
use crate::table::PackageTable;
use detente_scenario::model::{Line, Points, Preference, Scale, Valuation, Worth};
use detente_scenario::{Amount, Code, Diagnostic, Expr, PartyId, Predicate, Scenario};

/// Rows times ranges that are looked at.
const EFFORT: usize = 40_000_000;

/// A range of the file.
struct Open {
    party: PartyId,
    /// The line and version in which it stands; none of what no deal is worth.
    stands: Option<(usize, usize)>,
    /// Which of the amounts of the line.
    number: usize,
    amount: Amount,
}

/// Adds a note on the range that matters most, if some signer has one and rows times ranges are few enough.
pub(super) fn check(table: &PackageTable<'_>, limits: &Limits, found: &mut Vec<Diagnostic>) {
    let case = table.case();
    let open: Vec<Open> = case.signers.iter().flat_map(|&party| ranges(case, party)).collect();
    if open.len() < 2 || open.len().saturating_mul(2 * table.rows().len()) > EFFORT {
        return;
    }
    let mut widest: Option<(u64, &Open, [u64; 2])> = None;
    for range in &open {
        let [Some(low), Some(high)] = [range.amount.low, range.amount.high]
            .map(|end| deals(case, &set(case.scenario, range, Amount::exactly(end)), limits))
        else {
            return;
        };
        let spread = low.abs_diff(high);
        if widest.as_ref().is_none_or(|(most, ..)| spread > *most) {
            widest = Some((spread, range, [low, high]));
        }
    }
    let Some((1.., range, [low, high])) = widest else { return };
    let scenario = case.scenario;
    let id = &scenario.party(range.party).id;
    let (span, what) = match range.stands {
        Some((line, version)) => {
            let of = Line::Priority { party: range.party, line };
            (place(scenario, of, version), format!("`{}`", super::line_name(scenario, of)))
        }
        None => (scenario.party(range.party).span, format!("the no deal of `{id}`")),
    };
    let (from, to) = (range.amount.low, range.amount.high);
    let message = format!(
        "of {} ranges {from} to {to} in {what} matters most: {low} packages are deals at its one end and {high} at the other",
        open.len()
    );
    let help = "ask first where in this range it lies";
    found.push(Diagnostic::new(Code::W518, span, message).help(help));
}

/// The ranges in the lines of `party` that are in force.
fn ranges(case: &Case<'_>, party: PartyId) -> Vec<Open> {
    let mut open = Vec::new();
    let scenario = case.scenario;
    if let Preference::Values(lines) = &scenario.party(party).preference {
        for active in &case.preference(party).lines {
            let mut valuation = lines[active.line].versions[active.version].clone();
            for (number, amount) in amounts(&mut valuation).into_iter().enumerate() {
                let stands = Some((active.line, active.version));
                open.push(Open { party, stands, number, amount: *amount });
            }
        }
        if let Some(amount) = scenario.party(party).no_deal_worth {
            open.push(Open { party, stands: None, number: 0, amount });
        }
    }
    open.retain(|range| range.amount.is_range());
    open
}

/// Every number of a line, in the order of the file's keys.
fn amounts(valuation: &mut Valuation) -> Vec<&mut Amount> {
    match &mut valuation.worth {
        Worth::Options { points, scale, .. } => {
            let mut all: Vec<&mut Amount> = match points {
                Points::Given(given) => given.iter_mut().map(|(_, amount)| amount).collect(),
                Points::BestFirst(_) => Vec::new(),
            };
            all.push(match scale {
                Scale::Weight { weight, .. } => weight,
                Scale::Swing(swing) => swing,
            });
            all
        }
        Worth::When { worth, .. } => vec![worth],
        Worth::Like(_) => Vec::new(),
    }
}

/// The file with one range narrowed to `amount`.
fn set(scenario: &Scenario, range: &Open, amount: Amount) -> Scenario {
    let mut narrowed = scenario.clone();
    let party = &mut narrowed.parties[range.party.index()];
    match (range.stands, &mut party.preference) {
        (Some((line, version)), Preference::Values(lines)) => {
            if let Some(number) =
                amounts(&mut lines[line].versions[version]).into_iter().nth(range.number)
            {
                *number = amount;
            }
        }
        _ => party.no_deal_worth = Some(amount),
    }
    narrowed
}

/// How many deals there are by `scenario`, read as in `case`.
fn deals(case: &Case<'_>, scenario: &Scenario, limits: &Limits) -> Option<u64> {
    let read = Case::new(scenario, case.as_of, case.signers.clone(), case.variant.clone());
    let table = PackageTable::build(read, limits).ok()?;
    let column = table.column(&Expr::Predicate(Predicate::Deal)).ok()?;
    Some(column.count() as u64)
}
