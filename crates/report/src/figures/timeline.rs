//! The evidence by date: what was known when, how good it is, whom it speaks for, what contradicts what.
//!
//! Sources stand side by side in the order of their dates, each with the same room, so stretches of time are
//! not to scale; years, months and days are written over them. What is later than the date of reading is
//! off and stands back.

use crate::catalogue::say;
use crate::document::{Column, Figure, Row, Table};
use crate::page::Page;
use crate::picture::labels::Area;
use crate::picture::{Anchor, Canvas, Dash, Hues, Ink, Letters, Paint, Picture, Point, at};
use crate::text::foot_line;
use detente_engine::evidence::{Users, users};
use detente_scenario::model::Grade;
use detente_scenario::{AsOf, Date, PartyId, SourceId};

/// Sources shown before the rest is only counted.
const LISTED: usize = 100;

/// Sources in one row of the picture, and the room of each.
const IN_ROW: usize = 20;
const CELL: f64 = 37.0;

const LEFT: f64 = 20.0;
const WIDTH: f64 = 2.0 * LEFT + IN_ROW as f64 * CELL;

/// Letters of parties below one source.
const LETTERS: usize = 3;

/// A source with what rests on it.
struct Item<'a> {
    id: SourceId,
    date: Date,
    grade: Option<Grade>,
    known: bool,
    users: &'a Users,
}

/// The time line with its table; nothing if the file has no sources.
#[must_use]
pub fn figure(page: &Page<'_>) -> Option<Figure> {
    let scenario = page.scenario();
    if scenario.sources.is_empty() {
        return None;
    }
    let users = users(scenario);
    let as_of = page.table.case().as_of;
    let mut items: Vec<Item<'_>> = (0..)
        .map(SourceId::new)
        .zip(&scenario.sources)
        .zip(&users)
        .map(|((id, source), users)| Item {
            id,
            date: source.date,
            grade: source.grade,
            known: as_of.knows(source.date),
            users,
        })
        .collect();
    items.sort_by_key(|item| (item.date, item.id));
    let table = table(page, &items);
    let (off, unused) = (
        items.iter().filter(|item| !item.known).count(),
        items.iter().filter(|item| item.users.count() == 0).count(),
    );
    let title = say!(page, "timeline-title", count = items.len(), off = off, unused = unused);
    // Of too many, those on which most rests.
    let left_out = items.len().saturating_sub(LISTED);
    if left_out > 0 {
        items.sort_by_key(|item| (std::cmp::Reverse(item.users.count()), item.date, item.id));
        items.truncate(LISTED);
        items.sort_by_key(|item| (item.date, item.id));
    }
    let mut canvas = Canvas::new();
    let hues = Hues::of(scenario);
    let scene = Scene { page, hues: &hues, items: &items };
    let mut y = 8.0;
    for start in (0..items.len()).step_by(IN_ROW) {
        y = scene.row(&mut canvas, start..items.len().min(start + IN_ROW), y);
    }
    y = scene.legend(&mut canvas, y + 8.0, left_out);
    let reading = page.word("timeline-reading");
    let picture = Picture {
        name: "evidence",
        width: WIDTH,
        height: y,
        title,
        description: reading.clone(),
        shapes: canvas.shapes(),
    };
    let caption = format!("{reading} {}", foot_line(page));
    Some(Figure { picture, caption, table: Some(table) })
}

struct Scene<'a> {
    page: &'a Page<'a>,
    hues: &'a Hues,
    items: &'a [Item<'a>],
}

