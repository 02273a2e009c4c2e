//! What worths say of a roadmap: whether it holds, in which order, with which inspections; and if not, why and what would mend it.

mod mending;
mod plan;
mod short;
mod turning;
mod watching;

pub(super) use plan::needs;
pub(super) use short::in_short;

use super::roadmap::sequence;
use crate::catalogue::say;
use crate::layout::Layout;
use crate::page::Page;
use crate::roadmaps::{Subject, leaves, step_name};
use detente_engine::hold::valued::{Judged, Valued};
use detente_engine::hold::worths::Undefined;
use detente_engine::hold::{Way, set};
use detente_hold::exact::float;
use detente_hold::roadmap::none::Existence;
use detente_hold::roadmap::{Check, Kind, Slack, Stage};
use detente_hold::{Deal, Ratio};

/// Column at which the text beside labels begins.
const AT: usize = 24;

/// A number as readers write it, to three decimals.
pub(crate) fn number(page: &Page<'_>, number: &Ratio) -> String {
    let text = format!("{:.3}", float(number));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    page.sheet.decimal(if text == "-0" { "0" } else { text })
}

/// How much is left.
pub(crate) fn slack(page: &Page<'_>, slack: &Slack) -> String {
    match slack {
        Slack::By(by) => number(page, by),
        Slack::Never => page.word("slack-never"),
        Slack::Free => page.word("slack-free"),
    }
}

/// `Iran could only pretend declaration`
pub(crate) fn leaving(
    page: &Page<'_>,
    way: &Way,
    valued: &Valued,
    i: usize,
    kind: &Kind,
) -> String {
    Words { page, way, valued }.leaving(i, kind)
}

/// A check with who has what at stake.
pub(crate) fn check(page: &Page<'_>, way: &Way, valued: &Valued, check: &Check) -> String {
    Words { page, way, valued }.check(check)
}

/// All that worths say, or why they say nothing, under a heading of its own.
pub(crate) fn section(
    page: &Page<'_>,
    subject: &Subject<'_>,
    way: &Way,
    found: &Result<Valued, Undefined>,
    layout: &mut Layout,
) {
    layout.blank();
    layout.heading(&page.word("question-worths"));
    match found {
        Ok(valued) => {
            layout.paragraph(0, &headline(page, subject, way, valued));
            layout.blank();
            body(page, way, valued, layout);
        }
        Err(undefined) => layout.paragraph(0, &why_not(page, way, undefined)),
    }
}

/// Whether it holds, in a sentence or two.
pub(crate) fn headline(
    page: &Page<'_>,
    subject: &Subject<'_>,
    way: &Way,
    valued: &Valued,
) -> String {
    Words { page, way, valued }.headline(subject)
}

/// The plan with its inspections, what would turn the verdict, and if nothing holds, why and what would mend it.
pub(crate) fn body(page: &Page<'_>, way: &Way, valued: &Valued, layout: &mut Layout) {
    let words = Words { page, way, valued };
    if let Some(judged) = &valued.judged {
        words.stages(judged, layout);
        words.clock(judged, layout);
    }
    words.watches(layout);
    words.why_none(layout);
    if let Some(repairs) = &valued.repairs {
        words.repairs(repairs, layout);
    }
    if let Some(judged) = &valued.judged {
        words.doubts(judged, layout);
        words.stress(judged, layout);
    }
    layout.blank();
    layout.heading(&page.word("question-so"));
    layout.paragraph(0, &words.conclusion());
    if !valued.worths.is_exact {
        layout.paragraph(0, &page.word("worths-rounded"));
    }
}

