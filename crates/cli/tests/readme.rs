//! The README and some pages of the documentation are tests: every `$ detente …` in them prints what stands below it. A line `…` stands
//! for any number of lines.

use std::path::PathBuf;
use std::process::Command;

/// The words of a command line with single quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (i, part) in line.split('\'').enumerate() {
        match i % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// Whether `text` consists of the pieces of `pattern` between its lines `…`, in that order.
fn matches(pattern: &str, text: &str) -> bool {
    let pieces: Vec<&str> = pattern.split("…\n").collect();
    let mut rest = text;
    for (i, piece) in pieces.iter().enumerate() {
        let Some(at) = rest.find(piece) else { return false };
        if i == 0 && at != 0 {
            return false;
        }
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty() || pattern.ends_with("…\n")
}

/// Runs every command of `page` and returns how many there are.
fn tried(page: &str) -> usize {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = std::fs::read_to_string(root.join(page)).expect("the page");
    let mut tried = 0;
    for block in text.split("```console\n$ detente ").skip(1) {
        let block = block.split("```").next().expect("a block");
        let (command, shown) = block.split_once('\n').expect("a command and its output");
        let output = Command::new(env!("CARGO_BIN_EXE_detente"))
            .args(words(command))
            .current_dir(&root)
            .env_clear()
            .output()
            .expect("it starts");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(matches(shown, &printed), "{command}\n--- shown\n{shown}--- printed\n{printed}");
        tried += 1;
    }
    tried
}

#[test]
fn commands_print_what_the_readme_shows() {
    let tried = tried("README.md");
    assert!(tried >= 6, "only {tried} commands found");
}

#[test]
fn commands_print_what_the_page_on_languages_shows() {
    let tried = tried("docs/languages.md");
    assert!(tried >= 1, "only {tried} commands found");
}

#[test]
fn commands_print_what_the_page_on_roadmaps_shows() {
    let tried = tried("docs/roadmaps.md");
    assert!(tried >= 5, "only {tried} commands found");
}

#[test]
fn commands_print_what_the_page_on_evidence_shows() {
    let tried = tried("docs/evidence.md");
    assert!(tried >= 2, "only {tried} commands found");
}

#[test]
fn commands_print_what_the_page_on_gmcr_shows() {
    let tried = tried("docs/gmcr.md");
    assert!(tried >= 2, "only {tried} commands found");
}
