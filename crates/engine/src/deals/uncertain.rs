//! How sure deals with values are: what holds for all numbers from the ranges, how often things come out one way
//! under drawn numbers, and how far the weight of one line may move before another deal is singled out.
//!
//! **Definitions.** *Surely acceptable to all*: the least gain of every signer is not negative; *possibly*: the largest is
//! not. A *draw* takes every number evenly from its range, independently of the others. The *break-even* of a line: the
//! factors on all that it says, around 1, under which the Nash deal stays the Nash deal.

use super::valued::{Answer, Effort, Name, Valued};
use crate::case::Case;
use crate::draws::SEED;
use crate::worth::{Fraction, Reading, problem, split};
use detente_scenario::model::Line;
use detente_scenario::{Package, PartyId};
use detente_values::break_even::{Beyond, Bound, Line as Moving, Solution};
use detente_values::draws::{Solved, draw};
use detente_values::frontier::{Exactness, Floor, frontier};
use detente_values::solutions::{Answer as Found, Bargaining, Settings};
use detente_values::zopa::Zopa;
use detente_values::{Budget, Problem, Watch};

pub use detente_values::draws::{Drawn, Frequency};
pub use detente_values::sure::Certainty;
use detente_values::sure::efficient;
pub use detente_values::zopa::Count;

/// How sure deals with values are.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// What the ranges leave open; absent if no number of a signer is a range.
    pub ranges: Option<Ranges>,
    /// Per line of the signers how far its weight may move, most sensitive first; absent where no Nash deal
    /// is proved, or where that would take too long.
    pub break_evens: Option<Vec<BreakEven>>,
}

/// What ranges leave open.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// Packages that are acceptable to all signers whatever the numbers.
    pub sure: Count,
    /// Packages that are acceptable to all signers for some numbers.
    pub possible: Count,
    /// Over draws: how often the Nash deal of the middle is acceptable to all, how often nothing is, and
    /// the options of the Nash deals.
    pub drawn: Drawn,
    /// The seed of the draws.
    pub seed: u64,
    /// Per named package how sure it is that it is efficient, if the effort told.
    pub efficient: Vec<Option<Certainty>>,
}

/// How far the weight of a line may move.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    /// Whose values.
    pub party: PartyId,
    /// The line of its list.
    pub line: Line,
    /// Below this factor another deal is the Nash deal; absent if none is, down to nothing.
    pub from: Option<Turn>,
    /// The same above.
    pub to: Option<Turn>,
}

/// Where another deal is singled out.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// At this factor.
    pub factor: Fraction,
    /// The deal beyond; absent if the old one is then no gain to the party.
    pub instead: Option<Package>,
}

/// Points of a frontier with a line of its own above which no break-even is looked for.
const CANDIDATES: usize = 4_000;

/// Points made and entries of tables, times lines, above which no break-even is looked for.
const EFFORT: u64 = 1 << 21;

/// Answers for the signers of `case`, of whom `valued` tells.
///
/// Cost: two counts, one Nash deal per draw, and per line a frontier with one more party.
#[must_use]
pub fn uncertain(
    case: &Case<'_>,
    valued: &Valued,
    effort: &Effort,
    watch: &dyn Watch,
) -> Uncertain {
    let ranged = |&party: &PartyId| case.preference(party).worths().is_some_and(|w| w.ranged);
    let ranges = valued.parties.iter().any(ranged).then(|| ranges(case, valued, effort, watch));
    Uncertain { ranges: ranges.flatten(), break_evens: break_evens(case, valued, effort, watch) }
}

fn nash(valued: &Valued) -> Option<&super::valued::Found> {
    valued.solutions.iter().find_map(|(name, answer)| match (name, answer) {
        (Name::Nash, Answer::Found(found)) => Some(&**found),
        _ => None,
    })
}

fn ranges(case: &Case<'_>, valued: &Valued, effort: &Effort, watch: &dyn Watch) -> Option<Ranges> {
    let parties = &valued.parties;
    let sums = |reading| problem(case, parties, reading).ok().map(|scaled| scaled.problem);
    let count = |problem: &Problem| Zopa::new(problem, effort.zopa, SEED, watch).count();
    let (least, most) = (sums(Reading::Least(None))?, sums(Reading::Most(None))?);
    let package = nash(valued).map(|found| found.package.options.clone());
    let drawn = draw(
        effort.draws,
        &valued.scaled.problem.sizes,
        package.as_deref(),
        |n| sums(Reading::Draw(n)).unwrap_or_default(),
        |problem| solved(problem, effort, watch),
        watch,
    );
    let efficient = case.scenario.packages.iter().map(|named| {
        let package = Some(named.package.as_slice());
        let (low, high) = (sums(Reading::Least(package))?, sums(Reading::Most(package))?);
        let positions: Vec<usize> = named.package.iter().map(|option| option.index()).collect();
        efficient(&low, &high, &positions, effort.zopa, watch).certainty()
    });
    Some(Ranges {
        sure: count(&least),
        possible: count(&most),
        drawn,
        seed: SEED,
        efficient: efficient.collect(),
    })
}

