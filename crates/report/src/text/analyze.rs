//! All questions on one screen: an answer sentence under each, at most three lines of support.
//!
//! Whatever the scenario and the language, the screen has at most [`LINES`] lines. Every block has a
//! bound, and gives way where there is no room for all of them; the named packages get what is
//! left, and what is left out is counted.

use super::ask::outcome;
use super::frame::{foot_line, not_modelled_items, off_summary, title, when};
use super::robust::{Swing, all_swings, bound, count_name};
use super::robust_roadmaps::roadmap_level;
use super::screen::{Block, column, fit};
use super::show::{fate, losers, smallest_in_line, would_sign};
use super::{deals, empty, harm, roadmap, stable, valued};
use crate::catalogue::say;
use crate::earned::{earned, restated};
use crate::layout::{Align, Layout, Table, wrapped};
use crate::page::Page;
use crate::roadmaps::subjects;
use detente_engine::analyze::Analysis;
use detente_engine::ask::{ClaimAnswer, Outcome, Restates};
use detente_engine::deals::Smallest;
use detente_engine::robust::{Dated, Headline};
use detente_engine::stability::{Rest, Stability};
use detente_scenario::model::Edit;
use detente_scenario::{AsOf, Concept};
use textwrap::core::display_width;

/// Lines that the screen never exceeds.
pub const LINES: usize = 45;

/// Lines of claims before the rest is only counted.
const CLAIM_LINES: usize = 4;

/// Lines that the named packages get whatever else there is: one package, and the rest counted.
const MOST_NEEDED: usize = 2;

/// All answers on one screen.
#[must_use]
pub fn analyze(page: &Page<'_>, answer: &Analysis) -> String {
    analyze_on_dates(page, answer, &[])
}

/// The same with a line on what another date would change: the last one that the file compares.
#[must_use]
pub fn analyze_on_dates(page: &Page<'_>, answer: &Analysis, dates: &[Dated]) -> String {
    let at = column(page);
    let (head, foot) = (head(page), foot(page, answer));
    let packages = answer.deals.packages.len();
    // The heading of the named packages takes a line, too.
    let least = if packages > 0 { MOST_NEEDED.min(packages) + 1 } else { 0 };
    let mut blocks = [
        could_they_sign(page, answer, at),
        genuine(page, answer, at),
        who_is_hurt(page, answer, at),
        would_anyone_move(page, &answer.stability, &answer.rests, at),
        can_it_be_carried_out(page, answer, at),
        how_sure(page, answer, dates, at),
        claims(page, &answer.claims, at),
    ];
    fit(&mut blocks, LINES.saturating_sub(head.len() + foot.len() + least));
    let blocks = blocks.map(|block| block.layout());
    // One blank line below the head always, between blocks where everything fits with them.
    let text = head.len() + 1 + foot.len() + blocks.iter().map(Layout::len).sum::<usize>();
    let gaps = blocks.iter().filter(|block| !block.is_empty()).count() + 1;
    let airy = text + packages + 1 + gaps <= LINES;
    let room = LINES.saturating_sub(text + 1).max(MOST_NEEDED);
    let [sign, genuine, below @ ..] = blocks;
    let named = named_packages(page, answer, at, room);

    let mut screen = head;
    screen.blank();
    for (at, block) in [sign, genuine, named].into_iter().chain(below).enumerate() {
        if airy && at > 0 && !block.is_empty() {
            screen.blank();
        }
        screen.append(block);
    }
    if airy {
        screen.blank();
    }
    screen.append(foot);
    screen.squeeze(LINES);
    screen.finish()
}

fn head(page: &Page<'_>) -> Layout {
    let mut layout = Layout::new(page.sheet.style);
    let scenario = page.scenario();
    let case = page.table.case();
    title(&page.sheet, scenario, &when(page), &mut layout);
    layout.hang_at_most(0, "", 0, &size(page), 1);
    if !case.variant.is_empty() {
        let variant = page.names().variant(&case.variant);
        layout.hang_at_most(0, "", 0, &say!(page, "head-variant", variant = variant), 1);
    }
    if let Some(off) = off_summary(page) {
        layout.hang_at_most(0, "", 0, &off, 1);
    }
    layout
}

