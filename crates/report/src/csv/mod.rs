//! Answers that have rows, as CSV (RFC 4180): comma, quotation marks where they are needed, CRLF.
//!
//! A cell that a spreadsheet would take for a formula gets a leading apostrophe.

mod events;
mod status;

pub use events::events;
pub use status::status;

use crate::clean::clean;
use crate::diagnostics::{Checked, Snippets, places};
use crate::earned::restated;
use crate::json::robust_roadmaps::level;
use crate::json::seen;
use crate::page::{Page, Sheet};
use crate::roadmaps::{OfSubject, step_id};
use crate::text::has_capability;
use crate::text::valued::found;
use detente_engine::ask::{ClaimAnswer, Outcome, Restates};
use detente_engine::deals::valued::{Undefined, Valued};
use detente_engine::deals::{Deals, PackageAnswer, Shared, Smallest};
use detente_engine::empty::Empty;
use detente_engine::harm::Harm;
use detente_engine::hold::{Count, Roadmaps, members};
use detente_engine::robust::{Dated, Moves, Robust, Sensitivity, Value};
use detente_engine::stability::{Move, Narration, Stability, Where};
use detente_engine::why::STATUS_QUO;
use detente_scenario::model::{Kind, Line, Undo};
use detente_scenario::{Printer, Severity, Standing};
use std::cmp::Ordering;

/// Signs with which a spreadsheet begins a formula, and their forms of full width, which some
/// programs of East Asia take for the same. A tab or a line end cannot be first in a cleaned text.
const FORMULA: [char; 10] =
    ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// One cell, quoted where it must be and never a formula.
