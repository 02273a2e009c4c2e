//! One function per verb: read, ask the engine, hand the answer to the report.

mod check;
mod deals;
mod evidence;
mod fmt;
mod foreign;
mod help;
mod new;
mod output;
mod report;
mod roadmap;
mod stable;
mod status;
mod workbook;

use crate::arguments::{Answer, Verb};
use crate::desk::{Desk, complain, refuse};
use crate::system::{Exit, print};
use detente_engine::ask::ask;
use detente_engine::robust::{Effort, bearings, compare_dates, moves, robust};
use detente_engine::stability::places;
use detente_engine::{PackageTable, analyze, empty, harm, why};
use detente_report::{Page, csv, json, text};

/// Does what `verb` says.
pub fn run(verb: &Verb) -> Exit {
    let result = match verb {
        Verb::Analyze { answer, strict } => run_analyze(answer, *strict),
        Verb::Deals(arguments) => deals::run(arguments),
        Verb::Empty(answer) => on_table(answer, |table, page| {
            let empty = empty::empty(table);
            Ok(show(
                answer,
                || text::empty(page, &empty),
                || json::empty(page, &empty),
                Some(&|| csv::facts(page, &empty)),
            ))
        }),
        Verb::Harm(answer) => on_table(answer, |table, page| {
            let harm = harm::harm(table);
            Ok(show(
                answer,
                || text::harm(page, &harm),
                || json::harm(page, &harm),
                Some(&|| csv::harm(page, &harm)),
            ))
        }),
        Verb::Stable(arguments) => stable::run(arguments),
        Verb::Order(arguments) => roadmap::order(arguments),
        Verb::Hold(arguments) => roadmap::hold(arguments),
        Verb::Evidence(arguments) => evidence::run(arguments),
        Verb::Status(arguments) => status::run(arguments),
        Verb::Robust(answer) => run_robust(answer),
        Verb::Ask { answer, question } => run_ask(answer, question),
        Verb::Why { answer, topic } => run_why(answer, topic),
        Verb::Report(arguments) => report::run(arguments),
        Verb::Check { answer, text, strict } => check::run(answer, text, *strict),
        Verb::Fmt(arguments) => fmt::run(arguments),
        Verb::Import(arguments) => foreign::import(arguments),
        Verb::Export(arguments) => foreign::export(arguments),
        Verb::New(arguments) => new::run(arguments),
        Verb::Explain { code, plain } => help::explain(code.as_deref(), *plain),
        Verb::Completions { shell } => Ok(help::completions(*shell)),
        Verb::Man => Ok(help::man()),
    };
    result.unwrap_or_else(|exit| exit)
}

/// Opens the file, builds the table, and does `work` with both.
fn on_table(
    answer: &Answer,
    work: impl FnOnce(&PackageTable<'_>, &Page<'_>) -> Result<Exit, Exit>,
) -> Result<Exit, Exit> {
    let desk = Desk::open(answer)?;
    let table = desk.table()?;
    work(&table, &desk.page(&table))
}

/// Shows an answer in the form that was asked for.
fn show(
    answer: &Answer,
    text: impl FnOnce() -> String,
    json: impl FnOnce() -> String,
    csv: Option<&dyn Fn() -> String>,
) -> Exit {
    if answer.form.json {
        print(&json())
    } else if answer.form.csv {
        match csv {
            Some(csv) => print(&csv()),
            None => complain(Exit::Wrong, "this answer has no rows; leave --csv out or use --json"),
        }
    } else {
        print(&text())
    }
}

fn run_analyze(answer: &Answer, strict: bool) -> Result<Exit, Exit> {
    let desk = Desk::open(answer)?;
    let table = desk.table()?;
    let page = desk.page(&table);
    let analysis = analyze::analyze(&table, &desk.limits()).map_err(|refusal| refuse(&refusal))?;
    let shown = show(
        answer,
        || text::analyze_on_dates(&page, &analysis, &analysis.dates),
        || json::analyze(&page, &analysis),
        Some(&|| csv::claims(&page, &analysis.claims)),
    );
    let differs = analysis.claims.iter().any(|claim| claim.as_expected == Some(false));
    Ok(if shown == Exit::Answered && strict && differs { Exit::Differs } else { shown })
}

fn run_robust(answer: &Answer) -> Result<Exit, Exit> {
    let desk = Desk::open(answer)?;
    let table = desk.table()?;
    let page = desk.page(&table);
    let limits = desk.limits();
    let sure = robust(&table, &limits, Effort::Thorough).map_err(|refusal| refuse(&refusal))?;
    let places = places(table.scenario());
    let moves = moves(&table, &places, &limits).map_err(|refusal| refuse(&refusal))?;
    let bearings = bearings(&table, &limits);
    let dates = compare_dates(&table, &limits).map_err(|refusal| refuse(&refusal))?;
    Ok(show(
        answer,
        || text::robust(&page, &sure, &moves, &bearings, &dates),
        || json::robust(&page, &sure, &moves, &bearings, &dates),
        Some(&|| csv::flips(&page, &sure, &moves)),
    ))
}

fn run_ask(answer: &Answer, question: &str) -> Result<Exit, Exit> {
    let desk = Desk::open(answer)?;
    let query = desk.question(question)?;
    let table = desk.table()?;
    let page = desk.page(&table);
    let asked = ask(&table, &query);
    Ok(show(answer, || text::ask(&page, &query, &asked), || json::ask(&page, &query, &asked), None))
}

fn run_why(answer: &Answer, words: &[String]) -> Result<Exit, Exit> {
    let desk = Desk::open(answer)?;
    let words: Vec<&str> = words.iter().flat_map(|word| word.split_whitespace()).collect();
    let topic = desk.topic(&words)?;
    let table = desk.table()?;
    let page = desk.page(&table);
    let why = why::why(&table, topic, &desk.limits()).map_err(|refusal| refuse(&refusal))?;
    Ok(show(answer, || text::why(&page, &why), || json::why(&page, &why), None))
}
