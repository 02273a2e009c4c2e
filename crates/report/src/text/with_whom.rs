//! With whom would a deal hold: for which types of the parties, how probable that is, and which step tells them apart.

use super::evidence::{between, turn};
use super::roadmap::sequence;
use super::worths::{number, why_not};
use crate::beliefs::{event_name, share, type_name, type_names};
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use crate::roadmaps::{Subject, WithWhom, step_name};
use detente_engine::belief::{
    Belief, Beliefs, Chance, Combined, Found, Level, OfPackage, OrderOf, Point, Prospects, Sort,
    Stop, Unasked, Walked,
};
use detente_engine::hold::{Way, members};
use detente_hold::belief::bounds::Interval;
use detente_hold::belief::signals::Parting;
use detente_hold::exact::fraction;
use detente_hold::roadmap::Slack;
use detente_scenario::model::Line;

/// Column at which the text beside labels begins.
const AT: usize = 16;

/// Changes and combinations of types that are told.
const TURNS: usize = 3;
const COMBINATIONS: usize = 16;

/// The subject of an answer.
fn subject(of: &OfPackage) -> Subject<'_> {
    Subject { named: of.named, package: &of.package }
}

/// Why nothing is said of a package.
fn unasked(page: &Page<'_>, why: &Unasked) -> String {
    match why {
        Unasked::Nothing => page.word("evidence-nothing-to-do"),
        Unasked::Impossible(rules) => {
            let rules: Vec<Line> = rules.iter().map(|&rule| Line::Rule(rule)).collect();
            say!(page, "evidence-forbidden", rules = page.names().lines(&rules, 4))
        }
        Unasked::Steps(most) => say!(page, "evidence-too-many-steps", most = *most),
        Unasked::Types(most) => say!(page, "evidence-too-many-types", most = *most),
    }
}

/// A line for every package.
pub(super) fn overview(
    page: &Page<'_>,
    beliefs: &Beliefs,
    packages: &[OfPackage],
    layout: &mut Layout,
) {
    layout.heading(&page.word("evidence-with-whom-all"));
    let columns = [Align::Left, Align::Right, Align::Left, Align::Left];
    let mut table = Table::new(&columns).head(vec![
        page.word("column-package"),
        page.word("evidence-column-holds"),
        page.word("evidence-column-for"),
        page.word("evidence-column-parting"),
    ]);
    for of in packages {
        let name = subject(of).short(page);
        table.row(match &of.answer {
            Err(why) => vec![name, String::new(), unasked(page, why), String::new()],
            Ok(found) => {
                let chances: Vec<String> = found.chances.iter().map(|c| chance(page, c)).collect();
                let parting: Vec<String> = beliefs
                    .parties
                    .iter()
                    .zip(&found.walked)
                    .filter_map(|(belief, w)| Some((belief, w.partings.as_ref()?.first()?)))
                    .map(|(belief, parting)| {
                        let steps = steps(page, &found.way, &found.stage(parting.step));
                        with_party(page, beliefs, belief, steps)
                    })
                    .collect();
                let parting = match parting.is_empty() {
                    true => page.word("evidence-none"),
                    false => page.sheet.semicolons(&parting),
                };
                vec![name, page.sheet.semicolons(&chances), in_short(page, beliefs, found), parting]
            }
        });
    }
    layout.table(2, &table);
    layout.blank();
    layout.paragraph(0, &page.word("evidence-more"));
}

/// For which types it holds, in a few words.
fn in_short(page: &Page<'_>, beliefs: &Beliefs, found: &Prospects) -> String {
    let of = |(belief, of): (&Belief, &Vec<Found>)| {
        let kinds = held(of, Some(true));
        if kinds.len() == of.len() {
            return page.word("evidence-every");
        }
        let names = type_names(page, belief, &kinds);
        if names.is_empty() { page.word("evidence-none") } else { page.sheet.commas(&names) }
    };
    let each = beliefs.parties.iter().zip(&found.alone);
    let each: Vec<String> = each.map(|pair| with_party(page, beliefs, pair.0, of(pair))).collect();
    page.sheet.semicolons(&each)
}

/// What is said of a party, with its name where several have types.
fn with_party(page: &Page<'_>, beliefs: &Beliefs, belief: &Belief, text: String) -> String {
    if beliefs.parties.len() == 1 {
        return text;
    }
    say!(page, "evidence-of-party", party = page.names().party_id(belief.party), text = text)
}

/// The types of which that is found.
fn held(of: &[Found], holds: Option<bool>) -> Vec<usize> {
    (0..of.len()).filter(|&kind| of[kind].holds == holds).collect()
}

