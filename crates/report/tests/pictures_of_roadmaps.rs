//! Pictures of roadmaps: golden files, and what holds of every one of them.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

mod common;

use common::sound::{extents, is_sound};
use common::{examples, golden, here, scenario, scenarios, sheet, table};
use detente_engine::hold::valued::Depth;
use detente_engine::hold::{Carried, Wanted, carried, of_named};
use detente_engine::{Limits, PackageTable};
use detente_report::document::Figure;
use detente_report::figures::roadmap::{self, NAMES};
use detente_report::picture::{Ink, Picture, Shape, emf, svg};
use detente_report::{Catalogue, Language, Page, Style, docx, html};
use detente_scenario::{Scenario, load};
use std::fmt::Write;
use std::sync::LazyLock;

/// The pictures of one scenario in the language of `catalogue`, each with what it is drawn from.
fn figures(scenario: &Scenario, catalogue: &Catalogue) -> Vec<(Figure, Carried)> {
    let table = table(scenario);
    let page = Page::new(&table, sheet(catalogue, "file.toml", Style::document()));
    drawn_from(&page, &table)
}

fn drawn_from(page: &Page<'_>, table: &PackageTable<'_>) -> Vec<(Figure, Carried)> {
    let limits = Limits::default();
    let wanted = Wanted { most_steps: 18, ..Wanted::default() };
    let found = of_named(table, &wanted, &limits);
    let shown = carried(table, &found, 3, Depth::Everything, &limits);
    let figure = |(carried, name): (Carried, &'static str)| {
        let (_, answer) = found.iter().find(|(named, _)| *named == carried.named).unwrap();
        let way = &answer.as_ref().unwrap().way;
        (roadmap::figure(page, name, way, &carried), carried)
    };
    shown.into_iter().zip(NAMES).map(figure).collect()
}

/// Scenarios of the tests, the examples, and some made up.
fn all() -> Vec<(String, Scenario)> {
    let mut all = scenarios();
    all.extend(examples());
    let made = |name: &str, text: &str| {
        let loaded = load(text.as_bytes());
        let scenario =
            loaded.scenario.unwrap_or_else(|| panic!("{text}\n{:#?}", loaded.diagnostics));
        (name.to_owned(), scenario)
    };
    all.push(made("crowd", &crowd()));
    all.push(made("long", &many(17)));
    all.push(made("sixteen", &many(16)));
    all.push(made("nine", &many(9)));
    all.push(made("escrow", ESCROW));
    all.push(made("hostile-steps", HOSTILE));
    all
}

/// Two parties take turns, with many steps of long names.
fn many(steps: usize) -> String {
    let mut text = "[scenario]\ntitle = 'Many'\n[party]\na = { name = 'The first party of the two with a very long name', signs = true }\n\
                    b = { name = 'The second party', signs = true }\n"
        .to_owned();
    for n in 0..steps {
        let by = ["a", "b"][n % 2];
        writeln!(text, "[[term]]\nid = 't{n}'\nby = '{by}'\noptions = ['no', 'yes']\nnow = 'no'")
            .unwrap();
        let name = "withdraw-all-heavy-weapons-from-the-demarcation-line-number";
        writeln!(text, "[[step]]\nid = '{name}-{n}'\nby = '{by}'\nchange = {{ t{n} = 'yes' }}")
            .unwrap();
    }
    for n in 0..steps {
        let (own, other) = (["a", "b"][n % 2], ["b", "a"][n % 2]);
        writeln!(text, "[[value.{own}]]\nterm = 't{n}'\noptions = {{ yes = [-2, -1] }}").unwrap();
        writeln!(text, "[[value.{other}]]\nterm = 't{n}'\noptions = {{ yes = [2, 5] }}").unwrap();
    }
    let changes: Vec<String> = (0..steps).map(|n| format!("t{n} = 'yes'")).collect();
    writeln!(text, "[[package]]\nid = 'all'\nchange = {{ {} }}", changes.join(", ")).unwrap();
    text
}

