//! The stages of a roadmap with what leaving would bring, what is inspected, and the clock.

use super::{AT, Words, number};
use crate::catalogue::say;
use crate::layout::Layout;
use crate::page::Page;
use detente_engine::hold::members;
use detente_engine::hold::valued::{Checked, Judged, Planned};
use detente_hold::Ratio;
use detente_hold::exact::fraction;
use detente_hold::inspection::plan::{Answer, Plan};
use detente_hold::roadmap::{Check, Verdict};

impl Words<'_, '_> {
    /// Every stage: who does what, what a sham would save, how it is found, where the order breaks.
    pub(super) fn stages(&self, judged: &Judged, layout: &mut Layout) {
        let page = self.page;
        layout.heading(&page.word(match (judged.is_given, judged.walk.holds()) {
            (_, true) => "question-plan",
            (true, false) => "question-order-asked",
            (false, false) => "question-least-bad",
        }));
        let fails = |check: &&Check| !check.slack.holds();
        let at_start = |check: &&Check| check.at == 0 && check.stage.is_none();
        let start: Vec<&Check> = judged.walk.checks.iter().filter(at_start).filter(fails).collect();
        if !start.is_empty() {
            layout.hang(2, &page.word("stage-start"), AT, &page.word("stage-nothing"));
            start.iter().for_each(|check| self.breaks(check, layout));
        }
        for (at, &stage) in judged.stages.iter().enumerate() {
            let label = say!(page, "stage-number", number = at + 1);
            layout.hang(2, &label, AT, &self.taken(stage));
            for check in self.valued.checks.iter().filter(|check| stage & (1 << check.step) != 0) {
                let step = (stage.count_ones() > 1).then(|| self.step(check.step));
                layout.paragraph(AT, &needs(page, check, step));
            }
            let here = |check: &&Check| match check.stage {
                Some(_) => check.at == at,
                None => check.at == at + 1,
            };
            for check in judged.walk.checks.iter().filter(here).filter(fails) {
                self.breaks(check, layout);
            }
        }
        if let Some(tightest) = judged.walk.tightest.and_then(|at| judged.walk.checks.get(at)) {
            let texts = [self.place(judged, tightest), self.check(tightest)];
            layout.hang(2, &page.word("label-tightest"), AT, &page.sheet.commas(&texts));
        }
        let reactions = say!(
            page,
            "worths-reactions",
            believed = self.slack(&judged.walk.slack),
            automatic = self.slack(&judged.automatic),
        );
        layout.hang(2, &page.word("label-reactions"), AT, &reactions);
        for (i, at) in judged.walk.no_return.iter().enumerate() {
            let Some(at) = at else { continue };
            let stage = match at.checked_sub(1).and_then(|before| judged.stages.get(before)) {
                Some(&set) => self.taken(set),
                None => page.word("order-at-start"),
            };
            let text = say!(page, "worths-no-return", party = self.party(i), stage = stage);
            layout.hang(2, &page.word("label-no-return"), AT, &text);
        }
    }

    /// The steps of a stage with who takes them.
    fn taken(&self, stage: u32) -> String {
        let step = |s: usize| {
            let by = self.page.names().parties(&self.way.steps[s].by);
            say!(self.page, "stage-step", step = self.step(s), by = by)
        };
        members(stage).map(step).collect::<Vec<_>>().join(" + ")
    }

    fn breaks(&self, check: &Check, layout: &mut Layout) {
        layout.paragraph(AT, &say!(self.page, "stage-breaks", check = self.check(check)));
    }

    pub(super) fn plan(&self, plan: &Plan) -> String {
        self::plan(self.page, plan)
    }

    /// What is inspected in the plan that holds, in a few words each.
    pub(super) fn inspected(&self) -> Vec<String> {
        let mut texts = Vec::new();
        for check in &self.valued.checks {
            let Some(plan) = &check.plan else { continue };
            let enough =
                [&plan.sure, &plan.middle].into_iter().flatten().find_map(|answer| match answer {
                    Answer::Enough(plan) if plan.inspected > 0 => Some(plan),
                    _ => None,
                });
            if let Some(plan) = enough {
                let (step, plan) = (self.step(check.step), self.plan(plan));
                texts.push(say!(self.page, "so-inspection", step = step, plan = plan));
            }
        }
        texts
    }

