//! What things are called: conditions in words, packages, lines, edits.

mod common;

use common::{here, query, scenario, sheet};
use detente_report::names::Names;
use detente_report::words::Words;
use detente_report::{Catalogue, Style};
use detente_scenario::model::{Edit, Line};
use detente_scenario::{NamedId, PartyId, RuleId, Scenario};

fn with_names(check: impl FnOnce(&Names<'_>, &Scenario)) {
    let scenario = scenario(&here().join("tests/scenarios/pause.toml"));
    let catalogue = Catalogue::english();
    let names = Names::new(sheet(&catalogue, "pause.toml", Style::default()), &scenario);
    check(&names, &scenario);
}

#[test]
fn conditions_read_as_sentences() {
    with_names(|names, scenario| {
        let words = |condition: &str| {
            let query = query(scenario, &format!("some package with {condition}"));
            Words::new(*names).expr(&query.with)
        };
        for (condition, expected) in [
            ("tests = off", "tests stopped"),
            ("plant >= sealed", "the plant sealed or razed"),
            ("plant != razed", "not the plant razed"),
            ("plant <= sealed", "the plant running or sealed"),
            ("plant < sealed", "the plant running"),
            ("plant >= running", "anything"),
            ("visits = yearly", "visits yearly"),
            ("tests in { on, off }", "anything"),
            ("quiet", "tests stopped"),
            ("plant >= sealed and trade = open", "(the plant sealed or razed) and trade open"),
            ("plant >= sealed or trade = open", "the plant sealed or razed or trade open"),
            ("plant >= sealed implies quiet", "if the plant sealed or razed, then tests stopped"),
            ("not (quiet and trade = open)", "not (tests stopped and trade open)"),
            (
                "(quiet implies trade = open) and quiet",
                "(if tests stopped, then trade open) and tests stopped",
            ),
            ("quiet iff trade = open", "tests stopped exactly if trade open"),
            ("better(south)", "better(south)"),
        ] {
            assert_eq!(words(condition), expected, "{condition}");
        }
    });
}

#[test]
fn lines_edits_and_packages_have_names() {
    with_names(|names, scenario| {
        let spaced = |text: String| text.replace('\u{a0}', " ");
        let south = PartyId::new(2);
        let line = Line::Priority { party: south, line: 0 };
        assert_eq!(spaced(names.line(line)), "south 1");
        assert_eq!(spaced(names.line(Line::Rule(RuleId::new(1)))), "rule 2");
        assert_eq!(spaced(names.edit(Edit::Drop(line))), "without south 1");
        let swap = Edit::Swap { party: south, first: 0, second: 1 };
        assert_eq!(spaced(names.edit(swap)), "south 1 and 2 swapped");
        let version = Edit::Version { party: south, line: 0, version: 1 };
        assert_eq!(spaced(names.edit(version)), "south 1 in its version 2");
        assert_eq!(
            names.says(line, 1),
            "gives trade open only for the plant razed",
            "the second version says more"
        );
        assert_eq!(
            names.written(Line::Rule(RuleId::new(1)), 0).unwrap(),
            "forbid = 'plant = razed and trade = shut'"
        );
        let seal = &scenario.named(NamedId::new(1)).package;
        assert_eq!(
            spaced(names.package(seal)),
            "tests stopped · the plant sealed · visits yearly · trade open"
        );
        assert_eq!(names.package(&scenario.status_quo()), "no change");
        let all: Vec<PartyId> = scenario.party_ids().collect();
        assert_eq!(names.parties(&all), "the North, the envoy, the South and the coast");
        assert_eq!(names.parties(&all[..1]), "the North");
        let date = detente_scenario::date::parse_date("2019-01-05").unwrap();
        assert_eq!(spaced(names.date(date)), "5 Jan 2019");
    });
}
