//! `deals`: could they sign?

use super::show;
use crate::arguments::Deals;
use crate::desk::{Desk, complain};
use crate::system::Exit;
use crate::watch::Person;
use detente_engine::deals::deals;
use detente_engine::deals::valued::{Effort, Undefined, certify, valued};
use detente_report::{csv, json, text};
use detente_scenario::PartyId;

pub(super) fn run(arguments: &Deals) -> Result<Exit, Exit> {
    let answer = &arguments.answer;
    let desk = Desk::open(answer)?;
    let proposed = arguments.propose.as_deref().map(|text| desk.proposal(text)).transpose()?;
    let table = desk.table_if_it_fits()?;
    let page = desk.page(&table);
    let listed = table.is_listed().then(|| deals(&table));
    let (effort, person) = (Effort::within(&desk.limits()), Person::new());
    let powers: Vec<(PartyId, u32)> = arguments
        .power
        .iter()
        .map(|(name, power)| Ok((desk.party("--power", name)?, *power)))
        .collect::<Result<_, Exit>>()?;
    let mut values = valued(table.case(), &effort, &person);
    if let (false, Ok(values)) = (powers.is_empty(), &mut values) {
        let of = |party: &PartyId| powers.iter().find(|(p, _)| p == party).map_or(1, |(_, n)| *n);
        let weights: Vec<u32> = values.parties.iter().map(of).collect();
        values.weigh(&weights, &effort, &person);
    }
    if !table.is_listed() {
        // Without rows there is nothing to say but what the values tell.
        match &values {
            Ok(_) => {}
            Err(Undefined::TooWide(_) | Undefined::Tangled(_)) => {
                let message = "the packages are too many to list, and the lines that value them read too many terms at a time";
                return Err(complain(Exit::Limit, message));
            }
            Err(_) => {
                return Err(complain(Exit::Limit, "the packages are too many to list"));
            }
        }
    }
    let proposal = match (&proposed, &values) {
        (Some(package), Ok(values)) => {
            let (scaled, parties) = (&values.scaled, &values.parties);
            Some((package, certify(table.case(), scaled, parties, package, &effort, &person)))
        }
        (Some(_), Err(_)) => {
            let message = "--propose needs signers who all say what things are worth ([[value.PARTY]]); `detente why PACKAGE` tells of packages in the file";
            return Err(complain(Exit::Wrong, message));
        }
        (None, _) => None,
    };
    let proposal =
        proposal.as_ref().map(|(package, certificate)| (package.as_slice(), certificate));
    let shown = show(
        answer,
        || text::deals(&page, listed.as_ref(), &values, proposal),
        || json::deals(&page, listed.as_ref(), &values, proposal),
        Some(&|| csv::deals(&page, listed.as_ref(), &values)),
    );
    Ok(if shown == Exit::Answered && Person::has_stopped() { Exit::Limit } else { shown })
}
