//! A picture as an Enhanced Metafile: vectors for office programs that do not read SVG.
//!
//! Records of [MS-EMF], little-endian, each a multiple of four bytes. Coordinates are twentieths of a
//! pixel, on a device of exactly 96 pixels to the inch. Never more than one pen, one brush and one font
//! exist at a time, so the table of handles stays small whatever the picture holds. Every letter is
//! placed by its advance in Arial ([`advance`]), because old readers refuse texts without distances.

use super::advance::advance;
use super::{Anchor, Dash, Ink, Paint, Picture, Point, Shape, measure};
use crate::markup::is_allowed;

/// Logical units in a pixel.
const UNITS: f64 = 20.0;
/// Pixels of the widest and the highest picture; what lies beyond is cut off.
const LARGEST: f64 = 30_000.0;
/// The device: 1920 × 960 pixels on 508 × 254 mm, which is 96 to the inch.
const DEVICE: [u32; 2] = [1920, 960];
const MILLIMETRES: [u32; 2] = [508, 254];
/// Handles: none, a pen, a brush, a font.
const HANDLES: u16 = 4;
const PEN: u32 = 1;
const BRUSH: u32 = 2;
const FONT: u32 = 3;
/// Objects that exist without being made.
const NO_BRUSH: u32 = 0x8000_0005;
const NO_PEN: u32 = 0x8000_0008;
const SYSTEM_FONT: u32 = 0x8000_000d;
/// What words are set in.
const FACE: &str = "Arial";

/// The types of the records that are written.
mod kind {
    pub const HEADER: u32 = 1;
    pub const POLYBEZIER: u32 = 2;
    pub const POLYGON: u32 = 3;
    pub const POLYLINE: u32 = 4;
    pub const POLYBEZIERTO: u32 = 5;
    pub const SETWINDOWEXTEX: u32 = 9;
    pub const SETWINDOWORGEX: u32 = 10;
    pub const SETVIEWPORTEXTEX: u32 = 11;
    pub const SETVIEWPORTORGEX: u32 = 12;
    pub const EOF: u32 = 14;
    pub const SETMAPMODE: u32 = 17;
    pub const SETBKMODE: u32 = 18;
    pub const SETPOLYFILLMODE: u32 = 19;
    pub const SETTEXTALIGN: u32 = 22;
    pub const SETTEXTCOLOR: u32 = 24;
    pub const MOVETOEX: u32 = 27;
    pub const SELECTOBJECT: u32 = 37;
    pub const CREATEBRUSHINDIRECT: u32 = 39;
    pub const DELETEOBJECT: u32 = 40;
    pub const ELLIPSE: u32 = 42;
    pub const ROUNDRECT: u32 = 44;
    pub const BEGINPATH: u32 = 59;
    pub const ENDPATH: u32 = 60;
    pub const FILLPATH: u32 = 62;
    pub const EXTCREATEFONTINDIRECTW: u32 = 82;
    pub const EXTTEXTOUTW: u32 = 84;
    pub const EXTCREATEPEN: u32 = 95;
}

/// `picture` as the bytes of a metafile, in light colours.
#[must_use]
pub fn emf(picture: &Picture) -> Vec<u8> {
    let (width, height) = pixels(picture);
    let mut file = File::default();
    file.header(width, height);
    file.record(kind::SETMAPMODE, &[8]); // anisotropic
    file.record(kind::SETWINDOWORGEX, &[0, 0]);
    file.record(kind::SETWINDOWEXTEX, &[width * UNITS as u32, height * UNITS as u32]);
    file.record(kind::SETVIEWPORTORGEX, &[0, 0]);
    file.record(kind::SETVIEWPORTEXTEX, &[width, height]);
    file.record(kind::SETBKMODE, &[1]); // transparent
    file.record(kind::SETPOLYFILLMODE, &[2]); // winding, as in SVG
    let (w, h) = (f64::from(width), f64::from(height));
    let corners = [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)].map(|(x, y)| Point { x, y });
    file.path(&corners, true, Paint::fill(Ink::Paper));
    file.shapes(&picture.shapes);
    file.finish()
}

