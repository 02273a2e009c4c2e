//! Would anyone move?

use super::frame::{foot, head};
use super::narration::{narration, overtaking};
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::moves::meaning;
use crate::page::Page;
use detente_engine::stability::{
    CONCEPTS, CoalitionView, Equilibria, Narration, PartyView, Position, Rest, Stability, Where,
};
use detente_scenario::{Concept, PartyId};

/// Equilibria listed per concept before the rest is only counted.
const LISTED: usize = 4;

/// Moves of the resting path told on the screen.
const SHORT: usize = 3;

/// Named packages told of together before the rest is only counted.
const NAMED: usize = 12;

/// Moves of the resting path told before the rest is only counted.
const PATH: usize = 20;

/// Positions shown before the rest is only counted.
const POSITIONS: usize = 16;

/// Coalitions told of per position before the rest is only counted.
const COALITIONS: usize = 2;

/// Other ends of the resting path told of before the rest is only counted.
const ENDS: usize = 4;

/// Packages among which a concept that lets most of them stand says little.
const MANY: u64 = 64;

/// The answer to *would anyone move?* as text, and why some packages stand or fall.
#[must_use]
pub fn stable(page: &Page<'_>, answer: &Stability, narrations: &[Narration]) -> String {
    let mut layout = head(page);
    layout.heading(&page.word("question-stable"));
    layout.paragraph(0, &headline(page, answer));
    if let Some(now) = now(answer) {
        best_moves(page, now, &mut layout);
    }
    path(page, answer, &mut layout);
    counts(page, answer, &mut layout);
    near(page, answer, &mut layout);
    positions(page, answer, &mut layout);
    if !narrations.is_empty() {
        layout.blank();
        layout.heading(&page.word("question-narrate"));
        narration(page, &mut layout, narrations);
    }
    foot(page, layout)
}

/// The status quo, if it is possible and anyone can move from it.
pub(super) fn now(answer: &Stability) -> Option<&Position> {
    let now = answer.positions.iter().find(|position| position.what == Where::StatusQuo)?;
    (now.row.is_some() && !answer.players.is_empty()).then_some(now)
}

/// The concepts of which `stands` is true.
pub(super) fn standing(stands: &[bool; 5]) -> Vec<Concept> {
    CONCEPTS.into_iter().zip(stands).filter(|(_, stands)| **stands).map(|(c, _)| c).collect()
}

/// The same in words.
fn concepts(page: &Page<'_>, stands: &[bool; 5]) -> String {
    page.concepts(&standing(stands))
}

fn gaining(position: &Position) -> impl Iterator<Item = &PartyView> {
    position.parties.iter().filter(|view| view.improvements > 0)
}