impl Scene<'_> {
    /// One row of the time line from `y` on; where it ends.
    fn row(&self, canvas: &mut Canvas, row: std::ops::Range<usize>, y: f64) -> f64 {
        let start = row.start;
        let x = |item: usize| LEFT + (item - start) as f64 * CELL + CELL / 2.0;
        let edge = |item: usize| LEFT + (item - start) as f64 * CELL;
        let lines = self.date_lines(&row);
        let joined = self.joined();
        let arcs = joined.iter().any(|(a, b)| row.contains(a) || row.contains(b));
        let heads = if lines.is_empty() { 0.0 } else { 28.0 };
        let off = row.clone().find(|&at| !self.items[at].known);
        let dates = y + heads + 4.0;
        // Arcs stand between the dates and the items.
        let joint = dates + if arcs { 58.0 } else { 32.0 };
        let axis = joint + 12.0;
        let bottom = axis + if off.is_some() { 62.0 } else { 52.0 };
        // Behind everything: what is off.
        if let Some(first) = off {
            let width = edge(row.end) - edge(first);
            canvas.rect(
                at(edge(first), y + heads),
                width,
                bottom - y - heads,
                Paint::fill(Ink::Faint),
            );
            let letters = Letters::PLAIN.size(10.0).ink(Ink::Text);
            let word = self.page.word("timeline-off");
            let fits = letters.width(&word) <= width - 6.0;
            let word = if fits { word } else { self.page.word("timeline-off-short") };
            let word = letters.clip(&word, width - 6.0);
            canvas.text(at(edge(first) + 4.0, bottom - 4.0), Anchor::Left, letters, word);
        }
        canvas.line(at(LEFT, axis), at(edge(row.end), axis), Paint::line(Ink::Line, 1.0));
        self.months(canvas, &row, dates);
        for &(a, b) in &joined {
            match (row.contains(&a), row.contains(&b)) {
                (true, true) => arc(canvas, at(x(a), joint), at(x(b), joint)),
                (true, false) => self.stub(canvas, at(x(a), joint), b),
                (false, true) => self.stub(canvas, at(x(b), joint), a),
                (false, false) => {}
            }
        }
        for item in row.clone() {
            self.item(canvas, &self.items[item], at(x(item), axis));
        }
        let mut placed: Vec<Area> = Vec::new();
        for (boundary, label, is_as_of) in lines {
            let x = edge(boundary);
            let paint = match is_as_of {
                true => Paint::line(Ink::Text, 2.0),
                false => Paint::line(Ink::Muted, 0.8).dash(Dash::Dashed),
            };
            let letters =
                if is_as_of { Letters::BOLD.size(11.0) } else { Letters::QUIET.size(10.0) };
            let width = letters.width(&label);
            let left = (x - width / 2.0).clamp(4.0, WIDTH - 4.0 - width);
            // On the first level on which there is room; the line's tip says it anyway.
            let area = |level: usize| Area {
                x: left,
                y: y + 13.0 * level as f64,
                width: width + 6.0,
                height: 12.0,
            };
            let free =
                (0..2).map(area).find(|area| !placed.iter().any(|other| other.overlaps(area)));
            let top = free.map_or(y + 26.0, |area| area.y + 13.0);
            canvas.group(label.clone(), "", |canvas| {
                canvas.line(at(x, top), at(x, bottom), paint);
                if let Some(area) = free {
                    canvas.text(at(left, area.y + 10.0), Anchor::Left, letters, label);
                    placed.push(area);
                }
            });
        }
        bottom + 16.0
    }

    /// The dates that fall into a row, each before its first later item: the date of reading first.
    fn date_lines(&self, row: &std::ops::Range<usize>) -> Vec<(usize, String, bool)> {
        let as_of = self.page.table.case().as_of;
        let mut dates: Vec<AsOf> = vec![as_of];
        dates.extend(self.page.scenario().compare.iter().copied().filter(|&date| date != as_of));
        let mut lines = Vec::new();
        for (at, date) in dates.into_iter().enumerate() {
            let AsOf::On(day) = date else { continue };
            let boundary = self.items.iter().position(|item| item.date > day);
            let boundary = boundary.unwrap_or(self.items.len());
            let here =
                row.contains(&boundary) || (boundary == row.end && row.end == self.items.len());
            if here {
                let label = match at {
                    0 => self.page.date_label(date),
                    _ => self.page.sheet.date(day),
                };
                lines.push((boundary, label, at == 0));
            }
        }
        lines
    }

    /// Pairs of items that contradict each other, by their places.
    fn joined(&self) -> Vec<(usize, usize)> {
        let place = |id: SourceId| self.items.iter().position(|item| item.id == id);
        let mut pairs = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let others = item.users.conflicts.iter().filter_map(|&other| place(other));
            pairs.extend(others.filter(|&other| other > at).map(|other| (at, other)));
        }
        pairs
    }

    /// Years, months and days over the items, each where it changes.
    fn months(&self, canvas: &mut Canvas, row: &std::ops::Range<usize>, y: f64) {
        let mut last: Option<Date> = None;
        for item in row.clone() {
            let date = self.items[item].date;
            let x = LEFT + (item - row.start) as f64 * CELL + CELL / 2.0;
            let same_year = last.is_some_and(|last| last.year() == date.year());
            let same_month = same_year && last.is_some_and(|last| last.month() == date.month());
            if !same_year {
                let letters = Letters::BOLD.size(11.0);
                canvas.text(at(x, y + 8.0), Anchor::Middle, letters, date.year().to_string());
            }
            if !same_month {
                let month = Letters::QUIET.clip(&self.page.sheet.month(date), CELL - 3.0);
                canvas.text(at(x, y + 19.0), Anchor::Middle, Letters::QUIET, month);
            }
            if last != Some(date) {
                let letters = Letters::QUIET.size(10.0);
                canvas.text(at(x, y + 30.0), Anchor::Middle, letters, date.day().to_string());
            }
            last = Some(date);
        }
    }

    fn item(&self, canvas: &mut Canvas, item: &Item<'_>, centre: Point) {
        let names = self.page.names();
        let tip = names.source_dated(item.id);
        canvas.group(tip, format!("source-{}", item.id.index()), |canvas| {
            grade(canvas, centre, item.grade, item.known);
            let letters = Letters::PLAIN.size(10.0);
            let letters = if item.known { letters } else { letters.ink(Ink::Muted) };
            let id = letters.clip(&names.source(item.id), CELL - 2.0);
            canvas.text(at(centre.x, centre.y + 21.0), Anchor::Middle, letters, id);
            let count = item.users.count();
            let quiet = Letters::QUIET.size(9.0);
            let used = say!(self.page, "timeline-times", count = count);
            canvas.text(
                at(centre.x, centre.y + 31.0),
                Anchor::Middle,
                quiet,
                quiet.clip(&used, CELL - 2.0),
            );
            self.speaks_for(canvas, item, at(centre.x, centre.y + 42.0));
        });
    }

    /// The letters of the parties whose lines cite a source, and the sign of rules.
    fn speaks_for(&self, canvas: &mut Canvas, item: &Item<'_>, centre: Point) {
        let mut signs: Vec<(String, Ink)> = item
            .users
            .parties()
            .into_iter()
            .map(|party| (self.hues.letter(party).to_owned(), self.hues.words(party)))
            .collect();
        if item.users.in_rules() {
            signs.push((RULES.to_owned(), Ink::Text));
        }
        if signs.len() > LETTERS {
            let more = signs.len() + 1 - LETTERS;
            signs.truncate(LETTERS - 1);
            signs.push((format!("+{more}"), Ink::Muted));
        }
        let letters = Letters::BOLD.size(10.0);
        let mut x = centre.x - 11.0 * (signs.len() as f64 - 1.0) / 2.0;
        for (sign, ink) in signs {
            let ink = if item.known { ink } else { Ink::Muted };
            canvas.text(at(x, centre.y), Anchor::Middle, letters.ink(ink), sign);
            x += 11.0;
        }
    }

    /// What contradicts an item of another row, by its name.
    fn stub(&self, canvas: &mut Canvas, foot: Point, other: usize) {
        let letters = Letters::PLAIN.size(10.0).ink(Ink::Bad);
        let name = self.page.names().source(self.items[other].id);
        let text = letters.clip(&format!("{CONTRADICTS}{name}"), CELL - 1.0);
        canvas.text(at(foot.x, foot.y - 12.0), Anchor::Middle, letters, text);
        let paint = Paint::line(Ink::Bad, 1.2);
        canvas.line(at(foot.x, foot.y), at(foot.x, foot.y - 9.0), paint);
    }

    fn legend(&self, canvas: &mut Canvas, mut y: f64, left_out: usize) -> f64 {
        let page = self.page;
        let letters = Letters::QUIET;
        let mut x = LEFT;
        let mut entry =
            |canvas: &mut Canvas, room: f64, words: &str, draw: &dyn Fn(&mut Canvas, Point)| {
                let words = letters.clip(words, WIDTH - 2.0 * LEFT - room);
                let width = room + letters.width(&words) + 14.0;
                if x > LEFT && x + width > WIDTH - LEFT + 14.0 {
                    x = LEFT;
                    y += 20.0;
                }
                draw(canvas, at(x + room / 2.0 - 2.0, y + 10.0));
                canvas.text(at(x + room, y + 14.0), Anchor::Left, letters, words);
                x += width;
            };
        let reliability = [
            ('A', page.word("reliability-a")),
            ('B', page.word("reliability-b")),
            ('C', page.word("reliability-c")),
            ('D', page.word("reliability-d")),
            ('E', page.word("reliability-e")),
            ('F', page.word("reliability-f")),
        ];
        for (letter, words) in reliability {
            if self.items.iter().any(|i| i.grade.is_some_and(|g| g.reliability == letter)) {
                let shown = Some(Grade { reliability: letter, credibility: 6 });
                entry(canvas, 24.0, &words, &|canvas, centre| grade(canvas, centre, shown, true));
            }
        }
        if self.items.iter().any(|item| item.grade.is_none()) {
            let words = page.word("timeline-ungraded");
            entry(canvas, 24.0, &words, &|canvas, centre| grade(canvas, centre, None, true));
        }
        let mut parties: Vec<PartyId> =
            self.items.iter().flat_map(|item| item.users.parties()).collect();
        parties.sort_unstable();
        parties.dedup();
        let bold = Letters::BOLD.size(11.0);
        for party in parties {
            let words = say!(page, "timeline-party", party = page.names().party(party));
            entry(canvas, 16.0, &words, &|canvas, centre| {
                let letters = bold.ink(self.hues.words(party));
                let letter = self.hues.letter(party);
                canvas.text(at(centre.x, centre.y + 4.0), Anchor::Middle, letters, letter);
            });
        }
        if self.items.iter().any(|item| item.users.in_rules()) {
            entry(canvas, 16.0, &page.word("timeline-rules"), &|canvas, centre| {
                canvas.text(at(centre.x, centre.y + 4.0), Anchor::Middle, bold, RULES);
            });
        }
        entry(canvas, 0.0, &page.word("timeline-used"), &|_, _| {});
        if !self.joined().is_empty() {
            entry(canvas, 34.0, &page.word("timeline-contradict"), &|canvas, centre| {
                arc(
                    canvas,
                    at(centre.x - 12.0, centre.y + 7.0),
                    at(centre.x + 12.0, centre.y + 7.0),
                );
            });
        }
        if left_out > 0 {
            entry(canvas, 0.0, &say!(page, "timeline-left-out", count = left_out), &|_, _| {});
        }
        y + 26.0
    }
}

