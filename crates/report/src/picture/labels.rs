//! Names beside what they name, so that no two overlap.
//!
//! A label tries the places around its mark, near ones first, and takes the one that hides least; where
//! all of them hide too much, it goes to the margin on the right, with a line that leads to it. Labels for
//! which the margin has no room are left to the picture's table. Greedy, in the order given.

use super::{Anchor, Canvas, Ink, LINE_HEIGHT, Letters, Paint, Point, at};

/// A part of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    /// The square around `centre` that reaches `reach` to each side.
    #[must_use]
    pub fn around(centre: Point, reach: f64) -> Self {
        let (x, y) = (centre.x - reach, centre.y - reach);
        Self { x, y, width: 2.0 * reach, height: 2.0 * reach }
    }

    /// Whether they have some room in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// Whether all of `other` lies in it.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.x + other.width <= self.x + self.width
            && other.y + other.height <= self.y + self.height
    }

    fn has(&self, point: Point) -> bool {
        let inside = |value: f64, start: f64, length: f64| value > start && value < start + length;
        inside(point.x, self.x, self.width) && inside(point.y, self.y, self.height)
    }

    /// Whether the straight line between two points passes through it.
    fn is_crossed(&self, from: Point, to: Point) -> bool {
        const STEPS: u32 = 64;
        (0..=STEPS).any(|step| {
            let part = f64::from(step) / f64::from(STEPS);
            self.has(at(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part))
        })
    }
}

/// A name and what it names.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The middle of the mark.
    pub at: Point,
    /// Half the width of the mark.
    pub reach: f64,
    /// The name.
    pub text: String,
}

/// A label with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The room that it takes.
    pub area: Area,
    /// Its lines.
    pub lines: Vec<String>,
    /// From the mark to the name, where it does not stand beside it.
    pub leader: Option<(Point, Point)>,
}

/// What there is to place labels in.
#[derive(Clone)]
pub struct Room<'a> {
    /// The part in which marks stand.
    pub inside: Area,
    /// The margin to the right of it.
    pub margin: Area,
    /// Where no label may stand.
    pub taken: Vec<Area>,
    /// How much a label there would hide.
    pub hides: &'a dyn Fn(&Area) -> f64,
    /// How much one may hide.
    pub most: f64,
}

/// Labels that are tried before the rest is left to the table.
const TRIED: usize = 100;

/// Lines of one label.
const LINES: usize = 2;

/// A place for each of `labels`, or nothing where there is none left.
#[must_use]
pub fn place(labels: &[Label], letters: Letters, room: &Room<'_>) -> Vec<Option<Placed>> {
    let mut placed: Vec<Option<Placed>> = vec![None; labels.len()];
    let mut outside: Vec<usize> = Vec::new();
    for (index, label) in labels.iter().enumerate().take(TRIED) {
        let others: Vec<&Placed> = placed.iter().flatten().collect();
        match beside(label, letters, room, &others) {
            Some(found) => placed[index] = Some(found),
            None => outside.push(index),
        }
    }
    // A name that a line to the margin would run through goes to the margin too.
    loop {
        let margin = in_margin(labels, outside.clone(), letters, room.margin);
        let leaders: Vec<(Point, Point)> = margin.iter().filter_map(|(_, p)| p.leader).collect();
        let crossed = placed.iter().position(|placed| {
            placed.as_ref().is_some_and(|placed| {
                leaders.iter().any(|&(from, to)| placed.area.is_crossed(from, to))
            })
        });
        match crossed {
            Some(index) => {
                placed[index] = None;
                outside.push(index);
            }
            None => {
                for (index, found) in margin {
                    placed[index] = Some(found);
                }
                return placed;
            }
        }
    }
}

fn beside(label: &Label, letters: Letters, room: &Room<'_>, others: &[&Placed]) -> Option<Placed> {
    let lines = letters.lines(&label.text, room.margin.width, LINES);
    let width = lines.iter().map(|line| letters.width(line)).fold(0.0, f64::max) + 4.0;
    let height = lines.len() as f64 * letters.size * LINE_HEIGHT;
    let mut best: Option<(f64, Placed)> = None;
    for (ring, distance) in [2.0, 14.0, 30.0].into_iter().enumerate() {
        let gap = label.reach + distance;
        for (dx, dy) in [
            (1.0, 0.0),
            (1.0, -1.0),
            (1.0, 1.0),
            (0.0, -1.0),
            (0.0, 1.0),
            (-1.0, 0.0),
            (-1.0, -1.0),
            (-1.0, 1.0),
        ] {
            // The name begins at the end of the line that leads there.
            let slant = if dx != 0.0 && dy != 0.0 { 0.71 } else { 1.0 };
            let end = at(label.at.x + dx * gap * slant, label.at.y + dy * gap * slant);
            let area = Area {
                x: end.x + (dx - 1.0) / 2.0 * width,
                y: end.y + (dy - 1.0) / 2.0 * height,
                width,
                height,
            };
            let leader = (ring > 0).then_some((label.at, end));
            let free = room.inside.holds(&area)
                && !room.taken.iter().any(|taken| taken.overlaps(&area))
                && !others.iter().any(|other| {
                    other.area.overlaps(&area)
                        || leader.is_some_and(|(from, to)| other.area.is_crossed(from, to))
                        || other.leader.is_some_and(|(from, to)| area.is_crossed(from, to))
                });
            let cost = (room.hides)(&area) + ring as f64;
            if free && cost <= room.most && best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, Placed { area, lines: lines.clone(), leader }));
            }
        }
    }
    best.map(|(_, placed)| placed)
}

