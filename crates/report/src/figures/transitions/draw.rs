//! The picture: boxes, arrows with their letters, and what they mean.

use super::layered::{Edge, Plan, Route, Size, Sketch, Spot, plan};
use super::legend;
use super::part::{Line, Part};
use crate::catalogue::say;
use crate::page::Page;
use crate::picture::{
    Anchor, Canvas, Dash, Hues, Ink, LINE_HEIGHT, Letters, Paint, Picture, Point, at,
};
use detente_engine::stability::Node;
use detente_scenario::{Concept, PartyId};

/// What no picture is wider than.
const WIDEST: f64 = 1000.0;
/// What no picture is narrower than, for its legend.
const NARROWEST: f64 = 460.0;
/// Room at the edges.
pub(super) const EDGE: f64 = 14.0;
/// Width of a box.
const BOX: f64 = 158.0;
/// Room inside a box.
const PAD: f64 = 9.0;
/// Height up to which a picture may run across the page rather than down.
const FLAT: f64 = 620.0;
/// Moves drawn at most; the table has all.
const DRAWN: usize = 80;
/// Letters on a line before the rest is counted.
const LETTERS: usize = 4;
/// What a crossing is worth in units of height, where one of several layouts is chosen.
const CROSSING: f64 = 25.0;

/// Between the number of a box and the concepts.
const GAP: f64 = 6.0;

/// Letters of a package’s name.
const NAME: Letters = Letters::BOLD;
/// Letters of what it changes.
const CHANGES: Letters = Letters::PLAIN.size(11.0);
/// Letters of the concepts under which it stands.
const CONCEPTS: Letters = Letters { size: 10.0, bold: true, ink: Ink::Good };
/// Letters of its number.
const NUMBER: Letters = Letters::QUIET.size(10.0);
/// Letters on a line.
const LABEL: Letters = Letters { size: 11.0, bold: true, ink: Ink::Text };
/// Letters of the legend.
pub(super) const LEGEND: Letters = Letters::QUIET;

/// A box: lines of words, and how high it is.
struct Card {
    lines: Vec<(Letters, String)>,
    /// In the last line: its number, and the concepts under which it stands.
    number: String,
    stands: String,
    height: f64,
}

/// A layout that fits a page.
struct Fit {
    plan: Plan,
    /// Whether layers lie below each other, not side by side.
    down: bool,
    /// The moves drawn.
    lines: Vec<usize>,
    /// The packages in it, by their place in the layout.
    nodes: Vec<usize>,
    /// The sizes of their boxes.
    sizes: Vec<Size>,
}

/// The picture of `part`.
pub(super) fn picture(page: &Page<'_>, part: &Part<'_>, title: String) -> Picture {
    let pen = Pen { page, part, hues: Hues::of(page.scenario()) };
    let cards: Vec<Card> = part.nodes.iter().enumerate().map(|of| pen.card(of)).collect();
    let fit = pen.fit(&cards);
    let drawn = fit.drawn();
    let apart: Vec<usize> = (0..cards.len()).filter(|node| !fit.nodes.contains(node)).collect();
    let width = (drawn.x.max(pen.apart_width(apart.len())) + 2.0 * EDGE).max(NARROWEST);
    let mut canvas = Canvas::new();
    let corner = at((width - drawn.x) / 2.0, EDGE);
    for (place, &line) in fit.lines.iter().enumerate().rev() {
        pen.arrow(&mut canvas, &fit, corner, place, &part.lines[line]);
    }
    for (place, &node) in fit.nodes.iter().enumerate() {
        let middle = fit.point(fit.plan.nodes[place], corner);
        pen.node(&mut canvas, node, &cards[node], middle, fit.size(place));
    }
    let mut y = corner.y + drawn.y;
    y = pen.apart(&mut canvas, &cards, &apart, width, y);
    y = pen.more(&mut canvas, part.lines.len() - fit.lines.len(), y);
    let drawn: Vec<&Line<'_>> = fit.lines.iter().map(|&line| &part.lines[line]).collect();
    y = legend::legend(&pen, &mut canvas, &drawn, width, y + 8.0);
    Picture {
        name: "moves",
        width,
        height: y + EDGE,
        title,
        description: page.word("moves-read"),
        shapes: canvas.shapes(),
    }
}

impl Fit {
    /// Right and down of the layout's corner.
    fn point(&self, spot: Spot, corner: Point) -> Point {
        let (x, y) = if self.down { (spot.across, spot.along) } else { (spot.along, spot.across) };
        at(corner.x + x, corner.y + y)
    }

    /// Width and height of a box.
    fn size(&self, place: usize) -> Point {
        let Size { along, across } = self.sizes[place];
        if self.down { at(across, along) } else { at(along, across) }
    }

