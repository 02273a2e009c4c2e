//! Two signers: what everything is worth to the one and to the other.

use super::scale::{Scale, Tick};
use super::{NO_DEAL, Scene, WIDTH, dots};
use crate::catalogue::say;
use crate::figures::marks::{Mark, NAMES, Named, Stage, draw};
use crate::picture::labels::Area;
use crate::picture::{Anchor, Canvas, Hues, Ink, Letters, Paint, Point, at};
use crate::text::valued::{number, worths};

/// Right edge of the plane; the names that find no room on it stand beyond.
pub(super) const RIGHT: f64 = 560.0;

/// From the top of a panel to its plane, and from there to its end.
const ABOVE: f64 = 40.0;
const BELOW: f64 = 44.0;

/// The least and the most room for the numbers at the left.
const NUMBERS: [f64; 2] = [62.0, 110.0];

/// Dots of which each says what it stands for.
const TELLING: usize = 100;

/// Radius of an efficient worth.
pub(super) const DOT: f64 = 2.8;

/// What somebody refuses, and what all accept.
pub(super) const DOTS: [Paint; 2] =
    [Paint::fill(Ink::Paper).edge(Ink::Text, 1.0), Paint::fill(Ink::Good).edge(Ink::Good, 1.0)];

/// What joins efficient worths.
pub(super) const STAIRS: Paint = Paint::line(Ink::Text, 1.2);

/// Words at the lines of no deal.
const SMALL: Letters = Letters::PLAIN.size(10.0);

/// A plane of two signers.
pub(super) struct Panel<'a> {
    scene: &'a Scene<'a>,
    /// Which signers: to the right, and up.
    pair: [usize; 2],
    scales: [Scale; 2],
    /// Where the plane is.
    plane: Area,
}

/// What a panel came to.
pub(super) struct Drawn {
    /// Its lower edge.
    pub bottom: f64,
    /// Where the names went.
    pub named: Named,
    /// Efficient worths drawn.
    pub dots: usize,
}

