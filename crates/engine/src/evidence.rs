//! What rests on which source: every line, package, claim and step that cites it, in one pass.

use detente_scenario::model::{Line, Preference};
use detente_scenario::{ClaimId, NamedId, PartyId, RuleId, Scenario, SourceId};

/// What rests on one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Users {
    /// Lines that cite it in one of their versions, in file order; a ranking counts as its party's
    /// first line.
    pub lines: Vec<Line>,
    /// Named packages that cite it.
    pub packages: Vec<NamedId>,
    /// Claims that cite it.
    pub claims: Vec<ClaimId>,
    /// Steps that cite it, by their place in the file.
    pub steps: Vec<usize>,
    /// Sources that say otherwise, or of which it says so.
    pub conflicts: Vec<SourceId>,
}

impl Users {
    /// How many lines, packages, claims and steps cite it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lines.len() + self.packages.len() + self.claims.len() + self.steps.len()
    }

    /// The parties whose lines cite it, in file order.
    #[must_use]
    pub fn parties(&self) -> Vec<PartyId> {
        let mut parties: Vec<PartyId> = self
            .lines
            .iter()
            .filter_map(|line| match line {
                Line::Priority { party, .. } => Some(*party),
                Line::Rule(_) => None,
            })
            .collect();
        parties.dedup();
        parties
    }

    /// Whether a rule cites it.
    #[must_use]
    pub fn in_rules(&self) -> bool {
        self.lines.iter().any(|line| matches!(line, Line::Rule(_)))
    }
}

/// What rests on each source, in file order. Cost: one pass over the citations of the file.
#[must_use]
pub fn users(scenario: &Scenario) -> Vec<Users> {
    let mut users = vec![Users::default(); scenario.sources.len()];
    let mut add_line = |line: Line, sources: &[SourceId]| {
        for source in sources {
            let lines = &mut users[source.index()].lines;
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
    };
    for party in scenario.party_ids() {
        match &scenario.party(party).preference {
            Preference::Indifferent => {}
            Preference::Ranking(ranking) => {
                add_line(Line::Priority { party, line: 0 }, &ranking.sources);
            }
            lines @ (Preference::Priorities(_) | Preference::Values(_)) => {
                for (line, versions) in lines.versions().into_iter().enumerate() {
                    for basis in (0..versions).filter_map(|version| lines.basis(line, version)) {
                        add_line(Line::Priority { party, line }, &basis.sources);
                    }
                }
            }
        }
    }
    for (r, rule) in scenario.rules.iter().enumerate() {
        add_line(Line::Rule(RuleId::new(r)), &rule.basis.sources);
    }
    for (p, package) in scenario.packages.iter().enumerate() {
        once(&package.sources, |source| users[source.index()].packages.push(NamedId::new(p)));
    }
    for (c, claim) in scenario.claims.iter().enumerate() {
        once(&claim.sources, |source| users[source.index()].claims.push(ClaimId::new(c)));
    }
    for (s, step) in scenario.steps.iter().enumerate() {
        once(&step.sources, |source| users[source.index()].steps.push(s));
    }
    for (s, source) in scenario.sources.iter().enumerate() {
        let id = SourceId::new(s);
        once(&source.contradicts, |other| {
            if other != id {
                users[s].conflicts.push(other);
                users[other.index()].conflicts.push(id);
            }
        });
    }
    for users in &mut users {
        users.conflicts.sort_unstable();
        users.conflicts.dedup();
    }
    users
}

/// Calls `f` with every one of `sources`, with each only once.
fn once(sources: &[SourceId], mut f: impl FnMut(SourceId)) {
    let mut sources = sources.to_vec();
    sources.sort_unstable();
    sources.dedup();
    sources.into_iter().for_each(&mut f);
}
