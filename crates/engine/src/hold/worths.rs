//! What the steps of a way are worth to each party, where everybody who matters says what things are worth.
//!
//! A step is worth what the lines of a party say of the package with it, less what they say of it without. That is a number of its
//! own only if it does not hang on what else is done: a line that several steps decide together makes worths that do not add up,
//! and then only ranks can be used. Of several steps on the same term the smaller change comes first.

use super::way::Way;
use crate::case::Case;
use crate::preference::ActiveLine;
use crate::worth::{Fraction, LineWorth, OptionWorth, Says};
use detente_hold::exact::fraction;
use detente_hold::orders::members;
use detente_hold::{Bundle, Deal, Ratio, Step};
use detente_scenario::model::{Preference, Seen, Undo};
use detente_scenario::{Amount, Decimal, Expr, PartyId, Scenario};

/// The most steps that decide a condition together before its worths are not looked at.
const MOST_TOGETHER: usize = 12;

/// Why steps have no worths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// This party signs or takes a step and does not say what things are worth.
    Unvalued(PartyId),
    /// What this line says hangs on several steps together.
    Together(PartyId, ActiveLine),
    /// Nobody can take this step of the way.
    Nobody(usize),
    /// A lag matters, and this party does not say what the next period counts.
    Undiscounted(PartyId),
    /// More steps, or numbers of another kind, than can be judged.
    Refused,
}

/// A number known up to a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The least.
    pub low: Ratio,
    /// The middle.
    pub middle: Ratio,
    /// The most.
    pub high: Ratio,
}

impl Band {
    /// Nothing.
    pub(super) fn nothing() -> Self {
        Self { low: fraction(0, 1), middle: fraction(0, 1), high: fraction(0, 1) }
    }

    /// Adds another.
    pub(super) fn add(&mut self, other: &Self) {
        self.low += &other.low;
        self.middle += &other.middle;
        self.high += &other.high;
    }

    /// The numbers of a file.
    pub(crate) fn of(amount: Amount) -> Self {
        let (low, high) = (exact(amount.low), exact(amount.high));
        Self { middle: (&low + &high) / fraction(2, 1), low, high }
    }
}

/// A decimal of the file.
pub(super) fn exact(number: Decimal) -> Ratio {
    Fraction::of(number).map_or_else(|| fraction(0, 1), ratio)
}

fn ratio(number: Fraction) -> Ratio {
    fraction(number.numerator(), number.denominator())
}

/// The worths of the steps of a way.
#[derive(Clone, Debug, PartialEq)]
pub struct StepWorths {
    /// The parties with values, in file order: positions in the deal.
    pub parties: Vec<PartyId>,
    /// The deal in the middle of all ranges.
    pub deal: Deal,
    /// Per step and party of the deal, what it is worth once.
    pub once: Vec<Vec<Band>>,
    /// Per step and party of the deal, what it is worth for as long as it is in force.
    pub lasting: Vec<Vec<Band>>,
    /// Whether all worths are exactly what the file says.
    pub is_exact: bool,
}

