//! The report of every scenario at hand: markup that nothing can break, pictures as before.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

mod common;

use common::{examples, scenarios, sheet, table};
use detente_engine::survey::{Survey, survey};
use detente_engine::{Limits, PackageTable};
use detente_report::document::{Block, Document, document};
use detente_report::picture::svg;
use detente_report::{Catalogue, Page, Sheet, Style, docx, html};
use detente_scenario::Scenario;
use detente_scenario::redact::redacted;
use std::io::{Cursor, Read};

fn surveyed<'t>(table: &'t PackageTable<'t>) -> Survey {
    survey(table, &Limits::default()).unwrap()
}

/// Calls `look` with the document on every scenario and example.
fn for_all(look: impl Fn(&str, &Document)) {
    for (name, scenario) in scenarios().into_iter().chain(examples()) {
        look(&name, &of(&name, &scenario));
    }
}

fn of(name: &str, scenario: &Scenario) -> Document {
    let table = table(scenario);
    let catalogue = Catalogue::english();
    let file = format!("{name}.toml");
    let page = Page::new(&table, sheet(&catalogue, &file, Style::default()));
    document(&page, &surveyed(&table))
}

/// Walks through markup as a parser would; the names of the elements in their order.
fn elements(name: &str, markup: &str) -> Vec<String> {
    const EMPTY: [&str; 4] = ["meta", "input", "!DOCTYPE", "?xml"];
    let mut open: Vec<String> = Vec::new();
    let mut seen = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let raw = open.last().is_some_and(|last| last == "style" || last == "script");
        if raw && !rest.starts_with('/') {
            continue;
        }
        let end = rest.find('>').unwrap_or_else(|| panic!("{name}: a tag without an end"));
        let tag = &rest[..end];
        assert!(!tag.contains('<'), "{name}: <{tag}>");
        let word: String = tag
            .chars()
            .take_while(|c| !c.is_whitespace() && *c != '/' || *c == '/' && tag.starts_with('/'))
            .collect();
        if let Some(closed) = word.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed), "{name}: </{closed}>");
        } else {
            seen.push(word.clone());
            assert_eq!(tag.matches('"').count() % 2, 0, "{name}: <{tag}>");
            if !EMPTY.contains(&word.as_str()) && !tag.ends_with('/') {
                open.push(word);
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{name}: {open:?} is not closed");
    seen
}

#[test]
fn markup_is_closed_and_holds_nothing_but_what_is_meant() {
    const MEANT: [&str; 54] = [
        "!DOCTYPE",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "p",
        "h1",
        "h2",
        "h3",
        "nav",
        "ol",
        "ul",
        "li",
        "main",
        "section",
        "div",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "svg",
        "desc",
        "g",
        "rect",
        "circle",
        "line",
        "polyline",
        "polygon",
        "path",
        "text",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
        "button",
        "label",
        "input",
        "output",
        "footer",
        "script",
        "bdi",
        "h4",
        "em",
        "strong",
    ];
    for_all(|name, document| {
        let markup = html::page(document);
        let elements = elements(name, &markup);
        for element in &elements {
            assert!(MEANT.contains(&element.as_str()), "{name}: <{element}>");
        }
        let count = |of: &str| elements.iter().filter(|element| *element == of).count();
        assert_eq!((count("script"), count("style"), count("h1")), (1, 1, 1), "{name}");
        let style = markup.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next());
        assert!(
            style.is_some_and(|style| !style.contains("url") && !style.contains("@import")),
            "{name}"
        );
        for tag in tags(&markup) {
            for (attribute, value) in attributes(tag) {
                let asks = match attribute {
                    "href" => !value.starts_with('#'),
                    "src" | "srcset" | "data" | "action" | "poster" | "formaction" => true,
                    "style" => value.contains("url"),
                    _ => attribute.starts_with("on"),
                };
                assert!(!asks, "{name}: {attribute}={value}");
            }
        }
    });
}

