//! Which line matters most: per one-line change the verdicts that it turns, and how far one line can move
//! the number of deals.
//!
//! A bar counts verdicts, never degrees: dark for headlines, hatched for claims, hollow for views of named
//! packages, grey with a dotted line for their roadmaps.

use crate::catalogue::say;
use crate::document::{Column, Figure, Row, Table};
use crate::page::Page;
use crate::picture::{Anchor, Canvas, Dash, Ink, Letters, Paint, Picture, Point, at};
use crate::text::robust_roadmaps::roadmap_level;
use crate::text::{Swing, all_swings, bound, count_name, foot_line};
use detente_engine::robust::{CountRange, Headline, Robust};
use detente_scenario::model::{Edit, Line, Preference};
use detente_scenario::{ClaimId, SourceId};

/// Changes shown before the rest is only counted.
const LISTED: usize = 12;

/// Verdicts of one kind named in a cell of the table before the rest is only counted.
const NAMED: usize = 12;

/// Width of the picture; where its bars begin; the room that they have.
const WIDTH: f64 = 780.0;
const LEFT: f64 = 340.0;
const ROOM: f64 = 250.0;

/// Height of a row and of a bar in it.
const ROW: f64 = 36.0;
const BAR: f64 = 16.0;

/// What a verdict is on.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Headline,
    Claim,
    View,
    Roadmap,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Headline, Self::Claim, Self::View, Self::Roadmap];

    fn count(self, swing: &Swing) -> usize {
        match self {
            Self::Headline => swing.counts.len(),
            Self::Claim => swing.claims.len(),
            Self::View => swing.views.len(),
            Self::Roadmap => swing.roadmaps.len(),
        }
    }

    /// A bar of this kind, with its number inside where it has room.
    fn draw(self, canvas: &mut Canvas, corner: Point, width: f64, count: &str) {
        let (paint, ink) = match self {
            Self::Headline => (Paint::fill(Ink::Text).edge(Ink::Text, 1.0), Ink::Paper),
            Self::Claim => (Paint::fill(Ink::AlertWash).edge(Ink::Alert, 1.0), Ink::Text),
            Self::View => (Paint::fill(Ink::Paper).edge(Ink::Line, 1.0), Ink::Text),
            Self::Roadmap => (Paint::fill(Ink::Faint).edge(Ink::Text, 1.0), Ink::Text),
        };
        canvas.rect(corner, width, BAR, paint);
        if self == Self::Roadmap {
            // A rail along its upper edge, clear of the number.
            let (left, right, y) = (corner.x, corner.x + width, corner.y + 2.5);
            canvas.line(at(left, y), at(right, y), Paint::line(Ink::Text, 1.0).dash(Dash::Dotted));
        }
        let letters = Letters::BOLD.size(10.0).ink(ink);
        let room = letters.width(count) + 4.0;
        let middle = corner.x + width / 2.0;
        if self == Self::Claim {
            hatch(canvas, corner, width);
        }
        if width >= room && !count.is_empty() {
            if self == Self::Claim {
                let paper = Paint::fill(Ink::AlertWash);
                canvas.rect(at(middle - room / 2.0, corner.y + 2.0), room, BAR - 4.0, paper);
            }
            canvas.text(at(middle, corner.y + 12.0), Anchor::Middle, letters, count);
        }
    }
}

/// Slanting lines over a bar.
fn hatch(canvas: &mut Canvas, corner: Point, width: f64) {
    let paint = Paint::line(Ink::Alert, 0.8);
    let (right, bottom) = (corner.x + width, corner.y + BAR);
    let mut x = corner.x + 5.0 - BAR;
    while x < right {
        // From the lower edge up to the right, cut at both ends of the bar.
        let (low, high) = (x.max(corner.x), (x + BAR).min(right));
        canvas.line(at(low, bottom - (low - x)), at(high, bottom - (high - x)), paint);
        x += 5.0;
    }
}

/// The changes with what they turn; nothing if none turns anything and none moves the number of deals.
#[must_use]
pub fn figure(page: &Page<'_>, answer: &Robust) -> Option<Figure> {
    let mut swings = all_swings(answer);
    // The sort is stable, so that headlines and the order of the file decide the rest.
    swings.sort_by_key(|swing| std::cmp::Reverse(swing.verdicts()));
    let deals = answer.counts.iter().find(|range| range.headline == Headline::Deals);
    let deals = deals.filter(|range| range.least.1.is_some() || range.most.1.is_some());
    if swings.is_empty() && deals.is_none() {
        return None;
    }
    let single = single_points(answer);
    let mut canvas = Canvas::new();
    let mut y = 10.0;
    if !swings.is_empty() {
        y = legend(page, &swings, &mut canvas, y);
        y = bars(page, &swings, &single, &mut canvas, y);
    }
    if let Some(range) = deals {
        y = panel(page, range, &mut canvas, y + 14.0);
    }
    let turning = swings.len();
    let title = match swings.first() {
        Some(first) => say!(
            page,
            "swings-title",
            edit = page.names().edit(first.edit),
            count = first.verdicts(),
            turning = turning,
            variants = page.number(answer.variants.len() as u64),
        ),
        None => say!(page, "swings-title-none", variants = answer.variants.len()),
    };
    let reading = page.word("swings-reading");
    let picture = Picture {
        name: "swings",
        width: WIDTH,
        height: y,
        title,
        description: reading.clone(),
        shapes: canvas.shapes(),
    };
    let caption = format!("{reading} {} {}", page.word("robust-meaning"), foot_line(page));
    let table = Some(table(page, &swings, &single, deals));
    Some(Figure { picture, caption, table })
}

