//! How sure?

use super::empty::has_capability;
use super::frame::{foot, head};
use super::robust_roadmaps::{self, roadmap_level};
use super::show::{fate, would_sign};
use super::sure::stands;
use crate::catalogue::say;
use crate::earned::restated;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use detente_engine::ask::Restates;
use detente_engine::robust::{
    Bearing, CountRange, Dated, Headline, Level, Moves, Robust, Sensitivity, Value,
};
use detente_scenario::model::{Edit, Expectation, Line};
use detente_scenario::{AsOf, ClaimId, NamedId, PartyId};
use std::cmp::Ordering;

/// Variants listed before the rest is only counted.
const LISTED: usize = 12;

/// Verdicts on whether packages stand listed before the rest is only counted.
const STANDS: usize = 12;

/// The answer to *how sure?* as text, with the dates that the file compares.
#[must_use]
pub fn robust(
    page: &Page<'_>,
    answer: &Robust,
    moves: &Moves,
    bearings: &[Bearing],
    dates: &[Dated],
) -> String {
    let mut layout = head(page);
    layout.heading(&page.word("question-robust"));
    layout.paragraph(0, &headline(page, answer));
    body(page, answer, moves, bearings, dates, &mut layout);
    foot(page, layout)
}

/// What supports the headline: which lines matter, how firm each verdict is, how far the counts move,
/// and the dates side by side.
pub(crate) fn body(
    page: &Page<'_>,
    answer: &Robust,
    moves: &Moves,
    bearings: &[Bearing],
    dates: &[Dated],
    layout: &mut Layout,
) {
    if !answer.variants.is_empty() {
        layout.paragraph(0, &page.word("robust-meaning"));
    }
    swings(page, answer, layout);
    claims(page, answer, dates, layout);
    views(page, answer, layout);
    equilibria(page, moves, layout);
    robust_roadmaps::roadmaps(page, &answer.roadmaps, layout);
    robust_roadmaps::bearings(page, bearings, layout);
    ranges(page, answer, layout);
    compare(page, dates, layout);
}

/// How many verdicts there are and how many of them one line turns.
pub(crate) fn headline(page: &Page<'_>, answer: &Robust) -> String {
    if answer.variants.is_empty() {
        return page.word("robust-no-lines");
    }
    let claims = answer.claims.iter().filter(|verdict| verdict.single_point()).count();
    let views = answer.packages.iter().filter(|verdict| verdict.single_point()).count();
    say!(
        page,
        "robust-headline",
        variants = answer.variants.len(),
        claims = claims,
        claimsof = answer.claims.len(),
        views = views,
        viewsof = answer.packages.len(),
    )
}

/// What one variant turns.
pub(crate) struct Swing {
    /// The variant.
    pub edit: Edit,
    /// Claims that it turns.
    pub claims: Vec<ClaimId>,
    /// Headline counts that it makes zero, or no longer zero.
    pub counts: Vec<Headline>,
    /// Views of named packages that it turns.
    pub views: Vec<(NamedId, PartyId)>,
    /// Roadmaps of named packages that it turns.
    pub roadmaps: Vec<(NamedId, Level)>,
}

impl Swing {
    /// Verdicts that it turns.
    pub(crate) fn verdicts(&self) -> usize {
        self.claims.len() + self.counts.len() + self.views.len() + self.roadmaps.len()
    }
}

/// What each variant turns, those first that turn headlines, then those that turn most.
pub(crate) fn all_swings(answer: &Robust) -> Vec<Swing> {
    fn turning<S: Copy, V>(all: &[Sensitivity<S, V>], edit: Edit) -> Vec<S> {
        let turned = all.iter().filter(|v| v.flips.iter().any(|(by, _)| *by == edit));
        turned.map(|verdict| verdict.subject).collect()
    }
    let mut swings: Vec<Swing> = answer
        .variants
        .iter()
        .map(|&edit| Swing {
            edit,
            claims: turning(&answer.claims, edit),
            counts: answer
                .counts
                .iter()
                .filter(|range| range.flips.iter().any(|(by, _)| *by == edit))
                .map(|range| range.headline)
                .collect(),
            views: turning(&answer.packages, edit),
            roadmaps: turning(&answer.roadmaps.verdicts, edit),
        })
        .filter(|swing| swing.verdicts() > 0)
        .collect();
    // The sort is stable, so that the order of the file decides the rest.
    swings.sort_by_key(|swing| {
        std::cmp::Reverse((swing.counts.len() + swing.claims.len(), swing.verdicts()))
    });
    swings
}