    /// Width and height of the whole.
    fn drawn(&self) -> Point {
        let Size { along, across } = self.plan.size;
        self.point(Spot { along, across }, at(0.0, 0.0))
    }
}

pub(super) struct Pen<'p> {
    pub page: &'p Page<'p>,
    pub part: &'p Part<'p>,
    pub hues: Hues,
}

impl Pen<'_> {
    /// What stands in the box of a package.
    fn card(&self, (place, node): (usize, &&Node)) -> Card {
        let (page, names) = (self.page, self.page.names());
        let room = BOX - 2.0 * PAD;
        let mut lines: Vec<(Letters, String)> = Vec::new();
        let titles = node.status_quo.then(|| page.word("package-now"));
        let named = node.named.iter().map(|&named| names.named(named));
        for name in titles.into_iter().chain(named).take(2) {
            lines.push((NAME, NAME.clip(&name, room)));
        }
        let package = page.table.rows().package(node.row);
        if lines.is_empty() {
            let changes = CHANGES.lines(&names.package(&package), room, 2);
            lines.extend(changes.into_iter().map(|line| (CHANGES, line)));
        }
        if let Some((number, pattern)) = page.numbered(&package) {
            let text = format!("{number} {pattern}");
            lines.push((CHANGES, CHANGES.clip(&text, room)));
        }
        let number = (place + 1).to_string();
        let stands = match node.equilibrium.len() {
            0 => String::new(),
            5 => page.word("concepts-all"),
            _ => node.equilibrium.iter().map(|c| c.name()).collect::<Vec<_>>().join(" "),
        };
        let stands = CONCEPTS.clip(&stands, room - NUMBER.width(&number) - GAP);
        let height: f64 = lines.iter().map(|(letters, _)| letters.size * LINE_HEIGHT).sum();
        Card { lines, number, stands, height: height + 13.0 + 2.0 * PAD - 3.0 }
    }

    /// The letters of those who move.
    pub(super) fn letters(&self, by: &[PartyId]) -> String {
        let letters = by.iter().take(LETTERS).map(|&party| self.hues.letter(party)).collect();
        match by.len().saturating_sub(LETTERS) {
            0 => letters,
            more => format!("{letters}+{more}"),
        }
    }

    /// What stands on a line: its number on the path, and the letters of those who move.
    fn label(&self, line: &Line<'_>) -> String {
        let letters = self.letters(&line.step.by);
        match line.path {
            0 => letters,
            step => format!("{step} {letters}"),
        }
    }

    /// The layout of as many moves as fit a page.
    fn fit(&self, cards: &[Card]) -> Fit {
        let order = self.part.by_weight();
        let mut count = order.len().min(DRAWN);
        loop {
            let mut lines = order[..count].to_vec();
            // As the part has them: what leads on first is laid out first.
            lines.sort_unstable();
            let linked = |&node: &usize| node == 0 || self.part.is_linked(node, &lines);
            let nodes: Vec<usize> = (0..cards.len()).filter(linked).collect();
            let room = WIDEST - 2.0 * EDGE;
            let flat = self.sketch(cards, &nodes, &lines, false);
            let (sizes, flat) = (flat.nodes.clone(), plan(&flat));
            if flat.size.along <= room && flat.size.across <= FLAT {
                return Fit { plan: flat, down: false, lines, nodes, sizes };
            }
            let sketch = self.sketch(cards, &nodes, &lines, true);
            let widths = (2..=6).map(|most| plan(&Sketch { most, ..sketch.clone() }));
            let cost = |plan: &Plan| plan.size.along + CROSSING * plan.crossings[1] as f64;
            let best = widths
                .filter(|plan| plan.size.across <= room)
                .min_by(|a, b| cost(a).total_cmp(&cost(b)));
            match best {
                Some(plan) => return Fit { plan, down: true, lines, nodes, sizes: sketch.nodes },
                // Nothing is left to be left out; one box always fits.
                None if count == 0 => return Fit { plan: flat, down: false, lines, nodes, sizes },
                None => count = count * 3 / 4,
            }
        }
    }

    /// The packages and moves as a graph to be laid out.
    fn sketch(&self, cards: &[Card], nodes: &[usize], lines: &[usize], down: bool) -> Sketch {
        let place = |node: usize| nodes.iter().position(|&other| other == node).unwrap_or(0);
        let turned = |width: f64, height: f64| {
            let (along, across) = if down { (height, width) } else { (width, height) };
            Size { along, across }
        };
        let size = |&node: &usize| {
            let lines = lines.iter().map(|&at| &self.part.lines[at]);
            let (mut from, mut to) = (0_usize, 0_usize);
            for line in lines {
                from += usize::from(line.from == node);
                to += usize::from(line.to == node);
            }
            let ports = 13.0 * from.max(to) as f64;
            let height = cards[node].height;
            turned(
                if down { BOX.max(ports) } else { BOX },
                if down { height } else { height.max(ports) },
            )
        };
        let edge = |&at: &usize| {
            let line = &self.part.lines[at];
            let label = turned(LABEL.width(&self.label(line)) + 9.0, 17.0);
            Edge { from: place(line.from), to: place(line.to), label }
        };
        Sketch {
            nodes: nodes.iter().map(size).collect(),
            edges: lines.iter().map(edge).collect(),
            root: 0,
            most: usize::MAX,
        }
    }

    /// The colour and dash of a move.
    pub(super) fn look(&self, by: &[PartyId]) -> (Ink, Dash) {
        match by {
            [party] => (self.hues.ink(*party), self.hues.dash(*party)),
            _ => (Ink::Text, Dash::Solid),
        }
    }

    fn arrow(&self, canvas: &mut Canvas, fit: &Fit, corner: Point, place: usize, line: &Line<'_>) {
        let (ink, dash) = self.look(&line.step.by);
        let width = width(line);
        let key = match line.step.by.as_slice() {
            [party] => format!("party-{}", party.index()),
            _ => String::new(),
        };
        canvas.group(super::told(self.page, line), key, |canvas| {
            let route = &fit.plan.routes[place];
            let (curve, tip, from) = curve(fit, route, corner, 5.0 + 2.0 * width);
            if curve.len() > 1 {
                canvas.curve(curve, Paint::line(ink, width).dash(dash));
                head(canvas, tip, from, width, ink, line.back);
            }
            let middle = fit.point(route.label, corner);
            self.pill(canvas, middle, &line.step.by, &self.label(line));
        });
    }

    /// Letters on a surface of their own.
    pub(super) fn pill(&self, canvas: &mut Canvas, middle: Point, by: &[PartyId], text: &str) {
        let (wash, ink) = match by {
            [party] => (self.hues.wash(*party), self.hues.words(*party)),
            _ => (Ink::Faint, Ink::Text),
        };
        let width = LABEL.width(text) + 8.0;
        let corner = at(middle.x - width / 2.0, middle.y - 8.0);
        canvas.rounded(corner, width, 16.0, 8.0, Paint::fill(wash).edge(Ink::Paper, 1.0));
        canvas.text(at(middle.x, middle.y + 4.0), Anchor::Middle, LABEL.ink(ink), text);
    }

    fn node(&self, canvas: &mut Canvas, node: usize, card: &Card, middle: Point, size: Point) {
        let of = self.part.nodes[node];
        let tip = super::label(self.page, of);
        let corner = at(middle.x - size.x / 2.0, middle.y - size.y / 2.0);
        canvas.group(tip, self.page.key_of(of.row), |canvas| {
            frame(canvas, corner, size, of);
            let x = middle.x - BOX / 2.0 + PAD;
            let mut y = middle.y - card.height / 2.0 + PAD - 4.0;
            for (letters, line) in &card.lines {
                y += letters.size * LINE_HEIGHT;
                canvas.text(at(x, y), Anchor::Left, *letters, line.as_str());
            }
            y += 13.0;
            canvas.text(at(x, y), Anchor::Left, NUMBER, card.number.as_str());
            let x = x + NUMBER.width(&card.number) + GAP;
            if !card.stands.is_empty() {
                canvas.text(at(x, y), Anchor::Left, CONCEPTS, card.stands.as_str());
            }
        });
    }

    /// How many boxes that no line touches stand in a row.
    const ROW: usize = ((WIDEST - 2.0 * EDGE + 12.0) / (BOX + 12.0)) as usize;

    fn apart_width(&self, count: usize) -> f64 {
        let row = count.min(Self::ROW) as f64;
        row * (BOX + 12.0) - 12.0
    }

    /// Packages that no line touches, in rows below the others; where they end.
    fn apart(
        &self,
        canvas: &mut Canvas,
        cards: &[Card],
        apart: &[usize],
        width: f64,
        mut y: f64,
    ) -> f64 {
        if apart.is_empty() {
            return y;
        }
        canvas.text(at(EDGE, y + 30.0), Anchor::Left, LEGEND, self.page.word("moves-apart"));
        y += 40.0;
        for row in apart.chunks(Self::ROW) {
            let height = row.iter().map(|&node| cards[node].height).fold(0.0, f64::max);
            let left = (width - self.apart_width(row.len())) / 2.0;
            for (place, &node) in row.iter().enumerate() {
                let x = left + place as f64 * (BOX + 12.0) + BOX / 2.0;
                let size = at(BOX, cards[node].height);
                self.node(canvas, node, &cards[node], at(x, y + size.y / 2.0), size);
            }
            y += height + 12.0;
        }
        y - 12.0
    }

    /// What is not shown; where that ends.
    fn more(&self, canvas: &mut Canvas, lines: usize, mut y: f64) -> f64 {
        let packages = self.part.left_out;
        let packages =
            (packages > 0).then(|| say!(self.page, "moves-more-packages", count = packages));
        let lines = (lines > 0).then(|| say!(self.page, "moves-more-moves", count = lines));
        for text in packages.into_iter().chain(lines) {
            y += 20.0;
            canvas.text(at(EDGE, y + 4.0), Anchor::Left, Letters::PLAIN, text);
        }
        y
    }
}

