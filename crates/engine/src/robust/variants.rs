//! The one-line variants of a file.

use crate::case::Case;
use detente_scenario::PartyId;
use detente_scenario::model::{Edit, Line};

/// Every one-line variant of `case`, in file order: for each party the lines in force dropped, then
/// neighbours in force swapped, then other versions put in force; at last each rule in force dropped.
/// A ranking given outright has no lines to vary.
#[must_use]
pub fn variants(case: &Case<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for party in case.scenario.party_ids() {
        let preference = case.preference(party);
        if preference.is_ranking() {
            continue;
        }
        let lines = &preference.lines;
        edits
            .extend(lines.iter().map(|line| Edit::Drop(Line::Priority { party, line: line.line })));
        // Values are added up, in whatever order.
        let neighbours = if preference.is_list() { lines.as_slice() } else { &[] };
        edits.extend(neighbours.windows(2).map(|pair| Edit::Swap {
            party,
            first: pair[0].line,
            second: pair[1].line,
        }));
        edits.extend(other_versions(case, party));
    }
    edits.extend(case.rules.iter().map(|&rule| Edit::Drop(Line::Rule(rule))));
    edits
}

/// Dated versions not in force, of lines of which some version is.
fn other_versions(case: &Case<'_>, party: PartyId) -> Vec<Edit> {
    let versions = case.scenario.party(party).preference.versions();
    let in_force = &case.preference(party).lines;
    in_force
        .iter()
        .flat_map(|active| {
            (0..versions[active.line])
                .filter(|&version| version != active.version)
                .map(|version| Edit::Version { party, line: active.line, version })
        })
        .collect()
}