fn chance(page: &Page<'_>, chance: &Option<Chance>) -> String {
    chance.as_ref().map(|chance| share(page, &chance.probability)).unwrap_or_default()
}

/// Everything about one package.
pub(super) fn package(page: &Page<'_>, beliefs: &Beliefs, of: &OfPackage, layout: &mut Layout) {
    let what = subject(of).name(page);
    layout.heading(&say!(page, "evidence-with-whom", what = what));
    let found = match &of.answer {
        Ok(found) => found,
        Err(why) => {
            layout.paragraph(0, &unasked(page, why));
            return;
        }
    };
    layout.paragraph(0, &verdict(page, beliefs, found));
    if let Level::Ranks(undefined) = &found.level {
        let why = [page.word("evidence-by-ranks"), why_not(page, &found.way, undefined)];
        layout.paragraph(0, &page.sheet.sentences(&why));
    }
    for (belief, of) in beliefs.parties.iter().zip(&found.alone) {
        for (kind, of) in of.iter().enumerate() {
            let label = label(page, beliefs, belief, kind);
            layout.hang(2, &label, AT, &of_type(page, found, of));
        }
    }
    combinations(page, beliefs, found, layout);
    halves(page, beliefs, found, layout);
    layout.blank();
    layout.heading(&page.word("evidence-one-order"));
    layout.paragraph(0, &order_of(page, beliefs, found));
    layout.item(2, &sequence(page, &found.way, &found.order));
    for (belief, walked) in beliefs.parties.iter().zip(&found.walked) {
        for kind in 0..walked.went.len() {
            let label = label(page, beliefs, belief, kind);
            layout.hang(2, &label, AT, &went(page, found, walked, kind));
        }
        for text in partings(page, belief, found, walked) {
            layout.paragraph(0, &text);
        }
    }
}

/// A type, with its party where several have types.
fn label(page: &Page<'_>, beliefs: &Beliefs, belief: &Belief, kind: usize) -> String {
    let name = type_name(page, belief, kind);
    match beliefs.parties.len() {
        1 => name,
        _ => {
            let party = page.names().party_id(belief.party);
            say!(page, "evidence-type-of", party = party, type = name)
        }
    }
}

/// For whom it holds and how probable that is.
fn verdict(page: &Page<'_>, beliefs: &Beliefs, found: &Prospects) -> String {
    let mut sentences: Vec<String> = beliefs
        .parties
        .iter()
        .zip(&found.alone)
        .map(|(belief, of)| {
            let (yes, no, open) = (held(of, Some(true)), held(of, Some(false)), held(of, None));
            let list = |kinds: &[usize]| page.names().all(type_names(page, belief, kinds), 6);
            say!(
                page,
                "evidence-for",
                party = page.names().party(belief.party),
                which = match (yes.is_empty(), no.is_empty(), open.is_empty()) {
                    (false, true, true) => "all",
                    (true, false, true) => "none",
                    (false, false, true) => "some",
                    _ => "open",
                },
                yes = list(&yes),
                no = list(&no),
                open = list(&open),
                others = if beliefs.parties.len() > 1 { "yes" } else { "no" },
            )
        })
        .collect();
    for (at, chance) in found.chances.iter().enumerate() {
        let party = match found.combined {
            Combined::Apart => page.names().party(beliefs.parties[at].party),
            _ => String::new(),
        };
        sentences.push(match chance {
            None => page.word("evidence-chance-unknown"),
            Some(chance) => {
                let is_range = chance.interval.is_range() || chance.open > fraction(0, 1);
                let interval = Interval {
                    low: chance.interval.low.clone(),
                    high: (&chance.interval.high + &chance.open).min(fraction(1, 1)),
                };
                say!(
                    page,
                    "evidence-chance",
                    how = match found.combined {
                        Combined::One => "one",
                        Combined::Together => "together",
                        Combined::Apart => "apart",
                    },
                    count = found.combinations.len(),
                    party = party,
                    now = share(page, &chance.probability),
                    band = if is_range { "yes" } else { "no" },
                    range = between(page, &interval, chance.is_exact),
                )
            }
        });
    }
    page.sheet.sentences(&sentences)
}

/// Whether an order holds for a type, and where it is tightest or fails.
fn of_type(page: &Page<'_>, found: &Prospects, of: &Found) -> String {
    let point = of.point.as_ref().map(|point| point_text(page, &found.way, point));
    let known = if point.is_some() { "yes" } else { "no" };
    let point = point.unwrap_or_default();
    match (of.holds, &of.order) {
        (Some(true), order) => {
            let order = match order {
                Some(order) if *order == found.order => page.word("evidence-this-order"),
                Some(order) => sequence(page, &found.way, order),
                None => String::new(),
            };
            say!(page, "evidence-type-holds", order = order, known = known, point = point)
        }
        (Some(false), _) => say!(page, "evidence-type-fails", known = known, point = point),
        (None, _) => page.word("evidence-type-open"),
    }
}

