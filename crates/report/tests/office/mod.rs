//! Documents made by hand, and what is read back from an office file.

#![allow(dead_code)]

use detente_report::document::block::{
    Answer, Block, Cell, Column, Fact, Figure, Row, Table, Tone,
};
use detente_report::document::{Document, Section, Words};
use detente_report::picture::{Anchor, Canvas, Dash, Ink, Letters, Paint, Picture, Shade, at};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// What a document is made of.
pub struct Sample {
    pub right_to_left: bool,
    /// Whether tables, lists and pictures hold nothing.
    pub empty: bool,
    /// Stands at the end of every text.
    pub evil: &'static str,
    /// Stands where a long word may stand.
    pub long: usize,
}

/// Texts as they are.
pub const HARMLESS: Sample = Sample { right_to_left: false, empty: false, evil: "", long: 1 };

/// Texts that try to be something else.
pub const HOSTILE: Sample = Sample {
    right_to_left: false,
    empty: false,
    evil: " </w:t><w:evil/>]]><!--&amp;<?x ?> =cmd|'/c calc'!A1 \u{0}\u{b}\u{1b}[31m\u{7f}\u{ffff}\u{feff}\u{2028} \
           \u{2069}\u{2068}שָׁלוֹם\u{2067}مرحبا\u{2066} \u{1f642}\u{10ffff} \"' %n \n\tz\u{301}\u{301}",
    long: 10_000,
};

/// A document with every kind of block.
pub fn sample(sample: &Sample) -> Document {
    let s = |text: &str| format!("{text}{}", sample.evil);
    let w = "W".repeat(sample.long);
    let envoy = [page_one(&s), page_two(&s, sample)];
    let mut annex = vec![
        Section {
            id: "sign",
            title: s("Could they sign?"),
            blocks: vec![
                Block::Lead(s("Both leaders gain in 212 packages.")),
                Block::Paragraph(s(&format!("It rests on trump\u{a0}2, see C7 and {w}."))),
                Block::List(vec![
                    (0, s("First, as C7 says")),
                    (1, s("below it")),
                    (20, s("far below it")),
                    (0, s("last")),
                ]),
                Block::Table(lines_table(&s)),
                Block::Table(long_table(&s, &w)),
            ],
        },
        Section {
            id: "wide",
            title: s("What does everybody get?"),
            blocks: vec![
                Block::Heading(s("Twelve columns")),
                Block::Table(twelve(&s)),
                Block::Note(s("What follows a wide table stays with it.")),
                Block::Heading(s("Forty columns")),
                Block::Table(forty(&s)),
                Block::Heading(s("A picture")),
                figure(&s, 620.0, Some(lines_table(&|text| text.to_owned()))),
                Block::Paragraph(s("Text after a picture.")),
                figure(&s, 1400.0, None),
            ],
        },
        Section { id: "end", title: s("What is left?"), blocks: vec![Block::Note(s("Nothing."))] },
    ];
    if sample.empty {
        annex.push(Section {
            id: "empty",
            title: String::new(),
            blocks: vec![
                Block::Table(Table::default()),
                Block::Table(Table::new("", vec![Column::words("")])),
                Block::Table(Table::new("", vec![Column::words("only heads")])),
                Block::List(Vec::new()),
                Block::Facts(vec![Fact::default()]),
                Block::Answer(Answer::default()),
                Block::Heading(String::new()),
            ],
        });
        let mut broken = picture("p", "t", "", f64::NAN);
        broken.height = f64::INFINITY;
        let figure = Figure { picture: broken, caption: String::new(), table: None };
        annex[3].blocks.push(Block::Figure(Box::new(figure)));
        annex[3].blocks.push(Block::Table(lines_table(&|_| String::new())));
    }
    Document {
        language: if sample.right_to_left { "he" } else { "en" }.to_owned(),
        right_to_left: sample.right_to_left,
        title: s("Second summit"),
        marking: Some(s("NOT AN OFFICIAL DOCUMENT")),
        standing: vec![s("as of 25 Jan 2019 · 6 parties · 14 terms · 10 claims"), s("3 lines off")],
        envoy,
        annex,
        origin: s("25 Jan 2019 · summit.toml 3f9a41c2 · detente 0.1.0"),
        words: Words {
            contents: s("Contents"),
            envoy: s("For the envoy"),
            annex: s("Annex"),
            envoy_more: s("envoy more"),
            page: s("Page"),
            ..Words::default()
        },
        links: [
            ("trump 21", "line-trump-2"),
            ("trump 2", "line-trump-2"),
            ("C7", "claim-7"),
            ("E26", "nowhere"),
        ]
        .map(|(label, anchor)| (label.to_owned(), anchor.to_owned()))
        .to_vec(),
    }
}

