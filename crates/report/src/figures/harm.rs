//! Who is hurt: per party a bar of all deals, from those that leave it worse off to those it gains by.

use crate::catalogue::say;
use crate::document::{Cell, Column, Figure, Row, Table, Tone};
use crate::page::Page;
use crate::picture::{Anchor, Canvas, Hues, Ink, Letters, Paint, Picture, at};
use crate::text;
use detente_engine::harm::{Harm, Hurt};

/// Room for the names of parties.
const LABELS: f64 = 190.0;
/// Width of a bar: all deals.
const BAR: f64 = 560.0;
/// Room for the numbers behind it.
const NUMBERS: f64 = 200.0;
const ROW: f64 = 34.0;
/// Parties drawn before the rest is only counted; the table has all.
const DRAWN: usize = 16;

/// Who is hurt in how many of the deals; nothing where there are no deals.
#[must_use]
pub fn figure(page: &Page<'_>, answer: &Harm) -> Option<Figure> {
    if answer.deals == 0 || answer.parties.is_empty() {
        return None;
    }
    let caption = page.word("picture-harm-how");
    let picture = Picture {
        name: "harm",
        title: text::harm::headline(page, answer),
        description: caption.clone(),
        ..drawn(page, answer)
    };
    Some(Figure { picture, caption, table: Some(table(page, answer)) })
}

fn drawn(page: &Page<'_>, answer: &Harm) -> Picture {
    let hues = Hues::of(page.scenario());
    let mut canvas = Canvas::new();
    let mut y = 4.0;
    let mut signing = false;
    for (place, hurt) in answer.parties.iter().take(DRAWN).enumerate() {
        // Those outside the room come first; a line stands above those who sign.
        if hurt.signs != signing {
            if place > 0 {
                canvas.line(
                    at(0.0, y + 2.0),
                    at(LABELS + BAR, y + 2.0),
                    Paint::line(Ink::Line, 1.0),
                );
                y += 8.0;
            }
            signing = hurt.signs;
        }
        let key = format!("party-{}", hurt.party.index());
        canvas.group(summary(page, answer, hurt), key, |canvas| {
            super::gains::badge(canvas, &hues, hurt.party, (2.0, y + 5.0), ROW - 10.0);
            let name = Letters::PLAIN.clip(&role(page, hurt), LABELS - 38.0);
            canvas.text(at(30.0, y + ROW / 2.0 + 4.0), Anchor::Left, Letters::PLAIN, name);
            bar(page, canvas, answer, hurt, y);
        });
        let share = say!(
            page,
            "picture-harm-share",
            worse = hurt.worse,
            percent = text::harm::share(page, hurt.worse, answer.deals),
        );
        let numbers = Letters::PLAIN.clip(&share, NUMBERS - 10.0);
        let place = at(LABELS + BAR + 10.0, y + ROW / 2.0 + 4.0);
        canvas.text(place, Anchor::Left, Letters::PLAIN, numbers);
        y += ROW;
    }
    let more = answer.parties.len().saturating_sub(DRAWN);
    if more > 0 {
        y += 16.0;
        let text = say!(page, "list-rest", count = more);
        canvas.text(at(30.0, y), Anchor::Left, Letters::QUIET, text);
    }
    Picture {
        name: "",
        width: LABELS + BAR + NUMBERS,
        height: y + 8.0,
        title: String::new(),
        description: String::new(),
        shapes: canvas.shapes(),
    }
}

/// Worse under any weights, worse in order, the same, better: one behind the other, each with its sign.
fn bar(page: &Page<'_>, canvas: &mut Canvas, answer: &Harm, hurt: &Hurt, y: f64) {
    let parts = [
        (hurt.surely_worse, Ink::Bad, Ink::Paper, "−−"),
        (hurt.worse.saturating_sub(hurt.surely_worse), Ink::BadWash, Ink::Bad, "−"),
        (hurt.same, Ink::Faint, Ink::Muted, "0"),
        (hurt.better, Ink::GoodWash, Ink::Good, "+"),
    ];
    let mut x = LABELS;
    let (top, height) = (y + 5.0, ROW - 10.0);
    for (count, ground, ink, sign) in parts {
        let wide = BAR * count as f64 / answer.deals as f64;
        if count == 0 {
            continue;
        }
        canvas.rect(at(x, top), wide, height, Paint::fill(ground));
        let number = page.number(count);
        let letters = Letters::PLAIN.size(11.0).ink(ink);
        let text = format!("{sign} {number}");
        if letters.width(&text) + 8.0 <= wide {
            canvas.text(
                at(x + wide / 2.0, top + height / 2.0 + 4.0),
                Anchor::Middle,
                letters,
                text,
            );
        } else if letters.width(sign) + 4.0 <= wide {
            canvas.text(
                at(x + wide / 2.0, top + height / 2.0 + 4.0),
                Anchor::Middle,
                letters,
                sign,
            );
        }
        x += wide;
    }
    canvas.rect(at(LABELS, top), BAR, height, Paint::line(Ink::Line, 1.0));
}

/// `Japan (no say)`
fn role(page: &Page<'_>, hurt: &Hurt) -> String {
    let party = page.names().party(hurt.party);
    match (hurt.signs, hurt.affected) {
        (true, _) => say!(page, "party-signs", party = party),
        (_, true) => say!(page, "party-affected", party = party),
        _ => party,
    }
}

fn summary(page: &Page<'_>, answer: &Harm, hurt: &Hurt) -> String {
    let share = text::harm::share(page, hurt.worse, answer.deals);
    let text = say!(page, "picture-harm-share", worse = hurt.worse, percent = share);
    say!(page, "card-change", party = role(page, hurt), change = text)
}

fn table(page: &Page<'_>, answer: &Harm) -> Table {
    let mut columns = vec![Column::words(page.word("column-party"))];
    let keys = ["column-worse", "column-surely", "column-same", "column-better"];
    columns.extend(keys.map(|key| Column::numbers(page.word(key))));
    let mut table = Table::new(page.word("question-harm"), columns);
    for hurt in &answer.parties {
        let mut cells = vec![Cell::of(role(page, hurt))];
        let tone = if hurt.worse > 0 { Tone::Bad } else { Tone::Plain };
        cells.push(Cell::toned(page.number(hurt.worse), tone));
        cells.extend([hurt.surely_worse, hurt.same, hurt.better].map(|n| Cell::of(page.number(n))));
        table.rows.push(Row { cells, ..Row::default() });
    }
    table
}
