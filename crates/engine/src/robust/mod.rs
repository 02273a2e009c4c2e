//! How sure: which single line of the file turns a verdict.
//!
//! **Variants.** One line in force is dropped, two neighbouring lines in force of one party change
//! places, a rule in force is dropped, or another dated version of a line is put in force. Every
//! verdict is asked again in every variant; a verdict that one of them turns rests on a *single point*.
//!
//! Cost: see [`recount`]: for a party's lines mostly the number of its levels, for a rule the number
//! of packages that it alone forbids.

mod examples;
mod moves;
mod nearby;
mod recount;
mod roadmaps;
mod variants;

pub use moves::{Moves, TRIED, moves, on_dates};
pub use recount::{count_in_variant, recount};
pub(crate) use roadmaps::bearings_beside;
pub use roadmaps::{Bearing, Level, MOST_ROADMAPS, Roadmaps, bearings};
pub use variants::variants;

use crate::ask::{ClaimAnswer, Outcome, answer_claims, case_of, meets, outcome};
use crate::bits::Bits;
use crate::case::{Case, Off};
use crate::deals::{Deals, column, deals};
use crate::limits::{Limits, Refusal};
use crate::parallel;
use crate::predicate::{all_stand, empty, signers_stand};
use crate::preference::{compare_in_order, reads_party};
use crate::table::PackageTable;
use detente_scenario::model::{Edit, Line};
use detente_scenario::{AsOf, ClaimId, Expr, NamedId, PartyId, Predicate, Standing};
use std::cmp::Ordering;

/// The answer to *how sure?*
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robust {
    /// Every one-line variant, in the order of the file: the parties' lines, then the rules.
    pub variants: Vec<Edit>,
    /// Claims that are answered by yes or no, or expect a number; in file order.
    pub claims: Vec<Sensitivity<ClaimId, Value>>,
    /// Every named package in the eyes of every party.
    pub packages: Vec<Sensitivity<(NamedId, PartyId), Value>>,
    /// The headline counts.
    pub counts: Vec<CountRange>,
    /// Whether named packages can be carried out.
    pub roadmaps: Roadmaps,
    /// Claims about the stability of many packages that were not tried, because the effort was
    /// [`Effort::Quick`].
    pub untried: Vec<ClaimId>,
}

/// How much to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// What takes no stability column in every variant.
    Quick,
    /// Everything.
    Thorough,
}

/// A verdict and what turns it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensitivity<S, V> {
    /// The verdict on what.
    pub subject: S,
    /// The verdict as the file stands.
    pub value: V,
    /// How many variants could bear on it.
    pub tried: usize,
    /// The variants that turn it, with what they turn it to, in the order of [`Robust::variants`].
    pub flips: Vec<(Edit, V)>,
}

impl<S, V> Sensitivity<S, V> {
    /// Whether one line turns the verdict.
    #[must_use]
    pub fn single_point(&self) -> bool {
        !self.flips.is_empty()
    }

    /// The lines whose loss alone turns the verdict.
    #[must_use]
    pub fn pillars(&self) -> Vec<Line> {
        let dropped = |(edit, _): &(Edit, V)| match edit {
            Edit::Drop(line) => Some(*line),
            _ => None,
        };
        self.flips.iter().filter_map(dropped).collect()
    }
}

/// A verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Yes or no; of a claimed number, whether it is that number.
    Truth(bool),
    /// There is no package that the question speaks of.
    NoSuchPackage,
    /// How a package compares with no deal, in order.
    Standing(Ordering),
}

/// A set of packages whose size is a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Headline {
    /// Better for every signer.
    Deals,
    /// Deals with a change of capability that can be seen.
    GenuineDeals,
    /// Deals in which no party that does not sign is worse off.
    HarmlessDeals,
    /// Packages in which every party gains.
    EveryoneGains,
}

impl Headline {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 4] =
        [Self::Deals, Self::GenuineDeals, Self::HarmlessDeals, Self::EveryoneGains];

    /// The packages it counts, as a condition.
    #[must_use]
    pub fn condition(self, case: &Case<'_>) -> Expr {
        let deal = Expr::Predicate(Predicate::Deal);
        let parties: Vec<PartyId> = case.scenario.party_ids().collect();
        match self {
            Self::Deals => deal,
            Self::GenuineDeals => Expr::all(vec![deal, Expr::Predicate(Predicate::Genuine)]),
            Self::HarmlessDeals => {
                let outside: Vec<PartyId> =
                    parties.into_iter().filter(|p| !case.signers.contains(p)).collect();
                Expr::all(vec![deal, all_stand(Standing::Acceptable, &outside)])
            }
            Self::EveryoneGains => all_stand(Standing::Better, &parties),
        }
    }
}