#[must_use]
pub fn cell(text: &str) -> String {
    let text = clean(text);
    // Without blanks before it already; tabs and line ends have become blanks.
    let formula = text.starts_with(FORMULA);
    let text = if formula { format!("'{text}") } else { text };
    if text.contains([',', '"', '\n', '\r', ';']) || text.starts_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// Rows under a head.
fn table(head: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut text = head.iter().map(|name| cell(name)).collect::<Vec<_>>().join(",");
    text.push_str("\r\n");
    for row in rows {
        text.push_str(&row.iter().map(|value| cell(value)).collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    text
}

/// The frontier if all signers give values, otherwise the named packages.
#[must_use]
pub fn deals(
    page: &Page<'_>,
    listed: Option<&Deals>,
    values: &Result<Valued, Undefined>,
) -> String {
    match (values, listed) {
        (Ok(valued), _) => frontier(page, valued),
        (Err(_), Some(listed)) => packages(page, &listed.packages),
        (Err(_), None) => String::new(),
    }
}

/// The frontier, a row for every efficient worth: what it is worth to each signer, whether all accept
/// it, how many packages reach it, which solutions single it out, and one package term by term.
#[must_use]
pub fn frontier(page: &Page<'_>, valued: &Valued) -> String {
    let scenario = page.scenario();
    let frontier = &valued.frontier;
    let mut head: Vec<&str> =
        valued.parties.iter().map(|&party| scenario.party(party).id.as_str()).collect();
    head.extend(["acceptable", "packages", "solutions"]);
    head.extend(scenario.terms.iter().map(|term| term.id.as_str()));
    let found = found(valued);
    let rows = (0..frontier.len()).map(|i| {
        let worths = frontier.values(i);
        let mut row: Vec<String> =
            worths.iter().map(|&worth| valued.value(worth).to_string()).collect();
        let solutions: Vec<&str> = found
            .iter()
            .filter(|(_, found)| found.package.worth == worths)
            .map(|(name, _)| name.name())
            .collect();
        row.push(yes(valued.scaled.problem.is_acceptable(worths)));
        row.push(frontier.count(i).to_string());
        row.push(solutions.join(" "));
        let package = frontier.package(i).into_iter().zip(&scenario.terms);
        row.extend(package.map(|(option, term)| term.options[option].id.clone()));
        row
    });
    table(&head, rows.collect())
}

/// Named packages × parties: who gains and who loses, in both readings, by which line.
#[must_use]
pub fn packages(page: &Page<'_>, answers: &[PackageAnswer]) -> String {
    let scenario = page.scenario();
    let printer = Printer::new(scenario);
    let names = page.names();
    let mut rows = Vec::new();
    for answer in answers {
        let named = scenario.named(answer.named);
        for view in &answer.parties {
            let line = view
                .deciding
                .filter(|_| !names.is_ranked(view.party))
                .map(|(line, _)| printer.line(Line::Priority { party: view.party, line }));
            let sure = match view.verdict.in_order {
                Ordering::Greater => view.verdict.is(Standing::SurelyBetter),
                Ordering::Less => view.verdict.is(Standing::SurelyWorse),
                Ordering::Equal => !view.verdict.possibly_better && !view.verdict.possibly_worse,
            };
            rows.push(vec![
                named.id.clone(),
                yes(answer.row.is_some()),
                scenario.party(view.party).id.clone(),
                standing(view.verdict.in_order).to_owned(),
                yes(sure),
                line.unwrap_or_default(),
            ]);
        }
    }
    table(&["package", "possible", "party", "verdict", "sure", "line"], rows)
}

/// The smallest packages of a set: one row each, one column per term.
#[must_use]
pub fn smallest(page: &Page<'_>, smallest: &Smallest) -> String {
    let scenario = page.scenario();
    let mut head = vec!["changes", "sure"];
    head.extend(scenario.terms.iter().map(|term| term.id.as_str()));
    let rows = smallest
        .packages
        .iter()
        .map(|small| {
            let mut row = vec![smallest.changes.to_string(), yes(small.sure)];
            let options = scenario.terms.iter().zip(&small.package);
            row.extend(options.map(|(term, option)| term.options[option.index()].id.clone()));
            row
        })
        .collect();
    table(&head, rows)
}

/// Every verdict that one line of the file turns: one row per verdict and variant. A verdict on whether
/// a package stands has a concept; one on whether it can be carried out says by what: ranks or worths.
#[must_use]
pub fn flips(page: &Page<'_>, robust: &Robust, moves: &Moves) -> String {
    let scenario = page.scenario();
    let printer = Printer::new(scenario);
    let mut rows = Vec::new();
    let mut add =
        |[claim, package, party, concept, by]: [&str; 5], flips: Vec<(String, Value)>, now| {
            for (variant, turned) in flips {
                rows.push(vec![
                    claim.to_owned(),
                    package.to_owned(),
                    party.to_owned(),
                    concept.to_owned(),
                    word(now).to_owned(),
                    variant,
                    word(turned).to_owned(),
                    by.to_owned(),
                ]);
            }
        };
    for verdict in &robust.claims {
        let id = &scenario.claim(verdict.subject).id;
        add([id, "", "", "", ""], turning(&printer, verdict), verdict.value);
    }
    for verdict in &robust.packages {
        let (named, party) = verdict.subject;
        let (named, party) = (&scenario.named(named).id, &scenario.party(party).id);
        add(["", named, party, "", ""], turning(&printer, verdict), verdict.value);
    }
    for verdict in &moves.equilibria {
        let (what, concept) = verdict.subject;
        let package = match what {
            Where::StatusQuo => STATUS_QUO,
            Where::Named(named) => &scenario.named(named).id,
        };
        add(["", package, "", concept.name(), ""], turning(&printer, verdict), verdict.value);
    }
    for verdict in &robust.roadmaps.verdicts {
        let (named, by) = verdict.subject;
        let named = &scenario.named(named).id;
        let subject = ["", named, "", "", level(by)];
        add(subject, turning(&printer, verdict), verdict.value);
    }
    let head = ["claim", "package", "party", "concept", "verdict", "variant", "turns_to", "by"];
    table(&head, rows)
}

fn turning<S>(printer: &Printer<'_>, verdict: &Sensitivity<S, Value>) -> Vec<(String, Value)> {
    verdict.flips.iter().map(|&(edit, turned)| (printer.edit(edit), turned)).collect()
}

/// The orders of the steps of packages, a row for each package.
#[must_use]
pub fn orders(page: &Page<'_>, answers: &[OfSubject<'_>]) -> String {
    let rows = answers.iter().map(|(subject, answer)| {
        let mut row = vec![subject.short(page)];
        let Ok(Roadmaps { way, orders: Some(orders), .. }) = answer else {
            row.resize(9, String::new());
            return row;
        };
        let count = |count: u128| count.to_string();
        let safe = |of: &Option<Count>| of.as_ref().map(|of| count(of.safe)).unwrap_or_default();
        let smallest = orders.smallest.as_ref().and_then(|smallest| smallest.bundles.first());
        let smallest = smallest.map(|&bundle| {
            let ids = members(bundle).map(|s| step_id(page, &way.steps[s]));
            ids.collect::<Vec<_>>().join(" ")
        });
        row.extend([
            way.steps.len().to_string(),
            count(orders.single.total),
            count(orders.single.quit_proof),
            count(orders.single.safe),
            safe(&orders.bundled),
            safe(&orders.mixed),
            orders.smallest.as_ref().map(|s| s.size.to_string()).unwrap_or_default(),
            smallest.unwrap_or_default(),
        ]);
        row
    });
    let head = [
        "package",
        "steps",
        "orders",
        "quit_proof",
        "safe",
        "bundled_safe",
        "mixed_safe",
        "smallest_bundle_size",
        "smallest_bundle",
    ];
    table(&head, rows.collect())
}

/// The claims with their answers.
#[must_use]
pub fn claims(page: &Page<'_>, answers: &[ClaimAnswer]) -> String {
    let scenario = page.scenario();
    let printer = Printer::new(scenario);
    let rows = answers
        .iter()
        .map(|answer| {
            let claim = scenario.claim(answer.claim);
            let (outcome, known) = match answer.asked.outcome {
                Outcome::Yes => ("yes", true),
                Outcome::No => ("no", true),
                Outcome::Count(_) => ("count", true),
                Outcome::NoSuchPackage => ("no such package", true),
                Outcome::NotYetAnswerable(_) => ("not yet answerable", false),
            };
            let count = |count: u64| if known { count.to_string() } else { String::new() };
            let restates = match restated(answer) {
                Restates::Nothing => String::new(),
                Restates::NotTested => "not tested".to_owned(),
                Restates::Lines(lines) => {
                    lines.iter().map(|&line| printer.line(line)).collect::<Vec<_>>().join(" ")
                }
            };
            vec![
                claim.id.clone(),
                answer.as_of.to_string(),
                outcome.to_owned(),
                count(answer.asked.has),
                count(answer.asked.with),
                answer.as_expected.map(yes).unwrap_or_default(),
                restates,
                claim.says.clone(),
            ]
        })
        .collect();
    let head = ["claim", "as_of", "outcome", "count", "of", "as_expected", "restates", "says"];
    table(&head, rows)
}

/// The three facts: named packages × sides × what the side gets; a side that gets nothing has one row.
#[must_use]
pub fn facts(page: &Page<'_>, answer: &Empty) -> String {
    let scenario = page.scenario();
    let known = has_capability(page);
    let mut rows = Vec::new();
    for (named, facts) in &answer.packages {
        for side in &facts.sides {
            let mut row = |gets: [String; 5]| {
                let known = |truth| if known { yes(truth) } else { "cannot tell".to_owned() };
                let mut row = vec![
                    scenario.named(*named).id.clone(),
                    scenario.party(side.party).id.clone(),
                    known(facts.genuine),
                    known(side.empty),
                ];
                row.extend(gets);
                rows.push(row);
            };
            if side.gets.is_empty() {
                row(Default::default());
            }
            for change in &side.gets {
                let term = scenario.term(change.term);
                row([
                    term.id.clone(),
                    term.options[change.to.index()].id.clone(),
                    change.kind.map(Kind::name).unwrap_or_default().to_owned(),
                    seen(change.seen).to_owned(),
                    change.undo.map(Undo::name).unwrap_or_default().to_owned(),
                ]);
            }
        }
    }
    let head = ["package", "party", "genuine", "empty", "term", "to", "kind", "seen", "undo"];
    table(&head, rows)
}

/// Findings about a file, in the order given.
#[must_use]
pub fn diagnostics(sheet: &Sheet<'_>, checked: &Checked<'_>) -> String {
    let shown = checked.snippets == Snippets::Shown;
    let rows = checked
        .findings
        .iter()
        .map(|finding| {
            let place = finding.span.map(|span| places(checked.source, span).0);
            let text = |text: Option<&str>| text.filter(|_| shown).unwrap_or_default().to_owned();
            vec![
                sheet.file.unwrap_or_default().to_owned(),
                place.map(|place| place.line.to_string()).unwrap_or_default(),
                place.map(|place| place.column.to_string()).unwrap_or_default(),
                finding.code.id().to_owned(),
                match finding.severity() {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Note => "note",
                }
                .to_owned(),
                finding.code.title().to_owned(),
                text(Some(&finding.message)),
                text(finding.help.as_deref()),
            ]
        })
        .collect();
    let head = ["file", "line", "column", "code", "severity", "title", "message", "help"];
    table(&head, rows)
}

/// Who is hurt: one row per party and line that makes it worse off, after one for the party itself.
#[must_use]
pub fn harm(page: &Page<'_>, harm: &Harm) -> String {
    let scenario = page.scenario();
    let printer = Printer::new(scenario);
    let names = page.names();
    let mut rows = Vec::new();
    for hurt in &harm.parties {
        let party = &scenario.party(hurt.party).id;
        let row = |line: String, worse: u64, sure: String| {
            let deals = harm.deals.to_string();
            vec![party.clone(), yes(hurt.signs), line, worse.to_string(), sure, deals]
        };
        rows.push(row(String::new(), hurt.worse, hurt.surely_worse.to_string()));
        for &(line, count) in hurt.by.iter().filter(|_| !names.is_ranked(hurt.party)) {
            let line = printer.line(Line::Priority { party: hurt.party, line });
            rows.push(row(line, count, String::new()));
        }
    }
    table(&["party", "signs", "line", "worse", "surely_worse", "deals"], rows)
}

/// The dates that the file compares, in both readings: one row per date and reading.
#[must_use]
pub fn dates(page: &Page<'_>, dates: &[Dated]) -> String {
    let scenario = page.scenario();
    let groups = dates.first().map_or(&[][..], |dated| &dated.deals.shared);
    let with = |group: &Shared| {
        let ids = group.with.iter().map(|&party| scenario.party(party).id.as_str());
        format!("and {}", ids.collect::<Vec<_>>().join(" "))
    };
    let mut head: Vec<String> =
        ["as_of", "reading", "deals"].iter().map(|&name| name.to_owned()).collect();
    head.extend(groups.iter().map(with));
    head.extend(["genuine".to_owned(), "illusions".to_owned()]);
    let mut rows = Vec::new();
    for dated in dates {
        let deals = &dated.deals;
        let both = [
            ("in order", deals.deals, dated.genuine),
            ("any weights", deals.sure_deals, dated.sure_genuine),
        ];
        for (at, (reading, count, (genuine, illusions))) in both.into_iter().enumerate() {
            let mut row = vec![dated.as_of.to_string(), reading.to_owned(), count.to_string()];
            row.extend(deals.shared.iter().map(|group| {
                if at == 0 { group.deals.to_string() } else { group.sure_deals.to_string() }
            }));
            row.extend([genuine.to_string(), illusions.to_string()]);
            rows.push(row);
        }
    }
    table(&head.iter().map(String::as_str).collect::<Vec<_>>(), rows)
}

/// The equilibria listed: one row per concept and package, one column per term. Ways are counted in
/// moves from the status quo, where they were looked for.
#[must_use]
pub fn equilibria(page: &Page<'_>, answer: &Stability) -> String {
    let scenario = page.scenario();
    let mut head = vec!["concept", "package", "changes", "moves", "improvements"];
    head.extend(scenario.terms.iter().map(|term| term.id.as_str()));
    let mut rows = Vec::new();
    for of in &answer.equilibria {
        for (at, &listed) in of.listed.iter().enumerate() {
            let package = page.table.rows().package(listed);
            let (moves, improvements) = of.ways.get(at).cloned().unwrap_or_default();
            let moves = [moves, improvements]
                .map(|way| way.map_or(String::new(), |way| way.moves.len().to_string()));
            let mut row = vec![
                of.concept.name().to_owned(),
                names_of(page, listed),
                scenario.changes(&package).len().to_string(),
            ];
            row.extend(moves);
            let options = scenario.terms.iter().zip(&package);
            row.extend(options.map(|(term, option)| term.options[option.index()].id.clone()));
            rows.push(row);
        }
    }
    table(&head, rows)
}

/// Why packages stand or fall: one row per package, party and concept. The margin is in ranks, by which
/// the package stands or falls short.
#[must_use]
pub fn narrations(page: &Page<'_>, told: &[Narration]) -> String {
    let scenario = page.scenario();
    let printer = Printer::new(scenario);
    let step = |step: &Move| {
        let by: Vec<&str> = step.by.iter().map(|&by| scenario.party(by).id.as_str()).collect();
        let changes = step.changes.iter().map(|&(term, _, to)| {
            let term = scenario.term(term);
            format!("{} = {}", term.id, term.options[to.index()].id)
        });
        format!("{}: {}", by.join(" and "), changes.collect::<Vec<_>>().join(", "))
    };
    let rows = told
        .iter()
        .map(|told| {
            let line = told.temptation.as_ref().and_then(|step| step.gains.first()?.2);
            let sanction = told.sanction.as_ref();
            let moves = sanction.map(|s| s.moves.iter().map(step).collect::<Vec<_>>().join("; "));
            vec![
                names_of(page, told.row),
                scenario.party(told.party).id.clone(),
                told.concept.name().to_owned(),
                yes(told.stable),
                told.improvements.to_string(),
                told.unsanctioned.to_string(),
                told.temptation.as_ref().map(step).unwrap_or_default(),
                line.map(|line| printer.line(line)).unwrap_or_default(),
                moves.unwrap_or_default(),
                sanction.map(|s| standing(s.outcome).to_owned()).unwrap_or_default(),
                told.margin.map(|margin| margin.unsigned_abs().to_string()).unwrap_or_default(),
            ]
        })
        .collect();
    let head = [
        "package",
        "party",
        "concept",
        "stable",
        "improvements",
        "unsanctioned",
        "temptation",
        "line",
        "sanction",
        "outcome",
        "margin",
    ];
    table(&head, rows)
}

/// The ids of a package; of the status quo its word.
fn names_of(page: &Page<'_>, row: usize) -> String {
    let mut ids: Vec<&str> = page
        .named_as(row)
        .into_iter()
        .map(|named| page.scenario().named(named).id.as_str())
        .collect();
    if page.is_now(row) {
        ids.insert(0, STATUS_QUO);
    }
    ids.join(" ")
}

fn yes(truth: bool) -> String {
    if truth { "yes" } else { "no" }.to_owned()
}

const fn standing(ordering: Ordering) -> &'static str {
    match ordering {
        Ordering::Greater => "better",
        Ordering::Equal => "same",
        Ordering::Less => "worse",
    }
}

const fn word(value: Value) -> &'static str {
    match value {
        Value::Truth(true) => "yes",
        Value::Truth(false) => "no",
        Value::NoSuchPackage => "no such package",
        Value::Standing(ordering) => standing(ordering),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_the_table() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-1"), "'-1");
        assert_eq!(cell("@now"), "'@now");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(cell("+a,b"), "\"'+a,b\"");
        assert_eq!(cell("two\nlines"), "two lines");
        assert_eq!(cell("plain"), "plain");
    }

    #[test]
    fn nothing_before_a_formula_hides_it() {
        for sign in ["=", "+", "-", "@", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}"] {
            for before in
                ["", " ", "\t", "\r", "\n", "\r\n\t ", "\u{a0}", "\u{200b}", "\u{feff}", "\u{3000}"]
            {
                let text = format!("{before}{sign}cmd|' /C calc'!A0");
                let written = cell(&text);
                assert!(written.trim_start_matches('"').starts_with('\''), "{text:?}: {written:?}");
            }
        }
        // A control character becomes a sign that begins no formula.
        assert_eq!(cell("\u{1}=1"), "\u{fffd}=1");
        assert_eq!(cell("a=1"), "a=1");
        assert_eq!(cell(""), "");
    }

    #[test]
    fn heads_are_guarded_as_cells_are() {
        let text = table(&["=a", "b"], vec![vec!["@c".to_owned(), "d".to_owned()]]);
        assert_eq!(text, "'=a,b\r\n'@c,d\r\n");
    }
}
