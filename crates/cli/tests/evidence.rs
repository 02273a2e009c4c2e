//! `evidence` as its users meet it.

mod common;

use common::{root, run, stderr, stdout};

const FILE: &str = "examples/six-party-2007.toml";
const TOLL: &str = "crates/report/tests/evidence/toll.toml";

#[test]
fn same_bytes_for_any_number_of_threads() {
    for arguments in [
        &["evidence", FILE][..],
        &["evidence", FILE, "the-deal"],
        &["evidence", FILE, "the-deal", "--on", "2008-06"],
        &["evidence", TOLL, "passage", "--lang", "fr"],
        &["hold", FILE, "the-deal"],
    ] {
        for form in [&["--json"][..], &[]] {
            let one = run(&[arguments, form, &["--threads", "1"]].concat());
            let two = run(&[arguments, form, &["--threads", "2"]].concat());
            assert!(one.status.success(), "{arguments:?}: {}", stderr(&one));
            assert_eq!(one.stdout, two.stdout, "{arguments:?}");
        }
    }
}

#[test]
fn events_count_up_to_a_day() {
    let says = |on: &str| stdout(&run(&["evidence", FILE, "--on", on]));
    assert!(says("2007-01-01").contains("No event up to 1 Jan 2007 counts: these are the priors."));
    assert!(says("2007-12-31").contains("2 events up to 31 Dec 2007"));
    assert!(says("latest").contains("6 events;"), "{}", says("latest"));
    // The file is read as of its own date, or of another one.
    let read = stdout(&run(&["evidence", FILE, "--as-of", "2008-06-30"]));
    assert!(read.contains("4 events up to 30 June 2008"), "{read}");
    let csv = stdout(&run(&["evidence", FILE, "--csv", "--on", "2008-06-30"]));
    assert_eq!((csv.lines().count(), csv.matches(",no,").count()), (7, 2));
}

#[test]
fn what_is_asked_wrongly() {
    let code = |arguments: &[&str]| run(arguments).status.code();
    let without = run(&["evidence", "examples/hanoi-2019.toml"]);
    assert_eq!(without.status.code(), Some(2));
    assert!(stderr(&without).contains("[[type.PARTY]]"), "{}", stderr(&without));
    assert_eq!(stdout(&without), "");
    let date = run(&["evidence", FILE, "--on", "soon"]);
    assert_eq!(date.status.code(), Some(2));
    assert!(stderr(&date).contains("2019-01-25"), "{}", stderr(&date));
    let package = run(&["evidence", FILE, "the-dael"]);
    assert_eq!(package.status.code(), Some(2));
    assert_eq!(code(&["evidence", FILE, "protocol = written"]), Some(0));
    assert_eq!(code(&["evidence"]), Some(2));
}

#[test]
fn a_redacted_answer_names_nothing() {
    for arguments in [
        &["evidence", FILE, "the-deal", "--redact"][..],
        &["evidence", FILE, "--redact", "--json"],
        &["evidence", FILE, "--redact", "--csv"],
        &["hold", FILE, "the-deal", "--redact"],
    ] {
        let output = run(arguments);
        assert!(output.status.success(), "{}", stderr(&output));
        let text = stdout(&output);
        for name in ["Korea", "dprk", "hedging", "tower", "declar", "yongbyon", "S17"] {
            assert!(!text.contains(name), "{arguments:?} says {name}:\n{text}");
        }
    }
}

#[test]
fn hold_says_with_whom_where_the_file_has_types() {
    let with = stdout(&run(&["hold", FILE, "the-deal"]));
    assert!(with.contains("\nWith whom?\n"), "{with}");
    let without = stdout(&run(&["hold", "examples/ceasefire.toml", "valley-accord"]));
    assert!(!without.contains("With whom?"));
}

#[test]
fn the_picture_is_there() {
    let output = run(&["report", FILE, "--svg", "belief"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let picture = stdout(&output);
    assert!(picture.starts_with("<svg") || picture.starts_with("<?xml"));
    assert!(picture.contains("samples-refused") || picture.contains("samples"));
    assert!(root().join(FILE).exists());
}
