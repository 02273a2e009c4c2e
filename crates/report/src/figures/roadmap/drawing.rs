//! The roadmap on a plane: lanes of steps above, a row per party below, states at the lines between the stages.
//!
//! Of more stages than fit side by side the rest stands below, from the state on at which the part above ends.

use super::signs::{self, REACH};
use super::{Found, Lane, Mark, Plan, RowOf, bound};
use crate::catalogue::say;
use crate::direction;
use crate::figures::marks::Flow;
use crate::picture::{Anchor, Canvas, Dash, Hues, Ink, Letters, Paint, Point, Shape, at};
use crate::roadmaps::step_name;
use crate::text::worths::slack;
use detente_hold::exact::float;
use detente_hold::roadmap::Slack;
use detente_scenario::PartyId;
use std::cmp::Ordering;
use std::ops::Range;

/// Room for the names of lanes and rows, and at the right edge.
const LEFT: f64 = 132.0;
const RIGHT: f64 = 40.0;

/// Room of all stages of a part side by side, and of one at the most.
const ROOM: f64 = 730.0;
const WIDEST: f64 = 150.0;

/// Stages side by side.
const IN_PART: usize = 8;

/// Height of a lane without steps.
const BARE: f64 = 28.0;

/// From a line between stages to the box of a step.
const GAP: f64 = 7.0;

/// Height of a row of amounts, and of signs.
const AMOUNTS: f64 = 60.0;
const SIGNS: f64 = 30.0;

/// Half the width of a bar, and of what is shaded around a state.
const BAR: f64 = 9.0;
const SHADE: f64 = 21.0;

/// From a state to the lines of those who cannot return from it.
const ASIDE: f64 = 24.0;

/// Height of the ribbon that says exposed.
const RIBBON: f64 = 5.0;

const NAME: Letters = Letters::PLAIN.size(10.5);
const LINE: f64 = 12.5;
const AMOUNT: Letters = Letters::PLAIN.size(10.0);
const HEAD: Letters = Letters { size: 11.0, bold: true, ink: Ink::Muted };
const SMALL: Letters = Letters::QUIET.size(10.0);

/// Width, height and shapes of the picture.
pub(super) fn draw(plan: &Plan<'_>) -> (f64, f64, Vec<Shape>) {
    let parts = plan.stages.len().div_ceil(IN_PART).max(1);
    let longest = plan.stages.len().div_ceil(parts).max(1);
    let column = (ROOM / longest as f64).min(WIDEST);
    let width = (LEFT + SHADE + column * longest as f64 + RIGHT).max(620.0);
    let pen =
        Pen { plan, hues: Hues::of(plan.page.scenario()), column, width, lanes: plan.lanes() };
    let mut canvas = Canvas::new();
    let mut y = 6.0;
    for part in 0..parts {
        let start = (part * longest).min(plan.stages.len());
        let end = (start + longest).min(plan.stages.len());
        y = pen.part(&mut canvas, start..end, y) + 18.0;
    }
    y = pen.sentence(&mut canvas, y - 6.0);
    y = pen.legend(&mut canvas, y + 14.0);
    (width, y + 10.0, canvas.shapes())
}

struct Pen<'p> {
    plan: &'p Plan<'p>,
    hues: Hues,
    column: f64,
    width: f64,
    lanes: Vec<Lane>,
}

/// What one part of the picture needs to know.
struct Part {
    stages: Range<usize>,
    /// Upper edge of the lanes, and where each begins and ends.
    lanes: Vec<Range<f64>>,
    /// Lines of the longest name of a step, and whether signs stand below it.
    lines: usize,
    has_signs: bool,
}

