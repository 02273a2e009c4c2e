//! How probable each type of a party is, event by event: a step line per type, each jump labelled by the event.
//!
//! Events stand side by side in the order of their dates, each with the same room, so stretches of time are not to
//! scale. A type has a dash of its own and its name at the end of its line, where a bar shows between which ends its
//! probability lies over the ranges of the file. What is later than the day is off and stands back.

use crate::beliefs::{decibans, event_name, share, type_name};
use crate::catalogue::say;
use crate::document::{Column, Figure, Row, Table};
use crate::page::Page;
use crate::picture::{Anchor, Canvas, Dash, Hues, Ink, Letters, Paint, Picture, at};
use crate::text::evidence::headline;
use crate::text::foot_line;
use detente_engine::belief::{Belief, Beliefs};
use detente_hold::exact::float;
use detente_scenario::Date;

/// Events shown before the rest is only counted, and those in one row of the picture.
const LISTED: usize = 49;
const IN_ROW: usize = 7;

/// Where lines begin, the room of all events in a row, the height of the plot.
const LEFT: f64 = 52.0;
const ROOM: f64 = 588.0;
const HEIGHT: f64 = 150.0;
const WIDTH: f64 = 800.0;

/// The room of a type's bar beside the lines.
const BAR: f64 = 9.0;

/// Types that have lines; of more the most probable ones.
const LINES: usize = 6;

/// An event of the picture.
struct Item {
    event: usize,
    date: Date,
    /// Its position among those that count.
    place: Option<usize>,
}

/// The belief trace with its table; nothing if there is no event about any party with types.
#[must_use]
pub fn figure(page: &Page<'_>, beliefs: &Beliefs) -> Option<Figure> {
    let shown: Vec<&Belief> = beliefs
        .parties
        .iter()
        .filter(|belief| !belief.path.is_empty() && belief.events.len() + belief.later.len() > 0)
        .collect();
    if shown.is_empty() {
        return None;
    }
    let hues = Hues::of(page.scenario());
    let mut canvas = Canvas::new();
    let mut y = 10.0;
    let mut titles = Vec::new();
    for belief in &shown {
        titles.push(headline(page, beliefs.on, belief));
        y = panel(page, &hues, belief, &mut canvas, y);
    }
    let reading = page.word("belief-reading");
    let picture = Picture {
        name: "belief",
        width: WIDTH,
        height: y,
        title: page.sheet.sentences(&titles),
        description: reading.clone(),
        shapes: canvas.shapes(),
    };
    let caption = format!("{reading} {}", foot_line(page));
    Some(Figure { picture, caption, table: Some(table(page, &shown)) })
}

/// The events about a party in the order of their dates.
fn items(page: &Page<'_>, belief: &Belief) -> Vec<Item> {
    let known = belief.events.iter().enumerate();
    let known =
        known.map(|(at, seen)| Item { event: seen.event, date: seen.date, place: Some(at) });
    let later = belief.later.iter().filter_map(|&event| {
        let date = page.scenario().events.get(event)?.date;
        Some(Item { event, date, place: None })
    });
    known.chain(later).collect()
}

/// The types that have lines, in file order: the most probable ones at the end.
fn lines(belief: &Belief) -> Vec<usize> {
    let mut kinds: Vec<usize> = (0..belief.types.len()).collect();
    if let Some(last) = belief.path.last() {
        kinds.sort_by(|&one, &other| last[other].cmp(&last[one]).then(one.cmp(&other)));
    }
    kinds.truncate(LINES);
    kinds.sort_unstable();
    kinds
}

/// A party from `y` on; where it ends.
fn panel(page: &Page<'_>, hues: &Hues, belief: &Belief, canvas: &mut Canvas, y: f64) -> f64 {
    let names = page.names();
    let kinds = lines(belief);
    let mut items = items(page, belief);
    let left_out = items.len().saturating_sub(LISTED);
    items.truncate(LISTED);
    let head = Letters::BOLD.ink(hues.words(belief.party));
    let party = head.clip(&names.party(belief.party), WIDTH - 20.0);
    canvas.text(at(10.0, y + 11.0), Anchor::Left, head, party);
    let mut y = y + 24.0;
    let cell = ROOM / items.len().clamp(3, IN_ROW) as f64;
    let scene = Scene { page, hues, belief, kinds: &kinds, items: &items, cell };
    let mut start = 0;
    loop {
        let end = items.len().min(start + IN_ROW);
        y = scene.row(start..end, canvas, y);
        start = end;
        if start == items.len() {
            break;
        }
    }
    let mut notes = Vec::new();
    if left_out > 0 {
        notes.push(say!(page, "belief-left-out", count = left_out));
    }
    let hidden = belief.types.len() - kinds.len();
    if hidden > 0 {
        notes.push(say!(page, "belief-types-left-out", count = hidden));
    }
    for note in notes {
        canvas.text(at(10.0, y), Anchor::Left, Letters::QUIET, note);
        y += 16.0;
    }
    y + 6.0
}