/// A headline count and how far one line moves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountRange {
    /// Which.
    pub headline: Headline,
    /// As the file stands.
    pub count: u64,
    /// The smallest count that a variant gives, and the first variant that does; the count itself
    /// if none gives fewer.
    pub least: (u64, Option<Edit>),
    /// The largest, likewise.
    pub most: (u64, Option<Edit>),
    /// The variants that make it zero, or no longer zero.
    pub flips: Vec<(Edit, u64)>,
}

/// Answers *how sure?*
///
/// # Errors
/// [`Refusal`] if a dropped rule allows too many packages.
pub fn robust<'t>(
    table: &'t PackageTable<'t>,
    limits: &Limits,
    effort: Effort,
) -> Result<Robust, Refusal> {
    let edits = variants(table.case());
    let mut claims = Vec::new();
    let mut counts = Vec::new();
    let mut untried = Vec::new();
    for reading in readings(table) {
        let varied = table.variant(reading.case.clone(), limits)?;
        let headlines: Vec<Expr> =
            reading.headlines.iter().map(|headline| headline.condition(&reading.case)).collect();
        let (slow, asked): (Vec<ClaimId>, Vec<ClaimId>) = reading
            .claims
            .iter()
            .filter(|&&id| is_answerable(&varied, id))
            .partition(|&&id| needs_columns(&varied, id));
        let mut exprs = headlines.clone();
        exprs.extend(asked.iter().flat_map(|&id| spoken_of(&varied, id)));
        let now: Vec<u64> = exprs.iter().map(|e| column(&varied, e).count() as u64).collect();
        let then = recount(&varied, &exprs, &edits, limits)?;
        for (at, &headline) in reading.headlines.iter().enumerate() {
            counts.push(count_range(headline, now[at], &edits, &then[at]));
        }
        for (n, id) in asked.into_iter().enumerate() {
            let at = headlines.len() + 2 * n;
            claims.extend(claim(&reading.case, id, &edits, &now[at..at + 2], &then[at..at + 2]));
        }
        if effort == Effort::Quick {
            untried.extend(slow);
            continue;
        }
        for id in slow {
            claims.extend(slow_claim(&varied, id, &edits, limits)?);
        }
    }
    claims.sort_by_key(|sensitivity| sensitivity.subject);
    untried.sort_unstable();
    Ok(Robust {
        claims,
        packages: packages(table, &edits),
        counts,
        roadmaps: roadmaps::roadmaps(table, &edits, limits),
        untried,
        variants: edits,
    })
}

/// How sure the answer to one claim is; nothing if it cannot be answered yet, or has no verdict.
///
/// # Errors
/// As [`robust`].
pub fn robust_claim<'t>(
    table: &'t PackageTable<'t>,
    id: ClaimId,
    limits: &Limits,
) -> Result<Option<Sensitivity<ClaimId, Value>>, Refusal> {
    let edits = variants(table.case());
    let case = case_of(table.case(), table.scenario().claim(id));
    let varied = table.variant(case, limits)?;
    if !is_answerable(&varied, id) {
        return Ok(None);
    }
    if needs_columns(&varied, id) {
        return slow_claim(&varied, id, &edits, limits);
    }
    let exprs = spoken_of(&varied, id);
    let now: Vec<u64> = exprs.iter().map(|e| column(&varied, e).count() as u64).collect();
    let then = recount(&varied, &exprs, &edits, limits)?;
    Ok(claim(varied.case(), id, &edits, &now, &then))
}

/// Whether trying the claim in a variant takes a stability column.
fn needs_columns(table: &PackageTable<'_>, id: ClaimId) -> bool {
    let [_, both] = spoken_of(table, id);
    nearby::asks_moves(&both) && nearby::Nearby::of(table, &both).is_none()
}

fn slow_claim(
    table: &PackageTable<'_>,
    id: ClaimId,
    edits: &[Edit],
    limits: &Limits,
) -> Result<Option<Sensitivity<ClaimId, Value>>, Refusal> {
    let now = spoken_of(table, id).map(|expr| column(table, &expr).count() as u64);
    let counts =
        examples::recount_by_example(table, &table.scenario().claim(id).ask, edits, limits)?;
    let (with, both) = counts.into_iter().unzip();
    Ok(claim(table.case(), id, edits, &now, &[with, both]))
}