fn swings(page: &Page<'_>, answer: &Robust, layout: &mut Layout) {
    let swings = all_swings(answer);
    if swings.is_empty() {
        return;
    }
    let names = page.names();
    layout.blank();
    layout.heading(&page.word("question-swings"));
    for swing in swings.iter().take(LISTED) {
        let mut turned: Vec<String> =
            swing.counts.iter().map(|&headline| count_name(page, headline)).collect();
        turned.extend(swing.claims.iter().map(|&claim| names.claim(claim)));
        turned.extend(swing.views.iter().map(|&(named, party)| {
            say!(page, "view-of", package = names.named(named), party = names.party_id(party),)
        }));
        turned.extend(swing.roadmaps.iter().map(|&of| roadmap_level(page, of)));
        let text =
            say!(page, "swing-turns", count = swing.verdicts(), list = names.all(turned, 8),);
        layout.hang(2, &names.edit(swing.edit), 28, &text);
        if let Edit::Drop(line) = swing.edit {
            layout.paragraph(28, &names.says(line, page.version_in_force(line)));
        }
    }
    let more = swings.len().saturating_sub(LISTED);
    if more > 0 {
        layout.paragraph(2, &say!(page, "swings-rest", count = more));
    }
}

fn claims(page: &Page<'_>, answer: &Robust, dates: &[Dated], layout: &mut Layout) {
    if answer.claims.is_empty() {
        return;
    }
    let names = page.names();
    layout.blank();
    layout.heading(&page.word("question-robust-claims"));
    let today = dates.iter().find(|dated| dated.as_of == page.table.case().as_of);
    for verdict in &answer.claims {
        let mut text = claim_sensitivity(page, verdict);
        let claim = today.and_then(|dated| dated.claims.get(verdict.subject.index()));
        if let Some(Restates::Lines(lines)) = claim.map(restated)
            && !lines.is_empty()
        {
            text = say!(page, "claim-by-hand", text = text, lines = names.lines(lines, 2));
        }
        layout.hang(2, &names.claim(verdict.subject), 18, &text);
    }
}

/// `yes; a single point: without japan 5 it is no` or `yes in all 143 variants that bear on it`.
pub(crate) fn sensitivity<S>(
    page: &Page<'_>,
    verdict: &Sensitivity<S, Value>,
    word: &dyn Fn(Value) -> String,
) -> String {
    let value_now = word(verdict.value);
    if !verdict.single_point() {
        return say!(page, "stands-in-all", value = value_now, count = verdict.tried);
    }
    let flips = verdict.flips.iter().map(|&(edit, turned)| {
        say!(page, "flip-to", edit = page.names().edit(edit), value = word(turned),)
    });
    say!(
        page,
        "single-point",
        value = value_now,
        tried = page.number(verdict.tried as u64),
        count = verdict.flips.len(),
        list = page.names().all(flips.collect(), 5),
    )
}

/// The same of a claim: where it claims a number, the verdict is that number or another.
pub(crate) fn claim_sensitivity(page: &Page<'_>, verdict: &Sensitivity<ClaimId, Value>) -> String {
    let expected = match page.scenario().claim(verdict.subject).expect {
        Some(Expectation::Count(count)) => Some(page.number(count)),
        _ => None,
    };
    sensitivity(page, verdict, &|value| match (value, &expected) {
        (Value::Truth(true), Some(count)) => count.clone(),
        (Value::Truth(false), Some(count)) => say!(page, "value-other-number", count = count),
        _ => self::value(page, value),
    })
}

