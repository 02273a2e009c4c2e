//! Would anyone move?

use super::frame::{foot, head};
use super::narration::overtaking;
use super::position::{coalition, gaining, leaving, standing};
use super::sure::{self, ends_alike};
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::moves::meaning;
use crate::page::Page;
use detente_engine::robust::Moves;
use detente_engine::stability::{
    CONCEPTS, CoalitionView, Equilibria, Position, Reached, Rest, Stability, Stands, Where,
};
use detente_scenario::{AsOf, Concept, PartyId};

/// The concepts whose equilibria are listed: without foresight, and with.
const LISTED: [Concept; 2] = [Concept::R, Concept::Seq];

/// Equilibria listed per concept before the rest is only counted.
const NEAR: usize = 2;

/// Parties that gain at a package told of before the rest is only counted.
const GAINING: usize = 3;

/// Changes of a party’s best move told before the rest is only counted.
const CHANGES: usize = 2;

/// Moves of the resting path told on the screen.
const SHORT: usize = 3;

/// Named packages told of together before the rest is only counted.
const NAMED: usize = 12;

/// Moves of the resting path told before the rest is only counted.
const PATH: usize = 20;

/// Positions shown before the rest is only counted.
const POSITIONS: usize = 16;

/// Coalitions told of before the rest is only counted.
const COALITIONS: usize = 2;

/// Coalitions that could leave named packages told of before the rest is only counted.
const LEAVING: usize = 3;

/// Other ends of the resting path told of before the rest is only counted.
const ENDS: usize = 4;

/// Packages among which a concept that lets most of them stand says little.
const MANY: u64 = 64;

/// The answer to *would anyone move?* as text, and how sure the path of the status quo is.
#[must_use]
pub fn stable(page: &Page<'_>, answer: &Stability, moves: &Moves) -> String {
    let mut layout = head(page);
    layout.heading(&page.word("question-stable"));
    layout.paragraph(0, &headline(page, answer));
    body(page, answer, moves, &mut layout);
    foot(page, layout)
}

/// What supports the headline: who gains now, the path, how sure, how many stand, what is near, and
/// every named package.
pub(crate) fn body(page: &Page<'_>, answer: &Stability, moves: &Moves, layout: &mut Layout) {
    if let Some(now) = now(answer) {
        best_moves(page, now, layout);
    }
    path(page, answer, layout);
    sure::sure(page, answer, moves, layout);
    counts(page, answer, layout);
    near(page, answer, layout);
    positions(page, answer, layout);
}

/// The status quo, if it is possible and anyone can move from it.
pub(super) fn now(answer: &Stability) -> Option<&Position> {
    let now = answer.positions.iter().find(|position| position.what == Where::StatusQuo)?;
    (now.row.is_some() && !answer.players.is_empty()).then_some(now)
}

/// The concepts under which something stands, in words.
fn concepts(page: &Page<'_>, stands: &Stands) -> String {
    page.concepts(&standing(stands))
}

/// The answer in a sentence.
pub(crate) fn headline(page: &Page<'_>, answer: &Stability) -> String {
    if answer.possible == 0 {
        return page.word("deals-impossible");
    }
    if answer.players.is_empty() {
        return page.word("stable-nobody");
    }
    let Some(now) = now(answer) else { return page.word("stable-impossible-now") };
    let names: Vec<PartyId> = gaining(now).map(|view| view.party).collect();
    if names.is_empty() {
        return page.word("stable-still");
    }
    let stands = standing(&now.equilibrium);
    let held = match stands.as_slice() {
        [] => "nothing",
        of if of.iter().any(|c| matches!(c, Concept::Seq | Concept::Sseq)) => "gains",
        _ => "threats",
    };
    let (names, concepts) = (page.names().parties(&names), page.concepts(&stands));
    say!(page, "stable-moves", names = names, held = held, concepts = concepts)
}