impl Pen<'_> {
    /// Where state `state` stands in the part that begins with stage `start`.
    fn x(&self, start: usize, state: usize) -> f64 {
        LEFT + SHADE + self.column * (state - start) as f64
    }

    /// One part from `y` on; where it ends.
    fn part(&self, canvas: &mut Canvas, stages: Range<usize>, y: f64) -> f64 {
        let bundles = stages.clone().any(|stage| self.plan.stages[stage].steps.len() > 1);
        let head = y + 12.0;
        let top = head + if bundles { 20.0 } else { 8.0 };
        let part = self.layout(stages.clone(), top);
        let below = part.lanes.last().map_or(top, |lane| lane.end);
        let rows_top = below + 12.0;
        let mut ends = Vec::with_capacity(self.plan.rows.len());
        let mut end = rows_top;
        for _ in &self.plan.rows {
            end += if self.plan.is_by_worths { AMOUNTS } else { SIGNS };
            ends.push(end);
        }
        let height = if self.plan.is_by_worths { AMOUNTS } else { SIGNS };
        self.failure(canvas, &part, y, end, false);
        for (row, end) in self.plan.rows.iter().zip(&ends) {
            self.exposure(canvas, &part.stages, row, end - height, height);
        }
        self.failure(canvas, &part, y, end, true);
        self.lines(canvas, &part, top, end);
        let below_rows = self.no_return(canvas, &part, top, end);
        self.heads(canvas, &part, head, top, below);
        for (lane, room) in self.lanes.iter().zip(&part.lanes) {
            self.lane(canvas, &part, *lane, room);
        }
        for (row, end) in self.plan.rows.iter().zip(ends) {
            self.row(canvas, &stages, row, end - height, height);
        }
        below_rows
    }

    fn layout(&self, stages: Range<usize>, top: f64) -> Part {
        let plan = self.plan;
        let steps = || stages.clone().flat_map(|stage| plan.stages[stage].steps.iter().copied());
        let lines = steps().map(|step| self.name(step).len()).max().unwrap_or(1);
        let is_shared = |step| plan.lane(step) == Lane::Several;
        let has_signs = steps().any(|s| plan.found[s] != Found::Nothing || is_shared(s));
        let mut part = Part { stages, lanes: Vec::new(), lines, has_signs };
        let mut y = top;
        for &lane in &self.lanes {
            let of = |stage: usize| {
                plan.stages[stage].steps.iter().filter(|&&step| plan.lane(step) == lane).count()
            };
            let most = part.stages.clone().map(of).max().unwrap_or(0);
            let boxes = most as f64 * (self.box_height(&part) + 5.0) + 5.0;
            let end = y + boxes.max(BARE);
            part.lanes.push(y..end);
            y = end;
        }
        part
    }

    fn box_height(&self, part: &Part) -> f64 {
        7.0 + LINE * part.lines as f64 + if part.has_signs { 15.0 } else { 0.0 }
    }

    fn box_width(&self) -> f64 {
        self.column - 2.0 * GAP
    }

    /// The name of a step in lines that fit into its box.
    fn name(&self, step: usize) -> Vec<String> {
        broken(&step_name(self.plan.page, self.plan.way, step), NAME, self.box_width() - 8.0, 3)
    }

    /// Where it breaks: a band behind everything, or its edges with the sign, which stand above what is shaded.
    fn failure(&self, canvas: &mut Canvas, part: &Part, top: f64, end: f64, is_edge: bool) {
        let Some((state, why)) = &self.plan.failure else { return };
        if !self.shows(part, *state) {
            return;
        }
        let x = self.x(part.stages.start, *state);
        let (left, right, bottom) = (x - BAR - 3.0, x + BAR + 3.0, end + 2.0);
        if !is_edge {
            let corner = at(left, top);
            canvas.rect(corner, right - left, bottom - top, Paint::fill(Ink::BadWash));
            return;
        }
        canvas.group(why.clone(), "", |canvas| {
            let corners = [at(left, top), at(right, top), at(right, bottom), at(left, bottom)];
            canvas.polygon(corners.to_vec(), Paint::line(Ink::Bad, 1.0));
            signs::breaks(canvas, at(x, top + 9.0));
        });
    }

    /// Whether a state stands in a part; one at a joint stands in the part that it begins.
    fn shows(&self, part: &Part, state: usize) -> bool {
        let is_last = part.stages.end == self.plan.stages.len();
        part.stages.contains(&state) || (is_last && state == part.stages.end)
    }

    /// A line at every state.
    fn lines(&self, canvas: &mut Canvas, part: &Part, top: f64, end: f64) {
        for state in part.stages.start..=part.stages.end {
            let x = self.x(part.stages.start, state);
            canvas.line(at(x, top), at(x, end), Paint::line(Ink::Faint, 1.0));
        }
        let right = self.x(part.stages.start, part.stages.end) + SHADE;
        for lane in &part.lanes {
            canvas.line(at(6.0, lane.start), at(right, lane.start), Paint::line(Ink::Faint, 1.0));
        }
        if let Some(last) = part.lanes.last() {
            canvas.line(at(6.0, last.end), at(right, last.end), Paint::line(Ink::Line, 1.0));
        }
    }

    /// The numbers of the stages, and what binds the steps of one together.
    fn heads(&self, canvas: &mut Canvas, part: &Part, y: f64, top: f64, below: f64) {
        let page = self.plan.page;
        canvas.text(at(8.0, y), Anchor::Left, HEAD, HEAD.clip(&page.word("roadmap-stage"), LEFT));
        for stage in part.stages.clone() {
            let taken = &self.plan.stages[stage];
            let left = self.x(part.stages.start, stage);
            let middle = left + self.column / 2.0;
            let number = page.number(stage as u64 + 1);
            canvas.text(at(middle, y), Anchor::Middle, HEAD, number);
            let Some(words) = bound(page, taken) else { continue };
            canvas.group(words.clone(), "", |canvas| {
                let (line, dash) = match taken.is_escrow {
                    true => (2.0, Dash::Solid),
                    false => (1.2, Dash::Dashed),
                };
                let paint = Paint::line(Ink::Text, line).dash(dash);
                let (width, height) = (self.column - GAP, below - top + 2.0);
                canvas.rounded(at(left + GAP / 2.0, top - 2.0), width, height, 5.0, paint);
                let words = SMALL.clip(&words, self.column - 4.0);
                canvas.text(at(middle, y + 12.0), Anchor::Middle, SMALL, words);
            });
        }
    }

    /// The steps of one lane.
    fn lane(&self, canvas: &mut Canvas, part: &Part, lane: Lane, room: &Range<f64>) {
        let (page, plan) = (self.plan.page, self.plan);
        let label = match lane {
            Lane::Of(party) => page.names().party(party),
            Lane::Several => page.word("roadmap-several"),
            Lane::Nobody => page.word("step-by-nobody"),
        };
        let middle = f64::midpoint(room.start, room.end);
        self.label(canvas, lane, &label, middle);
        let (width, height) = (self.box_width(), self.box_height(part));
        for stage in part.stages.clone() {
            let left = self.x(part.stages.start, stage) + GAP;
            let mut y = room.start + 5.0;
            for &step in plan.stages[stage].steps.iter().filter(|&&step| plan.lane(step) == lane) {
                self.step(canvas, step, lane, (at(left, y), width, height));
                y += height + 5.0;
            }
        }
    }

    /// The name of a lane or a row with the party's letter, around the height `y`.
    fn label(&self, canvas: &mut Canvas, lane: Lane, label: &str, y: f64) {
        let mut x = 8.0;
        if let Lane::Of(party) = lane {
            let letters = Letters::BOLD.size(11.0).ink(self.hues.words(party));
            canvas.text(at(14.0, y + 4.0), Anchor::Middle, letters, self.hues.letter(party));
            x = 26.0;
        }
        let lines = NAME.lines(label, LEFT - x - 4.0, 2);
        let mut base = y + 4.0 - LINE * (lines.len() as f64 - 1.0) / 2.0;
        for line in lines {
            canvas.text(at(x, base), Anchor::Left, NAME, line);
            base += LINE;
        }
    }

    fn step(&self, canvas: &mut Canvas, step: usize, lane: Lane, place: (Point, f64, f64)) {
        let (corner, width, height) = place;
        let (page, way) = (self.plan.page, self.plan.way);
        let by = &way.steps[step].by;
        let tip = match by.is_empty() {
            true => step_name(page, way, step),
            false => say!(
                page,
                "roadmap-step-by",
                step = step_name(page, way, step),
                by = page.names().parties(by),
            ),
        };
        let (wash, edge, dash) = match lane {
            Lane::Of(party) => (self.hues.wash(party), self.hues.ink(party), self.hues.dash(party)),
            Lane::Several | Lane::Nobody => (Ink::Paper, Ink::Text, Dash::Solid),
        };
        canvas.group(tip, "", |canvas| {
            let paint = Paint::fill(wash).edge(edge, 1.2).dash(dash);
            canvas.rounded(corner, width, height, 3.0, paint);
            let mut base = corner.y + 13.0;
            for line in self.name(step) {
                canvas.text(at(corner.x + 5.0, base), Anchor::Left, NAME, line);
                base += LINE;
            }
            let foot = corner.y + height - 9.0;
            let right = corner.x + width - 10.0;
            signs::inspection(canvas, at(right, foot), self.plan.found[step]);
            if lane == Lane::Several {
                self.letters(canvas, by, at(corner.x + 10.0, foot + 3.5), width - 24.0);
            }
        });
    }

    /// The letters of parties from `place` on, as many as have room; the rest counted.
    fn letters(&self, canvas: &mut Canvas, parties: &[PartyId], place: Point, room: f64) {
        let most = ((room / 12.0) as usize).max(2);
        let shown = if parties.len() > most { most - 2 } else { parties.len() };
        let mut x = place.x;
        for &party in &parties[..shown] {
            let letters = Letters::BOLD.size(10.0).ink(self.hues.words(party));
            let letter = self.hues.letter(party);
            canvas.text(at(x, place.y), Anchor::Middle, letters, letter);
            x += 12.0;
        }
        let rest = parties.len() - shown;
        if rest > 0 {
            let text = format!("+{rest}");
            canvas.text(at(x - 4.0, place.y), Anchor::Left, SMALL, text);
        }
    }

    /// Behind everything: where one party is exposed.
    fn exposure(
        &self,
        canvas: &mut Canvas,
        stages: &Range<usize>,
        row: &RowOf,
        top: f64,
        height: f64,
    ) {
        for state in (stages.start..=stages.end).filter(|&state| row.is_exposed[state]) {
            let corner = at(self.x(stages.start, state) - SHADE, top + 2.0);
            canvas.rect(corner, 2.0 * SHADE, height - 4.0, Paint::fill(Ink::AlertWash));
            let foot = at(corner.x, top + height - 2.0 - RIBBON);
            signs::ribbon(canvas, foot, 2.0 * SHADE, RIBBON);
        }
    }

    /// What one party has at every state of a part.
    fn row(&self, canvas: &mut Canvas, stages: &Range<usize>, row: &RowOf, top: f64, height: f64) {
        let name = self.plan.page.names().party(row.party);
        self.label(canvas, Lane::Of(row.party), &name, top + height / 2.0);
        let states = stages.start..=stages.end;
        let (left, right) =
            (self.x(stages.start, stages.start) - SHADE, self.x(stages.start, stages.end) + SHADE);
        let scale = Scale::of(row, top + 14.0, height - 36.0);
        let zero = if self.plan.is_by_worths { scale.zero } else { top + height / 2.0 };
        canvas.line(at(left, zero), at(right, zero), Paint::line(Ink::Line, 0.8));
        for state in states {
            let centre = at(self.x(stages.start, state), zero);
            match &row.marks[state] {
                Mark::Slack(slack) => self.bar(canvas, row, slack, centre, &scale),
                Mark::Rather(order) => signs::rather(canvas, centre, *order),
                Mark::Nothing => signs::nothing(canvas, centre),
                Mark::Impossible => {
                    signs::cross(canvas, centre, REACH - 1.5, Paint::line(Ink::Bad, 1.6));
                }
            }
        }
        canvas.line(at(6.0, top + height), at(right, top + height), Paint::line(Ink::Faint, 1.0));
    }

    /// A bar of how much more a party has to lose than it needs, with its number.
    fn bar(&self, canvas: &mut Canvas, row: &RowOf, slack: &Slack, zero: Point, scale: &Scale) {
        let words = match slack {
            Slack::Never => self.plan.page.word("roadmap-never"),
            _ => self::slack(self.plan.page, slack),
        };
        let words = AMOUNT.clip(&words, self.column - 4.0);
        let length = scale.length(slack);
        if slack.holds() {
            let paint = Paint::fill(self.hues.ink(row.party));
            canvas.rect(at(zero.x - BAR, zero.y - length), 2.0 * BAR, length, paint);
            let base = zero.y - length - 3.0;
            canvas.text(at(zero.x, base), Anchor::Middle, AMOUNT, words);
        } else {
            let paint = Paint::fill(Ink::Paper).edge(Ink::Bad, 1.4);
            canvas.rect(at(zero.x - BAR, zero.y), 2.0 * BAR, length, paint);
            let letters = AMOUNT.ink(Ink::Bad);
            let base = zero.y + length + 10.0;
            canvas.text(at(zero.x, base), Anchor::Middle, letters, words);
        }
    }

    /// A line for each party at the state after which it cannot return, its letter below; where that ends.
    fn no_return(&self, canvas: &mut Canvas, part: &Part, top: f64, end: f64) -> f64 {
        let mut any = false;
        for state in part.stages.start..=part.stages.end {
            let of: Vec<&RowOf> =
                self.plan.rows.iter().filter(|row| row.no_return == Some(state)).collect();
            if !self.shows(part, state) {
                continue;
            }
            for (place, row) in of.iter().enumerate() {
                any = true;
                // To the right of the numbers at the state itself.
                let x = self.x(part.stages.start, state) + ASIDE + 11.0 * place as f64;
                let name = self.plan.page.names().party(row.party);
                let tip = say!(self.plan.page, "roadmap-no-return", party = name);
                canvas.group(tip, "", |canvas| {
                    let ink = self.hues.ink(row.party);
                    let paint = Paint::line(ink, 1.8).dash(self.hues.dash(row.party));
                    canvas.line(at(x, top), at(x, end + 4.0), paint);
                    let letters = Letters::BOLD.size(10.0).ink(self.hues.words(row.party));
                    let letter = self.hues.letter(row.party);
                    canvas.text(at(x, end + 14.0), Anchor::Middle, letters, letter);
                });
            }
        }
        if any {
            let words = SMALL.clip(&self.plan.page.word("label-no-return"), LEFT - 12.0);
            canvas.text(at(8.0, end + 14.0), Anchor::Left, SMALL, words);
            return end + 18.0;
        }
        end
    }

    /// Where it breaks, in a sentence.
    fn sentence(&self, canvas: &mut Canvas, y: f64) -> f64 {
        let Some((_, why)) = &self.plan.failure else { return y };
        let letters = Letters::BOLD.size(11.0).ink(Ink::Bad);
        signs::breaks(canvas, at(14.0, y + 7.0));
        let place = at(26.0, y + 11.0);
        let lines =
            canvas.paragraph(place, Anchor::Left, letters, why, self.width - 26.0 - RIGHT, 4);
        y + 8.0 + 14.3 * lines as f64
    }

    fn legend(&self, canvas: &mut Canvas, y: f64) -> f64 {
        let (page, plan) = (self.plan.page, self.plan);
        let mut flow = Flow::new(y, self.width);
        let letters = Letters::QUIET;
        let marks = || plan.rows.iter().flat_map(|row| &row.marks);
        let mut entry = |key: &str, draw: &dyn Fn(&mut Canvas, Point)| {
            flow.entry(canvas, &page.word(key), letters, |canvas, centre| draw(canvas, centre));
        };
        if plan.is_by_worths {
            entry("roadmap-legend-over", &|canvas, centre| {
                canvas.rect(at(centre.x - 4.0, centre.y - 5.0), 8.0, 10.0, Paint::fill(Ink::Muted));
            });
            if marks().any(|mark| matches!(mark, Mark::Slack(slack) if !slack.holds())) {
                entry("roadmap-legend-under", &|canvas, centre| {
                    let paint = Paint::fill(Ink::Paper).edge(Ink::Bad, 1.4);
                    canvas.rect(at(centre.x - 4.0, centre.y - 5.0), 8.0, 10.0, paint);
                });
            }
        }
        for (order, key) in [
            (Ordering::Less, "roadmap-finish"),
            (Ordering::Equal, "roadmap-tie"),
            (Ordering::Greater, "roadmap-stop"),
        ] {
            if marks().any(|mark| *mark == Mark::Rather(order)) {
                entry(key, &|canvas, centre| signs::rather(canvas, centre, order));
            }
        }
        if marks().any(|mark| *mark == Mark::Nothing) {
            entry("roadmap-nothing", &signs::nothing);
        }
        if marks().any(|mark| *mark == Mark::Impossible) {
            entry("order-impossible-short", &|canvas, centre| {
                signs::cross(canvas, centre, REACH - 1.5, Paint::line(Ink::Bad, 1.6));
            });
        }
        if plan.rows.iter().any(|row| row.is_exposed.contains(&true)) {
            let key =
                if plan.is_by_worths { "roadmap-legend-loses" } else { "roadmap-legend-below" };
            entry(key, &|canvas, centre| {
                let corner = at(centre.x - 6.0, centre.y - 6.0);
                canvas.rect(corner, 12.0, 12.0, Paint::fill(Ink::AlertWash));
                signs::ribbon(canvas, at(corner.x, corner.y + 7.0), 12.0, RIBBON);
            });
        }
        for (found, key) in [
            (Found::Inspected, "roadmap-legend-inspected"),
            (Found::Enough(true), "roadmap-legend-enough"),
            (Found::Enough(false), "roadmap-legend-short"),
        ] {
            if plan.found.contains(&found) {
                entry(key, &|canvas, centre| signs::inspection(canvas, centre, found));
            }
        }
        if plan.rest > 0 {
            flow.note(canvas, &say!(page, "roadmap-rest", count = plan.rest), letters);
        }
        flow.y
    }
}

