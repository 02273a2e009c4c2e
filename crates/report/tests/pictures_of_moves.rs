//! Pictures of moves: golden files, and what holds of every one of them.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

mod common;

use common::sound::is_sound;
use common::{examples, golden, here, scenario, scenarios, sheet, table};
use detente_engine::PackageTable;
use detente_engine::stability::{CONCEPTS, Narration, Stability, graph, narrate, stability};
use detente_report::document::Figure;
use detente_report::figures::{stands, transitions};
use detente_report::picture::{Ink, Shape, svg};
use detente_report::{Catalogue, Page, Style};
use detente_scenario::{Scenario, load};
use std::sync::LazyLock;

/// The two pictures of one scenario.
fn figures(scenario: &Scenario) -> [Figure; 2] {
    let table = table(scenario);
    let catalogue = Catalogue::english();
    let page = Page::new(&table, sheet(&catalogue, "file.toml", Style::default()));
    let answer = stability(&table);
    let graph = graph(&table, &answer);
    let told = told(&table, &answer);
    [transitions::figure(&page, &answer, &graph), stands::figure(&page, &answer, &told)]
}

/// Why the first packages stand.
fn told(table: &PackageTable<'_>, answer: &Stability) -> Vec<Narration> {
    let rows = answer.positions.iter().filter_map(|position| position.row).take(3);
    rows.flat_map(|row| answer.players.iter().map(move |&party| (row, party)))
        .flat_map(|(row, party)| CONCEPTS.map(|concept| narrate(table, row, party, concept)))
        .collect()
}

/// The pictures of all scenarios, drawn once.
static DRAWN: LazyLock<Vec<(String, [Figure; 2])>> =
    LazyLock::new(|| all().iter().map(|(name, of)| (name.clone(), figures(of))).collect());

/// Scenarios of the tests, the examples, and published cases.
fn all() -> Vec<(String, Scenario)> {
    let mut all = scenarios();
    all.extend(examples());
    for name in [
        "hipel-fang-kilgour-haight-1993/elmira",
        "hipel-fang-kilgour-haight-1993/elmira-gmcr-plus",
        "fraser-hipel-1984/cuba-reversible",
        "fang-hipel-kilgour-1993/prisoners-dilemma",
    ] {
        let path = here().join("../../catalog").join(format!("{name}.toml"));
        all.push((name.to_owned(), scenario(&path)));
    }
    let path = here().join("../../tests/foreign/gmcr/valid/elmira.toml");
    all.push(("gmcr".to_owned(), scenario(&path)));
    all.push(("crowd".to_owned(), crowd()));
    all
}

/// The pictures of the scenario `name`.
fn drawn(name: &str) -> &'static [Figure; 2] {
    &DRAWN.iter().find(|(other, _)| other == name).unwrap().1
}

/// Sixty named packages between which two parties move as they like, by hundreds of gains.
fn crowd() -> Scenario {
    let options = |count: usize| {
        let options: Vec<String> = (0..count).map(|n| format!("'o{n}'")).collect();
        options.join(", ")
    };
    let mut text = format!(
        "[scenario]\ntitle = 'Crowd'\n[party]\na = {{ name = 'Alpha' }}\nb = {{ name = 'Beta' }}\n\
         [[term]]\nid = 'x'\nby = 'a'\noptions = [{}]\nnow = 'o0'\n\
         [[term]]\nid = 'y'\nby = 'b'\noptions = [{}]\nnow = 'o0'\n",
        options(12),
        options(5),
    );
    for n in 1..12 {
        text.push_str(&format!("[[priority.a]]\nwants = 'x = o{n}'\n"));
    }
    for n in 1..5 {
        text.push_str(&format!("[[priority.b]]\nwants = 'y = o{n} iff x >= o{n}'\n"));
    }
    for n in 1..60 {
        let (x, y) = (n / 5, n % 5);
        text.push_str(&format!(
            "[[package]]\nid = 'p{n}'\nchange = {{ x = 'o{x}', y = 'o{y}' }}\n"
        ));
    }
    let loaded = load(text.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

#[test]
fn pictures_are_as_before() {
    let wanted = ["pause", "closed", "hanoi-2019"];
    for (name, figures) in DRAWN.iter().filter(|(name, _)| wanted.contains(&name.as_str())) {
        for figure in figures {
            let file = format!("{name}-{}.svg", figure.picture.name);
            golden(&file, &svg::file(&figure.picture));
        }
    }
}

#[test]
fn nothing_is_cut_and_no_words_lie_on_others() {
    for (name, figures) in DRAWN.iter() {
        for figure in figures {
            is_sound(name, &figure.picture);
        }
    }
}

#[test]
fn the_same_twice_is_the_same_picture() {
    for ((name, scenario), before) in all().iter().zip(DRAWN.iter()) {
        assert_eq!(figures(scenario), before.1, "{name}");
    }
}

#[test]
fn every_picture_has_a_table_of_its_width() {
    for (name, figures) in DRAWN.iter() {
        for figure in figures {
            let table = figure.table.as_ref().unwrap();
            assert!(!table.rows.is_empty() && !table.title.is_empty(), "{name}");
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len(), "{name}: {row:?}");
            }
        }
    }
}

