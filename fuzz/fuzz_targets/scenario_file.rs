//! Any bytes as a scenario file: no panic, no hang, no unbounded memory; what is accepted can be
//! written in its JSON twin, read again and answered.
#![no_main]

use detente_engine::{Case, Limits, PackageTable};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let loaded = detente_scenario::load(bytes);
    for finding in &loaded.diagnostics {
        if let Some(span) = finding.span {
            assert!(span.start <= span.end && span.end <= loaded.text.len(), "{finding:?}");
        }
    }
    let Some(scenario) = loaded.scenario else { return };
    let limits = Limits { memory: 1 << 20, diagram_nodes: 1 << 12 };
    let Ok(table) = PackageTable::build(Case::of(&scenario), &limits) else { return };
    if table.rows().len() <= 64 {
        let _ = detente_engine::analyze::analyze(&table, &limits);
    }
    let _ = detente_scenario::redact::redacted(&scenario);
});
