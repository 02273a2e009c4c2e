//! Pictures that belong to answers: shapes on a plane, drawn from the same data as the text.
//!
//! A picture knows nothing of a file format. [`svg`] writes it for pages and files, [`emf`] for
//! office programs that do not read that. Colours are roles ([`Ink`]), so that a page can show a
//! picture in light and in dark; every role that tells something is told a second time by a sign, a
//! dash or a letter, so that a picture can be read without colour.
//!
//! Everything is computed with sums, products and quotients of `f64` in a fixed order, so the same
//! answer gives the same bytes everywhere.

pub mod advance;
pub mod emf;
pub mod hue;
pub mod ink;
pub mod labels;
pub mod measure;
pub mod svg;

pub use hue::Hues;
pub use ink::{Ink, Shade};

use measure::{clip, width};

/// A picture: shapes on a plane whose origin is the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it is called on the command line; unique in a document but for strips.
    pub name: &'static str,
    /// Its width, in units of a CSS pixel.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The answer that it shows, in a sentence: its title, and what a screen reader says.
    pub title: String,
    /// How it is to be read: a screen reader's second sentence. May be empty.
    pub description: String,
    /// The shapes, those behind first.
    pub shapes: Vec<Shape>,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle with its upper left corner, its size and the radius of its corners.
    Rect {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// Radius of the corners.
        radius: f64,
        /// How it looks.
        paint: Paint,
    },
    /// A circle.
    Circle {
        /// Centre.
        centre: Point,
        /// Radius.
        radius: f64,
        /// How it looks.
        paint: Paint,
    },
    /// A line through points, closed or open.
    Path {
        /// The points.
        points: Vec<Point>,
        /// Whether the last point is joined to the first.
        closed: bool,
        /// How it looks.
        paint: Paint,
    },
    /// A cubic Bézier curve: its start, then for each piece two control points and an end.
    Curve {
        /// `1 + 3 k` points.
        points: Vec<Point>,
        /// How it looks.
        paint: Paint,
    },
    /// Words on a line.
    Text {
        /// Where the base line begins, has its middle, or ends.
        at: Point,
        /// Which of these.
        anchor: Anchor,
        /// Height of the letters.
        size: f64,
        /// Whether it is bold.
        bold: bool,
        /// Its colour.
        ink: Ink,
        /// The words.
        text: String,
    },
    /// Shapes that belong together.
    Group {
        /// What they stand for, said when a pointer rests on them.
        tip: String,
        /// What they have in common with shapes elsewhere, so that a page can point at all of them:
        /// `party-2`, `package-5`.
        key: String,
        /// The shapes.
        shapes: Vec<Shape>,
    },
}

/// A place: right of and below the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// The point at `x`, `y`.
#[must_use]
pub const fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// To which part of a text its place belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end, whatever the direction of its writing.
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

/// How a shape looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// The colour inside, if there is one.
    pub fill: Option<Ink>,
    /// The colour of the edge, if there is one.
    pub stroke: Option<Ink>,
    /// Width of the edge.
    pub width: f64,
    /// Whether the edge is broken.
    pub dash: Dash,
}

/// How a line is broken. The order is that in which parties take them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// It is not.
    Solid,
    /// Into dashes.
    Dashed,
    /// Into dots.
    Dotted,
    /// Into dashes and dots.
    DashDot,
}

impl Dash {
    /// Every dash.
    pub const ALL: [Self; 4] = [Self::Solid, Self::Dashed, Self::Dotted, Self::DashDot];

    /// Lengths of what is drawn and of what is left out by turns, as multiples of the line's width;
    /// none if it is not broken.
    #[must_use]
    pub const fn lengths(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[5.0, 3.0],
            Self::Dotted => &[1.5, 2.5],
            Self::DashDot => &[6.0, 2.5, 1.5, 2.5],
        }
    }
}

impl Paint {
    /// A surface without an edge.
    #[must_use]
    pub const fn fill(ink: Ink) -> Self {
        Self { fill: Some(ink), stroke: None, width: 0.0, dash: Dash::Solid }
    }

    /// An edge without a surface.
    #[must_use]
    pub const fn line(ink: Ink, width: f64) -> Self {
        Self { fill: None, stroke: Some(ink), width, dash: Dash::Solid }
    }

    /// With an edge.
    #[must_use]
    pub const fn edge(mut self, ink: Ink, width: f64) -> Self {
        self.stroke = Some(ink);
        self.width = width;
        self
    }

    /// With a surface.
    #[must_use]
    pub const fn filled(mut self, ink: Ink) -> Self {
        self.fill = Some(ink);
        self
    }

    /// With a broken edge.
    #[must_use]
    pub const fn dash(mut self, dash: Dash) -> Self {
        self.dash = dash;
        self
    }
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Letters {
    /// Height.
    pub size: f64,
    /// Whether they are bold.
    pub bold: bool,
    /// Their colour.
    pub ink: Ink,
}

impl Letters {
    /// Ordinary words of a picture.
    pub const PLAIN: Self = Self { size: 12.0, bold: false, ink: Ink::Text };
    /// Words that stand back: axes, units.
    pub const QUIET: Self = Self { size: 11.0, bold: false, ink: Ink::Muted };
    /// Words that stand out: heads of columns.
    pub const BOLD: Self = Self { size: 12.0, bold: true, ink: Ink::Text };

