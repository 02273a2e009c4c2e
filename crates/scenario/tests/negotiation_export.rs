//! Scenarios as files of negotiations: what is written and read again means the same.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "common/random.rs"]
mod random;

use std::path::Path;

use detente_scenario::foreign::negotiation::{Exported, Format, InForce, export, import};
use detente_scenario::model::{Points, Preference, Scale, Worth};
use detente_scenario::{Amount, Decimal, OptionId, PartyId, Scenario, Severity, load};

const FORMATS: [Format; 2] = [Format::Negmas, Format::Genius];

fn loaded(text: &str) -> Scenario {
    let loaded = load(text.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{:?}\n{text}", loaded.diagnostics))
}

fn of_file(path: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    loaded(&std::fs::read_to_string(path).unwrap())
}

/// The scenarios that the valid folders become.
fn imported() -> Vec<(String, Scenario)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/negotiation/valid");
    let mut scenarios: Vec<(String, Scenario)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, loaded(&std::fs::read_to_string(path).unwrap()))
        })
        .collect();
    scenarios.sort_by(|a, b| a.0.cmp(&b.0));
    scenarios
}

fn written(scenario: &Scenario, format: Format) -> Vec<(String, String)> {
    let Exported { files, diagnostics } = export(scenario, &InForce::everything(scenario), format);
    files.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

fn read_again(files: &[(String, String)]) -> Scenario {
    let bytes: Vec<_> =
        files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    let imported = import(&bytes, "", None);
    let text = imported.scenario.unwrap_or_else(|| panic!("{:?}\n{files:?}", imported.files));
    loaded(&text)
}

fn decimal(number: Decimal) -> f64 {
    number.to_string().parse().unwrap()
}

fn middle(amount: Amount) -> f64 {
    f64::midpoint(decimal(amount.low), decimal(amount.high))
}

/// What a package is worth to a party, straight from the definition, with ranges at their middles.
fn worth(scenario: &Scenario, party: PartyId, package: &[OptionId], copied: &[usize]) -> f64 {
    let Preference::Values(lines) = &scenario.party(party).preference else { panic!("no values") };
    let stated: Vec<usize> = lines
        .iter()
        .filter_map(|line| match &line.versions[0].worth {
            Worth::Options { term, .. } => Some(term.index()),
            _ => None,
        })
        .collect();
    let of_line = |worth: &Worth| match worth {
        Worth::Options { term, .. } if copied.contains(&term.index()) => 0.0,
        Worth::Options { term, points, scale } => {
            let count = scenario.term(*term).options.len();
            let mut all = vec![0.0; count];
            match points {
                Points::Given(given) => {
                    for (option, amount) in given {
                        all[option.index()] = middle(*amount);
                    }
                }
                Points::BestFirst(groups) => {
                    let listed: usize = groups.iter().map(Vec::len).sum();
                    let steps = groups.len() - usize::from(listed == count);
                    for (position, group) in groups.iter().enumerate() {
                        for option in group {
                            all[option.index()] = (steps - position) as f64 / steps.max(1) as f64;
                        }
                    }
                }
            }
            let own = all[package[term.index()].index()];
            match scale {
                Scale::Weight { weight, out_of } => {
                    middle(*weight) * own / out_of.map_or(1.0, decimal)
                }
                Scale::Swing(swing) => {
                    let least = all.iter().copied().fold(f64::INFINITY, f64::min);
                    let most = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    let width = if most > least { most - least } else { 1.0 };
                    middle(*swing) * (own - least) / width
                }
            }
        }
        Worth::When { condition, worth, out_of } if scenario.holds(&condition.expr, package) => {
            middle(*worth) / out_of.map_or(1.0, decimal)
        }
        Worth::When { .. } => 0.0,
        Worth::Like(model) => worth_of_copy(scenario, *model, package, &stated),
    };
    lines.iter().map(|line| of_line(&line.versions[0].worth)).sum()
}

fn worth_of_copy(
    scenario: &Scenario,
    model: PartyId,
    package: &[OptionId],
    stated: &[usize],
) -> f64 {
    worth(scenario, model, package, stated)
}

fn no_deal(scenario: &Scenario, party: PartyId) -> f64 {
    match scenario.party(party).no_deal_worth {
        Some(worth) => middle(worth),
        None => worth(scenario, party, &scenario.no_deal(party), &[]),
    }
}

/// Some packages, the first and the last among them.
fn packages(scenario: &Scenario) -> Vec<Vec<OptionId>> {
    let mut random = fastrand::Rng::with_seed(17);
    let mut packages = vec![
        scenario.terms.iter().map(|_| OptionId::new(0)).collect::<Vec<_>>(),
        scenario.terms.iter().map(|term| OptionId::new(term.options.len() - 1)).collect(),
    ];
    for _ in 0..60 {
        let option = |term: &detente_scenario::model::Term| {
            OptionId::new(random.usize(..term.options.len()))
        };
        packages.push(scenario.terms.iter().map(option).collect());
    }
    packages
}

/// Checks that the parties of `second` get what those of `first` get, up to one factor for all of them
/// and up to a number of its own for each, no deal included; returns the factor.
fn compare(first: &Scenario, second: &Scenario, context: &str) -> f64 {
    assert_eq!(first.terms.len(), second.terms.len(), "{context}");
    for (one, other) in first.terms.iter().zip(&second.terms) {
        assert_eq!(one.options.len(), other.options.len(), "{context}: {}", one.id);
    }
    let parties: Vec<PartyId> =
        InForce::everything(first).parties.into_iter().map(|(party, _)| party).collect();
    assert_eq!(parties.len(), second.parties.len(), "{context}");
    let packages = packages(first);
    let mut pairs = Vec::new();
    // What is added up and taken off again limits how exactly floating point can tell.
    let mut size = (0.0_f64, 1.0_f64);
    for (&one, other) in parties.iter().zip(second.party_ids()) {
        let base = (no_deal(first, one), no_deal(second, other));
        for package in &packages {
            let worths = (worth(first, one, package, &[]), worth(second, other, package, &[]));
            size.0 = size.0.max(worths.0.abs()).max(base.0.abs());
            size.1 = size.1.max(worths.1.abs()).max(base.1.abs());
            pairs.push((worths.0 - base.0, worths.1 - base.1));
        }
    }
    let largest = pairs.iter().copied().max_by(|a, b| a.0.abs().total_cmp(&b.0.abs())).unwrap();
    if largest.0.abs() <= 1e-9 * size.0 {
        return 1.0;
    }
    let factor = largest.1 / largest.0;
    assert!(factor > 0.0, "{context}: {factor}");
    let size = size.1.max(size.0 * factor);
    for (a, b) in pairs {
        let difference = (a * factor - b).abs();
        assert!(difference <= 1e-11 * size, "{context}: {a} became {b}, not {factor} times");
    }
    factor
}

#[test]
fn what_came_in_goes_out_and_comes_in_again() {
    for (name, first) in imported() {
        for format in FORMATS {
            let exported = export(&first, &InForce::everything(&first), format);
            let is_mixed = ["geniusweb-groups", "negmas-rectangles", "negmas-plain"];
            if is_mixed.contains(&name.as_str()) && format == Format::Genius {
                // Texts are valued together with others.
                assert!(exported.files.is_none(), "{name}");
                continue;
            }
            let files =
                exported.files.unwrap_or_else(|| panic!("{name}: {:?}", exported.diagnostics));
            let second = read_again(&files);
            let context = format!("{name} {format:?}\n{files:?}");
            compare(&first, &second, &context);
            // From then on nothing changes any more.
            let again = written(&second, format);
            let third = read_again(&again);
            assert_eq!(second.without_places(), third.without_places(), "{context}");
            assert_eq!(written(&third, format), again, "{context}");
            let names = |scenario: &Scenario| -> Vec<String> {
                let parties = scenario.parties.iter().map(|party| party.name.clone());
                let options = scenario.terms.iter().flat_map(|term| &term.options);
                parties.chain(options.map(|option| option.name.clone())).collect()
            };
            assert_eq!(names(&second), names(&first), "{context}");
        }
    }
}

#[test]
fn files_of_negmas_give_the_same_scenario_again() {
    for (name, first) in imported() {
        if !name.starts_with("negmas") || name == "negmas-rectangles" {
            continue;
        }
        let second = read_again(&written(&first, Format::Negmas));
        assert_eq!(first.terms.len(), second.terms.len());
        for (a, b) in first.without_places().terms.iter().zip(&second.without_places().terms) {
            assert_eq!(a, b, "{name}");
        }
        assert!((compare(&first, &second, &name) - 1.0).abs() < 1e-12, "{name}");
    }
}

#[test]
fn files_like_those_that_are_written_give_the_very_same_scenario() {
    for (name, format) in [("genius-plain", Format::Genius), ("negmas-plain", Format::Negmas)] {
        let first = of_file(&format!("tests/negotiation/valid/{name}.toml"));
        let second = read_again(&written(&first, format));
        assert_eq!(first.without_places(), second.without_places(), "{name}");
    }
}

#[test]
fn scenarios_written_by_hand_go_out() {
    for path in ["../../tests/scenarios/valid/values.toml", "../../examples/panama-1977.toml"] {
        let first = of_file(path);
        let in_force = InForce { rules: Vec::new(), ..InForce::everything(&first) };
        let exported = export(&first, &in_force, Format::Negmas);
        let files = exported.files.unwrap_or_else(|| panic!("{path}: {:?}", exported.diagnostics));
        compare(&first, &read_again(&files), path);
    }
}

#[test]
fn random_scenarios_go_out_or_are_told_why() {
    let (mut out, mut refused) = ([0, 0], [0, 0]);
    for seed in 0..1500 {
        let first = loaded(&random::scenario(seed));
        let valued: Vec<_> = InForce::everything(&first)
            .parties
            .into_iter()
            .filter(|(party, _)| matches!(first.party(*party).preference, Preference::Values(_)))
            .collect();
        let all_signers_have_values = InForce::everything(&first).parties.len() == valued.len();
        let in_force = InForce { rules: Vec::new(), parties: valued };
        for (at, format) in FORMATS.into_iter().enumerate() {
            let exported = export(&first, &in_force, format);
            let Some(files) = exported.files else {
                let is_error = |d: &detente_scenario::Diagnostic| d.severity() == Severity::Error;
                assert!(exported.diagnostics.iter().any(is_error));
                refused[at] += 1;
                continue;
            };
            let second = read_again(&files);
            if all_signers_have_values {
                compare(&first, &second, &format!("{seed} {format:?}\n{files:?}"));
            }
            out[at] += 1;
        }
    }
    assert!(out.iter().all(|&count| count > 100), "{out:?}");
    assert!(refused.iter().all(|&count| count > 10), "{refused:?}");
}

#[test]
fn what_cannot_be_written_is_told() {
    let text = r#"
[scenario]
title = "x"
not_modelled = ["y"]
[party]
us = { signs = true, no_deal = [1, 2] }
kim = { signs = true }
them = {}
[[term]]
id = "a"
by = []
options = ["x", "y"]
now = "x"
[[term]]
id = "b"
by = []
options = ["x", "y"]
now = "x"
[[rule]]
forbid = 'a = y'
[[value.us]]
term = "a"
options = { x = [0, 1], y = -3 }
[[value.us]]
when = 'a = x and b = x'
worth = 1
[[priority.kim]]
wants = 'a = y'
"#;
    let scenario = loaded(text);
    let told = |in_force: &InForce, format| -> Vec<String> {
        let exported = export(&scenario, in_force, format);
        let told = exported.diagnostics.iter();
        told.map(|d| format!("{} {}", d.code.id(), d.message)).collect()
    };
    let everything = InForce::everything(&scenario);
    assert_eq!(
        told(&everything, Format::Negmas),
        [
            "E700 `kim` signs and has no values; these files say what everything is worth in numbers",
            "E700 this rule makes packages impossible, and in files of NegMAS all are possible",
        ]
    );
    let one = InForce { rules: Vec::new(), parties: everything.parties[..1].to_vec() };
    assert_eq!(
        told(&one, Format::Negmas),
        [
            "W701 ranges of `us` (2 in all) became the middle; these files have no ranges",
            "W701 `kim` does not sign and is left out",
            "W701 `them` does not sign and is left out",
            "W701 files of NegMAS have no place for: 1 thing not modelled",
        ]
    );
    assert_eq!(
        told(&one, Format::Genius),
        [
            "E700 Genius values issues together only if all are whole numbers, and `a` and one other are not"
        ]
    );
    let nobody = InForce { rules: Vec::new(), parties: Vec::new() };
    assert_eq!(
        told(&nobody, Format::Genius),
        ["E700 no party signs or has values, so nobody negotiates"]
    );
}

#[test]
fn too_many_rectangles_are_refused() {
    let mut text = String::from("[scenario]\ntitle = \"x\"\n[party]\nus = { signs = true }\n");
    let options: Vec<String> = (0..10).map(|n| format!("\"o{n}\"")).collect();
    for term in ["a", "b", "c", "d", "e"] {
        let options = options.join(", ");
        text +=
            &format!("[[term]]\nid = \"{term}\"\nby = []\noptions = [{options}]\nnow = \"o0\"\n");
    }
    // Each comes to nearly 10,000 rectangles.
    for _ in 0..12 {
        text += "[[value.us]]\nwhen = '(a = o1 or b = o1) and (c != o0 or d != o0 or e != o0) or a = o2 or e != o3'\nworth = 1\n";
    }
    let scenario = loaded(&text);
    for format in FORMATS {
        let exported = export(&scenario, &InForce::everything(&scenario), format);
        let errors: Vec<&str> = exported.diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert!(exported.files.is_none());
        assert!(
            errors.contains(&"up to here the conditions come to more than 100000 rectangles"),
            "{errors:?}"
        );
    }
}
