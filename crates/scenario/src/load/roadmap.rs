//! `[[step]]` and `[[bundle]]`.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::ids::StepId;
use crate::load::evidence::{listed_twice, sources};
use crate::load::fields::{Fields, amount, count, decimal, probability, wrong_type};
use crate::load::known::Known;
use crate::load::packages::changes;
use crate::load::report::Report;
use crate::load::schema;
use crate::load::sections::Sections;
use crate::load::terms::parties;
use crate::model::{Bundle, Checking, Falsified, Inspection, Step, Term, Undoing, Watch};
use crate::number::Decimal;
use crate::tree::{Key, Node, Value};

/// Reads every step.
pub(super) fn read_steps(
    sections: &Sections<'_>,
    known: &Known,
    terms: &[Option<Term>],
    report: &mut Report<'_>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for (position, node) in sections.steps.items.iter().enumerate() {
        steps.extend(step(position, node, known, terms, report));
    }
    report_circle(&steps, sections, report);
    steps
}

fn step(
    position: usize,
    node: &Node,
    known: &Known,
    terms: &[Option<Term>],
    report: &mut Report<'_>,
) -> Option<Step> {
    let fields = Fields::open(node, &schema::STEP, report)?;
    let by = parties(&fields, known, report);
    let changes = fields.get("change").map(|node| (node, changes(node, known, report)));
    if let Some((node, _)) = &changes
        && matches!(&node.value, Value::Table(entries) if entries.is_empty())
    {
        report.add(Diagnostic::new(Code::E412, node.span, "a step changes at least one term"));
    }
    let changes = changes.map(|(_, changes)| changes).unwrap_or_default();
    for (key, term, _) in &changes {
        let (Some(Some(term)), Some(by)) = (terms.get(term.index()), &by) else { continue };
        if !term.by.iter().any(|controller| by.contains(controller)) {
            report_powerless(key, term, known, report);
        }
    }
    let whole = |key: &str, least: u32, report: &mut Report<'_>| {
        fields.get(key).and_then(|node| count(node, least, report))
    };
    Some(Step {
        id: known.steps.name(position),
        change: changes.into_iter().map(|(_, term, option)| (term, option)).collect(),
        auto: fields.flag("auto", report),
        undoing: undoing(&fields, known, report),
        checking: checking(&fields, report),
        periods: whole("periods", 0, report).unwrap_or(1),
        after: steps(&fields, "after", known, report),
        due: fields.date("due", report),
        sources: sources(&fields, "source", known, report),
        note: fields.text("note", report),
        span: known.steps.place(position, fields.place),
        by: by?,
    })
}

fn report_powerless(key: &Key, term: &Term, known: &Known, report: &mut Report<'_>) {
    let controllers: Vec<String> =
        term.by.iter().map(|party| format!("`{}`", known.parties.name(party.index()))).collect();
    let who = if controllers.is_empty() { "nobody".to_owned() } else { controllers.join(" and ") };
    let message = format!("no party that takes this step controls `{}`", term.id);
    let finding = Diagnostic::new(Code::W420, key.span, message)
        .related(term.span, format!("controlled by {who}"));
    report.add(finding);
}

fn undoing(fields: &Fields<'_>, known: &Known, report: &mut Report<'_>) -> Undoing {
    let reversal = fields.get("reversal");
    let mut rebuild = Vec::new();
    if let Some(node) = fields.get("rebuild") {
        if let Value::Table(entries) = &node.value {
            for (key, node) in entries {
                let amount = amount(node, report);
                let party = known.party(key_words(key), report);
                rebuild.extend(party.zip(amount));
            }
        } else {
            wrong_type(node, "a table with parties for keys and numbers", report);
        }
    }
    Undoing {
        reversal: reversal.and_then(|node| probability(node, "a reversal", report)),
        rebuild,
        lag: fields.get("lag").and_then(|node| count(node, 0, report)).unwrap_or(0),
    }
}

