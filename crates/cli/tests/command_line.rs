//! The command as its users meet it: exit codes, streams, limits, determinism, redaction.

mod common;

use common::{detente, root, run, stderr, stdout};
use std::io::Write;
use std::process::{Output, Stdio};

const EXAMPLES: [&str; 3] =
    ["examples/hanoi-2019.toml", "examples/ceasefire.toml", "examples/prisoners-dilemma.toml"];

fn with_input(arguments: &[&str], input: &str) -> Output {
    let mut child = detente(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

/// Every verb that answers about a file, with what it needs.
fn verbs(file: &str) -> Vec<Vec<&str>> {
    let mut verbs: Vec<Vec<&str>> =
        ["analyze", "deals", "empty", "harm", "stable", "robust", "check"]
            .into_iter()
            .map(|verb| vec![verb, file])
            .collect();
    verbs.push(vec!["ask", file, "some package with deal has efficient"]);
    let claim = match file {
        "examples/hanoi-2019.toml" => "C9",
        "examples/ceasefire.toml" => "tempting",
        _ => "gain",
    };
    verbs.push(vec!["why", file, claim]);
    verbs.push(vec!["order", file]);
    let package = match file {
        "examples/hanoi-2019.toml" => "middle",
        "examples/ceasefire.toml" => "valley-accord",
        "examples/prisoners-dilemma.toml" => "silence",
        _ => "handshake",
    };
    verbs.push(vec!["order", file, package]);
    verbs.push(vec!["hold", file, package]);
    verbs
}

#[test]
fn count_prints_bare_digits() {
    let output = run(&["ask", EXAMPLES[0], "count packages"]);
    assert_eq!(stdout(&output), "314028\n");
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
    let at_latest = ["ask", EXAMPLES[0], "count packages with deal", "--as-of", "latest"];
    assert_eq!(stdout(&run(&at_latest)), "12030\n");
    let principal = ["ask", EXAMPLES[0], "count packages with deal", "--signers", "us,kim"];
    assert_eq!(stdout(&run(&principal)), "8484\n");
    let variant = [&at_latest[..], &["--variant", "drop trump 2"]].concat();
    assert_eq!(stdout(&run(&variant)), "26782\n");
}

#[test]
fn same_bytes_for_any_number_of_threads_and_on_every_run() {
    for file in EXAMPLES {
        for verb in verbs(file) {
            for form in [&["--json"][..], &[]] {
                let one = run(&[&verb[..], form, &["--threads", "1"]].concat());
                let two = run(&[&verb[..], form, &["--threads", "2"]].concat());
                let again = run(&[&verb[..], form].concat());
                assert!(one.status.success(), "{verb:?}: {}", stderr(&one));
                assert!(!one.stdout.is_empty());
                assert_eq!(one.stdout, two.stdout, "{verb:?}");
                assert_eq!(one.stdout, again.stdout, "{verb:?}");
            }
        }
    }
}

#[test]
fn the_screen_fits() {
    for file in EXAMPLES {
        for date in ["2019-01-25", "latest"] {
            let screen = stdout(&run(&["analyze", file, "--as-of", date]));
            assert!(screen.lines().count() <= 45, "{file}: {} lines", screen.lines().count());
            assert!(screen.lines().all(|line| line.chars().count() <= 80), "{file}\n{screen}");
            let plain = stdout(&run(&["analyze", file, "--as-of", date, "--plain"]));
            assert!(!plain.contains('\u{1b}') && !plain.contains('·') && !plain.contains('…'));
        }
    }
}

#[test]
fn standard_input_and_the_json_twin_are_files_too() {
    let text = std::fs::read_to_string(root().join(EXAMPLES[1])).expect("the example");
    let question = "count packages with deal";
    let expected = stdout(&run(&["ask", EXAMPLES[1], question]));
    assert_eq!(stdout(&with_input(&["ask", "-", question], &text)), expected);
    let twin = stdout(&run(&["fmt", "--json", EXAMPLES[1]]));
    assert!(twin.starts_with('{'));
    assert_eq!(stdout(&with_input(&["ask", "-", question], &twin)), expected);
    let back = stdout(&with_input(&["fmt", "--toml", "-"], &twin));
    assert_eq!(stdout(&with_input(&["ask", "-", question], &back)), expected);
    assert_eq!(stdout(&with_input(&["fmt", "--json", "-"], &back)), twin);
}

#[test]
fn every_example_is_tidy() {
    for file in EXAMPLES {
        let output = run(&["fmt", "--check", file]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    let untidy = with_input(&["fmt", "--check", "-"], "[scenario]\ntitle   = 'x'\n");
    assert_eq!(untidy.status.code(), Some(1));
}

#[test]
fn exit_codes() {
    let code = |arguments: &[&str]| run(arguments).status.code();
    assert_eq!(code(&["analyze", EXAMPLES[1]]), Some(0));
    assert_eq!(code(&["--version"]), Some(0));
    // The command or the file is wrong.
    assert_eq!(code(&["analyse", EXAMPLES[1]]), Some(2));
    assert_eq!(code(&["analyze", "no-such-file.toml"]), Some(2));
    assert_eq!(code(&["analyze", "examples"]), Some(2));
    assert_eq!(code(&["analyze", EXAMPLES[1], "--as-of", "soon"]), Some(2));
    assert_eq!(code(&["analyze", EXAMPLES[1], "--signers", "nobody"]), Some(2));
    assert_eq!(code(&["ask", EXAMPLES[1], "how many"]), Some(2));
    assert_eq!(code(&["why", EXAMPLES[1], "nothing-of-that-name"]), Some(2));
    assert_eq!(code(&["explain", "E9999"]), Some(2));
    assert_eq!(with_input(&["check", "-"], "[scenario]\n").status.code(), Some(2));
    // A limit.
    let limited = run(&["analyze", EXAMPLES[0], "--memory", "1M"]);
    assert_eq!(limited.status.code(), Some(3));
    assert!(stderr(&limited).contains("314,028 possible packages"), "{}", stderr(&limited));
    assert_eq!(stdout(&limited), "");
    // A claim that differs, only if that was asked for.
    let text = std::fs::read_to_string(root().join(EXAMPLES[1])).expect("the example");
    let wrong = format!(
        "{text}\n[[claim]]\nid = \"wrong\"\nsays = \"wrong\"\nask = 'no package has deal'\nexpect = true\n"
    );
    assert_eq!(with_input(&["analyze", "-"], &wrong).status.code(), Some(0));
    assert_eq!(with_input(&["analyze", "-", "--strict"], &wrong).status.code(), Some(1));
}

#[test]
fn stability_is_told_package_by_package() {
    let file = EXAMPLES[2];
    let told = stdout(&run(&["stable", file, "--package", "silence", "--party", "ann"]));
    assert!(told.contains("Under R, silence is not stable for Ann."), "{told}");
    assert!(told.contains("SMR and GMR, silence is stable for Ann."), "{told}");
    assert!(!told.contains("for Bob."), "{told}");
    assert!(told.contains("How does it stand?\nsilence stands under SSEQ"), "{told}");
    let told = stdout(&run(&["stable", file, "--concept", "SEQ"]));
    assert!(!told.contains("How does it stand?"), "{told}");
    assert!(told.contains("Under SEQ, the status quo is stable for Bob"), "{told}");
    let rows = stdout(&run(&["stable", file, "--package", "silence,status-quo", "--csv"]));
    assert_eq!(rows.lines().count(), 1 + 2 * 2 * 5, "{rows}");
    let graph = stdout(&run(&["stable", file, "--dot"]));
    assert!(graph.starts_with("digraph stability {") && graph.ends_with("}\n"), "{graph}");
    for (arguments, hint) in [
        (["--package", "silense"], "`silence`"),
        (["--party", "an"], "`ann`"),
        (["--concept", "SEQU"], "`SEQ`"),
        (["--concept", "nash"], "`R`"),
    ] {
        let output = run(&["stable", file, arguments[0], arguments[1]]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).contains(hint), "{arguments:?}: {}", stderr(&output));
        let redacted = run(&["stable", file, arguments[0], arguments[1], "--redact"]);
        assert!(!stderr(&redacted).contains("ann"), "{}", stderr(&redacted));
    }
    for form in ["--json", "--csv"] {
        assert_eq!(run(&["stable", file, "--dot", form]).status.code(), Some(2));
    }
    let impossible = "[scenario]\ntitle = 'x'\n[party]\na = {}\n[[term]]\nid = 'door'\nby = 'a'\noptions = ['shut', 'open']\nnow = 'shut'\n[[rule]]\nforbid = 'door = open'\n[[package]]\nid = 'ajar'\nchange = { door = 'open' }\n";
    let output = with_input(&["stable", "-", "--package", "ajar"], impossible);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("ajar is impossible"), "{}", stderr(&output));
}

#[test]
fn the_overview_of_stability_keeps_to_what_matters() {
    let told = stdout(&run(&["stable", EXAMPLES[0]]));
    assert!(told.lines().count() <= 100, "{} lines", told.lines().count());
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("It ends there as of 26 Feb 2019 and with hindsight too."), "{told}");
    assert!(told.contains("7 of 109 changes of one line"), "{told}");
    let robust = stdout(&run(&["robust", EXAMPLES[0]]));
    let robust = robust.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = "hanoi-ask under SEQ falls, but a single point; 1 of 109 variants turns it: \
                without rule 10 (stands)";
    assert!(robust.contains(line), "{robust}");
    let rows = stdout(&run(&["robust", EXAMPLES[0], "--csv"]));
    assert!(rows.contains(",hanoi-ask,,SEQ,no,drop rule 10,yes"), "{rows}");
}

#[cfg(unix)]
#[test]
fn a_reader_who_has_seen_enough_is_no_error_worth_a_word() {
    let mut child = detente(&["robust", EXAMPLES[1], "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(stderr(&output), "");
}

#[test]
fn mistakes_name_place_code_and_nearest_name() {
    let text = "[scenario]\ntitle = \"x\"\n[party]\nus = { sings = true }\n[[term]]\nid = \"tests\"\nby = \"su\"\noptions = [\"on\", \"off\"]\nnow = \"of\"\n";
    let output = with_input(&["analyze", "-"], text);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "");
    let told = stderr(&output);
    for part in ["stdin>:4:8", "`signs`", "stdin>:7:6", "`us`", "stdin>:9:7", "`off`", "3 errors"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let json = with_input(&["check", "-", "--json"], text);
    assert!(stdout(&json).contains("\"usable\": false"));
    assert_eq!(stderr(&json), "");
}

#[test]
fn redaction_leaks_no_name() {
    let names = [
        "trump",
        "kim",
        "japan",
        "rok",
        "china",
        "korea",
        "hanoi",
        "yongbyon",
        "sanctions",
        "missile",
        "troops",
        "enrichment",
        "liaison",
        "exercise",
        "editorial",
        "summit",
        "bolton",
        "armistice",
        "arsenal",
    ];
    let mut commands = verbs(EXAMPLES[0]);
    commands.retain(|command| command[0] != "why");
    commands.push(vec!["why", EXAMPLES[0], "hanoi-ask", "trump"]);
    commands.push(vec!["why", EXAMPLES[0], "C2"]);
    commands.push(vec!["why", EXAMPLES[0], "E26"]);
    commands.push(vec!["ask", EXAMPLES[0], "every package with is(hanoi-ask) has better(trump)"]);
    for command in commands {
        for form in ["--json", "--csv", "--plain"] {
            let output = run(&[&command[..], &["--redact", form]].concat());
            let told = (stdout(&output) + &stderr(&output)).to_lowercase();
            for name in names {
                // The marking stands on every page on purpose; it is "Exercise".
                let told = told.replace("\"exercise\"", "").replacen("exercise\n", "", 1);
                assert!(!told.contains(name), "{command:?} {form}: {name} in {told}");
            }
        }
    }
}

#[test]
fn every_code_is_explained_and_scripts_are_printed() {
    let list = stdout(&run(&["explain"]));
    assert!(list.lines().count() > 60, "{list}");
    for line in list.lines() {
        let code = line.split_whitespace().next().expect("a code");
        let text = stdout(&run(&["explain", code]));
        assert!(text.starts_with(code) && text.len() > 100, "{text}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(stdout(&run(&["completions", shell])).contains("detente"));
    }
    assert!(stdout(&run(&["man"])).contains(".TH"));
}

#[test]
fn files_of_gmcr_come_in_and_go_out() {
    let file = "tests/foreign/gmcr/valid/elmira.gmcr";
    let imported = run(&["import", file]);
    assert_eq!(imported.status.code(), Some(0), "{}", stderr(&imported));
    assert_eq!(stderr(&imported), "");
    let scenario = stdout(&imported);
    assert!(scenario.contains("title = \"elmira\"\nnotation = \"gmcr\"\n"), "{scenario}");
    assert_eq!(stdout(&with_input(&["ask", "-", "count packages"], &scenario)), "12\n");
    // Through standard input it is the same but for the name.
    let bytes = std::fs::read_to_string(root().join(file)).expect("the file");
    let piped = with_input(&["import", "-", "--title", "elmira"], &bytes);
    assert_eq!(stdout(&piped), scenario);
    assert!(stdout(&with_input(&["import", "-"], &bytes)).contains("A conflict from GMCR+"));
    // Out, in and out again: the same bytes.
    let exported = stdout(&with_input(&["export", "-", "--to", "gmcr"], &scenario));
    let again = stdout(&with_input(&["import", "-"], &exported));
    assert_eq!(stdout(&with_input(&["export", "-", "--to", "gmcr"], &again)), exported);
    // Warnings do not stop an import; mistakes do, with their places.
    let warned = run(&["import", "tests/foreign/gmcr/valid/water.gmcr"]);
    assert_eq!(warned.status.code(), Some(0));
    assert!(stderr(&warned).contains("water.gmcr:17:25"), "{}", stderr(&warned));
    let wrong = run(&["import", "tests/foreign/gmcr/invalid/states.gmcr"]);
    assert_eq!((wrong.status.code(), stdout(&wrong)), (Some(2), String::new()));
    assert!(stderr(&wrong).contains("4 errors"), "{}", stderr(&wrong));
    assert_eq!(run(&["import", "no-such-file.gmcr"]).status.code(), Some(2));
    // What cannot be said is refused with every reason.
    let refused = run(&["export", EXAMPLES[1], "--to", "gmcr"]);
    assert_eq!((refused.status.code(), stdout(&refused)), (Some(2), String::new()));
    assert!(stderr(&refused).contains("`fire`") && stderr(&refused).contains("`crossing`"));
    assert_eq!(run(&["export", EXAMPLES[2], "--to", "csv"]).status.code(), Some(2));
}

#[test]
fn an_export_is_as_of_a_date_in_a_variant_and_without_names_if_that_is_asked_for() {
    let text = "[scenario]\ntitle = \"x\"\n[party]\nnorth = { name = \"North\" }\n[[term]]\nid = \"pause\"\nby = \"north\"\noptions = [\"no\", \"yes\"]\nnow = \"no\"\n[[priority.north]]\nwants = 'pause = yes'\nfrom = 2019-03-01\n[[priority.north]]\nwants = 'pause = no'\n";
    let preferences = |arguments: &[&str]| {
        let output = with_input(&[&["export", "-", "--to", "gmcr"], arguments].concat(), text);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let told = stdout(&output);
        let line = told.lines().find(|line| line.contains("preferences")).expect("preferences");
        (line.trim().to_owned(), told, stderr(&output))
    };
    let all = "\"preferences\": [[[0, \"Y\"]], [[0, \"N\"]]]";
    assert_eq!(preferences(&[]).0, all);
    let early = preferences(&["--as-of", "2019-01-01"]);
    assert_eq!(early.0, "\"preferences\": [[[0, \"N\"]]]");
    assert!(early.2.contains("one line is not in force"), "{}", early.2);
    let dropped = preferences(&["--variant", "drop north 2"]);
    assert_eq!(dropped.0, "\"preferences\": [[[0, \"Y\"]]]");
    let swapped = preferences(&["--variant", "swap north 1 2"]);
    assert_eq!(swapped.0, "\"preferences\": [[[0, \"N\"]], [[0, \"Y\"]]]");
    let redacted = preferences(&["--redact"]);
    assert_eq!(redacted.0, all);
    assert!(!redacted.1.contains("orth") && !redacted.1.contains("pause"), "{}", redacted.1);
}

#[test]
fn imported_models_are_told_in_ordered_numbers_and_patterns() {
    let scenario = stdout(&run(&["import", "tests/foreign/gmcr/valid/elmira.gmcr"]));
    let told = stdout(&with_input(&["stable", "-"], &scenario));
    assert!(told.contains("There it rests: 7 NYNNY: s7: Insist yes"), "{told}");
    let json = stdout(&with_input(&["stable", "-", "--json"], &scenario));
    for line in ["\"ordered\": 7", "\"pattern\": \"NYNNY\"", "\"decimal\": \"18\""] {
        assert!(json.contains(line), "{line}");
    }
    let graph = stdout(&with_input(&["stable", "-", "--dot"], &scenario));
    assert!(graph.contains("7 NYNNY"), "{graph}");
}

#[test]
fn answers_come_in_other_languages() {
    let file = "crates/report/tests/scenarios/pause.toml";
    for mut verb in verbs(file) {
        if verb[0] == "why" {
            verb[2] = "razed";
        }
        let english = run(&verb);
        let french = run(&[&verb[..], &["--lang", "fr-FR"]].concat());
        assert_eq!(french.status.code(), Some(0), "{verb:?}: {}", stderr(&french));
        assert_ne!(stdout(&english), stdout(&french), "{verb:?}");
        assert!(stdout(&french).contains("1 ligne écartée"), "{verb:?}: {}", stdout(&french));
        assert_eq!(stderr(&english), stderr(&french), "{verb:?}");
        // Words of programs are the same in every language.
        let csv = |more: &[&str]| stdout(&run(&[&verb[..], &["--csv"], more].concat()));
        assert_eq!(csv(&[]), csv(&["--lang", "fr"]), "{verb:?}");
        let json = |more: &[&str]| stdout(&run(&[&verb[..], &["--json"], more].concat()));
        assert_eq!(json(&[]) == json(&["--lang", "fr"]), verb[0] == "check", "{verb:?}");
    }
}

#[test]
fn a_language_that_is_not_there_is_told_what_is() {
    let file = EXAMPLES[2];
    let output = run(&["deals", file, "--lang", "fre"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean `fr`?"), "{}", stderr(&output));
    let output = run(&["deals", file, "--lang", "tlh"]);
    assert!(stderr(&output).contains("the languages are en, fr"), "{}", stderr(&output));
    // Mistakes in the file are told in English, whatever the language of answers.
    let broken = "[scenario]\ntitle = 1\n";
    let told = |more: &[&str]| stderr(&with_input(&[&["deals", "-"], more].concat(), broken));
    assert!(told(&[]).contains("error["));
    assert_eq!(told(&[]), told(&["--lang", "fr"]));
}
