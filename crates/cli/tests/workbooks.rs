//! Workbooks and templates as users of the command line meet them.

mod common;

use common::{root, run, stderr, stdout};
use std::path::{Path, PathBuf};

/// A folder of its own for a test, empty.
struct Folder(PathBuf);

impl Folder {
    fn of(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("UTF-8").to_owned()
    }
}

const EXAMPLE: &str = "examples/ceasefire.toml";

#[test]
fn a_scenario_goes_into_a_workbook_and_comes_back() {
    let folder = Folder::of("back");
    let (book, back) = (folder.file("out.xlsx"), folder.file("back.toml"));
    let exported = run(&["export", EXAMPLE, "-o", &book]);
    assert_eq!((exported.status.code(), stdout(&exported).as_str()), (Some(0), ""));
    assert!(stderr(&exported).contains("lines with comments stay behind"), "{}", stderr(&exported));
    let imported = run(&["import", &book]);
    assert_eq!((imported.status.code(), stderr(&imported).as_str()), (Some(0), ""));
    let written = run(&["import", &book, "-o", &back]);
    assert_eq!(written.status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&back).expect("it is there"), stdout(&imported));
    for question in ["count packages", "count packages with deal", "count packages with efficient"]
    {
        let answers = [EXAMPLE, &back].map(|file| stdout(&run(&["ask", file, question])));
        assert_eq!(answers[0], answers[1]);
    }
    // Once more from there: nothing changes any more, and nothing stays behind.
    let again = run(&["export", &back, "--to", "xlsx"]);
    assert_eq!(stderr(&again), "");
    let titled = run(&["import", &book, "--title", "Another"]);
    assert!(stdout(&titled).starts_with("[scenario]\ntitle = \"Another\"\n"));
}

#[test]
fn the_format_follows_from_the_ending_and_nothing_is_written_over() {
    let folder = Folder::of("endings");
    let (book, conflict) = (folder.file("out.XLSX"), folder.file("out.gmcr"));
    let dilemma = "examples/prisoners-dilemma.toml";
    assert_eq!(run(&["export", dilemma, "-o", &conflict]).status.code(), Some(0));
    let piped = run(&["export", dilemma, "--to", "gmcr"]);
    assert_eq!(std::fs::read(&conflict).expect("it is there"), piped.stdout);
    assert_eq!(run(&["export", dilemma, "-o", &book]).status.code(), Some(0));
    let first = std::fs::read(&book).expect("it is there");
    assert!(first.starts_with(b"PK"));
    let refused = run(&["export", EXAMPLE, "-o", &book]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("--force"), "{}", stderr(&refused));
    assert_eq!(std::fs::read(&book).expect("it is there"), first);
    assert_eq!(run(&["export", EXAMPLE, "-o", &book, "--force"]).status.code(), Some(0));
    assert_ne!(std::fs::read(&book).expect("it is there"), first);
    let unsaid = run(&["export", EXAMPLE]);
    assert_eq!(unsaid.status.code(), Some(2));
    assert!(stderr(&unsaid).contains("--to xlsx"));
}

#[test]
fn templates_are_listed_and_written() {
    let folder = Folder::of("templates");
    let listed = stdout(&run(&["new"]));
    for name in ["ceasefire", "prisoners-dilemma", "hanoi-2019"] {
        assert!(listed.contains(name), "{listed}");
        let text = std::fs::read(root().join(format!("examples/{name}.toml"))).expect("an example");
        assert_eq!(run(&["new", "--template", name]).stdout, text);
        let (file, book) =
            (folder.file(&format!("{name}.toml")), folder.file(&format!("{name}.xlsx")));
        assert_eq!(run(&["new", "--template", name, "-o", &file]).status.code(), Some(0));
        assert_eq!(std::fs::read(&file).expect("it is there"), text);
        assert_eq!(run(&["new", "--template", name, "-o", &book]).status.code(), Some(0));
        let imported = run(&["import", &book]);
        assert_eq!((imported.status.code(), stderr(&imported).as_str()), (Some(0), ""));
        assert_eq!(run(&["new", "--template", name, "-o", &book]).status.code(), Some(2));
    }
    let unknown = run(&["new", "--template", "ceasefir"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("did you mean `ceasefire`?"));
    assert_eq!(run(&["new", "-o", &folder.file("x.toml")]).status.code(), Some(2));
}

#[test]
fn workbooks_that_cannot_be_read_are_told_so() {
    let folder = Folder::of("mistakes");
    let damaged = folder.file("damaged.xlsx");
    std::fs::write(&damaged, b"PK\x03\x04 and so on").expect("it is written");
    let output = run(&["import", &damaged]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(stderr(&output).starts_with("error[E651]: "), "{}", stderr(&output));
    // Other verbs say what to do with a workbook.
    let book = folder.file("book.xlsx");
    assert_eq!(run(&["new", "--template", "ceasefire", "-o", &book]).status.code(), Some(0));
    let output = run(&["check", &book]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("detente import"), "{}", stderr(&output));
}

#[test]
fn a_table_that_is_too_large_costs_only_the_results() {
    let folder = Folder::of("limits");
    let book = folder.file("out.xlsx");
    let output = run(&["export", "examples/hanoi-2019.toml", "-o", &book, "--memory", "1K"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("results are left out"), "{}", stderr(&output));
    let imported = run(&["import", &book]);
    assert_eq!((imported.status.code(), stderr(&imported).as_str()), (Some(0), ""));
}

#[test]
fn a_redacted_workbook_is_read_as_a_scenario_of_letters() {
    let folder = Folder::of("redacted");
    let book = folder.file("out.xlsx");
    let output = run(&["export", EXAMPLE, "-o", &book, "--redact"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let imported = stdout(&run(&["import", &book]));
    assert!(imported.contains("title = \"withheld\""));
    assert!(!imported.contains("Sefan"));
}
