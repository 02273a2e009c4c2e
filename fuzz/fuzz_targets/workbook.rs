//! Any bytes as a workbook: no panic, no hang, no unbounded memory; places lie in cells, and what is
//! accepted is written and read again as the same scenario.
#![no_main]

use detente_scenario::foreign::xlsx;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let imported = xlsx::import(bytes);
    for finding in &imported.diagnostics {
        if let Some(span) = finding.span {
            assert!(span.start <= span.end && span.end <= imported.cells.text().len(), "{finding:?}");
        }
    }
    let Some(scenario) = imported.scenario else { return };
    // What cannot be written is refused; what is written was read again and compared.
    if let Err(refusal) = xlsx::export(&scenario, Vec::new()) {
        assert!(!refusal.message.is_empty());
    }
});