fn page_one(s: &dyn Fn(&str) -> String) -> Vec<Block> {
    let fact = |label: &str, text: &str| Fact { label: s(label), texts: vec![s(text)] };
    let answer = |question: &str, sentence: &str, more| {
        Block::Answer(Answer {
            question: s(question),
            sentence: s(sentence),
            support: vec![
                fact(
                    "smallest genuine",
                    "6 changes: exercises ended · liaison offices · survives any weights: no",
                ),
                fact("rests on", "trump 2, which is later than the date; C7 needs it alone"),
            ],
            more,
        })
    };
    vec![
        Block::Lead(s("Both leaders would sign, and neither would change anything.")),
        answer(
            "Could they sign?",
            "Both leaders gain in 212 packages (36 under any weights); the US as a state in 12 of them.",
            Some("sign"),
        ),
        answer(
            "Who is hurt?",
            "Japan loses in 81 % of what the leaders would sign, and \u{2068}בנימין נתניהו\u{2069} in 12.",
            Some("wide"),
        ),
        answer(
            "Would anyone move?",
            "The status quo is not stable: Trump ends exercises, Kim then stops tests.",
            None,
        ),
        Block::Facts(vec![
            fact("Not modelled", "domestic US politics, Russia, human rights, elections"),
            Fact { label: s("Two"), texts: vec![s("one text"), s("and another one")] },
            Fact { label: String::new(), texts: vec![s("a text without a label")] },
        ]),
    ]
}

fn page_two(s: &dyn Fn(&str) -> String, sample: &Sample) -> Vec<Block> {
    let mut table = lines_table(s);
    for row in &mut table.rows {
        row.anchor = None;
    }
    if sample.empty {
        return vec![Block::Table(table)];
    }
    vec![Block::Heading(s("Three deals")), figure(s, 560.0, None), Block::Table(table)]
}

fn lines_table(s: &dyn Fn(&str) -> String) -> Table {
    let mut table = Table::new(
        s("Lines of both"),
        vec![
            Column::words(s("Line")),
            Column::words(s("says")),
            Column::numbers(s("share")),
            Column::words(s("so")),
        ],
    );
    for n in 1..=6 {
        let tone = [Tone::Plain, Tone::Good, Tone::Bad, Tone::Alert][n % 4];
        table.rows.push(Row {
            anchor: Some(if n == 2 { "line-trump-2".to_owned() } else { format!("line-{n}") }),
            quiet: n == 5,
            ruled: n == 4,
            cells: vec![
                Cell { strip: (n == 3).then(strip), ..Cell::of(s(&format!("trump {n}"))) },
                Cell {
                    texts: vec![s("complete dismantlement before any relief"), s("E26, trump 2")],
                    ..Cell::default()
                },
                Cell::of(s(&format!("{} %", n * 13))),
                Cell::toned(s("− worse"), tone),
            ],
            ..Row::default()
        });
    }
    table
}

