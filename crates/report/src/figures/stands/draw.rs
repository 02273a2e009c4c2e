//! The stability table as a picture: signs that are drawn, not written, so that no font can lack them.

use super::{Place, Standing, sanction};
use crate::catalogue::say;
use crate::page::Page;
use crate::picture::{Anchor, Canvas, Hues, Ink, LINE_HEIGHT, Letters, Paint, Picture, Point, at};
use detente_scenario::PartyId;

/// Room at the edges.
const EDGE: f64 = 14.0;
/// Width of the packages' names.
const NAMES: f64 = 160.0;
/// Room that a letter with its sign takes.
const PAIR: f64 = 22.5;
/// Letters with their signs before the rest is counted.
const PLAYERS: usize = 9;
/// Width of the best gains, and of what deters them.
const WORDS: [f64; 2] = [224.0, 174.0];
/// Width of the best gains where nothing is known of what deters them.
const ALONE: f64 = 360.0;
/// Players told of in words in a row before the rest is counted.
const TOLD: usize = 4;
/// Room above and below what stands in a row.
const PAD: f64 = 7.0;

const NAME: Letters = Letters::BOLD;
const CHANGES: Letters = Letters::PLAIN.size(11.0);
const HEAD: Letters = Letters { size: 11.0, bold: true, ink: Ink::Muted };
const SMALL: Letters = Letters::PLAIN.size(10.5);
const LETTER: Letters = Letters { size: 10.0, bold: true, ink: Ink::Text };

/// Words in lines, each with the party whose letter stands before them.
type Told = Vec<(Option<PartyId>, String)>;

struct Pen<'p> {
    page: &'p Page<'p>,
    standing: &'p Standing,
    hues: Hues,
    /// Letters with their signs side by side.
    pairs: usize,
    /// Where the concepts begin, and how wide each is.
    concepts: f64,
    concept: f64,
    /// Where the gains begin, and what deters them.
    gains: f64,
    deters: Option<f64>,
    width: f64,
}

/// The picture of `standing`.
pub(super) fn picture(page: &Page<'_>, standing: &Standing, title: String) -> Picture {
    let pairs = match standing.players.len() {
        0..=2 | 4 => 2,
        _ => 3,
    };
    let concept = pairs as f64 * PAIR + 10.0;
    let concepts = EDGE + NAMES + 8.0;
    let gains = concepts + concept * standing.concepts.len() as f64 + 12.0;
    let (deters, width) = match standing.has_sanctions() {
        true => (Some(gains + WORDS[0]), gains + WORDS[0] + WORDS[1] + EDGE),
        false => (None, gains + ALONE + EDGE),
    };
    let hues = Hues::of(page.scenario());
    let pen = Pen { page, standing, hues, pairs, concepts, concept, gains, deters, width };
    let mut canvas = Canvas::new();
    let y = pen.rows(&mut canvas);
    let y = pen.legend(&mut canvas, y);
    Picture {
        name: "stands",
        width,
        height: y + EDGE,
        title,
        description: page.word("stands-read"),
        shapes: canvas.shapes(),
    }
}