/// Twelve parties, each with a step of its own, and one of all.
fn crowd() -> String {
    let mut text = "[scenario]\ntitle = 'Crowd'\n[party]\n".to_owned();
    for n in 0..12 {
        writeln!(text, "p{n} = {{ name = 'Party number {n} of the crowd', signs = true }}")
            .unwrap();
    }
    let all: Vec<String> = (0..12).map(|n| format!("'p{n}'")).collect();
    for n in 0..12 {
        writeln!(text, "[[term]]\nid = 't{n}'\nby = 'p{n}'\noptions = ['no', 'yes']\nnow = 'no'")
            .unwrap();
    }
    writeln!(
        text,
        "[[term]]\nid = 'oath'\nby = [{}]\noptions = ['no', 'yes']\nnow = 'no'",
        all.join(", ")
    )
    .unwrap();
    for n in 0..12 {
        writeln!(text, "[[priority.p{n}]]\nwants = 't{} = yes'", (n + 1) % 12).unwrap();
    }
    let changes: Vec<String> = (0..12).map(|n| format!("t{n} = 'yes'")).collect();
    let changes = changes.join(", ");
    writeln!(text, "[[package]]\nid = 'all'\nchange = {{ {changes}, oath = 'yes' }}").unwrap();
    text
}

/// An exchange in escrow, a step that is undone by itself, and something to inspect.
const ESCROW: &str = r#"
[scenario]
title = "Escrow"
[party]
a = { name = "Alpha", signs = true }
b = { name = "Beta", signs = true }
[[term]]
id = "arms"
by = "a"
options = ["kept", "given"]
now = "kept"
[[term]]
id = "money"
by = "b"
options = ["none", "paid"]
now = "none"
[[term]]
id = "talks"
by = ["a", "b"]
options = ["no", "yes"]
now = "no"
[[step]]
id = "give-arms"
by = "a"
change = { arms = "given" }
reversal = 0
detect = 0.9
inspect = { items = 40, falsified = 4 }
[[step]]
id = "pay"
by = "b"
change = { money = "paid" }
reversal = 0
[[step]]
id = "begin-talks"
by = ["a", "b"]
change = { talks = "yes" }
auto = true
[[bundle]]
id = "swap"
steps = ["give-arms", "pay"]
escrow = true
[[value.a]]
term = "arms"
options = { given = -4 }
[[value.a]]
term = "money"
options = { paid = [5, 7] }
[[value.a]]
term = "talks"
options = { yes = 1 }
[[value.b]]
term = "arms"
options = { given = 6 }
[[value.b]]
term = "money"
options = { paid = -5 }
once = true
[[value.b]]
term = "talks"
options = { yes = 1 }
[[package]]
id = "all"
change = { arms = "given", money = "paid", talks = "yes" }
"#;

/// Names that would be markup, and one that is written from right to left.
const HOSTILE: &str = r#"
[scenario]
title = "Hostile"
[party]
a = { name = "<script>alert(1)</script>", signs = true }
b = { name = "שלום שלום שלום שלום שלום", signs = true }
[[term]]
id = "x"
by = "a"
options = ["no", "yes"]
now = "no"
labels = { yes = "\"><svg onload='x'> & שלום-שלום-שלום-שלום שלום שלום שלום" }
[[term]]
id = "y"
by = "b"
options = ["no", "yes"]
now = "no"
labels = { yes = "{$step} {roadmap-never}" }
[[priority.a]]
wants = 'y = yes'
[[priority.b]]
wants = 'x = yes'
[[package]]
id = "all"
change = { x = "yes", y = "yes" }
"#;

type Drawn = Vec<(String, Vec<(Figure, Carried)>)>;

/// The pictures of all scenarios, drawn once.
static DRAWN: LazyLock<Drawn> = LazyLock::new(|| {
    let english = Catalogue::english();
    all().iter().map(|(name, of)| (name.clone(), figures(of, &english))).collect()
});

fn drawn(name: &str) -> &'static [(Figure, Carried)] {
    &DRAWN.iter().find(|(other, _)| other == name).unwrap().1
}

#[test]
fn pictures_are_as_before() {
    for name in ["hanoi-2019", "iran-2015", "six-party-2007", "escrow"] {
        let mut tables = String::new();
        for (figure, _) in drawn(name) {
            golden(&format!("{name}-{}.svg", figure.picture.name), &svg::file(&figure.picture));
            let table = figure.table.as_ref().unwrap();
            let heads: Vec<&str> = table.columns.iter().map(|c| c.head.as_str()).collect();
            writeln!(
                tables,
                "=== {}\n{}\n{}",
                figure.picture.title,
                figure.caption,
                heads.join(" | ")
            )
            .unwrap();
            for row in &table.rows {
                let cells: Vec<String> = row.cells.iter().map(|c| c.texts.join(" / ")).collect();
                writeln!(tables, "{}", cells.join(" | ")).unwrap();
            }
        }
        golden(&format!("{name}-roadmaps.txt"), &tables);
    }
}

