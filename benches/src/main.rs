//! How the table scales: `cargo run --release --manifest-path benches/Cargo.toml -- table`.
//!
//! How stability scales: `… -- stability`, or `… -- stability 4 20`.
//!
//! Frontiers of deals with values: `… -- values`. Their bargaining solutions: `… -- solutions`.
//!
//! Orders of steps: `… -- roadmap`.
//!
//! What each part of one file's answers takes: `… -- parts examples/hanoi-2019.toml`.
//!
//! Each size runs in a process of its own, so that its peak memory is its own. Times are the
//! fastest of several runs; growth is the factor per doubling of the packages since the line above.

mod generate;
mod parts;
mod roadmap;
mod solutions;
mod stability;
mod values;

use detente_engine::deals::deals;
use detente_engine::robust::{Effort, robust};
use detente_engine::{Case, Limits, PackageTable};
use detente_scenario::{Expr, Predicate, load};
use std::process::{Command, ExitCode};
use std::time::Instant;

const USAGE: &str = "usage: detente-benches table [--most EXPONENT] | detente-benches stability [PARTIES EXPONENT] | detente-benches values | detente-benches solutions | detente-benches roadmap | detente-benches peer (scenario | figures) TERMS OPTIONS PARTIES DRAW | detente-benches parts FILE | detente-benches scenario DOUBLINGS | detente-benches one DOUBLINGS RUNS";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["table"] => table(10),
        ["table", "--most", most] => table(most.parse().unwrap_or(10)),
        ["scenario", doublings] => {
            print!("{}", generate::scenario(doublings.parse().unwrap_or(0)));
            ExitCode::SUCCESS
        }
        ["stability"] => stability::table(3, 24),
        ["stability", parties, most] => {
            stability::table(parties.parse().unwrap_or(3), most.parse().unwrap_or(20))
        }
        ["one-game", doublings, parties, runs] => {
            let (parties, runs) = (parties.parse().unwrap_or(3), runs.parse().unwrap_or(1));
            stability::one(doublings.parse().unwrap_or(12), parties, runs);
            ExitCode::SUCCESS
        }
        ["values"] => {
            values::table();
            ExitCode::SUCCESS
        }
        ["one-values", row] => {
            values::one(row.parse().unwrap_or(0));
            ExitCode::SUCCESS
        }
        ["solutions"] => {
            solutions::table();
            ExitCode::SUCCESS
        }
        ["one-solutions", row] => {
            solutions::one(row.parse().unwrap_or(0));
            ExitCode::SUCCESS
        }
        ["roadmap"] => {
            roadmap::table();
            ExitCode::SUCCESS
        }
        ["one-roadmap", row, threads] => {
            roadmap::one(row.parse().unwrap_or(0), threads.parse().unwrap_or(1));
            ExitCode::SUCCESS
        }
        ["peer", what, numbers @ ..] => peer(what, numbers),
        ["parts", file] => parts::print(file, 7),
        ["one-file", what, file] => match parts::one(what, file) {
            Some(()) => ExitCode::SUCCESS,
            None => ExitCode::FAILURE,
        },
        ["one", doublings, runs] => {
            one(doublings.parse().unwrap_or(0), runs.parse().unwrap_or(1));
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// What `benches/peers` compares others with: an opposed problem of so many terms, options and parties.
fn peer(what: &str, numbers: &[&str]) -> ExitCode {
    let numbers: Vec<usize> = numbers.iter().filter_map(|number| number.parse().ok()).collect();
    let [terms, options, parties, draw] = numbers[..] else { return ExitCode::FAILURE };
    let made = solutions::Made { terms, options, parties, is_opposed: true, draw: draw as u64 };
    match what {
        "scenario" => solutions::scenario(made),
        "figures" => solutions::figures(made),
        _ => return ExitCode::FAILURE,
    }
    ExitCode::SUCCESS
}

/// One line per doubling of the number of packages.
fn table(most: u32) -> ExitCode {
    println!(
        "| packages | rows ms | ranks ms | deals ms | efficient (2) ms | efficient (4) ms | variants | variants/s | peak MB | growth |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    let Ok(program) = std::env::current_exe() else { return ExitCode::FAILURE };
    let mut before: Option<(f64, f64)> = None;
    for doublings in 0..=most {
        let runs = if doublings < 5 { "5" } else { "3" };
        let output = Command::new(&program).args(["one", &doublings.to_string(), runs]).output();
        let Ok(output) = output else { return ExitCode::FAILURE };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let figures: Vec<f64> = text.split_whitespace().filter_map(|f| f.parse().ok()).collect();
        let [packages, rows, ranks, deals, two, four, variants, seconds, peak] = figures[..] else {
            eprintln!("no figures: {text}{}", String::from_utf8_lossy(&output.stderr));
            return ExitCode::FAILURE;
        };
        let work = rows + ranks + deals + two;
        let growth = before.map_or(String::new(), |(n, time)| {
            format!("{:.2}", (work / time).powf(1.0 / (packages / n).log2()))
        });
        println!(
            "| {packages} | {rows:.2} | {ranks:.1} | {deals:.1} | {two:.1} | {four:.1} | {variants} | {:.0} | {peak:.0} | {growth} |",
            variants / seconds
        );
        before = Some((packages, work));
    }
    ExitCode::SUCCESS
}

/// The figures of one size, on one line: packages, milliseconds of rows, ranks, deals, efficient for
/// two and four signers, number of one-line variants, seconds for all of them, peak megabytes.
fn one(doublings: u32, runs: u32) {
    let text = generate::scenario(doublings);
    let loaded = load(text.as_bytes());
    let Some(scenario) = loaded.scenario else {
        eprintln!("{:?}", loaded.diagnostics);
        return;
    };
    let limits = Limits::default();
    let mut best = [f64::INFINITY; 6];
    let mut figures = (0, 0);
    for _ in 0..runs {
        let mut at = 0;
        let mut timed = |start: Instant, unit: f64| {
            best[at] = best[at].min(start.elapsed().as_secs_f64() * unit);
            at += 1;
        };
        let start = Instant::now();
        let Ok(table) = PackageTable::build(Case::of(&scenario), &limits) else {
            eprintln!("too large");
            return;
        };
        timed(start, 1e3);
        let start = Instant::now();
        for party in scenario.party_ids() {
            table.ranks(party);
        }
        timed(start, 1e3);
        let start = Instant::now();
        let answer = table.column(&Expr::Predicate(Predicate::Deal)).map(|deal| deal.count());
        timed(start, 1e3);
        let start = Instant::now();
        let efficient = Expr::Predicate(Predicate::Efficient);
        let _ = std::hint::black_box(table.column(&efficient).map(|column| column.count()));
        timed(start, 1e3);
        let mut four = table.case().clone();
        four.signers = scenario.party_ids().take(4).collect();
        if let Ok(table) = table.variant(four, &limits) {
            let start = Instant::now();
            let _ = std::hint::black_box(table.column(&efficient).map(|column| column.count()));
            timed(start, 1e3);
        }
        let start = Instant::now();
        let Ok(robust) = robust(&table, &limits, Effort::Thorough) else {
            eprintln!("too large");
            return;
        };
        timed(start, 1.0);
        figures = (table.rows().len(), robust.variants.len());
        // Everything a reader sees of the deals, once, so that the peak includes it.
        std::hint::black_box((answer.is_ok(), deals(&table).deals));
    }
    let [rows, ranks, deals, two, four, variants] = best;
    println!(
        "{} {rows} {ranks} {deals} {two} {four} {} {variants} {}",
        figures.0,
        figures.1,
        peak_megabytes()
    );
}

/// Most memory this process ever held, as the system counts it; 0 where it does not say.
pub(crate) fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0.0) / 1024.0
}
