//! Golden screens: tiny scenarios, every verb, compared with files.

mod common;

use common::{csvs, examples, golden, jsons, scenarios, texts};
use detente_report::Style;

/// All answers of one kind in one file, under their names.
fn bundle(answers: &[(String, String)]) -> String {
    answers.iter().map(|(name, text)| format!("=== {name}\n{text}\n")).collect()
}

#[test]
fn texts_are_as_before() {
    for (name, scenario) in scenarios() {
        golden(&format!("{name}.txt"), &bundle(&texts(&name, &scenario, Style::default())));
    }
}

#[test]
fn plain_texts_are_as_before() {
    for (name, scenario) in scenarios().iter().filter(|(name, _)| name == "pause") {
        golden("pause-plain.txt", &bundle(&texts(name, scenario, Style::plain())));
    }
}

#[test]
fn json_is_as_before() {
    for (name, scenario) in scenarios().iter().filter(|(name, _)| name != "hostile") {
        golden(&format!("{name}.json.txt"), &bundle(&jsons(name, scenario)));
    }
}

#[test]
fn csv_is_as_before() {
    for (name, scenario) in scenarios() {
        golden(&format!("{name}.csv.txt"), &bundle(&csvs(&scenario)));
    }
}

#[test]
fn the_screens_of_the_examples_are_as_before() {
    for (name, scenario) in examples() {
        let answers = texts(&name, &scenario, Style::default());
        let screen = answers.iter().find(|(verb, _)| verb == "analyze").unwrap();
        golden(&format!("example-{name}.txt"), &screen.1);
    }
}
