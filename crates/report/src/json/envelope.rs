//! The envelope: what was read and how, the answer, and what it rests on.

use super::parts::Parts;
use crate::clean::clean;
use crate::page::{Page, Sheet};
use detente_engine::Case;
use detente_scenario::model::Line;
use detente_scenario::{AsOf, Printer, Scenario};
use serde_json::{Map, Value, json};

/// An answer in the making: its parts, the lines it names, the lists it cuts.
pub(super) struct Envelope<'p> {
    page: &'p Page<'p>,
    lines: Vec<Line>,
    limits: Vec<Value>,
    assumed: Vec<Value>,
    exactness: Value,
}

impl<'p> Envelope<'p> {
    /// Nothing named and nothing cut yet.
    pub(super) fn new(page: &'p Page<'p>) -> Self {
        Self {
            page,
            lines: Vec::new(),
            limits: Vec::new(),
            assumed: Vec::new(),
            exactness: json!({ "kind": "exact" }),
        }
    }

    /// A line that the answer names: *why* tells what it says and what it rests on.
    pub(super) fn names(&mut self, line: Line) {
        if !self.lines.contains(&line) {
            self.lines.push(line);
        }
    }

    /// A list of which only `shown` of `count` entries are given.
    pub(super) fn listed(&mut self, list: &str, shown: usize, count: u64) {
        if (shown as u64) < count {
            self.limits
                .push(json!({ "kind": "listed", "list": list, "shown": shown, "of": count }));
        }
    }

    /// Something that only answers of this kind take for granted.
    pub(super) fn assumes(&mut self, id: &str, key: &str) {
        let says = Parts::new(self.page).sentence(&self.page.word(key));
        self.assumed.push(json!({ "id": id, "says": says }));
    }

    /// Something that is not exact, and where in the answer it is said how far it is.
    pub(super) fn is_inexact(&mut self, kind: &str, place: &str) {
        self.exactness = json!({ "kind": kind, "see": place });
    }

    /// The whole, pretty-printed. `why` is what the answer adds to the lines it names.
    pub(super) fn finish(mut self, verb: &str, answer: Value) -> String {
        let page = self.page;
        let case = page.table.case();
        let scenario = page.scenario();
        let parts = Parts::new(page);
        let mut envelope = Map::new();
        beginning(&page.sheet, scenario, &mut envelope);
        reading(case, &mut envelope);
        envelope.insert("verb".to_owned(), json!(verb));
        envelope.insert("answer".to_owned(), answer);
        let why: Vec<Value> =
            self.lines.iter().map(|&line| parts.line_in_full(line, None)).collect();
        envelope.insert("why".to_owned(), Value::Array(why));
        let mut assumed = assumptions(page, &parts);
        assumed.append(&mut self.assumed);
        envelope.insert("assumptions".to_owned(), Value::Array(assumed));
        envelope.insert("exactness".to_owned(), self.exactness.clone());
        for says in &scenario.not_modelled {
            self.limits.push(json!({ "kind": "not modelled", "says": says }));
        }
        envelope.insert("limits".to_owned(), Value::Array(self.limits));
        print(&Value::Object(envelope))
    }
}

/// Version, file, digest and marking.
pub(super) fn beginning(sheet: &Sheet<'_>, scenario: &Scenario, envelope: &mut Map<String, Value>) {
    envelope.insert("version".to_owned(), json!(sheet.version));
    envelope.insert("file".to_owned(), json!(sheet.file));
    envelope.insert("redacted".to_owned(), json!(sheet.redacted));
    let digest = Some(&scenario.digest).filter(|digest| !digest.is_empty());
    envelope.insert("file_digest".to_owned(), json!(digest));
    envelope.insert("title".to_owned(), json!(scenario.title));
    envelope.insert("marking".to_owned(), json!(scenario.marking));
}

/// Date, signers and variant.
pub(super) fn reading(case: &Case<'_>, envelope: &mut Map<String, Value>) {
    envelope.insert("as_of".to_owned(), as_of(case.as_of));
    let signers: Vec<&str> =
        case.signers.iter().map(|&id| case.scenario.party(id).id.as_str()).collect();
    envelope.insert("signers".to_owned(), json!(signers));
    let printer = Printer::new(case.scenario);
    let variant: Vec<String> = case.variant.iter().map(|&edit| printer.edit(edit)).collect();
    envelope.insert("variant".to_owned(), json!(variant));
}

/// `2019-01-25` or `latest`.
pub(super) fn as_of(as_of: AsOf) -> Value {
    json!(as_of.to_string())
}

/// What every answer takes for granted. Always the same entries in the same order.
fn assumptions(page: &Page<'_>, parts: &Parts<'_>) -> Vec<Value> {
    let scenario = page.scenario();
    let case = page.table.case();
    let say = |key: &str| json!(parts.sentence(&page.word(key)));
    let other: Map<String, Value> = scenario
        .parties
        .iter()
        .filter_map(|party| {
            let named = scenario.named(party.no_deal?);
            Some((party.id.clone(), json!(named.id)))
        })
        .collect();
    let off: Vec<Value> = case.off.iter().map(|off| parts.off(off)).collect();
    let as_in_file = case.signers == scenario.signers();
    vec![
        json!({ "id": "no_deal", "says": say("assume-no-deal"), "other_than_status_quo": other }),
        json!({ "id": "readings", "says": say("assume-readings") }),
        json!({ "id": "ties", "says": say("assume-ties") }),
        json!({ "id": "signers", "says": say("assume-signers"), "as_in_file": as_in_file }),
        json!({ "id": "off", "says": say("assume-off"), "lines": off }),
    ]
}

/// JSON for people and programs: two spaces deep, ended by a line break, and without a character
/// that could steer a terminal.
pub(super) fn print(value: &Value) -> String {
    let Ok(text) = serde_json::to_string_pretty(value) else { return String::new() };
    let mut safe = String::with_capacity(text.len() + 1);
    let mut buffer = [0; 4];
    for c in text.chars() {
        let harmless = c == '\n' || c == '\u{a0}' || c.is_ascii_graphic() || c == ' ';
        let steers = !harmless && (c.is_control() || clean(c.encode_utf8(&mut buffer)).is_empty());
        if steers && !c.is_whitespace() || c.is_control() && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            safe.push(c);
        }
    }
    safe.push('\n');
    safe
}
