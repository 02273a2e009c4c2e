//! `status`: where does it stand after signature?

use super::show;
use crate::arguments::{Answer, Status};
use crate::desk::{Desk, complain};
use crate::system::Exit;
use detente_engine::hold::Wanted;
use detente_engine::hold::status::{Asked, Unclear, status};
use detente_report::{csv, json, text};
use detente_scenario::AsOf;

/// What is done on a day, and what may come of it.
pub(super) fn run(arguments: &Status) -> Result<Exit, Exit> {
    let answer = as_of(arguments);
    let desk = Desk::open(&answer)?;
    let package = arguments.package.as_deref().map(|text| desk.proposal(text)).transpose()?;
    let table = desk.table()?;
    let page = desk.page(&table);
    let on = match arguments.on {
        Some(AsOf::On(date)) => Some(date),
        Some(AsOf::Latest) | None => None,
    };
    let asked = Asked { package, on };
    let found = status(&table, &asked, &Wanted::default(), &desk.limits());
    let found = found.map_err(|unclear| refuse(&desk, &unclear))?;
    Ok(show(
        &answer,
        || text::status(&page, &found),
        || json::status(&page, &found),
        Some(&|| csv::status(&page, &found)),
    ))
}

/// The reading on that day: nothing known later counts, unless that was asked for.
fn as_of(arguments: &Status) -> Answer {
    let mut answer = arguments.answer.clone();
    answer.reading.as_of = answer.reading.as_of.or(arguments.on);
    answer
}

/// Says why it is not clear where the deal stands.
fn refuse(desk: &Desk<'_>, unclear: &Unclear) -> Exit {
    let scenario = desk.scenario();
    let step = |step| &scenario.step(step).id;
    let message = match *unclear {
        Unclear::NoPackage => {
            "the file names no package that is carried out; say which: `detente status FILE 'tests = written'`".to_owned()
        }
        Unclear::NoEvent => {
            "no [[event]] of the file says what happened to a step (`step = …`, `is = \"done\"`)".to_owned()
        }
        Unclear::NothingYet(as_of, first) => format!(
            "nothing had happened to a step by {as_of}; the first event is of {first}: say --on {first}, or --on latest"
        ),
        Unclear::Stray(of) => format!(
            "an event speaks of the step `{}`, which belongs to no named package; say which package is carried out, or add one",
            step(of)
        ),
        Unclear::Apart(named, of) => format!(
            "no named package has all the steps of which events speak: `{}` lacks `{}`; say which one is carried out",
            scenario.named(named).id,
            step(of)
        ),
        Unclear::Steps { most } => {
            format!("carrying it out takes more than {most} steps; join some of them to one [[step]]")
        }
    };
    let exit = if matches!(unclear, Unclear::Steps { .. }) { Exit::Limit } else { Exit::Wrong };
    complain(exit, &message)
}
