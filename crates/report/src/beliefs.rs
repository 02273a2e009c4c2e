//! What text, JSON and pictures say of types and events alike: their names, and probabilities as readers write them.

use crate::page::Page;
use detente_engine::belief::Belief;
use detente_hold::Ratio;
use detente_hold::exact::{float, fraction};

/// The parts that a percentage is computed from.
const PARTS: u64 = 1_000_000_000;

/// What a type is called: its id in the file.
pub(crate) fn type_name(page: &Page<'_>, belief: &Belief, kind: usize) -> String {
    page.names().id(type_id(page, belief, kind))
}

/// The id of a type in the file.
pub(crate) fn type_id<'p>(page: &Page<'p>, belief: &Belief, kind: usize) -> &'p str {
    let of = belief.types.get(kind).and_then(|id| page.scenario().types.get(id.index()));
    of.map_or("", |kind| kind.id.as_str())
}

/// The names of types.
pub(crate) fn type_names(page: &Page<'_>, belief: &Belief, kinds: &[usize]) -> Vec<String> {
    kinds.iter().map(|&kind| type_name(page, belief, kind)).collect()
}

/// The id of an event in the file.
pub(crate) fn event_id<'p>(page: &Page<'p>, event: usize) -> &'p str {
    page.scenario().events.get(event).map_or("", |event| event.id.as_str())
}

/// What an event is called: its id in the file.
pub(crate) fn event_name(page: &Page<'_>, event: usize) -> String {
    page.names().id(event_id(page, event))
}

/// A probability as a percentage without decimals; only what is certain has 0 or 100.
pub(crate) fn share(page: &Page<'_>, probability: &Ratio) -> String {
    let part = if *probability <= fraction(0, 1) {
        0
    } else if *probability >= fraction(1, 1) {
        PARTS
    } else {
        ((float(probability) * PARTS as f64) as u64).clamp(1, PARTS - 1)
    };
    page.sheet.percent(part, PARTS)
}

/// Numbers between 0 and 1 with as many decimals as it takes to tell them apart and to see two digits of each.
pub(crate) fn decimals<const N: usize>(page: &Page<'_>, numbers: [&Ratio; N]) -> [String; N] {
    let values = numbers.map(float);
    let small = values.into_iter().filter(|value| *value > 0.0).fold(1.0_f64, f64::min);
    let (mut places, mut least) = (3_usize, 0.01);
    while places < 12 && small < least {
        (places, least) = (places + 1, least / 10.0);
    }
    let write = |value: f64, places: usize| {
        let text = format!("{value:.places$}");
        let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
        if text == "-0" { "0".to_owned() } else { text }
    };
    let differ = |places: usize| {
        let texts = values.map(|value| write(value, places));
        (1..N).all(|at| numbers[at] == numbers[at - 1] || texts[at] != texts[at - 1])
    };
    while places < 12 && !differ(places) {
        places += 1;
    }
    values.map(|value| page.sheet.decimal(&write(value, places)))
}

/// The weight of an event in decibans, to one decimal, with its sign; nothing of what is certain.
pub(crate) fn decibans(page: &Page<'_>, factor: Option<&Ratio>) -> Option<String> {
    let value = detente_hold::belief::updating::decibans(factor?);
    if !value.is_finite() {
        return None;
    }
    let text = page.sheet.decimal(&format!("{value:.1}"));
    Some(match value {
        value if value >= 0.05 => format!("+{text}"),
        value if value > -0.05 => page.sheet.decimal("0"),
        _ => text,
    })
}
