//! Who would move, in the first example.

mod common;

use common::{case, example, table};
use detente_engine::Limits;
use detente_engine::PackageTable;
use detente_engine::ask::{Outcome, Restates, answer_claims};
use detente_engine::check::line_name;
use detente_engine::robust::moves;
use detente_engine::stability::{CONCEPTS, Move, Rest, Where, outlook, positions};
use detente_scenario::Concept;

/// `trump: exercises = ended (trump 8)`
fn told(table: &PackageTable<'_>, step: &Move) -> String {
    let scenario = table.scenario();
    let by: Vec<&str> = step.by.iter().map(|&party| scenario.party(party).id.as_str()).collect();
    let changes: Vec<String> = step
        .changes
        .iter()
        .map(|&(term, _, to)| {
            let term = scenario.term(term);
            format!("{} = {}", term.id, term.options[to.index()].id)
        })
        .collect();
    let lines: Vec<String> =
        step.gains.iter().filter_map(|(.., line)| Some(line_name(scenario, (*line)?))).collect();
    format!("{}: {} ({})", by.join(" + "), changes.join(", "), lines.join(", "))
}

fn path(table: &PackageTable<'_>, rest: &Rest) -> Vec<String> {
    rest.moves.iter().map(|step| told(table, step)).collect()
}

#[test]
fn the_status_quo_comes_to_rest_at_every_date_alike() {
    let scenario = example("hanoi-2019.toml");
    for date in ["2019-01-25", "2019-02-26", "latest"] {
        let table = table(case(&scenario, date));
        let answer = outlook(&table);
        let rest = answer.rest.expect("the status quo is possible");
        let expected = ["trump: exercises = ended (trump 8)", "kim: tests = short_range (kim 16)"];
        assert_eq!(path(&table, &rest), expected, "{date}");
        assert_eq!((rest.circle, rest.cut), (None, false));
        let stands = |concept| {
            let at = CONCEPTS.iter().position(|&other| other == concept).expect("a concept");
            answer.rest_stands.expect("a path")[at]
        };
        assert!(stands(Concept::R) && stands(Concept::Seq), "{date}");
        // Whoever moves first, it ends there.
        let orders = answer.orders.expect("a path");
        assert_eq!((orders.tried, orders.all, orders.ends.len()), (24, true, 1), "{date}");
        assert_eq!(orders.ends[0].0, Some(rest.end));
    }
}

#[test]
fn the_path_needs_no_hindsight_but_the_lines_it_goes_by() {
    let scenario = example("hanoi-2019.toml");
    let table = table(case(&scenario, "latest"));
    let sure = moves(&table, &[Where::StatusQuo], &Limits::default()).expect("within limits");
    assert_eq!(sure.on_dates.len(), 3);
    for (date, rest) in &sure.on_dates {
        assert_eq!(path(&table, rest.as_ref().expect("a path")).len(), 2, "{date:?}");
    }
    let turning: Vec<String> = sure
        .turns
        .iter()
        .map(|(edit, _)| detente_scenario::Printer::new(&scenario).edit(*edit))
        .collect();
    for line in ["drop trump 8", "drop kim 16"] {
        assert!(turning.iter().any(|edit| edit == line), "{line} is not among {turning:?}");
    }
}

#[test]
fn once_middle_is_reached_kim_has_ninety_five_improvements() {
    let scenario = example("hanoi-2019.toml");
    let middle = scenario.packages.iter().position(|package| package.id == "middle");
    let middle = Where::Named(detente_scenario::NamedId::new(middle.expect("named")));
    let kim = scenario.parties.iter().position(|party| party.id == "kim").expect("a party");
    for date in ["2019-01-25", "latest"] {
        let table = table(case(&scenario, date));
        let position = positions(&table, &[middle]).swap_remove(0);
        let view = position.parties.iter().find(|view| view.party.index() == kim);
        assert_eq!(view.map(|view| view.improvements), Some(95), "{date}");
        assert!(!position.equilibrium[0], "{date}");
    }
}

#[test]
fn claims_about_moves_are_answered() {
    let scenario = example("hanoi-2019.toml");
    for date in ["2019-01-25", "latest"] {
        let table = table(case(&scenario, date));
        let answers = answer_claims(&table, &Limits::default()).expect("within limits");
        for (claim, restates) in
            [("C11", Some("kim 16")), ("C12", None), ("C13", None), ("C14", None)]
        {
            let answer = answers
                .iter()
                .find(|answer| scenario.claim(answer.claim).id == claim)
                .expect("the claim is there");
            assert_eq!(answer.asked.outcome, Outcome::Yes, "{date}: {claim}");
            let lines = match &answer.restates {
                Restates::Lines(lines) => {
                    let names: Vec<String> =
                        lines.iter().map(|&line| line_name(&scenario, line)).collect();
                    Some(names.join(", "))
                }
                _ => None,
            };
            assert_eq!(lines.as_deref(), restates, "{date}: {claim}");
        }
    }
}
