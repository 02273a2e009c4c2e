//! Why no order holds, and what would make one.

use super::Words;
use crate::catalogue::say;
use crate::layout::Layout;
use detente_engine::hold::valued::Repairs;
use detente_hold::Ratio;
use detente_hold::exact::fraction;
use detente_hold::inspection::plan::Answer;
use detente_hold::roadmap::Kind;
use detente_hold::roadmap::none::{Asked, Certificate, Existence, Exit};
use detente_hold::roadmap::repairs::{Inspection, Reversed, Slices, Transfers};

/// The most ways on that are shown.
const EXITS: usize = 3;

/// The most demands that are shown.
const DEMANDS: usize = 8;

impl Words<'_, '_> {
    /// Why no order holds: proofs, how far orders come, what cannot be met together.
    pub(super) fn why_none(&self, layout: &mut Layout) {
        let page = self.page;
        let mut texts = Vec::new();
        if let Existence::None(certificates) = &self.valued.existence {
            texts.extend(certificates.iter().map(|found| self.certificate(found)));
        }
        if let Some(failing) = &self.valued.failing {
            if let Some(cut) = &failing.cut {
                texts.push(say!(page, "cut-count", states = cut.states, exits = cut.exits));
                texts.extend(cut.nearest.iter().take(EXITS).map(|exit| self.exit(exit)));
            }
            if let Some(conflict) = failing.conflict.as_ref().filter(|c| !c.is_empty()) {
                let mut asked: Vec<String> =
                    conflict.iter().take(DEMANDS).map(|asked| self.asked(asked)).collect();
                if conflict.len() > DEMANDS {
                    asked.push(say!(page, "doubts-more", count = conflict.len() - DEMANDS));
                }
                let asked = page.sheet.semicolons(&asked);
                texts.push(say!(page, "failing-conflict", count = conflict.len(), asked = asked));
            }
        }
        if texts.is_empty() {
            return;
        }
        layout.blank();
        let harshest = self.valued.failing.as_ref().is_none_or(|failing| failing.is_harshest);
        layout.heading(&page.word(if harshest {
            "question-none"
        } else {
            "question-none-believed"
        }));
        texts.iter().for_each(|text| layout.item(2, text));
    }

    fn exit(&self, exit: &Exit) -> String {
        let page = self.page;
        let state = if exit.done.is_empty() { "start" } else { "done" };
        say!(
            page,
            "cut-exit",
            state = state,
            done = self.steps(exit.done.iter().copied()),
            who = self.leaving(exit.party, &exit.kind),
            known = if exit.shortfall.is_some() { "yes" } else { "no" },
            by = exit.shortfall.as_ref().map(|by| self.number(by)).unwrap_or_default(),
        )
    }

    fn asked(&self, asked: &Asked) -> String {
        let (party, how, steps) = match asked {
            Asked::Kept { party, step } => (*party, "keep", self.step(*step)),
            Asked::Taken(_, demand) => match &demand.kind {
                Kind::Refuse(own) => (demand.party, "take", self.steps(own.iter().copied())),
                Kind::Sham(own) => (demand.party, "honest", self.steps(own.iter().copied())),
                Kind::Revoke(step) => (demand.party, "keep", self.step(*step)),
            },
        };
        say!(self.page, "conflict-asked", party = self.party(party), how = how, steps = steps)
    }

    /// What would make an order hold, each with the order.
    pub(super) fn repairs(&self, repairs: &Repairs, layout: &mut Layout) {
        let page = self.page;
        let mut texts = Vec::new();
        if let Some(bond) = &repairs.bond {
            let order = self.order(&self.valued.worths.deal, &bond.plan.order);
            texts.push(say!(page, "repair-bond", sum = self.number(&bond.uniform), order = order));
        }
        if let Some(inspection) = &repairs.inspection {
            let order = self.order(&inspection.mended.deal, &inspection.mended.plan.order);
            let more = self.more(repairs, inspection);
            texts.push(say!(page, "repair-inspection", more = more, order = order));
        }
        if let Some(exchanges) = &repairs.escrow {
            let mended = &exchanges.mended;
            let order = self.order(&mended.deal, &mended.plan.order);
            texts.push(say!(page, "repair-escrow", count = exchanges.escrows, order = order));
        }
        for repair in &repairs.revocability {
            let step = self.step(repair.step);
            let order = self.order(&repair.mended.deal, &repair.mended.plan.order);
            texts.push(match &repair.change {
                Reversed::Automatic => say!(page, "repair-automatic", step = step, order = order),
                Reversed::Part(part) => {
                    let part = self.number(part);
                    say!(page, "repair-reversal", step = step, part = part, order = order)
                }
            });
        }
        texts.extend(repairs.transfers.as_ref().map(|found| self.transfers(found)));
        texts.extend(repairs.parts.iter().map(|found| self.parts(found)));
        layout.blank();
        layout.heading(&page.word("question-repairs"));
        if texts.is_empty() {
            layout.paragraph(0, &page.word("repair-none"));
        }
        texts.iter().for_each(|text| layout.item(2, text));
    }