fn checking(fields: &Fields<'_>, report: &mut Report<'_>) -> Checking {
    let share = |key: &str, what: &str, report: &mut Report<'_>| {
        fields.get(key).and_then(|node| probability(node, what, report))
    };
    Checking {
        detect: share("detect", "a probability of detection", report),
        hazard: share("hazard", "a probability of later detection", report),
        false_alarm: share("false_alarm", "a probability of a false alarm", report),
        inspect: fields.get("inspect").and_then(|node| inspection(node, report)),
        watch: fields.get("watch").and_then(|node| watch(node, report)),
    }
}

fn watch(node: &Node, report: &mut Report<'_>) -> Option<Watch> {
    let fields = Fields::open(node, &schema::WATCH, report)?;
    let whole = |key: &str, report: &mut Report<'_>| {
        fields.get(key).and_then(|node| count(node, 1, report))
    };
    let (periods, visits) = (whole("periods", report), whole("visits", report));
    if let (Some(periods), Some(visits), Some(node)) = (periods, visits, fields.get("visits"))
        && visits > periods
    {
        let message = format!("{visits} of {periods} periods cannot be visited");
        report.add(Diagnostic::new(Code::E415, node.span, message));
    }
    let detect = fields
        .get("detect")
        .and_then(|node| probability(node, "a probability of detection", report));
    let mut sites = Vec::new();
    if let Some(node) = fields.get("sites") {
        if let Value::Table(entries) = &node.value {
            for (key, node) in entries {
                let gain = amount(node, report);
                sites.extend(gain.map(|gain| (key.name.clone(), gain)));
            }
        } else {
            wrong_type(node, "a table with sites for keys and numbers", report);
        }
    }
    let not_negative = |number: Decimal| !number.is_negative();
    let teams = number(&fields, "teams", &not_negative, report);
    if !report.is_table_damaged(fields.place.start) {
        if fields.get("periods").is_none() && fields.get("sites").is_none() {
            fields.report_none_of(&["periods", "sites"], "`periods` or `sites`", report);
        }
        for (key, needs) in [("visits", "periods"), ("teams", "sites")] {
            if let (Some(node), None) = (fields.get(key), fields.get(needs)) {
                let message = format!("`{key}` needs `{needs}`");
                report.add(Diagnostic::new(Code::E107, node.span, message));
            }
        }
    }
    Some(Watch { periods, visits, detect, sites, teams })
}

/// A number under `key` that is sound, zero or above.
fn number(
    fields: &Fields<'_>,
    key: &str,
    is_sound: &dyn Fn(Decimal) -> bool,
    report: &mut Report<'_>,
) -> Option<Decimal> {
    let node = fields.get(key)?;
    let number = decimal(node, report)?;
    if is_sound(number) {
        return Some(number);
    }
    let message = match number.is_zero() {
        true => format!("`{key}` is above zero"),
        false => format!("`{key}` is not below zero"),
    };
    report.add(Diagnostic::new(Code::E416, node.span, message));
    None
}

fn inspection(node: &Node, report: &mut Report<'_>) -> Option<Inspection> {
    let fields = Fields::open(node, &schema::INSPECT, report)?;
    let whole = |key: &str, report: &mut Report<'_>| {
        fields.get(key).and_then(|node| count(node, 1, report))
    };
    let positive = |number: Decimal| !number.is_negative() && !number.is_zero();
    let not_negative = |number: Decimal| !number.is_negative();
    let items = whole("items", report);
    let falsified = whole("falsified", report);
    let goal = number(&fields, "goal", &positive, report);
    let item = number(&fields, "item", &positive, report);
    let instrument =
        fields.get("instrument").and_then(|node| probability(node, "an instrument", report));
    let inspection = Inspection {
        items: items.unwrap_or(1),
        falsified: Falsified::Items(1),
        instrument,
        cost: number(&fields, "cost", &not_negative, report),
        visit: number(&fields, "visit", &not_negative, report),
        most: whole("most", report),
        rounds: whole("rounds", report),
        budget: number(&fields, "budget", &not_negative, report),
    };
    if let (Some(one), Some(_)) = (fields.get("falsified"), fields.get("goal")) {
        let message = "an inspection has either `falsified` or `goal` and `item`";
        report.add(Diagnostic::new(Code::E106, one.span, message).help("leave out one of them"));
    } else if fields.get("falsified").is_none()
        && (fields.get("goal").is_none() || fields.get("item").is_none())
        && !report.is_table_damaged(fields.place.start)
    {
        let message = "an inspection needs `falsified`, or `goal` and `item`";
        let help = "how many items does a sham falsify?";
        report.add(Diagnostic::new(Code::E107, fields.place, message).help(help));
    }
    if let (Some(all), Some(some), Some(node)) = (items, falsified, fields.get("falsified"))
        && some > all
    {
        let message = format!("{some} of {all} items cannot be falsified");
        report.add(Diagnostic::new(Code::E415, node.span, message));
    }
    let quantity = goal.zip(item).map(|(goal, item)| Falsified::Quantity { goal, item });
    let falsified = falsified.map(Falsified::Items).or(quantity)?;
    items.map(|items| Inspection { items, falsified, ..inspection })
}