/// Width of a line on the path to rest.
pub(super) const PATH: f64 = 4.0;
/// Width of a line that is a gain for all who move.
pub(super) const GAIN: f64 = 2.2;
/// Width of any other line.
pub(super) const OTHER: f64 = 1.0;

const fn width(line: &Line<'_>) -> f64 {
    match (line.path, line.gain) {
        (0, true) => GAIN,
        (0, false) => OTHER,
        _ => PATH,
    }
}

/// The border of a box: double where the package stands, on a ground where nobody gains alone.
fn frame(canvas: &mut Canvas, corner: Point, size: Point, node: &Node) {
    let alone = node.equilibrium.contains(&Concept::R);
    if node.equilibrium.is_empty() {
        canvas.rounded(corner, size.x, size.y, 6.0, Paint::fill(Ink::Paper).edge(Ink::Line, 1.0));
    } else {
        double(canvas, corner, size.x, size.y, alone);
    }
    if node.status_quo {
        // A bar at the left: here it begins.
        let bar = at(corner.x, corner.y + 6.0);
        canvas.rect(bar, 4.0, size.y - 12.0, Paint::fill(Ink::Text));
    }
}

pub(super) fn double(canvas: &mut Canvas, corner: Point, width: f64, height: f64, alone: bool) {
    let ground = if alone { Ink::GoodWash } else { Ink::Paper };
    canvas.rounded(corner, width, height, 6.0, Paint::fill(ground).edge(Ink::Text, 1.2));
    let inner = at(corner.x + 3.0, corner.y + 3.0);
    canvas.rounded(inner, width - 6.0, height - 6.0, 4.0, Paint::line(Ink::Text, 0.8));
}

