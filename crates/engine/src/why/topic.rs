//! What can be asked about.

use crate::stability::Where;
use detente_scenario::model::Line;
use detente_scenario::nearest::nearest;
use detente_scenario::{ClaimId, Concept, NamedId, PartyId, RuleId, Scenario, SourceId};

/// Something that can be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// `C7`: a claim.
    Claim(ClaimId),
    /// `hanoi-ask`: a named package.
    Package(NamedId),
    /// `hanoi-ask trump`: a named package in the eyes of a party.
    Comparison(NamedId, PartyId),
    /// `trump 2`, `rule 3`: a line of the file.
    Line(Line),
    /// `trump`: a party.
    Party(PartyId),
    /// `E26`: a source.
    Source(SourceId),
    /// `middle SEQ`, `status-quo kim R`: whether a package is stable, for everyone or for one party.
    Moves(Where, Option<PartyId>, Concept),
}

/// What the status quo is called where a package can be named.
pub const STATUS_QUO: &str = "status-quo";

/// Finds what `words` name in `scenario`: a claim, a named package with or without a party, a
/// party with or without the number of a line, a rule by number or name, a source.
///
/// # Errors
/// A sentence that says what is not known and what is nearest to it.
pub fn topic(scenario: &Scenario, words: &[&str]) -> Result<Topic, String> {
    let party = |word: &str| scenario.parties.iter().position(|p| p.id == word).map(PartyId::new);
    let named = |word: &str| scenario.packages.iter().position(|p| p.id == word).map(NamedId::new);
    let number = |word: &str| word.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    if let Some(moves) = moves(scenario, words) {
        return moves;
    }
    match words {
        [] => Err("say what to explain: a claim, a package, a party, a line such as `rule 3`, or a source".to_owned()),
        [word] => {
            let claim = scenario.claims.iter().position(|c| c.id == *word).map(ClaimId::new);
            let source = scenario.sources.iter().position(|s| s.id == *word).map(SourceId::new);
            claim
                .map(Topic::Claim)
                .or_else(|| named(word).map(Topic::Package))
                .or_else(|| party(word).map(Topic::Party))
                .or_else(|| source.map(Topic::Source))
                .ok_or_else(|| unknown(scenario, word))
        }
        ["rule", word] => {
            let by_name = || scenario.rules.iter().position(|r| r.id.as_deref() == Some(*word));
            match by_name().or_else(|| number(word)).filter(|&r| r < scenario.rules.len()) {
                Some(rule) => Ok(Topic::Line(Line::Rule(RuleId::new(rule)))),
                None => Err(format!("there is no rule `{word}`; the rules are numbered 1 to {}", scenario.rules.len())),
            }
        }
        [a, b] => {
            if let (Some(named), Some(party)) =
                (named(a).or_else(|| named(b)), party(a).or_else(|| party(b)))
            {
                return Ok(Topic::Comparison(named, party));
            }
            let Some(whose) = party(a) else {
                let word = if named(a).is_some() { b } else { a };
                return Err(unknown(scenario, word));
            };
            let lines = scenario.party(whose).preference.versions().len();
            match number(b).filter(|&line| line < lines) {
                Some(line) => Ok(Topic::Line(Line::Priority { party: whose, line })),
                None if number(b).is_some() => {
                    Err(format!("`{a}` has no line {b}; its lines are numbered 1 to {lines}"))
                }
                None => Err(unknown(scenario, b)),
            }
        }
        _ => Err("too many words: name one claim, package, party, line or source, or a package and a party".to_owned()),
    }
}

/// A package, a concept and perhaps a party, in any order; nothing if no word is a concept, or if it is
/// the only one.
fn moves(scenario: &Scenario, words: &[&str]) -> Option<Result<Topic, String>> {
    let concept = |word: &&str| Concept::ALL.into_iter().find(|concept| concept.name() == *word);
    let (at, concept) =
        words.iter().enumerate().find_map(|(at, word)| Some((at, concept(word)?)))?;
    if words.len() == 1 {
        return None;
    }
    let (mut what, mut party) = (None, None);
    for (_, word) in words.iter().enumerate().filter(|(other, _)| *other != at) {
        let named = scenario.packages.iter().position(|p| p.id == *word).map(NamedId::new);
        let whose = scenario.parties.iter().position(|p| p.id == *word).map(PartyId::new);
        if *word == STATUS_QUO {
            what = Some(Where::StatusQuo);
        } else if named.is_some() {
            what = named.map(Where::Named);
        } else if whose.is_some() {
            party = whose;
        } else {
            return Some(Err(unknown(scenario, word)));
        }
    }
    let Some(what) = what else {
        let name = concept.name();
        return Some(Err(format!(
            "say for which package: a named one, or `{STATUS_QUO}`, such as `{STATUS_QUO} {name}`"
        )));
    };
    if words.len() > 2 + usize::from(party.is_some()) {
        return Some(Err(
            "too many words: name one package, one concept, and at most one party".to_owned()
        ));
    }
    Some(Ok(Topic::Moves(what, party, concept)))
}

fn unknown(scenario: &Scenario, word: &str) -> String {
    let explained = "claims, packages, parties, lines, rules and sources can be explained";
    let other = [
        ("a term", scenario.terms.iter().any(|term| term.id == word)),
        ("a definition", scenario.definitions.iter().any(|definition| definition.id == word)),
        ("a step", scenario.steps.iter().any(|step| step.id == word)),
        ("a text", scenario.texts.iter().any(|text| text.id == word)),
    ];
    if let Some((what, _)) = other.iter().find(|(_, is)| *is) {
        return format!("`{word}` is {what}; {explained}");
    }
    if scenario.packages.iter().any(|package| package.id == word) {
        return format!("`{word}` is a package; name one package, or a package and a party");
    }
    if scenario.claims.iter().any(|claim| claim.id == word) {
        return format!("`{word}` is a claim; name it alone");
    }
    let claims = scenario.claims.iter().map(|c| c.id.as_str());
    let packages = scenario.packages.iter().map(|p| p.id.as_str());
    let parties = scenario.parties.iter().map(|p| p.id.as_str());
    let sources = scenario.sources.iter().map(|s| s.id.as_str());
    let known = claims.chain(packages).chain(parties).chain(sources);
    match nearest(word, known) {
        Some(name) => format!("nothing in the file is called `{word}`; did you mean `{name}`?"),
        None => format!("nothing in the file is called `{word}`; {explained}"),
    }
}