#[test]
fn nothing_is_cut_and_no_words_lie_on_others_in_any_language() {
    let mut pictures = 0;
    for catalogue in Language::all().map(Catalogue::of) {
        for (name, scenario) in all() {
            for (figure, _) in figures(&scenario, &catalogue) {
                is_sound(&format!("{name} ({})", catalogue.tag()), &figure.picture);
                let bytes = emf::emf(&figure.picture);
                assert!(bytes.len() > 1000);
                pictures += 1;
            }
        }
    }
    assert!(pictures >= 28, "{pictures} pictures");
}

#[test]
fn the_same_twice_is_the_same_picture() {
    let english = Catalogue::english();
    for ((name, scenario), before) in all().iter().zip(DRAWN.iter()) {
        let again: Vec<Figure> = figures(scenario, &english).into_iter().map(|(f, _)| f).collect();
        let before: Vec<&Figure> = before.1.iter().map(|(figure, _)| figure).collect();
        assert!(again.iter().collect::<Vec<_>>() == before, "{name}");
    }
}

/// Every text of a picture, whatever group it is in.
fn texts(picture: &Picture) -> Vec<String> {
    let (mut words, mut rest) = (Vec::new(), Vec::new());
    extents(&picture.shapes, &mut words, &mut rest);
    words.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn the_table_has_a_row_for_every_state_and_the_numbers_of_the_picture() {
    let mut numbers = 0;
    let scenarios = all();
    for (name, figures) in DRAWN.iter() {
        let (_, scenario) = scenarios.iter().find(|(other, _)| other == name).unwrap();
        for (figure, carried) in figures {
            let table = figure.table.as_ref().unwrap();
            assert_eq!(table.rows.len(), carried.audit.stages.len() + 1, "{name}");
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len(), "{name}: {row:?}");
            }
            let Ok(valued) = &carried.valued else { continue };
            let judged = valued.judged.as_ref().unwrap();
            // The least slack of every party at every state stands in both.
            let drawn = texts(&figure.picture);
            let told: Vec<&String> =
                table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.texts).collect();
            let listed = |check: &detente_hold::roadmap::Check| {
                let row = &table.rows[check.at];
                let head = valued.worths.parties[check.party];
                let id = &scenario.party(head).id;
                let at = table.columns.iter().position(|column| column.head == *id);
                at.map(|at| row.cells[at].texts[0].clone())
            };
            for state in 0..=judged.stages.len() {
                let of = judged.walk.checks.iter().filter(|check| check.at == state);
                let Some(least) = of.min_by_key(|check| &check.slack) else { continue };
                let Some(text) = listed(least) else { continue };
                assert!(
                    told.contains(&&text) && (drawn.contains(&text) || text.len() > 8),
                    "{name}"
                );
                let by = detente_hold::exact::float(least.slack.by().unwrap());
                let read: f64 = text.replace('−', "-").replace(',', "").parse().unwrap_or(f64::NAN);
                assert!((read - by).abs() < 0.000_6, "{name}: {text} is {by}");
                numbers += 1;
            }
        }
    }
    assert!(numbers > 40, "{numbers}");
}

#[test]
fn what_breaks_is_marked_where_it_first_does_and_nowhere_else() {
    let (mut failing, mut holding) = (0, 0);
    for (name, figures) in DRAWN.iter() {
        for (figure, carried) in figures {
            let fails = match &carried.valued {
                Ok(valued) => valued.judged.as_ref().unwrap().walk.breaks_at,
                Err(_) => carried.audit.failure.map(|(at, _)| at),
            };
            let bands = bands(&figure.picture.shapes);
            assert_eq!(bands, usize::from(fails.is_some()), "{name}");
            let word = if carried.valued.is_ok() { "breaks" } else { "fails" };
            assert_eq!(figure.picture.title.contains(word), fails.is_some(), "{name}");
            if fails.is_some() {
                failing += 1;
            } else {
                holding += 1;
            }
        }
    }
    assert!(failing >= 4 && holding >= 4, "{failing} {holding}");
}

/// Upright bands on the ground of what is bad.
fn bands(shapes: &[Shape]) -> usize {
    shapes
        .iter()
        .map(|shape| match shape {
            Shape::Rect { paint, .. } => usize::from(paint.fill == Some(Ink::BadWash)),
            Shape::Group { shapes, .. } => bands(shapes),
            _ => 0,
        })
        .sum()
}

