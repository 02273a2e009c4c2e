//! Can it be carried out? Roadmaps by ranks.

use super::frame::{foot, head};
use super::{with_whom, worths};
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use crate::roadmaps::{OfSubject, Subject, WithWhom, step_name};
use detente_engine::hold::{
    Audit, Carried, Count, Fault, Holding, Orders, Refused, Roadmaps, Stand, Visit, Way, members,
};
use detente_scenario::PartyId;
use detente_scenario::model::Line;
use std::cmp::Ordering;

/// Column at which the text beside labels begins.
const AT: usize = 24;

/// The orders of the steps of one package as text.
#[must_use]
pub fn order(page: &Page<'_>, subject: &Subject<'_>, answer: &Roadmaps) -> String {
    let mut layout = head(page);
    layout.heading(&page.word("question-order"));
    layout.paragraph(0, &headline(page, subject, answer));
    body(page, answer, &mut layout);
    foot(page, layout)
}

/// The orders of the steps of every named package, a line for each.
#[must_use]
pub fn orders(page: &Page<'_>, answers: &[OfSubject<'_>]) -> String {
    let mut layout = head(page);
    layout.heading(&page.word("question-order"));
    overview(page, answers, &mut layout);
    foot(page, layout)
}

/// The answer in short: of the package whose carrying out matters most, by worths where there are any, otherwise by ranks; then
/// the label of what supports it, and that.
pub(crate) fn in_short(
    page: &Page<'_>,
    answers: &[OfSubject<'_>],
    carried: &Carried,
) -> Option<(String, String, String)> {
    let is_it = |(subject, _): &&OfSubject<'_>| subject.named == Some(carried.named);
    let (subject, answer) = answers.iter().find(is_it)?;
    let answer = answer.ok()?;
    let orders = answer.orders.as_ref()?;
    let needs = needs(page, &answer.way, orders);
    let (safe, total) = (orders.single.safe, orders.single.total);
    if let Ok(valued) = &carried.valued {
        let text = worths::in_short(page, &subject.short(page), &answer.way, valued);
        let ranks = say!(
            page,
            "roadmap-ranks-safe",
            safe = plural(safe),
            count = count(page, safe),
            total = count(page, total),
            needs = needs,
        );
        return Some((text, page.word("label-by-ranks"), ranks));
    }
    let mut sentences = vec![say!(
        page,
        "roadmap-short-order",
        what = subject.short(page),
        safe = plural(safe),
        count = count(page, safe),
        total = count(page, total),
    )];
    // Without values nobody expects amounts.
    if let Err(undefined) = &carried.valued
        && signers_value(page)
    {
        sentences.push(worths::why_not(page, &answer.way, undefined));
    }
    Some((page.sheet.sentences(&sentences), page.word("label-takes"), needs))
}

/// Whether all who sign say what things are worth.
fn signers_value(page: &Page<'_>) -> bool {
    let case = page.table.case();
    case.signers.iter().all(|&party| case.preference(party).worths().is_some())
}

/// A table with a line for every package.
pub(crate) fn overview(page: &Page<'_>, answers: &[OfSubject<'_>], layout: &mut Layout) {
    if answers.is_empty() {
        layout.paragraph(0, &page.word("order-no-packages"));
        return;
    }
    let columns = [Align::Left, Align::Right, Align::Right, Align::Right, Align::Left];
    let mut table = Table::new(&columns).head(vec![
        page.word("column-package"),
        page.word("column-steps"),
        page.word("column-orders"),
        page.word("column-safe"),
        page.word("column-needs"),
    ]);
    for (subject, answer) in answers {
        table.row(match answer {
            Err(refused) => {
                let nothing = String::new;
                vec![subject.short(page), nothing(), nothing(), nothing(), refusal(page, refused)]
            }
            Ok(Roadmaps { way, orders: None, .. }) => vec![
                subject.short(page),
                page.number(way.steps.len() as u64),
                String::new(),
                String::new(),
                page.word("order-impossible-short"),
            ],
            Ok(Roadmaps { way, orders: Some(orders), .. }) => vec![
                subject.short(page),
                page.number(way.steps.len() as u64),
                count(page, orders.single.total),
                count(page, orders.single.safe),
                needs(page, way, orders),
            ],
        });
    }
    layout.table(2, &table);
}

