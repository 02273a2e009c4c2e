//! Who would move where: a part of the transition graph, in layers from the status quo.
//!
//! A box is a package, an arrow a move. What matters comes first (`part`): at most forty packages are
//! shown, the rest is counted. The layout is a method of its own ([`layered`]); where a page is too
//! narrow for all moves, those are left to the table that their mover can also make in two.

mod draw;
pub mod layered;
mod legend;
mod part;

use crate::catalogue::say;
use crate::document::{Cell, Column, Figure, Row, Table};
use crate::figures::stands::caption;
use crate::page::Page;
use crate::text::headline;
use detente_engine::stability::{Graph, Node, Stability};
use part::{Line, Part};

/// The transition graph of `answer`, and the same as a table.
#[must_use]
pub fn figure(page: &Page<'_>, answer: &Stability, graph: &Graph) -> Figure {
    let part = Part::of(page, answer, graph);
    let title = title(page, answer);
    let table = table(page, &part, &title);
    let picture = draw::picture(page, &part, title);
    Figure { picture, caption: caption(page, answer, "moves-read"), table: Some(table) }
}

/// Where the status quo comes to rest, in a sentence.
fn title(page: &Page<'_>, answer: &Stability) -> String {
    let Some(rest) = answer.rest.as_ref().filter(|rest| !rest.moves.is_empty()) else {
        return headline(page, answer);
    };
    if rest.circle.is_some() {
        return page.word("moves-circle");
    }
    if rest.cut {
        return say!(page, "moves-cut", count = rest.moves.len());
    }
    let stands = answer.rest_stands.iter().flatten().filter(|(_, stands)| *stands);
    let concepts: Vec<_> = stands.map(|&(concept, _)| concept).collect();
    say!(
        page,
        "moves-rest",
        count = rest.moves.len(),
        package = page.package_name(rest.end),
        stands = match concepts.len() {
            0 => "none",
            5 => "all",
            _ => "some",
        },
        concepts = page.concepts(&concepts),
    )
}

/// What is said of a package when a pointer rests on it.
fn label(page: &Page<'_>, node: &Node) -> String {
    page.package_label(node.row)
}

/// What is said of a move.
fn told(page: &Page<'_>, line: &Line<'_>) -> String {
    say!(
        page,
        "moves-cell",
        number = (line.to + 1).to_string(),
        move = page.move_in_words(line.step),
        path = line.path,
        back = if line.back { "yes" } else { "no" },
    )
}

/// A row per package, with the moves that leave it.
fn table(page: &Page<'_>, part: &Part<'_>, title: &str) -> Table {
    let columns = vec![
        Column::numbers(page.word("moves-column-number")),
        Column::words(page.word("moves-column-package")),
        Column::words(page.word("moves-column-stands")),
        Column::words(page.word("moves-column-moves")),
    ];
    let mut table = Table::new(title, columns);
    for (place, node) in part.nodes.iter().enumerate() {
        let stands = match node.equilibrium.is_empty() {
            true => page.word("cell-none"),
            false => page.concepts(&node.equilibrium),
        };
        let moves = part.lines.iter().filter(|line| line.from == place);
        let moves = Cell { texts: moves.map(|line| told(page, line)).collect(), ..Cell::default() };
        let cells = vec![
            Cell::of(page.number(place as u64 + 1)),
            Cell::of(label(page, node)),
            Cell::of(stands),
            moves,
        ];
        table.rows.push(Row { key: page.key_of(node.row), cells, ..Row::default() });
    }
    table
}
