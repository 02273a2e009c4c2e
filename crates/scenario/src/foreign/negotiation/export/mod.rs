//! From a scenario to files of a negotiation, or to every reason against it.

mod boxes;
mod genius;
mod negmas;
mod tables;

use std::collections::HashSet;

use self::tables::Table;
use super::model::{Domain, label};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::foreign::findings::Findings;
use crate::ids::{PartyId, RuleId};
use crate::model::{Preference, Scenario, Worth};
use crate::tree::shortened;

/// The programs whose files can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The XML of Genius.
    Genius,
    /// The YAML of NegMAS.
    Negmas,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Self::Genius => "Genius",
            Self::Negmas => "NegMAS",
        }
    }
}

/// What of a scenario is in force: which lines count on a day and in a variant is decided elsewhere.
#[derive(Clone, Debug, Default)]
pub struct InForce {
    /// The rules, in file order.
    pub rules: Vec<RuleId>,
    /// The parties that negotiate, in the order that their files shall have, each with its lines.
    pub parties: Vec<(PartyId, Vec<Stands>)>,
}

/// A line of values: the party in whose list it stands, which is another one if it is copied, the line
/// and the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stands {
    /// In whose list it stands.
    pub owner: PartyId,
    /// Which line of that list, from 0.
    pub line: usize,
    /// Which version of the line, from 0.
    pub version: usize,
}

impl InForce {
    /// All rules, and the first version of every line of the signers, or of all parties with values if
    /// nobody signs; `like` is followed.
    #[must_use]
    pub fn everything(scenario: &Scenario) -> Self {
        let with_values =
            |party: &PartyId| matches!(scenario.party(*party).preference, Preference::Values(_));
        let signers = scenario.signers();
        let parties: Vec<PartyId> = if signers.is_empty() {
            scenario.party_ids().filter(with_values).collect()
        } else {
            signers
        };
        Self {
            rules: (0..scenario.rules.len()).map(RuleId::new).collect(),
            parties: parties
                .into_iter()
                .map(|party| (party, first_lines(scenario, party)))
                .collect(),
        }
    }
}

/// The first version of every line of a party, and after them those of the parties that it copies, but for
/// those on a term of which it has a line itself.
fn first_lines(scenario: &Scenario, party: PartyId) -> Vec<Stands> {
    let worths = |party: PartyId| match &scenario.party(party).preference {
        Preference::Values(lines) => lines.iter().map(|line| &line.versions[0].worth).collect(),
        _ => Vec::new(),
    };
    let own = worths(party);
    let stated: Vec<_> = own
        .iter()
        .filter_map(|worth| match worth {
            Worth::Options { term, .. } => Some(*term),
            _ => None,
        })
        .collect();
    let stands = |owner: PartyId, line: usize| Stands { owner, line, version: 0 };
    let mut lines = Vec::new();
    let mut copied = Vec::new();
    for (at, worth) in own.iter().enumerate() {
        let Worth::Like(model) = worth else {
            lines.push(stands(party, at));
            continue;
        };
        copied.extend(worths(*model).iter().enumerate().filter_map(|(at, worth)| match worth {
            Worth::Options { term, .. } => (!stated.contains(term)).then(|| stands(*model, at)),
            Worth::When { .. } => Some(stands(*model, at)),
            Worth::Like(_) => None,
        }));
    }
    lines.extend(copied);
    lines
}

/// What became of a scenario that was to be written.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The files, each with its name, the domain first and then the profiles in the order of the
    /// parties; present if and only if no diagnostic is an error.
    pub files: Option<Vec<(String, String)>>,
    /// Every reason for which the scenario cannot be written, or what was left out or changed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes `scenario` as a folder of `format`, with what of it is `in_force`.