/// What the steps of `way` are worth in `case`.
///
/// Cost: steps × parties × lines, and 2^m for a condition that m steps decide.
///
/// # Errors
/// [`Undefined`] where worths do not exist or do not add up.
pub fn step_worths(case: &Case<'_>, way: &Way) -> Result<StepWorths, Undefined> {
    let scenario = case.scenario;
    let owners = way.owners_of_the_rest(0);
    let has_values = |party: &PartyId| case.preference(*party).worths().is_some();
    if let Some(party) = owners.iter().chain(&case.signers).find(|party| !has_values(party)) {
        return Err(Undefined::Unvalued(*party));
    }
    if let Some(step) = way.steps.iter().position(|step| step.by.is_empty()) {
        return Err(Undefined::Nobody(step));
    }
    let parties: Vec<PartyId> = scenario.party_ids().filter(has_values).collect();
    let place = |party: PartyId| parties.iter().position(|&p| p == party).unwrap_or_default();
    let after = chains(scenario, way);
    let (count, zero) = (way.steps.len(), vec![Band::nothing(); parties.len()]);
    let (mut once, mut lasting) = (vec![zero.clone(); count], vec![zero; count]);
    let mut is_exact = true;
    for (i, &party) in parties.iter().enumerate() {
        let Some(worths) = case.preference(party).worths() else { continue };
        is_exact &= worths.exact;
        let unit = ratio(worths.unit);
        for line in &worths.lines {
            let of =
                shares(scenario, way, &after, line).ok_or(Undefined::Together(party, line.own))?;
            let table = if is_once(scenario, line) { &mut once } else { &mut lasting };
            for (s, (low, middle, high)) in of {
                let band = Band {
                    low: fraction(i128::from(low), 1) * &unit,
                    middle: fraction(i128::from(middle), 1) * &unit,
                    high: fraction(i128::from(high), 1) * &unit,
                };
                table[s][i].add(&band);
            }
        }
    }
    let discount: Vec<Option<Ratio>> = parties
        .iter()
        .map(|&party| scenario.party(party).discount.map(|amount| Band::of(amount).middle))
        .collect();
    let steps = (0..count).map(|s| {
        let step = &way.steps[s];
        let mut owners: Vec<usize> = step.by.iter().map(|&party| place(party)).collect();
        owners.sort_unstable();
        owners.dedup();
        let own = step.step.map(|id| scenario.step(id));
        let middle = |amount: Option<Amount>| amount.map(|amount| Band::of(amount).middle);
        let mut rebuild = vec![fraction(0, 1); parties.len()];
        for &(party, amount) in own.iter().flat_map(|step| &step.undoing.rebuild) {
            if let Some(i) = parties.iter().position(|&p| p == party) {
                rebuild[i] = Band::of(amount).middle;
            }
        }
        Step {
            owners,
            once: once[s].iter().map(|band| band.middle.clone()).collect(),
            lasting: lasting[s].iter().map(|band| band.middle.clone()).collect(),
            reversal: middle(own.and_then(|step| step.undoing.reversal))
                .unwrap_or_else(|| reversal(scenario, way, s)),
            rebuild,
            lag: own.map_or(0, |step| step.undoing.lag),
            auto: step.auto,
            detection: middle(own.and_then(|step| step.checking.detect))
                .or_else(|| detection(scenario, way, s)),
            hazard: middle(own.and_then(|step| step.checking.hazard))
                .unwrap_or_else(|| fraction(0, 1)),
            false_alarm: middle(own.and_then(|step| step.checking.false_alarm))
                .unwrap_or_else(|| fraction(0, 1)),
            periods: own.map_or(1, |step| step.periods),
            after: members(after[s]).collect(),
        }
    });
    let steps: Vec<Step> = steps.collect();
    if steps.iter().any(|step| step.lag > 0)
        && let Some(i) = discount.iter().position(Option::is_none)
    {
        return Err(Undefined::Undiscounted(parties[i]));
    }
    let bundles = way
        .bundles
        .iter()
        .map(|bundle| Bundle { steps: members(bundle.steps).collect(), escrow: bundle.escrow });
    let deal = Deal { parties: parties.len(), steps, bundles: bundles.collect(), discount };
    if !deal.is_sound() {
        return Err(Undefined::Refused);
    }
    Ok(StepWorths { parties, deal, once, lasting, is_exact })
}

/// What must come before each step: what the file says, and smaller changes of the same term.
fn chains(scenario: &Scenario, way: &Way) -> Vec<u32> {
    let mut after: Vec<u32> = way.steps.iter().map(|step| step.after).collect();
    for term in scenario.changes(&way.package) {
        for (earlier, later) in on_term(scenario, way, term).windows(2).map(|two| (two[0], two[1]))
        {
            after[later.0] |= 1 << earlier.0;
        }
    }
    after
}

/// The steps that change `term`, the smallest change first, with how far each goes.
fn on_term(scenario: &Scenario, way: &Way, term: detente_scenario::TermId) -> Vec<(usize, usize)> {
    let now = scenario.term(term).now;
    let change = |step: usize| {
        let change = way.steps[step].change.iter().find(|(of, _)| *of == term)?;
        Some((step, change.1.index()))
    };
    let mut steps: Vec<(usize, usize)> = (0..way.steps.len()).filter_map(change).collect();
    steps.sort_by_key(|&(step, option)| (option.abs_diff(now.index()), step));
    steps
}