/// The sign of rules, and that of a contradiction.
const RULES: &str = "§";
const CONTRADICTS: &str = "≠";

/// A source as a disc with its letter: the more reliable, the darker; dashes and dots for those least so.
fn grade(canvas: &mut Canvas, centre: Point, grade: Option<Grade>, known: bool) {
    let Some(grade) = grade else {
        let corners = [(0.0, -8.0), (8.0, 0.0), (0.0, 8.0), (-8.0, 0.0)];
        let points = corners.iter().map(|(x, y)| at(centre.x + x, centre.y + y)).collect();
        let ink = if known { Ink::Muted } else { Ink::Line };
        return canvas.polygon(points, Paint::fill(Ink::Paper).edge(ink, 1.2));
    };
    let (fill, words, dash) = match grade.reliability {
        'A' => (Ink::Text, Ink::Paper, Dash::Solid),
        'B' => (Ink::Muted, Ink::Paper, Dash::Solid),
        'C' => (Ink::Faint, Ink::Text, Dash::Solid),
        'D' => (Ink::Paper, Ink::Text, Dash::Solid),
        'E' => (Ink::Paper, Ink::Text, Dash::Dashed),
        _ => (Ink::Paper, Ink::Text, Dash::Dotted),
    };
    let (fill, words, edge) = match known {
        true => (fill, words, Ink::Text),
        false => (Ink::Faint, Ink::Muted, Ink::Line),
    };
    canvas.circle(centre, 9.0, Paint::fill(fill).edge(edge, 1.2).dash(dash));
    let letters = Letters::BOLD.size(11.0).ink(words);
    let letter = grade.reliability.to_string();
    canvas.text(at(centre.x, centre.y + 4.0), Anchor::Middle, letters, letter);
}