///
/// Each term becomes an issue and each party a profile. Of a range the middle counts. A line with a
/// condition becomes hyper-rectangles; it is refused if that would be more than 10,000 of them. Rules are
/// refused, for no file of a negotiation says which packages are possible. Numbers are exact wherever they
/// are decimals. Cost: linear in what is written, but for conditions that are no rectangle: the number
/// of settings of their terms.
#[must_use]
pub fn export(scenario: &Scenario, in_force: &InForce, format: Format) -> Exported {
    let mut findings = Findings::default();
    refuse_rules(scenario, in_force, format, &mut findings);
    let domain = tables::domain(scenario);
    let tables = tables::tables(scenario, in_force, &domain, &mut findings);
    let files = match format {
        Format::Negmas => negmas::files(&domain, &tables, &mut findings),
        Format::Genius => genius::files(&domain, &tables, &mut findings),
    };
    note_omissions(scenario, in_force, format, &mut findings);
    let files = files.filter(|_| !findings.has_error());
    let mut diagnostics = findings.finish();
    if files.is_none() {
        // What would have been left out of files that are not written is of no interest.
        diagnostics.retain(|finding| finding.severity() == Severity::Error);
    }
    Exported { files, diagnostics }
}

fn refuse_rules(scenario: &Scenario, in_force: &InForce, format: Format, findings: &mut Findings) {
    for &rule in &in_force.rules {
        let rule = scenario.rule(rule);
        let message = format!(
            "this rule makes packages impossible, and in files of {} all are possible",
            format.name()
        );
        let help = "drop the rule (--variant), or say with a `when` of negative worth that nobody wants such packages";
        findings.add(Diagnostic::new(Code::E700, rule.basis.span, message).help(help));
    }
}

/// Says what of the scenario the files do not say.
fn note_omissions(
    scenario: &Scenario,
    in_force: &InForce,
    format: Format,
    findings: &mut Findings,
) {
    let is_written = |party: &PartyId| in_force.parties.iter().any(|(other, _)| other == party);
    for party in scenario.party_ids().filter(|party| !is_written(party)) {
        let party = scenario.party(party);
        let message = format!("`{}` does not sign and is left out", shortened(&party.id));
        findings.add(Diagnostic::new(Code::W701, party.span, message));
    }
    let counts = [
        (scenario.packages.len(), "named package", "named packages"),
        (scenario.definitions.len(), "definition", "definitions"),
        (scenario.steps.len(), "step", "steps"),
        (scenario.claims.len(), "claim", "claims"),
        (scenario.sources.len(), "source", "sources"),
        (scenario.texts.len(), "text", "texts"),
        (scenario.not_modelled.len(), "thing not modelled", "things not modelled"),
    ];
    let parts: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, several)| format!("{count} {}", if *count == 1 { one } else { several }))
        .collect();
    if !parts.is_empty() {
        let message = format!("files of {} have no place for: {}", format.name(), parts.join(", "));
        findings.add(Diagnostic::of_file(Code::W701, message));
    }
}

/// The names of the files of the parties, so that they sort in the order of the parties.
fn file_names(tables: &[Table], ending: &str) -> Vec<String> {
    let plain = |name: &str| -> String {
        let kept = |c: char| if c.is_alphanumeric() || " -".contains(c) { c } else { '_' };
        let name: String = name.trim().chars().take(60).map(kept).collect();
        if name.is_empty() { "party".to_owned() } else { name }
    };
    let names: Vec<String> = tables.iter().map(|table| plain(&table.name)).collect();
    let is_sorted = names.windows(2).all(|pair| pair[0] < pair[1]);
    let is_free = !names.iter().any(|name| name.eq_ignore_ascii_case("domain"));
    let digits = names.len().to_string().len();
    names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            if is_sorted && is_free {
                format!("{name}.{ending}")
            } else {
                format!("{:0digits$} {name}.{ending}", at + 1)
            }
        })
        .collect()
}

/// Labels of the values of an issue, or other names if two are called alike.
fn labels(domain: &Domain, issue: usize) -> Vec<String> {
    domain.issues[issue].values.iter().map(label).collect()
}

/// The names unless two are the same or one is empty; then the `ids`.
fn distinct(names: Vec<String>, ids: impl FnOnce() -> Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    if names.iter().all(|name| !name.trim().is_empty() && seen.insert(name)) {
        names
    } else {
        ids()
    }
}
