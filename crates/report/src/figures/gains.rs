//! Who gains, who loses: parties and named packages, in each cell the sign and the line that decides.

use crate::catalogue::say;
use crate::document::anchors;
use crate::document::{Cell, Column, Figure, Row, Table, Tone};
use crate::page::Page;
use crate::picture::{Anchor, Canvas, Hues, Ink, Letters, Paint, Picture, at};
use crate::text::show::{Fate, deciding, fate, legend, mark, would_sign};
use detente_engine::deals::{Comparison, Deals, PackageAnswer};
use detente_scenario::{NamedId, PartyId};
use std::cmp::Ordering;

/// Room for the names of parties.
const LABELS: f64 = 132.0;
/// Width of a package's column.
const COLUMN: f64 = 84.0;
/// Height of a party's row.
const ROW: f64 = 36.0;
/// Height of the packages' names.
const HEAD: f64 = 46.0;
/// Packages drawn before the rest is only counted; the table has all.
const DRAWN: usize = 10;

/// The parties in the order of the picture: signers, then who has some say, then those with none.
#[must_use]
pub fn parties(page: &Page<'_>) -> Vec<PartyId> {
    let scenario = page.scenario();
    let mut outside = page.outsiders();
    outside.sort_by_key(|&party| (scenario.is_affected(party), party));
    page.table.case().signers.iter().copied().chain(outside).collect()
}

/// Who gains and who loses from the named packages; nothing where there are none.
#[must_use]
pub fn figure(page: &Page<'_>, answer: &Deals) -> Option<Figure> {
    if answer.packages.is_empty() {
        return None;
    }
    let parties = parties(page);
    let picture = picture(page, answer, &parties);
    Some(Figure { picture, caption: legend(page), table: Some(table(page, answer, &parties)) })
}

fn picture(page: &Page<'_>, answer: &Deals, parties: &[PartyId]) -> Picture {
    let names = page.names();
    let hues = Hues::of(page.scenario());
    let drawn = &answer.packages[..answer.packages.len().min(DRAWN)];
    let width = LABELS + COLUMN * drawn.len() as f64 + 8.0;
    let mut canvas = Canvas::new();
    let mut y = HEAD;
    for (at_column, package) in drawn.iter().enumerate() {
        let x = LABELS + COLUMN * (at_column as f64 + 0.5);
        let key = key(package.named);
        canvas.group(names.named(package.named), key, |canvas| {
            let letters = Letters::BOLD.size(11.0);
            let lines = two_lines(letters, &names.named(package.named), COLUMN - 6.0);
            for (line, text) in lines.into_iter().enumerate() {
                canvas.text(at(x, 16.0 + 14.0 * line as f64), Anchor::Middle, letters, text);
            }
        });
    }
    // The column total comes first: would they sign?
    canvas.text(at(6.0, y + 14.0), Anchor::Left, Letters::QUIET, page.word("column-would-sign"));
    for (at_column, package) in drawn.iter().enumerate() {
        let x = LABELS + COLUMN * (at_column as f64 + 0.5);
        let letters = Letters::QUIET.size(10.0).ink(tone_of(page, package).1);
        let text = would_sign(page, package);
        canvas.paragraph(at(x, y + 10.0), Anchor::Middle, letters, &text, COLUMN - 6.0, 2);
    }
    y += 30.0;
    let signers = page.table.case().signers.len();
    for (place, &party) in parties.iter().enumerate() {
        if place == signers && place > 0 {
            canvas.line(at(0.0, y + 3.0), at(width, y + 3.0), Paint::line(Ink::Line, 1.0));
            y += 6.0;
        }
        canvas.group(names.party(party), format!("party-{}", party.index()), |canvas| {
            badge(canvas, &hues, party, (2.0, y + 6.0), ROW - 12.0);
            let name = names.party(party);
            let lines = Letters::PLAIN.lines(&name, LABELS - 34.0, 2);
            let top = y + ROW / 2.0 + if lines.len() > 1 { -3.0 } else { 4.0 };
            canvas.paragraph(at(30.0, top), Anchor::Left, Letters::PLAIN, &name, LABELS - 34.0, 2);
        });
        for (at_column, package) in drawn.iter().enumerate() {
            let Some(view) = package.parties.get(party.index()) else { continue };
            cell(page, &mut canvas, (LABELS + COLUMN * at_column as f64, y), package, view);
        }
        y += ROW;
    }
    let more = answer.packages.len() - drawn.len();
    if more > 0 {
        y += 16.0;
        canvas.text(
            at(LABELS, y),
            Anchor::Left,
            Letters::QUIET,
            say!(page, "list-rest", count = more),
        );
    }
    let signed = answer.packages.iter().filter(|package| fate(page, package) == Fate::Signed);
    Picture {
        name: "gains",
        width,
        height: y + 8.0,
        title: say!(
            page,
            "picture-gains",
            signed = signed.count(),
            packages = answer.packages.len()
        ),
        description: legend(page),
        shapes: canvas.shapes(),
    }
}

/// A party's letter in its colour.
pub(super) fn badge(
    canvas: &mut Canvas,
    hues: &Hues,
    party: PartyId,
    (x, y): (f64, f64),
    height: f64,
) {
    let ground = Paint::fill(hues.wash(party)).edge(hues.words(party), 1.0);
    canvas.rounded(at(x, y), 22.0, height, 4.0, ground);
    let letter = Letters::BOLD.ink(hues.words(party));
    canvas.text(at(x + 11.0, y + height / 2.0 + 4.0), Anchor::Middle, letter, hues.letter(party));
}

