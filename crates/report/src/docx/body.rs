//! The text of a document: paragraphs, lists, pictures, and where pages break.

use super::columns;
use super::drawing::Media;
use super::frame::{self, Room};
use super::order::Properties;
use super::runs::{Look, colour, directed, pieces, run};
use super::styles::{CELL_MARGIN, DEEPEST, name};
use crate::document::links::Links;
use crate::document::{Answer, Block, Document, Fact, Figure, Section, Tone};
use crate::picture::measure::width;
use crate::picture::{Ink, Picture};
use std::collections::{BTreeMap, BTreeSet};

/// A picture whose letters would become smaller than this part of their size takes a page on its side.
const READABLE: f64 = 0.62;
/// The letters of cells on the pages for the envoy, in half points.
const COMPACT_SIZE: u32 = 15;
/// How large strips are there, beside what they are elsewhere.
const COMPACT_STRIP: f64 = 0.72;
/// How much of a page's height a picture may take.
const TALLEST: f64 = 0.72;

/// A document in the making.
pub struct Body<'d> {
    pub(super) document: &'d Document,
    links: Links<'d>,
    /// The number of each anchor that there is.
    places: BTreeMap<&'d str, usize>,
    /// Those that have their bookmark.
    placed: BTreeSet<usize>,
    pub(super) media: Media,
    pub(super) out: String,
    /// Whether a table was the last: two in a row would become one.
    pub(super) after_table: bool,
    /// Whether cells have small letters: the pages for the envoy are two.
    compact: bool,
}