/// What the rows of a party are drawn from.
struct Scene<'a> {
    page: &'a Page<'a>,
    hues: &'a Hues,
    belief: &'a Belief,
    /// The types that have lines.
    kinds: &'a [usize],
    items: &'a [Item],
    /// The room of an event.
    cell: f64,
}

impl Scene<'_> {
    /// A row of events from `y` on; where it ends.
    fn row(&self, shown: std::ops::Range<usize>, canvas: &mut Canvas, y: f64) -> f64 {
        let Self { page, hues, belief, kinds, items, cell } = *self;
        let (top, bottom) = (y + 4.0, y + 4.0 + HEIGHT);
        let height = |probability: f64| bottom - probability * HEIGHT;
        let x = |place: usize| LEFT + (place as f64 + 0.5) * cell;
        let first = shown.start;
        let count = shown.len().max(1);
        let right = LEFT + count as f64 * cell;
        // Behind everything: what is off.
        let off = shown.clone().find(|&at| items[at].place.is_none());
        if let Some(off) = off {
            let edge = LEFT + (off - first) as f64 * cell;
            canvas.rect(at(edge, top), right - edge, bottom - top + 62.0, Paint::fill(Ink::Faint));
            let word = Letters::QUIET.clip(&page.word("timeline-off"), right - edge - 6.0);
            canvas.text(at(edge + 4.0, top + 12.0), Anchor::Left, Letters::QUIET, word);
        }
        for (part, of) in [(0.0, 0), (0.25, 25), (0.5, 50), (0.75, 75), (1.0, 100)] {
            let (ink, width) = if of == 0 { (Ink::Line, 1.0) } else { (Ink::Faint, 0.8) };
            canvas.line(at(LEFT, height(part)), at(right, height(part)), Paint::line(ink, width));
            let label = page.sheet.percent(of, 100);
            let place = at(LEFT - 6.0, height(part) + 4.0);
            canvas.text(place, Anchor::Right, Letters::QUIET.size(10.0), label);
        }
        for item in shown.clone() {
            self.event(&items[item], canvas, x(item - first), (top, bottom));
        }
        // The last event that counts in this row or before it.
        let known = belief.path.len().saturating_sub(1);
        let counts = |at: &usize| items[*at].place.is_some_and(|place| place < known);
        let until = shown.clone().rev().find(counts);
        let begin = first.min(known);
        let line_end = match (off, until) {
            (Some(off), _) => LEFT + (off - first) as f64 * cell,
            (None, _) if known >= shown.end => right,
            (None, Some(last)) => x(last - first) + cell / 2.0,
            (None, None) => LEFT + cell / 2.0,
        };
        if first > known || (off == Some(first) && first > 0) {
            return bottom + 66.0;
        }
        let mut ends: Vec<(usize, f64)> = Vec::new();
        for &kind in kinds {
            let mut now = height(float(&belief.path[begin][kind]));
            let mut points = vec![at(LEFT, now)];
            for item in shown.clone() {
                let Some(after) = items[item].place.and_then(|place| belief.path.get(place + 1))
                else {
                    break;
                };
                points.push(at(x(item - first), now));
                now = height(float(&after[kind]));
                points.push(at(x(item - first), now));
            }
            points.push(at(line_end, now));
            let (dash, width) = look(kind);
            canvas.group(type_name(page, belief, kind), "", |canvas| {
                let paint = Paint::line(hues.ink(belief.party), width).dash(dash);
                canvas.path(points, paint);
            });
            ends.push((kind, now));
        }
        if shown.end == items.len() || off.is_some() || known <= shown.end {
            self.labels(&ends, right, line_end, (top, bottom), canvas);
        }
        bottom + 66.0
    }

    /// An event below the plot, with what it did to the odds.
    fn event(&self, item: &Item, canvas: &mut Canvas, x: f64, (top, bottom): (f64, f64)) {
        let Self { page, belief, cell, .. } = *self;
        let name = event_name(page, item.event);
        canvas.group(name.clone(), format!("event-{}", item.event), |canvas| {
            let paint = Paint::line(Ink::Line, 0.8).dash(Dash::Dotted);
            canvas.line(at(x, top), at(x, bottom + 4.0), paint);
            let letters = match item.place {
                Some(_) => Letters::PLAIN.size(10.0),
                None => Letters::QUIET.size(10.0),
            };
            let room = cell - 4.0;
            let date = letters.clip(&page.sheet.date(item.date), room);
            canvas.text(at(x, bottom + 15.0), Anchor::Middle, Letters::QUIET.size(9.0), date);
            let lines =
                canvas.paragraph(at(x, bottom + 27.0), Anchor::Middle, letters, &name, room, 2);
            let factor = item.place.and_then(|place| {
                let details = belief.details.as_ref()?;
                decibans(page, details.factors.get(place)?.as_ref())
            });
            if let Some(factor) = factor {
                let y = bottom + 28.0 + 13.0 * lines as f64;
                canvas.text(at(x, y), Anchor::Middle, Letters::BOLD.size(10.0), factor);
            }
        });
    }

    /// The names of the types at the ends of their lines, none over another, each with its bar.
    fn labels(
        &self,
        ends: &[(usize, f64)],
        right: f64,
        line_end: f64,
        (top, bottom): (f64, f64),
        canvas: &mut Canvas,
    ) {
        let Self { page, hues, belief, .. } = *self;
        const STEP: f64 = 14.0;
        let ink = hues.ink(belief.party);
        let height = |probability: f64| bottom - probability * HEIGHT;
        let bars = right + 6.0;
        for (place, &(kind, end)) in ends.iter().enumerate() {
            let bounds = belief.details.as_ref().and_then(|details| details.bounds[kind].as_ref());
            let Some(bounds) = bounds.filter(|bounds| bounds.interval.is_range()) else { continue };
            let x = bars + BAR * place as f64;
            let (low, high) =
                (height(float(&bounds.interval.low)), height(float(&bounds.interval.high)));
            let (dash, width) = look(kind);
            canvas.line(at(x, high), at(x, low), Paint::line(ink, width).dash(dash));
            canvas.circle(at(x, end), 2.6, Paint::fill(ink).edge(Ink::Paper, 0.8));
        }
        let x = bars + BAR * ends.len() as f64 + 4.0;
        let mut order: Vec<(usize, f64)> = ends.to_vec();
        order.sort_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
        // Downwards with a step between them, then back up from the lower edge.
        let mut places: Vec<f64> = Vec::with_capacity(order.len());
        for &(_, end) in &order {
            let least = places.last().map_or(top + 4.0, |last| last + STEP);
            places.push((end + 4.0).max(least));
        }
        let mut most = bottom + 4.0;
        for place in places.iter_mut().rev() {
            *place = place.min(most);
            most = *place - STEP;
        }
        let letters = Letters::PLAIN.size(11.0);
        for (&(kind, end), &place) in order.iter().zip(&places) {
            let posterior = belief.path.last().and_then(|now| now.get(kind));
            let now = posterior.map(|now| share(page, now)).unwrap_or_default();
            let text = say!(page, "belief-end", type = type_name(page, belief, kind), now = now);
            let room = WIDTH - x - 4.0;
            if line_end >= right && ends.len() > 1 {
                let paint = Paint::line(Ink::Faint, 0.8);
                canvas.line(at(line_end, end), at(x - 2.0, place - 4.0), paint);
            }
            canvas.text(at(x, place), Anchor::Left, letters, letters.clip(&text, room));
        }
    }
}