#[test]
fn no_name_becomes_markup() {
    for figure in drawn("hostile") {
        let file = svg::file(&figure.picture);
        let steers =
            |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!file.contains(steers) && !file.contains("{$"), "{file}");
        // What opens closes, and there is nothing but what pictures are made of.
        for tag in file.split('<').skip(2) {
            let element = tag.split(|c: char| !c.is_ascii_lowercase() && c != '/').next().unwrap();
            let known = [
                "svg", "/svg", "title", "/title", "desc", "/desc", "rect", "circle", "line",
                "polyline", "polygon", "path", "text", "/text", "g", "/g",
            ];
            assert!(known.contains(&element), "<{tag}");
        }
        for element in ["g", "text", "title"] {
            let opened = file.matches(&format!("<{element} ")).count()
                + file.matches(&format!("<{element}>")).count();
            assert_eq!(opened, file.matches(&format!("</{element}>")).count(), "{element}");
        }
    }
}

#[test]
fn of_too_many_packages_and_moves_the_rest_is_counted() {
    let [moves, stands] = drawn("crowd");
    assert_eq!(moves.table.as_ref().unwrap().rows.len(), 40);
    let text = svg::file(&moves.picture);
    assert!(text.contains("… and 20 more packages"), "{text}");
    assert!(text.contains("more moves (in the table)"), "{text}");
    assert!(svg::file(&stands.picture).contains("… and 44 more packages"));
}

#[test]
fn what_is_impossible_is_said_not_to_be_shown() {
    for figure in drawn("closed") {
        assert!(figure.caption.ends_with("Impossible, and so not shown: gone."), "{figure:?}");
        assert!(
            !figure.table.as_ref().unwrap().rows.iter().any(|row| row.cells[0].texts[0] == "gone")
        );
    }
    assert!(drawn("hanoi-2019").iter().all(|figure| !figure.caption.contains("Impossible")));
}

/// Shapes of all groups, those inside groups too.
fn flat<'s>(shapes: &'s [Shape]) -> Vec<&'s Shape> {
    let inside = |shape: &'s Shape| match shape {
        Shape::Group { shapes, .. } => flat(shapes),
        other => vec![other],
    };
    shapes.iter().flat_map(inside).collect()
}

#[test]
fn a_move_that_cannot_be_taken_back_is_open_and_says_so() {
    for (cannot, open) in [("", 0), ("cannot = ['b -> a']", 2)] {
        let text = format!(
            "[scenario]\ntitle = 't'\n[party]\np = {{ name = 'Party' }}\n[[term]]\nid = 'x'\n\
             by = 'p'\noptions = ['a', 'b']\nnow = 'a'\n{cannot}\n[[priority.p]]\nwants = 'x = b'\n"
        );
        let scenario = load(text.as_bytes()).scenario.unwrap();
        let [moves, _] = figures(&scenario);
        let heads = flat(&moves.picture.shapes).into_iter().filter(|shape| {
            matches!(shape, Shape::Path { closed: true, paint, .. } if paint.fill == Some(Ink::Paper))
        });
        // One in the picture, one in its legend.
        assert_eq!(heads.count(), open, "{cannot}");
        let table = moves.table.unwrap();
        let told = &table.rows[0].cells[3].texts;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].contains("cannot be taken back"), open > 0, "{told:?}");
        assert!(told[0].contains("Party") && told[0].contains("p\u{a0}1"), "{told:?}");
    }
}

#[test]
fn the_table_says_what_the_answer_says() {
    let table = drawn("hanoi-2019")[1].table.as_ref().unwrap();
    let row = |label: &str| {
        let found = table.rows.iter().find(|row| row.cells[0].texts[0].starts_with(label));
        found.unwrap_or_else(|| panic!("{label}"))
    };
    let cells = |label: &str| -> Vec<&str> {
        row(label).cells[1..6].iter().map(|cell| cell.texts[0].as_str()).collect()
    };
    assert_eq!(
        cells("icbm-for-troops"),
        ["✗ not for trump and kim", "✗ not for kim", "✓", "✓", "✓"]
    );
    let now = row("the status quo");
    assert_eq!(now.cells[6].texts[0], "Donald Trump: exercises ended (trump\u{a0}8)");
    assert!(now.cells[7].texts[0].starts_with("Donald Trump: SMR: Kim Jong Un: "), "{now:?}");
}

#[test]
fn files_of_the_graph_models_programs_get_the_transposed_form() {
    let table = drawn("gmcr")[1].table.as_ref().unwrap();
    let heads: Vec<&str> = table.rows.iter().map(|row| row.cells[0].texts[0].as_str()).collect();
    assert_eq!(heads[..2], ["ordered number", "decimal"]);
    let terms = 5;
    for row in &table.rows[2..2 + terms] {
        assert!(row.cells[1..].iter().all(|cell| ["Y", "N"].contains(&cell.texts[0].as_str())));
    }
    assert_eq!(heads[2 + terms..7 + terms], ["R", "SSEQ", "SEQ", "SMR", "GMR"]);
}
