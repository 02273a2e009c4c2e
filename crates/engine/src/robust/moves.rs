//! How sure: where the status quo comes to rest, and which packages stand.

use super::{Sensitivity, Value, party_of, sensitivity, variants};
use crate::case::Case;
use crate::limits::{Limits, Refusal};
use crate::parallel;
use crate::preference::reads_party;
use crate::stability::{Rest, View, Where, rest_of};
use crate::table::PackageTable;
use detente_scenario::model::Edit;
use detente_scenario::{AsOf, Concept, Expr, PartyId, Predicate};

/// Rows that may be looked at for one verdict before a column is computed instead.
const BUDGET: usize = 50_000;

/// Packages up to which it is cheaper to compare rows one by one than to rank all rows of a table.
const FEW_PLACES: usize = 3;

/// The concepts whose verdicts are tried: without foresight, and with.
pub const TRIED: [Concept; 2] = [Concept::R, Concept::Seq];

/// How sure the answer to *would anyone move?* is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves {
    /// Per date that the file compares where the status quo comes to rest; no path where it is
    /// impossible.
    pub on_dates: Vec<(AsOf, Option<Rest>)>,
    /// How many one-line variants were tried.
    pub tried: usize,
    /// The one-line variants that make the status quo come to rest elsewhere, with the path that it
    /// then takes; no path where it becomes impossible.
    pub turns: Vec<(Edit, Option<Rest>)>,
    /// Whether each package asked about is an equilibrium under the concepts of [`TRIED`], with what
    /// turns that.
    pub equilibria: Vec<Sensitivity<(Where, Concept), Value>>,
}

/// Tries every one-line variant on the path of the status quo and on the packages `places`.
///
/// Cost: per variant the moves around these packages, a stability column where that is too much; for a
/// rule and more than `FEW_PLACES` packages the ranks of its table, and one sort of the rows per player.
///
/// # Errors
/// [`Refusal`] if a dropped rule allows too many packages.
pub fn moves<'t>(
    table: &'t PackageTable<'t>,
    places: &[Where],
    limits: &Limits,
) -> Result<Moves, Refusal> {
    let edits = variants(table.case());
    let players = table.moves().players();
    table.prepare(&TRIED.map(|concept| Expr::Predicate(Predicate::Equilibrium(concept))));
    let now = Snapshot::of(&View::of(table), &players, places);
    // Who does not move has no say in any of this.
    let bears = |edit: Edit| party_of(edit).is_none_or(|party| players.contains(&party));
    let varied: Vec<Option<Snapshot>> = parallel::map(edits.len(), |v| {
        let edit = edits[v];
        if !bears(edit) {
            return Ok(None);
        }
        let case = table.case().varied(&[edit]);
        let snapshot = match View::varied(table, &case) {
            Some(view) => Snapshot::of(&view, &players, places),
            None => {
                let table = table.variant(case, limits)?;
                if places.len() <= FEW_PLACES {
                    Snapshot::of(&View::of_few(&table), &players, places)
                } else {
                    // What is reached by one move is looked up in these.
                    for &player in &players {
                        table.members(player);
                    }
                    Snapshot::of(&View::of(&table), &players, places)
                }
            }
        };
        Ok(Some(snapshot))
    })
    .into_iter()
    .collect::<Result<_, Refusal>>()?;
    let turns = edits.iter().zip(&varied).filter_map(|(&edit, varied)| {
        let varied = varied.as_ref()?;
        let same = match (&varied.rest, &now.rest) {
            (Some(a), Some(b)) => a.ends_alike(b, table.scenario()),
            (a, b) => a.is_none() && b.is_none(),
        };
        (!same).then(|| (edit, varied.rest.clone()))
    });
    let equilibria = (0..places.len() * TRIED.len()).map(|at| {
        let (place, concept) = (at / TRIED.len(), TRIED[at % TRIED.len()]);
        let bears = |edit| {
            let asked = Expr::Predicate(Predicate::Equilibrium(concept));
            party_of(edit).is_none_or(|party| reads_party(&asked, party, table.case()))
        };
        let value = now.stands[at];
        let then = |v: usize| varied[v].as_ref().map(|snapshot: &Snapshot| snapshot.stands[at]);
        sensitivity((places[place], concept), value, &edits, bears, then)
    });
    Ok(Moves {
        on_dates: on_dates(table, &players, limits)?,
        tried: edits.iter().filter(|&&edit| bears(edit)).count(),
        turns: turns.collect(),
        equilibria: equilibria.collect(),
    })
}

/// Where the status quo comes to rest on each of the dates that the file compares.
///
/// # Errors
/// [`Refusal`] if on one of the dates a rule is off and the table is too large without it.
pub fn on_dates(
    table: &PackageTable<'_>,
    players: &[PartyId],
    limits: &Limits,
) -> Result<Vec<(AsOf, Option<Rest>)>, Refusal> {
    let dates = &table.scenario().compare;
    let on = |date: AsOf| {
        let case: Case<'_> = table.case().on(date);
        let rest = match View::varied(table, &case) {
            Some(view) => Snapshot::rest(&view, players),
            None => Snapshot::rest(&View::of(&table.variant(case, limits)?), players),
        };
        Ok((date, rest))
    };
    dates.iter().map(|&date| on(date)).collect()
}

/// What one reading says.
struct Snapshot {
    rest: Option<Rest>,
    /// Per place and concept of [`TRIED`].
    stands: Vec<Value>,
}

impl Snapshot {
    fn of(view: &View<'_>, players: &[PartyId], places: &[Where]) -> Self {
        let rest = Self::rest(view, players);
        let mut stands = Vec::with_capacity(places.len() * TRIED.len());
        for &place in places {
            let row = view.table().rows().row(&place.package(view.table().scenario()));
            for concept in TRIED {
                stands.push(match row {
                    None => Value::NoSuchPackage,
                    Some(row) => Value::Truth(view.is_equilibrium_surely(row, concept, BUDGET)),
                });
            }
        }
        Self { rest, stands }
    }

    fn rest(view: &View<'_>, players: &[PartyId]) -> Option<Rest> {
        let now = view.table().rows().row(&view.table().scenario().status_quo())?;
        Some(rest_of(view, players, now))
    }
}