/// A verdict in a word.
pub(crate) fn value(page: &Page<'_>, value: Value) -> String {
    page.word(match value {
        Value::Truth(true) => "outcome-yes",
        Value::Truth(false) => "outcome-no",
        Value::NoSuchPackage => "outcome-no-such-package",
        Value::Standing(Ordering::Greater) => "stands-better",
        Value::Standing(Ordering::Equal) => "stands-same",
        Value::Standing(Ordering::Less) => "stands-worse",
    })
}

/// The views of named packages that one line turns: from better to worse or back in full, others
/// counted.
fn views(page: &Page<'_>, answer: &Robust, layout: &mut Layout) {
    let single: Vec<_> = answer.packages.iter().filter(|verdict| verdict.single_point()).collect();
    if single.is_empty() {
        return;
    }
    let names = page.names();
    layout.blank();
    layout.heading(&page.word("question-robust-views"));
    let same = |value: Value| value == Value::Standing(Ordering::Equal);
    let (full, half): (Vec<_>, Vec<_>) = single.into_iter().partition(|verdict| {
        !same(verdict.value) && verdict.flips.iter().any(|&(_, turned)| !same(turned))
    });
    for verdict in full {
        let (named, party) = verdict.subject;
        let label =
            say!(page, "view-of", package = names.named(named), party = names.party_id(party));
        let text = sensitivity(page, verdict, &|value| self::value(page, value));
        layout.hang(2, &label, 28, &text);
    }
    if !half.is_empty() {
        layout.paragraph(2, &say!(page, "views-rest", count = half.len()));
    }
}

/// Whether packages stand: the verdicts that one line turns.
fn equilibria(page: &Page<'_>, moves: &Moves, layout: &mut Layout) {
    if moves.equilibria.is_empty() || moves.tried == 0 {
        return;
    }
    let single: Vec<_> = moves.equilibria.iter().filter(|v| v.single_point()).collect();
    layout.blank();
    layout.heading(&page.word("question-robust-stands"));
    let verdicts = moves.equilibria.len();
    let text = say!(page, "robust-stands", turned = single.len(), verdicts = verdicts);
    layout.paragraph(0, &text);
    for verdict in single.iter().take(STANDS) {
        let (what, concept) = verdict.subject;
        let package = page.position_name(what);
        let label = say!(page, "package-under", package = package, concept = concept.name());
        let text = sensitivity(page, verdict, &|value| stands(page, value));
        layout.hang(2, &label, 28, &text);
    }
    if single.len() > STANDS {
        layout.item(2, &say!(page, "list-rest", count = single.len() - STANDS));
    }
}

/// What a headline counts.
pub(crate) fn count_name(page: &Page<'_>, headline: Headline) -> String {
    page.word(match headline {
        Headline::Deals => "count-deals",
        Headline::GenuineDeals => "count-genuine",
        Headline::HarmlessDeals => "count-harmless",
        Headline::EveryoneGains => "count-everyone",
    })
}

/// `9,012 (without kim 7)`
pub(crate) fn bound(page: &Page<'_>, bound: (u64, Option<Edit>)) -> String {
    match bound {
        (count, Some(edit)) => {
            say!(page, "range-bound", count = count, edit = page.names().edit(edit))
        }
        (count, None) => page.number(count),
    }
}

