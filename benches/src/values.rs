//! How frontiers scale: made-up problems, each in a process of its own.
//!
//! Sums over terms: the first party wants one end of every term, the others half the opposite, half
//! their own; the best package is worth `resolution` to everybody. Boxes: hyper-rectangles over four of
//! a few neighbouring terms pay one party, as in the non-linear domains of the ANAC 2014 competition.

use detente_values::frontier::{Exactness, Floor, Frontier, Way, frontier};
use detente_values::{Budget, Problem, Unwatched, Worth};
use std::process::Command;
use std::time::Instant;

const SEED: u64 = 20140701;

/// One line of the table.
#[derive(Clone, Copy)]
struct Row {
    terms: usize,
    options: usize,
    parties: usize,
    kind: Kind,
    points: usize,
}

#[derive(Clone, Copy)]
enum Kind {
    /// Worth at most so much to anybody.
    Sums(i64),
    /// So many boxes per party over so many neighbouring terms.
    Boxes(usize, usize),
}

/// All lines, in the order in which they are printed.
fn rows() -> Vec<Row> {
    let usual = Budget::default().points;
    let sums = |terms, options, parties, resolution| Row {
        terms,
        options,
        parties,
        kind: Kind::Sums(resolution),
        points: usual,
    };
    let mut rows = Vec::new();
    for parties in 2..=5 {
        rows.extend((3..=7).map(|terms| sums(terms, 10, parties, 1_000_000)));
    }
    for (parties, resolution) in [(2, 1_000_000), (3, 1_000_000), (4, 100), (4, 1000), (5, 100)] {
        rows.push(sums(30, 5, parties, resolution));
    }
    for (parties, points) in [(3, 4_000), (4, 64_000), (5, 64_000)] {
        rows.push(Row { points, ..sums(30, 5, parties, 1_000_000) });
    }
    for (terms, boxes, near) in [(10, 50, 6), (10, 50, 7), (20, 80, 8)] {
        let kind = Kind::Boxes(boxes, near);
        rows.push(Row { terms, options: 10, parties: 2, kind, points: usual });
    }
    rows
}

/// Prints one line per problem.
pub(crate) fn table() {
    println!(
        "| terms x options | parties | worth | way | exactness | front | ms | points held | peak MB |"
    );
    println!("|---|---:|---|---|---|---:|---:|---:|---:|");
    let Ok(program) = std::env::current_exe() else { return };
    for row in 0..rows().len() {
        match Command::new(&program).args(["one-values", &row.to_string()]).output() {
            Ok(output) => print!("{}", String::from_utf8_lossy(&output.stdout)),
            Err(error) => eprintln!("{error}"),
        }
    }
}

/// Prints line `row` of the table.
pub(crate) fn one(row: usize) {
    let Some(&row) = rows().get(row) else { return };
    let mut random = fastrand::Rng::with_seed(SEED);
    let (problem, worth) = match row.kind {
        Kind::Sums(resolution) => {
            let problem = sums(row.terms, row.options, row.parties, resolution, &mut random);
            (problem, format!("sums up to {resolution}"))
        }
        Kind::Boxes(boxes, near) => {
            let problem = self::boxes(&row, boxes, near, &mut random);
            (problem, format!("{boxes} boxes each, 4 of {near} terms"))
        }
    };
    let budget = Budget { points: row.points, ..Budget::default() };
    let mut best = f64::INFINITY;
    let mut last: Option<Frontier> = None;
    for run in 0..20 {
        let start = Instant::now();
        let found = frontier(&problem, Floor::None, &budget, &Unwatched);
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
        last = Some(found);
        if best * f64::from(run + 1) > 1e3 {
            break;
        }
    }
    let Some(found) = last else { return };
    let way = match found.way {
        Way::Listed => "listed".to_owned(),
        Way::Additive => "additive".to_owned(),
        Way::Elimination { width } => format!("width {width}"),
    };
    let exactness = match &found.exactness {
        Exactness::Exact => "exact".to_owned(),
        Exactness::Trimmed { error } => format!("within {error:?}"),
        Exactness::Stopped { why } => format!("{why:?}"),
    };
    println!(
        "| {} x {} | {} | {worth} | {way} | {exactness} | {} | {best:.3} | {} | {:.0} |",
        row.terms,
        row.options,
        row.parties,
        found.len(),
        found.peak,
        crate::peak_megabytes()
    );
}

fn empty(terms: usize, options: usize, parties: usize) -> Problem {
    Problem {
        sizes: vec![options; terms],
        parties,
        no_deal: vec![None; parties],
        ..Problem::default()
    }
}

/// Sums over terms.
pub(crate) fn sums(
    terms: usize,
    options: usize,
    parties: usize,
    resolution: i64,
    random: &mut fastrand::Rng,
) -> Problem {
    let mut problem = empty(terms, options, parties);
    let weights: Vec<Vec<i64>> =
        (0..parties).map(|_| (0..terms).map(|_| random.i64(200..1200)).collect()).collect();
    for t in 0..terms {
        let first: Vec<i64> = (0..options).map(|_| random.i64(0..=1000)).collect();
        let mut entries = vec![0; options * parties];
        for (p, weights) in weights.iter().enumerate() {
            let own: Vec<i64> = first
                .iter()
                .map(|x| if p == 0 { *x } else { 1000 - x + random.i64(0..=1000) })
                .collect();
            let most = own.iter().max().copied().unwrap_or(1).max(1);
            let whole = most * weights.iter().sum::<i64>();
            for (o, x) in own.iter().enumerate() {
                entries[o * parties + p] = x * weights[t] * resolution / whole;
            }
        }
        problem.worths.push(Worth { terms: vec![t], entries });
    }
    problem
}

/// Boxes over four of `near` neighbouring terms, whose sides are among a few cuts of every term.
fn boxes(row: &Row, boxes: usize, near: usize, random: &mut fastrand::Rng) -> Problem {
    let mut problem = empty(row.terms, row.options, row.parties);
    let cuts: Vec<Vec<usize>> = (0..row.terms)
        .map(|_| {
            let mut cuts = vec![0, row.options];
            cuts.extend((0..random.usize(2..9)).map(|_| random.usize(1..row.options)));
            cuts.sort_unstable();
            cuts.dedup();
            cuts
        })
        .collect();
    for party in (0..row.parties).flat_map(|p| std::iter::repeat_n(p, boxes)) {
        let start = random.usize(0..=row.terms - near);
        let mut terms: Vec<usize> = (start..start + near).collect();
        random.shuffle(&mut terms);
        terms.truncate(4);
        terms.sort_unstable();
        let sides: Vec<std::ops::Range<usize>> = terms
            .iter()
            .map(|&t| {
                let low = random.usize(0..cuts[t].len() - 1);
                cuts[t][low]..cuts[t][random.usize(low + 1..cuts[t].len())]
            })
            .collect();
        let pay = random.i64(1..100);
        let count = row.options.pow(4);
        let mut entries = vec![0; count * row.parties];
        for entry in 0..count {
            let mut digits = entry;
            let is_inside = sides.iter().rev().all(|side| {
                let option = digits % row.options;
                digits /= row.options;
                side.contains(&option)
            });
            if is_inside {
                entries[entry * row.parties + party] = pay;
            }
        }
        problem.worths.push(Worth { terms, entries });
    }
    problem
}