    /// The steps that more detection makes up for, and how each is inspected.
    fn more(&self, repairs: &Repairs, inspection: &Inspection) -> String {
        let more = repairs.plans.iter().map(|raised| {
            let then = inspection.detection[raised.0].clone();
            self.raised(raised, &then.unwrap_or_else(|| fraction(0, 1)))
        });
        self.page.sheet.commas(&more.collect::<Vec<_>>())
    }

    /// A step that is found more often, and how.
    fn raised(&self, (step, plan): &(usize, Option<Answer>), then: &Ratio) -> String {
        let (name, then) = (self.step(*step), self.number(then));
        let (how, plan) = match plan {
            None => ("unknown", String::new()),
            Some(Answer::Enough(plan)) => ("enough", self.plan(plan)),
            Some(Answer::Short(plan)) => ("short", self.plan(plan)),
        };
        say!(self.page, "repair-detection", step = name, detection = then, how = how, plan = plan)
    }

    fn transfers(&self, found: &Transfers) -> String {
        let page = self.page;
        let deal = &self.valued.worths.deal;
        let zero = fraction(0, 1);
        let paid = found.order.iter().zip(&found.paid).filter_map(|(stage, paid)| {
            let who: Vec<String> = paid
                .iter()
                .enumerate()
                .filter(|(_, sum)| **sum != zero)
                .map(|(i, sum)| {
                    let way = if *sum > zero { "gets" } else { "pays" };
                    let sum = if *sum > zero { sum.clone() } else { -sum };
                    say!(
                        page,
                        "transfer-paid",
                        party = self.party(i),
                        way = way,
                        sum = self.number(&sum)
                    )
                })
                .collect();
            (!who.is_empty()).then(|| {
                let after = self.steps(stage.steps(deal));
                say!(page, "transfer-after", steps = after, paid = page.sheet.commas(&who))
            })
        });
        let paid: Vec<String> = paid.collect();
        say!(
            page,
            "repair-transfers",
            total = self.number(&found.total),
            paid = page.sheet.semicolons(&paid),
            order = self.order(deal, &found.order),
        )
    }

    /// The order of a deal in which a step is taken in parts.
    fn parts(&self, found: &Slices) -> String {
        let whole = self.way.steps.len();
        let mut part = 0_usize;
        let stages: Vec<String> = found
            .mended
            .plan
            .order
            .iter()
            .map(|stage| {
                let names: Vec<String> = stage
                    .steps(&found.mended.deal)
                    .into_iter()
                    .map(|s| {
                        if s == found.step || s >= whole {
                            part += 1;
                            let step = self.step(found.step);
                            say!(
                                self.page,
                                "repair-part",
                                step = step,
                                part = part,
                                parts = found.parts
                            )
                        } else {
                            self.step(s)
                        }
                    })
                    .collect();
                names.join(" + ")
            })
            .collect();
        let order = self.page.sheet.arrows(&stages);
        say!(
            self.page,
            "repair-parts",
            step = self.step(found.step),
            parts = found.parts,
            order = order
        )
    }

    /// The repair that takes least to say, for the last line.
    pub(super) fn least_repair(&self) -> Option<String> {
        let repairs = self.valued.repairs.as_ref()?;
        let page = self.page;
        if let Some(inspection) = repairs.inspection.as_ref().filter(|_| !repairs.plans.is_empty())
        {
            let is_short =
                |(_, plan): &(usize, Option<Answer>)| !matches!(plan, Some(Answer::Enough(_)));
            let steps: Vec<usize> = repairs.plans.iter().map(|(step, _)| *step).collect();
            let more = self.more(repairs, inspection);
            let known = if repairs.plans.iter().any(is_short) { "no" } else { "yes" };
            let steps = self.steps(steps);
            return Some(say!(
                page,
                "so-inspection-mends",
                steps = steps,
                more = more,
                known = known
            ));
        }
        if let Some(repair) = repairs.revocability.first() {
            return Some(say!(page, "so-mends-step", step = self.step(repair.step)));
        }
        let bond = repairs.bond.as_ref()?;
        Some(say!(page, "so-mends-bond", sum = self.number(&bond.uniform)))
    }

    fn certificate(&self, found: &Certificate) -> String {
        let page = self.page;
        match found {
            Certificate::Surplus { party, shortfall } => say!(
                page,
                "certificate-surplus",
                party = self.party(*party),
                by = self.number(shortfall),
            ),
            Certificate::End { party, step, shortfall } => say!(
                page,
                "certificate-end",
                party = self.party(*party),
                step = self.step(*step),
                by = self.number(shortfall),
            ),
            Certificate::Never { step, blocks } => {
                let who = blocks.first().map(|block| self.party(block.party)).unwrap_or_default();
                say!(page, "certificate-never", step = self.step(*step), party = who)
            }
            Certificate::Circle(forced) => {
                let names: Vec<String> =
                    forced.iter().map(|forced| self.step(forced.step)).collect();
                say!(page, "certificate-circle", steps = page.sheet.arrows(&names))
            }
        }
    }
}
