//! The message files and the sources name the same keys, and use the same arguments; every language says
//! what English says, in its own words and signs.

// Tests may fail loudly; helpers of tests are not tests for clippy.
#![allow(clippy::unwrap_used)]

use detente_report::{Catalogue, Language};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Strings of the shape of a key that are none.
const OTHER_STRINGS: [&str; 4] =
    ["roadmap-2", "roadmap-3", "no-such-key", "a-very-long-tag-0-0-0-0-0-0-0-0"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every string in the sources that has the shape of a key: lower-case words joined by hyphens.
fn used() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut keys = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        for piece in text.split('"') {
            let shaped = piece.contains('-')
                && piece.starts_with(|c: char| c.is_ascii_lowercase())
                && !piece.ends_with('-')
                && piece.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if shaped && !OTHER_STRINGS.contains(&piece) {
                keys.insert(piece.to_owned());
            }
        }
    }
    keys
}

/// Every key of the English file, with the arguments it uses.
fn written() -> BTreeMap<String, BTreeSet<String>> {
    keys_of(Language::ENGLISH.messages())
}

/// Every key of a message file, with the arguments it uses.
fn keys_of(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            key = line.split(" =").next().unwrap().to_owned();
            assert!(!keys.contains_key(&key), "{key} stands twice");
            assert!(key.contains('-'), "{key} needs a hyphen, or no test finds it in the sources");
            keys.insert(key.clone(), BTreeSet::new());
        }
        for argument in line.split('$').skip(1) {
            let name: String = argument.chars().take_while(char::is_ascii_alphanumeric).collect();
            keys.entry(key.clone()).or_default().insert(name);
        }
    }
    keys
}

#[test]
fn every_key_in_use_is_written_and_every_key_written_is_in_use() {
    let used = used();
    let written: BTreeSet<String> = written().into_keys().collect();
    let missing: Vec<_> = used.difference(&written).collect();
    let unused: Vec<_> = written.difference(&used).collect();
    assert!(missing.is_empty() && unused.is_empty(), "missing {missing:?}, unused {unused:?}");
}

#[test]
fn the_file_can_be_read_to_the_last_message() {
    for language in Language::all() {
        let catalogue = Catalogue::of(language);
        for key in keys_of(language.messages()).keys() {
            assert!(catalogue.has(key), "{language}: {key} cannot be read");
        }
    }
}

#[test]
fn arguments_given_are_arguments_used() {
    let written = written();
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let code = |line: &&str| !line.trim_start().starts_with("//");
        let text = text.lines().filter(code).collect::<Vec<_>>().join("\n");
        for call in text.split("say!(").skip(1) {
            let call = &call[..call.find(';').unwrap_or(call.len())];
            let mut strings = call.split('"');
            let (Some(_), Some(key)) = (strings.next(), strings.next()) else { continue };
            let Some(used) = written.get(key) else { continue };
            for argument in used {
                let given = call.contains(&format!("{argument} ="));
                assert!(given, "{}: {key} needs {argument}", file.display());
            }
        }
    }
}

#[test]
fn the_tool_never_says_what_anyone_should_do() {
    for language in Language::all() {
        let forbidden: &[&str] = match language.tag() {
            "en" => &["should", "must", "ought", "recommend"],
            "fr" => &["doit", "doivent", "devrait", "devraient", "recommande"],
            other => panic!("which words of {other} tell people what to do?"),
        };
        let text = language.messages().to_lowercase();
        let messages = text.lines().filter(|line| !line.starts_with('#'));
        for word in messages.flat_map(|line| line.split(|c: char| !c.is_alphabetic())) {
            assert!(!forbidden.contains(&word), "{language}: {word}");
        }
    }
}

/// Every language but English.
fn translations() -> impl Iterator<Item = Language> {
    Language::all().filter(|&language| language != Language::ENGLISH)
}

/// The messages of a file as they stand there, by key.
fn messages_of(text: &str) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, value)) = line.split_once(" =")
            && line.starts_with(|c: char| c.is_ascii_lowercase())
        {
            key = name.to_owned();
            messages.insert(key.clone(), value.to_owned());
        } else if let Some(message) = messages.get_mut(&key) {
            message.push('\n');
            message.push_str(line);
        }
    }
    messages
}

/// A choice in a message: the argument that decides, and the variants with their own text.
struct Select {
    argument: String,
    variants: Vec<(String, String)>,
}