/// Whether a line is about what is had once.
fn is_once(scenario: &Scenario, line: &LineWorth) -> bool {
    match &scenario.party(line.owner).preference {
        Preference::Values(lines) => {
            let version = lines.get(line.line.line).and_then(|l| l.versions.get(line.line.version));
            version.is_some_and(|version| version.once)
        }
        _ => false,
    }
}

/// What a step adds to a line: in the middle, at the least, at the most.
type Share = (i64, i64, i64);

/// What each step adds to what `line` says; nothing if that hangs on other steps.
fn shares(
    scenario: &Scenario,
    way: &Way,
    after: &[u32],
    line: &LineWorth,
) -> Option<Vec<(usize, Share)>> {
    match &line.says {
        Says::Options(term, options) => {
            let mut before: OptionWorth = options[scenario.term(*term).now.index()];
            let mut shares = Vec::new();
            for (step, option) in on_term(scenario, way, *term) {
                let (low, high) = options[option].over(before);
                shares.push((step, (low, options[option].middle - before.middle, high)));
                before = options[option];
            }
            Some(shares)
        }
        Says::When(condition, terms, worth) => {
            let touches =
                |step: &usize| way.steps[*step].change.iter().any(|(term, _)| terms.contains(term));
            let steps: Vec<usize> = (0..way.steps.len()).filter(touches).collect();
            let signs = signs(scenario, way, after, condition, &steps)?;
            let share = |(step, sign): (usize, i64)| match sign {
                1 => Some((step, (worth.low, worth.middle, worth.high))),
                -1 => Some((step, (-worth.high, -worth.middle, -worth.low))),
                _ => None,
            };
            Some(steps.into_iter().zip(signs).filter_map(share).collect())
        }
    }
}

/// Per step whether it makes the condition true (1), false (−1) or neither; nothing if that hangs on the other steps.
fn signs(
    scenario: &Scenario,
    way: &Way,
    after: &[u32],
    condition: &Expr,
    steps: &[usize],
) -> Option<Vec<i64>> {
    if steps.len() > MOST_TOGETHER {
        return None;
    }
    let mask = |set: u32| members(set).fold(0_u32, |mask, at| mask | 1 << steps[at]);
    let among = mask((1 << steps.len()) - 1);
    // What comes before a step, and itself, as far as it touches the condition.
    let closed = |done: u32| members(done).all(|s| after[s] & among & !done == 0);
    let truth = |done: u32| i64::from(scenario.holds(condition, &way.package(scenario, done)));
    let mut signs: Vec<Option<i64>> = vec![None; steps.len()];
    for set in 0..1_u32 << steps.len() {
        let done = mask(set);
        if !closed(done) {
            continue;
        }
        for at in members(set) {
            let before = done & !(1 << steps[at]);
            if closed(before) {
                let sign = truth(done) - truth(before);
                if *signs[at].get_or_insert(sign) != sign {
                    return None;
                }
            }
        }
    }
    signs.into_iter().collect()
}

/// Which part of a step's lasting worth comes back, where the file does not say: none if nothing that it brings can be undone.
fn reversal(scenario: &Scenario, way: &Way, step: usize) -> Ratio {
    let mut changes = way.steps[step].change.iter();
    let is_final = changes.all(|&(term, option)| {
        scenario.term(term).options[option.index()].undo == Some(Undo::Never)
    });
    fraction(i128::from(!is_final), 1)
}

/// The probability that a sham of a step is found, where the file does not say: from who can see a breach in the finished package.
fn detection(scenario: &Scenario, way: &Way, step: usize) -> Option<Ratio> {
    let seen = way.steps[step]
        .change
        .iter()
        .filter_map(|&(term, option)| scenario.term(term).options[option.index()].seen.as_ref());
    let found = seen.map(|seen| match seen {
        Seen::Outside => true,
        Seen::Nobody => false,
        Seen::If(condition) => scenario.holds(&condition.expr, &way.package),
    });
    found.min().map(|found| fraction(i128::from(found), 1))
}
