//! Where an answer goes that is a file: standard output, or a file that is not there yet.

use crate::arguments::Output;
use crate::desk::complain;
use crate::system::{Exit, create, print};
use std::path::Path;

/// Writes a text to the file that was asked for, or to standard output.
pub(super) fn write(text: &str, output: &Output) -> Result<Exit, Exit> {
    match &output.output {
        None => Ok(print(text)),
        Some(file) => create(file, text.as_bytes(), output.force)
            .map(|()| Exit::Answered)
            .map_err(|(exit, message)| complain(exit, &message)),
    }
}

/// Whether the name of a file ends in `.ending`.
pub(super) fn ends_in(file: &str, ending: &str) -> bool {
    Path::new(file).extension().is_some_and(|is| is.eq_ignore_ascii_case(ending))
}