/// What stands between `<` and `>` outside of the style sheet and the script.
fn tags(markup: &str) -> impl Iterator<Item = &str> {
    let outside = markup.split("<style>").flat_map(|part| part.split("<script>").take(1));
    let outside = outside.map(|part| part.rsplit("</style>").next().unwrap_or_default());
    outside.flat_map(|part| part.split('<').skip(1)).filter_map(|piece| piece.split('>').next())
}

/// The attributes of a tag, whose values stand between double quotation marks.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = tag.split('"').collect();
    let pairs = parts.chunks_exact(2).filter_map(|pair| match pair {
        [name, value] => Some((name.trim().trim_end_matches('=').rsplit(' ').next()?, *value)),
        _ => None,
    });
    pairs.collect()
}

#[test]
fn no_character_steers_and_no_number_is_missing() {
    for_all(|name, document| {
        let markup = html::page(document);
        let steers = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!markup.contains(steers), "{name}");
        assert!(!markup.contains("NaN") && !markup.contains("inf\""), "{name}");
        // A message that is missing stands in braces.
        let words =
            markup.split(['<', '>']).filter(|piece| piece.starts_with('{') && piece.ends_with('}'));
        assert_eq!(words.count(), 0, "{name}");
    });
}

#[test]
fn pictures_stay_within_their_frame_and_have_names_of_their_own() {
    for_all(|name, document| {
        let mut names: Vec<&str> = document.figures().map(|figure| figure.picture.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{name}");
        for figure in document.figures() {
            assert!(figure.table.is_some(), "{name} {}", figure.picture.name);
            assert!(!figure.picture.title.is_empty(), "{name} {}", figure.picture.name);
            elements(name, &svg::file(&figure.picture));
        }
    });
}

#[test]
fn the_same_twice_is_the_same_bytes() {
    for (name, scenario) in scenarios() {
        assert_eq!(html::page(&of(&name, &scenario)), html::page(&of(&name, &scenario)), "{name}");
    }
}

#[test]
fn no_part_of_a_document_leaks_a_name() {
    let (_, open) = examples().into_iter().find(|(name, _)| name == "hanoi-2019").unwrap();
    let parts = |scenario: &Scenario| {
        let table = table(scenario);
        let catalogue = Catalogue::english();
        let shown = sheet(&catalogue, "", Style::document());
        let page = Page::new(&table, Sheet { file: None, redacted: true, ..shown });
        let bytes = docx::docx(&document(&page, &surveyed(&table)));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        for at in 0..archive.len() {
            let mut bytes = Vec::new();
            archive.by_index(at).unwrap().read_to_end(&mut bytes).unwrap();
            // Words in metafiles are UTF-16; without the zero bytes they read as they are.
            bytes.retain(|byte| *byte != 0);
            text.push_str(&String::from_utf8_lossy(&bytes));
        }
        text
    };
    let names = ["Trump", "trump", "Yongbyon", "yongbyon", "Japan", "hanoi", "Singapore", "troops"];
    let (open, closed) = (parts(&open), parts(&redacted(&open)));
    for name in names {
        assert!(open.contains(name), "{name}: the test would see a leak");
        assert!(!closed.contains(name), "{name} is left");
    }
    assert!(closed.contains("Exercise"), "the marking stays");
}

#[test]
fn two_pages_answer_what_the_first_example_fears() {
    let (name, scenario) = examples().into_iter().find(|(name, _)| name == "hanoi-2019").unwrap();
    let document = of(&name, &scenario);
    let text = |blocks: &[Block]| format!("{blocks:?}").replace('\u{a0}', " ");
    let [first, second] = [text(&document.envoy[0]), text(&document.envoy[1])];
    for count in ["28,274", "15,322", "8,356", "8,078", "26,206", "1,228"] {
        assert!(first.contains(count), "{count}");
    }
    for claim in &scenario.claims {
        assert!(second.contains(&claim.says), "{}", claim.id);
    }
    for package in &scenario.packages {
        assert!(second.contains(&format!("\"{}\"", package.id)), "{}", package.id);
    }
}