/// The answer in a sentence.
pub(super) fn headline(page: &Page<'_>, answer: &Stability) -> String {
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

/// The answer on one screen: the path along which the status quo comes to rest.
pub(super) fn in_short(page: &Page<'_>, answer: &Stability) -> String {
    let Some(rest) = answer.rest.as_ref().filter(|_| now(answer).is_some()) else {
        return headline(page, answer);
    };
    let mut moves = rest.moves.iter().take(SHORT).map(|step| page.move_in_words(step));
    let Some(first) = moves.next() else { return page.word("screen-still") };
    let path =
        moves.fold(first, |first, next| say!(page, "screen-then", first = first, next = next));
    let end = match (rest.circle.is_some(), rest.moves.len() > SHORT || rest.cut) {
        (true, _) => "circle",
        (_, true) => "on",
        _ => "rest",
    };
    say!(page, "screen-moves", path = path, end = end)
}

/// Per party that gains by moving from the status quo its best move, with the line that decides.
fn best_moves(page: &Page<'_>, now: &Position, layout: &mut Layout) {
    for view in gaining(now) {
        let Some(best) = &view.best else { continue };
        let step = page.change_because(best, view.party);
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
    let order = rest.order.iter().map(|&party| page.names().party(party)).collect::<Vec<_>>();
    layout.paragraph(0, &say!(page, "rest-intro", order = order.join(", ")));
    for (at, step) in rest.moves.iter().enumerate().take(PATH) {
        layout.hang(2, &format!("{}.", at + 1), 5, &page.move_in_words(step));
    }
    if rest.moves.len() > PATH {
        layout.item(5, &say!(page, "list-rest", count = rest.moves.len() - PATH));
    }
    layout.paragraph(0, &end(page, answer, rest));
    if let Some(text) = orders(page, answer, rest) {
        layout.paragraph(0, &text);
    }
}

/// Where the resting path ends, in a sentence.
pub(super) fn end(page: &Page<'_>, answer: &Stability, rest: &Rest) -> String {
    if let Some(circle) = rest.circle {
        return say!(page, "rest-circle", from = circle + 1);
    }
    if rest.cut {
        return say!(page, "rest-cut", count = rest.moves.len());
    }
    let stands = answer.rest_stands.unwrap_or_default();
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
    let list = list.join("; ");
    Some(say!(page, "orders-differ", tried = orders.tried, all = all, list = list))
}

fn counts(page: &Page<'_>, answer: &Stability, layout: &mut Layout) {
    if answer.players.is_empty() || answer.possible == 0 {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-stand"));
    let columns = [Align::Fixed, Align::Right, Align::Right, Align::Right, Align::Right];
    let mut table = Table::new(&columns).head(vec![
        page.word("column-concept"),
        page.word("column-equilibria"),
        page.word("column-of-all"),
        page.word("count-deals"),
        page.word("count-genuine"),
    ]);
    for of in &answer.equilibria {
        table.row(vec![
            of.concept.name().to_owned(),
            page.number(of.count),
            share(page, answer, of),
            page.number(of.deals),
            page.number(of.genuine),
        ]);
    }
    layout.table(2, &table);
    layout.blank();
    layout.paragraph(0, &page.word("stand-meaning"));
    for concept in CONCEPTS {
        layout.hang(2, concept.name(), 8, &page.word(meaning(concept)));
    }
    if let Some(gmr) = answer.equilibria.iter().find(|of| says_little(answer, of)) {
        layout.paragraph(0, &say!(page, "stand-gmr", percent = share(page, answer, gmr)));
    }
    layout.blank();
    let mut columns = vec![Align::Left];
    columns.resize(answer.equilibria.len() + 1, Align::Right);
    let mut head = vec![page.word("column-stable-for")];
    head.extend(answer.equilibria.iter().map(|of| of.concept.name().to_owned()));
    let mut table = Table::new(&columns).head(head);
    for (at, &party) in answer.players.iter().enumerate() {
        let mut row = vec![page.names().party(party)];
        row.extend(
            answer.equilibria.iter().map(|of| {
                of.stable.get(at).map_or(String::new(), |(_, count)| page.number(*count))
            }),
        );
        table.row(row);
    }
    layout.table(2, &table);
}

/// `93 %`
fn share(page: &Page<'_>, answer: &Stability, of: &Equilibria) -> String {
    page.sheet.catalogue.percent(of.count, answer.possible).unwrap_or_default()
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
    let begun = layout.len();
    named(page, answer, layout);
    if answer.equilibria.first().is_some_and(|of| of.count == 0) {
        layout.paragraph(0, &page.word("near-none"));
    }
    let mut above: Vec<usize> = Vec::new();
    for of in answer.equilibria.iter().filter(|of| of.count > 0 && !says_little(answer, of)) {
        let new: Vec<usize> =
            (0..of.listed.len()).filter(|&at| !above.contains(&of.listed[at])).collect();
        let later = !above.is_empty();
        above.extend(new.iter().map(|&at| of.listed[at]));
        if new.is_empty() {
            continue;
        }
        if later || layout.len() > begun {
            layout.blank();
        }
        layout.paragraph(0, &reached(page, of, later));
        for &at in new.iter().take(LISTED) {
            layout.item(2, &page.package_label(of.listed[at]));
            if let Some((moves, gains)) = of.ways.get(at)
                && !page.is_now(of.listed[at])
            {
                let text = match (gains, moves) {
                    (Some(way), _) => {
                        let movers = page.movers(&way.moves);
                        say!(page, "near-gains", count = way.moves.len(), movers = movers)
                    }
                    (None, Some(way)) => {
                        let movers = page.movers(&way.moves);
                        say!(page, "near-moves", count = way.moves.len(), movers = movers)
                    }
                    (None, None) => page.word("near-unreachable"),
                };
                layout.item(6, &text);
            }
        }
        let shown = new.len().min(LISTED);
        // Where all are listed, those that are not new stand above.
        let all = of.listed.len() as u64 == of.count;
        let more = if all { (new.len() - shown) as u64 } else { of.count - shown as u64 };
        if more > 0 {
            layout.item(2, &say!(page, "list-rest", count = more));
        }
    }
}

/// The named packages that stand, with the concepts under which they do.
fn named(page: &Page<'_>, answer: &Stability, layout: &mut Layout) {
    let named = || answer.positions.iter().filter(|position| position.what != Where::StatusQuo);
    if named().next().is_none() {
        return;
    }
    // Those that stand under the same concepts together, the firmest first.
    let mut groups: Vec<(Vec<Concept>, Vec<String>)> = Vec::new();
    for position in named().filter(|position| position.equilibrium.contains(&true)) {
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
    layout.paragraph(
        0,
        &match list.is_empty() {
            true => page.word("near-named-none"),
            false => say!(page, "near-named", list = list.join("; ")),
        },
    );
}

/// How many equilibria can be reached, and how soon; then which are listed.
fn reached(page: &Page<'_>, of: &Equilibria, later: bool) -> String {
    let listed = say!(page, "near-listed", place = if later { "later" } else { "first" });
    let Some(reached) = &of.reached else {
        return format!("{}: {listed}", of.concept.name());
    };
    let gains: u64 = reached.by_improvements.iter().sum();
    let moves: u64 = reached.by_moves.iter().sum();
    let first = reached.by_improvements.iter().position(|&count| count > 0).unwrap_or(0);
    let reached = say!(
        page,
        "near-concept",
        concept = of.concept.name(),
        reached = gains,
        of = reached.of,
        first = first,
        moved = if moves == gains { "all" } else { "some" },
        anyhow = moves,
    );
    format!("{reached} {listed}")
}

fn positions(page: &Page<'_>, answer: &Stability, layout: &mut Layout) {
    if answer.players.is_empty() {
        return;
    }
    layout.blank();
    layout.heading(&page.word("question-named"));
    let raised = |position: &Position| {
        position.inverse.as_ref().is_some_and(|needed| !needed.raises.is_empty())
    };
    if answer.positions.iter().any(raised) {
        layout.paragraph(0, &page.word("positions-meaning"));
        layout.blank();
    }
    // A named package that is the status quo is told of with it.
    let now = answer.positions.iter().find(|p| p.what == Where::StatusQuo).and_then(|p| p.row);
    let told: Vec<&Position> = answer
        .positions
        .iter()
        .filter(|p| p.what == Where::StatusQuo || p.row.is_none() || p.row != now)
        .collect();
    for (at, position) in told.iter().take(POSITIONS).enumerate() {
        if at > 0 {
            layout.blank();
        }
        self::position(page, position, layout);
    }
    let more = told.len().saturating_sub(POSITIONS);
    if more > 0 {
        layout.blank();
        layout.item(0, &say!(page, "positions-rest", count = more));
    }
}

fn position(page: &Page<'_>, position: &Position, layout: &mut Layout) {
    let names = page.names();
    let mut package = page.position_name(position.what);
    if let (Where::StatusQuo, Some(row)) = (position.what, position.row)
        && let Some(&named) = page.named_as(row).first()
    {
        package = say!(page, "move-by-line", changes = package, lines = names.named(named));
    }
    if position.row.is_none() {
        return layout.item(0, &say!(page, "position-impossible", package = package));
    }
    layout.item(
        0,
        &match position.equilibrium.contains(&true) {
            true => {
                let concepts = concepts(page, &position.equilibrium);
                say!(page, "position-stands", package = package, concepts = concepts)
            }
            false => say!(page, "position-falls", package = package),
        },
    );
    if gaining(position).next().is_some() {
        let columns = [Align::Left, Align::Right, Align::Left, Align::Right, Align::Fixed];
        let mut table = Table::new(&columns).head(vec![
            String::new(),
            page.word("column-gains"),
            page.word("column-best"),
            page.word("column-to-pass"),
            page.word("column-stable-under"),
        ]);
        for view in gaining(position) {
            let under = standing(&view.stable);
            let needed = position.inverse.as_ref();
            let raise = needed.and_then(|n| n.raises.iter().find(|r| r.party == view.party));
            table.row(vec![
                names.party(view.party),
                page.number(view.improvements),
                view.best.as_ref().map_or(String::new(), |best| page.move_alone(best)),
                raise.map_or(String::new(), |raise| page.number(raise.overtakes)),
                match under.is_empty() {
                    true => page.word("cell-none"),
                    false => under.iter().map(|c| c.name()).collect::<Vec<_>>().join(" "),
                },
            ]);
        }
        layout.table(2, &table);
    }
    let content: Vec<String> = position
        .parties
        .iter()
        .filter(|view| view.improvements == 0)
        .map(|view| names.party(view.party))
        .collect();
    if !content.is_empty() {
        layout.item(2, &say!(page, "position-content", names = names.all(content, 6)));
    }
    coalitions(page, position, layout);
    if position.what == Where::StatusQuo
        && let Some(text) = position.inverse.as_ref().and_then(|needed| overtaking(page, needed))
    {
        layout.item(2, &text);
    }
}

/// The coalitions that could leave together, the smallest first.
fn coalitions(page: &Page<'_>, position: &Position, layout: &mut Layout) {
    let leaving: Vec<&CoalitionView> =
        position.coalitions.iter().filter(|view| view.improvements > 0).collect();
    for view in leaving.iter().take(COALITIONS) {
        let Some(((nearest, _), row)) = view.nearest.as_ref().zip(position.row) else { continue };
        let held: Vec<String> = deterring(view).into_iter().map(str::to_owned).collect();
        let text = say!(
            page,
            "coalition-leaves",
            members = page.names().parties(&view.members),
            count = view.improvements,
            package = page.difference(row, *nearest),
            held = if held.is_empty() { "no" } else { "yes" },
            concepts = page.names().all(held, 3),
        );
        layout.item(2, &text);
    }
    let more = leaving.len().saturating_sub(COALITIONS);
    if more > 0 {
        layout.item(2, &say!(page, "coalitions-rest", count = more));
    }
}

/// The concepts of coalition stability under which the others could deter a coalition.
fn deterring(view: &CoalitionView) -> Vec<&'static str> {
    let stands = &view.stands;
    [("CSEQ", stands.cseq), ("CSMR", Some(stands.csmr)), ("CGMR", Some(stands.cgmr))]
        .into_iter()
        .filter(|(_, stands)| *stands == Some(true))
        .map(|(name, _)| name)
        .collect()
}