    /// In another colour.
    #[must_use]
    pub const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// In another size.
    #[must_use]
    pub const fn size(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// The room that `text` takes.
    #[must_use]
    pub fn width(&self, text: &str) -> f64 {
        width(text, self.size, self.bold)
    }

    /// `text` cut to `room`, with a sign where something is missing.
    #[must_use]
    pub fn clip(&self, text: &str, room: f64) -> String {
        clip(text, self.size, self.bold, room)
    }

    /// `text` in lines of at most `room`, at most `most` of them, the last one cut where it must be.
    #[must_use]
    pub fn lines(&self, text: &str, room: f64, most: usize) -> Vec<String> {
        measure::lines(text, self.size, self.bold, room, most)
    }
}

/// Shapes in the making.
#[derive(Clone, Debug, Default)]
pub struct Canvas {
    shapes: Vec<Shape>,
}

impl Canvas {
    /// Nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { shapes: Vec::new() }
    }

    /// The shapes drawn.
    #[must_use]
    pub fn shapes(self) -> Vec<Shape> {
        self.shapes
    }

    /// A rectangle with sharp corners.
    pub fn rect(&mut self, corner: Point, width: f64, height: f64, paint: Paint) {
        self.rounded(corner, width, height, 0.0, paint);
    }

    /// A rectangle with round corners.
    pub fn rounded(&mut self, corner: Point, width: f64, height: f64, radius: f64, paint: Paint) {
        self.shapes.push(Shape::Rect { x: corner.x, y: corner.y, width, height, radius, paint });
    }

    /// A circle.
    pub fn circle(&mut self, centre: Point, radius: f64, paint: Paint) {
        self.shapes.push(Shape::Circle { centre, radius, paint });
    }

    /// A straight line.
    pub fn line(&mut self, from: Point, to: Point, paint: Paint) {
        self.path(vec![from, to], paint);
    }

    /// A line through points.
    pub fn path(&mut self, points: Vec<Point>, paint: Paint) {
        self.shapes.push(Shape::Path { points, closed: false, paint });
    }

    /// A surface between points.
    pub fn polygon(&mut self, points: Vec<Point>, paint: Paint) {
        self.shapes.push(Shape::Path { points, closed: true, paint });
    }

    /// A cubic Bézier curve of `1 + 3 k` points.
    pub fn curve(&mut self, points: Vec<Point>, paint: Paint) {
        self.shapes.push(Shape::Curve { points, paint });
    }

    /// Words.
    pub fn text(&mut self, at: Point, anchor: Anchor, letters: Letters, text: impl Into<String>) {
        let Letters { size, bold, ink } = letters;
        self.shapes.push(Shape::Text { at, anchor, size, bold, ink, text: text.into() });
    }

    /// Words in as many lines as `room` takes, at most `most`; how many lines they took. The first
    /// base line is at `at`.
    pub fn paragraph(
        &mut self,
        at: Point,
        anchor: Anchor,
        letters: Letters,
        text: &str,
        room: f64,
        most: usize,
    ) -> usize {
        let lines = letters.lines(text, room, most);
        let count = lines.len();
        for (place, line) in lines.into_iter().enumerate() {
            let below = letters.size * LINE_HEIGHT * place as f64;
            self.text(Point { y: at.y + below, ..at }, anchor, letters, line);
        }
        count
    }

    /// Shapes that belong together; nothing if none is drawn.
    pub fn group(
        &mut self,
        tip: impl Into<String>,
        key: impl Into<String>,
        draw: impl FnOnce(&mut Self),
    ) {
        let mut inside = Self::new();
        draw(&mut inside);
        if !inside.shapes.is_empty() {
            let (tip, key, shapes) = (tip.into(), key.into(), inside.shapes);
            self.shapes.push(Shape::Group { tip, key, shapes });
        }
    }

    /// The shapes of `picture`, moved so that its corner comes to `corner`.
    pub fn place(&mut self, picture: &Picture, corner: Point) {
        let shapes = picture.shapes.iter().map(|shape| moved(shape, corner)).collect();
        self.shapes.push(Shape::Group { tip: picture.title.clone(), key: String::new(), shapes });
    }
}

/// Distance of two base lines, as a multiple of the letters' height.
pub const LINE_HEIGHT: f64 = 1.3;

/// `shape`, `by` to the right and down.
fn moved(shape: &Shape, by: Point) -> Shape {
    let shift = |p: &Point| at(p.x + by.x, p.y + by.y);
    let mut shape = shape.clone();
    match &mut shape {
        Shape::Rect { x, y, .. } => {
            *x += by.x;
            *y += by.y;
        }
        Shape::Circle { centre: point, .. } | Shape::Text { at: point, .. } => {
            *point = shift(point);
        }
        Shape::Path { points, .. } | Shape::Curve { points, .. } => {
            for point in points {
                *point = shift(point);
            }
        }
        Shape::Group { shapes, .. } => {
            *shapes = shapes.iter().map(|shape| moved(shape, by)).collect();
        }
    }
    shape
}