/// Verdicts that are asked in the same reading of the file, and so of one table.
struct Reading<'s> {
    case: Case<'s>,
    claims: Vec<ClaimId>,
    headlines: Vec<Headline>,
}

/// The reading of `table` with the headlines, then the others that claims ask for.
fn readings<'t>(table: &PackageTable<'t>) -> Vec<Reading<'t>> {
    let case = table.case().clone();
    let mut readings =
        vec![Reading { case, claims: Vec::new(), headlines: Headline::ALL.to_vec() }];
    for id in (0..table.scenario().claims.len()).map(ClaimId::new) {
        let case = case_of(table.case(), table.scenario().claim(id));
        let same = |r: &Reading<'_>| r.case.as_of == case.as_of && r.case.variant == case.variant;
        match readings.iter_mut().find(|reading| same(reading)) {
            Some(reading) => reading.claims.push(id),
            None => readings.push(Reading { case, claims: vec![id], headlines: Vec::new() }),
        }
    }
    readings
}

fn is_answerable(table: &PackageTable<'_>, id: ClaimId) -> bool {
    let ask = &table.scenario().claim(id).ask;
    table.column(&ask.with).and_then(|with| table.within(&ask.has, &with)).is_ok()
}

/// The packages that a claim speaks of, and those of them that have what it says.
fn spoken_of(table: &PackageTable<'_>, id: ClaimId) -> [Expr; 2] {
    let ask = &table.scenario().claim(id).ask;
    [ask.with.clone(), Expr::all(vec![ask.with.clone(), ask.has.clone()])]
}

/// A claim that is answered by yes or no, or expects a number, with what turns it. `now` and `then`
/// are the counts of [`spoken_of`], as the file stands and per edit.
fn claim(
    case: &Case<'_>,
    id: ClaimId,
    edits: &[Edit],
    now: &[u64],
    then: &[Vec<u64>],
) -> Option<Sensitivity<ClaimId, Value>> {
    let claim = case.scenario.claim(id);
    let value = |with, both| {
        let outcome = outcome(&claim.ask, with, both);
        match (&outcome, claim.expect) {
            (Outcome::Count(_), expect) => meets(&outcome, expect?).map(Value::Truth),
            (Outcome::NoSuchPackage, _) => Some(Value::NoSuchPackage),
            _ => Some(Value::Truth(outcome == Outcome::Yes)),
        }
    };
    let bears = |edit: Edit| {
        let reads = |expr| party_of(edit).is_none_or(|party| reads_party(expr, party, case));
        reads(&claim.ask.with) || reads(&claim.ask.has)
    };
    let varied = |v: usize| value(then[0][v], then[1][v]);
    Some(sensitivity(id, value(now[0], now[1])?, edits, bears, varied))
}

