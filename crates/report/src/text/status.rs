//! Where does it stand after signature? What is done, overdue and to be inspected, who gains by leaving, what can come next.

use super::frame::{foot, head};
use super::roadmap::{fault, remarks};
use super::worths::{needs, number, why_not};
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use crate::roadmaps::{Subject, step_name};
use detente_engine::hold::status::{Amounts, Breach, Happening, Leaving, Standing, Status};
use detente_engine::hold::worths::Band;
use detente_engine::hold::{Way, members};
use detente_hold::{Answered, Ratio};
use detente_scenario::{PartyId, SourceId};
use std::cmp::Ordering;

/// Column at which the text beside labels begins.
pub(super) const AT: usize = 24;

/// Column at which the text beside dates begins.
const DATE: usize = 17;

/// Where a deal stands as text.
#[must_use]
pub fn status(page: &Page<'_>, found: &Status) -> String {
    let mut layout = head(page);
    let writer = Writer { page, found, way: &found.way };
    layout.heading(&page.word("question-status"));
    layout.paragraph(0, &writer.verdict());
    writer.what(&mut layout);
    writer.steps(&mut layout);
    writer.happened(&mut layout);
    writer.breach(&mut layout);
    writer.here(&mut layout);
    writer.next(&mut layout);
    writer.inspections(&mut layout);
    foot(page, layout)
}

/// What is written about one deal.
pub(super) struct Writer<'w, 'p> {
    pub(super) page: &'w Page<'p>,
    pub(super) found: &'w Status,
    pub(super) way: &'w Way,
}

impl Writer<'_, '_> {
    pub(super) fn names(&self, set: u32) -> Vec<String> {
        members(set).map(|s| step_name(self.page, self.way, s)).collect()
    }

    pub(super) fn list(&self, set: u32) -> String {
        self.page.sheet.commas(&self.names(set))
    }

    fn sources(&self, event: usize) -> Vec<SourceId> {
        self.page.scenario().events[event].sources.clone()
    }

    fn date(&self, event: usize) -> String {
        self.page.names().date(self.page.scenario().events[event].date)
    }

    /// The answer in a few sentences.
    fn verdict(&self) -> String {
        let (page, found) = (self.page, self.found);
        let record = &found.record;
        let overdue = members(record.overdue()).count();
        let mut sentences = vec![say!(
            page,
            "status-verdict",
            date = page.names().date(found.on),
            done = record.done(),
            total = self.way.steps.len(),
            inspections = found.inspections.len(),
            overdue = overdue,
        )];
        if let Some(breach) = &found.breach {
            sentences.push(say!(
                page,
                "status-breached",
                step = step_name(page, self.way, breach.step),
                how = how(breach),
                date = self.date(record.events[breach.at].event),
                who = breach.by.len(),
                by = page.names().parties(&breach.by),
            ));
        }
        if !found.broken.is_empty() {
            return page.sheet.sentences(&sentences);
        }
        sentences.push(match &found.amounts {
            Ok(amounts) => self.leaving(amounts),
            Err(_) => self.by_ranks(),
        });
        page.sheet.sentences(&sentences)
    }

    /// Who gains by leaving now, by worths.
    fn leaving(&self, amounts: &Amounts) -> String {
        let page = self.page;
        let (sure, perhaps): (Vec<&Leaving>, Vec<&Leaving>) =
            amounts.leaving.iter().partition(|leaving| leaving.is_in_the_middle());
        let parties = |all: &[&Leaving]| {
            let all: Vec<PartyId> = all.iter().map(|leaving| leaving.party).collect();
            page.names().parties(&all)
        };
        let resumed = if self.found.breach.is_some() { "yes" } else { "no" };
        let mut text = match sure.is_empty() {
            true => say!(page, "status-leaves-nobody", resumed = resumed),
            false => say!(page, "status-leaves", resumed = resumed, parties = parties(&sure)),
        };
        if !perhaps.is_empty() {
            let more = say!(page, "status-leaves-perhaps", parties = parties(&perhaps));
            text = page.sheet.sentences(&[text, more]);
        }
        text
    }