/// What it takes for a safe order, in a few words.
fn needs(page: &Page<'_>, way: &Way, orders: &Orders) -> String {
    match (&orders.smallest, &orders.least_stage) {
        (Some(smallest), _) if smallest.size == 0 => page.word("order-needs-nothing"),
        (Some(smallest), _) => {
            let first = smallest.bundles.first().copied().unwrap_or_default();
            say!(page, "order-needs-bundle", steps = page.names().joined(&names(page, way, first)))
        }
        (None, Some((size, _))) => say!(page, "order-needs-bundles", size = *size),
        (None, None) => page.word("order-needs-more"),
    }
}

/// Why orders were not counted, in a sentence.
pub(crate) fn refusal(page: &Page<'_>, refused: &Refused) -> String {
    match *refused {
        Refused::Steps { most } => say!(page, "order-too-many-steps", most = most),
        Refused::Memory { steps, bytes, limit } => say!(
            page,
            "order-too-much",
            steps = steps,
            bytes = page.number(bytes >> 20),
            limit = page.number(limit >> 20),
        ),
    }
}

/// The answer in a sentence or two.
pub(crate) fn headline(page: &Page<'_>, subject: &Subject<'_>, answer: &Roadmaps) -> String {
    let what = subject.name(page);
    let Some(orders) = &answer.orders else {
        let rules: Vec<Line> = answer.broken.iter().map(|&rule| Line::Rule(rule)).collect();
        return say!(page, "order-impossible", what = what, rules = page.names().lines(&rules, 4));
    };
    let steps = answer.way.steps.len();
    if steps == 0 {
        return say!(page, "order-nothing", what = what);
    }
    let mut sentences = vec![say!(
        page,
        "order-single",
        what = what,
        steps = steps,
        safe = plural(orders.single.safe),
        count = count(page, orders.single.safe),
        total = count(page, orders.single.total),
        quit = count(page, orders.single.quit_proof),
    )];
    if let (0, Some(bundled), Some(mixed)) = (orders.single.safe, &orders.bundled, &orders.mixed) {
        sentences.push(say!(
            page,
            "order-bundled",
            safe = plural(bundled.safe),
            count = count(page, bundled.safe),
            total = count(page, bundled.total),
            mixed = count(page, mixed.safe),
        ));
    }
    page.sheet.sentences(&sentences)
}

/// A number for plural forms: what is too large for them is many.
fn plural(count: u128) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// A number of orders as readers write it.
fn count(page: &Page<'_>, count: u128) -> String {
    page.sheet.decimal(&count.to_string())
}

fn names(page: &Page<'_>, way: &Way, set: u32) -> Vec<String> {
    members(set).map(|s| step_name(page, way, s)).collect()
}

/// What supports the headline: the steps, the counts, the bundles that suffice, safe orders, where the others fail.
pub(crate) fn body(page: &Page<'_>, answer: &Roadmaps, layout: &mut Layout) {
    steps(page, &answer.way, layout);
    let Some(orders) = answer.orders.as_ref().filter(|_| !answer.way.steps.is_empty()) else {
        return;
    };
    counts(page, orders, layout);
    bundles(page, &answer.way, orders, layout);
    best(page, &answer.way, orders, layout);
    failures(page, &answer.way, orders, layout);
}

/// The steps with their owners and changes.
pub(crate) fn steps(page: &Page<'_>, way: &Way, layout: &mut Layout) {
    if way.steps.is_empty() {
        return;
    }
    let names = page.names();
    layout.blank();
    layout.heading(&page.word("question-steps"));
    let columns = [Align::Right, Align::Left, Align::Left, Align::Left];
    let mut table = Table::new(&columns);
    for (position, step) in way.steps.iter().enumerate() {
        let by = match step.by.is_empty() {
            true => page.word("step-by-nobody"),
            false => names.parties(&step.by),
        };
        let changes: Vec<String> =
            step.change.iter().map(|&(term, option)| names.option(term, option)).collect();
        let mut what = vec![names.joined(&changes)];
        if step.auto {
            what.push(page.word("step-auto"));
        }
        if step.after != 0 {
            let before = self::names(page, way, step.after);
            what.push(say!(page, "step-after", steps = page.sheet.commas(&before)));
        }
        table.row(vec![
            page.number(position as u64 + 1),
            step_name(page, way, position),
            by,
            page.sheet.semicolons(&what),
        ]);
    }
    layout.table(2, &table);
    for bundle in &way.bundles {
        let key = if bundle.escrow { "bundle-escrow" } else { "bundle-together" };
        let id = names.id(&page.scenario().bundles[bundle.bundle].id);
        let steps = page.sheet.commas(&self::names(page, way, bundle.steps));
        layout.item(2, &page.say(key, &[("bundle", id.into()), ("steps", steps.into())]));
    }
}

