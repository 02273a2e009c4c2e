//! How packages stand under each concept, and for whom: the status quo, the named packages and the
//! nearest equilibria.
//!
//! Cost: nothing but look-ups in the stability columns that the answer has needed anyway, and per
//! package and party the moves that it has there.

mod draw;
mod table;

use crate::catalogue::say;
use crate::document::Figure;
use crate::page::Page;
use crate::text::{headline, named};
use detente_engine::stability::{Move, Narration, Stability, Where, narrate};
use detente_scenario::{Concept, Expr, PartyId, Predicate};

/// Packages people talk about that are shown before the rest is counted.
const TALKED: usize = 16;

/// Equilibria shown per concept of [`NEAREST`].
const NEAR: usize = 2;

/// The concepts whose nearest equilibria are shown: without foresight, and with.
const NEAREST: [Concept; 2] = [Concept::R, Concept::Seq];

/// The stability table of `answer`, as a picture and as a table. Of the narrations in `told` those
/// are used that tell what deters a move from one of the packages shown.
#[must_use]
pub fn figure(page: &Page<'_>, answer: &Stability, told: &[Narration]) -> Figure {
    let standing = Standing::of(page, answer, told);
    let title = named(page, answer).unwrap_or_else(|| headline(page, answer));
    let table = match page.scenario().notation {
        None => table::by_package(page, &standing, &title),
        Some(_) => table::by_option(page, &standing, &title),
    };
    let picture = draw::picture(page, &standing, title);
    Figure { picture, caption: caption(page, answer, "stands-read"), table: Some(table) }
}

/// How a picture is to be read, and which packages people talk about it cannot show.
pub(super) fn caption(page: &Page<'_>, answer: &Stability, read: &str) -> String {
    let impossible = answer.positions.iter().filter(|position| position.row.is_none());
    let names: Vec<String> = impossible.map(|of| page.position_name(of.what)).collect();
    let read = page.word(read);
    if names.is_empty() {
        return read;
    }
    let names = page.names().all(names, 12);
    format!("{read} {}", say!(page, "stands-impossible", names = names))
}

/// What is shown.
struct Standing {
    /// The concepts that were looked at.
    concepts: Vec<Concept>,
    /// Those who can move.
    players: Vec<PartyId>,
    /// The packages, those people talk about first.
    places: Vec<Place>,
    /// How many of them are talked about; the rest are the nearest equilibria.
    talked: usize,
    /// Packages people talk about that are not shown.
    left_out: usize,
}

/// How one package stands.
struct Place {
    row: usize,
    /// What it is called.
    name: String,
    /// Per concept whether it stands.
    stands: Vec<bool>,
    /// Per player, per concept whether it is stable for it.
    stable: Vec<Vec<bool>>,
    /// Per player its best improvement.
    best: Vec<Option<Move>>,
    /// Per player under which concept a move is deterred, and by what.
    sanctions: Vec<Option<(Concept, Vec<Move>)>>,
}

impl Standing {
    fn of(page: &Page<'_>, answer: &Stability, told: &[Narration]) -> Self {
        let mut rows: Vec<usize> = Vec::new();
        for row in answer.positions.iter().filter_map(|position| position.row) {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        let left_out = rows.len().saturating_sub(TALKED);
        rows.truncate(TALKED);
        let talked = rows.len();
        for of in answer.equilibria.iter().filter(|of| NEAREST.contains(&of.concept)) {
            let new = of.listed.iter().filter(|row| !rows.contains(row)).take(NEAR);
            let new: Vec<usize> = new.copied().collect();
            rows.extend(new);
        }
        let concepts: Vec<Concept> = answer.equilibria.iter().map(|of| of.concept).collect();
        let players = answer.players.clone();
        let places =
            rows.into_iter().map(|row| Place::of(page, answer, row, &concepts, told)).collect();
        Self { concepts, players, places, talked, left_out }
    }

    /// Whether anything is known of what deters a move.
    fn has_sanctions(&self) -> bool {
        self.places.iter().any(|place| place.sanctions.iter().any(Option::is_some))
    }
}

impl Place {
    fn of(
        page: &Page<'_>,
        answer: &Stability,
        row: usize,
        concepts: &[Concept],
        told: &[Narration],
    ) -> Self {
        let holds = |predicate: Predicate| {
            let column = page.table.column(&Expr::Predicate(predicate));
            column.is_ok_and(|column| column.get(row))
        };
        let stable = |party| {
            let stable = |&concept| holds(Predicate::Stable(party, concept));
            concepts.iter().map(stable).collect()
        };
        let best = |party| narrate(page.table, row, party, Concept::R).temptation;
        let sanction = |party| {
            let here = told.iter().filter(|of| of.row == row && of.party == party && of.stable);
            let sanctions = here.filter_map(|of| Some((of.concept, of.sanction.as_ref()?)));
            let place = |concept: Concept| concepts.iter().position(|&other| other == concept);
            let first = sanctions.min_by_key(|&(concept, _)| place(concept))?;
            Some((first.0, first.1.moves.clone()))
        };
        let players = || answer.players.iter().copied();
        Self {
            row,
            name: name(page, answer, row),
            stands: concepts.iter().map(|&c| holds(Predicate::Equilibrium(c))).collect(),
            stable: players().map(stable).collect(),
            best: players().map(best).collect(),
            sanctions: players().map(sanction).collect(),
        }
    }

    /// The players that gain by moving alone, by their place.
    fn gaining(&self) -> impl Iterator<Item = (usize, &Move)> {
        self.best.iter().enumerate().filter_map(|(at, best)| Some((at, best.as_ref()?)))
    }

    /// The players whose moves something deters.
    fn deterred(&self) -> impl Iterator<Item = (usize, Concept, &[Move])> {
        let sanctions = self.sanctions.iter().enumerate();
        sanctions.filter_map(|(at, sanction)| {
            let (concept, moves) = sanction.as_ref()?;
            Some((at, *concept, moves.as_slice()))
        })
    }
}

/// `the status quo`, `hanoi-ask`, or what it changes; all its names.
fn name(page: &Page<'_>, answer: &Stability, row: usize) -> String {
    let here = answer.positions.iter().filter(|position| position.row == Some(row));
    let mut names: Vec<String> = here.map(|position| page.position_name(position.what)).collect();
    let now = answer.positions.iter().any(|p| p.row == Some(row) && p.what == Where::StatusQuo);
    if names.is_empty() && !now {
        names.push(page.names().package(&page.table.rows().package(row)));
    }
    names.join(", ")
}

/// What deters a move, in words.
fn sanction(page: &Page<'_>, concept: Concept, moves: &[Move]) -> String {
    let moves = page.moves_in_words(moves);
    say!(page, "stands-deters", concept = concept.name(), moves = moves)
}
