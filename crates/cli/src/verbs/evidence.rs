//! `evidence`: what do the events say of a party, and with whom would a deal hold?

use super::show;
use crate::arguments::Evidence;
use crate::desk::{Desk, complain};
use crate::system::Exit;
use detente_engine::Case;
use detente_engine::belief::{OfPackage, beliefs, prospects};
use detente_report::roadmaps::WithWhom;
use detente_report::{csv, json, text};
use detente_scenario::{NamedId, Package};

/// Of every party with types; of one package, or of all that the file names.
pub(super) fn run(arguments: &Evidence) -> Result<Exit, Exit> {
    let answer = &arguments.answer;
    let desk = Desk::open(answer)?;
    let package = arguments.package.as_deref().map(|text| desk.proposal(text)).transpose()?;
    if desk.scenario().types.is_empty() {
        let message = "the file does not say what any party may be: write a [[type.PARTY]] with `id`, `prior` and `variant` for each, and [[event]]s with `about` and `likelihood` (docs/evidence.md)";
        return Err(complain(Exit::Wrong, message));
    }
    let table = desk.table()?;
    let page = desk.page(&table);
    let case = table.case();
    let found = beliefs(case, arguments.on.unwrap_or(case.as_of));
    let named = &desk.scenario().packages;
    let asked: Vec<(Option<NamedId>, Package)> = match package {
        Some(package) => {
            let position = named.iter().position(|named| named.package == package);
            vec![(position.map(NamedId::new), package)]
        }
        None => {
            let each = named.iter().enumerate();
            each.map(|(at, named)| (Some(NamedId::new(at)), named.package.clone())).collect()
        }
    };
    let memory = desk.limits().memory;
    let packages: Vec<OfPackage> = asked
        .into_iter()
        .map(|(named, package)| {
            let answer = prospects(case, &found, &package, memory);
            OfPackage { named, package, answer }
        })
        .collect();
    Ok(show(
        answer,
        || text::evidence(&page, &found, &packages),
        || json::evidence(&page, &found, &packages),
        Some(&|| csv::events(&page, &found)),
    ))
}

/// With whom a package would hold, by what is known on the day as of which the file is read; nothing where the file has
/// no types.
pub(super) fn with_whom(case: &Case<'_>, package: &Package, memory: u64) -> Option<WithWhom> {
    let found = beliefs(case, case.as_of);
    (!found.parties.is_empty()).then(|| {
        let answer = prospects(case, &found, package, memory);
        (found, answer)
    })
}
