//! Genuine or illusion cards: per named package what each side gives, and three facts on it.
//!
//! The facts are never added up: whether a change concerns a capability, who could see a breach of it,
//! how fast it can be undone. Each is drawn as a small scale with its word beside it.

use super::strip::Strips;
use crate::catalogue::say;
use crate::document::{Cell, Column, Figure, Row, Table, Tone};
use crate::page::Page;
use crate::picture::{Anchor, Canvas, Hues, Ink, Letters, Paint, Picture, at};
use crate::text::{capability_of, has_capability, seen_by};
use detente_engine::empty::{Change, Empty, PackageFacts, SeenFact};
use detente_scenario::NamedId;
use detente_scenario::model::{Kind, Undo};

const WIDTH: f64 = 470.0;
const GUTTER: f64 = 16.0;
const ROW: f64 = 19.0;
/// Changes drawn per side before the rest is only counted; the table has all.
const CHANGES: usize = 6;
/// Cards drawn before the rest is only counted.
const CARDS: usize = 12;
/// Where the columns of a card begin: who gives what, capability, seen, undone.
const AT: [f64; 4] = [10.0, 236.0, 296.0, 382.0];

/// What the named packages are made of; nothing where there are none.
#[must_use]
pub fn figure(page: &Page<'_>, answer: &Empty) -> Option<Figure> {
    if answer.packages.is_empty() {
        return None;
    }
    let known = has_capability(page);
    let genuine = answer.packages.iter().filter(|(_, facts)| facts.genuine).count();
    let title = match known {
        true => say!(page, "picture-cards", genuine = genuine, packages = answer.packages.len()),
        false => page.word("empty-no-capability"),
    };
    let strips = Strips::of(page.scenario());
    let hues = Hues::of(page.scenario());
    let mut canvas = Canvas::new();
    let mut columns = [0.0_f64, 0.0];
    for (named, facts) in answer.packages.iter().take(CARDS) {
        let column = usize::from(columns[1] < columns[0]);
        let corner = (column as f64 * (WIDTH + GUTTER), columns[column]);
        let height = card(page, &mut canvas, corner, (&strips, &hues), *named, facts);
        columns[column] += height + GUTTER;
    }
    let mut height = columns[0].max(columns[1]);
    let more = answer.packages.len().saturating_sub(CARDS);
    if more > 0 {
        height += 14.0;
        canvas.text(
            at(0.0, height),
            Anchor::Left,
            Letters::QUIET,
            say!(page, "list-rest", count = more),
        );
        height += 8.0;
    }
    let wide = if columns[1] > 0.0 { 2.0 * WIDTH + GUTTER } else { WIDTH };
    let picture = Picture {
        name: "cards",
        width: wide,
        height,
        title,
        description: page.word("picture-cards-how"),
        shapes: canvas.shapes(),
    };
    let caption = page.word("picture-cards-how");
    Some(Figure { picture, caption, table: Some(table(page, answer, &strips)) })
}

/// Draws one card; its height.
fn card(
    page: &Page<'_>,
    canvas: &mut Canvas,
    (x, y): (f64, f64),
    (strips, hues): (&Strips, &Hues),
    named: NamedId,
    facts: &PackageFacts,
) -> f64 {
    let names = page.names();
    let giving = || facts.sides.iter().filter(|side| !side.gives.is_empty());
    let rows: usize = giving()
        .map(|side| 1 + side.gives.len().min(CHANGES) + usize::from(side.gives.len() > CHANGES))
        .sum();
    let height = 58.0 + ROW * rows as f64 + 6.0;
    let known = has_capability(page);
    let (ink, edge) = match (known, facts.genuine) {
        (false, _) => (Ink::Muted, Ink::Line),
        (true, true) => (Ink::Good, Ink::Good),
        (true, false) => (Ink::Bad, Ink::Bad),
    };
    let package = &page.scenario().named(named).package;
    canvas.group("", super::gains::key(named), |canvas| {
        canvas.rounded(
            at(x + 0.5, y + 0.5),
            WIDTH - 1.0,
            height - 1.0,
            6.0,
            Paint::fill(Ink::Paper).edge(Ink::Line, 1.0),
        );
        canvas.rect(at(x + 1.0, y + 8.0), 4.0, 20.0, Paint::fill(edge));
        let verdict = page.word(match (known, facts.genuine) {
            (false, _) => "verdict-unknown",
            (true, true) => "verdict-genuine",
            (true, false) => "verdict-illusion",
        });
        let bold = Letters::BOLD.size(13.0);
        let room = WIDTH - 30.0 - bold.width(&verdict);
        canvas.text(
            at(x + 12.0, y + 22.0),
            Anchor::Left,
            bold,
            bold.clip(&names.named(named), room),
        );
        canvas.text(at(x + WIDTH - 12.0, y + 22.0), Anchor::Right, bold.ink(ink), verdict);
        let strip = strips.picture(&names, package);
        if strip.width < WIDTH - 20.0 && strip.height < 24.0 {
            canvas.place(&strip, at(x + 11.0, y + 32.0));
        }
        let mut y = y + 58.0;
        for side in giving() {
            y += ROW;
            let head = Letters::BOLD.size(11.0).ink(hues.words(side.party));
            let text = say!(page, "card-gives", party = names.party(side.party));
            canvas.text(
                at(x + AT[0], y - 6.0),
                Anchor::Left,
                head,
                head.clip(&text, AT[1] - AT[0]),
            );
            let quiet = Letters::QUIET.size(9.5);
            for (column, key) in [(1, "card-capability"), (2, "card-seen"), (3, "card-undo")] {
                canvas.text(at(x + AT[column], y - 6.0), Anchor::Left, quiet, page.word(key));
            }
            for change in side.gives.iter().take(CHANGES) {
                y += ROW;
                change_row(page, canvas, (x, y - 6.0), change);
            }
            let more = side.gives.len().saturating_sub(CHANGES);
            if more > 0 {
                y += ROW;
                canvas.text(
                    at(x + AT[0] + 8.0, y - 6.0),
                    Anchor::Left,
                    Letters::QUIET,
                    say!(page, "list-rest", count = more),
                );
            }
        }
    });
    height
}

