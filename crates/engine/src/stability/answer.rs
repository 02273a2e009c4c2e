//! The answer to *would anyone move?*

use super::change::Move;
use super::coalitions::{CoalitionView, views};
use super::inverse::{Overtaking, inverse};
use super::paths::{Orders, Reached, Rest, Way, orders, resting_path, ways};
use super::view::View;
use crate::bits::Bits;
use crate::deals::column;
use crate::moves::decision_makers;
use crate::table::PackageTable;
use detente_scenario::{Concept, Expr, NamedId, Package, PartyId, Predicate, Scenario};

/// The concepts in the order in which they are shown: from the least to the most foresight, GMR last
/// because on large tables nearly everything is stable under it.
pub const CONCEPTS: [Concept; 5] =
    [Concept::R, Concept::Sseq, Concept::Seq, Concept::Smr, Concept::Gmr];

/// Most equilibria listed per concept; the rest is counted.
pub const LISTED: usize = 50;

/// Listed equilibria to which ways are shown.
pub const WAYS: usize = 5;

/// Per concept that was looked at, in the order of [`CONCEPTS`], whether a package stands under it.
pub type Stands = Vec<(Concept, bool)>;

/// The answer to *would anyone move?*
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stability {
    /// The parties that can change something alone, in file order.
    pub players: Vec<PartyId>,
    /// The decision makers: players and those that control terms only with others.
    pub decision_makers: Vec<PartyId>,
    /// Possible packages.
    pub possible: u64,
    /// Per concept that was looked at, in the order of [`CONCEPTS`], its equilibria.
    pub equilibria: Vec<Equilibria>,
    /// The status quo and the named packages, in file order.
    pub positions: Vec<Position>,
    /// Where the status quo comes to rest, parties in file order; absent if it is impossible.
    pub rest: Option<Rest>,
    /// Whether the package at the end of that path is an equilibrium; absent with the path.
    pub rest_stands: Option<Stands>,
    /// The same path with the parties in other orders; absent with the path.
    pub orders: Option<Orders>,
}

/// The equilibria under one concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equilibria {
    /// The concept.
    pub concept: Concept,
    /// How many packages are stable for every party.
    pub count: u64,
    /// How many of these are deals.
    pub deals: u64,
    /// How many of these deals change a capability in a way that someone can see.
    pub genuine: u64,
    /// Per player how many packages are stable for it.
    pub stable: Vec<(PartyId, u64)>,
    /// How soon they are reached from the status quo; absent if that is impossible, and in an
    /// [`outlook`].
    pub reached: Option<Reached>,
    /// Rows of the first [`LISTED`], fewest changes from the status quo first, then in file order.
    pub listed: Vec<usize>,
    /// For the first [`WAYS`] of these a shortest way from the status quo by moves, and by improvements
    /// only; absent where there is none.
    pub ways: Vec<(Option<Way>, Option<Way>)>,
}

/// Which package a position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The status quo.
    StatusQuo,
    /// A named package.
    Named(NamedId),
}

impl Where {
    /// The package.
    #[must_use]
    pub fn package(self, scenario: &Scenario) -> Package {
        match self {
            Self::StatusQuo => scenario.status_quo(),
            Self::Named(named) => scenario.named(named).package.clone(),
        }
    }
}

/// How one package stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Which.
    pub what: Where,
    /// The package.
    pub package: Package,
    /// Its row; absent if a rule forbids it, and then nothing else is known.
    pub row: Option<usize>,
    /// Whether it is an equilibrium.
    pub equilibrium: Stands,
    /// Per player how it stands there.
    pub parties: Vec<PartyView>,
    /// Per coalition of two or more decision makers, smaller ones first, how it stands there; empty in
    /// an [`outlook`].
    pub coalitions: Vec<CoalitionView>,
    /// What would have to be thought otherwise for it to be an equilibrium under R, the concept
    /// without foresight; absent if it is impossible, and in an [`outlook`].
    pub inverse: Option<Overtaking>,
}

/// How one party stands at a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyView {
    /// Who.
    pub party: PartyId,
    /// How many improvements it has there.
    pub improvements: u64,
    /// The best of them; ties by fewest changes, then listed order.
    pub best: Option<Move>,
    /// Whether the package is stable for it.
    pub stable: Stands,
}

/// Would anyone move? Everything: five concepts, ways, coalitions, and what would have to be thought
/// otherwise.
///
/// Cost: the stability columns; a few passes over the rows per named package and coalition.
#[must_use]
pub fn stability<'t>(table: &'t PackageTable<'t>) -> Stability {
    answer(table, true)
}

/// The same under R and SEQ only, and without coalitions, ways and what would have to be thought
/// otherwise: for the screen that answers all questions at once.
#[must_use]
pub fn outlook<'t>(table: &'t PackageTable<'t>) -> Stability {
    answer(table, false)
}

