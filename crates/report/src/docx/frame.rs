//! What stands around the text: the sides of the page, its head and its foot.

use super::body::words_alone;
use super::order::Properties;
use super::package::{WORD, XML};
use super::runs::Look;
use super::styles::{HEADER_SIZE, name};
use crate::document::Document;
use crate::markup::escaped;
use crate::picture::measure::{clip, width};

/// A4 in twentieths of a point.
const PAPER: [u32; 2] = [11_906, 16_838];
/// Left and right of the text.
const SIDE: u32 = 1134;
/// Above it, with the head of the page.
const ABOVE: u32 = 1361;
/// Below it, with the foot of the page.
const BELOW: u32 = 1191;

/// The marking and the origin take at most so many lines of a page; more is cut.
const LINES: f64 = 2.0;

/// The room for text on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its width in twentieths of a point.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Whether the page lies on its side.
    pub landscape: bool,
}

impl Room {
    /// The room on a page that stands.
    pub const PORTRAIT: Self =
        Self { width: PAPER[0] - 2 * SIDE, height: PAPER[1] - ABOVE - BELOW, landscape: false };
    /// The room on a page that lies on its side.
    pub const LANDSCAPE: Self =
        Self { width: PAPER[1] - 2 * SIDE, height: PAPER[0] - ABOVE - BELOW, landscape: true };
}

/// The properties of a section on such pages.
#[must_use]
pub fn section(room: Room, right_to_left: bool) -> Properties {
    let [short, long] = PAPER;
    let size = match room.landscape {
        false => format!("w:w=\"{short}\" w:h=\"{long}\""),
        true => format!("w:w=\"{long}\" w:h=\"{short}\" w:orient=\"landscape\""),
    };
    let margins = format!(
        "w:top=\"{ABOVE}\" w:right=\"{SIDE}\" w:bottom=\"{BELOW}\" w:left=\"{SIDE}\" w:header=\"510\" \
         w:footer=\"454\" w:gutter=\"0\""
    );
    let section = Properties::new("w:sectPr")
        .with("w:headerReference", "w:type=\"default\" r:id=\"header\"")
        .with("w:footerReference", "w:type=\"default\" r:id=\"footer\"")
        .value("w:type", "nextPage")
        .with("w:pgSz", &size)
        .with("w:pgMar", &margins)
        .with("w:cols", "w:space=\"708\"");
    if right_to_left { section.flag("w:bidi") } else { section }
}

/// The part `header.xml`: the marking, and the title on one line.
#[must_use]
pub fn header(document: &Document) -> String {
    let rtl = document.right_to_left;
    let mut out = format!("{XML}<w:hdr {WORD}>");
    if let Some(marking) = document.marking.as_deref().filter(|marking| !marking.is_empty()) {
        let marking = fitted(marking, 20, true, LINES);
        out.push_str(&line(name::MARKING, &words_alone(&marking, Look::default(), rtl)));
    }
    let title = fitted(&document.title, HEADER_SIZE, false, 1.0);
    out.push_str(&line(name::HEADER, &words_alone(&title, Look::default(), rtl)));
    out.push_str("</w:hdr>");
    out
}

/// The part `footer.xml`: the number of the page, of how many, and where all this comes from.
#[must_use]
pub fn footer(document: &Document) -> String {
    let rtl = document.right_to_left;
    let look = Look::default();
    let before = match document.words.page.trim() {
        "" => String::new(),
        page => words_alone(&format!("{page}\u{a0}"), look, rtl),
    };
    let origin = fitted(&document.origin, 15, false, LINES);
    let origin = match origin.is_empty() {
        true => String::new(),
        false => words_alone(&format!(" · {origin}"), look, rtl),
    };
    let (page, pages) = (field("PAGE"), field("NUMPAGES"));
    let slash = words_alone("/", look, rtl);
    let numbered = line(name::FOOTER, &format!("{before}{page}{slash}{pages}{origin}"));
    format!("{XML}<w:ftr {WORD}>{numbered}</w:ftr>")
}

fn line(style: &str, content: &str) -> String {
    let style = Properties::new("w:pPr").value("w:pStyle", style).xml();
    format!("<w:p>{style}{content}</w:p>")
}

fn field(name: &str) -> String {
    format!("<w:fldSimple w:instr=\" {} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>", escaped(name))
}

/// `text` in letters of `size` half points on at most `lines` lines of a page that stands.
fn fitted(text: &str, size: u32, bold: bool, lines: f64) -> String {
    let text = text.replace(['\n', '\t'], " ");
    let pixels = f64::from(size) / 2.0 * 96.0 / 72.0;
    let line = f64::from(Room::PORTRAIT.width) / super::columns::PIXEL;
    match width(&text, pixels, bold) <= line {
        true => text,
        // Words do not fill the ends of lines.
        false => clip(&text, pixels, bold, line * (lines - 0.1 * (lines - 1.0))),
    }
}
