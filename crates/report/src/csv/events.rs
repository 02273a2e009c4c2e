//! What events say of a party, as rows.

use super::table;
use crate::beliefs::{event_id, type_id};
use crate::page::Page;
use detente_engine::belief::{Belief, Beliefs};
use detente_hold::Ratio;
use detente_hold::belief::updating::decibans;
use detente_hold::exact::float;

/// The events about parties with types, a row for each: how it came to be known, what it did to the odds of the type that
/// is weighed, and per party and type its likelihood and what is thought after it. Later events are not used.
#[must_use]
pub fn events(page: &Page<'_>, beliefs: &Beliefs) -> String {
    let scenario = page.scenario();
    let mut head: Vec<String> = [
        "party",
        "event",
        "date",
        "used",
        "reliability",
        "noise",
        "weighed",
        "factor",
        "decibans",
        "leading_without",
    ]
    .map(str::to_owned)
    .into();
    let party_id = |belief: &Belief| scenario.party(belief.party).id.as_str();
    for belief in &beliefs.parties {
        for kind in 0..belief.types.len() {
            let name = format!("{}.{}", party_id(belief), type_id(page, belief, kind));
            head.extend([format!("{name} likelihood"), format!("{name} after")]);
        }
    }
    let before = |at: usize| beliefs.parties[..at].iter().map(|b| 2 * b.types.len()).sum::<usize>();
    let mut rows = Vec::new();
    for (at, belief) in beliefs.parties.iter().enumerate() {
        let start = 10 + before(at);
        let decimal = |number: &Ratio| format!("{}", float(number));
        for (place, seen) in belief.events.iter().enumerate() {
            let mut row = vec![String::new(); head.len()];
            row[0] = party_id(belief).to_owned();
            row[1] = event_id(page, seen.event).to_owned();
            row[2] = seen.date.to_string();
            row[3] = "yes".to_owned();
            if let Some(channel) = &seen.channel {
                row[4] = decimal(&channel.reliability.middle);
                row[5] = decimal(&channel.noise.middle);
            }
            if let Some(details) = &belief.details {
                row[6] = type_id(page, belief, details.weighed).to_owned();
                if let Some(Some(factor)) = details.factors.get(place) {
                    row[7] = factor.to_string();
                    let weight = decibans(factor);
                    row[8] =
                        if weight.is_finite() { format!("{weight:.3}") } else { String::new() };
                }
                let away = details.without.get(place).and_then(|away| away.leading);
                row[9] =
                    away.map_or_else(String::new, |kind| type_id(page, belief, kind).to_owned());
            }
            for (kind, likelihood) in seen.likelihood.iter().enumerate() {
                row[start + 2 * kind] = decimal(&likelihood.middle);
                let after = belief.path.get(place + 1).and_then(|now| now.get(kind));
                row[start + 2 * kind + 1] = after.map(decimal).unwrap_or_default();
            }
            rows.push(row);
        }
        for &event in &belief.later {
            let mut row = vec![String::new(); head.len()];
            row[0] = party_id(belief).to_owned();
            row[1] = event_id(page, event).to_owned();
            row[2] = scenario.events[event].date.to_string();
            row[3] = "no".to_owned();
            rows.push(row);
        }
    }
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    table(&head, rows)
}
