//! The term strip: a package at a glance, the same glyph wherever a package appears.
//!
//! A cell per term, in a fixed order, those of one side next to each other. A term as it is now is a
//! dot; a changed one shows a letter of the option it changes to, on a surface that is the stronger the
//! further the option is from what is now. In text: `w···|···d`.

use crate::names::Names;
use crate::picture::{Anchor, Canvas, Hues, Ink, Letters, Paint, Picture, at};
use detente_scenario::{OptionId, PartyId, Scenario, TermId};

/// Width of a cell.
const CELL: f64 = 15.0;
/// Height of a cell.
const HEIGHT: f64 = 18.0;
/// Room between two sides.
const GAP: f64 = 7.0;
/// Cells on one line before the next begins.
const LINE: usize = 32;

/// The order and the letters of the strips of one scenario.
#[derive(Clone, Debug)]
pub struct Strips {
    /// Per side: who, and its terms in file order.
    sides: Vec<(Vec<PartyId>, Vec<TermId>)>,
    /// Per term and option its letter.
    letters: Vec<Vec<char>>,
    hues: Hues,
}

impl Strips {
    /// The strips of `scenario`.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let mut sides: Vec<(Vec<PartyId>, Vec<TermId>)> = Vec::new();
        for (at, term) in scenario.terms.iter().enumerate() {
            // What an agent controls belongs to the side of its principal.
            let mut side: Vec<PartyId> =
                term.by.iter().map(|&p| scenario.party(p).negotiates_for.unwrap_or(p)).collect();
            side.sort_unstable();
            side.dedup();
            let term = TermId::new(at);
            match sides.iter_mut().find(|(who, _)| *who == side) {
                Some((_, terms)) => terms.push(term),
                None => sides.push((side, vec![term])),
            }
        }
        // One side's own terms stand before those that several settle, and these before nobody's.
        sides.sort_by_key(|(who, terms)| {
            (who.is_empty(), who.len(), who.first().copied(), terms.first().copied())
        });
        let letters = scenario
            .terms
            .iter()
            .map(|term| {
                let mut taken: Vec<char> = Vec::new();
                for option in &term.options {
                    let letter = letter(&option.id, &taken);
                    taken.push(letter);
                }
                taken
            })
            .collect();
        Self { sides, letters, hues: Hues::of(scenario) }
    }

    /// The sides in their order, each with its terms.
    #[must_use]
    pub fn sides(&self) -> &[(Vec<PartyId>, Vec<TermId>)] {
        &self.sides
    }

    /// The letter of an option.
    #[must_use]
    pub fn letter(&self, term: TermId, option: OptionId) -> char {
        self.letters[term.index()].get(option.index()).copied().unwrap_or('?')
    }

    /// `w···|···d`
    #[must_use]
    pub fn text(&self, scenario: &Scenario, package: &[OptionId]) -> String {
        let cell = |term: &TermId| match package[term.index()] {
            option if option == scenario.term(*term).now => '·',
            option => self.letter(*term, option),
        };
        let sides = self.sides.iter().map(|(_, terms)| terms.iter().map(cell).collect::<String>());
        sides.collect::<Vec<_>>().join("|")
    }

    /// The strip of `package`.
    #[must_use]
    pub fn picture(&self, names: &Names<'_>, package: &[OptionId]) -> Picture {
        let scenario = names.scenario;
        let mut canvas = Canvas::new();
        let (mut x, mut y, mut widest, mut count) = (0.5, 0.5, 0.0_f64, 0);
        for (place, (who, terms)) in self.sides.iter().enumerate() {
            if place > 0 && count > 0 {
                x += GAP;
            }
            for &term in terms {
                if count == LINE {
                    (x, y, count) = (0.5, y + HEIGHT + 3.0, 0);
                }
                self.cell(names, &mut canvas, (x, y), who, term, package[term.index()]);
                x += CELL;
                count += 1;
                widest = widest.max(x);
            }
        }
        let changes = scenario.changes(package).len();
        Picture {
            name: "strip",
            width: widest + 0.5,
            height: y + HEIGHT + 0.5,
            title: match changes {
                0 => names.package(package),
                _ => format!("{}: {}", self.text(scenario, package), names.package(package)),
            },
            description: String::new(),
            shapes: canvas.shapes(),
        }
    }

    fn cell(
        &self,
        names: &Names<'_>,
        canvas: &mut Canvas,
        (x, y): (f64, f64),
        who: &[PartyId],
        term: TermId,
        option: OptionId,
    ) {
        let of = names.scenario.term(term);
        let (now, last) = (of.now.index(), of.options.len().saturating_sub(1).max(1));
        let far = option.index().abs_diff(now);
        let tip = format!("{}: {}", names.term(term), names.option(term, option));
        // What several settle together has no single colour.
        let (full, wash) = match who {
            [one] => (self.hues.words(*one), self.hues.wash(*one)),
            _ => (Ink::Text, Ink::Faint),
        };
        canvas.group(tip, "", |canvas| {
            let middle = at(x + CELL / 2.0, y + HEIGHT / 2.0);
            if far == 0 {
                canvas.rect(at(x, y), CELL, HEIGHT, Paint::fill(Ink::Paper).edge(Ink::Faint, 1.0));
                canvas.circle(middle, 1.4, Paint::fill(Ink::Muted));
                return;
            }
            let strong = 2 * far > last.max(now);
            let (ground, ink) = if strong { (full, Ink::Paper) } else { (wash, full) };
            canvas.rect(at(x, y), CELL, HEIGHT, Paint::fill(ground).edge(full, 1.0));
            let letters = Letters::BOLD.ink(ink);
            let place = at(middle.x, middle.y + 4.2);
            canvas.text(place, Anchor::Middle, letters, self.letter(term, option).to_string());
        });
    }
}

/// The first letter of `id` that is not among `taken`; then digits; then a star.
fn letter(id: &str, taken: &[char]) -> char {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let own = id.chars().filter(|c| c.is_alphanumeric()).map(lower);
    own.chain('1'..='9').find(|c| !taken.contains(c)).unwrap_or('*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_distinct_within_a_term() {
        let mut taken = Vec::new();
        for id in ["paused", "pending", "p", "p_p", "written"] {
            taken.push(letter(id, &taken));
        }
        assert_eq!(taken, ['p', 'e', '1', '2', 'w']);
    }

    #[test]
    fn text_groups_the_sides() {
        let text = "[scenario]\ntitle = 't'\n[party]\nus = {}\ntrump = { negotiates_for = 'us' }\nkim = {}\n\
            [[term]]\nid = 'a'\nby = 'kim'\noptions = ['on', 'off']\nnow = 'on'\n\
            [[term]]\nid = 'b'\nby = 'trump'\noptions = ['kept', 'lifted']\nnow = 'kept'\n\
            [[term]]\nid = 'c'\nby = ['us', 'kim']\noptions = ['no', 'yes']\nnow = 'no'\n\
            [[term]]\nid = 'd'\nby = 'us'\noptions = ['no', 'yes']\nnow = 'no'\n";
        let scenario = detente_scenario::load(text.as_bytes()).scenario.unwrap();
        let strips = Strips::of(&scenario);
        let option = OptionId::new;
        let package = [option(1), option(0), option(1), option(0)];
        // The United States with its agent, then Kim, then what both settle.
        assert_eq!(strips.text(&scenario, &package), "··|f|y");
    }
}