/// More rows than a page takes, one of them higher than a page.
fn long_table(s: &dyn Fn(&str) -> String, w: &str) -> Table {
    let mut table =
        Table::new(s("Claims"), vec![Column::words(s("Claim")), Column::words(s("text"))]);
    for n in 1..=40 {
        let long =
            if n == 20 { "A very long text that goes on. ".repeat(150) } else { w.to_owned() };
        let text = if n % 10 == 0 {
            long
        } else {
            s(
                "A claim, in some words that take more than one line of a page when all of them are said.",
            )
        };
        table.rows.push(Row {
            anchor: Some(format!("claim-{n}")),
            ..Row::of([s(&format!("C{n}")), text])
        });
    }
    // Fewer and more cells than there are columns.
    table.rows.push(Row::of([s("short")]));
    table
}

fn twelve(s: &dyn Fn(&str) -> String) -> Table {
    let columns = (1..=12).map(|n| Column::words(s(&format!("Government {n}"))));
    let mut table = Table::new(s("twelve"), columns.collect());
    for n in 1..=30 {
        table.rows.push(Row::of((1..=12).map(|m| s(&format!("{n} of {m} agreements")))));
    }
    table
}

fn forty(s: &dyn Fn(&str) -> String) -> Table {
    let columns = (1..=40).map(|n| Column::numbers(s(&format!("Possibility {n}"))));
    let mut table = Table::new(s("forty"), columns.collect());
    for n in 1..=3 {
        table.rows.push(Row::of((1..=40).map(|m| s(&format!("{}", n * m)))));
    }
    table
}

fn figure(s: &dyn Fn(&str) -> String, width: f64, table: Option<Table>) -> Block {
    let picture = picture(
        "plane",
        &s("Both gain in the upper right part"),
        &s("Each point is a package."),
        width,
    );
    Block::Figure(Box::new(Figure {
        picture,
        caption: s("How to read it: further right is better for Kim."),
        table,
    }))
}

fn strip() -> Picture {
    let mut canvas = Canvas::new();
    for n in 0..14 {
        let ink = Ink::Party(n, if n % 2 == 0 { Shade::Full } else { Shade::Wash });
        canvas.rect(at(f64::from(n) * 9.0, 0.0), 8.0, 12.0, Paint::fill(ink));
    }
    Picture {
        name: "strip",
        width: 126.0,
        height: 12.0,
        title: "A package".into(),
        description: String::new(),
        shapes: canvas.shapes(),
    }
}

/// A picture with every kind of shape.
pub fn picture(name: &'static str, title: &str, description: &str, width: f64) -> Picture {
    let mut canvas = Canvas::new();
    let line = Paint::line(Ink::Line, 1.0);
    canvas.rect(at(0.5, 0.5), width - 1.0, 259.0, line);
    canvas.rounded(
        at(20.0, 20.0),
        160.0,
        60.0,
        8.0,
        Paint::fill(Ink::GoodWash).edge(Ink::Good, 2.0),
    );
    canvas.text(at(100.0, 55.0), Anchor::Middle, Letters::BOLD, title);
    for (place, dash) in Dash::ALL.into_iter().enumerate() {
        let y = 100.0 + 15.0 * place as f64;
        canvas.line(
            at(20.0, y),
            at(180.0, y),
            Paint::line(Ink::Party(place as u8, Shade::Full), 2.0).dash(dash),
        );
    }
    for hue in 0..8 {
        let x = 220.0 + 30.0 * f64::from(hue);
        canvas.circle(
            at(x, 40.0),
            10.0,
            Paint::fill(Ink::Party(hue, Shade::Full)).edge(Ink::Paper, 1.0),
        );
        canvas.polygon(
            vec![at(x, 60.0), at(x + 10.0, 80.0), at(x - 10.0, 80.0)],
            Paint::fill(Ink::Party(hue, Shade::Wash)).edge(Ink::Text, 1.0),
        );
    }
    canvas.path(
        vec![at(220.0, 100.0), at(300.0, 140.0), at(380.0, 100.0)],
        Paint::line(Ink::Bad, 1.5).filled(Ink::BadWash),
    );
    canvas.curve(
        vec![at(220.0, 200.0), at(260.0, 100.0), at(340.0, 260.0), at(400.0, 180.0)],
        Paint::line(Ink::Alert, 2.0).filled(Ink::AlertWash),
    );
    canvas.group("tip", "key", |canvas| {
        canvas.text(at(20.0, 190.0), Anchor::Left, Letters::PLAIN, "left: Détente – “été” 漢字 🙂");
        canvas.text(
            at(width - 20.0, 190.0),
            Anchor::Right,
            Letters::QUIET,
            "right: \u{2068}שלום 12\u{2069} (3)",
        );
        canvas.text(at(width / 2.0, 230.0), Anchor::Middle, Letters::PLAIN.size(20.0), description);
        canvas.line(at(width / 2.0, 200.0), at(width / 2.0, 250.0), Paint::line(Ink::Faint, 1.0));
    });
    Picture {
        name,
        width,
        height: 260.0,
        title: title.to_owned(),
        description: description.to_owned(),
        shapes: canvas.shapes(),
    }
}