/// The choices of a message, and what it tells in all of its variants; U+0000 stands for an argument.
fn selects_of(message: &str) -> (Vec<Select>, String) {
    let message = message.replace("\\u202F", "\u{202f}").replace("\\u00A0", "\u{a0}");
    let mut done = Vec::new();
    let mut open: Vec<Option<Select>> = Vec::new();
    let mut text = String::new();
    for line in message.lines() {
        let mut rest = line.trim_start();
        if let Some(variant) = rest.trim_start_matches('*').strip_prefix('[')
            && let Some(Some(select)) = open.last_mut()
        {
            let (key, value) = variant.split_once(']').unwrap();
            select.variants.push((key.to_owned(), String::new()));
            rest = value.strip_prefix(' ').unwrap_or(value);
        }
        text.push('\n');
        while let Some(at) = rest.find(['{', '}']) {
            let (before, after) = rest.split_at(at);
            told(before, &mut open, &mut text);
            rest = &after[1..];
            if after.starts_with('}') {
                done.extend(open.pop().unwrap());
            } else if let Some((argument, more)) = rest.split_once("->")
                && let Some(argument) = argument.trim().strip_prefix('$')
                && !argument.contains('}')
            {
                let argument = argument.trim().to_owned();
                open.push(Some(Select { argument, variants: Vec::new() }));
                rest = more;
            } else {
                let (inside, more) = rest.split_once('}').unwrap();
                let literal =
                    inside.trim().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                told(literal.unwrap_or("\u{0}"), &mut open, &mut text);
                rest = more;
            }
        }
        told(rest, &mut open, &mut text);
    }
    assert!(open.is_empty(), "{message}");
    (done, text)
}

/// Adds `piece` to what is told, and to the variant it stands in.
fn told(piece: &str, open: &mut [Option<Select>], text: &mut String) {
    text.push_str(piece);
    let variant = open.last_mut().and_then(|select| select.as_mut()?.variants.last_mut());
    if let Some((_, own)) = variant {
        own.push_str(piece);
    }
}

/// Variants that a number chooses by its plural form.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The variants that a message tells apart by a word of the code, or by the number nought, per argument.
fn told_apart(message: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut arguments: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for select in selects_of(message).0 {
        let number = |key: &str| key != "0" && key.chars().all(|c| c.is_ascii_digit());
        let keys = select.variants.into_iter().map(|(key, _)| key);
        let keys: Vec<String> =
            keys.filter(|key| !number(key) && !PLURALS.contains(&key.as_str())).collect();
        if !keys.is_empty() {
            arguments.entry(select.argument).or_default().extend(keys);
        }
    }
    arguments
}