/// How many parties, terms and packages there are.
pub(crate) fn size(page: &Page<'_>) -> String {
    let scenario = page.scenario();
    say!(
        page,
        "analyze-counts",
        parties = scenario.parties.len(),
        signers = page.table.case().signers.len(),
        terms = scenario.terms.len(),
        possible = page.table.rows().len(),
    )
}

/// Whether the package that all signers accept and that takes most steps can be carried out.
pub(crate) fn can_it_be_carried_out<'p>(
    page: &'p Page<'p>,
    answer: &Analysis,
    at: usize,
) -> Block<'p> {
    let mut block = Block::new(page, at);
    let answers = subjects(page.scenario(), &answer.roadmaps);
    let short = answer.carried.as_ref().and_then(|of| roadmap::in_short(page, &answers, of));
    if let Some((text, label, support)) = short {
        block.answer(&page.word("screen-carried-out"), text);
        block.support(&label, support, 2);
    }
    block
}

pub(crate) fn could_they_sign<'p>(page: &'p Page<'p>, answer: &Analysis, at: usize) -> Block<'p> {
    let mut block = Block::new(page, at);
    let names = page.names();
    let deals = &answer.deals;
    block.answer(&page.word("screen-deals"), deals::headline(page, deals));
    if deals.deals == 0 || page.table.case().signers.is_empty() {
        return block;
    }
    if !deals::only_rankings(page) {
        let numbers = deals::only_values(page);
        let key = if numbers { "screen-any-numbers" } else { "screen-any-weights" };
        let label = if numbers { "label-any-numbers" } else { "label-any-weights" };
        block.support(&page.word(label), page.say(key, &[("sure", deals.sure_deals.into())]), 2);
    }
    if let Some(text) = answer.valued.as_ref().ok().and_then(|valued| valued::nash(page, valued)) {
        block.support(&page.word("label-nash"), text, 2);
    }
    let chain: Vec<String> = deals
        .shared
        .iter()
        .enumerate()
        .map(|(at, shared)| {
            say!(
                page,
                "screen-shared",
                place = if at == 0 { "first" } else { "later" },
                names = names.parties(&shared.with),
                deals = shared.deals,
                sure = page.number(shared.sure_deals),
            )
        })
        .collect();
    if !chain.is_empty() {
        block.support(&page.word("label-others"), page.sheet.commas(&chain), 3);
    }
    block
}

pub(crate) fn genuine<'p>(page: &'p Page<'p>, answer: &Analysis, at: usize) -> Block<'p> {
    let mut block = Block::new(page, at);
    let empty = &answer.empty;
    block.answer(&page.word("screen-empty"), empty::headline(page, empty));
    if empty.deals == 0 || page.table.case().signers.is_empty() {
        return block;
    }
    let (least, genuine) = (&empty.smallest, &empty.smallest_genuine);
    let columns = block.columns();
    let listed = |smallest: &Smallest, sort: &str| {
        let text = |most| {
            let list = smallest_in_line(page, smallest, most);
            say!(page, "screen-smallest", changes = smallest.changes, sort = sort, list = list)
        };
        let fits = |text: &String| wrapped(text, columns).len() <= 2;
        (2..=4).rev().map(text).find(fits).unwrap_or_else(|| text(1))
    };
    let capability = empty::has_capability(page);
    let hollow = capability && (genuine.count == 0 || least.changes < genuine.changes);
    let text = listed(least, if hollow { "illusions" } else { "any" });
    block.support(&page.word("label-smallest"), text, 2);
    if capability {
        let text = match genuine.count {
            0 => page.word("least-genuine-none"),
            _ => listed(genuine, "any"),
        };
        block.support(&page.word("label-genuine"), text, 2);
    }
    block
}