/// The parts of a zip.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let name = file.name().unwrap().into_owned();
        assert!(!parts.contains_key(&name), "{name} stands twice");
        parts.insert(name, content);
    }
    parts
}

/// An element of a part.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Element>,
    /// The text directly in it.
    pub text: String,
}

impl Element {
    /// The one element that a part consists of.
    pub fn read(xml: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().enable_all_checks(true);
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().map_err(|error| error.to_string())?;
            match event {
                Event::Start(tag) => open.push(Self::tag(&tag)?),
                Event::Empty(tag) => {
                    let element = Self::tag(&tag)?;
                    open.last_mut().unwrap().children.push(element);
                }
                Event::End(_) => {
                    let element = open.pop().ok_or("an end too many")?;
                    open.last_mut().ok_or("an end too many")?.children.push(element);
                }
                Event::Text(text) => {
                    check(&text)?;
                    open.last_mut().unwrap().text.push_str(&text);
                }
                Event::GeneralRef(name) => {
                    let c = match &*name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "#39" => '\'',
                        other => return Err(format!("&{other};")),
                    };
                    open.last_mut().unwrap().text.push(c);
                }
                Event::Decl(_) => {}
                Event::Eof => break,
                other => return Err(format!("{other:?}")),
            }
        }
        let mut top = open.pop().ok_or("nothing")?;
        if !open.is_empty() || top.children.len() != 1 || !top.text.trim().is_empty() {
            return Err("not one element".to_owned());
        }
        Ok(top.children.remove(0))
    }

    fn tag(tag: &BytesStart<'_>) -> Result<Self, String> {
        let name = str::to_owned;
        let mut element = Self { name: name(tag.name().as_ref()), ..Self::default() };
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Explicit1_0)
                .map_err(|error| error.to_string())?;
            check(&value)?;
            element.attributes.insert(name(attribute.key.as_ref()), value.into_owned());
        }
        Ok(element)
    }

    pub fn attribute(&self, name: &str) -> String {
        self.attributes.get(name).unwrap_or_else(|| panic!("{} has no {name}", self.name)).clone()
    }

    pub fn children<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub fn visit(&self, see: &mut impl FnMut(&Self)) {
        see(self);
        for child in &self.children {
            child.visit(see);
        }
    }
}

/// Whether every character may stand in XML 1.0.
fn check(text: &str) -> Result<(), String> {
    let bad = |c: &char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().find(bad).map_or(Ok(()), |c| Err(format!("{c:?}")))
}

/// The names of all elements.
pub fn elements(tree: &Element) -> Vec<String> {
    let mut names = Vec::new();
    tree.visit(&mut |element| names.push(element.name.clone()));
    names
}

/// All text in an element.
pub fn text(element: &Element) -> String {
    let mut all = String::new();
    element.visit(&mut |element| all.push_str(&element.text));
    all
}
