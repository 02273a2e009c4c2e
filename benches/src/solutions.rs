//! How bargaining solutions scale: made-up problems, each in a process of its own; and the same problems for
//! other programs (`benches/peers`). Milliseconds are of the processor, all threads together.
//!
//! *Opposed*: the sums over terms of [`crate::values`], where the first party wants one end of every term and
//! the others half the opposite. *Free*: every party has its own mind on every option. The best package is worth a
//! million to everybody, no deal as little as the worst.

use detente_values::frontier::{Exactness, Floor, Frontier, frontier};
use detente_values::solutions::definition::Points;
use detente_values::solutions::{Among, Answer, Bargaining, Objective, Settings, peers};
use detente_values::{Budget, Problem, Unwatched, Worth};
use std::process::Command;

const SEED: u64 = 19500901;

/// What the best package is worth.
const RESOLUTION: i64 = 1_000_000;

/// One made-up problem.
#[derive(Clone, Copy)]
pub(crate) struct Made {
    pub(crate) terms: usize,
    pub(crate) options: usize,
    pub(crate) parties: usize,
    pub(crate) is_opposed: bool,
    /// Which of several alike.
    pub(crate) draw: u64,
}

fn rows() -> Vec<Made> {
    let made =
        |terms, parties, is_opposed, draw| Made { terms, options: 5, parties, is_opposed, draw };
    let mut rows: Vec<Made> = (2..=4).map(|parties| made(30, parties, true, 0)).collect();
    rows.extend((0..3).flat_map(|draw| [5, 6].map(|parties| made(30, parties, true, draw))));
    rows.extend((0..3).map(|draw| made(30, 6, false, draw)));
    rows.extend((0..2).flat_map(|draw| [4, 5].map(|parties| made(100, parties, true, draw))));
    rows
}

impl Made {
    pub(crate) fn problem(self) -> Problem {
        let mut random = fastrand::Rng::with_seed(SEED + self.draw);
        let mut problem = if self.is_opposed {
            crate::values::sums(self.terms, self.options, self.parties, RESOLUTION, &mut random)
        } else {
            self.free(&mut random)
        };
        problem.no_deal = ends(&problem, i64::min).into_iter().map(Some).collect();
        problem
    }

    fn free(self, random: &mut fastrand::Rng) -> Problem {
        let mut problem = Problem {
            sizes: vec![self.options; self.terms],
            parties: self.parties,
            ..Problem::default()
        };
        let weights: Vec<Vec<i64>> = (0..self.parties)
            .map(|_| (0..self.terms).map(|_| random.i64(200..1200)).collect())
            .collect();
        for t in 0..self.terms {
            let mut entries = vec![0; self.options * self.parties];
            for (p, weights) in weights.iter().enumerate() {
                let own: Vec<i64> = (0..self.options).map(|_| random.i64(0..=1000)).collect();
                let most = own.iter().max().copied().unwrap_or(1).max(1);
                let whole = most * weights.iter().sum::<i64>();
                for (o, x) in own.iter().enumerate() {
                    entries[o * self.parties + p] = x * weights[t] * RESOLUTION / whole;
                }
            }
            problem.worths.push(Worth { terms: vec![t], entries });
        }
        problem
    }
}

/// Prints one line per problem.
pub(crate) fn table() {
    println!(
        "| terms x options | parties | | Nash ms | Kalai–Smorodinsky ms | egalitarian ms | utilitarian ms | proved | peak MB |"
    );
    println!("|---|---:|---|---:|---:|---:|---:|---|---:|");
    let Ok(program) = std::env::current_exe() else { return };
    for row in 0..rows().len() {
        match Command::new(&program).args(["one-solutions", &row.to_string()]).output() {
            Ok(output) => print!("{}", String::from_utf8_lossy(&output.stdout)),
            Err(error) => eprintln!("{error}"),
        }
    }
}