/// The named packages, one in a line, their names before column `at`: whether they would sign it, and
/// who outside is worse off.
fn named_packages(page: &Page<'_>, answer: &Analysis, at: usize, room: usize) -> Layout {
    let mut layout = Layout::new(page.sheet.style);
    let packages = &answer.deals.packages;
    if packages.is_empty() {
        return layout;
    }
    let names = page.names();
    let outside = page.outsiders();
    let mut table = Table::new(&[Align::Fixed, Align::Fixed, Align::Fixed]).head(vec![
        page.word("screen-named"),
        page.word("column-would-sign"),
        if outside.is_empty() { String::new() } else { page.word("column-worse-by") },
    ]);
    let shown = if packages.len() <= room { packages.len() } else { room.saturating_sub(1) };
    for package in packages.iter().take(shown) {
        let losers = losers(page, package, &outside);
        let hurt = match (outside.is_empty() || package.row.is_none(), losers.is_empty()) {
            (true, _) => String::new(),
            (_, true) => page.word("nobody-word"),
            _ => names.all(losers, 4),
        };
        let name = format!("   {}", names.named(package.named));
        let name = layout.clip(&name, at - 2);
        let pad = (at - 2).saturating_sub(display_width(&name));
        table.row(vec![format!("{name}{}", " ".repeat(pad)), would_sign(page, package), hurt]);
    }
    layout.table(0, &table);
    let more = packages.len() - shown;
    if more > 0 {
        let file = page.sheet.file_or_placeholder();
        let text = say!(page, "screen-named-rest", count = more, file = file);
        layout.hang_at_most(3, "", 3, &text, 1);
    }
    layout
}

pub(crate) fn who_is_hurt<'p>(page: &'p Page<'p>, answer: &Analysis, at: usize) -> Block<'p> {
    let mut block = Block::new(page, at);
    let names = page.names();
    let harm = &answer.harm;
    block.answer(&page.word("screen-harm"), harm::headline(page, harm));
    let outside = || harm.parties.iter().filter(|hurt| !hurt.signs && hurt.worse > 0);
    let Some(worst) = outside().rev().max_by_key(|hurt| hurt.worse) else { return block };
    if let Some((line, count)) = harm::first_line(page, worst) {
        let text = say!(
            page,
            "screen-hurt-by",
            line = names.line(line),
            says = names.says(line, page.version_in_force(line)),
            count = count,
        );
        block.support(&page.word("label-most-often"), text, 2);
    }
    let others: Vec<String> = outside()
        .filter(|hurt| hurt.party != worst.party)
        .map(|hurt| {
            say!(
                page,
                "screen-share",
                party = names.party(hurt.party),
                percent = harm::share(page, hurt.worse, harm.deals),
            )
        })
        .collect();
    if !others.is_empty() {
        block.support(&page.word("label-also-hurt"), names.all(others, 5), 2);
    }
    let harmless = if harm.harmless == 0 {
        page.word("screen-harmless-none")
    } else {
        say!(
            page,
            "screen-harmless",
            count = harm.harmless,
            changes = harm.smallest_harmless.changes,
            list = smallest_in_line(page, &harm.smallest_harmless, 1),
        )
    };
    block.support(&page.word("label-harmless"), harmless, 2);
    block
}

/// The path along which the status quo comes to rest, on other dates too, and how many packages stand.
pub(crate) fn would_anyone_move<'p>(
    page: &'p Page<'p>,
    answer: &Stability,
    dates: &[(AsOf, Option<Rest>)],
    at: usize,
) -> Block<'p> {
    let mut block = Block::new(page, at);
    let (text, other) = stable::in_short(page, answer, dates);
    block.answer(&page.word("screen-stable"), text);
    if let Some((label, text)) = other {
        block.support(&label, text, 2);
    }
    let of = |concept| answer.equilibria.iter().find(|of| of.concept == concept);
    if let (Some(nash), Some(ahead)) = (of(Concept::R), of(Concept::Seq))
        && answer.possible > 0
        && !answer.players.is_empty()
    {
        let text = say!(
            page,
            "screen-equilibria",
            nash = nash.count,
            nashdeals = nash.deals,
            ahead = ahead.count,
            aheaddeals = ahead.deals,
        );
        block.support(&page.word("label-equilibria"), text, 1);
    }
    block
}