/// `cargo test -p detente-report --test messages missing` lists what a language lacks.
#[test]
fn no_message_is_missing_in_any_language() {
    let english = written();
    let mut wrong = String::new();
    for language in translations() {
        let own = keys_of(language.messages());
        for key in english.keys().filter(|key| !own.contains_key(*key)) {
            wrong.push_str(&format!("\n{language} lacks {key}"));
        }
        for (key, arguments) in &own {
            match english.get(key) {
                None => wrong.push_str(&format!("\n{language} has {key}, which English lacks")),
                Some(expected) if expected != arguments => wrong.push_str(&format!(
                    "\n{language}: {key} uses {arguments:?}, in English {expected:?}"
                )),
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn messages_stand_in_the_same_order_in_every_language() {
    let order = |language: Language| -> Vec<&'static str> {
        let lines = language.messages().lines();
        let keys = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        keys.filter_map(|line| line.split(" =").next()).collect()
    };
    for language in translations() {
        let (own, english) = (order(language), order(Language::ENGLISH));
        let differs = own.iter().zip(&english).find(|(own, english)| own != english);
        assert_eq!(differs, None, "{language}");
        let sections = |l: Language| l.messages().lines().filter(|s| s.starts_with("## ")).count();
        assert_eq!(sections(language), sections(Language::ENGLISH), "{language}");
    }
}

#[test]
fn every_language_tells_apart_what_the_code_tells_apart() {
    let english = messages_of(Language::ENGLISH.messages());
    for language in translations() {
        for (key, message) in messages_of(language.messages()) {
            let Some(original) = english.get(&key) else { continue };
            assert_eq!(told_apart(&message), told_apart(original), "{language}: {key}");
        }
    }
}

/// Messages that are alike in several languages: names, numbers and signs, and a few words.
const ALIKE: [&str; 68] = [
    "text-direction",
    "list-comma",
    "list-dot",
    "list-changes",
    "list-arrow",
    "list-sentence",
    "list-number",
    "line-priority",
    "line-says",
    "words-group",
    "option-of-term",
    "source-graded",
    "source-ungraded",
    "foot-file",
    "foot-version",
    "mark-by-line",
    "hurt-by-line",
    "outcome-on",
    "ask-sentence",
    "claim-short",
    "claim-short-remark",
    "flip-to",
    "range-bound",
    "count-illusions",
    "cell-both",
    "why-party",
    "why-source",
    "label-note",
    "move-by-line",
    "near-way",
    "column-gains",
    "quotations-digest",
    "quotations-noted",
    "screen-share",
    "screen-date-package",
    "verdict-illusion",
    "column-options",
    "kind-posture",
    "option-lettered",
    "standing-line",
    "frame-page",
    "solution-nash",
    "solution-kalai",
    "swings-sourced",
    "swings-swapped",
    "column-turned",
    "timeline-times",
    "timeline-party",
    "column-source",
    "column-date",
    "credibility-5",
    "stands-yes",
    "stands-no",
    "stands-option",
    "stands-not-taken",
    "sheet-question",
    "value-point",
    "value-equal",
    "value-above",
    "zopa-share",
    "certificate-gain",
    "frontier-pair",
    "sheet-is-illusion",
    "status-event-only",
    "evidence-column-type",
    "evidence-type-of",
    "belief-end",
    "roadmap-column-inspection",
];

#[test]
fn nothing_is_left_in_english() {
    let english = messages_of(Language::ENGLISH.messages());
    for language in translations() {
        for (key, message) in messages_of(language.messages()) {
            let alike = ALIKE.contains(&key.as_str());
            let same = english.get(&key).is_some_and(|original| *original == message);
            assert!(alike || !same, "{language}: {key} is as in English:{message}");
        }
    }
}

#[test]
fn every_file_says_which_language_it_is() {
    for language in Language::all() {
        let catalogue = Catalogue::of(language);
        assert_eq!(catalogue.tag(), language.tag());
        let direction = messages_of(language.messages())["text-direction"].trim().to_owned();
        assert_eq!(catalogue.direction().name(), direction, "{language}");
    }
}

#[test]
fn french_signs_stand_as_french_readers_expect_them() {
    let french = Language::of("fr").unwrap();
    for (key, message) in messages_of(french.messages()) {
        let text = selects_of(&message).1.replace("(kind = \"capability\")", "");
        assert!(!text.contains(['\'', '"', '“', '”']), "{key}: {text}");
        let code = |at: usize| text[..at].matches('`').count() % 2 == 1;
        let signs: Vec<(usize, char)> = text.char_indices().collect();
        for (place, &(_, c)) in signs.iter().enumerate().filter(|(_, (at, _))| !code(*at)) {
            let before = place.checked_sub(1).map(|place| signs[place].1);
            let after = signs.get(place + 1).map(|(_, c)| *c);
            let right = match c {
                ';' | '!' | '?' | '»' => before == Some('\u{202f}'),
                // Line and column of a file, `3:14`, are no sentence.
                ':' => before == Some('\u{202f}') || before == Some('\u{0}') && after == before,
                '«' => after == Some('\u{202f}'),
                '%' => before == Some('\u{a0}'),
                _ => true,
            };
            assert!(right, "{key}: {c} in {text:?}");
        }
        assert!(!text.contains("..."), "{key}");
    }
}

#[test]
fn what_french_says_of_one_it_does_not_say_of_none() {
    // Nought takes the singular: where it has no variant of its own, that of one must say the number.
    let french = Language::of("fr").unwrap();
    for (key, message) in messages_of(french.messages()) {
        for select in selects_of(&message).0 {
            let has_nought = select.variants.iter().any(|(key, _)| key == "0");
            for (_, text) in select.variants.iter().filter(|(key, _)| key == "one" && !has_nought) {
                let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
                let one = ["1", "un", "une", "Un", "Une", "seul", "seule", "Le", "La"];
                let says_one =
                    words.first().is_some_and(|word| one.contains(word)) || words.contains(&"1");
                assert!(!says_one, "{key}: {text}");
            }
        }
    }
}

#[test]
fn french_numbers_dates_and_plurals() {
    let catalogue = Catalogue::of(Language::of("fr-CA").unwrap());
    assert_eq!(catalogue.number(28_274), "28\u{202f}274");
    assert_eq!(catalogue.percent(24, 100).unwrap(), "24\u{a0}%");
    let date = |day: u32| {
        let args = [("day", day.into()), ("month", "janv.".into()), ("year", "2019".into())];
        catalogue.say("date-day", &args)
    };
    assert_eq!(date(25), "25 janv. 2019");
    assert_eq!(date(1), "1er janv. 2019");
    let lines = |count: u32| catalogue.say("party-lines", &[("count", count.into())]);
    assert_eq!([lines(0), lines(1), lines(2)], ["0 ligne", "1 ligne", "2 lignes"]);
    assert_eq!(lines(1_000_000), "1\u{202f}000\u{202f}000 lignes");
}
