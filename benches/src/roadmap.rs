//! How the search for the best order of steps scales: made-up deals, each in a process of its own.
//!
//! Three parties; every step costs its owner and brings something to the others; four in ten can be taken back, one
//! in four can be shammed. The gains are as large as it takes for some of the deals to hold.

use detente_hold::roadmap::{Limits, Setting, Slack, Verdict, search};
use detente_hold::{Deal, Punishment, Ratio, Step};
use std::process::Command;
use std::time::Instant;

const SEED: u64 = 19_871_208;

/// Steps, and the denominator of worths, which says in what kind of numbers they are searched.
const ROWS: [(usize, i64); 7] =
    [(16, 10), (20, 10), (24, 10), (26, 10), (16, 100_003), (20, 100_003), (24, 100_003)];

/// Prints one line per deal.
pub(crate) fn table() {
    println!("| steps | worths | threads | ms | least slack | verdict | peak MB |");
    println!("|---:|---|---:|---:|---:|---|---:|");
    let Ok(program) = std::env::current_exe() else { return };
    for row in 0..ROWS.len() {
        for threads in ["1", "2"] {
            let arguments = ["one-roadmap", &row.to_string(), threads];
            match Command::new(&program).args(arguments).output() {
                Ok(output) => print!("{}", String::from_utf8_lossy(&output.stdout)),
                Err(error) => eprintln!("{error}"),
            }
        }
    }
}

/// Prints line `row` of the table.
pub(crate) fn one(row: usize, threads: usize) {
    let Some(&(steps, unit)) = ROWS.get(row) else { return };
    let deal = deal(steps, unit);
    let Ok(setting) = Setting::of(&deal, Punishment::Credible) else { return };
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() else { return };
    let limits = Limits { bytes: 1 << 31 };
    let mut best = f64::INFINITY;
    let mut line = String::new();
    for run in 0..10 {
        let start = Instant::now();
        let answer = pool.install(|| search(&setting, &limits));
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
        let slack = answer.best.map_or(Slack::Never, |plan| plan.slack);
        let slack = slack.by().map_or("-".to_owned(), |by| by.to_string());
        let verdict = match answer.verdict {
            Verdict::Holds => "holds",
            Verdict::Fails => "none",
            Verdict::Undecided(_) => "undecided",
        };
        line = format!("{slack} | {verdict}");
        if best * f64::from(run + 1) > 2e3 {
            break;
        }
    }
    let peak = crate::peak_megabytes();
    println!("| {steps} | 1/{unit} | {threads} | {best:.2} | {line} | {peak:.0} |");
}

/// A made-up deal.
fn deal(steps: usize, unit: i64) -> Deal {
    let mut random = fastrand::Rng::with_seed(SEED + steps as u64);
    let parties = 3;
    let number = |of: i64, by: i64| Ratio::new(of.into(), by.into());
    let one = |s: usize| {
        let owner = s % parties;
        let mut step = Step::of(owner, parties);
        for i in 0..parties {
            let worth = |random: &mut fastrand::Rng, most: i64| random.i64(0..=most * unit / 10);
            if i == owner {
                step.once[i] = number(-worth(&mut random, 40), unit);
                step.rebuild[i] = number(-worth(&mut random, 10), unit);
            } else {
                step.once[i] = number(worth(&mut random, 20), unit);
                step.lasting[i] = number(worth(&mut random, 30), unit);
            }
        }
        if random.u32(0..10) < 4 {
            step.reversal = number(1, random.i64(1..=2));
        }
        if random.u32(0..4) == 0 {
            step.detection = Some(number(random.i64(3..=5), 5));
        }
        step
    };
    let steps = (0..steps).map(one).collect();
    Deal { parties, steps, bundles: Vec::new(), discount: vec![None; parties] }
}
