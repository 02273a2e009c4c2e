//! `check`: the file's mistakes, what no parser sees, and its quotations.

use super::show;
use crate::arguments::Answer;
use crate::desk::{Desk, complain, placed, refuse};
use crate::system::{Exit, read};
use detente_engine::PackageTable;
use detente_engine::check::check;
use detente_report::diagnostics::{Checked, CheckedText};
use detente_report::{csv, json, text};
use detente_scenario::quotation::{check_text, text_of};
use detente_scenario::{Code, Severity, TextId};

/// Checks the file of `answer`, and its quotations against `texts`.
pub(super) fn run(answer: &Answer, texts: &[String], strict: bool) -> Result<Exit, Exit> {
    let desk = Desk::open(answer)?;
    let case = desk.case()?;
    let limits = desk.limits();
    let mut reports = Vec::new();
    for text in texts {
        reports.push(quotations(&desk, text)?);
    }
    // Rules that are too large for a table are still checked without one.
    let table = PackageTable::build(case.clone(), &limits);
    let mut findings = desk.diagnostics.clone();
    findings
        .extend(check(&case, table.as_ref().ok(), &limits).map_err(|refusal| refuse(&refusal))?);
    findings.extend(reports.iter().flat_map(|text| text.report.diagnostics.iter().cloned()));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
    let checked = Checked {
        case: Some(&case),
        findings: &findings,
        source: &desk.source,
        snippets: desk.snippets(),
        possible: table.as_ref().ok().map(|table| table.rows().len() as u64),
        quotations: &reports,
    };
    let sheet = placed(desk.sheet(), &answer.file);
    let shown = show(
        answer,
        || text::check(&sheet, desk.scenario(), &checked),
        || json::check(&sheet, Some(desk.scenario()), &checked),
        Some(&|| csv::diagnostics(&sheet, &checked)),
    );
    if let (Exit::Answered, Err(refusal)) = (shown, &table) {
        return Err(refuse(refusal));
    }
    let differs = findings.iter().any(|f| f.code == Code::W515 || f.severity() == Severity::Error);
    Ok(if shown == Exit::Answered && strict && differs { Exit::Differs } else { shown })
}

/// Compares the quotations with the text file that `argument` names, `TEXTFILE` or `ID=TEXTFILE`.
fn quotations(desk: &Desk<'_>, argument: &str) -> Result<CheckedText, Exit> {
    let scenario = desk.original();
    let known = |id: &str| scenario.texts.iter().position(|text| text.id == id).map(TextId::new);
    let named = argument.split_once('=').and_then(|(id, file)| Some((known(id)?, file)));
    let (id, file) = match named {
        Some((id, file)) => (Some(id), file),
        None => (None, argument),
    };
    let bytes = read(file).map_err(|(exit, message)| {
        let unknown = named.is_none().then(|| argument.split_once('=')).flatten();
        match unknown {
            Some((id, _)) => complain(
                Exit::Wrong,
                &desk.private(format!("--text: no text of the file is called `{id}`")),
            ),
            None => complain(exit, &message),
        }
    })?;
    let id = id.or_else(|| text_of(scenario, &bytes));
    if id.is_none() && scenario.texts.len() > 1 {
        let ids: Vec<&str> = scenario.texts.iter().map(|text| text.id.as_str()).collect();
        let message =
            format!("{file}: say which text it is: --text {}=…", ids.join("=… or --text "));
        return Err(complain(Exit::Wrong, &desk.private(message)));
    }
    let report = check_text(scenario, id, &bytes);
    Ok(CheckedText { report, text: String::from_utf8_lossy(&bytes).into_owned() })
}
