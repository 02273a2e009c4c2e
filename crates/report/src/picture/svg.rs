//! A picture as SVG: alone in a file, or inside a page.
//!
//! Colours stand as attributes, so that every program shows them; inside a page they also have a
//! class each, by which its style sheet shows them in the light or in the dark. No text reaches the
//! markup unescaped, and no number is written with more than two decimals.

use super::{Anchor, Ink, Paint, Picture, Point, Shape};
use crate::markup::{attribute, escaped};
use std::fmt::Write;

/// What words are set in: metric twins of Helvetica, then whatever there is.
pub const FONTS: &str = "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', sans-serif";

/// `picture` as a file of its own.
#[must_use]
pub fn file(picture: &Picture) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let paper = Ink::Paper.light();
    let (w, h) = (number(picture.width), number(picture.height));
    open(&mut out, picture, "", &format!(" width=\"{w}\" height=\"{h}\""));
    let _ = writeln!(out, "<rect width=\"{w}\" height=\"{h}\" fill=\"{paper}\"/>");
    shapes(&mut out, &picture.shapes);
    out.push_str("</svg>\n");
    out
}

/// `picture` inside a page, with ids that begin with `id`, which is unique in it.
#[must_use]
pub fn inline(picture: &Picture, id: &str) -> String {
    let mut out = String::new();
    // Never wider than it is, and never so narrow that its letters cannot be read: 44 rem is what a
    // page's column has on a desk.
    let wide = number(picture.width);
    let width = format!(" style=\"max-width:{wide}px;min-width:min({wide}px,44rem)\"");
    open(&mut out, picture, id, &width);
    shapes(&mut out, &picture.shapes);
    out.push_str("</svg>");
    out
}

fn open(out: &mut String, picture: &Picture, id: &str, size: &str) {
    let labelled = match (id.is_empty(), picture.description.is_empty()) {
        (true, _) => String::new(),
        (_, true) => format!(" aria-labelledby=\"{id}-t\""),
        _ => format!(" aria-labelledby=\"{id}-t {id}-d\""),
    };
    let label = |end: &str| match id.is_empty() {
        true => String::new(),
        false => format!(" id=\"{id}-{end}\""),
    };
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\"{size} role=\"img\"{labelled} \
         direction=\"ltr\" font-family=\"{FONTS}\">\n<title{}>{}</title>\n",
        number(picture.width),
        number(picture.height),
        label("t"),
        escaped(&picture.title),
    );
    if !picture.description.is_empty() {
        let _ = writeln!(out, "<desc{}>{}</desc>", label("d"), escaped(&picture.description));
    }
}

fn shapes(out: &mut String, list: &[Shape]) {
    for shape in list {
        write_shape(out, shape);
    }
}

fn write_shape(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Rect { x, y, width, height, radius, paint } => {
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                number(*x),
                number(*y),
                number(*width),
                number(*height)
            );
            if *radius > 0.0 {
                let _ = write!(out, " rx=\"{}\"", number(*radius));
            }
            painted(out, *paint);
        }
        Shape::Circle { centre, radius, paint } => {
            let (x, y, r) = (number(centre.x), number(centre.y), number(*radius));
            let _ = write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"");
            painted(out, *paint);
        }
        Shape::Path { points, closed, paint } => {
            if let ([a, b], false) = (points.as_slice(), *closed) {
                let [x1, y1, x2, y2] = [a.x, a.y, b.x, b.y].map(number);
                let _ = write!(out, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"");
            } else {
                let element = if *closed { "polygon" } else { "polyline" };
                let _ = write!(out, "<{element} points=\"{}\"", pairs(points));
            }
            painted(out, *paint);
        }
        Shape::Curve { points, paint } => {
            let Some((start, rest)) = points.split_first() else { return };
            let (x, y) = (number(start.x), number(start.y));
            let _ = write!(out, "<path d=\"M{x} {y}C{}\"", pairs(rest));
            painted(out, *paint);
        }
        Shape::Text { at, anchor, size, bold, ink, text } => {
            let _ = write!(out, "<text x=\"{}\" y=\"{}\"", number(at.x), number(at.y));
            match anchor {
                Anchor::Left => {}
                Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
                Anchor::Right => out.push_str(" text-anchor=\"end\""),
            }
            let _ = write!(out, " font-size=\"{}\"", number(*size));
            if *bold {
                out.push_str(" font-weight=\"bold\"");
            }
            let (name, colour) = (ink.name(), ink.light());
            let _ = writeln!(
                out,
                " fill=\"{colour}\" class=\"f-{name}\">{}</text>",
                escaped(&text.replace('\u{a0}', " "))
            );
        }
        Shape::Group { tip, key, shapes: inside } => {
            out.push_str("<g");
            if !key.is_empty() {
                let _ = write!(out, " data-key=\"{}\"", attribute(key));
            }
            out.push('>');
            if !tip.is_empty() {
                let _ = write!(out, "<title>{}</title>", escaped(tip));
            }
            out.push('\n');
            shapes(out, inside);
            out.push_str("</g>\n");
        }
    }
}

/// The attributes of `paint`, and the end of the element.
fn painted(out: &mut String, paint: Paint) {
    let mut classes = Vec::new();
    match paint.fill {
        Some(ink) => {
            let _ = write!(out, " fill=\"{}\"", ink.light());
            classes.push(format!("f-{}", ink.name()));
        }
        None => out.push_str(" fill=\"none\""),
    }
    if let Some(ink) = paint.stroke {
        let _ = write!(out, " stroke=\"{}\"", ink.light());
        if (paint.width - 1.0).abs() > f64::EPSILON {
            let _ = write!(out, " stroke-width=\"{}\"", number(paint.width));
        }
        classes.push(format!("s-{}", ink.name()));
        let unit = paint.width.max(1.0);
        let dashes = paint.dash.lengths();
        if !dashes.is_empty() {
            let list: Vec<String> = dashes.iter().map(|part| number(part * unit)).collect();
            let _ = write!(out, " stroke-dasharray=\"{}\"", list.join(" "));
        }
    }
    if !classes.is_empty() {
        let _ = write!(out, " class=\"{}\"", classes.join(" "));
    }
    out.push_str("/>\n");
}

fn pairs(points: &[Point]) -> String {
    let pairs: Vec<String> =
        points.iter().map(|p| format!("{},{}", number(p.x), number(p.y))).collect();
    pairs.join(" ")
}

/// A number with at most two decimals, and without those that say nothing.
#[must_use]
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::{Canvas, Letters, at};
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [(0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (2.0, "2"), (1.239, "1.24")]
        {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn no_text_becomes_markup() {
        let evil = "</text><script>alert(1)</script> \" ' & \u{1b}[31m";
        let mut canvas = Canvas::new();
        canvas.group(evil, evil, |canvas| {
            canvas.text(at(1.0, 2.0), Anchor::Left, Letters::PLAIN, evil);
        });
        let picture = Picture {
            name: "evil",
            width: 10.0,
            height: 10.0,
            title: evil.to_owned(),
            description: evil.to_owned(),
            shapes: canvas.shapes(),
        };
        for text in [file(&picture), inline(&picture, "p1")] {
            assert!(!text.contains("<script") && !text.contains('\u{1b}'), "{text}");
            assert_eq!(text.matches("&lt;script&gt;").count(), 5, "{text}");
        }
    }
}
