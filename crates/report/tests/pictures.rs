//! Pictures: golden drawings, and nothing that spoils a page.

mod common;

use common::{examples, golden, here, scenario, scenarios, sheet, table};
use detente_engine::Limits;
use detente_engine::survey::survey;
use detente_report::document::{Figure, Table, document, ledger};
use detente_report::picture::{Picture, Point, Shape, measure, svg};
use detente_report::{Catalogue, Page, Style};
use detente_scenario::Scenario;

/// Every picture, and the ledger.
fn pictures(name: &str, scenario: &Scenario) -> (Vec<Figure>, Option<Table>) {
    let table = table(scenario);
    let catalogue = Catalogue::english();
    let file = format!("{name}.toml");
    let page = Page::new(&table, sheet(&catalogue, &file, Style::default()));
    let survey = survey(&table, &Limits::default()).expect("within limits");
    let document = document(&page, &survey);
    (document.figures().cloned().collect(), ledger::table(&page))
}

/// A table as lines, for reading.
fn lines(table: &Table) -> String {
    let mut out = format!("{}\n", table.title);
    let heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
    out.push_str(&format!("{}\n", heads.join(" | ")));
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.texts.join(" / ")).collect();
        let anchor = row.anchor.as_deref().unwrap_or_default();
        let quiet = if row.quiet { " quiet" } else { "" };
        out.push_str(&format!("{} [{anchor} {}{quiet}]\n", cells.join(" | "), row.tags.join(" ")));
    }
    out
}

#[test]
fn pictures_are_as_before() {
    let pause = scenario(&here().join("tests/scenarios/pause.toml"));
    let hanoi = scenario(&here().join("../../examples/hanoi-2019.toml"));
    for (name, scenario) in [("pause", pause), ("hanoi-2019", hanoi)] {
        let (figures, ledger) = pictures(name, &scenario);
        assert!(figures.len() >= 6);
        let mut tables = String::new();
        // Pictures of moves and of roadmaps have golden files and tests of their own.
        let elsewhere = |figure: &&Figure| {
            let name = figure.picture.name;
            ["moves", "stands"].contains(&name) || name.starts_with("roadmap")
        };
        for figure in figures.iter().filter(|figure| !elsewhere(figure)) {
            golden(&format!("{name}-{}.svg", figure.picture.name), &svg::file(&figure.picture));
            let table = figure.table.as_ref().unwrap();
            tables.push_str(&format!(
                "=== {}\n{}\n{}\n",
                figure.picture.title,
                figure.caption,
                lines(table)
            ));
        }
        tables.push_str(&lines(&ledger.unwrap()));
        golden(&format!("{name}-pictures.txt"), &tables);
    }
}

/// Every shape of a picture, whatever group it is in.
fn each(shapes: &[Shape], f: &mut dyn FnMut(&Shape)) {
    for shape in shapes {
        f(shape);
        if let Shape::Group { shapes, .. } = shape {
            each(shapes, f);
        }
    }
}

fn check_inside(name: &str, picture: &Picture) {
    let inside = |point: &Point| {
        assert!(
            (-1.0..=picture.width + 1.0).contains(&point.x)
                && (-1.0..=picture.height + 1.0).contains(&point.y),
            "{name}: {} has {point:?} outside {} × {}",
            picture.name,
            picture.width,
            picture.height
        );
    };
    each(&picture.shapes, &mut |shape| match shape {
        Shape::Rect { x, y, width, height, .. } => {
            assert!(*width >= 0.0 && *height >= 0.0, "{name}: {shape:?}");
            inside(&Point { x: *x, y: *y });
            inside(&Point { x: x + width, y: y + height });
        }
        Shape::Circle { centre, .. } => inside(centre),
        Shape::Path { points, .. } | Shape::Curve { points, .. } => points.iter().for_each(inside),
        Shape::Text { at, anchor, size, bold, text, .. } => {
            let width = measure::width(text, *size, *bold);
            let left = match anchor {
                detente_report::picture::Anchor::Left => at.x,
                detente_report::picture::Anchor::Middle => at.x - width / 2.0,
                detente_report::picture::Anchor::Right => at.x - width,
            };
            inside(&Point { x: left, y: at.y });
            inside(&Point { x: left + width, y: at.y });
        }
        Shape::Group { .. } => {}
    });
}

#[test]
fn everything_lies_inside_its_picture() {
    for (name, scenario) in scenarios().into_iter().chain(examples()) {
        let (figures, ledger) = pictures(&name, &scenario);
        for figure in &figures {
            check_inside(&name, &figure.picture);
            let table = figure.table.as_ref().expect("no picture without its table");
            let columns = table.columns.len();
            assert!(table.rows.iter().all(|row| row.cells.len() == columns), "{name}");
            let file = svg::file(&figure.picture);
            assert!(!file.contains("{$") && !file.contains("{plane") && !file.contains('\u{1b}'));
        }
        assert_eq!(ledger.is_some(), !scenario.sources.is_empty());
        if let Some(ledger) = ledger {
            let mut anchors: Vec<&String> =
                ledger.rows.iter().filter_map(|r| r.anchor.as_ref()).collect();
            anchors.sort();
            anchors.dedup();
            assert_eq!(anchors.len(), scenario.sources.len());
        }
    }
}

#[test]
fn names_of_the_file_do_not_become_markup() {
    let text = include_str!("scenarios/pause.toml")
        .replace("the North", "<script>alert(1)</script>")
        .replace("the envoy", "\\\"><svg onload='x'>&")
        .replace("handshake", "hand-shake");
    let evil = detente_scenario::load(text.as_bytes()).scenario.expect("names may be anything");
    let (figures, _) = pictures("evil", &evil);
    assert!(figures.len() >= 6);
    for figure in &figures {
        for drawn in [svg::file(&figure.picture), svg::inline(&figure.picture, "p1")] {
            assert!(!drawn.contains("<script") && !drawn.contains("<svg onload"), "{drawn}");
            assert_eq!(drawn.matches("<svg").count(), 1);
        }
        check_inside("evil", &figure.picture);
    }
}
