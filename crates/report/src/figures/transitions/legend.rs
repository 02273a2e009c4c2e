//! What letters, lines and borders mean, as far as the picture has them.

use super::draw::{EDGE, GAIN, LEGEND, OTHER, PATH, Pen, double, head};
use super::part::Line;
use crate::picture::{Anchor, Canvas, Ink, Paint, Point, at};
use detente_engine::stability::Node;
use detente_scenario::{Concept, PartyId};

/// Height of a line.
const LINE: f64 = 22.0;

/// A sign with its width, and what it means.
struct Item<'p> {
    width: f64,
    text: String,
    /// Draws the sign, with the middle of its left edge at a point.
    draw: Box<Draw<'p>>,
}

type Draw<'p> = dyn Fn(&mut Canvas, Point) + 'p;

/// Draws the legend of `lines` from `y` down; where it ends.
pub(super) fn legend(
    pen: &Pen<'_>,
    canvas: &mut Canvas,
    lines: &[&Line<'_>],
    width: f64,
    y: f64,
) -> f64 {
    let items = items(pen, lines);
    if items.is_empty() {
        return y;
    }
    canvas.line(at(EDGE, y + 6.0), at(width - EDGE, y + 6.0), Paint::line(Ink::Faint, 1.0));
    let mut corner = at(EDGE, y + LINE);
    for item in items {
        let text = LEGEND.clip(&item.text, width - 2.0 * EDGE - item.width - 8.0);
        let room = item.width + 8.0 + LEGEND.width(&text);
        if corner.x > EDGE && corner.x + room > width - EDGE {
            corner = at(EDGE, corner.y + LINE);
        }
        (item.draw)(canvas, corner);
        let words = at(corner.x + item.width + 8.0, corner.y + 4.0);
        canvas.text(words, Anchor::Left, LEGEND, text);
        corner.x += room + 20.0;
    }
    corner.y + 8.0
}

fn items<'p>(pen: &'p Pen<'_>, lines: &[&'p Line<'_>]) -> Vec<Item<'p>> {
    let mut items = Vec::new();
    let moves = |party: PartyId| lines.iter().any(|line| line.step.by.contains(&party));
    for party in pen.page.scenario().party_ids().filter(|&party| moves(party)) {
        let text = pen.page.names().party(party);
        items.push(of_movers(pen, vec![party], pen.hues.letter(party).to_owned(), text));
    }
    let samples = [
        ("legend-path", PATH, true, lines.iter().any(|line| line.path > 0)),
        ("legend-gain", GAIN, true, lines.iter().any(|line| line.path == 0 && line.gain)),
        ("legend-other", OTHER, true, lines.iter().any(|line| line.path == 0 && !line.gain)),
        ("legend-final", GAIN, false, lines.iter().any(|line| !line.back)),
    ];
    for (key, width, back, _) in samples.into_iter().filter(|(.., shown)| *shown) {
        let draw = move |canvas: &mut Canvas, left: Point| {
            let tip = at(left.x + 40.0, left.y);
            let end = at(tip.x - 5.0 - 2.0 * width, tip.y);
            canvas.line(left, end, Paint::line(Ink::Text, width));
            head(canvas, tip, left, width, Ink::Text, back);
        };
        items.push(Item { width: 40.0, text: pen.page.word(key), draw: Box::new(draw) });
    }
    if let Some(line) = lines.iter().find(|line| line.step.by.len() > 1) {
        let text = pen.page.word("legend-together");
        items.push(of_movers(pen, line.step.by.clone(), pen.letters(&line.step.by), text));
    }
    let stands = |alone: bool| {
        let of = |node: &&&Node| node.equilibrium.contains(&Concept::R) == alone;
        pen.part.nodes.iter().filter(|node| !node.equilibrium.is_empty()).any(|node| of(&node))
    };
    let borders = [(true, "legend-alone"), (false, "legend-stands")];
    for (alone, key) in borders.into_iter().filter(|&(alone, _)| stands(alone)) {
        let draw = move |canvas: &mut Canvas, left: Point| {
            double(canvas, at(left.x, left.y - 8.0), 26.0, 16.0, alone);
        };
        items.push(Item { width: 26.0, text: pen.page.word(key), draw: Box::new(draw) });
    }
    items
}

/// A line of those who move, with their letters.
fn of_movers<'p>(pen: &'p Pen<'_>, by: Vec<PartyId>, letters: String, text: String) -> Item<'p> {
    let draw = move |canvas: &mut Canvas, left: Point| {
        let (ink, dash) = pen.look(&by);
        canvas.line(left, at(left.x + 52.0, left.y), Paint::line(ink, GAIN).dash(dash));
        pen.pill(canvas, at(left.x + 26.0, left.y), &by, &letters);
    };
    Item { width: 52.0, text, draw: Box::new(draw) }
}
