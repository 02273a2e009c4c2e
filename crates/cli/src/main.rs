//! Détente's command line: the only place that reads files, prints, and sets exit codes.

mod arguments;
mod desk;
mod system;
mod verbs;
mod watch;

use arguments::Arguments;
use clap::Parser;
use std::process::ExitCode;
use system::{Exit, print, tell};

fn main() -> ExitCode {
    let exit = match Arguments::try_parse() {
        Ok(arguments) => verbs::run(&arguments.verb),
        Err(error) if error.use_stderr() => {
            tell(&error.render().to_string());
            Exit::Wrong
        }
        // `--help` and `--version` are answers.
        Err(error) => print(&error.render().to_string()),
    };
    exit.into()
}
