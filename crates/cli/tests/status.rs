//! `detente status` as its users meet it.

mod common;

use common::{run, stderr, stdout};

/// Text on one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const IRAN: &str = "examples/iran-2015.toml";
const TRUCE: &str = "crates/report/tests/scenarios/status/carried.toml";

#[test]
fn the_day_is_the_reading_too() {
    let text = stdout(&run(&["status", IRAN, "--on", "2016-01-16"]));
    assert!(text.contains("as of 16 Jan 2016"), "{text}");
    assert!(text.contains("7 of 7 steps are in force; 1 inspection is due"), "{text}");
    assert!(!text.contains("breach"), "{text}");
    // Another reading of the same day.
    let text = stdout(&run(&["status", IRAN, "--on", "2016-01-16", "--as-of", "latest"]));
    assert!(text.contains("with hindsight"), "{text}");
    assert!(text.contains("7 of 7 steps are in force"), "{text}");
    // The later events are not used.
    let text = flat(&stdout(&run(&["status", IRAN, "--on", "2018-05-08"])));
    assert!(text.contains("a breach by United States."), "{text}");
    assert!(!text.contains("Fordow") && text.contains("6 later events"), "{text}");
}

#[test]
fn the_last_event_is_the_day_if_none_is_said() {
    let truce = stdout(&run(&["status", TRUCE]));
    assert!(truce.contains("15 May 2030, when something last happened"), "{truce}");
    let latest = stdout(&run(&["status", TRUCE, "--on", "latest"]));
    assert!(latest.contains("12 June 2030, when something last happened"), "{latest}");
    assert_eq!(latest, stdout(&run(&["status", TRUCE, "--as-of", "latest"])));
}

#[test]
fn what_is_wrong_is_said() {
    let wrong = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        stderr(&output)
    };
    // The same words as for the date of reading.
    let days = ["--on", "--as-of"].map(|option| {
        let told = wrong(&["status", IRAN, option, "2016-13-01"]);
        let told = told.split("': ").nth(1).map(str::to_owned);
        told.unwrap_or_else(|| panic!("{option} is not said to be wrong"))
    });
    assert_eq!(days[0], days[1]);
    assert!(days[0].contains("`2016-13-01` is not a date"), "{}", days[0]);
    let told = wrong(&["status", "examples/ceasefire.toml"]);
    assert!(told.contains("no [[event]] of the file"), "{told}");
    let told = wrong(&["status", TRUCE, "--as-of", "2030-01-01"]);
    assert!(told.contains("by 2030-01-01") && told.contains("--on 2030-03-30"), "{told}");
    let told = wrong(&["status", TRUCE, "truse"]);
    assert!(told.contains("no package is called `truse`; did you mean `truce`?"), "{told}");
    let told = wrong(&["status", TRUCE, "--on", "2030-05-20", "--signers", "nobody"]);
    assert!(told.contains("nobody"), "{told}");
}

#[test]
fn a_package_can_be_said() {
    let wide = flat(&stdout(&run(&["status", TRUCE, "truce-and-office", "--on", "2030-05-20"])));
    assert!(wide.contains("3 of 5 steps are in force"), "{wide}");
    assert!(wide.contains("no step of the file"), "{wide}");
    let changes =
        flat(&stdout(&run(&["status", TRUCE, "list = filed, aid = sent", "--on", "2030-05-20"])));
    assert!(changes.contains("1 of 2 steps is in force"), "{changes}");
    assert!(changes.contains("is no step of this package"), "{changes}");
}

#[test]
fn same_bytes_for_any_number_of_threads() {
    for file in [IRAN, TRUCE, "examples/six-party-2007.toml", "examples/inf-1987.toml"] {
        for form in [&["--json"][..], &["--csv"], &["--lang", "fr"], &[]] {
            let arguments = [&["status", file, "--on", "latest"], form].concat();
            let one = run(&[&arguments[..], &["--threads", "1"]].concat());
            let two = run(&[&arguments[..], &["--threads", "2"]].concat());
            assert!(one.status.success() && !one.stdout.is_empty(), "{}", stderr(&one));
            assert_eq!(one.stdout, two.stdout, "{arguments:?}");
        }
    }
}

#[test]
fn a_redacted_answer_names_nothing() {
    for form in [&["--json"][..], &["--csv"], &[]] {
        let arguments = [&["status", TRUCE, "--on", "2030-06-20", "--redact"], form].concat();
        let text = stdout(&run(&arguments)).to_lowercase();
        assert!(!text.is_empty());
        for name in ["north", "south", "guns", "truce", "file-list", "gazette", "n1", "content"] {
            assert!(!text.contains(name), "{name}\n{text}");
        }
    }
}
