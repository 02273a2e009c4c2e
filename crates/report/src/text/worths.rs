//! What worths say of a roadmap: whether it holds, where it is tightest, what inspection it needs, what would mend it.

use super::roadmap::sequence;
use crate::catalogue::say;
use crate::layout::Layout;
use crate::page::Page;
use crate::roadmaps::step_name;
use detente_engine::hold::valued::{Checked, Judged, Planned, Repairs, Valued};
use detente_engine::hold::worths::Undefined;
use detente_engine::hold::{Way, members, set};
use detente_hold::exact::float;
use detente_hold::inspection::plan::{Answer, Plan};
use detente_hold::roadmap::none::{Certificate, Existence};
use detente_hold::roadmap::ranges::Input;
use detente_hold::roadmap::repairs::Reversed;
use detente_hold::roadmap::stress::Change;
use detente_hold::roadmap::{Check, Kind, Slack, Stage};
use detente_hold::{Deal, Ratio};
use detente_scenario::PartyId;

/// Column at which the text beside labels begins.
const AT: usize = 24;

/// A number as readers write it, to three decimals.
pub(crate) fn number(page: &Page<'_>, number: &Ratio) -> String {
    let text = format!("{:.3}", float(number));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    page.sheet.decimal(if text == "-0" { "0" } else { text })
}

/// Who a party of the deal is.
fn party(page: &Page<'_>, valued: &Valued, i: usize) -> String {
    page.names().party(valued.worths.parties[i])
}

/// The section on worths.
pub(crate) fn body(
    page: &Page<'_>,
    way: &Way,
    found: &Result<Valued, Undefined>,
    layout: &mut Layout,
) {
    layout.blank();
    layout.heading(&page.word("question-worths"));
    match found {
        Err(undefined) => layout.paragraph(0, &why_not(page, way, undefined)),
        Ok(valued) => {
            layout.paragraph(0, &existence(page, way, valued));
            if let Existence::None(certificates) = &valued.existence {
                for certificate in certificates {
                    layout.item(2, &self::certificate(page, way, valued, certificate));
                }
            }
            if let Some(judged) = &valued.judged {
                judgement(page, way, valued, judged, layout);
            }
            for check in &valued.checks {
                inspection(page, way, check, layout);
            }
            if let Some(judged) = &valued.judged {
                stress(page, way, valued, judged, layout);
            }
            if let Some(repairs) = &valued.repairs {
                mend(page, way, valued, repairs, layout);
            }
            if !valued.worths.is_exact {
                layout.paragraph(0, &page.word("worths-rounded"));
            }
        }
    }
}

/// Why worths say nothing.
pub(crate) fn why_not(page: &Page<'_>, way: &Way, undefined: &Undefined) -> String {
    let names = page.names();
    match *undefined {
        Undefined::Unvalued(party) => {
            say!(page, "worths-unvalued", party = names.party(party))
        }
        Undefined::Together(party, line) => {
            say!(page, "worths-together", line = names.priority(party, line.line))
        }
        Undefined::Nobody(step) => {
            say!(page, "worths-nobody", step = step_name(page, way, step))
        }
        Undefined::Undiscounted(party) => {
            say!(page, "worths-undiscounted", party = names.party(party))
        }
        Undefined::Refused => page.word("worths-refused"),
    }
}

fn existence(page: &Page<'_>, way: &Way, valued: &Valued) -> String {
    let mut sentences = vec![match &valued.existence {
        Existence::Holds(plan) => {
            say!(page, "worths-holds", slack = slack(page, &plan.slack))
        }
        Existence::IfAutomatic(_) => page.word("worths-if-automatic"),
        Existence::IfArranged(_) => page.word("worths-if-arranged"),
        Existence::None(_) => page.word("worths-none"),
        Existence::Undecided(_) => page.word("worths-undecided"),
    }];
    if let Some(count) = &valued.count {
        let capped = if count.is_capped { "yes" } else { "no" };
        let count = page.sheet.decimal(&count.orders.to_string());
        sentences.push(say!(page, "worths-count", count = count, capped = capped));
    }
    if let Existence::IfAutomatic(plan) | Existence::IfArranged(plan) = &valued.existence {
        let order = order(page, way, &valued.worths.deal, &plan.order);
        sentences.push(say!(page, "worths-order", order = order));
    }
    page.sheet.sentences(&sentences)
}

/// The stages of an order of `deal`.
fn order(page: &Page<'_>, way: &Way, deal: &Deal, order: &[Stage]) -> String {
    let stages: Vec<u32> = order.iter().map(|stage| set(stage.steps(deal))).collect();
    sequence(page, way, &stages)
}

