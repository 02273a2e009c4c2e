use super::{Beyond, Line, Range, Solution};
use crate::Unwatched;
use crate::whole::{Ratio, Whole};
use fastrand::Rng;

const ALL: [Solution; 4] =
    [Solution::Nash, Solution::KalaiSmorodinsky, Solution::Egalitarian, Solution::Utilitarian];

fn ratio(above: i64, below: i64) -> Ratio {
    Ratio::new(&Whole::from(above), &Whole::from(below))
}

fn wide(above: i128, below: i128) -> Ratio {
    Ratio::new(&Whole::from(above), &Whole::from(below))
}

fn contains(range: &Range, number: &Ratio) -> bool {
    let from = range.from.as_ref();
    let to = range.to.as_ref();
    from.is_none_or(|from| *number > from.at || (from.included && *number == from.at))
        && to.is_none_or(|to| *number < to.at || (to.included && *number == to.at))
}

fn line(random: &mut Rng) -> Line {
    let parties = random.usize(1..4);
    let many = random.usize(1..7);
    let most = *[2, 6, 30].get(random.usize(0..3)).unwrap();
    let worths: Vec<Vec<i64>> =
        (0..many).map(|_| (0..parties).map(|_| random.i64(-1..=most)).collect()).collect();
    let no_deal: Vec<i64> = (0..parties).map(|_| random.i64(-most..=most)).collect();
    let party = random.usize(0..parties);
    if random.bool() {
        return Line::no_deal(party, &worths, &no_deal);
    }
    let from_line: Vec<i64> = (0..many).map(|_| random.i64(-most..=most)).collect();
    Line::weight(party, &worths, &from_line, &no_deal, random.i64(-1..=1))
}

#[test]
fn a_choice_ends_exactly_where_the_definition_says() {
    let mut random = Rng::with_seed(1);
    let (mut ends, mut open, mut taken) = (0, 0, [0; 4]);
    for _ in 0..3000 {
        let line = line(&mut random);
        let candidate = random.usize(0..line.gains.len());
        for (s, solution) in ALL.into_iter().enumerate() {
            let now = Ratio::whole(line.now);
            let Some(range) = line.choice(solution, candidate, &Unwatched) else {
                assert!(!line.is_choice(solution, candidate, &now));
                continue;
            };
            taken[s] += 1;
            assert!(contains(&range, &now));
            for (end, up) in range.from.iter().zip([-1]).chain(range.to.iter().zip([1])) {
                ends += 1;
                open += usize::from(!end.included);
                assert_eq!(contains(&range, &end.at), end.included);
                // So near that nothing else happens between.
                let (above, below) = end.at.fraction().unwrap();
                let scale = 1_000_000_000_000_000;
                let beyond = wide(above * scale + up, below * scale);
                let within = wide(above * scale - up, below * scale);
                let first = if end.included { &beyond } else { &end.at };
                match end.beyond {
                    Beyond::Candidate(other) => {
                        assert!(!line.is_choice(solution, candidate, first));
                        assert!(line.is_choice(solution, other, first), "{line:?} {solution:?}");
                        assert!((0..other).all(|o| !line.is_choice(solution, o, first)));
                    }
                    Beyond::NotAcceptable => {
                        assert!(!line.is_choice(solution, candidate, first));
                    }
                    Beyond::NoSense => assert_eq!(end.at, Ratio::whole(line.least.unwrap())),
                }
                if end.included {
                    assert!(line.is_choice(solution, candidate, &end.at));
                }
                if contains(&range, &within) {
                    assert!(line.is_choice(solution, candidate, &within), "{line:?} {range:?}");
                }
            }
            for _ in 0..20 {
                let number = ratio(random.i64(-200..200), random.i64(1..9));
                if contains(&range, &number) {
                    assert!(line.is_choice(solution, candidate, &number), "{line:?} {range:?}");
                }
            }
        }
    }
    assert!(ends > 1000 && open > 100, "{ends} {open}");
    assert!(taken.iter().all(|&many| many > 300), "{taken:?}");
}

#[test]
fn what_is_acceptable_ends_where_the_gain_is_nothing() {
    let mut random = Rng::with_seed(2);
    let mut nowhere = 0;
    for _ in 0..2000 {
        let line = line(&mut random);
        let candidate = random.usize(0..line.gains.len());
        let range = line.acceptable(candidate);
        nowhere += usize::from(range.is_none());
        for above in -60..60 {
            let number = ratio(above, 4);
            let gain = 4 * line.gains[candidate][line.party] + line.slopes[candidate] * above;
            let makes_sense = line.least.is_none_or(|l| number >= Ratio::whole(l));
            let is_in = range.as_ref().is_some_and(|range| contains(range, &number));
            assert_eq!(is_in, gain >= 0 && makes_sense);
        }
    }
    assert!(nowhere > 50);
}

#[test]
fn the_weight_of_a_line_of_two_parties() {
    // Three packages on a frontier; the first party's first line is worth 8, 4 and 0.
    let worths = [vec![10, 2], vec![7, 5], vec![2, 9]];
    let line = Line::weight(0, &worths, &[8, 4, 0], &[0, 0], 0);
    let range = line.choice(Solution::Nash, 1, &Unwatched).unwrap();
    // (3 + 4t) 5 against (2 + 8t) 2 and 2 · 9: 15 + 20t >= 18, and 15 + 20t >= 4 + 16t.
    let from = range.from.unwrap();
    assert_eq!(from.at.fraction(), Some((3, 20)));
    assert_eq!((from.included, from.beyond), (true, Beyond::Candidate(2)));
    assert_eq!(range.to, None);
}

#[test]
fn large_gains_have_exact_ends() {
    let large = 1 << 60;
    let worths: Vec<Vec<i64>> =
        vec![vec![large, large - 1, 3, large], vec![large - 5, large, 4, large]];
    let line = Line::no_deal(0, &worths, &[0; 4]);
    for solution in ALL {
        for candidate in [0, 1] {
            if let Some(range) = line.choice(solution, candidate, &Unwatched) {
                for end in range.from.iter().chain(&range.to) {
                    assert_eq!(line.is_choice(solution, candidate, &end.at), end.included);
                }
            }
        }
    }
}
