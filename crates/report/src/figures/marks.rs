//! What stands somewhere on a plane: a sign with its name beside it, and the legend below.
//!
//! What stands at the same place has its signs side by side and one label with all its names.

use crate::page::Page;
use crate::picture::labels::{Area, Label, Room, place};
use crate::picture::{Anchor, Canvas, Dash, Ink, LINE_HEIGHT, Letters, Paint, Point, at};
use crate::text::valued::name;
use detente_engine::deals::Solution;
use detente_engine::deals::valued::Name;

/// Words beside signs.
pub(super) const NAMES: Letters = Letters::PLAIN.size(11.0);

/// Half the width of a sign.
const REACH: f64 = 5.5;

/// From sign to sign of one place; what is nearer than half of that stands at one place.
const STEP: f64 = 11.0;

/// The name of a bargaining point.
pub(super) fn solution_name(page: &Page<'_>, solution: Solution) -> String {
    name(page, name_of(solution))
}

/// The same solution among those of values.
const fn name_of(solution: Solution) -> Name {
    match solution {
        Solution::Nash => Name::Nash,
        Solution::KalaiSmorodinsky => Name::KalaiSmorodinsky,
        Solution::Egalitarian => Name::Egalitarian,
        Solution::Utilitarian => Name::Utilitarian,
    }
}

/// What stands at one place, drawn as a sign.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Sign {
    Solution(Name),
    StatusQuo,
    NoDeal,
    /// A named package: filled if the signers take it, with a broken edge if it is impossible.
    Named {
        taken: bool,
        possible: bool,
    },
}

impl Sign {
    /// That of a bargaining point.
    pub(super) const fn of(solution: Solution) -> Self {
        Self::Solution(name_of(solution))
    }

    /// Draws it around `centre`, as far as `reach`.
    pub(super) fn draw(self, canvas: &mut Canvas, centre: Point, reach: f64, paint: Paint) {
        let polygon = |points: &[(f64, f64)]| -> Vec<Point> {
            points.iter().map(|(x, y)| at(centre.x + x * reach, centre.y + y * reach)).collect()
        };
        let corners: &[(f64, f64)] = match self {
            Self::Solution(Name::Nash | Name::WeightedNash) => {
                &[(0.0, -1.05), (1.0, 0.8), (-1.0, 0.8)]
            }
            Self::Solution(Name::KalaiSmorodinsky) => &[
                (-0.34, -1.0),
                (0.34, -1.0),
                (0.34, -0.34),
                (1.0, -0.34),
                (1.0, 0.34),
                (0.34, 0.34),
                (0.34, 1.0),
                (-0.34, 1.0),
                (-0.34, 0.34),
                (-1.0, 0.34),
                (-1.0, -0.34),
                (-0.34, -0.34),
            ],
            Self::Solution(Name::Egalitarian) => {
                &[(0.0, -1.1), (1.0, 0.0), (0.0, 1.1), (-1.0, 0.0)]
            }
            Self::Solution(Name::Utilitarian) => {
                &[(0.0, -1.05), (1.0, -0.32), (0.62, 0.85), (-0.62, 0.85), (-1.0, -0.32)]
            }
            Self::StatusQuo => &[(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)],
            Self::NoDeal => &[(-0.8, -0.8), (0.8, -0.8), (0.0, 0.8)],
            Self::Named { taken, possible } => {
                let fill = if taken { Ink::Text } else { Ink::Paper };
                let dash = if possible { Dash::Solid } else { Dash::Dotted };
                let paint = Paint::fill(fill).edge(Ink::Text, 1.4).dash(dash);
                return canvas.circle(centre, reach * 0.72, paint);
            }
        };
        canvas.polygon(polygon(corners), paint);
    }
}

/// A sign where it stands, with its name and what a page calls it.
pub(super) struct Mark {
    pub at: Point,
    pub sign: Sign,
    pub name: String,
    pub key: String,
}

/// Where marks and their names may stand.
pub(super) struct Stage<'a> {
    /// The part in which the marks stand.
    pub inside: Area,
    /// The margin to the right of it, for names.
    pub margin: Area,
    /// How much a name there would hide.
    pub hides: &'a dyn Fn(&Area) -> f64,
}

