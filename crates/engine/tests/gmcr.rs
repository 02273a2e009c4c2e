//! Save files of GMCR+: what the imported model says agrees with the definitions, and still does after
//! it has been sent out and read again.

mod common;
#[path = "common/last_mover.rs"]
mod last_mover;
#[path = "common/option_form.rs"]
mod option_form;

use common::{scenario, table};
use detente_engine::{Case, PackageTable};
use detente_scenario::foreign::gmcr::{InForce, Wishes, export, import};
use detente_scenario::{Concept, Expr, Package, PartyId, Predicate, Scenario, Span, notation};
use option_form::OptionForm;
use std::collections::BTreeSet;

/// The scenarios in the files that can be read, with their names.
fn imported() -> Vec<(String, Scenario)> {
    let folder = format!("{}/../../tests/foreign/gmcr/valid", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "gmcr"))
        .collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let bytes = std::fs::read(&path).expect("readable");
        let text = import(&bytes, "test").scenario.expect("a scenario");
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, scenario(&text))
    };
    files.into_iter().map(read).collect()
}

/// Sent out, and read again.
fn there_and_back(scenario: &Scenario) -> Scenario {
    let case = Case::of(scenario);
    let wishes = case.preferences.iter().map(|active| match active.is_ranking() {
        true => Wishes::Ranking,
        false => {
            let conditions = active.conditions(scenario).into_iter();
            Wishes::Statements(conditions.map(|expr| (expr, Span::default())).collect())
        }
    });
    let in_force = InForce { rules: case.rules.clone(), wishes: wishes.collect() };
    let exported = export(scenario, &in_force, "test");
    let file = exported.file.unwrap_or_else(|| panic!("{:#?}", exported.diagnostics));
    let text = import(file.as_bytes(), "test").scenario.expect("a scenario");
    common::scenario(&text)
}

/// The packages of a column, as sets of the names of the terms that are `yes`: the order of options may
/// change on the way.
fn patterns(table: &PackageTable<'_>, predicate: Predicate) -> BTreeSet<BTreeSet<String>> {
    let scenario = table.scenario();
    let column = table.column(&Expr::Predicate(predicate)).expect("answerable");
    let taken = |package: Package| {
        let yes = scenario.term_ids().filter(|term| package[term.index()].0 == 1);
        yes.map(|term| scenario.term(term).name.clone() + &scenario.term(term).id).collect()
    };
    column.ones_iter().map(|row| taken(table.rows().package(row))).collect()
}

#[test]
fn imported_models_have_the_equilibria_that_the_definitions_give() {
    let mut compared = 0;
    for (name, scenario) in imported() {
        let table = table(Case::of(&scenario));
        if table.rows().len() > 200 {
            continue;
        }
        compared += 1;
        let form = OptionForm::of(&scenario);
        for (concept, columns) in form.graph.stable() {
            for (party, expected) in columns.iter().enumerate() {
                let predicate = Predicate::Stable(PartyId::new(party), concept);
                let found = table.column(&Expr::Predicate(predicate)).expect("answerable");
                for (package, &expected) in form.packages.iter().zip(expected) {
                    let row = table.rows().row(package).expect("possible");
                    let pattern = notation::pattern(package);
                    assert_eq!(found.get(row), expected, "{name}: {concept:?} {party} {pattern}");
                }
            }
        }
    }
    assert!(compared >= 4, "{compared}");
}

#[test]
fn there_and_back_nothing_changes() {
    for (name, before) in imported() {
        let after = there_and_back(&before);
        let (before, after) = (table(Case::of(&before)), table(Case::of(&after)));
        assert_eq!(before.rows().len(), after.rows().len(), "{name}");
        for concept in Concept::ALL {
            let equilibria = |table| patterns(table, Predicate::Equilibrium(concept));
            assert_eq!(equilibria(&before), equilibria(&after), "{name}: {concept:?}");
        }
    }
}

#[test]
fn ordered_numbers_count_the_possible_packages_by_their_decimals() {
    for (name, scenario) in imported() {
        let table = table(Case::of(&scenario));
        let mut packages: Vec<Package> =
            (0..table.rows().len()).map(|row| table.rows().package(row)).collect();
        packages.sort_by(|a, b| notation::by_decimal(a, b));
        for (number, package) in (1..).zip(&packages) {
            let row = table.rows().row(package).expect("possible");
            assert_eq!(table.ordered_number(row), Some(number), "{name}");
        }
    }
}
