//! What do the events say of a party: which type is most probable, event by event, and what would turn it.

use super::frame::{foot, head};
use super::with_whom::{overview, package};
use crate::beliefs::{decibans, decimals, event_name, share, type_name, type_names};
use crate::catalogue::say;
use crate::layout::{Align, Layout, Table};
use crate::page::Page;
use detente_engine::belief::{Belief, Beliefs, Channel, Details, OfPackage, Reliability, Trouble};
use detente_hold::Ratio;
use detente_hold::belief::bounds::{Bounds, Interval};
use detente_hold::belief::turning::{Input, Turn};
use detente_scenario::AsOf;

/// Types that have a column each; of more only the one that is weighed.
const COLUMNS: usize = 4;

/// Changes that are told, and remarks on reports.
const TURNS: usize = 3;
const REMARKS: usize = 8;

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
pub(super) fn range(page: &Page<'_>, interval: &Interval) -> String {
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
    match bounds.interval.is_range() {
        false => String::new(),
        true => between(page, &bounds.interval, bounds.is_exact),
    }
}

/// The ends of a range, which may be too far apart if they are not exact.
pub(super) fn between(page: &Page<'_>, interval: &Interval, is_exact: bool) -> String {
    match is_exact {
        true => range(page, interval),
        false => say!(page, "evidence-at-most", range = range(page, interval)),
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