/// What stands in the annex, in its order.
#[derive(Clone, Copy)]
enum Item<'d> {
    Head(&'d Section),
    Block(&'d Block),
}

impl<'d> Body<'d> {
    /// The markup of the whole body, and the pictures in it.
    pub fn write(document: &'d Document) -> (String, Media) {
        let mut body = Self {
            document,
            links: Links::new(&document.links),
            places: places(document),
            placed: BTreeSet::new(),
            media: Media::default(),
            out: String::new(),
            after_table: false,
            compact: false,
        };
        let portrait = Room::PORTRAIT;
        body.title();
        body.compact = true;
        body.blocks(&document.envoy[0], portrait);
        if !document.envoy[1].is_empty() {
            body.after_table = false;
            let page = Properties::new("w:pPr").flag("w:pageBreakBefore");
            let title = body.alone(&document.words.envoy_more, Look::default());
            body.paragraph(name::PART, page, &title);
            body.blocks(&document.envoy[1], portrait);
        }
        body.compact = false;
        let mut room = portrait;
        if !document.annex.is_empty() {
            body.section_break(room);
            body.contents();
            room = body.annex();
        }
        body.part_tables();
        let section = frame::section(room, document.right_to_left).xml();
        body.out.push_str(&section);
        (body.out, body.media)
    }

    fn title(&mut self) {
        let document = self.document;
        self.plain(name::PART, &document.words.envoy);
        self.plain(name::TITLE, &document.title);
        for line in &document.standing {
            self.text(name::STANDING, line);
        }
    }

    /// The list of sections.
    fn contents(&mut self) {
        let document = self.document;
        self.plain(name::PART, &document.words.annex);
        self.plain(name::CONTENTS_HEAD, &document.words.contents);
        for section in &document.annex {
            let runs = self.linked(section.id, &section.title);
            self.paragraph(name::CONTENTS, Properties::new("w:pPr"), &runs);
        }
    }

    /// The sections, some of them on pages that lie on their side; the room of the last page.
    fn annex(&mut self) -> Room {
        let document = self.document;
        let items: Vec<Item<'d>> = document
            .annex
            .iter()
            .flat_map(|section| {
                let blocks = section.blocks.iter().map(Item::Block);
                [Item::Head(section)].into_iter().chain(blocks)
            })
            .collect();
        let mut room = Room::PORTRAIT;
        for (item, wide) in items.iter().zip(on_side(&items)) {
            if wide != room.landscape {
                self.section_break(room);
                room = if wide { Room::LANDSCAPE } else { Room::PORTRAIT };
            }
            match item {
                Item::Head(section) => {
                    let (start, end) = self.bookmark(section.id);
                    let runs = self.alone(&section.title, Look::default());
                    let content = format!("{start}{runs}{end}");
                    self.paragraph(name::SECTION, Properties::new("w:pPr"), &content);
                }
                Item::Block(block) => self.block(block, room),
            }
        }
        room
    }

    /// Ends a section of pages in `room`.
    fn section_break(&mut self, room: Room) {
        self.after_table = false;
        let section = frame::section(room, self.document.right_to_left);
        let properties = Properties::new("w:pPr").nested(section);
        self.paragraph(name::GAP, properties, "");
    }

    pub(super) fn blocks(&mut self, blocks: &'d [Block], room: Room) {
        for block in blocks {
            self.block(block, room);
        }
    }

    fn block(&mut self, block: &'d Block, room: Room) {
        match block {
            Block::Heading(text) => self.plain(name::HEADING, text),
            Block::Paragraph(text) => self.text(name::TEXT, text),
            Block::Note(text) => self.text(name::NOTE, text),
            Block::Lead(text) => self.text(name::LEAD, text),
            Block::Facts(facts) => self.facts(facts),
            Block::List(entries) => self.list(entries),
            Block::Answer(answer) => self.answer(answer),
            Block::Table(table) => self.table(table, room),
            Block::Figure(figure) => self.figure(figure, room),
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        // All labels of a block share an indent, as wide as they need and not wider than is sensible.
        let widest = facts.iter().map(|fact| width(&fact.label, 13.33, true)).fold(0.0, f64::max);
        let indent = ((widest * columns::PIXEL) as u32 + 160).clamp(1000, 3000);
        for fact in facts {
            let mut content = String::new();
            if !fact.label.is_empty() {
                content = self.words(&fact.label, Look { bold: true, ..Look::default() }, None);
                content.push_str("<w:r><w:tab/></w:r>");
            }
            let hanging = if content.is_empty() { 0 } else { indent };
            let mut indents = format!("w:left=\"{indent}\" w:hanging=\"{hanging}\"");
            for text in fact.texts.iter().chain(fact.texts.is_empty().then_some(&String::new())) {
                content.push_str(&self.words(text, Look::default(), None));
                let properties = Properties::new("w:pPr").with("w:ind", &indents);
                self.paragraph(name::FACT, properties, &content);
                content.clear();
                indents = format!("w:left=\"{indent}\"");
            }
        }
    }

    fn list(&mut self, entries: &[(usize, String)]) {
        for (depth, text) in entries {
            let level = (*depth).min(DEEPEST);
            let mark = format!("<w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/>");
            let properties = Properties::new("w:pPr").holding("w:numPr", &mark);
            let content = self.words(text, Look::default(), None);
            self.paragraph(name::ENTRY, properties, &content);
        }
    }

    fn answer(&mut self, answer: &Answer) {
        self.plain(name::HEADING, &answer.question);
        let mut content = self.words(&answer.sentence, Look::default(), None);
        let section = answer.more.and_then(|id| self.document.annex.iter().find(|s| s.id == id));
        if let Some(section) = section {
            let said = section.title == answer.question;
            let words = if said { &self.document.words.annex } else { &section.title };
            let arrow = if self.document.right_to_left { "←" } else { "→" };
            content.push_str(&self.alone("  ", Look::default()));
            content.push_str(&self.linked(section.id, &format!("{arrow}\u{a0}{words}")));
        }
        if !content.is_empty() {
            self.paragraph(name::TEXT, Properties::new("w:pPr"), &content);
        }
        self.facts(&answer.support);
    }

    fn figure(&mut self, figure: &'d Figure, room: Room) {
        self.plain(name::SHOWS, &figure.picture.title);
        let height = (f64::from(room.height) * TALLEST) as u32;
        let drawing = self.media.drawing(&figure.picture, room.width, height);
        self.paragraph(name::PICTURE, Properties::new("w:pPr"), &drawing);
        if !figure.caption.is_empty() {
            let properties = Properties::new("w:pPr");
            let followed = figure.table.is_some();
            let properties = if followed { properties.flag("w:keepNext") } else { properties };
            let caption = self.words(&figure.caption, Look::default(), None);
            self.paragraph(name::CAPTION, properties, &caption);
        }
        if let Some(table) = &figure.table {
            self.table(table, room);
        }
    }

    /// A small picture in a cell of `width`, behind some room.
    pub(super) fn strip(&mut self, picture: &Picture, width: u32) -> String {
        let small = if self.compact { COMPACT_STRIP } else { 1.0 };
        let natural = (picture.width * columns::PIXEL * small) as u32;
        let width = width.saturating_sub(2 * CELL_MARGIN).min(natural).max(1);
        let gap = self.alone("\u{2002}", Look::default());
        gap + &self.media.drawing(picture, width, Room::LANDSCAPE.height / 2)
    }

    /// The letters of cells, where they are not those of their style.
    pub(super) fn cell_size(&self) -> Option<u32> {
        self.compact.then_some(COMPACT_SIZE)
    }

    /// A paragraph in which labels lead to what they stand for; none if it has no words.
    fn text(&mut self, style: &str, text: &str) {
        if !text.is_empty() {
            let content = self.words(text, Look::default(), None);
            self.paragraph(style, Properties::new("w:pPr"), &content);
        }
    }

    /// A paragraph in which nothing leads anywhere; none if it has no words.
    fn plain(&mut self, style: &str, text: &str) {
        if !text.is_empty() {
            let content = self.alone(text, Look::default());
            self.paragraph(style, Properties::new("w:pPr"), &content);
        }
    }

    /// Sets a table, if one was the last, apart from what follows.
    pub(super) fn part_tables(&mut self) {
        if std::mem::take(&mut self.after_table) {
            self.paragraph(name::GAP, Properties::new("w:pPr"), "");
        }
    }

    /// A paragraph of runs.
    pub(super) fn paragraph(&mut self, style: &str, properties: Properties, content: &str) {
        self.part_tables();
        let named = style != name::TEXT;
        let properties = if named { properties.value("w:pStyle", style) } else { properties };
        self.out.push_str("<w:p>");
        self.out.push_str(&properties.xml());
        self.out.push_str(content);
        self.out.push_str("</w:p>");
    }

    /// Runs of `text`, in which labels lead to what they stand for, but not to `own`.
    pub(super) fn words(&self, text: &str, look: Look, own: Option<&str>) -> String {
        let rtl = self.document.right_to_left;
        let directed = directed(text, rtl);
        let (mut out, mut from) = (String::new(), 0);
        for piece in self.links.cut(&directed.text) {
            let target = piece.anchor.filter(|anchor| Some(*anchor) != own);
            let target = target.and_then(|anchor| self.places.get(anchor));
            let look = Look { link: look.link || target.is_some(), ..look };
            if let Some(number) = target {
                out.push_str(&format!(
                    "<w:hyperlink w:anchor=\"{}\" w:history=\"1\">",
                    place(*number)
                ));
            }
            for (text, direction) in pieces(&directed, from, piece.text) {
                run(&mut out, text, look, direction, rtl);
            }
            if target.is_some() {
                out.push_str("</w:hyperlink>");
            }
            from += piece.text.len();
        }
        out
    }

    fn alone(&self, text: &str, look: Look) -> String {
        words_alone(text, look, self.document.right_to_left)
    }

    /// `text` as a whole leading to `anchor`.
    fn linked(&self, anchor: &str, text: &str) -> String {
        let Some(number) = self.places.get(anchor) else {
            return self.alone(text, Look::default());
        };
        let runs = self.alone(text, Look { link: true, ..Look::default() });
        format!("<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{runs}</w:hyperlink>", place(*number))
    }

    /// The start and the end of the bookmark of `anchor`, which is written once.
    pub(super) fn bookmark(&mut self, anchor: &str) -> (String, String) {
        match self.places.get(anchor) {
            Some(&number) if self.placed.insert(number) => (
                format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{}\"/>", place(number)),
                format!("<w:bookmarkEnd w:id=\"{number}\"/>"),
            ),
            _ => (String::new(), String::new()),
        }
    }
}

/// Runs of `text` in which nothing leads anywhere.
#[must_use]
pub fn words_alone(text: &str, look: Look, right_to_left: bool) -> String {
    let directed = directed(text, right_to_left);
    let mut out = String::new();
    for (text, direction) in pieces(&directed, 0, &directed.text) {
        run(&mut out, text, look, direction, right_to_left);
    }
    out
}

/// The name of a bookmark: letters, digits and at most forty of them, whatever the anchor is.
fn place(number: usize) -> String {
    format!("place_{number}")
}

/// The colour of words in a tone, and of what they stand on.
#[must_use]
pub fn inks(tone: Tone) -> (Option<Ink>, Option<Ink>) {
    match tone {
        Tone::Plain => (None, None),
        Tone::Good => (Some(Ink::Good), Some(Ink::GoodWash)),
        Tone::Bad => (Some(Ink::Bad), Some(Ink::BadWash)),
        Tone::Alert => (Some(Ink::Alert), Some(Ink::AlertWash)),
    }
}

/// The attributes of a surface of this colour.
#[must_use]
pub fn shade(ink: Ink) -> String {
    format!("w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"", colour(ink))
}

/// Every anchor of a document with a number.
fn places(document: &Document) -> BTreeMap<&str, usize> {
    let mut places = BTreeMap::new();
    let mut place = |anchor| {
        let next = places.len() + 1;
        places.entry(anchor).or_insert(next);
    };
    for section in &document.annex {
        place(section.id);
    }
    let annex = document.annex.iter().flat_map(|section| &section.blocks);
    for block in document.envoy.iter().flatten().chain(annex) {
        let tables = match block {
            Block::Table(table) => vec![table],
            Block::Figure(figure) => figure.table.iter().collect(),
            _ => Vec::new(),
        };
        for row in tables.into_iter().flat_map(|table| &table.rows) {
            if let Some(anchor) = &row.anchor
                && !row.cells.is_empty()
            {
                place(anchor);
            }
        }
    }
    places
}

/// Which items stand on pages that lie on their side: those that need it, the headings before them,
/// and the words that follow them up to the next heading.
fn on_side(items: &[Item<'_>]) -> Vec<bool> {
    let mut side: Vec<bool> = items.iter().map(|item| needs_side(*item)).collect();
    let is_heading =
        |item: &Item<'_>| matches!(item, Item::Head(_) | Item::Block(Block::Heading(_)));
    let is_text = |item: &Item<'_>| {
        matches!(
            item,
            Item::Block(Block::Paragraph(_) | Block::Note(_) | Block::Lead(_) | Block::List(_))
        )
    };
    for at in (1..items.len()).rev() {
        side[at - 1] |= side[at] && is_heading(&items[at - 1]);
    }
    for at in 1..items.len() {
        side[at] |= side[at - 1] && is_text(&items[at]);
    }
    side
}

fn needs_side(item: Item<'_>) -> bool {
    let wide =
        |table| columns::plan(table, Room::PORTRAIT.width, Some(Room::LANDSCAPE.width)).landscape;
    match item {
        Item::Block(Block::Table(table)) => wide(table),
        Item::Block(Block::Figure(figure)) => {
            let picture = &figure.picture;
            let shown = f64::from(Room::PORTRAIT.width) / (picture.width * columns::PIXEL);
            let flat = picture.width > picture.height;
            (flat && shown < READABLE) || figure.table.as_ref().is_some_and(wide)
        }
        _ => false,
    }
}