/// The answer on one screen: the path along which the status quo comes to rest; and the last of the
/// dates compared on which it ends elsewhere, with that end.
pub(super) fn in_short(
    page: &Page<'_>,
    answer: &Stability,
    dates: &[(AsOf, Option<Rest>)],
) -> (String, Option<(String, String)>) {
    let Some(rest) = answer.rest.as_ref().filter(|_| now(answer).is_some()) else {
        return (headline(page, answer), None);
    };
    let here = page.table.case().as_of;
    let others = || dates.iter().filter(|(date, _)| *date != here);
    let other = others().rfind(|(_, then)| !ends_alike(page, rest, then.as_ref()));
    let other = other.map(|(date, then)| {
        let end = say!(page, "screen-elsewhere", package = sure::end(page, then.as_ref()));
        (page.date_label(*date), end)
    });
    let mut moves = rest.moves.iter().take(SHORT).map(|step| page.move_in_words(step));
    let Some(first) = moves.next() else { return (page.word("screen-still"), other) };
    let path =
        moves.fold(first, |first, next| say!(page, "screen-then", first = first, next = next));
    let end = match (rest.circle.is_some(), rest.moves.len() > SHORT || rest.cut) {
        (true, _) => "circle",
        (_, true) => "on",
        _ => "rest",
    };
    let dates = match others().next_back() {
        Some((AsOf::Latest, _)) if other.is_none() => "hindsight",
        Some(_) if other.is_none() => "others",
        _ => "none",
    };
    (say!(page, "screen-moves", path = path, end = end, dates = dates), other)
}

/// Per party that gains by moving from the status quo its best move, with the line that decides.
fn best_moves(page: &Page<'_>, now: &Position, layout: &mut Layout) {
    for view in gaining(now) {
        let Some(best) = &view.best else { continue };
        let step = page.move_alone(best);
        let text = say!(page, "stable-best", count = view.improvements, step = step);
        layout.hang(2, &page.names().party(view.party), 22, &text);
    }
}

fn path(page: &Page<'_>, answer: &Stability, layout: &mut Layout) {
    let Some(rest) = answer.rest.as_ref().filter(|_| !answer.players.is_empty()) else { return };
    layout.blank();
    layout.heading(&page.word("question-rest"));
    if rest.moves.is_empty() {
        return layout.paragraph(0, &page.word("rest-at-once"));
    }
    let order = rest.order.iter().map(|&party| page.names().party_id(party)).collect::<Vec<_>>();
    layout.paragraph(0, &say!(page, "rest-intro", order = page.sheet.commas(&order)));
    for (at, step) in rest.moves.iter().enumerate().take(PATH) {
        layout.hang(2, &say!(page, "list-number", number = at + 1), 5, &page.move_in_words(step));
    }
    if rest.moves.len() > PATH {
        layout.item(5, &say!(page, "list-rest", count = rest.moves.len() - PATH));
    }
    let end = end(page, answer, rest);
    let sentences: Vec<String> = std::iter::once(end).chain(orders(page, answer, rest)).collect();
    layout.paragraph(0, &page.sheet.sentences(&sentences));
}

/// Where the resting path ends, in a sentence.
pub(super) fn end(page: &Page<'_>, answer: &Stability, rest: &Rest) -> String {
    if let Some(circle) = rest.circle {
        return say!(page, "rest-circle", from = circle + 1);
    }
    if rest.cut {
        return say!(page, "rest-cut", count = rest.moves.len());
    }
    let stands = answer.rest_stands.clone().unwrap_or_default();
    say!(
        page,
        "rest-ends",
        package = page.package_label(rest.end),
        stands = match standing(&stands).len() {
            0 => "none",
            5 => "all",
            _ => "some",
        },
        concepts = concepts(page, &stands),
    )
}

/// Whether other orders of turns end elsewhere; nothing if there is but one.
fn orders(page: &Page<'_>, answer: &Stability, rest: &Rest) -> Option<String> {
    let orders = answer.orders.as_ref().filter(|orders| orders.tried > 1)?;
    let all = if orders.all { "yes" } else { "no" };
    let here = (rest.circle.is_none() && !rest.cut).then_some(rest.end);
    if let [(end, ..)] = orders.ends.as_slice()
        && *end == here
        && here.is_some()
    {
        return Some(say!(page, "orders-same", tried = orders.tried, all = all));
    }
    let mut list: Vec<String> = orders
        .ends
        .iter()
        .take(ENDS)
        .map(|(end, count, _)| match end {
            None => say!(page, "orders-circle", count = *count),
            Some(_) if *end == here => say!(page, "orders-here", count = *count),
            Some(end) => {
                let package = page.package_label(*end);
                say!(page, "orders-end", count = *count, package = package)
            }
        })
        .collect();
    let more: usize = orders.ends.iter().skip(ENDS).map(|(_, count, _)| count).sum();
    if more > 0 {
        list.push(say!(page, "orders-elsewhere", count = more));
    }
    let list = page.sheet.semicolons(&list);
    Some(say!(page, "orders-differ", tried = orders.tried, all = all, list = list))
}

