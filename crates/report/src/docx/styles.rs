//! How everything looks: the styles by which a reader can change it, and the marks of lists.

use super::order::Properties;
use super::runs::colour;
use crate::picture::Ink;
use std::fmt::Write;

/// The names of styles, as the body of a document uses them.
pub mod name {
    /// What the first two pages, and what follows, is called.
    pub const PART: &str = "Part";
    /// The title.
    pub const TITLE: &str = "Title";
    /// Below the title.
    pub const STANDING: &str = "Standing";
    /// A section.
    pub const SECTION: &str = "Heading1";
    /// A heading in it, a question.
    pub const HEADING: &str = "Heading2";
    /// A heading below that.
    pub const SMALL_HEADING: &str = "Heading3";
    /// What the answer is.
    pub const LEAD: &str = "Lead";
    /// Ordinary text.
    pub const TEXT: &str = "Normal";
    /// What stands back.
    pub const NOTE: &str = "Note";
    /// A label with what is said of it.
    pub const FACT: &str = "Fact";
    /// An entry of a list.
    pub const ENTRY: &str = "ListParagraph";
    /// Above the list of sections.
    pub const CONTENTS_HEAD: &str = "ContentsHead";
    /// An entry of the list of sections.
    pub const CONTENTS: &str = "Contents";
    /// The sentence above a picture.
    pub const SHOWS: &str = "FigureTitle";
    /// A picture.
    pub const PICTURE: &str = "Picture";
    /// Below a picture.
    pub const CAPTION: &str = "Caption";
    /// The head of a column.
    pub const TABLE_HEAD: &str = "TableHead";
    /// The head of a row.
    pub const ROW_HEAD: &str = "RowHead";
    /// A cell.
    pub const CELL: &str = "TableText";
    /// What a card is about.
    pub const CARD: &str = "CardTitle";
    /// On every page: the marking.
    pub const MARKING: &str = "Marking";
    /// On every page: the title.
    pub const HEADER: &str = "Header";
    /// On every page: origin and number.
    pub const FOOTER: &str = "Footer";
    /// Between two tables, at the end of a section: next to nothing.
    pub const GAP: &str = "Gap";
    /// Every table.
    pub const TABLE: &str = "Rows";
    /// A table that only sets cards side by side.
    pub const CARDS: &str = "Cards";
}

/// Sizes in half points.
pub const TEXT_SIZE: u32 = 20;
/// Of the words in tables.
pub const CELL_SIZE: u32 = 17;
/// Of the words at the head of a page.
pub const HEADER_SIZE: u32 = 16;
/// Between the edge of a cell and its words, in twentieths of a point.
pub const CELL_MARGIN: u32 = 80;

/// A style of paragraphs in the making.
struct Paragraph {
    id: &'static str,
    /// What Word calls its own styles; a name it knows makes it the style it knows.
    name: &'static str,
    next: &'static str,
    size: u32,
    bold: bool,
    ink: Ink,
    before: u32,
    after: u32,
    keep: bool,
    level: Option<u32>,
}

const fn plain(id: &'static str, name: &'static str) -> Paragraph {
    Paragraph {
        id,
        name,
        next: "",
        size: TEXT_SIZE,
        bold: false,
        ink: Ink::Text,
        before: 0,
        after: 80,
        keep: false,
        level: None,
    }
}

const fn heading(
    id: &'static str,
    name: &'static str,
    level: u32,
    size: u32,
    before: u32,
) -> Paragraph {
    let base = plain(id, name);
    let after = 60;
    let (next, level) = (name::TEXT, Some(level));
    Paragraph { next, size, bold: true, before, after, keep: true, level, ..base }
}

const fn cell(id: &'static str, name: &'static str, bold: bool) -> Paragraph {
    Paragraph { size: CELL_SIZE, bold, after: 0, ..plain(id, name) }
}

const fn quiet(base: Paragraph, size: u32) -> Paragraph {
    Paragraph { size, ink: Ink::Muted, ..base }
}