/// The dash and width of a type's line.
fn look(kind: usize) -> (Dash, f64) {
    (Dash::ALL[kind % Dash::ALL.len()], if kind < Dash::ALL.len() { 2.0 } else { 1.2 })
}

/// The same as a table.
fn table(page: &Page<'_>, shown: &[&Belief]) -> Table {
    let columns = vec![
        Column::words(page.word("column-party")),
        Column::words(page.word("column-date")),
        Column::words(page.word("evidence-column-event")),
        Column::words(page.word("belief-column-after")),
        Column::numbers(page.word("evidence-column-weight")),
        Column::words(page.word("column-known")),
    ];
    let mut table = Table::new(page.word("belief-table"), columns);
    for belief in shown {
        let party = page.names().party(belief.party);
        let after = |path: Option<&Vec<detente_hold::Ratio>>| {
            let kinds = path.map(Vec::as_slice).unwrap_or_default().iter().enumerate();
            let each: Vec<String> = kinds
                .map(|(kind, now)| {
                    let name = type_name(page, belief, kind);
                    say!(page, "belief-end", type = name, now = share(page, now))
                })
                .collect();
            page.sheet.commas(&each)
        };
        let mut row = Row::of([
            party.clone(),
            String::new(),
            page.word("evidence-before"),
            after(belief.path.first()),
            String::new(),
            String::new(),
        ]);
        row.ruled = true;
        table.rows.push(row);
        for item in items(page, belief) {
            let weight = item.place.and_then(|place| {
                let details = belief.details.as_ref()?;
                decibans(page, details.factors.get(place)?.as_ref())
            });
            let known = if item.place.is_some() { "timeline-on" } else { "timeline-off" };
            let mut row = Row::of([
                party.clone(),
                page.sheet.date(item.date),
                event_name(page, item.event),
                item.place.map(|place| after(belief.path.get(place + 1))).unwrap_or_default(),
                weight.unwrap_or_default(),
                page.word(known),
            ]);
            row.quiet = item.place.is_none();
            row.key = format!("event-{}", item.event);
            table.rows.push(row);
        }
    }
    table
}
