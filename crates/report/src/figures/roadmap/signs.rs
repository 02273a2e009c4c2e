//! The signs of a roadmap: drawn, not written, so that no font can lack them.

use super::Found;
use crate::picture::{Canvas, Ink, Paint, Point, at};
use std::cmp::Ordering;

/// Half the width of a sign.
pub(super) const REACH: f64 = 6.0;

/// Two strokes that cross.
pub(super) fn cross(canvas: &mut Canvas, centre: Point, reach: f64, paint: Paint) {
    let corner = |dx: f64, dy: f64| at(centre.x + dx * reach, centre.y + dy * reach);
    canvas.line(corner(-1.0, -1.0), corner(1.0, 1.0), paint);
    canvas.line(corner(-1.0, 1.0), corner(1.0, -1.0), paint);
}

/// Where it breaks: a cross on a disc.
pub(super) fn breaks(canvas: &mut Canvas, centre: Point) {
    canvas.circle(centre, REACH, Paint::fill(Ink::Bad));
    cross(canvas, centre, 2.6, Paint::line(Ink::Paper, 1.6));
}

/// Which of finishing and stopping a party would rather: a plus on a disc, equal strokes in a ring, a minus on a square.
pub(super) fn rather(canvas: &mut Canvas, centre: Point, order: Ordering) {
    let stroke = |canvas: &mut Canvas, dx: f64, dy: f64, paint: Paint| {
        let from = at(centre.x - dx, centre.y - dy);
        canvas.line(from, at(centre.x + dx, centre.y + dy), paint);
    };
    let on_colour = Paint::line(Ink::Paper, 1.6);
    match order {
        Ordering::Less => {
            canvas.circle(centre, REACH, Paint::fill(Ink::Good));
            stroke(canvas, 3.2, 0.0, on_colour);
            stroke(canvas, 0.0, 3.2, on_colour);
        }
        Ordering::Equal => {
            canvas.circle(centre, REACH - 0.7, Paint::fill(Ink::Paper).edge(Ink::Muted, 1.4));
            for dy in [-1.4, 1.4] {
                let (y, paint) = (centre.y + dy, Paint::line(Ink::Muted, 1.3));
                canvas.line(at(centre.x - 2.6, y), at(centre.x + 2.6, y), paint);
            }
        }
        Ordering::Greater => {
            let side = 2.0 * REACH - 1.0;
            let corner = at(centre.x - side / 2.0, centre.y - side / 2.0);
            canvas.rect(corner, side, side, Paint::fill(Ink::Bad));
            stroke(canvas, 3.2, 0.0, on_colour);
        }
    }
}

/// Nothing is asked.
pub(super) fn nothing(canvas: &mut Canvas, centre: Point) {
    canvas.circle(centre, 1.8, Paint::fill(Ink::Line));
}

/// Where inspection belongs: a ring with a tick if it is enough, a filled one with a cross if not, an empty one if that is not known.
pub(super) fn inspection(canvas: &mut Canvas, centre: Point, found: Found) {
    let tick = |canvas: &mut Canvas, paint: Paint| {
        let points = [(-2.6, 0.2), (-0.6, 2.2), (2.9, -2.3)];
        let points = points.map(|(dx, dy)| at(centre.x + dx, centre.y + dy));
        canvas.path(points.to_vec(), paint);
    };
    match found {
        Found::Nothing => {}
        Found::Inspected => {
            canvas.circle(centre, REACH - 0.7, Paint::fill(Ink::Paper).edge(Ink::Muted, 1.3));
            tick(canvas, Paint::line(Ink::Muted, 1.3));
        }
        Found::Enough(true) => {
            canvas.circle(centre, REACH - 0.7, Paint::fill(Ink::Paper).edge(Ink::Good, 1.3));
            tick(canvas, Paint::line(Ink::Good, 1.6));
        }
        Found::Enough(false) => breaks(canvas, centre),
    }
}

/// A ribbon of slanting strokes: exposed.
pub(super) fn ribbon(canvas: &mut Canvas, corner: Point, width: f64, height: f64) {
    let paint = Paint::line(Ink::Alert, 0.9);
    let (right, bottom) = (corner.x + width, corner.y + height);
    let mut x = corner.x;
    while x < right - 0.5 {
        let reach = height.min(right - x);
        canvas.line(at(x, bottom), at(x + reach, bottom - reach), paint);
        x += 4.0;
    }
}
