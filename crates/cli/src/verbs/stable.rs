//! `stable`

use super::show;
use crate::arguments::Stable;
use crate::desk::{Desk, complain, refuse};
use crate::system::{Exit, print};
use detente_engine::PackageTable;
use detente_engine::check::line_name;
use detente_engine::deals::broken_rules;
use detente_engine::robust::moves;
use detente_engine::stability::{
    CONCEPTS, Where, graph, inverse, narrate, narrations_of_now, positions, stability,
};
use detente_report::{csv, dot, json, text};
use detente_scenario::model::Line;
use detente_scenario::{Concept, NamedId, PartyId};

/// Would anyone move? With a package, a party or a concept: why just these stand or fall.
pub fn run(arguments: &Stable) -> Result<Exit, Exit> {
    let answer = &arguments.answer;
    let desk = Desk::open(answer)?;
    if !(arguments.package.is_empty() && arguments.party.is_empty() && arguments.concept.is_empty())
    {
        return told(arguments, &desk);
    }
    let table = desk.table()?;
    let page = desk.page(&table);
    let stability = stability(&table);
    if arguments.dot {
        return Ok(print(&dot::graph(&page, &graph(&table, &stability))));
    }
    if answer.form.csv {
        return Ok(print(&csv::equilibria(&page, &stability)));
    }
    let sure = moves(&table, &[Where::StatusQuo], &desk.limits());
    let sure = sure.map_err(|refusal| refuse(&refusal))?;
    Ok(show(
        answer,
        || text::stable(&page, &stability, &sure),
        || json::stable(&page, &stability, &sure, &narrations_of_now(&table, &stability)),
        None,
    ))
}

/// Why the packages asked about stand or fall, for the parties and under the concepts asked about.
fn told(arguments: &Stable, desk: &Desk<'_>) -> Result<Exit, Exit> {
    let packages: Vec<Option<NamedId>> = match arguments.package.as_slice() {
        [] => vec![None],
        names => {
            names.iter().map(|name| desk.package("--package", name)).collect::<Result<_, _>>()?
        }
    };
    let parties: Vec<PartyId> = match arguments.party.as_slice() {
        [] => desk.scenario().party_ids().filter(|&party| controls(desk, party)).collect(),
        names => names.iter().map(|name| desk.party("--party", name)).collect::<Result<_, _>>()?,
    };
    let (concepts, wanted) = match arguments.concept.as_slice() {
        [] => (CONCEPTS.to_vec(), vec![Concept::R]),
        asked => (asked.to_vec(), asked.to_vec()),
    };
    let table = desk.table()?;
    let page = desk.page(&table);
    let rows: Vec<usize> =
        packages.iter().map(|&named| row(desk, &table, named)).collect::<Result<_, _>>()?;
    // How a package stands is told where a package was asked about.
    let asked = |&named: &Option<NamedId>| named.map_or(Where::StatusQuo, Where::Named);
    let places: Vec<Where> = match arguments.package.is_empty() {
        true => Vec::new(),
        false => packages.iter().map(asked).collect(),
    };
    let positions = if arguments.answer.form.csv || places.is_empty() {
        Vec::new()
    } else {
        positions(&table, &places)
    };
    let mut told = Vec::new();
    for &row in &rows {
        for &party in &parties {
            told.extend(concepts.iter().map(|&concept| narrate(&table, row, party, concept)));
        }
    }
    let needed: Vec<_> = rows
        .iter()
        .flat_map(|&row| wanted.iter().map(move |&concept| (row, concept)))
        .map(|(row, concept)| {
            let known = positions.iter().filter(|position| position.row == Some(row));
            let mut known = known.filter_map(|position| position.inverse.clone());
            let known = known.find(|needed| needed.concept == concept);
            known.unwrap_or_else(|| inverse(&table, row, concept))
        })
        .collect();
    Ok(show(
        &arguments.answer,
        || text::narrations(&page, &positions, &told, &needed),
        || json::narrations(&page, &positions, &told, &needed),
        Some(&|| csv::narrations(&page, &told)),
    ))
}

/// Whether `party` controls a term.
fn controls(desk: &Desk<'_>, party: PartyId) -> bool {
    desk.scenario().terms.iter().any(|term| term.by.contains(&party))
}

/// The row of a named package, or of the status quo.
fn row(desk: &Desk<'_>, table: &PackageTable<'_>, named: Option<NamedId>) -> Result<usize, Exit> {
    let scenario = desk.scenario();
    let package = match named {
        Some(named) => scenario.named(named).package.clone(),
        None => scenario.status_quo(),
    };
    table.rows().row(&package).ok_or_else(|| {
        let rules: Vec<String> = broken_rules(table, &package)
            .into_iter()
            .map(|rule| line_name(scenario, Line::Rule(rule)))
            .collect();
        let what = named.map_or("the status quo", |named| &scenario.named(named).id);
        let rules = rules.join(", ");
        complain(
            Exit::Wrong,
            &format!("{what} is impossible, so nobody can be there: it breaks {rules}"),
        )
    })
}