/// Claims that the loss of one line turns, and of no other, with that line.
fn single_points(answer: &Robust) -> Vec<(ClaimId, Line)> {
    let one = |pillars: Vec<Line>| match pillars.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let claims = answer.claims.iter();
    claims.filter_map(|verdict| Some((verdict.subject, one(verdict.pillars())?))).collect()
}

/// The claims that hang on the line which `edit` drops, and on no other.
fn hanging(single: &[(ClaimId, Line)], edit: Edit) -> Vec<ClaimId> {
    let on = |line: Line| edit == Edit::Drop(line);
    single.iter().filter(|(_, line)| on(*line)).map(|(claim, _)| *claim).collect()
}

fn legend(page: &Page<'_>, swings: &[Swing], canvas: &mut Canvas, y: f64) -> f64 {
    let mut x = 10.0;
    let letters = Letters::QUIET;
    // Roadmaps only where there are some: not every file has them.
    let kinds = Kind::ALL
        .into_iter()
        .filter(|&kind| kind != Kind::Roadmap || swings.iter().any(|swing| kind.count(swing) > 0));
    for kind in kinds {
        let words = page.word(match kind {
            Kind::Headline => "swings-headlines",
            Kind::Claim => "swings-claims",
            Kind::View => "swings-views",
            Kind::Roadmap => "swings-roadmaps",
        });
        kind.draw(canvas, at(x, y), 24.0, "");
        canvas.text(at(x + 30.0, y + 12.0), Anchor::Left, letters, words.as_str());
        x += 30.0 + letters.width(&words) + 24.0;
    }
    y + BAR + 14.0
}

fn bars(
    page: &Page<'_>,
    swings: &[Swing],
    single: &[(ClaimId, Line)],
    canvas: &mut Canvas,
    mut y: f64,
) -> f64 {
    let names = page.names();
    let shown = &swings[..swings.len().min(LISTED)];
    let most = shown.iter().map(Swing::verdicts).max().unwrap_or(1);
    let unit = (ROOM / most as f64).min(44.0);
    let top = y;
    for swing in shown {
        canvas.group(names.edit(swing.edit), "", |canvas| {
            let room = LEFT - 24.0;
            let edit = Letters::BOLD.clip(&names.edit(swing.edit), room);
            canvas.text(at(10.0, y + 12.0), Anchor::Left, Letters::BOLD, edit);
            let said = Letters::QUIET.clip(&said(page, swing.edit), room);
            canvas.text(at(10.0, y + 26.0), Anchor::Left, Letters::QUIET, said);
            let mut x = LEFT;
            for kind in Kind::ALL {
                let count = kind.count(swing);
                if count > 0 {
                    let width = unit * count as f64;
                    kind.draw(canvas, at(x, y + 4.0), width, &page.number(count as u64));
                    x += width;
                }
            }
            let total = page.number(swing.verdicts() as u64);
            canvas.text(at(x + 6.0, y + 16.0), Anchor::Left, Letters::BOLD, total.as_str());
            x += 12.0 + Letters::BOLD.width(&total);
            let claims: Vec<String> =
                hanging(single, swing.edit).into_iter().map(|claim| names.claim(claim)).collect();
            if !claims.is_empty() {
                let flag = say!(page, "swings-single", claims = names.all(claims, 6));
                let letters = Letters::BOLD.size(11.0).ink(Ink::Alert);
                let flag = letters.clip(&flag, WIDTH - 6.0 - x);
                canvas.text(at(x, y + 16.0), Anchor::Left, letters, flag);
            }
        });
        y += ROW;
    }
    canvas.line(at(LEFT, top - 2.0), at(LEFT, y - 6.0), Paint::line(Ink::Line, 1.0));
    let more = swings.len() - shown.len();
    if more > 0 {
        let text = say!(page, "list-rest", count = more);
        canvas.text(at(10.0, y + 9.0), Anchor::Left, Letters::QUIET, text);
        y += 20.0;
    }
    y
}

/// What the changed line says, and its sources: `wants exercises ended (E7, P2)`.
fn said(page: &Page<'_>, edit: Edit) -> String {
    let names = page.names();
    let (line, version) = match edit {
        Edit::Drop(line) => (line, page.version_in_force(line)),
        Edit::Version { party, line, version } => (Line::Priority { party, line }, version),
        Edit::Swap { party, first, second } => {
            let words = |line| {
                let line = Line::Priority { party, line };
                names.says(line, page.version_in_force(line))
            };
            return say!(page, "swings-swapped", first = words(first), second = words(second));
        }
    };
    let says = names.says(line, version);
    let sources: Vec<String> =
        sources_of(page, line, version).iter().map(|&source| names.source(source)).collect();
    match sources.is_empty() {
        true => say!(page, "swings-unsourced", says = says),
        false => say!(page, "swings-sourced", sources = names.all(sources, 3), says = says),
    }
}

