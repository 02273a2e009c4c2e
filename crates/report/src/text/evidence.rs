//! What do the events say of a party, and with whom would a deal hold?

use super::frame::{foot, head};
use super::roadmap::sequence;
use super::worths::{number, why_not};
use crate::beliefs::{decibans, decimals, event_name, share, type_name, type_names};
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use crate::roadmaps::{Subject, WithWhom, step_name};
use detente_engine::belief::{
    Belief, Beliefs, Chance, Channel, Combined, Details, Found, Level, OfPackage, OrderOf, Point,
    Prospects, Reliability, Sort, Stop, Trouble, Unasked, Walked,
};
use detente_engine::hold::{Way, members};
use detente_hold::Ratio;
use detente_hold::belief::bounds::{Bounds, Interval};
use detente_hold::belief::signals::Parting;
use detente_hold::belief::turning::{Input, Turn};
use detente_hold::exact::fraction;
use detente_hold::roadmap::Slack;
use detente_scenario::AsOf;
use detente_scenario::model::Line;

/// Column at which the text beside labels begins.
const AT: usize = 16;

/// Types that have a column each; of more only the one that is weighed.
const COLUMNS: usize = 4;

/// Changes that are told, remarks on reports, combinations of types.
const TURNS: usize = 3;
const REMARKS: usize = 8;
const COMBINATIONS: usize = 16;

/// What the events say of every party with types, and with whom the packages that were asked about would hold.
#[must_use]
pub fn evidence(page: &Page<'_>, beliefs: &Beliefs, packages: &[OfPackage]) -> String {
    let mut layout = head(page);
    for belief in &beliefs.parties {
        layout.heading(&question(page, belief));
        layout.paragraph(0, &headline(page, beliefs.on, belief));
        body(page, belief, &mut layout);
        layout.blank();
    }
    match packages {
        [] => layout.paragraph(0, &page.word("evidence-no-packages")),
        [one] => package(page, beliefs, one, &mut layout),
        several => overview(page, beliefs, several, &mut layout),
    }
    foot(page, layout)
}

/// What is asked of a party.
pub(crate) fn question(page: &Page<'_>, belief: &Belief) -> String {
    say!(page, "evidence-question", party = page.names().party(belief.party))
}

/// Which type is most probable and on what that rests, in a few sentences.
pub(crate) fn headline(page: &Page<'_>, on: AsOf, belief: &Belief) -> String {
    let party = page.names().party(belief.party);
    let mut sentences = Vec::new();
    match (&belief.trouble, &belief.details, belief.posterior()) {
        (Some(Trouble::Impossible(at)), ..) => {
            let event = belief.events.get(*at).map(|seen| event_name(page, seen.event));
            let event = event.unwrap_or_default();
            sentences.push(say!(page, "evidence-impossible", party = party, event = event));
        }
        (_, Some(details), Some(posterior)) => {
            sentences.push(leads(page, belief, details, posterior));
            sentences.push(basis(page, on, belief));
        }
        _ => sentences.push(say!(page, "evidence-no-prior", party = party)),
    }
    if !belief.later.is_empty() {
        sentences.push(say!(page, "evidence-later", count = belief.later.len()));
    }
    page.sheet.sentences(&sentences)
}

fn leads(page: &Page<'_>, belief: &Belief, details: &Details, posterior: &[Ratio]) -> String {
    let party = page.names().party(belief.party);
    match details.leading {
        Some(kind) => {
            let bounds = details.bounds.get(kind).and_then(Option::as_ref);
            let band = bounds.filter(|bounds| bounds.interval.is_range());
            say!(
                page,
                "evidence-leads",
                party = party,
                type = type_name(page, belief, kind),
                now = share(page, &posterior[kind]),
                band = if band.is_some() { "yes" } else { "no" },
                range = band.map(|bounds| range(page, &bounds.interval)).unwrap_or_default(),
            )
        }
        None => {
            let most = posterior.iter().max();
            let kinds: Vec<usize> =
                (0..posterior.len()).filter(|&kind| Some(&posterior[kind]) == most).collect();
            say!(
                page,
                "evidence-level",
                party = party,
                types = page.names().all(type_names(page, belief, &kinds), 6),
                now = most.map(|most| share(page, most)).unwrap_or_default(),
            )
        }
    }
}

fn basis(page: &Page<'_>, on: AsOf, belief: &Belief) -> String {
    let (dated, date) = match on {
        AsOf::On(date) => ("yes", page.sheet.date(date)),
        AsOf::Latest => ("no", String::new()),
    };
    let most = belief.prior.iter().max();
    let first = belief.prior.iter().position(|prior| Some(prior) == most).unwrap_or_default();
    let is_level = belief.prior.iter().filter(|prior| Some(*prior) == most).count() > 1;
    say!(
        page,
        "evidence-basis",
        count = belief.events.len(),
        dated = dated,
        date = date,
        level = if is_level { "yes" } else { "no" },
        type = type_name(page, belief, first),
        was = most.map(|most| share(page, most)).unwrap_or_default(),
    )
}

