//! What answers consist of, as JSON.

use crate::clean::clean;
use crate::names::{Names, grade_text};
use crate::page::{Page, Style};
use detente_engine::deals::{Comparison, PackageAnswer, Smallest};
use detente_engine::preference::Verdict;
use detente_engine::{Off, OffReason};
use detente_scenario::model::{Edit, Line, Preference, Seen};
use detente_scenario::{NamedId, OptionId, PartyId, Printer, SourceId, Standing, notation};
use serde_json::{Map, Value, json};
use std::cmp::Ordering;

/// Pieces of answers of one table.
pub(super) struct Parts<'p> {
    page: Page<'p>,
    printer: Printer<'p>,
}

impl<'p> Parts<'p> {
    pub(super) fn new(page: &Page<'p>) -> Self {
        // Sentences in JSON do not depend on how text looks.
        let mut page = *page;
        page.sheet.style = Style::default();
        Self { printer: Printer::new(page.scenario()), page }
    }

    /// A sentence of the catalogue, for programs.
    pub(super) fn sentence(&self, text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    pub(super) fn party(&self, party: PartyId) -> &'p str {
        &self.page.scenario().party(party).id
    }

    pub(super) fn parties(&self, parties: &[PartyId]) -> Value {
        json!(parties.iter().map(|&party| self.party(party)).collect::<Vec<_>>())
    }

