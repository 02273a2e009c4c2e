//! Roadmaps by ranks: the counts of the example, and every order tried on random scenarios.

use super::*;
use crate::table::PackageTable;
use detente_scenario::{AsOf, Scenario, load};

fn hanoi() -> Scenario {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/hanoi-2019.toml");
    let loaded = load(&std::fs::read(path).unwrap());
    loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn masks(way: &Way, scenario: &Scenario, names: &[&str]) -> u32 {
    let place = |name: &str| {
        let is = |step: &WayStep| step.step.is_some_and(|id| scenario.step(id).id == name);
        way.steps.iter().position(is).unwrap_or_else(|| panic!("{name}"))
    };
    names.iter().fold(0, |set, name| set | 1 << place(name))
}

#[test]
fn the_middle_way_needs_a_bundle() {
    let scenario = hanoi();
    let case = Case::new(&scenario, AsOf::Latest, scenario.signers(), Vec::new());
    let table = PackageTable::build(case, &Limits::default()).unwrap();
    let middle = &scenario.packages.iter().find(|p| p.id == "middle").unwrap().package;
    let found = roadmaps(&table, middle, &Wanted::default(), &Limits::default()).unwrap();
    let (way, orders) = (&found.way, found.orders.unwrap());
    assert_eq!(way.steps.len(), 8);
    assert_eq!((orders.single.quit_proof, orders.single.safe), (672, 0));
    let bundled = orders.bundled.unwrap();
    assert_eq!((bundled.total, bundled.safe), (24, 16));
    assert_eq!(orders.mixed.unwrap().safe, 61);
    let smallest = orders.smallest.unwrap();
    let expected =
        masks(way, &scenario, &["close-yongbyon", "freeze-second-site", "civilian-relief"]);
    assert_eq!((smallest.size, smallest.bundles), (3, vec![expected]));
    // Dropping the steps of the file, each of the ten terms changes by itself.
    let mut bare = scenario.clone();
    (bare.steps, bare.bundles) = (Vec::new(), Vec::new());
    let case = Case::new(&bare, AsOf::Latest, bare.signers(), Vec::new());
    let table = PackageTable::build(case, &Limits::default()).unwrap();
    let found = roadmaps(&table, middle, &Wanted::default(), &Limits::default()).unwrap();
    let orders = found.orders.unwrap();
    assert_eq!((orders.single.quit_proof, orders.single.safe), (7220, 0));
    assert_eq!(orders.bundled, None);
}