/// Labels one below the other, in the order of their marks, each as near to its mark as the others let it.
fn in_margin(
    labels: &[Label],
    mut outside: Vec<usize>,
    letters: Letters,
    margin: Area,
) -> Vec<(usize, Placed)> {
    let step = letters.size * LINE_HEIGHT;
    let gap = 3.0;
    let lines = |index: usize| letters.lines(&labels[index].text, margin.width, LINES);
    // Those first in the list have the first claim to what room there is.
    let mut height = 0.0;
    outside.retain(|&index| {
        height += lines(index).len() as f64 * step + gap;
        height <= margin.height
    });
    outside.sort_by(|&a, &b| {
        let (a, b) = (&labels[a].at, &labels[b].at);
        a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x))
    });
    let mut tops: Vec<f64> = Vec::new();
    let mut free = margin.y;
    let heights: Vec<f64> = outside.iter().map(|&i| lines(i).len() as f64 * step).collect();
    for (&index, height) in outside.iter().zip(&heights) {
        let top = (labels[index].at.y - height / 2.0).max(free);
        tops.push(top);
        free = top + height + gap;
    }
    // What runs over the lower end is pushed back up.
    let mut end = margin.y + margin.height;
    for (top, height) in tops.iter_mut().zip(&heights).rev() {
        if *top + height <= end {
            break;
        }
        *top = end - height;
        end = *top - gap;
    }
    outside
        .into_iter()
        .zip(tops)
        .zip(heights)
        .map(|((index, y), height)| {
            let lines = lines(index);
            let width = lines.iter().map(|line| letters.width(line)).fold(0.0, f64::max);
            let area = Area { x: margin.x, y, width, height };
            let end = at(margin.x - 3.0, y + step / 2.0);
            (index, Placed { area, lines, leader: Some((labels[index].at, end)) })
        })
        .collect()
}

impl Placed {
    /// The line that leads to it; to be drawn below all marks.
    pub fn draw_leader(&self, canvas: &mut Canvas) {
        if let Some((from, to)) = self.leader {
            canvas.line(from, to, Paint::line(Ink::Muted, 0.7));
        }
    }

    /// The name on paper, so that it can be read whatever lies below; `on_paper` is false where
    /// nothing does.
    pub fn draw(&self, canvas: &mut Canvas, letters: Letters, on_paper: bool) {
        let Area { x, y, width, height } = self.area;
        if on_paper {
            canvas.rounded(at(x, y), width, height, 2.0, Paint::fill(Ink::Paper));
        }
        for (line, text) in self.lines.iter().enumerate() {
            let base = y + letters.size * (0.98 + LINE_HEIGHT * line as f64);
            let inset = if on_paper { 2.0 } else { 0.0 };
            canvas.text(at(x + inset, base), Anchor::Left, letters, text.as_str());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_labels_overlap_wherever_the_marks_are() {
        let mut state = 7_u64;
        let mut next = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((state >> 33) % most) as f64
        };
        let letters = Letters::PLAIN.size(11.0);
        let inside = Area { x: 40.0, y: 20.0, width: 400.0, height: 400.0 };
        let margin = Area { x: 460.0, y: 20.0, width: 180.0, height: 400.0 };
        let mut left_out = 0;
        for round in 0..60 {
            let count = 1 + round;
            // Some rounds have all marks in one corner.
            let spread = if round % 2 == 0 { 400 } else { 30 };
            let labels: Vec<Label> = (0..count)
                .map(|at_| Label {
                    at: at(40.0 + next(spread), 20.0 + next(spread)),
                    reach: 5.0,
                    text: format!("package number {at_} {}", "x".repeat(at_ % 40)),
                })
                .collect();
            let taken = labels.iter().map(|label| Area::around(label.at, 5.0)).collect();
            let room = Room { inside, margin, taken, hides: &|_| 0.0, most: 3.0 };
            let placed = place(&labels, letters, &room);
            left_out += placed.iter().filter(|placed| placed.is_none()).count();
            let areas: Vec<Area> = placed.iter().flatten().map(|placed| placed.area).collect();
            for (i, area) in areas.iter().enumerate() {
                assert!(inside.holds(area) || margin.holds(area), "{area:?}");
                assert!(areas[..i].iter().all(|other| !other.overlaps(area)), "{area:?}");
            }
            if count <= 12 {
                assert!(placed.iter().all(Option::is_some), "{count} labels have room");
            }
        }
        assert!(left_out > 0, "some round is too full");
    }
}