/// Every style of paragraphs but that of ordinary text, on which they are based.
const PARAGRAPHS: [Paragraph; 23] = [
    Paragraph {
        bold: true,
        keep: true,
        level: Some(0),
        after: 40,
        ..quiet(plain(name::PART, "Part"), 18)
    },
    Paragraph {
        next: name::STANDING,
        size: 36,
        bold: true,
        keep: true,
        after: 40,
        ..plain(name::TITLE, "Title")
    },
    Paragraph { after: 40, ..quiet(plain(name::STANDING, "Standing"), 17) },
    heading(name::SECTION, "heading 1", 0, 28, 320),
    heading(name::HEADING, "heading 2", 1, 22, 200),
    heading(name::SMALL_HEADING, "heading 3", 2, 20, 140),
    Paragraph { size: 22, before: 80, ..plain(name::LEAD, "Lead") },
    quiet(plain(name::NOTE, "Note"), 17),
    Paragraph { after: 40, ..plain(name::FACT, "Fact") },
    Paragraph { after: 30, ..plain(name::ENTRY, "List Paragraph") },
    Paragraph { after: 30, ..plain(name::CONTENTS, "Contents") },
    Paragraph { bold: true, before: 160, keep: true, ..plain(name::SHOWS, "Figure Title") },
    Paragraph { keep: true, after: 40, ..plain(name::PICTURE, "Picture") },
    Paragraph { after: 120, ..quiet(plain(name::CAPTION, "caption"), 17) },
    Paragraph { keep: true, ..cell(name::TABLE_HEAD, "Table Head", true) },
    cell(name::ROW_HEAD, "Row Head", true),
    cell(name::CELL, "Table Text", false),
    Paragraph { bold: true, keep: true, after: 40, ..plain(name::CARD, "Card Title") },
    Paragraph { bold: true, ink: Ink::Bad, after: 20, ..plain(name::MARKING, "Marking") },
    quiet(plain(name::HEADER, "header"), HEADER_SIZE),
    Paragraph { after: 0, ..quiet(plain(name::FOOTER, "footer"), 15) },
    Paragraph { size: 2, after: 0, ..plain(name::GAP, "Gap") },
    Paragraph {
        before: 120,
        keep: true,
        bold: true,
        ..plain(name::CONTENTS_HEAD, "Contents Head")
    },
];

/// Runs of this size in half points, bold or not, in this colour.
fn letters(size: u32, bold: bool, ink: Ink) -> Properties {
    let mut run = Properties::new("w:rPr");
    if bold {
        run = run.flag("w:b").flag("w:bCs");
    }
    run.value("w:color", colour(ink)).value("w:sz", size).value("w:szCs", size)
}

fn paragraph(style: &Paragraph, right_to_left: bool) -> String {
    let mut properties = Properties::new("w:pPr");
    let spacing = match style.id {
        // A line of exactly two points.
        name::GAP => "w:before=\"0\" w:after=\"0\" w:line=\"40\" w:lineRule=\"exact\"".to_owned(),
        _ => format!("w:before=\"{}\" w:after=\"{}\"", style.before, style.after),
    };
    properties = properties.with("w:spacing", &spacing);
    if style.keep {
        properties = properties.flag("w:keepNext");
    }
    if let Some(level) = style.level {
        properties = properties.flag("w:keepLines").value("w:outlineLvl", level);
    }
    if style.id == name::MARKING {
        properties = properties.value("w:jc", "center");
    }
    if style.id == name::PICTURE && right_to_left {
        // Some programs lay out the letters inside a picture as those of its paragraph.
        properties = properties.value("w:bidi", 0).value("w:jc", "right");
    }
    if style.id == name::CONTENTS {
        properties = properties.with("w:ind", "w:left=\"284\"");
    }
    if style.id == name::SECTION {
        let line =
            format!("w:val=\"single\" w:sz=\"6\" w:space=\"3\" w:color=\"{}\"", colour(Ink::Line));
        properties = properties.nested(Properties::new("w:pBdr").with("w:top", &line));
    }
    let mut element = Properties::new("w:style")
        .attribute("w:type", "paragraph")
        .attribute("w:styleId", style.id)
        .value("w:name", style.name)
        .value("w:basedOn", name::TEXT)
        .flag("w:qFormat")
        .nested(properties)
        .nested(letters(style.size, style.bold, style.ink));
    if !style.next.is_empty() {
        element = element.value("w:next", style.next);
    }
    element.xml()
}