    pub(super) fn named(&self, named: NamedId) -> &'p str {
        &self.page.scenario().named(named).id
    }

    /// `trump 2`, `rule 3`
    pub(super) fn line(&self, line: Line) -> String {
        self.printer.line(line)
    }

    pub(super) fn lines(&self, lines: &[Line]) -> Value {
        json!(lines.iter().map(|&line| self.line(line)).collect::<Vec<_>>())
    }

    /// `drop trump 2`
    pub(super) fn edit(&self, edit: Edit) -> String {
        self.printer.edit(edit)
    }

    /// `{ "changes": { "tests": "written" }, "count_changes": 1 }`
    pub(super) fn package(&self, package: &[OptionId]) -> Value {
        let scenario = self.page.scenario();
        let changed = scenario.changes(package);
        let changes: Map<String, Value> = changed
            .iter()
            .map(|&term| {
                let term_of = scenario.term(term);
                let option = &term_of.options[package[term.index()].index()];
                (term_of.id.clone(), json!(option.id))
            })
            .collect();
        let mut value = json!({ "changes": changes, "count_changes": changed.len() });
        if let Some((ordered, pattern)) = self.page.numbered(package) {
            value["ordered"] = json!(ordered);
            value["pattern"] = json!(pattern);
            // As text: more than 64 bits are no number to most readers of JSON.
            value["decimal"] = json!(notation::decimal(package).map(|decimal| decimal.to_string()));
        }
        value
    }

    /// The smallest packages of a set.
    pub(super) fn smallest(&self, smallest: &Smallest) -> Value {
        let packages: Vec<Value> = smallest
            .packages
            .iter()
            .map(|small| {
                let mut package = self.package(&small.package);
                package["sure"] = json!(small.sure);
                package
            })
            .collect();
        json!({
            "count_changes": (smallest.count > 0).then_some(smallest.changes),
            "count": smallest.count,
            "packages": packages,
        })
    }

    pub(super) fn verdict(&self, verdict: Verdict) -> Value {
        json!({
            "verdict": ordering(verdict.in_order),
            "sure": sure(verdict),
            "possibly_better": verdict.possibly_better,
            "possibly_worse": verdict.possibly_worse,
        })
    }

    /// How a party compares a package with its own no deal, and by which line.
    pub(super) fn comparison(&self, comparison: &Comparison) -> Value {
        let mut value = self.verdict(comparison.verdict);
        let line = self.deciding(comparison);
        value["line"] = json!(line.map(|line| self.line(line)));
        value["version"] = json!(line.and(comparison.deciding).map(|(_, version)| version + 1));
        value
    }

    /// The line that decides; a ranking has none.
    pub(super) fn deciding(&self, comparison: &Comparison) -> Option<Line> {
        let (line, _) = comparison.deciding?;
        (!self.names().is_ranked(comparison.party))
            .then_some(Line::Priority { party: comparison.party, line })
    }

    /// How every party compares a named package with its own no deal.
    pub(super) fn package_answer(&self, answer: &PackageAnswer) -> Value {
        let named = self.page.scenario().named(answer.named);
        let breaks: Vec<Line> = answer.breaks.iter().map(|&rule| Line::Rule(rule)).collect();
        let parties: Map<String, Value> = answer
            .parties
            .iter()
            .map(|view| (self.party(view.party).to_owned(), self.comparison(view)))
            .collect();
        json!({
            "id": named.id,
            "name": named.name,
            "package": self.package(&named.package),
            "possible": answer.row.is_some(),
            "breaks": self.lines(&breaks),
            "parties": parties,
        })
    }

    /// A line that is not in force.
    pub(super) fn off(&self, off: &Off) -> Value {
        let (reason, date) = off_reason(off.reason);
        json!({ "line": self.line(off.line), "reason": reason, "date": date })
    }

    /// A line with what it says, whether it is in force, and what it rests on.
    pub(super) fn line_in_full(&self, line: Line, version: Option<usize>) -> Value {
        let names = self.names();
        let scenario = self.page.scenario();
        let version = version.unwrap_or_else(|| self.page.version_in_force(line));
        let off = self.page.table.case().off.iter().find(|off| off.line == line);
        let basis = names.basis(line, version);
        let ranking = match line {
            Line::Priority { party, .. } => match &scenario.party(party).preference {
                Preference::Ranking(ranking) => ranking.sources.as_slice(),
                _ => &[],
            },
            Line::Rule(_) => &[],
        };
        let sources = basis.map_or(ranking, |basis| basis.sources.as_slice());
        let mut value = json!({
            "line": self.line(line),
            "version": matches!(line, Line::Priority { .. }).then_some(version + 1),
            "says": self.sentence(&names.says(line, version)),
            "written": names.written(line, version),
            "in_force": off.is_none(),
            "off": off.map(|off| self.off(off)),
            "from": basis.and_then(|basis| basis.from).map(|date| date.to_string()),
            "until": basis.and_then(|basis| basis.until).map(|date| date.to_string()),
            "sources": sources.iter().map(|&source| self.source(source)).collect::<Vec<_>>(),
        });
        if let Line::Rule(rule) = line {
            value["id"] = json!(scenario.rule(rule).id);
            value["because"] = json!(scenario.rule(rule).why);
        }
        value
    }

    /// A source with its date, its grade and its words.
    pub(super) fn source(&self, id: SourceId) -> Value {
        let scenario = self.page.scenario();
        let source = scenario.source(id);
        let text = source.text.and_then(|text| scenario.texts.get(text.index()));
        json!({
            "id": source.id,
            "date": source.date.to_string(),
            "known": self.page.table.case().as_of.knows(source.date),
            "grade": source.grade.map(grade_text),
            "title": source.title,
            "text": text.map(|text| &text.id),
            "says": source.says.as_deref().map(clean),
            "quotes": source.quotes.iter().map(|quote| &quote.words).collect::<Vec<_>>(),
        })
    }

    /// The condition under which somebody sees a breach, as written.
    pub(super) fn seen_if(&self, seen: Option<&Seen>) -> Value {
        match seen {
            Some(Seen::If(condition)) => json!(self.printer.expr(&condition.expr)),
            _ => Value::Null,
        }
    }

    pub(super) fn names(&self) -> Names<'_> {
        self.page.names()
    }
}

/// `better`, `same`, `worse`
pub(super) const fn ordering(ordering: Ordering) -> &'static str {
    match ordering {
        Ordering::Greater => "better",
        Ordering::Equal => "same",
        Ordering::Less => "worse",
    }
}

/// Whether the verdict stands under any weights.
pub(super) fn sure(verdict: Verdict) -> bool {
    match verdict.in_order {
        Ordering::Greater => verdict.is(Standing::SurelyBetter),
        Ordering::Less => verdict.is(Standing::SurelyWorse),
        Ordering::Equal => !verdict.possibly_better && !verdict.possibly_worse,
    }
}

/// A reason in a word, with its date.
pub(super) fn off_reason(reason: OffReason) -> (&'static str, Option<String>) {
    match reason {
        OffReason::LaterEvidence(date) => ("later evidence", Some(date.to_string())),
        OffReason::NotYet(date) => ("not yet", Some(date.to_string())),
        OffReason::Over(date) => ("over", Some(date.to_string())),
        OffReason::Dropped => ("dropped", None),
    }
}
