//! Any text as a condition, a question and a variant: no panic, no hang; what is read can be
//! printed and read again as the same.
#![no_main]

use detente_scenario::expression::{Names, Origin, Printer, TermNames, parse_condition, parse_query};
use detente_scenario::parse_variant;
use libfuzzer_sys::fuzz_target;

fn names() -> Names {
    let term = |id: &str, options: &[&str]| TermNames {
        id: id.to_owned(),
        options: options.iter().map(|&option| option.to_owned()).collect(),
    };
    Names {
        parties: vec!["us".into(), "kim".into()],
        terms: vec![term("a", &["no", "yes"]), term("tests", &["resumed", "paused", "written"])],
        definitions: vec!["den".into()],
        packages: vec!["big-deal".into(), "empty".into()],
        rules: vec![None, Some("calm".into())],
        lines: vec![vec![1, 2], vec![1]],
    }
}

fuzz_target!(|text: &str| {
    let names = names();
    let origin = Origin::exact(0);
    let printer = Printer::with_names(&names);
    if let Some(condition) = parse_condition(text, &origin, &names, &mut Vec::new()) {
        let printed = printer.expr(&condition.expr);
        let again = parse_condition(&printed, &origin, &names, &mut Vec::new());
        assert_eq!(again.map(|c| c.expr), Some(condition.expr), "{printed}");
    }
    if let Some(query) = parse_query(text, &origin, &names, &mut Vec::new()) {
        let printed = printer.query(&query);
        let again = parse_query(&printed, &origin, &names, &mut Vec::new());
        assert_eq!(again.map(|q| (q.quantifier, q.with, q.has)), Some((query.quantifier, query.with, query.has)), "{printed}");
    }
    if let Some(edit) = parse_variant(text, &origin, &names, &mut Vec::new()) {
        let printed = printer.edit(&edit);
        assert_eq!(parse_variant(&printed, &origin, &names, &mut Vec::new()), Some(edit), "{printed}");
    }
});