/// Every named package in the eyes of every party, in every variant.
fn packages(
    table: &PackageTable<'_>,
    edits: &[Edit],
) -> Vec<Sensitivity<(NamedId, PartyId), Value>> {
    let scenario = table.scenario();
    let mut found = Vec::new();
    // Per edit of a party's list the case in which it is made.
    let cases: Vec<Option<(PartyId, Case<'_>)>> =
        edits.iter().map(|&edit| Some((party_of(edit)?, table.case().varied(&[edit])))).collect();
    // Whoever copies lines of another party changes with them.
    let concerns = |edited: PartyId, party: PartyId| {
        edited == party || table.case().preference(party).copies(edited)
    };
    for named in (0..scenario.packages.len()).map(NamedId::new) {
        let package = &scenario.named(named).package;
        for party in scenario.party_ids() {
            let value = table.verdict(party, package).in_order;
            let varied = |v: usize| {
                let (_, case) = cases[v].as_ref().filter(|(p, _)| concerns(*p, party))?;
                let preference = case.preference(party);
                let no_deal = preference.no_deal_truths(scenario);
                let truths = preference.truths(scenario, package);
                Some(Value::Standing(compare_in_order(&truths, &no_deal).0))
            };
            let bears = |edit| party_of(edit).is_some_and(|p| concerns(p, party));
            found.push(sensitivity((named, party), Value::Standing(value), edits, bears, varied));
        }
    }
    found
}

/// The party whose list `edit` changes; nothing if it changes the rules.
#[must_use]
pub fn party_of(edit: Edit) -> Option<PartyId> {
    match edit {
        Edit::Drop(Line::Priority { party, .. })
        | Edit::Swap { party, .. }
        | Edit::Version { party, .. } => Some(party),
        Edit::Drop(Line::Rule(_)) => None,
    }
}

fn sensitivity<S, V: Copy + PartialEq>(
    subject: S,
    value: V,
    edits: &[Edit],
    bears: impl Fn(Edit) -> bool,
    varied: impl Fn(usize) -> Option<V>,
) -> Sensitivity<S, V> {
    let tried = edits.iter().filter(|&&edit| bears(edit)).count();
    let flips = (0..edits.len())
        .filter_map(|i| {
            varied(i).filter(|varied| *varied != value).map(|varied| (edits[i], varied))
        })
        .collect();
    Sensitivity { subject, value, tried, flips }
}

fn count_range(headline: Headline, count: u64, edits: &[Edit], counts: &[u64]) -> CountRange {
    let mut range = CountRange {
        headline,
        count,
        least: (count, None),
        most: (count, None),
        flips: Vec::new(),
    };
    for (&edit, &varied) in edits.iter().zip(counts) {
        if varied < range.least.0 {
            range.least = (varied, Some(edit));
        }
        if varied > range.most.0 {
            range.most = (varied, Some(edit));
        }
        if (varied == 0) != (count == 0) {
            range.flips.push((edit, varied));
        }
    }
    range
}

/// What the file says as of one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub as_of: AsOf,
    /// The lines not in force.
    pub off: Vec<Off>,
    /// Could they sign.
    pub deals: Deals,
    /// Deals with and without a change of capability that can be seen, in order.
    pub genuine: (u64, u64),
    /// The same under any weights.
    pub sure_genuine: (u64, u64),
    /// The claims.
    pub claims: Vec<ClaimAnswer>,
}

/// What the file says as of each of the dates that it compares; the readings stand side by side in
/// each.
///
/// # Errors
/// [`Refusal`] if on one of the dates a rule is off and the table is too large without it.
pub fn compare_dates<'t>(
    table: &'t PackageTable<'t>,
    limits: &Limits,
) -> Result<Vec<Dated>, Refusal> {
    let own = (deals(table), answer_claims(table, limits)?);
    Ok(with_own_date(table, other_dates(table, limits)?, &own.0, &own.1))
}

/// What the file says as of each of the dates that it compares; nothing for the table's own.
pub(crate) fn other_dates<'t>(
    table: &'t PackageTable<'t>,
    limits: &Limits,
) -> Result<Vec<Option<Dated>>, Refusal> {
    let dates = &table.scenario().compare;
    prepare_claims(table);
    let compared = parallel::map(dates.len(), |at| {
        if dates[at] == table.case().as_of {
            return Ok(None);
        }
        let table = table.variant(table.case().on(dates[at]), limits)?;
        let claims = answer_claims(&table, limits)?;
        Ok(Some(dated(&table, deals(&table), claims)))
    });
    compared.into_iter().collect()
}

/// The dates of [`other_dates`] with what is known as of the table's own.
pub(crate) fn with_own_date(
    table: &PackageTable<'_>,
    dates: Vec<Option<Dated>>,
    deals: &Deals,
    claims: &[ClaimAnswer],
) -> Vec<Dated> {
    let own = || dated(table, deals.clone(), claims.to_vec());
    dates.into_iter().map(|date| date.unwrap_or_else(own)).collect()
}

/// Computes what the claims share, before several threads ask for it at once.
pub(crate) fn prepare_claims(table: &PackageTable<'_>) {
    let claims = &table.scenario().claims;
    table.prepare(claims.iter().flat_map(|claim| [&claim.ask.with, &claim.ask.has]));
}

fn dated(table: &PackageTable<'_>, deals: Deals, claims: Vec<ClaimAnswer>) -> Dated {
    let case = table.case();
    let deal = column(table, &Expr::Predicate(Predicate::Deal));
    let sure = column(table, &signers_stand(Standing::SurelyBetter, &case.signers));
    let counting = column(table, &empty::genuine(case.scenario));
    let split = |set: &Bits| {
        let genuine = set.count_and(&counting) as u64;
        (genuine, set.count() as u64 - genuine)
    };
    Dated {
        as_of: case.as_of,
        off: case.off.clone(),
        genuine: split(&deal),
        sure_genuine: split(&sure),
        deals,
        claims,
    }
}
