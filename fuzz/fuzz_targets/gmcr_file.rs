//! Any bytes as a file of GMCR+: no panic, no hang, no unbounded memory; what is accepted loads as a
//! scenario, and what is written from that can be read again.
#![no_main]

use detente_scenario::foreign::gmcr::{InForce, export, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let imported = import(bytes, "fuzz");
    for finding in &imported.diagnostics {
        if let Some(span) = finding.span {
            assert!(span.start <= span.end && span.end <= imported.text.len(), "{finding:?}");
        }
    }
    let Some(text) = imported.scenario else { return };
    let scenario = detente_scenario::load(text.as_bytes()).scenario.expect("it loads");
    if let Some(file) = export(&scenario, &InForce::default(), "0").file {
        let again = import(file.as_bytes(), "again");
        assert!(again.scenario.is_some(), "{:?}", again.diagnostics);
    }
});
