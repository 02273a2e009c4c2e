//! What imported scenarios mean: packages are worth what the programs say that they are worth.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::path::{Path, PathBuf};

use detente_scenario::foreign::negotiation::import;
use detente_scenario::model::{Points, Preference, Scale, Worth};
use detente_scenario::{Amount, Decimal, OptionId, PartyId, Scenario, load};

fn imported(folder: &Path) -> Scenario {
    let files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(&path).unwrap())
        })
        .collect();
    let imported = import(&files, "x", None);
    let text = imported.scenario.unwrap_or_else(|| panic!("{:?}", imported.files));
    load(text.as_bytes()).scenario.unwrap()
}

fn own(folder: &str) -> Scenario {
    imported(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/negotiation/valid").join(folder))
}

fn float(amount: Amount) -> f64 {
    decimal(amount.low)
}

fn decimal(number: Decimal) -> f64 {
    number.to_string().parse().unwrap()
}

/// What a package is worth, straight from the definition.
fn worth(scenario: &Scenario, party: PartyId, package: &[OptionId]) -> f64 {
    let Preference::Values(lines) = &scenario.party(party).preference else { panic!("no values") };
    lines
        .iter()
        .map(|line| match &line.versions[0].worth {
            Worth::Options { term, points: Points::Given(points), scale } => {
                let Scale::Weight { weight, out_of } = scale else { panic!("a swing") };
                let option = package[term.index()];
                let points = points.iter().find(|(other, _)| *other == option);
                let points = points.map_or(0.0, |(_, points)| float(*points));
                float(*weight) * points / out_of.map_or(1.0, decimal)
            }
            Worth::When { condition, worth, out_of }
                if scenario.holds(&condition.expr, package) =>
            {
                float(*worth) / out_of.map_or(1.0, decimal)
            }
            Worth::When { .. } => 0.0,
            other => panic!("{other:?}"),
        })
        .sum()
}

/// The package with the options that are labelled so.
fn package(scenario: &Scenario, labels: &[&str]) -> Vec<OptionId> {
    assert_eq!(labels.len(), scenario.terms.len());
    let position = |(term, label): (&detente_scenario::model::Term, &&str)| {
        let found = term.options.iter().position(|option| option.name == **label);
        OptionId::new(found.unwrap_or_else(|| panic!("{} has no {label}", term.id)))
    };
    scenario.terms.iter().zip(labels).map(position).collect()
}

/// Checks what some packages are worth to each party.
fn check(scenario: &Scenario, expected: &[(&[&str], &[f64])]) {
    for (labels, worths) in expected {
        let package = package(scenario, labels);
        assert_eq!(worths.len(), scenario.parties.len());
        for (party, expected) in scenario.party_ids().zip(*worths) {
            let found = worth(scenario, party, &package);
            let name = &scenario.party(party).name;
            assert!((found - expected).abs() < 1e-9, "{labels:?} to {name}: {found}");
        }
    }
}

#[test]
fn discrete_issues_of_genius_are_divided_by_their_maximum() {
    let scenario = own("genius-discrete");
    // price: 0.7 · evaluation / 4 for one, 0.6 · evaluation / 5 for the other, and so on.
    check(
        &scenario,
        &[
            (&["150,000 yen", "north", "no"], &[0.175 + 0.1, 0.36 + 0.15]),
            (&["250,000 yen", "south", "and nights"], &[0.7 + 0.1 / 3.0, 0.12 + 0.3]),
        ],
    );
}

#[test]
fn numbers_of_genius_are_shifted_and_cut() {
    let scenario = own("genius-numbers");
    // 0.3 · cut(0.4 · (years + 1) - 0.3) + 0.2 · (1 - 0.25 · (instalments - 10))
    // + 0.2 · cut(interest - 0.25) + 0.1 · 0.5 + 0.1 · triangle(10, 17, 40) + 0.1 · 2 / 3
    let fixed = 0.05 + 0.1 * 2.0 / 3.0;
    check(
        &scenario,
        &[
            (&["-1", "10", "0", "0", "10"], &[0.2 + fixed]),
            (&["1", "12", "1", "0.48", "17"], &[0.15 + 0.1 + 0.15 + 0.1 + fixed]),
            (&["3", "11", "1.5", "1", "40"], &[0.3 + 0.15 + 0.2 + fixed]),
            (&["3", "11", "1.5", "1", "12"], &[0.3 + 0.15 + 0.2 + 0.1 * 2.0 / 7.0 + fixed]),
            (&["3", "11", "1.5", "1", "22"], &[0.3 + 0.15 + 0.2 + 0.1 * 18.0 / 23.0 + fixed]),
        ],
    );
}

#[test]
fn rectangles_of_genius_include_and_exclude() {
    let scenario = own("genius-rectangles");
    check(
        &scenario,
        &[
            (&["0", "1", "1"], &[5.0 / 60.0, 0.35]),
            (&["2", "3", "0"], &[66.0 / 60.0, 0.0]),
            (&["4", "1", "2"], &[26.0 / 60.0, 0.0]),
            (&["1", "1", "0"], &[36.0 / 60.0, 0.35]),
        ],
    );
}

#[test]
fn geniusweb_adds_up_over_issues_and_over_groups() {
    check(
        &own("geniusweb-linear"),
        &[
            (&["yes", "2000", "0.6"], &[0.05 + 0.5 + 0.075, 0.1]),
            (&["no", "3000", "1.0"], &[0.2 + 1.0 / 3.0 + 0.225, 0.3 + 0.3]),
            // Beyond the end of the line everything is worth nothing.
            (&["no", "4000", "0.8"], &[0.2 + 0.15, 0.6 + 0.15]),
        ],
    );
    check(
        &own("geniusweb-groups"),
        &[
            (&["yes", "yes", "red"], &[1.0, 0.125]),
            (&["no", "yes", "grey"], &[0.25, 0.25 + 0.125 + 0.5]),
            (&["no", "no", "blue"], &[0.0, 1.0]),
        ],
    );
}

/// The numbers are those that NegMAS 0.16 itself computes of the folder.
#[test]
fn functions_of_negmas_are_worth_what_negmas_says() {
    check(
        &own("negmas-yaml"),
        &[
            (&["yes", "-1", "0", "1", "0.5"], &[1.5, 6.0, 3.0, 1.1]),
            (&["no", "2", "0.6", "5", "0.75"], &[0.9805, 67.0, 3.0, 1.533]),
            (&["3", "0", "0.3", "2", "0.75"], &[1.3015, 12.75001, 3.0, 2.133]),
            (&["no", "1", "0.12", "2", "0.5"], &[0.9036, 15.6, 3.0, 2.2]),
            (&["3", "2", "0.2", "5", "0.5"], &[0.636, 68.00001, 3.0, 3.3]),
        ],
    );
    // Bounds are inside, where NegMAS computes 0.6 and 0.1 for the first and the third.
    check(
        &own("negmas-rectangles"),
        &[
            (&["0", "low"], &[0.1, 1.0]),
            (&["1", "mid"], &[0.6, 2.5]),
            (&["2", "low"], &[2.1, 2.0]),
            (&["3", "high"], &[3.6, 4.5]),
            (&["4", "low"], &[0.1, 3.0]),
        ],
    );
}

/// In Genius the best value of every discrete issue gets the whole weight of the issue.
///
/// `DETENTE_NEGOTIATIONS=FOLDER cargo test -p detente-scenario --test negotiation_meaning -- --ignored`
/// imports every folder in FOLDER.
#[test]
#[ignore = "needs folders of Genius in DETENTE_NEGOTIATIONS"]
fn published_negotiations_are_imported() {
    let root = PathBuf::from(std::env::var_os("DETENTE_NEGOTIATIONS").unwrap());
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let scenario = imported(&folder);
        assert!(scenario.signers().len() >= 2, "{}", folder.display());
        for party in &scenario.parties {
            let Preference::Values(lines) = &party.preference else { panic!("no values") };
            for line in lines {
                let Worth::Options { term, points: Points::Given(points), scale } =
                    &line.versions[0].worth
                else {
                    continue;
                };
                // Ranges of numbers are cut, not divided.
                let option = &scenario.term(*term).options[0];
                if option.id == format!("v{}", option.name) {
                    continue;
                }
                let best = points.iter().map(|(_, points)| points.low).max().unwrap();
                let Scale::Weight { out_of, .. } = scale else { panic!("a swing") };
                assert_eq!(Some(best), out_of.or(Some(Decimal::from(1))), "{}", folder.display());
            }
        }
    }
}
