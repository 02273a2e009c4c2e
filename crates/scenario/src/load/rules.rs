//! `[[rule]]`, and when a line is in force and what it rests on.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::load::conditions::condition;
use crate::load::evidence::sources;
use crate::load::fields::Fields;
use crate::load::known::Known;
use crate::load::report::Report;
use crate::load::schema;
use crate::load::sections::Sections;
use crate::model::{Basis, Rule};
use crate::tree::Node;

/// Reads every rule.
pub(super) fn read(sections: &Sections<'_>, known: &Known, report: &mut Report<'_>) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (position, node) in sections.rules.items.iter().enumerate() {
        let id = known.rules.get(position).cloned().flatten();
        rules.extend(rule(node, id, known, report));
    }
    rules
}

fn rule(node: &Node, id: Option<String>, known: &Known, report: &mut Report<'_>) -> Option<Rule> {
    let fields = Fields::open(node, &schema::RULE, report)?;
    match (fields.get("require"), fields.get("forbid")) {
        (None, None) => {
            fields.report_none_of(&["require", "forbid"], "`require` or `forbid`", report);
        }
        (Some(require), Some(forbid)) => {
            let message = "a rule has either `require` or `forbid`";
            let finding = Diagnostic::new(Code::E106, forbid.span, message);
            report.add(finding.related(require.span, "`require`").help("make it two rules"));
        }
        _ => {}
    }
    let required = condition(&fields, "require", known, report);
    let forbidden = condition(&fields, "forbid", known, report);
    let why = fields.text("why", report);
    let basis = basis(&fields, known, report);
    let forbids = forbidden.is_some();
    let condition = required.or(forbidden)?;
    let require = if forbids { condition.expr.clone().negated() } else { condition.expr.clone() };
    Some(Rule { id, require, forbids, condition, why, basis })
}

/// When the line is in force and what it rests on.
pub(super) fn basis(fields: &Fields<'_>, known: &Known, report: &mut Report<'_>) -> Basis {
    let from = fields.date("from", report);
    let until = fields.date("until", report);
    if let (Some(first), Some(last)) = (from, until)
        && first > last
    {
        let place = fields.get("until").map_or(fields.place, |node| node.span);
        let message = format!("the line ends on {last}, before it begins on {first}");
        let mut finding = Diagnostic::new(Code::E403, place, message);
        if let Some(node) = fields.get("from") {
            finding = finding.related(node.span, "it begins here");
        }
        report.add(finding);
    }
    Basis {
        from,
        until,
        sources: sources(fields, "source", known, report),
        note: fields.text("note", report),
        span: fields.place,
    }
}
