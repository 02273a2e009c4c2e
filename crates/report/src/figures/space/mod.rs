//! The deal space: what is possible, on the percentiles of two parties.
//!
//! To the right and up is better for the one and for the other; the cross is their no deal, so what both
//! can accept lies to its upper right. Squares within squares say how many packages stand there: possible
//! ones hollow, deals light, deals under any weights dark. Names stand beside what they name.

mod table;

use super::marks::{Flow, Mark, NAMES, Sign, Stage, draw, solution_name};
use crate::catalogue::say;
use crate::document::Figure;
use crate::page::Page;
use crate::picture::labels::Area;
use crate::picture::{Anchor, Canvas, Ink, Letters, Paint, Picture, Point, at};
use crate::text::{deals_headline, foot_line, only_rankings};
use detente_engine::deals::{Cloud, DRAWS, Deals, Place, Plane, SEED, SIDE, Solution};

/// Left edge, upper edge and length of a side of the plane.
const LEFT: f64 = 50.0;
const TOP: f64 = 40.0;
const LENGTH: f64 = 510.0;

/// Width of the picture.
const WIDTH: f64 = 780.0;

/// Sides of the squares, by how many packages they stand for.
const SIZES: [f64; 4] = [2.6, 4.2, 5.8, 7.6];

/// Possible packages, deals, and deals under any weights.
const KINDS: [Paint; 3] = [
    Paint::fill(Ink::Paper).edge(Ink::Line, 0.8),
    Paint::fill(Ink::GoodWash).edge(Ink::Good, 0.8),
    Paint::fill(Ink::Good),
];

/// A choice of the cloud is drawn if it has at least one in so many draws.
const SHOWN: usize = 40;

/// The deal space with its table.
#[must_use]
pub fn figure(page: &Page<'_>, plane: &Plane, deals: &Deals) -> Figure {
    let mut canvas = Canvas::new();
    let scene = Scene { page, plane };
    scene.ground(&mut canvas);
    scene.squares(&mut canvas);
    scene.frontier(&mut canvas);
    scene.cross(&mut canvas);
    scene.cloud(&mut canvas);
    let left_out = scene.marks(&mut canvas);
    let height = scene.legend(&mut canvas, left_out);
    let mut title = deals_headline(page, deals);
    if deals.deals > 0 && !only_rankings(page) {
        title = say!(page, "plane-title", headline = title, sure = deals.sure_deals);
    }
    let picture = Picture {
        name: "space",
        width: WIDTH,
        height,
        title,
        description: scene.reading(),
        shapes: canvas.shapes(),
    };
    let caption = [scene.reading(), scene.bargaining(), foot_line(page)];
    let caption = caption.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    Figure { picture, caption, table: Some(table::table(page, plane)) }
}

struct Scene<'a> {
    page: &'a Page<'a>,
    plane: &'a Plane,
}

/// A part of the plane's side.
fn x_of(part: f64) -> f64 {
    LEFT + part * LENGTH
}

/// The same, upwards.
fn y_of(part: f64) -> f64 {
    TOP + (1.0 - part) * LENGTH
}