/// The part `styles.xml`, in the language of a document.
#[must_use]
pub fn styles(language: &str, right_to_left: bool) -> String {
    let mut out = String::from(super::package::XML);
    let _ = write!(out, "<w:styles {}>", super::package::WORD);
    let fonts = "w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"";
    let languages = languages(language, right_to_left);
    let run =
        letters(TEXT_SIZE, false, Ink::Text).with("w:rFonts", fonts).with("w:lang", &languages);
    let spacing = "w:before=\"0\" w:after=\"80\" w:line=\"252\" w:lineRule=\"auto\"";
    let text = Properties::new("w:pPr").with("w:spacing", spacing).flag("w:widowControl");
    let _ = write!(
        out,
        "<w:docDefaults><w:rPrDefault>{}</w:rPrDefault><w:pPrDefault>{}</w:pPrDefault></w:docDefaults>",
        run.xml(),
        text.xml()
    );
    let mut text = Properties::new("w:pPr");
    if right_to_left {
        text = text.flag("w:bidi");
    }
    let normal = default("paragraph", name::TEXT, "Normal").flag("w:qFormat").nested(text);
    out.push_str(&normal.xml());
    for style in &PARAGRAPHS {
        out.push_str(&paragraph(style, right_to_left));
    }
    let hidden = |element: Properties| {
        element.value("w:uiPriority", 99).flag("w:semiHidden").flag("w:unhideWhenUsed")
    };
    let letters = default("character", "DefaultParagraphFont", "Default Paragraph Font");
    out.push_str(&hidden(letters).xml());
    let link = Properties::new("w:rPr")
        .value("w:color", colour(Ink::Party(0, crate::picture::Shade::Full)))
        .value("w:u", "dotted");
    let link = Properties::new("w:style")
        .attribute("w:type", "character")
        .attribute("w:styleId", "Hyperlink")
        .value("w:name", "Hyperlink")
        .value("w:basedOn", "DefaultParagraphFont")
        .nested(link);
    out.push_str(&link.xml());
    let cells = |vertical: u32| {
        let margins = Properties::new("w:tblCellMar")
            .with("w:top", &format!("w:w=\"{vertical}\" w:type=\"dxa\""))
            .with("w:left", &format!("w:w=\"{CELL_MARGIN}\" w:type=\"dxa\""))
            .with("w:bottom", &format!("w:w=\"{vertical}\" w:type=\"dxa\""))
            .with("w:right", &format!("w:w=\"{CELL_MARGIN}\" w:type=\"dxa\""));
        Properties::new("w:tblPr").with("w:tblInd", "w:w=\"0\" w:type=\"dxa\"").nested(margins)
    };
    out.push_str(&hidden(default("table", "TableNormal", "Normal Table").nested(cells(0))).xml());
    let edge = |ink: Ink, size: u32| {
        let ink = colour(ink);
        format!("w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{ink}\"")
    };
    let rows = Properties::new("w:tblBorders")
        .with("w:top", &edge(Ink::Line, 6))
        .with("w:bottom", &edge(Ink::Line, 6))
        .with("w:insideH", &edge(Ink::Faint, 4));
    let boxes = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]
        .into_iter()
        .fold(Properties::new("w:tblBorders"), |boxes, side| {
            boxes.with(side, &edge(Ink::Faint, 8))
        });
    for (id, borders, vertical) in [(name::TABLE, rows, 30), (name::CARDS, boxes, 80)] {
        let element = Properties::new("w:style")
            .attribute("w:type", "table")
            .attribute("w:styleId", id)
            .value("w:name", id)
            .value("w:basedOn", "TableNormal")
            .nested(cells(vertical).nested(borders));
        out.push_str(&element.xml());
    }
    out.push_str("</w:styles>");
    out
}

fn default(kind: &str, id: &str, name: &str) -> Properties {
    Properties::new("w:style")
        .attribute("w:type", kind)
        .attribute("w:default", 1)
        .attribute("w:styleId", id)
        .value("w:name", name)
}

/// The attributes that say in which language a text is: Latin, East Asian and right-to-left letters
/// have one each.
#[must_use]
pub fn languages(language: &str, right_to_left: bool) -> String {
    let east = matches!(language.split('-').next(), Some("zh" | "ja" | "ko"));
    let mut attributes = format!("w:val=\"{language}\"");
    if east {
        let _ = write!(attributes, " w:eastAsia=\"{language}\"");
    }
    if right_to_left {
        let _ = write!(attributes, " w:bidi=\"{language}\"");
    }
    attributes
}

/// The deepest level of a list, counted from 0.
pub const DEEPEST: usize = 8;

/// The part `numbering.xml`: one list with marks in nine levels.
#[must_use]
pub fn numbering() -> String {
    let mut out = String::from(super::package::XML);
    let _ = write!(
        out,
        "<w:numbering {}><w:abstractNum w:abstractNumId=\"0\">\
         <w:multiLevelType w:val=\"hybridMultilevel\"/>",
        super::package::WORD
    );
    for level in 0..=DEEPEST {
        let left = 284 * (level + 1);
        let fonts = "w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"";
        let indent =
            Properties::new("w:pPr").with("w:ind", &format!("w:left=\"{left}\" w:hanging=\"284\""));
        let element = Properties::new("w:lvl")
            .attribute("w:ilvl", level)
            .value("w:start", 1)
            .value("w:numFmt", "bullet")
            .value("w:lvlText", if level % 2 == 0 { "•" } else { "–" })
            .value("w:lvlJc", "left")
            .nested(indent)
            .nested(Properties::new("w:rPr").with("w:rFonts", fonts));
        out.push_str(&element.xml());
    }
    out.push_str(
        "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
    );
    out
}

/// The part `settings.xml`: the layout of Word 2013 and later.
#[must_use]
pub fn settings(language: &str, right_to_left: bool) -> String {
    let setting = |name: &str, value: u32| {
        format!(
            "<w:compatSetting w:name=\"{name}\" w:uri=\"http://schemas.microsoft.com/office/word\" \
             w:val=\"{value}\"/>"
        )
    };
    let compatible: String = [
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    ]
    .into_iter()
    .map(|(name, value)| setting(name, value))
    .collect();
    let element = Properties::new("w:settings")
        .with("w:zoom", "w:percent=\"100\"")
        .value("w:defaultTabStop", 720)
        .value("w:characterSpacingControl", "doNotCompress")
        .holding("w:compat", &compatible)
        .with("w:themeFontLang", &languages(language, right_to_left))
        .value("w:decimalSymbol", ".")
        .value("w:listSeparator", ",");
    let xml = element.xml();
    let body = xml.strip_prefix("<w:settings").unwrap_or_default();
    format!("{}<w:settings {}{body}", super::package::XML, super::package::WORD)
}
