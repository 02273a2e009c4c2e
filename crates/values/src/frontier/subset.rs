//! A few points that stand for all.
//!
//! The first is the one whose worst-off party, as a part of what it can get on the frontier, is best
//! off; then always the point farthest from those chosen (Gonzalez 1985: at most twice the radius that
//! is possible). The distance of two points is the largest difference of any party, as a part of that
//! party's range. So for every point there is one chosen that gives no party less by more than the
//! *radius*.

/// Points that stand for all.
#[derive(Clone, Debug, PartialEq)]
pub struct Representatives {
    /// Indices of the points chosen, in the order of the choice.
    pub chosen: Vec<usize>,
    /// No point is farther than this from one chosen, as a part of every party's range.
    pub radius: f64,
    /// Per point of the frontier which of those chosen is nearest, an index into `chosen`.
    pub nearest: Vec<usize>,
}

/// Chooses `most` points, or all if there are no more.
#[must_use]
pub fn representatives(parties: usize, values: &[i64], most: usize) -> Representatives {
    let count = values.len() / parties.max(1);
    let mut answer = Representatives { chosen: Vec::new(), radius: 0.0, nearest: vec![0; count] };
    if count == 0 || most == 0 {
        answer.radius = if count == 0 { 0.0 } else { 1.0 };
        return answer;
    }
    let scaled = scaled(parties, values);
    let row = |i: usize| &scaled[i * parties..(i + 1) * parties];
    let worst = |i: usize| row(i).iter().copied().fold(f64::INFINITY, f64::min);
    let mut next = 0;
    for i in 1..count {
        if worst(i) > worst(next) {
            next = i;
        }
    }
    let mut distance = vec![f64::INFINITY; count];
    loop {
        let chosen = row(next);
        let place = answer.chosen.len();
        answer.chosen.push(next);
        let mut farthest = (0, -1.0);
        for (i, known) in distance.iter_mut().enumerate() {
            let pairs = row(i).iter().zip(chosen);
            let own = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            if own < *known {
                *known = own;
                answer.nearest[i] = place;
            }
            if *known > farthest.1 {
                farthest = (i, *known);
            }
        }
        answer.radius = farthest.1;
        if answer.chosen.len() == most || answer.radius == 0.0 {
            return answer;
        }
        next = farthest.0;
    }
}

/// Every value as a part of its party's range; all the same where a party gets the same everywhere.
fn scaled(parties: usize, values: &[i64]) -> Vec<f64> {
    let ranges: Vec<(i64, f64)> = (0..parties)
        .map(|p| {
            let own = values.iter().skip(p).step_by(parties);
            let least = own.clone().min().copied().unwrap_or(0);
            let range = own.max().map_or(0, |most| most.abs_diff(least));
            (least, if range == 0 { 1.0 } else { range as f64 })
        })
        .collect();
    let scale = |(i, value): (usize, &i64)| {
        let (least, range) = ranges[i % parties];
        value.abs_diff(least) as f64 / range
    };
    values.iter().enumerate().map(scale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_is_within_the_radius_of_its_representative() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..500 {
            let parties = random.usize(1..5);
            let count = random.usize(0..60);
            let values: Vec<i64> = (0..count * parties).map(|_| random.i64(-50..50)).collect();
            let all = super::super::prune::non_dominated(parties, &values);
            let flat = all.concat();
            let scaled = scaled(parties, &flat);
            let mut before = f64::INFINITY;
            for most in 1..all.len() + 2 {
                let found = representatives(parties, &flat, most);
                assert!(found.chosen.len() == most.min(all.len()) && found.radius <= before);
                before = found.radius;
                let mut largest = 0.0_f64;
                for (i, &place) in found.nearest.iter().enumerate() {
                    let distance = |j: usize| {
                        (0..parties)
                            .map(|p| (scaled[i * parties + p] - scaled[j * parties + p]).abs())
                            .fold(0.0, f64::max)
                    };
                    let nearest = found.chosen.iter().map(|&j| distance(j));
                    let own = distance(found.chosen[place]);
                    assert!(nearest.fold(f64::INFINITY, f64::min) == own);
                    largest = largest.max(own);
                }
                assert!(largest == found.radius);
            }
            if !all.is_empty() {
                assert!(before == 0.0);
            }
        }
    }

    #[test]
    fn nothing_stands_for_nothing() {
        let nobody = representatives(2, &[], 5);
        assert!(nobody.chosen.is_empty() && nobody.radius == 0.0);
        assert!(representatives(2, &[1, 2], 0).radius == 1.0);
    }
}