fn answer<'t>(table: &'t PackageTable<'t>, full: bool) -> Stability {
    let scenario = table.scenario();
    let players = table.moves().players();
    let concepts: &[Concept] = if full { &CONCEPTS } else { &[Concept::R, Concept::Seq] };
    let stable: Vec<Stable> =
        concepts.iter().map(|&concept| Stable::of(table, &players, concept)).collect();
    let now = table.rows().row(&scenario.status_quo());
    let walks = now.filter(|_| full).map(|now| ways(table, now));
    let (deals, genuine) = (
        column(table, &Expr::Predicate(Predicate::Deal)),
        column(table, &Expr::Predicate(Predicate::Genuine)),
    );
    let equilibria = stable
        .iter()
        .map(|stable| {
            let all = &stable.all;
            let listed = listed(table, all);
            let way = |walks: &super::Ways| {
                listed.iter().take(WAYS).map(|&row| walks.to(table, row)).collect()
            };
            let counts = players.iter().zip(&stable.by_party);
            Equilibria {
                concept: stable.concept,
                count: all.count() as u64,
                deals: all.count_and(&deals) as u64,
                genuine: all.clone().and(&deals).count_and(&genuine) as u64,
                stable: counts.map(|(&party, column)| (party, column.count() as u64)).collect(),
                reached: walks.as_ref().map(|walks| walks.reached(all)),
                ways: walks.as_ref().map(way).unwrap_or_default(),
                listed,
            }
        })
        .collect();
    let stands = |row: usize| stable.iter().map(|of| (of.concept, of.all.get(row))).collect();
    let rest = now.map(|now| resting_path(table, &players, now));
    Stability {
        decision_makers: decision_makers(scenario),
        possible: table.rows().len() as u64,
        equilibria,
        positions: positions_with(table, &places(scenario), &players, &stable, full),
        rest_stands: rest.as_ref().map(|rest| stands(rest.end)),
        rest,
        orders: now.map(|now| orders(table, &players, now)),
        players,
    }
}

/// The stability columns of one concept.
struct Stable {
    concept: Concept,
    all: Bits,
    by_party: Vec<Bits>,
}

impl Stable {
    fn of(table: &PackageTable<'_>, players: &[PartyId], concept: Concept) -> Self {
        let all = column(table, &Expr::Predicate(Predicate::Equilibrium(concept)));
        let by_party = players
            .iter()
            .map(|&party| column(table, &Expr::Predicate(Predicate::Stable(party, concept))));
        Self { concept, all, by_party: by_party.collect() }
    }
}

/// The first rows of `column`, fewest changes from the status quo first, then in file order.
fn listed(table: &PackageTable<'_>, column: &Bits) -> Vec<usize> {
    let changes = table.changes();
    let mut by_changes: Vec<Vec<usize>> = vec![Vec::new(); table.scenario().terms.len() + 1];
    for row in column.ones_iter() {
        let same = &mut by_changes[usize::from(changes[row])];
        if same.len() < LISTED {
            same.push(row);
        }
    }
    by_changes.into_iter().flatten().take(LISTED).collect()
}

/// The status quo and the named packages, in file order.
#[must_use]
pub fn places(scenario: &Scenario) -> Vec<Where> {
    let named = (0..scenario.packages.len()).map(NamedId::new);
    std::iter::once(Where::StatusQuo).chain(named.map(Where::Named)).collect()
}

/// How the packages `places` stand, with coalitions and what would have to be thought otherwise.
///
/// Cost: the stability columns; per place and coalition a few passes over the rows.
#[must_use]
pub fn positions<'t>(table: &'t PackageTable<'t>, places: &[Where]) -> Vec<Position> {
    let players = table.moves().players();
    let stable: Vec<Stable> =
        CONCEPTS.iter().map(|&concept| Stable::of(table, &players, concept)).collect();
    positions_with(table, places, &players, &stable, true)
}

fn positions_with<'t>(
    table: &'t PackageTable<'t>,
    places: &[Where],
    players: &[PartyId],
    stable: &[Stable],
    full: bool,
) -> Vec<Position> {
    let scenario = table.scenario();
    let view = View::of(table);
    let rows: Vec<usize> =
        places.iter().filter_map(|what| table.rows().row(&what.package(scenario))).collect();
    let mut coalitions = if full { views(table, &rows) } else { Vec::new() }.into_iter();
    let position = |&what: &Where| {
        let package = what.package(scenario);
        let Some(row) = table.rows().row(&package) else {
            return Position {
                what,
                package,
                row: None,
                equilibrium: Stands::new(),
                parties: Vec::new(),
                coalitions: Vec::new(),
                inverse: None,
            };
        };
        let parties = players.iter().enumerate().map(|(at, &party)| {
            let improvements = view.improvements(party, row);
            PartyView {
                party,
                best: view.best_of(party, row, &improvements),
                improvements: improvements.len() as u64,
                stable: stable.iter().map(|of| (of.concept, of.by_party[at].get(row))).collect(),
            }
        });
        Position {
            what,
            package,
            row: Some(row),
            equilibrium: stable.iter().map(|of| (of.concept, of.all.get(row))).collect(),
            parties: parties.collect(),
            coalitions: coalitions.next().unwrap_or_default(),
            inverse: full.then(|| inverse(table, row, Concept::R)),
        }
    };
    places.iter().map(position).collect()
}
