//! Documents for word processors: whole, well-formed, in the order that Word insists on, and the same
//! whatever the texts try to be.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

mod office;

use detente_report::document::Document;
use detente_report::docx::docx;
use detente_report::docx::order::ORDERS;
use office::{Element, HARMLESS, HOSTILE, Sample, elements, parts, sample, text};
use std::collections::{BTreeMap, BTreeSet};

const WORDS: &str = "word/document.xml";

fn trees(document: &Document) -> BTreeMap<String, Element> {
    let parts = parts(&docx(document));
    let xml = parts.into_iter().filter(|(name, _)| !name.ends_with(".emf"));
    xml.map(|(name, bytes)| {
        let tree = Element::read(&String::from_utf8(bytes).unwrap());
        (name.clone(), tree.unwrap_or_else(|error| panic!("{name}: {error}")))
    })
    .collect()
}

fn samples() -> Vec<(&'static str, Document)> {
    vec![
        ("harmless", sample(&HARMLESS)),
        ("hostile", sample(&HOSTILE)),
        ("right to left", sample(&Sample { right_to_left: true, ..HARMLESS })),
        ("empty", sample(&Sample { empty: true, ..HARMLESS })),
    ]
}

#[test]
fn every_part_is_well_formed_and_typed() {
    for (name, document) in samples() {
        let trees = trees(&document);
        let types = &trees["[Content_Types].xml"];
        let overrides: BTreeSet<String> =
            types.children("Override").map(|part| part.attribute("PartName")).collect();
        let endings: BTreeSet<String> =
            types.children("Default").map(|part| part.attribute("Extension")).collect();
        for part in parts(&docx(&document)).keys() {
            let ending = part.rsplit('.').next().unwrap();
            let typed = overrides.contains(&format!("/{part}")) || endings.contains(ending);
            assert!(typed, "{name}: {part} has no type");
        }
        for part in &overrides {
            assert!(trees.contains_key(part.trim_start_matches('/')), "{name}: no {part}");
        }
    }
}

#[test]
fn whatever_is_referred_to_exists() {
    for (name, document) in samples() {
        let (trees, parts) = (trees(&document), parts(&docx(&document)));
        for (folder, part) in [("", "_rels/.rels"), ("word/", "word/_rels/document.xml.rels")] {
            let mut ids = BTreeSet::new();
            for relationship in trees[part].children("Relationship") {
                let target = format!("{folder}{}", relationship.attribute("Target"));
                assert!(parts.contains_key(&target), "{name}: no {target}");
                assert!(ids.insert(relationship.attribute("Id")), "{name}: an id stands twice");
            }
        }
        let ids: BTreeSet<String> = trees["word/_rels/document.xml.rels"]
            .children("Relationship")
            .map(|relationship| relationship.attribute("Id"))
            .collect();
        let (mut bookmarks, mut numbers, mut drawings) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (mut links, mut ends) = (BTreeSet::new(), BTreeSet::new());
        trees[WORDS].visit(&mut |element| {
            for attribute in ["r:id", "r:embed"] {
                if let Some(id) = element.attributes.get(attribute) {
                    assert!(ids.contains(id), "{name}: nothing is {id}");
                }
            }
            match element.name.as_str() {
                "w:bookmarkStart" => {
                    let bookmark = element.attribute("w:name");
                    assert!(bookmark.len() <= 40, "{name}: {bookmark}");
                    assert!(bookmarks.insert(bookmark), "{name}: a bookmark stands twice");
                    assert!(
                        numbers.insert(element.attribute("w:id")),
                        "{name}: an id stands twice"
                    );
                }
                "w:bookmarkEnd" => {
                    ends.insert(element.attribute("w:id"));
                }
                "w:hyperlink" => {
                    links.insert(element.attribute("w:anchor"));
                }
                "wp:docPr" => {
                    assert!(drawings.insert(element.attribute("id")), "{name}: an id stands twice");
                    assert!(!element.attribute("descr").is_empty(), "{name}: nothing is said");
                }
                _ => {}
            }
        });
        assert_eq!(numbers, ends, "{name}");
        assert!(links.is_subset(&bookmarks), "{name}: {links:?} and {bookmarks:?}");
        assert!(!links.is_empty(), "{name}: no link");
    }
}

