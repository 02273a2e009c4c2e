//! Where a document tells of what: the ids of rows, and the labels that lead to them.

use crate::page::Page;
use detente_scenario::model::Line;
use detente_scenario::{ClaimId, NamedId, RuleId, SourceId};

/// The row of a line.
#[must_use]
pub fn line(line: Line) -> String {
    match line {
        Line::Priority { party, line } => format!("line-{}-{}", party.index() + 1, line + 1),
        Line::Rule(rule) => format!("rule-{}", rule.index() + 1),
    }
}

/// The row of a claim.
#[must_use]
pub fn claim(claim: ClaimId) -> String {
    format!("claim-{}", claim.index() + 1)
}

/// The row of a source.
#[must_use]
pub fn source(source: SourceId) -> String {
    format!("source-{}", source.index() + 1)
}

/// The row of a named package.
#[must_use]
pub fn package(named: NamedId) -> String {
    format!("package-{}", named.index() + 1)
}

/// Every label that leads somewhere. The name of a line always does, for its space does not break;
/// other ids only if they hold a digit or a hyphen, since one like `empty` is a word as well.
#[must_use]
pub fn links(page: &Page<'_>) -> Vec<(String, String)> {
    let names = page.names();
    let scenario = page.scenario();
    let mut links = Vec::new();
    for party in scenario.party_ids() {
        let lines = scenario.party(party).preference.versions().len();
        let of = (0..lines).map(|line| Line::Priority { party, line });
        links.extend(of.map(|of| (names.line(of), line(of))));
    }
    let rules = (0..scenario.rules.len()).map(|rule| Line::Rule(RuleId::new(rule)));
    links.extend(rules.map(|of| (names.line(of), line(of))));
    let telling = |id: &str| id.contains(|c: char| c.is_ascii_digit() || c == '-');
    let mut add = |label: String, id: &str, to: String| {
        if telling(id) {
            links.push((label, to));
        }
    };
    for id in (0..scenario.claims.len()).map(ClaimId::new) {
        add(names.claim(id), &scenario.claim(id).id, claim(id));
    }
    for id in (0..scenario.sources.len()).map(SourceId::new) {
        add(names.source(id), &scenario.source(id).id, source(id));
    }
    for id in (0..scenario.packages.len()).map(NamedId::new) {
        add(names.named(id), &scenario.named(id).id, package(id));
    }
    links
}