/// The questions, with what is shared between them computed anew for each.
const QUESTIONS: [fn(&Bargaining<'_>) -> Option<Answer>; 4] = [
    |on| on.nash(&vec![1; on.parties()]).ok(),
    |on| Some(on.kalai_smorodinsky()),
    |on| Some(on.egalitarian()),
    |on| Some(on.utilitarian(Among::Acceptable)),
];

/// Milliseconds of the processor that a run takes, the mean of many short ones, and what it gave.
fn timed<T>(mut run: impl FnMut() -> T) -> (f64, T) {
    let mut runs = 1;
    loop {
        let start = crate::parts::processor();
        for _ in 1..runs {
            std::hint::black_box(run());
        }
        let result = run();
        let spent = crate::parts::processor() - start;
        if spent > 100.0 || runs >= 1 << 16 {
            return (spent / f64::from(runs), result);
        }
        runs *= if spent < 10.0 { 8 } else { 2 };
    }
}

fn ask(
    problem: &Problem,
    question: fn(&Bargaining<'_>) -> Option<Answer>,
) -> (f64, Option<Answer>) {
    timed(|| {
        Bargaining::of(problem, Settings::default(), &Unwatched).ok().and_then(|on| question(&on))
    })
}

/// Prints line `row` of the table.
pub(crate) fn one(row: usize) {
    let Some(&made) = rows().get(row) else { return };
    let problem = made.problem();
    let mut cells = String::new();
    let mut proved = Vec::new();
    for question in QUESTIONS {
        let (ms, answer) = ask(&problem, question);
        cells += &format!(" {ms:.2} |");
        let is_proved = matches!(&answer, Some(Answer::Found(found)) if found.proved);
        proved.push(if is_proved { "yes" } else { "no" });
    }
    println!(
        "| {} x {} | {} | {} |{cells} {} | {:.0} |",
        made.terms,
        made.options,
        made.parties,
        if made.is_opposed { "opposed" } else { "free" },
        proved.join(" "),
        crate::peak_megabytes()
    );
}

/// The least or the largest that a package is worth, per party.
fn ends(problem: &Problem, pick: fn(i64, i64) -> i64) -> Vec<i64> {
    let of = |p: usize, worth: &Worth| {
        worth.entries.iter().skip(p).step_by(problem.parties).copied().reduce(pick).unwrap_or(0)
    };
    (0..problem.parties).map(|p| problem.worths.iter().map(|worth| of(p, worth)).sum()).collect()
}

/// Prints a problem as JSON: sizes, what no deal is worth, and per term, option and party what it is worth.
pub(crate) fn scenario(made: Made) {
    let problem = made.problem();
    let no_deal: Vec<i64> = problem.no_deal.iter().flatten().copied().collect();
    let terms: Vec<String> = problem
        .worths
        .iter()
        .map(|worth| {
            let options = worth.entries.chunks(made.parties).map(|worths| format!("{worths:?}"));
            format!("[{}]", options.collect::<Vec<String>>().join(","))
        })
        .collect();
    println!("{{\"no_deal\":{no_deal:?},\"terms\":[{}]}}", terms.join(","));
}

/// Prints as JSON how long the frontier and the solutions take, and what they are, by our definitions and by
/// those of NegMAS.
pub(crate) fn figures(made: Made) {
    let problem = made.problem();
    let (frontier_ms, found): (f64, Frontier) =
        timed(|| frontier(&problem, Floor::NoDeal, &Budget::default(), &Unwatched));
    let mut entries = vec![
        format!("\"frontier_ms\":{frontier_ms}"),
        format!("\"front\":{}", found.len()),
        format!("\"exact\":{}", found.exactness == Exactness::Exact),
    ];
    let mut sum = frontier_ms;
    for (name, question) in ["nash", "ks", "egalitarian", "utilitarian"].iter().zip(QUESTIONS) {
        let (ms, answer) = ask(&problem, question);
        sum += ms;
        entries.push(format!("\"{name}_ms\":{ms}"));
        if let Some(Answer::Found(found)) = answer {
            entries.push(format!("\"{name}\":{:?}", found.package.worth));
            entries.push(format!("\"{name}_proved\":{}", found.proved));
            if let Objective::Product(product) = found.value {
                entries.push(format!("\"product\":\"{product}\""));
            }
        }
    }
    entries.push(format!("\"sum_ms\":{sum}"));
    let no_deal: Vec<i64> = problem.no_deal.iter().flatten().copied().collect();
    let points = Points { worths: found.all_values(), no_deal: &no_deal };
    let best = ends(&problem, i64::max);
    let ranges = peers::Ranges { worst: &no_deal, best: &best };
    for (name, chosen) in [
        ("negmas_nash", peers::negmas_nash(points, ranges)),
        ("negmas_kalai", peers::negmas_kalai(points, ranges)),
        ("negmas_ks", peers::negmas_ks(points, ranges)),
    ] {
        let mut worths: Vec<&[i64]> = chosen.iter().map(|&at| found.values(at)).collect();
        worths.sort_unstable();
        entries.push(format!("\"{name}\":{worths:?}"));
    }
    entries.push(format!("\"opposition\":{}", peers::negmas_opposition(points, &best)));
    println!("{{{}}}", entries.join(","));
}