    /// What time, false alarms and late detection change.
    pub(super) fn clock(&self, judged: &Judged, layout: &mut Layout) {
        let page = self.page;
        let clocked = &judged.clocked;
        if clocked.timed.is_none() && clocked.covert.is_empty() {
            return;
        }
        layout.blank();
        layout.heading(&page.word("question-clock"));
        if let Some(timed) = &clocked.timed {
            let period = page.scenario().period.as_deref().map(|period| page.names().short(period));
            let mut sentences = vec![say!(
                page,
                "clock-verdict",
                periods = timed.periods,
                named = if period.is_some() { "yes" } else { "no" },
                period = period.unwrap_or_default(),
                holds = if timed.slack.holds() { "yes" } else { "no" },
                same = if clocked.differs(judged.walk.holds()) { "no" } else { "yes" },
            )];
            if let Some(tightest) = timed.tightest.and_then(|at| timed.checks.get(at)) {
                let place = self.place(judged, tightest);
                sentences.push(say!(
                    page,
                    "clock-tightest",
                    place = place,
                    check = self.check(tightest)
                ));
            }
            if timed.survival < fraction(1, 1) {
                sentences.push(say!(page, "clock-survival", part = self.number(&timed.survival)));
            }
            if let Some(order) = clocked.other() {
                let order = self.order(&self.valued.worths.deal, order);
                sentences.push(say!(page, "clock-instead", order = order));
            } else if let Some(found) = &clocked.instead {
                sentences.push(page.word(match found.verdict {
                    Verdict::Fails => "clock-none",
                    _ => "clock-undecided",
                }));
            }
            layout.paragraph(0, &page.sheet.sentences(&sentences));
        }
        for covert in &clocked.covert {
            let text = say!(
                page,
                "clock-covert",
                party = self.party(covert.party),
                steps = self.steps(covert.shams.iter().copied()),
                gain = self.number(&covert.gain),
                kept = self.number(&covert.kept),
                lost = self.number(&covert.lost),
                found = if covert.factor > fraction(0, 1) { "yes" } else { "no" },
            );
            layout.item(2, &text);
        }
    }
}

/// What pretending a step would save, named where it is one of several, what detection that takes, and how it is had.
pub(in crate::text) fn needs(page: &Page<'_>, check: &Checked, step: Option<String>) -> String {
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
        bundled = if step.is_some() { "yes" } else { "no" },
        step = step.unwrap_or_default(),
        cost = number(page, &check.cost.middle),
        needed = share(middle),
        band = is_band,
        low = share(low),
        high = share(high),
        has = number(page, &check.detection),
        enough = enough,
    )];
    match check.wait {
        Some(wait) if wait > 0 => sentences.push(say!(page, "worths-wait", periods = wait)),
        _ => {}
    }
    if let Some(plan) = &check.plan {
        sentences.extend(planned(page, plan));
    }
    page.sheet.semicolons(&sentences)
}

fn plan(page: &Page<'_>, plan: &Plan) -> String {
    say!(
        page,
        "inspection-plan",
        items = plan.inspected,
        rounds = plan.rounds,
        cost = number(page, &plan.cost),
        detection = number(page, &plan.detection),
    )
}

/// How inspection reaches what is needed.
fn planned(page: &Page<'_>, planned: &Planned) -> Vec<String> {
    let mut sentences = Vec::new();
    let best = planned.sure.as_ref().filter(|answer| matches!(answer, Answer::Enough(_)));
    match (best, &planned.middle) {
        (Some(Answer::Enough(found)), _) => {
            sentences.push(say!(page, "inspection-sure", plan = plan(page, found)));
        }
        (_, Some(Answer::Enough(found))) => {
            sentences.push(say!(page, "inspection-middle", plan = plan(page, found)));
        }
        (_, Some(Answer::Short(found))) => {
            sentences.push(say!(page, "inspection-short", plan = plan(page, found)));
        }
        _ => sentences.push(page.word("inspection-none")),
    }
    if let Some(found) = &planned.budget {
        sentences.push(say!(page, "inspection-budget", plan = plan(page, found)));
    }
    sentences
}