fn ranges(page: &Page<'_>, answer: &Robust, layout: &mut Layout) {
    if answer.variants.is_empty() {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-ranges"));
    let columns = [Align::Left, Align::Right, Align::Left, Align::Left];
    let mut table = Table::new(&columns).head(vec![
        String::new(),
        page.word("column-count"),
        page.word("column-least"),
        page.word("column-most"),
    ]);
    let known = has_capability(page);
    for range in answer.counts.iter().filter(|of| known || of.headline != Headline::GenuineDeals) {
        table.row(row(page, range));
    }
    layout.table(2, &table);
}

fn row(page: &Page<'_>, range: &CountRange) -> Vec<String> {
    vec![
        count_name(page, range.headline),
        page.number(range.count),
        bound(page, range.least),
        bound(page, range.most),
    ]
}

/// The dates side by side, in both readings.
fn compare(page: &Page<'_>, dates: &[Dated], layout: &mut Layout) {
    if dates.len() < 2 {
        return;
    }
    let names = page.names();
    layout.blank();
    layout.heading(&page.word("question-dates"));
    let mut columns = vec![Align::Left];
    columns.resize(1 + dates.len(), Align::Right);
    let date = |dated: &Dated| match dated.as_of {
        AsOf::On(date) => page.sheet.date(date),
        AsOf::Latest => page.word("date-latest"),
    };
    let mut head = vec![page.word("column-both-readings")];
    head.extend(dates.iter().map(date));
    let mut table = Table::new(&columns).head(head);
    let mut add = |label: String, cell: &dyn Fn(&Dated) -> (u64, u64)| {
        let mut row = vec![label];
        row.extend(dates.iter().map(|dated| {
            let (in_order, any) = cell(dated);
            say!(page, "cell-both", count = in_order, sure = page.number(any))
        }));
        table.row(row);
    };
    add(page.word("count-deals"), &|d| (d.deals.deals, d.deals.sure_deals));
    let groups = dates.first().map_or(0, |dated| dated.deals.shared.len());
    for group in 0..groups {
        let Some(shared) = dates.first().and_then(|dated| dated.deals.shared.get(group)) else {
            continue;
        };
        let label = say!(page, "shared-and", names = names.parties(&shared.with));
        add(label, &|d| {
            d.deals.shared.get(group).map_or((0, 0), |shared| (shared.deals, shared.sure_deals))
        });
    }
    if has_capability(page) {
        add(page.word("count-genuine"), &|d| (d.genuine.0, d.sure_genuine.0));
        add(page.word("count-illusions"), &|d| (d.genuine.1, d.sure_genuine.1));
    }
    layout.table(2, &table);
    layout.blank();
    for dated in dates {
        let lines: Vec<Line> = dated.off.iter().map(|off| off.line).collect();
        let text = if lines.is_empty() {
            page.word("date-nothing-off")
        } else {
            say!(page, "date-off", count = lines.len(), lines = names.lines(&lines, 8))
        };
        layout.hang(2, &date(dated), 16, &text);
    }
    claim_dates(page, dates, layout);
    package_dates(page, dates, layout);
}

/// Named packages that would not be signed alike on all dates.
fn package_dates(page: &Page<'_>, dates: &[Dated], layout: &mut Layout) {
    let names = page.names();
    let Some((first, rest)) = dates.split_first() else { return };
    for (at, answer) in first.deals.packages.iter().enumerate() {
        let now = fate(page, answer);
        let same = |dated: &Dated| {
            dated.deals.packages.get(at).is_some_and(|other| fate(page, other) == now)
        };
        if rest.iter().all(same) {
            continue;
        }
        let answers: Vec<String> = dates
            .iter()
            .filter_map(|dated| {
                let sign = would_sign(page, dated.deals.packages.get(at)?);
                Some(say!(page, "outcome-on", outcome = sign, date = names.as_of(dated.as_of)))
            })
            .collect();
        let text = say!(page, "package-on-dates", list = page.sheet.commas(&answers));
        layout.hang(2, &names.named(answer.named), 16, &text);
    }
}

/// Claims that are not answered alike on all dates.
fn claim_dates(page: &Page<'_>, dates: &[Dated], layout: &mut Layout) {
    let names = page.names();
    let Some((first, rest)) = dates.split_first() else { return };
    for (at, answer) in first.claims.iter().enumerate() {
        let same = |dated: &Dated| {
            dated.claims.get(at).is_some_and(|a| a.asked.outcome == answer.asked.outcome)
        };
        if rest.iter().all(same) {
            continue;
        }
        let answers: Vec<String> = dates
            .iter()
            .filter_map(|dated| {
                let outcome = super::ask::outcome(page, &dated.claims.get(at)?.asked.outcome);
                Some(say!(page, "outcome-on", outcome = outcome, date = names.as_of(dated.as_of)))
            })
            .collect();
        layout.hang(2, &names.claim(answer.claim), 16, &page.sheet.commas(&answers));
    }
}