pub(crate) fn how_sure<'p>(
    page: &'p Page<'p>,
    answer: &Analysis,
    dates: &[Dated],
    at: usize,
) -> Block<'p> {
    let mut block = Block::new(page, at);
    let names = page.names();
    let robust = &answer.robust;
    let is_earned = |claim| answer.claims.iter().any(|a| a.claim == claim && earned(a));
    let mut swings = all_swings(robust);
    for swing in &mut swings {
        swing.claims.retain(|&claim| is_earned(claim));
        swing.views.retain(|(_, party)| page.table.case().signers.contains(party));
    }
    swings.retain(|swing| swing.verdicts() > 0 && matches!(swing.edit, Edit::Drop(_)));
    swings.sort_by_key(|swing| {
        std::cmp::Reverse((swing.counts.len() + swing.claims.len(), swing.verdicts()))
    });
    let single = robust.claims.iter().filter(|v| v.single_point() && is_earned(v.subject)).count();
    let all = robust.claims.iter().filter(|v| is_earned(v.subject)).count();
    if robust.variants.is_empty() {
        block.answer(&page.word("screen-robust"), page.word("robust-no-lines"));
        return block;
    }
    let text = say!(
        page,
        "screen-sure",
        variants = robust.variants.len(),
        single = single,
        all = all,
        claims = if all == 0 { "no" } else { "yes" },
    );
    let text = match robust.untried.as_slice() {
        [] => text,
        untried => {
            let ids =
                untried.iter().map(|&claim| page.sheet.quote(&page.scenario().claim(claim).id));
            let claims = names.all(ids.collect(), 4);
            say!(page, "screen-untried", text = text, claims = claims)
        }
    };
    block.answer(&page.word("screen-robust"), text);
    let other_date = dates.iter().rfind(|dated| dated.as_of != page.table.case().as_of);
    let most = if other_date.is_some() { 1 } else { 2 };
    for swing in swings.iter().take(most) {
        block.support(&names.edit(swing.edit), turned(page, swing), 2);
    }
    if let Some(dated) = other_date {
        block.support(&page.date_label(dated.as_of), on_date(page, answer, dated), 2);
    }
    if let Some(range) = robust.counts.iter().find(|range| range.headline == Headline::Deals)
        && (range.least.1.is_some() || range.most.1.is_some())
    {
        let text = say!(
            page,
            "screen-range",
            least = bound(page, range.least),
            most = bound(page, range.most),
        );
        block.support(&page.word("label-range"), text, 2);
    }
    block
}

/// What another date would change: the number of deals, and which named packages would be signed.
fn on_date(page: &Page<'_>, answer: &Analysis, dated: &Dated) -> String {
    let now = &answer.deals.packages;
    let changed: Vec<String> = now
        .iter()
        .zip(&dated.deals.packages)
        .filter(|(now, then)| fate(page, now) != fate(page, then))
        .map(|(_, then)| {
            let package = page.names().named(then.named);
            say!(page, "screen-date-package", package = package, sign = would_sign(page, then))
        })
        .collect();
    say!(
        page,
        "screen-date",
        deals = dated.deals.deals,
        sure = page.number(dated.deals.sure_deals),
        changed = changed.len(),
        list = page.sheet.semicolons(&changed),
    )
}

/// What a dropped line turns, and what it says.
fn turned(page: &Page<'_>, swing: &Swing) -> String {
    let names = page.names();
    let mut list: Vec<String> =
        swing.counts.iter().map(|&headline| count_name(page, headline)).collect();
    list.extend(swing.claims.iter().map(|&claim| names.claim(claim)));
    list.extend(swing.views.iter().map(|&(named, party)| {
        say!(page, "view-of", package = names.named(named), party = names.party_id(party))
    }));
    list.extend(swing.roadmaps.iter().map(|&of| roadmap_level(page, of)));
    let list = names.all(list, 4);
    match swing.edit {
        Edit::Drop(line) => {
            let says = names.says(line, page.version_in_force(line));
            say!(page, "screen-swing", list = list, says = says)
        }
        _ => list,
    }
}

fn claims<'p>(page: &'p Page<'p>, answers: &[ClaimAnswer], at: usize) -> Block<'p> {
    let mut block = Block::new(page, at);
    if answers.is_empty() {
        return block;
    }
    let mut shown = answers.len();
    let text = loop {
        let mut text = grouped(page, &answers[..shown]);
        let more = answers.len() - shown;
        if more > 0 {
            text = say!(page, "list-and-rest", list = text, count = more);
        }
        if shown <= 1 || wrapped(&text, block.columns()).len() <= CLAIM_LINES {
            break text;
        }
        shown -= 1;
    };
    block.whole_answer(&page.word("screen-claims"), text, CLAIM_LINES);
    block
}

