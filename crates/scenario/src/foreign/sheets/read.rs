//! From the cells of a workbook to a scenario, or to everything that is wrong with them.

use std::collections::HashSet;

use super::cells::Cells;
use super::grid::{Grid, GridSheet};
use super::heads::Reader;
use super::plan::{GUIDE, PLANS, Plan, RESULTS, SCENARIO, TERMS, folded};
use super::rows::{broken, section};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::findings::Findings;
use crate::load::{listed, load_tree};
use crate::model::Scenario;
use crate::nearest::nearest;
use crate::span::Span;
use crate::tree::{Key, Node, Parsed, Value, shortened};

/// For how many unknown sheets the nearest name is looked for.
const MAX_SHEETS: usize = 1000;

/// What a workbook turned out to be.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The scenario; present if and only if no diagnostic is an error.
    pub scenario: Option<Scenario>,
    /// What is wrong, in the order of the cells.
    pub diagnostics: Vec<Diagnostic>,
    /// The cells that the places are offsets into.
    pub cells: Cells,
}

impl Imported {
    /// A workbook of which nothing could be read.
    #[must_use]
    pub fn refused(diagnostic: Diagnostic) -> Self {
        Self { scenario: None, diagnostics: vec![diagnostic], cells: Cells::default() }
    }
}

/// Reads the sheets of a workbook; `found` is what is known to be wrong with it already, `digest`
/// what the scenario will have for its own.
///
/// All mistakes are found in one run: those of the sheets here, those of what they say by the loader
/// of scenario files. Cost: as [`crate::load()`].
#[must_use]
pub fn import(grid: &Grid, found: Vec<Diagnostic>, digest: String) -> Imported {
    let mut findings = Findings::default();
    found.into_iter().for_each(|finding| findings.add(finding));
    let mut cells = Cells::default();
    let sheets = known_sheets(grid, &mut findings);
    let tree = match sheets.is_empty() {
        true => {
            let names: Vec<&str> = PLANS.iter().map(|plan| plan.name).collect();
            let message = "this workbook has no sheet of a scenario";
            let help = format!(
                "the sheets are {}; `detente new --template ceasefire -o FILE.xlsx` writes a workbook to begin with",
                listed(&names)
            );
            findings.add(Diagnostic::of_file(Code::E651, message).help(help));
            None
        }
        false => tree(&sheets, &mut cells, &mut findings),
    };
    let mut scenario = None;
    if let Some(root) = tree {
        let parsed = Parsed {
            root: Some(root),
            text: cells.text().to_owned(),
            diagnostics: Vec::new(),
            damaged: Vec::new(),
        };
        let (loaded, found) = load_tree(&parsed, digest);
        scenario = loaded;
        found.into_iter().map(in_a_workbook).for_each(|finding| findings.add(finding));
    }
    let scenario = scenario.filter(|_| !findings.has_error());
    Imported { scenario, diagnostics: findings.finish(), cells }
}

/// The sheets that say something of a scenario, in their order; reports the others.
fn known_sheets<'g>(
    grid: &'g Grid,
    findings: &mut Findings,
) -> Vec<(&'static Plan, &'g GridSheet)> {
    let mut known: Vec<(&'static Plan, &GridSheet)> = Vec::new();
    for (position, sheet) in grid.sheets.iter().enumerate() {
        let name = folded(&sheet.name);
        if let Some(plan) = PLANS.into_iter().find(|plan| folded(plan.name) == name) {
            if known.iter().any(|(other, _)| other.name == plan.name) {
                let message = format!("two sheets are called `{}`", plan.name);
                let help = "put their rows into one of them";
                findings.add(Diagnostic::of_file(Code::E656, message).help(help));
            } else {
                known.push((plan, sheet));
            }
            continue;
        }
        let is_ours = folded(GUIDE) == name || RESULTS.iter().any(|result| folded(result) == name);
        let is_remark = sheet.name.trim_start().starts_with('#');
        if is_ours || is_remark || sheet.cells.is_empty() || findings.only_counts() {
            continue;
        }
        let names = PLANS.iter().map(|plan| plan.name);
        let near = if position < MAX_SHEETS { nearest(sheet.name.trim(), names) } else { None };
        let name = shortened(&sheet.name);
        findings.add(match near {
            Some(near) => {
                let message = format!("a scenario has no sheet `{name}`");
                let help = format!(
                    "did you mean `{near}`? A sheet whose name begins with `#` is a remark and not read"
                );
                Diagnostic::of_file(Code::E653, message).help(help)
            }
            None => {
                let message = format!("the sheet `{name}` is not read");
                Diagnostic::of_file(Code::W661, message)
                    .help("`#` before its name says that this is meant")
            }
        });
    }
    known
}

/// The tree that the sheets say; nothing if there is too much of it.
fn tree(
    sheets: &[(&'static Plan, &GridSheet)],
    cells: &mut Cells,
    findings: &mut Findings,
) -> Option<Node> {
    let terms = term_ids(sheets);
    let terms: HashSet<&str> = terms.iter().map(String::as_str).collect();
    let mut tables = Vec::with_capacity(sheets.len());
    let mut reader = Reader::new(&terms, cells, findings);
    for &(plan, sheet) in sheets {
        tables.push(reader.table(sheet, plan)?);
    }
    let mut root: Vec<(Key, Node)> = Vec::new();
    for plan in PLANS {
        let table = tables.iter().find(|table| table.plan.name == plan.name);
        let node = match table {
            Some(table) => section(table, findings),
            // Without a name for the scenario there is none.
            None if plan.section == SCENARIO.section => {
                let message = format!("the workbook has no sheet `{}`", SCENARIO.name);
                let help = "it has the columns `key` and `value`, and a row with the key `title`";
                findings.add(Diagnostic::of_file(Code::E655, message).help(help));
                Some(Node::table([("title", broken(Span::default()))]))
            }
            None => None,
        };
        if let Some(node) = node {
            let span = node.span;
            root.push((Key { name: plan.section.to_owned(), span }, node));
        }
    }
    Some(Node { value: Value::Table(root), span: Span::default() })
}

/// The ids of the terms, before their sheet is read: other sheets have columns for them.
fn term_ids(sheets: &[(&'static Plan, &GridSheet)]) -> Vec<String> {
    let sheet = sheets.iter().find(|(plan, _)| plan.section == TERMS.section);
    let Some((plan, sheet)) = sheet else { return Vec::new() };
    let filled =
        || sheet.cells.iter().filter(|(_, value)| !value.content.typed().trim().is_empty());
    let Some(((head_row, _), _)) = filled().next() else { return Vec::new() };
    let key = filled()
        .take_while(|((row, _), _)| row == head_row)
        .find(|(_, value)| plan.column(&value.content.typed()) == Some(plan.key()));
    let Some(((_, key), _)) = key else { return Vec::new() };
    filled()
        .filter(|((row, column), _)| row > head_row && column == key)
        .map(|(_, value)| value.content.typed().trim().to_owned())
        .collect()
}

/// A finding of the loader with advice that fits a workbook.
fn in_a_workbook(mut finding: Diagnostic) -> Diagnostic {
    if finding.span.is_none() {
        let advice = [
            ("add one under [party]", "add a row to the sheet `Parties`"),
            ("add one under [[term]]", "add rows to the sheet `Terms`, one for each option"),
        ];
        for (ours, theirs) in advice {
            if finding.help.as_deref() == Some(ours) {
                finding.help = Some(theirs.to_owned());
            }
        }
    }
    finding
}
