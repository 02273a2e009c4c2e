//! `import` and `export`: files of other programs.

use super::fmt::reject;
use super::output::{ends_in, write};
use super::workbook;
use crate::arguments::{Answer, Export, Foreign, Form, Import};
use crate::desk::{Desk, complain, note, placed};
use crate::system::{Exit, read, tell};
use detente_engine::Case;
use detente_report::diagnostics;
use detente_scenario::foreign::gmcr::{self, InForce, Wishes};
use detente_scenario::foreign::xlsx;
use detente_scenario::{PartyId, Span};
use std::path::Path;

/// Writes the scenario that a file says.
pub(super) fn import(arguments: &Import) -> Result<Exit, Exit> {
    let file = &arguments.file;
    let bytes = read(file).map_err(|(exit, message)| complain(exit, &message))?;
    if xlsx::is_workbook(&bytes) {
        return workbook::import(arguments, &bytes);
    }
    let stem = Path::new(file).file_stem().filter(|_| file != "-");
    let stem = stem.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let imported = gmcr::import(&bytes, arguments.title.as_deref().unwrap_or(&stem));
    if !imported.diagnostics.is_empty() {
        reject(file, &imported.diagnostics, &imported.text);
    }
    imported.scenario.map(|text| write(&text, &arguments.output)).ok_or(Exit::Wrong)?
}

/// The format that was asked for.
fn format(arguments: &Export) -> Result<Foreign, Exit> {
    let named = arguments.output.output.as_deref();
    let of_ending = named.and_then(|file| match () {
        () if ends_in(file, "xlsx") => Some(Foreign::Xlsx),
        () if ends_in(file, "gmcr") => Some(Foreign::Gmcr),
        () => None,
    });
    arguments.to.or(of_ending).ok_or_else(|| {
        complain(
            Exit::Wrong,
            "say the format: --to xlsx, --to gmcr, or -o with a file that ends so",
        )
    })
}

/// Writes the file of another program that says what the scenario says.
pub(super) fn export(arguments: &Export) -> Result<Exit, Exit> {
    let format = format(arguments)?;
    let answer = Answer {
        file: arguments.file.clone(),
        reading: arguments.reading.clone(),
        form: Form { redact: arguments.redact, ..Form::default() },
    };
    let desk = Desk::open(&answer)?;
    if format == Foreign::Xlsx {
        return workbook::export(&desk, &answer, &arguments.output);
    }
    let case = desk.case()?;
    let exported = gmcr::export(desk.scenario(), &in_force(&case), env!("CARGO_PKG_VERSION"));
    let mut told = exported.diagnostics;
    // Of a file that is read, what its loader noticed is worth a word, too.
    told.splice(0..0, desk.diagnostics.iter().cloned());
    if !told.is_empty() {
        let sheet = placed(desk.sheet(), &answer.file);
        tell(&diagnostics::text(&sheet, &told, &desk.source, desk.snippets()));
    }
    let Some(file) = exported.file else { return Err(Exit::Wrong) };
    match case.off.len() {
        0 => {}
        1 => {
            note("one line is not in force at this date or in this variant, and so not in the file")
        }
        off => note(&format!(
            "{off} lines are not in force at this date or in this variant, and so not in the file"
        )),
    }
    write(&file, &arguments.output)
}

/// The rules and the statements that count on the day and in the variant that were asked for.
fn in_force(case: &Case<'_>) -> InForce {
    let wishes = case.preferences.iter().map(|active| {
        if active.is_ranking() {
            return Wishes::Ranking;
        }
        let conditions = active.conditions(case.scenario).into_iter();
        let spans =
            active.lines.iter().map(|line| span(case, active.party, line.line, line.version));
        Wishes::Statements(conditions.zip(spans).collect())
    });
    InForce { rules: case.rules.clone(), wishes: wishes.collect() }
}

/// Where a version of a line of priorities stands.
fn span(case: &Case<'_>, party: PartyId, line: usize, version: usize) -> Span {
    let party = case.scenario.party(party);
    party.preference.basis(line, version).map_or(party.span, |basis| basis.span)
}