    /// Whether anybody would rather stop here, by ranks.
    fn by_ranks(&self) -> String {
        let what = match self.found.fault {
            None => self.page.word("ranks-safe"),
            Some(why) => fault(self.page, &self.found.here, why),
        };
        say!(self.page, "status-ranks", what = what)
    }

    /// Which deal, and which day.
    fn what(&self, layout: &mut Layout) {
        let (page, chosen) = (self.page, &self.found.chosen);
        let subject = Subject { named: chosen.named, package: &self.way.package };
        let others: Vec<String> =
            chosen.others.iter().map(|&other| page.names().named(other)).collect();
        let text = match (chosen.is_given, others.is_empty()) {
            (true, _) => subject.name(page),
            (false, true) => say!(page, "status-package-only", what = subject.name(page)),
            (false, false) => say!(
                page,
                "status-package-fewest",
                what = subject.name(page),
                others = page.names().all(others, 4)
            ),
        };
        layout.hang(2, &page.word("label-deal"), AT, &text);
        if self.found.is_last_event {
            let text = say!(page, "status-last-event", date = page.names().date(self.found.on));
            layout.hang(2, &page.word("label-day"), AT, &text);
        }
        if !self.found.broken.is_empty() {
            let rules: Vec<_> = self.found.broken.iter().map(|&rule| rule_line(rule)).collect();
            let text = say!(
                page,
                "order-impossible",
                what = subject.name(page),
                rules = page.names().lines(&rules, 4)
            );
            layout.paragraph(2, &text);
        }
    }

    fn steps(&self, layout: &mut Layout) {
        let page = self.page;
        if self.way.steps.is_empty() {
            return;
        }
        layout.blank();
        layout.heading(&page.word("question-steps"));
        let mut table = Table::new(&[Align::Right, Align::Left, Align::Left, Align::Left]);
        let due_next = self.found.record.due_next();
        for (position, of) in self.found.record.steps.iter().enumerate() {
            let mut what = Vec::new();
            if let Some(event) = of.event {
                what.push(self.date(event));
            }
            if let Some(days) = of.late {
                what.push(say!(page, "due-late", days = days.unsigned_abs()));
            }
            if let (Some(days), Some(due)) = (of.overdue, of.due) {
                let due = page.names().date(due);
                what.push(say!(page, "due-over", date = due, days = days.unsigned_abs()));
            }
            if let (Some(days), Some(due)) = (of.left, of.due) {
                let next = if due_next & (1 << position) != 0 { "yes" } else { "no" };
                let due = page.names().date(due);
                let days = days.unsigned_abs();
                what.push(say!(page, "due-in", date = due, days = days, next = next));
            }
            if self.found.record.unnamed & (1 << position) != 0 {
                what.push(page.word("status-unnamed"));
            }
            table.row(vec![
                page.number(position as u64 + 1),
                step_name(page, self.way, position),
                page.word(standing_key(of.standing)),
                page.sheet.semicolons(&what),
            ]);
        }
        layout.table(2, &table);
    }

    fn happened(&self, layout: &mut Layout) {
        let (page, record) = (self.page, &self.found.record);
        layout.blank();
        layout.heading(&page.word("question-happened"));
        for happening in &record.events {
            layout.hang(2, &self.date(happening.event), DATE, &self.event(happening));
        }
        if record.events.is_empty() {
            layout.paragraph(2, &page.word("status-nothing"));
        }
        if record.later > 0 {
            layout.paragraph(2, &say!(page, "status-later", count = record.later));
        }
    }