impl Scene<'_> {
    fn point(&self, place: &Place) -> Point {
        let [x, y] = place.map(|rung| rung.percentile(self.plane.possible) / 100.0);
        at(x_of(x), y_of(y))
    }

    /// Where both have their no deal.
    fn zero(&self) -> Point {
        self.point(&[self.plane.no_deals[0][0], self.plane.no_deals[1][1]])
    }

    /// The zone, the axes and their words.
    fn ground(&self, canvas: &mut Canvas) {
        let zero = self.zero();
        let (right, bottom) = (LEFT + LENGTH, TOP + LENGTH);
        canvas.rect(at(zero.x, TOP), right - zero.x, zero.y - TOP, Paint::fill(Ink::Zone));
        canvas.rect(at(LEFT, TOP), LENGTH, LENGTH, Paint::line(Ink::Line, 1.0));
        for quarter in 0..=4 {
            let part = f64::from(quarter) / 4.0;
            let (x, y) = (x_of(part), y_of(part));
            canvas.line(at(x, bottom), at(x, bottom + 4.0), Paint::line(Ink::Line, 1.0));
            canvas.line(at(LEFT - 4.0, y), at(LEFT, y), Paint::line(Ink::Line, 1.0));
            let number = (quarter * 25).to_string();
            canvas.text(at(x, bottom + 16.0), Anchor::Middle, Letters::QUIET, number.as_str());
            if (y - zero.y).abs() > 13.0 {
                canvas.text(at(LEFT - 7.0, y + 4.0), Anchor::Right, Letters::QUIET, number);
            }
        }
        let [first, second] = self.plane.parties;
        let names = self.page.names();
        let across = say!(self.page, "plane-across", party = names.party(first));
        let up = say!(self.page, "plane-up", party = names.party(second));
        let room = LENGTH + 100.0;
        let across = NAMES.clip(&across, room);
        canvas.text(at(right, bottom + 34.0), Anchor::Right, NAMES, across);
        canvas.text(at(10.0, 14.0), Anchor::Left, NAMES, NAMES.clip(&up, room));
    }

    /// The lines on which each of the two is as well off as without a deal.
    fn cross(&self, canvas: &mut Canvas) {
        let zero = self.zero();
        let line = Paint::line(Ink::Text, 1.2);
        canvas.line(at(zero.x, TOP - 4.0), at(zero.x, TOP + LENGTH), line);
        canvas.line(at(LEFT - 4.0, zero.y), at(LEFT + LENGTH, zero.y), line);
        let word = self.page.word("plane-no-deal");
        let letters = Letters::PLAIN.size(10.0);
        let half = letters.width(&word) / 2.0;
        let x = zero.x.clamp(LEFT + half, LEFT + LENGTH - half);
        canvas.text(at(x, TOP - 8.0), Anchor::Middle, letters, word.as_str());
        // Beside the axis there is room for two short lines.
        let lines = letters.lines(&word, LEFT - 8.0, 2).len().saturating_sub(1) as f64;
        let first = at(LEFT - 6.0, zero.y + 3.5 - 6.5 * lines);
        canvas.paragraph(first, Anchor::Right, letters, &word, LEFT - 8.0, 2);
    }

    fn squares(&self, canvas: &mut Canvas) {
        let steps = self.steps();
        for square in &self.plane.squares {
            let centre = at(
                x_of((square.x as f64 + 0.5) / SIDE as f64),
                y_of((square.y as f64 + 0.5) / SIDE as f64),
            );
            let counts = [square.possible, square.deals, square.sure_deals];
            let tip = say!(
                self.page,
                "plane-square",
                possible = square.possible,
                deals = square.deals,
                sure = square.sure_deals,
                hurting = square.hurting_deals,
            );
            canvas.group(tip, "", |canvas| {
                for (paint, count) in KINDS.into_iter().zip(counts) {
                    if let Some(size) = size_of(&steps, count) {
                        let corner = at(centre.x - size / 2.0, centre.y - size / 2.0);
                        canvas.rect(corner, size, size, paint);
                    }
                }
                if square.deals > 0 && square.hurting_deals == square.deals {
                    let size = size_of(&steps, square.deals).unwrap_or(SIZES[0]);
                    let dark = square.sure_deals > 0;
                    hurt(canvas, centre, size, if dark { Ink::Paper } else { Ink::Bad });
                }
                if square.efficient > 0 && self.page.table.case().signers.len() > 2 {
                    canvas.circle(centre, 1.3, Paint::fill(Ink::Text));
                }
            });
        }
    }

    /// From how many packages on a square has each size.
    fn steps(&self) -> Vec<u64> {
        let most = self.plane.squares.iter().map(|square| square.possible).max().unwrap_or(1);
        let ratio = [2_u64, 3, 5, 10, 20, 50, 100, 1000, 10_000];
        let ratio = ratio.into_iter().find(|r| r.pow(4) > most).unwrap_or(100_000);
        let steps = (0..SIZES.len() as u32).map(|step| ratio.pow(step));
        steps.filter(|&step| step <= most).collect()
    }

    fn frontier(&self, canvas: &mut Canvas) {
        let Some((first, rest)) = self.plane.frontier.split_first() else { return };
        let mut last = self.point(first);
        let mut points = vec![at(LEFT, last.y), last];
        for (place, end) in rest.iter().zip((1..).map(|n| n == rest.len())) {
            let point = self.point(place);
            // Steps too small to be seen are left out, never the last one.
            if !end && point.x - last.x < 0.6 && point.y - last.y < 0.6 {
                continue;
            }
            points.extend([at(last.x, point.y), point]);
            last = point;
        }
        points.push(at(last.x, TOP + LENGTH));
        canvas.group(self.page.word("plane-frontier"), "", |canvas| {
            canvas.path(points, Paint::line(Ink::Text, 1.6));
        });
    }

    /// Where the bargaining points lie under drawn weights: the more often, the larger.
    fn cloud(&self, canvas: &mut Canvas) {
        let Cloud::Drawn { draws, chosen, .. } = &self.plane.bargain.cloud else { return };
        for (solution, chosen) in Solution::ALL.into_iter().zip(chosen) {
            for choice in chosen.choices.iter().filter(|choice| choice.draws * SHOWN >= *draws) {
                let share = choice.draws as f64 / *draws as f64;
                let name = solution_name(self.page, solution);
                let percent = self.percent(choice.draws as u64, *draws as u64);
                let tip = say!(self.page, "plane-choice", solution = name, share = percent);
                canvas.group(tip, "", |canvas| {
                    let reach = 2.0 + 6.0 * share.sqrt();
                    let paint = Paint::line(Ink::Alert, 1.2);
                    Sign::of(solution).draw(canvas, self.point(&choice.place), reach, paint);
                });
            }
        }
    }

    fn percent(&self, part: u64, whole: u64) -> String {
        self.page.sheet.catalogue.percent(part, whole).unwrap_or_default()
    }

    /// Everything with a name of its own; the bargaining points first, for they have no other place.
    fn named(&self) -> Vec<Mark> {
        let names = self.page.names();
        let mark = |place: &Place, sign, name, key| Mark { at: self.point(place), sign, name, key };
        let mut marks = vec![mark(
            &self.plane.status_quo,
            Sign::StatusQuo,
            self.page.word("package-now"),
            String::new(),
        )];
        for (party, place) in self.plane.parties.into_iter().zip(&self.plane.no_deals) {
            if *place != self.plane.status_quo {
                let name = say!(self.page, "plane-no-deal-of", party = names.party(party));
                marks.push(mark(place, Sign::NoDeal, name, String::new()));
            }
        }
        for point in &self.plane.bargain.points {
            let name = solution_name(self.page, point.solution);
            marks.push(mark(&point.place, Sign::of(point.solution), name, String::new()));
        }
        for (named, row, place) in &self.plane.named {
            let key = super::gains::key(*named);
            let possible = row.is_some();
            let taken = row.is_some_and(|row| self.is_deal(row));
            marks.push(mark(place, Sign::Named { taken, possible }, names.named(*named), key));
        }
        marks
    }

    fn is_deal(&self, row: usize) -> bool {
        let package = self.page.table.rows().package(row);
        let better = detente_scenario::Standing::Better;
        let signers = &self.page.table.case().signers;
        !signers.is_empty()
            && signers.iter().all(|&p| self.page.table.verdict(p, &package).is(better))
    }

    /// Draws what has a name, with its name; how many names had no room.
    fn marks(&self, canvas: &mut Canvas) -> usize {
        let cell = LENGTH / SIDE as f64;
        let mut hidden: Vec<(Area, f64)> = self
            .plane
            .squares
            .iter()
            .map(|square| {
                let corner = at(
                    x_of(square.x as f64 / SIDE as f64),
                    y_of((square.y + 1) as f64 / SIDE as f64),
                );
                let area = Area { x: corner.x, y: corner.y, width: cell, height: cell };
                (area, if square.deals > 0 { 0.6 } else { 0.15 })
            })
            .collect();
        let zero = self.zero();
        hidden.extend([
            (Area { x: zero.x - 1.0, y: TOP, width: 2.0, height: LENGTH }, 1.0),
            (Area { x: LEFT, y: zero.y - 1.0, width: LENGTH, height: 2.0 }, 1.0),
        ]);
        let corners = self.plane.frontier.iter().map(|place| Area::around(self.point(place), 2.0));
        hidden.extend(corners.map(|area| (area, 1.0)));
        let hides = |area: &Area| -> f64 {
            hidden.iter().filter(|(hidden, _)| hidden.overlaps(area)).map(|(_, cost)| cost).sum()
        };
        let inside =
            Area { x: LEFT + 1.0, y: TOP + 1.0, width: LENGTH - 2.0, height: LENGTH - 2.0 };
        let margin = Area {
            x: LEFT + LENGTH + 24.0,
            y: TOP,
            width: WIDTH - LEFT - LENGTH - 28.0,
            height: LENGTH,
        };
        draw(canvas, self.named(), &Stage { inside, margin, hides: &hides }).nameless
    }

    /// What the signs mean; the height of the picture.
    fn legend(&self, canvas: &mut Canvas, left_out: usize) -> f64 {
        let page = self.page;
        let mut flow = Flow::new(TOP + LENGTH + 58.0, WIDTH);
        let letters = Letters::QUIET;
        flow.words(canvas, &page.word("plane-legend-size"), letters);
        for (step, size) in self.steps().into_iter().zip(SIZES) {
            let words = say!(page, "plane-legend-step", count = step);
            flow.entry(canvas, &words, letters, |canvas, centre| {
                let corner = at(centre.x - size / 2.0, centre.y - size / 2.0);
                canvas.rect(corner, size, size, KINDS[0]);
            });
        }
        flow.line();
        let size = SIZES[3];
        let square = |paint: Paint| {
            move |canvas: &mut Canvas, centre: Point| {
                canvas.rect(at(centre.x - size / 2.0, centre.y - size / 2.0), size, size, paint);
            }
        };
        let [hollow, light, dark] = KINDS;
        flow.entry(canvas, &page.word("plane-legend-possible"), letters, square(hollow));
        if self.plane.squares.iter().any(|square| square.deals > 0) {
            flow.entry(canvas, &page.word("plane-legend-deals"), letters, square(light));
        }
        if self.plane.squares.iter().any(|s| s.sure_deals > 0) {
            let sure = page.word("plane-legend-sure");
            flow.entry(canvas, &sure, letters, square(dark));
        }
        if self.plane.squares.iter().any(|s| s.deals > 0 && s.hurting_deals == s.deals) {
            flow.entry(canvas, &page.word("plane-legend-hurt"), letters, |canvas, centre| {
                let size = size - 1.8;
                for (x, paint, ink) in [(-3.6, light, Ink::Bad), (3.6, dark, Ink::Paper)] {
                    let centre = at(centre.x + x, centre.y);
                    let corner = at(centre.x - size / 2.0, centre.y - size / 2.0);
                    canvas.rect(corner, size, size, paint);
                    hurt(canvas, centre, size, ink);
                }
            });
        }
        let zone = Paint::fill(Ink::Zone).edge(Ink::Line, 0.6);
        flow.entry(canvas, &page.word("plane-legend-zone"), letters, square(zone));
        flow.entry(canvas, &page.word("plane-frontier"), letters, |canvas, centre| {
            let line = Paint::line(Ink::Text, 1.6);
            let (x, y) = (centre.x, centre.y);
            canvas.path(
                vec![at(x - 7.0, y - 3.0), at(x, y - 3.0), at(x, y + 4.0), at(x + 5.0, y + 4.0)],
                line,
            );
        });
        if page.table.case().signers.len() > 2 {
            flow.entry(canvas, &page.word("plane-legend-efficient"), letters, |canvas, centre| {
                canvas.circle(centre, 1.3, Paint::fill(Ink::Text));
            });
        }
        if let Cloud::Drawn { .. } = self.plane.bargain.cloud {
            flow.entry(canvas, &page.word("plane-legend-cloud"), letters, |canvas, centre| {
                Sign::of(Solution::Egalitarian).draw(
                    canvas,
                    centre,
                    4.5,
                    Paint::line(Ink::Alert, 1.2),
                );
            });
        }
        let named = [
            ("plane-legend-named", true, true),
            ("plane-legend-refused", false, true),
            ("plane-legend-impossible", false, false),
        ];
        for (words, taken, possible) in named {
            let is = |row: &Option<usize>| {
                (row.is_some_and(|row| self.is_deal(row)), row.is_some()) == (taken, possible)
            };
            if self.plane.named.iter().any(|(_, row, _)| is(row)) {
                flow.entry(canvas, &page.word(words), letters, |canvas, centre| {
                    Sign::Named { taken, possible }.draw(
                        canvas,
                        centre,
                        5.5,
                        Paint::fill(Ink::Text),
                    );
                });
            }
        }
        if left_out > 0 {
            flow.line();
            flow.words(canvas, &say!(page, "plane-left-out", count = left_out), letters);
        }
        flow.y + 14.0
    }

    /// How the picture is to be read.
    fn reading(&self) -> String {
        let names = self.page.names();
        let [first, second] = self.plane.parties.map(|party| names.party(party));
        say!(self.page, "plane-reading", first = first, second = second)
    }

    /// What the bargaining points assume, and how far they hang on it.
    fn bargaining(&self) -> String {
        let bargain = &self.plane.bargain;
        if bargain.deals == 0 {
            return self.page.word("plane-no-points");
        }
        let points = say!(self.page, "plane-points", deals = bargain.deals);
        let cloud = match &bargain.cloud {
            Cloud::Drawn { draws, without, .. } => say!(
                self.page,
                "plane-cloud",
                draws = *draws,
                all = if *draws == DRAWS { "yes" } else { "no" },
                seed = SEED.to_string(),
                without = *without,
            ),
            Cloud::Ranked(parties) => {
                say!(self.page, "plane-cloud-ranked", names = self.page.names().parties(parties))
            }
            Cloud::TooLarge => self.page.word("plane-cloud-large"),
            Cloud::NoDeal => String::new(),
        };
        format!("{points} {cloud}")
    }
}

/// The size of the square that stands for `count` packages.
fn size_of(steps: &[u64], count: u64) -> Option<f64> {
    let reached = steps.iter().filter(|&&step| count >= step).count();
    reached.checked_sub(1).and_then(|step| SIZES.get(step)).copied()
}

/// The sign that in all deals of a square somebody outside is worse off: a stroke through it.
fn hurt(canvas: &mut Canvas, centre: Point, size: f64, ink: Ink) {
    let half = size / 2.0;
    let (from, to) = (at(centre.x - half, centre.y + half), at(centre.x + half, centre.y - half));
    canvas.line(from, to, Paint::line(ink, 1.1));
}