/// Claims by what became of them: surprises first, then what is earned, then what only restates the
/// input, then what no method decides yet.
fn grouped(page: &Page<'_>, answers: &[ClaimAnswer]) -> String {
    let names = page.names();
    let open = |answer: &ClaimAnswer| matches!(answer.asked.outcome, Outcome::NotYetAnswerable(_));
    let surprise = |answer: &ClaimAnswer| answer.as_expected == Some(false);
    let by_hand = |answer: &ClaimAnswer| *restated(answer) != Restates::Nothing;
    let list = |is: &dyn Fn(&ClaimAnswer) -> bool, word: &dyn Fn(&ClaimAnswer) -> String| {
        let list: Vec<String> = answers.iter().filter(|answer| is(answer)).map(word).collect();
        (!list.is_empty()).then(|| page.sheet.commas(&list))
    };
    let with_outcome = |answer: &ClaimAnswer| {
        let claim = names.claim(answer.claim);
        let outcome = outcome(page, &answer.asked.outcome);
        match restates(page, answer) {
            Some(remark) => {
                say!(page, "claim-short-remark", claim = claim, outcome = outcome, remark = remark)
            }
            None => say!(page, "claim-short", claim = claim, outcome = outcome),
        }
    };
    let name = |answer: &ClaimAnswer| names.claim(answer.claim);
    let mut groups = Vec::new();
    if let Some(list) = list(&surprise, &with_outcome) {
        groups.push(say!(page, "claims-surprise", list = list));
    }
    let plain = |answer: &ClaimAnswer| !open(answer) && !surprise(answer) && !by_hand(answer);
    for (word, is) in [("outcome-yes", Outcome::Yes), ("outcome-no", Outcome::No)] {
        if let Some(list) = list(&|a| plain(a) && a.asked.outcome == is, &name) {
            groups.push(say!(page, "claims-earned", outcome = page.word(word), list = list));
        }
    }
    let other = |answer: &ClaimAnswer| {
        plain(answer) && !matches!(answer.asked.outcome, Outcome::Yes | Outcome::No)
    };
    groups.extend(list(&other, &with_outcome));
    if let Some(list) = list(&|a| !open(a) && !surprise(a) && by_hand(a), &with_outcome) {
        groups.push(say!(page, "claims-restating", list = list));
    }
    if let Some(list) = list(&open, &name) {
        groups.push(say!(page, "claims-open", list = list));
    }
    page.sheet.semicolons(&groups)
}

/// The lines that a claim restates; nothing if it says more than the input.
fn restates(page: &Page<'_>, answer: &ClaimAnswer) -> Option<String> {
    match restated(answer) {
        Restates::Lines(lines) if !lines.is_empty() => Some(page.names().lines(lines, 2)),
        _ => None,
    }
}

fn foot(page: &Page<'_>, answer: &Analysis) -> Layout {
    let mut layout = Layout::new(page.sheet.style);
    let missing = not_modelled_items(&page.names());
    let mut shown = missing.len();
    while shown > 0 {
        let mut list = page.sheet.commas(&missing[..shown]);
        let more = missing.len() - shown;
        if more > 0 {
            list = say!(page, "list-more", first = list, count = more);
        }
        let text = say!(page, "not-modelled", list = list);
        if shown == 1 || wrapped(&text, layout.width()).len() <= 2 {
            layout.hang_at_most(0, "", 0, &text, 2);
            break;
        }
        shown -= 1;
    }
    let topic = answer
        .claims
        .iter()
        .find(|claim| earned(claim))
        .map(|claim| page.names().claim(claim.claim))
        .or_else(|| answer.deals.packages.first().map(|first| page.names().named(first.named)))
        .or_else(|| page.scenario().party_ids().next().map(|party| page.names().party_id(party)))
        .unwrap_or_default();
    let next = |file: String| say!(page, "screen-next", file = file, topic = &topic);
    let fits = |text: &String| display_width(text) <= layout.width();
    let text = Some(next(page.sheet.file_or_placeholder()))
        .filter(fits)
        .unwrap_or_else(|| next(page.word("file-placeholder")));
    layout.line(&text);
    layout.dim(&foot_line(page));
    layout
}
