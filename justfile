# What a developer types. `just` alone lists it.

default:
    @just --list

# Run the first example.
hanoi:
    cargo run --release -- analyze examples/hanoi-2019.toml

# Everything that must pass before a change is handed in.
ci:
    .ci/run

test:
    cargo test --workspace

fmt:
    cargo fmt --all

lint:
    cargo clippy --workspace --all-targets -- -D warnings

# The report in a headless browser.
browser:
    .ci/browser

# The libraries for WebAssembly.
wasm:
    .ci/wasm

# Documents and workbooks of the examples, opened in LibreOffice.
office:
    .ci/office

# The scaling table of docs/performance.md.
bench:
    cargo run --release --manifest-path benches/Cargo.toml -- table

# Ten minutes of fuzzing each (needs cargo-fuzz and a nightly toolchain).
fuzz target="scenario_file" seconds="600":
    cd fuzz && cargo +nightly fuzz run {{target}} -- -max_total_time={{seconds}} -seed=2019

# Accept changed golden screens and diagnostics; read the difference before committing it.
bless:
    DETENTE_BLESS=1 cargo test --workspace
