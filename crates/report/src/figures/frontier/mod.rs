//! The frontier of signers with values: what is efficient, what textbooks single out, where named packages are.
//!
//! To the right and up is better for the one and for the other, each on the own scale; broken lines are what
//! no deal is worth to them, so what both accept lies to their upper right. Of more than two signers each
//! plane shows two. What has a name of its own has a sign and its name beside it.

mod dots;
mod panel;
mod scale;
mod table;

use super::marks::{Flow, Sign};
use crate::catalogue::say;
use crate::document::Figure;
use crate::page::Page;
use crate::picture::{Canvas, Dash, Ink, Letters, Paint, Picture, Point, at};
use crate::text::foot_line;
use crate::text::valued::{found, name, proof, remarks};
use detente_engine::deals::valued::{Exactness, Valued, package_of};
use detente_scenario::{NamedId, Package, PartyId};
use dots::Efficient;
use panel::Panel;

/// Width of the picture, and beyond its planes where no name stands in the margin.
const WIDTH: f64 = 780.0;
const BEYOND: f64 = 40.0;

/// Planes before further pairs of signers are left out.
const PLANES: usize = 3;

/// Height of a plane that stands alone, and of one among others.
const HEIGHTS: [f64; 2] = [450.0, 250.0];

/// Pairs of signers that are named where they are left out.
const NAMED_PAIRS: usize = 4;

/// What has a name of its own.
struct Spot {
    sign: Sign,
    name: String,
    /// What a page calls it.
    key: String,
    package: Package,
    /// What it is worth to each signer.
    worth: Vec<i64>,
    possible: bool,
    /// Of a solution how well it is proved.
    proof: String,
}

impl Spot {
    fn is_solution(&self) -> bool {
        matches!(self.sign, Sign::Solution(_))
    }
}

/// What all planes show.
struct Scene<'a> {
    page: &'a Page<'a>,
    valued: &'a Valued,
    /// The efficient worths.
    efficient: Vec<Efficient<'a>>,
    /// What has a name of its own, the solutions first.
    spots: Vec<Spot>,
    /// What one whole unit is worth.
    unit: f64,
}

/// The frontier with its table; nothing where fewer than two sign or nothing is possible.
#[must_use]
pub fn figure(page: &Page<'_>, valued: &Valued) -> Option<Figure> {
    let signers = valued.parties.len();
    if signers < 2 || valued.frontier.is_empty() {
        return None;
    }
    let scene = Scene {
        page,
        valued,
        efficient: dots::efficient(valued),
        spots: spots(page, valued),
        unit: valued.scaled.unit.to_f64(),
    };
    let pairs: Vec<[usize; 2]> =
        (0..signers).flat_map(|a| (a + 1..signers).map(move |b| [a, b])).collect();
    let shown = &pairs[..pairs.len().min(PLANES)];
    let mut panels: Vec<Panel<'_>> = shown.iter().map(|&pair| Panel::of(&scene, pair)).collect();
    let left = panels.iter().map(Panel::room_for_numbers).fold(0.0, f64::max);
    let height = HEIGHTS[usize::from(panels.len() > 1)];
    let mut canvas = Canvas::new();
    let (mut top, mut width) = (0.0, panel::RIGHT + BEYOND);
    let (mut nameless, mut drawn) = (0, Vec::new());
    for panel in &mut panels {
        let done = panel.draw(&mut canvas, left, top, height);
        top = done.bottom;
        nameless += done.named.nameless;
        if done.named.in_margin {
            width = WIDTH;
        }
        drawn.push(done.dots);
    }
    let notes = scene.notes(&pairs, &drawn, &panels, nameless);
    let height = scene.legend(&mut canvas, at(width, top + 22.0), &panels, &notes);
    let picture = Picture {
        name: "frontier",
        width,
        height,
        title: scene.title(),
        description: scene.reading(),
        shapes: canvas.shapes(),
    };
    let mut caption = vec![scene.reading()];
    caption.extend(remarks(page, valued));
    caption.extend(notes);
    caption.extend([page.word("solutions-scale"), foot_line(page)]);
    let caption = caption.join(" ");
    Some(Figure { picture, caption, table: Some(table::table(&scene)) })
}

/// The solutions, then the named packages, then the status quo.
fn spots(page: &Page<'_>, valued: &Valued) -> Vec<Spot> {
    let (scenario, names) = (page.scenario(), page.names());
    let problem = &valued.scaled.problem;
    let of = |package: Package, name: String, key: String, sign: fn(bool, bool) -> Sign| {
        let options: Vec<usize> = package.iter().map(|option| option.index()).collect();
        let (worth, possible) = (problem.worth(&options), problem.is_possible(&options));
        let sign = sign(possible && problem.is_acceptable(&worth), possible);
        Spot { sign, name, key, package, worth, possible, proof: String::new() }
    };
    let mut spots: Vec<Spot> = found(valued)
        .into_iter()
        .map(|(solution, found)| Spot {
            sign: Sign::Solution(solution),
            name: name(page, solution),
            key: String::new(),
            package: package_of(&found.package.options),
            worth: found.package.worth.clone(),
            possible: true,
            proof: proof(page, found),
        })
        .collect();
    spots.extend((0..scenario.packages.len()).map(NamedId::new).map(|named| {
        let package = scenario.named(named).package.clone();
        of(package, names.named(named), super::gains::key(named), |taken, possible| Sign::Named {
            taken,
            possible,
        })
    }));
    let now = page.word("package-now");
    spots.push(of(scenario.status_quo(), now, String::new(), |_, _| Sign::StatusQuo));
    spots
}

