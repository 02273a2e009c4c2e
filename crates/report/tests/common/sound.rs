//! Pictures in which nothing is cut and no words lie on others.

use detente_report::picture::{Anchor, Picture, Point, Shape, measure};

/// A rectangle: left, upper, right, lower edge.
pub type Extent = [f64; 4];

/// What shapes take up, words apart from the rest.
pub fn extents(shapes: &[Shape], words: &mut Vec<(Extent, String)>, rest: &mut Vec<Extent>) {
    let around = |points: &[Point]| {
        points.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[l, u, r, d], p| {
            [l.min(p.x), u.min(p.y), r.max(p.x), d.max(p.y)]
        })
    };
    for shape in shapes {
        match shape {
            Shape::Rect { x, y, width, height, .. } => {
                assert!(*width >= 0.0 && *height >= 0.0, "{shape:?}");
                rest.push([*x, *y, x + width, y + height]);
            }
            Shape::Circle { centre, radius, .. } => rest.push([
                centre.x - radius,
                centre.y - radius,
                centre.x + radius,
                centre.y + radius,
            ]),
            Shape::Path { points, .. } | Shape::Curve { points, .. } => rest.push(around(points)),
            Shape::Text { at, anchor, size, bold, text, .. } => {
                let width = measure::width(text, *size, *bold);
                let left = match anchor {
                    Anchor::Left => at.x,
                    Anchor::Middle => at.x - width / 2.0,
                    Anchor::Right => at.x - width,
                };
                let extent = [left, at.y - 0.75 * size, left + width, at.y + 0.2 * size];
                words.push((extent, text.clone()));
            }
            Shape::Group { shapes, .. } => extents(shapes, words, rest),
        }
    }
}

/// Fails, naming the picture, if something is cut or words lie on words.
pub fn is_sound(name: &str, picture: &Picture) {
    let (mut words, mut rest) = (Vec::new(), Vec::new());
    extents(&picture.shapes, &mut words, &mut rest);
    assert!(picture.width <= 1005.0, "{name}: {} wide", picture.width);
    assert!(!picture.title.is_empty() && !picture.description.is_empty(), "{name}");
    for (extent, what) in words.iter().cloned().chain(rest.iter().map(|&e| (e, String::new()))) {
        let [left, upper, right, lower] = extent;
        assert!(
            left >= 0.0 && upper >= 0.0 && right <= picture.width && lower <= picture.height,
            "{name}: {what:?} at {extent:?} is cut by {} × {}",
            picture.width,
            picture.height
        );
    }
    for (place, (a, of_a)) in words.iter().enumerate() {
        for (b, of_b) in &words[..place] {
            let apart = a[2] <= b[0] + 0.01
                || b[2] <= a[0] + 0.01
                || a[3] <= b[1] + 0.01
                || b[3] <= a[1] + 0.01;
            assert!(apart, "{name}: {of_a:?} at {a:?} lies on {of_b:?} at {b:?}");
        }
    }
}