/// `20 % to 60 %`
fn range(page: &Page<'_>, interval: &Interval) -> String {
    say!(
        page,
        "evidence-range",
        low = share(page, &interval.low),
        high = share(page, &interval.high),
    )
}

/// What supports the headline: the types, event by event, how the reports came to be known, what would turn it.
pub(crate) fn body(page: &Page<'_>, belief: &Belief, layout: &mut Layout) {
    types(page, belief, layout);
    if !belief.events.is_empty() {
        path(page, belief, layout);
        reports(page, belief, layout);
    }
    let Some(details) = &belief.details else { return };
    if details.is_cut {
        layout.blank();
        layout.paragraph(0, &page.word("evidence-cut"));
        return;
    }
    if !details.turns.is_empty() {
        layout.blank();
        layout.heading(&page.word("evidence-turns"));
        layout.paragraph(0, &page.word("evidence-turns-meaning"));
        for turn in details.turns.iter().take(TURNS) {
            layout.item(2, &self::turn(page, belief, turn));
        }
    }
}

/// A table of the types: before, now, and what the file would say of them.
fn types(page: &Page<'_>, belief: &Belief, layout: &mut Layout) {
    layout.blank();
    let columns = [Align::Left, Align::Right, Align::Right, Align::Left, Align::Left];
    let mut table = Table::new(&columns).head(vec![
        page.word("evidence-column-type"),
        page.word("evidence-column-before"),
        page.word("evidence-column-now"),
        page.word("evidence-column-range"),
        page.word("evidence-column-variant"),
    ]);
    let posterior = belief.posterior();
    for (kind, id) in belief.types.iter().enumerate() {
        let now = posterior.and_then(|posterior| posterior.get(kind));
        let bounds = belief.details.as_ref().and_then(|details| details.bounds[kind].as_ref());
        let variant = &page.scenario().types[id.index()].variant;
        table.row(vec![
            type_name(page, belief, kind),
            belief.prior.get(kind).map(|prior| share(page, prior)).unwrap_or_default(),
            now.map(|now| share(page, now)).unwrap_or_default(),
            bounds.map(|bounds| ends(page, bounds)).unwrap_or_default(),
            page.names().variant(variant),
        ]);
    }
    layout.table(2, &table);
}

fn ends(page: &Page<'_>, bounds: &Bounds) -> String {
    match (bounds.interval.is_range(), bounds.is_exact) {
        (false, _) => String::new(),
        (true, true) => range(page, &bounds.interval),
        (true, false) => say!(page, "evidence-at-most", range = range(page, &bounds.interval)),
    }
}

/// A table with a row for every event.
fn path(page: &Page<'_>, belief: &Belief, layout: &mut Layout) {
    let details = belief.details.as_ref();
    let weighed = details.map_or(0, |details| details.weighed);
    let shown: Vec<usize> = if belief.types.len() <= COLUMNS {
        (0..belief.types.len()).collect()
    } else {
        vec![weighed]
    };
    let mut columns = vec![Align::Fixed, Align::Left];
    let mut heads = vec![page.word("column-date"), page.word("evidence-column-event")];
    for &kind in &shown {
        columns.push(Align::Right);
        heads.push(type_name(page, belief, kind));
    }
    let is_weighed = details.is_some_and(|details| !details.factors.is_empty());
    if is_weighed {
        columns.extend([Align::Right, Align::Left]);
        heads.extend([page.word("evidence-column-weight"), page.word("evidence-column-without")]);
    }
    let mut table = Table::new(&columns).head(heads);
    let mut row = vec![String::new(), page.word("evidence-before")];
    let cells = |now: Option<&Vec<Ratio>>| -> Vec<String> {
        let cell = |&kind: &usize| now.map(|now| share(page, &now[kind])).unwrap_or_default();
        shown.iter().map(cell).collect()
    };
    row.extend(cells(belief.path.first()));
    table.row(row);
    for (at, seen) in belief.events.iter().enumerate() {
        let mut row = vec![page.sheet.date(seen.date), event_name(page, seen.event)];
        let now = belief.path.get(at + 1);
        row.extend(cells(now));
        if let Some(details) = details.filter(|_| is_weighed) {
            row.push(weight(page, details, at));
            row.push(without(page, belief, details, at));
        }
        if now.is_none() {
            row[2] = page.word("evidence-none-left");
        }
        table.row(row);
    }
    layout.blank();
    layout.table(2, &table);
    if is_weighed {
        let kind = type_name(page, belief, weighed);
        layout.paragraph(2, &say!(page, "evidence-weight-meaning", type = kind));
    }
}