/// `Iran could sham declaration, with waiver done: 2 less to lose than it takes`
fn point_text(page: &Page<'_>, way: &Way, point: &Point) -> String {
    let done: Vec<String> = members(point.done).map(|s| step_name(page, way, s)).collect();
    let slack = match &point.slack {
        None => ("none", String::new()),
        Some(Slack::By(by)) if *by == fraction(0, 1) => ("even", String::new()),
        Some(Slack::By(by)) if *by > fraction(0, 1) => ("spare", number(page, by)),
        Some(Slack::By(by)) => ("short", number(page, &-by.clone())),
        Some(Slack::Never) => ("never", String::new()),
        Some(Slack::Free) => ("none", String::new()),
    };
    say!(
        page,
        "evidence-point",
        who = leaving(page, way, point),
        state = if done.is_empty() { "start" } else { "done" },
        done = page.sheet.commas(&done),
        slack = slack.0,
        by = slack.1,
    )
}

/// Who leaves and how.
fn leaving(page: &Page<'_>, way: &Way, point: &Point) -> String {
    let names = page.names();
    let party = point.party.map(|party| names.party(party)).unwrap_or_default();
    let line = point.party.zip(point.line).map(|(party, line)| names.priority(party, line.line));
    let args = [
        ("party", party.clone().into()),
        ("known", if line.is_some() { "yes" } else { "no" }.into()),
        ("line", line.unwrap_or_default().into()),
    ];
    let how = match point.sort {
        Sort::Refuse => "refuse",
        Sort::Sham => "sham",
        Sort::Revoke => "revoke",
        Sort::Quit => return page.say("fault-quit", &args),
        Sort::Exposed => return page.say("fault-exposed", &args),
        Sort::Impossible => {
            let rules: Vec<Line> = point.broken.iter().map(|&rule| Line::Rule(rule)).collect();
            return say!(page, "fault-impossible", rules = names.lines(&rules, 3));
        }
    };
    let which = steps(page, way, &point.steps);
    say!(page, "worths-leaving", party = party, how = how, steps = which)
}

fn steps(page: &Page<'_>, way: &Way, steps: &[usize]) -> String {
    let names: Vec<String> = steps.iter().map(|&s| step_name(page, way, s)).collect();
    page.sheet.commas(&names)
}

/// The combinations of types for which it holds, where several parties have types.
fn combinations(page: &Page<'_>, beliefs: &Beliefs, found: &Prospects, layout: &mut Layout) {
    if found.combined != Combined::Together {
        return;
    }
    layout.blank();
    let mut columns: Vec<Align> = beliefs.parties.iter().map(|_| Align::Left).collect();
    columns.push(Align::Left);
    let mut head: Vec<String> =
        beliefs.parties.iter().map(|belief| page.names().party(belief.party)).collect();
    head.push(page.word("evidence-column-holds-short"));
    let mut table = Table::new(&columns).head(head);
    for (kinds, of) in found.combinations.iter().take(COMBINATIONS) {
        let types = beliefs.parties.iter().zip(kinds);
        let mut row: Vec<String> =
            types.map(|(belief, &kind)| type_name(page, belief, kind)).collect();
        row.push(page.word(match of.holds {
            Some(true) => "evidence-yes",
            Some(false) => "evidence-no",
            None => "evidence-type-open",
        }));
        table.row(row);
    }
    layout.table(2, &table);
    let rest = found.combinations.len().saturating_sub(COMBINATIONS);
    if rest > 0 {
        layout.item(2, &say!(page, "list-rest", count = rest));
    }
}

/// What would turn whether it holds with at least one half.
fn halves(page: &Page<'_>, beliefs: &Beliefs, found: &Prospects, layout: &mut Layout) {
    for chance in found.chances.iter().flatten() {
        if chance.turns.is_empty() {
            continue;
        }
        let side = if chance.probability >= fraction(1, 2) { "below" } else { "above" };
        layout.blank();
        layout.paragraph(0, &say!(page, "evidence-half", side = side));
        for (party, turn) in chance.turns.iter().take(TURNS) {
            layout.item(2, &self::turn(page, &beliefs.parties[*party], turn));
        }
    }
}