    /// What an event did, and what it rests on.
    fn event(&self, happening: &Happening) -> String {
        let page = self.page;
        let event = &page.scenario().events[happening.event];
        let names = page.names();
        let says = match &event.says {
            Some(says) => page.sheet.quote(says),
            None => names.id(&event.id),
        };
        let sources: Vec<String> =
            self.sources(happening.event).into_iter().map(|source| names.source(source)).collect();
        let (known, sources) = match sources.is_empty() {
            true => ("no", String::new()),
            false => ("yes", page.sheet.commas(&sources)),
        };
        let mut texts = vec![match (happening.did, happening.elsewhere) {
            (Some(did), _) => say!(
                page,
                "status-event",
                says = says,
                step = step_name(page, self.way, did.step),
                standing = page.word(standing_key(did.after)),
                known = known,
                sources = sources,
            ),
            (None, Some(step)) => say!(
                page,
                "status-event-elsewhere",
                says = says,
                step = names.id(&page.scenario().step(step).id),
                known = known,
                sources = sources,
            ),
            (None, None) => {
                say!(page, "status-event-only", says = says, known = known, sources = sources)
            }
        }];
        if let Some(did) = happening.did.filter(|did| did.early != 0) {
            texts.push(say!(page, "status-early", steps = self.list(did.early)));
        }
        page.sheet.semicolons(&texts)
    }

    fn breach(&self, layout: &mut Layout) {
        let (page, found) = (self.page, self.found);
        let Some(breach) = &found.breach else { return };
        layout.blank();
        layout.heading(&page.word("question-breach"));
        let automatic = breach.before & !self.way.lasting();
        if automatic != 0 {
            let text = say!(page, "breach-automatic", steps = self.list(automatic));
            layout.hang(2, &page.word("label-falls"), AT, &text);
        }
        match (&found.amounts, &breach.breakdown) {
            (Ok(amounts), Some(_)) => self.measured(breach, amounts, layout),
            _ => {
                for text in remarks(page, &breach.visit, &page.table.case().signers) {
                    layout.paragraph(2, &text);
                }
            }
        }
        for &at in &breach.since {
            let happening = &found.record.events[at];
            let Some(did) = happening.did else { continue };
            let text = say!(
                page,
                "breach-since",
                step = step_name(page, self.way, did.step),
                standing = page.word(standing_key(did.after)),
                by = page.names().parties(&self.way.steps[did.step].by),
            );
            layout.hang(2, &self.date(happening.event), AT, &text);
        }
    }

    /// Who takes back what, and who loses, by worths.
    fn measured(&self, breach: &Breach, amounts: &Amounts, layout: &mut Layout) {
        let (page, worths) = (self.page, &amounts.worths);
        let Some(breakdown) = &breach.breakdown else { return };
        let party = |i: usize| page.names().party(worths.parties[i]);
        for (step, answer) in &breakdown.answers {
            let Answered::By(owners) = answer else { continue };
            let owners: Vec<PartyId> = owners.iter().map(|&i| worths.parties[i]).collect();
            let lag = worths.deal.steps[*step].lag;
            let text = say!(
                page,
                "breach-answer",
                step = step_name(page, self.way, *step),
                parties = page.names().parties(&owners),
                lag = lag,
            );
            layout.hang(2, &page.word("label-reaction"), AT, &text);
        }
        let zero = Ratio::from_integer(0.into());
        for (i, (loss, left)) in breach.loss.iter().zip(&breakdown.left).enumerate() {
            let key = match loss.middle.cmp(&zero) {
                Ordering::Greater => "loses",
                Ordering::Equal => "same",
                Ordering::Less => "gains",
            };
            let by = match key {
                "gains" => spread(page, &-&loss.high, &-&loss.middle, &-&loss.low),
                _ => spread(page, &loss.low, &loss.middle, &loss.high),
            };
            let side = if *left < zero { "below" } else { "above" };
            let left = if *left < zero { -left } else { left.clone() };
            let text = say!(
                page,
                "breach-party",
                change = key,
                by = by,
                left = number(page, &left),
                side = side,
            );
            layout.hang(2, &party(i), AT, &text);
        }
    }