/// `+3.2`, or that it decides all.
fn weight(page: &Page<'_>, details: &Details, at: usize) -> String {
    match details.factors.get(at) {
        Some(Some(factor)) => {
            decibans(page, Some(factor)).unwrap_or_else(|| page.word("evidence-rules-out"))
        }
        _ => page.word("evidence-certain"),
    }
}

/// Which type would lead without an event, where that is another.
fn without(page: &Page<'_>, belief: &Belief, details: &Details, at: usize) -> String {
    match details.without.get(at) {
        Some(away) if away.leading != details.leading => match away.leading {
            Some(kind) => {
                say!(page, "evidence-would-lead", type = type_name(page, belief, kind))
            }
            None => page.word("evidence-would-level"),
        },
        _ => String::new(),
    }
}

/// How reports came to be known that were not seen directly, and which have one origin.
fn reports(page: &Page<'_>, belief: &Belief, layout: &mut Layout) {
    let mut texts = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    for (at, seen) in belief.events.iter().enumerate() {
        if told.contains(&at) || (seen.channel.is_none() && seen.together.is_empty()) {
            continue;
        }
        told.extend(&seen.together);
        let mut events = vec![event_name(page, seen.event)];
        events.extend(
            seen.together.iter().map(|&other| event_name(page, belief.events[other].event)),
        );
        let events = page.names().all(events, 4);
        let how = seen.channel.as_ref().map(|channel| channel_text(page, channel));
        texts.push(match (seen.together.is_empty(), how) {
            (true, how) => {
                say!(page, "evidence-report", event = events, how = how.unwrap_or_default())
            }
            (false, Some(how)) => {
                let of = seen.channel.as_ref().map(|channel| event_name(page, channel.of));
                let of = of.unwrap_or_default();
                say!(page, "evidence-origin", events = events, of = of, how = how)
            }
            (false, None) => say!(page, "evidence-origin-direct", events = events),
        });
    }
    if texts.is_empty() {
        return;
    }
    layout.blank();
    layout.heading(&page.word("evidence-reports"));
    texts.iter().take(REMARKS).for_each(|text| layout.item(2, text));
    if texts.len() > REMARKS {
        layout.item(2, &say!(page, "list-rest", count = texts.len() - REMARKS));
    }
}

fn channel_text(page: &Page<'_>, channel: &Channel) -> String {
    let names = page.names();
    let (because, source) = match channel.because {
        Reliability::Given => ("given", String::new()),
        Reliability::Graded(source) => ("graded", names.source_dated(source)),
        Reliability::Direct => ("direct", String::new()),
    };
    let [reliability] = decimals(page, [&channel.reliability.middle]);
    let [noise] = decimals(page, [&channel.noise.middle]);
    say!(
        page,
        "evidence-channel",
        reliability = reliability,
        because = because,
        source = source,
        noise = noise,
        given = if channel.is_noise_given { "yes" } else { "no" },
    )
}

/// `if refusal were as likely for sincere as 0.093 instead of 0.05`
pub(crate) fn turn(page: &Page<'_>, belief: &Belief, turn: &Turn) -> String {
    let [from, to] = decimals(page, [&turn.from, &turn.to]);
    let seen = Belief::event_of(turn.input).and_then(|at| belief.events.get(at));
    // A channel is called by the report that it is of.
    let event = seen.map(|seen| match (&seen.channel, turn.input) {
        (Some(channel), Input::Reliability { .. } | Input::Base { .. }) => channel.of,
        _ => seen.event,
    });
    let event = event.map(|event| event_name(page, event)).unwrap_or_default();
    match turn.input {
        Input::Likelihood { kind, .. } => {
            let kind = type_name(page, belief, kind);
            say!(page, "evidence-turn-likelihood", event = event, type = kind, to = to, from = from)
        }
        Input::Prior { kind } => {
            let kind = type_name(page, belief, kind);
            say!(page, "evidence-turn-prior", type = kind, to = to, from = from)
        }
        Input::Reliability { .. } => {
            say!(page, "evidence-turn-reliability", event = event, to = to, from = from)
        }
        Input::Base { .. } => {
            say!(page, "evidence-turn-noise", event = event, to = to, from = from)
        }
    }
}

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
fn overview(page: &Page<'_>, beliefs: &Beliefs, packages: &[OfPackage], layout: &mut Layout) {
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
fn package(page: &Page<'_>, beliefs: &Beliefs, of: &OfPackage, layout: &mut Layout) {
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
                    range = range(page, &interval),
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
pub(super) fn with_whom(page: &Page<'_>, types: Option<&WithWhom>, layout: &mut Layout) {
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
