//! What would turn a verdict: the ranges of the file, and a change of one party's mind.

use super::Words;
use crate::catalogue::say;
use crate::layout::Layout;
use detente_engine::hold::doubts::{Doubt, Turn};
use detente_engine::hold::valued::Judged;
use detente_hold::Ratio;
use detente_hold::exact::fraction;
use detente_hold::roadmap::ranges::Input;
use detente_hold::roadmap::stress::Change;

/// The most numbers that are named.
const MOST: usize = 6;

impl Words<'_, '_> {
    /// What a number is about.
    fn input(&self, input: Input) -> String {
        let page = self.page;
        match input {
            Input::Once { step, party } => {
                say!(page, "input-once", step = self.step(step), party = self.party(party))
            }
            Input::Lasting { step, party } => {
                say!(page, "input-lasting", step = self.step(step), party = self.party(party))
            }
            Input::Detection(step) => say!(page, "input-detection", step = self.step(step)),
            Input::Reversal(step) => say!(page, "input-reversal", step = self.step(step)),
            Input::Discount(party) => say!(page, "input-discount", party = self.party(party)),
        }
    }

    /// Which ranges of the file turn the verdict, alone and together.
    pub(super) fn doubts(&self, judged: &Judged, layout: &mut Layout) {
        if judged.doubts.numbers.is_empty() {
            return;
        }
        layout.blank();
        layout.heading(&self.page.word("question-doubts"));
        self.numbers(judged, layout);
    }

    /// The same without a heading.
    pub(super) fn numbers(&self, judged: &Judged, layout: &mut Layout) {
        let page = self.page;
        let doubts = &judged.doubts;
        let turning: Vec<&Doubt> = doubts.turning().collect();
        let holds = if judged.walk.holds() { "yes" } else { "no" };
        let mut sentences =
            vec![say!(page, "doubts-count", count = doubts.numbers.len(), turning = turning.len())];
        if let Some(together) = &doubts.together {
            let other = if together.is_other { "yes" } else { "no" };
            sentences.push(say!(
                page,
                "doubts-together",
                holds = holds,
                other = other,
                slack = self.slack(&together.slack),
            ));
            if let Some(check) =
                together.check.as_ref().filter(|_| together.is_other || judged.walk.holds())
            {
                let place = self.place(judged, check);
                sentences.push(say!(
                    page,
                    "doubts-check",
                    place = place,
                    check = self.check(check)
                ));
            }
        }
        layout.paragraph(0, &page.sheet.sentences(&sentences));
        for doubt in turning.iter().take(MOST) {
            for turn in &doubt.turns {
                layout.item(2, &self.turn(doubt, turn, holds));
            }
        }
        if turning.len() > MOST {
            layout.item(2, &say!(page, "doubts-more", count = turning.len() - MOST));
        }
    }

    fn turn(&self, doubt: &Doubt, turn: &Turn, holds: &str) -> String {
        say!(
            self.page,
            "doubts-turn",
            what = self.input(doubt.input),
            low = self.number(&doubt.file.low),
            high = self.number(&doubt.file.high),
            side = if turn.above { "above" } else { "below" },
            at = self.number(&turn.at),
            holds = holds,
        )
    }

    /// Per party the least change of its mind that breaks the order, with the stage at which it then breaks.
    pub(super) fn stress(&self, judged: &Judged, layout: &mut Layout) {
        let page = self.page;
        let Some(changes) = &judged.stress else { return };
        let texts: Vec<String> = changes
            .iter()
            .enumerate()
            .filter_map(|(i, change)| {
                let Change { input, by, is_rise, check, .. } = change.as_ref()?;
                let (Input::Once { step, .. } | Input::Lasting { step, .. }) = input else {
                    return None;
                };
                let by: Ratio = if *by < fraction(0, 1) { -by } else { by.clone() };
                let mut texts = vec![say!(
                    page,
                    "worths-stress",
                    party = self.party(i),
                    step = self.step(*step),
                    by = self.number(&by),
                    way = if *is_rise { "more" } else { "less" },
                )];
                texts.extend(check.as_ref().map(|check| {
                    let place = self.place(judged, check);
                    let who = self.leaving(check.party, &check.kind);
                    say!(page, "stress-breaks", place = place, who = who)
                }));
                Some(page.sheet.semicolons(&texts))
            })
            .collect();
        if !texts.is_empty() {
            layout.blank();
            layout.heading(&page.word("question-stress"));
            texts.iter().for_each(|text| layout.item(2, text));
        }
    }
}