#[test]
fn styles_that_are_used_exist() {
    for (name, document) in samples() {
        let trees = trees(&document);
        let styles: BTreeSet<String> = trees["word/styles.xml"]
            .children("w:style")
            .map(|s| s.attribute("w:styleId"))
            .collect();
        for part in [WORDS, "word/header.xml", "word/footer.xml", "word/styles.xml"] {
            trees[part].visit(&mut |element| {
                let names = ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"];
                if names.contains(&element.name.as_str()) {
                    let style = element.attribute("w:val");
                    assert!(styles.contains(&style), "{name}: {part}: no style {style}");
                }
            });
        }
    }
}

#[test]
fn children_stand_in_the_order_of_the_schema() {
    for (name, document) in samples() {
        for (part, tree) in trees(&document) {
            tree.visit(&mut |element| {
                let names: Vec<&str> = element.children.iter().map(|c| c.name.as_str()).collect();
                if let Some((_, order)) = ORDERS.iter().find(|(of, _)| *of == element.name) {
                    let places: Vec<usize> = names
                        .iter()
                        .map(|child| {
                            let place = order.iter().position(|known| known == child);
                            place.unwrap_or_else(|| panic!("{name}: {child} in {}", element.name))
                        })
                        .collect();
                    let twice = element.name != "w:sectPr" && element.name != "w:style";
                    let sorted = places
                        .windows(2)
                        .all(|pair| pair[0] < pair[1] || (!twice && pair[0] == pair[1]));
                    assert!(sorted, "{name}: {part}: {} has {names:?}", element.name);
                }
                match element.name.as_str() {
                    "w:tc" => {
                        assert_eq!(names[0], "w:tcPr", "{name}");
                        assert_eq!(
                            names.last(),
                            Some(&"w:p"),
                            "{name}: a cell ends with {names:?}"
                        );
                    }
                    "w:tbl" => {
                        assert_eq!(names[..2], ["w:tblPr", "w:tblGrid"], "{name}");
                        assert!(names.len() > 2, "{name}: a table without rows");
                        let columns = element.children[1].children.len();
                        assert!((1..=63).contains(&columns), "{name}: {columns} columns");
                        for row in element.children("w:tr") {
                            assert_eq!(row.children("w:tc").count(), columns, "{name}");
                        }
                    }
                    "w:p" | "w:r" => {
                        let inner = if element.name == "w:p" { "w:pPr" } else { "w:rPr" };
                        assert!(names.iter().skip(1).all(|child| *child != inner), "{name}");
                    }
                    "wp:inline" => assert_eq!(
                        names,
                        [
                            "wp:extent",
                            "wp:effectExtent",
                            "wp:docPr",
                            "wp:cNvGraphicFramePr",
                            "a:graphic"
                        ]
                    ),
                    "pic:blipFill" => assert_eq!(names, ["a:blip", "a:stretch"]),
                    "w:body" => {
                        assert_eq!(names.last(), Some(&"w:sectPr"), "{name}");
                        let two = names.windows(2).any(|pair| pair == ["w:tbl", "w:tbl"]);
                        assert!(!two, "{name}: two tables would become one");
                        let before_end = names[names.len() - 2];
                        assert_eq!(before_end, "w:p", "{name}: nothing may end with a table");
                    }
                    _ => {}
                }
            });
        }
    }
}

#[test]
fn texts_are_never_markup() {
    // The same text with other signs of about the same width in place of those that make markup, so
    // that columns and pages fall alike.
    let tame = HOSTILE.evil.chars().map(|c| match c {
        '<' | '>' => '+',
        '&' => 'A',
        '"' => '*',
        '\'' => 'i',
        other => other,
    });
    let tame = Sample { evil: tame.collect::<String>().leak(), ..HOSTILE };
    let names = |sample_of: &Sample| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (part, tree) in trees(&sample(sample_of)) {
            for name in elements(&tree) {
                *counts.entry(format!("{part} {name}")).or_default() += 1;
            }
        }
        counts
    };
    assert_eq!(names(&HOSTILE), names(&tame));
    let known = |counts: &BTreeMap<String, usize>| counts.keys().cloned().collect::<BTreeSet<_>>();
    let new = &known(&names(&HOSTILE)) - &known(&names(&HARMLESS));
    let of_runs = ["w:br", "w:rPr", "w:rtl", "w:lang"];
    assert!(new.iter().all(|name| of_runs.iter().any(|run| name.ends_with(run))), "{new:?}");
    let all = text(&trees(&sample(&HOSTILE))[WORDS]);
    assert!(all.contains("</w:t><w:evil/>]]>") && all.contains("=cmd|"), "the text is all there");
    assert!(!all.contains(['\u{2068}', '\u{2069}', '\u{0}', '\u{1b}']), "signs that have no place");
    assert!(all.contains(&"W".repeat(10_000)), "long words are whole");
}