/// An arrowhead whose point is at `tip`, seen from `from`: open if the move cannot be taken back.
pub(super) fn head(canvas: &mut Canvas, tip: Point, from: Point, width: f64, ink: Ink, back: bool) {
    let (dx, dy) = (tip.x - from.x, tip.y - from.y);
    let far = (dx * dx + dy * dy).sqrt().max(1e-9);
    let (dx, dy) = (dx / far, dy / far);
    let (long, wide) = (6.0 + 2.0 * width, 3.0 + 0.9 * width);
    let base = at(tip.x - long * dx, tip.y - long * dy);
    let points = vec![
        tip,
        at(base.x - wide * dy, base.y + wide * dx),
        at(base.x + wide * dy, base.y - wide * dx),
    ];
    let paint = if back { Paint::fill(ink) } else { Paint::fill(Ink::Paper).edge(ink, 1.4) };
    canvas.polygon(points, paint);
}

/// The curve of a route up to `short` before its end, its end, and from where it comes there.
fn curve(fit: &Fit, route: &Route, corner: Point, short: f64) -> (Vec<Point>, Point, Point) {
    let mut knots: Vec<Spot> = Vec::new();
    for &knot in &route.knots {
        // Of a straight stretch the ends are enough.
        if let [.., a, b] = knots[..]
            && (a.across - b.across).abs() < 0.05
            && (knot.across - b.across).abs() < 0.05
        {
            knots.pop();
        }
        knots.push(knot);
    }
    let Some(end) = knots.last_mut() else {
        return (Vec::new(), corner, corner);
    };
    let tip = *end;
    end.along += if route.back { short } else { -short };
    let from = *end;
    let mut points: Vec<Point> = knots.first().map(|&k| fit.point(k, corner)).into_iter().collect();
    for pair in knots.windows(2) {
        let middle = (pair[0].along + pair[1].along) / 2.0;
        let bends = [
            Spot { along: middle, across: pair[0].across },
            Spot { along: middle, across: pair[1].across },
            pair[1],
        ];
        points.extend(bends.map(|spot| fit.point(spot, corner)));
    }
    (points, fit.point(tip, corner), fit.point(from, corner))
}