#[test]
fn many_stages_stand_in_parts_and_every_step_once() {
    for (name, steps, parts) in [("nine", 9, 2), ("sixteen", 16, 2), ("long", 17, 3)] {
        let [(figure, _)] = drawn(name) else { panic!("{name} has one picture") };
        let drawn = texts(&figure.picture);
        let heads = drawn.iter().filter(|text| *text == "stage").count();
        assert_eq!(heads, parts, "{name}");
        for stage in 1..=steps {
            assert!(drawn.contains(&stage.to_string()), "{name}: no stage {stage}");
        }
        assert_eq!(figure.table.as_ref().unwrap().rows.len(), steps + 1);
    }
}

#[test]
fn of_many_parties_the_rest_is_counted() {
    let [(figure, _)] = drawn("crowd") else { panic!("one picture") };
    let drawn = texts(&figure.picture);
    assert!(drawn.iter().any(|text| text == "4 more parties stand in no row."), "{drawn:?}");
}

#[test]
fn escrow_inspection_and_what_falls_back_are_told() {
    let [(figure, carried)] = drawn("escrow") else { panic!("one picture") };
    let valued = carried.valued.as_ref().unwrap();
    let order = &valued.judged.as_ref().unwrap().order;
    let drawn = texts(&figure.picture);
    let escrow = order.iter().any(|stage| matches!(stage, detente_hold::roadmap::Stage::Bundle(_)));
    assert!(escrow && drawn.iter().any(|text| text == "in escrow"), "{drawn:?}");
    let table = format!("{:?}", figure.table.as_ref().unwrap());
    assert!(table.contains("begin-talks is undone by itself in a breakdown"), "{table}");
    let iran = format!("{:?}", drawn_table("iran-2015"));
    assert!(iran.contains("needs 0.292, has 0.945: enough"), "{iran}");
    assert!(iran.contains("from here on leaving always costs Iran more"), "{iran}");
    let six = format!("{:?}", drawn_table("six-party-2007"));
    assert!(six.contains("not enough"), "{six}");
}

fn drawn_table(name: &str) -> &'static detente_report::document::Table {
    drawn(name)[0].0.table.as_ref().unwrap()
}

#[test]
fn no_name_becomes_markup() {
    for (figure, _) in drawn("hostile-steps") {
        for drawn in [svg::file(&figure.picture), svg::inline(&figure.picture, "p1")] {
            assert!(!drawn.contains("<script") && !drawn.contains("<svg onload"), "{drawn}");
            assert_eq!(drawn.matches("<svg").count(), 1);
            let steers =
                |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!drawn.contains(steers), "{drawn}");
            let (open, closed) =
                (drawn.matches('\u{2068}').count(), drawn.matches('\u{2069}').count());
            assert_eq!(open, closed, "{drawn}");
        }
    }
}

#[test]
fn documents_have_the_section_and_every_picture_by_name() {
    use detente_engine::survey::survey;
    use detente_report::document::document;
    for (name, names) in [
        ("hanoi-2019", vec!["roadmap", "roadmap-2", "roadmap-3"]),
        ("iran-2015", vec!["roadmap"]),
        ("pause", vec!["roadmap", "roadmap-2"]),
    ] {
        let folder = if name == "pause" { "tests/scenarios" } else { "../../examples" };
        let scenario = scenario(&here().join(folder).join(format!("{name}.toml")));
        let table = table(&scenario);
        let catalogue = Catalogue::english();
        let page = Page::new(&table, sheet(&catalogue, "file.toml", Style::document()));
        let document = document(&page, &survey(&table, &Limits::default()).unwrap());
        let found: Vec<&str> = document
            .figures()
            .map(|figure| figure.picture.name)
            .filter(|name| name.starts_with("roadmap"))
            .collect();
        assert_eq!(found, names, "{name}");
        let ids: Vec<&str> = document.annex.iter().map(|section| section.id).collect();
        let at = ids.iter().position(|id| *id == "roadmap").unwrap();
        assert_eq!((ids[at - 1], ids[at + 1]), ("stable", "sure"), "{name}");
        let page = html::page(&document);
        assert!(page.contains("Can it be carried out?"), "{name}");
        assert!(!docx::docx(&document).is_empty());
    }
}
