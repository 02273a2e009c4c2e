//! Workbooks: `import` and `export`, and what `new` writes.

use super::output::write;
use crate::arguments::{Answer, Import, Output};
use crate::desk::{Desk, complain, note, placed};
use crate::system::{Exit, create, pipe, tell};
use detente_engine::ask::answer_claims;
use detente_engine::{Limits, PackageTable, Refusal, deals, empty, harm};
use detente_report::diagnostics::{self, Snippets};
use detente_report::{Catalogue, Page, Sheet, Style, cells, sheets};
use detente_scenario::foreign::sheets::Sheet as Further;
use detente_scenario::foreign::xlsx;
use detente_scenario::format::comment_lines;
use detente_scenario::{Scenario, to_toml, tree_of};

/// Writes the scenario that a workbook says.
pub(super) fn import(arguments: &Import, bytes: &[u8]) -> Result<Exit, Exit> {
    let imported = xlsx::import(bytes);
    if !imported.diagnostics.is_empty() {
        let catalogue = Catalogue::english();
        let file = if arguments.file == "-" { "<stdin>" } else { &arguments.file };
        let sheet = Sheet {
            file: Some(file),
            version: env!("CARGO_PKG_VERSION"),
            catalogue: &catalogue,
            style: Style::default(),
            redacted: false,
        };
        tell(&cells::text(&sheet, &imported.diagnostics, &imported.cells, Snippets::Shown));
    }
    let mut scenario = imported.scenario.ok_or(Exit::Wrong)?;
    if let Some(title) = arguments.title.as_deref().map(str::trim).filter(|title| !title.is_empty())
    {
        title.clone_into(&mut scenario.title);
    }
    write(&to_toml(&tree_of(&scenario)), &arguments.output)
}

/// Writes the scenario of `desk` as a workbook, with the answers behind it.
pub(super) fn export(desk: &Desk<'_>, answer: &Answer, output: &Output) -> Result<Exit, Exit> {
    if !desk.diagnostics.is_empty() {
        let sheet = placed(desk.sheet(), &answer.file);
        tell(&diagnostics::text(&sheet, &desk.diagnostics, &desk.source, desk.snippets()));
    }
    let further = match PackageTable::build(desk.case()?, &desk.limits()) {
        Ok(table) => results(&desk.page(&table), &desk.limits()),
        Err(refusal) => Err(refusal),
    };
    let further = further.unwrap_or_else(|refusal| {
        note(&format!("the sheets with results are left out: {refusal}"));
        vec![sheets::no_results(&desk.sheet(), &refusal.to_string())]
    });
    match comment_lines(&desk.source) {
        0 => {}
        1 => note("one line with a comment stays behind; comments are no part of a scenario"),
        lines => note(&format!(
            "{lines} lines with comments stay behind; comments are no part of a scenario"
        )),
    }
    let bytes = xlsx::export(desk.scenario(), further).map_err(|finding| {
        let sheet = placed(desk.sheet(), &answer.file);
        tell(&diagnostics::text(&sheet, &[*finding], &desk.source, desk.snippets()));
        Exit::Limit
    })?;
    save(&bytes, output)
}

/// Writes the bytes of a workbook where they were asked for.
pub(super) fn save(bytes: &[u8], output: &Output) -> Result<Exit, Exit> {
    match &output.output {
        None => Ok(pipe(bytes)),
        Some(file) => create(file, bytes, output.force)
            .map(|()| Exit::Answered)
            .map_err(|(exit, message)| complain(exit, &message)),
    }
}

/// The scenario alone as a workbook.
pub(super) fn bytes(scenario: &Scenario) -> Result<Vec<u8>, Exit> {
    xlsx::export(scenario, Vec::new()).map_err(|finding| complain(Exit::Limit, &finding.message))
}

/// The sheets with answers.
fn results(page: &Page<'_>, limits: &Limits) -> Result<Vec<Further>, Refusal> {
    let table = page.table;
    let answers = sheets::Answers {
        deals: &deals::deals(table),
        empty: &empty::empty(table),
        harm: &harm::harm(table),
        claims: &answer_claims(table, limits)?,
    };
    Ok(sheets::results(page, &answers))
}