/// Whose order is followed.
fn order_of(page: &Page<'_>, beliefs: &Beliefs, found: &Prospects) -> String {
    match &found.order_of {
        OrderOf::File => page.word("evidence-order-file"),
        OrderOf::Types(kinds) => {
            let types: Vec<String> = beliefs
                .parties
                .iter()
                .zip(kinds)
                .filter_map(|(belief, kind)| Some(label(page, beliefs, belief, (*kind)?)))
                .collect();
            say!(page, "evidence-order-types", types = page.sheet.commas(&types))
        }
        OrderOf::Best => page.word("evidence-order-best"),
        OrderOf::Steps => page.word("evidence-order-steps"),
    }
}

/// How far a type goes.
fn went(page: &Page<'_>, found: &Prospects, walked: &Walked, kind: usize) -> String {
    let went = &walked.went[kind];
    let stages = found.order.len();
    let mut texts = Vec::new();
    let stop_text = |stop: &Stop| leaving(page, &found.way, &stop.point);
    let gains = |stop: &Stop| if stop.point.slack.is_some() { "yes" } else { "no" };
    texts.push(match &went.stop {
        None => say!(page, "evidence-went-all", stages = stages),
        Some(stop) => {
            say!(
                page,
                "evidence-went",
                taken = went.taken,
                stages = stages,
                how = stop_text(stop),
                gains = gains(stop),
            )
        }
    });
    if let Some(stop) = &went.others {
        let how = stop_text(stop);
        texts.push(say!(
            page,
            "evidence-others",
            taken = stop.at,
            stages = stages,
            how = how,
            gains = gains(stop),
        ));
    }
    page.sheet.semicolons(&texts)
}

/// Which steps tell the types apart, in sentences.
fn partings(page: &Page<'_>, belief: &Belief, found: &Prospects, walked: &Walked) -> Vec<String> {
    let Some(partings) = &walked.partings else { return Vec::new() };
    let party = page.names().party(belief.party);
    if partings.is_empty() {
        return vec![say!(page, "evidence-no-parting", party = party)];
    }
    let told = |(at, parting): (usize, &Parting)| {
        let holds = walked.holds_after.get(at).and_then(Option::as_ref);
        let shams = |kind: &usize| {
            let stop = walked.went.get(*kind).and_then(|went| went.stop.as_ref());
            stop.is_some_and(|stop| stop.point.sort == Sort::Sham)
        };
        // Whoever shams a step seems to take it.
        let open: Vec<usize> = parting.stop.iter().copied().filter(|kind| !shams(kind)).collect();
        let after: Vec<String> = parting
            .go_on
            .iter()
            .map(|&kind| {
                let name = type_name(page, belief, kind);
                say!(page, "evidence-after", type = name, now = share(page, &parting.after[kind]))
            })
            .collect();
        let mut sentences = vec![say!(
            page,
            "evidence-parting",
            first = if at == 0 { "yes" } else { "no" },
            before = parting.step,
            steps = steps(page, &found.way, &found.stage(parting.step)),
            stop = page.names().all(type_names(page, belief, &parting.stop), 6),
            after = page.sheet.commas(&after),
            known = if holds.is_some() { "yes" } else { "no" },
            holds = holds.map(|holds| share(page, holds)).unwrap_or_default(),
        )];
        if open.len() < parting.stop.len() {
            sentences.push(page.word("evidence-sham"));
        }
        let taken = walked.taken.get(at).copied().flatten().filter(|_| !open.is_empty());
        if let Some(event) = taken {
            let event = event_name(page, event);
            let types = page.names().all(type_names(page, belief, &open), 6);
            sentences.push(say!(page, "evidence-misfit", event = event, types = types));
        }
        page.sheet.sentences(&sentences)
    };
    partings.iter().enumerate().map(told).collect()
}

/// For `hold`: with whom the package would hold, in two or three lines.
pub(super) fn in_brief(page: &Page<'_>, types: Option<&WithWhom>, layout: &mut Layout) {
    let Some((beliefs, answer)) = types else { return };
    layout.blank();
    layout.heading(&page.word("evidence-with-whom-short"));
    let mut sentences = Vec::new();
    match answer {
        Err(why) => sentences.push(unasked(page, why)),
        Ok(found) => {
            sentences.push(verdict(page, beliefs, found));
            for (belief, walked) in beliefs.parties.iter().zip(&found.walked) {
                sentences.extend(partings(page, belief, found, walked).into_iter().take(1));
            }
        }
    }
    sentences.push(page.word("evidence-more-of-this"));
    layout.paragraph(0, &page.sheet.sentences(&sentences));
}
