//! `fmt`: the file tidied, or its twin in the other notation.

use crate::arguments::Fmt;
use crate::desk::complain;
use crate::system::{Exit, print, read, replace, tell};
use detente_report::diagnostics::{self, Snippets};
use detente_report::{Catalogue, Sheet, Style};
use detente_scenario::tree::parse;
use detente_scenario::write::{to_json, to_toml};
use detente_scenario::{Diagnostic, format};

/// Tidies or translates the file of `arguments`.
pub(super) fn run(arguments: &Fmt) -> Result<Exit, Exit> {
    let bytes = read(&arguments.file).map_err(|(exit, message)| complain(exit, &message))?;
    let parsed = parse(&bytes);
    let root = match &parsed.root {
        Some(root) if parsed.diagnostics.is_empty() => root,
        _ => return Err(reject(&arguments.file, &parsed.diagnostics, &parsed.text)),
    };
    if arguments.json {
        return Ok(print(&to_json(root)));
    }
    if arguments.toml {
        return Ok(print(&to_toml(root)));
    }
    let tidy =
        format(&parsed.text).map_err(|found| reject(&arguments.file, &found, &parsed.text))?;
    let is_tidy = tidy.as_bytes() == bytes;
    if arguments.check {
        if !is_tidy {
            tell(&format!("{}: not tidy; `detente fmt --write` tidies it\n", arguments.file));
        }
        return Ok(if is_tidy { Exit::Answered } else { Exit::Differs });
    }
    if arguments.write && arguments.file != "-" {
        if !is_tidy {
            replace(&arguments.file, tidy.as_bytes()).map_err(|error| {
                complain(Exit::Refused, &format!("{}: {error}", arguments.file))
            })?;
        }
        return Ok(Exit::Answered);
    }
    Ok(print(&tidy))
}

/// Says what is wrong with the file.
pub(super) fn reject(file: &str, found: &[Diagnostic], text: &str) -> Exit {
    let catalogue = Catalogue::english();
    let sheet = Sheet {
        file: Some(if file == "-" { "<stdin>" } else { file }),
        version: env!("CARGO_PKG_VERSION"),
        catalogue: &catalogue,
        style: Style::default(),
        redacted: false,
    };
    tell(&diagnostics::text(&sheet, found, text, Snippets::Shown));
    Exit::Wrong
}