/// Amounts of one party as lengths: its own scale, the same in all parts.
struct Scale {
    /// Where zero is.
    zero: f64,
    /// Length of one unit, and of what has no number.
    unit: f64,
    never: f64,
}

impl Scale {
    fn of(row: &RowOf, top: f64, room: f64) -> Self {
        let by = row.marks.iter().filter_map(|mark| match mark {
            Mark::Slack(slack) => slack.by().map(float),
            _ => None,
        });
        let (least, most) = by.fold((0.0_f64, 0.0_f64), |(l, m), by| (l.min(by), m.max(by)));
        let is_never = row.marks.contains(&Mark::Slack(Slack::Never));
        let least = if is_never && least == 0.0 { -most.max(1.0) } else { least };
        let span = most - least;
        if span <= 0.0 {
            return Self { zero: top + room / 2.0, unit: 0.0, never: room / 2.0 };
        }
        let unit = room / span;
        Self { zero: top + most * unit, unit, never: -least * unit }
    }

    fn length(&self, slack: &Slack) -> f64 {
        match slack {
            Slack::By(by) => (float(by).abs() * self.unit).max(1.0),
            Slack::Never => self.never.max(1.0),
            Slack::Free => 1.0,
        }
    }
}

/// `text` in lines of at most `room`, broken at spaces and behind hyphens, the last one cut where it must be.
fn broken(text: &str, letters: Letters, room: f64, most: usize) -> Vec<String> {
    // What stands in an isolate stands in one on every line.
    let bare = direction::bare(text);
    if bare != text {
        let lines = broken(&bare, letters, room, most);
        return lines.iter().map(|line| direction::isolated(line)).collect();
    }
    let pieces = text.split_inclusive([' ', '\u{a0}', '-']);
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if letters.width(&format!("{line}{}", piece.trim_end())) <= room => {
                line.push_str(piece);
            }
            _ => lines.push(piece.to_owned()),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most - 1).concat();
        lines.push(rest);
    }
    lines.iter().map(|line| letters.clip(line.trim_end(), room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_break_at_hyphens_and_fit() {
        let room = 60.0;
        for name in ["End-un-sanctions", "Waive-us-sanctions", "17 % of the defence", "x", ""] {
            let lines = broken(name, NAME, room, 3);
            assert_eq!(lines.concat().replace(' ', ""), name.replace(' ', ""), "{lines:?}");
            assert!(lines.iter().all(|line| NAME.width(line) <= room), "{lines:?}");
        }
        let long = broken(&"an-exceedingly-long-name-of-a-step-".repeat(4), NAME, room, 3);
        assert_eq!(long.len(), 3);
        assert!(long[2].ends_with('…') && long.iter().all(|line| NAME.width(line) <= room));
        let word = broken(&"x".repeat(90), NAME, room, 3);
        assert!(word.len() == 1 && NAME.width(&word[0]) <= room, "{word:?}");
    }
}
