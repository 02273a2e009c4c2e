//! What each part of one file's answers takes, in the order in which `analyze` asks for them:
//! `cargo run --release --manifest-path benches/Cargo.toml -- parts examples/hanoi-2019.toml`.
//!
//! What a part computes stays for those after it, as in a run of the program; so the first to need a
//! column pays for it. Milliseconds on the clock and of the processor, the median of several runs, each in
//! a process of its own.

use detente_engine::ask::answer_claims;
use detente_engine::robust::{Effort, compare_dates, moves, on_dates, robust};
use detente_engine::stability::{Where, graph, narrations_of_now, outlook, stability};
use detente_engine::survey::survey;
use detente_engine::{Case, Limits, PackageTable, analyze, deals, empty, harm};
use detente_scenario::load;
use std::process::{Command, ExitCode};
use std::time::Instant;

/// One line per part.
pub(crate) fn print(file: &str, runs: usize) -> ExitCode {
    let Ok(program) = std::env::current_exe() else { return ExitCode::FAILURE };
    for what in ["analyze", "screen", "stable", "survey"] {
        let mut lines: Vec<(String, [Vec<f64>; 2])> = Vec::new();
        for _ in 0..runs {
            let Ok(output) = Command::new(&program).args(["one-file", what, file]).output() else {
                return ExitCode::FAILURE;
            };
            for line in String::from_utf8_lossy(&output.stdout).lines() {
                let figures: Vec<&str> = line.split('\t').collect();
                let [name, clock, processor] = figures[..] else { continue };
                let at = lines.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
                    lines.push((name.to_owned(), [Vec::new(), Vec::new()]));
                    lines.len() - 1
                });
                for (figures, figure) in lines[at].1.iter_mut().zip([clock, processor]) {
                    figures.push(figure.parse().unwrap_or(0.0));
                }
            }
        }
        println!("| {what} | ms | processor ms |\n|---|---:|---:|");
        for (name, figures) in lines {
            let [clock, processor] = figures.map(|mut figures| {
                figures.sort_by(f64::total_cmp);
                figures[figures.len() / 2]
            });
            println!("| {name} | {clock:.1} | {processor:.1} |");
        }
        println!();
    }
    ExitCode::SUCCESS
}

/// Milliseconds of the processor that this process has had, as the system counts them.
pub(crate) fn processor() -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let of = |task: std::fs::DirEntry| {
        let text = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<f64>().ok()
    };
    tasks.filter_map(of).sum::<f64>() / 1e6
}

/// The parts of one run, one line each.
pub(crate) fn one(what: &str, file: &str) -> Option<()> {
    let mut last = (Instant::now(), processor());
    let mut done = |name: &str| {
        let (clock, now) = (last.0.elapsed().as_secs_f64() * 1e3, processor());
        println!("{name}\t{clock}\t{}", now - last.1);
        last = (Instant::now(), processor());
    };
    let bytes = std::fs::read(file).ok()?;
    let scenario = load(&bytes).scenario?;
    done("read and load the file");
    let limits = Limits::default();
    let table = PackageTable::build(Case::of(&scenario), &limits).ok()?;
    done("rows");
    if what == "analyze" {
        let stability = outlook(&table);
        done("would anyone move (R, SEQ)");
        std::hint::black_box(deals::deals(&table));
        done("could they sign");
        std::hint::black_box((empty::empty(&table), harm::harm(&table)));
        done("genuine, harm");
        std::hint::black_box(on_dates(&table, &stability.players, &limits).ok()?);
        done("rest on the dates compared");
        std::hint::black_box(robust(&table, &limits, Effort::Quick).ok()?);
        done("how sure");
        std::hint::black_box(answer_claims(&table, &limits).ok()?);
        done("claims");
        std::hint::black_box(compare_dates(&table, &limits).ok()?);
        done("dates compared");
    } else if what == "survey" {
        std::hint::black_box(survey(&table, &limits).ok()?);
        done("everything for a report");
    } else if what == "screen" {
        std::hint::black_box(analyze::analyze(&table, &limits).ok()?);
        done("analyze");
    } else {
        let answer = stability(&table);
        done("would anyone move (all)");
        std::hint::black_box(graph(&table, &answer));
        done("graph");
        std::hint::black_box(narrations_of_now(&table, &answer));
        done("why the status quo falls");
        std::hint::black_box(moves(&table, &[Where::StatusQuo], &limits).ok()?);
        done("how sure is that");
    }
    println!("peak MiB\t{}\t0", crate::peak_megabytes());
    Some(())
}
