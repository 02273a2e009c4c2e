//! `report`: two pages for the envoy and an annex, as a page, a document, or one of its pictures.

use crate::arguments::{Answer, Form, Report};
use crate::desk::{Desk, complain, refuse};
use crate::system::{Exit, pipe, print, replace};
use detente_engine::survey::survey;
use detente_report::document::{Document, document};
use detente_report::picture::svg;
use detente_report::{docx, html};
use detente_scenario::nearest;

/// What a report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Docx,
    Picture,
}

/// Writes the report, or one picture of it.
pub(super) fn run(arguments: &Report) -> Result<Exit, Exit> {
    let kind = kind(arguments)?;
    let answer = Answer {
        file: arguments.file.clone(),
        reading: arguments.reading.clone(),
        form: Form { redact: arguments.redact, lang: arguments.lang, ..Form::default() },
    };
    let desk = Desk::open(&answer)?;
    let table = desk.table()?;
    let page = desk.document_page(&table);
    let survey = survey(&table, &desk.limits()).map_err(|refusal| refuse(&refusal))?;
    let document = document(&page, &survey);
    let bytes = match kind {
        Kind::Page => html::page(&document).into_bytes(),
        Kind::Docx => docx::docx(&document),
        Kind::Picture => picture(&document, arguments.svg.as_deref().unwrap_or_default())?,
    };
    // What is written here is made anew from the scenario each time, so it may be written over.
    match &arguments.output {
        Some(file) if file != "-" => replace(file, &bytes)
            .map(|()| Exit::Answered)
            .map_err(|error| complain(Exit::Refused, &format!("{file}: {error}"))),
        _ => Ok(match String::from_utf8(bytes) {
            Ok(text) => print(&text),
            Err(bytes) => pipe(bytes.as_bytes()),
        }),
    }
}

/// What is asked for, from the ending of the file it goes to.
fn kind(arguments: &Report) -> Result<Kind, Exit> {
    let output = arguments.output.as_deref().filter(|file| *file != "-");
    let ending = output.and_then(|file| file.rsplit_once('.')).map(|(_, ending)| ending);
    let ending = ending.map(str::to_ascii_lowercase);
    let wrong = |message: String| Err(complain(Exit::Wrong, &message));
    match (ending.as_deref(), arguments.svg.is_some(), output) {
        (Some("svg"), true, _) | (_, true, None) => Ok(Kind::Picture),
        (Some("html" | "htm"), false, _) | (_, false, None) => Ok(Kind::Page),
        (Some("docx"), false, _) => Ok(Kind::Docx),
        (Some("svg"), false, _) => {
            wrong("a picture needs its name: --svg NAME (any other word lists them)".to_owned())
        }
        (_, true, Some(file)) => wrong(format!("{file}: a picture is written to a file `.svg`")),
        (_, false, Some(file)) => wrong(format!(
            "{file}: a report is written as `.html` or `.docx`; print the page for a PDF, and \
             `detente export` writes `.xlsx`"
        )),
    }
}

/// The picture `name` alone.
fn picture(document: &Document, name: &str) -> Result<Vec<u8>, Exit> {
    let names: Vec<&str> = document.figures().map(|figure| figure.picture.name).collect();
    match document.figures().find(|figure| figure.picture.name == name) {
        Some(figure) => Ok(svg::file(&figure.picture).into_bytes()),
        None if names.is_empty() => {
            Err(complain(Exit::Wrong, "--svg: this report has no pictures"))
        }
        None => {
            let hint = nearest(name, names.iter().copied())
                .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            let list = names.join(", ");
            let message = format!("--svg: no picture is called `{name}`{hint} (there are {list})");
            Err(complain(Exit::Wrong, &message))
        }
    }
}