/// Where the names went.
pub(super) struct Named {
    /// How many had no room.
    pub nameless: usize,
    /// Whether some stand in the margin.
    pub in_margin: bool,
}

/// Draws `marks` with their names.
pub(super) fn draw(canvas: &mut Canvas, marks: Vec<Mark>, stage: &Stage<'_>) -> Named {
    let mut groups: Vec<Vec<Mark>> = Vec::new();
    for mark in marks {
        let near = |other: &Mark| {
            (other.at.x - mark.at.x).abs() < 5.0 && (other.at.y - mark.at.y).abs() < 5.0
        };
        match groups.iter_mut().find(|group| near(&group[0])) {
            Some(group) => group.push(mark),
            None => groups.push(vec![mark]),
        }
    }
    let start = |group: &[Mark]| group[0].at.x - STEP * (group.len() - 1) as f64 / 2.0;
    let mut taken = Vec::new();
    let labels: Vec<Label> = groups
        .iter()
        .map(|group| {
            let half = REACH + STEP * (group.len() - 1) as f64 / 2.0;
            let mut area = Area::around(group[0].at, half);
            (area.y, area.height) = (group[0].at.y - REACH, 2.0 * REACH);
            taken.push(area);
            let names: Vec<&str> = group.iter().map(|mark| mark.name.as_str()).collect();
            Label { at: group[0].at, reach: half, text: names.join(", ") }
        })
        .collect();
    let &Stage { inside, margin, hides } = stage;
    let room = Room { inside, margin, taken, hides, most: 3.6 };
    let placed = place(&labels, NAMES, &room);
    for label in placed.iter().flatten() {
        label.draw_leader(canvas);
    }
    for group in &groups {
        for (place, mark) in group.iter().enumerate() {
            let centre = at(start(group) + STEP * place as f64, mark.at.y);
            canvas.group(mark.name.clone(), mark.key.clone(), |canvas| {
                let paint = Paint::fill(Ink::Text).edge(Ink::Paper, 1.0);
                mark.sign.draw(canvas, centre, REACH, paint);
            });
        }
    }
    for (label, group) in placed.iter().zip(&groups) {
        if let Some(label) = label {
            canvas.group("", group[0].key.clone(), |canvas| {
                label.draw(canvas, NAMES, inside.holds(&label.area));
            });
        }
    }
    let nameless = placed.iter().zip(&groups).filter(|(p, _)| p.is_none());
    Named {
        nameless: nameless.map(|(_, group)| group.len()).sum(),
        in_margin: placed.iter().flatten().any(|label| !inside.holds(&label.area)),
    }
}

/// Entries of a legend, one after the other in lines.
pub(super) struct Flow {
    x: f64,
    /// The base line of the last line.
    pub y: f64,
    /// Width of the picture.
    width: f64,
}

impl Flow {
    /// A legend whose first base line is at `y`.
    pub(super) const fn new(y: f64, width: f64) -> Self {
        Self { x: 10.0, y, width }
    }

    /// Begins a line.
    pub(super) fn line(&mut self) {
        self.x = 10.0;
        self.y += 17.0;
    }

    /// Words alone.
    pub(super) fn words(&mut self, canvas: &mut Canvas, words: &str, letters: Letters) {
        canvas.text(at(self.x, self.y), Anchor::Left, letters, words);
        self.x += letters.width(words) + 10.0;
    }

    /// A remark on lines of its own.
    pub(super) fn note(&mut self, canvas: &mut Canvas, words: &str, letters: Letters) {
        self.line();
        let room = self.width - 16.0;
        let lines = canvas.paragraph(at(self.x, self.y), Anchor::Left, letters, words, room, 3);
        self.y += letters.size * LINE_HEIGHT * lines.saturating_sub(1) as f64;
    }

    /// A sign with what it means.
    pub(super) fn entry(
        &mut self,
        canvas: &mut Canvas,
        words: &str,
        letters: Letters,
        sign: impl FnOnce(&mut Canvas, Point),
    ) {
        if self.x + 18.0 + letters.width(words) > self.width - 6.0 {
            self.line();
        }
        sign(canvas, at(self.x + 6.0, self.y - 4.0));
        self.x += 16.0;
        self.words(canvas, words, letters);
        self.x += 6.0;
    }
}
