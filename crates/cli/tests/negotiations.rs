//! Deals with values, and folders of other programs, as users of the command line meet them.

mod common;

use common::{run, stderr, stdout};
use std::path::Path;

/// A folder of its own for a test, not there yet.
fn folder(test: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&path);
    path.to_str().expect("UTF-8").to_owned()
}

const EXAMPLE: &str = "examples/panama-1977.toml";
const PLAIN: &str = "crates/scenario/tests/negotiation/valid/genius-plain";

#[test]
fn the_example_fits_one_screen() {
    let text = stdout(&run(&["deals", EXAMPLE]));
    assert!(text.lines().count() <= 45, "{} lines", text.lines().count());
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(text.contains("Nash") && text.contains("proved"), "{text}");
}

#[test]
fn a_folder_is_read_like_a_file() {
    let answered = run(&["deals", PLAIN, "--json"]);
    assert_eq!(answered.status.code(), Some(0), "{}", stderr(&answered));
    let text = stdout(&answered);
    for key in ["\"frontier\"", "\"kalai_smorodinsky\"", "\"zopa\"", "\"proved\": true"] {
        assert!(text.contains(key), "{key} in {text}");
    }
    let imported = stdout(&run(&["import", PLAIN]));
    assert!(imported.contains("[[value."), "{imported}");
    let wrong = run(&["deals", PLAIN, "--profiles", "0,7"]);
    assert_eq!((wrong.status.code(), stdout(&wrong).as_str()), (Some(2), ""));
    assert!(stderr(&wrong).contains("there is no profile 7"), "{}", stderr(&wrong));
    let nothing = run(&["deals", "docs"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(stderr(&nothing).contains("profile"), "{}", stderr(&nothing));
}

#[test]
fn what_is_exported_is_worth_the_same() {
    for format in ["negmas", "genius"] {
        let there = folder(&format!("exported-{format}"));
        let exported = run(&["export", PLAIN, "--to", format, "-o", &there]);
        assert_eq!(exported.status.code(), Some(0), "{}", stderr(&exported));
        let rows = |folder: &str| stdout(&run(&["deals", folder, "--csv"]));
        let numbers = |text: &str| -> Vec<String> {
            let rows = text.lines().skip(1).map(|row| row.split(',').take(4).collect::<Vec<_>>());
            rows.map(|row| row.join(",")).collect()
        };
        let (before, after) = (rows(PLAIN), rows(&there));
        assert!(before.lines().count() > 1, "{before}");
        assert_eq!(numbers(&before), numbers(&after), "{format}");
        // A second time something is there already.
        let again = run(&["export", PLAIN, "--to", format, "-o", &there]);
        assert_eq!(again.status.code(), Some(2), "{}", stderr(&again));
    }
    let refused = run(&["export", EXAMPLE, "--to", "negmas", "-o", &folder("refused")]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("this rule makes packages impossible"));
}

#[test]
fn proposals_are_certified() {
    let text = stdout(&run(&["deals", EXAMPLE, "--propose", "signed"]));
    assert!(text.contains("beaten by") && text.contains("Who gets what"), "{text}");
    let changes = "land = most, compensation = seventy_five; duration = thirty_five";
    let answered = run(&["deals", EXAMPLE, "--propose", changes, "--json"]);
    assert_eq!(answered.status.code(), Some(0), "{}", stderr(&answered));
    assert!(stdout(&answered).contains("\"give_and_take\""));
    for (proposal, said) in [
        ("land = mst", "did you mean `most`?"),
        ("land >= half", "a name of the file or what it changes"),
    ] {
        let wrong = run(&["deals", EXAMPLE, "--propose", proposal]);
        assert_eq!(wrong.status.code(), Some(2));
        assert!(stderr(&wrong).contains(said), "{}", stderr(&wrong));
    }
    let priorities = run(&["deals", "examples/hanoi-2019.toml", "--propose", "middle"]);
    assert_eq!(priorities.status.code(), Some(2));
    assert!(stderr(&priorities).contains("what things are worth"));
}

#[test]
fn power_counts() {
    let text = stdout(&run(&["deals", EXAMPLE, "--power", "us=5"]));
    assert!(text.contains("Nash, weighted"), "{text}");
    let wrong = run(&["deals", EXAMPLE, "--power", "us=0"]);
    assert_eq!(wrong.status.code(), Some(2));
    let nobody = run(&["deals", EXAMPLE, "--power", "uk=2"]);
    assert_eq!(nobody.status.code(), Some(2));
    assert!(stderr(&nobody).contains("--power: no party is called `uk`"), "{}", stderr(&nobody));
}

/// A scenario of `terms` terms with `options` options each, valued against each other by two parties.
fn large(terms: usize, options: usize) -> String {
    let mut text = String::from(
        "[scenario]\ntitle = \"large\"\n[party]\na = { signs = true, no_deal = 10 }\nb = { signs = true, no_deal = 10 }\n",
    );
    for t in 0..terms {
        let ids: Vec<String> = (0..options).map(|o| format!("\"o{o}\"")).collect();
        let values = |sign: usize| {
            let value = |o: usize| (o * 7 + t * 3 + sign * (options - o) * 5) % 23;
            (0..options).map(|o| format!("o{o} = {}", value(o))).collect::<Vec<_>>().join(", ")
        };
        text.push_str(&format!(
            "[[term]]\nid = \"t{t}\"\nby = []\noptions = [{}]\nnow = \"o0\"\n\
             [[value.a]]\nterm = \"t{t}\"\noptions = {{ {} }}\n\
             [[value.b]]\nterm = \"t{t}\"\noptions = {{ {} }}\n",
            ids.join(", "),
            values(0),
            values(1)
        ));
    }
    text
}

#[test]
fn more_packages_than_can_be_listed_are_answered_by_values() {
    let there = folder("large");
    std::fs::create_dir_all(&there).expect("a folder");
    let file = format!("{there}/large.toml");
    std::fs::write(&file, large(40, 9)).expect("written");
    let answered = run(&["deals", &file, "--json"]);
    assert_eq!(answered.status.code(), Some(0), "{}", stderr(&answered));
    let text = stdout(&answered);
    assert!(text.contains("\"way\": \"additive\"") && !text.contains("\"smallest\""), "{text}");
    // The same bytes, whatever the threads.
    let alone = run(&["deals", &file, "--json", "--threads", "1"]);
    assert_eq!(stdout(&alone), text);
    // What needs rows says so.
    let refused = run(&["harm", &file]);
    assert_eq!(refused.status.code(), Some(3), "{}", stderr(&refused));
}
