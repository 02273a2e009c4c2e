//! Names that run against the direction of the sentence: isolated where the style asks for it, always
//! balanced, and never in the way of anything else.

mod common;

use common::{Answers, here, scenario, sheet, table};
use detente_engine::{Limits, check};
use detente_report::diagnostics::{Checked, Snippets};
use detente_report::direction::{CLOSE, OPEN, bare, is_right_to_left, is_sign};
use detente_report::names::Names;
use detente_report::{Catalogue, Direction, Language, Style, text};
use detente_scenario::{PartyId, Scenario, load};

fn mixed() -> Scenario {
    scenario(&here().join("tests/direction/names.toml"))
}

const ISOLATED: Style = Style { width: 80, ansi: false, plain: false, isolate: true };

/// The depth of isolates after each letter, which must never fall below nought nor end above it.
fn depths(line: &str) -> Vec<(char, usize)> {
    let mut depth = 0_usize;
    let mut depths = Vec::new();
    for c in line.chars() {
        match c {
            OPEN => depth += 1,
            CLOSE => depth = depth.checked_sub(1).unwrap_or_else(|| panic!("closed twice: {line}")),
            _ => depths.push((c, depth)),
        }
    }
    assert_eq!(depth, 0, "left open: {line}");
    depths
}

/// Every line balanced, every letter that runs the other way inside an isolate.
fn is_safe(what: &str, text: &str) {
    for line in text.lines() {
        for (c, depth) in depths(line) {
            assert!(depth > 0 || !is_right_to_left(c), "{what}: {c} outside in {line}");
        }
    }
}

#[test]
fn every_text_of_every_verb_is_balanced_with_isolates_and_the_same_without() {
    let scenario = mixed();
    let table = table(&scenario);
    let answers = Answers::of("names", &table);
    let mut isolates = 0;
    for catalogue in Language::all().map(Catalogue::of) {
        for width in [80, 60, 40] {
            let style = Style { width, ..ISOLATED };
            let with = answers.texts_in(&catalogue, style);
            let without = answers.texts_in(&catalogue, Style { isolate: false, ..style });
            for ((verb, with), (_, without)) in with.iter().zip(&without) {
                is_safe(verb, with);
                assert!(!without.contains(is_sign), "{verb}");
                for (with, without) in with.lines().zip(without.lines()) {
                    assert_eq!(bare(with), without, "{verb}, {width} columns");
                }
                assert_eq!(bare(with), *without, "{verb}");
                isolates += with.matches(OPEN).count();
            }
        }
        let graph = answers.graph_in(&catalogue, ISOLATED);
        assert_eq!(bare(&graph), answers.graph_in(&catalogue, Style::default()));
        is_safe("graph", &graph.replace("\\n", "\n"));
        for (verb, json) in answers.jsons_in(&catalogue, ISOLATED) {
            assert!(!json.contains(is_sign), "{verb}");
        }
        for (verb, csv) in answers.csvs_in(&catalogue, ISOLATED) {
            assert!(!csv.contains(is_sign), "{verb}");
        }
    }
    assert!(isolates > 1_000, "only {isolates}");
}

#[test]
fn the_check_of_a_file_is_balanced_too() {
    let scenario = mixed();
    let table = table(&scenario);
    let limits = Limits::default();
    let findings = check::check(table.case(), Some(&table), &limits).unwrap();
    let checked = Checked {
        case: Some(table.case()),
        findings: &findings,
        source: "",
        snippets: Snippets::Redacted,
        possible: Some(table.rows().len() as u64),
        quotations: &[],
    };
    let catalogue = Catalogue::english();
    let said = |style| text::check(&sheet(&catalogue, "שם.toml", style), &scenario, &checked);
    is_safe("check", &said(ISOLATED));
    assert_eq!(bare(&said(ISOLATED)), said(Style::default()));
}

#[test]
fn plain_latin_names_are_left_alone() {
    let scenario = scenario(&here().join("tests/scenarios/pause.toml"));
    let table = table(&scenario);
    let answers = Answers::of("pause", &table);
    for (verb, text) in answers.texts_in(&Catalogue::english(), ISOLATED) {
        assert!(!text.contains(is_sign), "{verb}");
    }
}

#[test]
fn nobody_smuggles_in_a_sign_of_his_own() {
    let source = "
        [scenario]
        title = \"a\u{2069} ב\u{2068} c\u{202e}\"
        [party]
        p = { name = \"\u{2069}\u{2069}ד\u{2067}\u{200f}\", signs = true }
        [[term]]
        id = \"door\"
        by = \"p\"
        options = [\"shut\", \"open\"]
        now = \"shut\"
        [[priority.p]]
        wants = 'door = open'
    ";
    let scenario = load(source.as_bytes()).scenario.unwrap();
    let table = table(&scenario);
    let answers = Answers::of("smuggled", &table);
    let mut seen = 0;
    for (verb, text) in answers.texts_in(&Catalogue::english(), ISOLATED) {
        is_safe(&verb, &text);
        seen += usize::from(text.contains("\u{2068}a ב c\u{2069}"));
    }
    assert!(seen > 0);
    for (verb, text) in answers.texts(Style::default()) {
        assert!(!text.contains(is_sign), "{verb}");
    }
}

/// A few messages of a language that is written from right to left.
const HEBREW: &str = "
language-tag = he
text-direction = rtl
number-separator = ,
list-comma = {\", \"}
list-changes = {\"\\u00A0· \"}
list-and = { $first } ו־{ $last }
option-of-term = { $term } { $option }
line-priority = { $party } { $number }
";

#[test]
fn direction_reaches_those_who_write_with_a_catalogue() {
    let catalogue = Catalogue::read("he", HEBREW);
    assert_eq!((catalogue.tag(), catalogue.direction()), ("he", Direction::RightToLeft));
    assert_eq!(catalogue.direction().name(), "rtl");
    assert_eq!(Catalogue::english().direction(), Direction::LeftToRight);

    let latin = scenario(&here().join("tests/scenarios/pause.toml"));
    let sheet = sheet(&catalogue, "pause.toml", ISOLATED);
    assert_eq!(sheet.quote("Donald  Trump"), "\u{2068}Donald Trump\u{2069}");
    assert_eq!(sheet.quote("ירושלים 12"), "ירושלים 12");
    assert_eq!(sheet.quote("12 – 34"), "12 – 34");
    let names = Names::new(sheet, &latin);
    assert_eq!(
        names.parties(&[PartyId::new(0), PartyId::new(1)]),
        "\u{2068}the North\u{2069} ו־\u{2068}the envoy\u{2069}"
    );
    assert_eq!(names.priority(PartyId::new(0), 1), "\u{2068}north\u{2069}\u{a0}2");
    // Names that run with the sentence need nothing.
    let hebrew = mixed();
    let names = Names::new(sheet, &hebrew);
    assert_eq!(names.party(PartyId::new(2)), "רפובליקת הדרום");
    assert_eq!(names.party(PartyId::new(0)), "\u{2068}ממלכת הצפון (North)\u{2069}");
}