/// A column per concept: how many packages stand, of what kind, and for whom they are stable.
fn counts(page: &Page<'_>, answer: &Stability, layout: &mut Layout) {
    if answer.players.is_empty() || answer.possible == 0 {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-stand"));
    layout.paragraph(0, &page.word("stand-meaning"));
    let mut columns = vec![Align::Left];
    columns.resize(answer.equilibria.len() + 1, Align::Right);
    let mut head = vec![String::new()];
    head.extend(answer.equilibria.iter().map(|of| of.concept.name().to_owned()));
    let mut table = Table::new(&columns).head(head);
    let mut row = |label: String, cell: &dyn Fn(&Equilibria) -> Option<String>| {
        let cells = answer.equilibria.iter().map(|of| cell(of).unwrap_or_default());
        table.row(std::iter::once(label).chain(cells).collect());
    };
    row(page.word("row-equilibria"), &|of| Some(page.number(of.count)));
    row(page.word("row-of-all"), &|of| Some(share(page, answer, of)));
    row(page.word("count-deals"), &|of| Some(page.number(of.deals)));
    row(page.word("count-genuine"), &|of| Some(page.number(of.genuine)));
    if answer.equilibria.iter().any(|of| of.reached.is_some()) {
        row(page.word("row-by-gains"), &|of| {
            Some(page.number(of.reached.as_ref()?.by_improvements.iter().sum()))
        });
    }
    for (at, &party) in answer.players.iter().enumerate() {
        let label = say!(page, "row-stable-for", party = page.names().party(party));
        row(label, &|of| Some(page.number(of.stable.get(at)?.1)));
    }
    layout.table(2, &table);
    for concept in CONCEPTS {
        layout.hang(2, concept.name(), 8, &page.word(meaning(concept)));
    }
    if let Some(gmr) = answer.equilibria.iter().find(|of| says_little(answer, of)) {
        layout.paragraph(0, &say!(page, "stand-gmr", percent = share(page, answer, gmr)));
    }
}

/// `93 %`
fn share(page: &Page<'_>, answer: &Stability, of: &Equilibria) -> String {
    page.sheet.percent(of.count, answer.possible)
}

/// Whether GMR lets most of many packages stand.
fn says_little(answer: &Stability, of: &Equilibria) -> bool {
    of.concept == Concept::Gmr && answer.possible >= MANY && of.count * 2 > answer.possible
}

fn near(page: &Page<'_>, answer: &Stability, layout: &mut Layout) {
    if answer.players.is_empty() || answer.equilibria.iter().all(|of| of.count == 0) {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-near"));
    if let Some(text) = named(page, answer) {
        layout.paragraph(0, &text);
    }
    if answer.equilibria.first().is_some_and(|of| of.count == 0) {
        layout.paragraph(0, &page.word("near-none"));
    }
    let mut above: Vec<usize> = Vec::new();
    let listed = |of: &&Equilibria| LISTED.contains(&of.concept) && of.count > 0;
    for of in answer.equilibria.iter().filter(listed) {
        let new: Vec<usize> =
            (0..of.listed.len()).filter(|&at| !above.contains(&of.listed[at])).collect();
        let later = !above.is_empty();
        above.extend(new.iter().map(|&at| of.listed[at]));
        if new.is_empty() {
            continue;
        }
        layout.paragraph(0, &reached(page, of, later));
        for &at in new.iter().take(NEAR) {
            layout.item(2, &near_by(page, of, at));
        }
        let shown = new.len().min(NEAR);
        // Where all are listed, those that are not new stand above.
        let all = of.listed.len() as u64 == of.count;
        let more = if all { (new.len() - shown) as u64 } else { of.count - shown as u64 };
        if more > 0 {
            layout.item(2, &say!(page, "list-rest", count = more));
        }
    }
}

/// The equilibrium listed at a place, and the way there.
fn near_by(page: &Page<'_>, of: &Equilibria, at: usize) -> String {
    let package = page.package_label(of.listed[at]);
    let way = match of.ways.get(at) {
        _ if page.is_now(of.listed[at]) => return package,
        None => return package,
        Some((_, Some(way))) => {
            let movers = page.movers(&way.moves);
            say!(page, "near-gains", count = way.moves.len(), movers = movers)
        }
        Some((Some(way), None)) => {
            say!(page, "near-moves", movers = page.movers(&way.moves))
        }
        Some((None, None)) => page.word("near-unreachable"),
    };
    say!(page, "near-way", package = package, way = way)
}

/// The named packages that stand, with the concepts under which they do; nothing if none is named.
pub(crate) fn named(page: &Page<'_>, answer: &Stability) -> Option<String> {
    let named = || answer.positions.iter().filter(|position| position.what != Where::StatusQuo);
    named().next()?;
    // Those that stand under the same concepts together, the firmest first.
    let mut groups: Vec<(Vec<Concept>, Vec<String>)> = Vec::new();
    for position in
        named().filter(|position| position.equilibrium.iter().any(|(_, stands)| *stands))
    {
        let (stands, name) = (standing(&position.equilibrium), page.position_name(position.what));
        match groups.iter_mut().find(|(concepts, _)| *concepts == stands) {
            Some((_, packages)) => packages.push(name),
            None => groups.push((stands, vec![name])),
        }
    }
    groups.sort_by_key(|(concepts, _)| std::cmp::Reverse(concepts.len()));
    let some = |(concepts, packages): &(Vec<Concept>, Vec<String>)| {
        let packages = page.names().all(packages.clone(), NAMED);
        say!(page, "near-named-some", packages = packages, concepts = page.concepts(concepts))
    };
    let list: Vec<String> = groups.iter().map(some).collect();
    Some(match list.is_empty() {
        true => page.word("near-named-none"),
        false => say!(page, "near-named", list = page.sheet.semicolons(&list)),
    })
}

/// Which equilibria are listed, and how soon one can be reached.
fn reached(page: &Page<'_>, of: &Equilibria, later: bool) -> String {
    let concept = of.concept.name();
    let place = if later { "later" } else { "first" };
    let first = |reached: &Reached| reached.by_improvements.iter().position(|&count| count > 0);
    match of.reached.as_ref().map(first) {
        Some(Some(first)) => {
            say!(page, "near-listed", concept = concept, place = place, first = first)
        }
        Some(None) => say!(page, "near-listed", concept = concept, place = place, first = "none"),
        None => say!(page, "near-listed", concept = concept, place = place, first = "unknown"),
    }
}

/// The status quo and the named packages: where each stands, who gains and how, which coalitions could
/// leave; what would make the status quo stand.
fn positions(page: &Page<'_>, answer: &Stability, layout: &mut Layout) {
    if answer.players.is_empty() {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-named"));
    let now = answer.positions.iter().find(|p| p.what == Where::StatusQuo);
    if let Some(now) = now {
        layout.item(0, &joint_gains(page, now));
        if let Some(text) = now.inverse.as_ref().and_then(|needed| overtaking(page, needed)) {
            layout.item(2, &text);
        }
    }
    // A named package that is the status quo is told of with it.
    let now = now.and_then(|p| p.row);
    let told: Vec<&Position> = answer
        .positions
        .iter()
        .filter(|p| p.what != Where::StatusQuo && (p.row.is_none() || p.row != now))
        .collect();
    if told.is_empty() {
        return;
    }
    layout.paragraph(0, &page.word("positions-meaning"));
    for position in told.iter().take(POSITIONS) {
        layout.item(2, &in_line(page, position));
    }
    let more = told.len().saturating_sub(POSITIONS);
    if more > 0 {
        layout.item(2, &say!(page, "list-rest", count = more));
    }
    if let Some(text) = coalitions(page, &told) {
        layout.paragraph(0, &text);
    }
    let file = page.sheet.file_or_placeholder();
    layout.paragraph(0, &say!(page, "positions-more", file = file));
}

/// `the status quo stands under SMR and GMR`
pub(super) fn where_it_stands(page: &Page<'_>, position: &Position) -> String {
    let names = page.names();
    let mut package = page.position_name(position.what);
    if let (Where::StatusQuo, Some(row)) = (position.what, position.row)
        && let Some(&named) = page.named_as(row).first()
    {
        package = say!(page, "move-by-line", changes = package, lines = names.named(named));
    }
    if position.row.is_none() {
        return say!(page, "position-impossible", package = package);
    }
    match position.equilibrium.iter().any(|(_, stands)| *stands) {
        true => {
            let concepts = concepts(page, &position.equilibrium);
            say!(page, "position-stands", package = package, concepts = concepts)
        }
        false => say!(page, "position-falls", package = package),
    }
}

/// Where the status quo stands, and the smallest coalitions that could leave it.
fn joint_gains(page: &Page<'_>, now: &Position) -> String {
    let stands = where_it_stands(page, now);
    let list: Vec<String> =
        leaving(now).take(COALITIONS).map(|view| coalition(page, now, view)).collect();
    if list.is_empty() {
        return stands;
    }
    let mut list = page.sheet.semicolons(&list);
    let more = leaving(now).count().saturating_sub(COALITIONS);
    if more > 0 {
        list = say!(page, "coalitions-and-rest", list = list, count = more);
    }
    say!(page, "now-joint", stands = stands, list = list)
}

/// A package with the concepts under which it stands, and the best move of each party that gains.
fn in_line(page: &Page<'_>, position: &Position) -> String {
    let package = page.position_name(position.what);
    if position.row.is_none() {
        return say!(page, "position-impossible", package = package);
    }
    let mut gains: Vec<String> = gaining(position)
        .filter_map(|view| {
            let step = page.move_in_short(view.best.as_ref()?, CHANGES);
            let party = page.names().party_id(view.party);
            Some(say!(page, "position-gain", party = party, count = view.improvements, step = step))
        })
        .collect();
    let more = gains.len().saturating_sub(GAINING);
    gains.truncate(GAINING);
    let mut list = page.sheet.semicolons(&gains);
    if more > 0 {
        list = say!(page, "list-and-rest", list = list, count = more);
    }
    let stands = standing(&position.equilibrium);
    say!(
        page,
        "position-line",
        package = package,
        stands = match stands.is_empty() {
            true => "no",
            false => "yes",
        },
        concepts = page.concepts(&stands),
        gains = if gains.is_empty() { "no" } else { "yes" },
        list = list,
    )
}

/// The smallest coalitions that could leave `positions`, those first that could leave most of them.
fn coalitions(page: &Page<'_>, positions: &[&Position]) -> Option<String> {
    let possible: Vec<&&Position> = positions.iter().filter(|p| p.row.is_some()).collect();
    let mut found: Vec<(&[PartyId], usize)> = Vec::new();
    for position in &possible {
        // Those of which no smaller part could leave.
        let smallest = leaving(position).filter(|view| {
            !leaving(position).any(|other: &CoalitionView| {
                other.members.len() < view.members.len()
                    && other.members.iter().all(|party| view.members.contains(party))
            })
        });
        for view in smallest {
            match found.iter_mut().find(|(members, _)| *members == view.members) {
                Some((_, count)) => *count += 1,
                None => found.push((&view.members, 1)),
            }
        }
    }
    if found.is_empty() {
        return None;
    }
    found.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let mut list: Vec<String> = Vec::new();
    for &(members, count) in found.iter().take(LEAVING) {
        let members = page.party_ids(members);
        let all = if count == possible.len() { "yes" } else { "no" };
        list.push(say!(page, "coalition-of", members = members, count = count, all = all));
    }
    let mut list = page.sheet.semicolons(&list);
    if found.len() > LEAVING {
        let more = found.len() - LEAVING;
        list = say!(page, "coalitions-and-rest", list = list, count = more);
    }
    Some(say!(page, "coalitions-named", list = list))
}