fn sources_of(page: &Page<'_>, line: Line, version: usize) -> Vec<SourceId> {
    let scenario = page.scenario();
    match line {
        Line::Priority { party, .. }
            if let Preference::Ranking(ranking) = &scenario.party(party).preference =>
        {
            ranking.sources.clone()
        }
        line => page.names().basis(line, version).map_or_else(Vec::new, |b| b.sources.clone()),
    }
}

/// The number of deals between the least and the most that one line can make it.
fn panel(page: &Page<'_>, range: &CountRange, canvas: &mut Canvas, y: f64) -> f64 {
    let most = range.most.0.max(1) as f64;
    let (left, length) = (10.0, WIDTH - 30.0);
    let x = |count: u64| left + count as f64 / most * length;
    let head = say!(page, "swings-range", count = range.count);
    canvas.text(at(left, y + 10.0), Anchor::Left, Letters::BOLD, head);
    let line = y + 34.0;
    canvas.line(at(left, line), at(left + length, line), Paint::line(Ink::Faint, 2.0));
    canvas.line(at(left, line - 7.0), at(left, line + 7.0), Paint::line(Ink::Line, 1.0));
    canvas.text(at(left, line + 19.0), Anchor::Middle, Letters::QUIET, "0");
    let (low, high) = (x(range.least.0), x(range.most.0));
    canvas.rect(
        at(low, line - 4.0),
        (high - low).max(1.0),
        8.0,
        Paint::fill(Ink::AlertWash).edge(Ink::Alert, 1.0),
    );
    canvas.circle(at(x(range.count), line), 5.0, Paint::fill(Ink::Text).edge(Ink::Paper, 1.5));
    let letters = Letters::PLAIN.size(11.0);
    let least = say!(page, "swings-least", bound = bound(page, range.least));
    let most = say!(page, "swings-most", bound = bound(page, range.most));
    let (mut base, mut free) = (line + 20.0, 0.0);
    for (text, x) in [(least, low), (most, high)] {
        let text = letters.clip(&text, length - 24.0);
        let width = letters.width(&text);
        let x = (x - width / 2.0).clamp(left + 16.0, left + length - width);
        // Side by side where there is room, else one below the other.
        if x < free {
            base += 15.0;
        }
        free = x + width + 16.0;
        canvas.text(at(x, base), Anchor::Left, letters, text);
    }
    base + 10.0
}

fn table(
    page: &Page<'_>,
    swings: &[Swing],
    single: &[(ClaimId, Line)],
    deals: Option<&CountRange>,
) -> Table {
    let names = page.names();
    let columns = vec![
        Column::words(page.word("column-change")),
        Column::words(page.word("column-says")),
        Column::numbers(page.word("column-turned")),
        Column::words(page.word("swings-headlines")),
        Column::words(page.word("swings-claims")),
        Column::words(page.word("swings-views")),
        Column::words(page.word("swings-roadmaps")),
        Column::words(page.word("column-single")),
    ];
    let mut table = Table::new(page.word("question-swings"), columns);
    let list = |words: Vec<String>| match words.is_empty() {
        true => String::new(),
        false => names.all(words, NAMED),
    };
    for swing in swings {
        let view = |&(named, party)| {
            say!(page, "view-of", package = names.named(named), party = names.party_id(party))
        };
        let claim = |claim: ClaimId| names.claim(claim);
        table.rows.push(Row::of([
            names.edit(swing.edit),
            said(page, swing.edit),
            page.number(swing.verdicts() as u64),
            list(swing.counts.iter().map(|&headline| count_name(page, headline)).collect()),
            list(swing.claims.iter().map(|&id| claim(id)).collect()),
            list(swing.views.iter().map(view).collect()),
            list(swing.roadmaps.iter().map(|&of| roadmap_level(page, of)).collect()),
            list(hanging(single, swing.edit).into_iter().map(claim).collect()),
        ]));
    }
    let count = |count: u64| say!(page, "swings-deals", count = count);
    let ends = deals.into_iter().flat_map(|range| {
        let least = say!(page, "swings-least", bound = count(range.least.0));
        let most = say!(page, "swings-most", bound = count(range.most.0));
        [(least, range.least.1), (most, range.most.1)]
    });
    for (at, (text, edit)) in ends.enumerate() {
        let mut row = Row::of([
            edit.map_or_else(|| page.word("edit-none"), |edit| names.edit(edit)),
            edit.map_or_else(String::new, |edit| said(page, edit)),
            String::new(),
            text,
        ]);
        row.cells.resize_with(8, Default::default);
        row.ruled = at == 0;
        table.rows.push(row);
    }
    table
}
