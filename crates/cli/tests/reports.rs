//! `report` as its users meet it: files, endings, pictures, languages, redaction, threads.

mod common;

use common::{stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::Output;

const HANOI: &str = "examples/hanoi-2019.toml";
const PANAMA: &str = "examples/panama-1977.toml";
const DILEMMA: &str = "examples/prisoners-dilemma.toml";

/// `report` with these arguments.
fn run(arguments: &[&str]) -> Output {
    common::run(&[&["report"], arguments].concat())
}

/// A folder of this test run for files.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports");
    std::fs::create_dir_all(&folder).expect("a folder");
    folder.join(name)
}

fn written(arguments: &[&str], name: &str) -> Vec<u8> {
    let path = scratch(name);
    let path = path.to_str().expect("UTF-8");
    let output = run(&[arguments, &["-o", path]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
    std::fs::read(path).expect("it is there")
}

#[test]
fn the_ending_says_what_is_written() {
    let page = written(&[DILEMMA], "dilemma.html");
    assert!(page.starts_with(b"<!DOCTYPE html>"));
    assert_eq!(stdout(&run(&[DILEMMA])).as_bytes(), page, "the same on standard output");
    assert!(written(&[DILEMMA], "dilemma.docx").starts_with(b"PK"));
    let picture = written(&[DILEMMA, "--svg", "moves"], "dilemma.svg");
    assert!(picture.starts_with(b"<?xml"));
    assert_eq!(stdout(&run(&[DILEMMA, "--svg", "moves"])).as_bytes(), picture);
    // What was written before is written over.
    assert_eq!(written(&[DILEMMA], "dilemma.html"), page);
}

#[test]
fn what_cannot_be_written_is_told_with_what_can() {
    for (arguments, told) in [
        (&[DILEMMA, "-o", "x.pdf"][..], ".docx"),
        (&[DILEMMA, "-o", "x"], ".html"),
        (&[DILEMMA, "-o", "x.svg"], "--svg NAME"),
        (&[DILEMMA, "--svg", "moves", "-o", "x.html"], ".svg"),
        (&[DILEMMA, "--svg", "move"], "did you mean `moves`?"),
        (&[DILEMMA, "--svg", "zzzz"], "there are"),
        (&[DILEMMA, "--lang", "fre"], "`fr`"),
        (&["examples/no-such-file.toml"], "no-such-file"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(told), "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    let missing = scratch("no-such-folder").join("x.html");
    let output = run(&[DILEMMA, "-o", missing.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(4));
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    for (name, ending) in [("one", "html"), ("one", "docx")] {
        let [one, two] = ["1", "2"].map(|threads| {
            written(&[HANOI, "--threads", threads], &format!("{name}-{threads}.{ending}"))
        });
        assert!(one == two, "{ending}");
    }
}

#[test]
fn a_report_comes_in_another_language() {
    let page = stdout(&run(&[DILEMMA, "--lang", "fr"]));
    assert!(page.contains("<html lang=\"fr\" dir=\"ltr\">"));
    assert!(page.contains("En soixante secondes") && !page.contains("In sixty seconds"));
}

#[test]
fn no_format_leaks_a_name_and_every_format_is_marked() {
    let names = ["Trump", "trump", "Yongbyon", "yongbyon", "Japan", "hanoi", "Singapore", "troops"];
    let leaks = |text: &str| names.iter().find(|name| text.contains(**name)).copied();
    let page = stdout(&run(&[HANOI, "--redact"]));
    assert_eq!(leaks(&page), None);
    assert!(page.contains("<p class=\"marking\">Exercise</p>"));
    let open = stdout(&run(&[HANOI]));
    let pictures = [
        "gains",
        "cards",
        "harm",
        "space",
        "moves",
        "stands",
        "roadmap",
        "roadmap-2",
        "swings",
        "evidence",
    ];
    for name in pictures {
        let picture = stdout(&run(&[HANOI, "--redact", "--svg", name]));
        assert!(picture.starts_with("<?xml"), "{name}");
        assert_eq!(leaks(&picture), None, "{name}");
        assert!(open.contains(&format!("id=\"picture-{name}\"")), "{name}");
    }
    assert!(leaks(&open).is_some(), "the test would see a leak");
}

#[test]
fn the_frontier_is_drawn_where_all_signers_give_values() {
    let picture = stdout(&run(&[PANAMA, "--svg", "frontier"]));
    assert!(picture.starts_with("<?xml") && picture.contains("Nash, utilitarian"), "{picture}");
    let redacted = stdout(&run(&[PANAMA, "--redact", "--svg", "frontier"]));
    assert!(redacted.starts_with("<?xml") && redacted.contains("Nash, utilitarian"), "{redacted}");
    for name in ["Panama", "panama", "United States", "signed"] {
        assert!(picture.contains(name) && !redacted.contains(name), "{name}");
    }
    let told = stderr(&run(&[HANOI, "--svg", "frontier"]));
    assert!(told.contains("no picture is called `frontier`"), "{told}");
}

#[test]
fn a_limit_that_is_hit_is_told_with_the_number() {
    let output = run(&[HANOI, "--memory", "20M"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("--memory"), "{}", stderr(&output));
}
