//! The frontier as a picture: of two signers and of more, of thousands of worths, of a search that ended early.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

mod common;

use common::{examples, golden, here, scenario, sheet, table};
use detente_engine::Limits;
use detente_engine::analyze::analyze;
use detente_engine::deals::valued::{Effort, Exactness, Unwatched, valued};
use detente_report::document::Figure;
use detente_report::figures::frontier;
use detente_report::picture::{Anchor, Ink, Shape, measure, svg};
use detente_report::{Catalogue, Language, Page, Style, text};
use detente_scenario::model::Preference;
use detente_scenario::{PartyId, Scenario, load};

/// The picture, if there is one, after a search with `effort`.
fn figure_with(scenario: &Scenario, effort: &Effort, catalogue: &Catalogue) -> Option<Figure> {
    let table = table(scenario);
    let page = Page::new(&table, sheet(catalogue, "file.toml", Style::default()));
    let answer = valued(table.case(), effort, &Unwatched).ok()?;
    frontier::figure(&page, &answer)
}

fn figure(scenario: &Scenario) -> Option<Figure> {
    figure_with(scenario, &Effort::quick(&Limits::default()), &Catalogue::english())
}

fn panama() -> Scenario {
    scenario(&here().join("../../examples/panama-1977.toml"))
}

/// Signers who give each option of each term a value: `worth(signer, term, option)`.
fn made(
    signers: usize,
    terms: usize,
    options: usize,
    worth: impl Fn(usize, usize, usize) -> f64,
) -> Scenario {
    let list = |count: usize, of: &dyn Fn(usize) -> String| {
        (0..count).map(of).collect::<Vec<_>>().join(", ")
    };
    let mut text = "[scenario]\ntitle = 'Made'\n[party]\n".to_owned();
    for p in 0..signers {
        text.push_str(&format!("p{p} = {{ name = 'Party {p}', signs = true, no_deal = 40 }}\n"));
    }
    for t in 0..terms {
        let (by, names) =
            (list(signers, &|p| format!("'p{p}'")), list(options, &|o| format!("'o{o}'")));
        text.push_str(&format!(
            "[[term]]\nid = 't{t}'\nby = [{by}]\noptions = [{names}]\nnow = 'o0'\n"
        ));
    }
    for p in 0..signers {
        for t in 0..terms {
            text.push_str(&format!("[[value.p{p}]]\nterm = 't{t}'\n[value.p{p}.options]\n"));
            for o in 0..options {
                text.push_str(&format!("o{o} = {:.3}\n", worth(p, t, o)));
            }
        }
    }
    for n in 0..options.min(20) {
        text.push_str(&format!("[[package]]\nid = 'named-{n}'\nchange = {{ t0 = 'o{n}' }}\n"));
    }
    let loaded = load(text.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

/// The more for the first signer, the less for the second; every package is efficient.
fn conflict() -> Scenario {
    made(2, 2, 60, |p, t, o| match (p, t) {
        (0, 0) => o as f64 * 6.0,
        (0, _) => o as f64 * 0.1,
        (_, 0) => 400.0 - o as f64 * 6.0,
        _ => 6.0 - o as f64 * 0.1,
    })
}

/// Several signers who do not want the same.
fn crowd(signers: usize) -> Scenario {
    made(signers, 4, 4, |p, t, o| ((p * 7 + t * 5 + o * 11 + p * o * 3 + t * o) % 17) as f64 * 2.3)
}

fn each<'s>(shapes: &'s [Shape], f: &mut dyn FnMut(&'s Shape)) {
    for shape in shapes {
        f(shape);
        if let Shape::Group { shapes, .. } = shape {
            each(shapes, f);
        }
    }
}

/// The words of a picture, each with its left, upper, right and lower edge.
fn words(figure: &Figure) -> Vec<(String, [f64; 4])> {
    let mut words = Vec::new();
    each(&figure.picture.shapes, &mut |shape| {
        if let Shape::Text { at, anchor, size, bold, text, .. } = shape {
            let width = measure::width(text, *size, *bold);
            let left = match anchor {
                Anchor::Left => at.x,
                Anchor::Middle => at.x - width / 2.0,
                Anchor::Right => at.x - width,
            };
            words.push((text.clone(), [left, at.y - 0.75 * size, left + width, at.y + 0.2 * size]));
        }
    });
    words
}

/// Circles of the size of an efficient worth: those that are filled, and those that are not.
fn dots(figure: &Figure) -> (usize, usize) {
    let (mut filled, mut hollow) = (0, 0);
    each(&figure.picture.shapes, &mut |shape| {
        if let Shape::Circle { radius, paint, .. } = shape
            && *radius < 3.0
        {
            match paint.fill {
                Some(Ink::Paper) => hollow += 1,
                _ => filled += 1,
            }
        }
    });
    // The legend has one of each kind that there is.
    (filled - usize::from(filled > 0), hollow - usize::from(hollow > 0))
}

fn check(name: &str, figure: &Figure) {
    let picture = &figure.picture;
    let words = words(figure);
    for (at, (word, [left, top, right, bottom])) in words.iter().enumerate() {
        assert!(
            *left >= -1.0
                && *top >= 0.0
                && *right <= picture.width + 1.0
                && *bottom <= picture.height,
            "{name}: “{word}” leaves the picture"
        );
        for (other, [l, t, r, b]) in &words[..at] {
            let apart = right <= l || r <= left || bottom <= t || b <= top;
            assert!(apart, "{name}: “{word}” and “{other}” overlap");
        }
    }
    let table = figure.table.as_ref().unwrap();
    assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{name}");
    let drawn = svg::file(picture);
    assert!(
        !drawn.contains("{$") && !drawn.contains("{frontier") && !drawn.contains("NaN"),
        "{name}"
    );
    assert!(drawn.len() < 400_000, "{name}: {} bytes", drawn.len());
}

#[test]
fn the_picture_and_its_table_are_as_before() {
    let figure = figure(&panama()).unwrap();
    golden("panama-1977-frontier.svg", &svg::file(&figure.picture));
    let table = figure.table.unwrap();
    let mut text = format!("{}\n{}\n{}\n", figure.picture.title, figure.caption, table.title);
    let heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
    text.push_str(&format!("{}\n", heads.join(" | ")));
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.texts.join(" / ")).collect();
        text.push_str(&format!("{}\n", cells.join(" | ").trim_end()));
    }
    golden("panama-1977-frontier.txt", &text);
}