fn counts(page: &Page<'_>, orders: &Orders, layout: &mut Layout) {
    layout.blank();
    let columns = [Align::Left, Align::Right, Align::Right, Align::Right];
    let mut table = Table::new(&columns).head(vec![
        page.word("column-stages"),
        page.word("column-orders"),
        page.word("column-quit-proof"),
        page.word("column-safe"),
    ]);
    let mut row = |key: &str, of: &Count| {
        table.row(vec![
            page.word(key),
            count(page, of.total),
            count(page, of.quit_proof),
            count(page, of.safe),
        ]);
    };
    row("stages-single", &orders.single);
    for (key, of) in [("stages-bundled", &orders.bundled), ("stages-mixed", &orders.mixed)] {
        if let Some(of) = of {
            row(key, of);
        }
    }
    table.row(vec![
        say!(page, "stages-any", largest = orders.any.largest),
        String::new(),
        String::new(),
        count(page, orders.any.safe),
    ]);
    layout.table(2, &table);
}

fn bundles(page: &Page<'_>, way: &Way, orders: &Orders, layout: &mut Layout) {
    layout.blank();
    match (&orders.smallest, &orders.least_stage) {
        (Some(smallest), _) if smallest.size == 0 => {}
        (Some(smallest), _) => {
            let key = "order-smallest";
            let args = [("size", smallest.size.into()), ("count", smallest.count.into())];
            layout.paragraph(0, &page.say(key, &args));
            for &bundle in &smallest.bundles {
                layout.item(2, &page.sheet.commas(&names(page, way, bundle)));
            }
        }
        (None, Some((size, order))) => {
            layout.paragraph(0, &say!(page, "order-least-stage", size = *size));
            layout.item(2, &sequence(page, way, order));
        }
        (None, None) => layout.paragraph(0, &page.word("order-no-bundle")),
    }
}

/// Stages one after another: steps that are taken together stand with a plus between them.
pub(crate) fn sequence(page: &Page<'_>, way: &Way, order: &[u32]) -> String {
    let stage = |&set: &u32| names(page, way, set).join(" + ");
    page.sheet.arrows(&order.iter().map(stage).collect::<Vec<_>>())
}

