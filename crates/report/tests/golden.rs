//! Golden screens: tiny scenarios, every verb, compared with files.

mod common;

use common::{Answers, examples, golden, scenarios, table};
use detente_report::{Catalogue, Language, Style};

/// All answers of one kind in one file, under their names.
fn bundle(answers: &[(String, String)]) -> String {
    answers.iter().map(|(name, text)| format!("=== {name}\n{text}\n")).collect()
}

/// Every language but English.
fn translations() -> impl Iterator<Item = Language> {
    Language::all().filter(|&language| language != Language::ENGLISH)
}

#[test]
fn answers_are_as_before() {
    for (name, scenario) in scenarios() {
        let table = table(&scenario);
        let answers = Answers::of(&name, &table);
        golden(&format!("{name}.txt"), &bundle(&answers.texts(Style::default())));
        golden(&format!("{name}.csv.txt"), &bundle(&answers.csvs()));
        golden(&format!("{name}.dot"), &answers.graph());
        if name != "hostile" {
            golden(&format!("{name}.json.txt"), &bundle(&answers.jsons()));
        }
        if name == "pause" {
            golden("pause-plain.txt", &bundle(&answers.texts(Style::plain())));
            for language in translations() {
                let texts = answers.texts_in(&Catalogue::of(language), Style::default());
                golden(&format!("pause-{language}.txt"), &bundle(&texts));
            }
        }
    }
}

#[test]
fn the_screens_of_the_examples_are_as_before() {
    for (name, scenario) in examples() {
        let table = table(&scenario);
        let of = Answers::of(&name, &table);
        let answers = of.texts(Style::default());
        let shown = |(verb, _): &&(String, String)| {
            verb.starts_with("analyze") || verb.as_str() == "stable"
        };
        let answers: Vec<(String, String)> = answers.iter().filter(shown).cloned().collect();
        golden(&format!("example-{name}.txt"), &bundle(&answers));
        if name == "hanoi-2019" {
            for language in translations() {
                let texts = of.texts_in(&Catalogue::of(language), Style::default());
                let screen: Vec<(String, String)> =
                    texts.into_iter().filter(|(verb, _)| verb == "analyze on dates").collect();
                golden(&format!("example-{name}-{language}.txt"), &bundle(&screen));
            }
        }
    }
}