#[test]
fn the_screen_tells_what_the_nash_deal_is_worth_and_which_solutions_differ() {
    let screen = |scenario: &Scenario| {
        let table = table(scenario);
        let catalogue = Catalogue::english();
        let page = Page::new(&table, sheet(&catalogue, "file.toml", Style::default()));
        let screen = text::analyze(&page, &analyze(&table, &Limits::default()).unwrap());
        screen.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let alike = screen(&made(2, 1, 3, |_, _, o| 30.0 * o as f64));
    assert!(alike.contains("Nash solution 60 (p0), 60 (p1); all four solutions agree"), "{alike}");
    let told = "70.6 (us), 59.75 (panama); Kalai–Smorodinsky and egalitarian differ";
    assert!(screen(&panama()).replace('\u{a0}', " ").contains(told));
    // Nobody gains: no deal, no solution.
    assert!(!screen(&made(2, 1, 3, |_, _, o| o as f64)).contains("Nash"));
}

#[test]
fn two_signers_have_a_line_and_every_name_beside_its_sign() {
    let figure = figure(&panama()).unwrap();
    check("panama", &figure);
    assert_eq!(dots(&figure), (29, 16));
    let words: Vec<String> = words(&figure).into_iter().map(|(word, _)| word).collect();
    let found = |name: &str| assert!(words.iter().any(|word| word == name), "{name}: {words:?}");
    found("Nash, utilitarian");
    found("Kalai–Smorodinsky, egalitarian");
    found("signed");
    found("the status quo");
    found("no deal 37.5");
    // 45 dots are joined by twice as many lines, from the left edge to the lower one.
    let mut longest = 0;
    each(&figure.picture.shapes, &mut |shape| {
        if let Shape::Path { points, closed: false, .. } = shape {
            longest = longest.max(points.len());
        }
    });
    assert_eq!(longest, 2 * 45 + 1);
    let table = figure.table.unwrap();
    // No deal, the status quo, one named package, four solutions, the efficient worths.
    assert_eq!(table.rows.len(), 1 + 1 + 1 + 4 + 45);
}

#[test]
fn more_signers_have_a_plane_per_pair_and_are_told_which_are_left_out() {
    let three = figure(&crowd(3)).unwrap();
    check("three", &three);
    assert!(!three.caption.contains("no plane"), "{}", three.caption);
    let across = |figure: &Figure| {
        words(figure).iter().filter(|(word, _)| word.ends_with("more to the right")).count()
    };
    assert_eq!(across(&three), 3);
    let five = figure(&crowd(5)).unwrap();
    check("five", &five);
    assert_eq!(across(&five), 3);
    assert!(
        five.caption.contains("7 pairs of signers have no plane: p0 – p4, p1 – p2"),
        "{}",
        five.caption
    );
    assert_eq!(five.table.unwrap().columns.len(), 2 + 5 + 2);
}

#[test]
fn thousands_of_worths_stay_light_and_are_counted() {
    let figure = figure(&conflict()).unwrap();
    check("conflict", &figure);
    let (filled, hollow) = dots(&figure);
    assert!((150..=400).contains(&(filled + hollow)), "{filled} and {hollow}");
    let told = format!("Of 3,600 efficient worths {} are drawn", filled + hollow);
    assert!(figure.caption.contains(&told), "{told}: {}", figure.caption);
    assert!(figure.table.unwrap().rows.len() < 100);
}

#[test]
fn a_search_that_ended_early_says_so() {
    let (mut trimmed, mut stopped) = (0, 0);
    for points in [1, 4, 16, 64, 256] {
        for work in [10, 1_000, 1_000_000] {
            for (name, scenario) in
                [("conflict", conflict()), ("panama", panama()), ("three", crowd(3))]
            {
                let mut effort = Effort::quick(&Limits::default());
                (effort.frontier.points, effort.frontier.work) = (points, work);
                let table = table(&scenario);
                let answer = valued(table.case(), &effort, &Unwatched).unwrap();
                let Some(figure) = figure_with(&scenario, &effort, &Catalogue::english()) else {
                    continue;
                };
                check(name, &figure);
                let at_least = figure.picture.title.starts_with("At least");
                match answer.frontier.exactness {
                    Exactness::Exact => assert!(!at_least),
                    Exactness::Trimmed { .. } => {
                        trimmed += 1;
                        assert!(
                            at_least && figure.caption.contains("Some gave way"),
                            "{}",
                            figure.caption
                        );
                    }
                    Exactness::Stopped { .. } => {
                        stopped += 1;
                        assert!(
                            at_least && figure.caption.contains("ended early"),
                            "{}",
                            figure.caption
                        );
                    }
                }
            }
        }
    }
    assert!(trimmed > 0 && stopped > 0, "{trimmed} trimmed, {stopped} stopped");
}

#[test]
fn without_values_or_without_two_who_give_them_there_is_no_picture() {
    for (name, scenario) in examples() {
        let is_valued =
            |party: &PartyId| matches!(scenario.party(*party).preference, Preference::Values(_));
        let expected = scenario.signers().iter().filter(|party| is_valued(party)).count() >= 2;
        assert_eq!(figure(&scenario).is_some(), expected, "{name}");
    }
    assert!(figure(&crowd(1)).is_none());
}

#[test]
fn any_size_of_numbers_and_any_language_has_its_picture() {
    for scale in [0.0, 1e-3, 1.0, 1e4, 1e9, 1e14] {
        let scenario =
            made(2, 3, 3, |p, t, o| ((p + 2 * t + 5 * o + 3 * p * o) % 7) as f64 * scale);
        for language in Language::all() {
            let effort = Effort::quick(&Limits::default());
            let figure = figure_with(&scenario, &effort, &Catalogue::of(language)).unwrap();
            check(&format!("{scale} {language}"), &figure);
        }
    }
}

#[test]
fn names_that_are_too_long_are_cut_and_too_many_are_counted() {
    let file = std::fs::read_to_string(here().join("../../examples/panama-1977.toml")).unwrap();
    let mut text = file
        .replace(
            "name = \"United States\"",
            "name = \"The United States of a very long name that has no end at all, has it\"",
        )
        .replace("name = \"Panama\"", "name = \"الجمهورية العربية ذات الاسم الطويل <script>\"");
    for n in 0..150 {
        text.push_str(&format!(
            "\n[[package]]\nid = \"a-package-with-quite-a-long-name-{n}\"\nchange = {{ defence = \"sixth\", compensation = \"fifty\", use = \"{}\" }}\n",
            ["twenty", "twenty_five", "thirty"][n % 3],
        ));
    }
    let loaded = load(text.as_bytes());
    let figure =
        figure(&loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))).unwrap();
    check("names", &figure);
    assert!(!svg::file(&figure.picture).contains("<script"));
}