impl Pen<'_> {
    fn rows(&self, canvas: &mut Canvas) -> f64 {
        let mut y = EDGE + 12.0;
        for (of, concept) in self.standing.concepts.iter().enumerate() {
            canvas.text(at(self.middle(of), y), Anchor::Middle, HEAD, concept.name());
        }
        canvas.text(at(self.gains, y), Anchor::Left, HEAD, self.page.word("stands-gain"));
        if let Some(x) = self.deters {
            canvas.text(at(x, y), Anchor::Left, HEAD, self.page.word("stands-sanction"));
        }
        y += 8.0;
        for (at_, place) in self.standing.places.iter().enumerate() {
            let first = at_ == 0 || at_ == self.standing.talked;
            if at_ == self.standing.talked {
                y = self.more(canvas, y);
                canvas.text(at(EDGE, y + 16.0), Anchor::Left, HEAD, self.page.word("stands-near"));
                y += 24.0;
            }
            let ink = if first { Ink::Line } else { Ink::Faint };
            canvas.line(at(EDGE, y), at(self.width - EDGE, y), Paint::line(ink, 1.0));
            y = self.row(canvas, place, y);
        }
        if self.standing.talked == self.standing.places.len() {
            y = self.more(canvas, y);
        }
        canvas.line(at(EDGE, y), at(self.width - EDGE, y), Paint::line(Ink::Line, 1.0));
        y
    }

    /// How many packages people talk about are not shown.
    fn more(&self, canvas: &mut Canvas, y: f64) -> f64 {
        let count = self.standing.left_out;
        if count == 0 {
            return y;
        }
        let text = say!(self.page, "moves-more-packages", count = count);
        canvas.text(at(EDGE, y + 15.0), Anchor::Left, SMALL, text);
        y + 22.0
    }

    fn middle(&self, concept: usize) -> f64 {
        self.concepts + self.concept * (concept as f64 + 0.5)
    }

    /// One package; where its row ends.
    fn row(&self, canvas: &mut Canvas, place: &Place, y: f64) -> f64 {
        let players = &self.standing.players;
        let gains = place
            .gaining()
            .map(|(at, step)| (Some(players[at]), self.page.move_alone(step)))
            .collect();
        let deters = place
            .deterred()
            .map(|(at, concept, moves)| (Some(players[at]), sanction(self.page, concept, moves)))
            .collect();
        let gains_end = self.deters.unwrap_or(self.width - EDGE);
        let gains = self.told(gains, gains_end - self.gains - 12.0);
        let deters = self.deters.map(|x| (x, self.told(deters, self.width - EDGE - x)));
        let names = self.names(place);
        let lines = (players.len().min(PLAYERS)).div_ceil(self.pairs) as f64;
        let told = |lines: &Told| lines.len() as f64 * SMALL.size * LINE_HEIGHT;
        let name = names.iter().map(|(letters, _)| letters.size * LINE_HEIGHT).sum::<f64>();
        let mut height = name.max(20.0 + lines * 14.0).max(told(&gains));
        if let Some((_, deters)) = &deters {
            height = height.max(told(deters));
        }
        let end = y + height + 2.0 * PAD;
        let tip = self.page.package_label(place.row);
        canvas.group(tip, self.page.key_of(place.row), |canvas| {
            let mut base = y + PAD - 2.0;
            for (letters, line) in &names {
                base += letters.size * LINE_HEIGHT;
                canvas.text(at(EDGE, base), Anchor::Left, *letters, line.as_str());
            }
            for of in 0..self.standing.concepts.len() {
                self.verdict(canvas, place, of, y, end);
            }
            self.write(canvas, &gains, at(self.gains, y + PAD));
            if let Some((x, deters)) = &deters {
                self.write(canvas, deters, at(*x, y + PAD));
            }
        });
        end
    }

    /// What a package is called, in lines.
    fn names(&self, place: &Place) -> Vec<(Letters, String)> {
        let page = self.page;
        let package = page.table.rows().package(place.row);
        let changes = page.names().package(&package);
        let mut lines: Vec<(Letters, String)> = Vec::new();
        if place.name == changes {
            let changes = CHANGES.lines(&changes, NAMES, 3);
            lines.extend(changes.into_iter().map(|line| (CHANGES, line)));
        } else {
            let names = NAME.lines(&place.name, NAMES, 2);
            lines.extend(names.into_iter().map(|line| (NAME, line)));
        }
        if let Some((number, pattern)) = page.numbered(&package) {
            let text = format!("{number} {pattern}");
            lines.push((CHANGES, CHANGES.clip(&text, NAMES)));
        }
        lines
    }

    /// Whether the package stands, and below for whom.
    fn verdict(&self, canvas: &mut Canvas, place: &Place, concept: usize, y: f64, end: f64) {
        let middle = self.middle(concept);
        let stands = place.stands[concept];
        if stands {
            let left = middle - self.concept / 2.0 + 2.0;
            let ground = Paint::fill(Ink::GoodWash);
            canvas.rounded(at(left, y + 2.0), self.concept - 4.0, end - y - 4.0, 4.0, ground);
        }
        sign(canvas, at(middle, y + PAD + 7.0), 6.5, stands);
        let all = self.standing.players.len();
        let shown = if all > PLAYERS { PLAYERS - 1 } else { all };
        let mut cells: Vec<Option<usize>> = (0..shown).map(Some).collect();
        if all > PLAYERS {
            cells.push(None);
        }
        for (line, row) in cells.chunks(self.pairs).enumerate() {
            let mut x = middle - row.len() as f64 * PAIR / 2.0;
            let base = y + PAD + 29.0 + line as f64 * 14.0;
            for cell in row {
                match cell {
                    Some(player) => {
                        let party = self.standing.players[*player];
                        let letters = LETTER.ink(self.hues.words(party));
                        let letter = self.hues.letter(party);
                        canvas.text(at(x + 9.5, base), Anchor::Right, letters, letter);
                        let stable = place.stable[*player][concept];
                        sign(canvas, at(x + 15.5, base - 3.5), 3.5, stable);
                    }
                    None => {
                        let more = format!("+{}", all - shown);
                        canvas.text(at(x + PAIR / 2.0, base), Anchor::Middle, LETTER, more);
                    }
                }
                x += PAIR;
            }
        }
    }

    /// Texts in lines of at most `room`, two per text.
    fn told(&self, texts: Told, room: f64) -> Told {
        let more = texts.len().saturating_sub(TOLD);
        let mut told = Told::new();
        for (party, text) in texts.into_iter().take(TOLD) {
            for (at, line) in SMALL.lines(&text, room - 16.0, 2).into_iter().enumerate() {
                told.push((party.filter(|_| at == 0), line));
            }
        }
        if more > 0 {
            told.push((None, say!(self.page, "list-rest", count = more)));
        }
        told
    }

    fn write(&self, canvas: &mut Canvas, told: &Told, corner: Point) {
        for (line, (party, text)) in told.iter().enumerate() {
            let y = corner.y - 2.0 + (line + 1) as f64 * SMALL.size * LINE_HEIGHT;
            if let Some(party) = party {
                let letters = LETTER.ink(self.hues.words(*party));
                let letter = self.hues.letter(*party);
                canvas.text(at(corner.x, y), Anchor::Left, letters, letter);
            }
            canvas.text(at(corner.x + 16.0, y), Anchor::Left, SMALL, text.as_str());
        }
    }

    /// Whose the letters are.
    fn legend(&self, canvas: &mut Canvas, y: f64) -> f64 {
        let mut corner = at(EDGE, y + 20.0);
        for &party in &self.standing.players {
            let name = Letters::QUIET.clip(&self.page.names().party(party), self.width / 2.0);
            let letter = self.hues.letter(party);
            let room = LETTER.width(letter) + 6.0 + Letters::QUIET.width(&name);
            if corner.x > EDGE && corner.x + room > self.width - EDGE {
                corner = at(EDGE, corner.y + 18.0);
            }
            let letters = LETTER.ink(self.hues.words(party));
            canvas.text(corner, Anchor::Left, letters, letter);
            let x = corner.x + LETTER.width(letter) + 6.0;
            canvas.text(at(x, corner.y), Anchor::Left, Letters::QUIET, name);
            corner.x += room + 22.0;
        }
        if self.standing.players.is_empty() { y } else { corner.y }
    }
}

/// A tick or a cross around `middle`.
fn sign(canvas: &mut Canvas, middle: Point, size: f64, good: bool) {
    let paint = Paint::line(if good { Ink::Good } else { Ink::Bad }, 1.0 + size / 6.0);
    let by = |x: f64, y: f64| at(middle.x + x * size, middle.y + y * size);
    if good {
        canvas.path(vec![by(-1.0, 0.1), by(-0.3, 0.8), by(1.0, -0.8)], paint);
    } else {
        // In one stroke through the middle.
        let ends = [by(-0.75, -0.75), by(0.75, 0.75), middle, by(-0.75, 0.75), by(0.75, -0.75)];
        canvas.path(ends.to_vec(), paint);
    }
}