/// A change and its three facts.
fn change_row(page: &Page<'_>, canvas: &mut Canvas, (x, y): (f64, f64), change: &Change) {
    let names = page.names();
    let what = names.option(change.term, change.to);
    canvas.group(what.clone(), "", |canvas| {
        let plain = Letters::PLAIN.size(11.0);
        canvas.text(
            at(x + AT[0] + 8.0, y),
            Anchor::Left,
            plain,
            plain.clip(&what, AT[1] - AT[0] - 14.0),
        );
        // Capability: a full or an empty square.
        let is = change.kind == Some(Kind::Capability);
        let square = Paint::line(Ink::Text, 1.2);
        let square = if is { square.filled(Ink::Text) } else { square };
        canvas.rect(at(x + AT[1] + 1.0, y - 8.5), 8.0, 8.0, square);
        let small = Letters::QUIET.size(10.0);
        let word = page.word(if is { "card-yes" } else { "card-no" });
        canvas.text(at(x + AT[1] + 13.0, y), Anchor::Left, small, word);
        // Seen: an empty, half or full disc.
        let (cx, cy) = (x + AT[2] + 5.0, y - 4.5);
        let (disc, word) = match change.seen {
            SeenFact::Outside => (2, "card-outside"),
            SeenFact::Inspector => (1, "card-inspector"),
            SeenFact::Nobody | SeenFact::NotInThisPackage => (0, "card-nobody"),
            SeenFact::NotStated => (0, "card-unstated"),
        };
        let edge = Paint::line(Ink::Text, 1.2);
        canvas.circle(at(cx, cy), 4.3, if disc == 2 { edge.filled(Ink::Text) } else { edge });
        if disc == 1 {
            canvas.circle(at(cx, cy), 2.2, Paint::fill(Ink::Text));
        }
        let word = page.word(word);
        canvas.text(
            at(x + AT[2] + 14.0, y),
            Anchor::Left,
            small,
            small.clip(&word, AT[3] - AT[2] - 16.0),
        );
        // Undone: a scale of five steps.
        let steps =
            change.undo.map(|undo| Undo::ALL.iter().position(|u| *u == undo).unwrap_or(0) + 1);
        for step in 0..Undo::ALL.len() {
            let full = steps.is_some_and(|steps| step < steps);
            let bar = Paint::line(Ink::Muted, 0.8);
            let bar = if full { bar.filled(Ink::Text) } else { bar };
            canvas.rect(at(x + AT[3] + 5.0 * step as f64, y - 8.0), 3.5, 8.0, bar);
        }
        let word = names.undo(change.undo);
        canvas.text(
            at(x + AT[3] + 29.0, y),
            Anchor::Left,
            small,
            small.clip(&word, WIDTH - AT[3] - 34.0),
        );
    });
}

/// The same as a table: a row per package, side and change.
fn table(page: &Page<'_>, answer: &Empty, strips: &Strips) -> Table {
    let names = page.names();
    let columns =
        ["column-package", "column-gives", "column-capability", "column-seen", "column-undo"];
    let mut table = Table::new(
        page.word("question-empty-named"),
        columns.map(|key| Column::words(page.word(key))).to_vec(),
    );
    for (named, facts) in &answer.packages {
        let mut first = true;
        for side in facts.sides.iter().filter(|side| !side.gives.is_empty()) {
            for change in &side.gives {
                let mut head = Cell::default();
                if first {
                    head = Cell::of(names.named(*named));
                    head.strip =
                        Some(strips.picture(&names, &page.scenario().named(*named).package));
                    head.texts.push(page.word(match facts.genuine {
                        true => "package-genuine",
                        false => "package-illusion",
                    }));
                    head.tone = if facts.genuine { Tone::Good } else { Tone::Bad };
                }
                let option = names.option(change.term, change.to);
                let gives =
                    say!(page, "card-change", party = names.party(side.party), change = option);
                table.rows.push(Row {
                    key: super::gains::key(*named),
                    ruled: first,
                    cells: vec![
                        head,
                        Cell::of(gives),
                        Cell::of(capability_of(page, change)),
                        Cell::of(seen_by(page, change)),
                        Cell::of(names.undo(change.undo)),
                    ],
                    ..Row::default()
                });
                first = false;
            }
        }
    }
    table
}
