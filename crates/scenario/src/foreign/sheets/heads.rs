//! Which column of a sheet is which, and its rows under them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::cells::{Cells, letters};
use super::grid::{Content, GridSheet, GridValue};
use super::plan::{Plan, TERM};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::foreign::findings::Findings;
use crate::load::listed;
use crate::nearest::nearest;
use crate::span::Span;
use crate::tree::{MAX_BYTES, shortened};

/// For how many unknown columns the nearest name is looked for: each search goes through all terms.
const MAX_SEARCHES: usize = 50;

/// How many cells merged ranges may fill.
const MAX_FILLED: usize = 100_000;

/// What stands above a column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Head {
    /// A column of the plan.
    Fixed(&'static str),
    /// A column for a term.
    Term(String),
    /// A remark, or something that was reported.
    Unread,
}

/// A sheet that is read.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) plan: &'static Plan,
    /// Where its heads stand.
    pub(super) place: Span,
    /// Whether it has a column for the key of its rows.
    pub(super) has_key: bool,
    pub(super) rows: Vec<Row>,
}

/// A row that is not blank.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) cells: Vec<(Head, Found)>,
}

/// A cell that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What it holds; absent if it was reported.
    pub(super) content: Option<Content>,
    /// The same as a text.
    pub(super) text: String,
    /// Where it stands among all cells.
    pub(super) span: Span,
}

impl Row {
    pub(super) fn get(&self, column: &str) -> Option<&Found> {
        self.cells
            .iter()
            .find(|(head, _)| matches!(head, Head::Fixed(name) if *name == column))
            .map(|(_, found)| found)
    }

    /// Where to point at when something is missing.
    pub(super) fn place(&self, key: &str) -> Span {
        let found = self.get(key).or_else(|| self.cells.first().map(|(_, found)| found));
        found.map_or_else(Span::default, |found| found.span)
    }
}

/// By row and column the cell that a value is shown at, and the value.
type Filled<'g> = BTreeMap<(u32, u32), ((u32, u32), &'g GridValue)>;

/// The heads that there are, each with its place.
type Taken = HashMap<Head, Span>;

/// What reading a sheet needs to know.
pub(super) struct Reader<'r> {
    /// The ids of all terms.
    pub(super) terms: &'r HashSet<&'r str>,
    pub(super) cells: &'r mut Cells,
    pub(super) findings: &'r mut Findings,
    searches: usize,
}

impl<'r> Reader<'r> {
    pub(super) const fn new(
        terms: &'r HashSet<&'r str>,
        cells: &'r mut Cells,
        findings: &'r mut Findings,
    ) -> Self {
        Self { terms, cells, findings, searches: 0 }
    }

    /// Reads a sheet; nothing if there is more text than a scenario can have.
    pub(super) fn table(&mut self, sheet: &GridSheet, plan: &'static Plan) -> Option<Table> {
        self.cells.begin(&sheet.name);
        let name = shortened(&sheet.name);
        let mut heads: BTreeMap<u32, Head> = BTreeMap::new();
        let mut taken = Taken::new();
        let mut table = Table { plan, place: Span::default(), has_key: false, rows: Vec::new() };
        let (mut head_row, mut last_row) = (None, None);
        for (&(row, column), &((shown_row, shown_column), value)) in &self.filled(sheet) {
            let text = value.content.typed();
            if text.len() > MAX_BYTES - self.cells.text().len().min(MAX_BYTES) {
                let message =
                    format!("the cells hold more than {MAX_BYTES} bytes (16 MiB) of text");
                self.findings.add(Diagnostic::of_file(Code::E652, message));
                return None;
            }
            let span = self.cells.push(shown_row, shown_column, &text);
            let is_head = *head_row.get_or_insert_with(|| {
                table.place = span;
                row
            }) == row;
            if is_head {
                let head = match self.check(value, span) {
                    true => self.head(text.trim(), span, plan, &taken, &name),
                    false => Head::Unread,
                };
                taken.insert(head.clone(), span);
                heads.insert(column, head);
                continue;
            }
            let Some(head) = heads.get(&column) else {
                if !self.findings.only_counts() {
                    let message = format!("this cell of `{name}` stands under no head");
                    let help =
                        "give the column a head; one that begins with `#` is a remark and not read";
                    self.findings.add(Diagnostic::new(Code::E657, span, message).help(help));
                }
                continue;
            };
            if *head == Head::Unread {
                continue;
            }
            let head = head.clone();
            let content = self.check(value, span).then(|| value.content.clone());
            if last_row != Some(row) {
                last_row = Some(row);
                table.rows.push(Row { cells: Vec::new() });
            }
            if let Some(last) = table.rows.last_mut() {
                last.cells.push((head, Found { content, text, span }));
            }
        }
        let key = plan.key();
        table.has_key = taken.contains_key(&Head::Fixed(key));
        if !table.has_key && plan.needs_key() && head_row.is_some() {
            let message = format!("the sheet `{name}` has no column `{key}`");
            let help = "the first row of a sheet names its columns";
            self.findings.add(Diagnostic::new(Code::E655, table.place, message).help(help));
        }
        Some(table)
    }

