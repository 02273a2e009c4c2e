//! Any text as a condition, a question and a variant: no panic, no hang; what is read can be
//! printed and read again as the same.
#![no_main]

use detente_scenario::expression::{Names, Origin, Printer, parse_condition, parse_query};
use detente_scenario::parse_variant;
use libfuzzer_sys::fuzz_target;

const FILE: &str = r#"
scenario = { title = "fuzz" }
term = [
    { id = "a", by = [], options = ["no", "yes"], now = "no" },
    { id = "tests", by = "kim", options = ["resumed", "paused", "written"], now = "paused" },
]
rule = [{ require = 'a = no implies tests != written' }, { id = "calm", forbid = 'tests = resumed' }]
package = [{ id = "big-deal", change = { a = "yes" } }, { id = "empty", change = {} }]
define = { den = 'a = yes and tests = written' }
party = { us = { signs = true }, kim = {} }

[[priority.us]]
wants = 'a = yes'
until = 2019-01-31
[[priority.us]]
wants = 'a = no'
from = 2019-02-01
[[priority.us]]
wants = 'den'
"#;

fn names() -> Names {
    let loaded = detente_scenario::load(FILE.as_bytes());
    Names::of(&loaded.scenario.expect("a sound file"))
}

thread_local! {
    static NAMES: Names = names();
}

fuzz_target!(|text: &str| NAMES.with(|names| try_all(text, names)));

fn try_all(text: &str, names: &Names) {
    let origin = Origin::exact(0);
    let printer = Printer::with_names(names);
    if let Some(condition) = parse_condition(text, &origin, names, &mut Vec::new()) {
        let printed = printer.expr(&condition.expr);
        let again = parse_condition(&printed, &origin, names, &mut Vec::new());
        assert_eq!(again.map(|c| c.expr), Some(condition.expr), "{printed}");
    }
    if let Some(query) = parse_query(text, &origin, names, &mut Vec::new()) {
        let printed = printer.query(&query);
        let again = parse_query(&printed, &origin, names, &mut Vec::new());
        assert_eq!(again.map(|q| (q.quantifier, q.with, q.has)), Some((query.quantifier, query.with, query.has)), "{printed}");
    }
    if let Some(edit) = parse_variant(text, &origin, names, &mut Vec::new()) {
        let printed = printer.edit(edit);
        assert_eq!(parse_variant(&printed, &origin, names, &mut Vec::new()), Some(edit), "{printed}");
    }
}