/// The Nash deal of one draw.
fn solved(problem: &Problem, effort: &Effort, watch: &dyn Watch) -> Solved {
    let share = effort.solutions.work / effort.draws.max(1);
    let budget = Budget { work: share.max(100_000), ..effort.solutions };
    let settings = Settings { budget, ..Settings::default() };
    let even = vec![1; problem.parties];
    match Bargaining::of(problem, settings, watch).and_then(|bargaining| bargaining.nash(&even)) {
        Ok(Found::Found(found)) if found.proved => Solved::Chosen(found.package.options),
        Ok(Found::Empty) => Solved::Empty,
        Ok(Found::NoneBetter { .. }) => Solved::Undefined,
        Ok(Found::Found(_) | Found::Unknown { .. }) | Err(_) => Solved::Unknown,
    }
}

fn break_evens(
    case: &Case<'_>,
    valued: &Valued,
    effort: &Effort,
    watch: &dyn Watch,
) -> Option<Vec<BreakEven>> {
    let found = nash(valued).filter(|found| found.proved)?;
    let lines: usize = valued
        .parties
        .iter()
        .filter_map(|&party| case.preference(party).worths())
        .map(|worths| worths.lines.len())
        .sum();
    let entries: usize = valued.scaled.problem.worths.iter().map(|w| w.entries.len()).sum();
    let once = valued.frontier.work.saturating_add(entries as u64);
    if once.saturating_mul(lines as u64) > EFFORT {
        return None;
    }
    let budget = Budget { points: CANDIDATES * 8, work: effort.frontier.work / 64 };
    let mut list = Vec::new();
    for (at, &party) in valued.parties.iter().enumerate() {
        let worths = case.preference(party).worths()?;
        for (number, line) in worths.lines.iter().enumerate() {
            if watch.is_stopped() {
                return None;
            }
            let apart = split(case, &valued.parties, &valued.scaled, at, number)?;
            let of = Line::Priority { party, line: line.own.line };
            list.extend(break_even(&apart, valued, found, (at, of), &budget, watch));
        }
    }
    // Those that turn by the smallest change of the weight first, up or down.
    let distance = |turn: &Option<Turn>| {
        turn.as_ref().map_or(f64::INFINITY, |turn| turn.factor.to_f64().max(1e-9).ln().abs())
    };
    list.sort_by(|a, b| {
        let nearest = |b: &BreakEven| distance(&b.from).min(distance(&b.to));
        nearest(a).total_cmp(&nearest(b))
    });
    Some(list)
}

fn break_even(
    apart: &Problem,
    valued: &Valued,
    found: &super::valued::Found,
    (at, line): (usize, Line),
    budget: &Budget,
    watch: &dyn Watch,
) -> Option<BreakEven> {
    let points = frontier(apart, Floor::None, budget, watch);
    if points.exactness != Exactness::Exact || points.len() > CANDIDATES {
        return None;
    }
    let parties = valued.parties.len();
    let own = |values: &[i64]| -> Vec<i64> {
        (0..parties).map(|p| values[p] + if p == at { values[parties] } else { 0 }).collect()
    };
    let worths: Vec<Vec<i64>> = (0..points.len()).map(|i| own(points.values(i))).collect();
    let from_line: Vec<i64> = (0..points.len()).map(|i| points.values(i)[parties]).collect();
    let candidate = worths.iter().position(|worth| *worth == found.package.worth)?;
    // A number that no deal is worth owes nothing to the line.
    let no_deal_from_line = apart.no_deal[parties].unwrap_or(0);
    let moving = Moving::weight(at, &worths, &from_line, &valued.no_deal, no_deal_from_line);
    let range = moving.choice(Solution::Nash, candidate, watch)?;
    let turn = |bound: Option<Bound>| {
        let bound = bound?;
        let instead = match bound.beyond {
            Beyond::Candidate(other) => Some(super::valued::package_of(&points.package(other))),
            Beyond::NotAcceptable => None,
            Beyond::NoSense => return None,
        };
        let (numerator, denominator) = bound.at.fraction()?;
        Some(Turn { factor: Fraction::new(numerator, denominator)?, instead })
    };
    let Line::Priority { party, .. } = line else { return None };
    Some(BreakEven { party, line, from: turn(range.from), to: turn(range.to) })
}