pub(crate) fn slack(page: &Page<'_>, slack: &Slack) -> String {
    match slack {
        Slack::By(by) => number(page, by),
        Slack::Never => page.word("slack-never"),
        Slack::Free => page.word("slack-free"),
    }
}

fn steps(page: &Page<'_>, way: &Way, steps: &[usize]) -> String {
    let names: Vec<String> = steps.iter().map(|&s| step_name(page, way, s)).collect();
    page.sheet.commas(&names)
}

/// `Iran could sham declaration`
pub(crate) fn leaving(
    page: &Page<'_>,
    way: &Way,
    valued: &Valued,
    i: usize,
    kind: &Kind,
) -> String {
    let (how, which) = match kind {
        Kind::Refuse(own) => ("refuse", steps(page, way, own)),
        Kind::Sham(own) => ("sham", steps(page, way, own)),
        Kind::Revoke(step) => ("revoke", step_name(page, way, *step)),
    };
    say!(page, "worths-leaving", party = party(page, valued, i), how = how, steps = which)
}

/// A check with who has what at stake.
pub(crate) fn check(
    page: &Page<'_>,
    way: &Way,
    valued: &Valued,
    judged: &Judged,
    check: &Check,
) -> String {
    let done = judged.stages.iter().take(check.at).fold(0, |done, stage| done | stage);
    let done: Vec<String> = members(done).map(|s| step_name(page, way, s)).collect();
    let state = if done.is_empty() { "start" } else { "done" };
    let need = match &check.need {
        Some(need) => number(page, need),
        None => page.word("slack-never"),
    };
    say!(
        page,
        "worths-tightest",
        who = leaving(page, way, valued, check.party, &check.kind),
        state = state,
        done = page.sheet.commas(&done),
        stake = number(page, &check.stake),
        need = need,
        slack = slack(page, &check.slack),
    )
}

fn judgement(page: &Page<'_>, way: &Way, valued: &Valued, judged: &Judged, layout: &mut Layout) {
    let label = match (judged.is_given, judged.walk.holds()) {
        (true, true) => page.word("label-holding-order"),
        (true, false) => page.word("label-failing-order"),
        (false, true) => page.word("label-roadmap"),
        (false, false) => page.word("label-failing-roadmap"),
    };
    layout.hang(2, &label, AT, &sequence(page, way, &judged.stages));
    if let Some(tightest) = judged.walk.tightest.and_then(|at| judged.walk.checks.get(at)) {
        let text = check(page, way, valued, judged, tightest);
        layout.hang(2, &page.word("label-tightest"), AT, &text);
    }
    for (i, at) in judged.walk.no_return.iter().enumerate() {
        if let Some(at) = at {
            let stage = match at.checked_sub(1).and_then(|before| judged.stages.get(before)) {
                Some(&set) => {
                    let names: Vec<String> =
                        members(set).map(|s| step_name(page, way, s)).collect();
                    names.join(" + ")
                }
                None => page.word("order-at-start"),
            };
            let text =
                say!(page, "worths-no-return", party = party(page, valued, i), stage = stage);
            layout.hang(2, &page.word("label-no-return"), AT, &text);
        }
    }
}

fn inspection(page: &Page<'_>, way: &Way, check: &Checked, layout: &mut Layout) {
    let share = |needed: &Option<Ratio>| match needed {
        Some(needed) => number(page, needed),
        None => page.word("detection-never"),
    };
    let [low, middle, high] = &check.needed;
    let is_band = if low == high { "no" } else { "yes" };
    let enough = match middle {
        Some(needed) if check.detection >= *needed => "yes",
        _ => "no",
    };
    let mut sentences = vec![say!(
        page,
        "worths-needs",
        party = page.names().party(check.party),
        cost = number(page, &check.cost.middle),
        needed = share(middle),
        band = is_band,
        low = share(low),
        high = share(high),
        has = number(page, &check.detection),
        enough = enough,
    )];
    if let Some(plan) = &check.plan {
        sentences.extend(planned(page, plan));
    }
    let text = page.sheet.semicolons(&sentences);
    layout.hang(2, &step_name(page, way, check.step), AT, &text);
}

