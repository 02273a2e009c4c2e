//! How stability scales, from 2^12 packages on: all five concepts for all parties.

use crate::{generate, peak_megabytes};
use detente_engine::{Case, Limits, PackageTable};
use detente_scenario::{Concept, Expr, Predicate, load};
use std::process::{Command, ExitCode};
use std::time::Instant;

/// One line per two doublings of the number of packages, up to 2^`most`.
pub fn table(parties: usize, most: u32) -> ExitCode {
    println!(
        "| packages | parties | model ms | R ms | GMR ms | SMR ms | SEQ ms | SSEQ ms | all five ms | ns per package | peak MB | growth per doubling |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    let Ok(program) = std::env::current_exe() else { return ExitCode::FAILURE };
    let mut before: Option<(f64, f64)> = None;
    for doublings in (12..=most).step_by(2) {
        let runs = if doublings <= 16 {
            9
        } else if doublings <= 20 {
            5
        } else {
            2
        };
        let arguments =
            ["one-game", &doublings.to_string(), &parties.to_string(), &runs.to_string()];
        let Ok(output) = Command::new(&program).args(arguments).output() else {
            return ExitCode::FAILURE;
        };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let figures: Vec<f64> = text.split_whitespace().filter_map(|f| f.parse().ok()).collect();
        let [packages, model, r, gmr, smr, seq, sseq, peak] = figures[..] else {
            eprintln!("no figures: {text}{}", String::from_utf8_lossy(&output.stderr));
            return ExitCode::FAILURE;
        };
        let all = r + gmr + smr + seq + sseq;
        let growth = before.map_or(String::new(), |(n, time)| {
            format!("{:.2}", (all / time).powf(1.0 / (packages / n).log2()))
        });
        println!(
            "| {packages} | {parties} | {model:.2} | {r:.2} | {gmr:.2} | {smr:.2} | {seq:.2} | {sseq:.2} | {all:.2} | {:.0} | {peak:.0} | {growth} |",
            all * 1e6 / packages
        );
        before = Some((packages, all));
    }
    ExitCode::SUCCESS
}

/// The figures of one size, on one line: packages, milliseconds to read the ranks, milliseconds per
/// concept, peak megabytes.
pub fn one(doublings: u32, parties: usize, runs: u32) {
    let text = generate::game(doublings, parties);
    let Some(scenario) = load(text.as_bytes()).scenario else { return eprintln!("no scenario") };
    let mut best = [f64::INFINITY; 6];
    let mut packages = 0;
    for _ in 0..runs {
        let Ok(table) = PackageTable::build(Case::of(&scenario), &Limits::default()) else {
            return eprintln!("too large");
        };
        let start = Instant::now();
        for party in scenario.party_ids() {
            table.ranks(party);
        }
        let mut at = 0;
        let mut timed = |start: Instant| {
            best[at] = best[at].min(start.elapsed().as_secs_f64() * 1e3);
            at += 1;
        };
        timed(start);
        for concept in [Concept::R, Concept::Gmr, Concept::Smr, Concept::Seq, Concept::Sseq] {
            let start = Instant::now();
            let column = table.column(&Expr::Predicate(Predicate::Equilibrium(concept)));
            std::hint::black_box(column.is_ok());
            timed(start);
        }
        packages = table.rows().len();
    }
    let [model, r, gmr, smr, seq, sseq] = best;
    println!("{packages} {model} {r} {gmr} {smr} {seq} {sseq} {}", peak_megabytes());
}