fn best(page: &Page<'_>, way: &Way, orders: &Orders, layout: &mut Layout) {
    if orders.best.is_empty() {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-safe-orders"));
    for audit in &orders.best {
        layout.item(2, &sequence(page, way, &audit.stages));
    }
}

fn failures(page: &Page<'_>, way: &Way, orders: &Orders, layout: &mut Layout) {
    if orders.failures.is_empty() {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-order-fails"));
    for failure in &orders.failures {
        let text = say!(
            page,
            "order-fails",
            count = plural(failure.orders),
            orders = count(page, failure.orders),
            state = if failure.visit.done == 0 { "start" } else { "done" },
            done = page.sheet.commas(&names(page, way, failure.visit.done)),
            why = fault(page, &failure.visit, failure.fault),
        );
        layout.item(2, &text);
    }
    let rest = orders.failing_states - orders.failures.len();
    if rest > 0 {
        layout.item(2, &say!(page, "order-fails-rest", count = rest));
    }
}

/// Whether anything is done once `at` of the stages are taken, and what.
pub(crate) fn state_words(
    page: &Page<'_>,
    way: &Way,
    stages: &[u32],
    at: usize,
) -> (&'static str, String) {
    let done = stages.iter().take(at).fold(0, |done, stage| done | stage);
    let list = page.sheet.commas(&names(page, way, done));
    (if done == 0 { "start" } else { "done" }, list)
}

/// Why a state is not safe, in a sentence.
pub(crate) fn fault(page: &Page<'_>, visit: &Visit, fault: Fault) -> String {
    let names = page.names();
    let stand = |party: PartyId| visit.parties.iter().find(|stand| stand.party == party);
    match fault {
        Fault::Impossible => {
            let rules: Vec<Line> = visit.broken.iter().map(|&rule| Line::Rule(rule)).collect();
            say!(page, "fault-impossible", rules = names.lines(&rules, 3))
        }
        Fault::Quit(party) => {
            let line = stand(party).and_then(|stand| line(page, party, stand.by));
            by(page, "fault-quit", party, line)
        }
        Fault::Exposed(party) => {
            let line = stand(party).and_then(|stand| line(page, party, stand.below_by));
            by(page, "fault-exposed", party, line)
        }
    }
}

fn line(
    page: &Page<'_>,
    party: PartyId,
    by: Option<detente_engine::preference::ActiveLine>,
) -> Option<String> {
    by.map(|by| page.names().priority(party, by.line))
}

fn by(page: &Page<'_>, key: &str, party: PartyId, line: Option<String>) -> String {
    let is_known = if line.is_some() { "yes" } else { "no" };
    let args = [
        ("party", page.names().party(party).into()),
        ("known", is_known.into()),
        ("line", line.unwrap_or_default().into()),
    ];
    page.say(key, &args)
}

/// Whether a package holds, as text.
#[must_use]
pub fn hold(
    page: &Page<'_>,
    subject: &Subject<'_>,
    answer: &Holding,
    types: Option<&WithWhom>,
) -> String {
    let mut layout = head(page);
    layout.heading(&page.word("question-hold"));
    layout.paragraph(0, &hold_headline(page, subject, answer));
    hold_body(page, subject, answer, &mut layout);
    with_whom::in_brief(page, types, &mut layout);
    foot(page, layout)
}

/// The answer in a sentence or two: by worths where they are known, otherwise by ranks.
pub(crate) fn hold_headline(page: &Page<'_>, subject: &Subject<'_>, answer: &Holding) -> String {
    match &answer.worths {
        Ok(valued) => worths::headline(page, subject, &answer.roadmaps.way, valued),
        Err(_) => verdict(page, subject, &answer.roadmaps.way, &answer.audit),
    }
}

/// The rest of the answer: the plan by worths, then the order by ranks.
pub(crate) fn hold_body(
    page: &Page<'_>,
    subject: &Subject<'_>,
    answer: &Holding,
    layout: &mut Layout,
) {
    let way = &answer.roadmaps.way;
    layout.blank();
    match &answer.worths {
        Ok(valued) => {
            worths::body(page, way, valued, layout);
            layout.blank();
            layout.heading(&page.word("question-ranks"));
            layout.paragraph(0, &verdict(page, subject, way, &answer.audit));
            states(page, way, &answer.audit, layout);
        }
        Err(undefined) => {
            layout.heading(&page.word("question-stages"));
            states(page, way, &answer.audit, layout);
            layout.blank();
            layout.heading(&page.word("question-worths"));
            layout.paragraph(0, &worths::why_not(page, way, undefined));
        }
    }
    if let Some(refused) = &answer.refused {
        layout.blank();
        layout.paragraph(0, &refusal(page, refused));
    }
}

/// Whether an order is safe, and where it is not, in a sentence.
pub(crate) fn verdict(page: &Page<'_>, subject: &Subject<'_>, way: &Way, audit: &Audit) -> String {
    let what = subject.name(page);
    match audit.failure {
        None => say!(page, "audit-safe", what = what, stages = audit.stages.len()),
        Some((at, fault)) => {
            let why = self::fault(page, &audit.visits[at], fault);
            let (state, done) = state_words(page, way, &audit.stages, at);
            say!(page, "audit-fails", what = what, state = state, done = done, why = why)
        }
    }
}

/// Every state that an order visits.
fn states(page: &Page<'_>, way: &Way, audit: &Audit, layout: &mut Layout) {
    for (at, visit) in audit.visits.iter().enumerate() {
        let stage = at.checked_sub(1).and_then(|before| audit.stages.get(before));
        let (label, taken) = match stage {
            None => (page.word("stage-start"), page.word("stage-nothing")),
            Some(&stage) => {
                (say!(page, "stage-number", number = at), names(page, way, stage).join(" + "))
            }
        };
        layout.hang(2, &label, AT, &taken);
        for text in remarks(page, visit, &page.table.case().signers) {
            layout.paragraph(AT, &text);
        }
    }
}

/// Who would rather stop at a state, who is below no deal there, and what forbids it.
pub(crate) fn remarks(page: &Page<'_>, visit: &Visit, signers: &[PartyId]) -> Vec<String> {
    let mut remarks = Vec::new();
    if !visit.broken.is_empty() {
        remarks.push(fault(page, visit, Fault::Impossible));
        return remarks;
    }
    let stops = |stand: &&Stand| stand.has_steps && stand.beside_finish == Ordering::Greater;
    for stand in visit.parties.iter().filter(stops) {
        remarks.push(fault(page, visit, Fault::Quit(stand.party)));
    }
    if visit.done == 0 {
        return remarks;
    }
    let below = |stand: &&Stand| stand.verdict.in_order == Ordering::Less;
    for stand in visit.parties.iter().filter(below) {
        let line = line(page, stand.party, stand.below_by);
        let key = match signers.contains(&stand.party) {
            true => "fault-exposed",
            false => "fault-hurt",
        };
        remarks.push(by(page, key, stand.party, line));
    }
    remarks
}
