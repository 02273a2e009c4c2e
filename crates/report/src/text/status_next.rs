//! What can come next in a deal that is being carried out, what that needs, and the ways on.

use super::roadmap::{fault, refusal, sequence};
use super::status::{AT, Writer, spread};
use super::worths::{needs, slack};
use crate::catalogue::say;
use crate::layout::Layout;
use crate::roadmaps::leaves;
use detente_engine::hold::status::{Ahead, Amounts, Next, NextChecks, Tested};
use detente_engine::hold::{Count, Failure, Fault, Visit, set};
use detente_hold::Ratio;
use detente_hold::roadmap::Slack;
use detente_hold::roadmap::none::Existence;

/// So many ways on, and places where they fail, are shown.
const SHOWN: usize = 3;

impl Writer<'_, '_> {
    /// `taking back open-sites: 5 to spare (3 to 7)`
    pub(super) fn tested(&self, tested: &Tested) -> String {
        let page = self.page;
        let kind = &tested.check.kind;
        let (how, which) = (leaves(kind), self.list(set(kind.steps().iter().copied())));
        let [low, middle, high] = &tested.slack;
        let (verdict, text) = match (low, middle, high) {
            (Slack::By(low), Slack::By(middle), Slack::By(high)) => {
                let zero = Ratio::from_integer(0.into());
                let verdict = match (*low >= zero, *middle >= zero) {
                    (true, _) => "holds",
                    (false, true) => "middle",
                    (false, false) => "fails",
                };
                (verdict, spread(page, low, middle, high))
            }
            (Slack::Never, ..) => ("never", slack(page, &Slack::Never)),
            (low, ..) => ("holds", slack(page, if middle.holds() { middle } else { low })),
        };
        say!(page, "status-tested", how = how, steps = which, verdict = verdict, slack = text,)
    }

    pub(super) fn next(&self, layout: &mut Layout) {
        let (page, found) = (self.page, self.found);
        if !found.broken.is_empty() || found.record.in_force == self.way.whole() {
            return;
        }
        layout.blank();
        layout.heading(&page.word("question-next"));
        let amounts = found.amounts.as_ref().ok();
        match &found.ahead {
            Err(refused) => layout.paragraph(2, &refusal(page, refused)),
            Ok(ahead) => {
                for next in &ahead.next {
                    self.stage(next, amounts, layout);
                }
                self.ways(ahead, layout);
            }
        }
        if let Some(amounts) = amounts {
            self.best(amounts, layout);
        }
    }

    fn stage(&self, next: &Next, amounts: Option<&Amounts>, layout: &mut Layout) {
        let page = self.page;
        let label = match next.bundle {
            Some(bundle) => page.names().id(&page.scenario().bundles[bundle].id),
            None => self.names(next.steps).join(" + "),
        };
        let mut texts = Vec::new();
        if next.bundle.is_some() {
            texts.push(say!(page, "next-bundle", steps = self.list(next.steps)));
        }
        texts.push(match next.fault {
            None => page.word("next-safe"),
            Some(why) => say!(page, "next-fault", why = fault(page, &next.visit, why)),
        });
        let checks = amounts
            .and_then(|amounts| amounts.next.iter().find(|checks| checks.steps == next.steps));
        if let Some(checks) = checks {
            texts.extend(self.checks(checks));
            texts.extend(checks.needs.iter().map(|check| needs(page, check, None)));
        }
        layout.hang(2, &label, AT, &page.sheet.semicolons(&texts));
    }

    /// What fails somewhere in the ranges; the tightest check if nothing does.
    fn checks(&self, checks: &NextChecks) -> Vec<String> {
        let fails = |tested: &&Tested| !tested.slack.iter().all(Slack::holds);
        let mut shown: Vec<&Tested> = checks.checks.iter().filter(fails).collect();
        if shown.is_empty() {
            shown.extend(checks.checks.iter().min_by_key(|tested| &tested.slack[1]));
        }
        let who = |tested: &&Tested| {
            say!(
                self.page,
                "next-check",
                party = self.page.names().party(tested.party),
                check = self.tested(tested),
            )
        };
        shown.iter().map(who).collect()
    }

    fn ways(&self, ahead: &Ahead, layout: &mut Layout) {
        let page = self.page;
        let count = |count: u128| page.sheet.decimal(&count.to_string());
        let few = |count: u128| u64::try_from(count).unwrap_or(u64::MAX);
        let of = |key: &str, of: &Count| {
            let args = [
                ("safe", few(of.safe).into()),
                ("count", count(of.safe).into()),
                ("total", few(of.total).into()),
            ];
            page.say(key, &args)
        };
        let mut texts = vec![of("status-ways", &ahead.single)];
        if let Some(mixed) = &ahead.mixed {
            texts.push(of("status-ways-mixed", mixed));
        }
        layout.hang(2, &page.word("label-ways"), AT, &page.sheet.sentences(&texts));
        for way in ahead.best.iter().take(SHOWN) {
            layout.paragraph(AT, &sequence(page, self.way, way));
        }
        for Failure { visit, fault: why, orders } in ahead.failures.iter().take(SHOWN) {
            let text = self.fails(visit, *why, *orders);
            layout.hang(2, &page.word("label-ways-fail"), AT, &text);
        }
        let rest = ahead.failing_states - ahead.failures.len().min(SHOWN);
        if rest > 0 {
            layout.paragraph(AT, &say!(page, "order-fails-rest", count = rest));
        }
    }

    fn fails(&self, visit: &Visit, why: Fault, orders: u128) -> String {
        let page = self.page;
        say!(
            page,
            "order-fails",
            count = u64::try_from(orders).unwrap_or(u64::MAX),
            orders = page.sheet.decimal(&orders.to_string()),
            state = if visit.done == 0 { "start" } else { "done" },
            done = self.list(visit.done),
            why = fault(page, visit, why),
        )
    }

    /// The way on that is best by worths, and whether it holds.
    fn best(&self, amounts: &Amounts, layout: &mut Layout) {
        let page = self.page;
        let mut sentences = vec![match &amounts.existence {
            Existence::Holds(plan) => {
                say!(page, "status-way-holds", slack = slack(page, &plan.slack))
            }
            Existence::IfAutomatic(_) => page.word("status-way-automatic"),
            Existence::IfArranged(_) => page.word("status-way-arranged"),
            Existence::None(_) => page.word("status-way-none"),
            Existence::Undecided(_) => page.word("status-way-undecided"),
        }];
        if let Some(count) = &amounts.count {
            let capped = if count.is_capped { "yes" } else { "no" };
            let count = page.sheet.decimal(&count.orders.to_string());
            sentences.push(say!(page, "status-way-count", count = count, capped = capped));
        }
        layout.hang(2, &page.word("label-worths"), AT, &page.sheet.sentences(&sentences));
        if let Some(best) = &amounts.best {
            let label = match best.walk.holds() {
                true => page.word("label-way-on"),
                false => page.word("label-way-fails"),
            };
            layout.hang(2, &label, AT, &sequence(page, self.way, &best.stages));
        }
    }
}