/// The size of `picture` in whole pixels, at least one.
#[must_use]
pub fn pixels(picture: &Picture) -> (u32, u32) {
    let whole = |value: f64| (value.ceil() as u32).clamp(1, LARGEST as u32);
    (whole(picture.width), whole(picture.height))
}

/// A metafile in the making, and what is selected in it.
#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    records: u32,
    /// The pen, which may be none; nothing before the first choice.
    pen: Option<Option<(Ink, i32, Dash)>>,
    brush: Option<Option<Ink>>,
    font: Option<(i32, bool)>,
    align: Option<u32>,
    colour: Option<Ink>,
    /// Whether a pen, a brush, a font stands under its handle.
    made: [bool; HANDLES as usize],
}

impl File {
    /// A record of a type and numbers.
    fn record(&mut self, kind: u32, numbers: &[u32]) {
        self.begin(kind, 4 * numbers.len());
        self.numbers(numbers);
    }

    /// The start of a record with `size` bytes of its own, which is a multiple of four.
    fn begin(&mut self, kind: u32, size: usize) {
        self.records += 1;
        self.numbers(&[kind, 8 + size as u32]);
    }

    fn numbers(&mut self, numbers: &[u32]) {
        for number in numbers {
            self.bytes.extend_from_slice(&number.to_le_bytes());
        }
    }

    fn points(&mut self, points: &[Point]) {
        for point in points {
            self.numbers(&[units(point.x) as u32, units(point.y) as u32]);
        }
    }

    /// The header; sizes and counts are known at the end only.
    fn header(&mut self, width: u32, height: u32) {
        self.begin(kind::HEADER, 100);
        // A pixel is 25.4 / 96 mm.
        let hundredths = |pixels: u32| (f64::from(pixels) * 2540.0 / 96.0).round() as u32;
        self.numbers(&[0, 0, width - 1, height - 1]);
        self.numbers(&[0, 0, hundredths(width), hundredths(height)]);
        self.numbers(&[0x464d_4520, 0x1_0000, 0, 0, u32::from(HANDLES)]);
        self.numbers(&[0, 0, 0]); // no description, no palette
        self.numbers(&DEVICE);
        self.numbers(&MILLIMETRES);
        self.numbers(&[0, 0, 0]); // no pixel format, no OpenGL
        self.numbers(&MILLIMETRES.map(|mm| 1000 * mm));
    }

    /// The end of the file, and what the header says of it.
    fn finish(mut self) -> Vec<u8> {
        self.drop_object(PEN, NO_PEN);
        self.drop_object(BRUSH, NO_BRUSH);
        self.drop_object(FONT, SYSTEM_FONT);
        self.record(kind::EOF, &[0, 16, 20]);
        let size = self.bytes.len() as u32;
        self.bytes[48..52].copy_from_slice(&size.to_le_bytes());
        self.bytes[52..56].copy_from_slice(&self.records.to_le_bytes());
        self.bytes
    }

    /// Forgets what stands under `handle`, with `instead` selected.
    fn drop_object(&mut self, handle: u32, instead: u32) {
        if std::mem::take(&mut self.made[handle as usize]) {
            self.record(kind::SELECTOBJECT, &[instead]);
            self.record(kind::DELETEOBJECT, &[handle]);
        }
    }

    fn select_pen(&mut self, wanted: Option<(Ink, i32, Dash)>) {
        if self.pen.replace(wanted) == Some(wanted) {
            return;
        }
        self.drop_object(PEN, NO_PEN);
        let Some((ink, width, dash)) = wanted else {
            return self.record(kind::SELECTOBJECT, &[NO_PEN]);
        };
        // Geometric, ends flat, corners pointed. The dashes are those that the format knows by name:
        // office programs draw pens with dashes of their own as if they were not broken.
        let style = 0x1_2200
            | match dash {
                Dash::Solid => 0,
                Dash::Dashed => 1,
                Dash::Dotted => 2,
                Dash::DashDot => 3,
            };
        self.record(
            kind::EXTCREATEPEN,
            &[PEN, 52, 0, 52, 0, style, width as u32, 0, colour(ink), 0, 0],
        );
        self.made[PEN as usize] = true;
        self.record(kind::SELECTOBJECT, &[PEN]);
    }