/// How inspection reaches what is needed.
fn planned(page: &Page<'_>, planned: &Planned) -> Vec<String> {
    let plan_of = |plan: &Plan| {
        say!(
            page,
            "inspection-plan",
            items = plan.inspected,
            rounds = plan.rounds,
            cost = number(page, &plan.cost),
            detection = number(page, &plan.detection),
        )
    };
    let mut sentences = Vec::new();
    let best = planned.sure.as_ref().filter(|answer| matches!(answer, Answer::Enough(_)));
    match (best, &planned.middle) {
        (Some(Answer::Enough(plan)), _) => {
            sentences.push(say!(page, "inspection-sure", plan = plan_of(plan)));
        }
        (_, Some(Answer::Enough(plan))) => {
            sentences.push(say!(page, "inspection-middle", plan = plan_of(plan)));
        }
        (_, Some(Answer::Short(plan))) => {
            sentences.push(say!(page, "inspection-short", plan = plan_of(plan)));
        }
        _ => sentences.push(page.word("inspection-none")),
    }
    if let Some(plan) = &planned.budget {
        sentences.push(say!(page, "inspection-budget", plan = plan_of(plan)));
    }
    sentences
}

fn stress(page: &Page<'_>, way: &Way, valued: &Valued, judged: &Judged, layout: &mut Layout) {
    let Some(changes) = &judged.stress else { return };
    let texts: Vec<String> = changes
        .iter()
        .enumerate()
        .filter_map(|(i, change)| {
            let Change { input, by, is_rise, .. } = change.as_ref()?;
            let (Input::Once { step, .. } | Input::Lasting { step, .. }) = input else {
                return None;
            };
            let way_of = if *is_rise { "more" } else { "less" };
            let by = if *by < Ratio::from_integer(0.into()) { -by } else { by.clone() };
            Some(say!(
                page,
                "worths-stress",
                party = party(page, valued, i),
                step = step_name(page, way, *step),
                by = number(page, &by),
                way = way_of,
            ))
        })
        .collect();
    if !texts.is_empty() {
        layout.blank();
        layout.heading(&page.word("question-stress"));
        texts.iter().for_each(|text| layout.item(2, text));
    }
}

fn mend(page: &Page<'_>, way: &Way, valued: &Valued, repairs: &Repairs, layout: &mut Layout) {
    let mut texts = Vec::new();
    if let Some(bond) = &repairs.bond {
        let order = order(page, way, &valued.worths.deal, &bond.plan.order);
        let sum = number(page, &bond.uniform);
        texts.push(say!(page, "repair-bond", sum = sum, order = order));
    }
    if let Some(inspection) = &repairs.inspection {
        let more: Vec<String> = (inspection.detection.iter().enumerate())
            .filter_map(|(s, detection)| {
                let then = detection.as_ref()?;
                let now = valued.worths.deal.steps[s].detection.as_ref()?;
                (then > now).then(|| {
                    let (step, then) = (step_name(page, way, s), number(page, then));
                    say!(page, "repair-detection", step = step, detection = then)
                })
            })
            .collect();
        let order = order(page, way, &inspection.mended.deal, &inspection.mended.plan.order);
        let more = page.sheet.commas(&more);
        texts.push(say!(page, "repair-inspection", more = more, order = order));
    }
    if let Some(exchanges) = &repairs.escrow {
        let mended = &exchanges.mended;
        let order = order(page, way, &mended.deal, &mended.plan.order);
        texts.push(say!(page, "repair-escrow", count = exchanges.escrows, order = order));
    }
    for repair in &repairs.revocability {
        let step = step_name(page, way, repair.step);
        let order = order(page, way, &repair.mended.deal, &repair.mended.plan.order);
        texts.push(match &repair.change {
            Reversed::Automatic => say!(page, "repair-automatic", step = step, order = order),
            Reversed::Part(part) => {
                say!(page, "repair-reversal", step = step, part = number(page, part), order = order)
            }
        });
    }
    layout.blank();
    layout.heading(&page.word("question-repairs"));
    if texts.is_empty() {
        layout.paragraph(0, &page.word("repair-none"));
    }
    texts.iter().for_each(|text| layout.item(2, text));
}

fn certificate(page: &Page<'_>, way: &Way, valued: &Valued, found: &Certificate) -> String {
    match found {
        Certificate::Surplus { party, shortfall } => say!(
            page,
            "certificate-surplus",
            party = self::party(page, valued, *party),
            by = number(page, shortfall),
        ),
        Certificate::End { party, step, shortfall } => say!(
            page,
            "certificate-end",
            party = self::party(page, valued, *party),
            step = step_name(page, way, *step),
            by = number(page, shortfall),
        ),
        Certificate::Never { step, blocks } => {
            let who: Vec<PartyId> =
                blocks.iter().map(|block| valued.worths.parties[block.party]).collect();
            let who = who.first().map(|&party| page.names().party(party)).unwrap_or_default();
            say!(page, "certificate-never", step = step_name(page, way, *step), party = who)
        }
        Certificate::Circle(forced) => {
            let names: Vec<String> =
                forced.iter().map(|forced| step_name(page, way, forced.step)).collect();
            say!(page, "certificate-circle", steps = page.sheet.arrows(&names))
        }
    }
}
