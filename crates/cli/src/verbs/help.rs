//! `explain`, `completions`, `man`.

use crate::arguments::Arguments;
use crate::desk::complain;
use crate::system::{Exit, print};
use clap::CommandFactory;
use clap_complete::Shell;
use detente_report::{Catalogue, Sheet, Style};
use detente_scenario::{Code, nearest};
use std::fmt::Write;

/// What a diagnostic's code means; all codes if none is named.
pub(super) fn explain(code: Option<&str>, plain: bool) -> Result<Exit, Exit> {
    let Some(wanted) = code else {
        let mut list = String::new();
        for code in Code::ALL {
            let _ = writeln!(list, "{}  {}", code.id(), code.title());
        }
        return Ok(print(&list));
    };
    let ids = || Code::ALL.iter().map(|code| code.id());
    let found = Code::ALL.iter().find(|code| code.id().eq_ignore_ascii_case(wanted.trim()));
    let Some(code) = found else {
        let hint = nearest(wanted, ids())
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let message =
            format!("no diagnostic has the code `{wanted}`{hint} (`detente explain` lists them)");
        return Err(complain(Exit::Wrong, &message));
    };
    let catalogue = Catalogue::english();
    let sheet = Sheet {
        file: None,
        version: env!("CARGO_PKG_VERSION"),
        catalogue: &catalogue,
        style: if plain { Style::plain() } else { Style::default() },
        redacted: false,
    };
    Ok(print(&detente_report::text::explain(&sheet, *code)))
}

/// A completion script for `shell`.
pub(super) fn completions(shell: Shell) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "detente", &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// The manual page.
pub(super) fn man() -> Exit {
    let mut page = Vec::new();
    // Writing into memory does not fail.
    let _ = clap_mangen::Man::new(Arguments::command()).render(&mut page);
    print(&String::from_utf8_lossy(&page))
}
