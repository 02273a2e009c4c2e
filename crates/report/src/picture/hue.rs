//! One colour, one dash and one letter per party, the same in every picture.

use super::{Dash, Ink, Shade};
use detente_scenario::{PartyId, Scenario};

/// How the parties of a scenario are told apart.
///
/// An agent has the hue of its principal, lighter. Hues go by file order; a party's dash changes where
/// hues begin again, and for agents. The letter is the first of its name that no party before it has.
#[derive(Clone, Debug)]
pub struct Hues {
    looks: Vec<Look>,
}

#[derive(Clone, Debug)]
struct Look {
    hue: u8,
    agent: bool,
    dash: Dash,
    letter: String,
}

impl Hues {
    /// The looks of the parties of `scenario`.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let mut hues: Vec<u8> = vec![0; scenario.parties.len()];
        let mut turns: Vec<usize> = vec![0; scenario.parties.len()];
        let mut next = 0_usize;
        for (at, party) in scenario.parties.iter().enumerate() {
            if party.negotiates_for.is_none() {
                hues[at] = (next % usize::from(super::ink::HUES)) as u8;
                turns[at] = next / usize::from(super::ink::HUES);
                next += 1;
            }
        }
        let mut letters: Vec<String> = Vec::new();
        let looks = scenario
            .parties
            .iter()
            .enumerate()
            .map(|(at, party)| {
                let principal = party.negotiates_for.map(PartyId::index);
                let owner = principal.unwrap_or(at);
                let dash = turns[owner] * 2 + usize::from(principal.is_some());
                let letter = letter(&party.name, &party.id, &letters);
                letters.push(letter.clone());
                let (hue, agent) = (hues[owner], principal.is_some());
                Look { hue, agent, dash: Dash::ALL[dash % Dash::ALL.len()], letter }
            })
            .collect();
        Self { looks }
    }

    /// The colour of `party`.
    #[must_use]
    pub fn ink(&self, party: PartyId) -> Ink {
        let look = &self.looks[party.index()];
        Ink::Party(look.hue, if look.agent { Shade::Agent } else { Shade::Full })
    }

    /// Words in the colour of `party`: an agent's own shade is too light for small letters.
    #[must_use]
    pub fn words(&self, party: PartyId) -> Ink {
        Ink::Party(self.looks[party.index()].hue, Shade::Full)
    }

    /// A surface in the colour of `party` on which words can be read.
    #[must_use]
    pub fn wash(&self, party: PartyId) -> Ink {
        Ink::Party(self.looks[party.index()].hue, Shade::Wash)
    }

    /// The dash of lines that belong to `party`.
    #[must_use]
    pub fn dash(&self, party: PartyId) -> Dash {
        self.looks[party.index()].dash
    }

    /// One letter for `party`, or a number where letters run out.
    #[must_use]
    pub fn letter(&self, party: PartyId) -> &str {
        &self.looks[party.index()].letter
    }
}

/// The first letter of a name, in capitals, that is not among `taken`.
fn letter(name: &str, id: &str, taken: &[String]) -> String {
    let initials = name.split_whitespace().filter_map(|word| word.chars().next());
    let candidates = initials.chain(name.chars()).chain(id.chars()).filter(|c| c.is_alphanumeric());
    let free = candidates.map(|c| c.to_uppercase().collect()).find(|c: &String| !taken.contains(c));
    free.unwrap_or_else(|| {
        (1..).map(|n: u32| n.to_string()).find(|n| !taken.contains(n)).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(parties: &str) -> Scenario {
        let text = format!(
            "[scenario]\ntitle = 't'\n[party]\n{parties}\n[[term]]\nid = 'x'\nby = []\noptions = ['a', 'b']\nnow = 'a'\n"
        );
        detente_scenario::load(text.as_bytes()).scenario.unwrap()
    }

    #[test]
    fn agents_share_their_principals_hue_and_letters_are_distinct() {
        let scenario = scenario(
            "us = { name = 'United States' }\ntrump = { name = 'Donald Trump', negotiates_for = 'us' }\n\
             kim = { name = 'Kim' }\nkorea = { name = 'Korea' }\nk2 = { name = 'K' }",
        );
        let hues = Hues::of(&scenario);
        let of = PartyId::new;
        assert_eq!(hues.ink(of(0)), Ink::Party(0, Shade::Full));
        assert_eq!(hues.ink(of(1)), Ink::Party(0, Shade::Agent));
        assert_eq!(hues.ink(of(2)), Ink::Party(1, Shade::Full));
        assert_ne!(hues.dash(of(0)), hues.dash(of(1)));
        let letters: Vec<&str> = (0..5).map(|at| hues.letter(of(at))).collect();
        assert_eq!(letters, ["U", "D", "K", "O", "2"]);
    }

    #[test]
    fn many_parties_run_out_of_nothing() {
        let parties: Vec<String> = (0..60).map(|n| format!("a{n} = {{ name = 'A' }}")).collect();
        let scenario = scenario(&parties.join("\n"));
        let hues = Hues::of(&scenario);
        let mut letters: Vec<&str> = scenario.party_ids().map(|party| hues.letter(party)).collect();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 60);
    }
}
