//! "Did you mean": the known name nearest to one that is not known.

use std::cmp::Reverse;

/// Names longer than this are not compared: nobody mistypes them, and the cost is quadratic.
const LONGEST: usize = 64;

/// The name in `known` that `name` was probably meant to be; of equally near ones the one that
/// begins most alike, then the first.
///
/// Capitals make no difference. A name is near if few letters differ (one in a short name, about a
/// third in a long one; two swapped neighbours count as one), or if one of the two begins with
/// the other. None is returned rather than a far-fetched one.
///
/// Cost: the number of known names times the product of the lengths of the two names.
///
/// ```
/// use detente_scenario::nearest;
/// assert_eq!(nearest("yongbion", ["missiles", "yongbyon"]), Some("yongbyon"));
/// assert_eq!(nearest("of", ["on", "off"]), Some("off"));
/// assert_eq!(nearest("weather", ["missiles", "yongbyon"]), None);
/// ```
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(name)?;
    let mut best: Option<((usize, Reverse<usize>), &'a str)> = None;
    for candidate in known {
        let Some(other) = folded(candidate) else { continue };
        let Some(distance) = distance(&wanted, &other) else { continue };
        let alike = wanted.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        let rank = (distance, Reverse(alike));
        if best.is_none_or(|(least, _)| rank < least) {
            best = Some((rank, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The name without capitals; absent if it is too long to compare.
fn folded(name: &str) -> Option<String> {
    (!name.is_empty() && name.len() <= 4 * LONGEST && name.chars().count() <= LONGEST)
        .then(|| name.to_lowercase())
}

/// The number of slips that lead from one to the other, if they are few enough.
fn distance(wanted: &str, other: &str) -> Option<usize> {
    let (short, long) = {
        let (a, b) = (wanted.chars().count(), other.chars().count());
        (a.min(b), a.max(b))
    };
    let allowed = match long {
        0 | 1 => 0,
        2..=5 => 1,
        6..=8 => 2,
        _ => long.div_ceil(4),
    };
    if long - short <= allowed {
        let distance = strsim::damerau_levenshtein(wanted, other);
        if distance <= allowed {
            return Some(distance);
        }
    }
    let begins = wanted.starts_with(other) || other.starts_with(wanted);
    (begins && short >= 4).then_some(long - short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_recognised() {
        let known = ["yongbyon", "missiles", "sanctions", "us", "kim", "end_of_war", "Moon"];
        for (typed, meant) in [
            ("yongbion", Some("yongbyon")),
            ("Yongbyon", Some("yongbyon")),
            ("missles", Some("missiles")),
            ("sanction", Some("sanctions")),
            ("end-of-war", Some("end_of_war")),
            ("su", Some("us")),
            ("kin", Some("kim")),
            ("moon", Some("Moon")),
            ("sanc", Some("sanctions")),
            ("x", None),
            ("", None),
            ("japan", None),
            ("troops", None),
        ] {
            assert_eq!(nearest(typed, known), meant, "{typed}");
        }
    }

    #[test]
    fn of_equally_near_names_the_first_listed_wins() {
        assert_eq!(nearest("step3", ["step1", "step2"]), Some("step1"));
        assert_eq!(nearest("step3", ["step2", "step1"]), Some("step2"));
        assert_eq!(nearest("Kim", ["kin", "kim"]), Some("kim"), "nearer beats earlier");
    }

    #[test]
    fn endless_names_cost_nothing() {
        let long = "x".repeat(1 << 20);
        assert_eq!(nearest(&long, ["x", long.as_str()]), None);
        assert_eq!(nearest("x", [long.as_str()]), None);
    }
}