impl<'a> Panel<'a> {
    /// The plane of two signers, with the scales that it needs.
    pub(super) fn of(scene: &'a Scene<'a>, pair: [usize; 2]) -> Self {
        let scales = pair.map(|p| {
            let valued = scene.valued;
            let solutions = scene.spots.iter().filter(|spot| spot.is_solution());
            let needed =
                scene.efficient.iter().map(|dot| dot.worth()[p]).chain([valued.no_deal[p]]);
            let needed = needed.chain(solutions.map(|spot| spot.worth[p]));
            let wished = scene.spots.iter().map(|spot| spot.worth[p]);
            let value = |units: i64| scene.value(units);
            Scale::of(needed.map(value), wished.map(value))
        });
        let plane = Area { x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
        Self { scene, pair, scales, plane }
    }

    /// The room that the numbers at the left take.
    pub(super) fn room_for_numbers(&self) -> f64 {
        let ticks = self.scales[1].ticks();
        let widths = ticks.iter().map(|tick| Letters::QUIET.width(&self.label(tick)) + 12.0);
        widths.fold(NUMBERS[0], f64::max).min(NUMBERS[1])
    }

    /// Whether a worth is on the plane.
    pub(super) fn has(&self, worth: &[i64]) -> bool {
        let on = |(p, scale): (usize, Scale)| scale.has(self.scene.value(worth[p]));
        self.pair.into_iter().zip(self.scales).all(on)
    }

    /// Draws it below `top`, its plane from `left` on.
    pub(super) fn draw(&mut self, canvas: &mut Canvas, left: f64, top: f64, height: f64) -> Drawn {
        self.plane = Area { x: left, y: top + ABOVE, width: RIGHT - left, height };
        self.ground(canvas);
        let problem = &self.scene.valued.scaled.problem;
        let dots = self.scene.efficient.iter().map(|dot| dot.worth());
        let dots = dots.map(|worth| (self.point(worth), problem.is_acceptable(worth))).collect();
        let dots = dots::thinned(dots);
        let stairs = match self.scene.valued.parties.len() {
            2 => self.stairs(&dots),
            _ => Vec::new(),
        };
        if !stairs.is_empty() {
            canvas.path(stairs.clone(), STAIRS);
        }
        self.no_deal(canvas);
        self.dots(canvas, &dots);
        let named = self.marks(canvas, &dots, &stairs);
        Drawn { bottom: top + ABOVE + height + BELOW, named, dots: dots.len() }
    }

    /// A value on one of the axes.
    fn along(&self, axis: usize, value: f64) -> f64 {
        let part = self.scales[axis].part(value);
        match axis {
            0 => self.plane.x + part * self.plane.width,
            _ => self.plane.y + (1.0 - part) * self.plane.height,
        }
    }

    fn point(&self, worth: &[i64]) -> Point {
        let [x, y] = self.pair.map(|p| self.scene.value(worth[p]));
        at(self.along(0, x), self.along(1, y))
    }

    /// Where both have what no deal is worth to them.
    fn zero(&self) -> Point {
        self.point(&self.scene.valued.no_deal)
    }

    fn label(&self, tick: &Tick) -> String {
        self.scene.page.sheet.decimal(&tick.label)
    }

    /// `no deal 37.5`, or the words alone where the scale has another unit.
    fn no_deal_words(&self, axis: usize) -> String {
        let (page, valued) = (self.scene.page, self.scene.valued);
        if self.scales[axis].unit() != 0 {
            return page.word("plane-no-deal");
        }
        let value = number(page, valued, valued.no_deal[self.pair[axis]]);
        say!(page, "frontier-no-deal", value = value)
    }

    /// The words at the left end of the upper signer's line; without the number where it has no room.
    fn words_at_left(&self) -> Vec<String> {
        let lines = |words: &str| SMALL.lines(words, self.plane.x - 10.0, 3);
        let with_number = lines(&self.no_deal_words(1));
        match with_number.iter().any(|line| line.ends_with('…')) {
            true => lines(&self.scene.page.word("plane-no-deal")),
            false => with_number,
        }
    }

    /// What both accept, the axes and their words.
    fn ground(&self, canvas: &mut Canvas) {
        let (plane, zero) = (self.plane, self.zero());
        let (right, bottom) = (plane.x + plane.width, plane.y + plane.height);
        let corner = at(zero.x, plane.y);
        canvas.rect(corner, right - zero.x, zero.y - plane.y, Paint::fill(Ink::Zone));
        canvas.rect(at(plane.x, plane.y), plane.width, plane.height, Paint::line(Ink::Line, 1.0));
        let mark = Paint::line(Ink::Line, 1.0);
        let room = NUMBERS[1] - 12.0;
        for tick in self.scales[0].ticks() {
            let x = self.along(0, self.scales[0].value(&tick));
            canvas.line(at(x, bottom), at(x, bottom + 4.0), mark);
            let number = Letters::QUIET.clip(&self.label(&tick), room);
            canvas.text(at(x, bottom + 16.0), Anchor::Middle, Letters::QUIET, number);
        }
        let taken = 7.0 + SMALL.size * 0.65 * self.words_at_left().len() as f64;
        for tick in self.scales[1].ticks() {
            let y = self.along(1, self.scales[1].value(&tick));
            canvas.line(at(plane.x - 4.0, y), at(plane.x, y), mark);
            if (y - zero.y).abs() > taken {
                let number = Letters::QUIET.clip(&self.label(&tick), room);
                canvas.text(at(plane.x - 7.0, y + 4.0), Anchor::Right, Letters::QUIET, number);
            }
        }
        let page = self.scene.page;
        let hues = Hues::of(page.scenario());
        let room = RIGHT - 10.0;
        for (axis, key) in [(0, "frontier-across"), (1, "frontier-up")] {
            let party = self.scene.party(self.pair[axis]);
            let unit = self.scales[axis].unit();
            let text = page.say(
                key,
                &[
                    ("party", page.names().party(party).into()),
                    ("scaled", if unit == 0 { "no" } else { "yes" }.into()),
                    ("unit", power_of_ten(unit).into()),
                ],
            );
            let letters = NAMES.ink(hues.words(party));
            let text = letters.clip(&text, room);
            match axis {
                0 => canvas.text(at(right, bottom + 34.0), Anchor::Right, letters, text),
                _ => canvas.text(at(10.0, plane.y - 26.0), Anchor::Left, letters, text),
            }
        }
    }

    /// The line through the worths, from the left edge of the plane to its lower one.
    fn stairs(&self, dots: &[(Point, bool)]) -> Vec<Point> {
        let (plane, mut steps) = (self.plane, Vec::new());
        let mut last: Option<Point> = None;
        for &(dot, _) in dots.iter().rev() {
            steps.push(at(last.map_or(plane.x, |last| last.x), dot.y));
            steps.push(dot);
            last = Some(dot);
        }
        steps.extend(last.map(|last| at(last.x, plane.y + plane.height)));
        steps
    }

    /// The lines on which each of the two is as well off as without a deal.
    fn no_deal(&self, canvas: &mut Canvas) {
        let (plane, zero) = (self.plane, self.zero());
        let (right, bottom) = (plane.x + plane.width, plane.y + plane.height);
        canvas.line(at(zero.x, plane.y - 4.0), at(zero.x, bottom), NO_DEAL);
        canvas.line(at(plane.x - 4.0, zero.y), at(right, zero.y), NO_DEAL);
        let words = SMALL.clip(&self.no_deal_words(0), plane.width);
        let half = SMALL.width(&words) / 2.0;
        let x = zero.x.clamp(plane.x + half, (right - half).max(plane.x + half));
        canvas.text(at(x, plane.y - 8.0), Anchor::Middle, SMALL, words);
        let lines = self.words_at_left();
        let first = zero.y + 3.5 - SMALL.size * 0.65 * lines.len().saturating_sub(1) as f64;
        for (line, words) in lines.into_iter().enumerate() {
            let y = first + SMALL.size * 1.3 * line as f64;
            canvas.text(at(plane.x - 6.0, y), Anchor::Right, SMALL, words);
        }
    }

    fn dots(&self, canvas: &mut Canvas, dots: &[(Point, bool)]) {
        let paint = |kind: bool| DOTS[usize::from(kind)];
        let efficient = &self.scene.efficient;
        if dots.len() == efficient.len() && dots.len() <= TELLING {
            for (&(dot, kind), of) in dots.iter().zip(efficient) {
                let told = worths(self.scene.page, self.scene.valued, of.worth());
                canvas.group(told, "", |canvas| {
                    canvas.circle(dot, DOT, paint(kind));
                });
            }
            return;
        }
        for &(dot, kind) in dots {
            canvas.circle(dot, DOT, paint(kind));
        }
    }

    /// Draws what has a name, with its name.
    fn marks(&self, canvas: &mut Canvas, dots: &[(Point, bool)], stairs: &[Point]) -> Named {
        let on_plane = self.scene.spots.iter().filter(|spot| self.has(&spot.worth));
        let marks = on_plane.map(|spot| Mark {
            at: self.point(&spot.worth),
            sign: spot.sign,
            name: spot.name.clone(),
            key: spot.key.clone(),
        });
        let (plane, zero) = (self.plane, self.zero());
        let mut hidden: Vec<(Area, f64)> =
            dots.iter().map(|&(dot, _)| (Area::around(dot, DOT), 0.6)).collect();
        hidden.extend(stairs.windows(2).map(|ends| {
            let [from, to] = [ends[0], ends[1]];
            let corner = at(from.x.min(to.x) - 1.0, from.y.min(to.y) - 1.0);
            let (width, height) = ((from.x - to.x).abs() + 2.0, (from.y - to.y).abs() + 2.0);
            (Area { x: corner.x, y: corner.y, width, height }, 0.4)
        }));
        hidden.extend([
            (Area { x: zero.x - 1.0, width: 2.0, ..plane }, 1.0),
            (Area { y: zero.y - 1.0, height: 2.0, ..plane }, 1.0),
        ]);
        let hides = |area: &Area| -> f64 {
            hidden.iter().filter(|(hidden, _)| hidden.overlaps(area)).map(|(_, cost)| cost).sum()
        };
        let right = plane.x + plane.width;
        let stage = Stage {
            inside: Area {
                x: plane.x + 1.0,
                y: plane.y + 1.0,
                width: plane.width - 2.0,
                height: plane.height - 2.0,
            },
            margin: Area { x: right + 24.0, width: WIDTH - right - 28.0, ..plane },
            hides: &hides,
        };
        draw(canvas, marks.collect(), &stage)
    }
}

/// `10⁶`
fn power_of_ten(exponent: i32) -> String {
    let raised = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => c.to_digit(10).and_then(|digit| char::from_u32(0x2070 + digit)).unwrap_or(c),
    };
    let exponent: String = exponent.to_string().chars().map(raised).collect();
    format!("10{exponent}")
}

#[cfg(test)]
mod tests {
    use super::power_of_ten;

    #[test]
    fn powers_are_written_raised() {
        assert_eq!(
            [power_of_ten(12), power_of_ten(-9), power_of_ten(30)],
            ["10¹²", "10⁻⁹", "10³⁰"]
        );
    }
}
