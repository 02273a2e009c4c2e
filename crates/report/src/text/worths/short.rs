//! What worths say of a roadmap, in one sentence.

use super::{leaving, number, slack};
use crate::catalogue::say;
use crate::page::Page;
use detente_engine::hold::Way;
use detente_engine::hold::valued::Valued;
use detente_hold::roadmap::none::Existence;
use detente_hold::roadmap::{Check, Slack};

/// Whether some order holds and where the best is tightest, or that none does and by how much the least bad one fails.
pub(crate) fn in_short(page: &Page<'_>, what: &str, way: &Way, valued: &Valued) -> String {
    let judged = valued.judged.as_ref();
    let tightest: Option<&Check> =
        judged.and_then(|judged| judged.walk.checks.get(judged.walk.tightest?));
    let who = tightest.map(|check| leaving(page, way, valued, check.party, &check.kind));
    match &valued.existence {
        Existence::Holds(plan) => say!(
            page,
            "roadmap-short-holds",
            what = what,
            asked = if tightest.is_some() { "yes" } else { "no" },
            who = who.unwrap_or_default(),
            slack = slack(page, &plan.slack),
        ),
        Existence::IfAutomatic(_) => say!(page, "roadmap-short-if-automatic", what = what),
        Existence::IfArranged(_) => say!(page, "roadmap-short-if-arranged", what = what),
        Existence::None(_) => {
            let short = tightest.and_then(|check| match &check.slack {
                Slack::By(by) => Some(number(page, &-by)),
                Slack::Never | Slack::Free => None,
            });
            say!(
                page,
                "roadmap-short-none",
                what = what,
                known = if short.is_some() { "yes" } else { "no" },
                who = who.unwrap_or_default(),
                slack = short.unwrap_or_default(),
            )
        }
        Existence::Undecided(_) => say!(page, "roadmap-short-undecided", what = what),
    }
}