/// The steps under `key`, each once.
fn steps(fields: &Fields<'_>, key: &str, known: &Known, report: &mut Report<'_>) -> Vec<StepId> {
    let mut steps = Vec::new();
    for words in fields.one_or_more(key, report) {
        let Some(step) = known.step(words, report) else { continue };
        if steps.contains(&step) {
            listed_twice(words, report);
        } else {
            steps.push(step);
        }
    }
    steps
}

/// Reports steps of which each must come before the next and the last before the first.
fn report_circle(steps: &[Step], sections: &Sections<'_>, report: &mut Report<'_>) {
    // What was lost would make positions wrong.
    if steps.len() != sections.steps.items.len() {
        return;
    }
    let mut is_done = vec![false; steps.len()];
    while let Some(next) = (0..steps.len())
        .find(|&s| !is_done[s] && steps[s].after.iter().all(|before| is_done[before.index()]))
    {
        is_done[next] = true;
    }
    let Some(mut at) = is_done.iter().position(|done| !done) else { return };
    // Whoever waits waits for somebody who waits: so many times on, and we are in the circle.
    let waits_for = |at: usize| {
        let mut before = steps[at].after.iter().map(|step| step.index());
        before.find(|&before| !is_done[before]).unwrap_or(at)
    };
    for _ in 0..steps.len() {
        at = waits_for(at);
    }
    let mut circle = vec![at];
    while waits_for(circle[circle.len() - 1]) != at {
        circle.push(waits_for(circle[circle.len() - 1]));
    }
    let names: Vec<String> = circle.iter().map(|&s| format!("`{}`", steps[s].id)).collect();
    let message = match names.as_slice() {
        [one] => format!("{one} cannot come before itself"),
        several => format!("each of these steps must come before the last: {}", several.join(", ")),
    };
    let node = sections.steps.items[at].get("after");
    let place = node.map_or(steps[at].span, |node| node.span);
    report
        .add(Diagnostic::new(Code::E421, place, message).help("leave one of them out of `after`"));
}

/// Reads every bundle.
pub(super) fn read_bundles(
    sections: &Sections<'_>,
    known: &Known,
    report: &mut Report<'_>,
) -> Vec<Bundle> {
    let mut bundles = Vec::new();
    for (position, node) in sections.bundles.items.iter().enumerate() {
        bundles.extend(bundle(position, node, known, report));
    }
    bundles
}

fn bundle(position: usize, node: &Node, known: &Known, report: &mut Report<'_>) -> Option<Bundle> {
    let fields = Fields::open(node, &schema::BUNDLE, report)?;
    let listed = fields.get("steps").map(|node| match &node.value {
        Value::List(items) => (node.span, items.len()),
        _ => (node.span, 1),
    });
    if let Some((place, count)) = listed
        && count < 2
    {
        let message = "a bundle has at least two steps";
        report.add(Diagnostic::new(Code::E422, place, message));
    }
    Some(Bundle {
        id: known.bundles.name(position),
        steps: steps(&fields, "steps", known, report),
        escrow: fields.flag("escrow", report),
        sources: sources(&fields, "source", known, report),
        note: fields.text("note", report),
        span: known.bundles.place(position, fields.place),
    })
}

/// A key as words, where the name of something stands for one.
pub(super) fn key_words(key: &Key) -> crate::load::fields::Words<'_> {
    crate::load::fields::Words {
        text: &key.name,
        origin: crate::expression::Origin::whole(key.span),
        span: key.span,
    }
}