    /// Whether it is safe where it stands, and who has what to lose.
    fn here(&self, layout: &mut Layout) {
        let (page, found) = (self.page, self.found);
        if !found.broken.is_empty() {
            return;
        }
        layout.blank();
        let resumed = if found.breach.is_some() { "yes" } else { "no" };
        layout.heading(&say!(page, "question-here", resumed = resumed));
        let ranks = remarks(page, &found.here, &page.table.case().signers);
        let ranks = match ranks.is_empty() {
            true => page.word("ranks-safe"),
            false => page.sheet.semicolons(&ranks),
        };
        layout.hang(2, &page.word("label-ranks"), AT, &ranks);
        match &found.amounts {
            Err(undefined) => layout.paragraph(2, &why_not(page, self.way, undefined)),
            Ok(amounts) => self.stakes(amounts, layout),
        }
        if let Some(survival) = &found.survival {
            let share = |band: &Band| spread(page, &band.low, &band.middle, &band.high);
            let text = say!(
                page,
                "status-survival",
                past = share(&survival.so_far),
                ahead = share(&survival.ahead),
            );
            layout.hang(2, &page.word("label-alarms"), AT, &text);
        }
    }

    fn stakes(&self, amounts: &Amounts, layout: &mut Layout) {
        let (page, worths) = (self.page, &amounts.worths);
        for (i, &party) in worths.parties.iter().enumerate() {
            let is_owner = worths.deal.steps.iter().any(|step| step.owners.contains(&i));
            if !is_owner {
                continue;
            }
            let stake = &amounts.stakes[i];
            let mut texts = vec![say!(
                page,
                "status-stake",
                stake = spread(page, &stake.low, &stake.middle, &stake.high)
            )];
            let keep = amounts.keep.iter().find(|tested| tested.party == party);
            if let Some(tested) = keep {
                texts.push(self.tested(tested));
            }
            let leaving = amounts.leaving.iter().find(|leaving| leaving.party == party);
            if let Some(leaving) = leaving {
                texts.push(match &leaving.gain[1] {
                    Some(gain) => say!(page, "status-gains", by = number(page, gain)),
                    None => page.word("status-gains-perhaps"),
                });
            }
            if amounts.returns.contains(&party) && amounts.done != 0 {
                texts.push(page.word("status-returns"));
            }
            layout.hang(2, &page.names().party(party), AT, &page.sheet.semicolons(&texts));
        }
    }

    fn inspections(&self, layout: &mut Layout) {
        let (page, found) = (self.page, self.found);
        if found.inspections.is_empty() {
            return;
        }
        layout.blank();
        layout.heading(&page.word("question-inspections"));
        for due in &found.inspections {
            let since = page.names().date(due.since);
            let days = due.since.days_until(found.on).unsigned_abs();
            let mut texts = vec![say!(page, "status-inspect", since = since, days = days)];
            texts.extend(due.checks.iter().map(|check| needs(page, check, None)));
            let label = step_name(page, self.way, due.step);
            layout.hang(2, &label, AT, &page.sheet.semicolons(&texts));
        }
    }
}

/// How a step fell, for the messages.
const fn how(breach: &Breach) -> &'static str {
    if breach.is_sham { "sham" } else { "undone" }
}

const fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "standing-open",
        Standing::Done => "standing-done",
        Standing::Inspected => "standing-inspected",
        Standing::Failed => "standing-failed",
        Standing::Undone => "standing-undone",
    }
}

const fn rule_line(rule: detente_scenario::RuleId) -> detente_scenario::model::Line {
    detente_scenario::model::Line::Rule(rule)
}

/// `5`, or `5 (3 to 7)` where the ranges leave it open.
pub(super) fn spread(page: &Page<'_>, low: &Ratio, middle: &Ratio, high: &Ratio) -> String {
    let middle = number(page, middle);
    match low == high {
        true => middle,
        false => say!(
            page,
            "number-spread",
            middle = middle,
            low = number(page, low),
            high = number(page, high)
        ),
    }
}