    fn select_brush(&mut self, wanted: Option<Ink>) {
        if self.brush.replace(wanted) == Some(wanted) {
            return;
        }
        self.drop_object(BRUSH, NO_BRUSH);
        let Some(ink) = wanted else {
            return self.record(kind::SELECTOBJECT, &[NO_BRUSH]);
        };
        self.record(kind::CREATEBRUSHINDIRECT, &[BRUSH, 0, colour(ink), 0]);
        self.made[BRUSH as usize] = true;
        self.record(kind::SELECTOBJECT, &[BRUSH]);
    }

    fn select_font(&mut self, height: i32, bold: bool) {
        if self.font.replace((height, bold)) == Some((height, bold)) {
            return;
        }
        self.drop_object(FONT, SYSTEM_FONT);
        // A LogFontPanose: 320 bytes, of which the name of the face begins at byte 28.
        self.begin(kind::EXTCREATEFONTINDIRECTW, 4 + 320);
        let weight = if bold { 700 } else { 400 };
        self.numbers(&[FONT, -height as u32, 0, 0, 0, weight]);
        // Upright; any character set; default precision, clipping and quality; a swiss face.
        self.bytes.extend_from_slice(&[0, 0, 0, 1, 0, 0, 0, 0x22]);
        let rest = self.bytes.len() + 320 - 28;
        for unit in FACE.encode_utf16() {
            self.bytes.extend_from_slice(&unit.to_le_bytes());
        }
        self.bytes.resize(rest, 0);
        self.made[FONT as usize] = true;
        self.record(kind::SELECTOBJECT, &[FONT]);
    }

    /// Makes ready for drawing with `paint`; whether anything would be seen.
    fn select(&mut self, paint: Paint) -> bool {
        let pen = paint.stroke.map(|ink| (ink, units(paint.width).max(1), paint.dash));
        if pen.is_none() && paint.fill.is_none() {
            return false;
        }
        self.select_pen(pen);
        self.select_brush(paint.fill);
        true
    }

    fn shapes(&mut self, shapes: &[Shape]) {
        for shape in shapes {
            self.shape(shape);
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { x, y, width, height, radius, paint } => {
                let [left, top, right, bottom] = [*x, *y, x + width, y + height];
                if *radius <= 0.0 {
                    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
                    self.path(&corners.map(|(x, y)| Point { x, y }), true, *paint);
                } else if self.select(*paint) {
                    let edges = [left, top, right, bottom].map(|edge| units(edge) as u32);
                    let around = |room: f64| units(2.0 * radius.min(room / 2.0)) as u32;
                    self.begin(kind::ROUNDRECT, 24);
                    self.numbers(&edges);
                    self.numbers(&[around(*width), around(*height)]);
                }
            }
            Shape::Circle { centre, radius, paint } => {
                if self.select(*paint) {
                    let (x, y) = (centre.x, centre.y);
                    let edges = [x - radius, y - radius, x + radius, y + radius];
                    self.record(kind::ELLIPSE, &edges.map(|edge| units(edge) as u32));
                }
            }
            Shape::Path { points, closed, paint } => self.path(points, *closed, *paint),
            Shape::Curve { points, paint } => self.curve(points, *paint),
            Shape::Text { at, anchor, size, bold, ink, text } => {
                self.text(*at, *anchor, (*size, *bold), *ink, text);
            }
            Shape::Group { shapes, .. } => self.shapes(shapes),
        }
    }

    /// A line through points. An open one is filled as if it were closed.
    fn path(&mut self, points: &[Point], closed: bool, paint: Paint) {
        if points.len() < 2 {
            return;
        }
        if !closed && paint.fill.is_some() {
            self.path(points, true, Paint { stroke: None, ..paint });
        }
        let paint = if closed { paint } else { Paint { fill: None, ..paint } };
        if self.select(paint) {
            let kind = if closed { kind::POLYGON } else { kind::POLYLINE };
            self.through(kind, points);
        }
    }

