//! How sure: which single line of the file turns a verdict.
//!
//! **Variants.** One line in force is dropped, two neighbouring lines in force of one party change
//! places, a rule in force is dropped, or another dated version of a line is put in force. Every
//! verdict is asked again in every variant; a verdict that one of them turns rests on a *single point*.
//!
//! Cost: a variant of one party's list judges that party's levels anew and recomputes the columns
//! that read them; a dropped rule makes a table of its own. Variants run in parallel.

mod variants;

pub use variants::variants;

use crate::ask::{Outcome, answer_claims, ask, case_of, meets};
use crate::case::{Case, Off};
use crate::deals::{Deals, all_stand, column, deals};
use crate::empty;
use crate::limits::{Limits, Refusal};
use crate::parallel;
use crate::preference::reads_party;
use crate::table::PackageTable;
use crate::{ask::ClaimAnswer, bits::Bits};
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

/// Everything that one table says, to be compared with what another says.
struct Snapshot {
    claims: Vec<Option<Value>>,
    packages: Vec<Value>,
    counts: Vec<u64>,
}

/// Answers *how sure?*
///
/// # Errors
/// [`Refusal`] if a dropped rule allows too many packages.
pub fn robust<'t>(table: &'t PackageTable<'t>, limits: &Limits) -> Result<Robust, Refusal> {
    let scenario = table.scenario();
    let edits = variants(table.case());
    let base = Snapshot::take(table, limits, &[], None)?;
    let snapshots: Vec<Result<Snapshot, Refusal>> = parallel::map(edits.len(), |i| {
        let edit = [edits[i]];
        Snapshot::take(&table.edited(&edit, limits)?, limits, &edit, Some((table, &base)))
    });
    let snapshots = snapshots.into_iter().collect::<Result<Vec<_>, _>>()?;

    let claims = (0..scenario.claims.len())
        .map(ClaimId::new)
        .filter_map(|id| {
            let claim = scenario.claim(id);
            let value = base.claims[id.index()]?;
            let case = case_of(table.case(), claim);
            let bears = |edit: Edit| {
                [&claim.ask.with, &claim.ask.has].iter().any(|expr| bears_on(expr, edit, &case))
            };
            Some(sensitivity(id, value, &edits, bears, |i| snapshots[i].claims[id.index()]))
        })
        .collect();
    let pairs = (0..scenario.packages.len())
        .map(NamedId::new)
        .flat_map(|named| scenario.party_ids().map(move |party| (named, party)));
    let packages = pairs
        .enumerate()
        .map(|(at, (named, party))| {
            let bears = |edit| party_of(edit) == Some(party);
            let value = |i: usize| Some(snapshots[i].packages[at]);
            sensitivity((named, party), base.packages[at], &edits, bears, value)
        })
        .collect();
    let counts = Headline::ALL
        .into_iter()
        .enumerate()
        .map(|(at, headline)| {
            let counts: Vec<u64> = snapshots.iter().map(|snapshot| snapshot.counts[at]).collect();
            count_range(headline, base.counts[at], &edits, &counts)
        })
        .collect();
    Ok(Robust { variants: edits, claims, packages, counts })
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

/// Whether `edit` could change what `expr` says: a rule changes which packages there are, a party's
/// list only what reads that party.
fn bears_on(expr: &Expr, edit: Edit, case: &Case<'_>) -> bool {
    party_of(edit).is_none_or(|party| reads_party(expr, party, &case.signers))
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
        .filter_map(|i| varied(i).filter(|varied| *varied != value).map(|varied| (edits[i], varied)))
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

impl Snapshot {
    /// What `table` says. `before` is the table that it varies by `edits`, with what that one says:
    /// whatever the edit does not bear on is taken from there.
    fn take(
        table: &PackageTable<'_>,
        limits: &Limits,
        edits: &[Edit],
        before: Option<(&PackageTable<'_>, &Self)>,
    ) -> Result<Self, Refusal> {
        let (scenario, case) = (table.scenario(), table.case());
        let unmoved = |expr: &Expr| edits.iter().all(|&edit| !bears_on(expr, edit, case));

        let mut claims = Vec::with_capacity(scenario.claims.len());
        for (at, claim) in scenario.claims.iter().enumerate() {
            if let Some((_, base)) = before
                && unmoved(&claim.ask.with)
                && unmoved(&claim.ask.has)
            {
                claims.push(base.claims[at]);
                continue;
            }
            let outcome = if claim.as_of.is_none() && claim.variant.is_empty() {
                ask(table, &claim.ask).outcome
            } else {
                ask(&table.variant(case_of(case, claim), limits)?, &claim.ask).outcome
            };
            claims.push(match (&outcome, claim.expect) {
                (Outcome::NotYetAnswerable(_), _) | (Outcome::Count(_), None) => None,
                (Outcome::Count(_), Some(expect)) => meets(&outcome, expect).map(Value::Truth),
                (Outcome::Yes, _) => Some(Value::Truth(true)),
                (Outcome::No, _) => Some(Value::Truth(false)),
                (Outcome::NoSuchPackage, _) => Some(Value::NoSuchPackage),
            });
        }

        let mut packages = Vec::with_capacity(scenario.packages.len() * scenario.parties.len());
        for named in &scenario.packages {
            for party in scenario.party_ids() {
                let moved = edits.iter().any(|&edit| party_of(edit) == Some(party));
                packages.push(match before {
                    Some((_, base)) if !moved => base.packages[packages.len()],
                    _ => Value::Standing(table.verdict(party, &named.package).in_order),
                });
            }
        }

        let counts = Headline::ALL
            .into_iter()
            .enumerate()
            .map(|(at, headline)| {
                let condition = headline.condition(case);
                match before {
                    Some((_, base)) if unmoved(&condition) => base.counts[at],
                    _ => column(table, &condition).count() as u64,
                }
            })
            .collect();
        Ok(Self { claims, packages, counts })
    }
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
    let case = table.case();
    let dates = case.scenario.compare.clone();
    dates
        .into_iter()
        .map(|as_of| {
            let dated = table.variant(case.on(as_of), limits)?;
            let claims = answer_claims(&dated, limits)?;
            let deal = column(&dated, &Expr::Predicate(Predicate::Deal));
            let sure = column(&dated, &all_stand(Standing::SurelyBetter, &case.signers));
            let counting = column(&dated, &empty::genuine(case.scenario));
            let split = |set: &Bits| {
                let genuine = set.count_and(&counting) as u64;
                (genuine, set.count() as u64 - genuine)
            };
            Ok(Dated {
                as_of,
                off: dated.case().off.clone(),
                genuine: split(&deal),
                sure_genuine: split(&sure),
                deals: deals(&dated),
                claims,
            })
        })
        .collect()
}