impl Scene<'_> {
    /// The answer in a sentence.
    fn title(&self) -> String {
        let problem = &self.valued.scaled.problem;
        let is_inside = |dot: &&Efficient<'_>| problem.is_acceptable(dot.worth());
        let inside = self.efficient.iter().filter(is_inside).count();
        let found = found(self.valued);
        let mut places: Vec<&[i64]> =
            found.iter().map(|(_, found)| found.package.worth.as_slice()).collect();
        places.sort_unstable();
        places.dedup();
        let exact = self.valued.frontier.exactness == Exactness::Exact;
        say!(
            self.page,
            "frontier-title",
            exact = if exact { "yes" } else { "no" },
            count = self.efficient.len(),
            inside = inside,
            solutions = found.len(),
            places = places.len(),
        )
    }

    /// How the picture is to be read.
    fn reading(&self) -> String {
        let names = self.page.names();
        let party = |at: usize| names.party(self.valued.parties[at]);
        let case = self.page.table.case();
        let worths = self.valued.parties.iter().filter_map(|&p| case.preference(p).worths());
        let ranged = worths.into_iter().any(|worths| worths.ranged);
        let ranged = if ranged { "yes" } else { "no" };
        if self.valued.parties.len() > 2 {
            return say!(self.page, "frontier-reading-pairs", ranged = ranged);
        }
        say!(self.page, "frontier-reading", first = party(0), second = party(1), ranged = ranged,)
    }

    /// What the picture leaves out.
    fn notes(
        &self,
        pairs: &[[usize; 2]],
        drawn: &[usize],
        panels: &[Panel<'_>],
        nameless: usize,
    ) -> Vec<String> {
        let (page, names) = (self.page, self.page.names());
        let mut notes = Vec::new();
        let all = self.efficient.len();
        if drawn.iter().any(|&drawn| drawn < all) {
            let numbers: Vec<String> = drawn.iter().map(|&n| page.number(n as u64)).collect();
            let numbers = page.sheet.commas(&numbers);
            notes.push(say!(page, "frontier-thinned", drawn = numbers, count = all));
        }
        let rest = pairs.get(panels.len()..).unwrap_or_default();
        if !rest.is_empty() {
            let id = |at: usize| names.party_id(self.valued.parties[at]);
            let rest: Vec<String> = rest
                .iter()
                .map(|&[a, b]| say!(page, "frontier-pair", first = id(a), second = id(b)))
                .collect();
            notes.push(say!(
                page,
                "frontier-pairs-left",
                count = rest.len(),
                pairs = names.all(rest, NAMED_PAIRS),
            ));
        }
        let outside = |spot: &&Spot| panels.iter().any(|panel| !panel.has(&spot.worth));
        let outside: Vec<String> =
            self.spots.iter().filter(outside).map(|spot| spot.name.clone()).collect();
        if !outside.is_empty() {
            let count = outside.len();
            let names = names.all(outside, NAMED_PAIRS);
            notes.push(say!(page, "frontier-outside", names = names, count = count));
        }
        if nameless > 0 {
            notes.push(say!(page, "plane-left-out", count = nameless));
        }
        notes
    }

    /// What the signs mean, and the notes, from the upper right `corner` on; the height of the picture.
    fn legend(
        &self,
        canvas: &mut Canvas,
        corner: Point,
        panels: &[Panel<'_>],
        notes: &[String],
    ) -> f64 {
        let page = self.page;
        let letters = Letters::QUIET;
        let mut flow = Flow::new(corner.y, corner.x);
        let problem = &self.valued.scaled.problem;
        for (words, kind) in
            [("frontier-legend-acceptable", true), ("frontier-legend-refused", false)]
        {
            if self.efficient.iter().any(|dot| problem.is_acceptable(dot.worth()) == kind) {
                flow.entry(canvas, &page.word(words), letters, |canvas, centre| {
                    canvas.circle(centre, panel::DOT, panel::DOTS[usize::from(kind)]);
                });
            }
        }
        if self.valued.parties.len() == 2 {
            flow.entry(canvas, &page.word("frontier-legend-line"), letters, |canvas, centre| {
                let (x, y) = (centre.x, centre.y);
                let steps =
                    [at(x - 7.0, y - 3.0), at(x, y - 3.0), at(x, y + 4.0), at(x + 5.0, y + 4.0)];
                canvas.path(steps.to_vec(), panel::STAIRS);
            });
        }
        let zone = Paint::fill(Ink::Zone).edge(Ink::Line, 0.6);
        flow.entry(canvas, &page.word("frontier-legend-zone"), letters, |canvas, centre| {
            canvas.rect(at(centre.x - 5.0, centre.y - 4.0), 10.0, 8.0, zone);
        });
        for (words, taken, possible) in [
            ("frontier-legend-named", true, true),
            ("frontier-legend-named-refused", false, true),
            ("plane-legend-impossible", false, false),
        ] {
            let sign = Sign::Named { taken, possible };
            let drawn = |spot: &Spot| panels.iter().any(|panel| panel.has(&spot.worth));
            if self.spots.iter().any(|spot| spot.sign == sign && drawn(spot)) {
                flow.entry(canvas, &page.word(words), letters, |canvas, centre| {
                    sign.draw(canvas, centre, 5.5, Paint::fill(Ink::Text));
                });
            }
        }
        for note in notes {
            flow.note(canvas, note, letters);
        }
        flow.y + 14.0
    }

    /// `number` of the whole units in which worths are told, as a number for drawing.
    fn value(&self, units: i64) -> f64 {
        units as f64 * self.unit
    }

    fn party(&self, at: usize) -> PartyId {
        self.valued.parties[at]
    }
}

/// The line on which a party is as well off as without a deal.
const NO_DEAL: Paint = Paint::line(Ink::Text, 1.2).dash(Dash::Dashed);
