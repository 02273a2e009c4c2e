//! The stability table in words: a row per package, or a column where readers expect options below
//! each other.

use super::{Place, Standing, sanction};
use crate::catalogue::say;
use crate::document::{Cell, Column, Row, Table, Tone};
use crate::page::Page;
use detente_scenario::notation;

/// A row per package.
pub(super) fn by_package(page: &Page<'_>, standing: &Standing, title: &str) -> Table {
    let mut columns = vec![Column::words(page.word("moves-column-package"))];
    columns.extend(standing.concepts.iter().map(|concept| Column::words(concept.name())));
    columns.push(Column::words(page.word("stands-gain")));
    if standing.has_sanctions() {
        columns.push(Column::words(page.word("stands-sanction")));
    }
    let mut table = Table::new(title, columns);
    for (at, place) in standing.places.iter().enumerate() {
        let mut cells = vec![Cell::of(page.package_label(place.row))];
        cells.extend((0..standing.concepts.len()).map(|of| verdict(page, standing, place, of)));
        cells.push(gains(page, standing, place));
        if standing.has_sanctions() {
            cells.push(sanctions(page, standing, place));
        }
        table.rows.push(Row {
            key: page.key_of(place.row),
            ruled: at > 0 && at == standing.talked,
            cells,
            ..Row::default()
        });
    }
    table
}

/// The transposed option form of the graph model's programs: a column per package, a row per option,
/// with ordered numbers and decimals, and below them the verdicts.
pub(super) fn by_option(page: &Page<'_>, standing: &Standing, title: &str) -> Table {
    let mut columns = vec![Column::words(page.word("stands-option"))];
    columns.extend(standing.places.iter().map(|place| Column::words(&place.name)));
    let mut table = Table::new(title, columns);
    let mut row = |head: String, ruled: bool, cell: &dyn Fn(&Place) -> Cell| {
        let cells = standing.places.iter().map(cell);
        let cells = std::iter::once(Cell::of(head)).chain(cells).collect();
        table.rows.push(Row { cells, ruled, ..Row::default() });
    };
    let rows = page.table.rows();
    row(page.word("stands-ordered"), false, &|place| {
        let number = page.table.ordered_number(place.row);
        Cell::of(number.map(|number| number.to_string()).unwrap_or_default())
    });
    row(page.word("stands-decimal"), false, &|place| {
        let number = notation::decimal(&rows.package(place.row));
        Cell::of(number.map(|number| number.to_string()).unwrap_or_default())
    });
    let mut last = None;
    for term in page.scenario().term_ids() {
        let by = &page.scenario().term(term).by;
        let names = page.names();
        let head =
            say!(page, "stands-choice", party = names.parties(by), option = names.term(term));
        row(head, last != Some(by), &|place| {
            let taken = rows.package(place.row)[term.index()].0 != 0;
            Cell::of(page.word(if taken { "stands-taken" } else { "stands-not-taken" }))
        });
        last = Some(by);
    }
    for (of, concept) in standing.concepts.iter().enumerate() {
        row(concept.name().to_owned(), of == 0, &|place| verdict(page, standing, place, of));
    }
    row(page.word("stands-gain"), true, &|place| gains(page, standing, place));
    if standing.has_sanctions() {
        row(page.word("stands-sanction"), false, &|place| sanctions(page, standing, place));
    }
    table
}

/// Whether a package stands under a concept, and for whom it is not stable.
fn verdict(page: &Page<'_>, standing: &Standing, place: &Place, concept: usize) -> Cell {
    if place.stands[concept] {
        return Cell::toned(page.word("stands-yes"), Tone::Good);
    }
    let players = standing.players.iter().zip(&place.stable);
    let not = players.filter(|(_, stable)| !stable[concept]);
    let not: Vec<String> = not.map(|(&party, _)| page.names().party_id(party)).collect();
    let text = match not.is_empty() {
        true => page.word("stands-no"),
        false => say!(page, "stands-not-for", names = page.names().all(not, 6)),
    };
    Cell::toned(text, Tone::Bad)
}

/// The best gain of each player that has one.
fn gains(page: &Page<'_>, standing: &Standing, place: &Place) -> Cell {
    let texts = place.gaining().map(|(at, step)| {
        let party = page.names().party(standing.players[at]);
        say!(page, "stands-of", party = party, text = page.move_alone(step))
    });
    Cell { texts: texts.collect(), ..Cell::default() }
}

/// What deters each player whose moves something deters.
fn sanctions(page: &Page<'_>, standing: &Standing, place: &Place) -> Cell {
    let texts = place.deterred().map(|(at, concept, moves)| {
        let party = page.names().party(standing.players[at]);
        say!(page, "stands-of", party = party, text = sanction(page, concept, moves))
    });
    Cell { texts: texts.collect(), ..Cell::default() }
}