/// Which ranges of the file turn the verdict on the order that is judged.
pub(super) fn numbers(page: &Page<'_>, way: &Way, valued: &Valued, layout: &mut Layout) {
    if let Some(judged) = &valued.judged {
        Words { page, way, valued }.numbers(judged, layout);
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

/// What one answer is told with.
struct Words<'w, 'p> {
    page: &'w Page<'p>,
    way: &'w Way,
    valued: &'w Valued,
}

impl Words<'_, '_> {
    /// Who a party of the deal is.
    fn party(&self, i: usize) -> String {
        self.page.names().party(self.valued.worths.parties[i])
    }

    fn number(&self, number: &Ratio) -> String {
        self::number(self.page, number)
    }

    fn slack(&self, slack: &Slack) -> String {
        self::slack(self.page, slack)
    }

    fn step(&self, step: usize) -> String {
        step_name(self.page, self.way, step)
    }

    fn steps(&self, steps: impl IntoIterator<Item = usize>) -> String {
        let names: Vec<String> = steps.into_iter().map(|s| self.step(s)).collect();
        self.page.sheet.commas(&names)
    }

    /// The stages of an order of `deal`.
    fn order(&self, deal: &Deal, order: &[Stage]) -> String {
        let stages: Vec<u32> = order.iter().map(|stage| set(stage.steps(deal))).collect();
        sequence(self.page, self.way, &stages)
    }

    /// `Iran could only pretend declaration`
    fn leaving(&self, i: usize, kind: &Kind) -> String {
        let which = self.steps(kind.steps().iter().copied());
        say!(self.page, "worths-leaving", party = self.party(i), how = leaves(kind), steps = which)
    }

    /// A check with who has what at stake.
    fn check(&self, check: &Check) -> String {
        let need = match &check.need {
            Some(need) => self.number(need),
            None => self.page.word("need-never"),
        };
        say!(
            self.page,
            "worths-check",
            who = self.leaving(check.party, &check.kind),
            stake = self.number(&check.stake),
            need = need,
            known = if check.need.is_some() { "yes" } else { "no" },
            slack = self.slack(&check.slack),
        )
    }

    /// Where a check stands: `before stage 3`, `after all`.
    fn place(&self, judged: &Judged, check: &Check) -> String {
        let (stages, at) = (judged.stages.len(), check.at);
        match &check.stage {
            Some(_) => say!(self.page, "place-before", stage = at + 1),
            None if at == 0 => self.page.word("place-start"),
            None if at == stages => self.page.word("place-end"),
            None => say!(self.page, "place-after", stage = at),
        }
    }

    fn headline(&self, subject: &Subject<'_>) -> String {
        let page = self.page;
        let (valued, what) = (self.valued, subject.name(page));
        let given = valued.judged.as_ref().filter(|judged| judged.is_given);
        let mut sentences = Vec::new();
        if let Some(judged) = given {
            let slack = self.slack(&judged.walk.slack);
            let key = match judged.walk.holds() {
                true => "worths-given-holds",
                false => "worths-given-fails",
            };
            sentences
                .push(page.say(key, &[("what", what.clone().into()), ("slack", slack.into())]));
        }
        let any = if given.is_some() { "yes" } else { "no" };
        sentences.push(match &valued.existence {
            Existence::Holds(plan) => {
                say!(
                    page,
                    "worths-holds",
                    what = what,
                    slack = self.slack(&plan.slack),
                    given = any
                )
            }
            Existence::IfAutomatic(_) => say!(page, "worths-if-automatic", what = what),
            Existence::IfArranged(_) => say!(page, "worths-if-arranged", what = what),
            Existence::None(_) => say!(page, "worths-none", what = what),
            Existence::Undecided(_) => say!(page, "worths-undecided", what = what),
        });
        if let Some(count) = valued.count.as_ref().filter(|count| count.orders > 0) {
            let capped = if count.is_capped { "yes" } else { "no" };
            let count = page.sheet.decimal(&count.orders.to_string());
            sentences.push(say!(page, "worths-count", count = count, capped = capped));
        }
        if let Existence::IfAutomatic(plan) | Existence::IfArranged(plan) = &valued.existence {
            let order = self.order(&valued.worths.deal, &plan.order);
            sentences.push(say!(page, "worths-order", order = order));
        }
        page.sheet.sentences(&sentences)
    }

    /// The plan, or that none suffices, with the step and the party that bind.
    fn conclusion(&self) -> String {
        let page = self.page;
        let Some(judged) = &self.valued.judged else { return page.word("so-nothing") };
        let tightest = judged.walk.tightest.and_then(|at| judged.walk.checks.get(at));
        let order = sequence(page, self.way, &judged.stages);
        let Some(tightest) = tightest else {
            return say!(page, "so-free", order = order);
        };
        let steps = self.steps(tightest.kind.steps().iter().copied());
        let party = self.party(tightest.party);
        let mut sentences = Vec::new();
        if judged.walk.holds() {
            let slack = self.slack(&tightest.slack);
            sentences.push(say!(page, "so-plan", order = order));
            let inspected = self.inspected();
            if !inspected.is_empty() {
                sentences.push(say!(page, "so-inspect", steps = page.sheet.semicolons(&inspected)));
            }
            sentences.push(say!(page, "so-binds", steps = steps, party = party, slack = slack));
            if judged.clocked.differs(true) {
                sentences.push(page.word("so-clock"));
            }
        } else {
            let other = matches!(self.valued.existence, Existence::Holds(_));
            sentences.push(page.word(if other { "so-not-this" } else { "so-none" }));
            sentences.push(say!(page, "so-binds-short", steps = steps, party = party));
            sentences.extend(self.least_repair());
        }
        page.sheet.sentences(&sentences)
    }
}