    /// A record of bounds, a count and points.
    fn through(&mut self, kind: u32, points: &[Point]) {
        let mut bounds = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
        for point in points {
            let (x, y) = (units(point.x), units(point.y));
            bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
        }
        self.begin(kind, 20 + 8 * points.len());
        // Bounds are in pixels.
        self.numbers(&bounds.map(|edge| (edge / UNITS as i32) as u32));
        self.numbers(&[points.len() as u32]);
        self.points(points);
    }

    fn curve(&mut self, points: &[Point], paint: Paint) {
        let whole = points.len().saturating_sub(1) / 3 * 3;
        let Some((start, rest)) = points[..points.len().min(whole + 1)].split_first() else {
            return;
        };
        if rest.is_empty() {
            return;
        }
        if paint.fill.is_some() && self.select(Paint { stroke: None, ..paint }) {
            self.record(kind::BEGINPATH, &[]);
            self.record(kind::MOVETOEX, &[units(start.x) as u32, units(start.y) as u32]);
            self.through(kind::POLYBEZIERTO, rest);
            self.record(kind::ENDPATH, &[]);
            self.record(kind::FILLPATH, &[0, 0, u32::MAX, u32::MAX]);
        }
        if paint.stroke.is_some() && self.select(Paint { fill: None, ..paint }) {
            self.through(kind::POLYBEZIER, &points[..=whole]);
        }
    }

    fn text(&mut self, at: Point, anchor: Anchor, font: (f64, bool), ink: Ink, text: &str) {
        let height = units(font.0);
        let (string, distances) = letters(text, height, font.1);
        if string.is_empty() || height <= 0 {
            return;
        }
        self.select_font(height, font.1);
        // On the base line, at its left end, its middle or its right end.
        let align = 24
            + match anchor {
                Anchor::Left => 0,
                Anchor::Right => 2,
                Anchor::Middle => 6,
            };
        if self.align.replace(align) != Some(align) {
            self.record(kind::SETTEXTALIGN, &[align]);
        }
        if self.colour.replace(ink) != Some(ink) {
            self.record(kind::SETTEXTCOLOR, &[colour(ink)]);
        }
        let padded = string.len().next_multiple_of(2);
        self.begin(kind::EXTTEXTOUTW, 68 + 2 * padded + 4 * distances.len());
        self.numbers(&[0, 0, u32::MAX, u32::MAX]);
        // Compatible graphics; hundredths of a millimetre in a unit, both ways.
        let scale = ((2540.0 / 96.0 / UNITS) as f32).to_bits();
        self.numbers(&[1, scale, scale]);
        self.points(&[at]);
        self.numbers(&[string.len() as u32, 76, 0]);
        self.numbers(&[0, 0, u32::MAX, u32::MAX]);
        self.numbers(&[76 + 2 * padded as u32]);
        for unit in string.iter().copied().chain([0]).take(padded) {
            self.bytes.extend_from_slice(&unit.to_le_bytes());
        }
        self.numbers(&distances);
    }
}

/// `text` in UTF-16, without isolates and with a sign for what may not stand there, and how far each
/// unit advances.
fn letters(text: &str, height: i32, bold: bool) -> (Vec<u16>, Vec<u32>) {
    let (mut string, mut distances) = (Vec::new(), Vec::new());
    for c in text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')) {
        let c = match c {
            '\u{a0}' | '\n' | '\t' => ' ',
            c if is_allowed(c) => c,
            _ => '\u{fffd}',
        };
        let thousandths = advance(c, bold).unwrap_or_else(|| measure::thousandths(c));
        distances.push((f64::from(thousandths) * f64::from(height) / 1000.0).round() as u32);
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units);
        string.extend_from_slice(units);
        distances.resize(string.len(), 0);
    }
    (string, distances)
}

/// A length in logical units; what is no number is none.
fn units(value: f64) -> i32 {
    (value * UNITS).round().clamp(-LARGEST * UNITS, LARGEST * UNITS) as i32
}

/// The light colour of `ink` as the format writes it: blue, green, red.
fn colour(ink: Ink) -> u32 {
    let rgb = u32::from_str_radix(ink.light().trim_start_matches('#'), 16).unwrap_or_default();
    let [_, red, green, blue] = rgb.to_be_bytes();
    u32::from_be_bytes([0, blue, green, red])
}