    /// The cells that are not blank; the rows of a merged range all hold what it shows.
    fn filled<'g>(&mut self, sheet: &'g GridSheet) -> Filled<'g> {
        let is_blank = |value: &GridValue| match &value.content {
            Content::Text(text) => text.trim().is_empty(),
            Content::Nothing => !value.is_formula,
            _ => false,
        };
        let mut filled: Filled<'g> = sheet
            .cells
            .iter()
            .filter(|(_, value)| !is_blank(value))
            .map(|(at, value)| (*at, (*at, value)))
            .collect();
        let rows: BTreeSet<u32> = filled.keys().map(|(row, _)| *row).collect();
        let (mut added, mut ranges) = (0, 0);
        let mut first_range = None;
        for &[(top, left), (bottom, right)] in &sheet.merged {
            if bottom < top || right < left || (top, left) == (bottom, right) {
                continue;
            }
            let Some(&(_, value)) = filled.get(&(top, left)) else { continue };
            ranges += 1;
            first_range.get_or_insert([(top, left), (bottom, right)]);
            for &row in rows.range(top..=bottom).skip(1) {
                if added == MAX_FILLED {
                    break;
                }
                added += 1;
                filled.entry((row, left)).or_insert(((top, left), value));
            }
        }
        if let Some([first, last]) = first_range {
            let name = |(row, column): (u32, u32)| format!("{}{}", letters(column), row + 1);
            let more = match ranges - 1 {
                0 => String::new(),
                1 => " and one more range".to_owned(),
                more => format!(" and {more} more ranges"),
            };
            let message = format!(
                "`{}` has merged cells, {}:{}{more}",
                shortened(&sheet.name),
                name(first),
                name(last)
            );
            let help = "each row of a merged range was read as if it held the content; split the cells to be sure";
            self.findings.add(Diagnostic::of_file(Code::W663, message).help(help));
        }
        filled
    }

    /// Whether the value of a cell can be used; if it comes from a formula that is said.
    fn check(&mut self, value: &GridValue, span: Span) -> bool {
        let problem = match &value.content {
            Content::Error(_) => Some("this cell holds an error"),
            Content::Nothing => Some("the value of this formula is not stored in the file"),
            _ => None,
        };
        if let Some(message) = problem {
            if !self.findings.only_counts() {
                let help = "type the value that is meant, or save the workbook with the program that computes it";
                self.findings.add(Diagnostic::new(Code::E658, span, message).help(help));
            }
            return false;
        }
        if value.is_formula && !self.findings.only_counts() {
            let message = "a formula stands here; its last value was read";
            let help = "a scenario has no formulas: what the cells that it uses say later makes no difference";
            self.findings.add(Diagnostic::new(Code::W662, span, message).help(help));
        }
        true
    }

    /// Which column `text` is the head of.
    fn head(
        &mut self,
        text: &str,
        span: Span,
        plan: &'static Plan,
        taken: &Taken,
        sheet: &str,
    ) -> Head {
        if text.starts_with('#') {
            return Head::Unread;
        }
        let prefix = text.get(..TERM.len()).filter(|start| start.eq_ignore_ascii_case(TERM));
        let term = prefix.map(|_| text[TERM.len()..].trim());
        let has_terms = plan.terms_before.is_some();
        let exact = match term {
            Some(term) => self.terms.contains(term).then(|| Head::Term(term.to_owned())),
            None => plan.column(text).map(Head::Fixed).or_else(|| {
                (has_terms && self.terms.contains(text)).then(|| Head::Term(text.to_owned()))
            }),
        };
        let Some(head) = exact else { return self.unknown(text, term, span, plan, taken, sheet) };
        if let Some(first) = taken.get(&head) {
            if !self.findings.only_counts() {
                let message = format!("`{sheet}` has two columns `{}`", shortened(text));
                let finding = Diagnostic::new(Code::E656, span, message);
                self.findings.add(finding.related(*first, "the first"));
            }
            return Head::Unread;
        }
        head
    }

    /// Reports an unknown column. What its cells say is read as that of the column that was
    /// probably meant, if there is no such column.
    fn unknown(
        &mut self,
        text: &str,
        term: Option<&str>,
        span: Span,
        plan: &'static Plan,
        taken: &Taken,
        sheet: &str,
    ) -> Head {
        if self.findings.only_counts() {
            return Head::Unread;
        }
        self.searches += 1;
        let fixed = plan.columns.iter().map(|column| column.name);
        let near = if self.searches > MAX_SEARCHES {
            None
        } else if let Some(term) = term {
            nearest(term, self.sorted_terms())
        } else if plan.terms_before.is_some() {
            nearest(text, fixed.clone().chain(self.sorted_terms()))
        } else {
            nearest(text, fixed.clone())
        };
        let mut message =
            format!("`{sheet}` has a column `{}`, which is not known", shortened(text));
        if let Some(term) = term {
            message = format!("no term is called `{}`", shortened(term));
        }
        let mut finding = Diagnostic::new(Code::E654, span, message);
        if let Some(near) = near {
            finding = finding.label(format!("did you mean `{near}`?"));
        }
        let fixed: Vec<&str> = fixed.collect();
        let also = if plan.terms_before.is_some() { ", and the ids of the terms" } else { "" };
        let help = format!(
            "the columns are {}{also}; `#` before a head makes it a remark",
            listed(&fixed)
        );
        let head = match near {
            Some(near) => match plan.column(near).filter(|_| term.is_none()) {
                Some(column) => Head::Fixed(column),
                None => Head::Term(near.to_owned()),
            },
            None => Head::Unread,
        };
        self.findings.add(finding.help(help));
        if taken.contains_key(&head) { Head::Unread } else { head }
    }

    /// The terms in an order that is the same in every run.
    fn sorted_terms(&self) -> Vec<&'r str> {
        let terms: &'r HashSet<&'r str> = self.terms;
        let mut terms: Vec<&str> = terms.iter().copied().collect();
        terms.sort_unstable();
        terms
    }
}