#[test]
fn the_same_document_is_the_same_bytes() {
    for (name, document) in samples() {
        let bytes = docx(&document);
        assert!(bytes == docx(&document), "{name}");
        // No entry tells when it was written: 1 January 1980 is the first day that a zip knows.
        let dates = bytes.windows(8).filter(|at| at.starts_with(b"PK\x03\x04"));
        assert!(dates.count() > 8);
        let at = bytes.windows(4).position(|at| at == b"PK\x03\x04").unwrap();
        assert_eq!(bytes[at + 10..at + 14], [0, 0, 0x21, 0], "{name}");
    }
}

#[test]
fn names_from_right_to_left_stand_in_runs_of_their_own() {
    let trees = trees(&sample(&HARMLESS));
    let mut found = Vec::new();
    trees[WORDS].visit(&mut |element| {
        let rtl = element.children("w:rPr").any(|run| run.children("w:rtl").count() > 0);
        if element.name == "w:r" && rtl {
            found.push(text(element));
        }
    });
    assert!(found.iter().any(|name| name == "בנימין נתניהו"), "{found:?}");
    let rtl = Sample { right_to_left: true, ..HARMLESS };
    let trees = self::trees(&sample(&rtl));
    let styles = trees["word/styles.xml"].children("w:style");
    let normal = styles.filter(|style| style.attribute("w:styleId") == "Normal");
    let bidi = normal.flat_map(|style| style.children("w:pPr")).flat_map(|p| p.children("w:bidi"));
    assert_eq!(bidi.count(), 1);
    trees[WORDS].visit(&mut |element| {
        if element.name == "w:tblPr" {
            assert_eq!(element.children("w:bidiVisual").count(), 1);
        }
    });
}

#[test]
fn pages_begin_where_they_should_and_say_where_they_belong() {
    let document = sample(&HARMLESS);
    let trees = trees(&document);
    let body = &trees[WORDS].children[0];
    let breaks = |name: &str| {
        let is = |p: &Element| p.children("w:pPr").any(|p| p.children(name).count() > 0);
        body.children.iter().position(is).unwrap()
    };
    let (page, section) = (breaks("w:pageBreakBefore"), breaks("w:sectPr"));
    let heading = body.children.iter().position(|p| text(p) == "Could they sign?").unwrap();
    assert!(heading < page && page < section, "{heading} {page} {section}");
    let heads = |style: &str| {
        let mut found = 0;
        trees[WORDS].visit(&mut |element| {
            found += usize::from(element.name == "w:pStyle" && element.attribute("w:val") == style);
        });
        found
    };
    assert_eq!(heads("Heading1"), document.annex.len());
    assert_eq!(heads("Title"), 1);
    let header = text(&trees["word/header.xml"]);
    assert!(header.contains(document.marking.as_deref().unwrap()), "{header}");
    assert!(header.contains("Second summit"), "{header}");
    let footer = text(&trees["word/footer.xml"]);
    assert!(footer.starts_with("Page\u{a0}1/1 · 25 Jan 2019"), "{footer}");
    let core = text(&trees["docProps/core.xml"]);
    assert!(core.starts_with("Second summiten"), "{core}");
    assert!(elements(&trees["docProps/core.xml"]).iter().all(|name| !name.contains("creator")));
}

#[test]
fn heads_of_tables_repeat_and_rows_stay_whole() {
    let trees = trees(&sample(&HARMLESS));
    let (mut heads, mut whole, mut rows) = (0, 0, 0);
    trees[WORDS].visit(&mut |element| {
        if element.name == "w:tr" {
            rows += 1;
            let with =
                |name: &str| element.children("w:trPr").any(|p| p.children(name).count() > 0);
            heads += usize::from(with("w:tblHeader"));
            whole += usize::from(with("w:cantSplit"));
        }
    });
    assert!(heads >= 5 && whole > 40 && whole < rows, "{heads} heads, {whole} of {rows} whole");
}

/// A file to look at, and for `.ci/office` to convert.
#[test]
fn files_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, document) in samples() {
        let path = folder.join(format!("{}.docx", name.replace(' ', "_")));
        std::fs::write(path, docx(&document)).unwrap();
    }
}