fn cell(
    page: &Page<'_>,
    canvas: &mut Canvas,
    (x, y): (f64, f64),
    package: &PackageAnswer,
    view: &Comparison,
) {
    let names = page.names();
    let (ground, ink) = match view.verdict.in_order {
        Ordering::Greater => (Ink::GoodWash, Ink::Good),
        Ordering::Less => (Ink::BadWash, Ink::Bad),
        Ordering::Equal => (Ink::Faint, Ink::Muted),
    };
    let tip = match view.deciding {
        Some((line, _)) if !names.is_ranked(view.party) => page
            .line_with_words(detente_scenario::model::Line::Priority { party: view.party, line }),
        _ => names.party(view.party),
    };
    canvas.group(tip, key(package.named), |canvas| {
        canvas.rounded(at(x + 3.0, y + 3.0), COLUMN - 6.0, ROW - 6.0, 3.0, Paint::fill(ground));
        let sign = mark(page, view);
        let middle = x + COLUMN / 2.0;
        let decided = view.deciding.is_some();
        let up = if decided { 0.0 } else { 6.0 };
        canvas.text(
            at(middle, y + 16.0 + up),
            Anchor::Middle,
            Letters::BOLD.size(14.0).ink(ink),
            sign,
        );
        if decided {
            let line = Letters::QUIET.size(10.0).ink(Ink::Text);
            let label = line.clip(&deciding(&names, view), COLUMN - 10.0);
            canvas.text(at(middle, y + 29.0), Anchor::Middle, line, label);
        }
    });
}

/// The same as a table: a row per package, its strip in front.
#[must_use]
pub fn table(page: &Page<'_>, answer: &Deals, parties: &[PartyId]) -> Table {
    let names = page.names();
    let strips = super::strip::Strips::of(page.scenario());
    let mut columns = vec![
        Column::words(page.word("column-package")),
        Column::words(page.word("column-would-sign")),
    ];
    columns.extend(parties.iter().map(|&party| Column::words(names.party(party))));
    let mut table = Table::new(page.word("question-views"), columns);
    let mut tags: Vec<&'static str> = Vec::new();
    let outside = page.outsiders();
    for answer in &answer.packages {
        let package = &page.scenario().named(answer.named).package;
        let (tone, _) = tone_of(page, answer);
        let mut row = Row {
            key: key(answer.named),
            anchor: Some(anchors::package(answer.named)),
            ..Row::default()
        };
        let mut head = Cell::of(names.named(answer.named));
        head.texts.push(names.package(package));
        head.strip = Some(strips.picture(&names, package));
        row.cells = vec![head, Cell::toned(would_sign(page, answer), tone)];
        row.cells.extend(parties.iter().filter_map(|party| answer.parties.get(party.index())).map(
            |view| {
                let tone = match view.verdict.in_order {
                    Ordering::Greater => Tone::Good,
                    Ordering::Less => Tone::Bad,
                    Ordering::Equal => Tone::Plain,
                };
                let mut cell = Cell::toned(mark(page, view), tone);
                if view.deciding.is_some() {
                    cell.texts.push(deciding(&names, view));
                }
                cell
            },
        ));
        if fate(page, answer) == Fate::Signed {
            row.tags.push("signed");
        }
        let hurts = |party: &PartyId| {
            answer
                .parties
                .get(party.index())
                .is_some_and(|view| view.verdict.in_order == Ordering::Less)
        };
        if answer.row.is_some() && !outside.iter().any(hurts) {
            row.tags.push("harmless");
        }
        tags.extend(&row.tags);
        table.rows.push(row);
    }
    for (tag, word) in [("signed", "filter-signed"), ("harmless", "filter-harmless")] {
        if tags.contains(&tag) {
            table.filters.push((tag, page.word(word)));
        }
    }
    table
}

/// Whether they would sign, with its tone.
#[must_use]
pub fn signed(page: &Page<'_>, answer: &PackageAnswer) -> Cell {
    Cell::toned(would_sign(page, answer), tone_of(page, answer).0)
}

/// Whether a package is good news for its signers, as a tone and in ink.
fn tone_of(page: &Page<'_>, answer: &PackageAnswer) -> (Tone, Ink) {
    match fate(page, answer) {
        Fate::Signed => (Tone::Good, Ink::Good),
        Fate::Idle => (Tone::Plain, Ink::Muted),
        Fate::Refused | Fate::Impossible => (Tone::Bad, Ink::Bad),
    }
}

/// What shapes and rows of a named package have in common.
#[must_use]
pub fn key(named: NamedId) -> String {
    format!("package-{}", named.index())
}

/// A name on at most two lines of `room`, broken behind a hyphen, an underscore or a space.
fn two_lines(letters: Letters, name: &str, room: f64) -> Vec<String> {
    if letters.width(name) <= room {
        return vec![name.to_owned()];
    }
    let mut breaks = name.match_indices(['-', '_', ' ']).map(|(at, sign)| at + sign.len());
    match breaks.rfind(|&at| letters.width(&name[..at]) <= room) {
        Some(at) => {
            let (first, rest) = name.split_at(at);
            vec![first.trim_end().to_owned(), letters.clip(rest, room)]
        }
        None => vec![letters.clip(name, room)],
    }
}
