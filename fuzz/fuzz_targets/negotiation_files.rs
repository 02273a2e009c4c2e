//! Any bytes as a folder of negotiation files, split at zero bytes: no panic, no hang, no unbounded
//! memory; what is accepted loads as a scenario, and what is written from that can be read again.
#![no_main]

use detente_scenario::foreign::negotiation::{Format, InForce, export, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let files: Vec<(String, Vec<u8>)> = bytes
        .split(|byte| *byte == 0)
        .enumerate()
        .map(|(at, part)| (at.to_string(), part.to_vec()))
        .collect();
    let imported = import(&files, "fuzz", None);
    for file in &imported.files {
        for finding in &file.diagnostics {
            if let Some(span) = finding.span {
                assert!(file.text.get(span.range()).is_some(), "{finding:?}");
            }
        }
    }
    let Some(text) = imported.scenario else { return };
    let scenario = detente_scenario::load(text.as_bytes()).scenario.expect("it loads");
    for format in [Format::Negmas, Format::Genius] {
        let written = export(&scenario, &InForce::everything(&scenario), format);
        let Some(files) = written.files else { continue };
        let files: Vec<_> =
            files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
        let again = import(&files, "again", None);
        assert!(again.scenario.is_some(), "{:?}", again.files);
    }
});
