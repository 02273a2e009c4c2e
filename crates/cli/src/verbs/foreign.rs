//! `import` and `export`: files of other programs.

use super::fmt::reject;
use super::output::{ends_in, write};
use super::workbook;
use crate::arguments::{Answer, Export, Foreign, Form, Import};
use crate::desk::{Desk, complain, note, placed, read_negotiation};
use crate::system::{Exit, create, create_folder, is_folder, read, tell};
use detente_engine::Case;
use detente_report::diagnostics;
use detente_scenario::foreign::gmcr::{self, InForce, Wishes};
use detente_scenario::foreign::negotiation::{self, Format, Stands};
use detente_scenario::foreign::xlsx;
use detente_scenario::{PartyId, Span};
use std::path::Path;

/// Writes the scenario that a file says.
pub(super) fn import(arguments: &Import) -> Result<Exit, Exit> {
    let file = &arguments.file;
    if is_folder(file) {
        let (title, profiles) = (arguments.title.as_deref(), arguments.profiles.as_deref());
        let text = read_negotiation(file, title, profiles, &Form::default())?;
        return write(&text, &arguments.output);
    }
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
            "say the format: --to xlsx, --to gmcr, --to negmas, --to genius, or -o with a file that ends in .xlsx or .gmcr",
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
    if let Some(format) = match format {
        Foreign::Negmas => Some(Format::Negmas),
        Foreign::Genius => Some(Format::Genius),
        Foreign::Gmcr | Foreign::Xlsx => None,
    } {
        return folder(&desk, &case, format, arguments);
    }
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

/// Writes the files of a negotiation into a folder.
fn folder(
    desk: &Desk<'_>,
    case: &Case<'_>,
    format: Format,
    arguments: &Export,
) -> Result<Exit, Exit> {
    let Some(folder) = &arguments.output.output else {
        return Err(complain(Exit::Wrong, "say with -o which folder the files go to"));
    };
    let lines = |&party: &PartyId| {
        let worths = case.preference(party).worths()?;
        let stands = worths.lines.iter().map(|line| Stands {
            owner: line.owner,
            line: line.line.line,
            version: line.line.version,
        });
        Some((party, stands.collect()))
    };
    let everybody: Vec<PartyId> = match case.signers.is_empty() {
        true => desk.scenario().party_ids().collect(),
        false => case.signers.clone(),
    };
    let silent: Vec<&PartyId> = everybody.iter().filter(|party| lines(party).is_none()).collect();
    if let (false, Some(silent)) = (case.signers.is_empty(), silent.first()) {
        let id = &desk.scenario().party(**silent).id;
        let message =
            format!("`{id}` signs and does not say under [[value.{id}]] what things are worth");
        return Err(complain(Exit::Wrong, &desk.private(message)));
    }
    let in_force = negotiation::InForce {
        rules: case.rules.clone(),
        parties: everybody.iter().filter_map(lines).collect(),
    };
    let exported = negotiation::export(desk.scenario(), &in_force, format);
    if !exported.diagnostics.is_empty() {
        let sheet = placed(desk.sheet(), &arguments.file);
        tell(&diagnostics::text(&sheet, &exported.diagnostics, &desk.source, desk.snippets()));
    }
    let files = exported.files.ok_or(Exit::Wrong)?;
    let wrong = |(exit, message): (Exit, String)| complain(exit, &message);
    create_folder(folder).map_err(wrong)?;
    for (name, text) in &files {
        let path = Path::new(folder).join(name);
        create(&path.to_string_lossy(), text.as_bytes(), arguments.output.force).map_err(wrong)?;
    }
    Ok(Exit::Answered)
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