/// Joins two items that contradict each other.
fn arc(canvas: &mut Canvas, from: Point, to: Point) {
    let height = (8.0 + (to.x - from.x) * 0.12).min(28.0);
    let over = |x: f64| at(x, from.y - height);
    let paint = Paint::line(Ink::Bad, 1.4);
    canvas.curve(vec![from, over(from.x), over(to.x), to], paint);
    let letters = Letters::BOLD.size(11.0).ink(Ink::Bad);
    let middle = at((from.x + to.x) / 2.0, from.y - height * 0.75 + 4.0);
    let half = letters.width(CONTRADICTS) / 2.0 + 1.0;
    canvas.rect(at(middle.x - half, middle.y - 9.0), 2.0 * half, 11.0, Paint::fill(Ink::Paper));
    canvas.text(middle, Anchor::Middle, letters, CONTRADICTS);
}

/// The same as a table, in the order of the dates.
fn table(page: &Page<'_>, items: &[Item<'_>]) -> Table {
    let names = page.names();
    let columns = vec![
        Column::words(page.word("column-source")),
        Column::words(page.word("column-date")),
        Column::words(page.word("column-grade")),
        Column::words(page.word("column-speaks-for")),
        Column::numbers(page.word("column-used")),
        Column::words(page.word("column-contradicts")),
        Column::words(page.word("column-known")),
    ];
    let mut table = Table::new(page.word("timeline-table"), columns);
    let list = |words: Vec<String>| match words.is_empty() {
        true => String::new(),
        false => names.all(words, usize::MAX),
    };
    for item in items {
        let mut speaks: Vec<String> =
            item.users.parties().into_iter().map(|party| names.party(party)).collect();
        if item.users.in_rules() {
            speaks.push(page.word("timeline-rules"));
        }
        let known = if item.known { "timeline-on" } else { "timeline-off" };
        let mut row = Row::of([
            names.source(item.id),
            names.date(item.date),
            item.grade.map_or_else(|| page.word("timeline-ungraded"), crate::names::grade_text),
            list(speaks),
            page.number(item.users.count() as u64),
            list(item.users.conflicts.iter().map(|&other| names.source(other)).collect()),
            page.word(known),
        ]);
        row.quiet = !item.known;
        row.key = format!("source-{}", item.id.index());
        table.rows.push(row);
    }
    table
}
